//! Who may do what in the back office: a table of every route and every role, how somebody
//! becomes a member of staff, and how they cease to be one.
#![expect(clippy::unwrap_used, reason = "a test may stop where its own set-up fails")]

use domain::bulk::{BulkAction, BulkDecision, BulkPart};
use domain::staff::Invitee;
use domain::{
    Account, AccountId, Bulk, BulkId, Colleague, CountryCode, EmailAddress, Event, EventId,
    Initiative, Invitation, Language, MailReturn, QueueSubject, Secret, SessionKind, StaffMember,
    StaffRole,
};
use std::collections::BTreeMap;
use storage::NewSignatory;
use testkit::builders::{draft_initiative, signature};
use tests::faults::Action as Fault;
use tests::parts::{Browser, Parts, ask, clock, entropy, move_on, request, token};
use tests::person::{Answer, PASSWORD};
use tests::stack::address;
use web::router::Route;
use web::{App, SESSION_COOKIE};

/// Who comes to a page, in the order of the columns.
const VIEWERS: [&str; 7] = [
    "nobody",
    "signatory",
    "auditor",
    "focal point outside",
    "focal point inside",
    "moderator",
    "administrator",
];

/// The status of each viewer's request. A form is sent empty, so that 422 stands for "may do
/// it", and 400 where the revision is read first; the administrator comes last and withdraws an
/// invitation.
const TABLE: &[(&str, [u16; 7])] = &[
    ("GET /{lang}/staff", [401, 404, 200, 200, 200, 200, 200]),
    ("POST /{lang}/staff", [401, 404, 422, 422, 422, 422, 422]),
    ("GET /{lang}/staff/signatories/{id}", [401, 404, 200, 404, 200, 200, 200]),
    ("POST /{lang}/staff/signatories/{id}", [401, 404, 403, 404, 422, 422, 422]),
    (
        "GET /{lang}/staff/signatories/{id}/initiatives/{initiative}",
        [401, 404, 200, 404, 200, 200, 200],
    ),
    (
        "POST /{lang}/staff/signatories/{id}/initiatives/{initiative}",
        [401, 404, 403, 404, 422, 422, 422],
    ),
    ("GET /{lang}/staff/signatories/{id}/emergency", [401, 404, 403, 404, 200, 200, 200]),
    (
        "GET /{lang}/staff/signatories/{id}/initiatives/{initiative}/emergency",
        [401, 404, 403, 404, 200, 200, 200],
    ),
    ("POST /{lang}/staff/signatories/{id}/emergency", [401, 404, 403, 404, 422, 422, 422]),
    (
        "POST /{lang}/staff/signatories/{id}/initiatives/{initiative}/emergency",
        [401, 404, 403, 404, 422, 422, 422],
    ),
    ("GET /{lang}/staff/people", [401, 404, 403, 403, 403, 403, 200]),
    ("GET /{lang}/staff/people/invite", [401, 404, 403, 403, 403, 403, 200]),
    ("POST /{lang}/staff/people/invite", [401, 404, 403, 403, 403, 403, 422]),
    (
        "POST /{lang}/staff/people/invitations/{invitation}/withdraw",
        [401, 404, 403, 403, 403, 403, 200],
    ),
    ("GET /{lang}/staff/people/{account}", [401, 404, 403, 403, 403, 403, 200]),
    ("POST /{lang}/staff/people/{account}", [401, 404, 403, 403, 403, 403, 422]),
    ("POST /{lang}/staff/people/{account}/remove", [401, 404, 403, 403, 403, 403, 422]),
    ("GET /{lang}/staff/settings", [401, 404, 200, 403, 403, 403, 200]),
    ("GET /{lang}/staff/settings/times", [401, 404, 403, 403, 403, 403, 200]),
    ("POST /{lang}/staff/settings/times", [401, 404, 403, 403, 403, 403, 400]),
    ("GET /{lang}/staff/settings/switches", [401, 404, 403, 403, 403, 403, 200]),
    ("POST /{lang}/staff/settings/switches", [401, 404, 403, 403, 403, 403, 400]),
    ("GET /{lang}/staff/settings/banners", [401, 404, 403, 403, 403, 403, 200]),
    ("POST /{lang}/staff/settings/banners", [401, 404, 403, 403, 403, 403, 400]),
    ("GET /{lang}/staff/settings/reasons/{code}", [401, 404, 403, 403, 403, 403, 200]),
    ("POST /{lang}/staff/settings/reasons/{code}", [401, 404, 403, 403, 403, 403, 400]),
    ("GET /{lang}/staff/settings/helplines/{key}", [401, 404, 403, 403, 403, 403, 200]),
    ("POST /{lang}/staff/settings/helplines/{key}", [401, 404, 403, 403, 403, 403, 400]),
    ("GET /{lang}/staff/bulk", [401, 404, 403, 403, 403, 200, 200]),
    ("POST /{lang}/staff/bulk", [401, 404, 403, 403, 403, 422, 422]),
    ("GET /{lang}/staff/bulk/{bulk}", [401, 404, 403, 403, 403, 200, 200]),
    ("POST /{lang}/staff/bulk/{bulk}", [401, 404, 403, 403, 403, 422, 422]),
    ("GET /{lang}/staff/reports", [401, 404, 200, 200, 200, 200, 200]),
    ("GET /{lang}/staff/reports/{report}", [401, 404, 404, 404, 404, 404, 404]),
    ("POST /{lang}/staff/reports/{report}", [401, 404, 403, 404, 404, 404, 404]),
    ("GET /{lang}/staff/audit", [401, 404, 200, 403, 403, 403, 200]),
    ("GET /{lang}/staff/audit.csv", [401, 404, 200, 403, 403, 403, 200]),
    ("POST /{lang}/staff/signatories/{id}/undo", [401, 404, 403, 404, 400, 400, 400]),
    ("POST /{lang}/staff/signatories/{id}/mail-block", [401, 404, 403, 404, 200, 200, 200]),
    ("GET /{lang}/staff/signatories/{id}/correct", [401, 404, 403, 404, 200, 200, 200]),
    ("POST /{lang}/staff/signatories/{id}/correct", [401, 404, 403, 404, 422, 422, 422]),
    (
        "POST /{lang}/staff/signatories/{id}/initiatives/{initiative}/undo",
        [401, 404, 403, 404, 400, 400, 400],
    ),
    // A draft is its author's: there is nothing to correct yet.
    (
        "GET /{lang}/staff/signatories/{id}/initiatives/{initiative}/correct",
        [401, 404, 403, 404, 409, 409, 409],
    ),
    (
        "POST /{lang}/staff/signatories/{id}/initiatives/{initiative}/correct",
        [401, 404, 403, 404, 422, 422, 422],
    ),
    // The first who opens a case has it.
    ("POST /{lang}/staff/signatories/{id}/lease", [401, 404, 403, 404, 200, 409, 409]),
    (
        "POST /{lang}/staff/signatories/{id}/initiatives/{initiative}/lease",
        [401, 404, 403, 404, 200, 409, 409],
    ),
];

