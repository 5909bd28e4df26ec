//! One decision on many cases: looked at, proposed, and carried out case by case once a second
//! person has confirmed it. It can stop anywhere and go on: what became of a case is noted in
//! the transaction that decides it.

use crate::Moderation;
use crate::ruling::{Matter, Order};
use crate::staff::{Staff, read_rev};
use domain::audit::AuditCode;
use domain::bulk::{
    self, BulkAnswerIntent, BulkChoice, BulkDecision, BulkIntent, BulkObstacle, BulkOutcome,
    BulkPart, BulkState,
};
use domain::forms::{BulkAnswerForm, BulkForm};
use domain::initiative::Working;
use domain::{
    Bulk, BulkId, Field, Initiative, Lease, Permission, ProblemCode, Problems, QueueSubject,
    Signatory, SignatoryId, limits,
};
use lambda_http::http::StatusCode;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use storage::{BulkStep, OperationToken, StorageError};
use views::addresses::staff_bulk_path;
use views::staff::bulk::{self as view, Candidate, Case, Detail};
use views::{Frame, Markup, Notice};
use web::{Answer, App, Failure, Incoming, Unreadable};

/// A decision on many cases with its cases as they are now.
struct Proposal {
    bulk: Bulk,
    cases: Vec<Case>,
}

impl Moderation {
    /// What has been proposed.
    pub(crate) async fn show_bulks(&self, request: &Incoming) -> Result<Answer, Failure> {
        let staff = self.staff(request, Permission::Bulk).await?;
        let bulks = self.table.bulks(request.now).await?;
        let kept: Option<BulkForm> = request.kept(&self.table, staff.account).await?;
        Ok(request.show(
            || json!({ "bulks": bulks.iter().map(document).collect::<Vec<_>>() }),
            |frame| view::list(frame, &bulks, kept.as_ref(), request.now),
        ))
    }

    /// Shows the cases that were chosen, or proposes what is to be decided on them.
    pub(crate) async fn send_bulk(&self, request: &Incoming) -> Result<Answer, Failure> {
        let mut form: BulkForm = request.form()?;
        let staff = self.staff(request, Permission::Bulk).await;
        let staff = request.or_keep(&self.table, &form, staff).await?;
        // Sent twice, it is one.
        if form.bulk.trim().is_empty() {
            form.bulk = BulkId::new(request.now, request.random()).to_string();
        }
        let mut candidates = Vec::new();
        let done = self.look_or_propose(request, &staff, &form, &mut candidates).await;
        let page = |frame: &Frame<'_>| -> Markup { view::preview(frame, &candidates, &form, &[]) };
        match done {
            Ok(answer) => Ok(answer),
            // Something has changed since the preview: as it is now, to propose again.
            Err(Failure::Conflict) if !request.wants_json() => {
                Ok(request.page_with(StatusCode::CONFLICT, Some(Notice::Changed), page))
            }
            Err(failure) => Ok(request.again(failure, |frame, problems| {
                view::preview(frame, &candidates, &form, problems)
            })),
        }
    }

    async fn look_or_propose(
        &self,
        request: &Incoming,
        staff: &Staff,
        form: &BulkForm,
        candidates: &mut Vec<Candidate>,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let choices = BulkChoice::parse_all(&form.cases)?;
        let found = self.candidates(request, staff, &choices).await?;
        let unknown = found.iter().any(Option::is_none);
        candidates.extend(found.into_iter().flatten());
        if unknown {
            return Err(Problems::one(Field::Cases, ProblemCode::UnknownChoice).into());
        }
        match BulkIntent::from_code(form.intent.trim()) {
            Some(BulkIntent::Preview) => {
                request.forget_kept(&self.table, staff.account).await;
                let cases: Vec<Value> = candidates.iter().map(candidate).collect();
                let document = json!({ "bulk": form.bulk, "cases": cases });
                Ok(request.show(|| document, |frame| view::preview(frame, candidates, form, &[])))
            }
            Some(BulkIntent::Propose) => {
                self.propose(request, staff, form, &choices, candidates).await
            }
            None if form.intent.trim().is_empty() => {
                Err(Problems::one(Field::Intent, ProblemCode::Missing).into())
            }
            None => Err(Problems::one(Field::Intent, ProblemCode::UnknownChoice).into()),
        }
    }

