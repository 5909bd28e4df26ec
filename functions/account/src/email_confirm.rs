//! The code sent to a new address.
//!
//! Cognito first, since it mails codes for forgotten passwords: were it second, a stop
//! between the two would leave those with the old mailbox and nothing to go on from. The
//! pending address stays until our own transaction has moved the account, so that the same
//! code sent again goes through the same steps once more.

use crate::Desk;
use crate::email::hash;
use crate::officer::new_token;
use domain::account::{PendingEmail, parse_code};
use domain::forms::ConfirmEmailForm;
use domain::limits::CODE_ATTEMPTS;
use domain::{Account, Field, MailTemplate, ProblemCode, Problems};
use lambda_http::http::StatusCode;
use serde_json::json;
use storage::{MailRequest, StorageError};
use views::desk::email_confirm;
use web::{Answer, Failure, Incoming};

/// Times that the move is tried when the account changes at the same time.
const TRIES: u32 = 5;

impl Desk {
    pub(crate) async fn show_email_confirm(&self, request: &Incoming) -> Result<Answer, Failure> {
        let signed_in = request.signed_in(&self.table).await?;
        let Some(pending) = &signed_in.record.account.pending_email else {
            return nothing_waits(request);
        };
        let form = ConfirmEmailForm::default();
        Ok(request.show(
            || json!({ "pending_email": pending.address, "form": form }),
            |frame| email_confirm::page(frame, pending.address.as_str(), &form, &[]),
        ))
    }

    pub(crate) async fn send_email_confirm(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: ConfirmEmailForm = request.form()?;
        let account = request.signed_in(&self.table).await?.record.account;
        let Some(pending) = account.pending_email.clone() else {
            return nothing_waits(request);
        };
        let confirmed = self.confirm_email(request, &form, account, &pending).await;
        Ok(confirmed.unwrap_or_else(|failure| {
            request.again(failure, |frame, problems| {
                email_confirm::page(frame, pending.address.as_str(), &form, problems)
            })
        }))
    }

    async fn confirm_email(
        &self,
        request: &Incoming,
        form: &ConfirmEmailForm,
        account: Account,
        pending: &PendingEmail,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let refused = |code| Failure::from(Problems::one(Field::Code, code));
        let code = parse_code(&form.code).map_err(refused)?;
        // Counted before it is compared: codes sent at the same time each take an attempt.
        let account = self
            .change_account(request, account, |account| one_more_attempt(account, request.now))
            .await?;
        if account.email == pending.address {
            return Ok(done(request, &account));
        }
        let open = account.pending_email.as_ref().ok_or(Failure::Conflict)?;
        if open.code_hash != hash(account.id, &open.address, &code) {
            tracing::warn!(event = "authn_login_fail", account = %account.id, "wrong code");
            // The last one allowed says at once that a new code is needed.
            let last = open.attempts >= CODE_ATTEMPTS;
            return Err(refused(if last { ProblemCode::Locked } else { ProblemCode::Wrong }));
        }
        self.move_to(request, account).await
    }

    async fn move_to(&self, request: &Incoming, mut account: Account) -> Result<Answer, Failure> {
        let Some(address) = account.pending_email.clone().map(|pending| pending.address) else {
            return Err(Failure::Conflict);
        };
        let owner = self.table.account_of_email(&address).await?;
        if owner.is_some_and(|owner| owner != account.id) {
            return self.give_up(request, account).await;
        }
        self.cognito.set_email(account.id, &address).await?;
        let mut attempt = 1;
        loop {
            let old = account.email.clone();
            let next = Account {
                email: address.clone(),
                pending_email: None,
                rev: account.rev + 1,
                ..account.clone()
            };
            let mail = MailRequest {
                id: &format!("email-changed-{}-{}", next.id, next.rev),
                template: MailTemplate::EmailChanged,
                to: &old,
                language: next.language,
                code: None,
                facts: None,
                not_before: None,
            };
            let token = new_token(request);
            match self.table.move_account(&next, &old, &mail, token, request.now).await {
                Ok(true) => {
                    tracing::info!(event = "user_updated", account = %next.id, "address changed");
                    return Ok(done(request, &next));
                }
                Ok(false) => return self.give_up(request, account).await,
                Err(StorageError::Conflict) if attempt < TRIES => {
                    account = self.account_now(request, next.id).await?;
                    if account.email == address {
                        return Ok(done(request, &account));
                    }
                    // Meanwhile another address was asked for: this code is not for that.
                    let same = account.pending_email.as_ref().map(|new| &new.address);
                    if same != Some(&address) {
                        self.cognito.set_email(account.id, &account.email).await?;
                        return Err(Failure::Conflict);
                    }
                    attempt += 1;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Somebody else has confirmed the same address meanwhile: everything stays as it was.
    async fn give_up(&self, request: &Incoming, account: Account) -> Result<Answer, Failure> {
        self.cognito.set_email(account.id, &account.email).await?;
        self.change_account(request, account, |account| {
            Ok(Account { pending_email: None, ..account })
        })
        .await?;
        Err(Failure::Conflict)
    }
}

/// The account with one attempt more, unless none is left or the time is over.
fn one_more_attempt(account: Account, now: domain::Timestamp) -> Result<Account, Failure> {
    let Some(pending) = account.pending_email.clone() else { return Ok(account) };
    pending.check_open(now).map_err(|code| Problems::one(Field::Code, code))?;
    let pending = PendingEmail { attempts: pending.attempts + 1, ..pending };
    Ok(Account { pending_email: Some(pending), ..account })
}

fn done(request: &Incoming, account: &Account) -> Answer {
    request.done(StatusCode::OK, &request.at("desk?saved=1"), &json!({ "email": account.email }))
}

/// No address waits: it has been confirmed, or none was asked for.
fn nothing_waits(request: &Incoming) -> Result<Answer, Failure> {
    if request.wants_json() {
        Err(Failure::NotFound)
    } else {
        Ok(Answer::see_other(&request.at("desk/email")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{AccountId, EmailAddress, Language, Timestamp};

    #[test]
    fn q12_five_attempts_are_counted_and_the_sixth_is_not_compared() {
        let address = |text| EmailAddress::parse(text).unwrap();
        let now = Timestamp::UNIX_EPOCH;
        let id = AccountId::new(now, [1; 10]);
        let mut account = Account::new(id, address("old@example.org"), Language::En, None, now);
        account.pending_email = Some(PendingEmail {
            address: address("new@example.org"),
            code_hash: String::new(),
            sent: now,
            attempts: 0,
        });
        for attempt in 1..=CODE_ATTEMPTS {
            account = one_more_attempt(account, now).unwrap();
            assert_eq!(account.pending_email.as_ref().unwrap().attempts, attempt);
        }
        let Err(Failure::Rejected(problems)) = one_more_attempt(account, now) else {
            panic!("not locked")
        };
        assert_eq!(problems.to_string(), "code locked");
    }
}
