//! Mails that cannot leave at once: the mail function in process, with a table of its own in the
//! local AWS, and SES answering as it does when it is down, throttled, or at a limit.
#![expect(clippy::unwrap_used, reason = "a test may stop where its own set-up fails")]

use domain::audit::{AuditActor, AuditCode, AuditRecord, AuditSubject};
use domain::staff::Invitee;
use domain::{
    Account, AccountId, CountryCode, Event, EventId, Language, MailFacts, MailTemplate,
    StaffMember, StaffRole,
};
use serde_json::{Value, json};
use storage::{MailIntent, MailRequest, Stopped, Table};
use tests::faults::Action;
use tests::parts::{Parts, clock, entropy, move_on, new_account, new_signatory, token};
use tests::stack::address;

/// The mail function with a table that nobody else uses.
struct Post {
    parts: Parts,
    table: Table,
    mails: mail::Mails,
    account: Account,
}

impl Post {
    async fn new(name: &str) -> Self {
        let parts = Parts::new().await;
        let table = parts.own_table().await;
        let mails = parts.mail(&table);
        Self { parts, table, mails, account: new_account(&address(name)) }
    }

    fn request<'a>(&'a self, id: &'a str) -> MailRequest<'a> {
        MailRequest {
            id,
            template: MailTemplate::NewDevice,
            to: &self.account.email,
            language: self.account.language,
            code: None,
            facts: None,
            not_before: None,
        }
    }

    async fn ask(&self, id: &str) {
        self.table.ask_for_mail(&self.request(id), clock()).await.unwrap();
    }

    async fn ask_for_later(&self, id: &str, seconds: i64) {
        let not_before =
            clock().checked_add(std::time::Duration::from_secs(seconds.unsigned_abs()));
        let request = MailRequest { not_before: not_before.ok(), ..self.request(id) };
        self.table.ask_for_mail(&request, clock()).await.unwrap();
    }

    /// Numbers of the records that are to come again.
    async fn stream(&self, ids: &[&str]) -> Vec<String> {
        let failed = self.mails.handle(records(ids)).await.failed;
        failed.into_iter().map(|failed| failed.sequence_number).collect()
    }

    /// The schedule, a minute later.
    async fn a_minute_later(&self) {
        move_on(60);
        self.mails.send_due().await;
    }

    async fn intent(&self, id: &str) -> MailIntent {
        self.table.mail_intent(id, clock()).await.unwrap().unwrap()
    }

    async fn waiting(&self) -> usize {
        let far = clock().checked_add(std::time::Duration::from_hours(24 * 30)).unwrap();
        self.table.mails_due(far, 100).await.unwrap().len()
    }

    /// Requests that SES has got, and refused or taken.
    fn sent(&self) -> usize {
        self.parts.faults.calls("POST")
    }
}

/// The stream's records of new mails, numbered from 0.
fn records(ids: &[&str]) -> mail::StreamEvent {
    let record = |(number, id): (usize, &&str)| {
        json!({
            "eventName": "INSERT",
            "dynamodb": {
                "Keys": { "pk": { "S": format!("MAIL#{id}") }, "sk": { "S": "MAIL" } },
                "SequenceNumber": number.to_string(),
            },
        })
    };
    let records: Value = ids.iter().enumerate().map(record).collect();
    serde_json::from_value(json!({ "Records": records })).unwrap()
}

#[tokio::test]
async fn f13_a_record_that_comes_twice_is_one_mail() {
    let post = Post::new("twice-f13").await;
    post.ask("one").await;
    assert!(post.stream(&["one", "one"]).await.is_empty());
    assert_eq!(post.sent(), 1);
    assert!(post.stream(&["one"]).await.is_empty());
    post.a_minute_later().await;
    assert_eq!((post.sent(), post.waiting().await), (1, 0));
}

#[tokio::test]
async fn f12_f23_a_mail_that_ses_refuses_holds_no_other_up_and_goes_out_later() {
    let post = Post::new("refused-f23").await;
    post.ask("one").await;
    post.ask("two").await;
    post.parts.faults.next("POST", 1, Action::Refuse(400, "MailFromDomainNotVerifiedException"));
    assert!(post.stream(&["one", "two"]).await.is_empty());
    assert!(post.intent("one").await.stands() && !post.intent("two").await.stands());
    post.a_minute_later().await;
    assert!(!post.intent("one").await.stands());
    // Refused, sent, and sent again: none of them twice.
    assert_eq!((post.sent(), post.waiting().await), (3, 0));
}

