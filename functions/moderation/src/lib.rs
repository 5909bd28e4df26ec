//! What the staff of the secretariat decide: who is verified, what is published, what is
//! taken down. Nothing is public before a decision made here, and each decision is an event
//! with its author.

mod audit;
mod bulk;
mod correct;
mod emergency;
mod initiative;
mod lease;
mod mailbox;
mod people;
mod queue;
mod reports;
mod ruling;
mod settings;
mod signatory;
mod staff;
mod undo;

use aws_sdk_dynamodb::Client as DynamoClient;
use storage::Table;
use web::config::{self, MissingVariable};
use web::router::{Route, get, post};
use web::{Answer, App, Base, Failure, Incoming};

/// Variables that the function reads.
pub const VARIABLES: &[&str] = &["TABLE_NAME", "AUDIT_TABLE_NAME", web::ORIGIN_SECRET];

/// What the routes lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// What waits.
    ShowQueue,
    /// A signatory with all that is needed to decide.
    ShowSignatory,
    /// The decision on it.
    DecideSignatory,
    /// Opening a signatory's case, taking it over, giving it back.
    LeaseSignatory,
    /// The same for an initiative's.
    LeaseInitiative,
    /// An initiative: the version that waits and the public one.
    ShowInitiative,
    /// The decision on it.
    DecideInitiative,
    /// A decision on a signatory is taken back.
    UndoSignatory,
    /// A decision on an initiative is taken back.
    UndoInitiative,
    /// Mails may go to a signatory's address again.
    ClearMailBlock,
    /// The names of a signatory, to correct a spelling.
    ShowCorrection,
    /// Sent.
    SendCorrection,
    /// The text of an initiative, to correct a spelling.
    ShowTextCorrection,
    /// Sent.
    SendTextCorrection,
    /// What waits and bears a name.
    SearchQueue,
    /// Whether a signatory is to be taken down at once.
    ShowTakeDownSignatory,
    /// It is.
    TakeDownSignatory,
    /// Whether an initiative is.
    ShowTakeDownInitiative,
    /// It is.
    TakeDownInitiative,
    /// The members of the secretariat, and who is invited.
    ShowPeople,
    /// Inviting somebody.
    ShowInvite,
    /// Sent.
    SendInvite,
    /// An invitation is withdrawn.
    WithdrawInvitation,
    /// A member of the secretariat.
    ShowPerson,
    /// Another role for them.
    ChangePerson,
    /// No role any more.
    RemovePerson,
    /// All that staff have set.
    ShowSettings,
    /// Service times and limits.
    ShowTimes,
    /// Sent.
    ChangeTimes,
    /// What is closed.
    ShowSwitches,
    /// Sent.
    ChangeSwitches,
    /// Messages above groups of pages.
    ShowBanners,
    /// Sent.
    ChangeBanners,
    /// A reason, or an empty form for one.
    ShowReason,
    /// Sent: adds, rewords, retires or deletes one.
    ChangeReason,
    /// A helpline, or an empty form for one.
    ShowHelpline,
    /// Sent: adds, changes or deletes one.
    ChangeHelpline,
    /// The decisions on many cases.
    ShowBulks,
    /// Cases are looked at together, or a decision on them is proposed.
    SendBulk,
    /// A decision on many cases.
    ShowBulk,
    /// It is confirmed and carried out, or cancelled.
    AnswerBulk,
    /// What readers have reported.
    ShowReports,
    /// All that is open about a page.
    ShowReport,
    /// It is closed.
    CloseReport,
    /// The audit trail, newest first.
    ShowAudit,
    /// The same as a file.
    ExportAudit,
}

