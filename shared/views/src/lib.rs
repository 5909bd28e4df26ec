//! The pages people see: layout, components, style and words. A page is a pure function from
//! domain values to markup: the same values give the same bytes.

pub mod addresses;
pub mod assets;
pub mod components;
pub mod desk;
mod fields;
pub mod flags;
pub mod frame;
pub mod initiatives;
pub mod layout;
pub mod mail;
pub mod markdown;
pub mod problem;
pub mod problem_words;
pub mod public;
pub mod register;
pub mod sign_in;
pub mod staff;
pub mod terms;
mod trusted;
pub mod words;

pub use frame::{Frame, Notice, Viewer};
pub use maud::Markup;
pub use problem_words::problem_words;
pub use words::Words;
