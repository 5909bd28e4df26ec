//! Mails that the platform sends.

use crate::event::{Action, Actor, Event};
use crate::initiative::Working;
use crate::signatory::Profile;
use crate::{
    Content, ContentLanguage, Initiative, InitiativeId, Reason, Signatory, SignatoryId, Slug,
    StaffRole, Timestamp, limits,
};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a mail is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailTemplate {
    /// Somebody registered with an address that has an account already.
    AlreadyRegistered,
    /// Several wrong passwords for the account.
    WrongPasswords,
    /// The account was used from a browser that it was not used from before.
    NewDevice,
    /// The password was changed.
    PasswordChanged,
    /// The code that confirms a registration; Cognito sends it.
    RegistrationCode,
    /// The code for a new password; Cognito sends it.
    ResetCode,
    /// The code that confirms a new address.
    ConfirmEmail,
    /// The address was changed; goes to the old one.
    EmailChanged,
    /// A recovery code was used, or the second factor was removed.
    SecondFactorRemoved,
    /// Staff verified the signatory.
    SignatoryVerified,
    /// Staff refused the signatory before it was public.
    SignatoryRefused,
    /// Staff put the signatory on hold.
    SignatoryHeld,
    /// Staff ended the hold.
    SignatoryResumed,
    /// Staff refused the signatory after it had been public.
    SignatoryTakenDown,
    /// Staff approved a version of an initiative.
    InitiativePublished,
    /// Staff refused a version of an initiative.
    InitiativeRefused,
    /// Staff took the public version of an initiative down.
    InitiativeTakenDown,
    /// A registration was confirmed: what comes next.
    Welcome,
    /// A registration was confirmed a week ago, and the Pact is not signed yet.
    SignReminder,
    /// The Pact was signed; staff will verify the signatory.
    PactSigned,
    /// The signature was withdrawn.
    SignatoryWithdrawn,
    /// Staff asked for changes before they decide on the signatory.
    SignatoryChangesAsked,
    /// Staff corrected a spelling in the record.
    SignatoryCorrected,
    /// Staff restored the signatory after a take-down.
    SignatoryRestored,
    /// An appeal against a decision on the signatory was received.
    SignatoryAppealReceived,
    /// A version of an initiative was submitted; staff will read it.
    InitiativeSubmitted,
    /// An initiative was withdrawn.
    InitiativeWithdrawn,
    /// Staff asked for changes before they decide on an initiative.
    InitiativeChangesAsked,
    /// Staff corrected a spelling in an initiative.
    InitiativeCorrected,
    /// Staff restored an initiative after a take-down.
    InitiativeRestored,
    /// An appeal against a decision on an initiative was received.
    InitiativeAppealReceived,
    /// An invitation into the secretariat; its code is the secret of the link.
    StaffInvitation,
    /// To staff: somebody reported a page as urgent.
    UrgentReport,
    /// To staff, in the morning: something in the queue is late.
    StaffDigest,
}

impl MailTemplate {
    /// Every one.
    pub const ALL: &'static [Self] = &[
        Self::AlreadyRegistered,
        Self::WrongPasswords,
        Self::NewDevice,
        Self::PasswordChanged,
        Self::RegistrationCode,
        Self::ResetCode,
        Self::ConfirmEmail,
        Self::EmailChanged,
        Self::SecondFactorRemoved,
        Self::SignatoryVerified,
        Self::SignatoryRefused,
        Self::SignatoryHeld,
        Self::SignatoryResumed,
        Self::SignatoryTakenDown,
        Self::InitiativePublished,
        Self::InitiativeRefused,
        Self::InitiativeTakenDown,
        Self::Welcome,
        Self::SignReminder,
        Self::PactSigned,
        Self::SignatoryWithdrawn,
        Self::SignatoryChangesAsked,
        Self::SignatoryCorrected,
        Self::SignatoryRestored,
        Self::SignatoryAppealReceived,
        Self::InitiativeSubmitted,
        Self::InitiativeWithdrawn,
        Self::InitiativeChangesAsked,
        Self::InitiativeCorrected,
        Self::InitiativeRestored,
        Self::InitiativeAppealReceived,
        Self::StaffInvitation,
        Self::UrgentReport,
        Self::StaffDigest,
    ];
}

