//! Nothing about a person reaches whoever is affiliated with a state that person comes from: no page, list, count, search,
//! operation, print, export or site. In worlds made at random, with several origins, unknown ones and families of two
//! countries, everything is asked as somebody of another state; to them those files do not exist, to the byte.

use access::{Affiliated, Kind, NewAffiliation, Permission};
use app::demo::staff::PASSWORD;
use app::exchange::scope::Country as Scope;
use asylum::Child;
use identity::register::Registration;
use identity::{Answer, Names, Nationality, PersonEvent};
use kernel::{Actor, CaseId, Country, Office, PersonId, PersonalName, Role};
use ledger::{Fault, Load, Peer, PeerStanding, Scopes, Stamp};
use proptest::prelude::*;
use scenarios::house::{TestHouse, both, one};
use std::collections::BTreeSet;
use uuid::Uuid;
use web::client::{Client, Seen};
use web::{Method, Route};

const OWN: &str = "meteti";
const ABSENT: Uuid = Uuid::from_u128(0x018f_0000_0000_7000_8000_0000_0000_0bad);
/// Roles that may belong to another state and open files.
const ROLES: [Role; 4] =
    [Role::BorderOfficer, Role::RegistrationOfficer, Role::EligibilityOfficer, Role::ChildProtectionDelegate];

/// What was told of where somebody comes from.
#[derive(Clone, Debug)]
struct Told {
    nationalities: Vec<&'static str>,
    asked: bool,
    residence: Option<&'static str>,
}

impl Told {
    fn of(code: &'static str) -> Told {
        Told { nationalities: vec![code], asked: true, residence: None }
    }
    /// Said again here, apart from the program: may this person come from the state?
    fn may_come_from(&self, state: &str) -> bool {
        let nobody_knows = !self.asked || self.nationalities.contains(&"XXX");
        let stateless_of_nowhere = self.nationalities == ["XXA"] && self.residence.is_none();
        nobody_knows
            || stateless_of_nowhere
            || self.nationalities.contains(&state)
            || self.residence == Some(state)
    }
    fn nationality(&self) -> Nationality {
        let country = |code: &&str| Country::new(code).unwrap();
        let nationalities = match self.asked {
            true => Answer::Told(self.nationalities.iter().map(country).collect()),
            false => Answer::NotAsked,
        };
        Nationality { nationalities, former_residence: self.residence.as_ref().map(country) }
    }
}

fn told() -> impl Strategy<Value = Told> {
    let state = prop::sample::select(vec!["NIC", "HND", "CRI", "CUB"]);
    let of_one = state.clone().prop_map(Told::of);
    let of_two = (state.clone(), state.clone()).prop_map(|(a, b)| Told {
        nationalities: vec![a, b],
        asked: true,
        residence: None,
    });
    let lived = (state.clone(), state.clone()).prop_map(|(a, b)| Told {
        nationalities: vec![a],
        asked: true,
        residence: Some(b),
    });
    let stateless = prop::option::of(state).prop_map(|residence| Told {
        nationalities: vec!["XXA"],
        asked: true,
        residence,
    });
    let unknown = any::<bool>().prop_map(|asked| Told {
        nationalities: if asked { vec!["XXX"] } else { Vec::new() },
        asked,
        residence: None,
    });
    prop_oneof![4 => of_one, 1 => of_two, 1 => lived, 1 => stateless, 1 => unknown]
}

/// A file, the people it is about, and the words by which it would be recognised anywhere.
struct File {
    kind: Kind,
    id: Uuid,
    people: Vec<usize>,
    words: Vec<String>,
}

/// Families in one house: each has a person for each thing told, and a household, an intent and a case of all.
struct World<'a> {
    house: &'a TestHouse,
    people: Vec<Told>,
    files: Vec<File>,
    issued: Vec<(Uuid, Uuid)>,
    cards: Vec<(Uuid, Uuid)>,
}

