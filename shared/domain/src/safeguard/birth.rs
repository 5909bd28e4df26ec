//! Dates of birth: a date beside a word for birth.

use super::tokens::Text;
use super::words::{INANIMATE, MONTHS};
use super::{Flag, FlagKind, Rules};

/// Words between the word for birth and the date.
const REACH: usize = 8;

/// Words for birth in languages that have no rules of their own.
const BORN_ELSEWHERE: &str = "\
geb geboren geburtsdatum nacido nacida nacimiento nato nata nascita nascido nascida \
nascimento urodzony urodzona urodzenia ur narozen narozena narozeni narodeny narodena \
rojen rojena roden rodena geboortedatum fodt født fodd syntynyt syntymaaika szuletett \
nascut nascuda nascuta роден родена родился родилась народився народилася рожден рођен \
рођена γεννηθηκε γεννηση dogumlu dogum gimes gime dzimis dzimusi sundinud";

pub(super) fn dates(text: &Text<'_>, rules: Rules, flags: &mut Vec<Flag>) {
    for at in 0..text.tokens.len() {
        let Some(end) = trigger(text, at, rules) else { continue };
        let Some(date) = date_after(text, at, end, rules) else { continue };
        flags.push(Flag { kind: FlagKind::DateOfBirth, range: text.bytes(at..date) });
    }
}

/// The token after a word for birth.
fn trigger(text: &Text<'_>, at: usize, rules: Rules) -> Option<usize> {
    let token = text.get(at)?;
    if token.is("dob") {
        return Some(at + 1);
    }
    if token.is("d") && text.reads(at + 1, ". o . b") {
        return Some(at + 5);
    }
    match rules {
        Rules::English => english(text, at),
        Rules::French => french(text, at),
        Rules::Neutral => token.is_any(BORN_ELSEWHERE).then_some(at + 1),
    }
}

fn english(text: &Text<'_>, at: usize) -> Option<usize> {
    let token = text.get(at)?;
    if token.is("born") {
        // A year group, not a child.
        let cohort = text.is_any(at + 1, "after before between since from to into out")
            || text.is_any(at + 2, "or after") && !text.is(at + 1, "in");
        return (!cohort && !is_inanimate(text, at) && !is_group(text, at)).then_some(at + 1);
    }
    if token.is("birth") && text.before(at, 1).is_some_and(|before| before.is("of")) {
        let dated = text.before(at, 2).is_some_and(|before| before.is("date"));
        return dated.then_some(at + 1);
    }
    (token.is_any("birthday birthdate") || token.is("birth") && text.is(at + 1, "date"))
        .then_some(at + 1)
}

fn french(text: &Text<'_>, at: usize) -> Option<usize> {
    let token = text.get(at)?;
    let written = token.written.to_lowercase();
    // Without its accent it is a negation, but for a date that follows at once.
    let born = ["né", "née", "nés", "nées", "ne\u{301}", "ne\u{301}e"].contains(&written.as_str())
        || token.is_any("ne nee")
            && text.is(at + 1, "le")
            && date(text, at + 2, Rules::French).is_some();
    if born {
        let cohort = text.is_any(at + 1, "apres avant entre depuis a des")
            && !(text.is(at + 1, "a")
                && text.get(at + 2).is_some_and(super::tokens::Token::is_capital));
        return (!cohort && !is_inanimate(text, at) && !is_group(text, at)).then_some(at + 1);
    }
    if token.is("naissance") {
        let dated = (1..=2).any(|steps| {
            text.before(at, steps).is_some_and(|before| before.is_any("date sa dont"))
        });
        return (dated || text.is_any(at + 1, ": le")).then_some(at + 1);
    }
    if token.is("naquit") {
        return Some(at + 1);
    }
    let own = |before: &super::tokens::Token<'_>| before.is_any("son sa leur");
    let kept = token.is("anniversaire") && (1..=2).any(|s| text.before(at, s).is_some_and(own));
    // `fêtera ses dix ans le 12 mai`
    let years = token.is("ans") && text.before(at, 2).is_some_and(|before| before.is("ses"));
    let near = text.around(at, 12);
    let of_a_thing = near.into_iter().any(|word| text.is_any(word, INANIMATE));
    ((kept && !of_a_thing) || years).then_some(at + 1)
}

