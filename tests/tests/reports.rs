//! "Report this page": in process on tables of the tests' own, where time can be moved, and once
//! through the deployed stack, with the mail to staff. A flood loses no page and no urgent
//! report of anybody else, asks for few mails, and is turned away calmly.

#![expect(clippy::expect_used, reason = "a test that cannot go on says so")]

use domain::limits::{REPORTS, Rate, URGENT_REPORTS};
use domain::staff::Invitee;
use domain::{
    Account, AccountId, CountryCode, EmailAddress, Language, MailTemplate, ReportedPage, Secret,
    StaffMember, StaffRole,
};
use reports::Reports;
use serde_json::json;
use storage::{MailIntent, Report, ReportPlace};
use tests::parts::{
    Browser, Parts, ask, clock, entropy, json, move_on, request, somewhere, to_the_full_hour, token,
};
use tests::person::{Answer, Visitor};
use tests::stack::{self, Mail, address, eventually, mails};
use tests::staff::Staff;

const PACT: &str = "/en/pact/";

/// Parts with tables of their own, at the beginning of an hour.
async fn parts() -> Parts {
    let mut parts = Parts::new().await;
    parts.table = parts.own_table().await;
    to_the_full_hour();
    parts
}

fn address_of(page: &str) -> String {
    format!("/en/report?page={page}")
}

fn form<'a>(page: &'a str, category: &'a str, text: &'a str) -> [(&'a str, &'a str); 3] {
    [("page", page), ("category", category), ("report_text", text)]
}

/// A report by a program on a network where nobody else is.
async fn from_elsewhere(app: &Reports, page: &str, category: &str) -> Answer {
    let document = json!({ "page": page, "category": category });
    let network = somewhere().to_string();
    let headers = [
        ("content-type", "application/json"),
        ("accept", "application/json"),
        ("x-viewer-address", network.as_str()),
    ];
    ask(app, request("POST", "/en/report", &headers, &document.to_string())).await
}

async fn open(parts: &Parts, page: &str) -> Option<Report> {
    let page = ReportedPage::parse(page).expect("a page");
    let place = ReportPlace { page, signatory: None, country: None };
    parts.table.report(&place.id(), clock()).await.expect("the table")
}

/// How often a page is reported, with how many words, and whether it is urgent.
async fn said(parts: &Parts, page: &str) -> Option<(u64, usize, bool)> {
    open(parts, page).await.map(|report| (report.count, report.said.len(), report.urgent))
}

/// Uses a limit for all together up, as a flood from everywhere does.
async fn use_up(parts: &Parts, rate: Rate) {
    for _ in 0..rate.count {
        parts.table.count(&Secret::new("all"), rate, clock()).await.expect("the table");
    }
}

async fn mail(parts: &Parts, report: &Report, to: &Account) -> Option<MailIntent> {
    parts.table.mail_intent(&report.mail_id(to.id), clock()).await.expect("the table")
}

