//! Identifiers: ULIDs, time-ordered, never reused, never secrets. Written as 26 lower-case
//! letters and digits, so that an address holds `{id}-{slug}` and splits at the first hyphen.

use crate::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use ulid::Ulid;

/// The text is not an identifier in its one canonical form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct NotAnId;

/// Random part of an identifier: 80 bits, as ULIDs have.
pub type IdEntropy = [u8; 10];

fn make(now: Timestamp, entropy: IdEntropy) -> Ulid {
    let mut random = [0; 16];
    random[6..].copy_from_slice(&entropy);
    let milliseconds = u64::try_from(now.as_millisecond()).unwrap_or_default();
    Ulid::from_parts(milliseconds, u128::from_be_bytes(random))
}

fn parse(text: &str) -> Result<Ulid, NotAnId> {
    let id = Ulid::from_string(text).map_err(|_| NotAnId)?;
    // One spelling for each id: no upper case, no look-alike letters.
    if canonical(id) == text { Ok(id) } else { Err(NotAnId) }
}

fn canonical(id: Ulid) -> String {
    id.to_string().to_ascii_lowercase()
}

/// The identifier that `owner` makes of the one that a form gives.
fn made_of(owner: impl fmt::Display, given: Ulid) -> Ulid {
    let digest = Sha256::digest(format!("{owner}/{}", canonical(given)));
    let mut random = [0; 16];
    random[6..].copy_from_slice(&digest[..10]);
    Ulid::from_parts(given.timestamp_ms(), u128::from_be_bytes(random))
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Ulid);

        impl $name {
            /// A new identifier from the time and 80 random bits.
            #[must_use]
            pub fn new(now: Timestamp, entropy: IdEntropy) -> Self {
                Self(make(now, entropy))
            }

            /// Reads the canonical form; anything else is [`NotAnId`].
            pub fn parse(text: &str) -> Result<Self, NotAnId> {
                parse(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&canonical(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&canonical(self.0))
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;
            fn try_from(text: String) -> Result<Self, NotAnId> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                canonical(id.0)
            }
        }
    };
}

id! {
    /// A person's account; also the user name in Cognito.
    AccountId
}
impl AccountId {
    /// The identifier that no account has: it is no moment's.
    pub const NOBODY: Self = Self(Ulid::nil());
}

id! {
    /// A signatory: an authority, an elected representative or an organisation.
    SignatoryId
}
id! {
    /// An initiative of a signatory.
    InitiativeId
}
impl InitiativeId {
    /// The initiative that `signatory` begins with a form of identifier `given`. The same
    /// form makes the same initiative, however often it is sent; and since the signatory is
    /// part of it, nobody can choose the identifier of somebody else's.
    #[must_use]
    pub fn begun_by(signatory: SignatoryId, given: Self) -> Self {
        Self(made_of(signatory, given.0))
    }
}

id! {
    /// A decision on many cases.
    BulkId
}
impl BulkId {
    /// What `account` proposes with a form of identifier `given`: the same form proposes the
    /// same, however often it is sent, as [`InitiativeId::begun_by`].
    #[must_use]
    pub fn proposed_by(account: AccountId, given: Self) -> Self {
        Self(made_of(account, given.0))
    }
}

id! {
    /// An entry in the append-only history of a signatory.
    EventId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_one_spelling() {
        let id = SignatoryId::new(Timestamp::UNIX_EPOCH, [7; 10]);
        let text = id.to_string();
        assert_eq!(SignatoryId::parse(&text), Ok(id));
        assert_eq!(SignatoryId::parse(&text.to_ascii_uppercase()), Err(NotAnId));
        assert_eq!(SignatoryId::parse("01arz3ndektsv4rrffq69g5fal"), Err(NotAnId));
    }

    #[test]
    fn q72_one_form_is_one_initiative_of_its_own_signatory() {
        let given = InitiativeId::new(Timestamp::from_second(9).unwrap(), [1; 10]);
        let [a, b] = [1, 2].map(|byte| SignatoryId::new(Timestamp::UNIX_EPOCH, [byte; 10]));
        let begun = InitiativeId::begun_by(a, given);
        assert_eq!(begun, InitiativeId::begun_by(a, given));
        assert_ne!(begun, InitiativeId::begun_by(b, given));
        assert_ne!(begun, given);
        assert_eq!(begun.to_string()[..10], given.to_string()[..10], "time-ordered");
    }

    #[test]
    fn ids_sort_by_time() {
        let later = Timestamp::from_second(1).unwrap();
        assert!(AccountId::new(Timestamp::UNIX_EPOCH, [255; 10]) < AccountId::new(later, [0; 10]));
    }
}
