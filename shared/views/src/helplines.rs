//! The European helpline numbers shown on every page, with the day they were last checked.

include!(concat!(env!("OUT_DIR"), "/helplines.rs"));
