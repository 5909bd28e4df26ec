//! The bucket in memory, with versions, as S3 keeps them.

use crate::Faults;
use crate::faults::{After, locked};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::{Arc, Mutex};
use storage::StorageError;
use storage::bucket::{Head, Object, Shelf, Written};

/// Keys in a page of a list.
const PAGE: usize = 7;

#[derive(Debug, Clone)]
struct Version {
    id: u64,
    /// None for a delete marker.
    object: Option<Object>,
}

#[derive(Debug, Default)]
struct Contents {
    keys: BTreeMap<String, Vec<Version>>,
    last: u64,
    puts: usize,
    deletes: usize,
    put_keys: BTreeSet<String>,
}

/// A bucket. Clones share their contents and their faults.
#[derive(Debug, Clone, Default)]
pub struct MemoryShelf {
    contents: Arc<Mutex<Contents>>,
    faults: Faults,
}

impl MemoryShelf {
    /// The same bucket, with faults of its own.
    #[must_use]
    pub fn with_faults(&self, faults: Faults) -> Self {
        Self { contents: Arc::clone(&self.contents), faults }
    }

    /// What readers get.
    #[must_use]
    pub fn objects(&self) -> BTreeMap<String, Object> {
        locked(&self.contents)
            .keys
            .iter()
            .filter_map(|(key, versions)| Some((key.clone(), versions.last()?.object.clone()?)))
            .collect()
    }

    /// What readers get under a key, as text.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<String> {
        self.objects().remove(key).map(|object| String::from_utf8(object.bytes).unwrap())
    }

    /// Every version of every object that holds this text, with its key.
    #[must_use]
    pub fn versions_with(&self, text: &str) -> Vec<String> {
        let holds = |object: &Object| String::from_utf8_lossy(&object.bytes).contains(text);
        locked(&self.contents)
            .keys
            .iter()
            .flat_map(|(key, versions)| versions.iter().map(move |version| (key, version)))
            .filter(|(key, version)| {
                key.contains(text) || version.object.as_ref().is_some_and(holds)
            })
            .map(|(key, _)| key.clone())
            .collect()
    }

    /// Objects written so far.
    #[must_use]
    pub fn puts(&self) -> usize {
        locked(&self.contents).puts
    }

    /// Objects deleted so far that readers could get.
    #[must_use]
    pub fn deletes(&self) -> usize {
        locked(&self.contents).deletes
    }

    /// Keys written since the last call.
    #[must_use]
    pub fn take_put_keys(&self) -> BTreeSet<String> {
        std::mem::take(&mut locked(&self.contents).put_keys)
    }
}

fn head(versions: &[Version]) -> Option<Head> {
    let version = versions.last()?;
    let object = version.object.as_ref()?;
    Some(Head { etag: version.id.to_string(), revision: object.revision() })
}

impl Shelf for MemoryShelf {
    async fn head(&self, key: &str) -> Result<Option<Head>, StorageError> {
        let after = self.faults.next().await?;
        let found = locked(&self.contents).keys.get(key).and_then(|versions| head(versions));
        after.answer(found)
    }

    async fn inspect(&self, key: &str) -> Result<Option<String>, StorageError> {
        Ok(self.head(key).await?.map(|head| head.revision))
    }

    async fn put(
        &self,
        key: &str,
        object: &Object,
        before: Option<&Head>,
    ) -> Result<Written, StorageError> {
        let after = self.faults.next().await?;
        let mut contents = locked(&self.contents);
        let contents = &mut *contents;
        let versions = contents.keys.entry(key.to_owned()).or_default();
        let there = head(versions).map(|head| head.etag);
        if after == After::Race || there != before.map(|head| head.etag.clone()) {
            return Ok(Written::Race);
        }
        contents.last += 1;
        versions.push(Version { id: contents.last, object: Some(object.clone()) });
        contents.puts += 1;
        contents.put_keys.insert(key.to_owned());
        after.answer(Written::Done)
    }

    async fn delete(&self, key: &str) -> Result<(), StorageError> {
        // As the real one does it: a marker, a look at the versions, and one call for each.
        let after = self.faults.next().await?;
        {
            let mut contents = locked(&self.contents);
            let contents = &mut *contents;
            let versions = contents.keys.entry(key.to_owned()).or_default();
            contents.deletes += usize::from(head(versions).is_some());
            contents.last += 1;
            versions.push(Version { id: contents.last, object: None });
        }
        after.answer(())?;
        let after = self.faults.next().await?;
        let versions = locked(&self.contents).keys.get(key).cloned().unwrap_or_default();
        after.answer(())?;
        for version in versions {
            let after = self.faults.next().await?;
            if let Some(versions) = locked(&self.contents).keys.get_mut(key) {
                versions.retain(|other| other.id != version.id);
            }
            after.answer(())?;
        }
        Ok(())
    }

    async fn forget(&self, key: &str) -> Result<(), StorageError> {
        let after = self.faults.next().await?;
        if let Some(versions) = locked(&self.contents).keys.get_mut(key) {
            let older = versions.len().saturating_sub(1);
            versions.drain(..older);
        }
        after.answer(())
    }

    async fn list(&self, after: Option<&str>) -> Result<Vec<String>, StorageError> {
        let fault = self.faults.next().await?;
        let contents = locked(&self.contents);
        let start = after.map_or(Bound::Unbounded, Bound::Excluded);
        let keys = contents
            .keys
            .range::<str, _>((start, Bound::Unbounded))
            .filter(|(_, versions)| head(versions).is_some())
            .map(|(key, _)| key.clone());
        fault.answer(keys.take(PAGE).collect())
    }
}
