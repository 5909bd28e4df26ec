//! Mail intents: what the mail function sends, once each. Nothing else sends mail, but for
//! Cognito's own codes. What becomes of an intent afterwards: [`crate::outbox`].

use crate::item::{Item, from_expiring_item, to_expiring_item};
use crate::keys;
use crate::outbox::{due_item, was_refused};
use crate::transaction::{CommitError, Transaction};
use crate::{OperationToken, StorageError, Table};
use domain::{
    Account, AccountId, EmailAddress, Event, EventId, Language, MailDetails, MailFacts,
    MailTemplate, Secret, Timestamp, Told, limits,
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
    /// What it says, where it is about something that changes from mail to mail.
    pub facts: Option<MailFacts>,
    /// When it may leave at the earliest; none for at once. Until then it can be cancelled.
    pub not_before: Option<Timestamp>,
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
    /// What it says besides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts: Option<MailFacts>,
    /// When it was asked for.
    pub at: Timestamp,
    /// When it may leave at the earliest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Timestamp>,
    /// Time of its entry in the list of due mails, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Timestamp>,
    /// Attempts that failed.
    #[serde(default)]
    pub tries: u32,
    /// Since when somebody is sending it. A claim of [`limits::MAIL_CLAIM`] is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sending: Option<Timestamp>,
    /// When it was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<Timestamp>,
    /// Why it will not be sent, where it will not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Stopped>,
    /// Revision.
    pub rev: u64,
}

/// Why a mail was not sent and will not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stopped {
    /// It could not be sent while it was worth sending.
    TooLate,
    /// Mails to its address came back, or its owner complained of one.
    Suppressed,
}

impl MailIntent {
    fn new(id: String, template: MailTemplate, to: &EmailAddress, language: Language) -> Self {
        Self {
            id,
            template,
            to: to.clone(),
            language,
            code: None,
            details: None,
            facts: None,
            at: Timestamp::UNIX_EPOCH,
            not_before: None,
            due: None,
            tries: 0,
            sending: None,
            sent: None,
            stopped: None,
            rev: 1,
        }
    }

    fn asked_at(self, at: Timestamp, not_before: Option<Timestamp>) -> Self {
        Self { at, not_before, due: not_before, ..self }
    }

    /// Until when it is worth sending.
    #[must_use]
    pub fn end(&self) -> Timestamp {
        self.not_before.unwrap_or(self.at) + self.template.life()
    }

    /// Whether it still has to be sent.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.sent.is_none() && self.stopped.is_none()
    }
}

/// The items that ask for a mail: the intent, and its entry in the list of due mails where it
/// must wait.
pub(crate) fn mail_items(
    request: &MailRequest<'_>,
    now: Timestamp,
) -> Result<Vec<Item>, StorageError> {
    let MailRequest { id, template, to, language, code, facts, not_before } = *request;
    let intent = MailIntent {
        code: code.map(|code| code.expose().to_owned()),
        facts,
        ..MailIntent::new(id.to_owned(), template, to, language).asked_at(now, not_before)
    };
    intent_items(&intent)
}

/// Asks for the mails about a decision, in the transaction that makes it. They leave at
/// `not_before` at the earliest; until then [`untell`] takes them back.
pub(crate) fn tell(
    transaction: &mut Transaction<'_>,
    told: Option<Told>,
    owners: &[Account],
    event: &Event,
    not_before: Option<Timestamp>,
) -> Result<(), StorageError> {
    let Some(told) = told else { return Ok(()) };
    for item in decision_items(&told, owners, event, not_before)? {
        transaction.create(item);
    }
    Ok(())
}

/// Takes the mails back that [`tell`] asked for. The transaction is refused when one of them
/// has left or is leaving.
pub(crate) fn untell(transaction: &mut Transaction<'_>, owners: &[AccountId], event: EventId) {
    for owner in owners {
        transaction.cancel_mail(&decision_id(event, *owner));
    }
}

/// One mail to each owner, in the language of the owner's account.
fn decision_items(
    told: &Told,
    owners: &[Account],
    event: &Event,
    not_before: Option<Timestamp>,
) -> Result<Vec<Item>, StorageError> {
    let mut items = Vec::new();
    for owner in owners {
        let (id, details) = (decision_id(event.id, owner.id), Some(told.details.clone()));
        items.extend(detailed_items(id, told.template, owner, details, event.at, not_before)?);
    }
    Ok(items)
}

