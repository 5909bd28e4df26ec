//! All signatories: by country, and the newest.

use super::cards::{ListPage, SignatoryCard, signatories};
use crate::components::pages;
use crate::layout::{Page, Section};
use crate::{Frame, addresses};
use domain::CountryCode;
use maud::{Markup, html};

/// Countries with at least one signatory and how many each has; the newest signatories.
/// Countries come out by their names in the page's language.
#[must_use]
pub fn page(
    frame: &Frame<'_>,
    countries: &[(CountryCode, u64)],
    newest: &ListPage<SignatoryCard>,
) -> Markup {
    let words = frame.words();
    let mut sorted: Vec<_> = countries.iter().filter(|(_, count)| *count > 0).collect();
    sorted.sort_by_cached_key(|(country, _)| domain::text::folded(country.name(frame.lang)));
    let total = sorted.iter().map(|(_, count)| count).sum();
    let main = html! {
        h1 { (words.nav_signatories()) }
        p.lead { (words.signatories_lead(total)) }
        @if !sorted.is_empty() {
            section {
                h2 { (words.signatories_by_country()) }
                ul.letters {
                    @for (country, count) in sorted {
                        li {
                            a href=(addresses::country(frame.lang, *country)) { (country.name(frame.lang)) }
                            " " span.muted { "(" (words.number(*count)) ")" }
                        }
                    }
                }
            }
        }
        @if !newest.items.is_empty() {
            section {
                h2 { (words.home_new_signatories()) }
                (signatories(frame, &newest.items, 3))
                (pages(words, newest.newer.as_deref(), newest.older.as_deref()))
            }
        }
    };
    Page::new(words.nav_signatories(), main)
        .description(&words.signatories_lead(total))
        .section(Section::Signatories)
        .wide()
        .render(frame)
}
