//! The secretariat's pages: what waits, and the decision on each thing.

pub mod audit;
pub mod bulk;
pub mod correct;
mod difference;
pub mod emergency;
pub mod initiative;
pub mod lease;
pub mod people;
pub mod queue;
pub mod reports;
pub mod settings;
pub mod signatory;

use crate::components::{Choice, Select, TextArea, Weight, banner, button, count, form};
use crate::desk::home::refusal;
use crate::fields::Fields;
use crate::layout::{Page, Section};
use crate::{Frame, Words, addresses};
use domain::forms::DecisionForm;
use domain::queue::QueueFilter;
use domain::signatory::Refusal;
use domain::{AccountId, Action, Field, Permission, Timestamp, limits};
use maud::{Markup, html};

/// A page below the queue.
fn page(frame: &Frame<'_>, title: &str, failed: bool, main: Markup) -> Markup {
    Page::new(title, main)
        .failed(failed)
        .section(Section::Staff)
        .back(&addresses::at(frame.lang, "staff"), frame.words().back_to_queue())
        .wide()
        .render(frame)
}

/// The way to those of the staff's pages that the viewer's role opens.
fn sections(frame: &Frame<'_>) -> Markup {
    let words = frame.words();
    let pages = [
        (Permission::ReadCases, "staff", words.queue_title()),
        (Permission::Bulk, "staff/bulk", words.bulk_title()),
        (Permission::ReadCases, "staff/reports", words.reports_title()),
        (Permission::ManagePeople, "staff/people", words.people_title()),
        (Permission::ReadAudit, "staff/audit", words.audit_title()),
        (Permission::ReadAudit, "staff/settings", words.nav_settings()),
    ];
    let open = pages.into_iter().filter(|(permission, ..)| frame.may(*permission));
    html! {
        nav.sections aria-label=(words.staff_nav()) {
            @for (_, path, text) in open {
                @let here = frame.path.trim_start_matches('/') == path;
                a href=(addresses::at(frame.lang, path)) aria-current=[here.then_some("page")] { (text) }
            }
        }
    }
}

/// A decision of the viewer's that can still be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JustDecided {
    /// What was decided.
    pub action: Action,
    /// Until when it can be taken back.
    pub until: Timestamp,
}

/// Where a case stands in the part of the queue that the viewer works through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// The part.
    pub filter: QueueFilter,
    /// Its number there, from 1; none when it does not wait.
    pub place: Option<usize>,
    /// How many wait there.
    pub waiting: usize,
    /// The case before it, by its path without the language.
    pub previous: Option<String>,
    /// The one behind it; for what does not wait any more, the oldest.
    pub next: Option<String>,
}

/// The way from case to case.
fn beside(frame: &Frame<'_>, beside: Option<&Beside>) -> Markup {
    let words = frame.words();
    let Some(beside) = beside else { return html! {} };
    let to = |path: &String| addresses::at(frame.lang, &queue::filtered(path, &beside.filter));
    html! {
        @if beside.place.is_some() || beside.next.is_some() {
            nav.pages aria-label=(words.queue_beside()) {
                @if let Some(path) = &beside.previous {
                    a.pages__newer rel="prev" href=(to(path)) { (words.queue_previous()) }
                }
                @if let Some(place) = beside.place {
                    span.muted { (words.queue_place(count(beside.waiting), count(place))) }
                }
                @if let Some(path) = &beside.next {
                    a.pages__older rel="next" href=(to(path)) { (words.queue_next()) }
                }
            }
        }
    }
}

/// The way back from what has just been decided, while nobody has been told.
fn undo(frame: &Frame<'_>, path: &str, just: Option<JustDecided>, rev: u64) -> Markup {
    let words = frame.words();
    html! {
        @if let Some(JustDecided { action, until }) = just {
            (banner(words.undo_title(), &html! {
                p { (words.undo_text(signatory::action(words, action), &words.moment(until))) }
                (form(frame, &format!("{path}/undo"), &html! {
                    input type="hidden" name="rev" value=(rev);
                    (button(words.undo_button(), Weight::Second))
                }))
            }, true))
        }
    }
}

/// What an appeal is about, and that somebody else decides it.
fn appeal(frame: &Frame<'_>, against: Option<&Refusal>, viewer: AccountId) -> Markup {
    let words = frame.words();
    html! {
        @if let Some(against) = against {
            (banner(words.staff_appeal(), &html! {
                p { (words.staff_appeal_text()) }
                (refusal(words, against))
                @if against.is_by(viewer) { p { strong { (words.staff_needs_another()) } } }
            }, false))
        }
    }
}

/// A decision that staff can take here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Verify,
    Publish,
    AskChanges,
    Refuse,
    TakeDown,
    Restore,
    Hold,
    Resume,
}

impl Step {
    const fn code(self) -> &'static str {
        match self {
            Self::Verify | Self::Publish => "approve",
            Self::AskChanges => "ask_changes",
            Self::Restore => "restore",
            Self::Refuse => "refuse",
            Self::TakeDown => "take_down",
            Self::Hold => "hold",
            Self::Resume => "resume",
        }
    }

    fn words(self, words: Words) -> (&'static str, &'static str) {
        match self {
            Self::Verify => (words.decide_verify(), words.decide_verify_hint()),
            Self::Publish => (words.decide_publish(), words.decide_publish_hint()),
            Self::AskChanges => (words.decide_ask_changes(), words.decide_ask_changes_hint()),
            Self::Refuse => (words.decide_refuse(), words.decide_refuse_hint()),
            Self::Restore => (words.decide_restore(), words.decide_restore_hint()),
            Self::TakeDown => (words.decide_take_down(), words.decide_take_down_hint()),
            Self::Hold => (words.decide_hold(), words.decide_hold_hint()),
            Self::Resume => (words.decide_resume(), words.decide_resume_hint()),
        }
    }
}

/// The reasons that are offered for a refusal.
fn reasons<'a>(frame: &'a Frame<'_>, fields: &Fields<'a>, chosen: &'a str) -> Select<'a> {
    let offered = frame.settings.reasons.iter().filter(|reason| !reason.retired);
    let reasons = offered
        .map(|reason| (reason.code.as_str(), reason.words(frame.lang).to_owned(), None))
        .collect();
    let hint = Some(fields.words.decide_reason_hint());
    Select { hint, ..fields.select(Field::Reason, chosen, reasons) }
}

/// The form of a decision for who has the case in hand; nothing where there is nothing to
/// decide. `action` is the case's page without the language.
fn decision(
    frame: &Frame<'_>,
    fields: &Fields<'_>,
    action: &str,
    options: &[Step],
    typed: &DecisionForm,
    hold: &lease::Hold<'_>,
) -> Markup {
    let words = fields.words;
    if options.is_empty() {
        return html! { p { (words.decide_nothing()) } };
    }
    let choices = options
        .iter()
        .map(|option| {
            let (text, hint) = option.words(words);
            Choice::new(option.code(), text, typed.decision == option.code()).hint(hint)
        })
        .collect();
    let reason = reasons(frame, fields, &typed.reason);
    let note = TextArea {
        label: words.decide_note(),
        hint: Some(words.decide_note_hint()),
        optional: true,
        ..fields.area(Field::Note, &typed.note, limits::NOTE, 4)
    };
    let decision = form(
        frame,
        &queue::filtered(action, &hold.filter),
        &html! {
            input type="hidden" name="rev" value=(typed.rev);
            (fields.radios(Field::Decision, choices))
            (reason)
            (note)
            div.actions { (button(words.decide_button(), Weight::Main)) }
        },
    );
    lease::around(frame, hold, action, &decision)
}
