//! What readers report about a public page.

use crate::forms::{CloseReportForm, ReportForm};
use crate::initiative::P;
use crate::registration::choice;
use crate::signatory::codes;
use crate::text::{self, Shape};
use crate::{CountryCode, Field, InitiativeId, Language, Problems, SignatoryId, limits};
use serde::{Deserialize, Serialize};
use std::fmt;

codes! {
    /// What is wrong with a page.
    ReportCategory {
        /// A child or a victim could be recognised: urgent.
        IdentifiesPerson = "identifies_person",
        /// Something is not true.
        Wrong = "wrong",
        /// Something is against the law.
        Unlawful = "unlawful",
        /// Something else, which the text says.
        Other = "other",
    }
}

impl ReportCategory {
    /// Whether it comes before all others.
    #[must_use]
    pub const fn is_urgent(self) -> bool {
        match self {
            Self::IdentifiesPerson => true,
            Self::Wrong | Self::Unlawful | Self::Other => false,
        }
    }
}

/// Public pages that belong to no signatory and have one part in their address.
const OTHERS: [&str; 9] = [
    "",
    "pact",
    "signatories",
    "initiatives",
    "legal",
    "privacy",
    "accessibility",
    "developers",
    "help",
];

/// A page of this site, whatever the language, the name and the page's number in its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportedPage {
    /// Of a signatory.
    Signatory(SignatoryId),
    /// Of an initiative.
    Initiative(InitiativeId),
    /// Another: a list or a text, by its path without language and outer slashes; empty for
    /// the home page. There are some sixty of them.
    Other(String),
}

impl ReportedPage {
    /// Reads a path such as `/en/initiatives/{id}-name/`; `None` for what is no public page of
    /// this site.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let (language, rest) = path.trim().strip_prefix('/')?.split_once('/')?;
        Language::from_code(language)?;
        let parts: Vec<&str> = rest.strip_suffix('/').unwrap_or(rest).split('/').collect();
        let number = |part: &str| part.parse::<u64>().is_ok();
        match parts.as_slice() {
            [first] => OTHERS.contains(first).then(|| Self::Other((*first).to_owned())),
            [first @ ("signatories" | "initiatives"), page] if number(page) => {
                Some(Self::Other((*first).to_owned()))
            }
            ["signatories", part] => match id_of(part) {
                Some(id) => SignatoryId::parse(id).ok().map(Self::Signatory),
                None => Self::of_country(part),
            },
            ["initiatives", part] => match id_of(part) {
                Some(id) => InitiativeId::parse(id).ok().map(Self::Initiative),
                None => Self::of_p(part),
            },
            ["signatories", country, page] if number(page) => Self::of_country(country),
            ["initiatives", p, page] if number(page) => Self::of_p(p),
            _ => None,
        }
    }

    fn of_country(part: &str) -> Option<Self> {
        let code = CountryCode::parse(part).ok()?.code().to_ascii_lowercase();
        Some(Self::Other(format!("signatories/{code}")))
    }

    fn of_p(part: &str) -> Option<Self> {
        Some(Self::Other(format!("initiatives/{}", P::from_code(part)?.code())))
    }

    /// The country whose signatories it lists, where it does that.
    #[must_use]
    pub fn country(&self) -> Option<CountryCode> {
        match self {
            Self::Other(path) => CountryCode::parse(path.strip_prefix("signatories/")?).ok(),
            Self::Signatory(_) | Self::Initiative(_) => None,
        }
    }
}

/// The identifier that a name in an address begins with.
fn id_of(part: &str) -> Option<&str> {
    part.split_once('-').map(|(id, _)| id).filter(|id| id.len() == ID)
}

/// Length of an identifier.
const ID: usize = 26;

/// One report, read from its form.
#[derive(Clone, PartialEq, Eq)]
pub struct PageReport {
    /// What is wrong.
    pub category: ReportCategory,
    /// In the reader's words, which may name somebody.
    pub text: Option<String>,
}

impl fmt::Debug for PageReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageReport").field("category", &self.category).finish_non_exhaustive()
    }
}

