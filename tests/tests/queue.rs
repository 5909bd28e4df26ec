//! Staff at what waits: looking for a case, going from one to the next, and who bears a name like
//! another's. In process, on tables of the tests' own.
#![expect(clippy::expect_used, reason = "a test that cannot go on says so")]

use domain::signatory::SignatoryDecision;
use domain::{CountryCode, Signatory, StaffMember, StaffRole};
use std::collections::BTreeMap;
use storage::publishing::{Register as _, Showing, Subject, changing_lists, plan};
use tests::parts::{Browser, Parts, clock};
use tests::person::Answer;
use tests::stack::address;

/// A town of that name which waits.
async fn waiting(parts: &Parts, name: &str) -> Signatory {
    let email = address(&name.replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
    parts.waiting(name, &email).await.1
}

async fn browser(parts: &Parts, name: &str, member: StaffMember) -> Browser {
    let account = parts.member(name, member).await;
    parts.signed_in(&account).await
}

fn case(signatory: &Signatory) -> String {
    format!("/en/staff/signatories/{}", signatory.id)
}

/// Names of the cases that a page of the queue lists.
fn listed(page: &Answer) -> Vec<String> {
    page.texts(".queue tbody th button")
}

/// Puts a signatory into the public lists, as publishing does.
async fn publish(parts: &Parts, signatory: &Signatory) {
    let verified = signatory.clone();
    let by = parts.staff("publisher").await.id;
    let verified = verified.decide(SignatoryDecision::Verify, by, clock()).expect("verified");
    let showing = Showing::of_signatory(&verified).expect("a public page");
    let mut metas = BTreeMap::new();
    for list in changing_lists(None, Some(&showing)) {
        metas.insert(list, parts.table.meta(list).await.expect("the counters"));
    }
    let subject = Subject::Signatory(signatory.id);
    let plan = plan(subject, None, Some(&showing), &metas, Vec::new()).expect("a change");
    assert!(parts.table.commit(&plan).await.expect("the list"));
}

#[tokio::test]
async fn a_case_is_found_by_a_part_of_its_name_or_by_its_identifier() {
    let parts = Parts::alone().await;
    let app = parts.moderation();
    let (etienne, lyon) =
        (waiting(&parts, "Ville de Saint-Étienne").await, waiting(&parts, "Ville de Lyon").await);
    let mut anna = browser(&parts, "search-anna", StaffMember::new(StaffRole::Moderator)).await;
    let queue = anna.get(&app, "/en/staff").await.expect(200);
    assert_eq!(listed(&queue), ["Ville de Saint-Étienne", "Ville de Lyon"]);

    let found = anna.post(&app, "/en/staff", &[("search", "saint etienne")]).await.expect(200);
    assert_eq!(listed(&found), ["Ville de Saint-Étienne"]);
    assert_eq!(found.attribute("input[name=search]", "value").as_deref(), Some("saint etienne"));
    let nothing = anna.post(&app, "/en/staff", &[("search", "Atlantis")]).await.expect(200);
    assert!(listed(&nothing).is_empty());
    let unsaid = anna.post(&app, "/en/staff", &[("search", " ")]).await.expect(422);
    assert_eq!(unsaid.texts("#search-error").len(), 1, "{}", unsaid.body);

    let public = format!("https://pact.example/fr/signatories/{}-ville-de-lyon/", lyon.id);
    for typed in [lyon.id.to_string(), public] {
        let led = anna.post(&app, "/en/staff", &[("search", &typed)]).await.expect(303);
        assert_eq!(led.location(), case(&lyon), "{typed}");
    }
    // A focal point finds neither the name nor the identifier of another country's.
    let elsewhere = CountryCode::parse("IS").expect("a country");
    let member = StaffMember { role: StaffRole::FocalPoint, countries: vec![elsewhere] };
    let mut focal = browser(&parts, "search-focal", member).await;
    focal.get(&app, "/en/staff").await.expect(200);
    for typed in ["saint etienne", &etienne.id.to_string()] {
        let found = focal.post(&app, "/en/staff", &[("search", typed)]).await.expect(200);
        assert!(listed(&found).is_empty(), "{typed}");
    }
}

#[tokio::test]
async fn staff_go_from_case_to_case_within_what_they_filter_by() {
    let parts = Parts::alone().await;
    let app = parts.moderation();
    let mut towns = Vec::new();
    for name in ["Firstville", "Secondville", "Thirdville"] {
        towns.push(waiting(&parts, name).await);
    }
    let mut anna = browser(&parts, "next-anna", StaffMember::new(StaffRole::Moderator)).await;
    let beside = |page: &Answer| {
        let link = |rel: &str| page.attribute(&format!("a[rel={rel}]"), "href");
        (link("prev"), link("next"))
    };
    let first = anna.get(&app, &case(&towns[0])).await.expect(200);
    assert_eq!(beside(&first), (None, Some(case(&towns[1]))));
    let second = anna.get(&app, &case(&towns[1])).await.expect(200);
    assert_eq!(beside(&second), (Some(case(&towns[0])), Some(case(&towns[2]))));

    // Opened from a part of the queue, the case and the decision lead on within it.
    let filter = "?tab=signatories&country=ES";
    let lease = format!("{}/lease{filter}", case(&towns[0]));
    let opened = anna.post(&app, &lease, &[("intent", "take")]).await.expect(303);
    assert_eq!(opened.location(), format!("{}{filter}", case(&towns[0])));
    let page = anna.get(&app, opened.location()).await.expect(200);
    assert_eq!(beside(&page).1, Some(format!("{}{filter}", case(&towns[1]))));
    let rev = page.attribute("input[name=rev]", "value").expect("a revision");
    let fields = [("decision", "approve"), ("reason", ""), ("note", ""), ("rev", rev.as_str())];
    let sent = anna.post(&app, opened.location(), &fields).await.expect(303);
    assert!(sent.location().ends_with("done=1&tab=signatories&country=ES"), "{}", sent.location());

    // Nothing waits before what is decided: it leads to the oldest that waits.
    let decided = anna.get(&app, &case(&towns[0])).await.expect(200);
    assert_eq!(beside(&decided), (None, Some(case(&towns[1]))));
}

#[tokio::test]
async fn a_case_names_who_bears_a_name_like_its_own() {
    let parts = Parts::alone().await;
    let app = parts.moderation();
    let listed = waiting(&parts, "Ajuntament de Castelló de la Plana").await;
    publish(&parts, &listed).await;
    let other = waiting(&parts, "Castellón de la Plana").await;
    let far = waiting(&parts, "Burriana").await;
    let mut anna = browser(&parts, "alike-anna", StaffMember::new(StaffRole::Auditor)).await;
    let page = anna.get(&app, &case(&other)).await.expect(200);
    let link = format!("main li a[href='{}']", case(&listed));
    // Once as one that waits, once as one of the register: its record here still waits.
    assert_eq!(page.texts(&link).len(), 2, "{}", page.body);
    assert!(page.texts(&format!("main li a[href='{}']", case(&far))).is_empty());
}
