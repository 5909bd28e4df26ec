//! What can go wrong with a record.

use aws_smithy_runtime_api::client::result::SdkError;
use std::error::Error;

/// Why storage could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The record has changed since it was read, or is not there any more.
    #[error("the record has changed since it was read")]
    Conflict,
    /// Somebody else has the case in hand that was to be decided.
    #[error("somebody else has the case in hand")]
    Leased,
    /// A stored item that our own types refuse. Someone must look at it.
    #[error("inconsistent item {key}")]
    Inconsistent {
        /// Key of the item; keys hold no personal data.
        key: String,
        /// What the parser said.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// The table or the bucket did not answer in time, or refused for load.
    #[error("storage is unavailable")]
    Unavailable(#[source] Box<dyn Error + Send + Sync>),
}

impl<E, R> From<SdkError<E, R>> for StorageError
where
    E: Error + Send + Sync + 'static,
    R: std::fmt::Debug + Send + Sync + 'static,
{
    fn from(error: SdkError<E, R>) -> Self {
        Self::Unavailable(Box::new(error))
    }
}
