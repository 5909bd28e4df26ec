//! An initiative: what a signatory does, its versions and their states.

use crate::forms::{DecisionForm, InitiativeForm, TextCorrectionForm};
use crate::pact::Goal;
use crate::reason::Reason;
use crate::registration::{choice, parse_date, ticked};
use crate::signatory::{
    ChangesAsked, DecisionError, NotPossible, Refusal, Signatory, by_another, codes,
};
use crate::text::{self, Shape};
use crate::{
    AccountId, Action, ContentLanguage, Date, Field, Flag, InitiativeId, ProblemCode, Problems,
    SafeUrl, SignatoryId, Slug, Timestamp, limits, safeguard,
};
use serde::{Deserialize, Serialize};

codes! {
    /// The four Ps of the campaign.
    P {
        /// Prevention of abuse.
        Prevention = "prevention",
        /// Protection of victims.
        Protection = "protection",
        /// Prosecution of perpetrators.
        Prosecution = "prosecution",
        /// Participation of children.
        Participation = "participation",
    }
}

codes! {
    /// Type of action.
    ActionType {
        /// Awareness campaign.
        Campaign = "campaign",
        /// Training.
        Training = "training",
        /// Service for children or families.
        Service = "service",
        /// Policy, strategy or plan.
        Policy = "policy",
        /// Research or survey.
        Research = "research",
        /// Publication or teaching material.
        Material = "material",
        /// Event.
        Event = "event",
        /// Network or partnership.
        Network = "network",
        /// Another type.
        Other = "other",
    }
}

codes! {
    /// Whom an initiative is for.
    TargetGroup {
        /// Children.
        Children = "children",
        /// Young people.
        YoungPeople = "young_people",
        /// Parents and carers.
        Parents = "parents",
        /// Teachers and schools.
        Schools = "schools",
        /// Professionals in contact with children.
        Professionals = "professionals",
        /// Police and justice.
        Justice = "justice",
        /// Sports and leisure.
        Sports = "sports",
        /// Elected representatives and staff of authorities.
        Authorities = "authorities",
        /// General public.
        Public = "public",
    }
}

codes! {
    /// How far it is.
    Status {
        /// Planned.
        Planned = "planned",
        /// Running.
        Running = "running",
        /// Done.
        Done = "done",
    }
}

/// The checked text and data of one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Title.
    pub title: String,
    /// Summary.
    pub summary: String,
    /// Restricted Markdown.
    pub description: String,
    /// Language of the text.
    pub language: ContentLanguage,
    /// The Ps it serves; at least one.
    pub ps: Vec<P>,
    /// Codes of goals.
    pub goals: Vec<String>,
    /// Type of action.
    pub action_type: ActionType,
    /// Target groups; at least one.
    pub target_groups: Vec<TargetGroup>,
    /// How far it is.
    pub status: Status,
    /// First day.
    pub start_date: Option<Date>,
    /// Last day.
    pub end_date: Option<Date>,
    /// Where.
    pub place: Option<String>,
    /// Partners.
    pub partners: Option<String>,
    /// Results.
    pub results: Option<String>,
    /// Links.
    pub links: Vec<SafeUrl>,
    /// Page to contact.
    pub contact_page: Option<SafeUrl>,
}

