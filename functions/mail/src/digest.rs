//! The morning's mail to staff: that something is late, and how much.

use crate::{Mails, failed};
use domain::queue::{self, QueueAge};
use domain::{Account, CountryCode, MailFacts, MailTemplate};
use storage::{MailRequest, StorageError};

impl Mails {
    /// Asks for one mail to each member of staff who may decide on something that is late. The
    /// same day again, it asks for nothing: who asked is a key with the date.
    ///
    /// One that cannot be asked for holds no other up; the error makes Lambda call again.
    pub async fn ask_for_digests(&self) -> Result<(), StorageError> {
        let now = (self.clock)();
        let (settings, _) = self.table.settings().await?;
        let (nearly, late) = (settings.times.nearly_late_days, settings.times.service_days);
        let cases: Vec<(CountryCode, QueueAge)> = self
            .table
            .queue()
            .await?
            .iter()
            .map(|entry| (entry.country, QueueAge::of(entry.since, now, nearly, late)))
            .collect();
        if cases.iter().all(|(_, age)| *age != QueueAge::Late) {
            return Ok(());
        }
        // The day in UTC: the rule's own.
        let day = now.to_string().chars().take(10).collect::<String>();
        let (mut told, mut unasked) = (0_u32, None);
        for account in self.table.staff_accounts().await? {
            let Some(facts) = digest_of(&account, &cases) else { continue };
            let id = format!("digest-{day}-{}", account.id);
            let request = MailRequest {
                id: &id,
                template: MailTemplate::StaffDigest,
                to: &account.email,
                language: account.language,
                code: None,
                facts: Some(facts),
                not_before: None,
            };
            match self.table.ask_for_mail(&request, now).await {
                Ok(()) => told += 1,
                Err(error) => {
                    failed(&id, &error);
                    unasked = Some(error);
                }
            }
        }
        tracing::info!(event = "digest", told, "staff told of what is late");
        unasked.map_or(Ok(()), Err)
    }
}

fn digest_of(account: &Account, cases: &[(CountryCode, QueueAge)]) -> Option<MailFacts> {
    queue::digest(account.staff.as_ref()?, cases)
}
