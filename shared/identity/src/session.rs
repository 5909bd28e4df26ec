//! Sessions: what the browser's cookie or an integrator's bearer token stands for.

use crate::recovery::digest;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::account::Step;
use domain::{Account, AccountId, Secret, Session, SessionKind, Timestamp, limits};
use storage::{AccountRecord, StorageError, Table};
use subtle::ConstantTimeEq;

/// 256 random bits.
pub type Entropy = [u8; 32];

/// What the holder of a session presents: the account's id, which says where to look, and
/// 256 random bits, of which only the digest is stored.
#[derive(Debug, Clone)]
pub struct SessionSecret {
    account: AccountId,
    secret: Secret,
}

impl SessionSecret {
    /// A new one.
    #[must_use]
    pub fn new(account: AccountId, entropy: &Entropy) -> Self {
        Self { account, secret: Secret::new(URL_SAFE_NO_PAD.encode(entropy)) }
    }

    /// Reads a cookie's or a bearer token's text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (account, secret) = text.split_once('.')?;
        let account = AccountId::parse(account).ok()?;
        // 256 bits in base 64 without padding.
        (secret.len() == 43).then(|| Self { account, secret: Secret::new(secret) })
    }

    /// The text to give out.
    #[must_use]
    pub fn text(&self) -> Secret {
        Secret::new(format!("{}.{}", self.account, self.secret.expose()))
    }

    /// Whose it claims to be.
    #[must_use]
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// What is stored of it.
    #[must_use]
    pub fn hash(&self) -> String {
        digest(&self.secret)
    }
}

/// Somebody with a session.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The account with all that hangs on it, as it is at this moment.
    pub record: AccountRecord,
    /// The session presented.
    pub session: Session,
}

/// Why a session presented is of no use.
#[derive(Debug, thiserror::Error)]
pub enum SignedInError {
    /// Unknown, over, or of another kind.
    #[error("no such session")]
    Ended,
    /// Storage did not answer.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Looks a session up: one query, which brings the account as it is now, so that a role
/// removed or an account disabled takes effect at this request. A session seen again after
/// five minutes is written back.
pub async fn sign_in_state(
    table: &Table,
    presented: &SessionSecret,
    kinds: &[SessionKind],
    now: Timestamp,
) -> Result<SignedIn, SignedInError> {
    let record = table.account(presented.account, now).await?.ok_or(SignedInError::Ended)?;
    let hash = presented.hash();
    let session = record
        .sessions
        .iter()
        .find(|session| bool::from(session.hash.as_bytes().ct_eq(hash.as_bytes())))
        .filter(|session| kinds.contains(&session.kind) && session.is_live(&record.account, now))
        .cloned()
        .ok_or(SignedInError::Ended)?;
    if session.is_stale(now) {
        let seen = Session { last_seen: now, ..session.clone() };
        table.put_session(presented.account, &seen).await?;
    }
    Ok(SignedIn { record, session })
}

/// A new session of `kind` for the account.
#[must_use]
pub fn begin(
    account: &Account,
    kind: SessionKind,
    second_factor: bool,
    step: Option<(Step, &Secret)>,
    label: &str,
    secret: &SessionSecret,
    now: Timestamp,
) -> Session {
    let life = match kind {
        SessionKind::Browser => limits::SESSION_LIFE,
        SessionKind::Token => limits::TOKEN_LIFE,
        SessionKind::Challenge => limits::CHALLENGE_LIFE,
    };
    Session {
        hash: secret.hash(),
        kind,
        epoch: account.session_epoch,
        second_factor,
        created: now,
        last_seen: now,
        expires: now + life,
        step_token: step.map(|(_, token)| token.expose().to_owned()).unwrap_or_default(),
        step: step.map(|(step, _)| step),
        label: label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn q29_a_session_is_256_random_bits_and_only_its_digest_is_kept() {
        let account = AccountId::new(Timestamp::UNIX_EPOCH, [3; 10]);
        let secret = SessionSecret::new(account, &[9; 32]);
        let text = secret.text();
        let read = SessionSecret::parse(text.expose()).unwrap();
        assert_eq!(read.hash(), secret.hash());
        assert!(!text.expose().contains(&secret.hash()));
        assert!(SessionSecret::parse(&format!("{account}.short")).is_none());
        assert!(SessionSecret::parse("no-dot").is_none());
    }
}
