//! Both state machines under any sequence of steps: no state outside the table, nothing
//! public without a decision of staff, one revision for each change.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use domain::bulk::{BulkObstacle, initiative_obstacle, signatory_obstacle};
use domain::forms::{DecisionForm, InitiativeForm};
use domain::initiative::{
    Content, Initiative, InitiativeDecision, InitiativeState as I, Wanted, Working,
};
use domain::signatory::{
    Body, BodyKind, DecisionBasis, Profile, Signatory, SignatoryDecision, SignatureRequest, Signer,
};
use domain::{
    AccountId, ContentLanguage, CountryCode, InitiativeId, SignatoryId, SignatoryState, Timestamp,
};
use proptest::prelude::*;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn colleague() -> AccountId {
    AccountId::new(at(0), [8; 10])
}

fn staff() -> AccountId {
    AccountId::new(at(0), [9; 10])
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
        note: "Because.".to_owned(),
        ..DecisionForm::default()
    }
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Sign,
    Withdraw,
    Profile,
    Resubmit,
    Appeal,
    /// What a member of staff decides.
    Staff(&'static str),
    /// The same, by a colleague.
    Colleague(&'static str),
}

const SIGNATORY_STEPS: [Step; 14] = [
    Step::Sign,
    Step::Withdraw,
    Step::Profile,
    Step::Resubmit,
    Step::Appeal,
    Step::Staff("approve"),
    Step::Staff("ask_changes"),
    Step::Staff("refuse"),
    Step::Staff("take_down"),
    Step::Staff("restore"),
    Step::Staff("hold"),
    Step::Staff("resume"),
    Step::Colleague("approve"),
    Step::Colleague("restore"),
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
        Step::Resubmit => signatory.resubmit(at(second)).ok(),
        Step::Appeal => signatory.appeal(at(second)).ok(),
        Step::Staff(kind) => {
            let decision =
                SignatoryDecision::parse(&decision(kind), domain::Reason::defaults(), at(second))
                    .unwrap();
            signatory.decide(decision, staff(), at(second)).ok()
        }
        Step::Colleague(kind) => {
            let decision =
                SignatoryDecision::parse(&decision(kind), domain::Reason::defaults(), at(second))
                    .unwrap();
            signatory.decide(decision, colleague(), at(second)).ok()
        }
    }
}

