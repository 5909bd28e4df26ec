//! A request, read: who sends it, in which language, what it carries.

use crate::cookies::{self, DEVICE_COOKIE, FORM_COOKIE, SESSION_COOKIE, cookie};
use crate::{Answer, Base, Failure, Unreadable, form_token, log};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{
    Account, Action, Actor, Event, EventId, InitiativeId, Language, Problem, Problems, Secret,
    SessionKind, Settings, StaffRole, Timestamp, limits,
};
use identity::{CodeReader, SessionSecret, SignedIn};
use lambda_http::http::{HeaderMap, StatusCode, header};
use lambda_http::{Body, Request, RequestExt};
use serde::de::DeserializeOwned;
use serde_json::json;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use storage::Table;
use views::{Frame, Markup, Notice, Viewer, problem_words};

/// What a body is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Form,
    Json,
    None,
    Other,
}

/// A request, read.
#[derive(Debug)]
pub struct Incoming {
    /// Language of the address, or of `Accept-Language` where the address has none.
    pub language: Language,
    /// The one time of this request.
    pub now: Timestamp,
    /// The path with its language.
    pub path: String,
    /// The page to go on from: `path`, or the one above where no page has that address.
    pub(crate) page: String,
    /// What the limits go by: the viewer's network as the edge saw it, an IPv4 address or
    /// the first half of an IPv6 one, since one household or host has the whole other half.
    pub viewer_address: Secret,
    /// Short number that stands in the log and on pages of failures.
    pub reference: String,
    params: Vec<(String, String)>,
    query: Vec<(String, String)>,
    kind: Kind,
    body: Vec<u8>,
    headers: HeaderMap,
    session_cookie: Option<Secret>,
    form_cookie: Secret,
    form_cookie_is_new: bool,
    bearer: Option<Secret>,
    wants_json: bool,
    posted_token: Mutex<Option<String>>,
    account_name: Mutex<Option<(String, Option<StaffRole>)>>,
    new_session_cookie: Mutex<Option<Secret>>,
    /// What was typed is kept for its sender.
    kept: AtomicBool,
    base: Base,
    settings: Arc<Settings>,
}

/// Most members of a form: the largest has some 60.
const MEMBERS: usize = 300;