impl MailTemplate {
    /// Time in which a mail of this kind is worth sending.
    #[must_use]
    pub fn life(self) -> SignedDuration {
        match self {
            // Its code is worth nothing afterwards.
            Self::ConfirmEmail | Self::RegistrationCode | Self::ResetCode => limits::CODE_LIFE,
            // Its link is worth nothing afterwards.
            Self::StaffInvitation => limits::INVITATION_LIFE,
            // The next one says what is late then.
            Self::StaffDigest => limits::DIGEST_LIFE,
            Self::AlreadyRegistered
            | Self::WrongPasswords
            | Self::NewDevice
            | Self::PasswordChanged
            | Self::EmailChanged
            | Self::SecondFactorRemoved
            | Self::SignatoryVerified
            | Self::SignatoryRefused
            | Self::SignatoryHeld
            | Self::SignatoryResumed
            | Self::SignatoryTakenDown
            | Self::InitiativePublished
            | Self::InitiativeRefused
            | Self::InitiativeTakenDown
            | Self::Welcome
            | Self::SignReminder
            | Self::PactSigned
            | Self::SignatoryWithdrawn
            | Self::SignatoryChangesAsked
            | Self::SignatoryCorrected
            | Self::SignatoryRestored
            | Self::SignatoryAppealReceived
            | Self::InitiativeSubmitted
            | Self::InitiativeWithdrawn
            | Self::InitiativeChangesAsked
            | Self::InitiativeCorrected
            | Self::InitiativeRestored
            | Self::InitiativeAppealReceived
            | Self::UrgentReport => limits::MAIL_LIFE,
        }
    }
}

/// What a mail service says of an address that a mail went to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailReturn {
    /// No mail will ever reach it.
    Permanent {
        /// The class of the answer, such as 5.1.1 (RFC 3463).
        status: Option<String>,
    },
    /// This one did not reach it; another may.
    Transient,
    /// Its owner complained.
    Complaint,
}

/// Why no more mail goes to an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailBlock {
    /// Whether its owner complained; else mails came back.
    pub complaint: bool,
    /// Since when.
    pub since: Timestamp,
    /// The class of the answer, such as 5.1.1 (RFC 3463).
    pub status: Option<String>,
}

impl MailReturn {
    /// The end of mails to the address, where it is one.
    #[must_use]
    pub fn block(self, since: Timestamp) -> Option<MailBlock> {
        match self {
            Self::Permanent { status } => Some(MailBlock { complaint: false, since, status }),
            Self::Complaint => Some(MailBlock { complaint: true, since, status: None }),
            Self::Transient => None,
        }
    }
}

/// Pause before a mail is tried again after so many failed attempts: twice as long each time,
/// up to a longest one.
#[must_use]
pub fn pause(tries: u32) -> SignedDuration {
    let doubled = 1_i32.checked_shl(tries.saturating_sub(1)).filter(|factor| *factor > 0);
    doubled
        .and_then(|factor| limits::MAIL_PAUSE.checked_mul(factor))
        .map_or(limits::MAIL_PAUSE_MAX, |pause| pause.min(limits::MAIL_PAUSE_MAX))
}

/// What a decision is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecidedOn {
    /// A signatory.
    Signatory(SignatoryId),
    /// An initiative.
    Initiative(InitiativeId),
}

/// What a mail about a decision says of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailDetails {
    /// What was decided on.
    pub subject: DecidedOn,
    /// Name of the signatory, or title of the initiative.
    pub name: String,
    /// Language of the name or title; none for a person's.
    pub language: Option<ContentLanguage>,
    /// Readable part of the public address, where there is a public page after the decision.
    pub slug: Option<Slug>,
    /// Why.
    pub reason: Option<Reason>,
    /// Note of the staff; may be empty.
    pub note: String,
}

/// Keeps names and notes out of logs.
impl fmt::Debug for MailDetails {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailDetails(…)")
    }
}

/// What a mail says that is about no decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailFacts {
    /// What somebody is invited to be.
    Invitation {
        /// The role.
        role: StaffRole,
    },
    /// What waits for staff. Counts only.
    Queue {
        /// Cases over the service time.
        late: u32,
        /// Cases close to it.
        nearly_late: u32,
        /// Cases that wait, those among them.
        waiting: u32,
    },
}

