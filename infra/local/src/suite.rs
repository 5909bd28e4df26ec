//! `make test`: every test, the fast ones first, and a summary that a person can read.

use crate::deploy;
use crate::install;
use crate::process::{Running, cause};
use crate::progress::{Failure, Step};
use crate::project::Project;
use crate::up;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// Where a phase's programs run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// Nothing but the sources.
    Sources,
    /// The linters of the template.
    Linters,
    /// Chromium and what the browser's tests are made of.
    Browser,
    /// The deployed system.
    System,
    /// Both.
    BrowserAndSystem,
}

impl Needs {
    fn browser(self) -> bool {
        matches!(self, Self::Browser | Self::BrowserAndSystem)
    }

    fn system(self) -> bool {
        matches!(self, Self::System | Self::BrowserAndSystem)
    }
}

/// Some tests with a name.
struct Phase {
    name: &'static str,
    needs: Needs,
    commands: &'static [Run],
}

/// What runs.
#[derive(Debug, Clone, Copy)]
enum Run {
    /// Tests of the workspace's crates: the options that choose them.
    Tests(&'static str),
    /// A line of the shell, in the project's folder.
    Line(&'static str),
}

impl Run {
    fn line(self) -> String {
        match self {
            // Always the same crates: Cargo would turn on other features for others, and build
            // the AWS SDK once more. `local` is what runs this, and has its own line.
            Self::Tests(which) => {
                format!("cargo test --locked --no-fail-fast --workspace --exclude local {which}")
            }
            Self::Line(line) => line.to_owned(),
        }
    }
}

/// In the order in which they run.
const PHASES: &[Phase] = &[
    Phase {
        name: "rules",
        needs: Needs::Sources,
        commands: &[Run::Tests("--lib --bins --test parsers --test states --test safeguard")],
    },
    Phase { name: "views", needs: Needs::Sources, commands: &[Run::Tests("--test pages")] },
    Phase {
        name: "publishing",
        needs: Needs::Sources,
        commands: &[Run::Tests("--test answers --test stream_simulator")],
    },
    Phase {
        name: "template",
        needs: Needs::Linters,
        commands: &[
            Run::Tests("--test template --test openapi"),
            Run::Line("node --test --test-reporter=spec infra/edge/"),
            Run::Line("infra/lint/run.sh"),
        ],
    },
    Phase {
        name: "style",
        needs: Needs::Sources,
        commands: &[
            Run::Line("cargo test --locked --package local"),
            Run::Line("cargo fmt --all --check"),
            Run::Line("cargo clippy --workspace --all-targets --locked -- --deny warnings"),
        ],
    },
    Phase {
        name: "journeys",
        needs: Needs::System,
        commands: &[
            Run::Tests(
                "--test registration --test sessions --test promises --test access --test faults \
                 --test logs --test journeys --test decisions --test mail --test settings \
                 --test roles --test audit --test races --test queue --test bulk --test reports",
            ),
            Run::Tests("--test emulator -- --ignored"),
        ],
    },
    Phase {
        name: "samples",
        needs: Needs::Browser,
        commands: &[Run::Line(
            "cd tests/browser && node --test --test-reporter=spec samples.test.mjs totp.test.mjs",
        )],
    },
    Phase {
        name: "browser",
        needs: Needs::BrowserAndSystem,
        commands: &[Run::Line(
            "cd tests/browser && node --test --test-reporter=spec --test-concurrency=1 \
             main-job.test.mjs whole-life.test.mjs pages.test.mjs faults.test.mjs",
        )],
    },
];

/// Phases that only look at the sources, for `make lint`.
const LINT: &[&str] = &["style", "template"];

/// What came of a phase.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Count {
    passed: usize,
    failed: usize,
    skipped: usize,
}

impl Count {
    /// Reads what test runners print at their ends: Cargo's `test result: ok. 3 passed; …`
    /// and Node's `ℹ pass 3`.
    fn read(output: &str) -> Self {
        let mut count = Self::default();
        for line in output.lines().map(str::trim) {
            if let Some(result) = line.strip_prefix("test result: ") {
                for part in result.split(['.', ';']).map(str::trim) {
                    let number = part.split(' ').next().and_then(|text| text.parse().ok());
                    let Some(number): Option<usize> = number else { continue };
                    if part.ends_with("passed") {
                        count.passed += number;
                    } else if part.ends_with("failed") {
                        count.failed += number;
                    } else if part.ends_with("ignored") {
                        count.skipped += number;
                    }
                }
            } else if let Some((what, number)) =
                line.strip_prefix("ℹ ").and_then(|line| line.split_once(' '))
            {
                let number: usize = number.parse().unwrap_or_default();
                match what {
                    "pass" => count.passed += number,
                    "fail" | "cancelled" => count.failed += number,
                    "skipped" => count.skipped += number,
                    _ => {}
                }
            }
        }
        count
    }

    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// A phase's outcome.
struct Outcome {
    name: &'static str,
    count: Count,
    took: Duration,
}

/// Runs the phases; `only` names some, none means all.
pub(crate) async fn test(project: &Project, only: &[String]) -> Result<ExitCode, Failure> {
    if let Some(unknown) = only.iter().find(|name| PHASES.iter().all(|phase| phase.name != **name))
    {
        let names: Vec<&str> = PHASES.iter().map(|phase| phase.name).collect();
        return Err(Failure::new(
            format!("there is no phase {unknown}"),
            format!("Choose from {}.", names.join(", ")),
        ));
    }
    let chosen: Vec<&Phase> = PHASES
        .iter()
        .filter(|phase| only.is_empty() || only.iter().any(|name| name == phase.name))
        .collect();
    let folder = project.root.join("artefacts/test");
    let _ = std::fs::remove_dir_all(&folder);
    let mut outcomes = Vec::new();
    let mut system = None;
    for phase in chosen {
        prepare(project, phase.needs).await?;
        if phase.needs.system() && system.is_none() {
            let profile = project.test_profile("test");
            system = Some(up::temporary(project, &profile, true).await?);
        }
        let environment = system.as_ref().filter(|_| phase.needs.system());
        let environment = environment.map_or(&[][..], |system| &system.environment);
        outcomes.push(run(project, phase, &folder, environment).await?);
    }
    if let Some(system) = system {
        system.end();
    }
    Ok(summary(&outcomes))
}

/// Format, code and template.
pub(crate) async fn lint(project: &Project) -> Result<ExitCode, Failure> {
    let names: Vec<String> = LINT.iter().map(|name| (*name).to_owned()).collect();
    test(project, &names).await
}

/// Installs what a phase needs beyond the toolchain.
async fn prepare(project: &Project, needs: Needs) -> Result<(), Failure> {
    if needs == Needs::Linters {
        install::install(project, install::LINTERS).await?;
    }
    if needs.browser() {
        install::browser(project).await?;
    }
    Ok(())
}

async fn run(
    project: &Project,
    phase: &Phase,
    folder: &Path,
    environment: &[(String, String)],
) -> Result<Outcome, Failure> {
    let log: PathBuf = folder.join(format!("{}.log", phase.name));
    let mut step = Step::start(format!("Testing {}", phase.name));
    let mut failed = false;
    for run in phase.commands {
        let mut command = deploy::command(project, "bash", "");
        command
            .args(["-c", &run.line()])
            .env("CARGO_BUILD_TARGET", deploy::triple())
            .env("CARGO_TERM_COLOR", "never")
            // A new or changed snapshot is a failure, never a file beside the old one.
            .env("INSTA_UPDATE", "no")
            .env("NO_COLOR", "1")
            .envs(environment.iter().map(|(name, value)| (name, value)));
        let status =
            Running::start(&mut command, Some(&log))?.wait(Some(&mut step), Some(&log)).await;
        failed |= !status.success();
    }
    let output = std::fs::read_to_string(&log).unwrap_or_default();
    let mut count = Count::read(&output);
    if failed && count.failed == 0 {
        // It did not come as far as to count: it does not build, or a linter found something.
        count.failed = 1;
    }
    let Count { passed, failed, skipped } = count;
    let mut note = format!("{passed} passed, {failed} failed");
    if skipped > 0 {
        note = format!("{note}, {skipped} skipped");
    }
    let took = if failed == 0 { step.done(&note) } else { step.failed() };
    if failed > 0 {
        println!("  {note}. {}", cause(&output));
        for name in failures(&output).iter().take(20) {
            println!("    {name}");
        }
        println!("  All of it: {}", project.relative(&log));
    }
    Ok(Outcome { name: phase.name, count, took })
}

/// The names of the tests that failed.
fn failures(output: &str) -> Vec<&str> {
    output
        .lines()
        .map(str::trim)
        .filter(|line| {
            (line.starts_with("test ") && line.ends_with("... FAILED")) || line.starts_with("✖ ")
        })
        .collect()
}

fn summary(outcomes: &[Outcome]) -> ExitCode {
    let mut all = Count::default();
    println!();
    for Outcome { name, count, took } in outcomes {
        let Count { passed, failed, skipped } = count;
        let seconds = took.as_secs_f64();
        println!(
            "  {name:<10} {passed:>5} passed {failed:>3} failed {skipped:>3} skipped {seconds:>8.1} s"
        );
        all.add(*count);
    }
    let Count { passed, failed, skipped } = all;
    let skipped = if skipped > 0 { format!(", {skipped} skipped") } else { String::new() };
    println!("\n{passed} passed, {failed} failed{skipped}");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[cfg(test)]
mod tests {
    use super::{Count, failures};

    #[test]
    fn results_of_cargo_and_node_are_added_up() {
        let output = "test a ... ok\n\
            test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.5s\n\
            test b ... FAILED\n\
            test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out\n\
            ℹ tests 9\nℹ pass 6\nℹ fail 1\nℹ cancelled 1\nℹ skipped 1\nℹ todo 0\n✖ does not work (3ms)\n";
        assert_eq!(Count::read(output), Count { passed: 21, failed: 4, skipped: 2 });
        assert_eq!(failures(output), ["test b ... FAILED", "✖ does not work (3ms)"]);
        assert_eq!(Count::read("nothing"), Count::default());
    }
}