#[tokio::test]
async fn f41_ses_down_throttled_at_its_limit_or_paused_loses_nothing_and_repeats_nothing() {
    let daily = "Daily message quota exceeded.";
    for (name, trouble, attempts) in [
        // The SDK tries up to three times for what may pass at once.
        ("down", Action::Refuse(503, "ServiceUnavailable"), 3),
        ("throttled", Action::Refuse(429, "TooManyRequestsException"), 3),
        ("daily-limit", Action::Say(400, "LimitExceededException", daily), 3),
        ("daily-throttling", Action::Say(400, "ThrottlingException", daily), 3),
        ("paused", Action::Refuse(400, "SendingPausedException"), 1),
        ("cut", Action::Cut, 3),
    ] {
        let post = Post::new(name).await;
        for id in ["one", "two", "three"] {
            post.ask(id).await;
        }
        post.parts.faults.next("POST", 100, trouble);
        // The first finds out, the others are not even tried; the records are done with.
        assert!(post.stream(&["one", "two", "three"]).await.is_empty(), "{name}");
        assert!((1..=attempts).contains(&post.sent()), "{name}: {}", post.sent());
        assert_eq!(post.waiting().await, 3, "{name}");
        // Five minutes later it is still so: each minute one mail finds out.
        for _ in 0..5 {
            post.a_minute_later().await;
        }
        assert_eq!(post.waiting().await, 3, "{name}");
        assert!(post.sent() <= 6 * attempts, "{name}: {}", post.sent());
        post.parts.faults.clear();
        let before = post.sent();
        for _ in 0..10 {
            post.a_minute_later().await;
        }
        assert_eq!((post.sent() - before, post.waiting().await), (3, 0), "{name}");
        for id in ["one", "two", "three"] {
            assert!(post.intent(id).await.sent.is_some(), "{name}: {id}");
        }
    }
}

#[tokio::test]
async fn f42_pauses_grow_and_a_mail_that_is_too_late_is_not_sent() {
    let post = Post::new("too-late").await;
    let code = domain::Secret::new("482915");
    let request = MailRequest { code: Some(&code), ..post.request("code") };
    let request = MailRequest { template: MailTemplate::ConfirmEmail, ..request };
    post.table.ask_for_mail(&request, clock()).await.unwrap();
    post.parts.faults.next("POST", 100, Action::Refuse(400, "MessageRejected"));
    post.stream(&["code"]).await;
    for _ in 0..59 {
        post.a_minute_later().await;
    }
    // After 0, 1, 3, 7, 15 and 31 minutes; the next would be after its code has ended.
    assert_eq!((post.sent(), post.intent("code").await.tries), (6, 6));
    assert_eq!(post.waiting().await, 1);
    post.parts.faults.clear();
    post.a_minute_later().await;
    post.a_minute_later().await;
    let intent = post.intent("code").await;
    assert_eq!((intent.stopped, intent.code), (Some(Stopped::TooLate), None));
    assert_eq!((post.sent(), post.waiting().await), (6, 0));
}

#[tokio::test]
async fn f43_a_mail_whose_note_had_no_answer_is_sent_once() {
    let post = Post::new("note").await;
    post.ask("one").await;
    // The claim's answer is lost, and the note's: both are recognised when they come again.
    post.parts.faults.next("TransactWriteItems", 1, Action::LoseAnswer);
    assert!(post.stream(&["one"]).await.is_empty());
    assert_eq!(post.sent(), 1);
    assert!(post.intent("one").await.sent.is_some());
}

#[tokio::test]
async fn f44_a_function_that_stops_in_the_middle_leaves_its_mail_to_the_schedule() {
    let post = Post::new("crashed").await;
    post.ask("one").await;
    let intent = post.intent("one").await;
    post.table.claim_mail(intent, clock(), token()).await.unwrap();
    // The record comes again while the claim stands: nobody sends beside its holder.
    assert!(post.stream(&["one"]).await.is_empty());
    assert_eq!((post.sent(), post.waiting().await), (0, 1));
    for _ in 0..4 {
        post.a_minute_later().await;
    }
    assert_eq!(post.sent(), 0);
    post.a_minute_later().await;
    post.a_minute_later().await;
    assert_eq!((post.sent(), post.waiting().await), (1, 0));
}

#[tokio::test]
async fn a_mail_for_later_waits_and_can_be_taken_back_until_somebody_sends_it() {
    let post = Post::new("later").await;
    post.ask_for_later("kept", 60).await;
    post.ask_for_later("undone", 60).await;
    assert!(post.stream(&["kept", "undone"]).await.is_empty());
    post.mails.send_due().await;
    assert_eq!((post.sent(), post.waiting().await), (0, 2));
    assert!(post.table.cancel_mail("undone").await.unwrap());
    post.a_minute_later().await;
    post.a_minute_later().await;
    assert_eq!((post.sent(), post.waiting().await), (1, 0));
    assert!(post.intent("kept").await.sent.is_some());
    assert!(!post.table.cancel_mail("kept").await.unwrap());
    // Asked for again, it is known.
    post.ask_for_later("kept", 60).await;
    assert_eq!(post.waiting().await, 0);
}

