//! Sample inputs for every page: long names, other scripts, problems, hostile text.

use domain::audit::{AuditActor, AuditCode, AuditEntry, AuditRecord, AuditSubject, ChainEnd};
use domain::event::{Action, Actor};
use domain::forms::{
    AppealForm, ChangeEmailForm, CodeForm, ConfirmEmailForm, ContactForm, DecisionForm,
    ForgottenPasswordForm, HelplineForm, InitiativeActionForm, InitiativeForm, InvitationForm,
    MemberForm, ProfileForm, ReasonForm, RegistrationForm, RemovalForm, ResetPasswordForm,
    SecondFactorForm, SignForm, SignInForm, SwitchesForm, TimesForm, WithdrawForm,
};
use domain::initiative::{InitiativeDecision, P};
use domain::pact::CURRENT;
use domain::queue::{QueueAge, QueueFilter, QueuePlace, QueueTab};
use domain::settings::{Banner, Closed, ClosedRoute, PageGroup};
use domain::signatory::{Refusal, SignatoryDecision, SignatureRequest};
use domain::{
    AccountId, ContentLanguage, CountryCode, Date, Event, EventId, Field, Initiative, InitiativeId,
    Language, Problem, ProblemCode, Problems, Registration, Settings, Signatory, SignatoryId,
    StaffRole, Timestamp,
};
use views::public::{Counters, InitiativeCard, ListPage, SignatoryCard};
use views::sign_in::credentials::{Reason, page as sign_in_page};
use views::{Frame, Viewer, desk, initiatives, problem, public, register, sign_in, staff};

const MEMBER: Viewer<'_> = Viewer::SignedIn { name: "Nikos Ioannou", staff: None };
const STAFF: Viewer<'_> =
    Viewer::SignedIn { name: "Claire Weber", staff: Some(StaffRole::Administrator) };
const AUDITOR: Viewer<'_> =
    Viewer::SignedIn { name: "Olena Kovalenko", staff: Some(StaffRole::Auditor) };
const REFERENCE: &str = "01k9w3t0-7f3a";

