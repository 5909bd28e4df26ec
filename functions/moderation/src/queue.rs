//! What waits for a decision, oldest first.

use crate::Moderation;
use domain::Permission;
use domain::queue::{QueueAge, QueueFilter, QueueTab};
use lambda_http::http::StatusCode;
use serde_json::{Value, json};
use storage::{QueueEntry, QueueSubject};
use views::Notice;
use views::staff::queue::{self, Queue, Waiting};
use web::{Answer, Failure, Incoming};

/// Entries on one page.
const SHOWN: usize = 50;
/// Entries that a program gets at once; deciding them brings the next ones.
const LISTED: usize = 100;

impl Moderation {
    /// Two queries, however much waits: the entries, and who has which case open.
    pub(crate) async fn show_queue(&self, request: &Incoming) -> Result<Answer, Failure> {
        let staff = self.staff(request, Permission::ReadCases).await?;
        let filter = QueueFilter::read(|name| request.query(name));
        let mut entries = self.table.queue().await?;
        entries.retain(|entry| staff.member.covers(entry.country));
        if request.wants_json() {
            let more = entries.len() > LISTED;
            let waiting: Vec<Value> =
                entries.iter().take(LISTED).map(|entry| document(entry, request)).collect();
            let document = json!({ "waiting": waiting, "more": more });
            return Ok(Answer::json(StatusCode::OK, &document));
        }
        let leases = self.table.leases(request.now).await?;
        let lease = |entry: &QueueEntry| leases.get(&entry.subject.case().to_string());
        let settings = request.settings();
        let (nearly, late) = (settings.times.nearly_late_days, settings.times.service_days);
        let age = |entry: &QueueEntry| QueueAge::of(entry.since, request.now, nearly, late);
        let mine = |entry: &QueueEntry| {
            lease(entry).is_some_and(|lease| lease.is_held_by(request.now, staff.account))
        };
        entries.retain(|entry| fits(&filter, entry, age(entry)));
        let count =
            |tab: QueueTab| entries.iter().filter(|entry| in_tab(tab, entry, mine(entry))).count();
        let tabs: Vec<_> = QueueTab::ALL.iter().map(|tab| (*tab, count(*tab))).collect();
        entries.retain(|entry| in_tab(filter.tab, entry, mine(entry)));
        let page = request.query("page").parse().unwrap_or(1).max(1);
        let before = SHOWN.saturating_mul(page - 1);
        let more = entries.len() > before.saturating_add(SHOWN);
        let shown = entries.iter().skip(before).take(SHOWN);
        let waiting: Vec<Waiting> = shown
            .map(|entry| Waiting {
                age: age(entry),
                lease: lease(entry).cloned(),
                ..waiting(entry)
            })
            .collect();
        let notice = (!request.query("done").is_empty()).then_some(Notice::Done);
        Ok(request.page_with(StatusCode::OK, notice, |frame| {
            let queue = Queue { waiting: &waiting, filter, tabs: &tabs, page, more };
            queue::page(frame, &queue, request.now)
        }))
    }
}

/// Whether an entry belongs to a tab; `mine` where the viewer has it open.
fn in_tab(tab: QueueTab, entry: &QueueEntry, mine: bool) -> bool {
    match (tab, entry.subject) {
        (QueueTab::All, _) => true,
        (QueueTab::Signatories, subject) => matches!(subject, QueueSubject::Signatory(_)),
        (QueueTab::Initiatives, subject) => {
            matches!(subject, QueueSubject::Initiative(..)) && !entry.update
        }
        (QueueTab::Updates, _) => entry.update,
        (QueueTab::Appeals, _) => entry.appeal,
        (QueueTab::Mine, _) => mine,
    }
}

/// Whether an entry is what the filter asks for, whatever the tab.
fn fits(filter: &QueueFilter, entry: &QueueEntry, age: QueueAge) -> bool {
    filter.country.is_none_or(|country| entry.country == country)
        && filter.kind.is_none_or(|kind| entry.kind == Some(kind))
        && filter.age.is_none_or(|wanted| age == wanted)
        && filter.p.is_none_or(|p| entry.ps.contains(&p))
        && (!filter.flagged || entry.flagged)
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