impl PageReport {
    /// Reads the form. Only "something else" needs words.
    pub fn parse(form: &ReportForm) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let category = choice(&form.category, ReportCategory::from_code);
        let category = problems.check(Field::Category, category);
        let text = if category == Some(ReportCategory::Other) {
            text::required(&form.report_text, limits::REPORT_TEXT, Shape::Lines).map(Some)
        } else {
            text::optional(&form.report_text, limits::REPORT_TEXT, Shape::Lines)
        };
        let text = problems.check(Field::ReportText, text);
        problems.or(category.zip(text).map(|(category, text)| Self { category, text }))
    }
}

/// Reads the note with which a report is closed; there must be one.
pub fn parse_close(form: &CloseReportForm) -> Result<String, Problems> {
    text::required(&form.note, limits::NOTE, Shape::Lines)
        .map_err(|code| Problems::one(Field::Note, code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ProblemCode, Timestamp};

    #[test]
    fn a_page_is_known_in_every_language_and_under_every_name() {
        let id = InitiativeId::new(Timestamp::UNIX_EPOCH, [1; 10]);
        let page = Some(ReportedPage::Initiative(id));
        assert_eq!(ReportedPage::parse(&format!("/en/initiatives/{id}-a-name/")), page);
        assert_eq!(ReportedPage::parse(&format!(" /fr/initiatives/{id}-autre-nom/ ")), page);
        let id = SignatoryId::new(Timestamp::UNIX_EPOCH, [1; 10]);
        let page = Some(ReportedPage::Signatory(id));
        assert_eq!(ReportedPage::parse(&format!("/en/signatories/{id}-x/")), page);
        let other = |first: &str| Some(ReportedPage::Other(first.to_owned()));
        assert_eq!(ReportedPage::parse("/en/"), other(""));
        assert_eq!(ReportedPage::parse("/fr/pact/"), other("pact"));
        for (path, page) in [
            ("/en/signatories/", "signatories"),
            ("/en/signatories/fr/", "signatories/fr"),
            ("/en/signatories/fr/12/", "signatories/fr"),
            ("/en/initiatives/3/", "initiatives"),
            ("/fr/initiatives/prevention/", "initiatives/prevention"),
            ("/fr/initiatives/prevention/3/", "initiatives/prevention"),
        ] {
            assert_eq!(ReportedPage::parse(path), other(page), "{path}");
        }
        let france = ReportedPage::parse("/en/signatories/fr/2/").unwrap();
        assert_eq!(france.country(), CountryCode::parse("FR").ok());
        assert_eq!(ReportedPage::Other("signatories".to_owned()).country(), None);
    }

    #[test]
    fn what_is_no_public_page_of_this_site_is_none() {
        for path in [
            "",
            "/",
            "/en",
            "/xx/pact/",
            "/en/staff/",
            "/en/desk",
            "//evil.example/en/",
            "https://evil.example/en/pact/",
            "/en/pact<script>/",
            "/en/pact/more/",
            "/en/help//",
            "/en/signatories/xx/",
            "/en/signatories/fr/more/",
            "/en/initiatives/other/",
            "/en/report",
            "/en/../staff/",
        ] {
            assert_eq!(ReportedPage::parse(path), None, "{path}");
        }
    }

    #[test]
    fn a_report_needs_a_category_and_only_something_else_needs_words() {
        let form = |category: &str, text: &str| ReportForm {
            category: category.to_owned(),
            report_text: text.to_owned(),
            ..ReportForm::default()
        };
        let missing = Problems::one(Field::Category, ProblemCode::Missing);
        assert_eq!(PageReport::parse(&form("", "")), Err(missing));
        let wordless = Problems::one(Field::ReportText, ProblemCode::Missing);
        assert_eq!(PageReport::parse(&form("other", " ")), Err(wordless));
        let urgent = PageReport::parse(&form("identifies_person", "")).unwrap();
        assert!(urgent.category.is_urgent() && urgent.text.is_none());
        let long = "x".repeat(limits::REPORT_TEXT + 1);
        let long = PageReport::parse(&form("wrong", &long)).unwrap_err();
        assert_eq!(long.to_string(), "report_text too_long");
        let printed = format!("{:?}", PageReport::parse(&form("wrong", "a name")).unwrap());
        assert!(!printed.contains("name"), "{printed}");
    }
}
