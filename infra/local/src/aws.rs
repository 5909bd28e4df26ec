//! A small client for the local AWS: plain HTTP, no signatures (it checks none for the root key,
//! and routes by the service's name in the header).

use crate::progress::Failure;
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};
use std::time::Duration;

/// One answer, read to its end.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: hyper::HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }
}

/// Plain HTTP to this machine.
#[derive(Clone)]
pub(crate) struct Http {
    client: Client<HttpConnector, Full<Bytes>>,
}

impl Http {
    pub(crate) fn new() -> Self {
        Self { client: Client::builder(TokioExecutor::new()).build(HttpConnector::new()) }
    }

    /// Sends and reads to the end; a minute at most.
    pub(crate) async fn send(
        &self,
        method: Method,
        address: &str,
        headers: &[(&str, &str)],
        body: impl Into<Bytes>,
    ) -> Result<Answer, Failure> {
        let lost = |error: String| {
            Failure::new(format!("{address}: {error}"), "Look into .local/*/log/ministack.log.")
        };
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request =
            request.body(Full::new(body.into())).map_err(|error| lost(error.to_string()))?;
        let exchange = async {
            let response: Response<Incoming> =
                self.client.request(request).await.map_err(|error| error.to_string())?;
            let (head, body) = response.into_parts();
            let body = body.collect().await.map_err(|error| error.to_string())?.to_bytes();
            Ok::<_, String>(Answer { status: head.status, headers: head.headers, body })
        };
        match tokio::time::timeout(Duration::from_mins(1), exchange).await {
            Ok(answer) => answer.map_err(lost),
            Err(_) => Err(lost("no answer within a minute".to_owned())),
        }
    }
}

/// The local AWS.
#[derive(Clone)]
pub(crate) struct Aws {
    pub(crate) http: Http,
    pub(crate) base: String,
}

impl Aws {
    pub(crate) fn new(base: String) -> Self {
        Self { http: Http::new(), base }
    }

    fn authorization(service: &str) -> String {
        format!(
            "AWS4-HMAC-SHA256 Credential=test/20260101/{}/{service}/aws4_request, \
             SignedHeaders=host, Signature=none",
            crate::project::REGION
        )
    }

    /// One call; anything but 2xx is a failure with the service's words.
    pub(crate) async fn call(
        &self,
        service: &str,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Bytes>,
    ) -> Result<Answer, Failure> {
        let authorization = Self::authorization(service);
        let mut all = vec![("authorization", authorization.as_str())];
        all.extend_from_slice(headers);
        let address = format!("{}{path}", self.base);
        let answer = self.http.send(method, &address, &all, body).await?;
        if answer.status.is_success() {
            return Ok(answer);
        }
        let said: String = answer.text().chars().take(200).collect();
        Err(Failure::new(
            format!("{service} {path}: {} {said}", answer.status.as_u16()),
            "Try `make reset`, then again.",
        ))
    }

    /// A call of the services that speak JSON at paths.
    pub(crate) async fn rest(
        &self,
        service: &str,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value, Failure> {
        let text = body.map(Value::to_string).unwrap_or_default();
        let headers = [("content-type", "application/json")];
        Ok(self.call(service, method, path, &headers, text).await?.json())
    }

    /// A call of the services that speak JSON with a target header.
    pub(crate) async fn target(
        &self,
        service: &str,
        target: &str,
        body: &Value,
    ) -> Result<Value, Failure> {
        let headers = [("content-type", "application/x-amz-json-1.1"), ("x-amz-target", target)];
        Ok(self.call(service, Method::POST, "/", &headers, body.to_string()).await?.json())
    }

    /// A call of the services that speak forms and XML; the answer's text.
    pub(crate) async fn query(&self, service: &str, form: &str) -> Result<String, Failure> {
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        Ok(self.call(service, Method::POST, "/", &headers, form.to_owned()).await?.text())
    }

    /// Whether it answers.
    pub(crate) async fn ready(&self) -> bool {
        let address = format!("{}/_ministack/ready", self.base);
        let asked = self.http.send(Method::GET, &address, &[], "");
        matches!(tokio::time::timeout(Duration::from_secs(2), asked).await,
            Ok(Ok(answer)) if answer.status.is_success())
    }

    /// All mails sent so far, oldest first.
    pub(crate) async fn mails(&self) -> Result<Vec<Mail>, Failure> {
        let address = format!("{}/_ministack/ses/messages", self.base);
        let answer = self.http.send(Method::GET, &address, &[], "").await?.json();
        let mut mails: Vec<Mail> = answer["messages"]
            .as_object()
            .into_iter()
            .flat_map(|accounts| accounts.values())
            .filter_map(Value::as_array)
            .flatten()
            .map(Mail::read)
            .collect();
        mails.sort_by(|a, b| a.sent.cmp(&b.sent));
        Ok(mails)
    }

    /// What the stack's description says, or nothing if there is no such stack.
    pub(crate) async fn stack(&self, name: &str) -> Option<Stack> {
        let form = format!("Action=DescribeStacks&Version=2010-05-15&StackName={name}");
        Stack::read(&self.query("cloudformation", &form).await.ok()?)
    }

    /// Tells the local SES whom mails come from.
    pub(crate) async fn own_sender(&self, identity: &str) -> Result<(), Failure> {
        let body = json!({ "EmailIdentity": identity });
        match self.rest("ses", Method::POST, "/v2/email/identities", Some(&body)).await {
            Ok(_) => Ok(()),
            Err(failure) if failure.to_string().contains("AlreadyExists") => Ok(()),
            Err(failure) => Err(failure),
        }
    }
}

/// A mail as it was sent.
pub(crate) struct Mail {
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) sent: String,
}