#[tokio::test]
async fn q17_q105_one_network_that_floods_is_turned_away_with_all_that_was_typed() {
    let parts = parts().await;
    let app = parts.reports();
    let mut reader = Browser::default();
    let page = reader.get(&app, &address_of(PACT)).await.expect(200);
    assert!(!page.texts("main a[href^='tel:']").is_empty(), "whom to call");
    assert!(page.texts("input[name*='name'], input[name*='mail']").is_empty(), "nobody's name");
    for number in 0..5 {
        let text = format!("Line {number}");
        let sent = reader.post(&app, "/en/report", &form(PACT, "wrong", &text)).await.expect(303);
        assert!(sent.location().contains("done=1"));
        let thanks = reader.get(&app, sent.location()).await.expect(200);
        assert!(thanks.texts("main").concat().contains("Thank you"));
        reader.get(&app, &address_of(PACT)).await.expect(200);
    }
    for _ in 0..10 {
        let words = "The sixth <report> & more";
        let turned = reader.post(&app, "/en/report", &form(PACT, "wrong", words)).await.expect(429);
        assert!(!turned.header("retry-after").is_empty());
        assert_eq!(turned.texts("textarea"), [words]);
        let chosen = turned.attribute("input[name=category][checked]", "value");
        assert_eq!(chosen.as_deref(), Some("wrong"));
        assert!(turned.attribute("input[name=page]", "value").is_some());
    }
    assert_eq!(said(&parts, PACT).await, Some((15, 5, false)));

    // Beyond its limit a network makes nothing urgent, and opens nothing.
    for page in [PACT, "/en/legal/"] {
        let urgent = form(page, "identifies_person", "");
        reader.post(&app, "/en/report", &urgent).await.expect(429);
    }
    assert_eq!(said(&parts, PACT).await, Some((16, 5, false)));
    assert_eq!(said(&parts, "/en/legal/").await, None);

    // What others have to say is not in its hands.
    from_elsewhere(&app, PACT, "identifies_person").await.expect(202);
    assert_eq!(said(&parts, PACT).await, Some((17, 6, true)));

    // An hour later it may speak again.
    move_on(3600);
    reader.get(&app, &address_of(PACT)).await.expect(200);
    reader.post(&app, "/en/report", &form(PACT, "wrong", "Later")).await.expect(303);
}

#[tokio::test]
async fn q105_a_flood_from_everywhere_keeps_words_out_and_no_page_from_being_seen() {
    let parts = parts().await;
    let staff = parts.staff("reports-flood").await;
    let app = parts.reports();
    use_up(&parts, REPORTS).await;
    let turned = from_elsewhere(&app, PACT, "wrong").await.expect(429);
    assert!(!turned.header("retry-after").is_empty());
    from_elsewhere(&app, PACT, "unlawful").await.expect(429);
    assert_eq!(said(&parts, PACT).await, Some((2, 0, false)));

    // The urgent ones have a limit of their own, and tell staff.
    from_elsewhere(&app, PACT, "identifies_person").await.expect(202);
    assert_eq!(said(&parts, PACT).await, Some((3, 1, true)));
    let told = open(&parts, PACT).await.expect("a report");
    assert!(mail(&parts, &told, &staff).await.is_some());

    // Beyond that one a page is marked, and no mail leaves: not even one for each page.
    use_up(&parts, URGENT_REPORTS).await;
    for page in ["/en/help/", "/en/legal/"] {
        from_elsewhere(&app, page, "identifies_person").await.expect(429);
        from_elsewhere(&app, page, "identifies_person").await.expect(429);
        assert_eq!(said(&parts, page).await, Some((2, 0, true)), "{page}");
        let silent = open(&parts, page).await.expect("a report");
        assert!(mail(&parts, &silent, &staff).await.is_none(), "{page}");
    }
    // When the flood is over, the next one tells of it.
    move_on(3600);
    from_elsewhere(&app, "/en/help/", "identifies_person").await.expect(202);
    let told = open(&parts, "/en/help/").await.expect("a report");
    assert!(told.told && mail(&parts, &told, &staff).await.is_some());
}

