//! One decision on many cases: proposed by one of the staff with the revisions that they saw,
//! confirmed by another, then carried out case by case like any decision. What has changed
//! meanwhile is left out, and the rest goes on.

use crate::audit::{AuditCode, AuditRecord, AuditSubject};
use crate::event::Actor;
use crate::forms::{BulkAnswerForm, BulkForm, DecisionForm};
use crate::initiative::{InitiativeDecision, Working};
use crate::queue::QueueSubject;
use crate::signatory::{
    ChangesAsked, DecisionError, NotPossible, Refusal, SignatoryDecision, codes, parse_note,
};
use crate::{
    AccountId, BulkId, Colleague, Field, Initiative, ProblemCode, Problems, Reason, Signatory,
    SignatoryState, Timestamp, limits,
};
use serde::{Deserialize, Serialize};
use std::fmt;

codes! {
    /// What the form of the cases asks for.
    BulkIntent {
        /// To look at what would be decided.
        Preview = "preview",
        /// To have a second person decide.
        Propose = "propose",
    }
}

codes! {
    /// What is asked about a proposal.
    BulkAnswerIntent {
        /// That it be carried out, or go on where it was interrupted.
        Confirm = "confirm",
        /// That it never be.
        Cancel = "cancel",
    }
}

codes! {
    /// Why a case cannot be decided together with others.
    BulkObstacle {
        /// It does not wait for a decision any more.
        Decided = "decided",
        /// It has changed since it was seen.
        Changed = "changed",
        /// It is an appeal, which somebody else than before looks at anew.
        Appeal = "appeal",
        /// Its text is flagged: it takes two approvals and a close look.
        Flagged = "flagged",
        /// Its signatory has no signature in force.
        Unsigned = "unsigned",
        /// It belongs to the own organisation.
        Own = "own",
        /// A colleague has it open.
        Leased = "leased",
    }
}

/// What is decided. Taking down is never done to many at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulkAction {
    /// Signatories are verified, initiatives published.
    Approve,
    /// They go back to their authors for changes.
    AskChanges,
    /// They are refused: for this reason, as it stood in the list then.
    Refuse(Reason),
}

impl BulkAction {
    /// The codes of all, in page order.
    pub const CODES: [&'static str; 3] = ["approve", "ask_changes", "refuse"];

    /// The code in forms.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::AskChanges => "ask_changes",
            Self::Refuse(_) => "refuse",
        }
    }

    /// Why, where it is a refusal.
    #[must_use]
    pub const fn reason(&self) -> Option<&Reason> {
        match self {
            Self::Refuse(reason) => Some(reason),
            Self::Approve | Self::AskChanges => None,
        }
    }
}

/// What is decided on every case, and the note that all their authors get.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkDecision {
    /// What.
    pub action: BulkAction,
    /// The note; may be empty.
    pub note: String,
}

impl fmt::Debug for BulkDecision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BulkDecision").field("action", &self.action.code()).finish_non_exhaustive()
    }
}

impl BulkDecision {
    /// Reads the form by the rules of a single decision; `reasons` are those of the settings.
    pub fn parse(form: &BulkForm, reasons: &[Reason], now: Timestamp) -> Result<Self, Problems> {
        let form = DecisionForm {
            decision: form.decision.clone(),
            reason: form.reason.clone(),
            note: form.note.clone(),
            rev: String::new(),
        };
        match form.decision.trim() {
            "approve" => {
                let note = parse_note(&form)?;
                Ok(Self { action: BulkAction::Approve, note })
            }
            "ask_changes" => {
                let ChangesAsked { note, .. } = ChangesAsked::parse(&form, now)?;
                Ok(Self { action: BulkAction::AskChanges, note })
            }
            "refuse" => {
                let Refusal { reason, note, .. } = Refusal::parse(&form, reasons, now)?;
                Ok(Self { action: BulkAction::Refuse(reason), note })
            }
            "" => Err(Problems::one(Field::Decision, ProblemCode::Missing)),
            _ => Err(Problems::one(Field::Decision, ProblemCode::UnknownChoice)),
        }
    }

    fn asked(&self, now: Timestamp) -> ChangesAsked {
        ChangesAsked { since: now, note: self.note.clone() }
    }

    fn refusal(&self, reason: &Reason, proposed_by: AccountId, now: Timestamp) -> Refusal {
        let (reason, note) = (reason.clone(), self.note.clone());
        let proposed_by = Some(proposed_by);
        Refusal { since: now, reason, note, by: None, proposed_by, after_appeal: false }
    }
}

