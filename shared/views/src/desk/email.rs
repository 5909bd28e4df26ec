//! Changing the account's address.

use crate::Frame;
use crate::components::{Kind, Weight, button, form};
use crate::fields::Fields;
use domain::forms::ChangeEmailForm;
use domain::{Field, Problem};
use maud::{Markup, html};

/// `current` is the address in force until the new one is confirmed.
#[must_use]
pub fn page(
    frame: &Frame<'_>,
    current: &str,
    typed: &ChangeEmailForm,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let new = fields.input(Field::Email, &typed.email).kind(Kind::Email).autocomplete("email");
    let main = html! {
        (fields.summary())
        h1 { (words.email_title()) }
        p { (words.email_now_with(html! { strong { bdi { (current) } } })) }
        p { (words.email_text()) }
        (form(frame, "desk/email", &html! {
            (new.label(words.email_new()))
            (fields.input(Field::CurrentPassword, "").kind(Kind::CurrentPassword))
            div.actions { (button(words.email_button(), Weight::Main)) }
        }))
    };
    super::page(frame, words.email_title(), fields.failed(), main)
}