/// Which mail tells the owners of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// None: whoever acted sees it at once, or it has no effect for the owners yet.
    Nothing,
    /// About the signatory.
    OfSignatory(MailTemplate),
    /// About an initiative, which the mail names by the title of that version.
    OfInitiative(MailTemplate, Version),
}

/// A version of an initiative, before or after the action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// The public one after it.
    Public,
    /// The public one before it.
    PublicBefore,
    /// The one that waits for staff after it.
    Waiting,
    /// The one that waited for staff before it.
    WaitingBefore,
    /// Whichever there is.
    Any,
}

/// The one table of actions and mails. Each action is named here: a new one does not compile
/// until it is decided who is told of it.
#[must_use]
pub const fn telling(action: Action) -> Telling {
    use MailTemplate as T;
    match action {
        Action::Registered => Telling::OfSignatory(T::Welcome),
        // Both bring the signature before staff.
        Action::Signed | Action::Resubmitted => Telling::OfSignatory(T::PactSigned),
        Action::Withdrawn => Telling::OfSignatory(T::SignatoryWithdrawn),
        Action::Verified => Telling::OfSignatory(T::SignatoryVerified),
        Action::ChangesAsked => Telling::OfSignatory(T::SignatoryChangesAsked),
        Action::Refused => Telling::OfSignatory(T::SignatoryRefused),
        Action::Appealed => Telling::OfSignatory(T::SignatoryAppealReceived),
        Action::TakenDown => Telling::OfSignatory(T::SignatoryTakenDown),
        Action::Restored => Telling::OfSignatory(T::SignatoryRestored),
        Action::Corrected => Telling::OfSignatory(T::SignatoryCorrected),
        Action::Held => Telling::OfSignatory(T::SignatoryHeld),
        Action::Resumed => Telling::OfSignatory(T::SignatoryResumed),
        Action::InitiativeSubmitted => {
            Telling::OfInitiative(T::InitiativeSubmitted, Version::Waiting)
        }
        Action::InitiativeWithdrawn => Telling::OfInitiative(T::InitiativeWithdrawn, Version::Any),
        Action::InitiativePublished => {
            Telling::OfInitiative(T::InitiativePublished, Version::Public)
        }
        Action::InitiativeRefused => {
            Telling::OfInitiative(T::InitiativeRefused, Version::WaitingBefore)
        }
        Action::InitiativeTakenDown => {
            Telling::OfInitiative(T::InitiativeTakenDown, Version::PublicBefore)
        }
        Action::InitiativeChangesAsked => {
            Telling::OfInitiative(T::InitiativeChangesAsked, Version::WaitingBefore)
        }
        Action::InitiativeAppealed => {
            Telling::OfInitiative(T::InitiativeAppealReceived, Version::Waiting)
        }
        Action::InitiativeRestored => Telling::OfInitiative(T::InitiativeRestored, Version::Public),
        Action::InitiativeCorrected => Telling::OfInitiative(T::InitiativeCorrected, Version::Any),
        Action::JoinRequested
        | Action::ProfileChanged
        | Action::ContactChanged
        | Action::Undone
        | Action::InitiativeCreated
        | Action::InitiativeSaved
        | Action::InitiativeApproved
        | Action::InitiativeUndone => Telling::Nothing,
    }
}

/// What the owners of a signatory are told of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Which mail.
    pub template: MailTemplate,
    /// What it says.
    pub details: MailDetails,
}

impl Told {
    /// Of an action on a signatory; nothing where [`telling`] says so.
    #[must_use]
    pub fn of_signatory(event: &Event, after: &Signatory) -> Option<Self> {
        let template = match telling(event.action) {
            Telling::OfSignatory(template) => template,
            Telling::OfInitiative(..) | Telling::Nothing => return None,
        };
        let language = match after.body.profile {
            Profile::Representative => None,
            Profile::Authority | Profile::Organisation => Some(after.body.name_language),
        };
        let details = MailDetails {
            subject: DecidedOn::Signatory(after.id),
            name: after.display_name().to_owned(),
            language,
            slug: after.is_public().then(|| after.slug()),
            reason: event.reason.clone(),
            note: note_of_staff(event),
        };
        Some(Self { template, details })
    }