/// A project is born too.
fn is_inanimate(text: &Text<'_>, at: usize) -> bool {
    text.around(at, 7).start < at
        && (text.around(at, 7).start..at).any(|before| text.is_any(before, INANIMATE))
}

/// Every child born in a month.
fn is_group(text: &Text<'_>, at: usize) -> bool {
    let start = text.around(at, 3).start;
    (start..at).any(|before| {
        text.is_any(
            before,
            "\
children every each all babies pupils enfants chaque tout bebes eleves ones anyone",
        )
    })
}

/// The token after the first date within reach.
fn date_after(text: &Text<'_>, trigger: usize, from: usize, rules: Rules) -> Option<usize> {
    let sentence = text.get(trigger)?.sentence;
    for at in from..text.tokens.len().min(from + REACH) {
        let token = text.get(at)?;
        // An abbreviation's point may look like the end of a sentence.
        if token.sentence != sentence && at > from + 1 {
            return None;
        }
        if let Some(end) = date(text, at, rules) {
            return Some(end);
        }
    }
    None
}

/// The token after a date that begins here.
pub(super) fn date(text: &Text<'_>, at: usize, rules: Rules) -> Option<usize> {
    numeric(text, at).or_else(|| worded(text, at, rules))
}

fn is_year(text: &Text<'_>, at: usize) -> bool {
    text.get(at)
        .filter(|token| token.folded.len() == 4)
        .and_then(|token| token.value(4))
        .is_some_and(|year| (1900..2100).contains(&year))
}

fn is_up_to(text: &Text<'_>, at: usize, most: u32) -> bool {
    text.get(at).and_then(|token| token.value(2)).is_some_and(|n| (1..=most).contains(&n))
}

/// `3.3.2014`, `03 / 03 / 14`, `2014-03-03`.
fn numeric(text: &Text<'_>, at: usize) -> Option<usize> {
    let separated = |at| text.is_any(at, ". / -");
    if separated(at + 1) && separated(at + 3) {
        let last = text.get(at + 4)?;
        let ends = is_year(text, at + 4) || (last.is_number() && last.folded.len() == 2);
        if is_up_to(text, at, 31) && is_up_to(text, at + 2, 31) && ends {
            return Some(at + 5);
        }
        if is_year(text, at) && is_up_to(text, at + 2, 12) && is_up_to(text, at + 4, 31) {
            return Some(at + 5);
        }
    }
    // `03 03 2014`
    (is_up_to(text, at, 31) && is_up_to(text, at + 1, 12) && is_year(text, at + 2))
        .then_some(at + 3)
}

/// `3rd of March 2014`, `March 3, 2014`, `1er mars 2014`, `March 2014`, `3 March`.
fn worded(text: &Text<'_>, at: usize, rules: Rules) -> Option<usize> {
    let is_month = |at: usize| match rules {
        Rules::English | Rules::French => text.is_any(at, MONTHS),
        // Any word with a year behind it.
        Rules::Neutral => {
            text.get(at).is_some_and(super::tokens::Token::is_word)
                && (is_year(text, at + 1) || is_year(text, at + 2))
        }
    };
    let skip = |at: usize, words: &str| at + usize::from(text.is_any(at, words));
    let year = |at: usize| {
        let at = skip(skip(at, ". ,"), "de del of");
        is_year(text, at).then_some(at + 1)
    };
    if is_up_to(text, at, 31) {
        let month = skip(skip(at + 1, "st nd rd th er ."), "of de d");
        if is_month(month) {
            return Some(year(month + 1).unwrap_or(month + 1));
        }
        return None;
    }
    if !is_month(at) {
        return None;
    }
    if is_up_to(text, at + 1, 31) {
        let after = skip(at + 2, "st nd rd th");
        return Some(year(after).unwrap_or(after));
    }
    year(at + 1)
}
