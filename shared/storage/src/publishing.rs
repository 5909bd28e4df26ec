//! What is put out for the public: which page each signatory and initiative has, and at
//! which place of which list it stands.
//!
//! A list is cut into chunks of [`CHUNK`] places. A place is given once and for good: it is
//! never given to another, and what comes back after a hold comes back to its own. So chunks
//! fill up and then stay as they are, and publishing one thing touches a number of items that
//! does not grow with the register.

use crate::StorageError;
use crate::item::{from_item, text, text_of, to_item};
use crate::keys::{self, Key, StreamKey};
use crate::transaction::{CommitError, Transaction};
use crate::{OperationToken, Table};
use aws_sdk_dynamodb::types::AttributeValue;
use domain::initiative::{P, Status};
use domain::signatory::{BodyKind, Profile};
use domain::{
    ContentLanguage, CountryCode, Initiative, InitiativeId, Settings, Signatory, SignatoryId, Slug,
    Timestamp,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::future::Future;

/// Places in a chunk of a list; a chunk is one query.
pub const CHUNK: u64 = 100;

/// Slugs that are remembered for a subject, the present one among them.
const SLUGS: usize = 50;

/// Something that can have a public page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A signatory.
    Signatory(SignatoryId),
    /// An initiative of a signatory.
    Initiative(SignatoryId, InitiativeId),
}

impl Subject {
    /// The identifier under which what is put out is recorded.
    #[must_use]
    pub fn id(self) -> String {
        match self {
            Self::Signatory(id) => id.to_string(),
            Self::Initiative(_, id) => id.to_string(),
        }
    }

    /// Whose it is.
    #[must_use]
    pub fn signatory(self) -> SignatoryId {
        match self {
            Self::Signatory(id) | Self::Initiative(id, _) => id,
        }
    }
}

/// A list that pages are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum List {
    /// Every listed signatory.
    Signatories,
    /// Those of a country.
    Country(CountryCode),
    /// Every public initiative.
    Initiatives,
    /// Those that serve a P.
    P(P),
    /// Those of one signatory.
    Of(SignatoryId),
}

const SIGNATORIES: &str = "signatories";
const INITIATIVES: &str = "initiatives";

impl List {
    /// The list whose counter also counts this one, and the name it has there.
    #[must_use]
    pub fn whole(self) -> Option<(Self, String)> {
        match self {
            Self::Country(country) => Some((Self::Signatories, country.code().to_owned())),
            Self::P(p) => Some((Self::Initiatives, p.code().to_owned())),
            Self::Signatories | Self::Initiatives | Self::Of(_) => None,
        }
    }

    fn parse(text: &str) -> Option<Self> {
        match text.split_once(':') {
            None if text == SIGNATORIES => Some(Self::Signatories),
            None if text == INITIATIVES => Some(Self::Initiatives),
            Some((SIGNATORIES, part)) => CountryCode::parse(part).ok().map(Self::Country),
            Some((INITIATIVES, part)) => P::from_code(part)
                .map(Self::P)
                .or_else(|| SignatoryId::parse(part).ok().map(Self::Of)),
            _ => None,
        }
    }
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signatories => f.write_str(SIGNATORIES),
            Self::Country(country) => write!(f, "{SIGNATORIES}:{}", country.lower()),
            Self::Initiatives => f.write_str(INITIATIVES),
            Self::P(p) => write!(f, "{INITIATIVES}:{}", p.code()),
            Self::Of(signatory) => write!(f, "{INITIATIVES}:{signatory}"),
        }
    }
}

/// The text names no list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a list")]
pub struct NotAList;

impl TryFrom<String> for List {
    type Error = NotAList;
    fn try_from(text: String) -> Result<Self, NotAList> {
        Self::parse(&text).ok_or(NotAList)
    }
}

impl From<List> for String {
    fn from(list: List) -> Self {
        list.to_string()
    }
}

