//! Brings the public site up to date after changes.

use crate::address::{Listing, Page, Part};
use crate::edge::{self, Edge};
use crate::event::StreamEvent;
use crate::render::Render;
use crate::state;
use aws_lambda_events::streams::{DynamoDbBatchItemFailure, DynamoDbEventResponse};
use domain::{Language, Settings, SignatoryId};
use futures::{FutureExt as _, StreamExt as _};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::panic::AssertUnwindSafe;
use storage::bucket::{Shelf, Written};
use storage::publishing::{
    CHUNK, List, Meta, PublicRecord, Register, Showing, Subject, changing_lists, plan, purged,
};
use storage::{StorageError, StreamKey};

/// Times that a page or a place is tried when others work on the same.
const TRIES: u32 = 10;

/// Pages worked on at once.
const AT_ONCE: usize = 8;

/// Paths in one request to the CDN, which takes 3,000 in progress.
const PATHS_AT_ONCE: usize = 500;

/// The register, the bucket and the CDN, and how pages are made.
#[derive(Debug, Clone)]
pub struct Site<R, S, E> {
    /// What is true.
    pub register: R,
    /// Where it is put out.
    pub shelf: S,
    /// Who keeps copies.
    pub edge: E,
    /// How a page is made.
    pub render: Render,
}

/// Why a subject could not be put out.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Table, bucket or CDN.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Our own fault, while working on one subject or page.
    #[error("panicked")]
    Panicked,
    /// The key of a record holds no identifier of ours.
    #[error("a key that holds no identifier")]
    Unreadable,
}

/// A page to bring up to date.
#[derive(Debug, Default)]
struct Work {
    /// The subjects whose change touches it.
    owners: BTreeSet<Subject>,
    /// Older versions, and what a broken-off removal left, go as well.
    thorough: bool,
}

impl<R: Register, S: Shelf, E: Edge> Site<R, S, E> {
    /// Handles a batch. Every record is worked on, whatever happens to the others; the answer
    /// names those that failed.
    ///
    /// Lambda goes on from the lowest number that is named, and splits the batch there. When
    /// that is the first record, a split there would part nothing: the answer then is that
    /// the whole batch failed, which makes Lambda halve it until the broken record stands
    /// alone and alone ends in the failure queue. Doing the others again changes nothing.
    pub async fn handle(&self, event: &StreamEvent) -> DynamoDbEventResponse {
        let mut subjects = BTreeSet::new();
        for record in &event.records {
            subjects.extend(subject(record.key()));
        }
        let failures = self.bring_up_to_date(&subjects).await;
        let changed = event.records.iter().any(|record| record.key() == StreamKey::Settings);
        let help_failed = changed && self.show_settings().await.is_err();
        for (subject, failure) in &failures {
            report(*subject, failure);
        }
        let failed: Vec<usize> = event
            .records
            .iter()
            .enumerate()
            .filter(|(_, record)| match record.key() {
                StreamKey::Unreadable => {
                    tracing::error!(error = %Failure::Unreadable, "record not put out");
                    true
                }
                StreamKey::Settings => help_failed,
                key => subject(key).is_some_and(|subject| failures.contains_key(&subject)),
            })
            .map(|(index, _)| index)
            .collect();
        let numbers: Vec<&str> = if failed.first() == Some(&0) && event.records.len() > 1 {
            vec![""]
        } else {
            failed.iter().map(|index| event.records[*index].sequence_number()).collect()
        };
        let mut response = DynamoDbEventResponse::default();
        for number in numbers {
            let mut failure = DynamoDbBatchItemFailure::default();
            failure.item_identifier = Some(number.to_owned());
            response.batch_item_failures.push(failure);
        }
        response
    }

