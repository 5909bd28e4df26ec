//! Who somebody is: Cognito for passwords and second factors, our own sessions for
//! everything after. The only crate that knows Cognito.

mod cognito;
mod recovery;
mod session;

pub use cognito::{CodeError, Cognito, CognitoError, PasswordOutcome, Proof, SIGN_UP_ATTRIBUTE};
pub use recovery::{digest, new_codes, take_code};
pub use session::{Entropy, SessionSecret, SignedIn, SignedInError, begin, sign_in_state};
