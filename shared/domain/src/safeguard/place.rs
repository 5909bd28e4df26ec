//! Named schools with a pupil's name or initials, and street addresses.

use super::name::{introduced_at, is_label, name_at};
use super::tokens::{Text, Token};
use super::words::{NAMED_AFTER, NAMING, NOT_A_PERSON, PUPIL, is_given};
use super::{Flag, FlagKind, Rules};
use std::ops::Range;

/// Words between a school and a pupil of it.
const REACH: usize = 24;

pub(super) fn schools(text: &Text<'_>, rules: Rules, flags: &mut Vec<Flag>) {
    for at in 0..text.tokens.len() {
        let school = match rules {
            Rules::English => english_school(text, at),
            Rules::French => french_school(text, at),
            Rules::Neutral => None,
        };
        let Some(school) = school else { continue };
        let near = text.around(at, REACH);
        let pupil =
            near.filter(|at| !school.contains(at)).find_map(|at| pupil_at(text, at, &school));
        if let Some(pupil) = pupil {
            let tokens = pupil.start.min(school.start)..pupil.end.max(school.end);
            flags.push(Flag { kind: FlagKind::SchoolWithInitials, range: text.bytes(tokens) });
        }
    }
}

/// `Hillside Primary School`, `the school in Ashford`.
fn english_school(text: &Text<'_>, at: usize) -> Option<Range<usize>> {
    const SCHOOLS: &str = "\
school academy college kindergarten nursery gymnasium primary elementary";
    const SORTS: &str = "\
primary secondary high elementary grammar infant junior middle nursery boarding special \
catholic church community c e national ' s ’";
    if !text.is_any(at, SCHOOLS) {
        return None;
    }
    let mut start = at;
    while start > 0 && at - start < 7 && text.follows_on(start) {
        let before = &text.tokens[start - 1];
        let named = before.is_capital() && !before.is_any("the a our at in every each");
        // `St. Mary's`, `Church of England`, but not `R. of Kingsmead`.
        let pointed =
            before.is(".") && text.before(start, 2).is_some_and(|word| word.is_any("st c e"));
        let of = before.is("of") && text.before(start, 2).is_some_and(|word| word.is("church"));
        if !(named || before.is_any(SORTS) || before.is("-") || pointed || of) {
            break;
        }
        start -= 1;
    }
    while start < at && !text.tokens[start].is_capital() {
        start += 1;
    }
    let own = (start..at).any(|at| text.tokens[at].is_capital() && !text.is_any(at, SORTS));
    if own {
        return Some(start..at + 1);
    }
    let placed = text.is_any(at + 1, "in of at")
        && text.get(at + 2).is_some_and(|token| token.is_capital() && !token.is_any(NOT_A_PERSON));
    placed.then_some(start..at + 3)
}

/// `l'école Jean-Moulin`, `le collège de la Plaine`.
fn french_school(text: &Text<'_>, at: usize) -> Option<Range<usize>> {
    const SCHOOLS: &str = "ecole college lycee maternelle creche internat ime institut";
    if !text.is_any(at, SCHOOLS) {
        return None;
    }
    for next in at + 1..at + 8 {
        let token = text.get(next)?;
        if token.is_capital() {
            let mut end = next + 1;
            while end - next < 8
                && (text.get(end).is_some_and(Token::is_capital)
                    || (text.is_any(end, "- '") && text.glued(end) && text.glued(end + 1)))
            {
                end += 1;
            }
            return Some(at..end);
        }
        let joins = token.is_any(
            "\
de du des d l la le les ' a primaire elementaire maternelle publique privee prive public \
catholique professionnel general technique « \" “ - communale saint sainte",
        );
        if !joins {
            return None;
        }
    }
    None
}

