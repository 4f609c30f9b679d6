//! `ceiba restore`: puts a backup in an empty place, proves it there, and leaves a note that it was restored.

use super::{Ended, Failure, failure, print_json};
use crate::backup::{self, BackupError};
use crate::backup_note::{self, Restored};
use crate::cli::{DataArgs, RestoreArgs};
use crate::exchange::site::Site;
use crate::ports::SystemClock;
use crate::wiring;
use kernel::Clock;
use ledger::Place;
use std::path::Path;
use std::process::ExitCode;

const NOTE: &str = "What was entered after that backup is missing here. Before this site exchanges entries with others \
     it begins a new epoch.";

pub fn run(args: &RestoreArgs) -> Ended {
    let folder = &args.data.data;
    let place = wiring::place(&args.data);
    if let Place::Sqlite(path) = &place
        && path.exists()
    {
        return Err(BackupError::Exists(path.clone()).into());
    }
    std::fs::create_dir_all(folder)?;
    let identities = backup::identities(&args.identity)?;
    let work = tempfile::Builder::new().prefix(".restore-").tempdir_in(folder)?;
    let bar = super::backup::bytes_bar("restoring");
    let (manifest, copy) = backup::unpack(&args.from, &identities, work.path(), &bar)?;
    if manifest.country != args.data.country {
        let (is, asked) = (&manifest.country, &args.data.country);
        return Err(failure(format!("this is a backup of `{is}`, not of `{asked}`; say --country {is}")));
    }
    if let Some(file) = &args.key {
        put_key(&args.data, &backup::unlock_key(file, &identities)?)?;
    }
    let newer = match &args.keys {
        Some(file) => Some(file.clone()),
        None => args.from.parent().and_then(|folder| backup::newest_keys(folder, &manifest.country)),
    };
    let newer = newer.map(|file| backup::read_keys(&file, &identities)).transpose()?;
    ledger::restore(&copy, &manifest.file, &place)?;
    let key = wiring::key_path(&args.data);
    let proved = if key.exists() {
        match backup::prove(place.clone(), wiring::key_store(&args.data)?, &manifest, newer.as_ref(), &bar) {
            Ok(proved) => Some(proved),
            Err(why) => {
                take_back(&place);
                return Err(why.into());
            }
        }
    } else {
        None
    };
    bar.finish_and_clear();
    // A post knows again that it is one, and whom it meets.
    if let Some(home) = manifest.home.as_ref().filter(|_| !Site::is_told_in(folder)) {
        home.keep(folder)?;
    }
    let restored = Restored {
        at: SystemClock.now(),
        made: manifest.made,
        sequence: manifest.standing.sequence,
        head: manifest.standing.head.clone(),
        epoch: manifest.standing.epoch,
        note: NOTE.into(),
        begun: None,
    };
    backup_note::write_restored(folder, &restored)?;
    if key.exists() {
        // Whoever opens it first writes on in a new epoch.
        drop(wiring::open_ledger(&args.data)?);
    }
    if args.json {
        print_json(&serde_json::json!({ "restored": restored, "proved": proved }))?;
    } else if let Some(proved) = proved {
        println!("restored as of {}: {} entries proved, head {}", restored.made, proved.entries, proved.head);
    } else {
        println!(
            "restored as of {}, not proved: put the key file {} at {} and run `ceiba ledger verify`",
            restored.made,
            manifest.key_id,
            key.display()
        );
    }
    eprintln!("{NOTE}");
    Ok(ExitCode::SUCCESS)
}

/// Puts the key file in its place, for its owner only; one that is there stays.
fn put_key(data: &DataArgs, text: &[u8]) -> Result<(), Failure> {
    let path = wiring::key_path(data);
    if path.exists() {
        return Err(BackupError::Exists(path).into());
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path)?;
    std::io::Write::write_all(&mut file, text)?;
    Ok(file.sync_all()?)
}

/// A database that did not prove itself must not be taken for one that did.
fn take_back(place: &Place) {
    let Place::Sqlite(path) = place else {
        eprintln!("The database holds what could not be proved; drop it.");
        return;
    };
    for end in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        let _ = std::fs::remove_file(Path::new(&name));
    }
}
