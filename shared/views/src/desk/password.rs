//! Changing the password.

use crate::Frame;
use crate::components::{Kind, Weight, button, form};
use crate::fields::Fields;
use domain::{Field, Problem};
use maud::{Markup, html};

/// The present one and the new one.
#[must_use]
pub fn page(frame: &Frame<'_>, problems: &[Problem]) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let mut new = fields.input(Field::Password, "").kind(Kind::NewPassword);
    new = new.label(words.password_new()).hint(words.password_hint());
    let main = html! {
        (fields.summary())
        h1 { (words.password_title()) }
        p { (words.password_text()) }
        (form(frame, "desk/password", &html! {
            (fields.input(Field::CurrentPassword, "").kind(Kind::CurrentPassword))
            (new)
            div.actions { (button(words.password_button(), Weight::Main)) }
        }))
    };
    super::page(frame, words.password_title(), fields.failed(), main)
}
