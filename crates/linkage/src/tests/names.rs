//! Names as people of Central America bear, spell and leave them out.

use crate::names::{NamesLevel, Second, beside};
use crate::token::{Likeness, Seen, Tokens, one_slip_apart};
use crate::{TOKENS_MAX, parts, sound};

fn spellings(name: &str) -> Vec<String> {
    parts(name).into_iter().map(|p| p.spelling).collect()
}

#[test]
fn accents_case_particles_and_scripts_do_not_part_people() {
    assert_eq!(spellings("María-José  de la Ñuñez"), ["maria", "jose", "ñuñez"]);
    assert_eq!(spellings("Kʼicheʼ K'iche' ɨxchel"), ["kiche", "kiche", "ixchel"]);
    assert_eq!(spellings("DE LA"), ["de", "la"]);
    assert_eq!(spellings("Иван Петров"), ["ivan", "petrov"]);
    assert_eq!(spellings("N\u{303}"), ["ñ"], "a tilde that stands apart is the same letter");
    assert!(spellings(" -.- ").is_empty());
    let married = parts("María de López");
    assert!(married[1].after_particle && !married[0].after_particle);
}

#[test]
fn enye_is_a_letter_of_its_own_and_sounds_like_n() {
    assert_ne!(spellings("Peña"), spellings("Pena"));
    assert_eq!(sound("peña"), sound("pena"));
}

#[test]
fn what_sounds_alike_in_spanish_is_one_sound() {
    let alike = [
        ("vasquez", "basques"),
        ("gonzalez", "gonsales"),
        ("cecilia", "sesilia"),
        ("hernandez", "ernandes"),
        ("llanos", "yanos"),
        ("jimenez", "gimenes"),
        ("katherine", "katerine"),
        ("quispe", "kispe"),
        ("wendy", "uendi"),
        ("huaman", "guaman"),
        ("daysi", "daisi"),
        ("xavier", "javier"),
        ("mejia", "mexia"),
        ("castillo", "castiyo"),
        ("nancy", "nanci"),
        ("joanna", "joana"),
        ("chavez", "chabes"),
        ("trinidad", "trinida"),
    ];
    for (one, other) in alike {
        assert_eq!(sound(one), sound(other), "{one} {other}");
    }
    for (one, other) in
        [("chavez", "saavedra"), ("luis", "luisa"), ("rosa", "roja"), ("hernandez", "fernandez")]
    {
        assert_ne!(sound(one), sound(other), "{one} {other}");
    }
    assert_eq!(sound("h"), "h");
}

#[test]
fn a_slip_is_one_letter_or_two_exchanged() {
    for (one, other) in
        [("lopez", "lope"), ("lopez", "lopes"), ("lopez", "lpoez"), ("mejia", "mejiia"), ("12345", "12354")]
    {
        assert!(one_slip_apart(one, other) && one_slip_apart(other, one), "{one} {other}");
    }
    for (one, other) in
        [("lopez", "lop"), ("lopez", "zepol"), ("ana", "eva"), ("al", "el"), ("12345", "13254")]
    {
        assert!(!one_slip_apart(one, other), "{one} {other}");
    }
}

fn level(one: &str, other: &str, nicknames: bool) -> Option<NamesLevel> {
    let mut tokens = Tokens::new(nicknames);
    let cells: Vec<[u32; TOKENS_MAX]> = [one, other].map(|n| tokens.read(n).unwrap()).to_vec();
    let mut seen = Seen::default();
    let level = beside(&tokens, &cells[0], &cells[1], &mut seen).map(|b| b.level);
    let turned = beside(&tokens, &cells[1], &cells[0], &mut seen).map(|b| b.level);
    assert_eq!(level, turned, "{one} {other}");
    level
}

#[test]
fn names_are_laid_beside_each_other_word_by_word() {
    use Likeness::{Alike, Different, Exact, Sound};
    let straight = |first, second| Some(NamesLevel::Straight(first, second));
    let crossed = |exact, rest| Some(NamesLevel::Crossed(exact, rest));
    let surnames = [
        ("López Mejía", "LOPEZ MEJIA", straight(Exact, Second::Exact)),
        ("López Mejía", "Lopes Mexía", straight(Sound, Second::Sound)),
        ("López Mejía", "López", straight(Exact, Second::Missing)),
        ("López Mejía", "López Castro", straight(Exact, Second::Different)),
        ("López Mejía", "López de Castro", straight(Exact, Second::Married)),
        ("López Mejía", "Mejía López", crossed(true, Second::Exact)),
        ("López Mejía", "Mejía", crossed(true, Second::Missing)),
        ("López Mejía", "Mejía Castro", crossed(true, Second::Different)),
        ("López Mejía", "Castro Mejía", straight(Different, Second::Exact)),
        ("López Mejía", "Castro Xol", straight(Different, Second::Different)),
        ("López", "Castro", straight(Different, Second::Missing)),
        ("Hernandez Caal", "Hernandxz Caal", straight(Alike, Second::Exact)),
        ("López", "", None),
    ];
    for (one, other, expected) in surnames {
        assert_eq!(level(one, other, false), expected, "{one} / {other}");
    }
    let given = [
        ("Francisco", "Paco", straight(Sound, Second::Missing)),
        ("Alex", "Alejandro", straight(Sound, Second::Missing)),
        ("José Luis", "Luis", crossed(true, Second::Missing)),
        ("José Luis", "L.", crossed(false, Second::Missing)),
        ("Ana Luisa María", "Luisa María", straight(Exact, Second::Exact)),
        ("María de los Ángeles", "Maria Angeles", straight(Exact, Second::Exact)),
    ];
    for (one, other, expected) in given {
        assert_eq!(level(one, other, true), expected, "{one} / {other}");
    }
    assert_ne!(level("Alejandro", "Alexander", true), straight(Sound, Second::Missing));
    assert_eq!(level("Paco", "Francisco", false), straight(Different, Second::Missing));
}

#[test]
fn every_place_of_a_level_leads_back_to_it() {
    for place in 0..NamesLevel::COUNT {
        assert_eq!(NamesLevel::at(place).place(), place);
    }
}

#[test]
fn every_line_of_the_nicknames_is_a_pair_of_plain_words() {
    let mut count = 0;
    for (name, nickname) in crate::nickname::pairs() {
        count += 1;
        assert_ne!(name, nickname);
        for word in [name, nickname] {
            assert_eq!(spellings(word), [word], "a plain word");
        }
    }
    assert!(count > 100);
}
