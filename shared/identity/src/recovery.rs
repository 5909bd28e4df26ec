//! Recovery codes: ten, each good once, stored as digests.

use domain::Secret;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use subtle::ConstantTimeEq;

/// Codes of one set.
const COUNT: usize = 10;
/// Letters and digits that are not mistaken for one another.
const ALPHABET: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// SHA-256 in hexadecimal.
#[must_use]
pub fn digest(secret: &Secret) -> String {
    Sha256::digest(secret.expose().as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Ten new codes of ten characters (about 50 bits each) from 100 random bytes, and the
/// digests to keep.
#[must_use]
pub fn new_codes(entropy: &[u8; COUNT * 10]) -> (Vec<Secret>, Vec<String>) {
    let code = |bytes: &[u8]| {
        let mut text: String = bytes
            .iter()
            .map(|byte| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()]))
            .collect();
        text.insert(5, '-');
        Secret::new(text)
    };
    let codes: Vec<Secret> = entropy.chunks(10).map(code).collect();
    let digests = codes.iter().map(digest).collect();
    (codes, digests)
}

/// The digests that are left when `typed` is one of the codes; `None` when it is not.
#[must_use]
pub fn take_code(digests: &[String], typed: &Secret) -> Option<Vec<String>> {
    let plain: String = typed
        .expose()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_lowercase();
    let mut shaped = plain;
    if shaped.len() > 5 {
        shaped.insert(5, '-');
    }
    let typed = digest(&Secret::new(shaped));
    let same = |kept: &String| bool::from(kept.as_bytes().ct_eq(typed.as_bytes()));
    digests.iter().any(same).then(|| digests.iter().filter(|kept| !same(kept)).cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_good_once_however_it_is_typed() {
        let entropy: [u8; 100] = std::array::from_fn(|i| u8::try_from(i * 37 % 251).unwrap());
        let (codes, digests) = new_codes(&entropy);
        let typed = Secret::new(codes[3].expose().to_uppercase().replace('-', " "));
        let left = take_code(&digests, &typed).unwrap();
        assert_eq!(left.len(), 9);
        assert_eq!(take_code(&left, &typed), None);
    }
}
