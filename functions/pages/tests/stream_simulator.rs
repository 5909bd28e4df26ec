//! The real handler behind a simulator of Lambda's poller for DynamoDB streams.
//!
//! The local AWS ignores partial batch answers, bisecting, retry limits and the failure
//! queue of a stream: with it, a partial failure counts as a success and a broken record is
//! tried for ever. What is promised about streams is therefore shown here, by AWS's rules.
#![expect(clippy::unwrap_used, reason = "a test may stop where its own set-up fails")]

use domain::initiative::{InitiativeDecision, P};
use domain::signatory::SignatoryDecision;
use domain::{Initiative, Language, Settings, Signatory};
use pages::{Accepted, Counts, Edge, Page, Site, State, StreamEvent, render};
use proptest::prelude::*;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex};
use storage::StorageError;
use storage::bucket::Object;
use storage::publishing::{List, Subject};
use testkit::builders::{
    at, colleague, content, draft_initiative, draft_signatory, initiative_id, published_initiative,
    refusal, signatory_id, signature, staff, verified_signatory,
};
use testkit::{Change, Fault, Faults, MemoryShelf, MemoryTable};

// ------------------------------------------------------------------------------ the CDN

#[derive(Debug, Clone, Default)]
struct Cdn {
    busy: Arc<Mutex<usize>>,
    paths: Arc<Mutex<Vec<String>>>,
}

impl Edge for Cdn {
    async fn invalidate(&self, _: &str, paths: &[String]) -> Result<Accepted, StorageError> {
        let mut busy = self.busy.lock().unwrap();
        if *busy > 0 {
            *busy -= 1;
            return Ok(Accepted::Busy);
        }
        self.paths.lock().unwrap().extend_from_slice(paths);
        Ok(Accepted::Yes)
    }
}

type TestSite = Site<MemoryTable, MemoryShelf, Cdn>;

fn site() -> TestSite {
    Site {
        register: MemoryTable::default(),
        shelf: MemoryShelf::default(),
        edge: Cdn::default(),
        render: render::page,
    }
}

fn with_faults(site: &TestSite, faults: &Faults) -> TestSite {
    Site {
        register: site.register.with_faults(faults.clone()),
        shelf: site.shelf.with_faults(faults.clone()),
        ..site.clone()
    }
}

async fn rebuilt(site: &TestSite) -> (BTreeMap<String, Object>, Counts) {
    let fresh = Site {
        register: site.register.copy(),
        shelf: MemoryShelf::default(),
        edge: Cdn::default(),
        render: site.render,
    };
    let counts = pages::rebuild(&fresh, |_, _| ()).await.unwrap();
    (fresh.shelf.objects(), counts)
}

// --------------------------------------------------------------------------- the poller

/// A stream's event source mapping, by AWS's rules: see "Error handling" and "Reporting
/// batch item failures" in Lambda's guide to DynamoDB streams.
#[derive(Debug, Clone)]
struct EsmSim {
    batch_size: usize,
    bisect: bool,
    report_partial: bool,
    max_retries: u32,
    /// In turns of the poller.
    max_age: usize,
    /// Lanes that are worked on at once; a partition key stays in one.
    parallel: usize,
    /// Every how many batches one is delivered twice; 0 for never.
    twice: usize,
    dlq: Vec<Change>,
    /// Invocations so far: also the clock.
    turn: usize,
}

impl Default for EsmSim {
    fn default() -> Self {
        Self {
            batch_size: 10,
            bisect: true,
            report_partial: true,
            max_retries: 5,
            max_age: usize::MAX,
            parallel: 1,
            twice: 0,
            dlq: Vec::new(),
            turn: 0,
        }
    }
}

/// Sequence number and record.
type Numbered = (usize, Change);

fn event(records: &[Numbered]) -> StreamEvent {
    let records: Vec<_> = records
        .iter()
        .map(|(number, change)| {
            json!({
                "eventID": format!("e{number}"),
                "eventName": "MODIFY",
                "eventVersion": "1.1",
                "eventSource": "aws:dynamodb",
                "awsRegion": "eu-west-1",
                "dynamodb": {
                    "Keys": {"pk": {"S": change.pk}, "sk": {"S": change.sk}},
                    // No image is ever looked at: these would break whoever did.
                    "NewImage": {"pk": {"S": change.pk}, "rev": {"?": []}},
                    "SequenceNumber": format!("{number:021}"),
                    "SizeBytes": 59,
                    "StreamViewType": "NEW_AND_OLD_IMAGES"
                },
                "eventSourceARN": "arn:aws:dynamodb:eu-west-1:123456789012:table/t/stream/s"
            })
        })
        .collect();
    serde_json::from_value(json!({"Records": records})).unwrap()
}

impl EsmSim {
    /// Works through these records from the first, until each is done or in the queue.
    async fn drain(&mut self, site: &TestSite, records: &[Numbered]) {
        let mut lanes: Vec<Vec<Numbered>> = vec![Vec::new(); self.parallel];
        for (number, change) in records {
            let lane = change.pk.bytes().map(usize::from).sum::<usize>() % self.parallel;
            lanes[lane].push((*number, change.clone()));
        }
        let template = Self { dlq: Vec::new(), ..self.clone() };
        let lanes = lanes.into_iter().map(|records| {
            let mut lane = template.clone();
            async move {
                for batch in records.chunks(lane.batch_size) {
                    lane.deliver(site, batch.to_vec()).await;
                }
                lane
            }
        });
        for lane in futures::future::join_all(lanes).await {
            self.dlq.extend(lane.dlq);
            self.turn = self.turn.max(lane.turn);
        }
    }

    async fn deliver(&mut self, site: &TestSite, batch: Vec<Numbered>) {
        let mut work = VecDeque::from([(batch, 0)]);
        let born = self.turn;
        while let Some((records, tries)) = work.pop_front() {
            self.turn += 1;
            if self.turn - born > self.max_age {
                self.dlq.extend(records.into_iter().map(|(_, change)| change));
                continue;
            }
            if self.twice > 0 && self.turn.is_multiple_of(self.twice) {
                let _ = self.invoke(site, &records).await;
            }
            let rest = match self.invoke(site, &records).await {
                Ok(failed) if failed.is_empty() => continue,
                // Checkpoint before the lowest; that one and everything after it again.
                Ok(failed) => records[failed.into_iter().min().unwrap()..].to_vec(),
                Err(()) if self.bisect && records.len() > 1 => {
                    // Splitting does not count as a try.
                    let half = records.len() / 2;
                    work.push_front((records[half..].to_vec(), tries));
                    work.push_front((records[..half].to_vec(), tries));
                    continue;
                }
                Err(()) => records,
            };
            if tries == self.max_retries {
                self.dlq.extend(rest.into_iter().map(|(_, change)| change));
            } else {
                work.push_front((rest, tries + 1));
            }
        }
    }

