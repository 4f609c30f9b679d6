//! Ages, loads and terms at risk, counted from invented heads.

use super::*;
use crate::testing::{Desk, HQ};
use jiff::civil::date;

#[test]
fn ages_fall_into_their_bands() {
    let bands: Vec<usize> = [0, 30, 31, 90, 91, 180, 181, 365, 366, 4_000].map(band).to_vec();
    assert_eq!(bands, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
}

/// Three claims of different days: the median, the oldest and what nobody has in hand are counted, and a term of the
/// person is nobody's lateness.
#[test]
fn the_office_is_counted_and_the_persons_own_terms_are_not_held_against_it() {
    let desk = Desk::new();
    let mut heads = Vec::new();
    for name in ["Ana", "Eva", "Luz"] {
        let case = desk.claim(desk.person(name, 1990), "2024-06-03", "none");
        heads.push(desk.ledger.read(|door| case::find(door, case)).unwrap().unwrap());
    }
    let today = date(2030, 1, 1);
    for (head, day) in heads.iter_mut().zip([date(2029, 12, 30), date(2029, 9, 1), date(2028, 1, 1)]) {
        head.legal_date = day;
        head.office = kernel::Office::from(HQ);
    }
    let until = date(2040, 1, 1);
    let office = kernel::Office::from(HQ);
    let terms = desk.ledger.read(|door| case::terms_due(door, Scope::OwnOffice, &office, until)).unwrap();
    assert!(terms.iter().any(|term| term.whose != "person"));
    let found = overview(heads, terms, today);
    assert_eq!(found.ages.iter().sum::<i64>(), 3);
    assert_eq!((found.ages[0], found.ages[2], found.ages[4]), (1, 1, 1));
    assert_eq!(found.median_days, Some(122));
    assert!(found.at_risk.iter().all(|term| term.whose != "person"));
    assert_eq!(found.overdue, found.at_risk.len(), "all terms of 2024 are over in 2030");
    let open: i64 = found.by_officer.iter().map(|load| load.open).sum();
    assert_eq!(open, 3);
    assert_eq!(found.by_stage.len(), 1);
    assert_eq!(found.by_origin.iter().map(|(_, n)| n).sum::<i64>(), 3);
}
