//! What staff decide reaches the owner's mailbox, on the deployed system: once, in the owner's
//! language, with all that is needed to go on.
#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so")]

use domain::SessionKind;
use domain::signatory::{DecisionBasis, SignatureRequest};
use domain::{Action, Event, EventId};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use storage::NewSignatory;
use storage::publishing::Register as _;
use tests::parts::{
    Parts, ask, clock, entropy, json_with_token, move_on, new_signatory, token, with_token,
};
use tests::person::{Answer, Body, PASSWORD, Program, get};
use tests::stack::{self, Mail, eventually, mails, site, within};
use tests::staff::Staff;

/// Registers and confirms by JSON, with mails in that language.
fn owner(body: &Body, language: &str) -> Program {
    let mut program = Program::new();
    let mut document = body.json();
    document["contact_language"] = json!(language);
    let sent = program.post("/en/register/check", &document).expect(202).json();
    let code = stack::code(&body.email);
    let confirmation = json!({ "registration": sent["registration"], "code": code });
    program.post("/en/register/confirm", &confirmation).expect(201);
    let credentials = json!({ "email": body.email, "password": PASSWORD });
    let answer = program.post("/api/token", &credentials).expect(200).json();
    program.token = answer["token"].as_str().map(str::to_owned);
    program
}

fn sign(program: &Program) {
    let page = program.get("/en/desk/sign").expect(200).json();
    let document = json!({
        "goals": ["PV1"],
        "no_decision_reason": "The board has given a standing mandate.",
        "undertake": "yes",
        "text_hash": page["undertaking"]["text_hash"],
        "rev": page["form"]["rev"],
    });
    program.post("/en/desk/sign", &document).expect(201);
}

/// Submits an initiative; its identifier.
fn submit(program: &Program, title: &str) -> String {
    let document = json!({
        "title": title,
        "summary": "Training for everyone who works with children in our sports clubs.",
        "description": "Two evenings for every coach.",
        "language": "en",
        "ps": ["prevention"],
        "action_type": "training",
        "target_groups": ["sports"],
        "status": "running",
        "safeguard": "yes",
        "intent": "submit",
    });
    let created = program.post("/en/desk/initiatives/new", &document).expect(201).json();
    created["id"].as_str().expect("an identifier").to_owned()
}

/// Sends the same decision twice, as a double click does.
fn decide_twice(staff: &mut Staff, path: &str, decision: &str, reason: &str, note: &str) {
    let page = staff.open(path);
    let rev = page.attribute("input[name=rev]", "value").expect("a revision");
    let fields = [("decision", decision), ("reason", reason), ("note", note), ("rev", &rev)];
    for _ in 0..2 {
        staff.visitor.post(path, &fields).expect(303);
    }
}

/// Mails with that subject to that address.
fn about(to: &str, subject: &str) -> Vec<Mail> {
    mails(to).into_iter().filter(|mail| mail.subject == subject).collect()
}

/// A refusal's mail waits until it can no longer be taken back, and for the next round of the
/// mails that wait.
fn arrived(to: &str, subject: &str) -> Mail {
    within(subject, Duration::from_mins(4), || about(to, subject).pop())
}

/// The address in a mail whose path begins like this, without the site.
fn address(mail: &Mail, path: &str) -> String {
    let begin = format!("{}{path}", site());
    let line = mail.text.lines().find(|line| line.starts_with(&begin));
    let line = line.unwrap_or_else(|| panic!("no {begin} in {}", mail.text));
    line.trim_end()[site().len()..].to_owned()
}

fn found(path: &str) -> Answer {
    eventually(path, || Some(get(path)).filter(|page| page.status == 200))
}

#[test]
fn q72_a_refusal_is_mailed_once_with_reason_and_note_in_the_owners_language() {
    let body = Body::town("Refusville");
    let program = owner(&body, "fr");
    sign(&program);
    let mut staff = Staff::new("refusing");
    let path = staff.find_in_queue(&body.name);
    let note = "Merci d’envoyer le procès-verbal.\r\nDeux pages suffisent.";
    decide_twice(&mut staff, &path, "refuse", "incomplete", note);

    let refused = arrived(&body.email, "Votre inscription a été refusée");
    for line in [
        body.name.as_str(),
        "Motif\u{a0}: Des éléments sont à compléter ou à corriger.",
        "Merci d’envoyer le procès-verbal.",
        "Deux pages suffisent.",
    ] {
        assert!(refused.text.lines().any(|text| text.trim() == line), "{line}: {}", refused.text);
    }
    assert_eq!(address(&refused, "/fr/desk"), "/fr/desk");
    assert!(!refused.text.contains("/fr/signatories/"), "{}", refused.text);

    // What the mail says can be done: signed again and verified, the page is where it says.
    sign(&program);
    let path = staff.find_in_queue(&body.name);
    decide_twice(&mut staff, &path, "approve", "", "");
    let verified = arrived(&body.email, "Votre signature a été vérifiée");
    assert!(found(&address(&verified, "/fr/signatories/")).body.contains(&body.name));

    // Mails go out in the order of what they are about: a second one would have come by now.
    assert_eq!(about(&body.email, &refused.subject).len(), 1);
    assert_eq!(about(&body.email, &verified.subject).len(), 1);
}

