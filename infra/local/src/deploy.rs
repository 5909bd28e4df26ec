//! From sources to a deployed stack: `sam build`, `sam deploy`, and what the local AWS leaves
//! undone afterwards.

use crate::aws::{Aws, ByName, Stack};
use crate::install::write;
use crate::process;
use crate::progress::{Failure, Step};
use crate::project::{Profile, Project, REGION, STACK};
use hyper::Method;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Written after a whole deployment: what it was made from, and what became of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Record {
    hash: String,
    stack: String,
    functions: usize,
    mappings: usize,
    routes: usize,
    /// The seed went through to its end.
    #[serde(default)]
    pub(crate) seeded: bool,
}

impl Record {
    fn path(profile: &Profile) -> PathBuf {
        profile.folder.join("deployed.json")
    }

    pub(crate) fn read(profile: &Profile) -> Option<Self> {
        serde_json::from_slice(&std::fs::read(Self::path(profile)).ok()?).ok()
    }

    pub(crate) fn save(&self, profile: &Profile) -> Result<(), Failure> {
        let text = serde_json::to_vec_pretty(self).unwrap_or_default();
        write(&Self::path(profile), &text)
    }

    pub(crate) fn forget(profile: &Profile) {
        let _ = std::fs::remove_file(Self::path(profile));
    }
}

/// A digest of everything that the functions' binaries and the template are made from.
pub(crate) fn hash(project: &Project) -> Result<String, Failure> {
    let mut files = Vec::new();
    for name in [
        "template.yaml",
        "samconfig.toml",
        "Cargo.toml",
        "Cargo.lock",
        "rust-toolchain.toml",
        ".cargo",
        "functions",
        "shared",
        "infra/tools/aws.txt",
        "infra/tools/sam.txt",
    ] {
        gather(&project.root.join(name), &mut files);
    }
    files.sort();
    let mut digest = Sha256::new();
    for file in files {
        let bytes = std::fs::read(&file).map_err(|error| {
            Failure::new(format!("{}: {error}", project.relative(&file)), "Check the file.")
        })?;
        digest.update(project.relative(&file).as_bytes());
        digest.update([0]);
        digest.update(bytes.len().to_le_bytes());
        digest.update(&bytes);
    }
    digest.update(architecture().as_bytes());
    let mut text = String::new();
    for byte in digest.finalize() {
        let _ = write!(text, "{byte:02x}");
    }
    Ok(text)
}

/// All files below `path`, but not those that only tests read.
fn gather(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_file() {
        files.push(path.to_owned());
    } else if let Ok(entries) = std::fs::read_dir(path) {
        for entry in entries.flatten() {
            let name = entry.file_name();
            if name != "tests" && name != "snapshots" && name != "testkit" {
                gather(&entry.path(), files);
            }
        }
    }
}

/// This machine's processor, as Lambda names it.
fn architecture() -> &'static str {
    if cfg!(target_arch = "aarch64") { "arm64" } else { "x86_64" }
}

/// The target triple of this machine: `cargo lambda` always names one, and Cargo keeps separate
/// artefacts for builds that do, so whoever wants to share them must name it too.
pub(crate) fn triple() -> &'static str {
    if cfg!(target_arch = "aarch64") {
        "aarch64-unknown-linux-gnu"
    } else {
        "x86_64-unknown-linux-gnu"
    }
}

/// A command in the project's folder that sees our tools and the local AWS, and nothing of
/// whatever AWS account the developer has.
pub(crate) fn command(
    project: &Project,
    program: impl AsRef<std::ffi::OsStr>,
    aws: &str,
) -> Command {
    let mut command = Command::new(program);
    let mut path = vec![project.tools().join("bin")];
    path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    command.current_dir(&project.root);
    if let Ok(path) = std::env::join_paths(path) {
        command.env("PATH", path);
    }
    for name in [
        "AWS_PROFILE",
        "AWS_DEFAULT_PROFILE",
        "AWS_SESSION_TOKEN",
        "AWS_SECURITY_TOKEN",
        "AWS_REGION",
    ] {
        command.env_remove(name);
    }
    command
        .env("AWS_ENDPOINT_URL", aws)
        .env("AWS_ACCESS_KEY_ID", "test")
        .env("AWS_SECRET_ACCESS_KEY", "test")
        .env("AWS_DEFAULT_REGION", REGION)
        .env("AWS_CONFIG_FILE", "/dev/null")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("SAM_CLI_TELEMETRY", "0")
        .env("SAM_CLI_CHECK_FOR_UPDATES", "0")
        .env("PYTHONUNBUFFERED", "1");
    command
}

