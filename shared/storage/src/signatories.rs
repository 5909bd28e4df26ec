//! Signatories: profile, contacts, history and uniqueness of the body. Each change writes
//! the new state, its event and the queue's entry in one transaction.

use crate::accounts::EmailGuard;
use crate::item::{Item, from_item, text_of, to_item};
use crate::keys::{self, Key};
use crate::mail::{detailed_items, tell};
use crate::queue::{QueueEntry, note_waited};
use crate::transaction::{CommitError, Transaction};
use crate::undo::{Before, Undo};
use crate::{BulkStep, LeaseCheck, Membership, OperationToken, Role, StorageError, Table};
use domain::audit::AuditRecord;
use domain::bulk::BulkOutcome;
use domain::event::{Action, Actor};
use domain::signatory::{Contact, NotPossible, SignatureRequest, body_keys};
use domain::{
    Account, AccountId, CaseId, Event, Initiative, MailTemplate, Signatory, SignatoryId, Timestamp,
    Told, limits,
};
use serde::{Deserialize, Serialize};

/// A signatory with all that hangs on it.
#[derive(Debug, Clone)]
pub struct SignatoryRecord {
    /// Institutional data and state.
    pub signatory: Signatory,
    /// Contacts, until they are erased.
    pub contact: Option<ContactRecord>,
    /// Its initiatives, oldest first.
    pub initiatives: Vec<Initiative>,
    /// Its history, oldest first.
    pub events: Vec<Event>,
}

/// Contacts with their revision.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ContactRecord {
    /// The contacts.
    pub contact: Contact,
    /// Revision.
    pub rev: u64,
}

/// Uniqueness of a body.
#[derive(Serialize, Deserialize)]
pub(crate) struct BodyGuard {
    pub(crate) signatory: SignatoryId,
}

#[derive(Serialize, Deserialize)]
struct Counter {
    last: u64,
    rev: u64,
}

/// A signatory about to be created with its account.
#[derive(Debug, Clone)]
pub struct NewSignatory {
    /// The account.
    pub account: Account,
    /// The signatory, in draft.
    pub signatory: Signatory,
    /// Its contacts.
    pub contact: Contact,
    /// The event that says so.
    pub event: Event,
}

/// A decision of staff, about to be stored.
#[derive(Debug, Clone, Copy)]
pub struct Ruling<'a> {
    /// What was decided, by whom.
    pub event: &'a Event,
    /// Who is told.
    pub owners: &'a [Account],
    /// Until when it can be taken back, where it can; its mails wait that long.
    pub undo_until: Option<Timestamp>,
    /// Its place among others that were decided together.
    pub step: Option<BulkStep<'a>>,
}

/// How the confirmation of a registration ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// Account and signatory exist.
    Created,
    /// The address has an account already; nothing was created.
    EmailTaken,
    /// The body is in the register; nothing was created.
    BodyTaken(SignatoryId),
}

