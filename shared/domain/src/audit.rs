//! The audit trail: who of the staff did what, when, to which version and why; and the chain
//! that shows whether somebody has changed it.
//!
//! An entry holds personal data only as pseudonyms: identifiers of accounts and subjects, the
//! code of a reason, the digest of a note. It holds codes as text and not as our enums, since
//! it must stay readable whatever a later version of the code knows.
//!
//! # The hash of an entry
//!
//! SHA-256 over the fields below, in this order, each as `name:length:value` and a line feed;
//! the length is that of the value in bytes. A field without a value is `name:-` and a line
//! feed. No two entries have the same text, whatever stands in their fields.
//!
//! | field | value |
//! |---|---|
//! | `pact-audit` | `1`, the version of this rule |
//! | `seq` | decimal; the first entry is 1 |
//! | `previous` | hash of the entry before, 64 hexadecimal digits; zeros for the first |
//! | `at` | nanoseconds since 1970, decimal |
//! | `actor` | `account/{id}` or `operator` |
//! | `action` | code |
//! | `subject` | kind and identifiers, separated by slashes |
//! | `from_rev`, `to_rev` | decimal |
//! | `reason` | code |
//! | `note_hash` | 64 hexadecimal digits |

use crate::event::Actor;
use crate::reason::ReasonCode;
use crate::{AccountId, BulkId, Date, Event, InitiativeId, SignatoryId, StaffRole, Timestamp};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::borrow::{Borrow, Cow};
use std::fmt::{self, Write as _};

/// The text is not what stands in an audit trail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a value of the audit trail")]
pub struct NotAuditable;

/// SHA-256, written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AuditHash([u8; 32]);

impl AuditHash {
    /// What the first entry has in the place of a hash before it.
    pub const ZERO: Self = Self([0; 32]);

    /// The digest of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// Reads 64 lower-case hexadecimal digits; anything else is [`NotAuditable`].
    pub fn parse(text: &str) -> Result<Self, NotAuditable> {
        let digits = text.as_bytes();
        let mut bytes = [0; 32];
        if digits.len() != 2 * bytes.len() {
            return Err(NotAuditable);
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let [high, low] = pair else { return Err(NotAuditable) };
            *byte = digit(*high)? * 16 + digit(*low)?;
        }
        Ok(Self(bytes))
    }
}

fn digit(letter: u8) -> Result<u8, NotAuditable> {
    match letter {
        b'0'..=b'9' => Ok(letter - b'0'),
        b'a'..=b'f' => Ok(letter - b'a' + 10),
        _ => Err(NotAuditable),
    }
}

impl fmt::Display for AuditHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for AuditHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl TryFrom<String> for AuditHash {
    type Error = NotAuditable;
    fn try_from(text: String) -> Result<Self, NotAuditable> {
        Self::parse(&text)
    }
}

impl From<AuditHash> for String {
    fn from(hash: AuditHash) -> Self {
        hash.to_string()
    }
}

/// Who acted, as a pseudonym.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum AuditActor {
    /// A person's account.
    Account(AccountId),
    /// Somebody at a terminal with the operators' rights; AWS's own log says who.
    Operator,
}

const ACCOUNT: &str = "account/";
const OPERATOR: &str = "operator";

impl AuditActor {
    /// Reads `account/{id}` or `operator`.
    pub fn parse(text: &str) -> Result<Self, NotAuditable> {
        if text == OPERATOR {
            return Ok(Self::Operator);
        }
        let id = text.strip_prefix(ACCOUNT).ok_or(NotAuditable)?;
        AccountId::parse(id).map(Self::Account).map_err(|_| NotAuditable)
    }
}

impl fmt::Display for AuditActor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(id) => write!(f, "{ACCOUNT}{id}"),
            Self::Operator => f.write_str(OPERATOR),
        }
    }
}

impl TryFrom<String> for AuditActor {
    type Error = NotAuditable;
    fn try_from(text: String) -> Result<Self, NotAuditable> {
        Self::parse(&text)
    }
}

impl From<AuditActor> for String {
    fn from(actor: AuditActor) -> Self {
        actor.to_string()
    }
}

impl From<Actor> for AuditActor {
    fn from(actor: Actor) -> Self {
        match actor {
            Actor::Signatory(id) | Actor::Staff(id) => Self::Account(id),
            Actor::Operator => Self::Operator,
        }
    }
}

