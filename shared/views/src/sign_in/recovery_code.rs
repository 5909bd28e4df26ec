//! A recovery code in place of the authenticator.

use crate::components::{Weight, button, form};
use crate::fields::Fields;
use crate::layout::{Page, Section};
use crate::{Frame, addresses};
use domain::{Field, Problem};
use maud::{Markup, html};

/// Asks for one of the ten codes. What was typed is a secret and not shown again.
#[must_use]
pub fn page(frame: &Frame<'_>, problems: &[Problem]) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let main = html! {
        (fields.summary())
        h1 { (words.recovery_code_title()) }
        (form(frame, "sign-in/recovery-code", &html! {
            (fields.input(Field::RecoveryCode, "").autocomplete("off").narrow()
                .hint(words.recovery_code_hint()))
            div.actions { (button(words.go_on(), Weight::Main)) }
        }))
        p { (words.recovery_code_none()) }
    };
    Page::new(words.recovery_code_title(), main)
        .failed(fields.failed())
        .section(Section::Desk)
        .back(&addresses::at(frame.lang, "sign-in/second-factor"), words.back())
        .render(frame)
}
