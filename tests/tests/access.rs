//! Who gets in, and for how long: the real functions in process, with the real table and user
//! pool, and a clock that can be moved.

use domain::limits::{
    CODES_PER_ADDRESS, REGISTRATIONS_PER_ADDRESS, WRONG_PASSWORDS_PER_ACCOUNT, WRONG_RESET_CODES,
};
use domain::{Account, Action, Event, EventId, SessionKind};
use futures::future::join_all;
use serde_json::{Value, json};
use testkit::builders::signature;
use tests::parts::{
    Browser, Parts, ask, clock, entropy, json as post, move_on, request, somewhere,
    to_the_full_hour, with_token,
};
use tests::person::{Answer, Body as Town, PASSWORD};
use tests::stack::{address, code_async, mails};

const WRONG: &str = "not-the-right-password";
const NEW: &str = "another-quiet-lantern-77";

/// What a browser and a program are told of a sign-in, without what differs each time.
async fn refusal(parts: &Parts, email: &str) -> [(u16, String); 2] {
    let app = parts.login();
    let credentials = json!({ "email": email, "password": WRONG });
    let program = ask(&app, post("/api/token", &credentials)).await;
    let mut problem = program.json();
    assert!(problem["reference"].take().is_string());
    let mut browser = Browser::default();
    let page = browser.sign_in(&app, email, WRONG).await;
    let html = page.body.replace(&browser.jar.token, "").replace(email, "");
    assert!(html.contains("</html>"));
    [(program.status, problem.to_string()), (page.status, html)]
}

#[tokio::test]
async fn q2_disabled_unconfirmed_and_locked_accounts_are_answered_like_unknown_ones() {
    to_the_full_hour();
    let parts = Parts::new().await;
    let unknown = address("unknown-q2");
    let expected = refusal(&parts, &unknown).await;
    assert_eq!(expected.each_ref().map(|(status, _)| *status), [422, 422]);

    let disabled = parts.officer("Disabled").await.account;
    parts.change(&disabled, |account| Account { disabled: true, ..account }).await;
    assert_eq!(refusal(&parts, disabled.email.as_str()).await, expected);
    // The right password says no more.
    let credentials = json!({ "email": disabled.email, "password": PASSWORD });
    ask(&parts.login(), post("/api/token", &credentials)).await.expect(422);

    let unconfirmed = Town::town("Unconfirmed");
    ask(&parts.registration(), post("/en/register/check", &unconfirmed.json())).await.expect(202);
    assert_eq!(refusal(&parts, &unconfirmed.email).await, expected);

    // Six wrong ones end alike, account or not.
    let known = parts.officer("Lockedtown").await.account;
    for _ in 0..2 {
        refusal(&parts, &unknown).await;
    }
    for _ in 0..3 {
        refusal(&parts, known.email.as_str()).await;
    }
    let locked = refusal(&parts, &unknown).await;
    assert_eq!(locked.each_ref().map(|(status, _)| *status), [429, 429]);
    assert_eq!(refusal(&parts, known.email.as_str()).await, locked);
}

#[tokio::test]
async fn q5_after_the_wait_the_right_password_is_good_again() {
    to_the_full_hour();
    let parts = Parts::new().await;
    let app = parts.login();
    let account = parts.officer("Waitingville").await.account;
    let sign_in = async |password: &str| {
        let credentials = json!({ "email": account.email, "password": password });
        ask(&app, post("/api/token", &credentials)).await
    };
    for _ in 0..WRONG_PASSWORDS_PER_ACCOUNT.count {
        sign_in(WRONG).await.expect(422);
    }
    let stopped = sign_in(WRONG).await.expect(429);
    let wait: i64 = stopped.header("retry-after").parse().unwrap();
    assert!((1..=WRONG_PASSWORDS_PER_ACCOUNT.window.as_secs()).contains(&wait), "{wait}");
    sign_in(PASSWORD).await.expect(429);
    move_on(wait);
    sign_in(PASSWORD).await.expect(200);
}

