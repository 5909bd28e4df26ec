//! Contacts, private.

use crate::Frame;
use crate::components::{Kind, Weight, button, form};
use crate::fields::Fields;
use domain::forms::ContactForm;
use domain::{Field, Problem};
use maud::{Markup, html};

/// Both persons to contact.
#[must_use]
pub fn page(frame: &Frame<'_>, typed: &ContactForm, problems: &[Problem]) -> Markup {
    with(frame, typed, problems, &html! {})
}

/// Somebody else saved a change: `theirs` beside what was typed, and the form with what was
/// typed, to send over it knowingly (`typed.rev` is the present one).
#[must_use]
pub fn conflict(frame: &Frame<'_>, theirs: &ContactForm, typed: &ContactForm) -> Markup {
    let fields = [
        (Field::ContactName, theirs.contact_name.as_str(), typed.contact_name.as_str()),
        (Field::ContactPhone, &theirs.contact_phone, &typed.contact_phone),
        (Field::ContactLanguage, &theirs.contact_language, &typed.contact_language),
        (Field::SecondContactName, &theirs.second_contact_name, &typed.second_contact_name),
        (Field::SecondContactEmail, &theirs.second_contact_email, &typed.second_contact_email),
    ];
    with(frame, typed, &[], &super::differences(frame.words(), &fields))
}

fn with(frame: &Frame<'_>, typed: &ContactForm, problems: &[Problem], above: &Markup) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let main = html! {
        (fields.summary())
        h1 { (words.desk_contact()) }
        (above)
        p { (words.register_contact_lead()) }
        (form(frame, "desk/contact", &html! {
            input type="hidden" name="rev" value=(typed.rev);
            (fields.input(Field::ContactName, &typed.contact_name).autocomplete("name"))
            (fields.input(Field::ContactPhone, &typed.contact_phone).kind(Kind::Phone)
                .autocomplete("tel").narrow().optional())
            (fields.contact_language(&typed.contact_language))
            section.section {
                h2 { (words.contact_second()) }
                p { (words.contact_second_text()) }
                (fields.input(Field::SecondContactName, &typed.second_contact_name)
                    .autocomplete("off").optional())
                (fields.input(Field::SecondContactEmail, &typed.second_contact_email)
                    .kind(Kind::Email).autocomplete("off").optional())
            }
            div.actions { (button(words.save(), Weight::Main)) }
        }))
    };
    super::page(frame, words.desk_contact(), fields.failed(), main)
}
