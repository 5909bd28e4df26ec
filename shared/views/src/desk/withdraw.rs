//! Withdrawing the signature.

use crate::Frame;
use crate::components::{TextArea, Weight, button, form};
use crate::fields::Fields;
use domain::forms::WithdrawForm;
use domain::{Field, Problem, Signatory, limits};
use maud::{Markup, html};

/// Says what follows, asks for a public note and for the deliberate act.
#[must_use]
pub fn page(
    frame: &Frame<'_>,
    signatory: &Signatory,
    typed: &WithdrawForm,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let note = TextArea {
        label: words.withdraw_note(),
        hint: Some(words.withdraw_note_hint()),
        optional: true,
        ..fields.area(Field::Note, &typed.note, limits::NOTE, 4)
    };
    let confirm = html! {
        (words.withdraw_confirm_with(html! { bdi { (signatory.display_name()) } }))
    };
    let main = html! {
        (fields.summary())
        h1 { (words.withdraw_title()) }
        ul {
            li { (words.withdraw_effect_page()) }
            li { (words.withdraw_effect_initiatives()) }
            li { (words.withdraw_effect_again()) }
        }
        (form(frame, "desk/withdraw", &html! {
            input type="hidden" name="rev" value=(typed.rev);
            (note)
            (fields.tick(Field::Confirm, &confirm, &typed.confirm))
            div.actions { (button(words.withdraw_button(), Weight::Warning)) }
        }))
    };
    super::page(frame, words.withdraw_title(), fields.failed(), main)
}
