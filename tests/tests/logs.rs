//! What the logs hold, and what never stands in them: the real functions in process, with a
//! subscriber that keeps their lines.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop where its own set-up fails"
)]

use serde_json::{Value, json};
use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use tests::parts::{Browser, Parts, ask, from_address, json as post, request};
use tests::person::{Body as Town, PASSWORD};
use tests::stack::code_async;
use tracing::subscriber::DefaultGuard;

/// The lines so far.
#[derive(Debug, Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Lines {
    /// Keeps this thread's lines, at every level, while the guard lives.
    fn keep() -> (Self, DefaultGuard) {
        let lines = Self::default();
        let writer = lines.clone();
        let subscriber = tracing_subscriber::fmt()
            .json()
            .flatten_event(true)
            .with_max_level(tracing::Level::INFO)
            .with_writer(move || writer.clone())
            .finish();
        (lines, tracing::subscriber::set_default(subscriber))
    }

    /// The lines since they were last taken.
    fn take(&self) -> Vec<Value> {
        let bytes = std::mem::take(&mut *self.0.lock().unwrap());
        let text = String::from_utf8(bytes).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// The one line of that event, which names the request by a reference.
fn event<'a>(lines: &'a [Value], name: &str) -> &'a Value {
    let mut of = lines.iter().filter(|line| line["event"] == name);
    let line = of.next().unwrap_or_else(|| panic!("no {name} in {lines:?}"));
    assert!(of.next().is_none(), "{name} twice in {lines:?}");
    let reference = line["reference"].as_str().unwrap_or_default();
    assert_eq!(reference.len(), 9, "{line}");
    line
}

#[tokio::test]
async fn q90_each_security_event_is_one_line_with_a_name_and_a_reference() {
    let parts = Parts::new().await;
    let (login, registration) = (parts.login(), parts.registration());
    let email = parts.officer("Eventville").await.account.email;
    let (lines, _guard) = Lines::keep();
    let credentials = json!({ "email": email, "password": "not-the-right-password" });

    let refused = ask(&login, post("/api/token", &credentials)).await.expect(422);
    let kept = lines.take();
    assert_eq!(event(&kept, "authn_login_fail")["reference"], refused.json()["reference"]);

    let answer = ask(&registration, post("/en/register/check", &json!({}))).await.expect(422);
    let kept = lines.take();
    let line = event(&kept, "input_validation_fail");
    assert_eq!(line["reference"], answer.json()["reference"]);
    assert!(line["fields"].as_str().unwrap().contains("official_name missing"), "{line}");

    let headers = [("sec-fetch-site", "cross-site"), ("content-type", "application/json")];
    let answer = ask(&login, request("POST", "/en/sign-in", &headers, "{}")).await.expect(403);
    assert_eq!(event(&lines.take(), "authz_fail")["reference"], answer.json()["reference"]);

    for _ in 0..12 {
        lines.take();
        let answer = ask(&login, post("/api/token", &credentials)).await;
        if answer.status == 429 {
            let kept = lines.take();
            let line = event(&kept, "excess_rate_limit_exceeded");
            assert_eq!(line["reference"], answer.json()["reference"]);
            return;
        }
    }
    panic!("no limit");
}

#[tokio::test]
async fn q88_no_line_of_a_whole_journey_holds_personal_data_or_a_secret() {
    from_address([192, 0, 2, 1].into());
    let parts = Parts::new().await;
    let (login, registration) = (parts.login(), parts.registration());
    let (lines, _guard) = Lines::keep();
    let town = Town::town("Quietville");
    let wrong = "a-wrong-password-typed";
    let new = "another-quiet-lantern-77";

    let mut form = town.json();
    form["contact_phone"] = json!("+34 600 000 000");
    let sent = ask(&registration, post("/en/register/check", &form)).await.expect(202).json();
    let code = code_async(&town.email).await;
    let mut confirm = json!({ "registration": sent["registration"], "code": "987654" });
    ask(&registration, post("/en/register/confirm", &confirm)).await.expect(422);
    confirm["code"] = json!(code);
    ask(&registration, post("/en/register/confirm", &confirm)).await.expect(201);
    form["email"] = json!("someone@nowhere");
    ask(&registration, post("/en/register/check", &form)).await.expect(422);

    let mut browser = Browser::default();
    browser.sign_in(&login, &town.email, wrong).await.expect(422);
    browser.sign_in(&login, &town.email, PASSWORD).await.expect(303);
    let signed_in = browser.clone();
    browser.get(&parts.account(), "/en/desk").await.expect(200);
    browser.get(&parts.moderation(), "/en/staff").await.expect(404);
    browser.get(&login, "/en/sign-in/forgotten-password").await.expect(200);
    let fields = [("email", town.email.as_str())];
    browser.post(&login, "/en/sign-in/forgotten-password", &fields).await.expect(303);
    let reset = code_async(&town.email).await;
    browser.get(&login, "/en/sign-in/reset-password").await.expect(200);
    let fields = [("email", town.email.as_str()), ("code", &reset), ("password", new)];
    browser.post(&login, "/en/sign-in/reset-password", &fields).await.expect(303);
    let credentials = json!({ "email": town.email, "password": new });
    let token = ask(&login, post("/api/token", &credentials)).await.expect(200).json();
    let credentials = json!({ "email": town.email, "password": wrong });
    let mut limited = false;
    for _ in 0..12 {
        limited |= ask(&login, post("/api/token", &credentials)).await.status == 429;
    }
    assert!(limited);

    let kept = lines.take();
    let text = kept.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
    for done in ["registration confirmed", "signed in", "password reset", "token issued", "limit"] {
        assert!(text.contains(done), "{done} in {text}");
    }
    let secret = |value: &Value| value.as_str().unwrap().to_owned();
    let mut private = vec![
        town.email.clone(),
        town.name.clone(),
        secret(&sent["registration"]),
        secret(&token["token"]),
        code,
        reset,
    ];
    private.extend(signed_in.jar.cookies.into_values());
    private.extend(browser.jar.cookies.into_values());
    for typed in [
        PASSWORD,
        wrong,
        new,
        "987654",
        "Maria Puig",
        "Joan Serra",
        "+34 600",
        "someone@nowhere",
        "192.0.2.1",
    ] {
        private.push(typed.to_owned());
    }
    for word in private {
        assert!(!word.is_empty() && !text.contains(&word), "{word} in {text}");
    }
}
