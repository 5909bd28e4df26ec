//! Wires the function to its environment.

use lambda_runtime::{LambdaEvent, service_fn};
use messages::Messages;
use serde_json::Value;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    web::log::init();
    let messages = Messages::from_env();
    let messages = &messages;
    lambda_runtime::run(service_fn(|event: LambdaEvent<Value>| async move {
        Ok::<_, lambda_runtime::Error>(messages.answer(event.payload))
    }))
    .await
}
