//! Registration: the profile, who and whom to contact, the account, and the code that
//! confirms the address. Nothing is claimed before that: see [`confirm`].

mod check;
mod confirm;
mod steps;

use aws_sdk_cognitoidentityprovider::Client as CognitoClient;
use aws_sdk_dynamodb::Client as DynamoClient;
use domain::Secret;
use identity::Cognito;
use storage::Table;
use web::config::{self, MissingVariable};
use web::router::{Route, get, post};
use web::{Answer, App, Base, Failure, Incoming};

/// Variables that the function reads.
pub const VARIABLES: &[&str] =
    &["TABLE_NAME", "USER_POOL_ID", "CLIENT_ID", "CLIENT_SECRET", web::ORIGIN_SECRET];

/// What the routes lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// The choice of profile.
    ShowProfile,
    /// Sent.
    SendProfile,
    /// The authority itself, or an elected representative.
    ShowAuthority,
    /// Sent.
    SendAuthority,
    /// Who, who signs, whom to contact.
    ShowDetails,
    /// Sent.
    SendDetails,
    /// Check the answers, choose a password.
    ShowCheck,
    /// Sent: signs up.
    SendCheck,
    /// The code.
    ShowConfirm,
    /// Sent: creates account and signatory.
    SendConfirm,
    /// Another code.
    Resend,
}

/// Routes of this function.
pub const ROUTES: &[Route<Action>] = &[
    get("/{lang}/register", Action::ShowProfile),
    post("/{lang}/register", Action::SendProfile),
    get("/{lang}/register/authority", Action::ShowAuthority),
    post("/{lang}/register/authority", Action::SendAuthority),
    get("/{lang}/register/details", Action::ShowDetails),
    post("/{lang}/register/details", Action::SendDetails),
    get("/{lang}/register/check", Action::ShowCheck),
    post("/{lang}/register/check", Action::SendCheck),
    get("/{lang}/register/confirm", Action::ShowConfirm),
    post("/{lang}/register/confirm", Action::SendConfirm),
    post("/{lang}/register/resend", Action::Resend),
];

/// The function.
#[derive(Debug)]
pub struct Registrations {
    base: Base,
    table: Table,
    cognito: Cognito,
}

impl Registrations {
    /// With clients and settings from the environment.
    pub async fn from_env() -> Result<Self, MissingVariable> {
        let (base, table) = (Base::from_env()?, config::required("TABLE_NAME")?);
        let (pool, client) = (config::required("USER_POOL_ID")?, config::required("CLIENT_ID")?);
        let secret = Secret::new(config::required("CLIENT_SECRET")?);
        let sdk = web::aws::sdk_config().await;
        let table = Table::new(DynamoClient::new(&sdk), table);
        Ok(Self::new(base, table, Cognito::new(CognitoClient::new(&sdk), pool, client, secret)))
    }

    /// With the parts given.
    #[must_use]
    pub fn new(base: Base, table: Table, cognito: Cognito) -> Self {
        Self { base: base.with_settings_of(&table), table, cognito }
    }

    /// Reads the settings and opens the connections ahead of the first request.
    pub async fn prime(&self) {
        tokio::join!(self.base.settings(), self.cognito.prime());
    }
}

impl App for Registrations {
    type Action = Action;
    const ROUTES: &'static [Route<Action>] = ROUTES;

    fn base(&self) -> &Base {
        &self.base
    }

    async fn handle(&self, action: Action, request: &Incoming) -> Result<Answer, Failure> {
        match action {
            Action::ShowProfile => self.show_profile(request).await,
            Action::SendProfile => self.send_profile(request).await,
            Action::ShowAuthority => self.show_authority(request).await,
            Action::SendAuthority => self.send_authority(request).await,
            Action::ShowDetails => self.show_details(request).await,
            Action::SendDetails => self.send_details(request).await,
            Action::ShowCheck => self.show_check(request).await,
            Action::SendCheck => self.send_check(request).await,
            Action::ShowConfirm => self.show_confirm(request).await,
            Action::SendConfirm => self.send_confirm(request).await,
            Action::Resend => self.resend(request).await,
        }
    }
}
