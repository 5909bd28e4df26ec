//! Holds the API's description and the code together: the served file is what the code makes,
//! and what functions, forms, parsers and records really do is what it says.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::ConnectorError;
use domain::forms::{self, Kind, Member};
use domain::initiative::{InitiativeDecision, Published, Working};
use domain::settings::{Banner, Helpline};
use domain::signatory::{
    ChangesAsked, Contact, ProfileUpdate, Refusal, SignatoryDecision, SignatureRequest,
};
use domain::{
    AccountId, Action, Content, Date, Event, EventId, Initiative, InitiativeId, Language, Problem,
    ProblemCode, Problems, Reason, Registration, Secret, Signatory, SignatoryId, Timestamp,
};
use identity::Cognito;
use lambda_http::Body;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use storage::Table;
use tests::openapi::{FILE, answer_mistakes, document, mistakes, text};
use tests::template;
use views::{Frame, Viewer};
use web::router::DEFAULT;
use web::{App, Base, Route};

const NOW: Timestamp = Timestamp::UNIX_EPOCH;
const DAY: Date = Date::constant(2026, 11, 24);

/// Method and path of every operation, with the operation.
fn operations(document: &Value) -> Vec<(String, String, &Value)> {
    let paths = document["paths"].as_object().unwrap();
    let all = paths.iter().flat_map(|(path, operations)| {
        let operations = operations.as_object().unwrap();
        operations.iter().map(|(method, value)| (method.to_uppercase(), path.clone(), value))
    });
    all.collect()
}

fn schema<'a>(document: &'a Value, name: &str) -> &'a Value {
    let schema = &document["components"]["schemas"][name];
    assert!(schema.is_object(), "{name} is not described");
    schema
}

// ------------------------------------------------------------------ the document

#[test]
fn the_served_description_is_what_the_code_makes() {
    assert!(template::text(FILE) == text(), "{FILE} is not up to date: run `make openapi`");
}

#[test]
fn every_route_is_described_once_and_nothing_else_is() {
    fn add<A>(routes: &'static [Route<A>], all: &mut Vec<(String, String)>) {
        let named = routes.iter().filter(|route| route.path != DEFAULT);
        all.extend(named.map(|route| (route.method.to_string(), route.path.to_owned())));
    }
    let mut routes = Vec::new();
    add(registration::ROUTES, &mut routes);
    add(reports::ROUTES, &mut routes);
    add(login::ROUTES, &mut routes);
    add(account::ROUTES, &mut routes);
    add(initiatives::ROUTES, &mut routes);
    add(moderation::ROUTES, &mut routes);
    add(fallback::ROUTES, &mut routes);
    routes.sort();
    let document = document();
    let mut described: Vec<_> =
        operations(&document).into_iter().map(|(method, path, _)| (method, path)).collect();
    described.sort();
    assert_eq!(described, routes);
}

#[test]
fn every_operation_has_a_name_of_its_own_and_a_known_tag() {
    let document = document();
    let tags: Vec<_> =
        document["tags"].as_array().unwrap().iter().map(|tag| &tag["name"]).collect();
    let mut names = BTreeSet::new();
    for (method, path, operation) in operations(&document) {
        assert!(names.insert(operation["operationId"].as_str().unwrap()), "{method} {path}");
        assert!(operation["summary"].is_string() && operation["security"].is_array(), "{path}");
        assert!(operation["tags"].as_array().unwrap().iter().all(|tag| tags.contains(&tag)));
    }
}

#[test]
fn every_reference_leads_somewhere_and_every_component_is_referred_to() {
    fn collect<'a>(value: &'a Value, found: &mut BTreeSet<&'a str>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
            Value::Object(members) => {
                found.extend(members.get("$ref").and_then(Value::as_str));
                members.values().for_each(|member| collect(member, found));
            }
            _ => {}
        }
    }
    let document = document();
    let mut references = BTreeSet::new();
    collect(&document, &mut references);
    for reference in &references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
    for section in ["schemas", "responses", "headers", "parameters"] {
        for (name, _) in document["components"][section].as_object().unwrap() {
            let reference = format!("#/components/{section}/{name}");
            assert!(references.contains(reference.as_str()), "{reference} is of no use");
        }
    }
}

