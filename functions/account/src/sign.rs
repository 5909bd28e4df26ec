//! Signing the Pact: one deliberate act on the text that was shown.

use crate::Desk;
use crate::officer::{Officer, changed, read_rev, show_form};
use domain::forms::SignForm;
use domain::pact::{CURRENT, Goal};
use domain::signatory::{NotPossible, SignatureRequest};
use domain::{Action, Problems, Signatory};
use lambda_http::http::StatusCode;
use serde_json::{Value, json};
use storage::{ChangeError, StorageError};
use views::desk::sign;
use web::{Answer, Failure, Incoming};

impl Desk {
    pub(crate) async fn show_sign(&self, request: &Incoming) -> Result<Answer, Failure> {
        let officer = self.officer(request).await?;
        officer.must_own()?;
        let signatory = officer.signatory();
        if !signatory.may_sign() && !request.wants_json() {
            return Ok(Answer::see_other(&request.at("desk")));
        }
        let held = request.kept(&self.table, officer.account.id).await?;
        // The revision is the present one in any case: what was typed before the session
        // ended is shown with what it will be sent for.
        let rev = signatory.rev.to_string();
        let held = held.map(|form| SignForm { rev: rev.clone(), undertake: String::new(), ..form });
        Ok(show_form(
            request,
            held,
            &SignForm {
                rev,
                text_hash: CURRENT.hash(request.language).to_owned(),
                ..SignForm::default()
            },
            |form| document(request, signatory, form),
            |frame, form| sign::page(frame, signatory, &CURRENT, form, &[]),
        ))
    }

    pub(crate) async fn send_sign(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: SignForm = request.form()?;
        let officer = request.or_keep(&self.table, &form, self.officer(request).await).await?;
        officer.must_own()?;
        match self.sign(request, &form, &officer).await {
            Ok(answer) => Ok(answer),
            Err(Failure::Conflict) if !request.wants_json() => {
                let now = self.read_again(officer).await?;
                let signatory = now.signatory();
                if !signatory.may_sign() {
                    return Err(not_possible(signatory).into());
                }
                // Another state of things: another deliberate act.
                let rev = signatory.rev.to_string();
                let form = SignForm { rev, undertake: String::new(), ..form };
                Ok(changed(request, |frame| sign::page(frame, signatory, &CURRENT, &form, &[])))
            }
            Err(failure) => Ok(request.again(failure, |frame, problems| {
                sign::page(frame, officer.signatory(), &CURRENT, &form, problems)
            })),
        }
    }

