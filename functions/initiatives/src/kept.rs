//! A form that comes after its session has ended is kept until its author has signed in
//! again: nothing typed is lost (q32).
//!
//! It is found by the secret of the browser together with the account that the ended
//! session belonged to, so that whoever signs in next at a shared computer does not see
//! it. Where the browser presents no session at all there is no such account; then the
//! browser alone must do.

use crate::Initiatives;
use domain::forms::InitiativeForm;
use domain::limits::KEPT_FORMS_PER_ADDRESS;
use domain::{AccountId, InitiativeId, Secret, initiative};
use web::{Answer, Failure, Incoming};

/// Where a form was sent to, in any language.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place {
    New,
    Edit(InitiativeId),
}

impl Place {
    pub(crate) fn path(self) -> String {
        match self {
            Self::New => "desk/initiatives/new".to_owned(),
            Self::Edit(id) => format!("desk/initiatives/{id}"),
        }
    }
}

impl Initiatives {
    /// Keeps the form and leads to the sign-in page and back. A program, which has its text
    /// still, is told to get a token.
    pub(crate) async fn keep(
        &self,
        request: &Incoming,
        place: Place,
        form: &InitiativeForm,
    ) -> Result<Answer, Failure> {
        if request.wants_json() {
            return Err(Failure::SignIn);
        }
        let kept = InitiativeForm {
            id: form.id.clone(),
            rev: form.rev.clone(),
            ..initiative::parse_draft(form)?
        };
        let (address, now) = (&request.viewer_address, request.now);
        let permit = self.table.count(address, KEPT_FORMS_PER_ADDRESS, now).await?;
        Failure::unless_permitted(permit)?;
        let account = request.presented().map(|(secret, _)| secret.account());
        let keeper = keeper(request.browser(), account);
        self.table.hold_form(&keeper, &place.path(), &kept, now).await?;
        Err(Failure::SignIn)
    }

    /// The form kept for this account in this browser.
    pub(crate) async fn kept(
        &self,
        request: &Incoming,
        account: AccountId,
        place: Place,
    ) -> Result<Option<InitiativeForm>, Failure> {
        if request.wants_json() {
            return Ok(None);
        }
        for account in [Some(account), None] {
            let keeper = keeper(request.browser(), account);
            let form = self.table.held_form(&keeper, &place.path(), request.now).await?;
            if form.is_some() {
                return Ok(form);
            }
        }
        Ok(None)
    }

    /// Forgets a kept form: what it held is stored. Failing to do harm to nothing, it is
    /// only noted; the form's time runs out.
    pub(crate) async fn forget(&self, request: &Incoming, account: AccountId, place: Place) {
        if request.wants_json() {
            return;
        }
        for account in [Some(account), None] {
            let keeper = keeper(request.browser(), account);
            if let Err(error) = self.table.drop_held_form(&keeper, &place.path()).await {
                tracing::warn!(cause = web::log::chain(&error), "kept form not dropped");
            }
        }
    }
}

fn keeper(browser: &Secret, account: Option<AccountId>) -> Secret {
    match account {
        Some(account) => Secret::new(format!("{}.{account}", browser.expose())),
        None => browser.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Timestamp;

    #[test]
    fn q32_a_kept_form_belongs_to_browser_and_account() {
        let browser = Secret::new("b");
        let account = |byte| Some(AccountId::new(Timestamp::UNIX_EPOCH, [byte; 10]));
        assert_eq!(keeper(&browser, account(1)), keeper(&browser, account(1)));
        assert_ne!(keeper(&browser, account(1)), keeper(&browser, account(2)));
        assert_ne!(keeper(&browser, account(1)), keeper(&Secret::new("c"), account(1)));
        assert_ne!(keeper(&browser, account(1)), keeper(&browser, None));
    }
}