/// Letters of a code: as in [`crate::event::Action::code`].
const CODE_MAX: usize = 40;

fn is_code(text: &str) -> bool {
    (1..=CODE_MAX).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// A code: what was done, or why. Up to 40 lower-case letters, digits and underscores.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AuditCode(Cow<'static, str>);

impl AuditCode {
    /// A lease on a case was taken over from somebody else.
    pub const LEASE_TAKEN_OVER: Self = Self(Cow::Borrowed("lease_taken_over"));
    /// The settings were changed.
    pub const SETTINGS_CHANGED: Self = Self(Cow::Borrowed("settings_changed"));
    /// Somebody was invited to the staff.
    pub const STAFF_INVITED: Self = Self(Cow::Borrowed("staff_invited"));
    /// An invitation was withdrawn before anybody had accepted it.
    pub const INVITATION_WITHDRAWN: Self = Self(Cow::Borrowed("invitation_withdrawn"));
    /// Somebody accepted an invitation, and is a member of staff from then on.
    pub const INVITATION_ACCEPTED: Self = Self(Cow::Borrowed("invitation_accepted"));
    /// A member of staff got another role.
    pub const ROLE_CHANGED: Self = Self(Cow::Borrowed("role_changed"));
    /// Somebody is no member of staff any more.
    pub const STAFF_REMOVED: Self = Self(Cow::Borrowed("staff_removed"));
    /// A report about a page was closed.
    pub const REPORT_CLOSED: Self = Self(Cow::Borrowed("report_closed"));
    /// A decision was taken back before it had left the house.
    pub const DECISION_UNDONE: Self = Self(Cow::Borrowed("decision_undone"));
    /// Mails go to an address again from which they had come back.
    pub const MAIL_BLOCK_CLEARED: Self = Self(Cow::Borrowed("mail_block_cleared"));
    /// A decision on many cases was proposed.
    pub const BULK_PROPOSED: Self = Self(Cow::Borrowed("bulk_proposed"));
    /// A second person confirmed a decision on many cases.
    pub const BULK_CONFIRMED: Self = Self(Cow::Borrowed("bulk_confirmed"));
    /// A decision on many cases was declined by somebody else, or withdrawn by who proposed it.
    pub const BULK_CANCELLED: Self = Self(Cow::Borrowed("bulk_cancelled"));

    /// Reads a code.
    pub fn parse(text: &str) -> Result<Self, NotAuditable> {
        if is_code(text) { Ok(Self(Cow::Owned(text.to_owned()))) } else { Err(NotAuditable) }
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for AuditCode {
    type Error = NotAuditable;
    fn try_from(text: String) -> Result<Self, NotAuditable> {
        Self::parse(&text)
    }
}

impl From<AuditCode> for String {
    fn from(code: AuditCode) -> Self {
        code.0.into_owned()
    }
}

impl From<crate::event::Action> for AuditCode {
    fn from(action: crate::event::Action) -> Self {
        Self(Cow::Borrowed(action.code()))
    }
}

/// The role that somebody is given stands in the place of a reason.
impl From<StaffRole> for AuditCode {
    fn from(role: StaffRole) -> Self {
        Self(Cow::Borrowed(role.code()))
    }
}

impl From<&ReasonCode> for AuditCode {
    fn from(code: &ReasonCode) -> Self {
        Self(Cow::Owned(code.as_str().to_owned()))
    }
}

/// What was acted on: a kind and its identifiers, such as `signatory/{id}` or
/// `initiative/{signatory}/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AuditSubject(String);

/// Length of a subject: a kind and three identifiers.
const SUBJECT_MAX: usize = 128;

impl AuditSubject {
    /// A signatory.
    #[must_use]
    pub fn signatory(id: SignatoryId) -> Self {
        Self(format!("signatory/{id}"))
    }

    /// An initiative of a signatory.
    #[must_use]
    pub fn initiative(signatory: SignatoryId, id: InitiativeId) -> Self {
        Self(format!("initiative/{signatory}/{id}"))
    }

    /// An account.
    #[must_use]
    pub fn account(id: AccountId) -> Self {
        Self(format!("account/{id}"))
    }

    /// A decision on many cases.
    #[must_use]
    pub fn bulk(id: BulkId) -> Self {
        Self(format!("bulk/{id}"))
    }

    /// The settings.
    #[must_use]
    pub fn settings() -> Self {
        Self("settings".to_owned())
    }

    /// Reads a subject: up to 128 lower-case letters, digits, underscores and slashes. For
    /// kinds without a function of their own: `report/{id}`.
    pub fn parse(text: &str) -> Result<Self, NotAuditable> {
        let sound = text.len() <= SUBJECT_MAX && text.split('/').all(is_code);
        if sound { Ok(Self(text.to_owned())) } else { Err(NotAuditable) }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether one of its parts is `id`, or all of it is.
    #[must_use]
    pub fn names(&self, id: &str) -> bool {
        self.0 == id || self.0.split('/').any(|part| part == id)
    }
}

impl TryFrom<String> for AuditSubject {
    type Error = NotAuditable;
    fn try_from(text: String) -> Result<Self, NotAuditable> {
        Self::parse(&text)
    }
}

impl From<AuditSubject> for String {
    fn from(subject: AuditSubject) -> Self {
        subject.0
    }
}

/// An act about to be audited; its place in the chain is given when it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRecord {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: AuditActor,
    /// What.
    pub action: AuditCode,
    /// On what.
    pub subject: AuditSubject,
    /// Revision that was acted on.
    pub from_rev: Option<u64>,
    /// Revision that came out of it.
    pub to_rev: Option<u64>,
    /// Why: the reason's code.
    pub reason: Option<AuditCode>,
    /// Digest of the note that was written; the note stands with the case.
    pub note_hash: Option<AuditHash>,
}

impl AuditRecord {
    /// An act without revisions, reason and note.
    #[must_use]
    pub fn new(at: Timestamp, actor: AuditActor, action: AuditCode, subject: AuditSubject) -> Self {
        let (from_rev, to_rev, reason, note_hash) = (None, None, None, None);
        Self { at, actor, action, subject, from_rev, to_rev, reason, note_hash }
    }

    /// From one revision to another.
    #[must_use]
    pub fn with_revs(self, from: u64, to: u64) -> Self {
        Self { from_rev: Some(from), to_rev: Some(to), ..self }
    }

    /// With the role that is given.
    #[must_use]
    pub fn with_role(self, role: StaffRole) -> Self {
        Self { reason: Some(role.into()), ..self }
    }

    /// With the digest of a note, where something was written.
    #[must_use]
    pub fn with_note(self, note: &str) -> Self {
        let note_hash = (!note.is_empty()).then(|| AuditHash::of(note));
        Self { note_hash, ..self }
    }

    /// The act that an event of a signatory's history tells of. `from_rev` is the revision of
    /// the signatory or the initiative that was acted on.
    #[must_use]
    pub fn of_event(event: &Event, signatory: SignatoryId, from_rev: u64) -> Self {
        let subject = match event.initiative {
            Some(initiative) => AuditSubject::initiative(signatory, initiative),
            None => AuditSubject::signatory(signatory),
        };
        let reason = event.reason.as_ref().map(|reason| (&reason.code).into());
        let record = Self::new(event.at, event.actor.into(), event.action.into(), subject)
            .with_revs(from_rev, event.rev)
            .with_note(&event.note);
        Self { reason, ..record }
    }
}

/// The end of a chain: number and hash of its last entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainEnd {
    /// Number of the last entry, 0 when there is none.
    pub seq: u64,
    /// Its hash.
    pub hash: AuditHash,
}

impl ChainEnd {
    /// Before the first entry.
    pub const START: Self = Self { seq: 0, hash: AuditHash::ZERO };
}

/// An entry of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// Number, from 1 without a gap.
    pub seq: u64,
    /// What happened.
    #[serde(flatten)]
    pub record: AuditRecord,
    /// Hash of the entry before.
    pub previous: AuditHash,
    /// Hash of this one.
    pub hash: AuditHash,
}

impl AuditEntry {
    /// The entry that comes after `end`.
    #[must_use]
    pub fn after(end: ChainEnd, record: AuditRecord) -> Self {
        let (seq, previous) = (end.seq + 1, end.hash);
        let hash = entry_hash(seq, previous, &record);
        Self { seq, record, previous, hash }
    }

    /// The end of a chain whose last entry this is.
    #[must_use]
    pub fn end(&self) -> ChainEnd {
        ChainEnd { seq: self.seq, hash: self.hash }
    }
}

/// The hash that the module's documentation describes.
fn entry_hash(seq: u64, previous: AuditHash, record: &AuditRecord) -> AuditHash {
    let AuditRecord { at, actor, action, subject, from_rev, to_rev, reason, note_hash } = record;
    let mut text = String::with_capacity(512);
    let mut field = |name: &str, value: Option<String>| {
        // Writing to a String cannot fail.
        let _ = match value {
            Some(value) => writeln!(text, "{name}:{}:{value}", value.len()),
            None => writeln!(text, "{name}:-"),
        };
    };
    field("pact-audit", Some("1".to_owned()));
    field("seq", Some(seq.to_string()));
    field("previous", Some(previous.to_string()));
    field("at", Some(at.as_nanosecond().to_string()));
    field("actor", Some(actor.to_string()));
    field("action", Some(action.as_str().to_owned()));
    field("subject", Some(subject.as_str().to_owned()));
    field("from_rev", from_rev.map(|rev| rev.to_string()));
    field("to_rev", to_rev.map(|rev| rev.to_string()));
    field("reason", reason.as_ref().map(|reason| reason.as_str().to_owned()));
    field("note_hash", note_hash.map(|hash| hash.to_string()));
    AuditHash::of(&text)
}

/// Where a chain breaks first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Break {
    /// Numbers are missing.
    #[error("entries {from} to {to} are missing", to = found - 1)]
    Gap {
        /// First missing number.
        from: u64,
        /// Number that came instead.
        found: u64,
    },
    /// A number came again, or late.
    #[error("entry {seq} stands here again or in the wrong place")]
    Repeated {
        /// The number.
        seq: u64,
    },
    /// What an entry says is not what its hash was made from.
    #[error("entry {seq} has been changed")]
    Changed {
        /// Its number.
        seq: u64,
    },
    /// An entry does not carry the hash of the one before it: one of the two was replaced.
    #[error("entry {seq} does not follow from the one before: one of the two was replaced")]
    Unlinked {
        /// Its number.
        seq: u64,
    },
    /// The chain ends elsewhere than was noted.
    #[error("the chain ends with entry {last}, and {noted} was noted")]
    Ends {
        /// Number of the last entry there is.
        last: u64,
        /// Number of the last entry that was noted.
        noted: u64,
    },
    /// The last entry is not the one that was noted.
    #[error("entry {seq} is not the one that was noted as the last")]
    Replaced {
        /// Its number.
        seq: u64,
    },
}

