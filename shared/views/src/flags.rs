//! Words that could identify a child or a victim, marked in an excerpt of their text. The
//! excerpt is plain text, also of a description in Markdown: what is shown is what was typed,
//! escaped like everything else.

use crate::components::{banner, inset};
use crate::{Frame, Words, problem_words};
use domain::forms::InitiativeForm;
use domain::safeguard::scan;
use domain::{Content, ContentLanguage, Field, Flag, FlagKind};
use maud::{Markup, html};

/// Characters shown on either side of the words.
const AROUND: usize = 60;

/// Before submitting, for the author: what the words may be, and that they decide.
#[must_use]
pub fn before_submitting(frame: &Frame<'_>, typed: &InitiativeForm) -> Markup {
    let words = frame.words();
    let Ok(language) = ContentLanguage::parse(&typed.language) else { return html! {} };
    let texts = [
        (Field::Title, &typed.title),
        (Field::Summary, &typed.summary),
        (Field::Description, &typed.description),
        (Field::Place, &typed.place),
        (Field::Partners, &typed.partners),
        (Field::Results, &typed.results),
    ];
    let texts = texts.into_iter().map(|(field, text)| (field, text.as_str()));
    let found = found(texts, language);
    html! {
        @if !found.is_empty() {
            (banner(words.flags_title(), &html! {
                p { (words.flags_before()) }
                (list(words, &found, language))
            }, false))
        }
    }
}

/// After submitting, for the author: the same words, and that they may still be changed.
#[must_use]
pub fn after_submitting(frame: &Frame<'_>, content: &Content) -> Markup {
    let words = frame.words();
    let found = found(content.texts(), content.language);
    html! {
        @if !found.is_empty() {
            (banner(words.flags_title(), &html! {
                p { (words.flags_after()) }
                (list(words, &found, content.language))
            }, false))
        }
    }
}

/// For staff, beside the version that waits.
#[must_use]
pub fn to_decide(frame: &Frame<'_>, content: &Content) -> Markup {
    let words = frame.words();
    let found = found(content.texts(), content.language);
    html! {
        @if !found.is_empty() {
            (inset(&html! {
                h3 { (words.flags_staff_title()) }
                p { (words.flags_staff_text()) }
                (list(words, &found, content.language))
            }))
        }
    }
}

type Found<'a> = Vec<(Field, &'a str, Flag)>;

fn found<'a>(
    texts: impl Iterator<Item = (Field, &'a str)>,
    language: ContentLanguage,
) -> Found<'a> {
    texts
        .flat_map(|(field, text)| {
            scan(text, language).into_iter().map(move |flag| (field, text, flag))
        })
        .collect()
}

fn list(words: Words, found: &Found<'_>, language: ContentLanguage) -> Markup {
    html! {
        ul {
            @for (field, text, flag) in found {
                li {
                    strong { (kind(words, flag.kind)) }
                    " (" (problem_words::label(words, *field)) "): "
                    (excerpt(words, text, flag, language))
                }
            }
        }
    }
}

/// The words with what stands around them. Nothing is put together by hand: three pieces of
/// text, each escaped.
fn excerpt(words: Words, text: &str, flag: &Flag, language: ContentLanguage) -> Markup {
    let before = text.get(..flag.range.start).unwrap_or_default();
    let marked = text.get(flag.range.clone()).unwrap_or_default();
    let after = text.get(flag.range.end..).unwrap_or_default();
    let start = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let end = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    html! {
        bdi lang=(language.code()) {
            @if start > 0 { "… " }
            (before.get(start..).unwrap_or_default())
            mark {
                span.hidden lang=(words.language().code()) { (words.flags_marked()) " " }
                (marked)
            }
            (after.get(..end).unwrap_or_default())
            @if end < after.len() { " …" }
        }
    }
}

/// What the words may be.
#[must_use]
pub fn kind(words: Words, kind: FlagKind) -> &'static str {
    match kind {
        FlagKind::NameWithAge => words.flag_name_with_age(),
        FlagKind::DateOfBirth => words.flag_date_of_birth(),
        FlagKind::SchoolWithInitials => words.flag_school_with_initials(),
        FlagKind::StreetAddress => words.flag_street_address(),
        FlagKind::PhoneNumber => words.flag_phone_number(),
        FlagKind::EmailAddress => words.flag_email_address(),
        FlagKind::CaseNumber => words.flag_case_number(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Language;

    #[test]
    fn q58_marked_words_and_what_stands_around_them_are_escaped() {
        let text = "<b>x</b> Write to anna.berg@example.org <script>";
        let language = ContentLanguage::parse("en").unwrap();
        let flags = scan(text, language);
        let [flag] = flags.as_slice() else { panic!("{flags:?}") };
        let shown = excerpt(Words::new(Language::En), text, flag, language).into_string();
        assert!(shown.contains("&lt;b&gt;x&lt;/b&gt; Write to <mark>"), "{shown}");
        assert!(shown.contains("anna.berg@example.org</mark> &lt;script&gt;"), "{shown}");
    }

    #[test]
    fn a_long_text_is_cut_around_the_words_at_whole_characters() {
        let text = format!("{} anna.berg@example.org {}", "é".repeat(100), "ü".repeat(100));
        let language = ContentLanguage::parse("fr").unwrap();
        let flags = scan(&text, language);
        let shown = excerpt(Words::new(Language::En), &text, &flags[0], language).into_string();
        assert_eq!(shown.matches('é').count(), AROUND - 1);
        assert_eq!(shown.matches('ü').count(), AROUND - 1);
    }
}
