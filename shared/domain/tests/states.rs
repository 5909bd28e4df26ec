//! Both state machines under any sequence of steps: no state outside the table, nothing
//! public without a decision of staff, one revision for each change.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use domain::forms::{DecisionForm, InitiativeForm};
use domain::initiative::{
    Content, Initiative, InitiativeDecision, InitiativeState as I, Wanted, Working,
};
use domain::signatory::{
    Body, BodyKind, DecisionBasis, Profile, Signatory, SignatoryDecision, SignatureRequest, Signer,
};
use domain::{ContentLanguage, CountryCode, InitiativeId, SignatoryId, SignatoryState, Timestamp};
use proptest::prelude::*;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn new_signatory() -> Signatory {
    let body = Body {
        profile: Profile::Authority,
        country: CountryCode::parse("FR").unwrap(),
        official_name: "Ville de Test".to_owned(),
        name_language: ContentLanguage::parse("fr").unwrap(),
        latin_name: None,
        kind: BodyKind::Municipality,
        territorial_code: None,
        population: None,
        website: None,
    };
    let signer = Signer {
        name: "Anne".to_owned(),
        function: "Maire".to_owned(),
        mandate_end: None,
        publish: true,
    };
    Signatory::new(SignatoryId::new(at(0), [1; 10]), body, signer, at(0))
}

fn decision(kind: &str) -> DecisionForm {
    DecisionForm {
        decision: kind.to_owned(),
        reason: "off_topic".to_owned(),
        ..DecisionForm::default()
    }
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Sign,
    Withdraw,
    Profile,
    Staff(&'static str),
}

const SIGNATORY_STEPS: [Step; 7] = [
    Step::Sign,
    Step::Withdraw,
    Step::Profile,
    Step::Staff("approve"),
    Step::Staff("refuse"),
    Step::Staff("hold"),
    Step::Staff("resume"),
];

fn take(signatory: &Signatory, step: Step, second: i64) -> Option<Signatory> {
    let signatory = signatory.clone();
    match step {
        Step::Sign => {
            let request = SignatureRequest {
                version: "1".to_owned(),
                text_hash: "h".to_owned(),
                goals: vec!["PV1".to_owned()],
                basis: DecisionBasis::NotNeeded { reason: "r".to_owned() },
            };
            signatory.sign(request, 1, at(second)).ok()
        }
        Step::Withdraw => signatory.withdraw("note".to_owned(), at(second)).ok(),
        Step::Profile => {
            let update = domain::signatory::ProfileUpdate {
                population: Some(1),
                website: None,
                signer: signatory.signer.clone(),
            };
            Some(signatory.with_profile(update, at(second)))
        }
        Step::Staff(kind) => {
            let decision =
                SignatoryDecision::parse(&decision(kind), domain::Reason::defaults(), at(second))
                    .unwrap();
            signatory.decide(decision, at(second)).ok()
        }
    }
}

/// The table: from which state, by which step, to which state.
fn signatory_table(from: &str, step: Step) -> Option<&'static str> {
    Some(match (from, step) {
        ("draft" | "withdrawn" | "refused", Step::Sign) => "submitted",
        ("submitted" | "verified" | "on_hold", Step::Withdraw) => "withdrawn",
        ("submitted", Step::Staff("approve")) | ("on_hold", Step::Staff("resume")) => "verified",
        ("verified", Step::Staff("hold")) => "on_hold",
        ("submitted" | "verified" | "on_hold" | "withdrawn", Step::Staff("refuse")) => "refused",
        _ => return None,
    })
}

fn content(title: &str) -> Content {
    let text = |text: &str| text.to_owned();
    Content::parse(&InitiativeForm {
        title: text(title),
        summary: text("Summary"),
        description: text("Description"),
        language: text("en"),
        ps: vec![text("prevention")],
        action_type: text("campaign"),
        target_groups: vec![text("children")],
        status: text("running"),
        safeguard: text("yes"),
        ..InitiativeForm::default()
    })
    .unwrap()
}

/// The table, with the state in one word.
fn initiative_table(from: I, step: &str) -> Option<I> {
    use I::{
        Draft, Published, PublishedWithDraft, PublishedWithRefused, PublishedWithSubmitted,
        Refused, Submitted, Withdrawn,
    };
    let public = matches!(
        from,
        Published | PublishedWithDraft | PublishedWithSubmitted | PublishedWithRefused
    );
    Some(match (step, from) {
        (_, Withdrawn) => return None,
        ("save", _) if public => PublishedWithDraft,
        ("save", _) | ("take_down", PublishedWithDraft) => Draft,
        ("submit", _) if public => PublishedWithSubmitted,
        ("submit", _) => Submitted,
        ("withdraw", _) => Withdrawn,
        ("approve", Submitted | PublishedWithSubmitted) => Published,
        ("refuse", Submitted)
        | ("take_down", Published | PublishedWithSubmitted | PublishedWithRefused) => Refused,
        ("refuse", PublishedWithSubmitted) => PublishedWithRefused,
        _ => return None,
    })
}

