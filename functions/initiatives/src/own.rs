//! What belongs to the account that asks, and the one way in which it changes.

use crate::Initiatives;
use domain::event::{Action, Actor};
use domain::forms::InitiativeForm;
use domain::initiative::{Wanted, Working};
use domain::queue::QueuePlace;
use domain::{Account, Event, Initiative, InitiativeId, Signatory};
use lambda_http::http::StatusCode;
use serde_json::{Value, json};
use storage::StorageError;
use views::initiatives::edit::{self, Edit};
use web::{Answer, Failure, Incoming, Unreadable};

/// Times that a change is tried anew when something beside the initiative has changed.
const TRIES: u32 = 4;

/// An account and its signatory.
#[derive(Debug)]
pub(crate) struct Member {
    /// The account, which is told of what it did.
    pub(crate) person: Account,
    pub(crate) signatory: Signatory,
}

impl Member {
    /// As whom they act.
    pub(crate) fn actor(&self) -> Actor {
        Actor::Signatory(self.person.id)
    }
}

/// An initiative with those it belongs to.
#[derive(Debug)]
pub(crate) struct Own {
    pub(crate) member: Member,
    pub(crate) initiative: Initiative,
}

/// How a change ended.
pub(crate) enum Changed {
    /// As wanted; also when it was so already.
    Done(Initiative),
    /// Somebody else was first: as it is now.
    Meanwhile(Initiative),
}

impl Initiatives {
    /// The account that asks and its signatory; not found where it has none.
    pub(crate) async fn member(&self, request: &Incoming) -> Result<Member, Failure> {
        let record = request.signed_in(&self.table).await?.record;
        let membership = record.memberships.first().ok_or(Failure::NotFound)?;
        let signatory = self.table.signatory(membership.signatory).await?;
        let signatory = signatory.ok_or(Failure::NotFound)?;
        Ok(Member { person: record.account, signatory })
    }

    /// An initiative of a signatory of the account that asks. Somebody else's is not found.
    pub(crate) async fn own(&self, request: &Incoming, id: InitiativeId) -> Result<Own, Failure> {
        let record = request.signed_in(&self.table).await?.record;
        for membership in &record.memberships {
            if let Some(initiative) = self.table.initiative(membership.signatory, id).await? {
                let signatory = self.table.signatory(membership.signatory).await?;
                let signatory = signatory.ok_or(Failure::NotFound)?;
                let member = Member { person: record.account, signatory };
                return Ok(Own { member, initiative });
            }
        }
        Err(Failure::NotFound)
    }

    /// Does what is wanted to the revision that its author has read. A change of the
    /// signatory in between is read anew; one of the initiative goes back to its author.
    pub(crate) async fn change(
        &self,
        request: &Incoming,
        mut own: Own,
        rev: u64,
        wanted: &Wanted,
    ) -> Result<Changed, Failure> {
        for _ in 0..TRIES {
            let Own { member, initiative } = &own;
            if wanted.is_done(initiative) {
                return Ok(Changed::Done(own.initiative));
            }
            if initiative.rev != rev {
                return Ok(Changed::Meanwhile(own.initiative));
            }
            let after = wanted.clone().apply(initiative.clone(), &member.signatory, request.now)?;
            let note = match wanted {
                Wanted::Appeal(note) => note.clone(),
                Wanted::Draft(_) | Wanted::Submission(_) | Wanted::Withdrawal => String::new(),
            };
            let (actor, id) = (member.actor(), Some(after.id));
            let event = request.event(actor, action(wanted), id, after.rev);
            let event = Event { note, ..event };
            let (signatory, person) = (&member.signatory, std::slice::from_ref(&member.person));
            let stored = self
                .table
                .change_initiative_and_tell(initiative, &after, signatory, &event, person)
                .await;
            match stored {
                Ok(()) => return Ok(Changed::Done(after)),
                Err(StorageError::Conflict) => own = self.own(request, initiative.id).await?,
                Err(error) => return Err(error.into()),
            }
        }
        Err(Failure::Unavailable("the initiative's signatory keeps changing".into()))
    }
}

pub(crate) fn action(wanted: &Wanted) -> Action {
    match wanted {
        Wanted::Draft(_) => Action::InitiativeSaved,
        Wanted::Submission(_) => Action::InitiativeSubmitted,
        Wanted::Appeal(_) => Action::InitiativeAppealed,
        Wanted::Withdrawal => Action::InitiativeWithdrawn,
    }
}

