//! Installs, builds, deploys and runs the whole system on one machine: `make run`, `make test`.
//!
//! The template that runs here is the one that is deployed. What the local AWS lacks (routes of
//! an imported API, origin groups, an edge in front of the API) is made up for after the
//! deployment, from what was deployed; the reasons stand in `deploy.rs` and `edge.rs`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool")]

mod aws;
mod clock;
mod deploy;
mod distribution;
mod edge;
mod install;
mod mailbox;
mod pactctl;
mod process;
mod progress;
mod project;
mod seed;
mod suite;
mod up;

use aws::Aws;
use clap::{Parser, Subcommand};
use progress::Failure;
use project::Project;
use serde_json::json;
use std::process::ExitCode;

#[derive(Parser)]
#[command(about = "Runs the whole system on this machine", disable_version_flag = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install, build, deploy, seed and serve until Ctrl-C.
    Run {
        /// Port of the site.
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Port of the local AWS.
        #[arg(long, default_value_t = 4566)]
        aws_port: u16,
        /// Port of the mailbox page.
        #[arg(long, default_value_t = 8025)]
        mail_port: u16,
        /// Leave the site empty.
        #[arg(long)]
        no_seed: bool,
    },
    /// Deploy from an empty state on ports of its own, run a command against it, stop.
    Up {
        /// Which folder under .local/ and which ports: `test` has its own.
        #[arg(long, default_value = "test")]
        profile: String,
        /// Seed as `run` does before the command starts.
        #[arg(long)]
        seed: bool,
        /// Program and arguments, by way of `bash -c`.
        #[arg(long)]
        exec: String,
    },
    /// Have the running system mail staff what is late, as it does each morning.
    Digest {
        #[arg(long, default_value_t = 4566)]
        aws_port: u16,
    },
    /// Run every test, the fast ones first, and print a summary.
    Test {
        /// Only these phases, separated by commas.
        #[arg(long, value_delimiter = ',')]
        only: Vec<String>,
    },
    /// Check format, code and template, and run no test.
    Lint,
    /// Install the tools into .tools/ and no more.
    Install,
    /// Stop what an earlier `run` left behind.
    Stop,
    /// Stop, and delete the local data.
    Reset,
    /// Print the six-digit code of the seeded member of staff.
    StaffCode,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("Cannot start: {error}");
            return ExitCode::FAILURE;
        }
    };
    process::stop_on_signals();
    let outcome = runtime.block_on(dispatch(arguments.command));
    process::yield_to_signal();
    process::stop_all();
    match outcome {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

async fn dispatch(command: Command) -> Result<ExitCode, Failure> {
    let project = Project::find()?;
    match command {
        Command::Run { port, aws_port, mail_port, no_seed } => {
            let profile = project.profile("run", port, aws_port, mail_port);
            up::run(&project, &profile, !no_seed).await
        }
        Command::Up { profile, seed, exec } => {
            let profile = project.test_profile(&profile);
            up::up(&project, &profile, seed, &exec).await
        }
        Command::Test { only } => suite::test(&project, &only).await,
        Command::Lint => suite::lint(&project).await,
        Command::Install => {
            install::install(&project, install::ALL).await.map(|()| ExitCode::SUCCESS)
        }
        Command::Stop => up::stop(&project).await.map(|()| ExitCode::SUCCESS),
        Command::Reset => up::reset(&project).await.map(|()| ExitCode::SUCCESS),
        Command::Digest { aws_port } => {
            let profile = project.profile("run", 0, aws_port, 0);
            deploy::invoke(
                &Aws::new(profile.aws()),
                "MailFunction",
                &json!({ "schedule": "digest" }),
            )
            .await
            .map(|()| ExitCode::SUCCESS)
        }
        Command::StaffCode => {
            let profile = project.profile("run", 0, 0, 0);
            seed::print_staff_code(&project, &profile).map(|()| ExitCode::SUCCESS)
        }
    }
}
