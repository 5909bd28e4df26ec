//! What staff change without a deployment: times, limits, switches, messages, reasons,
//! helplines. One item holds them all; each form changes its own part of it.

use crate::Moderation;
use crate::staff::Staff;
use domain::audit::AuditActor;
use domain::forms::{BannersForm, HelplineForm, ReasonForm, SwitchesForm, TimesForm};
use domain::settings::{Banner, Switches, Times};
use domain::{Permission, ReasonCode, Settings};
use lambda_http::http::StatusCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use storage::OperationToken;
use views::staff::settings;
use views::{Frame, Markup, Notice};
use web::{Answer, Failure, Incoming, Unreadable};

/// The address of what is not made yet, in place of its code or key.
const NEW: &str = "new";

impl Moderation {
    pub(crate) async fn show_settings(&self, request: &Incoming) -> Result<Answer, Failure> {
        // Whoever reads the audit reads what it is about.
        self.staff(request, Permission::ReadAudit).await?;
        let (present, rev) = self.table.settings().await?;
        let done = (!request.query("done").is_empty()).then_some(Notice::Done);
        Ok(request.show_with(
            done,
            || document(&present, rev),
            |frame| settings::overview(frame, &present),
        ))
    }

    pub(crate) async fn show_times(&self, request: &Incoming) -> Result<Answer, Failure> {
        self.show_part(request, times_form, |frame, part| {
            settings::times(frame, &part.typed, part.theirs.as_ref(), part.problems)
        })
        .await
    }

    pub(crate) async fn change_times(&self, request: &Incoming) -> Result<Answer, Failure> {
        self.change_part(
            request,
            |form: &TimesForm, before| Ok(Settings { times: Times::parse(form)?, ..before }),
            times_form,
            |frame, part| settings::times(frame, &part.typed, part.theirs.as_ref(), part.problems),
        )
        .await
    }

    pub(crate) async fn show_switches(&self, request: &Incoming) -> Result<Answer, Failure> {
        let routes = closable();
        self.show_part(request, switches_form, |frame, part| {
            settings::switches(frame, &routes, &part.typed, part.theirs.as_ref(), part.problems)
        })
        .await
    }

    pub(crate) async fn change_switches(&self, request: &Incoming) -> Result<Answer, Failure> {
        let routes = closable();
        self.change_part(
            request,
            |form: &SwitchesForm, before| {
                Ok(Settings { switches: Switches::parse(form, &routes)?, ..before })
            },
            switches_form,
            |frame, part| {
                settings::switches(frame, &routes, &part.typed, part.theirs.as_ref(), part.problems)
            },
        )
        .await
    }

    pub(crate) async fn show_banners(&self, request: &Incoming) -> Result<Answer, Failure> {
        self.show_part(request, banners_form, |frame, part| {
            settings::banners(frame, &part.typed, part.theirs.as_ref(), part.problems)
        })
        .await
    }

    pub(crate) async fn change_banners(&self, request: &Incoming) -> Result<Answer, Failure> {
        self.change_part(
            request,
            |form: &BannersForm, before| {
                Ok(Settings { banners: Banner::parse_all(form)?, ..before })
            },
            banners_form,
            |frame, part| {
                settings::banners(frame, &part.typed, part.theirs.as_ref(), part.problems)
            },
        )
        .await
    }

    pub(crate) async fn show_reason(&self, request: &Incoming) -> Result<Answer, Failure> {
        let code = code_of(request)?;
        let part = |present: &Settings| reason_form(present, code.as_ref());
        self.show_part(request, part, |frame, part| reason_page(frame, code.as_ref(), part)).await
    }

    pub(crate) async fn change_reason(&self, request: &Incoming) -> Result<Answer, Failure> {
        let code = code_of(request)?;
        self.change_part(
            request,
            |form: &ReasonForm, before| match (Intent::parse(&form.intent)?, &code) {
                (Intent::Save, Some(code)) if before.reason(code).is_none() => {
                    Err(Failure::NotFound)
                }
                (Intent::Save, code) => Ok(before.with_reason(form, code.as_ref())?),
                (Intent::Delete, Some(code)) => Ok(before.without_reason(code)?),
                (Intent::Delete, None) => Err(malformed("/intent")),
            },
            |present| reason_form(present, code.as_ref()),
            |frame, part| reason_page(frame, code.as_ref(), part),
        )
        .await
    }

    pub(crate) async fn show_helpline(&self, request: &Incoming) -> Result<Answer, Failure> {
        let key = key_of(request);
        let part = |present: &Settings| helpline_form(present, key);
        self.show_part(request, part, |frame, part| helpline_page(frame, key, part)).await
    }

