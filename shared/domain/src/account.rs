//! A person's account, the sessions in which it is used, and the rules of both.

use crate::signatory::codes;
use crate::staff::read_member;
use crate::{
    AccountId, EmailAddress, Language, ProblemCode, Secret, StaffMember, Timestamp, limits,
};
use serde::{Deserialize, Serialize};

/// A person's account. The password and the authenticator's key are Cognito's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Identifier; the user name in Cognito.
    pub id: AccountId,
    /// Address.
    pub email: EmailAddress,
    /// Language of mails.
    pub language: Language,
    /// Its part in the secretariat, if it has one.
    #[serde(deserialize_with = "read_member")]
    pub staff: Option<StaffMember>,
    /// Whether an authenticator is set up.
    pub second_factor: bool,
    /// SHA-256 of the recovery codes that are left, in hexadecimal.
    pub recovery_codes: Vec<String>,
    /// A new address that waits for its code.
    pub pending_email: Option<PendingEmail>,
    /// Sessions of an older epoch are over: signing out everywhere raises it.
    pub session_epoch: u32,
    /// Whether it may be used.
    pub disabled: bool,
    /// Creation.
    pub created: Timestamp,
    /// Revision: 1 at creation, one more with each change.
    pub rev: u64,
}

/// A new address that its owner must confirm by a code sent to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingEmail {
    /// The new address.
    pub address: EmailAddress,
    /// SHA-256 of the code, in hexadecimal.
    pub code_hash: String,
    /// When the code was sent.
    pub sent: Timestamp,
    /// Wrong codes so far.
    pub attempts: u32,
}

impl PendingEmail {
    /// Whether another code may be tried now.
    pub fn check_open(&self, now: Timestamp) -> Result<(), ProblemCode> {
        if self.attempts >= limits::CODE_ATTEMPTS {
            Err(ProblemCode::Locked)
        } else if now.duration_since(self.sent) > limits::CODE_LIFE {
            Err(ProblemCode::Expired)
        } else {
            Ok(())
        }
    }
}

/// A six-digit code of ours. The remainder of 64 random bits favours no code by more than
/// one part in 10¹³.
#[must_use]
pub fn new_code(entropy: [u8; 8]) -> Secret {
    Secret::new(format!("{:06}", u64::from_be_bytes(entropy) % 1_000_000))
}

/// Reads a six-digit code, in any grouping.
pub fn parse_code(typed: &str) -> Result<Secret, ProblemCode> {
    let code: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    match code.len() {
        0 => Err(ProblemCode::Missing),
        6 if code.bytes().all(|byte| byte.is_ascii_digit()) => Ok(Secret::new(code)),
        _ => Err(ProblemCode::Malformed),
    }
}

impl Account {
    /// A new account.
    #[must_use]
    pub fn new(
        id: AccountId,
        email: EmailAddress,
        language: Language,
        staff: Option<StaffMember>,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            email,
            language,
            staff,
            second_factor: false,
            recovery_codes: Vec::new(),
            pending_email: None,
            session_epoch: 0,
            disabled: false,
            created: now,
            rev: 1,
        }
    }
}

codes! {
    /// What a session is for.
    SessionKind {
        /// A person with a browser.
        Browser = "browser",
        /// An integrator's bearer token.
        Token = "token",
        /// Password given, second factor still to come.
        Challenge = "challenge",
    }
}

codes! {
    /// A step that waits for its answer.
    Step {
        /// A code of the authenticator.
        SecondFactor = "second_factor",
        /// The first code of a new authenticator.
        SetUpSecondFactor = "set_up_second_factor",
    }
}

