//! A post joins with a one-time code and works: what it writes reaches headquarters, its staff sign in with what
//! headquarters sent, and nobody joins or speaks who may not. Over a real listener, and by a courier's file.

use access::{AccountChange, Kind};
use app::demo::staff::PASSWORD;
use app::exchange::enrol::{self, Admitted, Asked, EnrolRefusal};
use app::exchange::line::{self, LineError};
use app::exchange::site::Site;
use app::exchange::{courier, lease, status};
use app::wiring;
use asylum::Child;
use jiff::SignedDuration;
use kernel::{Actor, Clock, FixedClock, Office, Role};
use ledger::ManifestOutcome;
use ledger::testing::{TestLedger, site as ledger_of};
use scenarios::house::TestHouse;
use scenarios::people::Somebody;
use std::sync::Arc;

pub(super) const POST: &str = "paso-canoas";
pub(super) const OFFICE: &str = "chiriqui";
pub(super) const LOGIN: &str = "paso.frontera";

/// Headquarters on a loopback port, with an administrator and an officer of the post.
pub(super) struct Hub {
    pub house: TestHouse,
    pub clock: Arc<FixedClock>,
    pub admin: Actor,
    pub officer: Actor,
    url: String,
    _runtime: tokio::runtime::Runtime,
}

impl Hub {
    pub fn new() -> Hub {
        let clock = Arc::new(FixedClock::at("2024-06-03T15:00:00Z".parse().unwrap()));
        let house = TestHouse::new(ledger_of(wiring::schema(), "hq", [1; 32], &clock));
        let admin = house.hire("sede.admin", "Administra Inventada", Role::Administrator, "onpar-panama");
        let officer = house.hire(LOGIN, "Oficial Inventado", Role::BorderOfficer, OFFICE);
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = house.router().merge(line::router(house.house.clone()));
        runtime.spawn(async move { axum::serve(listener, router).await });
        Hub { house, clock, admin, officer, url, _runtime: runtime }
    }
    fn code(&self, site: &str) -> String {
        enrol::invite(&self.house.test.ledger, self.admin.account, site, &Office::from(OFFICE)).unwrap()
    }
    pub fn later(&self, hours: i64) {
        self.clock.set(self.clock.now().checked_add(SignedDuration::from_hours(hours)).unwrap());
    }
    fn machine(&self, site: &str, root: u8) -> TestLedger {
        ledger_of(wiring::schema(), site, [root; 32], &self.clock)
    }
    /// A post that joined by line.
    pub fn post(&self) -> TestHouse {
        let code = self.code(POST);
        let machine = self.machine(POST, 7);
        let asked = ask(&machine, &code);
        let admitted = line::ask_to_join(&self.url, &asked).unwrap();
        settled(machine, &asked, &code, &admitted, Some(&self.url))
    }
}

fn ask(machine: &TestLedger, code: &str) -> Asked {
    enrol::ask(machine.ledger.keys(), "pan", code, 1).unwrap()
}

fn settled(
    machine: TestLedger,
    asked: &Asked,
    code: &str,
    admitted: &Admitted,
    url: Option<&str>,
) -> TestHouse {
    let (site, hub) = enrol::accept(asked, code, admitted, url).unwrap();
    machine.ledger.set_ordinal(site.ordinal).unwrap();
    machine.ledger.put_peer(&hub).unwrap();
    TestHouse::of_site(machine, site)
}

pub(super) fn meets(post: &TestHouse) -> line::Contact {
    line::contact(&post.house).unwrap_or_else(|e| panic!("{e}"))
}

fn may_sign_in(house: &TestHouse) -> bool {
    !house.stranger().try_sign_in(LOGIN, PASSWORD).path.starts_with("/sign-in")
}

