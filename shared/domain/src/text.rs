//! Rules that all typed text meets: one line or several, no invisible characters, NFC.

use crate::{ProblemCode, limits};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Most combining marks on one letter; Vietnamese and polytonic Greek need three.
const MARKS_PER_LETTER: usize = 3;

/// How a text may look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A single line.
    Line,
    /// Several lines; line breaks become `\n`.
    Lines,
}

/// Trims, brings to NFC and checks. The empty text is `Missing`.
pub fn required(raw: &str, max: usize, shape: Shape) -> Result<String, ProblemCode> {
    optional(raw, max, shape)?.ok_or(ProblemCode::Missing)
}

/// As [`required`], with `None` for the empty text.
pub fn optional(raw: &str, max: usize, shape: Shape) -> Result<Option<String>, ProblemCode> {
    let text: String = raw.trim().nfc().collect::<String>().replace("\r\n", "\n");
    if text.is_empty() {
        return Ok(None);
    }
    // A byte bound first, so that a huge text costs little; a character has at most 4 bytes.
    if text.len() > max * 4 || text.chars().count() > max {
        return Err(ProblemCode::TooLong { max });
    }
    // Counted in the decomposed form: composing hides the first mark.
    let mut marks = 0;
    for c in text.nfd() {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        let line_break = c == '\n' || c == '\t';
        if marks > MARKS_PER_LETTER
            || is_invisible(c)
            || (c.is_control() && !(line_break && shape == Shape::Lines))
        {
            return Err(ProblemCode::Unprintable);
        }
    }
    Ok(Some(text))
}

/// A name: a line that is no formula for a spreadsheet and holds no link.
pub fn name(raw: &str, max: usize) -> Result<String, ProblemCode> {
    let text = required(raw, max, Shape::Line)?;
    if text.starts_with(['=', '+', '-', '@']) {
        return Err(ProblemCode::Formula);
    }
    if text.contains("://") || text.to_ascii_lowercase().contains("www.") {
        return Err(ProblemCode::HoldsLink);
    }
    Ok(text)
}

/// A note between a signatory and staff, or to the public; may be empty.
pub fn note(raw: &str) -> Result<String, ProblemCode> {
    optional(raw, limits::NOTE, Shape::Lines).map(Option::unwrap_or_default)
}

/// As [`name`], with `None` for the empty text.
pub fn optional_name(raw: &str, max: usize) -> Result<Option<String>, ProblemCode> {
    if raw.trim().is_empty() { Ok(None) } else { name(raw, max).map(Some) }
}

/// Characters that are not seen, or that turn the direction of what follows: they serve
/// to disguise a name. Joiners are kept out as well; none of the official languages of
/// member states needs them.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00ad}' | '\u{061c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether every letter is a Latin one.
#[must_use]
pub fn is_latin(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).all(
        |c| matches!(c, 'A'..='Z' | 'a'..='z' | '\u{00aa}'..='\u{024f}' | '\u{1e00}'..='\u{1eff}' | 'ʻ' | 'ʼ'),
    )
}

/// A name without case, accents, spaces and punctuation: equal for two spellings of one body.
#[must_use]
pub fn folded(name: &str) -> String {
    name.nfkd()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .filter(|c| !is_combining_mark(*c))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn q62_bidi_zero_width_and_zalgo_are_refused_and_nfc_is_stored() {
        for bad in [
            "a\u{202e}b",
            "a\u{200b}b",
            "a\u{2066}b",
            "a\u{0}b",
            "z\u{0301}\u{0302}\u{0303}\u{0304}",
        ] {
            assert_eq!(required(bad, 50, Shape::Line), Err(ProblemCode::Unprintable), "{bad:?}");
        }
        assert_eq!(required("Ne\u{0301}mes", 50, Shape::Line).unwrap(), "Némes");
        assert_eq!(
            required("Αθή\u{0301}να".replace('\u{301}', "").as_str(), 9, Shape::Line).unwrap(),
            "Αθήνα"
        );
    }

    #[test]
    fn q61_names_are_no_formulas() {
        for bad in ["=HYPERLINK(1)", "+1", "-1", "@x"] {
            assert_eq!(name(bad, 50), Err(ProblemCode::Formula));
        }
        assert_eq!(name("\t=1", 50), Err(ProblemCode::Formula));
        assert_eq!(name("See https://x.org", 50), Err(ProblemCode::HoldsLink));
    }

    #[test]
    fn lines_keep_their_breaks_and_a_line_has_none() {
        assert_eq!(required("a\r\nb", 9, Shape::Lines).unwrap(), "a\nb");
        assert_eq!(required("a\nb", 9, Shape::Line), Err(ProblemCode::Unprintable));
    }

    #[test]
    fn length_counts_characters() {
        assert_eq!(required("ééé", 3, Shape::Line).unwrap(), "ééé");
        assert_eq!(required("éééé", 3, Shape::Line), Err(ProblemCode::TooLong { max: 3 }));
    }

    #[test]
    fn two_spellings_fold_to_one() {
        assert_eq!(folded("Saint-Étienne"), folded("SAINT ETIENNE"));
        assert_ne!(folded("Θεσσαλονίκη"), folded("Αθήνα"));
    }
}
