//! What staff decide reaches the owner's mailbox, on the deployed system: once, in the owner's
//! language, with all that is needed to go on.
#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so")]

use domain::signatory::{DecisionBasis, SignatureRequest};
use domain::{Action, Event, EventId};
use serde_json::{Value, json};
use std::time::Duration;
use tests::parts::{Parts, clock, entropy, new_signatory, token};
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

    decide_twice(&mut staff, &path, "take_down", "identifies_person", "");
    let removed = arrived(&body.email, "Your initiative was taken down");
    assert!(removed.text.lines().any(|line| line.trim() == title), "{}", removed.text);
    assert!(removed.text.contains("Reason: A child or a victim could be recognised."));
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
