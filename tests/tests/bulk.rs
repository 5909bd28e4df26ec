//! One decision on many cases: proposed by one of the staff, confirmed by another, carried out
//! case by case. In process, on tables of the tests' own whose streams nobody reads; and once
//! on the deployed system.
#![expect(clippy::expect_used, reason = "a test that cannot go on says so")]

use domain::audit::{AuditActor, AuditCode, AuditEntry, AuditSubject};
use domain::bulk::{BulkObstacle, BulkOutcome, BulkState};
use domain::forms::InitiativeForm;
use domain::initiative::P;
use domain::{
    Account, Action, Bulk, BulkId, Event, EventId, Initiative, InitiativeId, QueueSubject,
    Signatory, SignatoryId, SignatoryState, StaffMember, StaffRole,
};
use moderation::Moderation;
use std::time::Instant;
use storage::NewSignatory;
use testkit::builders::{content, signature};
use tests::faults::Action as Fault;
use tests::parts::{Browser, Parts, clock, entropy, move_on, new_signatory, token};
use tests::person::{Answer, Body};
use tests::staff::Staff;

const QUEUE: &str = "/en/staff";
const BULK: &str = "/en/staff/bulk";

/// Parts with tables of their own, where nothing else waits.
async fn parts() -> Parts {
    let mut parts = Parts::new().await;
    parts.table = parts.own_table().await;
    parts
}

/// A town that has signed and waits, and its officer.
async fn waiting(parts: &Parts, name: &str) -> (NewSignatory, Signatory) {
    let Body { name, email, .. } = Body::town(name);
    let new = new_signatory(&name, &email);
    parts.table.confirm_registration(&new, token()).await.expect("a signatory");
    let id = EventId::new(clock(), entropy());
    let signed = Event { id, at: clock(), action: Action::Signed, rev: 2, ..new.event.clone() };
    let signatory = parts.table.sign(&new.signatory, &signature(), &signed, &[], clock()).await;
    (new, signatory.expect("a signature"))
}

async fn several(parts: &Parts, name: &str, count: usize) -> Vec<Signatory> {
    let mut signatories = Vec::new();
    for number in 0..count {
        signatories.push(waiting(parts, &format!("{name}-{number}")).await.1);
    }
    signatories
}

/// An initiative of that signatory: before staff, or in draft.
async fn initiative(parts: &Parts, of: &Signatory, title: &str, submitted: bool) -> Initiative {
    let id = InitiativeId::new(clock(), entropy());
    let draft = Initiative::new(id, of.id, InitiativeForm::default(), clock());
    let event = |action, rev| Event {
        id: EventId::new(clock(), entropy()),
        at: clock(),
        actor: domain::Actor::Operator,
        action,
        initiative: Some(id),
        rev,
        reason: None,
        note: String::new(),
    };
    let begun = event(Action::InitiativeCreated, 1);
    parts.table.create_initiative(&draft, of, &[begun], &[]).await.expect("a draft");
    if !submitted {
        return draft;
    }
    let after = draft.clone().submit(content(title, &[P::Prevention]), clock()).expect("a text");
    let sent = event(Action::InitiativeSubmitted, after.rev);
    parts.table.change_initiative(&draft, &after, of, &sent).await.expect("a submission");
    after
}

async fn moderator(parts: &Parts, name: &str) -> (Account, Browser) {
    let account = parts.member(name, StaffMember::new(StaffRole::Moderator)).await;
    let browser = parts.signed_in(&account).await;
    (account, browser)
}

/// Values of the boxes on a page, ticked or not.
fn boxes(page: &Answer) -> Vec<String> {
    let selector = scraper::Selector::parse("input[name=cases]").expect("selector");
    let document = scraper::Html::parse_document(&page.body);
    let values = document.select(&selector).filter_map(|it| it.value().attr("value"));
    values.map(str::to_owned).collect()
}

/// Chooses all that waits, and proposes what can be decided; where the proposal is.
async fn propose(
    app: &Moderation,
    browser: &mut Browser,
    (decision, reason, note): (&str, &str, &str),
) -> String {
    let queue = browser.get(app, QUEUE).await.expect(200);
    let chosen = boxes(&queue);
    let preview = browser.post(app, BULK, &preview_of(&chosen)).await.expect(200);
    let bulk = preview.attribute("input[name=bulk]", "value").expect("a proposal's identifier");
    let cases = boxes(&preview);
    let mut fields = vec![("intent", "propose"), ("bulk", bulk.as_str()), ("decision", decision)];
    fields.extend([("reason", reason), ("note", note)]);
    fields.extend(cases.iter().map(|case| ("cases", case.as_str())));
    let proposed = browser.post(app, BULK, &fields).await.expect(303);
    proposed.location().trim_end_matches("?done=1").to_owned()
}

