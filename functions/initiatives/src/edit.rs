//! The form of an initiative: save, preview, submit.
//!
//! A preview stores nothing. Saving takes a version that waits for staff out of the queue,
//! and somebody who only looks must not cause that; the text stays in the form below.

use crate::Initiatives;
use crate::list::place_of;
use crate::own::{Changed, Own, Seen, document, document_with, form_of, id_of, rev_of, unreadable};
use domain::forms::InitiativeForm;
use domain::initiative::{Wanted, Working, parse_draft};
use domain::{Content, Initiative, InitiativeId};
use lambda_http::http::StatusCode;
use serde_json::json;
use views::Notice;
use views::initiatives::edit::{self, Edit};
use views::initiatives::{conflict, submit_confirm};
use web::{Answer, Failure, Incoming};

/// What a button of the form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Intent {
    Save,
    Preview,
    Submit,
}

impl Intent {
    /// A program that says nothing saves.
    pub(crate) fn parse(typed: &str) -> Result<Self, Failure> {
        match typed.trim() {
            "" | "save" => Ok(Self::Save),
            "preview" => Ok(Self::Preview),
            "submit" => Ok(Self::Submit),
            _ => Err(unreadable("/intent")),
        }
    }

    /// What is to happen; nothing for a preview.
    pub(crate) fn wanted(self, form: &InitiativeForm) -> Result<Option<Wanted>, Failure> {
        Ok(match self {
            Self::Save => Some(Wanted::Draft(parse_draft(form)?)),
            Self::Submit => Some(Wanted::Submission(Content::parse(form)?)),
            Self::Preview => None,
        })
    }
}

impl Initiatives {
    pub(crate) async fn show_edit(&self, request: &Incoming) -> Result<Answer, Failure> {
        let id = id_of(request)?;
        let own = self.own(request, id).await?;
        let initiative = &own.initiative;
        let places = self.places(request, std::slice::from_ref(initiative)).await?;
        let place = place_of(&places, initiative);
        if request.wants_json() {
            return Ok(Answer::json(StatusCode::OK, &document_with(initiative, place)));
        }
        let waits = matches!(initiative.working, Some(Working::Submitted { .. }));
        if waits && !request.query("submitted").is_empty() {
            let page = |frame: &views::Frame<'_>| submit_confirm::page(frame, initiative);
            return Ok(request.page(StatusCode::OK, page));
        }
        let kept = request.kept(&self.table, own.member.person.id).await?;
        let notice = match (&kept, request.query("saved")) {
            (Some(_), _) => Some(Notice::Kept),
            (None, "") => None,
            (None, _) => Some(Notice::Done),
        };
        let form = kept.unwrap_or_else(|| form_of(initiative));
        let seen = Seen { place, ..Seen::own(&own) };
        Ok(request.page_with(StatusCode::OK, notice, |frame| edit::page(frame, &seen.edit(&form))))
    }

    pub(crate) async fn send_edit(&self, request: &Incoming) -> Result<Answer, Failure> {
        let id = id_of(request)?;
        let form = InitiativeForm { id: id.to_string(), ..request.form()? };
        let mut seen = Seen::nothing();
        let sent = Box::pin(self.edit(request, id, &form, &mut seen)).await;
        Ok(sent.unwrap_or_else(|failure| seen.again(request, failure, &form)))
    }

    async fn edit(
        &self,
        request: &Incoming,
        id: InitiativeId,
        form: &InitiativeForm,
        seen: &mut Seen,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let own = self.own(request, id).await;
        let own = request.or_keep(&self.table, form, own).await?;
        *seen = Seen::own(&own);
        let intent = Intent::parse(&form.intent)?;
        let Some(wanted) = intent.wanted(form)? else { return preview(request, form, seen) };
        self.store(request, own, form, &wanted).await
    }

    /// Stores what is wanted, or shows both versions where somebody else was first.
    pub(crate) async fn store(
        &self,
        request: &Incoming,
        own: Own,
        form: &InitiativeForm,
        wanted: &Wanted,
    ) -> Result<Answer, Failure> {
        let rev = rev_of(&form.rev)?;
        let account = own.member.person.id;
        let changed = self.change(request, own, rev, wanted).await?;
        // Both ways lead to a page that has the text.
        request.forget_kept(&self.table, account).await;
        match changed {
            Changed::Done(initiative) => Ok(done(request, StatusCode::OK, &initiative, wanted)),
            Changed::Meanwhile(initiative) => two_versions(request, &initiative, form),
        }
    }
}

/// How it will look, with the form below. A program learns what is wrong.
pub(crate) fn preview(
    request: &Incoming,
    form: &InitiativeForm,
    seen: &Seen,
) -> Result<Answer, Failure> {
    if request.wants_json() {
        Content::parse(form)?;
        return Ok(Answer::json(StatusCode::OK, &json!({ "valid": true })));
    }
    parse_draft(form)?;
    Ok(request.page(StatusCode::OK, |frame| {
        edit::page(frame, &Edit { preview: true, ..seen.edit(form) })
    }))
}

/// What is kept and what was typed, side by side; nothing was overwritten (q73). The typed
/// text comes with the revision kept now, so that sending it again is done knowingly.
pub(crate) fn two_versions(
    request: &Incoming,
    initiative: &Initiative,
    form: &InitiativeForm,
) -> Result<Answer, Failure> {
    if request.wants_json() {
        return Err(Failure::Conflict);
    }
    tracing::info!(event = "conflict", "two editors");
    let theirs = form_of(initiative);
    let mine = InitiativeForm { id: theirs.id.clone(), rev: theirs.rev.clone(), ..form.clone() };
    Ok(request
        .page(StatusCode::CONFLICT, |frame| conflict::page(frame, initiative.id, &theirs, &mine)))
}

/// Where to go once it is done.
pub(crate) fn done(
    request: &Incoming,
    status: StatusCode,
    initiative: &Initiative,
    wanted: &Wanted,
) -> Answer {
    let next = match wanted {
        Wanted::Draft(_) => format!("desk/initiatives/{}?saved=1", initiative.id),
        Wanted::Submission(_) | Wanted::Appeal(_) => {
            format!("desk/initiatives/{}?submitted=1", initiative.id)
        }
        Wanted::Withdrawal => "desk/initiatives?done=1".to_owned(),
    };
    request.done(status, &request.at(&next), &document(initiative))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_says_what_it_wants() {
        let form = InitiativeForm { title: "T".to_owned(), ..InitiativeForm::default() };
        let wanted = |intent: &str| Intent::parse(intent).and_then(|intent| intent.wanted(&form));
        assert!(matches!(wanted(""), Ok(Some(Wanted::Draft(_)))));
        assert!(matches!(wanted("save"), Ok(Some(Wanted::Draft(_)))));
        assert!(matches!(wanted("preview"), Ok(None)));
        assert!(matches!(wanted("submit"), Err(Failure::Rejected(_))));
        assert!(matches!(wanted("publish"), Err(Failure::Unreadable(_))));
    }
}
