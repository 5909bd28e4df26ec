//! The parts that pages are made of. Each is a function of its values; labels, hints and
//! messages are tied to their inputs here and nowhere else.

use crate::{Frame, Words};
use domain::SafeUrl;
use maud::{Markup, Render, html};

/// Name of the hidden field that carries the form's token.
pub const FORM_TOKEN: &str = "form_token";

/// A form that posts to `action` (without the language) and carries its token.
pub(crate) fn form(frame: &Frame<'_>, action: &str, content: &Markup) -> Markup {
    html! {
        form method="post" action=(crate::addresses::at(frame.lang, action)) novalidate {
            input type="hidden" name=(FORM_TOKEN) value=(frame.form_token);
            (content)
        }
    }
}

/// The kind of a text field: its `type`, `inputmode` and `autocomplete`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Email,
    Phone,
    Url,
    Number,
    Date,
    /// Six digits from a mail or an authenticator.
    Code,
    CurrentPassword,
    NewPassword,
}

impl Kind {
    const fn input_type(self) -> &'static str {
        match self {
            Self::Text | Self::Number | Self::Code | Self::Url => "text",
            Self::Email => "email",
            Self::Phone => "tel",
            Self::Date => "date",
            Self::CurrentPassword | Self::NewPassword => "password",
        }
    }

    const fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Number | Self::Code => Some("numeric"),
            Self::Url => Some("url"),
            _ => None,
        }
    }

    const fn autocomplete(self) -> Option<&'static str> {
        match self {
            Self::Code => Some("one-time-code"),
            Self::CurrentPassword => Some("current-password"),
            Self::NewPassword => Some("new-password"),
            _ => None,
        }
    }

    const fn is_password(self) -> bool {
        matches!(self, Self::CurrentPassword | Self::NewPassword)
    }
}

/// A labelled field with one line of text.
pub(crate) struct Input<'a> {
    words: Words,
    name: &'a str,
    label: &'a str,
    value: &'a str,
    kind: Kind,
    hint: Option<&'a str>,
    error: Option<String>,
    autocomplete: Option<&'a str>,
    narrow: bool,
    optional: bool,
    lang: Option<&'a str>,
}

impl<'a> Input<'a> {
    pub(crate) fn new(words: Words, name: &'a str, label: &'a str, value: &'a str) -> Self {
        Self {
            words,
            name,
            label,
            value,
            kind: Kind::Text,
            hint: None,
            error: None,
            autocomplete: None,
            narrow: false,
            optional: false,
            lang: None,
        }
    }

    pub(crate) fn kind(self, kind: Kind) -> Self {
        let autocomplete = kind.autocomplete().or(self.autocomplete);
        Self { kind, autocomplete, ..self }
    }

    pub(crate) fn hint(self, hint: &'a str) -> Self {
        Self { hint: Some(hint), ..self }
    }

    pub(crate) fn error(self, error: Option<String>) -> Self {
        Self { error, ..self }
    }

    /// Another label than the field's own.
    pub(crate) fn label(self, label: &'a str) -> Self {
        Self { label, ..self }
    }

    pub(crate) fn autocomplete(self, token: &'a str) -> Self {
        Self { autocomplete: Some(token), ..self }
    }

    pub(crate) fn narrow(self) -> Self {
        Self { narrow: true, ..self }
    }

    pub(crate) fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    /// Language of what was typed, where it is known.
    pub(crate) fn lang(self, lang: &'a str) -> Self {
        Self { lang: (!lang.is_empty()).then_some(lang), ..self }
    }
}