fn preview_of(cases: &[String]) -> Vec<(&str, &str)> {
    let cases = cases.iter().map(|case| ("cases", case.as_str()));
    [("intent", "preview")].into_iter().chain(cases).collect()
}

/// Confirms that many.
async fn confirm(app: &Moderation, browser: &mut Browser, path: &str, count: usize) -> Answer {
    let page = browser.get(app, path).await.expect(200);
    let rev = page.attribute("input[name=rev]", "value").unwrap_or_default();
    let count = count.to_string();
    browser.post(app, path, &[("intent", "confirm"), ("count", &count), ("rev", &rev)]).await
}

async fn stored(parts: &Parts, path: &str) -> Bulk {
    let id = path.rsplit('/').next().and_then(|id| BulkId::parse(id).ok()).expect("an identifier");
    parts.table.bulk(id, clock()).await.expect("the table").expect("the proposal")
}

async fn outcomes(parts: &Parts, bulk: &Bulk) -> Vec<(SignatoryId, Option<BulkOutcome>)> {
    let cases = parts.table.bulk_parts(bulk.id).await.expect("the cases");
    cases.iter().map(|part| (part.subject.signatory(), part.outcome)).collect()
}

/// What staff did on a signatory and its initiatives.
async fn decisions(parts: &Parts, id: SignatoryId) -> Vec<Event> {
    let record = parts.table.signatory_record(id).await.expect("the record");
    let events = record.expect("the record").events.into_iter();
    events.filter(|event| matches!(event.actor, domain::Actor::Staff(_))).collect()
}

async fn state(parts: &Parts, id: SignatoryId) -> SignatoryState {
    parts.table.signatory(id).await.expect("the table").expect("the signatory").state
}

async fn audited(parts: &Parts, subject: &AuditSubject) -> Vec<AuditEntry> {
    let entries = parts.table.audit_block(1).await.expect("the audit trail").into_iter();
    entries.filter(|entry| entry.record.subject == *subject).collect()
}

