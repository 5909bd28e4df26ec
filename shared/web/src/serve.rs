//! From Lambda's event to the function's handler and back. Whatever happens inside, the
//! runtime gets an answer of ours: never an error whose words it would pass on.

use crate::router::{self, Elsewhere, Matched, Route};
use crate::{Answer, Base, Failure, Incoming, Method};
use domain::Timestamp;
use futures::FutureExt;
use lambda_http::http::StatusCode;
use lambda_http::{Body, Request, RequestExt, Response, service_fn};
use serde_json::json;
use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// A function that answers HTTP.
pub trait App: Send + Sync + 'static {
    /// What its routes lead to.
    type Action: Copy + std::fmt::Debug + Send + Sync + 'static;

    /// Its routes.
    const ROUTES: &'static [Route<Self::Action>];

    /// Paths of other functions, for the one that gets whatever is no route.
    const ELSEWHERE: &'static [Elsewhere] = &[];

    /// Its surroundings.
    fn base(&self) -> &Base;

    /// Does what the route says.
    fn handle(
        &self,
        action: Self::Action,
        request: &Incoming,
    ) -> impl Future<Output = Result<Answer, Failure>> + Send;
}

/// Answers Lambda's events until the runtime ends the process.
pub async fn run<A: App>(app: A) -> Result<(), lambda_http::Error> {
    let app = &app;
    lambda_http::run(service_fn(|request| async move {
        Ok::<_, Infallible>(answer(app, request).await)
    }))
    .await
}

/// Kept back for sending an answer, in milliseconds.
const SENDING_MS: i64 = 500;
/// Longest answer outside of Lambda: in tests.
const LONGEST: Duration = Duration::from_secs(30);

static WARM: AtomicBool = AtomicBool::new(false);

/// Answers one request.
pub async fn answer<A: App>(app: &A, request: Request) -> Response<Body> {
    let started = Instant::now();
    let cold_start = !WARM.swap(true, Ordering::Relaxed);
    let head = request.method().as_str() == "HEAD";
    let method = request.method().as_str().to_owned();
    let (route, answer) = route(app, request).await;
    let duration_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    let status = answer.code().as_u16();
    tracing::info!(method, route, status, duration_ms, cold_start, "request");
    answer.into_response(head)
}

/// The route's name for the log, and the answer.
async fn route<A: App>(app: &A, request: Request) -> (String, Answer) {
    let base = app.base();
    let presented = request.headers().get("x-origin-verify").and_then(|value| value.to_str().ok());
    if !base.came_through_edge(presented.unwrap_or_default()) {
        tracing::warn!(event = "authz_fail", reason = "origin", "request past the edge");
        let document = json!({ "title": "Forbidden", "status": 403, "code": "forbidden" });
        return ("-".to_owned(), Answer::problem(StatusCode::FORBIDDEN, &document));
    }
    let settings = base.settings().await;
    let (method, path) = (request.method().as_str(), request.uri().path());
    let matched = router::find(A::ROUTES, A::ELSEWHERE, method, path);
    let (action, declared, params) = match matched {
        Matched::Route(action, declared, params) => (action, declared, params),
        Matched::OtherMethod(methods) => {
            let incoming = Incoming::read(request, base, settings, Vec::new());
            return ("-".to_owned(), incoming.failed(Failure::MethodNotAllowed(methods)));
        }
        Matched::Nothing => {
            let incoming = Incoming::read(request, base, settings, Vec::new());
            return ("-".to_owned(), incoming.failed(Failure::NotFound));
        }
    };
    let time_left = time_left(&request, base.now());
    let closed = settings.closes(method, declared);
    let posts = request.method().as_str() == Method::Post.as_str();
    let page = router::page_of(A::ROUTES, A::ELSEWHERE, path).to_owned();
    let mut incoming = Incoming::read(request, base, settings, params);
    incoming.page = page;
    let name = format!("{action:?}");
    if unknown_language(&incoming) {
        return (name, incoming.failed(Failure::NotFound));
    }
    let handled = async {
        if posts {
            incoming.check_origin()?;
        }
        if let Some(closed) = closed {
            incoming.keep_until_open(base).await;
            return Err(Failure::Closed(closed));
        }
        app.handle(action, &incoming).await
    };
    let handled = tokio::time::timeout(time_left, AssertUnwindSafe(handled).catch_unwind());
    let answer = match handled.await {
        Ok(Ok(Ok(answer))) => answer,
        Ok(Ok(Err(failure))) => incoming.failed(failure),
        Ok(Err(panic)) => incoming.failed(Failure::Internal(panic_text(&*panic).into())),
        Err(_) => incoming.failed(Failure::Unavailable("the function's time is over".into())),
    };
    (name, answer)
}

