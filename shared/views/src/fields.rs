//! A form's fields with their labels, values and messages, by [`Field`].

use crate::Words;
use crate::components::{
    Choice, Choices, Input, Select, SelectOption, TextArea, error_summary, tick_box,
};
use crate::problem_words::{error, label, summary};
use domain::registration::ticked;
use domain::{ContentLanguage, CountryCode, Field, Language, Problem};
use maud::{Markup, html};

/// What the fields of one form share.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'a> {
    pub(crate) words: Words,
    pub(crate) problems: &'a [Problem],
}

impl<'a> Fields<'a> {
    pub(crate) const fn new(words: Words, problems: &'a [Problem]) -> Self {
        Self { words, problems }
    }

    pub(crate) const fn failed(&self) -> bool {
        !self.problems.is_empty()
    }

    /// All problems, for the top of the page.
    pub(crate) fn summary(&self) -> Markup {
        error_summary(self.words, &summary(self.words, self.problems))
    }

    pub(crate) fn error(&self, field: Field) -> Option<String> {
        error(self.words, self.problems, field)
    }

    pub(crate) fn input(&self, field: Field, value: &'a str) -> Input<'a> {
        Input::new(self.words, field.name(), label(self.words, field), value)
            .error(self.error(field))
    }

    pub(crate) fn area(&self, field: Field, value: &'a str, max: usize, rows: u8) -> TextArea<'a> {
        TextArea {
            words: self.words,
            name: field.name(),
            label: label(self.words, field),
            value,
            hint: None,
            max,
            rows,
            optional: false,
            error: self.error(field),
            lang: "",
        }
    }

    /// One choice of several.
    pub(crate) fn radios(&self, field: Field, choices: Vec<Choice<'a>>) -> Choices<'a> {
        Choices {
            words: self.words,
            name: field.name(),
            legend: label(self.words, field),
            heading: false,
            hint: None,
            many: false,
            optional: false,
            error: self.error(field),
            groups: vec![(None, choices)],
        }
    }

    /// Any number of several, in named groups.
    pub(crate) fn grouped(
        &self,
        field: Field,
        legend: &'a str,
        groups: Vec<(&'a str, Vec<Choice<'a>>)>,
    ) -> Choices<'a> {
        let groups = groups.into_iter().map(|(name, choices)| (Some(name), choices)).collect();
        Choices { legend, groups, ..self.checkboxes(field, Vec::new()) }
    }

    /// Any number of several.
    pub(crate) fn checkboxes(&self, field: Field, choices: Vec<Choice<'a>>) -> Choices<'a> {
        Choices { many: true, ..self.radios(field, choices) }
    }

    pub(crate) fn select(
        &self,
        field: Field,
        value: &'a str,
        options: Vec<SelectOption<'a>>,
    ) -> Select<'a> {
        Select {
            words: self.words,
            name: field.name(),
            label: label(self.words, field),
            hint: None,
            value,
            autocomplete: None,
            optional: false,
            error: self.error(field),
            groups: vec![(None, options)],
        }
    }

    /// Every country: member states first, each group by its name in the page's language.
    pub(crate) fn country(&self, value: &'a str) -> Select<'a> {
        let group = |member: bool| {
            let mut countries: Vec<_> =
                CountryCode::all().filter(|country| country.is_member() == member).collect();
            let language = self.words.language();
            countries.sort_by_cached_key(|country| domain::text::folded(country.name(language)));
            countries
                .into_iter()
                .map(|country| (country.code(), country.name(language).to_owned(), None))
                .collect()
        };
        Select {
            autocomplete: Some("country"),
            groups: vec![
                (Some(self.words.countries_members()), group(true)),
                (Some(self.words.countries_others()), group(false)),
            ],
            ..self.select(Field::Country, value, Vec::new())
        }
    }

    /// Every language in which signatories write, each under its own name.
    pub(crate) fn content_language(&self, field: Field, value: &'a str) -> Select<'a> {
        let options = ContentLanguage::all()
            .map(|language| (language.code(), language.autonym().to_owned(), Some(language.code())))
            .collect();
        self.select(field, value, options)
    }

    /// The languages in which we write.
    pub(crate) fn contact_language(&self, value: &'a str) -> Choices<'a> {
        let choices = Language::ALL
            .into_iter()
            .map(|language| {
                let name = html! { span lang=(language.code()) { (language.autonym()) } };
                Choice::new(language.code(), name, value == language.code())
            })
            .collect();
        self.radios(Field::ContactLanguage, choices)
    }

    /// A single box to tick.
    pub(crate) fn tick(&self, field: Field, text: &Markup, value: &str) -> Markup {
        tick_box(self.words, field.name(), text, ticked(value), self.error(field).as_deref())
    }
}
