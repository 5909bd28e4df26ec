//! E-mail addresses and telephone numbers.

use super::tokens::{Text, Token};
use super::words::{OFFICES, PHONE_WORDS};
use super::{Flag, FlagKind, Rules};
use std::ops::Range;

/// Tokens of an address on either side of its `@`.
const PARTS: usize = 24;

pub(super) fn emails(text: &Text<'_>, flags: &mut Vec<Flag>) {
    for at in 0..text.tokens.len() {
        let Some(sign) = sign(text, at) else { continue };
        let Some(start) = mailbox(text, &sign) else { continue };
        let Some(end) = host(text, sign.end, sign.spelt) else { continue };
        // A mailbox of an office names nobody.
        let first = &text.tokens[start];
        let office = start + 1 == sign.start && first.is_any(OFFICES);
        if !office {
            let range = text.bytes(start..end);
            flags.push(Flag { kind: FlagKind::EmailAddress, range });
        }
    }
}

struct Sign {
    start: usize,
    end: usize,
    /// In words rather than as `@`: what follows must then be clearer.
    spelt: bool,
}

const AT: &str = "at arobase arobas chez a @ ett klammeraffe";

/// An `@`, or what people write for it.
fn sign(text: &Text<'_>, at: usize) -> Option<Sign> {
    let token = text.get(at)?;
    if token.is("@") {
        // Inside brackets it has been found at the bracket.
        let bracketed = text.before(at, 1).is_some_and(|before| before.is_any("( [ {"));
        return (!bracketed).then_some(Sign { start: at, end: at + 1, spelt: false });
    }
    let bracketed =
        token.is_any("( [ { <") && text.is_any(at + 1, AT) && text.is_any(at + 2, ") ] } >");
    if bracketed {
        return Some(Sign { start: at, end: at + 3, spelt: false });
    }
    if token.is_any("at arobase arobas") && !token.glued {
        return Some(Sign { start: at, end: at + 1, spelt: true });
    }
    None
}

/// The first token of the part before the sign.
fn mailbox(text: &Text<'_>, sign: &Sign) -> Option<usize> {
    let last = sign.start.checked_sub(1)?;
    let named = |at: usize| text.tokens[at].is_word() || text.tokens[at].is_number();
    let part = |at: usize| named(at) || text.is_any(at, ". _ - + %");
    if !named(last) && !text.is_any(last, "_ -") {
        return None;
    }
    let mut start = last;
    while start > 0 && last - start < PARTS && text.tokens[start].glued && part(start - 1) {
        start -= 1;
    }
    // `anna dot berg at example dot org`
    while sign.spelt && start >= 2 && text.is_any(start - 1, "dot point") && named(start - 2) {
        start -= 2;
    }
    Some(start)
}

/// The token after the host: names with points or words for points between them.
fn host(text: &Text<'_>, start: usize, spelt: bool) -> Option<usize> {
    let label = |at: usize| text.get(at).is_some_and(|token| token.is_word() || token.is_number());
    if !label(start) {
        return None;
    }
    let (mut end, mut points) = (start + 1, 0);
    while end - start < PARTS {
        if text.is(end, "-") && text.glued(end) && text.glued(end + 1) && label(end + 1) {
            end += 2;
        } else if label(end) && text.glued(end) {
            end += 1;
        } else if let Some(next) = point(text, end, spelt).filter(|next| label(*next)) {
            (end, points) = (next + 1, points + 1);
        } else {
            break;
        }
    }
    let last = text.before(end, 1)?;
    let top = last.is_word() && (2..=12).contains(&last.folded.chars().count());
    (points > 0 && top).then_some(end)
}

/// The token after a point, written or spelt.
fn point(text: &Text<'_>, at: usize, spelt: bool) -> Option<usize> {
    const WORDS: &str = "dot point .";
    if text.is_any(at, "( [ {") && text.is_any(at + 1, WORDS) && text.is_any(at + 2, ") ] }") {
        return Some(at + 3);
    }
    if text.is(at, ".") && text.glued(at) && text.glued(at + 1) {
        // In words, only a host that is spelt out is clear: `at example.org` is a place to meet.
        return Some(at + 1);
    }
    (spelt || text.is(at, "dot") || text.is(at, "point"))
        .then(|| text.is_any(at, "dot point").then_some(at + 1))
        .flatten()
}

/// Tokens of one telephone number.
const GROUPS: usize = 20;

