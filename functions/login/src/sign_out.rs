//! Signing out: here, or everywhere. Both take effect with the next request of anybody.

use crate::SignIns;
use domain::forms::EmptyForm;
use lambda_http::http::{HeaderName, StatusCode};
use serde_json::json;
use web::{Answer, Failure, Incoming, SESSION_COOKIE, dead_cookie};

impl SignIns {
    pub(crate) async fn sign_out(&self, request: &Incoming) -> Result<Answer, Failure> {
        let _: EmptyForm = request.form()?;
        request.check_form_token()?;
        self.end_presented(request).await?;
        tracing::info!(event = "session_ended", "signed out");
        Ok(signed_out(request))
    }

    pub(crate) async fn sign_out_everywhere(&self, request: &Incoming) -> Result<Answer, Failure> {
        let _: EmptyForm = request.form()?;
        let state = request.signed_in(&self.table).await?;
        request.check_form_token()?;
        let id = state.record.account.id;
        self.change_account(request, id, None, |account| account.session_epoch += 1).await?;
        tracing::info!(event = "session_ended", account = %id, "signed out everywhere");
        Ok(signed_out(request))
    }
}

/// The session's cookie is removed by name and the browser's storage for this site is
/// cleared. With `"cache"` go the pages that a browser keeps in memory to go back to, which
/// `no-store` alone does not prevent (q43). Not `"cookies"`: it would take the mark of a known
/// browser too, which keeps the owner from being locked out by a stranger's wrong passwords
/// and from a mail about a "new browser" at each sign-in; and it reaches every site under the
/// same registered domain.
fn signed_out(request: &Incoming) -> Answer {
    let path = request.at("sign-in?signed_out=1");
    request
        .done(StatusCode::OK, &path, &json!({ "signed_out": true }))
        .cookie(&dead_cookie(SESSION_COOKIE))
        .header(HeaderName::from_static("clear-site-data"), "\"cache\", \"storage\"")
}
