//! Correcting a spelling: the names of a signatory, the text of an initiative.

use crate::components::{TextArea, Weight, button, form};
use crate::fields::Fields;
use crate::{Frame, Words, addresses};
use domain::forms::{CorrectionForm, TextCorrectionForm};
use domain::{Field, Initiative, Problem, Signatory, limits};
use maud::{Markup, html};

/// The names of a signatory.
#[must_use]
pub fn names(
    frame: &Frame<'_>,
    signatory: &Signatory,
    typed: &CorrectionForm,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let lang = signatory.body.name_language.code();
    let inputs = html! {
        input type="hidden" name="rev" value=(typed.rev);
        (fields.input(Field::OfficialName, &typed.official_name).lang(lang))
        (fields.input(Field::LatinName, &typed.latin_name).optional())
        (fields.input(Field::SignerName, &typed.signer_name))
    };
    let path = format!("{}/correct", addresses::staff_signatory_path(signatory.id));
    page(frame, &fields, &path, signatory.display_name(), &inputs, &typed.note)
}

/// The text of an initiative.
#[must_use]
pub fn text(
    frame: &Frame<'_>,
    initiative: &Initiative,
    typed: &TextCorrectionForm,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let area = |field, value, max, rows| fields.area(field, value, max, rows);
    let inputs = html! {
        input type="hidden" name="rev" value=(typed.rev);
        (fields.input(Field::Title, &typed.title))
        (area(Field::Summary, &typed.summary, limits::SUMMARY, 3))
        (area(Field::Description, &typed.description, limits::DESCRIPTION, 14))
        (fields.input(Field::Place, &typed.place).optional())
        (fields.input(Field::Partners, &typed.partners).optional())
        (TextArea { optional: true, ..area(Field::Results, &typed.results, limits::RESULTS, 5) })
    };
    let (signatory, id) = (initiative.signatory, initiative.id);
    let path = format!("{}/correct", addresses::staff_initiative_path(signatory, id));
    page(frame, &fields, &path, initiative.title(), &inputs, &typed.note)
}

fn page(
    frame: &Frame<'_>,
    fields: &Fields<'_>,
    path: &str,
    name: &str,
    inputs: &Markup,
    note: &str,
) -> Markup {
    let words: Words = frame.words();
    let note = TextArea {
        label: words.correct_note(),
        optional: true,
        ..fields.area(Field::Note, note, limits::NOTE, 3)
    };
    let main = html! {
        (fields.summary())
        h1 { (words.correct_title()) }
        p.lead { bdi { (name) } }
        p { (words.correct_text()) }
        (form(frame, path, &html! {
            (inputs)
            (note)
            div.actions { (button(words.correct_button(), Weight::Main)) }
        }))
    };
    super::page(frame, words.correct_title(), fields.failed(), main)
}