impl Render for Input<'_> {
    fn render(&self) -> Markup {
        let described = described(self.name, self.hint.is_some(), self.error.is_some());
        let value = (!self.kind.is_password() && !self.value.is_empty()).then_some(self.value);
        let plain = matches!(self.kind, Kind::Text);
        html! {
            div.field.field--wrong[self.error.is_some()] {
                (label(self.words, self.name, self.label, self.optional))
                (hint(self.name, self.hint))
                (error_message(self.words, self.name, self.error.as_deref()))
                @let input = html! {
                    input.narrow[self.narrow] #(self.name) name=(self.name)
                        type=(self.kind.input_type()) value=[value]
                        inputmode=[self.kind.input_mode()] autocomplete=[self.autocomplete]
                        spellcheck=[(!plain).then_some("false")]
                        autocapitalize=[(!plain).then_some("none")]
                        lang=[self.lang] dir=[self.lang.map(|_| "auto")]
                        aria-describedby=[described.as_deref()]
                        aria-invalid=[self.error.as_ref().map(|_| "true")];
                };
                @if self.kind.is_password() {
                    // The script adds the button that shows what is typed.
                    div.password data-show=(self.words.password_show())
                        data-hide=(self.words.password_hide()) { (input) }
                } @else { (input) }
            }
        }
    }
}

/// A labelled field with several lines of text.
pub(crate) struct TextArea<'a> {
    pub(crate) words: Words,
    pub(crate) name: &'a str,
    pub(crate) label: &'a str,
    pub(crate) value: &'a str,
    pub(crate) hint: Option<&'a str>,
    /// Most characters; stands in the hint.
    pub(crate) max: usize,
    pub(crate) rows: u8,
    pub(crate) optional: bool,
    pub(crate) error: Option<String>,
    pub(crate) lang: &'a str,
}

impl Render for TextArea<'_> {
    fn render(&self) -> Markup {
        let limit = self.words.hint_characters(count(self.max));
        let text = match self.hint {
            Some(hint) => format!("{hint} {limit}"),
            None => limit,
        };
        let lang = (!self.lang.is_empty()).then_some(self.lang);
        html! {
            div.field.field--wrong[self.error.is_some()] {
                (label(self.words, self.name, self.label, self.optional))
                (hint(self.name, Some(&text)))
                (error_message(self.words, self.name, self.error.as_deref()))
                // A first line break is swallowed by browsers: this one keeps that of the text.
                textarea #(self.name) name=(self.name) rows=(self.rows)
                    lang=[lang] dir=[lang.map(|_| "auto")]
                    aria-describedby=[described(self.name, true, self.error.is_some())]
                    aria-invalid=[self.error.as_ref().map(|_| "true")] { "\n" (self.value) }
            }
        }
    }
}

/// One choice of several.
pub(crate) struct Choice<'a> {
    pub(crate) value: &'a str,
    pub(crate) text: Markup,
    pub(crate) hint: Option<&'a str>,
    pub(crate) chosen: bool,
}

impl<'a> Choice<'a> {
    pub(crate) fn new(value: &'a str, text: impl Render, chosen: bool) -> Self {
        Self { value, text: text.render(), hint: None, chosen }
    }

    pub(crate) fn hint(self, hint: &'a str) -> Self {
        Self { hint: Some(hint), ..self }
    }
}

/// Radio buttons or checkboxes under one question.
pub(crate) struct Choices<'a> {
    pub(crate) words: Words,
    pub(crate) name: &'a str,
    pub(crate) legend: &'a str,
    /// The legend is the heading of the page.
    pub(crate) heading: bool,
    pub(crate) hint: Option<&'a str>,
    pub(crate) many: bool,
    pub(crate) optional: bool,
    pub(crate) error: Option<String>,
    /// Choices in groups that may have a name.
    pub(crate) groups: Vec<(Option<&'a str>, Vec<Choice<'a>>)>,
}

