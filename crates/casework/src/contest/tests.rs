//! A contested step is set aside once, with a reason, by an office of the case.

use super::*;
use crate::testing::{Desk, staff};
use kernel::Role;

/// A case on which a second step from one stage came later, with the hash of its entry.
pub(crate) fn contested(desk: &Desk) -> (CaseId, String) {
    desk.on_day("2024-02-20");
    let case = desk.claim(desk.person("Ixchel Inventada", 1990), "1 2 2024", "none");
    let admitted = desk.take(&desk.rosa, case, "admit", &[("admitted_on", "5 2 2024")]).unwrap();
    let again = CaseEvent::StepTaken(admitted.state.last("admit").unwrap().taken.clone());
    let stamp = Stamp::new(desk.luis.clone());
    let twice = desk.ledger.write(|tx| tx.append(&admitted, &stamp, &[again])).map_err(|f: Fault| f).unwrap();
    (case, twice.state.contested[0].entry.clone())
}

#[test]
fn a_contested_step_is_set_aside_once_with_a_reason_by_the_office_of_the_case() {
    let desk = Desk::new();
    let (case, entry) = contested(&desk);
    let set = |actor: &kernel::Actor, entry: &str, reason: &str, head: &str| {
        desk.ledger.write(|tx| settle(tx, &Stamp::new(actor.clone()), case, entry, reason, head))
    };
    assert!(matches!(set(&desk.luis, &entry, "  ", ""), Err(ContestRefusal::NoReason)));
    assert!(matches!(set(&desk.luis, "otra", "x", ""), Err(ContestRefusal::NotContested)));
    assert!(matches!(set(&desk.luis, &entry, "x", "00"), Err(ContestRefusal::Stale)));
    let elsewhere = staff(9, Role::EligibilityOfficer, "meteti");
    assert!(matches!(set(&elsewhere, &entry, "x", ""), Err(ContestRefusal::WrongOffice)));
    let settled = set(&desk.luis, &entry, "Se anotó dos veces.", "").unwrap();
    assert!(settled.state.contested.is_empty());
    assert!(matches!(set(&desk.luis, &entry, "x", ""), Err(ContestRefusal::NotContested)));
    desk.ledger.rebuild(|_| ()).unwrap();
}

#[test]
fn the_file_shows_who_and_where_and_leads_to_setting_it_aside() {
    let (house, desk) = crate::file::tests::house_on(ledger::testing::lite);
    let (case, entry) = contested(&desk);
    let officer = house.client_of(Role::EligibilityOfficer, crate::testing::HQ);
    let path = format!("/cases/{case}/contested/{entry}");
    officer.get(&format!("/cases/{case}")).expect("Dejar sin efecto").expect("(hq)");
    officer.get("/day").expect("Decidir qué vale de lo que dos sedes anotaron");
    officer.get(&path).expect_status(200).expect("Admitir la solicitud");
    officer.post(&path, &[("reason", "")]).expect_status(422);
    officer.post(&format!("/cases/{case}/tasks/contested-step-{entry}/done"), &[]).expect_status(409);
    officer.get(&path);
    officer
        .post(&path, &[("reason", "Se anotó dos veces.")])
        .expect_status(200)
        .expect("Se anotó dos veces.");
    officer.get(&path).expect_status(409);
}
