//! What lists show of signatories and initiatives.

use crate::components::{Tone, tag};
use crate::{Frame, addresses, terms};
use domain::initiative::{P, Status};
use domain::signatory::{BodyKind, Profile};
use domain::{
    ContentLanguage, CountryCode, Initiative, InitiativeId, Signatory, SignatoryId, Slug, Timestamp,
};
use maud::{Markup, html};

/// What lists show of a signatory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatoryCard {
    /// Identifier.
    pub id: SignatoryId,
    /// Readable part of its address.
    pub slug: Slug,
    /// The name to show first.
    pub name: String,
    /// Language of the name; none for a person's.
    pub name_language: Option<ContentLanguage>,
    /// For a body: its name in Latin letters. For a representative: their authority.
    pub second_name: Option<String>,
    /// Where.
    pub country: CountryCode,
    /// Who signs.
    pub profile: Profile,
    /// Kind of body.
    pub kind: BodyKind,
    /// When it signed.
    pub signed: Option<Timestamp>,
}

impl SignatoryCard {
    /// The card of a signatory.
    #[must_use]
    pub fn of(signatory: &Signatory) -> Self {
        let body = &signatory.body;
        let person = body.profile == Profile::Representative;
        let authority = || body.latin_name.clone().or_else(|| Some(body.official_name.clone()));
        Self {
            id: signatory.id,
            slug: signatory.slug(),
            name: signatory.display_name().to_owned(),
            name_language: (!person).then_some(body.name_language),
            second_name: if person { authority() } else { body.latin_name.clone() },
            country: body.country,
            profile: body.profile,
            kind: body.kind,
            signed: signatory.signature.as_ref().map(|signature| signature.at),
        }
    }
}

/// What lists show of an initiative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InitiativeCard {
    /// Identifier.
    pub id: InitiativeId,
    /// Readable part of its address.
    pub slug: Slug,
    /// Title.
    pub title: String,
    /// Summary.
    pub summary: String,
    /// Language of both.
    pub language: ContentLanguage,
    /// The Ps it serves.
    pub ps: Vec<P>,
    /// How far it is.
    pub status: Status,
    /// Whose it is.
    pub signatory: SignatoryCard,
}

impl InitiativeCard {
    /// The card of a public initiative; none while it is not public.
    #[must_use]
    pub fn of(signatory: &Signatory, initiative: &Initiative) -> Option<Self> {
        let content = &initiative.published.as_ref()?.content;
        Some(Self {
            id: initiative.id,
            slug: content.slug(),
            title: content.title.clone(),
            summary: content.summary.clone(),
            language: content.language,
            ps: content.ps.clone(),
            status: content.status,
            signatory: SignatoryCard::of(signatory),
        })
    }
}

/// A part of a list that is read newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPage<T> {
    /// The entries, newest first.
    pub items: Vec<T>,
    /// Address of the older part.
    pub older: Option<String>,
    /// Address of the newer part.
    pub newer: Option<String>,
}

/// How many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counters {
    /// Signatories that are listed.
    pub signatories: u64,
    /// Countries that they come from.
    pub countries: u64,
    /// Initiatives that are public.
    pub initiatives: u64,
}

/// Cards of signatories; their headings stand at `level` 2 or 3.
pub(crate) fn signatories(frame: &Frame<'_>, cards: &[SignatoryCard], level: u8) -> Markup {
    let words = frame.words();
    html! {
        ul.cards {
            @for card in cards {
                li.card {
                    (heading(level, &html! {
                        a href=(addresses::signatory(frame.lang, card.id, &card.slug)) {
                            bdi lang=[card.name_language.map(ContentLanguage::code)] { (card.name) }
                        }
                    }))
                    @if let Some(second) = &card.second_name { p { bdi { (second) } } }
                    p.card__foot {
                        (card.country.name(frame.lang)) " · "
                        @if card.profile == Profile::Representative { (terms::profile(words, card.profile)) }
                        @else { (terms::kind(words, card.kind)) }
                        @if let Some(signed) = card.signed { br; (words.card_signed(&words.day(signed))) }
                    }
                }
            }
        }
    }
}

/// Cards of initiatives; `whose` says whether to name their signatories.
pub(crate) fn initiatives(
    frame: &Frame<'_>,
    cards: &[InitiativeCard],
    level: u8,
    whose: bool,
) -> Markup {
    html! {
        ul.cards {
            @for card in cards {
                li.card {
                    (heading(level, &html! {
                        a href=(addresses::initiative(frame.lang, card.id, &card.slug)) {
                            bdi lang=(card.language.code()) { (card.title) }
                        }
                    }))
                    p lang=(card.language.code()) dir="auto" { (card.summary) }
                    (ps(frame, &card.ps))
                    p.card__foot {
                        @if whose {
                            a href=(addresses::signatory(frame.lang, card.signatory.id, &card.signatory.slug)) {
                                bdi lang=[card.signatory.name_language.map(ContentLanguage::code)] {
                                    (card.signatory.name)
                                }
                            }
                            ", " (card.signatory.country.name(frame.lang)) " · "
                        }
                        (terms::status(frame.words(), card.status))
                    }
                }
            }
        }
    }
}

/// The Ps as tags.
pub(crate) fn ps(frame: &Frame<'_>, ps: &[P]) -> Markup {
    html! {
        ul.tags { @for p in ps { li { (tag(terms::p(frame.words(), *p), Tone::Call)) } } }
    }
}

fn heading(level: u8, content: &Markup) -> Markup {
    html! { @if level == 2 { h2 { (content) } } @else { h3 { (content) } } }
}
