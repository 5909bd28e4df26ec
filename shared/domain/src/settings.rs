//! What staff can change without a deployment: service times, limits, reasons, helplines,
//! messages above groups of pages, and what is closed.

use crate::forms::{BannersForm, HelplineForm, ReasonForm, SwitchesForm, TimesForm};
use crate::reason::{Reason, ReasonCode};
use crate::registration::{parse_date, ticked};
use crate::signatory::codes;
use crate::text::{self, Shape};
use crate::{CountryCode, Date, Field, Language, ProblemCode, Problems, SafeUrl, limits};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// Everything that staff can change without a deployment. What a stored item does not hold
/// has its default: an older item reads on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Times and limits.
    #[serde(flatten)]
    pub times: Times,
    /// Why staff refuse or take down, in the order in which they are offered.
    pub reasons: Vec<Reason>,
    /// Whom to call.
    pub helplines: Vec<Helpline>,
    /// Messages above groups of pages, at most one for each.
    pub banners: Vec<Banner>,
    /// What is closed.
    pub switches: Switches,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            times: Times::default(),
            reasons: Reason::defaults().to_vec(),
            helplines: Helpline::defaults().to_vec(),
            banners: Vec::new(),
            switches: Switches::default(),
        }
    }
}

static DEFAULTS: LazyLock<Settings> = LazyLock::new(Settings::default);

