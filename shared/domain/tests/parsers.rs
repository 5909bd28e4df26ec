//! Parsers never panic, and accept what they print back.

use domain::forms::{
    ContactForm, DecisionForm, InitiativeForm, ProfileForm, RegistrationForm, SignForm,
    WithdrawForm,
};
use domain::initiative::{
    ActionType, InitiativeDecision, P, Status, TargetGroup, Wanted, parse_draft,
};
use domain::pact::{CURRENT, Goal};
use domain::signatory::{
    Contact, Profile, ProfileUpdate, SignatoryDecision, SignatureRequest, parse_withdrawal,
};
use domain::{
    AccountId, Content, ContentLanguage, CountryCode, Date, EmailAddress, InitiativeId, Language,
    Password, Reason, Registration, SafeUrl, SignatoryId, Slug, Timestamp, limits,
};
use proptest::prelude::*;

const TODAY: Date = Date::constant(2026, 11, 24);

/// Typed text: anything, and more often what breaks parsers.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ -~]{0,40}",
        "\\PC{0,400}",
        Just(String::new()),
        Just("=1+1".to_owned()),
        Just("\u{202e}gnp.exe".to_owned()),
        Just("e\u{301}\u{301}\u{301}\u{301}\u{301}".to_owned()),
        Just("javascript:alert(1)".to_owned()),
        Just("https://[::1]/".to_owned()),
        Just("0000-00-00".to_owned()),
        Just("9".repeat(400)),
        Just("x".repeat(30_000)),
    ]
}

fn code(codes: Vec<&'static str>) -> impl Strategy<Value = String> {
    prop::sample::select(codes).prop_map(str::to_owned)
}

/// A form that could be right.
fn plausible() -> impl Strategy<Value = InitiativeForm> {
    let line = "[A-Za-zÀ-ÿΑ-ωა-ჰ ,.’0-9]{1,100}";
    let several = |codes: Vec<&'static str>| prop::collection::vec(code(codes), 1..5);
    let goals: Vec<&'static str> = Goal::all().iter().map(|goal| goal.code.as_str()).collect();
    (
        (
            line,
            line,
            "[ -~À-ÿ\\r\\n]{0,600}",
            code(ContentLanguage::all().map(ContentLanguage::code).collect()),
        ),
        several(P::ALL.iter().map(|p| p.code()).collect()),
        several(goals),
        code(ActionType::ALL.iter().map(|action| action.code()).collect()),
        several(TargetGroup::ALL.iter().map(|group| group.code()).collect()),
        code(Status::ALL.iter().map(|status| status.code()).collect()),
        (2000..2040_i32, 1..=12_u8, 1..=28_u8),
        prop::collection::vec("https://[a-z]{1,20}\\.example\\.org/[a-z0-9/?=&%20]{0,30}", 0..6),
    )
        .prop_map(
            |(
                (title, summary, description, language),
                ps,
                goals,
                action_type,
                target_groups,
                status,
                day,
                links,
            )| {
                InitiativeForm {
                    title,
                    summary,
                    description,
                    language,
                    ps,
                    goals,
                    action_type,
                    target_groups,
                    status,
                    start_date: format!("{}-{:02}-{:02}", day.0, day.1, day.2),
                    contact_page: links.first().cloned().unwrap_or_default(),
                    links,
                    safeguard: "yes".to_owned(),
                    ..InitiativeForm::default()
                }
            },
        )
}

