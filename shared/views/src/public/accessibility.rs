//! The page `accessibility`: plain text, written once.

use crate::Frame;
use crate::layout::Page;
use maud::{Markup, html};

/// The page.
#[must_use]
pub fn page(frame: &Frame<'_>) -> Markup {
    let words = frame.words();
    let main = html! {
        h1 { (words.accessibility_title()) }
        p.lead { (words.accessibility_lead()) }
        h2 { (words.accessibility_state()) }
        p { (words.accessibility_state_text()) }
        h2 { (words.accessibility_works()) }
        p { (words.accessibility_works_text()) }
        h2 { (words.accessibility_known()) }
        p { (words.accessibility_known_text()) }
        h2 { (words.accessibility_report()) }
        p { (words.accessibility_report_text()) }
    };
    Page::new(words.accessibility_title(), main).render(frame)
}