    /// Indices that failed, or that the whole batch did.
    async fn invoke(&self, site: &TestSite, records: &[Numbered]) -> Result<Vec<usize>, ()> {
        let event = event(records);
        let crash = Faults::default();
        let crash = CRASH.try_with(Clone::clone).unwrap_or(crash);
        let response = tokio::select! {
            // The crash first: it must be listening before it can happen.
            biased;
            () = crash.crashed() => return Err(()),
            response = site.handle(&event) => response,
        };
        if !self.report_partial {
            return Ok(Vec::new());
        }
        let response = serde_json::to_value(response).unwrap();
        let failures = response["batchItemFailures"].as_array().unwrap();
        failures
            .iter()
            .map(|failure| {
                let number: usize =
                    failure["itemIdentifier"].as_str().unwrap().parse().map_err(|_| ())?;
                records.iter().position(|(other, _)| *other == number).ok_or(())
            })
            .collect()
    }
}

tokio::task_local! {
    /// The faults among which a crash may be.
    static CRASH: Faults;
}

fn numbered(stream: &[Change]) -> Vec<Numbered> {
    stream.iter().cloned().enumerate().collect()
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap()
}

// --------------------------------------------------------------------------- the history

#[derive(Debug, Clone, Copy)]
enum Op {
    Register {
        country: usize,
    },
    Verify(usize),
    Rename(usize),
    Hold(usize),
    Resume(usize),
    Withdraw(usize),
    SignAgain(usize),
    TakeDownSignatory(usize),
    RestoreSignatory(usize),
    Create {
        signatory: usize,
        ps: u8,
    },
    Edit {
        initiative: usize,
        ps: u8,
    },
    Publish(usize),
    TakeDown(usize),
    Restore(usize),
    WithdrawInitiative(usize),
    BreakInitiative(usize),
    BreakSignatory(usize),
    Mend,
    /// The poller gets its turn.
    Drain,
}

/// The register as the functions write it.
#[derive(Debug, Default)]
struct World {
    signatories: Vec<Signatory>,
    initiatives: Vec<Initiative>,
    broken: BTreeSet<Subject>,
    clock: u64,
}

const COUNTRIES: [&str; 3] = ["FR", "GE", "GR"];

fn some_ps(bits: u8) -> Vec<P> {
    let ps: Vec<P> =
        P::ALL.iter().enumerate().filter(|(i, _)| bits >> i & 1 == 1).map(|(_, p)| *p).collect();
    if ps.is_empty() { vec![P::Prevention] } else { ps }
}

impl World {
    #[expect(clippy::too_many_lines, reason = "one arm for each step, nothing else")]
    fn apply(&mut self, op: Op, table: &MemoryTable) {
        self.clock += 1;
        let now = at(self.clock);
        let pick = |index: usize, len: usize| (len > 0).then(|| index % len);
        let signatory = |this: &Self, index| {
            pick(index, this.signatories.len()).map(|i| this.signatories[i].clone())
        };
        let initiative = |this: &Self, index| {
            pick(index, this.initiatives.len()).map(|i| this.initiatives[i].clone())
        };
        match op {
            Op::Register { country } => {
                let number = self.signatories.len() as u64;
                let draft = draft_signatory(number, COUNTRIES[country % 3]);
                self.signatories.push(draft.clone());
                table.write_signatory(&draft);
                self.signatory(draft.sign(signature(), number + 1, now).ok(), table);
            }
            Op::Verify(i) => self.decide(signatory(self, i), SignatoryDecision::Verify, table),
            Op::Hold(i) => self.decide(signatory(self, i), SignatoryDecision::Hold, table),
            Op::Resume(i) => self.decide(signatory(self, i), SignatoryDecision::Resume, table),
            Op::TakeDownSignatory(i) => {
                self.decide(signatory(self, i), SignatoryDecision::TakeDown(refusal()), table);
            }
            Op::Rename(i) => {
                let renamed = signatory(self, i).map(|mut signatory| {
                    signatory.rev += 1;
                    signatory.signer.name = format!("Nino {}", self.clock % 4);
                    signatory.body.latin_name = Some(format!("City {}", self.clock % 4));
                    signatory
                });
                self.signatory(renamed, table);
            }
            Op::Withdraw(i) => {
                let after = signatory(self, i).and_then(|s| s.withdraw("Note".into(), now).ok());
                self.signatory(after, table);
            }
            Op::SignAgain(i) => {
                let after = signatory(self, i).and_then(|s| s.sign(signature(), 99, now).ok());
                self.signatory(after, table);
            }
            Op::Create { signatory: i, ps } => {
                let Some(owner) = signatory(self, i) else { return };
                let number = self.initiatives.len() as u64;
                let draft = draft_initiative(number, owner.id);
                self.initiatives.push(draft.clone());
                table.write_initiative(&draft);
                let title = format!("Initiative {number}");
                self.initiative(draft.submit(content(&title, &some_ps(ps)), now).ok(), table);
            }
            Op::Edit { initiative: i, ps } => {
                let title = format!("Changed {}", self.clock % 5);
                let after = initiative(self, i)
                    .and_then(|i| i.submit(content(&title, &some_ps(ps)), now).ok());
                self.initiative(after, table);
            }
            Op::Publish(i) => {
                let after = initiative(self, i)
                    .and_then(|i| i.decide(InitiativeDecision::Publish, staff(), now).ok());
                self.initiative(after, table);
            }
            Op::RestoreSignatory(i) => {
                self.decide(signatory(self, i), SignatoryDecision::Restore, table);
            }
            Op::Restore(i) => {
                let after = initiative(self, i)
                    .and_then(|i| i.decide(InitiativeDecision::Restore, colleague(), now).ok());
                self.initiative(after, table);
            }
            Op::TakeDown(i) => {
                let after = initiative(self, i).and_then(|i| {
                    i.decide(InitiativeDecision::TakeDown(refusal()), staff(), now).ok()
                });
                self.initiative(after, table);
            }
            Op::WithdrawInitiative(i) => {
                let after = initiative(self, i).and_then(|i| i.withdraw(now).ok());
                self.initiative(after, table);
            }
            Op::BreakInitiative(i) => {
                let Some(initiative) = initiative(self, i) else { return };
                let subject = Subject::Initiative(initiative.signatory, initiative.id);
                self.broken.insert(subject);
                table.write(subject, json!({"id": initiative.id, "schema": 9, "rev": "two"}));
            }
            Op::BreakSignatory(i) => {
                let Some(signatory) = signatory(self, i) else { return };
                self.broken.insert(Subject::Signatory(signatory.id));
                table.write(Subject::Signatory(signatory.id), json!(["?"]));
            }
            Op::Mend => {
                for subject in std::mem::take(&mut self.broken) {
                    match subject {
                        Subject::Signatory(id) => {
                            let signatory = self.signatories.iter().find(|s| s.id == id);
                            table.write_signatory(signatory.unwrap());
                        }
                        Subject::Initiative(_, id) => {
                            let initiative = self.initiatives.iter().find(|i| i.id == id);
                            table.write_initiative(initiative.unwrap());
                        }
                    }
                }
            }
            Op::Drain => {}
        }
    }

