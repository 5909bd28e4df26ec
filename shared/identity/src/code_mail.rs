//! The mails that Cognito sends itself, since only it knows their codes: what it is told with a
//! call, what it then asks our function (its trigger `CustomMessage`), and the answer.

use domain::{Language, MailTemplate};
use serde_json::{Value, json};
use std::collections::HashMap;

const LANGUAGE: &str = "language";
const SITE: &str = "site";

/// Whom Cognito mails a code to. It hands on what it is told of them, and does not keep it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeReader {
    /// The language that they read.
    pub language: Language,
    /// Address of the site that they are at.
    pub site: String,
}

impl CodeReader {
    /// As a call's `ClientMetadata`. Nothing personal: Cognito writes it to no log of ours, and
    /// does not validate or encrypt it.
    pub(crate) fn metadata(&self) -> HashMap<String, String> {
        HashMap::from([
            (LANGUAGE.to_owned(), self.language.code().to_owned()),
            (SITE.to_owned(), self.site.clone()),
        ])
    }
}

/// What Cognito asks: a mail before it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeMail {
    /// Which mail.
    pub template: MailTemplate,
    /// What stands for the code until Cognito puts it there.
    pub code: String,
    /// English where the call did not tell.
    pub language: Language,
    /// Where the call told one.
    pub site: Option<String>,
}

/// Why an event of the trigger has no mail of ours. Cognito then uses its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoCodeMail {
    /// The event has not the form that Cognito documents.
    #[error("the event names no trigger")]
    Unreadable,
    /// A mail that none of our calls causes.
    #[error("no call of ours causes this mail")]
    NotOurs,
    /// No placeholder: a mail of ours would carry no code.
    #[error("the event has no placeholder for the code")]
    NoPlaceholder,
}

impl CodeMail {
    /// Reads the trigger's event.
    pub fn asked(event: &Value) -> Result<Self, NoCodeMail> {
        let request = &event["request"];
        let source = event["triggerSource"].as_str().ok_or(NoCodeMail::Unreadable)?;
        let template = match source {
            "CustomMessage_SignUp" | "CustomMessage_ResendCode" => MailTemplate::RegistrationCode,
            "CustomMessage_ForgotPassword" => MailTemplate::ResetCode,
            _ => return Err(NoCodeMail::NotOurs),
        };
        let code = request["codeParameter"].as_str().filter(|code| !code.is_empty());
        let told = |name: &str| request["clientMetadata"][name].as_str();
        Ok(Self {
            template,
            code: code.ok_or(NoCodeMail::NoPlaceholder)?.to_owned(),
            language: told(LANGUAGE).and_then(Language::from_code).unwrap_or(Language::En),
            site: told(SITE).filter(|site| is_site(site)).map(str::to_owned),
        })
    }
}

/// The event with the mail in its place: what Cognito wants back.
#[must_use]
pub fn answer(mut event: Value, subject: &str, html: &str) -> Value {
    let Some(members) = event.as_object_mut() else { return event };
    let response = members.entry("response").or_insert_with(|| json!({}));
    if !response.is_object() {
        *response = json!({});
    }
    response["emailSubject"] = json!(subject);
    response["emailMessage"] = json!(html);
    event
}

/// Scheme and host, and nothing that leads elsewhere.
fn is_site(site: &str) -> bool {
    let host = match (site.strip_prefix("https://"), site.strip_prefix("http://localhost")) {
        (Some(host), _) => host,
        (None, Some(port)) if port.is_empty() || port.starts_with(':') => return is_host(port),
        (None, _) => return false,
    };
    !host.is_empty() && is_host(host)
}

