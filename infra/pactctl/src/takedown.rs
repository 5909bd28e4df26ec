//! `pactctl take-down`: the emergency one.

use crate::commands::{CHECK_SETTINGS, Done, Problem, entropy, table};
use clap::Args;
use domain::{Actor, EventId, InitiativeId, SignatoryId};
use serde_json::json;
use std::process::ExitCode;
use storage::publishing::{Register as _, Subject};
use storage::{StorageError, TakeDown, TakeDownError};

/// What both have.
#[derive(Debug, Args)]
pub(crate) struct Order {
    /// Its identifier: the part of its public address before the first hyphen.
    id: String,
    /// The reason's code: one that the settings offer, such as `identifies_person`.
    #[arg(long)]
    reason: String,
    /// A note; it goes to the signatory with the mail.
    #[arg(long, default_value = "")]
    note: String,
    /// Do it; without it nothing is changed.
    #[arg(long)]
    yes: bool,
    /// The table: output `TableName`.
    #[arg(long, env = "TABLE_NAME")]
    table: String,
    /// The audit trail: output `AuditTableName`.
    #[arg(long, env = "AUDIT_TABLE_NAME")]
    audit_table: String,
}

impl Order {
    /// Takes a signatory down with everything it has published.
    pub(crate) async fn signatory(self, json: bool) -> Done {
        let id = SignatoryId::parse(&self.id).map_err(|_| no_id())?;
        self.run(json, |_| async move { Ok(Some(Subject::Signatory(id))) }).await
    }

    /// Takes an initiative down.
    pub(crate) async fn initiative(self, json: bool) -> Done {
        let id = InitiativeId::parse(&self.id).map_err(|_| no_id())?;
        let subject = move |table: storage::Table| async move {
            let record = table.public(&id.to_string()).await?;
            Ok(record.map(|record| record.subject))
        };
        self.run(json, subject).await
    }

    async fn run<F>(self, json: bool, subject: impl FnOnce(storage::Table) -> F) -> Done
    where
        F: Future<Output = Result<Option<Subject>, StorageError>>,
    {
        let config = web::aws::sdk_config().await;
        let table = table(&config, self.table).with_audit(self.audit_table);
        let failed =
            |error: StorageError| Problem::new("nothing was taken down", &error, CHECK_SETTINGS);
        let subject = subject(table.clone()).await.map_err(failed)?;
        let subject = subject.ok_or_else(|| problem(&TakeDownError::NotThere))?;
        let now = web::now();
        let (reason, note) = (self.reason.as_str(), self.note.as_str());
        let event = EventId::new(now, entropy());
        let order = TakeDown { subject, reason, note, actor: Actor::Operator, event, now };
        let name = Box::pin(table.take_down(&order, !self.yes)).await;
        let name = name.map_err(|error| problem(&error))?;
        let text = if json {
            json!({ "id": subject.id(), "name": name, "done": self.yes }).to_string()
        } else if self.yes {
            format!(
                "\"{name}\" is taken down. Its pages, lists and copies go within a minute; look \
                 at its address."
            )
        } else {
            format!("\"{name}\" would be taken down. Nothing changed: --yes does it.")
        };
        Ok((text, ExitCode::SUCCESS))
    }
}

fn no_id() -> Problem {
    Problem::of(
        "the identifier is none. Copy the 26 letters and digits from its address, before the \
         first hyphen",
    )
}

fn problem(error: &TakeDownError) -> Problem {
    let mend = match error {
        TakeDownError::NotThere => "Copy the identifier from its public address",
        TakeDownError::Rejected(_) => {
            "Choose a --reason that the settings offer, and say in --note what \"other\" is"
        }
        TakeDownError::NotPossible(_) => {
            "It is not public. If its page is still there, run pactctl doctor --fix"
        }
        TakeDownError::Storage(_) => CHECK_SETTINGS,
    };
    Problem::new("nothing was taken down", error, mend)
}
