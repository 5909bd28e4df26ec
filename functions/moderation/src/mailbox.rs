//! Mails to a signatory's address, after they came back from it.

use crate::Moderation;
use crate::staff::done_at;
use domain::Permission;
use domain::audit::{AuditActor, AuditCode, AuditRecord, AuditSubject};
use domain::forms::EmptyForm;
use serde_json::json;
use storage::OperationToken;
use views::addresses::staff_signatory_path;
use web::{Answer, Failure, Incoming};

impl Moderation {
    /// Lets mails go to the address of a signatory's account again. Sent twice, it is done once.
    pub(crate) async fn clear_mail_block(&self, request: &Incoming) -> Result<Answer, Failure> {
        let _: EmptyForm = request.form()?;
        let staff = self.staff(request, Permission::Decide).await?;
        let record = self.record(request, &staff).await?;
        request.check_form_token()?;
        let id = record.signatory.id;
        staff.may_decide(id)?;
        let mut events = record.events;
        // Newest first, as the case shows its owners.
        events.reverse();
        let owners = self.table.owners(id, &events, request.now).await?;
        let owner = owners.first().ok_or(Failure::NotFound)?;
        let cleared = AuditRecord::new(
            request.now,
            AuditActor::Account(staff.account),
            AuditCode::MAIL_BLOCK_CLEARED,
            AuditSubject::account(owner.id),
        );
        let token = OperationToken::new(request.event_id().to_string());
        self.table.clear_mail_block(&owner.email, token, &cleared).await?;
        tracing::info!(event = "mail_block_cleared", account = %owner.id, "mails go there again");
        Ok(done_at(request, &staff_signatory_path(id), &json!({ "cleared": true })))
    }
}
