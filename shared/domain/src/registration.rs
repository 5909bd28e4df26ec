//! A registration, read from its form.

use crate::forms::RegistrationForm;
use crate::signatory::{Body, BodyKind, Contact, Profile, Signer};
use crate::text::{self, Shape};
use crate::{
    ContentLanguage, CountryCode, Date, EmailAddress, Field, Language, ProblemCode, Problems,
    SafeUrl, limits,
};

/// A registration that can become an account and a signatory.
#[derive(Debug, Clone)]
pub struct Registration {
    /// The body that will sign.
    pub body: Body,
    /// Who signs for it.
    pub signer: Signer,
    /// Whom to contact.
    pub contact: Contact,
    /// Address of the account.
    pub email: EmailAddress,
}

/// `yes` as a ticked box sends it; `true` for integrators who prefer that.
#[must_use]
pub fn ticked(value: &str) -> bool {
    matches!(value, "yes" | "true")
}

impl Registration {
    /// Reads everything but the password, and the declaration with `last_step`.
    pub fn parse(form: &RegistrationForm, today: Date) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let profile = problems.check(Field::Profile, Profile::parse(&form.profile));
        let country = problems.check(Field::Country, CountryCode::parse(&form.country));
        let official_name =
            problems.check(Field::OfficialName, text::name(&form.official_name, limits::NAME));
        let name_language = problems.check(
            Field::NameLanguage,
            choice(&form.name_language, |code| ContentLanguage::parse(code).ok()),
        );
        let latin_name = problems
            .check(Field::LatinName, parse_latin_name(&form.latin_name, official_name.as_deref()));
        let kind = problems.check(Field::Kind, parse_kind(&form.kind, profile));
        let territorial_code = problems
            .check(Field::TerritorialCode, parse_territorial_code(&form.territorial_code, country));
        let population = problems.check(Field::Population, parse_population(&form.population));
        let website = problems.check(Field::Website, SafeUrl::parse_optional(&form.website));
        let signer = parse_signer(
            &SignerFields {
                name: &form.signer_name,
                function: &form.signer_function,
                mandate_end: &form.mandate_end,
                publish: &form.publish_signer,
            },
            profile,
            today,
            &mut problems,
        );
        let contact = parse_contact(
            &form.contact_name,
            &form.contact_phone,
            &form.contact_language,
            &mut problems,
        );
        let email = problems.check(Field::Email, EmailAddress::parse(&form.email));
        let registration = (|| {
            Some(Self {
                body: Body {
                    profile: profile?,
                    country: country?,
                    official_name: official_name?,
                    name_language: name_language?,
                    latin_name: latin_name?,
                    kind: kind?,
                    territorial_code: territorial_code?,
                    population: population?,
                    website: website?,
                },
                signer: signer?,
                contact: contact?,
                email: email?,
            })
        })();
        problems.or(registration)
    }

    /// What a guesser of passwords would know.
    #[must_use]
    pub fn personal_words(&self) -> Vec<&str> {
        vec![
            self.email.as_str(),
            &self.body.official_name,
            self.body.latin_name.as_deref().unwrap_or_default(),
            &self.signer.name,
            &self.contact.name,
        ]
    }
}

