//! Who may vote on what, and until when.

use super::*;
use crate::agenda::recuse;
use crate::close;
use crate::model::Ground;
use crate::testing::{RECOGNISE, REFUSE, THREE_SEATS, both, named, staff};
use kernel::Role;

#[test]
fn a_member_changes_the_own_vote_only_and_only_until_the_case_is_closed() {
    both(THREE_SEATS, |table| {
        let case = table.case("Balam Inventado");
        let id = table.session(&[case]);
        assert!(matches!(table.votes(&table.ana, id, case, REFUSE), Err(VoteRefusal::NoQuorum)));
        table.opens(id, &[&table.ana, &table.beto]).unwrap();
        table.votes(&table.ana, id, case, REFUSE).unwrap();
        table.votes(&table.beto, id, case, RECOGNISE).unwrap();
        table.votes(&table.ana, id, case, RECOGNISE).unwrap();
        let item = table.load(id).state.item(case).unwrap().clone();
        assert_eq!(item.votes_on("recognise"), [Vote::InFavour, Vote::InFavour]);
        let ana = Stamp::new(table.ana.clone());
        table.ledger.write(|tx| close::case(tx, &table.laws, &ana, id, case, None, "")).unwrap();
        assert!(matches!(table.votes(&table.ana, id, case, REFUSE), Err(VoteRefusal::NotPending)));
        table.ledger.write(|tx| close::session(tx, &table.laws, &ana, id, "")).unwrap();
        let over = table.votes(&table.ana, id, case, REFUSE);
        assert!(matches!(over, Err(VoteRefusal::Shut(Shut::Over))));
    });
}

#[test]
fn whoever_did_not_come_is_recused_or_sits_elsewhere_does_not_vote() {
    both(THREE_SEATS, |table| {
        let case = table.case("Balam Inventado");
        let id = table.session(&[case]);
        table.opens(id, &[&table.ana, &table.beto]).unwrap();
        assert!(matches!(table.votes(&table.carla, id, case, REFUSE), Err(VoteRefusal::NotPresent)));
        let minister = staff(9, Role::DecidingAuthority, "ministro");
        assert!(matches!(table.votes(&minister, id, case, REFUSE), Err(VoteRefusal::Shut(Shut::NotOfBody))));
        table.votes(&table.beto, id, case, REFUSE).unwrap();
        let ana = Stamp::new(table.ana.clone());
        let recusal = (named(&table.beto), Ground::Conflict, "Es su pariente.".to_owned());
        table.ledger.write(|tx| recuse::run(tx, &ana, id, case, recusal, "")).unwrap();
        assert!(table.load(id).state.item(case).unwrap().ballots.is_empty(), "the vote does not count");
        assert!(matches!(table.votes(&table.beto, id, case, REFUSE), Err(VoteRefusal::Recused)));
    });
}

#[test]
fn a_vote_answers_every_possible_decision_and_favours_one_at_most() {
    both(THREE_SEATS, |table| {
        let case = table.case("Balam Inventado");
        let id = table.session(&[case]);
        table.opens(id, &[&table.ana, &table.beto]).unwrap();
        for wrong in [
            vec![("recognise", Vote::InFavour)],
            vec![("recognise", Vote::InFavour), ("refuse", Vote::InFavour)],
            vec![("recognise", Vote::InFavour), ("withdraw", Vote::Against)],
        ] {
            assert!(matches!(table.votes(&table.ana, id, case, &wrong), Err(VoteRefusal::Votes)));
        }
    });
}

#[test]
fn whoever_decided_before_does_not_vote_on_the_remedy_and_a_case_that_left_is_not_voted() {
    both(THREE_SEATS, |table| {
        let case = table.case("Balam Inventado");
        let id = table.session(&[case]);
        table.opens(id, &[&table.ana, &table.beto]).unwrap();
        table.votes(&table.ana, id, case, REFUSE).unwrap();
        table.votes(&table.beto, id, case, REFUSE).unwrap();
        let ana = Stamp::new(table.ana.clone());
        table.ledger.write(|tx| close::case(tx, &table.laws, &ana, id, case, None, "")).unwrap();
        let reasons = [("decided_on", "20 2 2024"), ("reasons", "Unas razones.")];
        table.step(&table.ana, case, "refuse", &reasons).unwrap();
        let luis = staff(2, Role::EligibilityOfficer, "onpar-panama");
        let told =
            [("notified_on", "20 2 2024"), ("mode", "in_person"), ("language", "spa"), ("understood", "yes")];
        table.step(&luis, case, "notify_refusal", &told).unwrap();
        let asked = [("filed_on", "20 2 2024"), ("mode", "oral")];
        table.step(&luis, case, "file_reconsideration", &asked).unwrap();
        let second = table.session(&[case]);
        table.opens(second, &[&table.ana, &table.beto, &table.carla]).unwrap();
        let confirm = [("confirm_refusal", Vote::InFavour), ("grant_on_reconsideration", Vote::Against)];
        assert!(matches!(table.votes(&table.ana, second, case, &confirm), Err(VoteRefusal::DecidedBefore)));
        table.votes(&table.beto, second, case, &confirm).unwrap();
        // The first vote opened the first decision, and opens nothing now.
        let (beto, reasons) = (&table.beto, [("decided_on", "20 2 2024"), ("reasons", "Unas razones.")]);
        assert!(table.step(beto, case, "confirm_refusal", &reasons).is_err());
        let close = |id| table.ledger.write(|tx| close::case(tx, &table.laws, &ana, id, case, None, ""));
        close(second).unwrap();
        table.step(beto, case, "confirm_refusal", &reasons).unwrap();
        assert!(matches!(close(second), Err(close::CloseRefusal::NotPending)));
    });
}