proptest! {
    #[test]
    fn an_initiative_that_parses_parses_again_from_its_own_form(form in plausible()) {
        if let Ok(content) = Content::parse(&form) {
            let printed = InitiativeForm::from(&content);
            prop_assert_eq!(Content::parse(&printed), Ok(content.clone()));
            let stored = serde_json::to_string(&content).unwrap();
            prop_assert_eq!(serde_json::from_str::<Content>(&stored).unwrap(), content);
            // What may be submitted may be saved.
            prop_assert!(parse_draft(&form).is_ok());
        }
    }

    #[test]
    fn a_draft_is_kept_as_typed_and_bounded(
        texts in prop::collection::vec(typed(), 4),
        list in prop::collection::vec(typed(), 0..30),
    ) {
        let form = InitiativeForm {
            title: texts[0].clone(),
            description: texts[1].clone(),
            contact_page: texts[2].clone(),
            safeguard: texts[3].clone(),
            links: list,
            rev: "7".to_owned(),
            ..InitiativeForm::default()
        };
        let fits = |text: &str, limit: usize| text.chars().count() <= 2 * limit;
        match parse_draft(&form) {
            Ok(draft) => {
                prop_assert!(fits(&draft.title, limits::TITLE));
                prop_assert!(draft.links.len() <= 2 * limits::LINKS);
                prop_assert_eq!(&draft, &InitiativeForm { rev: String::new(), ..form });
                prop_assert_eq!(parse_draft(&draft), Ok(draft.clone()));
                prop_assert!(!Wanted::Withdrawal.eq(&Wanted::Draft(draft)));
            }
            Err(problems) => prop_assert!(!problems.as_slice().is_empty()),
        }
    }

    #[test]
    fn q55_no_form_makes_a_parser_panic(a in typed(), b in typed(), c in typed(), day in typed()) {
        let list = vec![a.clone(), b.clone()];
        let _ = Content::parse(&InitiativeForm {
            title: a.clone(), summary: b.clone(), description: c.clone(), language: a.clone(),
            ps: list.clone(), goals: list.clone(), target_groups: list.clone(),
            links: list.clone(), start_date: day.clone(), end_date: day.clone(),
            contact_page: c.clone(), ..InitiativeForm::default()
        });
        let decision = DecisionForm {
            decision: "refuse".to_owned(), reason: a.clone(), note: b.clone(),
            ..DecisionForm::default()
        };
        let _ = InitiativeDecision::parse(&decision, Reason::defaults(), Timestamp::UNIX_EPOCH);
        let _ = SignatoryDecision::parse(&decision, Reason::defaults(), Timestamp::UNIX_EPOCH);
        let decision = DecisionForm { decision: c.clone(), ..decision };
        let _ = InitiativeDecision::parse(&decision, Reason::defaults(), Timestamp::UNIX_EPOCH);
        let _ = SignatoryDecision::parse(&decision, Reason::defaults(), Timestamp::UNIX_EPOCH);
        let _ = Registration::parse(&RegistrationForm {
            profile: "authority".to_owned(), country: a.clone(), official_name: b.clone(),
            name_language: c.clone(), latin_name: a.clone(), kind: b.clone(),
            territorial_code: c.clone(), population: a.clone(), website: b.clone(),
            signer_name: c.clone(), mandate_end: day.clone(), contact_name: a.clone(),
            contact_phone: b.clone(), email: c.clone(), ..RegistrationForm::default()
        }, TODAY);
        let _ = ProfileUpdate::parse(&ProfileForm {
            population: a.clone(), website: b.clone(), signer_name: c.clone(),
            mandate_end: day.clone(), ..ProfileForm::default()
        }, Profile::Authority, TODAY);
        let _ = Contact::parse(&ContactForm {
            contact_name: a.clone(), contact_phone: b.clone(), second_contact_name: c.clone(),
            second_contact_email: a.clone(), ..ContactForm::default()
        });
        let _ = SignatureRequest::parse(&SignForm {
            goals: list, decision_date: day, decision_reference: b.clone(),
            no_decision_reason: c.clone(), ..SignForm::default()
        }, &CURRENT, Language::En, TODAY);
        let _ = parse_withdrawal(&WithdrawForm { note: a.clone(), ..WithdrawForm::default() });
        let _ = Password::parse(&domain::Secret::new(c.chars().take(300).collect::<String>()), &[&a]);
    }

    #[test]
    fn values_accept_what_they_print(text in typed()) {
        if let Ok(email) = EmailAddress::parse(&text) {
            prop_assert_eq!(EmailAddress::parse(email.as_str()), Ok(email));
        }
        if let Ok(url) = SafeUrl::parse(&text) {
            prop_assert_eq!(SafeUrl::parse(url.as_str()), Ok(url));
        }
        if let Ok(country) = CountryCode::parse(&text) {
            prop_assert_eq!(CountryCode::parse(country.code()), Ok(country));
        }
        let slug = Slug::of(&text);
        prop_assert_eq!(Slug::of(slug.as_str()), slug);
    }

    #[test]
    fn identifiers_accept_what_they_print(second in 0..253_000_000_000_i64, random: [u8; 10], text in typed()) {
        let at = Timestamp::from_second(second).unwrap();
        let id = SignatoryId::new(at, random);
        prop_assert_eq!(SignatoryId::parse(&id.to_string()), Ok(id));
        let given = InitiativeId::new(at, random);
        let begun = InitiativeId::begun_by(id, given);
        prop_assert_eq!(InitiativeId::parse(&begun.to_string()), Ok(begun));
        if let Ok(id) = AccountId::parse(&text) {
            prop_assert_eq!(id.to_string(), text);
        }
    }
}

#[test]
fn another_reason_needs_the_note_that_says_which() {
    let form = |reason: &str, note: &str| DecisionForm {
        decision: "refuse".to_owned(),
        reason: reason.to_owned(),
        note: note.to_owned(),
        ..DecisionForm::default()
    };
    let parse = |form| {
        SignatoryDecision::parse(&form, Reason::defaults(), Timestamp::UNIX_EPOCH)
            .map_err(|found| found.to_string())
    };
    assert_eq!(parse(form("other", "  ")), Err("note missing".to_owned()));
    assert_eq!(parse(form("", "")), Err("reason missing".to_owned()));
    assert!(parse(form("other", "Because")).is_ok());
    assert!(parse(form("duplicate", "")).is_ok());
}
