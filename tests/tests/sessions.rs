//! Sessions, cookies and cross-site requests: rows 28 to 44 of the quality checklist, and
//! the rows of 7.1 about signing in.

use serde_json::json;
use tests::person::{Answer, Body, PASSWORD, Program, Request, Visitor, encode, send};
use tests::stack::{self, mails};

#[test]
fn q2_unknown_address_and_wrong_password_get_the_same_answer() {
    let body = Body::town("Genericville");
    let _owner = Visitor::registered(&body);
    let wrong = Visitor::new().sign_in(&body.email, "not-the-right-password");
    let unknown = Visitor::new().sign_in("nobody-at-all@example.org", "not-the-right-password");
    assert_eq!(wrong.status, 422);
    assert_eq!(unknown.status, wrong.status);
    let strip = |answer: &Answer, email: &str| {
        let token = answer.attribute("input[name=form_token]", "value").unwrap();
        answer.body.replace(&token, "").replace(email, "")
    };
    let [wrong_page, unknown_page] =
        [(&wrong, body.email.as_str()), (&unknown, "nobody-at-all@example.org")]
            .map(|(answer, email)| strip(answer, email));
    assert!(wrong_page.contains("</html>"));
    assert_eq!(wrong_page, unknown_page);
    assert!(!wrong.body.contains("not-the-right-password"));
}

#[test]
fn q3_a_forgotten_password_is_answered_alike_and_mailed_to_the_known_alone() {
    let body = Body::town("Forgetville");
    let mut owner = Visitor::registered(&body);
    let before = mails(&body.email).len();
    let ask = |email: &str| {
        let mut visitor = Visitor::new();
        visitor.get("/en/sign-in/forgotten-password").expect(200);
        let answer = visitor.post("/en/sign-in/forgotten-password", &[("email", email)]);
        (visitor, answer)
    };
    let (_, unknown) = ask("nobody-forgot@example.org");
    let (mut visitor, known) = ask(&body.email);
    assert_eq!((known.status, known.location()), (unknown.status, unknown.location()));
    assert!(mails("nobody-forgot@example.org").is_empty());
    let code = stack::eventually("the code", || {
        (mails(&body.email).len() > before).then(|| stack::code(&body.email))
    });
    visitor.get("/en/sign-in/reset-password").expect(200);
    let new = "another-quiet-lantern-77";
    let fields = [("email", body.email.as_str()), ("code", code.as_str()), ("password", new)];
    visitor.post("/en/sign-in/reset-password", &fields).expect(303);
    // Old sessions are over, the old password too.
    owner.get("/en/desk").expect(303);
    Visitor::new().sign_in(&body.email, PASSWORD).expect(422);
    Visitor::new().sign_in(&body.email, new).expect(303);
}

#[test]
fn q5_q7_guessing_is_stopped_and_the_owners_own_browser_is_not() {
    let body = Body::town("Guessville");
    let mut owner = Visitor::registered(&body);
    owner.sign_out().expect(303);
    for _ in 0..5 {
        Visitor::new().sign_in(&body.email, "wrong-guess-number").expect(422);
    }
    let stopped = Visitor::new().sign_in(&body.email, "wrong-guess-number").expect(429);
    assert!(!stopped.header("retry-after").is_empty());
    // Even the right password from a strange browser has to wait…
    Visitor::new().sign_in(&body.email, PASSWORD).expect(429);
    // …but the browser that has signed in before gets in.
    owner.sign_in(&body.email, PASSWORD).expect(303);
    // The owner is told once.
    let warnings = stack::eventually("the warning", || {
        let count =
            mails(&body.email).iter().filter(|mail| mail.subject.contains("password")).count();
        (count > 0).then_some(count)
    });
    assert_eq!(warnings, 1);
}

#[test]
fn q28_every_cookie_is_host_bound_secure_and_closed_to_scripts() {
    let body = Body::town("Cookieville");
    let mut visitor = Visitor::registered(&body);
    visitor.sign_out().expect(303);
    let answer = visitor.sign_in(&body.email, PASSWORD).expect(303);
    let cookies: Vec<_> =
        answer.headers.iter().filter(|(name, _)| name == "set-cookie").map(|(_, v)| v).collect();
    assert!(!cookies.is_empty());
    for cookie in cookies {
        assert!(cookie.starts_with("__Host-"), "{cookie}");
        for attribute in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite="] {
            assert!(cookie.contains(attribute), "{cookie}");
        }
        assert!(!cookie.contains("Domain") && cookie.len() < 4096, "{cookie}");
    }
}

