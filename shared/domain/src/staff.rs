//! The secretariat's staff: who may do what, and where. The role is data of our own records,
//! which no form of an account writes.

use crate::forms::{InvitationForm, MemberForm};
use crate::registration::{choice, ticked};
use crate::signatory::codes;
use crate::{
    Account, AccountId, CountryCode, EmailAddress, Field, Language, ProblemCode, Problems,
    Timestamp, limits,
};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

codes! {
    /// What a member of staff is there for.
    StaffRole {
        /// Everything, people and settings included.
        Administrator = "administrator",
        /// All cases of all countries.
        Moderator = "moderator",
        /// The cases of their own countries; the others do not exist for them.
        FocalPoint = "focal_point",
        /// Reads everything and changes nothing.
        Auditor = "auditor",
    }
}

codes! {
    /// Something that a role may allow.
    Permission {
        /// To see the queue and the cases.
        ReadCases = "read_cases",
        /// To decide on a case.
        Decide = "decide",
        /// To take down at once what is public.
        TakeDown = "take_down",
        /// To act on many cases together.
        Bulk = "bulk",
        /// To correct a spelling in somebody else's text.
        Correct = "correct",
        /// To change service times, limits, reasons, banners and switches.
        ManageSettings = "manage_settings",
        /// To invite members of staff, to change and to remove them.
        ManagePeople = "manage_people",
        /// To read the audit.
        ReadAudit = "read_audit",
    }
}

impl StaffRole {
    /// The one table of roles and permissions.
    #[must_use]
    pub const fn grants(self, permission: Permission) -> bool {
        match permission {
            Permission::ReadCases => true,
            Permission::Decide | Permission::TakeDown | Permission::Correct => match self {
                Self::Administrator | Self::Moderator | Self::FocalPoint => true,
                Self::Auditor => false,
            },
            // A bulk action is previewed and confirmed as one; a focal point's country seldom
            // has a second person for it.
            Permission::Bulk => match self {
                Self::Administrator | Self::Moderator => true,
                Self::FocalPoint | Self::Auditor => false,
            },
            Permission::ManageSettings | Permission::ManagePeople => match self {
                Self::Administrator => true,
                Self::Moderator | Self::FocalPoint | Self::Auditor => false,
            },
            Permission::ReadAudit => match self {
                Self::Administrator | Self::Auditor => true,
                Self::Moderator | Self::FocalPoint => false,
            },
        }
    }
}

/// An account's part in the secretariat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffMember {
    /// What they are there for.
    pub role: StaffRole,
    /// Countries of a focal point, who sees nothing while there are none. The other roles
    /// work everywhere, whatever stands here.
    pub countries: Vec<CountryCode>,
}

impl StaffMember {
    /// With a role that is bound to no country.
    #[must_use]
    pub const fn new(role: StaffRole) -> Self {
        Self { role, countries: Vec::new() }
    }

    /// Reads a role with its countries: a focal point has one or more, the others have none.
    pub fn parse(role: &str, countries: &[String]) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let role = problems.check(Field::Role, choice(role, StaffRole::from_code));
        let read: Result<Vec<_>, _> =
            countries.iter().map(|code| CountryCode::parse(code)).collect();
        let countries = problems.check(Field::Countries, read).map(|mut countries| {
            countries.sort();
            countries.dedup();
            countries
        });
        let member = role.zip(countries).map(|(role, countries)| Self { role, countries });
        if let Some(member) = &member {
            let focal = member.role == StaffRole::FocalPoint;
            if focal && member.countries.is_empty() {
                problems.push(Field::Countries, ProblemCode::Missing);
            } else if !focal && !member.countries.is_empty() {
                problems.push(Field::Countries, ProblemCode::NotAllowed);
            }
        }
        problems.or(member)
    }

    /// Whether the cases of that country are theirs to see.
    #[must_use]
    pub fn covers(&self, country: CountryCode) -> bool {
        match self.role {
            StaffRole::Administrator | StaffRole::Moderator | StaffRole::Auditor => true,
            StaffRole::FocalPoint => self.countries.contains(&country),
        }
    }

    /// Whether they see what readers report there. What belongs to no country is for those who
    /// work everywhere.
    #[must_use]
    pub fn sees_reports_of(&self, country: Option<CountryCode>) -> bool {
        match country {
            Some(country) => self.covers(country),
            None => match self.role {
                StaffRole::Administrator | StaffRole::Moderator | StaffRole::Auditor => true,
                StaffRole::FocalPoint => false,
            },
        }
    }

    /// Whether they may do this: in that country, or at all where it concerns none.
    #[must_use]
    pub fn may(&self, permission: Permission, country: Option<CountryCode>) -> bool {
        self.role.grants(permission) && country.is_none_or(|country| self.covers(country))
    }
}

