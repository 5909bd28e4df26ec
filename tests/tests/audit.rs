//! The audit trail as the deployed functions' own roles find it.
#![expect(clippy::expect_used, reason = "a test that cannot go on says so")]

use aws_config::sts::AssumeRoleProvider;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::{AttributeValue, DeleteRequest, WriteRequest};
use serde_json::Value;
use std::fmt::Debug;
use tests::stack::setting;

/// Names and roles of the stack's functions, as Lambda lists them.
async fn roles() -> Vec<(String, String)> {
    let listed = tokio::task::spawn_blocking(|| {
        // The local AWS looks at the scope of a signature and not at the signature.
        let scope = "AWS4-HMAC-SHA256 Credential=test/20261101/eu-west-1/lambda/aws4_request, \
                     SignedHeaders=host, Signature=0";
        reqwest::blocking::Client::new()
            .get(format!("{}/2015-03-31/functions/", setting("AWS_ENDPOINT_URL")))
            .header("authorization", scope)
            .send()
            .and_then(reqwest::blocking::Response::text)
            .expect("the functions")
    });
    let listed: Value = serde_json::from_str(&listed.await.expect("a list")).expect("JSON");
    let text =
        |function: &Value, name: &str| function[name].as_str().unwrap_or_default().to_owned();
    let functions = listed["Functions"].as_array().into_iter().flatten();
    functions.map(|f| (text(f, "FunctionName"), text(f, "Role"))).collect()
}

fn refused<T: Debug, E: ProvideErrorMetadata + Debug, R: Debug>(
    name: &str,
    done: Result<T, SdkError<E, R>>,
) {
    let error = done.expect_err(name);
    let code = error.as_service_error().and_then(ProvideErrorMetadata::code);
    assert_eq!(code, Some("AccessDeniedException"), "{name}: {error:?}");
}

#[tokio::test]
async fn q110_no_functions_role_can_change_or_delete_an_entry() {
    let sdk = web::aws::sdk_config().await;
    let table = setting("AUDIT_TABLE_NAME");
    let key = || {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        [("pk", text("BLOCK#0000000000")), ("sk", text("0000000000001"))]
            .map(|(name, value)| (name.to_owned(), value))
    };
    let roles = roles().await;
    assert!(roles.len() >= 8, "{roles:?}");
    for (name, role) in roles {
        let role = AssumeRoleProvider::builder(role).session_name("audit-test");
        let role = role.configure(&sdk).build().await;
        let config = aws_sdk_dynamodb::config::Builder::from(&sdk).credentials_provider(role);
        let client = Client::from_conf(config.build());
        let update = client
            .update_item()
            .table_name(&table)
            .set_key(Some(key().into()))
            .update_expression("SET seq = :seq")
            .expression_attribute_values(":seq", AttributeValue::N("2".to_owned()));
        refused(&name, update.send().await);
        let delete = client.delete_item().table_name(&table).set_key(Some(key().into()));
        refused(&name, delete.send().await);
        let delete = DeleteRequest::builder().set_key(Some(key().into())).build().expect("a key");
        let delete = WriteRequest::builder().delete_request(delete).build();
        let batch = client.batch_write_item().request_items(&table, vec![delete]);
        refused(&name, batch.send().await);
    }
}
