//! The whole way: tools, build, local AWS, deployment, edge, seed.

use crate::aws::{Aws, Stack};
use crate::deploy::{self, Record};
use crate::distribution::Distribution;
use crate::edge::{self, Edge};
use crate::install;
use crate::mailbox;
use crate::pactctl;
use crate::process::{self, Running};
use crate::progress::{Failure, Step};
use crate::project::{Profile, Project, REGION};
use crate::seed;
use serde_json::{Value, json};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

/// A system that runs.
pub(crate) struct Up {
    aws: Aws,
    stack: Stack,
    distribution: Distribution,
    ministack: Running,
}

/// `make run`.
pub(crate) async fn run(
    project: &Project,
    profile: &Profile,
    seeding: bool,
) -> Result<ExitCode, Failure> {
    let start = Instant::now();
    profile.make_folders()?;
    leave_alone(profile)?;
    let mut up = bring_up(project, profile).await?;
    if seeding {
        let mut record = Record::read(profile);
        if record.as_ref().is_none_or(|record| !record.seeded) {
            seed::seed(project, profile, &up.aws, &up.environment(project, profile).await?).await?;
            if let Some(record) = &mut record {
                record.seeded = true;
                record.save(profile)?;
            }
        }
    }
    println!("\nReady after {} s.\n", start.elapsed().as_secs());
    println!("  Site      {}/", profile.site());
    println!("  Mailbox   {}/   every mail with its code", profile.mailbox());
    if seeding {
        seed::print_logins()?;
    }
    println!(
        "\n  Logs in {}; Ctrl-C stops everything.",
        project.relative(&profile.folder.join("log"))
    );
    let status = up.ministack.wait(None, None).await;
    process::yield_to_signal();
    let log = project.relative(&profile.log("ministack"));
    Err(Failure::new(format!("the local AWS ended ({status})"), format!("Start again. Log: {log}")))
}

/// A system for some commands, from nothing and to nothing.
pub(crate) struct Temporary {
    profile: Profile,
    ministack: Running,
    /// What programs that use it are told.
    pub(crate) environment: Vec<(String, String)>,
}

/// Starts such a system.
pub(crate) async fn temporary(
    project: &Project,
    profile: &Profile,
    seeding: bool,
) -> Result<Temporary, Failure> {
    if profile.name == "run" {
        return Err(Failure::new("`run` is the profile of `make run`", "Choose another name."));
    }
    leave_alone(profile)?;
    end_leftover(project, profile)?;
    let _ = std::fs::remove_dir_all(&profile.folder);
    profile.make_folders()?;
    let up = bring_up(project, profile).await?;
    let environment = up.environment(project, profile).await?;
    if seeding {
        seed::seed(project, profile, &up.aws, &environment).await?;
    }
    Ok(Temporary { profile: profile.clone(), ministack: up.ministack, environment })
}

impl Temporary {
    /// Ends it; its logs stay.
    pub(crate) fn end(mut self) {
        process::yield_to_signal();
        self.ministack.stop(Duration::from_secs(20));
        let _ = std::fs::remove_file(self.profile.folder.join("local.pid"));
    }
}

/// `local up`: one command against a system of its own.
pub(crate) async fn up(
    project: &Project,
    profile: &Profile,
    seeding: bool,
    exec: &str,
) -> Result<ExitCode, Failure> {
    let system = temporary(project, profile, seeding).await?;
    println!("  Running {exec}");
    let mut command = Command::new("bash");
    command.args(["-c", exec]).current_dir(&project.root);
    command.envs(system.environment.iter().map(|(name, value)| (name, value)));
    let status = Running::start(&mut command, None)?.wait(None, None).await;
    system.end();
    let code = status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1);
    Ok(ExitCode::from(code))
}

async fn bring_up(project: &Project, profile: &Profile) -> Result<Up, Failure> {
    end_leftover(project, profile)?;
    // All ports first: a port in use should not be found after minutes of building.
    let site = edge::listen(profile.port, "PORT=…").await?;
    let mail = edge::listen(profile.mail_port, "MAIL_PORT=…").await?;
    drop(edge::listen(profile.aws_port, "AWS_PORT=…").await?);
    install::write(&profile.folder.join("local.pid"), std::process::id().to_string().as_bytes())?;
    install::install(project, install::RUN).await?;
    let hash = deploy::hash(project)?;
    deploy::build(project, &hash).await?;
    let ministack = start(project, profile).await?;
    let aws = Aws::new(profile.aws());
    let (stack, deployed) = deploy::deploy(project, profile, &aws, &hash).await?;
    let distribution = Distribution::read(&aws, stack.output("DistributionId")?).await?;
    let log = profile.log("edge");
    edge::serve(site, Edge::new(distribution.clone(), profile.aws_port, &log)?);
    mailbox::serve(mail, aws.clone());
    let up = Up { aws, stack, distribution, ministack };
    if deployed {
        pactctl::rebuild(project, profile, &up.environment(project, profile).await?).await?;
    }
    Ok(up)
}

