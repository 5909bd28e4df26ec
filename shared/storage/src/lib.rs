//! DynamoDB and S3: the only crate that knows a key. What stands under which key, each
//! access pattern and its cost: `docs/storage.md`.

mod accounts;
mod audit;
pub mod bucket;
mod bulk;
pub mod doctor;
mod drafts;
mod error;
mod initiatives;
mod item;
mod keys;
mod leases;
mod limits;
mod mail;
mod mailboxes;
mod outbox;
mod people;
pub mod publishing;
mod queue;
mod reports;
mod settings;
mod signatories;
mod table;
mod takedown;
mod transaction;
mod undo;

pub use accounts::{AccountRecord, Membership, Role};
pub use audit::audit_block_start;
pub use bulk::BulkStep;
pub use domain::{MailTemplate, QueueSubject};
pub use drafts::{Draft, SubmittedDraft};
pub use error::StorageError;
pub use keys::{StreamKey, digest};
pub use leases::{LeaseCheck, Taken};
pub use limits::Permit;
pub use mail::{MailIntent, MailRequest, Stopped};
pub use outbox::DueMail;
pub use people::{Accepted, Administrator};
pub use queue::QueueEntry;
pub use reports::{ClosedReport, Report, ReportPlace, Said};
pub use signatories::{
    ChangeError, Confirmed, ContactRecord, NewSignatory, Ruling, SignatoryRecord,
};
pub use table::Table;
pub use takedown::{TakeDown, TakeDownError};
pub use transaction::OperationToken;
pub use undo::{Before, Undo};