#[tokio::test]
async fn q50_many_cases_are_decided_once_a_second_person_confirms_and_what_changed_is_left_out() {
    let parts = parts().await;
    let app = parts.moderation();
    let (anna, mut annas) = moderator(&parts, "many-anna").await;
    let (ben, mut bens) = moderator(&parts, "many-ben").await;
    let (_, mut carlas) = moderator(&parts, "many-carla").await;
    let towns = several(&parts, "Manyville", 5).await;
    let note = "You are in the register already.\r\nWrite to us if not.";
    let path = propose(&app, &mut annas, ("refuse", "duplicate", note)).await;
    let bulk = stored(&parts, &path).await;
    assert_eq!(bulk.count, 5);
    assert_eq!(parts.table.queue().await.expect("the queue").len(), 5, "nothing is decided yet");

    // Not by who proposed it, and not without the number.
    let own = confirm(&app, &mut annas, &path, 5).await.expect(403);
    assert!(own.body.contains("Somebody else must decide this"), "{}", own.body);
    for wrong in [0, 4, 50] {
        let again = confirm(&app, &mut bens, &path, wrong).await.expect(422);
        assert_eq!(again.problem_fields(), ["count"]);
    }
    assert_eq!(stored(&parts, &path).await.state, BulkState::Proposed);

    // One is decided meanwhile, one is opened by a third.
    let [decided, opened] = [&towns[1], &towns[3]];
    let case = format!("/en/staff/signatories/{}", decided.id);
    let page = carlas.open(&app, &case).await;
    let rev = page.attribute("input[name=rev]", "value").expect("a revision");
    let fields = [("decision", "approve"), ("reason", ""), ("note", ""), ("rev", rev.as_str())];
    carlas.post(&app, &case, &fields).await.expect(303);
    carlas.open(&app, &format!("/en/staff/signatories/{}", opened.id)).await;
    let page = bens.get(&app, &path).await.expect(200);
    assert!(page.body.contains("3 of 5 cases can be decided now"), "{}", page.body);

    confirm(&app, &mut bens, &path, 5).await.expect(303);
    let bulk = stored(&parts, &path).await;
    assert!(matches!(bulk.state, BulkState::Finished { done: 3, .. }), "{:?}", bulk.state);
    for (id, outcome) in outcomes(&parts, &bulk).await {
        let skipped = |obstacle| Some(BulkOutcome::Skipped(obstacle));
        let expected = if id == decided.id {
            skipped(BulkObstacle::Decided)
        } else if id == opened.id {
            skipped(BulkObstacle::Leased)
        } else {
            Some(BulkOutcome::Done)
        };
        assert_eq!(outcome, expected);
    }
    for town in [&towns[0], &towns[2], &towns[4]] {
        let taken = decisions(&parts, town.id).await;
        assert_eq!(taken.len(), 1, "{taken:?}");
        assert_eq!(taken[0].actor, domain::Actor::Staff(ben.id));
        assert_eq!(taken[0].note, note.replace("\r\n", "\n"));
        let entries = audited(&parts, &AuditSubject::signatory(town.id)).await;
        assert_eq!(entries.len(), 1, "{entries:?}");
        assert_eq!(entries[0].record.action.as_str(), "refused");
        // As after a single refusal: by who decided, while nobody has been told.
        let undo = parts.table.undo_of_signatory(town.id, clock()).await.expect("the table");
        assert_eq!(undo.expect("a way back").by, ben.id);
        let SignatoryState::Refused(refusal) = state(&parts, town.id).await else {
            panic!("not refused");
        };
        assert!(refusal.is_by(anna.id) && refusal.is_by(ben.id));
    }
    assert!(matches!(state(&parts, decided.id).await, SignatoryState::Verified { .. }));
    assert!(matches!(state(&parts, opened.id).await, SignatoryState::Submitted { .. }));

    // Both steps are on record, each once, whoever sends them again.
    confirm(&app, &mut bens, &path, 5).await.expect(303);
    let entries = audited(&parts, &AuditSubject::bulk(bulk.id)).await;
    let acts: Vec<_> = entries.iter().map(|it| (&it.record.action, it.record.actor)).collect();
    let actor = |who: &Account| AuditActor::Account(who.id);
    assert_eq!(
        acts,
        [(&AuditCode::BULK_PROPOSED, actor(&anna)), (&AuditCode::BULK_CONFIRMED, actor(&ben)),]
    );
    let page = annas.get(&app, BULK).await.expect(200);
    assert!(page.body.contains("3 of 5 decided"), "{}", page.body);
}

#[tokio::test]
async fn q72_what_stops_half_way_goes_on_and_decides_nothing_twice() {
    let parts = parts().await;
    let app = parts.moderation();
    let (anna, mut annas) = moderator(&parts, "stop-anna").await;
    let (_, mut bens) = moderator(&parts, "stop-ben").await;
    let towns = several(&parts, "Stopville", 6).await;
    let path = propose(&app, &mut annas, ("approve", "", "")).await;
    let page = bens.get(&app, &path).await.expect(200);
    let rev = page.attribute("input[name=rev]", "value").expect("a revision");
    let fields = [("intent", "confirm"), ("count", "6"), ("rev", rev.as_str())];

    // The table fails after the confirmation and two decisions.
    let refuse = Fault::Refuse(400, "AccessDeniedException");
    parts.faults.later("TransactWriteItems", 3, 1, refuse);
    let stopped = bens.post(&app, &path, &fields).await.expect(503);
    assert!(stopped.body.contains("4 cases still wait"), "{}", stopped.body);
    let done = |all: &[(SignatoryId, Option<BulkOutcome>)]| {
        all.iter().filter(|(_, outcome)| outcome.is_some()).count()
    };
    let bulk = stored(&parts, &path).await;
    assert!(matches!(bulk.state, BulkState::Confirmed { .. }));
    assert_eq!(done(&outcomes(&parts, &bulk).await), 2);

    // Who proposed it does not have it go on.
    annas.get(&app, &path).await.expect(200);
    annas.post(&app, &path, &[("intent", "confirm")]).await.expect(403);
    assert_eq!(done(&outcomes(&parts, &bulk).await), 2);

    // Then an answer is lost after its decision was stored, with all its repetitions.
    parts.faults.later("TransactWriteItems", 1, 3, Fault::LoseAnswer);
    bens.post(&app, &path, &[("intent", "confirm")]).await.expect(503);
    assert_eq!(done(&outcomes(&parts, &bulk).await), 4);

    // The button that goes on is all that it takes; two clicks at once are one.
    let mut other = bens.clone();
    let go_on = [("intent", "confirm")];
    let clicks = tokio::join!(bens.post(&app, &path, &go_on), other.post(&app, &path, &go_on));
    assert_eq!((clicks.0.status, clicks.1.status), (303, 303));
    let bulk = stored(&parts, &path).await;
    assert!(matches!(bulk.state, BulkState::Finished { done: 6, .. }), "{:?}", bulk.state);
    assert_eq!(bulk.proposed_by.account, anna.id);
    for town in &towns {
        assert!(matches!(state(&parts, town.id).await, SignatoryState::Verified { .. }));
        let taken = decisions(&parts, town.id).await;
        assert_eq!(taken.len(), 1, "{taken:?}");
        let entries = audited(&parts, &AuditSubject::signatory(town.id)).await;
        assert_eq!(entries.len(), 1, "{entries:?}");
    }
}

