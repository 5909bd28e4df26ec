//! The second factor: the authenticator's code, or a recovery code in its place.

use crate::SignIns;
use crate::sessions::{destination, too_late};
use domain::account::{Step, parse_code};
use domain::forms::{RecoveryCodeForm, SecondFactorForm};
use domain::limits::WRONG_SECOND_FACTORS;
use domain::{AccountId, Field, ProblemCode, Problems, Secret};
use identity::{CodeError, SignedIn, take_code};
use lambda_http::http::StatusCode;
use serde_json::json;
use storage::{AccountRecord, MailTemplate};
use views::sign_in::{recovery_code, second_factor};
use web::{Answer, Failure, Incoming, SESSION_COOKIE, dead_cookie};

/// Seconds to wait when Cognito itself has had enough of wrong codes.
const COGNITO_WAIT: u64 = 15 * 60;

/// What became of an authenticator's code.
pub(crate) enum CodeOutcome {
    /// Right.
    Right,
    /// Cognito's session is over; the password is asked again.
    TooLate,
}

impl SignIns {
    pub(crate) async fn show_second_factor(&self, request: &Incoming) -> Result<Answer, Failure> {
        if self.step(request, Step::SecondFactor).await?.is_none() {
            return Ok(too_late(request));
        }
        let next = request.query("next").to_owned();
        let form = SecondFactorForm { next, ..SecondFactorForm::default() };
        Ok(request.show(
            || json!({ "second_factor": true }),
            |frame| second_factor::page(frame, &form, &[]),
        ))
    }

    pub(crate) async fn send_second_factor(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: SecondFactorForm = request.form()?;
        let Some(state) = self.step(request, Step::SecondFactor).await? else {
            return Ok(too_late(request));
        };
        let sent = self.second_factor(request, &form, &state).await;
        Ok(sent.unwrap_or_else(|failure| {
            request.again(failure, |frame, problems| second_factor::page(frame, &form, problems))
        }))
    }

    async fn second_factor(
        &self,
        request: &Incoming,
        form: &SecondFactorForm,
        state: &SignedIn,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let account = &state.record.account;
        let session = Secret::new(&state.session.step_token);
        match self.check_code(request, account.id, &session, &form.code).await? {
            CodeOutcome::TooLate => Ok(too_late(request)),
            CodeOutcome::Right => {
                self.note_second_factor(request, &state.record).await?;
                let begun = self.begin_session(request, &state.record, true).await?;
                let path = destination(&form.next, account, request.language);
                Ok(begun.with(request.done(StatusCode::OK, &path, &json!({ "next": path }))))
            }
        }
    }

    /// Tries an authenticator's code, counted like a password.
    pub(crate) async fn check_code(
        &self,
        request: &Incoming,
        account: AccountId,
        session: &Secret,
        typed: &Secret,
    ) -> Result<CodeOutcome, Failure> {
        let code = parse_code(typed.expose()).map_err(|code| Problems::one(Field::Code, code))?;
        let subject = Secret::new(account.to_string());
        let permit = self.table.count(&subject, WRONG_SECOND_FACTORS, request.now).await?;
        Failure::unless_permitted(permit)?;
        let answer = self.cognito.answer_second_factor(account, session, &code).await;
        if !matches!(answer, Err(CodeError::Wrong | CodeError::TooMany)) {
            self.table.uncount(&subject, WRONG_SECOND_FACTORS, request.now).await?;
        }
        match answer {
            Ok(_) => Ok(CodeOutcome::Right),
            Err(CodeError::Expired) => Ok(CodeOutcome::TooLate),
            Err(CodeError::Wrong) => {
                tracing::warn!(event = "authn_login_fail", %account, "wrong second factor");
                Err(Problems::one(Field::Code, ProblemCode::Wrong).into())
            }
            Err(CodeError::TooMany) => Err(Failure::TooMany { retry_after: COGNITO_WAIT }),
            Err(CodeError::Cognito(error)) => Err(error.into()),
        }
    }

    /// Cognito asked for a second factor that our record does not know: we stopped between
    /// the two when it was set up.
    pub(crate) async fn note_second_factor(
        &self,
        request: &Incoming,
        record: &AccountRecord,
    ) -> Result<(), Failure> {
        if !record.account.second_factor {
            self.change_account(request, record.account.id, None, |account| {
                account.second_factor = true;
            })
            .await?;
        }
        Ok(())
    }

    pub(crate) async fn show_recovery_code(&self, request: &Incoming) -> Result<Answer, Failure> {
        if self.step(request, Step::SecondFactor).await?.is_none() {
            return Ok(too_late(request));
        }
        Ok(request
            .show(|| json!({ "recovery_code": true }), |frame| recovery_code::page(frame, &[])))
    }

    pub(crate) async fn send_recovery_code(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: RecoveryCodeForm = request.form()?;
        let Some(state) = self.step(request, Step::SecondFactor).await? else {
            return Ok(too_late(request));
        };
        let sent = self.recovery_code(request, &form, &state).await;
        Ok(sent.unwrap_or_else(|failure| request.again(failure, recovery_code::page)))
    }

    /// A recovery code takes the second factor away; signing in again leads to setting up
    /// a new one, which staff cannot skip. The code is used up before Cognito is told: a
    /// stop between the two costs one code, never lets one be used twice.
    async fn recovery_code(
        &self,
        request: &Incoming,
        form: &RecoveryCodeForm,
        state: &SignedIn,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        if form.recovery_code.is_empty() {
            return Err(Problems::one(Field::RecoveryCode, ProblemCode::Missing).into());
        }
        let account = &state.record.account;
        let subject = Secret::new(account.id.to_string());
        let permit = self.table.count(&subject, WRONG_SECOND_FACTORS, request.now).await?;
        Failure::unless_permitted(permit)?;
        if take_code(&account.recovery_codes, &form.recovery_code).is_none() {
            tracing::warn!(event = "authn_login_fail", account = %account.id, "wrong code");
            return Err(Problems::one(Field::RecoveryCode, ProblemCode::Wrong).into());
        }
        self.table.uncount(&subject, WRONG_SECOND_FACTORS, request.now).await?;
        let told = Some(MailTemplate::SecondFactorRemoved);
        self.change_account(request, account.id, told, |account| {
            if let Some(left) = take_code(&account.recovery_codes, &form.recovery_code) {
                account.recovery_codes = left;
            }
            account.second_factor = false;
        })
        .await?;
        self.cognito.use_second_factor(account.id, false).await?;
        self.end_presented(request).await?;
        tracing::warn!(event = "authn_token_delete", account = %account.id, "recovery code used");
        let path = request.at("sign-in?removed=1");
        let answer = request.done(StatusCode::OK, &path, &json!({ "next": path }));
        Ok(answer.cookie(&dead_cookie(SESSION_COOKIE)))
    }
}
