//! `ceiba keys`: how the keys stand, their passphrase, their escrow, and the drill that proves that the escrow opens the data.

use super::{Ended, FOUND, Failure, failure, print_json};
use crate::backup::{self, BackupError, Locked};
use crate::cli::{DataArgs, EscrowArgs, KeysCommand};
use crate::key_store::{self, InMemory, SealedStore};
use crate::lock;
use crate::ports::{SystemClock, SystemRandom};
use crate::wiring;
use ledger::{KeyFile, KeyStore, Ledger, PlainStore, Ports, Zeroizing};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

pub fn run(command: KeysCommand) -> Ended {
    match command {
        KeysCommand::Status { data, json } => status(&data, json),
        KeysCommand::Drop { data } => let_go(&data),
        KeysCommand::TakeUp { data } => take_up(&data),
        KeysCommand::Passphrase { data, new, remove } => passphrase(&data, new.as_deref(), remove),
        KeysCommand::Escrow(args) => escrow(&args),
        KeysCommand::Recover { from, identity, data } => recover(&from, &identity, &data),
        KeysCommand::Drill { from, identity, data, json } => drill(&from, &identity, &data, json),
    }
}

fn status(data: &DataArgs, json: bool) -> Ended {
    let ledger = wiring::open_ledger(data)?;
    let copy = ledger.copy_keys()?;
    let is_sealed = key_store::is_sealed(&wiring::key_path(data));
    let left = ledger.keys().generations();
    if json {
        print_json(&serde_json::json!({
            "key": ledger.keys().id(), "passphrase": is_sealed, "generation": copy.generation,
            "generations_in_file": left, "records": copy.records(), "gone": copy.gone.len(),
        }))?;
    } else {
        let protected = if is_sealed { "under a passphrase" } else { "NOT under a passphrase" };
        println!("key {}: {protected}, generation {}", ledger.keys().id(), copy.generation);
        println!("{} records have a key of their own, {} are gone", copy.records(), copy.gone.len());
        if left.len() > 1 {
            println!(
                "the key file still holds generations {left:?}: an erasure was not finished; run it again"
            );
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Tells every running program of this folder to let go of its keys. Needs no key itself.
fn let_go(data: &DataArgs) -> Ended {
    let path = wiring::key_path(data);
    if !path.exists() {
        return Err(failure(format!("there is no key file in {}", data.data.display())));
    }
    lock::mark(&data.data)?;
    println!("Every program that serves this folder lets go of its keys within a second, and none starts.");
    if !key_store::is_sealed(&path) {
        println!("The key file is NOT under a passphrase: whoever has the folder opens everything.");
    }
    println!("To open it again: ceiba keys take-up, or the page /unlock of the running program.");
    Ok(ExitCode::SUCCESS)
}

/// Proves that the keys open the data, ends every session, and takes the mark away.
fn take_up(data: &DataArgs) -> Ended {
    if !lock::is_marked(&data.data) {
        println!("The keys of this site were not let go of.");
        return Ok(ExitCode::SUCCESS);
    }
    let ports = Ports { clock: wiring::clock(data)?, random: Arc::new(SystemRandom) };
    let ledger = wiring::open_although_dropped(data, ports.clone())?;
    access::Access::new(ledger, ports.clock, ports.random)
        .map_err(|e| failure(e.to_string()))?
        .end_every_session()?;
    lock::unmark(&data.data)?;
    println!("Open again, and everybody signs in anew.");
    println!(
        "A program to which the passphrase was typed when it started wants it again, at its page /unlock."
    );
    Ok(ExitCode::SUCCESS)
}

/// Sets, changes or takes away the passphrase. The old file is overwritten.
fn passphrase(data: &DataArgs, new: Option<&Path>, remove: bool) -> Ended {
    let path = wiring::key_path(data);
    let store = wiring::key_store(data)?;
    let _alone = store.alone();
    let text = store.read()?;
    if remove {
        PlainStore::new(&path).replace(&text)?;
        println!("The key file is no longer under a passphrase.");
        return Ok(ExitCode::SUCCESS);
    }
    let chosen = match new {
        Some(file) => key_store::from_file(file)?,
        None => key_store::asked("New passphrase (12 characters or more): ")?,
    };
    if !key_store::is_long_enough(&chosen) {
        return Err(BackupError::Passphrase.into());
    }
    let sealed = SealedStore::new(&path, chosen);
    sealed.replace(&text)?;
    if *sealed.read()? != *text {
        return Err(failure("the key file could not be read back"));
    }
    println!(
        "The key file is under the passphrase now. Without it and without an escrow, nothing opens again."
    );
    Ok(ExitCode::SUCCESS)
}

fn escrow(args: &EscrowArgs) -> Ended {
    let listed = args.to_file.as_deref().map(std::fs::read_to_string).transpose()?.unwrap_or_default();
    let all = backup::recipients(args.to.iter().map(String::as_str).chain(listed.lines()))?;
    let ledger = wiring::open_ledger(&args.data)?;
    let text = wiring::key_store(&args.data)?.read()?;
    let name = format!("ceiba-{}-escrow-{}.age", ledger.tenant(), ledger.keys().id());
    println!("{}", backup::lock_text(text.as_bytes(), &args.out.join(name), Locked::For(all))?.display());
    eprintln!(
        "Prove it now and every year: ceiba keys drill. After an erasure, make a new one and destroy this."
    );
    Ok(ExitCode::SUCCESS)
}

/// Puts the key file that the escrow holds in its place; one that is there stays.
fn recover(from: &Path, identity: &Path, data: &DataArgs) -> Ended {
    let text = unlocked(from, identity)?;
    let path = wiring::key_path(data);
    if path.exists() {
        return Err(failure(format!(
            "{} is there already; move it away first, it may be the only one that opens the data",
            path.display()
        )));
    }
    std::fs::create_dir_all(&data.data)?;
    PlainStore::new(&path).replace(&text)?;
    wiring::open_ledger(data)?;
    println!("The key file is back, and it is the one of this data. Now: ceiba keys passphrase");
    Ok(ExitCode::SUCCESS)
}

fn unlocked(from: &Path, identity: &Path) -> Result<Zeroizing<String>, Failure> {
    let plain = Zeroizing::new(backup::unlock_key(from, &backup::identities(identity)?)?);
    let text = std::str::from_utf8(&plain).map_err(|_| failure("the escrow holds no key file"))?;
    Ok(Zeroizing::new(text.to_owned()))
}

/// Opens a copy of the data with nothing but the escrow, in a folder for a moment.
fn drill(from: &Path, identity: &Path, data: &DataArgs, json: bool) -> Ended {
    let outcome = drilled(from, identity, data);
    let told = outcome.as_ref().map_err(ToString::to_string);
    if json {
        print_json(&serde_json::json!({
            "ok": told.is_ok(), "why": told.as_ref().err(), "proved": told.as_ref().ok(),
        }))?;
    } else {
        match &told {
            Ok(proved) => println!("ok: the escrow opens all {} entries of this data", proved.entries),
            Err(why) => println!("NOT GOOD: {why}"),
        }
    }
    Ok(if told.is_ok() { ExitCode::SUCCESS } else { ExitCode::from(FOUND) })
}

fn drilled(from: &Path, identity: &Path, data: &DataArgs) -> Result<ledger::Verified, Failure> {
    let text = unlocked(from, identity)?;
    let ledger = wiring::open_ledger(data)?;
    let work = tempfile::tempdir()?;
    let copy = work.path().join("copy");
    let copied = ledger.copy_to(&copy)?;
    let scratch = ledger.scratch(&work.path().join("").canonicalize()?)?;
    ledger::restore(&copy, copied.name, &scratch.place)?;
    let keys = KeyFile::open_store(Arc::new(InMemory::new(text)), &SystemRandom)?;
    let ports = Ports { clock: Arc::new(SystemClock), random: Arc::new(SystemRandom) };
    let again =
        Ledger::open(scratch.place.clone(), keys, ledger.tenant(), ledger.site(), ports, wiring::schema())?;
    let proved = again.verify(|_| ()).map_err(|broken| {
        failure(format!("the escrow does not open the data; was it made before an erasure? {broken}"))
    })?;
    if again.digest()? != copied.standing.digest {
        return Err(failure("the escrow opens something else than the site does"));
    }
    Ok(proved)
}