impl Settings {
    /// Those in force until staff change any.
    #[must_use]
    pub fn defaults() -> &'static Self {
        &DEFAULTS
    }

    /// Whether a route is closed now, and by what. `path` is the route's, as API Gateway
    /// writes it: `/{lang}/desk/sign`.
    #[must_use]
    pub fn closes(&self, method: &str, path: &str) -> Option<Closed> {
        if always_open(path) {
            return None;
        }
        let posts = method == "POST";
        let switches = &self.switches;
        if switches.read_only && posts {
            return Some(Closed::ReadOnly);
        }
        if switches.registration_off && below(path, "/{lang}/register") {
            return Some(Closed::Registration);
        }
        // Withdrawing takes something off the record, and stays possible.
        let posting =
            posts && below(path, "/{lang}/desk/initiatives") && !path.ends_with("/withdraw");
        if switches.posting_off && posting {
            return Some(Closed::Posting);
        }
        // A head request is a GET without its answer.
        let method = if method == "HEAD" { "GET" } else { method };
        let named = |route: &ClosedRoute| route.method == method && route.path == path;
        switches.routes.iter().any(named).then_some(Closed::Route)
    }

    /// What is said above the pages of a group, where anything is.
    #[must_use]
    pub fn banner(&self, group: PageGroup) -> Option<&Banner> {
        self.banners.iter().find(|banner| banner.group == group)
    }

    /// The numbers that hold all over Europe, in order.
    pub fn european_helplines(&self) -> impl Iterator<Item = &Helpline> {
        self.helplines.iter().filter(|helpline| helpline.country.is_none())
    }

    /// The reason of that code.
    #[must_use]
    pub fn reason(&self, code: &ReasonCode) -> Option<&Reason> {
        self.reasons.iter().find(|reason| reason.code == *code)
    }

    /// With this reason, in place of the one of that code or as a new one. At least one stays
    /// offered: without one nothing can be refused.
    pub fn with_reason(
        mut self,
        form: &ReasonForm,
        code: Option<&ReasonCode>,
    ) -> Result<Self, Problems> {
        let others: Vec<Reason> =
            self.reasons.iter().filter(|other| Some(&other.code) != code).cloned().collect();
        // Nothing but its own code is in the way of one that is sent a second time.
        let again = ReasonCode::parse(&form.reason_code).ok().filter(|_| code.is_none());
        let again = again.and_then(|code| self.reason(&code));
        if let Some(stored) = again
            && Reason::parse(form, Some(&stored.code), &[]).as_ref() == Ok(stored)
        {
            return Ok(self);
        }
        let reason = Reason::parse(form, code, &others)?;
        if reason.retired && others.iter().all(|other| other.retired) {
            return Err(Problems::one(Field::Retired, ProblemCode::NotAllowed));
        }
        match self.reasons.iter().position(|other| other.code == reason.code) {
            Some(place) => self.reasons[place] = reason,
            None if self.reasons.len() >= limits::REASONS => {
                let code = ProblemCode::TooMany { max: limits::REASONS };
                return Err(Problems::one(Field::ReasonCode, code));
            }
            None => self.reasons.push(reason),
        }
        Ok(self)
    }

    /// Without the reason of that code.
    pub fn without_reason(mut self, code: &ReasonCode) -> Result<Self, Problems> {
        self.reasons.retain(|reason| reason.code != *code);
        if self.reasons.iter().all(|reason| reason.retired) {
            return Err(Problems::one(Field::Retired, ProblemCode::NotAllowed));
        }
        Ok(self)
    }

    /// The helpline of that key.
    #[must_use]
    pub fn helpline(&self, key: &str) -> Option<&Helpline> {
        self.helplines.iter().find(|helpline| helpline.key() == key)
    }

    /// With this helpline, in place of the one of that key or as a new one. At least one
    /// holds all over Europe: every page shows it.
    pub fn with_helpline(
        mut self,
        form: &HelplineForm,
        key: Option<&str>,
        today: Date,
    ) -> Result<Self, Problems> {
        let helpline = Helpline::parse(form, today)?;
        let own = helpline.key();
        let place = key.and_then(|key| self.helplines.iter().position(|line| line.key() == key));
        let taken = self.helplines.iter().position(|line| line.key() == own);
        match (place, taken) {
            (None, Some(taken)) if self.helplines[taken] == helpline => {}
            (place, Some(taken)) if place != Some(taken) => {
                return Err(Problems::one(Field::Number, ProblemCode::NotAllowed));
            }
            (Some(place), _) => self.helplines[place] = helpline,
            (None, _) if self.helplines.len() >= limits::HELPLINES => {
                let code = ProblemCode::TooMany { max: limits::HELPLINES };
                return Err(Problems::one(Field::Number, code));
            }
            (None, _) => self.helplines.push(helpline),
        }
        self.with_european_helpline()
    }

    /// Without the helpline of that key.
    pub fn without_helpline(mut self, key: &str) -> Result<Self, Problems> {
        self.helplines.retain(|helpline| helpline.key() != key);
        self.with_european_helpline()
    }

    fn with_european_helpline(self) -> Result<Self, Problems> {
        let any = self.european_helplines().next().is_some();
        any.then_some(self).ok_or_else(|| Problems::one(Field::Country, ProblemCode::NotAllowed))
    }
}

/// What no switch closes: signing in and out, so that staff can open again what they have
/// closed; the settings themselves; the emergency take-down; and the answer to what is no route.
fn always_open(path: &str) -> bool {
    ["/{lang}/sign-in", "/{lang}/sign-out", "/api/token", "/{lang}/staff/settings"]
        .iter()
        .any(|open| below(path, open))
        || (below(path, "/{lang}/staff") && path.ends_with("/emergency"))
        || path == "$default"
}

