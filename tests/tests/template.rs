//! Holds `template.yaml` and the code together, both ways, and keeps the rules that no published
//! linter knows. Numbers such as `q97` are rows of the quality checklist.
#![expect(clippy::unwrap_used, reason = "a test may stop where its own set-up fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::{Value, json};
use tests::template::{Template, every_string, resource_name, root, statements, strings, text};
use web::router::{DEFAULT, Route};

/// What a function's crate says of itself.
struct Code {
    name: &'static str,
    /// Method and path, as API Gateway writes them.
    routes: Vec<(String, String)>,
    variables: &'static [&'static str],
}

/// Routes of a crate as the template has them; `$default` is an event without method and path.
fn routes<A>(routes: &[Route<A>]) -> Vec<(String, String)> {
    let named = routes.iter().filter(|route| route.path != DEFAULT);
    named.map(|route| (route.method.to_string(), route.path.to_owned())).collect()
}

/// Every function crate, from its own constants.
fn code() -> Vec<Code> {
    macro_rules! http {
        ($name:ident) => {
            Code {
                name: stringify!($name),
                routes: routes($name::ROUTES),
                variables: $name::VARIABLES,
            }
        };
    }
    macro_rules! stream {
        ($name:ident) => {
            Code { name: stringify!($name), routes: Vec::new(), variables: $name::VARIABLES }
        };
    }
    vec![
        http!(registration),
        http!(reports),
        http!(login),
        http!(account),
        http!(initiatives),
        http!(moderation),
        http!(fallback),
        stream!(pages),
        stream!(mail),
        stream!(messages),
    ]
}

/// Crates that answer HTTP requests.
const HTTP: [&str; 7] =
    ["registration", "reports", "login", "account", "initiatives", "moderation", "fallback"];

const MAPPING: &str = "AWS::Lambda::EventSourceMapping";

fn dynamic_behaviours(template: &Template) -> Vec<&Value> {
    let config = &template.properties("Distribution")["DistributionConfig"];
    config["CacheBehaviors"].as_array().into_iter().flatten().collect()
}

fn events(function: &Value) -> impl Iterator<Item = &Value> {
    function["Properties"]["Events"].as_object().into_iter().flatten().map(|(_, event)| event)
}

fn actions(function: &Value) -> BTreeSet<&str> {
    statements(function).into_iter().flat_map(|statement| strings(&statement["Action"])).collect()
}

/// CloudFront's matching: `*` is any characters, `?` exactly one.
fn matches(pattern: &str, path: &str) -> bool {
    let mut rest = pattern.chars();
    match rest.next() {
        None => path.is_empty(),
        Some('*') => {
            let rest = rest.as_str();
            (0..=path.len()).any(|start| path.get(start..).is_some_and(|tail| matches(rest, tail)))
        }
        Some(wanted) => {
            let mut letters = path.chars();
            letters.next().is_some_and(|letter| wanted == '?' || wanted == letter)
                && matches(rest.as_str(), letters.as_str())
        }
    }
}

// ------------------------------------------------------------------ template and code

