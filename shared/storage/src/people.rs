//! The secretariat's people: an index of staff accounts and the invitations that wait, in one
//! partition. The role itself stands in the account's record and nowhere else.
//!
//! Whoever changes people is an administrator, nobody changes themselves, and each change
//! requires that its author's own record has not changed since it was read. So two
//! administrators who remove each other at once are one removal and one conflict, and an
//! administrator is always left. Each change has its entry in the audit trail.

use crate::accounts::EmailGuard;
use crate::item::{from_expiring_item, from_item, to_expiring_item, to_item};
use crate::keys::{self, digest};
use crate::mail::mail_items;
use crate::transaction::{CommitError, Transaction};
use crate::{MailRequest, OperationToken, StorageError, Table};
use domain::audit::{AuditActor, AuditCode, AuditRecord, AuditSubject};
use domain::{Account, AccountId, Invitation, MailFacts, MailTemplate, Secret, Timestamp};
use serde::{Deserialize, Serialize};

/// That an account is one of staff.
#[derive(Serialize, Deserialize)]
struct Member {
    account: AccountId,
}

/// Who changes people, as read at the beginning of the request.
#[derive(Debug, Clone, Copy)]
pub struct Administrator {
    /// Their account.
    pub account: AccountId,
    /// Its revision.
    pub rev: u64,
}

/// What became of an invitation that was accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accepted {
    /// The account is one of staff.
    Now,
    /// The invitation is used or withdrawn, or the address belongs to somebody else by now.
    TooLate,
}

impl Table {
    /// The accounts of all members of staff, in order of their ids: the oldest first. A
    /// secretariat is a few people: one query, and one read for each of them.
    pub async fn staff_accounts(&self) -> Result<Vec<Account>, StorageError> {
        let mut accounts = Vec::new();
        for item in self.query(keys::STAFF, keys::STAFF_MEMBER).await? {
            let Member { account } = from_item(item)?;
            if let Some(item) = self.get(&keys::account(account)).await? {
                accounts.push(from_item::<Account>(item)?);
            }
        }
        // The record decides, as everywhere.
        accounts.retain(|account| account.staff.is_some());
        Ok(accounts)
    }

    /// The invitations that wait.
    pub async fn invitations(&self, now: Timestamp) -> Result<Vec<Invitation>, StorageError> {
        let items = self.query(keys::STAFF, keys::INVITATION).await?;
        let read = items.into_iter().map(|item| from_expiring_item(item, now));
        Ok(read.collect::<Result<Vec<Option<Invitation>>, _>>()?.into_iter().flatten().collect())
    }

    /// The invitation that this secret opens, if it waits.
    pub async fn invitation(
        &self,
        secret: &Secret,
        now: Timestamp,
    ) -> Result<Option<Invitation>, StorageError> {
        match self.get(&keys::invitation(&digest(secret.expose()))).await? {
            Some(item) => from_expiring_item(item, now),
            None => Ok(None),
        }
    }

    /// Invites somebody: the invitation, and the mail with its secret. `older` are those that
    /// it replaces. `by` is who invites; nobody for an operator.
    ///
    /// [`StorageError::Conflict`] when the administrator's record has changed.
    pub async fn invite(
        &self,
        invitation: &Invitation,
        secret: &Secret,
        older: &[Invitation],
        by: Option<Administrator>,
        token: OperationToken,
    ) -> Result<(), StorageError> {
        let mut transaction = Transaction::new(self, token);
        require(&mut transaction, by);
        let key = keys::invitation(&invitation.hash);
        transaction.create(to_expiring_item(&key, invitation, invitation.expires)?);
        for older in older {
            transaction.delete(&keys::invitation(&older.hash));
        }
        let mail = MailRequest {
            id: &format!("invitation-{}", invitation.hash),
            template: MailTemplate::StaffInvitation,
            to: &invitation.email,
            language: invitation.language,
            code: Some(secret),
            facts: Some(MailFacts::Invitation { role: invitation.member.role }),
            not_before: None,
        };
        for item in mail_items(&mail, invitation.at)? {
            transaction.create(item);
        }
        let actor = by.map_or(AuditActor::Operator, |by| AuditActor::Account(by.account));
        let record = record(AuditCode::STAFF_INVITED, actor, invitation.account, invitation.at)
            .with_role(invitation.member.role);
        Ok(transaction.commit_audited(&[record]).await?)
    }