/// Whether `path` is `start` or lies below it.
fn below(path: &str, start: &str) -> bool {
    path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Times and limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Times {
    /// Days within which staff decide.
    pub service_days: u32,
    /// Days after which a case counts as nearly late.
    pub nearly_late_days: u32,
    /// Minutes that an opened case is somebody's.
    pub lease_minutes: u32,
    /// Seconds within which a decision can be undone.
    pub undo_seconds: u32,
    /// Reports of a page from one network in an hour.
    pub report_rate: u32,
    /// Registrations sent from one network in an hour.
    pub registration_rate: u32,
    /// Most initiatives of one signatory.
    pub initiatives: u32,
}

impl Default for Times {
    fn default() -> Self {
        Self {
            service_days: 10,
            nearly_late_days: 7,
            lease_minutes: 20,
            undo_seconds: 60,
            report_rate: 5,
            registration_rate: 30,
            initiatives: 500,
        }
    }
}

impl Times {
    /// Largest values, in the order of the form.
    pub const LARGEST: Self = Self {
        service_days: 365,
        nearly_late_days: 365,
        lease_minutes: 480,
        undo_seconds: 300,
        report_rate: 1_000,
        registration_rate: 10_000,
        initiatives: 500,
    };

    /// Reads the form: whole numbers from 1 to [`Times::LARGEST`]; a case is nearly late
    /// before it is late.
    pub fn parse(form: &TimesForm) -> Result<Self, Problems> {
        let (mut problems, most) = (Problems::default(), Self::LARGEST);
        let mut number = |field, raw: &str, max| problems.check(field, whole(raw, max));
        let service = number(Field::ServiceDays, &form.service_days, most.service_days);
        let nearly = number(Field::NearlyLateDays, &form.nearly_late_days, most.nearly_late_days);
        let lease = number(Field::LeaseMinutes, &form.lease_minutes, most.lease_minutes);
        let undo = number(Field::UndoSeconds, &form.undo_seconds, most.undo_seconds);
        let reports = number(Field::ReportRate, &form.report_rate, most.report_rate);
        let registrations =
            number(Field::RegistrationRate, &form.registration_rate, most.registration_rate);
        let initiatives = number(Field::InitiativesLimit, &form.initiatives, most.initiatives);
        if let (Some(service), Some(nearly)) = (service, nearly)
            && nearly > service
        {
            problems.push(Field::NearlyLateDays, ProblemCode::OutOfRange { max: service });
        }
        let times = (|| {
            Some(Self {
                service_days: service?,
                nearly_late_days: nearly?,
                lease_minutes: lease?,
                undo_seconds: undo?,
                report_rate: reports?,
                registration_rate: registrations?,
                initiatives: initiatives?,
            })
        })();
        problems.or(times)
    }
}

impl From<Times> for TimesForm {
    fn from(times: Times) -> Self {
        Self {
            service_days: times.service_days.to_string(),
            nearly_late_days: times.nearly_late_days.to_string(),
            lease_minutes: times.lease_minutes.to_string(),
            undo_seconds: times.undo_seconds.to_string(),
            report_rate: times.report_rate.to_string(),
            registration_rate: times.registration_rate.to_string(),
            initiatives: times.initiatives.to_string(),
            rev: String::new(),
        }
    }
}

fn whole(raw: &str, max: u32) -> Result<u32, ProblemCode> {
    let digits = raw.trim();
    if digits.is_empty() {
        return Err(ProblemCode::Missing);
    }
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ProblemCode::Malformed);
    }
    let number = digits.parse().ok().filter(|number| (1..=max).contains(number));
    number.ok_or(ProblemCode::OutOfRange { max })
}

codes! {
    /// What a switch has closed.
    Closed {
        /// Registering.
        Registration = "registration",
        /// Posting initiatives.
        Posting = "posting",
        /// Every change.
        ReadOnly = "read_only",
        /// This page alone.
        Route = "route",
    }
}

/// What is closed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Switches {
    /// Nobody can register.
    pub registration_off: bool,
    /// Nobody can post an initiative.
    pub posting_off: bool,
    /// Nothing can be changed, but for the settings.
    pub read_only: bool,
    /// Routes closed one by one.
    pub routes: Vec<ClosedRoute>,
}

/// A route that is closed alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedRoute {
    /// `GET` or `POST`.
    pub method: String,
    /// The route's path, as API Gateway writes it.
    pub path: String,
}

impl ClosedRoute {
    /// The route's name: `POST /{lang}/desk/sign`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

impl Switches {
    /// Whether a switch may close the route at this path.
    #[must_use]
    pub fn can_close(path: &str) -> bool {
        !always_open(path)
    }

