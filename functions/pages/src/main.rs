//! Wires the function to its environment.

use lambda_runtime::{Error, LambdaEvent, service_fn};
use pages::{Distribution, Site, StreamEvent, render};
use storage::Table;
use storage::bucket::Bucket;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    web::log::init();
    let variable = web::config::required;
    let config = web::aws::sdk_config().await;
    // Addresses of the form `bucket.host` need a name for each bucket: on AWS alone.
    let s3 = aws_sdk_s3::config::Builder::from(&config)
        .force_path_style(config.endpoint_url().is_some())
        .build();
    let site = Site {
        register: Table::new(aws_sdk_dynamodb::Client::new(&config), variable("TABLE_NAME")?),
        shelf: Bucket::new(aws_sdk_s3::Client::from_conf(s3), variable("BUCKET_NAME")?),
        edge: Distribution::new(
            aws_sdk_cloudfront::Client::new(&config),
            variable("DISTRIBUTION_ID")?,
        ),
        render: render::page,
    };
    futures::join!(site.register.prime(), site.shelf.prime());
    let site = &site;
    lambda_runtime::run(service_fn(move |event: LambdaEvent<StreamEvent>| async move {
        Ok::<_, Error>(Box::pin(site.handle(&event.payload)).await)
    }))
    .await
}
