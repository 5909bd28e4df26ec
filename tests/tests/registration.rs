//! Registration and confirmation: rows of the quality checklist, 7.1 above all.

use serde_json::json;
use std::thread;
use std::time::Duration;
use tests::person::{Body, PASSWORD, Program, Visitor, encode};
use tests::stack::{self, mails};

/// What of two answers a stranger could tell apart: all but cookies, dates and tokens.
fn visible(answer: &tests::person::Answer) -> (u16, String, String) {
    let body = answer.body.lines().filter(|line| !line.contains("form_token"));
    (answer.status, answer.location().to_owned(), body.collect())
}

#[test]
fn q1_new_known_and_unconfirmed_addresses_get_the_same_answer_and_other_mails() {
    let body = Body::town("Sametown");
    let first = Visitor::new().register(&body);
    let unconfirmed =
        Visitor::new().register(&Body { name: format!("{} i Altra", body.name), ..body.clone() });
    assert_eq!(visible(&first), visible(&unconfirmed));
    let _confirmed =
        Visitor::registered(&Body { name: format!("{} Tercera", body.name), ..body.clone() });
    let mut stranger = Visitor::new();
    let known = stranger.register(&body);
    assert_eq!(visible(&first), visible(&known));
    let page = stranger.get("/en/register/confirm");
    assert_eq!(page.status, 200);
    // The owner is told; no code goes out that a stranger could have asked for.
    let told = stack::eventually("a mail to the owner", || {
        mails(&body.email).into_iter().find(|mail| mail.subject.contains("registered already"))
    });
    assert_eq!(told.code(), None, "{told:?}");
    // And no code is right.
    let answer = stranger.post("/en/register/confirm", &[("code", "123456")]).expect(422);
    assert_eq!(answer.problem_fields(), ["code"]);
}

/// Cognito sends them, with the words of the function `messages`.
#[test]
fn the_mails_with_codes_are_in_our_words_in_the_language_of_the_person() {
    let body = Body::town("Villefranche");
    let mut visitor = Visitor::new();
    visitor.register_in("fr", &body).expect(303);
    let mail = stack::eventually("a mail with a code", || mails(&body.email).pop());
    assert_eq!(mail.subject, "Votre code pour terminer votre inscription");
    assert!(mail.text.contains("<html lang=\"fr\">"), "{mail:?}");
    let page = format!("href=\"{}/fr/register/confirm\"", stack::site());
    assert!(mail.text.contains(&page), "{mail:?}");
    assert!(!mail.text.contains(&body.name) && !mail.text.contains("{####}"), "{mail:?}");
    // The code in it is the one that counts.
    let code = mail.code().expect("a code");
    visitor.get("/fr/register/confirm").expect(200);
    visitor.post("/fr/register/confirm", &[("code", &code)]).expect(303);

    let mut forgetful = Visitor::new();
    forgetful.get("/fr/sign-in/forgotten-password").expect(200);
    forgetful.post("/fr/sign-in/forgotten-password", &[("email", &body.email)]).expect(303);
    let mail = stack::eventually("a mail for a new password", || {
        let mails = mails(&body.email);
        mails.into_iter().find(|mail| mail.subject == "Votre code pour un nouveau mot de passe")
    });
    let page = format!("href=\"{}/fr/sign-in/reset-password\"", stack::site());
    assert!(mail.text.contains(&page) && mail.code().is_some(), "{mail:?}");

    // In English for whoever is on the pages in English.
    let body = Body::town("Englishtown");
    Visitor::new().register(&body).expect(303);
    let mail = stack::eventually("a mail with a code", || mails(&body.email).pop());
    assert_eq!(mail.subject, "Your code to complete your registration");
}

#[test]
fn all_problems_at_once_each_at_its_field_with_everything_typed_kept() {
    let mut visitor = Visitor::new();
    visitor.get("/en/register").expect(200);
    visitor.post("/en/register", &[("profile", "")]).expect(422);
    visitor.post("/en/register", &[("profile", "organisation")]).expect(303);
    visitor.get("/en/register/details").expect(200);
    let answer = visitor
        .post(
            "/en/register/details",
            &[
                ("country", "XX"),
                ("official_name", "=HYPERLINK(1)"),
                ("name_language", "ca"),
                ("kind", "municipality"),
                ("website", "javascript:alert(1)"),
                ("signer_name", "Bj\u{f8}rn <b>"),
                ("email", "jane@x"),
            ],
        )
        .expect(422);
    assert_eq!(
        answer.problem_fields(),
        [
            "country",
            "official_name",
            "kind",
            "website",
            "signer_function",
            "contact_name",
            "contact_language",
            "email"
        ]
    );
    assert!(answer.texts("title")[0].starts_with("Error: "));
    assert_eq!(answer.attribute("#website", "value").unwrap(), "javascript:alert(1)");
    assert_eq!(answer.attribute("#signer_name", "value").unwrap(), "Bjørn <b>");
    // Going away and coming back finds it still there.
    let page = visitor.get("/en/register/details").expect(200);
    assert_eq!(page.attribute("#official_name", "value").unwrap(), "=HYPERLINK(1)");
}

#[test]
fn q8_q10_a_password_is_refused_with_its_reason_and_never_shown_again() {
    let mut visitor = Visitor::new();
    let body = Body::town("Passwordville");
    visitor.register(&body).expect(303);
    for (password, reason) in [
        ("short-7", "12"),
        ("password123456", ""),
        ("Passwordville2026", ""),
        (" edge space here x", ""),
    ] {
        visitor.get("/en/register/check").expect(200);
        let fields = [("password", password), ("authorised", "yes")];
        let answer = visitor.post("/en/register/check", &fields).expect(422);
        assert_eq!(answer.problem_fields(), ["password"], "{password}");
        assert!(!answer.body.contains(&format!("value=\"{password}\"")));
        assert!(answer.body.contains(reason));
    }
}

