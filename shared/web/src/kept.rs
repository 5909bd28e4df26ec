//! Forms that come after their session has ended: kept until their sender has signed in
//! again, so that nothing typed is lost (q32).
//!
//! A kept form is found by the secret of the browser together with the account that the
//! ended session belonged to: whoever signs in next at a shared computer does not see it.
//! Where the browser presents no session there is no such account; then the browser alone
//! must do. The path it was sent to, in any language, is the path where it is shown again.

use crate::log::chain;
use crate::{Base, Failure, Incoming};
use domain::forms::{self, Kind};
use domain::limits::KEPT_FORMS_PER_ADDRESS;
use domain::{AccountId, Language, Secret, SessionKind};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use storage::{Permit, StorageError, Table};

impl Incoming {
    /// Hands `found` on, and keeps `form` where it says that the session is over. A program
    /// has its text still, and is told to get a token.
    pub async fn or_keep<F: Serialize, T>(
        &self,
        table: &Table,
        form: &F,
        found: Result<T, Failure>,
    ) -> Result<T, Failure> {
        if let Err(Failure::SignIn) = &found
            && !self.wants_json()
            // Only what we gave to this very browser: another site plants nothing here.
            && self.check_form_token().is_ok()
        {
            let address = &self.viewer_address;
            let permit = table.count(address, KEPT_FORMS_PER_ADDRESS, self.now).await?;
            Failure::unless_permitted(permit)?;
            let account = self.presented().map(|(session, _)| session.account());
            let keeper = keeper(self.browser(), account);
            table.hold_form(&keeper, place(&self.path), form, self.now).await?;
            self.note_kept();
        }
        found
    }

    /// Keeps what was sent to a page that staff have closed, where its sender is signed in:
    /// it is in the form again once that is open. Failing to harms nothing but is noted.
    pub(crate) async fn keep_until_open(&self, base: &Base) {
        let Some((session, SessionKind::Browser)) = self.presented() else { return };
        let (Some(table), Ok(typed)) = (base.table(), self.form::<Vec<(String, String)>>()) else {
            return;
        };
        if typed.is_empty() || self.check_form_token().is_err() {
            return;
        }
        let keeper = keeper(self.browser(), Some(session.account()));
        let form = members(typed);
        let kept = async {
            match table.count(&self.viewer_address, KEPT_FORMS_PER_ADDRESS, self.now).await? {
                Permit::Granted { .. } => {
                    table.hold_form(&keeper, place(&self.path), &form, self.now).await?;
                    self.note_kept();
                }
                Permit::Refused { .. } => {}
            }
            Ok::<_, StorageError>(())
        };
        if let Err(error) = kept.await {
            tracing::warn!(cause = chain(&error), "form not kept");
        }
    }

    /// Keeps a form for this account in this browser, to be there again at this path.
    pub async fn keep<F: Serialize>(
        &self,
        table: &Table,
        account: AccountId,
        form: &F,
    ) -> Result<(), Failure> {
        let keeper = keeper(self.browser(), Some(account));
        Ok(table.hold_form(&keeper, place(&self.path), form, self.now).await?)
    }

    /// The form kept for this account in this browser, at this path.
    pub async fn kept<F: DeserializeOwned>(
        &self,
        table: &Table,
        account: AccountId,
    ) -> Result<Option<F>, Failure> {
        if self.wants_json() {
            return Ok(None);
        }
        for account in [Some(account), None] {
            let keeper = keeper(self.browser(), account);
            let form = table.held_form(&keeper, place(&self.path), self.now).await?;
            if form.is_some() {
                return Ok(form);
            }
        }
        Ok(None)
    }

    /// Forgets the form kept at this path: what it held is stored. Failing to do harms
    /// nothing and is only noted; the form's time runs out.
    pub async fn forget_kept(&self, table: &Table, account: AccountId) {
        if self.wants_json() {
            return;
        }
        let place = place(&self.path);
        let keepers = [Some(account), None].map(|account| keeper(self.browser(), account));
        let [own, browsers] = &keepers;
        let dropped = tokio::try_join!(
            table.drop_held_form(own, place),
            table.drop_held_form(browsers, place),
        );
        if let Err(error) = dropped {
            tracing::warn!(cause = chain(&error), "kept form not dropped");
        }
    }
}

/// A member of a form as it is kept: as the form's own type would write it.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum Member {
    Text(String),
    List(Vec<String>),
}

/// The members of a form that is not read as one. What no form knows is left out, and so are
/// secrets.
fn members(typed: Vec<(String, String)>) -> BTreeMap<String, Member> {
    let mut members = BTreeMap::new();
    for (name, value) in typed {
        match forms::kind_of(&name) {
            Some(Kind::Text) => {
                members.insert(name, Member::Text(value));
            }
            Some(Kind::List) => match members.entry(name).or_insert(Member::List(Vec::new())) {
                Member::List(values) => values.push(value),
                Member::Text(_) => {}
            },
            Some(Kind::Secret) | None => {}
        }
    }
    members
}

fn keeper(browser: &Secret, account: Option<AccountId>) -> Secret {
    match account {
        Some(account) => Secret::new(format!("{}.{account}", browser.expose())),
        None => browser.clone(),
    }
}

/// The path without its language.
fn place(path: &str) -> &str {
    let rest = path.strip_prefix('/').unwrap_or(path);
    match rest.split_once('/') {
        Some((code, rest)) if Language::from_code(code).is_some() => rest,
        _ => rest,
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

    #[test]
    fn q32_a_form_kept_unread_reads_as_the_form_it_is() {
        let typed = [
            ("title", "A title"),
            ("links", "https://a.org"),
            ("ps", "prevention"),
            ("ps", "protection"),
            ("password", "secret"),
            ("no_such_member", "x"),
        ];
        let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        let kept = serde_json::to_value(members(typed)).unwrap();
        let form: domain::forms::InitiativeForm = serde_json::from_value(kept).unwrap();
        assert_eq!((form.title.as_str(), form.links.len(), form.ps.len()), ("A title", 1, 2));
    }

    #[test]
    fn q32_a_kept_form_is_found_in_any_language() {
        assert_eq!(place("/en/desk/sign"), place("/fr/desk/sign"));
        assert_ne!(place("/en/desk/sign"), place("/en/desk/profile"));
        assert_eq!(place("/api/token"), "api/token");
    }
}
