//! The real functions in process, with the deployed table and user pool: time and chance can be
//! chosen there, and faults put in between.

use crate::faults::Faults;
use crate::person::{Answer, Body as Town, Jar, PASSWORD};
use crate::stack::{self, setting};
use aws_config::SdkConfig;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType,
    ScalarAttributeType,
};
use domain::event::{Action, Actor};
use domain::staff::Invitee;
use domain::{
    Account, AccountId, EmailAddress, Event, EventId, Invitation, Language, Password, Registration,
    Secret, SessionKind, Signatory, SignatoryId, StaffMember, StaffRole, Timestamp,
};
use identity::{Cognito, SessionSecret};
use lambda_http::aws_lambda_events::query_map::QueryMap;
use lambda_http::{Body, Request, RequestExt};
use std::cell::{Cell, OnceCell};
use std::net::Ipv4Addr;
use std::time::Duration;
use storage::bucket::Bucket;
use storage::{NewSignatory, OperationToken, Table};
use web::{App, Base, SESSION_COOKIE};

/// The secret that requests of [`request`] carry.
const SECRET: &str = "secret-of-the-test";

/// Table, user pool and surroundings of the deployed stack, with faults in between.
#[derive(Debug)]
pub struct Parts {
    pub base: Base,
    pub table: Table,
    pub cognito: Cognito,
    pub faults: Faults,
    sdk: SdkConfig,
}

impl Parts {
    /// The functions' own client settings, so that their time-outs and retries are tested.
    pub async fn new() -> Self {
        let faults = Faults::default();
        let sdk = web::aws::sdk_config().await.into_builder();
        let sdk = sdk.http_client(faults.client()).build();
        let cognito = Cognito::new(
            aws_sdk_cognitoidentityprovider::Client::new(&sdk),
            setting("USER_POOL_ID"),
            setting("CLIENT_ID"),
            Secret::new(setting("CLIENT_SECRET")),
        );
        let table = Table::new(aws_sdk_dynamodb::Client::new(&sdk), setting("TABLE_NAME"))
            .with_audit(setting("AUDIT_TABLE_NAME"));
        Self { base: Base::new(SECRET, clock, web::fill), table, cognito, faults, sdk }
    }

    pub fn registration(&self) -> registration::Registrations {
        let (base, table) = (self.base.clone(), self.table.clone());
        registration::Registrations::new(base, table, self.cognito.clone())
    }

    pub fn reports(&self) -> reports::Reports {
        reports::Reports::new(self.base.clone(), self.table.clone())
    }

    pub fn login(&self) -> login::SignIns {
        login::SignIns::new(self.base.clone(), self.table.clone(), self.cognito.clone())
    }

    pub fn account(&self) -> account::Desk {
        account::Desk::new(self.base.clone(), self.table.clone(), self.cognito.clone())
    }

    pub fn initiatives(&self) -> initiatives::Initiatives {
        initiatives::Initiatives::new(self.base.clone(), self.table.clone())
    }

    pub fn moderation(&self) -> moderation::Moderation {
        moderation::Moderation::new(self.base.clone(), self.table.clone())
    }

    /// The mail function, with that table: the deployed one sends what the stack's own asks for.
    pub fn mail(&self, table: &Table) -> mail::Mails {
        let ses = aws_sdk_sesv2::Client::new(&self.sdk);
        let (from, site) = ("Pact <no-reply@pact.example>", "https://pact.example.org");
        mail::Mails::new(table.clone(), ses, from, site, clock, web::fill)
    }

    /// A bucket behind the faults.
    pub fn bucket(&self, name: &str) -> Bucket {
        let settings = aws_sdk_s3::config::Builder::from(&self.sdk).force_path_style(true);
        Bucket::new(aws_sdk_s3::Client::from_conf(settings.build()), name)
    }