    async fn sign(
        &self,
        request: &Incoming,
        form: &SignForm,
        officer: &Officer,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let before = officer.signatory();
        let act = SignatureRequest::parse(form, &CURRENT, request.language, request.today());
        let Some(act) = to_do(before, act)? else { return Ok(signed(request, before)) };
        if read_rev(&form.rev)? != before.rev {
            return Err(Failure::Conflict);
        }
        let event = request.event(officer.actor(), Action::Signed, None, before.rev + 1);
        let owners = std::slice::from_ref(&officer.account);
        match self.table.sign(before, &act, &event, owners, request.now).await {
            Ok(after) => {
                tracing::info!(event = "sensitive_update", signatory = %after.id, "pact signed");
                request.forget_kept(&self.table, officer.account.id).await;
                Ok(signed(request, &after))
            }
            Err(ChangeError::Storage(StorageError::Conflict)) => {
                // The other half of a double click may have been first.
                let now = self.table.signatory(before.id).await?.ok_or(Failure::NotFound)?;
                match to_do(&now, Ok(act))? {
                    None => Ok(signed(request, &now)),
                    Some(_) => Err(Failure::Conflict),
                }
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// What is still to be done: the act; nothing, when this very act has been done already; a
/// refusal in any other case.
fn to_do(
    signatory: &Signatory,
    act: Result<SignatureRequest, Problems>,
) -> Result<Option<SignatureRequest>, Failure> {
    if signatory.may_sign() {
        return Ok(Some(act?));
    }
    match (act, &signatory.signature) {
        (Ok(act), Some(signature)) if signature.answers(&act) => Ok(None),
        _ => Err(not_possible(signatory).into()),
    }
}

fn not_possible(signatory: &Signatory) -> NotPossible {
    NotPossible { transition: "sign", state: signatory.state.code() }
}

fn signed(request: &Incoming, signatory: &Signatory) -> Answer {
    let document = crate::home::signatory(request, signatory);
    request.done(StatusCode::CREATED, &request.at("desk?signed=1"), &document)
}

fn document(request: &Incoming, signatory: &Signatory, form: &SignForm) -> Value {
    let language = request.language;
    json!({
        "may_sign": signatory.may_sign(),
        "undertaking": {
            "version": CURRENT.version,
            "language": language,
            "text": CURRENT.text(language),
            "text_hash": CURRENT.hash(language),
        },
        "goals": Goal::all()
            .iter()
            .map(|goal| json!({
                "code": goal.code,
                "group": goal.group,
                "title": goal.title(language),
            }))
            .collect::<Value>(),
        "form": form,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::forms::RegistrationForm;
    use domain::{Date, Language, Registration, SignatoryId, Timestamp};

    fn day() -> Date {
        Date::constant(2026, 11, 24)
    }

    fn draft() -> Signatory {
        let text = str::to_owned;
        let form = RegistrationForm {
            profile: text("authority"),
            country: text("ES"),
            official_name: text("Ajuntament de Granollers"),
            name_language: text("ca"),
            kind: text("municipality"),
            signer_name: text("Anna Puig"),
            signer_function: text("Mayor"),
            contact_name: text("Pere Roca"),
            contact_language: text("en"),
            email: text("pact@granollers.example"),
            ..Default::default()
        };
        let registration = Registration::parse(&form, day()).unwrap();
        let id = SignatoryId::new(Timestamp::UNIX_EPOCH, [1; 10]);
        Signatory::new(id, registration.body, registration.signer, Timestamp::UNIX_EPOCH)
    }

    fn form() -> SignForm {
        SignForm {
            goals: vec![Goal::all()[0].code.clone()],
            no_decision_reason: "The mayor signs alone.".to_owned(),
            undertake: "yes".to_owned(),
            text_hash: CURRENT.hash(Language::En).to_owned(),
            rev: "1".to_owned(),
            ..SignForm::default()
        }
    }

    fn act(form: &SignForm) -> Result<SignatureRequest, Problems> {
        SignatureRequest::parse(form, &CURRENT, Language::En, day())
    }

    #[test]
    fn q72_the_same_act_sent_twice_is_done_once_and_answered_alike() {
        let first = to_do(&draft(), act(&form())).unwrap().unwrap();
        let signed = draft().sign(first, 7, Timestamp::UNIX_EPOCH).unwrap();
        assert!(to_do(&signed, act(&form())).unwrap().is_none());
    }

    #[test]
    fn q72_another_act_on_a_signed_pact_is_refused() {
        let first = act(&form()).unwrap();
        let signed = draft().sign(first, 7, Timestamp::UNIX_EPOCH).unwrap();
        let other = SignForm { goals: vec![Goal::all()[1].code.clone()], ..form() };
        for act in [act(&other), act(&SignForm::default())] {
            let Err(Failure::NotPossible(step)) = to_do(&signed, act) else {
                panic!("not refused")
            };
            assert_eq!((step.transition, step.state), ("sign", "submitted"));
        }
    }

    #[test]
    fn an_act_without_its_tick_or_on_another_text_is_no_act() {
        for (form, problem) in [
            (SignForm { undertake: String::new(), ..form() }, "undertake not_confirmed"),
            (SignForm { text_hash: "0".repeat(64), ..form() }, "undertake expired"),
        ] {
            let Err(Failure::Rejected(problems)) = to_do(&draft(), act(&form)) else {
                panic!("not refused")
            };
            assert_eq!(problems.to_string(), problem);
        }
    }
}
