//! A member of the secretariat's staff.

use crate::person::{Answer, PASSWORD, Visitor};
use crate::stack::{eventually, mails, run};
use std::process::Command;
use totp_rs::{Builder, Secret};

/// Somebody who works in the back office.
#[derive(Debug)]
pub struct Staff {
    pub visitor: Visitor,
    pub email: String,
    /// Path of the link in the invitation.
    pub invitation: String,
    key: String,
}

impl Staff {
    /// Invited from the command line as an administrator; the mail has come.
    pub fn invited(name: &str) -> Self {
        let email = format!("{name}-{}@secretariat.example.org", run());
        let output = Command::new(env!("CARGO"))
            .args(["run", "--quiet", "-p", "pactctl", "--", "staff", "invite"])
            .args(["--email", &email, "--language", "en", "--role", "administrator"])
            .output()
            .expect("pactctl");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let invitation = eventually("the invitation", || {
            let text = mails(&email).pop()?.text;
            let (_, secret) = text.split_once("/en/invitation/")?;
            Some(format!("/en/invitation/{}", secret.split_whitespace().next()?))
        });
        Self { visitor: Visitor::new(), email, invitation, key: String::new() }
    }

    /// At work: invitation accepted, authenticator set up.
    pub fn new(name: &str) -> Self {
        let mut staff = Self::invited(name);
        staff.choose_password();
        staff.set_up_second_factor();
        staff
    }

    /// Accepts the invitation and signs in, up to the second factor.
    pub fn choose_password(&mut self) {
        self.visitor.get(&self.invitation).expect(200);
        self.visitor.post(&self.invitation, &[("password", PASSWORD)]).expect(303);
        self.visitor.sign_in(&self.email, PASSWORD).expect(303);
    }

    pub fn set_up_second_factor(&mut self) {
        let page = self.visitor.get("/en/sign-in/set-up-second-factor").expect(200);
        let base32 = |c: char| c.is_ascii_uppercase() || ('2'..='7').contains(&c);
        let text = page.texts("main").concat().replace(' ', "");
        let mut runs = text.split(|c: char| !base32(c));
        runs.find(|run| run.len() >= 32).expect("the key").clone_into(&mut self.key);
        let code = self.code();
        let answer = self.visitor.post("/en/sign-in/set-up-second-factor", &[("code", &code)]);
        assert!(matches!(answer.status, 200 | 303), "{answer:?}");
    }

    /// The authenticator's code of this moment.
    pub fn code(&self) -> String {
        let secret = Secret::try_from_base32(&self.key).expect("the key");
        let totp = Builder::new().with_secret(secret).build_noncompliant();
        totp.generate_current().to_string()
    }

    /// Address of what waits under that name.
    pub fn find_in_queue(&mut self, label: &str) -> String {
        let page = self.visitor.get("/en/staff").expect(200);
        let selector = scraper::Selector::parse("main form[action$='/lease']");
        let document = scraper::Html::parse_document(&page.body);
        let found = document
            .select(&selector.expect("selector"))
            .find(|form| form.text().collect::<String>().contains(label))
            .and_then(|form| form.value().attr("action")?.strip_suffix("/lease"))
            .map(str::to_owned);
        found.unwrap_or_else(|| panic!("{label} does not wait: {}", page.body))
    }

    /// Opens a case; its page, with the form of the decision.
    pub fn open(&mut self, path: &str) -> Answer {
        self.visitor.get(path).expect(200);
        self.visitor.post(&format!("{path}/lease"), &[("intent", "take")]).expect(303);
        self.visitor.get(path).expect(200)
    }

    /// Decides, with the revision that the page shows.
    pub fn decide(&mut self, path: &str, decision: &str) -> Answer {
        let page = self.open(path);
        let rev = page.attribute("input[name=rev]", "value").unwrap_or_default();
        let reason = if decision == "approve" { "" } else { "identifies_person" };
        let fields =
            [("decision", decision), ("reason", reason), ("note", ""), ("rev", rev.as_str())];
        self.visitor.post(path, &fields).expect(303)
    }
}
