//! What SES says of mails that were sent: bounces, complaints, and mails that it refused to pass
//! on. Only what is needed is read: the kind, the addresses, and the class of the answer.

use crate::Mails;
use domain::{EmailAddress, MailReturn};
use serde::Deserialize;
use storage::StorageError;

/// An event of SES as `EventBridge` hands it on.
#[derive(Clone, Deserialize)]
pub struct ReturnedEvent {
    detail: Detail,
}

/// Keeps addresses out of logs.
impl std::fmt::Debug for ReturnedEvent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReturnedEvent").field("kind", &self.detail.kind).finish_non_exhaustive()
    }
}

#[derive(Clone, Deserialize)]
struct Detail {
    #[serde(rename = "eventType")]
    kind: String,
    bounce: Option<Bounce>,
    complaint: Option<Complaint>,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Bounce {
    bounce_type: String,
    #[serde(default)]
    bounced_recipients: Vec<Recipient>,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Complaint {
    #[serde(default)]
    complained_recipients: Vec<Recipient>,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Recipient {
    email_address: String,
    status: Option<String>,
}

impl Recipient {
    /// SES may give the name with the address.
    fn address(&self) -> Option<EmailAddress> {
        let within = self.email_address.rsplit_once('<').map(|(_, rest)| rest);
        let bare = within.and_then(|rest| rest.split('>').next()).unwrap_or(&self.email_address);
        EmailAddress::parse(bare).ok()
    }

    /// Three numbers with points between them; anything else may hold what it should not.
    fn class(&self) -> Option<String> {
        let status = self.status.as_deref()?.trim();
        let numbers: Vec<&str> = status.split('.').collect();
        let plain = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        (numbers.len() == 3 && status.len() <= 11 && numbers.iter().all(plain))
            .then(|| status.to_owned())
    }
}

impl ReturnedEvent {
    /// What is to be noted of which address.
    fn returns(&self) -> Vec<(EmailAddress, MailReturn)> {
        let bounced = self.detail.bounce.iter().flat_map(|bounce| {
            bounce.bounced_recipients.iter().filter_map(|recipient| {
                let returned = if bounce.bounce_type == "Permanent" {
                    MailReturn::Permanent { status: recipient.class() }
                } else {
                    MailReturn::Transient
                };
                Some((recipient.address()?, returned))
            })
        });
        let complained = self.detail.complaint.iter().flat_map(|complaint| {
            let recipients = complaint.complained_recipients.iter();
            recipients.filter_map(|recipient| Some((recipient.address()?, MailReturn::Complaint)))
        });
        bounced.chain(complained).collect()
    }
}

impl Mails {
    /// Notes what came back. An event that comes twice changes nothing but a count.
    pub(crate) async fn note_returned(&self, event: &ReturnedEvent) -> Result<(), StorageError> {
        let kind = event.detail.kind.as_str();
        if kind == "Reject" {
            tracing::error!(event = "mail_rejected", "SES found something harmful in a mail");
        }
        for (address, returned) in event.returns() {
            let lasts = returned != MailReturn::Transient;
            tracing::warn!(event = "mail_returned", kind, lasts, "a mail came back");
            let now = (self.clock)();
            self.table.note_mail_return(&address, &returned, now, || self.token()).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn event(detail: &Value) -> ReturnedEvent {
        serde_json::from_value(json!({
            "version": "0",
            "id": "1",
            "detail-type": "Email Bounced",
            "source": "aws.ses",
            "resources": ["arn:aws:ses:eu-west-3:123456789012:configuration-set/pact"],
            "detail": detail,
        }))
        .unwrap()
    }

    fn bounce(kind: &str, recipient: &Value) -> ReturnedEvent {
        event(&json!({
            "eventType": "Bounce",
            "bounce": {
                "feedbackId": "f", "bounceType": kind, "bounceSubType": "General",
                "bouncedRecipients": [recipient], "timestamp": "2026-11-25T10:00:00.000Z",
            },
            "mail": { "messageId": "m", "destination": ["anna@example.org"] },
        }))
    }

    #[test]
    fn a_bounce_says_which_address_and_which_class() {
        let recipient = json!({
            "emailAddress": "Anna <Anna@Example.org>", "action": "failed", "status": "5.1.1",
            "diagnosticCode": "smtp; 550 5.1.1 user anna unknown",
        });
        let returns = bounce("Permanent", &recipient).returns();
        let status = Some("5.1.1".to_owned());
        let address = EmailAddress::parse("anna@example.org").unwrap();
        assert_eq!(returns, [(address.clone(), MailReturn::Permanent { status })]);
        let returns = bounce("Transient", &recipient).returns();
        assert_eq!(returns, [(address, MailReturn::Transient)]);
        let odd = json!({ "emailAddress": "anna@example.org", "status": "anna unknown" });
        let returns = bounce("Permanent", &odd).returns();
        assert_eq!(returns[0].1, MailReturn::Permanent { status: None });
        let unreadable = json!({ "emailAddress": "nobody" });
        assert!(bounce("Permanent", &unreadable).returns().is_empty());
    }

    #[test]
    fn a_complaint_is_one_and_a_reject_is_about_no_address() {
        let complaint = event(&json!({
            "eventType": "Complaint",
            "complaint": {
                "feedbackId": "f", "complaintFeedbackType": "abuse",
                "complainedRecipients": [{ "emailAddress": "anna@example.org" }],
            },
            "mail": { "messageId": "m" },
        }));
        assert_eq!(complaint.returns()[0].1, MailReturn::Complaint);
        assert!(!format!("{complaint:?}").contains('@'));
        let reject = json!({ "eventType": "Reject", "reject": { "reason": "Bad content" } });
        assert!(event(&reject).returns().is_empty());
    }
}
