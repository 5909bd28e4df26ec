//! The emergency take-down: one order, from the command line or from a page, carried out like
//! any other decision, with its event, its entry in the audit trail and its mails.

use crate::publishing::Subject;
use crate::{StorageError, Table};
use domain::forms::DecisionForm;
use domain::initiative::InitiativeDecision;
use domain::signatory::{DecisionError, SignatoryDecision, parse_note};
use domain::{AccountId, Action, Actor, Event, EventId, Problems, Reason, Timestamp, reason};

/// Times that it is tried anew when somebody else changes the subject meanwhile.
const TRIES: u32 = 5;

/// What is to be taken down, why and by whom.
#[derive(Debug, Clone, Copy)]
pub struct TakeDown<'a> {
    /// What.
    pub subject: Subject,
    /// The reason's code: one that the settings offer.
    pub reason: &'a str,
    /// A note to the signatory; may be empty.
    pub note: &'a str,
    /// Who.
    pub actor: Actor,
    /// Identifier of the event that comes out of it.
    pub event: EventId,
    /// When.
    pub now: Timestamp,
}

/// Why nothing was taken down.
#[derive(Debug, thiserror::Error)]
pub enum TakeDownError {
    /// There is no such signatory or initiative.
    #[error("there is no such signatory or initiative")]
    NotThere,
    /// The reason or the note is refused.
    #[error("the reason or the note is refused")]
    Rejected(Problems),
    /// The state machine refuses: it is not public.
    #[error(transparent)]
    NotPossible(#[from] DecisionError),
    /// Storage refuses.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Table {
    /// Takes something down as it stands now, whatever somebody else is doing to it. With
    /// `dry`, everything but the change is done. Answers its name or title.
    pub async fn take_down(
        &self,
        order: &TakeDown<'_>,
        dry: bool,
    ) -> Result<String, TakeDownError> {
        let (settings, _) = self.settings().await?;
        for _ in 0..TRIES {
            match self.try_take_down(order, &settings.reasons, dry).await {
                Err(TakeDownError::Storage(StorageError::Conflict)) => {}
                done => return done,
            }
        }
        Err(StorageError::Conflict.into())
    }

    async fn try_take_down(
        &self,
        order: &TakeDown<'_>,
        reasons: &[Reason],
        dry: bool,
    ) -> Result<String, TakeDownError> {
        let (by, now) = (person(order.actor), order.now);
        let record = self.signatory_record(order.subject.signatory()).await?;
        let record = record.ok_or(TakeDownError::NotThere)?;
        let signatory = record.signatory;
        let owners = self.owners(signatory.id, &record.events, now).await?;
        let form = form(order);
        match order.subject {
            Subject::Signatory(_) => {
                let decision = SignatoryDecision::parse(&form, reasons, now)
                    .map_err(TakeDownError::Rejected)?;
                let after = signatory.clone().decide(decision, by, now)?;
                let event = order.event(&form, reasons, Action::TakenDown, after.rev)?;
                if !dry {
                    self.decide_signatory(&signatory, &after, &event, &owners, None).await?;
                }
                Ok(signatory.display_name().to_owned())
            }
            Subject::Initiative(_, id) => {
                let before = record.initiatives.into_iter().find(|initiative| initiative.id == id);
                let before = before.ok_or(TakeDownError::NotThere)?;
                let decision = InitiativeDecision::parse(&form, reasons, now)
                    .map_err(TakeDownError::Rejected)?;
                let after = before.clone().decide(decision, by, now)?;
                let event = order.event(&form, reasons, Action::InitiativeTakenDown, after.rev)?;
                if !dry {
                    self.decide_initiative(&before, &after, &signatory, &event, &owners, None)
                        .await?;
                }
                Ok(before.title().to_owned())
            }
        }
    }
}

impl TakeDown<'_> {
    fn event(
        &self,
        form: &DecisionForm,
        reasons: &[Reason],
        action: Action,
        rev: u64,
    ) -> Result<Event, TakeDownError> {
        let initiative = match self.subject {
            Subject::Signatory(_) => None,
            Subject::Initiative(_, id) => Some(id),
        };
        Ok(Event {
            id: self.event,
            at: self.now,
            actor: self.actor,
            action,
            initiative,
            rev,
            reason: reason::find(reasons, self.reason).cloned(),
            note: parse_note(form).map_err(TakeDownError::Rejected)?,
        })
    }
}

fn form(order: &TakeDown<'_>) -> DecisionForm {
    DecisionForm {
        decision: "take_down".to_owned(),
        reason: order.reason.to_owned(),
        note: order.note.to_owned(),
        ..DecisionForm::default()
    }
}

/// Who may not restore it. An operator at a terminal is nobody of the staff.
fn person(actor: Actor) -> AccountId {
    match actor {
        Actor::Signatory(id) | Actor::Staff(id) => id,
        Actor::Operator => AccountId::NOBODY,
    }
}
