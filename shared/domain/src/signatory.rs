//! A signatory: its institutional data, its contacts, its signature and its state.

use crate::forms::{
    AppealForm, ContactForm, CorrectionForm, DecisionForm, ProfileForm, SignForm, WithdrawForm,
};
use crate::pact::{Goal, Undertaking};
use crate::reason::{self, Reason};
use crate::registration::{
    SignerFields, parse_contact, parse_date, parse_population, parse_signer, ticked,
};
use crate::text::{self, Shape};
use crate::{
    AccountId, ContentLanguage, CountryCode, Date, EmailAddress, Field, Language, ProblemCode,
    Problems, SafeUrl, SignatoryId, Slug, Timestamp, limits,
};
use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $code)] $variant,)+
        }

        impl $name {
            /// Every choice, in page order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code in forms, records and data files.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// Reads a code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.code() == code)
            }
        }
    };
}
pub(crate) use codes;

codes! {
    /// Who signs.
    Profile {
        /// A local or regional authority.
        Authority = "authority",
        /// An elected representative of one, in their own name.
        Representative = "representative",
        /// An association or another organisation.
        Organisation = "organisation",
    }
}

impl Profile {
    /// Reads the choice of a form.
    pub fn parse(raw: &str) -> Result<Self, ProblemCode> {
        crate::registration::choice(raw, Self::from_code)
    }
}

codes! {
    /// Kind of body.
    BodyKind {
        /// Town, city, commune.
        Municipality = "municipality",
        /// Region, Land, autonomous community.
        Region = "region",
        /// Province, county, département, district.
        OtherTier = "other_tier",
        /// Association of authorities or of citizens.
        Association = "association",
        /// Non-governmental organisation.
        Ngo = "ngo",
        /// Professional body.
        ProfessionalBody = "professional_body",
        /// Another organisation.
        OtherBody = "other_body",
    }
}

impl BodyKind {
    /// Whether a body of this kind can have this profile.
    #[must_use]
    pub fn fits(self, profile: Profile) -> bool {
        let territorial = matches!(self, Self::Municipality | Self::Region | Self::OtherTier);
        territorial == (profile != Profile::Organisation)
    }
}

/// Institutional data of a signatory; public once it is verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Who signs.
    pub profile: Profile,
    /// Where.
    pub country: CountryCode,
    /// Official name in its own language; for a representative, of their authority.
    pub official_name: String,
    /// Language of the official name.
    pub name_language: ContentLanguage,
    /// The name in Latin letters, where it is not.
    pub latin_name: Option<String>,
    /// Kind of body.
    pub kind: BodyKind,
    /// Official territorial code.
    pub territorial_code: Option<String>,
    /// Inhabitants.
    pub population: Option<u32>,
    /// Web site.
    pub website: Option<SafeUrl>,
}

/// What makes two registrations the same body. Two forms of one name fold to one key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BodyKey(String);

impl BodyKey {
    /// The key as text: stable, and without personal data for authorities and organisations.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The person who signs for a body.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    /// Name.
    pub name: String,
    /// Function.
    pub function: String,
    /// Last day of the mandate.
    pub mandate_end: Option<Date>,
    /// Whether name and function may be shown.
    pub publish: bool,
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signer(…)")
    }
}

/// Whom to contact; never public.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Officer.
    pub name: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Language of mails.
    pub language: Language,
    /// Second contact.
    pub second: Option<SecondContact>,
}

/// A second person to contact.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondContact {
    /// Name.
    pub name: String,
    /// Address.
    pub email: EmailAddress,
}

impl fmt::Debug for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Contact(…)")
    }
}

impl fmt::Debug for SecondContact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecondContact(…)")
    }
}

/// The decision that stands behind a signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionBasis {
    /// A decision of the council or board.
    Decided {
        /// Its day.
        date: Date,
        /// Its reference.
        reference: String,
    },
    /// None is needed.
    NotNeeded {
        /// Why.
        reason: String,
    },
}

