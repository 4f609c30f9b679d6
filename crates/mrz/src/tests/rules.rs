//! Rules of the standard one by one: check digits, letters, names that are too long, refusals.

use super::TODAY;
use crate::{
    Form, Letters, NotLatin, Optional, ReadError, StateCode, WriteError, Zone, ZoneSex, check_digit,
    is_blind_to, read, transliterated, write,
};
use kernel::PartialDate;

/// The examples of Doc 9303-3, 4.9, and of the specimens.
#[test]
fn published_check_digits_are_computed() {
    for (field, digit) in [
        ("520727", '3'),
        ("AB2134<<<", '5'),
        ("740812", '2'),
        ("120415", '9'),
        ("L898902C3", '6'),
        ("D23145890734", '9'),
        ("ZE184226B<<<<<", '1'),
        ("<<<<<<", '0'),
    ] {
        assert_eq!(check_digit(field), digit, "{field}");
    }
}

#[test]
fn the_characters_that_no_check_digit_tells_apart_are_known() {
    let groups = ["<0AKU", "1BLV", "2CMW", "3DNX", "4EOY", "5FPZ", "6GQ", "7HR", "8IS", "9JT"];
    let all: String = groups.concat();
    for a in all.chars() {
        for b in all.chars() {
            let together = groups.iter().any(|g| g.contains(a) && g.contains(b));
            assert_eq!(is_blind_to(a, b), together, "{a} {b}");
        }
    }
    assert!(!is_blind_to('a', 'K') && !is_blind_to('Ñ', 'N'));
}

#[test]
fn two_neighbours_that_changed_places_are_found_unless_they_differ_by_five() {
    for a in '0'..='9' {
        for b in '0'..='9' {
            let found = check_digit(&format!("{a}{b}")) != check_digit(&format!("{b}{a}"));
            let difference = (u32::from(a)).abs_diff(u32::from(b));
            assert_eq!(found, difference != 0 && difference != 5, "{a} {b}");
        }
    }
}

#[test]
fn letters_are_written_as_the_table_says() {
    for (name, plain, marked) in [
        ("Muñoz Peña", "MUNOZ<PENA", "MUNXXOZ<PENXXA"),
        ("Agüero", "AGUEERO", "AGUXXERO"),
        ("D'Angelo O’Neill", "DANGELO<ONEILL", "DANGELO<ONEILL"),
        ("Kʼicheʼ Tz'utujil", "KICHE<TZUTUJIL", "KICHE<TZUTUJIL"),
        ("Pérez-Gómez", "PEREZ<GOMEZ", "PEREZ<GOMEZ"),
        ("  de   la  Cruz ", "DE<LA<CRUZ", "DE<LA<CRUZ"),
        ("Jr. M.", "JR<M", "JR<M"),
        ("Weiß Öztürk", "WEISS<OEZTUERK", "WEISS<OEZTUXXRK"),
        ("Åse Ærø Łukasz Đorđe Þór", "AASE<AEROE<LUKASZ<DORDE<THOR", "AASE<AEROE<LUKASZ<DORDE<THOR"),
        ("Nguyễn Thị", "NGUYEN<THI", "NGUYEN<THI"),
        ("n\u{303}andu\u{301}", "NANDU", "NXXANDU"),
        ("", "", ""),
    ] {
        assert_eq!(transliterated(name, Letters::Plain).unwrap(), plain, "{name}");
        assert_eq!(transliterated(name, Letters::Marked).unwrap(), marked, "{name}");
    }
    assert_eq!(transliterated("Анна", Letters::Plain), Err(NotLatin('А')));
    assert_eq!(transliterated("Ana 2", Letters::Plain), Err(NotLatin('2')));
}

fn zone(primary: &str, secondary: &str) -> Zone {
    Zone {
        form: Form::Td3,
        document_code: "P".into(),
        issuer: StateCode::new("UTO").unwrap(),
        number: "L898902C3".into(),
        primary: primary.into(),
        secondary: secondary.into(),
        nationality: StateCode::new("UTO").unwrap(),
        birth: PartialDate::parse("1974-08-12", TODAY).ok(),
        sex: ZoneSex::Female,
        expiry: PartialDate::parse("2012-04-15", TODAY).ok(),
        optional: Optional::default(),
    }
}

