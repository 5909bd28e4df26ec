//! moderation.
