//! Reading is watched and never blocked: three hundred files within an hour ring an alarm, and so does one record that nobody
//! has a reason to open. A data protection officer sees it on the first screen, and somebody else than the reader says what
//! it was. Decoys are in no figure, no hint, no site and no list.

use access::{Kind, Permission, Who};
use app::exchange::scope::Country as Scope;
use asylum::Child;
use jiff::{SignedDuration, Timestamp};
use kernel::{Actor, CaseId, Clock, Office, PersonId, Role};
use ledger::{Door, Fault, Peer, PeerStanding, Scopes};
use oversight::alarm::{self, Cause, Limits, watch};
use oversight::decoy::{self, DecoyRefusal};
use scenarios::house::{TestHouse, both, one};
use scenarios::people::Somebody;
use std::time::Instant;
use uuid::Uuid;

const OWN: &str = "meteti";

fn who(house: &TestHouse, actor: &Actor) -> Who {
    house.house.access.account(actor.account).unwrap().unwrap().who()
}

/// Opens so many different files, one every so many seconds.
fn opens(house: &TestHouse, who: &Who, files: u32, seconds: i64) {
    let access = &house.house.access;
    for n in 0..files {
        let file = Uuid::from_u128(0x1000 + u128::from(n));
        access.log_read(who, Kind::Person, file, "/people/{person}", Permission::ReadPerson).unwrap();
        // Work on an open file is no opening.
        access
            .log_read(who, Kind::Person, file, "/people/{person}/needs", Permission::CorrectPerson)
            .unwrap();
        let next = house.test.clock.now().checked_add(SignedDuration::from_secs(seconds)).unwrap();
        house.test.clock.set(next);
    }
}

fn alarms(house: &TestHouse) -> Vec<alarm::Tripped> {
    watch::look(&house.house, None).unwrap();
    let all = house.test.ledger.read(|r| alarm::all(r)).unwrap_or_else(|e: Fault| panic!("{e}"));
    all.into_iter().filter_map(|(_, alarm)| alarm.tripped).collect()
}

#[test]
fn three_hundred_files_within_an_hour_ring_once_and_two_hundred_and_ninety_nine_do_not() {
    both(|house| {
        let officer = house.hired("datos");
        let busy = house.hire("curiosa", "Curiosa Inventada", Role::EligibilityOfficer, OWN);
        let calm = house.hire("tranquila", "Tranquila Inventada", Role::EligibilityOfficer, OWN);
        opens(house, &who(house, &calm), 299, 1);
        assert!(alarms(house).is_empty());
        opens(house, &who(house, &busy), 300, 10);
        let rung = alarms(house);
        let [one] = rung.as_slice() else { panic!("{rung:?}") };
        assert_eq!((one.cause, one.reader, one.opens, one.files), (Cause::Many, busy.account, 300, 300));
        assert_eq!(one.reviewer, Some(officer.account), "somebody by name is to look at it");
        // Looked at again, and by another process, it is the same alarm.
        assert_eq!(watch::look(&house.house, Some(watch::FIRST_LOOK)).unwrap(), 0);
        assert_eq!(alarms(house).len(), 1);
        // What came after is a burst of its own.
        house.later(90);
        opens(house, &who(house, &busy), 300, 1);
        assert_eq!(alarms(house).len(), 2);
        // Nobody was kept from anything.
        house.desk("curiosa").get("/cases").expect_status(200);
    });
}

#[test]
fn a_system_rings_too_and_the_operator_decides_how_much_is_too_much() {
    one(|house| {
        house.hired("datos");
        let system = house.system("puente", Role::EligibilityOfficer, OWN);
        let token = house.token_of(&system);
        let bearer = house.house.access.bearer(&token, kernel::Lang::Es).unwrap().unwrap();
        opens(house, &bearer, 300, 1);
        assert_eq!(alarms(house)[0].reader, system.client);
        assert_eq!(Limits::default(), Limits { opens: 300, minutes: 60 });
        house.desk("datos").open("/data-protection").expect("puente");
    });
}

