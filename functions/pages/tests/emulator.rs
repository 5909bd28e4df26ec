//! The real table and the real bucket behind the site: what the doubles stand for. Needs a
//! local AWS, named by `AWS_ENDPOINT_URL`; `make test ONLY=journeys` starts one.
#![expect(clippy::unwrap_used, reason = "a test may stop where its own set-up fails")]

use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType,
    ScalarAttributeType,
};
use aws_sdk_s3::types::{
    BucketLocationConstraint, BucketVersioningStatus, CreateBucketConfiguration,
    VersioningConfiguration,
};
use domain::audit::{AuditActor, ChainEnd, verify};
use domain::initiative::{InitiativeDecision, P};
use domain::signatory::{Contact, SignatoryDecision};
use domain::{
    Account, AccountId, Action, Actor, EmailAddress, Event, EventId, Initiative, Language,
    Signatory,
};
use pages::{Accepted, Edge, Site, rebuild, render};
use std::collections::{BTreeSet, HashMap};
use std::sync::Mutex;
use std::time::Duration;
use storage::bucket::{Bucket, Object, Shelf, Written};
use storage::doctor::Mended;
use storage::publishing::{List, Register, Subject};
use storage::{
    Confirmed, NewSignatory, OperationToken, Ruling, StorageError, Table, TakeDown, TakeDownError,
};
use testkit::builders::{
    at, content, draft_initiative, draft_signatory, initiative_id, refusal, signatory_id,
    signature, staff,
};

#[derive(Default)]
struct Cdn(Mutex<Vec<String>>);

impl Edge for Cdn {
    async fn invalidate(&self, _: &str, paths: &[String]) -> Result<Accepted, StorageError> {
        self.0.lock().unwrap().extend_from_slice(paths);
        Ok(Accepted::Yes)
    }
}

type RealSite = Site<Table, Bucket, Cdn>;

async fn site(name: &str) -> (RealSite, aws_sdk_s3::Client) {
    let config = web::aws::sdk_config().await;
    let dynamo = aws_sdk_dynamodb::Client::new(&config);
    let settings = aws_sdk_s3::config::Builder::from(&config).force_path_style(true).build();
    let s3 = aws_sdk_s3::Client::from_conf(settings);
    let mut unique = [0; 4];
    web::fill(&mut unique);
    let name = format!("{name}-{:08x}", u32::from_be_bytes(unique));
    let audit = format!("{name}-audit");
    for name in [&name, &audit] {
        create_table(&dynamo, name).await;
    }
    let place = config.region().map(|region| BucketLocationConstraint::from(region.as_ref()));
    let place = CreateBucketConfiguration::builder().set_location_constraint(place).build();
    s3.create_bucket().bucket(&name).create_bucket_configuration(place).send().await.unwrap();
    let versioning =
        VersioningConfiguration::builder().status(BucketVersioningStatus::Enabled).build();
    s3.put_bucket_versioning()
        .bucket(&name)
        .versioning_configuration(versioning)
        .send()
        .await
        .unwrap();
    let site = Site {
        register: Table::new(dynamo, &name).with_audit(audit),
        shelf: Bucket::new(s3.clone(), &name),
        edge: Cdn::default(),
        render: render::page,
    };
    (site, s3)
}

async fn create_table(dynamo: &aws_sdk_dynamodb::Client, name: &str) {
    let create = dynamo.create_table().table_name(name).billing_mode(BillingMode::PayPerRequest);
    let key = |name: &str, kind| {
        KeySchemaElement::builder().attribute_name(name).key_type(kind).build().unwrap()
    };
    let text = |name: &str| {
        let text = AttributeDefinition::builder().attribute_name(name);
        text.attribute_type(ScalarAttributeType::S).build().unwrap()
    };
    create
        .key_schema(key("pk", KeyType::Hash))
        .key_schema(key("sk", KeyType::Range))
        .attribute_definitions(text("pk"))
        .attribute_definitions(text("sk"))
        .send()
        .await
        .unwrap();
}

/// Tokens of operations are one set for all tables: each test takes its own.
fn chance() -> [u8; 10] {
    let mut bytes = [0; 10];
    web::fill(&mut bytes);
    bytes
}

fn token() -> OperationToken {
    OperationToken::new(EventId::new(at(0), chance()).to_string())
}