/// Builds the functions, unless the last build was of the same sources.
pub(crate) async fn build(project: &Project, hash: &str) -> Result<(), Failure> {
    let receipt = project.local().join("built");
    if std::fs::read_to_string(&receipt).is_ok_and(|have| have == hash)
        && project.build().join("template.yaml").is_file()
    {
        return Ok(());
    }
    let _ = std::fs::remove_file(&receipt);
    let log = project.local().join("build.log");
    let shown = project.relative(&log);
    let _ = std::fs::remove_file(&log);
    let mend = "Mend that and start again.";
    // Unoptimised, for this machine, with the linker that it has: a tenth of the time of a
    // release build, and the artefacts are those of `make test`. Each function is built alone,
    // as `sam build` does it below, since Cargo would turn on other features for all together;
    // done here first because `sam build` shows nothing of the compiler's progress.
    for function in project.functions()? {
        let mut cargo = command(project, "cargo", "");
        cargo.args([
            "build",
            "--locked",
            "--target",
            triple(),
            "--bin",
            &function,
            "--package",
            &function,
        ]);
        process::step(&format!("Compiling {function}"), &mut cargo, &log, &shown, mend).await?;
    }
    let mut sam = command(project, project.tool("sam"), "");
    sam.args(["build", "--config-env", "local", "--config-file"])
        .arg(project.root.join("samconfig.toml"))
        // SAM's cache looks at a function's own folder only and would miss changes in shared/.
        .args(["--no-cached", "--parallel", "--build-dir"])
        .arg(project.build())
        .args(["--parameter-overrides", &format!("Architecture={}", architecture())])
        .env("SAM_BUILD_MODE", "debug")
        .env("CARGO_LAMBDA_COMPILER", "cargo");
    process::step("Packing the functions (sam build)", &mut sam, &log, &shown, mend).await?;
    let mut strip = Command::new("strip");
    for folder in std::fs::read_dir(project.build()).into_iter().flatten().flatten() {
        let binary = folder.path().join("bootstrap");
        if binary.is_file() {
            strip.arg(binary);
        }
    }
    process::step("Stripping the functions", &mut strip, &log, &shown, mend).await?;
    write(&receipt, hash.as_bytes())
}

/// Deploys, unless what is there is what the sources say; whether it did.
pub(crate) async fn deploy(
    project: &Project,
    profile: &Profile,
    aws: &Aws,
    hash: &str,
) -> Result<(Stack, bool), Failure> {
    if let (Some(record), Some(stack)) = (Record::read(profile), aws.stack(STACK).await)
        && record.hash == hash
        && intact(aws, &record, &stack).await
    {
        return Ok((stack, false));
    }
    let before = Record::read(profile);
    Record::forget(profile);
    aws.own_sender("pact.example").await?;
    let log = profile.log("deploy");
    let overrides = overrides(project, profile)?;
    let mut sam = command(project, project.tool("sam"), &aws.base);
    sam.args(["deploy", "--config-env", "local", "--config-file"])
        .arg(project.root.join("samconfig.toml"))
        .arg("--template-file")
        .arg(project.build().join("template.yaml"))
        .args(["--no-progressbar", "--no-confirm-changeset", "--parameter-overrides"])
        .args(overrides);
    let mend = "Mend that and start again, or start from nothing with `make reset`.";
    process::step("Deploying (sam deploy)", &mut sam, &log, &project.relative(&log), mend).await?;
    let step = Step::start("Connecting routes and edge");
    let stack = aws.stack(STACK).await.ok_or_else(|| {
        Failure::new("the stack is not there after its deployment", "Try `make reset`.")
    })?;
    let routes = import_routes(aws, &stack).await?;
    resolve_groups(aws, &stack).await?;
    allow_plain_http(aws, &stack).await?;
    allow_mail(aws).await?;
    let (functions, mappings) = count(aws).await?;
    let seeded = before.is_some_and(|before| before.seeded && before.stack == stack.id);
    let record = Record {
        hash: hash.to_owned(),
        stack: stack.id.clone(),
        functions,
        mappings,
        routes,
        seeded,
    };
    record.save(profile)?;
    step.done(&format!("{routes} routes, {functions} functions, {mappings} stream mappings"));
    Ok((stack, true))
}

/// Whether the local AWS still has what was deployed: it may have been ended before it could
/// write its state.
async fn intact(aws: &Aws, record: &Record, stack: &Stack) -> bool {
    let Ok((functions, mappings)) = count(aws).await else { return false };
    let Ok(api) = stack.output("ApiId") else { return false };
    let Ok(routes) = list(aws, api, "routes").await else { return false };
    record.stack == stack.id
        && stack.status.ends_with("_COMPLETE")
        && !stack.status.contains("ROLLBACK")
        && (record.functions, record.mappings, record.routes) == (functions, mappings, routes.len())
}

