//! Appealing against a refusal or a take-down, of a signatory or of an initiative.

use crate::Frame;
use crate::components::{TextArea, Weight, button, form, inset};
use crate::desk::home::refusal;
use crate::fields::Fields;
use domain::forms::AppealForm;
use domain::signatory::Refusal;
use domain::{Field, Problem, limits};
use maud::{Markup, html};

/// Says what follows and asks for a word on why. `action` is the path below the language
/// that takes the form.
#[must_use]
pub fn page(
    frame: &Frame<'_>,
    action: &str,
    against: &Refusal,
    typed: &AppealForm,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let note = TextArea {
        label: words.appeal_note(),
        hint: Some(words.appeal_note_hint()),
        optional: true,
        ..fields.area(Field::Note, &typed.note, limits::NOTE, 6)
    };
    let main = html! {
        (fields.summary())
        h1 { (words.appeal_title()) }
        (inset(&refusal(words, against)))
        p { (words.appeal_text()) }
        (form(frame, action, &html! {
            input type="hidden" name="rev" value=(typed.rev);
            (note)
            div.actions { (button(words.appeal_button(), Weight::Main)) }
        }))
    };
    super::page(frame, words.appeal_title(), fields.failed(), main)
}
