//! A last look at every answer, the password, and the button that creates the account.

use crate::components::{Kind, Row, Weight, button, form, given, summary_list};
use crate::fields::Fields;
use crate::layout::Page;
use crate::problem_words::label;
use crate::{Frame, addresses, terms};
use domain::forms::RegistrationForm;
use domain::registration::ticked;
use domain::signatory::{BodyKind, Profile};
use domain::{ContentLanguage, CountryCode, Field, Language, Problem};
use maud::{Markup, html};

/// All answers with links to change them, the password, the declaration.
#[must_use]
pub fn page(frame: &Frame<'_>, typed: &RegistrationForm, problems: &[Problem]) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let main = html! {
        (fields.summary())
        h1 { (words.check_title()) }
        (answers(frame, typed))
        (form(frame, "register/check", &html! {
            section.section {
                h2 { (words.check_account()) }
                (fields.input(Field::Password, "").kind(Kind::NewPassword)
                    .hint(words.password_hint()))
                (fields.tick(Field::Authorised, &html! { (words.check_authorised()) }, &typed.authorised))
                p { (words.check_next()) }
            }
            div.actions { (button(words.check_button(), Weight::Main)) }
        }))
    };
    Page::new(words.check_title(), main)
        .failed(fields.failed())
        .back(&addresses::at(frame.lang, "register/details"), words.back())
        .render(frame)
}

fn answers(frame: &Frame<'_>, typed: &RegistrationForm) -> Markup {
    let words = frame.words();
    let profile = Profile::from_code(&typed.profile);
    let change =
        |field: Field| addresses::at(frame.lang, &format!("register/details#{}", field.name()));
    let row = |field: Field, value: &str| {
        Row::new(label(words, field), given(words, value)).change(change(field))
    };
    let country = CountryCode::parse(&typed.country).map(|country| country.name(frame.lang));
    let language = ContentLanguage::parse(&typed.name_language);
    let kind = BodyKind::from_code(&typed.kind).map(|kind| terms::kind(words, kind));
    let publish = if ticked(&typed.publish_signer) { words.yes() } else { words.no() };
    let mails = Language::from_code(&typed.contact_language).map(Language::autonym);
    let mut who = vec![
        Row::new(
            label(words, Field::Profile),
            profile.map(|p| terms::profile(words, p)).unwrap_or_default(),
        )
        .change(addresses::at(frame.lang, "register")),
        row(Field::Country, country.unwrap_or_default()),
        Row::new(
            label(words, Field::OfficialName),
            html! { bdi lang=[language.ok().map(ContentLanguage::code)] { (typed.official_name) } },
        )
        .change(change(Field::OfficialName)),
        row(Field::NameLanguage, language.map(ContentLanguage::autonym).unwrap_or_default()),
        row(Field::LatinName, &typed.latin_name),
        row(Field::Kind, kind.unwrap_or_default()),
    ];
    if profile != Some(Profile::Organisation) {
        who.push(row(Field::TerritorialCode, &typed.territorial_code));
        who.push(row(Field::Population, &typed.population));
    }
    who.push(row(Field::Website, &typed.website));
    html! {
        (summary_list(words, &who))
        h2 { (words.register_signer()) }
        (summary_list(words, &[
            row(Field::SignerName, &typed.signer_name),
            row(Field::SignerFunction, &typed.signer_function),
            row(Field::MandateEnd, &written_date(frame, &typed.mandate_end)),
            row(Field::PublishSigner, publish),
        ]))
        h2 { (words.register_contact()) }
        (summary_list(words, &[
            row(Field::ContactName, &typed.contact_name),
            row(Field::ContactPhone, &typed.contact_phone),
            row(Field::ContactLanguage, mails.unwrap_or_default()),
            row(Field::Email, &typed.email),
        ]))
    }
}

/// A typed day in words; as typed where it is none.
pub(crate) fn written_date(frame: &Frame<'_>, typed: &str) -> String {
    typed.parse().map_or_else(|_| typed.to_owned(), |day| frame.words().date(day))
}