#[tokio::test]
async fn q105_the_first_urgent_report_is_one_mail_to_each_who_may_take_the_page_down() {
    let parts = parts().await;
    let country = |code| CountryCode::parse(code).expect("a country");
    let focal = |code| StaffMember { role: StaffRole::FocalPoint, countries: vec![country(code)] };
    let administrator = parts.staff("reports-admin").await;
    let auditor = parts.member("reports-auditor", StaffMember::new(StaffRole::Auditor)).await;
    let elsewhere = parts.member("reports-elsewhere", focal("ES")).await;
    let there = Invitee {
        email: EmailAddress::parse(&address("reports-there")).expect("an address"),
        language: Language::Fr,
        member: focal("FR"),
    };
    let (invitation, _) = parts.invite(there, AccountId::new(clock(), entropy())).await;
    let accepted = parts.table.accept_invitation(&invitation, None, token(), clock()).await;
    accepted.expect("accepted");
    let there = invitation.new_account(clock());
    let blocked = parts.staff("reports-blocked").await;
    parts.change(&blocked, |account| Account { disabled: true, ..account }).await;

    let app = parts.reports();
    let page = "/fr/signatories/fr/";
    for category in ["wrong", "unlawful"] {
        from_elsewhere(&app, page, category).await.expect(202);
    }
    let report = open(&parts, page).await.expect("a report");
    assert!(!report.told);
    for account in [&administrator, &there] {
        assert!(mail(&parts, &report, account).await.is_none(), "nothing urgent");
    }
    // Two at once, and one that comes later: one mail each.
    let (one, two) = tokio::join!(
        from_elsewhere(&app, page, "identifies_person"),
        from_elsewhere(&app, page, "identifies_person"),
    );
    assert_eq!((one.status, two.status), (202, 202));
    move_on(60);
    from_elsewhere(&app, page, "identifies_person").await.expect(202);
    let report = open(&parts, page).await.expect("a report");
    assert_eq!((report.count, report.country), (5, Some(country("FR"))));
    for (account, language) in [(&administrator, Language::En), (&there, Language::Fr)] {
        let intent = mail(&parts, &report, account).await.expect("a mail");
        assert_eq!(intent.template, MailTemplate::UrgentReport);
        assert_eq!((intent.language, &intent.to), (language, &account.email));
        assert_eq!(intent.rev, 1, "asked for once");
    }
    for account in [&auditor, &elsewhere, &blocked] {
        assert!(mail(&parts, &report, account).await.is_none(), "not theirs to take down");
    }

    // What is nobody's is for those who work everywhere.
    from_elsewhere(&app, PACT, "identifies_person").await.expect(202);
    let report = open(&parts, PACT).await.expect("a report");
    assert!(mail(&parts, &report, &administrator).await.is_some());
    assert!(mail(&parts, &report, &there).await.is_none());
}

