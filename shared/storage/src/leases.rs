//! Cases in hand: one item for each, in one partition, since the queue shows them all. What
//! an item says counts until its end, whenever DynamoDB deletes it.

use crate::item::{Item, from_expiring_item, number, text, to_expiring_item};
use crate::keys;
use crate::outbox::was_refused;
use crate::transaction::{CommitError, Transaction};
use crate::{OperationToken, StorageError, Table};
use domain::audit::AuditRecord;
use domain::{AccountId, CaseId, Colleague, Lease, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Times that a lease is tried anew when it changes hands meanwhile.
const TRIES: u32 = 3;

/// Whose decision must not meet somebody else's lease.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeaseCheck {
    /// The case.
    pub case: CaseId,
    /// Who decides.
    pub account: AccountId,
    /// When.
    pub now: Timestamp,
}

/// How the taking of a case ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// It is in the hands of who asked.
    Yours(Lease),
    /// It is in another's hands.
    Held(Lease),
}

/// As stored: the holder's account once more, for conditions to name.
#[derive(Serialize, Deserialize)]
struct Stored {
    case: String,
    held_by: AccountId,
    #[serde(flatten)]
    lease: Lease,
}

/// True where nobody else has the case: nobody, the same account, or somebody whose time is
/// over.
const FREE_OR_MINE: &str = "attribute_not_exists(pk) OR held_by = :me OR expires_at <= :now";

impl Table {
    /// Who has a case in hand now.
    pub async fn lease(&self, case: CaseId, now: Timestamp) -> Result<Option<Lease>, StorageError> {
        let Some(item) = self.get(&keys::lease(case)).await? else { return Ok(None) };
        Ok(from_expiring_item::<Stored>(item, now)?.map(|stored| stored.lease))
    }

    /// All cases in hand now, by the identifier of their subject.
    pub async fn leases(&self, now: Timestamp) -> Result<HashMap<String, Lease>, StorageError> {
        let mut leases = HashMap::new();
        for item in self.query(keys::LEASE, "").await? {
            if let Some(stored) = from_expiring_item::<Stored>(item, now)? {
                leases.insert(stored.case, stored.lease);
            }
        }
        Ok(leases)
    }

    /// Takes a case for so many minutes, or renews what the account has. The write decides:
    /// of two at once one gets it, and the other is told who has it.
    pub async fn take_lease(
        &self,
        case: CaseId,
        by: &Colleague,
        minutes: u32,
        now: Timestamp,
    ) -> Result<Taken, StorageError> {
        for _ in 0..TRIES {
            let lease = match self.lease(case, now).await? {
                Some(lease) if !lease.may_take(now, by.account) => return Ok(Taken::Held(lease)),
                Some(lease) if lease.is_held_by(now, by.account) => lease.renewed(now, minutes),
                Some(_) | None => Lease::new(by.clone(), now, minutes),
            };
            let put = self
                .client
                .put_item()
                .table_name(&self.name)
                .set_item(Some(item(case, &lease)?))
                .condition_expression(FREE_OR_MINE)
                .expression_attribute_values(":me", text(by.account.to_string()))
                .expression_attribute_values(":now", number(now.as_second()))
                .send()
                .await;
            match put {
                Ok(_) => return Ok(Taken::Yours(lease)),
                Err(error) if was_refused(&error) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(StorageError::Leased)
    }

    /// Takes a case out of the hands of `from`, with the note that says why; it is audited.
    /// Where somebody else has it by now, nothing changes and they are named; where nobody has,
    /// there is nothing to take over and it is simply taken.
    pub async fn take_over_lease(
        &self,
        case: CaseId,
        from: AccountId,
        by: &Colleague,
        note: &str,
        minutes: u32,
        record: &AuditRecord,
    ) -> Result<Taken, StorageError> {
        let now = record.at;
        let Some(lease) = self.lease(case, now).await? else {
            return self.take_lease(case, by, minutes, now).await;
        };
        if lease.may_take(now, by.account) {
            return self.take_lease(case, by, minutes, now).await;
        }
        if lease.holder.account != from {
            return Ok(Taken::Held(lease));
        }
        let after = lease.taken_over(by.clone(), note.to_owned(), now, minutes);
        let token = OperationToken::of_text(&format!("{case}/{from}/{}/{now}", by.account));
        let mut transaction = Transaction::new(self, token);
        transaction.put(item(case, &after)?, |put| {
            put.condition_expression("held_by = :from")
                .expression_attribute_values(":from", text(from.to_string()))
        });
        match transaction.commit_audited(std::slice::from_ref(record)).await {
            Ok(()) => Ok(Taken::Yours(after)),
            // Given back or passed on in this moment: what holds now.
            Err(CommitError::Refused(_)) => self.take_lease(case, by, minutes, now).await,
            Err(error @ (CommitError::Leased | CommitError::Storage(_))) => Err(error.into()),
        }
    }

    /// Gives a case back. What is not in the account's hands stays as it is.
    pub async fn release_lease(&self, case: CaseId, by: AccountId) -> Result<(), StorageError> {
        let delete = self
            .client
            .delete_item()
            .table_name(&self.name)
            .set_key(Some(crate::table::key_attributes(&keys::lease(case))))
            .condition_expression("held_by = :me")
            .expression_attribute_values(":me", text(by.to_string()))
            .send()
            .await;
        match delete {
            Ok(_) => Ok(()),
            Err(error) if was_refused(&error) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

impl Transaction<'_> {
    /// Requires that nobody else has the case in hand, and ends the lease: who decides is
    /// done with it. A lease that ran out while nobody took the case does no harm. Where the
    /// condition fails, the commit is [`StorageError::Leased`].
    pub(crate) fn require_lease(&mut self, check: &LeaseCheck) -> &mut Self {
        self.delete_leased(&keys::lease(check.case), |delete| {
            delete
                .condition_expression(FREE_OR_MINE)
                .expression_attribute_values(":me", text(check.account.to_string()))
                .expression_attribute_values(":now", number(check.now.as_second()))
        })
    }
}

fn item(case: CaseId, lease: &Lease) -> Result<Item, StorageError> {
    let stored =
        Stored { case: case.to_string(), held_by: lease.holder.account, lease: lease.clone() };
    to_expiring_item(&keys::lease(case), &stored, lease.expires)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{EmailAddress, SignatoryId};

    #[test]
    fn a_lease_reads_as_it_was_written_until_it_ends() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let holder = |byte| Colleague {
            account: AccountId::new(at(0), [byte; 10]),
            email: EmailAddress::parse("anna@example.org").unwrap(),
        };
        let case = CaseId::Signatory(SignatoryId::new(at(0), [1; 10]));
        let lease = Lease::new(holder(1), at(0), 20);
        let lease = lease.taken_over(holder(2), "Away".to_owned(), at(60), 20);
        let written = item(case, &lease).unwrap();
        assert_eq!(written["held_by"], text(holder(2).account.to_string()));
        assert_eq!(written["expires_at"], number(1260));
        assert!(!format!("{:?}", (&written["pk"], &written["sk"])).contains('@'));
        let read = |now| from_expiring_item::<Stored>(written.clone(), at(now)).unwrap();
        assert_eq!(read(1259).map(|stored| stored.lease), Some(lease));
        assert!(read(1260).is_none());
    }
}
