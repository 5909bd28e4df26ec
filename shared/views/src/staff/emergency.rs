//! The emergency take-down: one tick, and a button for each thing that is public.

use crate::components::{details, form, inset};
use crate::fields::Fields;
use crate::{Frame, addresses};
use domain::{Field, Initiative, Permission, Problem, Signatory};
use maud::{Markup, html};

/// Something public: its case without the language, and what its button says.
struct Target {
    path: String,
    button: Markup,
}

/// On a signatory's case, for who may: the signatory where `public`, and each of its initiatives
/// that has a published version.
pub(super) fn of_signatory(
    frame: &Frame<'_>,
    signatory: &Signatory,
    initiatives: &[Initiative],
    public: bool,
) -> Markup {
    let words = frame.words();
    let path = addresses::staff_signatory_path(signatory.id);
    let mut targets: Vec<Target> = initiatives
        .iter()
        .filter(|initiative| initiative.published.is_some())
        .map(|initiative| Target {
            path: format!("{path}/initiatives/{}", initiative.id),
            button: words.emergency_button_with(html! { bdi { (initiative.title()) } }),
        })
        .collect();
    if public {
        let button = html! { (words.emergency_signatory()) };
        targets.push(Target { path, button });
    }
    folded(frame, &targets)
}

/// On an initiative's case, for who may, where it has a published version.
pub(super) fn of_initiative(
    frame: &Frame<'_>,
    signatory: &Signatory,
    initiative: &Initiative,
) -> Markup {
    if initiative.published.is_none() {
        return html! {};
    }
    let path = addresses::staff_initiative_path(signatory.id, initiative.id);
    let name = initiative.title();
    let button = frame.words().emergency_button_with(html! { bdi { (name) } });
    folded(frame, &[Target { path, button }])
}

/// In a list, for who may: the way to the page that asks, for something public at the path of its
/// case.
pub(super) fn in_list(frame: &Frame<'_>, path: &str) -> Markup {
    html! {
        @if frame.may(Permission::TakeDown) {
            p.small {
                a href=(addresses::at(frame.lang, &format!("{path}/emergency"))) {
                    (frame.words().emergency_title())
                }
            }
        }
    }
}

/// The page that asks for the tick.
#[must_use]
pub fn page(frame: &Frame<'_>, path: &str, name: &str, problems: &[Problem]) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let button = words.emergency_button_with(html! { bdi { (name) } });
    let main = html! {
        (fields.summary())
        h1 { (words.emergency_title()) }
        p { a href=(addresses::at(frame.lang, path)) { bdi { (name) } } }
        (ask(frame, &fields, &[Target { path: path.to_owned(), button }]))
    };
    super::page(frame, words.emergency_title(), fields.failed(), main)
}

fn folded(frame: &Frame<'_>, targets: &[Target]) -> Markup {
    if targets.is_empty() || !frame.may(Permission::TakeDown) {
        return html! {};
    }
    let words = frame.words();
    details(words.emergency_title(), &ask(frame, &Fields::new(words, &[]), targets))
}

/// One form with one tick; each button sends it to its own address.
fn ask(frame: &Frame<'_>, fields: &Fields<'_>, targets: &[Target]) -> Markup {
    let words = frame.words();
    let Some(first) = targets.first() else { return html! {} };
    let address =
        |target: &Target| addresses::at(frame.lang, &format!("{}/emergency", target.path));
    html! {
        (inset(&html! { p { (words.emergency_text()) } }))
        (form(frame, &format!("{}/emergency", first.path), &html! {
            (fields.tick(Field::Confirm, &html! { (words.emergency_confirm()) }, ""))
            @for target in targets {
                div.actions {
                    button.button.button--warning type="submit" formaction=(address(target)) {
                        (target.button)
                    }
                }
            }
        }))
    }
}