impl Render for Choices<'_> {
    fn render(&self) -> Markup {
        let described = described(self.name, self.hint.is_some(), self.error.is_some());
        let legend = html! {
            (self.legend) @if self.optional { " " span.optional { (self.words.optional()) } }
        };
        html! {
            fieldset.field.field--wrong[self.error.is_some()] aria-describedby=[described] {
                legend { @if self.heading { h1 { (legend) } } @else { (legend) } }
                (hint(self.name, self.hint))
                (error_message(self.words, self.name, self.error.as_deref()))
                @for (group, (name, choices)) in self.groups.iter().enumerate() {
                    @match name {
                        Some(name) => {
                            div.group role="group" aria-labelledby={ (self.name) "-group-" (group) } {
                                p.group__name id={ (self.name) "-group-" (group) } { (name) }
                                (rows(self.name, group == 0, self.many, choices))
                            }
                        }
                        None => { (rows(self.name, group == 0, self.many, choices)) }
                    }
                }
            }
        }
    }
}

fn rows(name: &str, first_group: bool, many: bool, choices: &[Choice<'_>]) -> Markup {
    html! {
        @for (index, choice) in choices.iter().enumerate() {
            (choice_row(name, first_group && index == 0, many, choice))
        }
    }
}

/// The first choice has the field's own id, so that the error summary leads to it.
fn choice_row(name: &str, first: bool, many: bool, choice: &Choice<'_>) -> Markup {
    // An identifier takes no spaces.
    let value = choice.value.replace(|c: char| !c.is_ascii_alphanumeric() && c != '_', "-");
    let id = if first { name.to_owned() } else { format!("{name}-{value}") };
    let hint_id = choice.hint.map(|_| format!("{name}-{value}-hint"));
    html! {
        div.choice {
            input #(id) name=(name) value=(choice.value) checked[choice.chosen]
                type=(if many { "checkbox" } else { "radio" }) aria-describedby=[&hint_id];
            label for=(id) { (choice.text) }
            @if let Some(hint) = choice.hint {
                div.hint id=[&hint_id] { (hint) }
            }
        }
    }
}

/// A single box to tick, with its message.
pub(crate) fn tick_box(
    words: Words,
    name: &str,
    text: &Markup,
    ticked: bool,
    error: Option<&str>,
) -> Markup {
    html! {
        div.field.field--wrong[error.is_some()] {
            (error_message(words, name, error))
            div.choice {
                input #(name) name=(name) value="yes" type="checkbox" checked[ticked]
                    aria-describedby=[described(name, false, error.is_some())]
                    aria-invalid=[error.map(|_| "true")];
                label for=(name) { (text) }
            }
        }
    }
}

/// An option of a drop-down list: value, text, and the text's language where it is not the
/// page's.
pub(crate) type SelectOption<'a> = (&'a str, String, Option<&'a str>);

/// A drop-down list, in groups that may have a name.
pub(crate) struct Select<'a> {
    pub(crate) words: Words,
    pub(crate) name: &'a str,
    pub(crate) label: &'a str,
    pub(crate) hint: Option<&'a str>,
    pub(crate) value: &'a str,
    pub(crate) autocomplete: Option<&'a str>,
    pub(crate) optional: bool,
    pub(crate) error: Option<String>,
    pub(crate) groups: Vec<(Option<&'a str>, Vec<SelectOption<'a>>)>,
}

impl Render for Select<'_> {
    fn render(&self) -> Markup {
        let described = described(self.name, self.hint.is_some(), self.error.is_some());
        let options = |options: &[SelectOption<'_>]| {
            html! {
                @for (value, text, lang) in options {
                    option value=(value) lang=[lang] selected[*value == self.value] { (text) }
                }
            }
        };
        html! {
            div.field.field--wrong[self.error.is_some()] {
                (label(self.words, self.name, self.label, self.optional))
                (hint(self.name, self.hint))
                (error_message(self.words, self.name, self.error.as_deref()))
                select #(self.name) name=(self.name) autocomplete=[self.autocomplete]
                    aria-describedby=[described]
                    aria-invalid=[self.error.as_ref().map(|_| "true")] {
                    option value="" { (self.words.select_none()) }
                    @for (name, group) in &self.groups {
                        @match name {
                            Some(name) => optgroup label=(name) { (options(group)) },
                            None => { (options(group)) }
                        }
                    }
                }
            }
        }
    }
}

