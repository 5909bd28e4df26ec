//! One decision on many cases: chosen in the queue, looked at, proposed, and confirmed by a
//! second person.

use super::queue::Waiting;
use crate::components::{
    Choice, FORM_TOKEN, Kind, Row, TextArea, Tone, Weight, banner, button, button_with, count,
    form, given, inset, summary_list, table, tag,
};
use crate::fields::Fields;
use crate::layout::{Page, Section};
use crate::{Frame, Words, addresses};
use domain::bulk::{
    BulkAnswerIntent, BulkChoice, BulkIntent, BulkObstacle, BulkOutcome, BulkState,
};
use domain::forms::{BulkAnswerForm, BulkForm};
use domain::{
    AccountId, Bulk, Colleague, ContentLanguage, CountryCode, Field, Permission, Problem,
    QueueSubject, Timestamp, limits,
};
use maud::{Markup, Render, html};

/// Identifier of the form in the queue that the boxes beside the cases belong to.
const FORM: &str = "bulk";

/// A case among many, as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The case.
    pub subject: QueueSubject,
    /// Its revision.
    pub rev: u64,
    /// Name of the signatory, or title of the initiative.
    pub name: String,
    /// Its language.
    pub language: Option<ContentLanguage>,
    /// Where.
    pub country: CountryCode,
    /// Why it cannot be decided with others; nothing where it can.
    pub obstacle: Option<BulkObstacle>,
}

/// A case of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The case as it is now; nothing where it is not there any more.
    pub candidate: Option<Candidate>,
    /// Which.
    pub subject: QueueSubject,
    /// Revision that was seen when it was proposed.
    pub seen: u64,
    /// What became of it; nothing before its turn.
    pub outcome: Option<BulkOutcome>,
}

impl Case {
    /// Why it cannot be decided now.
    #[must_use]
    pub fn obstacle(&self) -> Option<BulkObstacle> {
        match &self.candidate {
            Some(candidate) => candidate.obstacle,
            None => Some(BulkObstacle::Decided),
        }
    }
}

/// The box beside a case in the queue, for who may choose several. It stands outside the form
/// that it belongs to.
pub(super) fn pick(frame: &Frame<'_>, item: &Waiting, name: &Markup) -> Markup {
    let subject = match item.initiative {
        Some(initiative) => QueueSubject::Initiative(item.signatory, initiative),
        None => QueueSubject::Signatory(item.signatory),
    };
    let choice = BulkChoice { subject, seen: None };
    html! {
        @if frame.may(Permission::Bulk) { (pick_box(frame, choice, name, Some(FORM), false)) }
    }
}

/// What sends the cases chosen in the queue. Their number counts itself, by the style.
pub(super) fn bar(frame: &Frame<'_>) -> Markup {
    let words = frame.words();
    html! {
        @if frame.may(Permission::Bulk) {
            form.chosen #(FORM) method="post" action=(addresses::at(frame.lang, "staff/bulk"))
                aria-label=(words.bulk_chosen_label()) {
                input type="hidden" name=(FORM_TOKEN) value=(frame.form_token);
                span.chosen__count { (words.bulk_chosen()) }
                (button_with(words.bulk_preview_button(), Weight::Second, "intent", BulkIntent::Preview.code()))
            }
        }
    }
}

fn pick_box(
    frame: &Frame<'_>,
    choice: BulkChoice,
    name: impl Render,
    form: Option<&str>,
    chosen: bool,
) -> Markup {
    let id = format!("case-{}", choice.subject.case());
    html! {
        span.pick {
            input #(id) type="checkbox" name="cases" value=(choice) form=[form] checked[chosen];
            label.hidden for=(id) { (frame.words().bulk_choose_with(name)) }
        }
    }
}

