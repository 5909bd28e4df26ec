//! The first sign-in of staff: a password of one's own in place of the temporary one.

use crate::SignIns;
use crate::sessions::too_late;
use domain::account::Step;
use domain::forms::NewPasswordForm;
use domain::{Field, Password, Problems, Secret};
use identity::{PasswordOutcome, SignedIn};
use serde_json::json;
use views::sign_in::new_password::page;
use web::{Answer, Failure, Incoming};

impl SignIns {
    pub(crate) async fn show_new_password(&self, request: &Incoming) -> Result<Answer, Failure> {
        if self.step(request, Step::NewPassword).await?.is_none() {
            return Ok(too_late(request));
        }
        Ok(request.show(|| json!({ "new_password": true }), |frame| page(frame, &[])))
    }

    pub(crate) async fn send_new_password(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: NewPasswordForm = request.form()?;
        let Some(state) = self.step(request, Step::NewPassword).await? else {
            return Ok(too_late(request));
        };
        let sent = self.new_password(request, &form, &state).await;
        Ok(sent.unwrap_or_else(|failure| request.again(failure, page)))
    }

    async fn new_password(
        &self,
        request: &Incoming,
        form: &NewPasswordForm,
        state: &SignedIn,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let account = &state.record.account;
        let password = Password::parse(&form.password, &[account.email.as_str()])
            .map_err(|code| Problems::one(Field::Password, code))?;
        let session = Secret::new(&state.session.step_token);
        match self.cognito.answer_new_password(account.id, &session, &password).await? {
            PasswordOutcome::Wrong => Ok(too_late(request)),
            outcome => self.after_password(request, &state.record, outcome, "").await,
        }
    }
}
