//! What waits for a decision, oldest first.

use super::lease::opener;
use crate::components::table;
use crate::layout::{Page, Section};
use crate::{Frame, addresses};
use domain::{ContentLanguage, CountryCode, InitiativeId, Permission, SignatoryId, Timestamp};
use maud::{Markup, html};

/// Something that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The signatory it concerns.
    pub signatory: SignatoryId,
    /// The initiative; none when the signatory itself is to be verified.
    pub initiative: Option<InitiativeId>,
    /// Name of the signatory, or title of the initiative.
    pub name: String,
    /// Its language.
    pub language: Option<ContentLanguage>,
    /// Where.
    pub country: CountryCode,
    /// Since when it has waited.
    pub since: Timestamp,
}

/// The queue; `now` for its age. `more` when there are others behind these.
#[must_use]
pub fn page(frame: &Frame<'_>, waiting: &[Waiting], now: Timestamp, more: bool) -> Markup {
    let words = frame.words();
    let rows: Vec<Vec<Markup>> = waiting.iter().map(|item| row(frame, item, now)).collect();
    let heads =
        [words.queue_what(), words.queue_kind(), words.field_country(), words.queue_since()];
    let main = html! {
        (super::sections(frame))
        h1 { (words.queue_title()) }
        @if waiting.is_empty() {
            p.lead { (words.queue_empty()) }
        } @else {
            (table(words.queue_caption(), &heads, &rows))
        }
        @if more { p { (words.queue_more()) } }
        @if frame.may(Permission::ReadAudit) {
            p { a href=(addresses::at(frame.lang, "staff/settings")) { (words.nav_settings()) } }
        }
    };
    Page::new(words.queue_title(), main).section(Section::Staff).wide().render(frame)
}

fn row(frame: &Frame<'_>, item: &Waiting, now: Timestamp) -> Vec<Markup> {
    let words = frame.words();
    let (path, kind) = match item.initiative {
        Some(initiative) => (
            format!("staff/signatories/{}/initiatives/{initiative}", item.signatory),
            words.queue_initiative(),
        ),
        None => (format!("staff/signatories/{}", item.signatory), words.queue_signatory()),
    };
    let name = html! { bdi lang=[item.language.map(ContentLanguage::code)] { (item.name) } };
    let days = u64::try_from(now.duration_since(item.since).as_hours() / 24).unwrap_or(0);
    vec![
        html! {
            // Who may decide opens the case with it; a link would change something by GET.
            @if frame.may(Permission::Decide) { (opener(frame, &path, &name)) }
            @else { a href=(addresses::at(frame.lang, &path)) { (name) } }
        },
        html! { (kind) },
        html! { (item.country.name(frame.lang)) },
        html! { (words.day(item.since)) br; span.muted { (words.queue_age(days)) } },
    ]
}
