//! Decisions on many cases: one item for each, in one partition, and its cases beside it in a
//! partition of their own, an item for each, so that nothing grows with their number. What
//! became of a case is noted in the transaction of its decision.

use crate::item::{Item, from_expiring_item, to_expiring_item};
use crate::keys;
use crate::transaction::{CommitError, Transaction};
use crate::{OperationToken, StorageError, Table};
use domain::audit::AuditCode;
use domain::bulk::{BulkOutcome, BulkPart};
use domain::{AccountId, Bulk, BulkId, Timestamp};

/// The place of a decision among those on many cases: it is noted there that it was taken.
#[derive(Debug, Clone, Copy)]
pub struct BulkStep<'a> {
    /// The decision on many.
    pub bulk: &'a Bulk,
    /// The case, as it waited for its turn.
    pub part: &'a BulkPart,
}

impl BulkStep<'_> {
    /// Notes what became of the case, where nobody has noted anything since.
    pub(crate) fn note(
        self,
        transaction: &mut Transaction<'_>,
        outcome: BulkOutcome,
    ) -> Result<(), StorageError> {
        let item = part_item(self.bulk, &self.part.ended(outcome))?;
        transaction.replace(item, self.part.rev);
        Ok(())
    }
}

impl Table {
    /// Every decision on many cases that is not forgotten yet, the newest first.
    pub async fn bulks(&self, now: Timestamp) -> Result<Vec<Bulk>, StorageError> {
        let items = self.query(keys::BULK, "").await?;
        let read = items.into_iter().map(|item| from_expiring_item(item, now));
        let mut bulks: Vec<Bulk> =
            read.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        bulks.sort_by_key(|bulk| std::cmp::Reverse((bulk.at, bulk.id)));
        Ok(bulks)
    }

    /// A decision on many cases.
    pub async fn bulk(&self, id: BulkId, now: Timestamp) -> Result<Option<Bulk>, StorageError> {
        match self.get(&keys::bulk(id)).await? {
            Some(item) => from_expiring_item(item, now),
            None => Ok(None),
        }
    }

    /// Its cases, in the order in which they were proposed.
    pub async fn bulk_parts(&self, id: BulkId) -> Result<Vec<BulkPart>, StorageError> {
        let items = self.query(&keys::bulk_partition(id), "").await?;
        // They are forgotten with it, and it was read before them.
        items.into_iter().map(crate::item::from_item).collect()
    }

    /// Stores a proposal with its cases, which is audited. `Ok(false)` when it is there
    /// already: a form sent twice proposes once.
    pub async fn propose_bulk(
        &self,
        bulk: &Bulk,
        parts: &[BulkPart],
        token: OperationToken,
    ) -> Result<bool, StorageError> {
        let mut transaction = Transaction::new(self, token);
        transaction.create(head_item(bulk)?);
        for part in parts {
            transaction.create(part_item(bulk, part)?);
        }
        let record = bulk.record(AuditCode::BULK_PROPOSED, bulk.proposed_by.account, bulk.at);
        match transaction.commit_audited(&[record]).await {
            Ok(()) => Ok(true),
            Err(CommitError::Refused(indices)) if indices.contains(&0) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Replaces a proposal that still has the revision before `after`'s: confirmed or
    /// cancelled by `by`, which is audited under `action`.
    pub async fn answer_bulk(
        &self,
        after: &Bulk,
        action: AuditCode,
        by: AccountId,
        token: OperationToken,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let mut transaction = Transaction::new(self, token);
        transaction.replace(head_item(after)?, after.rev - 1);
        let record = after.record(action, by, now);
        Ok(transaction.commit_audited(&[record]).await?)
    }

    /// Notes that all its cases have had their turn. Where somebody else has noted it
    /// meanwhile, nothing changes.
    pub async fn finish_bulk(
        &self,
        after: &Bulk,
        token: OperationToken,
    ) -> Result<(), StorageError> {
        let mut transaction = Transaction::new(self, token);
        transaction.replace(head_item(after)?, after.rev - 1);
        match transaction.commit().await {
            Ok(()) | Err(CommitError::Refused(_)) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Notes that a case is left out, and why. Where something was noted meanwhile, that
    /// stands.
    pub async fn skip_bulk_part(
        &self,
        step: BulkStep<'_>,
        outcome: BulkOutcome,
        token: OperationToken,
    ) -> Result<(), StorageError> {
        let mut transaction = Transaction::new(self, token);
        step.note(&mut transaction, outcome)?;
        match transaction.commit().await {
            Ok(()) | Err(CommitError::Refused(_)) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

fn head_item(bulk: &Bulk) -> Result<Item, StorageError> {
    to_expiring_item(&keys::bulk(bulk.id), bulk, bulk.kept_until())
}

fn part_item(bulk: &Bulk, part: &BulkPart) -> Result<Item, StorageError> {
    to_expiring_item(&keys::bulk_part(bulk.id, part.subject), part, bulk.kept_until())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::from_item;
    use domain::bulk::{BulkAction, BulkDecision, BulkObstacle};
    use domain::{Colleague, EmailAddress, InitiativeId, QueueSubject, Reason, SignatoryId};

    #[test]
    fn items_read_as_they_were_written_and_their_keys_hold_no_address() {
        let at = Timestamp::UNIX_EPOCH;
        let colleague = |byte| Colleague {
            account: AccountId::new(at, [byte; 10]),
            email: EmailAddress::parse("anna@example.org").unwrap(),
        };
        let reason = Reason::default_of("duplicate").unwrap();
        let decision =
            BulkDecision { action: BulkAction::Refuse(reason), note: "Twice.".to_owned() };
        let id = BulkId::new(at, [1; 10]);
        let proposed = Bulk::propose(id, decision, 2, colleague(1), at);
        let confirmed = proposed.clone().confirm(colleague(2), at).unwrap();
        let cancelled = proposed.clone().cancel(colleague(2), at).unwrap();
        let finished = confirmed.clone().finish(1).unwrap();
        for bulk in [proposed.clone(), confirmed, cancelled, finished] {
            let item = head_item(&bulk).unwrap();
            assert!(!format!("{:?}", (&item["pk"], &item["sk"])).contains('@'));
            assert_eq!(from_item::<Bulk>(item).unwrap(), bulk);
        }
        let signatory = SignatoryId::new(at, [1; 10]);
        let initiative = QueueSubject::Initiative(signatory, InitiativeId::new(at, [2; 10]));
        for subject in [QueueSubject::Signatory(signatory), initiative] {
            let part = BulkPart::new(subject, 7);
            let skipped = part.ended(BulkOutcome::Skipped(BulkObstacle::Changed));
            for part in [part, part.ended(BulkOutcome::Done), skipped] {
                let item = part_item(&proposed, &part).unwrap();
                assert_eq!(from_item::<BulkPart>(item).unwrap(), part);
            }
        }
    }
}
