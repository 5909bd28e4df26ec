//! A new address for the account: asked for with the password, proved by a code that is sent
//! to it. Until then the old one stays.

use crate::Desk;
use domain::account::{PendingEmail, new_code};
use domain::forms::ChangeEmailForm;
use domain::limits::{CODE_LIFE, CODES_PER_MAILBOX};
use domain::{
    Account, AccountId, EmailAddress, Field, MailTemplate, ProblemCode, Problems, Secret,
};
use identity::SignedIn;
use lambda_http::http::StatusCode;
use serde_json::json;
use storage::MailRequest;
use views::desk::email;
use web::{Answer, Failure, Incoming};

impl Desk {
    pub(crate) async fn show_email(&self, request: &Incoming) -> Result<Answer, Failure> {
        let signed_in = request.signed_in(&self.table).await?;
        let account = &signed_in.record.account;
        let form = ChangeEmailForm::default();
        Ok(request.show(
            || json!({ "email": account.email, "form": form }),
            |frame| email::page(frame, account.email.as_str(), &form, &[]),
        ))
    }

    pub(crate) async fn send_email(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: ChangeEmailForm = request.form()?;
        let signed_in = request.signed_in(&self.table).await?;
        let current = signed_in.record.account.email.as_str();
        let sent = self.send_code(request, &form, &signed_in).await;
        Ok(sent.unwrap_or_else(|failure| {
            request.again(failure, |frame, problems| email::page(frame, current, &form, problems))
        }))
    }

    async fn send_code(
        &self,
        request: &Incoming,
        form: &ChangeEmailForm,
        signed_in: &SignedIn,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let (account, now) = (&signed_in.record.account, request.now);
        let address = parse(form, &account.email)?;
        if !self.is_password(request, account, &form.current_password).await? {
            tracing::warn!(event = "authn_login_fail", account = %account.id, "wrong password");
            return Err(Problems::one(Field::CurrentPassword, ProblemCode::Wrong).into());
        }
        let mailbox = Secret::new(address.as_str());
        Failure::unless_permitted(self.table.count(&mailbox, CODES_PER_MAILBOX, now).await?)?;
        // An address that has an account gets the same answer; the difference goes into the
        // mail, and no code is the right one.
        let code = match self.table.account_of_email(&address).await? {
            Some(_) => None,
            None => Some(new_code(request.random())),
        };
        let code_hash =
            code.as_ref().map(|code| hash(account.id, &address, code)).unwrap_or_default();
        let pending = PendingEmail { address, code_hash, sent: now, attempts: 0 };
        let account = self
            .change_account(request, account.clone(), |account| {
                Ok(Account { pending_email: Some(pending.clone()), ..account })
            })
            .await?;
        let template = match code {
            Some(_) => MailTemplate::ConfirmEmail,
            None => MailTemplate::AlreadyRegistered,
        };
        let mail = MailRequest {
            id: &format!("new-email-{}-{}", account.id, account.rev),
            template,
            to: &pending.address,
            language: account.language,
            code: code.as_ref(),
            facts: None,
            not_before: None,
        };
        self.table.ask_for_mail(&mail, now).await?;
        Ok(request.done(
            StatusCode::ACCEPTED,
            &request.at("desk/email/confirm"),
            &json!({ "pending_email": pending.address, "expires_in": CODE_LIFE.as_secs() }),
        ))
    }
}

/// What is kept of a code: good for one address of one account.
pub(crate) fn hash(account: AccountId, address: &EmailAddress, code: &Secret) -> String {
    identity::digest(&Secret::new(format!("{account}/{}/{}", address.as_str(), code.expose())))
}

fn parse(form: &ChangeEmailForm, current: &EmailAddress) -> Result<EmailAddress, Problems> {
    let mut problems = Problems::default();
    let address = EmailAddress::parse(&form.email).and_then(|address| {
        if address == *current { Err(ProblemCode::Unchanged) } else { Ok(address) }
    });
    let address = problems.check(Field::Email, address);
    if form.current_password.is_empty() {
        problems.push(Field::CurrentPassword, ProblemCode::Missing);
    }
    problems.or(address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Timestamp;

    fn address(text: &str) -> EmailAddress {
        EmailAddress::parse(text).unwrap()
    }

    #[test]
    fn q15_a_new_address_needs_the_password() {
        let form = |email: &str, password: &str| ChangeEmailForm {
            email: email.to_owned(),
            current_password: Secret::new(password),
        };
        let current = address("old@example.org");
        let parse = |email, password| {
            parse(&form(email, password), &current)
                .map_or_else(|problems| problems.to_string(), |_| "ok".to_owned())
        };
        assert_eq!(parse("new@example.org", "secret"), "ok");
        assert_eq!(parse("new@example.org", ""), "current_password missing");
        assert_eq!(parse("Old@Example.org", "secret"), "email unchanged");
        assert_eq!(parse("x", ""), "email malformed, current_password missing");
    }

    #[test]
    fn q12_a_code_is_good_for_one_address_of_one_account() {
        let [a, b] = [1, 2].map(|byte| AccountId::new(Timestamp::UNIX_EPOCH, [byte; 10]));
        let (new, other) = (address("new@example.org"), address("other@example.org"));
        let code = Secret::new("123456");
        assert_eq!(hash(a, &new, &code), hash(a, &new, &code));
        assert_ne!(hash(a, &new, &code), hash(b, &new, &code));
        assert_ne!(hash(a, &new, &code), hash(a, &other, &code));
        assert_ne!(hash(a, &new, &code), hash(a, &new, &Secret::new("123457")));
    }
}
