//! Tokens for programs: the same password, the same limits, an hour of life.

use crate::SignIns;
use crate::second_factor::CodeOutcome;
use crate::sign_in::parse;
use domain::forms::{EmptyForm, SignInForm};
use domain::limits::TOKEN_LIFE;
use domain::{Field, ProblemCode, Problems, SessionKind};
use identity::{PasswordOutcome, SessionSecret};
use lambda_http::http::StatusCode;
use serde_json::json;
use web::{Answer, Failure, Incoming};

/// How the owner's list of sessions calls a program.
const LABEL: &str = "API";

impl SignIns {
    /// JSON alone: a page of another site can post forms and plain text, but not this.
    pub(crate) async fn issue_token(&self, request: &Incoming) -> Result<Answer, Failure> {
        let content_type = request.header("content-type").to_ascii_lowercase();
        if !content_type.starts_with("application/json") {
            return Err(Failure::UnsupportedMediaType);
        }
        let form: SignInForm = request.form()?;
        let email = parse(&form)?;
        let (record, outcome) =
            self.check_password(request, &email, &form.password, Field::Password).await?;
        let account = &record.account;
        let not_allowed = |code| Failure::from(Problems::one(Field::Password, code));
        let second_factor = match outcome {
            PasswordOutcome::Right(_) if account.staff.is_some() => return Err(Failure::Forbidden),
            PasswordOutcome::Right(_) => false,
            PasswordOutcome::SecondFactor(session) => {
                match self.check_code(request, account.id, &session, &form.code).await? {
                    CodeOutcome::Right => true,
                    CodeOutcome::TooLate => {
                        return Err(Problems::one(Field::Code, ProblemCode::Expired).into());
                    }
                }
            }
            PasswordOutcome::Unconfirmed | PasswordOutcome::Wrong => {
                return Err(not_allowed(ProblemCode::Wrong));
            }
        };
        let secret = SessionSecret::new(account.id, &request.random());
        let (kind, now) = (SessionKind::Token, request.now);
        let session = identity::begin(account, kind, second_factor, None, LABEL, &secret, now);
        self.table.put_session(account.id, &session).await?;
        tracing::info!(event = "authn_token_created", account = %account.id, "token issued");
        let document = json!({
            "token": secret.text().expose(),
            "token_type": "Bearer",
            "expires_in": TOKEN_LIFE.as_secs(),
        });
        Ok(Answer::json(StatusCode::OK, &document))
    }

    pub(crate) async fn revoke_token(&self, request: &Incoming) -> Result<Answer, Failure> {
        let _: EmptyForm = request.form()?;
        let state = request.signed_in(&self.table).await?;
        if state.session.kind != SessionKind::Token {
            return Err(Failure::SignIn);
        }
        self.end_presented(request).await?;
        tracing::info!(event = "authn_token_revoked", "token revoked");
        Ok(Answer::json(StatusCode::OK, &json!({ "revoked": true })))
    }
}
