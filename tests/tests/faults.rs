//! Faults F1 to F11 of the quality checklist: the real functions and the real local AWS,
//! with something going wrong in between.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop where its own set-up fails"
)]

use domain::{Account, Language, MailTemplate};
use lambda_http::{Body, Response};
use registration::Registrations;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use storage::bucket::{Object, Shelf, Written};
use storage::{Confirmed, MailRequest, StorageError};
use tests::faults::Action;
use tests::parts::{
    Parts, clock, json as post, move_on, new_account as account, new_signatory, request, token,
};
use tests::person::{Body as Town, encode};
use tests::stack::{self, address};

const THROTTLED: Action = Action::Refuse(400, "ProvisionedThroughputExceededException");

fn text(response: &Response<Body>) -> String {
    String::from_utf8(response.body().as_ref().to_vec()).unwrap()
}

fn document(response: &Response<Body>) -> Value {
    serde_json::from_str(&text(response)).unwrap_or_else(|_| panic!("{response:?}"))
}

/// No answer carries what went wrong, only a reference number.
fn tells_nothing(response: &Response<Body>) {
    let text = text(response);
    for word in ["arn:", "Exception", "by the test", "panicked", "dispatch", "DynamoDB", "Cognito"]
    {
        assert!(!text.contains(word), "{word} in {text}");
    }
}

async fn app() -> (Registrations, tests::faults::Faults) {
    let parts = Parts::new().await;
    let faults = parts.faults.clone();
    (Registrations::new(parts.base, parts.table, parts.cognito), faults)
}

fn profile_form(cookie: &str, token: &str) -> lambda_http::Request {
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("sec-fetch-site", "same-origin"),
        ("cookie", cookie),
    ];
    let body = encode(&[("profile", "organisation"), ("form_token", token)]);
    request("POST", "/en/register", &headers, &body)
}

/// A browser's cookie and form token.
async fn open_form(app: &Registrations) -> (String, String) {
    let page = web::answer(app, request("GET", "/en/register", &[], "")).await;
    let cookie = page.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap();
    let html = text(&page);
    let (_, rest) = html.split_once("name=\"form_token\" value=\"").unwrap();
    (cookie.to_owned(), rest.split('"').next().unwrap().to_owned())
}

#[tokio::test]
async fn f1_throttling_that_passes_is_not_noticed() {
    let (app, faults) = app().await;
    let (cookie, token) = open_form(&app).await;
    faults.next("PutItem", 2, THROTTLED);
    let answer = web::answer(&app, profile_form(&cookie, &token)).await;
    assert_eq!(answer.status(), 303);
    assert_eq!(faults.calls("PutItem"), 3);
}

#[tokio::test]
async fn f2_throttling_that_lasts_is_answered_in_time_with_everything_kept() {
    let (app, faults) = app().await;
    let (cookie, token) = open_form(&app).await;
    faults.next("PutItem", 50, THROTTLED);
    let started = Instant::now();
    let answer = web::answer(&app, profile_form(&cookie, &token)).await;
    assert_eq!(answer.status(), 503);
    assert!(started.elapsed() < Duration::from_secs(5));
    assert!(answer.headers().contains_key("retry-after"));
    assert!(text(&answer).contains("value=\"organisation\" checked"), "{}", text(&answer));
    tells_nothing(&answer);
}

#[tokio::test]
async fn f3_a_lost_race_is_a_conflict_after_one_call() {
    let Parts { table, faults, .. } = Parts::new().await;
    let new = named("Race town", "race-f3");
    table.confirm_registration(&new, token()).await.unwrap();
    let account = new.account;
    let before = faults.calls("TransactWriteItems");
    let lost = table.replace_account(&Account { rev: 3, ..account }, 2, token()).await;
    assert!(matches!(lost, Err(StorageError::Conflict)), "{lost:?}");
    assert_eq!(faults.calls("TransactWriteItems") - before, 1);
}

#[tokio::test]
async fn f4_a_write_whose_answer_was_lost_is_a_success() {
    let Parts { table, faults, .. } = Parts::new().await;
    faults.next("TransactWriteItems", 1, Action::LoseAnswer);
    let new = named("Lost answer", "lost-answer");
    let confirmed = table.confirm_registration(&new, token()).await.unwrap();
    assert_eq!(confirmed, Confirmed::Created);
    assert_eq!(faults.calls("TransactWriteItems"), 2);
}

