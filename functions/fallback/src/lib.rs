//! fallback.
