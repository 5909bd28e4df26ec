//! Reads `phrases/{language}/*.ftl` and writes `Words`: one method for each message, with one
//! arm for each language. What Fluent would find out at run time is found out here.
//!
//! Of Fluent we use text, `{ $text }`, `{ NUMBER($count) }`, plural selectors on numbers,
//! `{ message }` and `{ -term }`. Anything else is refused by name.

use fluent_syntax::ast::{self, Entry, Expression, InlineExpression, PatternElement, VariantKey};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// A piece of a message.
#[derive(Clone, PartialEq)]
enum Piece {
    Text(String),
    Argument(String),
    Number(String),
    Plural(String, Vec<(Case, Vec<Piece>)>),
}

/// When a variant of a plural applies.
#[derive(Clone, PartialEq)]
enum Case {
    Exactly(u64),
    One,
    Other,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
}

struct Message {
    file: String,
    comment: Option<String>,
    pieces: Vec<Piece>,
    arguments: BTreeMap<String, Kind>,
}

/// The messages of one language by key.
type Catalogue = BTreeMap<String, Message>;

/// Code of `Words`' methods.
pub(crate) fn generate(folder: &Path) -> Result<String, Vec<String>> {
    let mut languages = Vec::new();
    for path in super::files(folder)? {
        if let Some(code) = path.file_name().and_then(|name| name.to_str()) {
            languages.push((code.to_owned(), catalogue(&path)?));
        }
    }
    let problems = differences(&languages);
    if problems.is_empty() { Ok(code(&languages)) } else { Err(problems) }
}

/// Reads all files of a language.
fn catalogue(folder: &Path) -> Result<Catalogue, Vec<String>> {
    let mut sources = Vec::new();
    for path in super::files(folder)? {
        let file = path.display().to_string();
        let text = String::from_utf8(super::read(&path)?)
            .map_err(|_| vec![format!("{file}: not UTF-8")])?;
        let resource = fluent_syntax::parser::parse(text).map_err(|(_, errors)| {
            errors.iter().map(|error| format!("{file}: {error}")).collect::<Vec<_>>()
        })?;
        sources.push((file, resource));
    }
    // Messages and terms that others may quote.
    let mut quotable = BTreeMap::new();
    let mut problems = Vec::new();
    for (file, resource) in &sources {
        for entry in &resource.body {
            let (key, pattern) = match entry {
                Entry::Message(ast::Message { id, value: Some(value), .. }) => {
                    (id.name.clone(), value)
                }
                Entry::Term(term) => (format!("-{}", term.id.name), &term.value),
                _ => continue,
            };
            if quotable.insert(key.clone(), pattern).is_some() {
                problems.push(format!("{file}: {key}: stands twice"));
            }
        }
    }
    let mut messages = Catalogue::new();
    for (file, resource) in &sources {
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let key = &message.id.name;
            let mut reader = Reader { quotable: &quotable, arguments: BTreeMap::new(), depth: 0 };
            let pieces = match &message.value {
                Some(value) if message.attributes.is_empty() => reader.pattern(value),
                _ => Err("must have a value and no attributes".to_owned()),
            };
            match pieces {
                Ok(pieces) => {
                    messages.insert(
                        key.clone(),
                        Message {
                            file: file.clone(),
                            comment: message.comment.as_ref().map(|c| c.content.join(" ")),
                            pieces,
                            arguments: reader.arguments,
                        },
                    );
                }
                Err(problem) => problems.push(format!("{file}: {key}: {problem}")),
            }
        }
    }
    if problems.is_empty() { Ok(messages) } else { Err(problems) }
}

struct Reader<'a> {
    quotable: &'a BTreeMap<String, &'a ast::Pattern<String>>,
    arguments: BTreeMap<String, Kind>,
    depth: u8,
}

