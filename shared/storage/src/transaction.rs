//! Changes that happen together or not at all.

use crate::StorageError;
use crate::audit::Link;
use crate::item::{Item, number};
use crate::keys::{self, Key, digest};
use crate::outbox::UNSENT;
use crate::table::{Table, key_attributes};
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError as Failure;
use aws_sdk_dynamodb::types::builders::{ConditionCheckBuilder, DeleteBuilder, PutBuilder};
use aws_sdk_dynamodb::types::{ConditionCheck, Delete, Put, TransactWriteItem};
use domain::audit::AuditRecord;
use std::time::Duration;

/// Times that a transaction is tried when others touch the same items; the SDK does not
/// repeat these.
const TRIES: u64 = 5;

/// Times that a transaction is tried anew because somebody else added to the audit trail: one
/// success for each, so as many rivals at once are borne.
const LINKS: u64 = 12;

/// Names one change, so that a repeated request whose first answer was lost is recognised
/// by DynamoDB instead of failing on its own first success. Up to 36 characters.
#[derive(Debug, Clone)]
pub struct OperationToken(String);

impl OperationToken {
    /// From a value that is made anew for each change: an event's id, random bytes.
    #[must_use]
    pub fn new(unique: impl Into<String>) -> Self {
        Self(unique.into())
    }

    /// From a text of any length that is made anew for each change.
    pub(crate) fn of_text(unique: &str) -> Self {
        Self(digest(unique).chars().take(32).collect())
    }
}

/// Changes to commit together.
#[derive(Debug)]
pub(crate) struct Transaction<'a> {
    table: &'a Table,
    token: OperationToken,
    changes: Vec<TransactWriteItem>,
    /// The change that ends a lease.
    lease: Option<usize>,
}

/// Why a transaction did not commit.
#[derive(Debug)]
pub(crate) enum CommitError {
    /// The conditions of the changes with these indices failed; nothing was written.
    Refused(Vec<usize>),
    /// All revisions are as read, but somebody else has the case in hand; nothing was written.
    Leased,
    /// Anything else; nothing was written, or we cannot know and may repeat.
    Storage(StorageError),
}

impl From<CommitError> for StorageError {
    /// For transactions whose only condition is the revision that was read.
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Refused(_) => Self::Conflict,
            CommitError::Leased => Self::Leased,
            CommitError::Storage(error) => error,
        }
    }
}

impl<'a> Transaction<'a> {
    pub(crate) fn new(table: &'a Table, token: OperationToken) -> Self {
        Self { table, token, changes: Vec::new(), lease: None }
    }

    /// Index that the next change will have, for telling which condition failed.
    pub(crate) fn len(&self) -> usize {
        self.changes.len()
    }

    /// Writes an item that must not exist.
    pub(crate) fn create(&mut self, item: Item) -> &mut Self {
        self.put(item, new)
    }

    /// Replaces an item that must still have revision `rev`.
    pub(crate) fn replace(&mut self, item: Item, rev: u64) -> &mut Self {
        self.put(item, |put| at(put, rev))
    }

    /// Writes an item whatever stood there.
    pub(crate) fn overwrite(&mut self, item: Item) -> &mut Self {
        self.put(item, |put| put)
    }

    /// Deletes an item that still has the revision `rev`.
    pub(crate) fn delete_at(&mut self, key: &Key, rev: u64) -> &mut Self {
        let delete = Delete::builder()
            .table_name(&self.table.name)
            .set_key(Some(key_attributes(key)))
            .condition_expression("rev = :rev")
            .expression_attribute_values(":rev", number(rev))
            .build()
            .ok();
        self.changes.push(TransactWriteItem::builder().set_delete(delete).build());
        self
    }

    /// Deletes an item, if it is there.
    pub(crate) fn delete(&mut self, key: &Key) -> &mut Self {
        let delete = Delete::builder()
            .table_name(&self.table.name)
            .set_key(Some(key_attributes(key)))
            .build()
            .ok();
        self.changes.push(TransactWriteItem::builder().set_delete(delete).build());
        self
    }

