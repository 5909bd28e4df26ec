//! A signatory as the staff see it, and the decision on it.

use super::lease::Hold;
use super::{Beside, JustDecided, Step};
use crate::components::{
    Row, Weight, button, details, external, form, given, inset, summary_list, table, tag, user_link,
};
use crate::desk::home::{changes_asked, refusal};
use crate::fields::Fields;
use crate::problem_words::label;
use crate::{Frame, Words, addresses, terms};
use domain::event::{Action, Actor};
use domain::forms::DecisionForm;
use domain::pact::Goal;
use domain::signatory::{Contact, DecisionBasis, Profile, Refusal, Signature};
use domain::{
    ContentLanguage, Event, Field, Initiative, MailBlock, Permission, Problem, Signatory,
    SignatoryId, SignatoryState,
};
use maud::{Markup, html};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct Detail<'a> {
    /// The signatory.
    pub signatory: &'a Signatory,
    /// Its contacts; private.
    pub contact: Option<&'a Contact>,
    /// Address of its account; private.
    pub email: Option<&'a str>,
    /// Why no more mail goes to that address, if none does.
    pub mail_block: Option<&'a MailBlock>,
    /// Its initiatives, all states.
    pub initiatives: &'a [Initiative],
    /// Its history, newest first.
    pub events: &'a [Event],
    /// The viewer's decision that can still be taken back.
    pub just: Option<JustDecided>,
    /// Signatories of the same country with names like this one, where it waits.
    pub alike: Option<&'a [Alike]>,
    /// Its place in the queue.
    pub beside: Option<&'a Beside>,
}

/// A signatory with a name like another's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// Which.
    pub id: SignatoryId,
    /// Its name.
    pub name: String,
    /// Language of the name.
    pub language: ContentLanguage,
    /// Whether it stands in the register; else it waits to be verified.
    pub public: bool,
}

/// Everything needed to decide, and the form.
#[must_use]
pub fn page(
    frame: &Frame<'_>,
    detail: &Detail<'_>,
    typed: &DecisionForm,
    hold: &Hold<'_>,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let signatory = detail.signatory;
    let action = addresses::staff_signatory_path(signatory.id);
    let main = html! {
        (fields.summary())
        (super::beside(frame, detail.beside))
        h1 { bdi lang=(signatory.body.name_language.code()) { (signatory.display_name()) } }
        p { (tag(terms::signatory_state(words, &signatory.state), terms::signatory_tone(&signatory.state))) }
        @if let Some(why) = signatory.state.refusal() { (inset(&refusal(words, why))) }
        @if let SignatoryState::ChangesAsked(asked) = &signatory.state {
            (inset(&changes_asked(words, asked)))
        }
        (super::undo(frame, &action, detail.just, signatory.rev))
        (super::appeal(frame, against(&signatory.state), hold.viewer))
        div.side.side--even {
            div {
                @if frame.may(Permission::Decide) {
                    h2 { (words.decide_title()) }
                    (super::decision(frame, &fields, &action, steps(&signatory.state), typed, hold))
                }
                (super::emergency::of_signatory(
                    frame,
                    signatory,
                    detail.initiatives,
                    steps(&signatory.state).contains(&Step::TakeDown),
                ))
                h2 { (words.initiatives_heading()) }
                (initiatives(frame, detail))
            }
            div {
                h2 { (words.signatory_facts()) }
                (body(frame, signatory))
                @if frame.may(Permission::Correct) {
                    p {
                        a href=(addresses::at(frame.lang, &format!("{action}/correct"))) {
                            (words.correct_link())
                        }
                    }
                }
                (register(frame, signatory))
                @if let Some(others) = detail.alike { (alike(frame, others)) }
                @if let Some(signature) = &signatory.signature { (signed(frame, signature)) }
                (contact(frame, detail))
            }
        }
        (details(words.history_title(), &history(frame, detail.events.iter())))
    };
    super::page(frame, signatory.display_name(), fields.failed(), main)
}

/// The refusal that an appeal is against.
fn against(state: &SignatoryState) -> Option<&Refusal> {
    match state {
        SignatoryState::Submitted { appeal, .. } => appeal.as_deref(),
        SignatoryState::Draft
        | SignatoryState::ChangesAsked(_)
        | SignatoryState::Verified { .. }
        | SignatoryState::OnHold { .. }
        | SignatoryState::Withdrawn { .. }
        | SignatoryState::Refused(_)
        | SignatoryState::TakenDown { .. } => None,
    }
}

/// Where the body can be looked up.
fn register(frame: &Frame<'_>, signatory: &Signatory) -> Markup {
    const UNITS: &str = "https://ec.europa.eu/eurostat/web/nuts/local-administrative-units";
    let words = frame.words();
    html! {
        h2 { (words.register_title()) }
        ul {
            @if let Some(site) = &signatory.body.website {
                li { (user_link(site, words.register_site())) }
            }
            @if signatory.body.profile != Profile::Organisation {
                li { (external(UNITS, words.register_eurostat())) }
            }
        }
    }
}