/// A signature: what, when, on which text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Running number over all signatures, from 1; never reused.
    pub number: u64,
    /// When it was given.
    pub at: Timestamp,
    /// Version of the text.
    pub version: String,
    /// SHA-256 of the text as shown, in hexadecimal.
    pub text_hash: String,
    /// Goals chosen.
    pub goals: Vec<String>,
    /// The decision behind it.
    pub basis: DecisionBasis,
}

impl Signature {
    /// Whether it is what `request` asks for: the same act, sent a second time.
    #[must_use]
    pub fn answers(&self, request: &SignatureRequest) -> bool {
        self.version == request.version
            && self.text_hash == request.text_hash
            && self.goals == request.goals
            && self.basis == request.basis
    }
}

/// Everything of a signature but its number and time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureRequest {
    /// Version of the text.
    pub version: String,
    /// SHA-256 of the text as shown.
    pub text_hash: String,
    /// Goals chosen.
    pub goals: Vec<String>,
    /// The decision behind it.
    pub basis: DecisionBasis,
}

/// A refusal or take-down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// When.
    pub since: Timestamp,
    /// Why: the reason as it stood in the list then.
    pub reason: Reason,
    /// A note to the signatory; may be empty.
    pub note: String,
    /// Who decided it: an appeal and a restoration are somebody else's to decide. Nobody's
    /// in records from before this was kept.
    #[serde(default)]
    pub by: Option<AccountId>,
    /// Who proposed it, where it was decided together with others: not theirs to decide
    /// either.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed_by: Option<AccountId>,
    /// Whether it answers an appeal: then there is no further one.
    #[serde(default)]
    pub after_appeal: bool,
}

impl Refusal {
    /// As its author may read it: who decided is the house's affair.
    #[must_use]
    pub fn told(&self) -> Self {
        Self { by: None, proposed_by: None, ..self.clone() }
    }

    /// Whether its author may still appeal.
    #[must_use]
    pub fn may_be_appealed(&self) -> bool {
        !self.after_appeal
    }

    pub(crate) fn decided(self, by: AccountId, after_appeal: bool) -> Self {
        Self { by: Some(by), after_appeal, ..self }
    }

    /// What somebody else than its author in the house has to decide.
    pub(crate) fn must_not_be_by(&self, by: AccountId) -> Result<(), DecisionError> {
        if self.is_by(by) { Err(DecisionError::NeedsAnother) } else { Ok(()) }
    }

    /// Whether this person decided it, alone or as one of two.
    #[must_use]
    pub fn is_by(&self, who: AccountId) -> bool {
        [self.by, self.proposed_by].contains(&Some(who))
    }

    /// Reads reason and note; the reason is one of those in `reasons` that are offered, and
    /// "another reason" needs the note that says which.
    pub fn parse(
        form: &DecisionForm,
        reasons: &[Reason],
        now: Timestamp,
    ) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let reason = problems.check(Field::Reason, reason::choose(reasons, &form.reason));
        let note = problems.check(Field::Note, text::note(&form.note));
        let unsaid = reason.as_ref().is_some_and(|reason| reason.code.needs_note());
        if unsaid && note.as_ref().is_some_and(String::is_empty) {
            problems.push(Field::Note, ProblemCode::Missing);
        }
        let refusal = (|| {
            let (by, proposed_by, after_appeal) = (None, None, false);
            Some(Self { since: now, reason: reason?, note: note?, by, proposed_by, after_appeal })
        })();
        problems.or(refusal)
    }
}

/// The note that goes with any decision; may be empty.
pub fn parse_note(form: &DecisionForm) -> Result<String, Problems> {
    optional_note(&form.note)
}

/// The words that go with an appeal; may be empty.
pub fn parse_appeal(form: &AppealForm) -> Result<String, Problems> {
    optional_note(&form.note)
}

