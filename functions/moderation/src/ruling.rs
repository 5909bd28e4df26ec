//! The one way in which a decision of staff is stored, whether it comes from a case's own page
//! or is one of many that a second person has confirmed.

use crate::Moderation;
use crate::staff::{Decided, Staff, initiative_in, undo_until};
use domain::event::Action;
use domain::initiative::InitiativeDecision;
use domain::signatory::SignatoryDecision;
use domain::{Account, Event, Initiative, InitiativeId, Signatory};
use storage::{BulkStep, Ruling, SignatoryRecord, StorageError};
use web::{Failure, Incoming};

/// Times that a decision is tried anew when only the signatory's data have changed.
const TRIES: u32 = 4;

/// A decision, with what its event will say and its place among many.
pub(crate) struct Order<'a, D> {
    pub(crate) decision: D,
    pub(crate) decided: Decided<'a>,
    pub(crate) step: Option<BulkStep<'a>>,
}

impl<'a> Order<'a, SignatoryDecision> {
    /// On revision `rev` of a signatory.
    pub(crate) fn on_signatory(decision: SignatoryDecision, note: &'a str, rev: u64) -> Self {
        let (action, refusal) = match &decision {
            SignatoryDecision::Verify => (Action::Verified, None),
            SignatoryDecision::AskChanges(_) => (Action::ChangesAsked, None),
            SignatoryDecision::Refuse(refusal) => (Action::Refused, Some(refusal)),
            SignatoryDecision::TakeDown(refusal) => (Action::TakenDown, Some(refusal)),
            SignatoryDecision::Restore => (Action::Restored, None),
            SignatoryDecision::Hold => (Action::Held, None),
            SignatoryDecision::Resume => (Action::Resumed, None),
        };
        let reason = refusal.map(|refusal| refusal.reason.clone());
        let decided =
            Decided { action, initiative: None, reason, note, rev: rev.saturating_add(1) };
        Self { decision, decided, step: None }
    }
}

impl<'a> Order<'a, InitiativeDecision> {
    /// On revision `rev` of an initiative, of which `before` is read.
    pub(crate) fn on_initiative(
        decision: InitiativeDecision,
        before: &Initiative,
        note: &'a str,
        rev: u64,
    ) -> Self {
        let (action, refusal) = match &decision {
            InitiativeDecision::Publish => (before.action_of_approval(), None),
            InitiativeDecision::AskChanges(_) => (Action::InitiativeChangesAsked, None),
            InitiativeDecision::Restore => (Action::InitiativeRestored, None),
            InitiativeDecision::Refuse(refusal) => (Action::InitiativeRefused, Some(refusal)),
            InitiativeDecision::TakeDown(refusal) => (Action::InitiativeTakenDown, Some(refusal)),
        };
        let reason = refusal.map(|refusal| refusal.reason.clone());
        let decided = Decided {
            action,
            initiative: Some(before.id),
            reason,
            note,
            rev: rev.saturating_add(1),
        };
        Self { decision, decided, step: None }
    }
}

impl<'a, D> Order<'a, D> {
    /// As one of many.
    pub(crate) fn step(self, step: BulkStep<'a>) -> Self {
        Self { step: Some(step), ..self }
    }
}

/// An initiative with what a decision on it goes by.
pub(crate) struct Matter {
    pub(crate) signatory: Signatory,
    pub(crate) initiative: Initiative,
    pub(crate) events: Vec<Event>,
}

impl Matter {
    /// The initiative of that identifier in its signatory's record.
    pub(crate) fn of(record: SignatoryRecord, id: InitiativeId) -> Result<Self, Failure> {
        let initiative = initiative_in(&record, id)?.clone();
        let SignatoryRecord { signatory, events, .. } = record;
        Ok(Self { signatory, initiative, events })
    }
}

impl Moderation {
    /// Decides on a signatory as it was read; what it is then. [`Failure::Conflict`] on any
    /// other revision than the order's.
    pub(crate) async fn rule_on_signatory(
        &self,
        request: &Incoming,
        staff: &Staff,
        before: &Signatory,
        owners: &[Account],
        order: &Order<'_, SignatoryDecision>,
    ) -> Result<Signatory, Failure> {
        staff.may_decide(before.id)?;
        if before.rev + 1 != order.decided.rev {
            return Err(Failure::Conflict);
        }
        let event = order.decided.event(request, staff);
        let decision = order.decision.clone();
        let after = before.clone().decide(decision, staff.account, request.now)?;
        let ruling =
            Ruling { event: &event, owners, undo_until: undo_until(request), step: order.step };
        self.table.decide_signatory(before, &after, &ruling).await?;
        tracing::info!(event = "decision", action = event.action.code(), "signatory decided");
        Ok(after)
    }

    /// As [`Self::rule_on_signatory`], on an initiative. Where only its signatory's data have
    /// changed, `matter` is read anew and the decision stands.
    pub(crate) async fn rule_on_initiative(
        &self,
        request: &Incoming,
        staff: &Staff,
        matter: &mut Matter,
        order: &Order<'_, InitiativeDecision>,
    ) -> Result<Initiative, Failure> {
        staff.may_decide(matter.signatory.id)?;
        for _ in 0..TRIES {
            let Matter { signatory, initiative: before, events } = &*matter;
            if before.rev + 1 != order.decided.rev {
                return Err(Failure::Conflict);
            }
            if order.decision == InitiativeDecision::Publish {
                signatory.must_have_signed()?;
            }
            let decision = order.decision.clone();
            let after = before.clone().decide(decision, staff.account, request.now)?;
            let event = order.decided.event(request, staff);
            let owners = self.table.owners(signatory.id, events, request.now).await?;
            let ruling = Ruling {
                event: &event,
                owners: &owners,
                undo_until: undo_until(request),
                step: order.step,
            };
            match self.table.decide_initiative(before, &after, signatory, &ruling).await {
                Ok(()) => {
                    let action = event.action.code();
                    tracing::info!(event = "decision", action, "initiative decided");
                    return Ok(after);
                }
                Err(StorageError::Conflict) => {
                    let (signatory, id) = (signatory.id, before.id);
                    *matter = Matter::of(self.record_of(staff, signatory).await?, id)?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(Failure::Unavailable("the initiative's signatory keeps changing".into()))
    }
}
