//! The main job, end to end, on the deployed template: once through the pages, once by JSON.

use serde_json::{Value, json};
use tests::person::{Body, Program, Visitor, get};
use tests::stack::{address, eventually, run};
use tests::staff::Staff;

fn initiative(title: &str) -> Vec<(&str, &str)> {
    vec![
        ("title", title),
        ("summary", "Training for everyone who works with children in our sports clubs."),
        ("description", "Two evenings for **every** coach.\n\n- what to notice\n- whom to call"),
        ("language", "en"),
        ("ps", "prevention"),
        ("ps", "protection"),
        ("goals", "PV3"),
        ("action_type", "training"),
        ("target_groups", "sports"),
        ("status", "running"),
        ("start_date", "2026-01-15"),
        ("end_date", ""),
        ("place", ""),
        ("partners", ""),
        ("results", ""),
        ("links", ""),
        ("contact_page", ""),
        ("safeguard", "yes"),
    ]
}

/// Anna of a Catalan town does everything with forms; Stella of the secretariat decides.
#[test]
fn anna_registers_signs_and_publishes_through_the_pages() {
    let body = Body::town("Annaville");
    let mut anna = Visitor::registered(&body);

    let desk = anna.get("/en/desk").expect(200);
    assert!(desk.body.contains(&body.name));

    // Sign: the full text is there, and one deliberate act.
    let page = anna.get("/en/desk/sign").expect(200);
    let hidden = |page: &tests::person::Answer, name: &str| {
        page.attribute(&format!("input[name={name}]"), "value").unwrap_or_default()
    };
    let (text_hash, rev) = (hidden(&page, "text_hash"), hidden(&page, "rev"));
    assert_eq!(text_hash, domain::pact::CURRENT.hash(domain::Language::En));
    anna.post(
        "/en/desk/sign",
        &[
            ("goals", "PV1"),
            ("goals", "PT2"),
            ("decision_date", "2026-09-30"),
            ("decision_reference", "Ple 2026/114"),
            ("no_decision_reason", ""),
            ("undertake", "yes"),
            ("text_hash", &text_hash),
            ("rev", &rev),
        ],
    )
    .expect(303);

    // An initiative: saved as a draft, then submitted.
    let page = anna.get("/en/desk/initiatives/new").expect(200);
    let (id, rev) = (hidden(&page, "id"), hidden(&page, "rev"));
    let title = format!("Safe coaches in every club {}", run());
    let mut fields = initiative(&title);
    fields.extend([("id", id.as_str()), ("rev", rev.as_str()), ("intent", "save")]);
    // The initiative's identifier follows from the form's.
    let saved = anna.post("/en/desk/initiatives/new", &fields).expect(303);
    let path = saved.location().split('?').next().unwrap_or_default().to_owned();
    let id = path.rsplit('/').next().unwrap_or_default().to_owned();
    let page = anna.get(&path).expect(200);
    let rev = hidden(&page, "rev");
    let mut fields = initiative(&title);
    fields.extend([("id", id.as_str()), ("rev", rev.as_str()), ("intent", "submit")]);
    anna.post(&path, &fields).expect(303);

    // Nothing is public before a decision (q101).
    assert!(!get("/en/signatories/es/").body.contains(&body.name));

    let mut stella = Staff::new("stella");
    let queue = stella.visitor.get("/en/staff").expect(200);
    assert!(queue.body.contains(&body.name), "{}", queue.body);
    let signatory = stella.find_in_queue(&body.name);
    stella.decide(&signatory, "approve");
    let submitted = stella.find_in_queue(&title);
    stella.decide(&submitted, "approve");

    // Published, in both languages, in the lists too.
    let address = eventually("the initiative in the list", || {
        let list = get("/en/initiatives/prevention/");
        list.attribute(&format!("a[href*=\"{id}\"]"), "href")
    });
    let page = eventually("the initiative's page", || {
        let page = get(&address);
        (page.status == 200).then_some(page)
    });
    assert!(page.body.contains(&title));
    assert!(page.body.contains("<strong>every</strong>"));
    eventually("the French page", || {
        (get(&address.replacen("/en/", "/fr/", 1)).status == 200).then_some(())
    });
    eventually("the list of the country", || {
        get("/fr/signatories/es/").body.contains(&body.name).then_some(())
    });

    // Row 103: taken down, the page answers 410 and the lists drop it.
    stella.decide(&submitted, "take_down");
    eventually("410", || (get(&address).status == 410).then_some(()));
    eventually("the list without it", || {
        (!get("/en/initiatives/prevention/").body.contains(&id)).then_some(())
    });
    assert_eq!(get(&address.replacen("/en/", "/fr/", 1)).status, 410);
}

/// An integrator does the same with JSON and a bearer token.
#[test]
fn a_national_association_registers_signs_and_submits_by_json() {
    let body = Body {
        profile: "organisation",
        country: "NO",
        name: format!("Kommunenes barnevern Fjordby {}", run()),
        email: address("fjordby"),
    };
    let program = Program::registered(&body);
    let desk = program.get("/en/desk").expect(200).json();
    assert_eq!(desk["signatory"]["state"]["name"], "draft", "{desk}");

    let sign = program.get("/en/desk/sign").expect(200).json();
    let document = json!({
        "goals": ["PV1"],
        "no_decision_reason": "The board has given the office a standing mandate.",
        "undertake": "yes",
        "text_hash": sign["undertaking"]["text_hash"],
        "rev": sign["form"]["rev"],
    });
    let signed = program.post("/en/desk/sign", &document).expect(201).json();
    assert!(signed["signature"]["number"].as_u64().unwrap() >= 1, "{signed}");

    // Row 72: the same act again is the same success; nothing is signed twice.
    let again = program.post("/en/desk/sign", &document);
    assert!(again.status == 200 || again.status == 201, "{again:?}");
    assert_eq!(again.json()["signature"]["number"], signed["signature"]["number"]);

    let fields = initiative("Open days of the helpline");
    let mut document = serde_json::Map::new();
    for (name, value) in fields {
        let list = matches!(name, "ps" | "goals" | "target_groups" | "links");
        if !list {
            document.insert(name.to_owned(), json!(value));
        } else if !value.is_empty() {
            let entry = document.entry(name.to_owned()).or_insert_with(|| json!([]));
            entry.as_array_mut().unwrap().push(json!(value));
        }
    }
    document.insert("intent".to_owned(), json!("submit"));
    let created = program.post("/en/desk/initiatives/new", &Value::Object(document)).expect(201);
    assert_eq!(created.json()["state"], "submitted", "{created:?}");
}