    /// Reads the form; `known` are the names of the routes that there are.
    pub fn parse(form: &SwitchesForm, known: &[String]) -> Result<Self, Problems> {
        let route = |name: &String| {
            let name = name.trim();
            let (method, path) = name.split_once(' ')?;
            let good = known.iter().any(|known| known == name) && Self::can_close(path);
            good.then(|| ClosedRoute { method: method.to_owned(), path: path.to_owned() })
        };
        let routes: Option<Vec<_>> = form.closed_routes.iter().map(route).collect();
        let mut routes =
            routes.ok_or_else(|| Problems::one(Field::ClosedRoutes, ProblemCode::UnknownChoice))?;
        routes.sort_by_key(ClosedRoute::name);
        routes.dedup();
        Ok(Self {
            registration_off: ticked(&form.registration_off),
            posting_off: ticked(&form.posting_off),
            read_only: ticked(&form.read_only),
            routes,
        })
    }
}

impl From<&Switches> for SwitchesForm {
    fn from(switches: &Switches) -> Self {
        let yes = |on: bool| if on { "yes".to_owned() } else { String::new() };
        Self {
            registration_off: yes(switches.registration_off),
            posting_off: yes(switches.posting_off),
            read_only: yes(switches.read_only),
            closed_routes: switches.routes.iter().map(ClosedRoute::name).collect(),
            rev: String::new(),
        }
    }
}

codes! {
    /// Pages that share a message.
    PageGroup {
        /// Registering.
        Registration = "registration",
        /// Signing in.
        SignIn = "sign_in",
        /// A signatory's desk.
        Desk = "desk",
        /// The staff's pages.
        BackOffice = "back_office",
    }
}

impl PageGroup {
    /// The group of a page, by its path without the language: `/desk/sign`.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        let groups = [
            ("/register", Self::Registration),
            ("/sign-in", Self::SignIn),
            ("/desk", Self::Desk),
            ("/staff", Self::BackOffice),
        ];
        groups.into_iter().find(|(start, _)| below(path, start)).map(|(_, group)| group)
    }
}

/// A message above a group of pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Banner {
    /// Where.
    pub group: PageGroup,
    /// In English.
    pub en: String,
    /// In French.
    pub fr: String,
}

impl Banner {
    /// The message in the page's language.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Fr => &self.fr,
        }
    }

    /// Reads all messages: for each group one in every language, or none.
    pub fn parse_all(form: &BannersForm) -> Result<Vec<Self>, Problems> {
        use Field as F;
        let mut problems = Problems::default();
        let mut banners = Vec::new();
        let groups = [
            (
                PageGroup::Registration,
                (F::BannerRegistrationEn, &form.banner_registration_en),
                (F::BannerRegistrationFr, &form.banner_registration_fr),
            ),
            (
                PageGroup::SignIn,
                (F::BannerSignInEn, &form.banner_sign_in_en),
                (F::BannerSignInFr, &form.banner_sign_in_fr),
            ),
            (
                PageGroup::Desk,
                (F::BannerDeskEn, &form.banner_desk_en),
                (F::BannerDeskFr, &form.banner_desk_fr),
            ),
            (
                PageGroup::BackOffice,
                (F::BannerStaffEn, &form.banner_staff_en),
                (F::BannerStaffFr, &form.banner_staff_fr),
            ),
        ];
        for (group, (field_en, en), (field_fr, fr)) in groups {
            let read = |raw: &str| text::optional(raw, limits::BANNER, Shape::Line);
            let en = problems.check(field_en, read(en));
            let fr = problems.check(field_fr, read(fr));
            match (en, fr) {
                (Some(Some(en)), Some(Some(fr))) => banners.push(Self { group, en, fr }),
                (Some(Some(_)), Some(None)) => problems.push(field_fr, ProblemCode::Missing),
                (Some(None), Some(Some(_))) => problems.push(field_en, ProblemCode::Missing),
                (Some(None), Some(None)) | (None, _) | (_, None) => {}
            }
        }
        problems.or(Some(banners))
    }

    /// The form that shows these messages.
    #[must_use]
    pub fn form(settings: &Settings) -> BannersForm {
        let text = |group, language| {
            settings.banner(group).map_or_else(String::new, |b| b.text(language).to_owned())
        };
        BannersForm {
            banner_registration_en: text(PageGroup::Registration, Language::En),
            banner_registration_fr: text(PageGroup::Registration, Language::Fr),
            banner_sign_in_en: text(PageGroup::SignIn, Language::En),
            banner_sign_in_fr: text(PageGroup::SignIn, Language::Fr),
            banner_desk_en: text(PageGroup::Desk, Language::En),
            banner_desk_fr: text(PageGroup::Desk, Language::Fr),
            banner_staff_en: text(PageGroup::BackOffice, Language::En),
            banner_staff_fr: text(PageGroup::BackOffice, Language::Fr),
            rev: String::new(),
        }
    }
}

