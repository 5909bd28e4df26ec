//! The bucket of public pages.
