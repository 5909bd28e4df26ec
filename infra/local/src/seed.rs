//! Fills a new local site through its own public endpoints, as signatories and staff would:
//! `infra/local/seed.json` says with what.

use crate::aws::{Answer, Aws, Mail};
use crate::install;
use crate::pactctl::{self, Environment};
use crate::progress::{Failure, Step};
use crate::project::{Profile, Project};
use hyper::Method;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How long a mail or a page may take.
const PATIENCE: Duration = Duration::from_mins(1);

#[derive(Deserialize)]
struct Seed {
    password: String,
    staff: Login,
    signatories: Vec<Signatory>,
    waiting: Waiting,
}

#[derive(Deserialize)]
struct Signatory {
    registration: Value,
    signature: Value,
    initiatives: Vec<Value>,
}

/// What is submitted last, so that the staff's queue has something in it.
#[derive(Deserialize)]
struct Waiting {
    /// Address of the account that submits it.
    signatory: String,
    initiative: Value,
}

#[derive(Deserialize)]
struct Login {
    email: String,
    password: String,
}

impl Seed {
    fn read() -> Result<Self, Failure> {
        serde_json::from_str(include_str!("../seed.json"))
            .map_err(|error| Failure::new(format!("infra/local/seed.json: {error}"), "Mend it."))
    }
}

/// The seeded member of staff's authenticator. It opens a site on this machine and no other.
#[derive(Serialize, Deserialize)]
struct Authenticator {
    key: String,
}

fn authenticator(profile: &Profile) -> PathBuf {
    profile.folder.join("authenticator.json")
}

fn unfinished(profile: &Profile) -> PathBuf {
    profile.folder.join("seeding")
}

/// Whether an earlier seeding was cut short: what it left is no good to go on from.
pub(crate) fn was_cut_short(profile: &Profile) -> bool {
    unfinished(profile).is_file()
}

/// Forgets the mark of an earlier seeding, together with what it had made.
pub(crate) fn forget(profile: &Profile) {
    let _ = std::fs::remove_file(unfinished(profile));
    let _ = std::fs::remove_file(authenticator(profile));
}

/// Registers, signs, writes, decides; ends when the pages are there to be read.
pub(crate) async fn seed(
    project: &Project,
    profile: &Profile,
    aws: &Aws,
    environment: &Environment,
) -> Result<(), Failure> {
    let seed = Seed::read()?;
    install::write(&unfinished(profile), b"")?;
    let count = seed.signatories.len();
    let mut step = Step::start(format!("Seeding {count} signatories and their initiatives"));
    let done = fill(project, profile, aws, environment, &seed, &mut step).await;
    match done {
        Ok(()) => step.done(""),
        Err(failure) => {
            step.failed();
            return Err(failure);
        }
    };
    let _ = std::fs::remove_file(unfinished(profile));
    Ok(())
}

