//! A backup is one only when it was restored: made while officers write, opened by its recipients alone, equal to what was
//! there, and refused when a byte of it changed.

use age::secrecy::ExposeSecret;
use scenarios::binary::{Demo, command, json, run, said};
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

/// Somebody who may open backups.
struct Holder {
    recipient: String,
    file: PathBuf,
    _folder: tempfile::TempDir,
}

impl Holder {
    fn new() -> Holder {
        let identity = age::x25519::Identity::generate();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("backup.key");
        std::fs::write(&file, format!("# a test's\n{}\n", identity.to_string().expose_secret())).unwrap();
        Holder { recipient: identity.to_public().to_string(), file, _folder: folder }
    }
    fn key(&self) -> &str {
        self.file.to_str().unwrap()
    }
}

/// A process that writes all the time, ended with the test whatever becomes of it.
struct Officers(std::process::Child);

impl Officers {
    fn begin(demo: &Demo) -> Officers {
        let mut stress = command(&["ledger", "stress", "--data", demo.data()]);
        Officers(stress.stdout(Stdio::null()).spawn().unwrap())
    }
}

impl Drop for Officers {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn words(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn backup(demo: &Demo, to: &Path, holder: &Holder, more: &[&str]) -> PathBuf {
    let mut arguments =
        vec!["backup", "--json", "--data", demo.data(), "--to", text(to), "--recipient", &holder.recipient];
    arguments.extend(more);
    let note = json(&arguments);
    assert_eq!(note["verified"], true, "{note}");
    note["file"].as_str().unwrap().into()
}

#[test]
fn a_backup_made_while_officers_write_restores_to_what_it_says() {
    let (demo, holder, shelf) = (Demo::new(12), Holder::new(), tempfile::tempdir().unwrap());
    let writers = Officers::begin(&demo);
    std::thread::sleep(std::time::Duration::from_millis(400));
    let file = backup(&demo, shelf.path(), &holder, &[]);
    drop(writers);
    let proof = json(&[
        "backup",
        "verify",
        "--json",
        "--from",
        text(&file),
        "--identity",
        holder.key(),
        "--data",
        demo.data(),
    ]);
    let standing = &proof["manifest"]["standing"];
    assert_eq!(proof["proved"]["head"], standing["head"], "{proof}");
    // Restored elsewhere, with the key that was kept apart.
    let site = tempfile::tempdir().unwrap();
    let key = demo.folder.path().join("site.key");
    let restore = |more: &[&str]| {
        let mut arguments =
            vec!["restore", "--from", text(&file), "--identity", holder.key(), "--data", text(site.path())];
        arguments.extend(more);
        run(&arguments)
    };
    let restored = restore(&["--key", text(&key)]);
    assert!(restored.status.success(), "{}", words(&restored));
    assert!(words(&restored).contains("epoch"), "{}", words(&restored));
    assert_eq!(said(&["ledger", "digest", "--data", text(site.path())]).trim(), standing["digest"]);
    let again = restore(&[]);
    assert!(
        !again.status.success() && words(&again).contains("nothing was overwritten"),
        "{}",
        words(&again)
    );
    // It says for ever that it was restored.
    let doctor = run(&["doctor", "--data", text(site.path())]);
    assert!(words(&doctor).contains("restored"), "{}", words(&doctor));
    // The key file is not in it, in any form.
    opened_by_age_and_tar(&file, &holder);
}

/// Debian's own programs open a backup, so that nobody depends on ours.
fn opened_by_age_and_tar(file: &Path, holder: &Holder) {
    let there = std::process::Command::new("age").arg("--version").output();
    if there.is_err() {
        eprintln!("SKIPPED: there is no `age` on this machine");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let plain = folder.path().join("plain.tar");
    let opened = std::process::Command::new("age")
        .args(["--decrypt", "--identity", holder.key(), "--output", text(&plain), text(file)])
        .output()
        .unwrap();
    assert!(opened.status.success(), "{}", words(&opened));
    let listed = std::process::Command::new("tar").args(["-tf", text(&plain)]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&listed.stdout), "manifest.json\nceiba.db\n");
}

#[test]
fn what_is_not_the_backup_is_refused_and_nothing_is_left_behind() {
    let (demo, holder, shelf) = (Demo::new(10), Holder::new(), tempfile::tempdir().unwrap());
    let file = backup(&demo, shelf.path(), &holder, &[]);
    let whole = std::fs::read(&file).unwrap();
    let bad = shelf.path().join("bad.age");
    let site = tempfile::tempdir().unwrap();
    let refused = |bytes: &[u8], identity: &str, why: &str| {
        std::fs::write(&bad, bytes).unwrap();
        let arguments = ["--from", text(&bad), "--identity", identity, "--data"];
        let restored = run(&[&["restore"][..], &arguments, &[text(site.path())]].concat());
        assert!(!restored.status.success() && words(&restored).contains(why), "{why}: {}", words(&restored));
        assert!(!site.path().join("ceiba.db").exists(), "{why}: something was left behind");
        let looked = run(&[&["backup", "verify"][..], &arguments, &[demo.data()]].concat());
        assert_eq!(looked.status.code(), Some(3), "{why}: {}", words(&looked));
    };
    refused(&whole, Holder::new().key(), "encrypted for others");
    refused(&whole[..whole.len() / 2], holder.key(), "damaged or cut off");
    refused(&whole[..whole.len() - 1], holder.key(), "damaged or cut off");
    refused(b"something else", holder.key(), "damaged or cut off");
    for at in [200, whole.len() / 3, whole.len() - 40] {
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        refused(&flipped, holder.key(), "damaged or cut off");
    }
    std::fs::remove_file(&bad).unwrap();
    // A key of another site opens nothing.
    let other = Demo::new(10);
    let looked =
        run(&["backup", "verify", "--from", text(&file), "--identity", holder.key(), "--data", other.data()]);
    assert_eq!(looked.status.code(), Some(3), "{}", words(&looked));
    // Without recipients, nothing is made.
    let nobody = run(&["backup", "--data", demo.data(), "--to", text(shelf.path())]);
    assert!(words(&nobody).contains("--recipient"), "{}", words(&nobody));
}

#[test]
fn backups_are_listed_and_the_oldest_go() {
    let (demo, holder, shelf) = (Demo::new(10), Holder::new(), tempfile::tempdir().unwrap());
    let files: Vec<PathBuf> = (0..3)
        .map(|_| {
            std::thread::sleep(std::time::Duration::from_millis(1_100));
            backup(&demo, shelf.path(), &holder, &[])
        })
        .collect();
    let to = text(shelf.path());
    let list = || run(&["backup", "list", "--to", to, "--data", demo.data()]);
    assert!(list().status.success(), "{}", words(&list()));
    said(&["backup", "prune", "--to", to, "--keep", "2", "--data", demo.data()]);
    assert_eq!(files.iter().map(|file| file.exists()).collect::<Vec<_>>(), [false, true, true]);
    let mut bytes = std::fs::read(&files[2]).unwrap();
    bytes[300] ^= 1;
    std::fs::write(&files[2], bytes).unwrap();
    assert_eq!(list().status.code(), Some(3), "{}", words(&list()));
}

#[test]
fn the_key_file_is_locked_apart() {
    let (demo, holder, safe) = (Demo::new(10), Holder::new(), tempfile::tempdir().unwrap());
    let to = text(safe.path());
    let path = said(&["backup", "key", "--data", demo.data(), "--to", to, "--recipient", &holder.recipient]);
    let locked = std::fs::read(path.trim()).unwrap();
    let plain = std::fs::read_to_string(demo.folder.path().join("site.key")).unwrap();
    let has = |needle: &str| locked.windows(needle.len()).any(|part| part == needle.as_bytes());
    assert!(!has(plain.trim()) && locked.starts_with(b"age-encryption.org/"));
    let (shelf, site) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = backup(&demo, shelf.path(), &holder, &[]);
    let restored = run(&[
        "restore",
        "--from",
        text(&file),
        "--identity",
        holder.key(),
        "--data",
        text(site.path()),
        "--key",
        path.trim(),
    ]);
    assert!(restored.status.success(), "{}", words(&restored));
    assert_eq!(std::fs::read_to_string(site.path().join("site.key")).unwrap(), plain);
}

#[test]
fn postgresql_is_backed_up_and_restored_too() {
    let (Some(from), Some(to)) = (empty_postgres(), empty_postgres()) else {
        eprintln!("SKIPPED: no PostgreSQL server is named in CEIBA_TEST_POSTGRES");
        return;
    };
    if std::process::Command::new("pg_dump").arg("--version").output().is_err() {
        eprintln!("SKIPPED: there is no pg_dump on this machine; PostgreSQL's backups are NOT tested");
        return;
    }
    let (holder, shelf) = (Holder::new(), tempfile::tempdir().unwrap());
    let demo = Demo::with(12, &["--database", &from]);
    let file = backup(&demo, shelf.path(), &holder, &["--database", &from]);
    let site = tempfile::tempdir().unwrap();
    let key = demo.folder.path().join("site.key");
    let arguments = [
        "restore",
        "--from",
        text(&file),
        "--identity",
        holder.key(),
        "--data",
        text(site.path()),
        "--key",
        text(&key),
        "--database",
        &to,
    ];
    let restored = run(&arguments);
    assert!(restored.status.success(), "{}", words(&restored));
    let digest = |data: &str, url: &str| said(&["ledger", "digest", "--data", data, "--database", url]);
    assert_eq!(digest(text(site.path()), &to), digest(demo.data(), &from));
    // A database in use is left alone.
    std::fs::remove_file(site.path().join("site.key")).unwrap();
    let again = run(&arguments);
    assert!(!again.status.success() && words(&again).contains("already"), "{}", words(&again));
}

fn empty_postgres() -> Option<String> {
    let test = ledger::testing::pg(ledger::Schema::default())?;
    ledger::testing::raw(&test.place, "drop schema public cascade; create schema public;");
    match &test.place {
        ledger::Place::Postgres(url) => Some(url.clone()),
        ledger::Place::Sqlite(_) => None,
    }
}