    async fn propose(
        &self,
        request: &Incoming,
        staff: &Staff,
        form: &BulkForm,
        choices: &[BulkChoice],
        candidates: &[Candidate],
    ) -> Result<Answer, Failure> {
        let given = BulkId::parse(form.bulk.trim()).map_err(|_| {
            Failure::Unreadable(Unreadable { pointer: "/bulk".to_owned(), code: "malformed" })
        })?;
        let id = BulkId::proposed_by(staff.account, given);
        // Sent once more, perhaps after it was carried out.
        if let Some(known) = self.table.bulk(id, request.now).await? {
            return Ok(proposed(request, &known));
        }
        let decision = BulkDecision::parse(form, &request.settings().reasons, request.now)?;
        let mut parts = Vec::with_capacity(choices.len());
        for choice in choices {
            // Only what was seen is proposed.
            let unseen = || Problems::one(Field::Cases, ProblemCode::Malformed);
            let seen = choice.seen.ok_or_else(unseen)?;
            parts.push(BulkPart::new(choice.subject, seen));
        }
        if candidates.iter().any(|candidate| candidate.obstacle.is_some()) {
            return Err(Failure::Conflict);
        }
        let by = staff.colleague.clone();
        let bulk = Bulk::propose(id, decision, parts.len(), by, request.now);
        let stored = self.table.propose_bulk(&bulk, &parts, token(request)).await?;
        request.forget_kept(&self.table, staff.account).await;
        if stored {
            tracing::info!(event = "bulk_proposed", bulk = %id, count = bulk.count, "proposed");
        }
        Ok(proposed(request, &bulk))
    }

    /// A decision on many cases, with its cases as they are now.
    pub(crate) async fn show_bulk(&self, request: &Incoming) -> Result<Answer, Failure> {
        let staff = self.staff(request, Permission::Bulk).await?;
        let proposal = self.proposal(request, &staff).await?;
        let form = BulkAnswerForm::default();
        let notice = (!request.query("done").is_empty()).then_some(Notice::Done);
        Ok(request.show_with(
            notice,
            || whole(&proposal),
            |frame| view::detail(frame, &proposal.detail(request, &staff), &form, &[]),
        ))
    }

    /// The second person's answer: confirms, or has it go on; or somebody cancels it.
    pub(crate) async fn answer_bulk(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: BulkAnswerForm = request.form()?;
        let staff = self.staff(request, Permission::Bulk).await?;
        let bulk = self.bulk_of(request).await?;
        let id = bulk.id;
        match self.answer(request, &staff, bulk, &form).await {
            Ok(()) if request.wants_json() => {
                Ok(Answer::json(StatusCode::OK, &whole(&self.proposal(request, &staff).await?)))
            }
            Ok(()) => {
                let path = request.at(&format!("{}?done=1", staff_bulk_path(id)));
                Ok(request.done(StatusCode::OK, &path, &Value::Null))
            }
            Err(Failure::Conflict) if !request.wants_json() => {
                let (proposal, form) =
                    (self.proposal(request, &staff).await?, BulkAnswerForm::default());
                Ok(request.page_with(StatusCode::CONFLICT, Some(Notice::Changed), |frame| {
                    view::detail(frame, &proposal.detail(request, &staff), &form, &[])
                }))
            }
            Err(failure) => {
                // What has been decided by now is shown as decided.
                let proposal = self.proposal(request, &staff).await?;
                Ok(request.again(failure, |frame, problems| {
                    view::detail(frame, &proposal.detail(request, &staff), &form, problems)
                }))
            }
        }
    }

    async fn answer(
        &self,
        request: &Incoming,
        staff: &Staff,
        bulk: Bulk,
        form: &BulkAnswerForm,
    ) -> Result<(), Failure> {
        request.check_form_token()?;
        match BulkAnswerIntent::from_code(form.intent.trim()) {
            Some(BulkAnswerIntent::Confirm) => {
                let confirmed = self.confirm(request, staff, bulk, form).await?;
                self.carry_out(request, staff, confirmed).await
            }
            Some(BulkAnswerIntent::Cancel) => self.cancel(request, staff, bulk, form).await,
            None if form.intent.trim().is_empty() => {
                Err(Problems::one(Field::Intent, ProblemCode::Missing).into())
            }
            None => Err(Problems::one(Field::Intent, ProblemCode::UnknownChoice).into()),
        }
    }

