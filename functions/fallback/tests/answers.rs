//! The function as Lambda calls it, without a table behind it.
#![expect(clippy::unwrap_used, reason = "a test may stop where its own set-up fails")]

use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::{Client, Config};
use domain::Timestamp;
use fallback::Fallback;
use lambda_http::http::Request;
use lambda_http::{Body, Response};
use storage::Table;
use testkit::builders::signatory_id;
use web::Base;

fn clock() -> Timestamp {
    Timestamp::UNIX_EPOCH
}

fn fill(bytes: &mut [u8]) {
    bytes.fill(7);
}

/// A function whose table does not answer.
fn without_table() -> Fallback {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(Credentials::new("a", "b", None, None, "test"))
        .retry_config(RetryConfig::disabled())
        .endpoint_url("http://127.0.0.1:9")
        .build();
    let table = Table::new(Client::from_conf(config), "secret-table-name");
    Fallback::new(Base::new("edge-secret", clock, fill), table)
}

async fn ask(method: &str, path: &str, headers: &[(&str, &str)]) -> Response<Body> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in [("x-origin-verify", "edge-secret")].iter().chain(headers) {
        request = request.header(*name, *value);
    }
    web::answer(&without_table(), request.body(Body::Empty).unwrap()).await
}

fn text(response: &Response<Body>) -> String {
    match response.body() {
        Body::Text(text) => text.clone(),
        _ => String::new(),
    }
}

#[tokio::test]
async fn a_missing_page_is_a_page_in_the_addresss_language() {
    let response = ask("GET", "/fr/nulle-part/index.html", &[]).await;
    assert_eq!(response.status(), 404);
    let page = text(&response);
    assert!(page.contains("<html lang=\"fr\">") && page.contains("href=\"/en/nulle-part/\""));
    assert!(response.headers().get("set-cookie").is_none(), "public pages set no cookie");
}

#[tokio::test]
async fn a_program_gets_a_problem() {
    let response = ask("GET", "/en/nowhere", &[("accept", "application/json")]).await;
    assert_eq!(response.status(), 404);
    assert!(response.headers()["content-type"].to_str().unwrap().contains("problem+json"));
    let problem: serde_json::Value = serde_json::from_str(&text(&response)).unwrap();
    assert_eq!(problem["status"], 404);
}

#[tokio::test]
async fn q39_other_methods_are_refused() {
    for method in ["POST", "PUT", "DELETE"] {
        let response =
            ask(method, "/en/signatories/x/", &[("sec-fetch-site", "same-origin")]).await;
        assert_eq!(response.status(), 405, "{method}");
    }
    let response = ask("HEAD", "/en/nowhere/", &[]).await;
    assert_eq!((response.status().as_u16(), text(&response)), (404, String::new()));
}

#[tokio::test]
async fn q84_without_the_table_it_says_try_again_and_nothing_of_the_cause() {
    let path = format!("/en/signatories/{}-town/", signatory_id(1));
    let response = ask("GET", &path, &[]).await;
    assert_eq!(response.status(), 503);
    assert!(response.headers().contains_key("retry-after"));
    let page = text(&response);
    for word in ["secret-table-name", "127.0.0.1", "arn:", "dispatch", "Unavailable"] {
        assert!(!page.contains(word), "{word}");
    }
}

#[tokio::test]
async fn q97_past_the_edge_there_is_nothing() {
    let request = Request::builder().uri("/en/").body(Body::Empty).unwrap();
    assert_eq!(web::answer(&without_table(), request).await.status(), 403);
}
