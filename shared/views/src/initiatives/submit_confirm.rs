//! An initiative was submitted.

use crate::components::{Weight, banner, button_link};
use crate::{Frame, addresses, flags};
use domain::initiative::Working;
use domain::{ContentLanguage, Initiative};
use maud::{Markup, html};

/// What happens next.
#[must_use]
pub fn page(frame: &Frame<'_>, initiative: &Initiative) -> Markup {
    let words = frame.words();
    let lang = ContentLanguage::parse(&initiative.form().language).ok().map(ContentLanguage::code);
    let main = html! {
        (banner(words.submitted_title(), &html! {
            p { bdi lang=[lang] { (initiative.title()) } }
        }, true))
        @if let Some(Working::Submitted { content, .. }) = &initiative.working {
            (flags::after_submitting(frame, content))
        }
        h1 { (words.what_next()) }
        ol {
            li { (words.submitted_step_1()) }
            li { (words.submitted_step_2()) }
            li { (words.submitted_step_3()) }
        }
        @if initiative.published.is_some() { p { (words.submitted_old_stays()) } }
        div.actions {
            (button_link(words.initiatives_new(), &addresses::at(frame.lang, "desk/initiatives/new"), Weight::Second))
        }
    };
    super::page(frame, words.submitted_title(), false, false, main)
}
