//! Words for what is wrong with a form: what to do about it, without blame.

use crate::Words;
use crate::components::count;
use domain::{Field, Problem, ProblemCode};

/// What the form calls a field; the messages quote it.
#[must_use]
pub fn label(words: Words, field: Field) -> &'static str {
    match field {
        Field::Profile => words.field_profile(),
        Field::Country => words.field_country(),
        Field::OfficialName => words.field_official_name(),
        Field::LatinName => words.field_latin_name(),
        Field::NameLanguage => words.field_name_language(),
        Field::Kind => words.field_kind(),
        Field::TerritorialCode => words.field_territorial_code(),
        Field::Population => words.field_population(),
        Field::Website => words.field_website(),
        Field::SignerName => words.field_signer_name(),
        Field::SignerFunction => words.field_signer_function(),
        Field::MandateEnd => words.field_mandate_end(),
        Field::PublishSigner => words.field_publish_signer(),
        Field::ContactName => words.field_contact_name(),
        Field::ContactPhone => words.field_contact_phone(),
        Field::ContactLanguage => words.field_contact_language(),
        Field::SecondContactName => words.field_second_contact_name(),
        Field::SecondContactEmail => words.field_second_contact_email(),
        Field::Email => words.field_email(),
        Field::Password => words.field_password(),
        Field::CurrentPassword => words.field_current_password(),
        Field::Authorised => words.field_authorised(),
        Field::Code => words.field_code(),
        Field::RecoveryCode => words.field_recovery_code(),
        Field::Goals => words.field_goals(),
        Field::DecisionDate => words.field_decision_date(),
        Field::DecisionReference => words.field_decision_reference(),
        Field::NoDecisionReason => words.field_no_decision_reason(),
        Field::Undertake => words.field_undertake(),
        Field::Note => words.field_note(),
        Field::Confirm => words.field_confirm(),
        Field::Title => words.field_title(),
        Field::Summary => words.field_summary(),
        Field::Description => words.field_description(),
        Field::Language => words.field_language(),
        Field::Ps => words.field_ps(),
        Field::ActionType => words.field_action_type(),
        Field::TargetGroups => words.field_target_groups(),
        Field::Status => words.field_status(),
        Field::StartDate => words.field_start_date(),
        Field::EndDate => words.field_end_date(),
        Field::Place => words.field_place(),
        Field::Partners => words.field_partners(),
        Field::Results => words.field_results(),
        Field::Links => words.field_links(),
        Field::ContactPage => words.field_contact_page(),
        Field::Safeguard => words.field_safeguard(),
        Field::Decision => words.field_decision(),
        Field::Reason => words.field_reason(),
        Field::Session => words.field_session(),
        Field::ServiceDays => words.field_service_days(),
        Field::NearlyLateDays => words.field_nearly_late_days(),
        Field::LeaseMinutes => words.field_lease_minutes(),
        Field::UndoSeconds => words.field_undo_seconds(),
        Field::ReportRate => words.field_report_rate(),
        Field::RegistrationRate => words.field_registration_rate(),
        Field::InitiativesLimit => words.field_initiatives_limit(),
        Field::RegistrationOff => words.field_registration_off(),
        Field::PostingOff => words.field_posting_off(),
        Field::ReadOnly => words.field_read_only(),
        Field::ClosedRoutes => words.field_closed_routes(),
        Field::BannerRegistrationEn => words.field_banner_registration_en(),
        Field::BannerRegistrationFr => words.field_banner_registration_fr(),
        Field::BannerSignInEn => words.field_banner_sign_in_en(),
        Field::BannerSignInFr => words.field_banner_sign_in_fr(),
        Field::BannerDeskEn => words.field_banner_desk_en(),
        Field::BannerDeskFr => words.field_banner_desk_fr(),
        Field::BannerStaffEn => words.field_banner_staff_en(),
        Field::BannerStaffFr => words.field_banner_staff_fr(),
        Field::ReasonCode => words.field_reason_code(),
        Field::WordsEn => words.field_words_en(),
        Field::WordsFr => words.field_words_fr(),
        Field::HidesText => words.field_hides_text(),
        Field::Retired => words.field_retired(),
        Field::Number => words.field_number(),
        Field::NameEn => words.field_name_en(),
        Field::NameFr => words.field_name_fr(),
        Field::Source => words.field_source(),
        Field::Checked => words.field_checked(),
        Field::Role => words.field_role(),
        Field::Countries => words.field_countries(),
        Field::Intent => words.field_intent(),
        Field::Holder => words.field_holder(),
        Field::TakeoverNote => words.field_takeover_note(),
        Field::Search => words.field_search(),
        Field::Cases => words.field_cases(),
        Field::Count => words.field_count(),
        Field::Category => words.field_category(),
        Field::ReportText => words.field_report_text(),
    }
}

