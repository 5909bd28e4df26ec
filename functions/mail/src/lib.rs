//! From the table's stream to mails. A record says *that* a mail is asked for; the intent
//! itself is read from the table, consistently.
//!
//! The mail is sent first and noted as sent afterwards. So a mail can go out twice: when
//! SES has taken it and the function stops, or loses the answer, before the note is
//! written. It can be missing only with a trace: when SES refuses it at each of the
//! mapping's attempts, and the failure queue then names it. The other order would lose a
//! warning about somebody's account without anybody seeing it. Repeated and late records
//! find the note and send nothing; one shard's batches never run side by side.

mod event;

pub use event::{Failed, Outcome, StreamEvent};

use aws_sdk_dynamodb::Client as DynamoClient;
use aws_sdk_sesv2::Client as SesClient;
use aws_sdk_sesv2::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_sesv2::types::{Body, Content, Destination, EmailContent, Message};
use domain::Timestamp;
use storage::{MailIntent, StorageError, Table};
use views::mail::{Mail, render};
use web::config::{self, MissingVariable};

/// Variables that the function reads.
pub const VARIABLES: &[&str] = &["TABLE_NAME", "SITE_URL", "MAIL_FROM"];

/// The function.
#[derive(Debug)]
pub struct Mails {
    table: Table,
    ses: SesClient,
    from: String,
    site: String,
    clock: fn() -> Timestamp,
}

/// Why a mail did not go out now.
#[derive(Debug, thiserror::Error)]
enum SendError {
    #[error("the intent could not be read or noted")]
    Storage(#[from] StorageError),
    /// SES's code alone: its words may quote the address.
    #[error("SES did not take the mail: {0}")]
    Ses(String),
}

impl Mails {
    /// With clients and settings from the environment.
    pub async fn from_env() -> Result<Self, MissingVariable> {
        let table = config::required("TABLE_NAME")?;
        let (from, site) = (config::required("MAIL_FROM")?, config::required("SITE_URL")?);
        let sdk = web::aws::sdk_config().await;
        let table = Table::new(DynamoClient::new(&sdk), table);
        Ok(Self::new(table, SesClient::new(&sdk), from, site, web::now))
    }

    /// With the parts given; `from` is the sender, `site` the site's address.
    #[must_use]
    pub fn new(
        table: Table,
        ses: SesClient,
        from: impl Into<String>,
        site: impl Into<String>,
        clock: fn() -> Timestamp,
    ) -> Self {
        let site = site.into().trim_end_matches('/').to_owned();
        Self { table, ses, from: from.into(), site, clock }
    }

    /// Opens the connection ahead of the first event.
    pub async fn prime(&self) {
        self.table.prime().await;
    }

    /// Sends what the records ask for. One that fails is named in the outcome and holds
    /// none of the others up.
    pub async fn handle(&self, event: StreamEvent) -> Outcome {
        let mut outcome = Outcome::default();
        for record in &event.records {
            let Some(id) = record.mail_id() else { continue };
            if let Err(error) = self.deliver(id).await {
                let cause = web::log::chain(&error);
                tracing::error!(event = "failure", kind = "mail", id, cause, "mail not sent");
                outcome.push(record.sequence_number());
            }
        }
        outcome
    }

    async fn deliver(&self, id: &str) -> Result<(), SendError> {
        let Some(intent) = self.table.mail_intent(id, (self.clock)()).await? else {
            return Ok(());
        };
        if intent.sent.is_some() {
            return Ok(());
        }
        let (code, details) = (intent.code.as_deref(), intent.details.as_ref());
        let mail = render(intent.template, intent.language, &self.site, code, details);
        self.send(&intent, mail).await?;
        tracing::info!(event = "mail_sent", id, template = ?intent.template, "mail sent");
        match self.table.mark_mail_sent(&intent, (self.clock)()).await {
            Ok(()) | Err(StorageError::Conflict) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// SES writes the message: no header is put together here.
    async fn send(&self, intent: &MailIntent, mail: Mail) -> Result<(), SendError> {
        let content = |text: &str| {
            let content = Content::builder().data(text).charset("UTF-8").build();
            content.map_err(|_| SendError::Ses("incomplete content".to_owned()))
        };
        let body = Body::builder().text(content(&mail.text)?).html(content(&mail.html)?).build();
        let message = Message::builder().subject(content(mail.subject)?).body(body).build();
        self.ses
            .send_email()
            .from_email_address(&self.from)
            .destination(Destination::builder().to_addresses(intent.to.as_str()).build())
            .content(EmailContent::builder().simple(message).build())
            .send()
            .await
            .map_err(|error| SendError::Ses(ses_code(&error)))?;
        Ok(())
    }
}

fn ses_code<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> String {
    let code = error.as_service_error().and_then(ProvideErrorMetadata::code);
    code.map_or_else(|| error.to_string(), str::to_owned)
}