impl Break {
    /// The number at which to look.
    #[must_use]
    pub fn seq(self) -> u64 {
        match self {
            Self::Gap { from, .. } => from,
            Self::Repeated { seq }
            | Self::Changed { seq }
            | Self::Unlinked { seq }
            | Self::Replaced { seq } => seq,
            Self::Ends { last, .. } => last,
        }
    }
}

/// A chain without a break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    /// Entries that were checked.
    pub entries: u64,
    /// The end they lead to.
    pub end: ChainEnd,
}

/// Checks a chain entry by entry, for callers that read it in pieces.
#[derive(Debug, Clone, Copy)]
pub struct ChainCheck {
    end: ChainEnd,
    entries: u64,
}

impl ChainCheck {
    /// From a known place onward; [`ChainEnd::START`] for a whole chain.
    #[must_use]
    pub fn after(start: ChainEnd) -> Self {
        Self { end: start, entries: 0 }
    }

    /// Checks the next entry.
    pub fn next(&mut self, entry: &AuditEntry) -> Result<(), Break> {
        let expected = self.end.seq + 1;
        let seq = entry.seq;
        if seq > expected {
            return Err(Break::Gap { from: expected, found: seq });
        }
        if seq < expected {
            return Err(Break::Repeated { seq });
        }
        if entry.previous != self.end.hash {
            return Err(Break::Unlinked { seq });
        }
        if entry_hash(seq, entry.previous, &entry.record) != entry.hash {
            return Err(Break::Changed { seq });
        }
        self.end = entry.end();
        self.entries += 1;
        Ok(())
    }