    fn decide(
        &mut self,
        before: Option<Signatory>,
        decision: SignatoryDecision,
        table: &MemoryTable,
    ) {
        let now = at(self.clock);
        // What staff have taken down a colleague restores.
        let by = if decision == SignatoryDecision::Restore { colleague() } else { staff() };
        self.signatory(
            before.and_then(|signatory| signatory.decide(decision, by, now).ok()),
            table,
        );
    }

    fn signatory(&mut self, after: Option<Signatory>, table: &MemoryTable) {
        let Some(after) = after else { return };
        let subject = Subject::Signatory(after.id);
        if let Some(place) = self.signatories.iter_mut().find(|s| s.id == after.id)
            && !self.broken.contains(&subject)
        {
            table.write_signatory(&after);
            *place = after;
        }
    }

    fn initiative(&mut self, after: Option<Initiative>, table: &MemoryTable) {
        let Some(after) = after else { return };
        let subject = Subject::Initiative(after.signatory, after.id);
        if let Some(place) = self.initiatives.iter_mut().find(|i| i.id == after.id)
            && !self.broken.contains(&subject)
        {
            table.write_initiative(&after);
            *place = after;
        }
    }

    /// Whether a subject, or whose it is, cannot be read.
    fn is_broken(&self, subject: Subject) -> bool {
        self.broken.contains(&subject)
            || self.broken.contains(&Subject::Signatory(subject.signatory()))
    }

    fn subjects(&self) -> Vec<(Subject, bool)> {
        let signatories =
            self.signatories.iter().map(|s| (Subject::Signatory(s.id), s.is_public()));
        let listed = |id| self.signatories.iter().any(|s| s.id == id && s.is_listed());
        let initiatives = self.initiatives.iter().map(|i| {
            let public = i.published.is_some() && listed(i.signatory);
            (Subject::Initiative(i.signatory, i.id), public)
        });
        signatories.chain(initiatives).collect()
    }

    /// Everything that must be true once the stream is drained.
    async fn check(&self, site: &TestSite) {
        let (expected, counts) = rebuilt(site).await;
        // What cannot be read keeps the page that readers have, and a rebuild makes none.
        let unreadable: Vec<String> = self
            .subjects()
            .into_iter()
            .filter(|(subject, _)| self.is_broken(*subject))
            .map(|(subject, _)| subject.id())
            .collect();
        let readable = |objects: BTreeMap<String, Object>| -> BTreeMap<String, String> {
            objects
                .into_iter()
                .filter(|(key, _)| !unreadable.iter().any(|id| key.contains(id)))
                .map(|(key, object)| (key, String::from_utf8(object.bytes).unwrap()))
                .collect()
        };
        let (actual, expected) = (readable(site.shelf.objects()), readable(expected));
        assert_eq!(
            actual.keys().collect::<Vec<_>>(),
            expected.keys().collect::<Vec<_>>(),
            "the bucket holds other objects than a rebuild makes"
        );
        for (key, text) in &actual {
            let other = &expected[key];
            let same = text.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
            let from = |text: &str| {
                String::from_utf8_lossy(&text.as_bytes()[same.saturating_sub(80)..])
                    .chars()
                    .take(300)
                    .collect::<String>()
            };
            assert!(text == other, "{key}\n  has  {}\n  rebuilt {}", from(text), from(other));
        }
        assert_eq!(self.broken.is_empty(), counts.failed == 0, "{counts:?}");
        for (subject, public) in self.subjects() {
            if self.is_broken(subject) {
                continue;
            }
            let id = subject.id();
            if public {
                let own = actual.keys().filter(|key| key.contains(&id)).count();
                assert_eq!(own, Language::ALL.len(), "{subject:?} has its pages");
            } else {
                assert_eq!(site.shelf.versions_with(&id), Vec::<String>::new(), "{subject:?}");
                let record = site.register.record(subject);
                assert!(record.is_none_or(|record| !record.purge), "{subject:?} is purged");
            }
        }
        self.check_lists(site);
    }

    fn check_lists(&self, site: &TestSite) {
        for (list, meta) in site.register.metas() {
            let entries = site.register.entries(list);
            assert_eq!(meta.count, entries.len() as u64, "{list} counts its entries");
            assert!(entries.iter().all(|(place, _)| *place < meta.next), "{list}");
            assert_eq!(
                meta.parts.values().sum::<u64>(),
                site.register
                    .metas()
                    .iter()
                    .filter(|(other, _)| other.whole().is_some_and(|(whole, _)| whole == list))
                    .map(|(_, meta)| meta.count)
                    .sum::<u64>(),
                "{list} counts its parts"
            );
        }
        if self.broken.is_empty() {
            let count = |list| site.register.metas().get(&list).map_or(0, |meta| meta.count);
            let listed = self.signatories.iter().filter(|s| s.is_listed()).count();
            assert_eq!(count(List::Signatories), listed as u64);
            let public = |(subject, public): &(Subject, bool)| {
                *public && matches!(subject, Subject::Initiative(..))
            };
            let initiatives = self.subjects().iter().filter(|s| public(s)).count();
            assert_eq!(count(List::Initiatives), initiatives as u64);
        }
    }
}

fn op() -> impl Strategy<Value = Op> {
    let i = 0usize..6;
    prop_oneof![
        3 => i.clone().prop_map(|country| Op::Register { country }),
        4 => i.clone().prop_map(Op::Verify),
        2 => i.clone().prop_map(Op::Rename),
        2 => i.clone().prop_map(Op::Hold),
        2 => i.clone().prop_map(Op::Resume),
        1 => i.clone().prop_map(Op::Withdraw),
        1 => i.clone().prop_map(Op::SignAgain),
        1 => i.clone().prop_map(Op::TakeDownSignatory),
        1 => i.clone().prop_map(Op::RestoreSignatory),
        4 => (i.clone(), 0u8..16).prop_map(|(signatory, ps)| Op::Create { signatory, ps }),
        3 => (i.clone(), 0u8..16).prop_map(|(initiative, ps)| Op::Edit { initiative, ps }),
        6 => i.clone().prop_map(Op::Publish),
        2 => i.clone().prop_map(Op::TakeDown),
        1 => i.clone().prop_map(Op::Restore),
        1 => i.prop_map(Op::WithdrawInitiative),
        2 => Just(Op::Drain),
    ]
}

