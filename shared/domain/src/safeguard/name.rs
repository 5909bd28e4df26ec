//! Names and initials with an age.

use super::tokens::{Text, Token};
use super::words::{
    CHILD, GROUPS, HARM, MONTHS, NAMED_AFTER, NAMING, NOT_A_PERSON, NUMBERS_EN, NUMBERS_FR,
    is_given,
};
use super::{Flag, FlagKind, Rules};
use std::ops::Range;

/// Ages that are a child's or a young person's.
const YOUNG: u32 = 21;
/// Words between a name and an age in apposition.
const APPOSITION: usize = 9;
/// Words between a name that is introduced as one and an age.
const REACH: usize = 16;

pub(super) fn with_age(text: &Text<'_>, rules: Rules, flags: &mut Vec<Flag>) {
    for at in 0..text.tokens.len() {
        let Some(age) = age(text, at, rules) else { continue };
        let near = text.around(at, REACH);
        let harmed = near.clone().any(|at| text.is_any(at, HARM));
        if age.years > YOUNG && !harmed {
            continue;
        }
        let name = before(text, &age)
            .or_else(|| after(text, &age))
            .or_else(|| if age.bare { None } else { introduced(text, &age, &near) });
        if let Some(name) = name {
            let tokens = name.start.min(age.tokens.start)..name.end.max(age.tokens.end);
            flags.push(Flag { kind: FlagKind::NameWithAge, range: text.bytes(tokens) });
        }
    }
}

/// An age of one person.
struct Age {
    tokens: Range<usize>,
    years: u32,
    /// A number alone: it needs a name that can be nothing else.
    bare: bool,
}

fn age(text: &Text<'_>, at: usize, rules: Rules) -> Option<Age> {
    let (years, end) = number(text, at, rules)?;
    if years > 99 || is_range(text, at, end) {
        return None;
    }
    match rules {
        Rules::English => english(text, at, end, years),
        Rules::French => french(text, at, end, years),
        Rules::Neutral => None,
    }
}

/// A number in figures or in words, and the token after it.
fn number(text: &Text<'_>, at: usize, rules: Rules) -> Option<(u32, usize)> {
    let token = text.get(at)?;
    if let Some(value) = token.value(2) {
        return Some((value, at + 1));
    }
    let index = |list: &str, word: &str| {
        list.split_ascii_whitespace()
            .position(|entry| entry == word)
            .and_then(|index| u32::try_from(index).ok())
    };
    match rules {
        Rules::English => Some((index(NUMBERS_EN, &token.folded)?, at + 1)),
        Rules::French => {
            if token.is("dix") && text.is(at + 1, "-") {
                let units = text.get(at + 2).and_then(|next| index(NUMBERS_FR, &next.folded));
                if let Some(units @ 7..=9) = units {
                    return Some((10 + units, at + 3));
                }
            }
            Some((index(NUMBERS_FR, &token.folded)?, at + 1))
        }
        Rules::Neutral => None,
    }
}

/// From six to twelve, 9-12, under 18, 10+, half of another number.
fn is_range(text: &Text<'_>, at: usize, end: usize) -> bool {
    const LIMITS: &str = "\
under over between from least until than above below up moins plus des jusque jusqu \
minimum maximum entre partir depuis pendant durant sous les ages every tous toutes for \
within during last past next dernieres derniers prochaines prochains ces sur apres after \
premiere premieres premiers # ° $ € £ % to";
    let limited = text.before(at, 1).is_some_and(|token| token.is_any(LIMITS))
        || (text.before(at, 1).is_some_and(|token| token.is_any("de d a of age que '"))
            && text.before(at, 2).is_some_and(|token| {
                token.is_any(
                    "\
moins plus partir under jusqu over from compter lieu minimum least",
                )
            }));
    let count = |at: usize| {
        text.get(at).is_some_and(|token| {
            token.is_number() || token.is_any(NUMBERS_EN) || token.is_any(NUMBERS_FR)
        })
    };
    let joined = text.before(at, 1).is_some_and(|token| token.is_any("- / a to . , –"))
        && at >= 2
        && count(at - 2)
        && !text.before(at, 2).is_some_and(|token| token.is("un") || token.is("one"));
    let onward = (text.is_any(end, "- / a to . et ou") && count(end + 1))
        || (text.is(end, ",") && text.glued(end) && text.glued(end + 1) && count(end + 1))
        || text.is_any(end, "+ % € $ £ h : °")
        || (text.is_any(end, "et and or ou")
            && text.is_any(end + 1, "plus over above under moins older younger up"));
    let paired = text.is_any(at + 1, "and et") && count(at + 2);
    limited || joined || (onward && !paired)
}