    /// Brings everything that these subjects touch up to date. The answer holds those that
    /// failed.
    pub async fn bring_up_to_date(
        &self,
        subjects: &BTreeSet<Subject>,
    ) -> BTreeMap<Subject, Failure> {
        let mut failures = BTreeMap::new();
        let mut pages: BTreeMap<Page, Work> = BTreeMap::new();
        let (mut gone, mut unread) = (Vec::new(), BTreeMap::new());
        for (subject, askers) in self.with_initiatives(subjects, &mut failures).await {
            match caught(self.place(subject)).await {
                Ok(Placed { shown, broken }) => {
                    match broken {
                        Some(error) if askers.contains(&subject) => {
                            unread.insert(subject, Failure::from(error));
                        }
                        // An initiative that cannot be read fails its own record and not that
                        // of its signatory, which only carries it along.
                        Some(error) => {
                            tracing::warn!(error = web::log::chain(&error), "carried along unread");
                        }
                        None => {}
                    }
                    let Some((record, touched)) = shown else { continue };
                    for page in &touched {
                        let work = pages.entry(page.clone()).or_default();
                        work.owners.extend(&askers);
                        work.thorough |= record.purge;
                    }
                    if record.purge {
                        gone.push((record, touched, askers));
                    }
                }
                Err(failure) => fail(&mut failures, &askers, failure),
            }
        }
        let results: Vec<_> = futures::stream::iter(&pages)
            .map(|(page, work)| async move {
                (page, work, self.put_out_caught(page, work.thorough).await)
            })
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        for (page, work, result) in results {
            if let Err(failure) = result {
                tracing::warn!(page = page.path(), "page not put out");
                fail(&mut failures, &work.owners, failure);
            }
        }
        gone.retain(|(_, _, askers)| !askers.iter().any(|asker| failures.contains_key(asker)));
        if let Err(failure) = caught(self.purge(&gone)).await {
            let askers = gone.iter().flat_map(|(_, _, askers)| askers).copied().collect();
            fail(&mut failures, &askers, failure);
        }
        // Not before: what is to be gone goes, whether or not its own item can be read.
        failures.extend(unread);
        failures
    }

    /// Puts out the page that shows the helplines most fully. The others, which show the
    /// European ones at their foot, follow when they change or are rebuilt.
    async fn show_settings(&self) -> Result<(), Failure> {
        let put_out = self.put_out_caught(&Page::Help, false).await;
        if let Err(failure) = &put_out {
            tracing::error!(error = web::log::chain(failure), "helplines not put out");
        }
        put_out.map(|_| ())
    }

    /// Brings one subject up to date with its own pages, for a rebuild, which sees to the
    /// lists afterwards. Answers how many objects it wrote or deleted.
    pub(crate) async fn bring_one_up_to_date(
        &self,
        subject: Subject,
        orphan: bool,
    ) -> Result<usize, Failure> {
        caught(async {
            let Placed { shown, broken } = self.place(subject).await?;
            let Some((record, mut touched)) = shown else {
                return broken.map_or(Ok(0), |error| Err(error.into()));
            };
            if !record.purge && !orphan {
                touched.retain(|page| match page {
                    Page::Signatory(..) => matches!(subject, Subject::Signatory(_)),
                    page => is_own(page),
                });
            }
            let mut written = 0;
            for page in &touched {
                written += self.put_out(page, record.purge).await?;
            }
            if record.purge {
                self.purge(&[(record, touched, BTreeSet::new())]).await?;
            }
            broken.map_or(Ok(written), |error| Err(error.into()))
        })
        .await
    }

    /// The subjects and, for each signatory, its initiatives: each with those who asked.
    async fn with_initiatives(
        &self,
        subjects: &BTreeSet<Subject>,
        failures: &mut BTreeMap<Subject, Failure>,
    ) -> BTreeMap<Subject, BTreeSet<Subject>> {
        let mut all: BTreeMap<Subject, BTreeSet<Subject>> =
            subjects.iter().map(|subject| (*subject, BTreeSet::from([*subject]))).collect();
        for subject in subjects {
            let Subject::Signatory(id) = *subject else { continue };
            match self.register.initiatives_of(id).await {
                Ok(initiatives) => {
                    for initiative in initiatives {
                        let carried = Subject::Initiative(id, initiative);
                        all.entry(carried).or_default().insert(*subject);
                    }
                }
                Err(error) => {
                    failures.insert(*subject, error.into());
                }
            }
        }
        all
    }

    /// Notes in the register how the subject is to be shown, and works out the pages that
    /// this touches.
    async fn place(&self, subject: Subject) -> Result<Placed, Failure> {
        for _ in 0..TRIES {
            let record = self.register.public(&subject.id()).await?;
            let (showing, guards, broken) = match self.showing(subject).await {
                Ok(showing) => showing,
                Err(error @ StorageError::Inconsistent { .. }) => {
                    // The lists show what was noted last; its own page stays as it is.
                    let shown = record.map(|record| {
                        let mut pages = touched(&record);
                        pages.retain(|page| !is_own(page));
                        (PublicRecord { purge: false, ..record }, pages)
                    });
                    return Ok(Placed { shown, broken: Some(error) });
                }
                Err(error) => return Err(error.into()),
            };
            let mut metas = BTreeMap::new();
            for list in changing_lists(record.as_ref(), showing.as_ref()) {
                metas.insert(list, self.register.meta(list).await?);
            }
            let record = match plan(subject, record.clone(), showing.as_ref(), &metas, guards) {
                None => record,
                Some(plan) if self.register.commit(&plan).await? => Some(plan.record),
                Some(_) => continue,
            };
            let Some(record) = record else { return Ok(Placed { shown: None, broken }) };
            let mut pages = touched(&record);
            if let Subject::Initiative(owner, _) = subject {
                pages.extend(self.page_of(owner).await?);
            }
            return Ok(Placed { shown: Some((record, pages)), broken });
        }
        Err(StorageError::Conflict.into())
    }

