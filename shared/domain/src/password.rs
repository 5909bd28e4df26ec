//! Passwords: length and guessability, no composition rules.

use crate::{ProblemCode, Secret, limits};
use zxcvbn::Score;

/// A new password that passed the rules. Kept byte for byte as typed: no trimming, no
/// Unicode normalisation, nothing cut off.
#[derive(Debug, Clone)]
pub struct Password(Secret);

/// Words that everybody on this platform would try first.
const OWN_WORDS: &[&str] =
    &["pact", "pacte", "lanzarote", "congress", "strasbourg", "europe", "council", "one in five"];

impl Password {
    /// Checks a new password. `personal` holds what a guesser would know of the person: the
    /// address, the names.
    pub fn parse(typed: &Secret, personal: &[&str]) -> Result<Self, ProblemCode> {
        let text = typed.expose();
        if text.is_empty() {
            return Err(ProblemCode::Missing);
        }
        // Cognito counts UTF-16 units in its regular expression; characters are never more.
        let length = text.chars().count();
        if length < limits::PASSWORD_MIN {
            return Err(ProblemCode::TooShort { min: limits::PASSWORD_MIN });
        }
        if text.encode_utf16().count() > limits::PASSWORD_MAX {
            return Err(ProblemCode::TooLong { max: limits::PASSWORD_MAX });
        }
        if text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) {
            return Err(ProblemCode::EdgeSpace);
        }
        let mut known: Vec<&str> = OWN_WORDS.to_vec();
        known.extend(personal.iter().flat_map(|text| text.split([' ', '@', '.', '-'])));
        known.extend(personal);
        if zxcvbn::zxcvbn(text, &known).score() < Score::Three {
            return Err(ProblemCode::EasyToGuess);
        }
        Ok(Self(typed.clone()))
    }

    /// The password, for the call to Cognito.
    #[must_use]
    pub fn secret(&self) -> &Secret {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Password, ProblemCode> {
        Password::parse(&Secret::new(text), &["Ville de Granollers", "anna@granollers.cat"])
    }

    #[test]
    fn q8_length_is_the_only_rule_of_form() {
        let long: String = (0..64u8).map(|i| char::from(b'!' + i.wrapping_mul(37) % 90)).collect();
        assert_eq!(parse("k7#Qz!p").unwrap_err(), ProblemCode::TooShort { min: 12 });
        assert!(parse("vK9-plum-tide").is_ok());
        assert!(parse(&long).is_ok());
        assert!(parse(&long.repeat(4)).is_ok());
        assert_eq!(
            parse(&(long.repeat(4) + "x")).unwrap_err(),
            ProblemCode::TooLong { max: limits::PASSWORD_MAX }
        );
    }

    #[test]
    fn q9_any_letters_and_inner_spaces_are_welcome() {
        for good in ["correct horse battery staple", "θάλασσα κύμα βράχος", "🦊 forêt 🌲 brume 🌫"]
        {
            assert_eq!(parse(good).unwrap().secret().expose(), good);
        }
        assert_eq!(parse(" correct horse battery").unwrap_err(), ProblemCode::EdgeSpace);
    }

    #[test]
    fn q9_two_ways_to_write_a_letter_are_two_passwords() {
        let (composed, decomposed) = ("caf\u{e9} brume lanterne", "cafe\u{301} brume lanterne");
        for typed in [composed, decomposed] {
            assert_eq!(parse(typed).unwrap().secret().expose().as_bytes(), typed.as_bytes());
        }
        assert_ne!(parse(composed).unwrap().secret(), parse(decomposed).unwrap().secret());
    }

    #[test]
    fn q10_what_is_guessed_first_is_refused() {
        for weak in
            ["password123456", "Strasbourg2026!", "granollers2026", "pactpactpact", "aaaaaaaaaaaa"]
        {
            assert_eq!(parse(weak).unwrap_err(), ProblemCode::EasyToGuess, "{weak}");
        }
    }
}