/// What to do about a problem.
#[must_use]
pub fn problem_words(words: Words, field: Field, code: ProblemCode) -> String {
    let label = label(words, field);
    match code {
        ProblemCode::Missing => empty(words, field, label),
        ProblemCode::TooLong { max } => words.problem_too_long(label, count(max)),
        ProblemCode::TooShort { min } => words.problem_too_short(label, count(min)),
        ProblemCode::Malformed => malformed(words, field, label),
        ProblemCode::Unprintable => words.problem_unprintable(label),
        ProblemCode::Formula => words.problem_formula(label),
        ProblemCode::HoldsLink => words.problem_holds_link(label),
        ProblemCode::UnknownChoice => match field {
            Field::Reason => words.problem_reason_gone().to_owned(),
            Field::Cases => words.unknown_cases().to_owned(),
            _ => words.problem_unknown_choice(label),
        },
        ProblemCode::LatinNeeded => words.problem_latin_needed().to_owned(),
        ProblemCode::NotLatin => words.problem_not_latin().to_owned(),
        ProblemCode::NoSuchDate => words.problem_no_such_date(label),
        ProblemCode::InFuture => words.problem_in_future(label),
        ProblemCode::InPast => words.problem_in_past(label),
        ProblemCode::EndBeforeStart => match field {
            Field::StartDate => words.problem_start_after_end().to_owned(),
            _ => words.problem_end_before_start().to_owned(),
        },
        ProblemCode::TooMany { max } => words.problem_too_many(label, count(max)),
        ProblemCode::OutOfRange { max } => words.problem_out_of_range(label, u64::from(max)),
        ProblemCode::UnsafeLink => words.problem_unsafe_link(label),
        ProblemCode::EasyToGuess => words.problem_easy_to_guess().to_owned(),
        ProblemCode::EdgeSpace => words.problem_edge_space().to_owned(),
        ProblemCode::Unchanged => words.problem_unchanged(label),
        ProblemCode::Wrong => wrong(words, field, label),
        ProblemCode::Expired => match field {
            Field::Undertake => words.problem_text_changed().to_owned(),
            _ => words.problem_expired().to_owned(),
        },
        ProblemCode::Locked => words.problem_locked().to_owned(),
        ProblemCode::NotConfirmed => not_confirmed(words, field),
        ProblemCode::NotAllowed => match field {
            Field::TerritorialCode => words.problem_code_country().to_owned(),
            Field::Kind => words.problem_kind_profile().to_owned(),
            Field::OfficialName => words.problem_taken().to_owned(),
            Field::ReasonCode => words.problem_reason_code_taken().to_owned(),
            Field::Countries => words.problem_countries_role().to_owned(),
            Field::Email => words.problem_member_already().to_owned(),
            Field::Retired => words.problem_last_reason().to_owned(),
            Field::Number => words.problem_number_taken().to_owned(),
            Field::Country => words.problem_last_helpline().to_owned(),
            _ => words.problem_not_allowed(label),
        },
    }
}

/// The words of all problems, each with the id of its field: for the summary.
pub(crate) fn summary(words: Words, problems: &[Problem]) -> Vec<(String, String)> {
    let one = |problem: &Problem| {
        (problem.field.name().to_owned(), problem_words(words, problem.field, problem.code))
    };
    problems.iter().map(one).collect()
}

