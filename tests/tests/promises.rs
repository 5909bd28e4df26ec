//! What every answer keeps to: bad input (7.4), headers and errors (7.5), authorisation (7.3).

use serde_json::json;
use tests::person::{Body, PASSWORD, Program, Request, Visitor, get, send};
use tests::stack::{self, own_address, setting};
use tests::staff::Staff;
use web::Method;

#[test]
fn q45_what_belongs_to_others_is_not_there() {
    let (anna, boris) = (Body::town("Annasown"), Body::town("Borissown"));
    let program = Program::registered(&anna);
    let draft = json!({ "title": "Only ours", "intent": "save" });
    let created = program.post("/en/desk/initiatives/new", &draft).expect(201).json();
    let path = format!("/en/desk/initiatives/{}", created["id"].as_str().unwrap());
    program.get(&path).expect(200);
    let other = Program::registered(&boris);
    other.get(&path).expect(404);
    other.post(&path, &json!({ "title": "Mine now", "intent": "save", "rev": "1" })).expect(404);
    other.post(&format!("{path}/withdraw"), &json!({ "confirm": "yes", "rev": "1" })).expect(404);
    other.post(&format!("{path}/submit"), &json!({ "rev": "1" })).expect(404);
    assert_eq!(program.get(&path).json()["form"]["title"], "Only ours");
}

#[test]
fn q46_signatories_and_strangers_find_no_staff_pages() {
    let body = Body::town("Nostaff");
    let mut signatory = Visitor::registered(&body);
    let officer = Program::signed_in(&body);
    // A signatory that is there: their own.
    let desk = officer.get("/en/desk").expect(200).json();
    let id = desk["signatory"]["id"].as_str().unwrap();
    for route in moderation::ROUTES {
        let path = route.path.replace("{lang}", "en").replace("{id}", id);
        let path = path.replace("{initiative}", "01kb0000000000000000000000");
        let path = path.replace("{code}", "duplicate").replace("{key}", "eu-112");
        let path = path.replace("{account}", id).replace("{invitation}", &"0".repeat(64));
        let mut stranger = Visitor::new();
        stranger.get("/en/sign-in").expect(200);
        signatory.get("/en/desk").expect(200);
        let (by_stranger, by_signatory, unsigned, signed) = match route.method {
            Method::Get => (
                stranger.get(&path),
                signatory.get(&path),
                Program::new().get(&path),
                officer.get(&path),
            ),
            Method::Post => (
                stranger.post(&path, &[]),
                signatory.post(&path, &[]),
                Program::new().post(&path, &json!({})),
                officer.post(&path, &json!({})),
            ),
        };
        assert_eq!(by_stranger.status, 303, "{} {path}", route.method);
        assert!(by_stranger.location().starts_with("/en/sign-in?"), "{path}");
        assert!(by_stranger.location().contains("next=%2Fen%2Fstaff"), "{path}");
        assert_eq!(unsigned.status, 401, "{} {path}", route.method);
        for answer in [by_signatory, signed] {
            assert_eq!(answer.status, 404, "{} {path}", route.method);
            assert!(!answer.body.contains(&body.name), "{path}");
        }
    }
    let after = officer.get("/en/desk").expect(200).json();
    assert_eq!(after["signatory"], desk["signatory"]);
}

#[test]
fn q47_nobody_sets_their_own_state_name_or_number() {
    let program = Program::registered(&Body::town("Selfmade"));
    let desk = program.get("/en/desk").expect(200).json();
    let profile = program.get("/en/desk/profile").expect(200).json();
    for member in ["state", "signature", "number", "slug", "owner", "official_name", "country"] {
        let mut document = profile["form"].clone();
        document["signer_name"] = json!("Somebody Else");
        document[member] = json!("verified");
        let answer = program.post("/en/desk/profile", &document).expect(400).json();
        assert_eq!(answer["errors"][0]["code"], "unknown_member", "{member}");
    }
    assert_eq!(program.get("/en/desk").expect(200).json(), desk);
    assert_eq!(program.get("/en/desk/profile").expect(200).json(), profile);
}

#[test]
fn q49_an_initiative_waits_for_the_signature() {
    let program = Program::registered(&Body::town("Toosoon"));
    let document = json!({
        "title": "A first step", "summary": "Short.", "description": "Text.", "language": "en",
        "ps": ["prevention"], "action_type": "event", "target_groups": ["public"],
        "status": "planned", "safeguard": "yes", "intent": "submit",
    });
    let answer = program.post("/en/desk/initiatives/new", &document).expect(409);
    assert_eq!(answer.json()["code"], "not_possible");
}

