//! Mails: subject, text and HTML from the same phrases.

use crate::{Words, addresses};
use domain::mail::DecidedOn;
use domain::{ContentLanguage, Language, MailDetails, MailFacts, MailTemplate, StaffRole};
use maud::{DOCTYPE, Markup, html};
use std::borrow::Cow;

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

/// What a mail says that changes from mail to mail.
#[derive(Clone, Copy, Default)]
pub struct Said<'a> {
    /// The code or secret that it carries, where it carries one.
    pub code: Option<&'a str>,
    /// What it says of a decision, where it is about one.
    pub details: Option<&'a MailDetails>,
    /// What it says of something else.
    pub facts: Option<MailFacts>,
}

/// Writes a mail. `site` is the site's address without a slash at its end.
#[must_use]
pub fn render(template: MailTemplate, language: Language, site: &str, said: Said<'_>) -> Mail {
    let words = Words::new(language);
    let Said { code, details, facts } = said;
    let Content { subject, parts } = Letter { words, site, code, details, facts }.write(template);
    let why = words.mail_why(site);
    let (hello, sign_off) = (words.mail_hello(), words.mail_sign_off());
    let body = parts.iter().map(Part::text).collect::<Vec<_>>().join("\n\n");
    let plain = format!("{hello}\n\n{body}\n\n{sign_off}\n\n-- \n{why}\n");
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
                @for part in &parts { (part.html()) }
                p { (sign_off) }
                p { small { (why) } }
            }
        }
    };
    Mail { subject, text: plain, html: html.into_string() }
}