#[test]
fn a_publication_is_mailed_with_its_public_address_and_a_take_down_with_its_reason() {
    let body = Body::town("Publishville");
    let program = owner(&body, "en");
    sign(&program);
    let mut staff = Staff::new("publishing");
    let title = format!("Safe coaches of {}", body.name);

    // Approved before its signatory is verified: the mail promises no page yet.
    let id = submit(&program, &title);
    let path = staff.find_in_queue(&title);
    decide_twice(&mut staff, &path, "approve", "", "");
    let approved = arrived(&body.email, "Your initiative was approved");
    assert!(!approved.text.contains("/en/initiatives/"), "{}", approved.text);
    let signatory = staff.find_in_queue(&body.name);
    decide_twice(&mut staff, &signatory, "approve", "", "");
    arrived(&body.email, "Your signature has been verified");

    // A new version, and now there is one.
    let desk = program.get(&format!("/en/desk/initiatives/{id}")).expect(200).json();
    let mut form: Value = desk["form"].clone();
    form["summary"] = json!("Training for every coach.");
    form["rev"] = desk["rev"].clone();
    form["intent"] = json!("submit");
    program.post(&format!("/en/desk/initiatives/{id}"), &form).expect(200);
    let note = "Thank you for the shorter summary.";
    decide_twice(&mut staff, &path, "approve", "", note);
    let approved = eventually("the second approval", || {
        about(&body.email, "Your initiative was approved").into_iter().nth(1)
    });
    assert!(approved.text.contains(note), "{}", approved.text);
    let page = address(&approved, &format!("/en/initiatives/{id}-"));
    assert!(found(&page).body.contains(&title));
    assert_eq!(address(&approved, "/en/desk/"), format!("/en/desk/initiatives/{id}"));

    decide_twice(&mut staff, &path, "take_down", "off_topic", "");
    let removed = arrived(&body.email, "Your initiative was taken down");
    assert!(removed.text.lines().any(|line| line.trim() == title), "{}", removed.text);
    assert!(removed.text.contains("Reason: Outside the subject of the Pact."));
    let gone = eventually(&page, || Some(get(&page)).filter(|page| page.status == 410));
    assert!(gone.body.contains(&title), "{}", gone.body);
    assert!(gone.body.contains("Outside the subject of the Pact."), "{}", gone.body);
    assert!(!removed.text.contains("/en/initiatives/"), "{}", removed.text);
    assert_eq!(about(&body.email, &approved.subject).len(), 2);
}

/// In process, on a table whose stream nobody reads, so that what is asked for can be seen.
#[tokio::test]
async fn q72_two_clicks_at_once_are_one_decision_and_one_mail() {
    let mut parts = Parts::new().await;
    parts.table = parts.own_table().await;
    let Body { name, email, .. } = Body::town("Twiceville");
    let new = new_signatory(&name, &email);
    parts.table.confirm_registration(&new, token()).await.expect("a signatory");
    let request = SignatureRequest {
        version: "1".to_owned(),
        text_hash: "hash".to_owned(),
        goals: vec!["PV1".to_owned()],
        basis: DecisionBasis::NotNeeded { reason: "A standing mandate".to_owned() },
    };
    let id = EventId::new(clock(), entropy());
    let signed = Event { id, action: Action::Signed, rev: 2, ..new.event.clone() };
    parts.table.sign(&new.signatory, &request, &signed, &[], clock()).await.expect("a signature");

    let app = parts.moderation();
    let mut browser = parts.signed_in(&parts.staff("twice").await).await;
    let path = format!("/en/staff/signatories/{}", new.signatory.id);
    let page = browser.open(&app, &path).await;
    let rev = page.attribute("input[name=rev]", "value").expect("a revision");
    let note = "Welcome.";
    let fields = [("decision", "approve"), ("reason", ""), ("note", note), ("rev", rev.as_str())];
    let mut other = browser.clone();
    let clicks = tokio::join!(browser.post(&app, &path, &fields), other.post(&app, &path, &fields));
    assert_eq!((clicks.0.status, clicks.1.status), (303, 303));

    let record = parts.table.signatory_record(new.signatory.id).await.expect("the record");
    let events = record.expect("the record").events;
    let verified: Vec<&Event> =
        events.iter().filter(|event| event.action == Action::Verified).collect();
    assert_eq!(verified.len(), 1, "{events:?}");
    assert_eq!(verified[0].note, note);
    let key = format!("decision-{}-{}", verified[0].id, new.account.id);
    let mail = parts.table.mail_intent(&key, clock()).await.expect("a mail").expect("a mail");
    assert_eq!(mail.to, new.account.email);
    let said = mail.details.clone().expect("what it says");
    assert_eq!((said.name.as_str(), said.note.as_str()), (name.as_str(), note));
    assert!(said.slug.is_some());
}