fn optional_note(raw: &str) -> Result<String, Problems> {
    let mut problems = Problems::default();
    let note = problems.check(Field::Note, text::note(raw));
    problems.or(note)
}

/// What staff ask of an author before they decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangesAsked {
    /// When.
    pub since: Timestamp,
    /// What is to be changed; never empty.
    pub note: String,
}

impl ChangesAsked {
    /// Reads the note, without which nobody knows what to change.
    pub fn parse(form: &DecisionForm, now: Timestamp) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let note =
            problems.check(Field::Note, text::required(&form.note, limits::NOTE, Shape::Lines));
        problems.or(note.map(|note| Self { since: now, note }))
    }
}

/// Where a signatory stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum SignatoryState {
    /// Registered, not signed.
    Draft,
    /// Signed, waiting for verification.
    Submitted {
        /// Since when.
        since: Timestamp,
        /// The refusal that it appeals against, where it does.
        #[serde(default)]
        appeal: Option<Box<Refusal>>,
    },
    /// Signed; staff ask for something before they verify.
    ChangesAsked(ChangesAsked),
    /// Verified: public.
    Verified {
        /// Since when.
        since: Timestamp,
    },
    /// Put on hold by staff: its page says so, its initiatives are not shown.
    OnHold {
        /// Since when.
        since: Timestamp,
    },
    /// Withdrawn by the signatory.
    Withdrawn {
        /// Since when.
        since: Timestamp,
        /// Public note; may be empty.
        note: String,
        /// Whether it had been public: then its page stays, with the note.
        was_public: bool,
    },
    /// Refused before it was public.
    Refused(Refusal),
    /// Taken down after it had been public.
    TakenDown {
        /// When and why.
        refusal: Refusal,
        /// Where it stood: what a restoration brings back.
        before: Box<SignatoryState>,
    },
}

impl SignatoryState {
    /// The state's code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted { .. } => "submitted",
            Self::Verified { .. } => "verified",
            Self::OnHold { .. } => "on_hold",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Refused(_) => "refused",
            Self::ChangesAsked(_) => "changes_asked",
            Self::TakenDown { .. } => "taken_down",
        }
    }

    /// The refusal or take-down in force.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) | Self::TakenDown { refusal, .. } => Some(refusal),
            Self::Draft
            | Self::Submitted { .. }
            | Self::ChangesAsked(_)
            | Self::Verified { .. }
            | Self::OnHold { .. }
            | Self::Withdrawn { .. } => None,
        }
    }

    /// As its signatory may read it.
    #[must_use]
    pub fn told(&self) -> Self {
        match self {
            Self::Submitted { since, appeal } => Self::Submitted {
                since: *since,
                appeal: appeal.as_ref().map(|refusal| Box::new(refusal.told())),
            },
            Self::Refused(refusal) => Self::Refused(refusal.told()),
            Self::TakenDown { refusal, before } => {
                Self::TakenDown { refusal: refusal.told(), before: Box::new(before.told()) }
            }
            Self::Draft
            | Self::ChangesAsked(_)
            | Self::Verified { .. }
            | Self::OnHold { .. }
            | Self::Withdrawn { .. } => self.clone(),
        }
    }
}

/// A step that the state machine does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cannot {transition} from {state}")]
pub struct NotPossible {
    /// What was asked.
    pub transition: &'static str,
    /// The state it was asked in.
    pub state: &'static str,
}

/// Why a decision of staff is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecisionError {
    /// The state machine does not know it.
    #[error(transparent)]
    NotPossible(#[from] NotPossible),
    /// It is about an earlier decision of the same person.
    #[error("somebody else must decide this")]
    NeedsAnother,
}

