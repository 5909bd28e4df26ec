//! Every page in both languages, rendered twice from samples, compared, checked and kept as
//! a snapshot. The same pages are written to `artefacts/pages/` to be looked at.
#![expect(clippy::unwrap_used, reason = "a sample that is wrong stops the test")]

mod html;
mod samples;

use domain::Language;
use std::path::Path;

/// Root of the project.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn each_page(check: impl Fn(Language, &str, &str)) {
    for lang in Language::ALL {
        for (name, html) in samples::pages(lang) {
            check(lang, name, &html);
        }
    }
}

#[test]
fn every_page_renders_the_same_twice_and_as_before() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let again: Vec<_> = Language::ALL.into_iter().flat_map(samples::pages).collect();
    let mut index = 0;
    let folder = root().join("artefacts/pages");
    for asset in views::assets::ALL {
        write(&folder, asset.address, asset.bytes);
    }
    for lang in Language::ALL {
        settings.set_snapshot_path(format!("snapshots/{}", lang.code()));
        for (name, html) in samples::pages(lang) {
            assert_eq!(again[index], (name, html.clone()));
            index += 1;
            write(&folder, &format!("/{}/{name}.html", lang.code()), html.as_bytes());
            // The hash of a style sheet changes with every colour: no affair of the pages.
            let stable = html::without_hashes(&html).replace("><", ">\n<");
            settings.bind(|| insta::assert_snapshot!(name, stable));
        }
    }
}

fn write(folder: &Path, address: &str, bytes: &[u8]) {
    let path = folder.join(address.trim_start_matches('/'));
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn every_page_says_its_language_and_has_one_title_and_one_first_heading() {
    each_page(|lang, name, html| {
        let elements = html::elements(html);
        let of = |tag: &str| elements.iter().filter(|e| e.name == tag).count();
        assert_eq!(of("h1"), 1, "{name}");
        assert_eq!(of("title"), 1, "{name}");
        assert_eq!(of("main"), 1, "{name}");
        assert_eq!(elements[0].attribute("lang"), Some(lang.code()), "{name}");
    });
}

#[test]
fn titles_are_unique_within_a_language() {
    for lang in Language::ALL {
        let mut titles: Vec<_> = samples::pages(lang)
            .into_iter()
            // Variants of one page share its title.
            .filter(|(name, _)| !name.contains("--"))
            .map(|(name, html)| (html::title(&html).to_owned(), name))
            .collect();
        titles.sort();
        for pair in titles.windows(2) {
            assert_ne!(pair[0].0, pair[1].0, "{} and {}", pair[0].1, pair[1].1);
        }
    }
}

#[test]
fn every_input_has_a_label_and_every_reference_a_target() {
    each_page(|_, name, html| {
        let elements = html::elements(html);
        let ids: Vec<_> = elements.iter().filter_map(|e| e.attribute("id")).collect();
        let mut unique = ids.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), ids.len(), "{name}: an id stands twice: {ids:?}");
        let labels: Vec<_> = elements.iter().filter_map(|e| e.attribute("for")).collect();
        for element in &elements {
            let hidden = element.attribute("type") == Some("hidden");
            if matches!(element.name, "input" | "select" | "textarea") && !hidden {
                let id = element.attribute("id").unwrap_or_default();
                assert!(labels.contains(&id), "{name}: no label for {element:?}");
            }
            for reference in ["aria-describedby", "aria-labelledby", "for"] {
                for id in element.attribute(reference).unwrap_or_default().split_whitespace() {
                    assert!(ids.contains(&id), "{name}: {reference} {id}");
                }
            }
            if let Some(id) = element.attribute("href").and_then(|href| href.strip_prefix('#')) {
                assert!(ids.contains(&id), "{name}: #{id}");
            }
        }
    });
}

#[test]
fn q81_nothing_is_inline_and_q99_nothing_loads_from_elsewhere() {
    each_page(|_, name, html| {
        for element in html::elements(html) {
            assert_ne!(element.name, "style", "{name}");
            for (attribute, value) in &element.attributes {
                assert!(*attribute != "style" && !attribute.starts_with("on"), "{name}: {value}");
            }
            for loaded in [element.attribute("src"), element.attribute("action")] {
                let loaded = loaded.unwrap_or("/");
                assert!(loaded.starts_with('/') && !loaded.starts_with("//"), "{name}: {loaded}");
            }
            if element.name == "link" {
                assert!(element.attribute("href").unwrap().starts_with('/'), "{name}");
            }
        }
        assert!(!html.contains("<script>"), "{name}");
    });
}

#[test]
fn q58_what_people_type_is_shown_as_text() {
    each_page(|_, name, html| assert!(!html.contains("<b>bold"), "{name}"));
}

