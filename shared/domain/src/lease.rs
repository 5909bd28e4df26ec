//! A case open on one desk: who of the staff works on it, and until when nobody else does.

use crate::forms::LeaseForm;
use crate::signatory::codes;
use crate::text::{self, Shape};
use crate::{
    AccountId, EmailAddress, Field, InitiativeId, ProblemCode, Problems, SignatoryId, Timestamp,
    limits,
};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// What staff open and decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CaseId {
    /// A signatory.
    Signatory(SignatoryId),
    /// An initiative.
    Initiative(InitiativeId),
}

impl std::fmt::Display for CaseId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Signatory(id) => id.fmt(f),
            Self::Initiative(id) => id.fmt(f),
        }
    }
}

/// A member of staff as colleagues know them: the account, and the address to write to. The
/// address is shown in the back office and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// Account.
    pub account: AccountId,
    /// Address.
    pub email: EmailAddress,
}

/// From whom a case was taken over, and why.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenOver {
    /// Who had it.
    pub from: Colleague,
    /// Why.
    pub note: String,
}

impl std::fmt::Debug for TakenOver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TakenOver").field("from", &self.from.account).finish_non_exhaustive()
    }
}

/// A case in somebody's hands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    /// Who has it.
    pub holder: Colleague,
    /// Since when, renewals included.
    pub since: Timestamp,
    /// When it is anybody's again: a whole second, as storage compares it.
    pub expires: Timestamp,
    /// From whom it was taken over.
    #[serde(default)]
    pub taken_over: Option<TakenOver>,
}

impl Lease {
    /// A case taken now, for so many minutes.
    #[must_use]
    pub fn new(holder: Colleague, now: Timestamp, minutes: u32) -> Self {
        Self { holder, since: now, expires: end(now, minutes), taken_over: None }
    }

    /// The same hands for so many minutes from now.
    #[must_use]
    pub fn renewed(self, now: Timestamp, minutes: u32) -> Self {
        Self { expires: end(now, minutes), ..self }
    }

    /// Other hands, with the note that says why.
    #[must_use]
    pub fn taken_over(self, by: Colleague, note: String, now: Timestamp, minutes: u32) -> Self {
        let taken_over = Some(TakenOver { from: self.holder, note });
        Self { taken_over, ..Self::new(by, now, minutes) }
    }

    /// Whether its time is over.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.expires <= now
    }

    /// Whether `who` may work on the case without asking: it is theirs, or its time is over.
    #[must_use]
    pub fn may_take(&self, now: Timestamp, who: AccountId) -> bool {
        self.holder.account == who || self.is_over(now)
    }

    /// Whether `who` has the case in hand now.
    #[must_use]
    pub fn is_held_by(&self, now: Timestamp, who: AccountId) -> bool {
        self.holder.account == who && !self.is_over(now)
    }
}

/// Rounded up to the whole second: storage keeps ends as seconds, and both must agree.
fn end(now: Timestamp, minutes: u32) -> Timestamp {
    let end = now + SignedDuration::from_mins(i64::from(minutes));
    let whole = end.as_second() + i64::from(end.subsec_nanosecond() > 0);
    Timestamp::from_second(whole).unwrap_or(end)
}

codes! {
    /// What is asked about a lease.
    LeaseIntent {
        /// Open the case.
        Take = "take",
        /// Take it out of another's hands.
        TakeOver = "take_over",
        /// Give it back.
        Release = "release",
    }
}

/// What a member of staff asks about a lease, read from its form.
#[derive(Clone, PartialEq, Eq)]
pub enum LeaseRequest {
    /// Open the case.
    Take,
    /// Take it out of the hands of `from`.
    TakeOver {
        /// Who has it, as the page said.
        from: AccountId,
        /// Why.
        note: String,
    },
    /// Give it back.
    Release,
}

impl std::fmt::Debug for LeaseRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LeaseRequest(…)")
    }
}

