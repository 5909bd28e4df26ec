//! What waits for a decision, oldest first; what stands before and behind a case in it.

use crate::Moderation;
use crate::staff::{Staff, filter_of};
use domain::alike::alike;
use domain::forms::QueueSearchForm;
use domain::queue::{QueueAge, QueueFilter, QueueSearch, QueueTab};
use domain::{
    AccountId, CaseId, Lease, Permission, Signatory, SignatoryId, SignatoryState, Timestamp,
};
use lambda_http::http::StatusCode;
use serde_json::{Value, json};
use std::collections::HashMap;
use storage::publishing::{Entry, List, Register as _, Subject};
use storage::{QueueEntry, QueueSubject};
use views::Notice;
use views::addresses::{staff_case_path, staff_initiative_path, staff_signatory_path};
use views::staff::Beside;
use views::staff::queue::{self, Queue, Search, Waiting};
use views::staff::signatory::Alike;
use web::{Answer, Failure, Incoming};

/// Entries on one page.
const SHOWN: usize = 50;
/// Entries that a program gets at once; deciding them brings the next ones.
const LISTED: usize = 100;
/// Chunks of a country's list in which names like another are looked for.
const LOOKED_AT: u64 = 30;

impl Moderation {
    /// Three queries, however much waits: the entries, what readers have reported, and who has
    /// which case open.
    pub(crate) async fn show_queue(&self, request: &Incoming) -> Result<Answer, Failure> {
        let staff = self.staff(request, Permission::ReadCases).await?;
        let mut entries = self.waiting(&staff).await?;
        if request.wants_json() {
            return Ok(listed(request, &entries));
        }
        let view = View::new(self, request, &staff).await?;
        let filter = view.filter;
        entries.retain(|entry| view.fits(entry));
        let count = |tab: QueueTab| entries.iter().filter(|it| view.in_tab(tab, it)).count();
        let tabs: Vec<_> = QueueTab::ALL.iter().map(|tab| (*tab, count(*tab))).collect();
        entries.retain(|entry| view.in_tab(filter.tab, entry));
        let page = request.query("page").parse().unwrap_or(1).max(1);
        let before = SHOWN.saturating_mul(page - 1);
        let more = entries.len() > before.saturating_add(SHOWN);
        let waiting: Vec<Waiting> =
            entries.iter().skip(before).take(SHOWN).map(|entry| view.shown(entry)).collect();
        let reports = self.open_reports(request, &staff).await?;
        let reported = (reports.len(), reports.iter().filter(|report| report.urgent).count());
        let notice = (!request.query("done").is_empty()).then_some(Notice::Done);
        Ok(request.page_with(StatusCode::OK, notice, |frame| {
            let (waiting, tabs) = (&waiting, &tabs);
            let queue = Queue { waiting, filter, tabs, page, more, reported, search: None };
            queue::page(frame, &queue, request.now)
        }))
    }

    /// What waits and bears that name; an identifier leads to its case, whether or not it waits.
    pub(crate) async fn search_queue(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: QueueSearchForm = request.form()?;
        let staff = self.staff(request, Permission::ReadCases).await?;
        let found = match self.search(request, &staff, &form).await {
            Ok(Found::Case(path)) => {
                let path = request.at(&path);
                return Ok(request.done(StatusCode::OK, &path, &json!({ "case": path })));
            }
            Ok(Found::Waiting(entries)) => entries,
            Err(failure) => {
                return Ok(request.again(failure, |frame, problems| {
                    let search = Search { typed: &form.search, problems, found: 0 };
                    let queue = Queue::found(&[], search, false);
                    queue::page(frame, &queue, request.now)
                }));
            }
        };
        if request.wants_json() {
            return Ok(listed(request, &found));
        }
        let view = View::new(self, request, &staff).await?;
        let shown: Vec<Waiting> = found.iter().take(SHOWN).map(|it| view.shown(it)).collect();
        Ok(request.page(StatusCode::OK, |frame| {
            let search = Search { typed: &form.search, problems: &[], found: found.len() };
            let queue = Queue::found(&shown, search, found.len() > shown.len());
            queue::page(frame, &queue, request.now)
        }))
    }