    /// Whether what is noted of the subject follows from its record, and nothing of it is still
    /// to be removed.
    pub(crate) async fn is_noted(&self, subject: Subject) -> Result<bool, StorageError> {
        let record = self.register.public(&subject.id()).await?;
        if record.as_ref().is_some_and(|record| record.purge) {
            return Ok(false);
        }
        let (showing, _, broken) = self.showing(subject).await?;
        if let Some(broken) = broken {
            return Err(broken);
        }
        let metas = changing_lists(record.as_ref(), showing.as_ref());
        let metas = metas.into_iter().map(|list| (list, Meta::default())).collect();
        Ok(plan(subject, record, showing.as_ref(), &metas, Vec::new()).is_none())
    }

    /// How the subject is to be shown, with the revisions that this follows from, and what is
    /// wrong with an item that does not matter for it.
    async fn showing(
        &self,
        subject: Subject,
    ) -> Result<(Option<Showing>, Vec<(Subject, u64)>, Option<StorageError>), StorageError> {
        let Some(signatory) = self.register.signatory(subject.signatory()).await? else {
            return Ok((None, Vec::new(), None));
        };
        let mut guards = vec![(Subject::Signatory(signatory.id), signatory.rev)];
        let Subject::Initiative(owner, id) = subject else {
            return Ok((Showing::of_signatory(&signatory), guards, None));
        };
        match self.register.initiative(owner, id).await {
            Ok(initiative) => {
                guards.extend(initiative.iter().map(|initiative| (subject, initiative.rev)));
                let showing = initiative
                    .and_then(|initiative| Showing::of_initiative(&signatory, &initiative));
                Ok((showing, guards, None))
            }
            // Gone with its signatory all the same.
            Err(error @ StorageError::Inconsistent { .. }) if !signatory.is_listed() => {
                Ok((None, guards, Some(error)))
            }
            Err(error) => Err(error),
        }
    }

    /// A signatory's page, if it has or had one.
    async fn page_of(&self, id: SignatoryId) -> Result<Option<Page>, StorageError> {
        let record = self.register.public(&id.to_string()).await?;
        Ok(record.and_then(|record| record.slugs.last().cloned()).map(|s| Page::Signatory(id, s)))
    }

    /// Makes the bucket hold this page, in every language, as the register wants it. Answers
    /// how many objects it wrote or deleted.
    ///
    /// The head is looked at before the state is read, and the state is read again after a
    /// write. So of two who work on the same page, the one whose state is older either loses
    /// the conditional write or notices afterwards.
    pub async fn put_out(&self, page: &Page, thorough: bool) -> Result<usize, Failure> {
        let mut written = 0;
        for _ in 0..TRIES {
            let mut heads = Vec::new();
            for language in Language::ALL {
                heads.push((language, self.shelf.head(&page.key(language)).await?));
            }
            let set = settings(&self.register).await?;
            let state = state::read(&self.register, page).await?;
            let (mut changed, mut raced) = (false, false);
            for (language, head) in heads {
                let key = page.key(language);
                let Some(state) = &state else {
                    if head.is_some() || thorough {
                        self.shelf.delete(&key).await?;
                        changed = true;
                        written += usize::from(head.is_some());
                    }
                    continue;
                };
                let object = (self.render)(page, state, &set, language);
                let revision = object.revision();
                if head.as_ref().is_none_or(|head| head.revision != revision) {
                    match self.shelf.put(&key, &object, head.as_ref()).await? {
                        Written::Done => written += 1,
                        Written::Race => raced = true,
                    }
                    changed = true;
                }
                if thorough {
                    self.shelf.forget(&key).await?;
                }
            }
            if !changed {
                return Ok(written);
            }
            if !raced
                && settings(&self.register).await?.helplines == set.helplines
                && state::read(&self.register, page).await? == state
            {
                return Ok(written);
            }
        }
        Err(StorageError::Conflict.into())
    }

    /// As [`Self::put_out`], with a panic as a failure.
    pub(crate) async fn put_out_caught(
        &self,
        page: &Page,
        thorough: bool,
    ) -> Result<usize, Failure> {
        caught(self.put_out(page, thorough)).await
    }