impl Content {
    /// Reads the form, for submitting.
    pub fn parse(form: &InitiativeForm) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let title = problems.check(Field::Title, parse_title(&form.title));
        let summary = problems.check(Field::Summary, parse_summary(&form.summary));
        let description = problems.check(Field::Description, parse_description(&form.description));
        let language = problems.check(
            Field::Language,
            choice(&form.language, |code| ContentLanguage::parse(code).ok()),
        );
        let ps = problems.check(Field::Ps, choices(&form.ps, P::from_code));
        let goals = problems.check(Field::Goals, Goal::parse_optional_codes(&form.goals));
        let action_type =
            problems.check(Field::ActionType, choice(&form.action_type, ActionType::from_code));
        let target_groups = problems
            .check(Field::TargetGroups, choices(&form.target_groups, TargetGroup::from_code));
        let status = problems.check(Field::Status, choice(&form.status, Status::from_code));
        let (start_date, end_date) = parse_dates(form, &mut problems);
        let place = problems.check(Field::Place, parse_line(&form.place));
        let partners = problems.check(Field::Partners, parse_line(&form.partners));
        let results = problems.check(Field::Results, parse_results(&form.results));
        let links = problems.check(Field::Links, parse_links(&form.links));
        let contact_page =
            problems.check(Field::ContactPage, SafeUrl::parse_optional(&form.contact_page));
        if !ticked(&form.safeguard) {
            problems.push(Field::Safeguard, ProblemCode::NotConfirmed);
        }
        let content = (|| {
            Some(Self {
                title: title?,
                summary: summary?,
                description: description?,
                language: language?,
                ps: ps?,
                goals: goals?,
                action_type: action_type?,
                target_groups: target_groups?,
                status: status?,
                start_date: start_date?,
                end_date: end_date?,
                place: place?,
                partners: partners?,
                results: results?,
                links: links?,
                contact_page: contact_page?,
            })
        })();
        problems.or(content)
    }

    /// Its texts, in page order, without what is chosen from lists.
    pub fn texts(&self) -> impl Iterator<Item = (Field, &str)> {
        [
            (Field::Title, Some(self.title.as_str())),
            (Field::Summary, Some(self.summary.as_str())),
            (Field::Description, Some(self.description.as_str())),
            (Field::Place, self.place.as_deref()),
            (Field::Partners, self.partners.as_deref()),
            (Field::Results, self.results.as_deref()),
        ]
        .into_iter()
        .filter_map(|(field, text)| Some((field, text?)))
    }

    /// Words in it that could identify a child or a victim, in page order: what its author
    /// is asked about when submitting, and staff when deciding. Ranges are those of the text
    /// in [`Self::texts`].
    #[must_use]
    pub fn flags(&self) -> Vec<(Field, Flag)> {
        self.texts()
            .flat_map(|(field, text)| {
                safeguard::scan(text, self.language).into_iter().map(move |flag| (field, flag))
            })
            .collect()
    }

    /// The same for programs: with the words instead of their places.
    #[must_use]
    pub fn flagged(&self) -> Vec<safeguard::Flagged<'_>> {
        self.texts()
            .flat_map(|(field, text)| {
                safeguard::scan(text, self.language).into_iter().filter_map(move |flag| {
                    let words = text.get(flag.range)?;
                    Some(safeguard::Flagged { field: field.name(), kind: flag.kind, words })
                })
            })
            .collect()
    }

    /// The readable part of its address.
    #[must_use]
    pub fn slug(&self) -> Slug {
        Slug::of(&self.title)
    }

    /// How many members of staff must approve it: two where something in it could identify
    /// a child or a victim.
    #[must_use]
    pub fn approvals_needed(&self) -> usize {
        if self.flags().is_empty() { 1 } else { 2 }
    }
}

impl From<&Content> for InitiativeForm {
    /// The form as its author would have typed it, for editing.
    fn from(content: &Content) -> Self {
        let codes = |codes: Vec<&'static str>| codes.into_iter().map(str::to_owned).collect();
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let link = |url: &SafeUrl| url.as_str().to_owned();
        Self {
            title: content.title.clone(),
            summary: content.summary.clone(),
            description: content.description.clone(),
            language: content.language.code().to_owned(),
            ps: codes(content.ps.iter().map(|p| p.code()).collect()),
            goals: content.goals.clone(),
            action_type: content.action_type.code().to_owned(),
            target_groups: codes(content.target_groups.iter().map(|group| group.code()).collect()),
            status: content.status.code().to_owned(),
            start_date: day(content.start_date),
            end_date: day(content.end_date),
            place: content.place.clone().unwrap_or_default(),
            partners: content.partners.clone().unwrap_or_default(),
            results: content.results.clone().unwrap_or_default(),
            links: content.links.iter().map(link).collect(),
            contact_page: content.contact_page.as_ref().map(link).unwrap_or_default(),
            safeguard: "yes".to_owned(),
            ..Self::default()
        }
    }
}