    /// It confirmed: now, or before where it goes on.
    async fn confirm(
        &self,
        request: &Incoming,
        staff: &Staff,
        bulk: Bulk,
        form: &BulkAnswerForm,
    ) -> Result<Bulk, Failure> {
        match bulk.state {
            BulkState::Confirmed { .. } | BulkState::Finished { .. } => return Ok(bulk),
            BulkState::Proposed | BulkState::Cancelled { .. } => {}
        }
        let read = bulk.rev;
        // Before the count: who may not confirm is not asked for it.
        let confirmed = bulk.clone().confirm(staff.colleague.clone(), request.now)?;
        bulk::parse_count(form, &bulk)?;
        if read_rev(&form.rev)? != read {
            return Err(Failure::Conflict);
        }
        let (action, by) = (AuditCode::BULK_CONFIRMED, staff.account);
        let stored = self.table.answer_bulk(&confirmed, action, by, token(request), request.now);
        match stored.await {
            Ok(()) => {
                tracing::info!(event = "bulk_confirmed", bulk = %confirmed.id, "confirmed");
                Ok(confirmed)
            }
            // Somebody was quicker, perhaps the same person's first click.
            Err(StorageError::Conflict) => {
                let bulk = self.bulk_of(request).await?;
                match bulk.state {
                    BulkState::Confirmed { .. } | BulkState::Finished { .. } => Ok(bulk),
                    BulkState::Proposed | BulkState::Cancelled { .. } => Err(Failure::Conflict),
                }
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn cancel(
        &self,
        request: &Incoming,
        staff: &Staff,
        bulk: Bulk,
        form: &BulkAnswerForm,
    ) -> Result<(), Failure> {
        let (read, by) = (bulk.rev, staff.account);
        if let BulkState::Cancelled { by, .. } = &bulk.state
            && by.account == staff.account
        {
            return Ok(());
        }
        let cancelled = bulk.cancel(staff.colleague.clone(), request.now)?;
        if read_rev(&form.rev)? != read {
            return Err(Failure::Conflict);
        }
        let (action, token) = (AuditCode::BULK_CANCELLED, token(request));
        self.table.answer_bulk(&cancelled, action, by, token, request.now).await?;
        tracing::info!(event = "bulk_cancelled", bulk = %cancelled.id, "cancelled");
        Ok(())
    }

    /// Decides case after case, as long as there is time. What is left then waits for
    /// somebody to have it go on.
    async fn carry_out(
        &self,
        request: &Incoming,
        staff: &Staff,
        bulk: Bulk,
    ) -> Result<(), Failure> {
        if matches!(bulk.state, BulkState::Finished { .. }) {
            return Ok(());
        }
        bulk.carried_out_by(staff.account)?;
        let parts = self.table.bulk_parts(bulk.id).await?;
        for part in parts.iter().filter(|part| part.outcome.is_none()) {
            if self.base().now().duration_since(request.now) >= limits::BULK_RUN {
                return Ok(());
            }
            let step = BulkStep { bulk: &bulk, part };
            if let Some(obstacle) = self.take_step(request, staff, step).await? {
                let outcome = BulkOutcome::Skipped(obstacle);
                self.table.skip_bulk_part(step, outcome, token(request)).await?;
            }
        }
        let parts = self.table.bulk_parts(bulk.id).await?;
        if parts.iter().any(|part| part.outcome.is_none()) {
            return Ok(());
        }
        let done = parts.iter().filter(|part| part.outcome == Some(BulkOutcome::Done)).count();
        self.table.finish_bulk(&bulk.finish(done)?, token(request)).await?;
        Ok(())
    }

    /// Decides one case, on the revision that was seen when it was proposed. What keeps it
    /// from being decided, if anything does.
    async fn take_step(
        &self,
        request: &Incoming,
        staff: &Staff,
        step: BulkStep<'_>,
    ) -> Result<Option<BulkObstacle>, Failure> {
        let (bulk, part) = (step.bulk, step.part);
        let id = part.subject.signatory();
        let record = match self.record_of(staff, id).await {
            Ok(record) => record,
            Err(Failure::NotFound) => return Ok(Some(BulkObstacle::Decided)),
            Err(failure) => return Err(failure),
        };
        if staff.owns(id) {
            return Ok(Some(BulkObstacle::Own));
        }
        let note = &bulk.decision.note;
        let ruled = match part.subject {
            QueueSubject::Signatory(_) => {
                let obstacle = bulk::signatory_obstacle(&record.signatory, Some(part.seen));
                if obstacle.is_some() {
                    return Ok(obstacle);
                }
                let owners = self.table.owners(id, &record.events, request.now).await?;
                let decision = bulk.of_signatory(request.now);
                let order = Order::on_signatory(decision, note, part.seen).step(step);
                let before = &record.signatory;
                let ruled = self.rule_on_signatory(request, staff, before, &owners, &order).await;
                ruled.map(|_| ())
            }
            QueueSubject::Initiative(_, initiative) => {
                let Ok(mut matter) = Matter::of(record, initiative) else {
                    return Ok(Some(BulkObstacle::Decided));
                };
                let (before, owner) = (&matter.initiative, &matter.signatory);
                let obstacle = bulk::initiative_obstacle(before, owner, Some(part.seen));
                if obstacle.is_some() {
                    return Ok(obstacle);
                }
                let decision = bulk.of_initiative(request.now);
                let order = Order::on_initiative(decision, before, note, part.seen).step(step);
                let ruled = self.rule_on_initiative(request, staff, &mut matter, &order).await;
                ruled.map(|_| ())
            }
        };
        match ruled {
            Ok(()) => Ok(None),
            Err(Failure::Conflict) => Ok(Some(BulkObstacle::Changed)),
            Err(Failure::Leased) => Ok(Some(BulkObstacle::Leased)),
            Err(Failure::NotPossible(_)) => Ok(Some(BulkObstacle::Decided)),
            Err(failure) => Err(failure),
        }
    }

    /// The decision on many cases that the address names.
    async fn bulk_of(&self, request: &Incoming) -> Result<Bulk, Failure> {
        let id = BulkId::parse(request.param("bulk")).map_err(|_| Failure::NotFound)?;
        self.table.bulk(id, request.now).await?.ok_or(Failure::NotFound)
    }

    async fn proposal(&self, request: &Incoming, staff: &Staff) -> Result<Proposal, Failure> {
        let bulk = self.bulk_of(request).await?;
        let parts = self.table.bulk_parts(bulk.id).await?;
        let choices: Vec<BulkChoice> = parts
            .iter()
            .map(|part| BulkChoice { subject: part.subject, seen: Some(part.seen) })
            .collect();
        let candidates = self.candidates(request, staff, &choices).await?;
        let case = |(part, candidate): (BulkPart, _)| {
            let BulkPart { subject, seen, outcome, .. } = part;
            Case { candidate, subject, seen, outcome }
        };
        let cases = parts.into_iter().zip(candidates).map(case).collect();
        Ok(Proposal { bulk, cases })
    }

    /// The cases as they are now; nothing for one that does not exist, or not for this member
    /// of staff.
    async fn candidates(
        &self,
        request: &Incoming,
        staff: &Staff,
        choices: &[BulkChoice],
    ) -> Result<Vec<Option<Candidate>>, Failure> {
        let leases = self.table.leases(request.now).await?;
        let mut signatories: HashMap<SignatoryId, Option<Signatory>> = HashMap::new();
        let mut candidates = Vec::with_capacity(choices.len());
        for choice in choices {
            let id = choice.subject.signatory();
            let signatory = match signatories.entry(id) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => {
                    let found = self.table.signatory(id).await?;
                    new.insert(found.filter(|found| staff.member.covers(found.body.country)))
                }
            };
            let Some(signatory) = signatory else {
                candidates.push(None);
                continue;
            };
            let found = match choice.subject {
                QueueSubject::Signatory(_) => Some(of_signatory(signatory, *choice)),
                QueueSubject::Initiative(_, initiative) => {
                    let found = self.table.initiative(id, initiative).await?;
                    found.map(|found| of_initiative(&found, signatory, *choice))
                }
            };
            let lease = leases.get(&choice.subject.case().to_string());
            candidates.push(found.map(|found| held_up(found, staff, lease)));
        }
        Ok(candidates)
    }
}

impl Proposal {
    fn detail(&self, request: &Incoming, staff: &Staff) -> Detail<'_> {
        let (bulk, cases) = (&self.bulk, &self.cases);
        Detail { bulk, cases, viewer: staff.account, now: request.now }
    }
}

fn of_signatory(signatory: &Signatory, choice: BulkChoice) -> Candidate {
    Candidate {
        subject: choice.subject,
        rev: signatory.rev,
        name: signatory.display_name().to_owned(),
        language: Some(signatory.body.name_language),
        country: signatory.body.country,
        obstacle: bulk::signatory_obstacle(signatory, choice.seen),
    }
}

fn of_initiative(initiative: &Initiative, signatory: &Signatory, choice: BulkChoice) -> Candidate {
    // A draft is its author's affair.
    let waiting = initiative.working.as_ref().and_then(Working::content);
    let public = initiative.published.as_ref().map(|published| &published.content);
    let content = waiting.or(public);
    Candidate {
        subject: choice.subject,
        rev: initiative.rev,
        name: content.map(|content| content.title.clone()).unwrap_or_default(),
        language: content.map(|content| content.language),
        country: signatory.body.country,
        obstacle: bulk::initiative_obstacle(initiative, signatory, choice.seen),
    }
}

/// With what keeps this member of staff from deciding it, where the case itself does not.
fn held_up(candidate: Candidate, staff: &Staff, lease: Option<&Lease>) -> Candidate {
    let leased = || lease.is_some_and(|lease| lease.holder.account != staff.account);
    let obstacle = candidate.obstacle.or_else(|| {
        if staff.owns(candidate.subject.signatory()) {
            Some(BulkObstacle::Own)
        } else {
            leased().then_some(BulkObstacle::Leased)
        }
    });
    Candidate { obstacle, ..candidate }
}

/// Names a change.
fn token(request: &Incoming) -> OperationToken {
    OperationToken::new(request.event_id().to_string())
}

/// To what has been proposed.
fn proposed(request: &Incoming, bulk: &Bulk) -> Answer {
    let path = request.at(&format!("{}?done=1", staff_bulk_path(bulk.id)));
    request.done(StatusCode::CREATED, &path, &document(bulk))
}

fn document(bulk: &Bulk) -> Value {
    json!({
        "id": bulk.id,
        "decision": bulk.decision.action.code(),
        "reason": bulk.decision.action.reason(),
        "note": bulk.decision.note,
        "count": bulk.count,
        "proposed_by": bulk.proposed_by.account,
        "at": bulk.at,
        "expires": bulk.expires(),
        "state": bulk.state.code(),
        "rev": bulk.rev.to_string(),
    })
}

/// With its cases.
fn whole(proposal: &Proposal) -> Value {
    let cases = proposal.cases.iter().map(|case| {
        let (outcome, skipped) = match case.outcome {
            None => (None, None),
            Some(BulkOutcome::Done) => (Some("done"), None),
            Some(BulkOutcome::Skipped(obstacle)) => (Some("skipped"), Some(obstacle)),
        };
        // Once it had its turn, what keeps it from being decided is what kept it then.
        let obstacle = if outcome.is_some() { skipped } else { case.obstacle() };
        json!({
            "case": BulkChoice { subject: case.subject, seen: Some(case.seen) }.to_string(),
            "name": case.candidate.as_ref().map(|candidate| &candidate.name),
            "obstacle": obstacle,
            "outcome": outcome,
        })
    });
    let cases: Value = cases.collect();
    let mut document = document(&proposal.bulk);
    document["cases"] = cases;
    document
}

/// A case of the preview, with the revision to propose it with.
fn candidate(candidate: &Candidate) -> Value {
    let choice = BulkChoice { subject: candidate.subject, seen: Some(candidate.rev) };
    json!({
        "case": choice.to_string(),
        "name": candidate.name,
        "obstacle": candidate.obstacle,
    })
}