    /// What has been checked so far.
    #[must_use]
    pub fn so_far(&self) -> Verified {
        Verified { entries: self.entries, end: self.end }
    }

    /// Compares the end with the one that was noted elsewhere: entries cut off at the end show
    /// nowhere else.
    pub fn finish(self, noted: ChainEnd) -> Result<Verified, Break> {
        let last = self.end.seq;
        if last != noted.seq {
            return Err(Break::Ends { last, noted: noted.seq });
        }
        if self.end.hash != noted.hash {
            return Err(Break::Replaced { seq: last });
        }
        Ok(self.so_far())
    }
}

/// Checks a whole chain whose end was noted elsewhere, and names the first break.
pub fn verify<E: Borrow<AuditEntry>>(
    entries: impl IntoIterator<Item = E>,
    noted: ChainEnd,
) -> Result<Verified, Break> {
    let mut check = ChainCheck::after(ChainEnd::START);
    for entry in entries {
        check.next(entry.borrow())?;
    }
    check.finish(noted)
}

/// What an auditor looks for. Every part that is given must fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// From the beginning of this day (UTC).
    pub from: Option<Date>,
    /// To the end of this day (UTC).
    pub to: Option<Date>,
    /// Who: an account's identifier or `operator`.
    pub who: Option<AuditActor>,
    /// What.
    pub action: Option<AuditCode>,
    /// On what: a subject or one of its parts.
    pub subject: Option<AuditSubject>,
}