/// Somebody to be invited, as an administrator or an operator asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitee {
    /// Where the invitation goes; the address of the account.
    pub email: EmailAddress,
    /// Language of mails.
    pub language: Language,
    /// What they will be.
    pub member: StaffMember,
}

impl Invitee {
    /// Reads the form: all problems at once.
    pub fn parse(form: &InvitationForm) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let email = problems.check(Field::Email, EmailAddress::parse(&form.email));
        let language = problems
            .check(Field::ContactLanguage, choice(&form.contact_language, Language::from_code));
        let member = match StaffMember::parse(&form.role, &form.countries) {
            Ok(member) => Some(member),
            Err(others) => {
                problems.extend(others);
                None
            }
        };
        let invitee = email.zip(language).zip(member);
        let invitee = invitee.map(|((email, language), member)| Self { email, language, member });
        problems.or(invitee)
    }

    /// The invitation: `hash` of the secret that its mail carries, `account` what the account
    /// is or will be, `by` the administrator who invites, or nobody for an operator.
    #[must_use]
    pub fn invite(
        self,
        hash: String,
        account: AccountId,
        by: Option<AccountId>,
        now: Timestamp,
    ) -> Invitation {
        let Self { email, language, member } = self;
        Invitation {
            hash,
            account,
            email,
            language,
            member,
            by,
            at: now,
            expires: now + limits::INVITATION_LIFE,
        }
    }
}

/// An invitation into the secretariat that nobody has accepted yet.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// SHA-256 of the secret in the mail, in hexadecimal: it names the invitation and opens
    /// nothing.
    pub hash: String,
    /// The account that comes of it, chosen beforehand so that accepting can be repeated; or
    /// the one that the address has already.
    pub account: AccountId,
    /// Where it went.
    pub email: EmailAddress,
    /// Language of mails.
    pub language: Language,
    /// What the account becomes.
    pub member: StaffMember,
    /// Who invited; nobody for an operator at a terminal.
    pub by: Option<AccountId>,
    /// When.
    pub at: Timestamp,
    /// When it is over.
    pub expires: Timestamp,
}

/// Keeps the address out of logs.
impl fmt::Debug for Invitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Invitation").field("account", &self.account).finish_non_exhaustive()
    }
}

impl Invitation {
    /// The account that comes of accepting it.
    #[must_use]
    pub fn new_account(&self, now: Timestamp) -> Account {
        let member = Some(self.member.clone());
        Account::new(self.account, self.email.clone(), self.language, member, now)
    }

    /// What `account`, which the address has already, becomes. Its sessions end: they began
    /// with another password and perhaps without a second factor.
    #[must_use]
    pub fn admit(&self, account: Account) -> Account {
        let (session_epoch, rev) = (account.session_epoch + 1, account.rev + 1);
        Account { staff: Some(self.member.clone()), session_epoch, rev, ..account }
    }
}

/// What an administrator does to a member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MemberChange {
    /// Another role, or other countries.
    Become(StaffMember),
    /// No part in the secretariat any more. The account's sessions end.
    Remove,
}

impl MemberChange {
    /// Reads the form of another role.
    pub fn parse(form: &MemberForm) -> Result<Self, Problems> {
        StaffMember::parse(&form.role, &form.countries).map(Self::Become)
    }

    /// Reads the form of a removal: the box must be ticked.
    pub fn parse_removal(confirm: &str) -> Result<Self, Problems> {
        if ticked(confirm) {
            Ok(Self::Remove)
        } else {
            Err(Problems::one(Field::Confirm, ProblemCode::NotConfirmed))
        }
    }

    /// Applies it to the account of a member of staff.
    #[must_use]
    pub fn apply(&self, account: Account) -> Account {
        let rev = account.rev + 1;
        match self {
            Self::Become(member) => Account { staff: Some(member.clone()), rev, ..account },
            Self::Remove => {
                let session_epoch = account.session_epoch + 1;
                Account { staff: None, session_epoch, rev, ..account }
            }
        }
    }
}