/// A signatory's institutional record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatory {
    /// Identifier.
    pub id: SignatoryId,
    /// Institutional data.
    pub body: Body,
    /// Who signs.
    pub signer: Signer,
    /// Where it stands.
    pub state: SignatoryState,
    /// The signature in force, or the one that was withdrawn.
    pub signature: Option<Signature>,
    /// When it registered.
    pub created: Timestamp,
    /// Last change.
    pub updated: Timestamp,
    /// Revision: 1 at creation, one more with each change.
    pub rev: u64,
}

/// What staff decide about a signatory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignatoryDecision {
    /// Verified: becomes public.
    Verify,
    /// Sent back for changes.
    AskChanges(ChangesAsked),
    /// Refused; it was never public.
    Refuse(Refusal),
    /// Taken down; it was public.
    TakeDown(Refusal),
    /// Back to where it stood before it was taken down.
    Restore,
    /// Put on hold.
    Hold,
    /// Back from hold.
    Resume,
}

impl SignatoryDecision {
    /// Reads the form; `reasons` are those of the settings.
    pub fn parse(
        form: &DecisionForm,
        reasons: &[Reason],
        now: Timestamp,
    ) -> Result<Self, Problems> {
        match form.decision.trim() {
            "approve" => Ok(Self::Verify),
            "ask_changes" => ChangesAsked::parse(form, now).map(Self::AskChanges),
            "refuse" => Refusal::parse(form, reasons, now).map(Self::Refuse),
            "take_down" => Refusal::parse(form, reasons, now).map(Self::TakeDown),
            "restore" => Ok(Self::Restore),
            "hold" => Ok(Self::Hold),
            "resume" => Ok(Self::Resume),
            "" => Err(Problems::one(Field::Decision, ProblemCode::Missing)),
            _ => Err(Problems::one(Field::Decision, ProblemCode::UnknownChoice)),
        }
    }
}

impl Signatory {
    /// A new signatory in draft.
    #[must_use]
    pub fn new(id: SignatoryId, body: Body, signer: Signer, now: Timestamp) -> Self {
        Self {
            id,
            body,
            signer,
            state: SignatoryState::Draft,
            signature: None,
            created: now,
            updated: now,
            rev: 1,
        }
    }

    /// The name to show first: the body's, or the representative's own.
    #[must_use]
    pub fn display_name(&self) -> &str {
        match self.body.profile {
            Profile::Representative => &self.signer.name,
            Profile::Authority | Profile::Organisation => &self.body.official_name,
        }
    }

    /// The readable part of its address.
    #[must_use]
    pub fn slug(&self) -> Slug {
        match self.body.profile {
            Profile::Representative => Slug::of(&self.signer.name),
            Profile::Authority | Profile::Organisation => {
                Slug::of(self.body.latin_name.as_ref().unwrap_or(&self.body.official_name))
            }
        }
    }

