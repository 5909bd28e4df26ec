//! Pages for what goes wrong: plain words, what to do next, and the reference number under
//! which operators find the cause. Nothing of the cause itself.

use crate::components::{Weight, button_link, inset};
use crate::layout::Page;
use crate::{Frame, addresses};
use domain::settings::Closed;
use domain::{ContentLanguage, Reason, Timestamp};
use maud::{Markup, html};

/// What a problem page says.
struct Problem<'a> {
    title: &'a str,
    text: &'a str,
    more: Markup,
    reference: Option<&'a str>,
}

fn page(frame: &Frame<'_>, problem: &Problem<'_>) -> Markup {
    let words = frame.words();
    let main = html! {
        h1 { (problem.title) }
        p.lead { (problem.text) }
        (problem.more)
        @if let Some(reference) = problem.reference {
            p { (words.problem_reference()) " " strong.code { (reference) } }
        }
        p { a href=(addresses::at(frame.lang, "")) { (words.problem_home()) } }
    };
    Page::new(problem.title, main).render(frame)
}

/// 400: the request could not be read.
#[must_use]
pub fn bad_request(frame: &Frame<'_>, reference: &str) -> Markup {
    let words = frame.words();
    page(
        frame,
        &Problem {
            title: words.bad_request_title(),
            text: words.bad_request_text(),
            more: html! {},
            reference: Some(reference),
        },
    )
}

/// 403: from elsewhere, or not for this viewer.
#[must_use]
pub fn forbidden(frame: &Frame<'_>, reference: &str) -> Markup {
    let words = frame.words();
    page(
        frame,
        &Problem {
            title: words.forbidden_title(),
            text: words.forbidden_text(),
            more: html! {},
            reference: Some(reference),
        },
    )
}

/// 404.
#[must_use]
pub fn not_found(frame: &Frame<'_>) -> Markup {
    let words = frame.words();
    page(
        frame,
        &Problem {
            title: words.not_found_title(),
            text: words.not_found_text(),
            more: html! {
                ul {
                    li { a href=(addresses::at(frame.lang, "signatories/")) { (words.not_found_signatories()) } }
                    li { a href=(addresses::at(frame.lang, "initiatives/")) { (words.not_found_initiatives()) } }
                    li { a href=(addresses::at(frame.lang, "help/")) { (words.help_more()) } }
                }
            },
            reference: None,
        },
    )
}

/// What the public record keeps of something that was taken down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// Name of the signatory or title of the initiative.
    pub name: String,
    /// Its language.
    pub language: ContentLanguage,
    /// When it was taken down.
    pub since: Timestamp,
    /// Why.
    pub reason: Reason,
}

/// 410: was public and is not any more.
#[must_use]
pub fn gone(frame: &Frame<'_>, removed: Option<&Removed>) -> Markup {
    let words = frame.words();
    page(
        frame,
        &Problem {
            title: words.gone_title(),
            text: words.gone_text(),
            more: html! {
                @if let Some(removed) = removed {
                    (inset(&html! {
                        p { strong { bdi lang=(removed.language.code()) { (removed.name) } } }
                        p { (words.gone_taken_down(&words.day(removed.since), removed.reason.words(frame.lang))) }
                    }))
                }
                ul {
                    li { a href=(addresses::at(frame.lang, "signatories/")) { (words.not_found_signatories()) } }
                    li { a href=(addresses::at(frame.lang, "initiatives/")) { (words.not_found_initiatives()) } }
                }
            },
            reference: None,
        },
    )
}

/// 405: the address does not take this method.
#[must_use]
pub fn not_allowed(frame: &Frame<'_>) -> Markup {
    let words = frame.words();
    page(
        frame,
        &Problem {
            title: words.not_allowed_title(),
            text: words.not_allowed_text(),
            more: html! {},
            reference: None,
        },
    )
}

/// 503: staff have closed this for a while. `kept` says that what was sent is kept.
#[must_use]
pub fn closed(frame: &Frame<'_>, closed: Closed, kept: bool) -> Markup {
    let words = frame.words();
    page(
        frame,
        &Problem {
            title: words.closed_title(),
            text: match closed {
                Closed::Registration => words.closed_registration(),
                Closed::Posting => words.closed_posting(),
                Closed::ReadOnly => words.closed_read_only(),
                Closed::Route => words.closed_route(),
            },
            more: html! {
                @if kept { p { (words.closed_kept()) } }
                p {
                    (words.closed_again()) " "
                    a href=(addresses::at(frame.lang, "help/")) { (words.help_more()) }
                }
            },
            reference: None,
        },
    )
}

/// 409: something has changed meanwhile, or this is not possible in the present state.
/// `back` is the address of the page to look at again.
#[must_use]
pub fn conflict(frame: &Frame<'_>, back: &str) -> Markup {
    let words = frame.words();
    page(
        frame,
        &Problem {
            title: words.conflict_title(),
            text: words.conflict_text(),
            more: html! { p { (button_link(words.conflict_back(), back, Weight::Main)) } },
            reference: None,
        },
    )
}

/// 403: about an earlier decision of the same person.
#[must_use]
pub fn needs_another(frame: &Frame<'_>, back: &str) -> Markup {
    let words = frame.words();
    page(
        frame,
        &Problem {
            title: words.needs_another_title(),
            text: words.needs_another_text(),
            more: html! { p { (button_link(words.needs_another_back(), back, Weight::Main)) } },
            reference: None,
        },
    )
}

/// 413: more than a form may hold.
#[must_use]
pub fn too_large(frame: &Frame<'_>) -> Markup {
    let words = frame.words();
    page(
        frame,
        &Problem {
            title: words.too_large_title(),
            text: words.too_large_text(),
            more: html! {},
            reference: None,
        },
    )
}

/// 429: again in `minutes`.
#[must_use]
pub fn too_many(frame: &Frame<'_>, minutes: u64) -> Markup {
    let words = frame.words();
    page(
        frame,
        &Problem {
            title: words.too_many_title(),
            text: &words.too_many_text(minutes),
            more: html! { p { (words.too_many_more()) } },
            reference: None,
        },
    )
}

/// 503: something we need does not answer. `kept` is whether what was typed is kept and
/// shown again.
#[must_use]
pub fn try_again(frame: &Frame<'_>, reference: &str, kept: bool) -> Markup {
    let words = frame.words();
    page(
        frame,
        &Problem {
            title: words.try_again_title(),
            text: words.try_again_text(),
            more: html! { @if kept { p { (words.try_again_kept()) } } },
            reference: Some(reference),
        },
    )
}

/// 403 for a form whose token is old or of another session. `back` leads to the form.
#[must_use]
pub fn form_expired(frame: &Frame<'_>, back: &str) -> Markup {
    let words = frame.words();
    page(
        frame,
        &Problem {
            title: words.form_expired_title(),
            text: words.form_expired_text(),
            more: html! { p { (button_link(words.form_expired_back(), back, Weight::Main)) } },
            reference: None,
        },
    )
}

/// 500: our fault.
#[must_use]
pub fn internal(frame: &Frame<'_>, reference: &str) -> Markup {
    let words = frame.words();
    page(
        frame,
        &Problem {
            title: words.internal_title(),
            text: words.internal_text(),
            more: html! { p { (words.internal_more()) } },
            reference: Some(reference),
        },
    )
}
