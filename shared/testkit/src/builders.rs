//! Values of the domain, each from a number: the same number gives the same value.

use domain::forms::InitiativeForm;
use domain::initiative::{ActionType, Content, InitiativeDecision, P, Status, TargetGroup};
use domain::pact::CURRENT;
use domain::signatory::{
    Body, BodyKind, DecisionBasis, Profile, Refusal, SignatoryDecision, SignatureRequest, Signer,
};
use domain::{
    AccountId, ContentLanguage, CountryCode, Initiative, InitiativeId, Language, Reason, Signatory,
    SignatoryId, Timestamp,
};

/// A moment, in seconds after one early in 2026.
#[must_use]
pub fn at(seconds: u64) -> Timestamp {
    Timestamp::from_second(1_770_000_000 + i64::try_from(seconds).unwrap()).unwrap()
}

fn entropy(kind: u8, number: u64) -> [u8; 10] {
    let mut entropy = [kind; 10];
    entropy[2..].copy_from_slice(&number.to_be_bytes());
    entropy
}

/// The signatory's id of that number.
#[must_use]
pub fn signatory_id(number: u64) -> SignatoryId {
    SignatoryId::new(at(number), entropy(1, number))
}

/// The initiative's id of that number.
#[must_use]
pub fn initiative_id(number: u64) -> InitiativeId {
    InitiativeId::new(at(number), entropy(2, number))
}

/// A signatory in draft. Its profile follows from the number, so that each occurs.
#[must_use]
pub fn draft_signatory(number: u64, country: &str) -> Signatory {
    let (profile, kind) = match number % 3 {
        0 => (Profile::Authority, BodyKind::Municipality),
        1 => (Profile::Organisation, BodyKind::Ngo),
        _ => (Profile::Representative, BodyKind::Region),
    };
    let body = Body {
        profile,
        country: CountryCode::parse(country).unwrap(),
        official_name: format!("Δήμος {number}"),
        name_language: ContentLanguage::parse("el").unwrap(),
        latin_name: Some(format!("Town {number}")),
        kind,
        territorial_code: None,
        population: None,
        website: None,
    };
    let signer = Signer {
        name: format!("Maria {number}"),
        function: "Mayor".to_owned(),
        mandate_end: None,
        publish: true,
    };
    Signatory::new(signatory_id(number), body, signer, at(number))
}

/// What a signatory undertakes.
#[must_use]
pub fn signature() -> SignatureRequest {
    SignatureRequest {
        version: CURRENT.version.to_owned(),
        text_hash: CURRENT.hash(Language::En).to_owned(),
        goals: vec!["PV1".to_owned()],
        basis: DecisionBasis::NotNeeded { reason: "Bureau".to_owned() },
    }
}

/// A signatory that is listed.
#[must_use]
pub fn verified_signatory(number: u64, country: &str) -> Signatory {
    draft_signatory(number, country)
        .sign(signature(), number, at(number))
        .unwrap()
        .decide(SignatoryDecision::Verify, staff(), at(number))
        .unwrap()
}

/// A member of staff.
#[must_use]
pub fn staff() -> AccountId {
    AccountId::new(at(0), [9; 10])
}

/// Another member of staff.
#[must_use]
pub fn colleague() -> AccountId {
    AccountId::new(at(0), [8; 10])
}

/// A refusal or take-down.
#[must_use]
pub fn refusal() -> Refusal {
    Refusal {
        since: at(0),
        reason: Reason::default_of("other").unwrap(),
        note: String::new(),
        by: None,
        proposed_by: None,
        after_appeal: false,
    }
}

/// The content of an initiative.
#[must_use]
pub fn content(title: &str, ps: &[P]) -> Content {
    Content {
        title: title.to_owned(),
        summary: format!("Summary of {title}"),
        description: "What **we** do.".to_owned(),
        language: ContentLanguage::parse("en").unwrap(),
        ps: ps.to_vec(),
        goals: Vec::new(),
        action_type: ActionType::Training,
        target_groups: vec![TargetGroup::Schools],
        status: Status::Running,
        start_date: None,
        end_date: None,
        place: None,
        partners: None,
        results: None,
        links: Vec::new(),
        contact_page: None,
    }
}

/// An initiative in draft.
#[must_use]
pub fn draft_initiative(number: u64, signatory: SignatoryId) -> Initiative {
    Initiative::new(initiative_id(number), signatory, InitiativeForm::default(), at(number))
}

/// An initiative that is public once its signatory is.
#[must_use]
pub fn published_initiative(number: u64, signatory: SignatoryId, ps: &[P]) -> Initiative {
    draft_initiative(number, signatory)
        .submit(content(&format!("Initiative {number}"), ps), at(number))
        .unwrap()
        .decide(InitiativeDecision::Publish, staff(), at(number))
        .unwrap()
}
