//! What every HTTP function needs from its surroundings: the edge's secret, time, chance.

use crate::config::{self, MissingVariable};
use crate::log::chain;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{Secret, Settings, Timestamp, limits};
use std::sync::{Arc, Mutex, PoisonError};
use storage::Table;
use subtle::ConstantTimeEq;

/// Variable that holds the edge's secret; two values, separated by a comma, while it is
/// being changed.
pub const ORIGIN_SECRET: &str = "ORIGIN_SECRET";

/// Surroundings of a function.
#[derive(Clone, Debug)]
pub struct Base {
    origin_secrets: Vec<Secret>,
    clock: fn() -> Timestamp,
    fill: fn(&mut [u8]),
    table: Option<Table>,
    held: Arc<Mutex<Held>>,
}

/// The settings that this process holds.
#[derive(Debug, Default)]
struct Held {
    settings: Arc<Settings>,
    /// When they were last asked for.
    asked: Option<Timestamp>,
    /// The last read failed, and the log says so.
    failing: bool,
}

impl Base {
    /// The real ones.
    pub fn from_env() -> Result<Self, MissingVariable> {
        Ok(Self::new(&config::required(ORIGIN_SECRET)?, now, fill))
    }

    /// Chosen ones, for tests.
    #[must_use]
    pub fn new(origin_secrets: &str, clock: fn() -> Timestamp, fill: fn(&mut [u8])) -> Self {
        let origin_secrets = origin_secrets.split(',').map(|secret| Secret::new(secret.trim()));
        Self {
            origin_secrets: origin_secrets.collect(),
            clock,
            fill,
            table: None,
            held: Arc::default(),
        }
    }

    /// With settings that stay as they are, for tests.
    #[must_use]
    pub fn with_settings(self, settings: Settings) -> Self {
        self.held().settings = Arc::new(settings);
        self
    }

    /// With the table that holds the settings; without, they are the defaults.
    #[must_use]
    pub fn with_settings_of(self, table: &Table) -> Self {
        Self { table: Some(table.clone()), ..self }
    }

    /// The settings in force. They are read again once they are
    /// [`limits::SETTINGS_AGE`] old, so that a change acts within that time; where that
    /// fails, those known last hold on, and the log says so once.
    pub async fn settings(&self) -> Arc<Settings> {
        let now = self.now();
        let due = {
            let held = self.held();
            held.asked.is_none_or(|asked| {
                let age = now.duration_since(asked);
                age >= limits::SETTINGS_AGE || age.is_negative()
            })
        };
        if let (true, Some(table)) = (due, &self.table) {
            let read = table.settings().await;
            let mut held = self.held();
            held.asked = Some(now);
            match read {
                Ok((settings, _)) => {
                    held.settings = Arc::new(settings);
                    held.failing = false;
                }
                Err(error) if !held.failing => {
                    held.failing = true;
                    tracing::error!(cause = chain(&error), "settings not read, going on");
                }
                Err(_) => {}
            }
        }
        Arc::clone(&self.held().settings)
    }

    /// The table, where there is one.
    pub(crate) fn table(&self) -> Option<&Table> {
        self.table.as_ref()
    }

    /// Has the next request read the settings anew: they were changed here.
    pub fn forget_settings(&self) {
        self.held().asked = None;
    }

    /// The guarded value is whole after a panic, too: it is replaced member by member.
    fn held(&self) -> std::sync::MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Random bytes.
    #[must_use]
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.fill)(&mut bytes);
        bytes
    }

    /// Whether a request came through the edge.
    pub(crate) fn came_through_edge(&self, presented: &str) -> bool {
        self.origin_secrets.iter().any(|secret| {
            !secret.is_empty() && bool::from(secret.expose().as_bytes().ct_eq(presented.as_bytes()))
        })
    }
}

/// A secret for somebody's browser or mail: 256 random bits, fit for a cookie and an address.
#[must_use]
pub fn new_secret(entropy: [u8; 32]) -> Secret {
    Secret::new(URL_SAFE_NO_PAD.encode(entropy))
}

/// The time of this machine.
#[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// Random bytes of the operating system. Without them nothing here is safe to do, so that
/// the process ends rather than go on; Lambda starts another.
#[expect(clippy::disallowed_methods, reason = "the one place where chance comes in")]
pub fn fill(bytes: &mut [u8]) {
    if getrandom::fill(bytes).is_err() {
        std::process::abort();
    }
}
