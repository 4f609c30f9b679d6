//! Every line of the truth table: read, and where nothing is wrong with it written again.

use super::{TODAY, Truth, only, read_messy, table};
use crate::{Check, Checked, Letters, StateCode, Zone, ZoneDate, ZoneSex, write};
use kernel::PartialDate;

fn shown(date: &ZoneDate) -> (String, Option<String>) {
    match date {
        ZoneDate::Known { date, other_century } => (date.to_string(), other_century.map(|d| d.to_string())),
        ZoneDate::Unknown => (String::new(), None),
        ZoneDate::NoDate => ("no date".to_owned(), None),
    }
}

fn sex(sex: ZoneSex) -> &'static str {
    match sex {
        ZoneSex::Female => "F",
        ZoneSex::Male => "M",
        ZoneSex::Unspecified => "<",
        ZoneSex::Unreadable => "?",
    }
}

fn checked(check: &Check) -> &'static str {
    match check.of {
        Checked::Number => "number",
        Checked::Birth => "birth",
        Checked::Expiry => "expiry",
        Checked::Optional => "optional",
        Checked::Composite => "composite",
    }
}

#[test]
fn the_table_has_the_published_specimens_and_more_than_twenty_invented_zones() {
    let (published, invented): (Vec<Truth>, Vec<Truth>) =
        table().into_iter().partition(|t| t.source.starts_with("Doc 9303"));
    assert!(published.len() >= 7 && invented.len() >= 20);
    assert!(invented.iter().all(|t| t.source == "invented"));
    assert!(published.iter().all(|t| t.issuer == "UTO"), "specimens are of an invented state");
}

#[test]
fn every_zone_says_what_the_table_says() {
    for truth in table() {
        let reading = truth.reading();
        let title = &truth.title;
        assert_eq!(reading.form.code(), truth.form, "{title}");
        assert_eq!(reading.document_code, truth.document_code, "{title}");
        assert_eq!(reading.issuer.code(), truth.issuer, "{title}");
        assert_eq!(reading.number, truth.number, "{title}");
        assert_eq!(reading.names.primary, truth.primary, "{title}");
        assert_eq!(reading.names.secondary, truth.secondary, "{title}");
        assert_eq!(reading.names.perhaps_cut, truth.perhaps_cut, "{title}");
        assert_eq!(reading.nationality.code(), truth.nationality, "{title}");
        assert_eq!(shown(&reading.birth), (truth.birth.clone(), truth.birth_or.clone()), "{title}");
        assert_eq!(sex(reading.sex), truth.sex, "{title}");
        assert_eq!(shown(&reading.expiry).0, truth.expiry, "{title}");
        assert_eq!(reading.optional.first, truth.optional, "{title}");
        assert_eq!(reading.optional.second, truth.optional_second, "{title}");
        let misfits: Vec<&str> = reading.misfits().map(checked).collect();
        assert_eq!(misfits, truth.misfits, "{title}");
    }
}

#[test]
fn every_right_zone_is_written_again_as_it_was() {
    for truth in table().iter().filter(|t| t.misfits.is_empty() && t.birth != "no date") {
        let reading = truth.reading();
        let known = |date: &ZoneDate| date.known();
        let zone = Zone {
            form: reading.form,
            document_code: reading.document_code.clone(),
            issuer: reading.issuer,
            number: reading.number.clone(),
            primary: reading.names.primary.clone(),
            secondary: reading.names.secondary.clone(),
            nationality: reading.nationality,
            birth: known(&reading.birth),
            sex: reading.sex,
            expiry: known(&reading.expiry),
            optional: reading.optional.clone(),
        };
        let mut written = write(&zone, Letters::Plain).unwrap();
        // An empty field of a passport may have a filler for its check digit instead of 0; we write 0.
        if reading.form == crate::Form::Td3 && reading.optional.first.is_empty() {
            assert_eq!(&written[1][42..43], "0");
            written[1].replace_range(42..43, &truth.lines[1][42..43]);
        }
        assert_eq!(written, truth.lines, "{}", truth.title);
    }
}

#[test]
fn every_right_zone_is_read_from_text_without_a_repair() {
    for truth in table().iter().filter(|t| t.misfits.is_empty()) {
        let candidate = only(read_messy(&truth.lines.join("\n"), TODAY));
        assert_eq!(candidate.reading, truth.reading(), "{}", truth.title);
        assert!(candidate.repairs.is_empty() && candidate.undecided.is_empty(), "{}", truth.title);
    }
}

#[test]
fn a_zone_with_a_mistake_is_read_as_it_stands_too() {
    for truth in table().iter().filter(|t| !t.misfits.is_empty()) {
        let candidates = read_messy(&truth.lines.join("\n"), TODAY);
        assert!(candidates.iter().any(|c| c.reading == truth.reading()), "{}", truth.title);
    }
}

#[test]
fn codes_of_the_standard_are_told_from_states() {
    use crate::Meaning;
    let meaning = |code: &str| StateCode::new(code).unwrap().meaning();
    assert_eq!(meaning("XXA"), Meaning::Stateless);
    assert_eq!(meaning("XXB"), Meaning::Refugee);
    assert_eq!(meaning("XXC"), Meaning::RefugeeOther);
    assert_eq!(meaning("XXX"), Meaning::Unspecified);
    assert_eq!(meaning("UTO"), Meaning::Specimen);
    for code in ["UNO", "UNA", "XOM", "XPO", "EUE"] {
        assert_eq!(meaning(code), Meaning::Organisation, "{code}");
    }
    let nationality = |code: &str| {
        StateCode::new(code).unwrap().nationality().map(|c| c.code().to_owned()).unwrap_or_default()
    };
    for (code, country) in [
        ("D<<", "DEU"),
        ("RKS", "XKX"),
        ("HND", "HND"),
        ("XXA", "XXA"),
        ("XXB", ""),
        ("XXX", ""),
        ("GBD", ""),
    ] {
        assert_eq!(nationality(code), country, "{code}");
    }
    assert!(StateCode::new("").is_err() && StateCode::new("M3X").is_err() && StateCode::new("MEXI").is_err());
    assert_eq!(meaning("M"), Meaning::Nothing);
}

#[test]
fn nothing_that_identifies_is_shown_by_accident() {
    let reading = table()[0].reading();
    let shown = format!("{reading:?} {:?} {:?}", reading.names, messy_repairs());
    for secret in ["ERIKSSON", "ANNA", "L898902C3", "1974"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

fn messy_repairs() -> Vec<crate::Repair> {
    let truth = &table()[0];
    only(read_messy(&truth.lines.join("\n").replace("7408122", "74O8I22"), TODAY)).repairs
}

#[test]
fn a_date_before_today_is_not_a_birth_in_the_future() {
    let none: Option<PartialDate> = None;
    assert_eq!(crate::birth("261201", TODAY).known().unwrap().to_string(), "1926-12-01");
    assert_eq!(crate::birth("2612<<", TODAY).known().unwrap().to_string(), "1926-12");
    assert_eq!(crate::birth("26<<<<", TODAY).known().unwrap().to_string(), "2026");
    assert_eq!(crate::birth("000229", TODAY).known().unwrap().to_string(), "2000-02-29");
    for no_date in ["261301", "999999", "74O812", "", "74081", "740012"] {
        assert_eq!(crate::birth(no_date, TODAY), ZoneDate::NoDate, "{no_date}");
        assert_eq!(crate::birth(no_date, TODAY).known(), none);
    }
}
