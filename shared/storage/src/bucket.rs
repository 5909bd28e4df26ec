//! The bucket of public pages. Writes are conditional on what was there when the page was
//! made; a lost race is an answer, not an error.

use crate::StorageError;
use aws_sdk_s3::Client;
use aws_sdk_s3::error::SdkError;
use aws_sdk_s3::operation::head_object::HeadObjectError;
use aws_sdk_s3::primitives::ByteStream;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::future::Future;

/// Metadata under which an object carries its revision.
const REVISION: &str = "revision";

/// An object as it is to stand in the bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// Content.
    pub bytes: Vec<u8>,
    /// `Content-Type`.
    pub content_type: &'static str,
    /// `Cache-Control`.
    pub cache_control: &'static str,
}

impl Object {
    /// Digest of content and headers: equal revisions are equal objects, so that a look at
    /// the head tells whether there is anything to write.
    #[must_use]
    pub fn revision(&self) -> String {
        revision(self.content_type, self.cache_control, &self.bytes)
    }
}

fn revision(content_type: &str, cache_control: &str, bytes: &[u8]) -> String {
    let mut hasher = Sha256::new();
    for part in [content_type, "\n", cache_control, "\n"] {
        hasher.update(part);
    }
    hasher.update(bytes);
    hasher.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// What stands in the bucket under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// S3's tag of this very content, for conditional writes.
    pub etag: String,
    /// [`Object::revision`] of what was put; empty where something else put it.
    pub revision: String,
}

/// How a conditional write ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It is there.
    Done,
    /// Another writer was faster: look again.
    Race,
}

/// What publishing does with the bucket.
pub trait Shelf {
    /// What stands under this key.
    fn head(&self, key: &str) -> impl Future<Output = Result<Option<Head>, StorageError>>;

    /// [`Object::revision`] of what stands under this key, made from its content and headers,
    /// whatever its metadata say.
    fn inspect(&self, key: &str) -> impl Future<Output = Result<Option<String>, StorageError>>;

    /// Puts an object where `before` stands, or where nothing does.
    fn put(
        &self,
        key: &str,
        object: &Object,
        before: Option<&Head>,
    ) -> impl Future<Output = Result<Written, StorageError>>;

    /// Deletes an object with all its versions. Deleting what is not there is done already.
    fn delete(&self, key: &str) -> impl Future<Output = Result<(), StorageError>>;

    /// Deletes the older versions of an object.
    fn forget(&self, key: &str) -> impl Future<Output = Result<(), StorageError>>;

    /// A page of keys in their order, after `after`; empty at the end.
    fn list(&self, after: Option<&str>) -> impl Future<Output = Result<Vec<String>, StorageError>>;
}

/// A bucket, through one client.
#[derive(Debug, Clone)]
pub struct Bucket {
    client: Client,
    name: String,
}

