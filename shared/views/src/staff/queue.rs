//! What waits for a decision, oldest first.

use super::bulk;
use super::emergency;
use super::lease::opener;
use crate::components::{Tone, Weight, button, count, form, pager, table, tag};
use crate::fields::Fields;
use crate::layout::{Page, Section};
use crate::{Frame, Words, addresses, terms};
use domain::initiative::P;
use domain::queue::{QueueAge, QueueFilter, QueueTab};
use domain::signatory::BodyKind;
use domain::{
    ContentLanguage, CountryCode, Field, InitiativeId, Lease, Permission, Problem, SignatoryId,
    Timestamp, text,
};
use maud::{Markup, html};

/// Something that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The signatory it concerns.
    pub signatory: SignatoryId,
    /// The initiative; none when the signatory itself is to be verified.
    pub initiative: Option<InitiativeId>,
    /// Name of the signatory, or title of the initiative.
    pub name: String,
    /// Its language.
    pub language: Option<ContentLanguage>,
    /// Where.
    pub country: CountryCode,
    /// Since when it has waited.
    pub since: Timestamp,
    /// Its age against the service time.
    pub age: QueueAge,
    /// Whether its text has words that could identify somebody.
    pub flagged: bool,
    /// Whether it is an appeal.
    pub appeal: bool,
    /// Whether it is a newer version of something public.
    pub update: bool,
    /// Approvals that it has, where it needs two.
    pub approvals: usize,
    /// Who has it open.
    pub lease: Option<Lease>,
}

/// A part of the queue, as somebody looks at it.
#[derive(Debug, Clone, Copy)]
pub struct Queue<'a> {
    /// The entries of this page.
    pub waiting: &'a [Waiting],
    /// The filter in force.
    pub filter: QueueFilter,
    /// Every tab with the number of its entries.
    pub tabs: &'a [(QueueTab, usize)],
    /// Number of this page, from 1.
    pub page: usize,
    /// Whether there are others behind these.
    pub more: bool,
    /// What readers have reported: how much is open, and how much of it is urgent.
    pub reported: (usize, usize),
    /// What was looked for, in place of tabs and filters.
    pub search: Option<Search<'a>>,
}

impl<'a> Queue<'a> {
    /// What a search has found.
    #[must_use]
    pub fn found(waiting: &'a [Waiting], search: Search<'a>, more: bool) -> Self {
        let filter = QueueFilter::default();
        let (tabs, reported) = (&[], (0, 0));
        Self { waiting, filter, tabs, page: 1, more, reported, search: Some(search) }
    }
}

/// A search in what waits.
#[derive(Debug, Clone, Copy)]
pub struct Search<'a> {
    /// What was typed.
    pub typed: &'a str,
    /// What is wrong with it.
    pub problems: &'a [Problem],
    /// How many it finds.
    pub found: usize,
}

/// The queue; `now` for its age.
#[must_use]
pub fn page(frame: &Frame<'_>, queue: &Queue<'_>, now: Timestamp) -> Markup {
    let words = frame.words();
    let waiting = queue.waiting;
    let before = (queue.page > 1).then(|| address(frame, &queue.filter, queue.page - 1));
    let behind = queue.more && queue.search.is_none();
    let behind = behind.then(|| address(frame, &queue.filter, queue.page + 1));
    let rows: Vec<Vec<Markup>> =
        waiting.iter().map(|item| row(frame, item, &queue.filter, now)).collect();
    let heads =
        [words.queue_what(), words.queue_kind(), words.field_country(), words.queue_since()];
    let fields = Fields::new(words, queue.search.map_or(&[], |search| search.problems));
    let main = html! {
        (fields.summary())
        (super::sections(frame))
        h1 { (words.queue_title()) }
        (super::reports::waiting(frame, queue.reported.0, queue.reported.1))
        (search(frame, &fields, queue.search.map_or("", |search| search.typed)))
        @if let Some(search) = queue.search {
            @if !fields.failed() { (found(frame, &search, queue)) }
        } @else {
            (tabs(frame, queue))
            (filters(frame, &queue.filter))
            @if waiting.is_empty() { p.lead { (words.queue_empty()) } }
        }
        @if !waiting.is_empty() {
            div.queue { (table(words.queue_caption(), &heads, &rows)) }
            (bulk::bar(frame))
            p.small.muted { (words.queue_keys()) }
        }
        (pager(
            words,
            (words.queue_page_before(), before.as_deref()),
            (words.queue_page_behind(), behind.as_deref()),
        ))
    };
    Page::new(words.queue_title(), main)
        .failed(fields.failed())
        .section(Section::Staff)
        .wide()
        .render(frame)
}