impl Incoming {
    /// Reads a request that came through the edge.
    pub(crate) fn read(
        request: Request,
        base: &Base,
        settings: Arc<Settings>,
        params: Vec<(String, String)>,
    ) -> Self {
        let path = request.uri().path().to_owned();
        let query = request
            .query_string_parameters()
            .iter()
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect();
        let (parts, body) = request.into_parts();
        let headers = parts.headers;
        let text = |name: &str| header_text(&headers, name);
        let first = path.split('/').nth(1).unwrap_or_default();
        let language = Language::from_code(first)
            .unwrap_or_else(|| Language::negotiate(text(header::ACCEPT_LANGUAGE.as_str())));
        let content_type = text(header::CONTENT_TYPE.as_str());
        let essence = content_type.split(';').next().unwrap_or_default().trim();
        let body = match body {
            Body::Text(text) => text.into_bytes(),
            Body::Binary(bytes) => bytes,
            _ => Vec::new(),
        };
        let kind = match essence.to_ascii_lowercase().as_str() {
            "application/x-www-form-urlencoded" => Kind::Form,
            "application/json" => Kind::Json,
            "" if body.is_empty() => Kind::None,
            _ => Kind::Other,
        };
        let bearer = text(header::AUTHORIZATION.as_str())
            .split_once(' ')
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| Secret::new(token.trim()));
        let accepts = text(header::ACCEPT.as_str());
        let wants_json = kind == Kind::Json
            || bearer.is_some()
            || first == "api"
            || (accepts.contains("json") && !accepts.contains("text/html"));
        let cookie_headers =
            || headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let session_cookie = cookies::find(cookie_headers(), SESSION_COOKIE);
        // Our own are 43 characters; anything else is not one of ours.
        let form_cookie = cookies::find(cookie_headers(), FORM_COOKIE)
            .filter(|cookie| cookie.expose().len() == 43);
        let form_cookie_is_new = form_cookie.is_none();
        let form_cookie =
            form_cookie.unwrap_or_else(|| Secret::new(URL_SAFE_NO_PAD.encode(base.random::<32>())));
        let viewer_address = Secret::new(network(text("x-viewer-address")));
        Self {
            language,
            now: base.now(),
            page: path.clone(),
            path,
            viewer_address,
            reference: reference(base.random()),
            params,
            query,
            kind,
            body,
            session_cookie,
            form_cookie,
            form_cookie_is_new,
            bearer,
            wants_json,
            posted_token: Mutex::default(),
            account_name: Mutex::default(),
            new_session_cookie: Mutex::default(),
            kept: AtomicBool::default(),
            base: base.clone(),
            settings,
            headers,
        }
    }

    /// A parameter of the path; empty where the route has none of that name.
    #[must_use]
    pub fn param(&self, name: &str) -> &str {
        find(&self.params, name)
    }

    /// A parameter of the query; empty where there is none.
    #[must_use]
    pub fn query(&self, name: &str) -> &str {
        find(&self.query, name)
    }

    /// A header; empty where there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        header_text(&self.headers, name)
    }

    /// What staff have set, as it is known now.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Has the next request read the settings anew: this one has changed them.
    pub fn forget_settings(&self) {
        self.base.forget_settings();
    }

    /// Whether the answer is for a program.
    #[must_use]
    pub fn wants_json(&self) -> bool {
        self.wants_json
    }

    /// What binds this browser to its registration in progress and its kept forms.
    #[must_use]
    pub fn browser(&self) -> &Secret {
        &self.form_cookie
    }

    /// The mark of a browser that signed in before.
    #[must_use]
    pub fn device(&self) -> Option<Secret> {
        let headers = self.headers.get_all(header::COOKIE).iter();
        cookies::find(headers.filter_map(|value| value.to_str().ok()), DEVICE_COOKIE)
    }

    /// The session that the browser or program presents, unchecked.
    #[must_use]
    pub fn presented(&self) -> Option<(SessionSecret, SessionKind)> {
        match (&self.bearer, &self.session_cookie) {
            (Some(token), _) => Some((SessionSecret::parse(token.expose())?, SessionKind::Token)),
            (None, Some(cookie)) => {
                Some((SessionSecret::parse(cookie.expose())?, SessionKind::Browser))
            }
            (None, None) => None,
        }
    }

    /// Who sends this request: the account as it is now, if its session is live.
    pub async fn signed_in(&self, table: &Table) -> Result<SignedIn, Failure> {
        let (secret, kind) = self.presented().ok_or(Failure::SignIn)?;
        let signed_in = identity::sign_in_state(table, &secret, &[kind], self.now).await?;
        self.name_viewer(&signed_in.record.account);
        Ok(signed_in)
    }

    /// Has the page that answers this request made for the session that begins with it: its
    /// forms go with the new cookie.
    pub fn begin_session(&self, account: &Account, secret: &SessionSecret) {
        self.name_viewer(account);
        if let Ok(mut cookie) = self.new_session_cookie.lock() {
            *cookie = Some(secret.text());
        }
    }

    /// Notes that what was typed is kept, for the page that asks to sign in.
    pub(crate) fn note_kept(&self) {
        self.kept.store(true, Ordering::Relaxed);
    }

    fn name_viewer(&self, account: &Account) {
        if let Ok(mut name) = self.account_name.lock() {
            *name = Some((
                account.email.as_str().to_owned(),
                account.staff.as_ref().map(|member| member.role),
            ));
        }
    }

    /// Reads the body as `F`, from a form or from JSON.
    pub fn form<F: DeserializeOwned>(&self) -> Result<F, Failure> {
        if self.body.len() > limits::BODY_BYTES {
            return Err(Failure::TooLarge);
        }
        match (self.kind, &self.bearer) {
            // A form goes with cookies alone.
            (Kind::Form, None) => self.decode_form(),
            (Kind::Json, _) => decode_json(&self.body),
            (Kind::None, Some(_)) => decode_json(b"{}"),
            (Kind::None, None) if self.wants_json => decode_json(b"{}"),
            (Kind::Form | Kind::Other | Kind::None, _) => Err(Failure::UnsupportedMediaType),
        }
    }

    fn decode_form<F: DeserializeOwned>(&self) -> Result<F, Failure> {
        let unreadable = |code| Failure::Unreadable(Unreadable { pointer: String::new(), code });
        let decoded = percent_encoding::percent_decode(&self.body).decode_utf8();
        if !decoded.is_ok_and(|text| !text.contains('\0')) {
            return Err(unreadable("encoding"));
        }
        let mut pairs: Vec<(String, String)> =
            serde_html_form::from_bytes(&self.body).map_err(|_| unreadable("malformed"))?;
        if pairs.len() > MEMBERS {
            return Err(unreadable("malformed"));
        }
        if let Some(index) = pairs.iter().position(|(name, _)| name == "form_token")
            && let Ok(mut token) = self.posted_token.lock()
        {
            *token = Some(pairs.remove(index).1);
        }
        let rest = serde_html_form::to_string(&pairs).map_err(|_| unreadable("malformed"))?;
        serde_html_form::from_str(&rest).map_err(|error| {
            let code = reading_code(&error.to_string());
            unreadable(code)
        })
    }

    /// Whether the form was given to this browser: its token. JSON needs none: nothing attaches
    /// a program's bearer token without its doing, and another site's page cannot have a
    /// browser send JSON here with our cookies. To be called after [`Self::form`].
    pub fn check_form_token(&self) -> Result<(), Failure> {
        if self.kind != Kind::Form {
            return Ok(());
        }
        let token = self.posted_token.lock().ok().and_then(|token| token.clone());
        let good = token.is_some_and(|token| {
            form_token::is_good(&token, &self.form_cookie, self.session_cookie.as_ref(), self.now)
        });
        if good { Ok(()) } else { Err(Failure::FormExpired) }
    }

    /// A POST must come from our own pages: by Fetch Metadata, else by `Origin`. Programs
    /// with a bearer token are nobody's browser.
    pub(crate) fn check_origin(&self) -> Result<(), Failure> {
        if self.bearer.is_some() {
            return Ok(());
        }
        let site = self.header("sec-fetch-site");
        if !site.is_empty() {
            return if matches!(site, "same-origin" | "none") {
                Ok(())
            } else {
                Err(Failure::Forbidden)
            };
        }
        let origin = self.header("origin");
        let host = self.header("x-viewer-host");
        let ours = origin.is_empty()
            || origin == format!("https://{host}")
            || (host.starts_with("localhost") && origin == format!("http://{host}"));
        if ours { Ok(()) } else { Err(Failure::Forbidden) }
    }

    /// What Cognito is told of whom it mails a code to. The edge says which host was asked for,
    /// and takes requests for no other than its own.
    #[must_use]
    pub fn code_reader(&self, language: Language) -> CodeReader {
        let host = self.header("x-viewer-host");
        let scheme = if host.starts_with("localhost") { "http" } else { "https" };
        CodeReader { language, site: format!("{scheme}://{host}") }
    }

    /// Random bytes.
    #[must_use]
    pub fn random<const N: usize>(&self) -> [u8; N] {
        self.base.random()
    }

    /// A new identifier for an event.
    #[must_use]
    pub fn event_id(&self) -> EventId {
        EventId::new(self.now, self.random())
    }

    /// The event of what `actor` does now, without reason and note. `rev` is the revision that
    /// comes out of it.
    #[must_use]
    pub fn event(
        &self,
        actor: Actor,
        action: Action,
        initiative: Option<InitiativeId>,
        rev: u64,
    ) -> Event {
        let (id, at) = (self.event_id(), self.now);
        Event { id, at, actor, action, initiative, rev, reason: None, note: String::new() }
    }

    /// Today, in Strasbourg's winter time: dates are days, not moments.
    #[must_use]
    pub fn today(&self) -> domain::Date {
        jiff::tz::Offset::constant(1).to_datetime(self.now).date()
    }

    /// An address of this site in the request's language: `at("desk")` is `/en/desk`.
    #[must_use]
    pub fn at(&self, path: &str) -> String {
        format!("/{}/{path}", self.language.code())
    }

    /// A page for this person.
    pub fn page(&self, status: StatusCode, page: impl FnOnce(&Frame<'_>) -> Markup) -> Answer {
        self.page_with(status, None, page)
    }

    /// A page with something said above its content.
    pub fn page_with(
        &self,
        status: StatusCode,
        notice: Option<Notice<'_>>,
        page: impl FnOnce(&Frame<'_>) -> Markup,
    ) -> Answer {
        let new_session = self.new_session_cookie.lock().ok().and_then(|cookie| cookie.clone());
        let session = new_session.as_ref().or(self.session_cookie.as_ref());
        let token = form_token::make(&self.form_cookie, session, self.now);
        let account = self.account_name.lock().ok().and_then(|name| name.clone());
        let viewer = match &account {
            Some((name, staff)) => Viewer::SignedIn { name, staff: *staff },
            None => Viewer::Anonymous,
        };
        let prefix = format!("/{}", self.language.code());
        let path = self.path.strip_prefix(&prefix).unwrap_or(&self.path);
        let frame = Frame {
            lang: self.language,
            path,
            viewer,
            form_token: &token,
            notice,
            settings: &self.settings,
        };
        let answer = Answer::page(status, page(&frame));
        if self.form_cookie_is_new { answer.cookie(&self.form_cookie_header()) } else { answer }
    }

    /// The cookie that binds forms and a registration in progress to this browser.
    #[must_use]
    pub fn form_cookie_header(&self) -> String {
        cookie(FORM_COOKIE, &self.form_cookie, Some(limits::DRAFT_LIFE))
    }

    /// What was asked is done: the next page for a person, `document` for a program.
    pub fn done(&self, status: StatusCode, location: &str, document: &serde_json::Value) -> Answer {
        if self.wants_json {
            Answer::json(status, document)
        } else {
            let answer = Answer::see_other(location);
            if self.form_cookie_is_new { answer.cookie(&self.form_cookie_header()) } else { answer }
        }
    }

    /// Something else is there already: the next page for a person, a problem of that code with
    /// `details` for a program.
    pub fn conflict(&self, location: &str, code: &str, details: serde_json::Value) -> Answer {
        let status = StatusCode::CONFLICT;
        if !self.wants_json {
            return self.done(status, location, &details);
        }
        let mut document = self.problem_document(status, code);
        if let (Some(document), serde_json::Value::Object(details)) =
            (document.as_object_mut(), details)
        {
            document.extend(details);
        }
        Answer::problem(status, &document)
    }

    /// A page for a person, `document` for a program.
    pub fn show(
        &self,
        document: impl FnOnce() -> serde_json::Value,
        page: impl FnOnce(&Frame<'_>) -> Markup,
    ) -> Answer {
        self.show_with(None, document, page)
    }

    /// As [`Self::show`], with something said above the page's content.
    pub fn show_with(
        &self,
        notice: Option<Notice<'_>>,
        document: impl FnOnce() -> serde_json::Value,
        page: impl FnOnce(&Frame<'_>) -> Markup,
    ) -> Answer {
        if self.wants_json {
            Answer::json(StatusCode::OK, &document())
        } else {
            self.page_with(StatusCode::OK, notice, page)
        }
    }

    /// The form once more, with everything typed, for failures that its sender can mend by
    /// sending it again; [`Self::failed`] for the others.
    pub fn again(
        &self,
        failure: Failure,
        page: impl FnOnce(&Frame<'_>, &[Problem]) -> Markup,
    ) -> Answer {
        if self.wants_json {
            return self.failed(failure);
        }
        match failure {
            Failure::Rejected(problems) => {
                self.note_rejection(&problems);
                self.page(StatusCode::UNPROCESSABLE_ENTITY, |frame| {
                    page(frame, problems.as_slice())
                })
            }
            Failure::FormExpired => {
                tracing::warn!(
                    event = "authz_fail",
                    reference = self.reference,
                    reason = "form_token",
                    "form token refused"
                );
                self.page_with(StatusCode::FORBIDDEN, Some(Notice::FormExpired), |frame| {
                    page(frame, &[])
                })
            }
            Failure::TooMany { retry_after } => {
                self.note_excess();
                let notice = Notice::TooMany { minutes: retry_after.div_ceil(60) };
                self.page_with(StatusCode::TOO_MANY_REQUESTS, Some(notice), |frame| {
                    page(frame, &[])
                })
                .header(header::RETRY_AFTER, &retry_after.to_string())
            }
            Failure::Unavailable(cause) => {
                self.note_failure("unavailable", &*cause);
                let notice = Notice::TryAgain { reference: &self.reference };
                self.page_with(StatusCode::SERVICE_UNAVAILABLE, Some(notice), |frame| {
                    page(frame, &[])
                })
                .header(header::RETRY_AFTER, "30")
            }
            failure @ (Failure::Unreadable(_)
            | Failure::SignIn
            | Failure::Forbidden
            | Failure::NeedsAnother
            | Failure::NotFound
            | Failure::Gone
            | Failure::MethodNotAllowed(_)
            | Failure::Conflict
            | Failure::Leased
            | Failure::NotPossible(_)
            | Failure::Closed(_)
            | Failure::TooLarge
            | Failure::UnsupportedMediaType
            | Failure::Internal(_)) => self.failed(failure),
        }
    }

    /// The answer to a failure: a page, or a problem document for a program. The one place
    /// where failures get their status, and where their causes are logged.
    #[expect(clippy::too_many_lines, reason = "one arm for each failure, nothing else")]
    pub fn failed(&self, failure: Failure) -> Answer {
        use views::problem;
        let back = self.page.as_str();
        match failure {
            Failure::Unreadable(Unreadable { pointer, code }) => {
                tracing::info!(
                    event = "input_validation_fail",
                    reference = self.reference,
                    code,
                    "unreadable body"
                );
                let errors = json!([{ "pointer": pointer, "code": code }]);
                self.problem(StatusCode::BAD_REQUEST, "unreadable", Some(errors), |frame| {
                    problem::bad_request(frame, &self.reference)
                })
            }
            Failure::SignIn if self.wants_json => {
                tracing::info!(
                    event = "authz_fail",
                    reference = self.reference,
                    reason = "no_session",
                    "bearer token refused"
                );
                self.problem(StatusCode::UNAUTHORIZED, "sign_in", None, problem::not_found)
                    .header(header::WWW_AUTHENTICATE, "Bearer")
            }
            Failure::SignIn => {
                let next: String =
                    percent_encoding::utf8_percent_encode(back, percent_encoding::NON_ALPHANUMERIC)
                        .to_string();
                let over = if self.kept.load(Ordering::Relaxed) { "over=1&" } else { "" };
                Answer::see_other(&self.at(&format!("sign-in?{over}next={next}")))
            }
            Failure::Forbidden => {
                tracing::warn!(event = "authz_fail", reference = self.reference, "forbidden");
                self.problem(StatusCode::FORBIDDEN, "forbidden", None, |frame| {
                    problem::forbidden(frame, &self.reference)
                })
            }
            Failure::NeedsAnother => {
                tracing::warn!(
                    event = "authz_fail",
                    reference = self.reference,
                    reason = "own_decision",
                    "four eyes"
                );
                self.problem(StatusCode::FORBIDDEN, "needs_another", None, |frame| {
                    problem::needs_another(frame, back)
                })
            }
            Failure::FormExpired => {
                tracing::warn!(
                    event = "authz_fail",
                    reference = self.reference,
                    reason = "form_token",
                    "form token refused"
                );
                self.problem(StatusCode::FORBIDDEN, "form_expired", None, |frame| {
                    problem::form_expired(frame, back)
                })
            }
            Failure::NotFound => {
                tracing::info!(
                    event = "authz_fail",
                    reference = self.reference,
                    reason = "not_found",
                    "not found"
                );
                self.problem(StatusCode::NOT_FOUND, "not_found", None, problem::not_found)
            }
            Failure::Gone => {
                self.problem(StatusCode::GONE, "gone", None, |frame| problem::gone(frame, None))
            }
            Failure::MethodNotAllowed(methods) => {
                let allow: Vec<&str> = methods.iter().map(|method| method.as_str()).collect();
                self.problem(StatusCode::METHOD_NOT_ALLOWED, "method", None, problem::not_allowed)
                    .header(header::ALLOW, &allow.join(", "))
            }
            Failure::Conflict => {
                tracing::info!(event = "conflict", reference = self.reference, "lost race");
                self.problem(StatusCode::CONFLICT, "conflict", None, |frame| {
                    problem::conflict(frame, back)
                })
            }
            Failure::Leased => {
                tracing::info!(event = "conflict", reference = self.reference, "case in hand");
                self.problem(StatusCode::CONFLICT, "leased", None, |frame| {
                    problem::conflict(frame, back)
                })
            }
            Failure::NotPossible(step) => {
                tracing::info!(event = "sequence_fail", step = step.transition, state = step.state);
                let errors = json!([{ "code": "not_possible", "step": step.transition, "state": step.state }]);
                self.problem(StatusCode::CONFLICT, "not_possible", Some(errors), |frame| {
                    problem::conflict(frame, back)
                })
            }
            Failure::TooLarge => {
                self.problem(StatusCode::PAYLOAD_TOO_LARGE, "too_large", None, problem::too_large)
            }
            Failure::UnsupportedMediaType => {
                self.problem(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media_type", None, |frame| {
                    problem::bad_request(frame, &self.reference)
                })
            }
            Failure::Rejected(problems) => {
                self.note_rejection(&problems);
                let errors = self.problem_list(&problems);
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                self.problem(status, "rejected", Some(errors), |frame| {
                    problem::bad_request(frame, &self.reference)
                })
            }
            Failure::TooMany { retry_after } => {
                self.note_excess();
                self.problem(StatusCode::TOO_MANY_REQUESTS, "too_many", None, |frame| {
                    problem::too_many(frame, retry_after.div_ceil(60))
                })
                .header(header::RETRY_AFTER, &retry_after.to_string())
            }
            Failure::Closed(closed) => {
                tracing::info!(event = "closed", by = closed.code(), "closed by staff");
                let kept = self.kept.load(Ordering::Relaxed);
                let errors = json!([{ "code": closed.code() }]);
                self.problem(StatusCode::SERVICE_UNAVAILABLE, "closed", Some(errors), |frame| {
                    problem::closed(frame, closed, kept)
                })
                .header(header::RETRY_AFTER, "300")
            }
            Failure::Unavailable(cause) => {
                self.note_failure("unavailable", &*cause);
                let status = StatusCode::SERVICE_UNAVAILABLE;
                self.problem(status, "unavailable", None, |frame| {
                    problem::try_again(frame, &self.reference, false)
                })
                .header(header::RETRY_AFTER, "30")
            }
            Failure::Internal(cause) => {
                self.note_failure("internal", &*cause);
                self.problem(StatusCode::INTERNAL_SERVER_ERROR, "internal", None, |frame| {
                    problem::internal(frame, &self.reference)
                })
            }
        }
    }

    fn problem(
        &self,
        status: StatusCode,
        code: &str,
        errors: Option<serde_json::Value>,
        page: impl FnOnce(&Frame<'_>) -> Markup,
    ) -> Answer {
        if !self.wants_json {
            return self.page(status, page);
        }
        let mut document = self.problem_document(status, code);
        if let Some(errors) = errors {
            document["errors"] = errors;
        }
        Answer::problem(status, &document)
    }

    fn problem_document(&self, status: StatusCode, code: &str) -> serde_json::Value {
        json!({
            "type": format!("/{}/developers/#problem-{code}", self.language.code()),
            "title": status.canonical_reason().unwrap_or_default(),
            "status": status.as_u16(),
            "code": code,
            "reference": self.reference,
        })
    }

    fn problem_list(&self, problems: &Problems) -> serde_json::Value {
        problems
            .as_slice()
            .iter()
            .map(|problem| {
                json!({
                    "pointer": format!("/{}", problem.field.name()),
                    "code": problem.code.code(),
                    "detail": problem_words(
                        views::Words::new(self.language),
                        problem.field,
                        problem.code,
                    ),
                })
            })
            .collect()
    }

    fn note_rejection(&self, problems: &Problems) {
        let fields = problems.to_string();
        tracing::info!(
            event = "input_validation_fail",
            reference = self.reference,
            fields,
            "form rejected"
        );
    }

    fn note_excess(&self) {
        tracing::warn!(event = "excess_rate_limit_exceeded", reference = self.reference, "limit");
    }

    fn note_failure(&self, kind: &str, cause: &(dyn std::error::Error + 'static)) {
        let cause = log::chain(cause);
        tracing::error!(event = "failure", kind, reference = self.reference, cause, "failed");
    }
}

fn find<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
}

fn network(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).to_string()
        }
        Ok(IpAddr::V4(_)) | Err(_) => address.to_owned(),
    }
}

fn header_text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn decode_json<F: DeserializeOwned>(body: &[u8]) -> Result<F, Failure> {
    let unreadable = |pointer, code| Failure::Unreadable(Unreadable { pointer, code });
    let text = std::str::from_utf8(body).map_err(|_| unreadable(String::new(), "encoding"))?;
    if text.contains("\\u0000") {
        return Err(unreadable(String::new(), "encoding"));
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        let pointer =
            if path == "." { String::new() } else { format!("/{}", path.replace('.', "/")) };
        unreadable(pointer, reading_code(&error.inner().to_string()))
    })?;
    reader.end().map_err(|_| unreadable(String::new(), "malformed"))?;
    Ok(value)
}

/// What a reader's message is about; the message itself may quote the input and stays here.
fn reading_code(message: &str) -> &'static str {
    if message.starts_with("unknown field") {
        "unknown_member"
    } else if message.starts_with("duplicate field") {
        "duplicate_member"
    } else if message.starts_with("invalid type") || message.starts_with("invalid value") {
        "wrong_type"
    } else {
        "malformed"
    }
}

/// Eight letters and digits of 40 random bits, in two groups.
fn reference(entropy: [u8; 5]) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let bits = entropy.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    let mut text = String::with_capacity(9);
    for place in (0..8).rev() {
        let index = usize::try_from(bits >> (place * 5) & 31).unwrap_or_default();
        text.push(char::from(ALPHABET[index]));
        if place == 4 {
            text.push('-');
        }
    }
    text
}