#[test]
fn a_token_is_asked_for_exactly_where_the_address_is_behind_the_sign_in() {
    let document = document();
    for (method, path, operation) in operations(&document) {
        let needs_token = operation["security"] == json!([{ "token": [] }]);
        if path.starts_with("/{lang}/desk") || path.starts_with("/{lang}/staff") {
            assert!(needs_token, "{method} {path}");
        } else if path.starts_with("/{lang}/register") || path == "/api/token" {
            assert_eq!(operation["security"], json!([]), "{method} {path}");
        }
    }
}

// ------------------------------------------------------------------ forms

macro_rules! form {
    ($name:ident) => {
        (stringify!($name), forms::$name::MEMBERS)
    };
}

#[test]
fn every_form_has_its_members_and_no_others() {
    let named = [
        form!(CodeForm),
        form!(ResendForm),
        form!(SignInForm),
        form!(SecondFactorForm),
        form!(RecoveryCodeForm),
        form!(AcceptInvitationForm),
        form!(InvitationForm),
        form!(MemberForm),
        form!(RemovalForm),
        form!(EmergencyForm),
        form!(ReportForm),
        form!(CloseReportForm),
        form!(ForgottenPasswordForm),
        form!(ResetPasswordForm),
        form!(SetUpSecondFactorForm),
        form!(PasswordConfirmForm),
        form!(ProfileForm),
        form!(ContactForm),
        form!(SignForm),
        form!(WithdrawForm),
        form!(AppealForm),
        form!(RevisionForm),
        form!(CorrectionForm),
        form!(TextCorrectionForm),
        form!(ChangePasswordForm),
        form!(ChangeEmailForm),
        form!(ConfirmEmailForm),
        form!(SessionForm),
        form!(InitiativeActionForm),
        form!(TimesForm),
        form!(SwitchesForm),
        form!(BannersForm),
        form!(ReasonForm),
        form!(HelplineForm),
        form!(LeaseForm),
        form!(QueueSearchForm),
        form!(BulkForm),
        form!(BulkAnswerForm),
        form!(EmptyForm),
    ];
    let variants: [(&str, &[Member]); 7] = [
        ("RegistrationProfileForm", forms::RegistrationForm::MEMBERS),
        ("RegistrationDetailsForm", forms::RegistrationForm::MEMBERS),
        ("RegistrationForm", forms::RegistrationForm::MEMBERS),
        ("InitiativeDraftForm", forms::InitiativeForm::MEMBERS),
        ("InitiativeForm", forms::InitiativeForm::MEMBERS),
        ("SignatoryDecisionForm", forms::DecisionForm::MEMBERS),
        ("InitiativeDecisionForm", forms::DecisionForm::MEMBERS),
    ];
    let document = document();
    let mut seen = BTreeSet::new();
    for (name, members) in named.into_iter().chain(variants) {
        let schema = schema(&document, name);
        let described: BTreeSet<&str> =
            schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        let wanted: BTreeSet<&str> = members.iter().map(|member| member.name).collect();
        assert_eq!(described, wanted, "{name}");
        assert_eq!(schema["additionalProperties"], false, "{name}");
        seen.insert(name);
    }
    // No form is described that this test does not know.
    for (name, _) in document["components"]["schemas"].as_object().unwrap() {
        assert!(!name.ends_with("Form") || seen.contains(name.as_str()), "{name}");
    }
}

#[test]
fn forms_in_answers_have_their_members_too() {
    let document = document();
    let beside = ["id", "rev", "intent"];
    for ((name, members), left_out) in [
        (form!(RegistrationForm), &[][..]),
        (form!(ForgottenPasswordForm), &[]),
        (form!(ProfileForm), &[]),
        (form!(ContactForm), &[]),
        (form!(SignForm), &[]),
        (form!(WithdrawForm), &[]),
        (form!(ChangePasswordForm), &[]),
        (form!(ChangeEmailForm), &[]),
        (form!(ConfirmEmailForm), &[]),
        (form!(InvitationForm), &[]),
        (form!(InitiativeForm), &beside),
    ] {
        let schema = schema(&document, &format!("{name}Shown"));
        let described: BTreeSet<&str> =
            schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        let members = members.iter().map(|member| member.name);
        assert_eq!(described, members.filter(|name| !left_out.contains(name)).collect(), "{name}");
    }
}