/// A session: opaque to its holder, ended by us at any time.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// SHA-256 of the secret that the holder presents, in hexadecimal.
    pub hash: String,
    /// What it is for.
    pub kind: SessionKind,
    /// Epoch of the account when it began.
    pub epoch: u32,
    /// Whether the second factor was given.
    pub second_factor: bool,
    /// Beginning.
    pub created: Timestamp,
    /// Last request, to within five minutes.
    pub last_seen: Timestamp,
    /// End in any case.
    pub expires: Timestamp,
    /// What Cognito gave for the next step of a sign-in or of setting up an authenticator:
    /// its session or a short-lived access token. Empty when no such step is open.
    pub step_token: String,
    /// Which step is open.
    pub step: Option<Step>,
    /// Kind of browser, for the list of sessions.
    pub label: String,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl Session {
    /// Whether the session may be used now.
    #[must_use]
    pub fn is_live(&self, account: &Account, now: Timestamp) -> bool {
        let idle = match self.kind {
            SessionKind::Browser => limits::SESSION_IDLE,
            SessionKind::Token => limits::TOKEN_LIFE,
            SessionKind::Challenge => limits::CHALLENGE_LIFE,
        };
        !account.disabled
            && self.epoch == account.session_epoch
            && now < self.expires
            && now.duration_since(self.last_seen) < idle
            // Staff work behind a second factor or not at all.
            && (account.staff.is_none() || self.second_factor || self.kind == SessionKind::Challenge)
    }

    /// Whether [`Session::last_seen`] is worth writing again.
    #[must_use]
    pub fn is_stale(&self, now: Timestamp) -> bool {
        now.duration_since(self.last_seen).as_secs() >= 5 * 60
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CountryCode, StaffRole};
    use jiff::SignedDuration;

    fn account() -> Account {
        let email = EmailAddress::parse("anna@example.org").unwrap();
        let id = AccountId::new(Timestamp::UNIX_EPOCH, [1; 10]);
        Account::new(id, email, Language::En, None, Timestamp::UNIX_EPOCH)
    }

    fn session() -> Session {
        Session {
            hash: String::new(),
            kind: SessionKind::Browser,
            epoch: 0,
            second_factor: false,
            created: Timestamp::UNIX_EPOCH,
            last_seen: Timestamp::UNIX_EPOCH,
            expires: Timestamp::UNIX_EPOCH + limits::SESSION_LIFE,
            step_token: String::new(),
            step: None,
            label: String::new(),
        }
    }

    fn at(minutes: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes)
    }

    /// Records written before there were roles.
    #[test]
    fn q46_a_stored_yes_is_an_administrator_and_a_stored_no_is_nobody() {
        let read = |staff: serde_json::Value| {
            let mut stored = serde_json::to_value(account()).unwrap();
            stored["staff"] = staff;
            serde_json::from_value::<Account>(stored).map(|account| account.staff)
        };
        let administrator = Some(StaffMember::new(StaffRole::Administrator));
        assert_eq!(read(true.into()).unwrap(), administrator);
        assert_eq!(read(false.into()).unwrap(), None);
        assert_eq!(read(serde_json::Value::Null).unwrap(), None);
        let france = CountryCode::parse("FR").unwrap();
        let focal = StaffMember { role: StaffRole::FocalPoint, countries: vec![france] };
        assert_eq!(read(serde_json::to_value(&focal).unwrap()).unwrap(), Some(focal));
        assert!(read("administrator".into()).is_err());
        assert!(read(serde_json::json!({ "role": "king", "countries": [] })).is_err());
    }

    #[test]
    fn q32_a_session_ends_when_idle_and_in_any_case() {
        assert!(session().is_live(&account(), at(29)));
        assert!(!session().is_live(&account(), at(30)));
        let busy = Session { last_seen: at(12 * 60 - 1), ..session() };
        assert!(busy.is_live(&account(), at(12 * 60 - 1)));
        assert!(!busy.is_live(&account(), at(12 * 60)));
    }

    #[test]
    fn q33_signing_out_everywhere_and_disabling_end_it_at_once() {
        assert!(!session().is_live(&Account { session_epoch: 1, ..account() }, at(0)));
        assert!(!session().is_live(&Account { disabled: true, ..account() }, at(0)));
    }

    #[test]
    fn q12_q13_a_code_is_six_digits_for_an_hour_and_five_attempts() {
        assert_eq!(new_code([0; 8]).expose(), "000000");
        assert_eq!(new_code([0xff; 8]).expose(), "551615");
        assert_eq!(parse_code(" 123-456 ").unwrap().expose(), "123456");
        assert_eq!(parse_code(" ").unwrap_err(), ProblemCode::Missing);
        assert_eq!(parse_code("12345x").unwrap_err(), ProblemCode::Malformed);
        assert_eq!(parse_code("1234567").unwrap_err(), ProblemCode::Malformed);
        let pending = PendingEmail {
            address: EmailAddress::parse("new@example.org").unwrap(),
            code_hash: String::new(),
            sent: at(0),
            attempts: 4,
        };
        assert_eq!(pending.check_open(at(60)), Ok(()));
        assert_eq!(pending.check_open(at(61)), Err(ProblemCode::Expired));
        let locked = PendingEmail { attempts: 5, ..pending };
        assert_eq!(locked.check_open(at(0)), Err(ProblemCode::Locked));
    }

    #[test]
    fn q21_staff_have_no_session_without_a_second_factor() {
        let member = StaffMember::new(StaffRole::Auditor);
        let staff = Account { staff: Some(member), ..account() };
        assert!(!session().is_live(&staff, at(0)));
        assert!(Session { second_factor: true, ..session() }.is_live(&staff, at(0)));
    }
}
