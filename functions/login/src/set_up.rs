//! Setting up an authenticator, and removing it. Staff come here from their password and
//! have no session before it is done; others come from their desk and give their password
//! again.

use crate::SignIns;
use crate::sessions::too_late;
use domain::account::{Step, parse_code};
use domain::forms::{PasswordConfirmForm, SetUpSecondFactorForm};
use domain::{Field, ProblemCode, Problems, Secret, Session, SessionKind};
use identity::{CodeError, PasswordOutcome, Proof, SignedIn, new_codes};
use lambda_http::http::StatusCode;
use serde_json::{Value, json};
use storage::MailTemplate;
use views::sign_in::{recovery_codes, set_up_second_factor as pages};
use views::{Frame, Markup};
use web::{Answer, Failure, Incoming};

/// An authenticator that waits for its first code: its key, to be shown again after a
/// wrong one, and Cognito's proof of the sign-in. Kept in the session as `{key} {proof}`.
struct Open {
    key: Secret,
    proof: Proof,
}

impl Open {
    fn of(session: &Session) -> Option<Self> {
        if session.step != Some(Step::SetUpSecondFactor) {
            return None;
        }
        let (key, proof) = session.step_token.split_once(' ')?;
        Some(Self { key: Secret::new(key), proof: Proof(Secret::new(proof)) })
    }
}

impl SignIns {
    /// A key for a new authenticator, as [`Open`] reads it.
    pub(crate) async fn new_key(&self, proof: &Proof) -> Result<Secret, Failure> {
        let key = self.cognito.new_authenticator(proof).await?;
        Ok(Secret::new(format!("{} {}", key.expose(), proof.0.expose())))
    }

    pub(crate) async fn show_set_up(&self, request: &Incoming) -> Result<Answer, Failure> {
        let state = self.setter(request).await?;
        Ok(request.show(|| document(&state), |frame| page(frame, &state, &[])))
    }

    pub(crate) async fn send_set_up(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: SetUpSecondFactorForm = request.form()?;
        let state = self.setter(request).await?;
        let sent = self.set_up(request, &form, &state).await;
        Ok(sent.unwrap_or_else(|failure| {
            request.again(failure, |frame, problems| page(frame, &state, problems))
        }))
    }

    /// Who sets an authenticator up: somebody at that step of signing in, or signed in.
    async fn setter(&self, request: &Incoming) -> Result<SignedIn, Failure> {
        match self.step(request, Step::SetUpSecondFactor).await? {
            Some(state) => Ok(state),
            None => request.signed_in(&self.table).await,
        }
    }

    async fn set_up(
        &self,
        request: &Incoming,
        form: &SetUpSecondFactorForm,
        state: &SignedIn,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        if state.record.account.second_factor {
            let path = request.at("sign-in/set-up-second-factor");
            return Ok(request.conflict(&path, "second_factor_on", json!({})));
        }
        match Open::of(&state.session) {
            Some(open) if form.current_password.is_empty() => {
                self.verify(request, form, state, open).await
            }
            Some(_) | None => self.start(request, form, state).await,
        }
    }

    /// The password again: gives the key.
    async fn start(
        &self,
        request: &Incoming,
        form: &SetUpSecondFactorForm,
        state: &SignedIn,
    ) -> Result<Answer, Failure> {
        let account = &state.record.account;
        let (field, typed) = (Field::CurrentPassword, &form.current_password);
        let (_, outcome) = self.check_password(request, &account.email, typed, field).await?;
        let path = request.at("sign-in/set-up-second-factor");
        let proof = match outcome {
            PasswordOutcome::Right(proof) => proof,
            PasswordOutcome::SecondFactor(_) => {
                self.note_second_factor(request, &state.record).await?;
                return Ok(request.conflict(&path, "second_factor_on", json!({})));
            }
            PasswordOutcome::Unconfirmed | PasswordOutcome::Wrong => return Err(Failure::SignIn),
        };
        let step_token = self.new_key(&proof).await?.expose().to_owned();
        let step = Some(Step::SetUpSecondFactor);
        let session = Session { step, step_token, ..state.session.clone() };
        self.table.put_session(account.id, &session).await?;
        let state = SignedIn { session, ..state.clone() };
        Ok(request.done(StatusCode::OK, &path, &document(&state)))
    }