/// Counters of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// The next free place; from 0, never less.
    pub next: u64,
    /// Entries that stand in the list now.
    pub count: u64,
    /// Entries that stand in each of its parts now: countries, Ps.
    #[serde(default)]
    pub parts: BTreeMap<String, u64>,
    /// Revision; 0 for a list that never held anything.
    pub rev: u64,
}

impl Meta {
    /// The open chunk, which holds the newest entries; from 0. `None` while nothing was ever
    /// listed.
    #[must_use]
    pub fn last_chunk(&self) -> Option<u64> {
        self.next.checked_sub(1).map(|place| place / CHUNK)
    }
}

/// What lists show of a subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Entry {
    /// Of a signatory.
    Signatory(SignatoryEntry),
    /// Of an initiative.
    Initiative(InitiativeEntry),
}

/// What lists show of a signatory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatoryEntry {
    /// Identifier.
    pub id: SignatoryId,
    /// The name to show first.
    pub name: String,
    /// Readable part of its address.
    pub slug: Slug,
    /// Who signs.
    pub profile: Profile,
    /// Official name of the body.
    pub official_name: String,
    /// The name in Latin letters, where it is not.
    pub latin_name: Option<String>,
    /// Language of the name.
    pub name_language: ContentLanguage,
    /// Kind of body.
    pub kind: BodyKind,
    /// Where.
    pub country: CountryCode,
    /// When it signed.
    pub signed: Option<Timestamp>,
}

impl From<&Signatory> for SignatoryEntry {
    fn from(signatory: &Signatory) -> Self {
        Self {
            id: signatory.id,
            name: signatory.display_name().to_owned(),
            slug: signatory.slug(),
            profile: signatory.body.profile,
            official_name: signatory.body.official_name.clone(),
            latin_name: signatory.body.latin_name.clone(),
            name_language: signatory.body.name_language,
            kind: signatory.body.kind,
            country: signatory.body.country,
            signed: signatory.signature.as_ref().map(|signature| signature.at),
        }
    }
}

/// What lists show of an initiative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InitiativeEntry {
    /// Identifier.
    pub id: InitiativeId,
    /// Whose it is.
    pub signatory: SignatoryEntry,
    /// Title.
    pub title: String,
    /// Readable part of its address.
    pub slug: Slug,
    /// Summary.
    pub summary: String,
    /// Language of the text.
    pub language: ContentLanguage,
    /// The Ps it serves.
    pub ps: Vec<P>,
    /// How far it is.
    pub status: Status,
}

/// How a subject is to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Showing {
    /// Readable part of its address.
    pub slug: Slug,
    /// What lists show of it.
    pub entry: Entry,
    /// The lists it stands in; none for a page that no list leads to.
    pub lists: BTreeSet<List>,
}

impl Showing {
    /// How this signatory is to be shown; `None` when it is not public.
    #[must_use]
    pub fn of_signatory(signatory: &Signatory) -> Option<Self> {
        let lists = if signatory.is_listed() {
            BTreeSet::from([List::Signatories, List::Country(signatory.body.country)])
        } else {
            BTreeSet::new()
        };
        signatory.is_public().then(|| Self {
            slug: signatory.slug(),
            entry: Entry::Signatory(signatory.into()),
            lists,
        })
    }

    /// How this initiative is to be shown; `None` when it, or its signatory, is not public.
    #[must_use]
    pub fn of_initiative(signatory: &Signatory, initiative: &Initiative) -> Option<Self> {
        let published = initiative.published.as_ref().filter(|_| signatory.is_listed())?;
        let content = &published.content;
        let lists = content.ps.iter().copied().map(List::P);
        Some(Self {
            slug: content.slug(),
            entry: Entry::Initiative(InitiativeEntry {
                id: initiative.id,
                signatory: signatory.into(),
                title: content.title.clone(),
                slug: content.slug(),
                summary: content.summary.clone(),
                language: content.language,
                ps: content.ps.clone(),
                status: content.status,
            }),
            lists: lists.chain([List::Initiatives, List::Of(signatory.id)]).collect(),
        })
    }
}