    /// A table of the test's own, whose stream nobody reads, with an audit trail of its own.
    pub async fn own_table(&self) -> Table {
        let client = aws_sdk_dynamodb::Client::new(&self.sdk);
        let name = format!("test-{}", EventId::new(clock(), entropy()));
        let audit = format!("{name}-audit");
        for name in [&name, &audit] {
            create_table(&client, name).await;
        }
        Table::new(client, name).with_audit(audit)
    }

    /// Parts with tables of their own, where nothing else waits.
    pub async fn alone() -> Self {
        let parts = Self::new().await;
        let table = parts.own_table().await;
        Self { table, ..parts }
    }

    /// A town that has signed and waits, and its officer.
    pub async fn waiting(&self, name: &str, email: &str) -> (NewSignatory, Signatory) {
        let new = new_signatory(name, email);
        self.table.confirm_registration(&new, token()).await.expect("a signatory");
        let id = EventId::new(clock(), entropy());
        let signed = Event { id, at: clock(), action: Action::Signed, rev: 2, ..new.event.clone() };
        let signed = self
            .table
            .sign(&new.signatory, &testkit::builders::signature(), &signed, &[], clock())
            .await;
        (new, signed.expect("a signature"))
    }

    /// Somebody who registered a town, with [`PASSWORD`].
    pub async fn officer(&self, name: &str) -> NewSignatory {
        let town = Town::town(name);
        let new = new_signatory(&town.name, &town.email);
        self.set_password(&new.account, PASSWORD).await;
        self.table.confirm_registration(&new, token()).await.expect("a signatory");
        new
    }

    /// A member of staff who may do everything.
    pub async fn staff(&self, name: &str) -> Account {
        self.member(name, StaffMember::new(StaffRole::Administrator)).await
    }

    /// That member of staff.
    pub async fn member(&self, name: &str, member: StaffMember) -> Account {
        let email = EmailAddress::parse(&stack::address(name)).expect("an address");
        let invitee = Invitee { email, language: Language::En, member };
        let account = AccountId::new(clock(), entropy());
        let (invitation, _) = self.invite(invitee, account).await;
        self.table.accept_invitation(&invitation, None, token(), clock()).await.expect("accepted");
        invitation.new_account(clock())
    }

    /// An invitation of an operator's, and the secret that its mail carries.
    pub async fn invite(&self, invitee: Invitee, account: AccountId) -> (Invitation, Secret) {
        let mut bytes = [0; 32];
        web::fill(&mut bytes);
        let secret = web::new_secret(bytes);
        let hash = storage::digest(secret.expose());
        let invitation = invitee.invite(hash, account, None, clock());
        self.table.invite(&invitation, &secret, &[], None, token()).await.expect("an invitation");
        (invitation, secret)
    }

    /// Has the user pool know the account, with that password.
    async fn set_password(&self, account: &Account, password: &str) {
        let password = Password::parse(&Secret::new(password), &[]).expect("a password");
        self.cognito.admit(account.id, &account.email, &password).await.expect("a user");
    }

    /// Leaves a stored signatory as no version of the code would write it.
    pub async fn spoil(&self, id: SignatoryId) {
        aws_sdk_dynamodb::Client::new(&self.sdk)
            .update_item()
            .table_name(setting("TABLE_NAME"))
            .key("pk", AttributeValue::S(format!("SIGNATORY#{id}")))
            .key("sk", AttributeValue::S("PROFILE".to_owned()))
            .update_expression("SET body = :nothing")
            .expression_attribute_values(":nothing", AttributeValue::N("7".to_owned()))
            .send()
            .await
            .expect("a spoilt item");
    }

    /// What a new session of that account presents; staff have given their second factor.
    pub async fn session(&self, account: &Account, kind: SessionKind) -> String {
        let mut bytes = [0; 32];
        web::fill(&mut bytes);
        let secret = SessionSecret::new(account.id, &bytes);
        let staff = account.staff.is_some();
        let session = identity::begin(account, kind, staff, None, "Test", &secret, clock());
        self.table.put_session(account.id, &session).await.expect("a session");
        secret.text().expose().to_owned()
    }

