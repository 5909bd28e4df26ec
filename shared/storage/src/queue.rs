//! What waits for staff, oldest first. Entries come and go in the transaction that changes
//! the state they follow from. A decision notes how long its case has waited, in an item of its own:
//! decisions at once do not meet there, and what is told of the last ones is one short query.

use crate::item::{Item, from_expiring_item, from_item, to_expiring_item, to_item};
use crate::keys::{self, Key};
use crate::transaction::Transaction;
use crate::{StorageError, Table};
use domain::initiative::{P, Working};
use domain::queue::{QueuePlace, usual_days};
use domain::signatory::BodyKind;
use domain::{
    AccountId, CaseId, ContentLanguage, CountryCode, Event, EventId, Initiative, QueueSubject,
    Signatory, SignatoryState, Timestamp, limits,
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

/// How long a case had waited when it was decided.
#[derive(Serialize, Deserialize)]
struct Waited {
    hours: u32,
}

/// Notes how long a case has waited that a decision takes out of the queue.
pub(crate) fn note_waited(
    transaction: &mut Transaction<'_>,
    before: Option<&QueueEntry>,
    after: Option<&QueueEntry>,
    event: &Event,
) -> Result<(), StorageError> {
    let Some(entry) = before.filter(|_| after.is_none()) else { return Ok(()) };
    let hours = event.at.duration_since(entry.since).as_hours().max(0);
    let waited = Waited { hours: u32::try_from(hours).unwrap_or(u32::MAX) };
    let key = keys::waited(entry.subject.case(), event.id);
    transaction.overwrite(to_expiring_item(&key, &waited, event.at + limits::WAIT_KEPT)?);
    Ok(())
}

/// Forgets it, since the decision is taken back.
pub(crate) fn forget_waited(transaction: &mut Transaction<'_>, case: CaseId, decision: EventId) {
    transaction.delete(&keys::waited(case, decision));
}

impl Table {
    /// The places of cases in the queue, by case and since when they wait. The queue is gone
    /// through once, however many there are, and of its entries only the keys come back.
    pub async fn queue_places(
        &self,
        cases: &[(CaseId, Timestamp)],
        service_days: u32,
        now: Timestamp,
    ) -> Result<Vec<(CaseId, QueuePlace)>, StorageError> {
        if cases.is_empty() {
            return Ok(Vec::new());
        }
        let waiting = self.sort_keys(keys::QUEUE).await?;
        let mut usual = Vec::new();
        let mut places = Vec::new();
        for (case, since) in cases {
            let key = keys::queue(*since, &case.to_string());
            let before = waiting.partition_point(|other| *other < key.sk);
            let partition = keys::waited_partition(*case);
            let known = usual.iter().find(|(of, _)| *of == partition);
            let usual_days = match known {
                Some((_, days)) => *days,
                None => {
                    let days = usual_days(&self.waited(partition, now).await?, service_days);
                    usual.push((partition, days));
                    days
                }
            };
            let number = before + 1;
            // One that has come this moment may not be in the answer yet.
            let of = waiting.len().max(number);
            places.push((*case, QueuePlace { number, of, usual_days }));
        }
        Ok(places)
    }

    /// Hours that the cases of the last decisions had waited.
    async fn waited(&self, partition: &str, now: Timestamp) -> Result<Vec<u32>, StorageError> {
        let mut hours = Vec::new();
        for item in self.last(partition, limits::WAITS_LOOKED_AT).await? {
            hours.extend(from_expiring_item::<Waited>(item, now)?.map(|waited| waited.hours));
        }
        Ok(hours)
    }

    /// Everything that waits, oldest first.
    pub async fn queue(&self) -> Result<Vec<QueueEntry>, StorageError> {
        self.query(keys::QUEUE, "").await?.into_iter().map(from_item).collect()
    }
}