    /// The first code: the authenticator is in use, and the recovery codes are shown once.
    async fn verify(
        &self,
        request: &Incoming,
        form: &SetUpSecondFactorForm,
        state: &SignedIn,
        open: Open,
    ) -> Result<Answer, Failure> {
        let id = state.record.account.id;
        let wrong = |code| Problems::one(Field::Code, code);
        let code = parse_code(form.code.expose()).map_err(wrong)?;
        match self.cognito.verify_authenticator(id, &open.proof, &code).await {
            Ok(()) => {}
            Err(CodeError::Wrong | CodeError::TooMany) => {
                return Err(wrong(ProblemCode::Wrong).into());
            }
            Err(CodeError::Expired) => return self.expired(request, state).await,
            Err(CodeError::Cognito(error)) => return Err(error.into()),
        }
        let (codes, digests) = new_codes(&request.random());
        let record = self
            .change_account(request, id, None, |account| {
                account.second_factor = true;
                account.recovery_codes.clone_from(&digests);
            })
            .await?;
        tracing::info!(event = "authn_token_created", account = %id, "second factor set up");
        let codes: Vec<String> = codes.iter().map(|code| code.expose().to_owned()).collect();
        if state.session.kind == SessionKind::Token {
            let session = Session { second_factor: true, ..without_step(&state.session) };
            self.table.put_session(id, &session).await?;
            return Ok(Answer::json(StatusCode::OK, &json!({ "recovery_codes": codes })));
        }
        let begun = self.begin_session(request, &record, true).await?;
        request.begin_session(&record.account, &begun.secret);
        Ok(begun.with(request.show(
            || json!({ "recovery_codes": codes }),
            |frame| recovery_codes::page(frame, &codes),
        )))
    }

    /// Cognito's proof of the sign-in is over: the password is asked again.
    async fn expired(&self, request: &Incoming, state: &SignedIn) -> Result<Answer, Failure> {
        if state.session.kind == SessionKind::Challenge {
            self.end_presented(request).await?;
            return Ok(too_late(request));
        }
        let session = without_step(&state.session);
        self.table.put_session(state.record.account.id, &session).await?;
        let path = request.at("sign-in/set-up-second-factor");
        Ok(request.conflict(&path, "expired", json!({})))
    }

    pub(crate) async fn remove_second_factor(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: PasswordConfirmForm = request.form()?;
        let state = request.signed_in(&self.table).await?;
        let sent = self.remove(request, &form, &state).await;
        Ok(sent.unwrap_or_else(|failure| {
            let left = state.record.account.recovery_codes.len();
            request.again(failure, |frame, problems| pages::manage(frame, left, problems))
        }))
    }

    async fn remove(
        &self,
        request: &Incoming,
        form: &PasswordConfirmForm,
        state: &SignedIn,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let account = &state.record.account;
        if account.staff.is_some() {
            return Err(Failure::Forbidden);
        }
        let (field, typed) = (Field::CurrentPassword, &form.current_password);
        self.check_password(request, &account.email, typed, field).await?;
        // Cognito first: a stop between the two leaves a record that says "on", from which
        // this can be done once more.
        self.cognito.use_second_factor(account.id, false).await?;
        let told = Some(MailTemplate::SecondFactorRemoved);
        self.change_account(request, account.id, told, |account| {
            account.second_factor = false;
            account.recovery_codes.clear();
        })
        .await?;
        tracing::warn!(event = "authn_token_delete", account = %account.id, "removed");
        let document = json!({ "second_factor": false });
        Ok(request.done(StatusCode::OK, &request.at("desk"), &document))
    }
}

/// What there is of a second factor, and the key of an authenticator that waits for its first
/// code.
fn document(state: &SignedIn) -> Value {
    let account = &state.record.account;
    let mut document = json!({
        "second_factor": account.second_factor,
        "recovery_codes_left": account.recovery_codes.len(),
    });
    if let Some(Open { key, .. }) = Open::of(&state.session).filter(|_| !account.second_factor) {
        document["key"] = json!(key.expose());
        document["uri"] = json!(pages::uri(key.expose(), account.email.as_str()));
    }
    document
}

fn without_step(session: &Session) -> Session {
    Session { step: None, step_token: String::new(), ..session.clone() }
}

/// The page that fits: what there is of a second factor, the key, or the password again.
fn page(frame: &Frame<'_>, state: &SignedIn, problems: &[domain::Problem]) -> Markup {
    let account = &state.record.account;
    if account.second_factor {
        return pages::manage(frame, account.recovery_codes.len(), problems);
    }
    match Open::of(&state.session) {
        Some(open) => {
            let name = account.email.as_str();
            pages::page(frame, open.key.expose(), name, account.staff.is_some(), problems)
        }
        None => pages::start(frame, problems),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Account, AccountId, EmailAddress, Language, Timestamp};
    use identity::SessionSecret;

    #[test]
    fn the_open_step_gives_back_key_and_proof_and_no_other_step_does() {
        let id = AccountId::new(Timestamp::UNIX_EPOCH, [1; 10]);
        let email = EmailAddress::parse("anna@example.org").unwrap();
        let account = Account::new(id, email, Language::En, None, Timestamp::UNIX_EPOCH);
        let session = |step| {
            let secret = SessionSecret::new(id, &[1; 32]);
            let token = Secret::new("KEY header.body.mac");
            let (kind, now) = (SessionKind::Challenge, Timestamp::UNIX_EPOCH);
            identity::begin(&account, kind, false, Some((step, &token)), "", &secret, now)
        };
        let open = Open::of(&session(Step::SetUpSecondFactor)).unwrap();
        assert_eq!((open.key.expose(), open.proof.0.expose()), ("KEY", "header.body.mac"));
        assert!(Open::of(&session(Step::SecondFactor)).is_none());
    }
}