/// Every route behind the staff's door, of every function.
fn staff_routes() -> Vec<String> {
    fn add<A>(routes: &[Route<A>], all: &mut Vec<String>) {
        let named = routes.iter().filter(|route| route.path.starts_with("/{lang}/staff"));
        all.extend(named.map(|route| format!("{} {}", route.method, route.path)));
    }
    let mut all = Vec::new();
    add(registration::ROUTES, &mut all);
    add(reports::ROUTES, &mut all);
    add(login::ROUTES, &mut all);
    add(account::ROUTES, &mut all);
    add(initiatives::ROUTES, &mut all);
    add(moderation::ROUTES, &mut all);
    add(fallback::ROUTES, &mut all);
    all.sort();
    all
}

/// A program's request, empty where it is a form, in the session of a browser.
async fn send<A: App>(app: &A, method: &str, path: &str, session: Option<&str>) -> Answer {
    let cookie = session.map(|session| format!("{SESSION_COOKIE}={session}"));
    let mut headers = vec![("accept", "application/json"), ("sec-fetch-site", "same-origin")];
    if let Some(cookie) = &cookie {
        headers.push(("cookie", cookie));
    }
    let body = if method == "POST" { "{}" } else { "" };
    if method == "POST" {
        headers.push(("content-type", "application/json"));
    }
    ask(app, request(method, path, &headers, body)).await
}