#[test]
fn q73_two_editors_of_one_initiative_lose_nothing() {
    let program = Program::registered(&Body::town("Twoeditors"));
    let draft = json!({ "title": "Version one", "intent": "save" });
    let created = program.post("/en/desk/initiatives/new", &draft).expect(201).json();
    let path = format!("/en/desk/initiatives/{}", created["id"].as_str().unwrap());
    let rev = created["rev"].clone();
    let first = json!({ "title": "First editor", "intent": "save", "rev": rev });
    program.post(&path, &first).expect(200);
    let second = json!({ "title": "Second editor", "intent": "save", "rev": rev });
    program.post(&path, &second).expect(409);
    assert_eq!(program.get(&path).json()["form"]["title"], "First editor");
}

#[test]
fn q54_q55_q57_bodies_that_cannot_be_read_are_named_as_such() {
    let program = Program::new();
    let path = "/en/register/check";
    let json_type = "application/json";
    let deep = format!("{}1{}", "[".repeat(1000), "]".repeat(1000));
    for (body, pointer) in [
        ("{", ""),
        (r#"{"country":"FR","country":"FR"}"#, ""),
        (r#"{"country":7}"#, "/country"),
        (r#"{"country":["FR"]}"#, "/country"),
        (r#"{"country":null}"#, "/country"),
        (r#"{"population":1e999}"#, ""),
        (r#"{"official_name":"a\u0000b"}"#, ""),
        (r#"{"official_name":"a\ud800b"}"#, ""),
        (deep.as_str(), ""),
    ] {
        let answer = program.post_raw(path, json_type, body).expect(400);
        assert_eq!(answer.header("content-type"), "application/problem+json; charset=utf-8");
        if !pointer.is_empty() {
            assert_eq!(answer.json()["errors"][0]["pointer"], pointer, "{body}");
        }
    }
    program.post_raw(path, json_type, &"x".repeat(70_000)).expect(413);
    let mut visitor = Visitor::new();
    visitor.get("/en/register").expect(200);
    for body in ["profile=%ff%fe", "profile=a%00b", "unknown=1", "profile=a&profile=b"] {
        let same = [("sec-fetch-site", "same-origin")];
        visitor.post_raw("/en/register", body, &same).expect(400);
    }
    let many: Vec<String> = (0..10_000).map(|index| format!("f{index}=1")).collect();
    let answer = visitor.post_raw("/en/register", &many.join("&"), &[]);
    assert!(matches!(answer.status, 400 | 413), "{}", answer.status);
}

#[test]
fn q54_what_is_no_text_in_a_path_or_a_query_breaks_nothing() {
    let mut visitor = Visitor::registered(&Body::town("Oddpaths"));
    for path in [
        "/en/desk/initiatives/%00",
        "/en/desk/initiatives/%ff%fe",
        "/en/staff/signatories/%00",
        "/en/signatories/%00/",
        "/%00",
    ] {
        let status = visitor.get(path).status;
        assert!(matches!(status, 400 | 404), "{path}: {status}");
    }
    for query in ["next=%00", "next=%ff", "next=%ed%a0%80", "%00=%00", "next"] {
        visitor.get(&format!("/en/sign-in?{query}")).expect(200);
    }
}

#[test]
fn a_body_of_five_megabytes_is_refused_and_nothing_breaks() {
    let answer = Program::new().post_raw("/api/token", "application/json", &"x".repeat(5 << 20));
    assert_eq!(answer.status, 413);
    get("/en/").expect(200);
}

#[test]
fn q58_text_is_shown_as_text() {
    let nasty = "<script>alert(1)</script> \"onmouseover=x </title> ]]>";
    let body = Body::town("Nastyville");
    let program = Program::registered(&body);
    let draft = json!({ "title": nasty, "description": nasty, "summary": nasty, "intent": "save" });
    let created = program.post("/en/desk/initiatives/new", &draft).expect(201).json();
    assert_eq!(created["form"]["title"], nasty);
    let mut visitor = Visitor::new();
    visitor.sign_in(&body.email, PASSWORD).expect(303);
    let page = visitor.get(&format!("/en/desk/initiatives/{}", created["id"].as_str().unwrap()));
    assert!(!page.body.contains("<script>alert"));
    assert_eq!(page.attribute("#title", "value").unwrap(), nasty);
}

#[test]
fn q64_dates_in_the_wrong_order_are_named_at_both_fields() {
    let program = Program::registered(&Body::town("Dateville"));
    let document = json!({
        "title": "Dates", "summary": "S.", "description": "D.", "language": "en",
        "ps": ["prevention"], "action_type": "event", "target_groups": ["public"],
        "status": "planned", "safeguard": "yes", "intent": "submit",
        "start_date": "2026-05-02", "end_date": "2026-05-01",
    });
    let errors = program.post("/en/desk/initiatives/new", &document).expect(422).json();
    let pointers: Vec<_> =
        errors["errors"].as_array().unwrap().iter().map(|error| error["pointer"].clone()).collect();
    assert_eq!(pointers, ["/start_date", "/end_date"]);
}

#[test]
fn q74_q82_q83_answers_carry_their_type_and_are_kept_by_nobody() {
    let mut visitor = Visitor::new();
    for path in ["/en/register", "/en/sign-in", "/fr/register", "/en/nowhere/", "/en/desk"] {
        let answer = visitor.get(path);
        assert!(answer.header("content-type").ends_with("; charset=utf-8"), "{path}");
        // The edge's: `no-referrer` would take the Origin header from our own forms.
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        if path != "/en/nowhere/" {
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        }
    }
}

#[test]
fn q80_q81_q82_security_headers_stand_on_pages_forms_and_errors() {
    for path in ["/en/", "/en/register", "/en/nowhere/", "/en/desk", "/api/token"] {
        let answer = get(path);
        let csp = answer.header("content-security-policy");
        assert!(csp.starts_with("default-src 'none'"), "{path}: {csp}");
        assert!(!csp.contains("unsafe-inline"), "{path}");
        let hsts = answer.header("strict-transport-security");
        assert!(hsts.contains("max-age=") && hsts.contains("includeSubDomains"), "{path}: {hsts}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("server"), "", "{path}");
    }
}

#[test]
fn q85_no_answer_names_a_product_or_a_version() {
    for path in ["/en/", "/en/register", "/en/nowhere/", "/en/desk", "/api/token", "/robots.txt"] {
        let answer = get(path);
        for (name, value) in &answer.headers {
            let telling = ["server", "x-powered-by", "x-aspnet-version", "x-generator"];
            assert!(!telling.contains(&name.as_str()), "{path} {name}: {value}");
        }
        assert!(!answer.body.contains("name=\"generator\""), "{path}");
    }
}

#[test]
fn q86_nothing_made_for_debugging_is_served() {
    for path in [
        "/debug",
        "/_ministack/health",
        "/_ministack/ses/messages",
        "/_localstack/health",
        "/_aws/execute-api/x",
        "/health",
        "/.env",
        "/.git/config",
        "/server-status",
        "/en/debug/",
        "/api/debug",
        "/api/health",
    ] {
        get(path).expect(404);
    }
}

#[test]
fn q76_q78_headers_that_anybody_can_send_are_not_believed() {
    let client = stack::client(own_address());
    let headers = vec![
        ("x-viewer-address", "10.1.1.1".to_owned()),
        ("x-viewer-host", "evil.example".to_owned()),
        ("x-forwarded-host", "evil.example".to_owned()),
        ("origin", "https://evil.example".to_owned()),
        ("content-type", "application/x-www-form-urlencoded".to_owned()),
    ];
    let request = Request { method: "POST", path: "/en/register", headers, body: Vec::new() };
    assert_eq!(send(&client, request).status, 403);
}

#[test]
fn q84_errors_of_pages_that_are_not_there_say_so_in_the_pages_language() {
    let english = get("/en/signatories/01kb0000000000000000000000-nobody/").expect(404);
    let french = get("/fr/signatories/01kb0000000000000000000000-nobody/").expect(404);
    assert!(english.body.contains("lang=\"en\"") && french.body.contains("lang=\"fr\""));
    let unknown = get("/xx/register").expect(404);
    for answer in [english, french, unknown] {
        for word in ["arn:", "Exception", "panicked", "AccessDenied", &setting("TABLE_NAME")] {
            assert!(!answer.body.contains(word), "{word}");
        }
    }
}

#[test]
fn the_apis_own_404_is_not_swallowed_by_the_edge() {
    let program = Program::registered(&Body::town("Ownfourofour"));
    let answer = program.get("/en/desk/initiatives/01kb0000000000000000000000").expect(404);
    assert_eq!(answer.header("content-type"), "application/problem+json; charset=utf-8");
    assert_eq!(answer.json()["code"], "not_found");
}

#[test]
fn q97_a_request_past_the_edge_is_refused() {
    let client = stack::client(own_address());
    let answer = client
        .get(format!("{}/en/register", setting("MINISTACK")))
        .header("host", format!("{}.execute-api.localhost", setting("API_ID")))
        .send()
        .unwrap();
    assert_eq!(answer.status().as_u16(), 403);
}

#[test]
fn q21_q22_staff_have_no_desk_without_a_second_factor_and_their_invitation_works_once() {
    let mut staff = Staff::invited("newcomer");
    staff.visitor.get("/en/staff").expect(303);
    staff.choose_password();
    // Password chosen, authenticator still missing: no session yet.
    let answer = staff.visitor.get("/en/staff").expect(303);
    assert!(answer.location().contains("/sign-in"), "{}", answer.location());
    staff.set_up_second_factor();
    staff.visitor.get("/en/staff").expect(200);
    // The mailed link was for that one time (q22).
    Visitor::new().get(&staff.invitation).expect(404);
}

#[test]
fn public_pages_set_no_cookie() {
    for path in ["/en/", "/fr/", "/en/pact/", "/en/signatories/", "/en/initiatives/", "/en/help/"] {
        let answer = get(path).expect(200);
        assert_eq!(answer.header("set-cookie"), "", "{path}");
    }
}
