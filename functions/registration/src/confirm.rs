//! The code. Only now address and body are claimed, in one transaction: who confirms first
//! has them, and nobody can hold an address or a body that they cannot prove.
//!
//! Each step can be repeated: the draft remembers that Cognito accepted the code, and the
//! transaction recognises its own earlier success.

use crate::Registrations;
use domain::event::{Action, Actor};
use domain::forms::{CodeForm, RegistrationForm, ResendForm};
use domain::limits::{CODE_LIFE, CODES_PER_MAILBOX, CODES_TRIED, RESEND_COOLDOWN};
use domain::{Account, Field, ProblemCode, Problems, Registration, Secret, Signatory, SignatoryId};
use identity::CodeError;
use lambda_http::http::StatusCode;
use serde_json::json;
use storage::{
    Confirmed, Draft, MailRequest, MailTemplate, NewSignatory, OperationToken, Permit,
    SubmittedDraft,
};
use views::register;
use web::{Answer, Failure, Incoming};

impl Registrations {
    pub(crate) async fn show_confirm(&self, request: &Incoming) -> Result<Answer, Failure> {
        let Some(submitted) = self.draft(request).await?.submitted else {
            return Ok(Answer::see_other(&request.at("register")));
        };
        if submitted.finished {
            return self.finished(request, &submitted).await;
        }
        let resent = !request.query("resent").is_empty();
        let form = CodeForm::default();
        Ok(request.show(
            || json!({ "waiting": true }),
            |frame| register::confirm::page(frame, submitted.email.as_str(), &form, &[], resent),
        ))
    }

    pub(crate) async fn send_confirm(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: CodeForm = request.form()?;
        let secret = held_by(request, &form.registration);
        let Some((draft, submitted)) = self.submitted(request, &secret).await? else {
            return Ok(not_begun(request));
        };
        let email = submitted.email.clone();
        let confirmed = self.confirm(request, &form, &secret, draft, submitted).await;
        Ok(confirmed.unwrap_or_else(|failure| {
            request.again(failure, |frame, problems| {
                register::confirm::page(frame, email.as_str(), &form, problems, false)
            })
        }))
    }

    async fn confirm(
        &self,
        request: &Incoming,
        form: &CodeForm,
        secret: &Secret,
        mut draft: Draft,
        mut submitted: SubmittedDraft,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        if submitted.finished {
            return self.finished(request, &submitted).await;
        }
        if !submitted.confirmed {
            let code = parse_code(&form.code, &submitted, request)?;
            self.try_code(request, &submitted, &code).await?;
            submitted.confirmed = true;
            draft.submitted = Some(submitted.clone());
            self.table.put_draft(secret, &draft, request.now).await?;
        }
        let registration = Registration::parse(&draft.form, request.today())?;
        let answer = self.create(request, registration, &submitted).await?;
        let submitted = Some(SubmittedDraft { finished: true, ..submitted });
        let mark = Draft { form: RegistrationForm::default(), submitted };
        self.table.put_draft(secret, &mark, request.now).await?;
        Ok(answer)
    }

    /// Counted before it is tried, so that many at the same time each take an attempt (q12).
    async fn try_code(
        &self,
        request: &Incoming,
        submitted: &SubmittedDraft,
        code: &str,
    ) -> Result<(), Failure> {
        let subject = Secret::new(format!("{}@{}", submitted.account, submitted.sent));
        match self.table.count(&subject, CODES_TRIED, request.now).await? {
            Permit::Granted { .. } => {}
            Permit::Refused { .. } => {
                return Err(Problems::one(Field::Code, ProblemCode::Locked).into());
            }
        }
        let tried = self.check_code(submitted, code).await;
        if let Err(Failure::Unavailable(_)) = &tried {
            self.table.uncount(&subject, CODES_TRIED, request.now).await?;
        }
        tried
    }

    async fn check_code(&self, submitted: &SubmittedDraft, code: &str) -> Result<(), Failure> {
        let wrong = |code| Failure::Rejected(Problems::one(Field::Code, code));
        if !submitted.signed_up {
            // Nothing was sent; no code can be right.
            self.cognito.status(submitted.account).await?;
            return Err(wrong(ProblemCode::Wrong));
        }
        match self.cognito.confirm(submitted.account, code).await {
            Ok(()) => Ok(()),
            // We stopped between Cognito's yes and our note of it. Only this browser, with
            // the right code, can have brought that yes about.
            Err(CodeError::Expired)
                if self.cognito.status(submitted.account).await? == Some(true) =>
            {
                Ok(())
            }
            Err(CodeError::Wrong) => Err(wrong(ProblemCode::Wrong)),
            Err(CodeError::Expired) => Err(wrong(ProblemCode::Expired)),
            Err(CodeError::TooMany) => Err(wrong(ProblemCode::Locked)),
            Err(CodeError::Cognito(error)) => Err(error.into()),
        }
    }

