//! A forgotten password. Known and unknown addresses get the same answers; only the mail
//! knows.

use crate::SignIns;
use crate::guessing::counted_on;
use domain::account::parse_code;
use domain::forms::{ForgottenPasswordForm, ResetPasswordForm};
use domain::limits::{
    CODE_LIFE, CODES_PER_MAILBOX, RESETS_PER_ADDRESS, RESETS_PER_DEVICE, WRONG_RESET_CODES,
    WRONG_RESET_CODES_PER_DEVICE,
};
use domain::{EmailAddress, Field, Password, ProblemCode, Problems, Secret, Timestamp};
use identity::CodeError;
use lambda_http::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use storage::MailTemplate;
use views::sign_in::{forgotten_password, reset_password};
use web::{Answer, Failure, Incoming, SESSION_COOKIE, dead_cookie};

/// Under which the request for a code is kept for this browser.
const HELD: &str = "reset-password";

/// A code that this browser asked for.
#[derive(Serialize, Deserialize)]
struct Asked {
    email: String,
    at: Timestamp,
}

impl SignIns {
    pub(crate) fn show_forgotten(request: &Incoming) -> Answer {
        let form = ForgottenPasswordForm::default();
        request.show(|| json!(form), |frame| forgotten_password::page(frame, &form, &[]))
    }

    pub(crate) async fn send_forgotten(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: ForgottenPasswordForm = request.form()?;
        let sent = self.send_code(request, &form).await;
        Ok(sent.unwrap_or_else(|failure| {
            request
                .again(failure, |frame, problems| forgotten_password::page(frame, &form, problems))
        }))
    }

    async fn send_code(
        &self,
        request: &Incoming,
        form: &ForgottenPasswordForm,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let email =
            EmailAddress::parse(&form.email).map_err(|code| Problems::one(Field::Email, code))?;
        let now = request.now;
        let permit = self.table.count(&request.viewer_address, RESETS_PER_ADDRESS, now).await?;
        Failure::unless_permitted(permit)?;
        let (id, record) = self.look_up(request, &email).await?;
        let (subject, rate) =
            counted_on(request, &email, record.as_ref(), CODES_PER_MAILBOX, RESETS_PER_DEVICE);
        Failure::unless_permitted(self.table.count(&subject, rate, now).await?)?;
        self.cognito.forgot_password(id, &request.code_reader(request.language)).await?;
        let asked = Asked { email: email.into(), at: now };
        self.table.hold_form(request.browser(), HELD, &asked, now).await?;
        tracing::info!(event = "authn_password_reset", "reset code asked for");
        let path = request.at("sign-in/reset-password");
        Ok(request.done(StatusCode::ACCEPTED, &path, &json!({ "next": path })))
    }

    pub(crate) async fn show_reset(&self, request: &Incoming) -> Result<Answer, Failure> {
        let asked = self.asked(request).await?;
        let email = asked.map(|asked| asked.email).unwrap_or_default();
        let form = ResetPasswordForm { email, ..ResetPasswordForm::default() };
        Ok(request.show(
            || json!({ "reset_password": true }),
            |frame| reset_password::page(frame, &form, &[]),
        ))
    }

    pub(crate) async fn send_reset(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: ResetPasswordForm = request.form()?;
        let sent = self.reset(request, &form).await;
        Ok(sent.unwrap_or_else(|failure| {
            request.again(failure, |frame, problems| reset_password::page(frame, &form, problems))
        }))
    }

    async fn reset(&self, request: &Incoming, form: &ResetPasswordForm) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let (email, code, password) = parse(form)?;
        let now = request.now;
        let (id, record) = self.look_up(request, &email).await?;
        let (subject, rate) = counted_on(
            request,
            &email,
            record.as_ref(),
            WRONG_RESET_CODES,
            WRONG_RESET_CODES_PER_DEVICE,
        );
        Failure::unless_permitted(self.table.count(&subject, rate, now).await?)?;
        match self.cognito.reset_password(id, &code, &password).await {
            Ok(()) => {}
            // Cognito says "expired" of accounts alone. Whether a code is too old, we tell
            // by when this browser asked for it, which is the same for any address.
            Err(CodeError::Wrong | CodeError::Expired | CodeError::TooMany) => {
                let asked =
                    self.asked(request).await?.filter(|asked| asked.email == email.as_str());
                return Err(Problems::one(Field::Code, verdict(asked.as_ref(), now)).into());
            }
            Err(CodeError::Cognito(error)) => {
                self.table.uncount(&subject, rate, now).await?;
                return Err(error.into());
            }
        }
        let Some(record) = record else {
            return Err(Problems::one(Field::Code, ProblemCode::Wrong).into());
        };
        self.table.uncount(&subject, rate, now).await?;
        let told = Some(MailTemplate::PasswordChanged);
        self.change_account(request, id, told, |account| account.session_epoch += 1).await?;
        // Whoever was kept out by a stranger's wrong passwords gets in now: this browser has
        // a count of its own from here on.
        let device = self.know_device(request, &record, false).await?;
        self.table.drop_held_form(request.browser(), HELD).await?;
        tracing::info!(event = "authn_password_change", account = %id, "password reset");
        let path = request.at("sign-in?reset=1");
        let answer = request.done(StatusCode::OK, &path, &json!({ "next": path }));
        let answer = answer.cookie(&dead_cookie(SESSION_COOKIE));
        Ok(device.iter().fold(answer, |answer, cookie| answer.cookie(cookie)))
    }

    async fn asked(&self, request: &Incoming) -> Result<Option<Asked>, Failure> {
        Ok(self.table.held_form(request.browser(), HELD, request.now).await?)
    }
}

fn verdict(asked: Option<&Asked>, now: Timestamp) -> ProblemCode {
    match asked {
        Some(asked) if now.duration_since(asked.at) > CODE_LIFE => ProblemCode::Expired,
        Some(_) | None => ProblemCode::Wrong,
    }
}

/// All problems at once.
fn parse(form: &ResetPasswordForm) -> Result<(EmailAddress, Secret, Password), Problems> {
    let mut problems = Problems::default();
    let email = problems.check(Field::Email, EmailAddress::parse(&form.email));
    let code = problems.check(Field::Code, parse_code(form.code.expose()));
    let password = problems.check(Field::Password, Password::parse(&form.password, &[&form.email]));
    let parsed = email.zip(code).zip(password);
    problems.or(parsed.map(|((email, code), password)| (email, code, password)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    #[test]
    fn q13_an_old_code_is_called_expired_whatever_the_address() {
        let at = Timestamp::UNIX_EPOCH;
        let asked = Asked { email: "anna@example.org".to_owned(), at };
        assert_eq!(verdict(Some(&asked), at + SignedDuration::from_mins(60)), ProblemCode::Wrong);
        assert_eq!(verdict(Some(&asked), at + SignedDuration::from_mins(61)), ProblemCode::Expired);
        assert_eq!(verdict(None, at), ProblemCode::Wrong);
    }

    #[test]
    fn q8_q10_all_that_is_wrong_with_a_reset_is_said_at_once() {
        let form = ResetPasswordForm {
            email: "anna".to_owned(),
            code: Secret::new("12"),
            password: Secret::new("short"),
        };
        let Err(problems) = parse(&form) else { panic!("accepted") };
        assert_eq!(problems.to_string(), "email malformed, code malformed, password too_short");
    }
}
