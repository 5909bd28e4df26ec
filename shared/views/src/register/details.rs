//! The one long form: who, who signs, whom to contact, which account.

use crate::components::{Choice, Kind, Weight, button, form};
use crate::fields::Fields;
use crate::layout::Page;
use crate::{Frame, addresses, terms};
use domain::forms::RegistrationForm;
use domain::signatory::{BodyKind, Profile};
use domain::{Field, Problem};
use maud::{Markup, html};

/// All details in four groups; the profile is known already.
#[must_use]
pub fn page(frame: &Frame<'_>, typed: &RegistrationForm, problems: &[Problem]) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let profile = Profile::from_code(&typed.profile).unwrap_or(Profile::Authority);
    let main = html! {
        (fields.summary())
        h1 { (words.register_details_title()) }
        p { (words.register_details_lead()) }
        (form(frame, "register/details", &html! {
            (body(&fields, typed, profile))
            (signer(&fields, typed, profile))
            (contact(&fields, typed))
            section.section {
                h2 { (words.register_account()) }
                (fields.input(Field::Email, &typed.email).kind(Kind::Email)
                    .autocomplete("email").hint(words.register_email_hint()))
            }
            div.actions { (button(words.go_on(), Weight::Main)) }
        }))
    };
    let back = match profile {
        Profile::Authority | Profile::Representative => "register/authority",
        Profile::Organisation => "register",
    };
    Page::new(words.register_details_title(), main)
        .failed(fields.failed())
        .back(&addresses::at(frame.lang, back), words.back())
        .render(frame)
}

fn body(fields: &Fields<'_>, typed: &RegistrationForm, profile: Profile) -> Markup {
    let words = fields.words;
    let title = match profile {
        Profile::Authority => words.register_body_authority(),
        Profile::Representative => words.register_body_representative(),
        Profile::Organisation => words.register_body_organisation(),
    };
    let kinds = BodyKind::ALL
        .iter()
        .filter(|kind| kind.fits(profile))
        .map(|kind| Choice::new(kind.code(), terms::kind(words, *kind), typed.kind == kind.code()))
        .collect();
    let territorial = profile != Profile::Organisation;
    html! {
        section.section {
            h2 { (title) }
            (fields.country(&typed.country))
            (fields.input(Field::OfficialName, &typed.official_name)
                .autocomplete("organization").lang(&typed.name_language)
                .hint(words.register_official_name_hint()))
            (fields.content_language(Field::NameLanguage, &typed.name_language))
            (fields.input(Field::LatinName, &typed.latin_name).optional()
                .hint(words.register_latin_name_hint()))
            (fields.radios(Field::Kind, kinds))
            @if territorial {
                (fields.input(Field::TerritorialCode, &typed.territorial_code).narrow().optional()
                    .hint(words.register_territorial_code_hint()))
                (fields.input(Field::Population, &typed.population).kind(Kind::Number).narrow().optional())
            }
            (fields.input(Field::Website, &typed.website).kind(Kind::Url).autocomplete("url").optional())
        }
    }
}

fn signer(fields: &Fields<'_>, typed: &RegistrationForm, profile: Profile) -> Markup {
    let words = fields.words;
    html! {
        section.section {
            h2 { (words.register_signer()) }
            p { (words.register_signer_lead()) }
            (signer_fields(fields, &Signer {
                name: &typed.signer_name,
                function: &typed.signer_function,
                mandate_end: &typed.mandate_end,
                publish: &typed.publish_signer,
            }, profile))
        }
    }
}

/// What was typed about the signer, here and on the desk.
pub(crate) struct Signer<'a> {
    pub(crate) name: &'a str,
    pub(crate) function: &'a str,
    pub(crate) mandate_end: &'a str,
    pub(crate) publish: &'a str,
}

pub(crate) fn signer_fields(fields: &Fields<'_>, typed: &Signer<'_>, profile: Profile) -> Markup {
    let words = fields.words;
    let consent = match profile {
        Profile::Representative => words.register_publish_representative(),
        Profile::Authority | Profile::Organisation => words.register_publish_signer(),
    };
    html! {
        (fields.input(Field::SignerName, typed.name).autocomplete("off"))
        (fields.input(Field::SignerFunction, typed.function).autocomplete("off")
            .hint(words.register_function_hint()))
        (fields.input(Field::MandateEnd, typed.mandate_end).kind(Kind::Date).optional()
            .hint(words.register_mandate_hint()))
        (fields.tick(Field::PublishSigner, &html! { (consent) }, typed.publish))
    }
}

fn contact(fields: &Fields<'_>, typed: &RegistrationForm) -> Markup {
    let words = fields.words;
    html! {
        section.section {
            h2 { (words.register_contact()) }
            p { (words.register_contact_lead()) }
            (fields.input(Field::ContactName, &typed.contact_name).autocomplete("name"))
            (fields.input(Field::ContactPhone, &typed.contact_phone).kind(Kind::Phone)
                .autocomplete("tel").narrow().optional())
            (fields.contact_language(&typed.contact_language))
        }
    }
}