/// The initiative that the address names.
pub(crate) fn id_of(request: &Incoming) -> Result<InitiativeId, Failure> {
    InitiativeId::parse(request.param("id")).map_err(|_| Failure::NotFound)
}

/// The revision that a form was opened with.
pub(crate) fn rev_of(typed: &str) -> Result<u64, Failure> {
    typed.trim().parse().map_err(|_| unreadable("/rev"))
}

pub(crate) fn unreadable(pointer: &str) -> Failure {
    Failure::Unreadable(Unreadable { pointer: pointer.to_owned(), code: "malformed" })
}

/// An initiative as programs see it: `form` has the members that they send back to edit.
pub(crate) fn document(initiative: &Initiative) -> Value {
    let mut form = json!(form_of(initiative));
    if let Some(form) = form.as_object_mut() {
        form.retain(|name, _| !matches!(name.as_str(), "id" | "rev" | "intent"));
    }
    let asked = initiative.working.as_ref().and_then(Working::asked);
    let (since, refusal) = match &initiative.working {
        Some(Working::Submitted { since, .. }) => (Some(since), None),
        Some(Working::Refused { refusal, .. }) => (None, Some(refusal.told())),
        Some(Working::Draft { .. } | Working::ChangesAsked { .. }) | None => (None, None),
    };
    let flags = match &initiative.working {
        Some(Working::Submitted { content, .. }) => content.flagged(),
        Some(Working::Draft { .. } | Working::ChangesAsked { .. } | Working::Refused { .. })
        | None => Vec::new(),
    };
    json!({
        "id": initiative.id,
        "flags": flags,
        "signatory": initiative.signatory,
        "state": initiative.state(),
        "rev": initiative.rev.to_string(),
        "created": initiative.created,
        "updated": initiative.updated,
        "withdrawn": initiative.withdrawn,
        "submitted": since,
        "changes_asked": asked,
        "refusal": refusal,
        "form": form,
        "published": initiative.published,
    })
}

/// As [`document`], with its place among those that wait, while it does.
pub(crate) fn document_with(initiative: &Initiative, place: Option<QueuePlace>) -> Value {
    let mut document = document(initiative);
    if let Some(place) = place {
        document["queue"] = json!(place);
    }
    document
}

/// The form of an initiative, ready to be sent back.
pub(crate) fn form_of(initiative: &Initiative) -> InitiativeForm {
    InitiativeForm {
        id: initiative.id.to_string(),
        rev: initiative.rev.to_string(),
        intent: String::new(),
        ..initiative.form()
    }
}

/// What the form's page has to know, as far as it could be read before something failed.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) initiative: Option<Initiative>,
    pub(crate) may_submit: bool,
    pub(crate) place: Option<QueuePlace>,
}

impl Seen {
    pub(crate) fn nothing() -> Self {
        Self { initiative: None, may_submit: true, place: None }
    }

    pub(crate) fn own(own: &Own) -> Self {
        let may_submit = own.member.signatory.may_submit_initiatives();
        Self { initiative: Some(own.initiative.clone()), may_submit, place: None }
    }

    pub(crate) fn edit<'a>(&'a self, typed: &'a InitiativeForm) -> Edit<'a> {
        let Self { initiative, may_submit, place } = self;
        let (may_submit, place) = (*may_submit, *place);
        let initiative = initiative.as_ref();
        Edit { initiative, place, typed, problems: &[], preview: false, may_submit }
    }

    /// The form once more, with everything typed. A step that is not possible now says so
    /// on it: the page names the one that comes first.
    pub(crate) fn again(
        &self,
        request: &Incoming,
        failure: Failure,
        typed: &InitiativeForm,
    ) -> Answer {
        match failure {
            Failure::NotPossible(step) if !request.wants_json() => {
                tracing::info!(event = "sequence_fail", step = step.transition, state = step.state);
                let status = StatusCode::CONFLICT;
                request.page(status, |frame| edit::page(frame, &self.edit(typed)))
            }
            failure => request.again(failure, |frame, problems| {
                edit::page(frame, &Edit { problems, ..self.edit(typed) })
            }),
        }
    }
}
