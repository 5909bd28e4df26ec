//! What readers have reported about public pages.

use crate::components::{TextArea, Tone, Weight, banner, button, count, details, form, tag};
use crate::fields::Fields;
use crate::layout::{Page, Section};
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

/// What came of the reports about a page.
#[derive(Debug, Clone)]
pub struct Closed<'a> {
    /// Path of the public page without its language.
    pub path: String,
    /// Its signatory's case, or the initiative's.
    pub case: Option<(SignatoryId, Option<InitiativeId>)>,
    /// Somebody had said that a person could be recognised.
    pub urgent: bool,
    /// Reports.
    pub count: u64,
    /// When it was dealt with.
    pub closed: Timestamp,
    /// By whom: an address.
    pub by: &'a str,
    /// What came of it.
    pub note: &'a str,
}

/// What the list shows.
#[derive(Debug, Clone, Copy)]
pub struct Reports<'a> {
    /// What is open, in this order: urgent first.
    pub open: &'a [Reported<'a>],
    /// How many more are open.
    pub more: usize,
    /// What was dealt with, the newest first.
    pub closed: &'a [Closed<'a>],
}

/// Everything that is open, then what was dealt with.
#[must_use]
pub fn list(frame: &Frame<'_>, reports: &Reports<'_>) -> Markup {
    let words = frame.words();
    let main = html! {
        (super::sections(frame))
        h1 { (words.reports_title()) }
        @if reports.open.is_empty() { p.lead { (words.reports_none()) } }
        @for report in reports.open {
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
        @if reports.more > 0 { p { (words.reports_more(&words.number(count(reports.more)))) } }
        @if !reports.closed.is_empty() {
            h2 { (words.reports_closed()) }
            @for closed in reports.closed {
                section {
                    h3 { (heading(frame, &closed.path, closed.urgent)) }
                    p {
                        (words.reports_count(&words.number(closed.count))) " "
                        (words.moment(closed.closed)) " – " bdi { (closed.by) }
                    }
                    p { bdi.lines { (closed.note) } }
                    (case(frame, closed.case))
                }
            }
        }
    };
    Page::new(words.reports_title(), main).section(Section::Staff).wide().render(frame)
}

/// On the queue: that there are reports, and how many of them are urgent.
pub(super) fn waiting(frame: &Frame<'_>, open: usize, urgent: usize) -> Markup {
    let words = frame.words();
    html! {
        @if open > 0 {
            (banner(words.reports_waiting_title(), &html! {
                p {
                    (words.reports_waiting(&words.number(count(open)), &words.number(count(urgent))))
                    @if urgent > 0 { " " (tag(words.reports_urgent(), Tone::Bad)) }
                }
                p { a href=(addresses::at(frame.lang, "staff/reports")) { (words.reports_title()) } }
            }, false))
        }
    }
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
        label: words.reports_note(),
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
        h2 { (heading(frame, &report.path, report.urgent)) }
        p {
            (words.reports_count(&words.number(report.count))) " "
            (words.reports_between(&words.moment(report.first), &words.moment(report.last)))
            @if let Some(country) = report.country { " " (country.name(frame.lang)) "." }
        }
        (case(frame, report.case))
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

fn heading(frame: &Frame<'_>, path: &str, urgent: bool) -> Markup {
    html! {
        a.address href=(addresses::in_language(frame.lang, path)) { bdi { (path) } }
        @if urgent { " " (tag(frame.words().reports_urgent(), Tone::Bad)) }
    }
}

/// The way to the case, and to the emergency take-down there.
fn case(frame: &Frame<'_>, case: Option<(SignatoryId, Option<InitiativeId>)>) -> Markup {
    let words = frame.words();
    html! {
        @if let Some((signatory, initiative)) = case {
            @let case = match initiative {
                Some(id) => addresses::staff_initiative(frame.lang, signatory, id),
                None => addresses::staff_signatory(frame.lang, signatory),
            };
            p {
                a href=(case) { (words.reports_case()) }
                @if frame.may(Permission::TakeDown) { " " (words.reports_case_hint()) }
            }
        }
    }
}
