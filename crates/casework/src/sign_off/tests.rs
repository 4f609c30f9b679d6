//! A confirmation is one small record; what stands in the files can be withdrawn as well as what was typed here.

use super::*;
use crate::testing::{Desk, on_both, staff};
use kernel::Role;
use ledger::Ledger;

fn lawyer() -> Stamp {
    Stamp::new(staff(40, Role::LegalAdviser, "onpar-panama"))
}

fn term(laws: &Laws) -> Statement<'_> {
    let all = laws.law().statements();
    all.into_iter().find(|s| s.cited.path == "terms.reconsideration").unwrap()
}

fn told<'a>(statement: &'a Statement<'_>) -> Confirm<'a> {
    Confirm {
        statement: statement.number(),
        says: statement.says,
        words: &[],
        article: "30",
        source: "Gaceta Oficial inventada 28444-B",
        is_compared: true,
        by: "Lcda. Inventada, Asesoría jurídica",
    }
}

fn said(ledger: &Ledger, laws: &Laws, told: &Confirm<'_>) -> Result<Uuid, SignOffRefusal> {
    ledger.write(|tx| confirm(tx, laws, &lawyer(), told))
}

fn back<'a>(statement: u128, why: &'a str) -> Withdraw<'a> {
    Withdraw { statement, words: &[], why, by: "Lcda. Inventada, Asesoría jurídica" }
}

fn renewed(desk: &Desk) -> Laws {
    desk.ledger.read(|door| desk.laws.renewed(door)).unwrap().unwrap_or_else(|| desk.laws.clone())
}

#[test]
fn the_law_is_renewed_when_something_was_said_and_only_then() {
    on_both(|desk| {
        desk.on_day("2024-06-03");
        assert!(desk.ledger.read(|door| desk.laws.renewed(door)).unwrap().is_none());
        said(&desk.ledger, &desk.laws, &told(&term(&desk.laws))).unwrap();
        let laws = renewed(desk);
        assert!(term(&laws).is_verified() && !term(&desk.laws).is_verified());
        assert!(desk.ledger.read(|door| laws.renewed(door)).unwrap().is_none());
        let number = term(&laws).number();
        desk.ledger.write(|tx| withdraw(tx, &laws, &lawyer(), &back(number, "Otro artículo."))).unwrap();
        let laws = desk.ledger.read(|door| laws.renewed(door)).unwrap().unwrap();
        assert!(!term(&laws).is_verified());
        assert_eq!(desk.ledger.read(|door| confirmed(door)).unwrap(), []);
        let kept = desk.ledger.read(|door| said_of(door, &term(&laws).id())).unwrap().unwrap();
        assert_eq!(kept.said.len(), 2, "nothing of it is removed");
        desk.ledger.rebuild(|_| ()).unwrap();
    });
}

#[test]
fn what_cannot_be_confirmed_says_why() {
    let desk = Desk::new();
    desk.on_day("2024-06-03");
    let statement = term(&desk.laws);
    let right = told(&statement);
    let say = |laws: &Laws, told: &Confirm<'_>| said(&desk.ledger, laws, told);
    let lack = |told: &Confirm<'_>| match say(&desk.laws, told) {
        Err(SignOffRefusal::Form(lacks)) => lacks,
        other => panic!("{other:?}"),
    };
    assert_eq!(lack(&Confirm { article: " ", ..right.clone() }), [Lack::Article]);
    assert_eq!(lack(&Confirm { source: "internet", ..right.clone() }), [Lack::Source]);
    assert_eq!(lack(&Confirm { is_compared: false, ..right.clone() }), [Lack::Declaration]);
    assert!(matches!(say(&desk.laws, &Confirm { says: "", ..right.clone() }), Err(SignOffRefusal::Changed)));
    assert!(matches!(
        say(&desk.laws, &Confirm { statement: 1, ..right.clone() }),
        Err(SignOffRefusal::NoStatement)
    ));
    let post = desk.laws.clone().with_authority(false);
    assert!(matches!(say(&post, &right), Err(SignOffRefusal::NotHere)));
    let all = desk.laws.law().statements();
    let ours = all.iter().find(|s| !s.is_law()).unwrap();
    assert!(matches!(say(&desk.laws, &told(ours)), Err(SignOffRefusal::NotLaw)));
    say(&desk.laws, &right).unwrap();
    // The law at hand may not know yet what stands in the ledger.
    assert!(matches!(say(&desk.laws, &right), Err(SignOffRefusal::Done)));
    assert!(matches!(say(&renewed(&desk), &right), Err(SignOffRefusal::Done)));
    let number = statement.number();
    let taken = |why: &str| desk.ledger.write(|tx| withdraw(tx, &desk.laws, &lawyer(), &back(number, why)));
    assert!(matches!(taken(" "), Err(SignOffRefusal::NoReason)));
    taken("Otro artículo.").unwrap();
    assert!(matches!(taken("Otra vez."), Err(SignOffRefusal::NotConfirmed)));
}

/// What a country's folder says was confirmed goes too when a lawyer withdraws it here.
#[test]
fn what_stands_in_the_files_is_withdrawn_here() {
    let desk = Desk::new();
    desk.on_day("2024-06-03");
    let confirmation = procedure::Confirmation {
        statement: term(&desk.laws).id(),
        article: "30".into(),
        source: "Gaceta Oficial inventada 28444-B".into(),
        by: "Lcda. Inventada".into(),
        on: jiff::civil::date(2024, 1, 2),
    };
    let shipped = Laws::new(desk.laws.law().with_confirmations(&[confirmation], &[]));
    assert!(term(&shipped).is_verified());
    let number = term(&shipped).number();
    desk.ledger.write(|tx| withdraw(tx, &shipped, &lawyer(), &back(number, "Otro artículo."))).unwrap();
    let laws = desk.ledger.read(|door| shipped.renewed(door)).unwrap().unwrap();
    assert!(!term(&laws).is_verified());
}
