//! The audit trail for those who may read it: newest first, with filters, and as a file.

use crate::Moderation;
use domain::Permission;
use domain::audit::{AuditEntry, AuditFilter, ChainCheck, ChainEnd};
use lambda_http::http::StatusCode;
use serde_json::json;
use std::fmt::Write as _;
use storage::{StorageError, audit_block_start};
use views::staff::audit::{self, Chain, Typed};
use web::{Answer, Failure, Incoming, Unreadable};

/// Entries on a page.
const SHOWN: usize = 100;

/// Blocks of the trail that are read for one answer, so that a filter which finds nothing ends
/// in time; the link to older entries goes on from there.
const BLOCKS: usize = 10;

/// Columns of the file.
const COLUMNS: [&str; 11] = [
    "seq",
    "at",
    "actor",
    "action",
    "subject",
    "from_rev",
    "to_rev",
    "reason",
    "note_hash",
    "previous",
    "hash",
];

/// What was found, newest first.
struct Found {
    entries: Vec<AuditEntry>,
    /// Number below which a look goes on; none when everything was looked at.
    older: Option<u64>,
    chain: Chain,
}

impl Moderation {
    pub(crate) async fn show_audit(&self, request: &Incoming) -> Result<Answer, Failure> {
        self.staff(request, Permission::ReadAudit).await?;
        let typed = typed(request);
        let filter = match filter(&typed) {
            Ok(filter) => filter,
            Err(failure) if request.wants_json() => return Err(failure),
            Err(_) => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                return Ok(request.page(status, |frame| audit::unreadable(frame, &typed)));
            }
        };
        let found = self.find(request, &filter, SHOWN).await?;
        if request.wants_json() {
            let document = json!({ "entries": found.entries, "older": found.older });
            return Ok(Answer::json(StatusCode::OK, &document));
        }
        Ok(request.page(StatusCode::OK, |frame| {
            audit::page(frame, &typed, &found.entries, found.older, found.chain)
        }))
    }

    pub(crate) async fn export_audit(&self, request: &Incoming) -> Result<Answer, Failure> {
        self.staff(request, Permission::ReadAudit).await?;
        let filter = filter(&typed(request))?;
        let found = self.find(request, &filter, usize::MAX).await?;
        Ok(Answer::csv("audit.csv", csv(&found.entries)))
    }

    /// Looks backwards from the number that the request names, or from the end.
    async fn find(
        &self,
        request: &Incoming,
        filter: &AuditFilter,
        most: usize,
    ) -> Result<Found, Failure> {
        let end = self.table.audit_end().await?;
        let before = request.query("before").parse().unwrap_or(u64::MAX).min(end.seq + 1);
        let mut found = Found { entries: Vec::new(), older: None, chain: Chain::Empty };
        let mut next = before.saturating_sub(1);
        for number in 0..BLOCKS {
            if next == 0 {
                return Ok(found);
            }
            let mut block = self.table.audit_block(next).await?;
            if number == 0 {
                found.chain = self.check(&block, next, end).await?;
            }
            block.retain(|entry| entry.seq <= next && filter.fits(entry));
            for entry in block.into_iter().rev() {
                if found.entries.len() == most {
                    found.older = found.entries.last().map(|entry| entry.seq);
                    return Ok(found);
                }
                found.entries.push(entry);
            }
            next = audit_block_start(next) - 1;
        }
        found.older = (next > 0).then_some(next + 1);
        Ok(found)
    }

    /// Checks the chain of the block in which the page begins.
    async fn check(
        &self,
        block: &[AuditEntry],
        seq: u64,
        end: ChainEnd,
    ) -> Result<Chain, StorageError> {
        let first = audit_block_start(seq);
        let start = match self.table.audit_entry(first - 1).await? {
            Some(entry) => entry.end(),
            None => ChainEnd::START,
        };
        let mut check = ChainCheck::after(start);
        // What was added after the end was read is not looked at.
        for entry in block.iter().filter(|entry| entry.seq <= end.seq) {
            if let Err(broken) = check.next(entry) {
                tracing::error!(error = %broken, "the audit trail is broken");
                return Ok(Chain::Broken { at: broken.seq() });
            }
        }
        let last = check.so_far().end.seq;
        let is_last = audit_block_start(end.seq) == first;
        match check.finish(end) {
            Err(broken) if is_last => {
                tracing::error!(error = %broken, "the audit trail is broken");
                Ok(Chain::Broken { at: broken.seq() })
            }
            _ => Ok(Chain::Whole { from: first, to: last }),
        }
    }
}

