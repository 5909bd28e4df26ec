//! Setting up an authenticator, and removing it.

use crate::components::{Kind, Weight, banner, button, form, inset};
use crate::fields::Fields;
use crate::layout::{Page, Section};
use crate::{Frame, Viewer, addresses};
use domain::{Field, Problem};
use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;

/// Asks for the password again, before the key is shown.
#[must_use]
pub fn start(frame: &Frame<'_>, problems: &[Problem]) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let main = html! {
        (fields.summary())
        h1 { (words.set_up_title()) }
        p { (words.set_up_why()) }
        p { (words.set_up_start_text()) }
        (form(frame, "sign-in/set-up-second-factor", &html! {
            (fields.input(Field::CurrentPassword, "").kind(Kind::CurrentPassword))
            div.actions { (button(words.go_on(), Weight::Main)) }
        }))
    };
    Page::new(words.set_up_title(), main)
        .failed(fields.failed())
        .section(Section::Desk)
        .back(&addresses::at(frame.lang, "desk"), words.back_to_desk())
        .render(frame)
}

/// Shows the key and asks for a first code. `key` is the authenticator's key in base32,
/// `account` what the authenticator shall call it. `required` for staff, who cannot go on
/// without.
#[must_use]
pub fn page(
    frame: &Frame<'_>,
    key: &str,
    account: &str,
    required: bool,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let main = html! {
        (fields.summary())
        h1 { (words.set_up_title()) }
        p { @if required { (words.set_up_required()) } @else { (words.set_up_why()) } }
        ol {
            li { (words.set_up_step_app()) }
            li {
                (words.set_up_step_key())
                @if let Some(picture) = picture(&uri(key, account), words.set_up_picture()) {
                    p { (picture) }
                }
                p { strong.code { (grouped(key)) } }
                p { a href=(uri(key, account)) { (words.set_up_open()) } }
            }
            li { (words.set_up_step_code()) }
        }
        (form(frame, "sign-in/set-up-second-factor", &html! {
            (fields.input(Field::Code, "").kind(Kind::Code).narrow().hint(words.second_factor_hint()))
            div.actions { (button(words.set_up_button(), Weight::Main)) }
        }))
    };
    let page = Page::new(words.set_up_title(), main).failed(fields.failed()).section(Section::Desk);
    if required {
        page.render(frame)
    } else {
        page.back(&addresses::at(frame.lang, "desk"), words.back_to_desk()).render(frame)
    }
}

/// An authenticator is set up: what is left of the recovery codes, and how to remove it.
/// Staff cannot do without.
#[must_use]
pub fn manage(frame: &Frame<'_>, codes_left: usize, problems: &[Problem]) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let left = crate::components::count(codes_left);
    let staff = matches!(frame.viewer, Viewer::SignedIn { staff: Some(_), .. });
    let main = html! {
        (fields.summary())
        h1 { (words.manage_title()) }
        (banner(words.manage_on(), &html! { p { (words.manage_codes_left(left)) } }, true))
        @if staff {
            (inset(&html! { p { (words.manage_staff()) } }))
        } @else {
            h2 { (words.manage_remove_title()) }
            p { (words.manage_remove_text()) }
            (form(frame, "sign-in/remove-second-factor", &html! {
                (fields.input(Field::CurrentPassword, "").kind(Kind::CurrentPassword))
                div.actions { (button(words.manage_remove_button(), Weight::Warning)) }
            }))
        }
    };
    Page::new(words.manage_title(), main)
        .failed(fields.failed())
        .section(Section::Desk)
        .back(&addresses::at(frame.lang, "desk"), words.back_to_desk())
        .render(frame)
}

/// The key in groups of four, as people copy it.
fn grouped(key: &str) -> String {
    let letters: Vec<char> = key.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

/// `text` as a QR code, with the four light modules around it that readers need. Black on
/// white whatever the colours of the page. `None` when it is too long for one.
fn picture(text: &str, title: &str) -> Option<Markup> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
    let (width, margin) = (code.width(), 4);
    let side = width + 2 * margin;
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    let path = dark.fold(String::new(), |mut path, (index, _)| {
        let (x, y) = (index % width + margin, index / width + margin);
        // Writing to a String cannot fail.
        let _ = write!(path, "M{x} {y}h1v1h-1z");
        path
    });
    Some(html! {
        svg viewBox={ "0 0 " (side) " " (side) } width="220" height="220" role="img"
            aria-label=(title) shape-rendering="crispEdges" {
            path fill="#fff" d={ "M0 0h" (side) "v" (side) "H0z" } {}
            path fill="#000" d=(path) {}
        }
    })
}

/// The address that authenticators open.
#[must_use]
pub fn uri(key: &str, account: &str) -> String {
    let encode =
        |text| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC);
    let issuer = "Pact of Towns and Regions";
    format!(
        "otpauth://totp/{}:{}?secret={key}&issuer={}",
        encode(issuer),
        encode(account),
        encode(issuer)
    )
}