fn label(words: Words, name: &str, text: &str, optional: bool) -> Markup {
    html! {
        label for=(name) {
            (text) @if optional { " " span.optional { (words.optional()) } }
        }
    }
}

fn hint(name: &str, text: Option<&str>) -> Markup {
    html! { @if let Some(text) = text { div.hint id={ (name) "-hint" } { (text) } } }
}

fn error_message(words: Words, name: &str, text: Option<&str>) -> Markup {
    html! {
        @if let Some(text) = text {
            p.wrong id={ (name) "-error" } {
                span.hidden { (words.error_prefix()) } (text)
            }
        }
    }
}

fn described(name: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (false, false) => None,
        (true, false) => Some(format!("{name}-hint")),
        (false, true) => Some(format!("{name}-error")),
        (true, true) => Some(format!("{name}-hint {name}-error")),
    }
}

/// A number of things as the phrases take it.
pub(crate) fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// What the button does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Main,
    Second,
    Warning,
}

/// A button that sends its form.
pub(crate) fn button(text: &str, weight: Weight) -> Markup {
    html! {
        button.button.button--second[weight == Weight::Second].button--warning[weight == Weight::Warning]
            type="submit" { (text) }
    }
}

/// A button that sends its form with a value.
pub(crate) fn button_with(text: &str, weight: Weight, name: &str, value: &str) -> Markup {
    html! {
        button.button.button--second[weight == Weight::Second].button--warning[weight == Weight::Warning]
            type="submit" name=(name) value=(value) { (text) }
    }
}

/// A link that looks like a button.
pub(crate) fn button_link(text: &str, address: &str, weight: Weight) -> Markup {
    html! { a.button.button--second[weight == Weight::Second] href=(address) { (text) } }
}

/// All problems above the page's heading, each leading to its field.
pub(crate) fn error_summary(words: Words, problems: &[(String, String)]) -> Markup {
    html! {
        @if !problems.is_empty() {
            div.summary role="alert" aria-labelledby="problems-title" tabindex="-1" #problems {
                h2 #problems-title { (words.problems_title()) }
                ul {
                    @for (id, text) in problems {
                        li { a href={ "#" (id) } { (text) } }
                    }
                }
            }
        }
    }
}

/// A row of a summary list: question, answer, and where to change it.
pub(crate) struct Row {
    pub(crate) key: String,
    pub(crate) value: Markup,
    pub(crate) change: Option<String>,
}

impl Row {
    pub(crate) fn new(key: impl Into<String>, value: impl Render) -> Self {
        Self { key: key.into(), value: value.render(), change: None }
    }

    pub(crate) fn change(self, address: impl Into<String>) -> Self {
        Self { change: Some(address.into()), ..self }
    }
}

/// Questions and answers.
pub(crate) fn summary_list(words: Words, rows: &[Row]) -> Markup {
    html! {
        dl.rows {
            @for row in rows {
                div {
                    dt { (row.key) }
                    dd { (row.value) }
                    @if let Some(address) = &row.change {
                        dd.rows__change {
                            a href=(address) { (words.change()) span.hidden { " " (row.key) } }
                        }
                    }
                }
            }
        }
    }
}

/// What somebody typed, with "not provided" for nothing. Its direction is its own.
pub(crate) fn given(words: Words, text: &str) -> Markup {
    html! {
        @if text.trim().is_empty() { span.muted { (words.not_provided()) } }
        @else { bdi { (text) } }
    }
}

/// How far a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Progress {
    Done,
    Next,
    Waiting,
    Later,
}

/// A step of the task list.
pub(crate) struct Task {
    pub(crate) name: &'static str,
    pub(crate) hint: Option<String>,
    pub(crate) address: Option<String>,
    pub(crate) progress: Progress,
    pub(crate) state: &'static str,
}