/// With items that cannot be read now and then.
fn op_or_break() -> impl Strategy<Value = Op> {
    prop_oneof![
        20 => op(),
        1 => (0usize..6).prop_map(Op::BreakInitiative),
        1 => (0usize..6).prop_map(Op::BreakSignatory),
        1 => Just(Op::Mend),
    ]
}

fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        12 => Just(Fault::None),
        3 => (1u8..6).prop_map(Fault::Slow),
        2 => Just(Fault::Unavailable),
        2 => Just(Fault::AnswerLost),
        2 => Just(Fault::Race),
        1 => Just(Fault::Crash),
    ]
}

fn esm() -> impl Strategy<Value = EsmSim> {
    (1usize..12, 1usize..4, 0usize..4).prop_map(|(batch_size, parallel, twice)| EsmSim {
        batch_size,
        parallel,
        twice,
        ..EsmSim::default()
    })
}

/// Cases of each property; `STREAM_CASES` sets another number.
fn cases() -> ProptestConfig {
    #[expect(clippy::disallowed_methods, reason = "a developer's wish, not configuration")]
    let wished = std::env::var("STREAM_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: wished.unwrap_or(40),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// A start, a whole history with its drains, and the rest of the stream.
async fn run(ops: &[Op], mut esm: EsmSim, faults: Vec<Fault>) -> (World, TestSite, EsmSim) {
    let site = site();
    pages::rebuild(&site, |_, _| ()).await.unwrap();
    let mut world = World::default();
    let faults = Faults::new(faults);
    let failing = with_faults(&site, &faults);
    let mut position = 0;
    for op in ops {
        world.apply(*op, &site.register);
        if matches!(op, Op::Drain) {
            let stream = numbered(&site.register.stream());
            let records = &stream[position..];
            CRASH.scope(faults.clone(), esm.drain(&failing, records)).await;
            position = stream.len();
        }
    }
    let stream = numbered(&site.register.stream());
    CRASH.scope(faults.clone(), esm.drain(&failing, &stream[position..])).await;
    (world, site, esm)
}

proptest! {
    #![proptest_config(cases())]

    /// For any history and any schedule of faults, duplicates and restarts, the bucket ends
    /// as a rebuild makes it. Records that were given up go through once the fault is over.
    #[test]
    fn f18_f19_f20_any_history_and_any_faults_end_as_a_rebuild(
        ops in prop::collection::vec(op_or_break(), 1..40),
        esm in esm(),
        faults in prop::collection::vec(fault(), 0..400),
    ) {
        runtime().block_on(async {
            let (world, site, mut esm) = run(&ops, esm, faults).await;
            // The faults are over: what was given up is sent again from the failure queue.
            let given_up = numbered(&std::mem::take(&mut esm.dlq));
            esm.drain(&site, &given_up).await;
            world.check(&site).await;
            for subject in &world.broken {
                let part = match subject {
                    Subject::Signatory(id) => id.to_string(),
                    Subject::Initiative(_, id) => id.to_string(),
                };
                prop_assert!(
                    esm.dlq.iter().any(|change| format!("{}{}", change.pk, change.sk).contains(&part)),
                    "{subject:?} waits for somebody"
                );
            }
            Ok(())
        })?;
    }

    /// Without faults nothing is given up but what cannot be read, and every prefix that is
    /// delivered again changes nothing.
    #[test]
    fn f13_f14_a_second_delivery_from_any_position_writes_nothing(
        ops in prop::collection::vec(op_or_break(), 1..40),
        esm in esm(),
        from in 0.0..1.0f64,
    ) {
        runtime().block_on(async {
            let (world, site, mut esm) = run(&ops, esm, Vec::new()).await;
            world.check(&site).await;
            let stream = numbered(&site.register.stream());
            #[expect(
                clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss,
                reason = "a position in a short stream"
            )]
            let position = (stream.len() as f64 * from) as usize;
            let before = (site.shelf.puts(), site.shelf.deletes(), site.register.commits());
            esm.drain(&site, &stream[position..]).await;
            esm.drain(&site, &stream).await;
            let after = (site.shelf.puts(), site.shelf.deletes(), site.register.commits());
            prop_assert_eq!(before, after);
            let (_, counts) = (0, pages::rebuild(&site, |_, _| ()).await.unwrap());
            prop_assert_eq!((counts.written, counts.deleted), (0, 0));
            Ok(())
        })?;
    }

    /// Records of different keys in any order.
    #[test]
    fn f15_any_order_between_keys_ends_the_same(
        ops in prop::collection::vec(op(), 1..30),
        esm in esm(),
        seed in any::<u64>(),
    ) {
        runtime().block_on(async {
            let site = site();
            pages::rebuild(&site, |_, _| ()).await.unwrap();
            let mut world = World::default();
            for op in &ops {
                world.apply(*op, &site.register);
            }
            let mut stream = numbered(&site.register.stream());
            // By a key's own digits: a shuffle that keeps each key's order.
            stream.sort_by_key(|(_, change)| {
                change.pk.bytes().chain(change.sk.bytes()).fold(seed, |sum, byte| {
                    sum.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(u64::from(byte))
                })
            });
            let mut esm = esm;
            let middle = stream.len() / 2;
            esm.drain(&site, &stream[..middle]).await;
            // Half the records: every page that is there can be read, and none is there that
            // must not be.
            for (subject, public) in world.subjects() {
                if !public {
                    prop_assert!(site.shelf.versions_with(&subject.id()).is_empty());
                }
            }
            esm.drain(&site, &stream[middle..]).await;
            prop_assert!(esm.dlq.is_empty());
            world.check(&site).await;
            Ok(())
        })?;
    }

    /// A rebuild beside the stream, each slowed down at random.
    #[test]
    fn f38_a_rebuild_beside_the_stream_loses_nothing(
        ops in prop::collection::vec(op(), 1..30),
        esm in esm(),
        slow in prop::collection::vec((0u8..6).prop_map(Fault::Slow), 0..600),
    ) {
        runtime().block_on(async {
            let site = site();
            let mut world = World::default();
            let half = ops.len() / 2;
            for op in &ops[..half] {
                world.apply(*op, &site.register);
            }
            let mut esm = esm;
            let beside = with_faults(&site, &Faults::new(slow.clone()));
            let slowed = with_faults(&site, &Faults::new(slow.into_iter().rev()));
            let stream = async {
                let first = numbered(&site.register.stream());
                esm.drain(&slowed, &first).await;
                for op in &ops[half..] {
                    world.apply(*op, &site.register);
                }
                let all = numbered(&site.register.stream());
                esm.drain(&slowed, &all[first.len()..]).await;
            };
            let rebuild = pages::rebuild(&beside, |_, _| ());
            let ((), counts) = futures::join!(stream, rebuild);
            prop_assert_eq!(counts.unwrap().failed, 0);
            let dlq = numbered(&std::mem::take(&mut esm.dlq));
            esm.drain(&site, &dlq).await;
            world.check(&site).await;
            Ok(())
        })?;
    }
}

