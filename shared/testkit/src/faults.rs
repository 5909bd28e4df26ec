//! What goes wrong, and when.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use storage::StorageError;
use tokio::sync::Notify;

/// What happens to a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It works.
    None,
    /// It works after others have had their turn so many times.
    Slow(u8),
    /// It is refused: 503, a time-out before anything was done.
    Unavailable,
    /// It is done, and the answer is lost.
    AnswerLost,
    /// Somebody else is said to have been faster: 409, 412, a failed condition.
    Race,
    /// The process dies before it.
    Crash,
}

/// A schedule of faults: one for each call, none when it has run out.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    schedule: Arc<Mutex<VecDeque<Fault>>>,
    crash: Arc<Notify>,
}

impl Faults {
    /// Faults for the next calls, in their order.
    #[must_use]
    pub fn new(schedule: impl IntoIterator<Item = Fault>) -> Self {
        Self { schedule: Arc::new(Mutex::new(schedule.into_iter().collect())), ..Self::default() }
    }

    /// Faults that are still to come.
    #[must_use]
    pub fn left(&self) -> usize {
        locked(&self.schedule).len()
    }

    /// Replaces what is still to come.
    pub fn set(&self, schedule: impl IntoIterator<Item = Fault>) {
        *locked(&self.schedule) = schedule.into_iter().collect();
    }

    /// Waits for [`Fault::Crash`]; whoever runs the code drops it then. Everything that runs
    /// with these faults crashes together.
    pub async fn crashed(&self) {
        self.crash.notified().await;
    }

    /// Takes the next fault. `Err` before the call, else what to do about it.
    pub(crate) async fn next(&self) -> Result<After, StorageError> {
        let fault = locked(&self.schedule).pop_front().unwrap_or(Fault::None);
        match fault {
            Fault::None => Ok(After::Answer),
            Fault::Slow(turns) => {
                for _ in 0..turns {
                    tokio::task::yield_now().await;
                }
                Ok(After::Answer)
            }
            Fault::Unavailable => Err(unavailable()),
            Fault::AnswerLost => Ok(After::Lose),
            Fault::Race => Ok(After::Race),
            Fault::Crash => {
                self.crash.notify_waiters();
                std::future::pending().await
            }
        }
    }
}

/// How a call ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum After {
    Answer,
    Lose,
    Race,
}

impl After {
    pub(crate) fn answer<T>(self, value: T) -> Result<T, StorageError> {
        if self == Self::Lose { Err(unavailable()) } else { Ok(value) }
    }
}

fn unavailable() -> StorageError {
    StorageError::Unavailable(Box::from("a scheduled fault"))
}

pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
