//! The pages that all Europe reads: made once, the same for everybody.

pub mod accessibility;
pub mod cards;
pub mod country;
pub mod developers;
pub mod help;
pub mod home;
pub mod initiative;
pub mod initiatives;
pub mod legal;
pub mod pact;
pub mod privacy;
pub mod report;
pub mod signatories;
pub mod signatory;

pub use cards::{Counters, InitiativeCard, ListPage, SignatoryCard};
