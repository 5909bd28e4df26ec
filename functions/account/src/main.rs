//! Wires the function to its environment.

use account::Desk;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    web::log::init();
    let app = Desk::from_env().await?;
    app.prime().await;
    web::run(app).await
}
