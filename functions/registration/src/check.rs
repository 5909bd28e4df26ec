//! The last step: check the answers, choose a password, sign up.

use crate::Registrations;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::forms::RegistrationForm;
use domain::limits::{CODES_PER_MAILBOX, REGISTRATIONS_PER_ADDRESS, Rate};
use domain::registration::ticked;
use domain::{AccountId, Field, Password, ProblemCode, Problems, Registration, Secret};
use lambda_http::http::StatusCode;
use serde_json::json;
use storage::{Draft, MailRequest, MailTemplate, Permit, SubmittedDraft};
use views::register;
use web::{Answer, Failure, Incoming};

impl Registrations {
    pub(crate) async fn show_check(&self, request: &Incoming) -> Result<Answer, Failure> {
        let draft = self.draft(request).await?;
        if Registration::parse(&draft.form, request.today()).is_err() {
            return Ok(Answer::see_other(&request.at("register/details")));
        }
        Ok(request
            .show(|| json!(draft.form), |frame| register::check::page(frame, &draft.form, &[])))
    }

    /// A browser sends password and declaration, the rest is in its draft. A program sends
    /// all at once.
    pub(crate) async fn send_check(&self, request: &Incoming) -> Result<Answer, Failure> {
        let mut form: RegistrationForm = request.form()?;
        let secret = if request.wants_json() {
            Secret::new(URL_SAFE_NO_PAD.encode(request.random::<32>()))
        } else {
            let typed = form;
            let RegistrationForm { password, authorised, .. } = typed;
            form = RegistrationForm { password, authorised, ..self.draft(request).await?.form };
            request.browser().clone()
        };
        let sent = self.sign_up(request, &form, &secret).await;
        Ok(sent.unwrap_or_else(|failure| {
            request.again(failure, |frame, problems| register::check::page(frame, &form, problems))
        }))
    }

    async fn sign_up(
        &self,
        request: &Incoming,
        form: &RegistrationForm,
        secret: &Secret,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let (registration, password) = parse(form, request)?;
        let now = request.now;
        let count = request.settings().times.registration_rate;
        let rate = Rate { count, ..REGISTRATIONS_PER_ADDRESS };
        let permit = self.table.count(&request.viewer_address, rate, now).await?;
        Failure::unless_permitted(permit)?;
        let before = self.table.draft(secret, now).await?.and_then(|draft| draft.submitted);
        let known = self.table.account_of_email(&registration.email).await?.is_some();
        let mailbox = Secret::new(registration.email.as_str());
        let permit = self.table.count(&mailbox, CODES_PER_MAILBOX, now).await?;
        let may_mail = matches!(permit, Permit::Granted { .. });
        let submitted = SubmittedDraft {
            account: AccountId::new(now, request.random()),
            email: registration.email.clone(),
            sent: now,
            signed_up: !known && may_mail,
            confirmed: false,
            finished: false,
        };
        // First what we need to go on after a crash, then the call that cannot be undone.
        let kept = RegistrationForm { authorised: String::new(), ..form.clone() };
        let draft = Draft { form: kept, submitted: Some(submitted.clone()) };
        self.table.put_draft(secret, &draft, now).await?;
        if submitted.signed_up {
            let reader = request.code_reader(registration.contact.language);
            let (account, email) = (submitted.account, &registration.email);
            self.cognito.sign_up(account, &password, email, &reader).await?;
        } else {
            // An address with an account gets the same answer, and about the same wait; the
            // difference goes into the mail.
            self.cognito.status(submitted.account).await?;
            if may_mail {
                let mail = MailRequest {
                    id: &format!("already-registered-{}", submitted.account),
                    template: MailTemplate::AlreadyRegistered,
                    to: &registration.email,
                    language: registration.contact.language,
                    code: None,
                    facts: None,
                    not_before: None,
                };
                self.table.ask_for_mail(&mail, now).await?;
            }
        }
        self.forget(before).await;
        tracing::info!(event = "user_created", "registration sent");
        Ok(request.done(
            StatusCode::ACCEPTED,
            &request.at("register/confirm"),
            &json!({ "registration": secret.expose(), "confirm": request.at("register/confirm") }),
        ))
    }

    /// An earlier attempt of the same browser is of no use any more. Failing to delete it
    /// does no harm: it was never confirmed and holds nothing.
    async fn forget(&self, before: Option<SubmittedDraft>) {
        if let Some(before) = before.filter(|before| before.signed_up && !before.confirmed)
            && let Err(error) = self.cognito.delete(before.account).await
        {
            tracing::warn!(cause = web::log::chain(&error), "abandoned sign-up not deleted");
        }
    }
}

/// All problems of the whole form, password and declaration included.
fn parse(form: &RegistrationForm, request: &Incoming) -> Result<(Registration, Password), Failure> {
    let mut problems = Problems::default();
    let registration = match Registration::parse(form, request.today()) {
        Ok(registration) => Some(registration),
        Err(found) => {
            problems.extend(found);
            None
        }
    };
    let personal = registration.as_ref().map(Registration::personal_words).unwrap_or_default();
    let password = problems.check(Field::Password, Password::parse(&form.password, &personal));
    if !ticked(&form.authorised) {
        problems.push(Field::Authorised, ProblemCode::NotConfirmed);
    }
    Ok(problems.or(registration.zip(password))?)
}
