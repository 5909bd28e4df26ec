//! A signatory's own desk: what is done and what comes next, profile, contacts, the
//! signature and its withdrawal; and for every account its password, address and sessions.

mod appeal;
mod contact;
mod email;
mod email_confirm;
mod home;
mod officer;
mod password;
mod profile;
mod sessions;
mod sign;
mod withdraw;

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
    /// What is done and what comes next.
    ShowDesk,
    /// The changeable part of the profile.
    ShowProfile,
    /// Sent.
    SendProfile,
    /// Contacts.
    ShowContact,
    /// Sent.
    SendContact,
    /// The undertaking, the goals, the decision.
    ShowSign,
    /// Sent: the Pact is signed.
    SendSign,
    /// What a withdrawal means.
    ShowWithdraw,
    /// Sent: the signature is withdrawn.
    SendWithdraw,
    /// What an appeal means.
    ShowAppeal,
    /// Sent: somebody else decides anew.
    SendAppeal,
    /// Back to staff with the changes that they asked for.
    SendResubmit,
    /// A new password.
    ShowPassword,
    /// Sent.
    SendPassword,
    /// A new address.
    ShowEmail,
    /// Sent: a code goes to the new address.
    SendEmail,
    /// The code.
    ShowEmailConfirm,
    /// Sent: the address changes.
    SendEmailConfirm,
    /// Where one is signed in.
    ShowSessions,
    /// Sent: one ends, or all others do.
    SendSessions,
}

/// Routes of this function.
pub const ROUTES: &[Route<Action>] = &[
    get("/{lang}/desk", Action::ShowDesk),
    get("/{lang}/desk/profile", Action::ShowProfile),
    post("/{lang}/desk/profile", Action::SendProfile),
    get("/{lang}/desk/contact", Action::ShowContact),
    post("/{lang}/desk/contact", Action::SendContact),
    get("/{lang}/desk/sign", Action::ShowSign),
    post("/{lang}/desk/sign", Action::SendSign),
    get("/{lang}/desk/withdraw", Action::ShowWithdraw),
    post("/{lang}/desk/withdraw", Action::SendWithdraw),
    get("/{lang}/desk/appeal", Action::ShowAppeal),
    post("/{lang}/desk/appeal", Action::SendAppeal),
    post("/{lang}/desk/resubmit", Action::SendResubmit),
    get("/{lang}/desk/password", Action::ShowPassword),
    post("/{lang}/desk/password", Action::SendPassword),
    get("/{lang}/desk/email", Action::ShowEmail),
    post("/{lang}/desk/email", Action::SendEmail),
    get("/{lang}/desk/email/confirm", Action::ShowEmailConfirm),
    post("/{lang}/desk/email/confirm", Action::SendEmailConfirm),
    get("/{lang}/desk/sessions", Action::ShowSessions),
    post("/{lang}/desk/sessions", Action::SendSessions),
];

/// The function.
#[derive(Debug)]
pub struct Desk {
    base: Base,
    table: Table,
    cognito: Cognito,
}

impl Desk {
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

impl App for Desk {
    type Action = Action;
    const ROUTES: &'static [Route<Action>] = ROUTES;

    fn base(&self) -> &Base {
        &self.base
    }

    async fn handle(&self, action: Action, request: &Incoming) -> Result<Answer, Failure> {
        match action {
            Action::ShowDesk => self.show_desk(request).await,
            Action::ShowProfile => self.show_profile(request).await,
            Action::SendProfile => self.send_profile(request).await,
            Action::ShowContact => self.show_contact(request).await,
            Action::SendContact => self.send_contact(request).await,
            Action::ShowSign => self.show_sign(request).await,
            Action::SendSign => self.send_sign(request).await,
            Action::ShowWithdraw => self.show_withdraw(request).await,
            Action::SendWithdraw => self.send_withdraw(request).await,
            Action::ShowAppeal => self.show_appeal(request).await,
            Action::SendAppeal => self.send_appeal(request).await,
            Action::SendResubmit => self.send_resubmit(request).await,
            Action::ShowPassword => self.show_password(request).await,
            Action::SendPassword => self.send_password(request).await,
            Action::ShowEmail => self.show_email(request).await,
            Action::SendEmail => self.send_email(request).await,
            Action::ShowEmailConfirm => self.show_email_confirm(request).await,
            Action::SendEmailConfirm => self.send_email_confirm(request).await,
            Action::ShowSessions => self.show_sessions(request).await,
            Action::SendSessions => self.send_sessions(request).await,
        }
    }
}