/// Asks for a code and, once it is there, sends it with a new password.
async fn reset(browser: &mut Browser, parts: &Parts, email: &str) -> Answer {
    let app = parts.login();
    browser.get(&app, "/en/sign-in/forgotten-password").await.expect(200);
    let fields = [("email", email)];
    browser.post(&app, "/en/sign-in/forgotten-password", &fields).await.expect(303);
    let code = code_async(email).await;
    send_code(browser, parts, email, &code).await
}

async fn send_code(browser: &mut Browser, parts: &Parts, email: &str, code: &str) -> Answer {
    let app = parts.login();
    browser.get(&app, "/en/sign-in/reset-password").await.expect(200);
    let fields = [("email", email), ("code", code), ("password", NEW)];
    browser.post(&app, "/en/sign-in/reset-password", &fields).await
}

#[tokio::test]
async fn q7_whom_strangers_keep_out_gets_in_with_a_new_password() {
    to_the_full_hour();
    let parts = Parts::new().await;
    let app = parts.login();
    let account = parts.officer("Keptout").await.account;
    let email = account.email.as_str();
    for _ in 0..WRONG_PASSWORDS_PER_ACCOUNT.count {
        Browser::default().sign_in(&app, email, WRONG).await.expect(422);
    }
    let mut owner = Browser::default();
    owner.sign_in(&app, email, PASSWORD).await.expect(429);
    reset(&mut owner, &parts, email).await.expect(303);
    owner.sign_in(&app, email, NEW).await.expect(303);
    // Strangers still wait.
    Browser::default().sign_in(&app, email, NEW).await.expect(429);
}

#[tokio::test]
async fn q7_strangers_resets_do_not_use_up_those_of_the_owners_browser() {
    to_the_full_hour();
    let parts = Parts::new().await;
    let app = parts.login();
    let account = parts.officer("Resetville").await.account;
    let email = account.email.as_str();
    let mut owner = Browser::default();
    owner.sign_in(&app, email, PASSWORD).await.expect(303);
    let mut stranger = Browser::default();
    stranger.get(&app, "/en/sign-in/forgotten-password").await.expect(200);
    let path = "/en/sign-in/forgotten-password";
    for _ in 0..CODES_PER_ADDRESS {
        stranger.post(&app, path, &[("email", email)]).await.expect(303);
    }
    stranger.post(&app, path, &[("email", email)]).await.expect(429);
    for _ in 0..WRONG_RESET_CODES.count {
        send_code(&mut stranger, &parts, email, "000000").await.expect(422);
    }
    send_code(&mut stranger, &parts, email, "000000").await.expect(429);
    reset(&mut owner, &parts, email).await.expect(303);
    owner.sign_in(&app, email, NEW).await.expect(303);
}

#[tokio::test]
async fn q12_of_twenty_wrong_codes_at_once_five_are_tried() {
    let parts = Parts::new().await;
    let app = parts.registration();
    let town = Town::town("Manycodes");
    let sent = ask(&app, post("/en/register/check", &town.json())).await.expect(202).json();
    let right = code_async(&town.email).await;
    let confirm = |code: &str| {
        let form = json!({ "registration": sent["registration"], "code": code });
        ask(&app, post("/en/register/confirm", &form))
    };
    let answers = join_all((0..20).map(|_| confirm("000000"))).await;
    assert!(answers.iter().all(|answer| answer.status == 422), "{answers:?}");
    assert_eq!(parts.faults.calls("ConfirmSignUp"), 5);
    let locked = confirm(&right).await.expect(422).json();
    assert_eq!(locked["errors"][0]["code"], "locked");
    assert_eq!(parts.faults.calls("ConfirmSignUp"), 5);
}