/// Sent by POST: a name must not stand in an address.
fn search(frame: &Frame<'_>, fields: &Fields<'_>, typed: &str) -> Markup {
    let words = frame.words();
    let input = fields.input(Field::Search, typed).hint(words.queue_search_hint());
    html! {
        search {
            (form(frame, "staff", &html! {
                div.filters {
                    (input)
                    (button(words.queue_search_button(), Weight::Second))
                }
            }))
        }
    }
}

/// What a search has found.
fn found(frame: &Frame<'_>, search: &Search<'_>, queue: &Queue<'_>) -> Markup {
    let words = frame.words();
    html! {
        p.lead role="status" { (words.queue_found(count(search.found))) ": " bdi { (search.typed) } }
        @if search.found == 0 { p { (words.queue_found_none()) } }
        @if queue.more { p { (words.queue_found_more(count(queue.waiting.len()))) } }
        p { a href=(addresses::at(frame.lang, "staff")) { (words.queue_all()) } }
    }
}

fn row(frame: &Frame<'_>, item: &Waiting, filter: &QueueFilter, now: Timestamp) -> Vec<Markup> {
    let words = frame.words();
    let (path, kind) = match item.initiative {
        Some(initiative) => {
            (addresses::staff_initiative_path(item.signatory, initiative), words.queue_initiative())
        }
        None => (addresses::staff_signatory_path(item.signatory), words.queue_signatory()),
    };
    let name = html! { bdi lang=[item.language.map(ContentLanguage::code)] { (item.name) } };
    let days = u64::try_from(now.duration_since(item.since).as_hours() / 24).unwrap_or(0);
    vec![
        html! {
            (bulk::pick(frame, item, &name))
            // Who may decide opens the case with it; a link would change something by GET.
            @if frame.may(Permission::Decide) { (opener(frame, &path, filter, &name)) }
            @else { a href=(addresses::at(frame.lang, &filtered(&path, filter))) { (name) } }
            div.marks { (marks(words, item)) }
            @if item.update { (emergency::in_list(frame, &path)) }
        },
        html! { (kind) },
        html! { (item.country.name(frame.lang)) },
        html! { (words.day(item.since)) br; span.muted { (words.queue_age(days)) } " " (age_tag(words, item.age)) },
    ]
}

/// What sets an entry apart from the others.
fn marks(words: Words, item: &Waiting) -> Markup {
    html! {
        @if item.appeal { (tag(words.queue_mark_appeal(), Tone::Call)) " " }
        @if item.flagged { (tag(words.queue_mark_flagged(), Tone::Bad)) " " }
        @if item.update { (tag(words.queue_mark_update(), Tone::Quiet)) " " }
        @if item.approvals > 0 { (tag(words.queue_mark_approved(), Tone::Good)) " " }
        @if let Some(lease) = &item.lease {
            span.muted { (words.queue_open_with(html! { bdi { (lease.holder.email.as_str()) } })) }
        }
    }
}

fn age_tag(words: Words, age: QueueAge) -> Markup {
    match age {
        QueueAge::New => html! {},
        QueueAge::NearlyLate => tag(age_words(words, age), Tone::Wait),
        QueueAge::Late => tag(age_words(words, age), Tone::Bad),
    }
}