fn typed(request: &Incoming) -> Typed {
    let text = |name| request.query(name).to_owned();
    Typed {
        from: text("from"),
        to: text("to"),
        who: text("who"),
        action: text("action"),
        subject: text("subject"),
    }
}

fn filter(typed: &Typed) -> Result<AuditFilter, Failure> {
    let Typed { from, to, who, action, subject } = typed;
    AuditFilter::parse(from, to, who, action, subject)
        .map_err(|_| Failure::Unreadable(Unreadable { pointer: String::new(), code: "malformed" }))
}

/// The entries as RFC 4180 has it: lines end with CR LF, every value stands in quotes.
fn csv(entries: &[AuditEntry]) -> String {
    let mut text = String::with_capacity(300 * (entries.len() + 1));
    line(&mut text, &COLUMNS.map(str::to_owned));
    for AuditEntry { seq, record, previous, hash } in entries {
        let rev = |rev: Option<u64>| rev.map(|rev| rev.to_string()).unwrap_or_default();
        let reason = record.reason.as_ref().map(|reason| reason.as_str().to_owned());
        line(
            &mut text,
            &[
                seq.to_string(),
                record.at.to_string(),
                record.actor.to_string(),
                record.action.as_str().to_owned(),
                record.subject.as_str().to_owned(),
                rev(record.from_rev),
                rev(record.to_rev),
                reason.unwrap_or_default(),
                record.note_hash.map(|hash| hash.to_string()).unwrap_or_default(),
                previous.to_string(),
                hash.to_string(),
            ],
        );
    }
    text
}

fn line(text: &mut String, values: &[String; COLUMNS.len()]) {
    for (index, value) in values.iter().enumerate() {
        let separator = if index == 0 { "" } else { "," };
        // A spreadsheet takes what begins like this for a formula.
        let safe = if value.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
        // Writing to a String cannot fail.
        let _ = write!(text, "{separator}\"{safe}{}\"", value.replace('"', "\"\""));
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Timestamp;
    use domain::audit::{AuditActor, AuditCode, AuditRecord, AuditSubject};

    #[test]
    fn a_file_has_a_head_and_a_line_for_each_entry() {
        let (actor, action) = (AuditActor::Operator, AuditCode::SETTINGS_CHANGED);
        let at = Timestamp::UNIX_EPOCH;
        let record = AuditRecord::new(at, actor, action, AuditSubject::settings()).with_revs(3, 4);
        let entry = AuditEntry::after(ChainEnd::START, record);
        let text = csv(std::slice::from_ref(&entry));
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[0].starts_with("\"seq\",\"at\",\"actor\""));
        let start = "\"1\",\"1970-01-01T00:00:00Z\",\"operator\",\"settings_changed\",\"settings\",\
                     \"3\",\"4\",\"\",\"\",";
        assert!(lines[1].starts_with(start), "{}", lines[1]);
        assert!(lines[1].ends_with(&format!("\"{}\"", entry.hash)));
        assert_eq!(lines[2], "");
    }

    #[test]
    fn q88_no_value_is_taken_for_a_formula_or_leaves_its_quotes() {
        let mut text = String::new();
        let mut values: [String; COLUMNS.len()] = Default::default();
        values[0] = "=1+1".to_owned();
        values[1] = "a\"b".to_owned();
        line(&mut text, &values);
        assert!(text.starts_with("\"'=1+1\",\"a\"\"b\",\"\""), "{text}");
    }
}
