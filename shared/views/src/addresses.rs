//! Every address of the platform, built in one place.

use domain::{
    AccountId, BulkId, CountryCode, InitiativeId, Language, QueueSubject, SignatoryId, Slug,
};

/// `/en/` followed by `rest`, which has no leading slash.
#[must_use]
pub fn at(lang: Language, rest: &str) -> String {
    format!("/{}/{rest}", lang.code())
}

/// A path that begins with a slash, in `lang`.
#[must_use]
pub fn in_language(lang: Language, path: &str) -> String {
    format!("/{}{path}", lang.code())
}

/// A signatory's public page.
#[must_use]
pub fn signatory(lang: Language, id: SignatoryId, slug: &Slug) -> String {
    in_language(lang, &signatory_path(id, slug))
}

/// As [`signatory`], without the language.
#[must_use]
pub fn signatory_path(id: SignatoryId, slug: &Slug) -> String {
    format!("/signatories/{id}-{slug}/")
}

/// An initiative's public page.
#[must_use]
pub fn initiative(lang: Language, id: InitiativeId, slug: &Slug) -> String {
    in_language(lang, &initiative_path(id, slug))
}

/// As [`initiative`], without the language.
#[must_use]
pub fn initiative_path(id: InitiativeId, slug: &Slug) -> String {
    format!("/initiatives/{id}-{slug}/")
}

/// The signatories of a country.
#[must_use]
pub fn country(lang: Language, country: CountryCode) -> String {
    in_language(lang, &country_path(country))
}

/// As [`country`], without the language.
#[must_use]
pub fn country_path(country: CountryCode) -> String {
    format!("/signatories/{}/", country.code().to_ascii_lowercase())
}

/// A signatory's own page of an initiative.
#[must_use]
pub fn own_initiative(lang: Language, id: InitiativeId) -> String {
    at(lang, &format!("desk/initiatives/{id}"))
}

/// The staff's page of a signatory.
#[must_use]
pub fn staff_signatory(lang: Language, id: SignatoryId) -> String {
    at(lang, &staff_signatory_path(id))
}

/// As [`staff_signatory`], without the language and the slash behind it.
#[must_use]
pub fn staff_signatory_path(id: SignatoryId) -> String {
    format!("staff/signatories/{id}")
}

/// A decision on many cases, without the language and the slash behind it.
#[must_use]
pub fn staff_bulk_path(id: BulkId) -> String {
    format!("staff/bulk/{id}")
}

/// The staff's page of what waits in the queue, without the language and the slash behind it.
#[must_use]
pub fn staff_case_path(subject: QueueSubject) -> String {
    match subject {
        QueueSubject::Signatory(id) => staff_signatory_path(id),
        QueueSubject::Initiative(signatory, id) => staff_initiative_path(signatory, id),
    }
}

/// Where a public page is reported; `page` is its path.
#[must_use]
pub fn report(lang: Language, page: &str) -> String {
    at(lang, &format!("report{}", report_query(page)))
}

/// What names the page in that address.
#[must_use]
pub fn report_query(page: &str) -> String {
    // Paths of public pages are made of letters, digits, hyphens and slashes; of anything else
    // that somebody types, what would end or open a parameter must not.
    let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.');
    format!("?page={}", page.chars().filter(plain).collect::<String>())
}

/// The page of a member of staff.
#[must_use]
pub fn staff_person(lang: Language, id: AccountId) -> String {
    at(lang, &format!("staff/people/{id}"))
}

/// The staff's page of an initiative.
#[must_use]
pub fn staff_initiative(lang: Language, signatory: SignatoryId, id: InitiativeId) -> String {
    at(lang, &staff_initiative_path(signatory, id))
}

/// As [`staff_initiative`], without the language and the slash behind it.
#[must_use]
pub fn staff_initiative_path(signatory: SignatoryId, id: InitiativeId) -> String {
    format!("{}/initiatives/{id}", staff_signatory_path(signatory))
}

/// Where an invitation into the secretariat is accepted. The link is the secret.
#[must_use]
pub fn staff_invitation(lang: Language, secret: &str) -> String {
    at(lang, &format!("invitation/{secret}"))
}
