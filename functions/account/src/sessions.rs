//! Where one is signed in. A session is named by the first letters of what is stored of it:
//! enough to tell it from the others, of no use to anybody who wants to take it over.

use crate::Desk;
use domain::forms::SessionForm;
use domain::{Field, ProblemCode, Problems, Session, SessionKind, Timestamp};
use identity::SignedIn;
use lambda_http::http::StatusCode;
use serde_json::{Value, json};
use storage::AccountRecord;
use views::desk::sessions::{self, SessionRow};
use web::{Answer, Failure, Incoming, SESSION_COOKIE};

/// Letters of a session's name.
const NAME: usize = 16;

/// What a form asks to end.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Ending {
    /// All but the one that asks.
    Others,
    /// The one of this name.
    One(String),
}

impl Desk {
    pub(crate) async fn show_sessions(&self, request: &Incoming) -> Result<Answer, Failure> {
        let signed_in = request.signed_in(&self.table).await?;
        let rows = rows(&signed_in.record, &signed_in.session, request.now);
        Ok(request.show(|| document(&rows), |frame| sessions::page(frame, &rows)))
    }

    pub(crate) async fn send_sessions(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: SessionForm = request.form()?;
        let signed_in = request.signed_in(&self.table).await?;
        let ended = self.end_sessions(request, &form, &signed_in).await;
        Ok(ended.unwrap_or_else(|failure| {
            let rows = rows(&signed_in.record, &signed_in.session, request.now);
            request.again(failure, |frame, _| sessions::page(frame, &rows))
        }))
    }

    async fn end_sessions(
        &self,
        request: &Incoming,
        form: &SessionForm,
        signed_in: &SignedIn,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let ending = parse(&form.session)?;
        let (account, this) = (signed_in.record.account.id, &signed_in.session);
        let meant = |session: &&Session| match &ending {
            Ending::Others => session.hash != this.hash,
            Ending::One(name) => session.hash.starts_with(name),
        };
        // One that is over already is ended as asked for.
        for session in signed_in.record.sessions.iter().filter(meant) {
            self.table.delete_session(account, &session.hash).await?;
            tracing::info!(event = "authn_token_revoked", %account, "session ended");
        }
        if matches!(&ending, Ending::One(name) if this.hash.starts_with(name)) {
            let next = request.at("sign-in?signed_out=1");
            let answer = request.done(StatusCode::OK, &next, &json!({ "sessions": [] }));
            return Ok(match this.kind {
                SessionKind::Browser => answer.cookie(&web::dead_cookie(SESSION_COOKIE)),
                SessionKind::Token | SessionKind::Challenge => answer,
            });
        }
        let record = self.table.account(account, request.now).await?.ok_or(Failure::SignIn)?;
        let left = rows(&record, this, request.now);
        Ok(request.done(StatusCode::OK, &request.at("desk/sessions"), &document(&left)))
    }
}

fn parse(typed: &str) -> Result<Ending, Problems> {
    match typed.trim() {
        "" => Err(Problems::one(Field::Session, ProblemCode::Missing)),
        "all" => Ok(Ending::Others),
        name if name.len() == NAME
            && name.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) =>
        {
            Ok(Ending::One(name.to_owned()))
        }
        _ => Err(Problems::one(Field::Session, ProblemCode::UnknownChoice)),
    }
}

/// The live sessions, the latest seen first.
fn rows(record: &AccountRecord, this: &Session, now: Timestamp) -> Vec<SessionRow> {
    let live = |session: &&Session| {
        session.kind != SessionKind::Challenge && session.is_live(&record.account, now)
    };
    let row = |session: &Session| SessionRow {
        id: session.hash.chars().take(NAME).collect(),
        label: session.label.clone(),
        token: session.kind == SessionKind::Token,
        created: session.created,
        last_seen: session.last_seen,
        current: session.hash == this.hash,
    };
    let mut rows: Vec<SessionRow> = record.sessions.iter().filter(live).map(row).collect();
    rows.sort_by_key(|row| (!row.current, std::cmp::Reverse(row.last_seen)));
    rows
}

fn document(rows: &[SessionRow]) -> Value {
    let row = |row: &SessionRow| {
        json!({
            "id": row.id,
            "kind": if row.token { SessionKind::Token } else { SessionKind::Browser },
            "label": row.label,
            "created": row.created,
            "last_seen": row.last_seen,
            "current": row.current,
        })
    };
    json!({ "sessions": rows.iter().map(row).collect::<Value>() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Account, AccountId, EmailAddress, Language, Secret};
    use identity::{SessionSecret, begin};

    fn session(account: &Account, kind: SessionKind, byte: u8, minute: i64) -> Session {
        let secret = SessionSecret::new(account.id, &[byte; 32]);
        let at = Timestamp::from_second(minute * 60).unwrap();
        begin(account, kind, false, None, "Firefox", &secret, at)
    }

    #[test]
    fn q34_the_list_holds_live_sessions_this_one_first_and_never_their_secrets() {
        let now = Timestamp::from_second(20 * 60).unwrap();
        let id = AccountId::new(now, [1; 10]);
        let email = EmailAddress::parse("anna@example.org").unwrap();
        let account = Account::new(id, email, Language::En, None, now);
        let this = session(&account, SessionKind::Browser, 1, 5);
        let over = Account { session_epoch: 9, ..account.clone() };
        let record = AccountRecord {
            sessions: vec![
                session(&account, SessionKind::Token, 2, 10),
                this.clone(),
                session(&account, SessionKind::Browser, 3, 19),
                session(&account, SessionKind::Challenge, 4, 19),
                session(&over, SessionKind::Browser, 5, 19),
            ],
            account,
            devices: Vec::new(),
            memberships: Vec::new(),
        };
        let rows = rows(&record, &this, now);
        let shape: Vec<_> = rows.iter().map(|row| (row.current, row.token)).collect();
        assert_eq!(shape, [(true, false), (false, false), (false, true)]);
        for row in &rows {
            assert_eq!(row.id.len(), NAME);
            assert_eq!(parse(&row.id), Ok(Ending::One(row.id.clone())));
        }
        let text = document(&rows).to_string();
        for byte in 1..=5 {
            let secret = SessionSecret::new(id, &[byte; 32]);
            assert!(!text.contains(&secret.hash()), "whole digest");
            assert!(!text.contains(Secret::expose(&secret.text())), "secret");
        }
    }

    #[test]
    fn q34_what_is_no_name_of_a_session_is_refused() {
        assert_eq!(parse("all"), Ok(Ending::Others));
        assert_eq!(parse("").unwrap_err().to_string(), "session missing");
        for bad in ["0", "0123456789ABCDEF", "0123456789abcdef0", "../../../../../../"] {
            assert_eq!(parse(bad).unwrap_err().to_string(), "session unknown_choice", "{bad}");
        }
    }
}
