//! How far long work is, for somebody at a terminal. Elsewhere nothing is shown.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal as _;
use std::time::Duration;

/// A line on the terminal that goes when the work is done.
#[derive(Debug)]
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Begins: "Looking through the table".
    pub(crate) fn start(what: &'static str) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::no_length().with_message(what);
        // The pattern is part of the code; without it the bar has its own.
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}: {pos} ({elapsed})") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(bar)
    }

    /// With a known number of steps.
    pub(crate) fn of(what: &'static str, steps: u64) -> Self {
        let progress = Self::start(what);
        progress.0.set_length(steps);
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos} of {len} ({eta})") {
            progress.0.set_style(style);
        }
        progress
    }

    /// So many more are done.
    pub(crate) fn add(&self, more: usize) {
        self.0.inc(u64::try_from(more).unwrap_or_default());
    }

    /// Says what is done now.
    pub(crate) fn say(&self, what: String) {
        self.0.set_message(what);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
