//! Address and password, and what comes after them.

use crate::SignIns;
use crate::sessions::{destination, safe_next};
use domain::account::Step;
use domain::forms::SignInForm;
use domain::{EmailAddress, Field, ProblemCode, Problems};
use identity::PasswordOutcome;
use lambda_http::http::StatusCode;
use serde_json::json;
use storage::AccountRecord;
use views::sign_in::credentials::{Reason, page};
use web::{Answer, Failure, Incoming};

impl SignIns {
    pub(crate) fn show_sign_in(request: &Incoming) -> Answer {
        let next = safe_next(request.query("next")).unwrap_or_default().to_owned();
        let form = SignInForm { next, ..SignInForm::default() };
        let reason = reason(request);
        request.show(|| json!({ "sign_in": true }), |frame| page(frame, &form, &[], reason))
    }

    pub(crate) async fn send_sign_in(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: SignInForm = request.form()?;
        let sent = self.sign_in(request, &form).await;
        Ok(sent.unwrap_or_else(|failure| {
            request.again(failure, |frame, problems| page(frame, &form, problems, Reason::Chosen))
        }))
    }

    async fn sign_in(&self, request: &Incoming, form: &SignInForm) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let email = parse(form)?;
        let (record, outcome) =
            self.check_password(request, &email, &form.password, Field::Password).await?;
        self.after_password(request, &record, outcome, &form.next).await
    }

    /// The password was right: a session, or the step that comes before it.
    pub(crate) async fn after_password(
        &self,
        request: &Incoming,
        record: &AccountRecord,
        outcome: PasswordOutcome,
        next: &str,
    ) -> Result<Answer, Failure> {
        let account = &record.account;
        let (begun, path) = match outcome {
            PasswordOutcome::Right(proof) if account.staff.is_some() => {
                let key = self.new_key(&proof).await?;
                let begun =
                    self.begin_step(request, account, Step::SetUpSecondFactor, &key).await?;
                (begun, request.at("sign-in/set-up-second-factor"))
            }
            PasswordOutcome::Right(_) => {
                let begun = self.begin_session(request, record, false).await?;
                (begun, destination(next, account, request.language))
            }
            PasswordOutcome::SecondFactor(session) => {
                let begun = self.begin_step(request, account, Step::SecondFactor, &session).await?;
                let mut path = request.at("sign-in/second-factor");
                if let Some(next) = safe_next(next) {
                    path = format!("{path}?next={next}");
                }
                (begun, path)
            }
            PasswordOutcome::Unconfirmed | PasswordOutcome::Wrong => {
                return Err(Problems::one(Field::Password, ProblemCode::Wrong).into());
            }
        };
        Ok(begun.with(request.done(StatusCode::OK, &path, &json!({ "next": path }))))
    }
}

/// The address, and at once whether the password is missing.
pub(crate) fn parse(form: &SignInForm) -> Result<EmailAddress, Problems> {
    let mut problems = Problems::default();
    let email = problems.check(Field::Email, EmailAddress::parse(&form.email));
    if form.password.is_empty() {
        problems.push(Field::Password, ProblemCode::Missing);
    }
    problems.or(email)
}

/// Why somebody comes to the page, as the address says.
fn reason(request: &Incoming) -> Reason {
    let told = |name| !request.query(name).is_empty();
    if told("signed_out") {
        Reason::SignedOut
    } else if told("reset") {
        Reason::PasswordSet
    } else if told("confirmed") {
        Reason::Confirmed
    } else if told("invited") {
        Reason::Invited
    } else if told("known") {
        Reason::Known
    } else if told("removed") {
        Reason::SecondFactorRemoved
    } else if told("late") {
        Reason::TookTooLong
    } else if told("over") {
        Reason::SessionOver
    } else if told("next") {
        Reason::Needed
    } else {
        Reason::Chosen
    }
}