/// What readers may still meet a page by.
fn holds(path: &str, title: &str) -> bool {
    let answer = get(path);
    answer.status == 200 && answer.body.contains(title)
}

/// q103: the stated bar is a minute; the seconds are printed.
#[test]
fn q103_an_emergency_take_down_empties_page_lists_and_cdn_within_a_minute() {
    const BAR: Duration = Duration::from_mins(1);
    let body = Body::town("Emergencyville");
    let program = owner(&body, "en");
    sign(&program);
    let mut staff = Staff::new("emergency");
    let title = format!("Coaches named by {}", body.name);
    let id = submit(&program, &title);
    let signatory = staff.find_in_queue(&body.name);
    decide_twice(&mut staff, &signatory, "approve", "", "");
    let case = staff.find_in_queue(&title);
    decide_twice(&mut staff, &case, "approve", "", "");
    let approved = arrived(&body.email, "Your initiative was approved");
    let page = address(&approved, &format!("/en/initiatives/{id}-"));
    found(&page);
    let lists = ["/en/", "/en/initiatives/", "/en/initiatives/prevention/"];
    for list in lists {
        eventually(list, || holds(list, &title).then_some(()));
    }

    // A colleague has the case open, which stops nothing.
    let mut colleague = Staff::new("colleague");
    colleague.open(&case);
    let shown = staff.visitor.get(&signatory).expect(200);
    let action = shown.attribute("button[formaction*='/initiatives/']", "formaction");
    let action = action.expect("a button for what is public");
    assert_eq!(action, format!("{case}/emergency"));
    staff.visitor.post(&action, &[]).expect(422);
    let begin = Instant::now();
    let sent = staff.visitor.post(&action, &[("confirm", "yes")]).expect(303);
    assert_eq!(sent.location(), case);
    let mut every: Vec<String> = lists.map(str::to_owned).into();
    every.push(page.clone());
    every.extend(every.clone().iter().map(|path| path.replacen("/en/", "/fr/", 1)));
    for path in &every {
        eventually(path, || (!holds(path, &title)).then_some(()));
    }
    for path in [&page, &page.replacen("/en/", "/fr/", 1)] {
        let gone = eventually(path, || Some(get(path)).filter(|page| page.status == 410));
        assert!(!gone.body.contains(&title), "the reason hides the text: {path}");
    }
    // Bucket and CDN have confirmed that they dropped every copy.
    let purged = || {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let record = runtime.block_on(async { Parts::new().await.table.public(&id).await });
        let record = record.expect("the register").expect("its record");
        (!record.live && !record.purge).then_some(())
    };
    eventually("the CDN without it", purged);
    let took = begin.elapsed();
    println!("q103: emergency take-down: gone everywhere after {:.1} s", took.as_secs_f64());
    assert!(took < BAR, "{took:?}");

    // Once more finds what it asked for, and the author is told once.
    staff.visitor.post(&action, &[("confirm", "yes")]).expect(303);
    let told = arrived(&body.email, "Your initiative was taken down");
    assert!(told.text.contains("A child or a victim could be recognised."), "{}", told.text);
    assert_eq!(about(&body.email, &told.subject).len(), 1);
}

