//! The body is in the register already.

use crate::components::{Weight, button_link, inset};
use crate::layout::Page;
use crate::{Frame, addresses};
use maud::{Markup, html};

/// The account exists now; the body it was to sign for was registered by somebody else.
/// Nothing is said about who that is.
#[must_use]
pub fn page(frame: &Frame<'_>, body_name: &str) -> Markup {
    let words = frame.words();
    let main = html! {
        h1 { (words.join_title()) }
        p.lead { (words.join_lead_with(html! { bdi { (body_name) } })) }
        p { (words.join_account()) }
        h2 { (words.what_next()) }
        ol {
            li { (words.join_step_1()) }
            li { (words.join_step_2()) }
            li { (words.join_step_3()) }
        }
        (inset(&html! { p { (words.join_mistake()) } }))
        div.actions {
            (button_link(words.nav_desk(), &addresses::at(frame.lang, "desk"), Weight::Main))
        }
    };
    Page::new(words.join_title(), main).render(frame)
}