/// Steps in their order, each with its state.
pub(crate) fn task_list(tasks: &[Task]) -> Markup {
    html! {
        ol.tasks {
            @for task in tasks {
                li.task {
                    div.task__text {
                        @match &task.address {
                            Some(address) => a.task__name href=(address) { (task.name) },
                            None => span.task__name { (task.name) },
                        }
                        @if let Some(hint) = &task.hint { div.hint { (hint) } }
                    }
                    (tag(task.state, match task.progress {
                        Progress::Done => Tone::Good,
                        Progress::Next => Tone::Call,
                        Progress::Waiting => Tone::Wait,
                        Progress::Later => Tone::Quiet,
                    }))
                }
            }
        }
    }
}

/// The mood of a tag; the words say the same without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Good,
    Call,
    Wait,
    Bad,
    Quiet,
}

/// A state in a word or two.
pub(crate) fn tag(text: &str, tone: Tone) -> Markup {
    let tone = match tone {
        Tone::Good => "good",
        Tone::Call => "call",
        Tone::Wait => "wait",
        Tone::Bad => "bad",
        Tone::Quiet => "quiet",
    };
    html! { span class={ "tag tag--" (tone) } { (text) } }
}

/// Something that has happened or that one should know, above the heading.
pub(crate) fn banner(title: &str, content: &Markup, good: bool) -> Markup {
    html! {
        section.banner.banner--good[good] role=[good.then_some("status")] aria-label=(title) {
            strong { (title) }
            div { (content) }
        }
    }
}

/// A remark set apart from the text.
pub(crate) fn inset(content: &Markup) -> Markup {
    html! { div.inset { (content) } }
}

/// More for those who want it.
pub(crate) fn details(title: &str, content: &Markup) -> Markup {
    html! { details { summary { (title) } div.details { (content) } } }
}

/// Links to the newer and the older part of a list whose newest come first.
pub(crate) fn pages(words: Words, newer: Option<&str>, older: Option<&str>) -> Markup {
    pager(words, (words.pages_newer(), newer), (words.pages_older(), older))
}

/// Links to the pages before and behind, with their texts.
pub(crate) fn pager(
    words: Words,
    before: (&str, Option<&str>),
    behind: (&str, Option<&str>),
) -> Markup {
    html! {
        @if before.1.is_some() || behind.1.is_some() {
            nav.pages aria-label=(words.pages_label()) {
                @if let (text, Some(address)) = before { a.pages__newer rel="prev" href=(address) { (text) } }
                @if let (text, Some(address)) = behind { a.pages__older rel="next" href=(address) { (text) } }
            }
        }
    }
}

/// A table that scrolls inside itself when it is wider than the screen.
pub(crate) fn table(caption: &str, heads: &[&str], rows: &[Vec<Markup>]) -> Markup {
    let rows = rows.iter().map(|cells| (None, cells.as_slice()));
    table_with_ids(caption, heads, rows)
}

/// The same, with an `id` for rows that others lead to.
pub(crate) fn table_with_ids<'a>(
    caption: &str,
    heads: &[&str],
    rows: impl Iterator<Item = (Option<String>, &'a [Markup])>,
) -> Markup {
    html! {
        section.scroll aria-label=(caption) tabindex="0" {
            table {
                caption { (caption) }
                thead { tr { @for head in heads { th scope="col" { (head) } } } }
                tbody {
                    @for (id, cells) in rows {
                        tr id=[id] {
                            @for (index, cell) in cells.iter().enumerate() {
                                @if index == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A link of ours to a page elsewhere.
pub(crate) fn external(address: &'static str, text: &str) -> Markup {
    html! { a href=(address) rel="noopener noreferrer" { (text) } }
}

/// A link that staff gave: only a [`SafeUrl`] gets here.
pub(crate) fn staff_link(url: &SafeUrl, text: &str) -> Markup {
    html! { a href=(url.as_str()) rel="noopener noreferrer" { (text) } }
}

/// A link that a signatory gave: only a [`SafeUrl`] gets here.
pub(crate) fn user_link(url: &SafeUrl, text: impl Render) -> Markup {
    html! { a href=(url.as_str()) rel="nofollow noopener noreferrer ugc" { (text) } }
}
