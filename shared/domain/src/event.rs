//! The append-only history of a signatory: who did what, when, to which version.

use crate::signatory::codes;
use crate::{AccountId, EventId, InitiativeId, Reason, Timestamp};
use serde::{Deserialize, Serialize};

codes! {
    /// What happened.
    Action {
        /// The registration was confirmed.
        Registered = "registered",
        /// Another account asked to join or to claim the signatory.
        JoinRequested = "join_requested",
        /// The profile was changed.
        ProfileChanged = "profile_changed",
        /// The contacts were changed.
        ContactChanged = "contact_changed",
        /// The Pact was signed.
        Signed = "signed",
        /// The signature was withdrawn.
        Withdrawn = "withdrawn",
        /// Staff verified the signatory.
        Verified = "verified",
        /// Staff refused the signatory or took it down.
        Refused = "refused",
        /// Staff put the signatory on hold.
        Held = "held",
        /// Staff ended the hold.
        Resumed = "resumed",
        /// An initiative was begun.
        InitiativeCreated = "initiative_created",
        /// A draft was saved.
        InitiativeSaved = "initiative_saved",
        /// A version was submitted.
        InitiativeSubmitted = "initiative_submitted",
        /// An initiative was withdrawn.
        InitiativeWithdrawn = "initiative_withdrawn",
        /// Staff published a version.
        InitiativePublished = "initiative_published",
        /// Staff refused a version.
        InitiativeRefused = "initiative_refused",
        /// Staff took the public version down.
        InitiativeTakenDown = "initiative_taken_down",
    }
}

/// Who acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// An account of the signatory.
    Signatory(AccountId),
    /// A member of staff.
    Staff(AccountId),
    /// Somebody at a terminal with the operators' rights.
    Operator,
}

/// One entry of the history. Written in the transaction that makes the change, never
/// changed afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Identifier, in time order.
    pub id: EventId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// What.
    pub action: Action,
    /// Which initiative, where it concerns one.
    pub initiative: Option<InitiativeId>,
    /// Revision that came out of it.
    pub rev: u64,
    /// Reason of a refusal, as it stood in the list then.
    pub reason: Option<Reason>,
    /// Note; may be empty.
    pub note: String,
}