/// Reads one of several choices.
pub(crate) fn choice<T>(raw: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, ProblemCode> {
    match raw.trim() {
        "" => Err(ProblemCode::Missing),
        code => parse(code).ok_or(ProblemCode::UnknownChoice),
    }
}

/// Reads a day written `YYYY-MM-DD`; `None` for the empty text.
pub(crate) fn parse_date(raw: &str) -> Result<Option<Date>, ProblemCode> {
    let text = raw.trim();
    if text.is_empty() {
        return Ok(None);
    }
    // Exactly this form: jiff would also read times and zones.
    let shape = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if shape {
        text.parse().map(Some).map_err(|_| ProblemCode::NoSuchDate)
    } else {
        Err(ProblemCode::NoSuchDate)
    }
}

pub(crate) fn parse_latin_name(
    raw: &str,
    official: Option<&str>,
) -> Result<Option<String>, ProblemCode> {
    match text::optional_name(raw, limits::NAME)? {
        Some(name) if !text::is_latin(&name) => Err(ProblemCode::NotLatin),
        None if official.is_some_and(|name| !text::is_latin(name)) => Err(ProblemCode::LatinNeeded),
        name => Ok(name),
    }
}

fn parse_kind(raw: &str, profile: Option<Profile>) -> Result<BodyKind, ProblemCode> {
    let kind = choice(raw, BodyKind::from_code)?;
    match profile {
        Some(profile) if !kind.fits(profile) => Err(ProblemCode::NotAllowed),
        _ => Ok(kind),
    }
}

fn parse_territorial_code(
    raw: &str,
    country: Option<CountryCode>,
) -> Result<Option<String>, ProblemCode> {
    let Some(code) = text::optional(raw, limits::TERRITORIAL_CODE, Shape::Line)? else {
        return Ok(None);
    };
    let code = code.to_ascii_uppercase();
    if !code.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'/')) {
        return Err(ProblemCode::Malformed);
    }
    // A code that names its country (ISO 3166-2, `FR-67`) must name this one.
    match (code.split_once('-'), country) {
        (Some((prefix, _)), Some(country))
            if prefix.len() == 2
                && prefix.bytes().all(|b| b.is_ascii_alphabetic())
                && prefix != country.code() =>
        {
            Err(ProblemCode::NotAllowed)
        }
        _ => Ok(Some(code)),
    }
}

pub(crate) fn parse_population(raw: &str) -> Result<Option<u32>, ProblemCode> {
    // People write 45 000, 45.000 and 45,000.
    let digits: String = raw
        .trim()
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | ',' | '\'' | '’'))
        .collect();
    if digits.is_empty() {
        return Ok(None);
    }
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(ProblemCode::Malformed);
    }
    match digits.parse::<u32>() {
        Ok(people) if (1..=limits::POPULATION).contains(&people) => Ok(Some(people)),
        _ => Err(ProblemCode::OutOfRange { max: limits::POPULATION }),
    }
}

/// The signer's part of a form.
pub(crate) struct SignerFields<'a> {
    pub(crate) name: &'a str,
    pub(crate) function: &'a str,
    pub(crate) mandate_end: &'a str,
    pub(crate) publish: &'a str,
}

pub(crate) fn parse_signer(
    fields: &SignerFields<'_>,
    profile: Option<Profile>,
    today: Date,
    problems: &mut Problems,
) -> Option<Signer> {
    let name = problems.check(Field::SignerName, text::name(fields.name, limits::NAME));
    let function =
        problems.check(Field::SignerFunction, text::name(fields.function, limits::FUNCTION));
    let mandate_end = problems.check(
        Field::MandateEnd,
        parse_date(fields.mandate_end).and_then(|day| match day {
            Some(day) if day < today => Err(ProblemCode::InPast),
            day => Ok(day),
        }),
    );
    let publish = ticked(fields.publish);
    // A representative signs in their own name: without it there is nothing to publish.
    if profile == Some(Profile::Representative) && !publish {
        problems.push(Field::PublishSigner, ProblemCode::NotConfirmed);
    }
    Some(Signer { name: name?, function: function?, mandate_end: mandate_end?, publish })
}

pub(crate) fn parse_contact(
    name: &str,
    phone: &str,
    language: &str,
    problems: &mut Problems,
) -> Option<Contact> {
    let name = problems.check(Field::ContactName, text::name(name, limits::NAME));
    let phone = problems.check(Field::ContactPhone, parse_phone(phone));
    let language = problems.check(Field::ContactLanguage, choice(language, Language::from_code));
    Some(Contact { name: name?, phone: phone?, language: language?, second: None })
}

