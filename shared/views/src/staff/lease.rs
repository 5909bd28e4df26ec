//! Who has a case in hand, and how to open it, take it over or give it back.

use super::queue::filtered;
use crate::components::{TextArea, Weight, banner, button_with, details, form, inset};
use crate::fields::Fields;
use crate::{Frame, addresses};
use domain::forms::LeaseForm;
use domain::lease::LeaseIntent;
use domain::queue::QueueFilter;
use domain::{AccountId, Field, Lease, Problem, limits};
use maud::{Markup, html};

/// Who has a case in hand, seen by one of the staff.
#[derive(Debug, Clone, Copy)]
pub struct Hold<'a> {
    /// The lease in force.
    pub lease: Option<&'a Lease>,
    /// Who is looking.
    pub viewer: AccountId,
    /// A decision was typed here and sent: it stays in view, whoever has the case.
    pub typed: bool,
    /// What of the queue the viewer works through.
    pub filter: QueueFilter,
}

impl Hold<'_> {
    /// Whether the form of the decision is on the page.
    #[must_use]
    pub fn shows_form(&self) -> bool {
        self.typed || self.is_viewers()
    }

    fn is_viewers(&self) -> bool {
        self.lease.is_some_and(|lease| lease.holder.account == self.viewer)
    }
}

/// The form of the decision for who has the case in hand; for others, who has it and how to
/// get it. `path` is the case's page without the language.
pub(super) fn around(frame: &Frame<'_>, hold: &Hold<'_>, path: &str, decision: &Markup) -> Markup {
    let words = frame.words();
    let to = lease_of(path, &hold.filter);
    html! {
        @match hold.lease {
            None => { @if !hold.typed { (open(frame, &to)) } }
            Some(lease) if hold.is_viewers() => { (yours(frame, &to, lease)) }
            Some(lease) => {
                (banner(words.lease_held(), &html! { (held(frame, lease)) }, false))
                (details(words.lease_take_over(), &take_over(frame, &to, lease, "", &[])))
            }
        }
        @if hold.shows_form() { (decision) }
    }
}

/// The page that says who has a case, after somebody wanted it.
#[must_use]
pub fn page(
    frame: &Frame<'_>,
    path: &str,
    name: &str,
    lease: Option<&Lease>,
    typed: &LeaseForm,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let to = lease_of(path, &QueueFilter::default());
    let main = html! {
        (fields.summary())
        h1 { (words.lease_title()) }
        p { a href=(addresses::at(frame.lang, path)) { bdi { (name) } } }
        @match lease {
            Some(lease) => {
                (inset(&held(frame, lease)))
                h2 { (words.lease_take_over()) }
                (take_over(frame, &to, lease, &typed.takeover_note, problems))
            }
            None => { (open(frame, &to)) }
        }
    };
    super::page(frame, words.lease_title(), fields.failed(), main)
}

/// A button that opens a case; the queue shows it as the case's name.
pub(super) fn opener(
    frame: &Frame<'_>,
    path: &str,
    filter: &QueueFilter,
    button: &Markup,
) -> Markup {
    form(
        frame,
        &lease_of(path, filter),
        &html! {
            button.link type="submit" name="intent" value=(LeaseIntent::Take.code()) { (button) }
        },
    )
}

/// Where a case is opened, taken over and given back.
fn lease_of(path: &str, filter: &QueueFilter) -> String {
    filtered(&format!("{path}/lease"), filter)
}

fn open(frame: &Frame<'_>, to: &str) -> Markup {
    let words = frame.words();
    html! {
        p { (words.lease_open_hint()) }
        (act(frame, to, LeaseIntent::Take, words.lease_open(), Weight::Main))
    }
}

fn yours(frame: &Frame<'_>, to: &str, lease: &Lease) -> Markup {
    let words = frame.words();
    html! {
        (inset(&html! {
            p { (words.lease_yours(&words.moment(lease.expires))) }
            @if let Some(taken) = &lease.taken_over {
                p { (words.lease_taken_over_with(html! { bdi { (taken.from.email.as_str()) } })) }
                p { bdi.lines { (taken.note) } }
            }
            (act(frame, to, LeaseIntent::Release, words.lease_release(), Weight::Second))
        }))
    }
}

/// Colleagues know each other by their addresses, to be able to ask.
fn held(frame: &Frame<'_>, lease: &Lease) -> Markup {
    let words = frame.words();
    let who = html! { strong { bdi { (lease.holder.email.as_str()) } } };
    html! {
        p { (words.lease_held_by_with(words.moment(lease.since), words.moment(lease.expires), who)) }
        @if let Some(taken) = &lease.taken_over {
            p { (words.lease_taken_over_with(html! { bdi { (taken.from.email.as_str()) } })) }
            p { bdi.lines { (taken.note) } }
        }
    }
}

fn take_over(
    frame: &Frame<'_>,
    to: &str,
    lease: &Lease,
    typed: &str,
    problems: &[Problem],
) -> Markup {
    let fields = Fields::new(frame.words(), problems);
    let words = fields.words;
    let note = TextArea {
        hint: Some(words.lease_note_hint()),
        ..fields.area(Field::TakeoverNote, typed, limits::NOTE, 3)
    };
    form(
        frame,
        to,
        &html! {
            input type="hidden" name="holder" value=(lease.holder.account);
            (note)
            div.actions {
                (button_with(words.lease_take_over(), Weight::Warning, "intent", LeaseIntent::TakeOver.code()))
            }
        },
    )
}

fn act(frame: &Frame<'_>, to: &str, intent: LeaseIntent, text: &str, weight: Weight) -> Markup {
    let button = button_with(text, weight, "intent", intent.code());
    form(frame, to, &html! { div.actions { (button) } })
}
