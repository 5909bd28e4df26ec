//! Withdrawing the signature, with a dated public note.

use crate::Desk;
use crate::officer::{Officer, changed, read_rev, show_form};
use domain::forms::WithdrawForm;
use domain::signatory::{NotPossible, parse_withdrawal};
use domain::{Action, Event, Problems, Signatory, SignatoryState};
use lambda_http::http::StatusCode;
use serde_json::json;
use storage::StorageError;
use views::desk::withdraw;
use web::{Answer, Failure, Incoming};

impl Desk {
    pub(crate) async fn show_withdraw(&self, request: &Incoming) -> Result<Answer, Failure> {
        let officer = self.officer(request).await?;
        officer.must_own()?;
        let signatory = officer.signatory();
        if !signatory.may_withdraw() && !request.wants_json() {
            return Ok(Answer::see_other(&request.at("desk")));
        }
        let held = request.kept(&self.table, officer.account.id).await?;
        let rev = signatory.rev.to_string();
        let held =
            held.map(|form| WithdrawForm { rev: rev.clone(), confirm: String::new(), ..form });
        Ok(show_form(
            request,
            held,
            &WithdrawForm { rev, ..WithdrawForm::default() },
            |form| json!({ "may_withdraw": signatory.may_withdraw(), "form": form }),
            |frame, form| withdraw::page(frame, signatory, form, &[]),
        ))
    }

    pub(crate) async fn send_withdraw(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: WithdrawForm = request.form()?;
        let officer = request.or_keep(&self.table, &form, self.officer(request).await).await?;
        officer.must_own()?;
        match self.withdraw(request, &form, &officer).await {
            Ok(answer) => Ok(answer),
            Err(Failure::Conflict) if !request.wants_json() => {
                let now = self.read_again(officer).await?;
                let signatory = now.signatory();
                if !signatory.may_withdraw() {
                    return Err(not_possible(signatory).into());
                }
                let rev = signatory.rev.to_string();
                let form = WithdrawForm { rev, confirm: String::new(), ..form };
                Ok(changed(request, |frame| withdraw::page(frame, signatory, &form, &[])))
            }
            Err(failure) => Ok(request.again(failure, |frame, problems| {
                withdraw::page(frame, officer.signatory(), &form, problems)
            })),
        }
    }

    async fn withdraw(
        &self,
        request: &Incoming,
        form: &WithdrawForm,
        officer: &Officer,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let before = officer.signatory();
        let Some(note) = to_do(before, parse_withdrawal(form))? else {
            return Ok(withdrawn(request, before));
        };
        if read_rev(&form.rev)? != before.rev {
            return Err(Failure::Conflict);
        }
        let after = before.clone().withdraw(note.clone(), request.now)?;
        let event = request.event(officer.actor(), Action::Withdrawn, None, after.rev);
        let event = Event { note: note.clone(), ..event };
        let owners = std::slice::from_ref(&officer.account);
        match self.table.change_signatory_and_tell(before, &after, &event, owners).await {
            Ok(()) => {
                tracing::info!(event = "sensitive_update", signatory = %after.id, "withdrawn");
                request.forget_kept(&self.table, officer.account.id).await;
                Ok(withdrawn(request, &after))
            }
            Err(StorageError::Conflict) => {
                let now = self.table.signatory(before.id).await?.ok_or(Failure::NotFound)?;
                match to_do(&now, Ok(note))? {
                    None => Ok(withdrawn(request, &now)),
                    Some(_) => Err(Failure::Conflict),
                }
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// What is still to be done: the withdrawal with its note; nothing, when this very one has
/// been done already; a refusal where there is no signature to withdraw.
fn to_do(signatory: &Signatory, note: Result<String, Problems>) -> Result<Option<String>, Failure> {
    match (&signatory.state, note) {
        (
            SignatoryState::Submitted { .. }
            | SignatoryState::ChangesAsked(_)
            | SignatoryState::Verified { .. }
            | SignatoryState::OnHold { .. },
            note,
        ) => Ok(Some(note?)),
        (SignatoryState::Withdrawn { note, .. }, Ok(typed)) if *note == typed => Ok(None),
        (
            SignatoryState::Withdrawn { .. }
            | SignatoryState::Draft
            | SignatoryState::Refused(_)
            | SignatoryState::TakenDown { .. },
            _,
        ) => Err(not_possible(signatory).into()),
    }
}

fn not_possible(signatory: &Signatory) -> NotPossible {
    NotPossible { transition: "withdraw", state: signatory.state.code() }
}

fn withdrawn(request: &Incoming, signatory: &Signatory) -> Answer {
    let document = crate::home::signatory(request, signatory);
    request.done(StatusCode::OK, &request.at("desk?saved=1"), &document)
}