#[test]
fn the_officer_sees_it_on_the_first_screen_and_another_person_than_the_reader_says_what_it_was() {
    one(|house| {
        let busy = house.hire("curiosa", "Curiosa Inventada", Role::EligibilityOfficer, OWN);
        opens(house, &who(house, &busy), 300, 1);
        let desk = house.desk("datos");
        // Nobody had looked before: the screen looks by itself.
        desk.open("/data-protection").expect("1 alarma").expect("Curiosa Inventada").expect("300");
        let link = desk.page().links().into_iter().find(|link| link.starts_with("/alarms/")).unwrap();
        desk.open(&link).expect("Curiosa Inventada");
        let kept = desk.fill(&[("finding", ""), ("note", "Lo dijo su jefa.")]);
        kept.expect_status(422);
        assert!(kept.body().contains("Lo dijo su jefa."), "what was typed stays");
        desk.done(&[("finding", "explained"), ("note", "Traslado de trescientos casos, lo dijo su jefa.")]);
        desk.open("/data-protection").expect_no("1 alarma");
        desk.open(&link).expect("Traslado de trescientos casos");
        // Who reads is told nothing of it, and may not see it.
        let reader = house.desk("curiosa");
        reader.get(&link).expect_status(403);
        reader.open("/day").expect_no("alarma");
    });
}

// ---- decoys ----

fn made(house: &TestHouse) -> (Uuid, PersonId) {
    let officer = house.hired("datos");
    let (office, why) = (Office::from(OWN), "Vigilancia anual de la oficina.");
    let key = format!("señuelo {}", standing(house).len());
    let handle = decoy::make(&house.house, &officer, &key, &office, why).unwrap_or_else(|e| panic!("{e}"));
    let decoys = standing(house);
    let one = decoys.iter().find(|one| one.handle == handle).unwrap();
    (handle, one.person)
}

fn standing(house: &TestHouse) -> Vec<identity::decoy::Decoy> {
    house.test.ledger.read(|r| identity::decoy::all(r)).unwrap_or_else(|e: Fault| panic!("{e}"))
}

#[test]
fn opening_a_decoy_rings_at_once_for_the_officer_and_shows_the_reader_nothing() {
    both(|house| {
        let (handle, person) = made(house);
        let officer = house.hire("oficial", "Oficial Inventada", Role::RegistrationOfficer, OWN);
        let real = house.register(&officer, &Somebody::named("Ixchel Inventada"));
        assert!(alarms(house).is_empty(), "nobody has opened it");
        let desk = house.desk("oficial");
        let head = house.test.ledger.read(|r| identity::person::find(r, person)).unwrap().unwrap();
        // Found by whoever goes looking, like anybody.
        desk.open("/people").expect_no(&head.name);
        let found = desk.post("/people", &[("q", &head.number)]);
        assert!(found.links().contains(&format!("/people/{person}")));
        let seen = desk.open(&format!("/people/{person}"));
        let usual = desk.open(&format!("/people/{real}"));
        let names = |page: &web::client::Seen| -> Vec<String> {
            page.headers.iter().map(|(n, _)| n.clone()).collect()
        };
        assert_eq!(names(&seen), names(&usual));
        for word in ["señuelo", "decoy", "alarma"] {
            assert!(!seen.text().to_lowercase().contains(word), "{word}:\n{}", seen.text());
        }
        // The history says that somebody of the office registered them, as of everybody.
        seen.expect("Metetí");
        let rung = alarms(house);
        let [one] = rung.as_slice() else { panic!("{rung:?}") };
        assert_eq!((one.cause, one.reader, one.decoy), (Cause::Decoy, officer.account, Some(handle)));
        assert_eq!(alarms(house).len(), 1, "told once");
        house.desk("datos").open("/data-protection").expect("Abrió un señuelo").expect("Oficial Inventada");
        // A second look on another day is a second alarm.
        house.later(60 * 24);
        house.desk("oficial").open(&format!("/people/{person}"));
        assert_eq!(alarms(house).len(), 2);
    });
}