/// A form with the same boundless text in every member.
fn boundless(members: &[Member]) -> Value {
    let text = "x".repeat(20_000);
    let value = |member: &Member| match member.kind {
        Kind::List => json!(["https://example.org"; 1].repeat(20)),
        Kind::Text | Kind::Secret => json!(text),
    };
    members
        .iter()
        .map(|member| (member.name.to_owned(), value(member)))
        .collect::<Map<_, _>>()
        .into()
}

/// A parser that is given such a form names the limits that were passed: the described ones.
#[test]
fn limits_are_those_that_parsers_name() {
    fn compare<T>(document: &Value, name: &str, parsed: Result<T, Problems>) -> usize {
        let problems = parsed.err().unwrap();
        let limits = problems.as_slice().iter().filter_map(|Problem { field, code }| match code {
            ProblemCode::TooLong { max } => Some((field.name(), "maxLength", *max)),
            ProblemCode::TooMany { max } => Some((field.name(), "maxItems", *max)),
            _ => None,
        });
        let limits: Vec<_> = limits.collect();
        for (field, word, max) in &limits {
            let member = &schema(document, name)["properties"][field];
            // A member that may be left out has the limit beside the empty text.
            let described = if member[word].is_null() { &member["anyOf"][0] } else { member };
            assert_eq!(described[word], json!(max), "{name} {field}");
        }
        limits.len()
    }
    macro_rules! read {
        ($form:ident) => {
            serde_json::from_value::<forms::$form>(boundless(forms::$form::MEMBERS)).unwrap()
        };
    }
    let document = document();
    let mut compared = 0;
    compared +=
        compare(&document, "RegistrationForm", Registration::parse(&read!(RegistrationForm), DAY));
    let representative = domain::signatory::Profile::Representative;
    let profile = ProfileUpdate::parse(&read!(ProfileForm), representative, DAY);
    compared += compare(&document, "ProfileForm", profile);
    compared += compare(&document, "ContactForm", Contact::parse(&read!(ContactForm)));
    let act = SignatureRequest::parse(&read!(SignForm), &domain::pact::CURRENT, Language::En, DAY);
    compared += compare(&document, "SignForm", act);
    let withdrawal = domain::signatory::parse_withdrawal(&read!(WithdrawForm));
    compared += compare(&document, "WithdrawForm", withdrawal);
    compared += compare(&document, "InitiativeForm", Content::parse(&read!(InitiativeForm)));
    let refusal = forms::DecisionForm { decision: "refuse".into(), ..read!(DecisionForm) };
    let decision = InitiativeDecision::parse(&refusal, Reason::defaults(), NOW);
    compared += compare(&document, "InitiativeDecisionForm", decision);
    compared += compare(
        &document,
        "SignatoryDecisionForm",
        SignatoryDecision::parse(&refusal, Reason::defaults(), NOW),
    );
    compared += compare(&document, "BannersForm", Banner::parse_all(&read!(BannersForm)));
    compared += compare(&document, "HelplineForm", Helpline::parse(&read!(HelplineForm), DAY));
    compared += compare(&document, "ReasonForm", Reason::parse(&read!(ReasonForm), None, &[]));
    assert!(compared > 40, "{compared}");
}

// ------------------------------------------------------------------ records in answers

fn registration_form() -> forms::RegistrationForm {
    let text = str::to_owned;
    forms::RegistrationForm {
        profile: text("authority"),
        country: text("ES"),
        official_name: text("Ajuntament de Granollers"),
        name_language: text("ca"),
        kind: text("municipality"),
        population: text("61 000"),
        website: text("granollers.cat"),
        signer_name: text("Anna Puig"),
        signer_function: text("Mayor"),
        contact_name: text("Pere Roca"),
        contact_language: text("en"),
        email: text("pact@granollers.example"),
        ..Default::default()
    }
}

fn initiative_form() -> forms::InitiativeForm {
    let text = str::to_owned;
    forms::InitiativeForm {
        title: text("Safe coaches"),
        summary: text("Training for every coach."),
        description: text("Two evenings."),
        language: text("en"),
        ps: vec![text("prevention")],
        goals: vec![text("PV1")],
        action_type: text("training"),
        target_groups: vec![text("sports")],
        status: text("running"),
        start_date: text("2026-01-15"),
        links: vec![text("https://example.org")],
        safeguard: text("yes"),
        ..Default::default()
    }
}

