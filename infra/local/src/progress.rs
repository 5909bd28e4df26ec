//! What a person sees: steps that move, how long they took, and one line when one fails.

use std::fmt;
use std::io::{IsTerminal, Write, stdout};
use std::time::{Duration, Instant};

/// Why it cannot go on, and what to do about it: one line.
#[derive(Debug)]
pub(crate) struct Failure {
    cause: String,
    mend: String,
}

impl Failure {
    /// `cause` says what is wrong, `mend` what the reader can do.
    pub(crate) fn new(cause: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { cause: cause.into(), mend: mend.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cause = self.cause.trim().trim_end_matches('.').replace('\n', " ");
        write!(f, "Failed: {cause}. {}", self.mend)
    }
}

impl std::error::Error for Failure {}

/// One step of a longer way. Call [`Step::tick`] now and then; end it with `done`.
pub(crate) struct Step {
    name: String,
    start: Instant,
    shown: Option<u64>,
    terminal: bool,
}

impl Step {
    pub(crate) fn start(name: impl Into<String>) -> Self {
        let name = name.into();
        let terminal = stdout().is_terminal();
        if terminal {
            print!("  {name} …");
        } else {
            println!("  {name} …");
        }
        let _ = stdout().flush();
        Self { name, start: Instant::now(), shown: None, terminal }
    }

    /// Shows the seconds that have passed, and what is being done at the moment.
    pub(crate) fn tick(&mut self, detail: &str) {
        let seconds = self.start.elapsed().as_secs();
        if self.terminal && self.shown != Some(seconds) {
            self.shown = Some(seconds);
            let detail: String = detail.chars().take(60).collect();
            print!("\r\x1b[2K  {} … {seconds} s  {detail}", self.name);
            let _ = stdout().flush();
        }
    }

    /// Ends the step; `note` may say what came of it.
    pub(crate) fn done(self, note: &str) -> Duration {
        let took = self.start.elapsed();
        let start = if self.terminal { "\r\x1b[2K" } else { "" };
        let note = if note.is_empty() { String::new() } else { format!("  ({note})") };
        println!("{start}✓ {} {:.1} s{note}", self.name, took.as_secs_f64());
        took
    }

    /// Ends the step without success; the failure itself is printed by `main`.
    pub(crate) fn failed(self) -> Duration {
        let start = if self.terminal { "\r\x1b[2K" } else { "" };
        println!("{start}✗ {} {:.1} s", self.name, self.start.elapsed().as_secs_f64());
        self.start.elapsed()
    }
}
