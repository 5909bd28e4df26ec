//! All initiatives of one's signatory.

use crate::Initiatives;
use crate::own::document;
use lambda_http::http::StatusCode;
use serde_json::{Value, json};
use views::Notice;
use views::initiatives::list;
use web::{Answer, Failure, Incoming};

impl Initiatives {
    pub(crate) async fn list(&self, request: &Incoming) -> Result<Answer, Failure> {
        let signatory = self.member(request).await?.signatory;
        let mut initiatives = self.table.initiatives(signatory.id).await?;
        initiatives.sort_by_key(|initiative| std::cmp::Reverse(initiative.updated));
        if request.wants_json() {
            let documents: Vec<Value> = initiatives.iter().map(document).collect();
            let document = json!({
                "signatory": signatory.id,
                "may_submit": signatory.may_submit_initiatives(),
                "initiatives": documents,
            });
            return Ok(Answer::json(StatusCode::OK, &document));
        }
        let notice = (!request.query("done").is_empty()).then_some(Notice::Done);
        Ok(request
            .page_with(StatusCode::OK, notice, |frame| list::page(frame, &signatory, &initiatives)))
    }
}
