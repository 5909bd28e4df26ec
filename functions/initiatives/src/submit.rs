//! Submitting what is kept, without the form: one click, or a program.

use crate::Initiatives;
use crate::edit::done;
use crate::own::{Changed, Seen, form_of, id_of, rev_of};
use domain::forms::{InitiativeActionForm, InitiativeForm};
use domain::initiative::Wanted;
use domain::{Content, InitiativeId};
use lambda_http::http::StatusCode;
use views::addresses::own_initiative;
use views::problem;
use web::{Answer, Failure, Incoming};

impl Initiatives {
    pub(crate) async fn submit(&self, request: &Incoming) -> Result<Answer, Failure> {
        let id = id_of(request)?;
        let sent: InitiativeActionForm = request.form()?;
        let (mut form, mut seen) = (InitiativeForm::default(), Seen::nothing());
        match self.submit_kept(request, id, &sent, &mut form, &mut seen).await {
            // The address takes no GET: back to the initiative's own.
            Err(Failure::SignIn) if !request.wants_json() => {
                let next = own_initiative(request.language, id);
                Ok(Answer::see_other(&request.at(&format!("sign-in?next={next}"))))
            }
            // Before the initiative could be read there is no form to show.
            Err(failure) if seen.initiative.is_none() => Err(failure),
            submitted => {
                Ok(submitted.unwrap_or_else(|failure| seen.again(request, failure, &form)))
            }
        }
    }

    async fn submit_kept(
        &self,
        request: &Incoming,
        id: InitiativeId,
        sent: &InitiativeActionForm,
        form: &mut InitiativeForm,
        seen: &mut Seen,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let rev = rev_of(&sent.rev)?;
        let own = self.own(request, id).await?;
        *form = form_of(&own.initiative);
        *seen = Seen::own(&own);
        let wanted = Wanted::Submission(Content::parse(form)?);
        match self.change(request, own, rev, &wanted).await? {
            Changed::Done(initiative) => Ok(done(request, StatusCode::OK, &initiative, &wanted)),
            Changed::Meanwhile(_) if request.wants_json() => Err(Failure::Conflict),
            Changed::Meanwhile(_) => Ok(request.page(StatusCode::CONFLICT, |frame| {
                problem::conflict(frame, &own_initiative(frame.lang, id))
            })),
        }
    }
}
