//! The page `legal`: plain text, written once.

use crate::Frame;
use crate::layout::Page;
use maud::{Markup, html};

/// The page.
#[must_use]
pub fn page(frame: &Frame<'_>) -> Markup {
    let words = frame.words();
    let main = html! {
        h1 { (words.legal_title()) }
        p.lead { (words.legal_lead()) }
        h2 { (words.legal_publisher()) }
        p { (words.legal_publisher_text()) }
        h2 { (words.legal_content()) }
        p { (words.legal_content_text()) }
        h2 { (words.legal_links()) }
        p { (words.legal_links_text()) }
        h2 { (words.legal_reuse()) }
        p { (words.legal_reuse_text()) }
        h2 { (words.legal_report()) }
        p { (words.legal_report_text()) }
    };
    Page::new(words.legal_title(), main).render(frame)
}
