//! A separate claim keeps the family's day, says nothing of why, and leads nobody from one file to the other.

use super::*;
use crate::case;
use crate::testing::{Desk, HQ, form};
use jiff::civil::date;
use kernel::Actor;

struct Family {
    case: CaseId,
    him: PersonId,
    her: PersonId,
}

/// A couple whose claim was filed on 1 February and is in Luis's hands.
fn family(desk: &Desk) -> Family {
    desk.on_day("2024-02-01");
    let (him, her) = (desk.person("Balam Inventado", 1985), desk.person("Itzel Inventada", 1990));
    let answers = form(&[("filed_on", "1 2 2024"), ("mode", "oral"), ("child", "none"), ("language", "spa")]);
    let opening = Opening {
        form: answers,
        assignee: Some(desk.luis.account),
        ..Opening::new("asylum", date(2024, 2, 1), Office::from(HQ), vec![him, her])
    };
    let stamp = Stamp::new(desk.rosa.clone());
    let case = desk.ledger.write(|tx| open::run(tx, &desk.laws, &stamp, opening)).unwrap();
    Family { case, him, her }
}

fn separate(
    desk: &Desk,
    by: &Actor,
    case: CaseId,
    person: PersonId,
    apart: bool,
    head: &str,
) -> Result<CaseId, SeparateRefusal> {
    let form = form(&[("mode", "oral"), ("child", "none"), ("language", "spa"), ("filed_on", "9 9 2024")]);
    let separation = Separation { case, person, form, apart, head };
    desk.ledger.write(|tx| run(tx, &desk.laws, &Stamp::new(by.clone()), separation))
}

#[test]
fn her_own_claim_counts_from_the_familys_day_and_neither_file_leads_to_the_other() {
    crate::testing::on_both(|desk| {
        let family = family(desk);
        desk.on_day("2024-09-10");
        let own = separate(desk, &desk.luis, family.case, family.her, true, "").unwrap();
        let hers = desk.load(own).state;
        let opening = hers.opening.as_ref().unwrap();
        assert_eq!((opening.legal_date, opening.parent), (date(2024, 2, 1), None));
        assert_eq!(hers.persons(), [family.her]);
        assert!(hers.apart.contains(&desk.luis.account), "somebody else hears her");
        let theirs = desk.load(family.case).state;
        assert_eq!((theirs.persons(), theirs.links.len()), (vec![family.him], 0));
        assert_eq!(theirs.left[0].case, None);
        let told = desk.ledger.read(|door| case::timeline(door, family.case)).unwrap();
        assert!(!format!("{told:?}").contains(&own.to_string()), "the family's file names her case");
        let told = desk.ledger.read(|door| case::timeline(door, own)).unwrap();
        assert!(!format!("{told:?}").contains(&family.case.to_string()), "her file names the family's");
        let cases = |person| desk.ledger.read(|door| case::of_person(door, person)).unwrap();
        assert_eq!(cases(family.her).iter().map(|head| head.id).collect::<Vec<_>>(), [own]);
        assert_eq!(desk.ledger.read(|door| case::find(door, family.case)).unwrap().unwrap().persons, 1);
        desk.ledger.rebuild(|_| ()).unwrap();
        assert_eq!(cases(family.her).len(), 1);
    });
}

#[test]
fn files_that_may_be_linked_know_of_each_other() {
    let desk = Desk::new();
    let family = family(&desk);
    let own = separate(&desk, &desk.luis, family.case, family.her, false, "").unwrap();
    assert_eq!(desk.load(own).state.opening.unwrap().parent, Some(family.case));
    assert_eq!(desk.load(family.case).state.left[0].case, Some(own));
}

#[test]
fn who_may_not_leave_is_told_and_nothing_is_opened() {
    let desk = Desk::new();
    let family = family(&desk);
    let head = desk.load(family.case).head_text();
    let refuse = |person, head: &str| separate(&desk, &desk.luis, family.case, person, true, head);
    let stranger = desk.person("Otra Inventada", 1970);
    assert!(matches!(refuse(family.him, ""), Err(SeparateRefusal::Applicant)));
    assert!(matches!(refuse(stranger, ""), Err(SeparateRefusal::NotHere)));
    let nothing =
        Separation { case: family.case, person: family.her, form: FormMap::new(), apart: true, head: "" };
    let empty = desk.ledger.write(|tx| run(tx, &desk.laws, &Stamp::new(desk.luis.clone()), nothing));
    assert!(matches!(empty, Err(SeparateRefusal::Open(OpenRefusal::Form(_)))), "{empty:?}");
    assert_eq!(desk.load(family.case).head_text(), head);
    refuse(family.her, &head).unwrap();
    assert!(matches!(refuse(family.her, &head), Err(SeparateRefusal::Stale)));
    assert!(matches!(refuse(family.her, ""), Err(SeparateRefusal::NotHere)));
}

#[test]
fn only_somebody_of_the_household_joins_and_not_who_left() {
    let desk = Desk::new();
    let family = family(&desk);
    let baby = desk.person("Nima Inventada", 2024);
    let stamp = Stamp::new(desk.rosa.clone());
    let join =
        |person, on| desk.ledger.write(|tx| join::run(tx, &desk.laws, &stamp, family.case, person, on, ""));
    assert!(matches!(join(baby, date(2024, 2, 1)), Err(join::JoinRefusal::NotFamily)));
    crate::testing::household(&desk, &[family.him, family.her, baby]);
    assert!(matches!(join(baby, date(2024, 1, 1)), Err(join::JoinRefusal::Day)));
    assert!(matches!(join(baby, date(2024, 9, 1)), Err(join::JoinRefusal::Day)));
    let joined = join(baby, date(2024, 2, 1)).unwrap().state;
    assert_eq!((joined.persons().len(), joined.concerns_child()), (3, true));
    separate(&desk, &desk.luis, family.case, family.her, true, "").unwrap();
    assert!(matches!(join(family.her, date(2024, 2, 1)), Err(join::JoinRefusal::NotFamily)));
}
