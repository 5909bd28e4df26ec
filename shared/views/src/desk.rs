//! A signatory's own desk: what is done, what comes next, and every form of it.

pub mod contact;
pub mod email;
pub mod email_confirm;
pub mod home;
pub mod password;
pub mod profile;
pub mod sessions;
pub mod sign;
pub mod withdraw;

use crate::layout::{Page, Section};
use crate::{Frame, addresses};
use maud::Markup;

/// A page of the desk below its first one.
fn page(frame: &Frame<'_>, title: &str, failed: bool, main: Markup) -> Markup {
    Page::new(title, main)
        .failed(failed)
        .section(Section::Desk)
        .back(&addresses::at(frame.lang, "desk"), frame.words().back_to_desk())
        .render(frame)
}