fn names_of(primary: &str, secondary: &str) -> String {
    write(&zone(primary, secondary), Letters::Plain).unwrap()[0][5..].to_owned()
}

#[test]
fn names_that_are_too_long_are_cut_and_say_so_in_the_last_position() {
    // The first is an example of Doc 9303-4, 4.2.3; the others are invented.
    for (primary, secondary, written) in [
        ("Nilavadhanananda", "Chayapa Dejthamrong Krasuang", "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K"),
        (
            "Fernández de Córdoba y Villavicencio",
            "María de los Ángeles Guadalupe",
            "FERNANDEZ<DE<CORDOBA<Y<VILLAVICENC<<M",
        ),
        (
            "Wolfeschlegelsteinhausenbergerdorffvoralternwaren",
            "Hubert",
            "WOLFESCHLEGELSTEINHAUSENBERGERDORFFVO<<H",
        ),
        ("Wolfeschlegelsteinhausenbergerdorffvoralternwaren", "", "WOLFESCHLEGELSTEINHAUSENBERGERDORFFVORA"),
    ] {
        let names = names_of(primary, secondary);
        assert_eq!(names.len(), 39, "{names}");
        assert!(!names.ends_with('<'), "{names}");
        let start: String = written.chars().take(18).collect();
        assert!(names.starts_with(&start), "{names} {written}");
    }
    assert_eq!(
        names_of("Nilavadhanananda", "Chayapa Dejthamrong Krasuang"),
        "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K"
    );
    assert_eq!(
        names_of("Wolfeschlegelsteinhausenbergerdorffvoralternwaren", "Hubert"),
        "WOLFESCHLEGELSTEINHAUSENBERGERDORFFV<<H"
    );
    assert_eq!(names_of("Gil", "Ana"), format!("{:<<39}", "GIL<<ANA"));
    assert_eq!(names_of("Ana", ""), format!("{:<<39}", "ANA"));
}

#[test]
fn what_cannot_be_written_is_refused_and_nothing_else_is_cut() {
    let refused = |change: &dyn Fn(&mut Zone)| {
        let mut zone = zone("Eriksson", "Anna");
        change(&mut zone);
        write(&zone, Letters::Plain).err()
    };
    assert_eq!(refused(&|_| {}), None);
    assert_eq!(refused(&|z| z.document_code = "V".into()), Some(WriteError::DocumentCode));
    assert_eq!(refused(&|z| z.document_code = String::new()), Some(WriteError::DocumentCode));
    assert_eq!(refused(&|z| z.number = "L898902C34".into()), Some(WriteError::Number));
    assert_eq!(refused(&|z| z.number = "L8-98".into()), Some(WriteError::Number));
    assert_eq!(refused(&|z| z.primary = " ' ".into()), Some(WriteError::NoName));
    assert_eq!(refused(&|z| z.secondary = "Анна".into()), Some(WriteError::Letter(NotLatin('А'))));
    assert_eq!(refused(&|z| z.optional.first = "1234567890ABCDE".into()), Some(WriteError::Optional));
    assert_eq!(refused(&|z| z.optional.first = "ñ".into()), Some(WriteError::Optional));
    assert_eq!(refused(&|z| z.optional.second = "1".into()), Some(WriteError::Optional));
}

#[test]
fn lines_that_are_no_zone_are_refused() {
    let whole = "<".repeat(44);
    let l44 = whole.as_str();
    for lines in [vec![], vec![""], vec![l44], vec![l44, l44, l44], vec![l44, &l44[1..]]] {
        assert_eq!(read(&lines, TODAY).err(), Some(ReadError::Form), "{lines:?}");
    }
    let lower = "p".to_owned() + &l44[1..];
    assert_eq!(read(&[l44, &lower], TODAY).err(), Some(ReadError::Character { line: 1, at: 0 }));
    assert_eq!(
        ReadError::Character { line: 1, at: 0 }.to_string(),
        "line 2 holds a character at position 1 that no zone is written in"
    );
}

#[test]
fn a_given_name_of_one_letter_that_finds_no_room_is_told_by_the_last_position() {
    assert_eq!(names_of(&"B".repeat(35), "A A"), format!("{}<<A<A", "B".repeat(34)));
}