    /// A browser in which that account is signed in.
    pub async fn signed_in(&self, account: &Account) -> Browser {
        let mut browser = Browser::default();
        browser.sign_in_as(self.session(account, SessionKind::Browser).await);
        browser
    }

    /// Changes the account as it is now.
    pub async fn change(&self, account: &Account, change: impl Fn(Account) -> Account) {
        let record = self.table.account(account.id, clock()).await.expect("the account");
        let now = record.expect("the account").account;
        let rev = now.rev;
        let next = Account { rev: rev + 1, ..change(now) };
        self.table.replace_account(&next, rev, token()).await.expect("the change");
    }
}

async fn create_table(client: &aws_sdk_dynamodb::Client, name: &str) {
    let mut create =
        client.create_table().table_name(name).billing_mode(BillingMode::PayPerRequest);
    for (attribute, kind) in [("pk", KeyType::Hash), ("sk", KeyType::Range)] {
        let key = KeySchemaElement::builder().attribute_name(attribute).key_type(kind);
        let definition = AttributeDefinition::builder().attribute_name(attribute);
        let definition = definition.attribute_type(ScalarAttributeType::S);
        create = create
            .key_schema(key.build().expect("key"))
            .attribute_definitions(definition.build().expect("attribute"));
    }
    create.send().await.expect("a table");
}

thread_local! {
    static AHEAD: Cell<i64> = const { Cell::new(0) };
    static VIEWER: OnceCell<Ipv4Addr> = const { OnceCell::new() };
}

/// The real time, and as much later as the test has moved it.
pub fn clock() -> Timestamp {
    let ahead = AHEAD.with(Cell::get);
    web::now().checked_add(Duration::from_secs(ahead.unsigned_abs())).expect("time")
}

/// Moves the time of this test onward.
pub fn move_on(seconds: i64) {
    AHEAD.with(|ahead| ahead.set(ahead.get() + seconds));
}

/// Moves the time of this test to the full hour, where the windows of all limits begin.
pub fn to_the_full_hour() {
    move_on(3600 - clock().as_second() % 3600);
}

/// A network address that nobody else has.
pub fn somewhere() -> Ipv4Addr {
    let [a, b, c, ..] = entropy();
    Ipv4Addr::new(10, a, b, c)
}

/// The network address of this test's viewer.
fn viewer() -> String {
    VIEWER.with(|viewer| viewer.get_or_init(somewhere).to_string())
}

/// Has all requests of this test come from there, but for those that name another address.
pub fn from_address(address: Ipv4Addr) {
    VIEWER.with(|viewer| viewer.set(address).expect("before the first request"));
}

/// A request as the edge passes it on; `headers` may name another viewer's address.
pub fn request(method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Request {
    let mut builder = lambda_http::http::Request::builder()
        .method(method)
        .uri(path)
        .header("x-origin-verify", SECRET)
        .header("x-viewer-host", "pact.example.org");
    if !headers.iter().any(|(name, _)| *name == "x-viewer-address") {
        builder = builder.header("x-viewer-address", viewer());
    }
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    let request = builder.body(Body::from(body)).expect("request");
    // As the runtime reads it off the event.
    let query = path.split_once('?').map_or("", |(_, query)| query);
    let query = query.parse::<QueryMap>().expect("query");
    request.with_query_string_parameters(query)
}

/// A JSON request as the edge passes it on.
pub fn json(path: &str, document: &serde_json::Value) -> Request {
    let headers = [("content-type", "application/json"), ("accept", "application/json")];
    request("POST", path, &headers, &document.to_string())
}

/// A program's request for a page, with its token.
pub fn with_token(path: &str, token: &str) -> Request {
    let bearer = format!("Bearer {token}");
    request("GET", path, &[("authorization", &bearer), ("accept", "application/json")], "")
}

/// A JSON request with a program's token.
pub fn json_with_token(path: &str, token: &str, document: &serde_json::Value) -> Request {
    let bearer = format!("Bearer {token}");
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/json"),
        ("accept", "application/json"),
    ];
    request("POST", path, &headers, &document.to_string())
}