/// Everything that counts, compares or travels, as text.
fn figures(house: &TestHouse, registrar: &Actor) -> Vec<String> {
    let ledger = &house.test.ledger;
    let today = house.today();
    let sources: &statistics::FactSources = house.house.room();
    let facts = ledger.read(|r| asylum::claim_facts(r)).unwrap_or_else(|e: Fault| panic!("{e}"));
    let registrations =
        ledger.read(|r| identity::facts::registrations(r)).unwrap_or_else(|e: Fault| panic!("{e}"));
    let now = house.house.clock.now();
    let indicators: &pledges::Indicators = house.house.room();
    let measures: Vec<String> = indicators
        .0
        .iter()
        .map(|indicator| format!("{:?}", ledger.read(|r| (indicator.compute)(r, now)).unwrap()))
        .collect();
    let scope = Scope::of(&house.house);
    let peer = Peer::enrolled("puesto", PeerStanding::Post, OWN, Vec::new(), [0; 32]);
    let held = ledger.read(|r| scope.of(r, &peer)).unwrap_or_else(|e: Fault| panic!("{e}"));
    let statistician = house.hire("corte", "Corte Inventado", Role::Statistician, "chiriqui");
    let cut = statistics::make_cut(ledger, sources, &statistician, today, today, None).map(drop).is_ok();
    let desk = house.desk("corte");
    let tables = ["/statistics/table.csv?series=applications", "/statistics/table.json?series=applications"]
        .map(|address| desk.get(address).body());
    let rules = oversight::retention::rule::Rules::of(None).unwrap();
    let plan = ledger
        .read(|r| oversight::retention::plan(r, &rules, today))
        .unwrap_or_else(|e: Fault| panic!("{e}"));
    let latest =
        house.house.ledger.read(|r| identity::person::latest_of_office(r, &registrar.office, 50)).unwrap();
    vec![
        format!("{facts:?}"),
        format!("{registrations:?}"),
        measures.concat(),
        format!("{held:?}"),
        format!("{cut} {tables:?}"),
        format!("{:?}", plan.classes),
        format!("{latest:?}"),
    ]
}

#[test]
fn decoys_are_in_no_figure_no_hint_no_site_and_no_list() {
    both(|house| {
        house.hired("datos");
        let registrar = house.hire("alta", "Alta Inventada", Role::RegistrationOfficer, OWN);
        for name in ["Ana", "Berta", "Celia"] {
            let person = house.register(&registrar, &Somebody::named(&format!("{name} Inventada")));
            house.claim(&registrar, &[person], OWN, Child::None);
        }
        house.register(&registrar, &Somebody::named("Dora Inventada"));
        let before = figures(house, &registrar);
        let decoys: Vec<(Uuid, PersonId)> = (0..3).map(|_| made(house)).collect();
        assert_eq!(figures(house, &registrar), before, "with decoys");
        // Even when somebody went on with one as with a person.
        let case = house.claim(&registrar, &[decoys[0].1], "chiriqui", Child::None);
        assert!(house.test.ledger.read(|r| casework::case::find(r, CaseId(case.0))).unwrap().is_some());
        house.intent(
            &house.hire("otro", "Otro Inventado", Role::BorderOfficer, "chiriqui"),
            &[decoys[1].1],
            Child::None,
        );
        let (mut now, mut was) = (figures(house, &registrar), before.clone());
        // The worklist of retention is of cases; that one is open and stays.
        now.remove(5);
        was.remove(5);
        assert_eq!(now, was, "with a claim and an intent of decoys");
        // Nobody is told that somebody new may be the decoy.
        let name = house.test.ledger.read(|r| identity::person::find(r, decoys[2].1)).unwrap().unwrap().name;
        let desk = house.desk("alta");
        desk.open("/people/new");
        let sent = desk.post("/people/new", &[("name_told", &name), ("nationality_silence", "not_asked")]);
        assert!(!sent.links().iter().any(|link| link.ends_with(&decoys[2].1.to_string())), "{}", sent.text());
        // Retired, they are still in nothing, and absent for everybody.
        let officer = house.hired("datos");
        for (n, (handle, _)) in decoys.iter().enumerate() {
            decoy::retire(&house.house, &officer, &format!("fin {n}"), *handle, "Ya no hace falta.").unwrap();
        }
        desk.get(&format!("/people/{}", decoys[2].1)).expect_status(404);
        let hits = desk.post("/people", &[("q", &name)]);
        assert!(!hits.links().iter().any(|link| link.ends_with(&decoys[2].1.to_string())));
    });
}