/// A case as it was chosen, with the revision that was seen where it was seen already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BulkChoice {
    /// The case.
    pub subject: QueueSubject,
    /// Revision that was seen.
    pub seen: Option<u64>,
}

impl BulkChoice {
    /// Reads one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().split_once('@') {
            None => QueueSubject::parse(text.trim()).map(|subject| Self { subject, seen: None }),
            Some((subject, seen)) => {
                let (subject, seen) = (QueueSubject::parse(subject)?, seen.parse().ok()?);
                Some(Self { subject, seen: Some(seen) })
            }
        }
    }

    /// Reads the choices of a form, each case once: one or more, and no more than can be
    /// looked through.
    pub fn parse_all(typed: &[String]) -> Result<Vec<Self>, Problems> {
        let refused = |code| Err(Problems::one(Field::Cases, code));
        let mut choices: Vec<Self> = Vec::new();
        for text in typed {
            let Some(choice) = Self::parse(text) else { return refused(ProblemCode::Malformed) };
            if !choices.iter().any(|known| known.subject == choice.subject) {
                choices.push(choice);
            }
        }
        if choices.is_empty() {
            return refused(ProblemCode::Missing);
        }
        if choices.len() > limits::BULK_CASES {
            return refused(ProblemCode::TooMany { max: limits::BULK_CASES });
        }
        Ok(choices)
    }
}

impl fmt::Display for BulkChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.seen {
            Some(seen) => write!(f, "{}@{seen}", self.subject),
            None => self.subject.fmt(f),
        }
    }
}

/// Why this signatory cannot be decided with others; nothing where it can.
#[must_use]
pub fn signatory_obstacle(signatory: &Signatory, seen: Option<u64>) -> Option<BulkObstacle> {
    let SignatoryState::Submitted { appeal, .. } = &signatory.state else {
        return Some(BulkObstacle::Decided);
    };
    if seen.is_some_and(|seen| seen != signatory.rev) {
        return Some(BulkObstacle::Changed);
    }
    appeal.is_some().then_some(BulkObstacle::Appeal)
}

/// As [`signatory_obstacle`], for an initiative of `signatory`.
#[must_use]
pub fn initiative_obstacle(
    initiative: &Initiative,
    signatory: &Signatory,
    seen: Option<u64>,
) -> Option<BulkObstacle> {
    let (Some(Working::Submitted { content, appeal, .. }), None) =
        (&initiative.working, initiative.withdrawn)
    else {
        return Some(BulkObstacle::Decided);
    };
    if seen.is_some_and(|seen| seen != initiative.rev) {
        Some(BulkObstacle::Changed)
    } else if appeal.is_some() {
        Some(BulkObstacle::Appeal)
    } else if content.approvals_needed() > 1 {
        Some(BulkObstacle::Flagged)
    } else if !signatory.may_submit_initiatives() {
        Some(BulkObstacle::Unsigned)
    } else {
        None
    }
}

/// Where a proposal stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum BulkState {
    /// It waits for a second person, until its time is over.
    Proposed,
    /// A second person has confirmed it; it is being carried out.
    Confirmed {
        /// Who.
        by: Colleague,
        /// When.
        at: Timestamp,
    },
    /// All its cases are decided or left out.
    Finished {
        /// Who confirmed it.
        by: Colleague,
        /// When.
        at: Timestamp,
        /// Cases that were decided.
        done: usize,
    },
    /// It will not be carried out.
    Cancelled {
        /// Who declined it, or withdrew what they had proposed.
        by: Colleague,
        /// When.
        at: Timestamp,
    },
}

impl BulkState {
    /// The codes of all.
    pub const CODES: [&'static str; 4] = ["proposed", "confirmed", "finished", "cancelled"];

    /// The code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Confirmed { .. } => "confirmed",
            Self::Finished { .. } => "finished",
            Self::Cancelled { .. } => "cancelled",
        }
    }
}

/// A decision on many cases. Its cases stand apart, each as a [`BulkPart`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bulk {
    /// Identifier.
    pub id: BulkId,
    /// What is decided.
    pub decision: BulkDecision,
    /// On how many cases.
    pub count: usize,
    /// Who proposed it.
    pub proposed_by: Colleague,
    /// When.
    pub at: Timestamp,
    /// Where it stands.
    pub state: BulkState,
    /// Revision.
    pub rev: u64,
}

/// What became of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulkOutcome {
    /// Decided.
    Done,
    /// Left out.
    Skipped(BulkObstacle),
}

