//! An initiative as the staff see it: the version that waits, the public one beside it.

use super::difference::difference;
use super::lease::Hold;
use super::signatory::history;
use super::{Beside, JustDecided, Step};
use crate::components::{details, inset, tag};
use crate::desk::home::{changes_asked, refusal};
use crate::fields::Fields;
use crate::public::initiative::{Shown, body};
use crate::{Frame, addresses, flags, terms};
use domain::forms::DecisionForm;
use domain::initiative::{Content, Working};
use domain::{AccountId, Event, Initiative, Permission, Problem, Signatory};
use maud::{Markup, html};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// Whose it is.
    pub signatory: &'a Signatory,
    /// The initiative.
    pub initiative: &'a Initiative,
    /// The history of its signatory, oldest first.
    pub events: &'a [Event],
    /// The viewer's decision that can still be taken back.
    pub just: Option<JustDecided>,
    /// Its place in the queue.
    pub beside: Option<&'a Beside>,
}

/// The decision, then what it is about. A draft is its author's affair and is not shown.
#[must_use]
pub fn page(
    frame: &Frame<'_>,
    case: &Case<'_>,
    typed: &DecisionForm,
    hold: &Hold<'_>,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let Case { signatory, initiative, events, just, beside } = *case;
    let fields = Fields::new(words, problems);
    let state = initiative.state();
    let action = addresses::staff_initiative_path(signatory.id, initiative.id);
    let own = events.iter().rev().filter(|event| event.initiative == Some(initiative.id));
    let main = html! {
        (fields.summary())
        (super::beside(frame, beside))
        h1 { (words.staff_initiative()) }
        p {
            a href=(addresses::staff_signatory(frame.lang, signatory.id)) {
                bdi { (signatory.display_name()) }
            }
            ", " (signatory.body.country.name(frame.lang)) " "
            (tag(terms::initiative_state(words, state), terms::initiative_tone(state)))
        }
        (super::undo(frame, &action, just, initiative.rev))
        (waiting(frame, initiative, hold.viewer))
        @if frame.may(Permission::Correct) && initiative.correctable().is_some() {
            p {
                a href=(addresses::at(frame.lang, &format!("{action}/correct"))) {
                    (words.correct_link())
                }
            }
        }
        @if frame.may(Permission::Decide) {
            h2 { (words.decide_title()) }
            (super::decision(frame, &fields, &action, &steps(initiative), typed, hold))
        }
        (super::emergency::of_initiative(frame, signatory, initiative))
        @match &initiative.working {
            Some(Working::Submitted { since, content, .. }) => {
                (flags::to_decide(frame, content))
                @if let Some(published) = &initiative.published {
                    (difference(frame, &published.content, content))
                }
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
        (details(words.history_title(), &history(frame, own)))
    };
    super::page(frame, words.staff_initiative(), fields.failed(), main)
}

/// What somebody else has decided about the waiting version: an appeal, a first approval.
fn waiting(frame: &Frame<'_>, initiative: &Initiative, viewer: AccountId) -> Markup {
    let words = frame.words();
    let Some(Working::Submitted { appeal, approvals, .. }) = &initiative.working else {
        return html! {};
    };
    let approved = match approvals.as_slice() {
        [] => None,
        by if by.contains(&viewer) => Some(words.staff_approved_by_you()),
        _ => Some(words.staff_approved_once()),
    };
    html! {
        (super::appeal(frame, appeal.as_deref(), viewer))
        @if let Some(approved) = approved { (inset(&html! { p { (approved) } })) }
    }
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