async fn fill(
    project: &Project,
    profile: &Profile,
    aws: &Aws,
    environment: &Environment,
    seed: &Seed,
    step: &mut Step,
) -> Result<(), Failure> {
    let mut last = String::new();
    let mut written = 0;
    for signatory in &seed.signatories {
        let name = text(&signatory.registration["official_name"]);
        step.tick(name);
        let program = register(profile, aws, &signatory.registration, &seed.password).await?;
        sign(&program, &signatory.signature).await?;
        for initiative in &signatory.initiatives {
            step.tick(&format!("{name}: {}", text(&initiative["title"])));
            submit(&program, initiative).await?;
            text(&initiative["title"]).clone_into(&mut last);
            written += 1;
        }
    }
    step.tick("the secretariat decides");
    let staff = hire(project, profile, aws, environment, &seed.staff).await?;
    let decided = approve_all(&staff).await?;
    if decided != seed.signatories.len() + written {
        return Err(odd("the staff's queue", &format!("{decided} cases were decided")));
    }
    let mut author = Client::new(profile, aws);
    author.sign_in(&seed.waiting.signatory, &seed.password).await?;
    submit(&author, &seed.waiting.initiative).await?;
    let start = Instant::now();
    while !published(profile, aws, &last).await? {
        step.tick("the pages are put out");
        if start.elapsed() > PATIENCE {
            return Err(odd("/en/initiatives/", "the last initiative is not in the list"));
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    Ok(())
}

async fn published(profile: &Profile, aws: &Aws, title: &str) -> Result<bool, Failure> {
    let escaped = title.replace('&', "&amp;");
    for page in ["/en/initiatives/", "/fr/initiatives/", "/en/"] {
        let address = format!("{}{page}", profile.site());
        let answer = aws.http.send(Method::GET, &address, &[], "").await?;
        if !answer.text().contains(&escaped) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Somebody who uses the site by JSON, with a token or with cookies.
struct Client<'a> {
    aws: &'a Aws,
    site: String,
    token: Option<String>,
    cookies: BTreeMap<String, String>,
}

impl<'a> Client<'a> {
    fn new(profile: &Profile, aws: &'a Aws) -> Self {
        Self { aws, site: profile.site(), token: None, cookies: BTreeMap::new() }
    }

    async fn send(&self, method: Method, path: &str, body: &Value) -> Result<Answer, Failure> {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookies = cookies.join("; ");
        let bearer = self.token.as_ref().map(|token| format!("Bearer {token}"));
        let mut headers = vec![("accept", "application/json")];
        if method == Method::POST {
            headers.push(("content-type", "application/json"));
        }
        if let Some(bearer) = &bearer {
            headers.push(("authorization", bearer));
        } else if !cookies.is_empty() {
            headers.push(("cookie", &cookies));
        }
        let body = if method == Method::POST { body.to_string() } else { String::new() };
        let address = format!("{}{path}", self.site);
        let answer = self.aws.http.send(method, &address, &headers, body).await?;
        if answer.status.is_success() { Ok(answer) } else { Err(odd(path, &answer.text())) }
    }

    async fn get(&self, path: &str) -> Result<Value, Failure> {
        Ok(self.send(Method::GET, path, &Value::Null).await?.json())
    }

    async fn post(&self, path: &str, body: &Value) -> Result<Value, Failure> {
        Ok(self.send(Method::POST, path, body).await?.json())
    }

    /// Posts and keeps the cookies of the answer.
    async fn post_as_browser(&mut self, path: &str, body: &Value) -> Result<Value, Failure> {
        let answer = self.send(Method::POST, path, body).await?;
        let cookies = answer.headers.get_all("set-cookie").iter();
        for cookie in cookies.filter_map(|value| value.to_str().ok()) {
            if let Some((name, value)) =
                cookie.split(';').next().and_then(|pair| pair.split_once('='))
            {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(answer.json())
    }

    async fn sign_in(&mut self, email: &str, password: &str) -> Result<(), Failure> {
        let credentials = json!({ "email": email, "password": password });
        let token = self.post("/api/token", &credentials).await?;
        self.token = token["token"].as_str().map(str::to_owned);
        Ok(())
    }
}

async fn register<'a>(
    profile: &Profile,
    aws: &'a Aws,
    registration: &Value,
    password: &str,
) -> Result<Client<'a>, Failure> {
    let mut client = Client::new(profile, aws);
    let email = text(&registration["email"]);
    let mut form = registration.clone();
    form["password"] = json!(password);
    form["authorised"] = json!("yes");
    let sent = client.post("/en/register/check", &form).await?;
    let code = mailed(aws, email, Mail::code).await?;
    let confirmation = json!({ "registration": sent["registration"], "code": code });
    client.post("/en/register/confirm", &confirmation).await?;
    client.sign_in(email, password).await?;
    Ok(client)
}

async fn sign(client: &Client<'_>, signature: &Value) -> Result<(), Failure> {
    let page = client.get("/en/desk/sign").await?;
    let mut form = signature.clone();
    form["undertake"] = json!("yes");
    form["text_hash"] = page["undertaking"]["text_hash"].clone();
    form["rev"] = page["form"]["rev"].clone();
    client.post("/en/desk/sign", &form).await?;
    Ok(())
}

async fn submit(client: &Client<'_>, initiative: &Value) -> Result<(), Failure> {
    let mut form = initiative.clone();
    form["safeguard"] = json!("yes");
    form["intent"] = json!("submit");
    client.post("/en/desk/initiatives/new", &form).await?;
    Ok(())
}

/// A member of staff who has accepted an invitation and set up an authenticator.
async fn hire<'a>(
    project: &Project,
    profile: &Profile,
    aws: &'a Aws,
    environment: &Environment,
    login: &Login,
) -> Result<Client<'a>, Failure> {
    let arguments = ["staff", "invite", "--role", "administrator", "--email", &login.email];
    pactctl::run(project, environment, &arguments)?;
    let invitation = mailed(aws, &login.email, invitation).await?;
    let mut staff = Client::new(profile, aws);
    staff.post_as_browser(&invitation, &json!({ "password": login.password })).await?;
    let credentials = json!({ "email": login.email, "password": login.password });
    staff.post_as_browser("/en/sign-in", &credentials).await?;
    let path = "/en/sign-in/set-up-second-factor";
    let key = text(&staff.get(path).await?["key"]).to_owned();
    let code = code(project, &key)?;
    staff.post_as_browser(path, &json!({ "code": code })).await?;
    let kept = serde_json::to_vec(&Authenticator { key }).unwrap_or_default();
    install::write(&authenticator(profile), &kept)?;
    Ok(staff)
}

/// Decides on everything that waits; how many cases there were.
async fn approve_all(staff: &Client<'_>) -> Result<usize, Failure> {
    let mut decided = 0;
    // Signatories first: an initiative can only be published once its signatory is verified.
    for kind in ["signatory", "initiative"] {
        let queue = staff.get("/en/staff").await?;
        let waiting = queue["waiting"].as_array().into_iter().flatten();
        for case in waiting.filter(|case| case["kind"] == kind) {
            let mut path = format!("/en/staff/signatories/{}", text(&case["signatory"]));
            if kind == "initiative" {
                path = format!("{path}/initiatives/{}", text(&case["initiative"]));
            }
            let rev = staff.get(&path).await?["rev"].clone();
            staff.post(&path, &json!({ "decision": "approve", "rev": rev })).await?;
            decided += 1;
        }
    }
    Ok(decided)
}

/// What `find` finds in the newest mail to an address that has it.
async fn mailed(
    aws: &Aws,
    to: &str,
    find: impl Fn(&Mail) -> Option<String>,
) -> Result<String, Failure> {
    let start = Instant::now();
    loop {
        let mails = aws.mails().await?;
        let found = mails.iter().rev().filter(|mail| mail.to == to).find_map(&find);
        if let Some(found) = found {
            return Ok(found);
        }
        if start.elapsed() > PATIENCE {
            return Err(odd("the mailbox", &format!("no mail for {to} within a minute")));
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// Path of the link in an invitation.
fn invitation(mail: &Mail) -> Option<String> {
    let (_, secret) = mail.text.split_once("/en/invitation/")?;
    Some(format!("/en/invitation/{}", secret.split_whitespace().next()?))
}

/// The authenticator's code of this moment.
fn code(project: &Project, key: &str) -> Result<String, Failure> {
    pactctl::run(project, &[("TOTP_SECRET".to_owned(), key.to_owned())], &["totp"])
}

/// Says who can sign in.
pub(crate) fn print_logins() -> Result<(), Failure> {
    let seed = Seed::read()?;
    let email = &seed.waiting.signatory;
    println!("  Signatory {email}   {}", seed.password);
    println!("  Staff     {}   {}", seed.staff.email, seed.staff.password);
    println!("            six-digit code: make staff-code");
    Ok(())
}

/// `make staff-code`.
pub(crate) fn print_staff_code(project: &Project, profile: &Profile) -> Result<(), Failure> {
    let kept = std::fs::read(authenticator(profile)).ok();
    let kept = kept.and_then(|bytes| serde_json::from_slice::<Authenticator>(&bytes).ok());
    let Some(Authenticator { key }) = kept else {
        return Err(Failure::new("there is no seeded member of staff", "Start with `make run`."));
    };
    println!("{}", code(project, &key)?);
    Ok(())
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn odd(place: &str, what: &str) -> Failure {
    let what: String = what.chars().take(300).collect();
    Failure::new(format!("seeding, {place}: {what}"), "Try `make reset`, then again.")
}

#[cfg(test)]
mod tests {
    use super::Seed;
    use std::collections::BTreeSet;

    #[test]
    fn the_seed_has_all_profiles_five_countries_and_a_dozen_initiatives() {
        let seed = Seed::read().unwrap();
        let of = |member: &str| -> BTreeSet<String> {
            let all = seed.signatories.iter();
            all.map(|one| one.registration[member].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(seed.signatories.len(), 6);
        assert_eq!(of("profile").len(), 3);
        assert_eq!(of("country").len(), 5);
        assert!(of("name_language").is_superset(&["el", "ka"].map(str::to_owned).into()));
        let initiatives: usize = seed.signatories.iter().map(|one| one.initiatives.len()).sum();
        assert_eq!(initiatives, 12);
    }
}
