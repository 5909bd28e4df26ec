//! Beginning sessions and what goes with them: cookies, known browsers, where to go next.

use crate::SignIns;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::account::Step;
use domain::limits::DEVICE_LIFE;
use domain::{Account, AccountId, Language, Secret, SessionKind};
use identity::{SessionSecret, SignedIn, SignedInError};
use storage::{AccountRecord, MailRequest, MailTemplate, OperationToken, StorageError};
use web::{Answer, DEVICE_COOKIE, Failure, Incoming, SESSION_COOKIE, cookie, dead_cookie};

/// Times that a change of an account is tried when others change it too.
const TRIES: u8 = 4;

/// A session that has begun.
pub(crate) struct Begun {
    pub(crate) secret: SessionSecret,
    cookies: Vec<String>,
}

impl Begun {
    /// Gives the cookies along.
    pub(crate) fn with(&self, answer: Answer) -> Answer {
        self.cookies.iter().fold(answer, |answer, cookie| answer.cookie(cookie))
    }
}

impl SignIns {
    /// Signs a browser in: a new session always, whatever it presented, and the end of that.
    pub(crate) async fn begin_session(
        &self,
        request: &Incoming,
        record: &AccountRecord,
        second_factor: bool,
    ) -> Result<Begun, Failure> {
        let account = &record.account;
        let secret = SessionSecret::new(account.id, &request.random());
        let label = label(request.header("user-agent"));
        let session = identity::begin(
            account,
            SessionKind::Browser,
            second_factor,
            None,
            &label,
            &secret,
            request.now,
        );
        self.table.put_session(account.id, &session).await?;
        self.end_presented(request).await?;
        let mut cookies = vec![cookie(SESSION_COOKIE, &secret.text(), None)];
        cookies.extend(self.know_device(request, record, true).await?);
        tracing::info!(event = "authn_login_success", account = %account.id, "signed in");
        Ok(Begun { secret, cookies })
    }

    /// Begins the step between password and session.
    pub(crate) async fn begin_step(
        &self,
        request: &Incoming,
        account: &Account,
        step: Step,
        token: &Secret,
    ) -> Result<Begun, Failure> {
        let secret = SessionSecret::new(account.id, &request.random());
        let session = identity::begin(
            account,
            SessionKind::Challenge,
            false,
            Some((step, token)),
            "",
            &secret,
            request.now,
        );
        self.table.put_session(account.id, &session).await?;
        self.end_presented(request).await?;
        Ok(Begun { cookies: vec![cookie(SESSION_COOKIE, &secret.text(), None)], secret })
    }

    /// The step that this browser is at; `None` when it is at none of that kind, or too late.
    pub(crate) async fn step(
        &self,
        request: &Incoming,
        step: Step,
    ) -> Result<Option<SignedIn>, Failure> {
        let Some((secret, SessionKind::Browser)) = request.presented() else { return Ok(None) };
        let kinds = &[SessionKind::Challenge];
        match identity::sign_in_state(&self.table, &secret, kinds, request.now).await {
            Ok(state) => Ok(Some(state).filter(|state| state.session.step == Some(step))),
            Err(SignedInError::Ended) => Ok(None),
            Err(SignedInError::Storage(error)) => Err(error.into()),
        }
    }

    /// Ends the session that the request presents: who can present it may end it.
    pub(crate) async fn end_presented(&self, request: &Incoming) -> Result<(), Failure> {
        if let Some((secret, _)) = request.presented() {
            self.table.delete_session(secret.account(), &secret.hash()).await?;
        }
        Ok(())
    }

    /// Makes this browser known to the account, and gives its cookie unless it was known.
    /// With `tell`, the owner of an account that knows other browsers gets a mail.
    pub(crate) async fn know_device(
        &self,
        request: &Incoming,
        record: &AccountRecord,
        tell: bool,
    ) -> Result<Option<String>, Failure> {
        // One browser may be known to several accounts. Ours are 43 characters.
        let presented = request.device().filter(|device| device.expose().len() == 43);
        let device = presented
            .unwrap_or_else(|| Secret::new(URL_SAFE_NO_PAD.encode(request.random::<32>())));
        let digest = identity::digest(&device);
        if record.devices.contains(&digest) {
            return Ok(None);
        }
        let account = &record.account;
        self.table.put_device(account.id, &digest, request.now).await?;
        if tell && !record.devices.is_empty() {
            let mail = MailRequest {
                id: &format!("new-device-{}-{}", account.id, &digest[..16]),
                template: MailTemplate::NewDevice,
                to: &account.email,
                language: account.language,
                code: None,
                facts: None,
                not_before: None,
            };
            self.table.ask_for_mail(&mail, request.now).await?;
        }
        Ok(Some(cookie(DEVICE_COOKIE, &device, Some(DEVICE_LIFE))))
    }

