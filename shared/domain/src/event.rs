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
        /// Staff asked the signatory for changes.
        ChangesAsked = "changes_asked",
        /// The signatory came back with the changes that staff asked for.
        Resubmitted = "resubmitted",
        /// Staff refused the signatory.
        Refused = "refused",
        /// The signatory appealed against a refusal or a take-down.
        Appealed = "appealed",
        /// Staff took the public signatory down.
        TakenDown = "taken_down",
        /// Staff restored the signatory after a take-down.
        Restored = "restored",
        /// Staff corrected the spelling of a name.
        Corrected = "corrected",
        /// Staff took a decision on the signatory back before anybody was told.
        Undone = "undone",
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
        /// Staff approved a flagged version, the first of two who must.
        InitiativeApproved = "initiative_approved",
        /// Staff published a version.
        InitiativePublished = "initiative_published",
        /// Staff asked for changes to a version.
        InitiativeChangesAsked = "initiative_changes_asked",
        /// Staff refused a version.
        InitiativeRefused = "initiative_refused",
        /// Staff took the public version down.
        InitiativeTakenDown = "initiative_taken_down",
        /// Its signatory appealed against a refusal or a take-down.
        InitiativeAppealed = "initiative_appealed",
        /// Staff restored the public version after a take-down.
        InitiativeRestored = "initiative_restored",
        /// Staff corrected the spelling of its text.
        InitiativeCorrected = "initiative_corrected",
        /// Staff took a decision on it back before anybody was told.
        InitiativeUndone = "initiative_undone",
    }
}

impl Action {
    /// Whether a decision of staff can be taken back for a while: nothing that is public
    /// changes with it, and its mails can wait that long.
    #[must_use]
    pub fn can_be_undone(self) -> bool {
        matches!(
            self,
            Self::ChangesAsked
                | Self::Refused
                | Self::InitiativeApproved
                | Self::InitiativeChangesAsked
                | Self::InitiativeRefused
        )
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
