//! The static files, published as they are. Those whose address holds a hash never change.

/// A static file.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// Where it is served, such as `/assets/site.0a1b2c3d.css`.
    pub address: &'static str,
    /// Its `Content-Type`.
    pub content_type: &'static str,
    /// Its content.
    pub bytes: &'static [u8],
    /// The address changes with the content, so that it may be kept for ever.
    pub immutable: bool,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_and_script_stay_small() {
        for (extension, limit) in [("css", 20_000), ("js", 3_000)] {
            let size: usize = ALL
                .iter()
                .filter(|asset| asset.address.ends_with(extension))
                .map(|asset| asset.bytes.len())
                .sum();
            assert!(size > 0 && size < limit, "{extension}: {size} bytes");
        }
    }

    #[test]
    fn q100_security_txt_says_whom_to_tell_and_has_not_run_out() {
        let path = "/.well-known/security.txt";
        let file = ALL.iter().find(|asset| asset.address == path).unwrap();
        assert_eq!(file.content_type, "text/plain; charset=utf-8");
        let text = std::str::from_utf8(file.bytes).unwrap();
        let value = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        let contact = value("Contact: ");
        assert!(contact.starts_with("mailto:") || contact.starts_with("https://"), "{contact}");
        let expires: jiff::Timestamp = value("Expires: ").parse().unwrap();
        #[expect(clippy::disallowed_methods, reason = "whether it has run out depends on today")]
        let now = jiff::Timestamp::now();
        assert!(expires > now + jiff::SignedDuration::from_hours(30 * 24), "{expires}");
        // RFC 9116: less than a year is recommended; two would be a promise nobody keeps.
        assert!(expires < now + jiff::SignedDuration::from_hours(2 * 366 * 24), "{expires}");
    }

    #[test]
    fn q99_nothing_comes_from_elsewhere() {
        let style = ALL.iter().find(|asset| asset.address == SITE_CSS).unwrap();
        let text = std::str::from_utf8(style.bytes).unwrap();
        for outside in ["http:", "https:", "//", "@import"] {
            assert!(!text.contains(outside), "{outside}");
        }
    }
}
