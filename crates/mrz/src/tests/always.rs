//! What holds for every zone, tried with invented ones.

use super::TODAY;
use crate::{Form, Letters, Optional, StateCode, Zone, ZoneSex, is_blind_to, read, read_messy, write};
use kernel::PartialDate;
use proptest::prelude::*;

fn date(from: i16, to: i16) -> impl Strategy<Value = Option<PartialDate>> {
    let day = (from..to, 1i8..=12, 1i8..=28)
        .prop_map(|(y, m, d)| PartialDate::parse(&format!("{y:04}-{m:02}-{d:02}"), TODAY).ok());
    let month = (from..to, 1i8..=12).prop_map(|(y, m)| PartialDate::month(y, m).ok());
    prop_oneof![4 => day, 1 => month, 1 => (from..to).prop_map(|y| PartialDate::year(y).ok()), 1 => Just(None)]
}

fn zone() -> impl Strategy<Value = Zone> {
    let form = prop::sample::select(Form::ALL.to_vec());
    let state = || {
        let codes = vec!["UTO", "D", "XXA", "XXB", "PAN", "UNO", "RKS", "GBD"];
        prop::sample::select(codes).prop_map(|code| StateCode::new(code).unwrap())
    };
    let sex = prop::sample::select(vec![ZoneSex::Female, ZoneSex::Male, ZoneSex::Unspecified]);
    let name = || "[A-Z]{1,9}( [A-Z]{1,9}){0,3}";
    (
        (form, state(), state(), sex),
        ("[A-Z0-9]{1,12}", name(), prop_oneof![Just(String::new()), name().prop_map(|n| n)], "[A-Z0-9]{0,4}"),
        (date(1930, 2026), date(1980, 2070)),
    )
        .prop_map(
            |((form, issuer, nationality, sex), (number, primary, secondary, optional), (birth, expiry))| {
                let longest = if form.number_may_run_over() && optional.is_empty() { 12 } else { 9 };
                Zone {
                    form,
                    document_code: if form.is_visa() { "V".into() } else { "P".into() },
                    issuer,
                    number: number.chars().take(longest).collect(),
                    primary,
                    secondary,
                    nationality,
                    birth,
                    sex,
                    expiry,
                    optional: Optional { first: optional, second: String::new() },
                }
            },
        )
}

/// Every position that a check digit is over, in the words of the form itself.
fn checked_positions(form: Form) -> Vec<(usize, usize)> {
    let slots = [form.number(), form.birth(), form.expiry()];
    slots.into_iter().flat_map(|slot| slot.at.map(move |at| (slot.line, at))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_written_is_read(zone in zone()) {
        let lines = write(&zone, Letters::Plain).unwrap();
        let (count, width) = zone.form.size();
        prop_assert!(lines.len() == count && lines.iter().all(|line| line.len() == width));
        let texts: Vec<&str> = lines.iter().map(String::as_str).collect();
        let reading = read(&texts, TODAY).unwrap();
        prop_assert_eq!(reading.misfits().count(), 0);
        prop_assert_eq!(reading.form, zone.form);
        prop_assert_eq!(reading.issuer, zone.issuer);
        prop_assert_eq!(reading.nationality, zone.nationality);
        prop_assert_eq!(&reading.number, &zone.number);
        prop_assert_eq!(reading.sex, zone.sex);
        prop_assert_eq!(&reading.optional.first, &zone.optional.first);
        prop_assert_eq!(reading.birth.known(), zone.birth);
        prop_assert_eq!(reading.expiry.known(), zone.expiry);
        if !reading.names.perhaps_cut {
            prop_assert_eq!(&reading.names.primary, &zone.primary);
            prop_assert_eq!(&reading.names.secondary, &zone.secondary);
        }
    }

    #[test]
    fn one_wrong_character_of_a_checked_field_is_found_unless_the_weights_cannot(
        zone in zone(), which in 0usize..21, now in "[A-Z0-9<]"
    ) {
        let mut lines = write(&zone, Letters::Plain).unwrap();
        let places = checked_positions(zone.form);
        let (line, at) = places[which % places.len()];
        let before = lines[line][at..=at].to_owned();
        // Whether a number runs over is a question of fillers; this is about what stands in a field.
        prop_assume!(zone.number.len() <= 9 && before != now);
        lines[line].replace_range(at..=at, &now);
        let texts: Vec<&str> = lines.iter().map(String::as_str).collect();
        let found = read(&texts, TODAY).unwrap().misfits().count() > 0;
        let blind = is_blind_to(before.chars().next().unwrap(), now.chars().next().unwrap());
        prop_assert_eq!(found, !blind);
    }

    #[test]
    fn a_zone_typed_carelessly_is_restored(zone in zone(), gaps in prop::collection::vec(0usize..44, 0..6)) {
        let lines = write(&zone, Letters::Plain).unwrap();
        let mut typed: Vec<String> = lines.iter().map(|line| line.to_lowercase()).collect();
        for gap in gaps {
            for line in &mut typed {
                if gap < line.len() {
                    line.insert(gap, ' ');
                }
            }
        }
        let text = format!("documento\n{}\nfin", typed.join("\n\n"));
        let found = read_messy(&text, TODAY);
        prop_assert!(found.iter().any(|c| c.reading.lines == lines && c.repairs.is_empty()));
    }

    #[test]
    fn letters_where_digits_stand_are_restored(zone in zone()) {
        let lines = write(&zone, Letters::Plain).unwrap();
        let mut typed = lines.clone();
        for slot in [zone.form.birth(), zone.form.expiry()] {
            let field = typed[slot.line][slot.at.clone()].to_owned();
            let like: String = field.chars().map(|c| match c {
                '0' => 'O', '1' => 'I', '8' => 'B', '5' => 'S', '2' => 'Z', '6' => 'G', c => c,
            }).collect();
            typed[slot.line].replace_range(slot.at.clone(), &like);
        }
        let found = read_messy(&typed.join("\n"), TODAY);
        prop_assert!(found.iter().any(|c| c.reading.lines == lines));
    }

    #[test]
    fn whatever_is_sent_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let text = String::from_utf8_lossy(&bytes);
        let lines: Vec<&str> = text.lines().collect();
        let _ = read(&lines, TODAY);
        for candidate in read_messy(&text, TODAY) {
            let lines: Vec<&str> = candidate.reading.lines.iter().map(String::as_str).collect();
            prop_assert_eq!(read(&lines, TODAY).unwrap(), candidate.reading.clone());
        }
    }

    #[test]
    fn text_like_a_zone_is_read_or_refused(text in "([A-Z0-9<]{28,46}\n){1,4}") {
        for candidate in read_messy(&text, TODAY) {
            let lines: Vec<&str> = candidate.reading.lines.iter().map(String::as_str).collect();
            prop_assert_eq!(read(&lines, TODAY).unwrap(), candidate.reading.clone());
        }
    }
}

/// What fuzzing begins with must still reach the bottom of the reader.
#[test]
fn every_seed_of_the_fuzzer_is_read() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/seeds/mrz");
    let seeds: Vec<_> = std::fs::read_dir(folder).unwrap().map(|seed| seed.unwrap().path()).collect();
    assert!(seeds.len() >= 9);
    for seed in seeds {
        let text = std::fs::read_to_string(&seed).unwrap();
        assert!(!read_messy(&text, TODAY).is_empty(), "{}", seed.display());
    }
}