impl Reader<'_> {
    fn pattern(&mut self, pattern: &ast::Pattern<String>) -> Result<Vec<Piece>, String> {
        let mut pieces = Vec::new();
        for element in &pattern.elements {
            let found = match element {
                // A line break in the file is a space on the page.
                PatternElement::TextElement { value } => {
                    vec![Piece::Text(value.replace('\n', " "))]
                }
                PatternElement::Placeable { expression } => self.expression(expression)?,
            };
            for piece in found {
                match (pieces.last_mut(), piece) {
                    (Some(Piece::Text(before)), Piece::Text(more)) => before.push_str(&more),
                    (_, piece) => pieces.push(piece),
                }
            }
        }
        Ok(pieces)
    }

    fn expression(&mut self, expression: &Expression<String>) -> Result<Vec<Piece>, String> {
        let (selector, variants) = match expression {
            Expression::Inline(inline) => return self.inline(inline),
            Expression::Select { selector, variants } => (selector, variants),
        };
        let InlineExpression::VariableReference { id } = selector else {
            return Err("a selector must be a variable".to_owned());
        };
        self.argument(&id.name, Kind::Number)?;
        let mut cases = Vec::new();
        for variant in variants {
            let case = match &variant.key {
                VariantKey::NumberLiteral { value } => Case::Exactly(
                    value.parse().map_err(|_| format!("[{value}] is not a whole number"))?,
                ),
                VariantKey::Identifier { name } => match name.as_str() {
                    "one" => Case::One,
                    "other" if variant.default => Case::Other,
                    "other" => return Err("[other] must be the default".to_owned()),
                    name => return Err(format!("[{name}] is no plural of this language")),
                },
            };
            cases.push((case, self.pattern(&variant.value)?));
        }
        if !cases.iter().any(|(case, _)| *case == Case::Other) {
            return Err("the default must be *[other]".to_owned());
        }
        Ok(vec![Piece::Plural(id.name.clone(), cases)])
    }

    fn inline(&mut self, inline: &InlineExpression<String>) -> Result<Vec<Piece>, String> {
        match inline {
            InlineExpression::StringLiteral { value }
            | InlineExpression::NumberLiteral { value } => Ok(vec![Piece::Text(value.clone())]),
            InlineExpression::VariableReference { id } => {
                self.argument(&id.name, Kind::Text)?;
                Ok(vec![Piece::Argument(id.name.clone())])
            }
            InlineExpression::FunctionReference { id, arguments } if id.name == "NUMBER" => {
                match arguments.positional.as_slice() {
                    [InlineExpression::VariableReference { id }] => {
                        self.argument(&id.name, Kind::Number)?;
                        Ok(vec![Piece::Number(id.name.clone())])
                    }
                    _ => Err("NUMBER takes one variable".to_owned()),
                }
            }
            InlineExpression::MessageReference { id, attribute: None } => self.quote(&id.name),
            InlineExpression::TermReference { id, attribute: None, arguments: None } => {
                self.quote(&format!("-{}", id.name))
            }
            _ => Err("uses a part of Fluent that is not supported".to_owned()),
        }
    }

    fn quote(&mut self, key: &str) -> Result<Vec<Piece>, String> {
        let pattern = self.quotable.get(key).ok_or_else(|| format!("quotes unknown {key}"))?;
        if self.depth > 3 {
            return Err(format!("quotes {key} in a circle"));
        }
        self.depth += 1;
        let pieces = self.pattern(pattern)?;
        self.depth -= 1;
        Ok(pieces)
    }

    fn argument(&mut self, name: &str, kind: Kind) -> Result<(), String> {
        match self.arguments.insert(name.to_owned(), kind) {
            Some(before) if before != kind => {
                Err(format!("${name} is a number here and a text there: write NUMBER(${name})"))
            }
            _ => Ok(()),
        }
    }
}

/// What one language has and another lacks.
fn differences(languages: &[(String, Catalogue)]) -> Vec<String> {
    let mut problems = Vec::new();
    for (code, catalogue) in languages {
        for (other_code, other) in languages.iter().filter(|(other, _)| other != code) {
            for (key, message) in catalogue {
                let file = message.file.replace(&format!("/{code}/"), &format!("/{other_code}/"));
                match other.get(key) {
                    None => problems.push(format!("{file}: {key}: missing")),
                    Some(theirs) if theirs.arguments != message.arguments && code < other_code => {
                        problems.push(format!("{file}: {key}: other arguments than {code}"));
                    }
                    Some(_) => {}
                }
            }
        }
    }
    problems
}

