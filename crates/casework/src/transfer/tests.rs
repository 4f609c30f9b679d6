//! A transfer moves nothing until it is accepted, and everything that travels with the case when it is.

use super::*;
use crate::model::{Agrees, Urgency};
use crate::testing::{Desk, HQ, staff};
use kernel::{Actor, Role};

const DARIEN: &str = "meteti";

fn asking(to: &str) -> TransferAsked {
    TransferAsked {
        from: Office::from("whatever"),
        to: Office::from(to),
        reason: "Vive allá.".into(),
        urgency: Urgency::Ordinary,
        told: "Se le explicó dónde queda.".into(),
        agrees: Agrees::Yes,
    }
}

fn ask_as(
    desk: &Desk,
    actor: &Actor,
    case: CaseId,
    to: &str,
    head: &str,
) -> Result<Loaded<Case>, TransferRefusal> {
    desk.ledger.write(|tx| ask(tx, &Stamp::new(actor.clone()), case, asking(to), head))
}

fn accept_as(desk: &Desk, actor: &Actor, case: CaseId) -> Result<Loaded<Case>, TransferRefusal> {
    desk.ledger.write(|tx| accept(tx, &desk.laws, &Stamp::new(actor.clone()), case, true, ""))
}

#[test]
fn nothing_moves_until_the_other_office_accepts() {
    crate::testing::on_both(|desk| {
        desk.on_day("2024-02-20");
        let case = desk.claim(desk.person("Ixchel Inventada", 1990), "1 2 2024", "none");
        let before = desk.load(case).state;
        let there = staff(21, Role::EligibilityOfficer, DARIEN);
        ask_as(desk, &desk.luis, case, DARIEN, "").unwrap();
        let pending = desk.load(case).state;
        assert_eq!((&pending.office, &pending.terms), (&before.office, &before.terms), "terms run on");
        assert_eq!(
            pending.transfer.as_ref().map(|p| p.asked.from.code()),
            Some(HQ),
            "the file says who asks"
        );
        let ties = desk.ledger.read(|door| crate::relations(door, case)).unwrap().unwrap();
        assert_eq!((ties.offices, ties.offices_asked), (vec![HQ.into()], vec![DARIEN.into()]));
        // The steps stay with the office that has it.
        let step = desk.take(&there, case, "update_child_situation", &[("child", "none"), ("why", "x")]);
        assert!(matches!(step, Err(crate::StepRefusal::WrongOffice(_))), "{step:?}");
        let moved = accept_as(desk, &there, case).unwrap().state;
        assert_eq!(moved.office, Some(DARIEN.into()));
        assert_eq!(moved.offices_former, [HQ.into()]);
        assert_eq!((moved.assignee, moved.transfer), (Some(there.account), None));
        let person = moved.opening.unwrap().persons[0].person;
        let person = desk.ledger.read(|door| identity::person::state(door, person)).unwrap().unwrap();
        assert_eq!(person.offices.last(), Some(&DARIEN.into()));
        desk.ledger.rebuild(|_| ()).unwrap();
        let head = desk.ledger.read(|door| case::find(door, case)).unwrap().unwrap();
        assert_eq!((head.office, head.offices_asked), (DARIEN.into(), Vec::new()));
    });
}

#[test]
fn only_the_holder_asks_once_and_only_the_asked_answers() {
    let desk = Desk::new();
    desk.on_day("2024-02-20");
    let case = desk.claim(desk.person("Ixchel Inventada", 1990), "1 2 2024", "none");
    let there = staff(21, Role::EligibilityOfficer, DARIEN);
    let nobody = ask_as(&desk, &there, case, HQ, "");
    assert!(matches!(nobody, Err(TransferRefusal::NotHolder)), "{nobody:?}");
    let same = ask_as(&desk, &desk.luis, case, HQ, "");
    assert!(matches!(same, Err(TransferRefusal::SameOffice)), "{same:?}");
    assert!(matches!(accept_as(&desk, &there, case), Err(TransferRefusal::NotAsked)));
    let head = desk.load(case).head_text();
    ask_as(&desk, &desk.luis, case, DARIEN, &head).unwrap();
    let stale = ask_as(&desk, &desk.luis, case, DARIEN, &head);
    assert!(matches!(stale, Err(TransferRefusal::Stale)), "{stale:?}");
    let twice = ask_as(&desk, &desk.luis, case, "conare", "");
    assert!(matches!(twice, Err(TransferRefusal::Pending)), "{twice:?}");
    assert!(matches!(accept_as(&desk, &desk.luis, case), Err(TransferRefusal::NotAsked)));
    let back = |actor: &Actor, why: &str| {
        desk.ledger.write(|tx| give_back(tx, &Stamp::new(actor.clone()), case, why, ""))
    };
    assert!(matches!(back(&there, " "), Err(TransferRefusal::NoReason)));
    assert_eq!(back(&there, "No hay intérprete.").unwrap().state.transfer, None);
    ask_as(&desk, &desk.luis, case, DARIEN, "").unwrap();
    let withdraw_as =
        |actor: &Actor| desk.ledger.write(|tx| withdraw(tx, &Stamp::new(actor.clone()), case, "", ""));
    assert!(matches!(withdraw_as(&there), Err(TransferRefusal::NotHolder)));
    assert_eq!(withdraw_as(&desk.luis).unwrap().state.transfer, None);
    assert!(matches!(withdraw_as(&desk.luis), Err(TransferRefusal::NotAsked)));
    assert_eq!(desk.load(case).state.office, Some(HQ.into()));
}

#[test]
fn a_childs_guardianship_travels_with_the_claim() {
    let desk = Desk::new();
    desk.on_day("2024-02-20");
    let case = desk.claim(desk.person("Yatzil Inventada", 2009), "1 2 2024", "unaccompanied_or_separated");
    desk.take(&desk.rosa, case, "request_guardian", &[]).unwrap();
    let linked = desk.load(case).state.links[0].case;
    ask_as(&desk, &desk.rosa, case, DARIEN, "").unwrap();
    accept_as(&desk, &staff(21, Role::EligibilityOfficer, DARIEN), case).unwrap();
    assert_eq!(desk.load(linked).state.office, Some(DARIEN.into()));
}
