//! Signing in, the second factor, forgotten passwords.

pub mod credentials;
pub mod forgotten_password;
pub mod invitation;
pub mod recovery_code;
pub mod recovery_codes;
pub mod reset_password;
pub mod second_factor;
pub mod set_up_second_factor;