/// The table: from which state, by which step, to which state. An appeal and a take-down of
/// these tests are about a decision of `staff`, so that a colleague alone goes on from them.
fn signatory_table(from: &SignatoryState, step: Step) -> Option<String> {
    let appeal = matches!(from, SignatoryState::Submitted { appeal: Some(_), .. });
    let final_ = from.refusal().is_some_and(|refusal| refusal.after_appeal);
    let to = match (from.code(), step) {
        ("draft" | "withdrawn" | "refused" | "taken_down" | "changes_asked", Step::Sign)
        | ("changes_asked", Step::Resubmit) => "submitted",
        ("refused" | "taken_down", Step::Appeal) if !final_ => "submitted",
        ("submitted" | "changes_asked" | "verified" | "on_hold", Step::Withdraw) => "withdrawn",
        ("submitted", Step::Staff(_)) if appeal => return None,
        ("submitted", Step::Staff("approve") | Step::Colleague("approve"))
        | ("on_hold", Step::Staff("resume")) => "verified",
        ("submitted", Step::Staff("ask_changes")) => "changes_asked",
        ("submitted", Step::Staff("refuse")) => "refused",
        ("verified", Step::Staff("hold")) => "on_hold",
        ("verified" | "on_hold", Step::Staff("take_down")) => "taken_down",
        ("withdrawn", Step::Staff("take_down"))
            if matches!(from, SignatoryState::Withdrawn { was_public: true, .. }) =>
        {
            "taken_down"
        }
        ("taken_down", Step::Colleague("restore")) => {
            let SignatoryState::TakenDown { before, .. } = from else { return None };
            return Some(before.code().to_owned());
        }
        _ => return None,
    };
    Some(to.to_owned())
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

/// The table, with the state in one word. Nobody decides on an appeal against their own
/// refusal, or restores what they have taken down.
fn initiative_table(before: &Initiative, step: &str) -> Option<I> {
    use I::{
        ChangesAsked, Draft, Published, PublishedWithChangesAsked, PublishedWithDraft,
        PublishedWithRefused, PublishedWithSubmitted, Refused, Submitted, Withdrawn,
    };
    let from = before.state();
    let public = before.published.is_some();
    let refused_by = match &before.working {
        Some(Working::Submitted { appeal, .. }) => appeal.as_ref().and_then(|why| why.by),
        _ => None,
    };
    let final_ =
        matches!(&before.working, Some(Working::Refused { refusal, .. }) if refusal.after_appeal);
    let by = match step {
        "approve" | "refuse" | "ask_changes" => Some(staff()),
        "colleague approve" | "colleague refuse" => Some(colleague()),
        _ => None,
    };
    Some(match (step, from) {
        (_, Withdrawn) => return None,
        ("save", _) if public => PublishedWithDraft,
        ("save", _) | ("take_down", PublishedWithDraft) => Draft,
        ("submit", _) if public => PublishedWithSubmitted,
        ("submit", _) => Submitted,
        ("withdraw", _) => Withdrawn,
        ("appeal", Refused) if !final_ => Submitted,
        ("appeal", PublishedWithRefused) if !final_ => PublishedWithSubmitted,
        (_, Submitted | PublishedWithSubmitted) if by.is_some() && by == refused_by => return None,
        ("approve" | "colleague approve", Submitted | PublishedWithSubmitted) => Published,
        ("ask_changes", Submitted) | ("take_down", PublishedWithChangesAsked) => ChangesAsked,
        ("ask_changes", PublishedWithSubmitted) => PublishedWithChangesAsked,
        ("refuse" | "colleague refuse", Submitted)
        | ("take_down", Published | PublishedWithSubmitted | PublishedWithRefused) => Refused,
        ("refuse" | "colleague refuse", PublishedWithSubmitted) => PublishedWithRefused,
        ("colleague restore", _) => {
            let taken = before.taken_down.as_ref()?;
            let rest = before
                .working
                .clone()
                .filter(|working| working.content() != Some(&taken.published.content));
            match rest {
                None => Published,
                Some(Working::Draft { .. }) => PublishedWithDraft,
                Some(Working::Submitted { .. }) => PublishedWithSubmitted,
                Some(Working::ChangesAsked { .. }) => PublishedWithChangesAsked,
                Some(Working::Refused { .. }) => PublishedWithRefused,
            }
        }
        _ => return None,
    })
}

proptest! {
    #[test]
    fn q101_a_signatory_keeps_to_the_table(steps in prop::collection::vec(0..14_usize, 0..40)) {
        let mut signatory = new_signatory();
        let mut verified = false;
        for (second, index) in (1..).zip(steps) {
            let step = SIGNATORY_STEPS[index];
            let from = signatory.state.clone();
            let next = take(&signatory, step, second);
            if matches!(step, Step::Profile) {
                let next = next.unwrap();
                prop_assert_eq!(&next.state, &signatory.state);
                prop_assert_eq!(next.rev, signatory.rev + 1);
                signatory = next;
                continue;
            }
            prop_assert_eq!(
                next.as_ref().map(|next| next.state.code().to_owned()),
                signatory_table(&from, step)
            );
            let Some(next) = next else { continue };
            prop_assert_eq!(next.rev, signatory.rev + 1);
            prop_assert_eq!(next.updated, at(second));
            verified = match step {
                // A new signature waits for a new decision, and so does an appeal.
                Step::Sign | Step::Appeal => false,
                Step::Staff("approve" | "resume") | Step::Colleague(_) => true,
                Step::Staff(_) | Step::Withdraw | Step::Profile | Step::Resubmit => verified,
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
    fn q101_an_initiative_keeps_to_the_table(steps in prop::collection::vec(0..12_usize, 0..40)) {
        const STEPS: [&str; 12] = [
            "save",
            "submit",
            "withdraw",
            "appeal",
            "approve",
            "ask_changes",
            "refuse",
            "take_down",
            "restore",
            "colleague approve",
            "colleague refuse",
            "colleague restore",
        ];
        let signatory = take(&new_signatory(), Step::Sign, 1).unwrap();
        let id = InitiativeId::new(at(0), [2; 10]);
        let mut initiative =
            Initiative::new(id, signatory.id, InitiativeForm::default(), at(0));
        let mut approved: Option<Content> = None;
        let mut taken: Option<Content> = None;
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
                wanted.clone().apply(before.clone(), &signatory, at(second)).ok()
            } else if step == "appeal" {
                before.clone().appeal(at(second)).ok()
            } else {
                let by = if step.starts_with("colleague ") { colleague() } else { staff() };
                let code = step.trim_start_matches("colleague ");
                let decision = InitiativeDecision::parse(&decision(code), domain::Reason::defaults(), at(second)).unwrap();
                before.clone().decide(decision, by, at(second)).ok()
            };
            prop_assert_eq!(
                next.as_ref().map(Initiative::state),
                initiative_table(&before, step)
            );
            let Some(next) = next else { continue };
            prop_assert_eq!(next.rev, before.rev + 1);
            if let Some(wanted) = wanted {
                prop_assert!(wanted.is_done(&next), "a double click is known");
            }
            match step {
                "approve" | "colleague approve" => approved = waiting,
                "take_down" => taken = approved.take(),
                "withdraw" => approved = None,
                "colleague restore" => approved = taken.take(),
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
        steps in prop::collection::vec(0..14_usize, 0..12),
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
            SignatoryState::Submitted { .. }
                | SignatoryState::ChangesAsked(_)
                | SignatoryState::Verified { .. }
        );
        prop_assert_eq!(submitted.is_ok(), signed);
    }

    #[test]
    fn f33_what_is_stored_is_read_back(steps in prop::collection::vec(0..14_usize, 0..12)) {
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

#[test]
fn many_are_decided_together_only_where_each_waits_as_it_was_seen_and_needs_no_closer_look() {
    let draft = new_signatory();
    let signed = take(&draft, Step::Sign, 1).unwrap();
    let of = |signatory: &Signatory| signatory_obstacle(signatory, Some(signed.rev));
    assert_eq!(of(&draft), Some(BulkObstacle::Decided));
    assert_eq!(of(&signed), None);
    assert_eq!(signatory_obstacle(&signed, Some(signed.rev + 1)), Some(BulkObstacle::Changed));
    assert_eq!(signatory_obstacle(&signed, None), None);
    let refuse = |signatory: Signatory| {
        let form = decision("refuse");
        let refusal = SignatoryDecision::parse(&form, domain::Reason::defaults(), at(2)).unwrap();
        signatory.decide(refusal, staff(), at(2)).unwrap()
    };
    let appealed = refuse(signed.clone()).appeal(at(3)).unwrap();
    assert_eq!(signatory_obstacle(&appealed, None), Some(BulkObstacle::Appeal));

    let id = InitiativeId::new(at(0), [2; 10]);
    let begun = Initiative::new(id, signed.id, InitiativeForm::default(), at(1));
    let waits = begun.clone().submit(content("Safe courts"), at(2)).unwrap();
    let of = |initiative: &Initiative, signatory: &Signatory| {
        initiative_obstacle(initiative, signatory, Some(waits.rev))
    };
    assert_eq!(of(&begun, &signed), Some(BulkObstacle::Decided));
    assert_eq!(of(&waits, &signed), None);
    assert_eq!(of(&waits, &draft), Some(BulkObstacle::Unsigned));
    let seen = Some(waits.rev + 1);
    assert_eq!(initiative_obstacle(&waits, &signed, seen), Some(BulkObstacle::Changed));
    let flagged = begun.submit(content("Anna, 9 years old, of 5 Mill Lane"), at(2)).unwrap();
    assert_eq!(of(&flagged, &signed), Some(BulkObstacle::Flagged));
    let form = decision("refuse");
    let refusal = InitiativeDecision::parse(&form, domain::Reason::defaults(), at(3)).unwrap();
    let refused = waits.clone().decide(refusal, staff(), at(3)).unwrap();
    assert_eq!(initiative_obstacle(&refused, &signed, None), Some(BulkObstacle::Decided));
    let appealed = refused.appeal(at(4)).unwrap();
    assert_eq!(initiative_obstacle(&appealed, &signed, None), Some(BulkObstacle::Appeal));
    let withdrawn = waits.withdraw(at(3)).unwrap();
    assert_eq!(initiative_obstacle(&withdrawn, &signed, None), Some(BulkObstacle::Decided));
}
