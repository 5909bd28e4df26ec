//! Every limit of the platform, once. Forms, the JSON interface, the API description and
//! the tests take them from here. Lengths are in characters unless a name says otherwise.

use jiff::SignedDuration;

/// Longest e-mail address (RFC 5321 path without its brackets), in bytes.
pub const EMAIL_BYTES: usize = 254;
/// Shortest password.
pub const PASSWORD_MIN: usize = 12;
/// Longest password: Cognito's own limit.
pub const PASSWORD_MAX: usize = 256;
/// Longest official or Latin name of a body, and name of a person.
pub const NAME: usize = 255;
/// Longest function title of a signer.
pub const FUNCTION: usize = 120;
/// Longest telephone number as typed.
pub const PHONE: usize = 30;
/// Longest official territorial code.
pub const TERRITORIAL_CODE: usize = 20;
/// Largest population of one authority.
pub const POPULATION: u32 = 100_000_000;
/// Longest address of a web page, in bytes.
pub const URL_BYTES: usize = 500;
/// Longest reference of a council's or board's decision.
pub const DECISION_REFERENCE: usize = 120;
/// Longest reason why no decision is needed.
pub const DECISION_REASON: usize = 500;
/// Longest public note of a withdrawal and longest note of a moderator.
pub const NOTE: usize = 1_000;
/// Longest text of a reader's report.
pub const REPORT_TEXT: usize = 1_000;
/// Texts of readers that are kept of one page, the newest.
pub const REPORT_TEXTS: usize = 20;
/// Reports that staff have dealt with and see below the open ones, the newest.
pub const REPORTS_CLOSED: u16 = 20;
/// Life of what readers reported about a page, from the newest report, if nobody deals with it.
pub const REPORT_LIFE: SignedDuration = SignedDuration::from_hours(24 * 365);
/// Life of the note of what came of it.
pub const REPORT_CLOSED_LIFE: SignedDuration = SignedDuration::from_hours(24 * 90);
/// Longest title of an initiative.
pub const TITLE: usize = 120;
/// Longest summary of an initiative.
pub const SUMMARY: usize = 300;
/// Longest description of an initiative, in restricted Markdown.
pub const DESCRIPTION: usize = 5_000;
/// Longest text about results.
pub const RESULTS: usize = 2_000;
/// Longest line about place or partners.
pub const LINE: usize = 300;
/// Most links of one initiative.
pub const LINKS: usize = 5;
/// Most initiatives of one signatory, whatever the settings say.
pub const INITIATIVES: usize = 500;

/// Longest code of a reason.
pub const REASON_CODE: usize = 40;
/// Longest words of a reason, in one language.
pub const REASON_WORDS: usize = 120;
/// Most reasons in the list.
pub const REASONS: usize = 50;
/// Longest message above a group of pages, in one language.
pub const BANNER: usize = 300;
/// Longest name of a helpline, in one language.
pub const HELPLINE_NAME: usize = 120;
/// Longest number of a helpline as it is shown.
pub const HELPLINE_NUMBER: usize = 30;
/// Most helplines in the list.
pub const HELPLINES: usize = 200;
/// Longest that a process goes on with settings that were changed meanwhile.
pub const SETTINGS_AGE: SignedDuration = SignedDuration::from_secs(30);

/// A request's body, in bytes, after which it is refused unread.
pub const BODY_BYTES: usize = 64 * 1024;

