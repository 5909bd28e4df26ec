//! The authenticator's code.

use crate::components::{Kind, Weight, button, form};
use crate::fields::Fields;
use crate::layout::{Page, Section};
use crate::{Frame, addresses};
use domain::forms::SecondFactorForm;
use domain::{Field, Problem};
use maud::{Markup, html};

/// Asks for the six digits that the authenticator shows now.
#[must_use]
pub fn page(frame: &Frame<'_>, typed: &SecondFactorForm, problems: &[Problem]) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let mut code = fields.input(Field::Code, "").kind(Kind::Code).narrow();
    code = code.hint(words.second_factor_hint());
    let main = html! {
        (fields.summary())
        h1 { (words.second_factor_title()) }
        (form(frame, "sign-in/second-factor", &html! {
            input type="hidden" name="next" value=(typed.next);
            (code)
            div.actions { (button(words.go_on(), Weight::Main)) }
        }))
        p.actions {
            a href=(addresses::at(frame.lang, "sign-in/recovery-code")) { (words.second_factor_lost()) }
        }
    };
    Page::new(words.second_factor_title(), main)
        .failed(fields.failed())
        .section(Section::Desk)
        .render(frame)
}