/// Reads the form, for saving: a draft may be incomplete and wrong, but not boundless.
/// Twice a text's limit leaves room for shortening it later. What the form says about
/// itself (`id`, `rev`, `intent`) is no part of the draft.
pub fn parse_draft(form: &InitiativeForm) -> Result<InitiativeForm, Problems> {
    let mut problems = Problems::default();
    let texts = [
        (Field::Title, &form.title, limits::TITLE),
        (Field::Summary, &form.summary, limits::SUMMARY),
        (Field::Description, &form.description, limits::DESCRIPTION),
        (Field::Language, &form.language, limits::LINE),
        (Field::ActionType, &form.action_type, limits::LINE),
        (Field::Status, &form.status, limits::LINE),
        (Field::StartDate, &form.start_date, limits::LINE),
        (Field::EndDate, &form.end_date, limits::LINE),
        (Field::Place, &form.place, limits::LINE),
        (Field::Partners, &form.partners, limits::LINE),
        (Field::Results, &form.results, limits::RESULTS),
        (Field::ContactPage, &form.contact_page, limits::URL_BYTES),
        (Field::Safeguard, &form.safeguard, limits::LINE),
    ];
    for (field, text, limit) in texts {
        if text.chars().count() > 2 * limit {
            problems.push(field, ProblemCode::TooLong { max: 2 * limit });
        }
    }
    let lists = [
        (Field::Ps, &form.ps, P::ALL.len()),
        (Field::Goals, &form.goals, Goal::all().len()),
        (Field::TargetGroups, &form.target_groups, TargetGroup::ALL.len()),
        (Field::Links, &form.links, limits::LINKS),
    ];
    for (field, list, limit) in lists {
        if list.len() > 2 * limit {
            problems.push(field, ProblemCode::TooMany { max: 2 * limit });
        } else if list.iter().any(|entry| entry.chars().count() > 2 * limits::URL_BYTES) {
            problems.push(field, ProblemCode::TooLong { max: 2 * limits::URL_BYTES });
        }
    }
    let (id, rev, intent) = (String::new(), String::new(), String::new());
    problems.or(Some(InitiativeForm { id, rev, intent, ..form.clone() }))
}

// The rules of the texts, for their author and for a correction of staff alike.

fn parse_title(raw: &str) -> Result<String, ProblemCode> {
    text::name(raw, limits::TITLE)
}

fn parse_summary(raw: &str) -> Result<String, ProblemCode> {
    text::required(raw, limits::SUMMARY, Shape::Line)
}

fn parse_description(raw: &str) -> Result<String, ProblemCode> {
    text::required(raw, limits::DESCRIPTION, Shape::Lines)
}

fn parse_line(raw: &str) -> Result<Option<String>, ProblemCode> {
    text::optional(raw, limits::LINE, Shape::Line)
}

fn parse_results(raw: &str) -> Result<Option<String>, ProblemCode> {
    text::optional(raw, limits::RESULTS, Shape::Lines)
}

