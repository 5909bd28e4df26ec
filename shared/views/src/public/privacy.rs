//! The page `privacy`: plain text, written once.

use crate::Frame;
use crate::layout::Page;
use maud::{Markup, html};

/// The page.
#[must_use]
pub fn page(frame: &Frame<'_>) -> Markup {
    let words = frame.words();
    let main = html! {
        h1 { (words.privacy_title()) }
        p.lead { (words.privacy_lead()) }
        h2 { (words.privacy_readers()) }
        p { (words.privacy_readers_text()) }
        h2 { (words.privacy_reports()) }
        p { (words.privacy_reports_text()) }
        h2 { (words.privacy_accounts()) }
        p { (words.privacy_accounts_text()) }
        h2 { (words.privacy_public()) }
        p { (words.privacy_public_text()) }
        h2 { (words.privacy_keep()) }
        p { (words.privacy_keep_text()) }
        h2 { (words.privacy_rights()) }
        p { (words.privacy_rights_text()) }
        h2 { (words.privacy_cookies()) }
        p { (words.privacy_cookies_text()) }
    };
    Page::new(words.privacy_title(), main).render(frame)
}
