//! A forgotten password: the code from the mail and a new password.

use crate::components::{Kind, Weight, button, details, form};
use crate::fields::Fields;
use crate::layout::{Page, Section};
use crate::{Frame, addresses};
use domain::forms::ResetPasswordForm;
use domain::{Field, Problem};
use maud::{Markup, html};

/// Says the same for known and unknown addresses; only the mail knows.
#[must_use]
pub fn page(frame: &Frame<'_>, typed: &ResetPasswordForm, problems: &[Problem]) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let main = html! {
        (fields.summary())
        h1 { (words.reset_title()) }
        p { (words.reset_text()) }
        (form(frame, "sign-in/reset-password", &html! {
            (fields.input(Field::Email, &typed.email).kind(Kind::Email).autocomplete("username"))
            (fields.input(Field::Code, "").kind(Kind::Code).narrow().hint(words.confirm_code_hint()))
            (fields.input(Field::Password, "").kind(Kind::NewPassword).hint(words.password_hint()))
            div.actions { (button(words.reset_button(), Weight::Main)) }
        }))
        (details(words.confirm_nothing_title(), &html! {
            p { (words.reset_nothing_text()) }
            p { a href=(addresses::at(frame.lang, "sign-in/forgotten-password")) { (words.confirm_resend()) } }
        }))
    };
    Page::new(words.reset_title(), main)
        .failed(fields.failed())
        .section(Section::Desk)
        .back(&addresses::at(frame.lang, "sign-in"), words.sign_in_title())
        .render(frame)
}