// ------------------------------------------------------------------------- one by one

/// Signatories with an initiative each, all published and put out.
async fn populated(signatories: u64) -> TestSite {
    populate(site(), signatories).await
}

/// Real lists; of each subject's own page only what makes it differ, which is quicker.
fn lists_only(page: &Page, state: &State, settings: &Settings, language: Language) -> Object {
    match state {
        State::Signatory(shown) => plain(format!("{:?} {}", page, shown.initiatives.len())),
        State::Initiative(shown) => plain(shown.published.content.title.clone()),
        _ => render::page(page, state, settings, language),
    }
}

fn plain(text: String) -> Object {
    Object { bytes: text.into_bytes(), content_type: "text/plain", cache_control: "no-store" }
}

async fn populate(site: TestSite, signatories: u64) -> TestSite {
    for number in 0..signatories {
        let signatory = verified_signatory(number, COUNTRIES[(number % 3) as usize]);
        site.register.write_signatory(&signatory);
        let ps = [P::ALL[(number % 4) as usize]];
        site.register.write_initiative(&published_initiative(number, signatory.id, &ps));
    }
    let counts = pages::rebuild(&site, |_, _| ()).await.unwrap();
    assert_eq!(counts.failed, 0);
    let _ = site.shelf.take_put_keys();
    site
}

fn initiative_keys(site: &TestSite, number: u64) -> Vec<String> {
    let id = initiative_id(number).to_string();
    site.shelf.objects().into_keys().filter(|key| key.contains(&id)).collect()
}

fn change(subject: Subject) -> Change {
    let table = MemoryTable::default();
    table.write(subject, json!({}));
    table.stream().remove(0)
}

fn subject_of(number: u64) -> Subject {
    Subject::Initiative(signatory_id(number), initiative_id(number))
}

#[test]
fn f13_a_batch_that_holds_a_record_twice_is_worked_on_once() {
    runtime().block_on(async {
        let site = populated(3).await;
        let initiative = published_initiative(9, signatory_id(1), &[P::Protection]);
        site.register.write_initiative(&initiative);
        let record = site.register.stream().pop().unwrap();
        let batch: Vec<Numbered> = (0..5).map(|number| (number, record.clone())).collect();
        let response = site.handle(&event(&batch)).await;
        assert!(response.batch_item_failures.is_empty());
        let once = site.shelf.puts();
        site.handle(&event(&batch)).await;
        assert_eq!(site.shelf.puts(), once);
        assert_eq!(site.register.metas()[&List::Initiatives].count, 4);
    });
}

#[test]
fn f16_a_broken_item_waits_in_the_queue_alone() {
    let breaks: [serde_json::Value; 4] = [
        json!({"rev": "a text"}),
        json!({"schema": 99, "everything": "is different"}),
        json!({"rev": 2, "published": {"content": "x".repeat(399_000)}}),
        json!(null),
    ];
    for broken in breaks {
        runtime().block_on(async {
            let site = populated(10).await;
            let from = site.register.stream().len();
            for number in 0..10 {
                let old = published_initiative(number, signatory_id(number), &[P::Protection]);
                if number == 3 {
                    site.register.write(subject_of(3), broken.clone());
                } else {
                    let new = old
                        .submit(content(&format!("New {number}"), &[P::Participation]), at(99))
                        .unwrap()
                        .decide(InitiativeDecision::Publish, staff(), at(99));
                    site.register.write_initiative(&new.unwrap());
                }
            }
            let mut esm = EsmSim::default();
            let stream = numbered(&site.register.stream());
            esm.drain(&site, &stream[from..]).await;
            assert_eq!(esm.dlq, [change(subject_of(3))], "alone in the queue");
            for number in (0..10).filter(|number| *number != 3) {
                let keys = initiative_keys(&site, number);
                assert!(keys.iter().all(|key| key.contains("new-")), "{keys:?}");
                assert_eq!(keys.len(), 2);
            }
            assert_eq!(initiative_keys(&site, 3).len(), 2, "readers keep the page");
            // Once it is mended, the record from the queue brings its page up to date.
            let mended = published_initiative(3, signatory_id(3), &[P::Protection])
                .submit(content("Mended", &[P::Participation]), at(99))
                .unwrap()
                .decide(InitiativeDecision::Publish, staff(), at(99));
            site.register.write_initiative(&mended.unwrap());
            esm.drain(&site, &[(0, change(subject_of(3)))]).await;
            assert!(initiative_keys(&site, 3).iter().all(|key| key.contains("mended")));
        });
    }
}

#[test]
fn f16_others_are_put_out_in_the_very_turn_in_which_one_is_broken() {
    runtime().block_on(async {
        let site = populated(2).await;
        site.register.write(subject_of(0), json!("broken"));
        site.register.write_initiative(&published_initiative(7, signatory_id(1), &[P::Protection]));
        let stream = site.register.stream();
        let batch = numbered(&stream[stream.len() - 2..]);
        let response = site.handle(&event(&batch)).await;
        assert_eq!(initiative_keys(&site, 7).len(), 2);
        // The first of two failed: the whole batch is to be halved.
        let response = serde_json::to_value(response).unwrap();
        assert_eq!(response, json!({"batchItemFailures": [{"itemIdentifier": ""}]}));
    });
}

