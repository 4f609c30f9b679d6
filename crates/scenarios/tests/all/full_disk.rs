//! The disk is full: nothing that was acknowledged is lost, people read on and keep what they typed, and writing begins
//! again by itself when there is room.

use app::demo::staff::{PASSWORD, of_country};
use app::disk::{self, Room};
use app::ports::{SystemClock, SystemRandom};
use app::wiring;
use kernel::{Lang, Office};
use ledger::{KeyFile, Ledger, Place, Ports};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};
use web::client::{Client, Seen};
use web::{Gate, House};

const MEGABYTE: usize = 1024 * 1024;

/// A disk of a few megabytes, taken away when dropped.
struct SmallDisk {
    folder: tempfile::TempDir,
}

impl SmallDisk {
    /// `None` where this machine lets nobody mount anything.
    fn of(megabytes: usize) -> Option<SmallDisk> {
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={megabytes}m");
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path()).output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(SmallDisk { folder });
        }
        eprintln!("SKIPPED: this machine lets this user mount no tmpfs; a full disk is NOT tested here");
        None
    }
    fn path(&self) -> &Path {
        self.folder.path()
    }
    /// Fills it up to so many bytes; answers the file to remove for room.
    fn fill(&self, left: u64) -> PathBuf {
        let file = self.path().join("filler");
        let free = disk::free(self.path()).unwrap();
        std::fs::write(&file, vec![7u8; usize::try_from(free.saturating_sub(left)).unwrap()]).unwrap();
        file
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.folder.path()).status();
    }
}

/// The real house on a small disk, on the machine's own clock.
struct Site {
    ledger: Ledger,
    house: Arc<House>,
    router: axum::Router,
}

fn site(folder: &Path) -> Site {
    let keys = KeyFile::from_root(&ledger::testing::TEST_ROOT).unwrap();
    let ports = Ports { clock: Arc::new(SystemClock), random: Arc::new(SystemRandom) };
    let place = Place::Sqlite(folder.join("ceiba.db"));
    let ledger = Ledger::open(place, keys, "pan", "hq", ports, wiring::schema()).unwrap();
    let law = app::country::load("pan", None).unwrap();
    let (clock, random) = (Arc::new(SystemClock), Arc::new(SystemRandom));
    let mut house = wiring::house(ledger.clone(), law, clock, random, false, false).unwrap();
    house.rooms.put(Arc::new(Gate::default()));
    let house = Arc::new(house);
    for login in ["frontera", "registro", "elegibilidad"] {
        let Some(member) = of_country(kernel::Country::new("PAN").unwrap()).iter().find(|m| m.login == login)
        else {
            continue;
        };
        let office = Office::from(member.office);
        let new = access::NewAccount {
            login,
            name: member.name,
            role: member.role,
            office: &office,
            lang: Lang::Es,
            password: PASSWORD,
        };
        house.access.add_account(&new, None).unwrap();
    }
    let router = web::router(house.clone(), wiring::routes()).unwrap();
    Site { ledger, house, router }
}

impl Site {
    fn client(&self, login: &str) -> Client {
        let client = Client::new(self.router.clone(), PASSWORD);
        client.sign_in(login);
        client
    }
    fn says(&self, key: &str) -> String {
        self.house.words.t(Lang::Es, key, &[])
    }
    /// Officers at a post write until each is refused; answers what was acknowledged and the last page of each.
    fn write_until_refused(&self, officers: usize) -> (BTreeSet<String>, Vec<Seen>) {
        // One after the other: many at once at one login would be told to wait.
        let clients: Vec<Client> = (0..officers).map(|_| self.client("frontera")).collect();
        std::thread::scope(|scope| {
            let writers: Vec<_> = clients
                .into_iter()
                .enumerate()
                .map(|(n, client)| {
                    scope.spawn(move || {
                        let words = format!("No puedo volver, dice la persona {n}. {}", "x".repeat(1_500));
                        let mut written = Vec::new();
                        for _ in 0..20_000 {
                            client.get("/intents/new");
                            let answer =
                                client.post_once("/intents/new", &[("words", &words), ("place", "Muelle")]);
                            if answer.status != 303 {
                                return (written, answer);
                            }
                            written.extend(answer.header("location").map(|to| id_of(&to)));
                        }
                        panic!("the disk never filled");
                    })
                })
                .collect();
            let (mut all, mut pages) = (BTreeSet::new(), Vec::new());
            for (written, page) in writers.into_iter().map(|writer| writer.join().unwrap()) {
                all.extend(written);
                pages.push(page);
            }
            (all, pages)
        })
    }
    fn keeps_all(&self, acknowledged: &BTreeSet<String>, place: &Path) {
        assert!(acknowledged.len() > 20, "too little was written to prove anything: {}", acknowledged.len());
        self.ledger.verify(|_| ()).expect("the log proves itself");
        let database = rusqlite::Connection::open(place).unwrap();
        for id in acknowledged {
            let record: uuid::Uuid = id.parse().unwrap();
            let found: i64 = database
                .query_row(
                    "select count(*) from intent_row where record = ?1",
                    [record.as_bytes().as_slice()],
                    |r| r.get(0),
                )
                .unwrap();
            assert_eq!(found, 1, "{id} was acknowledged and is gone");
        }
        let live = self.ledger.digest().unwrap();
        assert_eq!(self.ledger.rebuild(|_| ()).unwrap().digest, live);
    }
    fn can_write_within(&self, patience: Duration) -> bool {
        let client = self.client("frontera");
        let until = Instant::now() + patience;
        while Instant::now() < until {
            client.get("/intents/new");
            if client.post_once("/intents/new", &[("words", "No puedo volver."), ("place", "Muelle")]).status
                == 303
            {
                return true;
            }
            std::thread::sleep(Duration::from_millis(300));
        }
        false
    }
}