/// Reads an account's part in the secretariat. Until there were roles it was a yes or no, and
/// a yes was everything that staff could do.
pub(crate) fn read_member<'de, D>(from: D) -> Result<Option<StaffMember>, D::Error>
where
    D: Deserializer<'de>,
{
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Stored {
        Flag(bool),
        Member(StaffMember),
    }
    Ok(match Option::<Stored>::deserialize(from)? {
        Some(Stored::Member(member)) => Some(member),
        Some(Stored::Flag(true)) => Some(StaffMember::new(StaffRole::Administrator)),
        Some(Stored::Flag(false)) | None => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn country(code: &str) -> CountryCode {
        CountryCode::parse(code).unwrap()
    }

    fn permissions(role: StaffRole) -> Vec<&'static str> {
        let granted = Permission::ALL.iter().filter(|permission| role.grants(**permission));
        granted.map(|permission| permission.code()).collect()
    }

    #[test]
    fn q46_each_role_has_just_these_permissions() {
        let everything: Vec<_> = Permission::ALL.iter().map(|it| it.code()).collect();
        assert_eq!(permissions(StaffRole::Administrator), everything);
        assert_eq!(
            permissions(StaffRole::Moderator),
            ["read_cases", "decide", "take_down", "bulk", "correct"]
        );
        assert_eq!(
            permissions(StaffRole::FocalPoint),
            ["read_cases", "decide", "take_down", "correct"]
        );
        assert_eq!(permissions(StaffRole::Auditor), ["read_cases", "read_audit"]);
    }

    #[test]
    fn q46_a_focal_point_has_its_own_countries_and_nothing_else() {
        let (fr, be) = (country("FR"), country("BE"));
        let focal = StaffMember { role: StaffRole::FocalPoint, countries: vec![fr] };
        assert!(focal.may(Permission::Decide, Some(fr)));
        assert!(!focal.may(Permission::Decide, Some(be)));
        assert!(!focal.may(Permission::ReadCases, Some(be)));
        assert!(focal.may(Permission::ReadCases, None));
        assert!(!focal.may(Permission::ManagePeople, Some(fr)));
        let nowhere = StaffMember::new(StaffRole::FocalPoint);
        assert!(!CountryCode::all().any(|country| nowhere.covers(country)));
    }

    fn invitation_form() -> InvitationForm {
        InvitationForm {
            email: "Ines@Example.org".to_owned(),
            contact_language: "fr".to_owned(),
            role: "focal_point".to_owned(),
            countries: vec!["fr".to_owned(), "BE".to_owned(), "FR".to_owned()],
        }
    }

    #[test]
    fn an_invitation_is_for_a_known_role_and_a_focal_point_has_countries() {
        let invitee = Invitee::parse(&invitation_form()).unwrap();
        assert_eq!(invitee.member.countries, [country("BE"), country("FR")]);
        assert_eq!(invitee.language, Language::Fr);
        let problems = |change: fn(&mut InvitationForm)| {
            let mut form = invitation_form();
            change(&mut form);
            Invitee::parse(&form).unwrap_err().to_string()
        };
        assert_eq!(
            problems(|form| *form = InvitationForm::default()),
            "email missing, contact_language missing, role missing"
        );
        assert_eq!(problems(|form| form.role = "king".to_owned()), "role unknown_choice");
        assert_eq!(problems(|form| form.countries.clear()), "countries missing");
        assert_eq!(problems(|form| form.role = "auditor".to_owned()), "countries not_allowed");
        assert_eq!(
            problems(|form| form.countries = vec!["XX".to_owned()]),
            "countries unknown_choice"
        );
    }

    #[test]
    fn q22_an_invitation_lives_three_days_and_prints_no_address() {
        let (account, now) =
            (AccountId::new(Timestamp::UNIX_EPOCH, [1; 10]), Timestamp::UNIX_EPOCH);
        let invitee = Invitee::parse(&invitation_form()).unwrap();
        let invitation = invitee.invite("00".to_owned(), account, None, now);
        assert_eq!(invitation.expires.duration_since(now).as_hours(), 72);
        assert!(!format!("{invitation:?}").contains('@'));
    }

    #[test]
    fn q51_who_is_removed_has_no_session_left_and_who_changes_role_keeps_theirs() {
        let (id, now) = (AccountId::new(Timestamp::UNIX_EPOCH, [1; 10]), Timestamp::UNIX_EPOCH);
        let invitee = Invitee::parse(&invitation_form()).unwrap();
        let invitation = invitee.invite(String::new(), id, None, now);
        let account = invitation.new_account(now);
        let auditor = StaffMember::new(StaffRole::Auditor);
        let changed = MemberChange::Become(auditor.clone()).apply(account.clone());
        assert_eq!((changed.staff, changed.session_epoch, changed.rev), (Some(auditor), 0, 2));
        let removed = MemberChange::Remove.apply(account);
        assert_eq!((&removed.staff, removed.session_epoch, removed.rev), (&None, 1, 2));
        let again = invitation.admit(removed);
        assert_eq!(
            (&again.staff, again.session_epoch, again.rev),
            (&Some(invitation.member), 2, 3)
        );
    }

    #[test]
    fn the_other_roles_work_everywhere() {
        let fr = country("FR");
        for role in [StaffRole::Administrator, StaffRole::Moderator, StaffRole::Auditor] {
            let member = StaffMember { role, countries: vec![fr] };
            assert!(CountryCode::all().all(|country| member.covers(country)), "{role:?}");
        }
    }
}