/// Who may be the same body, or be taken for it.
fn alike(frame: &Frame<'_>, others: &[Alike]) -> Markup {
    let words = frame.words();
    html! {
        h2 { (words.alike_title()) }
        @if others.is_empty() { p { (words.alike_none()) } }
        @else {
            p { (words.alike_text()) }
            ul {
                @for other in others {
                    li {
                        a href=(addresses::staff_signatory(frame.lang, other.id)) {
                            bdi lang=(other.language.code()) { (other.name) }
                        }
                        " (" @if other.public { (words.alike_public()) } @else { (words.alike_waiting()) } ")"
                    }
                }
            }
        }
    }
}

const fn steps(state: &SignatoryState) -> &'static [Step] {
    match state {
        SignatoryState::Draft
        | SignatoryState::ChangesAsked(_)
        | SignatoryState::Refused(_)
        | SignatoryState::Withdrawn { was_public: false, .. } => &[],
        SignatoryState::Submitted { .. } => &[Step::Verify, Step::AskChanges, Step::Refuse],
        SignatoryState::Verified { .. } => &[Step::Hold, Step::TakeDown],
        SignatoryState::OnHold { .. } => &[Step::Resume, Step::TakeDown],
        SignatoryState::Withdrawn { was_public: true, .. } => &[Step::TakeDown],
        SignatoryState::TakenDown { .. } => &[Step::Restore],
    }
}

fn body(frame: &Frame<'_>, signatory: &Signatory) -> Markup {
    let words = frame.words();
    let body = &signatory.body;
    let text = |text: &Option<String>| given(words, text.as_deref().unwrap_or_default());
    let people = body.population.map(|people| words.number(u64::from(people)));
    let site =
        body.website.as_ref().map_or_else(|| given(words, ""), |url| user_link(url, url.as_str()));
    let mandate = signatory.signer.mandate_end.map(|day| words.date(day));
    let publish = if signatory.signer.publish { words.yes() } else { words.no() };
    summary_list(
        words,
        &[
            Row::new(label(words, Field::Profile), terms::profile(words, body.profile)),
            Row::new(label(words, Field::Country), body.country.name(frame.lang)),
            Row::new(
                label(words, Field::OfficialName),
                html! {
                    bdi lang=(body.name_language.code()) { (body.official_name) }
                    " (" span lang=(body.name_language.code()) { (body.name_language.autonym()) } ")"
                },
            ),
            Row::new(label(words, Field::LatinName), text(&body.latin_name)),
            Row::new(label(words, Field::Kind), terms::kind(words, body.kind)),
            Row::new(label(words, Field::TerritorialCode), text(&body.territorial_code)),
            Row::new(label(words, Field::Population), text(&people)),
            Row::new(label(words, Field::Website), site),
            Row::new(label(words, Field::SignerName), given(words, &signatory.signer.name)),
            Row::new(label(words, Field::SignerFunction), given(words, &signatory.signer.function)),
            Row::new(label(words, Field::MandateEnd), text(&mandate)),
            Row::new(label(words, Field::PublishSigner), publish),
        ],
    )
}

fn signed(frame: &Frame<'_>, signature: &Signature) -> Markup {
    let words = frame.words();
    let basis = match &signature.basis {
        DecisionBasis::Decided { date, reference } => {
            html! { (words.date(*date)) br; bdi { (reference) } }
        }
        DecisionBasis::NotNeeded { reason } => {
            html! { (words.staff_not_needed()) br; bdi.lines { (reason) } }
        }
    };
    let goals = signature.goals.iter().filter_map(|code| Goal::find(code));
    html! {
        h2 { (words.sign_sign()) }
        (summary_list(words, &[
            Row::new(words.signatory_number(), words.number(signature.number)),
            Row::new(words.signatory_signed(), words.moment(signature.at)),
            Row::new(words.signatory_version(), html! {
                (signature.version) br; span.code.small { (signature.text_hash) }
            }),
            Row::new(words.field_decision(), basis),
            Row::new(words.field_goals(), html! {
                ul { @for goal in goals { li { (goal.title(frame.lang)) } } }
            }),
        ]))
    }
}

