//! Names so close that one may be the other: for staff, who look before they verify.

use crate::text::folded;
use deunicode::deunicode;
use strsim::sorensen_dice;

/// From here on two names count as close: half of the pairs of letters in common is chance, all of
/// them the same name.
const CLOSE: f64 = 0.7;

/// Shortest name that counts as close to one that contains it.
const SHORTEST: usize = 5;

/// What bodies are called besides their name, in the languages that they mostly write in. It says
/// nothing about which one it is.
const GENERIC: &str = "\
    administration ajuntament assemblee association authority ayuntamiento bezirk borough camara canton \
    citta city comarca communaute commune comune comunidad concello conseil consejo \
    consiglio council county departement deputacion dimos diputacion district gemeente \
    gemeinde general gmina government hromada junta kommun kommune kreis land landkreis \
    local mairie mesto metropole miasto miska municipal municipality municipio municipiul \
    obec oblast opcina opstina powiat province provincia provincie rada regiao region \
    regional regione rural stad stadt town union urban vila villa village ville wojewodztwo \
    xunta";

/// Words between names, which say nothing either.
const SHORT: &str = "\
    and d da das de degli dei del della delle der des di do dos du el et i in l la las le \
    les los of the und van y za";

/// Whether two names may be those of one body, whatever the script, the accents and the words
/// for what kind of body it is.
#[must_use]
pub fn alike(one: &str, other: &str) -> bool {
    let (one, other) = (core(one), core(other));
    if one.is_empty() || other.is_empty() {
        return false;
    }
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    one == other
        || (short.len() >= SHORTEST && long.contains(short.as_str()))
        || sorensen_dice(&one, &other) >= CLOSE
}

/// The words that set a name apart, in plain Latin letters; all of them where none does.
fn core(name: &str) -> String {
    let plain = deunicode(name);
    let words = || plain.split(|c: char| !c.is_alphanumeric()).map(folded);
    let says_nothing =
        |word: &str| [GENERIC, SHORT].iter().any(|list| list.split(' ').any(|it| it == word));
    let own: String = words().filter(|word| !says_nothing(word)).collect();
    if own.is_empty() { words().collect() } else { own }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_body_is_close_to_its_other_spellings() {
        for (one, other) in [
            ("Ville de Lyon", "Lyon"),
            ("City of Lyon", "Commune de LYON"),
            ("Saint-Étienne", "St Etienne"),
            ("София", "Sofia"),
            ("Θεσσαλονίκη", "Thessaloniki"),
            ("Municipality of Thessaloniki", "Dimos Thessalonikis"),
            ("Castelló de la Plana", "Castellón de la Plana"),
            ("Association of Towns of Serbia", "Towns of Serbia, Association"),
        ] {
            assert!(alike(one, other), "{one} / {other}");
        }
    }

    #[test]
    fn bodies_of_one_kind_are_not_close_for_that() {
        for (one, other) in [
            ("Municipality of Porto", "Municipality of Braga"),
            ("Ville de Lyon", "Ville de Dijon"),
            ("Gmina Warszawa", "Gmina Wrocław"),
            ("Région Bretagne", "Région Occitanie"),
            ("Landkreis Leipzig", "Landkreis Meißen"),
        ] {
            assert!(!alike(one, other), "{one} / {other}");
        }
    }

    proptest! {
        #[test]
        fn closeness_goes_both_ways(one in "\\PC{0,40}", other in "\\PC{0,40}") {
            prop_assert_eq!(alike(&one, &other), alike(&other, &one));
        }

        #[test]
        fn a_name_is_close_to_itself(name in "[a-zà-ž]{1,30}( [a-zà-ž]{1,30}){0,3}") {
            prop_assert!(alike(&name, &name));
        }
    }
}