/// Wrong codes after which a new one must be asked for.
pub const CODE_ATTEMPTS: u32 = 5;
/// Life of a confirmation code; Cognito's own life is longer and cannot be set.
pub const CODE_LIFE: SignedDuration = SignedDuration::from_mins(60);
/// Wait before another code can be sent.
pub const RESEND_COOLDOWN: SignedDuration = SignedDuration::from_secs(60);
/// Codes sent to one address in an hour.
pub const CODES_PER_ADDRESS: u32 = 5;
/// Life of a registration that was begun and not confirmed.
pub const DRAFT_LIFE: SignedDuration = SignedDuration::from_hours(24);
/// Life of a form's text kept while its author signs in again.
pub const HELD_LIFE: SignedDuration = SignedDuration::from_hours(24);
/// Life of a form's token.
pub const FORM_TOKEN_LIFE: SignedDuration = SignedDuration::from_hours(24);
/// A browser session ends after this time without a request.
pub const SESSION_IDLE: SignedDuration = SignedDuration::from_mins(30);
/// A browser session ends after this time in any case.
pub const SESSION_LIFE: SignedDuration = SignedDuration::from_hours(12);
/// Life of an integrator's bearer token.
pub const TOKEN_LIFE: SignedDuration = SignedDuration::from_hours(1);
/// Life of the steps between password and session: second factor, setting up an
/// authenticator. The user pool's client has the same (`AuthSessionValidity`).
pub const CHALLENGE_LIFE: SignedDuration = SignedDuration::from_mins(10);
/// A browser that signed in is known for this long.
pub const DEVICE_LIFE: SignedDuration = SignedDuration::from_hours(24 * 180);
/// Time in which a mail is worth sending.
pub const MAIL_LIFE: SignedDuration = SignedDuration::from_hours(24 * 7);
/// Time in which the morning's mail to staff is worth sending.
pub const DIGEST_LIFE: SignedDuration = SignedDuration::from_hours(20);
/// Decisions from which the usual waiting time is told: so many of the last ones.
pub const WAITS_LOOKED_AT: u16 = 20;
/// Decisions without which it cannot be told.
pub const WAITS_NEEDED: usize = 5;
/// Time for which it is kept how long a case has waited.
pub const WAIT_KEPT: SignedDuration = SignedDuration::from_hours(24 * 180);
/// Time after a registration when its owner is reminded to sign.
pub const SIGN_REMINDER: SignedDuration = SignedDuration::from_hours(24 * 7);
/// Most cases of one decision on many: what one transaction stores with its entry in the audit
/// trail, and what the second person can still look through.
pub const BULK_CASES: usize = 50;
/// Time in which a second person can confirm a decision on many cases: what was seen is a day
/// old then.
pub const BULK_LIFE: SignedDuration = SignedDuration::from_hours(24);
/// Life of what a decision on many cases was; the decisions themselves stand in the histories.
pub const BULK_KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);
/// Time after which a run through a decision on many cases begins no further one: the function
/// has ten seconds.
pub const BULK_RUN: SignedDuration = SignedDuration::from_secs(5);
/// Life of an invitation into the secretariat: long enough for a weekend, short enough that a
/// forgotten mail opens nothing.
pub const INVITATION_LIFE: SignedDuration = SignedDuration::from_hours(72);
/// Life of a mail intent after which it is forgotten: longer than its mail is worth sending, so
/// that one that was not sent can be seen.
pub const MAIL_KEPT: SignedDuration = SignedDuration::from_hours(24 * 14);
/// Time after which a mail that somebody began to send counts as left behind: longer than the
/// mail function may run.
pub const MAIL_CLAIM: SignedDuration = SignedDuration::from_mins(5);
/// Time after which a run through the list of due mails begins no further one: the mail function
/// has a minute, and one mail with all its attempts takes some fifteen seconds at worst.
pub const MAIL_RUN: SignedDuration = SignedDuration::from_secs(40);
/// First pause before a mail is tried again; each further one is twice as long.
pub const MAIL_PAUSE: SignedDuration = SignedDuration::from_mins(1);
/// Longest pause before a mail is tried again.
pub const MAIL_PAUSE_MAX: SignedDuration = SignedDuration::from_hours(1);

/// A limit on how often something may happen: `count` times in `window`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Names the counter.
    pub kind: &'static str,
    /// Happenings allowed in one window.
    pub count: u32,
    /// Length of the window.
    pub window: SignedDuration,
}

const fn rate(kind: &'static str, count: u32, minutes: i64) -> Rate {
    Rate { kind, count, window: SignedDuration::from_mins(minutes) }
}

/// Wrong passwords for one account from browsers that never signed in to it.
pub const WRONG_PASSWORDS_PER_ACCOUNT: Rate = rate("password-account", 5, 15);
/// Wrong passwords from one known browser of one account: its own count, so that a
/// stranger cannot use up the owner's.
pub const WRONG_PASSWORDS_PER_DEVICE: Rate = rate("password-device", 10, 15);
/// Wrong passwords from one network address.
pub const WRONG_PASSWORDS_PER_ADDRESS: Rate = rate("password-network", 50, 15);
/// Passwords tried at the desk by one signed-in account, right or wrong: a session alone
/// must not be a place to guess at.
pub const PASSWORDS_AT_DESK: Rate = rate("password-desk", 10, 15);
/// Wrong second factors for one account.
pub const WRONG_SECOND_FACTORS: Rate = rate("second-factor", 5, 15);
/// Codes tried for one registration, counted for each code that was sent. The window is longer
/// than any code lives.
pub const CODES_TRIED: Rate = rate("registration-code", CODE_ATTEMPTS, 7 * 24 * 60);
/// Registrations sent from one network address, unless the settings say otherwise.
pub const REGISTRATIONS_PER_ADDRESS: Rate = rate("registration-network", 30, 60);
/// Reports of pages from one network address, unless the settings say otherwise.
pub const REPORTS_PER_ADDRESS: Rate = rate("report-network", 5, 60);
/// Reports of pages from everywhere together whose words are kept, but for the urgent ones.
pub const REPORTS: Rate = rate("report-all", 300, 60);
/// Urgent reports from everywhere together whose words are kept, and that may each ask for a mail
/// to staff: a count of their own, which a flood of others does not use up.
pub const URGENT_REPORTS: Rate = rate("report-urgent", 60, 60);
/// Mails with a code to one e-mail address, whatever asks for them.
pub const CODES_PER_MAILBOX: Rate = rate("mailbox", CODES_PER_ADDRESS, 60);
/// Codes for a new password asked for by one account's own browser, which a stranger's
/// requests do not use up.
pub const RESETS_PER_DEVICE: Rate = rate("reset-device", CODES_PER_ADDRESS, 60);
/// Codes for a new password asked for from one network address.
pub const RESETS_PER_ADDRESS: Rate = rate("reset-network", 30, 60);
/// Wrong reset codes for one account.
pub const WRONG_RESET_CODES: Rate = rate("reset-code", 5, 60);
/// Wrong reset codes from one known browser of one account: its own count, as for passwords.
pub const WRONG_RESET_CODES_PER_DEVICE: Rate = rate("reset-code-device", 5, 60);
/// Initiatives created by one signatory.
pub const INITIATIVES_PER_SIGNATORY: Rate = rate("initiative", 60, 60);
/// Forms kept for browsers of one network address whose session had ended.
pub const KEPT_FORMS_PER_ADDRESS: Rate = rate("kept-network", 60, 60);
