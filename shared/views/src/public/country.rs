//! The signatories of a country.

use super::cards::{ListPage, SignatoryCard, signatories};
use crate::components::pages;
use crate::layout::{Page, Section};
use crate::{Frame, addresses};
use domain::CountryCode;
use maud::{Markup, html};

/// One part of a country's list; `total` is how many the whole list has. Only the newest
/// part says it: the older ones stay as they are.
#[must_use]
pub fn page(
    frame: &Frame<'_>,
    country: CountryCode,
    total: u64,
    list: &ListPage<SignatoryCard>,
) -> Markup {
    let words = frame.words();
    let name = country.name(frame.lang);
    let main = html! {
        h1 { (name) }
        @if list.newer.is_none() { p.lead { (words.country_lead(total)) } }
        (signatories(frame, &list.items, 2))
        (pages(words, list.newer.as_deref(), list.older.as_deref()))
    };
    Page::new(&words.country_tab(name), main)
        .section(Section::Signatories)
        .back(&addresses::at(frame.lang, "signatories/"), words.not_found_signatories())
        .wide()
        .render(frame)
}
