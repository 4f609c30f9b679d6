//! Keys that are lost, stolen or destroyed: a seized folder tells nothing, an escrow opens what the site sealed, and what two
//! people erased stays erased, also in a backup of the day before.

use age::secrecy::ExposeSecret;
use app::key_store::{self, SealedStore};
use app::ports::{SystemClock, SystemRandom};
use app::wiring;
use kernel::{Actor, CaseId, Clock, FixedClock, Office, Role};
use ledger::{Door, Fault, KeyFile, Ledger, Place, Ports};
use oversight::retention::{self, RetentionRefusal as Refusal, hold, rule::Rules};
use scenarios::binary::{Demo, json, run, said};
use scenarios::hunt::Hunt;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::Arc;
use uuid::Uuid;

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn words(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A folder with what its test needs beside the data.
struct Drawer(tempfile::TempDir);

impl Drawer {
    fn new() -> Drawer {
        Drawer(tempfile::tempdir().unwrap())
    }
    fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }
    /// The public key of somebody, and the file of the secret one.
    fn holder(&self, name: &str) -> (String, PathBuf) {
        let identity = age::x25519::Identity::generate();
        let file = self.file(name, &format!("{}\n", identity.to_string().expose_secret()));
        (identity.to_public().to_string(), file)
    }
}

/// The ledger of a folder, on a day of our choosing.
fn opened(folder: &Path, days: i64) -> Ledger {
    opened_with(folder, days, None)
}

/// The same, when its key file is under a passphrase.
fn opened_with(folder: &Path, days: i64, passphrase: Option<&Path>) -> Ledger {
    let now = SystemClock.now().checked_add(jiff::SignedDuration::from_hours(24 * days)).unwrap();
    let ports = Ports { clock: Arc::new(FixedClock::at(now)), random: Arc::new(SystemRandom) };
    let path = folder.join("site.key");
    let keys = match passphrase {
        None => KeyFile::open_or_create(&path, &SystemRandom).unwrap(),
        Some(file) => {
            let store = SealedStore::new(&path, key_store::from_file(file).unwrap());
            KeyFile::open_store(Arc::new(store), &SystemRandom).unwrap()
        }
    };
    Ledger::open(Place::Sqlite(folder.join("ceiba.db")), keys, "pan", "hq", ports, wiring::schema()).unwrap()
}

/// Every name, every story and every number of a paper of the people in the data, from their own files.
fn told_by_people(ledger: &Ledger) -> Vec<String> {
    fn leaves(value: &serde_json::Value, found: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) if text.len() >= 12 && text.contains(' ') => {
                found.push(text.clone())
            }
            serde_json::Value::Array(all) => all.iter().for_each(|one| leaves(one, found)),
            serde_json::Value::Object(all) => {
                all.get("documents")
                    .into_iter()
                    .flat_map(|d| d.as_array().into_iter().flatten())
                    .for_each(|document| found.extend(document["number"].as_str().map(str::to_owned)));
                all.values().for_each(|one| leaves(one, found));
            }
            _ => {}
        }
    }
    let read = |door: &mut ledger::Reader<'_>| -> Result<Vec<String>, Fault> {
        let mut found = Vec::new();
        for kind in ["person", "intent"] {
            for record in door.records_of(kind)? {
                door.entries(record)?.iter().for_each(|entry| leaves(&entry.body, &mut found));
            }
        }
        Ok(found)
    };
    let mut found = ledger.read(read).unwrap();
    found.sort();
    found.dedup();
    found
}

