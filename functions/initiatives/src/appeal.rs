//! Appealing against the refusal of a version or a take-down.

use crate::Initiatives;
use crate::edit::done;
use crate::own::{Changed, Own, document, id_of, rev_of};
use domain::forms::AppealForm;
use domain::initiative::{Wanted, Working};
use domain::signatory::{NotPossible, Refusal, parse_appeal};
use domain::{Initiative, InitiativeId};
use lambda_http::http::StatusCode;
use views::desk::appeal;
use web::{Answer, Failure, Incoming};

impl Initiatives {
    pub(crate) async fn show_appeal(&self, request: &Incoming) -> Result<Answer, Failure> {
        let id = id_of(request)?;
        let Own { member, initiative } = self.own(request, id).await?;
        let state = initiative.state().code();
        let against = refusal(&initiative).filter(|refusal| refusal.may_be_appealed());
        let against = against.ok_or(NotPossible { transition: "appeal", state })?;
        let kept: Option<AppealForm> = request.kept(&self.table, member.person.id).await?;
        let form = AppealForm { rev: initiative.rev.to_string(), ..kept.unwrap_or_default() };
        Ok(request.show(
            || document(&initiative),
            |frame| appeal::page(frame, &path(id), against, &form, &[]),
        ))
    }

    pub(crate) async fn send_appeal(&self, request: &Incoming) -> Result<Answer, Failure> {
        let id = id_of(request)?;
        let form: AppealForm = request.form()?;
        let own = request.or_keep(&self.table, &form, self.own(request, id).await).await?;
        let (account, against) = (own.member.person.id, refusal(&own.initiative).cloned());
        match self.appeal(request, own, &form).await {
            Ok(answer) => {
                request.forget_kept(&self.table, account).await;
                Ok(answer)
            }
            Err(failure) => match against {
                Some(against) => Ok(request.again(failure, |frame, problems| {
                    appeal::page(frame, &path(id), &against, &form, problems)
                })),
                None => Err(failure),
            },
        }
    }

    async fn appeal(
        &self,
        request: &Incoming,
        own: Own,
        form: &AppealForm,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let wanted = Wanted::Appeal(parse_appeal(form)?);
        let rev = rev_of(&form.rev)?;
        match self.change(request, own, rev, &wanted).await? {
            Changed::Done(initiative) => Ok(done(request, StatusCode::OK, &initiative, &wanted)),
            Changed::Meanwhile(_) => Err(Failure::Conflict),
        }
    }
}

fn refusal(initiative: &Initiative) -> Option<&Refusal> {
    match &initiative.working {
        Some(Working::Refused { refusal, .. }) => Some(refusal),
        Some(Working::Draft { .. } | Working::Submitted { .. } | Working::ChangesAsked { .. })
        | None => None,
    }
}

fn path(id: InitiativeId) -> String {
    format!("desk/initiatives/{id}/appeal")
}