fn event(number: u8, action: Action, rev: u64) -> Event {
    Event {
        id: EventId::new(at(u64::from(number)), chance()),
        at: at(u64::from(number)),
        actor: Actor::Staff(AccountId::new(at(0), [9; 10])),
        action,
        initiative: None,
        rev,
        reason: None,
        note: String::new(),
    }
}

async fn signatory(table: &Table) -> Signatory {
    let draft = draft_signatory(0, "GR");
    let email = EmailAddress::parse("officer@example.org").unwrap();
    let account = Account::new(AccountId::new(at(1), [1; 10]), email, Language::En, None, at(1));
    let contact =
        Contact { name: "Officer".to_owned(), phone: None, language: Language::En, second: None };
    let new = NewSignatory {
        account,
        signatory: draft.clone(),
        contact,
        event: event(1, Action::Registered, 1),
    };
    let confirmed = table.confirm_registration(&new, token()).await.unwrap();
    assert_eq!(confirmed, Confirmed::Created);
    let signed =
        table.sign(&draft, &signature(), &event(2, Action::Signed, 2), &[], at(2)).await.unwrap();
    let verified = signed.clone().decide(SignatoryDecision::Verify, staff(), at(3)).unwrap();
    table.change_signatory(&signed, &verified, &event(3, Action::Verified, 3)).await.unwrap();
    verified
}

async fn initiative(table: &Table, signatory: &Signatory) -> Initiative {
    let draft = draft_initiative(0, signatory.id);
    table
        .create_initiative(&draft, signatory, &[event(4, Action::InitiativeCreated, 1)], &[])
        .await
        .unwrap();
    let text = content("First", &[P::Prevention, P::Protection]);
    let submitted = draft.clone().submit(text, at(5)).unwrap();
    table
        .change_initiative(&draft, &submitted, signatory, &event(5, Action::InitiativeSubmitted, 2))
        .await
        .unwrap();
    let public = submitted.clone().decide(InitiativeDecision::Publish, staff(), at(6)).unwrap();
    table
        .change_initiative(
            &submitted,
            &public,
            signatory,
            &event(6, Action::InitiativePublished, 3),
        )
        .await
        .unwrap();
    public
}

async fn keys(site: &RealSite) -> Vec<String> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = site.shelf.list(after.as_deref()).await.unwrap();
        let Some(last) = page.last() else { return all };
        after = Some(last.clone());
        all.extend(page);
    }
}

#[tokio::test]
#[ignore = "needs a local AWS: AWS_ENDPOINT_URL"]
async fn q103_the_real_table_and_bucket_do_what_the_doubles_do() {
    let (site, s3) = site("pages").await;
    let signatory = signatory(&site.register).await;
    let public = initiative(&site.register, &signatory).await;
    let first = Box::pin(rebuild(&site, |_, _| ())).await.unwrap();
    assert_eq!((first.subjects, first.failed), (2, 0));
    let second = Box::pin(rebuild(&site, |_, _| ())).await.unwrap();
    assert_eq!((second.written, second.deleted, second.failed), (0, 0, 0));
    let id = initiative_id(0).to_string();
    let own: Vec<_> = keys(&site).await.into_iter().filter(|key| key.contains(&id)).collect();
    assert_eq!(
        own,
        [
            format!("en/initiatives/{id}-first/index.html"),
            format!("fr/initiatives/{id}-first/index.html"),
        ]
    );
    let meta = site.register.meta(List::Initiatives).await.unwrap();
    assert_eq!((meta.next, meta.count, meta.parts["prevention"]), (1, 1, 1));
    assert_eq!(site.register.chunk(List::Of(signatory.id), 0).await.unwrap().len(), 1);

    // Again and again: nothing is written.
    let subjects = BTreeSet::from([Subject::Initiative(signatory.id, public.id)]);
    let before = meta.rev;
    assert!(site.bring_up_to_date(&subjects).await.is_empty());
    assert_eq!(site.register.meta(List::Initiatives).await.unwrap().rev, before);

    let down =
        public.clone().decide(InitiativeDecision::TakeDown(refusal()), staff(), at(9)).unwrap();
    let taken = event(7, Action::InitiativeTakenDown, down.rev);
    site.register.change_initiative(&public, &down, &signatory, &taken).await.unwrap();
    assert!(site.bring_up_to_date(&subjects).await.is_empty());
    assert!(keys(&site).await.iter().all(|key| !key.contains(&id)));
    let versions = s3
        .list_object_versions()
        .bucket(site.shelf.name())
        .prefix("en/initiatives/")
        .send()
        .await
        .unwrap();
    for version in versions.versions() {
        assert!(version.is_latest() == Some(true), "{:?}", version.key());
    }
    assert!(versions.versions().iter().all(|v| !v.key().unwrap_or_default().contains(&id)));
    assert!(versions.delete_markers().is_empty());
    let record = site.register.public(&id).await.unwrap().unwrap();
    assert!(!record.live && !record.purge);
    assert!(site.edge.0.lock().unwrap().iter().any(|path| path.contains(&id)));
    let counts = Box::pin(rebuild(&site, |_, _| ())).await.unwrap();
    assert_eq!((counts.written, counts.deleted, counts.failed), (0, 0, 0));
    assert!(site.register.signatory(signatory_id(0)).await.unwrap().is_some());
}

