//! What is derived from the records, compared with what the records say, for operators: the
//! queue, uniqueness, lists and their counters, memberships, the list of due mails.
//!
//! A look walks over the whole table, page by page, and keeps what it needs of each item in
//! memory. It is no snapshot: what changes under its eyes can look like a drift. So a drift is
//! one that two looks in succession find, and each mend is made on condition of the revisions
//! that the second look has read.

use crate::accounts::{EmailGuard, Membership};
use crate::item::{Item, from_item, text_of, to_item};
use crate::keys::{self, Key};
use crate::outbox::{DueMail, due_item};
use crate::publishing::{List, ListItem, Meta, PublicRecord};
use crate::queue::QueueEntry;
use crate::signatories::BodyGuard;
use crate::transaction::{CommitError, Transaction};
use crate::{MailIntent, OperationToken, StorageError, Table};
use domain::signatory::body_keys;
use domain::{Account, AccountId, Initiative, InitiativeId, QueueSubject, Signatory, SignatoryId};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A kind of drift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DriftKind {
    /// Something waits for staff and is not in the queue.
    QueueEntryMissing,
    /// Something is in the queue and does not wait.
    QueueEntryStale,
    /// An account's address is not marked as taken.
    EmailGuardMissing,
    /// An account's address is marked as taken by another.
    EmailGuardElsewhere,
    /// A signatory's body is not marked as taken.
    BodyGuardMissing,
    /// A signatory's body is marked as taken by another.
    BodyGuardElsewhere,
    /// A list's counters are not those of what stands in it.
    ListCounterWrong,
    /// Something stands in a list by its record, and its entry is not there.
    ListEntryMissing,
    /// An entry of a list that no record knows of.
    ListEntryStale,
    /// A membership in a signatory that is not there.
    MembershipStale,
    /// A mail that waits to be sent and is not in the list of due mails.
    DueMailMissing,
    /// An item that our types refuse.
    Unreadable,
}

impl DriftKind {
    /// The code in documents for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::QueueEntryMissing => "queue_entry_missing",
            Self::QueueEntryStale => "queue_entry_stale",
            Self::EmailGuardMissing => "email_guard_missing",
            Self::EmailGuardElsewhere => "email_guard_elsewhere",
            Self::BodyGuardMissing => "body_guard_missing",
            Self::BodyGuardElsewhere => "body_guard_elsewhere",
            Self::ListCounterWrong => "list_counter_wrong",
            Self::ListEntryMissing => "list_entry_missing",
            Self::ListEntryStale => "list_entry_stale",
            Self::MembershipStale => "membership_stale",
            Self::DueMailMissing => "due_mail_missing",
            Self::Unreadable => "unreadable_item",
        }
    }
}

/// Something that differs from what the records say.
#[derive(Debug, Clone)]
pub struct Drift {
    /// What kind.
    pub kind: DriftKind,
    /// What it is about: identifiers and keys, no personal data.
    pub about: String,
    mend: Option<Mend>,
}

impl Drift {
    /// Whether [`Table::mend`] knows what to do. The others need a person.
    #[must_use]
    pub fn can_be_mended(&self) -> bool {
        self.mend.is_some()
    }
}

/// What puts a drift right, and what must still be so.
#[derive(Debug, Clone)]
struct Mend {
    change: Change,
    guards: Vec<Guard>,
}

#[derive(Debug, Clone)]
enum Change {
    Create(Item),
    Replace(Item, u64),
    Delete(Key),
}

#[derive(Debug, Clone)]
enum Guard {
    Rev(Key, u64),
    Absent(Key),
}

/// How a mend ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mended {
    /// It is put right.
    Done,
    /// Something has changed since it was found; nothing was done.
    Moved,
    /// A person must look.
    No,
}

/// What one walk over the table has seen.
#[derive(Default)]
struct Look {
    accounts: Vec<Account>,
    members: Vec<(AccountId, Membership)>,
    emails: HashMap<String, AccountId>,
    bodies: HashMap<String, SignatoryId>,
    signatories: BTreeMap<SignatoryId, Signatory>,
    initiatives: BTreeMap<InitiativeId, (SignatoryId, u64)>,
    submitted: Vec<Initiative>,
    queue: BTreeMap<String, QueueEntry>,
    records: BTreeMap<String, PublicRecord>,
    metas: BTreeMap<List, Meta>,
    entries: BTreeSet<(List, u64)>,
    waiting_mails: Vec<MailIntent>,
    due: BTreeSet<String>,
    drifts: Vec<Drift>,
}