    /// Whether it stands in lists and counters, with its initiatives.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        matches!(self.state, SignatoryState::Verified { .. })
    }

    /// Whether it has a public page: also on hold, and withdrawn after having been public.
    #[must_use]
    pub fn is_public(&self) -> bool {
        match &self.state {
            SignatoryState::Verified { .. } | SignatoryState::OnHold { .. } => true,
            SignatoryState::Withdrawn { was_public, .. } => *was_public,
            SignatoryState::Draft
            | SignatoryState::Submitted { .. }
            | SignatoryState::ChangesAsked(_)
            | SignatoryState::Refused(_)
            | SignatoryState::TakenDown { .. } => false,
        }
    }

    /// Whether it may submit initiatives: it has signed and nothing has ended that.
    #[must_use]
    pub fn may_submit_initiatives(&self) -> bool {
        matches!(
            self.state,
            SignatoryState::Submitted { .. }
                | SignatoryState::ChangesAsked(_)
                | SignatoryState::Verified { .. }
        )
    }

    /// As [`Self::may_submit_initiatives`], naming the step that comes first.
    pub fn must_have_signed(&self) -> Result<(), NotPossible> {
        if self.may_submit_initiatives() {
            Ok(())
        } else {
            Err(self.not_possible("go on before signing the Pact"))
        }
    }

    /// Whether it may sign now.
    #[must_use]
    pub fn may_sign(&self) -> bool {
        matches!(
            self.state,
            SignatoryState::Draft
                | SignatoryState::ChangesAsked(_)
                | SignatoryState::Withdrawn { .. }
                | SignatoryState::Refused(_)
                | SignatoryState::TakenDown { .. }
        )
    }

    /// Whether there is a signature to withdraw.
    #[must_use]
    pub fn may_withdraw(&self) -> bool {
        matches!(
            self.state,
            SignatoryState::Submitted { .. }
                | SignatoryState::ChangesAsked(_)
                | SignatoryState::Verified { .. }
                | SignatoryState::OnHold { .. }
        )
    }

    /// Signs the Pact; waits for verification then.
    pub fn sign(
        self,
        request: SignatureRequest,
        number: u64,
        now: Timestamp,
    ) -> Result<Self, NotPossible> {
        if !self.may_sign() {
            return Err(self.not_possible("sign"));
        }
        let signature = Signature {
            number,
            at: now,
            version: request.version,
            text_hash: request.text_hash,
            goals: request.goals,
            basis: request.basis,
        };
        let state = SignatoryState::Submitted { since: now, appeal: None };
        Ok(Self { signature: Some(signature), ..self.into_state(state, now) })
    }

    /// Withdraws the signature, with a public note.
    pub fn withdraw(self, note: String, now: Timestamp) -> Result<Self, NotPossible> {
        let was_public = self.is_public();
        match self.state {
            SignatoryState::Submitted { .. }
            | SignatoryState::ChangesAsked(_)
            | SignatoryState::Verified { .. }
            | SignatoryState::OnHold { .. } => {
                Ok(self.into_state(SignatoryState::Withdrawn { since: now, note, was_public }, now))
            }
            SignatoryState::Draft
            | SignatoryState::Withdrawn { .. }
            | SignatoryState::Refused(_)
            | SignatoryState::TakenDown { .. } => Err(self.not_possible("withdraw")),
        }
    }

    /// Comes back to staff with the changes that they asked for; the signature stays.
    pub fn resubmit(self, now: Timestamp) -> Result<Self, NotPossible> {
        match self.state {
            SignatoryState::ChangesAsked(_) => {
                Ok(self.into_state(SignatoryState::Submitted { since: now, appeal: None }, now))
            }
            SignatoryState::Draft
            | SignatoryState::Submitted { .. }
            | SignatoryState::Verified { .. }
            | SignatoryState::OnHold { .. }
            | SignatoryState::Withdrawn { .. }
            | SignatoryState::Refused(_)
            | SignatoryState::TakenDown { .. } => Err(self.not_possible("submit again")),
        }
    }

    /// Appeals against a refusal or a take-down: somebody else decides anew.
    pub fn appeal(self, now: Timestamp) -> Result<Self, NotPossible> {
        match self.state.refusal() {
            Some(refusal) if refusal.may_be_appealed() => {
                let appeal = Some(Box::new(refusal.clone()));
                Ok(self.into_state(SignatoryState::Submitted { since: now, appeal }, now))
            }
            Some(_) => Err(self.not_possible("appeal a second time")),
            None => Err(self.not_possible("appeal")),
        }
    }

    /// Applies a decision that `by`, a member of staff, takes.
    pub fn decide(
        self,
        decision: SignatoryDecision,
        by: AccountId,
        now: Timestamp,
    ) -> Result<Self, DecisionError> {
        use SignatoryDecision as D;
        use SignatoryState as S;
        let next = match (decision, &self.state) {
            (D::Verify, S::Submitted { appeal, .. }) => {
                by_another(appeal.as_deref(), by)?;
                S::Verified { since: now }
            }
            (D::AskChanges(asked), S::Submitted { appeal, .. }) => {
                by_another(appeal.as_deref(), by)?;
                S::ChangesAsked(asked)
            }
            (D::Refuse(refusal), S::Submitted { appeal, .. }) => {
                by_another(appeal.as_deref(), by)?;
                S::Refused(refusal.decided(by, appeal.is_some()))
            }
            (D::TakeDown(refusal), before) if self.is_public() => S::TakenDown {
                refusal: refusal.decided(by, false),
                before: Box::new(before.clone()),
            },
            (D::Restore, S::TakenDown { refusal, before }) => {
                refusal.must_not_be_by(by)?;
                before.as_ref().clone()
            }
            (D::Hold, S::Verified { .. }) => S::OnHold { since: now },
            (D::Resume, S::OnHold { .. }) => S::Verified { since: now },
            (D::Verify, _) => return Err(self.not_possible("verify").into()),
            (D::AskChanges(_), _) => return Err(self.not_possible("ask for changes").into()),
            (D::Refuse(_), _) => return Err(self.not_possible("refuse").into()),
            (D::TakeDown(_), _) => return Err(self.not_possible("take down").into()),
            (D::Restore, _) => return Err(self.not_possible("restore").into()),
            (D::Hold, _) => return Err(self.not_possible("hold").into()),
            (D::Resume, _) => return Err(self.not_possible("resume").into()),
        };
        Ok(self.into_state(next, now))
    }

    /// `before` once more, after a decision on it was taken back.
    #[must_use]
    pub fn undone(&self, before: Self, now: Timestamp) -> Self {
        Self { updated: now, rev: self.rev + 1, ..before }
    }

    /// What staff may correct, as its form.
    #[must_use]
    pub fn correction_form(&self) -> CorrectionForm {
        CorrectionForm {
            official_name: self.body.official_name.clone(),
            latin_name: self.body.latin_name.clone().unwrap_or_default(),
            signer_name: self.signer.name.clone(),
            note: String::new(),
            rev: self.rev.to_string(),
        }
    }

    /// Corrects the spelling of names. What the names stand for does not change, nor does
    /// the state.
    #[must_use]
    pub fn correct(self, correction: Correction, now: Timestamp) -> Self {
        let mut next = Self { updated: now, rev: self.rev + 1, ..self };
        next.body.official_name = correction.official_name;
        next.body.latin_name = correction.latin_name;
        next.signer.name = correction.signer_name;
        next
    }

    /// Takes over the changeable part of a profile.
    #[must_use]
    pub fn with_profile(self, update: ProfileUpdate, now: Timestamp) -> Self {
        let mut next = Self { updated: now, rev: self.rev + 1, ..self };
        next.body.population = update.population;
        next.body.website = update.website;
        next.signer = update.signer;
        next
    }

    /// The changeable part of the profile, as its form.
    #[must_use]
    pub fn profile_form(&self) -> ProfileForm {
        let Self { body, signer, .. } = self;
        ProfileForm {
            population: body.population.map(|people| people.to_string()).unwrap_or_default(),
            website: body.website.as_ref().map(|url| url.as_str().to_owned()).unwrap_or_default(),
            signer_name: signer.name.clone(),
            signer_function: signer.function.clone(),
            mandate_end: signer.mandate_end.map(|day| day.to_string()).unwrap_or_default(),
            publish_signer: if signer.publish { "yes".to_owned() } else { String::new() },
            rev: self.rev.to_string(),
        }
    }

    /// Reads the form of the changeable part. A representative is who they are: their name
    /// was verified, and staff change it.
    pub fn read_profile(&self, form: &ProfileForm, today: Date) -> Result<ProfileUpdate, Problems> {
        let update = ProfileUpdate::parse(form, self.body.profile, today)?;
        let renamed = update.signer.name != self.signer.name;
        if self.body.profile == Profile::Representative && renamed {
            return Err(Problems::one(Field::SignerName, ProblemCode::NotAllowed));
        }
        Ok(update)
    }

    /// What makes this the same body as another registration.
    #[must_use]
    pub fn body_key(&self) -> BodyKey {
        body_key(&self.body, &self.signer)
    }

    fn into_state(self, state: SignatoryState, now: Timestamp) -> Self {
        Self { state, updated: now, rev: self.rev + 1, ..self }
    }

    fn not_possible(&self, transition: &'static str) -> NotPossible {
        NotPossible { transition, state: self.state.code() }
    }
}

