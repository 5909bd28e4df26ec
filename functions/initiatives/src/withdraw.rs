//! Withdrawing an initiative, public version and all.

use crate::Initiatives;
use crate::edit::done;
use crate::own::{Changed, document, id_of, rev_of};
use domain::forms::InitiativeActionForm;
use domain::initiative::Wanted;
use domain::registration::ticked;
use domain::signatory::NotPossible;
use domain::{Field, Initiative, InitiativeId, ProblemCode, Problems};
use lambda_http::http::StatusCode;
use views::initiatives::withdraw;
use web::{Answer, Failure, Incoming};

impl Initiatives {
    pub(crate) async fn show_withdraw(&self, request: &Incoming) -> Result<Answer, Failure> {
        let initiative = self.own(request, id_of(request)?).await?.initiative;
        if initiative.withdrawn.is_some() {
            let state = initiative.state().code();
            return Err(NotPossible { transition: "withdraw", state }.into());
        }
        let rev = initiative.rev.to_string();
        let form = InitiativeActionForm { rev, ..InitiativeActionForm::default() };
        Ok(request
            .show(|| document(&initiative), |frame| withdraw::page(frame, &initiative, &form, &[])))
    }

    pub(crate) async fn send_withdraw(&self, request: &Incoming) -> Result<Answer, Failure> {
        let id = id_of(request)?;
        let form: InitiativeActionForm = request.form()?;
        let mut seen = None;
        match self.withdraw(request, id, &form, &mut seen).await {
            Ok(answer) => Ok(answer),
            Err(failure) => match seen {
                Some(initiative) => Ok(request.again(failure, |frame, problems| {
                    withdraw::page(frame, &initiative, &form, problems)
                })),
                // Nothing was typed that could be lost.
                None => Err(failure),
            },
        }
    }

    async fn withdraw(
        &self,
        request: &Incoming,
        id: InitiativeId,
        form: &InitiativeActionForm,
        seen: &mut Option<Initiative>,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let own = self.own(request, id).await?;
        *seen = Some(own.initiative.clone());
        if !ticked(&form.confirm) {
            return Err(Problems::one(Field::Confirm, ProblemCode::NotConfirmed).into());
        }
        let rev = rev_of(&form.rev)?;
        match self.change(request, own, rev, &Wanted::Withdrawal).await? {
            Changed::Done(initiative) => {
                Ok(done(request, StatusCode::OK, &initiative, &Wanted::Withdrawal))
            }
            Changed::Meanwhile(_) => Err(Failure::Conflict),
        }
    }
}
