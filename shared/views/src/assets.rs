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
    fn q99_nothing_comes_from_elsewhere() {
        let style = ALL.iter().find(|asset| asset.address == SITE_CSS).unwrap();
        let text = std::str::from_utf8(style.bytes).unwrap();
        for outside in ["http:", "https:", "//", "@import"] {
            assert!(!text.contains(outside), "{outside}");
        }
    }
}