async fn count(aws: &Aws) -> Result<(usize, usize), Failure> {
    let functions = aws.rest("lambda", Method::GET, "/2015-03-31/functions", None).await?;
    let mappings =
        aws.rest("lambda", Method::GET, "/2015-03-31/event-source-mappings", None).await?;
    let length = |value: &Value| value.as_array().map_or(0, Vec::len);
    Ok((length(&functions["Functions"]), length(&mappings["EventSourceMappings"])))
}

/// The local profile's parameters from samconfig.toml, and what is true of this machine.
/// (The option replaces the file's list instead of adding to it.)
fn overrides(project: &Project, profile: &Profile) -> Result<Vec<String>, Failure> {
    let odd = |what: String| Failure::new(format!("samconfig.toml: {what}"), "Mend the file.");
    let text = std::fs::read_to_string(project.root.join("samconfig.toml"))
        .map_err(|error| odd(error.to_string()))?;
    let file: toml::Table =
        text.parse().map_err(|error: toml::de::Error| odd(error.to_string()))?;
    let list = &file.get("local").and_then(|local| local.get("deploy")).and_then(|deploy| {
        deploy.get("parameters").and_then(|parameters| parameters.get("parameter_overrides"))
    });
    let mut all: Vec<String> = list
        .and_then(toml::Value::as_array)
        .ok_or_else(|| odd("[local.deploy.parameters] has no parameter_overrides".to_owned()))?
        .iter()
        .filter_map(toml::Value::as_str)
        .map(str::to_owned)
        .collect();
    all.push(format!("Architecture={}", architecture()));
    all.push(format!("SiteUrl={}", profile.site()));
    Ok(all)
}

/// Makes the HTTP API's routes. SAM writes them into the API's `OpenAPI` body, which AWS imports
/// and the local AWS only keeps.
async fn import_routes(aws: &Aws, stack: &Stack) -> Result<usize, Failure> {
    let api = stack.output("ApiId")?;
    let form =
        format!("Action=GetTemplate&Version=2010-05-15&StackName={STACK}&TemplateStage=Processed");
    let xml = aws.query("cloudformation", &form).await?;
    let template = processed(&xml)?;
    let names = resources(aws).await?;

    for kind in ["routes", "integrations"] {
        for old in list(aws, api, kind).await? {
            let id = old[if kind == "routes" { "routeId" } else { "integrationId" }].as_str();
            let path = format!("/v2/apis/{api}/{kind}/{}", id.unwrap_or_default());
            aws.rest("apigateway", Method::DELETE, &path, None).await?;
        }
    }
    let mut integrations: BTreeMap<String, String> = BTreeMap::new();
    let mut count = 0;
    for (method, path, function) in routes(&template) {
        let name = names.get(&function).ok_or_else(|| {
            Failure::new(
                format!("the route {method} {path} leads to {function}, which is not deployed"),
                "Mend template.yaml.",
            )
        })?;
        let integration = if let Some(id) = integrations.get(name) {
            id.clone()
        } else {
            let body = json!({
                "integrationType": "AWS_PROXY",
                "integrationMethod": "POST",
                "integrationUri": format!("arn:aws:lambda:{REGION}:000000000000:function:{name}"),
                "payloadFormatVersion": "2.0",
            });
            let path = format!("/v2/apis/{api}/integrations");
            let made = aws.rest("apigateway", Method::POST, &path, Some(&body)).await?;
            let id = made["integrationId"].as_str().unwrap_or_default().to_owned();
            integrations.insert(name.clone(), id.clone());
            id
        };
        let key = if path == "$default" { path } else { format!("{method} {path}") };
        let body = json!({ "routeKey": key, "target": format!("integrations/{integration}") });
        aws.rest("apigateway", Method::POST, &format!("/v2/apis/{api}/routes"), Some(&body))
            .await?;
        count += 1;
    }
    Ok(count)
}

async fn list(aws: &Aws, api: &str, kind: &str) -> Result<Vec<Value>, Failure> {
    // More than the API can have: one page holds them all.
    let path = format!("/v2/apis/{api}/{kind}?maxResults=1000");
    let answer = aws.rest("apigateway", Method::GET, &path, None).await?;
    Ok(answer["items"].as_array().cloned().unwrap_or_default())
}

