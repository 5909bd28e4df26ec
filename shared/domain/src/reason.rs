//! Why staff refuse or take down: a list that they edit. A decision keeps a copy of the
//! reason it was given, so that rewording or deleting one later changes nothing decided.

use crate::forms::ReasonForm;
use crate::registration::ticked;
use crate::text::{self, Shape};
use crate::{Field, Language, ProblemCode, Problems, limits};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::LazyLock;

/// The code of a reason: 2 to 40 small letters, digits and underscores, a letter first.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReasonCode(String);

/// The reason that needs a note which says what it is.
const OTHER: &str = "other";
/// Where the page of a reason not yet made is.
const NEW: &str = "new";

impl ReasonCode {
    /// Reads a code.
    pub fn parse(raw: &str) -> Result<Self, ProblemCode> {
        let code = raw.trim();
        if code.is_empty() {
            return Err(ProblemCode::Missing);
        }
        if code.len() > limits::REASON_CODE {
            return Err(ProblemCode::TooLong { max: limits::REASON_CODE });
        }
        let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let good = code.len() > 1 && code.starts_with(|c: char| c.is_ascii_lowercase());
        if !good || !code.chars().all(letters) || code == NEW {
            return Err(ProblemCode::Malformed);
        }
        Ok(Self(code.to_owned()))
    }

    /// The code, for forms, addresses and data files.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a decision with this reason needs a note.
    #[must_use]
    pub fn needs_note(&self) -> bool {
        self.0 == OTHER
    }
}

impl fmt::Display for ReasonCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text is no code of a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the code of a reason")]
pub struct NotAReason;

impl TryFrom<String> for ReasonCode {
    type Error = NotAReason;
    fn try_from(code: String) -> Result<Self, NotAReason> {
        Self::parse(&code).map_err(|_| NotAReason)
    }
}

impl From<ReasonCode> for String {
    fn from(code: ReasonCode) -> Self {
        code.0
    }
}

/// A reason, or the copy of one that a decision keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct Reason {
    /// Its code; never changed.
    pub code: ReasonCode,
    /// Its words in English.
    pub en: String,
    /// Its words in French.
    pub fr: String,
    /// Whether the text decided upon is kept out of the public record.
    pub hides_text: bool,
    /// Whether it is offered no more.
    pub retired: bool,
}

/// As it is stored: whole, or as the code alone in records from when the list was fixed.
#[derive(Deserialize)]
#[serde(untagged)]
enum Stored {
    Code(String),
    Whole(Whole),
}

#[derive(Deserialize)]
struct Whole {
    code: ReasonCode,
    en: String,
    fr: String,
    #[serde(default)]
    hides_text: bool,
    #[serde(default)]
    retired: bool,
}

impl From<Whole> for Reason {
    fn from(Whole { code, en, fr, hides_text, retired }: Whole) -> Self {
        Self { code, en, fr, hides_text, retired }
    }
}

impl TryFrom<Stored> for Reason {
    type Error = NotAReason;
    fn try_from(stored: Stored) -> Result<Self, NotAReason> {
        match stored {
            Stored::Code(code) => find(Self::defaults(), &code).cloned().ok_or(NotAReason),
            Stored::Whole(whole) => Ok(whole.into()),
        }
    }
}

#[derive(Deserialize)]
struct ReasonFile {
    reasons: Vec<Whole>,
}

static DEFAULTS: LazyLock<Vec<Reason>> = LazyLock::new(|| {
    // The file is part of the build and a test reads it; an unreadable one is no reasons.
    let file = serde_json::from_str::<ReasonFile>(include_str!("../data/reasons.json"));
    // Not read as reasons: their reading looks into the finished list.
    file.map(|file| file.reasons.into_iter().map(Reason::from).collect()).unwrap_or_default()
});

impl Reason {
    /// The list in force until staff change it.
    #[must_use]
    pub fn defaults() -> &'static [Self] {
        &DEFAULTS
    }

    /// The reason of that code in the list in force until staff change it.
    #[must_use]
    pub fn default_of(code: &str) -> Option<Self> {
        find(Self::defaults(), code).cloned()
    }

    /// Its words.
    #[must_use]
    pub fn words(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Fr => &self.fr,
        }
    }

    /// Reads a reason from the form of staff; `code` is that of the reason which is being
    /// changed, none for a new one. A new one's must be free among `others`.
    pub fn parse(
        form: &ReasonForm,
        code: Option<&ReasonCode>,
        others: &[Self],
    ) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let code = match code {
            Some(code) => Some(code.clone()),
            None => problems.check(Field::ReasonCode, free(&form.reason_code, others)),
        };
        let words = |raw: &str| text::required(raw, limits::REASON_WORDS, Shape::Line);
        let en = problems.check(Field::WordsEn, words(&form.words_en));
        let fr = problems.check(Field::WordsFr, words(&form.words_fr));
        let hides_text = ticked(&form.hides_text);
        let retired = ticked(&form.retired);
        problems.or((|| Some(Self { code: code?, en: en?, fr: fr?, hides_text, retired }))())
    }
}

