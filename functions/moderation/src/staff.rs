//! Who may decide, and how a decision is noted.

use crate::Moderation;
use domain::event::{Action, Actor};
use domain::forms::DecisionForm;
use domain::queue::QueueFilter;
use domain::{
    AccountId, Colleague, CountryCode, Event, Initiative, InitiativeId, Permission, Reason,
    SignatoryId, StaffMember, Timestamp,
};
use lambda_http::http::StatusCode;
use serde_json::Value;
use storage::{Administrator, SignatoryRecord, Undo};
use views::Notice;
use views::staff::JustDecided;
use web::{Answer, Failure, Incoming, Unreadable};

/// A member of staff.
#[derive(Debug)]
pub(crate) struct Staff {
    pub(crate) account: AccountId,
    /// As colleagues know them.
    pub(crate) colleague: Colleague,
    /// Their role, as it stands at this request.
    pub(crate) member: StaffMember,
    /// Revision of the record that says so.
    rev: u64,
    own: Vec<SignatoryId>,
}

impl Staff {
    /// As whom they act.
    pub(crate) fn actor(&self) -> Actor {
        Actor::Staff(self.account)
    }

    /// Whether it is their own organisation.
    pub(crate) fn owns(&self, signatory: SignatoryId) -> bool {
        self.own.contains(&signatory)
    }

    /// Four eyes: nobody decides on what their own organisation does (q50).
    pub(crate) fn may_decide(&self, signatory: SignatoryId) -> Result<(), Failure> {
        if self.owns(signatory) {
            tracing::warn!(event = "authz_fail", reason = "own_organisation", "four eyes");
            return Err(Failure::Forbidden);
        }
        Ok(())
    }

    /// As whom they change people, which goes only as long as they are it.
    pub(crate) fn administrator(&self) -> Administrator {
        Administrator { account: self.account, rev: self.rev }
    }

    /// A focal point's pages are those of its countries: what lies elsewhere does not exist.
    pub(crate) fn must_cover(&self, country: CountryCode) -> Result<(), Failure> {
        if self.member.covers(country) {
            return Ok(());
        }
        tracing::warn!(event = "authz_fail", reason = "other_country", "focal point");
        Err(Failure::NotFound)
    }
}

/// A decision about to be stored.
#[derive(Debug)]
pub(crate) struct Decided<'a> {
    pub(crate) action: Action,
    pub(crate) initiative: Option<InitiativeId>,
    pub(crate) reason: Option<Reason>,
    pub(crate) note: &'a str,
    /// Revision that comes out of it.
    pub(crate) rev: u64,
}

impl Decided<'_> {
    pub(crate) fn event(&self, request: &Incoming, staff: &Staff) -> Event {
        Event {
            reason: self.reason.clone(),
            note: self.note.to_owned(),
            ..request.event(staff.actor(), self.action, self.initiative, self.rev)
        }
    }

    /// Whether the same person has decided just this on just this revision: a double click.
    pub(crate) fn stands_in(&self, events: &[Event], staff: &Staff) -> bool {
        events.iter().any(|event| {
            event.actor == Actor::Staff(staff.account)
                && event.action == self.action
                && event.initiative == self.initiative
                && event.rev == self.rev
                && event.reason == self.reason
                && event.note == self.note
        })
    }
}

impl Moderation {
    /// The member of staff who asks, if their role allows it: 403 where it does not. For
    /// everybody else these pages do not exist (q46).
    pub(crate) async fn staff(
        &self,
        request: &Incoming,
        permission: Permission,
    ) -> Result<Staff, Failure> {
        let record = request.signed_in(&self.table).await?.record;
        let (account, rev) = (record.account.id, record.account.rev);
        let colleague = Colleague { account, email: record.account.email.clone() };
        let Some(member) = record.account.staff else {
            tracing::warn!(event = "authz_fail", reason = "not_staff", "staff's pages");
            return Err(Failure::NotFound);
        };
        if !member.may(permission, None) {
            let (role, permission) = (member.role.code(), permission.code());
            tracing::warn!(event = "authz_fail", reason = "role", role, permission, "not theirs");
            return Err(Failure::Forbidden);
        }
        let own = record.memberships.iter().map(|membership| membership.signatory).collect();
        Ok(Staff { account, colleague, member, rev, own })
    }

    /// The form to decide on this revision, with what was typed before the session ended.
    pub(crate) async fn to_decide(
        &self,
        request: &Incoming,
        staff: &Staff,
        rev: u64,
    ) -> Result<(DecisionForm, Option<Notice<'static>>), Failure> {
        let present = form_for(rev);
        Ok(match request.kept(&self.table, staff.account).await? {
            // The revision is the present one in any case: it is what the page shows.
            Some(kept) => (DecisionForm { rev: present.rev, ..kept }, Some(Notice::Kept)),
            None => (present, None),
        })
    }

    /// The signatory that the address names, with all that hangs on it, if its country is one
    /// of theirs.
    pub(crate) async fn record(
        &self,
        request: &Incoming,
        staff: &Staff,
    ) -> Result<SignatoryRecord, Failure> {
        let id = SignatoryId::parse(request.param("id")).map_err(|_| Failure::NotFound)?;
        self.record_of(staff, id).await
    }

    /// As [`Self::record`], of that signatory.
    pub(crate) async fn record_of(
        &self,
        staff: &Staff,
        id: SignatoryId,
    ) -> Result<SignatoryRecord, Failure> {
        let record = self.table.signatory_record(id).await?.ok_or(Failure::NotFound)?;
        staff.must_cover(record.signatory.body.country)?;
        Ok(record)
    }
}