/// A function's answer to a request.
pub async fn ask<A: App>(app: &A, request: Request) -> Answer {
    let (head, body) = Box::pin(web::answer(app, request)).await.into_parts();
    let headers = head
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()));
    Answer {
        status: head.status.as_u16(),
        headers: headers.collect(),
        body: String::from_utf8_lossy(body.as_ref()).into_owned(),
    }
}

/// Somebody with a browser, whose requests go to functions in process.
#[derive(Debug, Clone, Default)]
pub struct Browser {
    pub jar: Jar,
}

impl Browser {
    pub async fn get<A: App>(&mut self, app: &A, path: &str) -> Answer {
        let cookies = self.jar.header();
        let answer = ask(app, request("GET", path, &[("cookie", &cookies)], "")).await;
        self.jar.learn(&answer);
        answer
    }

    /// Sends a form with the token of the last page seen.
    pub async fn post<A: App>(&mut self, app: &A, path: &str, fields: &[(&str, &str)]) -> Answer {
        let cookies = self.jar.header();
        let headers = [
            ("cookie", cookies.as_str()),
            ("content-type", "application/x-www-form-urlencoded"),
            ("sec-fetch-site", "same-origin"),
        ];
        let answer = ask(app, request("POST", path, &headers, &self.jar.form(fields))).await;
        self.jar.learn(&answer);
        answer
    }

    /// Opens a case of the staff's; its page, with the form of the decision.
    pub async fn open<A: App>(&mut self, app: &A, path: &str) -> Answer {
        self.get(app, path).await.expect(200);
        self.post(app, &format!("{path}/lease"), &[("intent", "take")]).await.expect(303);
        self.get(app, path).await.expect(200)
    }

    pub async fn sign_in(&mut self, app: &login::SignIns, email: &str, password: &str) -> Answer {
        self.get(app, "/en/sign-in").await;
        self.post(app, "/en/sign-in", &[("email", email), ("password", password)]).await
    }

    /// Presents that session from now on.
    pub fn sign_in_as(&mut self, session: String) {
        self.jar.cookies.insert(SESSION_COOKIE.to_owned(), session);
    }
}

/// Names a change.
pub fn token() -> OperationToken {
    OperationToken::new(EventId::new(clock(), entropy()).to_string())
}

pub fn entropy() -> [u8; 10] {
    let mut bytes = [0; 10];
    web::fill(&mut bytes);
    bytes
}

/// An account that is not stored yet.
pub fn new_account(email: &str) -> Account {
    let email = EmailAddress::parse(email).expect("an address");
    Account::new(AccountId::new(clock(), entropy()), email, Language::En, None, clock())
}

/// A town that has registered and is not stored yet.
pub fn new_signatory(name: &str, email: &str) -> NewSignatory {
    let town = Town { name: name.to_owned(), email: email.to_owned(), ..Town::town("Any") };
    let form = serde_json::from_value(town.json()).expect("a form");
    let Registration { body, signer, contact, .. } =
        Registration::parse(&form, domain::Date::constant(2026, 11, 24)).expect("a registration");
    let account = new_account(email);
    let event = Event {
        id: EventId::new(clock(), entropy()),
        at: clock(),
        actor: Actor::Signatory(account.id),
        action: Action::Registered,
        initiative: None,
        rev: 1,
        reason: None,
        note: String::new(),
    };
    let id = SignatoryId::new(clock(), entropy());
    NewSignatory { signatory: Signatory::new(id, body, signer, clock()), account, contact, event }
}
