//! Keys of the one table. No personal data: an address stands as its digest.

use crate::publishing::{CHUNK, List};
use domain::signatory::BodyKey;
use domain::{
    AccountId, BulkId, CaseId, EmailAddress, EventId, InitiativeId, QueueSubject, SignatoryId,
    Timestamp,
};
use sha2::{Digest, Sha256};
use std::fmt::{self, Write as _};

/// Partition and sort key of an item.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub(crate) pk: String,
    pub(crate) sk: String,
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.pk, self.sk)
    }
}

impl Key {
    pub(crate) fn new(pk: impl Into<String>, sk: impl Into<String>) -> Self {
        Self { pk: pk.into(), sk: sk.into() }
    }
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

pub(crate) fn account_partition(id: AccountId) -> String {
    format!("ACCOUNT#{id}")
}

pub(crate) fn account(id: AccountId) -> Key {
    Key::new(account_partition(id), "ACCOUNT")
}

pub(crate) const SESSION: &str = "SESSION#";
pub(crate) const DEVICE: &str = "DEVICE#";
pub(crate) const MEMBER: &str = "MEMBER#";

pub(crate) fn session(id: AccountId, hash: &str) -> Key {
    Key::new(account_partition(id), format!("{SESSION}{hash}"))
}

pub(crate) fn device(id: AccountId, hash: &str) -> Key {
    Key::new(account_partition(id), format!("{DEVICE}{hash}"))
}

pub(crate) fn member(account: AccountId, signatory: SignatoryId) -> Key {
    Key::new(account_partition(account), format!("{MEMBER}{signatory}"))
}

pub(crate) fn email(address: &EmailAddress) -> Key {
    Key::new(format!("EMAIL#{}", digest(address.as_str())), "EMAIL")
}

pub(crate) fn body(key: &BodyKey) -> Key {
    Key::new(format!("BODY#{}", digest(key.as_str())), "BODY")
}

pub(crate) fn draft(hash: &str) -> Key {
    Key::new(format!("DRAFT#{hash}"), "DRAFT")
}

pub(crate) fn held(hash: &str, path: &str) -> Key {
    Key::new(format!("HELD#{hash}"), path)
}

pub(crate) fn limit(kind: &str, subject: &str) -> Key {
    Key::new(format!("LIMIT#{kind}#{}", digest(subject)), "LIMIT")
}

pub(crate) fn signatory_partition(id: SignatoryId) -> String {
    format!("{SIGNATORY}{id}")
}

pub(crate) const SIGNATORY: &str = "SIGNATORY#";
pub(crate) const PROFILE: &str = "PROFILE";
pub(crate) const CONTACT: &str = "CONTACT";
pub(crate) const INITIATIVE: &str = "INITIATIVE#";
pub(crate) const EVENT: &str = "EVENT#";

/// Decisions that can still be taken back, beside what they were taken on.
pub(crate) const UNDO: &str = "UNDO#";

pub(crate) fn undo(signatory: SignatoryId, subject: &str) -> Key {
    Key::new(signatory_partition(signatory), format!("{UNDO}{subject}"))
}

pub(crate) fn signatory(id: SignatoryId) -> Key {
    Key::new(signatory_partition(id), PROFILE)
}

pub(crate) fn contact(id: SignatoryId) -> Key {
    Key::new(signatory_partition(id), CONTACT)
}

pub(crate) fn initiative(signatory: SignatoryId, id: InitiativeId) -> Key {
    Key::new(signatory_partition(signatory), format!("{INITIATIVE}{id}"))
}

pub(crate) fn event(signatory: SignatoryId, id: EventId) -> Key {
    Key::new(signatory_partition(signatory), format!("{EVENT}{id}"))
}

pub(crate) const STAFF: &str = "STAFF";
pub(crate) const STAFF_MEMBER: &str = "MEMBER#";
pub(crate) const INVITATION: &str = "INVITATION#";

pub(crate) fn staff_member(id: AccountId) -> Key {
    Key::new(STAFF, format!("{STAFF_MEMBER}{id}"))
}

/// `hash` is that of the secret in the mail.
pub(crate) fn invitation(hash: &str) -> Key {
    Key::new(STAFF, format!("{INVITATION}{hash}"))
}

pub(crate) const QUEUE: &str = "QUEUE";

/// Oldest first: milliseconds padded to a fixed width, then the subject.
pub(crate) fn queue(since: Timestamp, subject: &str) -> Key {
    Key::new(QUEUE, format!("{:013}#{subject}", since.as_millisecond()))
}

/// How long the case of a decision had waited. Decisions in their order, by the event's id.
pub(crate) fn waited(case: CaseId, event: EventId) -> Key {
    Key::new(waited_partition(case), event.to_string())
}

/// The partition of a kind of cases.
pub(crate) const fn waited_partition(case: CaseId) -> &'static str {
    match case {
        CaseId::Signatory(_) => "WAITED#SIGNATORY",
        CaseId::Initiative(_) => "WAITED#INITIATIVE",
    }
}