#[tokio::test]
async fn f5_a_conflict_of_transactions_is_tried_again_and_not_for_ever() {
    let Parts { table, faults, .. } = Parts::new().await;
    faults.next("TransactWriteItems", 3, Action::Cancel("TransactionConflict"));
    table.confirm_registration(&named("Conflict town", "conflict-f5"), token()).await.unwrap();
    assert_eq!(faults.calls("TransactWriteItems"), 4);
    faults.next("TransactWriteItems", 50, Action::Cancel("TransactionConflict"));
    let other = named("Other conflict town", "conflict-f5b");
    let refused = table.confirm_registration(&other, token()).await;
    assert!(matches!(refused, Err(StorageError::Unavailable(_))), "{refused:?}");
    assert_eq!(faults.calls("TransactWriteItems"), 4 + 5);
}

#[tokio::test]
async fn f6_the_reason_of_a_refused_transaction_names_what_is_taken() {
    let Parts { table, .. } = Parts::new().await;
    let first = named("Reason town", "reason");
    assert_eq!(table.confirm_registration(&first, token()).await.unwrap(), Confirmed::Created);
    let same_address = named("Other reason town", "reason");
    let taken = table.confirm_registration(&same_address, token()).await.unwrap();
    assert_eq!(taken, Confirmed::EmailTaken);
    let same_body = named("Reason town", "other-reason");
    let taken = table.confirm_registration(&same_body, token()).await.unwrap();
    assert_eq!(taken, Confirmed::BodyTaken(first.signatory.id));
}

#[tokio::test]
async fn f7_a_table_that_does_not_answer_is_given_up_in_time() {
    for action in [Action::Delay(Duration::from_secs(20)), Action::Cut] {
        let (app, faults) = app().await;
        let (cookie, token) = open_form(&app).await;
        faults.next("PutItem", 50, action);
        let started = Instant::now();
        let answer = web::answer(&app, profile_form(&cookie, &token)).await;
        assert_eq!(answer.status(), 503, "{action:?}");
        assert!(started.elapsed() < Duration::from_secs(6), "{action:?}");
        tells_nothing(&answer);
    }
}

/// F8: the sign-up is done, and nothing after it. F9: the draft is written, the sign-up is
/// not. In both the person sends the form again and goes on.
#[tokio::test]
async fn f8_f9_a_crash_between_draft_and_sign_up_leaves_something_to_resume() {
    for (name, action) in [("Crashafter", Action::LoseAnswer), ("Crashbefore", Action::Cut)] {
        let (app, faults) = app().await;
        let town = Town::town(name);
        faults.next("SignUp", 3, action);
        faults.next("ResendConfirmationCode", 3, Action::Cut);
        let answer = web::answer(&app, post("/en/register/check", &town.json())).await;
        assert_eq!(answer.status(), 503, "{name}");
        tells_nothing(&answer);
        // Once more, without faults.
        let (app, _) = self::app().await;
        let answer = web::answer(&app, post("/en/register/check", &town.json())).await;
        assert_eq!(answer.status(), 202, "{name}");
        let registration = document(&answer)["registration"].clone();
        let code = stack::code_async(&town.email).await;
        let form = json!({ "registration": registration, "code": code });
        let answer = web::answer(&app, post("/en/register/confirm", &form)).await;
        assert_eq!(answer.status(), 201, "{name} {}", text(&answer));
    }
}

#[tokio::test]
async fn f8_a_crash_between_cognitos_yes_and_our_transaction_is_resumed() {
    let (app, faults) = app().await;
    let town = Town::town("Crashconfirm");
    let answer = web::answer(&app, post("/en/register/check", &town.json())).await;
    let registration = document(&answer)["registration"].clone();
    let code = stack::code_async(&town.email).await;
    let form = json!({ "registration": registration, "code": code });
    faults.next("TransactWriteItems", 50, Action::Cut);
    let answer = web::answer(&app, post("/en/register/confirm", &form)).await;
    assert_eq!(answer.status(), 503);
    let (app, _) = self::app().await;
    let answer = web::answer(&app, post("/en/register/confirm", &form)).await;
    assert_eq!(answer.status(), 201, "{}", text(&answer));
}