#[tokio::test]
async fn a_mail_is_either_sent_or_taken_back_whoever_is_first() {
    let post = Post::new("race").await;
    post.ask_for_later("claimed", 60).await;
    move_on(61);
    let intent = post.intent("claimed").await;
    // The schedule has read it, the undoing comes first: the claim is refused.
    assert!(post.table.cancel_mail("claimed").await.unwrap());
    assert!(post.table.claim_mail(intent, clock(), token()).await.is_err());
    // And the other way round.
    post.ask_for_later("leaving", 0).await;
    let intent = post.intent("leaving").await;
    post.table.claim_mail(intent, clock(), token()).await.unwrap();
    assert!(!post.table.cancel_mail("leaving").await.unwrap());
    // So it is for the mails about a decision, all or none.
    let event = EventId::new(clock(), entropy());
    let owners = [post.account.id];
    post.ask_for_later(&format!("decision-{event}-{}", post.account.id), 60).await;
    assert!(post.table.cancel_decision_mails(event, &owners, token()).await.unwrap());
    post.ask(&format!("decision-{event}-{}", post.account.id)).await;
    post.stream(&[&format!("decision-{event}-{}", post.account.id)]).await;
    assert!(!post.table.cancel_decision_mails(event, &owners, token()).await.unwrap());
}

/// What SES says of a mail to `post`'s address, as `EventBridge` hands it on.
fn returned(post: &Post, kind: &str) -> mail::MailEvent {
    let address = post.account.email.as_str();
    let detail = match kind {
        "Complaint" => json!({
            "eventType": "Complaint",
            "complaint": {
                "feedbackId": "1", "complaintFeedbackType": "abuse",
                "complainedRecipients": [{ "emailAddress": address }],
            },
        }),
        kind => json!({
            "eventType": "Bounce",
            "bounce": {
                "feedbackId": "1", "bounceType": kind, "bounceSubType": "General",
                "bouncedRecipients": [{
                    "emailAddress": address, "action": "failed", "status": "5.1.1",
                    "diagnosticCode": format!("smtp; 550 5.1.1 <{address}> unknown"),
                }],
                "timestamp": "2026-11-25T10:00:00.000Z",
            },
        }),
    };
    let event = json!({
        "version": "0", "id": "1", "source": "aws.ses", "detail-type": "Email Bounced",
        "account": "123456789012", "region": "eu-west-3", "detail": detail,
    });
    serde_json::from_value(event).unwrap()
}

#[tokio::test]
async fn f45_no_mail_goes_to_an_address_from_which_mails_come_back_until_it_is_cleared() {
    for (kind, stops) in [("Permanent", true), ("Complaint", true), ("Transient", false)] {
        let post = Post::new(kind).await;
        // The same event twice is noted once.
        for _ in 0..2 {
            post.mails.answer(returned(&post, kind)).await.unwrap();
        }
        let block = post.table.mail_block(&post.account.email).await.unwrap();
        assert_eq!(block.is_some(), stops, "{kind}");
        post.ask("one").await;
        assert!(post.stream(&["one"]).await.is_empty());
        assert_eq!(post.sent(), usize::from(!stops), "{kind}");
        let intent = post.intent("one").await;
        assert_eq!(intent.stopped, stops.then_some(Stopped::Suppressed), "{kind}");
        assert_eq!((intent.stands(), post.waiting().await), (false, 0), "{kind}");
        // Staff have heard from its owner.
        let record = AuditRecord::new(
            clock(),
            AuditActor::Operator,
            AuditCode::MAIL_BLOCK_CLEARED,
            AuditSubject::account(post.account.id),
        );
        post.table.clear_mail_block(&post.account.email, token(), &record).await.unwrap();
        post.ask("two").await;
        post.stream(&["two"]).await;
        assert!(post.intent("two").await.sent.is_some(), "{kind}");
    }
}

/// A signatory of that country, which waits from now on.
async fn waits(post: &Post, name: &str, country: &str) {
    let mut new = new_signatory(name, &address(name));
    new.signatory.body.country = CountryCode::parse(country).unwrap();
    post.table.confirm_registration(&new, token()).await.unwrap();
    let id = EventId::new(clock(), entropy());
    let event = Event { id, action: domain::Action::Signed, rev: 2, ..new.event.clone() };
    let signature = testkit::builders::signature();
    post.table.sign(&new.signatory, &signature, &event, &[], clock()).await.unwrap();
}

