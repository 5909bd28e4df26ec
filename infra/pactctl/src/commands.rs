//! What each command does.

use crate::progress::Progress;
use aws_config::SdkConfig;
use clap::Args;
use domain::EventId;
use pages::{Counts, Distribution, Site, render};
use serde_json::json;
use std::error::Error;
use std::fmt;
use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;
use storage::bucket::Bucket;
use storage::{OperationToken, Table};

/// A cause and a mend, on one line.
#[derive(Debug)]
pub(crate) struct Problem(String);

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Problem {
    /// A sentence with its mend.
    pub(crate) fn of(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub(crate) fn new(what: &str, cause: &(dyn Error + 'static), mend: &str) -> Self {
        let cause = web::log::chain(cause).replace('\n', " ");
        Self(format!("{what}: {cause}. {mend}"))
    }
}

/// What to print, and how to end.
pub(crate) type Done = Result<(String, ExitCode), Problem>;

pub(crate) const CHECK_SETTINGS: &str = "Check the names (they are outputs of the stack), AWS_PROFILE and AWS_REGION, then run it again";

/// The site on AWS.
pub(crate) type RealSite = Site<Table, Bucket, Distribution>;

/// Where things are.
#[derive(Debug, Args)]
pub(crate) struct Names {
    /// The table: output `TableName`.
    #[arg(long, env = "TABLE_NAME")]
    table: String,
    /// The bucket: output `BucketName`.
    #[arg(long, env = "BUCKET_NAME")]
    bucket: String,
    /// The distribution: output `DistributionId`.
    #[arg(long, env = "DISTRIBUTION_ID")]
    distribution: String,
}

impl Names {
    pub(crate) fn site(self, config: &SdkConfig) -> RealSite {
        // Addresses of the form `bucket.host` need a name for each bucket: on AWS alone.
        let s3 = aws_sdk_s3::config::Builder::from(config)
            .force_path_style(config.endpoint_url().is_some())
            .build();
        Site {
            register: table(config, self.table),
            shelf: Bucket::new(aws_sdk_s3::Client::from_conf(s3), self.bucket),
            edge: Distribution::new(aws_sdk_cloudfront::Client::new(config), self.distribution),
            render: render::page,
        }
    }
}

/// Ten random bytes.
pub(crate) fn entropy() -> [u8; 10] {
    let mut bytes = [0; 10];
    web::fill(&mut bytes);
    bytes
}

/// The name of a new operation.
pub(crate) fn operation() -> OperationToken {
    OperationToken::new(EventId::new(web::now(), entropy()).to_string())
}

/// `pactctl rebuild`.
#[derive(Debug, Args)]
pub(crate) struct Rebuild {
    #[command(flatten)]
    names: Names,
}

impl Rebuild {
    pub(crate) async fn run(self, json: bool) -> Done {
        let site = self.names.site(&web::aws::sdk_config().await);
        let bar = Progress::start("Rebuilding");
        let progress = |step: &str, counts: &Counts| {
            let line = format!("{step}: {}", sentence(counts));
            if std::io::stderr().is_terminal() {
                bar.say(line);
            } else {
                let _ = writeln!(std::io::stderr(), "{line}");
            }
        };
        let counts = Box::pin(pages::rebuild(&site, progress))
            .await
            .map_err(|error| Problem::new("the rebuild broke off", &error, CHECK_SETTINGS))?;
        drop(bar);
        let text = if json {
            json!(counts).to_string()
        } else if counts.failed == 0 {
            format!("Done: {}", sentence(&counts))
        } else {
            let mend = "mend the items that the lines above name, then run it again";
            format!("Left out {}, {mend}. {}", counts.failed, sentence(&counts))
        };
        Ok((text, if counts.failed == 0 { ExitCode::SUCCESS } else { ExitCode::from(3) }))
    }
}

fn sentence(counts: &Counts) -> String {
    let Counts { subjects, written, deleted, failed } = counts;
    format!(
        "{subjects} signatories and initiatives, {written} objects written, {deleted} deleted, \
         {failed} failed"
    )
}

pub(crate) fn table(config: &SdkConfig, name: String) -> Table {
    Table::new(aws_sdk_dynamodb::Client::new(config), name)
}

/// `pactctl totp`.
#[derive(Debug, Args)]
pub(crate) struct Totp {
    /// The secret, in base 32, as the page that sets up the second factor shows it.
    #[arg(long, env = "TOTP_SECRET", hide_env_values = true)]
    secret: String,
}

impl Totp {
    pub(crate) fn run(self, json: bool) -> Done {
        let now = u64::try_from(web::now().as_second()).unwrap_or_default();
        let code = code(&self.secret, now).ok_or_else(|| {
            Problem("--secret is not base 32. Copy the key as the page shows it".to_owned())
        })?;
        let seconds = 30 - now % 30;
        let text =
            if json { json!({ "code": code, "seconds": seconds }).to_string() } else { code };
        Ok((text, ExitCode::SUCCESS))
    }
}

/// The code at a time (RFC 6238: SHA-1, 30 seconds, six digits). Spaces and case do not
/// matter, as people copy it in groups.
fn code(secret: &str, now: u64) -> Option<String> {
    let secret: String = secret.chars().filter(|c| !c.is_whitespace() && *c != '=').collect();
    let secret = totp_rs::Secret::try_from_base32(secret.to_ascii_uppercase()).ok()?;
    // Some services give shorter secrets than the RFC asks for.
    let totp = totp_rs::Builder::new().with_secret(secret).build_noncompliant();
    Some(totp.generate(now).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_rfc_6238() {
        // "12345678901234567890", appendix B; the last six of eight digits.
        let secret = "GEZD GNBV gy3t qojq GEZDGNBVGY3TQOJQ";
        for (time, expected) in
            [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")]
        {
            assert_eq!(code(secret, time).as_deref(), Some(expected));
        }
        assert_eq!(code("not base 32!", 0), None);
        assert!(code("JBSWY3DPEHPK3PXP", 0).is_some(), "ten bytes");
    }

    #[test]
    fn a_problem_is_one_line() {
        let cause = storage::StorageError::Unavailable(Box::from("two\nlines"));
        let problem = Problem::new("no", &cause, "Mend").to_string();
        assert_eq!(problem, "no: storage is unavailable: two lines. Mend");
    }
}
