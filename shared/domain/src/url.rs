//! Web addresses that people give us and that pages link to.

use crate::{ProblemCode, limits};
use serde::{Deserialize, Serialize};
use url::{Host, Url};

/// A public web address: `https` or `http`, a named host, no user, no password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SafeUrl(String);

impl SafeUrl {
    /// Reads what was typed; `https://` is added where no scheme stands.
    pub fn parse(raw: &str) -> Result<Self, ProblemCode> {
        let text = raw.trim();
        if text.is_empty() {
            return Err(ProblemCode::Missing);
        }
        if text.len() > limits::URL_BYTES {
            return Err(ProblemCode::TooLong { max: limits::URL_BYTES });
        }
        let bare_host = !text.contains(':') && text.contains('.');
        let url = if bare_host { Url::parse(&format!("https://{text}")) } else { Url::parse(text) }
            .map_err(|_| ProblemCode::UnsafeLink)?;
        let Some(Host::Domain(host)) = url.host() else { return Err(ProblemCode::UnsafeLink) };
        let host = host.trim_end_matches('.');
        let public = host.contains('.')
            && ![".local", ".internal", ".localhost", ".test"]
                .iter()
                .any(|end| host.ends_with(end));
        let plain = url.username().is_empty() && url.password().is_none();
        if !public || !plain || !matches!(url.scheme(), "https" | "http") {
            return Err(ProblemCode::UnsafeLink);
        }
        Ok(Self(url.into()))
    }

    /// As [`SafeUrl::parse`], with `None` for the empty text.
    pub fn parse_optional(raw: &str) -> Result<Option<Self>, ProblemCode> {
        if raw.trim().is_empty() { Ok(None) } else { Self::parse(raw).map(Some) }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, to show instead of the whole address.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.0.split_once("://").map_or(self.0.as_str(), |(_, rest)| rest);
        rest.split(['/', '?', '#', ':']).next().unwrap_or(rest)
    }
}

/// The text is no public web address.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("not a public web address")]
pub struct NotAUrl;

impl TryFrom<String> for SafeUrl {
    type Error = NotAUrl;
    fn try_from(text: String) -> Result<Self, NotAUrl> {
        Self::parse(&text).map_err(|_| NotAUrl)
    }
}

impl From<SafeUrl> for String {
    fn from(url: SafeUrl) -> Self {
        url.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn q59_q70_only_public_web_addresses_are_linked() {
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "https://user:pw@x.org",
            "http://[::1]",
            "http://169.254.169.254/",
            "http://localhost",
            "ftp://x.org",
            "//evil",
            "https://intranet",
        ] {
            assert_eq!(SafeUrl::parse(bad), Err(ProblemCode::UnsafeLink), "{bad}");
        }
        assert_eq!(
            SafeUrl::parse(" www.granollers.cat ").unwrap().as_str(),
            "https://www.granollers.cat/"
        );
        assert_eq!(SafeUrl::parse("https://a.org/b?c#d").unwrap().host(), "a.org");
    }
}
