//! Wires the function to its environment.

use lambda_runtime::{LambdaEvent, service_fn};
use mail::{MailEvent, Mails};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    web::log::init();
    let mails = Mails::from_env().await?;
    mails.prime().await;
    let mails = &mails;
    lambda_runtime::run(service_fn(|event: LambdaEvent<MailEvent>| async move {
        mails.answer(event.payload).await.map_err(lambda_runtime::Error::from)
    }))
    .await
}
