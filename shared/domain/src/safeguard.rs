//! Soft flags: words that could identify a child or a victim. They are shown to the author
//! when submitting and to the moderator when deciding, and block nothing by themselves.
//!
//! The rules look at single words and their neighbours, never further than a fixed number of
//! words, so that the time grows with the length of the text alone. English and French have
//! rules of their own; every other language gets those that need no grammar: addresses,
//! numbers and dates beside a word for birth or for a file.
//!
//! What is public by purpose is no flag: helplines and other free-phone numbers, mailboxes of
//! an office such as `info@`, the street address of a town hall, age groups, years and figures.

mod birth;
mod contact;
mod name;
mod place;
mod record;
mod tokens;
mod words;

use crate::ContentLanguage;
use crate::signatory::codes;
use std::ops::Range;
use tokens::Text;

codes! {
    /// What words may be.
    FlagKind {
        /// A name or initials, with an age.
        NameWithAge = "name_with_age",
        /// A date of birth.
        DateOfBirth = "date_of_birth",
        /// A named school, with a pupil's name or initials.
        SchoolWithInitials = "school_with_initials",
        /// A street address.
        StreetAddress = "street_address",
        /// A telephone number.
        PhoneNumber = "phone_number",
        /// An e-mail address, also one written to be hidden from machines.
        EmailAddress = "email_address",
        /// The number of a case or of a file.
        CaseNumber = "case_number",
    }
}

/// Words that may identify somebody.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Flag {
    /// What they may be.
    pub kind: FlagKind,
    /// Where they stand, in bytes; both ends are boundaries of characters.
    pub range: Range<usize>,
}

/// Flagged words as programs see them.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Flagged<'a> {
    /// Name of the field.
    pub field: &'static str,
    /// What they may be.
    pub kind: FlagKind,
    /// The words.
    pub words: &'a str,
}

/// Which rules a text gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rules {
    English,
    French,
    Neutral,
}

impl Rules {
    fn of(language: ContentLanguage) -> Self {
        match language.code() {
            "en" => Self::English,
            "fr" => Self::French,
            _ => Self::Neutral,
        }
    }
}

/// The flags of a text, in the order in which they stand. Flags of different kinds may
/// overlap; those of one kind do not.
#[must_use]
pub fn scan(text: &str, language: ContentLanguage) -> Vec<Flag> {
    let rules = Rules::of(language);
    let text = Text::read(text);
    let mut flags = Vec::new();
    contact::emails(&text, &mut flags);
    birth::dates(&text, rules, &mut flags);
    record::numbers(&text, rules, &mut flags);
    contact::phones(&text, rules, &mut flags);
    match rules {
        Rules::English | Rules::French => {
            name::with_age(&text, rules, &mut flags);
            place::schools(&text, rules, &mut flags);
            place::streets(&text, rules, &mut flags);
        }
        Rules::Neutral => {}
    }
    tidy(flags)
}

/// Sorts, and makes one of flags of one kind that overlap.
fn tidy(mut flags: Vec<Flag>) -> Vec<Flag> {
    flags.sort_by_key(|flag| (flag.kind, flag.range.start, flag.range.end));
    let mut tidied: Vec<Flag> = Vec::with_capacity(flags.len());
    for flag in flags {
        match tidied.last_mut() {
            Some(last) if last.kind == flag.kind && flag.range.start < last.range.end => {
                last.range.end = last.range.end.max(flag.range.end);
            }
            Some(_) | None => tidied.push(flag),
        }
    }
    tidied.sort_by_key(|flag| (flag.range.start, flag.range.end, flag.kind));
    tidied
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str, language: &str) -> Vec<(FlagKind, String)> {
        scan(text, ContentLanguage::parse(language).unwrap())
            .into_iter()
            .map(|flag| (flag.kind, text[flag.range].to_owned()))
            .collect()
    }

    #[test]
    fn the_words_themselves_are_marked() {
        let found = kinds("We met Emma, 9, in May. Her file number is 24/118.", "en");
        assert_eq!(
            found,
            [
                (FlagKind::NameWithAge, "Emma, 9".to_owned()),
                (FlagKind::CaseNumber, "file number is 24/118".to_owned()),
            ]
        );
        let found = kinds("Contact : anna (at) example.org", "fr");
        assert_eq!(found, [(FlagKind::EmailAddress, "anna (at) example.org".to_owned())]);
    }

    #[test]
    fn other_languages_get_the_rules_that_need_no_grammar() {
        let found = kinds("Mia, geb. am 3.3.2014, Tel. 0151 2345 6789, Az. 12 Js 345/22", "de");
        let found: Vec<FlagKind> = found.into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(found, [FlagKind::DateOfBirth, FlagKind::PhoneNumber, FlagKind::CaseNumber]);
        assert_eq!(kinds("Am 18.11.2025, von 9 bis 12 Uhr: 116 111", "de"), []);
    }
}