#[tokio::test]
#[ignore = "needs a local AWS: AWS_ENDPOINT_URL"]
async fn f19_f20_conditional_writes_of_the_real_bucket() {
    let (site, _) = site("bucket").await;
    let object = |text: &str| Object {
        bytes: text.as_bytes().to_vec(),
        content_type: "text/plain",
        cache_control: "no-store",
    };
    let shelf = &site.shelf;
    assert_eq!(shelf.head("a").await.unwrap(), None);
    assert_eq!(shelf.put("a", &object("1"), None).await.unwrap(), Written::Done);
    let head = shelf.head("a").await.unwrap().unwrap();
    assert_eq!(head.revision, object("1").revision());
    // Our own put once more, as after a lost answer.
    assert_eq!(shelf.put("a", &object("1"), None).await.unwrap(), Written::Race);
    assert_eq!(shelf.put("a", &object("2"), Some(&head)).await.unwrap(), Written::Done);
    assert_eq!(shelf.put("a", &object("3"), Some(&head)).await.unwrap(), Written::Race);
    shelf.delete("a").await.unwrap();
    shelf.delete("a").await.unwrap();
    assert_eq!(shelf.put("a", &object("3"), Some(&head)).await.unwrap(), Written::Race);
    assert_eq!(shelf.head("a").await.unwrap(), None);
}

/// The table's items, as somebody without our code sees and changes them.
struct Raw(aws_sdk_dynamodb::Client, String);

impl Raw {
    async fn of(site: &RealSite) -> Self {
        let config = web::aws::sdk_config().await;
        Self(aws_sdk_dynamodb::Client::new(&config), site.shelf.name().to_owned())
    }

    async fn keys(&self, pk: &str) -> Vec<(String, String)> {
        let items = self.0.scan().table_name(&self.1).consistent_read(true).send().await.unwrap();
        let text = |item: &HashMap<String, AttributeValue>, name| {
            item.get(name).and_then(|value| value.as_s().ok()).cloned().unwrap_or_default()
        };
        let keys = items.items().iter().map(|item| (text(item, "pk"), text(item, "sk")));
        keys.filter(|(key, _)| key.starts_with(pk)).collect()
    }

    /// Deletes the first item whose partition begins like this.
    async fn delete(&self, pk: &str, sk: &str) {
        let keys = self.keys(pk).await;
        let (pk, sk) = keys.into_iter().find(|(_, key)| key.contains(sk)).unwrap();
        let delete = self.0.delete_item().table_name(&self.1);
        let delete = delete.key("pk", AttributeValue::S(pk)).key("sk", AttributeValue::S(sk));
        delete.send().await.unwrap();
    }

    /// Puts an item of the queue about that signatory under another time.
    async fn queue(&self, signatory: &Signatory) {
        let entry = serde_json::json!({
            "subject": { "signatory": signatory.id }, "since": "1970-01-01T00:00:07Z",
            "label": "x", "language": "en", "signatory": "x", "country": "GR",
        });
        let mut item: HashMap<String, AttributeValue> = serde_dynamo::to_item(entry).unwrap();
        let key = format!("{:013}#{}", 7000, signatory.id);
        item.insert("pk".to_owned(), AttributeValue::S("QUEUE".to_owned()));
        item.insert("sk".to_owned(), AttributeValue::S(key));
        self.0.put_item().table_name(&self.1).set_item(Some(item)).send().await.unwrap();
    }

