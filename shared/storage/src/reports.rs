//! What readers report: one open item for each page, however many report it.

use crate::item::{from_expiring_item, from_item, number, text, to_expiring_item};
use crate::keys::{self, digest};
use crate::mail::detailed_items;
use crate::outbox::was_refused;
use crate::table::key_attributes;
use crate::transaction::{CommitError, Transaction};
use crate::{OperationToken, StorageError, Table};
use aws_sdk_dynamodb::types::AttributeValue;
use domain::audit::{AuditActor, AuditCode, AuditRecord, AuditSubject};
use domain::{
    Account, AccountId, Colleague, CountryCode, MailTemplate, PageReport, ReportCategory,
    ReportedPage, SignatoryId, Timestamp, limits,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Times that a report is tried anew while others report the same page.
const TRIES: u32 = 8;

/// Condition and update that count a report.
const COUNTED: (&str, &str) =
    ("expires_at > :now", "ADD #count :one SET #last = :last, expires_at = :end");

/// The same, for the first urgent one.
const FIRST_URGENT: (&str, &str) = (
    "expires_at > :now AND urgent = :false",
    "ADD #count :one, rev :one SET #last = :last, expires_at = :end, urgent = :true",
);

/// Mails that one report asks for at most: with the report itself, what a transaction holds.
const MAILS: usize = 99;

/// A page that can be reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportPlace {
    /// Which.
    pub page: ReportedPage,
    /// Whose it is, if anybody's.
    pub signatory: Option<SignatoryId>,
    /// Where they are.
    pub country: Option<CountryCode>,
}

impl ReportPlace {
    /// Identifier of what is reported about it: half of the page's digest, as long as the audit
    /// trail names things.
    #[must_use]
    pub fn id(&self) -> String {
        let digest = digest(&match &self.page {
            ReportedPage::Signatory(id) => format!("signatory/{id}"),
            ReportedPage::Initiative(id) => format!("initiative/{id}"),
            ReportedPage::Other(path) => format!("other/{path}"),
        });
        digest.chars().take(32).collect()
    }
}

/// One reader's words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// When.
    pub at: Timestamp,
    /// What is wrong.
    pub category: ReportCategory,
    /// In their words; they may name somebody.
    pub text: Option<String>,
}

impl fmt::Debug for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Said").field("category", &self.category).finish_non_exhaustive()
    }
}

/// All that is open about a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Identifier.
    pub id: String,
    /// Which page.
    pub page: ReportedPage,
    /// Whose it is, if anybody's.
    pub signatory: Option<SignatoryId>,
    /// Where they are.
    pub country: Option<CountryCode>,
    /// Somebody said that a person could be recognised.
    pub urgent: bool,
    /// Reports, those without words included.
    pub count: u64,
    /// The first.
    pub first: Timestamp,
    /// The newest.
    pub last: Timestamp,
    /// The newest words, newest last.
    pub said: Vec<Said>,
    /// Mails to staff have been asked for.
    #[serde(default)]
    pub told: bool,
    /// Revision.
    pub rev: u64,
}

impl Report {
    fn new(place: &ReportPlace, now: Timestamp) -> Self {
        Self {
            id: place.id(),
            page: place.page.clone(),
            signatory: place.signatory,
            country: place.country,
            urgent: false,
            count: 0,
            first: now,
            last: now,
            said: Vec::new(),
            told: false,
            rev: 0,
        }
    }

    fn is_over(&self, now: Timestamp) -> bool {
        self.end().as_second() <= now.as_second()
    }

    fn end(&self) -> Timestamp {
        self.last + limits::REPORT_LIFE
    }

    /// Identifier of the mail that tells that account of it. It follows from the page and from
    /// when the first report came.
    #[must_use]
    pub fn mail_id(&self, account: AccountId) -> String {
        format!("report-{}-{}-{account}", self.id, self.first.as_millisecond())
    }

    /// With one more report; `said` is none where its words were turned away.
    #[must_use]
    fn with(mut self, urgent: bool, said: Option<Said>, now: Timestamp) -> Self {
        self.urgent |= urgent;
        self.count += 1;
        self.last = now;
        self.said.extend(said);
        let over = self.said.len().saturating_sub(limits::REPORT_TEXTS);
        self.said.drain(..over);
        self.rev += 1;
        self
    }
}