fn signatory() -> Signatory {
    let registration = Registration::parse(&registration_form(), DAY).unwrap();
    let id = SignatoryId::new(NOW, [1; 10]);
    Signatory::new(id, registration.body, registration.signer, NOW)
}

fn act(no_decision_reason: &str) -> SignatureRequest {
    let pact = &domain::pact::CURRENT;
    let (date, reference) =
        if no_decision_reason.is_empty() { ("2026-09-30", "Ple 2026/114") } else { ("", "") };
    let form = forms::SignForm {
        goals: vec!["PV1".to_owned()],
        decision_date: date.to_owned(),
        decision_reference: reference.to_owned(),
        no_decision_reason: no_decision_reason.to_owned(),
        undertake: "yes".to_owned(),
        text_hash: pact.hash(Language::En).to_owned(),
        ..Default::default()
    };
    SignatureRequest::parse(&form, pact, Language::En, DAY).unwrap()
}

fn staff() -> AccountId {
    AccountId::new(NOW, [9; 10])
}

fn refusal() -> Refusal {
    Refusal {
        since: NOW,
        reason: Reason::default_of("incomplete").unwrap(),
        note: "The date.".to_owned(),
        by: Some(staff()),
        proposed_by: None,
        after_appeal: false,
    }
}

/// Handlers answer with the domain's own records inside: as they are written, they fit.
#[test]
fn records_are_written_as_described() {
    let document = document();
    let fits = |name: &str, value: Value| {
        let found = mistakes(&document, schema(&document, name), &value);
        assert!(found.is_empty(), "{name}: {found:?}\n{value:#}");
    };
    let draft = signatory();
    let signed = draft.clone().sign(act(""), 7, NOW).unwrap();
    let without_decision = draft.clone().sign(act("The mayor signs alone."), 8, NOW).unwrap();
    let decide =
        |before: &Signatory, decision| before.clone().decide(decision, staff(), NOW).unwrap();
    let verified = decide(&signed, SignatoryDecision::Verify);
    let held = decide(&verified, SignatoryDecision::Hold);
    let refused = decide(&signed, SignatoryDecision::Refuse(refusal()));
    let appealed = refused.clone().appeal(NOW).unwrap();
    let asked = ChangesAsked { since: NOW, note: "Which council?".to_owned() };
    let returned = decide(&signed, SignatoryDecision::AskChanges(asked.clone()));
    let down = decide(&held, SignatoryDecision::TakeDown(refusal()));
    let withdrawn = verified.clone().withdraw("Merged.".to_owned(), NOW).unwrap();
    let states = [
        &draft,
        &signed,
        &without_decision,
        &verified,
        &held,
        &refused,
        &appealed,
        &returned,
        &down,
        &withdrawn,
    ];
    let mut seen = BTreeSet::new();
    for signatory in states {
        fits("SignatoryState", json!(signatory.state));
        seen.insert(signatory.state.code());
        if let Some(signature) = &signatory.signature {
            fits("Signature", json!(signature));
        }
        let body = &schema(&document, "SignatoryRecord")["properties"]["body"];
        assert_eq!(mistakes(&document, body, &json!(signatory.body)), Vec::<String>::new());
        let person = &schema(&document, "SignatoryCase")["properties"]["signer"];
        assert_eq!(mistakes(&document, person, &json!(signatory.signer)), Vec::<String>::new());
    }
    let described = schema(&document, "SignatoryState")["oneOf"].as_array().unwrap().len();
    assert_eq!(seen.len(), described);

    fits("Refusal", json!(refusal()));
    fits("ChangesAsked", json!(asked));
    let mut contact = Registration::parse(&registration_form(), DAY).unwrap().contact;
    fits("Contact", json!(contact));
    let second = forms::ContactForm {
        second_contact_name: "Marta Vila".to_owned(),
        second_contact_email: "marta@granollers.example".to_owned(),
        ..contact.form(1)
    };
    contact = Contact::parse(&second).unwrap();
    fits("Contact", json!(contact));

    let content = Content::parse(&initiative_form()).unwrap();
    fits("Content", json!(content));
    let published = Published { content: content.clone(), first: NOW, changed: NOW, version: 1 };
    fits("Published", json!(published));
    let waiting = &schema(&document, "InitiativeCase")["properties"]["waiting"];
    let content = Box::new(content);
    for working in [
        Working::Submitted {
            since: NOW,
            content: content.clone(),
            appeal: Some(Box::new(refusal())),
            approvals: vec![staff()],
        },
        Working::ChangesAsked { asked, content: content.clone() },
        Working::Refused { refusal: refusal(), content },
    ] {
        assert_eq!(mistakes(&document, waiting, &json!(working)), Vec::<String>::new());
    }

    let id = AccountId::new(NOW, [1; 10]);
    for actor in [domain::Actor::Signatory(id), domain::Actor::Staff(id), domain::Actor::Operator] {
        let event = Event {
            id: EventId::new(NOW, [1; 10]),
            at: NOW,
            actor,
            action: Action::InitiativeRefused,
            initiative: Some(InitiativeId::new(NOW, [1; 10])),
            rev: 3,
            reason: Reason::default_of("other"),
            note: "n".to_owned(),
        };
        fits("Event", json!(event));
    }
}

