//! `pactctl queue`: what the readers of the table's stream gave up on, and once more.
//!
//! A message names places in the stream, not what was changed. The stream keeps its records
//! for a day; what is older is found by `pactctl doctor`.

use crate::commands::{CHECK_SETTINGS, Done, Names, Problem, RealSite};
use crate::progress::Progress;
use aws_config::SdkConfig;
use aws_sdk_dynamodbstreams::Client as Streams;
use aws_sdk_dynamodbstreams::types::{AttributeValue, Record, ShardIteratorType};
use aws_sdk_sqs::Client as Sqs;
use clap::Args;
use pages::StreamEvent;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;
use storage::Table;

/// Seconds for which messages that were read are hidden from others.
const HIDDEN: i32 = 60;

/// `pactctl queue list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    queue: Queue,
}

/// `pactctl queue redrive`.
#[derive(Debug, Args)]
pub(crate) struct Redrive {
    /// Do it; without it nothing is changed.
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    queue: Queue,
    #[command(flatten)]
    names: Names,
}

#[derive(Debug, Args)]
struct Queue {
    /// The failure queue: output `FailureQueueUrl`.
    #[arg(long, env = "FAILURE_QUEUE_URL")]
    queue: String,
}

/// A message of the queue.
struct Message {
    id: String,
    receipt: String,
    why: String,
    at: String,
    about: About,
}

/// What a message is about.
enum About {
    /// Keys of the records, each once.
    Records(BTreeSet<(String, String)>),
    /// The stream has forgotten them.
    Forgotten,
    /// The message is none of a stream's reader.
    Unreadable,
}

/// As Lambda writes it.
#[derive(Deserialize)]
struct Body {
    #[serde(rename = "requestContext")]
    context: Context,
    #[serde(rename = "DDBStreamBatchInfo")]
    batch: Batch,
}

#[derive(Deserialize)]
struct Context {
    #[serde(default)]
    condition: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Batch {
    shard_id: String,
    start_sequence_number: String,
    end_sequence_number: String,
    #[serde(default)]
    approximate_arrival_of_first_record: String,
    stream_arn: String,
}

impl List {
    pub(crate) async fn run(self, json: bool) -> Done {
        let config = web::aws::sdk_config().await;
        let messages = self.queue.messages(&config).await?;
        let text = if json {
            let messages: Vec<Value> =
                messages.iter().map(|message| message.document("waiting")).collect();
            json!({ "messages": messages }).to_string()
        } else if messages.is_empty() {
            "The failure queue is empty.".to_owned()
        } else {
            let lines: Vec<String> = messages.iter().map(Message::line).collect();
            lines.join("\n")
        };
        Ok((text, ExitCode::SUCCESS))
    }
}

impl Redrive {
    pub(crate) async fn run(self, json: bool) -> Done {
        let config = web::aws::sdk_config().await;
        let messages = self.queue.messages(&config).await?;
        let site = self.names.site(&config);
        let sqs = Sqs::new(&config);
        let (mut documents, mut lines, mut left) = (Vec::new(), Vec::new(), 0);
        let progress = Progress::of("Working on messages", messages.len() as u64);
        for message in &messages {
            let outcome = match &message.about {
                About::Records(_) if !self.yes => "would be sent again",
                About::Records(keys) => {
                    if again(&site, keys).await? {
                        self.queue.delete(&sqs, message).await?;
                        "done"
                    } else {
                        left += 1;
                        "failed again: see the lines above"
                    }
                }
                About::Forgotten => {
                    left += 1;
                    "too old for the stream: run pactctl doctor --fix, then purge the queue"
                }
                About::Unreadable => {
                    left += 1;
                    "no message of a stream's reader: look at it and delete it by hand"
                }
            };
            documents.push(message.document(outcome));
            lines.push(format!("{}: {outcome}", message.line()));
            progress.add(1);
        }
        drop(progress);
        lines.push(match (messages.is_empty(), self.yes) {
            (true, _) => "The failure queue is empty.".to_owned(),
            (false, true) => format!("{} done, {left} left.", messages.len() - left),
            (false, false) => "Nothing changed: --yes does it.".to_owned(),
        });
        let document = json!({ "messages": documents, "left": left });
        let text = if json { document.to_string() } else { lines.join("\n") };
        Ok((text, if left == 0 { ExitCode::SUCCESS } else { ExitCode::from(3) }))
    }
}

impl Message {
    fn subjects(&self) -> Vec<String> {
        match &self.about {
            About::Records(keys) => keys.iter().map(|(pk, sk)| format!("{pk} {sk}")).collect(),
            About::Forgotten => vec!["records older than a day".to_owned()],
            About::Unreadable => vec!["an unknown message".to_owned()],
        }
    }

