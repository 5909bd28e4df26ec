//! First question: what signs.

use crate::components::{Choice, Weight, button, details, form};
use crate::fields::Fields;
use crate::layout::Page;
use crate::{Frame, addresses};
use domain::forms::RegistrationForm;
use domain::{Field, Problem};
use maud::{Markup, html};

/// An authority (then [`super::authority`] asks further) or an organisation.
#[must_use]
pub fn page(frame: &Frame<'_>, typed: &RegistrationForm, problems: &[Problem]) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let territorial = matches!(typed.profile.as_str(), "authority" | "representative");
    let mut choices = fields.radios(
        Field::Profile,
        vec![
            Choice::new("authority", words.register_profile_authority(), territorial)
                .hint(words.register_profile_authority_hint()),
            Choice::new(
                "organisation",
                words.profile_organisation(),
                typed.profile == "organisation",
            )
            .hint(words.register_profile_organisation_hint()),
        ],
    );
    choices.legend = words.register_profile_title();
    choices.heading = true;
    choices.hint = Some(words.register_profile_hint());
    let main = html! {
        (fields.summary())
        (form(frame, "register", &html! {
            (choices)
            (details(words.register_need_title(), &html! {
                ul {
                    li { (words.register_need_name()) }
                    li { (words.register_need_signer()) }
                    li { (words.register_need_email()) }
                    li { (words.register_need_decision()) }
                }
            }))
            div.actions { (button(words.go_on(), Weight::Main)) }
        }))
        p.actions {
            span { (words.register_have_account()) " "
                a href=(addresses::at(frame.lang, "sign-in")) { (words.nav_sign_in()) } }
        }
    };
    Page::new(words.register_profile_title(), main)
        .failed(fields.failed())
        .back(&addresses::at(frame.lang, "pact/"), words.nav_pact())
        .render(frame)
}