    pub(crate) async fn change_helpline(&self, request: &Incoming) -> Result<Answer, Failure> {
        let key = key_of(request);
        self.change_part(
            request,
            |form: &HelplineForm, before| match (Intent::parse(&form.intent)?, key) {
                (Intent::Save, Some(key)) if before.helpline(key).is_none() => {
                    Err(Failure::NotFound)
                }
                (Intent::Save, key) => Ok(before.with_helpline(form, key, request.today())?),
                (Intent::Delete, Some(key)) => Ok(before.without_helpline(key)?),
                (Intent::Delete, None) => Err(malformed("/intent")),
            },
            |present| helpline_form(present, key),
            |frame, part| helpline_page(frame, key, part),
        )
        .await
    }

    /// The form of a part, as it is stored, with what was typed before the session ended.
    async fn show_part<F: PartForm>(
        &self,
        request: &Incoming,
        part: impl Fn(&Settings) -> Option<F>,
        page: impl FnOnce(&Frame<'_>, &Part<'_, F>) -> Markup,
    ) -> Result<Answer, Failure> {
        let staff = self.staff(request, Permission::ManageSettings).await?;
        let (present, rev) = self.table.settings().await?;
        let stored = part(&present).ok_or(Failure::NotFound)?;
        let kept = request.kept::<F>(&self.table, staff.account).await?;
        let notice = kept.is_some().then_some(Notice::Kept);
        // The revision is the present one in any case: it is what the page shows.
        let typed = kept.unwrap_or(stored).at_revision(rev);
        Ok(request.show_with(
            notice,
            || document(&present, rev),
            |frame| page(frame, &Part::of(&present, typed)),
        ))
    }

    /// Changes a part; a lost race shows what stands there now beside what was typed.
    async fn change_part<F: PartForm>(
        &self,
        request: &Incoming,
        change: impl Fn(&F, Settings) -> Result<Settings, Failure>,
        part: impl Fn(&Settings) -> Option<F>,
        page: impl Fn(&Frame<'_>, &Part<'_, F>) -> Markup,
    ) -> Result<Answer, Failure> {
        let form: F = request.form()?;
        let staff = self.staff(request, Permission::ManageSettings).await;
        let staff = request.or_keep(&self.table, &form, staff).await?;
        let (before, rev) = self.table.settings().await?;
        let stored = self.store_settings(request, &staff, &form, &before, rev, change).await;
        match stored {
            Err(Failure::Conflict) if !request.wants_json() => {
                let (present, rev) = self.table.settings().await?;
                let theirs = part(&present);
                let typed = form.at_revision(rev);
                let page =
                    |frame: &Frame<'_>| page(frame, &Part { theirs, ..Part::of(&present, typed) });
                Ok(request.page_with(StatusCode::CONFLICT, Some(Notice::Changed), page))
            }
            stored => Ok(stored.unwrap_or_else(|failure| {
                request.again(failure, |frame, problems| {
                    page(frame, &Part { problems, ..Part::of(&before, form) })
                })
            })),
        }
    }

    async fn store_settings<F: PartForm>(
        &self,
        request: &Incoming,
        staff: &Staff,
        form: &F,
        before: &Settings,
        rev: u64,
        change: impl Fn(&F, Settings) -> Result<Settings, Failure>,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let read: u64 = form.revision().trim().parse().map_err(|_| malformed("/rev"))?;
        let after = change(form, before.clone());
        // A second click: what was asked stands there already.
        let same = after.as_ref().is_ok_and(|after| after == before);
        if !same && read != rev {
            return Err(Failure::Conflict);
        }
        let after = after?;
        if !same {
            let token = OperationToken::new(request.event_id().to_string());
            let by = AuditActor::Account(staff.account);
            self.table.change_settings(rev, &after, by, token, request.now).await?;
            request.forget_settings();
            tracing::info!(event = "settings", part = F::NAME, rev = rev + 1, "settings changed");
        }
        request.forget_kept(&self.table, staff.account).await;
        let rev = if same { rev } else { rev + 1 };
        let location = request.at("staff/settings?done=1");
        Ok(request.done(StatusCode::OK, &location, &document(&after, rev)))
    }
}

/// A form of the settings.
trait PartForm: Serialize + DeserializeOwned + Clone + Send + Sync {
    /// For the log.
    const NAME: &'static str;

    /// Revision that was read, as typed.
    fn revision(&self) -> &str;

    /// The same, at that revision.
    fn at_revision(self, rev: u64) -> Self;
}

macro_rules! part_forms {
    ($($form:ident = $name:literal),+ $(,)?) => {
        $(impl PartForm for $form {
            const NAME: &'static str = $name;

            fn revision(&self) -> &str {
                &self.rev
            }

            fn at_revision(self, rev: u64) -> Self {
                Self { rev: rev.to_string(), ..self }
            }
        })+
    };
}

