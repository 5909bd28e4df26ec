//! What a page shows, read from the register. Each page takes a number of reads that does
//! not grow with the register; a signatory's page takes one query for each hundred of its
//! own initiatives.

use crate::address::{Listing, Page, Part};
use domain::initiative::Published;
use domain::{CountryCode, InitiativeId, Signatory, SignatoryId, Slug};
use storage::StorageError;
use storage::publishing::{
    Entry, InitiativeEntry, List, Meta, Register, Showing, SignatoryEntry, Subject,
};

/// The newest of a list that are shown outside of it.
const NEWEST: usize = 6;

/// What a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// The text of the page stands in the code.
    Fixed,
    /// See [`Home`].
    Home(Home),
    /// See [`Countries`].
    Countries(Countries),
    /// See [`Listed`].
    Listed(Listed),
    /// See [`SignatoryShown`].
    Signatory(Box<SignatoryShown>),
    /// See [`InitiativeShown`].
    Initiative(Box<InitiativeShown>),
}

/// The home page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// Listed signatories.
    pub signatories: u64,
    /// Countries that have any.
    pub countries: usize,
    /// Public initiatives.
    pub initiatives: u64,
    /// The newest initiatives, newest first.
    pub newest_initiatives: Vec<InitiativeEntry>,
    /// The newest signatories, newest first.
    pub newest_signatories: Vec<SignatoryEntry>,
}

/// All signatories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Countries {
    /// How many each country has that has any.
    pub counts: Vec<(CountryCode, u64)>,
    /// The newest, newest first.
    pub newest: Vec<SignatoryEntry>,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Which list.
    pub listing: Listing,
    /// Which part.
    pub part: Part,
    /// Entries in the whole list; 0 in older parts, which stay as they are.
    pub count: u64,
    /// Entries of this part, newest first.
    pub entries: Vec<Entry>,
    /// The part with newer entries.
    pub newer: Option<Part>,
    /// The part with older entries.
    pub older: Option<Part>,
}

/// A signatory's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatoryShown {
    /// The signatory.
    pub signatory: Signatory,
    /// Its public initiatives, newest first.
    pub initiatives: Vec<InitiativeEntry>,
}

/// An initiative's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InitiativeShown {
    /// Identifier.
    pub id: InitiativeId,
    /// The public version.
    pub published: Published,
    /// Whose it is.
    pub signatory: Signatory,
}

/// Reads what a page shows; `None` when there is to be no such page.
pub async fn read<R: Register>(register: &R, page: &Page) -> Result<Option<State>, StorageError> {
    match page {
        Page::Pact
        | Page::Legal
        | Page::Privacy
        | Page::Accessibility
        | Page::Developers
        | Page::Help => Ok(Some(State::Fixed)),
        Page::Home => home(register).await.map(Some),
        Page::Signatories => {
            let meta = register.meta(List::Signatories).await?;
            let newest = newest_two_chunks(register, List::Signatories, &meta).await?;
            let newest = newest.into_iter().filter_map(of_signatory).take(NEWEST).collect();
            Ok(Some(State::Countries(Countries { counts: countries(&meta), newest })))
        }
        Page::Listing(listing, part) => part_of_list(register, *listing, *part).await,
        Page::Signatory(id, slug) => signatory(register, *id, slug).await,
        Page::Initiative(id, slug) => initiative(register, *id, slug).await,
    }
}

fn countries(meta: &Meta) -> Vec<(CountryCode, u64)> {
    let count = |country: CountryCode| meta.parts.get(country.code()).copied().unwrap_or_default();
    CountryCode::all()
        .map(|country| (country, count(country)))
        .filter(|(_, count)| *count > 0)
        .collect()
}

async fn home<R: Register>(register: &R) -> Result<State, StorageError> {
    let signatories = register.meta(List::Signatories).await?;
    let initiatives = register.meta(List::Initiatives).await?;
    let newest_initiatives = newest_two_chunks(register, List::Initiatives, &initiatives).await?;
    let newest_signatories = newest_two_chunks(register, List::Signatories, &signatories).await?;
    Ok(State::Home(Home {
        signatories: signatories.count,
        countries: countries(&signatories).len(),
        initiatives: initiatives.count,
        newest_initiatives: newest_initiatives
            .into_iter()
            .filter_map(of_initiative)
            .take(NEWEST)
            .collect(),
        newest_signatories: newest_signatories
            .into_iter()
            .filter_map(of_signatory)
            .take(NEWEST)
            .collect(),
    }))
}

