//! Two of the staff at one case: in process, on tables of the tests' own whose streams nobody
//! reads, with a clock that can be moved.
#![expect(clippy::expect_used, reason = "a test that cannot go on says so")]

use domain::audit::{AuditActor, AuditCode, AuditEntry, AuditHash, AuditSubject};
use domain::forms::InitiativeForm;
use domain::initiative::{InitiativeState, P};
use domain::settings::Settings;
use domain::{
    Account, Action, Event, EventId, Initiative, InitiativeId, Signatory, SignatoryState,
    StaffMember, StaffRole,
};
use moderation::Moderation;
use storage::NewSignatory;
use testkit::builders::content;
use tests::parts::{Browser, Parts, clock, entropy, move_on};
use tests::person::{Answer, Body};

/// A town that has signed and waits, and its officer.
async fn waiting(parts: &Parts, name: &str) -> (NewSignatory, Signatory) {
    let Body { name, email, .. } = Body::town(name);
    parts.waiting(&name, &email).await
}

/// One of the moderators, with a browser.
struct Moderator {
    account: Account,
    browser: Browser,
}

impl Moderator {
    async fn new(parts: &Parts, name: &str) -> Self {
        let account = parts.member(name, StaffMember::new(StaffRole::Moderator)).await;
        let browser = parts.signed_in(&account).await;
        Self { account, browser }
    }

    fn email(&self) -> &str {
        self.account.email.as_str()
    }

    /// Opens a case; the revision on its page.
    async fn open(&mut self, app: &Moderation, case: &str) -> String {
        let page = self.browser.open(app, case).await;
        page.attribute("input[name=rev]", "value").expect("a revision")
    }

    /// Gives it back.
    async fn release(&mut self, app: &Moderation, case: &str) {
        let path = format!("{case}/lease");
        self.browser.post(app, &path, &[("intent", "release")]).await.expect(303);
    }

    async fn take_over(&mut self, app: &Moderation, case: &str, from: &Self, note: &str) -> Answer {
        let from = from.account.id.to_string();
        let fields = [("intent", "take_over"), ("holder", &from), ("takeover_note", note)];
        self.browser.post(app, &format!("{case}/lease"), &fields).await
    }

    async fn decide(
        &mut self,
        app: &Moderation,
        case: &str,
        rev: &str,
        (decision, reason, note): (&str, &str, &str),
    ) -> Answer {
        let fields = [("decision", decision), ("reason", reason), ("note", note), ("rev", rev)];
        self.browser.post(app, case, &fields).await
    }
}

const APPROVE: (&str, &str, &str) = ("approve", "", "");
const REFUSE: (&str, &str, &str) = ("refuse", "other", "Please send us the minutes.");
const TAKE_DOWN: (&str, &str, &str) = ("take_down", "other", "The mandate has ended.");
const RESTORE: (&str, &str, &str) = ("restore", "", "");

fn case_of(signatory: &Signatory) -> String {
    format!("/en/staff/signatories/{}", signatory.id)
}

/// What staff did on a signatory, in the order in which they did it.
async fn decisions(parts: &Parts, signatory: &Signatory) -> Vec<Event> {
    let record = parts.table.signatory_record(signatory.id).await.expect("the record");
    let events = record.expect("the record").events.into_iter();
    let taken = |event: &Event| !matches!(event.action, Action::Registered | Action::Signed);
    events.filter(taken).collect()
}

async fn state(parts: &Parts, signatory: &Signatory) -> SignatoryState {
    let now = parts.table.signatory(signatory.id).await.expect("the signatory");
    now.expect("the signatory").state
}

/// Entries of the audit trail on that subject.
async fn audited(parts: &Parts, subject: &AuditSubject) -> Vec<AuditEntry> {
    let entries = parts.table.audit_block(1).await.expect("the audit trail").into_iter();
    entries.filter(|entry| entry.record.subject == *subject).collect()
}

/// The minutes that a lease lasts, and one more, in seconds.
fn past_the_lease() -> i64 {
    i64::from(Settings::default().times.lease_minutes + 1) * 60
}

