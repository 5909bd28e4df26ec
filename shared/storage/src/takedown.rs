//! The emergency take-down: one order, from the command line or from a page, carried out like
//! any other decision, with its event, its entry in the audit trail and its mails.

use crate::initiatives::add_initiative_change;
use crate::mail::tell;
use crate::publishing::Subject;
use crate::signatories::add_signatory_change;
use crate::transaction::Transaction;
use crate::{OperationToken, StorageError, Table};
use domain::audit::AuditRecord;
use domain::forms::DecisionForm;
use domain::initiative::InitiativeDecision;
use domain::signatory::{DecisionError, SignatoryDecision, parse_note};
use domain::{
    Account, AccountId, Action, Actor, Event, EventId, Problems, Reason, Timestamp, Told, reason,
};

/// Times that it is tried anew when somebody else changes the subject meanwhile.
const TRIES: u32 = 5;

/// What is to be taken down, why and by whom.
#[derive(Debug, Clone, Copy)]
pub struct TakeDown<'a> {
    /// What.
    pub subject: Subject,
    /// The reason's code: one that the settings offer or offered from the start. Haste does
    /// not wait for a reason that staff have deleted.
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
    /// Takes something down as it stands now, whatever somebody else is doing to it: a lease
    /// on the case stops nothing and stays with who has it. With
    /// `dry`, everything but the change is done. Answers its name or title.
    pub async fn take_down(
        &self,
        order: &TakeDown<'_>,
        dry: bool,
    ) -> Result<String, TakeDownError> {
        let (settings, _) = self.settings().await?;
        let reasons = offered(&settings.reasons, order.reason);
        for _ in 0..TRIES {
            match self.try_take_down(order, &reasons, dry).await {
                Err(TakeDownError::Storage(StorageError::Conflict)) => {}
                done => return done,
            }
        }
        Err(StorageError::Conflict.into())
    }

    fn named_by(&self, event: &Event) -> Transaction<'_> {
        Transaction::new(self, OperationToken::new(event.id.to_string()))
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
                    let mut transaction = self.named_by(&event);
                    add_signatory_change(&mut transaction, &signatory, &after, &event)?;
                    let told = Told::of_signatory(&event, &after);
                    let record = AuditRecord::of_event(&event, signatory.id, signatory.rev);
                    commit(transaction, told, &owners, &event, record).await?;
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
                    let mut transaction = self.named_by(&event);
                    add_initiative_change(&mut transaction, &before, &after, &signatory, &event)?;
                    let told = Told::of_initiative(&event, &before, &after, &signatory);
                    let record = AuditRecord::of_event(&event, before.signatory, before.rev);
                    commit(transaction, told, &owners, &event, record).await?;
                }
                Ok(before.title().to_owned())
            }
        }
    }
}

/// Commits what other decisions would commit, but asks for nobody's lease.
async fn commit(
    mut transaction: Transaction<'_>,
    told: Option<Told>,
    owners: &[Account],
    event: &Event,
    record: AuditRecord,
) -> Result<(), StorageError> {
    tell(&mut transaction, told, owners, event, None)?;
    Ok(transaction.commit_audited(&[record]).await?)
}

/// The reasons to choose from: those of the settings, and the one from the start that the order
/// names where staff have deleted it or offer it no more.
fn offered(reasons: &[Reason], code: &str) -> Vec<Reason> {
    let mut offered = reasons.to_vec();
    offered.retain(|reason| !reason.retired);
    if reason::find(&offered, code).is_none() {
        offered.extend(Reason::default_of(code));
    }
    offered
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_from_the_start_can_be_given_whatever_staff_made_of_it() {
        let code = "identifies_person";
        let mut reasons = Reason::defaults().to_vec();
        let known = |reasons: &[Reason], code: &str| {
            reason::choose(&offered(reasons, code), code).map(|reason| reason.hides_text)
        };
        assert_eq!(known(&reasons, code), Ok(true));
        for reason in &mut reasons {
            reason.retired = true;
        }
        assert_eq!(known(&reasons, code), Ok(true));
        assert_eq!(known(&[], code), Ok(true));
        assert!(known(&reasons, "no_such_reason").is_err());
    }
}
