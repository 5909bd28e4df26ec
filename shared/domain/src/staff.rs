//! The secretariat's staff: who may do what, and where. The role is data of our own records,
//! which no form of an account writes.

use crate::CountryCode;
use crate::signatory::codes;
use serde::{Deserialize, Deserializer, Serialize};

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

    /// Whether the cases of that country are theirs to see.
    #[must_use]
    pub fn covers(&self, country: CountryCode) -> bool {
        match self.role {
            StaffRole::Administrator | StaffRole::Moderator | StaffRole::Auditor => true,
            StaffRole::FocalPoint => self.countries.contains(&country),
        }
    }

    /// Whether they may do this: in that country, or at all where it concerns none.
    #[must_use]
    pub fn may(&self, permission: Permission, country: Option<CountryCode>) -> bool {
        self.role.grants(permission) && country.is_none_or(|country| self.covers(country))
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

    #[test]
    fn the_other_roles_work_everywhere() {
        let fr = country("FR");
        for role in [StaffRole::Administrator, StaffRole::Moderator, StaffRole::Auditor] {
            let member = StaffMember { role, countries: vec![fr] };
            assert!(CountryCode::all().all(|country| member.covers(country)), "{role:?}");
        }
    }
}
