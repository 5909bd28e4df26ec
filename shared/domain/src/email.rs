//! E-mail addresses.

use crate::{ProblemCode, limits};
use email_address::Options;
use serde::{Deserialize, Serialize};
use std::fmt;

/// An e-mail address that we are willing to write to, trimmed and in lower case.
///
/// [`EmailAddress::parse`] is the only way in, also for records read back, so holding one
/// is proof that the checks ran. Lower case throughout: no provider in use tells two
/// mailboxes apart by case, and people do not type theirs twice alike.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Reads what was typed.
    pub fn parse(raw: &str) -> Result<Self, ProblemCode> {
        let text = raw.trim();
        if text.is_empty() {
            return Err(ProblemCode::Missing);
        }
        if text.len() > limits::EMAIL_BYTES {
            return Err(ProblemCode::TooLong { max: limits::EMAIL_BYTES });
        }
        let strict =
            Options::default().with_required_tld().without_display_text().without_domain_literal();
        // Quoted local parts and non-ASCII ones are legal and practically never real.
        let plain = text.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'(' | b')'));
        if !plain || email_address::EmailAddress::parse_with_options(text, strict).is_err() {
            return Err(ProblemCode::Malformed);
        }
        Ok(Self(text.to_ascii_lowercase()))
    }

    /// The address, for the call that sends to it and the page of its owner.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Keeps addresses out of logs; there is no `Display` either.
impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(…)")
    }
}

/// The text is no e-mail address.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("not an e-mail address")]
pub struct NotAnAddress;

impl TryFrom<String> for EmailAddress {
    type Error = NotAnAddress;
    fn try_from(text: String) -> Result<Self, NotAnAddress> {
        Self::parse(&text).map_err(|_| NotAnAddress)
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn q19_only_plain_addresses_are_taken() {
        let too_long = format!("{}@example.org", "a".repeat(250));
        for bad in [
            "Jane <jane@x.org>",
            "jane@x",
            "jane@[127.0.0.1]",
            "a..b@x.org",
            too_long.as_str(),
            "a@b.org\r\nBcc: x@y.z",
            "",
        ] {
            assert!(EmailAddress::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(EmailAddress::parse(" Jane@Example.org ").unwrap().as_str(), "jane@example.org");
    }

    #[test]
    fn q88_an_address_does_not_print_itself() {
        let address = EmailAddress::parse("jane@example.org").unwrap();
        assert!(!format!("{address:?}").contains("jane"));
    }
}
