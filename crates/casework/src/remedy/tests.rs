//! A remedy is received whatever happens, and the answer tells nobody whether there is a case.

use super::*;
use crate::testing::{Desk, decision, staff};
use jiff::civil::date;
use kernel::Role;

/// A refused claim of an invented person, and its number.
fn refused(desk: &Desk) -> (CaseId, String) {
    let case = desk.ready(desk.person("Ixchel Inventada Quetzal", 1990));
    desk.on_day("2024-04-30");
    desk.take(&desk.conare, case, "refuse", &decision("13 3 2024")).unwrap();
    (case, desk.load(case).state.opening.unwrap().number)
}

fn brought(number: &str, name: &str) -> Brought {
    Brought {
        case_number: number.into(),
        name: name.into(),
        on: date(2024, 4, 29),
        mode: Mode::Oral,
        words: "No está de acuerdo.".into(),
    }
}

fn at_a_post(desk: &Desk, brought: Brought) -> Result<Remedy, RemedyRefusal> {
    let post = staff(31, Role::BorderOfficer, "meteti");
    let id = desk.ledger.write(|tx| receive(tx, &desk.laws, &Stamp::new(post.clone()), brought))?;
    let record = desk.ledger.read(|door| door.load::<Remedy>(id))?;
    Ok(record.unwrap().state)
}

#[test]
fn a_remedy_brought_to_a_far_post_stands_in_the_file_on_its_day() {
    crate::testing::on_both(|desk| {
        let (case, number) = refused(desk);
        let remedy = at_a_post(desk, brought(&number.to_lowercase(), "QUETZAL Ixchel")).unwrap();
        assert_eq!(remedy.placed, Some(case));
        let state = desk.load(case).state;
        assert_eq!(state.at.stage, "reconsideration");
        let step = state.last("file_reconsideration").unwrap();
        assert_eq!((step.taken.on, step.actor.office.code()), (date(2024, 4, 29), "meteti"));
        assert_eq!(step.taken.form.get("grounds").map(String::as_str), Some("No está de acuerdo."));
        desk.ledger.rebuild(|_| ()).unwrap();
        let own = desk.ledger.read(|door| receipts(door, &"meteti".into(), 5)).unwrap();
        assert_eq!(own.len(), 1);
        assert_eq!(desk.ledger.read(|door| to_place(door, 5)).unwrap(), []);
    });
}

#[test]
fn what_names_no_file_is_kept_for_the_main_office_and_never_refused() {
    let desk = Desk::new();
    let (case, number) = refused(&desk);
    let before = desk.load(case).head_text();
    for wrong in [
        brought(&number, "Otra Inventada"),
        brought(&number, "Ixchel"),
        brought("PAN-2024-99999", "Ixchel Inventada Quetzal"),
        brought("no lo recuerda", "Ixchel Inventada Quetzal"),
        Brought { on: date(2024, 1, 1), ..brought(&number, "Ixchel Inventada Quetzal") },
    ] {
        let kept = at_a_post(&desk, wrong).unwrap();
        assert_eq!(kept.placed, None);
        assert!(kept.received.unwrap().number.starts_with("R-2024-"));
    }
    assert_eq!(desk.load(case).head_text(), before);
    let future = Brought { on: date(2024, 5, 1), ..brought(&number, "Ixchel Inventada") };
    assert!(matches!(at_a_post(&desk, future), Err(RemedyRefusal::Future)));

    // The main office finds the case. It stands where one step receives it.
    let waiting = desk.ledger.read(|door| to_place(door, 9)).unwrap();
    assert_eq!(waiting.len(), 5);
    let put = |remedy: Uuid| {
        desk.ledger.write(|tx| place(tx, &desk.laws, &Stamp::new(desk.rosa.clone()), remedy, case))
    };
    put(waiting[0].0).unwrap();
    assert!(matches!(put(waiting[0].0), Err(RemedyRefusal::Placed)));
    assert_eq!(desk.load(case).state.at.stage, "reconsideration");
    // A second one finds no step there any more: those who work on the case have to look at it.
    put(waiting[1].0).unwrap();
    let state = desk.load(case).state;
    assert!(state.open_tasks().iter().any(|task| task.kind == RECEIVED));
    assert_eq!(desk.ledger.read(|door| to_place(door, 9)).unwrap().len(), 3);
}