/// One case of a decision on many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkPart {
    /// The case.
    pub subject: QueueSubject,
    /// Revision that was seen: on any other, nothing is decided.
    pub seen: u64,
    /// What became of it; nothing before its turn.
    pub outcome: Option<BulkOutcome>,
    /// Revision of this note.
    pub rev: u64,
}

impl BulkPart {
    /// A case that waits for its turn.
    #[must_use]
    pub const fn new(subject: QueueSubject, seen: u64) -> Self {
        Self { subject, seen, outcome: None, rev: 1 }
    }

    /// With what became of it.
    #[must_use]
    pub const fn ended(self, outcome: BulkOutcome) -> Self {
        Self { outcome: Some(outcome), rev: self.rev + 1, ..self }
    }
}

impl Bulk {
    /// A proposal.
    #[must_use]
    pub fn propose(
        id: BulkId,
        decision: BulkDecision,
        count: usize,
        by: Colleague,
        now: Timestamp,
    ) -> Self {
        Self { id, decision, count, proposed_by: by, at: now, state: BulkState::Proposed, rev: 1 }
    }

    /// When it is too late to confirm it.
    #[must_use]
    pub fn expires(&self) -> Timestamp {
        self.at + limits::BULK_LIFE
    }

    /// When it is forgotten.
    #[must_use]
    pub fn kept_until(&self) -> Timestamp {
        self.at + limits::BULK_KEPT
    }

    /// Whether nobody confirmed it in time.
    #[must_use]
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.state == BulkState::Proposed && self.expires() <= now
    }

    /// Whether somebody has to do something: to confirm it, or to have it go on.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        match self.state {
            BulkState::Proposed => !self.is_expired(now),
            BulkState::Confirmed { .. } => true,
            BulkState::Finished { .. } | BulkState::Cancelled { .. } => false,
        }
    }

    /// Whether its cases go on to be decided: only after a second person, and never by who
    /// proposed it.
    pub fn carried_out_by(&self, who: AccountId) -> Result<(), DecisionError> {
        if self.proposed_by.account == who {
            return Err(DecisionError::NeedsAnother);
        }
        match self.state {
            BulkState::Confirmed { .. } => Ok(()),
            BulkState::Proposed | BulkState::Finished { .. } | BulkState::Cancelled { .. } => {
                Err(self.not_possible("go on").into())
            }
        }
    }

    /// Confirmed by somebody else than who proposed it, in time.
    pub fn confirm(self, by: Colleague, now: Timestamp) -> Result<Self, DecisionError> {
        if self.proposed_by.account == by.account {
            return Err(DecisionError::NeedsAnother);
        }
        if self.state != BulkState::Proposed || self.is_expired(now) {
            return Err(self.not_possible("confirm").into());
        }
        Ok(self.next(BulkState::Confirmed { by, at: now }))
    }

    /// Declined by a second person, or withdrawn by who proposed it.
    pub fn cancel(self, by: Colleague, now: Timestamp) -> Result<Self, NotPossible> {
        if self.state != BulkState::Proposed {
            return Err(self.not_possible("cancel"));
        }
        Ok(self.next(BulkState::Cancelled { by, at: now }))
    }

    /// Ended, with so many cases decided.
    pub fn finish(self, done: usize) -> Result<Self, NotPossible> {
        match &self.state {
            BulkState::Confirmed { by, at } => {
                let state = BulkState::Finished { by: by.clone(), at: *at, done };
                Ok(self.next(state))
            }
            BulkState::Proposed | BulkState::Finished { .. } | BulkState::Cancelled { .. } => {
                Err(self.not_possible("finish"))
            }
        }
    }

    /// The decision on a signatory among its cases.
    #[must_use]
    pub fn of_signatory(&self, now: Timestamp) -> SignatoryDecision {
        let decision = &self.decision;
        match &decision.action {
            BulkAction::Approve => SignatoryDecision::Verify,
            BulkAction::AskChanges => SignatoryDecision::AskChanges(decision.asked(now)),
            BulkAction::Refuse(reason) => {
                let proposed_by = self.proposed_by.account;
                SignatoryDecision::Refuse(decision.refusal(reason, proposed_by, now))
            }
        }
    }

    /// The decision on an initiative among its cases.
    #[must_use]
    pub fn of_initiative(&self, now: Timestamp) -> InitiativeDecision {
        let decision = &self.decision;
        match &decision.action {
            BulkAction::Approve => InitiativeDecision::Publish,
            BulkAction::AskChanges => InitiativeDecision::AskChanges(decision.asked(now)),
            BulkAction::Refuse(reason) => {
                let proposed_by = self.proposed_by.account;
                InitiativeDecision::Refuse(decision.refusal(reason, proposed_by, now))
            }
        }
    }

    /// What the audit trail says of it: that it came to this revision, by whom and when.
    #[must_use]
    pub fn record(&self, action: AuditCode, by: AccountId, now: Timestamp) -> AuditRecord {
        let subject = AuditSubject::bulk(self.id);
        let reason = self.decision.action.reason().map(|reason| (&reason.code).into());
        let record = AuditRecord::new(now, Actor::Staff(by).into(), action, subject)
            .with_revs(self.rev - 1, self.rev)
            .with_note(&self.decision.note);
        AuditRecord { reason, ..record }
    }

    fn next(self, state: BulkState) -> Self {
        Self { state, rev: self.rev + 1, ..self }
    }

    const fn not_possible(&self, transition: &'static str) -> NotPossible {
        NotPossible { transition, state: self.state.code() }
    }
}

