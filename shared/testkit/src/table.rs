//! The register in memory. Items are kept as JSON and read through the types' own parsers,
//! so that a broken one is refused as in the table.

use crate::Faults;
use crate::faults::{After, locked};
use domain::{Initiative, InitiativeId, Settings, Signatory, SignatoryId};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Arc, Mutex};
use storage::StorageError;
use storage::publishing::{
    CHUNK, Cursor, Entry, List, Met, Meta, Plan, PublicRecord, Register, Subject,
};

/// Items in a page of a walk.
const PAGE: usize = 7;

/// A change, as the table's stream tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Partition key.
    pub pk: String,
    /// Sort key.
    pub sk: String,
}

#[derive(Debug, Clone, Default)]
struct Contents {
    items: BTreeMap<(String, String), Value>,
    public: BTreeMap<String, PublicRecord>,
    metas: BTreeMap<List, Meta>,
    entries: BTreeMap<(List, u64), Entry>,
    settings: Option<Value>,
    stream: Vec<Change>,
    reads: usize,
    commits: usize,
}

/// A table. Clones share their contents and their faults.
#[derive(Debug, Clone, Default)]
pub struct MemoryTable {
    contents: Arc<Mutex<Contents>>,
    faults: Faults,
}

fn key(subject: Subject) -> (String, String) {
    match subject {
        Subject::Signatory(id) => (format!("SIGNATORY#{id}"), "PROFILE".to_owned()),
        Subject::Initiative(owner, id) => {
            (format!("SIGNATORY#{owner}"), format!("INITIATIVE#{id}"))
        }
    }
}

impl MemoryTable {
    /// The same table, with faults of its own.
    #[must_use]
    pub fn with_faults(&self, faults: Faults) -> Self {
        Self { contents: Arc::clone(&self.contents), faults }
    }

    /// Another table with the same contents.
    #[must_use]
    pub fn copy(&self) -> Self {
        let contents = locked(&self.contents).clone();
        Self { contents: Arc::new(Mutex::new(contents)), faults: Faults::default() }
    }

    /// Writes a signatory, as the functions do.
    pub fn write_signatory(&self, signatory: &Signatory) {
        let value = serde_json::to_value(signatory).unwrap();
        self.write(Subject::Signatory(signatory.id), value);
    }

    /// Writes an initiative, as the functions do.
    pub fn write_initiative(&self, initiative: &Initiative) {
        let subject = Subject::Initiative(initiative.signatory, initiative.id);
        self.write(subject, serde_json::to_value(initiative).unwrap());
    }

    /// Writes anything at all under a subject's key.
    pub fn write(&self, subject: Subject, value: Value) {
        let (pk, sk) = key(subject);
        self.note(&pk, &sk);
        locked(&self.contents).items.insert((pk, sk), value);
    }

    /// Writes what staff have set, or anything at all under its key.
    pub fn write_settings(&self, value: Value) {
        self.note("SETTINGS", "SETTINGS");
        locked(&self.contents).settings = Some(value);
    }

    /// Adds a record to the stream without a change.
    pub fn note(&self, pk: &str, sk: &str) {
        let change = Change { pk: pk.to_owned(), sk: sk.to_owned() };
        locked(&self.contents).stream.push(change);
    }

    /// Deletes an item.
    pub fn remove(&self, subject: Subject) {
        let (pk, sk) = key(subject);
        self.note(&pk, &sk);
        locked(&self.contents).items.remove(&(pk, sk));
    }

    /// Everything that has changed, in order.
    #[must_use]
    pub fn stream(&self) -> Vec<Change> {
        locked(&self.contents).stream.clone()
    }

    /// Every list's counters.
    #[must_use]
    pub fn metas(&self) -> BTreeMap<List, Meta> {
        locked(&self.contents).metas.clone()
    }

    /// Entries of a list with their places.
    #[must_use]
    pub fn entries(&self, list: List) -> Vec<(u64, Entry)> {
        let contents = locked(&self.contents);
        let of_list = contents.entries.iter().filter(|((other, _), _)| *other == list);
        of_list.map(|((_, place), entry)| (*place, entry.clone())).collect()
    }

    /// What has been put out for a subject.
    #[must_use]
    pub fn record(&self, subject: Subject) -> Option<PublicRecord> {
        locked(&self.contents).public.get(&subject.id()).cloned()
    }

    /// Reads so far.
    #[must_use]
    pub fn reads(&self) -> usize {
        locked(&self.contents).reads
    }

    /// Transactions so far.
    #[must_use]
    pub fn commits(&self) -> usize {
        locked(&self.contents).commits
    }

    async fn read<T>(&self, read: impl FnOnce(&mut Contents) -> T) -> Result<T, StorageError> {
        let after = self.faults.next().await?;
        let mut contents = locked(&self.contents);
        contents.reads += 1;
        after.answer(read(&mut contents))
    }

    async fn item<T: DeserializeOwned>(&self, subject: Subject) -> Result<Option<T>, StorageError> {
        let key = key(subject);
        let value = self.read(|contents| contents.items.get(&key).cloned()).await?;
        value.map(serde_json::from_value).transpose().map_err(|source| StorageError::Inconsistent {
            key: format!("{} {}", key.0, key.1),
            source: Box::new(source),
        })
    }
}

