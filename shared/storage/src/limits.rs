//! Our own limits on how often something may happen: one counter for each subject and
//! window, kept in the table since functions share no memory.

use crate::item::number;
use crate::keys;
use crate::table::key_attributes;
use crate::{StorageError, Table};
use aws_sdk_dynamodb::types::ReturnValue;
use domain::limits::Rate;
use domain::{Secret, Timestamp};

/// Whether something may happen once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permit {
    /// It may; `used` counts this time.
    Granted {
        /// Times so far in this window, with this one.
        used: u32,
    },
    /// It may not before so many seconds have passed.
    Refused {
        /// Seconds to wait.
        retry_after: u64,
    },
}

impl Table {
    /// Counts one happening for `subject` and says whether it is within `rate`.
    /// The subject is stored as a digest. One write, atomic.
    pub async fn count(
        &self,
        subject: &Secret,
        rate: Rate,
        now: Timestamp,
    ) -> Result<Permit, StorageError> {
        let used = self.add(subject, 1, rate, now).await?;
        Ok(verdict(used, used, rate, now))
    }

    /// Says whether one more happening would be within `rate`, without counting it.
    pub async fn peek(
        &self,
        subject: &Secret,
        rate: Rate,
        now: Timestamp,
    ) -> Result<Permit, StorageError> {
        let key = window_key(subject, rate, now);
        let used = match self.get(&key).await? {
            Some(item) => read_count(&item),
            None => 0,
        };
        Ok(verdict(used + 1, used, rate, now))
    }

    /// Takes one happening back: what was counted turned out not to be of the kind that the
    /// limit is about. `now` is the time at which it was counted.
    pub async fn uncount(
        &self,
        subject: &Secret,
        rate: Rate,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        self.add(subject, -1, rate, now).await.map(|_| ())
    }

    async fn add(
        &self,
        subject: &Secret,
        step: i32,
        rate: Rate,
        now: Timestamp,
    ) -> Result<u32, StorageError> {
        let end = window_end(rate, now) + 3600;
        let output = self
            .client
            .update_item()
            .table_name(&self.name)
            .set_key(Some(key_attributes(&window_key(subject, rate, now))))
            .update_expression("ADD used :step SET expires_at = :end")
            .expression_attribute_values(":step", number(step))
            .expression_attribute_values(":end", number(end))
            .return_values(ReturnValue::AllNew)
            .send()
            .await?;
        Ok(output.attributes().map(read_count).unwrap_or_default())
    }
}

fn read_count(item: &crate::item::Item) -> u32 {
    item.get("used")
        .and_then(|value| value.as_n().ok())
        .and_then(|count| count.parse().ok())
        .unwrap_or_default()
}

fn window_end(rate: Rate, now: Timestamp) -> i64 {
    let window = rate.window.as_secs();
    (now.as_second() / window + 1) * window
}

fn window_key(subject: &Secret, rate: Rate, now: Timestamp) -> keys::Key {
    keys::limit(rate.kind, &format!("{}@{}", subject.expose(), window_end(rate, now)))
}

fn verdict(this: u32, used: u32, rate: Rate, now: Timestamp) -> Permit {
    if this <= rate.count {
        Permit::Granted { used }
    } else {
        let wait = window_end(rate, now) - now.as_second();
        Permit::Refused { retry_after: wait.unsigned_abs() }
    }
}