/// Routes of this function.
pub const ROUTES: &[Route<Action>] = &[
    get("/{lang}/staff", Action::ShowQueue),
    post("/{lang}/staff", Action::SearchQueue),
    get("/{lang}/staff/signatories/{id}", Action::ShowSignatory),
    post("/{lang}/staff/signatories/{id}", Action::DecideSignatory),
    post("/{lang}/staff/signatories/{id}/lease", Action::LeaseSignatory),
    get("/{lang}/staff/signatories/{id}/initiatives/{initiative}", Action::ShowInitiative),
    post("/{lang}/staff/signatories/{id}/initiatives/{initiative}", Action::DecideInitiative),
    post("/{lang}/staff/signatories/{id}/undo", Action::UndoSignatory),
    post("/{lang}/staff/signatories/{id}/mail-block", Action::ClearMailBlock),
    get("/{lang}/staff/signatories/{id}/correct", Action::ShowCorrection),
    post("/{lang}/staff/signatories/{id}/correct", Action::SendCorrection),
    post("/{lang}/staff/signatories/{id}/initiatives/{initiative}/undo", Action::UndoInitiative),
    get(
        "/{lang}/staff/signatories/{id}/initiatives/{initiative}/correct",
        Action::ShowTextCorrection,
    ),
    post(
        "/{lang}/staff/signatories/{id}/initiatives/{initiative}/correct",
        Action::SendTextCorrection,
    ),
    get("/{lang}/staff/signatories/{id}/emergency", Action::ShowTakeDownSignatory),
    post("/{lang}/staff/signatories/{id}/emergency", Action::TakeDownSignatory),
    get(
        "/{lang}/staff/signatories/{id}/initiatives/{initiative}/emergency",
        Action::ShowTakeDownInitiative,
    ),
    post(
        "/{lang}/staff/signatories/{id}/initiatives/{initiative}/emergency",
        Action::TakeDownInitiative,
    ),
    get("/{lang}/staff/people", Action::ShowPeople),
    get("/{lang}/staff/people/invite", Action::ShowInvite),
    post("/{lang}/staff/people/invite", Action::SendInvite),
    post("/{lang}/staff/people/invitations/{invitation}/withdraw", Action::WithdrawInvitation),
    get("/{lang}/staff/people/{account}", Action::ShowPerson),
    post("/{lang}/staff/people/{account}", Action::ChangePerson),
    post("/{lang}/staff/people/{account}/remove", Action::RemovePerson),
    get("/{lang}/staff/settings", Action::ShowSettings),
    get("/{lang}/staff/settings/times", Action::ShowTimes),
    post("/{lang}/staff/settings/times", Action::ChangeTimes),
    get("/{lang}/staff/settings/switches", Action::ShowSwitches),
    post("/{lang}/staff/settings/switches", Action::ChangeSwitches),
    get("/{lang}/staff/settings/banners", Action::ShowBanners),
    post("/{lang}/staff/settings/banners", Action::ChangeBanners),
    get("/{lang}/staff/settings/reasons/{code}", Action::ShowReason),
    post("/{lang}/staff/settings/reasons/{code}", Action::ChangeReason),
    get("/{lang}/staff/settings/helplines/{key}", Action::ShowHelpline),
    post("/{lang}/staff/settings/helplines/{key}", Action::ChangeHelpline),
    post("/{lang}/staff/signatories/{id}/initiatives/{initiative}/lease", Action::LeaseInitiative),
    get("/{lang}/staff/bulk", Action::ShowBulks),
    post("/{lang}/staff/bulk", Action::SendBulk),
    get("/{lang}/staff/bulk/{bulk}", Action::ShowBulk),
    post("/{lang}/staff/bulk/{bulk}", Action::AnswerBulk),
    get("/{lang}/staff/reports", Action::ShowReports),
    get("/{lang}/staff/reports/{report}", Action::ShowReport),
    post("/{lang}/staff/reports/{report}", Action::CloseReport),
    get("/{lang}/staff/audit", Action::ShowAudit),
    get("/{lang}/staff/audit.csv", Action::ExportAudit),
];

/// The function.
#[derive(Debug)]
pub struct Moderation {
    base: Base,
    table: Table,
}

