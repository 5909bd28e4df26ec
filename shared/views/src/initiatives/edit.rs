//! The form of an initiative, with a preview that needs no script.

use crate::components::{
    Choice, Kind, TextArea, Weight, banner, button_with, details, form, inset, tag,
};
use crate::desk::home::{changes_asked, queue_place, refused};
use crate::fields::Fields;
use crate::public::initiative::{Shown, body};
use crate::{Frame, Words, addresses, flags, terms};
use domain::forms::InitiativeForm;
use domain::initiative::{ActionType, P, Status, TargetGroup, Working};
use domain::pact::{Goal, GoalGroup};
use domain::queue::QueuePlace;
use domain::{Field, Initiative, Problem, limits};
use maud::{Markup, html};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct Edit<'a> {
    /// The initiative as it is kept; none while it is new.
    pub initiative: Option<&'a Initiative>,
    /// Where it stands among those that wait for a decision, while it does.
    pub place: Option<QueuePlace>,
    /// What was typed.
    pub typed: &'a InitiativeForm,
    /// What is wrong with it.
    pub problems: &'a [Problem],
    /// Show how it will look.
    pub preview: bool,
    /// Whether the signatory may submit: it has signed.
    pub may_submit: bool,
}

/// The form; its buttons send `intent` = `save`, `preview` or `submit`.
#[must_use]
pub fn page(frame: &Frame<'_>, edit: &Edit<'_>) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, edit.problems);
    let action = match edit.initiative {
        Some(initiative) => format!("desk/initiatives/{}", initiative.id),
        // What could not be read is sent to where it came from.
        None => match frame.path.strip_prefix('/') {
            Some(path) if path.starts_with("desk/initiatives/") => path.to_owned(),
            Some(_) | None => "desk/initiatives/new".to_owned(),
        },
    };
    let title = match edit.initiative {
        Some(_) => words.edit_title(),
        None => words.edit_new_title(),
    };
    let main = html! {
        (fields.summary())
        @if let Some(initiative) = edit.initiative { (state(frame, initiative, edit.place)) }
        h1 { (title) }
        @if edit.preview {
            (flags::before_submitting(frame, edit.typed))
            (preview(frame, edit.typed))
        }
        (form(frame, &action, &html! {
            input type="hidden" name="id" value=(edit.typed.id);
            input type="hidden" name="rev" value=(edit.typed.rev);
            (text(&fields, edit.typed))
            (kind(&fields, edit.typed))
            (facts(&fields, edit.typed))
            section.section {
                h2 { (words.field_safeguard()) }
                p { (words.edit_safeguard_text()) }
                (fields.tick(Field::Safeguard, &html! { (words.edit_safeguard()) }, &edit.typed.safeguard))
            }
            (buttons(words, edit.may_submit))
        }))
        @if let Some(initiative) = edit.initiative.filter(|initiative| initiative.withdrawn.is_none()) {
            hr;
            p {
                a href=(format!("{}/withdraw", addresses::own_initiative(frame.lang, initiative.id))) {
                    (words.edit_withdraw())
                }
            }
        }
    };
    super::page(frame, title, fields.failed(), false, main)
}

fn buttons(words: Words, may_submit: bool) -> Markup {
    html! {
        @if !may_submit { (inset(&html! { p { (words.initiatives_sign_first()) } })) }
        div.actions {
            @if may_submit { (button_with(words.edit_submit(), Weight::Main, "intent", "submit")) }
            (button_with(words.edit_save(), if may_submit { Weight::Second } else { Weight::Main }, "intent", "save"))
            (button_with(words.edit_preview(), Weight::Second, "intent", "preview"))
        }
        p.small.muted { (words.edit_what_next()) }
    }
}

/// Where the initiative stands, and what staff said.
fn state(frame: &Frame<'_>, initiative: &Initiative, place: Option<QueuePlace>) -> Markup {
    let words = frame.words();
    let state = initiative.state();
    html! {
        p { (tag(terms::initiative_state(words, state), terms::initiative_tone(state))) }
        @match &initiative.working {
            Some(Working::Refused { refusal: why, .. }) => {
                (banner(words.edit_refused(), &refused(
                    frame,
                    why,
                    &format!("desk/initiatives/{}/appeal", initiative.id),
                ), false))
            }
            Some(Working::Submitted { since, .. }) => {
                (banner(words.edit_waiting(), &html! {
                    @if let Some(place) = place { p { (queue_place(words, place)) } }
                    p { (words.edit_waiting_text(&words.day(*since))) }
                }, false))
            }
            Some(Working::Draft { asked: Some(asked), .. } | Working::ChangesAsked { asked, .. }) => {
                (banner(words.edit_changes_asked(), &changes_asked(words, asked), false))
            }
            Some(Working::Draft { asked: None, .. }) | None => {}
        }
        @if let Some(published) = &initiative.published {
            p {
                a href=(addresses::initiative(frame.lang, initiative.id, &published.content.slug())) {
                    (words.edit_see_public())
                }
            }
        }
    }
}

fn preview(frame: &Frame<'_>, typed: &InitiativeForm) -> Markup {
    let words = frame.words();
    html! {
        section.preview aria-labelledby="preview-title" {
            h2.small.muted #preview-title { (words.edit_preview_title()) }
            (body(frame, &Shown::typed(typed), &html! {
                p.h1 { bdi lang=[Shown::typed(typed).lang] { (typed.title) } }
            }))
        }
    }
}

