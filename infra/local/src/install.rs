//! Tools of exact versions in `.tools/`, which nothing outside the project notices.

use crate::process;
use crate::progress::Failure;
use crate::project::Project;
use std::path::Path;
use std::process::Command;

/// What `make run` needs.
pub(crate) const RUN: &[&str] = &["aws", "sam"];
/// What checks the template.
pub(crate) const LINTERS: &[&str] = &["sam", "checkov"];
/// All of it.
pub(crate) const ALL: &[&str] = &["aws", "sam", "checkov"];

/// The programs of each set that others look up.
fn programs(set: &str) -> &'static [&'static str] {
    match set {
        "aws" => &["cargo-lambda"],
        "sam" => &["sam", "cfn-lint"],
        _ => &["checkov"],
    }
}

/// Installs the sets that are missing or older than their list.
pub(crate) async fn install(project: &Project, sets: &[&str]) -> Result<(), Failure> {
    for program in ["python3", "node", "cargo", "strip"] {
        need(program)?;
    }
    for set in sets {
        let list = project.root.join("infra/tools").join(format!("{set}.txt"));
        let folder = project.tools().join(set);
        let wanted = std::fs::read(&list).map_err(|error| {
            Failure::new(format!("infra/tools/{set}.txt: {error}"), "Get the file back with git.")
        })?;
        let receipt = folder.join("installed.txt");
        if std::fs::read(&receipt).is_ok_and(|have| have == wanted) {
            link(project, set, &folder)?;
            continue;
        }
        let log = project.local().join("install.log");
        let shown = project.relative(&log);
        let mend = "Mend that and start again; what is there already is kept.";
        let mut create = Command::new("python3");
        create.args(["-m", "venv", "--clear"]).arg(&folder);
        process::step(&format!("Making room for {set}"), &mut create, &log, &shown, mend).await?;
        let mut pip = Command::new(folder.join("bin/pip"));
        pip.args(["install", "--disable-pip-version-check", "--no-input", "--no-deps", "-r"])
            .arg(&list);
        let what = programs(set).join(", ");
        process::step(&format!("Installing {what}"), &mut pip, &log, &shown, mend).await?;
        link(project, set, &folder)?;
        // Last, so that an installation cut short counts as none.
        write(&receipt, &wanted)?;
    }
    Ok(())
}

/// Installs what the browser's tests are made of, and Chromium where there is none.
pub(crate) async fn browser(project: &Project) -> Result<(), Failure> {
    need("npm")?;
    let log = project.local().join("install.log");
    let shown = project.relative(&log);
    let mend = "Mend that and start again.";
    let folder = project.root.join("tests/browser");
    let lock = folder.join("package-lock.json");
    let wanted = std::fs::read(&lock).map_err(|error| {
        Failure::new(format!("{}: {error}", lock.display()), "Get the file back with git.")
    })?;
    let receipt = folder.join("node_modules/.installed");
    if std::fs::read(&receipt).is_ok_and(|have| have == wanted) {
        return chromium(&log, &shown).await;
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder);
    process::step("Installing what drives the browser", &mut npm, &log, &shown, mend).await?;
    write(&receipt, &wanted)?;
    chromium(&log, &shown).await
}

async fn chromium(log: &Path, shown: &str) -> Result<(), Failure> {
    let known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    if std::env::var_os("CHROMIUM").is_some() || known.iter().any(|path| Path::new(path).is_file())
    {
        return Ok(());
    }
    let mend = "Install Chromium, or name one in CHROMIUM.";
    let mut apt = Command::new("sh");
    apt.args(["-c", "apt-get update && apt-get install --yes --no-install-recommends chromium fonts-dejavu fonts-noto-core"])
        .env("DEBIAN_FRONTEND", "noninteractive");
    process::step("Installing Chromium (apt-get)", &mut apt, log, shown, mend).await
}

/// A program that the machine must have.
fn need(program: &str) -> Result<(), Failure> {
    let found = std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
    });
    if found {
        return Ok(());
    }
    let mend = match program {
        "python3" => "Install Python 3.11: apt-get install python3 python3-venv.",
        "node" | "npm" => "Install Node.js 20 or later: apt-get install nodejs.",
        "cargo" => "Install Rust by rustup.",
        _ => "Install it: apt-get install binutils.",
    };
    Err(Failure::new(format!("{program} is missing"), mend))
}

/// `.tools/bin` holds our programs and no others, so that it can stand first in a PATH.
fn link(project: &Project, set: &str, folder: &Path) -> Result<(), Failure> {
    let bin = project.tools().join("bin");
    std::fs::create_dir_all(&bin).map_err(|error| unwritable(&bin, &error))?;
    for program in programs(set) {
        let target = bin.join(program);
        let source = folder.join("bin").join(program);
        if std::fs::read_link(&target).is_ok_and(|have| have == source) {
            continue;
        }
        let _ = std::fs::remove_file(&target);
        std::os::unix::fs::symlink(&source, &target)
            .map_err(|error| unwritable(&target, &error))?;
    }
    Ok(())
}

/// Writes a file that either is whole or is not there.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let draft = path.with_extension("draft");
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| unwritable(path, &error))?;
    }
    std::fs::write(&draft, bytes).map_err(|error| unwritable(path, &error))?;
    std::fs::rename(&draft, path).map_err(|error| unwritable(path, &error))
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(
        format!("cannot write {}: {error}", path.display()),
        "Free some space or mend the rights, then try again.",
    )
}