/// What has been put out for a subject. It stays when the subject is not public any more, so
/// that its address answers that it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicRecord {
    /// Of what.
    pub subject: Subject,
    /// Every slug that was put out, the present one last.
    pub slugs: Vec<Slug>,
    /// Whether it has a page now.
    pub live: bool,
    /// What lists show of it.
    pub entry: Option<Entry>,
    /// The place it was given in each list it ever stood in.
    pub places: BTreeMap<List, u64>,
    /// The lists it stands in now.
    pub listed: BTreeSet<List>,
    /// Something is to be gone whose removal from bucket and CDN is not yet confirmed.
    pub purge: bool,
    /// Revision.
    pub rev: u64,
}

impl PublicRecord {
    /// The slug of its page, or of the page it had.
    #[must_use]
    pub fn slug(&self) -> Option<&Slug> {
        self.slugs.last()
    }
}

/// Revision that an item must still have: none for an item that must not exist.
type Expected = Option<u64>;

/// A change of what is put out, worked out and not yet made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The subject's record afterwards.
    pub record: PublicRecord,
    /// Its revision before.
    pub expected: Expected,
    /// Counters afterwards, with their revision before.
    pub metas: Vec<(List, Meta, Expected)>,
    /// Entries to write.
    pub entries: Vec<(List, u64, Entry)>,
    /// Entries to delete.
    pub removals: Vec<(List, u64)>,
    /// Items that the plan follows from, with the revision that was read.
    pub guards: Vec<(Subject, u64)>,
}

/// The lists whose counters change when a subject with this record is to be shown like this.
#[must_use]
pub fn changing_lists(record: Option<&PublicRecord>, showing: Option<&Showing>) -> BTreeSet<List> {
    let none = BTreeSet::new();
    let before = record.map_or(&none, |record| &record.listed);
    let after = showing.map_or(&none, |showing| &showing.lists);
    let mut lists: BTreeSet<List> = before.symmetric_difference(after).copied().collect();
    lists.extend(lists.clone().into_iter().filter_map(List::whole).map(|(whole, _)| whole));
    lists
}

/// Works out what to change so that the subject is shown like this. `metas` are the counters
/// of [`changing_lists`]. `None` when nothing is to change.
#[must_use]
pub fn plan(
    subject: Subject,
    record: Option<PublicRecord>,
    showing: Option<&Showing>,
    metas: &BTreeMap<List, Meta>,
    guards: Vec<(Subject, u64)>,
) -> Option<Plan> {
    let expected = record.as_ref().map(|record| record.rev);
    let before = match record {
        Some(record) => record,
        None if showing.is_none() => return None,
        None => PublicRecord {
            subject,
            slugs: Vec::new(),
            live: false,
            entry: None,
            places: BTreeMap::new(),
            listed: BTreeSet::new(),
            purge: false,
            rev: 0,
        },
    };
    let mut record = before.clone();
    let mut metas = metas.clone();
    let (mut entries, mut removals) = (Vec::new(), Vec::new());
    record.live = showing.is_some();
    record.listed = showing.map(|showing| showing.lists.clone()).unwrap_or_default();
    record.entry = showing.map(|showing| showing.entry.clone());
    for list in before.listed.difference(&record.listed) {
        count(&mut metas, *list, |count| count.saturating_sub(1));
        if let Some(place) = before.places.get(list) {
            removals.push((*list, *place));
        }
    }
    for list in record.listed.difference(&before.listed) {
        count(&mut metas, *list, |count| count + 1);
        record.places.entry(*list).or_insert_with(|| {
            let meta = metas.entry(*list).or_default();
            meta.next += 1;
            meta.next - 1
        });
    }
    if let Some(showing) = showing {
        if record.slugs.last() != Some(&showing.slug) {
            record.slugs.retain(|slug| *slug != showing.slug);
            record.slugs.push(showing.slug.clone());
            let forgotten = record.slugs.len().saturating_sub(SLUGS);
            record.slugs.drain(..forgotten);
        }
        for list in &record.listed {
            let stands = before.listed.contains(list) && before.entry == record.entry;
            if let Some(place) = record.places.get(list).filter(|_| !stands) {
                entries.push((*list, *place, showing.entry.clone()));
            }
        }
    }
    let renamed = before.live && before.slugs.last() != record.slugs.last();
    record.purge |= renamed || !removals.is_empty() || (before.live && !record.live);
    if record == before {
        return None;
    }
    record.rev += 1;
    let metas = metas
        .into_iter()
        .map(|(list, meta)| {
            let expected = (meta.rev > 0).then_some(meta.rev);
            (list, Meta { rev: meta.rev + 1, ..meta }, expected)
        })
        .collect();
    Some(Plan { record, expected, metas, entries, removals, guards })
}

