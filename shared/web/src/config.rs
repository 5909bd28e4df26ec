//! Configuration: each function reads its own variables once, at start. A missing one
//! stops the start and is named.

use std::fmt;

/// A variable that is not set, or empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MissingVariable(pub &'static str);

impl fmt::Display for MissingVariable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the environment variable {} is not set; the template sets it", self.0)
    }
}

impl std::error::Error for MissingVariable {}

/// Reads a variable that must be there.
pub fn required(name: &'static str) -> Result<String, MissingVariable> {
    optional(name).ok_or(MissingVariable(name))
}

/// Reads a variable that may be missing; an empty one is.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
pub fn optional(name: &'static str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