part_forms! {
    TimesForm = "times",
    SwitchesForm = "switches",
    BannersForm = "banners",
    ReasonForm = "reasons",
    HelplineForm = "helplines",
}

/// What a page of a part shows.
struct Part<'a, F> {
    /// All settings as they are.
    present: &'a Settings,
    typed: F,
    /// What somebody else has saved meanwhile.
    theirs: Option<F>,
    problems: &'a [domain::Problem],
}

impl<'a, F> Part<'a, F> {
    const fn of(present: &'a Settings, typed: F) -> Self {
        Self { present, typed, theirs: None, problems: &[] }
    }
}

#[expect(clippy::unnecessary_wraps, reason = "of one shape with the forms that may be missing")]
fn times_form(present: &Settings) -> Option<TimesForm> {
    Some(TimesForm::from(present.times))
}

#[expect(clippy::unnecessary_wraps, reason = "of one shape with the forms that may be missing")]
fn switches_form(present: &Settings) -> Option<SwitchesForm> {
    Some(SwitchesForm::from(&present.switches))
}

#[expect(clippy::unnecessary_wraps, reason = "of one shape with the forms that may be missing")]
fn banners_form(present: &Settings) -> Option<BannersForm> {
    Some(Banner::form(present))
}

/// An empty one for a new reason; none where there is no such reason.
fn reason_form(present: &Settings, code: Option<&ReasonCode>) -> Option<ReasonForm> {
    let Some(code) = code else { return Some(ReasonForm::default()) };
    present.reason(code).map(ReasonForm::from)
}

/// An empty one for a new helpline; none where there is no such helpline.
fn helpline_form(present: &Settings, key: Option<&str>) -> Option<HelplineForm> {
    let Some(key) = key else { return Some(HelplineForm::default()) };
    present.helpline(key).map(HelplineForm::from)
}

/// A reason that was deleted meanwhile is shown as a new one, with what was typed.
fn reason_page(
    frame: &Frame<'_>,
    code: Option<&ReasonCode>,
    part: &Part<'_, ReasonForm>,
) -> Markup {
    let found = code.and_then(|code| part.present.reason(code));
    let typed = match code {
        Some(code) if found.is_none() => {
            ReasonForm { reason_code: code.to_string(), ..part.typed.clone() }
        }
        Some(_) | None => part.typed.clone(),
    };
    settings::reason(frame, found, &typed, part.theirs.as_ref(), part.problems)
}

fn helpline_page(frame: &Frame<'_>, key: Option<&str>, part: &Part<'_, HelplineForm>) -> Markup {
    let key = key.filter(|key| part.present.helpline(key).is_some());
    settings::helpline(frame, key, &part.typed, part.theirs.as_ref(), part.problems)
}

/// What a button of the form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Intent {
    Save,
    Delete,
}

impl Intent {
    /// A program that says nothing saves.
    fn parse(typed: &str) -> Result<Self, Failure> {
        match typed.trim() {
            "" | "save" => Ok(Self::Save),
            "delete" => Ok(Self::Delete),
            _ => Err(malformed("/intent")),
        }
    }
}

/// The reason that the address names; none for a new one.
fn code_of(request: &Incoming) -> Result<Option<ReasonCode>, Failure> {
    match request.param("code") {
        NEW => Ok(None),
        code => ReasonCode::parse(code).map(Some).map_err(|_| Failure::NotFound),
    }
}

/// The helpline that the address names; none for a new one.
fn key_of(request: &Incoming) -> Option<&str> {
    Some(request.param("key")).filter(|key| *key != NEW)
}

/// The names of the routes that a switch can close.
fn closable() -> Vec<String> {
    web::actions::ACTIONS
        .iter()
        .filter(|action| Switches::can_close(action.path))
        .flat_map(|action| action.methods.iter().map(|method| format!("{method} {}", action.path)))
        .collect()
}

fn malformed(pointer: &str) -> Failure {
    Failure::Unreadable(Unreadable { pointer: pointer.to_owned(), code: "malformed" })
}

/// As programs of the staff see it.
fn document(settings: &Settings, rev: u64) -> Value {
    json!({ "rev": rev.to_string(), "settings": settings })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_closed_is_every_action_but_the_way_back() {
        let routes = closable();
        assert!(routes.contains(&"POST /{lang}/desk/sign".to_owned()), "{routes:?}");
        assert!(routes.contains(&"GET /{lang}/register".to_owned()));
        assert!(
            !routes.iter().any(|route| route.contains("/sign-in") || route.contains("settings"))
        );
    }
}
