//! What all functions share: configuration, logs, and for those that answer HTTP the way
//! from request to answer: routes, forms, cookies, form tokens, sessions, and errors as
//! pages or as `application/problem+json`.

pub mod actions;
mod answer;
pub mod aws;
mod base;
pub mod config;
mod cookies;
mod failure;
mod form_token;
mod incoming;
mod kept;
pub mod log;
pub mod router;
mod serve;

pub use answer::Answer;
pub use base::{Base, ORIGIN_SECRET, fill, new_secret, now};
pub use cookies::{DEVICE_COOKIE, FORM_COOKIE, SESSION_COOKIE, cookie, dead_cookie};
pub use failure::{Failure, Unreadable};
pub use incoming::Incoming;
pub use router::{Method, Route};
pub use serve::{App, answer, run};