/// A pupil's name or initials here, outside the school's own name.
fn pupil_at(text: &Text<'_>, at: usize, school: &Range<usize>) -> Option<Range<usize>> {
    let token = text.get(at)?;
    let outside = |name: &Range<usize>| name.end <= school.start || name.start >= school.end;
    if token.is_any(NAMING) {
        return introduced_at(text, at).filter(outside);
    }
    if token.is_letter() {
        return initial_at(text, at).filter(outside);
    }
    if token.is_capital() && is_given(&token.folded) && !is_title_before(text, at) {
        let name = name_at(text, at, false).filter(outside)?;
        return is_pupil(text, &name).then_some(name);
    }
    None
}

/// An initial that is no label, no title and no part of somebody's whole name.
fn initial_at(text: &Text<'_>, at: usize) -> Option<Range<usize>> {
    let name = name_at(text, at, false)?;
    if is_label(text, at)
        || is_title_before(text, at)
        || text.before(at, 1).is_some_and(|token| token.is("-") && token.glued)
    {
        return None;
    }
    let elided = text.is_any(name.start + 1, "'");
    let next = text.get(name.end);
    // `J. Smith`, `M. Dupont`, and with no point behind it a letter is seldom a person.
    let whole = next.is_some_and(|next| next.is_capital() && !next.is_letter());
    let pointed = text.is(at + 1, ".")
        || text.before(at, 1).is_some_and(|token| token.is_any(PUPIL) || is_given(&token.folded));
    let spelt = text.get(at + 1).is_some_and(|next| next.glued && next.is_any("/ + & -"));
    (pointed && !whole && !elided && !spelt && !ends_a_list(text, at)).then_some(name)
}

/// `vitamin A.`, `plan B.` are labels; so is a letter that only ends a list: `A, B or C.`
fn ends_a_list(text: &Text<'_>, at: usize) -> bool {
    text.before(at, 1).is_some_and(|token| token.is_any("or and ou et"))
        && text.before(at, 2).is_some_and(Token::is_letter)
        && !text.is(at + 1, ".")
}

fn is_title_before(text: &Text<'_>, at: usize) -> bool {
    text.before(at, 1).is_some_and(|token| token.is_any(NAMED_AFTER))
        || (text.before(at, 1).is_some_and(|token| token.is("."))
            && text.before(at, 2).is_some_and(|token| token.is_any("mr mrs ms dr st m")))
}

/// Whether the words around a name make its bearer a pupil.
fn is_pupil(text: &Text<'_>, name: &Range<usize>) -> bool {
    let before = (1..=3)
        .filter_map(|steps| text.before(name.start, steps))
        .any(|token| token.is_any(PUPIL) && !token.is_any("who qui"));
    let mut steps = 0;
    let mut at = name.end;
    while steps < 6 {
        let Some(token) = text.get(at) else { break };
        if token.is_any(PUPIL) {
            return true;
        }
        let fills = token.is_any(
            "\
, ( - a an the is was une un est etait en in has just l ' au etudie studies at former \
our ancienne ancien . years ans aged year old de then",
        ) || token.is_number()
            || token.is_letter();
        if !fills {
            break;
        }
        at += 1;
        steps += 1;
    }
    before
}

/// Words between a number and what follows it in an address.
const STREET: usize = 6;

pub(super) fn streets(text: &Text<'_>, rules: Rules, flags: &mut Vec<Flag>) {
    for at in 0..text.tokens.len() {
        let street = match rules {
            Rules::English => english_street(text, at),
            Rules::French => french_street(text, at),
            Rules::Neutral => None,
        };
        let Some(street) = street else { continue };
        if is_lived_in(text, &street) || (is_numbered(text, &street) && !is_public(text, &street)) {
            flags.push(Flag { kind: FlagKind::StreetAddress, range: text.bytes(street) });
        }
    }
}

fn is_numbered(text: &Text<'_>, street: &Range<usize>) -> bool {
    text.tokens[street.start].is_number()
}

