//! What CloudFront does in front of bucket and API, for one machine.
//!
//! The local AWS serves a distribution's bucket origins, with its functions and its access
//! control, but refuses origins at AWS host names (the API) and does not know origin groups. So
//! the browser talks to this small proxy, which follows the *deployed* distribution: it matches
//! the path against the cache behaviours, sends bucket requests on to the local CloudFront and
//! API requests to the local API, with the headers that CloudFront would add, asks a group's
//! second origin when the first has nothing, and applies the response headers policy to what the
//! API answers. It caches nothing and compresses nothing.

use crate::clock;
use crate::distribution::{Behaviour, Distribution, Origin};
use crate::progress::Failure;
use bytes::Bytes;
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode, Uri, header};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use std::convert::Infallible;
use std::fs::File;
use std::io::Write;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

type Error = Box<dyn std::error::Error + Send + Sync>;
type Body = BoxBody<Bytes, Error>;

/// CloudFront's own limit for an address.
const URL_LIMIT: usize = 8192;
/// API Gateway's own limit for a request's body.
const BODY_LIMIT: usize = 10 * 1024 * 1024;
/// How long CloudFront waits for an origin.
const PATIENCE: Duration = Duration::from_secs(30);

/// Headers that concern one connection only.
const HOP_BY_HOP: &[&str] = &[
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "expect",
];
/// The few that CloudFront passes on whatever the policies say.
const ALWAYS: &[&str] =
    &["range", "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since"];

/// The proxy's configuration: what was deployed, and where the local AWS is.
pub(crate) struct Edge {
    distribution: Distribution,
    /// Host and port of the local AWS.
    aws: String,
    client: Client<HttpConnector, Body>,
    log: Mutex<File>,
}

impl Edge {
    pub(crate) fn new(
        distribution: Distribution,
        aws_port: u16,
        log: &Path,
    ) -> Result<Self, Failure> {
        let log = File::options().create(true).append(true).open(log).map_err(|error| {
            Failure::new(format!("{}: {error}", log.display()), "Mend the rights, then try again.")
        })?;
        Ok(Self {
            distribution,
            aws: format!("127.0.0.1:{aws_port}"),
            client: Client::builder(TokioExecutor::new()).build(HttpConnector::new()),
            log: Mutex::new(log),
        })
    }

    async fn answer(&self, request: Request<Incoming>, viewer: IpAddr) -> Response<Body> {
        let start = Instant::now();
        let method = request.method().clone();
        // Without the query, which may hold what nobody should find in a log.
        let path = request.uri().path().to_owned();
        let response = self.follow(request, viewer).await;
        let line = format!(
            "{} {method} {path} {} {} ms\n",
            clock::stamp(),
            response.status().as_u16(),
            start.elapsed().as_millis(),
        );
        if let Ok(mut log) = self.log.lock() {
            let _ = log.write_all(line.as_bytes());
        }
        response
    }

    async fn follow(&self, request: Request<Incoming>, viewer: IpAddr) -> Response<Body> {
        let length = request.uri().path_and_query().map_or(0, |uri| uri.as_str().len());
        if length > URL_LIMIT {
            return refusal(StatusCode::URI_TOO_LONG, "The address is too long.");
        }
        if is_the_local_aws_own(request.uri().path()) {
            return refusal(StatusCode::NOT_FOUND, "There is nothing here.");
        }
        let Some(behaviour) = self.distribution.behaviour(request.uri().path()) else {
            return refusal(StatusCode::BAD_GATEWAY, "The distribution has no behaviour for this.");
        };
        if !behaviour.allows(request.method()) {
            return refusal(
                StatusCode::FORBIDDEN,
                "This distribution is not configured to allow the HTTP request method that was used \
                 for this request.",
            );
        }
        let Some(route) = self.distribution.route(behaviour) else {
            return refusal(StatusCode::BAD_GATEWAY, "The distribution has no origin for this.");
        };
        let (head, body) = request.into_parts();
        if !route.first.bucket {
            return self.api(route.first, behaviour, Asked::by_viewer(&head, viewer), body).await;
        }
        let retry = route
            .second
            .filter(|_| matches!(head.method, Method::GET | Method::HEAD | Method::OPTIONS));
        let retry = retry.map(|origin| (origin, Asked::by_edge(&head, viewer)));
        let response = self.bucket(&head, body).await;
        match retry {
            Some((origin, asked)) if route.statuses.contains(&response.status().as_u16()) => {
                self.api(origin, behaviour, asked, Full::new(Bytes::new())).await
            }
            _ => response,
        }
    }

    /// A bucket's object, by way of the local CloudFront: it runs the viewer's function, signs the
    /// request to the bucket and applies the response headers policy.
    async fn bucket(&self, head: &hyper::http::request::Parts, body: Incoming) -> Response<Body> {
        let mut headers = passed_on(&head.headers);
        headers.retain_named(|name| !name.starts_with("x-forwarded") && name != "authorization");
        insert(&mut headers, "host", &self.distribution.domain);
        // The local CloudFront believes this header; the viewer's protocol is the edge's business.
        insert(&mut headers, "x-forwarded-proto", "https");
        self.send(&head.method, path_and_query(&head.uri), headers, boxed(body)).await
    }