/// What came of the reports about a page. The readers' words are not in it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedReport {
    /// Identifier, as it was.
    pub id: String,
    /// Which page.
    pub page: ReportedPage,
    /// Whose it is, if anybody's.
    pub signatory: Option<SignatoryId>,
    /// Where they are.
    pub country: Option<CountryCode>,
    /// Somebody had said that a person could be recognised.
    pub urgent: bool,
    /// Reports.
    pub count: u64,
    /// The first.
    pub first: Timestamp,
    /// When it was dealt with.
    pub closed: Timestamp,
    /// By whom.
    pub by: Colleague,
    /// What came of it.
    pub note: String,
}

impl fmt::Debug for ClosedReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClosedReport").field("by", &self.by.account).finish_non_exhaustive()
    }
}

impl Table {
    /// Adds a report to what is open about its page. The first urgent one asks for a mail to
    /// each of `staff`, in the same transaction; those that follow do not.
    ///
    /// [`StorageError::Conflict`] when too many report the page at once.
    pub async fn add_report(
        &self,
        place: &ReportPlace,
        report: &PageReport,
        staff: &[Account],
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let said = Said { at: now, category: report.category, text: report.text.clone() };
        self.store_report(place, report.category.is_urgent(), Some(said), staff, now).await
    }

    /// Notes that a page was reported by somebody whose words were turned away.
    pub async fn note_report(
        &self,
        place: &ReportPlace,
        urgent: bool,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        if self.count_report(place, urgent, now).await? {
            return Ok(());
        }
        self.store_report(place, urgent, None, &[], now).await
    }

    /// Counts a report where something is open about the page; `Ok(false)` where nothing is.
    /// One or two writes, however many come at once. A mere count keeps the revision, so that a
    /// flood does not keep staff from closing what they have read; that it is urgent does not.
    pub async fn count_report(
        &self,
        place: &ReportPlace,
        urgent: bool,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        Ok(urgent && self.count_one(place, now, FIRST_URGENT).await?
            || self.count_one(place, now, COUNTED).await?)
    }

