//! Countries: the 46 member states of the Council of Europe, and others from which an
//! authority or an organisation may sign (parties to the Convention, observers, neighbours).

use crate::{Language, ProblemCode};
use serde::{Deserialize, Serialize};
use std::fmt;

struct Country {
    code: &'static str,
    en: &'static str,
    fr: &'static str,
    member: bool,
}

const fn member(code: &'static str, en: &'static str, fr: &'static str) -> Country {
    Country { code, en, fr, member: true }
}

const fn other(code: &'static str, en: &'static str, fr: &'static str) -> Country {
    Country { code, en, fr, member: false }
}

/// Names as the Council of Europe writes them, checked 2026-11-23.
const COUNTRIES: &[Country] = &[
    member("AL", "Albania", "Albanie"),
    member("AD", "Andorra", "Andorre"),
    member("AM", "Armenia", "Arménie"),
    member("AT", "Austria", "Autriche"),
    member("AZ", "Azerbaijan", "Azerbaïdjan"),
    member("BE", "Belgium", "Belgique"),
    member("BA", "Bosnia and Herzegovina", "Bosnie-Herzégovine"),
    member("BG", "Bulgaria", "Bulgarie"),
    member("HR", "Croatia", "Croatie"),
    member("CY", "Cyprus", "Chypre"),
    member("CZ", "Czechia", "Tchéquie"),
    member("DK", "Denmark", "Danemark"),
    member("EE", "Estonia", "Estonie"),
    member("FI", "Finland", "Finlande"),
    member("FR", "France", "France"),
    member("GE", "Georgia", "Géorgie"),
    member("DE", "Germany", "Allemagne"),
    member("GR", "Greece", "Grèce"),
    member("HU", "Hungary", "Hongrie"),
    member("IS", "Iceland", "Islande"),
    member("IE", "Ireland", "Irlande"),
    member("IT", "Italy", "Italie"),
    member("LV", "Latvia", "Lettonie"),
    member("LI", "Liechtenstein", "Liechtenstein"),
    member("LT", "Lithuania", "Lituanie"),
    member("LU", "Luxembourg", "Luxembourg"),
    member("MT", "Malta", "Malte"),
    member("MD", "Republic of Moldova", "République de Moldova"),
    member("MC", "Monaco", "Monaco"),
    member("ME", "Montenegro", "Monténégro"),
    member("NL", "Netherlands", "Pays-Bas"),
    member("MK", "North Macedonia", "Macédoine du Nord"),
    member("NO", "Norway", "Norvège"),
    member("PL", "Poland", "Pologne"),
    member("PT", "Portugal", "Portugal"),
    member("RO", "Romania", "Roumanie"),
    member("SM", "San Marino", "Saint-Marin"),
    member("RS", "Serbia", "Serbie"),
    member("SK", "Slovak Republic", "République slovaque"),
    member("SI", "Slovenia", "Slovénie"),
    member("ES", "Spain", "Espagne"),
    member("SE", "Sweden", "Suède"),
    member("CH", "Switzerland", "Suisse"),
    member("TR", "Türkiye", "Türkiye"),
    member("UA", "Ukraine", "Ukraine"),
    member("GB", "United Kingdom", "Royaume-Uni"),
    other("BY", "Belarus", "Bélarus"),
    other("CA", "Canada", "Canada"),
    other("VA", "Holy See", "Saint-Siège"),
    other("IL", "Israel", "Israël"),
    other("JP", "Japan", "Japon"),
    other("JO", "Jordan", "Jordanie"),
    other("KZ", "Kazakhstan", "Kazakhstan"),
    other("KG", "Kyrgyzstan", "Kirghizstan"),
    other("MX", "Mexico", "Mexique"),
    other("MA", "Morocco", "Maroc"),
    other("RU", "Russian Federation", "Fédération de Russie"),
    other("TN", "Tunisia", "Tunisie"),
    other("US", "United States", "États-Unis"),
];

/// A country that the platform lists, as its ISO 3166-1 code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CountryCode(usize);

impl CountryCode {
    /// Reads a code such as `FR`, in either case.
    pub fn parse(raw: &str) -> Result<Self, ProblemCode> {
        let code = raw.trim();
        if code.is_empty() {
            return Err(ProblemCode::Missing);
        }
        COUNTRIES
            .iter()
            .position(|country| country.code.eq_ignore_ascii_case(code))
            .map(Self)
            .ok_or(ProblemCode::UnknownChoice)
    }

    /// Every country: member states first, each group by its English name.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..COUNTRIES.len()).map(Self)
    }

    /// The code in capitals.
    #[must_use]
    pub fn code(self) -> &'static str {
        COUNTRIES[self.0].code
    }

    /// The code as it stands in addresses.
    #[must_use]
    pub fn lower(self) -> String {
        self.code().to_ascii_lowercase()
    }

    /// The country's name.
    #[must_use]
    pub fn name(self, language: Language) -> &'static str {
        match language {
            Language::En => COUNTRIES[self.0].en,
            Language::Fr => COUNTRIES[self.0].fr,
        }
    }

    /// Whether it is a member state of the Council of Europe.
    #[must_use]
    pub fn is_member(self) -> bool {
        COUNTRIES[self.0].member
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text is no code of a listed country.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("not a country code")]
pub struct NotACountry;

impl TryFrom<String> for CountryCode {
    type Error = NotACountry;
    fn try_from(code: String) -> Result<Self, NotACountry> {
        Self::parse(&code).map_err(|_| NotACountry)
    }
}

impl From<CountryCode> for String {
    fn from(country: CountryCode) -> Self {
        country.code().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_46_member_states() {
        assert_eq!(CountryCode::all().filter(|country| country.is_member()).count(), 46);
    }

    #[test]
    fn every_code_reads_back_in_either_case() {
        for country in CountryCode::all() {
            assert_eq!(CountryCode::parse(country.code()), Ok(country));
            assert_eq!(CountryCode::parse(&country.lower()), Ok(country));
        }
        assert_eq!(CountryCode::parse("XX"), Err(ProblemCode::UnknownChoice));
    }
}