    /// An answer of the API's, with what CloudFront adds on the way there and back.
    async fn api<B>(
        &self,
        origin: &Origin,
        behaviour: &Behaviour,
        asked: Asked,
        body: B,
    ) -> Response<Body>
    where
        B: hyper::body::Body<Data = Bytes> + Send + Sync + 'static,
        B::Error: Into<Error>,
    {
        // `{id}.execute-api.{region}.amazonaws.com` is `{id}.execute-api.localhost` here.
        let api = origin.domain.split('.').next().unwrap_or_default();
        let mut headers = asked.headers;
        for (name, value) in &origin.headers {
            insert(&mut headers, name, value);
        }
        insert(&mut headers, "host", &format!("{api}.execute-api.localhost"));
        let body = Limited::new(body, BODY_LIMIT).boxed();
        let mut response = self.send(&asked.method, &asked.address, headers, body).await;
        if response.status() == StatusCode::BAD_GATEWAY && is_json(response.headers()) {
            response = mask(response).await;
        }
        for name in HOP_BY_HOP {
            response.headers_mut().remove(*name);
        }
        behaviour.policy.apply(response.headers_mut());
        insert(response.headers_mut(), "via", "1.1 local.cloudfront.net (CloudFront)");
        insert(response.headers_mut(), "x-cache", "Miss from cloudfront");
        response
    }

    async fn send(
        &self,
        method: &Method,
        path: &str,
        headers: HeaderMap,
        body: Body,
    ) -> Response<Body> {
        let request = Request::builder().method(method).uri(format!("http://{}{path}", self.aws));
        let Ok(mut request) = request.body(body) else {
            return refusal(StatusCode::BAD_REQUEST, "Bad request.");
        };
        *request.headers_mut() = headers;
        match tokio::time::timeout(PATIENCE, self.client.request(request)).await {
            Ok(Ok(response)) => response.map(boxed),
            Ok(Err(error)) if too_large(&error) => json_answer(
                StatusCode::PAYLOAD_TOO_LARGE,
                r#"{"message":"Request Entity Too Large"}"#,
            ),
            Ok(Err(_)) => refusal(StatusCode::BAD_GATEWAY, "The origin cannot be reached."),
            Err(_) => refusal(StatusCode::GATEWAY_TIMEOUT, "The origin did not answer in time."),
        }
    }
}

/// What the API is asked.
struct Asked {
    method: Method,
    address: String,
    headers: HeaderMap,
}

impl Asked {
    /// A request to the API itself: everything the viewer sent (the policy
    /// `AllViewerExceptHostHeader`), and who and where the viewer is, as the function on those
    /// behaviours (infra/edge/actions.js) says.
    fn by_viewer(head: &hyper::http::request::Parts, viewer: IpAddr) -> Self {
        let mut headers = passed_on(&head.headers);
        headers.retain_named(|name| name != "x-origin-verify");
        let host = head.headers.get(header::HOST).cloned();
        insert(&mut headers, "x-viewer-address", &viewer.to_string());
        if let Some(host) = host {
            headers.insert("x-viewer-host", host);
        }
        forwarded_for(&mut headers, viewer);
        let address = path_and_query(&head.uri).to_owned();
        Self { method: head.method.clone(), address, headers }
    }

    /// A group's second try: the address as the function on the default behaviour
    /// (infra/edge/pages.js) left it for the first, and next to no headers, since that
    /// behaviour's policies pass none on.
    fn by_edge(head: &hyper::http::request::Parts, viewer: IpAddr) -> Self {
        let mut headers = HeaderMap::new();
        for name in ALWAYS {
            if let Some(value) = head.headers.get(*name) {
                headers.insert(*name, value.clone());
            }
        }
        if let Some(value) = head.headers.get("x-forwarded-for") {
            headers.insert("x-forwarded-for", value.clone());
        }
        insert(&mut headers, "user-agent", "Amazon CloudFront");
        forwarded_for(&mut headers, viewer);
        let path = head.uri.path();
        let address =
            if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        Self { method: head.method.clone(), address, headers }
    }
}

/// Addresses that the local AWS answers itself, whatever the host: neither bucket nor API would
/// be asked.
fn is_the_local_aws_own(path: &str) -> bool {
    path.starts_with("/_")
        || path.starts_with("/v2/")
        || path.starts_with("/oauth2/")
        || matches!(path, "/health" | "/login" | "/logout" | "/v2" | "/environments" | "/graphql")
}

/// CloudFront adds the viewer's address to whatever the viewer claims.
fn forwarded_for(headers: &mut HeaderMap, viewer: IpAddr) {
    let claimed = headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
    let value =
        claimed.map_or_else(|| viewer.to_string(), |claimed| format!("{claimed}, {viewer}"));
    insert(headers, "x-forwarded-for", &value);
}

