//! Text as people type it and machines read it.

use super::{TODAY, messy, only, table};
use crate::{RepairReason, read_messy};

const NAMES: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";
const DATA: &str = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";

#[test]
fn spaces_small_letters_and_noise_around_change_nothing() {
    for text in [
        "p<utoeriksson<<anna<maria<<<<<<<<<<<<<<<<<<<\nl898902c36uto7408122f1204159ze184226b<<<<<10"
            .to_owned(),
        format!("REPÚBLICA DE UTOPÍA\nPASAPORTE Nº\n\n  {NAMES}  \n\n\t{DATA}\r\nfirma del titular"),
        format!("{NAMES} {DATA}"),
        format!("{}\n{}", NAMES.replace('<', "< "), DATA.replace('C', " C ")),
        format!("{}\n{DATA}", NAMES.replace('<', "&lt;")),
    ] {
        let found = only(read_messy(&text, TODAY));
        assert_eq!(found.reading.lines, [NAMES, DATA], "{text}");
        assert!(found.repairs.is_empty(), "{text}: {:?}", found.repairs);
    }
}

#[test]
fn what_a_position_may_not_hold_is_mended_and_told() {
    let found = only(messy(&[
        "P<UT0ER1K550N<<ANNA<MAR1A<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO74O8I22F12O4159ZE184226B<<<<<I0",
    ]));
    assert_eq!(found.reading.lines, [NAMES, DATA]);
    let told: Vec<_> =
        found.repairs.iter().map(|r| (r.line, r.at, r.read.unwrap(), r.now.unwrap())).collect();
    assert_eq!(told.len(), 10, "{told:?}");
    assert!(told.contains(&(0, 4, '0', 'O')) && told.contains(&(1, 15, 'O', '0')));
    assert!(found.repairs.iter().all(|r| r.reason == RepairReason::Position));
}

#[test]
fn a_check_digit_chooses_between_look_alikes_and_what_was_typed_stays_a_choice() {
    // The number was read with an O for its 0.
    let found = messy(&[NAMES, "L8989O2C36UTO7408122F1204159ZE184226B<<<<<10"]);
    assert_eq!(found[0].reading.number, "L898902C3");
    assert_eq!(found[0].repairs.len(), 1);
    assert_eq!((found[0].repairs[0].at, found[0].repairs[0].reason), (5, RepairReason::CheckDigit));
    let last = found.last().unwrap();
    assert_eq!(last.reading.number, "L8989O2C3");
    assert!(last.reading.misfits().count() > 0 && last.repairs.is_empty());
}

#[test]
fn several_exchanges_that_all_fit_are_several_candidates() {
    // Two 8 and one B: which of them was misread no check digit says for certain.
    let truth = &table()[0];
    let typed = truth.lines[1].replacen("L898902C3", "LB98902C3", 1);
    let found = messy(&[&truth.lines[0], &typed]);
    assert!(found.len() >= 2);
    assert!(found.iter().any(|c| c.reading.number == "L898902C3"), "{:?}", found.len());
    assert!(found.iter().any(|c| c.reading.number == "LB98902C3" && c.reading.misfits().count() > 0));
}

#[test]
fn six_and_g_are_left_as_read_and_told_where_anything_was_repaired() {
    let typed = "AG1234565<COL91O6113F2906112<<<<<<<<<<<<<<<<";
    let typed = typed.replacen('<', &crate::check_digit("AG1234565").to_string(), 1);
    let found = messy(&["P<COLARANGO<<SOFIA<<<<<<<<<<<<<<<<<<<<<<<<<<", &typed]);
    assert!(!found.is_empty());
    assert!(found.iter().all(|c| c.reading.number == "AG1234565" && c.undecided == [(1, 1), (1, 7)]));
}

#[test]
fn a_line_that_lost_or_won_fillers_gets_its_width() {
    for (names, data) in [
        (&NAMES[..43], DATA),
        (&NAMES[..42], DATA),
        (NAMES, "L898902C36UTO7408122F1204159ZE184226B<<<<10"),
        (NAMES, "L898902C36UTO7408122F1204159ZE184226B<<<10"),
        (NAMES, "L898902C36UTO7408122F1204159ZE184226B<<<<<<10"),
        (NAMES, "L898902C36UTO77408122F1204159ZE184226B<<<<<10"),
    ] {
        let found = messy(&[names, data]);
        assert!(found.iter().any(|c| c.reading.lines == [NAMES, DATA]), "{names} {data}: {}", found.len());
        assert_eq!(found[0].reading.misfits().count(), 0);
        assert!(found[0].repairs.iter().any(|r| r.reason == RepairReason::Length));
    }
}

#[test]
fn fillers_that_were_read_as_letters_are_no_names() {
    let found = only(messy(&["P<UTOERIKSSON<<ANNA<MARIA<<<<<<KK<<C<<<<<L<<", DATA]));
    assert_eq!(found.reading.names.secondary, "ANNA MARIA");
    assert_eq!(found.repairs.len(), 4);
    let other = only(messy(&["P<UTOERIKSSON<<ANNA<K<<<<<<<<<<<<<<<<<<<<<<<", DATA]));
    assert_eq!(other.reading.names.secondary, "ANNA K", "an initial is a name");
}

#[test]
fn the_marks_that_machines_read_for_fillers_are_fillers() {
    let found = only(messy(&["P‹UTOERIKSSON«ANNA‹MARIA(((____----....~~~~", DATA]));
    assert_eq!(found.reading.lines[0].len(), 44);
    assert_eq!(found.reading.names.as_said(), "ANNA MARIA ERIKSSON");
    assert!(!found.repairs.is_empty(), "it is told");
}

#[test]
fn text_without_a_zone_gives_nothing() {
    let forms = "x".repeat(44) + "\n" + &"1".repeat(44);
    for text in [
        "",
        "\n\n",
        "Ana Gil, nacida en 1988",
        &"<".repeat(88),
        &forms,
        &"<".repeat(90),
        "日本国旅券",
        &NAMES[..30],
    ] {
        assert!(read_messy(text, TODAY).is_empty(), "{text}");
    }
}