impl From<&Reason> for ReasonForm {
    fn from(reason: &Reason) -> Self {
        let yes = |on: bool| if on { "yes".to_owned() } else { String::new() };
        Self {
            reason_code: reason.code.to_string(),
            words_en: reason.en.clone(),
            words_fr: reason.fr.clone(),
            hides_text: yes(reason.hides_text),
            retired: yes(reason.retired),
            intent: String::new(),
            rev: String::new(),
        }
    }
}

/// The reason of that code.
#[must_use]
pub fn find<'a>(reasons: &'a [Reason], code: &str) -> Option<&'a Reason> {
    reasons.iter().find(|reason| reason.code.as_str() == code.trim())
}

/// Reads the reason chosen for a decision: one of those offered now.
pub fn choose(reasons: &[Reason], raw: &str) -> Result<Reason, ProblemCode> {
    if raw.trim().is_empty() {
        return Err(ProblemCode::Missing);
    }
    let offered = find(reasons, raw).filter(|reason| !reason.retired);
    offered.cloned().ok_or(ProblemCode::UnknownChoice)
}

fn free(raw: &str, others: &[Reason]) -> Result<ReasonCode, ProblemCode> {
    let code = ReasonCode::parse(raw)?;
    let taken = others.iter().any(|other| other.code == code);
    if taken { Err(ProblemCode::NotAllowed) } else { Ok(code) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_list_is_read_and_has_words_in_every_language() {
        let codes: Vec<&str> =
            Reason::defaults().iter().map(|reason| reason.code.as_str()).collect();
        assert_eq!(
            codes,
            [
                "not_verifiable",
                "duplicate",
                "not_authorised",
                "off_topic",
                "incomplete",
                "identifies_person",
                "unlawful",
                "other"
            ]
        );
        for reason in Reason::defaults() {
            for language in Language::ALL {
                assert!(!reason.words(language).is_empty(), "{} {language:?}", reason.code);
            }
            let hides = ["identifies_person", "unlawful"].contains(&reason.code.as_str());
            assert_eq!(reason.hides_text, hides, "{}", reason.code);
        }
    }

    #[test]
    fn a_record_that_holds_a_code_alone_still_reads() {
        for reason in Reason::defaults() {
            let read: Reason = serde_json::from_value(reason.code.as_str().into()).unwrap();
            assert_eq!(&read, reason);
        }
        assert!(serde_json::from_str::<Reason>("\"no_such_code\"").is_err());
    }

    #[test]
    fn a_copy_reads_back_whatever_the_list_says_now() {
        let own = Reason {
            code: ReasonCode::parse("withdrawn_by_court").unwrap(),
            en: "A court has decided".to_owned(),
            fr: "Une juridiction a statué".to_owned(),
            hides_text: true,
            retired: false,
        };
        let stored = serde_json::to_value(&own).unwrap();
        assert_eq!(serde_json::from_value::<Reason>(stored).unwrap(), own);
    }

    #[test]
    fn only_what_is_offered_now_can_be_chosen() {
        let mut reasons = Reason::defaults().to_vec();
        assert_eq!(choose(&reasons, " duplicate ").unwrap().code.as_str(), "duplicate");
        assert_eq!(choose(&reasons, ""), Err(ProblemCode::Missing));
        reasons[1].retired = true;
        assert_eq!(choose(&reasons, "duplicate"), Err(ProblemCode::UnknownChoice));
        reasons.remove(1);
        assert_eq!(choose(&reasons, "duplicate"), Err(ProblemCode::UnknownChoice));
    }

    #[test]
    fn a_reason_is_read_with_all_its_problems() {
        let reasons = Reason::defaults();
        let form = ReasonForm { reason_code: "Bad code".to_owned(), ..ReasonForm::default() };
        let problems = Reason::parse(&form, None, reasons).unwrap_err().to_string();
        assert_eq!(problems, "reason_code malformed, words_en missing, words_fr missing");
        let form = ReasonForm {
            reason_code: "duplicate".to_owned(),
            words_en: "Twice".to_owned(),
            words_fr: "Deux fois".to_owned(),
            ..ReasonForm::default()
        };
        let problems = Reason::parse(&form, None, reasons).unwrap_err().to_string();
        assert_eq!(problems, "reason_code not_allowed");
        // Reworded: the code is the old one's, whatever the form says.
        let reworded = Reason::parse(&form, Some(&reasons[0].code), reasons).unwrap();
        assert_eq!((reworded.code.as_str(), reworded.en.as_str()), ("not_verifiable", "Twice"));
    }
}