#[test]
fn forms_are_written_as_answers_show_them() {
    let document = document();
    let fits = |name: &str, value: Value| {
        let found = mistakes(&document, schema(&document, name), &value);
        assert!(found.is_empty(), "{name}: {found:?}");
    };
    let form = forms::RegistrationForm { password: Secret::new("x"), ..registration_form() };
    fits("RegistrationFormShown", json!(form));
    fits("SignFormShown", json!(forms::SignForm::default()));
    fits("ChangePasswordFormShown", json!(forms::ChangePasswordForm::default()));
    // What an answer shows can be sent back as it is.
    let profile = json!(signatory().profile_form());
    fits("ProfileFormShown", profile.clone());
    fits("ProfileForm", profile);
    let contact = Registration::parse(&registration_form(), DAY).unwrap().contact.form(1);
    fits("ContactFormShown", json!(contact));
    fits("ContactForm", json!(contact));
    let initiative = Initiative::new(
        InitiativeId::new(NOW, [1; 10]),
        signatory().id,
        forms::InitiativeForm { title: "x".repeat(200), ..Default::default() },
        NOW,
    );
    fits("InitiativeDraftForm", json!(initiative.form()));
    let submitted = forms::InitiativeForm { intent: "submit".to_owned(), ..initiative_form() };
    fits("InitiativeForm", json!(submitted));
}

// ------------------------------------------------------------------ functions without AWS

#[derive(Debug)]
struct Nowhere;

impl HttpConnector for Nowhere {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::ready(Err(ConnectorError::io("there is no AWS here".into())))
    }
}

const EDGE: &str = "secret-of-the-edge";

fn base() -> Base {
    Base::new(EDGE, || NOW, |bytes| bytes.fill(7))
}

fn table() -> Table {
    let config = aws_sdk_dynamodb::Config::builder()
        .behavior_version(aws_sdk_dynamodb::config::BehaviorVersion::latest())
        .region(aws_sdk_dynamodb::config::Region::new("eu-central-1"))
        .credentials_provider(aws_sdk_dynamodb::config::Credentials::new("a", "b", None, None, "t"))
        .retry_config(aws_sdk_dynamodb::config::retry::RetryConfig::disabled())
        .http_client(http_client_fn(|_, _| SharedHttpConnector::new(Nowhere)))
        .build();
    Table::new(aws_sdk_dynamodb::Client::from_conf(config), "none".to_owned())
}

fn cognito() -> Cognito {
    let config = aws_sdk_cognitoidentityprovider::Config::builder()
        .behavior_version(aws_sdk_cognitoidentityprovider::config::BehaviorVersion::latest())
        .region(aws_sdk_cognitoidentityprovider::config::Region::new("eu-central-1"))
        .http_client(http_client_fn(|_, _| SharedHttpConnector::new(Nowhere)))
        .build();
    let client = aws_sdk_cognitoidentityprovider::Client::from_conf(config);
    Cognito::new(client, "pool".to_owned(), "client".to_owned(), Secret::new("secret"))
}

