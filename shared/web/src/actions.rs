//! The paths of the functions that people and programs act through. A request to one of them
//! with a method that is no route is told which methods there are, and a switch of the
//! settings closes one of them alone.

use crate::Method;
use crate::router::Elsewhere;

const fn both(path: &'static str) -> Elsewhere {
    Elsewhere { path, methods: &[Method::Get, Method::Post] }
}

const fn reads(path: &'static str) -> Elsewhere {
    Elsewhere { path, methods: &[Method::Get] }
}

const fn acts(path: &'static str) -> Elsewhere {
    Elsewhere { path, methods: &[Method::Post] }
}

/// Every path of every function but the one that takes the rest; a test compares.
pub const ACTIONS: &[Elsewhere] = &[
    both("/{lang}/register"),
    both("/{lang}/register/authority"),
    both("/{lang}/register/details"),
    both("/{lang}/register/check"),
    both("/{lang}/register/confirm"),
    acts("/{lang}/register/resend"),
    both("/{lang}/report"),
    both("/{lang}/sign-in"),
    both("/{lang}/sign-in/second-factor"),
    both("/{lang}/sign-in/recovery-code"),
    both("/{lang}/sign-in/forgotten-password"),
    both("/{lang}/sign-in/reset-password"),
    both("/{lang}/sign-in/set-up-second-factor"),
    acts("/{lang}/sign-in/remove-second-factor"),
    acts("/{lang}/sign-out"),
    acts("/{lang}/sign-out/everywhere"),
    both("/{lang}/invitation/{secret}"),
    acts("/api/token"),
    acts("/api/token/revoke"),
    reads("/{lang}/desk"),
    both("/{lang}/desk/profile"),
    both("/{lang}/desk/contact"),
    both("/{lang}/desk/sign"),
    both("/{lang}/desk/withdraw"),
    both("/{lang}/desk/appeal"),
    acts("/{lang}/desk/resubmit"),
    both("/{lang}/desk/password"),
    both("/{lang}/desk/email"),
    both("/{lang}/desk/email/confirm"),
    both("/{lang}/desk/sessions"),
    reads("/{lang}/desk/initiatives"),
    both("/{lang}/desk/initiatives/new"),
    both("/{lang}/desk/initiatives/{id}"),
    acts("/{lang}/desk/initiatives/{id}/submit"),
    both("/{lang}/desk/initiatives/{id}/appeal"),
    both("/{lang}/desk/initiatives/{id}/withdraw"),
    both("/{lang}/staff"),
    reads("/{lang}/staff/settings"),
    both("/{lang}/staff/settings/times"),
    both("/{lang}/staff/settings/switches"),
    both("/{lang}/staff/settings/banners"),
    both("/{lang}/staff/settings/reasons/{code}"),
    both("/{lang}/staff/settings/helplines/{key}"),
    both("/{lang}/staff/signatories/{id}"),
    acts("/{lang}/staff/signatories/{id}/lease"),
    acts("/{lang}/staff/signatories/{id}/undo"),
    acts("/{lang}/staff/signatories/{id}/mail-block"),
    both("/{lang}/staff/signatories/{id}/correct"),
    acts("/{lang}/staff/signatories/{id}/initiatives/{initiative}/undo"),
    both("/{lang}/staff/signatories/{id}/initiatives/{initiative}/correct"),
    both("/{lang}/staff/signatories/{id}/initiatives/{initiative}"),
    acts("/{lang}/staff/signatories/{id}/initiatives/{initiative}/lease"),
    both("/{lang}/staff/signatories/{id}/emergency"),
    both("/{lang}/staff/signatories/{id}/initiatives/{initiative}/emergency"),
    reads("/{lang}/staff/people"),
    both("/{lang}/staff/people/invite"),
    acts("/{lang}/staff/people/invitations/{invitation}/withdraw"),
    both("/{lang}/staff/people/{account}"),
    acts("/{lang}/staff/people/{account}/remove"),
    both("/{lang}/staff/bulk"),
    both("/{lang}/staff/bulk/{bulk}"),
    reads("/{lang}/staff/reports"),
    both("/{lang}/staff/reports/{report}"),
    reads("/{lang}/staff/audit"),
    reads("/{lang}/staff/audit.csv"),
];
