//! Numbers of cases and files.

use super::tokens::Text;
use super::{Flag, FlagKind, Rules};

/// Words for a case, which need a word for a number behind them or a number with a mark in it.
const ENGLISH: &str = "\
case file docket casefile complaint crime incident reference ref";
const FRENCH: &str = "\
dossier affaire procedure plainte parquet instruction pv verbal signalement courante rg \
minute procedures reference ref";
const ELSEWHERE: &str = "\
aktenzeichen az geschaftszeichen expediente diligencias processo procedimento \
procedimiento fascicolo sygn sygnatura dosar dosarul spis spisova zaaknummer \
dossiernummer parketnummer journalnummer sagsnummer diaarinumero ugyszam predmet дело \
справа υποθεση φακελος";
/// What says that it is a person's case, where the word alone does not.
const OF_A_PERSON: &str = "\
case police court crime victim child girl boy her his their prosecutor dossier affaire \
plainte parquet victime enfant tribunal gendarmerie judiciaire juge";
/// Files of another sort.
const OF_AN_OFFICE: &str = "\
grant project tender budget call contract press procurement policy funding subvention \
candidature presse pedagogique marche projet thematique appel convention budgetaire \
deliberation document technique documentation catalogue isbn study studies journal \
official";
const NUMBER: &str = "no nr number numero num # n nos reference ref id";

/// Words between the case and its number, such as `dossier d'assistance éducative n°`.
const REACH: usize = 7;

pub(super) fn numbers(text: &Text<'_>, rules: Rules, flags: &mut Vec<Flag>) {
    let words = match rules {
        Rules::English => ENGLISH,
        Rules::French => FRENCH,
        Rules::Neutral => ELSEWHERE,
    };
    for at in 0..text.tokens.len() {
        if !text.is_any(at, words) {
            continue;
        }
        if let Some(end) = number_after(text, at, rules) {
            flags.push(Flag { kind: FlagKind::CaseNumber, range: text.bytes(at..end) });
        }
    }
}

/// The token after the number that belongs to the word at `at`.
fn number_after(text: &Text<'_>, at: usize, rules: Rules) -> Option<usize> {
    let near = text.around(at, REACH);
    let vague = text.is_any(at, "reference ref minute procedure instruction");
    if (near.start..at).any(|word| text.is_any(word, OF_AN_OFFICE)) {
        return None;
    }
    let of_a_person = near.start..near.end.min(at + 4);
    if vague && !of_a_person.clone().any(|word| word != at && text.is_any(word, OF_A_PERSON)) {
        return None;
    }
    // `le numéro de dossier de l'enfant (B-20417)`
    let led = text.before(at, 2).is_some_and(|word| word.is_any("numero no"));
    let mut marked = rules == Rules::Neutral || (led && rules == Rules::French);
    for next in at + 1..near.end {
        if text.is_any(next, OF_AN_OFFICE) {
            return None;
        }
        if text.is_any(next, NUMBER) || text.is(next, ":") || text.is(next, "°") {
            marked = true;
            continue;
        }
        if let Some((end, digits, parts)) = value(text, next) {
            let clear = if marked { digits >= 3 || parts > 1 } else { parts > 1 && digits >= 4 };
            // A year or a date says when, not which.
            let dated = super::birth::date(text, next, rules).is_some()
                || (parts == 1 && digits == 4 && !marked);
            return (clear && !dated).then_some(end);
        }
        // In English the number stands at once behind its word.
        let goes_on = match rules {
            Rules::English => text.is_any(next, "( , . is was with the file report under"),
            Rules::French | Rules::Neutral => {
                !text.is_any(next, ", ; (") || (marked && text.is(next, "("))
            }
        };
        if !goes_on {
            return None;
        }
    }
    None
}

/// A number with what is written into it, as in `2024/118` or `12 Js 345/22`: the token after
/// it, its digits, its parts.
fn value(text: &Text<'_>, at: usize) -> Option<(usize, usize, usize)> {
    let first = text.get(at)?;
    let coded = first.is_shouted() || first.is_letter();
    let joined = |at: usize| {
        text.is_any(at, "/ - . _")
            && text.glued(at)
            && text.glued(at + 1)
            && text.get(at + 1).is_some_and(|next| next.is_number() || next.is_capital())
    };
    if !first.is_number()
        && !(coded && (joined(at + 1) || text.glued(at + 1) || is_number(text, at + 1)))
    {
        return None;
    }
    let (mut end, mut parts) = (at + 1, 1);
    let mut digits = if first.is_number() { first.folded.len() } else { 0 };
    while end - at < 12 {
        let Some(next) = text.get(end) else { break };
        let code_then_number = next.is_capital()
            && next.folded.len() <= 3
            && first.is_number()
            && is_number(text, end + 1);
        let glued = next.glued && (next.is_number() || next.is_capital());
        let behind_code = next.is_number() && !first.is_number() && parts == 1;
        let group = next.is_number() && next.folded.len() >= 2 && parts < 6;
        let step = if joined(end) || (code_then_number && !next.glued) {
            2
        } else if glued || behind_code || group {
            1
        } else {
            break;
        };
        end += step;
        parts += 1;
        digits += text
            .before(end, 1)
            .filter(|token| token.is_number())
            .map_or(0, |token| token.folded.len());
    }
    (digits > 0).then_some((end, digits, parts))
}

fn is_number(text: &Text<'_>, at: usize) -> bool {
    text.get(at).is_some_and(super::tokens::Token::is_number)
}