#[tokio::test]
async fn f10_a_sign_up_whose_answer_was_lost_sends_the_code_again() {
    let (app, faults) = app().await;
    let town = Town::town("Lostsignup");
    faults.next("SignUp", 1, Action::LoseAnswer);
    let answer = web::answer(&app, post("/en/register/check", &town.json())).await;
    assert_eq!(answer.status(), 202, "{}", text(&answer));
    assert_eq!(faults.calls("SignUp"), 2);
    assert_eq!(faults.calls("ResendConfirmationCode"), 1);
}

#[tokio::test]
async fn f11_a_busy_user_pool_is_never_a_wrong_password() {
    let parts = Parts::new().await;
    let faults = parts.faults.clone();
    let app = login::SignIns::new(parts.base, parts.table, parts.cognito);
    for code in ["TooManyRequestsException", "LimitExceededException", "InternalErrorException"] {
        faults.next("AdminInitiateAuth", 3, Action::Refuse(400, code));
        let credentials = json!({ "email": "busy@example.org", "password": "whatever it is 12" });
        let answer = Box::pin(web::answer(&app, post("/api/token", &credentials))).await;
        assert_eq!(answer.status(), 503, "{code}: {}", text(&answer));
        tells_nothing(&answer);
        // Whatever is left of the fault is spent.
        while faults.calls("AdminInitiateAuth") % 3 != 0 {
            Box::pin(web::answer(&app, post("/api/token", &credentials))).await;
        }
    }
}

#[tokio::test]
async fn q13_a_code_that_is_too_old_says_so() {
    let (app, _) = app().await;
    let town = Town::town("Oldcode");
    let answer = web::answer(&app, post("/en/register/check", &town.json())).await;
    let registration = document(&answer)["registration"].clone();
    let code = stack::code_async(&town.email).await;
    move_on(61 * 60);
    let form = json!({ "registration": registration, "code": code });
    let answer = web::answer(&app, post("/en/register/confirm", &form)).await;
    assert_eq!(answer.status(), 422);
    assert_eq!(document(&answer)["errors"][0]["code"], "expired");
}

#[tokio::test]
async fn q37_a_form_that_was_open_for_a_day_is_asked_for_again_with_its_text() {
    let (app, _) = app().await;
    let (cookie, token) = open_form(&app).await;
    move_on(24 * 60 * 60 + 1);
    let answer = web::answer(&app, profile_form(&cookie, &token)).await;
    assert_eq!(answer.status(), 403);
    assert!(text(&answer).contains("value=\"organisation\" checked"));
}

#[tokio::test]
async fn f4_a_mail_asked_for_with_a_lost_answer_is_asked_for_once() {
    let parts = Parts::new().await;
    let table = parts.own_table().await;
    parts.faults.next("PutItem", 1, Action::LoseAnswer);
    table.ask_for_mail(&mail_to(&account(&address("mail-f4"))), clock()).await.unwrap();
    assert_eq!(parts.faults.calls("PutItem"), 2);
}

#[tokio::test]
async fn f9_a_registration_that_was_never_confirmed_blocks_nobody() {
    let (app, _) = app().await;
    let town = Town::town("Neverconfirmed");
    let answer = web::answer(&app, post("/en/register/check", &town.json())).await;
    assert_eq!(answer.status(), 202);
    let abandoned = document(&answer)["registration"].clone();
    move_on(24 * 60 * 60 + 1);
    let answer = web::answer(&app, post("/en/register/check", &town.json())).await;
    assert_eq!(answer.status(), 202, "{}", text(&answer));
    let code = stack::code_async(&town.email).await;
    // The first one is over, whatever code comes.
    let form = json!({ "registration": abandoned, "code": code });
    let over = web::answer(&app, post("/en/register/confirm", &form)).await;
    assert_eq!(over.status(), 404);
    let form = json!({ "registration": document(&answer)["registration"], "code": code });
    let answer = web::answer(&app, post("/en/register/confirm", &form)).await;
    assert_eq!(answer.status(), 201, "{}", text(&answer));
}