#[tokio::test]
async fn q73_of_two_decisions_on_one_case_at_once_one_counts_and_the_other_is_told() {
    let parts = Parts::alone().await;
    let app = parts.moderation();
    let mut anna = Moderator::new(&parts, "race-anna").await;
    let mut ben = Moderator::new(&parts, "race-ben").await;
    for round in 0..5 {
        let (_, signatory) = waiting(&parts, &format!("Raceville-{round}")).await;
        let case = case_of(&signatory);
        // Both have read the same revision, and nobody has the case in hand.
        let rev = anna.open(&app, &case).await;
        anna.release(&app, &case).await;
        assert_eq!(ben.open(&app, &case).await, rev);
        ben.release(&app, &case).await;
        let (approved, refused) = tokio::join!(
            anna.decide(&app, &case, &rev, APPROVE),
            ben.decide(&app, &case, &rev, REFUSE),
        );
        let mut statuses = [approved.status, refused.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409], "round {round}");
        if refused.status == 409 {
            // Nothing typed is lost, and the decision itself is to be taken anew.
            assert_eq!(refused.texts("textarea[name=note]"), [REFUSE.2]);
            assert_eq!(
                refused.attribute("option[value=other][selected]", "value").as_deref(),
                Some("other")
            );
            assert_eq!(refused.attribute("input[name=decision][checked]", "value"), None);
        }

        let taken = decisions(&parts, &signatory).await;
        assert_eq!(taken.len(), 1, "{taken:?}");
        let entries = audited(&parts, &AuditSubject::signatory(signatory.id)).await;
        assert_eq!(entries.len(), 1, "{entries:?}");
        match state(&parts, &signatory).await {
            SignatoryState::Verified { .. } => assert_eq!(approved.status, 303),
            SignatoryState::Refused(_) => assert_eq!(refused.status, 303),
            other => panic!("{other:?}"),
        }
        assert!(parts.table.queue().await.expect("the queue").is_empty());
    }
}

#[tokio::test]
async fn of_two_who_open_one_case_at_once_one_has_it_and_the_other_is_told() {
    let parts = Parts::alone().await;
    let app = parts.moderation();
    let mut anna = Moderator::new(&parts, "open-anna").await;
    let mut ben = Moderator::new(&parts, "open-ben").await;
    let (_, signatory) = waiting(&parts, "Openville").await;
    let case = case_of(&signatory);
    for moderator in [&mut anna, &mut ben] {
        moderator.browser.get(&app, &case).await.expect(200);
    }
    let path = format!("{case}/lease");
    let take = [("intent", "take")];
    let (first, second) =
        tokio::join!(anna.browser.post(&app, &path, &take), ben.browser.post(&app, &path, &take),);
    let (told, holder) = match (first.status, second.status) {
        (303, 409) => (second, &anna),
        (409, 303) => (first, &ben),
        other => panic!("{other:?}"),
    };
    assert!(told.body.contains(holder.email()), "{}", told.body);
}

#[tokio::test]
async fn a_decision_stands_when_its_lease_ran_out_and_nobody_took_the_case() {
    let parts = Parts::alone().await;
    let app = parts.moderation();
    let mut anna = Moderator::new(&parts, "slow-anna").await;
    let (_, signatory) = waiting(&parts, "Slowville").await;
    let case = case_of(&signatory);
    let rev = anna.open(&app, &case).await;
    move_on(past_the_lease());
    anna.decide(&app, &case, &rev, REFUSE).await.expect(303);
    let taken = decisions(&parts, &signatory).await;
    assert_eq!(taken.len(), 1, "{taken:?}");
    assert_eq!(taken[0].note, REFUSE.2);
}

#[tokio::test]
async fn q73_a_decision_on_a_case_that_a_colleague_has_taken_is_not_taken_and_not_lost() {
    let parts = Parts::alone().await;
    let app = parts.moderation();
    let mut anna = Moderator::new(&parts, "lost-anna").await;
    let mut ben = Moderator::new(&parts, "lost-ben").await;
    let (_, signatory) = waiting(&parts, "Lostville").await;
    let case = case_of(&signatory);
    let rev = anna.open(&app, &case).await;
    move_on(past_the_lease());
    ben.open(&app, &case).await;
    let told = anna.decide(&app, &case, &rev, REFUSE).await.expect(409);
    assert!(told.body.contains(ben.email()), "{}", told.body);
    assert_eq!(told.texts("textarea[name=note]"), [REFUSE.2]);
    assert!(told.attribute("input[name=decision][value=refuse][checked]", "value").is_some());
    assert!(decisions(&parts, &signatory).await.is_empty());

    // Once the case is hers again, what was typed is there and can be sent.
    anna.take_over(&app, &case, &ben, "Agreed by telephone.").await.expect(303);
    let page = anna.browser.get(&app, &case).await.expect(200);
    assert_eq!(page.texts("textarea[name=note]"), [REFUSE.2]);
    anna.decide(&app, &case, &rev, REFUSE).await.expect(303);
    assert_eq!(decisions(&parts, &signatory).await.len(), 1);
}

