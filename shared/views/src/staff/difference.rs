//! What a waiting version changes of the public one, field by field and word by word.

use crate::problem_words::label;
use crate::{Frame, Words, terms};
use domain::initiative::Content;
use domain::{Date, Field};
use maud::{Markup, html};
use similar::{ChangeTag, TextDiff};

/// The fields that differ, with the words that were added and removed.
pub(super) fn difference(frame: &Frame<'_>, before: &Content, after: &Content) -> Markup {
    let words = frame.words();
    let (old, new) = (texts(words, before), texts(words, after));
    let changed: Vec<_> = old.iter().zip(&new).filter(|((_, old), (_, new))| old != new).collect();
    html! {
        section.section {
            h2 { (words.difference_title()) }
            @if changed.is_empty() { p { (words.difference_same()) } }
            @for ((field, old), (_, new)) in changed {
                h3 { (label(words, *field)) }
                p.lines.difference dir="auto" { (inline(words, old, new)) }
            }
        }
    }
}

fn inline(words: Words, old: &str, new: &str) -> Markup {
    let diff = TextDiff::from_words(old, new);
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        match runs.last_mut() {
            Some((tag, text)) if *tag == change.tag() => text.push_str(change.value()),
            _ => runs.push((change.tag(), change.value().to_owned())),
        }
    }
    html! {
        @for (tag, text) in runs {
            @match tag {
                ChangeTag::Equal => (text),
                ChangeTag::Delete => del { span.hidden { (words.difference_removed()) " " } (text) },
                ChangeTag::Insert => ins { span.hidden { (words.difference_added()) " " } (text) },
            }
        }
    }
}

/// Every field as a reader would see it, in page order.
fn texts(words: Words, content: &Content) -> Vec<(Field, String)> {
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let day = |day: Option<Date>| day.map(|day| words.date(day)).unwrap_or_default();
    let ps: Vec<&str> = content.ps.iter().map(|p| terms::p(words, *p)).collect();
    let groups: Vec<&str> =
        content.target_groups.iter().map(|group| terms::target_group(words, *group)).collect();
    let links: Vec<&str> = content.links.iter().map(domain::SafeUrl::as_str).collect();
    let contact = content.contact_page.as_ref().map(|page| page.as_str().to_owned());
    vec![
        (Field::Title, content.title.clone()),
        (Field::Summary, content.summary.clone()),
        (Field::Description, content.description.clone()),
        (Field::Language, content.language.autonym().to_owned()),
        (Field::Ps, ps.join(", ")),
        (Field::Goals, content.goals.join(", ")),
        (Field::ActionType, terms::action_type(words, content.action_type).to_owned()),
        (Field::TargetGroups, groups.join(", ")),
        (Field::Status, terms::status(words, content.status).to_owned()),
        (Field::StartDate, day(content.start_date)),
        (Field::EndDate, day(content.end_date)),
        (Field::Place, optional(&content.place)),
        (Field::Partners, optional(&content.partners)),
        (Field::Results, optional(&content.results)),
        (Field::Links, links.join("\n")),
        (Field::ContactPage, contact.unwrap_or_default()),
    ]
}
