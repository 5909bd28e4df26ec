//! What waits for a decision, oldest first.

use crate::Moderation;
use domain::Permission;
use lambda_http::http::StatusCode;
use serde_json::{Value, json};
use storage::{QueueEntry, QueueSubject};
use views::Notice;
use views::staff::queue::{self, Waiting};
use web::{Answer, Failure, Incoming};

/// Entries on the page; deciding them brings the next ones.
const SHOWN: usize = 100;

impl Moderation {
    pub(crate) async fn show_queue(&self, request: &Incoming) -> Result<Answer, Failure> {
        let staff = self.staff(request, Permission::ReadCases).await?;
        let mut entries = self.table.queue().await?;
        entries.retain(|entry| staff.member.covers(entry.country));
        let more = entries.len() > SHOWN;
        let shown = entries.iter().take(SHOWN);
        if request.wants_json() {
            let waiting: Vec<Value> = shown.map(|entry| document(entry, request)).collect();
            let document = json!({ "waiting": waiting, "more": more });
            return Ok(Answer::json(StatusCode::OK, &document));
        }
        let waiting: Vec<Waiting> = shown.map(waiting).collect();
        let notice = (!request.query("done").is_empty()).then_some(Notice::Done);
        Ok(request.page_with(StatusCode::OK, notice, |frame| {
            queue::page(frame, &waiting, request.now, more)
        }))
    }
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