    /// Has the CDN drop its copies of all that these subjects touch, and notes that it has.
    async fn purge(&self, gone: &[Gone]) -> Result<(), Failure> {
        let pages: BTreeSet<&Page> = gone.iter().flat_map(|(_, touched, _)| touched).collect();
        let paths: Vec<String> = pages
            .into_iter()
            .flat_map(|page| Language::ALL.map(|language| (page, language)))
            // The address that readers ask for, and the one that the edge makes of it.
            .flat_map(|(page, language)| {
                [page.address(language), format!("/{}", page.key(language))]
            })
            .collect();
        let mut reference = Sha256::new();
        for (record, ..) in gone {
            reference.update(format!("{}-{}\n", record.subject.id(), record.rev));
        }
        for paths in paths.chunks(PATHS_AT_ONCE) {
            reference.update(paths.join("\n"));
            let reference = hexadecimal(&reference.clone().finalize());
            edge::invalidate(&self.edge, &reference, paths).await?;
        }
        for (record, ..) in gone {
            // Whoever has changed the record meanwhile does all this after us.
            self.register.commit(&purged(record.clone())).await?;
        }
        Ok(())
    }
}

/// What the register notes of a subject now.
struct Placed {
    /// Its record and the pages that it touches; none for what never was public.
    shown: Option<(PublicRecord, BTreeSet<Page>)>,
    /// An item of it that cannot be read.
    broken: Option<StorageError>,
}

/// A subject of which something is to be gone, the pages it touches, and who asked.
type Gone = (PublicRecord, BTreeSet<Page>, BTreeSet<Subject>);

/// What staff have set. An item that cannot be read must not keep everything else from being
/// put out.
pub(crate) async fn settings<R: Register>(register: &R) -> Result<Settings, StorageError> {
    match register.settings().await {
        Err(error @ StorageError::Inconsistent { .. }) => {
            tracing::error!(error = web::log::chain(&error), "settings not read");
            Ok(Settings::default())
        }
        settings => settings,
    }
}

fn subject(key: StreamKey) -> Option<Subject> {
    match key {
        StreamKey::Signatory(id) => Some(Subject::Signatory(id)),
        StreamKey::Initiative(signatory, id) => Some(Subject::Initiative(signatory, id)),
        StreamKey::Settings | StreamKey::Unreadable | StreamKey::Other => None,
    }
}

/// The pages that show a subject, or showed it once. It follows from the record alone, so
/// that a repetition after a crash touches the same.
fn touched(record: &PublicRecord) -> BTreeSet<Page> {
    let mut pages = BTreeSet::from([Page::Home]);
    if let Subject::Signatory(_) = record.subject {
        pages.insert(Page::Signatories);
    }
    for slug in &record.slugs {
        pages.insert(match record.subject {
            Subject::Signatory(id) => Page::Signatory(id, slug.clone()),
            Subject::Initiative(_, id) => Page::Initiative(id, slug.clone()),
        });
    }
    for (list, place) in &record.places {
        pages.extend(pages_of(*list, *place));
    }
    pages
}

/// Whether this is a subject's own page.
fn is_own(page: &Page) -> bool {
    matches!(page, Page::Signatory(..) | Page::Initiative(..))
}

/// The pages that a place of a list touches.
fn pages_of(list: List, place: u64) -> impl Iterator<Item = Page> {
    let chunk = place / CHUNK;
    let mut parts = vec![Part::Head, Part::Chunk(chunk)];
    if place.is_multiple_of(CHUNK) {
        // It opened its chunk: the last but one got a page of its own, and the one before
        // that a link to it.
        parts.extend(chunk.checked_sub(2).map(Part::Chunk));
        parts.extend(chunk.checked_sub(3).map(Part::Chunk));
    }
    let listing = Listing::of(list);
    parts.into_iter().filter_map(move |part| listing.map(|listing| Page::Listing(listing, part)))
}

fn fail(failures: &mut BTreeMap<Subject, Failure>, subjects: &BTreeSet<Subject>, failure: Failure) {
    let mut failure = Some(failure);
    for subject in subjects {
        failures.entry(*subject).or_insert_with(|| failure.take().unwrap_or(Failure::Panicked));
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

async fn caught<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or(Err(Failure::Panicked))
}

/// One line for the operator, with the whole chain of causes.
pub(crate) fn report(subject: Subject, failure: &Failure) {
    tracing::error!(?subject, error = web::log::chain(failure), "subject not put out");
}
