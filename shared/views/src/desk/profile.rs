//! The changeable part of the profile.

use crate::components::{Kind, Row, Weight, button, details, form, given, summary_list};
use crate::fields::Fields;
use crate::problem_words::label;
use crate::register::details::{Signer, signer_fields};
use crate::{Frame, terms};
use domain::forms::ProfileForm;
use domain::signatory::Profile;
use domain::{Field, Problem, Signatory};
use maud::{Markup, html};

/// What was verified is shown, the rest can be changed.
#[must_use]
pub fn page(
    frame: &Frame<'_>,
    signatory: &Signatory,
    typed: &ProfileForm,
    problems: &[Problem],
) -> Markup {
    with(frame, signatory, typed, problems, &html! {})
}

/// Somebody else saved a change: `signatory` as it is now beside what was typed, and the
/// form with what was typed, to send over it knowingly (`typed.rev` is the present one).
#[must_use]
pub fn conflict(frame: &Frame<'_>, signatory: &Signatory, typed: &ProfileForm) -> Markup {
    let theirs = signatory.profile_form();
    let fields = [
        (Field::Population, theirs.population.as_str(), typed.population.as_str()),
        (Field::Website, &theirs.website, &typed.website),
        (Field::SignerName, &theirs.signer_name, &typed.signer_name),
        (Field::SignerFunction, &theirs.signer_function, &typed.signer_function),
        (Field::MandateEnd, &theirs.mandate_end, &typed.mandate_end),
        (Field::PublishSigner, &theirs.publish_signer, &typed.publish_signer),
    ];
    with(frame, signatory, typed, &[], &super::differences(frame.words(), &fields))
}

fn with(
    frame: &Frame<'_>,
    signatory: &Signatory,
    typed: &ProfileForm,
    problems: &[Problem],
    above: &Markup,
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let body = &signatory.body;
    let territorial = body.profile != Profile::Organisation;
    let fixed = [
        Row::new(label(words, Field::Profile), terms::profile(words, body.profile)),
        Row::new(label(words, Field::Country), body.country.name(frame.lang)),
        Row::new(
            label(words, Field::OfficialName),
            html! { bdi lang=(body.name_language.code()) { (body.official_name) } },
        ),
        Row::new(
            label(words, Field::LatinName),
            given(words, body.latin_name.as_deref().unwrap_or_default()),
        ),
        Row::new(label(words, Field::Kind), terms::kind(words, body.kind)),
        Row::new(
            label(words, Field::TerritorialCode),
            given(words, body.territorial_code.as_deref().unwrap_or_default()),
        ),
    ];
    let main = html! {
        (fields.summary())
        h1 { (words.desk_profile()) }
        (above)
        (details(words.profile_fixed_title(), &html! {
            p { (words.profile_fixed_text()) }
            (summary_list(words, &fixed))
        }))
        (form(frame, "desk/profile", &html! {
            input type="hidden" name="rev" value=(typed.rev);
            @if territorial {
                (fields.input(Field::Population, &typed.population).kind(Kind::Number).narrow().optional())
            }
            (fields.input(Field::Website, &typed.website).kind(Kind::Url).autocomplete("url").optional())
            section.section {
                h2 { (words.register_signer()) }
                (signer_fields(&fields, &Signer {
                    name: &typed.signer_name,
                    function: &typed.signer_function,
                    mandate_end: &typed.mandate_end,
                    publish: &typed.publish_signer,
                }, body.profile))
            }
            div.actions { (button(words.save(), Weight::Main)) }
        }))
    };
    super::page(frame, words.desk_profile(), fields.failed(), main)
}