/// What makes two registrations the same body: its official code where it has one, else
/// its name, within country and kind. A representative is one person of one authority.
#[must_use]
pub fn body_key(body: &Body, signer: &Signer) -> BodyKey {
    let country = body.country.code();
    let name = text::folded(&body.official_name);
    BodyKey(match (body.profile, &body.territorial_code) {
        (Profile::Representative, _) => {
            format!("{country}/representative/{name}/{}", text::folded(&signer.name))
        }
        (Profile::Authority, Some(code)) => {
            format!("{country}/{}/code/{}", body.kind.code(), text::folded(code))
        }
        (Profile::Authority, None) => format!("{country}/{}/name/{name}", body.kind.code()),
        (Profile::Organisation, _) => format!("{country}/organisation/{name}"),
    })
}

/// Keys under which a body counts as taken: the name always, the code as well where there
/// is one, so that leaving the code out does not make a second body.
#[must_use]
pub fn body_keys(body: &Body, signer: &Signer) -> Vec<BodyKey> {
    let mut keys = vec![body_key(body, signer)];
    let by_name = body_key(&Body { territorial_code: None, ..body.clone() }, signer);
    if by_name != keys[0] {
        keys.push(by_name);
    }
    keys
}

/// The part of a profile that its signatory may change at any time. Name, country, kind
/// and code are what was verified; staff change those.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileUpdate {
    /// Inhabitants.
    pub population: Option<u32>,
    /// Web site.
    pub website: Option<SafeUrl>,
    /// Who signs.
    pub signer: Signer,
}

