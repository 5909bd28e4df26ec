//! Mails: subject, text and HTML from the same phrases.

use crate::{Words, addresses};
use domain::{Language, MailTemplate};
use maud::{DOCTYPE, html};

/// A mail, written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Subject: one line, the same for everybody.
    pub subject: &'static str,
    /// For programs that show text.
    pub text: String,
    /// For the others. No picture, no style sheet, nothing to be fetched.
    pub html: String,
}

/// What differs from mail to mail.
struct Content {
    subject: &'static str,
    text: &'static str,
    advice: &'static str,
    otherwise: &'static str,
    link: &'static str,
    path: &'static str,
}

/// Writes a mail. `site` is the site's address without a slash at its end, `code` the code
/// that the mail carries, where it carries one.
#[must_use]
pub fn render(template: MailTemplate, language: Language, site: &str, code: Option<&str>) -> Mail {
    let words = Words::new(language);
    let Content { subject, text, advice, otherwise, link, path } = content(template, words);
    let address = format!("{site}{}", addresses::at(language, path));
    let why = words.mail_why(site);
    let (hello, sign_off) = (words.mail_hello(), words.mail_sign_off());
    let shown = code.map(|code| format!("    {code}\n\n")).unwrap_or_default();
    let plain = format!(
        "{hello}\n\n{text}\n\n{shown}{advice}\n\n{otherwise}\n\n{link}\n{address}\n\n\
         {sign_off}\n\n-- \n{why}\n"
    );
    let html = html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (subject) }
            }
            body {
                p { (hello) }
                p { (text) }
                @if let Some(code) = code { p { strong { (code) } } }
                p { (advice) }
                p { (otherwise) }
                p { a href=(address) { (link) } }
                p { (sign_off) }
                p { small { (why) } }
            }
        }
    };
    Mail { subject, text: plain, html: html.into_string() }
}

fn content(template: MailTemplate, words: Words) -> Content {
    match template {
        MailTemplate::AlreadyRegistered => Content {
            subject: words.mail_known_subject(),
            text: words.mail_known_text(),
            advice: words.mail_known_do(),
            otherwise: words.mail_known_other(),
            link: words.mail_known_link(),
            path: "sign-in",
        },
        MailTemplate::WrongPasswords => Content {
            subject: words.mail_wrong_subject(),
            text: words.mail_wrong_text(),
            advice: words.mail_wrong_do(),
            otherwise: words.mail_wrong_other(),
            link: words.mail_wrong_link(),
            path: "sign-in/forgotten-password",
        },
        MailTemplate::NewDevice => Content {
            subject: words.mail_device_subject(),
            text: words.mail_device_text(),
            advice: words.mail_device_do(),
            otherwise: words.mail_device_other(),
            link: words.mail_device_link(),
            path: "sign-in/forgotten-password",
        },
        MailTemplate::PasswordChanged => Content {
            subject: words.mail_password_subject(),
            text: words.mail_password_text(),
            advice: words.mail_password_do(),
            otherwise: words.mail_password_other(),
            link: words.mail_password_link(),
            path: "sign-in/forgotten-password",
        },
        MailTemplate::ConfirmEmail => Content {
            subject: words.mail_confirm_subject(),
            text: words.mail_confirm_text(),
            advice: words.mail_confirm_do(),
            otherwise: words.mail_confirm_other(),
            link: words.mail_confirm_link(),
            path: "desk/email/confirm",
        },
        MailTemplate::EmailChanged => Content {
            subject: words.mail_moved_subject(),
            text: words.mail_moved_text(),
            advice: words.mail_moved_do(),
            otherwise: words.mail_moved_other(),
            link: words.mail_moved_link(),
            path: "legal/",
        },
        MailTemplate::SecondFactorRemoved => Content {
            subject: words.mail_factor_subject(),
            text: words.mail_factor_text(),
            advice: words.mail_factor_do(),
            otherwise: words.mail_factor_other(),
            link: words.mail_factor_link(),
            path: "sign-in",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each(check: impl Fn(MailTemplate, Language, Mail)) {
        for &template in MailTemplate::ALL {
            for language in Language::ALL {
                let code = (template == MailTemplate::ConfirmEmail).then_some("482915");
                check(template, language, render(template, language, "https://pact.test", code));
            }
        }
    }

    #[test]
    fn every_mail_in_every_language_is_as_before() {
        each(|template, language, mail| {
            let name = format!("{template:?}.{}", language.code());
            let html = mail.html.replace("><", ">\n<");
            let whole = format!("Subject: {}\n\n{}\n{html}\n", mail.subject, mail.text);
            insta::assert_snapshot!(name, whole);
        });
    }

    #[test]
    fn q18_a_subject_is_one_line_that_fits_and_says_nothing_private() {
        each(|_, _, mail| {
            assert!(!mail.subject.chars().any(char::is_control));
            assert!(mail.subject.chars().count() <= 70, "{}", mail.subject);
            assert!(!mail.subject.contains("482915"));
        });
    }

    #[test]
    fn q27_only_the_mail_for_it_carries_a_code_and_both_parts_do() {
        each(|template, _, mail| {
            let carries = template == MailTemplate::ConfirmEmail;
            assert_eq!(mail.text.contains("482915"), carries);
            assert_eq!(mail.html.contains("482915"), carries);
        });
    }

    #[test]
    fn q95_no_link_in_a_mail_carries_anything_but_a_path() {
        each(|template, _, mail| {
            let both = format!("{}\n{}", mail.text, mail.html);
            let words = both.split(['"', '<', '>', ' ', '\n']);
            let links: Vec<&str> = words.filter(|word| word.contains("://")).collect();
            assert!(links.len() >= 2, "{template:?}");
            for link in links {
                assert!(link.starts_with("https://pact.test"), "{link}");
                assert!(!link.contains(['?', '#', '@']) && !link.contains("482915"), "{link}");
            }
        });
    }
}
