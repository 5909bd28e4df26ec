//! What stands in the bucket, compared with what the register calls for, for operators.
//!
//! Every object is read, not only its head: one that was changed by hand can carry the
//! metadata of the right one.

use crate::address::{Listing, Page, Part};
use crate::edge::{self, Edge};
use crate::render;
use crate::site::{Failure, Site};
use crate::state;
use domain::initiative::P;
use domain::{CountryCode, Language};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::time::Duration;
use storage::StorageError;
use storage::bucket::{Object, Shelf, Written};
use storage::publishing::{Met, Register, Subject};
use views::assets::{self, Asset};

/// Times that an object is put when others write it too.
const TRIES: u32 = 10;

/// A kind of drift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DriftKind {
    /// An object that should be there is not.
    ObjectMissing,
    /// An object is not what it should be.
    ObjectChanged,
    /// An object is there and nothing calls for it: what it shows is not public.
    NotPublic,
    /// What is noted of a subject does not follow from its record, or something of it is
    /// still to be removed.
    NotNoted,
    /// The subject's item cannot be read.
    Unreadable,
}

impl DriftKind {
    /// The code in documents for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::ObjectMissing => "object_missing",
            Self::ObjectChanged => "object_changed",
            Self::NotPublic => "object_not_public",
            Self::NotNoted => "public_record_wrong",
            Self::Unreadable => "unreadable_item",
        }
    }
}

/// What a drift is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Place {
    Key(String),
    Subject(Subject),
}

/// Something that differs from what the register calls for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Drift {
    /// What kind.
    pub kind: DriftKind,
    place: Place,
}

impl Drift {
    /// Whether [`mend`] knows what to do. The others need a person.
    #[must_use]
    pub fn can_be_mended(&self) -> bool {
        self.kind != DriftKind::Unreadable
    }
}

impl fmt::Display for Drift {
    /// The object's key, or the subject's identifier.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Key(key) => f.write_str(key),
            Place::Subject(subject) => f.write_str(&subject.id()),
        }
    }
}

/// Compares the whole site. `seen` is told how many objects and subjects it has looked at.
///
/// What the stream is about to bring up to date is no drift: whatever is found is looked at
/// once more after `settle`.
pub async fn examine<R: Register, S: Shelf, E: Edge>(
    site: &Site<R, S, E>,
    settle: Duration,
    mut seen: impl FnMut(usize),
) -> Result<Vec<Drift>, Failure> {
    let mut found = Vec::new();
    let mut pages = Page::FIXED.to_vec();
    pages.extend(listings(site).await?);
    let mut from = None;
    loop {
        let (met, next) = site.register.walk(from).await?;
        let subjects: BTreeSet<Subject> = met
            .into_iter()
            .map(|met| match met {
                Met::Item(subject) | Met::Public(subject) => subject,
            })
            .collect();
        seen(subjects.len());
        for subject in subjects {
            found.extend(of_subject(site, subject).await?);
            let record = site.register.public(&subject.id()).await?;
            if let Some(slug) = record.filter(|record| record.live).and_then(|r| r.slug().cloned())
            {
                pages.push(match subject {
                    Subject::Signatory(id) => Page::Signatory(id, slug),
                    Subject::Initiative(_, id) => Page::Initiative(id, slug),
                });
            }
        }
        from = next;
        if from.is_none() {
            break;
        }
    }
    let keys = pages.iter().flat_map(|page| Language::ALL.map(|language| page.key(language)));
    let mut called_for: BTreeSet<String> = keys.collect();
    called_for.extend(files().into_keys().map(str::to_owned));
    for key in &called_for {
        found.extend(of_key(site, key).await?);
        seen(1);
    }
    let mut after: Option<String> = None;
    loop {
        let keys = site.shelf.list(after.as_deref()).await?;
        let Some(last) = keys.last() else { break };
        after = Some(last.clone());
        seen(keys.len());
        for key in keys.iter().filter(|key| !called_for.contains(*key)) {
            found.extend(of_key(site, key).await?);
        }
    }
    found.sort();
    found.dedup();
    if found.is_empty() {
        return Ok(found);
    }
    tokio::time::sleep(settle).await;
    let mut still = Vec::new();
    for drift in found {
        let now = match &drift.place {
            Place::Key(key) => of_key(site, key).await?,
            Place::Subject(subject) => of_subject(site, *subject).await?,
        };
        still.extend(now.filter(|now| *now == drift));
    }
    Ok(still)
}

