//! The API's description (`OpenAPI` 3.1), made from the code: routes from the functions' own
//! tables, members from the forms, choices and limits from the domain, failures from the
//! answers that `web` gives. What no table says, what an operation is for and what it answers,
//! stands in one exhaustive match for each function: a route without it does not compile.

use domain::bulk::{BulkAction, BulkObstacle, BulkState};
use domain::forms::{self, InitiativeForm, Kind as MemberKind, Member, SessionForm};
use domain::initiative::{
    ActionType, InitiativeDecision, InitiativeState, P, Status, TargetGroup, TextCorrection,
    parse_draft,
};
use domain::pact::{Goal, GoalGroup};
use domain::registration::ticked;
use domain::settings::{Closed, Helpline, PageGroup, Switches, Times};
use domain::signatory::{
    BodyKind, ChangesAsked, Contact, Correction, NotPossible, Profile, ProfileUpdate, Refusal,
    SignatoryDecision, SignatureRequest, parse_withdrawal,
};
use domain::staff::Invitee;
use domain::{
    Content, ContentLanguage, CountryCode, Date, Field, FlagKind, Language, ProblemCode, Problems,
    Reason, Registration, SessionKind, SignatoryState, StaffMember, StaffRole, Timestamp, limits,
};
use lambda_http::http::StatusCode;
use lambda_http::{Body, Response};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::thread;
use web::router::{DEFAULT, get, post};
use web::{Answer, App, Base, Failure, Incoming, Method, Route, SESSION_COOKIE, Unreadable};

/// Where the description stands, from the project's top folder.
pub const FILE: &str = "shared/views/assets/root/openapi.json";

const OK: StatusCode = StatusCode::OK;
const CREATED: StatusCode = StatusCode::CREATED;
const ACCEPTED: StatusCode = StatusCode::ACCEPTED;

const JSON: &str = "application/json";
/// Names of the security schemes.
const TOKEN: &str = "token";
const STEP: &str = "step";
/// A day for parsers that want one.
const DAY: Date = Date::constant(2026, 11, 24);

/// Members of an object, or schemas, each under its name.
macro_rules! members {
    ($($name:literal: $schema:expr),* $(,)?) => { vec![$(($name, $schema)),*] };
}

macro_rules! object {
    ($($members:tt)*) => { object(members! { $($members)* }) };
}

/// A form of the domain, with its name.
macro_rules! form {
    ($name:ident) => {
        (stringify!($name), forms::$name::MEMBERS)
    };
}

/// The description as its file holds it.
pub fn text() -> String {
    format!("{:#}\n", document())
}

/// The description.
pub fn document() -> Value {
    let failures = Failures::ask();
    let described = described();
    let mut used = BTreeSet::new();
    let mut paths: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for entry in &described {
        let value = entry.value(&failures, &mut used);
        let methods = paths.entry(entry.path).or_default();
        methods.insert(entry.method.as_str().to_ascii_lowercase(), value);
    }
    let mut schemas = choices();
    schemas.extend(form_schemas());
    schemas.extend(shown_forms());
    schemas.extend(answer_schemas());
    schemas.extend(failures.schemas(&used));
    let mut document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Pact of Towns and Regions",
            "summary": "Register, sign the Pact and publish initiatives, by program.",
            "description": about(),
            "version": env!("CARGO_PKG_VERSION"),
            "license": {
                "name": env!("CARGO_PKG_LICENSE"),
                "identifier": env!("CARGO_PKG_LICENSE"),
            },
        },
        "servers": [{ "url": "/", "description": "The site that this description comes from." }],
        "tags": TAGS
            .iter()
            .map(|(name, description)| json!({ "name": name, "description": description }))
            .collect::<Value>(),
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": failures.responses(&used, &json!(paths)),
            "headers": headers(),
            "parameters": { "lang": language_parameter() },
            "securitySchemes": {
                TOKEN: {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The token that `issueToken` gives.",
                },
                STEP: {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": SESSION_COOKIE,
                    "description": "The cookie of a browser between its password and its \
                        session. Programs have no such steps.",
                },
            },
        },
    });
    document.sort_all_objects();
    document
}

fn about() -> String {
    format!(
        "\
Every page with a form is an endpoint as well. The same address answers a person with HTML and \
a program with JSON; both go through the same rules.

**Being answered in JSON.** Send `Accept: application/json`, or a bearer token, which has the \
same effect. Send forms as `application/json`, at most {body} bytes. Every member of a form is \
a text, as it would be typed, or a list of texts: numbers, days (`YYYY-MM-DD`) and revisions \
too. A ticked box is `yes` or `true`. A member left out is an empty one; a member that the form \
does not have is refused.

**Getting a token.** Register with one call of `sendCheck`, confirm with the code that comes by \
mail (`sendConfirm`), then give address and password to `issueToken`, with the six digits of the \
authenticator where one is set up. A token is good for {token} minutes; `revokeToken` ends it \
before, and so does a new password. Accounts of staff get one with an authenticator only.

**Changing what others may change.** What can be changed has a revision, `rev`. Send back the \
one that you read; `409` with code `conflict` says that somebody was first: read again, then \
decide. Answers give the revision as a number, or as a text in a `form` that is ready to be \
sent back; forms take it as a text. The same change sent twice is made once; for a new \
initiative, that takes an `id` from `showNewInitiative`.

**Problems.** What is refused is answered with `application/problem+json` (RFC 9457). `code` \
says what it is and stays the same; `title`, and the `detail` of each field, are words for \
people, `detail` in the language of the address. `errors` names every field that is wrong, by \
JSON pointer, all at once. `reference` stands in our log: quote it when you write to us. With \
`429` and `503`, `Retry-After` says how many seconds to wait.

**Versions.** Addresses carry no version; `info.version` is semantic. New operations, new \
members of answers and new codes can come at any time: pass over what you do not know. What is \
described here is taken away or changed in its meaning with a new first number only.",
        body = limits::BODY_BYTES,
        token = limits::TOKEN_LIFE.as_mins(),
    )
}

const TAGS: [(&str, &str); 6] = [
    (
        "registration",
        "From the first question to the confirmed address. Browsers go through the steps; a \
         program sends everything at once to the last of them.",
    ),
    ("reports", "Telling the secretariat, without an account, what is wrong with a public page."),
    (
        "login",
        "Tokens for programs; signing in, second factor and forgotten passwords for browsers.",
    ),
    ("account", "A signatory's own desk: profile, contacts, signature, and the account itself."),
    ("initiatives", "A signatory's own initiatives."),
    ("moderation", "What staff decide. For everybody else there is nothing at these addresses."),
];

// ------------------------------------------------------------------ operations

/// Whom an operation answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    /// Everybody.
    Everybody,
    /// Everybody; a token makes a difference.
    TokenIfAny,
    /// The holder of a token.
    Token,
    /// A browser at a step of signing in.
    Step,
    /// Either.
    TokenOrStep,
}

impl Access {
    fn value(self) -> Value {
        match self {
            Self::Everybody => json!([]),
            Self::TokenIfAny => json!([{}, { TOKEN: [] }]),
            Self::Token => json!([{ TOKEN: [] }]),
            Self::Step => json!([{ STEP: [] }]),
            Self::TokenOrStep => json!([{ TOKEN: [] }, { STEP: [] }]),
        }
    }
}

/// One way in which an operation answers.
#[derive(Debug, Clone)]
struct Given {
    status: u16,
    what: String,
    /// Media type and schema; none where there is no body.
    content: Option<(String, Value)>,
    headers: Vec<String>,
    /// Name of the response under which this stands among the components.
    component: Option<&'static str>,
}

/// What no table says of an action.
#[derive(Debug)]
struct Operation {
    id: &'static str,
    summary: &'static str,
    notes: &'static str,
    access: Access,
    takes: Option<Value>,
    given: Vec<Given>,
    /// Failures beyond those that follow from path, body and access.
    failures: Vec<Kind>,
}

fn operation(id: &'static str, summary: &'static str) -> Operation {
    Operation {
        id,
        summary,
        notes: "",
        access: Access::Everybody,
        takes: None,
        given: Vec::new(),
        failures: Vec::new(),
    }
}

impl Operation {
    fn access(self, access: Access) -> Self {
        Self { access, ..self }
    }

    fn notes(self, notes: &'static str) -> Self {
        Self { notes, ..self }
    }

    fn takes(self, schema: Value) -> Self {
        Self { takes: Some(schema), ..self }
    }

    fn gives(self, status: StatusCode, what: &str, schema: Value) -> Self {
        self.gives_as(JSON, status, what, schema)
    }

    fn gives_as(mut self, media: &str, status: StatusCode, what: &str, schema: Value) -> Self {
        self.given.push(Given {
            status: status.as_u16(),
            what: what.to_owned(),
            content: Some((media.to_owned(), schema)),
            headers: Vec::new(),
            component: None,
        });
        self
    }

    /// Something else is there already: a problem whose code is this operation's own.
    fn conflicts(self, what: &str, own: Vec<(&str, Value)>) -> Self {
        let mut all = members! {
            "type": string(),
            "title": string(),
            "status": json!({ "const": StatusCode::CONFLICT.as_u16() }),
            "reference": string(),
        };
        all.extend(own);
        self.gives_as("application/problem+json", StatusCode::CONFLICT, what, object(all))
    }

    /// To another page, programs too.
    fn leads(mut self, what: &str) -> Self {
        self.given.push(Given {
            status: StatusCode::SEE_OTHER.as_u16(),
            what: what.to_owned(),
            content: None,
            headers: vec!["location".to_owned()],
            component: None,
        });
        self
    }

    fn fails(mut self, failures: &[Kind]) -> Self {
        self.failures.extend(failures);
        self
    }
}

/// A route with what is said of it.
#[derive(Debug)]
struct Described {
    tag: &'static str,
    method: Method,
    path: &'static str,
    operation: Operation,
}

/// Every route that a program can call: all but the one that takes the rest.
fn described() -> Vec<Described> {
    let mut all = Vec::new();
    describe(&mut all, "registration", registration::ROUTES, of_registration);
    describe(&mut all, "reports", reports::ROUTES, of_reports);
    describe(&mut all, "login", login::ROUTES, of_login);
    describe(&mut all, "account", account::ROUTES, of_account);
    describe(&mut all, "initiatives", initiatives::ROUTES, of_initiatives);
    describe(&mut all, "moderation", moderation::ROUTES, of_moderation);
    all
}

fn describe<A: Copy>(
    all: &mut Vec<Described>,
    tag: &'static str,
    routes: &'static [Route<A>],
    of: fn(A) -> Operation,
) {
    all.extend(routes.iter().filter(|route| route.path != DEFAULT).map(|route| Described {
        tag,
        method: route.method,
        path: route.path,
        operation: of(route.action),
    }));
}

impl Described {
    fn value(&self, failures: &Failures, used: &mut BTreeSet<Kind>) -> Value {
        let operation = &self.operation;
        let mut value = json!({
            "tags": [self.tag],
            "operationId": operation.id,
            "summary": operation.summary,
            "security": operation.access.value(),
            "responses": self.responses(failures, used),
        });
        if !operation.notes.is_empty() {
            value["description"] = json!(operation.notes);
        }
        let parameters = self.parameters();
        if !parameters.is_empty() {
            value["parameters"] = json!(parameters);
        }
        if let Some(schema) = &operation.takes {
            value["requestBody"] = json!({
                "required": *schema != reference("EmptyForm"),
                "content": { JSON: { "schema": schema } },
            });
        }
        value
    }

    fn parameters(&self) -> Vec<Value> {
        let mut parameters = Vec::new();
        let mut before = "";
        for part in self.path.split('/') {
            if let Some(name) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
                parameters.push(match (before, name) {
                    ("", "lang") => json!({ "$ref": "#/components/parameters/lang" }),
                    ("signatories", _) => path_parameter(name, "Identifier of the signatory."),
                    ("initiatives", _) => path_parameter(name, "Identifier of the initiative."),
                    ("bulk", _) => path_parameter(name, "Identifier of the proposal."),
                    ("people", _) => path_parameter(name, "Identifier of the account."),
                    ("invitations", _) => other_parameter(
                        name,
                        "Identifier of the invitation.",
                        &json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" }),
                    ),
                    ("invitation", _) => {
                        other_parameter(name, "The secret that the mail carries.", &string())
                    }
                    ("reports", _) => {
                        other_parameter(name, "Digest of the page that is reported.", &string())
                    }
                    ("reasons", _) => {
                        other_parameter(name, "Code of the reason, or `new`.", &string())
                    }
                    ("helplines", _) => other_parameter(
                        name,
                        "Country and digits, such as `fr-119` or `eu-112`, or `new`.",
                        &string(),
                    ),
                    _ => panic!("{}: say what {name} is", self.path),
                });
            }
            before = part;
        }
        if !self.path.starts_with("/{lang}/") {
            parameters.push(json!({
                "name": "Accept-Language",
                "in": "header",
                "required": false,
                "description": "Chooses the language of problems.",
                "schema": { "type": "string" },
            }));
        }
        parameters
    }

    /// The operation's own failures and those that follow from path, body and access.
    fn failures(&self) -> BTreeSet<Kind> {
        let Operation { access, takes, failures, .. } = &self.operation;
        let mut all: BTreeSet<Kind> = failures.iter().copied().collect();
        all.extend([Kind::Internal, Kind::Unavailable]);
        if Switches::can_close(self.path) {
            all.insert(Kind::Closed);
        }
        if self.path.contains('{') {
            all.insert(Kind::NotFound);
        }
        if takes.is_some() {
            all.extend([Kind::Unreadable, Kind::TooLarge, Kind::UnsupportedMediaType]);
        }
        if matches!(access, Access::Token | Access::Step | Access::TokenOrStep) {
            all.insert(Kind::SignIn);
        }
        // Whatever has no token might be a browser on another site's errand.
        if self.method == Method::Post && *access != Access::Token {
            all.insert(Kind::Forbidden);
        }
        all
    }

    fn responses(&self, failures: &Failures, used: &mut BTreeSet<Kind>) -> Value {
        let mut by_status: BTreeMap<u16, Vec<Given>> = BTreeMap::new();
        let kinds = self.failures();
        let refused = kinds.iter().map(|kind| failures.given(*kind));
        for given in self.operation.given.iter().cloned().chain(refused) {
            by_status.entry(given.status).or_default().push(given);
        }
        used.extend(kinds);
        by_status
            .into_iter()
            .map(|(status, given)| (status.to_string(), response(&given)))
            .collect::<Map<_, _>>()
            .into()
    }
}

