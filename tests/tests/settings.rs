//! What staff set without a deployment: what is closed, and the reasons they give.
#![expect(clippy::expect_used, reason = "a test that cannot go on says so")]

use domain::audit::{AuditActor, AuditCode};
use domain::forms::ReasonForm;
use domain::settings::Switches;
use domain::{Account, Settings};
use std::time::{Duration, Instant};
use testkit::builders::signature;
use tests::faults::Action;
use tests::parts::{Browser, Parts, clock, entropy, move_on, new_signatory, token};
use tests::person::{Answer, Visitor, get};
use tests::stack::site;
use tests::staff::Staff;

/// Parts with a table of the test's own: nobody else's settings.
async fn own_parts() -> Parts {
    let mut parts = Parts::new().await;
    parts.table = parts.own_table().await;
    parts
}

/// Changes the settings behind the functions' backs.
async fn set(parts: &Parts, change: impl FnOnce(Settings) -> Settings) {
    let (before, rev) = parts.table.settings().await.expect("the settings");
    let by = AuditActor::Operator;
    let changed = parts.table.change_settings(rev, &change(before), by, token(), clock()).await;
    changed.expect("the change");
}

fn value(page: &Answer, name: &str) -> String {
    page.attribute(&format!("[name={name}]"), "value").unwrap_or_default()
}