fn english(text: &Text<'_>, at: usize, end: usize, years: u32) -> Option<Age> {
    let led = |steps: usize| text.before(at, steps).is_some_and(|token| token.is_any("aged age"));
    let start = if led(1) {
        Some(at - 1)
    } else if led(2) && text.before(at, 1).is_some_and(|token| token.is_any("of just only : now")) {
        Some(at - 2)
    } else {
        None
    };
    let mut unit = end;
    if text.reads(unit, "and a half") {
        unit += 3;
    }
    if text.is(unit, "-") {
        unit += 1;
    }
    if text.is_any(unit, "year years yr yrs month months") {
        let months = text.is_any(unit, "month months");
        let mut last = unit + 1;
        if text.is_any(last, "- .") {
            last += 1;
        }
        if text.is(last, "old") && !is_group(text, at) {
            let years = if months { years / 12 } else { years };
            return Some(Age { tokens: start.unwrap_or(at)..last + 1, years, bare: false });
        }
        return None;
    }
    if text.is(unit, "yo") || text.reads(unit, "y / o") || text.reads(unit, "y . o") {
        let last = if text.is(unit, "yo") { unit + 1 } else { unit + 3 };
        return (!is_group(text, at)).then_some(Age { tokens: at..last, years, bare: false });
    }
    if let Some(start) = start {
        return (!is_group(text, start)).then_some(Age { tokens: start..end, years, bare: false });
    }
    bare(text, at, end, years)
}

fn french(text: &Text<'_>, at: usize, end: usize, years: u32) -> Option<Age> {
    if text.is_any(end, "ans an mois") {
        let months = text.is(end, "mois");
        let mut last = end + 1;
        if text.reads(last, "et demi") || text.reads(last, "et demie") {
            last += 2;
        }
        // So long it takes, or so long ago it was.
        let lasting = text.is_any(
            last,
            "\
apres plus d d' durant avant auparavant ferme deja ensemble consecutifs",
        ) && !text.is_any(at.wrapping_sub(1), "de agee age")
            || text
                .before(at, 1)
                .is_some_and(|token| token.is_any("en y dans durant premiers chaque"))
            || (text.before(at, 1).is_some_and(|token| token.is("a"))
                && text.before(at, 2).is_some_and(|token| token.is("y")));
        if lasting || is_group(text, at) {
            return None;
        }
        let led = text.before(at, 1).is_some_and(|token| token.is("de"))
            && text.before(at, 2).is_some_and(|token| token.is_any("age agee"));
        let start = if led { at - 2 } else { at };
        return Some(Age {
            tokens: start..last,
            years: if months { years / 12 } else { years },
            bare: false,
        });
    }
    bare(text, at, end, years)
}

/// A number that only its place can make an age: `(9)`, `, 9,`, `is 9.`
fn bare(text: &Text<'_>, at: usize, end: usize, years: u32) -> Option<Age> {
    if years == 0 {
        return None;
    }
    let closed = text
        .get(end)
        .is_none_or(|token| token.is_any(", . ) ; ! ? when and - was who quand lorsque : ]"));
    let dated = text.is_any(end, MONTHS) || text.get(end).is_some_and(Token::is_number);
    let led = text.before(at, 1).is_some_and(|token| {
        token.is_any(", ( [ is was turned turns only just now then - at barely")
    });
    (closed && !dated && led).then_some(Age { tokens: at..end, years, bare: true })
}

/// Children aged nine: statistics.
fn is_group(text: &Text<'_>, start: usize) -> bool {
    let sentence = text.get(start).map(|token| token.sentence);
    (1..=5)
        .map_while(|steps| text.before(start, steps))
        .take_while(|token| Some(token.sentence) == sentence && !token.is_any(", ; ( :"))
        .any(|token| token.is_any(GROUPS))
}