/// Counts an entry in or out of a list and of the whole it is a part of.
fn count(metas: &mut BTreeMap<List, Meta>, list: List, change: impl Fn(u64) -> u64) {
    let meta = metas.entry(list).or_default();
    meta.count = change(meta.count);
    if let Some((whole, name)) = list.whole() {
        let part = metas.entry(whole).or_default().parts.entry(name).or_default();
        *part = change(*part);
    }
}

/// The plan that notes that what is to be gone is gone.
#[must_use]
pub fn purged(record: PublicRecord) -> Plan {
    let expected = Some(record.rev);
    let record = PublicRecord { purge: false, rev: record.rev + 1, ..record };
    let (metas, entries, removals, guards) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    Plan { record, expected, metas, entries, removals, guards }
}

/// A key that a walk over the whole table met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Met {
    /// A signatory or an initiative.
    Item(Subject),
    /// What was put out for one.
    Public(Subject),
}

/// Where a walk over the whole table goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor(Key);

impl Cursor {
    /// A place in the table's order.
    #[must_use]
    pub fn new(pk: &str, sk: &str) -> Self {
        Self(Key::new(pk, sk))
    }

    /// The key at this place.
    #[must_use]
    pub fn key(&self) -> (&str, &str) {
        (&self.0.pk, &self.0.sk)
    }
}

/// What publishing reads of the register and notes in it. All reads are consistent.
pub trait Register {
    /// A signatory's institutional data and state: one read.
    fn signatory(
        &self,
        id: SignatoryId,
    ) -> impl Future<Output = Result<Option<Signatory>, StorageError>>;

    /// An initiative: one read.
    fn initiative(
        &self,
        signatory: SignatoryId,
        id: InitiativeId,
    ) -> impl Future<Output = Result<Option<Initiative>, StorageError>>;

    /// The initiatives of a signatory, by key alone: one query.
    fn initiatives_of(
        &self,
        signatory: SignatoryId,
    ) -> impl Future<Output = Result<Vec<InitiativeId>, StorageError>>;

    /// What has been put out under an identifier: one read.
    fn public(&self, id: &str) -> impl Future<Output = Result<Option<PublicRecord>, StorageError>>;

    /// A list's counters: one read.
    fn meta(&self, list: List) -> impl Future<Output = Result<Meta, StorageError>>;

    /// A chunk of a list, oldest entry first: one query.
    fn chunk(
        &self,
        list: List,
        chunk: u64,
    ) -> impl Future<Output = Result<Vec<Entry>, StorageError>>;

    /// Makes the planned change: one transaction. `false` when something it follows from has
    /// changed meanwhile; nothing was written then.
    fn commit(&self, plan: &Plan) -> impl Future<Output = Result<bool, StorageError>>;

    /// What staff have set: one read.
    fn settings(&self) -> impl Future<Output = Result<Settings, StorageError>>;

    /// A page of a walk over the whole table, for an operator's rebuild.
    fn walk(
        &self,
        from: Option<Cursor>,
    ) -> impl Future<Output = Result<(Vec<Met>, Option<Cursor>), StorageError>>;
}

#[derive(Serialize, Deserialize)]
pub(crate) struct ListItem {
    pub(crate) entry: Entry,
}

impl Register for Table {
    async fn settings(&self) -> Result<Settings, StorageError> {
        Ok(Self::settings(self).await?.0)
    }

