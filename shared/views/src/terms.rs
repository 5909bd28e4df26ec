//! Words for the domain's choices and states.

use crate::Words;
use crate::components::Tone;
use domain::initiative::{ActionType, InitiativeState, P, Status, TargetGroup};
use domain::pact::GoalGroup;
use domain::signatory::{BodyKind, Profile};
use domain::{CountryCode, SignatoryState, StaffMember, StaffRole};
use maud::{Markup, html};

/// A profile's name.
#[must_use]
pub fn profile(words: Words, profile: Profile) -> &'static str {
    match profile {
        Profile::Authority => words.profile_authority(),
        Profile::Representative => words.profile_representative(),
        Profile::Organisation => words.profile_organisation(),
    }
}

/// A role in the secretariat.
#[must_use]
pub fn role(words: Words, role: StaffRole) -> &'static str {
    match role {
        StaffRole::Administrator => words.role_administrator(),
        StaffRole::Moderator => words.role_moderator(),
        StaffRole::FocalPoint => words.role_focal_point(),
        StaffRole::Auditor => words.role_auditor(),
    }
}

/// A role with its countries.
#[must_use]
pub fn member(words: Words, member: &StaffMember) -> Markup {
    let name = |country: &CountryCode| country.name(words.language());
    let countries = member.countries.iter().map(name).collect::<Vec<_>>().join(", ");
    html! {
        (role(words, member.role))
        @if !countries.is_empty() { ": " (countries) }
    }
}

/// A kind of body.
#[must_use]
pub fn kind(words: Words, kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::Municipality => words.kind_municipality(),
        BodyKind::Region => words.kind_region(),
        BodyKind::OtherTier => words.kind_other_tier(),
        BodyKind::Association => words.kind_association(),
        BodyKind::Ngo => words.kind_ngo(),
        BodyKind::ProfessionalBody => words.kind_professional_body(),
        BodyKind::OtherBody => words.kind_other_body(),
    }
}

/// The name of a P.
#[must_use]
pub fn p(words: Words, p: P) -> &'static str {
    match p {
        P::Prevention => words.p_prevention(),
        P::Protection => words.p_protection(),
        P::Prosecution => words.p_prosecution(),
        P::Participation => words.p_participation(),
    }
}

/// What a P means, to follow its name.
#[must_use]
pub fn p_is(words: Words, p: P) -> &'static str {
    match p {
        P::Prevention => words.p_prevention_is(),
        P::Protection => words.p_protection_is(),
        P::Prosecution => words.p_prosecution_is(),
        P::Participation => words.p_participation_is(),
    }
}

/// A group of goals.
#[must_use]
pub fn goal_group(words: Words, group: GoalGroup) -> &'static str {
    match group {
        GoalGroup::Prevention => words.p_prevention(),
        GoalGroup::Protection => words.p_protection(),
        GoalGroup::Prosecution => words.p_prosecution(),
        GoalGroup::Participation => words.p_participation(),
        GoalGroup::CrossCutting => words.p_cross_cutting(),
    }
}

/// A type of action.
#[must_use]
pub fn action_type(words: Words, action: ActionType) -> &'static str {
    match action {
        ActionType::Campaign => words.action_type_campaign(),
        ActionType::Training => words.action_type_training(),
        ActionType::Service => words.action_type_service(),
        ActionType::Policy => words.action_type_policy(),
        ActionType::Research => words.action_type_research(),
        ActionType::Material => words.action_type_material(),
        ActionType::Event => words.action_type_event(),
        ActionType::Network => words.action_type_network(),
        ActionType::Other => words.action_type_other(),
    }
}

/// A target group.
#[must_use]
pub fn target_group(words: Words, group: TargetGroup) -> &'static str {
    match group {
        TargetGroup::Children => words.target_children(),
        TargetGroup::YoungPeople => words.target_young_people(),
        TargetGroup::Parents => words.target_parents(),
        TargetGroup::Schools => words.target_schools(),
        TargetGroup::Professionals => words.target_professionals(),
        TargetGroup::Justice => words.target_justice(),
        TargetGroup::Sports => words.target_sports(),
        TargetGroup::Authorities => words.target_authorities(),
        TargetGroup::Public => words.target_public(),
    }
}

/// How far an initiative is.
#[must_use]
pub fn status(words: Words, status: Status) -> &'static str {
    match status {
        Status::Planned => words.status_planned(),
        Status::Running => words.status_running(),
        Status::Done => words.status_done(),
    }
}

/// Where a signatory stands.
#[must_use]
pub fn signatory_state(words: Words, state: &SignatoryState) -> &'static str {
    match state {
        SignatoryState::Draft => words.signatory_draft(),
        SignatoryState::Submitted { .. } => words.signatory_submitted(),
        SignatoryState::Verified { .. } => words.signatory_verified(),
        SignatoryState::OnHold { .. } => words.signatory_on_hold(),
        SignatoryState::Withdrawn { .. } => words.signatory_withdrawn(),
        SignatoryState::ChangesAsked(_) => words.signatory_changes_asked(),
        SignatoryState::Refused(_) => words.signatory_refused(),
        SignatoryState::TakenDown { .. } => words.signatory_taken_down(),
    }
}

pub(crate) fn signatory_tone(state: &SignatoryState) -> Tone {
    match state {
        SignatoryState::Draft | SignatoryState::ChangesAsked(_) => Tone::Call,
        SignatoryState::Submitted { .. } | SignatoryState::OnHold { .. } => Tone::Wait,
        SignatoryState::Verified { .. } => Tone::Good,
        SignatoryState::Withdrawn { .. } => Tone::Quiet,
        SignatoryState::Refused(_) | SignatoryState::TakenDown { .. } => Tone::Bad,
    }
}

/// Where an initiative stands.
#[must_use]
pub fn initiative_state(words: Words, state: InitiativeState) -> &'static str {
    match state {
        InitiativeState::Draft => words.initiative_draft(),
        InitiativeState::Submitted => words.initiative_submitted(),
        InitiativeState::Published => words.initiative_published(),
        InitiativeState::PublishedWithDraft => words.initiative_published_with_draft(),
        InitiativeState::PublishedWithSubmitted => words.initiative_published_with_submitted(),
        InitiativeState::PublishedWithChangesAsked => {
            words.initiative_published_with_changes_asked()
        }
        InitiativeState::PublishedWithRefused => words.initiative_published_with_refused(),
        InitiativeState::ChangesAsked => words.initiative_changes_asked(),
        InitiativeState::Refused => words.initiative_refused(),
        InitiativeState::Withdrawn => words.initiative_withdrawn(),
    }
}

pub(crate) fn initiative_tone(state: InitiativeState) -> Tone {
    match state {
        InitiativeState::Draft
        | InitiativeState::ChangesAsked
        | InitiativeState::PublishedWithChangesAsked => Tone::Call,
        InitiativeState::Submitted | InitiativeState::PublishedWithSubmitted => Tone::Wait,
        InitiativeState::Published | InitiativeState::PublishedWithDraft => Tone::Good,
        InitiativeState::PublishedWithRefused | InitiativeState::Refused => Tone::Bad,
        InitiativeState::Withdrawn => Tone::Quiet,
    }
}

/// What is wrong with a page that is reported.
#[must_use]
pub fn report_category(words: Words, category: domain::ReportCategory) -> &'static str {
    use domain::ReportCategory as C;
    match category {
        C::IdentifiesPerson => words.report_identifies_person(),
        C::Wrong => words.report_wrong(),
        C::Unlawful => words.report_unlawful(),
        C::Other => words.report_other(),
    }
}
