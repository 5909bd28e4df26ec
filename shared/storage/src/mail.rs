//! Mail intents: what the mail function sends, once each. Nothing else sends mail, but for
//! Cognito's own codes.

use crate::item::{Item, from_expiring_item, number, text, to_expiring_item};
use crate::keys;
use crate::table::key_attributes;
use crate::transaction::Transaction;
use crate::{StorageError, Table};
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use domain::{
    Account, AccountId, EmailAddress, Event, EventId, Language, MailDetails, MailTemplate, Secret,
    Timestamp, Told, limits,
};
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
    /// What it says of a decision, where it is about one.
    #[serde(default)]
    pub details: Option<MailDetails>,
    /// When it was asked for.
    pub at: Timestamp,
    /// When it was sent.
    pub sent: Option<Timestamp>,
    /// Revision.
    pub rev: u64,
}

/// The item that asks for a mail.
pub(crate) fn mail_item(request: &MailRequest<'_>, now: Timestamp) -> Result<Item, StorageError> {
    intent_item(&MailIntent {
        id: request.id.to_owned(),
        template: request.template,
        to: request.to.clone(),
        language: request.language,
        code: request.code.map(|code| code.expose().to_owned()),
        details: None,
        at: now,
        sent: None,
        rev: 1,
    })
}

/// Asks for the mails about a decision, in the transaction that makes it.
pub(crate) fn tell(
    transaction: &mut Transaction<'_>,
    told: Option<Told>,
    owners: &[Account],
    event: &Event,
) -> Result<(), StorageError> {
    let Some(told) = told else { return Ok(()) };
    for item in decision_items(&told, owners, event)? {
        transaction.create(item);
    }
    Ok(())
}

/// One mail to each owner, in the language of the owner's account.
fn decision_items(
    told: &Told,
    owners: &[Account],
    event: &Event,
) -> Result<Vec<Item>, StorageError> {
    let intent = |owner: &Account| MailIntent {
        id: decision_id(event.id, owner.id),
        template: told.template,
        to: owner.email.clone(),
        language: owner.language,
        code: None,
        details: Some(told.details.clone()),
        at: event.at,
        sent: None,
        rev: 1,
    };
    owners.iter().map(|owner| intent_item(&intent(owner))).collect()
}

/// Follows from the event: a decision is one mail to each owner, however often it is sent.
fn decision_id(event: EventId, owner: AccountId) -> String {
    format!("decision-{event}-{owner}")
}

fn intent_item(intent: &MailIntent) -> Result<Item, StorageError> {
    to_expiring_item(&keys::mail(&intent.id), intent, intent.at + limits::MAIL_LIFE)
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

    /// Notes that the mail of this intent was sent, and forgets what it said.
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
            .update_expression("SET sent = :sent, rev = :next REMOVE code, details")
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::text_of;
    use domain::SignatoryId;
    use domain::event::{Action, Actor};
    use domain::mail::DecidedOn;
    use domain::signatory::RefusalReason;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn owner(byte: u8, language: Language) -> Account {
        let email = EmailAddress::parse(&format!("owner-{byte}@example.org")).unwrap();
        Account::new(AccountId::new(NOW, [byte; 10]), email, language, None, NOW)
    }

    fn event(byte: u8) -> Event {
        Event {
            id: EventId::new(NOW, [byte; 10]),
            at: NOW,
            actor: Actor::Staff(AccountId::new(NOW, [9; 10])),
            action: Action::Refused,
            initiative: None,
            rev: 3,
            reason: Some(RefusalReason::Duplicate),
            note: "A note".to_owned(),
        }
    }

    fn told() -> Told {
        let details = MailDetails {
            subject: DecidedOn::Signatory(SignatoryId::new(NOW, [1; 10])),
            name: "Vila de Granollers".to_owned(),
            language: None,
            slug: None,
            reason: Some(RefusalReason::Duplicate),
            note: "A note".to_owned(),
        };
        Told { template: MailTemplate::SignatoryRefused, details }
    }

    fn intent(item: Item) -> MailIntent {
        from_expiring_item(item, NOW).unwrap().unwrap()
    }

    #[test]
    fn a_decision_is_one_mail_to_each_owner_in_their_own_language() {
        let owners = [owner(1, Language::En), owner(2, Language::Fr)];
        let items = decision_items(&told(), &owners, &event(5)).unwrap();
        let intents: Vec<MailIntent> = items.into_iter().map(intent).collect();
        let to: Vec<_> = intents.iter().map(|mail| (mail.to.as_str(), mail.language)).collect();
        assert_eq!(
            to,
            [("owner-1@example.org", Language::En), ("owner-2@example.org", Language::Fr)]
        );
        assert!(intents.iter().all(|mail| mail.details == Some(told().details)));
        assert!(decision_items(&told(), &[], &event(5)).unwrap().is_empty());
    }

    #[test]
    fn q72_the_key_of_a_decisions_mail_follows_from_its_event() {
        let owners = [owner(1, Language::En), owner(2, Language::Fr)];
        let keys = |event: &Event| -> Vec<String> {
            let items = decision_items(&told(), &owners, event).unwrap();
            items.iter().map(|item| text_of(item, "pk").to_owned()).collect()
        };
        let first = keys(&event(5));
        assert_eq!(first, keys(&event(5)));
        assert_ne!(first[0], first[1]);
        assert!(keys(&event(6)).iter().all(|key| !first.contains(key)));
        // No key holds personal data.
        assert!(first.iter().all(|key| !key.contains('@') && !key.contains("Granollers")));
    }

    #[test]
    fn f33_an_intent_written_before_decisions_were_mailed_is_read() {
        let request = MailRequest {
            id: "new-device-1",
            template: MailTemplate::NewDevice,
            to: &owner(1, Language::En).email,
            language: Language::En,
            code: None,
        };
        let mut item = mail_item(&request, NOW).unwrap();
        item.remove("details");
        assert_eq!(intent(item).details, None);
    }
}
