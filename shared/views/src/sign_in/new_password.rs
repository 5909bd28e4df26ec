//! The first password of one's own, for staff whose account somebody else made.

use crate::Frame;
use crate::components::{Kind, Weight, button, form};
use crate::fields::Fields;
use crate::layout::{Page, Section};
use domain::{Field, Problem};
use maud::{Markup, html};

/// Asks for a new password after the temporary one.
#[must_use]
pub fn page(frame: &Frame<'_>, problems: &[Problem]) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let main = html! {
        (fields.summary())
        h1 { (words.new_password_title()) }
        p { (words.new_password_text()) }
        (form(frame, "sign-in/new-password", &html! {
            (fields.input(Field::Password, "").kind(Kind::NewPassword).hint(words.password_hint()))
            div.actions { (button(words.new_password_button(), Weight::Main)) }
        }))
    };
    Page::new(words.new_password_title(), main)
        .failed(fields.failed())
        .section(Section::Desk)
        .render(frame)
}
