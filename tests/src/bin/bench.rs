//! `make bench`: builds what would be deployed and prints, for each function, the binary's
//! and the zip's size and the time from process start to the first answer, beside a bare
//! `lambda_http` function measured in the same run.
//!
//! Each process meets a stand-in for Lambda's runtime interface and one for AWS, which
//! answers every call with an empty object at once: what is measured is ours alone.
//! Processes of all functions take turns, so that a slow moment of the machine hits all.

use flate2::{Compression, write::DeflateEncoder};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

/// Starts of each function; the median is printed.
const ROUNDS: usize = 21;

/// What is measured: binary and the event it gets.
const SUBJECTS: [(&str, &str); 9] = [
    ("bare", "/en/register"),
    ("registration", "/en/register"),
    ("login", "/en/sign-in"),
    ("account", "/en/desk"),
    ("initiatives", "/en/desk/initiatives"),
    ("moderation", "/en/staff"),
    ("fallback", "/en/signatories/01kb0000000000000000000000-x/"),
    ("pages", ""),
    ("mail", ""),
];

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    // Names of functions measure those alone, beside the bare one.
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let subjects: Vec<(&str, &str)> = SUBJECTS
        .into_iter()
        .filter(|(name, _)| {
            wanted.is_empty() || *name == "bare" || wanted.iter().any(|w| w == name)
        })
        .collect();
    println!("Building the release binaries; the first time takes some minutes for each.");
    let built = Command::new(env!("CARGO"))
        .current_dir(&root)
        // `make` names a target for the tests' sake; here it is this machine's own.
        .env_remove("CARGO_BUILD_TARGET")
        .args(["build", "--locked", "--release", "-p", "tests"])
        .args(subjects.iter().skip(1).flat_map(|(name, _)| ["-p", name]))
        .args(subjects.iter().flat_map(|(name, _)| ["--bin", name]))
        .status();
    if !built.is_ok_and(|status| status.success()) {
        println!("The build failed: mend what cargo says above.");
        return ExitCode::FAILURE;
    }
    let aws = stand_in_for_aws();
    let mut times: Vec<Vec<Times>> = vec![Vec::new(); subjects.len()];
    for round in 0..=ROUNDS {
        for (index, (name, path)) in subjects.iter().enumerate() {
            match start(&root.join("target/release").join(name), &event(path), &aws) {
                // The first round only warms the disk's cache.
                Ok(_) if round == 0 => {}
                Ok(measured) => times[index].push(measured),
                Err(error) => {
                    println!("{name} gave no answer: {error}");
                    return ExitCode::FAILURE;
                }
            }
        }
    }
    println!(
        "\n{:<14}{:>10}{:>10}{:>14}{:>14}{:>10}{:>10}",
        "function", "binary kB", "zip kB", "to next ms", "to answer ms", "x bare", "RSS kB"
    );
    let mut rows = Vec::new();
    let bare = median(times[0].iter().map(|time| time.answer));
    for ((name, _), times) in subjects.iter().zip(&times) {
        let (binary, zip) = sizes(&root.join("target/release").join(name));
        let next = median(times.iter().map(|time| time.next));
        let answer = median(times.iter().map(|time| time.answer));
        let low = times.iter().map(|time| time.answer).min().unwrap_or_default();
        let high = times.iter().map(|time| time.answer).max().unwrap_or_default();
        let rss = times.iter().map(|time| time.rss_kb).max().unwrap_or_default();
        let ratio = answer.as_secs_f64() / bare.as_secs_f64();
        println!(
            "{name:<14}{:>10}{:>10}{:>14.2}{:>14.2}{ratio:>10.2}{rss:>10}   ({:.2}–{:.2})",
            binary / 1000,
            zip / 1000,
            ms(next),
            ms(answer),
            ms(low),
            ms(high),
        );
        rows.push(json!({
            "function": name, "binary_bytes": binary, "zip_bytes": zip, "next_ms": ms(next),
            "answer_ms": ms(answer), "answer_min_ms": ms(low), "answer_max_ms": ms(high),
            "times_bare": ratio, "rss_kb": rss,
        }));
    }
    let report = root.join("artefacts/bench.json");
    let _ = fs::create_dir_all(root.join("artefacts"));
    let document = json!({ "rounds": ROUNDS, "functions": rows });
    if fs::write(&report, format!("{document:#}\n")).is_ok() {
        println!("\nMedians of {ROUNDS} starts taken in turn; also in artefacts/bench.json.");
    }
    ExitCode::SUCCESS
}

