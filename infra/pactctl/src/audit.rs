//! `pactctl audit verify`: reads the whole audit trail and checks its chain.

use crate::commands::{CHECK_SETTINGS, Done, Problem, table};
use crate::progress::Progress;
use clap::Args;
use domain::audit::{AuditHash, Break, ChainCheck, ChainEnd, Verified};
use serde_json::json;
use std::process::ExitCode;
use storage::{StorageError, Table};

/// `pactctl audit verify`.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The table: output `TableName`.
    #[arg(long, env = "TABLE_NAME")]
    table: String,
    /// The audit trail: output `AuditTableName`.
    #[arg(long, env = "AUDIT_TABLE_NAME")]
    audit_table: String,
    /// Number and hash that an earlier run has printed, NUMBER:HASH. Who has changed all of the
    /// trail since is found by it.
    #[arg(long)]
    noted: Option<String>,
}

/// What came of reading the trail.
enum Found {
    Whole(Verified),
    Broken(Break),
    /// An entry that our types refuse, or that is not the one noted.
    Wrong(String),
}

impl Verify {
    pub(crate) async fn run(self, json: bool) -> Done {
        let noted = self.noted.as_deref().map(parse_noted).transpose()?;
        let config = web::aws::sdk_config().await;
        let table = table(&config, self.table).with_audit(self.audit_table);
        let found = verify(&table, noted).await.map_err(|error| {
            Problem::new("the audit trail was not read", &error, CHECK_SETTINGS)
        })?;
        let (text, document, code) = match found {
            Found::Whole(Verified { entries, end: ChainEnd { seq, hash } }) => (
                format!(
                    "{entries} entries, no gap and no change. To compare later, note outside of \
                     AWS: {seq}:{hash}"
                ),
                json!({ "whole": true, "entries": entries, "seq": seq, "hash": hash }),
                ExitCode::SUCCESS,
            ),
            Found::Broken(broken) => broken_at(&broken.to_string()),
            Found::Wrong(what) => broken_at(&what),
        };
        Ok((if json { document.to_string() } else { text }, code))
    }
}

fn broken_at(what: &str) -> (String, serde_json::Value, ExitCode) {
    let text = format!(
        "The audit trail is broken: {what}. Keep everything as it is and see \"The audit trail is \
         broken\" in docs/runbook.md"
    );
    (text, json!({ "whole": false, "break": what }), ExitCode::from(3))
}

fn parse_noted(text: &str) -> Result<ChainEnd, Problem> {
    let parsed = text.split_once(':').and_then(|(seq, hash)| {
        Some(ChainEnd { seq: seq.parse().ok()?, hash: AuditHash::parse(hash).ok()? })
    });
    parsed.ok_or_else(|| {
        Problem::of("--noted is not NUMBER:HASH. Copy it as an earlier run has printed it")
    })
}

async fn verify(table: &Table, noted: Option<ChainEnd>) -> Result<Found, StorageError> {
    // What is added while this runs comes after the end that is read here.
    let end = table.audit_end().await?;
    let progress = Progress::of("Checking entries", end.seq);
    let mut check = ChainCheck::after(ChainEnd::START);
    while check.so_far().end.seq < end.seq {
        let next = check.so_far().end.seq + 1;
        let block = match table.audit_block(next).await {
            Ok(block) => block,
            Err(error @ StorageError::Inconsistent { .. }) => {
                return Ok(Found::Wrong(web::log::chain(&error)));
            }
            Err(error) => return Err(error),
        };
        let before = check.so_far().entries;
        for entry in block.iter().filter(|entry| entry.seq <= end.seq) {
            if let Err(broken) = check.next(entry) {
                return Ok(Found::Broken(broken));
            }
            if noted.is_some_and(|noted| noted.seq == entry.seq && noted.hash != entry.hash) {
                return Ok(Found::Wrong(format!(
                    "entry {} is not the one whose hash was noted",
                    entry.seq
                )));
            }
        }
        let read = check.so_far().entries - before;
        if read == 0 {
            break;
        }
        progress.add(usize::try_from(read).unwrap_or_default());
    }
    if let Some(noted) = noted.filter(|noted| noted.seq > end.seq) {
        return Ok(Found::Broken(Break::Ends { last: end.seq, noted: noted.seq }));
    }
    Ok(check.finish(end).map_or_else(Found::Broken, Found::Whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_run_prints_is_read_by_the_next() {
        let end = ChainEnd { seq: 41, hash: AuditHash::of("x") };
        let read = parse_noted(&format!("{}:{}", end.seq, end.hash));
        assert_eq!(read.ok(), Some(end));
        for text in ["", "41", "41:", "x:00", ":"] {
            assert!(parse_noted(text).is_err(), "{text}");
        }
    }
}