#[tokio::test]
async fn q17_the_thirty_first_registration_from_one_place_waits_and_mails_nobody() {
    to_the_full_hour();
    let parts = Parts::new().await;
    let app = parts.registration();
    let register = |index: u32| {
        let town = Town::town(&format!("Massville-{index}"));
        ask(&app, post("/en/register/check", &town.json()))
    };
    let count = REGISTRATIONS_PER_ADDRESS.count;
    for answer in join_all((0..count).map(register)).await {
        answer.expect(202);
    }
    let refused = register(count).await.expect(429);
    let wait: i64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=3600).contains(&wait), "{wait}");
    assert_eq!(parts.faults.calls("SignUp"), usize::try_from(count).unwrap());
    let to = Town::town(&format!("Massville-{count}")).email;
    assert_eq!(tokio::task::spawn_blocking(move || mails(&to).len()).await.unwrap(), 0);
}

#[tokio::test]
async fn q25_a_token_is_good_for_its_hour() {
    let parts = Parts::new().await;
    let account = parts.officer("Tokenville").await.account;
    let credentials = json!({ "email": account.email, "password": PASSWORD });
    let answer = ask(&parts.login(), post("/api/token", &credentials)).await.expect(200).json();
    let token = answer["token"].as_str().unwrap();
    let life = answer["expires_in"].as_i64().unwrap();
    move_on(life - 60);
    ask(&parts.account(), with_token("/en/desk", token)).await.expect(200);
    move_on(61);
    ask(&parts.account(), with_token("/en/desk", token)).await.expect(401);
}

#[tokio::test]
async fn q32_a_decision_sent_with_an_ended_session_is_there_again() {
    let parts = Parts::new().await;
    let app = parts.moderation();
    let new = parts.officer("Decisionville").await;
    let signed =
        Event { id: EventId::new(clock(), entropy()), action: Action::Signed, rev: 2, ..new.event };
    let signatory =
        parts.table.sign(&new.signatory, &signature(), &signed, &[], clock()).await.unwrap();
    let staff = parts.staff("decider").await;
    let path = format!("/en/staff/signatories/{}", signatory.id);
    let mut browser = parts.signed_in(&staff).await;
    let page = browser.open(&app, &path).await;
    let rev = page.attribute("input[name=rev]", "value").unwrap();
    move_on(31 * 60);
    let note = "Please tell us which council this is.";
    let fields =
        [("decision", "refuse"), ("reason", "duplicate"), ("note", note), ("rev", rev.as_str())];
    let sent = browser.post(&app, &path, &fields).await.expect(303);
    assert!(sent.location().starts_with("/en/sign-in?over=1&next="), "{}", sent.location());
    // What has no page of its own leads back to the one that it was sent from.
    let taken_back = browser.post(&app, &format!("{path}/undo"), &[("rev", "2")]).await.expect(303);
    let next = taken_back.location();
    assert!(next.ends_with(&signatory.id.to_string()), "{next}");
    // Another member of staff at the same computer does not see it.
    let mut other = browser.clone();
    other.sign_in_as(parts.session(&parts.staff("other").await, SessionKind::Browser).await);
    assert!(!other.get(&app, &path).await.expect(200).body.contains(note));
    browser.sign_in_as(parts.session(&staff, SessionKind::Browser).await);
    let again = browser.open(&app, &path).await;
    assert_eq!(again.texts("textarea[name=note]"), [note]);
}

#[tokio::test]
async fn q33_a_disabled_account_is_out_at_its_next_request() {
    let parts = Parts::new().await;
    let app = parts.account();
    let account = parts.officer("Switchedoff").await.account;
    let token = parts.session(&account, SessionKind::Token).await;
    let mut browser = parts.signed_in(&account).await;
    browser.get(&app, "/en/desk").await.expect(200);
    ask(&app, with_token("/en/desk", &token)).await.expect(200);
    parts.change(&account, |account| Account { disabled: true, ..account }).await;
    let answer = browser.get(&app, "/en/desk").await.expect(303);
    assert!(answer.location().starts_with("/en/sign-in?next="), "{}", answer.location());
    ask(&app, with_token("/en/desk", &token)).await.expect(401);
}

