//! What is told of something that was taken down: its name, when, and for what reason, unless the
//! reason keeps the text out of the public record.

use crate::Fallback;
use domain::signatory::Refusal;
use domain::{ContentLanguage, Initiative, Signatory, SignatoryState};
use storage::StorageError;
use storage::publishing::Subject;
use views::problem::Removed;

impl Fallback {
    /// What may be told of `subject`; nothing where it was withdrawn, or where its signatory is
    /// not in the register any more.
    pub(crate) async fn removed(&self, subject: Subject) -> Result<Option<Removed>, StorageError> {
        let Some(signatory) = self.table.signatory(subject.signatory()).await? else {
            return Ok(None);
        };
        match subject {
            Subject::Signatory(_) => Ok(of_signatory(&signatory)),
            Subject::Initiative(owner, id) => {
                let initiative = self.table.initiative(owner, id).await?;
                Ok(initiative.and_then(|initiative| of_initiative(&signatory, &initiative)))
            }
        }
    }
}

fn of_signatory(signatory: &Signatory) -> Option<Removed> {
    match &signatory.state {
        SignatoryState::TakenDown { refusal, .. } => {
            told(refusal, signatory.display_name(), signatory.body.name_language)
        }
        SignatoryState::Draft
        | SignatoryState::Submitted { .. }
        | SignatoryState::ChangesAsked(_)
        | SignatoryState::Verified { .. }
        | SignatoryState::OnHold { .. }
        | SignatoryState::Withdrawn { .. }
        | SignatoryState::Refused(_) => None,
    }
}

fn of_initiative(signatory: &Signatory, initiative: &Initiative) -> Option<Removed> {
    let taken_down = initiative.taken_down.as_deref().filter(|_| signatory.is_listed())?;
    let content = &taken_down.published.content;
    told(&taken_down.refusal, &content.title, content.language)
}

fn told(refusal: &Refusal, name: &str, language: ContentLanguage) -> Option<Removed> {
    (!refusal.reason.hides_text).then(|| Removed {
        name: name.to_owned(),
        language,
        since: refusal.since,
        reason: refusal.reason.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Reason, Timestamp};

    fn refusal(code: &str) -> Refusal {
        Refusal {
            since: Timestamp::UNIX_EPOCH,
            reason: Reason::default_of(code).unwrap(),
            note: "For its author alone.".to_owned(),
            by: None,
            proposed_by: None,
            after_appeal: false,
        }
    }

    #[test]
    fn a_reason_that_hides_the_text_leaves_nothing_to_tell() {
        let language = ContentLanguage::parse("fr").unwrap();
        let removed = told(&refusal("off_topic"), "Veillée", language).unwrap();
        assert_eq!((removed.name.as_str(), removed.language), ("Veillée", language));
        for code in ["identifies_person", "unlawful"] {
            assert_eq!(told(&refusal(code), "Veillée", language), None, "{code}");
        }
    }
}