    /// Withdraws an invitation. [`StorageError::Conflict`] when it is not there any more, or
    /// the administrator's record has changed.
    pub async fn withdraw_invitation(
        &self,
        invitation: &Invitation,
        by: Administrator,
        token: OperationToken,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let mut transaction = Transaction::new(self, token);
        require(&mut transaction, Some(by));
        transaction.delete_present(&keys::invitation(&invitation.hash));
        let actor = AuditActor::Account(by.account);
        let record = record(AuditCode::INVITATION_WITHDRAWN, actor, invitation.account, now);
        Ok(transaction.commit_audited(&[record]).await?)
    }

    /// Makes the account of an invitation one of staff, and uses the invitation up. `before`
    /// is the account where there was one, as read; its owner is told that the password has
    /// changed.
    pub async fn accept_invitation(
        &self,
        invitation: &Invitation,
        before: Option<&Account>,
        token: OperationToken,
        now: Timestamp,
    ) -> Result<Accepted, StorageError> {
        let mut transaction = Transaction::new(self, token);
        transaction.delete_present(&keys::invitation(&invitation.hash));
        match before {
            None => {
                let account = invitation.new_account(now);
                let guard = EmailGuard { account: account.id };
                transaction.create(to_item(&keys::email(&account.email), &guard)?);
                transaction.create(to_item(&keys::account(account.id), &account)?);
            }
            Some(before) => {
                let account = invitation.admit(before.clone());
                let item = to_item(&keys::account(account.id), &account)?;
                transaction.replace(item, before.rev);
                let mail = MailRequest {
                    id: &format!("account-{}-{}", before.id, before.rev),
                    template: MailTemplate::PasswordChanged,
                    to: &account.email,
                    language: account.language,
                    code: None,
                    facts: None,
                    not_before: None,
                };
                for item in mail_items(&mail, now)? {
                    transaction.overwrite(item);
                }
            }
        }
        index(&mut transaction, invitation.account)?;
        let rev = before.map_or(0, |before| before.rev);
        let actor = AuditActor::Account(invitation.account);
        let record = record(AuditCode::INVITATION_ACCEPTED, actor, invitation.account, now)
            .with_revs(rev, rev + 1)
            .with_role(invitation.member.role);
        match transaction.commit_audited(&[record]).await {
            Ok(()) => Ok(Accepted::Now),
            // A known account has changed meanwhile: read it again. All else is too late.
            Err(CommitError::Refused(indices)) if before.is_some() && !indices.contains(&0) => {
                Err(StorageError::Conflict)
            }
            Err(CommitError::Refused(_)) => Ok(Accepted::TooLate),
            Err(error @ (CommitError::Leased | CommitError::Storage(_))) => Err(error.into()),
        }
    }

    /// Gives a member of staff another role, or none: `before` as read, `after` what becomes
    /// of it, `by` who does it.
    ///
    /// [`StorageError::Conflict`] when either record has changed.
    pub async fn change_member(
        &self,
        before: &Account,
        after: &Account,
        by: Administrator,
        token: OperationToken,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let mut transaction = Transaction::new(self, token);
        require(&mut transaction, Some(by));
        transaction.replace(to_item(&keys::account(after.id), after)?, before.rev);
        let actor = AuditActor::Account(by.account);
        let act = |code| record(code, actor, after.id, now).with_revs(before.rev, after.rev);
        let record = if let Some(member) = &after.staff {
            index(&mut transaction, after.id)?;
            act(AuditCode::ROLE_CHANGED).with_role(member.role)
        } else {
            transaction.delete(&keys::staff_member(after.id));
            act(AuditCode::STAFF_REMOVED)
        };
        Ok(transaction.commit_audited(&[record]).await?)
    }
}

/// Requires that an administrator still is what they were when the request began.
fn require(transaction: &mut Transaction<'_>, by: Option<Administrator>) {
    if let Some(by) = by {
        transaction.require(&keys::account(by.account), by.rev);
    }
}

fn index(transaction: &mut Transaction<'_>, account: AccountId) -> Result<(), StorageError> {
    transaction.overwrite(to_item(&keys::staff_member(account), &Member { account })?);
    Ok(())
}

fn record(code: AuditCode, actor: AuditActor, on: AccountId, now: Timestamp) -> AuditRecord {
    AuditRecord::new(now, actor, code, AuditSubject::account(on))
}