fn country(code: &str) -> CountryCode {
    CountryCode::parse(code).unwrap()
}

fn focal(code: &str) -> StaffMember {
    StaffMember { role: StaffRole::FocalPoint, countries: vec![country(code)] }
}

/// A signatory that waits, with an initiative.
async fn case(parts: &Parts, name: &str) -> (NewSignatory, Initiative) {
    let new = parts.officer(name).await;
    let id = EventId::new(clock(), entropy());
    let signed = Event { id, action: domain::Action::Signed, rev: 2, ..new.event.clone() };
    let signatory =
        parts.table.sign(&new.signatory, &signature(), &signed, &[], clock()).await.unwrap();
    let initiative = Initiative {
        id: domain::InitiativeId::new(clock(), entropy()),
        ..draft_initiative(1, signatory.id)
    };
    let id = EventId::new(clock(), entropy());
    let begun = Event { id, action: domain::Action::InitiativeCreated, ..signed };
    parts.table.create_initiative(&initiative, &signatory, &[begun], &[]).await.unwrap();
    (NewSignatory { signatory, ..new }, initiative)
}

/// A decision on many cases that `by` has proposed: on this one.
async fn proposal(parts: &Parts, by: &Account, new: &NewSignatory) -> Bulk {
    let decision = BulkDecision { action: BulkAction::Approve, note: String::new() };
    let by = Colleague { account: by.id, email: by.email.clone() };
    let bulk = Bulk::propose(BulkId::new(clock(), entropy()), decision, 1, by, clock());
    let subject = QueueSubject::Signatory(new.signatory.id);
    let part = BulkPart::new(subject, new.signatory.rev);
    assert!(parts.table.propose_bulk(&bulk, &[part], token()).await.unwrap());
    bulk
}

fn invitee(name: &str, member: StaffMember) -> Invitee {
    let email = EmailAddress::parse(&address(name)).unwrap();
    Invitee { email, language: Language::En, member }
}

async fn invited(parts: &Parts, name: &str, role: StaffRole) -> (Invitation, String) {
    let account = AccountId::new(clock(), entropy());
    let (invitation, secret) = parts.invite(invitee(name, StaffMember::new(role)), account).await;
    (invitation, link(&secret))
}

fn link(secret: &Secret) -> String {
    format!("/en/invitation/{}", secret.expose())
}

