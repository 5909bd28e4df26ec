//! "Report this page": anybody tells the secretariat, without an account, that something on a
//! public page should not be there. Nothing is kept of who they are.

use aws_sdk_dynamodb::Client as DynamoClient;
use domain::forms::ReportForm;
use domain::limits::{REPORTS, REPORTS_PER_ADDRESS, Rate};
use domain::{PageReport, ReportedPage, Secret};
use lambda_http::http::StatusCode;
use serde_json::json;
use storage::publishing::{Register as _, Subject};
use storage::{Permit, ReportPlace, Table};
use views::Notice;
use views::public::report;
use web::config::{self, MissingVariable};
use web::router::{Route, get, post};
use web::{Answer, App, Base, Failure, Incoming};

/// Variables that the function reads.
pub const VARIABLES: &[&str] = &["TABLE_NAME", web::ORIGIN_SECRET];

/// What the routes lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// The form.
    ShowReport,
    /// Sent.
    SendReport,
}

/// Routes of this function.
pub const ROUTES: &[Route<Action>] =
    &[get("/{lang}/report", Action::ShowReport), post("/{lang}/report", Action::SendReport)];

/// The function.
#[derive(Debug)]
pub struct Reports {
    base: Base,
    table: Table,
}

impl Reports {
    /// With clients and settings from the environment.
    pub async fn from_env() -> Result<Self, MissingVariable> {
        let (base, table) = (Base::from_env()?, config::required("TABLE_NAME")?);
        let sdk = web::aws::sdk_config().await;
        Ok(Self::new(base, Table::new(DynamoClient::new(&sdk), table)))
    }

    /// With the parts given.
    #[must_use]
    pub fn new(base: Base, table: Table) -> Self {
        Self { base: base.with_settings_of(&table), table }
    }

    /// Reads the settings, which opens the connection, ahead of the first request.
    pub async fn prime(&self) {
        self.base.settings().await;
    }

    async fn show(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form = ReportForm { page: request.query("page").to_owned(), ..ReportForm::default() };
        self.place(&form.page).await?;
        let notice = (!request.query("done").is_empty()).then_some(Notice::Done);
        Ok(request.show_with(
            notice,
            || json!({ "form": form }),
            |frame| report::page(frame, &form, notice.is_some(), &[]),
        ))
    }

    async fn send(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: ReportForm = request.form()?;
        let sent = self.store(request, &form).await;
        Ok(sent.unwrap_or_else(|failure| {
            request.again(failure, |frame, problems| report::page(frame, &form, false, problems))
        }))
    }

    async fn store(&self, request: &Incoming, form: &ReportForm) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let report = PageReport::parse(form)?;
        let place = self.place(&form.page).await?;
        if let Some(retry_after) = self.too_many(request).await? {
            // The words are turned away, that there was a report is not.
            self.table.count_report(&place, report.category, request.now).await?;
            tracing::warn!(event = "excess_rate_limit_exceeded", page = place.id(), "flooded");
            return Err(Failure::TooMany { retry_after });
        }
        self.table.add_report(&place, &report, request.now).await?;
        let category = report.category.code();
        tracing::info!(event = "page_reported", category, page = place.id(), "page reported");
        let path = format!("{}&done=1", views::addresses::report(request.language, &form.page));
        Ok(request.done(StatusCode::ACCEPTED, &path, &json!({ "received": true })))
    }

    /// Seconds to wait where one network, or all together, have reported too much.
    async fn too_many(&self, request: &Incoming) -> Result<Option<u64>, Failure> {
        let own = Rate { count: request.settings().report_rate, ..REPORTS_PER_ADDRESS };
        let all = Secret::new("all");
        for (subject, rate) in [(&request.viewer_address, own), (&all, REPORTS)] {
            match self.table.count(subject, rate, request.now).await? {
                Permit::Granted { .. } => {}
                Permit::Refused { retry_after } => return Ok(Some(retry_after)),
            }
        }
        Ok(None)
    }

    /// The page that is meant: one that is or was public, so that nobody fills the list with
    /// pages that never were.
    async fn place(&self, path: &str) -> Result<ReportPlace, Failure> {
        let page = ReportedPage::parse(path).ok_or(Failure::NotFound)?;
        let id = match &page {
            ReportedPage::Signatory(id) => id.to_string(),
            ReportedPage::Initiative(id) => id.to_string(),
            ReportedPage::Other(_) => {
                return Ok(ReportPlace { page, signatory: None, country: None });
            }
        };
        let subject = self.table.public(&id).await?.ok_or(Failure::NotFound)?.subject;
        match (&page, subject) {
            (ReportedPage::Signatory(_), Subject::Signatory(_))
            | (ReportedPage::Initiative(_), Subject::Initiative(..)) => {}
            (
                ReportedPage::Signatory(_) | ReportedPage::Initiative(_) | ReportedPage::Other(_),
                Subject::Signatory(_) | Subject::Initiative(..),
            ) => return Err(Failure::NotFound),
        }
        let signatory = subject.signatory();
        let country = self.table.signatory(signatory).await?.map(|owner| owner.body.country);
        Ok(ReportPlace { page, signatory: Some(signatory), country })
    }
}

impl App for Reports {
    type Action = Action;
    const ROUTES: &'static [Route<Action>] = ROUTES;

    fn base(&self) -> &Base {
        &self.base
    }

    async fn handle(&self, action: Action, request: &Incoming) -> Result<Answer, Failure> {
        match action {
            Action::ShowReport => self.show(request).await,
            Action::SendReport => self.send(request).await,
        }
    }
}
