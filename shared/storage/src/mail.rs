//! Mail intents: what the mail function sends, once each. Nothing else sends mail, but for
//! Cognito's own codes.

use crate::item::{from_expiring_item, to_expiring_item};
use crate::keys;
use crate::transaction::Transaction;
use crate::{OperationToken, StorageError, Table};
use domain::{EmailAddress, Language, Secret, Timestamp, limits};
use serde::{Deserialize, Serialize};

/// What a mail is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailTemplate {
    /// Somebody registered with an address that has an account already.
    AlreadyRegistered,
    /// Several wrong passwords for the account.
    WrongPasswords,
    /// The account was used from a browser that it was not used from before.
    NewDevice,
    /// The password was changed.
    PasswordChanged,
    /// The code that confirms a new address.
    ConfirmEmail,
    /// The address was changed; goes to the old one.
    EmailChanged,
    /// A recovery code was used, or the second factor was removed.
    SecondFactorRemoved,
}

/// What a mail says, to whom, in which language.
#[derive(Clone)]
pub struct MailRequest<'a> {
    /// Identifier; the same one asked for twice is one mail.
    pub id: &'a str,
    /// What it is about.
    pub template: MailTemplate,
    /// To whom.
    pub to: &'a EmailAddress,
    /// In which language.
    pub language: Language,
    /// The code in it, where it carries one.
    pub code: Option<&'a Secret>,
}

/// A mail to send.
#[derive(Clone, Serialize, Deserialize)]
pub struct MailIntent {
    /// Identifier; the same intent written twice is one mail.
    pub id: String,
    /// What it is about.
    pub template: MailTemplate,
    /// To whom.
    pub to: EmailAddress,
    /// In which language.
    pub language: Language,
    /// The code in it, where it carries one.
    pub code: Option<String>,
    /// When it was asked for.
    pub at: Timestamp,
    /// When it was sent.
    pub sent: Option<Timestamp>,
    /// Revision.
    pub rev: u64,
}

impl Table {
    /// Asks for a mail. Asking again with the same identifier asks for nothing.
    pub async fn ask_for_mail(
        &self,
        request: &MailRequest<'_>,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let id = request.id;
        let intent = MailIntent {
            id: id.to_owned(),
            template: request.template,
            to: request.to.clone(),
            language: request.language,
            code: request.code.map(|code| code.expose().to_owned()),
            at: now,
            sent: None,
            rev: 1,
        };
        let item = to_expiring_item(&keys::mail(id), &intent, now + limits::MAIL_LIFE)?;
        let mut transaction = Transaction::new(self, OperationToken::new(&keys::digest(id)[..32]));
        transaction.create(item);
        match transaction.commit().await.map_err(StorageError::from) {
            Ok(()) | Err(StorageError::Conflict) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// A mail intent.
    pub async fn mail_intent(
        &self,
        id: &str,
        now: Timestamp,
    ) -> Result<Option<MailIntent>, StorageError> {
        match self.get(&keys::mail(id)).await? {
            Some(item) => from_expiring_item(item, now),
            None => Ok(None),
        }
    }

    /// Notes that the mail of this intent is being sent now; [`StorageError::Conflict`] when
    /// another delivery of the same event was first.
    pub async fn mark_mail_sent(
        &self,
        intent: &MailIntent,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let next =
            MailIntent { sent: Some(now), code: None, rev: intent.rev + 1, ..intent.clone() };
        let item = to_expiring_item(&keys::mail(&intent.id), &next, intent.at + limits::MAIL_LIFE)?;
        let token = OperationToken::new(&keys::digest(&format!("{}/{}", intent.id, now))[..32]);
        let mut transaction = Transaction::new(self, token);
        transaction.replace(item, intent.rev);
        Ok(transaction.commit().await?)
    }
}
