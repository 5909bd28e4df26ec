//! What becomes of mail intents: claimed, sent, tried again later, taken back.
//!
//! An intent stands in the list of due mails when its mail may not leave before a time, or when
//! SES did not take it. Whoever sends it claims it first by a write on condition of its revision,
//! so that two never send it, and a mail that is leaving cannot be taken back.

use crate::item::{Item, from_item, text, to_item};
use crate::keys;
use crate::mail::{intent_item, untell};
use crate::table::key_attributes;
use crate::transaction::{CommitError, Transaction};
use crate::{MailIntent, OperationToken, Stopped, StorageError, Table};
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use domain::{AccountId, EventId, Timestamp, limits};
use serde::{Deserialize, Serialize};

/// Condition under which an intent can be taken back: nobody has begun to send it.
pub(crate) const UNSENT: &str = "attribute_not_exists(sent) AND attribute_not_exists(sending)";

/// An entry in the list of due mails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueMail {
    /// Which intent.
    pub mail: String,
    /// When it is to be looked at.
    pub due: Timestamp,
    /// Until when its mail is worth sending.
    pub until: Timestamp,
}

/// The item of such an entry. It has no end of its own: it is deleted when it is done.
pub(crate) fn due_item(mail: &str, due: Timestamp, until: Timestamp) -> Result<Item, StorageError> {
    let entry = DueMail { mail: mail.to_owned(), due, until };
    to_item(&keys::mail_due(due, mail), &entry)
}

impl MailIntent {
    /// Whether somebody is sending it now.
    #[must_use]
    pub fn is_leaving(&self, now: Timestamp) -> bool {
        self.stands()
            && self.sending.is_some_and(|since| now.duration_since(since) < limits::MAIL_CLAIM)
    }

    /// Whether this entry of the list is over: another one stands for the intent, or it has
    /// nothing left to do.
    #[must_use]
    pub fn has_done_with(&self, entry: &DueMail) -> bool {
        !self.stands() || self.due.is_some_and(|due| due != entry.due)
    }

    fn next(self) -> Self {
        Self { rev: self.rev + 1, ..self }
    }

    fn claimed(self, now: Timestamp) -> Self {
        Self { sending: Some(now), ..self }.next()
    }

    /// What the mail said is forgotten.
    fn over(self) -> Self {
        Self { sending: None, code: None, details: None, due: None, ..self }.next()
    }

    fn postponed(self, until: Timestamp) -> Self {
        Self { sending: None, due: Some(until), tries: self.tries.saturating_add(1), ..self }.next()
    }
}

impl Table {
    /// Takes an intent to send its mail. The token is made anew for each claim.
    /// [`StorageError::Conflict`] when it has changed since it was read: somebody else sends
    /// it, or it was taken back.
    pub async fn claim_mail(
        &self,
        intent: MailIntent,
        now: Timestamp,
        token: OperationToken,
    ) -> Result<MailIntent, StorageError> {
        self.replace_intent(intent.rev, intent.claimed(now), token).await
    }

    /// Notes that the mail of a claimed intent was sent, and forgets what it said.
    /// [`StorageError::Conflict`] when somebody else took the claim meanwhile.
    pub async fn mark_mail_sent(
        &self,
        intent: MailIntent,
        now: Timestamp,
        token: OperationToken,
    ) -> Result<(), StorageError> {
        let rev = intent.rev;
        let sent = MailIntent { sent: Some(now), ..intent }.over();
        self.replace_intent(rev, sent, token).await.map(|_| ())
    }

    /// Notes that a mail will not be sent, and forgets what it would have said.
    pub async fn stop_mail(
        &self,
        intent: MailIntent,
        why: Stopped,
        token: OperationToken,
    ) -> Result<(), StorageError> {
        let rev = intent.rev;
        let stopped = MailIntent { stopped: Some(why), ..intent }.over();
        self.replace_intent(rev, stopped, token).await.map(|_| ())
    }

    /// Puts an intent that could not be sent now into the list of due mails, and gives its
    /// claim back.
    pub async fn postpone_mail(
        &self,
        intent: MailIntent,
        until: Timestamp,
        token: OperationToken,
    ) -> Result<(), StorageError> {
        let rev = intent.rev;
        let postponed = intent.postponed(until);
        let mut transaction = Transaction::new(self, token);
        transaction.replace(intent_item(&postponed)?, rev);
        transaction.overwrite(due_item(&postponed.id, until, postponed.end())?);
        Ok(transaction.commit().await?)
    }

    /// Has the list of due mails look after an intent that somebody else is sending, in case
    /// they never finish.
    pub async fn watch_mail(
        &self,
        intent: &MailIntent,
        due: Timestamp,
    ) -> Result<(), StorageError> {
        self.put(due_item(&intent.id, due, intent.end())?).await
    }

    /// Takes a mail back. `Ok(false)` when it has left or is leaving.
    pub async fn cancel_mail(&self, id: &str) -> Result<bool, StorageError> {
        let delete = self
            .client
            .delete_item()
            .table_name(&self.name)
            .set_key(Some(key_attributes(&keys::mail(id))))
            .condition_expression(UNSENT)
            .send()
            .await;
        match delete {
            Ok(_) => Ok(true),
            Err(error) if was_refused(&error) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes the mails about a decision back. `Ok(false)` when one of them has left or is
    /// leaving; none is taken back then.
    pub async fn cancel_decision_mails(
        &self,
        event: EventId,
        owners: &[AccountId],
        token: OperationToken,
    ) -> Result<bool, StorageError> {
        let mut transaction = Transaction::new(self, token);
        untell(&mut transaction, owners, event);
        match transaction.commit().await {
            Ok(()) => Ok(true),
            Err(CommitError::Refused(_)) => Ok(false),
            Err(error @ (CommitError::Leased | CommitError::Storage(_))) => Err(error.into()),
        }
    }

    /// What is due at `now`, earliest first, `limit` entries at most.
    pub async fn mails_due(
        &self,
        now: Timestamp,
        limit: u16,
    ) -> Result<Vec<DueMail>, StorageError> {
        let output = self
            .client
            .query()
            .table_name(&self.name)
            .key_condition_expression("pk = :pk AND sk < :until")
            .expression_attribute_values(":pk", text(keys::MAIL_DUE))
            .expression_attribute_values(":until", text(keys::mail_due_until(now)))
            .limit(i32::from(limit))
            .consistent_read(true)
            .send()
            .await?;
        output.items.unwrap_or_default().into_iter().map(from_item).collect()
    }

    /// Takes an entry off the list of due mails.
    pub async fn forget_due_mail(&self, entry: &DueMail) -> Result<(), StorageError> {
        self.delete(&keys::mail_due(entry.due, &entry.mail)).await
    }

    async fn replace_intent(
        &self,
        rev: u64,
        intent: MailIntent,
        token: OperationToken,
    ) -> Result<MailIntent, StorageError> {
        let mut transaction = Transaction::new(self, token);
        transaction.replace(intent_item(&intent)?, rev);
        transaction.commit().await?;
        Ok(intent)
    }
}

pub(crate) fn was_refused<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> bool {
    error
        .as_service_error()
        .is_some_and(|error| error.code() == Some("ConditionalCheckFailedException"))
}
