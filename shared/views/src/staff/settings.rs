//! What staff change without a deployment: one page that shows all of it, and a form for
//! each part.

use crate::components::{
    Choice, Kind, Row, Weight, button, button_link, button_with, form, inset, staff_link,
    summary_list, table,
};
use crate::desk::differences;
use crate::fields::Fields;
use crate::layout::{Page, Section};
use crate::problem_words::label;
use crate::{Frame, Words, addresses};
use domain::forms::{BannersForm, HelplineForm, ReasonForm, SwitchesForm, TimesForm};
use domain::settings::PageGroup;
use domain::{CountryCode, Field, Permission, Problem, Reason, Settings, limits};
use maud::{Markup, html};

/// A page below the settings.
fn page(frame: &Frame<'_>, title: &str, failed: bool, main: Markup) -> Markup {
    Page::new(title, main)
        .failed(failed)
        .section(Section::Staff)
        .back(&addresses::at(frame.lang, "staff/settings"), frame.words().back_to_settings())
        .render(frame)
}

/// All settings as they are; who may change them finds the way to.
#[must_use]
pub fn overview(frame: &Frame<'_>, settings: &Settings) -> Markup {
    let words = frame.words();
    let change = |path: &str, text: &str| {
        html! {
            @if frame.may(Permission::ManageSettings) {
                p { (button_link(text, &at(frame, path), Weight::Second)) }
            }
        }
    };
    let times = TimesForm::from(settings.times);
    let numbers: Vec<Row> =
        times_fields(&times).map(|(field, text)| Row::new(label(words, field), text)).into();
    let main = html! {
        h1 { (words.settings_title()) }
        p.lead { (words.settings_lead()) }
        h2 { (words.settings_switches()) }
        (closed_now(words, settings))
        (change("switches", words.settings_change_switches()))
        h2 { (words.settings_banners()) }
        (banners_now(words, settings))
        (change("banners", words.settings_change_banners()))
        h2 { (words.settings_times()) }
        (summary_list(words, &numbers))
        (change("times", words.settings_change_times()))
        h2 { (words.settings_reasons()) }
        (reasons_now(frame, settings))
        (change("reasons/new", words.settings_add_reason()))
        h2 { (words.settings_helplines()) }
        (helplines_now(frame, settings))
        (change("helplines/new", words.settings_add_helpline()))
    };
    Page::new(words.settings_title(), main)
        .section(Section::Staff)
        .back(&addresses::at(frame.lang, "staff"), words.back_to_queue())
        .wide()
        .render(frame)
}

fn at(frame: &Frame<'_>, path: &str) -> String {
    addresses::at(frame.lang, &format!("staff/settings/{path}"))
}

fn closed_now(words: Words, settings: &Settings) -> Markup {
    let switches = &settings.switches;
    let on = [
        (switches.registration_off, Field::RegistrationOff),
        (switches.posting_off, Field::PostingOff),
        (switches.read_only, Field::ReadOnly),
    ];
    let on: Vec<Field> = on.into_iter().filter(|(on, _)| *on).map(|(_, field)| field).collect();
    html! {
        @if on.is_empty() && switches.routes.is_empty() {
            p { (words.settings_all_open()) }
        } @else {
            ul {
                @for field in on { li { strong { (label(words, field)) } } }
                @for route in &switches.routes { li { code { (route.name()) } } }
            }
        }
    }
}

fn banners_now(words: Words, settings: &Settings) -> Markup {
    let rows: Vec<Row> = settings
        .banners
        .iter()
        .map(|banner| {
            let texts = html! {
                p lang="en" { (banner.en) }
                p lang="fr" { (banner.fr) }
            };
            Row::new(group(words, banner.group), texts)
        })
        .collect();
    html! {
        @if rows.is_empty() { p { (words.settings_no_banners()) } }
        @else { (summary_list(words, &rows)) }
    }
}

fn group(words: Words, group: PageGroup) -> &'static str {
    match group {
        PageGroup::Registration => words.settings_group_registration(),
        PageGroup::SignIn => words.settings_group_sign_in(),
        PageGroup::Desk => words.settings_group_desk(),
        PageGroup::BackOffice => words.settings_group_staff(),
    }
}

