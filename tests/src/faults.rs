//! Faults between the functions and AWS: a client that passes requests on to the local AWS,
//! except where it is told to refuse, delay, cut, or lose the answer. The functions run in
//! process, so that time and chance can be chosen too.

use crate::stack::setting;
use aws_smithy_http_client::Builder;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use domain::{Secret, Timestamp};
use identity::Cognito;
use lambda_http::{Body, Request};
use std::cell::Cell;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use storage::Table;
use web::Base;

/// What happens to a request.
#[derive(Debug, Clone, Copy)]
pub enum Action {
    /// AWS answers with this error.
    Refuse(u16, &'static str),
    /// A cancelled transaction with this reason for its first change.
    Cancel(&'static str),
    /// Nothing comes back for so long.
    Delay(Duration),
    /// The connection is cut before the request arrives.
    Cut,
    /// The request arrives and is done; the answer is lost.
    LoseAnswer,
}

#[derive(Debug)]
struct Fault {
    operation: &'static str,
    times: usize,
    action: Action,
}

/// The faults to come and the calls so far.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    coming: Arc<Mutex<Vec<Fault>>>,
    calls: Arc<Mutex<Vec<String>>>,
}

impl Faults {
    /// The next `times` calls of an operation meet this.
    pub fn next(&self, operation: &'static str, times: usize, action: Action) {
        self.coming.lock().expect("faults").push(Fault { operation, times, action });
    }

    /// Calls of an operation so far, each attempt counted.
    pub fn calls(&self, operation: &str) -> usize {
        let calls = self.calls.lock().expect("calls");
        calls.iter().filter(|call| call.as_str() == operation).count()
    }

    fn take(&self, operation: &str) -> Option<Action> {
        self.calls.lock().expect("calls").push(operation.to_owned());
        let mut coming = self.coming.lock().expect("faults");
        let fault =
            coming.iter_mut().find(|fault| fault.operation == operation && fault.times > 0)?;
        fault.times -= 1;
        Some(fault.action)
    }
}

#[derive(Debug, Clone)]
struct Client {
    inner: SharedHttpClient,
    faults: Faults,
}

impl HttpClient for Client {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Connector {
            inner: self.inner.http_connector(settings, components),
            faults: self.faults.clone(),
        })
    }
}

#[derive(Debug)]
struct Connector {
    inner: SharedHttpConnector,
    faults: Faults,
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let target = request.headers().get("x-amz-target").unwrap_or_default().to_owned();
        let operation = target.rsplit('.').next().unwrap_or_default().to_owned();
        let action = self.faults.take(&operation);
        let passed_on = self.inner.call(request);
        let cut = || ConnectorError::io("cut by the test".into());
        HttpConnectorFuture::new(async move {
            match action {
                None => passed_on.await,
                Some(Action::Refuse(status, code)) => Ok(refusal(status, code, "")),
                Some(Action::Cancel(reason)) => {
                    let reasons = format!(",\"CancellationReasons\":[{{\"Code\":\"{reason}\"}}]");
                    Ok(refusal(400, "TransactionCanceledException", &reasons))
                }
                Some(Action::Delay(time)) => {
                    tokio::time::sleep(time).await;
                    Err(cut())
                }
                Some(Action::Cut) => Err(cut()),
                Some(Action::LoseAnswer) => {
                    let _ = passed_on.await;
                    Err(cut())
                }
            }
        })
    }
}

fn refusal(status: u16, code: &str, more: &str) -> HttpResponse {
    let body = format!("{{\"__type\":\"{code}\",\"message\":\"by the test\"{more}}}");
    let mut response = HttpResponse::new(status.try_into().expect("status"), SdkBody::from(body));
    response.headers_mut().insert("x-amzn-errortype", code.to_owned());
    response
}

/// Table, user pool and surroundings of the deployed stack, with faults in between.
#[derive(Debug)]
pub struct Parts {
    pub base: Base,
    pub table: Table,
    pub cognito: Cognito,
    pub faults: Faults,
}

/// The secret that requests of [`request`] carry.
const SECRET: &str = "secret-of-the-test";

impl Parts {
    /// The functions' own client settings, so that their time-outs and retries are tested.
    pub async fn new() -> Self {
        let faults = Faults::default();
        let client = Client { inner: Builder::new().build_http(), faults: faults.clone() };
        let sdk = web::aws::sdk_config().await.into_builder().http_client(client).build();
        let cognito = Cognito::new(
            aws_sdk_cognitoidentityprovider::Client::new(&sdk),
            setting("USER_POOL_ID"),
            setting("CLIENT_ID"),
            Secret::new(setting("CLIENT_SECRET")),
        );
        let table = Table::new(aws_sdk_dynamodb::Client::new(&sdk), setting("TABLE_NAME"));
        Self { base: Base::new(SECRET, clock, web::fill), table, cognito, faults }
    }
}

thread_local! {
    static AHEAD: Cell<i64> = const { Cell::new(0) };
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

/// A request as the edge passes it on.
pub fn request(method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Request {
    let mut builder = lambda_http::http::Request::builder()
        .method(method)
        .uri(path)
        .header("x-origin-verify", SECRET)
        .header("x-viewer-address", "192.0.2.1")
        .header("x-viewer-host", "pact.example.org");
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    builder.body(Body::from(body)).expect("request")
}

/// A JSON request as the edge passes it on.
pub fn json(path: &str, document: &serde_json::Value) -> Request {
    let headers = [("content-type", "application/json"), ("accept", "application/json")];
    request("POST", path, &headers, &document.to_string())
}