/// A signatory that waits for its verification; its page in the back office.
async fn waiting(parts: &Parts) -> String {
    let unique = hex(&entropy());
    let email = format!("settings-{unique}@example.org");
    let new = new_signatory(&format!("Settingsville {unique}"), &email);
    parts.table.confirm_registration(&new, token()).await.expect("a signatory");
    let event = domain::Event {
        id: domain::EventId::new(clock(), entropy()),
        action: domain::event::Action::Signed,
        ..new.event.clone()
    };
    let signed = parts.table.sign(&new.signatory, &signature(), &event, &[], clock()).await;
    format!("/en/staff/signatories/{}", signed.expect("a signature").id)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

async fn at_work(parts: &Parts, account: &Account) -> Browser {
    parts.signed_in(account).await
}

#[tokio::test]
async fn a_reason_deleted_while_in_use_is_asked_for_again_and_nothing_typed_is_lost() {
    let parts = own_parts().await;
    let app = parts.moderation();
    let staff = parts.staff("deleting").await;
    let mut browser = at_work(&parts, &staff).await;
    // Decided before: keeps its words whatever becomes of the reason.
    let decided = waiting(&parts).await;
    let page = browser.open(&app, &decided).await;
    let rev = value(&page, "rev");
    let fields = [("decision", "refuse"), ("reason", "duplicate"), ("note", ""), ("rev", &rev)];
    browser.post(&app, &decided, &fields).await.expect(303);

    // The case is on the screen, and the reason is deleted meanwhile.
    let path = waiting(&parts).await;
    let page = browser.open(&app, &path).await;
    assert!(page.body.contains("It is in the register already"));
    let rev = value(&page, "rev");
    let code = domain::ReasonCode::parse("duplicate").expect("a code");
    set(&parts, |settings| settings.without_reason(&code).expect("others")).await;
    move_on(31);

    let note = "The town has signed in 2024: <see> its page.";
    let fields = [("decision", "refuse"), ("reason", "duplicate"), ("note", note), ("rev", &rev)];
    let again = browser.post(&app, &path, &fields).await.expect(422);
    assert_eq!(again.problem_fields(), ["reason"]);
    assert!(again.body.contains("This reason is not offered any more"), "{}", again.body);
    assert!(again.body.contains("The town has signed in 2024: &lt;see&gt; its page."));
    assert_eq!(again.attribute("input[name=decision][checked]", "value"), Some("refuse".into()));
    assert_eq!(value(&again, "rev"), rev);
    assert_eq!(again.attribute("option[value=duplicate]", "value"), None);

    // With another one it goes through; the earlier decision still says its reason.
    let fields = [("decision", "refuse"), ("reason", "off_topic"), ("note", note), ("rev", &rev)];
    browser.post(&app, &path, &fields).await.expect(303);
    let earlier = browser.get(&app, &decided).await.expect(200);
    assert!(earlier.body.contains("It is in the register already"), "{}", earlier.body);
}

#[tokio::test]
async fn a_reason_is_added_in_the_back_office_and_a_lost_race_shows_both() {
    let parts = own_parts().await;
    let app = parts.moderation();
    let staff = parts.staff("adding").await;
    let (mut anna, mut ben) = (at_work(&parts, &staff).await, at_work(&parts, &staff).await);
    let path = "/en/staff/settings/reasons/off_topic";
    let mine = value(&anna.get(&app, path).await.expect(200), "rev");
    let theirs = value(&ben.get(&app, path).await.expect(200), "rev");
    let fields = |rev: &'static str, en: &'static str| {
        vec![("words_en", en), ("words_fr", "Hors sujet"), ("intent", "save"), ("rev", rev)]
    };
    assert_eq!((mine.as_str(), theirs.as_str()), ("0", "0"));
    anna.post(&app, path, &fields("0", "Not about the Pact")).await.expect(303);
    let lost = ben.post(&app, path, &fields("0", "About something else")).await.expect(409);
    for text in ["Not about the Pact", "About something else"] {
        assert!(lost.body.contains(text), "{}", lost.body);
    }
    assert_eq!(value(&lost, "rev"), "1");
    ben.post(&app, path, &fields("1", "About something else")).await.expect(303);
    // A second click is answered like the first.
    ben.post(&app, path, &fields("1", "About something else")).await.expect(303);
    let (settings, rev) = parts.table.settings().await.expect("the settings");
    let code = domain::ReasonCode::parse("off_topic").expect("a code");
    assert_eq!((settings.reason(&code).expect("it").en.as_str(), rev), ("About something else", 2));

    // All problems at once, everything typed still there.
    let path = "/en/staff/settings/reasons/new";
    let new = |form: &ReasonForm| -> Vec<(&'static str, String)> {
        vec![
            ("reason_code", form.reason_code.clone()),
            ("words_en", form.words_en.clone()),
            ("words_fr", form.words_fr.clone()),
            ("rev", "2".to_owned()),
        ]
    };
    let form = ReasonForm {
        reason_code: "Bad code".to_owned(),
        words_fr: "Un motif".to_owned(),
        ..ReasonForm::default()
    };
    ben.get(&app, path).await.expect(200);
    let fields = new(&form);
    let fields: Vec<_> = fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let again = ben.post(&app, path, &fields).await.expect(422);
    assert_eq!(again.problem_fields(), ["reason_code", "words_en"]);
    assert_eq!(value(&again, "reason_code"), "Bad code");
    assert_eq!(value(&again, "words_fr"), "Un motif");

    // Each change stands in the audit trail: who, from which revision to which.
    let trail = parts.table.audit_block(1).await.expect("the trail");
    let changes: Vec<_> = trail
        .iter()
        .map(|entry| &entry.record)
        .filter(|record| record.action == AuditCode::SETTINGS_CHANGED)
        .map(|record| (record.actor, record.from_rev, record.to_rev))
        .collect();
    let by = AuditActor::Account(staff.id);
    assert_eq!(changes, [(by, Some(0), Some(1)), (by, Some(1), Some(2))]);
}

#[tokio::test]
async fn f37_what_is_sent_to_a_closed_page_is_there_again_when_it_opens() {
    let parts = own_parts().await;
    let app = parts.moderation();
    let staff = parts.staff("closing").await;
    let mut browser = at_work(&parts, &staff).await;
    let path = waiting(&parts).await;
    let page = browser.open(&app, &path).await;
    let rev = value(&page, "rev");
    let read_only = |read_only| {
        move |settings| Settings {
            switches: Switches { read_only, ..Switches::default() },
            ..settings
        }
    };
    set(&parts, read_only(true)).await;
    move_on(31);
    let note = "A long note about the council.";
    let fields = [("decision", "refuse"), ("reason", "other"), ("note", note), ("rev", &rev)];
    let closed = browser.post(&app, &path, &fields).await.expect(503);
    assert_eq!(closed.header("retry-after"), "300");
    assert!(closed.body.contains("What you sent is kept for a day."), "{}", closed.body);
    // The settings are open; they are the way back.
    let page = browser.get(&app, "/en/staff/settings/switches").await.expect(200);
    assert!(page.attribute("input[name=read_only][checked]", "name").is_some());
    let rev = value(&page, "rev");
    browser.post(&app, "/en/staff/settings/switches", &[("rev", &rev)]).await.expect(303);
    let page = browser.get(&app, &path).await.expect(200);
    assert!(page.body.contains(note), "{}", page.body);
}

#[tokio::test]
async fn settings_that_cannot_be_read_change_nothing() {
    let parts = own_parts().await;
    let app = parts.moderation();
    let staff = parts.staff("unreadable").await;
    let mut browser = at_work(&parts, &staff).await;
    set(&parts, |settings| {
        let route = domain::settings::ClosedRoute {
            method: "GET".to_owned(),
            path: "/{lang}/staff".to_owned(),
        };
        let switches = Switches { routes: vec![route], ..Switches::default() };
        Settings { switches, ..settings }
    })
    .await;
    browser.get(&app, "/en/staff").await.expect(503);
    // A moment later nothing at all can be read: what was known last holds on.
    move_on(31);
    parts.faults.next("GetItem", 3, Action::Refuse(400, "ProvisionedThroughputExceededException"));
    let closed = browser.get(&app, "/en/staff").await;
    assert!(closed.body.contains("closed for the moment"), "{}", closed.body);
}

/// Opens again whatever the test has closed, also when it fails.
struct Open(Staff);

const SWITCHES: &str = "/en/staff/settings/switches";

impl Open {
    fn switch(&mut self, fields: &[(&str, &str)]) {
        let page = self.0.visitor.get(SWITCHES).expect(200);
        let rev = page.attribute("input[name=rev]", "value").unwrap_or_default();
        let mut fields = fields.to_vec();
        fields.push(("rev", &rev));
        self.0.visitor.post(SWITCHES, &fields).expect(303);
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.switch(&[]);
    }
}

/// How long until the page answers so.
fn until(what: &str, status: u16, mut ask: impl FnMut() -> Answer) -> Duration {
    let start = Instant::now();
    while ask().status != status {
        assert!(start.elapsed() < Duration::from_mins(1), "{what}: not within a minute");
        std::thread::sleep(Duration::from_millis(500));
    }
    start.elapsed()
}

#[test]
fn f37_a_switch_acts_within_a_minute_and_public_pages_stay() {
    let public = ["/en/", "/fr/signatories/", "/en/help/"];
    let before = public.map(|path| get(path).expect(200).body);
    let mut open = Open(Staff::new("switching"));
    let mut visitor = Visitor::new();
    visitor.get("/en/register").expect(200);
    open.switch(&[("registration_off", "yes"), ("closed_routes", "GET /{lang}/desk/sessions")]);
    let closed = until("closed", 503, || visitor.get("/en/register"));
    let page = visitor.get("/en/register").expect(503);
    assert!(page.body.contains("Nobody can register at the moment."), "{}", page.body);
    visitor.get("/en/sign-in").expect(200);
    until("the single route", 503, || visitor.get("/en/desk/sessions"));
    for (path, before) in public.iter().zip(&before) {
        assert_eq!(&get(path).expect(200).body, before, "{path}");
    }
    open.switch(&[]);
    let opened = until("open", 200, || visitor.get("/en/register"));
    println!("{}: closed after {closed:?}, open after {opened:?}", site());
}
