//! Why a request did not do what was asked. One exhaustive match from here to answers
//! (`Incoming::failed`).

use crate::Method;
use domain::Problems;
use domain::settings::Closed;
use domain::signatory::{DecisionError, NotPossible};
use identity::{CognitoError, SignedInError};
use std::error::Error;
use storage::{ChangeError, Permit, StorageError};

/// A body that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// JSON pointer to the member, where it is known; empty for the whole.
    pub pointer: String,
    /// Stable code: `malformed`, `unknown_member`, `wrong_type`, `duplicate_member`, `encoding`.
    pub code: &'static str,
}

/// Why a request did not do what was asked.
#[derive(Debug)]
pub enum Failure {
    /// 400: cannot be read.
    Unreadable(Unreadable),
    /// 401, or the way to the sign-in page.
    SignIn,
    /// 403: comes from elsewhere, or not for this account.
    Forbidden,
    /// 403: the form's token is old or of another session; to be sent once more.
    FormExpired,
    /// 403: about an earlier decision of the same person, who must not decide it.
    NeedsAnother,
    /// 404: not there, or not for this account's eyes.
    NotFound,
    /// 410: was public and is not any more.
    Gone,
    /// 405: the path takes other methods.
    MethodNotAllowed(Vec<Method>),
    /// 409: the record has changed since it was read.
    Conflict,
    /// 409: another of the staff has the case in hand.
    Leased,
    /// 409: another step comes first.
    NotPossible(NotPossible),
    /// 413: more than a form may hold.
    TooLarge,
    /// 415: neither a form nor JSON, or not the one that goes with the credentials.
    UnsupportedMediaType,
    /// 422: the form's problems.
    Rejected(Problems),
    /// 429: wait so many seconds.
    TooMany {
        /// Seconds.
        retry_after: u64,
    },
    /// 503: staff have closed this for a while.
    Closed(Closed),
    /// 503: something we need does not answer.
    Unavailable(Box<dyn Error + Send + Sync>),
    /// 500: our fault.
    Internal(Box<dyn Error + Send + Sync>),
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::Rejected(problems)
    }
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Conflict => Self::Conflict,
            StorageError::Leased => Self::Leased,
            error @ StorageError::Inconsistent { .. } => Self::Internal(Box::new(error)),
            error @ StorageError::Unavailable(_) => Self::Unavailable(Box::new(error)),
        }
    }
}

impl From<CognitoError> for Failure {
    fn from(error: CognitoError) -> Self {
        Self::Unavailable(Box::new(error))
    }
}

impl From<SignedInError> for Failure {
    fn from(error: SignedInError) -> Self {
        match error {
            SignedInError::Ended => Self::SignIn,
            SignedInError::Storage(error) => error.into(),
        }
    }
}

impl From<NotPossible> for Failure {
    fn from(error: NotPossible) -> Self {
        Self::NotPossible(error)
    }
}

impl From<DecisionError> for Failure {
    fn from(error: DecisionError) -> Self {
        match error {
            DecisionError::NotPossible(error) => error.into(),
            DecisionError::NeedsAnother => Self::NeedsAnother,
        }
    }
}

impl From<ChangeError> for Failure {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::NotPossible(error) => error.into(),
            ChangeError::Storage(error) => error.into(),
        }
    }
}

impl Failure {
    /// Goes on where the limit permits it.
    pub fn unless_permitted(permit: Permit) -> Result<(), Self> {
        match permit {
            Permit::Granted { .. } => Ok(()),
            Permit::Refused { retry_after } => Err(Self::TooMany { retry_after }),
        }
    }
}
