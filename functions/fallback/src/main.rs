//! Wires the function to its environment.

use fallback::Fallback;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    web::log::init();
    let app = Fallback::from_env().await?;
    app.prime().await;
    web::run(app).await
}
