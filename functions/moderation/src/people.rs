//! The members of the secretariat: invited, given another role, removed. For administrators;
//! nobody changes themselves, so that an administrator is always left.

use crate::Moderation;
use crate::staff::{Staff, read_rev};
use domain::forms::{EmptyForm, InvitationForm, MemberForm, RemovalForm};
use domain::staff::{Invitee, MemberChange};
use domain::{Account, AccountId, Field, Invitation, Permission, ProblemCode, Problems};
use lambda_http::http::StatusCode;
use serde_json::{Value, json};
use storage::{OperationToken, StorageError};
use views::staff::people::{self, Typed};
use views::{Frame, Markup, Notice};
use web::{Answer, Failure, Incoming};

impl Moderation {
    pub(crate) async fn show_people(&self, request: &Incoming) -> Result<Answer, Failure> {
        let staff = self.staff(request, Permission::ManagePeople).await?;
        let accounts = self.table.staff_accounts().await?;
        let invitations = self.table.invitations(request.now).await?;
        let notice = (!request.query("done").is_empty()).then_some(Notice::Done);
        Ok(request.show_with(
            notice,
            || {
                json!({
                    "people": accounts.iter().map(person).collect::<Vec<_>>(),
                    "invitations": invitations.iter().map(waiting).collect::<Vec<_>>(),
                })
            },
            |frame| people::list(frame, &accounts, &invitations, staff.account),
        ))
    }

    pub(crate) async fn show_invite(&self, request: &Incoming) -> Result<Answer, Failure> {
        let staff = self.staff(request, Permission::ManagePeople).await?;
        let kept: Option<InvitationForm> = request.kept(&self.table, staff.account).await?;
        let notice = kept.is_some().then_some(Notice::Kept);
        let form = kept.unwrap_or_default();
        Ok(request.show_with(
            notice,
            || json!({ "form": form }),
            |frame| people::invite(frame, &form, &[]),
        ))
    }

    pub(crate) async fn send_invite(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: InvitationForm = request.form()?;
        let staff = self.staff(request, Permission::ManagePeople).await;
        let staff = request.or_keep(&self.table, &form, staff).await?;
        let sent = self.invite(request, &staff, &form).await;
        Ok(sent.unwrap_or_else(|failure| {
            request.again(failure, |frame, problems| people::invite(frame, &form, problems))
        }))
    }

    async fn invite(
        &self,
        request: &Incoming,
        staff: &Staff,
        form: &InvitationForm,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        let invitee = Invitee::parse(form)?;
        let account = self.account_to_be(request, &invitee).await?;
        let mut older = self.table.invitations(request.now).await?;
        older.retain(|older| older.email == invitee.email);
        let secret = web::new_secret(request.random());
        let hash = storage::digest(secret.expose());
        let invitation = invitee.invite(hash, account, Some(staff.account), request.now);
        let token = OperationToken::new(request.event_id().to_string());
        let by = Some(staff.administrator());
        self.table.invite(&invitation, &secret, &older, by, token).await?;
        let role = invitation.member.role.code();
        tracing::info!(event = "user_created", account = %invitation.account, role, "invited");
        request.forget_kept(&self.table, staff.account).await;
        let path = request.at("staff/people?done=1");
        Ok(request.done(StatusCode::CREATED, &path, &waiting(&invitation)))
    }

    /// The account that the address has, or the id of one to be. Who is a member already is
    /// not invited: their role is changed.
    async fn account_to_be(
        &self,
        request: &Incoming,
        invitee: &Invitee,
    ) -> Result<AccountId, Failure> {
        let Some(id) = self.table.account_of_email(&invitee.email).await? else {
            return Ok(AccountId::new(request.now, request.random()));
        };
        match self.table.account(id, request.now).await? {
            Some(record) if record.account.staff.is_some() => {
                Err(Problems::one(Field::Email, ProblemCode::NotAllowed).into())
            }
            Some(_) | None => Ok(id),
        }
    }

    pub(crate) async fn withdraw_invitation(&self, request: &Incoming) -> Result<Answer, Failure> {
        let _: EmptyForm = request.form()?;
        let staff = self.staff(request, Permission::ManagePeople).await?;
        request.check_form_token()?;
        let hash = request.param("invitation");
        let invitations = self.table.invitations(request.now).await?;
        let invitation = invitations.iter().find(|invitation| invitation.hash == hash);
        let invitation = invitation.ok_or(Failure::NotFound)?;
        let token = OperationToken::new(request.event_id().to_string());
        let by = staff.administrator();
        self.table.withdraw_invitation(invitation, by, token, request.now).await?;
        tracing::info!(event = "user_updated", account = %invitation.account, "not invited any more");
        let path = request.at("staff/people?done=1");
        Ok(request.done(StatusCode::OK, &path, &json!({ "withdrawn": true })))
    }

