//! A post holds its own open work and the people it concerns, for as long as it concerns them; never the country.

use app::exchange::scope::Country;
use asylum::Child;
use kernel::{Actor, Role};
use ledger::{Fault, Peer, PeerStanding, Scopes};
use scenarios::house::{TestHouse, both, one};
use scenarios::people::Somebody;
use std::collections::BTreeSet;
use uuid::Uuid;

fn post(office: &str) -> Peer {
    Peer::enrolled("puesto", PeerStanding::Post, office, Vec::new(), [0; 32])
}

fn held(house: &TestHouse, office: &str) -> BTreeSet<Uuid> {
    let country = Country::of(&house.house);
    house.test.ledger.read(|door| country.of(door, &post(office))).unwrap_or_else(|e: Fault| panic!("{e}"))
}

fn is_urgent(house: &TestHouse, record: Uuid) -> bool {
    let country = Country::of(&house.house);
    house.test.ledger.read(|door| country.is_urgent(door, record)).unwrap_or_else(|e: Fault| panic!("{e}"))
}

fn officers(house: &TestHouse) -> (Actor, Actor) {
    let border = house.hire("puesto", "Inventada", Role::BorderOfficer, "meteti");
    (border, house.hired("registro"))
}

#[test]
fn a_post_holds_its_own_open_work_and_nothing_else() {
    both(|house| {
        let (border, registry) = officers(house);
        let [ana, rosa, luis] = ["Ana", "Rosa", "Luis"].map(|n| house.register(&border, &Somebody::named(n)));
        let home = house.household(&border, ana, rosa);
        let intent = house.intent(&border, &[ana, rosa], Child::None);
        let far = house.register(&registry, &Somebody::named("Lejos"));
        let elsewhere = house.claim(&registry, &[far], "onpar-panama", Child::None);
        let here = house.register(&registry, &Somebody::named("Cerca"));
        let case = house.claim(&registry, &[here], "meteti", Child::None);
        let now = held(house, "meteti");
        let expected: BTreeSet<Uuid> =
            [ana.0, rosa.0, luis.0, home.0, intent, case.0, here.0].into_iter().collect();
        assert_eq!(now, expected);
        assert!(!now.contains(&elsewhere.0) && !now.contains(&far.0));
        assert!(held(house, "chiriqui").is_empty());
        assert!(held(house, "").is_empty());
        // After ninety days whoever got no case and is on no intent is the country's again.
        house.on(2024, 10, 1);
        let later = held(house, "meteti");
        assert!(!later.contains(&luis.0) && later.contains(&ana.0) && later.contains(&home.0));
    });
}

#[test]
fn what_hangs_on_an_open_case_comes_with_it() {
    one(|house| {
        let registry = house.hire("alta", "Inventada", Role::RegistrationOfficer, "meteti");
        let child = house.register(&registry, &Somebody::child_alone("Yatzil"));
        let case = house.claim(&registry, &[child], "meteti", Child::UnaccompaniedOrSeparated);
        house.step(&registry, case, "request_guardian", &[]).unwrap();
        let ledger = &house.test.ledger;
        let links = ledger.read(|door| casework::case::load(door, case)).unwrap().unwrap().state.links;
        assert!(!links.is_empty(), "a guardian is asked for");
        let now = held(house, "meteti");
        assert!(now.contains(&case.0) && now.contains(&child.0));
        assert!(links.iter().all(|link| now.contains(&link.case.0)));
        for urgent in [case.0, child.0].into_iter().chain(links.iter().map(|link| link.case.0)) {
            assert!(is_urgent(house, urgent));
        }
    });
}

#[test]
fn only_what_cannot_wait_goes_first() {
    one(|house| {
        let (border, _) = officers(house);
        let ana = house.register(&border, &Somebody::named("Ana"));
        assert!(!is_urgent(house, ana.0));
        let calm = house.intent(&border, &[ana], Child::Accompanied);
        let alone = house.intent(&border, &[], Child::UnaccompaniedOrSeparated);
        assert!(!is_urgent(house, calm) && is_urgent(house, alone));
        assert!(!is_urgent(house, Uuid::from_u128(5)), "nobody");
    });
}

#[test]
fn what_was_said_of_two_files_goes_to_a_post_that_holds_both_and_to_no_other() {
    both(|house| {
        let (border, registry) = officers(house);
        let [ana, eva] = ["Ana", "Eva"].map(|n| house.register(&border, &Somebody::named(n)));
        let far = house.register(&registry, &Somebody::named("Lejos"));
        let (near, split) = (house.paired(&border, ana, eva), house.paired(&registry, ana, far));
        let now = held(house, "meteti");
        assert!(now.contains(&near) && !now.contains(&split));
        assert!(!held(house, "onpar-panama").contains(&split), "it holds one of the two only");
        // Once one of the two has left, so has what was said.
        house.on(2024, 10, 1);
        house.intent(&border, &[ana], Child::None);
        let later = held(house, "meteti");
        assert!(later.contains(&ana.0) && !later.contains(&eva.0) && !later.contains(&near));
    });
}

#[test]
fn whom_somebody_looks_for_goes_with_them_and_a_lead_goes_nowhere() {
    both(|house| {
        let (border, registry) = officers(house);
        let ana = house.register(&border, &Somebody::named("Ana Inventada Supuesta"));
        let far = house.register(&registry, &Somebody::named("Luz Inventada Lejana"));
        let (own, of_far) = (
            house.looks_for(&border, ana, "Luz Inventada", identity::Kin::Sibling),
            house.looks_for(&registry, far, "Ana Inventada", identity::Kin::Sibling),
        );
        let leads = [house.worth_asking(&registry, own, far), house.worth_asking(&registry, of_far, ana)];
        let now = held(house, "meteti");
        assert!(now.contains(&own) && !now.contains(&of_far));
        assert!(leads.iter().all(|lead| !now.contains(lead)), "a post learns of nobody from a lead");
        assert!(!held(house, "chiriqui").contains(&own));
    });
}
