//! What is sealed about a person is there for the few who were named for it, and for nobody else. For everybody else the
//! house asks its database the same, reads as many rows and answers the same bytes, whether there is something or not;
//! and no list, search, count, file, log or site without the secret knows a word of it.

use access::{Kind, Permission};
use app::compartment_file;
use app::exchange::scope::Country;
use compartment::{Compartment, Instruction, Member, Order};
use kernel::{Actor, Lang, PersonId, Role};
use ledger::sealed::Compartments;
use ledger::{Fault, Peer, PeerStanding, Scopes};
use scenarios::house::{TestHouse, both, one};
use scenarios::people::Somebody;
use std::collections::BTreeSet;
use uuid::Uuid;
use web::client::{Client, Seen};
use web::{Method, Route};

const CANARY: &str = "Quetzalzyx Wolframia";
const OFFICE: &str = "meteti";
const ABSENT: Uuid = Uuid::from_u128(0x018f_0000_0000_7000_8000_0000_0000_0bad);

/// What one question cost and what it answered, with what differs from question to question put aside.
#[derive(Debug, PartialEq)]
struct Cost {
    statements: u64,
    rows: u64,
    status: u16,
    headers: Vec<(String, String)>,
    text: String,
}

/// A person of the office, told apart from their twin by the id and the number only.
#[derive(Clone)]
struct Twin {
    id: Uuid,
    number: String,
}

struct Stage<'a> {
    house: &'a TestHouse,
    keeper: Actor,
    sealed: Twin,
    open: Twin,
}

impl<'a> Stage<'a> {
    fn set(house: &'a TestHouse) -> Stage<'a> {
        let officer = house.hire("alta", "Alta Inventada", Role::RegistrationOfficer, OFFICE);
        let keeper = house.hire("guarda", "Guarda Inventada", Role::EligibilityOfficer, OFFICE);
        let other = house.hire("otra", "Otra Inventada", Role::EligibilityOfficer, OFFICE);
        house.holds_compartment(Compartment::Gbv, &keeper);
        house.holds_compartment(Compartment::Trafficking, &other);
        let twin = |name: &str| {
            let id = house.register(&officer, &Somebody::named(name));
            let head = house.test.ledger.read(|door| identity::person::find(door, id)).unwrap();
            Twin { id: id.0, number: head.unwrap().number }
        };
        // Two names of one length in the same place of the alphabet.
        let (sealed, open) = (twin("Ana Inventada Uno"), twin("Ana Inventada Dos"));
        house.seals(&keeper, Compartment::Gbv, PersonId(sealed.id), CANARY);
        compartment::opened(&house.test.ledger, &keeper, Compartment::Gbv, PersonId(sealed.id)).unwrap();
        Stage { house, keeper, sealed, open }
    }

    /// Everybody who is not in the compartment: one of each role, and somebody of another compartment.
    fn outsiders(&self) -> Vec<Client> {
        let mut logins: Vec<String> = Role::ALL.iter().map(|role| role.code().replace('_', "-")).collect();
        for (login, role) in logins.iter().zip(Role::ALL) {
            self.house.hire(login, "Quien Pregunta", role, OFFICE);
        }
        logins.push("otra".to_owned());
        let signed_in = |login: &String| {
            let client = self.house.stranger();
            client.sign_in(login);
            client.get("/account");
            client
        };
        logins.iter().map(signed_in).collect()
    }

    fn cost(&self, client: &Client, route: &Route, address: &str, twin: Option<&Twin>) -> Cost {
        // No two look at one file at the same instant: which of them came first would be anybody's guess.
        self.house.passes();
        let before = self.house.test.meter.read();
        let seen = sent(client, route, address);
        let after = self.house.test.meter.read();
        let is_text = seen.header("content-type").is_some_and(|kind| kind.contains("text/"));
        let mut text = if is_text { without_keys(&seen.body()) } else { String::new() };
        if let Some(twin) = twin {
            let other = if twin.id == self.sealed.id { &self.open } else { &self.sealed };
            for (twin, name) in [(twin, "ONE"), (other, "OTHER")] {
                text = text.replace(&twin.id.to_string(), name).replace(&twin.number, name);
            }
            text = without_passport(
                &text.replace("Inventada Uno", "Inventada").replace("Inventada Dos", "Inventada"),
            );
        }
        let headers = seen.headers.into_iter().filter(|(name, _)| name != "x-request-id");
        let headers = headers.map(|(name, value)| match twin {
            Some(twin) => (name, value.replace(&twin.id.to_string(), "ONE")),
            None => (name, value),
        });
        Cost {
            statements: after.0 - before.0,
            rows: after.1 - before.1,
            status: seen.status,
            headers: headers.collect(),
            text,
        }
    }
}

fn sent(client: &Client, route: &Route, address: &str) -> Seen {
    match route.method {
        Method::Get => client.send("GET", address, None, &[]),
        Method::Post => {
            let token = client.filled("", &[]).text("_csrf").to_owned();
            let body = web::Fields::from_pairs([("_csrf", token.as_str())]).encode();
            client.send("POST", address, Some(body.into_bytes()), &[])
        }
    }
}

/// Every form carries a key of its own, and the version of the one record that it was made from.
fn without_keys(text: &str) -> String {
    ["name=\"_key\" value=\"", "name=\"_head\" value=\""].into_iter().fold(text.to_owned(), |text, field| {
        let mut parts = text.split(field);
        let mut all = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            all.push_str(part.split_once('"').map_or("", |(_, rest)| rest));
        }
        all
    })
}

