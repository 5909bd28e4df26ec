//! What the pages of the desk share: who acts for which signatory, and changes of an account.

use crate::Desk;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::event::Actor;
use domain::limits::{PASSWORD_MAX, PASSWORDS_AT_DESK};
use domain::{Account, AccountId, Secret, Signatory};
use identity::{PasswordOutcome, SignedIn};
use lambda_http::http::StatusCode;
use storage::{OperationToken, Role, SignatoryRecord, StorageError};
use views::{Frame, Markup, Notice};
use web::{Answer, Failure, Incoming, Unreadable};

/// Times that a change of an account is made anew when somebody else was first.
const TRIES: u32 = 5;

/// Somebody who acts for a signatory.
pub(crate) struct Officer {
    pub(crate) account: Account,
    pub(crate) role: Role,
    pub(crate) record: SignatoryRecord,
}

impl Officer {
    /// Signing and withdrawing bind the body: the owner's affair, not an editor's.
    pub(crate) fn must_own(&self) -> Result<(), Failure> {
        match self.role {
            Role::Owner => Ok(()),
            Role::Editor => Err(Failure::Forbidden),
        }
    }

    /// As whom they act.
    pub(crate) fn actor(&self) -> Actor {
        Actor::Signatory(self.account.id)
    }

    pub(crate) fn signatory(&self) -> &Signatory {
        &self.record.signatory
    }
}

impl Desk {
    /// Who is signed in, with the signatory that they act for; [`Failure::NotFound`] where
    /// they act for none.
    pub(crate) async fn officer(&self, request: &Incoming) -> Result<Officer, Failure> {
        let signed_in = request.signed_in(&self.table).await?;
        let (role, record) = self.acts_for(&signed_in).await?.ok_or(Failure::NotFound)?;
        Ok(Officer { account: signed_in.record.account, role, record })
    }

    /// The signatory that an account acts for: the first of its memberships.
    pub(crate) async fn acts_for(
        &self,
        signed_in: &SignedIn,
    ) -> Result<Option<(Role, SignatoryRecord)>, Failure> {
        let Some(membership) = signed_in.record.memberships.first() else { return Ok(None) };
        let record = self.table.signatory_record(membership.signatory).await?;
        let record = record.ok_or_else(|| {
            Failure::Internal(format!("no signatory {}", membership.signatory).into())
        })?;
        Ok(Some((membership.role, record)))
    }

    /// The signatory as it is now, after somebody else changed it.
    pub(crate) async fn read_again(&self, officer: Officer) -> Result<Officer, Failure> {
        let record = self.table.signatory_record(officer.signatory().id).await?;
        Ok(Officer { record: record.ok_or(Failure::NotFound)?, ..officer })
    }

    /// Changes an account as it is now, however many others change it at the same time.
    pub(crate) async fn change_account(
        &self,
        request: &Incoming,
        mut account: Account,
        change: impl Fn(Account) -> Result<Account, Failure>,
    ) -> Result<Account, Failure> {
        let mut attempt = 1;
        loop {
            let rev = account.rev;
            let next = Account { rev: rev + 1, ..change(account)? };
            match self.table.replace_account(&next, rev, new_token(request)).await {
                Ok(()) => return Ok(next),
                Err(StorageError::Conflict) if attempt < TRIES => {
                    account = self.account_now(request, next.id).await?;
                    attempt += 1;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// An account as it is now.
    pub(crate) async fn account_now(
        &self,
        request: &Incoming,
        id: AccountId,
    ) -> Result<Account, Failure> {
        let record = self.table.account(id, request.now).await?;
        Ok(record.ok_or(Failure::SignIn)?.account)
    }

    /// Whether this is the account's password. Counted before it is tried, so that tries at
    /// the same time cannot pass the limit together; what was right is taken back.
    pub(crate) async fn is_password(
        &self,
        request: &Incoming,
        account: &Account,
        typed: &Secret,
    ) -> Result<bool, Failure> {
        let subject = Secret::new(account.id.to_string());
        let permit = self.table.count(&subject, PASSWORDS_AT_DESK, request.now).await?;
        Failure::unless_permitted(permit)?;
        // Cognito refuses what is longer with an error of its own.
        if typed.expose().encode_utf16().count() > PASSWORD_MAX {
            return Ok(false);
        }
        match self.cognito.try_password(account.id, typed).await? {
            PasswordOutcome::Right(_) | PasswordOutcome::SecondFactor(_) => {
                self.table.uncount(&subject, PASSWORDS_AT_DESK, request.now).await?;
                Ok(true)
            }
            PasswordOutcome::Unconfirmed | PasswordOutcome::Wrong => Ok(false),
        }
    }
}

/// A token for one change.
pub(crate) fn new_token(request: &Incoming) -> OperationToken {
    OperationToken::new(URL_SAFE_NO_PAD.encode(request.random::<24>()))
}

/// The revision that a form was made from.
pub(crate) fn read_rev(typed: &str) -> Result<u64, Failure> {
    typed.trim().parse().map_err(|_| {
        Failure::Unreadable(Unreadable { pointer: "/rev".to_owned(), code: "malformed" })
    })
}

/// A form as it is kept in the table, or with what was typed before the session ended.
pub(crate) fn show_form<F>(
    request: &Incoming,
    held: Option<F>,
    present: &F,
    document: impl FnOnce(&F) -> serde_json::Value,
    page: impl FnOnce(&Frame<'_>, &F) -> Markup,
) -> Answer {
    match held {
        Some(form) => {
            request.page_with(StatusCode::OK, Some(Notice::Kept), |frame| page(frame, &form))
        }
        None => request.show(|| document(present), |frame| page(frame, present)),
    }
}

/// Somebody else was first: the form again with what was typed, and what is kept now.
pub(crate) fn changed(request: &Incoming, page: impl FnOnce(&Frame<'_>) -> Markup) -> Answer {
    tracing::info!(event = "conflict", "lost race");
    request.page_with(StatusCode::CONFLICT, Some(Notice::Changed), page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn q57_a_revision_is_a_number() {
        assert_eq!(read_rev(" 3 ").unwrap(), 3);
        for bad in ["", "-1", "1e9", "x"] {
            assert!(matches!(
                read_rev(bad),
                Err(Failure::Unreadable(Unreadable { pointer, code: "malformed" })) if pointer == "/rev"
            ));
        }
    }
}