    /// Of an action on an initiative of `signatory`; nothing where [`telling`] says so.
    #[must_use]
    pub fn of_initiative(
        event: &Event,
        before: &Initiative,
        after: &Initiative,
        signatory: &Signatory,
    ) -> Option<Self> {
        let (template, version) = match telling(event.action) {
            Telling::OfInitiative(template, version) => (template, version),
            Telling::OfSignatory(_) | Telling::Nothing => return None,
        };
        let public = public(after);
        // The version that the action is about: its author may be at work on another one.
        let content = match version {
            Version::Public => public,
            Version::PublicBefore => self::public(before),
            Version::Waiting => waiting(after),
            Version::WaitingBefore => waiting(before),
            Version::Any => public.or_else(|| self::public(before)).or_else(|| waiting(before)),
        };
        let shown = public.filter(|_| signatory.is_listed());
        let details = MailDetails {
            subject: DecidedOn::Initiative(after.id),
            name: content.map_or_else(|| after.title(), |content| &content.title).to_owned(),
            language: content.map(|content| content.language),
            slug: shown.map(Content::slug),
            reason: event.reason.clone(),
            note: note_of_staff(event),
        };
        Some(Self { template, details })
    }
}

/// What the signatory itself noted, it knows.
fn note_of_staff(event: &Event) -> String {
    match event.actor {
        Actor::Staff(_) | Actor::Operator => event.note.clone(),
        Actor::Signatory(_) => String::new(),
    }
}

fn public(initiative: &Initiative) -> Option<&Content> {
    initiative.published.as_ref().map(|published| &published.content)
}