#[tokio::test]
async fn what_cannot_be_decided_together_is_named_in_the_preview() {
    let parts = parts().await;
    let app = parts.moderation();
    let (new, own) = waiting(&parts, "Previewville-own").await;
    let (_, town) = waiting(&parts, "Previewville").await;
    let clean = initiative(&parts, &town, "Safe courts", true).await;
    let flagged = initiative(&parts, &town, "Anna, 9 years old, of 5 Mill Lane", true).await;
    let draft = initiative(&parts, &town, "Nobody's affair yet", false).await;
    let (_, mut bens) = moderator(&parts, "preview-ben").await;
    let opened = initiative(&parts, &town, "Open doors", true).await;
    bens.open(&app, &format!("/en/staff/signatories/{}/initiatives/{}", town.id, opened.id)).await;

    // One of the staff who belongs to the first of them.
    let role = StaffMember::new(StaffRole::Moderator);
    let change = |account| Account { staff: Some(role.clone()), ..account };
    parts.change(&new.account, change).await;
    let member = Account { staff: Some(role.clone()), ..new.account.clone() };
    let mut browser = parts.signed_in(&member).await;
    let queue = browser.get(&app, QUEUE).await.expect(200);
    assert_eq!(boxes(&queue).len(), 5);
    let belongs = queue.attribute("input[name=cases]", "form").expect("a form outside");
    assert_eq!(queue.attribute(&format!("form#{belongs}"), "action").as_deref(), Some(BULK));

    let of_town = |it: &Initiative| QueueSubject::Initiative(town.id, it.id).to_string();
    let mut chosen = boxes(&queue);
    chosen.push(of_town(&draft));
    let preview = browser.post(&app, BULK, &preview_of(&chosen)).await.expect(200);
    let possible = boxes(&preview);
    let seen = |subject: &str, rev| format!("{subject}@{rev}");
    let mut expected = [seen(&town.id.to_string(), town.rev), seen(&of_town(&clean), clean.rev)];
    expected.sort();
    let mut sorted = possible.clone();
    sorted.sort();
    assert_eq!(sorted, expected);
    for why in [
        "Belongs to your own organisation",
        "A flagged text needs two approvals",
        "A colleague has it open",
        "Does not wait for a decision any more",
    ] {
        assert!(preview.body.contains(why), "{why}: {}", preview.body);
    }
    assert!(preview.body.contains(flagged.title()), "named, to be looked at on its own");
    assert!(!preview.body.contains("affair yet"), "a draft is its author's");
    assert!(parts.table.bulks(clock()).await.expect("the table").is_empty(), "nothing is stored");

    // Problems leave everything typed where it was.
    let bulk = preview.attribute("input[name=bulk]", "value").expect("an identifier");
    let mut fields = vec![("intent", "propose"), ("bulk", bulk.as_str()), ("decision", "refuse")];
    fields.extend([("reason", ""), ("note", "Twice in the register")]);
    fields.extend(possible.iter().map(|case| ("cases", case.as_str())));
    let again = browser.post(&app, BULK, &fields).await.expect(422);
    assert_eq!(again.problem_fields(), ["reason"]);
    assert!(again.body.contains("Twice in the register"), "{}", again.body);
    assert_eq!(boxes(&again), possible);
    assert_eq!(again.attribute("input[name=bulk]", "value"), Some(bulk.clone()));
    assert!(again.attribute("input[value=refuse][checked]", "name").is_some());

    // By what it was proposed with, somebody else's case cannot be slipped in.
    let mut smuggled = fields.clone();
    smuggled[3] = ("reason", "duplicate");
    let own_case = seen(&own.id.to_string(), own.rev);
    smuggled.push(("cases", &own_case));
    browser.post(&app, BULK, &smuggled).await.expect(409);
    let nobody = seen(&SignatoryId::new(clock(), entropy()).to_string(), 2);
    *smuggled.last_mut().expect("a case") = ("cases", &nobody);
    let unknown = browser.post(&app, BULK, &smuggled).await.expect(422);
    assert_eq!(unknown.problem_fields(), ["cases"]);
    *smuggled.last_mut().expect("a case") = ("cases", "../signatories/x@1");
    browser.post(&app, BULK, &smuggled).await.expect(422);
    // A revision that is not the present one was not seen.
    let older = seen(&town.id.to_string(), town.rev - 1);
    let stale = [fields[0], fields[1], ("decision", "approve"), ("cases", older.as_str())];
    let stale = browser.post(&app, BULK, &stale).await.expect(409);
    assert!(stale.body.contains("Has changed since the preview"), "{}", stale.body);
    assert!(parts.table.bulks(clock()).await.expect("the table").is_empty());

    // Sent twice, it is proposed once; and both kinds are decided.
    smuggled.pop();
    let mut other = browser.clone();
    let (one, two) =
        tokio::join!(browser.post(&app, BULK, &smuggled), other.post(&app, BULK, &smuggled));
    assert_eq!(one.expect(303).location(), two.expect(303).location());
    let late = browser.post(&app, BULK, &smuggled).await.expect(303);
    let bulks = parts.table.bulks(clock()).await.expect("the table");
    assert_eq!(bulks.len(), 1);
    assert_eq!(audited(&parts, &AuditSubject::bulk(bulks[0].id)).await.len(), 1);
    let path = late.location().trim_end_matches("?done=1").to_owned();
    confirm(&app, &mut bens, &path, 2).await.expect(303);
    assert!(matches!(state(&parts, town.id).await, SignatoryState::Refused(_)));
    let all = outcomes(&parts, &bulks[0]).await;
    assert!(all.iter().any(|(_, outcome)| *outcome == Some(BulkOutcome::Done)), "{all:?}");
}