#[tokio::test]
async fn q46_every_route_of_the_staff_answers_each_role_as_the_table_says() {
    let rows: BTreeMap<&str, [u16; 7]> = TABLE.iter().copied().collect();
    let known: Vec<String> = rows.keys().map(|route| (*route).to_owned()).collect();
    assert_eq!(staff_routes(), known, "a route without a row, or a row without a route");

    let parts = Parts::new().await;
    let app = parts.moderation();
    let (new, initiative) = case(&parts, "Tableville").await;
    let here = new.signatory.body.country.code();
    let elsewhere = if here == "IS" { "MT" } else { "IS" };
    let other = parts.member("table-other", StaffMember::new(StaffRole::Auditor)).await;
    let (waiting, _) = invited(&parts, "table-invited", StaffRole::Auditor).await;
    let bulk = proposal(&parts, &other, &new).await;
    let members = [
        StaffMember::new(StaffRole::Auditor),
        focal(elsewhere),
        focal(here),
        StaffMember::new(StaffRole::Moderator),
        StaffMember::new(StaffRole::Administrator),
    ];
    let mut sessions = vec![None, Some(parts.session(&new.account, SessionKind::Browser).await)];
    for (index, member) in members.into_iter().enumerate() {
        let account = parts.member(&format!("table-{index}"), member).await;
        sessions.push(Some(parts.session(&account, SessionKind::Browser).await));
    }
    for (route, expected) in TABLE {
        let (method, path) = route.split_once(' ').unwrap();
        let path = path
            .replace("{lang}", "en")
            .replace("{id}", &new.signatory.id.to_string())
            .replace("{initiative}", &initiative.id.to_string())
            .replace("{invitation}", &waiting.hash)
            .replace("{account}", &other.id.to_string())
            .replace("{bulk}", &bulk.id.to_string())
            .replace("{code}", "other")
            .replace("{report}", "none")
            .replace("{key}", "new");
        assert!(!path.contains('{'), "say what stands in {path}");
        for ((viewer, session), expected) in VIEWERS.iter().zip(&sessions).zip(expected) {
            let answer = send(&app, method, &path, session.as_deref()).await;
            assert_eq!(answer.status, *expected, "{viewer}: {route}: {}", answer.body);
        }
    }
}

#[tokio::test]
async fn q46_a_focal_point_does_not_reach_another_country_by_changing_an_id() {
    let parts = Parts::new().await;
    let app = parts.moderation();
    let (new, initiative) = case(&parts, "Borderville").await;
    let here = new.signatory.body.country.code();
    let focal_inside = parts.member("inside", focal(here)).await;
    let outside = parts.member("outside", focal(if here == "IS" { "MT" } else { "IS" })).await;
    let case_path = format!("/en/staff/signatories/{}", new.signatory.id);
    let initiative_path = format!("{case_path}/initiatives/{}", initiative.id);

    let mut browser = parts.signed_in(&focal_inside).await;
    browser.get(&app, &case_path).await.expect(200);
    let rev = new.signatory.rev.to_string();
    let fields = [("decision", "approve"), ("reason", ""), ("note", ""), ("rev", rev.as_str())];

    let mut stranger = parts.signed_in(&outside).await;
    let queue = stranger.get(&app, "/en/staff").await.expect(200);
    assert!(!queue.body.contains(new.signatory.display_name()), "seen in the queue");
    for path in [&case_path, &initiative_path] {
        stranger.get(&app, path).await.expect(404);
        stranger.post(&app, path, &fields).await.expect(404);
    }
    let now = parts.table.signatory_record(new.signatory.id).await.unwrap().unwrap();
    assert_eq!(now.signatory.rev, new.signatory.rev, "nothing has changed");
}

#[tokio::test]
async fn q22_an_invitation_is_looked_at_freely_and_accepted_once() {
    let parts = Parts::new().await;
    let app = parts.login();
    let (invitation, link) = invited(&parts, "looked-at", StaffRole::Moderator).await;
    // A mail scanner, twice; then somebody who chooses a password that is too short.
    for _ in 0..2 {
        Browser::default().get(&app, &link).await.expect(200);
    }
    let mut browser = Browser::default();
    browser.get(&app, &link).await.expect(200);
    browser.post(&app, &link, &[("password", "short")]).await.expect(422);
    assert!(parts.table.account_of_email(&invitation.email).await.unwrap().is_none());

    let accepted = browser.post(&app, &link, &[("password", PASSWORD)]).await.expect(303);
    assert_eq!(accepted.location(), "/en/sign-in?invited=1");
    let account = parts.table.account(invitation.account, clock()).await.unwrap().unwrap().account;
    assert_eq!(account.staff, Some(StaffMember::new(StaffRole::Moderator)));
    let people = parts.table.staff_accounts().await.unwrap();
    assert!(people.iter().any(|person| person.id == account.id));

    // Once, and no session without the second factor.
    browser.get(&app, &link).await.expect(404);
    browser.post(&app, &link, &[("password", "another-quiet-lantern-77")]).await.expect(404);
    let signed_in = browser.sign_in(&app, invitation.email.as_str(), PASSWORD).await.expect(303);
    assert_eq!(signed_in.location(), "/en/sign-in/set-up-second-factor");
}