/// A number to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Helpline {
    /// Where it answers; none for all of Europe.
    #[serde(default)]
    pub country: Option<CountryCode>,
    /// The number as it is shown: digits, spaces and perhaps a plus sign.
    pub number: String,
    /// What it is for, in English.
    pub en: String,
    /// What it is for, in French.
    pub fr: String,
    /// The page that says so.
    pub source: SafeUrl,
    /// The day on which somebody looked there.
    pub checked: Date,
}

#[derive(Deserialize)]
struct HelplineFile {
    helplines: Vec<Helpline>,
}

static HELPLINES: LazyLock<Vec<Helpline>> = LazyLock::new(|| {
    // The file is part of the build and a test reads it; an unreadable one is no helplines.
    serde_json::from_str::<HelplineFile>(include_str!("../data/helplines.json"))
        .map(|file| file.helplines)
        .unwrap_or_default()
});

impl Helpline {
    /// The European numbers.
    #[must_use]
    pub fn defaults() -> &'static [Self] {
        &HELPLINES
    }

    /// What it is found by: country and digits, such as `fr-119`, or `eu-112`.
    #[must_use]
    pub fn key(&self) -> String {
        let place = self.country.map_or_else(|| "eu".to_owned(), CountryCode::lower);
        let digits: String = self.number.chars().filter(char::is_ascii_digit).collect();
        format!("{place}-{digits}")
    }

    /// What it is for.
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Fr => &self.fr,
        }
    }

    /// Reads the form; nobody can have looked after `today`.
    pub fn parse(form: &HelplineForm, today: Date) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let country = match form.country.trim() {
            "" => Some(None),
            code => problems.check(Field::Country, CountryCode::parse(code)).map(Some),
        };
        let number = problems.check(Field::Number, callable(&form.number));
        let en = problems.check(Field::NameEn, text::name(&form.name_en, limits::HELPLINE_NAME));
        let fr = problems.check(Field::NameFr, text::name(&form.name_fr, limits::HELPLINE_NAME));
        let source = problems.check(Field::Source, SafeUrl::parse(&form.source));
        let checked = problems.check(
            Field::Checked,
            parse_date(&form.checked).and_then(|day| match day {
                Some(day) if day > today => Err(ProblemCode::InFuture),
                Some(day) => Ok(day),
                None => Err(ProblemCode::Missing),
            }),
        );
        let helpline = (|| {
            let (country, number) = (country?, number?);
            Some(Self { country, number, en: en?, fr: fr?, source: source?, checked: checked? })
        })();
        problems.or(helpline)
    }
}

impl From<&Helpline> for HelplineForm {
    fn from(helpline: &Helpline) -> Self {
        Self {
            country: helpline.country.map_or("", CountryCode::code).to_owned(),
            number: helpline.number.clone(),
            name_en: helpline.en.clone(),
            name_fr: helpline.fr.clone(),
            source: helpline.source.as_str().to_owned(),
            checked: helpline.checked.to_string(),
            intent: String::new(),
            rev: String::new(),
        }
    }
}