#[tokio::test]
async fn reports_at_once_are_one_item_which_staff_read_and_close_with_a_note() {
    let parts = parts().await;
    let app = parts.reports();
    let mut reader = Browser::default();
    reader.get(&app, &address_of(PACT)).await.expect(200);
    let (mut second, mut third) = (reader.clone(), reader.clone());
    let forms = ["One", "Two", "Three"].map(|text| form(PACT, "wrong", text));
    let sent = tokio::join!(
        reader.post(&app, "/en/report", &forms[0]),
        second.post(&app, "/en/report", &forms[1]),
        third.post(&app, "/en/report", &forms[2]),
    );
    assert_eq!((sent.0.status, sent.1.status, sent.2.status), (303, 303, 303));
    let report = open(&parts, PACT).await.expect("a report");
    assert_eq!((report.count, report.said.len()), (3, 3));

    let desk = parts.moderation();
    let account = parts.staff("reports").await;
    let mut staff = parts.signed_in(&account).await;
    let queue = staff.get(&desk, "/en/staff").await.expect(200);
    assert!(queue.texts("main").concat().contains("Open: 1. Urgent: 0."), "{}", queue.body);
    // Urgent ones come first, however late.
    from_elsewhere(&app, "/en/help/", "identifies_person").await.expect(202);
    let queue = staff.get(&desk, "/en/staff").await.expect(200);
    assert!(queue.texts("main").concat().contains("Open: 2. Urgent: 1."), "{}", queue.body);
    let list = staff.get(&desk, "/en/staff/reports").await.expect(200);
    let heads = list.texts("main section h2 a");
    assert_eq!(heads, ["/help/", "/pact/"]);
    assert!(list.body.contains("Three"), "{}", list.body);
    let path = format!("/en/staff/reports/{}", report.id);
    let page = staff.get(&desk, &path).await.expect(200);
    let rev = page.attribute("input[name=rev]", "value").expect("a revision");

    // A focal point has no pages but its country's; one more report comes first.
    let country = CountryCode::parse("FR").expect("a country");
    let focal = StaffMember { role: StaffRole::FocalPoint, countries: vec![country] };
    let mut elsewhere = parts.signed_in(&parts.member("reports-focal", focal).await).await;
    elsewhere.get(&desk, &path).await.expect(404);
    let theirs = elsewhere.get(&desk, "/en/staff/reports").await.expect(200);
    assert!(theirs.texts("main section").is_empty(), "{}", theirs.body);
    reader.get(&app, &address_of(PACT)).await.expect(200);
    reader.post(&app, "/en/report", &form(PACT, "wrong", "Four")).await.expect(303);
    let again = staff.post(&desk, &path, &[("note", "Corrected."), ("rev", &rev)]).await;
    let again = again.expect(409);
    assert_eq!(again.texts("textarea"), ["Corrected."]);
    let rev = again.attribute("input[name=rev]", "value").expect("a revision");
    staff.post(&desk, &path, &[("note", ""), ("rev", &rev)]).await.expect(422);

    // Two of the staff at once: one counts, and the other is told.
    let mut colleague = parts.signed_in(&parts.staff("reports-colleague").await).await;
    colleague.get(&desk, &path).await.expect(200);
    let mine = [("note", "Corrected."), ("rev", rev.as_str())];
    let others = [("note", "Nothing to do."), ("rev", rev.as_str())];
    let (one, two) =
        tokio::join!(staff.post(&desk, &path, &mine), colleague.post(&desk, &path, &others));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    let late = if one.status == 409 { &one } else { &two };
    assert!(late.texts("main").concat().contains("Something has changed meanwhile"));
    assert!(open(&parts, PACT).await.is_none());
    staff.get(&desk, &path).await.expect(404);

    // Who, when and what came of it is shown; what readers wrote is gone.
    let (winner, by) = if one.status == 303 { ("Corrected.", true) } else { ("Nothing", false) };
    let list = staff.get(&desk, "/en/staff/reports").await.expect(200);
    assert!(list.body.contains(winner), "{}", list.body);
    assert_eq!(list.body.matches(account.email.as_str()).count() > 1, by, "{}", list.body);
    assert!(!list.body.contains("Three"), "{}", list.body);
    let entries = parts.table.audit_block(1).await.expect("the audit trail");
    let closed = entries.iter().filter(|entry| entry.record.action.as_str() == "report_closed");
    assert_eq!(closed.count(), 1);
    // A double click has had its way.
    let (browser, fields) = if by { (&mut staff, mine) } else { (&mut colleague, others) };
    browser.get(&desk, "/en/staff").await.expect(200);
    browser.post(&desk, &path, &fields).await.expect(303);

    // The page is reported anew as if for the first time; the note is forgotten in time.
    from_elsewhere(&app, PACT, "wrong").await.expect(202);
    assert_eq!(said(&parts, PACT).await, Some((1, 1, false)));
    let day = 24 * 3600;
    move_on(91 * day);
    let closed = parts.table.closed_reports(clock(), 20, |_| true).await.expect("the table");
    assert!(closed.is_empty());
    move_on(275 * day);
    assert!(open(&parts, PACT).await.is_none(), "a year without an answer");
    from_elsewhere(&app, PACT, "wrong").await.expect(202);
    assert_eq!(said(&parts, PACT).await, Some((1, 1, false)));
}

