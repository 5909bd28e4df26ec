//! The stream's event, of which only keys and sequence numbers are read: a record says *that*
//! something changed. Whatever stands in its images cannot break anything here.

use serde::Deserialize;
use storage::StreamKey;

/// A batch of records.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct StreamEvent {
    /// In the stream's order.
    #[serde(rename = "Records", default)]
    pub records: Vec<StreamRecord>,
}

/// A change of an item.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct StreamRecord {
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
    #[serde(default)]
    sk: Text,
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

    /// What it is about.
    #[must_use]
    pub fn key(&self) -> StreamKey {
        StreamKey::parse(&self.dynamodb.keys.pk.text, &self.dynamodb.keys.sk.text)
    }
}
