//! All initiatives, or those of one P.

use super::cards::{InitiativeCard, ListPage, initiatives};
use crate::components::pages;
use crate::layout::{Page, Section};
use crate::{Frame, addresses, terms};
use domain::initiative::P;
use maud::{Markup, html};

/// One part of the list; `p` is none for the list of all, `total` how many the whole list
/// has. Only the newest part says it: the older ones stay as they are.
#[must_use]
pub fn page(
    frame: &Frame<'_>,
    p: Option<P>,
    total: u64,
    list: &ListPage<InitiativeCard>,
) -> Markup {
    let words = frame.words();
    let at = |path: &str| addresses::at(frame.lang, path);
    let title = p.map_or(words.nav_initiatives(), |p| terms::p(words, p));
    let tab = match p {
        Some(_) => words.initiatives_tab(title),
        None => title.to_owned(),
    };
    let lead = list.newer.is_none().then(|| words.initiatives_lead(total));
    let main = html! {
        h1 { (title) @if let Some(p) = p { span.latin { (terms::p_is(words, p)) } } }
        @if let Some(lead) = &lead { p.lead { (lead) } }
        nav aria-label=(words.initiatives_filter()) {
            ul.tags.tags--links {
                li { a href=(at("initiatives/")) aria-current=[p.is_none().then_some("page")] { (words.initiatives_all()) } }
                @for other in P::ALL {
                    li {
                        a href=(at(&format!("initiatives/{}/", other.code())))
                            aria-current=[(p == Some(*other)).then_some("page")] { (terms::p(words, *other)) }
                    }
                }
            }
        }
        @if list.items.is_empty() { p { (words.initiatives_empty()) } }
        @else { (initiatives(frame, &list.items, 2, true)) }
        (pages(words, list.newer.as_deref(), list.older.as_deref()))
    };
    Page::new(&tab, main)
        .description(lead.as_deref().unwrap_or(words.home_lead()))
        .section(Section::Initiatives)
        .wide()
        .render(frame)
}