/// The words of the first problem of `field`.
pub(crate) fn error(words: Words, problems: &[Problem], field: Field) -> Option<String> {
    let problem = problems.iter().find(|problem| problem.field == field)?;
    Some(problem_words(words, field, problem.code))
}

/// What to do about an empty field; none where its label says it.
fn missing(words: Words, field: Field) -> Option<&'static str> {
    let text = match field {
        Field::Profile => words.missing_profile(),
        Field::Country => words.missing_country(),
        Field::OfficialName => words.missing_official_name(),
        Field::LatinName => words.problem_latin_needed(),
        Field::NameLanguage => words.missing_name_language(),
        Field::Kind => words.missing_kind(),
        Field::TerritorialCode => words.missing_territorial_code(),
        Field::Population => words.missing_population(),
        Field::Website => words.missing_website(),
        Field::SignerName => words.missing_signer_name(),
        Field::SignerFunction => words.missing_signer_function(),
        Field::MandateEnd => words.missing_mandate_end(),
        Field::PublishSigner => words.unconfirmed_publish_signer(),
        Field::ContactName => words.missing_contact_name(),
        Field::ContactPhone => words.missing_contact_phone(),
        Field::ContactLanguage => words.missing_contact_language(),
        Field::SecondContactName => words.missing_second_contact_name(),
        Field::SecondContactEmail => words.missing_second_contact_email(),
        Field::Email => words.missing_email(),
        Field::Password => words.missing_password(),
        Field::CurrentPassword => words.missing_current_password(),
        Field::Authorised => words.unconfirmed_authorised(),
        Field::Code => words.missing_code(),
        Field::RecoveryCode => words.missing_recovery_code(),
        Field::Goals => words.missing_goals(),
        Field::DecisionDate => words.missing_decision_date(),
        Field::DecisionReference => words.missing_decision_reference(),
        Field::NoDecisionReason => words.missing_no_decision_reason(),
        Field::Undertake => words.unconfirmed_undertake(),
        Field::Note => words.missing_note(),
        Field::Confirm => words.unconfirmed_confirm(),
        Field::Title => words.missing_title(),
        Field::Summary => words.missing_summary(),
        Field::Description => words.missing_description(),
        Field::Language => words.missing_language(),
        Field::Ps => words.missing_ps(),
        Field::ActionType => words.missing_action_type(),
        Field::TargetGroups => words.missing_target_groups(),
        Field::Status => words.missing_status(),
        Field::StartDate => words.missing_start_date(),
        Field::EndDate => words.missing_end_date(),
        Field::Place => words.missing_place(),
        Field::Partners => words.missing_partners(),
        Field::Results => words.missing_results(),
        Field::Links => words.missing_links(),
        Field::ContactPage => words.missing_contact_page(),
        Field::Safeguard => words.unconfirmed_safeguard(),
        Field::Decision => words.missing_decision(),
        Field::Reason => words.missing_reason(),
        Field::Session => words.missing_session(),
        Field::Intent => words.missing_intent(),
        Field::Holder => words.missing_holder(),
        Field::TakeoverNote => words.missing_takeover_note(),
        Field::Search => words.missing_search(),
        Field::Cases => words.missing_cases(),
        Field::Count => words.missing_count(),
        Field::Category => words.missing_category(),
        Field::ReportText => words.missing_report_text(),
        Field::Role => words.missing_role(),
        Field::Countries => words.missing_countries(),
        Field::ServiceDays
        | Field::NearlyLateDays
        | Field::LeaseMinutes
        | Field::UndoSeconds
        | Field::ReportRate
        | Field::RegistrationRate
        | Field::InitiativesLimit
        | Field::RegistrationOff
        | Field::PostingOff
        | Field::ReadOnly
        | Field::ClosedRoutes
        | Field::BannerRegistrationEn
        | Field::BannerRegistrationFr
        | Field::BannerSignInEn
        | Field::BannerSignInFr
        | Field::BannerDeskEn
        | Field::BannerDeskFr
        | Field::BannerStaffEn
        | Field::BannerStaffFr
        | Field::ReasonCode
        | Field::WordsEn
        | Field::WordsFr
        | Field::HidesText
        | Field::Retired
        | Field::Number
        | Field::NameEn
        | Field::NameFr
        | Field::Source
        | Field::Checked => return None,
    };
    Some(text)
}