pub(crate) const SETTINGS: &str = "SETTINGS";

pub(crate) fn settings() -> Key {
    Key::new(SETTINGS, SETTINGS)
}

pub(crate) const BULK: &str = "BULK";

/// A decision on many cases.
pub(crate) fn bulk(id: BulkId) -> Key {
    Key::new(BULK, id.to_string())
}

/// The cases of a decision on many.
pub(crate) fn bulk_partition(id: BulkId) -> String {
    format!("{BULK}#{id}")
}

/// One of them.
pub(crate) fn bulk_part(id: BulkId, subject: QueueSubject) -> Key {
    Key::new(bulk_partition(id), subject.to_string())
}

pub(crate) const LEASE: &str = "LEASE";

pub(crate) fn lease(case: CaseId) -> Key {
    Key::new(LEASE, case.to_string())
}

pub(crate) const REPORTS: &str = "REPORTS";
pub(crate) const REPORT: &str = "REPORT#";

/// What readers report about a page, by the page's digest.
pub(crate) fn report(page: &str) -> Key {
    Key::new(REPORTS, format!("{REPORT}{page}"))
}

pub(crate) const REPORT_CLOSED: &str = "CLOSED#";

/// What came of the reports about a page, in the order of its end.
pub(crate) fn report_closed(at: Timestamp, page: &str) -> Key {
    Key::new(REPORTS, format!("{REPORT_CLOSED}{:013}#{page}", at.as_millisecond()))
}

pub(crate) fn signature_counter() -> Key {
    Key::new("COUNTER", "SIGNATURE")
}

/// Where the audit trail ends.
pub(crate) fn audit_head() -> Key {
    Key::new("AUDIT", "HEAD")
}

/// Entries of the audit trail in a partition.
pub(crate) const AUDIT_BLOCK: u64 = 1000;

/// The partition of an entry of the audit trail, in its own table.
pub(crate) fn audit_block(seq: u64) -> String {
    format!("BLOCK#{:010}", seq / AUDIT_BLOCK)
}

/// An entry of the audit trail, in its own table: numbers in their order.
pub(crate) fn audit_entry(seq: u64) -> Key {
    Key::new(audit_block(seq), format!("{seq:013}"))
}

pub(crate) fn mail(id: &str) -> Key {
    Key::new(format!("MAIL#{id}"), "MAIL")
}

/// What mails to an address met.
pub(crate) fn mailbox(address: &EmailAddress) -> Key {
    Key::new(format!("ADDRESS#{}", digest(address.as_str())), "ADDRESS")
}

pub(crate) const MAIL_DUE: &str = "MAILDUE";

/// Earliest first, as [`queue`].
pub(crate) fn mail_due(due: Timestamp, id: &str) -> Key {
    Key::new(MAIL_DUE, format!("{:013}#{id}", due.as_millisecond()))
}

/// Above every mail that is due at `now`, below all that are due later.
pub(crate) fn mail_due_until(now: Timestamp) -> String {
    format!("{:013}", now.as_millisecond().saturating_add(1))
}

pub(crate) const PUBLIC: &str = "PUBLIC#";

pub(crate) fn public(id: &str) -> Key {
    Key::new(format!("{PUBLIC}{id}"), "PUBLIC")
}

pub(crate) fn list_meta(list: List) -> Key {
    Key::new(format!("LIST#{list}"), "META")
}

/// The partition of a chunk.
pub(crate) fn list_chunk(list: List, chunk: u64) -> String {
    format!("LIST#{list}#{chunk}")
}

/// Places in their order: padded to a fixed width.
pub(crate) fn list_entry(list: List, place: u64) -> Key {
    Key::new(list_chunk(list, place / CHUNK), format!("{place:010}"))
}

/// What a record of the table's stream is about, for those who follow the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StreamKey {
    /// A signatory's profile.
    Signatory(SignatoryId),
    /// An initiative.
    Initiative(SignatoryId, InitiativeId),
    /// What staff have set.
    Settings,
    /// A signatory or an initiative whose key holds no identifier of ours. Someone must look.
    Unreadable,
    /// Something that no page shows.
    Other,
}

impl StreamKey {
    /// Reads the keys of a stream record.
    #[must_use]
    pub fn parse(pk: &str, sk: &str) -> Self {
        if pk == SETTINGS {
            return Self::Settings;
        }
        let Some(signatory) = pk.strip_prefix(SIGNATORY) else { return Self::Other };
        let signatory = SignatoryId::parse(signatory);
        match (signatory, sk.strip_prefix(INITIATIVE)) {
            (Ok(signatory), None) if sk == PROFILE => Self::Signatory(signatory),
            (Err(_), None) if sk == PROFILE => Self::Unreadable,
            (_, None) => Self::Other,
            (Err(_), Some(_)) => Self::Unreadable,
            (Ok(signatory), Some(id)) => InitiativeId::parse(id)
                .map_or(Self::Unreadable, |id| Self::Initiative(signatory, id)),
        }
    }
}