/// One response; several ways to answer with the same status become one.
fn response(given: &[Given]) -> Value {
    if let [Given { component: Some(name), .. }] = given {
        return json!({ "$ref": format!("#/components/responses/{name}") });
    }
    let what: Vec<&str> = given.iter().map(|given| given.what.as_str()).collect();
    let mut value = json!({ "description": what.join(" ") });
    let mut content: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for (media, schema) in given.iter().filter_map(|given| given.content.as_ref()) {
        content.entry(media).or_default().push(schema.clone());
    }
    for (media, mut schemas) in content {
        let schema =
            if schemas.len() == 1 { schemas.remove(0) } else { json!({ "anyOf": schemas }) };
        value["content"][media]["schema"] = schema;
    }
    for name in given.iter().flat_map(|given| &given.headers) {
        value["headers"][name] = json!({ "$ref": format!("#/components/headers/{name}") });
    }
    value
}

fn language_parameter() -> Value {
    json!({
        "name": "lang",
        "in": "path",
        "required": true,
        "description": "Language of pages, problems and addresses in answers.",
        "schema": reference("Language"),
    })
}

fn path_parameter(name: &str, description: &str) -> Value {
    other_parameter(name, description, &reference("Id"))
}

fn other_parameter(name: &str, description: &str, schema: &Value) -> Value {
    json!({
        "name": name,
        "in": "path",
        "required": true,
        "description": description,
        "schema": schema,
    })
}

// ------------------------------------------------------------------ reports

fn of_reports(action: reports::Action) -> Operation {
    use reports::Action as A;
    match action {
        A::ShowReport => operation("showReport", "An empty report of a page")
            .notes("`page` in the query is the path of a page that is or was public.")
            .gives(OK, "The form.", object! { "form": reference("ReportFormShown") })
            .fails(&[Kind::NotFound]),
        A::SendReport => operation("report", "Report a page")
            .notes(
                "Nothing is kept of who reports. Beyond the limit a report is counted, and its \
                 words are not kept.",
            )
            .takes(reference("ReportForm"))
            .gives(ACCEPTED, "It is with the secretariat.", said("received"))
            .fails(&[Kind::Rejected, Kind::NotFound, Kind::TooMany]),
    }
}

// ------------------------------------------------------------------ registration

const ONE_OF_STEPS: &str = "A step for browsers, which keep what was typed under a cookie. A \
    program sends everything at once to `sendCheck`.";

fn of_registration(action: registration::Action) -> Operation {
    use registration::Action as A;
    let draft = || reference("RegistrationFormShown");
    let profile = || object! { "profile": string() };
    match action {
        A::ShowProfile => operation("showRegistrationProfile", "The profile chosen so far")
            .notes(ONE_OF_STEPS)
            .gives(OK, "The profile; empty before it is chosen.", profile()),
        A::SendProfile => operation("sendRegistrationProfile", "Choose the profile")
            .notes(ONE_OF_STEPS)
            .takes(reference("RegistrationProfileForm"))
            .gives(OK, "Kept.", profile())
            .fails(&[Kind::Rejected]),
        A::ShowAuthority => operation("showAuthority", "The authority itself, or its elected")
            .notes(ONE_OF_STEPS)
            .gives(OK, "The profile; empty before it is chosen.", profile()),
        A::SendAuthority => {
            operation("sendAuthority", "Choose the authority itself, or its elected")
                .notes(ONE_OF_STEPS)
                .takes(reference("RegistrationProfileForm"))
                .gives(OK, "Kept.", profile())
                .fails(&[Kind::Rejected])
        }
        A::ShowDetails => operation("showDetails", "What was typed so far")
            .notes(ONE_OF_STEPS)
            .gives(OK, "The registration as typed.", draft())
            .leads("Before a profile is chosen: to the first step."),
        A::SendDetails => operation("sendDetails", "Check a registration without sending it")
            .notes(
                "Says what is wrong with everything but password and declaration. Browsers go on \
                 to the last step with it; a program sends the same members once more there.",
            )
            .takes(reference("RegistrationDetailsForm"))
            .gives(OK, "Nothing is wrong with it.", draft())
            .fails(&[Kind::Rejected]),
        A::ShowCheck => operation("showCheck", "The answers before they are sent")
            .notes(ONE_OF_STEPS)
            .gives(OK, "The registration as typed.", draft())
            .leads("While something is wrong with it: to the step before."),
        A::SendCheck => operation("sendCheck", "Register")
            .notes(
                "Sends a code to the address. Whether the address has an account already is not \
                 said here, but in the mail.",
            )
            .takes(reference("RegistrationForm"))
            .gives(
                ACCEPTED,
                "A code is on its way.",
                object! {
                    "registration": describe_as(
                        string(),
                        "To be sent along with the code. Keep it secret.",
                    ),
                    "confirm": describe_as(address(), "Where the code is to be sent."),
                },
            )
            .fails(&[Kind::Rejected, Kind::TooMany]),
        A::ShowConfirm => operation("showConfirm", "Whether a code is waited for")
            .notes(ONE_OF_STEPS)
            .gives(OK, "It is.", said("waiting"))
            .leads("It is not: to the first step."),
        A::SendConfirm => operation("sendConfirm", "Confirm the address with the code")
            .notes(
                "Not found where no registration waits. Sent again, it is answered as it was the \
                 first time.",
            )
            .takes(reference("CodeForm"))
            .gives(
                CREATED,
                "Account and signatory are there.",
                object! { "signatory": reference("Id"), "sign_in": address() },
            )
            .conflicts(
                "The address has got an account meanwhile.",
                members! { "code": constant("email_taken"), "sign_in": address() },
            )
            .conflicts(
                "The body is in the register already: your account is there, and it is noted \
                 that you ask to join.",
                members! { "code": constant("body_taken"), "sign_in": address() },
            )
            .fails(&[Kind::Rejected, Kind::Conflict]),
        A::Resend => operation("resendCode", "Ask for another code")
            .takes(reference("ResendForm"))
            .gives(ACCEPTED, "Another code is on its way.", said("sent"))
            .fails(&[Kind::TooMany]),
    }
}

// ------------------------------------------------------------------ login

const FOR_BROWSERS: &str = "For browsers: the answer sets a cookie. Programs use `issueToken`.";
const AT_A_STEP: &str = "For browsers, between password and session.";

#[expect(clippy::too_many_lines, reason = "one arm for each action, nothing else")]
fn of_login(action: login::Action) -> Operation {
    use login::Action as A;
    let next = || {
        let next = describe_as(address(), "The step that comes next, or where signing in led.");
        object! { "next": next }
    };
    match action {
        A::ShowSignIn => operation("showSignIn", "The page to sign in").notes(FOR_BROWSERS).gives(
            OK,
            "It is open.",
            said("sign_in"),
        ),
        A::SendSignIn => operation("signIn", "Sign in with a browser")
            .notes(FOR_BROWSERS)
            .takes(reference("SignInForm"))
            .gives(OK, "The password is right.", next())
            .fails(&[Kind::Rejected, Kind::TooMany]),
        A::ShowSecondFactor => {
            operation("showSecondFactor", "Whether a second factor is asked for")
                .notes(AT_A_STEP)
                .access(Access::Step)
                .gives(OK, "It is.", said("second_factor"))
        }
        A::SendSecondFactor => operation("sendSecondFactor", "Give the authenticator's code")
            .notes(AT_A_STEP)
            .access(Access::Step)
            .takes(reference("SecondFactorForm"))
            .gives(OK, "Signed in.", next())
            .fails(&[Kind::Rejected, Kind::TooMany, Kind::Conflict]),
        A::ShowRecoveryCode => operation("showRecoveryCode", "Whether a recovery code is taken")
            .notes(AT_A_STEP)
            .access(Access::Step)
            .gives(OK, "It is.", said("recovery_code")),
        A::SendRecoveryCode => operation("sendRecoveryCode", "Give a recovery code instead")
            .notes("Removes the second factor and uses the code up. For browsers.")
            .access(Access::Step)
            .takes(reference("RecoveryCodeForm"))
            .gives(OK, "The second factor is removed: sign in again.", next())
            .fails(&[Kind::Rejected, Kind::TooMany, Kind::Conflict]),
        A::ShowForgottenPassword => operation("showForgottenPassword", "An empty form").gives(
            OK,
            "The form.",
            reference("ForgottenPasswordFormShown"),
        ),
        A::SendForgottenPassword => {
            operation("sendForgottenPassword", "Ask for a code for a new password")
                .notes(
                    "Known and unknown addresses are answered alike; only known ones get a mail.",
                )
                .takes(reference("ForgottenPasswordForm"))
                .gives(ACCEPTED, "A code is on its way to an address that is known.", next())
                .fails(&[Kind::Rejected, Kind::TooMany])
        }
        A::ShowResetPassword => operation("showResetPassword", "The page to choose a new password")
            .gives(OK, "It is open.", said("reset_password")),
        A::SendResetPassword => operation("resetPassword", "Choose a new password with the code")
            .notes("Ends every session and every token of the account.")
            .takes(reference("ResetPasswordForm"))
            .gives(OK, "The new password is in force.", next())
            .fails(&[Kind::Rejected, Kind::TooMany, Kind::Conflict]),
        A::ShowSetUpSecondFactor => {
            operation("showSetUpSecondFactor", "What there is of a second factor")
                .access(Access::TokenOrStep)
                .gives(OK, "As it is now.", reference("SecondFactor"))
        }
        A::SendSetUpSecondFactor => operation("setUpSecondFactor", "Set up an authenticator")
            .notes(
                "In two calls: the password in force gives a key for the authenticator, its first \
                 code puts it in force and gives the recovery codes, which are shown this once.",
            )
            .access(Access::TokenOrStep)
            .takes(reference("SetUpSecondFactorForm"))
            .gives(OK, "To the password: the key.", reference("SecondFactor"))
            .gives(
                OK,
                "To the first code: the recovery codes.",
                object! { "recovery_codes": list(string()) },
            )
            .conflicts(
                "A second factor is set up already.",
                members! { "code": constant("second_factor_on") },
            )
            .conflicts(
                "The first code came too late: begin with the password again.",
                members! { "code": constant("expired") },
            )
            .fails(&[Kind::Rejected, Kind::TooMany, Kind::Conflict]),
        A::RemoveSecondFactor => operation("removeSecondFactor", "Remove the second factor")
            .notes("Not for staff, who must have one.")
            .access(Access::Token)
            .takes(reference("PasswordConfirmForm"))
            .gives(OK, "It is removed.", object! { "second_factor": flag(false) })
            .fails(&[Kind::Forbidden, Kind::Rejected, Kind::TooMany, Kind::Conflict]),
        A::SignOut => operation("signOut", "End the session that this request carries")
            .access(Access::TokenIfAny)
            .takes(reference("EmptyForm"))
            .gives(OK, "It is over, or there was none.", said("signed_out")),
        A::SignOutEverywhere => operation("signOutEverywhere", "End every session and every token")
            .access(Access::Token)
            .takes(reference("EmptyForm"))
            .gives(OK, "They are over, this one too.", said("signed_out"))
            .fails(&[Kind::Conflict]),
        A::ShowInvitation => operation("showInvitation", "An invitation into the secretariat")
            .notes(
                "Not found where it is used, over, replaced or withdrawn. Looking changes nothing.",
            )
            .gives(
                OK,
                "It waits.",
                object! {
                    "email": email(),
                    "member": reference("StaffMember"),
                    "expires": timestamp(),
                },
            )
            .fails(&[Kind::NotFound]),
        A::AcceptInvitation => operation("acceptInvitation", "Accept it, with a password")
            .notes("Works once. The second factor is set up at the first sign-in.")
            .takes(reference("AcceptInvitationForm"))
            .gives(OK, "The account is ready.", next())
            .fails(&[Kind::NotFound, Kind::Rejected, Kind::Conflict]),
        A::IssueToken => operation("issueToken", "Get a token")
            .notes("`next` is of no use here. Staff without an authenticator are refused (403).")
            .takes(reference("SignInForm"))
            .gives(
                OK,
                "The token. Keep it secret.",
                object! {
                    "token": string(),
                    "token_type": constant("Bearer"),
                    "expires_in": seconds(limits::TOKEN_LIFE.as_secs()),
                },
            )
            .fails(&[Kind::Forbidden, Kind::Rejected, Kind::TooMany]),
        A::RevokeToken => operation("revokeToken", "End this token")
            .access(Access::Token)
            .takes(reference("EmptyForm"))
            .gives(OK, "It is over.", said("revoked")),
    }
}

