//! What every HTTP function needs from its surroundings: the edge's secret, time, chance.

use crate::config::{self, MissingVariable};
use domain::{Secret, Timestamp};
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
        Self { origin_secrets: origin_secrets.collect(), clock, fill }
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
