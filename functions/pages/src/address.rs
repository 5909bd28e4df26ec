//! Every object of the bucket that follows from the table, as a type.

use domain::initiative::P;
use domain::{CountryCode, InitiativeId, Language, SignatoryId, Slug};
use storage::publishing::List;

/// A page, in whichever language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Page {
    /// Counters and the newest.
    Home,
    /// The text of the Pact and its goals.
    Pact,
    /// Countries and how many have signed there.
    Signatories,
    /// A part of a list.
    Listing(Listing, Part),
    /// A signatory with its initiatives.
    Signatory(SignatoryId, Slug),
    /// An initiative.
    Initiative(InitiativeId, Slug),
    /// Legal notice.
    Legal,
    /// Privacy.
    Privacy,
    /// Accessibility.
    Accessibility,
    /// For those who write programs.
    Developers,
    /// Where to get help.
    Help,
}

/// A list that has pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Listing {
    /// Signatories of a country.
    Country(CountryCode),
    /// All initiatives.
    Initiatives,
    /// Initiatives that serve a P.
    P(P),
}

/// A part of a list. The first page shows the two newest chunks; each older chunk has a page
/// of its own, counted from the oldest, so that it stays where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The newest.
    Head,
    /// An older chunk, from 0.
    Chunk(u64),
}

impl Listing {
    /// The list behind it.
    #[must_use]
    pub fn list(self) -> List {
        match self {
            Self::Country(country) => List::Country(country),
            Self::Initiatives => List::Initiatives,
            Self::P(p) => List::P(p),
        }
    }

    /// The pages of a list, where it has any.
    #[must_use]
    pub fn of(list: List) -> Option<Self> {
        match list {
            List::Country(country) => Some(Self::Country(country)),
            List::Initiatives => Some(Self::Initiatives),
            List::P(p) => Some(Self::P(p)),
            List::Signatories | List::Of(_) => None,
        }
    }
}

impl Page {
    /// Pages without a subject, a country or a number.
    pub const FIXED: [Self; 8] = [
        Self::Home,
        Self::Pact,
        Self::Signatories,
        Self::Legal,
        Self::Privacy,
        Self::Accessibility,
        Self::Developers,
        Self::Help,
    ];

    /// The page's path without its language: `/signatories/fr/`.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Home => "/".to_owned(),
            Self::Pact => "/pact/".to_owned(),
            Self::Signatories => "/signatories/".to_owned(),
            Self::Listing(listing, part) => {
                let list = match listing {
                    Listing::Country(country) => format!("/signatories/{}/", country.lower()),
                    Listing::Initiatives => "/initiatives/".to_owned(),
                    Listing::P(p) => format!("/initiatives/{}/", p.code()),
                };
                match part {
                    Part::Head => list,
                    Part::Chunk(chunk) => format!("{list}{}/", chunk + 1),
                }
            }
            Self::Signatory(id, slug) => format!("/signatories/{id}-{slug}/"),
            Self::Initiative(id, slug) => format!("/initiatives/{id}-{slug}/"),
            Self::Legal => "/legal/".to_owned(),
            Self::Privacy => "/privacy/".to_owned(),
            Self::Accessibility => "/accessibility/".to_owned(),
            Self::Developers => "/developers/".to_owned(),
            Self::Help => "/help/".to_owned(),
        }
    }

    /// Where it is served.
    #[must_use]
    pub fn address(&self, language: Language) -> String {
        format!("/{}{}", language.code(), self.path())
    }

    /// Its key in the bucket.
    #[must_use]
    pub fn key(&self, language: Language) -> String {
        format!("{}{}index.html", language.code(), self.path())
    }

    /// Reads a key of the bucket. Only a key that [`Page::key`] writes is one.
    #[must_use]
    pub fn parse(key: &str) -> Option<(Self, Language)> {
        let (language, path) = key.split_once('/')?;
        let language = Language::from_code(language)?;
        let segments: Vec<&str> = path.strip_suffix("index.html")?.split_terminator('/').collect();
        let page = match segments[..] {
            [] => Self::Home,
            ["pact"] => Self::Pact,
            ["signatories"] => Self::Signatories,
            ["initiatives"] => Self::Listing(Listing::Initiatives, Part::Head),
            ["legal"] => Self::Legal,
            ["privacy"] => Self::Privacy,
            ["accessibility"] => Self::Accessibility,
            ["developers"] => Self::Developers,
            ["help"] => Self::Help,
            ["signatories", country] if country.len() == 2 => {
                Self::Listing(Listing::Country(CountryCode::parse(country).ok()?), Part::Head)
            }
            ["signatories", country, part] => {
                Self::Listing(Listing::Country(CountryCode::parse(country).ok()?), number(part)?)
            }
            ["signatories", name] => {
                let (id, slug) = name.split_once('-')?;
                Self::Signatory(SignatoryId::parse(id).ok()?, Slug::of(slug))
            }
            ["initiatives", name] => match (number(name), P::from_code(name)) {
                (Some(part), _) => Self::Listing(Listing::Initiatives, part),
                (None, Some(p)) => Self::Listing(Listing::P(p), Part::Head),
                (None, None) => {
                    let (id, slug) = name.split_once('-')?;
                    Self::Initiative(InitiativeId::parse(id).ok()?, Slug::of(slug))
                }
            },
            ["initiatives", p, part] => Self::Listing(Listing::P(P::from_code(p)?), number(part)?),
            _ => return None,
        };
        (page.key(language) == key).then_some((page, language))
    }
}

fn number(text: &str) -> Option<Part> {
    text.parse::<u64>().ok()?.checked_sub(1).map(Part::Chunk)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{ReportedPage, Timestamp};

    #[test]
    fn every_key_reads_back_and_every_page_can_be_reported() {
        let signatory = SignatoryId::new(Timestamp::UNIX_EPOCH, [1; 10]);
        let initiative = InitiativeId::new(Timestamp::UNIX_EPOCH, [2; 10]);
        let mut pages = Page::FIXED.to_vec();
        for country in CountryCode::all() {
            pages.push(Page::Listing(Listing::Country(country), Part::Head));
            pages.push(Page::Listing(Listing::Country(country), Part::Chunk(0)));
        }
        for part in [Part::Head, Part::Chunk(0), Part::Chunk(41)] {
            pages.push(Page::Listing(Listing::Initiatives, part));
            pages.extend(P::ALL.iter().map(|p| Page::Listing(Listing::P(*p), part)));
        }
        for slug in ["tbilisi", "x", "saint-etienne-2"] {
            pages.push(Page::Signatory(signatory, Slug::of(slug)));
            pages.push(Page::Initiative(initiative, Slug::of(slug)));
        }
        for page in pages {
            for language in Language::ALL {
                let key = page.key(language);
                assert_eq!(Page::parse(&key), Some((page.clone(), language)), "{key}");
                // What readers see they can report.
                let reported = ReportedPage::parse(&page.address(language));
                assert!(reported.is_some(), "{key}");
            }
        }
    }

    #[test]
    fn other_keys_are_no_pages() {
        for key in [
            "index.html",
            "de/index.html",
            "en/pact/",
            "en/pact/index.htm",
            "en//pact/index.html",
            "en/signatories/FR/index.html",
            "en/signatories/fr/0/index.html",
            "en/signatories/fr/01/index.html",
            "en/initiatives/00000000000000000000000000-X/index.html",
            "assets/site.css",
        ] {
            assert_eq!(Page::parse(key), None, "{key}");
        }
    }
}