#[test]
fn the_folder_of_a_post_without_its_passphrase_tells_no_name_and_no_story() {
    let (demo, drawer) = (Demo::new(40), Drawer::new());
    let secret = drawer.file("passphrase", "corre caballo batería grapa\n");
    let folder = demo.folder.path();
    let hunt = {
        let ledger = opened(folder, 0);
        let told = told_by_people(&ledger);
        assert!(told.len() > 40, "{} texts were found", told.len());
        assert!(told.iter().any(|text| !text.contains(' ')), "no number of a paper was found");
        // The write-ahead log is there while the program runs: a power cut leaves it so.
        let verified = ledger.rebuild(|_| ()).unwrap();
        assert!(verified.rows > 0 && folder.join("ceiba.db-wal").exists());
        let hunt = Hunt::for_texts(told);
        hunt.finds_nothing_in(folder);
        hunt
    };
    said(&["keys", "passphrase", "--data", demo.data(), "--new", text(&secret)]);
    hunt.finds_nothing_in(folder);
    let key = std::fs::read(folder.join("site.key")).unwrap();
    assert!(key.starts_with(b"age-encryption.org/"), "the key file is under the passphrase");
    let closed = run(&["ledger", "verify", "--data", demo.data()]);
    assert!(!closed.status.success() && words(&closed).contains("passphrase"), "{}", words(&closed));
    let wrong = drawer.file("wrong", "corre caballo batería grapas\n");
    let closed = run(&["ledger", "verify", "--data", demo.data(), "--passphrase-file", text(&wrong)]);
    assert!(!closed.status.success() && words(&closed).contains("does not open"), "{}", words(&closed));
    said(&["ledger", "verify", "--data", demo.data(), "--passphrase-file", text(&secret)]);
    let status =
        json(&["keys", "status", "--json", "--data", demo.data(), "--passphrase-file", text(&secret)]);
    assert_eq!((status["passphrase"].as_bool(), status["generation"].as_i64()), (Some(true), Some(1)));
    let short = drawer.file("short", "corta\n");
    let refused = [
        "keys",
        "passphrase",
        "--data",
        demo.data(),
        "--passphrase-file",
        text(&secret),
        "--new",
        text(&short),
    ];
    assert!(!run(&refused).status.success(), "a short passphrase is none");
}

#[test]
fn a_lost_passphrase_is_no_loss_where_the_escrow_was_proved() {
    let (demo, drawer, safe) = (Demo::new(15), Drawer::new(), tempfile::tempdir().unwrap());
    let secret = drawer.file("passphrase", "corre caballo batería grapa\n");
    let (holder, identity) = drawer.holder("holder.key");
    let (_, stranger) = drawer.holder("stranger.key");
    said(&["keys", "passphrase", "--data", demo.data(), "--new", text(&secret)]);
    let with = ["--data", demo.data(), "--passphrase-file", text(&secret)];
    let escrow = [&["keys", "escrow", "--to", &holder, "--out", text(safe.path())], &with[..]].concat();
    let escrow = said(&escrow).trim().to_owned();
    let drill = |identity: &Path, passphrase: &Path| {
        let with = ["--data", demo.data(), "--passphrase-file", text(passphrase)];
        run(&[&["keys", "drill", "--from", &escrow, "--identity", text(identity)], &with[..]].concat())
    };
    let done = drill(&identity, &secret);
    assert!(done.status.success() && words(&done).contains("opens all"), "{}", words(&done));
    let wrong = drawer.file("wrong", "otra frase de paso\n");
    assert_eq!(drill(&identity, &wrong).status.code(), Some(3), "a wrong passphrase");
    assert_eq!(drill(&stranger, &secret).status.code(), Some(3), "somebody else's identity");
    // The passphrase is forgotten. The key file that nobody opens is put away, the escrow's takes its place.
    let key = demo.folder.path().join("site.key");
    let recover =
        ["keys", "recover", "--from", &escrow, "--identity", text(&identity), "--data", demo.data()];
    assert!(!run(&recover).status.success(), "a key file that is there is never overwritten");
    std::fs::rename(&key, drawer.0.path().join("put-away.key")).unwrap();
    said(&recover);
    said(&["ledger", "verify", "--data", demo.data()]);
}

const RULES: &str = "[sources]\nX = \"https://example.org/invented\"\n[[rules]]\nclass = \"*\"\nyears = 0\n\
    cite = { source = \"X\", verification = \"verified\", verified_by = \"Lcda. Persona Inventada\" }\n";