/// A name that the age stands in apposition to: `Emma, aged just 9`, `Emma avait 9 ans`.
fn before(text: &Text<'_>, age: &Age) -> Option<Range<usize>> {
    const FILLERS: &str = "\
, ( [ - : aged age agee is was just only now then who he she a an the turned turns \
turning had has been ' s barely almost nearly about whose our still when at of already \
de d avait ait aura aurait vient avoir qui est etait alors eu peine seulement tout juste \
bientot presque environ elle il n que ses son sa fete fetait fetera une un la le qu ans \
cette this british local aujourd hui years et and \" ” » former ancienne ancien * _ ** \
celebrated her his year old becoming became named";
    let mut at = age.tokens.start;
    let mut steps = 0;
    while steps < APPOSITION {
        let previous = at.checked_sub(1)?;
        let token = text.get(previous)?;
        let same = token.sentence == text.get(age.tokens.start)?.sentence;
        if !same {
            return None;
        }
        // A name's own last word, not a filler, but for words that begin a sentence.
        if token.is_capital() || token.is(".") {
            let pronoun = token.is_any("she he elle il aged agee age at a");
            if token.is_any("she he elle il") {
                return subject_before(text, previous);
            }
            if !pronoun {
                return name_ending(text, at, age.bare);
            }
        }
        // In between may be what the child is called: `Emma, élève de`, `a girl`.
        if !(token.is_any(FILLERS) || token.is_any(CHILD)) {
            return None;
        }
        if age.bare
            && !token.is_any(", ( [ is was turned turns only just now then who - ' s she he barely")
        {
            return None;
        }
        at = previous;
        steps += 1;
    }
    None
}

/// `Emma came in May. She is nine`: the name in the sentence before.
fn subject_before(text: &Text<'_>, pronoun: usize) -> Option<Range<usize>> {
    let sentence = text.get(pronoun)?.sentence;
    let first = (pronoun.saturating_sub(2 * REACH)..=pronoun)
        .rev()
        .take_while(|at| text.tokens[*at].sentence + 1 >= sentence)
        .last()?;
    (first..pronoun).find_map(|at| {
        let token = &text.tokens[at];
        let person = token.is_capital() && is_given(&token.folded) && !is_named_after(text, at);
        let introduced = token.is_any(NAMING).then(|| introduced_at(text, at)).flatten();
        if person { Some(at..at + 1) } else { introduced }
    })
}

/// The name whose last word stands right before `end`.
fn name_ending(text: &Text<'_>, end: usize, bare: bool) -> Option<Range<usize>> {
    if let Some(initials) = initials_ending(text, end) {
        return Some(initials);
    }
    let mut start = end;
    let mut given = false;
    while start > 0 && end - start < 6 {
        let token = &text.tokens[start - 1];
        let hyphen = token.is("-") && token.glued && text.glued(start);
        let initial =
            token.is(".") && token.glued && text.before(start, 2).is_some_and(Token::is_letter);
        if !(token.is_capital() || (hyphen && start < end) || initial) {
            break;
        }
        // The first word of a sentence may only happen to be in capitals.
        if token.is_capital() && token.is_any(NOT_A_PERSON) && !is_given(&token.folded) {
            break;
        }
        given |= token.is_capital() && is_given(&token.folded);
        start -= 1;
    }
    while text.is(start, "-") {
        start += 1;
    }
    if start >= end || is_named_after(text, start) {
        return None;
    }
    let last = &text.tokens[end - 1];
    let acronym = end - start == 1 && last.is_shouted() && !given;
    let other = !bare && end - start <= 2 && last.folded.chars().count() > 1 && !acronym;
    // Names of things go with an article or a preposition of place.
    let placed = text.before(start, 1).is_some_and(|token| {
        token.is_any("in at of from near a de du des d l en to by aux au for with")
            || (token.is("'") && !given)
    });
    (given || (other && !placed)).then_some(start..end)
}

/// Initials whose last one stands right before `end`: `L.`, `M. K.`, `LM`.
fn initials_ending(text: &Text<'_>, end: usize) -> Option<Range<usize>> {
    let mut start = end;
    while start > 0 && end - start < 6 {
        let letter = start - 1;
        if text.tokens[letter].is_letter() {
            start = letter;
        } else if text.tokens[letter].is(".")
            && text.tokens[letter].glued
            && text.before(letter, 1).is_some_and(Token::is_letter)
        {
            start = letter - 1;
        } else if text.tokens[letter].is("-")
            && start < end
            && text.before(letter, 1).is_some_and(Token::is_letter)
        {
            start = letter;
        } else {
            break;
        }
    }
    if start >= end || text.is(start, "-") || is_label(text, start) {
        return None;
    }
    // `Emma L.` begins with Emma; a capital A or I alone is a word.
    let alone = end - start == 1;
    if alone
        && text.is_any(start, "a i y")
        && text.before(start, 1).is_none_or(|token| token.is("."))
    {
        return None;
    }
    let whole =
        text.before(start, 1).is_some_and(|token| token.is_capital() && is_given(&token.folded));
    Some(start - usize::from(whole)..end)
}

