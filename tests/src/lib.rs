//! What the tests that cross crates share.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a test that cannot go on says so"
)]
#![expect(missing_docs, reason = "names of test helpers say what they are")]
#![expect(
    clippy::must_use_candidate,
    clippy::return_self_not_must_use,
    reason = "steps of a test are often taken for what they do"
)]

pub mod faults;
pub mod openapi;
pub mod parts;
pub mod person;
pub mod stack;
pub mod staff;
pub mod template;
