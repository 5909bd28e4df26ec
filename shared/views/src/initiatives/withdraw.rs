//! Withdrawing an initiative.

use crate::Frame;
use crate::components::{Weight, button, form};
use crate::fields::Fields;
use domain::forms::InitiativeActionForm;
use domain::{ContentLanguage, Field, Initiative, Problem};
use maud::{Markup, html};

/// Says what follows and asks for the deliberate act.
#[must_use]
pub fn page(
    frame: &Frame<'_>,
    initiative: &Initiative,
    typed: &InitiativeActionForm,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let lang = ContentLanguage::parse(&initiative.form().language).ok().map(ContentLanguage::code);
    let title = html! { bdi lang=[lang] { (initiative.title()) } };
    let main = html! {
        (fields.summary())
        h1 { (words.take_back_title()) }
        p { (words.take_back_text()) }
        (form(frame, &format!("desk/initiatives/{}/withdraw", initiative.id), &html! {
            input type="hidden" name="rev" value=(typed.rev);
            (fields.tick(Field::Confirm, &words.take_back_confirm_with(title), &typed.confirm))
            div.actions { (button(words.take_back_button(), Weight::Warning)) }
        }))
    };
    super::page(frame, words.take_back_title(), fields.failed(), false, main)
}