impl ProfileUpdate {
    /// Reads the form.
    pub fn parse(form: &ProfileForm, profile: Profile, today: Date) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let population = problems.check(Field::Population, parse_population(&form.population));
        let website = problems.check(Field::Website, SafeUrl::parse_optional(&form.website));
        let fields = SignerFields {
            name: &form.signer_name,
            function: &form.signer_function,
            mandate_end: &form.mandate_end,
            publish: &form.publish_signer,
        };
        let signer = parse_signer(&fields, Some(profile), today, &mut problems);
        let update =
            (|| Some(Self { population: population?, website: website?, signer: signer? }))();
        problems.or(update)
    }
}

impl Contact {
    /// The contacts as their form.
    #[must_use]
    pub fn form(&self, rev: u64) -> ContactForm {
        let second = self.second.as_ref();
        ContactForm {
            contact_name: self.name.clone(),
            contact_phone: self.phone.clone().unwrap_or_default(),
            contact_language: self.language.code().to_owned(),
            second_contact_name: second.map(|second| second.name.clone()).unwrap_or_default(),
            second_contact_email: second
                .map(|second| second.email.as_str().to_owned())
                .unwrap_or_default(),
            rev: rev.to_string(),
        }
    }

    /// Reads the form.
    pub fn parse(form: &ContactForm) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let contact = parse_contact(
            &form.contact_name,
            &form.contact_phone,
            &form.contact_language,
            &mut problems,
        );
        let both_empty = form.second_contact_name.trim().is_empty()
            && form.second_contact_email.trim().is_empty();
        let second = if both_empty {
            Some(None)
        } else {
            let name = problems.check(
                Field::SecondContactName,
                text::name(&form.second_contact_name, limits::NAME),
            );
            let email = problems
                .check(Field::SecondContactEmail, EmailAddress::parse(&form.second_contact_email));
            (|| Some(Some(SecondContact { name: name?, email: email? })))()
        };
        let contact = (|| Some(Self { second: second?, ..contact? }))();
        problems.or(contact)
    }
}

