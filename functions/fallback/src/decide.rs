//! What to answer for an address that the bucket does not hold.

use domain::{InitiativeId, Language, SignatoryId};
use storage::publishing::{PublicRecord, Subject};
use views::addresses;

/// What an address asks for, where it can have been public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    language: Language,
    what: What,
    slug: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Signatory(SignatoryId),
    Initiative(InitiativeId),
}

/// What to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Decision {
    /// It stands at this address now.
    Moved(String),
    /// It was public and is not any more.
    Gone(Subject),
    /// It never was there, or is not yet.
    NotFound,
}

impl Asked {
    /// Reads a path as a viewer asks for it or as the edge rewrites it: with or without
    /// `index.html`, a slash at its end, a slug.
    pub(crate) fn parse(path: &str) -> Option<Self> {
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let mut segments = path.strip_prefix('/')?.split_terminator('/');
        let language = Language::from_code(segments.next()?)?;
        let (kind, name) = (segments.next()?, segments.next()?);
        if segments.next().is_some() {
            return None;
        }
        let (id, slug) = name.split_once('-').unwrap_or((name, ""));
        let what = match kind {
            "signatories" => What::Signatory(SignatoryId::parse(id).ok()?),
            "initiatives" => What::Initiative(InitiativeId::parse(id).ok()?),
            _ => return None,
        };
        Some(Self { language, what, slug: slug.to_owned() })
    }

    /// The identifier asked for.
    pub(crate) fn id(&self) -> String {
        match self.what {
            What::Signatory(id) => id.to_string(),
            What::Initiative(id) => id.to_string(),
        }
    }
}

/// Decides by what has been put out under the identifier.
pub(crate) fn decide(asked: Option<&Asked>, record: Option<&PublicRecord>) -> Decision {
    let (Some(asked), Some(record)) = (asked, record) else { return Decision::NotFound };
    let Some(slug) = record.slug() else { return Decision::NotFound };
    let present = match (asked.what, record.subject) {
        (What::Signatory(id), Subject::Signatory(_)) => {
            addresses::signatory(asked.language, id, slug)
        }
        (What::Initiative(id), Subject::Initiative(..)) => {
            addresses::initiative(asked.language, id, slug)
        }
        (What::Signatory(_), Subject::Initiative(..))
        | (What::Initiative(_), Subject::Signatory(_)) => return Decision::NotFound,
    };
    if !record.live {
        Decision::Gone(record.subject)
    } else if asked.slug == slug.as_str() {
        // Its page is about to be put out: a redirect would lead in a circle.
        Decision::NotFound
    } else {
        Decision::Moved(present)
    }
}

/// The path without its language and without what the edge adds, for links to the same page
/// in other languages.
pub(crate) fn path_in_any_language(path: &str) -> String {
    let path = path.strip_suffix("index.html").unwrap_or(path);
    match path.strip_prefix('/').and_then(|path| path.split_once('/')) {
        Some((code, rest)) if Language::from_code(code).is_some() => format!("/{rest}"),
        _ => "/".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Slug;
    use testkit::builders::{initiative_id, signatory_id};

    fn record(subject: Subject, live: bool) -> PublicRecord {
        PublicRecord {
            subject,
            slugs: vec![Slug::of("old name"), Slug::of("new name")],
            live,
            entry: None,
            places: std::collections::BTreeMap::default(),
            listed: std::collections::BTreeSet::default(),
            purge: false,
            rev: 3,
        }
    }

    fn answer(path: &str, record: Option<&PublicRecord>) -> Decision {
        decide(Asked::parse(path).as_ref(), record)
    }

    #[test]
    fn an_old_address_leads_to_the_present_one_in_its_language() {
        let (signatory, initiative) = (signatory_id(1), initiative_id(2));
        let place = record(Subject::Initiative(signatory, initiative), true);
        let present = Decision::Moved(format!("/fr/initiatives/{initiative}-new-name/"));
        for end in ["-old-name/", "-old-name/index.html", "-old-name", "-whatever/", "/", ""] {
            assert_eq!(
                answer(&format!("/fr/initiatives/{initiative}{end}"), Some(&place)),
                present
            );
        }
        let place = record(Subject::Signatory(signatory), true);
        let present = Decision::Moved(format!("/en/signatories/{signatory}-new-name/"));
        assert_eq!(answer(&format!("/en/signatories/{signatory}-x/"), Some(&place)), present);
    }

    #[test]
    fn the_present_address_never_leads_to_itself() {
        let place = record(Subject::Signatory(signatory_id(1)), true);
        let path = format!("/en/signatories/{}-new-name/index.html", signatory_id(1));
        assert_eq!(answer(&path, Some(&place)), Decision::NotFound);
    }

    #[test]
    fn q103_what_was_public_once_is_gone_under_every_name() {
        let place = record(Subject::Signatory(signatory_id(1)), false);
        for slug in ["old-name", "new-name", "x"] {
            let path = format!("/en/signatories/{}-{slug}/", signatory_id(1));
            assert_eq!(answer(&path, Some(&place)), Decision::Gone(place.subject));
        }
    }

    #[test]
    fn everything_else_was_never_there() {
        let id = signatory_id(1);
        let place = record(Subject::Signatory(id), true);
        assert_eq!(answer(&format!("/en/signatories/{id}-x/"), None), Decision::NotFound);
        // An identifier of another kind is no identifier here.
        assert_eq!(answer(&format!("/en/initiatives/{id}-x/"), Some(&place)), Decision::NotFound);
        for path in ["", "/", "/en", "/en/", "/xx/signatories/", "//", "/en/signatories/fr/2/x"] {
            assert_eq!(Asked::parse(path), None, "{path}");
        }
        for path in [
            format!("/de/signatories/{id}-x/"),
            format!("/en/signatories/{}-x/", id.to_string().to_uppercase()),
            format!("/en/signatories/{id}-x/more/"),
            format!("/en/things/{id}-x/"),
        ] {
            assert_eq!(Asked::parse(&path), None, "{path}");
        }
    }

    #[test]
    fn a_redirect_stays_on_this_host() {
        let place = record(Subject::Signatory(signatory_id(1)), true);
        for end in ["-//evil.example/", "-\r\nx: y", "-x\\@evil.example"] {
            let path = format!("/en/signatories/{}{end}", signatory_id(1));
            if let Decision::Moved(address) = answer(&path, Some(&place)) {
                assert_eq!(address, format!("/en/signatories/{}-new-name/", signatory_id(1)));
            }
        }
    }

    #[test]
    fn other_languages_of_a_missing_page() {
        assert_eq!(path_in_any_language("/en/no/such/index.html"), "/no/such/");
        assert_eq!(path_in_any_language("/robots"), "/");
        assert_eq!(path_in_any_language("/xx/y"), "/");
    }
}
