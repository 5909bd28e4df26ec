//! The operators' tool: see `pactctl help`.
//!
//! Results go to standard output, progress and failures to standard error. It ends with 0
//! when all is done or in order, 1 when it could not be done, 2 when it was called wrongly, 3
//! when something is left that needs a person or another run: a rebuild left something out, a
//! drift is not mended, a message could not be worked on, the audit trail is broken.
//!
//! What changes or destroys anything is a dry run unless `--yes` or `--fix` is given.

mod audit;
mod commands;
mod doctor;
mod failures;
mod progress;
mod staff;
mod takedown;

use clap::{Parser, Subcommand};
use std::io::Write as _;
use std::process::ExitCode;

/// Runs the Pact's platform: see each command's help.
#[derive(Debug, Parser)]
#[command(name = "pactctl", version, about)]
struct Arguments {
    /// Answer in JSON, for programs.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make the whole public site again from the table. Safe at any time; a second run
    /// changes nothing.
    Rebuild(commands::Rebuild),
    /// Members of staff.
    Staff {
        #[command(subcommand)]
        command: Staff,
    },
    /// Take something down at once, in an emergency. Changes nothing without --yes.
    TakeDown {
        #[command(subcommand)]
        command: TakeDown,
    },
    /// Compare what is derived from the records with the records: queue, uniqueness, lists,
    /// memberships, due mails, pages. Changes nothing without --fix.
    Doctor(doctor::Doctor),
    /// The failure queue: what the readers of the table's stream gave up on.
    Queue {
        #[command(subcommand)]
        command: Queue,
    },
    /// The audit trail.
    Audit {
        #[command(subcommand)]
        command: Audit,
    },
    /// Print the present six-digit code of an authenticator's secret.
    Totp(commands::Totp),
}

#[derive(Debug, Subcommand)]
enum Staff {
    /// Let somebody in: a mail with a link that works once, within 72 hours. Run it again to
    /// send a new one; the older link is over then.
    Invite(staff::Invite),
}

#[derive(Debug, Subcommand)]
enum Queue {
    /// Show what each message is about.
    List(failures::List),
    /// Do once more what was given up on, and delete the messages of what went well. Changes
    /// nothing without --yes.
    Redrive(failures::Redrive),
}

#[derive(Debug, Subcommand)]
enum TakeDown {
    /// A signatory, with everything it has published.
    Signatory(takedown::Order),
    /// An initiative.
    Initiative(takedown::Order),
}

#[derive(Debug, Subcommand)]
enum Audit {
    /// Check every entry and that none is missing.
    Verify(audit::Verify),
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_max_level(tracing::Level::WARN)
        .with_target(false)
        .without_time()
        .init();
    let done = match arguments.command {
        Command::Rebuild(command) => Box::pin(command.run(arguments.json)).await,
        Command::Staff { command: Staff::Invite(command) } => command.run(arguments.json).await,
        Command::TakeDown { command: TakeDown::Signatory(order) } => {
            Box::pin(order.signatory(arguments.json)).await
        }
        Command::TakeDown { command: TakeDown::Initiative(order) } => {
            Box::pin(order.initiative(arguments.json)).await
        }
        Command::Doctor(command) => Box::pin(command.run(arguments.json)).await,
        Command::Queue { command: Queue::List(command) } => command.run(arguments.json).await,
        Command::Queue { command: Queue::Redrive(command) } => {
            Box::pin(command.run(arguments.json)).await
        }
        Command::Audit { command: Audit::Verify(command) } => {
            Box::pin(command.run(arguments.json)).await
        }
        Command::Totp(command) => command.run(arguments.json),
    };
    match done {
        Ok((text, code)) => {
            // Nobody reads it: nobody misses it.
            let _ = writeln!(std::io::stdout(), "{text}");
            code
        }
        Err(problem) => {
            let _ = writeln!(std::io::stderr(), "pactctl: {problem}");
            ExitCode::FAILURE
        }
    }
}
