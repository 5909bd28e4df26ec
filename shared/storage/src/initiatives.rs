//! Initiatives: each beside its signatory, in one item with its versions.

use crate::item::{from_item, to_item};
use crate::keys;
use crate::queue::QueueEntry;
use crate::signatories::follow_queue;
use crate::transaction::{CommitError, Transaction};
use crate::{OperationToken, StorageError, Table};
use domain::{Event, Initiative, InitiativeId, Signatory, SignatoryId};

impl Table {
    /// One initiative.
    pub async fn initiative(
        &self,
        signatory: SignatoryId,
        id: InitiativeId,
    ) -> Result<Option<Initiative>, StorageError> {
        self.get(&keys::initiative(signatory, id)).await?.map(from_item).transpose()
    }

    /// Creates an initiative. `Ok(false)` when it exists: a form sent twice makes one.
    pub async fn create_initiative(
        &self,
        initiative: &Initiative,
        signatory: &Signatory,
        event: &Event,
    ) -> Result<bool, StorageError> {
        let mut transaction = Transaction::new(self, OperationToken::new(event.id.to_string()));
        let key = keys::initiative(initiative.signatory, initiative.id);
        transaction.create(to_item(&key, initiative)?);
        transaction.create(to_item(&keys::event(initiative.signatory, event.id), event)?);
        follow_queue(&mut transaction, None, QueueEntry::of_initiative(initiative, signatory))?;
        match transaction.commit().await {
            Ok(()) => Ok(true),
            Err(CommitError::Refused(_)) => Ok(false),
            Err(CommitError::Storage(error)) => Err(error),
        }
    }

    /// Replaces an initiative that still has the revision `before` has, with its event. The
    /// queue follows. The signatory must still have the revision it was read with: what it
    /// may do depends on its state.
    pub async fn change_initiative(
        &self,
        before: &Initiative,
        after: &Initiative,
        signatory: &Signatory,
        event: &Event,
    ) -> Result<(), StorageError> {
        let mut transaction = Transaction::new(self, OperationToken::new(event.id.to_string()));
        let key = keys::initiative(after.signatory, after.id);
        transaction.replace(to_item(&key, after)?, before.rev);
        transaction.create(to_item(&keys::event(after.signatory, event.id), event)?);
        transaction.require(&keys::signatory(signatory.id), signatory.rev);
        follow_queue(
            &mut transaction,
            QueueEntry::of_initiative(before, signatory),
            QueueEntry::of_initiative(after, signatory),
        )?;
        Ok(transaction.commit().await?)
    }
}
