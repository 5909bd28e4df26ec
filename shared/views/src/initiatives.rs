//! A signatory's own initiatives: list, form with preview, two versions side by side.

pub mod conflict;
pub mod edit;
pub mod list;
pub mod submit_confirm;
pub mod withdraw;

use crate::layout::{Page, Section};
use crate::{Frame, addresses};
use maud::Markup;

/// A page below the list of one's initiatives.
fn page(frame: &Frame<'_>, title: &str, failed: bool, wide: bool, main: Markup) -> Markup {
    let back = addresses::at(frame.lang, "desk/initiatives");
    let page = Page::new(title, main)
        .failed(failed)
        .section(Section::Desk)
        .back(&back, frame.words().back_to_initiatives());
    if wide { page.wide().render(frame) } else { page.render(frame) }
}