fn passed_on(headers: &HeaderMap) -> HeaderMap {
    let mut headers = headers.clone();
    headers.retain_named(|name| !HOP_BY_HOP.contains(&name));
    headers.remove(header::HOST);
    headers
}

trait Retain {
    fn retain_named(&mut self, keep: impl Fn(&str) -> bool);
}

impl Retain for HeaderMap {
    fn retain_named(&mut self, keep: impl Fn(&str) -> bool) {
        let gone: Vec<HeaderName> =
            self.keys().filter(|name| !keep(name.as_str())).cloned().collect();
        for name in gone {
            self.remove(name);
        }
    }
}

fn insert(headers: &mut HeaderMap, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
        headers.insert(name, value);
    }
}

fn path_and_query(uri: &Uri) -> &str {
    uri.path_and_query().map_or("/", |path| path.as_str())
}

fn boxed<B>(body: B) -> Body
where
    B: hyper::body::Body<Data = Bytes> + Send + Sync + 'static,
    B::Error: Into<Error>,
{
    body.map_err(Into::into).boxed()
}

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/json"))
}

/// A function that fails or ends is a 500 with fixed words at AWS; the local API tells its
/// error's text. A 502 that the function answered itself is left alone.
async fn mask(response: Response<Body>) -> Response<Body> {
    let (head, body) = response.into_parts();
    let text = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let told: serde_json::Value = serde_json::from_slice(&text).unwrap_or_default();
    if told.get("errorMessage").is_some() || told.get("errorType").is_some() {
        return json_answer(
            StatusCode::INTERNAL_SERVER_ERROR,
            r#"{"message":"Internal Server Error"}"#,
        );
    }
    Response::from_parts(head, boxed(Full::new(text)))
}

fn json_answer(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut response = Response::new(boxed(Full::from(text)));
    *response.status_mut() = status;
    insert(response.headers_mut(), "content-type", "application/json");
    response
}

/// CloudFront's own page for what it refuses.
fn refusal(status: StatusCode, why: &str) -> Response<Body> {
    let page = format!(
        "<!DOCTYPE html>\n<title>ERROR: The request could not be satisfied</title>\n\
         <h1>{} ERROR</h1>\n<p>The request could not be satisfied. {why}</p>\n",
        status.as_u16()
    );
    let mut response = Response::new(boxed(Full::from(page)));
    *response.status_mut() = status;
    insert(response.headers_mut(), "content-type", "text/html");
    insert(response.headers_mut(), "x-cache", "Error from cloudfront");
    response
}

fn too_large(error: &hyper_util::client::legacy::Error) -> bool {
    let mut source: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = source {
        if error.is::<http_body_util::LengthLimitError>() {
            return true;
        }
        source = error.source();
    }
    false
}

/// Serves the edge until the process ends.
pub(crate) fn serve(listener: TcpListener, edge: Edge) {
    let edge = Arc::new(edge);
    serve_with(listener, move |request, viewer| {
        let edge = Arc::clone(&edge);
        async move { edge.answer(request, viewer).await }
    });
}

/// Serves anything until the process ends.
pub(crate) fn serve_with<F, A>(listener: TcpListener, handle: F)
where
    F: Fn(Request<Incoming>, IpAddr) -> A + Clone + Send + Sync + 'static,
    A: Future<Output = Response<Body>> + Send + 'static,
{
    tokio::spawn(async move {
        loop {
            let Ok((stream, viewer)) = listener.accept().await else {
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            };
            let _ = stream.set_nodelay(true);
            let handle = handle.clone();
            tokio::spawn(async move {
                let service = service_fn(move |request| {
                    let answer = handle(request, viewer.ip());
                    async move { Ok::<_, Infallible>(answer.await) }
                });
                let _ = hyper::server::conn::http1::Builder::new()
                    .timer(TokioTimer::new())
                    .header_read_timeout(Duration::from_mins(1))
                    .max_buf_size(64 * 1024)
                    .serve_connection(TokioIo::new(stream), service)
                    .await;
            });
        }
    });
}

/// Takes a port of this machine, or says that somebody else has it.
pub(crate) async fn listen(port: u16, option: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], port))).await.map_err(|error| {
        Failure::new(
            format!("port {port} cannot be used ({error})"),
            format!("Stop what uses it (`make stop` for an earlier run), or choose another with {option}."),
        )
    })
}

/// A page from text.
pub(crate) fn page(status: StatusCode, kind: &str, text: String) -> Response<Body> {
    let mut response = Response::new(boxed(Full::from(text)));
    *response.status_mut() = status;
    insert(response.headers_mut(), "content-type", kind);
    insert(response.headers_mut(), "cache-control", "no-store");
    insert(
        response.headers_mut(),
        "content-security-policy",
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    );
    response
}
