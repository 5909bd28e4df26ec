//! The one place of this tool that asks what time it is.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Time since 1970.
#[expect(
    clippy::disallowed_methods,
    reason = "a tool on a developer's machine: real time is meant"
)]
pub(crate) fn since_epoch() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// Now, as logs write it: `2026-11-24T10:00:00Z`.
pub(crate) fn stamp() -> String {
    let seconds = i64::try_from(since_epoch().as_secs()).unwrap_or_default();
    jiff::Timestamp::from_second(seconds).map(|now| now.to_string()).unwrap_or_default()
}