/// Sends a function every request that can be made up without an account, and looks at the
/// answers; returns their statuses.
async fn look<A: App>(app: &A, document: &Value) -> BTreeSet<u16> {
    let large = format!("{{\"x\":\"{}\"}}", "x".repeat(70_000));
    let bodies = [
        ("application/json", "{}"),
        ("application/json", "{"),
        ("application/json", r#"{"no such member":1}"#),
        ("application/json", large.as_str()),
        ("text/plain", "x"),
    ];
    let mut requests = Vec::new();
    for route in A::ROUTES {
        let method = route.method.as_str();
        let id = InitiativeId::new(NOW, [2; 10]).to_string();
        let path = route.path.replace("{id}", &id).replace("{initiative}", &id);
        for language in ["en", "de"] {
            let path = path.replace("{lang}", language);
            let bodies = if method == "GET" { &[("", "")][..] } else { &bodies };
            for (content_type, body) in bodies {
                requests.push((method, path.clone(), *content_type, *body));
            }
        }
    }
    let token = format!("Bearer {}.{}", AccountId::new(NOW, [1; 10]), "x".repeat(43));
    let mut statuses = BTreeSet::new();
    for (method, path, content_type, body) in &requests {
        for authorization in ["", &token] {
            let request = lambda_http::http::Request::builder()
                .method(*method)
                .uri(path)
                .header("x-origin-verify", EDGE)
                .header("accept", "application/json")
                .header("content-type", *content_type)
                .header("authorization", authorization)
                .body(Body::from(*body))
                .unwrap();
            let answer = web::answer(app, request).await;
            let status = answer.status().as_u16();
            let media = answer.headers()["content-type"].to_str().unwrap();
            let body = serde_json::from_slice(answer.body()).unwrap_or_default();
            let found = answer_mistakes(document, (method, path), (status, media), &body);
            assert!(found.is_empty(), "{method} {path}: {status} {found:?}");
            statuses.insert(status);
        }
    }
    statuses
}

#[tokio::test]
async fn functions_answer_as_described_before_they_have_anything_to_go_by() {
    let document = document();
    let mut statuses = BTreeSet::new();
    let (base, document) = (base(), &document);
    let app = registration::Registrations::new(base.clone(), table(), cognito());
    statuses.extend(Box::pin(look(&app, document)).await);
    let app = reports::Reports::new(base.clone(), table());
    statuses.extend(Box::pin(look(&app, document)).await);
    let app = login::SignIns::new(base.clone(), table(), cognito());
    statuses.extend(Box::pin(look(&app, document)).await);
    let app = account::Desk::new(base.clone(), table(), cognito());
    statuses.extend(Box::pin(look(&app, document)).await);
    let app = initiatives::Initiatives::new(base.clone(), table());
    statuses.extend(Box::pin(look(&app, document)).await);
    let app = moderation::Moderation::new(base, table());
    statuses.extend(Box::pin(look(&app, document)).await);
    assert_eq!(statuses, [200, 400, 401, 404, 413, 415, 422, 503].into_iter().collect());
}

/// Each problem's `type` leads to its line on the page for developers.
#[test]
fn the_page_for_developers_explains_every_code() {
    let document = document();
    let mut codes: BTreeSet<String> = document["components"]["schemas"]["FailureCode"]["enum"]
        .as_array()
        .unwrap()
        .iter()
        .map(|code| code.as_str().unwrap().to_owned())
        .collect();
    // Those of single operations.
    for (_, _, operation) in operations(&document) {
        let conflict = &operation["responses"]["409"]["content"]["application/problem+json"];
        for schema in every_object(&conflict["schema"]) {
            codes.extend(schema["properties"]["code"]["const"].as_str().map(str::to_owned));
        }
    }
    let frame = Frame {
        lang: Language::En,
        path: "/developers/",
        viewer: Viewer::Anonymous,
        form_token: "",
        notice: None,
        settings: domain::Settings::defaults(),
    };
    let page = views::public::developers::page(&frame).into_string();
    assert!(codes.contains("rejected") && codes.contains("body_taken"), "{codes:?}");
    for code in codes {
        assert!(page.contains(&format!("id=\"problem-{code}\"")), "{code}");
    }
}

/// A value and all objects inside it.
fn every_object(value: &Value) -> Vec<&Value> {
    let mut all = vec![value];
    match value {
        Value::Object(members) => all.extend(members.values().flat_map(every_object)),
        Value::Array(items) => all.extend(items.iter().flat_map(every_object)),
        _ => {}
    }
    all
}
