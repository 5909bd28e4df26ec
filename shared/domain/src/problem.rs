//! What is wrong with a form: all problems at once, as field and code. The words are the
//! views' affair.

use std::fmt;

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// A field of a form; its name is the `name` of the input and the JSON member.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field {
            $($(#[$doc])* $variant,)+
        }

        impl Field {
            /// Every field.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Name of the input, of the JSON member and of the element's id.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

fields! {
    /// Choice of profile.
    Profile = "profile",
    /// Country of the body.
    Country = "country",
    /// Official name in its own language.
    OfficialName = "official_name",
    /// The name in Latin letters.
    LatinName = "latin_name",
    /// Language of the official name.
    NameLanguage = "name_language",
    /// Municipality, region, association …
    Kind = "kind",
    /// Official territorial code.
    TerritorialCode = "territorial_code",
    /// Inhabitants.
    Population = "population",
    /// Web site of the body.
    Website = "website",
    /// Name of the person who signs.
    SignerName = "signer_name",
    /// Function of the person who signs.
    SignerFunction = "signer_function",
    /// End of the signer's mandate.
    MandateEnd = "mandate_end",
    /// Consent to show the signer's name.
    PublishSigner = "publish_signer",
    /// Name of the officer to contact.
    ContactName = "contact_name",
    /// Telephone of the officer.
    ContactPhone = "contact_phone",
    /// Language for mails.
    ContactLanguage = "contact_language",
    /// Name of the second contact.
    SecondContactName = "second_contact_name",
    /// E-mail of the second contact.
    SecondContactEmail = "second_contact_email",
    /// E-mail address of the account.
    Email = "email",
    /// A new password.
    Password = "password",
    /// The password in force.
    CurrentPassword = "current_password",
    /// Declaration that one may act for the body.
    Authorised = "authorised",
    /// Six-digit code from a mail or an authenticator.
    Code = "code",
    /// Recovery code.
    RecoveryCode = "recovery_code",
    /// Goals chosen.
    Goals = "goals",
    /// Date of the council's decision.
    DecisionDate = "decision_date",
    /// Reference of the council's decision.
    DecisionReference = "decision_reference",
    /// Why no decision is needed.
    NoDecisionReason = "no_decision_reason",
    /// The deliberate act of signing.
    Undertake = "undertake",
    /// A public note or a moderator's note.
    Note = "note",
    /// Confirmation of a withdrawal.
    Confirm = "confirm",
    /// Title of an initiative.
    Title = "title",
    /// Summary of an initiative.
    Summary = "summary",
    /// Description of an initiative.
    Description = "description",
    /// Language of the initiative's text.
    Language = "language",
    /// The Ps it serves.
    Ps = "ps",
    /// Type of action.
    ActionType = "action_type",
    /// Whom it is for.
    TargetGroups = "target_groups",
    /// Planned, running or done.
    Status = "status",
    /// First day.
    StartDate = "start_date",
    /// Last day.
    EndDate = "end_date",
    /// Where it takes place.
    Place = "place",
    /// Partners.
    Partners = "partners",
    /// Results.
    Results = "results",
    /// Links.
    Links = "links",
    /// Page to contact.
    ContactPage = "contact_page",
    /// Safeguard: nobody can be identified.
    Safeguard = "safeguard",
    /// A moderator's decision.
    Decision = "decision",
    /// Reason of a refusal.
    Reason = "reason",
    /// A session to end.
    Session = "session",
    /// Days within which staff decide.
    ServiceDays = "service_days",
    /// Days after which a case is nearly late.
    NearlyLateDays = "nearly_late_days",
    /// Minutes that an opened case is somebody's.
    LeaseMinutes = "lease_minutes",
    /// Seconds within which a decision can be undone.
    UndoSeconds = "undo_seconds",
    /// Reports from one network in an hour.
    ReportRate = "report_rate",
    /// Registrations from one network in an hour.
    RegistrationRate = "registration_rate",
    /// Most initiatives of one signatory.
    InitiativesLimit = "initiatives",
    /// Nobody can register.
    RegistrationOff = "registration_off",
    /// Nobody can post.
    PostingOff = "posting_off",
    /// Nothing can be changed.
    ReadOnly = "read_only",
    /// Routes closed one by one.
    ClosedRoutes = "closed_routes",
    /// Message above registration, in English.
    BannerRegistrationEn = "banner_registration_en",
    /// Message above registration, in French.
    BannerRegistrationFr = "banner_registration_fr",
    /// Message above signing in, in English.
    BannerSignInEn = "banner_sign_in_en",
    /// Message above signing in, in French.
    BannerSignInFr = "banner_sign_in_fr",
    /// Message above the desk, in English.
    BannerDeskEn = "banner_desk_en",
    /// Message above the desk, in French.
    BannerDeskFr = "banner_desk_fr",
    /// Message above the back office, in English.
    BannerStaffEn = "banner_staff_en",
    /// Message above the back office, in French.
    BannerStaffFr = "banner_staff_fr",
    /// Code of a reason.
    ReasonCode = "reason_code",
    /// Words of a reason in English.
    WordsEn = "words_en",
    /// Words of a reason in French.
    WordsFr = "words_fr",
    /// The reason hides the text.
    HidesText = "hides_text",
    /// The reason is not offered any more.
    Retired = "retired",
    /// Number of a helpline.
    Number = "number",
    /// Name of a helpline in English.
    NameEn = "name_en",
    /// Name of a helpline in French.
    NameFr = "name_fr",
    /// Page that a helpline's number comes from.
    Source = "source",
    /// Day on which somebody looked.
    Checked = "checked",
    /// What a member of staff is there for.
    Role = "role",
    /// Countries of a focal point.
    Countries = "countries",
    /// The cases of a decision on many.
    Cases = "cases",
    /// How many cases a decision is about.
    Count = "count",
    /// What a button asks for.
    Intent = "intent",
    /// Who has a case in hand.
    Holder = "holder",
    /// Why a case is taken over.
    TakeoverNote = "takeover_note",
    /// A name, an identifier or an address that staff look for.
    Search = "search",
    /// What is wrong with a page that is reported.
    Category = "category",
    /// The reader's words about it.
    ReportText = "report_text",
}

/// What is wrong, and the limit that was passed where there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProblemCode {
    /// Nothing was entered or chosen.
    Missing,
    /// Longer than `max` characters.
    TooLong {
        /// Most characters allowed.
        max: usize,
    },
    /// Shorter than `min` characters.
    TooShort {
        /// Fewest characters allowed.
        min: usize,
    },
    /// Not of the form that the field asks for.
    Malformed,
    /// Holds control characters, invisible characters or letters piled with marks.
    Unprintable,
    /// Begins with a character that spreadsheets take for a formula.
    Formula,
    /// Holds a web address where none belongs.
    HoldsLink,
    /// Not one of the choices.
    UnknownChoice,
    /// The name needs a Latin form as well.
    LatinNeeded,
    /// The Latin form holds letters of another script.
    NotLatin,
    /// A day that does not exist or is not written as year-month-day.
    NoSuchDate,
    /// A day that must lie in the past lies in the future.
    InFuture,
    /// A day that must lie in the future has passed.
    InPast,
    /// Ends before it starts.
    EndBeforeStart,
    /// More than `max` entries.
    TooMany {
        /// Most entries allowed.
        max: usize,
    },
    /// Outside the numbers allowed.
    OutOfRange {
        /// Largest number allowed.
        max: u32,
    },
    /// A web address that is not a public `https` or `http` one.
    UnsafeLink,
    /// A password that is among the first to be guessed.
    EasyToGuess,
    /// A password that begins or ends with a space.
    EdgeSpace,
    /// The new password is the old one.
    Unchanged,
    /// Not the right password, code or recovery code.
    Wrong,
    /// The code's time is over.
    Expired,
    /// Too many wrong codes: a new one is needed.
    Locked,
    /// The box must be ticked.
    NotConfirmed,
    /// Does not belong to the chosen profile, country or state.
    NotAllowed,
}

impl ProblemCode {
    /// Stable code for integrators.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooLong { .. } => "too_long",
            Self::TooShort { .. } => "too_short",
            Self::Malformed => "malformed",
            Self::Unprintable => "unprintable",
            Self::Formula => "formula",
            Self::HoldsLink => "holds_link",
            Self::UnknownChoice => "unknown_choice",
            Self::LatinNeeded => "latin_needed",
            Self::NotLatin => "not_latin",
            Self::NoSuchDate => "no_such_date",
            Self::InFuture => "in_future",
            Self::InPast => "in_past",
            Self::EndBeforeStart => "end_before_start",
            Self::TooMany { .. } => "too_many",
            Self::OutOfRange { .. } => "out_of_range",
            Self::UnsafeLink => "unsafe_link",
            Self::EasyToGuess => "easy_to_guess",
            Self::EdgeSpace => "edge_space",
            Self::Unchanged => "unchanged",
            Self::Wrong => "wrong",
            Self::Expired => "expired",
            Self::Locked => "locked",
            Self::NotConfirmed => "not_confirmed",
            Self::NotAllowed => "not_allowed",
        }
    }
}

/// One problem of one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Problem {
    /// Where.
    pub field: Field,
    /// What.
    pub code: ProblemCode,
}

/// All problems of a form, in page order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// A single problem.
    #[must_use]
    pub fn one(field: Field, code: ProblemCode) -> Self {
        Self(vec![Problem { field, code }])
    }

    /// Adds a problem.
    pub fn push(&mut self, field: Field, code: ProblemCode) {
        self.0.push(Problem { field, code });
    }

    /// Keeps the value, or notes the problem under `field`.
    pub fn check<T>(&mut self, field: Field, result: Result<T, ProblemCode>) -> Option<T> {
        result.map_err(|code| self.push(field, code)).ok()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The problems in page order.
    #[must_use]
    pub fn as_slice(&self) -> &[Problem] {
        &self.0
    }

    /// Adds all of `other`.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// `value` when there is no problem.
    pub fn or<T>(self, value: Option<T>) -> Result<T, Self> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(self),
        }
    }
}

impl fmt::Display for Problems {
    /// Fields and codes, never values: fit for a log line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{} {}", problem.field.name(), problem.code.code())?;
        }
        Ok(())
    }
}
