//! What readers have reported about public pages: urgent first, closed with a note.

use crate::Moderation;
use crate::staff::{Staff, read_rev};
use domain::forms::CloseReportForm;
use domain::{AuditActor, Permission, ReportedPage, StaffRole, report};
use lambda_http::http::StatusCode;
use serde_json::{Value, json};
use storage::publishing::Register as _;
use storage::{OperationToken, Report};
use views::Notice;
use views::staff::reports::{self, Reported, Said};
use web::{Answer, Failure, Incoming};

impl Moderation {
    pub(crate) async fn show_reports(&self, request: &Incoming) -> Result<Answer, Failure> {
        let staff = self.staff(request, Permission::ReadCases).await?;
        let mut reports = self.table.reports().await?;
        reports.retain(|report| covers(&staff, report));
        let mut shown = Vec::with_capacity(reports.len());
        for report in &reports {
            shown.push(self.reported(report).await?);
        }
        let notice = (!request.query("done").is_empty()).then_some(Notice::Done);
        Ok(request.show_with(
            notice,
            || json!({ "reports": reports.iter().map(document).collect::<Vec<_>>() }),
            |frame| reports::list(frame, &shown),
        ))
    }

    pub(crate) async fn show_report(&self, request: &Incoming) -> Result<Answer, Failure> {
        let staff = self.staff(request, Permission::ReadCases).await?;
        let report = self.open_report(request, &staff).await?;
        let shown = self.reported(&report).await?;
        let form = form_of(&report);
        Ok(request.show(|| document(&report), |frame| reports::one(frame, &shown, &form, &[])))
    }

    pub(crate) async fn close_report(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: CloseReportForm = request.form()?;
        let staff = self.staff(request, Permission::Decide).await?;
        let report = self.open_report(request, &staff).await?;
        match self.close(request, &staff, &report, &form).await {
            Err(Failure::Conflict) if !request.wants_json() => {
                // Another report has come since: to be read first.
                let report = self.open_report(request, &staff).await?;
                let shown = self.reported(&report).await?;
                let form = CloseReportForm { rev: report.rev.to_string(), ..form };
                Ok(request.page_with(StatusCode::CONFLICT, Some(Notice::Changed), |frame| {
                    reports::one(frame, &shown, &form, &[])
                }))
            }
            Err(failure) => {
                let shown = self.reported(&report).await?;
                Ok(request
                    .again(failure, |frame, problems| reports::one(frame, &shown, &form, problems)))
            }
            Ok(answer) => Ok(answer),
        }
    }

    async fn close(
        &self,
        request: &Incoming,
        staff: &Staff,
        report: &Report,
        form: &CloseReportForm,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        if let Some(signatory) = report.signatory {
            staff.may_decide(signatory)?;
        }
        let note = report::parse_close(form)?;
        if read_rev(&form.rev)? != report.rev {
            return Err(Failure::Conflict);
        }
        let token = OperationToken::new(request.event_id().to_string());
        let by = AuditActor::Account(staff.account);
        self.table.close_report(report, by, &note, token, request.now).await?;
        tracing::info!(event = "report_closed", "report closed");
        let path = request.at("staff/reports?done=1");
        Ok(request.done(StatusCode::OK, &path, &json!({ "closed": true })))
    }

    async fn open_report(&self, request: &Incoming, staff: &Staff) -> Result<Report, Failure> {
        let report = self.table.report(request.param("report")).await?;
        report.filter(|report| covers(staff, report)).ok_or(Failure::NotFound)
    }

    /// With the present address of the page.
    async fn reported<'a>(&self, report: &'a Report) -> Result<Reported<'a>, Failure> {
        let (path, initiative) = match &report.page {
            ReportedPage::Signatory(id) => {
                let record = self.table.public(&id.to_string()).await?;
                let slug = record.as_ref().and_then(|record| record.slug());
                let path = slug.map(|slug| views::addresses::signatory_path(*id, slug));
                (path.unwrap_or_default(), None)
            }
            ReportedPage::Initiative(id) => {
                let record = self.table.public(&id.to_string()).await?;
                let slug = record.as_ref().and_then(|record| record.slug());
                let path = slug.map(|slug| views::addresses::initiative_path(*id, slug));
                (path.unwrap_or_default(), Some(*id))
            }
            ReportedPage::Other(first) if first.is_empty() => ("/".to_owned(), None),
            ReportedPage::Other(first) => (format!("/{first}/"), None),
        };
        let said = report.said.iter().map(|said| Said {
            at: said.at,
            category: said.category,
            text: said.text.as_deref(),
        });
        Ok(Reported {
            id: &report.id,
            path,
            case: report.signatory.map(|signatory| (signatory, initiative)),
            country: report.country,
            urgent: report.urgent,
            count: report.count,
            first: report.first,
            last: report.last,
            said: said.collect(),
            rev: report.rev,
        })
    }
}

/// A focal point sees what is reported in its countries, and no page that is nobody's.
fn covers(staff: &Staff, report: &Report) -> bool {
    match report.country {
        Some(country) => staff.member.covers(country),
        None => match staff.member.role {
            StaffRole::Administrator | StaffRole::Moderator | StaffRole::Auditor => true,
            StaffRole::FocalPoint => false,
        },
    }
}

fn form_of(report: &Report) -> CloseReportForm {
    CloseReportForm { rev: report.rev.to_string(), ..CloseReportForm::default() }
}

fn document(report: &Report) -> Value {
    let mut document = json!(report);
    document["rev"] = json!(report.rev.to_string());
    document
}
