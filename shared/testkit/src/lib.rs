//! Support for tests: values of the domain ready-made, and doubles of the table and of the
//! bucket in memory whose faults can be scheduled.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a fixture that is wrong stops the test that uses it"
)]

pub mod builders;
pub mod faults;
pub mod shelf;
pub mod table;

pub use faults::{Fault, Faults};
pub use shelf::MemoryShelf;
pub use table::{Change, MemoryTable};
