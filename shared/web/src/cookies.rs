//! Cookies: three, all strictly necessary, all `__Host-`, none readable by scripts.

use domain::Secret;
use jiff::SignedDuration;

/// Holds the session's secret.
pub const SESSION_COOKIE: &str = "__Host-sid";
/// Binds forms and a registration in progress to this browser.
pub const FORM_COOKIE: &str = "__Host-form";
/// Marks a browser that signed in before.
pub const DEVICE_COOKIE: &str = "__Host-device";

/// Value of a `Set-Cookie` header. The session is `Strict`: no request that another site
/// causes carries it. `life` of `None` is a cookie for as long as the browser is open.
#[must_use]
pub fn cookie(name: &str, value: &Secret, life: Option<SignedDuration>) -> String {
    let same_site = if name == FORM_COOKIE { "Lax" } else { "Strict" };
    let max_age = life.map(|life| format!("; Max-Age={}", life.as_secs())).unwrap_or_default();
    format!("{name}={}; Path=/; Secure; HttpOnly; SameSite={same_site}{max_age}", value.expose())
}

/// Value of a `Set-Cookie` header that removes the cookie.
#[must_use]
pub fn dead_cookie(name: &str) -> String {
    cookie(name, &Secret::default(), Some(SignedDuration::ZERO))
}

/// The value of a cookie in the request's `Cookie` headers.
pub(crate) fn find<'a>(headers: impl Iterator<Item = &'a str>, name: &str) -> Option<Secret> {
    headers
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| Secret::new(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn q28_cookies_are_host_bound_secure_and_closed_to_scripts() {
        let session = cookie(SESSION_COOKIE, &Secret::new("x"), None);
        assert_eq!(session, "__Host-sid=x; Path=/; Secure; HttpOnly; SameSite=Strict");
        assert!(dead_cookie(SESSION_COOKIE).ends_with("Max-Age=0"));
    }

    #[test]
    fn cookies_are_found_in_one_header_or_several() {
        let one = ["a=1; __Host-sid=s"];
        assert_eq!(find(one.into_iter(), SESSION_COOKIE), Some(Secret::new("s")));
        let two = ["a=1", "__Host-sid=s"];
        assert_eq!(find(two.into_iter(), SESSION_COOKIE), Some(Secret::new("s")));
        assert_eq!(find(["__Host-sid="].into_iter(), SESSION_COOKIE), None);
    }
}
