//! Calls to the user pool. User names are our account ids, so an address never stands in
//! a call that a stranger could probe; the confidential client's secret hash goes with
//! each call, so that nobody else can make them.

use crate::code_mail::CodeReader;
use aws_sdk_cognitoidentityprovider::Client;
use aws_sdk_cognitoidentityprovider::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_cognitoidentityprovider::types::{
    AttributeType, AuthFlowType, AuthenticationResultType, ChallengeNameType, MessageActionType,
    SoftwareTokenMfaSettingsType, UserStatusType,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::{AccountId, EmailAddress, Password, Secret};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::error::Error;

/// The user pool, through one client.
#[derive(Debug, Clone)]
pub struct Cognito {
    client: Client,
    pool: String,
    client_id: String,
    client_secret: Secret,
}

/// Cognito could not do what was asked. Its own words are for the log alone.
#[derive(Debug, thiserror::Error)]
pub enum CognitoError {
    /// Too many calls, or a quota of mails is used up: later.
    #[error("Cognito refuses for load: {0}")]
    Busy(&'static str),
    /// Cognito failed or did not answer.
    #[error("Cognito is unavailable")]
    Unavailable(#[source] Box<dyn Error + Send + Sync>),
}

/// What became of a code.
#[derive(Debug, thiserror::Error)]
pub enum CodeError {
    /// Not the code that was sent.
    #[error("wrong code")]
    Wrong,
    /// The code is too old, or a newer one was sent.
    #[error("expired code")]
    Expired,
    /// Too many wrong ones.
    #[error("too many wrong codes")]
    TooMany,
    /// Cognito could not answer.
    #[error(transparent)]
    Cognito(#[from] CognitoError),
}

/// What became of a password, and what is asked next.
#[derive(Debug)]
pub enum PasswordOutcome {
    /// Right, and nothing more is asked.
    Right(Proof),
    /// Right; the authenticator's code is asked next, with this session of Cognito's.
    SecondFactor(Secret),
    /// Right, but the address was never confirmed.
    Unconfirmed,
    /// Wrong, or there is no such account: the same answer.
    Wrong,
}

/// Proof of a sign-in: Cognito's access token, good for minutes, which setting up an
/// authenticator needs. Everything else rests on our own sessions.
#[derive(Debug, Clone)]
pub struct Proof(pub Secret);

/// The one attribute that a sign-up writes. Cognito refuses a sign-up that writes any which
/// the client may not (`WriteAttributes` in the template).
pub const SIGN_UP_ATTRIBUTE: &str = "email";

/// Part of Cognito's message when it refuses even the right password for a while.
const LOCKED: &str = "attempts exceeded";

impl Cognito {
    /// The pool, with its confidential client.
    #[must_use]
    pub fn new(
        client: Client,
        pool: impl Into<String>,
        client_id: impl Into<String>,
        client_secret: Secret,
    ) -> Self {
        Self { client, pool: pool.into(), client_id: client_id.into(), client_secret }
    }

    /// Opens the connection ahead of the first request; what it answers does not matter.
    pub async fn prime(&self) {
        let _ = self.status(AccountId::new(domain::Timestamp::UNIX_EPOCH, [0; 10])).await;
    }

    /// Signs an account up; Cognito mails the code. Repeating it sends a fresh code.
    pub async fn sign_up(
        &self,
        account: AccountId,
        password: &Password,
        email: &EmailAddress,
        reader: &CodeReader,
    ) -> Result<(), CognitoError> {
        let sent = self
            .client
            .sign_up()
            .client_id(&self.client_id)
            .secret_hash(self.secret_hash(account))
            .username(account.to_string())
            .password(password.secret().expose())
            .set_user_attributes(attributes(&[(SIGN_UP_ATTRIBUTE, email.as_str())]))
            .set_client_metadata(Some(reader.metadata()))
            .send()
            .await;
        match sent {
            Ok(_) => Ok(()),
            // The first answer was lost on its way: the account is ours.
            Err(error) if code(&error) == "UsernameExistsException" => {
                self.resend(account, reader).await
            }
            // The mail failed; the account stands and another code can be asked for.
            Err(error) if code(&error) == "CodeDeliveryFailureException" => {
                Err(CognitoError::Busy("CodeDeliveryFailureException"))
            }
            Err(error) => Err(failure(error)),
        }
    }

    /// Mails another code to somebody who has not confirmed yet.
    pub async fn resend(
        &self,
        account: AccountId,
        reader: &CodeReader,
    ) -> Result<(), CognitoError> {
        self.client
            .resend_confirmation_code()
            .client_id(&self.client_id)
            .secret_hash(self.secret_hash(account))
            .username(account.to_string())
            .set_client_metadata(Some(reader.metadata()))
            .send()
            .await
            .map_err(failure)?;
        Ok(())
    }

    /// Confirms the address with the code. An account that is confirmed already is an
    /// expired code: its code has been used.
    pub async fn confirm(&self, account: AccountId, typed: &str) -> Result<(), CodeError> {
        let sent = self
            .client
            .confirm_sign_up()
            .client_id(&self.client_id)
            .secret_hash(self.secret_hash(account))
            .username(account.to_string())
            .confirmation_code(typed)
            .send()
            .await;
        match sent {
            Ok(_) => Ok(()),
            Err(error) if code(&error) == "NotAuthorizedException" => Err(CodeError::Expired),
            Err(error) => Err(code_error(error)),
        }
    }

    /// Whether Cognito holds the account as confirmed. `None` when it does not know it.
    pub async fn status(&self, account: AccountId) -> Result<Option<bool>, CognitoError> {
        let sent = self
            .client
            .admin_get_user()
            .user_pool_id(&self.pool)
            .username(account.to_string())
            .send()
            .await;
        match sent {
            Ok(user) => Ok(Some(user.user_status() == Some(&UserStatusType::Confirmed))),
            Err(error) if code(&error) == "UserNotFoundException" => Ok(None),
            Err(error) => Err(failure(error)),
        }
    }

    /// Tries a password.
    pub async fn try_password(
        &self,
        account: AccountId,
        password: &Secret,
    ) -> Result<PasswordOutcome, CognitoError> {
        let sent = self
            .client
            .admin_initiate_auth()
            .user_pool_id(&self.pool)
            .client_id(&self.client_id)
            .auth_flow(AuthFlowType::AdminUserPasswordAuth)
            .auth_parameters("USERNAME", account.to_string())
            .auth_parameters("PASSWORD", password.expose())
            .auth_parameters("SECRET_HASH", self.secret_hash(account))
            .send()
            .await;
        let answer = match sent {
            Ok(answer) => answer,
            Err(error) => {
                return match code(&error) {
                    // The same code as for a wrong password; only the message tells.
                    "NotAuthorizedException"
                        if error.message().is_some_and(|text| text.contains(LOCKED)) =>
                    {
                        Err(CognitoError::Busy("password attempts exceeded"))
                    }
                    "NotAuthorizedException" | "UserNotFoundException" => {
                        Ok(PasswordOutcome::Wrong)
                    }
                    "UserNotConfirmedException" => Ok(PasswordOutcome::Unconfirmed),
                    // An operator has asked for a reset.
                    "PasswordResetRequiredException" => Ok(PasswordOutcome::Wrong),
                    _ => Err(failure(error)),
                };
            }
        };
        outcome(answer.challenge_name(), answer.session(), answer.authentication_result())
    }

    /// Answers the question for the authenticator's code. A wrong one leaves `session` as
    /// it is; [`CodeError::Expired`] says that the session is over, not the code.
    pub async fn answer_second_factor(
        &self,
        account: AccountId,
        session: &Secret,
        typed: &Secret,
    ) -> Result<Proof, CodeError> {
        let sent = self
            .client
            .admin_respond_to_auth_challenge()
            .user_pool_id(&self.pool)
            .client_id(&self.client_id)
            .challenge_name(ChallengeNameType::SoftwareTokenMfa)
            .session(session.expose())
            .challenge_responses("USERNAME", account.to_string())
            .challenge_responses("SOFTWARE_TOKEN_MFA_CODE", typed.expose())
            .challenge_responses("SECRET_HASH", self.secret_hash(account))
            .send()
            .await;
        match sent {
            Ok(answer) => Ok(proof(answer.authentication_result())),
            // Cognito's session is over.
            Err(error) if code(&error) == "NotAuthorizedException" => Err(CodeError::Expired),
            // This code was used a moment ago: the authenticator's next one will do.
            Err(error) if code(&error) == "ExpiredCodeException" => Err(CodeError::Wrong),
            Err(error) => Err(code_error(error)),
        }
    }

    /// Mails a code for a new password. An account that cannot have one and one that asked too
    /// often get no mail and the same answer: who asks must not learn which it is.
    pub async fn forgot_password(
        &self,
        account: AccountId,
        reader: &CodeReader,
    ) -> Result<(), CognitoError> {
        let sent = self
            .client
            .forgot_password()
            .client_id(&self.client_id)
            .secret_hash(self.secret_hash(account))
            .username(account.to_string())
            .set_client_metadata(Some(reader.metadata()))
            .send()
            .await;
        match sent {
            Ok(_) => Ok(()),
            Err(error) => match code(&error) {
                reason @ ("UserNotFoundException"
                | "NotAuthorizedException"
                | "InvalidParameterException"
                | "UserNotConfirmedException"
                | "LimitExceededException"
                | "CodeDeliveryFailureException") => {
                    tracing::warn!(%account, reason, "no reset code was sent");
                    Ok(())
                }
                _ => Err(failure(error)),
            },
        }
    }

    /// Sets a new password with the code from the mail.
    pub async fn reset_password(
        &self,
        account: AccountId,
        typed: &Secret,
        password: &Password,
    ) -> Result<(), CodeError> {
        self.client
            .confirm_forgot_password()
            .client_id(&self.client_id)
            .secret_hash(self.secret_hash(account))
            .username(account.to_string())
            .confirmation_code(typed.expose())
            .password(password.secret().expose())
            .send()
            .await
            .map_err(code_error)?;
        Ok(())
    }

    /// Sets a password whose owner has just proved the old one.
    pub async fn set_password(
        &self,
        account: AccountId,
        password: &Password,
    ) -> Result<(), CognitoError> {
        self.client
            .admin_set_user_password()
            .user_pool_id(&self.pool)
            .username(account.to_string())
            .password(password.secret().expose())
            .permanent(true)
            .send()
            .await
            .map_err(failure)?;
        Ok(())
    }

    /// Gives the account its new, confirmed address.
    pub async fn set_email(
        &self,
        account: AccountId,
        email: &EmailAddress,
    ) -> Result<(), CognitoError> {
        self.client
            .admin_update_user_attributes()
            .user_pool_id(&self.pool)
            .username(account.to_string())
            .set_user_attributes(attributes(&[
                ("email", email.as_str()),
                ("email_verified", "true"),
            ]))
            .send()
            .await
            .map_err(failure)?;
        Ok(())
    }

    /// A new key for an authenticator, in base 32.
    pub async fn new_authenticator(&self, proof: &Proof) -> Result<Secret, CognitoError> {
        let answer = self
            .client
            .associate_software_token()
            .access_token(proof.0.expose())
            .send()
            .await
            .map_err(failure)?;
        Ok(Secret::new(answer.secret_code().unwrap_or_default()))
    }

    /// Takes the new authenticator into use with its first code.
    pub async fn verify_authenticator(
        &self,
        account: AccountId,
        proof: &Proof,
        typed: &Secret,
    ) -> Result<(), CodeError> {
        let sent = self
            .client
            .verify_software_token()
            .access_token(proof.0.expose())
            .user_code(typed.expose())
            .send()
            .await;
        match sent {
            Ok(_) => Ok(self.use_second_factor(account, true).await?),
            Err(error)
                if matches!(
                    code(&error),
                    "EnableSoftwareTokenMFAException" | "InvalidParameterException"
                ) =>
            {
                Err(CodeError::Wrong)
            }
            Err(error) if code(&error) == "NotAuthorizedException" => Err(CodeError::Expired),
            Err(error) => Err(code_error(error)),
        }
    }

    /// Has the authenticator asked for at each sign-in, or not any more.
    pub async fn use_second_factor(
        &self,
        account: AccountId,
        on: bool,
    ) -> Result<(), CognitoError> {
        let settings =
            SoftwareTokenMfaSettingsType::builder().enabled(on).preferred_mfa(on).build();
        self.client
            .admin_set_user_mfa_preference()
            .user_pool_id(&self.pool)
            .username(account.to_string())
            .software_token_mfa_settings(settings)
            .send()
            .await
            .map_err(failure)?;
        Ok(())
    }

    /// Has an account with a proved address and that password, whether there was one or not:
    /// it can be repeated after a stop in the middle. Cognito mails nothing.
    pub async fn admit(
        &self,
        account: AccountId,
        email: &EmailAddress,
        password: &Password,
    ) -> Result<(), CognitoError> {
        let created = self
            .client
            .admin_create_user()
            .user_pool_id(&self.pool)
            .username(account.to_string())
            .set_user_attributes(attributes(&[
                ("email", email.as_str()),
                ("email_verified", "true"),
            ]))
            .message_action(MessageActionType::Suppress)
            .send()
            .await;
        match created {
            Ok(_) => {}
            Err(error) if code(&error) == "UsernameExistsException" => {}
            Err(error) => return Err(failure(error)),
        }
        self.set_password(account, password).await
    }

    /// Deletes an account that was never confirmed; one that is gone is done.
    pub async fn delete(&self, account: AccountId) -> Result<(), CognitoError> {
        let sent = self
            .client
            .admin_delete_user()
            .user_pool_id(&self.pool)
            .username(account.to_string())
            .send()
            .await;
        match sent {
            Ok(_) => Ok(()),
            Err(error) if code(&error) == "UserNotFoundException" => Ok(()),
            Err(error) => Err(failure(error)),
        }
    }

    fn secret_hash(&self, account: AccountId) -> String {
        secret_hash(self.client_secret.expose(), &account.to_string(), &self.client_id)
    }
}

/// Base 64 of HMAC-SHA256 over user name and client id, keyed with the client's secret.
fn secret_hash(secret: &str, username: &str, client_id: &str) -> String {
    // HMAC takes keys of any length; the fallback is never used.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        return String::new();
    };
    mac.update(username.as_bytes());
    mac.update(client_id.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

fn attributes(pairs: &[(&str, &str)]) -> Option<Vec<AttributeType>> {
    let attribute = |(name, value): &(&str, &str)| {
        AttributeType::builder().name(*name).value(*value).build().ok()
    };
    pairs.iter().map(attribute).collect()
}

fn proof(result: Option<&AuthenticationResultType>) -> Proof {
    Proof(Secret::new(result.and_then(|tokens| tokens.access_token()).unwrap_or_default()))
}

/// What Cognito asks for next, or that it asks for nothing more.
fn outcome(
    challenge: Option<&ChallengeNameType>,
    session: Option<&str>,
    result: Option<&AuthenticationResultType>,
) -> Result<PasswordOutcome, CognitoError> {
    let session = Secret::new(session.unwrap_or_default());
    match challenge {
        Some(ChallengeNameType::SoftwareTokenMfa) => Ok(PasswordOutcome::SecondFactor(session)),
        Some(other) => Err(unexpected(other.as_str())),
        None => Ok(PasswordOutcome::Right(proof(result))),
    }
}

fn unexpected(challenge: &str) -> CognitoError {
    CognitoError::Unavailable(format!("unexpected challenge {challenge}").into())
}

fn code<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> &str {
    error.as_service_error().and_then(ProvideErrorMetadata::code).unwrap_or_default()
}

fn failure<E, R>(error: SdkError<E, R>) -> CognitoError
where
    E: ProvideErrorMetadata + Error + Send + Sync + 'static,
    R: std::fmt::Debug + Send + Sync + 'static,
{
    match code(&error) {
        "TooManyRequestsException" => CognitoError::Busy("TooManyRequestsException"),
        "LimitExceededException" => CognitoError::Busy("LimitExceededException"),
        "CodeDeliveryFailureException" => CognitoError::Busy("CodeDeliveryFailureException"),
        _ => CognitoError::Unavailable(Box::new(error)),
    }
}

fn code_error<E, R>(error: SdkError<E, R>) -> CodeError
where
    E: ProvideErrorMetadata + Error + Send + Sync + 'static,
    R: std::fmt::Debug + Send + Sync + 'static,
{
    match code(&error) {
        "CodeMismatchException" => CodeError::Wrong,
        "ExpiredCodeException" => CodeError::Expired,
        "TooManyFailedAttemptsException" => CodeError::TooMany,
        _ => CodeError::Cognito(failure(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with Python's hmac and base64 modules.
    #[test]
    fn the_secret_hash_follows_cognitos_recipe() {
        assert_eq!(
            secret_hash("secret", "user", "client"),
            "wvW87lzZoI+qQCVGmWVBJLlucdJ65huAVP1z+0MgA6E="
        );
    }
}