impl<'a> World<'a> {
    fn set(house: &'a TestHouse, families: &[Vec<Told>]) -> World<'a> {
        let actor = house.hire("alta", "Alta Inventada", Role::RegistrationOfficer, OWN);
        let mut world =
            World { house, people: Vec::new(), files: Vec::new(), issued: Vec::new(), cards: Vec::new() };
        // The first number of a series stands in the examples of the programming interface; it is nobody's here.
        let elsewhere = house.hire("lejos", "Lejos Inventada", Role::RegistrationOfficer, "chiriqui");
        register(house, &elsewhere, "Primera Inventada", Told::of("PAN").nationality());
        for family in families {
            world.family(&actor, family);
        }
        world
    }

    fn family(&mut self, actor: &Actor, family: &[Told]) {
        let house = self.house;
        let mut members: Vec<(usize, PersonId)> = Vec::new();
        for told in family {
            let place = self.people.len();
            let name = format!(
                "Zuyapa{} Inventada",
                ["Abril", "Brisa", "Celes", "Dalia", "Elvia", "Flora"][place % 6]
            );
            let id = register(house, actor, &name, told.nationality());
            let number = house.test.ledger.read(|r| identity::person::find(r, id)).unwrap().unwrap().number;
            let words = vec![name.split(' ').next().unwrap().to_owned(), number, id.to_string()];
            self.files.push(File { kind: Kind::Person, id: id.0, people: vec![place], words });
            self.people.push(told.clone());
            members.push((place, id));
        }
        let places: Vec<usize> = members.iter().map(|(place, _)| *place).collect();
        let ids: Vec<PersonId> = members.iter().map(|(_, id)| *id).collect();
        let all = |kind, id: Uuid, words: Vec<String>| File { kind, id, people: places.clone(), words };
        if let [first, second, ..] = ids.as_slice() {
            let home = house.household(actor, *first, *second);
            let head = house.test.ledger.read(|r| identity::household::find(r, home)).unwrap().unwrap();
            let mut file = all(Kind::Household, home.0, vec![head.number, home.to_string()]);
            file.people.truncate(2);
            self.files.push(file);
        }
        let intent = house.intent(actor, &ids, Child::None);
        let serial = house.test.ledger.read(|r| asylum::express::find(r, intent)).unwrap().unwrap().serial;
        self.files.push(all(Kind::Intent, intent, vec![serial, intent.to_string()]));
        let case = house.claim(actor, &ids, OWN, Child::None);
        house.step(actor, case, "admit", &[("admitted_on", &house.today().to_string())]).unwrap();
        self.issued.push((case.0, house.receipt(actor, case)));
        self.cards.push((case.0, house.card(actor, case)));
        let head = house.test.ledger.read(|r| casework::case::find(r, case)).unwrap().unwrap();
        self.files.push(all(Kind::Case, case.0, vec![head.number, case.to_string()]));
    }

    fn is_hidden(&self, file: &File, state: &str) -> bool {
        file.people.iter().any(|place| self.people[*place].may_come_from(state))
    }

    /// Words by which a hidden file would be recognised: its own, and none that a file in sight has too.
    fn secrets(&self, state: &str) -> Vec<&str> {
        let hidden = self.files.iter().filter(|file| self.is_hidden(file, state));
        hidden.flat_map(|file| &file.words).map(String::as_str).collect()
    }

    /// Every address of a route: once for each file it may be about, and for one that is not there.
    fn addresses(&self, route: &Route) -> Vec<(String, Option<&File>)> {
        let Some((kind, parameter)) = route.target.file() else {
            return vec![(self.address(route.path, "", ABSENT), None)];
        };
        let files = self.files.iter().filter(|file| file.kind == kind);
        files.map(|file| (self.address(route.path, parameter, file.id), Some(file))).collect()
    }

    fn address(&self, pattern: &str, parameter: &str, id: Uuid) -> String {
        let part = |segment: &str| {
            let Some(name) = segment.strip_prefix('{').and_then(|s| s.strip_suffix('}')) else {
                return segment.to_owned();
            };
            match name {
                name if name == parameter => id.to_string(),
                "step" => "record_document".to_owned(),
                "letter" => "receipt".to_owned(),
                "issued" => {
                    let of = self.issued.iter().find(|(case, _)| *case == id);
                    of.map_or(ABSENT, |(_, issued)| *issued).to_string()
                }
                "card" => {
                    let of = self.cards.iter().find(|(case, _)| *case == id);
                    of.map_or(ABSENT, |(_, card)| *card).to_string()
                }
                "lang" => "es".to_owned(),
                "procedure" => "asylum".to_owned(),
                "pledge" => "GRF-07384".to_owned(),
                "series" => "applications".to_owned(),
                _ => Uuid::from_u128(7).to_string(),
            }
        };
        pattern.split('/').map(part).collect::<Vec<_>>().join("/")
    }
}

fn register(house: &TestHouse, actor: &Actor, name: &str, nationality: Nationality) -> PersonId {
    let names = Names { name: PersonalName::from_parts(name, "", "", "").unwrap(), others: Vec::new() };
    let mut new = Registration::new(house.house.country.country, house.today(), names);
    new.nationality = nationality;
    let stamp = Stamp::new(actor.clone());
    house.test.ledger.write(|tx| identity::register::run(tx, &stamp, new)).unwrap()
}

fn states(state: &str) -> Vec<Country> {
    vec![Country::new(state).unwrap()]
}

/// Somebody of a role at the own post who is affiliated with a state; signed in.
fn somebody(house: &TestHouse, login: &str, role: Role, state: &str) -> Client {
    let states = states(state);
    let new = access::NewAccount {
        login,
        name: "Intérprete Inventada",
        role,
        office: &Office::from(OWN),
        lang: kernel::Lang::Es,
        password: PASSWORD,
    };
    let of = NewAffiliation { states: &states, reason: "Intérprete de una embajada." };
    house.house.access.add_account_of(&new, Some(&of), None).unwrap();
    let client = house.stranger();
    client.sign_in(login);
    client
}

/// A token of a system of an institution of that state.
fn system(house: &TestHouse, role: Role, state: &str) -> String {
    let made = house.system(&format!("sistema de {state}"), role, OWN);
    let (states, reason) = (states(state), "Sistema de otro Estado.");
    let new = NewAffiliation { states: &states, reason };
    house.house.access.state_affiliation(Affiliated::Client(made.client), &new, None).unwrap();
    house.token_of(&made)
}

fn bare(seen: &Seen) -> (u16, &[u8]) {
    (seen.status, &seen.bytes)
}

/// Whether the words of a hidden file stand in an answer.
fn assert_silent(seen: &Seen, secrets: &[&str], what: &str) {
    let text = seen.body();
    for secret in secrets {
        assert!(!text.contains(secret), "{what} ({}) tells of «{secret}»:\n{}", seen.path, seen.text());
    }
    for (name, value) in &seen.headers {
        assert!(secrets.iter().all(|secret| !value.contains(secret)), "{what}: the header {name} tells");
    }
}

/// Asks every page as this person, then every search.
fn walk(world: &World<'_>, client: &Client, role: Role, state: &str) {
    let secrets = world.secrets(state);
    let reading: Vec<Route> =
        app::wiring::routes().into_iter().filter(|r| r.method == Method::Get && r.path != "/tour").collect();
    for route in &reading {
        let absent = route.target.file().map(|(_, parameter)| {
            client.send("GET", &world.address(route.path, parameter, ABSENT), None, &[])
        });
        for (address, file) in world.addresses(route) {
            let seen = client.send("GET", &address, None, &[]);
            assert_silent(&seen, &secrets, &format!("{role:?} of {state}: {route:?}"));
            if let (Some(file), Some(absent)) = (file, &absent)
                && world.is_hidden(file, state)
            {
                assert_eq!(
                    bare(&seen),
                    bare(absent),
                    "{route:?} as {role:?} of {state}: hidden is not absent"
                );
            }
        }
    }
    let page = client.get("/people");
    if page.status == 200 {
        for file in world.files.iter().filter(|file| file.kind == Kind::Person) {
            for word in &file.words {
                client.get("/people");
                let found = client.post("/people", &[("q", word)]);
                let secrets: Vec<&str> = secrets.iter().filter(|s| *s != word).copied().collect();
                assert_silent(&found, &secrets, "a search");
                let opens = found.links().iter().any(|link| link.ends_with(&file.id.to_string()));
                assert!(!(opens && world.is_hidden(file, state)), "the search finds {word}");
            }
        }
    }
}

/// A command on a hidden file is answered as one on no file; what one on a file in sight answers (a form with what is
/// missing, a sheet to print) tells of nothing hidden.
fn commands(world: &World<'_>, client: &Client, state: &str) {
    let secrets = world.secrets(state);
    let all = app::wiring::routes();
    for route in all.iter().filter(|r| r.method == Method::Post && r.target.file().is_some()) {
        let token = client.filled("", &[]).text("_csrf").to_owned();
        let body = web::Fields::from_pairs([("_csrf", token.as_str())]).encode().into_bytes();
        let (kind, parameter) = route.target.file().unwrap();
        let send =
            |id| client.send("POST", &world.address(route.path, parameter, id), Some(body.clone()), &[]);
        let absent = send(ABSENT);
        for file in world.files.iter().filter(|file| file.kind == kind && world.is_hidden(file, state)) {
            assert_eq!(bare(&send(file.id)), bare(&absent), "{route:?}: hidden is not absent");
        }
        for file in world.files.iter().filter(|file| file.kind == kind && !world.is_hidden(file, state)) {
            assert_silent(&send(file.id), &secrets, &format!("{route:?}"));
        }
    }
}

/// Every operation, as a system of that state.
fn operations(world: &World<'_>, token: &str, state: &str) {
    let secrets = world.secrets(state);
    let client = world.house.stranger();
    let bearer = format!("Bearer {token}");
    let headers =
        [("authorization", bearer.as_str()), ("content-type", "application/json"), ("if-match", "\"0\"")];
    for operation in world.house.house.room::<web::api::Operations>().all() {
        let route = operation.route();
        let body = (operation.method == Method::Post).then(|| b"{}".to_vec());
        let send = |address: &str| client.send(operation.method.name(), address, body.clone(), &headers);
        let absent = route.target.file().map(|(_, name)| send(&world.address(route.path, name, ABSENT)));
        for (address, file) in world.addresses(&route) {
            let seen = send(&address);
            assert_silent(&seen, &secrets, operation.id);
            if let (Some(file), Some(absent)) = (file, &absent)
                && world.is_hidden(file, state)
            {
                assert_eq!(bare(&seen), bare(absent), "{}: hidden is not absent", operation.id);
            }
        }
    }
    for file in world.files.iter().filter(|file| file.kind == Kind::Person) {
        for word in &file.words {
            let body = serde_json::json!({ "text": word }).to_string().into_bytes();
            let found = client.send("POST", "/api/v1/search/people", Some(body), &headers);
            // The delegate for children has no search at all.
            assert!(matches!(found.status, 200 | 403), "{}", found.body());
            assert_silent(&found, &secrets, "a search");
        }
    }
}

/// A list shows exactly the rows that would open, and those are the ones the wall does not hide.
fn lists_are_exact(world: &World<'_>, client: &Client, login: &str, state: &str) {
    let house = &world.house.house;
    let who = house.access.account_of_login(login).unwrap().unwrap().who();
    let lists = [
        (Kind::Case, Permission::ListCases, Permission::ReadCase, "/cases?state=all", "/cases/"),
        (Kind::Intent, Permission::ListIntents, Permission::ReadIntent, "/intents", "/intents/"),
    ];
    for (kind, open, read, address, prefix) in lists {
        if !house.may(&who, open, None) {
            continue;
        }
        let page = client.get(address);
        let shown: BTreeSet<Uuid> =
            page.links().iter().filter_map(|link| link.strip_prefix(prefix)?.parse().ok()).collect();
        let opens = |id: Uuid| house.ledger.read(|r| house.may_with(r, &who, read, kind, id)).unwrap();
        let of_kind = world.files.iter().filter(|file| file.kind == kind);
        let may: BTreeSet<Uuid> = of_kind.clone().map(|file| file.id).filter(|id| opens(*id)).collect();
        assert_eq!(shown, may, "{address} as {:?} of {state}", who.role);
        assert!(of_kind.filter(|file| may.contains(&file.id)).all(|file| !world.is_hidden(file, state)));
    }
}

/// A site whose office is affiliated with a state holds nothing of its people.
fn scope_is_walled(world: &World<'_>, state: &str) {
    let house = world.house;
    let peer = Peer::enrolled("puesto", PeerStanding::Post, OWN, Vec::new(), [0; 32]);
    let held = || {
        let scope = Scope::of(&house.house);
        house.test.ledger.read(|door| scope.of(door, &peer)).unwrap_or_else(|e: Fault| panic!("{e}"))
    };
    let everything: BTreeSet<Uuid> = world.files.iter().map(|file| file.id).collect();
    assert_eq!(held(), everything, "without an affiliation the post holds its own work");
    let office = Office::from(OWN);
    // Nobody who may not belong to another state works at the office then.
    let (of, reason) = (states(state), "Puesto compartido.");
    let new = NewAffiliation { states: &of, reason };
    house.house.access.state_affiliation(Affiliated::Office(&office), &new, None).unwrap();
    let seen = world.files.iter().filter(|file| !world.is_hidden(file, state));
    assert_eq!(held(), seen.map(|file| file.id).collect(), "a post of {state}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, max_shrink_iters: 20, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn nothing_about_a_person_reaches_the_state_they_come_from(
        families in prop::collection::vec(prop::collection::vec(told(), 1..4), 2..4),
        state in prop::sample::select(vec!["NIC", "CRI"]),
        role in prop::sample::select(ROLES.to_vec()),
    ) {
        both(|house| {
            let families = families.iter().take(2).cloned().collect::<Vec<_>>();
            let world = World::set(house, &families);
            let client = somebody(house, "interprete", role, state);
            walk(&world, &client, role, state);
            lists_are_exact(&world, &client, "interprete", state);
            client.get("/account");
            commands(&world, &client, state);
            operations(&world, &system(house, role, state), state);
            scope_is_walled(&world, state);
        });
    }
}

#[test]
fn a_family_of_two_countries_is_closed_to_both_and_open_to_a_third() {
    one(|house| {
        let family = vec![Told::of("NIC"), Told::of("HND")];
        let world = World::set(house, &[family]);
        for (login, state, status) in
            [("uno", "NIC", 404), ("dos", "HND", 404), ("tres", "CRI", 200), ("cuatro", "PAN", 200)]
        {
            let client = somebody(house, login, Role::RegistrationOfficer, state);
            for file in world.files.iter().filter(|file| file.people.len() == 2) {
                let address = match file.kind {
                    Kind::Household => format!("/households/{}", file.id),
                    Kind::Case => format!("/cases/{}", file.id),
                    // A sheet for one person on which two stand.
                    _ => format!("/intents/{}", file.id),
                };
                assert_eq!(client.get(&address).status, status, "{address} as somebody of {state}");
            }
        }
        // The one whom a Nicaraguan interpreter may help: the Honduran, without the household they share.
        let client = somebody(house, "cinco", Role::RegistrationOfficer, "NIC");
        let honduran = world.files.iter().filter(|file| file.kind == Kind::Person).nth(1).unwrap();
        let seen = client.get(&format!("/people/{}", honduran.id));
        seen.expect_status(200);
        assert_silent(&seen, &world.secrets("NIC"), "the file of a relative");
    });
}

#[test]
fn of_two_nationalities_that_stand_side_by_side_both_close_a_file() {
    one(|house| {
        let actor = house.hire("alta", "Alta Inventada", Role::RegistrationOfficer, OWN);
        let person = register(house, &actor, "Zuyapa Inventada", Told::of("HND").nationality());
        let here = &house.test.ledger;
        let post = ledger::testing::site(app::wiring::schema(), "paso-inventado", [9; 32], &house.test.clock);
        ledger::testing::introduce(here, &post.ledger);
        ledger::testing::meet(here, &post.ledger, &[person.0]);
        for (ledger, code) in [(&post.ledger, "NIC"), (here, "CUB")] {
            let to = Told::of(code).nationality();
            let event =
                PersonEvent::NationalityCorrected(identity::Corrected { to, reason: "Dicho.".into() });
            let stated = ledger.write(|tx| {
                let seen = tx.load::<identity::Person>(person.0)?.unwrap();
                tx.append(&seen, &Stamp::new(actor.clone()), &[event]).map(drop)
            });
            stated.map_err(|fault: Fault| fault).unwrap();
        }
        ledger::testing::meet(here, &post.ledger, &[person.0]);
        for (login, state, status) in [("uno", "NIC", 404), ("dos", "CUB", 404), ("tres", "CRI", 200)] {
            let client = somebody(house, login, Role::RegistrationOfficer, state);
            assert_eq!(client.get(&format!("/people/{person}")).status, status, "somebody of {state}");
        }
    });
}

#[test]
fn an_emergency_opens_no_way_over_the_wall() {
    one(|house| {
        let world = World::set(house, &[vec![Told::of("NIC")]]);
        let client = somebody(house, "enlace", Role::EligibilityOfficer, "NIC");
        client.get("/break-glass").expect_status(403);
        let who = house.house.access.account_of_login("enlace").unwrap().unwrap().who();
        for file in &world.files {
            // Even if somebody had opened the file to them.
            let why = "El hospital pregunta por la medicina y nadie responde.";
            let key = format!("emergencia-{}", file.id);
            let opened =
                oversight::glass::open(&house.test.ledger, &who.actor(), &key, file.kind, file.id, why);
            if opened.is_ok() {
                let read = match file.kind {
                    Kind::Person => Permission::ReadPerson,
                    Kind::Household => Permission::ReadHousehold,
                    Kind::Case => Permission::ReadCase,
                    Kind::Intent => Permission::ReadIntent,
                };
                let h = &house.house;
                let may = h.ledger.read(|r| h.may_with(r, &who, read, file.kind, file.id)).unwrap();
                assert!(!may, "{:?}", file.kind);
            }
        }
    });
}

#[test]
fn an_affiliation_that_is_stated_later_ends_what_was_open() {
    one(|house| {
        let world = World::set(house, &[vec![Told::of("NIC")]]);
        house.hire("nueva", "Nueva Inventada", Role::RegistrationOfficer, OWN);
        let client = house.stranger();
        client.sign_in("nueva");
        let file = world.files.iter().find(|file| file.kind == Kind::Case).unwrap();
        client.get(&format!("/cases/{}", CaseId(file.id))).expect_status(200);
        let account = house.house.access.account_of_login("nueva").unwrap().unwrap().account;
        let (states, reason) = (states("NIC"), "Declaró que trabaja también para un consulado.");
        let new = NewAffiliation { states: &states, reason };
        house.house.access.state_affiliation(Affiliated::Account(account), &new, None).unwrap();
        assert!(client.get("/account").path.starts_with("/sign-in"), "the session has ended");
        client.sign_in("nueva");
        client.get(&format!("/cases/{}", CaseId(file.id))).expect_status(404);
    });
}

#[test]
fn who_decides_or_administers_belongs_to_no_other_state_and_a_reason_is_asked() {
    one(|house| {
        let admin = house.desk("admin");
        admin.open("/accounts/new");
        let form = [
            ("name", "Intérprete Inventada"),
            ("login", "interprete"),
            ("office", OWN),
            ("lang", "es"),
            ("password", PASSWORD),
            ("password_again", PASSWORD),
            ("affiliation", "NIC"),
        ];
        let role = |role: Role, reason| {
            let mut fields = form.to_vec();
            fields.extend([("role", role.code()), ("affiliation_reason", reason)]);
            admin.open("/accounts/new");
            admin.post("/accounts/new", &fields)
        };
        role(Role::BorderOfficer, "").expect_status(422);
        for barred in
            [Role::Administrator, Role::DataProtectionOfficer, Role::DecidingAuthority, Role::Reviewer]
        {
            role(barred, "Embajada.").expect_status(422);
        }
        role(Role::BorderOfficer, "Intérprete de la embajada.").expect("Nicaragua").expect_status(200);
        // What was said stands on its page with its reason, and can be taken back with another.
        admin.follow("/affiliation").expect("Intérprete de la embajada.");
        admin.done(&[("affiliation", ""), ("affiliation_reason", "Dejó la embajada.")]);
        admin.follow("/affiliation").expect("Dejó la embajada.");
        let account = house.house.access.account_of_login("interprete").unwrap().unwrap();
        assert!(!account.who().affiliation.is_elsewhere());
        // An office with people who decide is moved to no other state.
        house.hired("elegibilidad");
        house.hire("jefa", "Jefa Inventada", Role::Supervisor, OWN);
        admin.open("/offices");
        admin.open(&format!("/offices/{OWN}/affiliation"));
        let refused = admin.fill(&[("affiliation", "CRI"), ("affiliation_reason", "Puesto compartido.")]);
        refused.expect_status(422);
    });
}

/// One person's two files, of which one is behind the wall: the other says nothing of it, and the list of pairs is closed.
#[test]
fn a_file_behind_the_wall_is_not_told_by_the_persons_other_file() {
    both(|house| {
        let actor = house.hire("alta", "Alta Inventada", Role::RegistrationOfficer, OWN);
        let boss = house.hire("jefa", "Jefa Inventada", Role::Supervisor, OWN);
        let (open, hidden) = (
            register(house, &actor, "Zuyapa Inventada", Told::of("HND").nationality()),
            register(house, &actor, "Zulema Inventada", Told::of("NIC").nationality()),
        );
        let reader = somebody(house, "embajada", Role::RegistrationOfficer, "NIC");
        let file = format!("/people/{open}");
        let waits = house.paired(&actor, open, hidden);
        let silent = |client: &Client| {
            let seen = client.get(&file);
            seen.expect("Zuyapa")
                .expect_no("Zulema")
                .expect_no(&hidden.to_string())
                .expect_no(&waits.to_string());
            assert!(!seen.text().contains("usted no puede abrir"), "{}", seen.text());
            assert_eq!(client.get(&format!("/duplicates/{waits}")).status, 403);
            assert_eq!(client.get("/duplicates").status, 403);
        };
        silent(&reader);
        assert_eq!(house.joined(&actor, &boss, open, hidden), waits);
        silent(&reader);
        // Whoever is nobody else's reads both.
        let own = house.stranger();
        own.sign_in("alta");
        own.get(&file).expect("Zulema");
    });
}