// ------------------------------------------------------------------ account

#[expect(clippy::too_many_lines, reason = "one arm for each action, nothing else")]
fn of_account(action: account::Action) -> Operation {
    use account::Action as A;
    let with_form = |form| object! { "form": reference(form) };
    let no_signatory = "Not found where the account acts for no signatory.";
    let owners = "For the account that registered the signatory; others of it are refused (403).";
    let operation = match action {
        A::ShowDesk => operation("showDesk", "What is done and what comes next").gives(
            OK,
            "Account, signatory and initiatives.",
            reference("Desk"),
        ),
        A::ShowProfile => operation("showProfile", "The profile").notes(no_signatory).gives(
            OK,
            "What was verified, and what can be changed.",
            reference("Profile"),
        ),
        A::SendProfile => operation("changeProfile", "Change the profile")
            .notes("A representative's `publish_signer` must stay ticked, and their name stays.")
            .takes(reference("ProfileForm"))
            .gives(OK, "As it is now.", reference("Profile"))
            .fails(&[Kind::Rejected, Kind::Conflict]),
        A::ShowContact => operation("showContact", "The contacts").notes(no_signatory).gives(
            OK,
            "The form, ready to be sent back.",
            with_form("ContactFormShown"),
        ),
        A::SendContact => operation("changeContact", "Change the contacts")
            .takes(reference("ContactForm"))
            .gives(OK, "As they are now.", with_form("ContactFormShown"))
            .fails(&[Kind::Rejected, Kind::Conflict]),
        A::ShowSign => operation("showSign", "The undertaking and the goals")
            .notes(owners)
            .gives(OK, "The text in force and the choices.", reference("ToSign"))
            .fails(&[Kind::Forbidden]),
        A::SendSign => operation("sign", "Sign the Pact")
            .notes(
                "`text_hash` is that of the undertaking which `showSign` gave, in the language of \
                 the address; `rev` stands in its form. The decision behind the signature is given \
                 by day and reference, or it is said why none is needed. The same signature sent \
                 again is answered alike.",
            )
            .takes(reference("SignForm"))
            .gives(CREATED, "Signed; waits for verification.", reference("Signatory"))
            .fails(&[Kind::Forbidden, Kind::Rejected, Kind::Conflict, Kind::NotPossible]),
        A::ShowWithdraw => operation("showWithdraw", "Whether there is a signature to withdraw")
            .notes(owners)
            .gives(
                OK,
                "`may_withdraw`, and the form.",
                object! { "may_withdraw": boolean(), "form": reference("WithdrawFormShown") },
            )
            .fails(&[Kind::Forbidden]),
        A::SendWithdraw => operation("withdraw", "Withdraw the signature")
            .notes("The note is public where the signatory was.")
            .takes(reference("WithdrawForm"))
            .gives(OK, "Withdrawn.", reference("Signatory"))
            .fails(&[Kind::Forbidden, Kind::Rejected, Kind::Conflict, Kind::NotPossible]),
        A::ShowAppeal => operation("showAppeal", "The refusal to appeal against")
            .notes(owners)
            .gives(
                OK,
                "What was decided, and the form.",
                object! { "refusal": reference("Refusal"), "form": reference("AppealFormShown") },
            )
            .fails(&[Kind::Forbidden, Kind::NotPossible]),
        A::SendAppeal => operation("appeal", "Appeal against a refusal or a take-down")
            .notes("Once for each decision. Somebody else than who took it decides anew.")
            .takes(reference("AppealForm"))
            .gives(OK, "Waits for a decision again.", reference("Signatory"))
            .fails(&[Kind::Forbidden, Kind::Rejected, Kind::Conflict, Kind::NotPossible]),
        A::SendResubmit => operation("resubmit", "Come back with the changes that staff asked for")
            .notes(owners)
            .takes(reference("RevisionForm"))
            .gives(OK, "Waits for verification again.", reference("Signatory"))
            .fails(&[Kind::Forbidden, Kind::Conflict, Kind::NotPossible]),
        A::ShowPassword => operation("showPassword", "An empty form").gives(
            OK,
            "The form.",
            with_form("ChangePasswordFormShown"),
        ),
        A::SendPassword => operation("changePassword", "Change the password")
            .notes(
                "Ends every other session and token, and gives a new token in place of this one.",
            )
            .takes(reference("ChangePasswordForm"))
            .gives(
                OK,
                "It is in force.",
                object! {
                    "changed": flag(true),
                    "token": describe_as(
                        nullable(string()),
                        "The new token; null for a browser.",
                    ),
                    "token_type": constant("Bearer"),
                    "expires_in": seconds(limits::TOKEN_LIFE.as_secs()),
                },
            )
            .fails(&[Kind::Rejected, Kind::TooMany, Kind::Conflict]),
        A::ShowEmail => operation("showEmail", "The address of the account").gives(
            OK,
            "The address in force, and an empty form.",
            object! { "email": email(), "form": reference("ChangeEmailFormShown") },
        ),
        A::SendEmail => operation("changeEmail", "Ask for another address")
            .notes("Sends a code to the new address; the old one stays until it is confirmed.")
            .takes(reference("ChangeEmailForm"))
            .gives(
                ACCEPTED,
                "A code is on its way.",
                object! {
                    "pending_email": email(),
                    "expires_in": seconds(limits::CODE_LIFE.as_secs()),
                },
            )
            .fails(&[Kind::Rejected, Kind::TooMany, Kind::Conflict]),
        A::ShowEmailConfirm => operation("showEmailConfirm", "The address that waits for its code")
            .notes("Not found where none waits.")
            .gives(
                OK,
                "The new address, and an empty form.",
                object! { "pending_email": email(), "form": reference("ConfirmEmailFormShown") },
            ),
        A::SendEmailConfirm => operation("confirmEmail", "Confirm the new address with the code")
            .notes("Not found where none waits.")
            .takes(reference("ConfirmEmailForm"))
            .gives(OK, "It is in force.", object! { "email": email() })
            .fails(&[Kind::Rejected, Kind::Conflict]),
        A::ShowSessions => operation("showSessions", "Where the account is signed in").gives(
            OK,
            "This session first.",
            reference("Sessions"),
        ),
        A::SendSessions => operation("endSessions", "End one session, or all others")
            .takes(reference("SessionForm"))
            .gives(OK, "Those that are left; none where this one was ended.", reference("Sessions"))
            .fails(&[Kind::Rejected]),
    };
    operation.access(Access::Token)
}

// ------------------------------------------------------------------ initiatives

fn of_initiatives(action: initiatives::Action) -> Operation {
    use initiatives::Action as A;
    let initiative = || reference("Initiative");
    let either =
        || json!({ "anyOf": [reference("InitiativeDraftForm"), reference("InitiativeForm")] });
    let valid = "To `preview`: nothing is wrong with it. Nothing is stored.";
    let operation = match action {
        A::List => operation("listInitiatives", "All initiatives of one's signatory").gives(
            OK,
            "The last changed first.",
            object! {
                "signatory": reference("Id"),
                "may_submit": boolean(),
                "initiatives": list(initiative()),
            },
        ),
        A::ShowNew => operation("showNewInitiative", "An identifier to begin an initiative with")
            .gives(
                OK,
                "Sent as `id` with `createInitiative`, it makes repeating that harmless; the \
                 initiative gets an identifier of its own.",
                object! { "id": reference("Id"), "may_submit": boolean() },
            ),
        A::SendNew => operation("createInitiative", "Begin an initiative")
            .notes("As a draft, or submitted at once. `rev` is of no use here.")
            .takes(either())
            .gives(CREATED, "Begun.", initiative())
            .gives(OK, valid, said("valid"))
            .fails(&[Kind::Rejected, Kind::Conflict, Kind::NotPossible, Kind::TooMany]),
        A::ShowEdit => {
            operation("showInitiative", "An initiative").gives(OK, "The initiative.", initiative())
        }
        A::SendEdit => operation("editInitiative", "Save or submit another version")
            .notes(
                "What is public stays until the new version is decided on. Saving takes a version \
                 that waits out of the queue. `id` is of no use here.",
            )
            .takes(json!({ "allOf": [either(), { "required": ["rev"] }] }))
            .gives(OK, "Saved or submitted.", initiative())
            .gives(OK, valid, said("valid"))
            .fails(&[Kind::Rejected, Kind::Conflict, Kind::NotPossible]),
        A::Submit => operation("submitInitiative", "Submit what is saved")
            .takes(json!({ "allOf": [
                reference("InitiativeActionForm"),
                { "required": ["rev"] },
            ] }))
            .gives(OK, "Submitted; waits for a decision.", initiative())
            .fails(&[Kind::Rejected, Kind::Conflict, Kind::NotPossible]),
        A::ShowAppeal => operation("showAppealInitiative", "The refusal to appeal against")
            .gives(OK, "The initiative.", initiative())
            .fails(&[Kind::NotPossible]),
        A::SendAppeal => operation("appealInitiative", "Appeal against a refusal or a take-down")
            .notes("Once for each decision. Somebody else than who took it decides anew.")
            .takes(reference("AppealForm"))
            .gives(OK, "Waits for a decision again.", initiative())
            .fails(&[Kind::Rejected, Kind::Conflict, Kind::NotPossible]),
        A::ShowWithdraw => operation("showWithdrawInitiative", "The initiative to be withdrawn")
            .gives(OK, "The initiative.", initiative())
            .fails(&[Kind::NotPossible]),
        A::SendWithdraw => operation("withdrawInitiative", "Withdraw an initiative")
            .notes("The public version too.")
            .takes(json!({ "allOf": [
                reference("InitiativeActionForm"),
                { "required": ["confirm", "rev"] },
            ] }))
            .gives(OK, "Withdrawn.", initiative())
            .fails(&[Kind::Rejected, Kind::Conflict]),
    };
    operation.access(Access::Token)
}

// ------------------------------------------------------------------ moderation

const NEW: &str = "`new` in the address stands for one that is not there yet.";

/// Shows a part of the settings, or all of them: programs get all.
fn settings(id: &'static str, summary: &'static str) -> Operation {
    operation(id, summary)
        .gives(OK, "All settings.", reference("SettingsState"))
        .fails(&[Kind::Forbidden])
}

/// Changes a part of the settings.
fn changes(id: &'static str, summary: &'static str, (form, _): Form) -> Operation {
    operation(id, summary)
        .takes(reference(form))
        .gives(OK, "All settings, as they are now.", reference("SettingsState"))
        .fails(&[Kind::Forbidden, Kind::Rejected, Kind::Conflict])
}
const AUDIT_FILTERS: &str = "The query can hold `from` and `to` (days), `who` (an account or \
    `operator`), `action`, `subject` and `before` (a number).";

