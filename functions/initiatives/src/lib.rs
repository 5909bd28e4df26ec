//! initiatives.
