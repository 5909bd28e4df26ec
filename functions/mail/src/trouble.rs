//! Why SES did not take a mail.

use aws_sdk_sesv2::error::{ProvideErrorMetadata, SdkError};
use std::fmt;

/// Why a mail did not go out now. It stays to be sent in each case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// SES does not answer, or answers that it cannot.
    Down,
    /// Too many mails at once.
    Throttled,
    /// No more mails today.
    DailyLimit,
    /// SES has stopped all sending of the account.
    Paused,
    /// SES refuses this mail, with its code alone: its words may quote the address.
    Refused(String),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Down => f.write_str("SES does not answer"),
            Self::Throttled => f.write_str("too many mails at once"),
            Self::DailyLimit => f.write_str("the daily limit is reached"),
            Self::Paused => f.write_str("SES has stopped sending for this account"),
            Self::Refused(code) => write!(f, "SES refuses the mail: {code}"),
        }
    }
}

impl Trouble {
    /// Whether every other mail would meet it now.
    pub(crate) fn meets_all(&self) -> bool {
        match self {
            Self::Down | Self::Throttled | Self::DailyLimit | Self::Paused => true,
            Self::Refused(_) => false,
        }
    }

    /// Whether it passes without anybody doing anything.
    pub(crate) fn passes(&self) -> bool {
        match self {
            Self::Down | Self::Throttled | Self::DailyLimit => true,
            Self::Paused | Self::Refused(_) => false,
        }
    }

    /// From the SDK's error.
    pub(crate) fn of<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> Self {
        match error.as_service_error() {
            None => Self::Down,
            Some(error) => {
                Self::read(error.code().unwrap_or_default(), error.message().unwrap_or_default())
            }
        }
    }

    /// SES gives one code for several limits; its words tell which.
    fn read(code: &str, message: &str) -> Self {
        let daily = message.contains("Daily message quota");
        match code {
            "TooManyRequestsException"
            | "LimitExceededException"
            | "ThrottlingException"
            | "Throttling"
                if daily =>
            {
                Self::DailyLimit
            }
            "LimitExceededException" => Self::DailyLimit,
            "TooManyRequestsException" | "ThrottlingException" | "Throttling" => Self::Throttled,
            "AccountSuspendedException" | "SendingPausedException" => Self::Paused,
            "InternalServiceErrorException"
            | "InternalFailure"
            | "ServiceUnavailable"
            | "RequestTimeout"
            | "" => Self::Down,
            other => Self::Refused(other.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ses_says_is_understood() {
        let daily = "Daily message quota exceeded.";
        for (code, message, expected) in [
            ("TooManyRequestsException", "Maximum sending rate exceeded.", Trouble::Throttled),
            ("TooManyRequestsException", daily, Trouble::DailyLimit),
            ("Throttling", daily, Trouble::DailyLimit),
            ("ThrottlingException", "Rate exceeded", Trouble::Throttled),
            ("LimitExceededException", "", Trouble::DailyLimit),
            ("SendingPausedException", "", Trouble::Paused),
            ("AccountSuspendedException", "", Trouble::Paused),
            ("ServiceUnavailable", "", Trouble::Down),
            ("", "", Trouble::Down),
        ] {
            assert_eq!(Trouble::read(code, message), expected, "{code} {message}");
            assert!(expected.meets_all());
        }
        let refused = Trouble::read("MessageRejected", "Address anna@example.org is blocked");
        assert!(!refused.meets_all() && !refused.passes());
        assert!(!format!("{refused:?} {refused}").contains('@'));
    }
}
