//! A new password: proved by the old one; every other session ends, and the owner is told.
//!
//! Cognito first, then one transaction of ours. Where we stop between the two, the same form
//! sent again finds the new password in force and goes on from there.

use crate::Desk;
use crate::officer::new_token;
use domain::forms::ChangePasswordForm;
use domain::{Account, Field, Password, ProblemCode, Problems, SessionKind};
use identity::{SessionSecret, SignedIn};
use lambda_http::http::StatusCode;
use serde_json::json;
use storage::{MailRequest, SignatoryRecord, StorageError};
use views::desk::password;
use web::{Answer, Failure, Incoming, SESSION_COOKIE};

/// Times that ending the sessions is tried when the account changes at the same time.
const TRIES: u32 = 3;

impl Desk {
    pub(crate) async fn show_password(&self, request: &Incoming) -> Result<Answer, Failure> {
        request.signed_in(&self.table).await?;
        Ok(request.show(
            || json!({ "form": ChangePasswordForm::default() }),
            |frame| password::page(frame, &[]),
        ))
    }

    pub(crate) async fn send_password(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: ChangePasswordForm = request.form()?;
        let signed_in = request.signed_in(&self.table).await?;
        let changed = self.change_password(request, &form, &signed_in).await;
        Ok(changed.unwrap_or_else(|failure| request.again(failure, password::page)))
    }

    async fn change_password(
        &self,
        request: &Incoming,
        form: &ChangePasswordForm,
        signed_in: &SignedIn,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let account = &signed_in.record.account;
        let record = self.acts_for(signed_in).await?.map(|(_, record)| record);
        let new = parse(form, account, record.as_ref())?;
        if self.is_password(request, account, &form.current_password).await? {
            self.cognito.set_password(account.id, &new).await?;
        } else if !self.is_password(request, account, new.secret()).await? {
            tracing::warn!(event = "authn_password_change_fail", account = %account.id, "wrong");
            return Err(Problems::one(Field::CurrentPassword, ProblemCode::Wrong).into());
        }
        let secret = self.begin_anew(request, signed_in).await?;
        tracing::info!(event = "authn_password_change", account = %account.id, "changed");
        let kind = signed_in.session.kind;
        let token = (kind == SessionKind::Token).then(|| secret.text().expose().to_owned());
        let answer = request.done(
            StatusCode::OK,
            &request.at("desk?saved=1"),
            &json!({
                "changed": true,
                "token": token,
                "token_type": "Bearer",
                "expires_in": domain::limits::TOKEN_LIFE.as_secs(),
            }),
        );
        Ok(match kind {
            SessionKind::Browser => {
                answer.cookie(&web::cookie(SESSION_COOKIE, &secret.text(), None))
            }
            SessionKind::Token | SessionKind::Challenge => answer,
        })
    }

    /// Ends all sessions, this one too, and begins one in its place under a new secret.
    async fn begin_anew(
        &self,
        request: &Incoming,
        signed_in: &SignedIn,
    ) -> Result<SessionSecret, Failure> {
        let old = &signed_in.session;
        let mut account = signed_in.record.account.clone();
        let mut attempt = 1;
        loop {
            let id = account.id;
            let secret = SessionSecret::new(id, &request.random());
            let next = Account {
                session_epoch: account.session_epoch + 1,
                rev: account.rev + 1,
                ..account
            };
            let session = identity::begin(
                &next,
                old.kind,
                old.second_factor,
                None,
                &old.label,
                &secret,
                request.now,
            );
            let mail = MailRequest {
                id: &format!("password-changed-{id}-{}", next.rev),
                template: domain::MailTemplate::PasswordChanged,
                to: &next.email,
                language: next.language,
                code: None,
                facts: None,
                not_before: None,
            };
            let token = new_token(request);
            let done = self.table.renew_sessions(&next, &session, &mail, token, request.now).await;
            match done {
                Ok(()) => return Ok(secret),
                Err(StorageError::Conflict) if attempt < TRIES => {
                    account = self.account_now(request, id).await?;
                    attempt += 1;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// The new password; all problems of both fields.
fn parse(
    form: &ChangePasswordForm,
    account: &Account,
    record: Option<&SignatoryRecord>,
) -> Result<Password, Problems> {
    let mut problems = Problems::default();
    if form.current_password.is_empty() {
        problems.push(Field::CurrentPassword, ProblemCode::Missing);
    }
    let mut personal = vec![account.email.as_str()];
    if let Some(record) = record {
        let signatory = &record.signatory;
        personal.push(&signatory.body.official_name);
        personal.extend(signatory.body.latin_name.as_deref());
        personal.push(&signatory.signer.name);
        personal.extend(record.contact.as_ref().map(|record| record.contact.name.as_str()));
    }
    let new = Password::parse(&form.password, &personal).and_then(|new| {
        if form.password == form.current_password { Err(ProblemCode::Unchanged) } else { Ok(new) }
    });
    let new = problems.check(Field::Password, new);
    problems.or(new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{AccountId, EmailAddress, Language, Secret, Timestamp};

    fn problems(current: &str, new: &str) -> String {
        let email = EmailAddress::parse("pact@granollers.example").unwrap();
        let id = AccountId::new(Timestamp::UNIX_EPOCH, [1; 10]);
        let account = Account::new(id, email, Language::En, None, Timestamp::UNIX_EPOCH);
        let form = ChangePasswordForm {
            current_password: Secret::new(current),
            password: Secret::new(new),
        };
        parse(&form, &account, None).map_or_else(|problems| problems.to_string(), |_| "ok".into())
    }

    #[test]
    fn q10_q11_a_new_password_needs_the_old_one_and_is_another_good_one() {
        assert_eq!(problems("old-password-1", "vK9-plum-tide"), "ok");
        assert_eq!(problems("", ""), "current_password missing, password missing");
        assert_eq!(problems("", "vK9-plum-tide"), "current_password missing");
        assert_eq!(problems("vK9-plum-tide", "vK9-plum-tide"), "password unchanged");
        assert_eq!(problems("old-password-1", "granollers2026"), "password easy_to_guess");
    }
}
