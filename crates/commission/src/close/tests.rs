//! What a count carries: a majority opens the one step, anything less leaves the case before the body.

use super::*;
use crate::agenda::{Shut, take_off};
use crate::fold::{Ballot, Item};
use crate::model::Votes;
use crate::testing::{RECOGNISE, REFUSE, THREE_SEATS, UNKNOWN, both, laws, named, staff};
use kernel::{AccountId, Office, Role};
use procedure::Vote;
use proptest::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

#[test]
fn a_majority_opens_the_decision_and_only_that_one() {
    both(THREE_SEATS, |table| {
        let case = table.case("Balam Inventado");
        let reasons = [("decided_on", "20 2 2024"), ("reasons", "Unas razones.")];
        let take = |step: &str| table.step(&table.ana, case, step, &reasons);
        assert!(matches!(take("recognise"), Err(casework::StepRefusal::Gate(_))), "no session yet");
        let id = table.session(&[case]);
        table.opens(id, &[&table.ana, &table.beto, &table.carla]).unwrap();
        table.votes(&table.ana, id, case, RECOGNISE).unwrap();
        table.votes(&table.beto, id, case, RECOGNISE).unwrap();
        table.votes(&table.carla, id, case, REFUSE).unwrap();
        assert!(take("recognise").is_err(), "the vote is not closed");
        let ana = Stamp::new(table.ana.clone());
        table.ledger.write(|tx| super::case(tx, &table.laws, &ana, id, case, None, "")).unwrap();
        assert!(take("refuse").is_err(), "another step than the one that was carried");
        let taken = take("recognise").unwrap();
        let kept = taken.state.last("recognise").unwrap().taken.session.clone().unwrap();
        assert_eq!((kept.number.as_str(), kept.in_favour, kept.against), ("CONARE-2024-01", 2, 1));
    });
}

#[test]
fn a_tie_leaves_the_case_before_the_body_and_hands_it_on() {
    both(THREE_SEATS, |table| {
        let case = table.case("Balam Inventado");
        let id = table.session(&[case]);
        table.opens(id, &[&table.ana, &table.beto]).unwrap();
        table.votes(&table.ana, id, case, RECOGNISE).unwrap();
        table.votes(&table.beto, id, case, REFUSE).unwrap();
        let ana = Stamp::new(table.ana.clone());
        let next = table.session(&[]);
        table.ledger.write(|tx| super::case(tx, &table.laws, &ana, id, case, None, "")).unwrap();
        assert_eq!(table.load(id).state.item(case).unwrap().count.as_ref().unwrap().carried, None);
        table.ledger.write(|tx| super::session(tx, &table.laws, &ana, id, "")).unwrap();
        assert_eq!(table.load(next).state.item(case).unwrap().postponed, 1);
        let reasons = [("decided_on", "20 2 2024"), ("reasons", "Unas razones.")];
        assert!(table.step(&table.ana, case, "recognise", &reasons).is_err());
    });
}

#[test]
fn where_the_majority_is_not_known_a_named_member_states_what_was_carried() {
    both(UNKNOWN, |table| {
        let case = table.case("Balam Inventado");
        let id = table.session(&[case]);
        table.opens(id, &[&table.ana, &table.beto]).unwrap();
        table.votes(&table.ana, id, case, REFUSE).unwrap();
        let ana = Stamp::new(table.ana.clone());
        let close = |stated: Option<&str>| {
            let stated =
                stated.map(|step| StatedResult { by: named(&table.ana), carried: Some(step.to_owned()) });
            table.ledger.write(|tx| super::case(tx, &table.laws, &ana, id, case, stated, "")).map(drop)
        };
        assert!(matches!(close(None), Err(CloseRefusal::Unstated)));
        assert!(matches!(close(Some("recognise")), Err(CloseRefusal::NotVoted)));
        close(Some("refuse")).unwrap();
        let count = table.load(id).state.item(case).unwrap().count.clone().unwrap();
        assert_eq!((count.carried.as_deref(), count.stated), (Some("refuse"), Some(named(&table.ana))));
    });
}

