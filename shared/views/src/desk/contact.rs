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
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let main = html! {
        (fields.summary())
        h1 { (words.desk_contact()) }
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