impl Bucket {
    /// The bucket of that name.
    #[must_use]
    pub fn new(client: Client, name: impl Into<String>) -> Self {
        Self { client, name: name.into() }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Opens the connection ahead of the first request. A failure is not reported; the first
    /// real call will meet it again.
    pub async fn prime(&self) {
        let _ = self.head("prime").await;
    }

    /// Versions and delete markers under exactly this key, the newest first; the mark is
    /// whether it is the one that readers see.
    async fn versions(&self, key: &str) -> Result<Vec<(String, bool)>, StorageError> {
        let mut versions = Vec::new();
        let (mut key_marker, mut version_marker) = (None, None);
        loop {
            let page = self
                .client
                .list_object_versions()
                .bucket(&self.name)
                .prefix(key)
                .set_key_marker(key_marker)
                .set_version_id_marker(version_marker)
                .send()
                .await?;
            let objects = page
                .versions()
                .iter()
                .map(|version| (version.key(), version.version_id(), version.is_latest()));
            let markers = page
                .delete_markers()
                .iter()
                .map(|marker| (marker.key(), marker.version_id(), marker.is_latest()));
            for (name, version, latest) in objects.chain(markers) {
                if let (true, Some(version)) = (name == Some(key), version) {
                    versions.push((version.to_owned(), latest.unwrap_or_default()));
                }
            }
            if page.is_truncated() != Some(true) {
                break;
            }
            (key_marker, version_marker) = (page.next_key_marker, page.next_version_id_marker);
        }
        // What readers see goes last: were it deleted first, an older version would come
        // back into sight.
        versions.sort_by_key(|(_, latest)| *latest);
        Ok(versions)
    }

    async fn delete_version(&self, key: &str, version: &str) -> Result<(), StorageError> {
        self.client.delete_object().bucket(&self.name).key(key).version_id(version).send().await?;
        Ok(())
    }
}

impl Shelf for Bucket {
    async fn head(&self, key: &str) -> Result<Option<Head>, StorageError> {
        match self.client.head_object().bucket(&self.name).key(key).send().await {
            Ok(head) => Ok(Some(Head {
                etag: head.e_tag.unwrap_or_default(),
                revision: head
                    .metadata
                    .and_then(|mut metadata| metadata.remove(REVISION))
                    .unwrap_or_default(),
            })),
            Err(error)
                if error.as_service_error().is_some_and(HeadObjectError::is_not_found)
                    || status(&error) == Some(404) =>
            {
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn inspect(&self, key: &str) -> Result<Option<String>, StorageError> {
        let object = match self.client.get_object().bucket(&self.name).key(key).send().await {
            Ok(object) => object,
            Err(error) if status(&error) == Some(404) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let content_type = object.content_type.unwrap_or_default();
        let cache_control = object.cache_control.unwrap_or_default();
        let bytes = object.body.collect().await;
        let bytes = bytes.map_err(|error| StorageError::Unavailable(Box::new(error)))?;
        Ok(Some(revision(&content_type, &cache_control, &bytes.into_bytes())))
    }

    async fn put(
        &self,
        key: &str,
        object: &Object,
        before: Option<&Head>,
    ) -> Result<Written, StorageError> {
        let request = self
            .client
            .put_object()
            .bucket(&self.name)
            .key(key)
            .body(ByteStream::from(object.bytes.clone()))
            .content_type(object.content_type)
            .cache_control(object.cache_control)
            .metadata(REVISION, object.revision());
        let request = match before {
            Some(head) => request.if_match(&head.etag),
            None => request.if_none_match("*"),
        };
        match request.send().await {
            Ok(_) => Ok(Written::Done),
            // 412: something else stands there; 404: nothing does any more; 409: another
            // write is under way. Our own success whose answer was lost looks like 412 too:
            // the next look finds our revision there.
            Err(error) if matches!(status(&error), Some(404 | 409 | 412)) => {
                if error.as_service_error().and_then(|e| e.meta().code()) == Some("NoSuchBucket") {
                    return Err(error.into());
                }
                Ok(Written::Race)
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn delete(&self, key: &str) -> Result<(), StorageError> {
        // First out of sight, then out of existence: after a crash in between, a later
        // repetition finds the rest.
        self.client.delete_object().bucket(&self.name).key(key).send().await?;
        for (version, _) in self.versions(key).await? {
            self.delete_version(key, &version).await?;
        }
        Ok(())
    }

    async fn forget(&self, key: &str) -> Result<(), StorageError> {
        for (version, latest) in self.versions(key).await? {
            if !latest {
                self.delete_version(key, &version).await?;
            }
        }
        Ok(())
    }

    async fn list(&self, after: Option<&str>) -> Result<Vec<String>, StorageError> {
        let output = self
            .client
            .list_objects_v2()
            .bucket(&self.name)
            .set_start_after(after.map(str::to_owned))
            .send()
            .await?;
        let objects = output.contents.unwrap_or_default();
        Ok(objects.into_iter().filter_map(|object| object.key).collect())
    }
}

fn status<E>(
    error: &SdkError<E, aws_smithy_runtime_api::client::orchestrator::HttpResponse>,
) -> Option<u16> {
    error.raw_response().map(|response| response.status().as_u16())
}