fn malformed(words: Words, field: Field, label: &str) -> String {
    match field {
        Field::Email | Field::SecondContactEmail => words.malformed_email().to_owned(),
        Field::ContactPhone => words.malformed_phone().to_owned(),
        Field::Population => words.malformed_population().to_owned(),
        Field::TerritorialCode => words.malformed_territorial_code().to_owned(),
        Field::Code => words.malformed_code().to_owned(),
        Field::RecoveryCode => words.malformed_recovery_code().to_owned(),
        Field::ReasonCode => words.malformed_reason_code().to_owned(),
        Field::Number => words.malformed_number().to_owned(),
        Field::ServiceDays
        | Field::NearlyLateDays
        | Field::LeaseMinutes
        | Field::UndoSeconds
        | Field::ReportRate
        | Field::RegistrationRate
        | Field::InitiativesLimit => words.malformed_whole(label),
        _ => words.malformed_other(label),
    }
}

fn wrong(words: Words, field: Field, label: &str) -> String {
    match field {
        // The same words whether the address or the password is unknown.
        Field::Email | Field::Password => words.wrong_sign_in().to_owned(),
        Field::CurrentPassword => words.wrong_current_password().to_owned(),
        Field::Code => words.wrong_code().to_owned(),
        Field::RecoveryCode => words.wrong_recovery_code().to_owned(),
        Field::Count => words.wrong_count().to_owned(),
        _ => words.malformed_other(label),
    }
}

fn not_confirmed(words: Words, field: Field) -> String {
    match field {
        Field::PublishSigner => words.unconfirmed_publish_signer().to_owned(),
        Field::Authorised => words.unconfirmed_authorised().to_owned(),
        Field::Undertake => words.unconfirmed_undertake().to_owned(),
        Field::Confirm => words.unconfirmed_confirm().to_owned(),
        Field::Safeguard => words.unconfirmed_safeguard().to_owned(),
        _ => empty(words, field, label(words, field)),
    }
}

fn empty(words: Words, field: Field, label: &str) -> String {
    missing(words, field).map_or_else(|| words.problem_missing(label), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Language;

    const CODES: [ProblemCode; 25] = [
        ProblemCode::Missing,
        ProblemCode::TooLong { max: 120 },
        ProblemCode::TooShort { min: 12 },
        ProblemCode::Malformed,
        ProblemCode::Unprintable,
        ProblemCode::Formula,
        ProblemCode::HoldsLink,
        ProblemCode::UnknownChoice,
        ProblemCode::LatinNeeded,
        ProblemCode::NotLatin,
        ProblemCode::NoSuchDate,
        ProblemCode::InFuture,
        ProblemCode::InPast,
        ProblemCode::EndBeforeStart,
        ProblemCode::TooMany { max: 5 },
        ProblemCode::OutOfRange { max: 100 },
        ProblemCode::UnsafeLink,
        ProblemCode::EasyToGuess,
        ProblemCode::EdgeSpace,
        ProblemCode::Unchanged,
        ProblemCode::Wrong,
        ProblemCode::Expired,
        ProblemCode::Locked,
        ProblemCode::NotConfirmed,
        ProblemCode::NotAllowed,
    ];

    #[test]
    fn messages_say_what_to_do_without_blame() {
        for language in Language::ALL {
            for field in Field::ALL {
                for code in CODES {
                    let text = problem_words(Words::new(language), *field, code);
                    let lower = text.to_lowercase();
                    assert!(!text.is_empty());
                    for word in ["invalid", "please", "veuillez", "s’il vous plaît", "sorry"] {
                        assert!(!lower.contains(word), "{text}");
                    }
                }
            }
        }
    }
}
