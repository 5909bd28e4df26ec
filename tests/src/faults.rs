//! Faults between the functions and AWS: a client that passes requests on to the local AWS,
//! except where it is told to refuse, delay, cut, or lose the answer.

use aws_smithy_http_client::Builder;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What happens to a request.
#[derive(Debug, Clone, Copy)]
pub enum Action {
    /// AWS answers with this error.
    Refuse(u16, &'static str),
    /// As [`Action::Refuse`], in these words.
    Say(u16, &'static str, &'static str),
    /// A cancelled transaction with this reason for its first change.
    Cancel(&'static str),
    /// Nothing comes back for so long.
    Delay(Duration),
    /// The connection is cut before the request arrives.
    Cut,
    /// The request arrives and is done; the answer is lost.
    LoseAnswer,
    /// This answer comes, of a service that speaks XML, and the request does not arrive.
    Answer(u16, &'static str),
}

#[derive(Debug)]
struct Fault {
    operation: &'static str,
    /// Calls that pass before.
    after: usize,
    times: usize,
    action: Action,
}

/// The faults to come and the calls so far. An operation is named as AWS names it; where the
/// service has only paths, as S3 and SES do, by the method.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    coming: Arc<Mutex<Vec<Fault>>>,
    calls: Arc<Mutex<Vec<(String, String)>>>,
}

impl Faults {
    /// The next `times` calls of an operation meet this.
    pub fn next(&self, operation: &'static str, times: usize, action: Action) {
        self.later(operation, 0, times, action);
    }

    /// As [`Self::next`], once so many calls have passed.
    pub fn later(&self, operation: &'static str, after: usize, times: usize, action: Action) {
        self.coming.lock().expect("faults").push(Fault { operation, after, times, action });
    }

    /// No more of what was to come.
    pub fn clear(&self) {
        self.coming.lock().expect("faults").clear();
    }

    /// Calls of an operation so far, each attempt counted.
    pub fn calls(&self, operation: &str) -> usize {
        self.sent(operation).len()
    }

    /// Bodies of the calls of an operation so far.
    pub fn sent(&self, operation: &str) -> Vec<String> {
        let calls = self.calls.lock().expect("calls");
        let of = calls.iter().filter(|(name, _)| name == operation);
        of.map(|(_, body)| body.clone()).collect()
    }

    fn take(&self, operation: String, body: String) -> Option<Action> {
        let mut coming = self.coming.lock().expect("faults");
        let fault = coming.iter_mut().find(|fault| fault.operation == operation && fault.times > 0);
        self.calls.lock().expect("calls").push((operation, body));
        let fault = fault?;
        if fault.after > 0 {
            fault.after -= 1;
            return None;
        }
        fault.times -= 1;
        Some(fault.action)
    }
}

impl Faults {
    /// A client whose requests meet these faults.
    pub fn client(&self) -> SharedHttpClient {
        let client = Client { inner: Builder::new().build_http(), faults: self.clone() };
        SharedHttpClient::new(client)
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
        let target = request.headers().get("x-amz-target").unwrap_or(request.method());
        let operation = target.rsplit('.').next().unwrap_or_default().to_owned();
        let body = request.body().bytes().unwrap_or_default();
        let action = self.faults.take(operation, String::from_utf8_lossy(body).into_owned());
        let passed_on = self.inner.call(request);
        let cut = || ConnectorError::io("cut by the test".into());
        HttpConnectorFuture::new(async move {
            match action {
                None => passed_on.await,
                Some(Action::Refuse(status, code)) => Ok(refusal(status, code, SAID, "")),
                Some(Action::Say(status, code, said)) => Ok(refusal(status, code, said, "")),
                Some(Action::Cancel(reason)) => {
                    let reasons = format!(",\"CancellationReasons\":[{{\"Code\":\"{reason}\"}}]");
                    Ok(refusal(400, "TransactionCanceledException", SAID, &reasons))
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
                Some(Action::Answer(status, body)) => {
                    let status = status.try_into().expect("status");
                    Ok(HttpResponse::new(status, SdkBody::from(body)))
                }
            }
        })
    }
}

/// What AWS says where a test does not care.
const SAID: &str = "by the test";

fn refusal(status: u16, code: &str, said: &str, more: &str) -> HttpResponse {
    let body = format!("{{\"__type\":\"{code}\",\"message\":\"{said}\"{more}}}");
    let mut response = HttpResponse::new(status.try_into().expect("status"), SdkBody::from(body));
    response.headers_mut().insert("x-amzn-errortype", code.to_owned());
    response
}
