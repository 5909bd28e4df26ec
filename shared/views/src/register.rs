//! Joining the Pact: who, the details, a last look, the code from the mail.

pub mod authority;
pub mod check;
pub mod confirm;
pub mod details;
pub mod join_or_claim;
pub mod profile;