#[expect(clippy::too_many_lines, reason = "one arm for each action, nothing else")]
fn of_moderation(action: moderation::Action) -> Operation {
    use moderation::Action as A;
    let undo = "By who decided, within the time that the settings give. Nobody has been told then.";
    let own = "Nobody decides on what their own organisation does (403). The same decision sent \
               again is answered alike.";
    let administrators = "For administrators.";
    let bulk = "For moderators and administrators.";
    let others = "For administrators; nobody changes themselves (403). Counts from the member's \
                  next request on.";
    let operation = match action {
        A::ShowQueue => operation("showQueue", "What waits for a decision").gives(
            OK,
            "The oldest first; `more` where there are others.",
            object! { "waiting": list(reference("Waiting")), "more": boolean() },
        ),
        A::SearchQueue => operation("searchQueue", "What waits and bears a name")
            .notes(
                "An identifier, alone or in an address, leads to its case, whether or not it \
                 waits.",
            )
            .takes(reference("QueueSearchForm"))
            .gives(
                OK,
                "The oldest first; `more` where there are others.",
                object! { "waiting": list(reference("Waiting")), "more": boolean() },
            )
            .gives(OK, "Where the case is.", object! { "case": string() })
            .fails(&[Kind::Rejected]),
        A::ShowSignatory => operation(
            "showSignatory",
            "A signatory with all that is needed to decide",
        )
        .gives(OK, "The signatory.", reference("SignatoryCase")),
        A::DecideSignatory => operation("decideSignatory", "Decide on a signatory")
            .notes(own)
            .takes(reference("SignatoryDecisionForm"))
            .gives(OK, "As it is now.", reference("SignatoryRecord"))
            .gives(
                OK,
                "To the same decision again, with contacts and history.",
                reference("SignatoryCase"),
            )
            .fails(&[
                Kind::Forbidden,
                Kind::NeedsAnother,
                Kind::Rejected,
                Kind::Conflict,
                Kind::Leased,
                Kind::NotPossible,
            ]),
        A::UndoSignatory => operation("undoSignatory", "Take a decision on a signatory back")
            .notes(undo)
            .takes(reference("RevisionForm"))
            .gives(
                OK,
                "As it was.",
                object! { "state": reference("SignatoryState"), "rev": revision("Revision that came out of it.") },
            )
            .fails(&[Kind::Conflict]),
        A::UndoInitiative => operation("undoInitiative", "Take a decision on an initiative back")
            .notes(undo)
            .takes(reference("RevisionForm"))
            .gives(
                OK,
                "As it was.",
                object! { "state": reference("InitiativeState"), "rev": revision("Revision that came out of it.") },
            )
            .fails(&[Kind::Conflict]),
        A::ClearMailBlock => operation("clearMailBlock", "Let mails go to a signatory's address again")
            .notes("After mails came back from it. Where they go there anyway, nothing changes.")
            .takes(reference("EmptyForm"))
            .gives(OK, "They go there again.", said("cleared"))
            .fails(&[Kind::Forbidden, Kind::Conflict]),
        A::ShowCorrection => operation("showCorrection", "The names of a signatory").gives(
            OK,
            "The form.",
            object! { "form": reference("CorrectionFormShown") },
        ),
        A::SendCorrection => operation("correctSignatory", "Correct the spelling of a name")
            .notes("The signatory is told.")
            .takes(reference("CorrectionForm"))
            .gives(
                OK,
                "As it is now.",
                object! { "state": reference("SignatoryState"), "rev": revision("Revision that came out of it.") },
            )
            .fails(&[Kind::Forbidden, Kind::Rejected, Kind::Conflict]),
        A::ShowTextCorrection => operation("showTextCorrection", "The text of an initiative")
            .gives(OK, "The form.", object! { "form": reference("TextCorrectionFormShown") })
            .fails(&[Kind::NotPossible]),
        A::SendTextCorrection => operation("correctInitiative", "Correct the spelling of a text")
            .notes("What waits, else what is public. The author is told.")
            .takes(reference("TextCorrectionForm"))
            .gives(
                OK,
                "As it is now.",
                object! { "state": reference("InitiativeState"), "rev": revision("Revision that came out of it.") },
            )
            .fails(&[Kind::Forbidden, Kind::Rejected, Kind::Conflict, Kind::NotPossible]),
        A::ShowInitiative => operation(
            "showInitiativeToDecide",
            "The version that waits, and the public one",
        )
        .gives(OK, "The initiative.", reference("InitiativeCase")),
        A::DecideInitiative => operation("decideInitiative", "Decide on an initiative")
            .notes(own)
            .takes(reference("InitiativeDecisionForm"))
            .gives(OK, "As it is now.", reference("InitiativeCase"))
            .fails(&[
                Kind::Forbidden,
                Kind::NeedsAnother,
                Kind::Rejected,
                Kind::Conflict,
                Kind::Leased,
                Kind::NotPossible,
            ]),
        A::ShowTakeDownSignatory => taken_down(operation(
            "showTakeDownSignatory",
            "Whether a signatory has been taken down",
        )),
        A::ShowTakeDownInitiative => taken_down(operation(
            "showTakeDownInitiative",
            "Whether an initiative has been taken down",
        )),
        A::TakeDownSignatory => {
            emergency(operation("takeDownSignatory", "Take a signatory down at once"))
        }
        A::TakeDownInitiative => {
            emergency(operation("takeDownInitiative", "Take an initiative down at once"))
        }
        A::ShowPeople => operation("showPeople", "The members of the secretariat")
            .notes(administrators)
            .gives(
                OK,
                "They, and the invitations that wait.",
                object! {
                    "people": list(reference("Person")),
                    "invitations": list(reference("Invitation")),
                },
            )
            .fails(&[Kind::Forbidden]),
        A::ShowInvite => operation("showInvite", "An empty form")
            .notes(administrators)
            .gives(OK, "The form.", object! { "form": reference("InvitationFormShown") })
            .fails(&[Kind::Forbidden]),
        A::SendInvite => operation("invite", "Invite a member of the secretariat")
            .notes(
                "For administrators. A mail with a link that works once; an older invitation of \
                 that address is over.",
            )
            .takes(reference("InvitationForm"))
            .gives(CREATED, "The invitation.", reference("Invitation"))
            .fails(&[Kind::Forbidden, Kind::Rejected, Kind::Conflict]),
        A::WithdrawInvitation => operation("withdrawInvitation", "Withdraw an invitation")
            .notes(administrators)
            .takes(reference("EmptyForm"))
            .gives(OK, "Its link opens nothing any more.", said("withdrawn"))
            .fails(&[Kind::Forbidden, Kind::Conflict]),
        A::ShowPerson => operation("showPerson", "A member of the secretariat")
            .notes(administrators)
            .gives(OK, "As they are.", reference("Person"))
            .fails(&[Kind::Forbidden]),
        A::ChangePerson => operation("changePerson", "Give a member another role")
            .notes(others)
            .takes(reference("MemberForm"))
            .gives(OK, "As they are now.", reference("Person"))
            .fails(&[Kind::Forbidden, Kind::Rejected, Kind::Conflict]),
        A::RemovePerson => operation("removePerson", "Remove a member of the secretariat")
            .notes(others)
            .takes(reference("RemovalForm"))
            .gives(OK, "The account as it is now.", reference("Person"))
            .fails(&[Kind::Forbidden, Kind::Rejected, Kind::Conflict]),
        A::ShowSettings => settings("showSettings", "What staff have set").notes(
            "Whoever may read the audit may read this; to change it takes an administrator.",
        ),
        A::ShowTimes => settings("showServiceTimes", "Service times and limits"),
        A::ChangeTimes => {
            changes("changeServiceTimes", "Change service times and limits", form!(TimesForm))
        }
        A::ShowSwitches => settings("showSwitches", "What is closed"),
        A::ChangeSwitches => changes("changeSwitches", "Close or open", form!(SwitchesForm)).notes(
            "Acts within a minute. A closed operation answers 503 with code `closed`. Signing in, \
             tokens and the settings are never closed.",
        ),
        A::ShowBanners => settings("showBanners", "Messages above groups of pages"),
        A::ChangeBanners => changes("changeBanners", "Change the messages", form!(BannersForm)),
        A::ShowReason => settings("showReason", "A reason for refusals").notes(NEW),
        A::ChangeReason => {
            changes("changeReason", "Add, reword, retire or delete a reason", form!(ReasonForm))
                .notes("What was decided keeps its reason as it stood then.")
        }
        A::ShowHelpline => settings("showHelpline", "A helpline").notes(NEW),
        A::ChangeHelpline => {
            changes("changeHelpline", "Add, change or delete a helpline", form!(HelplineForm))
        }
        A::LeaseSignatory => lease(operation("leaseSignatory", "Open a signatory's case")),
        A::LeaseInitiative => lease(operation("leaseInitiative", "Open an initiative's case")),
        A::ShowBulks => operation("showBulks", "The decisions on many cases of the last month")
            .notes(bulk)
            .gives(OK, "The newest first.", object! { "bulks": list(reference("Bulk")) })
            .fails(&[Kind::Forbidden]),
        A::SendBulk => operation("sendBulk", "Look at cases together, or propose a decision")
            .notes(
                "With `preview`, says which of the cases can be decided together, and the \
                 revisions to propose them with; nothing is stored. With `propose`, a second \
                 person is asked to confirm. The same `bulk` sent twice is one proposal. For \
                 moderators and administrators.",
            )
            .takes(reference("BulkForm"))
            .gives(
                OK,
                "The preview.",
                object! { "bulk": reference("Id"), "cases": list(reference("BulkCandidate")) },
            )
            .gives(CREATED, "The proposal.", reference("Bulk"))
            .fails(&[Kind::Forbidden, Kind::Rejected, Kind::Conflict]),
        A::ShowBulk => operation("showBulk", "A decision on many cases")
            .notes(bulk)
            .gives(OK, "With its cases as they are now.", reference("BulkDetail"))
            .fails(&[Kind::Forbidden]),
        A::AnswerBulk => operation("answerBulk", "Confirm a decision on many cases, or cancel it")
            .notes(
                "Confirming is for somebody else than who proposed it, within a day; each case \
                 that is still as it was seen is decided then, the others are skipped. While \
                 the state is `confirmed`, confirming again goes on with what is left; no case \
                 is decided twice. For moderators and administrators.",
            )
            .takes(reference("BulkAnswerForm"))
            .gives(OK, "As it is now.", reference("BulkDetail"))
            .fails(&[
                Kind::Forbidden,
                Kind::NeedsAnother,
                Kind::Rejected,
                Kind::Conflict,
                Kind::NotPossible,
            ]),
        A::ShowReports => operation("showReports", "What readers have reported, urgent first")
            .gives(
                OK,
                "All that is open, and what was dealt with in the last 90 days, the newest 20.",
                object! {
                    "reports": list(reference("Report")),
                    "closed": list(reference("ClosedReport")),
                },
            ),
        A::ShowReport => operation("showReportOfPage", "What readers have reported about a page")
            .gives(OK, "All of it.", reference("Report")),
        A::CloseReport => operation("closeReport", "Close what was reported about a page")
            .notes("The readers' words are deleted; the note is put on record. Not for the own organisation.")
            .takes(reference("CloseReportForm"))
            .gives(OK, "Closed.", said("closed"))
            .fails(&[Kind::Forbidden, Kind::Rejected, Kind::Conflict]),
        A::ShowAudit => operation("showAudit", "The audit trail, newest first")
            .notes(AUDIT_FILTERS)
            .gives(
                OK,
                "Up to 100 entries; `older` is the value of `before` for the next.",
                object! {
                    "entries": list(reference("AuditEntry")),
                    "older": nullable(integer()),
                },
            )
            .fails(&[Kind::Forbidden, Kind::Unreadable]),
        A::ExportAudit => operation("exportAudit", "The audit trail as a file")
            .notes(AUDIT_FILTERS)
            .gives_as("text/csv", OK, "A line for each entry, the newest first.", string())
            .fails(&[Kind::Forbidden, Kind::Unreadable]),
    };
    operation.access(Access::Token)
}

/// The emergency take-down.
fn emergency(operation: Operation) -> Operation {
    operation
        .notes(
            "Because somebody could be recognised (`identifies_person`), whoever has the case \
             open. What is taken down already answers the same. Not for the own organisation.",
        )
        .takes(reference("EmergencyForm"))
        .gives(OK, "It is gone.", object! { "id": reference("Id"), "taken_down": boolean() })
        .fails(&[Kind::Forbidden, Kind::Rejected, Kind::Conflict, Kind::NotPossible])
}

/// The page that asks before it.
fn taken_down(operation: Operation) -> Operation {
    let state = object! { "id": reference("Id"), "taken_down": boolean() };
    operation.gives(OK, "As it is now.", state).fails(&[Kind::Forbidden])
}

/// Opening a case, taking it over, giving it back.
fn lease(operation: Operation) -> Operation {
    operation
        .notes(
            "While one has a case, nobody else decides on it. To decide, a program needs none: \
             its decision is refused only where somebody has the case.",
        )
        .takes(reference("LeaseForm"))
        .gives(OK, "Who has the case now.", reference("Lease"))
        .fails(&[Kind::Forbidden, Kind::Rejected, Kind::Leased])
}

// ------------------------------------------------------------------ choices

/// The domain's enumerations, each under its name.
fn choices() -> Map<String, Value> {
    fn of<T: ToString>(description: &str, codes: impl IntoIterator<Item = T>) -> Value {
        describe_as(choice(codes), description)
    }
    fn all<T: Copy>(description: &str, every: &[T], code: fn(T) -> &'static str) -> Value {
        of(description, every.iter().map(|choice| code(*choice)))
    }
    let countries = CountryCode::all().map(CountryCode::code);
    let languages = ContentLanguage::all().map(ContentLanguage::code);
    let goals = Goal::all().iter().map(|goal| &goal.code);
    let pointers = Field::ALL.iter().map(|field| format!("/{}", field.name()));
    let ticks = ["yes", "true"].into_iter().filter(|text| ticked(text));
    named(members! {
        "ActionType": all("Type of action.", ActionType::ALL, ActionType::code),
        "BodyKind": all(
            "Kind of body; the first three are territorial, and go with the profiles \
             `authority` and `representative`.",
            BodyKind::ALL,
            BodyKind::code,
        ),
        "ContentLanguage": of("Language of a name or a text, by ISO 639.", languages),
        "Country": of("Country, by ISO 3166-1.", countries),
        "EventAction": all("What happened.", domain::Action::ALL, domain::Action::code),
        "FieldPointer": of("JSON pointer to a member of the form.", pointers),
        "GoalCode": of(
            "A goal of the Pact, by our code; the list is a stand-in for the official one.",
            goals,
        ),
        "FlagKind": all(
            "What words may be that are to be looked at again.",
            FlagKind::ALL,
            FlagKind::code,
        ),
        "GoalGroup": all("Where a goal belongs.", GoalGroup::ALL, GoalGroup::code),
        "BulkAction": of("What is decided on many cases together.", BulkAction::CODES),
        "BulkCase": json!({
            "type": "string",
            "description": "A case: the identifier of its signatory, after a slash that of the \
                initiative, after an at sign the revision that was seen.",
            "pattern": "^[0-9a-z]{26}(?:/[0-9a-z]{26})?(?:@[0-9]+)?$",
        }),
        "BulkObstacle": all(
            "Why a case cannot be decided together with others.",
            BulkObstacle::ALL,
            BulkObstacle::code,
        ),
        "Id": json!({
            "type": "string",
            "description": "An identifier: a ULID in lower case.",
            "pattern": "^[0-7][0-9a-hjkmnp-tv-z]{25}$",
        }),
        "InitiativeState": all(
            "Where an initiative stands.",
            InitiativeState::ALL,
            InitiativeState::code,
        ),
        "Language": all("A language that the platform speaks.", &Language::ALL, Language::code),
        "P": all("One of the four Ps.", P::ALL, P::code),
        "ReportCategory": all(
            "What is wrong with a page.",
            domain::ReportCategory::ALL,
            domain::ReportCategory::code,
        ),
        "ProfileKind": all("Who signs.", Profile::ALL, Profile::code),
        "ReasonCode": reason_code(),
        "SessionKind": all(
            "A browser's session, or a program's token.",
            &[SessionKind::Browser, SessionKind::Token],
            SessionKind::code,
        ),
        "StaffRole": all("A role in the secretariat.", StaffRole::ALL, StaffRole::code),
        "Status": all("How far an initiative is.", Status::ALL, Status::code),
        "TargetGroup": all("Whom an initiative is for.", TargetGroup::ALL, TargetGroup::code),
        "Tick": of("A ticked box.", ticks),
    })
}

