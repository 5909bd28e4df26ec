//! Taking a decision back while nobody has been told of it: its mails wait that long, and
//! what stood before it is kept beside the record.

use crate::item::{Item, from_expiring_item, to_expiring_item};
use crate::keys;
use crate::mail::untell;
use crate::queue::forget_waited;
use crate::transaction::Transaction;
use crate::{OperationToken, StorageError, Table};
use domain::audit::AuditRecord;
use domain::{
    Account, AccountId, Action, Actor, CaseId, Event, EventId, Initiative, InitiativeId, Signatory,
    SignatoryId, Timestamp,
};
use serde::{Deserialize, Serialize};

/// What a decision was taken on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Before {
    /// A signatory.
    Signatory(Box<Signatory>),
    /// An initiative.
    Initiative(Box<Initiative>),
}

/// A decision that can still be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// The decision's event.
    pub event: EventId,
    /// What was decided.
    pub action: Action,
    /// Who decided, and alone may take it back.
    pub by: AccountId,
    /// Revision that came out of it; with any other the time for taking back is over.
    pub rev: u64,
    /// Until when.
    pub until: Timestamp,
    /// Who is told of it afterwards.
    owners: Vec<AccountId>,
    /// What it was taken on.
    pub before: Before,
}

impl Undo {
    /// Of a decision of staff that can be taken back; of any other event, nothing.
    pub(crate) fn new(
        event: &Event,
        before: Before,
        owners: &[Account],
        until: Timestamp,
    ) -> Option<Self> {
        let Actor::Staff(by) = event.actor else { return None };
        event.action.can_be_undone().then(|| Self {
            event: event.id,
            action: event.action,
            by,
            rev: event.rev,
            until,
            owners: owners.iter().map(|owner| owner.id).collect(),
            before,
        })
    }

    pub(crate) fn item(&self) -> Result<Item, StorageError> {
        let key = match &self.before {
            Before::Signatory(signatory) => keys::undo(signatory.id, &signatory.id.to_string()),
            Before::Initiative(initiative) => {
                keys::undo(initiative.signatory, &initiative.id.to_string())
            }
        };
        to_expiring_item(&key, self, self.until)
    }

    /// Whether `by` may take back now what stands at revision `rev`.
    #[must_use]
    pub fn is_open(&self, by: AccountId, rev: u64, now: Timestamp) -> bool {
        self.by == by && self.rev == rev && now < self.until
    }
}

impl Table {
    /// The decision on a signatory that can still be taken back.
    pub async fn undo_of_signatory(
        &self,
        id: SignatoryId,
        now: Timestamp,
    ) -> Result<Option<Undo>, StorageError> {
        self.undo(&keys::undo(id, &id.to_string()), now).await
    }

    /// The decision on an initiative that can still be taken back.
    pub async fn undo_of_initiative(
        &self,
        signatory: SignatoryId,
        id: InitiativeId,
        now: Timestamp,
    ) -> Result<Option<Undo>, StorageError> {
        self.undo(&keys::undo(signatory, &id.to_string()), now).await
    }

    async fn undo(&self, key: &keys::Key, now: Timestamp) -> Result<Option<Undo>, StorageError> {
        match self.get(key).await? {
            Some(item) => from_expiring_item(item, now),
            None => Ok(None),
        }
    }

    /// Takes a decision on a signatory back, with its mails: `present` is what came out of
    /// it, `after` what stood before it with the next revision. [`StorageError::Conflict`]
    /// when something has changed meanwhile or somebody is being told.
    pub async fn undo_signatory(
        &self,
        undo: &Undo,
        present: &Signatory,
        after: &Signatory,
        event: &Event,
    ) -> Result<(), StorageError> {
        let mut transaction = Transaction::new(self, OperationToken::new(event.id.to_string()));
        crate::signatories::add_signatory_change(&mut transaction, present, after, event)?;
        transaction.delete(&keys::undo(present.id, &present.id.to_string()));
        forget_waited(&mut transaction, CaseId::Signatory(present.id), undo.event);
        untell(&mut transaction, &undo.owners, undo.event);
        let record = AuditRecord::of_event(event, present.id, present.rev);
        Ok(transaction.commit_audited(&[record]).await?)
    }

    /// As [`Self::undo_signatory`], for a decision on an initiative.
    pub async fn undo_initiative(
        &self,
        undo: &Undo,
        present: &Initiative,
        after: &Initiative,
        signatory: &Signatory,
        event: &Event,
    ) -> Result<(), StorageError> {
        let mut transaction = Transaction::new(self, OperationToken::new(event.id.to_string()));
        crate::initiatives::add_initiative_change(
            &mut transaction,
            present,
            after,
            signatory,
            event,
        )?;
        transaction.delete(&keys::undo(present.signatory, &present.id.to_string()));
        forget_waited(&mut transaction, CaseId::Initiative(present.id), undo.event);
        // The first of two approvals tells nobody.
        if undo.action != Action::InitiativeApproved {
            untell(&mut transaction, &undo.owners, undo.event);
        }
        let record = AuditRecord::of_event(event, present.signatory, present.rev);
        Ok(transaction.commit_audited(&[record]).await?)
    }
}
