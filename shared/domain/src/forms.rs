//! Forms as they are typed: text and lists of text, nothing checked. A page posts them
//! form-encoded, an integrator posts the same members as JSON; both are read into these
//! structs, and an unknown member is refused.
//!
//! `#[serde(default)]`: a member left out is an empty field, which the parser reports with
//! all the others.

use crate::Secret;
use serde::{Deserialize, Serialize};

macro_rules! forms {
    ($($(#[doc = $doc:expr])* $name:ident {
        $($(#[doc = $field_doc:expr])* $field:ident: $kind:ty,)*
    })+) => {
        $(
            $(#[doc = $doc])*
            #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
            #[serde(default, deny_unknown_fields)]
            pub struct $name {
                $($(#[doc = $field_doc])* pub $field: $kind,)*
            }

            impl $name {
                /// Members in page order, for the API's description.
                pub const MEMBERS: &'static [Member] = &[$(Member {
                    name: stringify!($field),
                    kind: <$kind as Typed>::KIND,
                    description: concat!($($field_doc),*),
                },)*];
            }
        )+

        /// The members of every form.
        const ALL: &[&[Member]] = &[$($name::MEMBERS,)+];
    };
}

/// What a member of that name holds, in whichever form it stands; none where no form has
/// such a member. A test sees to it that a name means the same everywhere.
#[must_use]
pub fn kind_of(name: &str) -> Option<Kind> {
    let named = || ALL.iter().flat_map(|members| members.iter()).filter(|it| it.name == name);
    // What is a secret in one form is treated as one in all.
    let secret = named().find(|member| member.kind == Kind::Secret);
    secret.or_else(|| named().next()).map(|member| member.kind)
}

/// What a member of a form holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One text.
    Text,
    /// Several texts.
    List,
    /// A text that is never shown again.
    Secret,
}

/// A member of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Name of the input and of the JSON member.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What it is for.
    pub description: &'static str,
}

trait Typed {
    const KIND: Kind;
}

impl Typed for String {
    const KIND: Kind = Kind::Text;
}

impl Typed for Vec<String> {
    const KIND: Kind = Kind::List;
}

impl Typed for Secret {
    const KIND: Kind = Kind::Secret;
}

