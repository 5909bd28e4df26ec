//! Who somebody is: Cognito for passwords and second factors, our own sessions for
//! everything after. The only crate that knows Cognito.

pub mod code_mail;
mod cognito;
mod recovery;
mod session;

pub use code_mail::CodeReader;
pub use cognito::{CodeError, Cognito, CognitoError, PasswordOutcome, Proof, SIGN_UP_ATTRIBUTE};
pub use recovery::{digest, new_codes, take_code};
pub use session::{Entropy, SessionSecret, SignedIn, SignedInError, begin, sign_in_state};
