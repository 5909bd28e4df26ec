//! The CDN's copies: what is gone from the bucket must be gone there too.

use aws_sdk_cloudfront::Client;
use aws_sdk_cloudfront::error::ProvideErrorMetadata as _;
use aws_sdk_cloudfront::types::{InvalidationBatch, Paths};
use std::future::Future;
use std::time::Duration;
use storage::StorageError;

/// Times that a request is repeated while the CDN is busy with others.
const TRIES: u32 = 5;

/// How a request to the CDN ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accepted {
    /// It is under way.
    Yes,
    /// Too many are under way: again later.
    Busy,
}

/// What publishing asks of the CDN.
pub trait Edge {
    /// Has the copies under exactly these paths dropped. `reference` names the request: a
    /// repetition with the same paths is the same request.
    fn invalidate(
        &self,
        reference: &str,
        paths: &[String],
    ) -> impl Future<Output = Result<Accepted, StorageError>>;
}

/// Asks until the request is accepted.
pub async fn invalidate<E: Edge>(
    edge: &E,
    reference: &str,
    paths: &[String],
) -> Result<(), StorageError> {
    let mut pause = Duration::from_millis(100);
    for _ in 1..TRIES {
        if edge.invalidate(reference, paths).await? == Accepted::Yes {
            return Ok(());
        }
        tokio::time::sleep(pause).await;
        pause *= 2;
    }
    match edge.invalidate(reference, paths).await? {
        Accepted::Yes => Ok(()),
        Accepted::Busy => Err(StorageError::Unavailable(Box::from(
            "the CDN has too many invalidations in progress",
        ))),
    }
}

/// A CloudFront distribution.
#[derive(Debug, Clone)]
pub struct Distribution {
    client: Client,
    id: String,
}

impl Distribution {
    /// The distribution of that id.
    #[must_use]
    pub fn new(client: Client, id: impl Into<String>) -> Self {
        Self { client, id: id.into() }
    }
}

impl Edge for Distribution {
    async fn invalidate(
        &self,
        reference: &str,
        paths: &[String],
    ) -> Result<Accepted, StorageError> {
        let count = i32::try_from(paths.len()).unwrap_or(i32::MAX);
        let unavailable = |error| StorageError::Unavailable(Box::new(error));
        let paths = Paths::builder()
            .quantity(count)
            .set_items(Some(paths.to_vec()))
            .build()
            .map_err(unavailable)?;
        let batch = InvalidationBatch::builder()
            .caller_reference(reference)
            .paths(paths)
            .build()
            .map_err(unavailable)?;
        let sent = self
            .client
            .create_invalidation()
            .distribution_id(&self.id)
            .invalidation_batch(batch)
            .send()
            .await;
        match sent {
            Ok(_) => Ok(Accepted::Yes),
            Err(error) if error.code() == Some("TooManyInvalidationsInProgress") => {
                Ok(Accepted::Busy)
            }
            Err(error) => Err(error.into()),
        }
    }
}
