//! Accepting an invitation into the secretariat. Looking at the link changes nothing, since
//! programs that scan mails follow links; the password that is sent does.
//!
//! The user pool first, then our own transaction, which alone uses the invitation up: until
//! it has committed no record names the account and nobody can sign in to it. Whatever
//! breaks off in between is taken up again by sending the password once more, since the
//! account's id is the invitation's.

use crate::SignIns;
use domain::forms::AcceptInvitationForm;
use domain::{Account, Field, Invitation, Password, Problems, Secret};
use lambda_http::http::StatusCode;
use serde_json::{Value, json};
use storage::{Accepted, OperationToken};
use views::sign_in::invitation as pages;
use web::{Answer, Failure, Incoming, SESSION_COOKIE, dead_cookie};

impl SignIns {
    pub(crate) async fn show_invitation(&self, request: &Incoming) -> Result<Answer, Failure> {
        let secret = secret(request);
        let Some(invitation) = self.table.invitation(&secret, request.now).await? else {
            return Ok(over(request));
        };
        Ok(request
            .show(|| document(&invitation), |frame| pages::page(frame, &invitation, &secret, &[])))
    }

    pub(crate) async fn send_invitation(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: AcceptInvitationForm = request.form()?;
        let secret = secret(request);
        let Some(invitation) = self.table.invitation(&secret, request.now).await? else {
            return Ok(over(request));
        };
        let accepted = self.accept(request, &form, &invitation).await;
        Ok(accepted.unwrap_or_else(|failure| {
            request.again(failure, |frame, problems| {
                pages::page(frame, &invitation, &secret, problems)
            })
        }))
    }

    async fn accept(
        &self,
        request: &Incoming,
        form: &AcceptInvitationForm,
        invitation: &Invitation,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let password = Password::parse(&form.password, &[invitation.email.as_str()])
            .map_err(|code| Problems::one(Field::Password, code))?;
        let Ok(before) = self.account_before(request, invitation).await? else {
            return Ok(over(request));
        };
        self.cognito.admit(invitation.account, &invitation.email, &password).await?;
        let token = OperationToken::new(request.event_id().to_string());
        let accepted =
            self.table.accept_invitation(invitation, before.as_ref(), token, request.now);
        match accepted.await? {
            Accepted::Now => {}
            Accepted::TooLate => return Ok(over(request)),
        }
        let (account, role) = (invitation.account, invitation.member.role.code());
        tracing::info!(event = "user_updated", %account, role, "invitation accepted");
        let path = request.at("sign-in?invited=1");
        let answer = request.done(StatusCode::OK, &path, &json!({ "next": path }));
        Ok(answer.cookie(&dead_cookie(SESSION_COOKIE)))
    }

    /// The account that the invitation is for, where there is one already. `Err` when address
    /// and account no longer belong together.
    async fn account_before(
        &self,
        request: &Incoming,
        invitation: &Invitation,
    ) -> Result<Result<Option<Account>, Elsewhere>, Failure> {
        let holder = self.table.account_of_email(&invitation.email).await?;
        let record = self.table.account(invitation.account, request.now).await?;
        Ok(match (holder, record) {
            (None, None) => Ok(None),
            (Some(id), Some(record)) if id == invitation.account => Ok(Some(record.account)),
            (Some(_) | None, Some(_)) | (Some(_), None) => Err(Elsewhere),
        })
    }
}

/// The address belongs to another account by now.
struct Elsewhere;

/// What the link carries: 256 bits in base 64. Anything else opens nothing.
fn secret(request: &Incoming) -> Secret {
    Secret::new(request.param("secret"))
}

/// Used, over, replaced, withdrawn, or never there: told alike.
fn over(request: &Incoming) -> Answer {
    if request.wants_json() {
        return request.failed(Failure::NotFound);
    }
    tracing::info!(event = "authz_fail", reason = "invitation", "no such invitation");
    request.page(StatusCode::NOT_FOUND, pages::over)
}

fn document(invitation: &Invitation) -> Value {
    json!({
        "email": invitation.email,
        "member": invitation.member,
        "expires": invitation.expires,
    })
}