/// A member of staff with that role, who reads French.
async fn member(post: &Post, role: StaffRole, countries: &[&str]) -> Account {
    let countries = countries.iter().map(|code| CountryCode::parse(code).unwrap()).collect();
    let member = StaffMember { role, countries };
    let email = new_account(&address(&format!("digest-{}", EventId::new(clock(), entropy()))));
    let invitee = Invitee { email: email.email, language: Language::Fr, member };
    let account = AccountId::new(clock(), entropy());
    let (invitation, _) = post.parts.invite(invitee, account).await;
    post.table.accept_invitation(&invitation, None, token(), clock()).await.unwrap();
    invitation.new_account(clock())
}

/// The schedule of the morning; the mails that it asks for among these people, as the stream has
/// them.
async fn morning(post: &Post, people: &[&Account]) -> Vec<Option<MailIntent>> {
    let event = serde_json::from_value(json!({ "schedule": "digest" })).unwrap();
    post.mails.answer(event).await.unwrap();
    let day: String = clock().to_string().chars().take(10).collect();
    let mut asked = Vec::new();
    for person in people {
        let id = format!("digest-{day}-{}", person.id);
        assert!(post.stream(&[&id]).await.is_empty());
        asked.push(post.table.mail_intent(&id, clock()).await.unwrap());
    }
    asked
}

#[tokio::test]
async fn staff_are_told_once_a_day_of_what_is_late_and_theirs_to_decide() {
    const DAY: i64 = 24 * 60 * 60;
    let mut post = Post::new("digest").await;
    post.parts.table = post.table.clone();
    let administrator = member(&post, StaffRole::Administrator, &[]).await;
    let moderator = member(&post, StaffRole::Moderator, &[]).await;
    let spain = member(&post, StaffRole::FocalPoint, &["ES"]).await;
    let france = member(&post, StaffRole::FocalPoint, &["FR"]).await;
    let auditor = member(&post, StaffRole::Auditor, &[]).await;
    let everybody = [&administrator, &moderator, &spain, &france, &auditor];

    // Nothing waits; then nothing is late, only nearly.
    assert!(morning(&post, &everybody).await.iter().all(Option::is_none));
    waits(&post, "Digestvila", "ES").await;
    move_on(8 * DAY);
    waits(&post, "Digestville", "FR").await;
    assert!(morning(&post, &everybody).await.iter().all(Option::is_none));
    assert_eq!(post.sent(), 0);

    // Ten days are the service time: the first is late, the other is not.
    move_on(2 * DAY);
    let asked = morning(&post, &everybody).await;
    let facts: Vec<_> =
        asked.iter().map(|mail| mail.as_ref().and_then(|mail| mail.facts)).collect();
    let queue = |late, nearly_late, waiting| Some(MailFacts::Queue { late, nearly_late, waiting });
    assert_eq!(facts, [queue(1, 0, 2), queue(1, 0, 2), queue(1, 0, 1), None, None]);
    for mail in asked.iter().flatten() {
        assert_eq!((mail.template, mail.language), (MailTemplate::StaffDigest, Language::Fr));
        assert!(mail.sent.is_some());
    }
    assert_eq!(post.sent(), 3);

    // The same event again on the same day is no mail more; the next day is another mail.
    morning(&post, &everybody).await;
    assert_eq!(post.sent(), 3);
    post.account = moderator.clone();
    post.mails.answer(returned(&post, "Permanent")).await.unwrap();
    move_on(DAY);
    let asked = morning(&post, &everybody).await;
    let stopped = asked[1].as_ref().unwrap().stopped;
    assert_eq!((stopped, post.sent()), (Some(Stopped::Suppressed), 5));
}

#[tokio::test]
async fn a_digest_that_cannot_be_asked_for_is_asked_for_when_lambda_calls_again() {
    let mut post = Post::new("digest-again").await;
    post.parts.table = post.table.clone();
    let people = [
        &member(&post, StaffRole::Administrator, &[]).await,
        &member(&post, StaffRole::Moderator, &[]).await,
    ];
    waits(&post, "Digestby", "SE").await;
    move_on(11 * 24 * 60 * 60);
    // The first of the two is refused by the table, the other asked for all the same.
    post.parts.faults.next("PutItem", 1, Action::Refuse(400, "AccessDeniedException"));
    let event = || serde_json::from_value(json!({ "schedule": "digest" })).unwrap();
    assert!(post.mails.answer(event()).await.is_err());
    let asked = morning(&post, &people).await;
    assert!(asked.iter().all(Option::is_some));
    assert_eq!(post.sent(), 2);
}