#[derive(Debug, Clone)]
struct Times {
    next: Duration,
    answer: Duration,
    rss_kb: u64,
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn median(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<Duration> = times.collect();
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Size of the binary and of its zip, in bytes.
fn sizes(binary: &Path) -> (u64, u64) {
    let bytes = fs::read(binary).unwrap_or_default();
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    let zipped = encoder.write_all(&bytes).and_then(|()| encoder.finish()).unwrap_or_default();
    (bytes.len() as u64, zipped.len() as u64)
}

/// An HTTP API event, or a batch of a stream without records.
fn event(path: &str) -> Value {
    if path.is_empty() {
        return json!({ "Records": [] });
    }
    json!({
        "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": "",
        "headers": { "host": "localhost", "x-origin-verify": "bench", "accept": "text/html" },
        "requestContext": {
            "accountId": "000000000000", "apiId": "bench", "domainName": "localhost",
            "domainPrefix": "bench", "requestId": "bench", "routeKey": "$default",
            "stage": "$default", "time": "24/Nov/2026:00:00:00 +0000", "timeEpoch": 0,
            "http": { "method": "GET", "path": path, "protocol": "HTTP/1.1",
                "sourceIp": "127.0.0.1", "userAgent": "bench" },
        },
        "isBase64Encoded": false,
    })
}

/// Starts one process and takes its times up to the first answer.
fn start(binary: &PathBuf, event: &Value, aws: &str) -> std::io::Result<Times> {
    let runtime = TcpListener::bind("127.0.0.1:0")?;
    let address = runtime.local_addr()?.to_string();
    let started = Instant::now();
    let mut child = Command::new(binary)
        .env_clear()
        .envs([
            ("AWS_LAMBDA_RUNTIME_API", address.as_str()),
            ("AWS_LAMBDA_FUNCTION_NAME", "bench"),
            ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
            ("AWS_LAMBDA_FUNCTION_VERSION", "1"),
            ("AWS_ENDPOINT_URL", aws),
            ("AWS_REGION", "eu-west-1"),
            ("AWS_ACCESS_KEY_ID", "bench"),
            ("AWS_SECRET_ACCESS_KEY", "bench"),
            ("TABLE_NAME", "bench"),
            ("AUDIT_TABLE_NAME", "bench"),
            ("BUCKET_NAME", "bench"),
            ("DISTRIBUTION_ID", "bench"),
            ("SITE_URL", "https://bench.example.org"),
            ("MAIL_FROM", "bench@example.org"),
            ("USER_POOL_ID", "eu-west-1_bench"),
            ("CLIENT_ID", "bench"),
            ("CLIENT_SECRET", "bench"),
            ("ORIGIN_SECRET", "bench"),
        ])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let times = converse(&runtime, event, started, &child);
    let _ = child.kill();
    let _ = child.wait();
    times
}

fn converse(
    runtime: &TcpListener,
    event: &Value,
    started: Instant,
    child: &Child,
) -> std::io::Result<Times> {
    runtime.set_nonblocking(false)?;
    let body = event.to_string();
    let mut next = None;
    loop {
        let (stream, _) = runtime.accept()?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut stream = stream;
        while let Some((line, _)) = read_request(&mut reader)? {
            if line.contains("/invocation/next") {
                next.get_or_insert_with(|| started.elapsed());
                write!(
                    stream,
                    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\
                     lambda-runtime-aws-request-id: 1\r\nlambda-runtime-deadline-ms: 4102444800000\r\n\
                     lambda-runtime-invoked-function-arn: arn:aws:lambda:eu-west-1:0:function:bench\r\n\
                     content-length: {}\r\n\r\n{body}",
                    body.len()
                )?;
                stream.flush()?;
                if line.starts_with("POST") {
                    break;
                }
            } else if line.contains("/response") {
                let rss_kb = peak_rss(child.id());
                let answer = started.elapsed();
                return Ok(Times { next: next.unwrap_or(answer), answer, rss_kb });
            } else {
                return Err(std::io::Error::other(line));
            }
        }
    }
}

/// The request's first line and body; nothing at the end of the connection.
fn read_request(reader: &mut BufReader<TcpStream>) -> std::io::Result<Option<(String, Vec<u8>)>> {
    let mut first = String::new();
    if reader.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    let (mut length, mut chunked) = (0, false);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let line = line.trim().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or_default();
        }
        chunked |= line.starts_with("transfer-encoding:") && line.ends_with("chunked");
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    while chunked {
        let mut size = String::new();
        reader.read_line(&mut size)?;
        let size = usize::from_str_radix(size.trim(), 16).unwrap_or_default();
        let mut chunk = vec![0; size + 2];
        reader.read_exact(&mut chunk)?;
        chunked = size > 0;
    }
    Ok(Some((first, body)))
}

/// The most memory that the process has held, in kB.
fn peak_rss(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

/// Answers every call with an empty object, at once.
fn stand_in_for_aws() -> String {
    let Ok(listener) = TcpListener::bind("127.0.0.1:0") else { return String::new() };
    let address = listener.local_addr().map(|address| format!("http://{address}"));
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || {
                let Ok(clone) = stream.try_clone() else { return };
                let (mut reader, mut stream) = (BufReader::new(clone), stream);
                while let Ok(Some(_)) = read_request(&mut reader) {
                    let answer = "HTTP/1.1 200 OK\r\ncontent-type: application/x-amz-json-1.0\r\n\
                                  content-length: 2\r\n\r\n{}";
                    if stream.write_all(answer.as_bytes()).is_err() {
                        return;
                    }
                }
            });
        }
    });
    address.unwrap_or_default()
}