#[tokio::test]
async fn q22_an_invitation_is_over_after_three_days_and_unknown_links_are_told_alike() {
    let parts = Parts::new().await;
    let app = parts.login();
    let (first, link) = invited(&parts, "too-late", StaffRole::Auditor).await;
    move_on(72 * 3600 - 60);
    Browser::default().get(&app, &link).await.expect(200);
    move_on(60);
    let over = Browser::default().get(&app, &link).await.expect(404);
    let unknown = format!("/en/invitation/{}", "A".repeat(43));
    let never = Browser::default().get(&app, &unknown).await.expect(404);
    assert_eq!(over.texts("h1"), never.texts("h1"), "told alike");
    assert!(!over.body.contains(first.email.as_str()));
}

#[tokio::test]
async fn a_stop_between_user_pool_and_table_is_taken_up_by_sending_again() {
    let parts = Parts::new().await;
    let app = parts.login();
    let (invitation, link) = invited(&parts, "stopped", StaffRole::Auditor).await;
    let mut browser = Browser::default();
    browser.get(&app, &link).await.expect(200);
    parts.faults.next("TransactWriteItems", 1, Fault::Refuse(400, "AccessDeniedException"));
    let stopped = browser.post(&app, &link, &[("password", PASSWORD)]).await.expect(503);
    assert!(!stopped.body.contains("AccessDenied"));
    assert!(parts.table.account_of_email(&invitation.email).await.unwrap().is_none());
    browser.post(&app, &link, &[("password", PASSWORD)]).await.expect(303);
    browser.sign_in(&app, invitation.email.as_str(), PASSWORD).await.expect(303);
}

/// The page of a member, with the revision that it shows.
async fn rev_of(browser: &mut Browser, parts: &Parts, member: &Account) -> (String, String) {
    let path = format!("/en/staff/people/{}", member.id);
    let page = browser.get(&parts.moderation(), &path).await.expect(200);
    let rev = page.attribute("input[name=rev]", "value").unwrap_or_default();
    (path, rev)
}

#[tokio::test]
async fn q51_a_role_changed_or_taken_away_counts_from_the_next_request() {
    let parts = Parts::new().await;
    let app = parts.moderation();
    let (new, _) = case(&parts, "Rolechangeville").await;
    let mut chief = parts.signed_in(&parts.staff("chief").await).await;
    let member = parts.member("changing", StaffMember::new(StaffRole::Moderator)).await;
    let session = parts.session(&member, SessionKind::Browser).await;
    let case_path = format!("/en/staff/signatories/{}", new.signatory.id);
    send(&app, "POST", &case_path, Some(&session)).await.expect(422);

    let (path, rev) = rev_of(&mut chief, &parts, &member).await;
    chief.post(&app, &path, &[("role", "auditor"), ("rev", &rev)]).await.expect(303);
    send(&app, "POST", &case_path, Some(&session)).await.expect(403);
    send(&app, "GET", &case_path, Some(&session)).await.expect(200);
    // On what has changed since.
    chief.post(&app, &path, &[("role", "moderator"), ("rev", &rev)]).await.expect(409);

    let (_, rev) = rev_of(&mut chief, &parts, &member).await;
    let remove = format!("{path}/remove");
    chief.post(&app, &remove, &[("rev", &rev)]).await.expect(422);
    chief.post(&app, &remove, &[("confirm", "yes"), ("rev", &rev)]).await.expect(303);
    send(&app, "GET", &case_path, Some(&session)).await.expect(401);
    let people = parts.table.staff_accounts().await.unwrap();
    assert!(!people.iter().any(|person| person.id == member.id));

    // Invited again, the same account comes back.
    let (_, secret) = parts
        .invite(
            Invitee {
                email: member.email.clone(),
                language: Language::En,
                member: StaffMember::new(StaffRole::Auditor),
            },
            member.id,
        )
        .await;
    let login = parts.login();
    let mut browser = Browser::default();
    browser.get(&login, &link(&secret)).await.expect(200);
    browser.post(&login, &link(&secret), &[("password", PASSWORD)]).await.expect(303);
    let back = parts.table.account(member.id, clock()).await.unwrap().unwrap().account;
    assert_eq!(back.staff, Some(StaffMember::new(StaffRole::Auditor)));
}

