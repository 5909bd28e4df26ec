//! Correcting a spelling in a signatory's names or an initiative's text; its author is told.

use crate::Moderation;
use crate::staff::{Staff, done_at, initiative_of, read_rev};
use domain::event::Action;
use domain::forms::{CorrectionForm, TextCorrectionForm};
use domain::initiative::TextCorrection;
use domain::signatory::{Correction, NotPossible};
use domain::{Event, Field, Initiative, Permission, ProblemCode, Problems};
use serde_json::json;
use storage::{Ruling, SignatoryRecord};
use views::addresses::{staff_initiative_path, staff_signatory_path};
use views::staff::correct;
use web::{Answer, Failure, Incoming};

impl Moderation {
    pub(crate) async fn show_correction(&self, request: &Incoming) -> Result<Answer, Failure> {
        let staff = self.staff(request, Permission::Correct).await?;
        let signatory = self.record(request, &staff).await?.signatory;
        let kept = request.kept(&self.table, staff.account).await?;
        let rev = signatory.rev.to_string();
        let form =
            kept.map_or_else(|| signatory.correction_form(), |kept| CorrectionForm { rev, ..kept });
        Ok(request.show(
            || json!({ "form": form }),
            |frame| correct::names(frame, &signatory, &form, &[]),
        ))
    }

    pub(crate) async fn send_correction(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: CorrectionForm = request.form()?;
        let staff = self.staff(request, Permission::Correct).await;
        let staff = request.or_keep(&self.table, &form, staff).await?;
        let record = self.record(request, &staff).await?;
        let corrected = self.correct_names(request, &staff, &record, &form).await;
        Ok(corrected.unwrap_or_else(|failure| {
            request.again(failure, |frame, problems| {
                correct::names(frame, &record.signatory, &form, problems)
            })
        }))
    }

    async fn correct_names(
        &self,
        request: &Incoming,
        staff: &Staff,
        record: &SignatoryRecord,
        form: &CorrectionForm,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let before = &record.signatory;
        staff.may_decide(before.id)?;
        let correction = Correction::parse(form)?;
        if read_rev(&form.rev)? != before.rev {
            return Err(Failure::Conflict);
        }
        let note = correction.note.clone();
        let after = before.clone().correct(correction, request.now);
        let event =
            Event { note, ..request.event(staff.actor(), Action::Corrected, None, after.rev) };
        let owners = self.table.owners(before.id, &record.events, request.now).await?;
        if !self.table.correct_signatory(before, &after, &event, &owners).await? {
            return Err(Problems::one(Field::OfficialName, ProblemCode::NotAllowed).into());
        }
        request.forget_kept(&self.table, staff.account).await;
        tracing::info!(event = "decision", action = event.action.code(), "names corrected");
        let document = json!({ "state": after.state, "rev": after.rev.to_string() });
        Ok(done_at(request, &staff_signatory_path(after.id), &document))
    }

    pub(crate) async fn show_text_correction(&self, request: &Incoming) -> Result<Answer, Failure> {
        let staff = self.staff(request, Permission::Correct).await?;
        let record = self.record(request, &staff).await?;
        let initiative = initiative_of(request, &record)?;
        let content = initiative.correctable().ok_or_else(|| nothing(initiative))?;
        let kept = request.kept(&self.table, staff.account).await?;
        let rev = initiative.rev.to_string();
        let form = kept.map_or_else(
            || TextCorrection::form(content, initiative.rev),
            |kept| TextCorrectionForm { rev, ..kept },
        );
        Ok(request
            .show(|| json!({ "form": form }), |frame| correct::text(frame, initiative, &form, &[])))
    }

    pub(crate) async fn send_text_correction(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: TextCorrectionForm = request.form()?;
        let staff = self.staff(request, Permission::Correct).await;
        let staff = request.or_keep(&self.table, &form, staff).await?;
        let record = self.record(request, &staff).await?;
        let initiative = initiative_of(request, &record)?;
        let corrected = self.correct_text(request, &staff, &record, initiative, &form).await;
        Ok(corrected.unwrap_or_else(|failure| {
            request
                .again(failure, |frame, problems| correct::text(frame, initiative, &form, problems))
        }))
    }

    async fn correct_text(
        &self,
        request: &Incoming,
        staff: &Staff,
        record: &SignatoryRecord,
        before: &Initiative,
        form: &TextCorrectionForm,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        staff.may_decide(before.signatory)?;
        let correction = TextCorrection::parse(form)?;
        if read_rev(&form.rev)? != before.rev {
            return Err(Failure::Conflict);
        }
        let note = correction.note.clone();
        let after = before.clone().correct(correction, request.now)?;
        let action = Action::InitiativeCorrected;
        let event =
            Event { note, ..request.event(staff.actor(), action, Some(after.id), after.rev) };
        let (signatory, events) = (&record.signatory, &record.events);
        let owners = self.table.owners(signatory.id, events, request.now).await?;
        let ruling = Ruling { event: &event, owners: &owners, undo_until: None, step: None };
        self.table.decide_initiative(before, &after, signatory, &ruling).await?;
        request.forget_kept(&self.table, staff.account).await;
        tracing::info!(event = "decision", action = action.code(), "text corrected");
        let path = staff_initiative_path(after.signatory, after.id);
        let document = json!({ "state": after.state(), "rev": after.rev.to_string() });
        Ok(done_at(request, &path, &document))
    }
}

fn nothing(initiative: &Initiative) -> Failure {
    NotPossible { transition: "correct", state: initiative.state().code() }.into()
}
