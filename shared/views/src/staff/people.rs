//! The members of the secretariat, for administrators: who works here, who is invited.

use crate::components::{
    Choice, Kind, Weight, button, button_link, form, given, inset, summary_list, table,
};
use crate::components::{Choices, Row};
use crate::fields::Fields;
use crate::layout::{Page, Section};
use crate::{Frame, addresses, terms};
use domain::forms::{InvitationForm, MemberForm, RemovalForm};
use domain::{Account, AccountId, CountryCode, Field, Invitation, Problem, StaffMember, StaffRole};
use maud::{Markup, html};

/// Everybody, and the invitations that wait. `me` is the administrator who looks.
#[must_use]
pub fn list(
    frame: &Frame<'_>,
    people: &[Account],
    invitations: &[Invitation],
    me: AccountId,
) -> Markup {
    let words = frame.words();
    let heads = [words.people_who(), words.field_role(), words.people_factor()];
    let rows: Vec<Vec<Markup>> = people
        .iter()
        .filter_map(|person| Some(member_row(frame, person, person.staff.as_ref()?, me)))
        .collect();
    let main = html! {
        (super::sections(frame))
        h1 { (words.people_title()) }
        p { (words.people_text()) }
        p { (button_link(words.people_invite(), &addresses::at(frame.lang, "staff/people/invite"), Weight::Main)) }
        (table(words.people_caption(), &heads, &rows))
        h2 { (words.invitations_title()) }
        (waiting(frame, invitations))
    };
    Page::new(words.people_title(), main).section(Section::Staff).wide().render(frame)
}

fn member_row(
    frame: &Frame<'_>,
    person: &Account,
    member: &StaffMember,
    me: AccountId,
) -> Vec<Markup> {
    let words = frame.words();
    let factor =
        if person.second_factor { words.people_factor_on() } else { words.people_factor_off() };
    vec![
        html! {
            a href=(addresses::staff_person(frame.lang, person.id)) {
                bdi.address { (person.email.as_str()) }
            }
            @if person.id == me { " " span.muted { (words.people_you()) } }
        },
        terms::member(words, member),
        html! { (factor) },
    ]
}

fn waiting(frame: &Frame<'_>, invitations: &[Invitation]) -> Markup {
    let words = frame.words();
    if invitations.is_empty() {
        return html! { p { (words.invitations_none()) } };
    }
    let heads = [
        words.people_who(),
        words.field_role(),
        words.invitations_until(),
        words.invitations_action(),
    ];
    let rows: Vec<Vec<Markup>> = invitations
        .iter()
        .map(|invitation| {
            let address = html! { bdi.address { (invitation.email.as_str()) } };
            let action = format!("staff/people/invitations/{}/withdraw", invitation.hash);
            vec![
                address.clone(),
                terms::member(words, &invitation.member),
                html! { (words.moment(invitation.expires)) },
                form(
                    frame,
                    &action,
                    &html! {
                        button.button.button--second type="submit" {
                            (words.invitations_withdraw())
                            span.hidden { " " (words.invitations_withdraw_of_with(address)) }
                        }
                    },
                ),
            ]
        })
        .collect();
    table(words.invitations_caption(), &heads, &rows)
}

/// Inviting somebody.
#[must_use]
pub fn invite(frame: &Frame<'_>, typed: &InvitationForm, problems: &[Problem]) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let main = html! {
        (fields.summary())
        h1 { (words.invite_title()) }
        p { (words.invite_text()) }
        (form(frame, "staff/people/invite", &html! {
            (fields.input(Field::Email, &typed.email).kind(Kind::Email).autocomplete("off"))
            (fields.contact_language(&typed.contact_language))
            (roles(&fields, &typed.role))
            (countries(&fields, &typed.countries))
            div.actions { (button(words.invite_button(), Weight::Main)) }
        }))
    };
    page(frame, words.invite_title(), fields.failed(), main)
}

/// What is done to a member of staff on their page.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// The form of another role.
    pub member: &'a MemberForm,
    /// The form of the removal.
    pub removal: &'a RemovalForm,
}

/// A member of staff: another role, or none. `own` when it is the administrator's own page,
/// where nothing can be changed.
#[must_use]
pub fn person(
    frame: &Frame<'_>,
    account: &Account,
    typed: Typed<'_>,
    own: bool,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let address = html! { bdi.address { (account.email.as_str()) } };
    let action = format!("staff/people/{}", account.id);
    let role = account.staff.as_ref().map(|member| terms::member(words, member));
    let main = html! {
        (fields.summary())
        h1 { (words.member_title()) }
        (summary_list(words, &[
            Row::new(words.people_who(), given(words, account.email.as_str())),
            Row::new(words.field_role(), role.unwrap_or_default()),
        ]))
        @if own {
            (inset(&html! { p { (words.member_own()) } }))
        } @else {
            (form(frame, &action, &html! {
                input type="hidden" name="rev" value=(typed.member.rev);
                (roles(&fields, &typed.member.role))
                (countries(&fields, &typed.member.countries))
                div.actions { (button(words.member_role_button(), Weight::Main)) }
            }))
            h2 { (words.member_remove_title()) }
            p { (words.member_remove_text()) }
            (form(frame, &format!("{action}/remove"), &html! {
                input type="hidden" name="rev" value=(typed.removal.rev);
                (fields.tick(
                    Field::Confirm,
                    &words.member_remove_confirm_with(address),
                    &typed.removal.confirm,
                ))
                div.actions { (button(words.member_remove_button(), Weight::Warning)) }
            }))
        }
    };
    page(frame, words.member_title(), fields.failed(), main)
}

fn page(frame: &Frame<'_>, title: &str, failed: bool, main: Markup) -> Markup {
    Page::new(title, main)
        .failed(failed)
        .section(Section::Staff)
        .back(&addresses::at(frame.lang, "staff/people"), frame.words().people_back())
        .render(frame)
}

fn roles<'a>(fields: &Fields<'a>, chosen: &str) -> Choices<'a> {
    let words = fields.words;
    let choices = StaffRole::ALL.iter().map(|role| {
        let hint = match role {
            StaffRole::Administrator => words.role_administrator_hint(),
            StaffRole::Moderator => words.role_moderator_hint(),
            StaffRole::FocalPoint => words.role_focal_point_hint(),
            StaffRole::Auditor => words.role_auditor_hint(),
        };
        Choice::new(role.code(), terms::role(words, *role), chosen == role.code()).hint(hint)
    });
    fields.radios(Field::Role, choices.collect())
}

fn countries<'a>(fields: &Fields<'a>, chosen: &[String]) -> Choices<'a> {
    let words = fields.words;
    let group = |member: bool| {
        let mut countries: Vec<_> =
            CountryCode::all().filter(|country| country.is_member() == member).collect();
        let language = words.language();
        countries.sort_by_cached_key(|country| domain::text::folded(country.name(language)));
        let choice = |country: CountryCode| {
            let chosen = chosen.iter().any(|code| code.eq_ignore_ascii_case(country.code()));
            Choice::new(country.code(), country.name(language), chosen)
        };
        countries.into_iter().map(choice).collect()
    };
    Choices {
        hint: Some(words.countries_hint()),
        ..fields.grouped(
            Field::Countries,
            words.field_countries(),
            vec![
                (words.countries_members(), group(true)),
                (words.countries_others(), group(false)),
            ],
        )
    }
}
