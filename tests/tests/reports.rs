//! "Report this page", in process on the deployed table: a flood loses no page and no word of
//! who came in time, and is turned away calmly.

#![expect(clippy::expect_used, reason = "a test that cannot go on says so")]

use domain::{CountryCode, Permission, StaffMember, StaffRole};
use storage::ReportPlace;
use tests::parts::{Browser, Parts, to_the_full_hour};

const PAGE: &str = "/en/pact/";

fn form(text: &str) -> [(&str, &str); 3] {
    [("page", PAGE), ("category", "wrong"), ("report_text", text)]
}

async fn open(parts: &Parts) -> storage::Report {
    let page = domain::ReportedPage::parse(PAGE).expect("a page");
    let place = ReportPlace { page, signatory: None, country: None };
    parts.table.report(&place.id()).await.expect("the table").expect("a report")
}

#[tokio::test]
async fn q17_a_flood_of_reports_is_turned_away_with_all_that_was_typed_and_still_counted() {
    let mut parts = Parts::new().await;
    parts.table = parts.own_table().await;
    to_the_full_hour();
    let app = parts.reports();
    let mut reader = Browser::default();
    let page = reader.get(&app, &format!("/en/report?page={PAGE}")).await.expect(200);
    assert!(!page.texts("a[href^='tel:']").is_empty(), "whom to call");
    for number in 0..5 {
        let sent = reader.post(&app, "/en/report", &form(&format!("Line {number}"))).await;
        assert!(sent.expect(303).location().contains("done=1"));
        reader.get(&app, &format!("/en/report?page={PAGE}")).await.expect(200);
    }
    for _ in 0..10 {
        let words = "The sixth <report> & more";
        let turned = reader.post(&app, "/en/report", &form(words)).await.expect(429);
        assert!(!turned.header("retry-after").is_empty());
        assert_eq!(turned.texts("textarea"), [words]);
        let chosen = turned.attribute("input[name=category][checked]", "value");
        assert_eq!(chosen.as_deref(), Some("wrong"));
        assert!(turned.attribute("input[name=page]", "value").is_some());
    }
    let report = open(&parts).await;
    assert_eq!((report.count, report.said.len(), report.urgent), (15, 5, false));

    // An urgent one that comes in the flood is urgent all the same.
    let urgent = [("page", PAGE), ("category", "identifies_person"), ("report_text", "")];
    reader.post(&app, "/en/report", &urgent).await.expect(429);
    let report = open(&parts).await;
    assert_eq!((report.count, report.said.len(), report.urgent), (16, 5, true));
}

#[tokio::test]
async fn reports_at_once_are_one_item_which_staff_read_and_close_with_a_note() {
    let mut parts = Parts::new().await;
    parts.table = parts.own_table().await;
    to_the_full_hour();
    let app = parts.reports();
    let mut reader = Browser::default();
    reader.get(&app, &format!("/en/report?page={PAGE}")).await.expect(200);
    let (mut second, mut third) = (reader.clone(), reader.clone());
    let (one, two, three) = (form("One"), form("Two"), form("Three"));
    let sent = tokio::join!(
        reader.post(&app, "/en/report", &one),
        second.post(&app, "/en/report", &two),
        third.post(&app, "/en/report", &three),
    );
    assert_eq!((sent.0.status, sent.1.status, sent.2.status), (303, 303, 303));
    let report = open(&parts).await;
    assert_eq!((report.count, report.said.len()), (3, 3));

    let desk = parts.moderation();
    let mut staff = parts.signed_in(&parts.staff("reports").await).await;
    let list = staff.get(&desk, "/en/staff/reports").await.expect(200);
    assert!(list.body.contains("Three"), "{}", list.body);
    let path = format!("/en/staff/reports/{}", report.id);
    let page = staff.get(&desk, &path).await.expect(200);
    let rev = page.attribute("input[name=rev]", "value").expect("a revision");

    // A focal point has no pages but its country's; one more report comes first.
    let country = CountryCode::parse("FR").expect("a country");
    let focal = StaffMember { role: StaffRole::FocalPoint, countries: vec![country] };
    assert!(focal.may(Permission::Decide, Some(country)));
    let mut elsewhere = parts.signed_in(&parts.member("reports-focal", focal).await).await;
    elsewhere.get(&desk, &path).await.expect(404);
    reader.get(&app, &format!("/en/report?page={PAGE}")).await.expect(200);
    reader.post(&app, "/en/report", &form("Four")).await.expect(303);
    let fields = [("note", "Corrected."), ("rev", rev.as_str())];
    let again = staff.post(&desk, &path, &fields).await.expect(409);
    let rev = again.attribute("input[name=rev]", "value").expect("a revision");
    staff.post(&desk, &path, &[("note", ""), ("rev", &rev)]).await.expect(422);
    staff.post(&desk, &path, &[("note", "Corrected."), ("rev", &rev)]).await.expect(303);
    assert!(parts.table.reports().await.expect("the table").is_empty());
    staff.get(&desk, &path).await.expect(404);
    let entries = parts.table.audit_block(1).await.expect("the audit trail");
    let closed = entries.iter().filter(|entry| entry.record.action.as_str() == "report_closed");
    assert_eq!(closed.count(), 1);
}

#[tokio::test]
async fn only_public_pages_of_this_site_can_be_reported() {
    let parts = Parts::new().await;
    let app = parts.reports();
    let id = "01kay00000000000000000000a";
    for page in ["", "/en/staff/", "https://evil.example/", &format!("/en/initiatives/{id}-x/")] {
        Browser::default().get(&app, &format!("/en/report?page={page}")).await.expect(404);
    }
}