/// An inconsistency is our fault and has an alarm (`LoggedErrors`); it is never "not found".
#[tokio::test]
async fn q84_a_stored_item_that_cannot_be_read_is_a_page_with_a_number() {
    let parts = Parts::new().await;
    let app = parts.account();
    let officer = parts.officer("Spoiltville").await;
    let token = parts.session(&officer.account, SessionKind::Token).await;
    let mut browser = parts.signed_in(&officer.account).await;
    browser.get(&app, "/en/desk").await.expect(200);
    parts.spoil(officer.signatory.id).await;
    let page = browser.get(&app, "/en/desk").await.expect(500);
    let problem = ask(&app, with_token("/en/desk", &token)).await.expect(500);
    let reference = problem.json()["reference"].as_str().unwrap().to_owned();
    assert_eq!(reference.len(), 9, "{reference}");
    for text in [page.body, problem.body] {
        for word in ["SIGNATORY#", "body", "invalid type", "Inconsistent", "storage"] {
            let told = text.replace("<body>", "").replace("</body>", "").contains(word);
            assert!(!told, "{word} in {text}");
        }
    }
}

#[tokio::test]
async fn q51_a_role_that_is_taken_away_is_gone_at_the_next_request() {
    let parts = Parts::new().await;
    let app = parts.moderation();
    let staff = parts.staff("leaving").await;
    let mut browser = parts.signed_in(&staff).await;
    browser.get(&app, "/en/staff").await.expect(200);
    parts.change(&staff, |account| Account { staff: None, ..account }).await;
    browser.get(&app, "/en/staff").await.expect(404);
}

/// A program's registration and its confirmation, from a network address of its own.
async fn register(parts: &Parts, town: &Town) -> Answer {
    let app = parts.registration();
    let from = somewhere().to_string();
    let headers = [
        ("content-type", "application/json"),
        ("accept", "application/json"),
        ("x-viewer-address", from.as_str()),
    ];
    let form = town.json().to_string();
    let sent = ask(&app, request("POST", "/en/register/check", &headers, &form)).await.expect(202);
    let code = code_async(&town.email).await;
    let form = json!({ "registration": sent.json()["registration"], "code": code });
    let form = form.to_string();
    ask(&app, request("POST", "/en/register/confirm", &headers, &form)).await
}

fn count(answers: &[Answer], status: u16) -> usize {
    answers.iter().filter(|answer| answer.status == status).count()
}

#[tokio::test]
async fn q71_fifty_registrations_of_one_address_leave_exactly_one_account() {
    let parts = Parts::new().await;
    let town = Town::town("Paralleladdress");
    let towns: Vec<Town> = (0..50)
        .map(|index| Town { name: format!("{} {index}", town.name), ..town.clone() })
        .collect();
    let answers = join_all(towns.iter().map(|town| register(&parts, town))).await;
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    assert_eq!(count(&answers, 201), 1, "{statuses:?}");
    assert_eq!(count(&answers, 409) + count(&answers, 422), 49, "{statuses:?}");
    let credentials = json!({ "email": town.email, "password": PASSWORD });
    ask(&parts.login(), post("/api/token", &credentials)).await.expect(200);
}

#[tokio::test]
async fn q71_fifty_registrations_of_one_body_leave_exactly_one_signatory() {
    let parts = Parts::new().await;
    let town = Town::town("Parallelbody");
    let towns: Vec<Town> = (0..50)
        .map(|index| Town { email: address(&format!("parallel-{index}")), ..town.clone() })
        .collect();
    let answers = join_all(towns.iter().map(|town| register(&parts, town))).await;
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    assert_eq!(count(&answers, 201), 1, "{statuses:?}");
    let taken = answers.iter().filter(|answer| answer.status == 409);
    let taken: Vec<Value> = taken.map(|answer| answer.json()["code"].clone()).collect();
    assert_eq!(taken, vec![json!("body_taken"); 49]);
}