    async fn count(&self, list: &str, count: u64) {
        self.0
            .update_item()
            .table_name(&self.1)
            .key("pk", AttributeValue::S(format!("LIST#{list}")))
            .key("sk", AttributeValue::S("META".to_owned()))
            .update_expression("SET #count = :count")
            .expression_attribute_names("#count", "count")
            .expression_attribute_values(":count", AttributeValue::N(count.to_string()))
            .send()
            .await
            .unwrap();
    }
}

/// All drifts by their codes, of the table and of the bucket.
async fn drifts(site: &RealSite) -> (Vec<storage::doctor::Drift>, Vec<pages::doctor::Drift>) {
    let table = site.register.drifts(|_| ()).await.unwrap();
    let bucket = Box::pin(pages::doctor::examine(site, Duration::ZERO, |_| ())).await.unwrap();
    (table, bucket)
}

#[tokio::test]
#[ignore = "needs a local AWS: AWS_ENDPOINT_URL"]
async fn nine_kinds_of_drift_are_found_and_mended() {
    let (site, s3) = site("doctor").await;
    let owner = signatory(&site.register).await;
    let public = initiative(&site.register, &owner).await;
    let edited = public.clone().submit(content("Second", &[P::Prevention]), at(8)).unwrap();
    let submitted = event(8, Action::InitiativeSubmitted, edited.rev);
    site.register.change_initiative(&public, &edited, &owner, &submitted).await.unwrap();
    Box::pin(rebuild(&site, |_, _| ())).await.unwrap();
    let (table, bucket) = drifts(&site).await;
    assert!(table.is_empty() && bucket.is_empty(), "{table:?} {bucket:?}");

    let raw = Raw::of(&site).await;
    raw.delete("QUEUE", "").await;
    raw.queue(&owner).await;
    raw.delete("EMAIL#", "").await;
    raw.delete("BODY#", "").await;
    raw.count("initiatives", 41).await;
    raw.delete("LIST#signatories:gr#0", "0").await;
    let key =
        |language: &str| format!("{language}/initiatives/{}-first/index.html", initiative_id(0));
    site.shelf.delete(&key("en")).await.unwrap();
    // By hand, with the metadata of the right one.
    let head = site.shelf.head(&key("fr")).await.unwrap().unwrap();
    s3.put_object()
        .bucket(site.shelf.name())
        .key(key("fr"))
        .metadata("revision", &head.revision)
        .content_type("text/html; charset=utf-8")
        .body(b"<h1>Changed</h1>".to_vec().into())
        .send()
        .await
        .unwrap();
    let hidden = format!("en/initiatives/{}-hidden/index.html", initiative_id(9));
    let page = Object {
        bytes: b"<h1>Not public</h1>".to_vec(),
        content_type: "text/html",
        cache_control: "no-store",
    };
    site.shelf.put(&hidden, &page, None).await.unwrap();

    let (table, bucket) = drifts(&site).await;
    let mut codes: BTreeSet<&str> = table.iter().map(|drift| drift.kind.code()).collect();
    codes.extend(bucket.iter().map(|drift| drift.kind.code()));
    let nine = [
        "body_guard_missing",
        "email_guard_missing",
        "list_counter_wrong",
        "list_entry_missing",
        "object_changed",
        "object_missing",
        "object_not_public",
        "queue_entry_missing",
        "queue_entry_stale",
    ];
    assert_eq!(codes, nine.into());
    assert_eq!(table.len(), 6);
    for drift in &table {
        assert_eq!(site.register.mend(drift, token()).await.unwrap(), Mended::Done, "{drift:?}");
    }
    // Pages that follow from the lists are right again with them.
    let (table, bucket) = drifts(&site).await;
    assert!(table.is_empty(), "{table:?}");
    assert_eq!(bucket.len(), 3, "{bucket:?}");
    for (number, drift) in bucket.iter().enumerate() {
        pages::doctor::mend(&site, drift, &number.to_string()).await.unwrap();
    }
    let (table, bucket) = drifts(&site).await;
    assert!(table.is_empty() && bucket.is_empty(), "{table:?} {bucket:?}");
    let counts = Box::pin(rebuild(&site, |_, _| ())).await.unwrap();
    assert_eq!((counts.written, counts.deleted, counts.failed), (0, 0, 0));
    assert_eq!(site.register.queue().await.unwrap().len(), 1);
    assert!(site.shelf.head(&hidden).await.unwrap().is_none());
    assert!(site.edge.0.lock().unwrap().contains(&format!("/{hidden}")));
}