#[tokio::test]
async fn a_proposal_ends_after_a_day_or_when_somebody_cancels_it() {
    let parts = parts().await;
    let app = parts.moderation();
    let (_, mut annas) = moderator(&parts, "end-anna").await;
    let (_, mut bens) = moderator(&parts, "end-ben").await;
    let towns = several(&parts, "Endville", 2).await;
    for withdraws in [true, false] {
        let path = propose(&app, &mut annas, ("approve", "", "")).await;
        let who = if withdraws { &mut annas } else { &mut bens };
        who.get(&app, &path).await.expect(200);
        for _ in 0..2 {
            who.post(&app, &path, &[("intent", "cancel"), ("rev", "1")]).await.expect(303);
        }
        confirm(&app, &mut bens, &path, 2).await.expect(409);
        let bulk = stored(&parts, &path).await;
        assert!(matches!(bulk.state, BulkState::Cancelled { .. }));
        assert_eq!(audited(&parts, &AuditSubject::bulk(bulk.id)).await.len(), 2);
    }
    let path = propose(&app, &mut annas, ("ask_changes", "", "The date is missing.")).await;
    let session = async |name| moderator(&parts, name).await.1;
    move_on(24 * 3600);
    let mut carlas = session("end-carla").await;
    confirm(&app, &mut carlas, &path, 2).await.expect(409);
    let page = carlas.get(&app, &path).await.expect(200);
    assert!(page.body.contains("Nobody confirmed it in time"), "{}", page.body);
    for town in &towns {
        assert!(decisions(&parts, town.id).await.is_empty());
    }
    // After a month it is forgotten.
    move_on(30 * 24 * 3600);
    let mut carlas = session("end-carla-again").await;
    carlas.get(&app, &path).await.expect(404);
}

