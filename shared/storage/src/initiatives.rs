//! Initiatives: each beside its signatory, in one item with its versions.

use crate::item::{from_item, to_item};
use crate::keys;
use crate::mail::tell;
use crate::queue::{QueueEntry, note_waited};
use crate::signatories::{follow_queue, require_lease};
use crate::transaction::{CommitError, Transaction};
use crate::undo::{Before, Undo};
use crate::{OperationToken, Ruling, StorageError, Table};
use domain::audit::AuditRecord;
use domain::bulk::BulkOutcome;
use domain::{Account, CaseId, Event, Initiative, InitiativeId, Signatory, SignatoryId, Told};

impl Table {
    /// One initiative.
    pub async fn initiative(
        &self,
        signatory: SignatoryId,
        id: InitiativeId,
    ) -> Result<Option<Initiative>, StorageError> {
        self.get(&keys::initiative(signatory, id)).await?.map(from_item).transpose()
    }

    /// All initiatives of a signatory, oldest first.
    pub async fn initiatives(
        &self,
        signatory: SignatoryId,
    ) -> Result<Vec<Initiative>, StorageError> {
        let items = self.query(&keys::signatory_partition(signatory), keys::INITIATIVE).await?;
        items.into_iter().map(from_item).collect()
    }

    /// Creates an initiative with its first events, of which `owners` are told by mail where they
    /// are to be. `Ok(false)` when it exists: a form sent
    /// twice makes one. The signatory must still have the revision it was read with.
    pub async fn create_initiative(
        &self,
        initiative: &Initiative,
        signatory: &Signatory,
        events: &[Event],
        owners: &[Account],
    ) -> Result<bool, StorageError> {
        let token = OperationToken::new(initiative.id.to_string());
        let token = events.first().map_or(token, |event| OperationToken::new(event.id.to_string()));
        let mut transaction = Transaction::new(self, token);
        let key = keys::initiative(initiative.signatory, initiative.id);
        transaction.create(to_item(&key, initiative)?);
        for event in events {
            transaction.create(to_item(&keys::event(initiative.signatory, event.id), event)?);
            let told = Told::of_initiative(event, initiative, initiative, signatory);
            tell(&mut transaction, told, owners, event, None)?;
        }
        transaction.require(&keys::signatory(signatory.id), signatory.rev);
        follow_queue(&mut transaction, None, QueueEntry::of_initiative(initiative, signatory))?;
        match transaction.commit().await {
            Ok(()) => Ok(true),
            Err(CommitError::Refused(indices)) if indices.contains(&0) => Ok(false),
            Err(error) => Err(error.into()),
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
        add_initiative_change(&mut transaction, before, after, signatory, event)?;
        Ok(transaction.commit().await?)
    }

    /// As [`Self::change_initiative`], and `owners` are told by mail.
    pub async fn change_initiative_and_tell(
        &self,
        before: &Initiative,
        after: &Initiative,
        signatory: &Signatory,
        event: &Event,
        owners: &[Account],
    ) -> Result<(), StorageError> {
        let mut transaction = Transaction::new(self, OperationToken::new(event.id.to_string()));
        add_initiative_change(&mut transaction, before, after, signatory, event)?;
        let told = Told::of_initiative(event, before, after, signatory);
        tell(&mut transaction, told, owners, event, None)?;
        Ok(transaction.commit().await?)
    }

    /// As [`Self::change_initiative`], for a decision of staff: it is audited, and the owners
    /// are told by mail. [`StorageError::Leased`] when another of the staff has the case in
    /// hand.
    pub async fn decide_initiative(
        &self,
        before: &Initiative,
        after: &Initiative,
        signatory: &Signatory,
        ruling: &Ruling<'_>,
    ) -> Result<(), StorageError> {
        let Ruling { event, owners, undo_until, step } = *ruling;
        let mut transaction = Transaction::new(self, OperationToken::new(event.id.to_string()));
        add_initiative_change(&mut transaction, before, after, signatory, event)?;
        let undo = undo_until.and_then(|until| {
            Undo::new(event, Before::Initiative(Box::new(before.clone())), owners, until)
        });
        if let Some(undo) = &undo {
            transaction.overwrite(undo.item()?);
        }
        if let Some(step) = step {
            step.note(&mut transaction, BulkOutcome::Done)?;
        }
        let waited = QueueEntry::of_initiative(before, signatory);
        let waits = QueueEntry::of_initiative(after, signatory);
        note_waited(&mut transaction, waited.as_ref(), waits.as_ref(), event)?;
        require_lease(&mut transaction, CaseId::Initiative(after.id), event);
        let told = Told::of_initiative(event, before, after, signatory);
        tell(&mut transaction, told, owners, event, undo.map(|undo| undo.until))?;
        let record = AuditRecord::of_event(event, before.signatory, before.rev);
        Ok(transaction.commit_audited(&[record]).await?)
    }
}

pub(crate) fn add_initiative_change(
    transaction: &mut Transaction<'_>,
    before: &Initiative,
    after: &Initiative,
    signatory: &Signatory,
    event: &Event,
) -> Result<(), StorageError> {
    let key = keys::initiative(after.signatory, after.id);
    transaction.replace(to_item(&key, after)?, before.rev);
    transaction.create(to_item(&keys::event(after.signatory, event.id), event)?);
    transaction.require(&keys::signatory(signatory.id), signatory.rev);
    follow_queue(
        transaction,
        QueueEntry::of_initiative(before, signatory).as_ref(),
        QueueEntry::of_initiative(after, signatory),
    )
}