/// What has been proposed, the newest first. `kept` is what was chosen and typed before the
/// session ended.
#[must_use]
pub fn list(frame: &Frame<'_>, bulks: &[Bulk], kept: Option<&BulkForm>, now: Timestamp) -> Markup {
    let words = frame.words();
    let heads =
        [words.field_decision(), words.bulk_cases(), words.bulk_proposed_by(), words.bulk_state()];
    let rows: Vec<Vec<Markup>> = bulks
        .iter()
        .map(|bulk| {
            let path = addresses::at(frame.lang, &addresses::staff_bulk_path(bulk.id));
            vec![
                html! { a href=(path) { (action(words, bulk.decision.action.code())) } },
                html! { (words.number(count(bulk.count))) },
                proposer(words, bulk),
                state(words, bulk, now),
            ]
        })
        .collect();
    let main = html! {
        (super::sections(frame))
        h1 { (words.bulk_title()) }
        @if let Some(kept) = kept { (go_on(frame, kept)) }
        p { (words.bulk_text()) }
        @if bulks.is_empty() {
            p.lead { (words.bulk_none()) }
        } @else {
            (table(words.bulk_caption(), &heads, &rows))
        }
    };
    Page::new(words.bulk_title(), main).section(Section::Staff).wide().render(frame)
}

/// The way back to what was chosen and typed before the session ended.
fn go_on(frame: &Frame<'_>, kept: &BulkForm) -> Markup {
    let words = frame.words();
    let members = [
        ("bulk", &kept.bulk),
        ("decision", &kept.decision),
        ("reason", &kept.reason),
        ("note", &kept.note),
    ];
    let members = members.into_iter().chain(kept.cases.iter().map(|case| ("cases", case)));
    let content = html! {
        p { (words.bulk_kept_text()) }
        (form(frame, "staff/bulk", &html! {
            @for (name, value) in members { input type="hidden" name=(name) value=(value); }
            (button_with(words.bulk_kept_button(), Weight::Second, "intent", BulkIntent::Preview.code()))
        }))
    };
    banner(words.bulk_kept_title(), &content, true)
}

/// The cases that were chosen: which of them can be decided, and the form that proposes it.
/// Ticked are those that stand in `typed`.
#[must_use]
pub fn preview(
    frame: &Frame<'_>,
    candidates: &[Candidate],
    typed: &BulkForm,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let (possible, impossible): (Vec<_>, Vec<_>) =
        candidates.iter().partition(|candidate| candidate.obstacle.is_none());
    let main = html! {
        (fields.summary())
        h1 { (words.bulk_preview_title()) }
        div #(Field::Cases.name()) tabindex="-1" {
            @if possible.is_empty() {
                p { (words.bulk_nothing_possible()) }
            } @else {
                p { (words.bulk_preview_text()) }
                (form(frame, "staff/bulk", &proposal(frame, &fields, &possible, typed)))
            }
        }
        @if !impossible.is_empty() { (left_out(frame, &impossible)) }
    };
    super::page(frame, words.bulk_preview_title(), fields.failed(), main)
}

fn proposal(
    frame: &Frame<'_>,
    fields: &Fields<'_>,
    possible: &[&Candidate],
    typed: &BulkForm,
) -> Markup {
    let words = fields.words;
    let heads = [words.queue_what(), words.queue_kind(), words.field_country()];
    let rows: Vec<Vec<Markup>> = possible
        .iter()
        .map(|candidate| {
            let choice = BulkChoice { subject: candidate.subject, seen: Some(candidate.rev) };
            let mut row = cells(frame, candidate);
            row[0] = html! {
                (pick_box(frame, choice, name(candidate), None, true))
                (row[0])
            };
            row
        })
        .collect();
    let choice = |code: &'static str, hint| {
        Choice::new(code, action(words, code), typed.decision == code).hint(hint)
    };
    let choices = vec![
        choice("approve", words.bulk_approve_hint()),
        choice("ask_changes", words.decide_ask_changes_hint()),
        choice("refuse", words.decide_refuse_hint()),
    ];
    let note = TextArea {
        label: words.decide_note(),
        hint: Some(words.bulk_note_hint()),
        optional: true,
        ..fields.area(Field::Note, &typed.note, limits::NOTE, 4)
    };
    html! {
        input type="hidden" name="bulk" value=(typed.bulk);
        (table(&words.bulk_possible(count(possible.len())), &heads, &rows))
        (fields.radios(Field::Decision, choices))
        (super::reasons(frame, fields, &typed.reason))
        (note)
        p { (words.bulk_propose_text()) }
        div.actions {
            (button_with(words.bulk_propose(), Weight::Main, "intent", BulkIntent::Propose.code()))
        }
    }
}