    fn line(&self) -> String {
        format!("{} {} {}", self.at, self.why, self.subjects().join(", "))
    }

    fn document(&self, outcome: &str) -> Value {
        json!({
            "id": self.id, "at": self.at, "why": self.why, "about": self.subjects(),
            "outcome": outcome,
        })
    }
}

impl Queue {
    /// All messages, each once. They are hidden from others for a minute.
    async fn messages(&self, config: &SdkConfig) -> Result<Vec<Message>, Problem> {
        let (sqs, streams) = (Sqs::new(config), Streams::new(config));
        let progress = Progress::start("Reading the failure queue");
        let mut messages: BTreeMap<String, Message> = BTreeMap::new();
        loop {
            let received = sqs
                .receive_message()
                .queue_url(&self.queue)
                .max_number_of_messages(10)
                .visibility_timeout(HIDDEN)
                .send()
                .await
                .map_err(|error| {
                    Problem::new("the failure queue was not read", &error, CHECK_SETTINGS)
                })?;
            let before = messages.len();
            for message in received.messages.unwrap_or_default() {
                let body: Option<Body> =
                    message.body.as_deref().and_then(|body| serde_json::from_str(body).ok());
                let about = match &body {
                    Some(body) => records(&streams, &body.batch).await?,
                    None => About::Unreadable,
                };
                let (why, at) = body.map_or_else(Default::default, |body| {
                    (body.context.condition, body.batch.approximate_arrival_of_first_record)
                });
                let id = message.message_id.unwrap_or_default();
                let receipt = message.receipt_handle.unwrap_or_default();
                messages.insert(id.clone(), Message { id, receipt, why, at, about });
            }
            progress.add(messages.len() - before);
            if messages.len() == before {
                return Ok(messages.into_values().collect());
            }
        }
    }