/// `Annex A`, `groupe B.`
pub(super) fn is_label(text: &Text<'_>, at: usize) -> bool {
    const LABELS: &str = "\
class building group room section lot batiment classe groupe annexe plan option part \
partie article annex appendix point vitamin hepatitis hepatite vitamine bloc block hall \
salle zone figure table tableau mr mrs ms mme mlle dr category categorie type level \
phase axe serie volet grade module";
    text.before(at, 1).is_some_and(|token| token.is_any(LABELS))
}

fn is_named_after(text: &Text<'_>, start: usize) -> bool {
    let mut at = start;
    // Over what joins: `école Jean`, `rue de`, `fondation « Emma`.
    for _ in 0..3 {
        let Some(token) = text.before(at, 1) else { return false };
        if token.is_any(NAMED_AFTER) {
            return true;
        }
        if !token.is_any("- de du la l ' des « \" “ .") {
            return false;
        }
        // `de la petite Léa` names nothing after her.
        at -= 1;
    }
    false
}

/// A name behind the age: `the nine-year-old girl named L.`, `À 9 ans, Léa`.
fn after(text: &Text<'_>, age: &Age) -> Option<Range<usize>> {
    const FILLERS: &str = "\
, ) - : named called who is known as little young whose name prenommee prenomme nommee \
nomme appelee s ' appelle la le de qui se dont prenom est the and old our * « \" “ we \
will call shall surnommee surnomme nicknamed only notre l first appele ici here petite \
petit";
    if age.bare {
        return None;
    }
    let sentence = text.get(age.tokens.start)?.sentence;
    let mut named = false;
    for at in age.tokens.end..age.tokens.end + 9 {
        let token = text.get(at)?;
        if token.sentence != sentence {
            return None;
        }
        named |= token.is_any(NAMING) || (token.is_any("call appelle appele"));
        let article = token.is("a") && !text.is(at + 1, ".");
        if token.is_capital() && !article {
            let before_age = text.before(age.tokens.start, 1);
            let lead = before_age.is_none_or(|token| {
                token.sentence != sentence
                    || token.is_any(
                        "\
a an the our de d at un une ' her his this that ago , another one ( all",
                    )
            });
            return (named || lead || age_is_led(text, age))
                .then(|| name_at(text, at, named))
                .flatten();
        }
        if !(token.is_any(FILLERS) || token.is_any(CHILD)) {
            return None;
        }
    }
    None
}

fn age_is_led(text: &Text<'_>, age: &Age) -> bool {
    text.is_any(age.tokens.start, "aged age agee")
}

/// A name or initials that begin at this token.
pub(super) fn name_at(text: &Text<'_>, at: usize, introduced: bool) -> Option<Range<usize>> {
    let token = text.get(at)?;
    if token.is_letter() {
        let mut end = at + 1;
        while text.get(end).is_some_and(|next| next.is(".") || next.is_letter() || next.is("-"))
            && end - at < 6
        {
            end += 1;
        }
        let pointed = text.is(at + 1, ".");
        return (pointed || introduced || !token.is_any("a i")).then_some(at..end);
    }
    if !token.is_capital() {
        return None;
    }
    let person = is_given(&token.folded)
        || (introduced && !token.is_any(NOT_A_PERSON) && token.folded.chars().count() > 1);
    if !person {
        return None;
    }
    let mut end = at + 1;
    while end - at < 5 {
        let surname =
            text.get(end).is_some_and(|next| next.is_capital() && !next.is_any(NOT_A_PERSON));
        let double = text.is(end, "-")
            && text.glued(end)
            && text.get(end + 1).is_some_and(Token::is_capital);
        if double {
            end += 2;
        } else if surname {
            end += 1;
        } else {
            break;
        }
    }
    Some(at..end)
}

/// A name that is said to be one, in the same sentence as the age.
fn introduced(text: &Text<'_>, age: &Age, near: &Range<usize>) -> Option<Range<usize>> {
    near.clone()
        .filter(|at| text.is_any(*at, NAMING))
        .find_map(|at| introduced_at(text, at))
        .filter(|name| {
            // What is called so is a child or nobody else: `a campaign called Safe`.
            let lead = name.start.saturating_sub(8)..name.end + 4;
            lead.into_iter().any(|at| text.is_any(at, CHILD))
                || age.tokens.start.abs_diff(name.end) < 5
        })
}

/// The name that follows this word: `prénommée L.`, `whose name is Ana`.
pub(super) fn introduced_at(text: &Text<'_>, naming: usize) -> Option<Range<usize>> {
    const BETWEEN: &str = "is est was etait : « \" “ * ( only here ici la par de";
    for at in naming + 1..naming + 5 {
        if text.get(at)?.is_capital() {
            return name_at(text, at, true);
        }
        if !text.is_any(at, BETWEEN) {
            return None;
        }
    }
    None
}
