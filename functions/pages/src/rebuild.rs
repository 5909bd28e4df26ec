//! The whole site anew from the table: for a first start, after a change of the pages' code,
//! and after a restore. It may run while the stream is worked on.

use crate::address::{Listing, Page, Part};
use crate::edge::Edge;
use crate::render;
use crate::site::{Failure, Site, report};
use crate::state;
use domain::CountryCode;
use domain::initiative::P;
use std::collections::BTreeSet;
use storage::StorageError;
use storage::bucket::{Object, Shelf, Written};
use storage::publishing::{Met, Register, Subject};
use views::assets;

/// What a rebuild did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Signatories and initiatives that were looked at.
    pub subjects: usize,
    /// Objects written.
    pub written: usize,
    /// Objects deleted, since nothing calls for them.
    pub deleted: usize,
    /// Subjects and pages that failed; each has a line in the log.
    pub failed: usize,
}

/// Brings everything up to date. `progress` is told where it is after each step.
///
/// It holds one page of the table or of the bucket's list at a time. A second run writes
/// nothing.
pub async fn rebuild<R: Register, S: Shelf, E: Edge>(
    site: &Site<R, S, E>,
    mut progress: impl FnMut(&str, &Counts),
) -> Result<Counts, Failure> {
    let mut counts = Counts::default();
    files(site, &mut counts).await?;
    progress("static files", &counts);
    subjects(site, &mut counts, &mut progress).await?;
    for page in &Page::FIXED {
        put_out(site, page, &mut counts).await;
    }
    let listings = CountryCode::all()
        .map(Listing::Country)
        .chain([Listing::Initiatives])
        .chain(P::ALL.iter().copied().map(Listing::P));
    for listing in listings {
        put_out(site, &Page::Listing(listing, Part::Head), &mut counts).await;
        let chunks = site.register.meta(listing.list()).await?.last_chunk().unwrap_or_default();
        for chunk in 0..chunks.saturating_sub(1) {
            put_out(site, &Page::Listing(listing, Part::Chunk(chunk)), &mut counts).await;
        }
    }
    progress("lists", &counts);
    extras(site, &mut counts).await?;
    progress("what nothing calls for", &counts);
    Ok(counts)
}

async fn files<R: Register, S: Shelf, E: Edge>(
    site: &Site<R, S, E>,
    counts: &mut Counts,
) -> Result<(), Failure> {
    for asset in assets::ALL {
        let key = asset.address.trim_start_matches('/');
        counts.written += usize::from(put(site, key, &render::asset(asset)).await?);
    }
    Ok(())
}

/// Puts an object that follows from the code alone. Answers whether it had to.
async fn put<R, S: Shelf, E>(
    site: &Site<R, S, E>,
    key: &str,
    object: &Object,
) -> Result<bool, StorageError> {
    const TRIES: u32 = 5;
    for _ in 0..TRIES {
        let head = site.shelf.head(key).await?;
        if head.as_ref().is_some_and(|head| head.revision == object.revision()) {
            return Ok(false);
        }
        if site.shelf.put(key, object, head.as_ref()).await? == Written::Done {
            return Ok(true);
        }
    }
    Err(StorageError::Conflict)
}

/// Every signatory and initiative: its places, its pages, its tombstones.
async fn subjects<R: Register, S: Shelf, E: Edge>(
    site: &Site<R, S, E>,
    counts: &mut Counts,
    progress: &mut impl FnMut(&str, &Counts),
) -> Result<(), Failure> {
    let mut from = None;
    loop {
        let (met, next) = site.register.walk(from).await?;
        for met in met {
            let (subject, orphan) = match met {
                Met::Item(subject) => (subject, false),
                // One whose item is there is met with its item.
                Met::Public(subject) if exists(site, subject).await => continue,
                Met::Public(subject) => (subject, true),
            };
            counts.subjects += 1;
            match site.bring_one_up_to_date(subject, orphan).await {
                Ok(written) => counts.written += written,
                Err(failure) => {
                    counts.failed += 1;
                    report(subject, &failure);
                }
            }
        }
        progress("signatories and initiatives", counts);
        from = next;
        if from.is_none() {
            return Ok(());
        }
    }
}

/// Whether the subject's own item is there, readable or not.
async fn exists<R: Register, S, E>(site: &Site<R, S, E>, subject: Subject) -> bool {
    let found = match subject {
        Subject::Signatory(id) => site.register.signatory(id).await.map(|item| item.is_some()),
        Subject::Initiative(owner, id) => {
            site.register.initiative(owner, id).await.map(|item| item.is_some())
        }
    };
    found.unwrap_or(true)
}

async fn put_out<R: Register, S: Shelf, E: Edge>(
    site: &Site<R, S, E>,
    page: &Page,
    counts: &mut Counts,
) {
    match site.put_out_caught(page, false).await {
        Ok(written) => counts.written += written,
        Err(failure) => {
            counts.failed += 1;
            tracing::error!(page = page.path(), error = %failure, "page not put out");
        }
    }
}

/// Deletes what no page and no file calls for. Files of an older version stay: a page in
/// somebody's cache may still ask for them, and their names hold their hash.
async fn extras<R: Register, S: Shelf, E: Edge>(
    site: &Site<R, S, E>,
    counts: &mut Counts,
) -> Result<(), Failure> {
    let files: BTreeSet<&str> =
        assets::ALL.iter().map(|asset| asset.address.trim_start_matches('/')).collect();
    let mut after: Option<String> = None;
    loop {
        let keys = site.shelf.list(after.as_deref()).await?;
        let Some(last) = keys.last() else { return Ok(()) };
        after = Some(last.clone());
        for key in keys {
            if files.contains(key.as_str()) || key.starts_with("assets/") {
                continue;
            }
            let called_for = match Page::parse(&key) {
                None => false,
                Some((page, _)) => match state::read(&site.register, &page).await {
                    Ok(state) => state.is_some(),
                    Err(StorageError::Inconsistent { .. }) => {
                        // Somebody must look; until then what readers have stays.
                        counts.failed += 1;
                        true
                    }
                    Err(error) => return Err(error.into()),
                },
            };
            if !called_for {
                // Through the page's own way where there is one: it may have come back.
                if let Some((page, _)) = Page::parse(&key) {
                    counts.deleted += site.put_out(&page, true).await?;
                } else {
                    site.shelf.delete(&key).await?;
                    counts.deleted += 1;
                }
            }
        }
    }
}