#[test]
fn q30_q31_q43_signing_in_makes_a_new_session_and_signing_out_ends_it_at_once() {
    let body = Body::town("Fixationville");
    let mut visitor = Visitor::registered(&body);
    let planted = visitor.cookies["__Host-sid"].clone();
    visitor.sign_in(&body.email, PASSWORD).expect(303);
    assert_ne!(visitor.cookies["__Host-sid"], planted);
    let kept = visitor.clone();
    let mut old = visitor.clone();
    old.cookies.insert("__Host-sid".to_owned(), planted);
    old.get("/en/desk").expect(303);
    visitor.get("/en/desk").expect(200);
    let out = visitor.post("/en/sign-out", &[]).expect(303);
    assert!(out.header("clear-site-data").contains("storage"));
    let replay = kept.clone().get("/en/desk").expect(303);
    assert!(replay.location().starts_with("/en/sign-in?next="), "{}", replay.location());
}

#[test]
fn signing_out_everywhere_ends_every_session_and_token() {
    let body = Body::town("Everywhereville");
    let mut here = Visitor::registered(&body);
    let mut there = Visitor::new();
    there.sign_in(&body.email, PASSWORD).expect(303);
    let mut program = Program::new();
    let credentials = json!({ "email": body.email, "password": PASSWORD });
    let token = program.post("/api/token", &credentials).expect(200).json();
    program.token = token["token"].as_str().map(str::to_owned);
    program.get("/en/desk").expect(200);
    here.get("/en/desk").expect(200);
    here.post("/en/sign-out/everywhere", &[]).expect(303);
    there.get("/en/desk").expect(303);
    program.get("/en/desk").expect(401);
}

#[test]
fn q35_q36_q40_posts_from_elsewhere_change_nothing() {
    let body = Body::town("Crossville");
    let mut visitor = Visitor::registered(&body);
    visitor.get("/en/desk").expect(200);
    let token = visitor.token().to_owned();
    let form = encode(&[("form_token", &token)]);
    let elsewhere: [&[(&str, &str)]; 4] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
    ];
    for headers in elsewhere {
        for path in ["/en/sign-out", "/en/sign-in", "/en/desk/withdraw"] {
            visitor.post_raw(path, &form, headers).expect(403);
        }
    }
    visitor.get("/en/desk").expect(200);
    // Neither header: only with a token of ours.
    visitor.post_raw("/en/sign-out", "", &[]).expect(403);
    visitor.get("/en/desk").expect(200);
    visitor.post_raw("/en/sign-out", &form, &[]).expect(303);
}

#[test]
fn q38_json_wants_its_content_type_and_a_token_wants_json() {
    let body = Body::town("Mediaville");
    let program = Program::registered(&body);
    program.post_raw("/en/desk/withdraw", "text/plain", "{}").expect(415);
    let form = "application/x-www-form-urlencoded";
    program.post_raw("/en/desk/withdraw", form, "confirm=yes").expect(415);
}

#[test]
fn q39_a_get_on_an_action_is_answered_405_and_nothing_happens() {
    let body = Body::town("Methodville");
    let mut visitor = Visitor::registered(&body);
    for path in ["/en/sign-out", "/en/sign-out/everywhere", "/en/register/resend"] {
        let answer = visitor.get(path).expect(405);
        assert_eq!(answer.header("allow"), "POST", "{path}");
    }
    visitor.get("/en/desk?_method=DELETE").expect(200);
    visitor.get("/en/desk").expect(200);
}

#[test]
fn q42_the_api_allows_no_other_origin() {
    let client = stack::client(stack::own_address());
    let ask = |method, path| {
        let headers = vec![
            ("origin", "https://evil.example".to_owned()),
            ("content-type", "application/json".to_owned()),
        ];
        send(&client, Request { method, path, headers, body: b"{}".to_vec() })
    };
    for (answer, status) in [
        (ask("POST", "/api/token"), 403),
        (ask("GET", "/en/sign-in"), 200),
        (ask("GET", "/en/desk"), 303),
        (ask("GET", "/en/"), 200),
    ] {
        let answer = answer.expect(status);
        let allowed = answer.headers.iter().find(|(name, _)| name.starts_with("access-control"));
        assert_eq!(allowed, None);
    }
}

#[test]
fn an_address_to_go_to_after_signing_in_is_one_of_ours() {
    let body = Body::town("Redirectville");
    let mut visitor = Visitor::registered(&body);
    for next in ["https://evil.example", "//evil.example", "/en/desk\\@evil", "javascript:x"] {
        visitor.get("/en/sign-in").expect(200);
        let fields = [("email", body.email.as_str()), ("password", PASSWORD), ("next", next)];
        let answer = visitor.post("/en/sign-in", &fields).expect(303);
        assert_eq!(answer.location(), "/en/desk", "{next}");
    }
    visitor.get("/en/sign-in").expect(200);
    let fields =
        [("email", body.email.as_str()), ("password", PASSWORD), ("next", "/en/desk/initiatives")];
    assert_eq!(visitor.post("/en/sign-in", &fields).expect(303).location(), "/en/desk/initiatives");
}