fn reasons_now(frame: &Frame<'_>, settings: &Settings) -> Markup {
    let words = frame.words();
    let may_change = frame.may(Permission::ManageSettings);
    let rows: Vec<Vec<Markup>> = settings
        .reasons
        .iter()
        .map(|reason| {
            let code = reason.code.as_str();
            vec![
                html! {
                    @if may_change {
                        a href=(at(frame, &format!("reasons/{code}"))) { code { (code) } }
                    } @else { code { (code) } }
                },
                html! { span lang="en" { (reason.en) } br; span lang="fr" { (reason.fr) } },
                html! {
                    @if reason.hides_text { (words.settings_hides()) br; }
                    @if reason.retired { (words.settings_retired()) }
                },
            ]
        })
        .collect();
    let heads =
        [label(words, Field::ReasonCode), words.settings_words(), words.settings_what_it_does()];
    table(words.settings_reasons(), &heads, &rows)
}

fn helplines_now(frame: &Frame<'_>, settings: &Settings) -> Markup {
    let words = frame.words();
    let may_change = frame.may(Permission::ManageSettings);
    let rows: Vec<Vec<Markup>> = settings
        .helplines
        .iter()
        .map(|helpline| {
            let address = at(frame, &format!("helplines/{}", helpline.key()));
            vec![
                html! { (place(frame, helpline.country)) },
                html! {
                    @if may_change { a href=(address) { (helpline.number) } }
                    @else { (helpline.number) }
                },
                html! { span lang="en" { (helpline.en) } br; span lang="fr" { (helpline.fr) } },
                html! {
                    (words.date(helpline.checked)) br;
                    (staff_link(&helpline.source, helpline.source.host()))
                },
            ]
        })
        .collect();
    let heads = [
        label(words, Field::Country),
        label(words, Field::Number),
        words.settings_words(),
        label(words, Field::Checked),
    ];
    table(words.settings_helplines(), &heads, &rows)
}

fn place(frame: &Frame<'_>, country: Option<CountryCode>) -> &'static str {
    country.map_or(frame.words().settings_europe(), |country| country.name(frame.lang))
}

/// Each field with what somebody else has saved and what was typed here; nothing where nobody
/// has saved meanwhile.
fn both<'a, F, const N: usize>(
    theirs: Option<&'a F>,
    typed: &'a F,
    fields: impl Fn(&'a F) -> [(Field, &'a str); N],
) -> Vec<(Field, &'a str, &'a str)> {
    let pairs = theirs.map(|theirs| fields(theirs).into_iter().zip(fields(typed)));
    let pairs = pairs.into_iter().flatten();
    pairs.map(|((field, theirs), (_, mine))| (field, theirs, mine)).collect()
}

// --------------------------------------------------------------------------------- numbers

fn times_fields(form: &TimesForm) -> [(Field, &str); 7] {
    [
        (Field::ServiceDays, &form.service_days),
        (Field::NearlyLateDays, &form.nearly_late_days),
        (Field::LeaseMinutes, &form.lease_minutes),
        (Field::UndoSeconds, &form.undo_seconds),
        (Field::ReportRate, &form.report_rate),
        (Field::RegistrationRate, &form.registration_rate),
        (Field::InitiativesLimit, &form.initiatives),
    ]
}

/// Times and limits; `theirs` is what somebody else has saved meanwhile.
#[must_use]
pub fn times(
    frame: &Frame<'_>,
    typed: &TimesForm,
    theirs: Option<&TimesForm>,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let both = both(theirs, typed, times_fields);
    let main = html! {
        (fields.summary())
        h1 { (words.settings_times()) }
        (differences(words, &both))
        p { (words.settings_times_text()) }
        (form(frame, "staff/settings/times", &html! {
            input type="hidden" name="rev" value=(typed.rev);
            @for (field, value) in times_fields(typed) {
                (fields.input(field, value).kind(Kind::Number).narrow())
            }
            div.actions { (button(words.save(), Weight::Main)) }
        }))
    };
    page(frame, words.settings_times(), fields.failed(), main)
}