impl Mail {
    fn read(value: &Value) -> Self {
        let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        let to = value["To"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let plain = text("BodyText");
        Self {
            to: to.collect::<Vec<_>>().join(", "),
            subject: text("Subject"),
            text: if plain.is_empty() { text("BodyHtml") } else { plain },
            sent: value["Timestamp"]
                .as_str()
                .map_or_else(|| value["Timestamp"].to_string(), str::to_owned),
        }
    }

    /// The first run of exactly six digits in the text.
    pub(crate) fn code(&self) -> Option<String> {
        self.text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6).map(str::to_owned)
    }
}

/// A deployed stack.
#[derive(Debug, Clone)]
pub(crate) struct Stack {
    pub(crate) id: String,
    pub(crate) status: String,
    outputs: Vec<(String, String)>,
}

impl Stack {
    fn read(xml: &str) -> Option<Self> {
        let document = roxmltree::Document::parse(xml).ok()?;
        let text = |node: roxmltree::Node<'_, '_>, name: &str| {
            node.descendants()
                .find(|child| child.tag_name().name() == name)
                .and_then(|child| child.text())
                .map(str::to_owned)
        };
        let root = document.root();
        let outputs = root.descendants().filter(|node| node.has_tag_name_of("OutputKey"));
        let outputs = outputs
            .filter_map(|key| {
                let member = key.parent()?;
                Some((key.text()?.to_owned(), text(member, "OutputValue").unwrap_or_default()))
            })
            .collect();
        Some(Self { id: text(root, "StackId")?, status: text(root, "StackStatus")?, outputs })
    }

    /// An output of the template by name.
    pub(crate) fn output(&self, key: &str) -> Result<&str, Failure> {
        self.outputs
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value.as_str())
            .ok_or_else(|| {
                Failure::new(
                    format!("the deployed stack has no output {key}"),
                    "Add it to template.yaml's Outputs.",
                )
            })
    }
}

/// XML by local name, whatever the namespace.
pub(crate) trait ByName {
    fn has_tag_name_of(&self, name: &str) -> bool;
}

impl ByName for roxmltree::Node<'_, '_> {
    fn has_tag_name_of(&self, name: &str) -> bool {
        self.tag_name().name() == name
    }
}

#[cfg(test)]
mod tests {
    use super::{Mail, Stack};

    #[test]
    fn outputs_are_read_by_name() {
        let xml = "<R xmlns='urn:x'><member><StackId>a:b</StackId><StackStatus>CREATE_COMPLETE</StackStatus>\
            <Outputs><member><OutputKey>ApiId</OutputKey><OutputValue>4c</OutputValue></member></Outputs></member></R>";
        let stack = Stack::read(xml).unwrap();
        assert_eq!((stack.id.as_str(), stack.status.as_str()), ("a:b", "CREATE_COMPLETE"));
        assert_eq!(stack.output("ApiId").unwrap(), "4c");
        assert!(stack.output("Other").is_err());
    }

    #[test]
    fn a_code_is_six_digits_and_no_more() {
        let mail = |text: &str| Mail {
            to: String::new(),
            subject: String::new(),
            text: text.to_owned(),
            sent: String::new(),
        };
        assert_eq!(mail("Call 0123456789. Your code: 123456.").code().as_deref(), Some("123456"));
        assert_eq!(mail("none").code(), None);
    }
}
