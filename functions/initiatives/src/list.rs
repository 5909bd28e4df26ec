//! All initiatives of one's signatory.

use crate::Initiatives;
use crate::own::document_with;
use domain::initiative::Working;
use domain::queue::QueuePlace;
use domain::{CaseId, Initiative};
use lambda_http::http::StatusCode;
use serde_json::{Value, json};
use views::Notice;
use views::initiatives::list::{self, Row};
use web::{Answer, Failure, Incoming};

impl Initiatives {
    pub(crate) async fn list(&self, request: &Incoming) -> Result<Answer, Failure> {
        let signatory = self.member(request).await?.signatory;
        let mut initiatives = self.table.initiatives(signatory.id).await?;
        initiatives.sort_by_key(|initiative| std::cmp::Reverse(initiative.updated));
        let places = self.places(request, &initiatives).await?;
        if request.wants_json() {
            let documents: Vec<Value> = initiatives
                .iter()
                .map(|initiative| document_with(initiative, place_of(&places, initiative)))
                .collect();
            let document = json!({
                "signatory": signatory.id,
                "may_submit": signatory.may_submit_initiatives(),
                "initiatives": documents,
            });
            return Ok(Answer::json(StatusCode::OK, &document));
        }
        let notice = (!request.query("done").is_empty()).then_some(Notice::Done);
        let rows: Vec<Row<'_>> = initiatives
            .iter()
            .map(|initiative| Row { initiative, place: place_of(&places, initiative) })
            .collect();
        Ok(request.page_with(StatusCode::OK, notice, |frame| list::page(frame, &signatory, &rows)))
    }

    /// Where those of them stand that wait for a decision.
    pub(crate) async fn places(
        &self,
        request: &Incoming,
        initiatives: &[Initiative],
    ) -> Result<Vec<(CaseId, QueuePlace)>, Failure> {
        let waiting: Vec<_> = initiatives
            .iter()
            .filter_map(|initiative| match &initiative.working {
                Some(Working::Submitted { since, .. }) => {
                    Some((CaseId::Initiative(initiative.id), *since))
                }
                Some(
                    Working::Draft { .. } | Working::ChangesAsked { .. } | Working::Refused { .. },
                )
                | None => None,
            })
            .collect();
        let service_days = request.settings().times.service_days;
        Ok(self.table.queue_places(&waiting, service_days, request.now).await?)
    }
}

/// The place of that initiative among these.
pub(crate) fn place_of(
    places: &[(CaseId, QueuePlace)],
    initiative: &Initiative,
) -> Option<QueuePlace> {
    let case = CaseId::Initiative(initiative.id);
    places.iter().find(|(of, _)| *of == case).map(|(_, place)| *place)
}
