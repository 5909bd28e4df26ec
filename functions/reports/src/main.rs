//! Wires the function to its environment.

use reports::Reports;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    web::log::init();
    let app = Reports::from_env().await?;
    app.prime().await;
    web::run(app).await
}