/// A paragraph. Text and HTML are written from the same ones.
enum Part<'a> {
    /// Words of ours.
    Words(Cow<'static, str>),
    /// The code that the mail is for.
    Code(&'a str),
    /// A name or title, as somebody typed it.
    Name(&'a str, Option<ContentLanguage>),
    /// Lines, as somebody typed them.
    Note(&'a str),
    /// Words of ours and the address that they lead to.
    Link(&'static str, String),
}

impl Part<'_> {
    /// What people typed stands in lines of its own, which begin with spaces.
    fn text(&self) -> String {
        match self {
            Self::Words(words) => words.to_string(),
            Self::Code(typed) | Self::Name(typed, _) | Self::Note(typed) => {
                let lines = typed.lines().map(|line| format!("    {line}").trim_end().to_owned());
                lines.collect::<Vec<_>>().join("\n")
            }
            Self::Link(words, address) => format!("{words}\n{address}"),
        }
    }

    fn html(&self) -> Markup {
        match self {
            Self::Words(words) => html! { p { (words) } },
            Self::Code(code) => html! { p { strong { (code) } } },
            Self::Name(name, language) => html! {
                p lang=[language.map(ContentLanguage::code)] dir="auto" { strong { (name) } }
            },
            Self::Note(note) => html! {
                blockquote dir="auto" {
                    @for (index, line) in note.lines().enumerate() {
                        @if index > 0 { br; }
                        (line)
                    }
                }
            },
            Self::Link(words, address) => html! { p { a href=(address) { (words) } } },
        }
    }
}

/// What differs from mail to mail: the subject, and what stands between greeting and sign-off.
struct Content<'a> {
    subject: &'static str,
    parts: Vec<Part<'a>>,
}

/// What happened to an account.
struct Incident {
    subject: &'static str,
    text: &'static str,
    advice: &'static str,
    otherwise: &'static str,
    link: &'static str,
    path: &'static str,
}

/// What staff decided.
struct Decision {
    subject: &'static str,
    /// What was decided; the name follows.
    text: &'static str,
    /// What is so now.
    now: &'static str,
    /// What the owner can do.
    next: &'static str,
    /// Whom to ask.
    ask: &'static str,
}

/// What a mail is written from.
#[derive(Clone, Copy)]
struct Letter<'a> {
    words: Words,
    site: &'a str,
    code: Option<&'a str>,
    details: Option<&'a MailDetails>,
    facts: Option<MailFacts>,
}

impl<'a> Letter<'a> {
    #[expect(clippy::too_many_lines, reason = "one entry for each mail, nothing else")]
    fn write(self, template: MailTemplate) -> Content<'a> {
        let words = self.words;
        match template {
            MailTemplate::AlreadyRegistered => self.incident(&Incident {
                subject: words.mail_known_subject(),
                text: words.mail_known_text(),
                advice: words.mail_known_do(),
                otherwise: words.mail_known_other(),
                link: words.mail_known_link(),
                path: "sign-in",
            }),
            MailTemplate::WrongPasswords => self.incident(&Incident {
                subject: words.mail_wrong_subject(),
                text: words.mail_wrong_text(),
                advice: words.mail_wrong_do(),
                otherwise: words.mail_wrong_other(),
                link: words.mail_wrong_link(),
                path: "sign-in/forgotten-password",
            }),
            MailTemplate::NewDevice => self.incident(&Incident {
                subject: words.mail_device_subject(),
                text: words.mail_device_text(),
                advice: words.mail_device_do(),
                otherwise: words.mail_device_other(),
                link: words.mail_device_link(),
                path: "sign-in/forgotten-password",
            }),
            MailTemplate::PasswordChanged => self.incident(&Incident {
                subject: words.mail_password_subject(),
                text: words.mail_password_text(),
                advice: words.mail_password_do(),
                otherwise: words.mail_password_other(),
                link: words.mail_password_link(),
                path: "sign-in/forgotten-password",
            }),
            MailTemplate::RegistrationCode => self.incident(&Incident {
                subject: words.mail_code_subject(),
                text: words.mail_code_text(),
                advice: words.mail_confirm_do(),
                otherwise: words.mail_code_other(),
                link: words.mail_code_link(),
                path: "register/confirm",
            }),
            MailTemplate::ResetCode => self.incident(&Incident {
                subject: words.mail_reset_subject(),
                text: words.mail_reset_text(),
                advice: words.mail_confirm_do(),
                otherwise: words.mail_reset_other(),
                link: words.mail_reset_link(),
                path: "sign-in/reset-password",
            }),
            MailTemplate::ConfirmEmail => self.incident(&Incident {
                subject: words.mail_confirm_subject(),
                text: words.mail_confirm_text(),
                advice: words.mail_confirm_do(),
                otherwise: words.mail_confirm_other(),
                link: words.mail_confirm_link(),
                path: "desk/email/confirm",
            }),
            MailTemplate::EmailChanged => self.incident(&Incident {
                subject: words.mail_moved_subject(),
                text: words.mail_moved_text(),
                advice: words.mail_moved_do(),
                otherwise: words.mail_moved_other(),
                link: words.mail_secretariat_link(),
                path: SECRETARIAT,
            }),
            MailTemplate::SecondFactorRemoved => self.incident(&Incident {
                subject: words.mail_factor_subject(),
                text: words.mail_factor_text(),
                advice: words.mail_factor_do(),
                otherwise: words.mail_factor_other(),
                link: words.mail_factor_link(),
                path: "sign-in",
            }),
            MailTemplate::SignatoryVerified => self.verified(),
            MailTemplate::SignatoryRefused => self.refused(),
            MailTemplate::SignatoryHeld => self.held(),
            MailTemplate::SignatoryResumed => self.resumed(),
            MailTemplate::SignatoryTakenDown => self.taken_down(),
            MailTemplate::InitiativePublished => self.initiative_published(),
            MailTemplate::InitiativeRefused => self.initiative_refused(),
            MailTemplate::InitiativeTakenDown => self.initiative_taken_down(),
            MailTemplate::Welcome => self.welcome(),
            MailTemplate::SignReminder => self.sign_reminder(),
            MailTemplate::PactSigned => self.signed(),
            MailTemplate::SignatoryWithdrawn => self.withdrawn(),
            MailTemplate::SignatoryChangesAsked => self.changes_asked(),
            MailTemplate::SignatoryCorrected => self.corrected(),
            MailTemplate::SignatoryRestored => self.restored(),
            MailTemplate::SignatoryAppealReceived => {
                self.appealed(words.mail_appealed_subject(), words.mail_appealed_text())
            }
            MailTemplate::InitiativeSubmitted => self.initiative_submitted(),
            MailTemplate::InitiativeWithdrawn => self.initiative_withdrawn(),
            MailTemplate::InitiativeChangesAsked => self.initiative_changes_asked(),
            MailTemplate::InitiativeCorrected => self.initiative_corrected(),
            MailTemplate::InitiativeRestored => self.initiative_restored(),
            MailTemplate::InitiativeAppealReceived => {
                self.appealed(words.mail_contested_subject(), words.mail_contested_text())
            }
            MailTemplate::StaffInvitation => self.invitation(),
            MailTemplate::UrgentReport => self.urgent_report(),
            MailTemplate::StaffDigest => self.digest(),
        }
    }

    /// Registered and confirmed; the signature is still to come.
    fn welcome(self) -> Content<'a> {
        self.decision(&Decision {
            subject: self.words.mail_welcome_subject(),
            text: self.words.mail_welcome_text(),
            now: self.words.mail_welcome_now(),
            next: self.words.mail_welcome_next(),
            ask: self.words.mail_ask(),
        })
    }

    fn sign_reminder(self) -> Content<'a> {
        self.decision(&Decision {
            subject: self.words.mail_reminder_subject(),
            text: self.words.mail_reminder_text(),
            now: self.words.mail_reminder_now(),
            next: self.words.mail_welcome_next(),
            ask: self.words.mail_ask(),
        })
    }

    fn signed(self) -> Content<'a> {
        self.decision(&Decision {
            subject: self.words.mail_signed_subject(),
            text: self.words.mail_signed_text(),
            now: self.words.mail_signed_now(),
            next: self.words.mail_signed_next(),
            ask: self.words.mail_ask(),
        })
    }

    /// A page that was public stays, and says so.
    fn withdrawn(self) -> Content<'a> {
        let now = if self.is_public() {
            self.words.mail_withdrawn_stays()
        } else {
            self.words.mail_withdrawn_now()
        };
        self.decision(&Decision {
            subject: self.words.mail_withdrawn_subject(),
            text: self.words.mail_withdrawn_text(),
            now,
            next: self.words.mail_withdrawn_next(),
            ask: self.words.mail_withdrawn_ask(),
        })
    }

    fn changes_asked(self) -> Content<'a> {
        self.decision(&Decision {
            subject: self.words.mail_changes_subject(),
            text: self.words.mail_changes_text(),
            now: self.words.mail_changes_now(),
            next: self.words.mail_changes_next(),
            ask: self.words.mail_ask(),
        })
    }

    fn corrected(self) -> Content<'a> {
        self.decision(&Decision {
            subject: self.words.mail_corrected_subject(),
            text: self.words.mail_corrected_text(),
            now: self.words.mail_corrected_now(),
            next: self.words.mail_corrected_next(),
            ask: self.words.mail_ask(),
        })
    }

    fn restored(self) -> Content<'a> {
        self.decision(&Decision {
            subject: self.words.mail_restored_subject(),
            text: self.words.mail_restored_text(),
            now: self.words.mail_resumed_now(),
            next: self.words.mail_resumed_next(),
            ask: self.words.mail_ask(),
        })
    }

    fn appealed(self, subject: &'static str, text: &'static str) -> Content<'a> {
        let (now, next) = (self.words.mail_appealed_now(), self.words.mail_appealed_next());
        self.decision(&Decision { subject, text, now, next, ask: self.words.mail_ask() })
    }

    /// A version that replaces nothing before it is approved.
    fn initiative_submitted(self) -> Content<'a> {
        let now = if self.is_public() {
            self.words.mail_submitted_stays()
        } else {
            self.words.mail_submitted_now()
        };
        self.decision(&Decision {
            subject: self.words.mail_submitted_subject(),
            text: self.words.mail_submitted_text(),
            now,
            next: self.words.mail_submitted_next(),
            ask: self.words.mail_ask(),
        })
    }

    fn initiative_withdrawn(self) -> Content<'a> {
        self.decision(&Decision {
            subject: self.words.mail_ended_subject(),
            text: self.words.mail_ended_text(),
            now: self.words.mail_ended_now(),
            next: self.words.mail_ended_next(),
            ask: self.words.mail_withdrawn_ask(),
        })
    }

    fn initiative_changes_asked(self) -> Content<'a> {
        let now = if self.is_public() {
            self.words.mail_declined_stays()
        } else {
            self.words.mail_changes_now()
        };
        self.decision(&Decision {
            subject: self.words.mail_revise_subject(),
            text: self.words.mail_revise_text(),
            now,
            next: self.words.mail_changes_next(),
            ask: self.words.mail_ask(),
        })
    }

    fn initiative_corrected(self) -> Content<'a> {
        self.decision(&Decision {
            subject: self.words.mail_spelled_subject(),
            text: self.words.mail_spelled_text(),
            now: self.words.mail_corrected_now(),
            next: self.words.mail_corrected_next(),
            ask: self.words.mail_ask(),
        })
    }

    fn initiative_restored(self) -> Content<'a> {
        self.decision(&Decision {
            subject: self.words.mail_returned_subject(),
            text: self.words.mail_returned_text(),
            now: self.words.mail_returned_now(),
            next: self.words.mail_approved_next(),
            ask: self.words.mail_ask(),
        })
    }

    /// The link holds the secret of the invitation.
    fn invitation(self) -> Content<'a> {
        let words = self.words;
        let mut parts = vec![ours(words.mail_invitation_text())];
        if let Some(MailFacts::Invitation { role }) = self.facts {
            parts.push(ours(role_words(words, role)));
        }
        parts.extend([ours(words.mail_invitation_do()), ours(words.mail_invitation_other())]);
        let secret = self.code.unwrap_or_default();
        let path = addresses::staff_invitation(words.language(), secret);
        parts.push(self.link(words.mail_invitation_link(), &path));
        Content { subject: words.mail_invitation_subject(), parts }
    }

    fn urgent_report(self) -> Content<'a> {
        let words = self.words;
        let parts = vec![
            ours(words.mail_urgent_text()),
            ours(words.mail_urgent_do()),
            self.link(words.mail_urgent_link(), &self.at("staff/reports")),
        ];
        Content { subject: words.mail_urgent_subject(), parts }
    }

    /// Counts and a link; what waits is read there.
    fn digest(self) -> Content<'a> {
        let words = self.words;
        let mut parts = vec![ours(words.mail_digest_text())];
        if let Some(MailFacts::Queue { late, nearly_late, waiting }) = self.facts {
            parts.extend([
                Part::Words(words.mail_digest_late(&late.to_string()).into()),
                Part::Words(words.mail_digest_nearly(&nearly_late.to_string()).into()),
                Part::Words(words.mail_digest_waiting(&waiting.to_string()).into()),
            ]);
        }
        parts.push(self.link(words.mail_queue_link(), &self.at("staff")));
        Content { subject: words.mail_digest_subject(), parts }
    }

    fn verified(self) -> Content<'a> {
        self.decision(&Decision {
            subject: self.words.mail_verified_subject(),
            text: self.words.mail_verified_text(),
            now: self.words.mail_verified_now(),
            next: self.words.mail_verified_next(),
            ask: self.words.mail_ask(),
        })
    }

    fn refused(self) -> Content<'a> {
        self.decision(&Decision {
            subject: self.words.mail_refused_subject(),
            text: self.words.mail_refused_text(),
            now: self.words.mail_refused_now(),
            next: self.words.mail_sign_again(),
            ask: self.words.mail_appeal(),
        })
    }

    fn held(self) -> Content<'a> {
        self.decision(&Decision {
            subject: self.words.mail_held_subject(),
            text: self.words.mail_held_text(),
            now: self.words.mail_held_now(),
            next: self.words.mail_held_next(),
            ask: self.words.mail_disagree(),
        })
    }

    fn resumed(self) -> Content<'a> {
        self.decision(&Decision {
            subject: self.words.mail_resumed_subject(),
            text: self.words.mail_resumed_text(),
            now: self.words.mail_resumed_now(),
            next: self.words.mail_resumed_next(),
            ask: self.words.mail_ask(),
        })
    }

    fn taken_down(self) -> Content<'a> {
        self.decision(&Decision {
            subject: self.words.mail_down_subject(),
            text: self.words.mail_down_text(),
            now: self.words.mail_down_now(),
            next: self.words.mail_sign_again(),
            ask: self.words.mail_appeal(),
        })
    }

    /// Approved, but not public before its signatory is.
    fn initiative_published(self) -> Content<'a> {
        let now = if self.is_public() {
            self.words.mail_approved_now()
        } else {
            self.words.mail_approved_later()
        };
        self.decision(&Decision {
            subject: self.words.mail_approved_subject(),
            text: self.words.mail_approved_text(),
            now,
            next: self.words.mail_approved_next(),
            ask: self.words.mail_ask(),
        })
    }

    /// The version before it may be public.
    fn initiative_refused(self) -> Content<'a> {
        let now = if self.is_public() {
            self.words.mail_declined_stays()
        } else {
            self.words.mail_declined_now()
        };
        self.decision(&Decision {
            subject: self.words.mail_declined_subject(),
            text: self.words.mail_declined_text(),
            now,
            next: self.words.mail_mend(),
            ask: self.words.mail_appeal(),
        })
    }

    fn initiative_taken_down(self) -> Content<'a> {
        self.decision(&Decision {
            subject: self.words.mail_removed_subject(),
            text: self.words.mail_removed_text(),
            now: self.words.mail_removed_now(),
            next: self.words.mail_mend(),
            ask: self.words.mail_appeal(),
        })
    }

    fn incident(self, incident: &Incident) -> Content<'a> {
        let mut parts = vec![ours(incident.text)];
        parts.extend(self.code.map(Part::Code));
        parts.extend([ours(incident.advice), ours(incident.otherwise)]);
        parts.push(self.link(incident.link, &self.at(incident.path)));
        Content { subject: incident.subject, parts }
    }

    fn decision(self, decision: &Decision) -> Content<'a> {
        let words = self.words;
        let mut parts = vec![ours(decision.text)];
        if let Some(details) = self.details {
            parts.push(Part::Name(&details.name, details.language));
            parts.extend(details.reason.as_ref().map(|reason| {
                let why = reason.words(words.language());
                Part::Words(words.mail_reason(why).into())
            }));
            if !details.note.is_empty() {
                parts.extend([ours(words.mail_note()), Part::Note(&details.note)]);
            }
        }
        parts.push(ours(decision.now));
        parts.extend(self.public_page().map(|path| self.link(words.mail_public_link(), &path)));
        parts.push(ours(decision.next));
        parts.push(self.own_page());
        parts.push(ours(decision.ask));
        parts.push(self.link(words.mail_secretariat_link(), &self.at(SECRETARIAT)));
        Content { subject: decision.subject, parts }
    }

    fn is_public(self) -> bool {
        self.details.is_some_and(|details| details.slug.is_some())
    }

    /// Path of what all Europe reads.
    fn public_page(self) -> Option<String> {
        let details = self.details?;
        let (language, slug) = (self.words.language(), details.slug.as_ref()?);
        Some(match details.subject {
            DecidedOn::Signatory(id) => addresses::signatory(language, id, slug),
            DecidedOn::Initiative(id) => addresses::initiative(language, id, slug),
        })
    }

    /// Where the owner goes on.
    fn own_page(self) -> Part<'a> {
        let (words, language) = (self.words, self.words.language());
        match self.details.map(|details| details.subject) {
            Some(DecidedOn::Initiative(id)) => {
                self.link(words.mail_initiative_link(), &addresses::own_initiative(language, id))
            }
            Some(DecidedOn::Signatory(_)) | None => {
                self.link(words.mail_desk_link(), &self.at("desk"))
            }
        }
    }

    fn at(self, path: &str) -> String {
        addresses::at(self.words.language(), path)
    }

    fn link(self, words: &'static str, path: &str) -> Part<'a> {
        Part::Link(words, format!("{}{path}", self.site))
    }
}