#[test]
fn q108_every_page_has_the_way_out_and_the_helplines() {
    each_page(|_, name, html| {
        let elements = html::elements(html);
        let leave = elements.iter().find(|e| e.attribute("id") == Some("leave"));
        let leave = leave.unwrap_or_else(|| panic!("{name}"));
        assert!(leave.attribute("href").unwrap().starts_with("https://"), "{name}");
        for digits in ["116111", "116000", "112"] {
            let address = format!("tel:{digits}");
            assert!(elements.iter().any(|e| e.attribute("href") == Some(&address)), "{name}");
        }
        // A list of open tabs does not say what the site is about.
        let title = html::title(html).to_lowercase();
        assert!(!title.contains("sexual") && !title.contains("sexuelle"), "{name}: {title}");
    });
}

#[test]
fn the_language_switch_keeps_the_page() {
    each_page(|lang, name, html| {
        let other = if lang == Language::En { "/fr/" } else { "/en/" };
        let href = format!("href=\"{other}{name}");
        assert!(html.contains(&href), "{name}: {href}");
    });
}

#[test]
fn q48_the_public_page_of_a_signatory_holds_nothing_private() {
    for lang in Language::ALL {
        for (name, html) in samples::pages(lang) {
            if name.starts_with("public") {
                for private in ["pact@", "Nikos Ioannou", "+30 2310", "second@"] {
                    assert!(!html.contains(private), "{name}: {private}");
                }
            }
        }
    }
}

#[test]
fn passwords_and_codes_are_never_shown_again() {
    each_page(|_, name, html| {
        for element in html::elements(html) {
            if element.attribute("type") == Some("password") {
                assert_eq!(element.attribute("value"), None, "{name}");
            }
        }
    });
}

#[test]
fn pages_stay_small() {
    each_page(|_, name, html| assert!(html.len() < 60_000, "{name}: {} bytes", html.len()));
}

#[test]
fn markup_made_by_hand_lives_in_one_file() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in rust_files(&src) {
        let text = std::fs::read_to_string(&path).unwrap();
        let strays = text.contains("PreEscaped") && !path.ends_with("trusted.rs");
        assert!(!strays, "{}", path.display());
    }
}

#[test]
fn every_phrase_is_used() {
    let code: String = ["shared", "functions", "infra"]
        .iter()
        .flat_map(|folder| rust_files(&root().join(folder)))
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    let unused: Vec<_> = keys()
        .into_iter()
        .filter(|key| {
            let method = key.replace('-', "_");
            !code.contains(&format!(".{method}(")) && !code.contains(&format!(".{method}_with("))
        })
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// Every key of the English phrases.
fn keys() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("phrases/en");
    let mut keys = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let messages =
            text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        keys.extend(messages.filter_map(|line| Some(line.split_once(" =")?.0.to_owned())));
    }
    keys
}

#[test]
fn french_is_set_as_french_is_set() {
    for path in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("phrases/fr")).unwrap()
    {
        let path = path.unwrap().path();
        for line in std::fs::read_to_string(&path).unwrap().lines() {
            if line.starts_with('#') {
                continue;
            }
            let straight = line.contains('\'');
            let broken = [" ;", " :", " ?", " !", " »", "« "].iter().any(|end| line.contains(end));
            assert!(!straight && !broken, "{}: {line}", path.display());
        }
    }
}

fn rust_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("target") && !path.ends_with("node_modules") {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

#[test]
fn a_message_stands_above_its_group_of_pages_and_nowhere_else() {
    use domain::Settings;
    use domain::forms::ContactForm;
    use domain::settings::{Banner, PageGroup};
    let en = "<b>Short of staff</b> until Monday.".to_owned();
    let fr = "Effectif réduit jusqu’à lundi.".to_owned();
    let banners = vec![Banner { group: PageGroup::Desk, en, fr }];
    let settings = Settings { banners, ..Settings::default() };
    let shown = |lang, path: &str| {
        let viewer = views::Viewer::Anonymous;
        let settings = &settings;
        let frame =
            views::Frame { lang, path, viewer, form_token: "t0ken", notice: None, settings };
        views::desk::contact::page(&frame, &ContactForm::default(), &[]).into_string()
    };
    let page = shown(Language::En, "/desk/contact");
    assert!(page.contains("&lt;b&gt;Short of staff&lt;/b&gt; until Monday."), "{page}");
    assert!(page.find("Short of staff") < page.find("<h1>"));
    assert!(shown(Language::Fr, "/desk").contains("Effectif réduit"));
    assert!(!shown(Language::En, "/sign-in").contains("Short of staff"));
}
