//! How staff look at what waits for them: by tab, by filter, by age against the service time.

use crate::initiative::P;
use crate::signatory::{BodyKind, codes};
use crate::{CountryCode, Timestamp};

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