impl Contents {
    fn holds(&self, plan: &Plan) -> bool {
        let record = self.public.get(&plan.record.subject.id()).map(|record| record.rev);
        let metas = plan
            .metas
            .iter()
            .all(|(list, _, expected)| self.metas.get(list).map(|meta| meta.rev) == *expected);
        let guards = plan.guards.iter().all(|(subject, rev)| {
            let item = self.items.get(&key(*subject));
            item.and_then(|item| item.get("rev")).and_then(Value::as_u64) == Some(*rev)
        });
        record == plan.expected && metas && guards
    }
}

impl Register for MemoryTable {
    async fn settings(&self) -> Result<Settings, StorageError> {
        let value = self.read(|contents| contents.settings.clone()).await?;
        let read = value.map(serde_json::from_value).transpose();
        let read = read.map_err(|source| StorageError::Inconsistent {
            key: "SETTINGS SETTINGS".to_owned(),
            source: Box::new(source),
        })?;
        Ok(read.unwrap_or_default())
    }

    async fn signatory(&self, id: SignatoryId) -> Result<Option<Signatory>, StorageError> {
        self.item(Subject::Signatory(id)).await
    }

    async fn initiative(
        &self,
        signatory: SignatoryId,
        id: InitiativeId,
    ) -> Result<Option<Initiative>, StorageError> {
        self.item(Subject::Initiative(signatory, id)).await
    }

    async fn initiatives_of(
        &self,
        signatory: SignatoryId,
    ) -> Result<Vec<InitiativeId>, StorageError> {
        let (pk, _) = key(Subject::Signatory(signatory));
        self.read(|contents| {
            let keys = contents.items.range((pk.clone(), String::new())..);
            let keys = keys.map(|(key, _)| key).take_while(|(other, _)| *other == pk);
            keys.filter_map(|(_, sk)| InitiativeId::parse(sk.strip_prefix("INITIATIVE#")?).ok())
                .collect()
        })
        .await
    }

    async fn public(&self, id: &str) -> Result<Option<PublicRecord>, StorageError> {
        self.read(|contents| contents.public.get(id).cloned()).await
    }

    async fn meta(&self, list: List) -> Result<Meta, StorageError> {
        self.read(|contents| contents.metas.get(&list).cloned().unwrap_or_default()).await
    }

    async fn chunk(&self, list: List, chunk: u64) -> Result<Vec<Entry>, StorageError> {
        let places = (list, chunk * CHUNK)..(list, (chunk + 1) * CHUNK);
        self.read(|contents| {
            contents.entries.range(places).map(|(_, entry)| entry.clone()).collect()
        })
        .await
    }

    async fn commit(&self, plan: &Plan) -> Result<bool, StorageError> {
        let after = self.faults.next().await?;
        let mut contents = locked(&self.contents);
        if after == After::Race || !contents.holds(plan) {
            return Ok(false);
        }
        contents.commits += 1;
        contents.public.insert(plan.record.subject.id(), plan.record.clone());
        for (list, meta, _) in &plan.metas {
            contents.metas.insert(*list, meta.clone());
        }
        for (list, place, entry) in &plan.entries {
            contents.entries.insert((*list, *place), entry.clone());
        }
        for removal in &plan.removals {
            contents.entries.remove(removal);
        }
        after.answer(true)
    }

    async fn walk(&self, from: Option<Cursor>) -> Result<(Vec<Met>, Option<Cursor>), StorageError> {
        let from = from.map_or((String::new(), String::new()), |cursor| {
            (cursor.key().0.to_owned(), cursor.key().1.to_owned())
        });
        self.read(|contents| {
            let after = (Bound::Excluded(from.clone()), Bound::Unbounded);
            let items = contents.items.range(after).filter_map(|((pk, sk), _)| {
                let owner = SignatoryId::parse(pk.strip_prefix("SIGNATORY#")?).ok()?;
                let subject = match sk.strip_prefix("INITIATIVE#") {
                    Some(id) => Subject::Initiative(owner, InitiativeId::parse(id).ok()?),
                    None => Subject::Signatory(owner),
                };
                Some(((pk.clone(), sk.clone()), Met::Item(subject)))
            });
            let id = from.0.strip_prefix("PUBLIC#").unwrap_or_default().to_owned();
            let public = contents.public.range((Bound::Excluded(id), Bound::Unbounded));
            let public =
                public.filter(|_| !from.0.starts_with("SIGNATORY#")).map(|(id, record)| {
                    let key = (format!("PUBLIC#{id}"), "PUBLIC".to_owned());
                    (key, Met::Public(record.subject))
                });
            // In the order of keys: PUBLIC# comes before SIGNATORY#.
            let mut rest = public.chain(items);
            let page: Vec<_> = rest.by_ref().take(PAGE).collect();
            let next = rest.next().and(page.last()).map(|((pk, sk), _)| Cursor::new(pk, sk));
            (page.into_iter().map(|(_, met)| met).collect(), next)
        })
        .await
    }
}
