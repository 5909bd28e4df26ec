//! Form tokens: prove that a form was given to this browser, in this session, not long ago.
//!
//! `{end}.{mac}` where `mac` is HMAC-SHA256 over end and session cookie, keyed with the
//! 256 random bits of the form cookie. The key is known to that browser and nobody else
//! (`__Host-` cookies cannot be planted by a neighbour), so no server-side secret is needed.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{Secret, Timestamp, limits};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// A token for the forms of one page.
pub(crate) fn make(form_cookie: &Secret, session: Option<&Secret>, now: Timestamp) -> String {
    let end = (now + limits::FORM_TOKEN_LIFE).as_second();
    format!("{end}.{}", URL_SAFE_NO_PAD.encode(mac(form_cookie, session, end)))
}

/// Whether `token` is one of ours for this browser and session, and not too old.
pub(crate) fn is_good(
    token: &str,
    form_cookie: &Secret,
    session: Option<&Secret>,
    now: Timestamp,
) -> bool {
    let Some((end, given)) = token.split_once('.') else { return false };
    let (Ok(end), Ok(given)) = (end.parse::<i64>(), URL_SAFE_NO_PAD.decode(given)) else {
        return false;
    };
    let expected = mac(form_cookie, session, end);
    now.as_second() < end && bool::from(subtle::ConstantTimeEq::ct_eq(&expected[..], &given[..]))
}

fn mac(form_cookie: &Secret, session: Option<&Secret>, end: i64) -> Vec<u8> {
    // HMAC takes keys of any length; the fallback is never used.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(form_cookie.expose().as_bytes()) else {
        return Vec::new();
    };
    mac.update(&end.to_be_bytes());
    mac.update(session.map_or("", Secret::expose).as_bytes());
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    #[test]
    fn q37_a_token_is_bound_to_browser_session_and_time() {
        let (browser, session) = (Secret::new("browser"), Secret::new("session"));
        let now = Timestamp::UNIX_EPOCH;
        let token = make(&browser, Some(&session), now);
        assert!(is_good(&token, &browser, Some(&session), now));
        assert!(!is_good(&token, &Secret::new("other"), Some(&session), now));
        assert!(!is_good(&token, &browser, Some(&Secret::new("other")), now));
        assert!(!is_good(&token, &browser, None, now));
        assert!(!is_good(&token, &browser, Some(&session), now + SignedDuration::from_hours(24)));
        for bad in ["", ".", "1.", "x.y", "99999999999.AAAA"] {
            assert!(!is_good(bad, &browser, Some(&session), now), "{bad}");
        }
    }
}
