//! What neither the bucket nor another function answers. The edge comes here when the bucket
//! has no such page: an old address is led to the present one, what was public once is gone,
//! and everything else was never there.

mod decide;
mod removed;

use aws_sdk_dynamodb::Client as DynamoClient;
use decide::{Asked, Decision, decide};
use lambda_http::http::StatusCode;
use storage::Table;
use storage::publishing::Register as _;
use views::{Frame, Viewer, problem};
/// The paths of the other functions.
pub use web::actions::ACTIONS as ELSEWHERE;
use web::config::{self, MissingVariable};
use web::router::{DEFAULT, Elsewhere, Route, get};
use web::{Answer, App, Base, Failure, Incoming};

/// Variables that the function reads.
pub const VARIABLES: &[&str] = &["TABLE_NAME", web::ORIGIN_SECRET];

/// What the route leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Whatever no other route and no object answers.
    Find,
}

/// Routes of this function.
pub const ROUTES: &[Route<Action>] = &[get(DEFAULT, Action::Find)];

/// The function.
#[derive(Debug)]
pub struct Fallback {
    base: Base,
    table: Table,
}

impl Fallback {
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

impl App for Fallback {
    type Action = Action;
    const ROUTES: &'static [Route<Action>] = ROUTES;
    const ELSEWHERE: &'static [Elsewhere] = ELSEWHERE;

    fn base(&self) -> &Base {
        &self.base
    }

    async fn handle(&self, action: Action, request: &Incoming) -> Result<Answer, Failure> {
        let Action::Find = action;
        let asked = Asked::parse(&request.path);
        let record = match &asked {
            Some(asked) => self.table.public(&asked.id()).await?,
            None => None,
        };
        let path = decide::path_in_any_language(&request.path);
        // As public pages do, these set no cookie: they have no form.
        let frame = Frame::public(request.language, &path, request.settings());
        let frame = Frame { viewer: Viewer::Anonymous, ..frame };
        match decide(asked.as_ref(), record.as_ref()) {
            Decision::Moved(address) => Ok(Answer::moved(&address)),
            Decision::Gone(_) if request.wants_json() => Err(Failure::Gone),
            Decision::Gone(subject) => {
                let removed = self.removed(subject).await?;
                let page = problem::gone(&frame, removed.as_ref());
                Ok(Answer::page(StatusCode::GONE, page))
            }
            Decision::NotFound if request.wants_json() => Err(Failure::NotFound),
            Decision::NotFound => {
                Ok(Answer::page(StatusCode::NOT_FOUND, problem::not_found(&frame)))
            }
        }
    }
}
