//! Restricted Markdown: paragraphs, emphasis, lists, links, quotations, headings below the
//! page's own. Written event by event from an allow-list: what is not on it appears as text
//! or not at all, so no filter has to catch anything afterwards.

use crate::trusted;
use domain::SafeUrl;
use maud::{Escaper, Markup};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::fmt::Write as _;

/// What readers are told of a link that somebody else chose.
const REL: &str = "nofollow noopener noreferrer ugc";

/// Renders a signatory's text. Headings start below the page's own (level 3).
#[must_use]
pub fn render(text: &str) -> Markup {
    let mut writer = Writer { out: String::with_capacity(text.len() * 2), open: Vec::new() };
    for event in Parser::new_ext(text, Options::empty()) {
        writer.event(event);
    }
    trusted::assembled(writer.out)
}

struct Writer {
    out: String,
    /// For each open link or image, whether its tag was written.
    open: Vec<bool>,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            // Raw HTML is shown as it was typed.
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(text) => {
                self.out.push_str("<code>");
                self.text(&text);
                self.out.push_str("</code>");
            }
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>"),
            Event::Rule => self.out.push_str("<hr>"),
            // Extensions that are not switched on.
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        let _ = Escaper::new(&mut self.out).write_str(text);
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.out.push_str("<p>"),
            Tag::Heading { level, .. } => self.out.push_str(heading(*level).0),
            Tag::BlockQuote(_) => self.out.push_str("<blockquote>"),
            Tag::CodeBlock(_) => self.out.push_str("<pre><code>"),
            Tag::List(None) => self.out.push_str("<ul>"),
            Tag::List(Some(_)) => self.out.push_str("<ol>"),
            Tag::Item => self.out.push_str("<li>"),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Link { dest_url, .. } => self.link(dest_url),
            // The alternative text of a picture follows as text.
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.out.push_str("</p>\n"),
            TagEnd::Heading(level) => self.out.push_str(heading(level).1),
            TagEnd::BlockQuote(_) => self.out.push_str("</blockquote>\n"),
            TagEnd::CodeBlock => self.out.push_str("</code></pre>\n"),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Link if self.open.pop() == Some(true) => self.out.push_str("</a>"),
            _ => {}
        }
    }

    /// A link that is not safe is left out; its words stay.
    fn link(&mut self, address: &CowStr<'_>) {
        let safe = safe_address(address);
        self.open.push(safe.is_some());
        if let Some(address) = safe {
            self.out.push_str("<a href=\"");
            self.text(&address);
            let _ = write!(self.out, "\" rel=\"{REL}\">");
        }
    }
}

/// `https` with a public host, or `mailto` with a plain address.
fn safe_address(address: &str) -> Option<String> {
    if let Some(mailbox) = address.strip_prefix("mailto:") {
        let plain = mailbox.contains('@')
            && mailbox.chars().all(|c| c.is_ascii_alphanumeric() || "@.-_+".contains(c));
        return plain.then(|| address.to_owned());
    }
    if !address.starts_with("https://") {
        return None;
    }
    SafeUrl::parse(address).ok().map(String::from)
}

const fn heading(level: HeadingLevel) -> (&'static str, &'static str) {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 | HeadingLevel::H3 => ("<h3>", "</h3>\n"),
        HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => ("<h4>", "</h4>\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TAGS: &[&str] = &[
        "<p>",
        "</p>",
        "<em>",
        "</em>",
        "<strong>",
        "</strong>",
        "<ul>",
        "</ul>",
        "<ol>",
        "</ol>",
        "<li>",
        "</li>",
        "<h3>",
        "</h3>",
        "<h4>",
        "</h4>",
        "<blockquote>",
        "</blockquote>",
        "<code>",
        "</code>",
        "<pre>",
        "</pre>",
        "<br>",
        "<hr>",
        "</a>",
    ];

    /// Every `<…>` of the output is on the list, or a link of the one form.
    fn only_allowed_tags(html: &str) -> Result<(), String> {
        for part in html.split('<').skip(1) {
            let (tag, _) = part.split_once('>').ok_or("unclosed tag")?;
            let tag = format!("<{tag}>");
            let link = tag
                .strip_prefix("<a href=\"")
                .and_then(|rest| rest.strip_suffix(&format!("\" rel=\"{REL}\">")));
            match link {
                Some(address)
                    if !address.contains('"')
                        && (address.starts_with("https://") || address.starts_with("mailto:")) => {}
                None if TAGS.contains(&tag.as_str()) => {}
                _ => return Err(tag),
            }
        }
        Ok(())
    }

    #[test]
    fn text_becomes_plain_structure() {
        let html = render(
            "# Title\n\nSome *kind* and **strong** words, [a page](https://example.org/a?b=1&c=2).\n\n\
             - one\n- two\n\n1. first\n\n> said\n\n##### Deep\n\n![A park](https://example.org/p.png)",
        );
        insta::assert_snapshot!(html.into_string(), @r#"
        <h3>Title</h3>
        <p>Some <em>kind</em> and <strong>strong</strong> words, <a href="https://example.org/a?b=1&amp;c=2" rel="nofollow noopener noreferrer ugc">a page</a>.</p>
        <ul><li>one</li>
        <li>two</li>
        </ul>
        <ol><li>first</li>
        </ol>
        <blockquote><p>said</p>
        </blockquote>
        <h4>Deep</h4>
        <p>A park</p>
        "#);
    }

    #[test]
    fn q58_q60_nothing_that_acts_gets_through() {
        for text in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "<svg><animate onbegin=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](data:text/html,a)",
            "[x](//evil.org)",
            "[x](/en/desk)",
            "[x]: javascript:alert(1)\n\n[x]",
            "<javascript:alert(1)>",
            "<https://user:pw@example.org>",
            "![x](javascript:alert(1))",
            "[x](https://example.org/\"onmouseover=alert(1))",
            "[x](mailto:a@example.org?body=<script>)",
            "<!-- --><b>",
        ] {
            let html = render(text).into_string();
            only_allowed_tags(&html).unwrap();
            assert!(!html.contains("href=\"javascript"), "{html}");
        }
        let shown = render("Before <b>bold</b> after").into_string();
        assert_eq!(shown, "<p>Before &lt;b&gt;bold&lt;/b&gt; after</p>\n");
    }

    proptest! {
        #[test]
        fn any_text_gives_only_allowed_tags(text in any::<String>()) {
            prop_assert_eq!(only_allowed_tags(&render(&text).into_string()), Ok(()));
        }

        #[test]
        fn markdown_like_text_gives_only_allowed_tags(
            text in "([<>\\[\\]()!\"'&=:/#*_`~|> \n-]|javascript:|https://|mailto:|onload|<a |<img |a|@|\\.){0,60}"
        ) {
            prop_assert_eq!(only_allowed_tags(&render(&text).into_string()), Ok(()));
        }
    }
}
