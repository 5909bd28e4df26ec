//! Two people edited one initiative: both versions side by side, nothing overwritten.

use crate::components::{Weight, button_link, button_with, form};
use crate::problem_words::label;
use crate::{Frame, Words, addresses, terms};
use domain::forms::InitiativeForm;
use domain::initiative::{ActionType, P, Status, TargetGroup};
use domain::pact::Goal;
use domain::{ContentLanguage, Field, InitiativeId};
use maud::{Markup, html};

/// `theirs` is what is kept now, `mine` what this person wanted to save; `mine.rev` is set
/// to the revision of `theirs`, so that keeping one's own is a decision taken knowingly.
#[must_use]
pub fn page(
    frame: &Frame<'_>,
    id: InitiativeId,
    theirs: &InitiativeForm,
    mine: &InitiativeForm,
) -> Markup {
    let words = frame.words();
    let main = html! {
        h1 { (words.versions_title()) }
        p.lead { (words.versions_lead()) }
        div.versions {
            section aria-labelledby="theirs" {
                h2 #theirs { (words.versions_theirs()) }
                (version(words, theirs, mine))
                (button_link(words.versions_keep_theirs(), &addresses::own_initiative(frame.lang, id), Weight::Second))
            }
            section aria-labelledby="mine" {
                h2 #mine { (words.versions_mine()) }
                (version(words, mine, theirs))
                (form(frame, &format!("desk/initiatives/{id}"), &html! {
                    (hidden(mine))
                    (button_with(words.versions_keep_mine(), Weight::Main, "intent", "save"))
                }))
            }
        }
        p { (words.versions_both()) }
    };
    super::page(frame, words.versions_title(), false, true, main)
}

/// Every field, in page order: those that differ are marked, in words too.
fn version(words: Words, this: &InitiativeForm, other: &InitiativeForm) -> Markup {
    html! {
        dl {
            @for (field, text, their_text) in pairs(words, this, other) {
                @if !text.is_empty() || !their_text.is_empty() {
                    dt { (label(words, field)) @if text != their_text { " " span.muted { (words.versions_differs()) } } }
                    dd.differs[text != their_text] {
                        @if text.is_empty() { span.muted { (words.not_provided()) } }
                        @else { bdi.lines { (text) } }
                    }
                }
            }
        }
    }
}

fn pairs(
    words: Words,
    this: &InitiativeForm,
    other: &InitiativeForm,
) -> Vec<(Field, String, String)> {
    let other = values(words, other);
    values(words, this)
        .into_iter()
        .zip(other)
        .map(|((field, text), (_, their_text))| (field, text, their_text))
        .collect()
}

/// What each field says, in words.
fn values(words: Words, form: &InitiativeForm) -> Vec<(Field, String)> {
    let language = ContentLanguage::parse(&form.language).map(ContentLanguage::autonym);
    let list = |codes: &[String], name: &dyn Fn(&str) -> Option<String>| {
        codes.iter().filter_map(|code| name(code)).collect::<Vec<_>>().join(", ")
    };
    let ps = |code: &str| P::from_code(code).map(|p| terms::p(words, p).to_owned());
    let goals = |code: &str| Goal::find(code).map(|goal| goal.title(words.language()).to_owned());
    let groups = |code: &str| {
        TargetGroup::from_code(code).map(|group| terms::target_group(words, group).to_owned())
    };
    let links: Vec<&str> =
        form.links.iter().map(|link| link.trim()).filter(|link| !link.is_empty()).collect();
    let day =
        |typed: &str| typed.parse().map_or_else(|_| typed.to_owned(), |date| words.date(date));
    vec![
        (Field::Language, language.unwrap_or_default().to_owned()),
        (Field::Title, form.title.clone()),
        (Field::Summary, form.summary.clone()),
        (Field::Description, form.description.replace("\r\n", "\n")),
        (Field::Ps, list(&form.ps, &ps)),
        (
            Field::ActionType,
            ActionType::from_code(&form.action_type)
                .map(|action| terms::action_type(words, action).to_owned())
                .unwrap_or_default(),
        ),
        (Field::TargetGroups, list(&form.target_groups, &groups)),
        (
            Field::Status,
            Status::from_code(&form.status)
                .map(|status| terms::status(words, status).to_owned())
                .unwrap_or_default(),
        ),
        (Field::Goals, list(&form.goals, &goals)),
        (Field::StartDate, day(&form.start_date)),
        (Field::EndDate, day(&form.end_date)),
        (Field::Place, form.place.clone()),
        (Field::Partners, form.partners.clone()),
        (Field::Results, form.results.replace("\r\n", "\n")),
        (Field::Links, links.join("\n")),
        (Field::ContactPage, form.contact_page.clone()),
    ]
}

/// The whole form again, unseen.
fn hidden(form: &InitiativeForm) -> Markup {
    let texts = [
        ("title", &form.title),
        ("summary", &form.summary),
        ("description", &form.description),
        ("language", &form.language),
        ("action_type", &form.action_type),
        ("status", &form.status),
        ("start_date", &form.start_date),
        ("end_date", &form.end_date),
        ("place", &form.place),
        ("partners", &form.partners),
        ("results", &form.results),
        ("contact_page", &form.contact_page),
        ("safeguard", &form.safeguard),
        ("id", &form.id),
        ("rev", &form.rev),
    ];
    let lists = [
        ("ps", &form.ps),
        ("goals", &form.goals),
        ("target_groups", &form.target_groups),
        ("links", &form.links),
    ];
    html! {
        @for (name, value) in texts { input type="hidden" name=(name) value=(value); }
        @for (name, values) in lists {
            @for value in values { input type="hidden" name=(name) value=(value); }
        }
    }
}
