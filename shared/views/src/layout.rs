//! The frame of every page: head, way out, header, navigation, footer with the helplines.

use crate::components::{banner, external};
use crate::frame::Notice;
use crate::{Frame, Viewer, Words, addresses, assets};
use domain::Language;
use domain::settings::{Helpline, PageGroup};
use maud::{DOCTYPE, Markup, html};

/// Where "Leave this page" goes: a page of no interest, in the reader's language.
const fn way_out(lang: Language) -> &'static str {
    match lang {
        Language::En => "https://en.wikipedia.org/wiki/Main_Page",
        Language::Fr => "https://fr.wikipedia.org/wiki/Wikip%C3%A9dia:Accueil_principal",
    }
}

/// A part of the site, to mark in the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Home, legal pages, forms on the way in.
    None,
    /// The text of the Pact.
    Pact,
    /// Signatories.
    Signatories,
    /// Initiatives.
    Initiatives,
    /// Where to get help.
    Help,
    /// A signatory's own desk.
    Desk,
    /// The staff's pages.
    Staff,
}

/// A page without its frame.
pub(crate) struct Page<'a> {
    /// Title of the tab, without the site's name. It says nothing of the site's subject, so
    /// that a list of open tabs does not either.
    pub(crate) title: &'a str,
    /// For search engines and previews; public pages only.
    pub(crate) description: Option<&'a str>,
    /// The page shows problems: its title says so.
    pub(crate) failed: bool,
    pub(crate) section: Section,
    /// Where the link above the heading leads: address and words.
    pub(crate) back: Option<(&'a str, &'a str)>,
    /// What follows the page's path in the other languages' addresses, where it means nothing
    /// without.
    pub(crate) query: &'a str,
    /// Wider than a column of text: lists, tables, the home page.
    pub(crate) wide: bool,
    pub(crate) main: Markup,
}

impl<'a> Page<'a> {
    pub(crate) fn new(title: &'a str, main: Markup) -> Self {
        Self {
            title,
            description: None,
            failed: false,
            section: Section::None,
            back: None,
            query: "",
            wide: false,
            main,
        }
    }

    pub(crate) fn description(self, description: &'a str) -> Self {
        Self { description: Some(description), ..self }
    }

    pub(crate) fn failed(self, failed: bool) -> Self {
        Self { failed, ..self }
    }

    pub(crate) fn section(self, section: Section) -> Self {
        Self { section, ..self }
    }

    pub(crate) fn back(self, address: &'a str, words: &'a str) -> Self {
        Self { back: Some((address, words)), ..self }
    }

    pub(crate) fn query(self, query: &'a str) -> Self {
        Self { query, ..self }
    }

    pub(crate) fn wide(self) -> Self {
        Self { wide: true, ..self }
    }

    /// The whole document.
    pub(crate) fn render(self, frame: &Frame<'_>) -> Markup {
        let words = frame.words();
        let lang = frame.lang;
        html! {
            (DOCTYPE)
            html lang=(lang.code()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title {
                        @if self.failed { (words.title_error()) }
                        (self.title) " – " (words.site_short())
                    }
                    @if let Some(description) = self.description {
                        meta name="description" content=(description);
                    }
                    @if frame.viewer == Viewer::Public {
                        @for other in Language::ALL {
                            link rel="alternate" hreflang=(other.code())
                                href=(addresses::in_language(other, frame.path));
                        }
                    } @else {
                        meta name="robots" content="noindex";
                    }
                    meta name="color-scheme" content="light dark";
                    meta name="theme-color" content="#0f4a4e";
                    link rel="icon" href=(assets::FAVICON_SVG) type="image/svg+xml";
                    link rel="stylesheet" href=(assets::SITE_CSS);
                    script src=(assets::SITE_JS) defer {}
                }
                body {
                    a.skip href="#main" { (words.skip_to_content()) }
                    header.first {
                        (top(frame, self.query))
                        (head(frame, self.section))
                    }
                    div.page.page--wide[self.wide] {
                        main #main tabindex="-1" {
                            @if let Some((address, text)) = self.back {
                                a.back href=(address) { (text) }
                            }
                            (message(frame))
                            @if let Some(notice) = frame.notice { (said(words, notice)) }
                            (self.main)
                        }
                    }
                    (footer(frame))
                }
            }
        }
    }
}

/// What staff say above this group of pages. Public pages belong to none.
fn message(frame: &Frame<'_>) -> Markup {
    let said = PageGroup::of(frame.path).and_then(|group| frame.settings.banner(group));
    html! {
        @if let Some(message) = said {
            (banner(frame.words().message_title(), &html! { p { (message.text(frame.lang)) } }, false))
        }
    }
}

fn said(words: Words, notice: Notice<'_>) -> Markup {
    let (title, text, good) = match notice {
        Notice::FormExpired => {
            (words.notice_expired_title(), words.notice_expired_text().to_owned(), false)
        }
        Notice::TryAgain { reference } => {
            (words.notice_try_again_title(), words.notice_try_again_text(reference), false)
        }
        Notice::TooMany { minutes } => {
            (words.notice_too_many_title(), words.notice_too_many_text(minutes), false)
        }
        Notice::Changed => (words.conflict_title(), words.conflict_text().to_owned(), false),
        Notice::Leased => {
            (words.notice_leased_title(), words.notice_leased_text().to_owned(), false)
        }
        Notice::Kept => (words.notice_kept_title(), words.notice_kept_text().to_owned(), true),
        Notice::Done => (words.notice_done_title(), words.notice_done_text().to_owned(), true),
        Notice::Signed { number } => {
            (words.notice_signed_title(), words.notice_signed_text(number), true)
        }
    };
    banner(title, &html! { p { (text) } }, good)
}