    async fn search(
        &self,
        request: &Incoming,
        staff: &Staff,
        form: &QueueSearchForm,
    ) -> Result<Found, Failure> {
        request.check_form_token()?;
        let search = QueueSearch::parse(form)?;
        let mut waiting = self.waiting(staff).await?;
        waiting.retain(|entry| {
            let names = [entry.label.as_str(), entry.signatory.as_str()];
            search.finds(&entry.subject.case().to_string(), &names)
        });
        let QueueSearch::Id(id) = &search else { return Ok(Found::Waiting(waiting)) };
        if let Some(entry) = waiting.first() {
            return Ok(Found::Case(staff_case_path(entry.subject)));
        }
        // What does not wait: a signatory in any state, an initiative that was public once.
        if let Ok(id) = SignatoryId::parse(id)
            && let Some(signatory) = self.table.signatory(id).await?
            && staff.member.covers(signatory.body.country)
        {
            return Ok(Found::Case(staff_signatory_path(id)));
        }
        if let Some(record) = self.table.public(id).await?
            && let Subject::Initiative(owner, id) = record.subject
            && let Some(signatory) = self.table.signatory(owner).await?
            && staff.member.covers(signatory.body.country)
        {
            return Ok(Found::Case(staff_initiative_path(owner, id)));
        }
        Ok(Found::Waiting(Vec::new()))
    }

    /// What waits for this member of staff, oldest first.
    pub(crate) async fn waiting(&self, staff: &Staff) -> Result<Vec<QueueEntry>, Failure> {
        let mut entries = self.table.queue().await?;
        entries.retain(|entry| staff.member.covers(entry.country));
        Ok(entries)
    }

    /// Where a case stands in the part of the queue that the viewer works through.
    pub(crate) async fn beside(
        &self,
        request: &Incoming,
        staff: &Staff,
        mut waiting: Vec<QueueEntry>,
        case: CaseId,
    ) -> Result<Beside, Failure> {
        let view = View::new(self, request, staff).await?;
        let filter = view.filter;
        // It stays in view, whatever it is filtered by.
        waiting.retain(|it| {
            it.subject.case() == case || (view.fits(it) && view.in_tab(filter.tab, it))
        });
        let index = waiting.iter().position(|entry| entry.subject.case() == case);
        let at = |index: usize| waiting.get(index).map(|entry| staff_case_path(entry.subject));
        Ok(Beside {
            filter,
            place: index.map(|index| index + 1),
            waiting: waiting.len(),
            previous: index.and_then(|index| at(index.checked_sub(1)?)),
            next: at(index.map_or(0, |index| index + 1)),
        })
    }

    /// Signatories of the same country with names like this one's, where it waits to be
    /// verified: those that wait too, and those of the register, of which one query reads a
    /// hundred. Newest first, as far as [`LOOKED_AT`].
    pub(crate) async fn alike(
        &self,
        signatory: &Signatory,
        waiting: &[QueueEntry],
    ) -> Result<Option<Vec<Alike>>, Failure> {
        if !matches!(signatory.state, SignatoryState::Submitted { .. }) {
            return Ok(None);
        }
        let names = names(&signatory.body.official_name, signatory.body.latin_name.as_deref());
        let close = |others: &[&str]| {
            names.iter().any(|name| others.iter().any(|other| alike(name, other)))
        };
        let mut found = Vec::new();
        for entry in waiting.iter().filter(|entry| entry.country == signatory.body.country) {
            if let QueueSubject::Signatory(id) = entry.subject
                && id != signatory.id
                && close(&[&entry.label])
            {
                let (name, language) = (entry.label.clone(), entry.language);
                found.push(Alike { id, name, language, public: false });
            }
        }
        let list = List::Country(signatory.body.country);
        let open = self.table.meta(list).await?.last_chunk();
        let chunks = open.map_or(0..0, |open| open.saturating_sub(LOOKED_AT - 1)..open + 1);
        for chunk in chunks.rev() {
            for entry in self.table.chunk(list, chunk).await? {
                if let Entry::Signatory(entry) = entry
                    && entry.id != signatory.id
                    && close(&self::names(&entry.official_name, entry.latin_name.as_deref()))
                {
                    let (id, name, language) = (entry.id, entry.name, entry.name_language);
                    found.push(Alike { id, name, language, public: true });
                }
            }
        }
        Ok(Some(found))
    }
}