/// The entries of the two newest chunks, newest first.
async fn newest_two_chunks<R: Register>(
    register: &R,
    list: List,
    meta: &Meta,
) -> Result<Vec<Entry>, StorageError> {
    let Some(open) = meta.last_chunk() else { return Ok(Vec::new()) };
    let mut entries = Vec::new();
    for chunk in open.saturating_sub(1)..=open {
        entries.extend(register.chunk(list, chunk).await?);
    }
    entries.reverse();
    Ok(entries)
}

async fn part_of_list<R: Register>(
    register: &R,
    listing: Listing,
    part: Part,
) -> Result<Option<State>, StorageError> {
    let list = listing.list();
    let meta = register.meta(list).await?;
    // The newest chunk that has a page of its own.
    let closed = meta.last_chunk().and_then(|last| last.checked_sub(2));
    let (entries, newer, older) = match part {
        // A country has a page from its first signatory on; the lists of initiatives are
        // always there, since the navigation leads to them.
        Part::Head if meta.next == 0 && matches!(listing, Listing::Country(_)) => return Ok(None),
        Part::Head => {
            let entries = newest_two_chunks(register, list, &meta).await?;
            (entries, None, closed.map(Part::Chunk))
        }
        Part::Chunk(chunk) if closed.is_none_or(|closed| chunk > closed) => return Ok(None),
        Part::Chunk(chunk) => {
            let mut entries = register.chunk(list, chunk).await?;
            entries.reverse();
            let newer = if closed == Some(chunk) { Part::Head } else { Part::Chunk(chunk + 1) };
            (entries, Some(newer), chunk.checked_sub(1).map(Part::Chunk))
        }
    };
    // Older parts do without the whole list's counter, so that they stay as they are.
    let count = if part == Part::Head { meta.count } else { 0 };
    Ok(Some(State::Listed(Listed { listing, part, count, entries, newer, older })))
}

async fn signatory<R: Register>(
    register: &R,
    id: SignatoryId,
    slug: &Slug,
) -> Result<Option<State>, StorageError> {
    let Some(signatory) = register.signatory(id).await? else { return Ok(None) };
    if Showing::of_signatory(&signatory).is_none_or(|showing| showing.slug != *slug) {
        return Ok(None);
    }
    let mut initiatives = Vec::new();
    if signatory.is_listed() {
        let list = List::Of(id);
        let chunks = register.meta(list).await?.last_chunk().map_or(0, |last| last + 1);
        for chunk in 0..chunks {
            initiatives.extend(register.chunk(list, chunk).await?);
        }
        initiatives.reverse();
    }
    let initiatives = initiatives.into_iter().filter_map(of_initiative).collect();
    Ok(Some(State::Signatory(Box::new(SignatoryShown { signatory, initiatives }))))
}

async fn initiative<R: Register>(
    register: &R,
    id: InitiativeId,
    slug: &Slug,
) -> Result<Option<State>, StorageError> {
    let Some(record) = register.public(&id.to_string()).await? else { return Ok(None) };
    let Subject::Initiative(owner, _) = record.subject else { return Ok(None) };
    let Some(signatory) = register.signatory(owner).await? else { return Ok(None) };
    // Before the initiative is read: one that cannot be read is gone with its signatory all
    // the same.
    if !signatory.is_listed() {
        return Ok(None);
    }
    let Some(initiative) = register.initiative(owner, id).await? else { return Ok(None) };
    let Some(showing) = Showing::of_initiative(&signatory, &initiative) else { return Ok(None) };
    let Some(published) = initiative.published.filter(|_| showing.slug == *slug) else {
        return Ok(None);
    };
    Ok(Some(State::Initiative(Box::new(InitiativeShown { id, published, signatory }))))
}

/// The entry of an initiative, if this is one.
#[must_use]
pub fn of_initiative(entry: Entry) -> Option<InitiativeEntry> {
    match entry {
        Entry::Initiative(entry) => Some(entry),
        Entry::Signatory(_) => None,
    }
}

/// The entry of a signatory, if this is one.
#[must_use]
pub fn of_signatory(entry: Entry) -> Option<SignatoryEntry> {
    match entry {
        Entry::Signatory(entry) => Some(entry),
        Entry::Initiative(_) => None,
    }
}