fn choices<T: PartialEq>(
    raw: &[String],
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, ProblemCode> {
    let mut chosen = Vec::new();
    for code in raw.iter().filter(|code| !code.trim().is_empty()) {
        let value = choice(code, &parse)?;
        if !chosen.contains(&value) {
            chosen.push(value);
        }
    }
    if chosen.is_empty() { Err(ProblemCode::Missing) } else { Ok(chosen) }
}

type MaybeDate = Option<Option<Date>>;

fn parse_dates(form: &InitiativeForm, problems: &mut Problems) -> (MaybeDate, MaybeDate) {
    let start = problems.check(Field::StartDate, parse_date(&form.start_date));
    let end = problems.check(Field::EndDate, parse_date(&form.end_date));
    if let (Some(Some(start)), Some(Some(end))) = (start, end)
        && end < start
    {
        problems.push(Field::StartDate, ProblemCode::EndBeforeStart);
        problems.push(Field::EndDate, ProblemCode::EndBeforeStart);
    }
    (start, end)
}

fn parse_links(raw: &[String]) -> Result<Vec<SafeUrl>, ProblemCode> {
    let links = raw
        .iter()
        .filter(|link| !link.trim().is_empty())
        .map(|link| SafeUrl::parse(link))
        .collect::<Result<Vec<_>, _>>()?;
    if links.len() > limits::LINKS {
        return Err(ProblemCode::TooMany { max: limits::LINKS });
    }
    Ok(links)
}

/// The version that its author works on or that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Working {
    /// As typed, unchecked: a draft may be incomplete.
    Draft {
        /// The form.
        form: Box<InitiativeForm>,
        /// What staff asked for, until it is submitted again.
        #[serde(default)]
        asked: Option<ChangesAsked>,
    },
    /// Checked and waiting for a decision.
    Submitted {
        /// Since when.
        since: Timestamp,
        /// What is to be decided.
        content: Box<Content>,
        /// The refusal that it appeals against, where it does.
        #[serde(default)]
        appeal: Option<Box<Refusal>>,
        /// Who has approved it already, where two must.
        #[serde(default)]
        approvals: Vec<AccountId>,
    },
    /// Sent back to its author for changes.
    ChangesAsked {
        /// What is to be changed.
        asked: ChangesAsked,
        /// What was submitted.
        content: Box<Content>,
    },
    /// Refused, or taken down; its author may mend it.
    Refused {
        /// When and why.
        refusal: Refusal,
        /// What was refused.
        content: Box<Content>,
    },
}

impl Working {
    /// A draft that nobody has asked anything of.
    #[must_use]
    pub fn draft(form: InitiativeForm) -> Self {
        Self::Draft { form: Box::new(form), asked: None }
    }

    /// A version that waits for the first time.
    #[must_use]
    pub fn submitted(content: Content, since: Timestamp) -> Self {
        let (content, approvals) = (Box::new(content), Vec::new());
        Self::Submitted { since, content, appeal: None, approvals }
    }

    /// Its checked content; a draft has none.
    #[must_use]
    pub fn content(&self) -> Option<&Content> {
        match self {
            Self::Draft { .. } => None,
            Self::Submitted { content, .. }
            | Self::ChangesAsked { content, .. }
            | Self::Refused { content, .. } => Some(content),
        }
    }

    /// What staff ask of its author.
    #[must_use]
    pub fn asked(&self) -> Option<&ChangesAsked> {
        match self {
            Self::Draft { asked, .. } => asked.as_ref(),
            Self::ChangesAsked { asked, .. } => Some(asked),
            Self::Submitted { .. } | Self::Refused { .. } => None,
        }
    }
}

/// A public version that was taken down, as a restoration brings it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenDown {
    /// When and why.
    pub refusal: Refusal,
    /// What was public.
    pub published: Published,
}

/// The version that all Europe reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Text and data.
    pub content: Content,
    /// First publication.
    pub first: Timestamp,
    /// Last change of the public version.
    pub changed: Timestamp,
    /// Number of the public version, from 1.
    pub version: u32,
}

/// An initiative with its versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Initiative {
    /// Identifier.
    pub id: InitiativeId,
    /// Whose it is.
    pub signatory: SignatoryId,
    /// The version in work; none when the public one is the last word.
    pub working: Option<Working>,
    /// The public version.
    pub published: Option<Published>,
    /// What was public before it was taken down, until another version is published.
    #[serde(default)]
    pub taken_down: Option<Box<TakenDown>>,
    /// When its signatory withdrew it.
    pub withdrawn: Option<Timestamp>,
    /// Creation.
    pub created: Timestamp,
    /// Last change.
    pub updated: Timestamp,
    /// Revision: 1 at creation, one more with each change.
    pub rev: u64,
}