    pub(crate) async fn show_person(&self, request: &Incoming) -> Result<Answer, Failure> {
        let staff = self.staff(request, Permission::ManagePeople).await?;
        let account = self.member(request).await?;
        Ok(request.show(|| person(&account), |frame| page(frame, &account, &staff)))
    }

    pub(crate) async fn change_person(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: MemberForm = request.form()?;
        let staff = self.staff(request, Permission::ManagePeople).await?;
        let account = self.member(request).await?;
        let change = MemberChange::parse(&form).map_err(Failure::from);
        let changed = self.store_on_person(request, &staff, &account, change, &form.rev).await;
        let removal = RemovalForm { rev: form.rev.clone(), ..RemovalForm::default() };
        let typed = Typed { member: &form, removal: &removal };
        self.changed(request, &staff, &account, typed, changed).await
    }

    pub(crate) async fn remove_person(&self, request: &Incoming) -> Result<Answer, Failure> {
        let form: RemovalForm = request.form()?;
        let staff = self.staff(request, Permission::ManagePeople).await?;
        let account = self.member(request).await?;
        let change = MemberChange::parse_removal(&form.confirm).map_err(Failure::from);
        let changed = self.store_on_person(request, &staff, &account, change, &form.rev).await;
        let present = member_form(&account);
        let typed = Typed { member: &present, removal: &form };
        self.changed(request, &staff, &account, typed, changed).await
    }

    async fn store_on_person(
        &self,
        request: &Incoming,
        staff: &Staff,
        before: &Account,
        change: Result<MemberChange, Failure>,
        rev: &str,
    ) -> Result<Answer, Failure> {
        request.check_form_token()?;
        if before.id == staff.account {
            tracing::warn!(event = "authz_fail", reason = "own_role", "nobody changes themselves");
            return Err(Failure::Forbidden);
        }
        let change = change?;
        if read_rev(rev)? != before.rev {
            return Err(Failure::Conflict);
        }
        let (by, after) = (staff.administrator(), change.apply(before.clone()));
        let token = OperationToken::new(request.event_id().to_string());
        match self.table.change_member(before, &after, by, token, request.now).await {
            Ok(()) => {}
            Err(StorageError::Conflict) => return Err(Failure::Conflict),
            Err(error) => return Err(error.into()),
        }
        let role = after.staff.as_ref().map_or("none", |member| member.role.code());
        tracing::warn!(event = "authz_change", account = %after.id, role, "role changed");
        Ok(request.done(StatusCode::OK, &request.at("staff/people?done=1"), &person(&after)))
    }

    /// The answer to a change; after a lost race the member as they are now, to decide again.
    async fn changed(
        &self,
        request: &Incoming,
        staff: &Staff,
        account: &Account,
        typed: Typed<'_>,
        changed: Result<Answer, Failure>,
    ) -> Result<Answer, Failure> {
        match changed {
            Err(Failure::Conflict) if !request.wants_json() => {
                let account = self.member(request).await?;
                Ok(request.page_with(StatusCode::CONFLICT, Some(Notice::Changed), |frame| {
                    page(frame, &account, staff)
                }))
            }
            changed => Ok(changed.unwrap_or_else(|failure| {
                request.again(failure, |frame, problems| {
                    people::person(frame, account, typed, account.id == staff.account, problems)
                })
            })),
        }
    }

    /// The member of staff that the address names.
    async fn member(&self, request: &Incoming) -> Result<Account, Failure> {
        let id = AccountId::parse(request.param("account")).map_err(|_| Failure::NotFound)?;
        let record = self.table.account(id, request.now).await?;
        let account = record.map(|record| record.account);
        account.filter(|account| account.staff.is_some()).ok_or(Failure::NotFound)
    }
}

/// A member as they are.
fn page(frame: &Frame<'_>, account: &Account, staff: &Staff) -> Markup {
    let member = member_form(account);
    let removal = RemovalForm { rev: account.rev.to_string(), ..RemovalForm::default() };
    let typed = Typed { member: &member, removal: &removal };
    people::person(frame, account, typed, account.id == staff.account, &[])
}

/// The form that says what the member is now.
fn member_form(account: &Account) -> MemberForm {
    let rev = account.rev.to_string();
    let Some(member) = &account.staff else { return MemberForm { rev, ..MemberForm::default() } };
    MemberForm {
        role: member.role.code().to_owned(),
        countries: member.countries.iter().map(|country| country.code().to_owned()).collect(),
        rev,
    }
}

fn person(account: &Account) -> Value {
    json!({
        "account": account.id,
        "email": account.email,
        "member": account.staff,
        "second_factor": account.second_factor,
        "rev": account.rev.to_string(),
    })
}

fn waiting(invitation: &Invitation) -> Value {
    json!({
        "id": invitation.hash,
        "email": invitation.email,
        "language": invitation.language,
        "member": invitation.member,
        "by": invitation.by,
        "at": invitation.at,
        "expires": invitation.expires,
    })
}
