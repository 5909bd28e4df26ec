//! Where to find help: for children, for those who worry about one, for signatories.

use crate::components::{external, inset};
use crate::layout::{Page, Section, number};
use crate::{Frame, helplines};
use maud::{Markup, html};

/// The numbers, what they are for, and how to leave this page quickly.
#[must_use]
pub fn page(frame: &Frame<'_>) -> Markup {
    let words = frame.words();
    let checked = helplines::CHECKED
        .parse()
        .map_or_else(|_| helplines::CHECKED.to_owned(), |day| words.date(day));
    let main = html! {
        h1 { (words.nav_help()) }
        p.lead { (words.help_page_lead()) }
        ul.help__numbers {
            (number(helplines::EMERGENCY, words.help_emergency()))
            (number(helplines::CHILDREN, words.help_children()))
            (number(helplines::MISSING, words.help_missing()))
        }
        p { (words.help_page_numbers(&checked)) " " (external(helplines::SOURCE, words.help_page_source())) }
        p { (external(helplines::DIRECTORY, words.help_page_directory())) }
        h2 { (words.help_page_child()) }
        p { (words.help_page_child_text()) }
        h2 { (words.help_page_adult()) }
        p { (words.help_page_adult_text()) }
        h2 { (words.help_page_leave()) }
        (inset(&html! { p { (words.help_page_leave_text()) } }))
        h2 { (words.help_page_signatory()) }
        p { (words.help_page_signatory_text()) }
    };
    Page::new(words.nav_help(), main).section(Section::Help).render(frame)
}
