//! Accounts with their sessions, known browsers and memberships: one partition each, read
//! whole by one query at each request of a signed-in person.

use crate::item::{from_expiring_item, from_item, text_of, to_expiring_item, to_item};
use crate::keys;
use crate::mail::mail_items;
use crate::transaction::{CommitError, Transaction};
use crate::{MailRequest, OperationToken, StorageError, Table};
use domain::{Account, AccountId, EmailAddress, Session, SignatoryId, Timestamp, limits};
use serde::{Deserialize, Serialize};

/// What an account may do for a signatory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything, and may let others in.
    Owner,
    /// Initiatives and profile.
    Editor,
}

/// An account's part in a signatory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The signatory.
    pub signatory: SignatoryId,
    /// What the account may do.
    pub role: Role,
}

/// Uniqueness of an address.
#[derive(Serialize, Deserialize)]
pub(crate) struct EmailGuard {
    pub(crate) account: AccountId,
}

#[derive(Serialize, Deserialize)]
struct Device {
    since: Timestamp,
}

/// An account with all that hangs on it.
#[derive(Debug, Clone)]
pub struct AccountRecord {
    /// The account.
    pub account: Account,
    /// Its sessions, live or not.
    pub sessions: Vec<Session>,
    /// Hashes of the browsers that signed in before.
    pub devices: Vec<String>,
    /// Its signatories.
    pub memberships: Vec<Membership>,
}

impl AccountRecord {
    /// Whether it is an owner of that signatory.
    #[must_use]
    pub fn owns(&self, signatory: SignatoryId) -> bool {
        self.memberships
            .iter()
            .any(|membership| membership.signatory == signatory && membership.role == Role::Owner)
    }
}

impl Table {
    /// The account of that address, if the address is confirmed.
    pub async fn account_of_email(
        &self,
        address: &EmailAddress,
    ) -> Result<Option<AccountId>, StorageError> {
        match self.get(&keys::email(address)).await? {
            Some(item) => Ok(Some(from_item::<EmailGuard>(item)?.account)),
            None => Ok(None),
        }
    }

    /// An account with its sessions, known browsers and memberships.
    pub async fn account(
        &self,
        id: AccountId,
        now: Timestamp,
    ) -> Result<Option<AccountRecord>, StorageError> {
        let mut account = None;
        let (mut sessions, mut devices, mut memberships) = (Vec::new(), Vec::new(), Vec::new());
        for item in self.query(&keys::account_partition(id), "").await? {
            let sk = text_of(&item, "sk").to_owned();
            if sk.starts_with(keys::SESSION) {
                sessions.extend(from_expiring_item(item, now)?);
            } else if let Some(hash) = sk.strip_prefix(keys::DEVICE) {
                if from_expiring_item::<Device>(item, now)?.is_some() {
                    devices.push(hash.to_owned());
                }
            } else if sk.starts_with(keys::MEMBER) {
                memberships.push(from_item(item)?);
            } else {
                account = Some(from_item(item)?);
            }
        }
        Ok(account.map(|account| AccountRecord { account, sessions, devices, memberships }))
    }

    /// Replaces an account that still has revision `rev`; `account` carries the next one.
    pub async fn replace_account(
        &self,
        account: &Account,
        rev: u64,
        token: OperationToken,
    ) -> Result<(), StorageError> {
        let mut transaction = Transaction::new(self, token);
        transaction.replace(to_item(&keys::account(account.id), account)?, rev);
        Ok(transaction.commit().await?)
    }

    /// As [`Self::replace_account`], and its owner is told by `mail`.
    pub async fn replace_account_and_tell(
        &self,
        account: &Account,
        rev: u64,
        mail: &MailRequest<'_>,
        token: OperationToken,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let mut transaction = Transaction::new(self, token);
        transaction.replace(to_item(&keys::account(account.id), account)?, rev);
        for item in mail_items(mail, now)? {
            transaction.overwrite(item);
        }
        Ok(transaction.commit().await?)
    }

    /// Ends every session of an account but one new one: `account` carries the next epoch
    /// and revision, `session` that epoch. Its owner is told by `mail`.
    pub async fn renew_sessions(
        &self,
        account: &Account,
        session: &Session,
        mail: &MailRequest<'_>,
        token: OperationToken,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let mut transaction = Transaction::new(self, token);
        transaction.replace(to_item(&keys::account(account.id), account)?, account.rev - 1);
        let key = keys::session(account.id, &session.hash);
        transaction.overwrite(to_expiring_item(&key, session, session.expires)?);
        for item in mail_items(mail, now)? {
            transaction.overwrite(item);
        }
        Ok(transaction.commit().await?)
    }

    /// Gives an account its new address: the new one becomes taken, the old one free, and
    /// `mail` says so. `Ok(false)` when somebody else holds the new one.
    pub async fn move_account(
        &self,
        account: &Account,
        old: &EmailAddress,
        mail: &MailRequest<'_>,
        token: OperationToken,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let mut transaction = Transaction::new(self, token);
        let guard = EmailGuard { account: account.id };
        transaction.create(to_item(&keys::email(&account.email), &guard)?);
        transaction.replace(to_item(&keys::account(account.id), account)?, account.rev - 1);
        transaction.delete(&keys::email(old));
        for item in mail_items(mail, now)? {
            transaction.overwrite(item);
        }
        match transaction.commit().await {
            Ok(()) => Ok(true),
            // Our own earlier success, by a second click or a lost answer, is a success.
            Err(CommitError::Refused(indices)) if indices.contains(&0) => {
                Ok(self.account_of_email(&account.email).await? == Some(account.id))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Writes a session, new or seen again.
    pub async fn put_session(&self, id: AccountId, session: &Session) -> Result<(), StorageError> {
        let key = keys::session(id, &session.hash);
        self.put(to_expiring_item(&key, session, session.expires)?).await
    }

    /// Ends a session at once.
    pub async fn delete_session(&self, id: AccountId, hash: &str) -> Result<(), StorageError> {
        self.delete(&keys::session(id, hash)).await
    }

    /// Remembers a browser that signed in.
    pub async fn put_device(
        &self,
        id: AccountId,
        hash: &str,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let key = keys::device(id, hash);
        let device = Device { since: now };
        self.put(to_expiring_item(&key, &device, now + limits::DEVICE_LIFE)?).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Language;

    #[test]
    fn an_owner_is_a_member_of_that_signatory_with_that_role() {
        let signatory = |byte| SignatoryId::new(Timestamp::UNIX_EPOCH, [byte; 10]);
        let id = AccountId::new(Timestamp::UNIX_EPOCH, [1; 10]);
        let email = EmailAddress::parse("anna@example.org").unwrap();
        let record = AccountRecord {
            account: Account::new(id, email, Language::En, None, Timestamp::UNIX_EPOCH),
            sessions: Vec::new(),
            devices: Vec::new(),
            memberships: vec![
                Membership { signatory: signatory(1), role: Role::Owner },
                Membership { signatory: signatory(2), role: Role::Editor },
            ],
        };
        assert!(record.owns(signatory(1)));
        assert!(!record.owns(signatory(2)));
        assert!(!record.owns(signatory(3)));
    }
}