/// Why a change of a signatory did not happen.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// The state machine refuses.
    #[error(transparent)]
    NotPossible(#[from] NotPossible),
    /// Storage refuses.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Table {
    /// A signatory with contacts, initiatives and history: one query.
    pub async fn signatory_record(
        &self,
        id: SignatoryId,
    ) -> Result<Option<SignatoryRecord>, StorageError> {
        let (mut signatory, mut contact) = (None, None);
        let (mut initiatives, mut events) = (Vec::new(), Vec::new());
        for item in self.query(&keys::signatory_partition(id), "").await? {
            let sk = text_of(&item, "sk").to_owned();
            if sk.starts_with(keys::INITIATIVE) {
                initiatives.push(from_item(item)?);
            } else if sk.starts_with(keys::EVENT) {
                events.push(from_item(item)?);
            } else if sk.starts_with(keys::UNDO) {
                // Read where it is asked for.
            } else if sk == keys::CONTACT {
                contact = Some(from_item(item)?);
            } else {
                signatory = Some(from_item(item)?);
            }
        }
        Ok(signatory.map(|signatory| SignatoryRecord { signatory, contact, initiatives, events }))
    }

    /// A signatory's institutional data and state alone.
    pub async fn signatory(&self, id: SignatoryId) -> Result<Option<Signatory>, StorageError> {
        self.get(&keys::signatory(id)).await?.map(from_item).transpose()
    }

    /// The accounts that own a signatory. Its history names those to look at, the accounts that
    /// registered it; the membership says whether they still do.
    pub async fn owners(
        &self,
        id: SignatoryId,
        events: &[Event],
        now: Timestamp,
    ) -> Result<Vec<Account>, StorageError> {
        let mut owners = Vec::new();
        for account in registrants(events) {
            let record = self.account(account, now).await?;
            owners.extend(record.filter(|record| record.owns(id)).map(|record| record.account));
        }
        Ok(owners)
    }

    /// The signatory that this body already is, under any of its keys.
    pub async fn signatory_of_body(
        &self,
        signatory: &Signatory,
    ) -> Result<Option<SignatoryId>, StorageError> {
        for key in body_keys(&signatory.body, &signatory.signer) {
            if let Some(item) = self.get(&keys::body(&key)).await? {
                return Ok(Some(from_item::<BodyGuard>(item)?.signatory));
            }
        }
        Ok(None)
    }

    /// Turns a confirmed registration into account and signatory. Repeating it with the
    /// same identifiers is harmless.
    pub async fn confirm_registration(
        &self,
        new: &NewSignatory,
        token: OperationToken,
    ) -> Result<Confirmed, StorageError> {
        let NewSignatory { account, signatory, contact, event } = new;
        let mut transaction = Transaction::new(self, token);
        let guard = EmailGuard { account: account.id };
        transaction.create(to_item(&keys::email(&account.email), &guard)?);
        for key in body_keys(&signatory.body, &signatory.signer) {
            let guard = BodyGuard { signatory: signatory.id };
            transaction.create(to_item(&keys::body(&key), &guard)?);
        }
        let bodies = transaction.len();
        transaction.create(to_item(&keys::account(account.id), account)?);
        let membership = Membership { signatory: signatory.id, role: Role::Owner };
        transaction.create(to_item(&keys::member(account.id, signatory.id), &membership)?);
        transaction.create(to_item(&keys::signatory(signatory.id), signatory)?);
        let contact = ContactRecord { contact: contact.clone(), rev: 1 };
        transaction.create(to_item(&keys::contact(signatory.id), &contact)?);
        transaction.create(to_item(&keys::event(signatory.id, event.id), event)?);
        let owner = std::slice::from_ref(account);
        tell(&mut transaction, Told::of_signatory(event, signatory), owner, event, None)?;
        for item in reminder(signatory, account, event)? {
            transaction.create(item);
        }
        match transaction.commit().await {
            Ok(()) => Ok(Confirmed::Created),
            Err(CommitError::Refused(indices)) => {
                // Our own earlier success, whose answer was lost, is a success.
                let owner = self.account_of_email(&account.email).await?;
                if owner == Some(account.id) {
                    return Ok(Confirmed::Created);
                }
                if indices.contains(&0) {
                    return Ok(Confirmed::EmailTaken);
                }
                match self.signatory_of_body(signatory).await? {
                    Some(id) if indices.iter().any(|index| *index < bodies) => {
                        Ok(Confirmed::BodyTaken(id))
                    }
                    _ => Err(StorageError::Conflict),
                }
            }
            Err(error @ (CommitError::Leased | CommitError::Storage(_))) => Err(error.into()),
        }
    }

    /// Creates the account of someone whose body is in the register already, and notes in
    /// that signatory's history that they ask to join or to claim it.
    ///
    /// `Ok(false)` when the address has an account already.
    pub async fn request_to_join(
        &self,
        account: &Account,
        signatory: SignatoryId,
        event: &Event,
        token: OperationToken,
    ) -> Result<bool, StorageError> {
        let mut transaction = Transaction::new(self, token);
        let guard = EmailGuard { account: account.id };
        transaction.create(to_item(&keys::email(&account.email), &guard)?);
        transaction.create(to_item(&keys::account(account.id), account)?);
        transaction.create(to_item(&keys::event(signatory, event.id), event)?);
        match transaction.commit().await {
            Ok(()) => Ok(true),
            Err(CommitError::Refused(_)) => {
                Ok(self.account_of_email(&account.email).await? == Some(account.id))
            }
            Err(error @ (CommitError::Leased | CommitError::Storage(_))) => Err(error.into()),
        }
    }

    /// Replaces a signatory that still has the revision `before` has, with its event. The
    /// queue follows.
    pub async fn change_signatory(
        &self,
        before: &Signatory,
        after: &Signatory,
        event: &Event,
    ) -> Result<(), StorageError> {
        let mut transaction = Transaction::new(self, OperationToken::new(event.id.to_string()));
        add_signatory_change(&mut transaction, before, after, event)?;
        Ok(transaction.commit().await?)
    }

    /// As [`Self::change_signatory`], and `owners` are told by mail.
    pub async fn change_signatory_and_tell(
        &self,
        before: &Signatory,
        after: &Signatory,
        event: &Event,
        owners: &[Account],
    ) -> Result<(), StorageError> {
        let mut transaction = Transaction::new(self, OperationToken::new(event.id.to_string()));
        add_signatory_change(&mut transaction, before, after, event)?;
        tell(&mut transaction, Told::of_signatory(event, after), owners, event, None)?;
        Ok(transaction.commit().await?)
    }

    /// As [`Self::change_signatory`], for a decision of staff: it is audited, and the owners
    /// are told by mail. [`StorageError::Leased`] when another of the staff has the case in
    /// hand.
    pub async fn decide_signatory(
        &self,
        before: &Signatory,
        after: &Signatory,
        ruling: &Ruling<'_>,
    ) -> Result<(), StorageError> {
        let Ruling { event, owners, undo_until, step } = *ruling;
        let mut transaction = Transaction::new(self, OperationToken::new(event.id.to_string()));
        add_signatory_change(&mut transaction, before, after, event)?;
        let undo = undo_until.and_then(|until| {
            Undo::new(event, Before::Signatory(Box::new(before.clone())), owners, until)
        });
        if let Some(undo) = &undo {
            transaction.overwrite(undo.item()?);
        }
        if let Some(step) = step {
            step.note(&mut transaction, BulkOutcome::Done)?;
        }
        let (waited, waits) = (QueueEntry::of_signatory(before), QueueEntry::of_signatory(after));
        note_waited(&mut transaction, waited.as_ref(), waits.as_ref(), event)?;
        require_lease(&mut transaction, CaseId::Signatory(after.id), event);
        let not_before = undo.map(|undo| undo.until);
        tell(&mut transaction, Told::of_signatory(event, after), owners, event, not_before)?;
        let record = AuditRecord::of_event(event, before.id, before.rev);
        Ok(transaction.commit_audited(&[record]).await?)
    }

    /// Corrects names: what makes it the same body as another follows them. `Ok(false)` when
    /// another record has the corrected name already; nothing is changed then.
    pub async fn correct_signatory(
        &self,
        before: &Signatory,
        after: &Signatory,
        event: &Event,
        owners: &[Account],
    ) -> Result<bool, StorageError> {
        let mut transaction = Transaction::new(self, OperationToken::new(event.id.to_string()));
        let old = body_keys(&before.body, &before.signer);
        let new = body_keys(&after.body, &after.signer);
        let guard = BodyGuard { signatory: after.id };
        for key in new.iter().filter(|key| !old.contains(key)) {
            transaction.create(to_item(&keys::body(key), &guard)?);
        }
        let guards = transaction.len();
        for key in old.iter().filter(|key| !new.contains(key)) {
            transaction.delete(&keys::body(key));
        }
        add_signatory_change(&mut transaction, before, after, event)?;
        require_lease(&mut transaction, CaseId::Signatory(after.id), event);
        tell(&mut transaction, Told::of_signatory(event, after), owners, event, None)?;
        let record = AuditRecord::of_event(event, before.id, before.rev);
        match transaction.commit_audited(&[record]).await {
            Ok(()) => Ok(true),
            Err(CommitError::Refused(indices)) if indices.iter().any(|index| *index < guards) => {
                Ok(false)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Signs the Pact: gives the next number and writes state, event and queue together.
    /// Two signatures at once get two numbers; a number is never given twice. `owners` are told
    /// by mail.
    pub async fn sign(
        &self,
        before: &Signatory,
        request: &SignatureRequest,
        event: &Event,
        owners: &[Account],
        now: Timestamp,
    ) -> Result<Signatory, ChangeError> {
        const TRIES: u32 = 5;
        let mut attempt = 1;
        loop {
            let counter: Option<Counter> =
                self.get(&keys::signature_counter()).await?.map(from_item).transpose()?;
            let number = counter.as_ref().map_or(0, |counter| counter.last) + 1;
            let after = before.clone().sign(request.clone(), number, now)?;
            // A token of its own for each number: the same change with another number is
            // another change.
            let token = OperationToken::new(format!("{}-{number}", event.id));
            let mut transaction = Transaction::new(self, token);
            let rev = counter.map(|counter| counter.rev);
            let next = Counter { last: number, rev: rev.unwrap_or_default() + 1 };
            let item = to_item(&keys::signature_counter(), &next)?;
            match rev {
                Some(rev) => transaction.replace(item, rev),
                None => transaction.create(item),
            };
            add_signatory_change(&mut transaction, before, &after, event)?;
            let told = Told::of_signatory(event, &after);
            tell(&mut transaction, told, owners, event, None)?;
            match transaction.commit().await {
                Ok(()) => {
                    // What it was to remind of is done. If this fails it comes once too often.
                    let _ = self.cancel_mail(&reminder_id(before.id)).await;
                    return Ok(after);
                }
                // Only the number was taken meanwhile: the next one, then.
                Err(CommitError::Refused(indices)) if indices == [0] && attempt < TRIES => {
                    attempt += 1;
                }
                Err(error) => return Err(StorageError::from(error).into()),
            }
        }
    }

    /// Replaces the contacts that still have revision `rev`. `account`, with its next
    /// revision, is the officer's where it changes with them: the language of mails.
    pub async fn change_contact(
        &self,
        id: SignatoryId,
        contact: &Contact,
        rev: u64,
        event: &Event,
        account: Option<&Account>,
    ) -> Result<(), StorageError> {
        let mut transaction = Transaction::new(self, OperationToken::new(event.id.to_string()));
        let record = ContactRecord { contact: contact.clone(), rev: rev + 1 };
        transaction.replace(to_item(&keys::contact(id), &record)?, rev);
        transaction.create(to_item(&keys::event(id, event.id), event)?);
        if let Some(account) = account {
            transaction.replace(to_item(&keys::account(account.id), account)?, account.rev - 1);
        }
        Ok(transaction.commit().await?)
    }
}

pub(crate) fn add_signatory_change(
    transaction: &mut Transaction<'_>,
    before: &Signatory,
    after: &Signatory,
    event: &Event,
) -> Result<(), StorageError> {
    transaction.replace(to_item(&keys::signatory(after.id), after)?, before.rev);
    transaction.create(to_item(&keys::event(after.id, event.id), event)?);
    follow_queue(
        transaction,
        QueueEntry::of_signatory(before).as_ref(),
        QueueEntry::of_signatory(after),
    )
}

/// The mail that reminds of the signature, a week after the registration. Signing takes it back.
fn reminder(
    signatory: &Signatory,
    account: &Account,
    event: &Event,
) -> Result<Vec<Item>, StorageError> {
    let id = reminder_id(signatory.id);
    let told = Told::of_signatory(event, signatory);
    let details = told.map(|told| told.details);
    let not_before = Some(event.at + limits::SIGN_REMINDER);
    let template = MailTemplate::SignReminder;
    detailed_items(id, template, account, details, event.at, not_before)
}

fn reminder_id(signatory: SignatoryId) -> String {
    format!("sign-reminder-{signatory}")
}

/// A decision of staff meets no other's lease, and ends its author's own.
pub(crate) fn require_lease(transaction: &mut Transaction<'_>, case: CaseId, event: &Event) {
    match event.actor {
        Actor::Staff(account) => {
            transaction.require_lease(&LeaseCheck { case, account, now: event.at });
        }
        // An operator acts where haste is needed, and waits for nobody.
        Actor::Signatory(_) | Actor::Operator => {}
    }
}

/// The accounts that registered, each once.
fn registrants(events: &[Event]) -> Vec<AccountId> {
    let mut accounts = Vec::new();
    for event in events {
        if let (Action::Registered, Actor::Signatory(account)) = (event.action, event.actor)
            && !accounts.contains(&account)
        {
            accounts.push(account);
        }
    }
    accounts
}

/// Brings the queue from one entry to another.
pub(crate) fn follow_queue(
    transaction: &mut Transaction<'_>,
    before: Option<&QueueEntry>,
    after: Option<QueueEntry>,
) -> Result<(), StorageError> {
    // An entry may change in its place: a first approval of two.
    if before == after.as_ref() {
        return Ok(());
    }
    let old: Option<Key> = before.map(QueueEntry::key);
    let new: Option<Key> = after.as_ref().map(QueueEntry::key);
    if let Some(key) = old.filter(|key| Some(key) != new.as_ref()) {
        transaction.delete(&key);
    }
    if let Some(entry) = after {
        transaction.overwrite(entry.item()?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::EventId;

    fn account(byte: u8) -> AccountId {
        AccountId::new(Timestamp::UNIX_EPOCH, [byte; 10])
    }

    fn event(actor: Actor, action: Action) -> Event {
        Event {
            id: EventId::new(Timestamp::UNIX_EPOCH, [0; 10]),
            at: Timestamp::UNIX_EPOCH,
            actor,
            action,
            initiative: None,
            rev: 1,
            reason: None,
            note: String::new(),
        }
    }

    #[test]
    fn owners_are_looked_for_among_those_who_registered() {
        let events = [
            event(Actor::Signatory(account(1)), Action::Registered),
            event(Actor::Signatory(account(2)), Action::JoinRequested),
            event(Actor::Signatory(account(1)), Action::Signed),
            event(Actor::Staff(account(3)), Action::Verified),
            event(Actor::Signatory(account(1)), Action::Registered),
        ];
        assert_eq!(registrants(&events), [account(1)]);
        assert_eq!(registrants(&events[1..4]), []);
    }
}
