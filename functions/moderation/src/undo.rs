//! Taking a decision back within the time that the settings give, while nobody has been told.

use crate::Moderation;
use crate::staff::{Staff, read_rev};
use domain::event::Action;
use domain::forms::RevisionForm;
use domain::{InitiativeId, Permission};
use lambda_http::http::StatusCode;
use serde_json::json;
use storage::{Before, Undo};
use web::{Answer, Failure, Incoming};

impl Moderation {
    pub(crate) async fn undo_signatory(&self, request: &Incoming) -> Result<Answer, Failure> {
        let (form, staff) = self.asked_to_undo(request).await?;
        let present = self.record(request, &staff).await?.signatory;
        let undo = self.table.undo_of_signatory(present.id, request.now).await?;
        let undo = open(undo, request, &staff, &form, present.rev)?;
        let Before::Signatory(before) = &undo.before else { return Err(Failure::Conflict) };
        let after = present.undone(before.as_ref().clone(), request.now);
        let event = staff.event(request, Action::Undone, None, after.rev);
        self.table.undo_signatory(&undo, &present, &after, &event).await?;
        tracing::info!(event = "decision", action = event.action.code(), "decision taken back");
        let path = format!("staff/signatories/{}?done=1", after.id);
        let document = json!({ "state": after.state, "rev": after.rev.to_string() });
        Ok(request.done(StatusCode::OK, &request.at(&path), &document))
    }

    pub(crate) async fn undo_initiative(&self, request: &Incoming) -> Result<Answer, Failure> {
        let (form, staff) = self.asked_to_undo(request).await?;
        let id = InitiativeId::parse(request.param("initiative")).map_err(|_| Failure::NotFound)?;
        let record = self.record(request, &staff).await?;
        let present = record.initiatives.iter().find(|initiative| initiative.id == id);
        let present = present.ok_or(Failure::NotFound)?;
        let undo = self.table.undo_of_initiative(present.signatory, id, request.now).await?;
        let undo = open(undo, request, &staff, &form, present.rev)?;
        let Before::Initiative(before) = &undo.before else { return Err(Failure::Conflict) };
        let after = present.undone(before.as_ref().clone(), request.now);
        let event = staff.event(request, Action::InitiativeUndone, Some(id), after.rev);
        let signatory = &record.signatory;
        self.table.undo_initiative(&undo, present, &after, signatory, &event).await?;
        tracing::info!(event = "decision", action = event.action.code(), "decision taken back");
        let path = format!("staff/signatories/{}/initiatives/{id}?done=1", after.signatory);
        let document = json!({ "state": after.state(), "rev": after.rev.to_string() });
        Ok(request.done(StatusCode::OK, &request.at(&path), &document))
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