    async fn delete(&self, sqs: &Sqs, message: &Message) -> Result<(), Problem> {
        let delete = sqs.delete_message().queue_url(&self.queue).receipt_handle(&message.receipt);
        delete.send().await.map_err(|error| {
            let mend = "It was worked on; run the command again";
            Problem::new("the message was not deleted", &error, mend)
        })?;
        Ok(())
    }
}

/// The keys of the records that a message names.
async fn records(streams: &Streams, batch: &Batch) -> Result<About, Problem> {
    let iterator = streams
        .get_shard_iterator()
        .stream_arn(&batch.stream_arn)
        .shard_id(&batch.shard_id)
        .shard_iterator_type(ShardIteratorType::AtSequenceNumber)
        .sequence_number(&batch.start_sequence_number)
        .send()
        .await;
    let mut iterator = match iterator {
        Ok(output) => output.shard_iterator,
        Err(error)
            if error.as_service_error().is_some_and(|error| {
                error.is_trimmed_data_access_exception() || error.is_resource_not_found_exception()
            }) =>
        {
            return Ok(About::Forgotten);
        }
        Err(error) => {
            return Err(Problem::new("the stream was not read", &error, CHECK_SETTINGS));
        }
    };
    let mut keys = BTreeSet::new();
    while let Some(next) = iterator.take() {
        let page = streams
            .get_records()
            .shard_iterator(next)
            .send()
            .await
            .map_err(|error| Problem::new("the stream was not read", &error, CHECK_SETTINGS))?;
        let records = page.records.unwrap_or_default();
        if records.is_empty() {
            break;
        }
        let mut ended = false;
        for record in &records {
            let (number, key) = key_of(record);
            if is_after(number, &batch.end_sequence_number) {
                ended = true;
                break;
            }
            keys.insert(key);
        }
        iterator = page.next_shard_iterator.filter(|_| !ended);
    }
    Ok(if keys.is_empty() { About::Forgotten } else { About::Records(keys) })
}

fn key_of(record: &Record) -> (&str, (String, String)) {
    let change = record.dynamodb();
    let part = |name| {
        let keys = change.and_then(|change| change.keys());
        match keys.and_then(|keys| keys.get(name)) {
            Some(AttributeValue::S(text)) => text.clone(),
            _ => String::new(),
        }
    };
    let number = change.and_then(|change| change.sequence_number()).unwrap_or_default();
    (number, (part("pk"), part("sk")))
}

/// Whether one sequence number comes after another: decimal, without leading zeros.
fn is_after(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
    (a.len(), a) > (b.len(), b)
}

/// Does once more what the function had given up on. Pages are brought up to date by the
/// function's own code; a mail goes into the list of due mails, which the function works
/// through every few minutes. Whether all of it went well.
async fn again(site: &RealSite, keys: &BTreeSet<(String, String)>) -> Result<bool, Problem> {
    let mut records = Vec::new();
    for (pk, sk) in keys {
        if let Some(id) = pk.strip_prefix("MAIL#") {
            mail(&site.register, id).await?;
        } else {
            records.push(json!({ "dynamodb": {
                "Keys": { "pk": { "S": pk }, "sk": { "S": sk } },
                "SequenceNumber": format!("{}", records.len() + 1),
            } }));
        }
    }
    let event: StreamEvent = serde_json::from_value(json!({ "Records": records }))
        .map_err(|error| Problem::new("the records were not read", &error, "Report it"))?;
    Ok(Box::pin(site.handle(&event)).await.batch_item_failures.is_empty())
}

async fn mail(table: &Table, id: &str) -> Result<(), Problem> {
    let failed = |error: storage::StorageError| {
        Problem::new("the mail was not asked for", &error, CHECK_SETTINGS)
    };
    let now = web::now();
    let intent = table.mail_intent(id, now).await.map_err(failed)?;
    match intent.filter(storage::MailIntent::stands) {
        Some(intent) => table.watch_mail(&intent, now).await.map_err(failed),
        // Sent, taken back, or not worth sending any more.
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_read_as_lambda_writes_it() {
        let body = r#"{"requestContext":{"requestId":"r","functionArn":"arn:f",
            "condition":"RetryAttemptsExhausted","approximateInvokeCount":6},
            "responseContext":{"statusCode":200},"version":"1.0","timestamp":"2026-11-25T10:00:00Z",
            "DDBStreamBatchInfo":{"shardId":"shardId-1","startSequenceNumber":"99",
            "endSequenceNumber":"101","approximateArrivalOfFirstRecord":"2026-11-25T09:00:00Z",
            "approximateArrivalOfLastRecord":"2026-11-25T09:00:01Z","batchSize":1,
            "streamArn":"arn:s"}}"#;
        let body: Body = serde_json::from_str(body).unwrap();
        assert_eq!(body.context.condition, "RetryAttemptsExhausted");
        assert_eq!(body.batch.shard_id, "shardId-1");
        assert!(serde_json::from_str::<Body>("{}").is_err());
    }

    #[test]
    fn sequence_numbers_are_compared_as_numbers() {
        assert!(is_after("101", "99") && !is_after("99", "101"));
        assert!(!is_after("99", "99") && !is_after("0099", "99") && is_after("100", "0099"));
    }

    #[test]
    fn a_line_says_what_without_personal_data() {
        let keys = BTreeSet::from([("SIGNATORY#x".to_owned(), "PROFILE".to_owned())]);
        let message = Message {
            id: "1".to_owned(),
            receipt: String::new(),
            why: "RetryAttemptsExhausted".to_owned(),
            at: "2026-11-25T09:00:00Z".to_owned(),
            about: About::Records(keys),
        };
        assert_eq!(
            message.line(),
            "2026-11-25T09:00:00Z RetryAttemptsExhausted SIGNATORY#x PROFILE"
        );
    }
}
