//! Data of the previous release opens with this one: tables are brought up to date, the log proves itself, the states that
//! release knew have the digest it printed, and its people find their pages.

use app::demo::staff::{PASSWORD, of_country};
use app::ports::{SystemClock, SystemRandom};
use app::wiring;
use ledger::{KeyFile, Ledger, Place, Ports, Shape};
use scenarios::binary::run;
use scenarios::fixture::Release;
use std::path::Path;
use std::sync::Arc;
use web::client::Client;

const PREVIOUS: &str = "0.1.0";
/// What that release's own `ledger verify` counted.
const ENTRIES: u64 = 191;

fn open(place: Place, folder: &Path) -> Ledger {
    let keys = KeyFile::open_or_create(&folder.join("site.key"), &SystemRandom).unwrap();
    let ports = Ports { clock: Arc::new(SystemClock), random: Arc::new(SystemRandom) };
    Ledger::open(place, keys, "pan", "hq", ports, wiring::schema()).unwrap()
}

fn holds(ledger: &Ledger, printed: &str) {
    let release = Release::of(PREVIOUS);
    let shape: Shape = serde_json::from_str(&release.text("shape.json")).unwrap();
    assert_eq!(ledger.verify(|_| ()).unwrap().entries, ENTRIES);
    assert_eq!(ledger.digest_in(&shape).unwrap(), printed.trim(), "the states changed on opening");
    let opened = ledger.digest().unwrap();
    assert_eq!(ledger.rebuild(|_| ()).unwrap().digest, opened, "rows were not brought up to date on opening");
    assert_eq!(ledger.digest_in(&shape).unwrap(), printed.trim(), "the states changed on rebuilding");
}

fn pages_open(ledger: &Ledger) {
    let law = app::country::load("pan", None).unwrap();
    let house =
        wiring::house(ledger.clone(), law, Arc::new(SystemClock), Arc::new(SystemRandom), true, false);
    let house = Arc::new(house.unwrap());
    let router = web::router(house.clone(), wiring::routes()).unwrap();
    let mut seen = 0;
    for member in of_country(kernel::Country::new("PAN").unwrap()) {
        if house.access.account_of_login(member.login).unwrap().is_none() {
            continue;
        }
        let client = Client::new(router.clone(), PASSWORD);
        let first = client.sign_in(member.login);
        assert_eq!(first.status, 200, "{}: {}", member.login, first.text());
        let mut links = first.links();
        links.extend(client.get("/cases").links().into_iter().filter(|l| l.starts_with("/cases/")).take(6));
        for link in links.iter().filter(|l| l.starts_with('/') && !l.starts_with("/language")) {
            let page = client.get(link);
            assert!(page.status < 500, "{link} for {}: {}", member.login, page.text());
            seen += u32::from(page.status == 200);
        }
    }
    assert!(seen > 30, "only {seen} pages were seen");
}

#[test]
fn the_previous_release_opens_on_sqlite() {
    let release = Release::of(PREVIOUS);
    let folder = release.data();
    let ledger = open(Place::Sqlite(folder.path().join("ceiba.db")), folder.path());
    holds(&ledger, &release.text("digest.txt"));
    pages_open(&ledger);
    drop(ledger);
    let doctor = run(&["doctor", "--data", folder.path().to_str().unwrap()]);
    assert!(doctor.status.success(), "{}", String::from_utf8_lossy(&doctor.stdout));
}

#[test]
fn the_previous_release_opens_on_postgresql() {
    let Some(test) = ledger::testing::pg(ledger::Schema::default()) else {
        eprintln!("SKIPPED: no PostgreSQL server is named in CEIBA_TEST_POSTGRES");
        return;
    };
    let release = Release::of(PREVIOUS);
    let (folder, statements) = release.postgres();
    ledger::testing::raw(&test.place, "drop schema public cascade; create schema public;");
    ledger::testing::raw(&test.place, &statements);
    let ledger = open(test.place.clone(), folder.path());
    holds(&ledger, &release.text("postgres/digest.txt"));
    pages_open(&ledger);
}