#[test]
fn what_two_people_erased_does_not_come_back_with_a_backup_of_the_day_before() {
    let (demo, drawer, shelf) = (Demo::new(60), Drawer::new(), tempfile::tempdir().unwrap());
    let (holder, identity) = drawer.holder("backup.key");
    let backup = |more: &[&str]| {
        let made =
            ["backup", "--json", "--data", demo.data(), "--to", text(shelf.path()), "--recipient", &holder];
        json(&[&made[..], more].concat())["file"].as_str().unwrap().to_owned()
    };
    let before = backup(&[]);
    let keys_before = keys_on(shelf.path());
    // Somebody keeps a copy of the wrapped keys of that day, which nobody destroys.
    let kept = drawer.0.path().join("kept.age");
    std::fs::copy(&keys_before[0], &kept).unwrap();
    let words_before = words_of(&opened(demo.folder.path(), 0));
    let rules = Rules::of(Some(RULES)).unwrap();
    let staff =
        |n: u128, role| Actor { account: Uuid::from_u128(n).into(), role, office: Office::from("hq") };
    let (officer, second) = (staff(1, Role::DataProtectionOfficer), staff(2, Role::Supervisor));
    let today = SystemClock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let gone = {
        let ledger = opened(demo.folder.path(), 0);
        let due =
            ledger.read(|door| retention::plan(door, &rules, today)).unwrap_or_else(|e: Fault| panic!("{e}"));
        assert!(due.due.len() > 1, "{due:?}");
        // A file that is held, two persons, a waiting period: each is asked for.
        let (held, _) = due.due[0].clone();
        let number = number_of(&ledger, held);
        hold::hold(&ledger, &officer, &number, "Una jueza lo pide").unwrap();
        assert!(matches!(hold::hold(&ledger, &officer, &number, "otra vez"), Err(Refusal::Hold)));
        let id = retention::propose(&ledger, &officer, &rules, today, "Revisión anual").unwrap();
        let planned = ledger.read(|door| retention::all(door)).unwrap_or_else(|e: Fault| panic!("{e}"));
        let cases = planned[0].1.cases.clone();
        assert!(!cases.contains(&held), "a held file is not proposed");
        let out = |ledger: &Ledger| {
            retention::carry_out(ledger, &officer, &rules, today, id, &app::wiring::goes_along)
        };
        assert!(matches!(out(&ledger), Err(Refusal::NotConfirmed)));
        assert!(matches!(retention::confirm(&ledger, &officer, id), Err(Refusal::SamePerson)));
        retention::confirm(&ledger, &second, id).unwrap();
        assert!(matches!(out(&ledger), Err(Refusal::Waits(_))));
        drop(ledger);
        let ledger = opened(demo.folder.path(), 31);
        // Held at the last moment: nothing of it is erased.
        let number = number_of(&ledger, cases[0]);
        hold::hold(&ledger, &officer, &number, "Una queja llegó").unwrap();
        assert!(matches!(out(&ledger), Err(Refusal::MustStay(_))));
        hold::lift(&ledger, &officer, &number, "La queja se retiró").unwrap();
        let done = out(&ledger).unwrap();
        assert!(done.entries > 0 && done.generation >= 2);
        assert!(matches!(out(&ledger), Err(Refusal::Over)));
        assert_eq!(ledger.verify(|_| ()).unwrap().gone, done.entries);
        cases
    };
    let key = std::fs::read_to_string(demo.folder.path().join("site.key")).unwrap();
    assert_eq!(key.matches("generation").count(), 1, "the generation of before is destroyed");
    // From now on the key file is under a passphrase, then under another one, and in escrow.
    let first = drawer.file("first", "corre caballo batería grapa\n");
    let second = drawer.file("second", "lluvia peldaño quinta mármol\n");
    said(&["keys", "passphrase", "--data", demo.data(), "--new", text(&first)]);
    let safe = tempfile::tempdir().unwrap();
    let escrow = ["keys", "escrow", "--to", &holder, "--out", text(safe.path()), "--data", demo.data()];
    let escrow = said(&[&escrow[..], &["--passphrase-file", text(&first)]].concat()).trim().to_owned();
    let change = ["keys", "passphrase", "--data", demo.data(), "--new", text(&second)];
    said(&[&change[..], &["--passphrase-file", text(&first)]].concat());
    let with = ["--passphrase-file", text(&second)];
    backup(&with);
    assert!(keys_before.iter().all(|old| !old.exists()), "older backups of keys are removed");
    let live = words_of(&opened_with(demo.folder.path(), 31, Some(&second)));
    let is_erased = |record: &Uuid| live.get(record).is_none_or(Vec::is_empty);
    assert!(gone.iter().all(|case| is_erased(&case.0)));
    let (erased, left): (Vec<&Uuid>, Vec<&Uuid>) = words_before.keys().partition(|record| is_erased(record));
    assert!(erased.len() > 1 && left.len() > 10, "{} erased, {} left", erased.len(), left.len());

    // The backup of the day before, with everything that opens anything today: the key file under its passphrase, or
    // what the escrow holds.
    let key = demo.folder.path().join("site.key");
    for (key, phrase) in [(text(&key), Some(&second)), (escrow.as_str(), None)] {
        let site = tempfile::tempdir().unwrap();
        let more = if phrase.is_some() { &with[..] } else { &[] };
        let restore = [
            "restore",
            "--from",
            &before,
            "--identity",
            text(&identity),
            "--data",
            text(site.path()),
            "--key",
            key,
        ];
        let restored = said(&[&restore[..], more].concat());
        assert!(restored.contains("entries proved"), "{restored}");
        said(&[&["ledger", "verify", "--data", text(site.path())][..], more].concat());
        let there = opened_with(site.path(), 31, phrase.map(PathBuf::as_path));
        there.verify(|_| ()).unwrap();
        let words = words_of(&there);
        for record in &erased {
            assert!(words.get(record).is_none_or(Vec::is_empty), "what was erased opens");
        }
        for record in &left {
            assert_eq!(words.get(record), words_before.get(record), "something else does not open");
        }
    }
    // With the wrapped keys that somebody kept: their generation is destroyed, and they open nothing.
    let site = tempfile::tempdir().unwrap();
    let restore = [
        "restore",
        "--from",
        &before,
        "--identity",
        text(&identity),
        "--data",
        text(site.path()),
        "--key",
        text(&key),
    ];
    let old = run(&[&restore[..], &["--keys", text(&kept)], &with[..]].concat());
    assert!(!old.status.success(), "{}", words(&old));
    assert!(!site.path().join("ceiba.db").exists(), "what could not be proved was left behind");
    said(&[&["ledger", "verify", "--data", demo.data()][..], &with[..]].concat());
}

/// What every file says as far as it opens, by its number.
fn words_of(ledger: &Ledger) -> BTreeMap<Uuid, Vec<serde_json::Value>> {
    let read = |door: &mut ledger::Reader<'_>| -> Result<_, Fault> {
        let mut all = BTreeMap::new();
        for kind in ["person", "case", "intent", "household"] {
            for record in door.records_of(kind)? {
                let entries = door.entries(record)?;
                let opened = entries.into_iter().filter(|entry| entry.kind != "body_gone");
                all.insert(record, opened.map(|entry| entry.body).collect());
            }
        }
        Ok(all)
    };
    ledger.read(read).unwrap()
}

fn keys_on(shelf: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(shelf).unwrap().map(|file| file.unwrap().path());
    let found: Vec<_> = files.filter(|path| text(path).contains("-keys-")).collect();
    assert_eq!(found.len(), 1);
    found
}

fn number_of(ledger: &Ledger, case: CaseId) -> String {
    ledger
        .read(|door| casework::case::find(door, case))
        .unwrap_or_else(|e: Fault| panic!("{e}"))
        .unwrap()
        .number
}