// ------------------------------------------------------------------ forms

type Form = (&'static str, &'static [Member]);

/// Forms as they are sent.
fn form_schemas() -> Map<String, Value> {
    let details = missing(Registration::parse(&forms::RegistrationForm::default(), DAY));
    let profile = forms::ProfileForm::default();
    let profile = missing(ProfileUpdate::parse(&profile, Profile::Authority, DAY));
    let contact = missing(Contact::parse(&forms::ContactForm::default()));
    let withdraw = missing(parse_withdrawal(&forms::WithdrawForm::default()));
    let correction = missing(Correction::parse(&forms::CorrectionForm::default()));
    let text_correction = missing(TextCorrection::parse(&forms::TextCorrectionForm::default()));
    let content = missing(Content::parse(&InitiativeForm::default()));
    let invitation = missing(Invitee::parse(&forms::InvitationForm::default()));
    let member = missing(StaffMember::parse("", &[]));
    let with = |first: &[&'static str], more: &[&'static str]| [first, more].concat();

    let (registration, initiative) = (form!(RegistrationForm), form!(InitiativeForm));
    let mut schemas = named(members! {
        "RegistrationProfileForm": form_schema(registration, &["profile"]),
        "RegistrationDetailsForm": form_schema(registration, &details),
        "RegistrationForm": form_schema(registration, &with(&details, &["password", "authorised"])),
        "SignForm": sign_form(),
        "InitiativeForm": initiative_form(initiative, &with(&content, &["intent"])),
        "InitiativeDraftForm": draft_form(initiative),
        "SignatoryDecisionForm": decision_form(|form| {
            SignatoryDecision::parse(form, Reason::defaults(), Timestamp::UNIX_EPOCH).err()
        }),
        "InitiativeDecisionForm": decision_form(|form| {
            InitiativeDecision::parse(form, Reason::defaults(), Timestamp::UNIX_EPOCH).err()
        }),
    });
    let plain: Vec<(Form, Vec<&'static str>)> = vec![
        (form!(CodeForm), vec!["code", "registration"]),
        (form!(ResendForm), vec!["registration"]),
        (form!(SignInForm), vec!["email", "password"]),
        (form!(SecondFactorForm), vec!["code"]),
        (form!(RecoveryCodeForm), vec!["recovery_code"]),
        (form!(AcceptInvitationForm), vec!["password"]),
        (form!(InvitationForm), invitation),
        (form!(MemberForm), with(&member, &["rev"])),
        (form!(RemovalForm), vec!["confirm", "rev"]),
        (form!(EmergencyForm), vec!["confirm"]),
        (form!(ReportForm), vec!["page", "category"]),
        (form!(CloseReportForm), vec!["note", "rev"]),
        (form!(ForgottenPasswordForm), vec!["email"]),
        (form!(ResetPasswordForm), vec!["email", "code", "password"]),
        (form!(SetUpSecondFactorForm), vec![]),
        (form!(PasswordConfirmForm), vec!["current_password"]),
        (form!(ProfileForm), with(&profile, &["rev"])),
        (form!(ContactForm), with(&contact, &["rev"])),
        (form!(WithdrawForm), with(&withdraw, &["rev"])),
        (form!(AppealForm), with(&[], &["rev"])),
        (form!(RevisionForm), with(&[], &["rev"])),
        (form!(CorrectionForm), with(&correction, &["rev"])),
        (form!(TextCorrectionForm), with(&text_correction, &["rev"])),
        (form!(ChangePasswordForm), vec!["current_password", "password"]),
        (form!(ChangeEmailForm), vec!["email", "current_password"]),
        (form!(ConfirmEmailForm), vec!["code"]),
        (form!(SessionForm), vec!["session"]),
        (form!(InitiativeActionForm), vec![]),
        (form!(TimesForm), with(&missing(Times::parse(&forms::TimesForm::default())), &["rev"])),
        (form!(SwitchesForm), vec!["rev"]),
        (form!(BannersForm), vec!["rev"]),
        (form!(ReasonForm), vec!["words_en", "words_fr", "rev"]),
        (
            form!(HelplineForm),
            with(&missing(Helpline::parse(&forms::HelplineForm::default(), DAY)), &["rev"]),
        ),
        (form!(LeaseForm), vec![]),
        (form!(QueueSearchForm), vec!["search"]),
        (form!(BulkForm), vec!["intent", "cases"]),
        (form!(BulkAnswerForm), vec!["intent"]),
    ];
    schemas.extend(
        plain.into_iter().map(|(form, required)| (form.0.to_owned(), form_schema(form, &required))),
    );
    schemas.insert("EmptyForm".to_owned(), form_schema(form!(EmptyForm), &[]));
    schemas
}

/// Fields that a parser misses in an empty form.
fn missing<T>(parsed: Result<T, Problems>) -> Vec<&'static str> {
    let problems = parsed.err().unwrap_or_default();
    let missing = problems
        .as_slice()
        .iter()
        .filter(|problem| matches!(problem.code, ProblemCode::Missing | ProblemCode::NotConfirmed));
    missing.map(|problem| problem.field.name()).collect()
}

fn form_schema((name, members): Form, required: &[&str]) -> Value {
    let properties: Map<String, Value> = members
        .iter()
        .map(|member| {
            let needed = required.contains(&member.name);
            let schema = with_words(member, member_schema(name, member, needed));
            (member.name.to_owned(), schema)
        })
        .collect();
    closed(properties, required)
}