#[test]
fn every_function_crate_has_its_resource_and_every_resource_its_crate() {
    let template = Template::load();
    let crates: BTreeSet<String> = fs::read_dir(root().join("functions"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let resources: BTreeSet<String> = template.functions().map(|(name, _)| name).collect();
    assert_eq!(crates, resources);
    for name in &crates {
        let resource = &template.section("Resources")[resource_name(name)];
        assert_eq!(resource["Metadata"]["BuildMethod"], "rust-cargolambda", "{name}");
        assert_eq!(resource["Metadata"]["BuildProperties"]["Binary"], json!(name));
        assert_eq!(resource["Properties"]["CodeUri"], format!("functions/{name}"));
        let manifest = text(&format!("functions/{name}/Cargo.toml"));
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
    }
}

#[test]
fn functions_run_on_the_bare_runtime_and_the_chosen_processor() {
    let template = Template::load();
    let globals = &template.section("Globals")["Function"];
    assert_eq!(globals["Runtime"], "provided.al2023");
    assert_eq!(globals["Handler"], "bootstrap");
    assert_eq!(globals["Architectures"], json!([{ "Ref": "Architecture" }]));
    assert_eq!(globals["Tracing"], "Active");
    for (name, function) in template.functions() {
        for shared in ["Runtime", "Handler", "Architectures", "Tracing", "LoggingConfig"] {
            assert!(function["Properties"][shared].is_null(), "{name} sets its own {shared}");
        }
        assert!(function["Properties"]["FunctionUrlConfig"].is_null(), "{name}: past the edge");
    }
}

#[test]
fn every_function_crate_is_compared() {
    let compared: BTreeSet<String> = code().iter().map(|code| code.name.to_owned()).collect();
    let deployed: BTreeSet<String> = Template::load().functions().map(|(name, _)| name).collect();
    assert_eq!(compared, deployed);
}

#[test]
fn the_routes_in_code_are_the_events_in_the_template() {
    let template = Template::load();
    for code in code() {
        let function = &template.section("Resources")[resource_name(code.name)];
        let deployed: BTreeSet<(String, String)> = events(function)
            .filter_map(|event| {
                let properties = &event["Properties"];
                Some((properties["Method"].as_str()?.into(), properties["Path"].as_str()?.into()))
            })
            .collect();
        let written: BTreeSet<(String, String)> = code.routes.iter().cloned().collect();
        assert_eq!(written.len(), code.routes.len(), "{} has a route twice", code.name);
        assert_eq!(written, deployed, "{}", code.name);
    }
}

#[test]
fn q39_the_fallback_knows_every_path_of_the_others() {
    let mut others: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (method, path) in code().into_iter().flat_map(|code| code.routes) {
        others.entry(path).or_default().push(method);
    }
    let known: BTreeMap<String, Vec<String>> = fallback::ELSEWHERE
        .iter()
        .map(|other| {
            let methods = other.methods.iter().map(ToString::to_string);
            (other.path.to_owned(), methods.collect())
        })
        .collect();
    assert_eq!(known, others);
}

#[test]
fn the_variables_in_code_are_those_in_the_template() {
    let template = Template::load();
    for code in code() {
        let function = template.properties(&resource_name(code.name));
        let deployed: BTreeSet<&str> = function["Environment"]["Variables"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, _)| name.as_str())
            .collect();
        let read: BTreeSet<&str> = code.variables.iter().copied().collect();
        assert_eq!(read, deployed, "{}", code.name);
    }
}

#[test]
fn events_are_routes_of_the_one_api_and_no_route_is_given_twice() {
    let template = Template::load();
    let mut owners = BTreeMap::new();
    for (name, function) in template.functions() {
        for event in events(function) {
            assert_eq!(event["Type"], "HttpApi", "{name}");
            let properties = &event["Properties"];
            assert_eq!(properties["ApiId"], json!({ "Ref": "Api" }), "{name}");
            let route = (
                properties["Method"].as_str().unwrap_or("$default").to_owned(),
                properties["Path"].as_str().unwrap_or_default().to_owned(),
            );
            assert_eq!(owners.insert(route.clone(), name.clone()), None, "{route:?}");
        }
    }
    let default = owners.get(&("$default".to_owned(), String::new()));
    assert_eq!(default.map(String::as_str), Some("fallback"));
    let serving: BTreeSet<&str> = owners.values().map(String::as_str).collect();
    assert_eq!(serving, HTTP.into_iter().collect());
}

#[test]
fn every_route_has_its_behaviour_at_the_edge_and_every_behaviour_a_route() {
    let template = Template::load();
    let patterns: BTreeSet<&str> = dynamic_behaviours(&template)
        .iter()
        .filter_map(|behaviour| behaviour["PathPattern"].as_str())
        .collect();
    let mut used = BTreeSet::new();
    for (name, function) in template.functions() {
        for path in events(function).filter_map(|event| event["Properties"]["Path"].as_str()) {
            for language in ["en", "fr"] {
                let address = path.replace("{lang}", language);
                let hits: Vec<_> = patterns.iter().filter(|p| matches(p, &address)).collect();
                assert_eq!(hits.len(), 1, "{name}: {address} matches {hits:?}");
                used.extend(hits.into_iter().copied());
            }
        }
    }
    assert_eq!(used, patterns);
    for path in [
        "/",
        "/en/",
        "/fr/pact/",
        "/en/signatories/",
        "/en/signatories/be/2/",
        "/en/initiatives/",
        "/fr/initiatives/prevention/",
        "/en/privacy/",
        "/en/help/",
        "/openapi.json",
        "/robots.txt",
        "/assets/site.0a1b2c3d.css",
        "/.well-known/security.txt",
    ] {
        assert!(!patterns.iter().any(|pattern| matches(pattern, path)), "{path}");
    }
}

// ------------------------------------------------------------------ rights and variables

#[test]
fn q53_no_policy_has_a_wildcard_or_a_scan() {
    for (name, function) in Template::load().functions() {
        let found = statements(function);
        // What writes the user pool's mails asks nobody anything.
        assert_eq!(found.is_empty(), name == "messages", "{name}");
        for statement in found {
            assert_eq!(statement["Effect"], "Allow", "{name}");
            for action in strings(&statement["Action"]) {
                assert!(!action.contains('*'), "{name}: {action}");
                assert!(!action.contains("Scan") && !action.contains("PartiQL"), "{name}");
            }
            let resource = &statement["Resource"];
            assert!(resource.is_object(), "{name}: {resource} names no resource of this stack");
            assert_ne!(resource["Fn::Sub"], "*", "{name}");
        }
        assert!(function["Properties"]["Role"].is_null(), "{name}: a role made elsewhere");
    }
}

/// A right without its variable is not used; a variable without its right cannot be.
#[test]
fn rights_and_variables_go_together() {
    for (name, function) in Template::load().functions() {
        let services: BTreeSet<&str> = actions(function)
            .into_iter()
            .filter_map(|action| action.split_once(':').map(|(service, _)| service))
            .collect();
        for (service, variable) in [
            ("dynamodb", "TABLE_NAME"),
            ("cognito-idp", "USER_POOL_ID"),
            ("s3", "BUCKET_NAME"),
            ("cloudfront", "DISTRIBUTION_ID"),
            ("ses", "MAIL_FROM"),
        ] {
            let variable = &function["Properties"]["Environment"]["Variables"][variable];
            assert_eq!(services.contains(service), !variable.is_null(), "{name}: {service}");
        }
    }
}

/// The source of a function's crate, tests and all.
fn source(krate: &str) -> String {
    let files = fs::read_dir(root().join(format!("functions/{krate}/src"))).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    // Snapshots lie beside them.
    paths.filter(|path| path.is_file()).map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// Each right goes with a call of `identity::Cognito`, both ways.
#[test]
fn q53_every_right_in_the_user_pool_is_used_and_every_use_has_its_right() {
    const RIGHTS: [(&str, &[&str]); 8] = [
        ("AdminGetUser", &[".cognito.status(", ".cognito.prime("]),
        ("AdminDeleteUser", &[".cognito.delete("]),
        ("AdminInitiateAuth", &[".cognito.try_password("]),
        ("AdminRespondToAuthChallenge", &[".cognito.answer_second_factor("]),
        (
            "AdminSetUserMFAPreference",
            &[".cognito.use_second_factor(", ".cognito.verify_authenticator("],
        ),
        ("AdminSetUserPassword", &[".cognito.set_password(", ".cognito.admit("]),
        ("AdminCreateUser", &[".cognito.admit("]),
        ("AdminUpdateUserAttributes", &[".cognito.set_email("]),
    ];
    for (name, function) in Template::load().functions() {
        // A call may stand on a line of its own.
        let code = source(&name).replace(char::is_whitespace, "");
        let granted: BTreeSet<&str> = actions(function)
            .into_iter()
            .filter_map(|action| action.strip_prefix("cognito-idp:"))
            .collect();
        let used: BTreeSet<&str> = RIGHTS
            .iter()
            .filter(|(_, calls)| calls.iter().any(|call| code.contains(call)))
            .map(|(right, _)| *right)
            .collect();
        assert_eq!(granted, used, "{name}");
    }
}

#[test]
fn q16_a_sign_up_writes_what_the_client_may() {
    let template = Template::load();
    let client = template.properties("UserPoolClient");
    assert_eq!(client["WriteAttributes"], json!([identity::SIGN_UP_ATTRIBUTE]));
}

#[test]
fn q22_a_temporary_password_lives_a_day() {
    let template = Template::load();
    let password = &template.properties("UserPool")["Policies"]["PasswordPolicy"];
    assert_eq!(password["TemporaryPasswordValidityDays"], 1);
}

/// Demonstration accounts are made by `make run` through the endpoints, never by a deployment.
#[test]
fn q23_the_template_makes_no_account() {
    let template = Template::load();
    for kind in [
        "AWS::Cognito::UserPoolUser",
        "AWS::Cognito::UserPoolUserToGroupAttachment",
        "AWS::CloudFormation::CustomResource",
    ] {
        assert_eq!(template.of_type(kind).count(), 0, "{kind}");
    }
}

/// No key in any file that is kept.
#[test]
fn q87_no_file_holds_a_key() {
    let listed = std::process::Command::new("git")
        .args(["ls-files", "-z"])
        .current_dir(root())
        .output()
        .unwrap();
    let names = String::from_utf8(listed.stdout).unwrap();
    let marks = [["AK", "IA"].concat(), ["-----BEGIN", " PRIVATE KEY"].concat()];
    for name in names.split('\0').filter(|name| !name.is_empty()) {
        let text = text(name);
        for mark in &marks {
            let key = text.match_indices(mark).any(|(at, _)| {
                let rest = text[at + mark.len()..].bytes().take(16);
                mark.starts_with('-') || rest.filter(u8::is_ascii_alphanumeric).count() == 16
            });
            assert!(!key, "{name} holds a key");
        }
    }
}

#[test]
fn functions_behind_the_api_know_nothing_of_the_edge() {
    let template = Template::load();
    for name in HTTP {
        let words = every_string(template.properties(&resource_name(name)));
        for edge in ["Distribution", "Bucket", "SiteUrl", "DomainName"] {
            assert!(!words.iter().any(|word| word.contains(edge)), "{name} refers to {edge}");
        }
    }
}

#[test]
fn q97_functions_behind_the_api_and_only_they_hold_the_origins_secret() {
    let template = Template::load();
    let mut accepted = BTreeSet::new();
    for (name, function) in template.functions() {
        let variables = &function["Properties"]["Environment"]["Variables"];
        let secret = variables["ORIGIN_SECRET"]["Fn::Sub"].as_str();
        assert_eq!(secret.is_some(), HTTP.contains(&name.as_str()), "{name}");
        accepted.extend(secret);
    }
    assert_eq!(accepted.len(), 1, "all accept the same: {accepted:?}");
    let origins = &template.properties("Distribution")["DistributionConfig"]["Origins"];
    let sent = &origins[1]["OriginCustomHeaders"][0];
    assert_eq!(sent["HeaderName"], "x-origin-verify");
    let sent = sent["HeaderValue"]["Fn::Sub"].as_str().unwrap();
    assert!(accepted.iter().all(|secrets| secrets.split(',').next() == Some(sent)));
}

#[test]
fn q87_no_secret_is_written_in_the_template_or_put_out() {
    let template = Template::load();
    for (name, function) in template.functions() {
        let variables = function["Properties"]["Environment"]["Variables"].as_object();
        for (variable, value) in variables.into_iter().flatten() {
            assert!(value.is_object(), "{name}: {variable} is a constant");
        }
    }
    let outputs = every_string(template.section("Outputs"));
    assert!(outputs.iter().all(|word| !word.contains("Secret")));
    let secret = &template.properties("GeneratedOriginSecret")["GenerateSecretString"];
    assert!(secret["PasswordLength"].as_u64().unwrap() >= 32);
    assert!(secret["ExcludeCharacters"].as_str().unwrap().contains(','), "it separates two");
}

#[test]
fn functions_end_before_the_api_gives_up() {
    let template = Template::load();
    let usual = &template.section("Globals")["Function"]["Timeout"];
    for name in HTTP {
        let own = &template.properties(&resource_name(name))["Timeout"];
        let seconds = if own.is_null() { usual } else { own }.as_u64().unwrap();
        assert!(seconds < 30, "{name}: {seconds} s");
    }
}

/// The trigger fails the call that caused it when its function fails, and Cognito waits five
/// seconds for it. The function may not refer to what refers to the user pool.
#[test]
fn the_user_pool_has_its_mails_written_by_a_function_that_needs_nothing() {
    let template = Template::load();
    let triggers = &template.properties("UserPool")["LambdaConfig"];
    let function = json!({ "Fn::GetAtt": ["MessagesFunction", "Arn"] });
    assert_eq!(*triggers, json!({ "CustomMessage": function }));
    let messages = template.properties("MessagesFunction");
    assert_eq!(messages["Timeout"], 5);
    let refers = messages.to_string();
    for other in ["UserPool", "Distribution", "Table", "Api\""] {
        assert!(!refers.contains(other), "{other}: {refers}");
    }
    let permission = template.properties("MessagesPermission");
    assert_eq!(permission["Principal"], "cognito-idp.amazonaws.com");
    assert_eq!(permission["FunctionName"], json!({ "Ref": "MessagesFunction" }));
    assert_eq!(permission["SourceArn"], json!({ "Fn::GetAtt": ["UserPool", "Arn"] }));
}

#[test]
fn mails_that_wait_are_looked_at_each_minute_by_a_function_that_ends_before_its_claims() {
    let template = Template::load();
    let seconds = template.properties("MailFunction")["Timeout"].as_i64().unwrap();
    assert!(domain::limits::MAIL_RUN.as_secs() < seconds);
    assert!(seconds < domain::limits::MAIL_CLAIM.as_secs());
    let rule = template.properties("MailSchedule");
    assert_eq!(rule["ScheduleExpression"], "rate(1 minute)");
    let input: Value = serde_json::from_str(rule["Targets"][0]["Input"].as_str().unwrap()).unwrap();
    let event = serde_json::from_value::<mail::MailEvent>(input);
    let due = mail::MailEvent::Schedule { schedule: mail::Schedule::Due };
    assert_eq!(format!("{:?}", event.unwrap()), format!("{due:?}"));
    let permission = template.properties("MailSchedulePermission");
    assert_eq!(permission["SourceArn"], json!({ "Fn::GetAtt": ["MailSchedule", "Arn"] }));
}

#[test]
fn staff_are_told_each_day_what_is_late() {
    let template = Template::load();
    let rule = template.properties("DigestSchedule");
    assert_eq!(rule["ScheduleExpression"], json!({ "Fn::Sub": "cron(0 ${DigestHour} * * ? *)" }));
    let input: Value = serde_json::from_str(rule["Targets"][0]["Input"].as_str().unwrap()).unwrap();
    let event = serde_json::from_value::<mail::MailEvent>(input);
    let digest = mail::MailEvent::Schedule { schedule: mail::Schedule::Digest };
    assert_eq!(format!("{:?}", event.unwrap()), format!("{digest:?}"));
    let permission = template.properties("DigestSchedulePermission");
    assert_eq!(permission["SourceArn"], json!({ "Fn::GetAtt": ["DigestSchedule", "Arn"] }));
}

#[test]
fn the_api_is_throttled_and_logs_without_personal_data() {
    let template = Template::load();
    let api = template.properties("Api");
    for limit in ["ThrottlingRateLimit", "ThrottlingBurstLimit"] {
        assert!(api["DefaultRouteSettings"][limit].is_object(), "{limit}");
    }
    let line = api["AccessLogSettings"]["Format"].as_str().unwrap();
    let line: Value = serde_json::from_str(line).unwrap();
    for field in every_string(&line) {
        for personal in ["Ip", "path", "userAgent", "authorizer", "identity"] {
            assert!(!field.contains(personal), "{field}");
        }
    }
    assert_eq!(template.of_type("AWS::Lambda::Url").count(), 0);
}

// ------------------------------------------------------------------ table, stream, bucket

#[test]
fn the_table_keeps_what_it_is_given() {
    let template = Template::load();
    let table = template.properties("Table");
    assert_eq!(table["BillingMode"], "PAY_PER_REQUEST");
    assert_eq!(table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"], true);
    let protection = json!({ "Fn::If": ["ProtectData", true, false] });
    assert_eq!(table["DeletionProtectionEnabled"], protection);
    assert_eq!(table["StreamSpecification"]["StreamViewType"], "NEW_AND_OLD_IMAGES");
    assert_eq!(table["TimeToLiveSpecification"]["AttributeName"], "expires_at");
    let keys = json!([
        { "AttributeName": "pk", "KeyType": "HASH" },
        { "AttributeName": "sk", "KeyType": "RANGE" },
    ]);
    assert_eq!(table["KeySchema"], keys);
}

/// A right on the audit trail is one to add or to read. `PutItem` alone could overwrite an entry;
/// the code always asks that there is none, and the chain shows it (docs/security.md).
#[test]
fn q110_no_function_may_change_or_delete_an_entry_of_the_audit_trail() {
    let template = Template::load();
    let trail = json!({ "Fn::GetAtt": ["AuditTable", "Arn"] });
    let allowed = ["GetItem", "Query", "PutItem", "ConditionCheckItem"];
    for (name, function) in template.functions() {
        let mut held = BTreeSet::new();
        for statement in statements(function) {
            let resources = every_string(&statement["Resource"]);
            if !resources.iter().any(|word| word.contains("AuditTable")) {
                continue;
            }
            assert_eq!(statement["Resource"], trail, "{name}: nothing else in this statement");
            held.extend(strings(&statement["Action"]));
        }
        for action in &held {
            let action = action.strip_prefix("dynamodb:").unwrap_or_default();
            assert!(allowed.contains(&action), "{name}: {action}");
        }
        let variables = &function["Properties"]["Environment"]["Variables"];
        assert_eq!(!held.is_empty(), !variables["AUDIT_TABLE_NAME"].is_null(), "{name}");
    }
    let table = template.properties("AuditTable");
    assert_eq!(table["BillingMode"], "PAY_PER_REQUEST");
    assert_eq!(table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"], true);
    let protection = json!({ "Fn::If": ["ProtectData", true, false] });
    assert_eq!(table["DeletionProtectionEnabled"], protection);
    assert!(table["TimeToLiveSpecification"].is_null(), "nothing in it ends by itself");
}

#[test]
fn data_outlives_the_stack() {
    let template = Template::load();
    for name in ["Table", "AuditTable", "Bucket", "UserPool"] {
        let resource = &template.section("Resources")[name];
        assert_eq!(resource["DeletionPolicy"], "RetainExceptOnCreate", "{name}");
        assert_eq!(resource["UpdateReplacePolicy"], "Retain", "{name}");
    }
    assert_eq!(template.section("Parameters")["RetainData"]["Default"], "true");
}

#[test]
fn every_stream_mapping_has_the_five_failure_settings() {
    let template = Template::load();
    for (name, mapping) in template.of_type(MAPPING) {
        let mapping = &mapping["Properties"];
        assert_eq!(mapping["FunctionResponseTypes"], json!(["ReportBatchItemFailures"]), "{name}");
        assert_eq!(mapping["BisectBatchOnFunctionError"], true, "{name}");
        assert!((1..=10).contains(&mapping["MaximumRetryAttempts"].as_i64().unwrap()), "{name}");
        let age = mapping["MaximumRecordAgeInSeconds"].as_i64().unwrap();
        assert!((60..86_400).contains(&age), "{name}: the stream forgets after a day");
        let queue = &mapping["DestinationConfig"]["OnFailure"]["Destination"];
        assert_eq!(*queue, json!({ "Fn::GetAtt": ["FailureQueue", "Arn"] }), "{name}");
        assert!(mapping["MaximumBatchingWindowInSeconds"].as_i64().unwrap() <= 10, "{name}");
    }
}

#[test]
fn each_reader_of_the_stream_gets_its_own_keys_and_may_read_them() {
    let template = Template::load();
    let mut readers = BTreeMap::new();
    for (name, mapping) in template.of_type(MAPPING) {
        let mapping = &mapping["Properties"];
        assert_eq!(mapping["EventSourceArn"], json!({ "Fn::GetAtt": ["Table", "StreamArn"] }));
        let pattern = mapping["FilterCriteria"]["Filters"][0]["Pattern"].as_str().unwrap();
        let pattern: Value = serde_json::from_str(pattern).unwrap();
        let prefix = pattern["dynamodb"]["Keys"]["pk"]["S"][0]["prefix"].as_str().unwrap();
        let function = mapping["FunctionName"]["Ref"].as_str().unwrap();
        readers.insert(function.to_owned(), prefix.to_owned());
        let rights = actions(&template.section("Resources")[function]);
        for action in [
            "dynamodb:DescribeStream",
            "dynamodb:GetShardIterator",
            "dynamodb:GetRecords",
            "sqs:SendMessage",
        ] {
            assert!(rights.contains(action), "{name}: {function} lacks {action}");
        }
    }
    let expected = [("MailFunction", "MAIL#"), ("PagesFunction", "SIGNATORY#")];
    assert_eq!(readers, expected.map(|(f, p)| (f.to_owned(), p.to_owned())).into());
}

#[test]
fn the_bucket_is_read_by_the_distribution_alone() {
    let template = Template::load();
    let bucket = template.properties("Bucket");
    let switches = bucket["PublicAccessBlockConfiguration"].as_object().unwrap();
    assert_eq!(switches.len(), 4);
    assert!(switches.values().all(|switch| *switch == true));
    assert_eq!(bucket["OwnershipControls"]["Rules"][0]["ObjectOwnership"], "BucketOwnerEnforced");
    let policy = &template.properties("BucketPolicy")["PolicyDocument"]["Statement"];
    let statements = policy.as_array().unwrap();
    let allowed: Vec<&Value> = statements.iter().filter(|s| s["Effect"] == "Allow").collect();
    assert_eq!(allowed.len(), 1);
    assert_eq!(allowed[0]["Principal"], json!({ "Service": "cloudfront.amazonaws.com" }));
    assert_eq!(allowed[0]["Action"], "s3:GetObject");
    let source = allowed[0]["Condition"]["StringEquals"]["aws:SourceArn"]["Fn::Sub"].as_str();
    assert!(source.unwrap().ends_with(":distribution/${Distribution}"));
    let denied = statements.iter().find(|s| s["Effect"] == "Deny").unwrap();
    assert_eq!(denied["Condition"]["Bool"]["aws:SecureTransport"], "false");
}

#[test]
fn q103_what_was_taken_down_does_not_live_on_as_an_old_version() {
    let template = Template::load();
    let bucket = template.properties("Bucket");
    assert_eq!(bucket["VersioningConfiguration"]["Status"], "Enabled");
    let rule = &bucket["LifecycleConfiguration"]["Rules"][0];
    assert_eq!(rule["NoncurrentVersionExpiration"]["NoncurrentDays"], 1);
    assert!(rule["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"].is_u64());
    let rights = actions(&template.section("Resources")["PagesFunction"]);
    for action in
        ["s3:DeleteObjectVersion", "s3:ListBucketVersions", "cloudfront:CreateInvalidation"]
    {
        assert!(rights.contains(action), "{action}");
    }
}

// ------------------------------------------------------------------ CDN

#[test]
fn q80_q82_security_headers_stand_on_every_behaviour() {
    let template = Template::load();
    let config = &template.properties("Distribution")["DistributionConfig"];
    let mut behaviours = dynamic_behaviours(&template);
    behaviours.push(&config["DefaultCacheBehavior"]);
    for behaviour in behaviours {
        assert_eq!(behaviour["ResponseHeadersPolicyId"], json!({ "Ref": "SecurityHeaders" }));
    }
    let policy = &template.properties("SecurityHeaders")["ResponseHeadersPolicyConfig"];
    let headers = &policy["SecurityHeadersConfig"];
    let transport = &headers["StrictTransportSecurity"];
    assert!(transport["AccessControlMaxAgeSec"].as_u64().unwrap() >= 31_536_000);
    assert_eq!(transport["IncludeSubdomains"], true);
    assert_eq!(headers["FrameOptions"]["FrameOption"], "DENY");
    assert_eq!(headers["ReferrerPolicy"]["ReferrerPolicy"], "same-origin");
    assert!(headers["ContentTypeOptions"].is_object());
    for (name, header) in headers.as_object().unwrap() {
        assert_eq!(header["Override"], true, "{name}: an origin could weaken it");
    }
    let others: BTreeSet<&str> = policy["CustomHeadersConfig"]["Items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["Header"].as_str().unwrap())
        .collect();
    let expected =
        ["Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy"];
    assert_eq!(others, expected.into_iter().collect());
}

#[test]
fn q81_the_content_security_policy_starts_from_nothing() {
    let template = Template::load();
    let headers = &template.properties("SecurityHeaders")["ResponseHeadersPolicyConfig"];
    let headers = &headers["SecurityHeadersConfig"];
    let policy = headers["ContentSecurityPolicy"]["ContentSecurityPolicy"].as_str().unwrap();
    let directives: BTreeMap<&str, &str> =
        policy.split(';').filter_map(|directive| directive.trim().split_once(' ')).collect();
    let expected = [
        ("default-src", "'none'"),
        ("script-src", "'self'"),
        ("style-src", "'self'"),
        ("img-src", "'self' data:"),
        ("font-src", "'self'"),
        ("connect-src", "'self'"),
        ("form-action", "'self'"),
        ("frame-ancestors", "'none'"),
        ("base-uri", "'none'"),
        ("object-src", "'none'"),
    ];
    assert_eq!(directives, expected.into());
}

#[test]
fn q83_nothing_dynamic_is_cached_and_everything_of_the_viewer_is_passed_on() {
    const CACHING_DISABLED: &str = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
    const ALL_VIEWER_EXCEPT_HOST: &str = "b689b0a8-53d0-40ab-baf2-68738e2966ac";
    let template = Template::load();
    for behaviour in dynamic_behaviours(&template) {
        let pattern = &behaviour["PathPattern"];
        assert_eq!(behaviour["TargetOriginId"], "api", "{pattern}");
        assert_eq!(behaviour["CachePolicyId"], CACHING_DISABLED, "{pattern}");
        assert_eq!(behaviour["OriginRequestPolicyId"], ALL_VIEWER_EXCEPT_HOST, "{pattern}");
        assert_eq!(behaviour["AllowedMethods"].as_array().unwrap().len(), 7, "{pattern}");
        let function = &behaviour["FunctionAssociations"][0];
        assert_eq!(function["EventType"], "viewer-request", "{pattern}");
        assert_eq!(function["FunctionARN"]["Fn::GetAtt"][0], "ActionsRequest", "{pattern}");
    }
}

#[test]
fn q96_clear_text_is_redirected_for_people_and_refused_for_programs() {
    let template = Template::load();
    for behaviour in dynamic_behaviours(&template) {
        let pattern = behaviour["PathPattern"].as_str().unwrap();
        let policy = if pattern.starts_with("/api") { "https-only" } else { "redirect-to-https" };
        assert_eq!(behaviour["ViewerProtocolPolicy"], policy, "{pattern}");
    }
    let config = &template.properties("Distribution")["DistributionConfig"];
    assert_eq!(config["DefaultCacheBehavior"]["ViewerProtocolPolicy"], "redirect-to-https");
    let api = &config["Origins"][1]["CustomOriginConfig"];
    assert_eq!(api["OriginProtocolPolicy"], "https-only");
    assert_eq!(api["OriginSSLProtocols"], json!(["TLSv1.2"]));
    assert_eq!(config["ViewerCertificate"]["Fn::If"][1]["MinimumProtocolVersion"], "TLSv1.2_2021");
}

#[test]
fn pages_come_from_the_bucket_and_what_it_lacks_from_the_api() {
    let template = Template::load();
    let config = &template.properties("Distribution")["DistributionConfig"];
    assert!(config["CustomErrorResponses"].is_null(), "they would rewrite the API's own answers");
    let group = &config["OriginGroups"]["Items"][0];
    assert_eq!(group["FailoverCriteria"]["StatusCodes"]["Items"], json!([403, 404]));
    assert_eq!(group["Members"]["Items"], json!([{ "OriginId": "bucket" }, { "OriginId": "api" }]));
    let bucket = &config["Origins"][0];
    assert_eq!(bucket["OriginAccessControlId"]["Fn::GetAtt"][0], "OriginAccessControl");
    let default = &config["DefaultCacheBehavior"];
    assert_eq!(default["TargetOriginId"], group["Id"]);
    assert_eq!(default["AllowedMethods"], json!(["GET", "HEAD"]));
    assert!(default["OriginRequestPolicyId"].is_null(), "no cookie reaches the pages");
    assert_eq!(default["FunctionAssociations"][0]["FunctionARN"]["Fn::GetAtt"][0], "PagesRequest");
    let cache = &template.properties("PagesCachePolicy")["CachePolicyConfig"];
    assert_eq!(cache["MinTTL"], 0, "`no-store` of an origin is honoured");
}

#[test]
fn the_edge_functions_in_the_template_are_the_tested_files() {
    let template = Template::load();
    for (resource, file) in [("PagesRequest", "pages.js"), ("ActionsRequest", "actions.js")] {
        let code = template.properties(resource)["FunctionCode"].as_str().unwrap();
        assert_eq!(code, text(&format!("infra/edge/{file}")), "run node infra/edge/inline.mjs");
        let config = &template.properties(resource)["FunctionConfig"];
        assert_eq!(config["Runtime"], "cloudfront-js-2.0");
    }
}

// ------------------------------------------------------------------ users

#[test]
fn the_user_pool_asks_for_long_passwords_without_rules_of_composition() {
    let template = Template::load();
    let password = &template.properties("UserPool")["Policies"]["PasswordPolicy"];
    assert!(password["MinimumLength"].as_u64().unwrap() >= 12);
    for rule in ["RequireLowercase", "RequireUppercase", "RequireNumbers", "RequireSymbols"] {
        assert_eq!(password[rule], false, "{rule}");
    }
}

#[test]
fn the_user_pool_trusts_only_a_confirmed_address() {
    let template = Template::load();
    let pool = template.properties("UserPool");
    assert_eq!(pool["UsernameConfiguration"]["CaseSensitive"], false);
    assert!(pool["UsernameAttributes"].is_null(), "user names are the accounts' ids");
    assert!(pool["AliasAttributes"].is_null());
    assert_eq!(pool["AutoVerifiedAttributes"], json!(["email"]));
    let updates = &pool["UserAttributeUpdateSettings"];
    assert_eq!(updates["AttributesRequireVerificationBeforeUpdate"], json!(["email"]));
    let recovery = &pool["AccountRecoverySetting"]["RecoveryMechanisms"];
    assert_eq!(*recovery, json!([{ "Name": "verified_email", "Priority": 1 }]));
}

#[test]
fn the_user_pool_knows_a_second_factor_and_is_protected_by_stage() {
    let template = Template::load();
    let pool = template.properties("UserPool");
    assert_eq!(pool["MfaConfiguration"], "OPTIONAL");
    assert_eq!(pool["EnabledMfas"], json!(["SOFTWARE_TOKEN_MFA"]));
    let protection = json!({ "Fn::If": ["ProtectData", "ACTIVE", "INACTIVE"] });
    assert_eq!(pool["DeletionProtection"], protection);
}

#[test]
fn the_client_is_confidential_and_signs_in_from_the_server_only() {
    let template = Template::load();
    let client = template.properties("UserPoolClient");
    assert_eq!(client["GenerateSecret"], true);
    assert_eq!(client["ExplicitAuthFlows"], json!(["ALLOW_ADMIN_USER_PASSWORD_AUTH"]));
    assert_eq!(client["PreventUserExistenceErrors"], "ENABLED");
    assert_eq!(client["EnableTokenRevocation"], true);
    assert_eq!(client["RefreshTokenRotation"]["Feature"], "ENABLED");
    assert!(client["AllowedOAuthFlows"].is_null());
    assert_eq!(client["TokenValidityUnits"]["AccessToken"], "minutes");
    assert!(client["AccessTokenValidity"].as_u64().unwrap() <= 15);
}

#[test]
fn no_attribute_but_the_address_can_be_written_through_the_client() {
    let template = Template::load();
    let client = template.properties("UserPoolClient");
    assert_eq!(client["WriteAttributes"], json!(["email"]));
    assert_eq!(client["ReadAttributes"], json!(["email", "email_verified"]));
    let schema = template.properties("UserPool")["Schema"].as_array().unwrap();
    assert_eq!(schema.len(), 1, "roles live in our records, not in attributes");
}

// ------------------------------------------------------------------ logs, failures, alarms

#[test]
fn every_log_group_has_a_retention_and_every_function_writes_to_one() {
    let template = Template::load();
    let retention = json!({ "Ref": "LogRetentionDays" });
    for (name, group) in template.of_type("AWS::Logs::LogGroup") {
        assert_eq!(group["Properties"]["RetentionInDays"], retention, "{name}");
    }
    let logging = &template.section("Globals")["Function"]["LoggingConfig"];
    assert_eq!(logging["LogGroup"], json!({ "Ref": "Logs" }));
    assert_eq!(logging["LogFormat"], "JSON");
    let access = &template.properties("Api")["AccessLogSettings"]["DestinationArn"];
    assert_eq!(*access, json!({ "Fn::GetAtt": ["ApiLogs", "Arn"] }));
}

#[test]
fn the_failure_queue_is_encrypted_and_keeps_for_two_weeks() {
    let template = Template::load();
    let queue = template.properties("FailureQueue");
    assert_eq!(queue["SqsManagedSseEnabled"], true);
    assert_eq!(queue["MessageRetentionPeriod"], 1_209_600);
}

#[test]
fn every_function_and_every_failure_has_its_alarm() {
    let template = Template::load();
    let alarms: Vec<&Value> =
        template.of_type("AWS::CloudWatch::Alarm").map(|(_, alarm)| &alarm["Properties"]).collect();
    let watched = |metric: &str, value: &Value| {
        alarms.iter().any(|alarm| {
            alarm["MetricName"] == metric
                && (value.is_null() || alarm["Dimensions"][0]["Value"] == *value)
        })
    };
    for (name, _) in template.functions() {
        assert!(watched("Errors", &json!({ "Ref": resource_name(&name) })), "{name}");
    }
    for (name, mapping) in template.of_type(MAPPING) {
        assert!(watched("IteratorAge", &mapping["Properties"]["FunctionName"]), "{name}");
    }
    for (name, _) in template.of_type("AWS::SQS::Queue") {
        let queue = json!({ "Fn::GetAtt": [name, "QueueName"] });
        assert!(watched("ApproximateNumberOfMessagesVisible", &queue), "{name}");
    }
    for metric in ["Throttles", "5xx", "LoggedErrors"] {
        assert!(watched(metric, &Value::Null), "{metric}");
    }
}

#[test]
fn every_alarm_reaches_a_person_and_names_a_section_of_the_runbook() {
    let template = Template::load();
    let sections: BTreeSet<String> = text("docs/runbook.md")
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .map(|title| title.to_lowercase().replace(' ', "-"))
        .collect();
    for (name, alarm) in template.of_type("AWS::CloudWatch::Alarm") {
        let alarm = &alarm["Properties"];
        assert_eq!(alarm["AlarmActions"], json!([{ "Ref": "AlarmTopic" }]), "{name}");
        assert_eq!(alarm["TreatMissingData"], "notBreaching", "{name}");
        let description = alarm["AlarmDescription"].as_str().unwrap();
        let section = description.split_once("docs/runbook.md#").map(|(_, section)| section);
        assert!(sections.contains(section.unwrap_or_default()), "{name}: {section:?}");
    }
}

// ------------------------------------------------------------------ parameters, outputs

/// `sam deploy --guided` asks for each parameter; Enter must do. For a `NoEcho` one it does not
/// offer the default, so that Enter would not.
#[test]
fn every_parameter_has_a_default_a_description_and_a_bound() {
    let template = Template::load();
    for (name, parameter) in template.section("Parameters").as_object().unwrap() {
        assert!(!parameter["Default"].is_null(), "{name}");
        assert!(parameter["Description"].is_string(), "{name}");
        assert!(parameter["NoEcho"].is_null(), "{name}");
        let bounds = ["AllowedPattern", "AllowedValues", "MinValue"];
        assert!(bounds.iter().any(|bound| !parameter[*bound].is_null()), "{name}");
    }
}

/// The command asks one question for each route of an API without any `Auth`, and "no" is the default.
#[test]
fn the_guided_deployment_has_no_question_for_each_route() {
    assert!(Template::load().properties("Api")["Auth"].is_object());
}

#[test]
fn profiles_exist_and_set_only_parameters_of_the_template() {
    let template = Template::load();
    let profiles = text("samconfig.toml");
    for profile in ["default", "local", "staging", "production"] {
        assert!(profiles.contains(&format!("[{profile}.deploy.parameters]")), "{profile}");
    }
    let overrides = profiles.lines().filter_map(|line| {
        let (name, _) = line.strip_prefix("  \"")?.split_once('=')?;
        Some(name)
    });
    for name in overrides {
        assert!(template.section("Parameters")[name].is_object(), "{name}");
    }
}

/// What a local run, the tests and the operators' tools read after a deployment.
#[test]
fn the_outputs_that_tools_read_are_there() {
    let template = Template::load();
    for name in [
        "SiteUrl",
        "ApiId",
        "TableName",
        "AuditTableName",
        "BucketName",
        "UserPoolId",
        "UserPoolClientId",
        "DistributionId",
        "FailureQueueUrl",
    ] {
        assert!(template.section("Outputs")[name]["Value"].is_object(), "{name}");
    }
}