impl LeaseRequest {
    /// Reads the form. Taking over needs a note.
    pub fn parse(form: &LeaseForm) -> Result<Self, Problems> {
        match LeaseIntent::from_code(form.intent.trim()) {
            // A program need not say that it opens what it asks for.
            None if form.intent.trim().is_empty() => Ok(Self::Take),
            Some(LeaseIntent::Take) => Ok(Self::Take),
            Some(LeaseIntent::Release) => Ok(Self::Release),
            Some(LeaseIntent::TakeOver) => {
                let mut problems = Problems::default();
                let from = AccountId::parse(form.holder.trim()).map_err(|_| ProblemCode::Malformed);
                let from = problems.check(Field::Holder, from);
                let note = text::required(&form.takeover_note, limits::NOTE, Shape::Lines);
                let note = problems.check(Field::TakeoverNote, note);
                problems.or((|| Some(Self::TakeOver { from: from?, note: note? }))())
            }
            None => Err(Problems::one(Field::Intent, ProblemCode::UnknownChoice)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn somebody(byte: u8) -> Colleague {
        Colleague {
            account: AccountId::new(Timestamp::UNIX_EPOCH, [byte; 10]),
            email: EmailAddress::parse(&format!("staff-{byte}@example.org")).unwrap(),
        }
    }

    fn at(milliseconds: i64) -> Timestamp {
        Timestamp::from_millisecond(milliseconds).unwrap()
    }

    #[test]
    fn a_lease_is_its_holders_until_it_ends_and_then_anybodys() {
        let (anna, ben) = (somebody(1), somebody(2));
        let lease = Lease::new(anna.clone(), at(0), 20);
        let minutes = |minutes: i64| at(minutes * 60_000);
        assert!(lease.may_take(minutes(19), anna.account));
        assert!(!lease.may_take(minutes(19), ben.account));
        assert!(lease.may_take(minutes(20), ben.account));
        assert!(lease.is_held_by(minutes(19), anna.account));
        assert!(!lease.is_held_by(minutes(20), anna.account));
        let renewed = lease.renewed(minutes(15), 20);
        assert_eq!(renewed.since, at(0));
        assert!(!renewed.may_take(minutes(34), ben.account));
        assert!(renewed.may_take(minutes(35), ben.account));
    }

    #[test]
    fn a_lease_ends_at_a_whole_second_and_lasts_no_less_than_was_said() {
        let lease = Lease::new(somebody(1), at(1), 1);
        assert_eq!(lease.expires, at(61_000));
        assert_eq!(Lease::new(somebody(1), at(0), 1).expires, at(60_000));
    }

    #[test]
    fn who_takes_over_says_why_and_from_whom() {
        let (anna, ben) = (somebody(1), somebody(2));
        let lease = Lease::new(anna.clone(), at(0), 20);
        let taken = lease.taken_over(ben.clone(), "Anna is away".to_owned(), at(60_000), 20);
        assert_eq!(taken.holder, ben);
        assert_eq!(taken.since, at(60_000));
        assert_eq!(taken.taken_over.unwrap().from, anna);

        let form = |intent: &str, note: &str| LeaseForm {
            intent: intent.to_owned(),
            holder: anna.account.to_string(),
            takeover_note: note.to_owned(),
        };
        assert_eq!(LeaseRequest::parse(&form("", "")), Ok(LeaseRequest::Take));
        assert_eq!(LeaseRequest::parse(&form("take", "")), Ok(LeaseRequest::Take));
        assert_eq!(LeaseRequest::parse(&form("release", "")), Ok(LeaseRequest::Release));
        let over = LeaseRequest::TakeOver { from: anna.account, note: "Away".to_owned() };
        assert_eq!(LeaseRequest::parse(&form("take_over", " Away ")), Ok(over));
        let missing = Problems::one(Field::TakeoverNote, ProblemCode::Missing);
        assert_eq!(LeaseRequest::parse(&form("take_over", " ")), Err(missing));
        let unknown = Problems::one(Field::Intent, ProblemCode::UnknownChoice);
        assert_eq!(LeaseRequest::parse(&form("keep", "")), Err(unknown));
    }

    #[test]
    fn neither_address_nor_note_of_a_lease_prints_itself() {
        let lease = Lease::new(somebody(1), at(0), 20);
        let lease = lease.taken_over(somebody(2), "A private note".to_owned(), at(0), 20);
        let printed = format!("{lease:?}");
        assert!(!printed.contains('@') && !printed.contains("private"), "{printed}");
    }
}
