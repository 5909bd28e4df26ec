//! A signatory's own initiatives: list, form with preview, submitting, withdrawing. Nothing
//! that is typed is lost: see [`kept`] for sessions that have ended, [`edit`] for two
//! editors at once.

mod appeal;
mod create;
mod edit;
mod list;
mod own;
mod submit;
mod withdraw;

use aws_sdk_dynamodb::Client as DynamoClient;
use storage::Table;
use web::config::{self, MissingVariable};
use web::router::{Route, get, post};
use web::{Answer, App, Base, Failure, Incoming};

/// Variables that the function reads.
pub const VARIABLES: &[&str] = &["TABLE_NAME", web::ORIGIN_SECRET];

/// What the routes lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// All of one's own.
    List,
    /// An empty form.
    ShowNew,
    /// Sent: begins one, as draft or submitted.
    SendNew,
    /// The form of one.
    ShowEdit,
    /// Sent: saves, shows or submits a version.
    SendEdit,
    /// Submits what is kept.
    Submit,
    /// What an appeal means.
    ShowAppeal,
    /// Sent: somebody else decides anew.
    SendAppeal,
    /// Asks whether to withdraw.
    ShowWithdraw,
    /// Sent: withdraws.
    SendWithdraw,
}

/// Routes of this function.
pub const ROUTES: &[Route<Action>] = &[
    get("/{lang}/desk/initiatives", Action::List),
    get("/{lang}/desk/initiatives/new", Action::ShowNew),
    post("/{lang}/desk/initiatives/new", Action::SendNew),
    get("/{lang}/desk/initiatives/{id}", Action::ShowEdit),
    post("/{lang}/desk/initiatives/{id}", Action::SendEdit),
    post("/{lang}/desk/initiatives/{id}/submit", Action::Submit),
    get("/{lang}/desk/initiatives/{id}/appeal", Action::ShowAppeal),
    post("/{lang}/desk/initiatives/{id}/appeal", Action::SendAppeal),
    get("/{lang}/desk/initiatives/{id}/withdraw", Action::ShowWithdraw),
    post("/{lang}/desk/initiatives/{id}/withdraw", Action::SendWithdraw),
];

/// The function.
#[derive(Debug)]
pub struct Initiatives {
    base: Base,
    table: Table,
}

impl Initiatives {
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
}

impl App for Initiatives {
    type Action = Action;
    const ROUTES: &'static [Route<Action>] = ROUTES;

    fn base(&self) -> &Base {
        &self.base
    }

    async fn handle(&self, action: Action, request: &Incoming) -> Result<Answer, Failure> {
        match action {
            Action::List => self.list(request).await,
            Action::ShowNew => self.show_new(request).await,
            Action::SendNew => Box::pin(self.send_new(request)).await,
            Action::ShowEdit => self.show_edit(request).await,
            Action::SendEdit => Box::pin(self.send_edit(request)).await,
            Action::Submit => self.submit(request).await,
            Action::ShowAppeal => self.show_appeal(request).await,
            Action::SendAppeal => self.send_appeal(request).await,
            Action::ShowWithdraw => self.show_withdraw(request).await,
            Action::SendWithdraw => self.send_withdraw(request).await,
        }
    }
}