impl SignatureRequest {
    /// Reads the form. The text that was shown must be the one in force.
    pub fn parse(
        form: &SignForm,
        undertaking: &Undertaking,
        language: Language,
        today: Date,
    ) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let goals = problems.check(Field::Goals, Goal::parse_codes(&form.goals));
        let basis = parse_basis(form, today, &mut problems);
        let text_hash = undertaking.hash(language);
        if !ticked(&form.undertake) {
            problems.push(Field::Undertake, ProblemCode::NotConfirmed);
        } else if form.text_hash != text_hash {
            problems.push(Field::Undertake, ProblemCode::Expired);
        }
        let request = (|| {
            Some(Self {
                version: undertaking.version.to_owned(),
                text_hash: text_hash.to_owned(),
                goals: goals?,
                basis: basis?,
            })
        })();
        problems.or(request)
    }
}

fn parse_basis(form: &SignForm, today: Date, problems: &mut Problems) -> Option<DecisionBasis> {
    let reason = problems.check(
        Field::NoDecisionReason,
        text::optional(&form.no_decision_reason, limits::DECISION_REASON, Shape::Lines),
    )?;
    let nothing_decided =
        form.decision_date.trim().is_empty() && form.decision_reference.trim().is_empty();
    if let (Some(reason), true) = (&reason, nothing_decided) {
        return Some(DecisionBasis::NotNeeded { reason: reason.clone() });
    }
    let date = problems.check(
        Field::DecisionDate,
        parse_date(&form.decision_date).and_then(|day| match day {
            None => Err(ProblemCode::Missing),
            Some(day) if day > today => Err(ProblemCode::InFuture),
            Some(day) => Ok(day),
        }),
    );
    let reference = problems.check(
        Field::DecisionReference,
        text::required(&form.decision_reference, limits::DECISION_REFERENCE, Shape::Line),
    );
    Some(DecisionBasis::Decided { date: date?, reference: reference? })
}

/// An appeal is decided by somebody else than who refused.
pub(crate) fn by_another(appeal: Option<&Refusal>, by: AccountId) -> Result<(), DecisionError> {
    appeal.map_or(Ok(()), |refusal| refusal.must_not_be_by(by))
}

/// Names as staff spell them right.
#[derive(Clone, PartialEq, Eq)]
pub struct Correction {
    /// Official name.
    pub official_name: String,
    /// The name in Latin letters, where it is not.
    pub latin_name: Option<String>,
    /// Who signs.
    pub signer_name: String,
    /// A note to the signatory; may be empty.
    pub note: String,
}

impl fmt::Debug for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Correction(…)")
    }
}

impl Correction {
    /// Reads the form.
    pub fn parse(form: &CorrectionForm) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let official_name =
            problems.check(Field::OfficialName, text::name(&form.official_name, limits::NAME));
        let latin_name = problems.check(
            Field::LatinName,
            crate::registration::parse_latin_name(&form.latin_name, official_name.as_deref()),
        );
        let signer_name =
            problems.check(Field::SignerName, text::name(&form.signer_name, limits::NAME));
        let note = problems.check(Field::Note, text::note(&form.note));
        let correction = (|| {
            Some(Self {
                official_name: official_name?,
                latin_name: latin_name?,
                signer_name: signer_name?,
                note: note?,
            })
        })();
        problems.or(correction)
    }
}

/// A withdrawal: the public note.
pub fn parse_withdrawal(form: &WithdrawForm) -> Result<String, Problems> {
    let mut problems = Problems::default();
    let note = problems.check(Field::Note, text::note(&form.note));
    if !ticked(&form.confirm) {
        problems.push(Field::Confirm, ProblemCode::NotConfirmed);
    }
    problems.or(note)
}