/// Whether the second person has said how many cases they confirm: that many, as a number.
pub fn parse_count(form: &BulkAnswerForm, bulk: &Bulk) -> Result<(), Problems> {
    let typed = form.count.trim();
    if typed.is_empty() {
        Err(Problems::one(Field::Count, ProblemCode::Missing))
    } else if typed == bulk.count.to_string() {
        Ok(())
    } else {
        Err(Problems::one(Field::Count, ProblemCode::Wrong))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{EmailAddress, InitiativeId, SignatoryId};

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_second(hours * 3600).unwrap()
    }

    fn somebody(byte: u8) -> Colleague {
        Colleague {
            account: AccountId::new(at(0), [byte; 10]),
            email: EmailAddress::parse(&format!("staff-{byte}@example.org")).unwrap(),
        }
    }

    fn bulk() -> Bulk {
        let reason = Reason::default_of("duplicate").unwrap();
        let action = BulkAction::Refuse(reason);
        let decision = BulkDecision { action, note: "A private note".to_owned() };
        Bulk::propose(BulkId::new(at(0), [1; 10]), decision, 12, somebody(1), at(0))
    }

    fn form(decision: &str, reason: &str, note: &str) -> BulkForm {
        BulkForm {
            decision: decision.to_owned(),
            reason: reason.to_owned(),
            note: note.to_owned(),
            ..BulkForm::default()
        }
    }

    #[test]
    fn q50_who_proposes_does_not_confirm_and_a_second_person_does_within_a_day() {
        let by_another = Err(DecisionError::NeedsAnother);
        assert_eq!(bulk().confirm(somebody(1), at(1)), by_another);
        let late = bulk().confirm(somebody(2), at(24));
        assert!(matches!(late, Err(DecisionError::NotPossible(_))), "{late:?}");
        assert!(bulk().carried_out_by(somebody(2).account).is_err(), "not confirmed yet");

        let confirmed = bulk().confirm(somebody(2), at(23)).unwrap();
        assert_eq!(confirmed.rev, 2);
        assert!(confirmed.is_open(at(100)), "what was confirmed in time goes on");
        assert!(confirmed.carried_out_by(somebody(2).account).is_ok());
        assert!(confirmed.carried_out_by(somebody(3).account).is_ok());
        let own = confirmed.carried_out_by(somebody(1).account);
        assert_eq!(own, Err(DecisionError::NeedsAnother));
        assert!(confirmed.clone().confirm(somebody(3), at(23)).is_err(), "confirmed once");
        assert!(confirmed.clone().cancel(somebody(3), at(23)).is_err(), "too late to decline");

        let finished = confirmed.finish(11).unwrap();
        assert!(!finished.is_open(at(24)) && !finished.is_expired(at(100)));
        assert!(finished.carried_out_by(somebody(2).account).is_err());
        assert!(finished.finish(11).is_err());
    }

    #[test]
    fn a_proposal_is_declined_or_withdrawn_once_and_forgotten_in_the_end() {
        for by in [1, 2] {
            let cancelled = bulk().cancel(somebody(by), at(1)).unwrap();
            assert!(!cancelled.is_open(at(1)));
            assert!(cancelled.clone().confirm(somebody(3), at(1)).is_err());
            assert!(cancelled.cancel(somebody(2), at(1)).is_err());
        }
        assert!(bulk().is_open(at(23)) && !bulk().is_open(at(24)));
        assert!(bulk().is_expired(at(24)));
        assert!(bulk().finish(0).is_err());
        assert_eq!(bulk().kept_until(), at(30 * 24));
    }

    #[test]
    fn the_form_is_read_by_the_rules_of_a_single_decision() {
        let parse = |decision, reason, note| {
            let form = form(decision, reason, note);
            BulkDecision::parse(&form, Reason::defaults(), at(0)).map_err(|it| it.to_string())
        };
        let code = |parsed: Result<BulkDecision, String>| parsed.map(|it| it.action.code());
        assert_eq!(code(parse("approve", "", "")), Ok("approve"));
        assert_eq!(code(parse("ask_changes", "", "The date.")), Ok("ask_changes"));
        assert_eq!(code(parse("refuse", "duplicate", "")), Ok("refuse"));
        for (decision, reason, problem) in [
            ("", "", "decision missing"),
            ("take_down", "duplicate", "decision unknown_choice"),
            ("hold", "", "decision unknown_choice"),
            ("ask_changes", "", "note missing"),
            ("refuse", "", "reason missing"),
            ("refuse", "other", "note missing"),
        ] {
            assert_eq!(code(parse(decision, reason, "")), Err(problem.to_owned()));
        }
        for known in BulkAction::CODES {
            assert_eq!(code(parse(known, "duplicate", "A note.")), Ok(known));
        }
    }

    #[test]
    fn a_refusal_of_many_is_its_proposers_too_so_that_another_decides_the_appeal() {
        let decision = bulk().of_signatory(at(1));
        let SignatoryDecision::Refuse(refusal) = decision else { panic!("{decision:?}") };
        let refusal = refusal.decided(somebody(2).account, false);
        for by in [1, 2] {
            assert!(refusal.must_not_be_by(somebody(by).account).is_err());
        }
        assert!(refusal.must_not_be_by(somebody(3).account).is_ok());
    }

    #[test]
    fn choices_read_as_they_are_written_each_once_and_not_more_than_fifty() {
        let signatory = SignatoryId::new(at(0), [1; 10]);
        let initiative = InitiativeId::new(at(0), [2; 10]);
        for subject in
            [QueueSubject::Signatory(signatory), QueueSubject::Initiative(signatory, initiative)]
        {
            for seen in [None, Some(7)] {
                let choice = BulkChoice { subject, seen };
                assert_eq!(BulkChoice::parse(&choice.to_string()), Some(choice));
            }
        }
        let all = |typed: &[String]| {
            BulkChoice::parse_all(typed).map(|it| it.len()).map_err(|it| it.to_string())
        };
        let nth = |byte: u8| SignatoryId::new(at(0), [byte; 10]).to_string();
        let many = |count| (0..count).map(nth).collect::<Vec<_>>();
        assert_eq!(all(&many(50)), Ok(50));
        assert_eq!(all(&many(51)), Err("cases too_many".to_owned()));
        assert_eq!(all(&[]), Err("cases missing".to_owned()));
        assert_eq!(all(&[nth(1), format!("{}@3", nth(1))]), Ok(1));
        for bad in ["", "x", "../staff", "a@1", &format!("{}@x", nth(1)), &format!("{}/", nth(1))] {
            let bad = [nth(2), bad.to_owned()];
            assert_eq!(all(&bad), Err("cases malformed".to_owned()), "{bad:?}");
        }
    }

    #[test]
    fn the_count_is_typed_as_it_is() {
        let parse = |count: &str| {
            let form = BulkAnswerForm { count: count.to_owned(), ..BulkAnswerForm::default() };
            parse_count(&form, &bulk()).map_err(|problems| problems.to_string())
        };
        assert_eq!(parse(" 12 "), Ok(()));
        assert_eq!(parse(""), Err("count missing".to_owned()));
        for wrong in ["11", "012", "twelve", "1 2"] {
            assert_eq!(parse(wrong), Err("count wrong".to_owned()), "{wrong}");
        }
    }

    #[test]
    fn the_audit_trail_gets_codes_and_no_note() {
        let record = bulk().record(AuditCode::BULK_PROPOSED, somebody(1).account, at(0));
        assert!(record.subject.names(&bulk().id.to_string()));
        assert_eq!((record.from_rev, record.to_rev), (Some(0), Some(1)));
        assert_eq!(record.reason.as_ref().map(AuditCode::as_str), Some("duplicate"));
        assert!(record.note_hash.is_some());
        let printed = format!("{record:?} {:?}", bulk());
        assert!(!printed.contains("private") && !printed.contains('@'), "{printed}");
    }
}
