//! The agenda takes what stands before the body, once, and loses nothing on the way.

use super::*;
use crate::model::{Ground, Named};
use crate::testing::{THREE_SEATS, both, named, staff};
use kernel::Role;

#[test]
fn a_case_waits_on_one_agenda_and_only_while_it_is_before_the_body() {
    both(THREE_SEATS, |table| {
        let (case, other) = (table.case("Balam Inventado"), table.case("Ixchel Inventada"));
        let first = table.session(&[case]);
        let second = table.session(&[]);
        let ana = Stamp::new(table.ana.clone());
        let put = |id, case| {
            let put = |tx: &mut Tx<'_>| super::put(tx, &table.laws, &ana, id, &[case], "urge", "");
            table.ledger.write(put).map(drop)
        };
        assert!(matches!(put(second, case), Err(AgendaRefusal::NotBefore(_))), "it waits elsewhere");
        // The person withdraws: the case is no longer before anybody.
        let luis = staff(2, Role::EligibilityOfficer, "onpar-panama");
        let told =
            [("withdrawn_on", "20 2 2024"), ("language", "spa"), ("told", "yes"), ("confirmed", "yes")];
        table.step(&luis, other, "withdraw", &told).unwrap();
        assert!(matches!(put(second, other), Err(AgendaRefusal::NotBefore(_))));
        let off = |why: &str| table.ledger.write(|tx| take_off(tx, &ana, first, case, why, "")).map(drop);
        off("falta un documento").unwrap();
        assert!(matches!(off("otra vez"), Err(AgendaRefusal::NotPending)));
        put(second, case).unwrap();
        assert_eq!(table.load(second).state.item(case).unwrap().why, "urge");
    });
}

#[test]
fn another_body_and_a_stale_form_write_nothing() {
    both(THREE_SEATS, |table| {
        let case = table.case("Balam Inventado");
        let id = table.session(&[]);
        let head = table.load(id).head_text();
        let minister = Stamp::new(staff(9, Role::DecidingAuthority, "ministro"));
        let ana = Stamp::new(table.ana.clone());
        let put = |stamp: &Stamp, head: &str| {
            table.ledger.write(|tx| super::put(tx, &table.laws, stamp, id, &[case], "", head)).map(drop)
        };
        assert!(matches!(put(&minister, ""), Err(AgendaRefusal::Shut(Shut::NotOfBody))));
        put(&ana, &head).unwrap();
        let stale = table.ledger.write(|tx| take_off(tx, &ana, id, case, "x", &head)).map(drop);
        assert!(matches!(stale, Err(AgendaRefusal::Shut(Shut::Stale))));
    });
}

#[test]
fn a_recusal_takes_the_vote_away_and_is_noted_once() {
    both(THREE_SEATS, |table| {
        let case = table.case("Balam Inventado");
        let id = table.session(&[case]);
        let ana = Stamp::new(table.ana.clone());
        let recuse = |member: Named| {
            let recusal = (member, Ground::Conflict, "Es su pariente.".to_owned());
            table.ledger.write(|tx| recuse::run(tx, &ana, id, case, recusal, "")).map(drop)
        };
        recuse(named(&table.beto)).unwrap();
        recuse(named(&table.beto)).unwrap();
        assert_eq!(table.load(id).state.item(case).unwrap().recused.len(), 1);
    });
}