// -------------------------------------------------------------------------------- switches

/// What is closed; `routes` are the names of those that can be.
#[must_use]
pub fn switches(
    frame: &Frame<'_>,
    routes: &[String],
    typed: &SwitchesForm,
    theirs: Option<&SwitchesForm>,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let listed = |form: &SwitchesForm| form.closed_routes.join(", ");
    let (their_routes, my_routes) = (theirs.map(listed).unwrap_or_default(), listed(typed));
    let both: Vec<(Field, &str, &str)> = theirs.map_or_else(Vec::new, |theirs| {
        vec![
            (
                Field::RegistrationOff,
                theirs.registration_off.as_str(),
                typed.registration_off.as_str(),
            ),
            (Field::PostingOff, theirs.posting_off.as_str(), typed.posting_off.as_str()),
            (Field::ReadOnly, theirs.read_only.as_str(), typed.read_only.as_str()),
            (Field::ClosedRoutes, their_routes.as_str(), my_routes.as_str()),
        ]
    });
    let choices = routes
        .iter()
        .map(|route| {
            let chosen = typed.closed_routes.iter().any(|closed| closed == route);
            Choice::new(route, html! { code { (route) } }, chosen)
        })
        .collect();
    let mut single = fields.checkboxes(Field::ClosedRoutes, choices);
    single.hint = Some(words.settings_routes_hint());
    single.optional = true;
    let tick = |field: Field, hint: &str, value: &str| {
        let text = html! { (label(words, field)) span.hint { " " (hint) } };
        fields.tick(field, &text, value)
    };
    let main = html! {
        (fields.summary())
        h1 { (words.settings_switches()) }
        (differences(words, &both))
        p { (words.settings_switches_text()) }
        (form(frame, "staff/settings/switches", &html! {
            input type="hidden" name="rev" value=(typed.rev);
            (tick(Field::RegistrationOff, words.settings_registration_hint(), &typed.registration_off))
            (tick(Field::PostingOff, words.settings_posting_hint(), &typed.posting_off))
            (tick(Field::ReadOnly, words.settings_read_only_hint(), &typed.read_only))
            (single)
            div.actions { (button(words.save(), Weight::Main)) }
        }))
    };
    page(frame, words.settings_switches(), fields.failed(), main)
}

// --------------------------------------------------------------------------------- banners

fn banner_fields(form: &BannersForm) -> [(Field, &str); 8] {
    [
        (Field::BannerRegistrationEn, &form.banner_registration_en),
        (Field::BannerRegistrationFr, &form.banner_registration_fr),
        (Field::BannerSignInEn, &form.banner_sign_in_en),
        (Field::BannerSignInFr, &form.banner_sign_in_fr),
        (Field::BannerDeskEn, &form.banner_desk_en),
        (Field::BannerDeskFr, &form.banner_desk_fr),
        (Field::BannerStaffEn, &form.banner_staff_en),
        (Field::BannerStaffFr, &form.banner_staff_fr),
    ]
}

/// Messages above groups of pages.
#[must_use]
pub fn banners(
    frame: &Frame<'_>,
    typed: &BannersForm,
    theirs: Option<&BannersForm>,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let both = both(theirs, typed, banner_fields);
    let main = html! {
        (fields.summary())
        h1 { (words.settings_banners()) }
        (differences(words, &both))
        p { (words.settings_banners_text()) }
        (form(frame, "staff/settings/banners", &html! {
            input type="hidden" name="rev" value=(typed.rev);
            @for (field, value) in banner_fields(typed) {
                (crate::components::TextArea {
                    optional: true,
                    ..fields.area(field, value, limits::BANNER, 2)
                })
            }
            div.actions { (button(words.save(), Weight::Main)) }
        }))
    };
    page(frame, words.settings_banners(), fields.failed(), main)
}

// --------------------------------------------------------------------------------- reasons