/// How long an answer may take: what Lambda has left for it, less the time to send it, so
/// that a slow dependency becomes an answer of ours and not a dead function.
fn time_left(request: &Request, now: Timestamp) -> Duration {
    let left = request.lambda_context_ref().map(|context| {
        let deadline = i64::try_from(context.deadline).unwrap_or(i64::MAX);
        let left = deadline.saturating_sub(now.as_millisecond()).saturating_sub(SENDING_MS);
        Duration::from_millis(u64::try_from(left).unwrap_or_default())
    });
    left.unwrap_or(LONGEST)
}

/// A route with a language takes those that the platform speaks.
fn unknown_language(incoming: &Incoming) -> bool {
    let code = incoming.param("lang");
    !code.is_empty() && domain::Language::from_code(code).is_none()
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned());
    format!("panic: {}", text.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::router::get;
    use domain::Settings;
    use domain::settings::{ClosedRoute, Switches};

    const CAUSE: &str = "arn:aws:dynamodb:table/pact of anna@example.org";

    /// What goes wrong in the function.
    #[derive(Debug, Clone, Copy)]
    enum Broken {
        Panics,
        Fails,
        IsBusy,
    }

    struct Function(Base);

    impl App for Function {
        type Action = Broken;
        const ROUTES: &'static [Route<Broken>] = &[
            get("/{lang}/breaks", Broken::Panics),
            get("/{lang}/fails", Broken::Fails),
            get("/{lang}/busy", Broken::IsBusy),
        ];

        fn base(&self) -> &Base {
            &self.0
        }

        async fn handle(&self, action: Broken, _: &Incoming) -> Result<Answer, Failure> {
            match action {
                Broken::Panics => panic!("{CAUSE}"),
                Broken::Fails => Err(Failure::Internal(CAUSE.into())),
                Broken::IsBusy => Err(Failure::Unavailable(CAUSE.into())),
            }
        }
    }

    async fn ask(path: &str, accept: &str) -> (u16, String) {
        ask_with(Settings::default(), path, accept).await
    }

    async fn ask_with(settings: Settings, path: &str, accept: &str) -> (u16, String) {
        fn clock() -> Timestamp {
            Timestamp::UNIX_EPOCH
        }
        let base = Base::new("secret", clock, |bytes| bytes.fill(7)).with_settings(settings);
        let function = Function(base);
        let request = lambda_http::http::Request::builder()
            .uri(path)
            .header("x-origin-verify", "secret")
            .header("accept", accept)
            .body(Body::Empty)
            .unwrap();
        let response = answer(&function, request).await;
        let status = response.status().as_u16();
        (status, String::from_utf8(response.into_body().to_vec()).unwrap())
    }

    #[tokio::test]
    async fn q84_a_panic_and_a_failure_are_a_reference_and_nothing_of_the_cause() {
        for (path, expected) in [("/en/breaks", 500), ("/en/fails", 500), ("/en/busy", 503)] {
            let (status, text) = ask(path, "application/json").await;
            let problem: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert_eq!((status, &problem["status"]), (expected, &json!(expected)), "{path}");
            let reference = problem["reference"].as_str().unwrap();
            let (status, page) = ask(path, "text/html").await;
            assert_eq!(status, expected, "{path}");
            assert!(page.contains(reference), "{page}");
            for word in ["arn:", "anna", "panic", "serve.rs"] {
                assert!(!text.contains(word) && !page.contains(word), "{word}: {path}");
            }
        }
    }

    #[tokio::test]
    async fn a_closed_route_says_so_and_the_others_go_on() {
        let route = ClosedRoute { method: "GET".to_owned(), path: "/{lang}/fails".to_owned() };
        let switches = Switches { routes: vec![route], ..Switches::default() };
        let settings = Settings { switches, ..Settings::default() };
        let ask = |path, accept| ask_with(settings.clone(), path, accept);
        let (status, text) = ask("/fr/fails", "application/json").await;
        let problem: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!((status, &problem["code"]), (503, &json!("closed")));
        assert_eq!(problem["errors"], json!([{ "code": "route" }]));
        let (status, page) = ask("/fr/fails", "text/html").await;
        assert!(status == 503 && page.contains("fermée pour le moment"), "{page}");
        assert!(page.contains("href=\"/fr/help/\""), "{page}");
        assert_eq!(ask("/fr/busy", "text/html").await.0, 503);
        assert!(!ask("/fr/busy", "text/html").await.1.contains("fermée"));
    }
}
