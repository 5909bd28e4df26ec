//! The readable part of a public address.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Longest slug, in ASCII characters.
const LONGEST: usize = 60;

/// Lower-case ASCII words joined by hyphens; never empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Slug(String);

impl Slug {
    /// Makes a slug of a name in any script. A name without a letter or digit gives `x`.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let mut slug = String::new();
        for c in deunicode::deunicode(name).chars() {
            if c.is_ascii_alphanumeric() {
                slug.push(c.to_ascii_lowercase());
            } else if matches!(c, '\'' | '`') {
                // Part of a word: «d'Azur», soft signs.
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
            if slug.len() == LONGEST {
                break;
            }
        }
        let slug = slug.trim_end_matches('-');
        Self(if slug.is_empty() { "x".to_owned() } else { slug.to_owned() })
    }

    /// The slug.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_any_script_get_a_readable_slug() {
        assert_eq!(Slug::of("Saint-Étienne (Loire)").as_str(), "saint-etienne-loire");
        assert_eq!(Slug::of("Δήμος Θεσσαλονίκης").as_str(), "demos-thessalonikes");
        assert_eq!(Slug::of("თბილისი").as_str(), "tbilisi");
        assert_eq!(Slug::of("…").as_str(), "x");
        assert!(Slug::of(&"word ".repeat(50)).as_str().len() <= LONGEST);
    }
}
