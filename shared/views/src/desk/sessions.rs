//! Where one is signed in.

use crate::components::{Weight, button, form, table};
use crate::{Frame, addresses};
use domain::Timestamp;
use maud::{Markup, html};

/// One session, as its owner sees it.
#[derive(Debug, Clone)]
pub struct SessionRow {
    /// What the form sends to end it: not the secret.
    pub id: String,
    /// Kind of browser; empty for an integrator's token.
    pub label: String,
    /// Whether it is an integrator's token.
    pub token: bool,
    /// Beginning.
    pub created: Timestamp,
    /// Last request, to within minutes.
    pub last_seen: Timestamp,
    /// The one that is looking at this page.
    pub current: bool,
}

/// All sessions, each with a button to end it.
#[must_use]
pub fn page(frame: &Frame<'_>, sessions: &[SessionRow]) -> Markup {
    let words = frame.words();
    let rows: Vec<Vec<Markup>> = sessions
        .iter()
        .map(|session| {
            vec![
                html! {
                    @if session.token { (words.sessions_token()) }
                    @else if session.label.is_empty() { (words.sessions_browser()) }
                    @else { bdi { (session.label) } }
                    @if session.current { " " span.muted { (words.sessions_this()) } }
                },
                html! { (words.moment(session.created)) },
                html! { (words.moment(session.last_seen)) },
                html! {
                    (form(frame, "desk/sessions", &html! {
                        input type="hidden" name="session" value=(session.id);
                        (button(words.sessions_end(), Weight::Second))
                    }))
                },
            ]
        })
        .collect();
    let heads = [
        words.sessions_where(),
        words.sessions_since(),
        words.sessions_seen(),
        words.sessions_action(),
    ];
    let main = html! {
        h1 { (words.desk_sessions()) }
        p { (words.sessions_text()) }
        (table(words.sessions_caption(), &heads, &rows))
        (form(frame, "sign-out/everywhere", &html! {
            p { (button(words.sessions_end_all(), Weight::Warning)) }
        }))
    };
    crate::layout::Page::new(words.desk_sessions(), main)
        .section(crate::layout::Section::Desk)
        .back(&addresses::at(frame.lang, "desk"), words.back_to_desk())
        .wide()
        .render(frame)
}
