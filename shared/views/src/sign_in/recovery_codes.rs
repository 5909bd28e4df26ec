//! The recovery codes, shown once.

use crate::components::{Weight, button_link, inset};
use crate::layout::{Page, Section};
use crate::{Frame, Viewer, addresses};
use maud::{Markup, html};

/// Ten codes for the day the authenticator is lost.
#[must_use]
pub fn page(frame: &Frame<'_>, codes: &[String]) -> Markup {
    let words = frame.words();
    let next = match frame.viewer {
        Viewer::SignedIn { staff: Some(_), .. } => "staff",
        Viewer::SignedIn { staff: None, .. } | Viewer::Anonymous | Viewer::Public => "desk",
    };
    let main = html! {
        h1 { (words.codes_title()) }
        p.lead { (words.codes_lead()) }
        ul.codes { @for code in codes { li.code { (code) } } }
        (inset(&html! { p { (words.codes_text()) } }))
        div.actions {
            (button_link(words.codes_button(), &addresses::at(frame.lang, next), Weight::Main))
        }
    };
    Page::new(words.codes_title(), main).section(Section::Desk).render(frame)
}