/// An object that has these members and no others.
fn closed(properties: Map<String, Value>, required: &[&str]) -> Value {
    let mut schema = json!({ "type": "object", "additionalProperties": false });
    schema["properties"] = properties.into();
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

fn with_words(member: &Member, schema: Value) -> Value {
    describe_as(schema, member.description.trim())
}

fn member_schema(form: &str, member: &Member, needed: bool) -> Value {
    let field = Field::ALL.iter().copied().find(|field| field.name() == member.name);
    let mut schema = match (field, member.name) {
        // Passwords that were chosen before are not measured.
        (Some(Field::Password), _) if form == "SignInForm" => json!({ "type": "string" }),
        (Some(field), _) => field_schema(field),
        (None, "rev") => json!({ "type": "string", "pattern": "^[0-9]+$" }),
        (None, "id" | "bulk") => reference("Id"),
        (None, "text_hash") => json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" }),
        (None, "next" | "registration" | "page") => string(),
        (None, other) => panic!("{form}: say what {other} holds"),
    };
    if member.kind == MemberKind::List {
        if needed {
            schema["minItems"] = json!(1);
        }
        return schema;
    }
    let takes_empty =
        ["$ref", "pattern", "format", "minLength"].iter().all(|word| schema[*word].is_null());
    if member.kind == MemberKind::Secret {
        schema["format"] = json!("password");
    }
    match (needed, takes_empty) {
        (true, true) => schema["minLength"] = json!(1),
        (true, false) | (false, true) => {}
        (false, false) => return json!({ "anyOf": [schema, { "const": "" }] }),
    }
    schema
}

fn reason_code() -> Value {
    json!({
        "type": "string",
        "description": "Code of a reason; staff edit the list.",
        "pattern": "^[a-z][a-z0-9_]+$",
        "maxLength": limits::REASON_CODE,
    })
}

/// What a field of a form may hold.
fn field_schema(field: Field) -> Value {
    let text = |longest: usize| json!({ "type": "string", "maxLength": longest });
    let several = |name: &str| list(reference(name));
    match field {
        Field::Profile => reference("ProfileKind"),
        Field::Country => reference("Country"),
        Field::NameLanguage | Field::Language => reference("ContentLanguage"),
        Field::ContactLanguage => reference("Language"),
        Field::Kind => reference("BodyKind"),
        Field::OfficialName
        | Field::LatinName
        | Field::SignerName
        | Field::ContactName
        | Field::SecondContactName => text(limits::NAME),
        Field::SignerFunction => text(limits::FUNCTION),
        Field::TerritorialCode => text(limits::TERRITORIAL_CODE),
        Field::ContactPhone => text(limits::PHONE),
        Field::Website | Field::ContactPage | Field::Source | Field::Search => {
            text(limits::URL_BYTES)
        }
        // Which decisions there are depends on what is decided: see `decision_form`.
        Field::Population
        | Field::RecoveryCode
        | Field::CurrentPassword
        | Field::Decision
        | Field::Intent => string(),
        Field::Holder => reference("Id"),
        Field::Cases => {
            let mut cases = list(reference("BulkCase"));
            cases["maxItems"] = json!(limits::BULK_CASES);
            cases
        }
        Field::Category => reference("ReportCategory"),
        Field::ReportText => text(limits::REPORT_TEXT),
        Field::MandateEnd
        | Field::DecisionDate
        | Field::StartDate
        | Field::EndDate
        | Field::Checked => date(),
        Field::PublishSigner
        | Field::Authorised
        | Field::Undertake
        | Field::Confirm
        | Field::Safeguard
        | Field::RegistrationOff
        | Field::PostingOff
        | Field::ReadOnly
        | Field::HidesText
        | Field::Retired => reference("Tick"),
        Field::Email | Field::SecondContactEmail => email(),
        Field::Password => json!({
            "type": "string",
            "minLength": limits::PASSWORD_MIN,
            "maxLength": limits::PASSWORD_MAX,
        }),
        // Six digits, in any grouping.
        Field::Code => json!({ "type": "string", "pattern": r"^[\s-]*(?:[0-9][\s-]*){6}$" }),
        Field::Goals => several("GoalCode"),
        Field::Role => reference("StaffRole"),
        Field::Countries => several("Country"),
        Field::Ps => several("P"),
        Field::TargetGroups => several("TargetGroup"),
        Field::Links => {
            let mut links = list(text(limits::URL_BYTES));
            links["maxItems"] = json!(limits::LINKS);
            links
        }
        Field::DecisionReference => text(limits::DECISION_REFERENCE),
        Field::NoDecisionReason => text(limits::DECISION_REASON),
        Field::Note | Field::TakeoverNote => text(limits::NOTE),
        Field::Title => text(limits::TITLE),
        Field::Summary => text(limits::SUMMARY),
        Field::Description => text(limits::DESCRIPTION),
        Field::ActionType => reference("ActionType"),
        Field::Status => reference("Status"),
        Field::Place | Field::Partners => text(limits::LINE),
        Field::Results => text(limits::RESULTS),
        Field::Reason => reference("ReasonCode"),
        Field::ReasonCode => reason_code(),
        Field::Session => json!({ "type": "string", "pattern": "^(?:[0-9a-f]{16}|all)$" }),
        Field::Count
        | Field::ServiceDays
        | Field::NearlyLateDays
        | Field::LeaseMinutes
        | Field::UndoSeconds
        | Field::ReportRate
        | Field::RegistrationRate
        | Field::InitiativesLimit => json!({ "type": "string", "pattern": "^ *[0-9]+ *$" }),
        Field::ClosedRoutes => list(string()),
        Field::BannerRegistrationEn
        | Field::BannerRegistrationFr
        | Field::BannerSignInEn
        | Field::BannerSignInFr
        | Field::BannerDeskEn
        | Field::BannerDeskFr
        | Field::BannerStaffEn
        | Field::BannerStaffFr => text(limits::BANNER),
        Field::WordsEn | Field::WordsFr => text(limits::REASON_WORDS),
        Field::Number => text(limits::HELPLINE_NUMBER),
        Field::NameEn | Field::NameFr => text(limits::HELPLINE_NAME),
    }
}

/// Day and reference of a decision, or why none is needed.
fn sign_form() -> Value {
    let act = SignatureRequest::parse(
        &forms::SignForm::default(),
        &domain::pact::CURRENT,
        Language::En,
        DAY,
    );
    let (decision, mut required): (Vec<&str>, Vec<&str>) =
        missing(act).into_iter().partition(|name| name.starts_with("decision_"));
    required.extend(["text_hash", "rev"]);
    let mut schema = form_schema(form!(SignForm), &required);
    schema["anyOf"] = json!([
        { "required": decision },
        { "required": [Field::NoDecisionReason.name()] },
    ]);
    schema
}

/// The form of an initiative that is to be decided on.
fn initiative_form(form: Form, required: &[&'static str]) -> Value {
    let mut schema = form_schema(form, required);
    schema["properties"]["intent"] = describe_as(
        choice(["submit", "preview"]),
        "`preview` says what is wrong and stores nothing.",
    );
    schema["description"] = json!("A version to be decided on.");
    schema
}

/// The form of an initiative that is only saved: any text, as long as it is not boundless.
fn draft_form(form: Form) -> Value {
    let longest = draft_limits();
    let properties = form.1.iter().map(|member| {
        let schema = match longest.get(member.name) {
            Some(schema) => schema.clone(),
            None => member_schema(form.0, member, false),
        };
        (member.name.to_owned(), with_words(member, schema))
    });
    let mut schema = closed(properties.collect(), &[]);
    schema["properties"]["intent"] = describe_as(choice(["save", ""]), "To save it, nothing more.");
    schema["description"] = json!("A draft, which may be incomplete and wrong.");
    schema
}

/// How much a draft holds, asked of the parser: it names the limit that a boundless text or
/// list has passed.
fn draft_limits() -> BTreeMap<&'static str, Value> {
    let mut schemas = BTreeMap::new();
    for (length, entries) in [(100_000, 1), (1, 10_000)] {
        let text = "x".repeat(length);
        let typed: Map<String, Value> = InitiativeForm::MEMBERS
            .iter()
            .map(|member| match member.kind {
                MemberKind::List => (member.name.to_owned(), json!(vec![&text; entries])),
                MemberKind::Text | MemberKind::Secret => (member.name.to_owned(), json!(text)),
            })
            .collect();
        let form = serde_json::from_value(Value::Object(typed)).expect("the form");
        for problem in parse_draft(&form).err().unwrap_or_default().as_slice() {
            let name = problem.field.name();
            let member = InitiativeForm::MEMBERS.iter().find(|member| member.name == name);
            let is_list = member.is_some_and(|member| member.kind == MemberKind::List);
            let schema = schemas
                .entry(name)
                .or_insert_with(|| if is_list { list(string()) } else { string() });
            match problem.code {
                ProblemCode::TooMany { max } => schema["maxItems"] = json!(max),
                ProblemCode::TooLong { max } if is_list => {
                    schema["items"]["maxLength"] = json!(max);
                }
                ProblemCode::TooLong { max } => schema["maxLength"] = json!(max),
                other => panic!("{name}: {}", other.code()),
            }
        }
    }
    schemas
}

/// The form of a decision, with the choices that its parser knows.
fn decision_form(problems: impl Fn(&forms::DecisionForm) -> Option<Problems>) -> Value {
    let unknown = Problems::one(Field::Decision, ProblemCode::UnknownChoice);
    let known = ["approve", "ask_changes", "refuse", "take_down", "restore", "hold", "resume"]
        .into_iter()
        .filter(|code| {
            let decision = (*code).to_owned();
            problems(&forms::DecisionForm { decision, ..Default::default() })
                != Some(unknown.clone())
        });
    let mut schema = form_schema(form!(DecisionForm), &[Field::Decision.name(), "rev"]);
    schema["properties"]["decision"] = describe_as(choice(known), "What is decided.");
    schema["description"] = json!(
        "`refuse` and `take_down` need a `reason`, and with reason `other` a `note`; \
             `ask_changes` needs a `note`."
    );
    schema
}

/// Forms as answers show them: every member, as it stands.
fn shown_forms() -> Map<String, Value> {
    let shown = |(name, members): Form, left_out: &[&str]| {
        let members = members.iter().filter(|member| !left_out.contains(&member.name));
        let properties: Map<String, Value> = members
            .map(|member| {
                let schema = match member.kind {
                    MemberKind::Text => string(),
                    MemberKind::List => list(string()),
                    MemberKind::Secret => json!({ "const": "" }),
                };
                (member.name.to_owned(), with_words(member, schema))
            })
            .collect();
        let names: Vec<String> = properties.keys().cloned().collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut schema = closed(properties, &names);
        schema["description"] = json!("As it stands; empty where nothing was entered.");
        (format!("{name}Shown"), schema)
    };
    [
        shown(form!(RegistrationForm), &[]),
        shown(form!(ReportForm), &[]),
        shown(form!(ForgottenPasswordForm), &[]),
        shown(form!(InvitationForm), &[]),
        shown(form!(ProfileForm), &[]),
        shown(form!(ContactForm), &[]),
        shown(form!(SignForm), &[]),
        shown(form!(WithdrawForm), &[]),
        shown(form!(AppealForm), &[]),
        shown(form!(CorrectionForm), &[]),
        shown(form!(TextCorrectionForm), &[]),
        shown(form!(ChangePasswordForm), &[]),
        shown(form!(ChangeEmailForm), &[]),
        shown(form!(ConfirmEmailForm), &[]),
        // These three stand beside the form.
        shown(form!(InitiativeForm), &["id", "rev", "intent"]),
    ]
    .into_iter()
    .collect()
}

// ------------------------------------------------------------------ answers

/// What handlers answer, where it has a name.
#[expect(clippy::too_many_lines, reason = "one entry for each schema, nothing else")]
fn answer_schemas() -> Map<String, Value> {
    let id = || reference("Id");
    let rev = || revision("Revision, to be sent back with a change.");
    let maybe_time = || nullable(timestamp());
    named(members! {
        "Desk": object! {
            "account": object! {
                "email": email(),
                "pending_email": nullable(email()),
                "language": reference("Language"),
                "second_factor": boolean(),
                "staff": boolean(),
            },
            "signatory": nullable(reference("Signatory")),
            "queue": describe_as(
                nullable(reference("QueuePlace")),
                "Of the signatory, while it waits to be verified.",
            ),
            "initiatives": list(reference("InitiativeLine")),
        },
        "QueuePlace": describe_as(object! {
            "number": describe_as(integer(), "From 1, the one that has waited longest."),
            "of": describe_as(integer(), "How many wait."),
            "usual_days": describe_as(
                integer(),
                "Days within which three of four of the last decisions were made; the service time \
                 while there are too few.",
            ),
        }, "Place among the cases that wait for a decision."),
        "InitiativeLine": object! {
            "id": id(),
            "title": string(),
            "state": reference("InitiativeState"),
            "rev": rev(),
        },
        "Signatory": describe_as(object! {
            "id": id(),
            "profile": reference("ProfileKind"),
            "display_name": string(),
            "country": reference("Country"),
            "state": reference("SignatoryState"),
            "signature": nullable(reference("Signature")),
            "may_sign": boolean(),
            "may_submit_initiatives": boolean(),
            "public_address": nullable(address()),
            "rev": rev(),
        }, "A signatory as its own officers see it."),
        "SignatoryState": signatory_states(),
        "Signature": object! {
            "number": describe_as(integer(), "Running number over all signatures."),
            "at": timestamp(),
            "version": describe_as(string(), "Version of the undertaking."),
            "text_hash": describe_as(string(), "SHA-256 of the text, in hexadecimal."),
            "goals": list(reference("GoalCode")),
            "basis": json!({ "oneOf": [
                object! { "decided": object! { "date": date(), "reference": string() } },
                object! { "not_needed": object! { "reason": string() } },
            ] }),
        },
        "SecondFactor": second_factor(),
        "Profile": object! {
            "identity": describe_as(object! {
                "profile": reference("ProfileKind"),
                "country": reference("Country"),
                "official_name": string(),
                "name_language": reference("ContentLanguage"),
                "latin_name": nullable(string()),
                "kind": reference("BodyKind"),
                "territorial_code": nullable(string()),
            }, "What was verified; staff change it."),
            "form": reference("ProfileFormShown"),
        },
        "ToSign": object! {
            "may_sign": boolean(),
            "undertaking": object! {
                "version": string(),
                "language": reference("Language"),
                "text": describe_as(string(), "Restricted Markdown."),
                "text_hash": describe_as(string(), "To be sent back with the signature."),
            },
            "goals": list(object! {
                "code": reference("GoalCode"),
                "group": reference("GoalGroup"),
                "title": string(),
            }),
            "form": reference("SignFormShown"),
        },
        "Sessions": object! {
            "sessions": list(object! {
                "id": describe_as(string(), "To be sent to end it."),
                "kind": reference("SessionKind"),
                "label": describe_as(string(), "Kind of browser; may be empty."),
                "created": timestamp(),
                "last_seen": timestamp(),
                "current": describe_as(boolean(), "Whether it is the one that asks."),
            }),
        },
        "Initiative": own_initiative(object! {
            "id": id(),
            "signatory": id(),
            "state": reference("InitiativeState"),
            "rev": rev(),
            "created": timestamp(),
            "updated": timestamp(),
            "withdrawn": maybe_time(),
            "flags": list(reference("Flagged")),
            "submitted": describe_as(maybe_time(), "Since when a version waits."),
            "changes_asked": nullable(reference("ChangesAsked")),
            "refusal": nullable(reference("Refusal")),
            "form": reference("InitiativeFormShown"),
            "published": nullable(reference("Published")),
        }),
        "ChangesAsked": object(changes_asked()),
        "Refusal": object(refusal()),
        "Reason": describe_as(object! {
            "code": reference("ReasonCode"),
            "en": describe_as(string(), "Its words in English."),
            "fr": describe_as(string(), "Its words in French."),
            "hides_text": describe_as(
                boolean(),
                "Whether the text decided upon is kept out of the public record.",
            ),
            "retired": describe_as(boolean(), "Whether it is offered no more."),
        }, "A reason of staff; a decision keeps it as it stood in the list then."),
        "Content": content(),
        "Published": describe_as(object! {
            "content": reference("Content"),
            "first": timestamp(),
            "changed": timestamp(),
            "version": integer(),
        }, "The version that all Europe reads."),
        "StaffMember": object! {
            "role": reference("StaffRole"),
            "countries": describe_as(list(reference("Country")), "Of a focal point."),
        },
        "Person": object! {
            "account": id(),
            "email": email(),
            "member": describe_as(nullable(reference("StaffMember")), "None once removed."),
            "second_factor": describe_as(boolean(), "Whether it is set up."),
            "rev": string(),
        },
        "Invitation": object! {
            "id": string(),
            "email": email(),
            "language": reference("Language"),
            "member": reference("StaffMember"),
            "by": describe_as(nullable(id()), "Who invited; none for an operator."),
            "at": timestamp(),
            "expires": timestamp(),
        },
        "Waiting": object! {
            "kind": choice(["signatory", "initiative"]),
            "signatory": id(),
            "initiative": nullable(id()),
            "name": describe_as(string(), "Name of the signatory, or title of the initiative."),
            "signatory_name": string(),
            "language": reference("ContentLanguage"),
            "country": reference("Country"),
            "since": timestamp(),
            "waiting_hours": integer(),
        },
        "Bulk": object(bulk()),
        "BulkDetail": object([bulk(), members! {
            "cases": list(object! {
                "case": reference("BulkCase"),
                "name": nullable(string()),
                "obstacle": nullable(reference("BulkObstacle")),
                "outcome": nullable(choice(["done", "skipped"])),
            }),
        }].concat()),
        "BulkCandidate": object! {
            "case": reference("BulkCase"),
            "name": string(),
            "obstacle": nullable(reference("BulkObstacle")),
        },
        "AuditEntry": object! {
            "seq": describe_as(integer(), "From 1, without a gap."),
            "at": timestamp(),
            "actor": describe_as(string(), "`account/` and an identifier, or `operator`."),
            "action": string(),
            "subject": describe_as(string(), "A kind and its identifiers, separated by slashes."),
            "from_rev": nullable(integer()),
            "to_rev": nullable(integer()),
            "reason": nullable(string()),
            "note_hash": nullable(describe_as(string(), "SHA-256 of the note.")),
            "previous": describe_as(string(), "Hash of the entry before."),
            "hash": string(),
        },
        "SignatoryRecord": object(signatory_record()),
        "SignatoryCase": object([signatory_record(), members! {
            "signer": object! {
                "name": string(),
                "function": string(),
                "mandate_end": nullable(date()),
                "publish": boolean(),
            },
            "contact": nullable(reference("Contact")),
            "email": nullable(email()),
            "initiatives": list(reference("InitiativeLine")),
            "events": describe_as(list(reference("Event")), "The newest first."),
        }].concat()),
        "Contact": object! {
            "name": string(),
            "phone": nullable(string()),
            "language": reference("Language"),
            "second": nullable(object! { "name": string(), "email": email() }),
        },
        "Event": object! {
            "id": id(),
            "at": timestamp(),
            "actor": json!({ "oneOf": [
                object! { "signatory": id() },
                object! { "staff": id() },
                { "type": "string", "enum": ["operator"] },
            ] }),
            "action": reference("EventAction"),
            "initiative": nullable(id()),
            "rev": describe_as(integer(), "Revision that came out of it."),
            "reason": nullable(reference("Reason")),
            "note": string(),
        },
        "SettingsState": object! { "rev": rev(), "settings": reference("Settings") },
        "Settings": describe_as(object! {
            "service_days": describe_as(integer(), "Days within which staff decide."),
            "nearly_late_days": describe_as(integer(), "Days until a case is nearly late."),
            "lease_minutes": describe_as(integer(), "Minutes that an opened case is somebody's."),
            "undo_seconds": describe_as(integer(), "Seconds to undo a decision."),
            "report_rate": describe_as(integer(), "Reports from one network in an hour."),
            "registration_rate": describe_as(
                integer(),
                "Registrations from one network in an hour.",
            ),
            "initiatives": describe_as(integer(), "Most initiatives of one signatory."),
            "reasons": list(reference("Reason")),
            "helplines": list(object! {
                "country": describe_as(nullable(reference("Country")), "None for all of Europe."),
                "number": string(),
                "en": string(),
                "fr": string(),
                "source": web_address(),
                "checked": date(),
            }),
            "banners": list(object! {
                "group": choice(PageGroup::ALL.iter().map(|group| group.code())),
                "en": string(),
                "fr": string(),
            }),
            "switches": object! {
                "registration_off": boolean(),
                "posting_off": boolean(),
                "read_only": boolean(),
                "routes": list(object! { "method": string(), "path": string() }),
            },
        }, "What staff have set."),
        "Lease": object! {
            "lease": nullable(object! {
                "holder": id(),
                "since": timestamp(),
                "expires": timestamp(),
            }),
        },
        "Report": object! {
            "id": string(),
            "page": describe_as(json!({}), "What it is about: `signatory`, `initiative` or `other`."),
            "signatory": nullable(id()),
            "country": nullable(reference("Country")),
            "urgent": boolean(),
            "count": integer(),
            "first": timestamp(),
            "last": timestamp(),
            "said": list(object! {
                "at": timestamp(),
                "category": reference("ReportCategory"),
                "text": nullable(string()),
            }),
            "told": describe_as(boolean(), "Mails to staff have been asked for."),
            "rev": rev(),
        },
        "ClosedReport": object! {
            "id": string(),
            "page": describe_as(json!({}), "What it was about: `signatory`, `initiative` or `other`."),
            "signatory": nullable(id()),
            "country": nullable(reference("Country")),
            "urgent": boolean(),
            "count": integer(),
            "first": timestamp(),
            "closed": timestamp(),
            "by": describe_as(id(), "Account of who dealt with it."),
            "note": string(),
        },
        "Flagged": describe_as(object! {
            "field": string(),
            "kind": reference("FlagKind"),
            "words": string(),
        }, "Words that may identify a child or a victim: a hint, which stops nothing."),
        "InitiativeCase": describe_as(object! {
            "id": id(),
            "signatory": id(),
            "state": reference("InitiativeState"),
            "rev": rev(),
            "created": timestamp(),
            "updated": timestamp(),
            "withdrawn": maybe_time(),
            "flags": list(reference("Flagged")),
            "waiting": describe_as(
                json!({ "oneOf": [
                    tagged("stage", "submitted", members! {
                        "since": timestamp(),
                        "content": reference("Content"),
                        "appeal": appeal(),
                        "approvals": describe_as(
                            list(reference("Id")),
                            "Who has approved it already, where two must.",
                        ),
                    }),
                    tagged("stage", "changes_asked", members! {
                        "asked": reference("ChangesAsked"),
                        "content": reference("Content"),
                    }),
                    tagged("stage", "refused", members! {
                        "refusal": reference("Refusal"),
                        "content": reference("Content"),
                    }),
                    { "type": "null" },
                ] }),
                "The version that waits or was refused; drafts are not shown.",
            ),
            "published": nullable(reference("Published")),
        }, "An initiative as staff see it."),
    })
}

/// The place is there where the initiative was only looked at, and waits.
fn own_initiative(mut schema: Value) -> Value {
    let while_it_waits = "Where it was asked for, while a version waits.";
    schema["properties"]["queue"] = describe_as(reference("QueuePlace"), while_it_waits);
    describe_as(schema, "An initiative as its own officers see it.")
}

/// The key is there while an authenticator waits for its first code.
fn second_factor() -> Value {
    let mut schema = object! {
        "second_factor": describe_as(boolean(), "Whether it is set up."),
        "recovery_codes_left": integer(),
    };
    let while_it_waits = "While an authenticator waits for its first code.";
    schema["properties"]["key"] = describe_as(string(), while_it_waits);
    schema["properties"]["uri"] = describe_as(web_address(), while_it_waits);
    schema
}

fn bulk() -> Vec<(&'static str, Value)> {
    members! {
        "id": reference("Id"),
        "decision": reference("BulkAction"),
        "reason": nullable(reference("Reason")),
        "note": string(),
        "count": describe_as(integer(), "How many cases it is about."),
        "proposed_by": reference("Id"),
        "at": timestamp(),
        "expires": describe_as(timestamp(), "When it is too late to confirm it."),
        "state": choice(BulkState::CODES),
        "rev": revision("Revision, for the answer."),
    }
}

fn refusal() -> Vec<(&'static str, Value)> {
    members! {
        "since": timestamp(),
        "reason": reference("Reason"),
        "note": string(),
        "by": describe_as(nullable(reference("Id")), "Who decided, for staff alone."),
        "after_appeal": describe_as(
            boolean(),
            "Whether it answers an appeal; there is no further one.",
        ),
    }
}

fn changes_asked() -> Vec<(&'static str, Value)> {
    members! { "since": timestamp(), "note": string() }
}

fn appeal() -> Value {
    describe_as(nullable(reference("Refusal")), "The refusal that it appeals against.")
}

fn signatory_record() -> Vec<(&'static str, Value)> {
    let body = object! {
        "profile": reference("ProfileKind"),
        "country": reference("Country"),
        "official_name": string(),
        "name_language": reference("ContentLanguage"),
        "latin_name": nullable(string()),
        "kind": reference("BodyKind"),
        "territorial_code": nullable(string()),
        "population": nullable(integer()),
        "website": nullable(web_address()),
    };
    members! {
        "id": reference("Id"),
        "state": reference("SignatoryState"),
        "rev": revision("Revision, to be sent back with a decision."),
        "body": body,
        "signature": nullable(reference("Signature")),
        "created": timestamp(),
        "updated": timestamp(),
    }
}

fn content() -> Value {
    describe_as(
        object! {
            "title": string(),
            "summary": string(),
            "description": describe_as(string(), "Restricted Markdown."),
            "language": reference("ContentLanguage"),
            "ps": list(reference("P")),
            "goals": list(reference("GoalCode")),
            "action_type": reference("ActionType"),
            "target_groups": list(reference("TargetGroup")),
            "status": reference("Status"),
            "start_date": nullable(date()),
            "end_date": nullable(date()),
            "place": nullable(string()),
            "partners": nullable(string()),
            "results": nullable(string()),
            "links": list(web_address()),
            "contact_page": nullable(web_address()),
        },
        "Text and data of one version.",
    )
}

/// Every state of a signatory; one that is missing in the match does not compile.
fn signatory_states() -> Value {
    let since = Timestamp::UNIX_EPOCH;
    let refusal = Refusal {
        since,
        reason: Reason::default_of("other").expect("the default list"),
        note: String::new(),
        by: None,
        proposed_by: None,
        after_appeal: false,
    };
    let every = [
        SignatoryState::Draft,
        SignatoryState::Submitted { since, appeal: None },
        SignatoryState::ChangesAsked(ChangesAsked { since, note: String::new() }),
        SignatoryState::Verified { since },
        SignatoryState::OnHold { since },
        SignatoryState::Withdrawn { since, note: String::new(), was_public: false },
        SignatoryState::Refused(refusal.clone()),
        SignatoryState::TakenDown { refusal, before: Box::new(SignatoryState::Draft) },
    ];
    let schemas = every.iter().map(|state| {
        let members = match state {
            SignatoryState::Draft => Vec::new(),
            SignatoryState::Submitted { .. } => members! {
                "since": timestamp(),
                "appeal": appeal(),
            },
            SignatoryState::ChangesAsked(_) => changes_asked(),
            SignatoryState::Verified { .. } | SignatoryState::OnHold { .. } => {
                members! { "since": timestamp() }
            }
            SignatoryState::Withdrawn { .. } => members! {
                "since": timestamp(),
                "note": string(),
                "was_public": boolean(),
            },
            SignatoryState::Refused(_) => self::refusal(),
            SignatoryState::TakenDown { .. } => members! {
                "refusal": reference("Refusal"),
                "before": describe_as(
                    reference("SignatoryState"),
                    "Where it stood, and stands again after a restoration.",
                ),
            },
        };
        tagged("name", state.code(), members)
    });
    json!({ "description": "Where a signatory stands.", "oneOf": schemas.collect::<Value>() })
}

// ------------------------------------------------------------------ failures

macro_rules! failures {
    ($($kind:ident: $pattern:pat, $sample:expr, $what:literal;)+) => {
        /// A kind of failure.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        enum Kind {
            $($kind,)+
        }

        impl Kind {
            const ALL: &'static [Self] = &[$(Self::$kind,)+];

            fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => stringify!($kind),)+
                }
            }

            fn what(self) -> &'static str {
                match self {
                    $(Self::$kind => $what,)+
                }
            }

            fn sample(self) -> Failure {
                match self {
                    $(Self::$kind => $sample,)+
                }
            }

            /// Does not compile when a failure is missing in the list.
            fn of(failure: &Failure) -> Self {
                match failure {
                    $($pattern => Self::$kind,)+
                }
            }
        }
    };
}