fn refused(hub: &Hub, asked: &Asked) -> EnrolRefusal {
    match line::ask_to_join(&hub.url, asked) {
        Err(LineError::Enrol(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_family_registered_at_a_post_appears_at_headquarters_with_its_intent() {
    let hub = Hub::new();
    let post = hub.post();
    meets(&post);
    let [ana, rosa] = ["Ana", "Rosa"].map(|name| post.register(&hub.officer, &Somebody::named(name)));
    let home = post.household(&hub.officer, ana, rosa);
    let intent = post.intent(&hub.officer, &[ana, rosa], Child::None);
    let contact = meets(&post);
    assert!(contact.bytes_sent > 0 && contact.rounds < 20, "{contact:?}");
    let ledger = &hub.house.test.ledger;
    let head = ledger.read(|door| asylum::held::persons_of(door, intent)).unwrap();
    assert_eq!(head.len(), 2);
    let there = ledger.read(|door| identity::person::find(door, ana)).unwrap().unwrap();
    assert!(there.name.starts_with("Ana"), "the post's number begins at a million: {}", there.number);
    assert!(there.number.contains("1000001"), "{}", there.number);
    assert!(ledger.read(|door| identity::household::find(door, home)).unwrap().is_some());
    // Nothing waits on either side, and a second contact has nothing to say.
    let standing = status::of(&post.house).unwrap();
    assert!(standing.links[0].lanes.iter().all(|lane| lane.waiting == 0), "{standing:?}");
    assert_eq!(meets(&post).rounds, 1);
    hub.house.holds();
    post.holds();
}

#[test]
fn each_side_signs_what_it_saw_and_the_post_holds_what_it_was_lent() {
    let hub = Hub::new();
    let post = hub.post();
    meets(&post);
    let [ana, rosa] = ["Ana", "Rosa"].map(|name| post.register(&hub.officer, &Somebody::named(name)));
    post.household(&hub.officer, ana, rosa);
    meets(&post);
    let needed = hub.house.register(&hub.officer, &Somebody::named("Inés"));
    hub.house.intent(&hub.officer, &[needed], Child::None);
    meets(&post);
    let (at_hub, at_post) = (status::of(&hub.house.house).unwrap(), status::of(&post.house).unwrap());
    let (there, here) = (&at_hub.witnesses[0], &at_post.witnesses[0]);
    let seen = there.theirs.as_ref().unwrap();
    assert!(seen.is_signed && seen.size > 0);
    assert_eq!(here.ours.as_ref().map(|ours| &ours.short_code), Some(&seen.short_code));
    assert_eq!(here.manifest, ManifestOutcome::Same);
    assert!(here.entries > 0 && here.proved == here.entries, "{here:?}");
    assert!(at_hub.alarms.is_empty() && at_post.alarms.is_empty());
    let proved = post.test.ledger.verify(|_| ()).unwrap();
    assert_eq!((proved.lent, proved.manifest), (here.entries, Some(here.entries)));
    // People read it on the page of either side.
    let desk = hub.house.stranger();
    desk.sign_in("sede.admin");
    let page = desk.get("/exchange").text();
    assert!(page.contains(&seen.short_code) && page.contains("refrendada"), "{page}");
}

#[test]
fn the_staff_of_a_post_sign_in_with_what_headquarters_sent_until_it_takes_that_back() {
    let hub = Hub::new();
    let post = hub.post();
    assert!(!may_sign_in(&post), "nobody is known before the first contact");
    meets(&post);
    assert!(may_sign_in(&post));
    assert!(post.house.access.account_of_login("sede.admin").unwrap().is_none(), "only the post's own staff");
    assert_eq!(meets(&post).parcels, 0, "staff that did not change is not sent again");
    // What is read at the post stands in headquarters' log, once.
    let ana = post.register(&hub.officer, &Somebody::named("Ana"));
    let desk = post.stranger();
    desk.sign_in(LOGIN);
    assert_eq!(desk.get(&format!("/people/{ana}")).status, 200);
    meets(&post);
    meets(&post);
    let reads = hub.house.house.access.reads_of(Kind::Person, ana.0).unwrap();
    assert_eq!(reads.len(), 1);
    assert_eq!((reads[0].account, reads[0].name.as_str()), (hub.officer.account, "Oficial Inventado"));
    // Closed at headquarters, closed here at the next contact, also where somebody sits.
    let closed = AccountChange { active: Some(false), ..AccountChange::default() };
    hub.house.house.access.change_account(hub.officer.account, &closed, None).unwrap();
    assert_eq!(desk.get("/post").status, 200);
    meets(&post);
    assert!(!may_sign_in(&post));
    assert!(desk.get("/post").path.contains("sign-in"));
    // Sent to another office, the post knows the account no more.
    let moved = AccountChange {
        active: Some(true),
        office: Some(Office::from("meteti")),
        ..AccountChange::default()
    };
    hub.house.house.access.change_account(hub.officer.account, &moved, None).unwrap();
    meets(&post);
    assert!(!may_sign_in(&post));
}

#[test]
fn a_code_is_good_once_for_three_days_and_for_the_keys_it_was_used_with() {
    let hub = Hub::new();
    let code = hub.code(POST);
    let machine = hub.machine(POST, 7);
    let wrong = format!("{POST}.AAAAA-AAAAA-AAAAA-AAAAA");
    assert!(matches!(refused(&hub, &ask(&machine, &wrong)), EnrolRefusal::Code));
    assert!(matches!(refused(&hub, &ask(&machine, &code.replace(POST, "otro"))), EnrolRefusal::Code));
    // Somebody between puts other keys in their place.
    let mut swapped = ask(&machine, &code);
    swapped.agreement_key = ask(&hub.machine(POST, 9), &code).agreement_key;
    assert!(matches!(refused(&hub, &swapped), EnrolRefusal::Code));
    let asked = ask(&machine, &code);
    let admitted = line::ask_to_join(&hub.url, &asked).unwrap();
    assert_eq!(
        admitted,
        line::ask_to_join(&hub.url, &asked).unwrap(),
        "an answer that was lost is given again"
    );
    let mut between = admitted.clone();
    between.sign_key = asked.sign_key.clone();
    assert!(matches!(enrol::accept(&asked, &code, &between, None), Err(EnrolRefusal::Stranger)));
    assert!(matches!(refused(&hub, &ask(&hub.machine(POST, 9), &code)), EnrolRefusal::Used));
    let by = hub.admin.account;
    let again = enrol::invite(&hub.house.test.ledger, by, POST, &Office::from(OFFICE));
    assert!(matches!(again, Err(EnrolRefusal::Used)), "a name is one machine's for ever");
    let late = hub.code("guabito");
    hub.later(73);
    assert!(matches!(refused(&hub, &ask(&hub.machine("guabito", 8), &late)), EnrolRefusal::Expired));
    let nowhere = enrol::invite(&hub.house.test.ledger, by, "otro", &Office::from("ninguna"));
    assert!(matches!(nowhere, Err(EnrolRefusal::Office)));
    let ours = enrol::invite(&hub.house.test.ledger, by, "hq", &Office::from(OFFICE));
    assert!(matches!(ours, Err(EnrolRefusal::Name)));
}

#[test]
fn a_revoked_site_and_a_stranger_are_not_heard() {
    let hub = Hub::new();
    let post = hub.post();
    meets(&post);
    enrol::revoke(&hub.house.test.ledger, hub.admin.account, POST, "Robaron el equipo.").unwrap();
    post.register(&hub.officer, &Somebody::named("Ana"));
    let said = line::contact(&post.house).unwrap_err();
    assert!(matches!(said, LineError::Revoked), "{said}");
    let listed = enrol::invited(&hub.house.test.ledger).unwrap();
    assert_eq!((listed[0].why.as_str(), listed[0].revoked_at.is_some()), ("Robaron el equipo.", true));
    // Bytes that are none get a short answer.
    let caller = ureq_post(&hub.url, &[7; 300]);
    assert_eq!(caller, 400);
    assert_eq!(ureq_post(&hub.url, &vec![7; 20_000]), 413);
}

fn ureq_post(url: &str, bytes: &[u8]) -> u16 {
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    agent.post(format!("{url}{}", line::FRAMES)).send(bytes).unwrap().status().as_u16()
}

#[test]
fn a_post_without_a_line_joins_and_exchanges_by_files() {
    let hub = Hub::new();
    let code = hub.code(POST);
    let machine = hub.machine(POST, 7);
    let asked = ask(&machine, &code);
    let admitted = enrol::admit(&hub.house.test.ledger, &asked).unwrap();
    let post = settled(machine, &asked, &code, &admitted, None);
    assert!(matches!(line::contact(&post.house), Err(LineError::NoAddress)));
    let ana = post.register(&hub.officer, &Somebody::named("Ana"));
    let intent = post.intent(&hub.officer, &[ana], Child::None);
    let up = courier::write(&post.house, "hq").unwrap();
    assert!(!String::from_utf8_lossy(&up).contains("Ana"));
    assert!(courier::read(&post.house, &up).is_err(), "only headquarters opens it");
    for _ in 0..2 {
        courier::read(&hub.house.house, &up).unwrap();
    }
    let found = hub.house.test.ledger.read(|door| asylum::held::persons_of(door, intent)).unwrap();
    assert_eq!(found, [ana]);
    let down = courier::write(&hub.house.house, POST).unwrap();
    courier::read(&post.house, &down).unwrap();
    assert!(may_sign_in(&post), "the staff came with the file");
    for cut in (0..up.len()).step_by(199) {
        assert!(courier::read(&hub.house.house, &up[..cut]).is_err());
    }
}

#[test]
fn a_post_that_was_not_heard_for_long_locks_old_files_and_takes_new_people_in() {
    let hub = Hub::new();
    let post = hub.post();
    meets(&post);
    let ana = post.register(&hub.officer, &Somebody::named("Ana"));
    let intent = post.intent(&hub.officer, &[ana], Child::None);
    hub.later(1);
    meets(&post);
    hub.later(24 * 29);
    let rosa = post.register(&hub.officer, &Somebody::named("Rosa"));
    let open = |path: String| {
        let desk = post.stranger();
        desk.sign_in(LOGIN);
        desk.get(&path)
    };
    assert_eq!(open(format!("/people/{ana}")).status, 200);
    hub.later(24 * 2);
    assert!(lease::is_over(&post.house, &*hub.clock).unwrap());
    let locked = open(format!("/people/{ana}"));
    assert_eq!(locked.status, 409);
    assert!(locked.text().contains("sede"), "{}", locked.text());
    for path in
        [format!("/people/{rosa}"), format!("/intents/{intent}"), "/people/new".into(), "/intents/new".into()]
    {
        assert_eq!(open(path.clone()).status, 200, "{path}");
    }
    meets(&post);
    assert_eq!(open(format!("/people/{ana}")).status, 200);
    assert!(lease::of(&hub.house.house, hub.clock.now()).unwrap().is_none(), "headquarters has no lease");
    assert_eq!(Site::headquarters().lease_days, 30);
}
