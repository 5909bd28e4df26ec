//! The words of the mails that Cognito sends itself, those with its codes: the user pool's trigger
//! `CustomMessage`. Cognito puts the code in the place that the mail keeps for it.
//!
//! Whatever cannot be written in our words goes out in Cognito's own: an answer that is an error
//! would fail the sign-up itself. So would one that comes after five seconds, and so this
//! function asks nobody anything.

use identity::code_mail::{self, CodeMail, NoCodeMail};
use serde_json::Value;
use views::mail::{Mail, Said, render};
use web::config;

/// Variables that the function reads.
pub const VARIABLES: &[&str] = &["SITE_URL"];

/// Why a mail goes out in Cognito's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
enum Unwritten {
    #[error(transparent)]
    Asked(#[from] NoCodeMail),
    #[error("neither the function nor the call knows the site's address")]
    NoSite,
}

/// The function.
#[derive(Debug)]
pub struct Messages {
    site: Option<String>,
}

impl Messages {
    /// With settings from the environment.
    #[must_use]
    pub fn from_env() -> Self {
        Self::new(config::optional("SITE_URL"))
    }

    /// With the address of the site, where it has one of its own; else the call tells it.
    #[must_use]
    pub fn new(site: Option<String>) -> Self {
        Self { site: site.map(|site| site.trim_end_matches('/').to_owned()) }
    }

    /// Answers the trigger's event: with subject and text, or as it came.
    #[must_use]
    pub fn answer(&self, event: Value) -> Value {
        match self.write(&event) {
            Ok(mail) => code_mail::answer(event, mail.subject, &mail.html),
            Err(cause) => {
                let trigger = event["triggerSource"].as_str().unwrap_or_default();
                let cause = cause.to_string();
                tracing::error!(event = "code_mail", trigger, cause, "a mail in Cognito's words");
                event
            }
        }
    }

    fn write(&self, event: &Value) -> Result<Mail, Unwritten> {
        let asked = CodeMail::asked(event)?;
        let site = self.site.as_ref().or(asked.site.as_ref()).ok_or(Unwritten::NoSite)?;
        let said = Said { code: Some(&asked.code), ..Said::default() };
        Ok(render(asked.template, asked.language, site, said))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Language;
    use serde_json::json;

    const SITE: &str = "https://pact.example.org";

    const SOURCES: [&str; 3] =
        ["CustomMessage_SignUp", "CustomMessage_ResendCode", "CustomMessage_ForgotPassword"];

    fn event(source: &str, metadata: &Value) -> Value {
        json!({
            "version": "1",
            "region": "eu-west-3",
            "userPoolId": "eu-west-3_Pact12345",
            "userName": "01KAVQ5N0000000000000000AB",
            "callerContext": { "awsSdkVersion": "aws-sdk-rust-1", "clientId": "client" },
            "triggerSource": source,
            "request": {
                "userAttributes": { "sub": "1", "email": "joan@granollers.example" },
                "codeParameter": "{####}",
                "usernameParameter": null,
                "linkParameter": "{##Click Here##}",
                "clientMetadata": metadata,
            },
            "response": { "smsMessage": null, "emailMessage": null, "emailSubject": null },
        })
    }

    /// Subject and text of the answer.
    fn answered(messages: &Messages, event: Value) -> (String, String) {
        let answer = messages.answer(event);
        let text = |name: &str| answer["response"][name].as_str().unwrap_or_default().to_owned();
        (text("emailSubject"), text("emailMessage"))
    }

    #[test]
    fn every_mail_is_in_our_words_in_each_language_and_carries_the_code_once() {
        for source in SOURCES {
            for language in Language::ALL {
                let told = json!({ "language": language.code(), "site": SITE });
                let (subject, html) = answered(&Messages::new(None), event(source, &told));
                insta::assert_snapshot!(
                    format!("{source}.{}", language.code()),
                    format!("Subject: {subject}\n\n{}\n", html.replace("><", ">\n<"))
                );
                assert_eq!(html.matches("{####}").count(), 1, "{source}");
                assert!(!subject.contains('{') && !html.contains("granollers"), "{source}");
                // Cognito's limits.
                assert!(subject.chars().count() <= 140 && html.len() <= 20_000, "{source}");
            }
        }
    }

    #[test]
    fn the_sites_own_address_goes_before_the_one_that_the_call_tells() {
        let told = json!({ "language": "fr", "site": "https://d111.cloudfront.net" });
        let own = Messages::new(Some(format!("{SITE}/")));
        let (_, html) = answered(&own, event("CustomMessage_SignUp", &told));
        assert!(html.contains("https://pact.example.org/fr/register/confirm"), "{html}");
        let (_, html) = answered(&Messages::new(None), event("CustomMessage_SignUp", &told));
        assert!(html.contains("https://d111.cloudfront.net/fr/register/confirm"), "{html}");
    }

    #[test]
    fn a_call_that_tells_no_language_gets_english() {
        let own = Messages::new(Some(SITE.to_owned()));
        let english = json!({ "language": "en" });
        for told in [Value::Null, json!({ "language": "tlh" })] {
            assert_eq!(
                answered(&own, event("CustomMessage_SignUp", &told)),
                answered(&own, event("CustomMessage_SignUp", &english)),
            );
        }
    }

    #[test]
    fn what_cannot_be_written_comes_back_as_it_was_and_never_fails() {
        let mut no_placeholder = event("CustomMessage_SignUp", &Value::Null);
        no_placeholder["request"]["codeParameter"] = json!("");
        let own = Messages::new(Some(SITE.to_owned()));
        for event in [
            Value::Null,
            json!(7),
            json!([1]),
            json!({ "triggerSource": "CustomMessage_SignUp" }),
            event("CustomMessage_AdminCreateUser", &Value::Null),
            no_placeholder,
        ] {
            assert_eq!(own.answer(event.clone()), event);
        }
        // Nobody knows where the page for the code is.
        let event = event("CustomMessage_SignUp", &json!({ "language": "fr" }));
        assert_eq!(Messages::new(None).answer(event.clone()), event);
    }
}
