//! A signatory and its initiatives. Only what is named here is public.

use super::cards::{InitiativeCard, initiatives};
use crate::components::{Row, banner, summary_list, tag, user_link};
use crate::layout::{Page, Section};
use crate::{Frame, Words, addresses, terms};
use domain::pact::Goal;
use domain::signatory::{DecisionBasis, Profile, Signature};
use domain::{Signatory, SignatoryState};
use maud::{Markup, html};

/// The page of a signatory that [`Signatory::is_public`], with its public initiatives,
/// newest first. On hold and after a withdrawal the page says so and shows none.
#[must_use]
pub fn page(frame: &Frame<'_>, signatory: &Signatory, cards: &[InitiativeCard]) -> Markup {
    let words = frame.words();
    let body = &signatory.body;
    let person = body.profile == Profile::Representative;
    let lang = (!person).then(|| body.name_language.code());
    let main = html! {
        (state(words, signatory))
        h1 {
            bdi lang=[lang] { (signatory.display_name()) }
            @if let (false, Some(latin)) = (person, &body.latin_name) { span.latin { bdi { (latin) } } }
        }
        p {
            a href=(addresses::country(frame.lang, body.country)) { (body.country.name(frame.lang)) }
            " · " (terms::profile(words, body.profile)) " "
            (tag(terms::signatory_state(words, &signatory.state), terms::signatory_tone(&signatory.state)))
        }
        div.side {
            div {
                @if signatory.is_listed() {
                    h2 { (words.nav_initiatives()) }
                    @if cards.is_empty() { p { (words.signatory_no_initiative()) } }
                    @else { (initiatives(frame, cards, 3, false)) }
                }
                @if let Some(signature) = &signatory.signature { (goals(frame, signature)) }
            }
            aside aria-label=(words.signatory_facts()) {
                h2 { (words.signatory_facts()) }
                (facts(frame, signatory))
            }
        }
    };
    let name = match (&body.latin_name, person) {
        (Some(latin), false) => latin,
        (_, _) => signatory.display_name(),
    };
    Page::new(name, main)
        .description(&words.signatory_description(body.country.name(frame.lang), name))
        .section(Section::Signatories)
        .back(&addresses::at(frame.lang, "signatories/"), words.not_found_signatories())
        .wide()
        .render(frame)
}

fn state(words: Words, signatory: &Signatory) -> Markup {
    match &signatory.state {
        SignatoryState::OnHold { since } => banner(
            words.public_on_hold(),
            &html! { p { (words.public_on_hold_text(&words.day(*since))) } },
            false,
        ),
        SignatoryState::Withdrawn { since, note, .. } => banner(
            words.public_withdrawn(),
            &html! {
                p { (words.public_withdrawn_text(&words.day(*since))) }
                @if !note.is_empty() { blockquote { p { bdi.lines { (note) } } } }
            },
            false,
        ),
        SignatoryState::Draft
        | SignatoryState::Submitted { .. }
        | SignatoryState::ChangesAsked(_)
        | SignatoryState::Verified { .. }
        | SignatoryState::Refused(_)
        | SignatoryState::TakenDown { .. } => html! {},
    }
}

fn goals(frame: &Frame<'_>, signature: &Signature) -> Markup {
    let words = frame.words();
    html! {
        h2 { (words.signatory_goals()) }
        ul {
            @for goal in signature.goals.iter().filter_map(|code| Goal::find(code)) {
                li { (goal.title(frame.lang)) " " span.muted { "(" (terms::goal_group(words, goal.group)) ")" } }
            }
        }
    }
}

fn facts(frame: &Frame<'_>, signatory: &Signatory) -> Markup {
    let words = frame.words();
    let body = &signatory.body;
    let mut rows = Vec::new();
    if let Some(signature) = &signatory.signature {
        rows.push(Row::new(words.signatory_signed(), words.day(signature.at)));
        rows.push(Row::new(words.signatory_number(), html! { (words.number(signature.number)) }));
        rows.push(Row::new(words.signatory_version(), bdi(&signature.version)));
        if let DecisionBasis::Decided { date, reference } = &signature.basis {
            rows.push(Row::new(
                words.field_decision(),
                html! { (words.date(*date)) br; (bdi(reference)) },
            ));
        }
    }
    if signatory.signer.publish {
        let signer = &signatory.signer;
        rows.push(Row::new(
            words.signatory_by(),
            html! { (bdi(&signer.name)) br; (bdi(&signer.function)) },
        ));
    }
    if body.profile == Profile::Representative {
        rows.push(Row::new(
            words.signatory_authority(),
            html! { bdi lang=(body.name_language.code()) { (body.official_name) } },
        ));
    }
    rows.push(Row::new(words.field_kind(), terms::kind(words, body.kind)));
    if let Some(code) = &body.territorial_code {
        rows.push(Row::new(words.field_territorial_code(), bdi(code)));
    }
    if let Some(people) = body.population {
        rows.push(Row::new(words.field_population(), words.number(u64::from(people))));
    }
    if let Some(url) = &body.website {
        rows.push(Row::new(words.field_website(), user_link(url, url.host())));
    }
    summary_list(words, &rows)
}

fn bdi(text: &str) -> Markup {
    html! { bdi { (text) } }
}