/// The number of a passport follows from the name: `C` and seven digits.
fn without_passport(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('C') {
        let (before, from) = rest.split_at(at);
        all.push_str(before);
        let is_number = from.len() >= 8 && from.as_bytes()[1..8].iter().all(u8::is_ascii_digit);
        all.push_str(if is_number { "PASSPORT" } else { "C" });
        rest = &from[if is_number { 8 } else { 1 }..];
    }
    all + rest
}

fn routes_about(kinds: &[Kind]) -> Vec<Route> {
    let mut routes = app::wiring::routes();
    routes.retain(|route| route.target.file().is_some_and(|(kind, _)| kinds.contains(&kind)));
    routes
}

fn address(route: &Route, id: Uuid) -> String {
    let (_, target) = route.target.file().unwrap();
    let filled = route.path.replace(&format!("{{{target}}}"), &id.to_string());
    let part = |segment: &str| match segment {
        "{compartment}" => "gbv".to_owned(),
        "{step}" => "record_document".to_owned(),
        "{letter}" => "receipt".to_owned(),
        segment if segment.starts_with('{') => Uuid::from_u128(7).to_string(),
        segment => segment.to_owned(),
    };
    filled.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[test]
fn to_whoever_is_not_in_the_circle_a_person_with_something_sealed_costs_and_answers_what_their_twin_does() {
    both(|house| {
        let stage = Stage::set(house);
        let routes = routes_about(&[Kind::Person]);
        assert!(routes.iter().filter(|route| route.permission.is_sealed()).count() >= 3);
        for client in stage.outsiders() {
            for route in &routes {
                let ask = |twin: &Twin| stage.cost(&client, route, &address(route, twin.id), Some(twin));
                // Warm: what was asked once before is remembered for both.
                for twin in [&stage.open, &stage.sealed] {
                    ask(twin);
                }
                let (open, sealed) = (ask(&stage.open), ask(&stage.sealed));
                assert_eq!(sealed, open, "{route:?}");
                if route.permission.is_sealed() {
                    let absent = stage.cost(&client, route, &address(route, ABSENT), None);
                    assert_eq!((sealed.status, sealed.text), (404, absent.text), "{route:?}");
                }
            }
        }
    });
}

#[test]
fn the_id_of_a_sealed_record_is_to_every_route_the_id_of_nothing() {
    both(|house| {
        let stage = Stage::set(house);
        let ids = house.sealed_ids();
        assert_eq!(ids.len(), 3, "two circles and a file");
        let kinds = Kind::ALL;
        let routes = routes_about(&kinds);
        // The last of them is in another compartment.
        let mut outsiders = stage.outsiders();
        let other = outsiders.pop().unwrap();
        let mut askers: Vec<Client> = outsiders.into_iter().step_by(3).chain([other]).collect();
        // Not even whoever is in it finds anything by such an id.
        let member = house.stranger();
        member.sign_in("guarda");
        member.get("/account");
        askers.push(member);
        for client in askers {
            for route in &routes {
                let ask = |id: Uuid| stage.cost(&client, route, &address(route, id), None);
                ask(ABSENT);
                let absent = ask(ABSENT);
                for id in &ids {
                    let sealed = ask(*id);
                    assert_eq!(sealed, absent, "{route:?}");
                }
            }
        }
    });
}

/// Pages that say something else each time: offers and secrets of the own account, the disk, the log of reads.
fn varies(path: &str) -> bool {
    ["/tour", "/health", "/read-log", "/account"].contains(&path)
        || ["/account/", "/sign-", "/breaches/opened-files"].iter().any(|begins| path.starts_with(begins))
}

#[test]
fn what_is_sealed_changes_no_list_no_count_and_no_search() {
    both(|house| {
        let stage = Stage::set(house);
        let clients = stage.outsiders();
        let lists: Vec<Route> = app::wiring::routes()
            .into_iter()
            .filter(|r| r.method == Method::Get && r.target.file().is_none() && !r.path.contains('{'))
            .filter(|r| !varies(r.path))
            .collect();
        assert!(lists.len() > 20);
        let all = |client: &Client| -> Vec<Cost> {
            lists.iter().map(|route| stage.cost(client, route, route.path, None)).collect()
        };
        for client in &clients {
            all(client);
            let before = all(client);
            let (open, keeper) = (PersonId(stage.open.id), &stage.keeper);
            house.seals(keeper, Compartment::Gbv, open, CANARY);
            compartment::opened(&house.test.ledger, keeper, Compartment::Gbv, open).unwrap();
            for (before, after) in before.iter().zip(all(client)) {
                assert_eq!(&after, before);
                assert!(!after.text.contains(CANARY) && !after.text.contains("Quetzalzyx"));
            }
        }
        let officer = house.stranger();
        officer.sign_in("alta");
        officer.get("/people");
        let found = officer.post("/people", &[("q", "Quetzalzyx")]).body();
        assert!(!found.contains("/people/01"), "a search finds what is sealed:\n{found}");
    });
}

#[test]
fn nothing_sealed_stands_on_the_disk_or_in_the_open_read_log() {
    one(|house| {
        let stage = Stage::set(house);
        let desk = house.stranger();
        desk.sign_in("guarda");
        let page = desk.get(&format!("/people/{}/sealed/gbv", stage.sealed.id));
        assert!(page.text().contains(CANARY));
        let reads = house.house.access.reads_of(Kind::Person, stage.sealed.id).unwrap();
        assert!(reads.is_empty(), "the open file's log tells of {} reads", reads.len());
        let file = compartment::opened(
            &house.test.ledger,
            &stage.keeper,
            Compartment::Gbv,
            PersonId(stage.sealed.id),
        );
        assert_eq!(file.unwrap().reads.len(), 3, "each read is written down in the compartment");
        desk.post(page.path.as_str(), &[("text", "Wolframia otra vez")]).expect_status(200);
        house.test.ledger.checkpoint().unwrap();
        let ledger::Place::Sqlite(path) = &house.test.place else { panic!("not SQLite") };
        let mut disk = std::fs::read(path).unwrap();
        disk.extend(std::fs::read(path.with_extension("db-wal")).unwrap_or_default());
        for word in ["Quetzalzyx", "Wolframia", "sealed/gbv", "trafficking"] {
            assert!(!disk.windows(word.len()).any(|at| at == word.as_bytes()), "«{word}» stands on the disk");
        }
    });
}

#[test]
fn a_post_holds_what_is_sealed_only_where_its_compartment_was_given_to_it() {
    both(|house| {
        let stage = Stage::set(house);
        let post = Peer::enrolled("puesto", PeerStanding::Post, OFFICE, Vec::new(), [0; 32]);
        let held = || {
            let country = Country::of(&house.house);
            house.test.ledger.read(|door| country.of(door, &post)).unwrap_or_else(|e: Fault| panic!("{e}"))
        };
        let sealed: BTreeSet<Uuid> = house.sealed_ids().into_iter().collect();
        let before = held();
        assert!(before.contains(&stage.sealed.id) && before.is_disjoint(&sealed));
        // Who does not keep the compartment gives it to nobody.
        let stranger = house.hired("elegibilidad");
        assert!(compartment::grant(&house.test.ledger, &stranger, Compartment::Gbv, "puesto").is_err());
        assert_eq!(held(), before);
        compartment::grant(&house.test.ledger, &stage.keeper, Compartment::Gbv, "puesto").unwrap();
        let now = held();
        let new: BTreeSet<Uuid> = now.difference(&before).copied().collect();
        assert!(new.is_subset(&sealed));
        assert_eq!(new.len(), 2, "the circle and the file of gbv, and nothing of the other compartment");
    });
}

#[test]
fn a_compartment_instructs_and_the_open_side_reads_no_reason() {
    both(|house| {
        let stage = Stage::set(house);
        let person = PersonId(stage.sealed.id);
        let officer = house.hire("alta", "Alta Inventada", Role::RegistrationOfficer, OFFICE);
        let case = house.claim(&officer, &[person], OFFICE, asylum::Child::None);
        let desk = house.stranger();
        desk.sign_in("guarda");
        let page = format!("/people/{person}/sealed/gbv");
        desk.get(&page);
        desk.post(&format!("{page}/orders"), &[("order", "other-room")]).expect_status(200);
        let sentence = house.says(Lang::Es, "compartment-order-other-room");
        let open = house.stranger();
        open.sign_in("alta");
        for path in
            [format!("/people/{person}"), format!("/cases/{case}"), format!("/people/{person}/instructions")]
        {
            let text = open.get(&path).expect_status(200).body();
            assert!(text.contains(&sentence), "{path}");
            for word in ["ompartiment", "otaciones sellad", "asada en género", "Guarda Inventada", "/sealed/"]
            {
                assert!(!text.contains(word), "«{word}» stands on {path}:\n{text}");
            }
        }
        // Whoever does not know why it was asked does not take it back.
        let nothing = Order { person, wanted: &BTreeSet::new(), of: None };
        compartment::instruct(&house.test.ledger, &officer, "uno", &nothing).unwrap();
        let in_force =
            || house.test.ledger.read(|door| compartment::of_person(door, person)).unwrap().in_force();
        assert_eq!(in_force(), [Instruction::OtherRoom].into());
        // Another of the same circle does.
        let second = house.hire("segunda", "Segunda Inventada", Role::Reviewer, OFFICE);
        house.names(&stage.keeper, Compartment::Gbv, &second);
        let back = Order { person, wanted: &BTreeSet::new(), of: Some(Compartment::Gbv) };
        assert!(compartment::instruct(&house.test.ledger, &officer, "dos", &back).is_err(), "not in it");
        compartment::instruct(&house.test.ledger, &second, "tres", &back).unwrap();
        assert_eq!(in_force(), BTreeSet::new());
    });
}

#[test]
fn who_is_named_reads_and_who_is_dismissed_does_not() {
    both(|house| {
        let stage = Stage::set(house);
        let path = format!("/people/{}/sealed/gbv", stage.sealed.id);
        house.hire("segunda", "Segunda Inventada", Role::Reviewer, OFFICE);
        let (keeper, second) = (house.stranger(), house.stranger());
        keeper.sign_in("guarda");
        second.sign_in("segunda");
        second.get(&path).expect_status(404);
        let change = |act: &str, login: &str| {
            keeper.get("/compartments");
            keeper.post("/compartments", &[("compartment", "gbv"), ("login", login), ("act", act)])
        };
        change("member", "segunda").expect_status(200);
        assert!(second.get(&path).expect_status(200).text().contains(CANARY));
        assert!(second.get("/compartments").body().contains(&path));
        // Who only reads and writes names nobody, and the last keeper stays.
        second.get("/compartments");
        let fields = [("compartment", "gbv"), ("login", "alta"), ("act", "keeper")];
        second.post("/compartments", &fields).expect_status(422);
        change("dismiss", "guarda").expect_status(422);
        change("member", "guarda").expect_status(422);
        change("member", "nadie").expect_status(422);
        change("dismiss", "segunda").expect_status(200);
        second.get(&path).expect_status(404);
        assert!(!second.get("/compartments").body().contains("/sealed/"));
        // A note that is empty or endless is refused where it was typed.
        keeper.get(&path);
        keeper.post(&path, &[("text", "  ")]).expect_status(422);
        let endless = "x".repeat(compartment::NOTE_CHARS_MAX + 1);
        let kept = keeper.post(&path, &[("text", &endless)]).expect_status(422).body();
        assert!(kept.contains(&endless[..100]), "what was typed is kept");
    });
}

#[test]
fn no_role_reads_what_is_sealed_without_being_named_and_no_emergency_opens_it() {
    one(|house| {
        let stage = Stage::set(house);
        let file = access::Resource::person(PersonId(stage.sealed.id), OFFICE.into());
        for role in Role::ALL {
            let actor = house.hire(&role.code().replace('_', "-"), "Quien Pregunta", role, OFFICE);
            let who = house.house.access.account(actor.account).unwrap().unwrap().who();
            for permission in [Permission::ReadSealed, Permission::WriteSealed] {
                let forced = file.clone().opened_to(vec![who.account]).about_child(true);
                assert!(!house.house.may(&who, permission, Some(&forced)), "{role:?}");
                let opens_files = house.house.may(&who, Permission::OpenCompartments, None);
                let named = forced.to_circle(true);
                assert_eq!(
                    house.house.may(&who, permission, Some(&named)),
                    opens_files,
                    "{role:?} when named"
                );
            }
        }
    });
}

#[test]
fn a_draft_of_a_sealed_note_is_not_kept_under_the_sites_own_key() {
    one(|house| {
        let stage = Stage::set(house);
        let desk = house.stranger();
        desk.sign_in("guarda");
        let path = format!("/people/{}/sealed/gbv", stage.sealed.id);
        desk.get(&path);
        house.later(45);
        let seen = desk.post_once(&path, &[("text", "mecanografiado")]);
        assert!(seen.header("location").is_some_and(|to| to.starts_with("/sign-in")));
        let drafts = ledger::testing::ask(&house.test.place, "select count(*) as n from draft");
        assert_eq!(drafts[0].int("n").unwrap(), 0);
    });
}

#[test]
fn the_sealed_file_goes_with_the_person() {
    both(|house| {
        let stage = Stage::set(house);
        let person = PersonId(stage.sealed.id);
        house.asks_for(&stage.keeper, person, &[Instruction::Breaks]);
        let goes = house
            .test
            .ledger
            .read(|door| compartment::held::with_person(door, person))
            .unwrap_or_else(|e: Fault| panic!("{e}"));
        assert_eq!(goes.len(), 2, "the sealed file and the instructions");
        house.test.ledger.erase(&goes, |_| Ok(()), |_, _| Ok(())).unwrap();
        let left = compartment::opened(&house.test.ledger, &stage.keeper, Compartment::Gbv, person).unwrap();
        assert!(left.notes.is_empty());
        let orders = house.test.ledger.read(|door| compartment::of_person(door, person)).unwrap();
        assert!(orders.in_force().is_empty());
        let sealed =
            house.test.ledger.read(|door| door.sealed_in("gbv")).unwrap_or_else(|e: Fault| panic!("{e}"));
        assert_eq!(sealed.len(), 1, "the circle stays");
    });
}

#[test]
fn a_keeper_is_named_once_and_a_compartment_opened_once() {
    one(|house| {
        let stage = Stage::set(house);
        let again =
            compartment::open(&house.test.ledger, &stage.keeper, Compartment::Gbv, stage.keeper.account);
        assert!(again.is_err());
        let unheld =
            compartment::open(&house.test.ledger, &stage.keeper, Compartment::Child, stage.keeper.account);
        assert!(unheld.is_err());
        let members = house.test.ledger.read(|door| compartment::members(door, Compartment::Gbv)).unwrap();
        assert_eq!(members, [Member { account: stage.keeper.account, keeper: true }]);
    });
}

#[test]
fn a_secret_is_kept_under_the_key_file_and_given_to_one_other_site() {
    one(|house| {
        let (folder, ledger) = (tempfile::tempdir().unwrap(), &house.test.ledger);
        let (keys, child) = (ledger.keys(), Compartment::Child);
        let secret = scenarios::sealed::secret(child);
        compartment_file::keep(folder.path(), ledger, child, secret.clone()).unwrap();
        assert!(
            compartment_file::keep(folder.path(), ledger, child, secret.clone()).is_err(),
            "it is not replaced"
        );
        let kept = std::fs::read(folder.path().join("compartments/child.key")).unwrap();
        assert!(!kept.windows(8).any(|at| at == &secret[..8]), "it stands there in clear");
        keys.drop_compartments();
        assert_eq!(keys.compartment("child"), None);
        compartment_file::load(folder.path(), keys).unwrap();
        assert_eq!(keys.compartment("child"), Some(secret.clone()));
        let [post, third] = [9u8, 10].map(|byte| ledger::KeyFile::from_root(&[byte; 32]).unwrap());
        assert!(compartment_file::load(folder.path(), &post).is_err(), "another site opens the file");
        let random = kernel::SeededRandom::new(1);
        let given = keys.give_compartment(&random, &post.agreement_public(), "child", &secret).unwrap();
        assert_eq!(post.take_compartment(&keys.agreement_public(), "child", &given).unwrap(), secret);
        assert!(
            post.take_compartment(&keys.agreement_public(), "gbv", &given).is_err(),
            "under another name"
        );
        assert!(
            third.take_compartment(&keys.agreement_public(), "child", &given).is_err(),
            "at another site"
        );
    });
}

#[test]
fn joining_files_neither_asks_for_what_is_sealed_nor_opens_it() {
    both(|house| {
        let stage = Stage::set(house);
        let officer = house.hire("alta", "Alta Inventada", Role::RegistrationOfficer, OFFICE);
        let routes = app::wiring::routes();
        let page =
            routes.iter().find(|r| r.path == "/duplicates/{pairing}" && r.method == Method::Get).unwrap();
        let clients = stage.outsiders();
        let twins = [&stage.open, &stage.sealed].map(|twin| {
            let other = house.register(&officer, &Somebody::named("Eva Inventada Otra"));
            (twin, other, house.paired(&officer, PersonId(twin.id), other))
        });
        for client in &clients {
            let costs = twins.map(|(_, _, pair)| {
                let address = format!("/duplicates/{pair}");
                stage.cost(client, page, &address, None);
                let cost = stage.cost(client, page, &address, None);
                assert!(!cost.text.contains(CANARY));
                (cost.statements, cost.rows, cost.status)
            });
            assert_eq!(costs[0], costs[1]);
        }
        for (twin, other, _) in twins {
            let asked = house.test.ledger.read(|door| app::wiring::hangs_on(door, PersonId(twin.id)));
            assert!(asked.unwrap_or_else(|e: Fault| panic!("{e}")).is_empty(), "nothing weighs");
            house.joined(&officer, &stage.keeper, PersonId(twin.id), other);
            // Whoever is in the circle reads the note where it was written, and not on the other file.
            let read =
                compartment::opened(&house.test.ledger, &stage.keeper, Compartment::Gbv, other).unwrap();
            assert!(read.notes.is_empty());
        }
        let there = PersonId(stage.sealed.id);
        let read = compartment::opened(&house.test.ledger, &stage.keeper, Compartment::Gbv, there).unwrap();
        assert_eq!(read.notes.len(), 1);
    });
}