/// A reason; `present` is the one that is being changed, none for a new one.
#[must_use]
pub fn reason(
    frame: &Frame<'_>,
    present: Option<&Reason>,
    typed: &ReasonForm,
    theirs: Option<&ReasonForm>,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let both: Vec<(Field, &str, &str)> = theirs.map_or_else(Vec::new, |theirs| {
        vec![
            (Field::WordsEn, theirs.words_en.as_str(), typed.words_en.as_str()),
            (Field::WordsFr, theirs.words_fr.as_str(), typed.words_fr.as_str()),
            (Field::HidesText, theirs.hides_text.as_str(), typed.hides_text.as_str()),
            (Field::Retired, theirs.retired.as_str(), typed.retired.as_str()),
        ]
    });
    let title =
        if present.is_some() { words.settings_reason() } else { words.settings_add_reason() };
    let code = present.map_or("new", |reason| reason.code.as_str());
    let tick = |field, value: &str| fields.tick(field, &html! { (label(words, field)) }, value);
    let main = html! {
        (fields.summary())
        h1 { (title) @if present.is_some() { " " code { (code) } } }
        (differences(words, &both))
        (inset(&html! { p { (words.settings_reason_text()) } }))
        (form(frame, &format!("staff/settings/reasons/{code}"), &html! {
            input type="hidden" name="rev" value=(typed.rev);
            @if present.is_none() {
                (fields.input(Field::ReasonCode, &typed.reason_code)
                    .autocomplete("off").hint(words.settings_code_hint()).narrow())
            }
            (fields.input(Field::WordsEn, &typed.words_en).lang("en"))
            (fields.input(Field::WordsFr, &typed.words_fr).lang("fr"))
            (tick(Field::HidesText, &typed.hides_text))
            (tick(Field::Retired, &typed.retired))
            div.actions {
                (button_with(words.save(), Weight::Main, "intent", "save"))
                @if present.is_some() {
                    (button_with(words.settings_delete_reason(), Weight::Warning, "intent", "delete"))
                }
            }
        }))
    };
    page(frame, title, fields.failed(), main)
}

// ------------------------------------------------------------------------------- helplines

/// A helpline; `key` is that of the one which is being changed, none for a new one.
#[must_use]
pub fn helpline(
    frame: &Frame<'_>,
    key: Option<&str>,
    typed: &HelplineForm,
    theirs: Option<&HelplineForm>,
    problems: &[Problem],
) -> Markup {
    let words = frame.words();
    let fields = Fields::new(words, problems);
    let both: Vec<(Field, &str, &str)> = theirs.map_or_else(Vec::new, |theirs| {
        vec![
            (Field::Country, theirs.country.as_str(), typed.country.as_str()),
            (Field::Number, theirs.number.as_str(), typed.number.as_str()),
            (Field::NameEn, theirs.name_en.as_str(), typed.name_en.as_str()),
            (Field::NameFr, theirs.name_fr.as_str(), typed.name_fr.as_str()),
            (Field::Source, theirs.source.as_str(), typed.source.as_str()),
            (Field::Checked, theirs.checked.as_str(), typed.checked.as_str()),
        ]
    });
    let title =
        if key.is_some() { words.settings_helpline() } else { words.settings_add_helpline() };
    let mut country = fields.country(&typed.country);
    country.autocomplete = None;
    country.optional = true;
    country.hint = Some(words.settings_country_hint());
    let action = format!("staff/settings/helplines/{}", key.unwrap_or("new"));
    let main = html! {
        (fields.summary())
        h1 { (title) }
        (differences(words, &both))
        (inset(&html! { p { (words.settings_helpline_text()) } }))
        (form(frame, &action, &html! {
            input type="hidden" name="rev" value=(typed.rev);
            (country)
            (fields.input(Field::Number, &typed.number).kind(Kind::Phone).narrow())
            (fields.input(Field::NameEn, &typed.name_en).lang("en"))
            (fields.input(Field::NameFr, &typed.name_fr).lang("fr"))
            (fields.input(Field::Source, &typed.source).kind(Kind::Url))
            (fields.input(Field::Checked, &typed.checked).kind(Kind::Date).narrow())
            div.actions {
                (button_with(words.save(), Weight::Main, "intent", "save"))
                @if key.is_some() {
                    (button_with(words.settings_delete_helpline(), Weight::Warning, "intent", "delete"))
                }
            }
        }))
    };
    page(frame, title, fields.failed(), main)
}
