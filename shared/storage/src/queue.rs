//! What waits for staff, oldest first. Entries come and go in the transaction that changes
//! the state they follow from.

use crate::item::{Item, from_item, to_item};
use crate::keys::{self, Key};
use crate::{StorageError, Table};
use domain::initiative::{P, Working};
use domain::signatory::BodyKind;
use domain::{
    AccountId, ContentLanguage, CountryCode, Initiative, QueueSubject, Signatory, SignatoryState,
    Timestamp,
};
use serde::{Deserialize, Serialize};

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
    /// Kind of the signatory. This and what follows is not in entries from before there were
    /// filters.
    #[serde(default)]
    pub kind: Option<BodyKind>,
    /// The Ps of an initiative.
    #[serde(default)]
    pub ps: Vec<P>,
    /// Whether its text has words that could identify a child or a victim.
    #[serde(default)]
    pub flagged: bool,
    /// Whether it is an appeal.
    #[serde(default)]
    pub appeal: bool,
    /// Who may not decide it: whose refusal an appeal is against.
    #[serde(default)]
    pub not_by: Option<AccountId>,
    /// Who has approved it already, where two must.
    #[serde(default)]
    pub approvals: Vec<AccountId>,
    /// Whether it is a newer version of something public.
    #[serde(default)]
    pub update: bool,
}

impl QueueEntry {
    pub(crate) fn key(&self) -> Key {
        keys::queue(self.since, &self.subject.case().to_string())
    }

    pub(crate) fn item(&self) -> Result<Item, StorageError> {
        to_item(&self.key(), self)
    }

    /// The entry that this signatory's state calls for.
    pub(crate) fn of_signatory(signatory: &Signatory) -> Option<Self> {
        let SignatoryState::Submitted { since, appeal } = &signatory.state else { return None };
        Some(Self {
            subject: QueueSubject::Signatory(signatory.id),
            since: *since,
            label: signatory.display_name().to_owned(),
            language: signatory.body.name_language,
            signatory: signatory.display_name().to_owned(),
            country: signatory.body.country,
            kind: Some(signatory.body.kind),
            ps: Vec::new(),
            flagged: false,
            appeal: appeal.is_some(),
            not_by: appeal.as_ref().and_then(|refusal| refusal.by),
            approvals: Vec::new(),
            update: false,
        })
    }

    /// The entry that this initiative's state calls for.
    pub(crate) fn of_initiative(initiative: &Initiative, signatory: &Signatory) -> Option<Self> {
        let Some(Working::Submitted { since, content, appeal, approvals }) = &initiative.working
        else {
            return None;
        };
        Some(Self {
            subject: QueueSubject::Initiative(signatory.id, initiative.id),
            since: *since,
            label: content.title.clone(),
            language: content.language,
            signatory: signatory.display_name().to_owned(),
            country: signatory.body.country,
            kind: Some(signatory.body.kind),
            ps: content.ps.clone(),
            flagged: !content.flags().is_empty(),
            appeal: appeal.is_some(),
            not_by: appeal.as_ref().and_then(|refusal| refusal.by),
            approvals: approvals.clone(),
            update: initiative.published.is_some(),
        })
    }
}

impl Table {
    /// Everything that waits, oldest first.
    pub async fn queue(&self) -> Result<Vec<QueueEntry>, StorageError> {
        self.query(keys::QUEUE, "").await?.into_iter().map(from_item).collect()
    }
}
