//! For those who write programs: where the description is, and what problems mean. Each
//! problem's `type` leads to its line here.

use crate::Frame;
use crate::components::table_with_ids;
use crate::layout::Page;
use maud::{Markup, html};

/// The page.
#[must_use]
pub fn page(frame: &Frame<'_>) -> Markup {
    let words = frame.words();
    let problems = [
        ("unreadable", words.developers_unreadable()),
        ("sign_in", words.developers_sign_in()),
        ("forbidden", words.developers_forbidden()),
        ("needs_another", words.developers_needs_another()),
        ("form_expired", words.developers_form_expired()),
        ("not_found", words.developers_not_found()),
        ("method", words.developers_method()),
        ("conflict", words.developers_conflict()),
        ("leased", words.developers_leased()),
        ("not_possible", words.developers_not_possible()),
        ("email_taken", words.developers_email_taken()),
        ("body_taken", words.developers_body_taken()),
        ("second_factor_on", words.developers_second_factor_on()),
        ("expired", words.developers_expired()),
        ("gone", words.developers_gone()),
        ("too_large", words.developers_too_large()),
        ("media_type", words.developers_media_type()),
        ("rejected", words.developers_rejected()),
        ("too_many", words.developers_too_many()),
        ("internal", words.developers_internal()),
        ("unavailable", words.developers_unavailable()),
        ("closed", words.developers_closed()),
    ];
    let heads = [words.developers_code(), words.developers_meaning()];
    let rows = problems.map(|(code, meaning)| [html! { code { (code) } }, html! { (meaning) }]);
    let ids = problems.map(|(code, _)| Some(format!("problem-{code}")));
    let rows = ids.into_iter().zip(rows.iter().map(<[Markup; 2]>::as_slice));
    let main = html! {
        h1 { (words.developers_title()) }
        p.lead { (words.developers_lead()) }
        h2 { (words.developers_description()) }
        p { (words.developers_description_text()) " " a href="/openapi.json" { "/openapi.json" } }
        h2 { (words.developers_token()) }
        p { (words.developers_token_text()) }
        h2 { (words.developers_change()) }
        p { (words.developers_change_text()) }
        h2 { (words.developers_problems()) }
        p { (words.developers_problems_text()) }
        (table_with_ids(words.developers_problems(), &heads, rows))
    };
    Page::new(words.developers_title(), main).render(frame)
}