#[test]
fn f16_a_key_without_an_identifier_waits_in_the_queue() {
    runtime().block_on(async {
        let site = populated(1).await;
        let from = site.register.stream().len();
        site.register.note("SIGNATORY#not-an-id", "PROFILE");
        site.register.note(&format!("SIGNATORY#{}", signatory_id(0)), "INITIATIVE#../../x");
        site.register.note("ACCOUNT#x", "ACCOUNT");
        site.register.write_initiative(&published_initiative(5, signatory_id(0), &[P::Protection]));
        let mut esm = EsmSim::default();
        esm.drain(&site, &numbered(&site.register.stream())[from..]).await;
        assert_eq!(esm.dlq.len(), 2, "{:?}", esm.dlq);
        assert_eq!(initiative_keys(&site, 5).len(), 2);
    });
}

#[test]
fn f16_without_bisecting_or_partial_answers_nothing_would_be_isolated() {
    // What the template must therefore ask for, seen from the other side.
    runtime().block_on(async {
        let site = populated(4).await;
        let from = site.register.stream().len();
        site.register.write(subject_of(0), json!("broken"));
        site.register.write_initiative(&published_initiative(7, signatory_id(1), &[P::Protection]));
        let stream = numbered(&site.register.stream());
        let mut esm = EsmSim { bisect: false, ..EsmSim::default() };
        esm.drain(&site, &stream[from..]).await;
        assert_eq!(esm.dlq.len(), 2);
        let mut esm = EsmSim { report_partial: false, ..EsmSim::default() };
        esm.drain(&site, &stream[from..]).await;
        assert!(esm.dlq.is_empty(), "the broken record is lost");
        let mut esm = EsmSim { max_age: 3, ..EsmSim::default() };
        esm.drain(&site, &stream[from..]).await;
        assert!(esm.dlq.contains(&change(subject_of(0))), "an old record is given up as well");
    });
}

fn panics_at_town_3(page: &Page, state: &State, settings: &Settings, language: Language) -> Object {
    if let State::Initiative(shown) = state {
        assert!(shown.id != initiative_id(3), "the third");
    }
    render::page(page, state, settings, language)
}

#[test]
fn f17_a_panic_over_one_record_of_ten_is_that_records_failure() {
    runtime().block_on(async {
        let site = populated(10).await;
        let from = site.register.stream().len();
        for number in 0..10 {
            let new = published_initiative(number, signatory_id(number), &[P::Protection])
                .submit(content(&format!("New {number}"), &[P::Protection]), at(99))
                .unwrap()
                .decide(InitiativeDecision::Publish, staff(), at(99));
            site.register.write_initiative(&new.unwrap());
        }
        let records = numbered(&site.register.stream())[from..].to_vec();
        let site = Site { render: panics_at_town_3, ..site };
        let response = site.handle(&event(&records)).await;
        let response = serde_json::to_value(response).unwrap();
        let number = format!("{:021}", records[3].0);
        assert_eq!(response, json!({"batchItemFailures": [{"itemIdentifier": number}]}));
        let mut esm = EsmSim::default();
        esm.drain(&site, &records).await;
        assert_eq!(esm.dlq, [change(subject_of(3))]);
        for number in (0..10).filter(|number| *number != 3) {
            assert!(initiative_keys(&site, number).iter().all(|key| key.contains("new-")));
        }
    });
}

#[test]
fn f18_while_the_bucket_refuses_the_old_page_stays() {
    runtime().block_on(async {
        let site = populated(2).await;
        let before = site.shelf.objects();
        let from = site.register.stream().len();
        let new = published_initiative(0, signatory_id(0), &[P::Protection])
            .submit(content("Initiative 0", &[P::Participation]), at(99))
            .unwrap()
            .decide(InitiativeDecision::Publish, staff(), at(99));
        site.register.write_initiative(&new.unwrap());
        let faults = Faults::default();
        let down = Site {
            shelf: site.shelf.with_faults(faults.clone()),
            register: site.register.clone(),
            ..site.clone()
        };
        faults.set(vec![Fault::Unavailable; 10_000]);
        let mut esm = EsmSim::default();
        esm.drain(&down, &numbered(&site.register.stream())[from..]).await;
        assert_eq!(site.shelf.objects(), before);
        assert_eq!(esm.dlq.len(), 1);
        faults.set([]);
        esm.drain(&down, &numbered(&esm.dlq.clone())).await;
        assert_ne!(site.shelf.objects(), before);
        assert_eq!(site.shelf.objects(), rebuilt(&site).await.0);
    });
}

#[test]
fn f19_of_two_writers_the_newer_state_stays() {
    runtime().block_on(async {
        for slow in 0..40u8 {
            let site = populated(1).await;
            let old = published_initiative(0, signatory_id(0), &[P::Prevention]);
            let page =
                Page::Initiative(initiative_id(0), old.published.clone().unwrap().content.slug());
            let mut newer = old.submit(content("Initiative 0", &[P::Prevention]), at(50)).unwrap();
            newer = newer.decide(InitiativeDecision::Publish, staff(), at(50)).unwrap();
            let mut newest = newer.clone();
            newest.published.as_mut().unwrap().content.summary = "The newest".to_owned();
            newest.rev += 1;
            site.register.write_initiative(&newer);
            let slowed = |turns: &[u8]| {
                with_faults(&site, &Faults::new(turns.iter().map(|turns| Fault::Slow(*turns))))
            };
            let (one, two) =
                (slowed(&[slow % 5, slow % 7, slow, 3, slow]), slowed(&[3, 3, 3, 3, 3]));
            let editor = async {
                for _ in 0..slow / 4 {
                    tokio::task::yield_now().await;
                }
                site.register.write_initiative(&newest);
                two.put_out(&page, false).await
            };
            let (first, second) = futures::join!(one.put_out(&page, false), editor);
            first.unwrap();
            second.unwrap();
            let text = site.shelf.text(&page.key(Language::En)).unwrap();
            assert!(text.contains("The newest"), "{slow}");
        }
    });
}

#[test]
fn f19_f20_a_race_and_a_lost_answer_end_in_our_own_page() {
    runtime().block_on(async {
        for fault in [Fault::Race, Fault::AnswerLost] {
            for call in 0..12 {
                let site = populated(1).await;
                let from = site.register.stream().len();
                let initiative = published_initiative(5, signatory_id(0), &[P::Protection]);
                site.register.write_initiative(&initiative);
                let schedule = (0..12).map(|i| if i == call { fault } else { Fault::None });
                let faulty =
                    Site { shelf: site.shelf.with_faults(Faults::new(schedule)), ..site.clone() };
                let mut esm = EsmSim::default();
                esm.drain(&faulty, &numbered(&site.register.stream())[from..]).await;
                assert!(esm.dlq.is_empty(), "{fault:?} at call {call}");
                assert_eq!(site.shelf.objects(), rebuilt(&site).await.0, "{fault:?} at {call}");
            }
        }
    });
}