/// What somebody with that role does.
fn role_words(words: Words, role: StaffRole) -> &'static str {
    match role {
        StaffRole::Administrator => words.mail_invitation_administrator(),
        StaffRole::Moderator => words.mail_invitation_moderator(),
        StaffRole::FocalPoint => words.mail_invitation_focal_point(),
        StaffRole::Auditor => words.mail_invitation_auditor(),
    }
}

/// The page that says how to reach the secretariat.
const SECRETARIAT: &str = "legal/";

fn ours(words: &'static str) -> Part<'static> {
    Part::Words(Cow::Borrowed(words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{InitiativeId, Reason, SignatoryId, Slug, Timestamp};

    const SITE: &str = "https://pact.test";
    const NOTE: &str = "Please send us the minutes of the council.\n\nTwo pages are enough.";

    /// What a mail of this template says, where it is about a decision.
    fn details(template: MailTemplate) -> Option<MailDetails> {
        use MailTemplate as T;
        let (signatory, name) = ("ca", "Vila de Granollers");
        let (initiative, title) = ("el", "Ασφαλής αθλητισμός για κάθε παιδί");
        let (why, note) = (Reason::default_of("incomplete"), NOTE);
        let (language, name, public, reason, note) = match template {
            T::SignatoryVerified | T::SignatoryResumed => (signatory, name, true, None, ""),
            T::SignatoryRefused => (signatory, name, false, why, note),
            T::SignatoryHeld => (signatory, name, true, None, note),
            T::SignatoryTakenDown => (signatory, name, false, Reason::default_of("unlawful"), ""),
            T::InitiativePublished => (initiative, title, true, None, "Thank you."),
            T::InitiativeRefused => (initiative, title, false, why, note),
            T::InitiativeTakenDown => {
                (initiative, title, false, Reason::default_of("identifies_person"), note)
            }
            T::Welcome | T::SignReminder | T::PactSigned | T::SignatoryAppealReceived => {
                (signatory, name, false, None, "")
            }
            T::SignatoryChangesAsked => (signatory, name, false, None, note),
            T::SignatoryWithdrawn | T::SignatoryCorrected | T::SignatoryRestored => {
                (signatory, name, true, None, "")
            }
            T::InitiativeSubmitted | T::InitiativeWithdrawn | T::InitiativeAppealReceived => {
                (initiative, title, false, None, "")
            }
            T::InitiativeChangesAsked => (initiative, title, false, None, note),
            T::InitiativeCorrected | T::InitiativeRestored => (initiative, title, true, None, ""),
            T::StaffInvitation
            | T::UrgentReport
            | T::StaffDigest
            | T::AlreadyRegistered
            | T::WrongPasswords
            | T::NewDevice
            | T::PasswordChanged
            | T::RegistrationCode
            | T::ResetCode
            | T::ConfirmEmail
            | T::EmailChanged
            | T::SecondFactorRemoved => return None,
        };
        let now = Timestamp::UNIX_EPOCH;
        let subject = if language == signatory {
            DecidedOn::Signatory(SignatoryId::new(now, [1; 10]))
        } else {
            DecidedOn::Initiative(InitiativeId::new(now, [2; 10]))
        };
        Some(MailDetails {
            subject,
            name: name.to_owned(),
            language: ContentLanguage::parse(language).ok(),
            slug: public.then(|| Slug::of(name)),
            reason,
            note: note.to_owned(),
        })
    }

    fn code(template: MailTemplate) -> Option<&'static str> {
        match template {
            MailTemplate::ConfirmEmail
            | MailTemplate::RegistrationCode
            | MailTemplate::ResetCode => Some("482915"),
            MailTemplate::StaffInvitation => Some("secret482915"),
            _ => None,
        }
    }

    fn facts(template: MailTemplate) -> Option<MailFacts> {
        match template {
            MailTemplate::StaffInvitation => {
                Some(MailFacts::Invitation { role: StaffRole::FocalPoint })
            }
            MailTemplate::StaffDigest => {
                Some(MailFacts::Queue { late: 3, nearly_late: 5, waiting: 12 })
            }
            _ => None,
        }
    }

    fn each(check: impl Fn(MailTemplate, Language, Mail)) {
        for &template in MailTemplate::ALL {
            for language in Language::ALL {
                let details = details(template);
                let code = code(template);
                let said = Said { code, details: details.as_ref(), facts: facts(template) };
                check(template, language, render(template, language, SITE, said));
            }
        }
    }

    fn decided(template: MailTemplate, change: impl Fn(MailDetails) -> MailDetails) -> Mail {
        let details = details(template).map(change);
        let said = Said { details: details.as_ref(), ..Said::default() };
        render(template, Language::En, SITE, said)
    }

    #[test]
    fn every_mail_in_every_language_is_as_before() {
        let whole = |mail: Mail| {
            let html = mail.html.replace("><", ">\n<");
            format!("Subject: {}\n\n{}\n{html}\n", mail.subject, mail.text)
        };
        each(|template, language, mail| {
            insta::assert_snapshot!(format!("{template:?}.{}", language.code()), whole(mail));
        });
        // A version of something that is public already, and one of what is not yet.
        for template in [
            MailTemplate::InitiativeSubmitted,
            MailTemplate::InitiativeChangesAsked,
            MailTemplate::InitiativeAppealReceived,
            MailTemplate::InitiativeRefused,
            MailTemplate::InitiativePublished,
            MailTemplate::InitiativeCorrected,
        ] {
            let Some(usual) = details(template) else { panic!("{template:?} tells nothing") };
            let (state, slug) = match usual.slug {
                Some(_) => ("not-public", None),
                None => ("public", Some(Slug::of(&usual.name))),
            };
            let other = MailDetails { slug, ..usual };
            for language in Language::ALL {
                let said = Said { details: Some(&other), ..Said::default() };
                let name = format!("{template:?}--{state}.{}", language.code());
                insta::assert_snapshot!(name, whole(render(template, language, SITE, said)));
            }
        }
    }

    #[test]
    fn q18_a_subject_is_one_line_that_fits_and_says_nothing_private() {
        each(|template, _, mail| {
            assert!(!mail.subject.chars().any(char::is_control));
            assert!(mail.subject.chars().count() <= 70, "{}", mail.subject);
            assert!(!mail.subject.contains("482915"));
            if let Some(details) = details(template) {
                assert!(!mail.subject.contains(&details.name));
                assert!(mail.text.contains(&details.name) && mail.html.contains(&details.name));
            }
        });
    }

    #[test]
    fn q27_only_the_mail_for_it_carries_a_code_and_both_parts_do() {
        each(|template, _, mail| {
            let carries = code(template).is_some();
            assert_eq!(mail.text.contains("482915"), carries);
            assert_eq!(mail.html.contains("482915"), carries);
        });
    }

    #[test]
    fn both_forms_of_a_mail_lead_to_the_same_pages_in_its_language() {
        each(|_, language, mail| {
            let links = mail.html.split("href=\"").skip(1);
            let in_html: Vec<_> = links.filter_map(|rest| rest.split('"').next()).collect();
            let in_text: Vec<_> =
                mail.text.lines().filter(|line| line.starts_with("http")).collect();
            assert_eq!(in_html, in_text);
            let home = format!("{SITE}/{}/", language.code());
            assert!(in_html.iter().all(|address| address.starts_with(&home)), "{in_html:?}");
        });
    }

    #[test]
    fn q58_what_people_typed_is_shown_as_text_in_its_own_direction() {
        let name = "<b>Café</b> & \"more\"";
        let note = "<a href=\"https://elsewhere.example\">first</a>\n-- \nlast";
        let mail = decided(MailTemplate::InitiativeRefused, |details| MailDetails {
            name: name.to_owned(),
            note: note.to_owned(),
            ..details
        });
        assert!(!mail.html.contains("<b>") && !mail.html.contains("href=\"https://elsewhere"));
        let shown = "<p lang=\"el\" dir=\"auto\"><strong>&lt;b&gt;Café&lt;/b&gt; &amp; &quot;more";
        assert!(mail.html.contains(shown), "{}", mail.html);
        assert!(mail.html.contains("<blockquote dir=\"auto\">&lt;a href"), "{}", mail.html);
        assert!(mail.html.contains("<br>-- <br>last</blockquote>"), "{}", mail.html);
        assert!(mail.text.contains(&format!("\n\n    {name}\n\n")), "{}", mail.text);
        assert!(mail.text.contains("first</a>\n    --\n    last\n\n"), "{}", mail.text);
    }

    #[test]
    fn an_initiative_is_called_public_when_it_is() {
        let without = |details| MailDetails { slug: None, ..details };
        let public = "https://pact.test/en/initiatives/";
        let now = decided(MailTemplate::InitiativePublished, |details| details);
        assert!(now.text.contains(public) && now.text.contains("becomes public within a minute"));
        let later = decided(MailTemplate::InitiativePublished, without);
        assert!(!later.text.contains(public), "{}", later.text);
        assert!(later.text.contains("as soon as the secretariat has verified your signature"));

        let refused = decided(MailTemplate::InitiativeRefused, |details| details);
        assert!(refused.text.contains("The initiative is not public."));
        let update = decided(MailTemplate::InitiativeRefused, |details| MailDetails {
            slug: Some(Slug::of("before")),
            ..details
        });
        assert!(
            update.text.contains("that is public now stays up") && update.text.contains(public)
        );
    }

    #[test]
    fn reason_and_note_stand_where_there_are_any() {
        let bare = |details| MailDetails { reason: None, note: String::new(), ..details };
        let mail = decided(MailTemplate::SignatoryRefused, |details| details);
        assert!(mail.text.contains("Reason: Something must be completed or corrected."));
        assert!(mail.text.contains("Note from the secretariat:\n\n    Please send us"));
        let mail = decided(MailTemplate::SignatoryRefused, bare);
        assert!(!mail.text.contains("Reason:") && !mail.text.contains("Note from"));
        assert!(!mail.html.contains("blockquote"));
    }

    #[test]
    fn q95_no_link_in_a_mail_carries_anything_but_a_path() {
        each(|template, _, mail| {
            let both = format!("{}\n{}", mail.text, mail.html);
            let words = both.split(['"', '<', '>', ' ', '\n']);
            let links: Vec<&str> = words.filter(|word| word.contains("://")).collect();
            assert!(links.len() >= 2, "{template:?}");
            // An invitation is its link; all other secrets are typed.
            let invitation = template == MailTemplate::StaffInvitation;
            for link in links {
                assert!(link.starts_with("https://pact.test"), "{link}");
                assert!(!link.contains(['?', '#', '@']), "{link}");
                assert!(invitation || !link.contains("482915"), "{link}");
            }
        });
    }
}