impl Table {
    /// Everything that differs from what the records say. `seen` is told how many items each
    /// page of the walk had. Two Scans of the table where there is anything, else one.
    pub async fn drifts(&self, mut seen: impl FnMut(usize)) -> Result<Vec<Drift>, StorageError> {
        let first = self.look(&mut seen).await?;
        if first.is_empty() {
            return Ok(first);
        }
        let known: BTreeSet<(DriftKind, String)> =
            first.into_iter().map(|drift| (drift.kind, drift.about)).collect();
        let mut second = self.look(&mut seen).await?;
        second.retain(|drift| known.contains(&(drift.kind, drift.about.clone())));
        Ok(second)
    }

    /// Puts a drift right. The token is made anew for each mend.
    pub async fn mend(&self, drift: &Drift, token: OperationToken) -> Result<Mended, StorageError> {
        let Some(mend) = &drift.mend else { return Ok(Mended::No) };
        let mut transaction = Transaction::new(self, token);
        match &mend.change {
            Change::Create(item) => transaction.create(item.clone()),
            Change::Replace(item, rev) => transaction.replace(item.clone(), *rev),
            Change::Delete(key) => transaction.delete(key),
        };
        for guard in &mend.guards {
            match guard {
                Guard::Rev(key, rev) => transaction.require(key, *rev),
                Guard::Absent(key) => transaction.require_none(key),
            };
        }
        match transaction.commit().await {
            Ok(()) => Ok(Mended::Done),
            Err(CommitError::Refused(_)) => Ok(Mended::Moved),
            Err(error @ (CommitError::Leased | CommitError::Storage(_))) => Err(error.into()),
        }
    }

    async fn look(&self, seen: &mut impl FnMut(usize)) -> Result<Vec<Drift>, StorageError> {
        let mut look = Look::default();
        let mut start = None;
        loop {
            let page = self
                .client
                .scan()
                .table_name(&self.name)
                .set_exclusive_start_key(start)
                .consistent_read(true)
                .send()
                .await?;
            let items = page.items.unwrap_or_default();
            seen(items.len());
            for item in items {
                look.take(item);
            }
            start = page.last_evaluated_key;
            if start.is_none() {
                return look.compare();
            }
        }
    }
}

impl Look {
    /// Keeps what is needed of an item.
    fn take(&mut self, item: Item) {
        let (pk, sk) = (text_of(&item, "pk").to_owned(), text_of(&item, "sk").to_owned());
        let kind = pk.split_once('#').map_or(pk.as_str(), |(kind, _)| kind);
        match (kind, sk.as_str()) {
            ("ACCOUNT", "ACCOUNT") => {
                let account = self.read(item);
                self.accounts.extend(account);
            }
            ("ACCOUNT", member) if member.starts_with(keys::MEMBER) => {
                let id = pk.strip_prefix("ACCOUNT#").and_then(|id| AccountId::parse(id).ok());
                let membership = self.read(item);
                self.members.extend(id.zip(membership));
            }
            ("EMAIL", _) => {
                let guard: Option<EmailGuard> = self.read(item);
                self.emails.extend(guard.map(|guard| (pk, guard.account)));
            }
            ("BODY", _) => {
                let guard: Option<BodyGuard> = self.read(item);
                self.bodies.extend(guard.map(|guard| (pk, guard.signatory)));
            }
            ("SIGNATORY", keys::PROFILE) => {
                let signatory: Option<Signatory> = self.read(item);
                self.signatories.extend(signatory.map(|signatory| (signatory.id, signatory)));
            }
            ("SIGNATORY", sk) if sk.starts_with(keys::INITIATIVE) => {
                if let Some(initiative) = self.read::<Initiative>(item) {
                    self.initiatives.insert(initiative.id, (initiative.signatory, initiative.rev));
                    // Of the others no text is held.
                    if initiative.working.is_some() {
                        self.submitted.push(initiative);
                    }
                }
            }
            (keys::QUEUE, _) => {
                let entry = self.read(item);
                self.queue.extend(entry.map(|entry| (sk, entry)));
            }
            ("PUBLIC", _) => {
                let record: Option<PublicRecord> = self.read(item);
                self.records.extend(record.map(|record| (record.subject.id(), record)));
            }
            ("LIST", "META") => {
                let list = pk.strip_prefix("LIST#").map(str::to_owned).map(List::try_from);
                let meta = self.read(item);
                self.metas.extend(list.and_then(Result::ok).zip(meta));
            }
            ("LIST", place) => {
                let list = pk.strip_prefix("LIST#").and_then(|rest| rest.rsplit_once('#'));
                let list = list.and_then(|(list, _)| List::try_from(list.to_owned()).ok());
                self.entries.extend(list.zip(place.parse().ok()));
            }
            ("MAIL", "MAIL") => {
                let intent: Option<MailIntent> = self.read(item);
                self.waiting_mails
                    .extend(intent.filter(|intent| intent.stands() && intent.due.is_some()));
            }
            (keys::MAIL_DUE, _) => {
                self.due.insert(sk);
            }
            // Nothing is derived from the others.
            _ => {}
        }
    }

