//! A case opened, taken over, given back: two people do not work on one case unawares.

use crate::Moderation;
use crate::staff::{Staff, filter_of};
use domain::audit::{AuditActor, AuditCode, AuditHash, AuditRecord, AuditSubject};
use domain::forms::LeaseForm;
use domain::lease::LeaseRequest;
use domain::{CaseId, InitiativeId, Lease, Permission, SignatoryId};
use lambda_http::http::StatusCode;
use serde_json::{Value, json};
use storage::Taken;
use views::addresses::{staff_initiative_path, staff_signatory_path};
use views::staff::lease::{self, Hold};
use views::staff::queue::filtered;
use web::{Answer, Failure, Incoming};

/// What is opened.
struct Subject {
    case: CaseId,
    /// As the audit trail names it.
    audited: AuditSubject,
    /// Its name, for the page that says who has it.
    name: String,
    /// Its page, without the language.
    path: String,
}

impl Moderation {
    /// Opens a case, takes it over or gives it back, and leads to its page.
    pub(crate) async fn lease_signatory(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: LeaseForm = request.form()?;
        let staff = self.staff(request, Permission::Decide).await?;
        let id = SignatoryId::parse(request.param("id")).map_err(|_| Failure::NotFound)?;
        let signatory = self.table.signatory(id).await?.ok_or(Failure::NotFound)?;
        staff.must_cover(signatory.body.country)?;
        let subject = Subject {
            case: CaseId::Signatory(id),
            audited: AuditSubject::signatory(id),
            name: signatory.display_name().to_owned(),
            path: staff_signatory_path(id),
        };
        self.change_lease(request, &staff, &subject, &form).await
    }

    /// As [`Self::lease_signatory`], for an initiative.
    pub(crate) async fn lease_initiative(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: LeaseForm = request.form()?;
        let staff = self.staff(request, Permission::Decide).await?;
        let signatory = SignatoryId::parse(request.param("id")).map_err(|_| Failure::NotFound)?;
        let id = InitiativeId::parse(request.param("initiative")).map_err(|_| Failure::NotFound)?;
        let owner = self.table.signatory(signatory).await?.ok_or(Failure::NotFound)?;
        staff.must_cover(owner.body.country)?;
        let initiative = self.table.initiative(signatory, id).await?.ok_or(Failure::NotFound)?;
        let subject = Subject {
            case: CaseId::Initiative(id),
            audited: AuditSubject::initiative(signatory, id),
            name: initiative.title().to_owned(),
            path: staff_initiative_path(signatory, id),
        };
        self.change_lease(request, &staff, &subject, &form).await
    }

    async fn change_lease(
        &self,
        request: &Incoming,
        staff: &Staff,
        subject: &Subject,
        form: &LeaseForm,
    ) -> Result<Answer, Failure> {
        let changed = self.store_lease(request, staff, subject, form).await;
        let taken = match changed {
            Ok(taken) => taken,
            Err(failure) => {
                let lease = self.table.lease(subject.case, request.now).await?;
                return Ok(request.again(failure, |frame, problems| {
                    let path = &subject.path;
                    lease::page(frame, path, &subject.name, lease.as_ref(), form, problems)
                }));
            }
        };
        match taken {
            Some(Taken::Yours(lease)) => {
                let path = request.at(&filtered(&subject.path, &filter_of(request)));
                Ok(request.done(StatusCode::OK, &path, &document(Some(&lease))))
            }
            None => {
                let queue = request.at(&filtered("staff", &filter_of(request)));
                Ok(request.done(StatusCode::OK, &queue, &document(None)))
            }
            Some(Taken::Held(_)) if request.wants_json() => Err(Failure::Leased),
            Some(Taken::Held(lease)) => Ok(request.page(StatusCode::CONFLICT, |frame| {
                lease::page(frame, &subject.path, &subject.name, Some(&lease), form, &[])
            })),
        }
    }

    /// `None` when the case was given back.
    async fn store_lease(
        &self,
        request: &Incoming,
        staff: &Staff,
        subject: &Subject,
        form: &LeaseForm,
    ) -> Result<Option<Taken>, Failure> {
        request.check_form_token()?;
        let (case, by, now) = (subject.case, &staff.colleague, request.now);
        let minutes = request.settings().times.lease_minutes;
        match LeaseRequest::parse(form)? {
            LeaseRequest::Take => Ok(Some(self.table.take_lease(case, by, minutes, now).await?)),
            LeaseRequest::TakeOver { from, note } => {
                let record = AuditRecord {
                    at: now,
                    actor: AuditActor::Account(staff.account),
                    action: AuditCode::LEASE_TAKEN_OVER,
                    subject: subject.audited.clone(),
                    from_rev: None,
                    to_rev: None,
                    reason: None,
                    note_hash: Some(AuditHash::of(&note)),
                };
                let taken =
                    self.table.take_over_lease(case, from, by, &note, minutes, &record).await?;
                tracing::info!(event = "lease_taken_over", "case taken over");
                Ok(Some(taken))
            }
            LeaseRequest::Release => {
                self.table.release_lease(case, staff.account).await?;
                Ok(None)
            }
        }
    }

    /// Who has a case in hand, for its page.
    pub(crate) async fn lease_of(
        &self,
        request: &Incoming,
        case: CaseId,
    ) -> Result<Option<Lease>, Failure> {
        Ok(self.table.lease(case, request.now).await?)
    }
}

/// How a page shows who has its case: `typed` where a decision was sent and must stay in view.
pub(crate) fn hold<'a>(
    request: &Incoming,
    lease: Option<&'a Lease>,
    staff: &Staff,
    typed: bool,
) -> Hold<'a> {
    Hold { lease, viewer: staff.account, typed, filter: filter_of(request) }
}

/// As programs of the staff see it.
pub(crate) fn document(lease: Option<&Lease>) -> Value {
    json!({ "lease": lease.map(|lease| json!({
        "holder": lease.holder.account,
        "since": lease.since,
        "expires": lease.expires,
    })) })
}
