//! Trying a password, and the limits against guessing it.
//!
//! An attempt is counted before the password is tried, so that many at once cannot slip
//! through, and taken back when the password was right. A browser that signed in before
//! has a count of its own: a stranger can use up the address's count and still not keep
//! the owner out. An address without an account is counted and tried all the same.

use crate::SignIns;
use domain::limits::{
    PASSWORD_MAX, Rate, WRONG_PASSWORDS_PER_ACCOUNT, WRONG_PASSWORDS_PER_ADDRESS,
    WRONG_PASSWORDS_PER_DEVICE,
};
use domain::{AccountId, EmailAddress, Field, ProblemCode, Problems, Secret};
use identity::PasswordOutcome;
use storage::{AccountRecord, MailRequest, MailTemplate, Permit};
use web::{Failure, Incoming};

/// What an attempt is counted on, besides the network address.
struct Attempt {
    subject: Secret,
    rate: Rate,
    /// The last one that is free.
    last: bool,
}

impl SignIns {
    /// Tries a password; `field` is where a wrong one is reported. Known, unknown and
    /// disabled accounts take the same steps and get the same answer.
    pub(crate) async fn check_password(
        &self,
        request: &Incoming,
        email: &EmailAddress,
        password: &Secret,
        field: Field,
    ) -> Result<(AccountRecord, PasswordOutcome), Failure> {
        if password.is_empty() {
            return Err(Problems::one(field, ProblemCode::Missing).into());
        }
        if password.expose().encode_utf16().count() > PASSWORD_MAX {
            return Err(Problems::one(field, ProblemCode::Wrong).into());
        }
        let (id, record) = self.look_up(request, email).await?;
        let attempt = self.count_attempt(request, email, record.as_ref()).await?;
        let outcome = match self.cognito.try_password(id, password).await {
            Ok(outcome) => outcome,
            Err(error) => {
                self.take_back(request, &attempt).await?;
                return Err(error.into());
            }
        };
        let right = match &outcome {
            PasswordOutcome::Right(_) | PasswordOutcome::SecondFactor(_) => true,
            PasswordOutcome::Unconfirmed | PasswordOutcome::Wrong => false,
        };
        match record {
            Some(record) if right && !record.account.disabled => {
                self.take_back(request, &attempt).await?;
                Ok((record, outcome))
            }
            record => {
                tracing::warn!(event = "authn_login_fail", reference = request.reference, "wrong");
                if let Some(record) = record.filter(|_| attempt.last) {
                    self.warn_owner(request, &record, attempt.rate).await?;
                }
                Err(Problems::one(field, ProblemCode::Wrong).into())
            }
        }
    }

    /// The account of an address. For an unknown one the same reads, and an id that no
    /// account has.
    pub(crate) async fn look_up(
        &self,
        request: &Incoming,
        email: &EmailAddress,
    ) -> Result<(AccountId, Option<AccountRecord>), Failure> {
        let id = self.table.account_of_email(email).await?;
        let id = id.unwrap_or_else(|| AccountId::new(request.now, request.random()));
        Ok((id, self.table.account(id, request.now).await?))
    }

    async fn count_attempt(
        &self,
        request: &Incoming,
        email: &EmailAddress,
        record: Option<&AccountRecord>,
    ) -> Result<Attempt, Failure> {
        let permit = self
            .table
            .count(&request.viewer_address, WRONG_PASSWORDS_PER_ADDRESS, request.now)
            .await?;
        Failure::unless_permitted(permit)?;
        let (subject, rate) = counted_on(
            request,
            email,
            record,
            WRONG_PASSWORDS_PER_ACCOUNT,
            WRONG_PASSWORDS_PER_DEVICE,
        );
        let permit = self.table.count(&subject, rate, request.now).await?;
        Failure::unless_permitted(permit)?;
        let last = matches!(permit, Permit::Granted { used } if used == rate.count);
        Ok(Attempt { subject, rate, last })
    }

    async fn take_back(&self, request: &Incoming, attempt: &Attempt) -> Result<(), Failure> {
        let now = request.now;
        tokio::try_join!(
            self.table.uncount(&request.viewer_address, WRONG_PASSWORDS_PER_ADDRESS, now),
            self.table.uncount(&attempt.subject, attempt.rate, now),
        )?;
        Ok(())
    }

    /// Tells the owner, once in each window.
    async fn warn_owner(
        &self,
        request: &Incoming,
        record: &AccountRecord,
        rate: Rate,
    ) -> Result<(), Failure> {
        tracing::warn!(event = "authn_login_lock", account = %record.account.id, "limit reached");
        let window = request.now.as_second() / rate.window.as_secs();
        let mail = MailRequest {
            id: &format!("wrong-passwords-{}-{window}", record.account.id),
            template: MailTemplate::WrongPasswords,
            to: &record.account.email,
            language: record.account.language,
            code: None,
            facts: None,
            not_before: None,
        };
        Ok(self.table.ask_for_mail(&mail, request.now).await?)
    }
}

/// What an attempt is counted on: the address, or the account's own browser, so that a
/// stranger can use up the address's count and still not keep the owner out (q7).
pub(crate) fn counted_on(
    request: &Incoming,
    email: &EmailAddress,
    record: Option<&AccountRecord>,
    of_address: Rate,
    of_device: Rate,
) -> (Secret, Rate) {
    match record.and_then(|record| known_device(request, record)) {
        Some(device) => (Secret::new(device), of_device),
        None => (Secret::new(email.as_str()), of_address),
    }
}

/// Account and browser, when the browser signed in to the account before.
fn known_device(request: &Incoming, record: &AccountRecord) -> Option<String> {
    let digest = identity::digest(&request.device()?);
    record.devices.contains(&digest).then(|| format!("{}/{digest}", record.account.id))
}