forms! {
    /// A registration: who, who signs, whom to contact, the account. The pages collect it
    /// in steps; an integrator sends it whole. The password and the declaration belong to
    /// the last step; a stored draft never holds the password.
    RegistrationForm {
        /// `authority`, `representative` or `organisation`.
        profile: String,
        /// ISO 3166-1 code.
        country: String,
        /// Official name in its own language.
        official_name: String,
        /// Language of the name.
        name_language: String,
        /// The name in Latin letters, where it is not.
        latin_name: String,
        /// `municipality`, `region`, `other_tier`; `association`, `ngo`, `professional_body`, `other_body`.
        kind: String,
        /// Official territorial code.
        territorial_code: String,
        /// Inhabitants, as a whole number.
        population: String,
        /// Web site.
        website: String,
        /// Who signs.
        signer_name: String,
        /// Function of the signer.
        signer_function: String,
        /// End of the mandate, `YYYY-MM-DD`.
        mandate_end: String,
        /// `yes` to show the signer's name.
        publish_signer: String,
        /// Officer to contact; private.
        contact_name: String,
        /// Telephone; private.
        contact_phone: String,
        /// Language of mails: `en` or `fr`.
        contact_language: String,
        /// Address of the account; private.
        email: String,
        /// `yes`: I may act for this body.
        authorised: String,
        /// The new password.
        password: Secret,
    }

    /// A confirmation code. An integrator adds the registration it belongs to.
    CodeForm {
        /// Six digits.
        code: String,
        /// Identifier given at registration; browsers hold it in a cookie.
        registration: Secret,
    }

    /// Asking for another code.
    ResendForm {
        /// Identifier given at registration; browsers hold it in a cookie.
        registration: Secret,
    }

    /// Signing in.
    SignInForm {
        /// Address of the account.
        email: String,
        /// Its password.
        password: Secret,
        /// Six digits of the authenticator, where one is set up (integrators).
        code: Secret,
        /// Where to go afterwards: a path of this site.
        next: String,
    }

    /// The second factor, as a code of the authenticator.
    SecondFactorForm {
        /// Six digits.
        code: Secret,
        /// Where to go afterwards.
        next: String,
    }

    /// The second factor, as a recovery code.
    RecoveryCodeForm {
        /// One of the ten codes.
        recovery_code: Secret,
    }

    /// Accepting an invitation into the secretariat.
    AcceptInvitationForm {
        /// The password chosen.
        password: Secret,
    }

    /// Inviting somebody into the secretariat.
    InvitationForm {
        /// Where the invitation goes.
        email: String,
        /// Language of mails: `en` or `fr`.
        contact_language: String,
        /// What they will be.
        role: String,
        /// Codes of a focal point's countries.
        countries: Vec<String>,
    }

    /// Another role or other countries of a member of staff.
    MemberForm {
        /// What they will be.
        role: String,
        /// Codes of a focal point's countries.
        countries: Vec<String>,
        /// Revision that was read.
        rev: String,
    }

    /// Removing a member of staff.
    RemovalForm {
        /// `yes`: the deliberate act.
        confirm: String,
        /// Revision that was read.
        rev: String,
    }

    /// A forgotten password.
    ForgottenPasswordForm {
        /// Address of the account.
        email: String,
    }

    /// A new password, with the code from the mail.
    ResetPasswordForm {
        /// Address of the account.
        email: String,
        /// Six digits.
        code: Secret,
        /// The new password.
        password: Secret,
    }

    /// Setting up an authenticator: first the password again, then the first code. At a
    /// first sign-in of staff, the code alone.
    SetUpSecondFactorForm {
        /// The password in force.
        current_password: Secret,
        /// Six digits of the authenticator.
        code: Secret,
    }

    /// Something that needs the password again.
    PasswordConfirmForm {
        /// The password in force.
        current_password: Secret,
    }

    /// The part of a profile that its signatory may change at any time.
    ProfileForm {
        /// Inhabitants.
        population: String,
        /// Web site.
        website: String,
        /// Who signs.
        signer_name: String,
        /// Function of the signer.
        signer_function: String,
        /// End of the mandate.
        mandate_end: String,
        /// `yes` to show the signer's name.
        publish_signer: String,
        /// Revision that was read.
        rev: String,
    }

    /// Contacts, private.
    ContactForm {
        /// Officer.
        contact_name: String,
        /// Telephone.
        contact_phone: String,
        /// Language of mails.
        contact_language: String,
        /// Second contact.
        second_contact_name: String,
        /// Address of the second contact.
        second_contact_email: String,
        /// Revision that was read.
        rev: String,
    }

    /// Signing the Pact.
    SignForm {
        /// Codes of the goals chosen.
        goals: Vec<String>,
        /// Day of the council's or board's decision.
        decision_date: String,
        /// Its reference.
        decision_reference: String,
        /// Why none is needed.
        no_decision_reason: String,
        /// `yes`: the deliberate act.
        undertake: String,
        /// Hash of the text that was shown.
        text_hash: String,
        /// Revision that was read.
        rev: String,
    }

    /// Withdrawing the signature.
    WithdrawForm {
        /// Public note.
        note: String,
        /// `yes`.
        confirm: String,
        /// Revision that was read.
        rev: String,
    }

    /// Changing the password.
    ChangePasswordForm {
        /// The password in force.
        current_password: Secret,
        /// The new one.
        password: Secret,
    }

    /// Changing the address.
    ChangeEmailForm {
        /// The new address.
        email: String,
        /// The password in force.
        current_password: Secret,
    }

    /// The code sent to the new address.
    ConfirmEmailForm {
        /// Six digits.
        code: String,
    }

    /// Ending a session.
    SessionForm {
        /// Which one: an identifier from the list, or `all`.
        session: String,
    }

    /// An initiative.
    InitiativeForm {
        /// Title.
        title: String,
        /// Summary.
        summary: String,
        /// Restricted Markdown.
        description: String,
        /// Language of the text.
        language: String,
        /// `prevention`, `protection`, `prosecution`, `participation`.
        ps: Vec<String>,
        /// Codes of goals.
        goals: Vec<String>,
        /// Type of action.
        action_type: String,
        /// Target groups.
        target_groups: Vec<String>,
        /// `planned`, `running`, `done`.
        status: String,
        /// First day.
        start_date: String,
        /// Last day.
        end_date: String,
        /// Where.
        place: String,
        /// Partners.
        partners: String,
        /// Results, with figures.
        results: String,
        /// Web addresses, one each.
        links: Vec<String>,
        /// Page to contact.
        contact_page: String,
        /// `yes`: nothing in it identifies a child or a victim.
        safeguard: String,
        /// Identifier that the form was given; a second click carries the same.
        id: String,
        /// Revision that was read.
        rev: String,
        /// `save`, `preview` or `submit`.
        intent: String,
    }

    /// Withdrawing or submitting an initiative.
    InitiativeActionForm {
        /// `yes`, for a withdrawal.
        confirm: String,
        /// Revision that was read.
        rev: String,
    }

    /// A moderator's decision.
    DecisionForm {
        /// `approve`, `ask_changes`, `refuse`, `take_down`, `restore`, `hold` or `resume`.
        decision: String,
        /// Code of the reason, for a refusal or a take-down.
        reason: String,
        /// Note to the signatory; required for `ask_changes`.
        note: String,
        /// Revision that was read.
        rev: String,
    }

    /// A decision on many cases: to be looked at, or proposed to a second person.
    BulkForm {
        /// `preview` or `propose`.
        intent: String,
        /// Identifier of the proposal, as the preview gave it: sent twice it is one.
        bulk: String,
        /// The cases: `{signatory}` or `{signatory}/{initiative}`, then `@` and the revision that was seen.
        cases: Vec<String>,
        /// `approve`, `ask_changes` or `refuse`.
        decision: String,
        /// Code of the reason, for a refusal.
        reason: String,
        /// Note to all signatories concerned; required for `ask_changes`.
        note: String,
    }

    /// What the second person says to a decision on many cases.
    BulkAnswerForm {
        /// `confirm` or `cancel`.
        intent: String,
        /// How many cases it is about.
        count: String,
        /// Revision that was read.
        rev: String,
    }

    /// An appeal against a refusal or a take-down.
    AppealForm {
        /// Why; may be empty.
        note: String,
        /// Revision that was read.
        rev: String,
    }

    /// Coming back with the changes that staff asked for, or undoing a decision.
    RevisionForm {
        /// Revision that was read.
        rev: String,
    }

    /// A spelling that staff correct in a signatory's names.
    CorrectionForm {
        /// Official name in its own language.
        official_name: String,
        /// The name in Latin letters, where it is not.
        latin_name: String,
        /// Who signs.
        signer_name: String,
        /// Note to the signatory.
        note: String,
        /// Revision that was read.
        rev: String,
    }

    /// Service times and limits of the back office.
    TimesForm {
        /// Days within which staff decide.
        service_days: String,
        /// Days after which a case counts as nearly late.
        nearly_late_days: String,
        /// Minutes that an opened case is somebody's.
        lease_minutes: String,
        /// Seconds within which a decision can be undone.
        undo_seconds: String,
        /// Reports of a page from one network in an hour.
        report_rate: String,
        /// Registrations sent from one network in an hour.
        registration_rate: String,
        /// Most initiatives of one signatory.
        initiatives: String,
        /// Revision that was read.
        rev: String,
    }

    /// What is closed, without a deployment.
    SwitchesForm {
        /// `yes`: nobody can register.
        registration_off: String,
        /// `yes`: nobody can post an initiative.
        posting_off: String,
        /// `yes`: nothing can be changed.
        read_only: String,
        /// Routes closed one by one: method and path as in the API's description.
        closed_routes: Vec<String>,
        /// Revision that was read.
        rev: String,
    }

    /// Messages above groups of pages.
    BannersForm {
        /// Above registration, in English.
        banner_registration_en: String,
        /// Above registration, in French.
        banner_registration_fr: String,
        /// Above signing in, in English.
        banner_sign_in_en: String,
        /// Above signing in, in French.
        banner_sign_in_fr: String,
        /// Above the desk, in English.
        banner_desk_en: String,
        /// Above the desk, in French.
        banner_desk_fr: String,
        /// Above the back office, in English.
        banner_staff_en: String,
        /// Above the back office, in French.
        banner_staff_fr: String,
        /// Revision that was read.
        rev: String,
    }

    /// A reason in the list of staff.
    ReasonForm {
        /// Code of a new one; of one that exists it is in the address.
        reason_code: String,
        /// Its words in English.
        words_en: String,
        /// Its words in French.
        words_fr: String,
        /// `yes`: the text decided upon is kept out of the public record.
        hides_text: String,
        /// `yes`: not offered any more.
        retired: String,
        /// `save` or `delete`.
        intent: String,
        /// Revision that was read.
        rev: String,
    }

    /// A helpline.
    HelplineForm {
        /// ISO 3166-1 code; empty for all of Europe.
        country: String,
        /// The number to call.
        number: String,
        /// What it is for, in English.
        name_en: String,
        /// What it is for, in French.
        name_fr: String,
        /// Page that says so.
        source: String,
        /// Day on which somebody looked, `YYYY-MM-DD`.
        checked: String,
        /// `save` or `delete`.
        intent: String,
        /// Revision that was read.
        rev: String,
    }

    /// A spelling that staff correct in an initiative.
    TextCorrectionForm {
        /// Title.
        title: String,
        /// Summary.
        summary: String,
        /// Restricted Markdown.
        description: String,
        /// Where.
        place: String,
        /// Partners.
        partners: String,
        /// Results, with figures.
        results: String,
        /// Note to the author.
        note: String,
        /// Revision that was read.
        rev: String,
    }

    /// Opening a case, so that nobody else decides on it meanwhile; taking it over; giving it
    /// back.
    LeaseForm {
        /// `take` (or nothing), `take_over` or `release`.
        intent: String,
        /// Account of who has the case, when it is taken over: as it was shown.
        holder: String,
        /// Why it is taken over.
        takeover_note: String,
    }

    /// A search in what waits.
    QueueSearchForm {
        /// A part of a name, or an identifier, alone or in an address.
        search: String,
    }

    /// A reader's report of a public page.
    ReportForm {
        /// Path of the page.
        page: String,
        /// `identifies_person`, `wrong`, `unlawful` or `other`.
        category: String,
        /// What is wrong, in the reader's words; required for `other`.
        report_text: String,
    }

    /// Closing what was reported about a page.
    CloseReportForm {
        /// What came of it.
        note: String,
        /// Revision that was read.
        rev: String,
    }

    /// An emergency take-down.
    EmergencyForm {
        /// `yes`: the deliberate act.
        confirm: String,
    }

    /// A form without fields of its own, such as signing out.
    EmptyForm {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_holds_a_list_in_every_form_or_in_none() {
        for member in ALL.iter().flat_map(|members| members.iter()) {
            let list = |kind| kind == Kind::List;
            assert_eq!(kind_of(member.name).map(list), Some(list(member.kind)), "{}", member.name);
        }
        assert_eq!(kind_of("links"), Some(Kind::List));
        assert_eq!(kind_of("password"), Some(Kind::Secret));
        assert_eq!(kind_of("no_such_member"), None);
    }
}