fn parse_phone(raw: &str) -> Result<Option<String>, ProblemCode> {
    let Some(phone) = text::optional(raw, limits::PHONE, Shape::Line)? else { return Ok(None) };
    let allowed = |c: char| c.is_ascii_digit() || " +()-./".contains(c);
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    if phone.chars().all(allowed) && (6..=15).contains(&digits) {
        Ok(Some(phone))
    } else {
        Err(ProblemCode::Malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn form() -> RegistrationForm {
        let text = str::to_owned;
        RegistrationForm {
            profile: text("authority"),
            country: text("GR"),
            official_name: text("Δήμος Θεσσαλονίκης"),
            name_language: text("el"),
            latin_name: text("Municipality of Thessaloniki"),
            kind: text("municipality"),
            population: text("319 045"),
            website: text("thessaloniki.gr"),
            signer_name: text("Maria Papadopoulou"),
            signer_function: text("Mayor"),
            mandate_end: text("2028-12-31"),
            contact_name: text("Nikos Ioannou"),
            contact_phone: text("+30 2310 000000"),
            contact_language: text("en"),
            email: text("pact@thessaloniki.gr"),
            ..Default::default()
        }
    }

    fn parse(form: &RegistrationForm) -> Result<Registration, Problems> {
        Registration::parse(form, date(2026, 11, 24))
    }

    #[test]
    fn a_town_registers() {
        let registration = parse(&form()).unwrap();
        assert_eq!(registration.body.population, Some(319_045));
        assert_eq!(registration.body.website.unwrap().as_str(), "https://thessaloniki.gr/");
    }

    #[test]
    fn an_empty_form_names_every_required_field_at_once_in_page_order() {
        let problems = parse(&RegistrationForm::default()).unwrap_err();
        assert_eq!(
            problems.to_string(),
            "profile missing, country missing, official_name missing, name_language missing, \
             kind missing, signer_name missing, signer_function missing, contact_name missing, \
             contact_language missing, email missing"
        );
    }

    #[test]
    fn q64_a_code_of_another_country_is_refused() {
        let form = RegistrationForm { territorial_code: "FR-67".into(), ..form() };
        assert_eq!(parse(&form).unwrap_err().to_string(), "territorial_code not_allowed");
    }

    #[test]
    fn a_name_in_another_script_needs_a_latin_form() {
        let missing = RegistrationForm { latin_name: String::new(), ..form() };
        assert_eq!(parse(&missing).unwrap_err().to_string(), "latin_name latin_needed");
        let greek = RegistrationForm { latin_name: form().official_name, ..form() };
        assert_eq!(parse(&greek).unwrap_err().to_string(), "latin_name not_latin");
    }

    #[test]
    fn an_organisation_is_no_municipality() {
        let form = RegistrationForm { profile: "organisation".into(), ..form() };
        assert_eq!(parse(&form).unwrap_err().to_string(), "kind not_allowed");
    }

    #[test]
    fn a_representative_agrees_to_be_named() {
        let form = RegistrationForm { profile: "representative".into(), ..form() };
        assert_eq!(parse(&form).unwrap_err().to_string(), "publish_signer not_confirmed");
    }

    #[test]
    fn days_that_do_not_exist_or_have_passed_are_refused() {
        for (day, code) in [
            ("2027-02-30", "no_such_date"),
            ("31/12/2027", "no_such_date"),
            ("2020-01-01", "in_past"),
        ] {
            let form = RegistrationForm { mandate_end: day.into(), ..form() };
            assert_eq!(parse(&form).unwrap_err().to_string(), format!("mandate_end {code}"));
        }
    }

    #[test]
    fn a_stored_draft_never_holds_the_password() {
        let form = RegistrationForm { password: crate::Secret::new("vK9-plum-tide"), ..form() };
        assert!(!serde_json::to_string(&form).unwrap().contains("plum"));
        assert!(!format!("{form:?}").contains("plum"));
    }
}
