//! What readers have reported about public pages: urgent first, closed with a note.

use crate::Moderation;
use crate::staff::{Staff, read_rev};
use domain::forms::CloseReportForm;
use domain::{InitiativeId, Permission, ReportedPage, Slug, limits, report};
use lambda_http::http::StatusCode;
use serde_json::{Value, json};
use storage::publishing::Register as _;
use storage::{ClosedReport, OperationToken, Report};
use views::staff::reports::{self, Closed, Reported, Reports, Said};
use views::{Notice, addresses};
use web::{Answer, Failure, Incoming};

/// Open reports on the list; dealing with them brings the next ones.
const SHOWN: usize = 50;

impl Moderation {
    pub(crate) async fn show_reports(&self, request: &Incoming) -> Result<Answer, Failure> {
        let staff = self.staff(request, Permission::ReadCases).await?;
        let notice = (!request.query("done").is_empty()).then_some(Notice::Done);
        self.report_list(request, &staff, StatusCode::OK, notice).await
    }

    async fn report_list(
        &self,
        request: &Incoming,
        staff: &Staff,
        status: StatusCode,
        notice: Option<Notice<'static>>,
    ) -> Result<Answer, Failure> {
        let reports = self.open_reports(request, staff).await?;
        let sees = |report: &ClosedReport| staff.member.sees_reports_of(report.country);
        let closed = self.table.closed_reports(request.now, limits::REPORTS_CLOSED, sees).await?;
        if request.wants_json() {
            let reports: Vec<Value> = reports.iter().map(document).collect();
            let closed: Vec<Value> = closed.iter().map(closed_document).collect();
            let document = json!({ "reports": reports, "closed": closed });
            return Ok(Answer::json(status, &document));
        }
        let mut open = Vec::new();
        for report in reports.iter().take(SHOWN) {
            open.push(self.reported(report).await?);
        }
        let mut done = Vec::new();
        for report in &closed {
            done.push(self.closed(report).await?);
        }
        Ok(request.page_with(status, notice, |frame| {
            let more = reports.len().saturating_sub(SHOWN);
            reports::list(frame, &Reports { open: &open, more, closed: &done })
        }))
    }

    /// What is open for this member of staff, urgent first.
    pub(crate) async fn open_reports(
        &self,
        request: &Incoming,
        staff: &Staff,
    ) -> Result<Vec<Report>, Failure> {
        let mut reports = self.table.reports(request.now).await?;
        reports.retain(|report| staff.member.sees_reports_of(report.country));
        Ok(reports)
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
        let report = match self.open_report(request, &staff).await {
            Err(Failure::NotFound) => return self.after_close(request, &staff, &form).await,
            report => report?,
        };
        match self.close(request, &staff, &report, &form).await {
            Err(Failure::Conflict) => self.meanwhile(request, &staff, form).await,
            Err(failure) => {
                let shown = self.reported(&report).await?;
                Ok(request
                    .again(failure, |frame, problems| reports::one(frame, &shown, &form, problems)))
            }
            Ok(answer) => Ok(answer),
        }
    }

    /// Another report has come since, which is to be read first, or a colleague was quicker.
    async fn meanwhile(
        &self,
        request: &Incoming,
        staff: &Staff,
        form: CloseReportForm,
    ) -> Result<Answer, Failure> {
        let report = match self.open_report(request, staff).await {
            Err(Failure::NotFound) => return self.after_close(request, staff, &form).await,
            report => report?,
        };
        if request.wants_json() {
            return Err(Failure::Conflict);
        }
        let shown = self.reported(&report).await?;
        let form = CloseReportForm { rev: report.rev.to_string(), ..form };
        Ok(request.page_with(StatusCode::CONFLICT, Some(Notice::Changed), |frame| {
            reports::one(frame, &shown, &form, &[])
        }))
    }

