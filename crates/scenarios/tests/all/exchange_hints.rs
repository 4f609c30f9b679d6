//! A post may say "perhaps registered elsewhere" of somebody whom it does not hold, and holds nobody's name for it. The hint
//! reaches headquarters, where a supervisor compares both files.

use crate::exchange_line::{Hub, LOGIN, OFFICE, POST, meets};
use access::{Affiliated, NewAffiliation};
use app::exchange::hints;
use asylum::Child;
use kernel::{Country, Office, PersonId, Role};
use ledger::Fault;
use scenarios::house::TestHouse;
use scenarios::people::Somebody;

const KNOWN: &str = "Ixchel Zeledón Quintero";
/// As somebody else hears it.
const HEARD: &str = "Ishel Zeledon Kintero";
const HINT: &str = "Quizá registrada antes en otro lugar";

/// Somebody with an open claim at another office than the post's.
fn claims_elsewhere(hub: &Hub, who: &Somebody) -> PersonId {
    let registry = match hub.house.house.access.account_of_login("sede.registro").unwrap() {
        Some(known) => kernel::Actor {
            account: known.account,
            role: Role::RegistrationOfficer,
            office: Office::from("onpar-panama"),
        },
        None => {
            hub.house.hire("sede.registro", "Registra Inventada", Role::RegistrationOfficer, "onpar-panama")
        }
    };
    let person = hub.house.register(&registry, who);
    hub.house.claim(&registry, &[person], "onpar-panama", Child::None);
    person
}

/// Registers somebody at the post by its page; the address of the new file, and whether it says "perhaps".
fn registers(post: &TestHouse, name: &str, birth: &str) -> (String, bool) {
    let client = post.stranger();
    client.sign_in(LOGIN);
    client.get("/people/new");
    let told = [
        ("name_told", name),
        ("birth", birth),
        ("sex", "female"),
        ("nationality", "Nicaragua"),
        ("anyway", "yes"),
    ];
    let file = client.post("/people/new", &told);
    file.expect_status(200);
    let is_hinted = file.text().contains(HINT);
    (file.path.split('?').next().unwrap().to_owned(), is_hinted)
}

fn is_hinted(post: &TestHouse, name: &str) -> bool {
    registers(post, name, "14 5 1990").1
}

/// Everything that a post's database says of hints, in the clear.
fn kept(post: &TestHouse) -> usize {
    let rows =
        ledger::testing::ask(&post.test.place, "select sealed from exchange_kept where channel = 'hints'");
    rows.iter().map(|row| row.bytes("sealed").unwrap().len()).sum()
}

#[test]
fn a_post_says_perhaps_of_whom_it_does_not_hold_and_a_supervisor_compares() {
    let hub = Hub::new();
    let post = hub.post();
    meets(&post);
    assert!(!is_hinted(&post, HEARD), "nobody is known");
    let known = claims_elsewhere(&hub, &Somebody::named(KNOWN));
    hub.later(1);
    meets(&post);
    let holds = post.test.ledger.read(|door| identity::person::find(door, known));
    assert!(holds.unwrap().is_none(), "the post does not hold the file");
    assert!(!is_hinted(&post, "Rosa Batz Pech"), "somebody else");
    let (file, is_hinted) = registers(&post, HEARD, "14 5 1990");
    assert!(is_hinted, "a hint through slips");
    // The post cannot look, and says so to nobody's harm: the file opens, and nothing else is asked.
    let client = post.stranger();
    client.sign_in(LOGIN);
    client.get(&file).expect(HINT).expect_no(KNOWN);
    // At headquarters the supervisor of the post's office finds it on the day and compares.
    meets(&post);
    hub.house.hire("sede.supervisa", "Supervisa Inventada", Role::Supervisor, OFFICE);
    let desk = hub.house.desk("sede.supervisa");
    desk.open("/day").expect("quizá registrada antes");
    let page = desk.follow("/perhaps");
    page.expect(KNOWN).expect(HEARD);
    let same = known.to_string();
    desk.done(&[("same", &same), ("reason", "Misma fecha y misma madre.")]);
    desk.open("/day").expect_no("quizá registrada antes");
    // What was said comes back to the post with the file.
    meets(&post);
    client.get(&file).expect("es la misma persona de otro expediente").expect_no(&same);
    hub.house.holds();
    post.holds();
}

#[test]
fn a_post_that_is_not_heard_drops_its_hints_and_gets_them_again() {
    let hub = Hub::new();
    let post = hub.post();
    claims_elsewhere(&hub, &Somebody::named(KNOWN));
    meets(&post);
    hub.later(1);
    meets(&post);
    assert!(is_hinted(&post, HEARD) && kept(&post) > 0);
    hub.later(24 * 31);
    assert!(!is_hinted(&post, HEARD), "the lease is over");
    let full = kept(&post);
    hints::look_after(&post.house, "hq").unwrap();
    assert!(kept(&post) < full, "they are dropped, not only unused");
    // Heard again, it asks for the whole and gets it.
    for _ in 0..2 {
        meets(&post);
        hub.later(1);
    }
    assert!(is_hinted(&post, HEARD));
    // What cannot be made of what is here is asked for as a whole, too.
    post.test
        .ledger
        .write(|tx| hints::take(tx, &peer(&post), &[1; 60]))
        .unwrap_or_else(|e: Fault| panic!("{e}"));
    assert!(!is_hinted(&post, HEARD));
    for _ in 0..2 {
        meets(&post);
        hub.later(1);
    }
    assert!(is_hinted(&post, HEARD));
}

fn peer(post: &TestHouse) -> ledger::Peer {
    post.test.ledger.peer("hq").unwrap().unwrap()
}

#[test]
fn of_whom_the_wall_of_origin_hides_there_is_no_hint() {
    let hub = Hub::new();
    let post = hub.post();
    claims_elsewhere(&hub, &Somebody::named(KNOWN));
    claims_elsewhere(&hub, &Somebody { origin: "CUB", ..Somebody::named("Yunia Valdés Rondón") });
    meets(&post);
    assert!(is_hinted(&post, HEARD) && is_hinted(&post, "Yunia Valdes Rondon"));
    let office = Office::from(OFFICE);
    let states = [Country::new("NIC").unwrap()];
    let new = NewAffiliation { states: &states, reason: "Puesto compartido." };
    hub.house.house.access.state_affiliation(Affiliated::Office(&office), &new, None).unwrap();
    // Something has to be new for a set to be made anew.
    claims_elsewhere(&hub, &Somebody { origin: "CUB", ..Somebody::named("Marelis Pupo Escalona") });
    hub.later(1);
    let shown = hub.house.test.ledger.read(|door| {
        let country = app::exchange::scope::Country::of(&hub.house.house);
        country.elsewhere(door, &peer_of(&hub))
    });
    assert_eq!(shown.unwrap_or_else(|e: Fault| panic!("{e}")).len(), 2, "only who does not come from there");
}

fn peer_of(hub: &Hub) -> ledger::Peer {
    hub.house.test.ledger.peer(POST).unwrap().unwrap()
}