codes! {
    /// Where an initiative stands, in one word.
    InitiativeState {
        /// Never submitted.
        Draft = "draft",
        /// Waits for a decision.
        Submitted = "submitted",
        /// Public.
        Published = "published",
        /// Public, with a newer version in work.
        PublishedWithDraft = "published_with_draft",
        /// Public, with a newer version waiting for a decision.
        PublishedWithSubmitted = "published_with_submitted",
        /// Public, with a newer version sent back for changes.
        PublishedWithChangesAsked = "published_with_changes_asked",
        /// Public, with a newer version that was refused.
        PublishedWithRefused = "published_with_refused",
        /// Sent back to its author for changes.
        ChangesAsked = "changes_asked",
        /// Refused or taken down.
        Refused = "refused",
        /// Withdrawn by its signatory.
        Withdrawn = "withdrawn",
    }
}

/// What staff decide about an initiative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InitiativeDecision {
    /// The waiting version becomes public; a flagged one once a second person approves it.
    Publish,
    /// The waiting version goes back to its author for changes; a public one stays.
    AskChanges(ChangesAsked),
    /// The waiting version is refused; a public one stays.
    Refuse(Refusal),
    /// The public version is taken down.
    TakeDown(Refusal),
    /// What was taken down is public again.
    Restore,
}

impl InitiativeDecision {
    /// Reads the form; `reasons` are those of the settings.
    pub fn parse(
        form: &DecisionForm,
        reasons: &[Reason],
        now: Timestamp,
    ) -> Result<Self, Problems> {
        match form.decision.trim() {
            "approve" => Ok(Self::Publish),
            "ask_changes" => ChangesAsked::parse(form, now).map(Self::AskChanges),
            "restore" => Ok(Self::Restore),
            "refuse" => Refusal::parse(form, reasons, now).map(Self::Refuse),
            "take_down" => Refusal::parse(form, reasons, now).map(Self::TakeDown),
            "" => Err(Problems::one(Field::Decision, ProblemCode::Missing)),
            _ => Err(Problems::one(Field::Decision, ProblemCode::UnknownChoice)),
        }
    }
}

/// What a signatory wants of an initiative, read from its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// The draft saved as it is.
    Draft(InitiativeForm),
    /// This version before staff.
    Submission(Content),
    /// A refused version before somebody else, with a word on why; may be empty.
    Appeal(String),
    /// No initiative any more.
    Withdrawal,
}

impl Wanted {
    /// Does it, if the states of both allow it.
    pub fn apply(
        self,
        initiative: Initiative,
        signatory: &Signatory,
        now: Timestamp,
    ) -> Result<Initiative, NotPossible> {
        match self {
            Self::Draft(form) => initiative.save(form, now),
            Self::Submission(content) => {
                signatory.must_have_signed()?;
                initiative.submit(content, now)
            }
            Self::Appeal(_) => {
                signatory.must_have_signed()?;
                initiative.appeal(now)
            }
            Self::Withdrawal => initiative.withdraw(now),
        }
    }

    /// Whether it is done already: the same form sent twice asks for nothing new.
    #[must_use]
    pub fn is_done(&self, initiative: &Initiative) -> bool {
        match (self, &initiative.working, initiative.withdrawn) {
            (Self::Withdrawal, _, withdrawn) => withdrawn.is_some(),
            (Self::Draft(wanted), Some(Working::Draft { form, .. }), None) => {
                wanted == form.as_ref()
            }
            (Self::Submission(wanted), Some(Working::Submitted { content, .. }), None) => {
                wanted == content.as_ref()
            }
            (Self::Appeal(_), Some(Working::Submitted { appeal, .. }), None) => appeal.is_some(),
            (Self::Draft(_) | Self::Submission(_) | Self::Appeal(_), _, _) => false,
        }
    }
}

