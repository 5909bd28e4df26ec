//! Beginning an initiative. The form carries an identifier from which the initiative's own
//! follows: a double click, or the same request again, makes one (q72).

use crate::Initiatives;
use crate::edit::{Intent, done, preview, two_versions};
use crate::own::{Member, Seen, action, unreadable};
use domain::event::Action;
use domain::forms::InitiativeForm;
use domain::initiative::Wanted;
use domain::limits::{INITIATIVES, INITIATIVES_PER_SIGNATORY};
use domain::{
    Event, EventId, Field, Initiative, InitiativeId, ProblemCode, Problems, Secret, Signatory,
};
use jiff::SignedDuration;
use lambda_http::http::StatusCode;
use serde_json::json;
use storage::StorageError;
use views::Notice;
use views::initiatives::edit;
use web::{Answer, Failure, Incoming};

/// Times that it is tried when the signatory changes in between.
const TRIES: u32 = 4;

impl Initiatives {
    pub(crate) async fn show_new(&self, request: &Incoming) -> Result<Answer, Failure> {
        let member = self.member(request).await?;
        let id = InitiativeId::new(request.now, request.random()).to_string();
        let may_submit = member.signatory.may_submit_initiatives();
        if request.wants_json() {
            let document = json!({ "id": id, "may_submit": may_submit });
            return Ok(Answer::json(StatusCode::OK, &document));
        }
        let kept = request.kept(&self.table, member.person.id).await?;
        let notice = kept.is_some().then_some(Notice::Kept);
        let language = member.signatory.body.name_language.code().to_owned();
        let form =
            kept.unwrap_or_else(|| InitiativeForm { id, language, ..InitiativeForm::default() });
        let seen = Seen { may_submit, ..Seen::nothing() };
        Ok(request.page_with(StatusCode::OK, notice, |frame| edit::page(frame, &seen.edit(&form))))
    }

    pub(crate) async fn send_new(&self, request: &Incoming) -> Result<Answer, Failure> {
        let mut form: InitiativeForm = request.form()?;
        if form.id.trim().is_empty() {
            form.id = InitiativeId::new(request.now, request.random()).to_string();
        }
        let mut seen = Seen::nothing();
        let sent = Box::pin(self.create(request, &form, &mut seen)).await;
        Ok(sent.unwrap_or_else(|failure| seen.again(request, failure, &form)))
    }

    async fn create(
        &self,
        request: &Incoming,
        form: &InitiativeForm,
        seen: &mut Seen,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let member = self.member(request).await;
        let mut member = request.or_keep(&self.table, form, member).await?;
        seen.may_submit = member.signatory.may_submit_initiatives();
        let given = InitiativeId::parse(form.id.trim()).map_err(|_| unreadable("/id"))?;
        let id = InitiativeId::begun_by(member.signatory.id, given);
        let intent = Intent::parse(&form.intent)?;
        let Some(wanted) = intent.wanted(form)? else { return preview(request, form, seen) };
        for attempt in 0..TRIES {
            if let Some(existing) = self.table.initiative(member.signatory.id, id).await? {
                request.forget_kept(&self.table, member.person.id).await;
                return if wanted.is_done(&existing) {
                    Ok(done(request, StatusCode::CREATED, &existing, &wanted))
                } else {
                    // Back to the form, changed, sent again: not what was made of it then.
                    two_versions(request, &existing, form)
                };
            }
            if attempt == 0 {
                self.check_limits(request, &member.signatory).await?;
            }
            let (initiative, events) = begin(request, &member, id, form, &wanted)?;
            let person = std::slice::from_ref(&member.person);
            let (signatory, events) = (&member.signatory, events.as_slice());
            match self.table.create_initiative(&initiative, signatory, events, person).await {
                Ok(true) => {
                    request.forget_kept(&self.table, member.person.id).await;
                    return Ok(done(request, StatusCode::CREATED, &initiative, &wanted));
                }
                // The same form was quicker on another way: see above.
                Ok(false) => {}
                Err(StorageError::Conflict) => member = self.member(request).await?,
                Err(error) => return Err(error.into()),
            }
        }
        Err(Failure::Unavailable("the signatory keeps changing".into()))
    }

    async fn check_limits(&self, request: &Incoming, signatory: &Signatory) -> Result<(), Failure> {
        let subject = Secret::new(signatory.id.to_string());
        let permit = self.table.count(&subject, INITIATIVES_PER_SIGNATORY, request.now).await?;
        Failure::unless_permitted(permit)?;
        let max = request.settings().times.initiatives;
        let max = usize::try_from(max).unwrap_or(INITIATIVES).min(INITIATIVES);
        if self.table.initiatives(signatory.id).await?.len() >= max {
            let code = ProblemCode::TooMany { max };
            return Err(Problems::one(Field::Title, code).into());
        }
        Ok(())
    }
}

/// The initiative with its first events: begun, and submitted where that is wanted.
fn begin(
    request: &Incoming,
    member: &Member,
    id: InitiativeId,
    form: &InitiativeForm,
    wanted: &Wanted,
) -> Result<(Initiative, Vec<Event>), Failure> {
    let now = request.now;
    let form = domain::initiative::parse_draft(form)?;
    let begun = Initiative::new(id, member.signatory.id, form, now);
    let (actor, subject) = (member.actor(), Some(begun.id));
    let mut events = vec![request.event(actor, Action::InitiativeCreated, subject, begun.rev)];
    let initiative = match wanted {
        Wanted::Draft(_) => begun,
        Wanted::Submission(_) | Wanted::Appeal(_) | Wanted::Withdrawal => {
            let after = wanted.clone().apply(begun, &member.signatory, now)?;
            let next = request.event(actor, action(wanted), subject, after.rev);
            // Behind the first one in the order of identifiers.
            let id = EventId::new(now + SignedDuration::from_millis(1), request.random());
            events.push(Event { id, ..next });
            after
        }
    };
    Ok((initiative, events))
}