/// In process: the signatory goes with one order, nobody's own, and not for who decides nothing.
#[tokio::test]
async fn q50_an_emergency_is_nobodys_own_and_waits_for_no_lease() {
    let mut parts = Parts::new().await;
    parts.table = parts.own_table().await;
    let Body { name, email, .. } = Body::town("Hasteville");
    let new = new_signatory(&name, &email);
    parts.table.confirm_registration(&new, token()).await.expect("a signatory");
    let app = parts.moderation();
    let case = format!("/en/staff/signatories/{}", new.signatory.id);
    let emergency = format!("{case}/emergency");
    let confirmed = [("confirm", "yes")];
    let mut browser = parts.signed_in(&parts.staff("haste").await).await;
    // Nothing is public yet.
    browser.get(&app, "/en/staff").await.expect(200);
    browser.post(&app, &emergency, &confirmed).await.expect(409);

    let request = SignatureRequest {
        version: "1".to_owned(),
        text_hash: "hash".to_owned(),
        goals: vec!["PV1".to_owned()],
        basis: DecisionBasis::NotNeeded { reason: "A standing mandate".to_owned() },
    };
    let id = EventId::new(clock(), entropy());
    let signed = Event { id, action: Action::Signed, rev: 2, ..new.event.clone() };
    parts.table.sign(&new.signatory, &request, &signed, &[], clock()).await.expect("a signature");
    let page = browser.open(&app, &case).await;
    assert!(page.attribute(&format!("button[formaction='{emergency}']"), "type").is_none());
    let rev = page.attribute("input[name=rev]", "value").expect("a revision");
    let fields = [("decision", "approve"), ("reason", ""), ("note", ""), ("rev", rev.as_str())];
    browser.post(&app, &case, &fields).await.expect(303);

    // Somebody of the staff who belongs to the organisation may not; one tick is needed.
    let mut colleague = parts.signed_in(&parts.staff("haste-colleague").await).await;
    colleague.open(&app, &case).await;
    let page = browser.get(&app, &case).await.expect(200);
    assert!(page.attribute(&format!("button[formaction='{emergency}']"), "type").is_some());
    let again = browser.post(&app, &emergency, &[]).await.expect(422);
    assert_eq!(again.problem_fields(), ["confirm"]);
    let member = domain::StaffMember::new(domain::StaffRole::Moderator);
    let member = domain::Account { staff: Some(member), ..new.account.clone() };
    parts
        .change(&new.account, |account| domain::Account { staff: member.staff.clone(), ..account })
        .await;
    let mut own = parts.signed_in(&member).await;
    own.get(&app, &case).await.expect(200);
    own.post(&app, &emergency, &confirmed).await.expect(403);

    // Two clicks at once, while the colleague has the case.
    let mut other = browser.clone();
    let clicks = tokio::join!(
        browser.post(&app, &emergency, &confirmed),
        other.post(&app, &emergency, &confirmed)
    );
    assert_eq!((clicks.0.status, clicks.1.status), (303, 303));
    let last = browser.post(&app, &emergency, &confirmed).await.expect(303);
    assert_eq!(last.location(), case);
    let record = parts.table.signatory_record(new.signatory.id).await.expect("the record");
    let events = record.expect("the record").events;
    let taken: Vec<&Event> =
        events.iter().filter(|event| event.action == Action::TakenDown).collect();
    assert_eq!(taken.len(), 1, "{events:?}");
    let reason = taken[0].reason.as_ref().expect("a reason");
    assert!(reason.hides_text && reason.code.as_str() == "identifies_person");
}

/// A town that waits to be verified from now on.
async fn waits(parts: &Parts, name: &str) -> NewSignatory {
    let Body { name, email, .. } = Body::town(name);
    parts.waiting(&name, &email).await.0
}

/// The place that the desk of that account tells, on its page and in JSON.
async fn place(parts: &Parts, of: &NewSignatory) -> (String, Value) {
    let app = parts.account();
    let mut browser = parts.signed_in(&of.account).await;
    let page = browser.get(&app, "/en/desk").await.expect(200);
    let paragraphs = page.texts("main p");
    let told = paragraphs.into_iter().find(|text| text.contains("Usually decided within"));
    let token = parts.session(&of.account, SessionKind::Token).await;
    let document = ask(&app, with_token("/en/desk", &token)).await.expect(200).json();
    (told.unwrap_or_default(), document["queue"].clone())
}