impl Initiative {
    /// A new initiative in draft.
    #[must_use]
    pub fn new(
        id: InitiativeId,
        signatory: SignatoryId,
        form: InitiativeForm,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            signatory,
            working: Some(Working::draft(form)),
            published: None,
            taken_down: None,
            withdrawn: None,
            created: now,
            updated: now,
            rev: 1,
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> InitiativeState {
        use InitiativeState as S;
        match (&self.withdrawn, &self.published, &self.working) {
            (Some(_), _, _) => S::Withdrawn,
            (None, Some(_), None) => S::Published,
            (None, Some(_), Some(Working::Draft { .. })) => S::PublishedWithDraft,
            (None, Some(_), Some(Working::Submitted { .. })) => S::PublishedWithSubmitted,
            (None, Some(_), Some(Working::ChangesAsked { .. })) => S::PublishedWithChangesAsked,
            (None, Some(_), Some(Working::Refused { .. })) => S::PublishedWithRefused,
            (None, None, Some(Working::Draft { .. }) | None) => S::Draft,
            (None, None, Some(Working::Submitted { .. })) => S::Submitted,
            (None, None, Some(Working::ChangesAsked { .. })) => S::ChangesAsked,
            (None, None, Some(Working::Refused { .. })) => S::Refused,
        }
    }

    /// The form to edit: what is in work, else what is public.
    #[must_use]
    pub fn form(&self) -> InitiativeForm {
        match (&self.working, &self.published) {
            (Some(Working::Draft { form, .. }), _) => form.as_ref().clone(),
            (Some(working), published) => {
                let published = published.as_ref().map(|published| &published.content);
                working.content().or(published).map(InitiativeForm::from).unwrap_or_default()
            }
            (None, Some(published)) => InitiativeForm::from(&published.content),
            (None, None) => InitiativeForm::default(),
        }
    }

    /// The title to show its author: of the version in work, else of the public one.
    #[must_use]
    pub fn title(&self) -> &str {
        match (&self.working, &self.published) {
            (Some(Working::Draft { form, .. }), _) => &form.title,
            (Some(working), _) => working.content().map_or("", |content| &content.title),
            (None, Some(published)) => &published.content.title,
            (None, None) => "",
        }
    }

    /// Saves a draft; a version that waited leaves the queue.
    pub fn save(self, form: InitiativeForm, now: Timestamp) -> Result<Self, NotPossible> {
        self.alive("save")?;
        // What staff asked for stays in view until it is submitted again.
        let asked = self.working.as_ref().and_then(Working::asked).cloned();
        let working = Some(Working::Draft { form: Box::new(form), asked });
        Ok(Self { working, ..self.next(now) })
    }

    /// Submits a checked version for a decision.
    pub fn submit(self, content: Content, now: Timestamp) -> Result<Self, NotPossible> {
        self.alive("submit")?;
        Ok(Self { working: Some(Working::submitted(content, now)), ..self.next(now) })
    }

    /// Withdraws it, public version and all.
    pub fn withdraw(self, now: Timestamp) -> Result<Self, NotPossible> {
        self.alive("withdraw")?;
        let published = None;
        // What was public is kept as a draft, so that nothing written is lost.
        let working = Some(Working::draft(self.form()));
        Ok(Self { withdrawn: Some(now), published, taken_down: None, working, ..self.next(now) })
    }

    /// Appeals against the refusal of a version or a take-down: somebody else decides anew.
    pub fn appeal(self, now: Timestamp) -> Result<Self, NotPossible> {
        self.alive("appeal")?;
        match &self.working {
            Some(Working::Refused { refusal, content }) if refusal.may_be_appealed() => {
                let working = Some(Working::Submitted {
                    since: now,
                    content: content.clone(),
                    appeal: Some(Box::new(refusal.clone())),
                    approvals: Vec::new(),
                });
                Ok(Self { working, ..self.next(now) })
            }
            Some(Working::Refused { .. }) => {
                Err(not_possible("appeal a second time", self.state()))
            }
            Some(
                Working::Draft { .. } | Working::Submitted { .. } | Working::ChangesAsked { .. },
            )
            | None => Err(not_possible("appeal", self.state())),
        }
    }

    /// Applies a decision that `by`, a member of staff, takes.
    pub fn decide(
        self,
        decision: InitiativeDecision,
        by: AccountId,
        now: Timestamp,
    ) -> Result<Self, DecisionError> {
        use InitiativeDecision as D;
        self.alive("decide")?;
        let state = self.state();
        if let Some(Working::Submitted { appeal, .. }) = &self.working
            && matches!(decision, D::Publish | D::AskChanges(_) | D::Refuse(_))
        {
            by_another(appeal.as_deref(), by)?;
        }
        match (decision, self.working.clone(), self.published.clone()) {
            (
                D::Publish,
                Some(Working::Submitted { since, content, appeal, mut approvals }),
                before,
            ) => {
                if approvals.contains(&by) {
                    return Err(DecisionError::NeedsAnother);
                }
                approvals.push(by);
                if approvals.len() < content.approvals_needed() {
                    let working = Some(Working::Submitted { since, content, appeal, approvals });
                    return Ok(Self { working, ..self.next(now) });
                }
                let published = Published {
                    content: *content,
                    first: before.as_ref().map_or(now, |published| published.first),
                    changed: now,
                    version: before.map_or(1, |published| published.version + 1),
                };
                let published = Some(published);
                Ok(Self { working: None, published, taken_down: None, ..self.next(now) })
            }
            (D::AskChanges(asked), Some(Working::Submitted { content, .. }), _) => {
                let working = Some(Working::ChangesAsked { asked, content });
                Ok(Self { working, ..self.next(now) })
            }
            (D::Refuse(refusal), Some(Working::Submitted { content, appeal, .. }), _) => {
                let refusal = refusal.decided(by, appeal.is_some());
                let working = Some(Working::Refused { refusal, content });
                Ok(Self { working, ..self.next(now) })
            }
            (D::TakeDown(refusal), working, Some(published)) => {
                let refusal = refusal.decided(by, false);
                // A newer draft stays in work; else the text goes back to its author.
                let working = match working {
                    Some(Working::Draft { .. } | Working::ChangesAsked { .. }) => working,
                    Some(Working::Submitted { .. } | Working::Refused { .. }) | None => {
                        let content = Box::new(published.content.clone());
                        Some(Working::Refused { refusal: refusal.clone(), content })
                    }
                };
                let taken_down = Some(Box::new(TakenDown { refusal, published }));
                Ok(Self { published: None, taken_down, working, ..self.next(now) })
            }
            (D::Restore, working, None) if self.taken_down.is_some() => {
                let Some(TakenDown { refusal, published }) =
                    self.taken_down.clone().map(|taken| *taken)
                else {
                    return Err(not_possible("restore", state).into());
                };
                refusal.must_not_be_by(by)?;
                // The same text, refused or under appeal, is public again and not in work.
                let working =
                    working.filter(|working| working.content() != Some(&published.content));
                let published = Some(published);
                Ok(Self { published, taken_down: None, working, ..self.next(now) })
            }
            (D::Publish, ..) => Err(not_possible("publish", state).into()),
            (D::AskChanges(_), ..) => Err(not_possible("ask for changes", state).into()),
            (D::Refuse(_), ..) => Err(not_possible("refuse", state).into()),
            (D::TakeDown(_), ..) => Err(not_possible("take down", state).into()),
            (D::Restore, ..) => Err(not_possible("restore", state).into()),
        }
    }

    /// What an approval of the waiting version is, before it is given: its publication, or
    /// the first of two approvals.
    #[must_use]
    pub fn action_of_approval(&self) -> Action {
        match &self.working {
            Some(Working::Submitted { content, approvals, .. })
                if approvals.len() + 1 < content.approvals_needed() =>
            {
                Action::InitiativeApproved
            }
            Some(_) | None => Action::InitiativePublished,
        }
    }

    /// `before` once more, after a decision on it was taken back.
    #[must_use]
    pub fn undone(&self, before: Self, now: Timestamp) -> Self {
        Self { updated: now, rev: self.rev + 1, ..before }
    }

    /// The text that staff may correct: what waits for them, else what is public.
    #[must_use]
    pub fn correctable(&self) -> Option<&Content> {
        match (&self.working, &self.published, self.withdrawn) {
            (Some(Working::Submitted { content, .. }), _, None) => Some(content),
            (_, published, None) => published.as_ref().map(|published| &published.content),
            (_, _, Some(_)) => None,
        }
    }

    /// Corrects the spelling of the text that [`Self::correctable`] names.
    pub fn correct(self, texts: TextCorrection, now: Timestamp) -> Result<Self, NotPossible> {
        self.alive("correct")?;
        match (self.working.clone(), self.published.clone()) {
            (Some(Working::Submitted { since, content, appeal, approvals }), _) => {
                let content = Box::new(texts.over(*content));
                let working = Some(Working::Submitted { since, content, appeal, approvals });
                Ok(Self { working, ..self.next(now) })
            }
            (_, Some(published)) => {
                let content = texts.over(published.content);
                let version = published.version + 1;
                let published = Some(Published { content, changed: now, version, ..published });
                Ok(Self { published, ..self.next(now) })
            }
            (_, None) => Err(not_possible("correct", self.state())),
        }
    }

    fn alive(&self, transition: &'static str) -> Result<(), NotPossible> {
        match self.withdrawn {
            None => Ok(()),
            Some(_) => Err(not_possible(transition, self.state())),
        }
    }

    fn next(self, now: Timestamp) -> Self {
        Self { updated: now, rev: self.rev + 1, ..self }
    }
}

/// Texts of an initiative as staff spell them right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextCorrection {
    title: String,
    summary: String,
    description: String,
    place: Option<String>,
    partners: Option<String>,
    results: Option<String>,
    /// A note to the author; may be empty.
    pub note: String,
}

