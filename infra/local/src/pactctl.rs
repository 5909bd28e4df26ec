//! The operators' tool, run against a local system as an operator would.

use crate::deploy;
use crate::process;
use crate::progress::Failure;
use crate::project::{Profile, Project};
use std::process::Command;

/// What programs that use a system are told.
pub(crate) type Environment = [(String, String)];

fn command(project: &Project, environment: &Environment, arguments: &[&str]) -> Command {
    let mut cargo = deploy::command(project, "cargo", "");
    cargo
        .env("CARGO_BUILD_TARGET", deploy::triple())
        .args(["run", "--locked", "--quiet", "--package", "pactctl", "--"])
        .args(arguments)
        .envs(environment.iter().map(|(name, value)| (name, value)));
    cargo
}

/// Makes the whole public site: new pages, files and styles after a deployment.
pub(crate) async fn rebuild(
    project: &Project,
    profile: &Profile,
    environment: &Environment,
) -> Result<(), Failure> {
    let log = profile.log("rebuild");
    let mut rebuild = command(project, environment, &["rebuild"]);
    let name = "Putting out the pages (pactctl rebuild)";
    process::step(name, &mut rebuild, &log, &project.relative(&log), "Mend that and start again.")
        .await
}

/// Runs a command of the tool's; what it prints.
pub(crate) fn run(
    project: &Project,
    environment: &Environment,
    arguments: &[&str],
) -> Result<String, Failure> {
    let failed = |what: String| {
        let command = arguments.join(" ");
        Failure::new(format!("pactctl {command}: {what}"), "Mend that and start again.")
    };
    let output = command(project, environment, arguments)
        .output()
        .map_err(|error| failed(error.to_string()))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    } else {
        Err(failed(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
    }
}