impl Moderation {
    /// With clients and settings from the environment.
    pub async fn from_env() -> Result<Self, MissingVariable> {
        let (base, table) = (Base::from_env()?, config::required("TABLE_NAME")?);
        let audit = config::required("AUDIT_TABLE_NAME")?;
        let sdk = web::aws::sdk_config().await;
        Ok(Self::new(base, Table::new(DynamoClient::new(&sdk), table).with_audit(audit)))
    }

    /// With the parts given.
    #[must_use]
    pub fn new(base: Base, table: Table) -> Self {
        Self { base: base.with_settings_of(&table), table }
    }

    /// Reads the settings, which opens the connection, ahead of the first request.
    pub async fn prime(&self) {
        self.base.settings().await;
    }
}

impl App for Moderation {
    type Action = Action;
    const ROUTES: &'static [Route<Action>] = ROUTES;

    fn base(&self) -> &Base {
        &self.base
    }

    async fn handle(&self, action: Action, request: &Incoming) -> Result<Answer, Failure> {
        match action {
            Action::ShowQueue => self.show_queue(request).await,
            Action::SearchQueue => self.search_queue(request).await,
            Action::ShowSignatory => self.show_signatory(request).await,
            Action::DecideSignatory => self.decide_signatory(request).await,
            Action::ShowInitiative => self.show_initiative(request).await,
            Action::LeaseSignatory => self.lease_signatory(request).await,
            Action::LeaseInitiative => self.lease_initiative(request).await,
            Action::DecideInitiative => self.decide_initiative(request).await,
            Action::UndoSignatory => self.undo_signatory(request).await,
            Action::UndoInitiative => self.undo_initiative(request).await,
            Action::ClearMailBlock => self.clear_mail_block(request).await,
            Action::ShowCorrection => self.show_correction(request).await,
            Action::SendCorrection => self.send_correction(request).await,
            Action::ShowTextCorrection => self.show_text_correction(request).await,
            Action::SendTextCorrection => self.send_text_correction(request).await,
            Action::ShowTakeDownSignatory => self.show_take_down_signatory(request).await,
            Action::ShowTakeDownInitiative => self.show_take_down_initiative(request).await,
            Action::TakeDownSignatory => self.take_down_signatory(request).await,
            Action::TakeDownInitiative => self.take_down_initiative(request).await,
            Action::ShowPeople => self.show_people(request).await,
            Action::ShowInvite => self.show_invite(request).await,
            Action::SendInvite => self.send_invite(request).await,
            Action::WithdrawInvitation => self.withdraw_invitation(request).await,
            Action::ShowPerson => self.show_person(request).await,
            Action::ChangePerson => self.change_person(request).await,
            Action::RemovePerson => self.remove_person(request).await,
            Action::ShowSettings => self.show_settings(request).await,
            Action::ShowTimes => self.show_times(request).await,
            Action::ChangeTimes => self.change_times(request).await,
            Action::ShowSwitches => self.show_switches(request).await,
            Action::ChangeSwitches => self.change_switches(request).await,
            Action::ShowBanners => self.show_banners(request).await,
            Action::ChangeBanners => self.change_banners(request).await,
            Action::ShowReason => self.show_reason(request).await,
            Action::ChangeReason => self.change_reason(request).await,
            Action::ShowHelpline => self.show_helpline(request).await,
            Action::ChangeHelpline => self.change_helpline(request).await,
            Action::ShowBulks => self.show_bulks(request).await,
            Action::SendBulk => self.send_bulk(request).await,
            Action::ShowBulk => self.show_bulk(request).await,
            Action::AnswerBulk => self.answer_bulk(request).await,
            Action::ShowReports => self.show_reports(request).await,
            Action::ShowReport => self.show_report(request).await,
            Action::CloseReport => self.close_report(request).await,
            Action::ShowAudit => self.show_audit(request).await,
            Action::ExportAudit => self.export_audit(request).await,
        }
    }
}
