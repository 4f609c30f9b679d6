//! A list returns exactly the rows that the policy permits one by one, whatever the world and whoever asks.

use crate::file::tests::house_on;
use crate::model::{Agrees, TransferAsked, Urgency};
use crate::testing::{Desk, HQ, decision, form, staff};
use crate::{Opening, assign, open, transfer};
use access::{Kind, Permission};
use jiff::civil::date;
use kernel::{CaseId, Office, Role};
use ledger::Stamp;
use proptest::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;
use web::client::Client;
use web::testing::TestHouse;

const OFFICES: [&str; 3] = [HQ, "meteti", "conare"];

/// How one case of a random world came to stand where it stands.
#[derive(Clone, Debug)]
struct Made {
    born: i16,
    child: bool,
    /// Walked to a decision by CONARE.
    decided: bool,
    /// Sent to these offices, one after another.
    sent: Vec<usize>,
    /// Another office is asked to take it over.
    asked: Option<usize>,
    in_hand: bool,
}

fn made() -> impl Strategy<Value = Made> {
    let sent = prop::collection::vec(0..OFFICES.len(), 0..3);
    let asked = prop::option::of(0..OFFICES.len());
    (any::<bool>(), any::<bool>(), sent, asked, any::<bool>()).prop_map(
        |(child, decided, sent, asked, in_hand)| Made {
            born: if child { 2012 } else { 1990 },
            child,
            decided: decided && !child,
            sent,
            asked,
            in_hand,
        },
    )
}

fn reader() -> impl Strategy<Value = (Role, usize)> {
    (prop::sample::select(Role::ALL.to_vec()), 0..OFFICES.len())
}

/// Makes the case; whoever reads may have it in hand.
fn make(desk: &Desk, made: &Made, reader: kernel::AccountId) -> CaseId {
    let person = desk.person("Ixchel Inventada", made.born);
    let case = if made.decided {
        let case = desk.ready(person);
        desk.on_day("2024-04-30");
        desk.take(&desk.conare, case, "refuse", &decision("13 3 2024")).unwrap();
        case
    } else {
        desk.on_day("2024-04-30");
        let child = if made.child { "unaccompanied_or_separated" } else { "none" };
        let answers = [("filed_on", "1 2 2024"), ("mode", "oral"), ("child", child), ("language", "spa")];
        let opening = Opening {
            form: form(&answers),
            ..Opening::new("asylum", date(2024, 2, 1), Office::from(HQ), vec![person])
        };
        let stamp = Stamp::new(desk.rosa.clone());
        desk.ledger.write(|tx| open::run(tx, &desk.laws, &stamp, opening)).unwrap()
    };
    let stamp = Stamp::new(desk.rosa.clone());
    for to in &made.sent {
        let to = Office::from(OFFICES[*to]);
        desk.ledger.write(|tx| assign::send(tx, &desk.laws, &stamp, case, to, "")).unwrap();
    }
    if made.in_hand {
        desk.ledger.write(|tx| assign::run(tx, &stamp, case, Some(reader), "")).unwrap();
    }
    let holder = desk.load(case).state.office.unwrap();
    if let Some(to) = made.asked.map(|to| OFFICES[to]).filter(|to| *to != holder.code()) {
        let asker = Stamp::new(staff(1, Role::RegistrationOfficer, holder.code()));
        let asked = TransferAsked {
            from: holder,
            to: Office::from(to),
            reason: "vive allá".into(),
            urgency: Urgency::Ordinary,
            told: String::new(),
            agrees: Agrees::NotAsked,
        };
        desk.ledger.write(|tx| transfer::ask(tx, &asker, case, asked, "")).unwrap();
    }
    case
}

fn cases_on(client: &Client, path: &str) -> BTreeSet<Uuid> {
    let page = client.get(path);
    if page.status == 403 {
        return BTreeSet::new();
    }
    page.expect_status(200);
    let links = page.links();
    links.iter().filter_map(|link| link.strip_prefix("/cases/")?.parse().ok()).collect()
}

fn exact(house: &TestHouse, desk: &Desk, world: &[Made], role: Role, office: &str) {
    let client = house.client_of(role, office);
    let login = format!("{}.{office}", role.code());
    let who = house.house.access.account_of_login(&login).unwrap().unwrap().who();
    let mut cases: Vec<Uuid> = world.iter().map(|made| make(desk, made, who.account).0).collect();
    for case in cases.clone() {
        cases.extend(desk.load(CaseId(case)).state.links.iter().map(|link| link.case.0));
    }
    let opens = |case: &Uuid| {
        let read = |r: &mut ledger::Reader<'_>| {
            house.house.may_with(r, &who, Permission::ReadCase, Kind::Case, *case)
        };
        house.house.ledger.read(read).unwrap()
    };
    let may: BTreeSet<Uuid> = cases.into_iter().filter(|case| opens(case)).collect();
    if house.house.may(&who, Permission::ListCases, None) {
        assert_eq!(cases_on(&client, "/cases?state=all"), may, "{role:?} at {office}: {world:?}");
    }
    let day = cases_on(&client, "/day");
    assert!(day.is_subset(&may), "the day of {role:?} at {office} shows what does not open: {world:?}");
    for case in &may {
        let seen = client.get(&format!("/cases/{case}"));
        assert_eq!(seen.status, 200, "{role:?} at {office}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 20, ..ProptestConfig::default() })]
    #[test]
    fn a_list_returns_exactly_what_the_policy_permits_one_by_one(
        world in prop::collection::vec(made(), 1..6),
        (role, office) in reader(),
    ) {
        let (house, desk) = house_on(ledger::testing::lite);
        exact(&house, &desk, &world, role, OFFICES[office]);
    }
}

/// A few fixed worlds on both engines.
#[test]
fn the_same_holds_on_both_engines() {
    let made = |sent: &[usize], asked, decided, child| Made {
        born: if child { 2012 } else { 1990 },
        child,
        decided,
        sent: sent.to_vec(),
        asked,
        in_hand: true,
    };
    let world = [
        made(&[], Some(1), false, false),
        made(&[1], None, false, true),
        made(&[1, 0], Some(1), false, true),
        made(&[1], Some(0), true, false),
        made(&[2], None, false, false),
    ];
    let readers = [
        (Role::EligibilityOfficer, "meteti"),
        (Role::ChildProtectionDelegate, "meteti"),
        (Role::DecidingAuthority, "conare"),
        (Role::Supervisor, HQ),
    ];
    for (role, office) in readers {
        let (house, desk) = house_on(ledger::testing::lite);
        exact(&house, &desk, &world, role, office);
        if ledger::testing::postgres_url().is_some() {
            let (house, desk) = house_on(|schema| ledger::testing::pg(schema).unwrap());
            exact(&house, &desk, &world, role, office);
        }
    }
}
