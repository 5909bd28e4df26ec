//! The emergency take-down: what identifies somebody leaves the site at once, with one tick and
//! one button, whoever has the case open.

use crate::Moderation;
use crate::staff::{Staff, initiative_of};
use domain::forms::EmergencyForm;
use domain::{Permission, SignatoryState, emergency};
use lambda_http::http::StatusCode;
use serde_json::json;
use storage::publishing::Subject;
use storage::{SignatoryRecord, TakeDown, TakeDownError};
use views::addresses::{staff_initiative_path, staff_signatory_path};
use views::staff::emergency as view;
use web::{Answer, Failure, Incoming};

/// What is to go, and where its case is.
struct Place {
    subject: Subject,
    /// Its name or title.
    name: String,
    /// Page of its case, without the language.
    path: String,
    /// It has been taken down already.
    gone: bool,
}

impl Moderation {
    /// Takes a signatory down with everything it has published.
    pub(crate) async fn take_down_signatory(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: EmergencyForm = request.form()?;
        let staff = self.staff(request, Permission::TakeDown).await?;
        let place = signatory(&self.record(request, &staff).await?);
        let done = match self.order(request, &staff, &place, &form).await {
            // Somebody was quicker, perhaps the same person's first click.
            Err(Failure::NotPossible(_))
                if signatory(&self.record(request, &staff).await?).gone =>
            {
                Ok(answer(request, &place))
            }
            done => done,
        };
        Ok(done.unwrap_or_else(|failure| again(request, failure, &place)))
    }

    /// Takes an initiative down.
    pub(crate) async fn take_down_initiative(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: EmergencyForm = request.form()?;
        let staff = self.staff(request, Permission::TakeDown).await?;
        let place = initiative(request, &self.record(request, &staff).await?)?;
        let done = match self.order(request, &staff, &place, &form).await {
            Err(Failure::NotPossible(_))
                if initiative(request, &self.record(request, &staff).await?)?.gone =>
            {
                Ok(answer(request, &place))
            }
            done => done,
        };
        Ok(done.unwrap_or_else(|failure| again(request, failure, &place)))
    }

    /// Asks for the tick, for who comes from a list.
    pub(crate) async fn show_take_down_signatory(
        &self,
        request: &Incoming,
    ) -> Result<Answer, Failure> {
        let staff = self.staff(request, Permission::TakeDown).await?;
        Ok(ask(request, &signatory(&self.record(request, &staff).await?)))
    }

    /// As [`Self::show_take_down_signatory`], for an initiative.
    pub(crate) async fn show_take_down_initiative(
        &self,
        request: &Incoming,
    ) -> Result<Answer, Failure> {
        let staff = self.staff(request, Permission::TakeDown).await?;
        Ok(ask(request, &initiative(request, &self.record(request, &staff).await?)?))
    }

    async fn order(
        &self,
        request: &Incoming,
        staff: &Staff,
        place: &Place,
        form: &EmergencyForm,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        staff.may_decide(place.subject.signatory())?;
        emergency::confirmed(form)?;
        // A second click, or a colleague's, finds what it asked for.
        if !place.gone {
            let order = TakeDown {
                subject: place.subject,
                reason: emergency::REASON,
                note: "",
                actor: staff.actor(),
                event: request.event_id(),
                now: request.now,
            };
            Box::pin(self.table.take_down(&order, false)).await.map_err(failure)?;
            tracing::warn!(event = "decision", action = "emergency", "taken down at once");
        }
        Ok(answer(request, place))
    }
}

fn signatory(record: &SignatoryRecord) -> Place {
    let signatory = &record.signatory;
    Place {
        subject: Subject::Signatory(signatory.id),
        name: signatory.display_name().to_owned(),
        path: staff_signatory_path(signatory.id),
        gone: matches!(signatory.state, SignatoryState::TakenDown { .. }),
    }
}

fn initiative(request: &Incoming, record: &SignatoryRecord) -> Result<Place, Failure> {
    let (signatory, initiative) = (record.signatory.id, initiative_of(request, record)?);
    Ok(Place {
        subject: Subject::Initiative(signatory, initiative.id),
        name: initiative.title().to_owned(),
        path: staff_initiative_path(signatory, initiative.id),
        gone: initiative.taken_down.is_some(),
    })
}

/// Back to the case.
fn answer(request: &Incoming, place: &Place) -> Answer {
    let document = json!({ "id": place.subject.id(), "taken_down": true });
    request.done(StatusCode::OK, &request.at(&place.path), &document)
}

fn ask(request: &Incoming, place: &Place) -> Answer {
    let document = || json!({ "id": place.subject.id(), "taken_down": place.gone });
    request.show(document, |frame| view::page(frame, &place.path, &place.name, &[]))
}

fn again(request: &Incoming, failure: Failure, place: &Place) -> Answer {
    request.again(failure, |frame, problems| view::page(frame, &place.path, &place.name, problems))
}

fn failure(error: TakeDownError) -> Failure {
    match error {
        TakeDownError::NotThere => Failure::NotFound,
        TakeDownError::Rejected(problems) => problems.into(),
        TakeDownError::NotPossible(error) => error.into(),
        TakeDownError::Storage(error) => error.into(),
    }
}
