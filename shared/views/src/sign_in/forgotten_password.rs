//! A forgotten password: asking for a code.

use crate::components::{Kind, Weight, button, form};
use crate::fields::Fields;
use crate::layout::{Page, Section};
use crate::{Frame, addresses};
use domain::forms::ForgottenPasswordForm;
use domain::{Field, Problem};
use maud::{Markup, html};

/// Asks for the address. The answer is the same for known and unknown ones.
#[must_use]
pub fn page(frame: &Frame<'_>, typed: &ForgottenPasswordForm, problems: &[Problem]) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let main = html! {
        (fields.summary())
        h1 { (words.forgotten_title()) }
        p { (words.forgotten_text()) }
        (form(frame, "sign-in/forgotten-password", &html! {
            (fields.input(Field::Email, &typed.email).kind(Kind::Email).autocomplete("username"))
            div.actions { (button(words.forgotten_button(), Weight::Main)) }
        }))
    };
    Page::new(words.forgotten_title(), main)
        .failed(fields.failed())
        .section(Section::Desk)
        .back(&addresses::at(frame.lang, "sign-in"), words.sign_in_title())
        .render(frame)
}