fn left_out(frame: &Frame<'_>, impossible: &[&Candidate]) -> Markup {
    let words = frame.words();
    let heads = [words.queue_what(), words.queue_kind(), words.field_country(), words.bulk_why()];
    let rows: Vec<Vec<Markup>> = impossible
        .iter()
        .map(|candidate| {
            let why = candidate.obstacle.map(|obstacle| obstacle_words(words, obstacle));
            let mut row = cells(frame, candidate);
            row.push(html! { (why.unwrap_or_default()) });
            row
        })
        .collect();
    table(words.bulk_impossible(), &heads, &rows)
}

/// A decision on many cases, with what its viewer can do about it.
#[derive(Debug, Clone, Copy)]
pub struct Detail<'a> {
    /// It.
    pub bulk: &'a Bulk,
    /// Its cases.
    pub cases: &'a [Case],
    /// Who is looking.
    pub viewer: AccountId,
    /// When.
    pub now: Timestamp,
}

/// A decision on many cases.
#[must_use]
pub fn detail(
    frame: &Frame<'_>,
    detail: &Detail<'_>,
    typed: &BulkAnswerForm,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let Detail { bulk, cases, now, .. } = *detail;
    let decision = &bulk.decision;
    let mut facts = vec![Row::new(words.field_decision(), action(words, decision.action.code()))];
    if let Some(reason) = decision.action.reason() {
        facts.push(Row::new(words.field_reason(), reason.words(frame.lang)));
    }
    facts.extend([
        Row::new(words.decide_note(), html! { span.lines { (given(words, &decision.note)) } }),
        Row::new(words.bulk_cases(), words.number(count(bulk.count))),
        Row::new(words.bulk_proposed_by(), proposer(words, bulk)),
        Row::new(words.bulk_state(), state(words, bulk, now)),
    ]);
    let heads = [words.queue_what(), words.queue_kind(), words.field_country(), words.bulk_state()];
    let rows: Vec<Vec<Markup>> = cases.iter().map(|case| case_row(frame, bulk, case)).collect();
    let main = html! {
        (fields.summary())
        h1 { (words.bulk_one_title()) }
        (summary_list(words, &facts))
        (table(words.bulk_one_caption(), &heads, &rows))
        (answer(frame, &fields, detail, typed))
    };
    Page::new(words.bulk_one_title(), main)
        .failed(fields.failed())
        .section(Section::Staff)
        .back(&addresses::at(frame.lang, "staff/bulk"), words.bulk_back())
        .wide()
        .render(frame)
}

fn case_row(frame: &Frame<'_>, bulk: &Bulk, case: &Case) -> Vec<Markup> {
    let words = frame.words();
    let confirmed = matches!(bulk.state, BulkState::Confirmed { .. });
    let why = |obstacle| html! { " " span.muted { (obstacle_words(words, obstacle)) } };
    let standing = match (case.outcome, case.obstacle()) {
        (Some(BulkOutcome::Done), _) => tag(words.bulk_case_done(), Tone::Good),
        (Some(BulkOutcome::Skipped(obstacle)), _) => html! {
            (tag(words.bulk_case_skipped(), Tone::Quiet)) (why(obstacle))
        },
        (None, Some(obstacle)) => html! { (obstacle_words(words, obstacle)) },
        (None, None) if confirmed => tag(words.bulk_case_waiting(), Tone::Wait),
        (None, None) => tag(words.bulk_case_possible(), Tone::Call),
    };
    let mut row = match &case.candidate {
        Some(candidate) => cells(frame, candidate),
        None => vec![html! { code { (case.subject) } }, kind(words, case.subject), html! { "–" }],
    };
    row.push(standing);
    row
}

