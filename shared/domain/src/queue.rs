//! How staff look at what waits for them: by tab, by filter, by age against the service time.

use crate::forms::QueueSearchForm;
use crate::initiative::P;
use crate::signatory::{BodyKind, codes};
use crate::text::{self, Shape};
use crate::{
    CaseId, CountryCode, Field, InitiativeId, MailFacts, Permission, ProblemCode, Problems,
    SignatoryId, StaffMember, Timestamp, limits,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What waits for a decision. Written as the identifiers of the signatory and, after a slash,
/// of the initiative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueueSubject {
    /// A signatory to verify.
    Signatory(SignatoryId),
    /// An initiative to decide.
    Initiative(SignatoryId, InitiativeId),
}

impl QueueSubject {
    /// The case that staff open for it.
    #[must_use]
    pub const fn case(self) -> CaseId {
        match self {
            Self::Signatory(id) => CaseId::Signatory(id),
            Self::Initiative(_, id) => CaseId::Initiative(id),
        }
    }

    /// The signatory whose it is.
    #[must_use]
    pub const fn signatory(self) -> SignatoryId {
        match self {
            Self::Signatory(id) | Self::Initiative(id, _) => id,
        }
    }

    /// Reads what [`fmt::Display`] writes; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once('/') {
            None => SignatoryId::parse(text).ok().map(Self::Signatory),
            Some((signatory, initiative)) => {
                let signatory = SignatoryId::parse(signatory).ok()?;
                Some(Self::Initiative(signatory, InitiativeId::parse(initiative).ok()?))
            }
        }
    }
}

impl fmt::Display for QueueSubject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signatory(id) => write!(f, "{id}"),
            Self::Initiative(signatory, id) => write!(f, "{signatory}/{id}"),
        }
    }
}

codes! {
    /// A part of the queue.
    QueueTab {
        /// Everything.
        All = "all",
        /// Signatories to verify.
        Signatories = "signatories",
        /// Initiatives that have never been public.
        Initiatives = "initiatives",
        /// Newer versions of public initiatives.
        Updates = "updates",
        /// Appeals against a refusal.
        Appeals = "appeals",
        /// Cases that the viewer has open.
        Mine = "mine",
    }
}

codes! {
    /// How long something has waited, against the service time.
    QueueAge {
        /// Neither of the others.
        New = "new",
        /// Soon past the service time.
        NearlyLate = "nearly_late",
        /// Past the service time.
        Late = "late",
    }
}

impl QueueAge {
    /// The age at `now` of what has waited `since`, with both limits in days.
    #[must_use]
    pub fn of(since: Timestamp, now: Timestamp, nearly_late_days: u32, service_days: u32) -> Self {
        let days = now.duration_since(since).as_hours() / 24;
        if days >= i64::from(service_days) {
            Self::Late
        } else if days >= i64::from(nearly_late_days) {
            Self::NearlyLate
        } else {
            Self::New
        }
    }
}

/// Where a case stands among those that wait, and how long a decision takes as a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct QueuePlace {
    /// From 1, the one that has waited longest.
    pub number: usize,
    /// How many wait.
    pub of: usize,
    /// Days within which a case of its kind is decided as a rule.
    pub usual_days: u32,
}

/// Days within which a case is decided as a rule: within which three of four of the last ones
/// were, in whole days. One case that took very long changes nothing. The service time while
/// there are too few to tell.
#[must_use]
pub fn usual_days(hours_of_last_cases: &[u32], service_days: u32) -> u32 {
    if hours_of_last_cases.len() < limits::WAITS_NEEDED {
        return service_days;
    }
    let mut hours = hours_of_last_cases.to_vec();
    hours.sort_unstable();
    let quartile = hours.get((hours.len() * 3).div_ceil(4).saturating_sub(1));
    quartile.map_or(service_days, |hours| hours.div_ceil(24).max(1))
}

/// What the morning's mail says to a member of staff, of cases by country and age: those that are
/// theirs to decide. Nothing where none of them is late.
#[must_use]
pub fn digest(member: &StaffMember, cases: &[(CountryCode, QueueAge)]) -> Option<MailFacts> {
    let theirs =
        || cases.iter().filter(|(country, _)| member.may(Permission::Decide, Some(*country)));
    let of = |wanted: QueueAge| count(theirs().filter(|(_, age)| *age == wanted).count());
    let (late, nearly_late) = (of(QueueAge::Late), of(QueueAge::NearlyLate));
    (late > 0).then(|| MailFacts::Queue { late, nearly_late, waiting: count(theirs().count()) })
}

