//! Wires the function to its environment.

use lambda_runtime::{LambdaEvent, service_fn};
use mail::{MailEvent, Mails};
use std::convert::Infallible;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    web::log::init();
    let mails = Mails::from_env().await?;
    mails.prime().await;
    let mails = &mails;
    lambda_runtime::run(service_fn(|event: LambdaEvent<MailEvent>| async move {
        Ok::<_, Infallible>(mails.answer(event.payload).await)
    }))
    .await
}