    /// Changes an account, again on its newest version when somebody else was first, and
    /// tells its owner by mail.
    pub(crate) async fn change_account(
        &self,
        request: &Incoming,
        id: AccountId,
        tell: Option<MailTemplate>,
        change: impl Fn(&mut Account),
    ) -> Result<AccountRecord, Failure> {
        for _ in 0..TRIES {
            let Some(mut record) = self.table.account(id, request.now).await? else {
                return Err(Failure::SignIn);
            };
            let account = &mut record.account;
            let rev = account.rev;
            change(account);
            account.rev = rev + 1;
            let token = OperationToken::new(request.event_id().to_string());
            let replaced = match tell {
                None => self.table.replace_account(account, rev, token).await,
                Some(template) => {
                    let mail = MailRequest {
                        id: &format!("account-{id}-{rev}"),
                        template,
                        to: &account.email,
                        language: account.language,
                        code: None,
                        facts: None,
                        not_before: None,
                    };
                    let now = request.now;
                    self.table.replace_account_and_tell(account, rev, &mail, token, now).await
                }
            };
            match replaced {
                Ok(()) => return Ok(record),
                Err(StorageError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(Failure::Conflict)
    }
}

/// Back to the beginning: the step's time is over.
pub(crate) fn too_late(request: &Incoming) -> Answer {
    if request.wants_json() {
        return request.failed(Failure::SignIn);
    }
    Answer::see_other(&request.at("sign-in?late=1")).cookie(&dead_cookie(SESSION_COOKIE))
}

/// Where a person goes after signing in: where they wanted to, if that is a page of the
/// desk or of the secretariat on this very site, else to their first page.
pub(crate) fn destination(wanted: &str, account: &Account, language: Language) -> String {
    if let Some(path) = safe_next(wanted) {
        return path.to_owned();
    }
    let home = if account.staff.is_some() { "staff" } else { "desk" };
    format!("/{}/{home}", language.code())
}

/// `wanted` if it is a path of ours behind the sign-in, in one of our languages.
pub(crate) fn safe_next(wanted: &str) -> Option<&str> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_');
    if !wanted.bytes().all(plain) || wanted.contains("//") {
        return None;
    }
    let mut parts = wanted.strip_prefix('/')?.split('/');
    Language::from_code(parts.next()?)?;
    matches!(parts.next()?, "desk" | "staff").then_some(wanted)
}

/// Kind of browser and system, for the owner's list of sessions. No versions: they say
/// nothing to people.
fn label(user_agent: &str) -> String {
    let first = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    // Most browsers name others too; the telling mark comes first.
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_on_stays_behind_the_sign_in_of_this_site() {
        for good in ["/en/desk", "/fr/desk/initiatives/new", "/en/staff", "/fr/desk/sign"] {
            assert_eq!(safe_next(good), Some(good));
        }
        for bad in [
            "",
            "/",
            "//evil.example/en/desk",
            "/en//evil.example",
            "https://evil.example/en/desk",
            "/en/desk\\evil",
            "/en/desk/../../x",
            "/en/desk?next=//evil",
            "/en/desk\r\nSet-Cookie: a=b",
            "/de/desk",
            "/en/sign-out",
            "/en/deskx",
            "en/desk",
            "javascript:alert(1)",
        ] {
            assert_eq!(safe_next(bad), None, "{bad}");
        }
    }

    #[test]
    fn browsers_are_named_as_people_know_them() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like \
                    Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0";
        assert_eq!(label(edge), "Edge, Windows");
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 \
                      (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1";
        assert_eq!(label(safari), "Safari, iPhone");
        assert_eq!(label("curl/8.5.0"), "");
    }
}