/// Puts a drift right. `reference` is made anew for each: it names the request to the CDN.
pub async fn mend<R: Register, S: Shelf, E: Edge>(
    site: &Site<R, S, E>,
    drift: &Drift,
    reference: &str,
) -> Result<(), Failure> {
    match &drift.place {
        Place::Subject(subject) => {
            let subjects = BTreeSet::from([*subject]);
            site.bring_up_to_date(&subjects).await.remove(subject).map_or(Ok(()), Err)
        }
        Place::Key(key) => {
            put_right(site, key).await?;
            let mut paths = vec![format!("/{key}")];
            if let Some((page, language)) = Page::parse(key) {
                paths.push(page.address(language));
            }
            edge::invalidate(&site.edge, reference, &paths).await?;
            Ok(())
        }
    }
}

/// Makes an object anew, whatever its metadata say, or deletes it with its older versions.
async fn put_right<R: Register, S: Shelf, E: Edge>(
    site: &Site<R, S, E>,
    key: &str,
) -> Result<(), Failure> {
    for _ in 0..TRIES {
        let head = site.shelf.head(key).await?;
        let Some(object) = wanted(site, key).await? else {
            site.shelf.delete(key).await?;
            // It may have become public meanwhile.
            match Page::parse(key) {
                Some((page, _)) => site.put_out(&page, false).await?,
                None => 0,
            };
            return Ok(());
        };
        if site.shelf.put(key, &object, head.as_ref()).await? == Written::Done
            && wanted(site, key).await?.as_ref() == Some(&object)
        {
            site.shelf.forget(key).await?;
            return Ok(());
        }
    }
    Err(StorageError::Conflict.into())
}

/// The pages of all lists.
async fn listings<R: Register, S, E>(site: &Site<R, S, E>) -> Result<Vec<Page>, Failure> {
    let all = CountryCode::all()
        .map(Listing::Country)
        .chain([Listing::Initiatives])
        .chain(P::ALL.iter().copied().map(Listing::P));
    let mut pages = Vec::new();
    for listing in all {
        pages.push(Page::Listing(listing, Part::Head));
        let chunks = site.register.meta(listing.list()).await?.last_chunk().unwrap_or_default();
        pages.extend((0..chunks.saturating_sub(1)).map(|n| Page::Listing(listing, Part::Chunk(n))));
    }
    Ok(pages)
}

/// What does not follow from the register, by key.
fn files() -> BTreeMap<&'static str, &'static Asset> {
    assets::ALL.iter().map(|asset| (asset.address.trim_start_matches('/'), asset)).collect()
}

/// The object that is to stand under a key; `None` where nothing is to.
async fn wanted<R: Register, S, E>(
    site: &Site<R, S, E>,
    key: &str,
) -> Result<Option<Object>, StorageError> {
    if let Some(asset) = files().get(key) {
        return Ok(Some(render::asset(asset)));
    }
    let Some((page, language)) = Page::parse(key) else { return Ok(None) };
    let state = state::read(&site.register, &page).await?;
    let settings = crate::site::settings(&site.register).await?;
    Ok(state.map(|state| (site.render)(&page, &state, &settings, language)))
}

/// What is wrong with the object under a key.
async fn of_key<R: Register, S: Shelf, E>(
    site: &Site<R, S, E>,
    key: &str,
) -> Result<Option<Drift>, Failure> {
    let wanted = match wanted(site, key).await {
        Ok(wanted) => wanted.map(|object| object.revision()),
        // Readers keep the page that they have; the item itself is named with its subject.
        Err(StorageError::Inconsistent { .. }) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let noted = site.shelf.head(key).await?.map(|head| head.revision);
    let stands = site.shelf.inspect(key).await?;
    let kind = match (wanted, stands) {
        (None, None) => return Ok(None),
        // Files of an older version stay: a page in somebody's cache may ask for them.
        (None, Some(_)) if key.starts_with("assets/") => return Ok(None),
        (None, Some(_)) => DriftKind::NotPublic,
        (Some(_), None) => DriftKind::ObjectMissing,
        (Some(wanted), Some(stands)) if wanted == stands && Some(&wanted) == noted.as_ref() => {
            return Ok(None);
        }
        (Some(_), Some(_)) => DriftKind::ObjectChanged,
    };
    Ok(Some(Drift { kind, place: Place::Key(key.to_owned()) }))
}

/// What is wrong with what is noted of a subject.
async fn of_subject<R: Register, S: Shelf, E: Edge>(
    site: &Site<R, S, E>,
    subject: Subject,
) -> Result<Option<Drift>, Failure> {
    let kind = match site.is_noted(subject).await {
        Ok(true) => return Ok(None),
        Ok(false) => DriftKind::NotNoted,
        Err(StorageError::Inconsistent { .. }) => DriftKind::Unreadable,
        Err(error) => return Err(error.into()),
    };
    Ok(Some(Drift { kind, place: Place::Subject(subject) }))
}