#[tokio::test]
async fn taking_a_case_over_needs_a_note_and_is_audited() {
    let parts = Parts::alone().await;
    let app = parts.moderation();
    let mut anna = Moderator::new(&parts, "over-anna").await;
    let mut ben = Moderator::new(&parts, "over-ben").await;
    let mut carla = Moderator::new(&parts, "over-carla").await;
    let (_, signatory) = waiting(&parts, "Overville").await;
    let case = case_of(&signatory);
    let subject = AuditSubject::signatory(signatory.id);
    let rev = anna.open(&app, &case).await;
    for moderator in [&mut ben, &mut carla] {
        let page = moderator.browser.get(&app, &case).await.expect(200);
        assert!(page.body.contains(anna.email()), "{}", page.body);
        assert!(page.attribute("input[name=decision]", "value").is_none());
    }
    let silent = ben.take_over(&app, &case, &anna, "").await.expect(422);
    assert_eq!(silent.problem_fields(), ["takeover_note"]);
    assert!(audited(&parts, &subject).await.is_empty());

    let note = "Anna is on leave until Monday.";
    ben.take_over(&app, &case, &anna, note).await.expect(303);
    let entries = audited(&parts, &subject).await;
    assert_eq!(entries.len(), 1, "{entries:?}");
    let record = &entries[0].record;
    assert_eq!(record.action, AuditCode::LEASE_TAKEN_OVER);
    assert_eq!(record.actor, AuditActor::Account(ben.account.id));
    assert_eq!(record.note_hash, Some(AuditHash::of(note)));

    // Who asks to take it from Anna does not take it from Ben.
    let late = carla.take_over(&app, &case, &anna, note).await.expect(409);
    assert!(late.body.contains(ben.email()), "{}", late.body);
    let told = anna.decide(&app, &case, &rev, APPROVE).await.expect(409);
    assert!(told.body.contains(ben.email()) && told.body.contains(note), "{}", told.body);
    ben.decide(&app, &case, &rev, APPROVE).await.expect(303);
    assert_eq!(audited(&parts, &subject).await.len(), 2);
}

#[tokio::test]
async fn q50_an_appeal_is_decided_by_somebody_who_did_not_refuse() {
    let parts = Parts::alone().await;
    let app = parts.moderation();
    let mut anna = Moderator::new(&parts, "appeal-anna").await;
    let mut ben = Moderator::new(&parts, "appeal-ben").await;
    let (new, signatory) = waiting(&parts, "Appealville").await;
    let case = case_of(&signatory);
    let rev = anna.open(&app, &case).await;
    anna.decide(&app, &case, &rev, REFUSE).await.expect(303);

    let desk = parts.account();
    let mut officer = parts.signed_in(&new.account).await;
    let page = officer.get(&desk, "/en/desk/appeal").await.expect(200);
    let rev = page.attribute("input[name=rev]", "value").expect("a revision");
    let fields = [("note", "The minutes are in the annex."), ("rev", rev.as_str())];
    officer.post(&desk, "/en/desk/appeal", &fields).await.expect(303);

    let rev = anna.open(&app, &case).await;
    for decision in [APPROVE, REFUSE] {
        anna.decide(&app, &case, &rev, decision).await.expect(403);
    }
    anna.release(&app, &case).await;
    assert_eq!(ben.open(&app, &case).await, rev);
    ben.decide(&app, &case, &rev, APPROVE).await.expect(303);
    assert!(matches!(state(&parts, &signatory).await, SignatoryState::Verified { .. }));
}

