//! All initiatives of one's signatory.

use crate::components::{Weight, button_link, inset, tag};
use crate::desk::home::queue_place;
use crate::layout::{Page, Section};
use crate::{Frame, addresses, terms};
use domain::queue::QueuePlace;
use domain::{ContentLanguage, Initiative, Signatory};
use maud::{Markup, html};

/// One of them.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The initiative.
    pub initiative: &'a Initiative,
    /// Where it stands among those that wait for a decision, while it does.
    pub place: Option<QueuePlace>,
}

/// Every initiative with its state, newest change first.
#[must_use]
pub fn page(frame: &Frame<'_>, signatory: &Signatory, initiatives: &[Row<'_>]) -> Markup {
    let words = frame.words();
    let main = html! {
        h1 { (words.initiatives_title()) }
        @if !signatory.may_submit_initiatives() {
            (inset(&html! { p { (words.initiatives_sign_first()) } }))
        }
        p { (button_link(words.initiatives_new(), &addresses::at(frame.lang, "desk/initiatives/new"), Weight::Main)) }
        @if initiatives.is_empty() {
            p { (words.initiatives_none()) }
        } @else {
            ol.tasks.tasks--plain {
                @for initiative in initiatives { (row(frame, initiative)) }
            }
        }
    };
    Page::new(words.initiatives_title(), main)
        .section(Section::Desk)
        .back(&addresses::at(frame.lang, "desk"), words.back_to_desk())
        .render(frame)
}

fn row(frame: &Frame<'_>, row: &Row<'_>) -> Markup {
    let words = frame.words();
    let Row { initiative, place } = *row;
    let state = initiative.state();
    let form = initiative.form();
    let lang = ContentLanguage::parse(&form.language).ok().map(ContentLanguage::code);
    html! {
        li.task {
            div.task__text {
                a.task__name href=(addresses::own_initiative(frame.lang, initiative.id)) {
                    @if initiative.title().trim().is_empty() { (words.initiative_untitled()) }
                    @else { bdi lang=[lang] { (initiative.title()) } }
                }
                div.hint { (words.initiative_changed(&words.day(initiative.updated))) }
                @if let Some(place) = place { div.hint { (queue_place(words, place)) } }
            }
            (tag(terms::initiative_state(words, state), terms::initiative_tone(state)))
        }
    }
}
