//! The steps before the account: each saves what was typed in the draft that belongs to
//! this browser, so that going back, closing the page or a failure loses nothing.

use crate::Registrations;
use domain::forms::RegistrationForm;
use domain::signatory::Profile;
use domain::{Field, ProblemCode, Problems, Registration};
use lambda_http::http::StatusCode;
use serde_json::json;
use storage::Draft;
use views::register;
use web::{Answer, Failure, Incoming};

impl Registrations {
    pub(crate) async fn show_profile(&self, request: &Incoming) -> Result<Answer, Failure> {
        let draft = self.draft(request).await?;
        Ok(request.show(
            || json!({ "profile": draft.form.profile }),
            |frame| register::profile::page(frame, &draft.form, &[]),
        ))
    }

    pub(crate) async fn send_profile(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: RegistrationForm = request.form()?;
        let sent = self.save_profile(request, &form.profile, Profile::Organisation).await;
        Ok(sent.unwrap_or_else(|failure| {
            request
                .again(failure, |frame, problems| register::profile::page(frame, &form, problems))
        }))
    }

    pub(crate) async fn show_authority(&self, request: &Incoming) -> Result<Answer, Failure> {
        let draft = self.draft(request).await?;
        Ok(request.show(
            || json!({ "profile": draft.form.profile }),
            |frame| register::authority::page(frame, &draft.form, &[]),
        ))
    }

    pub(crate) async fn send_authority(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: RegistrationForm = request.form()?;
        let sent = self.save_profile(request, &form.profile, Profile::Representative).await;
        Ok(sent.unwrap_or_else(|failure| {
            request
                .again(failure, |frame, problems| register::authority::page(frame, &form, problems))
        }))
    }

    /// Saves the choice between `authority` and `other`; an authority chosen on the first
    /// page is asked whether it is the authority itself.
    async fn save_profile(
        &self,
        request: &Incoming,
        typed: &str,
        other: Profile,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let profile = Profile::parse(typed).map_err(|code| Problems::one(Field::Profile, code))?;
        if profile != Profile::Authority && profile != other {
            return Err(Problems::one(Field::Profile, ProblemCode::UnknownChoice).into());
        }
        let mut draft = self.draft(request).await?;
        typed.trim().clone_into(&mut draft.form.profile);
        self.table.put_draft(request.browser(), &draft, request.now).await?;
        let ask_again = profile == Profile::Authority && other == Profile::Organisation;
        let next = if ask_again { "register/authority" } else { "register/details" };
        Ok(request.done(StatusCode::OK, &request.at(next), &json!({ "profile": typed.trim() })))
    }

    pub(crate) async fn show_details(&self, request: &Incoming) -> Result<Answer, Failure> {
        let draft = self.draft(request).await?;
        if draft.form.profile.is_empty() {
            return Ok(Answer::see_other(&request.at("register")));
        }
        Ok(request
            .show(|| json!(draft.form), |frame| register::details::page(frame, &draft.form, &[])))
    }

    pub(crate) async fn send_details(&self, request: &Incoming) -> Result<Answer, Failure> {
        let mut form: RegistrationForm = request.form()?;
        let saved = self.save_details(request, &mut form).await;
        Ok(saved.unwrap_or_else(|failure| {
            request
                .again(failure, |frame, problems| register::details::page(frame, &form, problems))
        }))
    }

    async fn save_details(
        &self,
        request: &Incoming,
        form: &mut RegistrationForm,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let mut draft = self.draft(request).await?;
        if form.profile.is_empty() {
            form.profile.clone_from(&draft.form.profile);
        }
        draft.form = form.clone();
        self.table.put_draft(request.browser(), &draft, request.now).await?;
        if form.profile.is_empty() && !request.wants_json() {
            // Everything typed is kept; the question that comes first is on another page.
            return Ok(Answer::see_other(&request.at("register")));
        }
        Registration::parse(form, request.today())?;
        Ok(request.done(StatusCode::OK, &request.at("register/check"), &json!(form)))
    }

    /// The draft of this browser; an empty one where there is none.
    pub(crate) async fn draft(&self, request: &Incoming) -> Result<Draft, Failure> {
        Ok(self.table.draft(request.browser(), request.now).await?.unwrap_or_default())
    }
}
