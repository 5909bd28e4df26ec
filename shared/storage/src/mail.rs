//! Mail intents: what the mail function sends, once each. Nothing else sends mail, but for
//! Cognito's own codes.

use crate::item::{Item, from_expiring_item, number, text, to_expiring_item};
use crate::keys;
use crate::table::key_attributes;
use crate::{StorageError, Table};
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use domain::{EmailAddress, Language, MailTemplate, Secret, Timestamp, limits};
use serde::{Deserialize, Serialize};

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

/// The item that asks for a mail.
pub(crate) fn mail_item(request: &MailRequest<'_>, now: Timestamp) -> Result<Item, StorageError> {
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
    to_expiring_item(&keys::mail(id), &intent, now + limits::MAIL_LIFE)
}

impl Table {
    /// Asks for a mail. Asking again with the same identifier asks for nothing, and so does
    /// the SDK's own repetition after a lost answer.
    pub async fn ask_for_mail(
        &self,
        request: &MailRequest<'_>,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let item = mail_item(request, now)?;
        let put = self
            .client
            .put_item()
            .table_name(&self.name)
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(pk)")
            .send()
            .await;
        match put {
            Ok(_) => Ok(()),
            Err(error) if was_refused(&error) => Ok(()),
            Err(error) => Err(error.into()),
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

    /// Notes that the mail of this intent was sent, and forgets the code in it.
    /// [`StorageError::Conflict`] when it was noted before.
    pub async fn mark_mail_sent(
        &self,
        intent: &MailIntent,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let update = self
            .client
            .update_item()
            .table_name(&self.name)
            .set_key(Some(key_attributes(&keys::mail(&intent.id))))
            .condition_expression("rev = :rev")
            .update_expression("SET sent = :sent, rev = :next REMOVE code")
            .expression_attribute_values(":rev", number(intent.rev))
            .expression_attribute_values(":next", number(intent.rev + 1))
            .expression_attribute_values(":sent", text(now.to_string()))
            .send()
            .await;
        match update {
            Ok(_) => Ok(()),
            Err(error) if was_refused(&error) => Err(StorageError::Conflict),
            Err(error) => Err(error.into()),
        }
    }
}

fn was_refused<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> bool {
    error
        .as_service_error()
        .is_some_and(|error| error.code() == Some("ConditionalCheckFailedException"))
}
