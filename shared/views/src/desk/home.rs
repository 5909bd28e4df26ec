//! The desk's first page: a task list of what is done and what comes next.

use crate::components::{
    Progress, Row, Task, Weight, banner, button, button_link, count, form, inset, summary_list,
    tag, task_list,
};
use crate::layout::{Page, Section};
use crate::{Frame, Viewer, Words, addresses, terms};
use domain::queue::QueuePlace;
use domain::signatory::{ChangesAsked, Profile, Refusal};
use domain::{MailBlock, Signatory, SignatoryState};
use maud::{Markup, html};

/// What the desk shows.
#[derive(Debug, Clone, Copy)]
pub struct Home<'a> {
    /// The signatory; none while somebody waits to join one.
    pub signatory: Option<&'a Signatory>,
    /// Where it stands among those that wait to be verified, while it does.
    pub place: Option<QueuePlace>,
    /// Initiatives of all states.
    pub initiatives: usize,
    /// Those that are public.
    pub published: usize,
    /// Those that wait for a decision.
    pub waiting: usize,
    /// Whether an authenticator is set up.
    pub second_factor: bool,
    /// The account's address.
    pub email: &'a str,
    /// Why no more mail goes to that address, if none does.
    pub mail_block: Option<&'a MailBlock>,
    /// A new address that waits for its code.
    pub pending_email: Option<&'a str>,
}

/// The desk.
#[must_use]
pub fn page(frame: &Frame<'_>, home: &Home<'_>) -> Markup {
    let words = frame.words();
    let main = html! {
        @if let Some(block) = home.mail_block { (mail_returned(frame, block)) }
        @if let Some(signatory) = home.signatory {
            (heading(words, signatory))
            (state(frame, signatory, home.place))
            h2 { (words.desk_tasks()) }
            (task_list(&tasks(frame, home, signatory)))
        } @else {
            h1 { (words.nav_desk()) }
            @if let Viewer::SignedIn { staff: Some(_), .. } = frame.viewer {
                (inset(&html! {
                    p { (words.desk_staff()) " "
                        a href=(addresses::at(frame.lang, "staff")) { (words.nav_staff()) } }
                }))
            } @else {
                (inset(&html! { p { (words.desk_joining()) } }))
            }
        }
        (account(frame, home))
    };
    Page::new(words.nav_desk(), main).section(Section::Desk).render(frame)
}

fn heading(words: Words, signatory: &Signatory) -> Markup {
    let lang = match signatory.body.profile {
        Profile::Representative => None,
        Profile::Authority | Profile::Organisation => Some(signatory.body.name_language.code()),
    };
    html! {
        h1 { bdi lang=[lang] { (signatory.display_name()) } }
        p { (tag(terms::signatory_state(words, &signatory.state), terms::signatory_tone(&signatory.state))) }
    }
}

/// Mails no longer go to the address, and two ways to put it right.
fn mail_returned(frame: &Frame<'_>, block: &MailBlock) -> Markup {
    let words = frame.words();
    let day = words.day(block.since);
    let why =
        if block.complaint { words.mailbox_complaint(&day) } else { words.mailbox_returned(&day) };
    banner(
        words.mailbox_title(),
        &html! {
            p { (why) }
            p { a href=(addresses::at(frame.lang, "desk/email")) { (words.mailbox_change()) } }
            p { (words.mailbox_ask()) " "
                a href=(addresses::at(frame.lang, "legal/")) { (words.mailbox_secretariat()) } }
        },
        true,
    )
}

/// What the present state means for the signatory.
fn state(frame: &Frame<'_>, signatory: &Signatory, place: Option<QueuePlace>) -> Markup {
    let words = frame.words();
    match &signatory.state {
        SignatoryState::Draft => html! {},
        SignatoryState::Submitted { since, .. } => banner(
            words.desk_submitted(),
            &html! {
                @if let Some(place) = place { p { (queue_place(words, place)) } }
                p { (words.desk_submitted_text(&words.day(*since))) }
            },
            false,
        ),
        SignatoryState::Verified { .. } => html! {
            p {
                a href=(addresses::signatory(frame.lang, signatory.id, &signatory.slug())) {
                    (words.desk_public_page())
                }
            }
        },
        SignatoryState::OnHold { since } => banner(
            words.desk_on_hold(),
            &html! { p { (words.desk_on_hold_text(&words.day(*since))) } },
            false,
        ),
        SignatoryState::Withdrawn { since, .. } => banner(
            words.desk_withdrawn(),
            &html! { p { (words.desk_withdrawn_text(&words.day(*since))) } },
            false,
        ),
        SignatoryState::ChangesAsked(asked) => banner(
            words.desk_changes_asked(),
            &html! {
                (changes_asked(words, asked))
                p { (words.resubmit_text()) }
                (form(frame, "desk/resubmit", &html! {
                    input type="hidden" name="rev" value=(signatory.rev);
                    (button(words.resubmit_button(), Weight::Main))
                }))
            },
            false,
        ),
        SignatoryState::Refused(why) => {
            banner(words.desk_refused(), &refused(frame, why, "desk/appeal"), false)
        }
        SignatoryState::TakenDown { refusal: why, .. } => {
            banner(words.desk_taken_down(), &refused(frame, why, "desk/appeal"), false)
        }
    }
}

