//! The operators' tool: `pactctl rebuild`, `pactctl staff add`, `pactctl totp`.
//!
//! Results go to standard output, progress and failures to standard error. It ends with 0
//! when all is done, 1 when it could not be done, 2 when it was called wrongly, 3 when a
//! rebuild left something out.

mod commands;

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
    /// Print the present six-digit code of an authenticator's secret.
    Totp(commands::Totp),
}

#[derive(Debug, Subcommand)]
enum Staff {
    /// Let somebody in: Cognito mails them a temporary password, which lives a day. Run it
    /// again to send a new one.
    Add(commands::AddStaff),
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
        Command::Staff { command: Staff::Add(command) } => command.run(arguments.json).await,
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