/// What its viewer can do: confirm or decline, withdraw, or have it go on.
fn answer(
    frame: &Frame<'_>,
    fields: &Fields<'_>,
    detail: &Detail<'_>,
    typed: &BulkAnswerForm,
) -> Markup {
    let words = fields.words;
    let Detail { bulk, cases, viewer, now } = *detail;
    let path = addresses::staff_bulk_path(bulk.id);
    let own = bulk.proposed_by.account == viewer;
    let rev = html! { input type="hidden" name="rev" value=(bulk.rev); };
    let act = |text, weight, intent: BulkAnswerIntent| {
        form(
            frame,
            &path,
            &html! {
                (rev)
                div.actions { (button_with(text, weight, "intent", intent.code())) }
            },
        )
    };
    match bulk.state {
        BulkState::Proposed if bulk.is_expired(now) => html! {},
        BulkState::Proposed if own => html! {
            (inset(&html! { p { (words.bulk_own()) } }))
            (act(words.bulk_withdraw(), Weight::Second, BulkAnswerIntent::Cancel))
        },
        BulkState::Proposed => {
            let possible = cases.iter().filter(|case| case.obstacle().is_none()).count();
            html! {
                h2 { (words.bulk_confirm_title()) }
                p { (words.bulk_confirm_text(count(bulk.count), count(possible))) }
                (form(frame, &path, &html! {
                    (rev)
                    input type="hidden" name="intent" value=(BulkAnswerIntent::Confirm.code());
                    (fields.input(Field::Count, &typed.count).kind(Kind::Number).narrow()
                        .hint(words.bulk_count_hint()))
                    div.actions { (button(words.bulk_confirm_button(), Weight::Main)) }
                }))
                (act(words.bulk_decline(), Weight::Second, BulkAnswerIntent::Cancel))
            }
        }
        BulkState::Confirmed { .. } => {
            let left = cases.iter().filter(|case| case.outcome.is_none()).count();
            html! {
                p { (words.bulk_continue_text(count(left))) }
                @if !own { (act(words.bulk_continue(), Weight::Main, BulkAnswerIntent::Confirm)) }
            }
        }
        BulkState::Finished { .. } | BulkState::Cancelled { .. } => html! {},
    }
}

/// Name, kind and country of a case.
fn cells(frame: &Frame<'_>, candidate: &Candidate) -> Vec<Markup> {
    let path = addresses::at(frame.lang, &addresses::staff_case_path(candidate.subject));
    vec![
        html! { a href=(path) { (name(candidate)) } },
        kind(frame.words(), candidate.subject),
        html! { (candidate.country.name(frame.lang)) },
    ]
}

fn name(candidate: &Candidate) -> Markup {
    // What is in draft by now has no name here.
    let shown = if candidate.name.is_empty() { "–" } else { &candidate.name };
    html! { bdi lang=[candidate.language.map(ContentLanguage::code)] { (shown) } }
}

fn kind(words: Words, subject: QueueSubject) -> Markup {
    html! {
        (match subject {
            QueueSubject::Signatory(_) => words.queue_signatory(),
            QueueSubject::Initiative(..) => words.queue_initiative(),
        })
    }
}

/// What is decided, by its code.
fn action(words: Words, code: &str) -> &'static str {
    match code {
        "approve" => words.bulk_approve(),
        "ask_changes" => words.decide_ask_changes(),
        _ => words.decide_refuse(),
    }
}

/// Colleagues know each other by their addresses.
fn colleague(who: &Colleague) -> Markup {
    html! { bdi.address { (who.email.as_str()) } }
}

fn proposer(words: Words, bulk: &Bulk) -> Markup {
    words.bulk_proposed_at_with(words.moment(bulk.at), colleague(&bulk.proposed_by))
}

fn state(words: Words, bulk: &Bulk, now: Timestamp) -> Markup {
    match &bulk.state {
        BulkState::Proposed if bulk.is_expired(now) => html! { (words.bulk_state_expired()) },
        BulkState::Proposed => {
            html! { (words.bulk_state_proposed(&words.moment(bulk.expires()))) }
        }
        BulkState::Confirmed { by, .. } => words.bulk_state_confirmed_with(colleague(by)),
        BulkState::Finished { by, done, .. } => {
            words.bulk_state_finished_with(count(bulk.count), count(*done), colleague(by))
        }
        BulkState::Cancelled { by, .. } => words.bulk_state_cancelled_with(colleague(by)),
    }
}

fn obstacle_words(words: Words, obstacle: BulkObstacle) -> &'static str {
    match obstacle {
        BulkObstacle::Decided => words.bulk_obstacle_decided(),
        BulkObstacle::Changed => words.bulk_obstacle_changed(),
        BulkObstacle::Appeal => words.bulk_obstacle_appeal(),
        BulkObstacle::Flagged => words.bulk_obstacle_flagged(),
        BulkObstacle::Unsigned => words.bulk_obstacle_unsigned(),
        BulkObstacle::Own => words.bulk_obstacle_own(),
        BulkObstacle::Leased => words.bulk_obstacle_leased(),
    }
}