pub(super) fn phones(text: &Text<'_>, rules: Rules, flags: &mut Vec<Flag>) {
    // What is a date or the number of a case is no telephone number. Both lists go forward, so
    // that the furthest end of what began before is all there is to know.
    let mut others: Vec<Range<usize>> = flags.iter().map(|flag| flag.range.clone()).collect();
    others.sort_by_key(|range| range.start);
    let mut others = others.into_iter().peekable();
    let (mut at, mut reached) = (0, 0);
    while at < text.tokens.len() {
        let number = number(text, at);
        let Some((tokens, digits)) = number else {
            at += 1;
            continue;
        };
        let range = text.bytes(tokens.clone());
        while let Some(other) = others.next_if(|other| other.start < range.end) {
            reached = reached.max(other.end);
        }
        let taken = range.start < reached;
        if !taken && is_phone(text, &tokens, &digits) && !is_public(&digits, rules) {
            flags.push(Flag { kind: FlagKind::PhoneNumber, range });
        }
        at = tokens.end;
    }
}

/// Groups of digits that belong together, with their digits; a `+` stays in front.
fn number(text: &Text<'_>, start: usize) -> Option<(Range<usize>, String)> {
    let first = text.get(start)?;
    let plus = first.is("+");
    let opened = first.is("(");
    let mut at = start + usize::from(plus || opened);
    if text.is(at, "+") {
        at += 1;
    }
    if !text.get(at)?.is_number() || (plus && !text.glued(at)) {
        return None;
    }
    let mut digits = if plus || text.is(start + 1, "+") { "+".to_owned() } else { String::new() };
    digits.push_str(&text.tokens[at].folded);
    let mut end = at + 1;
    while end - start < GROUPS {
        let mut next = end;
        while next - end < 3 && text.is_any(next, ". - / ( ) \u{b7}") {
            next += 1;
        }
        // A point or a bracket and a space: the next sentence, unless the number is written so.
        let Some(group) = text.get(next).filter(|group| group.is_number()) else { break };
        if text.tokens[end].sentence != group.sentence {
            break;
        }
        digits.push_str(&group.folded);
        end = next + 1;
    }
    Some((start..end, digits))
}

fn is_phone(text: &Text<'_>, tokens: &Range<usize>, digits: &str) -> bool {
    let bare = digits.trim_start_matches('+');
    if !(6..=15).contains(&bare.len()) {
        return false;
    }
    let called = (1..=5).any(|steps| {
        text.before(tokens.start, steps).is_some_and(|token| {
            token.is_any(PHONE_WORDS) && token.sentence == text.tokens[tokens.start].sentence
        })
    });
    let slashes = (tokens.start..tokens.end).filter(|at| text.is(*at, "/")).count();
    let dated = is_date(text, tokens);
    if called {
        return !dated;
    }
    (digits.starts_with('+') && bare.len() >= 8)
        || (bare.starts_with("00") && bare.len() >= 10 && !dated)
        || (bare.starts_with('0') && (9..=12).contains(&bare.len()) && !dated && slashes < 2)
}

/// `03.03.2014`, `2014-03-03`, also two of them.
fn is_date(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let groups: Vec<&Token<'_>> = (tokens.start..tokens.end)
        .filter_map(|at| text.get(at).filter(|token| token.is_number()))
        .collect();
    let small = |group: &Token<'_>| group.folded.len() <= 2;
    let year = |group: &Token<'_>| {
        group.folded.len() == 4 && group.value(4).is_some_and(|year| (1900..2100).contains(&year))
    };
    match groups.as_slice() {
        [a, b, c, ..] => (small(a) && small(b) && year(c)) || (year(a) && small(b) && small(c)),
        _ => false,
    }
}

/// Helplines and other numbers that a service has and no person.
fn is_public(digits: &str, rules: Rules) -> bool {
    let bare = digits.trim_start_matches('+');
    let harmonised = |number: &str| number.starts_with("116") && number.len() == 6;
    if harmonised(bare) || bare.len() > 6 && harmonised(&bare[bare.len() - 6..]) {
        return true;
    }
    let national = ["44", "33", "353", "32", "41", "352", "49"]
        .iter()
        .filter(|_| digits.starts_with('+') || bare.starts_with("00"))
        .find_map(|code| bare.trim_start_matches('0').strip_prefix(*code));
    let free = |number: &str| number.starts_with("800") || number.starts_with("808");
    let local = national.unwrap_or(bare).trim_start_matches('0');
    let trunk = national.is_some() || bare.starts_with('0');
    trunk
        && (free(local)
            || match rules {
                // 03 is for offices in Britain, and the east of France.
                Rules::English => local.starts_with('3') && local.len() == 10 && bare.len() == 11,
                Rules::French => local.starts_with('8') && local.len() == 9,
                Rules::Neutral => false,
            })
}
