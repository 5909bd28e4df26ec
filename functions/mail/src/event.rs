//! What the function is called with: the stream's records, of which only kind, keys and sequence
//! numbers are read, or what a schedule says; and the answer that names the records to be
//! delivered again.

use crate::returned::ReturnedEvent;
use serde::{Deserialize, Serialize};

/// A call of the function, told by its shape.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum MailEvent {
    /// From the table's stream.
    Stream(StreamEvent),
    /// From a schedule of the template.
    Schedule {
        /// What is to be done.
        schedule: Schedule,
    },
    /// From the mail service, by `EventBridge`.
    Returned(ReturnedEvent),
}

/// What a schedule asks for: the input that its rule has in the template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Schedule {
    /// Send what is due.
    Due,
    /// Tell staff what is late.
    Digest,
}

/// A batch of records.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct StreamEvent {
    /// In the stream's order.
    #[serde(rename = "Records")]
    pub records: Vec<StreamRecord>,
}

/// A change of an item.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct StreamRecord {
    #[serde(rename = "eventName", default)]
    name: String,
    #[serde(default)]
    dynamodb: Change,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Change {
    #[serde(rename = "Keys", default)]
    keys: Keys,
    #[serde(rename = "SequenceNumber", default)]
    sequence_number: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Keys {
    #[serde(default)]
    pk: Text,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Text {
    #[serde(rename = "S", default)]
    text: String,
}

impl StreamRecord {
    /// Its number, by which a failure is reported.
    #[must_use]
    pub fn sequence_number(&self) -> &str {
        &self.dynamodb.sequence_number
    }

    /// The intent that the record is about, if it is a new one.
    #[must_use]
    pub fn mail_id(&self) -> Option<&str> {
        let id = self.dynamodb.keys.pk.text.strip_prefix("MAIL#")?;
        (self.name == "INSERT").then_some(id)
    }
}

/// What became of a batch: the records to be delivered again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// None when all is done.
    #[serde(rename = "batchItemFailures")]
    pub failed: Vec<Failed>,
}

/// A record to be delivered again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failed {
    /// Its sequence number.
    #[serde(rename = "itemIdentifier")]
    pub sequence_number: String,
}

impl Outcome {
    pub(crate) fn push(&mut self, sequence_number: &str) {
        self.failed.push(Failed { sequence_number: sequence_number.to_owned() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_new_intents_are_mails() {
        let record = |name: &str, pk: &str| {
            let record = json!({
                "eventID": "1", "eventName": name, "awsRegion": "eu-west-3",
                "dynamodb": {
                    "Keys": { "pk": { "S": pk }, "sk": { "S": "MAIL" } },
                    "NewImage": { "rev": { "N": "1" } },
                    "SequenceNumber": "7",
                },
            });
            let event = json!({ "Records": [record] });
            let event: StreamEvent = serde_json::from_value(event).unwrap();
            event.records[0].mail_id().map(str::to_owned)
        };
        assert_eq!(record("INSERT", "MAIL#new-device-1").as_deref(), Some("new-device-1"));
        assert_eq!(record("MODIFY", "MAIL#new-device-1"), None);
        assert_eq!(record("REMOVE", "MAIL#new-device-1"), None);
        assert_eq!(record("INSERT", "ACCOUNT#1"), None);
    }

    #[test]
    fn a_call_is_told_by_its_shape() {
        let read = |event| serde_json::from_value::<MailEvent>(event);
        assert!(matches!(read(json!({ "Records": [] })), Ok(MailEvent::Stream(_))));
        let due = read(json!({ "schedule": "due" }));
        assert!(matches!(due, Ok(MailEvent::Schedule { schedule: Schedule::Due })));
        let digest = read(json!({ "schedule": "digest" }));
        assert!(matches!(digest, Ok(MailEvent::Schedule { schedule: Schedule::Digest })));
        assert!(read(json!({ "schedule": "other" })).is_err());
        assert!(read(json!({})).is_err());
    }

    #[test]
    fn the_answer_names_the_failed_records_as_lambda_reads_it() {
        let mut outcome = Outcome::default();
        assert_eq!(serde_json::to_value(&outcome).unwrap(), json!({ "batchItemFailures": [] }));
        outcome.push("7");
        let expected = json!({ "batchItemFailures": [{ "itemIdentifier": "7" }] });
        assert_eq!(serde_json::to_value(&outcome).unwrap(), expected);
    }
}
