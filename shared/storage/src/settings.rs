//! What staff have set, as one item.

use crate::item::{Item, from_item, to_item};
use crate::keys;
use crate::transaction::Transaction;
use crate::{OperationToken, StorageError, Table};
use domain::audit::{AuditActor, AuditCode, AuditRecord, AuditSubject};
use domain::{Settings, Timestamp};
use serde::{Deserialize, Serialize};

/// The item: the settings, when they were changed and how often.
#[derive(Serialize, Deserialize)]
struct Record {
    #[serde(flatten)]
    settings: Settings,
    updated: Timestamp,
    rev: u64,
}

impl Table {
    /// The settings in force and their revision: the defaults and 0 before the first change.
    pub async fn settings(&self) -> Result<(Settings, u64), StorageError> {
        match self.get(&keys::settings()).await? {
            Some(item) => from_item::<Record>(item).map(|record| (record.settings, record.rev)),
            None => Ok((Settings::default(), 0)),
        }
    }

    /// Replaces the settings of revision `rev`, which is audited. A conflict when somebody
    /// else has changed them since.
    pub async fn change_settings(
        &self,
        rev: u64,
        after: &Settings,
        by: AuditActor,
        token: OperationToken,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let mut transaction = Transaction::new(self, token);
        let item = item(after, rev + 1, now)?;
        if rev == 0 {
            transaction.create(item);
        } else {
            transaction.replace(item, rev);
        }
        let (action, subject) = (AuditCode::SETTINGS_CHANGED, AuditSubject::settings());
        let record = AuditRecord::new(now, by, action, subject).with_revs(rev, rev + 1);
        Ok(transaction.commit_audited(&[record]).await?)
    }
}

fn item(settings: &Settings, rev: u64, now: Timestamp) -> Result<Item, StorageError> {
    let record = Record { settings: settings.clone(), updated: now, rev };
    to_item(&keys::settings(), &record)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Reason;

    #[test]
    fn the_item_reads_back_with_its_revision() {
        let mut settings = Settings::default();
        settings.times.service_days = 5;
        settings.reasons.retain(|reason| reason.code.as_str() != "duplicate");
        settings.switches.read_only = true;
        let stored = item(&settings, 7, Timestamp::UNIX_EPOCH).unwrap();
        let read: Record = from_item(stored).unwrap();
        assert_eq!((read.settings, read.rev), (settings, 7));
    }

    #[test]
    fn a_refusal_that_holds_a_code_alone_reads_from_its_item() {
        #[derive(Serialize, Deserialize)]
        struct Old {
            reason: String,
        }
        #[derive(Serialize, Deserialize)]
        struct New {
            reason: Reason,
        }
        let old = to_item(&keys::mail("x"), &Old { reason: "duplicate".to_owned() }).unwrap();
        let new: New = from_item(old).unwrap();
        assert_eq!(Some(new.reason), Reason::default_of("duplicate"));
    }
}