    /// Takes a mail intent back: the transaction is refused when its mail has left or is
    /// leaving. One that is not there was never asked for, or was taken back before.
    pub(crate) fn cancel_mail(&mut self, id: &str) -> &mut Self {
        let delete = Delete::builder()
            .table_name(&self.table.name)
            .set_key(Some(key_attributes(&keys::mail(id))))
            .condition_expression(UNSENT)
            .build()
            .ok();
        self.changes.push(TransactWriteItem::builder().set_delete(delete).build());
        self
    }

    /// Deletes a lease, under the condition given.
    pub(crate) fn delete_leased(
        &mut self,
        key: &Key,
        condition: impl FnOnce(DeleteBuilder) -> DeleteBuilder,
    ) -> &mut Self {
        let delete =
            Delete::builder().table_name(&self.table.name).set_key(Some(key_attributes(key)));
        let delete = condition(delete).build().ok();
        self.lease = Some(self.changes.len());
        self.changes.push(TransactWriteItem::builder().set_delete(delete).build());
        self
    }

    /// Deletes an item that must be there.
    pub(crate) fn delete_present(&mut self, key: &Key) -> &mut Self {
        let delete = Delete::builder()
            .table_name(&self.table.name)
            .set_key(Some(key_attributes(key)))
            .condition_expression("attribute_exists(pk)")
            .build()
            .ok();
        self.changes.push(TransactWriteItem::builder().set_delete(delete).build());
        self
    }

    /// Requires that an item still has revision `rev`, without changing it.
    pub(crate) fn require(&mut self, key: &Key, rev: u64) -> &mut Self {
        self.check(key, |check| {
            check
                .condition_expression("rev = :rev")
                .expression_attribute_values(":rev", number(rev))
        })
    }

    /// Requires that an item is not there.
    pub(crate) fn require_none(&mut self, key: &Key) -> &mut Self {
        self.check(key, |check| check.condition_expression("attribute_not_exists(pk)"))
    }

    fn check(
        &mut self,
        key: &Key,
        condition: impl FnOnce(ConditionCheckBuilder) -> ConditionCheckBuilder,
    ) -> &mut Self {
        let check = ConditionCheck::builder()
            .table_name(&self.table.name)
            .set_key(Some(key_attributes(key)));
        let check = condition(check).build().ok();
        self.changes.push(TransactWriteItem::builder().set_condition_check(check).build());
        self
    }

    /// Writes an item under the condition given.
    pub(crate) fn put(
        &mut self,
        item: Item,
        condition: impl FnOnce(PutBuilder) -> PutBuilder,
    ) -> &mut Self {
        self.changes.push(put_into(&self.table.name, item, condition));
        self
    }

    /// Commits all changes or none.
    pub(crate) async fn commit(self) -> Result<(), CommitError> {
        self.send(&self.token, &self.changes).await
    }

    /// Commits all changes with their entries in the audit trail, or none. Where only the
    /// trail's end has moved meanwhile, the entries are put behind the new one; an entry that
    /// exists is never overwritten.
    pub(crate) async fn commit_audited(self, records: &[AuditRecord]) -> Result<(), CommitError> {
        let own = self.changes.len();
        let mut attempt = 1;
        loop {
            let head = self.table.head().await.map_err(CommitError::Storage)?;
            let link = Link::new(head, records).map_err(CommitError::Storage)?;
            let audit = self.table.audit_name().map_err(CommitError::Storage)?;
            let mut changes = self.changes.clone();
            for entry in link.entries {
                changes.push(put_into(audit, entry, new));
            }
            changes.push(put_into(&self.table.name, link.head, |put| match link.expected {
                Some(rev) => at(put, rev),
                None => new(put),
            }));
            // A token of its own for each place in the trail: the same change with other
            // entries is another change.
            let token = OperationToken::of_text(&format!("{}/{}", self.token.0, link.after));
            match self.send(&token, &changes).await {
                Err(CommitError::Refused(indices)) => {
                    let refused: Vec<usize> =
                        indices.into_iter().filter(|index| *index < own).collect();
                    if self.is_lease(&refused) {
                        return Err(CommitError::Leased);
                    }
                    if !refused.is_empty() {
                        return Err(CommitError::Refused(refused));
                    }
                    if attempt == LINKS {
                        let cause = "the audit trail keeps moving".into();
                        return Err(CommitError::Storage(StorageError::Unavailable(cause)));
                    }
                    tokio::time::sleep(self.pause(attempt)).await;
                    attempt += 1;
                }
                sent => return sent,
            }
        }
    }