    async fn signatory(&self, id: SignatoryId) -> Result<Option<Signatory>, StorageError> {
        Self::signatory(self, id).await
    }

    async fn initiative(
        &self,
        signatory: SignatoryId,
        id: InitiativeId,
    ) -> Result<Option<Initiative>, StorageError> {
        Self::initiative(self, signatory, id).await
    }

    async fn initiatives_of(
        &self,
        signatory: SignatoryId,
    ) -> Result<Vec<InitiativeId>, StorageError> {
        let partition = keys::signatory_partition(signatory);
        let mut items = self
            .client
            .query()
            .table_name(&self.name)
            .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
            .expression_attribute_values(":pk", text(&partition))
            .expression_attribute_values(":prefix", text(keys::INITIATIVE))
            .projection_expression("sk")
            .consistent_read(true)
            .into_paginator()
            .items()
            .send();
        let mut ids = Vec::new();
        while let Some(item) = items.next().await {
            // A key that holds no identifier has a record in the stream of its own, and fails
            // there.
            if let StreamKey::Initiative(_, id) =
                StreamKey::parse(&partition, text_of(&item?, "sk"))
            {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    async fn public(&self, id: &str) -> Result<Option<PublicRecord>, StorageError> {
        self.get(&keys::public(id)).await?.map(from_item).transpose()
    }

    async fn meta(&self, list: List) -> Result<Meta, StorageError> {
        self.get(&keys::list_meta(list)).await?.map_or(Ok(Meta::default()), from_item)
    }

    async fn chunk(&self, list: List, chunk: u64) -> Result<Vec<Entry>, StorageError> {
        self.query(&keys::list_chunk(list, chunk), "")
            .await?
            .into_iter()
            .map(|item| from_item::<ListItem>(item).map(|item| item.entry))
            .collect()
    }

    async fn commit(&self, plan: &Plan) -> Result<bool, StorageError> {
        // The same plan has the same token: repeated after a lost answer it is one change. An
        // account's tables share their tokens.
        let token = OperationToken::of_text(&format!("{} {plan:?}", self.name));
        let mut transaction = Transaction::new(self, token);
        let key = keys::public(&plan.record.subject.id());
        put(&mut transaction, to_item(&key, &plan.record)?, plan.expected);
        for (list, meta, expected) in &plan.metas {
            put(&mut transaction, to_item(&keys::list_meta(*list), meta)?, *expected);
        }
        for (list, place, entry) in &plan.entries {
            let item = ListItem { entry: entry.clone() };
            transaction.overwrite(to_item(&keys::list_entry(*list, *place), &item)?);
        }
        for (list, place) in &plan.removals {
            transaction.delete(&keys::list_entry(*list, *place));
        }
        for (subject, rev) in &plan.guards {
            let key = match *subject {
                Subject::Signatory(id) => keys::signatory(id),
                Subject::Initiative(signatory, id) => keys::initiative(signatory, id),
            };
            transaction.require(&key, *rev);
        }
        match transaction.commit().await {
            Ok(()) => Ok(true),
            Err(CommitError::Refused(_)) => Ok(false),
            Err(error @ (CommitError::Leased | CommitError::Storage(_))) => Err(error.into()),
        }
    }

    async fn walk(&self, from: Option<Cursor>) -> Result<(Vec<Met>, Option<Cursor>), StorageError> {
        let start = from.map(|Cursor(key)| {
            HashMap::from([("pk".to_owned(), text(key.pk)), ("sk".to_owned(), text(key.sk))])
        });
        let output = self
            .client
            .scan()
            .table_name(&self.name)
            .filter_expression("begins_with(pk, :signatory) OR begins_with(pk, :public)")
            .expression_attribute_values(":signatory", text(keys::SIGNATORY))
            .expression_attribute_values(":public", text(keys::PUBLIC))
            .projection_expression("pk, sk, subject")
            .set_exclusive_start_key(start)
            .consistent_read(true)
            .send()
            .await?;
        let mut met = Vec::new();
        for mut item in output.items.unwrap_or_default() {
            match StreamKey::parse(text_of(&item, "pk"), text_of(&item, "sk")) {
                StreamKey::Signatory(id) => met.push(Met::Item(Subject::Signatory(id))),
                StreamKey::Initiative(signatory, id) => {
                    met.push(Met::Item(Subject::Initiative(signatory, id)));
                }
                StreamKey::Unreadable => {
                    let key = format!("{} {}", text_of(&item, "pk"), text_of(&item, "sk"));
                    let source = Box::from("the key holds no identifier");
                    return Err(StorageError::Inconsistent { key, source });
                }
                StreamKey::Settings => {}
                StreamKey::Other => {
                    if let Some(subject) = item.remove("subject") {
                        let key = format!("{} {}", text_of(&item, "pk"), text_of(&item, "sk"));
                        let subject =
                            serde_dynamo::from_attribute_value(subject).map_err(|source| {
                                StorageError::Inconsistent { key, source: Box::new(source) }
                            })?;
                        met.push(Met::Public(subject));
                    }
                }
            }
        }
        let next = output.last_evaluated_key.map(|key: HashMap<String, AttributeValue>| {
            Cursor::new(text_of(&key, "pk"), text_of(&key, "sk"))
        });
        Ok((met, next))
    }
}

fn put(transaction: &mut Transaction<'_>, item: crate::item::Item, expected: Expected) {
    match expected {
        Some(rev) => transaction.replace(item, rev),
        None => transaction.create(item),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> SignatoryId {
        SignatoryId::new(Timestamp::UNIX_EPOCH, [number; 10])
    }

    fn showing(name: &str, lists: &[List]) -> Showing {
        let language = serde_json::from_str("\"en\"").unwrap();
        let entry = SignatoryEntry {
            id: id(1),
            name: name.to_owned(),
            slug: Slug::of(name),
            profile: Profile::Authority,
            official_name: name.to_owned(),
            latin_name: None,
            name_language: language,
            kind: BodyKind::Region,
            country: CountryCode::parse("FR").unwrap(),
            signed: None,
        };
        Showing {
            slug: Slug::of(name),
            entry: Entry::Signatory(entry),
            lists: lists.iter().copied().collect(),
        }
    }

    fn france() -> List {
        List::Country(CountryCode::parse("FR").unwrap())
    }

    /// Plans against these counters and keeps what comes out.
    fn step(
        record: Option<PublicRecord>,
        showing: Option<&Showing>,
        metas: &mut BTreeMap<List, Meta>,
    ) -> Option<Plan> {
        let lists = changing_lists(record.as_ref(), showing);
        let read = lists
            .into_iter()
            .map(|list| (list, metas.get(&list).cloned().unwrap_or_default()))
            .collect();
        let plan = plan(Subject::Signatory(id(1)), record, showing, &read, Vec::new())?;
        metas.extend(plan.metas.iter().map(|(list, meta, _)| (*list, meta.clone())));
        Some(plan)
    }

    #[test]
    fn every_list_reads_back() {
        let mut lists = vec![List::Signatories, List::Initiatives, List::Of(id(3))];
        lists.extend(CountryCode::all().map(List::Country));
        lists.extend(P::ALL.iter().copied().map(List::P));
        for list in lists {
            assert_eq!(List::try_from(list.to_string()), Ok(list));
        }
        for text in ["", "signatories:", "signatories:xx", "initiatives:x", "other"] {
            assert_eq!(List::try_from(text.to_owned()), Err(NotAList), "{text}");
        }
    }

    #[test]
    fn a_place_is_given_once_and_for_good() {
        let mut metas = BTreeMap::new();
        let shown = showing("Town", &[List::Signatories, france()]);
        let first = step(None, Some(&shown), &mut metas).unwrap();
        assert_eq!((first.expected, first.record.rev, first.record.purge), (None, 1, false));
        assert_eq!(first.entries.len(), 2);
        assert_eq!(metas[&List::Signatories].parts["FR"], 1);
        // Nothing to do twice.
        assert_eq!(step(Some(first.record.clone()), Some(&shown), &mut metas), None);
        let out = step(Some(first.record.clone()), None, &mut metas).unwrap();
        assert!(out.record.purge && !out.record.live);
        assert_eq!(out.removals.len(), 2);
        let meta = &metas[&List::Signatories];
        assert_eq!((meta.next, meta.count, meta.parts["FR"]), (1, 0, 0));
        let back = step(Some(purged(out.record).record), Some(&shown), &mut metas).unwrap();
        assert_eq!(back.record.places, first.record.places);
        let meta = &metas[&List::Signatories];
        assert_eq!((meta.next, meta.count, meta.parts["FR"]), (1, 1, 1));
    }

    #[test]
    fn what_never_was_public_leaves_no_record() {
        assert_eq!(step(None, None, &mut BTreeMap::new()), None);
    }

    #[test]
    fn a_new_name_is_a_new_slug_and_new_entries_at_the_old_places() {
        let mut metas = BTreeMap::new();
        let lists = [List::Signatories, france()];
        let first = step(None, Some(&showing("Town", &lists)), &mut metas).unwrap();
        let renamed = step(Some(first.record), Some(&showing("City", &lists)), &mut metas).unwrap();
        assert_eq!(renamed.record.slugs, [Slug::of("Town"), Slug::of("City")]);
        assert!(renamed.record.purge && renamed.metas.is_empty() && renamed.removals.is_empty());
        assert_eq!(renamed.entries.len(), 2);
        let again = step(Some(renamed.record), Some(&showing("Town", &lists)), &mut metas).unwrap();
        assert_eq!(again.record.slugs, [Slug::of("City"), Slug::of("Town")]);
    }

    #[test]
    fn remembered_slugs_are_bounded() {
        let mut record = None;
        for number in 0..80 {
            let shown = showing(&format!("Town {number}"), &[]);
            record = step(record, Some(&shown), &mut BTreeMap::new()).map(|plan| plan.record);
        }
        assert_eq!(record.unwrap().slugs.len(), SLUGS);
    }

    #[test]
    fn records_read_back_from_items() {
        let mut metas = BTreeMap::new();
        let shown = showing("Δήμος", &[List::Signatories, france(), List::Of(id(9))]);
        let plan = step(None, Some(&shown), &mut metas).unwrap();
        let key = keys::public(&plan.record.subject.id());
        let item = to_item(&key, &plan.record).unwrap();
        assert_eq!(from_item::<PublicRecord>(item).unwrap(), plan.record);
        for (list, meta) in metas {
            let item = to_item(&keys::list_meta(list), &meta).unwrap();
            assert_eq!(from_item::<Meta>(item).unwrap(), meta);
        }
        for (list, place, entry) in plan.entries {
            let key = keys::list_entry(list, place);
            let item = to_item(&key, &ListItem { entry: entry.clone() }).unwrap();
            assert_eq!(from_item::<ListItem>(item).unwrap().entry, entry);
        }
    }

    #[test]
    fn places_of_a_chunk_sort_by_age() {
        let key = |place| keys::list_entry(List::Initiatives, place);
        assert_eq!(key(99).pk, "LIST#initiatives#0");
        assert_eq!(key(100).pk, "LIST#initiatives#1");
        assert!(key(109).sk > key(100).sk && key(9).sk < key(10).sk);
    }

    #[test]
    fn f16_stream_keys_that_hold_no_identifier_are_noticed() {
        let signatory = format!("SIGNATORY#{}", id(1));
        let key = StreamKey::parse;
        assert_eq!(key(&signatory, "PROFILE"), StreamKey::Signatory(id(1)));
        assert_eq!(key(&signatory, "CONTACT"), StreamKey::Other);
        assert_eq!(key(&signatory, "INITIATIVE#x"), StreamKey::Unreadable);
        assert_eq!(key("SIGNATORY#x", "PROFILE"), StreamKey::Unreadable);
        assert_eq!(key("MAIL#x", "MAIL"), StreamKey::Other);
        assert_eq!(key("SETTINGS", "SETTINGS"), StreamKey::Settings);
    }
}