    /// Reads an item, or notes that it cannot be read.
    fn read<T: DeserializeOwned>(&mut self, item: Item) -> Option<T> {
        let key = Key::new(text_of(&item, "pk"), text_of(&item, "sk"));
        let value = from_item(item).ok();
        if value.is_none() {
            self.note(DriftKind::Unreadable, key.to_string(), None);
        }
        value
    }

    fn note(&mut self, kind: DriftKind, about: String, mend: Option<Mend>) {
        self.drifts.push(Drift { kind, about, mend });
    }

    fn compare(mut self) -> Result<Vec<Drift>, StorageError> {
        self.compare_queue()?;
        self.compare_guards()?;
        self.compare_lists()?;
        self.compare_rest()?;
        Ok(self.drifts)
    }

    fn compare_queue(&mut self) -> Result<(), StorageError> {
        let mut wanted: BTreeMap<String, (QueueEntry, Vec<Guard>)> = BTreeMap::new();
        for signatory in self.signatories.values() {
            if let Some(entry) = QueueEntry::of_signatory(signatory) {
                let guard = Guard::Rev(keys::signatory(signatory.id), signatory.rev);
                wanted.insert(entry.key().sk, (entry, vec![guard]));
            }
        }
        for initiative in &self.submitted {
            let Some(signatory) = self.signatories.get(&initiative.signatory) else { continue };
            if let Some(entry) = QueueEntry::of_initiative(initiative, signatory) {
                let key = keys::initiative(initiative.signatory, initiative.id);
                let guards = vec![
                    Guard::Rev(key, initiative.rev),
                    Guard::Rev(keys::signatory(signatory.id), signatory.rev),
                ];
                wanted.insert(entry.key().sk, (entry, guards));
            }
        }
        let mut found = Vec::new();
        for (sk, (entry, guards)) in &wanted {
            if !self.queue.contains_key(sk) {
                let mend = Mend { change: Change::Create(entry.item()?), guards: guards.clone() };
                found.push((DriftKind::QueueEntryMissing, sk.clone(), Some(mend)));
            }
        }
        for (sk, entry) in &self.queue {
            if wanted.contains_key(sk) {
                continue;
            }
            let guard = match entry.subject {
                QueueSubject::Signatory(id) => match self.signatories.get(&id) {
                    Some(signatory) => Guard::Rev(keys::signatory(id), signatory.rev),
                    None => Guard::Absent(keys::signatory(id)),
                },
                QueueSubject::Initiative(owner, id) => match self.initiatives.get(&id) {
                    Some((_, rev)) => Guard::Rev(keys::initiative(owner, id), *rev),
                    None => Guard::Absent(keys::initiative(owner, id)),
                },
            };
            let change = Change::Delete(Key::new(keys::QUEUE, sk));
            let mend = Mend { change, guards: vec![guard] };
            found.push((DriftKind::QueueEntryStale, sk.clone(), Some(mend)));
        }
        self.extend(found);
        Ok(())
    }

    fn compare_guards(&mut self) -> Result<(), StorageError> {
        let mut found = Vec::new();
        for account in &self.accounts {
            let key = keys::email(&account.email);
            let about = account.id.to_string();
            match self.emails.get(&key.pk) {
                Some(holder) if *holder == account.id => {}
                Some(_) => found.push((DriftKind::EmailGuardElsewhere, about, None)),
                None => {
                    let guard = EmailGuard { account: account.id };
                    let change = Change::Create(to_item(&key, &guard)?);
                    let guards = vec![Guard::Rev(keys::account(account.id), account.rev)];
                    let mend = Mend { change, guards };
                    found.push((DriftKind::EmailGuardMissing, about, Some(mend)));
                }
            }
        }
        for signatory in self.signatories.values() {
            for body in body_keys(&signatory.body, &signatory.signer) {
                let key = keys::body(&body);
                let about = format!("{} {}", signatory.id, key.pk);
                match self.bodies.get(&key.pk) {
                    Some(holder) if *holder == signatory.id => {}
                    Some(_) => found.push((DriftKind::BodyGuardElsewhere, about, None)),
                    None => {
                        let guard = BodyGuard { signatory: signatory.id };
                        let change = Change::Create(to_item(&key, &guard)?);
                        let guards = vec![Guard::Rev(keys::signatory(signatory.id), signatory.rev)];
                        let mend = Mend { change, guards };
                        found.push((DriftKind::BodyGuardMissing, about, Some(mend)));
                    }
                }
            }
        }
        self.extend(found);
        Ok(())
    }