/// Method, path and the function's logical id, from the API's `OpenAPI` body.
fn routes(template: &Value) -> Vec<(String, String, String)> {
    let mut routes = Vec::new();
    let resources = template["Resources"].as_object().into_iter().flat_map(|all| all.values());
    for api in resources.filter(|one| one["Type"] == "AWS::ApiGatewayV2::Api") {
        let paths = api["Properties"]["Body"]["paths"].as_object();
        for (written, methods) in paths.into_iter().flatten() {
            for (method, operation) in methods.as_object().into_iter().flatten() {
                let uri = &operation["x-amazon-apigateway-integration"]["uri"];
                let uri = uri["Fn::Sub"].as_str().or_else(|| uri.as_str()).unwrap_or_default();
                let function = uri
                    .split("${")
                    .filter_map(|part| part.split_once(".Arn}"))
                    .map(|(name, _)| name.to_owned())
                    .next();
                if let Some(function) = function {
                    let method = match method.as_str() {
                        "x-amazon-apigateway-any-method" => "ANY".to_owned(),
                        method => method.to_uppercase(),
                    };
                    // SAM's name for the route that takes the rest.
                    let path = written.strip_prefix('/').filter(|rest| *rest == "$default");
                    let path = path.unwrap_or(written).to_owned();
                    routes.push((method, path, function));
                }
            }
        }
    }
    routes
}

fn processed(xml: &str) -> Result<Value, Failure> {
    let odd = || Failure::new("the processed template cannot be read", "Try `make reset`.");
    let document = roxmltree::Document::parse(xml).map_err(|_| odd())?;
    let body = document
        .descendants()
        .find(|node| node.has_tag_name_of("TemplateBody"))
        .and_then(|node| node.text())
        .ok_or_else(odd)?;
    serde_json::from_str(body).map_err(|_| odd())
}

/// The deployed resources: logical id to physical id.
async fn resources(aws: &Aws) -> Result<BTreeMap<String, String>, Failure> {
    let form = format!("Action=DescribeStackResources&Version=2010-05-15&StackName={STACK}");
    physical(&aws.query("cloudformation", &form).await?)
}

/// Logical id to physical id.
fn physical(xml: &str) -> Result<BTreeMap<String, String>, Failure> {
    let document = roxmltree::Document::parse(xml)
        .map_err(|_| Failure::new("the stack's resources cannot be read", "Try `make reset`."))?;
    let text = |node: roxmltree::Node<'_, '_>, name: &str| {
        node.children().find(|child| child.has_tag_name_of(name))?.text().map(str::to_owned)
    };
    Ok(document
        .descendants()
        .filter(|node| node.has_tag_name_of("LogicalResourceId"))
        .filter_map(|node| node.parent())
        .filter_map(|node| {
            Some((text(node, "LogicalResourceId")?, text(node, "PhysicalResourceId")?))
        })
        .collect())
}

/// Calls a function of the template with an event.
pub(crate) async fn invoke(aws: &Aws, function: &str, event: &Value) -> Result<(), Failure> {
    let names = resources(aws).await?;
    let name = names.get(function).ok_or_else(|| {
        Failure::new(format!("there is no {function}"), "Start `make run` first.")
    })?;
    let path = format!("/2015-03-31/functions/{name}/invocations");
    let answer = aws.call("lambda", Method::POST, &path, &[], event.to_string()).await?;
    if answer.headers.contains_key("x-amz-function-error") {
        return Err(Failure::new(
            format!("{function} failed: {}", answer.text()),
            "Look into its log.",
        ));
    }
    Ok(())
}

/// Points each behaviour at the first member of its origin group. The local AWS keeps groups but
/// answers 502 to requests that lead to one; the edge reads the group, which stays in the
/// configuration, and does what it says.
async fn resolve_groups(aws: &Aws, stack: &Stack) -> Result<(), Failure> {
    let path = format!("/2020-05-31/distribution/{}/config", stack.output("DistributionId")?);
    let answer = aws.call("cloudfront", Method::GET, &path, &[], "").await?;
    let xml = answer.text();
    let resolved = without_groups(&xml)?;
    if resolved == xml {
        return Ok(());
    }
    let tag = answer.headers.get("etag").and_then(|tag| tag.to_str().ok()).unwrap_or_default();
    let headers = [("if-match", tag), ("content-type", "text/xml")];
    aws.call("cloudfront", Method::PUT, &path, &headers, resolved).await?;
    Ok(())
}