    async fn count_one(
        &self,
        place: &ReportPlace,
        now: Timestamp,
        (condition, update): (&str, &str),
    ) -> Result<bool, StorageError> {
        let mut request = self
            .client
            .update_item()
            .table_name(&self.name)
            .set_key(Some(key_attributes(&keys::report(&place.id()))))
            .update_expression(update)
            .condition_expression(condition)
            .expression_attribute_names("#count", "count")
            .expression_attribute_names("#last", "last")
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":now", number(now.as_second()))
            .expression_attribute_values(":end", number((now + limits::REPORT_LIFE).as_second()))
            .expression_attribute_values(":last", text(now.to_string()));
        for (name, value) in [(":true", true), (":false", false)] {
            if condition.contains(name) || update.contains(name) {
                request = request.expression_attribute_values(name, AttributeValue::Bool(value));
            }
        }
        match request.send().await {
            Ok(_) => Ok(true),
            Err(error) if was_refused(&error) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    async fn store_report(
        &self,
        place: &ReportPlace,
        urgent: bool,
        said: Option<Said>,
        staff: &[Account],
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let key = keys::report(&place.id());
        for _ in 0..TRIES {
            let stored: Option<Report> = self.get(&key).await?.map(from_item).transpose()?;
            let rev = stored.as_ref().map(|report| report.rev);
            // One whose time is over is replaced: DynamoDB deletes late.
            let before = stored.filter(|report| !report.is_over(now)).unwrap_or_else(|| Report {
                rev: rev.unwrap_or_default(),
                ..Report::new(place, now)
            });
            let tell = said.is_some() && urgent && !before.told && !staff.is_empty();
            let mut after = before.with(urgent, said.clone(), now);
            after.told |= tell;
            // Named after what it makes, so that a repetition after a lost answer is the same.
            let words = said.as_ref().and_then(|said| said.text.as_deref()).unwrap_or_default();
            let unique = format!("report-{}-{}-{now}-{words}", after.id, after.rev);
            let mut transaction = Transaction::new(self, OperationToken::of_text(&unique));
            let item = to_expiring_item(&key, &after, after.end())?;
            match rev {
                Some(rev) => transaction.replace(item, rev),
                None => transaction.create(item),
            };
            if tell {
                for account in staff.iter().take(MAILS) {
                    let (id, template) = (after.mail_id(account.id), MailTemplate::UrgentReport);
                    for item in detailed_items(id, template, account, None, now, None)? {
                        transaction.create(item);
                    }
                }
            }
            match transaction.commit().await {
                Ok(()) => return Ok(()),
                Err(CommitError::Refused(_)) => {}
                Err(error @ (CommitError::Leased | CommitError::Storage(_))) => {
                    return Err(error.into());
                }
            }
        }
        Err(StorageError::Conflict)
    }

    /// Everything that is open: urgent first, then what came first.
    pub async fn reports(&self, now: Timestamp) -> Result<Vec<Report>, StorageError> {
        let items = self.query(keys::REPORTS, keys::REPORT).await?;
        let read = items.into_iter().map(|item| from_expiring_item::<Report>(item, now));
        let mut reports: Vec<Report> =
            read.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        reports.sort_by_key(|report| (!report.urgent, report.first));
        Ok(reports)
    }

    /// What is open about a page.
    pub async fn report(&self, id: &str, now: Timestamp) -> Result<Option<Report>, StorageError> {
        match self.get(&keys::report(id)).await? {
            Some(item) => from_expiring_item(item, now),
            None => Ok(None),
        }
    }

    /// Closes what is open about a page as it was read; the readers' words are deleted, the note
    /// of what came of it is kept for a while. [`StorageError::Conflict`] when another report has
    /// come since, or a colleague has closed it.
    pub async fn close_report(
        &self,
        report: &Report,
        by: &Colleague,
        note: &str,
        token: OperationToken,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let subject = subject(report)?;
        let closed = ClosedReport {
            id: report.id.clone(),
            page: report.page.clone(),
            signatory: report.signatory,
            country: report.country,
            urgent: report.urgent,
            count: report.count,
            first: report.first,
            closed: now,
            by: by.clone(),
            note: note.to_owned(),
        };
        let mut transaction = Transaction::new(self, token);
        transaction.delete_at(&keys::report(&report.id), report.rev);
        let key = keys::report_closed(now, &report.id);
        transaction.create(to_expiring_item(&key, &closed, now + limits::REPORT_CLOSED_LIFE)?);
        let actor = AuditActor::Account(by.account);
        let record = AuditRecord::new(now, actor, AuditCode::REPORT_CLOSED, subject);
        let record = record.with_revs(report.rev, report.rev + 1).with_note(note);
        Ok(transaction.commit_audited(&[record]).await?)
    }

    /// What was closed last, the newest first: so many of those that `wanted` takes.
    pub async fn closed_reports(
        &self,
        now: Timestamp,
        limit: u16,
        wanted: impl Fn(&ClosedReport) -> bool,
    ) -> Result<Vec<ClosedReport>, StorageError> {
        let mut pages = self
            .client
            .query()
            .table_name(&self.name)
            .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
            .expression_attribute_values(":pk", text(keys::REPORTS))
            .expression_attribute_values(":prefix", text(keys::REPORT_CLOSED))
            .scan_index_forward(false)
            .consistent_read(true)
            .into_paginator()
            .items()
            .send();
        let mut closed = Vec::new();
        while closed.len() < usize::from(limit)
            && let Some(item) = pages.next().await
        {
            closed.extend(from_expiring_item(item?, now)?.filter(&wanted));
        }
        Ok(closed)
    }
}

fn subject(report: &Report) -> Result<AuditSubject, StorageError> {
    AuditSubject::parse(&format!("report/{}", report.id)).map_err(|source| {
        StorageError::Inconsistent {
            key: keys::report(&report.id).to_string(),
            source: Box::new(source),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_words_are_kept_and_everything_is_counted() {
        let now = Timestamp::UNIX_EPOCH;
        let place = ReportPlace {
            page: ReportedPage::Other(String::new()),
            signatory: None,
            country: None,
        };
        let mut report = Report::new(&place, now);
        assert!(subject(&report).is_ok(), "the audit trail can name it");
        for number in 0..25 {
            let category = ReportCategory::Wrong;
            let said = Said { at: now, category, text: Some(number.to_string()) };
            report = report.with(number == 3, Some(said), now);
        }
        report = report.with(false, None, now);
        assert_eq!((report.count, report.rev, report.said.len()), (26, 26, 20));
        assert!(report.urgent, "once urgent, always urgent");
        assert_eq!(report.said[0].text.as_deref(), Some("5"));
        let key = keys::report(&report.id);
        let stored = to_expiring_item(&key, &report, report.end()).unwrap();
        let read = |now| from_expiring_item::<Report>(stored.clone(), now).unwrap();
        assert_eq!(read(now), Some(report.clone()));
        // Nobody has dealt with it for a year.
        let end = report.end();
        assert!(report.is_over(end) && read(end).is_none());
        let before = Timestamp::from_second(end.as_second() - 1).unwrap();
        assert!(!report.is_over(before) && read(before).is_some());
    }
}