    /// Creates account and signatory, or the account alone when the body is in the register.
    async fn create(
        &self,
        request: &Incoming,
        registration: Registration,
        submitted: &SubmittedDraft,
    ) -> Result<Answer, Failure> {
        let Registration { body, signer, contact, email } = registration;
        let (now, language) = (request.now, contact.language);
        let account = Account::new(submitted.account, email, language, None, now);
        let id = SignatoryId::new(now, request.random());
        let signatory = Signatory::new(id, body, signer, now);
        let name = signatory.display_name().to_owned();
        let event = request.event(Actor::Signatory(account.id), Action::Registered, None, 1);
        let token = OperationToken::new(event.id.to_string());
        let new = NewSignatory { account, signatory, contact, event };
        match self.table.confirm_registration(&new, token).await? {
            Confirmed::Created => {
                tracing::info!(event = "user_updated", "registration confirmed");
                self.finished(request, submitted).await
            }
            Confirmed::EmailTaken => Ok(email_taken(request)),
            Confirmed::BodyTaken(existing) => {
                let actor = Actor::Signatory(new.account.id);
                let event = request.event(actor, Action::JoinRequested, None, 1);
                let token = OperationToken::new(event.id.to_string());
                self.table.request_to_join(&new.account, existing, &event, token).await?;
                if request.wants_json() {
                    return Ok(body_taken(request));
                }
                Ok(request.page(StatusCode::CONFLICT, |frame| {
                    register::join_or_claim::page(frame, &name)
                }))
            }
        }
    }

    /// What has come of a registration that went through to its end, each time the same.
    async fn finished(
        &self,
        request: &Incoming,
        submitted: &SubmittedDraft,
    ) -> Result<Answer, Failure> {
        let Some(record) = self.table.account(submitted.account, request.now).await? else {
            return Ok(email_taken(request));
        };
        let Some(membership) = record.memberships.first() else { return Ok(body_taken(request)) };
        let sign_in = request.at("sign-in");
        Ok(request.done(
            StatusCode::CREATED,
            &format!("{sign_in}?confirmed=1"),
            &json!({ "signatory": membership.signatory, "sign_in": sign_in }),
        ))
    }

    pub(crate) async fn resend(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: ResendForm = request.form()?;
        let secret = held_by(request, &form.registration);
        let Some((draft, submitted)) = self.submitted(request, &secret).await? else {
            return Ok(not_begun(request));
        };
        let email = submitted.email.clone();
        let sent = self.send_code(request, &secret, draft, submitted).await;
        Ok(sent.unwrap_or_else(|failure| {
            request.again(failure, |frame, problems| {
                let form = CodeForm::default();
                register::confirm::page(frame, email.as_str(), &form, problems, false)
            })
        }))
    }

    async fn send_code(
        &self,
        request: &Incoming,
        secret: &Secret,
        mut draft: Draft,
        mut submitted: SubmittedDraft,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        if submitted.finished {
            return self.finished(request, &submitted).await;
        }
        let now = request.now;
        let wait = RESEND_COOLDOWN - now.duration_since(submitted.sent);
        if wait.is_positive() {
            let retry_after = wait.as_secs().unsigned_abs().max(1);
            return Err(Failure::TooMany { retry_after });
        }
        let mailbox = Secret::new(submitted.email.as_str());
        let permit = self.table.count(&mailbox, CODES_PER_MAILBOX, now).await?;
        Failure::unless_permitted(permit)?;
        if submitted.signed_up {
            let reader = request.code_reader(request.language);
            self.cognito.resend(submitted.account, &reader).await?;
        } else {
            let id = format!("already-registered-{}-{now}", submitted.account);
            let mail = MailRequest {
                id: &id,
                template: MailTemplate::AlreadyRegistered,
                to: &submitted.email,
                language: request.language,
                code: None,
                facts: None,
                not_before: None,
            };
            self.table.ask_for_mail(&mail, now).await?;
        }
        submitted.sent = now;
        draft.submitted = Some(submitted);
        self.table.put_draft(secret, &draft, now).await?;
        let next = request.at("register/confirm?resent=1");
        Ok(request.done(StatusCode::ACCEPTED, &next, &json!({ "sent": true })))
    }

    async fn submitted(
        &self,
        request: &Incoming,
        secret: &Secret,
    ) -> Result<Option<(Draft, SubmittedDraft)>, Failure> {
        let draft = self.table.draft(secret, request.now).await?;
        Ok(draft.and_then(|draft| draft.submitted.clone().map(|submitted| (draft, submitted))))
    }
}

/// They have shown that the mailbox is theirs: no need to be vague.
fn email_taken(request: &Incoming) -> Answer {
    let sign_in = request.at("sign-in");
    let next = format!("{sign_in}?known=1");
    request.conflict(&next, "email_taken", json!({ "sign_in": sign_in }))
}

/// The body is in the register; the account is there all the same.
fn body_taken(request: &Incoming) -> Answer {
    let sign_in = request.at("sign-in");
    request.conflict(&sign_in, "body_taken", json!({ "sign_in": sign_in }))
}

/// Who holds the registration: a program names it, a browser's cookie is it.
fn held_by(request: &Incoming, named: &Secret) -> Secret {
    if named.is_empty() { request.browser().clone() } else { named.clone() }
}

fn not_begun(request: &Incoming) -> Answer {
    if request.wants_json() {
        request.failed(Failure::NotFound)
    } else {
        Answer::see_other(&request.at("register"))
    }
}

/// Six digits, in any grouping; not too late.
fn parse_code(
    typed: &str,
    submitted: &SubmittedDraft,
    request: &Incoming,
) -> Result<String, Problems> {
    let refused = |code| Problems::one(Field::Code, code);
    if request.now.duration_since(submitted.sent) > CODE_LIFE {
        return Err(refused(ProblemCode::Expired));
    }
    let code: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if code.is_empty() {
        return Err(refused(ProblemCode::Missing));
    }
    if code.len() != 6 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(refused(ProblemCode::Malformed));
    }
    Ok(code)
}
