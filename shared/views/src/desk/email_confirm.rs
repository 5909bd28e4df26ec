//! The code sent to a new address.

use crate::components::{Kind, Weight, button, details, form};
use crate::fields::Fields;
use crate::{Frame, addresses};
use domain::forms::ConfirmEmailForm;
use domain::{Field, Problem};
use maud::{Markup, html};

/// `new` is the address that waits for its code.
#[must_use]
pub fn page(
    frame: &Frame<'_>,
    new: &str,
    typed: &ConfirmEmailForm,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let main = html! {
        (fields.summary())
        h1 { (words.email_confirm_title()) }
        p { (words.confirm_sent_with(html! { strong { bdi { (new) } } })) }
        (form(frame, "desk/email/confirm", &html! {
            (fields.input(Field::Code, &typed.code).kind(Kind::Code).narrow()
                .hint(words.confirm_code_hint()))
            div.actions { (button(words.confirm_button(), Weight::Main)) }
        }))
        (details(words.confirm_nothing_title(), &html! {
            p { (words.email_nothing_text()) }
            p { a href=(addresses::at(frame.lang, "desk/email")) { (words.confirm_change()) } }
        }))
    };
    super::page(frame, words.email_confirm_title(), fields.failed(), main)
}
