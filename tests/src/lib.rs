//! tests.

pub mod template;
