//! The audit trail: a table of its own, to which the functions can only add; and its head, an
//! item of the main table, which says where the chain ends.

use crate::item::{Item, from_item, to_item};
use crate::keys::{self, AUDIT_BLOCK};
use crate::{StorageError, Table};
use domain::audit::{AuditEntry, AuditRecord, ChainEnd};
use serde::{Deserialize, Serialize};

/// Where the chain ends.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Head {
    #[serde(flatten)]
    pub(crate) end: ChainEnd,
    pub(crate) rev: u64,
}

/// Entries to add, and the head that they lead to.
#[derive(Debug)]
pub(crate) struct Link {
    /// The entries' items, for the table of the audit trail.
    pub(crate) entries: Vec<Item>,
    /// The head's item, for the main table.
    pub(crate) head: Item,
    /// Revision that the head must still have; `None` where there must be none.
    pub(crate) expected: Option<u64>,
    /// Number of the last entry before them.
    pub(crate) after: u64,
}

impl Link {
    /// Puts `records` behind the entry that `head` names.
    pub(crate) fn new(head: Option<Head>, records: &[AuditRecord]) -> Result<Self, StorageError> {
        let start = head.map_or(ChainEnd::START, |head| head.end);
        let mut end = start;
        let mut entries = Vec::with_capacity(records.len());
        for record in records {
            let entry = AuditEntry::after(end, record.clone());
            end = entry.end();
            entries.push(to_item(&keys::audit_entry(entry.seq), &entry)?);
        }
        let expected = head.map(|head| head.rev);
        let next = Head { end, rev: expected.unwrap_or_default() + 1 };
        let head = to_item(&keys::audit_head(), &next)?;
        Ok(Self { entries, head, expected, after: start.seq })
    }
}

impl Table {
    pub(crate) async fn head(&self) -> Result<Option<Head>, StorageError> {
        self.get(&keys::audit_head()).await?.map(from_item).transpose()
    }

    /// Where the chain of the audit trail ends, by the main table. One Get.
    pub async fn audit_end(&self) -> Result<ChainEnd, StorageError> {
        Ok(self.head().await?.map_or(ChainEnd::START, |head| head.end))
    }

    /// One entry of the audit trail. One Get.
    pub async fn audit_entry(&self, seq: u64) -> Result<Option<AuditEntry>, StorageError> {
        let item = self.audit_table()?.get(&keys::audit_entry(seq)).await?;
        item.map(from_item).transpose()
    }

    /// The block of the audit trail in which number `seq` stands: up to 1000 entries in their
    /// order. One Query, some 100 RU for a full block.
    pub async fn audit_block(&self, seq: u64) -> Result<Vec<AuditEntry>, StorageError> {
        let items = self.audit_table()?.query(&keys::audit_block(seq), "").await?;
        items.into_iter().map(from_item).collect()
    }

    /// The table of the audit trail, for reading it as this one is read.
    fn audit_table(&self) -> Result<Self, StorageError> {
        let name = self.audit_name()?.to_owned();
        Ok(Self { client: self.client.clone(), name, audit: None })
    }

    /// The name of the audit trail's table.
    pub(crate) fn audit_name(&self) -> Result<&str, StorageError> {
        self.audit
            .as_deref()
            .ok_or_else(|| StorageError::Unavailable("no table of the audit trail is set".into()))
    }
}

/// The first number of the block in which number `seq` stands.
#[must_use]
pub fn audit_block_start(seq: u64) -> u64 {
    // Numbers begin with 1: the block of 0 has one less.
    (seq - seq % AUDIT_BLOCK).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Timestamp;
    use domain::audit::{AuditActor, AuditCode, AuditSubject, verify};

    fn record(second: i64) -> AuditRecord {
        let at = Timestamp::from_second(second).unwrap();
        let action = AuditCode::SETTINGS_CHANGED;
        AuditRecord::new(at, AuditActor::Operator, action, AuditSubject::settings())
            .with_revs(3, 4)
            .with_note("because")
    }

    #[test]
    fn entries_are_read_as_they_were_written() {
        let first = Link::new(None, &[record(1), record(2)]).unwrap();
        assert_eq!((first.expected, first.after), (None, 0));
        let head: Head = from_item(first.head).unwrap();
        assert_eq!((head.end.seq, head.rev), (2, 1));
        let second = Link::new(Some(head), &[record(3)]).unwrap();
        assert_eq!((second.expected, second.after), (Some(1), 2));
        let items = first.entries.into_iter().chain(second.entries);
        let entries: Vec<AuditEntry> = items.map(|item| from_item(item).unwrap()).collect();
        let head: Head = from_item(second.head).unwrap();
        assert_eq!(verify(&entries, head.end).unwrap().entries, 3);
    }

    #[test]
    fn blocks_hold_a_thousand_numbers() {
        for (seq, start) in [(1, 1), (999, 1), (1000, 1000), (1001, 1000), (2000, 2000)] {
            assert_eq!(audit_block_start(seq), start);
        }
        assert_eq!(keys::audit_block(999), keys::audit_block(1));
        assert_ne!(keys::audit_block(1000), keys::audit_block(999));
    }
}