/// The bar that stays in sight: languages and the way out.
fn top(frame: &Frame<'_>, query: &str) -> Markup {
    let words = frame.words();
    html! {
        div.top {
            div.top__inner {
                nav.languages aria-label=(words.languages_label()) {
                    @for other in Language::ALL {
                        @if other == frame.lang {
                            span aria-current="true" lang=(other.code()) { (other.autonym()) }
                        } @else {
                            a href={ (addresses::in_language(other, frame.path)) (query) }
                                lang=(other.code()) hreflang=(other.code()) { (other.autonym()) }
                        }
                    }
                }
                a.leave #leave href=(way_out(frame.lang)) rel="nofollow noreferrer" {
                    (words.leave_page())
                }
            }
        }
    }
}

fn head(frame: &Frame<'_>, section: Section) -> Markup {
    let words = frame.words();
    let lang = frame.lang;
    let item = |here: Section, path: &str, text: &str| {
        html! {
            li { a href=(addresses::at(lang, path)) aria-current=[(section == here).then_some("true")] { (text) } }
        }
    };
    html! {
        div.head {
            div.head__inner {
                a.name href=(addresses::at(lang, "")) {
                    (mark())
                    span.name__text {
                        strong { (words.site_name()) }
                        span { (words.site_subject()) }
                    }
                }
                nav.nav aria-label=(words.nav_label()) {
                    ul {
                        (item(Section::Pact, "pact/", words.nav_pact()))
                        (item(Section::Signatories, "signatories/", words.nav_signatories()))
                        (item(Section::Initiatives, "initiatives/", words.nav_initiatives()))
                        (item(Section::Help, "help/", words.nav_help()))
                    }
                    ul.nav__own { (own(frame, &item)) }
                }
            }
        }
    }
}

/// The viewer's own entries. Public pages are the same for everybody: they offer the desk,
/// which asks people to sign in if they have not.
fn own(frame: &Frame<'_>, item: &dyn Fn(Section, &str, &str) -> Markup) -> Markup {
    let words = frame.words();
    html! {
        @match frame.viewer {
            Viewer::Public | Viewer::Anonymous => {
                (item(Section::Desk, "sign-in", words.nav_sign_in()))
                li { a.nav__call href=(addresses::at(frame.lang, "register")) { (words.nav_register()) } }
            }
            Viewer::SignedIn { name, staff } => {
                @if staff.is_some() {
                    (item(Section::Staff, "staff", words.nav_staff()))
                } @else {
                    (item(Section::Desk, "desk", words.nav_desk()))
                }
                li.nav__out {
                    form method="post" action=(addresses::at(frame.lang, "sign-out")) {
                        input type="hidden" name=(crate::components::FORM_TOKEN) value=(frame.form_token);
                        button.linklike type="submit" {
                            (words.nav_sign_out())
                            span.hidden { " (" bdi { (name) } ")" }
                        }
                    }
                }
            }
        }
    }
}

fn footer(frame: &Frame<'_>) -> Markup {
    let words = frame.words();
    let lang = frame.lang;
    let link =
        |path: &str, text: &str| html! { li { a href=(addresses::at(lang, path)) { (text) } } };
    html! {
        footer.foot {
            (helpline_block(frame))
            div.foot__inner {
                ul.foot__links {
                    (link("legal/", words.nav_legal()))
                    (link("privacy/", words.nav_privacy()))
                    (link("accessibility/", words.nav_accessibility()))
                    (link("developers/", words.nav_developers()))
                    (link("help/", words.nav_help()))
                    @if frame.viewer == Viewer::Public {
                        @let page = addresses::in_language(lang, frame.path);
                        li { a href=(addresses::report(lang, &page)) rel="nofollow" { (words.report_link()) } }
                    }
                }
                p { (words.foot_line()) }
                p { (external("https://www.coe.int/lanzarote", words.foot_convention())) }
            }
        }
    }
}

/// The numbers to call, on every page and always in the same place.
fn helpline_block(frame: &Frame<'_>) -> Markup {
    let words = frame.words();
    html! {
        section.help aria-labelledby="help-title" {
            div.help__inner {
                h2 #help-title { (words.help_title()) }
                ul.help__numbers {
                    @for helpline in frame.settings.european_helplines() {
                        (number(frame, helpline))
                    }
                }
                p.help__note {
                    (words.help_note()) " "
                    a href=(addresses::at(frame.lang, "help/")) { (words.help_more()) }
                }
            }
        }
    }
}

/// A telephone number that can be tapped.
pub(crate) fn number(frame: &Frame<'_>, helpline: &Helpline) -> Markup {
    let digits = &helpline.number;
    let bare: String = digits.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    html! {
        li {
            a.help__digits href={ "tel:" (bare) } { (digits) } " "
            span { (helpline.name(frame.lang)) }
        }
    }
}

/// The mark: five points under an arch, one of them lit. One child in five.
fn mark() -> Markup {
    html! {
        svg.mark viewBox="0 0 64 48" width="56" height="42" aria-hidden="true" focusable="false" {
            path.mark__arch d="M5 45V30a27 27 0 0 1 54 0v15" {}
            circle cx="16" cy="37" r="4" {}
            circle cx="24" cy="24" r="4" {}
            circle.mark__lit cx="32" cy="37" r="5" {}
            circle cx="40" cy="24" r="4" {}
            circle cx="48" cy="37" r="4" {}
        }
    }
}
