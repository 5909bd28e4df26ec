//! What surrounds a page and is not its subject: language, address, and who is looking.

use crate::Words;
use domain::{Language, Permission, Settings, StaffRole};

/// Who is looking at a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer<'a> {
    /// Anybody: the page is put out once for all and must not depend on the reader.
    Public,
    /// Somebody who has not signed in, on a page made for this request.
    Anonymous,
    /// Somebody with an account.
    SignedIn {
        /// The name they gave.
        name: &'a str,
        /// Their role in the secretariat, if they have one.
        staff: Option<StaffRole>,
    },
}

/// What is said above a form that is shown again, or above a page reached by an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice<'a> {
    /// The form was open for too long, or belongs to another session: send it again.
    FormExpired,
    /// Something we need did not answer: nothing was changed, send it again.
    TryAgain {
        /// Reference number of the log entry.
        reference: &'a str,
    },
    /// Too often: wait.
    TooMany {
        /// Minutes to wait, rounded up.
        minutes: u64,
    },
    /// What the page is about has changed since the form was opened: decide again.
    Changed,
    /// Somebody else has the case in hand: what was decided is not stored and still here.
    Leased,
    /// What was typed before the session ended is here again.
    Kept,
    /// What was asked is done.
    Done,
    /// The Pact is signed.
    Signed {
        /// Running number of the signature.
        number: u64,
    },
}

/// What every page needs besides its subject.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// The language of the page.
    pub lang: Language,
    /// The page's path without its language, from the first slash: `/signatories/`.
    pub path: &'a str,
    /// Who is looking.
    pub viewer: Viewer<'a>,
    /// The token that forms send back; empty on public pages.
    pub form_token: &'a str,
    /// Said above the page's own content.
    pub notice: Option<Notice<'a>>,
    /// What staff have set: whom to call, what is said above groups of pages, reasons.
    pub settings: &'a Settings,
}

impl<'a> Frame<'a> {
    /// The frame of a page in the bucket.
    #[must_use]
    pub const fn public(lang: Language, path: &'a str, settings: &'a Settings) -> Self {
        Self { lang, path, viewer: Viewer::Public, form_token: "", notice: None, settings }
    }

    /// Whether the viewer's role allows this. For what is offered on a page; whether it is
    /// done is for the function to say.
    #[must_use]
    pub const fn may(&self, permission: Permission) -> bool {
        match self.viewer {
            Viewer::SignedIn { staff: Some(role), .. } => role.grants(permission),
            Viewer::SignedIn { staff: None, .. } | Viewer::Anonymous | Viewer::Public => false,
        }
    }

    /// The phrases in the page's language.
    #[must_use]
    pub const fn words(&self) -> Words {
        Words::new(self.lang)
    }
}
