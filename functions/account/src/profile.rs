//! The profile: what was verified is shown, the rest can be changed.

use crate::Desk;
use crate::officer::{Officer, changed, read_rev, show_form};
use domain::forms::ProfileForm;
use domain::{Action, Signatory};
use lambda_http::http::StatusCode;
use serde_json::{Value, json};
use views::desk::profile;
use web::{Answer, Failure, Incoming};

impl Desk {
    pub(crate) async fn show_profile(&self, request: &Incoming) -> Result<Answer, Failure> {
        let officer = self.officer(request).await?;
        let held = request.kept(&self.table, officer.account.id).await?;
        let signatory = officer.signatory();
        Ok(show_form(
            request,
            held,
            &signatory.profile_form(),
            |form| document(signatory, form),
            |frame, form| profile::page(frame, signatory, form, &[]),
        ))
    }

    pub(crate) async fn send_profile(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: ProfileForm = request.form()?;
        let officer = request.or_keep(&self.table, &form, self.officer(request).await).await?;
        match self.save_profile(request, &form, &officer).await {
            Ok(answer) => Ok(answer),
            Err(Failure::Conflict) if !request.wants_json() => {
                let now = self.read_again(officer).await?;
                let signatory = now.signatory();
                let form = ProfileForm { rev: signatory.rev.to_string(), ..form };
                Ok(changed(request, |frame| profile::conflict(frame, signatory, &form)))
            }
            Err(failure) => Ok(request.again(failure, |frame, problems| {
                profile::page(frame, officer.signatory(), &form, problems)
            })),
        }
    }

    async fn save_profile(
        &self,
        request: &Incoming,
        form: &ProfileForm,
        officer: &Officer,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let before = officer.signatory();
        let update = before.read_profile(form, request.today())?;
        let rev = read_rev(&form.rev)?;
        let after = before.clone().with_profile(update, request.now);
        // Sent twice, or nothing changed: it is as asked for already.
        let same = after.body == before.body && after.signer == before.signer;
        let after = if same {
            before.clone()
        } else if rev == before.rev {
            let event = request.event(officer.actor(), Action::ProfileChanged, None, after.rev);
            self.table.change_signatory(before, &after, &event).await?;
            after
        } else {
            return Err(Failure::Conflict);
        };
        request.forget_kept(&self.table, officer.account.id).await;
        Ok(request.done(
            StatusCode::OK,
            &request.at("desk?saved=1"),
            &document(&after, &after.profile_form()),
        ))
    }
}

fn document(signatory: &Signatory, form: &ProfileForm) -> Value {
    let body = &signatory.body;
    json!({
        "identity": {
            "profile": body.profile,
            "country": body.country.code(),
            "official_name": body.official_name,
            "name_language": body.name_language.code(),
            "latin_name": body.latin_name,
            "kind": body.kind,
            "territorial_code": body.territorial_code,
        },
        "form": form,
    })
}
