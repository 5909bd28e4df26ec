//! Faults F1 to F11 of the quality checklist: the real functions and the real local AWS,
//! with something going wrong in between.

use domain::event::{Action as EventAction, Actor};
use domain::{Account, AccountId, Event, EventId, Language, Registration, Signatory, SignatoryId};
use lambda_http::{Body, Response};
use registration::Registrations;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use storage::{Confirmed, NewSignatory, OperationToken, StorageError};
use tests::faults::{Action, Parts, clock, json as post, move_on, request};
use tests::person::{Body as Town, encode};
use tests::stack;

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
    let account = account("race-f3@example.org");
    table.create_account(&account, token()).await.unwrap();
    let before = faults.calls("TransactWriteItems");
    let lost = table.replace_account(&Account { rev: 3, ..account }, 2, token()).await;
    assert!(matches!(lost, Err(StorageError::Conflict)), "{lost:?}");
    assert_eq!(faults.calls("TransactWriteItems") - before, 1);
}

#[tokio::test]
async fn f4_a_write_whose_answer_was_lost_is_a_success() {
    let Parts { table, faults, .. } = Parts::new().await;
    faults.next("TransactWriteItems", 1, Action::LoseAnswer);
    let new = new_signatory("Lost answer", "lost-answer@example.org");
    let confirmed = table.confirm_registration(&new, token()).await.unwrap();
    assert_eq!(confirmed, Confirmed::Created);
    assert_eq!(faults.calls("TransactWriteItems"), 2);
}

#[tokio::test]
async fn f5_a_conflict_of_transactions_is_tried_again_and_not_for_ever() {
    let Parts { table, faults, .. } = Parts::new().await;
    faults.next("TransactWriteItems", 3, Action::Cancel("TransactionConflict"));
    table.create_account(&account("conflict-f5@example.org"), token()).await.unwrap();
    assert_eq!(faults.calls("TransactWriteItems"), 4);
    faults.next("TransactWriteItems", 50, Action::Cancel("TransactionConflict"));
    let refused = table.create_account(&account("conflict-f5b@example.org"), token()).await;
    assert!(matches!(refused, Err(StorageError::Unavailable(_))), "{refused:?}");
    assert_eq!(faults.calls("TransactWriteItems"), 4 + 5);
}

#[tokio::test]
async fn f6_the_reason_of_a_refused_transaction_names_what_is_taken() {
    let Parts { table, .. } = Parts::new().await;
    let first = new_signatory("Reason town", "reason@example.org");
    assert_eq!(table.confirm_registration(&first, token()).await.unwrap(), Confirmed::Created);
    let same_address = new_signatory("Other reason town", "reason@example.org");
    let taken = table.confirm_registration(&same_address, token()).await.unwrap();
    assert_eq!(taken, Confirmed::EmailTaken);
    let same_body = new_signatory("Reason town", "other-reason@example.org");
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
        let answer = web::answer(&app, post("/api/token", &credentials)).await;
        assert_eq!(answer.status(), 503, "{code}: {}", text(&answer));
        tells_nothing(&answer);
        // Whatever is left of the fault is spent.
        while faults.calls("AdminInitiateAuth") % 3 != 0 {
            web::answer(&app, post("/api/token", &credentials)).await;
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

fn token() -> OperationToken {
    OperationToken::new(EventId::new(clock(), entropy()).to_string())
}

fn entropy() -> [u8; 10] {
    let mut bytes = [0; 10];
    web::fill(&mut bytes);
    bytes
}

fn account(email: &str) -> Account {
    let email = domain::EmailAddress::parse(email).unwrap();
    Account::new(AccountId::new(clock(), entropy()), email, Language::En, false, clock())
}

fn new_signatory(name: &str, email: &str) -> NewSignatory {
    let town = Town { name: name.to_owned(), email: email.to_owned(), ..Town::town("Any") };
    let form = serde_json::from_value(town.json()).unwrap();
    let Registration { body, signer, contact, .. } =
        Registration::parse(&form, domain::Date::constant(2026, 11, 24)).unwrap();
    let account = account(email);
    let event = Event {
        id: EventId::new(clock(), entropy()),
        at: clock(),
        actor: Actor::Signatory(account.id),
        action: EventAction::Registered,
        initiative: None,
        rev: 1,
        reason: None,
        note: String::new(),
    };
    let id = SignatoryId::new(clock(), entropy());
    NewSignatory { signatory: Signatory::new(id, body, signer, clock()), account, contact, event }
}
