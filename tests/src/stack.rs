//! The deployed stack that the tests talk to. `make test` starts it and says where it is.

use reqwest::blocking::Client;
use reqwest::redirect::Policy;
use serde_json::Value;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// Six letters of this process: with them in it a name is new on a stack that has seen the
/// same tests before.
pub fn run() -> &'static str {
    static RUN: OnceLock<String> = OnceLock::new();
    RUN.get_or_init(|| {
        let mut bytes = [0; 6];
        web::fill(&mut bytes);
        bytes.iter().map(|byte| char::from(b'a' + byte % 26)).collect()
    })
}

/// An e-mail address that no other test and no earlier run has.
pub fn address(name: &str) -> String {
    format!("{}-{}@example.org", name.to_lowercase(), run())
}

/// A variable that `make test` sets.
#[expect(clippy::disallowed_methods, reason = "the runner hands the stack over in variables")]
pub fn setting(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run `make test`"))
}

/// Address of the site, without a slash at its end.
pub fn site() -> String {
    setting("SITE").trim_end_matches('/').to_owned()
}

/// An HTTP client that follows nothing. It calls from a loopback address of its own, so
/// that limits on network addresses count each person apart.
pub fn client(from: Ipv4Addr) -> Client {
    Client::builder()
        .redirect(Policy::none())
        .local_address(IpAddr::V4(from))
        .timeout(Duration::from_mins(1))
        .build()
        .expect("client")
}

/// A loopback address that nobody else in this test run has.
pub fn own_address() -> Ipv4Addr {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let number = NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    // Test binaries run one after the other or at once: the process tells them apart.
    let process = std::process::id().to_be_bytes();
    Ipv4Addr::new(127, process[3].max(1), process[2].wrapping_add(number[2]), number[3].max(1))
}

/// A mail that the stack has sent.
#[derive(Debug, Clone)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub sent: String,
}

/// All mails to an address so far, oldest first.
pub fn mails(to: &str) -> Vec<Mail> {
    let address = format!("{}/_ministack/ses/messages", setting("MINISTACK"));
    let text = client(Ipv4Addr::LOCALHOST).get(&address).send().expect("mailbox").text();
    let document: Value = serde_json::from_str(&text.expect("mailbox")).expect("mailbox");
    let accounts = document["messages"].as_object().into_iter().flat_map(|map| map.values());
    let mut mails: Vec<Mail> = accounts
        .filter_map(Value::as_array)
        .flatten()
        .map(|mail| {
            let text = |name: &str| mail[name].as_str().unwrap_or_default().to_owned();
            let to = mail["To"].as_array().into_iter().flatten().filter_map(Value::as_str);
            Mail {
                to: to.collect::<Vec<_>>().join(", "),
                subject: text("Subject"),
                text: if text("BodyText").is_empty() { text("BodyHtml") } else { text("BodyText") },
                sent: mail["Timestamp"].to_string(),
            }
        })
        .filter(|mail| mail.to == to)
        .collect();
    mails.sort_by(|a, b| a.sent.cmp(&b.sent));
    mails
}

/// The newest six-digit code mailed to an address.
pub fn code(to: &str) -> String {
    code_after(to, 0)
}

/// As [`code`], in a mail beyond the first `seen`.
pub fn code_after(to: &str, seen: usize) -> String {
    eventually("a mail with a code", || {
        let mails = mails(to).into_iter().skip(seen).collect::<Vec<_>>();
        mails.iter().rev().find_map(Mail::code)
    })
}

impl Mail {
    /// The six-digit code in it.
    pub fn code(&self) -> Option<String> {
        let mut runs = self.text.split(|c: char| !c.is_ascii_digit());
        runs.find(|run| run.len() == 6).map(str::to_owned)
    }
}

/// Asks again and again, for up to a minute, until there is an answer.
pub fn eventually<T>(what: &str, ask: impl FnMut() -> Option<T>) -> T {
    within(what, Duration::from_mins(1), ask)
}

/// Asks again and again for up to that time until there is an answer.
pub fn within<T>(what: &str, time: Duration, mut ask: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + time;
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < end, "{what}: not within {time:?}");
        std::thread::sleep(Duration::from_millis(500));
    }
}

/// As [`code`], within an async test.
pub async fn code_async(to: &str) -> String {
    let to = to.to_owned();
    tokio::task::spawn_blocking(move || code(&to)).await.expect("code")
}
