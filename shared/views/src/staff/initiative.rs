//! An initiative as the staff see it: the version that waits, the public one beside it.

use super::Step;
use super::lease::Hold;
use crate::components::{inset, tag};
use crate::desk::home::{changes_asked, refusal};
use crate::fields::Fields;
use crate::public::initiative::{Shown, body};
use crate::{Frame, addresses, flags, terms};
use domain::forms::DecisionForm;
use domain::initiative::{Content, Working};
use domain::{Initiative, Permission, Problem, Signatory};
use maud::{Markup, html};

/// The decision, then what it is about. A draft is its author's affair and is not shown.
#[must_use]
pub fn page(
    frame: &Frame<'_>,
    signatory: &Signatory,
    initiative: &Initiative,
    typed: &DecisionForm,
    hold: &Hold<'_>,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let state = initiative.state();
    let action = format!("staff/signatories/{}/initiatives/{}", signatory.id, initiative.id);
    let main = html! {
        (fields.summary())
        h1 { (words.staff_initiative()) }
        p {
            a href=(addresses::staff_signatory(frame.lang, signatory.id)) {
                bdi { (signatory.display_name()) }
            }
            ", " (signatory.body.country.name(frame.lang)) " "
            (tag(terms::initiative_state(words, state), terms::initiative_tone(state)))
        }
        @if frame.may(Permission::Decide) {
            h2 { (words.decide_title()) }
            (super::decision(frame, &fields, &action, &steps(initiative), typed, hold))
        }
        @match &initiative.working {
            Some(Working::Submitted { since, content, .. }) => {
                (flags::to_decide(frame, content))
                (version(frame, &words.staff_waiting_version(&words.moment(*since)), content))
            }
            Some(Working::Refused { refusal: why, content }) => {
                (inset(&refusal(words, why)))
                (version(frame, words.staff_refused_version(), content))
            }
            Some(Working::ChangesAsked { asked, content }) => {
                (inset(&changes_asked(words, asked)))
                (version(frame, words.staff_returned_version(), content))
            }
            Some(Working::Draft { .. }) | None => {}
        }
        @if let Some(published) = &initiative.published {
            (version(frame, words.staff_public_version(), &published.content))
        }
    };
    super::page(frame, words.staff_initiative(), fields.failed(), main)
}

fn steps(initiative: &Initiative) -> Vec<Step> {
    let mut steps = Vec::new();
    if initiative.withdrawn.is_none() {
        if matches!(initiative.working, Some(Working::Submitted { .. })) {
            steps.extend([Step::Publish, Step::AskChanges, Step::Refuse]);
        }
        if initiative.published.is_some() {
            steps.push(Step::TakeDown);
        }
        if initiative.taken_down.is_some() {
            steps.push(Step::Restore);
        }
    }
    steps
}

fn version(frame: &Frame<'_>, title: &str, content: &Content) -> Markup {
    html! {
        section.preview aria-label=(title) {
            h2 { (title) }
            (body(frame, &Shown::checked(content), &html! {
                p.h1 lang=(content.language.code()) dir="auto" { (content.title) }
            }))
        }
    }
}