/// Takes the rule "TLS only" off the bucket: the local AWS is reached in clear, on this machine
/// alone, and would deny every call of the functions.
async fn allow_plain_http(aws: &Aws, stack: &Stack) -> Result<(), Failure> {
    let path = format!("/{}?policy", stack.output("BucketName")?);
    let policy = aws.call("s3", Method::GET, &path, &[], "").await?.json();
    let headers = [("content-type", "application/json")];
    aws.call("s3", Method::PUT, &path, &headers, without_tls_rule(policy).to_string()).await?;
    Ok(())
}

/// Lets the mail function send. AWS asks for the right to the sender's identity, which the
/// template gives; the local AWS asks for it for everything at once.
async fn allow_mail(aws: &Aws) -> Result<(), Failure> {
    let names = resources(aws).await?;
    let role = names.get("MailFunctionRole").ok_or_else(|| {
        Failure::new("the stack has no MailFunctionRole", "Mend template.yaml or this.")
    })?;
    let policy = json!({
        "Version": "2012-10-17",
        "Statement": [{ "Effect": "Allow", "Action": "ses:SendEmail", "Resource": "*" }],
    });
    let policy = policy.to_string().bytes().fold(String::new(), |mut encoded, byte| {
        // Writing to a String cannot fail.
        let _ = write!(encoded, "%{byte:02X}");
        encoded
    });
    let form = format!(
        "Action=PutRolePolicy&Version=2010-05-08&RoleName={role}&PolicyName=LocalMail\
         &PolicyDocument={policy}"
    );
    aws.query("iam", &form).await?;
    Ok(())
}

fn without_tls_rule(mut policy: Value) -> Value {
    if let Some(statements) = policy["Statement"].as_array_mut() {
        statements.retain(|one| one["Condition"]["Bool"]["aws:SecureTransport"].is_null());
    }
    policy
}

fn without_groups(xml: &str) -> Result<String, Failure> {
    let document = roxmltree::Document::parse(xml)
        .map_err(|_| Failure::new("the distribution cannot be read", "Try `make reset`."))?;
    let mut text = xml.to_owned();
    for group in document.descendants().filter(|node| node.has_tag_name_of("OriginGroup")) {
        let id = group.children().find(|node| node.has_tag_name_of("Id")).and_then(|id| id.text());
        let first = group.descendants().find(|node| node.has_tag_name_of("OriginId"));
        if let (Some(id), Some(first)) = (id, first.and_then(|first| first.text())) {
            text = text.replace(
                &format!("<TargetOriginId>{id}</TargetOriginId>"),
                &format!("<TargetOriginId>{first}</TargetOriginId>"),
            );
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::{routes, without_groups, without_tls_rule};
    use serde_json::json;

    #[test]
    fn routes_come_from_the_openapi_body() {
        let operation = json!({ "x-amazon-apigateway-integration": {
            "uri": { "Fn::Sub": "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/x/functions/${Login.Arn}/invocations" }
        }});
        let template = json!({ "Resources": { "Api": { "Type": "AWS::ApiGatewayV2::Api", "Properties": { "Body": { "paths": {
            "/$default": { "x-amazon-apigateway-any-method": operation }, "/a": { "get": operation, "post": operation }, "$default": { "x-amazon-apigateway-any-method": operation }
        }}}}}});
        let text =
            |method: &str, path: &str| (method.to_owned(), path.to_owned(), "Login".to_owned());
        assert_eq!(
            routes(&template),
            [
                text("ANY", "$default"),
                text("ANY", "$default"),
                text("GET", "/a"),
                text("POST", "/a")
            ]
        );
    }

    #[test]
    fn only_the_rule_about_tls_gives_way() {
        let reads =
            json!({ "Sid": "Reads", "Effect": "Allow", "Condition": { "StringEquals": {} } });
        let tls =
            json!({ "Sid": "Tls", "Condition": { "Bool": { "aws:SecureTransport": "false" } } });
        let policy = without_tls_rule(json!({ "Version": "1", "Statement": [tls, reads] }));
        assert_eq!(policy, json!({ "Version": "1", "Statement": [reads] }));
    }

    #[test]
    fn a_group_gives_way_to_its_first_member() {
        let xml = "<C><OriginGroup><Id>pages</Id><Members><OriginId>bucket</OriginId><OriginId>api</OriginId></Members></OriginGroup>\
                   <TargetOriginId>pages</TargetOriginId><TargetOriginId>api</TargetOriginId></C>";
        let resolved = without_groups(xml).unwrap();
        assert!(resolved.contains(
            "<TargetOriginId>bucket</TargetOriginId><TargetOriginId>api</TargetOriginId>"
        ));
        assert!(resolved.contains("<Id>pages</Id>"));
    }
}