#[tokio::test]
async fn q18_what_becomes_a_mails_header_is_one_line() {
    let parts = Parts::new().await;
    let table = parts.own_table().await;
    let account = account(&address("header-q18"));
    for (index, template) in MailTemplate::ALL.iter().enumerate() {
        for language in Language::ALL {
            let id = format!("{index}-{}", language.code());
            let mail = MailRequest { id: &id, template: *template, language, ..mail_to(&account) };
            table.ask_for_mail(&mail, clock()).await.unwrap();
            assert!(parts.mail(&table).handle(records(&[&id])).await.failed.is_empty());
        }
    }
    let sent = parts.faults.sent("POST");
    assert_eq!(sent.len(), MailTemplate::ALL.len() * Language::ALL.len());
    for request in sent {
        let request: Value = serde_json::from_str(&request).unwrap();
        let message = &request["Content"]["Simple"];
        let headers = [
            &request["FromEmailAddress"],
            &request["Destination"]["ToAddresses"][0],
            &message["Subject"]["Data"],
        ];
        for header in headers {
            let line = header.as_str().unwrap();
            assert!(!line.is_empty() && !line.contains(['\r', '\n']), "{line:?}");
        }
        // No other address, and no header of our own making.
        assert_eq!(request["Destination"].as_object().unwrap().len(), 1);
        assert!(message.get("Headers").is_none() && request.get("ReplyToAddresses").is_none());
    }
}

#[tokio::test]
async fn f18_f19_f20_what_the_bucket_says_to_a_write_is_understood() {
    let object = Object {
        bytes: b"page".to_vec(),
        content_type: "text/html; charset=utf-8",
        cache_control: "no-store",
    };
    let error = |code: &'static str| match code {
        "" => "",
        "ConditionalRequestConflict" => "<Error><Code>ConditionalRequestConflict</Code></Error>",
        "NoSuchKey" => "<Error><Code>NoSuchKey</Code></Error>",
        "NoSuchBucket" => "<Error><Code>NoSuchBucket</Code></Error>",
        "SlowDown" => "<Error><Code>SlowDown</Code></Error>",
        _ => "<Error><Code>PreconditionFailed</Code></Error>",
    };
    for (status, code, expected) in [
        (200, "", Some(Written::Done)),
        (412, "PreconditionFailed", Some(Written::Race)),
        (409, "ConditionalRequestConflict", Some(Written::Race)),
        (404, "NoSuchKey", Some(Written::Race)),
        (404, "NoSuchBucket", None),
        (503, "SlowDown", None),
    ] {
        let parts = Parts::new().await;
        parts.faults.next("PUT", 10, Action::Answer(status, error(code)));
        let written = parts.bucket("pages").put("en/index.html", &object, None).await;
        assert_eq!(written.ok(), expected, "{status} {code}");
        // Only what may pass by itself is tried again.
        assert_eq!(parts.faults.calls("PUT"), if status == 503 { 3 } else { 1 }, "{status} {code}");
    }
}

/// A town under a name that no other run has.
fn named(name: &str, mailbox: &str) -> storage::NewSignatory {
    new_signatory(&format!("{name} {}", stack::run()), &address(mailbox))
}

fn mail_to(account: &Account) -> MailRequest<'_> {
    MailRequest {
        id: "one-mail",
        template: MailTemplate::NewDevice,
        to: &account.email,
        language: account.language,
        code: None,
        facts: None,
        not_before: None,
    }
}

/// The stream's records of new mails, numbered from 0.
fn records(ids: &[&str]) -> mail::StreamEvent {
    let record = |(number, id): (usize, &&str)| {
        json!({
            "eventName": "INSERT",
            "dynamodb": {
                "Keys": { "pk": { "S": format!("MAIL#{id}") }, "sk": { "S": "MAIL" } },
                "SequenceNumber": number.to_string(),
            },
        })
    };
    let records: Value = ids.iter().enumerate().map(record).collect();
    serde_json::from_value(json!({ "Records": records })).unwrap()
}