#[test]
fn f21_a_removal_that_breaks_off_anywhere_is_finished() {
    runtime().block_on(async {
        for fault in [Fault::Crash, Fault::Unavailable, Fault::AnswerLost] {
            for call in 0..60 {
                let site = populated(2).await;
                let faults =
                    Faults::new((0..=call).map(|i| if i == call { fault } else { Fault::None }));
                let failing = with_faults(&site, &faults);
                let from = site.register.stream().len();
                let down = published_initiative(0, signatory_id(0), &[P::Prevention])
                    .decide(InitiativeDecision::TakeDown(refusal()), staff(), at(99))
                    .unwrap();
                site.register.write_initiative(&down);
                let mut esm = EsmSim::default();
                let records = &numbered(&site.register.stream())[from..];
                CRASH.scope(faults, esm.drain(&failing, records)).await;
                assert!(esm.dlq.is_empty(), "{fault:?} at call {call}");
                let id = initiative_id(0).to_string();
                assert_eq!(site.shelf.versions_with(&id), Vec::<String>::new(), "{fault:?} {call}");
                assert!(site.register.record(subject_of(0)).is_some_and(|r| !r.purge && !r.live));
                let paths = site.edge.paths.lock().unwrap().clone();
                assert!(paths.iter().any(|path| path.contains(&id)), "{fault:?} at call {call}");
                // A later change of its signatory does not bring it back.
                site.register.note(&change(Subject::Signatory(signatory_id(0))).pk, "PROFILE");
                esm.drain(&site, &numbered(&site.register.stream())).await;
                assert_eq!(site.shelf.versions_with(&id), Vec::<String>::new());
            }
        }
    });
}

#[test]
fn f22_a_busy_cdn_is_asked_again() {
    runtime().block_on(async {
        let site = populated(1).await;
        let from = site.register.stream().len();
        let down = published_initiative(0, signatory_id(0), &[P::Prevention])
            .decide(InitiativeDecision::TakeDown(refusal()), staff(), at(99))
            .unwrap();
        site.register.write_initiative(&down);
        let records = numbered(&site.register.stream())[from..].to_vec();
        *site.edge.busy.lock().unwrap() = 7;
        let mut esm = EsmSim::default();
        esm.drain(&site, &records).await;
        assert!(esm.dlq.is_empty());
        assert!(!site.edge.paths.lock().unwrap().is_empty());
        assert!(!site.register.record(subject_of(0)).unwrap().purge);
    });
}

#[test]
fn f33_items_of_the_version_before_and_after_are_read() {
    runtime().block_on(async {
        let site = populated(1).await;
        let initiative = published_initiative(5, signatory_id(0), &[P::Protection]);
        let mut value = serde_json::to_value(&initiative).unwrap();
        value["schema"] = json!(2);
        value["new_in_the_next_version"] = json!({"a": [1]});
        value["published"]["content"].as_object_mut().unwrap().remove("place");
        let from = site.register.stream().len();
        site.register.write(Subject::Initiative(signatory_id(0), initiative.id), value);
        let mut esm = EsmSim::default();
        esm.drain(&site, &numbered(&site.register.stream())[from..]).await;
        assert!(esm.dlq.is_empty());
        assert_eq!(initiative_keys(&site, 5).len(), 2);
    });
}

#[test]
fn q103_what_is_taken_down_is_gone_everywhere() {
    runtime().block_on(async {
        let site = populated(3).await;
        // Older versions of its page and of the lists hold it too.
        let edited = published_initiative(0, signatory_id(0), &[P::Prevention])
            .submit(content("Zebra's name", &[P::Prevention, P::Protection]), at(50))
            .unwrap()
            .decide(InitiativeDecision::Publish, staff(), at(50))
            .unwrap();
        site.register.write_initiative(&edited);
        let mut esm = EsmSim::default();
        esm.drain(&site, &numbered(&site.register.stream())).await;
        assert!(site.shelf.versions_with("Zebra").len() > 10);
        let page =
            Page::Initiative(initiative_id(0), edited.published.clone().unwrap().content.slug());
        site.edge.paths.lock().unwrap().clear();
        let down = edited.decide(InitiativeDecision::TakeDown(refusal()), staff(), at(60)).unwrap();
        site.register.write_initiative(&down);
        esm.drain(&site, &numbered(&site.register.stream()[6..])).await;
        for text in ["Zebra", &initiative_id(0).to_string()] {
            assert_eq!(site.shelf.versions_with(text), Vec::<String>::new());
        }
        let paths = site.edge.paths.lock().unwrap().clone();
        for path in [page.address(Language::En), page.address(Language::Fr)] {
            assert!(paths.contains(&path), "{path}");
            assert!(paths.contains(&format!("{path}index.html")), "{path}");
        }
        assert!(
            paths.contains(&"/en/".to_owned()) && paths.contains(&"/fr/initiatives/".to_owned())
        );
        // The record stays, so that the address answers 410.
        assert!(site.register.record(subject_of(0)).is_some_and(|record| !record.live));
    });
}

#[test]
fn q103_with_a_signatory_all_its_initiatives_go_even_a_broken_one() {
    runtime().block_on(async {
        let site = populated(2).await;
        let from = site.register.stream().len();
        site.register.write(subject_of(0), json!("broken"));
        let refused = verified_signatory(0, "FR")
            .decide(SignatoryDecision::TakeDown(refusal()), staff(), at(60))
            .unwrap();
        site.register.write_signatory(&refused);
        let mut esm = EsmSim::default();
        esm.drain(&site, &numbered(&site.register.stream())[from..]).await;
        for id in [signatory_id(0).to_string(), initiative_id(0).to_string()] {
            assert_eq!(site.shelf.versions_with(&id), Vec::<String>::new());
        }
        assert_eq!(esm.dlq, [change(subject_of(0))]);
        assert!(!site.register.record(subject_of(0)).unwrap().purge);
        let paths = site.edge.paths.lock().unwrap().clone();
        assert!(paths.iter().any(|path| path.contains(&initiative_id(0).to_string())));
    });
}