impl AuditFilter {
    /// Reads what was typed; what is empty is not looked at.
    pub fn parse(
        from: &str,
        to: &str,
        who: &str,
        action: &str,
        subject: &str,
    ) -> Result<Self, NotAuditable> {
        fn read<T>(
            raw: &str,
            parse: impl Fn(&str) -> Result<T, NotAuditable>,
        ) -> Result<Option<T>, NotAuditable> {
            let text = raw.trim();
            if text.is_empty() { Ok(None) } else { parse(text).map(Some) }
        }
        let day = |text: &str| text.parse::<Date>().map_err(|_| NotAuditable);
        Ok(Self {
            from: read(from, day)?,
            to: read(to, day)?,
            who: read(who, |text| {
                AuditActor::parse(text).or_else(|_| AuditActor::parse(&format!("{ACCOUNT}{text}")))
            })?,
            action: read(action, AuditCode::parse)?,
            subject: read(subject, AuditSubject::parse)?,
        })
    }

    /// Whether an entry is looked for.
    #[must_use]
    pub fn fits(&self, entry: &AuditEntry) -> bool {
        let AuditRecord { at, actor, action, subject, .. } = &entry.record;
        let day = TimeZone::UTC.to_datetime(*at).date();
        self.from.is_none_or(|from| from <= day)
            && self.to.is_none_or(|to| day <= to)
            && self.who.is_none_or(|who| who == *actor)
            && self.action.as_ref().is_none_or(|wanted| wanted == action)
            && self.subject.as_ref().is_none_or(|wanted| subject.names(wanted.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::EventId;
    use crate::Reason;
    use crate::event::Action;
    use proptest::prelude::*;
    use proptest::sample::Index;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn record(second: i64, byte: u8) -> AuditRecord {
        let actor = AuditActor::Account(AccountId::new(at(0), [byte; 10]));
        let subject = AuditSubject::signatory(SignatoryId::new(at(0), [byte; 10]));
        AuditRecord::new(at(second), actor, Action::Verified.into(), subject)
            .with_revs(u64::from(byte), u64::from(byte) + 1)
    }

    fn chain(records: impl IntoIterator<Item = AuditRecord>) -> Vec<AuditEntry> {
        let mut end = ChainEnd::START;
        let link = |record| {
            let entry = AuditEntry::after(end, record);
            end = entry.end();
            entry
        };
        records.into_iter().map(link).collect()
    }

    fn end_of(chain: &[AuditEntry]) -> ChainEnd {
        chain.last().map_or(ChainEnd::START, AuditEntry::end)
    }

    #[test]
    fn the_hash_is_that_of_the_documented_text() {
        let account = AccountId::new(at(0), [0; 10]);
        let record = AuditRecord {
            at: at(1),
            actor: AuditActor::Account(account),
            action: AuditCode::SETTINGS_CHANGED,
            subject: AuditSubject::settings(),
            from_rev: Some(9),
            to_rev: Some(10),
            reason: None,
            note_hash: None,
        };
        let text = format!(
            "pact-audit:1:1\nseq:1:1\nprevious:64:{}\nat:10:1000000000\n\
             actor:34:account/{account}\naction:16:settings_changed\nsubject:8:settings\n\
             from_rev:1:9\nto_rev:2:10\nreason:-\nnote_hash:-\n",
            "0".repeat(64)
        );
        assert_eq!(AuditEntry::after(ChainEnd::START, record).hash, AuditHash::of(&text));
    }

    #[test]
    fn an_event_is_audited_without_its_words() {
        let signatory = SignatoryId::new(at(0), [1; 10]);
        let event = Event {
            id: EventId::new(at(0), [2; 10]),
            at: at(5),
            actor: Actor::Staff(AccountId::new(at(0), [3; 10])),
            action: Action::Refused,
            initiative: None,
            rev: 8,
            reason: Reason::default_of("duplicate"),
            note: "Ms Example told us on the telephone".to_owned(),
        };
        let record = AuditRecord::of_event(&event, signatory, 7);
        assert_eq!(record.note_hash, Some(AuditHash::of(&event.note)));
        assert_eq!((record.from_rev, record.to_rev), (Some(7), Some(8)));
        assert_eq!(record.subject, AuditSubject::signatory(signatory));
        let entry = AuditEntry::after(ChainEnd::START, record);
        let stored = serde_json::to_string(&entry).unwrap();
        assert!(!stored.contains("Example"), "{stored}");
        let read: AuditEntry = serde_json::from_str(&stored).unwrap();
        assert_eq!(read, entry);
        assert!(verify([read], entry.end()).is_ok());
    }

    #[test]
    fn what_is_no_code_subject_or_hash_is_refused() {
        for text in ["", "Verified", "a b", "anna@example.org", &"a".repeat(41)] {
            assert_eq!(AuditCode::parse(text), Err(NotAuditable), "{text}");
            assert_eq!(AuditSubject::parse(text), Err(NotAuditable), "{text}");
        }
        for text in ["report//x", "/report", "report/", "report/Ä"] {
            assert_eq!(AuditSubject::parse(text), Err(NotAuditable), "{text}");
        }
        let report = AuditSubject::parse("report/01arz").unwrap();
        assert!(report.names("01arz") && report.names("report") && !report.names("01"));
        let zeros = "0".repeat(64);
        assert_eq!(AuditHash::parse(&zeros), Ok(AuditHash::ZERO));
        for text in [&zeros[1..], &"G".repeat(64), &"A".repeat(64)] {
            assert_eq!(AuditHash::parse(text), Err(NotAuditable));
        }
        for text in ["account/", "account", "Operator", "account/operator"] {
            assert_eq!(AuditActor::parse(text), Err(NotAuditable));
        }
        assert_eq!(AuditActor::parse("operator"), Ok(AuditActor::Operator));
    }

    #[test]
    fn a_filter_finds_what_fits_in_every_part() {
        let entry = AuditEntry::after(ChainEnd::START, record(86_400, 1));
        let signatory = SignatoryId::new(at(0), [1; 10]).to_string();
        let account = AccountId::new(at(0), [1; 10]).to_string();
        let fits = |from, to, who, action, subject| {
            AuditFilter::parse(from, to, who, action, subject).map(|filter| filter.fits(&entry))
        };
        assert_eq!(fits("", " ", "", "", ""), Ok(true));
        assert_eq!(fits("1970-01-02", "1970-01-02", &account, "verified", &signatory), Ok(true));
        assert_eq!(fits("1970-01-03", "", "", "", ""), Ok(false));
        assert_eq!(fits("", "1970-01-01", "", "", ""), Ok(false));
        assert_eq!(fits("", "", "operator", "", ""), Ok(false));
        assert_eq!(fits("", "", "", "refused", ""), Ok(false));
        assert_eq!(fits("", "", "", "", "settings"), Ok(false));
        assert_eq!(fits("yesterday", "", "", "", ""), Err(NotAuditable));
        assert_eq!(fits("", "", "anna@example.org", "", ""), Err(NotAuditable));
    }

    #[test]
    fn the_first_break_is_named() {
        let whole = chain((1..=5).map(|n| record(n, 1)));
        let end = end_of(&whole);
        assert_eq!(verify(&whole, end), Ok(Verified { entries: 5, end }));
        let none: [AuditEntry; 0] = [];
        assert!(verify(none, ChainEnd::START).is_ok());
        let without = |index: usize| {
            let mut chain = whole.clone();
            chain.remove(index);
            verify(chain, end)
        };
        assert_eq!(without(0), Err(Break::Gap { from: 1, found: 2 }));
        assert_eq!(without(2), Err(Break::Gap { from: 3, found: 4 }));
        assert_eq!(without(4), Err(Break::Ends { last: 4, noted: 5 }));
        let mut twice = whole.clone();
        twice.insert(3, whole[2].clone());
        assert_eq!(verify(twice, end), Err(Break::Repeated { seq: 3 }));
        let mut changed = whole.clone();
        changed[1].record.actor = AuditActor::Operator;
        assert_eq!(verify(&changed, end), Err(Break::Changed { seq: 2 }));
        // Whoever makes the hash anew breaks the link to the next.
        let (start, record) = (whole[0].end(), changed[1].record.clone());
        changed[1] = AuditEntry::after(start, record);
        assert_eq!(verify(&changed, end), Err(Break::Unlinked { seq: 3 }));
        // Whoever makes all hashes anew does not meet the end that was noted.
        let forged = chain(changed.into_iter().map(|entry| entry.record));
        assert_eq!(verify(forged, end), Err(Break::Replaced { seq: 5 }));
    }

    fn records() -> impl Strategy<Value = Vec<AuditRecord>> {
        prop::collection::vec((any::<u8>(), 0..1_000_000_i64), 2..30).prop_map(|parts| {
            parts.into_iter().map(|(byte, second)| record(second, byte)).collect()
        })
    }

    /// Changes the field of that number.
    fn change(entry: &mut AuditEntry, field: usize) {
        let other = AuditHash::of("another");
        let AuditRecord { at: when, actor, action, subject, from_rev, to_rev, reason, note_hash } =
            &mut entry.record;
        match field {
            0 => entry.seq += 1,
            1 => *when = at(when.as_second() + 1),
            2 => *actor = AuditActor::Operator,
            3 => *action = AuditCode::LEASE_TAKEN_OVER,
            4 => *subject = AuditSubject::settings(),
            5 => *from_rev = None,
            6 => *to_rev = to_rev.map(|rev| rev + 1),
            7 => *reason = Some(AuditCode::LEASE_TAKEN_OVER),
            8 => *note_hash = Some(other),
            9 => entry.previous = other,
            _ => entry.hash = other,
        }
    }

    proptest! {
        #[test]
        fn a_whole_chain_is_verified(records in records()) {
            let chain = chain(records);
            let verified = verify(&chain, end_of(&chain)).unwrap();
            prop_assert_eq!(verified.entries, chain.len() as u64);
        }

        #[test]
        fn any_change_of_one_entry_is_found(
            records in records(), place in any::<Index>(), field in 0..11_usize,
        ) {
            let mut chain = chain(records);
            let end = end_of(&chain);
            let place = place.index(chain.len());
            change(&mut chain[place], field);
            prop_assert!(verify(&chain, end).is_err());
        }

        #[test]
        fn any_removal_is_found(records in records(), place in any::<Index>()) {
            let mut chain = chain(records);
            let end = end_of(&chain);
            chain.remove(place.index(chain.len()));
            prop_assert!(verify(&chain, end).is_err());
        }

        #[test]
        fn any_swap_is_found(records in records(), a in any::<Index>(), b in any::<Index>()) {
            let mut chain = chain(records);
            let end = end_of(&chain);
            let (a, b) = (a.index(chain.len()), b.index(chain.len()));
            prop_assume!(a != b);
            chain.swap(a, b);
            prop_assert!(verify(&chain, end).is_err());
        }

        #[test]
        fn any_insertion_is_found(
            records in records(), place in any::<Index>(), from in any::<Index>(), forged in any::<bool>(),
        ) {
            let mut chain = chain(records);
            let end = end_of(&chain);
            let place = place.index(chain.len() + 1);
            let entry = if forged {
                // Made to fit the place where it is put.
                let before = place.checked_sub(1).map_or(ChainEnd::START, |at| chain[at].end());
                AuditEntry::after(before, record(7, 7))
            } else {
                chain[from.index(chain.len())].clone()
            };
            chain.insert(place, entry);
            prop_assert!(verify(&chain, end).is_err());
        }
    }
}