/// A place in the queue and the usual waiting time, in words.
pub(crate) fn queue_place(words: Words, place: QueuePlace) -> Markup {
    html! {
        (words.waiting_place(count(place.number), count(place.of))) " "
        (words.waiting_usual(place.usual_days.into()))
    }
}

/// A refusal's reason and note, in words.
pub(crate) fn refusal(words: Words, refusal: &Refusal) -> Markup {
    html! {
        p { (words.refused_on(&words.day(refusal.since), refusal.reason.words(words.language()))) }
        @if !refusal.note.is_empty() { p { bdi { (refusal.note) } } }
    }
}

/// A refusal with the way to appeal against it, at that path below the language.
pub(crate) fn refused(frame: &Frame<'_>, why: &Refusal, appeal: &str) -> Markup {
    let words = frame.words();
    html! {
        (refusal(words, why))
        @if why.may_be_appealed() {
            p { (words.appeal_text()) }
            p {
                (button_link(words.appeal_button(), &addresses::at(frame.lang, appeal), Weight::Second))
            }
        } @else {
            p { (words.appeal_final()) }
        }
    }
}

/// What staff ask for, in their words.
pub(crate) fn changes_asked(words: Words, asked: &ChangesAsked) -> Markup {
    html! {
        p { (words.changes_asked_on(&words.day(asked.since))) }
        p { bdi.lines { (asked.note) } }
    }
}

fn tasks(frame: &Frame<'_>, home: &Home<'_>, signatory: &Signatory) -> Vec<Task> {
    let words = frame.words();
    let at = |path: &str| Some(addresses::at(frame.lang, path));
    let signed = signatory.may_withdraw();
    let verified = signatory.is_listed();
    let (sign_progress, sign_state) = if signed {
        (Progress::Done, words.task_done())
    } else {
        (Progress::Next, words.task_next())
    };
    let (check_progress, check_state) = match signatory.state {
        SignatoryState::Verified { .. } => (Progress::Done, words.task_done()),
        SignatoryState::Submitted { .. } | SignatoryState::OnHold { .. } => {
            (Progress::Waiting, words.task_waiting())
        }
        SignatoryState::ChangesAsked(_) => (Progress::Next, words.task_next()),
        SignatoryState::Draft
        | SignatoryState::Withdrawn { .. }
        | SignatoryState::Refused(_)
        | SignatoryState::TakenDown { .. } => (Progress::Later, words.task_later()),
    };
    let (post_progress, post_state) = match (home.published, home.waiting) {
        (1.., _) => (Progress::Done, words.task_done()),
        (0, 1..) => (Progress::Waiting, words.task_waiting()),
        (0, 0) if signed => (Progress::Next, words.task_next()),
        (0, 0) => (Progress::Later, words.task_open()),
    };
    vec![
        Task {
            name: words.task_register(),
            hint: None,
            address: None,
            progress: Progress::Done,
            state: words.task_done(),
        },
        Task {
            name: words.task_sign(),
            hint: signatory
                .signature
                .as_ref()
                .filter(|_| signed)
                .map(|signature| words.task_signed(&words.day(signature.at), signature.number)),
            address: if signed { None } else { at("desk/sign") },
            progress: sign_progress,
            state: sign_state,
        },
        Task {
            name: words.task_verified(),
            hint: (!verified).then(|| words.task_verified_hint().to_owned()),
            address: None,
            progress: check_progress,
            state: check_state,
        },
        Task {
            name: words.task_post(),
            hint: Some(words.desk_initiatives(count(home.initiatives))),
            address: at("desk/initiatives"),
            progress: post_progress,
            state: post_state,
        },
    ]
}

fn account(frame: &Frame<'_>, home: &Home<'_>) -> Markup {
    let words = frame.words();
    let at = |path: &str| addresses::at(frame.lang, path);
    let second = if home.second_factor { words.desk_on() } else { words.desk_off() };
    let mut rows = Vec::new();
    if home.signatory.is_some() {
        rows.push(
            Row::new(words.desk_profile(), words.desk_profile_hint()).change(at("desk/profile")),
        );
        rows.push(
            Row::new(words.desk_contact(), words.desk_contact_hint()).change(at("desk/contact")),
        );
    }
    rows.push(
        Row::new(words.field_email(), html! { bdi { (home.email) } }).change(at("desk/email")),
    );
    rows.push(
        Row::new(words.field_password(), words.desk_password_hint()).change(at("desk/password")),
    );
    rows.push(
        Row::new(words.desk_second_factor(), second).change(at("sign-in/set-up-second-factor")),
    );
    rows.push(
        Row::new(words.desk_sessions(), words.desk_sessions_hint()).change(at("desk/sessions")),
    );
    let may_withdraw = home.signatory.is_some_and(Signatory::may_withdraw);
    html! {
        h2 { (words.desk_data()) }
        @if let Some(email) = home.pending_email {
            (banner(words.desk_pending_email(), &html! {
                p { (words.desk_pending_email_text_with(html! { strong { bdi { (email) } } })) " "
                    a href=(at("desk/email/confirm")) { (words.confirm_title()) } }
            }, false))
        }
        (summary_list(words, &rows))
        @if may_withdraw {
            p { a href=(at("desk/withdraw")) { (words.desk_withdraw()) } }
        }
    }
}
