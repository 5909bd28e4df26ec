//! Registrations in progress, and forms kept while their author signs in again. Both are
//! found by the digest of a secret that only the browser holds.

use crate::item::{from_expiring_item, to_expiring_item};
use crate::keys::{self, digest};
use crate::{StorageError, Table};
use domain::forms::RegistrationForm;
use domain::{AccountId, EmailAddress, Secret, Timestamp, limits};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A registration in progress.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Draft {
    /// What was typed; never the password.
    pub form: RegistrationForm,
    /// Set once it was sent and waits for its code.
    pub submitted: Option<SubmittedDraft>,
}

/// A registration that waits for its code.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SubmittedDraft {
    /// Identifier of the account to be.
    pub account: AccountId,
    /// Address that the code went to.
    pub email: EmailAddress,
    /// When the code was sent.
    pub sent: Timestamp,
    /// Whether Cognito knows the account: false when nothing was signed up, because the
    /// address has an account already or too many codes went to it.
    pub signed_up: bool,
    /// Whether Cognito has accepted the code; what is left is our own transaction.
    pub confirmed: bool,
    /// Whether that is done too: nothing is left but this mark, so that a second click and a
    /// repetition after a lost answer are answered like the first.
    #[serde(default)]
    pub finished: bool,
}

impl Table {
    /// The registration in progress that belongs to this secret.
    pub async fn draft(
        &self,
        secret: &Secret,
        now: Timestamp,
    ) -> Result<Option<Draft>, StorageError> {
        match self.get(&keys::draft(&digest(secret.expose()))).await? {
            Some(item) => from_expiring_item(item, now),
            None => Ok(None),
        }
    }

    /// Keeps a registration in progress.
    pub async fn put_draft(
        &self,
        secret: &Secret,
        draft: &Draft,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let key = keys::draft(&digest(secret.expose()));
        self.put(to_expiring_item(&key, draft, now + limits::DRAFT_LIFE)?).await
    }

    /// Keeps a form that came after its session had ended.
    pub async fn hold_form<F: Serialize>(
        &self,
        secret: &Secret,
        path: &str,
        form: &F,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let key = keys::held(&digest(secret.expose()), path);
        let held = Held { form };
        self.put(to_expiring_item(&key, &held, now + limits::HELD_LIFE)?).await
    }

    /// The form kept for this browser and path.
    pub async fn held_form<F: DeserializeOwned>(
        &self,
        secret: &Secret,
        path: &str,
        now: Timestamp,
    ) -> Result<Option<F>, StorageError> {
        match self.get(&keys::held(&digest(secret.expose()), path)).await? {
            Some(item) => Ok(from_expiring_item::<Held<F>>(item, now)?.map(|held| held.form)),
            None => Ok(None),
        }
    }

    /// Forgets a kept form.
    pub async fn drop_held_form(&self, secret: &Secret, path: &str) -> Result<(), StorageError> {
        self.delete(&keys::held(&digest(secret.expose()), path)).await
    }
}

#[derive(Serialize, Deserialize)]
struct Held<F> {
    form: F,
}
