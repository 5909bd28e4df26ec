//! The list of due mails, worked through each minute.

use crate::deliver::Delivered;
use crate::{Mails, failed};
use domain::{Timestamp, limits};

/// Entries looked at in one run.
const ENTRIES: u16 = 500;

impl Mails {
    /// Sends what is due, earliest first, until SES takes no more. An entry whose work is done
    /// leaves the list; one that fails stays for the next run and holds no other up.
    pub async fn send_due(&self) {
        let start = (self.clock)();
        let due = match self.table.mails_due(start, ENTRIES).await {
            Ok(due) => due,
            Err(error) => {
                let cause = web::log::chain(&error);
                tracing::error!(event = "failure", kind = "mails_due", cause, "list not read");
                return;
            }
        };
        let mut left = due.len();
        for entry in &due {
            if self.is_out_of_time(start) {
                break;
            }
            let delivered = match self.deliver(&entry.mail, Some(entry)).await {
                Ok(delivered) => delivered,
                Err(error) => {
                    failed(&entry.mail, &error);
                    continue;
                }
            };
            let (done, go_on) = match delivered {
                Delivered::Over => (true, true),
                Delivered::NotYet | Delivered::Leaving(_) => (false, true),
                // A later entry stands in this one's place.
                Delivered::Postponed(trouble) => (true, !trouble.meets_all()),
            };
            if done {
                left -= 1;
                if let Err(error) = self.table.forget_due_mail(entry).await {
                    failed(&entry.mail, &error);
                }
            }
            if !go_on {
                break;
            }
        }
        if !due.is_empty() {
            tracing::info!(event = "mails_due", looked_at = due.len(), left, "list worked through");
        }
    }

    fn is_out_of_time(&self, start: Timestamp) -> bool {
        (self.clock)().duration_since(start) > limits::MAIL_RUN
    }
}