    /// Nothing is open any more: a double click has had its way, a colleague's end is shown.
    async fn after_close(
        &self,
        request: &Incoming,
        staff: &Staff,
        form: &CloseReportForm,
    ) -> Result<Answer, Failure> {
        let id = request.param("report");
        let theirs =
            |report: &ClosedReport| report.id == id && staff.member.sees_reports_of(report.country);
        let closed = self.table.closed_reports(request.now, 1, theirs).await?;
        let closed = closed.first().ok_or(Failure::NotFound)?;
        let same = report::parse_close(form).is_ok_and(|note| note == closed.note);
        if same && closed.by.account == staff.account {
            return Ok(is_closed(request));
        }
        if request.wants_json() {
            return Err(Failure::Conflict);
        }
        self.report_list(request, staff, StatusCode::CONFLICT, Some(Notice::Changed)).await
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
        self.table.close_report(report, &staff.colleague, &note, token, request.now).await?;
        tracing::info!(event = "report_closed", "report closed");
        Ok(is_closed(request))
    }

    async fn open_report(&self, request: &Incoming, staff: &Staff) -> Result<Report, Failure> {
        let report = self.table.report(request.param("report"), request.now).await?;
        let theirs = report.filter(|report| staff.member.sees_reports_of(report.country));
        theirs.ok_or(Failure::NotFound)
    }

    /// With the present address of the page.
    async fn reported<'a>(&self, report: &'a Report) -> Result<Reported<'a>, Failure> {
        let said = report.said.iter().map(|said| Said {
            at: said.at,
            category: said.category,
            text: said.text.as_deref(),
        });
        Ok(Reported {
            id: &report.id,
            path: self.present_path(&report.page).await?,
            case: report.signatory.map(|signatory| (signatory, initiative(&report.page))),
            country: report.country,
            urgent: report.urgent,
            count: report.count,
            first: report.first,
            last: report.last,
            said: said.collect(),
            rev: report.rev,
        })
    }

    async fn closed<'a>(&self, report: &'a ClosedReport) -> Result<Closed<'a>, Failure> {
        Ok(Closed {
            path: self.present_path(&report.page).await?,
            case: report.signatory.map(|signatory| (signatory, initiative(&report.page))),
            urgent: report.urgent,
            count: report.count,
            closed: report.closed,
            by: report.by.email.as_str(),
            note: &report.note,
        })
    }

    /// Where the page is now, without its language.
    async fn present_path(&self, page: &ReportedPage) -> Result<String, Failure> {
        let slug = async |id: String| -> Result<Option<Slug>, Failure> {
            let record = self.table.public(&id).await?;
            Ok(record.and_then(|record| record.slug().cloned()))
        };
        Ok(match page {
            ReportedPage::Signatory(id) => {
                let slug = slug(id.to_string()).await?;
                slug.map(|slug| addresses::signatory_path(*id, &slug)).unwrap_or_default()
            }
            ReportedPage::Initiative(id) => {
                let slug = slug(id.to_string()).await?;
                slug.map(|slug| addresses::initiative_path(*id, &slug)).unwrap_or_default()
            }
            ReportedPage::Other(path) if path.is_empty() => "/".to_owned(),
            ReportedPage::Other(path) => format!("/{path}/"),
        })
    }
}

fn initiative(page: &ReportedPage) -> Option<InitiativeId> {
    match page {
        ReportedPage::Initiative(id) => Some(*id),
        ReportedPage::Signatory(_) | ReportedPage::Other(_) => None,
    }
}

fn is_closed(request: &Incoming) -> Answer {
    let path = request.at("staff/reports?done=1");
    request.done(StatusCode::OK, &path, &json!({ "closed": true }))
}

fn form_of(report: &Report) -> CloseReportForm {
    CloseReportForm { rev: report.rev.to_string(), ..CloseReportForm::default() }
}

fn document(report: &Report) -> Value {
    let mut document = json!(report);
    document["rev"] = json!(report.rev.to_string());
    document
}

fn closed_document(report: &ClosedReport) -> Value {
    let mut document = json!(report);
    document["by"] = json!(report.by.account);
    document
}