fn is_host(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As documented for the trigger, here for a sign-up.
    fn event(source: &str, metadata: &Value) -> Value {
        json!({
            "version": "1",
            "region": "eu-west-3",
            "userPoolId": "eu-west-3_Pact12345",
            "userName": "01KAVQ5N0000000000000000AB",
            "callerContext": { "awsSdkVersion": "aws-sdk-rust-1", "clientId": "client" },
            "triggerSource": source,
            "request": {
                "userAttributes": {
                    "sub": "1", "email": "joan@granollers.example",
                    "cognito:user_status": "UNCONFIRMED",
                },
                "codeParameter": "{####}",
                "usernameParameter": null,
                "linkParameter": "{##Click Here##}",
                "clientMetadata": metadata,
            },
            "response": { "smsMessage": null, "emailMessage": null, "emailSubject": null },
        })
    }

    #[test]
    fn what_a_call_tells_comes_back_with_the_event() {
        let reader =
            CodeReader { language: Language::Fr, site: "https://pact.example.org".to_owned() };
        let event = event("CustomMessage_SignUp", &json!(reader.metadata()));
        let mail = CodeMail::asked(&event).unwrap();
        assert_eq!(mail.language, reader.language);
        assert_eq!(mail.site.as_deref(), Some(reader.site.as_str()));
        assert_eq!((mail.template, mail.code.as_str()), (MailTemplate::RegistrationCode, "{####}"));
    }

    #[test]
    fn each_mail_that_our_calls_cause_has_its_template_and_no_other_mail_has() {
        let template =
            |source: &str| CodeMail::asked(&event(source, &Value::Null)).map(|mail| mail.template);
        assert_eq!(template("CustomMessage_SignUp"), Ok(MailTemplate::RegistrationCode));
        assert_eq!(template("CustomMessage_ResendCode"), Ok(MailTemplate::RegistrationCode));
        assert_eq!(template("CustomMessage_ForgotPassword"), Ok(MailTemplate::ResetCode));
        for other in ["AdminCreateUser", "UpdateUserAttribute", "VerifyUserAttribute"] {
            assert_eq!(template(&format!("CustomMessage_{other}")), Err(NoCodeMail::NotOurs));
        }
    }

    #[test]
    fn what_the_call_did_not_tell_or_tells_wrongly_is_english_and_no_site() {
        for metadata in [
            Value::Null,
            json!({}),
            json!({ "language": "xx", "site": "javascript:alert(1)" }),
            json!({ "language": 7, "site": "https://" }),
            json!({ "site": "http://elsewhere.example" }),
            json!({ "site": "http://localhost.elsewhere.example" }),
            json!({ "site": "https://pact.example.org/?to=elsewhere" }),
            json!({ "site": "https://pact.example.org@elsewhere.example" }),
        ] {
            let mail = CodeMail::asked(&event("CustomMessage_ResendCode", &metadata)).unwrap();
            assert_eq!((mail.language, mail.site), (Language::En, None), "{metadata}");
        }
        let local = json!({ "site": "http://localhost:8080" });
        let mail = CodeMail::asked(&event("CustomMessage_SignUp", &local)).unwrap();
        assert_eq!(mail.site.as_deref(), Some("http://localhost:8080"));
    }

    #[test]
    fn an_event_of_another_form_is_no_mail() {
        for bad in [Value::Null, json!([]), json!("text"), json!({ "triggerSource": 1 })] {
            assert_eq!(CodeMail::asked(&bad), Err(NoCodeMail::Unreadable), "{bad}");
        }
        let mut event = event("CustomMessage_SignUp", &Value::Null);
        event["request"]["codeParameter"] = Value::Null;
        assert_eq!(CodeMail::asked(&event), Err(NoCodeMail::NoPlaceholder));
    }

    #[test]
    fn the_answer_is_the_event_with_subject_and_text() {
        let event = event("CustomMessage_SignUp", &Value::Null);
        let answered = answer(event.clone(), "Subject", "<p>{####}</p>");
        let mut expected = event;
        expected["response"]["emailSubject"] = json!("Subject");
        expected["response"]["emailMessage"] = json!("<p>{####}</p>");
        assert_eq!(answered, expected);
        assert_eq!(answer(json!({ "response": null }), "S", "T")["response"]["emailSubject"], "S");
    }
}
