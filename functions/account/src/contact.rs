//! Contacts: private, and their language is the language of our mails.

use crate::Desk;
use crate::officer::{Officer, changed, read_rev, show_form};
use domain::forms::ContactForm;
use domain::signatory::Contact;
use domain::{Account, Action};
use lambda_http::http::StatusCode;
use serde_json::json;
use storage::ContactRecord;
use views::desk::contact;
use web::{Answer, Failure, Incoming};

impl Desk {
    pub(crate) async fn show_contact(&self, request: &Incoming) -> Result<Answer, Failure> {
        let officer = self.officer(request).await?;
        let held = request.kept(&self.table, officer.account.id).await?;
        let present = present(&officer)?;
        Ok(show_form(
            request,
            held,
            &present.contact.form(present.rev),
            |form| json!({ "form": form }),
            |frame, form| contact::page(frame, form, &[]),
        ))
    }

    pub(crate) async fn send_contact(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: ContactForm = request.form()?;
        let officer = request.or_keep(&self.table, &form, self.officer(request).await).await?;
        match self.save_contact(request, &form, &officer).await {
            Ok(answer) => Ok(answer),
            Err(Failure::Conflict) if !request.wants_json() => {
                let now = self.read_again(officer).await?;
                let record = present(&now)?;
                let theirs = record.contact.form(record.rev);
                let form = ContactForm { rev: theirs.rev.clone(), ..form };
                Ok(changed(request, |frame| contact::conflict(frame, &theirs, &form)))
            }
            Err(failure) => {
                Ok(request.again(failure, |frame, problems| contact::page(frame, &form, problems)))
            }
        }
    }

    async fn save_contact(
        &self,
        request: &Incoming,
        form: &ContactForm,
        officer: &Officer,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let after = Contact::parse(form)?;
        let rev = read_rev(&form.rev)?;
        let before = present(officer)?;
        let rev_after = if after == before.contact {
            before.rev
        } else if rev == before.rev {
            let account = &officer.account;
            let language = after.language;
            let with_language = (account.language != language).then(|| Account {
                language,
                rev: account.rev + 1,
                ..account.clone()
            });
            let event = request.event(officer.actor(), Action::ContactChanged, None, rev + 1);
            self.table
                .change_contact(officer.signatory().id, &after, rev, &event, with_language.as_ref())
                .await?;
            rev + 1
        } else {
            return Err(Failure::Conflict);
        };
        request.forget_kept(&self.table, officer.account.id).await;
        Ok(request.done(
            StatusCode::OK,
            &request.at("desk?saved=1"),
            &json!({ "form": after.form(rev_after) }),
        ))
    }
}

/// The contacts; none once they have been erased.
fn present(officer: &Officer) -> Result<&ContactRecord, Failure> {
    officer.record.contact.as_ref().ok_or(Failure::NotFound)
}
