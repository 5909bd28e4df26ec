//! What readers have reported about public pages.

use crate::components::{TextArea, Tone, Weight, button, details, form, tag};
use crate::fields::Fields;
use crate::{Frame, addresses, terms};
use domain::forms::CloseReportForm;
use domain::{
    CountryCode, Field, InitiativeId, Permission, Problem, ReportCategory, SignatoryId, Timestamp,
    limits,
};
use maud::{Markup, html};

/// One reader's words.
#[derive(Debug, Clone)]
pub struct Said<'a> {
    /// When.
    pub at: Timestamp,
    /// What is wrong.
    pub category: ReportCategory,
    /// In their words.
    pub text: Option<&'a str>,
}

/// All that is open about a page.
#[derive(Debug, Clone)]
pub struct Reported<'a> {
    /// Identifier.
    pub id: &'a str,
    /// Path of the public page without its language.
    pub path: String,
    /// Its signatory's case, or the initiative's.
    pub case: Option<(SignatoryId, Option<InitiativeId>)>,
    /// Where its signatory is.
    pub country: Option<CountryCode>,
    /// Somebody said that a person could be recognised.
    pub urgent: bool,
    /// Reports, those without words included.
    pub count: u64,
    /// The first.
    pub first: Timestamp,
    /// The newest.
    pub last: Timestamp,
    /// The newest words.
    pub said: Vec<Said<'a>>,
    /// Revision.
    pub rev: u64,
}

/// Everything that is open, in the order given: urgent first.
#[must_use]
pub fn list(frame: &Frame<'_>, reports: &[Reported<'_>]) -> Markup {
    let words = frame.words();
    let main = html! {
        h1 { (words.reports_title()) }
        @if reports.is_empty() { p { (words.reports_none()) } }
        @for report in reports {
            section {
                (about(frame, report))
                @if frame.may(Permission::Decide) {
                    p {
                        a href=(addresses::at(frame.lang, &format!("staff/reports/{}", report.id))) {
                            (words.reports_close())
                        }
                    }
                }
            }
        }
    };
    super::page(frame, words.reports_title(), false, main)
}

/// One of them, to close it.
#[must_use]
pub fn one(
    frame: &Frame<'_>,
    report: &Reported<'_>,
    typed: &CloseReportForm,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let note = TextArea {
        hint: Some(words.reports_note_hint()),
        ..fields.area(Field::Note, &typed.note, limits::NOTE, 3)
    };
    let main = html! {
        (fields.summary())
        h1 { (words.reports_close()) }
        (about(frame, report))
        @if frame.may(Permission::Decide) {
            (form(frame, &format!("staff/reports/{}", report.id), &html! {
                input type="hidden" name="rev" value=(typed.rev);
                (note)
                div.actions { (button(words.reports_close(), Weight::Main)) }
            }))
        }
    };
    super::page(frame, words.reports_close(), fields.failed(), main)
}

fn about(frame: &Frame<'_>, report: &Reported<'_>) -> Markup {
    let words = frame.words();
    html! {
        h2 {
            a href=(addresses::in_language(frame.lang, &report.path)) { bdi { (report.path) } }
            @if report.urgent { " " (tag(words.reports_urgent(), Tone::Bad)) }
        }
        p {
            (words.reports_count(&words.number(report.count))) " "
            (words.reports_between(&words.moment(report.first), &words.moment(report.last)))
            @if let Some(country) = report.country { " " (country.name(frame.lang)) "." }
        }
        @if let Some((signatory, initiative)) = report.case {
            @let case = match initiative {
                Some(id) => addresses::staff_initiative(frame.lang, signatory, id),
                None => addresses::staff_signatory(frame.lang, signatory),
            };
            p { a href=(case) { (words.reports_case()) } }
        }
        @if !report.said.is_empty() {
            (details(words.reports_said(), &html! {
                @for said in report.said.iter().rev() {
                    p {
                        (words.moment(said.at)) " – " (terms::report_category(words, said.category))
                        @if let Some(text) = said.text { br; bdi.lines { (text) } }
                    }
                }
            }))
        }
    }
}
