//! Sessions, cookies and cross-site requests: rows 28 to 44 of the quality checklist, and
//! the rows of 7.1 about signing in.

use serde_json::{Value, json};
use tests::person::{Answer, Body, PASSWORD, Program, Request, Visitor, encode, send};
use tests::stack::{self, Mail, mails};

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
    let code = stack::code_after(&body.email, before);
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
    let planted = visitor.jar.cookies["__Host-sid"].clone();
    visitor.sign_in(&body.email, PASSWORD).expect(303);
    assert_ne!(visitor.jar.cookies["__Host-sid"], planted);
    let kept = visitor.clone();
    let mut old = visitor.clone();
    old.jar.cookies.insert("__Host-sid".to_owned(), planted);
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
    let token = visitor.jar.token.clone();
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
    // What a page of another site could send asks for no token.
    let fields = encode(&[("email", &body.email), ("password", PASSWORD)]);
    let document = json!({ "email": body.email, "password": PASSWORD }).to_string();
    for (content_type, text) in [(form, &fields), ("text/plain", &document), ("", &document)] {
        Program::new().post_raw("/api/token", content_type, text).expect(415);
    }
}

#[test]
fn q39_a_get_on_an_action_does_nothing_whatever_method_it_claims() {
    let body = Body::town("Methodville");
    let mut visitor = Visitor::registered(&body);
    let client = stack::client(stack::own_address());
    for path in ["/en/sign-out", "/en/sign-out/everywhere", "/en/register/resend"] {
        assert_eq!(visitor.get(path).expect(405).header("allow"), "POST", "{path}");
        visitor.get(&format!("{path}?_method=POST")).expect(405);
        for name in ["x-http-method-override", "x-http-method", "x-method-override"] {
            let headers = vec![("cookie", visitor.jar.header()), (name, "POST".to_owned())];
            let request = Request { method: "GET", path, headers, body: Vec::new() };
            send(&client, request).expect(405);
        }
    }
    // Nor does a POST become anything else.
    let form = visitor.jar.form(&[("email", &body.email), ("password", PASSWORD)]);
    let overriding = [("sec-fetch-site", "same-origin"), ("x-http-method-override", "DELETE")];
    visitor.clone().post_raw("/en/sign-out?_method=GET", &form, &overriding).expect(400);
    visitor.get("/en/desk?_method=DELETE").expect(200);
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
        (ask("GET", "/en/desk"), 401),
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

#[test]
fn q11_a_new_password_needs_the_old_one_and_ends_the_other_sessions() {
    let body = Body::town("Newpasswordville");
    let mut here = Visitor::registered(&body);
    let mut there = Visitor::new();
    there.sign_in(&body.email, PASSWORD).expect(303);
    let change = |here: &mut Visitor, current: &str| {
        here.get("/en/desk/password").expect(200);
        let fields = [("current_password", current), ("password", NEW)];
        here.post("/en/desk/password", &fields)
    };
    let refused = change(&mut here, "not-the-right-password").expect(422);
    assert_eq!(refused.problem_fields(), ["current_password"]);
    there.get("/en/desk").expect(200);
    change(&mut here, PASSWORD).expect(303);
    here.get("/en/desk").expect(200);
    there.get("/en/desk").expect(303);
    Visitor::new().sign_in(&body.email, PASSWORD).expect(422);
    Visitor::new().sign_in(&body.email, NEW).expect(303);
    assert_eq!(told(&body.email, "Your password was changed").len(), 1);
}

#[test]
fn q14_a_reset_code_works_once() {
    let body = Body::town("Onceville");
    let _owner = Visitor::registered(&body);
    let mut visitor = Visitor::new();
    visitor.get("/en/sign-in/forgotten-password").expect(200);
    visitor.post("/en/sign-in/forgotten-password", &[("email", &body.email)]).expect(303);
    let code = stack::code(&body.email);
    let send = |visitor: &mut Visitor, password: &str| {
        visitor.get("/en/sign-in/reset-password").expect(200);
        let fields = [("email", body.email.as_str()), ("code", &code), ("password", password)];
        visitor.post("/en/sign-in/reset-password", &fields)
    };
    send(&mut visitor, NEW).expect(303);
    let again = send(&mut visitor, "a-third-silent-harbour-9").expect(422);
    assert_eq!(again.problem_fields(), ["code"]);
    visitor.sign_in(&body.email, NEW).expect(303);
}

#[test]
fn q15_a_new_address_is_proved_before_it_counts_and_the_old_one_is_told() {
    let body = Body::town("Movingville");
    let mut visitor = Visitor::registered(&body);
    let new = stack::address("moved-to");
    let ask = |visitor: &mut Visitor, password: &str| {
        visitor.get("/en/desk/email").expect(200);
        let fields = [("email", new.as_str()), ("current_password", password)];
        visitor.post("/en/desk/email", &fields)
    };
    let refused = ask(&mut visitor, "not-the-right-password").expect(422);
    assert_eq!(refused.problem_fields(), ["current_password"]);
    assert_eq!(mails(&new).len(), 0);
    ask(&mut visitor, PASSWORD).expect(303);
    let code = stack::code(&new);
    Visitor::new().sign_in(&body.email, PASSWORD).expect(303);
    Visitor::new().sign_in(&new, PASSWORD).expect(422);
    visitor.get("/en/desk/email/confirm").expect(200);
    visitor.post("/en/desk/email/confirm", &[("code", &code)]).expect(303);
    Visitor::new().sign_in(&new, PASSWORD).expect(303);
    Visitor::new().sign_in(&body.email, PASSWORD).expect(422);
    assert_eq!(told(&body.email, "The address of your account was changed").len(), 1);
}

#[test]
fn q24_q26_what_is_no_token_of_ours_opens_nothing() {
    let body = Body::town("Forgeryville");
    let mut visitor = Visitor::registered(&body);
    let session = visitor.jar.cookies["__Host-sid"].clone();
    let owner = session.split('.').next().unwrap_or_default();
    let mut program = Program::new();
    for forged in [
        // {"alg":"none"} and {"sub":"admin"}.
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.",
        "random",
        "",
        // Somebody's own account and a guess.
        &format!("{owner}.{}", "A".repeat(43)),
        // What a browser holds is no program's.
        &session,
    ] {
        program.token = Some(forged.to_owned());
        program.get("/en/desk").expect(401);
    }
    program.token = None;
    let credentials = json!({ "email": body.email, "password": PASSWORD });
    let answer = program.post("/api/token", &credentials).expect(200).json();
    // Nor the other way round.
    let mut browser = Visitor::new();
    let token = answer["token"].as_str().unwrap_or_default().to_owned();
    browser.jar.cookies.insert("__Host-sid".to_owned(), token);
    browser.get("/en/desk").expect(303);
    visitor.get("/en/desk").expect(200);
}

#[test]
fn q27_a_new_browser_and_a_reset_are_told_to_the_owner_without_secrets() {
    let body = Body::town("Toldville");
    let _first = Visitor::registered(&body);
    let mut second = Visitor::new();
    second.sign_in(&body.email, PASSWORD).expect(303);
    second.sign_in(&body.email, PASSWORD).expect(303);
    // The first browser is nothing new, and the second is new once.
    let mut notes = told(&body.email, "Your account was used in a new browser");
    assert_eq!(notes.len(), 1);
    second.get("/en/sign-in/forgotten-password").expect(200);
    second.post("/en/sign-in/forgotten-password", &[("email", &body.email)]).expect(303);
    let code = stack::code(&body.email);
    second.get("/en/sign-in/reset-password").expect(200);
    let fields = [("email", body.email.as_str()), ("code", &code), ("password", NEW)];
    second.post("/en/sign-in/reset-password", &fields).expect(303);
    notes.extend(told(&body.email, "Your password was changed"));
    assert_eq!(notes.len(), 2);
    for note in notes {
        let digits = |run: &str| run.len() == 6;
        assert!(!note.text.split(|c: char| !c.is_ascii_digit()).any(digits), "{note:?}");
        assert!(!note.text.contains(PASSWORD) && !note.text.contains(NEW), "{note:?}");
    }
}

#[test]
fn q34_ones_sessions_can_be_seen_and_ended_one_or_all() {
    let body = Body::town("Sessionville");
    let mut browsers = [Visitor::registered(&body), Visitor::new(), Visitor::new()];
    for browser in &mut browsers[1..] {
        browser.sign_in(&body.email, PASSWORD).expect(303);
    }
    let [first, second, third] = &mut browsers;
    let mut program = Program::new();
    let credentials = json!({ "email": body.email, "password": PASSWORD });
    let answer = program.post("/api/token", &credentials).expect(200).json();
    program.token = answer["token"].as_str().map(str::to_owned);
    let names = |document: &Value, current: bool| -> Vec<String> {
        let sessions = document["sessions"].as_array().cloned().unwrap_or_default();
        let of = sessions.iter().filter(|session| session["current"] == current);
        of.filter_map(|session| session["id"].as_str().map(str::to_owned)).collect()
    };
    let list = program.get("/en/desk/sessions").expect(200).json();
    assert_eq!((names(&list, true).len(), names(&list, false).len()), (1, 3), "{list}");
    // The list begins with this one and goes on with the one seen last.
    let newest = names(&list, false).remove(0);
    let left = program.post("/en/desk/sessions", &json!({ "session": newest })).expect(200).json();
    assert_eq!(names(&left, false).len(), 2, "{left}");
    third.get("/en/desk").expect(303);
    second.get("/en/desk").expect(200);
    let left = program.post("/en/desk/sessions", &json!({ "session": "all" })).expect(200).json();
    assert_eq!((names(&left, true), names(&left, false)), (names(&list, true), Vec::new()));
    first.get("/en/desk").expect(303);
    second.get("/en/desk").expect(303);
    program.get("/en/desk").expect(200);
}

#[test]
fn q76_headers_that_anybody_can_send_do_not_pass_the_limits() {
    let client = stack::client(stack::own_address());
    let guess = |number: usize| {
        let elsewhere = format!("10.9.{}.{}", number / 250, number % 250 + 1);
        let email = stack::address(&format!("guess-{number}"));
        let document = json!({ "email": email, "password": "whatever-comes-first" });
        let headers = vec![
            ("content-type", "application/json".to_owned()),
            ("x-forwarded-for", elsewhere.clone()),
            ("x-viewer-address", elsewhere.clone()),
            ("cloudfront-viewer-address", elsewhere),
        ];
        let body = document.to_string().into_bytes();
        send(&client, Request { method: "POST", path: "/api/token", headers, body }).status
    };
    // One for each account, so that it is the network that is counted; twice the limit, since
    // a new window may begin meanwhile.
    let statuses: Vec<u16> = (0..101).map(guess).collect();
    let wrong = statuses.iter().filter(|status| **status == 422).count();
    assert!((50..=100).contains(&wrong) && statuses.contains(&429), "{statuses:?}");
}

const NEW: &str = "another-quiet-lantern-77";

/// The mails to an address that say so, once there is one.
fn told(to: &str, subject: &str) -> Vec<Mail> {
    stack::eventually(subject, || {
        let all = mails(to).into_iter().filter(|mail| mail.subject == subject);
        Some(all.collect::<Vec<_>>()).filter(|mails| !mails.is_empty())
    })
}
