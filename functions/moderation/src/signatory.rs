//! A signatory: verified, refused, put on hold, taken down.

use crate::Moderation;
use crate::lease::hold;
use crate::ruling::Order;
use crate::staff::{Staff, done, form_again, just_decided, rev_of};
use domain::forms::DecisionForm;
use domain::signatory::{Contact, SignatoryDecision, parse_note};
use domain::{Account, CaseId, Event, Lease, MailBlock, Permission, Signatory, SignatoryId};
use lambda_http::http::StatusCode;
use serde_json::{Value, json};
use storage::{SignatoryRecord, Undo};
use views::addresses::staff_signatory_path;
use views::staff::signatory::{self, Detail};
use views::{Frame, Markup, Notice};
use web::{Answer, Failure, Incoming};

/// A signatory with what staff need to decide.
pub(crate) struct Case {
    record: SignatoryRecord,
    owners: Vec<Account>,
    lease: Option<Lease>,
    /// The viewer's own decision that can still be taken back.
    undo: Option<Undo>,
    /// Why no more mail goes to the address, if none does.
    mail_block: Option<MailBlock>,
}

impl Moderation {
    pub(crate) async fn show_signatory(&self, request: &Incoming) -> Result<Answer, Failure> {
        let staff = self.staff(request, Permission::ReadCases).await?;
        let case = self.case(request, &staff).await?;
        let (form, notice) = self.to_decide(request, &staff, case.record.signatory.rev).await?;
        if request.wants_json() {
            return Ok(Answer::json(StatusCode::OK, &case.document()));
        }
        let waiting = self.waiting(&staff).await?;
        let alike = self.alike(&case.record.signatory, &waiting).await?;
        let at = CaseId::Signatory(case.id());
        let beside = self.beside(request, &staff, waiting, at).await?;
        let hold = hold(request, case.lease.as_ref(), &staff, false);
        let notice = notice.filter(|_| hold.shows_form());
        Ok(request.page_with(StatusCode::OK, notice, |frame| {
            let alike = alike.as_deref();
            let detail = Detail { alike, beside: Some(&beside), ..case.detail() };
            signatory::page(frame, &detail, &form, &hold, &[])
        }))
    }

    pub(crate) async fn decide_signatory(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: DecisionForm = request.form()?;
        let staff = self.staff(request, Permission::Decide).await;
        let staff = request.or_keep(&self.table, &form, staff).await?;
        let case = self.case(request, &staff).await?;
        let decided = self.store_on_signatory(request, &staff, &case, &form).await;
        match decided {
            Err(Failure::Conflict) if !request.wants_json() => {
                // Decided upon something that is not so any more: as it is now, to decide
                // again.
                let case = self.case(request, &staff).await?;
                let form = form_again(&form, case.record.signatory.rev);
                let page = |frame: &Frame<'_>| -> Markup {
                    let hold = hold(request, case.lease.as_ref(), &staff, true);
                    signatory::page(frame, &case.detail(), &form, &hold, &[])
                };
                Ok(request.page_with(StatusCode::CONFLICT, Some(Notice::Changed), page))
            }
            Err(Failure::Leased) if !request.wants_json() => {
                request.keep(&self.table, staff.account, &form).await?;
                let lease = self.lease_of(request, CaseId::Signatory(case.id())).await?;
                let page = |frame: &Frame<'_>| -> Markup {
                    let hold = hold(request, lease.as_ref(), &staff, true);
                    signatory::page(frame, &case.detail(), &form, &hold, &[])
                };
                Ok(request.page_with(StatusCode::CONFLICT, Some(Notice::Leased), page))
            }
            decided => Ok(decided.unwrap_or_else(|failure| {
                request.again(failure, |frame, problems| {
                    let hold = hold(request, case.lease.as_ref(), &staff, true);
                    signatory::page(frame, &case.detail(), &form, &hold, problems)
                })
            })),
        }
    }

    async fn store_on_signatory(
        &self,
        request: &Incoming,
        staff: &Staff,
        case: &Case,
        form: &DecisionForm,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let id = case.record.signatory.id;
        staff.may_decide(id)?;
        let decision = SignatoryDecision::parse(form, &request.settings().reasons, request.now)?;
        let note = parse_note(form)?;
        let order = Order::on_signatory(decision, &note, rev_of(form)?);
        let before = &case.record.signatory;
        match self.rule_on_signatory(request, staff, before, &case.owners, &order).await {
            Ok(after) => {
                request.forget_kept(&self.table, staff.account).await;
                let (action, path) = (order.decided.action, staff_signatory_path(id));
                Ok(crate::staff::decided(request, action, &path, &public_part(&after)))
            }
            // Decided before, perhaps by the same person's first click.
            Err(Failure::Conflict) => {
                let case = self.case(request, staff).await?;
                if order.decided.stands_in(&case.record.events, staff) {
                    Ok(done(request, &case.document()))
                } else {
                    Err(Failure::Conflict)
                }
            }
            Err(failure) => Err(failure),
        }
    }

    async fn case(&self, request: &Incoming, staff: &Staff) -> Result<Case, Failure> {
        let mut record = self.record(request, staff).await?;
        // Newest first.
        record.events.reverse();
        let id = record.signatory.id;
        let owners = self.table.owners(id, &record.events, request.now).await?;
        let lease = self.lease_of(request, CaseId::Signatory(id)).await?;
        let undo = self.table.undo_of_signatory(id, request.now).await?;
        let rev = record.signatory.rev;
        let undo = undo.filter(|undo| undo.is_open(staff.account, rev, request.now));
        let mail_block = match owners.first() {
            Some(owner) => self.table.mail_block(&owner.email).await?,
            None => None,
        };
        Ok(Case { record, owners, lease, undo, mail_block })
    }
}

impl Case {
    fn id(&self) -> SignatoryId {
        self.record.signatory.id
    }

    /// The address to ask.
    fn email(&self) -> Option<&str> {
        self.owners.first().map(|owner| owner.email.as_str())
    }

    fn contact(&self) -> Option<&Contact> {
        self.record.contact.as_ref().map(|record| &record.contact)
    }

    fn detail(&self) -> Detail<'_> {
        Detail {
            signatory: &self.record.signatory,
            contact: self.contact(),
            email: self.email(),
            mail_block: self.mail_block.as_ref(),
            initiatives: &self.record.initiatives,
            events: &self.record.events,
            just: self.undo.as_ref().map(just_decided),
            alike: None,
            beside: None,
        }
    }

    /// As programs of the staff see it, contacts and history included.
    fn document(&self) -> Value {
        let mut document = public_part(&self.record.signatory);
        let initiatives = self.record.initiatives.iter().map(|initiative| {
            json!({
                "id": initiative.id,
                "title": initiative.title(),
                "state": initiative.state(),
                "rev": initiative.rev.to_string(),
            })
        });
        document["signer"] = json!(self.record.signatory.signer);
        document["contact"] = json!(self.contact());
        document["email"] = json!(self.email());
        document["initiatives"] = initiatives.collect();
        document["events"] = self.record.events.iter().map(|event: &Event| json!(event)).collect();
        document
    }
}

fn public_part(signatory: &Signatory) -> Value {
    json!({
        "id": signatory.id,
        "state": signatory.state,
        "rev": signatory.rev.to_string(),
        "body": signatory.body,
        "signature": signatory.signature,
        "created": signatory.created,
        "updated": signatory.updated,
    })
}
