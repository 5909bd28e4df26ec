//! From what a page shows to the bytes that are put out. Pure: the same state gives the same
//! bytes.

use crate::address::{Listing, Page, Part};
use crate::state::{Listed, State, of_initiative, of_signatory};
use domain::pact::CURRENT;
use domain::signatory::Profile;
use domain::{Language, Settings, Signatory};
use storage::bucket::Object;
use storage::publishing::{InitiativeEntry, SignatoryEntry};
use views::assets::Asset;
use views::public::{self, Counters, InitiativeCard, ListPage, SignatoryCard};
use views::{Frame, Markup};

/// What is taken down is gone from shared caches at once and from a reader's own within a
/// minute.
const PAGE: &str = "public, max-age=30, stale-while-revalidate=30";
const ASSET: &str = "public, max-age=31536000, immutable";
const FILE: &str = "public, max-age=3600";

/// A way to make objects of pages; tests have others.
pub type Render = fn(&Page, &State, &Settings, Language) -> Object;

/// The object of a page.
#[must_use]
pub fn page(page: &Page, state: &State, settings: &Settings, language: Language) -> Object {
    let path = page.path();
    let frame = Frame::public(language, &path, settings);
    let markup = match state {
        State::Fixed => fixed(page, &frame),
        State::Home(home) => public::home::page(
            &frame,
            &Counters {
                signatories: home.signatories,
                countries: u64::try_from(home.countries).unwrap_or(u64::MAX),
                initiatives: home.initiatives,
            },
            &home.newest_initiatives.iter().map(initiative_card).collect::<Vec<_>>(),
            &home.newest_signatories.iter().map(signatory_card).collect::<Vec<_>>(),
        ),
        State::Countries(countries) => public::signatories::page(
            &frame,
            &countries.counts,
            &ListPage {
                items: countries.newest.iter().map(signatory_card).collect(),
                older: None,
                newer: None,
            },
        ),
        State::Listed(listed) => listing(&frame, listed),
        State::Signatory(shown) => public::signatory::page(
            &frame,
            &shown.signatory,
            &shown.initiatives.iter().map(initiative_card).collect::<Vec<_>>(),
        ),
        State::Initiative(shown) => initiative(&frame, &shown.signatory, &shown.published),
    };
    Object {
        bytes: markup.into_string().into_bytes(),
        content_type: "text/html; charset=utf-8",
        cache_control: PAGE,
    }
}

/// The object of a static file.
#[must_use]
pub fn asset(asset: &Asset) -> Object {
    Object {
        bytes: asset.bytes.to_vec(),
        content_type: asset.content_type,
        cache_control: if asset.immutable { ASSET } else { FILE },
    }
}

fn fixed(page: &Page, frame: &Frame<'_>) -> Markup {
    match page {
        Page::Legal => public::legal::page(frame),
        Page::Privacy => public::privacy::page(frame),
        Page::Accessibility => public::accessibility::page(frame),
        Page::Developers => public::developers::page(frame),
        Page::Help => public::help::page(frame),
        Page::Pact
        | Page::Home
        | Page::Signatories
        | Page::Listing(..)
        | Page::Signatory(..)
        | Page::Initiative(..) => public::pact::page(frame, &CURRENT),
    }
}

fn initiative(
    frame: &Frame<'_>,
    signatory: &Signatory,
    published: &domain::initiative::Published,
) -> Markup {
    public::initiative::page(frame, signatory, published)
}

fn listing(frame: &Frame<'_>, listed: &Listed) -> Markup {
    let address = |part: Option<Part>| {
        part.map(|part| Page::Listing(listed.listing, part).address(frame.lang))
    };
    let (older, newer) = (address(listed.older), address(listed.newer));
    let entries = listed.entries.iter().cloned();
    let initiatives = |p| {
        let items = entries.clone().filter_map(of_initiative).map(|entry| initiative_card(&entry));
        let list = ListPage { items: items.collect(), older: older.clone(), newer: newer.clone() };
        public::initiatives::page(frame, p, listed.count, &list)
    };
    match listed.listing {
        Listing::Initiatives => initiatives(None),
        Listing::P(p) => initiatives(Some(p)),
        Listing::Country(country) => {
            let items = entries.filter_map(of_signatory).map(|entry| signatory_card(&entry));
            let list = ListPage { items: items.collect(), older, newer };
            public::country::page(frame, country, listed.count, &list)
        }
    }
}

fn signatory_card(entry: &SignatoryEntry) -> SignatoryCard {
    let person = entry.profile == Profile::Representative;
    let authority = || entry.latin_name.clone().or_else(|| Some(entry.official_name.clone()));
    SignatoryCard {
        id: entry.id,
        slug: entry.slug.clone(),
        name: entry.name.clone(),
        name_language: (!person).then_some(entry.name_language),
        second_name: if person { authority() } else { entry.latin_name.clone() },
        country: entry.country,
        profile: entry.profile,
        kind: entry.kind,
        signed: entry.signed,
    }
}

fn initiative_card(entry: &InitiativeEntry) -> InitiativeCard {
    InitiativeCard {
        id: entry.id,
        slug: entry.slug.clone(),
        title: entry.title.clone(),
        summary: entry.summary.clone(),
        language: entry.language,
        ps: entry.ps.clone(),
        status: entry.status,
        signatory: signatory_card(&entry.signatory),
    }
}
