//! Wires the function to its environment.

use registration::Registrations;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    web::log::init();
    let app = Registrations::from_env().await?;
    app.prime().await;
    web::run(app).await
}
