//! From the table's stream to mails. A record says *that* a mail is asked for; the intent
//! itself is read from the table, consistently.
//!
//! An intent is claimed, its mail is sent, and the intent is noted as sent. In the normal run
//! that is exactly one mail, however often and wherever the records come: a second reader finds
//! the claim or the note. What SES does not take goes into the list of due mails, which a
//! schedule works through with growing pauses until the mail is not worth sending any more; the
//! log then says so as an error. A mail that must not leave before a time stands in that list
//! from the beginning.
//!
//! Once a day it asks for mails itself: those that tell staff what is late.
//!
//! A mail can go out twice: when SES has taken it and the function stops, or cannot write,
//! before the note is there. Its claim is taken again after five minutes. The other order would
//! lose a warning about somebody's account without anybody seeing it.

mod deliver;
mod digest;
mod due;
mod event;
mod returned;
mod trouble;

pub use event::{Failed, MailEvent, Outcome, Schedule, StreamEvent};

use aws_sdk_dynamodb::Client as DynamoClient;
use aws_sdk_sesv2::Client as SesClient;
use deliver::Delivered;
use domain::Timestamp;
use storage::{OperationToken, StorageError, Table};
use web::config::{self, MissingVariable};

/// Variables that the function reads.
pub const VARIABLES: &[&str] =
    &["TABLE_NAME", "SITE_URL", "MAIL_FROM", "MAIL_REPLY_TO", "MAIL_CONFIGURATION_SET"];

/// The function.
#[derive(Debug)]
pub struct Mails {
    table: Table,
    ses: SesClient,
    from: String,
    site: String,
    reply_to: Option<String>,
    configuration_set: Option<String>,
    clock: fn() -> Timestamp,
    fill: fn(&mut [u8]),
}

impl Mails {
    /// With clients and settings from the environment.
    pub async fn from_env() -> Result<Self, MissingVariable> {
        let table = config::required("TABLE_NAME")?;
        let (from, site) = (config::required("MAIL_FROM")?, config::required("SITE_URL")?);
        let sdk = web::aws::sdk_config().await;
        let table = Table::new(DynamoClient::new(&sdk), table);
        let mails = Self::new(table, SesClient::new(&sdk), from, site, web::now, web::fill);
        Ok(Self {
            reply_to: config::optional("MAIL_REPLY_TO"),
            configuration_set: config::optional("MAIL_CONFIGURATION_SET"),
            ..mails
        })
    }

    /// With the parts given; `from` is the sender, `site` the site's address.
    #[must_use]
    pub fn new(
        table: Table,
        ses: SesClient,
        from: impl Into<String>,
        site: impl Into<String>,
        clock: fn() -> Timestamp,
        fill: fn(&mut [u8]),
    ) -> Self {
        let site = site.into().trim_end_matches('/').to_owned();
        let (reply_to, configuration_set) = (None, None);
        let from = from.into();
        Self { table, ses, from, site, reply_to, configuration_set, clock, fill }
    }

    /// Opens the connection ahead of the first event.
    pub async fn prime(&self) {
        self.table.prime().await;
    }

    /// Answers a call of the function. What came back from an address and could not be noted, and
    /// a digest that could not be asked for, is an error, so that Lambda calls again.
    pub async fn answer(&self, event: MailEvent) -> Result<Outcome, StorageError> {
        match event {
            MailEvent::Stream(event) => Ok(self.handle(event).await),
            MailEvent::Schedule { schedule: Schedule::Due } => {
                self.send_due().await;
                Ok(Outcome::default())
            }
            MailEvent::Schedule { schedule: Schedule::Digest } => {
                self.ask_for_digests().await.map(|()| Outcome::default())
            }
            MailEvent::Returned(event) => {
                self.note_returned(&event).await.map(|()| Outcome::default())
            }
        }
    }

    /// Sends what the records ask for. One that fails is named in the outcome and holds
    /// none of the others up.
    pub async fn handle(&self, event: StreamEvent) -> Outcome {
        let mut outcome = Outcome::default();
        let mut ses_answers = true;
        for record in &event.records {
            let Some(id) = record.mail_id() else { continue };
            let done = if ses_answers { self.try_now(id).await } else { self.defer(id).await };
            match done {
                Ok(answers) => ses_answers = answers,
                Err(error) => {
                    failed(id, &error);
                    outcome.push(record.sequence_number());
                }
            }
        }
        outcome
    }

    /// Tries to send a mail that was just asked for; whether SES can be asked for more.
    async fn try_now(&self, id: &str) -> Result<bool, StorageError> {
        match self.deliver(id, None).await? {
            Delivered::Over | Delivered::NotYet => Ok(true),
            // Perhaps by a function that stopped in the middle of it.
            Delivered::Leaving(intent) => {
                let due = (self.clock)() + domain::limits::MAIL_CLAIM;
                self.table.watch_mail(&intent, due).await?;
                Ok(true)
            }
            Delivered::Postponed(trouble) => Ok(!trouble.meets_all()),
        }
    }

    /// Leaves a mail to the schedule, since SES takes none now.
    async fn defer(&self, id: &str) -> Result<bool, StorageError> {
        let now = (self.clock)();
        if let Some(intent) = self.table.mail_intent(id, now).await?
            && intent.stands()
            && intent.due.is_none()
        {
            self.table.watch_mail(&intent, now + domain::limits::MAIL_PAUSE).await?;
        }
        Ok(false)
    }

    fn token(&self) -> OperationToken {
        let mut bytes = [0; 16];
        (self.fill)(&mut bytes);
        OperationToken::new(format!("{:032x}", u128::from_be_bytes(bytes)))
    }
}

fn failed(id: &str, error: &StorageError) {
    let cause = web::log::chain(error);
    tracing::error!(event = "failure", kind = "mail", id, cause, "mail not sent");
}