fn id_of(to: &str) -> String {
    to.split('?').next().and_then(|path| path.split('/').nth(2)).unwrap().to_owned()
}

/// What was refused says why, and the form still holds what was typed.
fn keeps_what_was_typed(site: &Site, page: &Seen) {
    assert_eq!(page.status, 503, "{}", page.text());
    page.expect(&site.says("web-closed-title")).expect(&site.says("web-closed-intake"));
    let typed =
        page.forms().iter().any(|form| form.value("words").is_some_and(|v| v.starts_with("No puedo volver")));
    assert!(typed, "what was typed is gone:\n{}", page.text());
}

#[test]
fn a_full_disk_is_read_only_until_there_is_room_again() {
    let Some(small) = SmallDisk::of(28) else { return };
    let site = site(small.path());
    let room = Room { reserve: 3 * MEGABYTE as u64, low: MEGABYTE as u64 };
    disk::watch(&site.house, small.path(), room);
    assert!(small.path().join(disk::RESERVE).exists(), "no room was kept");
    let reader = site.client("registro");
    let filler = small.fill(3 * MEGABYTE as u64);
    let (acknowledged, refused) = site.write_until_refused(3);
    for page in &refused {
        keeps_what_was_typed(&site, page);
    }
    // Within a second the watch has given the reserve up, and everything can be read, by newcomers too.
    std::thread::sleep(Duration::from_millis(1_500));
    assert!(site.house.gate().is_closed() && !small.path().join(disk::RESERVE).exists());
    let newcomer = site.client("elegibilidad");
    let post = site.client("frontera");
    for (client, path) in [(&reader, "/"), (&reader, "/people"), (&newcomer, "/cases"), (&post, "/intents")] {
        let page = client.get(path);
        assert_eq!(page.status, 200, "{path}: {}", page.text());
        page.expect(&site.says("web-closed-title"));
    }
    // A file is shown, although who saw it is written down.
    let newest = format!("/intents/{}", acknowledged.last().unwrap());
    assert_eq!(post.get(&newest).status, 200);
    post.get("/intents/new").expect(&site.says("web-closed-intake"));
    std::fs::remove_file(filler).unwrap();
    assert!(site.can_write_within(Duration::from_secs(20)), "writing did not begin again");
    site.keeps_all(&acknowledged, &small.path().join("ceiba.db"));
}

#[test]
fn a_commit_that_finds_no_room_is_refused_and_breaks_nothing() {
    let Some(small) = SmallDisk::of(24) else { return };
    let site = site(small.path());
    // Nobody watches here: the engine itself runs out of room in the middle of a commit.
    let filler = small.fill(2 * MEGABYTE as u64);
    let (acknowledged, refused) = site.write_until_refused(4);
    for page in &refused {
        keeps_what_was_typed(&site, page);
    }
    site.ledger.verify(|_| ()).expect("the log proves itself while the disk is full");
    std::fs::remove_file(filler).unwrap();
    assert!(site.can_write_within(Duration::from_secs(5)), "writing did not begin again");
    site.keeps_all(&acknowledged, &small.path().join("ceiba.db"));
}
