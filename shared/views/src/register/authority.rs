//! Second question, for authorities: the authority itself or one of its representatives.

use crate::components::{Choice, Weight, button, form};
use crate::fields::Fields;
use crate::layout::Page;
use crate::{Frame, addresses};
use domain::forms::RegistrationForm;
use domain::{Field, Problem};
use maud::{Markup, html};

/// The authority itself, or an elected representative in their own name.
#[must_use]
pub fn page(frame: &Frame<'_>, typed: &RegistrationForm, problems: &[Problem]) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let mut choices = fields.radios(
        Field::Profile,
        vec![
            Choice::new(
                "authority",
                words.register_authority_itself(),
                typed.profile == "authority",
            )
            .hint(words.register_authority_itself_hint()),
            Choice::new(
                "representative",
                words.register_authority_representative(),
                typed.profile == "representative",
            )
            .hint(words.register_authority_representative_hint()),
        ],
    );
    choices.legend = words.register_authority_title();
    choices.heading = true;
    let main = html! {
        (fields.summary())
        (form(frame, "register/authority", &html! {
            (choices)
            div.actions { (button(words.go_on(), Weight::Main)) }
        }))
    };
    Page::new(words.register_authority_title(), main)
        .failed(fields.failed())
        .back(&addresses::at(frame.lang, "register"), words.back())
        .render(frame)
}