fn age_words(words: Words, age: QueueAge) -> &'static str {
    match age {
        QueueAge::New => words.queue_age_new(),
        QueueAge::NearlyLate => words.queue_age_nearly_late(),
        QueueAge::Late => words.queue_age_late(),
    }
}

fn tab_words(words: Words, tab: QueueTab) -> &'static str {
    match tab {
        QueueTab::All => words.queue_tab_all(),
        QueueTab::Signatories => words.queue_tab_signatories(),
        QueueTab::Initiatives => words.queue_tab_initiatives(),
        QueueTab::Updates => words.queue_tab_updates(),
        QueueTab::Appeals => words.queue_tab_appeals(),
        QueueTab::Mine => words.queue_tab_mine(),
    }
}

/// The queue's address with this filter.
fn address(frame: &Frame<'_>, filter: &QueueFilter, page: usize) -> String {
    let address = addresses::at(frame.lang, &filtered("staff", filter));
    match page {
        ..2 => address,
        _ if address.contains('?') => format!("{address}&page={page}"),
        _ => format!("{address}?page={page}"),
    }
}

/// A path below the staff's pages that keeps the part of the queue in its address.
#[must_use]
pub fn filtered(path: &str, filter: &QueueFilter) -> String {
    let query = filter.query();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

fn tabs(frame: &Frame<'_>, queue: &Queue<'_>) -> Markup {
    let words = frame.words();
    html! {
        nav aria-label=(words.queue_tabs()) {
            ul.tags.tags--links {
                @for (tab, entries) in queue.tabs {
                    @let filter = QueueFilter { tab: *tab, ..queue.filter };
                    @let current = (*tab == queue.filter.tab).then_some("page");
                    li {
                        a href=(address(frame, &filter, 1)) aria-current=[current] {
                            (tab_words(words, *tab)) " (" (words.number(count(*entries))) ")"
                        }
                    }
                }
            }
        }
    }
}

/// The filters: a form that is sent by GET, since looking changes nothing.
fn filters(frame: &Frame<'_>, filter: &QueueFilter) -> Markup {
    let words = frame.words();
    let mut countries: Vec<CountryCode> = CountryCode::all().collect();
    countries.sort_by_cached_key(|country| text::folded(country.name(frame.lang)));
    let countries = countries.iter().map(|it| (it.code(), it.name(frame.lang)));
    let kinds = BodyKind::ALL.iter().map(|it| (it.code(), terms::kind(words, *it)));
    let ages = QueueAge::ALL.iter().map(|it| (it.code(), age_words(words, *it)));
    let ps = P::ALL.iter().map(|it| (it.code(), terms::p(words, *it)));
    let flagged = [("yes", words.queue_mark_flagged())].into_iter();
    html! {
        form.filters method="get" action=(addresses::at(frame.lang, "staff")) {
            @if filter.tab != QueueTab::All {
                input type="hidden" name="tab" value=(filter.tab.code());
            }
            (choice(words, "country", words.field_country(), filter.country.map(CountryCode::code), countries))
            (choice(words, "kind", words.field_kind(), filter.kind.map(BodyKind::code), kinds))
            (choice(words, "age", words.queue_filter_age(), filter.age.map(QueueAge::code), ages))
            (choice(words, "p", words.queue_filter_p(), filter.p.map(P::code), ps))
            (choice(words, "flagged", words.queue_filter_flagged(), filter.flagged.then_some("yes"), flagged))
            button.button.button--second type="submit" { (words.queue_filter()) }
        }
    }
}

fn choice<'a>(
    words: Words,
    name: &str,
    label: &str,
    chosen: Option<&str>,
    options: impl Iterator<Item = (&'a str, &'a str)>,
) -> Markup {
    html! {
        div.field {
            label for=(name) { (label) }
            select #(name) name=(name) {
                option value="" { (words.queue_filter_any()) }
                @for (code, text) in options {
                    option value=(code) selected[chosen == Some(code)] { (text) }
                }
            }
        }
    }
}
