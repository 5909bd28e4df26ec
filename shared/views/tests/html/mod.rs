//! Reads the elements of our own pages: well-formed, attributes in double quotes.

/// An opening tag.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    /// Name of the element.
    pub(crate) name: &'a str,
    /// Names and values.
    pub(crate) attributes: Vec<(&'a str, &'a str)>,
}

impl Element<'_> {
    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
    }
}

/// Every opening tag in order.
pub(crate) fn elements(html: &str) -> Vec<Element<'_>> {
    let mut elements = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if rest.starts_with(['/', '!']) {
            continue;
        }
        let end = rest.find(|c: char| c.is_whitespace() || c == '>').unwrap();
        let (name, mut tail) = rest.split_at(end);
        let mut attributes = Vec::new();
        loop {
            tail = tail.trim_start();
            if tail.starts_with('>') || tail.is_empty() {
                break;
            }
            let end = tail.find(|c: char| c == '=' || c.is_whitespace() || c == '>').unwrap();
            let (key, after) = tail.split_at(end);
            if let Some(quoted) = after.strip_prefix("=\"") {
                let (value, after) = quoted.split_once('"').unwrap();
                attributes.push((key, value));
                tail = after;
            } else {
                attributes.push((key, ""));
                tail = after;
            }
        }
        elements.push(Element { name, attributes });
        rest = tail;
    }
    elements
}

/// What the tab says.
pub(crate) fn title(html: &str) -> &str {
    let (_, rest) = html.split_once("<title>").unwrap();
    rest.split_once("</title>").unwrap().0
}

/// `site.0a1b2c3d.css` as `site.css`.
pub(crate) fn without_hashes(html: &str) -> String {
    let mut out = html.to_owned();
    for asset in views::assets::ALL.iter().filter(|asset| asset.immutable) {
        let mut parts: Vec<_> = asset.address.split('.').collect();
        parts.remove(1);
        out = out.replace(asset.address, &parts.join("."));
    }
    out
}
