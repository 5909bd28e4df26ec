//! Letting members of staff in from a terminal: the first administrator, to begin with.

use crate::commands::{CHECK_SETTINGS, Done, Problem, operation, table};
use clap::Args;
use domain::forms::InvitationForm;
use domain::staff::Invitee;
use domain::{AccountId, Invitation, Secret};
use serde_json::json;
use std::fmt::Write as _;
use std::process::ExitCode;
use storage::{StorageError, Table};

/// `pactctl staff invite`.
#[derive(Debug, Args)]
pub(crate) struct Invite {
    /// Their address.
    #[arg(long)]
    email: String,
    /// Language of their mails: en or fr.
    #[arg(long, default_value = "en")]
    language: String,
    /// What they will be: administrator, moderator, `focal_point` or auditor.
    #[arg(long)]
    role: String,
    /// Codes of a focal point's countries, separated by commas: FR,BE.
    #[arg(long, value_delimiter = ',')]
    countries: Vec<String>,
    /// Print the path of the link too, for a stage that sends no mail. Whoever has it is let in.
    #[arg(long)]
    show_link: bool,
    /// The table: output `TableName`.
    #[arg(long, env = "TABLE_NAME")]
    table: String,
    /// The table of the audit trail: output `AuditTableName`.
    #[arg(long, env = "AUDIT_TABLE_NAME")]
    audit_table: String,
}

impl Invite {
    pub(crate) async fn run(self, json: bool) -> Done {
        let form = InvitationForm {
            email: self.email,
            contact_language: self.language,
            role: self.role,
            countries: self.countries,
        };
        let invitee = Invitee::parse(&form).map_err(|problems| {
            let mend = "See `pactctl staff invite --help`";
            Problem::of(format!("the options do not fit ({problems}). {mend}"))
        })?;
        let config = web::aws::sdk_config().await;
        let table = table(&config, self.table).with_audit(self.audit_table);
        let (invitation, secret) = invite(&table, invitee).await?;
        let language = invitation.language.code();
        let path = format!("/{language}/invitation/{}", secret.expose());
        let text = if json {
            let mut document = json!({
                "account": invitation.account,
                "email": invitation.email,
                "expires": invitation.expires,
            });
            if self.show_link {
                document["path"] = json!(path);
            }
            document.to_string()
        } else {
            let email = invitation.email.as_str();
            let mut text = format!(
                "An invitation is on its way to {email}. Its link works once, within 72 hours."
            );
            if self.show_link {
                let _ = write!(text, "\n{path}");
            }
            text
        };
        Ok((text, ExitCode::SUCCESS))
    }
}

/// Writes the invitation and asks for its mail; older ones of that address are over.
async fn invite(table: &Table, invitee: Invitee) -> Result<(Invitation, Secret), Problem> {
    let failed =
        |error: StorageError| Problem::new("the table was not reached", &error, CHECK_SETTINGS);
    let now = web::now();
    let holder = table.account_of_email(&invitee.email).await.map_err(failed)?;
    let account = match holder {
        None => AccountId::new(now, random()),
        Some(id) => match table.account(id, now).await.map_err(failed)? {
            Some(record) if record.account.staff.is_some() => {
                let mend = "An administrator changes roles on the page of the members";
                return Err(Problem::of(format!(
                    "the address belongs to a member already. {mend}"
                )));
            }
            Some(_) | None => id,
        },
    };
    let mut older = table.invitations(now).await.map_err(failed)?;
    older.retain(|older| older.email == invitee.email);
    let secret = web::new_secret(random());
    let invitation = invitee.invite(storage::digest(secret.expose()), account, None, now);
    table.invite(&invitation, &secret, &older, None, operation()).await.map_err(failed)?;
    Ok((invitation, secret))
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    web::fill(&mut bytes);
    bytes
}