fn callable(raw: &str) -> Result<String, ProblemCode> {
    let number = text::required(raw, limits::HELPLINE_NUMBER, Shape::Line)?;
    let (plus, rest) = number.strip_prefix('+').map_or((0, number.as_str()), |rest| (1, rest));
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    let plain = rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.'));
    if plain && digits >= 2 + plus { Ok(number) } else { Err(ProblemCode::Malformed) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn closed(switches: Switches) -> Settings {
        Settings { switches, ..Settings::default() }
    }

    #[test]
    fn nothing_is_closed_at_first() {
        let settings = Settings::default();
        for path in ["/{lang}/register", "/{lang}/desk/initiatives/new", "/{lang}/staff"] {
            assert_eq!((settings.closes("GET", path), settings.closes("POST", path)), (None, None));
        }
    }

    #[test]
    fn each_switch_closes_its_own() {
        let registration = closed(Switches { registration_off: true, ..Switches::default() });
        assert_eq!(registration.closes("GET", "/{lang}/register"), Some(Closed::Registration));
        assert_eq!(
            registration.closes("POST", "/{lang}/register/check"),
            Some(Closed::Registration)
        );
        assert_eq!(registration.closes("GET", "/{lang}/registered"), None);
        assert_eq!(registration.closes("POST", "/{lang}/desk/sign"), None);

        let posting = closed(Switches { posting_off: true, ..Switches::default() });
        let new = "/{lang}/desk/initiatives/new";
        assert_eq!(posting.closes("POST", new), Some(Closed::Posting));
        assert_eq!(posting.closes("GET", new), None);
        assert_eq!(posting.closes("POST", "/{lang}/desk/initiatives/{id}/withdraw"), None);

        let read_only = closed(Switches { read_only: true, ..Switches::default() });
        assert_eq!(read_only.closes("POST", "/{lang}/desk/sign"), Some(Closed::ReadOnly));
        assert_eq!(read_only.closes("POST", "/{lang}/register"), Some(Closed::ReadOnly));
        assert_eq!(read_only.closes("GET", "/{lang}/desk/sign"), None);
        let emergency = "/{lang}/staff/signatories/{id}/emergency";
        assert_eq!(read_only.closes("POST", emergency), None);

        let route = ClosedRoute { method: "GET".to_owned(), path: "/{lang}/desk/sign".to_owned() };
        let one = closed(Switches { routes: vec![route], ..Switches::default() });
        assert_eq!(one.closes("GET", "/{lang}/desk/sign"), Some(Closed::Route));
        assert_eq!(one.closes("HEAD", "/{lang}/desk/sign"), Some(Closed::Route));
        assert_eq!(one.closes("POST", "/{lang}/desk/sign"), None);
    }

    #[test]
    fn the_way_back_is_never_closed() {
        let open = [
            "/{lang}/sign-in",
            "/{lang}/sign-in/second-factor",
            "/{lang}/sign-out",
            "/api/token",
            "/{lang}/staff/settings",
            "/{lang}/staff/settings/switches",
            "$default",
        ];
        let routes = open.map(|path| ClosedRoute { method: "POST".into(), path: path.into() });
        let all = closed(Switches {
            registration_off: true,
            posting_off: true,
            read_only: true,
            routes: routes.to_vec(),
        });
        for path in open {
            assert_eq!(all.closes("POST", path), None, "{path}");
            assert!(!Switches::can_close(path), "{path}");
        }
    }

    #[test]
    fn only_routes_that_there_are_and_that_can_be_closed_are_taken() {
        let known = ["POST /{lang}/desk/sign", "POST /{lang}/sign-in"].map(str::to_owned);
        let parse = |route: &str| {
            let closed_routes = vec![route.to_owned(), route.to_owned()];
            Switches::parse(&SwitchesForm { closed_routes, ..SwitchesForm::default() }, &known)
        };
        let switches = parse("POST /{lang}/desk/sign").unwrap();
        assert_eq!(switches.routes.len(), 1);
        assert_eq!(SwitchesForm::from(&switches).closed_routes, ["POST /{lang}/desk/sign"]);
        for bad in ["POST /{lang}/sign-in", "GET /{lang}/desk/sign", "x", ""] {
            let problems = parse(bad).unwrap_err().to_string();
            assert_eq!(problems, "closed_routes unknown_choice", "{bad}");
        }
    }

    #[test]
    fn times_are_read_with_all_their_problems() {
        let good = TimesForm::from(Times::default());
        assert_eq!(Times::parse(&good), Ok(Times::default()));
        let bad = TimesForm {
            service_days: "5".to_owned(),
            nearly_late_days: "7".to_owned(),
            lease_minutes: "0".to_owned(),
            undo_seconds: String::new(),
            report_rate: "-1".to_owned(),
            initiatives: "501".to_owned(),
            ..good
        };
        assert_eq!(
            Times::parse(&bad).unwrap_err().to_string(),
            "lease_minutes out_of_range, undo_seconds missing, report_rate malformed, \
             initiatives out_of_range, nearly_late_days out_of_range"
        );
    }

    #[test]
    fn a_message_stands_in_every_language_or_in_none() {
        let form = BannersForm {
            banner_desk_en: "Short of staff until Monday.".to_owned(),
            banner_desk_fr: "Effectif réduit jusqu’à lundi.".to_owned(),
            ..BannersForm::default()
        };
        let banners = Banner::parse_all(&form).unwrap();
        assert_eq!(banners.len(), 1);
        let settings = Settings { banners, ..Settings::default() };
        let desk = settings.banner(PageGroup::Desk).unwrap();
        assert_eq!(desk.text(Language::En), "Short of staff until Monday.");
        assert_eq!(settings.banner(PageGroup::SignIn), None);
        assert_eq!(Banner::form(&settings), form);

        let long = "a".repeat(limits::BANNER + 1);
        let form = BannersForm {
            banner_sign_in_fr: "Bonjour".to_owned(),
            banner_desk_en: "Short".to_owned(),
            banner_staff_en: long,
            ..BannersForm::default()
        };
        assert_eq!(
            Banner::parse_all(&form).unwrap_err().to_string(),
            "banner_sign_in_en missing, banner_desk_fr missing, banner_staff_en too_long"
        );
    }

    #[test]
    fn pages_belong_to_their_group() {
        assert_eq!(PageGroup::of("/register/details"), Some(PageGroup::Registration));
        assert_eq!(PageGroup::of("/sign-in"), Some(PageGroup::SignIn));
        assert_eq!(PageGroup::of("/desk/sign"), Some(PageGroup::Desk));
        assert_eq!(PageGroup::of("/staff"), Some(PageGroup::BackOffice));
        assert_eq!(PageGroup::of("/signatories/"), None);
    }

    #[test]
    fn the_european_numbers_are_there_with_source_and_day() {
        let numbers: Vec<&str> =
            Helpline::defaults().iter().map(|helpline| helpline.number.as_str()).collect();
        assert_eq!(numbers, ["116 111", "116 000", "112"]);
    }

    #[test]
    fn a_helpline_is_read_with_all_its_problems() {
        let today = date(2026, 11, 25);
        for helpline in Helpline::defaults() {
            assert_eq!(
                Helpline::parse(&HelplineForm::from(helpline), today).as_ref(),
                Ok(helpline)
            );
        }
        let bad = HelplineForm {
            country: "XX".to_owned(),
            number: "call us".to_owned(),
            source: "javascript:alert(1)".to_owned(),
            checked: "2026-11-26".to_owned(),
            ..HelplineForm::default()
        };
        assert_eq!(
            Helpline::parse(&bad, today).unwrap_err().to_string(),
            "country unknown_choice, number malformed, name_en missing, name_fr missing, \
             source unsafe_link, checked in_future"
        );
    }

    #[test]
    fn reasons_are_added_reworded_retired_and_deleted() {
        let code = |code| ReasonCode::parse(code).unwrap();
        let form = ReasonForm {
            reason_code: "withdrawn_by_court".to_owned(),
            words_en: "A court has decided".to_owned(),
            words_fr: "Une juridiction a statué".to_owned(),
            hides_text: "yes".to_owned(),
            ..ReasonForm::default()
        };
        let added = Settings::default().with_reason(&form, None).unwrap();
        assert!(added.reason(&code("withdrawn_by_court")).unwrap().hides_text);
        // A second click changes nothing; other words under the same code are refused.
        assert_eq!(added.clone().with_reason(&form, None).as_ref(), Ok(&added));
        let other = ReasonForm { words_en: "Other".to_owned(), ..form.clone() };
        let problems = added.clone().with_reason(&other, None).unwrap_err();
        assert_eq!(problems.to_string(), "reason_code not_allowed");
        let duplicate = code("duplicate");
        let reworded = added.clone().with_reason(&form, Some(&duplicate)).unwrap();
        assert_eq!(reworded.reasons.len(), added.reasons.len());
        assert_eq!(reworded.reason(&duplicate).unwrap().en, "A court has decided");
        let without = added.without_reason(&duplicate).unwrap();
        assert_eq!(without.reason(&duplicate), None);
        assert_eq!(without.clone().without_reason(&duplicate).as_ref(), Ok(&without));
    }

    #[test]
    fn one_reason_stays_offered_and_one_number_for_all_of_europe() {
        let mut settings = Settings::default();
        settings.reasons.truncate(1);
        settings.helplines.truncate(1);
        let code = settings.reasons[0].code.clone();
        let problems = settings.clone().without_reason(&code).unwrap_err();
        assert_eq!(problems.to_string(), "retired not_allowed");
        let retired =
            ReasonForm { retired: "yes".to_owned(), ..ReasonForm::from(&settings.reasons[0]) };
        let problems = settings.clone().with_reason(&retired, Some(&code)).unwrap_err();
        assert_eq!(problems.to_string(), "retired not_allowed");
        let key = settings.helplines[0].key();
        assert_eq!(key, "eu-116111");
        let problems = settings.without_helpline(&key).unwrap_err();
        assert_eq!(problems.to_string(), "country not_allowed");
    }

    #[test]
    fn a_number_stands_once_for_each_country() {
        let today = date(2026, 11, 25);
        let french = HelplineForm {
            country: "FR".to_owned(),
            number: "119".to_owned(),
            name_en: "Children in danger".to_owned(),
            name_fr: "Enfance en danger".to_owned(),
            source: "https://www.allo119.gouv.fr/".to_owned(),
            checked: "2026-11-25".to_owned(),
            ..HelplineForm::default()
        };
        let added = Settings::default().with_helpline(&french, None, today).unwrap();
        assert_eq!(added.helpline("fr-119").unwrap().name(Language::Fr), "Enfance en danger");
        assert_eq!(added.clone().with_helpline(&french, None, today).as_ref(), Ok(&added));
        let taken = added.clone().with_helpline(&french, Some("eu-112"), today).unwrap_err();
        assert_eq!(taken.to_string(), "number not_allowed");
        let moved = HelplineForm { country: "BE".to_owned(), ..french };
        let moved = added.with_helpline(&moved, Some("fr-119"), today).unwrap();
        assert_eq!((moved.helplines.len(), moved.helpline("fr-119")), (4, None));
        assert!(moved.helpline("be-119").is_some());
    }

    #[test]
    fn an_item_that_lacks_a_setting_has_its_default() {
        let read: Settings = serde_json::from_str(r#"{"service_days": 5}"#).unwrap();
        let times = Times { service_days: 5, ..Times::default() };
        assert_eq!(read, Settings { times, ..Settings::default() });
        let stored = serde_json::to_string(&Settings::default()).unwrap();
        assert_eq!(serde_json::from_str::<Settings>(&stored).unwrap(), Settings::default());
    }
}