#[test]
fn a_changed_name_moves_the_page_and_leaves_nothing_behind() {
    runtime().block_on(async {
        let site = populated(2).await;
        let mut renamed = verified_signatory(0, "FR");
        renamed.body.latin_name = Some("Newtown".to_owned());
        renamed.rev += 1;
        let from = site.register.stream().len();
        site.register.write_signatory(&renamed);
        EsmSim::default().drain(&site, &numbered(&site.register.stream())[from..]).await;
        let id = signatory_id(0).to_string();
        let keys: Vec<_> = site.shelf.objects().into_keys().filter(|k| k.contains(&id)).collect();
        assert_eq!(
            keys,
            [
                format!("en/signatories/{id}-newtown/index.html"),
                format!("fr/signatories/{id}-newtown/index.html"),
            ]
        );
        // No version of the old page is left, and no page leads to it.
        let old = format!("{id}-town-0");
        let left = site.shelf.versions_with(&old);
        assert!(left.iter().all(|key| !key.contains(&old)), "{left:?}");
        let texts = site.shelf.objects().into_values().map(|object| object.bytes);
        assert!(texts.into_iter().all(|text| !String::from_utf8_lossy(&text).contains(&old)));
        let record = site.register.record(Subject::Signatory(signatory_id(0))).unwrap();
        assert_eq!(record.slugs.len(), 2, "the old one still redirects");
    });
}

#[test]
fn what_comes_back_comes_back_to_its_own_place() {
    runtime().block_on(async {
        let site = populated(3).await;
        let before = site.register.entries(List::Initiatives);
        let held =
            verified_signatory(1, "GE").decide(SignatoryDecision::Hold, staff(), at(70)).unwrap();
        site.register.write_signatory(&held);
        let mut esm = EsmSim::default();
        esm.drain(&site, &numbered(&site.register.stream())).await;
        assert_eq!(site.register.metas()[&List::Initiatives].count, 2);
        let page = format!("en/signatories/{}-town-1/index.html", signatory_id(1));
        assert!(site.shelf.text(&page).is_some(), "on hold its page says so");
        site.register
            .write_signatory(&held.decide(SignatoryDecision::Resume, staff(), at(71)).unwrap());
        esm.drain(&site, &numbered(&site.register.stream())).await;
        assert_eq!(site.register.entries(List::Initiatives), before);
    });
}

/// Objects written, reads and transactions for one more initiative of two Ps.
async fn one_more(signatories: u64) -> (BTreeSet<String>, usize, usize) {
    let site = populate(Site { render: lists_only, ..site() }, signatories).await;
    let new = published_initiative(9_999, signatory_id(7), &[P::Prevention, P::Participation]);
    site.register.write_initiative(&new);
    let record = site.register.stream().pop().unwrap();
    let before = (site.register.reads(), site.register.commits());
    let response = site.handle(&event(&[(1, record)])).await;
    assert!(response.batch_item_failures.is_empty());
    let after = (site.register.reads(), site.register.commits());
    (site.shelf.take_put_keys(), after.0 - before.0, after.1 - before.1)
}

#[test]
fn publishing_touches_as_many_objects_at_2010_signatories_as_at_110() {
    runtime().block_on(async {
        let (few, few_reads, few_commits) = one_more(110).await;
        let (many, many_reads, many_commits) = one_more(2_010).await;
        println!("110: {} objects, {few_reads} reads, {few_commits} transactions", few.len());
        println!("2010: {} objects, {many_reads} reads, {many_commits} transactions", many.len());
        // Home, all initiatives, two Ps, its signatory, itself: in two languages.
        assert_eq!((few.len(), few_commits), (12, 1), "{few:?}");
        assert_eq!(few, many);
        assert_eq!(few_commits, many_commits);
        // The first page of a list reads two chunks once there are two.
        assert!(many_reads <= few_reads + 8, "{few_reads} {many_reads}");
        // One place in a hundred opens a chunk: then an older one gets its own page, and the
        // page before that a link to it. Here three lists do so at once.
        let (opening, _, _) = one_more(2_000).await;
        assert_eq!(opening.len(), 12 + 3 * 2 * 2, "{opening:?}");
    });
}

#[test]
fn a_list_of_2000_is_cut_into_pages_that_lead_to_each_other() {
    runtime().block_on(async {
        let site = populate(Site { render: lists_only, ..site() }, 2_000).await;
        let objects = site.shelf.objects();
        let numbers: Vec<usize> = (1..30)
            .filter(|n| objects.contains_key(&format!("en/initiatives/{n}/index.html")))
            .collect();
        assert_eq!(numbers, (1..=18).collect::<Vec<_>>());
        let head = site.shelf.text("en/initiatives/index.html").unwrap();
        assert!(head.contains("/en/initiatives/18/"));
        let last = site.shelf.text("en/initiatives/18/index.html").unwrap();
        assert!(last.contains("/en/initiatives/17/") && last.contains("\"/en/initiatives/\""));
        let first = site.shelf.text("en/initiatives/1/index.html").unwrap();
        assert!(first.contains("/en/initiatives/2/"));
        // Every initiative stands in exactly one of them.
        for number in [0, 99, 100, 1_799, 1_800, 1_999] {
            let link = format!("/en/initiatives/{}-", initiative_id(number));
            let pages = objects.iter().filter(|(key, object)| {
                key.starts_with("en/initiatives/")
                    && (*key == "en/initiatives/index.html" || key.split('/').count() == 4)
                    && !key.contains("prevention")
                    && key
                        .split('/')
                        .nth(2)
                        .is_some_and(|s| s == "index.html" || s.parse::<u32>().is_ok())
                    && String::from_utf8_lossy(&object.bytes).contains(&link)
            });
            assert_eq!(pages.count(), 1, "{number}");
        }
    });
}

/// A change of the settings shows on the page "Get help" at once, and on every page after a
/// rebuild; settings that cannot be read keep nothing from being put out.
#[test]
fn a_change_of_the_helplines_reaches_the_page_that_is_about_them() {
    runtime().block_on(async {
        let site = populated(2).await;
        let before = site.shelf.objects();
        let mut settings = Settings::default();
        settings.helplines[0].number = "116 999".to_owned();
        site.register.write_settings(json!(settings));
        let stream = numbered(&site.register.stream());
        EsmSim::default().drain(&site, &stream[stream.len() - 1..]).await;
        let after = site.shelf.objects();
        let changed: Vec<&String> =
            after.keys().filter(|key| before.get(*key) != after.get(*key)).collect();
        assert_eq!(changed, ["en/help/index.html", "fr/help/index.html"]);
        let (fresh, _) = rebuilt(&site).await;
        let home = String::from_utf8(fresh["en/index.html"].bytes.clone()).unwrap();
        assert!(home.contains("116 999"));

        site.register.write_settings(json!({ "helplines": 7 }));
        let counts = pages::rebuild(&site, |_, _| ()).await.unwrap();
        assert_eq!(counts.failed, 0);
        let help = String::from_utf8(site.shelf.objects()["fr/help/index.html"].bytes.clone());
        assert!(help.unwrap().contains("116 111"));
    });
}