fn text(text: &str) -> String {
    text.to_owned()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn today() -> Date {
    "2026-11-24".parse().unwrap()
}

fn signatory_id(seed: u8) -> SignatoryId {
    SignatoryId::new(at("2026-10-05T08:00:00Z"), [seed; 10])
}

fn initiative_id(seed: u8) -> InitiativeId {
    InitiativeId::new(at("2026-11-02T08:00:00Z"), [seed; 10])
}

/// A Greek town, complete.
fn thessaloniki() -> RegistrationForm {
    RegistrationForm {
        profile: text("authority"),
        country: text("GR"),
        official_name: text("Δήμος Θεσσαλονίκης"),
        name_language: text("el"),
        latin_name: text("Municipality of Thessaloniki"),
        kind: text("municipality"),
        territorial_code: text("EL522"),
        population: text("319 045"),
        website: text("thessaloniki.gr"),
        signer_name: text("Maria Papadopoulou"),
        signer_function: text("Mayor"),
        mandate_end: text("2028-12-31"),
        publish_signer: text("yes"),
        contact_name: text("Nikos Ioannou"),
        contact_phone: text("+30 2310 000000"),
        contact_language: text("en"),
        email: text("pact@thessaloniki.example"),
        ..Default::default()
    }
}

fn tbilisi() -> RegistrationForm {
    RegistrationForm {
        country: text("GE"),
        official_name: text("თბილისის მუნიციპალიტეტი"),
        name_language: text("ka"),
        latin_name: text("Tbilisi Municipality"),
        territorial_code: text("GE-TB"),
        population: text("1241709"),
        publish_signer: String::new(),
        ..thessaloniki()
    }
}

fn councillor() -> RegistrationForm {
    RegistrationForm {
        profile: text("representative"),
        country: text("FR"),
        official_name: text("Eurométropole de Strasbourg"),
        name_language: text("fr"),
        latin_name: String::new(),
        kind: text("other_tier"),
        territorial_code: text("FR-67"),
        signer_name: text("Jeanne d’Aubigné-Müller"),
        signer_function: text("Conseillère"),
        ..thessaloniki()
    }
}

fn association() -> RegistrationForm {
    RegistrationForm {
        profile: text("organisation"),
        country: text("ES"),
        official_name: text(
            "Associació Catalana per la Infància Maltractada i per la Prevenció de la Violència",
        ),
        name_language: text("ca"),
        latin_name: String::new(),
        kind: text("ngo"),
        territorial_code: String::new(),
        population: String::new(),
        ..thessaloniki()
    }
}

fn draft(form: &RegistrationForm, seed: u8) -> Signatory {
    let registration = Registration::parse(form, today()).unwrap();
    Signatory::new(
        signatory_id(seed),
        registration.body,
        registration.signer,
        at("2026-10-05T08:00:00Z"),
    )
}

fn sign_form() -> SignForm {
    SignForm {
        goals: ["PV1", "PV3", "PT2", "PA1"].map(str::to_owned).to_vec(),
        decision_date: text("2026-03-01"),
        decision_reference: text("Council decision 117/2026"),
        undertake: text("yes"),
        text_hash: text(CURRENT.hash(Language::En)),
        rev: text("1"),
        ..Default::default()
    }
}

fn submitted(form: &RegistrationForm, seed: u8) -> Signatory {
    let request = SignatureRequest::parse(&sign_form(), &CURRENT, Language::En, today()).unwrap();
    draft(form, seed).sign(request, 1_040 + u64::from(seed), at("2026-10-06T09:30:00Z")).unwrap()
}

fn verified(form: &RegistrationForm, seed: u8) -> Signatory {
    submitted(form, seed)
        .decide(SignatoryDecision::Verify, staff(), at("2026-10-09T10:00:00Z"))
        .unwrap()
}

fn initiative_form() -> InitiativeForm {
    InitiativeForm {
        title: text("Ανοιχτές αυλές: ασφαλείς χώροι μετά το σχολείο"),
        summary: text("Σχολικές αυλές μένουν ανοιχτές με εκπαιδευμένο προσωπικό."),
        description: text(
            "Σε **δώδεκα σχολεία** οι αυλές μένουν ανοιχτές.\n\n### Τι κάνουμε\n\n- εκπαίδευση\n- ώρες ακρόασης\n\n<b>bold</b> [link](https://example.org/)",
        ),
        language: text("el"),
        ps: ["prevention", "participation"].map(str::to_owned).to_vec(),
        goals: ["PV3", "PA1"].map(str::to_owned).to_vec(),
        action_type: text("service"),
        target_groups: ["children", "schools"].map(str::to_owned).to_vec(),
        status: text("running"),
        start_date: text("2026-09-01"),
        end_date: text("2027-06-30"),
        place: text("Θεσσαλονίκη"),
        partners: text("12 δημοτικά σχολεία"),
        results: text("1 400 παιδιά το μήνα."),
        links: vec![text("https://www.thessaloniki.example/avles"), String::new()],
        contact_page: text("https://www.thessaloniki.example/epikoinonia"),
        safeguard: text("yes"),
        id: initiative_id(1).to_string(),
        rev: text("3"),
        ..Default::default()
    }
}

fn english_initiative() -> InitiativeForm {
    InitiativeForm {
        title: text("Every coach trained: sport clubs that know what to do"),
        summary: text(
            "All 240 coaches of the town’s sport clubs learn to recognise signs, to listen and to report.",
        ),
        description: text(
            "Each club names two people whom children can turn to.\n\nThe training takes **one evening** and is repeated every year.",
        ),
        language: text("en"),
        ps: ["prevention", "protection", "prosecution"].map(str::to_owned).to_vec(),
        status: text("done"),
        end_date: String::new(),
        ..initiative_form()
    }
}

fn initiative(form: &InitiativeForm, seed: u8) -> Initiative {
    let content = domain::Content::parse(form).unwrap();
    Initiative::new(initiative_id(seed), signatory_id(1), form.clone(), at("2026-11-02T08:00:00Z"))
        .submit(content, at("2026-11-03T08:00:00Z"))
        .unwrap()
}

fn published(form: &InitiativeForm, seed: u8) -> Initiative {
    initiative(form, seed)
        .decide(InitiativeDecision::Publish, staff(), at("2026-11-04T08:00:00Z"))
        .unwrap()
}

fn staff() -> AccountId {
    AccountId::new(at("2026-01-07T08:00:00Z"), [9; 10])
}

fn refusal() -> Refusal {
    Refusal {
        since: at("2026-11-05T08:00:00Z"),
        reason: domain::Reason::default_of("incomplete").unwrap(),
        note: text("Which schools take part? <b>bold</b>"),
        by: None,
        proposed_by: None,
        after_appeal: false,
    }
}

fn problems(list: &[(Field, ProblemCode)]) -> Vec<Problem> {
    list.iter().map(|(field, code)| Problem { field: *field, code: *code }).collect()
}

fn all(problems: &Problems) -> Vec<Problem> {
    problems.as_slice().to_vec()
}

/// Every page by name. A name with two hyphens is a variant of a page.
pub(crate) fn pages(lang: Language) -> Vec<(&'static str, String)> {
    let mut pages = Pages { lang, made: Vec::new() };
    problem_pages(&mut pages);
    register_pages(&mut pages);
    sign_in_pages(&mut pages);
    desk_pages(&mut pages);
    initiative_pages(&mut pages);
    staff_pages(&mut pages);
    people_pages(&mut pages);
    public_pages(&mut pages);
    pages.made
}

struct Pages {
    lang: Language,
    made: Vec<(&'static str, String)>,
}

impl Pages {
    fn add(
        &mut self,
        name: &'static str,
        viewer: Viewer<'static>,
        page: impl FnOnce(&Frame<'_>) -> views::Markup,
    ) {
        let path = match viewer {
            Viewer::Public => format!("/{name}/"),
            Viewer::Anonymous | Viewer::SignedIn { .. } => format!("/{name}"),
        };
        let form_token = if viewer == Viewer::Public { "" } else { "t0ken" };
        let settings = domain::Settings::defaults();
        let frame =
            Frame { lang: self.lang, path: &path, viewer, form_token, notice: None, settings };
        self.made.push((name, page(&frame).into_string()));
    }
}

fn problem_pages(pages: &mut Pages) {
    let viewer = Viewer::Anonymous;
    pages.add("problem-bad-request", viewer, |f| problem::bad_request(f, REFERENCE));
    pages.add("problem-forbidden", viewer, |f| problem::forbidden(f, REFERENCE));
    pages.add("problem-not-found", Viewer::Public, problem::not_found);
    pages.add("problem-gone", Viewer::Public, |f| problem::gone(f, None));
    let removed = problem::Removed {
        name: text("Veillée aux lanternes"),
        language: ContentLanguage::parse("fr").unwrap(),
        since: at("2026-11-20T09:30:00Z"),
        reason: domain::Reason::default_of("off_topic").unwrap(),
    };
    pages.add("problem-gone--told", Viewer::Public, |f| problem::gone(f, Some(&removed)));
    pages.add("problem-not-allowed", viewer, problem::not_allowed);
    pages.add("problem-conflict", viewer, |f| problem::conflict(f, "/en/desk"));
    for (name, closed) in [
        ("problem-closed", Closed::Registration),
        ("problem-closed--posting", Closed::Posting),
        ("problem-closed--read-only", Closed::ReadOnly),
        ("problem-closed--route", Closed::Route),
    ] {
        pages.add(name, viewer, |f| problem::closed(f, closed, closed == Closed::ReadOnly));
    }
    pages.add("problem-too-large", viewer, problem::too_large);
    pages.add("problem-too-many", viewer, |f| problem::too_many(f, 15));
    pages.add("problem-try-again", viewer, |f| problem::try_again(f, REFERENCE, true));
    pages.add("problem-form-expired", viewer, |f| problem::form_expired(f, "/en/register"));
    pages.add("problem-internal", viewer, |f| problem::internal(f, REFERENCE));
}

fn register_pages(pages: &mut Pages) {
    let viewer = Viewer::Anonymous;
    let empty = RegistrationForm { profile: text("authority"), ..Default::default() };
    let missing = problems(&[(Field::Profile, ProblemCode::Missing)]);
    let nothing = all(&Registration::parse(&empty, today()).unwrap_err());
    let hostile = RegistrationForm {
        official_name: text("<b>bold</b> \" onfocus=\"x"),
        population: text("<script>"),
        profile: text("authority"),
        ..Default::default()
    };
    let wrong = all(&Registration::parse(&hostile, today()).unwrap_err());
    pages.add("register-profile", viewer, |f| register::profile::page(f, &empty, &[]));
    pages.add("register-profile--wrong", viewer, |f| register::profile::page(f, &empty, &missing));
    pages.add("register-authority", viewer, |f| register::authority::page(f, &thessaloniki(), &[]));
    pages.add("register-details", viewer, |f| register::details::page(f, &thessaloniki(), &[]));
    pages.add("register-details--empty", viewer, |f| register::details::page(f, &empty, &nothing));
    pages.add("register-details--wrong", viewer, |f| register::details::page(f, &hostile, &wrong));
    pages.add("register-details--organisation", viewer, |f| {
        register::details::page(f, &association(), &[])
    });
    pages.add("register-details--representative", viewer, |f| {
        register::details::page(f, &councillor(), &[])
    });
    pages.add("register-check", viewer, |f| register::check::page(f, &thessaloniki(), &[]));
    let password = problems(&[
        (Field::Password, ProblemCode::EasyToGuess),
        (Field::Authorised, ProblemCode::NotConfirmed),
    ]);
    pages.add("register-check--wrong", viewer, |f| {
        register::check::page(f, &association(), &password)
    });
    let code = CodeForm::default();
    let locked = problems(&[(Field::Code, ProblemCode::Locked)]);
    pages.add("register-confirm", viewer, |f| {
        register::confirm::page(f, "pact@thessaloniki.example", &code, &[], false)
    });
    pages.add("register-confirm--wrong", viewer, |f| {
        register::confirm::page(f, "pact@thessaloniki.example", &code, &locked, true)
    });
    pages.add("register-join-or-claim", viewer, |f| {
        register::join_or_claim::page(f, "Δήμος Θεσσαλονίκης")
    });
}

fn sign_in_pages(pages: &mut Pages) {
    let viewer = Viewer::Anonymous;
    let typed = SignInForm {
        email: text("pact@thessaloniki.example"),
        next: text("/en/desk/initiatives"),
        ..Default::default()
    };
    let wrong = problems(&[(Field::Email, ProblemCode::Wrong)]);
    pages.add("sign-in", viewer, |f| sign_in_page(f, &SignInForm::default(), &[], Reason::Chosen));
    pages.add("sign-in--wrong", viewer, |f| sign_in_page(f, &typed, &wrong, Reason::Needed));
    pages.add("sign-in--over", viewer, |f| sign_in_page(f, &typed, &[], Reason::SessionOver));
    pages.add("sign-in--out", viewer, |f| sign_in_page(f, &typed, &[], Reason::SignedOut));
    pages.add("sign-in--set", viewer, |f| sign_in_page(f, &typed, &[], Reason::PasswordSet));
    let code = problems(&[(Field::Code, ProblemCode::Malformed)]);
    pages.add("sign-in-second-factor", viewer, |f| {
        sign_in::second_factor::page(f, &SecondFactorForm::default(), &code)
    });
    pages.add("sign-in-recovery-code", viewer, |f| sign_in::recovery_code::page(f, &[]));
    let invited = invitation("focal_point", &["FR", "BE"]);
    let secret = domain::Secret::new("c2VjcmV0");
    pages.add("invitation", viewer, |f| sign_in::invitation::page(f, &invited, &secret, &[]));
    pages.add("invitation--wrong", viewer, |f| {
        let short = problems(&[(Field::Password, ProblemCode::TooShort { min: 12 })]);
        sign_in::invitation::page(f, &invited, &secret, &short)
    });
    pages.add("invitation-over", viewer, sign_in::invitation::over);
    pages.add("sign-in--invited", viewer, |f| {
        sign_in_page(f, &SignInForm::default(), &[], Reason::Invited)
    });
    pages.add("sign-in-forgotten-password", viewer, |f| {
        sign_in::forgotten_password::page(f, &ForgottenPasswordForm::default(), &[])
    });
    let reset =
        ResetPasswordForm { email: text("pact@thessaloniki.example"), ..Default::default() };
    pages.add("sign-in-reset-password", viewer, |f| sign_in::reset_password::page(f, &reset, &[]));
    let key = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    pages.add("sign-in-set-up-second-factor", MEMBER, |f| {
        sign_in::set_up_second_factor::page(f, key, "pact@thessaloniki.example", false, &[])
    });
    pages.add("sign-in-set-up-second-factor--staff", STAFF, |f| {
        sign_in::set_up_second_factor::page(f, key, "staff@pact.example", true, &[])
    });
    pages.add("sign-in-manage-second-factor", MEMBER, |f| {
        sign_in::set_up_second_factor::manage(f, 1, &[])
    });
    pages.add("sign-in-manage-second-factor--staff", STAFF, |f| {
        sign_in::set_up_second_factor::manage(f, 9, &[])
    });
    let codes: Vec<_> = (0..10).map(|n| format!("k7xq-{n}m2p-9rtd")).collect();
    pages.add("sign-in-recovery-codes", MEMBER, |f| sign_in::recovery_codes::page(f, &codes));
}

fn home(signatory: Option<&Signatory>) -> desk::home::Home<'_> {
    desk::home::Home {
        signatory,
        place: None,
        initiatives: 0,
        published: 0,
        waiting: 0,
        second_factor: false,
        email: "pact@thessaloniki.example",
        mail_block: None,
        pending_email: None,
    }
}

fn desk_pages(pages: &mut Pages) {
    let new = draft(&thessaloniki(), 1);
    let waiting = submitted(&thessaloniki(), 1);
    let public = verified(&thessaloniki(), 1);
    let now = at("2026-11-20T08:00:00Z");
    let held = public.clone().decide(SignatoryDecision::Hold, staff(), now).unwrap();
    let withdrawn = public.clone().withdraw(text("The council has voted again."), now).unwrap();
    let refused =
        waiting.clone().decide(SignatoryDecision::Refuse(refusal()), staff(), now).unwrap();
    pages.add("desk", MEMBER, |f| desk::home::page(f, &home(Some(&new))));
    let place = Some(QueuePlace { number: 3, of: 12, usual_days: 4 });
    pages.add("desk--submitted", MEMBER, |f| {
        desk::home::page(f, &desk::home::Home { place, ..home(Some(&waiting)) })
    });
    let place = Some(QueuePlace { number: 1, of: 1, usual_days: 1 });
    pages.add("desk--submitted-alone", MEMBER, |f| {
        desk::home::page(f, &desk::home::Home { place, ..home(Some(&waiting)) })
    });
    pages.add("desk--verified", MEMBER, |f| {
        let home = desk::home::Home {
            initiatives: 12,
            published: 9,
            second_factor: true,
            pending_email: Some("second@thessaloniki.example"),
            ..home(Some(&public))
        };
        desk::home::page(f, &home)
    });
    let block = domain::MailBlock {
        complaint: false,
        since: at("2026-11-18T08:00:00Z"),
        status: Some(text("5.1.1")),
    };
    pages.add("desk--mail-returned", MEMBER, |f| {
        let home = desk::home::Home { mail_block: Some(&block), ..home(Some(&public)) };
        desk::home::page(f, &home)
    });
    pages.add("desk--held", MEMBER, |f| desk::home::page(f, &home(Some(&held))));
    pages.add("desk--withdrawn", MEMBER, |f| desk::home::page(f, &home(Some(&withdrawn))));
    pages.add("desk--refused", MEMBER, |f| desk::home::page(f, &home(Some(&refused))));
    pages.add("desk--joining", MEMBER, |f| desk::home::page(f, &home(None)));
    let profile = ProfileForm {
        population: text("319045"),
        website: text("https://thessaloniki.gr/"),
        signer_name: text("Maria Papadopoulou"),
        signer_function: text("Mayor"),
        mandate_end: text("2020-12-31"),
        publish_signer: text("yes"),
        rev: text("3"),
    };
    let past = problems(&[(Field::MandateEnd, ProblemCode::InPast)]);
    pages.add("desk-profile", MEMBER, |f| desk::profile::page(f, &public, &profile, &past));
    let contact = ContactForm {
        contact_name: text("Nikos Ioannou"),
        contact_phone: text("+30 2310 000000"),
        contact_language: text("en"),
        rev: text("1"),
        ..Default::default()
    };
    pages.add("desk-contact", MEMBER, |f| desk::contact::page(f, &contact, &[]));
    let empty = SignForm { rev: text("1"), ..Default::default() };
    let nothing =
        all(&SignatureRequest::parse(&empty, &CURRENT, Language::En, today()).unwrap_err());
    pages.add("desk-sign", MEMBER, |f| desk::sign::page(f, &new, &CURRENT, &sign_form(), &[]));
    pages
        .add("desk-sign--wrong", MEMBER, |f| desk::sign::page(f, &new, &CURRENT, &empty, &nothing));
    let form = WithdrawForm { rev: text("3"), ..Default::default() };
    let unconfirmed = problems(&[(Field::Confirm, ProblemCode::NotConfirmed)]);
    let appeal = AppealForm { rev: text("3"), ..Default::default() };
    pages.add("desk-appeal", MEMBER, |f| {
        desk::appeal::page(f, "desk/appeal", &refusal(), &appeal, &[])
    });
    pages.add("desk-withdraw", MEMBER, |f| desk::withdraw::page(f, &public, &form, &unconfirmed));
    let wrong = problems(&[(Field::CurrentPassword, ProblemCode::Wrong)]);
    pages.add("desk-password", MEMBER, |f| desk::password::page(f, &wrong));
    pages.add("desk-email", MEMBER, |f| {
        desk::email::page(f, "pact@thessaloniki.example", &ChangeEmailForm::default(), &[])
    });
    pages.add("desk-email-confirm", MEMBER, |f| {
        let new = "second@thessaloniki.example";
        desk::email_confirm::page(f, new, &ConfirmEmailForm::default(), &[])
    });
    let session = desk::sessions::SessionRow {
        id: text("a1"),
        label: text("Firefox on Windows"),
        token: false,
        created: at("2026-11-24T07:05:00Z"),
        last_seen: at("2026-11-24T09:40:00Z"),
        current: true,
    };
    let token = desk::sessions::SessionRow {
        id: text("b2"),
        label: String::new(),
        token: true,
        current: false,
        ..session.clone()
    };
    pages.add("desk-sessions", MEMBER, |f| desk::sessions::page(f, &[session, token]));
}

fn initiative_pages(pages: &mut Pages) {
    let public = verified(&thessaloniki(), 1);
    let new = draft(&thessaloniki(), 1);
    let list = [
        Initiative::new(
            initiative_id(4),
            signatory_id(1),
            InitiativeForm::default(),
            at("2026-11-24T08:00:00Z"),
        ),
        initiative(&initiative_form(), 1),
        published(&english_initiative(), 2),
        initiative(&initiative_form(), 3)
            .decide(InitiativeDecision::Refuse(refusal()), staff(), at("2026-11-05T08:00:00Z"))
            .unwrap(),
    ];
    let blank = InitiativeForm::default();
    let edit = |initiative| initiatives::edit::Edit {
        initiative,
        place: None,
        typed: &blank,
        problems: &[],
        preview: false,
        may_submit: true,
    };
    let typed = initiative_form();
    let place = Some(QueuePlace { number: 1_002, of: 1_234, usual_days: 12 });
    let row = |index: usize, place| initiatives::list::Row { initiative: &list[index], place };
    let rows = [row(0, None), row(1, place), row(2, None), row(3, None)];
    pages.add("desk-initiatives", MEMBER, |f| initiatives::list::page(f, &public, &rows));
    pages.add("desk-initiatives-edit--waiting", MEMBER, |f| {
        let edit = initiatives::edit::Edit { typed: &typed, place, ..edit(Some(&list[1])) };
        initiatives::edit::page(f, &edit)
    });
    pages.add("desk-initiatives--none", MEMBER, |f| initiatives::list::page(f, &new, &[]));
    pages.add("desk-initiatives-new", MEMBER, |f| {
        initiatives::edit::page(f, &initiatives::edit::Edit { may_submit: false, ..edit(None) })
    });
    let nothing = all(&domain::Content::parse(&InitiativeForm::default()).unwrap_err());
    pages.add("desk-initiatives-new--wrong", MEMBER, |f| {
        initiatives::edit::page(f, &initiatives::edit::Edit { problems: &nothing, ..edit(None) })
    });
    pages.add("desk-initiatives-edit", MEMBER, |f| {
        let edit = initiatives::edit::Edit { typed: &typed, ..edit(Some(&list[3])) };
        initiatives::edit::page(f, &edit)
    });
    pages.add("desk-initiatives-edit--preview", MEMBER, |f| {
        let edit = initiatives::edit::Edit { typed: &typed, preview: true, ..edit(Some(&list[1])) };
        initiatives::edit::page(f, &edit)
    });
    let mine = InitiativeForm {
        summary: text("Mine. <b>bold</b>"),
        status: text("done"),
        ..typed.clone()
    };
    pages.add("desk-initiatives-conflict", MEMBER, |f| {
        initiatives::conflict::page(f, initiative_id(1), &typed, &mine)
    });
    pages.add("desk-initiatives-submitted", MEMBER, |f| {
        initiatives::submit_confirm::page(f, &list[1])
    });
    pages.add("desk-initiatives-withdraw", MEMBER, |f| {
        initiatives::withdraw::page(f, &list[2], &InitiativeActionForm::default(), &[])
    });
}

/// Two entries of the audit trail, the newest first.
fn audit_entries() -> [AuditEntry; 2] {
    let subject = AuditSubject::signatory(signatory_id(2));
    let verified = AuditRecord::new(
        at("2026-11-24T09:00:00Z"),
        AuditActor::Account(staff()),
        domain::Action::Verified.into(),
        subject.clone(),
    );
    let refused = AuditRecord {
        reason: AuditCode::parse("duplicate").ok(),
        ..AuditRecord::new(
            at("2026-11-24T09:30:00Z"),
            AuditActor::Operator,
            domain::Action::Refused.into(),
            subject,
        )
    };
    let first = AuditEntry::after(ChainEnd::START, verified.with_revs(3, 4));
    let second = AuditEntry::after(first.end(), refused.with_revs(4, 5).with_note("by telephone"));
    [second, first]
}

#[expect(clippy::too_many_lines, reason = "one page after the other, nothing else")]
fn staff_pages(pages: &mut Pages) {
    let now = at("2026-11-24T10:00:00Z");
    let waiting = [
        staff::queue::Waiting {
            signatory: signatory_id(2),
            initiative: None,
            name: text("თბილისის მუნიციპალიტეტი"),
            language: ContentLanguage::parse("ka").ok(),
            country: CountryCode::parse("GE").unwrap(),
            since: at("2026-11-10T09:00:00Z"),
            age: QueueAge::Late,
            flagged: false,
            appeal: true,
            update: false,
            approvals: 0,
            lease: None,
        },
        staff::queue::Waiting {
            signatory: signatory_id(1),
            initiative: Some(initiative_id(1)),
            name: initiative_form().title,
            language: ContentLanguage::parse("el").ok(),
            country: CountryCode::parse("GR").unwrap(),
            since: at("2026-11-24T08:00:00Z"),
            age: QueueAge::New,
            flagged: true,
            appeal: false,
            update: true,
            approvals: 1,
            lease: None,
        },
    ];
    let entries = audit_entries();
    let typed = staff::audit::Typed { action: text("verified"), ..Default::default() };
    pages.add("staff-audit", AUDITOR, |f| {
        let chain = staff::audit::Chain::Whole { from: 1, to: 2 };
        staff::audit::page(f, &typed, &entries, Some(1), chain)
    });
    pages.add("staff-audit--broken", AUDITOR, |f| {
        let chain = staff::audit::Chain::Broken { at: 1 };
        staff::audit::page(f, &staff::audit::Typed::default(), &[], None, chain)
    });
    pages.add("staff-audit--wrong", AUDITOR, |f| {
        let typed = staff::audit::Typed { who: text("somebody"), ..Default::default() };
        staff::audit::unreadable(f, &typed)
    });
    let tabs: Vec<_> = QueueTab::ALL.iter().map(|tab| (*tab, 2)).collect();
    let filter = QueueFilter::read(|_| "");
    let queue = staff::queue::Queue {
        waiting: &waiting,
        filter,
        tabs: &tabs,
        page: 2,
        more: true,
        reported: (12, 1),
        search: None,
    };
    pages.add("staff", STAFF, |f| staff::queue::page(f, &queue, now));
    let narrow = |name: &str| if name == "tab" { "appeals" } else { "" };
    let filter = QueueFilter::read(narrow);
    let empty = staff::queue::Queue {
        waiting: &[],
        filter,
        page: 1,
        more: false,
        reported: (0, 0),
        ..queue
    };
    pages.add("staff--empty", STAFF, |f| staff::queue::page(f, &empty, now));
    let search = |typed, problems, found| staff::queue::Search { typed, problems, found };
    let found = staff::queue::Queue::found(&waiting, search("tbil", &[], 2), false);
    pages.add("staff--found", STAFF, |f| staff::queue::page(f, &found, now));
    let nothing = staff::queue::Queue::found(&[], search("Atlantis", &[], 0), false);
    pages.add("staff--not-found", STAFF, |f| staff::queue::page(f, &nothing, now));
    let unsaid = problems(&[(Field::Search, ProblemCode::Missing)]);
    let wrong = staff::queue::Queue::found(&[], search("", unsaid.as_slice(), 0), false);
    pages.add("staff--search-wrong", STAFF, |f| staff::queue::page(f, &wrong, now));
    bulk_pages(pages);
    let signatory = submitted(&tbilisi(), 2);
    let contact = domain::signatory::Contact {
        name: text("Nikos Ioannou"),
        phone: None,
        language: Language::Fr,
        second: None,
    };
    let event = Event {
        id: EventId::new(now, [1; 10]),
        at: at("2026-10-06T09:30:00Z"),
        actor: Actor::Signatory(AccountId::new(now, [2; 10])),
        action: Action::Signed,
        initiative: None,
        rev: 2,
        reason: None,
        note: String::new(),
    };
    let decided = Event {
        id: EventId::new(now, [2; 10]),
        actor: Actor::Staff(AccountId::new(now, [3; 10])),
        action: Action::InitiativeChangesAsked,
        initiative: Some(initiative_id(1)),
        note: text("Please say how many schools take part."),
        ..event.clone()
    };
    let events = [event, decided];
    let initiatives = [initiative(&initiative_form(), 1)];
    let block = domain::MailBlock {
        complaint: false,
        since: at("2026-11-18T08:00:00Z"),
        status: Some(text("5.1.1")),
    };
    let beside = staff::Beside {
        filter: QueueFilter { tab: QueueTab::Signatories, ..filter },
        place: Some(2),
        waiting: 3,
        previous: Some(text("staff/signatories/00000000000000000000000001")),
        next: Some(text("staff/signatories/00000000000000000000000002")),
    };
    let alike = ["თბილისი", "Tbilisi City Hall"].map(|name| staff::signatory::Alike {
        id: signatory.id,
        name: text(name),
        language: ContentLanguage::parse(if name.is_ascii() { "en" } else { "ka" }).unwrap(),
        public: name.is_ascii(),
    });
    let detail = staff::signatory::Detail {
        signatory: &signatory,
        contact: Some(&contact),
        email: Some("pact@thessaloniki.example"),
        mail_block: Some(&block),
        initiatives: &initiatives,
        events: &events,
        just: Some(staff::JustDecided {
            action: Action::ChangesAsked,
            until: at("2026-11-24T10:01:00Z"),
        }),
        alike: Some(&[]),
        beside: Some(&beside),
    };
    let form = DecisionForm { rev: text("2"), ..Default::default() };
    let missing = problems(&[(Field::Decision, ProblemCode::Missing)]);
    let colleague = |byte, email| domain::Colleague {
        account: AccountId::new(now, [byte; 10]),
        email: domain::EmailAddress::parse(email).unwrap(),
    };
    let lease = domain::Lease::new(colleague(7, "c.weber@pact.example"), now, 20);
    let viewer = lease.holder.account;
    let own = staff::lease::Hold { lease: Some(&lease), viewer, typed: false, filter };
    let free = staff::lease::Hold { lease: None, ..own };
    let other = colleague(8, "j.novak@pact.example");
    let taken = lease.clone().taken_over(other, text("Claire is on leave until Monday."), now, 20);
    let taken = staff::lease::Hold { lease: Some(&taken), ..own };
    pages.add("staff-signatory", STAFF, |f| {
        staff::signatory::page(f, &detail, &form, &own, &missing)
    });
    pages.add("staff-signatory--free", STAFF, |f| {
        staff::signatory::page(f, &detail, &form, &free, &[])
    });
    pages.add("staff-signatory--taken", STAFF, |f| {
        staff::signatory::page(f, &detail, &form, &taken, &[])
    });
    let typed = domain::forms::LeaseForm::default();
    let unsaid = problems(&[(Field::TakeoverNote, ProblemCode::Missing)]);
    pages.add("staff-lease", STAFF, |f| {
        let name = "თბილისის მუნიციპალიტეტი";
        staff::lease::page(f, "staff/signatories/x", name, Some(&lease), &typed, &unsaid)
    });
    pages.add("staff-signatory--auditor", AUDITOR, |f| {
        staff::signatory::page(f, &detail, &form, &free, &[])
    });
    let newer = domain::Content::parse(&english_initiative()).unwrap();
    let both = published(&initiative_form(), 1).submit(newer, now).unwrap();
    let owner = verified(&thessaloniki(), 1);
    settings_pages(pages);
    let case = staff::initiative::Case {
        signatory: &owner,
        initiative: &both,
        events: &events,
        just: None,
        beside: Some(&beside),
    };
    pages.add("staff-initiative", STAFF, |f| staff::initiative::page(f, &case, &form, &own, &[]));
    report_pages(pages);
    pages.add("staff-emergency", STAFF, |f| {
        let unconfirmed = problems(&[(Field::Confirm, ProblemCode::NotConfirmed)]);
        staff::emergency::page(f, "staff/signatories/x", "Δήμος Θεσσαλονίκης", &unconfirmed)
    });
    let detail = staff::signatory::Detail {
        signatory: &owner,
        initiatives: std::slice::from_ref(&both),
        alike: Some(&alike),
        beside: None,
        ..detail
    };
    pages.add("staff-signatory--public", STAFF, |f| {
        staff::signatory::page(f, &detail, &form, &own, &[])
    });
    pages.add("staff-initiative--auditor", AUDITOR, |f| {
        staff::initiative::page(f, &case, &form, &free, &[])
    });
}

fn bulk_pages(pages: &mut Pages) {
    use domain::bulk::{BulkAction, BulkDecision, BulkObstacle, BulkOutcome};
    use domain::forms::{BulkAnswerForm, BulkForm};
    use domain::{Bulk, BulkId, Colleague, EmailAddress, QueueSubject};
    use staff::bulk::{Candidate, Case, Detail, detail, list, preview};
    let now = at("2026-11-24T10:00:00Z");
    let colleague = |byte, email| Colleague {
        account: AccountId::new(now, [byte; 10]),
        email: EmailAddress::parse(email).unwrap(),
    };
    let claire = colleague(7, "c.weber@pact.example");
    let jan = colleague(8, "a.very.long.address.of.somebody@interior.example");
    let town = Candidate {
        subject: QueueSubject::Signatory(signatory_id(2)),
        rev: 2,
        name: text("თბილისის მუნიციპალიტეტი"),
        language: ContentLanguage::parse("ka").ok(),
        country: CountryCode::parse("GE").unwrap(),
        obstacle: None,
    };
    let text_of = |seed: u8, obstacle| Candidate {
        subject: QueueSubject::Initiative(signatory_id(seed), initiative_id(seed)),
        rev: 3,
        name: initiative_form().title,
        language: ContentLanguage::parse("el").ok(),
        country: CountryCode::parse("GR").unwrap(),
        obstacle,
    };
    let numbered = (10_u8..).zip(BulkObstacle::ALL);
    let left_out = numbered.map(|(seed, obstacle)| text_of(seed, Some(*obstacle)));
    let mut candidates: Vec<Candidate> = left_out.collect();
    candidates.extend([town.clone(), text_of(1, None)]);
    let id = BulkId::new(now, [1; 10]);
    let typed = BulkForm {
        bulk: id.to_string(),
        decision: text("refuse"),
        note: text("Please <b>bold</b>"),
        ..BulkForm::default()
    };
    let problem = |field, code| problems(&[(field, code)]);
    let missing = problem(Field::Reason, ProblemCode::Missing);
    pages.add("staff-bulk-preview", STAFF, |f| preview(f, &candidates, &typed, &missing));
    let nothing = problem(Field::Cases, ProblemCode::Missing);
    pages.add("staff-bulk-preview--nothing", STAFF, |f| {
        preview(f, &[], &BulkForm::default(), &nothing)
    });

    let reason = domain::Reason::default_of("duplicate").unwrap();
    let note = text("You are in the register already. <b>bold</b>");
    let decision = BulkDecision { action: BulkAction::Refuse(reason), note };
    let proposed = Bulk::propose(id, decision, 1_204, claire.clone(), now);
    let approval = BulkDecision { action: BulkAction::Approve, note: String::new() };
    let other = Bulk::propose(id, approval, 3, jan.clone(), at("2026-11-20T10:00:00Z"));
    let cancelled = other.clone().cancel(claire.clone(), now).unwrap();
    let confirmed = proposed.clone().confirm(jan.clone(), now).unwrap();
    let finished = confirmed.clone().finish(1).unwrap();
    let all = [proposed.clone(), confirmed.clone(), finished.clone(), cancelled, other];
    pages.add("staff-bulk", STAFF, |f| list(f, &all, Some(&typed), now));
    pages.add("staff-bulk--empty", STAFF, |f| list(f, &[], None, now));

    let case = |candidate: &Candidate, outcome| Case {
        candidate: Some(candidate.clone()),
        subject: candidate.subject,
        seen: 2,
        outcome,
    };
    let gone = Case { candidate: None, ..case(&text_of(5, None), None) };
    let changed = text_of(3, Some(BulkObstacle::Changed));
    let cases = [case(&town, None), case(&changed, None), gone];
    let page = Detail { bulk: &proposed, cases: &cases, viewer: jan.account, now };
    let form = BulkAnswerForm { count: text("3"), ..BulkAnswerForm::default() };
    let wrong = problem(Field::Count, ProblemCode::Wrong);
    pages.add("staff-bulk-one", STAFF, |f| detail(f, &page, &form, &wrong));
    let form = BulkAnswerForm::default();
    let own = Detail { viewer: claire.account, ..page };
    pages.add("staff-bulk-one--own", STAFF, |f| detail(f, &own, &form, &[]));
    let skipped = BulkOutcome::Skipped(BulkObstacle::Changed);
    let half = [case(&town, Some(BulkOutcome::Done)), case(&changed, None)];
    let stopped = Detail { bulk: &confirmed, cases: &half, ..page };
    pages.add("staff-bulk-one--stopped", STAFF, |f| detail(f, &stopped, &form, &[]));
    let ended = [case(&town, Some(BulkOutcome::Done)), case(&changed, Some(skipped))];
    let ended = Detail { bulk: &finished, cases: &ended, ..page };
    pages.add("staff-bulk-one--finished", STAFF, |f| detail(f, &ended, &form, &[]));
}

fn report_pages(pages: &mut Pages) {
    use domain::ReportCategory;
    let page = format!("/en/initiatives/{}-a-name/", initiative_id(1));
    let form = domain::forms::ReportForm { page, ..Default::default() };
    let missing = problems(&[(Field::Category, ProblemCode::Missing)]);
    pages.add("report", Viewer::Anonymous, |f| public::report::page(f, &form, false, &[]));
    pages.add("report--wrong", Viewer::Anonymous, |f| {
        let form =
            domain::forms::ReportForm { report_text: text("Look at <b>this</b>."), ..form.clone() };
        public::report::page(f, &form, false, &missing)
    });
    pages.add("report--sent", Viewer::Anonymous, |f| public::report::page(f, &form, true, &[]));
    let said = staff::reports::Said {
        at: at("2026-11-23T10:00:00Z"),
        category: ReportCategory::IdentifiesPerson,
        text: Some("The <i>school</i> is named."),
    };
    let urgent = staff::reports::Reported {
        id: "0a",
        path: format!("/initiatives/{}-a-name/", initiative_id(1)),
        case: Some((signatory_id(1), Some(initiative_id(1)))),
        country: CountryCode::parse("GR").ok(),
        urgent: true,
        count: 1_204,
        first: at("2026-11-22T10:00:00Z"),
        last: at("2026-11-24T10:00:00Z"),
        said: vec![said],
        rev: 1_204,
    };
    let other = staff::reports::Reported {
        path: text("/pact/"),
        case: None,
        country: None,
        urgent: false,
        count: 1,
        said: Vec::new(),
        ..urgent.clone()
    };
    let close = domain::forms::CloseReportForm { rev: text("1204"), ..Default::default() };
    let unsaid = problems(&[(Field::Note, ProblemCode::Missing)]);
    let open = [urgent.clone(), other];
    let closed = staff::reports::Closed {
        path: format!("/signatories/{}-a-name/", signatory_id(1)),
        case: Some((signatory_id(1), None)),
        urgent: true,
        count: 3,
        closed: at("2026-11-20T16:00:00Z"),
        by: "claire.weber.of.the.secretariat@example.org",
        note: "Taken down.\nThe <i>town</i> was told.",
    };
    let closed = [closed];
    let all = staff::reports::Reports { open: &open, more: 2, closed: &closed };
    let none = staff::reports::Reports { open: &[], more: 0, closed: &[] };
    pages.add("staff-reports", STAFF, |f| staff::reports::list(f, &all));
    pages.add("staff-reports--none", STAFF, |f| staff::reports::list(f, &none));
    pages.add("staff-report", STAFF, |f| staff::reports::one(f, &urgent, &close, &unsaid));
}

fn invitation(role: &str, countries: &[&str]) -> domain::Invitation {
    let countries = countries.iter().copied().map(text).collect();
    let form = InvitationForm {
        email: text("ines@ministry.example"),
        contact_language: text("fr"),
        role: text(role),
        countries,
    };
    let id = AccountId::new(at("2026-11-24T10:00:00Z"), [7; 10]);
    let invitee = domain::staff::Invitee::parse(&form).unwrap();
    invitee.invite("0a".repeat(32), id, None, at("2026-11-24T10:00:00Z"))
}

fn people_pages(pages: &mut Pages) {
    let now = at("2026-11-20T10:00:00Z");
    let me = invitation("administrator", &[]).new_account(now);
    let focal = domain::Account {
        id: AccountId::new(now, [8; 10]),
        email: domain::EmailAddress::parse("a.very.long.address.of.somebody@interior.example")
            .unwrap(),
        second_factor: true,
        ..invitation("focal_point", &["GE", "GR"]).new_account(now)
    };
    let waiting = [invitation("auditor", &[]), invitation("focal_point", &["FR"])];
    let people = [me.clone(), focal.clone()];
    pages.add("staff-people", STAFF, |f| staff::people::list(f, &people, &waiting, me.id));
    pages.add("staff-people--nobody-invited", STAFF, |f| {
        staff::people::list(f, &people, &[], me.id)
    });
    let form = InvitationForm { role: text("focal_point"), ..Default::default() };
    let missing =
        problems(&[(Field::Email, ProblemCode::Missing), (Field::Countries, ProblemCode::Missing)]);
    pages.add("staff-invite", STAFF, |f| staff::people::invite(f, &form, &missing));
    let known = problems(&[(Field::Email, ProblemCode::NotAllowed)]);
    pages.add("staff-invite--known", STAFF, |f| staff::people::invite(f, &form, &known));
    let member = MemberForm {
        role: text("focal_point"),
        countries: vec![text("GE"), text("GR")],
        rev: text("1"),
    };
    let removal = RemovalForm { rev: text("1"), ..Default::default() };
    let typed = staff::people::Typed { member: &member, removal: &removal };
    let unconfirmed = problems(&[(Field::Confirm, ProblemCode::NotConfirmed)]);
    pages.add("staff-person", STAFF, |f| {
        staff::people::person(f, &focal, typed, false, &unconfirmed)
    });
    pages.add("staff-person--own", STAFF, |f| staff::people::person(f, &me, typed, true, &[]));
}

fn settings_pages(pages: &mut Pages) {
    use staff::settings as view;
    let mut settings = Settings::default();
    settings.switches.posting_off = true;
    settings.switches.routes =
        vec![ClosedRoute { method: text("POST"), path: text("/{lang}/desk/sign") }];
    settings.banners = vec![Banner {
        group: PageGroup::Desk,
        en: text("<b>Short of staff</b> until Monday."),
        fr: text("Effectif réduit jusqu’à lundi."),
    }];
    pages.add("staff-settings", STAFF, |f| view::overview(f, &settings));
    let times = TimesForm::from(settings.times);
    let theirs = TimesForm { service_days: text("5"), ..times.clone() };
    let wrong = problems(&[
        (Field::ServiceDays, ProblemCode::OutOfRange { max: 365 }),
        (Field::UndoSeconds, ProblemCode::Malformed),
    ]);
    pages.add("staff-settings-times", STAFF, |f| view::times(f, &times, None, &wrong));
    pages.add("staff-settings-times--changed", STAFF, |f| {
        view::times(f, &times, Some(&theirs), &[])
    });
    let routes = ["GET /{lang}/register", "POST /{lang}/desk/sign"].map(text);
    let switches = SwitchesForm::from(&settings.switches);
    pages.add("staff-settings-switches", STAFF, |f| {
        view::switches(f, &routes, &switches, Some(&SwitchesForm::default()), &[])
    });
    let banners = Banner::form(&settings);
    let missing = problems(&[(Field::BannerDeskFr, ProblemCode::Missing)]);
    pages.add("staff-settings-banners", STAFF, |f| view::banners(f, &banners, None, &missing));
    let reason = &settings.reasons[1];
    let form = ReasonForm::from(reason);
    let taken = problems(&[(Field::ReasonCode, ProblemCode::NotAllowed)]);
    pages.add("staff-settings-reason", STAFF, |f| view::reason(f, Some(reason), &form, None, &[]));
    pages.add("staff-settings-reason--new", STAFF, |f| {
        view::reason(f, None, &form, Some(&ReasonForm::default()), &taken)
    });
    let form = HelplineForm::from(&settings.helplines[0]);
    let last = problems(&[(Field::Country, ProblemCode::NotAllowed)]);
    pages.add("staff-settings-helpline", STAFF, |f| {
        view::helpline(f, Some("eu-116111"), &form, None, &last)
    });
    pages.add("staff-settings-helpline--new", STAFF, |f| {
        view::helpline(f, None, &HelplineForm::default(), None, &[])
    });
}

fn public_pages(pages: &mut Pages) {
    let viewer = Viewer::Public;
    let owner = verified(&thessaloniki(), 1);
    let signatories: Vec<_> = [
        verified(&tbilisi(), 2),
        verified(&association(), 3),
        verified(&councillor(), 4),
        owner.clone(),
    ]
    .iter()
    .map(SignatoryCard::of)
    .collect();
    let greek = published(&initiative_form(), 1);
    let english = published(&english_initiative(), 2);
    let cards: Vec<_> =
        [&greek, &english].into_iter().filter_map(|i| InitiativeCard::of(&owner, i)).collect();
    let counters = Counters { signatories: 1_204, countries: 22, initiatives: 1 };
    let country = |code| CountryCode::parse(code).unwrap();
    pages.add("public-home", viewer, |f| public::home::page(f, &counters, &cards, &signatories));
    pages.add("public-home--empty", viewer, |f| {
        let none = Counters { signatories: 0, countries: 0, initiatives: 0 };
        public::home::page(f, &none, &[], &[])
    });
    pages.add("public-pact", viewer, |f| public::pact::page(f, &CURRENT));
    let list = ListPage {
        items: signatories,
        older: Some(text("/en/signatories/gr/3/")),
        newer: Some(text("/en/signatories/gr/5/")),
    };
    let counts =
        [(country("GR"), 12), (country("AT"), 0), (country("GE"), 1), (country("ES"), 1_191)];
    pages.add("public-signatories", viewer, |f| public::signatories::page(f, &counts, &list));
    pages.add("public-country", viewer, |f| public::country::page(f, country("GR"), 12, &list));
    pages.add("public-signatory", viewer, |f| public::signatory::page(f, &owner, &cards));
    let person = verified(&councillor(), 4);
    pages.add("public-signatory--representative", viewer, |f| {
        public::signatory::page(f, &person, &[])
    });
    let now = at("2026-11-20T08:00:00Z");
    let note = text("The council has voted again. <b>bold</b>");
    let withdrawn = owner.clone().withdraw(note, now).unwrap();
    pages.add("public-signatory--withdrawn", viewer, |f| {
        public::signatory::page(f, &withdrawn, &[])
    });
    let held = owner.clone().decide(SignatoryDecision::Hold, staff(), now).unwrap();
    pages.add("public-signatory--held", viewer, |f| public::signatory::page(f, &held, &[]));
    let list = ListPage { items: cards, older: None, newer: None };
    pages.add("public-initiatives", viewer, |f| public::initiatives::page(f, None, 1_204, &list));
    pages.add("public-initiatives-p", viewer, |f| {
        public::initiatives::page(f, Some(P::Participation), 2, &list)
    });
    let nobody = ListPage { items: Vec::new(), older: None, newer: None };
    pages.add("public-initiatives-p--none", viewer, |f| {
        public::initiatives::page(f, Some(P::Prosecution), 0, &nobody)
    });
    let shown = greek.published.unwrap();
    pages.add("public-initiative", viewer, |f| public::initiative::page(f, &owner, &shown));
    let shown = english.published.unwrap();
    pages
        .add("public-initiative--english", viewer, |f| public::initiative::page(f, &owner, &shown));
    pages.add("public-legal", viewer, public::legal::page);
    pages.add("public-privacy", viewer, public::privacy::page);
    pages.add("public-accessibility", viewer, public::accessibility::page);
    pages.add("public-developers", viewer, public::developers::page);
    pages.add("public-help", viewer, public::help::page);
}
