//! "Report this page": whom to call first, then what is wrong. Who reads it may be a child.

use crate::components::{Choice, TextArea, Weight, button, form, inset};
use crate::fields::Fields;
use crate::layout::{Page, number};
use crate::{Frame, addresses, terms};
use domain::forms::ReportForm;
use domain::{Field, Problem, ReportCategory, ReportedPage, limits};
use maud::{Markup, html};

/// The form; with `sent`, thanks in its place.
#[must_use]
pub fn page(frame: &Frame<'_>, typed: &ReportForm, sent: bool, problems: &[Problem]) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let main = html! {
        (fields.summary())
        h1 { (words.report_title()) }
        (inset(&html! {
            p { (words.report_help()) }
            ul.help__numbers {
                @for helpline in frame.settings.european_helplines() { (number(frame, helpline)) }
            }
            p { a href=(addresses::at(frame.lang, "help/")) { (words.help_more()) } }
        }))
        @if sent { p { (words.report_sent()) } } @else { (ask(frame, &fields, typed)) }
        // Only to a page of this site.
        @if ReportedPage::parse(&typed.page).is_some() {
            p { a href=(typed.page.trim()) { (words.report_back()) } }
        }
    };
    let query = addresses::report_query(&typed.page);
    Page::new(words.report_title(), main).failed(fields.failed()).query(&query).render(frame)
}

fn ask(frame: &Frame<'_>, fields: &Fields<'_>, typed: &ReportForm) -> Markup {
    let words = frame.words();
    let choices = ReportCategory::ALL
        .iter()
        .map(|category| {
            let chosen = typed.category == category.code();
            let choice =
                Choice::new(category.code(), terms::report_category(words, *category), chosen);
            match category {
                ReportCategory::IdentifiesPerson => {
                    choice.hint(words.report_identifies_person_hint())
                }
                ReportCategory::Wrong | ReportCategory::Unlawful | ReportCategory::Other => choice,
            }
        })
        .collect();
    let text = TextArea {
        hint: Some(words.report_text_hint()),
        optional: true,
        ..fields.area(Field::ReportText, &typed.report_text, limits::REPORT_TEXT, 6)
    };
    html! {
        p { (words.report_text()) }
        p { (words.report_about()) " " bdi.address { (typed.page.trim()) } }
        (form(frame, "report", &html! {
            input type="hidden" name="page" value=(typed.page);
            (fields.radios(Field::Category, choices))
            (text)
            div.actions { (button(words.report_button(), Weight::Main)) }
        }))
    }
}