    async fn send(
        &self,
        token: &OperationToken,
        changes: &[TransactWriteItem],
    ) -> Result<(), CommitError> {
        let mut attempt = 1;
        loop {
            let sent = self
                .table
                .client
                .transact_write_items()
                .client_request_token(&token.0)
                .set_transact_items(Some(changes.to_vec()))
                .send()
                .await;
            let Err(error) = sent else { return Ok(()) };
            match verdict(&error) {
                // A change of the record says more than who has it in hand.
                Verdict::Refused(indices) if self.is_lease(&indices) => {
                    return Err(CommitError::Leased);
                }
                Verdict::Refused(indices) => return Err(CommitError::Refused(indices)),
                Verdict::Repeat if attempt < TRIES => {
                    tokio::time::sleep(self.pause(attempt)).await;
                    attempt += 1;
                }
                Verdict::Repeat | Verdict::Failed => {
                    return Err(CommitError::Storage(error.into()));
                }
            }
        }
    }

    fn is_lease(&self, refused: &[usize]) -> bool {
        self.lease.is_some_and(|lease| refused == [lease])
    }

    /// Growing pauses, spread by the token so that rivals do not meet again.
    fn pause(&self, attempt: u64) -> Duration {
        let spread = self
            .token
            .0
            .bytes()
            .fold(attempt, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
        Duration::from_millis(20 * attempt + spread % (40 * attempt))
    }
}

fn put_into(
    table: &str,
    item: Item,
    condition: impl FnOnce(PutBuilder) -> PutBuilder,
) -> TransactWriteItem {
    let put = condition(Put::builder().table_name(table).set_item(Some(item))).build().ok();
    TransactWriteItem::builder().set_put(put).build()
}

/// What is put must not exist.
fn new(put: PutBuilder) -> PutBuilder {
    put.condition_expression("attribute_not_exists(pk)")
}

/// What is put must replace that revision.
fn at(put: PutBuilder, rev: u64) -> PutBuilder {
    put.condition_expression("rev = :rev").expression_attribute_values(":rev", number(rev))
}

enum Verdict {
    Refused(Vec<usize>),
    Repeat,
    Failed,
}

fn verdict<R>(error: &SdkError<Failure, R>) -> Verdict {
    let Some(error) = error.as_service_error() else { return Verdict::Failed };
    match error {
        Failure::TransactionCanceledException(cancelled) => {
            let codes: Vec<&str> = cancelled
                .cancellation_reasons()
                .iter()
                .map(|reason| reason.code().unwrap_or_default())
                .collect();
            let refused: Vec<usize> = codes
                .iter()
                .enumerate()
                .filter(|(_, code)| **code == "ConditionalCheckFailed")
                .map(|(index, _)| index)
                .collect();
            if !refused.is_empty() {
                Verdict::Refused(refused)
            } else if codes.contains(&"TransactionConflict") {
                Verdict::Repeat
            } else {
                Verdict::Failed
            }
        }
        Failure::TransactionInProgressException(_) => Verdict::Repeat,
        _ => Verdict::Failed,
    }
}