#[tokio::test]
async fn nobody_changes_themselves_and_of_two_who_remove_each_other_one_stays() {
    let parts = Parts::new().await;
    let app = parts.moderation();
    let (first, second) = (parts.staff("first-chief").await, parts.staff("second-chief").await);
    let mut one = parts.signed_in(&first).await;
    let mut two = parts.signed_in(&second).await;
    let (own, _) = rev_of(&mut one, &parts, &first).await;
    let rev = first.rev.to_string();
    let own_role = [("role", "auditor"), ("rev", rev.as_str())];
    one.post(&app, &own, &own_role).await.expect(403);
    let own_removal = [("confirm", "yes"), ("rev", rev.as_str())];
    one.post(&app, &format!("{own}/remove"), &own_removal).await.expect(403);

    let (path_two, rev_two) = rev_of(&mut one, &parts, &second).await;
    let (path_one, rev_one) = rev_of(&mut two, &parts, &first).await;
    let (path_two, path_one) = (format!("{path_two}/remove"), format!("{path_one}/remove"));
    let fields_two = [("confirm", "yes"), ("rev", rev_two.as_str())];
    let fields_one = [("confirm", "yes"), ("rev", rev_one.as_str())];
    let (a, b) = tokio::join!(
        one.post(&app, &path_two, &fields_two),
        two.post(&app, &path_one, &fields_one)
    );
    let done = [a.status, b.status].into_iter().filter(|status| *status == 303).count();
    assert!(done <= 1, "{} and {}", a.status, b.status);
    let people = parts.table.staff_accounts().await.unwrap();
    let left = people.iter().filter(|person| [first.id, second.id].contains(&person.id)).count();
    assert_eq!(left, 2 - done);
    assert!(left >= 1);
}

#[tokio::test]
async fn f45_staff_let_mails_go_to_an_address_again_and_it_is_audited_once() {
    let parts = Parts::new().await;
    let app = parts.moderation();
    let (new, _) = case(&parts, "Returnville").await;
    let email = &new.account.email;
    let returned = MailReturn::Permanent { status: None };
    parts.table.note_mail_return(email, &returned, clock(), token).await.unwrap();
    let path = format!("/en/staff/signatories/{}", new.signatory.id);
    let moderator = parts.member("clears", StaffMember::new(StaffRole::Moderator)).await;
    let mut browser = parts.signed_in(&moderator).await;
    let shown = browser.get(&app, &path).await.expect(200);
    assert!(shown.body.contains("/mail-block"), "no button on the case");

    let before = parts.table.audit_end().await.unwrap().seq;
    // A double click.
    for _ in 0..2 {
        let answer = browser.post(&app, &format!("{path}/mail-block"), &[]).await.expect(303);
        assert_eq!(answer.location(), format!("{path}?done=1"));
    }
    assert!(parts.table.mail_block(email).await.unwrap().is_none());
    let after = parts.table.audit_end().await.unwrap().seq;
    let mut cleared = 0;
    // Other tests write into the same trail.
    for seq in before + 1..=after {
        let entry = parts.table.audit_entry(seq).await.unwrap().unwrap();
        let ours = entry.record.subject.names(&new.account.id.to_string());
        cleared += usize::from(ours && entry.record.action.as_str() == "mail_block_cleared");
    }
    assert_eq!(cleared, 1);
    let shown = browser.get(&app, &path).await.expect(200);
    assert!(!shown.body.contains("/mail-block"), "the button is still there");
}
