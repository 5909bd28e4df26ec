//! Mails that the platform sends.

use serde::{Deserialize, Serialize};

/// What a mail is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailTemplate {
    /// Somebody registered with an address that has an account already.
    AlreadyRegistered,
    /// Several wrong passwords for the account.
    WrongPasswords,
    /// The account was used from a browser that it was not used from before.
    NewDevice,
    /// The password was changed.
    PasswordChanged,
    /// The code that confirms a new address.
    ConfirmEmail,
    /// The address was changed; goes to the old one.
    EmailChanged,
    /// A recovery code was used, or the second factor was removed.
    SecondFactorRemoved,
}

impl MailTemplate {
    /// Every one.
    pub const ALL: &'static [Self] = &[
        Self::AlreadyRegistered,
        Self::WrongPasswords,
        Self::NewDevice,
        Self::PasswordChanged,
        Self::ConfirmEmail,
        Self::EmailChanged,
        Self::SecondFactorRemoved,
    ];
}