#[tokio::test]
async fn q46_who_decides_nothing_in_bulk_has_no_boxes_and_no_way_in() {
    let parts = parts().await;
    let app = parts.moderation();
    let town = waiting(&parts, "Roleville").await.1;
    let (_, mut annas) = moderator(&parts, "role-anna").await;
    let path = propose(&app, &mut annas, ("approve", "", "")).await;
    let here = town.body.country;
    let focal = StaffMember { role: StaffRole::FocalPoint, countries: vec![here] };
    for (name, member) in
        [("role-focal", focal), ("role-auditor", StaffMember::new(StaffRole::Auditor))]
    {
        let mut browser = parts.signed_in(&parts.member(name, member).await).await;
        let queue = browser.get(&app, QUEUE).await.expect(200);
        assert!(queue.body.contains(town.display_name()) && boxes(&queue).is_empty());
        assert!(!queue.body.contains(BULK));
        let choice = [town.id.to_string()];
        browser.post(&app, BULK, &preview_of(&choice)).await.expect(403);
        browser.post(&app, &path, &[("intent", "confirm"), ("count", "1")]).await.expect(403);
    }
    assert!(decisions(&parts, town.id).await.is_empty());
}

/// Most that one decision may be about ends within one request.
#[tokio::test]
async fn fifty_cases_are_decided_before_the_function_runs_out_of_time() {
    let parts = parts().await;
    let app = parts.moderation();
    let (_, mut annas) = moderator(&parts, "fifty-anna").await;
    let (_, mut bens) = moderator(&parts, "fifty-ben").await;
    let towns = several(&parts, "Fiftyville", 50).await;
    let path = propose(&app, &mut annas, ("approve", "", "")).await;
    let (mut requests, started) = (0, Instant::now());
    let bulk = loop {
        let began = Instant::now();
        confirm(&app, &mut bens, &path, 50).await.expect(303);
        requests += 1;
        assert!(began.elapsed().as_secs() < 10, "longer than the function may run");
        let bulk = stored(&parts, &path).await;
        if matches!(bulk.state, BulkState::Finished { .. }) || requests == 10 {
            break bulk;
        }
    };
    let seconds = started.elapsed().as_secs_f64();
    println!("50 cases decided in {seconds:.1} s, by {requests} requests");
    assert!(matches!(bulk.state, BulkState::Finished { done: 50, .. }), "{:?}", bulk.state);
    for town in &towns {
        assert_eq!(decisions(&parts, town.id).await.len(), 1);
    }
}

/// Through the deployed functions: their routes, their rights, their time.
#[tokio::test(flavor = "multi_thread")]
async fn two_of_the_staff_decide_many_cases_on_the_deployed_system() {
    let parts = Parts::new().await;
    let towns = several(&parts, "Deployville", 3).await;
    let chosen: Vec<String> = towns.iter().map(|town| town.id.to_string()).collect();
    let ids: Vec<SignatoryId> = towns.iter().map(|town| town.id).collect();
    tokio::task::spawn_blocking(move || {
        let (mut anna, mut ben) = (Staff::new("bulk-anna"), Staff::new("bulk-ben"));
        anna.visitor.get(QUEUE).expect(200);
        let preview = anna.visitor.post(BULK, &preview_of(&chosen)).expect(200);
        let bulk = preview.attribute("input[name=bulk]", "value").expect("an identifier");
        let cases = boxes(&preview);
        let mut fields = vec![("intent", "propose"), ("bulk", bulk.as_str())];
        fields.extend([("decision", "ask_changes"), ("note", "Which council is this?")]);
        fields.extend(cases.iter().map(|case| ("cases", case.as_str())));
        let proposed = anna.visitor.post(BULK, &fields).expect(303);
        let path = proposed.location().trim_end_matches("?done=1").to_owned();
        let answer = [("intent", "confirm"), ("count", "3"), ("rev", "1")];
        anna.visitor.get(&path).expect(200);
        anna.visitor.post(&path, &answer).expect(403);
        ben.visitor.get(&path).expect(200);
        ben.visitor.post(&path, &answer).expect(303);
        let page = ben.visitor.get(&path).expect(200);
        assert!(page.body.contains("3 of 3 decided"), "{}", page.body);
    })
    .await
    .expect("both at work");
    for id in ids {
        assert!(matches!(state(&parts, id).await, SignatoryState::ChangesAsked(_)));
    }
}
