//! Logs: one JSON object a line on standard output, which Lambda hands to CloudWatch.
//! A failure is logged once, at the boundary, with its whole chain of causes. Personal
//! data, codes, cookies and tokens are never logged.

use std::error::Error;
use std::fmt::Write as _;
use tracing::Level;

/// Starts logging. Called once, first thing in `main`.
pub fn init() {
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_max_level(Level::INFO)
        .with_current_span(false)
        .with_span_list(false)
        .with_target(false)
        .init();
}

/// An error with all its causes, on one line.
#[must_use]
pub fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        // Writing to a String cannot fail.
        let _ = write!(text, ": {cause}");
        source = cause.source();
    }
    text
}
