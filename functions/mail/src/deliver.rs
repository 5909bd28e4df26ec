//! One mail: claim, send, note.

use crate::Mails;
use crate::trouble::Trouble;
use aws_sdk_sesv2::types::{Body, Content, Destination, EmailContent, Message};
use domain::Timestamp;
use storage::{DueMail, MailIntent, Stopped, StorageError};
use views::mail::{Mail, Said, render};

/// What became of an attempt.
pub(crate) enum Delivered {
    /// There is nothing left to do: sent, stopped, taken back.
    Over,
    /// It may not leave yet; the list of due mails has it.
    NotYet,
    /// Somebody else is sending it, or was.
    Leaving(Box<MailIntent>),
    /// SES did not take it; the list of due mails has it.
    Postponed(Trouble),
}

impl Mails {
    /// Sends the mail of an intent, unless it is over or somebody else is at it. `entry` is
    /// the one of the list of due mails that led here.
    pub(crate) async fn deliver(
        &self,
        id: &str,
        entry: Option<&DueMail>,
    ) -> Result<Delivered, StorageError> {
        let now = (self.clock)();
        let Some(intent) = self.table.mail_intent(id, now).await? else {
            if entry.is_some_and(|entry| entry.until <= now) {
                given_up(id);
            }
            return Ok(Delivered::Over);
        };
        if !intent.stands() || entry.is_some_and(|entry| intent.has_done_with(entry)) {
            return Ok(Delivered::Over);
        }
        if intent.is_leaving(now) {
            return Ok(Delivered::Leaving(Box::new(intent)));
        }
        if intent.not_before.is_some_and(|time| now < time) {
            return Ok(Delivered::NotYet);
        }
        if intent.end() <= now {
            given_up(id);
            return self.stop(intent, Stopped::TooLate).await;
        }
        if self.table.mail_block(&intent.to).await?.is_some() {
            tracing::warn!(event = "mail_suppressed", id, "mails to this address came back");
            return self.stop(intent, Stopped::Suppressed).await;
        }
        match self.table.claim_mail(intent.clone(), now, self.token()).await {
            Ok(claimed) => self.send_claimed(claimed).await,
            Err(StorageError::Conflict) => Ok(Delivered::Leaving(Box::new(intent))),
            Err(error) => Err(error),
        }
    }

    async fn send_claimed(&self, intent: MailIntent) -> Result<Delivered, StorageError> {
        let said = Said {
            code: intent.code.as_deref(),
            details: intent.details.as_ref(),
            facts: intent.facts,
        };
        let mail = render(intent.template, intent.language, &self.site, said);
        let (id, template) = (intent.id.clone(), intent.template);
        if let Err(trouble) = self.send(&intent, mail).await {
            return self.postpone(intent, trouble).await;
        }
        tracing::info!(event = "mail_sent", id, ?template, "mail sent");
        match self.table.mark_mail_sent(intent, (self.clock)(), self.token()).await {
            Ok(()) => Ok(Delivered::Over),
            // Only one who found the claim five minutes old can have changed it.
            Err(StorageError::Conflict) => {
                tracing::warn!(event = "mail_claim_lost", id, "the claim was taken meanwhile");
                Ok(Delivered::Over)
            }
            Err(error) => Err(error),
        }
    }

    async fn postpone(
        &self,
        intent: MailIntent,
        trouble: Trouble,
    ) -> Result<Delivered, StorageError> {
        let now = (self.clock)();
        let tries = intent.tries.saturating_add(1);
        let (id, waited_seconds) = (intent.id.clone(), waited(&intent, now));
        if trouble.passes() {
            let cause = trouble.to_string();
            tracing::warn!(event = "mail_postponed", id, tries, waited_seconds, cause, "later");
        } else {
            let cause = trouble.to_string();
            tracing::error!(event = "mail_postponed", id, tries, waited_seconds, cause, "later");
        }
        let until = (now + domain::mail::pause(tries)).min(intent.end());
        match self.table.postpone_mail(intent, until, self.token()).await {
            Ok(()) | Err(StorageError::Conflict) => Ok(Delivered::Postponed(trouble)),
            Err(error) => Err(error),
        }
    }

    async fn stop(&self, intent: MailIntent, why: Stopped) -> Result<Delivered, StorageError> {
        match self.table.stop_mail(intent, why, self.token()).await {
            Ok(()) | Err(StorageError::Conflict) => Ok(Delivered::Over),
            Err(error) => Err(error),
        }
    }

    /// SES writes the message: no header is put together here.
    async fn send(&self, intent: &MailIntent, mail: Mail) -> Result<(), Trouble> {
        let content = |text: &str| {
            let content = Content::builder().data(text).charset("UTF-8").build();
            content.map_err(|_| Trouble::Refused("incomplete content".to_owned()))
        };
        let body = Body::builder().text(content(&mail.text)?).html(content(&mail.html)?).build();
        let message = Message::builder().subject(content(mail.subject)?).body(body).build();
        self.ses
            .send_email()
            .from_email_address(&self.from)
            .set_reply_to_addresses(self.reply_to.clone().map(|address| vec![address]))
            .set_configuration_set_name(self.configuration_set.clone())
            .destination(Destination::builder().to_addresses(intent.to.as_str()).build())
            .content(EmailContent::builder().simple(message).build())
            .send()
            .await
            .map_err(|error| Trouble::of(&error))?;
        Ok(())
    }
}

/// Seconds since the mail might have left.
fn waited(intent: &MailIntent, now: Timestamp) -> i64 {
    now.duration_since(intent.not_before.unwrap_or(intent.at)).as_secs()
}

/// The operator must know: nobody will send it any more.
fn given_up(id: &str) {
    tracing::error!(event = "mail_given_up", id, "a mail could not be sent in its time");
}