fn text(fields: &Fields<'_>, typed: &InitiativeForm) -> Markup {
    let words = fields.words;
    let summary = TextArea {
        hint: Some(words.edit_summary_hint()),
        lang: &typed.language,
        ..fields.area(Field::Summary, &typed.summary, limits::SUMMARY, 3)
    };
    let description = TextArea {
        hint: Some(words.edit_description_hint()),
        lang: &typed.language,
        ..fields.area(Field::Description, &typed.description, limits::DESCRIPTION, 12)
    };
    html! {
        section.section {
            h2 { (words.edit_text()) }
            (fields.content_language(Field::Language, &typed.language))
            (fields.input(Field::Title, &typed.title).lang(&typed.language).hint(words.edit_title_hint()))
            (summary)
            (description)
            (details(words.edit_markdown_title(), &html! {
                ul {
                    li { (words.edit_markdown_paragraph()) }
                    li { (words.edit_markdown_strong()) " " span.code { "**…**" } }
                    li { (words.edit_markdown_list()) " " span.code { "- …" } }
                    li { (words.edit_markdown_heading()) " " span.code { "### …" } }
                    li { (words.edit_markdown_link()) " " span.code { "[…](https://…)" } }
                }
            }))
        }
    }
}

fn kind(fields: &Fields<'_>, typed: &InitiativeForm) -> Markup {
    let words = fields.words;
    let has = |list: &[String], code: &str| list.iter().any(|chosen| chosen.trim() == code);
    let ps = P::ALL.iter().map(|p| {
        Choice::new(p.code(), terms::p(words, *p), has(&typed.ps, p.code()))
            .hint(terms::p_is(words, *p))
    });
    let groups = TargetGroup::ALL.iter().map(|group| {
        Choice::new(
            group.code(),
            terms::target_group(words, *group),
            has(&typed.target_groups, group.code()),
        )
    });
    let statuses = Status::ALL.iter().map(|status| {
        Choice::new(status.code(), terms::status(words, *status), typed.status == status.code())
    });
    let actions = ActionType::ALL
        .iter()
        .map(|action| (action.code(), terms::action_type(words, *action).to_owned(), None));
    let goals = GoalGroup::ALL.iter().map(|group| {
        let choices = Goal::all()
            .iter()
            .filter(|goal| goal.group == *group)
            .map(|goal| {
                Choice::new(&goal.code, goal.title(words.language()), has(&typed.goals, &goal.code))
            })
            .collect();
        (terms::goal_group(words, *group), choices)
    });
    html! {
        section.section {
            h2 { (words.edit_kind()) }
            (fields.checkboxes(Field::Ps, ps.collect()))
            (fields.select(Field::ActionType, &typed.action_type, actions.collect()))
            (fields.checkboxes(Field::TargetGroups, groups.collect()))
            (fields.radios(Field::Status, statuses.collect()))
            (details(words.edit_goals(), &html! {
                (fields.grouped(Field::Goals, words.edit_goals_legend(), goals.collect()))
            }))
        }
    }
}

fn facts(fields: &Fields<'_>, typed: &InitiativeForm) -> Markup {
    let words = fields.words;
    let results = TextArea {
        hint: Some(words.edit_results_hint()),
        optional: true,
        lang: &typed.language,
        ..fields.area(Field::Results, &typed.results, limits::RESULTS, 5)
    };
    html! {
        section.section {
            h2 { (words.edit_facts()) }
            (fields.input(Field::StartDate, &typed.start_date).kind(Kind::Date).optional())
            (fields.input(Field::EndDate, &typed.end_date).kind(Kind::Date).optional())
            (fields.input(Field::Place, &typed.place).lang(&typed.language).optional())
            (fields.input(Field::Partners, &typed.partners).lang(&typed.language).optional()
                .hint(words.edit_partners_hint()))
            (results)
            (links(fields, &typed.links))
            (fields.input(Field::ContactPage, &typed.contact_page).kind(Kind::Url).optional()
                .hint(words.edit_contact_hint()))
        }
    }
}

/// As many lines as there may be links; the first carries the field's id and message.
fn links(fields: &Fields<'_>, typed: &[String]) -> Markup {
    let words = fields.words;
    let error = fields.error(Field::Links);
    html! {
        fieldset.field.field--wrong[error.is_some()] aria-describedby=[error.as_ref().map(|_| "links-error")] {
            legend { (words.field_links()) " " span.optional { (words.optional()) } }
            @if let Some(error) = &error {
                p.wrong #links-error { span.hidden { (words.error_prefix()) } (error) }
            }
            @for index in 0..limits::LINKS.max(typed.len()) {
                @let id = if index == 0 { "links".to_owned() } else { format!("links-{index}") };
                @let number = crate::components::count(index + 1);
                div.line {
                    label.hidden for=(id) { (words.edit_link(number)) }
                    input #(id) name="links" type="text" inputmode="url" spellcheck="false"
                        autocapitalize="none" autocomplete="off"
                        value=[typed.get(index).filter(|link| !link.is_empty())];
                }
            }
        }
    }
}
