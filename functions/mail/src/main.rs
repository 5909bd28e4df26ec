//! Wires the function to its environment.

use lambda_runtime::{LambdaEvent, service_fn};
use mail::{Mails, StreamEvent};
use std::convert::Infallible;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    web::log::init();
    let mails = Mails::from_env().await?;
    mails.prime().await;
    let mails = &mails;
    lambda_runtime::run(service_fn(|event: LambdaEvent<StreamEvent>| async move {
        Ok::<_, Infallible>(mails.handle(event.payload).await)
    }))
    .await
}