/// What a search has found.
enum Found {
    /// The case of an identifier, by its path without the language.
    Case(String),
    /// What waits and bears a name.
    Waiting(Vec<QueueEntry>),
}

/// The queue as a member of staff looks at it.
struct View {
    filter: QueueFilter,
    leases: HashMap<String, Lease>,
    account: AccountId,
    now: Timestamp,
    nearly_late_days: u32,
    service_days: u32,
}

impl View {
    async fn new(
        moderation: &Moderation,
        request: &Incoming,
        staff: &Staff,
    ) -> Result<Self, Failure> {
        let times = &request.settings().times;
        Ok(Self {
            filter: filter_of(request),
            leases: moderation.table.leases(request.now).await?,
            account: staff.account,
            now: request.now,
            nearly_late_days: times.nearly_late_days,
            service_days: times.service_days,
        })
    }

    fn lease(&self, entry: &QueueEntry) -> Option<&Lease> {
        self.leases.get(&entry.subject.case().to_string())
    }

    fn age(&self, entry: &QueueEntry) -> QueueAge {
        QueueAge::of(entry.since, self.now, self.nearly_late_days, self.service_days)
    }

    /// Whether an entry belongs to a tab.
    fn in_tab(&self, tab: QueueTab, entry: &QueueEntry) -> bool {
        let mine = || self.lease(entry).is_some_and(|it| it.is_held_by(self.now, self.account));
        match (tab, entry.subject) {
            (QueueTab::All, _) => true,
            (QueueTab::Signatories, subject) => matches!(subject, QueueSubject::Signatory(_)),
            (QueueTab::Initiatives, subject) => {
                matches!(subject, QueueSubject::Initiative(..)) && !entry.update
            }
            (QueueTab::Updates, _) => entry.update,
            (QueueTab::Appeals, _) => entry.appeal,
            (QueueTab::Mine, _) => mine(),
        }
    }

    /// Whether an entry is what the filter asks for, whatever the tab.
    fn fits(&self, entry: &QueueEntry) -> bool {
        let filter = &self.filter;
        filter.country.is_none_or(|country| entry.country == country)
            && filter.kind.is_none_or(|kind| entry.kind == Some(kind))
            && filter.age.is_none_or(|wanted| self.age(entry) == wanted)
            && filter.p.is_none_or(|p| entry.ps.contains(&p))
            && (!filter.flagged || entry.flagged)
    }

    fn shown(&self, entry: &QueueEntry) -> Waiting {
        Waiting { age: self.age(entry), lease: self.lease(entry).cloned(), ..waiting(entry) }
    }
}

fn names<'a>(official: &'a str, latin: Option<&'a str>) -> Vec<&'a str> {
    std::iter::once(official).chain(latin).collect()
}

/// As programs of the staff see it.
fn listed(request: &Incoming, entries: &[QueueEntry]) -> Answer {
    let waiting: Vec<Value> =
        entries.iter().take(LISTED).map(|entry| document(entry, request)).collect();
    let document = json!({ "waiting": waiting, "more": entries.len() > LISTED });
    Answer::json(StatusCode::OK, &document)
}

fn waiting(entry: &QueueEntry) -> Waiting {
    let (signatory, initiative) = match entry.subject {
        QueueSubject::Signatory(signatory) => (signatory, None),
        QueueSubject::Initiative(signatory, initiative) => (signatory, Some(initiative)),
    };
    Waiting {
        signatory,
        initiative,
        name: entry.label.clone(),
        language: Some(entry.language),
        country: entry.country,
        since: entry.since,
        age: QueueAge::New,
        flagged: entry.flagged,
        appeal: entry.appeal,
        update: entry.update,
        approvals: entry.approvals.len(),
        lease: None,
    }
}

fn document(entry: &QueueEntry, request: &Incoming) -> Value {
    let Waiting { signatory, initiative, .. } = waiting(entry);
    json!({
        "kind": if initiative.is_some() { "initiative" } else { "signatory" },
        "signatory": signatory,
        "initiative": initiative,
        "name": entry.label,
        "signatory_name": entry.signatory,
        "language": entry.language,
        "country": entry.country,
        "since": entry.since,
        "waiting_hours": request.now.duration_since(entry.since).as_hours().max(0),
    })
}