fn count(cases: usize) -> u32 {
    u32::try_from(cases).unwrap_or(u32::MAX)
}

/// What of the queue is shown. It stands in the page's address and holds no personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueFilter {
    /// The tab.
    pub tab: QueueTab,
    /// Of this country alone.
    pub country: Option<CountryCode>,
    /// Of signatories of this kind alone.
    pub kind: Option<BodyKind>,
    /// Of this age alone.
    pub age: Option<QueueAge>,
    /// Initiatives for this P alone.
    pub p: Option<P>,
    /// Flagged texts alone.
    pub flagged: bool,
}

impl Default for QueueFilter {
    /// Everything.
    fn default() -> Self {
        Self { tab: QueueTab::All, country: None, kind: None, age: None, p: None, flagged: false }
    }
}

impl QueueFilter {
    /// Reads the members of an address; what is no choice of ours is left out.
    #[must_use]
    pub fn read<'a>(member: impl Fn(&str) -> &'a str) -> Self {
        Self {
            tab: QueueTab::from_code(member("tab")).unwrap_or(QueueTab::All),
            country: CountryCode::parse(member("country")).ok(),
            kind: BodyKind::from_code(member("kind")),
            age: QueueAge::from_code(member("age")),
            p: P::from_code(member("p")),
            flagged: member("flagged") == "yes",
        }
    }

    /// Its members as they stand in an address, without the question mark: codes alone, no name of
    /// anybody.
    #[must_use]
    pub fn query(&self) -> String {
        let members = self.members();
        let members: Vec<_> =
            members.iter().map(|(name, value)| format!("{name}={value}")).collect();
        members.join("&")
    }

    /// The members of its address, in a fixed order; nothing for what is not filtered.
    #[must_use]
    pub fn members(&self) -> Vec<(&'static str, &'static str)> {
        let tab = (self.tab != QueueTab::All).then(|| self.tab.code());
        let members = [
            ("tab", tab),
            ("country", self.country.map(CountryCode::code)),
            ("kind", self.kind.map(BodyKind::code)),
            ("age", self.age.map(QueueAge::code)),
            ("p", self.p.map(P::code)),
            ("flagged", self.flagged.then_some("yes")),
        ];
        members.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

/// What staff look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueueSearch {
    /// A signatory or an initiative by its identifier.
    Id(String),
    /// A part of a name, folded as in [`text::folded`].
    Name(String),
}

