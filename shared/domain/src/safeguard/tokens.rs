//! A text as words, numbers and marks, each with its place.

use super::words::is_in;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// Digits; folded they are ASCII.
    Number,
    /// One character of any other sort.
    Mark,
}

/// A word, a number or a mark.
#[derive(Debug)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    /// As written.
    pub(super) written: &'t str,
    /// In small letters, without accents; quotation marks and dashes of one sort.
    pub(super) folded: String,
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// Nothing stands between it and the token before.
    pub(super) glued: bool,
    /// Which sentence it is in, counted from 0.
    pub(super) sentence: usize,
}

impl Token<'_> {
    pub(super) fn is(&self, folded: &str) -> bool {
        self.folded == folded
    }

    /// Whether it stands in a list of words with spaces between them.
    pub(super) fn is_any(&self, list: &str) -> bool {
        is_in(&self.folded, list)
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub(super) fn is_number(&self) -> bool {
        self.kind == Kind::Number
    }

    /// A word that begins with a capital letter.
    pub(super) fn is_capital(&self) -> bool {
        self.is_word() && self.written.chars().next().is_some_and(char::is_uppercase)
    }

    /// One capital letter.
    pub(super) fn is_letter(&self) -> bool {
        self.is_capital() && self.folded.chars().count() == 1
    }

    /// Two letters or more, all of them capital.
    pub(super) fn is_shouted(&self) -> bool {
        self.is_word()
            && self.folded.chars().count() > 1
            && self.written.chars().all(|letter| !letter.is_lowercase())
    }

    /// The number, where it has no more than `digits` digits.
    pub(super) fn value(&self, digits: usize) -> Option<u32> {
        (self.is_number() && self.folded.len() <= digits)
            .then(|| self.folded.parse().ok())
            .flatten()
    }
}

/// A text in tokens.
#[derive(Debug)]
pub(super) struct Text<'t> {
    pub(super) tokens: Vec<Token<'t>>,
}

/// Abbreviations whose point ends no sentence.
const ABBREVIATIONS: &str = "\
no nr mr mrs ms dr mme mlle st ste tel ref av bd ave rd approx geb az num mob bld blvd \
resp env";

impl<'t> Text<'t> {
    pub(super) fn read(text: &'t str) -> Self {
        let mut tokens: Vec<Token<'t>> = Vec::new();
        let mut rest = text.char_indices().peekable();
        let (mut gap, mut breaks, mut sentence) = (false, 0, 0);
        while let Some((start, first)) = rest.next() {
            if first.is_whitespace() {
                gap = true;
                breaks += usize::from(first == '\n');
                continue;
            }
            let Some(kind) = kind_of(first) else { continue };
            let mut end = start + first.len_utf8();
            while let Some(&(at, next)) = rest.peek() {
                let goes_on = kind != Kind::Mark && (joins(next) || kind_of(next) == Some(kind));
                if !goes_on {
                    break;
                }
                end = at + next.len_utf8();
                rest.next();
            }
            let written = &text[start..end];
            let listed = breaks > 0 && matches!(first, '-' | '*' | '#' | '•' | '–');
            if !tokens.is_empty()
                && (breaks > 1 || listed || (gap && kind != Kind::Mark && ends(&tokens, first)))
            {
                sentence += 1;
            }
            let folded = fold(written);
            let glued = !gap && !tokens.is_empty();
            tokens.push(Token { kind, written, folded, range: start..end, glued, sentence });
            (gap, breaks) = (false, 0);
        }
        Self { tokens }
    }

    pub(super) fn get(&self, index: usize) -> Option<&Token<'t>> {
        self.tokens.get(index)
    }

    /// The token before, counted from 1.
    pub(super) fn before(&self, index: usize, steps: usize) -> Option<&Token<'t>> {
        index.checked_sub(steps).and_then(|index| self.tokens.get(index))
    }

    pub(super) fn is(&self, index: usize, folded: &str) -> bool {
        self.get(index).is_some_and(|token| token.is(folded))
    }

    pub(super) fn is_any(&self, index: usize, list: &str) -> bool {
        self.get(index).is_some_and(|token| token.is_any(list))
    }

    pub(super) fn glued(&self, index: usize) -> bool {
        self.get(index).is_some_and(|token| token.glued)
    }

    /// Whether the token before belongs to the same sentence.
    pub(super) fn follows_on(&self, index: usize) -> bool {
        match (self.before(index, 1), self.get(index)) {
            (Some(before), Some(token)) => before.sentence == token.sentence,
            (_, _) => false,
        }
    }

    /// Whether these words follow each other from here on.
    pub(super) fn reads(&self, index: usize, words: &str) -> bool {
        words.split_ascii_whitespace().enumerate().all(|(step, word)| self.is(index + step, word))
    }

    /// Bytes from one token to the end of another.
    pub(super) fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        let start = self.get(tokens.start).map_or(0, |token| token.range.start);
        let end = self.before(tokens.end, 1).map_or(start, |token| token.range.end);
        start..end.max(start)
    }

    /// Tokens of the sentence of `index`, no further than `reach` away from it.
    pub(super) fn around(&self, index: usize, reach: usize) -> Range<usize> {
        let Some(token) = self.get(index) else { return 0..0 };
        let same = |at: &usize| self.tokens[*at].sentence == token.sentence;
        let start = (index.saturating_sub(reach)..index).rev().take_while(same).last();
        let last = (index..self.tokens.len().min(index + reach + 1)).take_while(same).last();
        start.unwrap_or(index)..last.map_or(index, |last| last + 1)
    }
}

/// Whether the sentence is over before a word or number that begins with `next`.
fn ends(tokens: &[Token<'_>], next: char) -> bool {
    let Some(last) = tokens.last() else { return false };
    match last.folded.as_str() {
        "!" | "?" | "…" => true,
        "." => {
            let before = tokens.len().checked_sub(2).and_then(|at| tokens.get(at));
            let short = before.is_some_and(|word| {
                word.is_word() && (word.folded.len() == 1 || word.is_any(ABBREVIATIONS))
            });
            !short && !next.is_lowercase()
        }
        _ => false,
    }
}

fn kind_of(letter: char) -> Option<Kind> {
    if letter.is_alphabetic() || is_combining_mark(letter) {
        Some(Kind::Word)
    } else if letter.is_ascii_digit() || ('０'..='９').contains(&letter) {
        Some(Kind::Number)
    } else if joins(letter) || letter.is_whitespace() {
        None
    } else {
        Some(Kind::Mark)
    }
}

/// Characters that nobody sees, inside a word or between two.
fn joins(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn fold(written: &str) -> String {
    let mut folded = String::with_capacity(written.len());
    for letter in written.nfkd().filter(|letter| !is_combining_mark(*letter) && !joins(*letter)) {
        match letter {
            '‘' | '’' | 'ʼ' | '`' | '´' => folded.push('\''),
            '‐' | '‑' | '–' | '—' | '−' | '‒' => folded.push('-'),
            'œ' | 'Œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            letter => folded.extend(letter.to_lowercase()),
        }
    }
    folded
}