#[test]
fn which_records_are_decoys_stands_nowhere_to_read() {
    one(|house| {
        let (_, person) = made(house);
        let sql = "select decoy, sealed from decoy";
        let rows = ledger::testing::ask(&house.test.place, sql);
        assert_eq!(rows.len(), 1);
        assert_ne!(rows[0].uuid("decoy").unwrap(), person.0);
        let sealed = rows[0].bytes("sealed").unwrap();
        let id = person.to_string().into_bytes();
        assert!(!sealed.windows(16).any(|part| part == person.0.as_bytes()));
        assert!(!sealed.windows(id.len()).any(|part| part == id));
    });
}

#[test]
fn a_decoy_is_made_of_nobody_and_misuse_is_refused() {
    one(|house| {
        let desk = house.desk("datos");
        desk.open("/data-protection");
        desk.follow("/decoys");
        // Without a reason, or an office, nothing is made, and what was typed stays.
        let refused = desk.fill(&[("office", OWN), ("why", "poco")]);
        refused.expect_status(422);
        assert!(refused.body().contains("poco"));
        desk.open("/decoys");
        // The form has no field for a name, and one that is sent is not read.
        desk.done(&[
            ("office", OWN),
            ("why", "Vigilancia anual de la oficina."),
            ("name", "Ixchel Inventada"),
        ]);
        let all = standing(house);
        let name =
            house.test.ledger.read(|r| identity::person::find(r, all[0].person)).unwrap().unwrap().name;
        assert_ne!(name, "Ixchel Inventada");
        desk.open("/decoys").expect(&name);
        // Who seems to have registered it can never sign in.
        let entry =
            house.test.ledger.read(|r| r.entries(all[0].person.0)).unwrap_or_else(|e: Fault| panic!("{e}"));
        let registrar = house.house.access.account(entry[0].actor.account).unwrap().unwrap();
        assert!(!registrar.active && registrar.signed_in_at.is_none());
        // Nobody else may know: not even the administration.
        for login in ["admin", "registro", "elegibilidad"] {
            house.desk(login).get("/decoys").expect_status(403);
        }
        // Retiring one asks for a reason, and is done once.
        let page = format!("/decoys/{}", all[0].handle);
        desk.open(&page);
        desk.fill(&[("why", "")]).expect_status(422);
        desk.open(&page);
        desk.done(&[("why", "Ya cumplió su propósito.")]);
        desk.open(&page).expect("Ya cumplió su propósito.");
        let officer = house.hired("datos");
        let again = decoy::retire(&house.house, &officer, "otra vez", all[0].handle, "Otra vez, por error.");
        assert!(matches!(again, Err(DecoyRefusal::Nothing)));
    });
}

#[test]
#[ignore = "measures: run it by hand with --release"]
fn a_read_waits_for_nothing_and_a_look_at_a_busy_day_is_short() {
    one(|house| {
        let busy = house.hire("curiosa", "Curiosa Inventada", Role::EligibilityOfficer, OWN);
        let who = who(house, &busy);
        let begun = Instant::now();
        opens(house, &who, 10_000, 2);
        let each = begun.elapsed() / 20_000;
        for back in [None, Some(watch::FIRST_LOOK)] {
            let begun = Instant::now();
            watch::look_at_many(&house.house, back).unwrap();
            println!("a look back over {back:?}: {:?}", begun.elapsed());
        }
        println!("a read, logged and durable: {each:?}");
        let _ = Timestamp::MIN;
    });
}