/// The initiative that the address names.
pub(crate) fn initiative_of<'a>(
    request: &Incoming,
    record: &'a SignatoryRecord,
) -> Result<&'a Initiative, Failure> {
    let id = InitiativeId::parse(request.param("initiative")).map_err(|_| Failure::NotFound)?;
    initiative_in(record, id)
}

/// The initiative of that identifier.
pub(crate) fn initiative_in(
    record: &SignatoryRecord,
    id: InitiativeId,
) -> Result<&Initiative, Failure> {
    let found = record.initiatives.iter().find(|initiative| initiative.id == id);
    found.ok_or(Failure::NotFound)
}

/// What the page of a case says of a decision that can still be taken back.
pub(crate) fn just_decided(undo: &Undo) -> JustDecided {
    JustDecided { action: undo.action, until: undo.until }
}

/// Until when a decision that is taken now can be taken back.
pub(crate) fn undo_until(request: &Incoming) -> Option<Timestamp> {
    let seconds = request.settings().times.undo_seconds;
    (seconds > 0).then(|| request.now + std::time::Duration::from_secs(seconds.into()))
}

/// Back to the case where the decision can be undone there, else to the queue.
pub(crate) fn decided(request: &Incoming, action: Action, case: &str, document: &Value) -> Answer {
    if action.can_be_undone() && undo_until(request).is_some() {
        done_at(request, case, document)
    } else {
        done(request, document)
    }
}

/// The revision that the decision is about.
pub(crate) fn rev_of(form: &DecisionForm) -> Result<u64, Failure> {
    read_rev(&form.rev)
}

/// The revision that a form is about.
pub(crate) fn read_rev(typed: &str) -> Result<u64, Failure> {
    typed.trim().parse().map_err(|_| {
        Failure::Unreadable(Unreadable { pointer: "/rev".to_owned(), code: "malformed" })
    })
}

/// What was typed, to be decided anew on this revision: the note and the reason stay, the decision
/// itself is to be taken once more.
pub(crate) fn form_again(typed: &DecisionForm, rev: u64) -> DecisionForm {
    DecisionForm { decision: String::new(), rev: rev.to_string(), ..typed.clone() }
}

/// The form to decide on this revision.
pub(crate) fn form_for(rev: u64) -> DecisionForm {
    DecisionForm { rev: rev.to_string(), ..DecisionForm::default() }
}

/// The part of the queue that the viewer works through.
pub(crate) fn filter_of(request: &Incoming) -> QueueFilter {
    QueueFilter::read(|name| request.query(name))
}

/// Back to the case at `path`; a program gets what came out.
pub(crate) fn done_at(request: &Incoming, path: &str, document: &Value) -> Answer {
    let query = filter_of(request).query();
    let rest = if query.is_empty() { query } else { format!("&{query}") };
    request.done(StatusCode::OK, &request.at(&format!("{path}?done=1{rest}")), document)
}

/// Back to the queue; a program gets what came out.
pub(crate) fn done(request: &Incoming, document: &Value) -> Answer {
    done_at(request, "staff", document)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{EmailAddress, EventId, StaffRole, Timestamp};

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn staff(byte: u8, own: Vec<SignatoryId>) -> Staff {
        let member = StaffMember::new(StaffRole::Moderator);
        let account = AccountId::new(NOW, [byte; 10]);
        let email = EmailAddress::parse("staff@pact.example").unwrap();
        Staff { account, colleague: Colleague { account, email }, member, rev: 1, own }
    }

    #[test]
    fn q50_nobody_decides_on_their_own_organisation() {
        let signatory = SignatoryId::new(NOW, [1; 10]);
        assert!(staff(1, vec![]).may_decide(signatory).is_ok());
        assert!(matches!(staff(1, vec![signatory]).may_decide(signatory), Err(Failure::Forbidden)));
    }

    #[test]
    fn q46_a_case_of_another_country_is_not_there_for_a_focal_point() {
        let [fr, be] = ["FR", "BE"].map(|code| CountryCode::parse(code).unwrap());
        let member = StaffMember { role: StaffRole::FocalPoint, countries: vec![fr] };
        let focal = Staff { member, ..staff(1, vec![]) };
        assert!(focal.must_cover(fr).is_ok());
        assert!(matches!(focal.must_cover(be), Err(Failure::NotFound)));
        assert!(staff(1, vec![]).must_cover(be).is_ok());
    }

    #[test]
    fn q72_a_double_click_is_known_by_its_author_and_revision() {
        let (anna, ben) = (staff(1, vec![]), staff(2, vec![]));
        let decided = |rev| Decided {
            action: Action::Refused,
            initiative: None,
            reason: Reason::default_of("duplicate"),
            note: "n",
            rev,
        };
        let event = Event {
            id: EventId::new(NOW, [0; 10]),
            at: NOW,
            actor: Actor::Staff(anna.account),
            action: Action::Refused,
            initiative: None,
            rev: 3,
            reason: Reason::default_of("duplicate"),
            note: "n".to_owned(),
        };
        let events = [event];
        assert!(decided(3).stands_in(&events, &anna));
        assert!(!decided(4).stands_in(&events, &anna));
        assert!(!decided(3).stands_in(&events, &ben));
        assert!(!Decided { reason: None, ..decided(3) }.stands_in(&events, &anna));
        assert!(!Decided { note: "", ..decided(3) }.stands_in(&events, &anna));
    }
}
