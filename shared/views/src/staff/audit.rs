//! The audit trail, newest first.

use crate::components::{Input, Kind, Weight, button, pages, table};
use crate::layout::{Page, Section};
use crate::{Frame, addresses};
use domain::audit::AuditEntry;
use maud::{Markup, html};

/// What was typed into the filters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Who.
    pub who: String,
    /// What.
    pub action: String,
    /// On what.
    pub subject: String,
}

impl Typed {
    /// The query that asks for the same.
    fn query(&self, before: Option<u64>) -> String {
        let Self { from, to, who, action, subject } = self;
        let encode =
            |text| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC);
        let typed =
            [("from", from), ("to", to), ("who", who), ("action", action), ("subject", subject)]
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(name, value)| format!("{name}={}", encode(value)));
        let before = before.map(|before| format!("before={before}"));
        let query: Vec<String> = typed.chain(before).collect();
        if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) }
    }
}

/// What the check of the chain says of the block in which the page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chain {
    /// There is nothing to check.
    Empty,
    /// Every entry of the block follows from the one before.
    Whole {
        /// First number.
        from: u64,
        /// Last number.
        to: u64,
    },
    /// One does not.
    Broken {
        /// Its number.
        at: u64,
    },
}

/// A page of entries. `older` is the number below which the next page begins.
#[must_use]
pub fn page(
    frame: &Frame<'_>,
    typed: &Typed,
    entries: &[AuditEntry],
    older: Option<u64>,
    chain: Chain,
) -> Markup {
    let words = frame.words();
    let heads = [
        words.audit_number(),
        words.history_when(),
        words.history_who(),
        words.history_what(),
        words.audit_subject(),
        words.audit_revisions(),
        words.audit_reason(),
    ];
    let rows: Vec<Vec<Markup>> = entries.iter().map(|entry| row(frame, entry)).collect();
    let address = addresses::at(frame.lang, "staff/audit");
    let older = older.map(|older| format!("{address}{}", typed.query(Some(older))));
    let main = html! {
        h1 { (words.audit_title()) }
        (state(frame, chain))
        (filters(frame, typed))
        @if entries.is_empty() {
            p.lead { (words.audit_nothing()) }
        } @else {
            (table(words.audit_caption(), &heads, &rows))
            p { a href={ (address) ".csv" (typed.query(None)) } { (words.audit_export()) } }
        }
        (pages(words, None, older.as_deref()))
    };
    Page::new(words.audit_title(), main).section(Section::Staff).wide().render(frame)
}

/// The filters once more, when one of them cannot be read.
#[must_use]
pub fn unreadable(frame: &Frame<'_>, typed: &Typed) -> Markup {
    let words = frame.words();
    let main = html! {
        h1 { (words.audit_title()) }
        p.error-message role="alert" { (words.audit_unreadable()) }
        (filters(frame, typed))
    };
    Page::new(words.audit_title(), main).failed(true).section(Section::Staff).wide().render(frame)
}

fn state(frame: &Frame<'_>, chain: Chain) -> Markup {
    let words = frame.words();
    match chain {
        Chain::Empty => html! {},
        Chain::Whole { from, to } => html! { p { (words.audit_whole(from, to)) } },
        Chain::Broken { at } => {
            html! { p.error-message role="alert" { (words.audit_broken(at)) } }
        }
    }
}

fn filters(frame: &Frame<'_>, typed: &Typed) -> Markup {
    let words = frame.words();
    let input = |name, label, value| Input::new(words, name, label, value).optional();
    html! {
        form method="get" action=(addresses::at(frame.lang, "staff/audit")) {
            (input("from", words.audit_from(), &typed.from).kind(Kind::Date).narrow())
            (input("to", words.audit_to(), &typed.to).kind(Kind::Date).narrow())
            (input("who", words.history_who(), &typed.who).hint(words.audit_who_hint()))
            (input("action", words.history_what(), &typed.action).hint(words.audit_action_hint()))
            (input("subject", words.audit_subject(), &typed.subject)
                .hint(words.audit_subject_hint()))
            div.actions { (button(words.audit_filter(), Weight::Second)) }
        }
    }
}

fn row(frame: &Frame<'_>, entry: &AuditEntry) -> Vec<Markup> {
    let words = frame.words();
    let record = &entry.record;
    let rev = |rev: Option<u64>| rev.map_or_else(|| "–".to_owned(), |rev| rev.to_string());
    let reason = record.reason.as_ref().map_or("", |reason| reason.as_str());
    vec![
        html! { (entry.seq) },
        html! { (words.moment(record.at)) },
        html! { code { (record.actor) } },
        html! { code { (record.action.as_str()) } },
        html! { code { (record.subject.as_str()) } },
        html! { (rev(record.from_rev)) " → " (rev(record.to_rev)) },
        html! { code { (reason) } },
    ]
}
