//! From the table's stream to the public pages in the bucket.
//!
//! A record says that something changed, no more. What is to be shown is read from the
//! register, and every page is written only where its bytes differ from what is there. So
//! repeated, late and shuffled records, and a crash at any point, end in the same bytes as a
//! rebuild of everything.

pub mod address;
pub mod doctor;
pub mod edge;
pub mod event;
pub mod rebuild;
pub mod render;
pub mod site;
pub mod state;

pub use address::{Listing, Page, Part};
pub use edge::{Accepted, Distribution, Edge};
pub use event::StreamEvent;
pub use rebuild::{Counts, rebuild};
pub use site::{Failure, Site};
pub use state::State;

/// Variables that the function reads at its start.
pub const VARIABLES: &[&str] = &["TABLE_NAME", "BUCKET_NAME", "DISTRIBUTION_ID"];
