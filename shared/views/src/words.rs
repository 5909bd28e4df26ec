//! Every phrase of the platform, as methods made from `phrases/{language}/*.ftl` at build
//! time. Adding a language is adding a folder there and a variant of [`Language`].

use domain::{Date, Language, Timestamp};
use jiff::{civil::DateTime, tz::TimeZone};
use maud::{Markup, Render, html};

/// The phrases in one language. Methods take their arguments in the order of the names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    language: Language,
}

impl Words {
    /// The phrases in `language`.
    #[must_use]
    pub const fn new(language: Language) -> Self {
        Self { language }
    }

    /// Their language.
    #[must_use]
    pub const fn language(self) -> Language {
        self.language
    }

    /// A whole number with the language's separator of thousands.
    #[must_use]
    pub fn number(self, number: u64) -> String {
        let separator = match self.language {
            Language::En => ",",
            Language::Fr => "\u{202f}",
        };
        let digits = number.to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push_str(separator);
            }
            out.push(digit);
        }
        out
    }

    /// Whether the language's plural rules (CLDR, cardinal) say "one" of this number.
    #[must_use]
    const fn is_one(self, number: u64) -> bool {
        match self.language {
            Language::En => number == 1,
            Language::Fr => number <= 1,
        }
    }

    /// A date in words: `1 March 2026`, `1er mars 2026`.
    #[must_use]
    pub fn date(self, date: Date) -> String {
        let day = match (self.language, date.day()) {
            (Language::Fr, 1) => "1er".to_owned(),
            (_, day) => day.to_string(),
        };
        format!("{day}\u{a0}{} {}", self.month(date.month()), date.year())
    }

    /// The day of a moment, in UTC, in words.
    #[must_use]
    pub fn day(self, moment: Timestamp) -> String {
        self.date(utc(moment).date())
    }

    /// A moment in UTC in words: `1 March 2026 at 14:05 UTC`.
    #[must_use]
    pub fn moment(self, moment: Timestamp) -> String {
        let time = utc(moment);
        let clock = format!("{:02}:{:02}", time.hour(), time.minute());
        self.date_and_time(&clock, &self.date(time.date()))
    }

    fn month(self, month: i8) -> &'static str {
        match month {
            1 => self.month_1(),
            2 => self.month_2(),
            3 => self.month_3(),
            4 => self.month_4(),
            5 => self.month_5(),
            6 => self.month_6(),
            7 => self.month_7(),
            8 => self.month_8(),
            9 => self.month_9(),
            10 => self.month_10(),
            11 => self.month_11(),
            _ => self.month_12(),
        }
    }
}

fn utc(moment: Timestamp) -> DateTime {
    TimeZone::UTC.to_datetime(moment)
}

include!(concat!(env!("OUT_DIR"), "/words.rs"));