fn contact(frame: &Frame<'_>, detail: &Detail<'_>) -> Markup {
    let words = frame.words();
    let Some(contact) = detail.contact else { return html! {} };
    let phone = contact.phone.as_deref().unwrap_or_default();
    let mut rows = vec![
        Row::new(label(words, Field::ContactName), given(words, &contact.name)),
        Row::new(label(words, Field::ContactPhone), given(words, phone)),
        Row::new(label(words, Field::Email), given(words, detail.email.unwrap_or_default())),
        Row::new(label(words, Field::ContactLanguage), contact.language.autonym()),
    ];
    if let Some(second) = &contact.second {
        rows.push(Row::new(
            words.contact_second(),
            html! { bdi { (second.name) } br; bdi { (second.email.as_str()) } },
        ));
    }
    html! {
        h2 { (words.desk_contact()) }
        p.small.muted { (words.staff_private()) }
        @if let Some(block) = detail.mail_block { (mail_returned(frame, detail, block)) }
        (summary_list(words, &rows))
    }
}

fn mail_returned(frame: &Frame<'_>, detail: &Detail<'_>, block: &MailBlock) -> Markup {
    let words = frame.words();
    let clear = format!("{}/mail-block", addresses::staff_signatory_path(detail.signatory.id));
    let day = words.day(block.since);
    let why = if block.complaint {
        words.mailbox_staff_complaint(&day)
    } else {
        words.mailbox_staff_returned(&day)
    };
    inset(&html! {
        p { (why) }
        @if let Some(status) = &block.status { p { (words.mailbox_status(status)) } }
        @if frame.may(Permission::Decide) {
            p { (words.mailbox_staff_clear()) }
            (form(frame, &clear, &button(words.mailbox_clear_button(), Weight::Second)))
        }
    })
}

fn initiatives(frame: &Frame<'_>, detail: &Detail<'_>) -> Markup {
    let words = frame.words();
    html! {
        @if detail.initiatives.is_empty() { p { (words.staff_no_initiative()) } }
        @else {
            ul {
                @for initiative in detail.initiatives {
                    li {
                        a href=(addresses::staff_initiative(frame.lang, initiative.signatory, initiative.id)) {
                            @if initiative.title().trim().is_empty() { (words.initiative_untitled()) }
                            @else { bdi { (initiative.title()) } }
                        }
                        " " (tag(terms::initiative_state(words, initiative.state()), terms::initiative_tone(initiative.state())))
                    }
                }
            }
        }
    }
}

/// What was done to a case and by whom, without the names of staff.
pub(super) fn history<'a>(frame: &Frame<'_>, events: impl Iterator<Item = &'a Event>) -> Markup {
    let words = frame.words();
    let heads =
        [words.history_when(), words.history_what(), words.history_who(), words.field_note()];
    let rows: Vec<Vec<Markup>> = events
        .map(|event| {
            let who = match event.actor {
                Actor::Signatory(_) => words.history_signatory(),
                Actor::Staff(_) | Actor::Operator => words.nav_staff(),
            };
            vec![
                html! { (words.moment(event.at)) },
                html! {
                    (action(words, event.action))
                    @if let Some(reason) = &event.reason { ": " (reason.words(words.language())) }
                },
                html! { (who) },
                html! { bdi.lines { (event.note) } },
            ]
        })
        .collect();
    table(words.history_title(), &heads, &rows)
}

/// What happened, in words.
pub(super) fn action(words: Words, action: Action) -> &'static str {
    match action {
        Action::Registered => words.action_registered(),
        Action::JoinRequested => words.action_join_requested(),
        Action::ProfileChanged => words.action_profile_changed(),
        Action::ContactChanged => words.action_contact_changed(),
        Action::Signed => words.action_signed(),
        Action::Withdrawn => words.action_withdrawn(),
        Action::Verified => words.action_verified(),
        Action::ChangesAsked => words.action_changes_asked(),
        Action::Resubmitted => words.action_resubmitted(),
        Action::Refused => words.action_refused(),
        Action::Appealed => words.action_appealed(),
        Action::TakenDown => words.action_taken_down(),
        Action::Restored => words.action_restored(),
        Action::Corrected => words.action_corrected(),
        Action::Undone => words.action_undone(),
        Action::Held => words.action_held(),
        Action::Resumed => words.action_resumed(),
        Action::InitiativeCreated => words.action_initiative_created(),
        Action::InitiativeSaved => words.action_initiative_saved(),
        Action::InitiativeSubmitted => words.action_initiative_submitted(),
        Action::InitiativeWithdrawn => words.action_initiative_withdrawn(),
        Action::InitiativeApproved => words.action_initiative_approved(),
        Action::InitiativePublished => words.action_initiative_published(),
        Action::InitiativeChangesAsked => words.action_initiative_changes_asked(),
        Action::InitiativeRefused => words.action_initiative_refused(),
        Action::InitiativeTakenDown => words.action_initiative_taken_down(),
        Action::InitiativeAppealed => words.action_initiative_appealed(),
        Action::InitiativeRestored => words.action_initiative_restored(),
        Action::InitiativeCorrected => words.action_initiative_corrected(),
        Action::InitiativeUndone => words.action_initiative_undone(),
    }
}
