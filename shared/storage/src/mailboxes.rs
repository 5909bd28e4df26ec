//! What mails to an address met: kept by the digest of the address, not by the account, since
//! codes go to addresses that have none.

use crate::item::{from_item, to_item};
use crate::transaction::Transaction;
use crate::{OperationToken, StorageError, Table, keys};
use domain::audit::AuditRecord;
use domain::{EmailAddress, MailBlock, MailReturn, Timestamp};
use serde::{Deserialize, Serialize};

/// What came back from an address so far.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Mailbox {
    /// Why no more mail goes there.
    block: Option<MailBlock>,
    /// Mails that came back for a passing reason.
    transient: u32,
    rev: u64,
}

impl Mailbox {
    /// The first block stands until it is cleared.
    fn after(self, returned: MailReturn, now: Timestamp) -> Self {
        let passing = u32::from(returned == MailReturn::Transient);
        Self {
            block: self.block.or_else(|| returned.block(now)),
            transient: self.transient.saturating_add(passing),
            rev: self.rev + 1,
        }
    }
}

/// Times that a note is written anew when somebody else was first.
const TRIES: u32 = 4;

impl Table {
    /// Notes what came back from an address. `token` makes a new one for each attempt.
    pub async fn note_mail_return(
        &self,
        address: &EmailAddress,
        returned: &MailReturn,
        now: Timestamp,
        token: impl Fn() -> OperationToken,
    ) -> Result<(), StorageError> {
        let after = |mailbox: Mailbox| mailbox.after(returned.clone(), now);
        self.change_mailbox(address, after, token).await
    }

    /// Why no more mail goes to an address, if none does.
    pub async fn mail_block(
        &self,
        address: &EmailAddress,
    ) -> Result<Option<MailBlock>, StorageError> {
        let item = self.get(&keys::mailbox(address)).await?;
        let mailbox: Option<Mailbox> = item.map(from_item).transpose()?;
        Ok(mailbox.and_then(|mailbox| mailbox.block))
    }

    /// Lets mails go to an address again, whose owner has shown that it works; it is audited.
    /// Where nothing holds them back, nothing changes. [`StorageError::Conflict`] when another
    /// mail came back in this moment.
    pub async fn clear_mail_block(
        &self,
        address: &EmailAddress,
        token: OperationToken,
        record: &AuditRecord,
    ) -> Result<(), StorageError> {
        let key = keys::mailbox(address);
        let mailbox: Option<Mailbox> = self.get(&key).await?.map(from_item).transpose()?;
        let Some(Mailbox { block: Some(_), rev, .. }) = mailbox else { return Ok(()) };
        let cleared = Mailbox { rev: rev + 1, ..Mailbox::default() };
        let mut transaction = Transaction::new(self, token);
        transaction.replace(to_item(&key, &cleared)?, rev);
        Ok(transaction.commit_audited(std::slice::from_ref(record)).await?)
    }

    async fn change_mailbox(
        &self,
        address: &EmailAddress,
        change: impl Fn(Mailbox) -> Mailbox,
        token: impl Fn() -> OperationToken,
    ) -> Result<(), StorageError> {
        let key = keys::mailbox(address);
        for attempt in 1.. {
            let before: Option<Mailbox> = self.get(&key).await?.map(from_item).transpose()?;
            let rev = before.as_ref().map(|mailbox| mailbox.rev);
            let after = to_item(&key, &change(before.unwrap_or_default()))?;
            let mut transaction = Transaction::new(self, token());
            match rev {
                Some(rev) => transaction.replace(after, rev),
                None => transaction.create(after),
            };
            match transaction.commit().await.map_err(StorageError::from) {
                Err(StorageError::Conflict) if attempt < TRIES => {}
                written => return written,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_permanent_bounce_or_a_complaint_ends_mails_and_a_passing_one_is_counted() {
        let now = Timestamp::UNIX_EPOCH;
        let status = || Some("5.1.1".to_owned());
        let passing = Mailbox::default().after(MailReturn::Transient, now);
        assert_eq!((passing.block.is_some(), passing.transient), (false, 1));
        let bounced = passing.after(MailReturn::Permanent { status: status() }, now);
        assert_eq!(bounced.block.as_ref().map(|block| block.status.clone()), Some(status()));
        // What came first stays known.
        let both = bounced.after(MailReturn::Complaint, now);
        assert!(both.block.is_some_and(|block| !block.complaint));
        let complained = Mailbox::default().after(MailReturn::Complaint, now);
        assert!(complained.block.is_some_and(|block| block.complaint));
    }
}
