//! The text of the undertaking and its goals.

use crate::components::{Weight, button_link, inset};
use crate::layout::{Page, Section};
use crate::{Frame, addresses, desk, terms};
use domain::pact::{Goal, GoalGroup, Undertaking};
use maud::{Markup, html};

/// The text in force, in full, and the goals with their sources.
#[must_use]
pub fn page(frame: &Frame<'_>, undertaking: &Undertaking) -> Markup {
    let words = frame.words();
    let main = html! {
        h1 { (words.pact_title()) }
        p.lead { (words.pact_lead()) }
        (desk::sign::text(frame, undertaking))
        (inset(&html! { p { (words.pact_own_words()) } }))
        h2 { (words.field_goals()) }
        p { (words.pact_goals()) }
        @for group in GoalGroup::ALL {
            h3 { (terms::goal_group(words, *group)) }
            ul {
                @for goal in Goal::all().iter().filter(|goal| goal.group == *group) {
                    li { (goal.title(frame.lang)) br; span.small.muted lang="en" { (goal.source) } }
                }
            }
        }
        div.actions {
            (button_link(words.nav_register(), &addresses::at(frame.lang, "register"), Weight::Main))
        }
    };
    Page::new(words.nav_pact(), main)
        .description(words.pact_lead())
        .section(Section::Pact)
        .render(frame)
}
