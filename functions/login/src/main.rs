//! Wires the function to its environment.

use login::SignIns;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    web::log::init();
    let app = SignIns::from_env().await?;
    app.prime().await;
    web::run(app).await
}