fn waiting(initiative: &Initiative) -> Option<&Content> {
    match &initiative.working {
        Some(Working::Submitted { content, .. }) => Some(content),
        Some(Working::Draft { .. } | Working::ChangesAsked { .. } | Working::Refused { .. })
        | None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::InitiativeForm;
    use crate::initiative::{ActionType, InitiativeDecision, P, Status, TargetGroup};
    use crate::signatory::{
        Body, BodyKind, DecisionBasis, Refusal, SignatoryDecision, SignatureRequest, Signer,
    };
    use crate::{AccountId, CountryCode, EventId};

    #[test]
    fn pauses_grow_to_an_hour_and_no_further() {
        let minutes: Vec<i64> = (1..9).map(|tries| pause(tries).as_mins()).collect();
        assert_eq!(minutes, [1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(pause(0).as_mins(), 1);
        assert_eq!(pause(u32::MAX), limits::MAIL_PAUSE_MAX);
    }

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;
    const NOTE: &str = "Which council is it?";

    fn staff() -> AccountId {
        AccountId::new(NOW, [9; 10])
    }

    fn event(action: Action, reason: Option<Reason>) -> Event {
        Event {
            id: EventId::new(NOW, [0; 10]),
            at: NOW,
            actor: Actor::Staff(staff()),
            action,
            initiative: None,
            rev: 3,
            reason,
            note: NOTE.to_owned(),
        }
    }

    fn signatory(profile: Profile) -> Signatory {
        let body = Body {
            profile,
            country: CountryCode::parse("ES").unwrap(),
            official_name: "Vila de Granollers".to_owned(),
            name_language: ContentLanguage::parse("ca").unwrap(),
            latin_name: None,
            kind: BodyKind::Municipality,
            territorial_code: None,
            population: None,
            website: None,
        };
        let signer = Signer {
            name: "Maria Puig".to_owned(),
            function: "Mayor".to_owned(),
            mandate_end: None,
            publish: true,
        };
        let request = SignatureRequest {
            version: "1".to_owned(),
            text_hash: "h".to_owned(),
            goals: vec!["PV1".to_owned()],
            basis: DecisionBasis::NotNeeded { reason: "r".to_owned() },
        };
        let id = SignatoryId::new(NOW, [1; 10]);
        Signatory::new(id, body, signer, NOW).sign(request, 1, NOW).unwrap()
    }

    fn duplicate() -> Reason {
        Reason::default_of("duplicate").unwrap()
    }

    fn refusal() -> Refusal {
        Refusal {
            since: NOW,
            reason: duplicate(),
            note: NOTE.to_owned(),
            by: None,
            proposed_by: None,
            after_appeal: false,
        }
    }

    fn verified() -> Signatory {
        signatory(Profile::Authority).decide(SignatoryDecision::Verify, staff(), NOW).unwrap()
    }

    fn on_signatory(before: &Signatory, decision: SignatoryDecision) -> Told {
        let (action, reason) = match &decision {
            SignatoryDecision::Verify => (Action::Verified, None),
            SignatoryDecision::AskChanges(_) => (Action::ChangesAsked, None),
            SignatoryDecision::Refuse(refusal) => (Action::Refused, Some(refusal.reason.clone())),
            SignatoryDecision::TakeDown(refusal) => {
                (Action::TakenDown, Some(refusal.reason.clone()))
            }
            SignatoryDecision::Restore => (Action::Restored, None),
            SignatoryDecision::Hold => (Action::Held, None),
            SignatoryDecision::Resume => (Action::Resumed, None),
        };
        let after = before.clone().decide(decision, staff(), NOW).unwrap();
        Told::of_signatory(&event(action, reason), &after).unwrap()
    }

    #[test]
    fn a_decision_on_a_signatory_is_told_with_its_name_reason_note_and_address() {
        use SignatoryDecision as D;
        let submitted = signatory(Profile::Authority);
        let held = verified().decide(D::Hold, staff(), NOW).unwrap();
        let withdrawn = verified().withdraw(String::new(), NOW).unwrap();
        let take_down = || D::TakeDown(refusal());
        for (before, decision, template, public) in [
            (&submitted, D::Verify, MailTemplate::SignatoryVerified, true),
            (&submitted, D::Refuse(refusal()), MailTemplate::SignatoryRefused, false),
            (&verified(), D::Hold, MailTemplate::SignatoryHeld, true),
            (&held, D::Resume, MailTemplate::SignatoryResumed, true),
            (&verified(), take_down(), MailTemplate::SignatoryTakenDown, false),
            (&held, take_down(), MailTemplate::SignatoryTakenDown, false),
            (&withdrawn, take_down(), MailTemplate::SignatoryTakenDown, false),
        ] {
            let reason = matches!(decision, D::Refuse(_) | D::TakeDown(_)).then(duplicate);
            let Told { template: told, details } = on_signatory(before, decision);
            assert_eq!(told, template);
            assert_eq!(details.subject, DecidedOn::Signatory(before.id));
            assert_eq!(details.name, "Vila de Granollers");
            assert_eq!(details.language.map(ContentLanguage::code), Some("ca"));
            assert_eq!(details.slug.is_some(), public, "{template:?}");
            assert_eq!((details.reason, details.note.as_str()), (reason, NOTE));
        }
    }

    #[test]
    fn a_representative_is_named_in_no_language() {
        let told = on_signatory(&signatory(Profile::Representative), SignatoryDecision::Verify);
        assert_eq!((told.details.name.as_str(), told.details.language), ("Maria Puig", None));
        assert_eq!(told.details.slug, Some(Slug::of("Maria Puig")));
    }

    #[test]
    fn what_only_the_actor_sees_is_not_told_and_all_else_is() {
        let silent = [
            Action::JoinRequested,
            Action::ProfileChanged,
            Action::ContactChanged,
            Action::InitiativeCreated,
            Action::InitiativeSaved,
            Action::Undone,
            Action::InitiativeApproved,
            Action::InitiativeUndone,
        ];
        let signatory = verified();
        for action in Action::ALL {
            let event = event(*action, None);
            let of_signatory = Told::of_signatory(&event, &signatory);
            let initiative = submitted("A title");
            let of_initiative = Told::of_initiative(&event, &initiative, &initiative, &signatory);
            let told = usize::from(of_signatory.is_some()) + usize::from(of_initiative.is_some());
            assert_eq!(told, usize::from(!silent.contains(action)), "{action:?}");
        }
    }

    #[test]
    fn a_submitted_version_is_named_by_its_own_title() {
        let before = published("One");
        let after = before.clone().submit(content("Two"), NOW).unwrap();
        let event = event(Action::InitiativeSubmitted, None);
        let told = Told::of_initiative(&event, &before, &after, &verified()).unwrap();
        assert_eq!(told.template, MailTemplate::InitiativeSubmitted);
        assert_eq!(told.details.name, "Two");
        assert_eq!(told.details.slug, Some(Slug::of("One")));
    }

    #[test]
    fn a_mail_whose_secret_ends_ends_with_it() {
        for template in MailTemplate::ALL {
            let days = template.life().as_hours() / 24;
            assert!(days <= 7, "{template:?}");
        }
        assert_eq!(MailTemplate::StaffInvitation.life(), limits::INVITATION_LIFE);
        assert_eq!(MailTemplate::ConfirmEmail.life(), limits::CODE_LIFE);
    }

    fn content(title: &str) -> Content {
        Content {
            title: title.to_owned(),
            summary: "Summary".to_owned(),
            description: "Description".to_owned(),
            language: ContentLanguage::parse("fr").unwrap(),
            ps: vec![P::Prevention],
            goals: Vec::new(),
            action_type: ActionType::Training,
            target_groups: vec![TargetGroup::Schools],
            status: Status::Running,
            start_date: None,
            end_date: None,
            place: None,
            partners: None,
            results: None,
            links: Vec::new(),
            contact_page: None,
        }
    }

    fn submitted(title: &str) -> Initiative {
        let signatory = SignatoryId::new(NOW, [1; 10]);
        let id = InitiativeId::new(NOW, [2; 10]);
        let draft = Initiative::new(id, signatory, InitiativeForm::default(), NOW);
        draft.submit(content(title), NOW).unwrap()
    }

    fn published(title: &str) -> Initiative {
        submitted(title).decide(InitiativeDecision::Publish, staff(), NOW).unwrap()
    }

    fn on_initiative(
        before: &Initiative,
        decision: InitiativeDecision,
        signatory: &Signatory,
    ) -> (MailTemplate, String, Option<Slug>, Option<Reason>) {
        let (action, reason) = match &decision {
            InitiativeDecision::Publish => (Action::InitiativePublished, None),
            InitiativeDecision::AskChanges(_) => (Action::InitiativeChangesAsked, None),
            InitiativeDecision::Restore => (Action::InitiativeRestored, None),
            InitiativeDecision::Refuse(why) => {
                (Action::InitiativeRefused, Some(why.reason.clone()))
            }
            InitiativeDecision::TakeDown(why) => {
                (Action::InitiativeTakenDown, Some(why.reason.clone()))
            }
        };
        let after = before.clone().decide(decision, staff(), NOW).unwrap();
        let event = event(action, reason);
        let Told { template, details } =
            Told::of_initiative(&event, before, &after, signatory).unwrap();
        assert_eq!(details.subject, DecidedOn::Initiative(before.id));
        assert_eq!(details.language.map(ContentLanguage::code), Some("fr"));
        assert_eq!(details.note, NOTE);
        (template, details.name, details.slug, details.reason)
    }

    #[test]
    fn a_decision_on_an_initiative_is_told_with_the_title_that_was_decided_on() {
        use InitiativeDecision as D;
        use MailTemplate as T;
        let (why, listed) = (Some(duplicate()), verified());
        let title = |title: &str| title.to_owned();
        let slug = |title: &str| Some(Slug::of(title));
        assert_eq!(
            on_initiative(&submitted("One"), D::Publish, &listed),
            (T::InitiativePublished, title("One"), slug("One"), None)
        );
        assert_eq!(
            on_initiative(&submitted("One"), D::Refuse(refusal()), &listed),
            (T::InitiativeRefused, title("One"), None, why.clone())
        );
        let update = published("One").submit(content("Two"), NOW).unwrap();
        assert_eq!(
            on_initiative(&update, D::Publish, &listed),
            (T::InitiativePublished, title("Two"), slug("Two"), None)
        );
        // The public version stays at its address.
        assert_eq!(
            on_initiative(&update, D::Refuse(refusal()), &listed),
            (T::InitiativeRefused, title("Two"), slug("One"), why.clone())
        );
        let at_work = published("One").save(InitiativeForm::default(), NOW).unwrap();
        assert_eq!(
            on_initiative(&at_work, D::TakeDown(refusal()), &listed),
            (T::InitiativeTakenDown, title("One"), None, why)
        );
    }

    #[test]
    fn an_initiative_has_no_public_address_before_its_signatory_has() {
        let waiting = signatory(Profile::Authority);
        let (template, _, slug, _) =
            on_initiative(&submitted("One"), InitiativeDecision::Publish, &waiting);
        assert_eq!((template, slug), (MailTemplate::InitiativePublished, None));
    }

    #[test]
    fn q88_what_a_mail_says_does_not_print_itself() {
        let told = on_signatory(&verified(), SignatoryDecision::TakeDown(refusal()));
        let printed = format!("{told:?}");
        assert!(!printed.contains("Granollers") && !printed.contains(NOTE), "{printed}");
    }
}