#[test]
fn q12_five_wrong_codes_lock_the_code_and_another_one_unlocks_it() {
    let body = Body::town("Codetown");
    let mut visitor = Visitor::new();
    visitor.register(&body).expect(303);
    visitor.get("/en/register/confirm").expect(200);
    for code in ["000000", "111111", "222222", "333333", "444444"] {
        visitor.post("/en/register/confirm", &[("code", code)]).expect(422);
    }
    let right = stack::code(&body.email);
    let locked = visitor.post("/en/register/confirm", &[("code", &right)]).expect(422);
    assert_eq!(locked.problem_fields(), ["code"]);
    // Another one is not to be had at once…
    let early = visitor.post("/en/register/resend", &[]).expect(429);
    let wait: u64 = early.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait));
    // …but after the pause it is, and it works.
    thread::sleep(Duration::from_secs(wait + 1));
    visitor.post("/en/register/resend", &[]).expect(303);
    visitor.get("/en/register/confirm").expect(200);
    let code = stack::code(&body.email);
    visitor.post("/en/register/confirm", &[("code", &code)]).expect(303);
    // Used up: sent once more it is answered alike, and makes nothing new.
    let again = visitor.post("/en/register/confirm", &[("code", &code)]).expect(303);
    assert_eq!(again.location(), "/en/sign-in?confirmed=1");
    visitor.sign_in(&body.email, PASSWORD).expect(303);
}

#[test]
fn a_code_belongs_to_the_registration_it_was_sent_for() {
    let (first, second) = (Body::town("Firstcode"), Body::town("Secondcode"));
    let (mut anna, mut boris) = (Visitor::new(), Visitor::new());
    anna.register(&first).expect(303);
    boris.register(&second).expect(303);
    // Another browser has nothing to confirm.
    let mut stranger = Visitor::new();
    stranger.get("/en/register").expect(200);
    let code = stack::code(&first.email);
    let answer = stranger.post("/en/register/confirm", &[("code", &code)]).expect(303);
    assert_eq!(answer.location(), "/en/register");
}

#[test]
fn a_mail_scanner_that_follows_links_changes_nothing() {
    let body = Body::town("Scannertown");
    let mut visitor = Visitor::new();
    visitor.register(&body).expect(303);
    let code = stack::code(&body.email);
    for path in ["/en/register/confirm", "/en/register/resend", "/en/register/check"] {
        let path = format!("{path}?code={code}");
        let answer = visitor.get(&path);
        assert!(matches!(answer.status, 200 | 405), "{path} {}", answer.status);
    }
    visitor.get("/en/register/confirm").expect(200);
    visitor.post("/en/register/confirm", &[("code", &code)]).expect(303);
}

#[test]
fn q16_members_that_nobody_asked_for_are_refused_by_name() {
    let body = Body::town("Memberville");
    for member in ["role", "status", "custom:role", "email_verified", "sub", "owner"] {
        let mut document = body.json();
        document[member] = json!("admin");
        let answer = Program::new().post("/en/register/check", &document).expect(400);
        assert_eq!(answer.header("content-type"), "application/problem+json; charset=utf-8");
        assert_eq!(answer.json()["errors"][0]["code"], "unknown_member");
    }
}

#[test]
fn q18_q19_addresses_that_are_none_are_refused_with_a_pointer() {
    for email in ["a@b.org\r\nBcc: x@y.z", "Jane <jane@x.org>", "jane@x", "a..b@x.org"] {
        let mut document = Body::town("Addressville").json();
        document["email"] = json!(email);
        let answer = Program::new().post("/en/register/check", &document).expect(422);
        let errors = answer.json()["errors"].clone();
        assert_eq!(errors[0]["pointer"], "/email", "{email}");
    }
}

#[test]
fn a_second_officer_of_the_same_body_is_asked_to_join_or_claim() {
    let body = Body::town("Joinville");
    let _owner = Visitor::registered(&body);
    let second = Body { email: stack::address("second-joinville"), ..body.clone() };
    let mut visitor = Visitor::new();
    visitor.register(&second).expect(303);
    visitor.get("/en/register/confirm").expect(200);
    let code = stack::code(&second.email);
    let answer = visitor.post("/en/register/confirm", &[("code", &code)]).expect(409);
    assert!(answer.body.contains(&body.name));
    // The account is there all the same.
    visitor.sign_in(&second.email, PASSWORD).expect(303);
}

#[test]
fn the_address_can_be_changed_before_it_is_confirmed() {
    let body = Body::town("Typotown");
    let mut visitor = Visitor::new();
    visitor.register(&Body { email: stack::address("typo"), ..body.clone() }).expect(303);
    // Back to the details, another address, the password once more.
    visitor.register(&body).expect(303);
    visitor.get("/en/register/confirm").expect(200);
    let code = stack::code(&body.email);
    visitor.post("/en/register/confirm", &[("code", &code)]).expect(303);
    visitor.sign_in(&body.email, PASSWORD).expect(303);
}

#[test]
fn a_form_without_a_token_is_kept_and_asked_for_again() {
    let mut visitor = Visitor::new();
    visitor.get("/en/register").expect(200);
    let body = encode(&[("profile", "organisation")]);
    let answer =
        visitor.post_raw("/en/register", &body, &[("sec-fetch-site", "same-origin")]).expect(403);
    assert!(answer.attribute("input[value=organisation][checked]", "name").is_some());
    // With the token of that answer it goes through.
    visitor.post("/en/register", &[("profile", "organisation")]).expect(303);
}
