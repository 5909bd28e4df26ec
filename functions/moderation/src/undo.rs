//! Taking a decision back within the time that the settings give, while nobody has been told.

use crate::Moderation;
use crate::staff::{Staff, done_at, initiative_of, read_rev};
use domain::Permission;
use domain::event::Action;
use domain::forms::RevisionForm;
use serde_json::json;
use storage::{Before, Undo};
use views::addresses::{staff_initiative_path, staff_signatory_path};
use web::{Answer, Failure, Incoming};

impl Moderation {
    pub(crate) async fn undo_signatory(&self, request: &Incoming) -> Result<Answer, Failure> {
        let (form, staff) = self.asked_to_undo(request).await?;
        let present = self.record(request, &staff).await?.signatory;
        let undo = self.table.undo_of_signatory(present.id, request.now).await?;
        let undo = open(undo, request, &staff, &form, present.rev)?;
        let Before::Signatory(before) = &undo.before else { return Err(Failure::Conflict) };
        let after = present.undone(before.as_ref().clone(), request.now);
        let event = request.event(staff.actor(), Action::Undone, None, after.rev);
        self.table.undo_signatory(&undo, &present, &after, &event).await?;
        tracing::info!(event = "decision", action = event.action.code(), "decision taken back");
        let document = json!({ "state": after.state, "rev": after.rev.to_string() });
        Ok(done_at(request, &staff_signatory_path(after.id), &document))
    }

    pub(crate) async fn undo_initiative(&self, request: &Incoming) -> Result<Answer, Failure> {
        let (form, staff) = self.asked_to_undo(request).await?;
        let record = self.record(request, &staff).await?;
        let present = initiative_of(request, &record)?;
        let (signatory, id) = (&record.signatory, present.id);
        let undo = self.table.undo_of_initiative(signatory.id, id, request.now).await?;
        let undo = open(undo, request, &staff, &form, present.rev)?;
        let Before::Initiative(before) = &undo.before else { return Err(Failure::Conflict) };
        let after = present.undone(before.as_ref().clone(), request.now);
        let event = request.event(staff.actor(), Action::InitiativeUndone, Some(id), after.rev);
        self.table.undo_initiative(&undo, present, &after, signatory, &event).await?;
        tracing::info!(event = "decision", action = event.action.code(), "decision taken back");
        let path = staff_initiative_path(after.signatory, after.id);
        let document = json!({ "state": after.state(), "rev": after.rev.to_string() });
        Ok(done_at(request, &path, &document))
    }

    async fn asked_to_undo(&self, request: &Incoming) -> Result<(RevisionForm, Staff), Failure> {
        let form: RevisionForm = request.form()?;
        let staff = self.staff(request, Permission::Decide).await?;
        request.check_form_token()?;
        Ok((form, staff))
    }
}

/// The decision to take back, if it is this person's, the last one, and its time is not over.
fn open(
    undo: Option<Undo>,
    request: &Incoming,
    staff: &Staff,
    form: &RevisionForm,
    rev: u64,
) -> Result<Undo, Failure> {
    let asked = read_rev(&form.rev)?;
    undo.filter(|undo| asked == rev && undo.is_open(staff.account, rev, request.now))
        .ok_or(Failure::Conflict)
}