impl Up {
    /// What programs that use the system are told.
    pub(crate) async fn environment(
        &self,
        project: &Project,
        profile: &Profile,
    ) -> Result<Vec<(String, String)>, Failure> {
        let output = |key| self.stack.output(key).map(str::to_owned);
        let log = profile.folder.join("log");
        let mut all = vec![
            ("SITE", profile.site()),
            ("MINISTACK", profile.aws()),
            ("MAILBOX", format!("{}/_ministack/ses/messages", profile.aws())),
            ("API_ID", output("ApiId")?),
            ("TABLE_NAME", output("TableName")?),
            ("AUDIT_TABLE_NAME", output("AuditTableName")?),
            ("BUCKET_NAME", output("BucketName")?),
            ("USER_POOL_ID", output("UserPoolId")?),
            ("CLIENT_ID", output("UserPoolClientId")?),
            ("CLIENT_SECRET", self.client_secret().await?),
            ("DISTRIBUTION_ID", output("DistributionId")?),
            ("DISTRIBUTION_DOMAIN", self.distribution.domain.clone()),
            ("FAILURE_QUEUE_URL", output("FailureQueueUrl")?),
            ("LOG_GROUP", output("LogGroup")?),
            ("SITE_URL", profile.site()),
            ("STACK_NAME", crate::project::STACK.to_owned()),
            ("LOG_FOLDER", log.display().to_string()),
            ("AWS_ENDPOINT_URL", profile.aws()),
            ("AWS_ACCESS_KEY_ID", "test".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "test".to_owned()),
            ("AWS_DEFAULT_REGION", REGION.to_owned()),
            ("AWS_REGION", REGION.to_owned()),
            ("AWS_CONFIG_FILE", "/dev/null".to_owned()),
            ("AWS_SHARED_CREDENTIALS_FILE", "/dev/null".to_owned()),
            ("AWS_EC2_METADATA_DISABLED", "true".to_owned()),
            ("CARGO_BUILD_TARGET", deploy::triple().to_owned()),
            ("PROJECT", project.root.display().to_string()),
        ];
        if let Some(secret) = self.distribution.origin_secret() {
            all.push(("ORIGIN_SECRET", secret.to_owned()));
        }
        Ok(all.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// The confidential client's secret, which no output tells.
    async fn client_secret(&self) -> Result<String, Failure> {
        let body = json!({
            "UserPoolId": self.stack.output("UserPoolId")?,
            "ClientId": self.stack.output("UserPoolClientId")?,
        });
        let target = "AWSCognitoIdentityProviderService.DescribeUserPoolClient";
        let answer = self.aws.target("cognito-idp", target, &body).await?;
        Ok(answer["UserPoolClient"]["ClientSecret"].as_str().unwrap_or_default().to_owned())
    }
}

/// Starts the local AWS and waits until it answers.
async fn start(project: &Project, profile: &Profile) -> Result<Running, Failure> {
    let state = profile.state();
    forget_positions(&state.join("db/lambda.json"));
    let whole = Record::read(profile).is_some() && state.join("db/cloudformation.json").is_file();
    if !whole || seed::was_cut_short(profile) {
        // Cut short before it was whole, or killed before it could write: from nothing, since
        // objects without their table, or a table without its users, would be worse than none.
        Record::forget(profile);
        seed::forget(profile);
        let _ = std::fs::remove_dir_all(&state);
        profile.make_folders()?;
    }
    let log = profile.log("ministack");
    let _ = std::fs::remove_file(&log);
    let mut step = Step::start("Starting the local AWS");
    let python = project.tools().join("aws/bin/python3");
    let mut command = deploy::command(project, python, &profile.aws());
    command
        .arg(project.root.join("infra/local/emulator.py"))
        // IAM policies, confirmation codes and revoked tokens count.
        .env("AUTH", "true")
        .env("GATEWAY_PORT", profile.aws_port.to_string())
        .env("BIND_HOST", "127.0.0.1")
        .env("PERSIST_STATE", "1")
        .env("STATE_DIR", state.join("db"))
        .env("S3_PERSIST", "1")
        .env("S3_DATA_DIR", state.join("s3"))
        .env("IOT_MTLS_ENABLED", "0");
    let mut running = Running::start(&mut command, Some(&log))?;
    let receipt = profile.folder.join("ministack.pid");
    install::write(&receipt, running.id().to_string().as_bytes())?;
    let aws = Aws::new(profile.aws());
    let start = Instant::now();
    while !aws.ready().await {
        step.tick("");
        if let Some(status) = running.ended() {
            step.failed();
            return Err(Failure::new(
                format!("the local AWS ended while starting ({status})"),
                format!("Start again, or `make reset`. Log: {}", project.relative(&log)),
            ));
        }
        if start.elapsed() > Duration::from_secs(90) {
            step.failed();
            return Err(Failure::new(
                "the local AWS does not answer after 90 s",
                format!("Start again, or `make reset`. Log: {}", project.relative(&log)),
            ));
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    step.done("");
    Ok(running)
}

/// The local AWS writes how far each stream was read, but not the stream: after a restart it
/// would skip as many changes as it had read before. Without positions it starts at the front of
/// the new, empty stream.
fn forget_positions(path: &std::path::Path) {
    let Ok(bytes) = std::fs::read(path) else { return };
    let Ok(mut state) = serde_json::from_slice::<Value>(&bytes) else { return };
    if let Some(payload) = state["payload"].as_object_mut()
        && payload.remove("dynamodb_stream_positions").is_some()
    {
        let _ = install::write(path, state.to_string().as_bytes());
    }
}

/// Refuses to disturb a run that is alive.
fn leave_alone(profile: &Profile) -> Result<(), Failure> {
    match pid(profile, "local.pid") {
        Some(id) if id != std::process::id() && is_ours(id, "local") => Err(Failure::new(
            format!("it is running already (process {id})"),
            "Use it, or stop it with `make stop`.",
        )),
        _ => Ok(()),
    }
}

/// Stops a local AWS whose parent was killed; it writes its state as it ends.
fn end_leftover(project: &Project, profile: &Profile) -> Result<(), Failure> {
    let Some(id) = pid(profile, "ministack.pid") else { return Ok(()) };
    if !is_ours(id, &project.tools().display().to_string()) {
        return Ok(());
    }
    let step = Step::start("Stopping the local AWS that an earlier run left behind");
    process::signal("TERM", &id.to_string());
    let start = Instant::now();
    while process::alive(id) {
        if start.elapsed() > Duration::from_secs(20) {
            process::signal("KILL", &format!("-{id}"));
        }
        if start.elapsed() > Duration::from_secs(25) {
            step.failed();
            return Err(Failure::new(
                format!("process {id} does not end"),
                format!("Try `kill -9 {id}`."),
            ));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    process::signal("KILL", &format!("-{id}"));
    step.done("");
    Ok(())
}

fn pid(profile: &Profile, name: &str) -> Option<u32> {
    std::fs::read_to_string(profile.folder.join(name)).ok()?.trim().parse().ok()
}

/// Whether process `id` is alive and its command line holds `mark`: ids are used again.
fn is_ours(id: u32, mark: &str) -> bool {
    process::alive(id)
        && std::fs::read(format!("/proc/{id}/cmdline"))
            .map_or(true, |line| String::from_utf8_lossy(&line).contains(mark))
}

/// `make stop`.
pub(crate) async fn stop(project: &Project) -> Result<(), Failure> {
    let mut stopped = false;
    for entry in std::fs::read_dir(project.local()).into_iter().flatten().flatten() {
        let profile = project.profile(&entry.file_name().to_string_lossy(), 0, 0, 0);
        if let Some(id) = pid(&profile, "local.pid").filter(|id| is_ours(*id, "local")) {
            stopped = true;
            process::signal("TERM", &id.to_string());
            while process::alive(id) {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
        if pid(&profile, "ministack.pid")
            .is_some_and(|id| is_ours(id, &project.tools().display().to_string()))
        {
            stopped = true;
            end_leftover(project, &profile)?;
        }
    }
    println!("{}", if stopped { "Stopped." } else { "Nothing of ours is running." });
    Ok(())
}

/// `make reset`.
pub(crate) async fn reset(project: &Project) -> Result<(), Failure> {
    stop(project).await?;
    for name in ["run", "test"] {
        let _ = std::fs::remove_dir_all(project.local().join(name));
    }
    println!("The local data is gone; tools and build are kept.");
    Ok(())
}