impl QueueSearch {
    /// Reads the form: an identifier, an address that holds one, as the public pages and the
    /// case's have it, or a part of a name.
    pub fn parse(form: &QueueSearchForm) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let typed = text::required(&form.search, limits::URL_BYTES, Shape::Line);
        let search = problems.check(Field::Search, typed.and_then(|typed| Self::read(&typed)));
        problems.or(search)
    }

    fn read(typed: &str) -> Result<Self, ProblemCode> {
        let parts = typed.split(|c: char| !c.is_ascii_alphanumeric());
        // The last one: the address of an initiative's case names its signatory first.
        if let Some(id) = parts.rev().find_map(|part| InitiativeId::parse(part).ok()) {
            return Ok(Self::Id(id.to_string()));
        }
        match text::folded(typed) {
            folded if folded.is_empty() => Err(ProblemCode::Malformed),
            folded => Ok(Self::Name(folded)),
        }
    }

    /// Whether something of that identifier and those names is looked for.
    #[must_use]
    pub fn finds(&self, id: &str, names: &[&str]) -> bool {
        match self {
            Self::Id(wanted) => wanted == id,
            Self::Name(wanted) => names.iter().any(|name| text::folded(name).contains(wanted)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_reads_what_it_wrote_and_nothing_else() {
        for tab in QueueTab::ALL {
            for age in [None, Some(QueueAge::Late)] {
                for p in [None, Some(P::Protection)] {
                    let country = CountryCode::parse("GR").ok();
                    let kind = Some(BodyKind::Region);
                    let filter = QueueFilter { tab: *tab, country, kind, age, p, flagged: true };
                    let members = filter.members();
                    let find = |name: &str| {
                        let found = members.iter().find(|(member, _)| *member == name);
                        found.map_or("", |(_, value)| *value)
                    };
                    assert_eq!(QueueFilter::read(find), filter);
                }
            }
        }
        let nothing = QueueFilter::read(|_| "<script>");
        assert!(nothing.members().is_empty(), "{nothing:?}");
    }

    #[test]
    fn what_is_looked_for_is_an_identifier_an_address_or_a_part_of_a_name() {
        let parse = |typed: &str| QueueSearch::parse(&QueueSearchForm { search: typed.to_owned() });
        let [signatory, initiative] =
            [1, 2].map(|byte| InitiativeId::new(Timestamp::UNIX_EPOCH, [byte; 10]).to_string());
        let id = || Ok(QueueSearch::Id(initiative.clone()));
        assert_eq!(parse(&initiative), id());
        assert_eq!(parse(&format!("https://pact.example/fr/initiatives/{initiative}-a-b/")), id());
        let case = format!("/en/staff/signatories/{signatory}/initiatives/{initiative}?tab=mine");
        assert_eq!(parse(&case), id());
        let name = parse(" saint etienne ").unwrap();
        assert!(name.finds(&signatory, &["Métropole de Saint-Étienne"]));
        assert!(!name.finds(&signatory, &["Lyon", "Étienne"]));
        for (bad, code) in [
            ("  ", "missing"),
            ("…", "malformed"),
            (&*"x".repeat(limits::URL_BYTES + 1), "too_long"),
        ] {
            assert_eq!(parse(bad).unwrap_err().to_string(), format!("search {code}"), "{bad}");
        }
    }

    #[test]
    fn the_usual_time_is_that_of_three_of_four_and_one_odd_case_changes_nothing() {
        let days = |hours: &[u32]| usual_days(hours, 10);
        // Too few to tell: the service time.
        assert_eq!(days(&[]), 10);
        assert_eq!(days(&[5; 4]), 10);
        // Hours count as a day that has begun.
        assert_eq!(days(&[0; 5]), 1);
        assert_eq!(days(&[24; 5]), 1);
        assert_eq!(days(&[25; 5]), 2);
        assert_eq!(days(&[1, 30, 50, 71, 73, 74, 75, 76]), 4);
        // In whatever order; a case of a year is no rule.
        assert_eq!(days(&[8760, 20, 30, 40, 40, 20, 30, 40]), 2);
        // The truth where the service time is not kept.
        assert_eq!(days(&[24 * 20; 6]), 20);
    }

    #[test]
    fn a_digest_counts_the_cases_that_are_the_members_to_decide() {
        use crate::StaffRole;
        let country = |code: &str| CountryCode::parse(code).unwrap();
        let (es, fr) = (country("ES"), country("FR"));
        let cases = [
            (es, QueueAge::Late),
            (es, QueueAge::NearlyLate),
            (fr, QueueAge::New),
            (fr, QueueAge::NearlyLate),
        ];
        let told = |role, countries: &[CountryCode]| {
            digest(&StaffMember { role, countries: countries.to_vec() }, &cases)
        };
        let queue =
            |late, nearly_late, waiting| Some(MailFacts::Queue { late, nearly_late, waiting });
        assert_eq!(told(StaffRole::Administrator, &[]), queue(1, 2, 4));
        assert_eq!(told(StaffRole::Moderator, &[]), queue(1, 2, 4));
        assert_eq!(told(StaffRole::FocalPoint, &[es]), queue(1, 1, 2));
        assert_eq!(told(StaffRole::FocalPoint, &[es, fr]), queue(1, 2, 4));
        for (role, countries) in [
            // Nothing of theirs is late, or nothing is theirs.
            (StaffRole::FocalPoint, &[fr][..]),
            (StaffRole::FocalPoint, &[]),
            (StaffRole::Auditor, &[]),
        ] {
            assert_eq!(told(role, countries), None, "{role:?}");
        }
        assert_eq!(digest(&StaffMember::new(StaffRole::Administrator), &cases[1..]), None);
    }

    #[test]
    fn age_goes_by_whole_days_against_the_service_time() {
        let since = Timestamp::UNIX_EPOCH;
        let after = |hours: i64| Timestamp::from_second(hours * 3600).unwrap();
        let age = |hours| QueueAge::of(since, after(hours), 7, 10);
        assert_eq!(age(0), QueueAge::New);
        assert_eq!(age(7 * 24 - 1), QueueAge::New);
        assert_eq!(age(7 * 24), QueueAge::NearlyLate);
        assert_eq!(age(10 * 24 - 1), QueueAge::NearlyLate);
        assert_eq!(age(10 * 24), QueueAge::Late);
    }
}