#[tokio::test]
async fn an_author_sees_the_place_in_the_queue_and_the_usual_waiting_time() {
    const DAY: i64 = 24 * 60 * 60;
    let parts = Parts::alone().await;
    let first = waits(&parts, "Firstville").await;
    // Nobody has decided on anything yet: the service time stands for what is usual.
    let alone = "Nothing else is waiting. Usually decided within 10 days.";
    let queue = json!({ "number": 1, "of": 1, "usual_days": 10 });
    assert_eq!(place(&parts, &first).await, (alone.to_owned(), queue));

    let mut waiting = vec![first];
    for name in ["Secondville", "Thirdville", "Fourthville", "Fifthville", "Sixthville"] {
        move_on(60);
        waiting.push(waits(&parts, name).await);
    }
    let told = "Number 3 of 6 that are waiting. Usually decided within 10 days.";
    let queue = json!({ "number": 3, "of": 6, "usual_days": 10 });
    assert_eq!(place(&parts, &waiting[2]).await, (told.to_owned(), queue));

    // Five are decided on the second day; the sixth sees what that makes usual.
    move_on(DAY + DAY / 2);
    let app = parts.moderation();
    let mut staff = parts.signed_in(&parts.staff("usual").await).await;
    for new in &waiting[..5] {
        let path = format!("/en/staff/signatories/{}", new.signatory.id);
        let page = staff.open(&app, &path).await;
        let rev = page.attribute("input[name=rev]", "value").expect("a revision");
        let fields = [("decision", "approve"), ("reason", ""), ("note", ""), ("rev", &rev)];
        staff.post(&app, &path, &fields).await.expect(303);
    }
    let alone = "Nothing else is waiting. Usually decided within 2 days.";
    let queue = json!({ "number": 1, "of": 1, "usual_days": 2 });
    assert_eq!(place(&parts, &waiting[5]).await, (alone.to_owned(), queue));
    // Who is verified waits for nothing.
    assert_eq!(place(&parts, &waiting[0]).await, (String::new(), Value::Null));

    // An initiative has a queue place and a usual time of its own.
    let program = parts.session(&waiting[0].account, SessionKind::Token).await;
    let initiatives = parts.initiatives();
    let document = json!({
        "title": "Coaches of the second day",
        "summary": "Training for everyone who works with children in our sports clubs.",
        "description": "Two evenings for every coach.",
        "language": "en",
        "ps": ["prevention"],
        "action_type": "training",
        "target_groups": ["sports"],
        "status": "running",
        "safeguard": "yes",
        "intent": "submit",
    });
    let sent = json_with_token("/en/desk/initiatives/new", &program, &document);
    let created = ask(&initiatives, sent).await.expect(201).json();
    let id = created["id"].as_str().expect("an identifier");
    let queue = json!({ "number": 2, "of": 2, "usual_days": 10 });
    let one = ask(&initiatives, with_token(&format!("/en/desk/initiatives/{id}"), &program)).await;
    assert_eq!(one.json()["queue"], queue);
    let list = ask(&initiatives, with_token("/en/desk/initiatives", &program)).await.json();
    assert_eq!(list["initiatives"][0]["queue"], queue);
    let mut browser = parts.signed_in(&waiting[0].account).await;
    for path in ["/en/desk/initiatives".to_owned(), format!("/en/desk/initiatives/{id}")] {
        let page = browser.get(&initiatives, &path).await.expect(200);
        let told = "Number 2 of 2 that are waiting. Usually decided within 10 days.";
        assert!(page.texts("main").concat().contains(told), "{path}: {}", page.body);
    }
}

#[tokio::test]
async fn a_decision_that_is_taken_back_does_not_count_for_the_usual_time() {
    let parts = Parts::alone().await;
    let app = parts.moderation();
    let mut staff = parts.signed_in(&parts.staff("unusual").await).await;
    let mut last = None;
    for name in ["Backville", "Takenville", "Undoville", "Againville", "Fifthback"] {
        last = Some(waits(&parts, name).await);
        let new = last.as_ref().expect("it waits");
        let path = format!("/en/staff/signatories/{}", new.signatory.id);
        let page = staff.open(&app, &path).await;
        let rev = page.attribute("input[name=rev]", "value").expect("a revision");
        let fields = [("decision", "refuse"), ("reason", "duplicate"), ("note", ""), ("rev", &rev)];
        staff.post(&app, &path, &fields).await.expect(303);
    }
    let other = waits(&parts, "Waitville").await;
    assert_eq!(place(&parts, &other).await.1["usual_days"], 1);
    let last = last.expect("the last");
    let path = format!("/en/staff/signatories/{}", last.signatory.id);
    let page = staff.get(&app, &path).await.expect(200);
    let rev = page.attribute("form[action$='/undo'] input[name=rev]", "value").expect("a revision");
    staff.post(&app, &format!("{path}/undo"), &[("rev", &rev)]).await.expect(303);
    // Four are too few to tell, and the fifth waits again, before the other.
    let queue = json!({ "number": 2, "of": 2, "usual_days": 10 });
    assert_eq!(place(&parts, &other).await.1, queue);
}