#[test]
fn a_case_that_left_the_body_and_a_stale_form_close_nothing() {
    both(THREE_SEATS, |table| {
        let case = table.case("Balam Inventado");
        let id = table.session(&[case]);
        let ana = Stamp::new(table.ana.clone());
        let close = |head: &str| {
            table.ledger.write(|tx| super::case(tx, &table.laws, &ana, id, case, None, head)).map(drop)
        };
        assert!(matches!(close(""), Err(CloseRefusal::NoQuorum)));
        table.opens(id, &[&table.ana, &table.beto]).unwrap();
        let head = table.load(id).head_text();
        table.votes(&table.ana, id, case, REFUSE).unwrap();
        assert!(matches!(close(&head), Err(CloseRefusal::Shut(Shut::Stale))), "somebody voted meanwhile");
        let luis = staff(2, Role::EligibilityOfficer, "onpar-panama");
        let told =
            [("withdrawn_on", "20 2 2024"), ("language", "spa"), ("told", "yes"), ("confirmed", "yes")];
        table.step(&luis, case, "withdraw", &told).unwrap();
        assert!(matches!(close(""), Err(CloseRefusal::NotBefore)));
        let late = table.votes(&table.beto, id, case, REFUSE);
        assert!(matches!(late, Err(crate::vote::VoteRefusal::NotBefore)));
        table.ledger.write(|tx| take_off(tx, &ana, id, case, "Se retiró.", "")).unwrap();
        assert!(matches!(close(""), Err(CloseRefusal::NotPending)));
    });
}

#[test]
fn a_rebuild_finds_the_rows_that_are_there() {
    both(THREE_SEATS, |table| {
        let case = table.case("Balam Inventado");
        let id = table.session(&[case]);
        table.opens(id, &[&table.ana, &table.beto]).unwrap();
        table.votes(&table.ana, id, case, RECOGNISE).unwrap();
        let ana = Stamp::new(table.ana.clone());
        table.ledger.write(|tx| super::case(tx, &table.laws, &ana, id, case, None, "")).unwrap();
        let live = table.ledger.digest().unwrap();
        assert_eq!(table.ledger.rebuild(|_| ()).unwrap().digest, live);
    });
}

static LAWS: std::sync::OnceLock<casework::Laws> = std::sync::OnceLock::new();

fn vote() -> impl Strategy<Value = Vote> {
    prop::sample::select(Vote::ALL.to_vec())
}

proptest! {
    /// Whoever votes first or last: only who voted what counts, and each member once.
    #[test]
    fn a_tally_counts_each_member_once_and_never_both_ways(votes in prop::collection::vec((0u128..6, vote()), 0..20)) {
        let laws = LAWS.get_or_init(|| laws(THREE_SEATS));
        let body = body::of_office(laws, &Office::from("conare")).unwrap();
        let asylum = laws.law().procedures.iter().find(|p| p.id == "asylum").unwrap();
        let motions = body::motions(asylum, "decision", "conare");
        let mut item = Item {
            case: kernel::CaseId(Uuid::nil()),
            number: "PAN-2024-00001".into(),
            stage: "decision".into(),
            postponed: 0,
            why: String::new(),
            taken_off: None,
            recused: Vec::new(),
            ballots: BTreeMap::new(),
            count: None,
        };
        let mut last = BTreeMap::new();
        for (member, vote) in &votes {
            last.insert(*member, *vote);
            let other = if *vote == Vote::InFavour { Vote::Against } else { *vote };
            let ballot = Ballot {
                votes: Votes::from([("recognise".to_owned(), *vote), ("refuse".to_owned(), other)]),
                dissent: String::new(),
                at: jiff::Timestamp::UNIX_EPOCH,
            };
            item.ballots.insert(AccountId(Uuid::from_u128(*member)), ballot);
        }
        let tallies = body::tallies(body, &motions, &item);
        let tally = tallies.iter().find(|t| t.step == "recognise").unwrap().tally;
        prop_assert_eq!(tally.in_favour + tally.against + tally.abstained, last.len());
        let favour = last.values().filter(|v| **v == Vote::InFavour).count();
        let against = last.values().filter(|v| **v == Vote::Against).count();
        prop_assert_eq!(tally.in_favour, favour);
        let carried = body::verdict(&tallies) == body::Verdict::Carried("recognise".into());
        prop_assert_eq!(carried, favour > against);
    }
}
