//! Signing in and out, second factor, forgotten password, invitations into the secretariat, and
//! tokens for programs.

mod guessing;
mod invitation;
mod reset;
mod second_factor;
mod sessions;
mod set_up;
mod sign_in;
mod sign_out;
mod token;

use aws_sdk_cognitoidentityprovider::Client as CognitoClient;
use aws_sdk_dynamodb::Client as DynamoClient;
use domain::Secret;
use identity::Cognito;
use storage::Table;
use web::config::{self, MissingVariable};
use web::router::{Route, get, post};
use web::{Answer, App, Base, Failure, Incoming};

/// Variables that the function reads.
pub const VARIABLES: &[&str] = &[
    "TABLE_NAME",
    "AUDIT_TABLE_NAME",
    "USER_POOL_ID",
    "CLIENT_ID",
    "CLIENT_SECRET",
    web::ORIGIN_SECRET,
];

/// What the routes lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Address and password.
    ShowSignIn,
    /// Sent.
    SendSignIn,
    /// The authenticator's code.
    ShowSecondFactor,
    /// Sent.
    SendSecondFactor,
    /// A recovery code instead.
    ShowRecoveryCode,
    /// Sent.
    SendRecoveryCode,
    /// Asking for a code for a new password.
    ShowForgottenPassword,
    /// Sent.
    SendForgottenPassword,
    /// The code and the new password.
    ShowResetPassword,
    /// Sent.
    SendResetPassword,
    /// The second factor: setting it up, or what there is of it.
    ShowSetUpSecondFactor,
    /// The password again, or the first code.
    SendSetUpSecondFactor,
    /// The second factor is removed.
    RemoveSecondFactor,
    /// This session ends.
    SignOut,
    /// All sessions end.
    SignOutEverywhere,
    /// An invitation into the secretariat.
    ShowInvitation,
    /// Accepted, with a password.
    AcceptInvitation,
    /// A token for a program.
    IssueToken,
    /// A token ends.
    RevokeToken,
}

/// Routes of this function.
pub const ROUTES: &[Route<Action>] = &[
    get("/{lang}/sign-in", Action::ShowSignIn),
    post("/{lang}/sign-in", Action::SendSignIn),
    get("/{lang}/sign-in/second-factor", Action::ShowSecondFactor),
    post("/{lang}/sign-in/second-factor", Action::SendSecondFactor),
    get("/{lang}/sign-in/recovery-code", Action::ShowRecoveryCode),
    post("/{lang}/sign-in/recovery-code", Action::SendRecoveryCode),
    get("/{lang}/sign-in/forgotten-password", Action::ShowForgottenPassword),
    post("/{lang}/sign-in/forgotten-password", Action::SendForgottenPassword),
    get("/{lang}/sign-in/reset-password", Action::ShowResetPassword),
    post("/{lang}/sign-in/reset-password", Action::SendResetPassword),
    get("/{lang}/sign-in/set-up-second-factor", Action::ShowSetUpSecondFactor),
    post("/{lang}/sign-in/set-up-second-factor", Action::SendSetUpSecondFactor),
    post("/{lang}/sign-in/remove-second-factor", Action::RemoveSecondFactor),
    post("/{lang}/sign-out", Action::SignOut),
    post("/{lang}/sign-out/everywhere", Action::SignOutEverywhere),
    get("/{lang}/invitation/{secret}", Action::ShowInvitation),
    post("/{lang}/invitation/{secret}", Action::AcceptInvitation),
    post("/api/token", Action::IssueToken),
    post("/api/token/revoke", Action::RevokeToken),
];

/// The function.
#[derive(Debug)]
pub struct SignIns {
    base: Base,
    table: Table,
    cognito: Cognito,
}

impl SignIns {
    /// With clients and settings from the environment.
    pub async fn from_env() -> Result<Self, MissingVariable> {
        let (base, table) = (Base::from_env()?, config::required("TABLE_NAME")?);
        let audit = config::required("AUDIT_TABLE_NAME")?;
        let (pool, client) = (config::required("USER_POOL_ID")?, config::required("CLIENT_ID")?);
        let secret = Secret::new(config::required("CLIENT_SECRET")?);
        let sdk = web::aws::sdk_config().await;
        let table = Table::new(DynamoClient::new(&sdk), table).with_audit(audit);
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

impl App for SignIns {
    type Action = Action;
    const ROUTES: &'static [Route<Action>] = ROUTES;

    fn base(&self) -> &Base {
        &self.base
    }

    async fn handle(&self, action: Action, request: &Incoming) -> Result<Answer, Failure> {
        match action {
            Action::ShowSignIn => Ok(Self::show_sign_in(request)),
            Action::SendSignIn => self.send_sign_in(request).await,
            Action::ShowSecondFactor => self.show_second_factor(request).await,
            Action::SendSecondFactor => self.send_second_factor(request).await,
            Action::ShowRecoveryCode => self.show_recovery_code(request).await,
            Action::SendRecoveryCode => self.send_recovery_code(request).await,
            Action::ShowForgottenPassword => Ok(Self::show_forgotten(request)),
            Action::SendForgottenPassword => self.send_forgotten(request).await,
            Action::ShowResetPassword => self.show_reset(request).await,
            Action::SendResetPassword => self.send_reset(request).await,
            Action::ShowSetUpSecondFactor => self.show_set_up(request).await,
            Action::SendSetUpSecondFactor => self.send_set_up(request).await,
            Action::RemoveSecondFactor => self.remove_second_factor(request).await,
            Action::SignOut => self.sign_out(request).await,
            Action::SignOutEverywhere => self.sign_out_everywhere(request).await,
            Action::ShowInvitation => self.show_invitation(request).await,
            Action::AcceptInvitation => self.send_invitation(request).await,
            Action::IssueToken => self.issue_token(request).await,
            Action::RevokeToken => self.revoke_token(request).await,
        }
    }
}
