//! "Report this page": anybody tells the secretariat, without an account, that something on a
//! public page should not be there. Nothing is kept of who they are.

use aws_sdk_dynamodb::Client as DynamoClient;
use domain::forms::ReportForm;
use domain::limits::{REPORTS, REPORTS_PER_ADDRESS, Rate, URGENT_REPORTS};
use domain::{Account, CountryCode, PageReport, Permission, ReportCategory, ReportedPage, Secret};
use lambda_http::http::StatusCode;
use serde_json::json;
use storage::publishing::{Register as _, Subject};
use storage::{Permit, ReportPlace, StorageError, Table};
use views::Notice;
use views::public::report;
use web::config::{self, MissingVariable};
use web::router::{Route, get, post};
use web::{Answer, App, Base, Failure, Incoming};

/// Variables that the function reads.
pub const VARIABLES: &[&str] = &["TABLE_NAME", web::ORIGIN_SECRET];

/// Seconds to wait where many report one page in the same moment.
const PAUSE: u64 = 60;

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
        self.admit(request, &place, report.category).await?;
        let staff = if report.category.is_urgent() {
            self.who_takes_down(place.country).await?
        } else {
            Vec::new()
        };
        match self.table.add_report(&place, &report, &staff, request.now).await {
            Err(StorageError::Conflict) => return Err(Failure::TooMany { retry_after: PAUSE }),
            stored => stored?,
        }
        let category = report.category.code();
        tracing::info!(event = "page_reported", category, page = place.id(), "page reported");
        let path = format!("{}&done=1", views::addresses::report(request.language, &form.page));
        Ok(request.done(StatusCode::ACCEPTED, &path, &json!({ "received": true })))
    }

    /// Turns the words away where one network, or all together, have reported too much. That
    /// there was a report is noted all the same: beyond its limit a network adds to the count of
    /// what is open, but opens nothing and makes nothing urgent; when all together are beyond
    /// theirs, a network within its own does.
    async fn admit(
        &self,
        request: &Incoming,
        place: &ReportPlace,
        category: ReportCategory,
    ) -> Result<(), Failure> {
        let (now, urgent) = (request.now, category.is_urgent());
        let own = Rate { count: request.settings().times.report_rate, ..REPORTS_PER_ADDRESS };
        let all = if urgent { URGENT_REPORTS } else { REPORTS };
        let retry_after = match self.table.count(&request.viewer_address, own, now).await? {
            Permit::Refused { retry_after } => {
                self.table.count_report(place, false, now).await?;
                retry_after
            }
            Permit::Granted { .. } => {
                match self.table.count(&Secret::new("all"), all, now).await? {
                    Permit::Granted { .. } => return Ok(()),
                    Permit::Refused { retry_after } => {
                        self.table.note_report(place, urgent, now).await?;
                        retry_after
                    }
                }
            }
        };
        Err(Failure::TooMany { retry_after })
    }

    /// Staff who may take down what is in that country, or what is nobody's.
    async fn who_takes_down(&self, country: Option<CountryCode>) -> Result<Vec<Account>, Failure> {
        let mut staff = self.table.staff_accounts().await?;
        staff.retain(|account| {
            let member = account.staff.as_ref().filter(|_| !account.disabled);
            member.is_some_and(|member| {
                member.may(Permission::TakeDown, country) && member.sees_reports_of(country)
            })
        });
        Ok(staff)
    }

    /// The page that is meant: one that is or was public, so that nobody fills the list with
    /// pages that never were.
    async fn place(&self, path: &str) -> Result<ReportPlace, Failure> {
        let page = ReportedPage::parse(path).ok_or(Failure::NotFound)?;
        let id = match &page {
            ReportedPage::Signatory(id) => id.to_string(),
            ReportedPage::Initiative(id) => id.to_string(),
            ReportedPage::Other(_) => {
                let country = page.country();
                return Ok(ReportPlace { page, signatory: None, country });
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
