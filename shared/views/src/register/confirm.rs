//! The code from the mail.

use crate::components::{Kind, Weight, banner, button, details, form};
use crate::fields::Fields;
use crate::layout::Page;
use crate::{Frame, addresses};
use domain::forms::CodeForm;
use domain::{Field, Problem};
use maud::{Markup, html};

/// Asks for the code that was sent to `email`. `resent` after another one was asked for.
#[must_use]
pub fn page(
    frame: &Frame<'_>,
    email: &str,
    typed: &CodeForm,
    problems: &[Problem],
    resent: bool,
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let main = html! {
        (fields.summary())
        @if resent {
            (banner(words.confirm_resent(), &html! { p { (words.confirm_resent_text()) } }, true))
        }
        h1 { (words.confirm_title()) }
        p { (words.confirm_sent_with(html! { strong { bdi { (email) } } })) }
        (form(frame, "register/confirm", &html! {
            (fields.input(Field::Code, &typed.code).kind(Kind::Code).narrow()
                .hint(words.confirm_code_hint()))
            div.actions { (button(words.confirm_button(), Weight::Main)) }
        }))
        hr;
        (details(words.confirm_nothing_title(), &html! {
            p { (words.confirm_nothing_text()) }
            (form(frame, "register/resend", &html! {
                p { (button(words.confirm_resend(), Weight::Second)) }
            }))
            p { a href=(addresses::at(frame.lang, "register/details#email")) { (words.confirm_change()) } }
        }))
    };
    Page::new(words.confirm_title(), main).failed(fields.failed()).render(frame)
}
