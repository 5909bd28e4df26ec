//! A signatory's own desk: what is done, what comes next, and every form of it.

pub mod appeal;
pub mod contact;
pub mod email;
pub mod email_confirm;
pub mod home;
pub mod password;
pub mod profile;
pub mod sessions;
pub mod sign;
pub mod withdraw;

use crate::components::table;
use crate::layout::{Page, Section};
use crate::problem_words::label;
use crate::{Frame, Words, addresses};
use domain::Field;
use maud::{Markup, html};

/// A page of the desk below its first one.
fn page(frame: &Frame<'_>, title: &str, failed: bool, main: Markup) -> Markup {
    Page::new(title, main)
        .failed(failed)
        .section(Section::Desk)
        .back(&addresses::at(frame.lang, "desk"), frame.words().back_to_desk())
        .render(frame)
}

/// What somebody else saved beside what was typed, where they differ.
pub(crate) fn differences(words: Words, fields: &[(Field, &str, &str)]) -> Markup {
    let shown = |text: &str| match text {
        "" => html! { span.muted { (words.not_provided()) } },
        "yes" => html! { (words.yes()) },
        text => html! { bdi { (text) } },
    };
    let rows: Vec<Vec<Markup>> = fields
        .iter()
        .filter(|(_, theirs, mine)| theirs.trim() != mine.trim())
        .map(|(field, theirs, mine)| {
            vec![html! { (label(words, *field)) }, shown(theirs.trim()), shown(mine.trim())]
        })
        .collect();
    let heads = [words.versions_field(), words.versions_theirs(), words.versions_mine()];
    html! { @if !rows.is_empty() { (table(words.versions_caption(), &heads, &rows)) } }
}
