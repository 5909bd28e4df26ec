//! What readers report: one open item for each page, however many report it.

use crate::item::{from_item, number, text, to_item};
use crate::keys::{self, digest};
use crate::outbox::was_refused;
use crate::table::key_attributes;
use crate::transaction::{CommitError, Transaction};
use crate::{OperationToken, StorageError, Table};
use aws_sdk_dynamodb::types::AttributeValue;
use domain::audit::{AuditActor, AuditCode, AuditRecord, AuditSubject};
use domain::{
    CountryCode, PageReport, ReportCategory, ReportedPage, SignatoryId, Timestamp, limits,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Times that a report is tried anew while others report the same page.
const TRIES: u32 = 8;

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
    /// Identifier of what is reported about it: the page's digest.
    #[must_use]
    pub fn id(&self) -> String {
        digest(&match &self.page {
            ReportedPage::Signatory(id) => format!("signatory/{id}"),
            ReportedPage::Initiative(id) => format!("initiative/{id}"),
            ReportedPage::Other(first) => format!("other/{first}"),
        })
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
            rev: 0,
        }
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

impl Table {
    /// Adds a report to what is open about its page.
    pub async fn add_report(
        &self,
        place: &ReportPlace,
        report: &PageReport,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let said = Said { at: now, category: report.category, text: report.text.clone() };
        self.store_report(place, report.category, Some(said), now).await
    }

    /// Counts a report whose words were turned away. One write where something is open about
    /// the page already, however many come at once.
    pub async fn count_report(
        &self,
        place: &ReportPlace,
        category: ReportCategory,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let mut set = "SET #last = :now".to_owned();
        if category.is_urgent() {
            set.push_str(", urgent = :true");
        }
        let mut update = self
            .client
            .update_item()
            .table_name(&self.name)
            .set_key(Some(key_attributes(&keys::report(&place.id()))))
            .update_expression(format!("ADD #count :one, rev :one {set}"))
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_names("#count", "count")
            .expression_attribute_names("#last", "last")
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":now", text(now.to_string()));
        if category.is_urgent() {
            update = update.expression_attribute_values(":true", AttributeValue::Bool(true));
        }
        match update.send().await {
            Ok(_) => Ok(()),
            Err(error) if was_refused(&error) => {
                self.store_report(place, category, None, now).await
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn store_report(
        &self,
        place: &ReportPlace,
        category: ReportCategory,
        said: Option<Said>,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let key = keys::report(&place.id());
        for _ in 0..TRIES {
            let before: Option<Report> = self.get(&key).await?.map(from_item).transpose()?;
            let rev = before.as_ref().map(|report| report.rev);
            let report = before.unwrap_or_else(|| Report::new(place, now));
            let after = report.with(category.is_urgent(), said.clone(), now);
            let item = to_item(&key, &after)?;
            // Named after what it makes, so that a repetition after a lost answer is the same.
            let words = said.as_ref().and_then(|said| said.text.as_deref()).unwrap_or_default();
            let unique = format!("report-{}-{}-{now}-{words}", after.id, after.rev);
            let mut transaction = Transaction::new(self, OperationToken::of_text(&unique));
            match rev {
                Some(rev) => transaction.replace(item, rev),
                None => transaction.create(item),
            };
            match transaction.commit().await {
                Ok(()) => return Ok(()),
                Err(CommitError::Refused(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(StorageError::Conflict)
    }

    /// Everything that is open: urgent first, then what came first.
    pub async fn reports(&self) -> Result<Vec<Report>, StorageError> {
        let items = self.query(keys::REPORTS, keys::REPORT).await?;
        let reports: Result<Vec<Report>, _> = items.into_iter().map(from_item).collect();
        let mut reports = reports?;
        reports.sort_by_key(|report| (!report.urgent, report.first));
        Ok(reports)
    }

    /// What is open about a page.
    pub async fn report(&self, id: &str) -> Result<Option<Report>, StorageError> {
        self.get(&keys::report(id)).await?.map(from_item).transpose()
    }

    /// Closes what is open about a page as it was read; the readers' words are deleted. A
    /// conflict when another report has come since.
    pub async fn close_report(
        &self,
        report: &Report,
        by: AuditActor,
        note: &str,
        token: OperationToken,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let subject = AuditSubject::parse(&format!("report/{}", report.id));
        let subject = subject.map_err(|source| StorageError::Inconsistent {
            key: keys::report(&report.id).to_string(),
            source: Box::new(source),
        })?;
        let mut transaction = Transaction::new(self, token);
        let key = keys::report(&report.id);
        transaction.delete_at(&key, report.rev);
        let record = AuditRecord::new(now, by, AuditCode::REPORT_CLOSED, subject);
        let record = record.with_revs(report.rev, report.rev + 1).with_note(note);
        match transaction.commit_audited(&[record]).await {
            Ok(()) => Ok(()),
            Err(CommitError::Refused(_)) => Err(StorageError::Conflict),
            Err(error) => Err(error.into()),
        }
    }
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
        for number in 0..25 {
            let category = ReportCategory::Wrong;
            let said = Said { at: now, category, text: Some(number.to_string()) };
            report = report.with(number == 3, Some(said), now);
        }
        report = report.with(false, None, now);
        assert_eq!((report.count, report.rev, report.said.len()), (26, 26, 20));
        assert!(report.urgent, "once urgent, always urgent");
        assert_eq!(report.said[0].text.as_deref(), Some("5"));
        let stored = to_item(&keys::report(&report.id), &report).unwrap();
        assert_eq!(from_item::<Report>(stored).unwrap(), report);
    }
}
