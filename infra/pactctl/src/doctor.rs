//! `pactctl doctor`: finds what has drifted from the records, and mends it.

use crate::commands::{CHECK_SETTINGS, Done, Names, Problem, RealSite, entropy, operation};
use crate::progress::Progress;
use clap::Args;
use pages::doctor::{self as site_doctor, DriftKind as OnSite};
use serde_json::{Value, json};
use std::process::ExitCode;
use std::time::Duration;
use storage::doctor::{DriftKind as InTable, Mended};

/// As long as the stream takes to bring a change to the pages.
const SETTLE: Duration = Duration::from_secs(10);

/// `pactctl doctor`.
#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// Mend what can be mended; without it nothing is changed.
    #[arg(long)]
    fix: bool,
    #[command(flatten)]
    names: Names,
}

/// Something that was found, and what came of it.
struct Finding {
    code: &'static str,
    about: String,
    what: &'static str,
    mend: &'static str,
    /// None where it was not tried.
    mended: Option<bool>,
}

impl Doctor {
    pub(crate) async fn run(self, json: bool) -> Done {
        let config = web::aws::sdk_config().await;
        let site = self.names.site(&config);
        let mut findings = Vec::new();
        // The table first: pages follow from it.
        Box::pin(in_table(&site, self.fix, &mut findings)).await?;
        Box::pin(on_site(&site, self.fix, &mut findings)).await?;
        let left = findings.iter().filter(|finding| finding.mended != Some(true)).count();
        let text = if json {
            let drifts: Vec<Value> = findings.iter().map(Finding::document).collect();
            json!({ "drifts": drifts, "left": left }).to_string()
        } else {
            report(&findings, left, self.fix)
        };
        Ok((text, if left == 0 { ExitCode::SUCCESS } else { ExitCode::from(3) }))
    }
}

impl Finding {
    fn document(&self) -> Value {
        json!({
            "kind": self.code, "about": self.about, "what": self.what, "mend": self.mend,
            "mended": self.mended,
        })
    }

    fn line(&self) -> String {
        let Self { about, what, mend, .. } = self;
        match self.mended {
            Some(true) => format!("mended: {what} ({about})"),
            Some(false) => format!("not mended, run it again: {what} ({about})"),
            None => format!("{what} ({about}). {mend}"),
        }
    }
}

fn report(findings: &[Finding], left: usize, fix: bool) -> String {
    let mut lines: Vec<String> = findings.iter().map(Finding::line).collect();
    lines.push(match (findings.len(), left, fix) {
        (0, ..) => "Everything follows from the records.".to_owned(),
        (found, 0, _) => format!("{found} found, all mended."),
        (found, left, true) => format!("{found} found, {left} left."),
        (found, _, false) => format!("{found} found, nothing changed: --fix mends."),
    });
    lines.join("\n")
}

async fn in_table(site: &RealSite, fix: bool, findings: &mut Vec<Finding>) -> Result<(), Problem> {
    let failed = |error: storage::StorageError| {
        Problem::new("the table was not looked through", &error, CHECK_SETTINGS)
    };
    let progress = Progress::start("Looking through the table");
    let drifts = site.register.drifts(|items| progress.add(items)).await.map_err(failed)?;
    drop(progress);
    for drift in drifts {
        let (what, mend) = words_in_table(drift.kind);
        let mended = if fix && drift.can_be_mended() {
            let mended = site.register.mend(&drift, operation()).await.map_err(failed)?;
            Some(mended == Mended::Done)
        } else {
            None
        };
        let (code, about) = (drift.kind.code(), drift.about);
        findings.push(Finding { code, about, what, mend, mended });
    }
    Ok(())
}

async fn on_site(site: &RealSite, fix: bool, findings: &mut Vec<Finding>) -> Result<(), Problem> {
    let failed = |error: pages::Failure| {
        Problem::new("the site was not looked through", &error, CHECK_SETTINGS)
    };
    let progress = Progress::start("Looking through the site");
    let examined = site_doctor::examine(site, SETTLE, |seen| progress.add(seen)).await;
    let drifts = examined.map_err(failed)?;
    drop(progress);
    for drift in drifts {
        let (what, mend) = words_on_site(drift.kind);
        let mended = if fix && drift.can_be_mended() {
            let reference = entropy().map(|byte| format!("{byte:02x}")).concat();
            site_doctor::mend(site, &drift, &reference).await.map_err(failed)?;
            Some(true)
        } else {
            None
        };
        let (code, about) = (drift.kind.code(), drift.to_string());
        findings.push(Finding { code, about, what, mend, mended });
    }
    Ok(())
}

const FIX: &str = "Run it with --fix";
const LOOK: &str = "Somebody must look: see \"Doctor\" in docs/runbook.md";

/// What it is, and the mend.
fn words_in_table(kind: InTable) -> (&'static str, &'static str) {
    match kind {
        InTable::QueueEntryMissing => ("something waits and is not in the queue", FIX),
        InTable::QueueEntryStale => ("something is in the queue and does not wait", FIX),
        InTable::EmailGuardMissing => ("an account's address is not marked as taken", FIX),
        InTable::EmailGuardElsewhere => ("an address is marked as another account's", LOOK),
        InTable::BodyGuardMissing => ("a signatory's body is not marked as taken", FIX),
        InTable::BodyGuardElsewhere => ("a body is marked as another signatory's", LOOK),
        InTable::ListCounterWrong => ("a list's counters are wrong", FIX),
        InTable::ListEntryMissing => ("an entry is missing in a list", FIX),
        InTable::ListEntryStale => ("an entry stands in a list that nothing calls for", FIX),
        InTable::MembershipStale => ("a membership in a signatory that is not there", FIX),
        InTable::DueMailMissing => ("a mail waits and is not in the list of due mails", FIX),
        InTable::Unreadable => ("an item cannot be read", LOOK),
    }
}

/// What it is, and the mend.
fn words_on_site(kind: OnSite) -> (&'static str, &'static str) {
    match kind {
        OnSite::ObjectMissing => ("a page is missing", FIX),
        OnSite::ObjectChanged => ("a page is not as it should be", FIX),
        OnSite::NotPublic => ("a page of something that is not public is there", FIX),
        OnSite::NotNoted => ("what is put out does not follow from the record", FIX),
        OnSite::Unreadable => ("an item cannot be read", LOOK),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(mended: Option<bool>) -> Finding {
        let (what, mend) = words_on_site(OnSite::ObjectMissing);
        let about = "en/index.html".to_owned();
        Finding { code: OnSite::ObjectMissing.code(), about, what, mend, mended }
    }

    #[test]
    fn a_report_says_what_and_the_mend_in_one_line_each() {
        assert_eq!(report(&[], 0, false), "Everything follows from the records.");
        let dry = report(&[finding(None)], 1, false);
        assert_eq!(
            dry,
            "a page is missing (en/index.html). Run it with --fix\n\
             1 found, nothing changed: --fix mends."
        );
        let mended = report(&[finding(Some(true))], 0, true);
        assert_eq!(mended, "mended: a page is missing (en/index.html)\n1 found, all mended.");
        let left = report(&[finding(Some(false))], 1, true);
        assert!(left.ends_with("1 found, 1 left."), "{left}");
    }
}
