//! Types that cannot hold a wrong value, the rules of the Pact's platform and its state
//! machines. No I/O, no async, no AWS, no HTML: time, ids and chance come in as arguments.

pub mod account;
pub mod audit;
pub mod country;
pub mod email;
pub mod event;
pub mod forms;
pub mod id;
pub mod initiative;
pub mod language;
pub mod limits;
pub mod mail;
pub mod pact;
pub mod password;
pub mod problem;
pub mod reason;
pub mod registration;
pub mod safeguard;
pub mod secret;
pub mod settings;
pub mod signatory;
pub mod slug;
pub mod staff;
pub mod text;
pub mod url;

pub use account::{Account, Session, SessionKind};
pub use audit::{AuditActor, AuditCode, AuditEntry, AuditRecord, AuditSubject};
pub use country::CountryCode;
pub use email::EmailAddress;
pub use event::{Action, Actor, Event};
pub use id::{AccountId, EventId, InitiativeId, SignatoryId};
pub use initiative::{Content, Initiative};
pub use jiff::{Timestamp, civil::Date};
pub use language::{ContentLanguage, Language};
pub use mail::{MailDetails, MailFacts, MailTemplate, Told};
pub use password::Password;
pub use problem::{Field, Problem, ProblemCode, Problems};
pub use reason::{Reason, ReasonCode};
pub use registration::Registration;
pub use safeguard::{Flag, FlagKind};
pub use secret::Secret;
pub use settings::Settings;
pub use signatory::{Signatory, SignatoryState};
pub use slug::Slug;
pub use staff::{Invitation, Permission, StaffMember, StaffRole};
pub use url::SafeUrl;