failures! {
    Unreadable: Failure::Unreadable(_),
        Failure::Unreadable(Unreadable { pointer: String::new(), code: "malformed" }),
        "The body cannot be read; `errors` says where.";
    SignIn: Failure::SignIn, Failure::SignIn,
        "No token, or one that is over.";
    Forbidden: Failure::Forbidden, Failure::Forbidden,
        "Not for this account, or sent by a page of another site.";
    NeedsAnother: Failure::NeedsAnother, Failure::NeedsAnother,
        "About an earlier decision of the same person (`needs_another`).";
    FormExpired: Failure::FormExpired, Failure::FormExpired,
        "The page's form is too old.";
    NotFound: Failure::NotFound, Failure::NotFound,
        "Not there, or not for this account's eyes.";
    Gone: Failure::Gone, Failure::Gone,
        "Was public and is not any more.";
    MethodNotAllowed: Failure::MethodNotAllowed(_), Failure::MethodNotAllowed(vec![Method::Get]),
        "The address takes other methods.";
    Conflict: Failure::Conflict, Failure::Conflict,
        "It has changed since it was read (`conflict`).";
    Leased: Failure::Leased, Failure::Leased,
        "Somebody else of the staff has the case open (`leased`).";
    NotPossible: Failure::NotPossible(_),
        Failure::NotPossible(NotPossible { transition: "sign", state: "submitted" }),
        "Not in this state (`not_possible`); `errors` names step and state.";
    TooLarge: Failure::TooLarge, Failure::TooLarge,
        "The body is too large.";
    UnsupportedMediaType: Failure::UnsupportedMediaType, Failure::UnsupportedMediaType,
        "The body is not JSON.";
    Rejected: Failure::Rejected(_),
        Failure::Rejected(Problems::one(Field::Title, ProblemCode::Missing)),
        "Something is wrong with the form; `errors` names every field.";
    TooMany: Failure::TooMany { .. }, Failure::TooMany { retry_after: 1 },
        "Too often: wait as long as `Retry-After` says.";
    Closed: Failure::Closed(_), Failure::Closed(Closed::ReadOnly),
        "Staff have closed it for a while (`closed`); `errors` says what.";
    Unavailable: Failure::Unavailable(_), Failure::Unavailable("sample".into()),
        "Something we need does not answer: try again.";
    Internal: Failure::Internal(_), Failure::Internal("sample".into()),
        "Our fault; `reference` stands in our log.";
}

/// A function that fails as it is told to, or reads a form.
struct Failing {
    base: Base,
    kind: Option<Kind>,
}

impl App for Failing {
    type Action = ();
    const ROUTES: &'static [Route<()>] = &[get("/", ()), post("/", ())];

    fn base(&self) -> &Base {
        &self.base
    }

    async fn handle(&self, (): (), request: &Incoming) -> Result<Answer, Failure> {
        if let Some(kind) = self.kind {
            let failure = kind.sample();
            assert_eq!(Kind::of(&failure), kind, "the sample is of another kind");
            return Err(failure);
        }
        let _: SessionForm = request.form()?;
        Ok(Answer::json(OK, &Value::Null))
    }
}

/// What `web` answers to a failure, or to a body that it cannot read.
async fn ask(kind: Option<Kind>, body: &[u8]) -> Response<Body> {
    const SECRET: &str = "secret";
    let base = Base::new(SECRET, || Timestamp::UNIX_EPOCH, |bytes| bytes.fill(0));
    let request = lambda_http::http::Request::builder()
        .method(if body.is_empty() { "GET" } else { "POST" })
        .uri("/")
        .header("x-origin-verify", SECRET)
        .header("accept", JSON)
        .header("content-type", if body.is_empty() { "" } else { JSON })
        .body(Body::Binary(body.to_vec()))
        .expect("request");
    web::answer(&Failing { base, kind }, request).await
}

fn document_of(response: &Response<Body>) -> Value {
    serde_json::from_slice(response.body()).expect("JSON")
}

/// How each kind of failure is answered.
struct Failures {
    answers: BTreeMap<Kind, Response<Body>>,
    /// Codes of bodies that cannot be read.
    unreadable: BTreeSet<String>,
}

