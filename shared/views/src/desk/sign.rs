//! Signing the Pact: the whole text, the goals, the decision, one deliberate act.

use crate::components::{Choice, Kind, TextArea, Weight, button, form, inset};
use crate::fields::Fields;
use crate::{Frame, markdown, terms};
use domain::forms::SignForm;
use domain::pact::{Goal, GoalGroup, Undertaking};
use domain::{Field, Problem, Signatory, limits};
use maud::{Markup, html};

/// The undertaking in force is shown in full, and its hash goes with the form.
#[must_use]
pub fn page(
    frame: &Frame<'_>,
    signatory: &Signatory,
    undertaking: &Undertaking,
    typed: &SignForm,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let reason = TextArea {
        hint: Some(words.sign_no_decision_hint()),
        optional: true,
        ..fields.area(
            Field::NoDecisionReason,
            &typed.no_decision_reason,
            limits::DECISION_REASON,
            3,
        )
    };
    let act = html! {
        (words.sign_act_with(html! { bdi { (signatory.display_name()) } }))
    };
    let main = html! {
        (fields.summary())
        h1 { (words.sign_title()) }
        p { (words.sign_lead()) }
        (text(frame, undertaking))
        (form(frame, "desk/sign", &html! {
            input type="hidden" name="rev" value=(typed.rev);
            input type="hidden" name="text_hash" value=(undertaking.hash(frame.lang));
            (goals(&fields, &typed.goals))
            section.section {
                h2 { (words.sign_decision()) }
                p { (words.sign_decision_text()) }
                (fields.input(Field::DecisionDate, &typed.decision_date).kind(Kind::Date))
                (fields.input(Field::DecisionReference, &typed.decision_reference)
                    .hint(words.sign_reference_hint()))
                (reason)
            }
            section.section {
                h2 { (words.sign_sign()) }
                (fields.tick(Field::Undertake, &act, &typed.undertake))
                (inset(&html! { p { (words.sign_record()) } }))
                div.actions { (button(words.sign_button(), Weight::Main)) }
            }
        }))
    };
    super::page(frame, words.sign_title(), fields.failed(), main)
}

/// The text with its version, never as anybody's official wording.
pub(crate) fn text(frame: &Frame<'_>, undertaking: &Undertaking) -> Markup {
    let words = frame.words();
    html! {
        article.undertaking aria-labelledby="undertaking-title" {
            h2 #undertaking-title { (words.undertaking_title(undertaking.version)) }
            (markdown::render(undertaking.text(frame.lang)))
            p.small.muted { (words.undertaking_hash()) " " span.code { (undertaking.hash(frame.lang)) } }
        }
    }
}

/// The goals in their groups; all boxes carry one name.
fn goals(fields: &Fields<'_>, chosen: &[String]) -> Markup {
    let words = fields.words;
    let choices = |group: GoalGroup| {
        Goal::all()
            .iter()
            .filter(move |goal| goal.group == group)
            .map(|goal| {
                let ticked = chosen.iter().any(|code| code.trim() == goal.code);
                Choice::new(&goal.code, goal.title(words.language()), ticked)
            })
            .collect()
    };
    let groups = GoalGroup::ALL
        .iter()
        .map(|group| (terms::goal_group(words, *group), choices(*group)))
        .collect();
    html! {
        section.section {
            h2 { (words.field_goals()) }
            p { (words.sign_goals_text()) }
            (fields.grouped(Field::Goals, words.sign_goals_legend(), groups))
        }
    }
}
