//! An initiative: text, facts, links.

use super::cards::ps;
use crate::components::{Row, summary_list, user_link};
use crate::layout::{Page, Section};
use crate::{Frame, Words, addresses, markdown, terms};
use domain::forms::InitiativeForm;
use domain::initiative::{ActionType, Content, P, Published, Status, TargetGroup};
use domain::pact::Goal;
use domain::{ContentLanguage, Date, SafeUrl, Signatory};
use maud::{Markup, html};

/// What is shown of an initiative: of a public version, or of a form in preview, where
/// anything may still be missing.
pub(crate) struct Shown {
    pub(crate) lang: Option<&'static str>,
    summary: String,
    description: String,
    ps: Vec<P>,
    goals: Vec<String>,
    action_type: Option<ActionType>,
    target_groups: Vec<TargetGroup>,
    status: Option<Status>,
    start: Option<Date>,
    end: Option<Date>,
    place: String,
    partners: String,
    results: String,
    links: Vec<SafeUrl>,
    contact_page: Option<SafeUrl>,
}

impl Shown {
    pub(crate) fn typed(form: &InitiativeForm) -> Self {
        let codes = |codes: &[String]| codes.iter().map(|code| code.trim().to_owned()).collect();
        Self {
            lang: ContentLanguage::parse(&form.language).ok().map(ContentLanguage::code),
            summary: form.summary.clone(),
            description: form.description.clone(),
            ps: form.ps.iter().filter_map(|code| P::from_code(code)).collect(),
            goals: codes(&form.goals),
            action_type: ActionType::from_code(&form.action_type),
            target_groups: form
                .target_groups
                .iter()
                .filter_map(|code| TargetGroup::from_code(code))
                .collect(),
            status: Status::from_code(&form.status),
            start: form.start_date.trim().parse().ok(),
            end: form.end_date.trim().parse().ok(),
            place: form.place.clone(),
            partners: form.partners.clone(),
            results: form.results.clone(),
            links: form.links.iter().filter_map(|link| SafeUrl::parse(link).ok()).collect(),
            contact_page: SafeUrl::parse(&form.contact_page).ok(),
        }
    }

    pub(crate) fn checked(content: &Content) -> Self {
        Self {
            lang: Some(content.language.code()),
            summary: content.summary.clone(),
            description: content.description.clone(),
            ps: content.ps.clone(),
            goals: content.goals.clone(),
            action_type: Some(content.action_type),
            target_groups: content.target_groups.clone(),
            status: Some(content.status),
            start: content.start_date,
            end: content.end_date,
            place: content.place.clone().unwrap_or_default(),
            partners: content.partners.clone().unwrap_or_default(),
            results: content.results.clone().unwrap_or_default(),
            links: content.links.clone(),
            contact_page: content.contact_page.clone(),
        }
    }
}

/// The page of a public initiative.
#[must_use]
pub fn page(frame: &Frame<'_>, signatory: &Signatory, published: &Published) -> Markup {
    let words = frame.words();
    let content = &published.content;
    let address = addresses::signatory(frame.lang, signatory.id, &signatory.slug());
    let heading = html! {
        h1 lang=(content.language.code()) dir="auto" { (content.title) }
        p {
            a href=(address) {
                bdi { (signatory.display_name()) }
            }
            ", " (signatory.body.country.name(frame.lang))
        }
    };
    let main = html! {
        (body(frame, &Shown::checked(content), &heading))
        p.small.muted {
            (words.initiative_published_on(&words.day(published.first)))
            @if published.version > 1 { " " (words.initiative_changed_on(&words.day(published.changed))) }
        }
    };
    Page::new(&content.title, main)
        .description(&content.summary)
        .section(Section::Initiatives)
        .back(&addresses::at(frame.lang, "initiatives/"), words.not_found_initiatives())
        .wide()
        .render(frame)
}

/// Text on one side, facts on the other; `heading` stands above.
pub(crate) fn body(frame: &Frame<'_>, shown: &Shown, heading: &Markup) -> Markup {
    let words = frame.words();
    let foreign = shown
        .lang
        .filter(|lang| *lang != frame.lang.code())
        .and_then(|lang| ContentLanguage::parse(lang).ok());
    html! {
        article {
            (heading)
            (ps(frame, &shown.ps))
            @if let Some(language) = foreign {
                p.small.muted {
                    (words.initiative_language_with(html! {
                        span lang=(language.code()) { (language.autonym()) }
                    }))
                }
            }
            div.side {
                div {
                    div lang=[shown.lang] dir="auto" {
                        p.lead { (shown.summary) }
                        h2.hidden lang=(frame.lang.code()) { (words.field_description()) }
                        (markdown::render(&shown.description))
                    }
                    @if !shown.results.trim().is_empty() {
                        h2 { (words.field_results()) }
                        div lang=[shown.lang] dir="auto" { (markdown::render(&shown.results)) }
                    }
                    @if !shown.links.is_empty() {
                        h2 { (words.field_links()) }
                        ul { @for link in &shown.links { li { (user_link(link, link.as_str())) } } }
                    }
                }
                div.facts {
                    h2 { (words.signatory_facts()) }
                    (summary_list(words, &facts(frame, shown)))
                }
            }
        }
    }
}

fn facts(frame: &Frame<'_>, shown: &Shown) -> Vec<Row> {
    let words = frame.words();
    let mut rows = Vec::new();
    if let Some(status) = shown.status {
        rows.push(Row::new(words.field_status(), terms::status(words, status)));
    }
    if let Some(days) = days(words, shown.start, shown.end) {
        rows.push(Row::new(words.initiative_when(), days));
    }
    let typed = |text: &str| html! { bdi lang=[shown.lang] { (text) } };
    if !shown.place.trim().is_empty() {
        rows.push(Row::new(words.field_place(), typed(&shown.place)));
    }
    if let Some(action) = shown.action_type {
        rows.push(Row::new(words.field_action_type(), terms::action_type(words, action)));
    }
    if !shown.target_groups.is_empty() {
        let names: Vec<_> =
            shown.target_groups.iter().map(|group| terms::target_group(words, *group)).collect();
        rows.push(Row::new(
            words.field_target_groups(),
            html! {
                ul { @for name in names { li { (name) } } }
            },
        ));
    }
    if !shown.partners.trim().is_empty() {
        rows.push(Row::new(words.field_partners(), typed(&shown.partners)));
    }
    let goals: Vec<_> = shown.goals.iter().filter_map(|code| Goal::find(code)).collect();
    if !goals.is_empty() {
        rows.push(Row::new(
            words.field_goals(),
            html! {
                ul { @for goal in goals { li { (goal.title(frame.lang)) } } }
            },
        ));
    }
    if let Some(url) = &shown.contact_page {
        rows.push(Row::new(words.initiative_contact(), user_link(url, url.host())));
    }
    rows
}

/// When it takes place, in words.
fn days(words: Words, start: Option<Date>, end: Option<Date>) -> Option<String> {
    match (start, end) {
        (Some(start), Some(end)) if start == end => Some(words.date(start)),
        (Some(start), Some(end)) => Some(words.from_to(&words.date(end), &words.date(start))),
        (Some(start), None) => Some(words.from(&words.date(start))),
        (None, Some(end)) => Some(words.until(&words.date(end))),
        (None, None) => None,
    }
}
