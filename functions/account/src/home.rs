//! The desk's first page.

use crate::Desk;
use domain::initiative::InitiativeState;
use domain::queue::QueuePlace;
use domain::{Account, CaseId, Initiative, Signatory, SignatoryState};
use lambda_http::http::StatusCode;
use serde_json::{Value, json};
use storage::SignatoryRecord;
use views::desk::home::{self, Home};
use views::{Notice, addresses};
use web::{Answer, Failure, Incoming};

impl Desk {
    pub(crate) async fn show_desk(&self, request: &Incoming) -> Result<Answer, Failure> {
        let signed_in = request.signed_in(&self.table).await?;
        let record = self.acts_for(&signed_in).await?.map(|(_, record)| record);
        let account = &signed_in.record.account;
        let place = self.place(request, record.as_ref()).await?;
        if request.wants_json() {
            let document = document(request, account, record.as_ref(), place);
            return Ok(Answer::json(StatusCode::OK, &document));
        }
        let block = self.table.mail_block(&account.email).await?;
        let initiatives = record.as_ref().map_or(&[][..], |record| &record.initiatives);
        let (published, waiting) = counts(initiatives);
        let signatory = record.as_ref().map(|record| &record.signatory);
        let home = Home {
            signatory,
            place,
            initiatives: initiatives.len(),
            published,
            waiting,
            second_factor: account.second_factor,
            email: account.email.as_str(),
            mail_block: block.as_ref(),
            pending_email: account.pending_email.as_ref().map(|new| new.address.as_str()),
        };
        let notice = notice(request, signatory);
        Ok(request.page_with(StatusCode::OK, notice, |frame| home::page(frame, &home)))
    }

    /// Where the signatory stands among those that wait to be verified, while it does.
    async fn place(
        &self,
        request: &Incoming,
        record: Option<&SignatoryRecord>,
    ) -> Result<Option<QueuePlace>, Failure> {
        let Some(signatory) = record.map(|record| &record.signatory) else { return Ok(None) };
        let SignatoryState::Submitted { since, .. } = &signatory.state else { return Ok(None) };
        let case = [(CaseId::Signatory(signatory.id), *since)];
        let service_days = request.settings().times.service_days;
        let places = self.table.queue_places(&case, service_days, request.now).await?;
        Ok(places.first().map(|(_, place)| *place))
    }
}

/// What has just been done, as the address says that led here.
fn notice(request: &Incoming, signatory: Option<&Signatory>) -> Option<Notice<'static>> {
    if !request.query("signed").is_empty() {
        let signed = signatory.filter(|signatory| signatory.may_submit_initiatives());
        let signature = signed.and_then(|signatory| signatory.signature.as_ref());
        return signature.map(|signature| Notice::Signed { number: signature.number });
    }
    (!request.query("saved").is_empty()).then_some(Notice::Done)
}

/// How many initiatives are public, and how many have a version that waits.
fn counts(initiatives: &[Initiative]) -> (usize, usize) {
    initiatives.iter().fold((0, 0), |(published, waiting), initiative| match initiative.state() {
        InitiativeState::Published
        | InitiativeState::PublishedWithDraft
        | InitiativeState::PublishedWithChangesAsked
        | InitiativeState::PublishedWithRefused => (published + 1, waiting),
        InitiativeState::PublishedWithSubmitted => (published + 1, waiting + 1),
        InitiativeState::Submitted => (published, waiting + 1),
        InitiativeState::Draft
        | InitiativeState::ChangesAsked
        | InitiativeState::Refused
        | InitiativeState::Withdrawn => (published, waiting),
    })
}

fn document(
    request: &Incoming,
    account: &Account,
    record: Option<&SignatoryRecord>,
    place: Option<QueuePlace>,
) -> Value {
    json!({
        "account": {
            "email": account.email,
            "pending_email": account.pending_email.as_ref().map(|new| &new.address),
            "language": account.language,
            "second_factor": account.second_factor,
            "staff": account.staff.is_some(),
        },
        "signatory": record.map(|record| signatory(request, &record.signatory)),
        "queue": place,
        "initiatives": record.map_or(&[][..], |record| &record.initiatives)
            .iter()
            .map(|initiative| json!({
                "id": initiative.id,
                "title": initiative.title(),
                "state": initiative.state().code(),
                "rev": initiative.rev.to_string(),
            }))
            .collect::<Value>(),
    })
}

/// A signatory as its own officers see it.
pub(crate) fn signatory(request: &Incoming, signatory: &Signatory) -> Value {
    let body = &signatory.body;
    let address = addresses::signatory(request.language, signatory.id, &signatory.slug());
    json!({
        "id": signatory.id,
        "profile": body.profile,
        "display_name": signatory.display_name(),
        "country": body.country.code(),
        "state": signatory.state.told(),
        "signature": signatory.signature,
        "may_sign": signatory.may_sign(),
        "may_submit_initiatives": signatory.may_submit_initiatives(),
        "public_address": signatory.is_public().then_some(address),
        "rev": signatory.rev.to_string(),
    })
}