impl TextCorrection {
    /// Reads the form, with the limits that hold for the author.
    pub fn parse(form: &TextCorrectionForm) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let title = problems.check(Field::Title, parse_title(&form.title));
        let summary = problems.check(Field::Summary, parse_summary(&form.summary));
        let description = problems.check(Field::Description, parse_description(&form.description));
        let place = problems.check(Field::Place, parse_line(&form.place));
        let partners = problems.check(Field::Partners, parse_line(&form.partners));
        let results = problems.check(Field::Results, parse_results(&form.results));
        let note = problems.check(Field::Note, text::note(&form.note));
        let correction = (|| {
            Some(Self {
                title: title?,
                summary: summary?,
                description: description?,
                place: place?,
                partners: partners?,
                results: results?,
                note: note?,
            })
        })();
        problems.or(correction)
    }

    /// The form that shows a text as it is.
    #[must_use]
    pub fn form(content: &Content, rev: u64) -> TextCorrectionForm {
        TextCorrectionForm {
            title: content.title.clone(),
            summary: content.summary.clone(),
            description: content.description.clone(),
            place: content.place.clone().unwrap_or_default(),
            partners: content.partners.clone().unwrap_or_default(),
            results: content.results.clone().unwrap_or_default(),
            note: String::new(),
            rev: rev.to_string(),
        }
    }

    fn over(self, content: Content) -> Content {
        let Self { title, summary, description, place, partners, results, note: _ } = self;
        Content { title, summary, description, place, partners, results, ..content }
    }
}

fn not_possible(transition: &'static str, state: InitiativeState) -> NotPossible {
    NotPossible { transition, state: state.code() }
}