impl Failures {
    /// In a thread of its own, since a test that asks may have a runtime already.
    fn ask() -> Self {
        let asking = thread::spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
            runtime.expect("runtime").block_on(Self::ask_all())
        });
        asking.join().expect("answers")
    }

    async fn ask_all() -> Self {
        let mut answers = BTreeMap::new();
        for kind in Kind::ALL {
            answers.insert(*kind, ask(Some(*kind), b"").await);
        }
        let bodies: [&[u8]; 5] = [
            b"{",
            br#"{"no such member":""}"#,
            br#"{"session":1}"#,
            br#"{"session":"","session":""}"#,
            b"\xff",
        ];
        let mut unreadable = BTreeSet::new();
        for body in bodies {
            let code = document_of(&ask(None, body).await)["errors"][0]["code"].clone();
            unreadable.extend(code.as_str().map(str::to_owned));
        }
        Self { answers, unreadable }
    }

    fn headers(&self, kind: Kind) -> Vec<String> {
        const ON_EVERY_ANSWER: [&str; 4] =
            ["content-type", "cache-control", "referrer-policy", "x-content-type-options"];
        let names = self.answers[&kind].headers().keys().map(ToString::to_string);
        names.filter(|name| !ON_EVERY_ANSWER.contains(&name.as_str())).collect()
    }

    fn media(&self, kind: Kind) -> String {
        let value = self.answers[&kind].headers().get("content-type");
        let value = value.and_then(|value| value.to_str().ok()).unwrap_or_default();
        value.split(';').next().unwrap_or_default().to_owned()
    }

    fn given(&self, kind: Kind) -> Given {
        Given {
            status: self.answers[&kind].status().as_u16(),
            what: kind.what().to_owned(),
            content: Some((self.media(kind), reference(&format!("{}Problem", kind.name())))),
            headers: self.headers(kind),
            component: Some(kind.name()),
        }
    }

    /// Those that an operation refers to: one that always comes with another of its status
    /// is written out where it does.
    fn responses(&self, used: &BTreeSet<Kind>, paths: &Value) -> Map<String, Value> {
        let paths = paths.to_string();
        let referred =
            |kind: &&Kind| paths.contains(&format!("\"#/components/responses/{}\"", kind.name()));
        let response = |kind: &Kind| {
            let given = Given { component: None, ..self.given(*kind) };
            (kind.name().to_owned(), response(&[given]))
        };
        used.iter().filter(referred).map(response).collect()
    }

    fn schemas(&self, used: &BTreeSet<Kind>) -> Map<String, Value> {
        let code = |kind: &Kind| document_of(&self.answers[kind])["code"].clone();
        let codes: BTreeSet<String> =
            Kind::ALL.iter().filter_map(|kind| code(kind).as_str().map(str::to_owned)).collect();
        let problem_codes: BTreeSet<&str> =
            every_problem_code().into_iter().map(ProblemCode::code).collect();
        let entries =
            ["FieldProblem", "UnreadableMember", "StepNotPossible", "ClosedBy"].map(reference);
        let mut problem = object! {
            "type": describe_as(
                address(),
                "`code` once more, as an address in the language of the request.",
            ),
            "title": describe_as(string(), "The status in words."),
            "status": integer(),
            "code": reference("FailureCode"),
            "reference": json!({
                "type": "string",
                "description": "Stands in our log.",
                "pattern": "^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$",
            }),
        };
        problem["description"] = json!("A problem (RFC 9457).");
        problem["properties"]["errors"] = json!({ "type": "array", "items": { "anyOf": entries } });
        let mut schemas = named(members! {
            "Problem": problem,
            "FailureCode": describe_as(choice(codes), "What the problem is."),
            "ProblemCode": describe_as(choice(problem_codes), "What is wrong with a field."),
            "FieldProblem": object! {
                "pointer": reference("FieldPointer"),
                "code": reference("ProblemCode"),
                "detail": describe_as(string(), "In words, in the language of the address."),
            },
            "UnreadableMember": object! {
                "pointer": describe_as(string(), "JSON pointer; empty for the whole body."),
                "code": choice(&self.unreadable),
            },
            "ClosedBy": object! {
                "code": describe_as(
                    choice(Closed::ALL.iter().map(|closed| closed.code())),
                    "What is closed: registering, posting, every change, or this operation.",
                ),
            },
            "StepNotPossible": object! {
                "code": json!({ "const": code(&Kind::NotPossible) }),
                "step": describe_as(string(), "What was asked."),
                "state": describe_as(string(), "The state it was asked in."),
            },
        });
        for kind in used {
            let answer = &self.answers[kind];
            let mut own = json!({ "properties": {
                "status": { "const": answer.status().as_u16() },
                "code": { "const": code(kind) },
            } });
            if !document_of(answer)["errors"].is_null() {
                let entry = match kind {
                    Kind::Unreadable => "UnreadableMember",
                    Kind::NotPossible => "StepNotPossible",
                    Kind::Closed => "ClosedBy",
                    Kind::Rejected => "FieldProblem",
                    other => panic!("say what the errors of {} are", other.name()),
                };
                own["properties"]["errors"] = list(reference(entry));
                own["required"] = json!(["errors"]);
            }
            let schema = json!({ "allOf": [reference("Problem"), own] });
            schemas.insert(format!("{}Problem", kind.name()), schema);
        }
        schemas
    }
}

/// A revision: a text of digits, sent back as it was read.
fn revision(what: &str) -> Value {
    describe_as(json!({ "type": "string", "pattern": "^[0-9]+$" }), what)
}

/// Every code of a problem with a field.
fn every_problem_code() -> Vec<ProblemCode> {
    macro_rules! every {
        ($($code:ident $({ $limit:ident })?),+ $(,)?) => {{
            // Does not compile when a code is missing below.
            let _ = |code: ProblemCode| match code {
                $(ProblemCode::$code $({ $limit: _ })? => (),)+
            };
            vec![$(ProblemCode::$code $({ $limit: 0 })?),+]
        }};
    }
    every!(
        Missing,
        TooLong { max },
        TooShort { min },
        Malformed,
        Unprintable,
        Formula,
        HoldsLink,
        UnknownChoice,
        LatinNeeded,
        NotLatin,
        NoSuchDate,
        InFuture,
        InPast,
        EndBeforeStart,
        TooMany { max },
        OutOfRange { max },
        UnsafeLink,
        EasyToGuess,
        EdgeSpace,
        Unchanged,
        Wrong,
        Expired,
        Locked,
        NotConfirmed,
        NotAllowed,
    )
}

fn headers() -> Value {
    json!({
        "location": { "description": "Where to go.", "schema": address() },
        "retry-after": { "description": "Seconds to wait.", "schema": integer() },
        "www-authenticate": { "description": "Asks for a token.", "schema": string() },
    })
}

// ------------------------------------------------------------------ schemas

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn string() -> Value {
    json!({ "type": "string" })
}

fn integer() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

fn boolean() -> Value {
    json!({ "type": "boolean" })
}

fn timestamp() -> Value {
    json!({ "type": "string", "format": "date-time" })
}

fn date() -> Value {
    json!({ "type": "string", "format": "date" })
}

fn email() -> Value {
    json!({ "type": "string", "format": "email", "maxLength": limits::EMAIL_BYTES })
}

/// An address of this site.
fn address() -> Value {
    json!({ "type": "string", "format": "uri-reference" })
}

fn web_address() -> Value {
    json!({ "type": "string", "format": "uri" })
}

fn seconds(number: i64) -> Value {
    json!({ "type": "integer", "const": number, "description": "Seconds." })
}

fn constant(text: &str) -> Value {
    json!({ "type": "string", "const": text })
}

fn choice<T: ToString>(codes: impl IntoIterator<Item = T>) -> Value {
    let codes: Vec<String> = codes.into_iter().map(|code| code.to_string()).collect();
    json!({ "type": "string", "enum": codes })
}

/// A flag that is always so.
fn flag(value: bool) -> Value {
    json!({ "type": "boolean", "const": value })
}

fn list(items: Value) -> Value {
    let mut schema = json!({ "type": "array" });
    schema["items"] = items;
    schema
}

fn nullable(schema: Value) -> Value {
    json!({ "anyOf": vec![schema, json!({ "type": "null" })] })
}

fn describe_as(mut schema: Value, description: &str) -> Value {
    schema["description"] = json!(description);
    schema
}

/// An object that has all of these members. Answers may get more of them one day.
fn object(members: Vec<(&str, Value)>) -> Value {
    let names: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
    json!({ "type": "object", "required": names, "properties": named(members) })
}

/// An object that says which of several it is.
fn tagged(tag: &str, name: &str, members: Vec<(&str, Value)>) -> Value {
    object([vec![(tag, constant(name))], members].concat())
}

/// An answer that only says that it is so.
fn said(name: &str) -> Value {
    object(vec![(name, flag(true))])
}

fn named(schemas: Vec<(&str, Value)>) -> Map<String, Value> {
    schemas.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect()
}

// ------------------------------------------------------------------ looking at answers

/// What is wrong with a function's answer by the description; nothing when it is as described.
/// `media` is the answer's content type, `body` what it holds.
pub fn answer_mistakes(
    document: &Value,
    (method, path): (&str, &str),
    (status, media): (u16, &str),
    body: &Value,
) -> Vec<String> {
    let parts: Vec<&str> = path.split('?').next().unwrap_or_default().split('/').collect();
    let fits = |template: &str| {
        let template: Vec<&str> = template.split('/').collect();
        let mut pairs = template.iter().zip(&parts);
        template.len() == parts.len() && pairs.all(|(a, b)| a == b || a.starts_with('{'))
    };
    // An address that is written out goes before one with a parameter.
    let paths = document["paths"].as_object().into_iter().flatten();
    let found = paths
        .filter(|(template, _)| fits(template))
        .min_by_key(|(template, _)| template.matches('{').count());
    let Some((_, operations)) = found else { return vec![format!("{path} is not described")] };
    let response = &operations[method.to_ascii_lowercase()]["responses"][status.to_string()];
    let response = resolved(document, response);
    let media = media.split(';').next().unwrap_or_default();
    match &response["content"] {
        _ if response.is_null() => vec![format!("{method} {path}: {status} is not described")],
        Value::Null => Vec::new(),
        content if content[media].is_null() => {
            vec![format!("{method} {path}: {status} as {media} is not described")]
        }
        content => mistakes(document, &content[media]["schema"], body),
    }
}

/// What is wrong with a value by a schema. Beyond JSON Schema, a member that the schema does not
/// name is a mistake: the description would be silent about it. Patterns and formats are not
/// looked at.
pub fn mistakes(document: &Value, schema: &Value, value: &Value) -> Vec<String> {
    mistakes_beside(document, schema, value, &BTreeSet::new())
}

/// As [`mistakes`], where other parts of the same schema name members too.
fn mistakes_beside(
    document: &Value,
    schema: &Value,
    value: &Value,
    beside: &BTreeSet<&str>,
) -> Vec<String> {
    let mut found = check(document, schema, value, beside);
    let known = known_members(document, schema);
    for (name, _) in value.as_object().into_iter().flatten() {
        if !known.contains(name.as_str()) && !beside.contains(name.as_str()) {
            found.push(format!("/{name} is not described"));
        }
    }
    found
}

fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str().and_then(|place| place.strip_prefix('#')) {
        Some(pointer) => document.pointer(pointer).unwrap_or(&Value::Null),
        None => schema,
    }
}

fn branches<'a>(schema: &'a Value, word: &str) -> impl Iterator<Item = &'a Value> {
    schema[word].as_array().into_iter().flatten()
}

fn own_members(schema: &Value) -> impl Iterator<Item = &str> {
    schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name.as_str())
}

fn known_members<'a>(document: &'a Value, schema: &'a Value) -> BTreeSet<&'a str> {
    let schema = resolved(document, schema);
    let inner = ["allOf", "anyOf", "oneOf"].into_iter().flat_map(|word| branches(schema, word));
    own_members(schema).chain(inner.flat_map(|inner| known_members(document, inner))).collect()
}

fn check(document: &Value, schema: &Value, value: &Value, beside: &BTreeSet<&str>) -> Vec<String> {
    let schema = resolved(document, schema);
    let mut found: Vec<String> =
        branches(schema, "allOf").flat_map(|part| check(document, part, value, beside)).collect();
    let beside: BTreeSet<&str> = own_members(schema).chain(beside.iter().copied()).collect();
    for word in ["anyOf", "oneOf"] {
        let tried: Vec<_> = branches(schema, word)
            .map(|part| mistakes_beside(document, part, value, &beside))
            .collect();
        let fitting = tried.iter().filter(|mistakes| mistakes.is_empty()).count();
        if !tried.is_empty() && (fitting == 0 || word == "oneOf" && fitting > 1) {
            found.push(format!("{fitting} of {word} fit: {}", tried.concat().join(", ")));
        }
    }
    let is = |kind: &Value| match kind.as_str() {
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("boolean") => value.is_boolean(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        Some("null") => value.is_null(),
        _ => false,
    };
    if !schema["type"].is_null() && !is(&schema["type"]) {
        found.push(format!("{value} is no {}", schema["type"]));
    }
    if let Some(constant) = schema.get("const")
        && constant != value
    {
        found.push(format!("{value} is not {constant}"));
    }
    if schema["enum"].as_array().is_some_and(|choices| !choices.contains(value)) {
        found.push(format!("{value} is not among {}", schema["enum"]));
    }
    let length = |text: &str| text.chars().count();
    let size = value.as_str().map(length).or(value.as_array().map(Vec::len));
    for (least, most) in [("minLength", "maxLength"), ("minItems", "maxItems")] {
        let within = |size: usize| {
            let size = u64::try_from(size).unwrap_or(u64::MAX);
            schema[least].as_u64().is_none_or(|least| least <= size)
                && schema[most].as_u64().is_none_or(|most| size <= most)
        };
        if size.is_some_and(|size| !within(size)) {
            found.push(format!("{value} has not the right length"));
        }
    }
    for item in value.as_array().into_iter().flatten().filter(|_| schema.get("items").is_some()) {
        found.extend(mistakes(document, &schema["items"], item).iter().map(|m| format!("[] {m}")));
    }
    let Some(members) = value.as_object() else { return found };
    for name in branches(schema, "required").filter_map(Value::as_str) {
        if !members.contains_key(name) {
            found.push(format!("/{name} is missing"));
        }
    }
    for (name, member) in schema["properties"].as_object().into_iter().flatten() {
        let inner = members.get(name).map(|value| mistakes(document, member, value));
        found.extend(inner.unwrap_or_default().iter().map(|mistake| format!("/{name} {mistake}")));
    }
    found
}