/// An initiative with words that could identify a child, which waits.
async fn flagged(parts: &Parts, new: &NewSignatory, signatory: &Signatory) -> Initiative {
    let id = InitiativeId::new(clock(), entropy());
    let mut text = content("After-school swimming", &[P::Prevention]);
    "Léa, 9 years old, told us how she learnt to swim.".clone_into(&mut text.description);
    assert!(!text.flags().is_empty());
    let draft = Initiative::new(id, signatory.id, InitiativeForm::default(), clock());
    let initiative = draft.submit(text, clock()).expect("submitted");
    let event = Event {
        id: EventId::new(clock(), entropy()),
        at: clock(),
        action: Action::InitiativeSubmitted,
        initiative: Some(id),
        rev: initiative.rev,
        ..new.event.clone()
    };
    let created = parts.table.create_initiative(&initiative, signatory, &[event], &[]).await;
    assert!(created.expect("an initiative"));
    initiative
}

#[tokio::test]
async fn q50_a_flagged_initiative_is_public_when_two_have_approved_it() {
    let parts = Parts::alone().await;
    let app = parts.moderation();
    let mut anna = Moderator::new(&parts, "flag-anna").await;
    let mut ben = Moderator::new(&parts, "flag-ben").await;
    let (new, signatory) = waiting(&parts, "Flagville").await;
    let initiative = flagged(&parts, &new, &signatory).await;
    let case = format!("{}/initiatives/{}", case_of(&signatory), initiative.id);
    let now = async || {
        let now = parts.table.initiative(signatory.id, initiative.id).await;
        now.expect("the initiative").expect("the initiative")
    };

    // Two first approvals at once count as one.
    let rev = anna.open(&app, &case).await;
    anna.release(&app, &case).await;
    assert_eq!(ben.open(&app, &case).await, rev);
    ben.release(&app, &case).await;
    let (first, second) = tokio::join!(
        anna.decide(&app, &case, &rev, APPROVE),
        ben.decide(&app, &case, &rev, APPROVE),
    );
    let (mut approved, mut other) = match (first.status, second.status) {
        (303, 409) => (anna, ben),
        (409, 303) => (ben, anna),
        statuses => panic!("{statuses:?}"),
    };
    assert_eq!(now().await.state(), InitiativeState::Submitted);
    let entries = parts.table.queue().await.expect("the queue");
    let approvals = entries.iter().find(|entry| entry.flagged).map(|entry| &entry.approvals);
    assert_eq!(approvals, Some(&vec![approved.account.id]));

    let rev = approved.open(&app, &case).await;
    approved.decide(&app, &case, &rev, APPROVE).await.expect(403);
    approved.release(&app, &case).await;
    assert_eq!(now().await.state(), InitiativeState::Submitted);

    let rev = other.open(&app, &case).await;
    other.decide(&app, &case, &rev, APPROVE).await.expect(303);
    assert_eq!(now().await.state(), InitiativeState::Published);
    let waits = parts.table.queue().await.expect("the queue");
    assert!(waits.iter().all(|entry| !entry.flagged), "{waits:?}");
}

#[tokio::test]
async fn q50_what_was_taken_down_is_restored_by_somebody_else() {
    let parts = Parts::alone().await;
    let app = parts.moderation();
    let mut anna = Moderator::new(&parts, "restore-anna").await;
    let mut ben = Moderator::new(&parts, "restore-ben").await;
    let (_, signatory) = waiting(&parts, "Restoreville").await;
    let case = case_of(&signatory);
    let rev = ben.open(&app, &case).await;
    ben.decide(&app, &case, &rev, APPROVE).await.expect(303);
    let rev = anna.open(&app, &case).await;
    anna.decide(&app, &case, &rev, TAKE_DOWN).await.expect(303);
    assert!(matches!(state(&parts, &signatory).await, SignatoryState::TakenDown { .. }));

    let rev = anna.open(&app, &case).await;
    anna.decide(&app, &case, &rev, RESTORE).await.expect(403);
    anna.release(&app, &case).await;
    let rev = ben.open(&app, &case).await;
    ben.decide(&app, &case, &rev, RESTORE).await.expect(303);
    assert!(matches!(state(&parts, &signatory).await, SignatoryState::Verified { .. }));
}