/// `12 Mill Lane`, `Rose Street`; the range begins with the number where there is one.
fn english_street(text: &Text<'_>, at: usize) -> Option<Range<usize>> {
    const STREETS: &str = "\
street st road rd avenue ave lane drive close court crescent way place square terrace \
gardens grove hill row mews boulevard parade walk quay green";
    let token = text.get(at)?;
    if !(token.is_capital() && token.is_any(STREETS)) {
        return None;
    }
    let mut start = at;
    while start > 0 && at - start < 4 {
        let before = &text.tokens[start - 1];
        let named = before.is_capital()
            && !before.is_any("the in on at of from our this that to and a")
            || before.is_any("' s .") && before.glued;
        if !named || before.sentence != token.sentence {
            break;
        }
        start -= 1;
    }
    if start == at {
        return None;
    }
    Some(numbered(text, start)..at + 1)
}

/// The house number before a street, with its letter or comma; else the street itself.
fn numbered(text: &Text<'_>, start: usize) -> usize {
    const BETWEEN: &str = ", bis ter quater a b c d";
    for steps in 1..=3 {
        match text.before(start, steps) {
            Some(token) if token.is_number() && token.folded.len() <= 4 => return start - steps,
            Some(token) if token.is_any(BETWEEN) => {}
            Some(_) | None => break,
        }
    }
    start
}

/// `12 bis, rue des Lilas`, `rue des Lilas`.
fn french_street(text: &Text<'_>, at: usize) -> Option<Range<usize>> {
    const SURE: &str = "\
rue avenue boulevard bd impasse allee allees quai faubourg ruelle lotissement sentier \
venelle residence villa hameau";
    const UNSURE: &str = "place route cours chemin passage square av cite rond";
    let token = text.get(at)?;
    let sure = token.is_any(SURE);
    if !(sure || token.is_any(UNSURE)) {
        return None;
    }
    let proper = (at + 1..at + 1 + STREET)
        .take_while(|next| {
            text.get(*next).is_some_and(|next| {
                next.sentence == token.sentence
                    && (next.is_capital()
                        || next.is_any("de du des d l la le les ' - aux au a . saint sainte")
                        || next.is_number())
            })
        })
        .filter(|next| text.tokens[*next].is_capital() || text.tokens[*next].is_number())
        .last();
    let start = numbered(text, at);
    let named = match proper {
        Some(last) => last + 1,
        // `12 rue des lilas`, all small.
        None if sure && start < at => {
            let mut end = at + 1;
            while text.is_any(end, "de du des d l la le les ' -") && end - at < 5 {
                end += 1;
            }
            text.get(end).filter(|token| token.is_word()).map(|_| end + 1)?
        }
        None => return None,
    };
    Some(start..named)
}

/// Where somebody lives, with or without a number.
fn is_lived_in(text: &Text<'_>, street: &Range<usize>) -> bool {
    const HOMES: &str = "\
lives lived living resides residing home flat apartment family house habite habitait \
habitant domicilie domiciliee domicile reside residait demeurant loge logee appartement \
famille chez vit vivait";
    let near = text.around(street.start, 8);
    (near.start..street.start).any(|at| text.is_any(at, HOMES))
}

/// The address of a place that is open to all.
fn is_public(text: &Text<'_>, street: &Range<usize>) -> bool {
    const OPEN: &str = "\
hall council library museum court courthouse hospital police station centre center \
office offices headquarters theatre cinema university embassy church barnahus clinic \
venue mairie prefecture hotel mediatheque bibliotheque musee tribunal hopital \
commissariat gendarmerie siege salle gymnase universite ambassade palais espace \
locaux departement ccas permanence bureau bureaux conseil stade town accueil";
    let near = text.around(street.start, 14);
    // `maison des associations` is open to all, `la maison du 52` is not.
    let house = |at: usize| {
        text.is(at, "maison")
            && text.is_any(at + 1, "de des du d")
            && text.get(at + 2).is_some_and(|next| !next.is_number())
    };
    (near.start..street.start).any(|at| text.is_any(at, OPEN) || house(at))
        || (street.end..near.end.min(street.end + 4))
            .any(|at| text.is_any(at, "mairie hall council library"))
}
