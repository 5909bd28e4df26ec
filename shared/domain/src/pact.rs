//! The text of the undertaking, by version, and the goals, both kept as data.

use crate::signatory::codes;
use crate::{Language, ProblemCode};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// One version of the text that signatories undertake.
#[derive(Debug)]
pub struct Undertaking {
    /// Version, such as `2026-1`.
    pub version: &'static str,
    en: &'static str,
    fr: &'static str,
    hashes: LazyLock<[String; 2]>,
}

/// The version in force.
pub static CURRENT: Undertaking = Undertaking {
    version: "2026-1",
    en: include_str!("../data/pact-2026-1.en.md"),
    fr: include_str!("../data/pact-2026-1.fr.md"),
    hashes: LazyLock::new(|| [digest(CURRENT.en), digest(CURRENT.fr)]),
};

impl Undertaking {
    /// The text, in restricted Markdown.
    #[must_use]
    pub fn text(&self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Fr => self.fr,
        }
    }

    /// SHA-256 of the text's bytes, in hexadecimal.
    #[must_use]
    pub fn hash(&self, language: Language) -> &str {
        match language {
            Language::En => &self.hashes[0],
            Language::Fr => &self.hashes[1],
        }
    }
}

fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

codes! {
    /// Where a goal belongs.
    GoalGroup {
        /// Prevention.
        Prevention = "prevention",
        /// Protection.
        Protection = "protection",
        /// Prosecution.
        Prosecution = "prosecution",
        /// Participation.
        Participation = "participation",
        /// Over all four.
        CrossCutting = "cross-cutting",
    }
}

/// A goal of the Pact. The list is a stand-in with a source for each line, not the
/// official one, and is replaced as data.
#[derive(Debug, Deserialize)]
pub struct Goal {
    /// Where it belongs.
    #[serde(rename = "p")]
    pub group: GoalGroup,
    /// Our code; not an official one.
    pub code: String,
    title: BTreeMap<Language, String>,
    /// Where the line comes from.
    pub source: String,
}

#[derive(Deserialize)]
struct GoalFile {
    goals: Vec<Goal>,
}

static GOALS: LazyLock<Vec<Goal>> = LazyLock::new(|| {
    // The file is part of the build and a test reads it; an unreadable one is no goals.
    serde_json::from_str::<GoalFile>(include_str!("../data/goals.json"))
        .map(|file| file.goals)
        .unwrap_or_default()
});

impl Goal {
    /// All goals in the list's order.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &GOALS
    }

    /// The goal of that code.
    #[must_use]
    pub fn find(code: &str) -> Option<&'static Self> {
        Self::all().iter().find(|goal| goal.code == code)
    }

    /// Its title.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        self.title.get(&language).or_else(|| self.title.get(&Language::En)).map_or("", |t| t)
    }

    /// Reads codes; at least one.
    pub fn parse_codes(raw: &[String]) -> Result<Vec<String>, ProblemCode> {
        let codes = Self::parse_optional_codes(raw)?;
        if codes.is_empty() { Err(ProblemCode::Missing) } else { Ok(codes) }
    }

    /// Reads codes, brings them into the list's order and drops repetitions.
    pub fn parse_optional_codes(raw: &[String]) -> Result<Vec<String>, ProblemCode> {
        let known = |code: &String| Self::find(code.trim()).is_some();
        if !raw.iter().filter(|code| !code.trim().is_empty()).all(known) {
            return Err(ProblemCode::UnknownChoice);
        }
        let chosen = |goal: &&Self| raw.iter().any(|code| code.trim() == goal.code);
        Ok(Self::all().iter().filter(chosen).map(|goal| goal.code.clone()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_goal_has_a_code_of_its_own_and_a_title_in_every_language() {
        let mut codes: Vec<_> = Goal::all().iter().map(|goal| &goal.code).collect();
        assert!(codes.len() > 10);
        codes.dedup();
        assert_eq!(codes.len(), Goal::all().len());
        for goal in Goal::all() {
            for language in Language::ALL {
                assert!(goal.title.contains_key(&language), "{} {language:?}", goal.code);
            }
        }
    }

    #[test]
    fn codes_come_out_in_the_lists_order_without_repetitions() {
        let raw = ["PT1", "PV1", "PT1", ""].map(str::to_owned);
        assert_eq!(Goal::parse_codes(&raw).unwrap(), ["PV1", "PT1"]);
        assert_eq!(Goal::parse_codes(&["XX".to_owned()]), Err(ProblemCode::UnknownChoice));
        assert_eq!(Goal::parse_codes(&[]), Err(ProblemCode::Missing));
    }

    #[test]
    fn the_hash_is_of_the_text_shown() {
        assert_eq!(CURRENT.hash(Language::En), digest(CURRENT.text(Language::En)));
        assert_ne!(CURRENT.hash(Language::En), CURRENT.hash(Language::Fr));
    }
}