#[tokio::test]
#[ignore = "needs a local AWS: AWS_ENDPOINT_URL"]
async fn q110_decisions_at_once_make_one_chain_and_a_lost_race_leaves_no_entry() {
    let (site, _) = site("audit").await;
    let table = &site.register;
    let before = signatory(table).await;
    let mut drafts = Vec::new();
    for number in 10..16_u8 {
        let draft = draft_initiative(u64::from(number), before.id);
        let created = event(number, Action::InitiativeCreated, 1);
        table.create_initiative(&draft, &before, &[created], &[]).await.unwrap();
        let text = content(&format!("Number {number}"), &[P::Prevention]);
        let submitted = draft.clone().submit(text, at(5)).unwrap();
        let event = event(number + 20, Action::InitiativeSubmitted, 2);
        table.change_initiative(&draft, &submitted, &before, &event).await.unwrap();
        drafts.push((number, submitted));
    }
    let decide = |number: u8, submitted: Initiative| {
        let signatory = before.clone();
        async move {
            let public =
                submitted.clone().decide(InitiativeDecision::Publish, staff(), at(6)).unwrap();
            let event = event(number + 40, Action::InitiativePublished, public.rev);
            let ruling = Ruling { event: &event, owners: &[], undo_until: None, step: None };
            table.decide_initiative(&submitted, &public, &signatory, &ruling).await
        }
    };
    let all = drafts.iter().map(|(number, submitted)| decide(*number, submitted.clone()));
    for decided in futures::future::join_all(all).await {
        decided.unwrap();
    }
    let end = table.audit_end().await.unwrap();
    assert_eq!(end.seq, 6);
    let entries = table.audit_block(1).await.unwrap();
    assert_eq!(verify(&entries, end).unwrap().entries, 6);
    assert_eq!(table.audit_entry(3).await.unwrap().as_ref(), entries.get(2));

    // Once more on the revision that is gone.
    let (number, submitted) = drafts.remove(0);
    let again = decide(number + 10, submitted).await;
    assert!(matches!(again, Err(StorageError::Conflict)), "{again:?}");
    assert_eq!(table.audit_end().await.unwrap(), end);
    assert_eq!(table.audit_block(1).await.unwrap().len(), 6);

    // Who cuts off the end is found by the head, who deletes in between by the gap.
    assert!(verify(&entries[..5], end).is_err());
    assert!(verify(&entries[1..], end).is_err());
    assert!(verify(&entries[..0], ChainEnd::START).is_ok());
}

#[tokio::test]
#[ignore = "needs a local AWS: AWS_ENDPOINT_URL"]
async fn an_operator_takes_down_in_an_emergency() {
    let (site, _) = site("down").await;
    let owner = signatory(&site.register).await;
    let public = initiative(&site.register, &owner).await;
    Box::pin(rebuild(&site, |_, _| ())).await.unwrap();
    let subject = Subject::Initiative(owner.id, public.id);
    let order = |reason| TakeDown {
        subject,
        reason,
        note: "",
        actor: Actor::Operator,
        event: EventId::new(at(9), chance()),
        now: at(9),
    };
    let table = &site.register;
    let unknown = table.take_down(&order("no_such_reason"), false).await;
    assert!(matches!(unknown, Err(TakeDownError::Rejected(_))), "{unknown:?}");
    let dry = table.take_down(&order("identifies_person"), true).await.unwrap();
    assert_eq!(dry, "First");
    assert_eq!(table.audit_end().await.unwrap(), ChainEnd::START);
    table.take_down(&order("identifies_person"), false).await.unwrap();
    assert!(site.bring_up_to_date(&BTreeSet::from([subject])).await.is_empty());
    assert!(keys(&site).await.iter().all(|key| !key.contains(&public.id.to_string())));
    let entries = table.audit_block(1).await.unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].record.actor, AuditActor::Operator);
    assert_eq!(entries[0].record.action, Action::InitiativeTakenDown.into());
    let again = table.take_down(&order("identifies_person"), false).await;
    assert!(matches!(again, Err(TakeDownError::NotPossible(_))), "{again:?}");
}
