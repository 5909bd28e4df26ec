//! What waits for staff, oldest first. Entries come and go in the transaction that changes
//! the state they follow from.

use crate::item::{Item, from_item, to_item};
use crate::keys::{self, Key};
use crate::{StorageError, Table};
use domain::initiative::Working;
use domain::{
    ContentLanguage, CountryCode, Initiative, InitiativeId, Signatory, SignatoryId, SignatoryState,
    Timestamp,
};
use serde::{Deserialize, Serialize};

/// What a queue entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueueSubject {
    /// A signatory to verify.
    Signatory(SignatoryId),
    /// An initiative to decide.
    Initiative(SignatoryId, InitiativeId),
}

impl QueueSubject {
    fn key_part(self) -> String {
        match self {
            Self::Signatory(id) => id.to_string(),
            Self::Initiative(_, id) => id.to_string(),
        }
    }
}

/// Something that waits for a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueEntry {
    /// What.
    pub subject: QueueSubject,
    /// Since when.
    pub since: Timestamp,
    /// Name of the signatory or title of the initiative, as submitted.
    pub label: String,
    /// Language of that name or title.
    pub language: ContentLanguage,
    /// Name of the signatory.
    pub signatory: String,
    /// Where.
    pub country: CountryCode,
}

impl QueueEntry {
    pub(crate) fn key(&self) -> Key {
        keys::queue(self.since, &self.subject.key_part())
    }

    pub(crate) fn item(&self) -> Result<Item, StorageError> {
        to_item(&self.key(), self)
    }

    /// The entry that this signatory's state calls for.
    pub(crate) fn of_signatory(signatory: &Signatory) -> Option<Self> {
        let SignatoryState::Submitted { since, .. } = signatory.state else { return None };
        Some(Self {
            subject: QueueSubject::Signatory(signatory.id),
            since,
            label: signatory.display_name().to_owned(),
            language: signatory.body.name_language,
            signatory: signatory.display_name().to_owned(),
            country: signatory.body.country,
        })
    }

    /// The entry that this initiative's state calls for.
    pub(crate) fn of_initiative(initiative: &Initiative, signatory: &Signatory) -> Option<Self> {
        let Some(Working::Submitted { since, content, .. }) = &initiative.working else {
            return None;
        };
        Some(Self {
            subject: QueueSubject::Initiative(signatory.id, initiative.id),
            since: *since,
            label: content.title.clone(),
            language: content.language,
            signatory: signatory.display_name().to_owned(),
            country: signatory.body.country,
        })
    }
}

impl Table {
    /// Everything that waits, oldest first.
    pub async fn queue(&self) -> Result<Vec<QueueEntry>, StorageError> {
        self.query(keys::QUEUE, "").await?.into_iter().map(from_item).collect()
    }
}
