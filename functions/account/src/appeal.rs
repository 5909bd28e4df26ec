//! Appealing against a refusal or a take-down, and coming back with the changes that staff
//! asked for: both bring the signatory before staff again.

use crate::Desk;
use crate::officer::{Officer, read_rev, show_form};
use domain::forms::{AppealForm, RevisionForm};
use domain::signatory::{NotPossible, Refusal, parse_appeal};
use domain::{Action, Event, Signatory, SignatoryState};
use lambda_http::http::StatusCode;
use serde_json::json;
use storage::StorageError;
use views::desk::appeal;
use web::{Answer, Failure, Incoming};

/// Where an appeal is sent.
const PATH: &str = "desk/appeal";

impl Desk {
    pub(crate) async fn show_appeal(&self, request: &Incoming) -> Result<Answer, Failure> {
        let officer = self.officer(request).await?;
        officer.must_own()?;
        let signatory = officer.signatory();
        let against = open_refusal(signatory)?;
        let rev = signatory.rev.to_string();
        let held = request.kept(&self.table, officer.account.id).await?;
        let held = held.map(|form| AppealForm { rev: rev.clone(), ..form });
        Ok(show_form(
            request,
            held,
            &AppealForm { rev, ..AppealForm::default() },
            |form| json!({ "refusal": against.told(), "form": form }),
            |frame, form| appeal::page(frame, PATH, against, form, &[]),
        ))
    }

    pub(crate) async fn send_appeal(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: AppealForm = request.form()?;
        let officer = request.or_keep(&self.table, &form, self.officer(request).await).await?;
        officer.must_own()?;
        let signatory = officer.signatory();
        match self.appeal(request, &form, &officer).await {
            Ok(answer) => Ok(answer),
            Err(failure) => match signatory.state.refusal() {
                Some(against) => Ok(request.again(failure, |frame, problems| {
                    appeal::page(frame, PATH, against, &form, problems)
                })),
                None => Err(failure),
            },
        }
    }

    async fn appeal(
        &self,
        request: &Incoming,
        form: &AppealForm,
        officer: &Officer,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let note = parse_appeal(form)?;
        let signatory = officer.signatory();
        if matches!(signatory.state, SignatoryState::Submitted { appeal: Some(_), .. }) {
            return Ok(back(request, signatory));
        }
        let step = |signatory: Signatory| signatory.appeal(request.now);
        let after = self.bring_back(request, officer, &form.rev, Action::Appealed, note, step);
        let after = after.await?;
        request.forget_kept(&self.table, officer.account.id).await;
        Ok(back(request, &after))
    }

    pub(crate) async fn send_resubmit(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: RevisionForm = request.form()?;
        let officer = match self.officer(request).await {
            // The address takes no GET: back to the desk, where the button is.
            Err(Failure::SignIn) if !request.wants_json() => {
                let next = request.at("desk");
                return Ok(Answer::see_other(&request.at(&format!("sign-in?next={next}"))));
            }
            officer => officer?,
        };
        officer.must_own()?;
        request.check_form_token()?;
        let signatory = officer.signatory();
        if matches!(signatory.state, SignatoryState::Submitted { .. }) {
            return Ok(back(request, signatory));
        }
        let step = |signatory: Signatory| signatory.resubmit(request.now);
        let note = String::new();
        let after = self.bring_back(request, &officer, &form.rev, Action::Resubmitted, note, step);
        Ok(back(request, &after.await?))
    }

    /// One step back before staff, on the revision that its owner has read.
    async fn bring_back(
        &self,
        request: &Incoming,
        officer: &Officer,
        rev: &str,
        action: Action,
        note: String,
        step: impl FnOnce(Signatory) -> Result<Signatory, NotPossible> + Send,
    ) -> Result<Signatory, Failure> {
        let before = officer.signatory();
        if read_rev(rev)? != before.rev {
            return Err(Failure::Conflict);
        }
        let after = step(before.clone())?;
        let event = Event { note, ..request.event(officer.actor(), action, None, after.rev) };
        let owners = std::slice::from_ref(&officer.account);
        match self.table.change_signatory_and_tell(before, &after, &event, owners).await {
            Ok(()) => Ok(after),
            // A second click, perhaps: then it stands there as wanted.
            Err(StorageError::Conflict) => {
                let now = self.table.signatory(before.id).await?.ok_or(Failure::NotFound)?;
                if now.state == after.state { Ok(now) } else { Err(Failure::Conflict) }
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// The refusal that can be appealed against.
fn open_refusal(signatory: &Signatory) -> Result<&Refusal, Failure> {
    let refusal = signatory.state.refusal().filter(|refusal| refusal.may_be_appealed());
    let state = signatory.state.code();
    refusal.ok_or_else(|| NotPossible { transition: "appeal", state }.into())
}

fn back(request: &Incoming, signatory: &Signatory) -> Answer {
    let document = crate::home::signatory(request, signatory);
    request.done(StatusCode::OK, &request.at("desk?saved=1"), &document)
}
