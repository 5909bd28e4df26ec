//! Accepting an invitation into the secretariat: the link of the mail leads here.

use crate::components::{Kind, Row, Weight, button, form, given, summary_list};
use crate::fields::Fields;
use crate::layout::{Page, Section};
use crate::{Frame, addresses, terms};
use domain::{Field, Invitation, Problem, Secret};
use maud::{Markup, html};

/// Asks for the password of the account to be. `secret` is that of the link.
#[must_use]
pub fn page(
    frame: &Frame<'_>,
    invitation: &Invitation,
    secret: &Secret,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let role = terms::member(words, &invitation.member);
    let main = html! {
        (fields.summary())
        h1 { (words.invitation_title()) }
        p { (words.invitation_text()) }
        (summary_list(words, &[
            Row::new(words.invitation_address(), given(words, invitation.email.as_str())),
            Row::new(words.invitation_role(), role),
        ]))
        (form(frame, &format!("invitation/{}", secret.expose()), &html! {
            (fields.input(Field::Password, "").kind(Kind::NewPassword).hint(words.password_hint()))
            div.actions { (button(words.invitation_button(), Weight::Main)) }
        }))
    };
    Page::new(words.invitation_title(), main)
        .failed(fields.failed())
        .section(Section::Desk)
        .render(frame)
}

/// A link that is used, over, replaced or never was: the same words for all.
#[must_use]
pub fn over(frame: &Frame<'_>) -> Markup {
    let words = frame.words();
    let main = html! {
        h1 { (words.invitation_over_title()) }
        p.lead { (words.invitation_over_text()) }
        p { (words.invitation_over_new()) }
        p {
            (words.invitation_over_done()) " "
            a href=(addresses::at(frame.lang, "sign-in")) { (words.nav_sign_in()) }
        }
    };
    Page::new(words.invitation_over_title(), main).render(frame)
}