#[tokio::test]
async fn only_public_pages_of_this_site_can_be_reported() {
    let parts = parts().await;
    let app = parts.reports();
    let mut reader = Browser::default();
    reader.get(&app, &address_of(PACT)).await.expect(200);
    let id = "01kay00000000000000000000a";
    let never = [&format!("/en/initiatives/{id}-x/"), &format!("/en/signatories/{id}-x/")];
    let tampered = ["", "/en/staff/", "https://evil.example/", "//evil.example/en/", "/en/report"];
    for page in tampered.into_iter().chain(never.map(String::as_str)) {
        Browser::default().get(&app, &address_of(page)).await.expect(404);
        reader.post(&app, "/en/report", &form(page, "identifies_person", "")).await.expect(404);
        let document = json!({ "page": page, "category": "wrong" });
        ask(&app, json("/en/report", &document)).await.expect(404);
    }
    assert!(parts.table.reports(clock()).await.expect("the table").is_empty());
    // The other language's address names the page too.
    let page = reader.get(&app, &address_of(PACT)).await.expect(200);
    let french = page.attribute("nav.languages a", "href").expect("French");
    assert_eq!(reader.get(&app, &french).await.expect(200).texts("h1"), ["Signaler une page"]);
}

/// Deals with what is open about that page, if anything is; the list afterwards.
fn deal_with(staff: &mut Staff, page: &str) -> Answer {
    let list = staff.visitor.get("/en/staff/reports").expect(200);
    let document = scraper::Html::parse_document(&list.body);
    let selector = |text| scraper::Selector::parse(text).expect("a selector");
    let found = document
        .select(&selector("main section"))
        .filter(|section| section.text().collect::<String>().contains(page))
        .find_map(|section| {
            let link = section.select(&selector("a[href*='/staff/reports/']")).next()?;
            link.value().attr("href").map(str::to_owned)
        });
    let Some(path) = found else { return list };
    let rev = staff.visitor.get(&path).expect(200).attribute("input[name=rev]", "value");
    let fields = [("note", "Looked at."), ("rev", &rev.expect("a revision"))];
    let closed = staff.visitor.post(&path, &fields).expect(303);
    staff.visitor.get(closed.location()).expect(200)
}

#[test]
fn q105_a_reader_reports_a_page_and_staff_are_told_and_deal_with_it() {
    let page = "/initiatives/prevention/";
    let mut staff = Staff::new("reports");
    deal_with(&mut staff, page);
    let urgent = |mails: Vec<Mail>| -> Vec<Mail> {
        let about = |mail: &Mail| mail.subject == "An urgent report is waiting";
        mails.into_iter().filter(about).collect()
    };

    // From the page itself, in its language, without an account.
    let mut reader = Visitor::new();
    let public = eventually("the page", || {
        Some(reader.get(&format!("/fr{page}"))).filter(|answer| answer.status == 200)
    });
    let link = public.attribute("footer a[href*='/report?page=']", "href").expect("the link");
    let form = reader.get(&link).expect(200);
    assert_eq!(form.texts("h1"), ["Signaler une page"]);
    let about = form.attribute("input[name=page]", "value").expect("the page");
    for (category, text) in [("wrong", "Le titre."), ("identifies_person", "Une photo.")] {
        reader.get(&link).expect(200);
        let fields = [("page", about.as_str()), ("category", category), ("report_text", text)];
        let sent = reader.post("/fr/report", &fields).expect(303);
        assert!(reader.get(sent.location()).expect(200).body.contains("Merci."));
    }

    let told = eventually("the mail", || urgent(mails(&staff.email)).pop());
    assert!(told.text.contains(&format!("{}/en/staff/reports", stack::site())), "{}", told.text);
    assert!(!told.text.contains("photo") && !told.text.contains("prevention"), "{}", told.text);
    let list = staff.visitor.get("/en/staff/reports").expect(200);
    assert!(list.body.contains("Une photo."), "{}", list.body);
    let list = deal_with(&mut staff, page);
    assert!(!list.body.contains("Une photo.") && list.body.contains("Looked at."));
    assert_eq!(urgent(mails(&staff.email)).len(), 1, "the other report is no mail");
}
