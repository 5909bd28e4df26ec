//! The first page: what this is, how many take part, what is new.

use super::cards::{Counters, InitiativeCard, SignatoryCard, initiatives, signatories};
use crate::components::{Weight, button_link};
use crate::layout::Page;
use crate::{Frame, addresses, terms};
use domain::initiative::P;
use maud::{Markup, html};

/// Counters and the newest entries of both lists, newest first.
#[must_use]
pub fn page(
    frame: &Frame<'_>,
    counters: &Counters,
    newest_initiatives: &[InitiativeCard],
    newest_signatories: &[SignatoryCard],
) -> Markup {
    let words = frame.words();
    let at = |path: &str| addresses::at(frame.lang, path);
    let main = html! {
        div.hero {
            div {
                h1 { (words.home_title()) }
                p.lead { (words.home_lead()) }
                div.actions {
                    (button_link(words.nav_register(), &at("register"), Weight::Main))
                    (button_link(words.home_read(), &at("pact/"), Weight::Second))
                }
            }
            dl.figures {
                div { dt { (words.home_signatories(counters.signatories)) } dd { (words.number(counters.signatories)) } }
                div { dt { (words.home_countries(counters.countries)) } dd { (words.number(counters.countries)) } }
                div { dt { (words.home_initiatives(counters.initiatives)) } dd { (words.number(counters.initiatives)) } }
            }
        }
        section {
            h2 { (words.home_ps()) }
            ul.ps {
                @for p in P::ALL {
                    li {
                        h3 { a href=(at(&format!("initiatives/{}/", p.code()))) { (terms::p(words, *p)) } }
                        p { (terms::p_is(words, *p)) }
                    }
                }
            }
        }
        @if !newest_initiatives.is_empty() {
            section {
                h2 { (words.home_new_initiatives()) }
                (initiatives(frame, newest_initiatives, 3, true))
                p { a href=(at("initiatives/")) { (words.not_found_initiatives()) } }
            }
        }
        @if !newest_signatories.is_empty() {
            section {
                h2 { (words.home_new_signatories()) }
                (signatories(frame, newest_signatories, 3))
                p { a href=(at("signatories/")) { (words.not_found_signatories()) } }
            }
        }
    };
    Page::new(words.home_tab(), main).description(words.home_lead()).wide().render(frame)
}
