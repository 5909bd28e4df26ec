//! The real table and the real bucket behind the site: what the doubles stand for. Needs a
//! local AWS, named by `AWS_ENDPOINT_URL`; `make test ONLY=journeys` starts one.
#![expect(clippy::unwrap_used, reason = "a test may stop where its own set-up fails")]

use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
};
use aws_sdk_s3::types::{
    BucketLocationConstraint, BucketVersioningStatus, CreateBucketConfiguration,
    VersioningConfiguration,
};
use domain::initiative::{InitiativeDecision, P};
use domain::signatory::{Contact, SignatoryDecision};
use domain::{
    Account, AccountId, Action, Actor, EmailAddress, Event, EventId, Initiative, Language,
    Signatory,
};
use pages::{Accepted, Edge, Site, rebuild, render};
use std::collections::BTreeSet;
use std::sync::Mutex;
use storage::bucket::{Bucket, Object, Shelf, Written};
use storage::publishing::{List, Register, Subject};
use storage::{Confirmed, NewSignatory, OperationToken, StorageError, Table};
use testkit::builders::{
    at, content, draft_initiative, draft_signatory, initiative_id, refusal, signatory_id, signature,
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
    let create = dynamo.create_table().table_name(&name).billing_mode(BillingMode::PayPerRequest);
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
        register: Table::new(dynamo, &name),
        shelf: Bucket::new(s3.clone(), &name),
        edge: Cdn::default(),
        render: render::page,
    };
    (site, s3)
}

fn event(number: u8, action: Action, rev: u64) -> Event {
    Event {
        id: EventId::new(at(u64::from(number)), [number; 10]),
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
    let confirmed =
        table.confirm_registration(&new, OperationToken::new("register")).await.unwrap();
    assert_eq!(confirmed, Confirmed::Created);
    let signed =
        table.sign(&draft, &signature(), &event(2, Action::Signed, 2), &[], at(2)).await.unwrap();
    let verified = signed.clone().decide(SignatoryDecision::Verify, at(3)).unwrap();
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
    let public = submitted.clone().decide(InitiativeDecision::Publish, at(6)).unwrap();
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

    let down = public.clone().decide(InitiativeDecision::TakeDown(refusal()), at(9)).unwrap();
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