/// The items that ask for a mail to an account about what happened.
pub(crate) fn detailed_items(
    id: String,
    template: MailTemplate,
    to: &Account,
    details: Option<MailDetails>,
    at: Timestamp,
    not_before: Option<Timestamp>,
) -> Result<Vec<Item>, StorageError> {
    let intent = MailIntent::new(id, template, &to.email, to.language);
    intent_items(&MailIntent { details, ..intent }.asked_at(at, not_before))
}

/// Follows from the event: a decision is one mail to each owner, however often it is sent.
fn decision_id(event: EventId, owner: AccountId) -> String {
    format!("decision-{event}-{owner}")
}

fn intent_items(intent: &MailIntent) -> Result<Vec<Item>, StorageError> {
    let mut items = vec![intent_item(intent)?];
    if let Some(due) = intent.due {
        items.push(due_item(&intent.id, due, intent.end())?);
    }
    Ok(items)
}

/// Kept beyond the mail's own life, so that the same intent asked for late is still known.
pub(crate) fn intent_item(intent: &MailIntent) -> Result<Item, StorageError> {
    let from = intent.not_before.unwrap_or(intent.at);
    to_expiring_item(&keys::mail(&intent.id), intent, from + limits::MAIL_KEPT)
}

impl Table {
    /// Asks for a mail. Asking again with the same identifier asks for nothing, and so does
    /// the SDK's own repetition after a lost answer.
    pub async fn ask_for_mail(
        &self,
        request: &MailRequest<'_>,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let mut items = mail_items(request, now)?;
        if items.len() > 1 {
            let token = OperationToken::of_text(&format!("{}-{now}", request.id));
            let mut transaction = Transaction::new(self, token);
            for item in items {
                transaction.create(item);
            }
            return match transaction.commit().await {
                Ok(()) | Err(CommitError::Refused(_)) => Ok(()),
                Err(error @ (CommitError::Leased | CommitError::Storage(_))) => Err(error.into()),
            };
        }
        let put = self
            .client
            .put_item()
            .table_name(&self.name)
            .set_item(items.pop())
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::text_of;
    use aws_sdk_dynamodb::types::AttributeValue;
    use domain::SignatoryId;
    use domain::event::{Action, Actor};
    use domain::mail::DecidedOn;

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
            reason: domain::Reason::default_of("duplicate"),
            note: "A note".to_owned(),
        }
    }

    fn told() -> Told {
        let details = MailDetails {
            subject: DecidedOn::Signatory(SignatoryId::new(NOW, [1; 10])),
            name: "Vila de Granollers".to_owned(),
            language: None,
            slug: None,
            reason: domain::Reason::default_of("duplicate"),
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
        let items = decision_items(&told(), &owners, &event(5), None).unwrap();
        let intents: Vec<MailIntent> = items.into_iter().map(intent).collect();
        let to: Vec<_> = intents.iter().map(|mail| (mail.to.as_str(), mail.language)).collect();
        assert_eq!(
            to,
            [("owner-1@example.org", Language::En), ("owner-2@example.org", Language::Fr)]
        );
        assert!(intents.iter().all(|mail| mail.details == Some(told().details)));
        assert!(decision_items(&told(), &[], &event(5), None).unwrap().is_empty());
    }

    #[test]
    fn q72_the_key_of_a_decisions_mail_follows_from_its_event() {
        let owners = [owner(1, Language::En), owner(2, Language::Fr)];
        let keys = |event: &Event| -> Vec<String> {
            let items = decision_items(&told(), &owners, event, None).unwrap();
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
            facts: None,
            not_before: None,
        };
        let mut items = mail_items(&request, NOW).unwrap();
        let mut item = items.pop().unwrap();
        assert!(items.is_empty());
        for later in ["details", "tries"] {
            item.remove(later);
        }
        item.insert("sent".to_owned(), AttributeValue::Null(true));
        let read = intent(item);
        assert_eq!((read.details.as_ref(), read.tries, read.stands()), (None, 0, true));
    }

    #[test]
    fn a_mail_that_must_wait_stands_in_the_list_of_due_mails_from_the_beginning() {
        let later = NOW + limits::MAIL_PAUSE;
        let items = decision_items(&told(), &[owner(1, Language::En)], &event(5), Some(later));
        let items = items.unwrap();
        assert_eq!(items.len(), 2);
        assert_eq!(text_of(&items[1], "pk"), "MAILDUE");
        let read = intent(items[0].clone());
        assert_eq!((read.not_before, read.due), (Some(later), Some(later)));
        assert_eq!(read.end(), later + limits::MAIL_LIFE);
        // Nothing stands on it that an unsent mail may not have.
        for absent in ["sent", "sending", "stopped"] {
            assert!(!items[0].contains_key(absent), "{absent}");
        }
    }
}