/// One method for each message.
fn code(languages: &[(String, Catalogue)]) -> String {
    let mut out = String::new();
    let Some((_, first)) = languages.first() else { return out };
    for (key, message) in first {
        let method = key.replace('-', "_");
        let doc = message.comment.clone().unwrap_or_else(|| plain(&message.pieces));
        let _ = writeln!(out, "    #[doc = {doc:?}]\n    #[must_use]");
        // Languages that say the same share an arm.
        let mut arms: Vec<(Vec<String>, &[Piece])> = Vec::new();
        for (code, catalogue) in languages {
            let Some(theirs) = catalogue.get(key) else { continue };
            match arms.iter_mut().find(|(_, pieces)| *pieces == theirs.pieces) {
                Some((codes, _)) => codes.push(variant(code)),
                None => arms.push((vec![variant(code)], &theirs.pieces)),
            }
        }
        if message.arguments.is_empty() {
            let _ = writeln!(
                out,
                "    pub fn {method}(self) -> &'static str {{\n        match self.language {{"
            );
            for (codes, pieces) in &arms {
                let _ = writeln!(out, "            {} => {:?},", codes.join(" | "), plain(pieces));
            }
            out.push_str("        }\n    }\n\n");
            continue;
        }
        let typed = |text: &str| {
            message.arguments.iter().fold(String::new(), |mut list, (name, kind)| {
                let kind = if *kind == Kind::Number { "u64" } else { text };
                let _ = write!(list, ", {}: {kind}", name.replace('-', "_"));
                list
            })
        };
        let _ = writeln!(
            out,
            "    pub fn {method}(self{}) -> String {{\n        let mut out = String::new();\n        match self.language {{",
            typed("&str")
        );
        for (codes, pieces) in &arms {
            let _ = writeln!(out, "            {} => {{", codes.join(" | "));
            write_string(&mut out, pieces);
            out.push_str("            }\n");
        }
        out.push_str("        }\n        out\n    }\n\n");
        if message.arguments.values().all(|kind| *kind == Kind::Number) {
            continue;
        }
        let _ = writeln!(
            out,
            "    /// [`Self::{method}`] with markup, such as a link, in its places.\n    #[must_use]\n    pub fn {method}_with(self{}) -> Markup {{\n        match self.language {{",
            typed("impl Render")
        );
        for (codes, pieces) in &arms {
            let _ = writeln!(out, "            {} => html! {{", codes.join(" | "));
            write_markup(&mut out, pieces);
            out.push_str("            },\n");
        }
        out.push_str("        }\n    }\n\n");
    }
    format!(
        "#[expect(clippy::doc_markdown, reason = \"people's words, not code\")]\nimpl Words {{\n{out}}}\n"
    )
}

fn variant(code: &str) -> String {
    let mut letters = code.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    format!("Language::{}{}", first.unwrap_or_default(), letters.as_str())
}

fn plain(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Argument(name) | Piece::Number(name) => format!("`{name}`"),
            Piece::Plural(name, cases) => {
                let other = cases.iter().find(|(case, _)| *case == Case::Other);
                other.map_or_else(|| name.clone(), |(_, pieces)| plain(pieces))
            }
        })
        .collect()
}

fn write_string(out: &mut String, pieces: &[Piece]) {
    for piece in pieces {
        match piece {
            Piece::Text(text) => {
                let mut letters = text.chars();
                let _ = match (letters.next(), letters.next()) {
                    (Some(letter), None) => writeln!(out, "                out.push({letter:?});"),
                    _ => writeln!(out, "                out.push_str({text:?});"),
                };
            }
            Piece::Argument(name) => {
                let _ = writeln!(out, "                out.push_str({});", name.replace('-', "_"));
            }
            Piece::Number(name) => {
                let _ = writeln!(
                    out,
                    "                out.push_str(&self.number({}));",
                    name.replace('-', "_")
                );
            }
            Piece::Plural(name, cases) => {
                write_cases(out, &name.replace('-', "_"), cases, write_string);
            }
        }
    }
}

fn write_markup(out: &mut String, pieces: &[Piece]) {
    for piece in pieces {
        match piece {
            Piece::Text(text) => {
                let _ = writeln!(out, "                {text:?}");
            }
            Piece::Argument(name) => {
                let _ = writeln!(out, "                ({})", name.replace('-', "_"));
            }
            Piece::Number(name) => {
                let _ = writeln!(out, "                (self.number({}))", name.replace('-', "_"));
            }
            Piece::Plural(name, cases) => {
                out.push('@');
                write_cases(out, &name.replace('-', "_"), cases, write_markup);
            }
        }
    }
}

/// A chain of `if`s: exact numbers first, then the plural, then the rest.
fn write_cases(
    out: &mut String,
    name: &str,
    cases: &[(Case, Vec<Piece>)],
    mut write: impl FnMut(&mut String, &[Piece]),
) {
    let markup = out.ends_with('@');
    let other = cases.iter().find(|(case, _)| *case == Case::Other).map(|(_, pieces)| pieces);
    let mut written = 0;
    for rank in 0..3 {
        for (case, pieces) in cases {
            if *case == Case::One && Some(pieces) == other {
                // Words such as the French "pays" are the same for one and for many.
                continue;
            }
            let condition = match (rank, case) {
                (0, Case::Exactly(value)) => format!("{name} == {value}"),
                (1, Case::One) => format!("self.is_one({name})"),
                (2, Case::Other) => String::new(),
                _ => continue,
            };
            let lead = match (written, condition.is_empty(), markup) {
                (0, true, true) => "if true".to_owned(),
                (0, true, false) => String::new(),
                (0, false, _) => format!("if {condition}"),
                (_, true, false) => " else".to_owned(),
                (_, true, true) => " @else".to_owned(),
                (_, false, false) => format!(" else if {condition}"),
                (_, false, true) => format!(" @else if {condition}"),
            };
            let _ = writeln!(out, "{lead} {{");
            write(out, pieces);
            out.push('}');
            written += 1;
        }
    }
    out.push('\n');
}
