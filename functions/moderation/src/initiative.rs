//! An initiative: the version that waits is published or refused, the public one taken
//! down.

use crate::Moderation;
use crate::lease::hold;
use crate::ruling::{Matter, Order};
use crate::staff::{Staff, done, form_again, initiative_of, just_decided, rev_of};
use domain::forms::DecisionForm;
use domain::initiative::{InitiativeDecision, Working};
use domain::signatory::parse_note;
use domain::{CaseId, Initiative, Lease, Permission};
use lambda_http::http::StatusCode;
use serde_json::{Value, json};
use storage::Undo;
use views::addresses::staff_initiative_path;
use views::staff::initiative;
use views::{Frame, Markup, Notice};
use web::{Answer, Failure, Incoming};

/// An initiative with what staff need to decide.
struct Case {
    matter: Matter,
    lease: Option<Lease>,
    /// The viewer's own decision that can still be taken back.
    undo: Option<Undo>,
}

impl Case {
    fn shown(&self) -> initiative::Case<'_> {
        let just = self.undo.as_ref().map(just_decided);
        let Matter { signatory, initiative, events } = &self.matter;
        initiative::Case { signatory, initiative, events, just, beside: None }
    }
}

impl Moderation {
    pub(crate) async fn show_initiative(&self, request: &Incoming) -> Result<Answer, Failure> {
        let staff = self.staff(request, Permission::ReadCases).await?;
        let case = self.initiative_case(request, &staff).await?;
        let (form, notice) = self.to_decide(request, &staff, case.matter.initiative.rev).await?;
        if request.wants_json() {
            return Ok(Answer::json(StatusCode::OK, &document(&case.matter.initiative)));
        }
        let (waiting, at) =
            (self.waiting(&staff).await?, CaseId::Initiative(case.matter.initiative.id));
        let beside = self.beside(request, &staff, waiting, at).await?;
        let hold = hold(request, case.lease.as_ref(), &staff, false);
        let notice = notice.filter(|_| hold.shows_form());
        Ok(request.page_with(StatusCode::OK, notice, |frame| {
            let shown = initiative::Case { beside: Some(&beside), ..case.shown() };
            initiative::page(frame, &shown, &form, &hold, &[])
        }))
    }

    pub(crate) async fn decide_initiative(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: DecisionForm = request.form()?;
        let staff = self.staff(request, Permission::Decide).await;
        let staff = request.or_keep(&self.table, &form, staff).await?;
        let mut case = self.initiative_case(request, &staff).await?;
        let decided = self.store_on_initiative(request, &staff, &mut case, &form).await;
        match decided {
            Err(Failure::Conflict) if !request.wants_json() => {
                // The version read is not the one that stands there now: that one, to
                // decide again.
                let form = form_again(&form, case.matter.initiative.rev);
                let page = |frame: &Frame<'_>| -> Markup {
                    let hold = hold(request, case.lease.as_ref(), &staff, true);
                    initiative::page(frame, &case.shown(), &form, &hold, &[])
                };
                Ok(request.page_with(StatusCode::CONFLICT, Some(Notice::Changed), page))
            }
            Err(Failure::Leased) if !request.wants_json() => {
                request.keep(&self.table, staff.account, &form).await?;
                let id = CaseId::Initiative(case.matter.initiative.id);
                let lease = self.lease_of(request, id).await?;
                let page = |frame: &Frame<'_>| -> Markup {
                    let hold = hold(request, lease.as_ref(), &staff, true);
                    initiative::page(frame, &case.shown(), &form, &hold, &[])
                };
                Ok(request.page_with(StatusCode::CONFLICT, Some(Notice::Leased), page))
            }
            decided => Ok(decided.unwrap_or_else(|failure| {
                request.again(failure, |frame, problems| {
                    let hold = hold(request, case.lease.as_ref(), &staff, true);
                    initiative::page(frame, &case.shown(), &form, &hold, problems)
                })
            })),
        }
    }

    async fn store_on_initiative(
        &self,
        request: &Incoming,
        staff: &Staff,
        case: &mut Case,
        form: &DecisionForm,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        staff.may_decide(case.matter.signatory.id)?;
        let decision = InitiativeDecision::parse(form, &request.settings().reasons, request.now)?;
        let note = parse_note(form)?;
        let before = &case.matter.initiative;
        let order = Order::on_initiative(decision, before, &note, rev_of(form)?);
        match self.rule_on_initiative(request, staff, &mut case.matter, &order).await {
            Ok(after) => {
                request.forget_kept(&self.table, staff.account).await;
                let path = staff_initiative_path(after.signatory, after.id);
                let document = document(&after);
                Ok(crate::staff::decided(request, order.decided.action, &path, &document))
            }
            // Decided before, perhaps by the same person's first click.
            Err(Failure::Conflict) if order.decided.stands_in(&case.matter.events, staff) => {
                Ok(done(request, &document(&case.matter.initiative)))
            }
            Err(Failure::Conflict) => {
                *case = self.initiative_case(request, staff).await?;
                Err(Failure::Conflict)
            }
            Err(failure) => Err(failure),
        }
    }

    async fn initiative_case(&self, request: &Incoming, staff: &Staff) -> Result<Case, Failure> {
        let record = self.record(request, staff).await?;
        let id = initiative_of(request, &record)?.id;
        let matter = Matter::of(record, id)?;
        let lease = self.lease_of(request, CaseId::Initiative(id)).await?;
        let (signatory, rev) = (matter.signatory.id, matter.initiative.rev);
        let undo = self.table.undo_of_initiative(signatory, id, request.now).await?;
        let undo = undo.filter(|undo| undo.is_open(staff.account, rev, request.now));
        Ok(Case { matter, lease, undo })
    }
}

/// As programs of the staff see it. A draft is its author's affair and is not shown.
fn document(initiative: &Initiative) -> Value {
    let working = match &initiative.working {
        Some(Working::Draft { .. }) | None => Value::Null,
        Some(
            waiting @ (Working::Submitted { .. }
            | Working::ChangesAsked { .. }
            | Working::Refused { .. }),
        ) => json!(waiting),
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
        "waiting": working,
        "published": initiative.published,
    })
}
