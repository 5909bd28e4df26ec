//! Languages: those the platform speaks, and those in which signatories write.

use serde::{Deserialize, Serialize};

/// A language the platform speaks. Its code stands in every address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Language {
    /// English
    #[serde(rename = "en")]
    En,
    /// French
    #[serde(rename = "fr")]
    Fr,
}

impl Language {
    /// Every language, in the order of the switch.
    pub const ALL: [Self; 2] = [Self::En, Self::Fr];

    /// The code in addresses and in `lang` attributes.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// Reads a code as it stands in an address.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The language's own name for itself.
    #[must_use]
    pub fn autonym(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Fr => "Français",
        }
    }

    /// Chooses from an `Accept-Language` header; English where nothing fits.
    #[must_use]
    pub fn negotiate(accept_language: &str) -> Self {
        let mut best = (0.0, Self::En);
        for range in accept_language.split(',') {
            let mut parts = range.split(';').map(str::trim);
            let primary = parts.next().unwrap_or_default().split('-').next().unwrap_or_default();
            let weight = parts
                .find_map(|part| part.strip_prefix("q="))
                .map_or(1.0, |q| q.parse::<f32>().unwrap_or(0.0));
            if let Some(language) = Self::from_code(&primary.to_ascii_lowercase())
                && weight > best.0
            {
                best = (weight, language);
            }
        }
        best.1
    }
}

/// A language in which a signatory writes, as an ISO 639 code (two letters where there are two) with its own name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ContentLanguage(usize);

/// Official languages of member states and of their regions: code, own name.
const CONTENT_LANGUAGES: &[(&str, &str)] = &[
    ("az", "Azərbaycanca"),
    ("bg", "Български"),
    ("bs", "Bosanski"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("cy", "Cymraeg"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("eu", "Euskara"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("ga", "Gaeilge"),
    ("gl", "Galego"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("hy", "Հայերեն"),
    ("is", "Íslenska"),
    ("it", "Italiano"),
    ("ka", "ქართული"),
    ("lb", "Lëtzebuergesch"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("cnr", "Crnogorski"),
    ("mk", "Македонски"),
    ("mt", "Malti"),
    ("nl", "Nederlands"),
    ("no", "Norsk"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("rm", "Rumantsch"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("se", "Davvisámegiella"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("sq", "Shqip"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
];

/// The code names no language that the platform lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown language code")]
pub struct UnknownLanguage;

impl ContentLanguage {
    /// Reads a code such as `ka`.
    pub fn parse(code: &str) -> Result<Self, UnknownLanguage> {
        CONTENT_LANGUAGES.iter().position(|(c, _)| *c == code).map(Self).ok_or(UnknownLanguage)
    }

    /// All of them, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..CONTENT_LANGUAGES.len()).map(Self)
    }

    /// The code, for `lang` attributes.
    #[must_use]
    pub fn code(self) -> &'static str {
        CONTENT_LANGUAGES[self.0].0
    }

    /// The language's own name for itself.
    #[must_use]
    pub fn autonym(self) -> &'static str {
        CONTENT_LANGUAGES[self.0].1
    }
}

impl TryFrom<String> for ContentLanguage {
    type Error = UnknownLanguage;
    fn try_from(code: String) -> Result<Self, UnknownLanguage> {
        Self::parse(&code)
    }
}

impl From<ContentLanguage> for String {
    fn from(language: ContentLanguage) -> Self {
        language.code().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_language_we_speak_wins() {
        assert_eq!(Language::negotiate("de, fr;q=0.8, en;q=0.5"), Language::Fr);
        assert_eq!(Language::negotiate("fr-CH"), Language::Fr);
        assert_eq!(Language::negotiate("de"), Language::En);
        assert_eq!(Language::negotiate("fr;q=x"), Language::En);
        assert_eq!(Language::negotiate(""), Language::En);
    }

    #[test]
    fn every_content_language_reads_back() {
        for language in ContentLanguage::all() {
            assert_eq!(ContentLanguage::parse(&String::from(language)), Ok(language));
        }
    }
}