proptest! {
    #[test]
    fn q101_a_signatory_keeps_to_the_table(steps in prop::collection::vec(0..7_usize, 0..40)) {
        let mut signatory = new_signatory();
        let mut verified = false;
        for (second, index) in (1..).zip(steps) {
            let step = SIGNATORY_STEPS[index];
            let from = signatory.state.code();
            let next = take(&signatory, step, second);
            if matches!(step, Step::Profile) {
                let next = next.unwrap();
                prop_assert_eq!(&next.state, &signatory.state);
                prop_assert_eq!(next.rev, signatory.rev + 1);
                signatory = next;
                continue;
            }
            prop_assert_eq!(
                next.as_ref().map(|next| next.state.code()),
                signatory_table(from, step)
            );
            let Some(next) = next else { continue };
            prop_assert_eq!(next.rev, signatory.rev + 1);
            prop_assert_eq!(next.updated, at(second));
            verified = match step {
                // A new signature waits for a new decision.
                Step::Sign => false,
                Step::Staff("approve" | "resume") => true,
                Step::Staff(_) | Step::Withdraw | Step::Profile => verified,
            };
            prop_assert!(verified || !next.is_public(), "public without a decision");
            prop_assert!(!next.is_listed() || next.is_public());
            prop_assert_eq!(next.must_have_signed().is_ok(), next.may_submit_initiatives());
            if next.may_submit_initiatives() {
                prop_assert!(next.signature.is_some());
            }
            signatory = next;
        }
    }

    #[test]
    fn q101_an_initiative_keeps_to_the_table(steps in prop::collection::vec(0..6_usize, 0..40)) {
        const STEPS: [&str; 6] = ["save", "submit", "withdraw", "approve", "refuse", "take_down"];
        let signatory = take(&new_signatory(), Step::Sign, 1).unwrap();
        let id = InitiativeId::new(at(0), [2; 10]);
        let mut initiative =
            Initiative::new(id, signatory.id, InitiativeForm::default(), at(0));
        let mut approved: Option<Content> = None;
        for (second, index) in (1..).zip(steps) {
            let step = STEPS[index];
            let before = initiative.clone();
            let waiting = match &before.working {
                Some(Working::Submitted { content, .. }) => Some(content.as_ref().clone()),
                _ => None,
            };
            let form = InitiativeForm { title: format!("T{second}"), ..InitiativeForm::default() };
            let wanted = match step {
                "save" => Some(Wanted::Draft(form)),
                "submit" => Some(Wanted::Submission(content(&format!("T{second}")))),
                "withdraw" => Some(Wanted::Withdrawal),
                _ => None,
            };
            let next = if let Some(wanted) = &wanted {
                wanted.clone().apply(before.clone(), &signatory, at(second))
            } else {
                let decision = InitiativeDecision::parse(&decision(step), domain::Reason::defaults(), at(second)).unwrap();
                before.clone().decide(decision, at(second))
            };
            prop_assert_eq!(
                next.as_ref().ok().map(Initiative::state),
                initiative_table(before.state(), step)
            );
            let Ok(next) = next else { continue };
            prop_assert_eq!(next.rev, before.rev + 1);
            if let Some(wanted) = wanted {
                prop_assert!(wanted.is_done(&next), "a double click is known");
            }
            match step {
                "approve" => approved = waiting,
                "take_down" | "withdraw" => approved = None,
                _ => {}
            }
            // What the public reads is what staff approved, to the letter.
            prop_assert_eq!(next.published.as_ref().map(|public| &public.content), approved.as_ref());
            // Nothing written is lost: the form is there to go on with.
            prop_assert!(next.published.is_some() || next.working.is_some());
            initiative = next;
        }
    }

    #[test]
    fn q49_an_initiative_is_submitted_by_those_who_have_signed(
        steps in prop::collection::vec(0..7_usize, 0..12),
    ) {
        let mut signatory = new_signatory();
        for (second, index) in (1..).zip(steps) {
            if let Some(next) = take(&signatory, SIGNATORY_STEPS[index], second) {
                signatory = next;
            }
        }
        let id = InitiativeId::new(at(0), [2; 10]);
        let draft = Initiative::new(id, signatory.id, InitiativeForm::default(), at(0));
        let submitted = Wanted::Submission(content("T")).apply(draft, &signatory, at(9));
        let signed = matches!(
            signatory.state,
            SignatoryState::Submitted { .. } | SignatoryState::Verified { .. }
        );
        prop_assert_eq!(submitted.is_ok(), signed);
    }

    #[test]
    fn f33_what_is_stored_is_read_back(steps in prop::collection::vec(0..7_usize, 0..12)) {
        let mut signatory = new_signatory();
        for (second, index) in (1..).zip(steps) {
            if let Some(next) = take(&signatory, SIGNATORY_STEPS[index], second) {
                signatory = next;
            }
        }
        let text = serde_json::to_string(&signatory).unwrap();
        prop_assert_eq!(serde_json::from_str::<Signatory>(&text).unwrap(), signatory);
    }
}
