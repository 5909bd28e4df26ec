//! Address and password.

use crate::components::{Kind, Weight, banner, button, form};
use crate::fields::Fields;
use crate::layout::{Page, Section};
use crate::{Frame, addresses};
use domain::forms::SignInForm;
use domain::{Field, Problem};
use maud::{Markup, html};

/// Why somebody is asked to sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// They chose to.
    Chosen,
    /// The page they wanted needs an account.
    Needed,
    /// Their session was over when they sent a form; what they typed is kept.
    SessionOver,
    /// They signed out.
    SignedOut,
    /// They have set a new password.
    PasswordSet,
    /// They have confirmed their address.
    Confirmed,
    /// They have accepted an invitation into the secretariat.
    Invited,
    /// They confirmed an address that has an account already.
    Known,
    /// A recovery code has taken the second factor away.
    SecondFactorRemoved,
    /// The steps after the password took too long.
    TookTooLong,
}

/// The form; `typed.next` is where to go afterwards.
#[must_use]
pub fn page(frame: &Frame<'_>, typed: &SignInForm, problems: &[Problem], reason: Reason) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let note = match reason {
        Reason::Chosen => None,
        Reason::Needed => Some((words.sign_in_needed(), words.sign_in_needed_text(), false)),
        Reason::SessionOver => Some((words.sign_in_over(), words.sign_in_over_text(), false)),
        Reason::SignedOut => Some((words.sign_in_out(), words.sign_in_out_text(), true)),
        Reason::PasswordSet => Some((words.sign_in_set(), words.sign_in_set_text(), true)),
        Reason::Confirmed => {
            Some((words.sign_in_confirmed(), words.sign_in_confirmed_text(), true))
        }
        Reason::Invited => Some((words.sign_in_invited(), words.sign_in_invited_text(), true)),
        Reason::Known => Some((words.sign_in_known(), words.sign_in_known_text(), false)),
        Reason::SecondFactorRemoved => {
            Some((words.sign_in_removed(), words.sign_in_removed_text(), true))
        }
        Reason::TookTooLong => Some((words.sign_in_late(), words.sign_in_late_text(), false)),
    };
    let main = html! {
        (fields.summary())
        @if let Some((title, text, good)) = note {
            (banner(title, &html! { p { (text) } }, good))
        }
        h1 { (words.sign_in_title()) }
        (form(frame, "sign-in", &html! {
            input type="hidden" name="next" value=(typed.next);
            (fields.input(Field::Email, &typed.email).kind(Kind::Email).autocomplete("username"))
            (fields.input(Field::Password, "").kind(Kind::CurrentPassword))
            div.actions { (button(words.sign_in_button(), Weight::Main)) }
        }))
        ul {
            li { a href=(addresses::at(frame.lang, "sign-in/forgotten-password")) { (words.sign_in_forgotten()) } }
            li { (words.sign_in_new()) " " a href=(addresses::at(frame.lang, "register")) { (words.nav_register()) } }
        }
    };
    Page::new(words.sign_in_title(), main)
        .failed(fields.failed())
        .section(Section::Desk)
        .render(frame)
}