    fn compare_lists(&mut self) -> Result<(), StorageError> {
        let mut found = Vec::new();
        let mut counted: BTreeMap<List, Meta> = BTreeMap::new();
        let mut standing: BTreeSet<(List, u64)> = BTreeSet::new();
        for record in self.records.values() {
            for (list, place) in &record.places {
                let meta = counted.entry(*list).or_default();
                meta.next = meta.next.max(place + 1);
            }
            for list in &record.listed {
                counted.entry(*list).or_default().count += 1;
                if let Some((whole, part)) = list.whole() {
                    *counted.entry(whole).or_default().parts.entry(part).or_default() += 1;
                }
                let Some(place) = record.places.get(list) else { continue };
                standing.insert((*list, *place));
                if self.entries.contains(&(*list, *place)) {
                    continue;
                }
                let about = format!("{list} {place}");
                let mend = match &record.entry {
                    Some(entry) => {
                        let item = ListItem { entry: entry.clone() };
                        let item = to_item(&keys::list_entry(*list, *place), &item)?;
                        let guard = Guard::Rev(keys::public(&record.subject.id()), record.rev);
                        Some(Mend { change: Change::Create(item), guards: vec![guard] })
                    }
                    None => None,
                };
                found.push((DriftKind::ListEntryMissing, about, mend));
            }
        }
        for (list, place) in self.entries.difference(&standing) {
            // Whoever puts something at a place changes the counters of its list.
            let guard =
                self.metas.get(list).map(|meta| Guard::Rev(keys::list_meta(*list), meta.rev));
            let change = Change::Delete(keys::list_entry(*list, *place));
            let mend = Mend { change, guards: guard.into_iter().collect() };
            found.push((DriftKind::ListEntryStale, format!("{list} {place}"), Some(mend)));
        }
        let lists: BTreeSet<List> = counted.keys().chain(self.metas.keys()).copied().collect();
        for list in lists {
            let truth = counted.remove(&list).unwrap_or_default();
            let key = keys::list_meta(list);
            let (right, change) = if let Some(meta) = self.metas.get(&list) {
                // A place is never given twice, so the next one never goes back.
                let next = truth.next.max(meta.next);
                let right = Meta { next, rev: meta.rev + 1, ..truth };
                if same_counts(&right, meta) {
                    continue;
                }
                (right.clone(), Change::Replace(to_item(&key, &right)?, meta.rev))
            } else {
                let right = Meta { rev: 1, ..truth };
                (right.clone(), Change::Create(to_item(&key, &right)?))
            };
            let about = format!("{list} {}", right.count);
            let mend = Mend { change, guards: Vec::new() };
            found.push((DriftKind::ListCounterWrong, about, Some(mend)));
        }
        self.extend(found);
        Ok(())
    }

    fn compare_rest(&mut self) -> Result<(), StorageError> {
        let mut found = Vec::new();
        for (account, membership) in &self.members {
            if !self.signatories.contains_key(&membership.signatory) {
                let change = Change::Delete(keys::member(*account, membership.signatory));
                let guards = vec![Guard::Absent(keys::signatory(membership.signatory))];
                let about = format!("{account} {}", membership.signatory);
                found.push((DriftKind::MembershipStale, about, Some(Mend { change, guards })));
            }
        }
        for intent in &self.waiting_mails {
            let Some(due) = intent.due else { continue };
            let entry = DueMail { mail: intent.id.clone(), due, until: intent.end() };
            let key = keys::mail_due(due, &intent.id);
            if !self.due.contains(&key.sk) {
                let change = Change::Create(due_item(&entry.mail, entry.due, entry.until)?);
                let guards = vec![Guard::Rev(keys::mail(&intent.id), intent.rev)];
                let mend = Mend { change, guards };
                found.push((DriftKind::DueMailMissing, intent.id.clone(), Some(mend)));
            }
        }
        self.extend(found);
        Ok(())
    }

    fn extend(&mut self, found: Vec<(DriftKind, String, Option<Mend>)>) {
        for (kind, about, mend) in found {
            self.note(kind, about, mend);
        }
    }
}

/// Whether two counters say the same. A part without entries may be left out.
fn same_counts(a: &Meta, b: &Meta) -> bool {
    let parts = |meta: &Meta| -> BTreeMap<String, u64> {
        meta.parts.clone().into_iter().filter(|(_, count)| *count > 0).collect()
    };
    a.next == b.next && a.count == b.count && parts(a) == parts(b)
}
