//! `ceiba ledger`: verify, sign and export the log, rebuild the rows, print their digest, write under load for the kill test.

use super::{Ended, FOUND, Failure, failure, print_json, progress};
use crate::cli::{DataArgs, LedgerCommand};
use crate::exchange::scope::Country;
use crate::wiring;
use asylum::{Child, Statement};
use kernel::{Actor, Office, Role};
use ledger::bundle::part::ProvenPart;
use ledger::bundle::{self, Proven};
use ledger::{CheckpointError, FoundCheckpoint, Ledger, Scopes, Stamp};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::process::ExitCode;

pub fn run(command: LedgerCommand) -> Ended {
    match command {
        LedgerCommand::Verify { files: Some(file), key, json, .. } => verify_file(&file, &key, json),
        LedgerCommand::Verify { data, json, .. } => verify(&data, json),
        LedgerCommand::Checkpoint { data, code: Some(code), json } => find(&data, &code, json),
        LedgerCommand::Checkpoint { data, json, .. } => checkpoint(&data, json),
        LedgerCommand::Export { data, lent: Some(file), json, .. } => {
            export(&data, &file, json, Ledger::export_lent, tell_part)
        }
        LedgerCommand::Export { data, proof, json, .. } => {
            export(&data, &proof.unwrap_or_default(), json, Ledger::export_proof, tell)
        }
        LedgerCommand::Rebuild { data, json } => rebuild(&data, json),
        LedgerCommand::Digest { data, site: Some(site), .. } => digest_of_site(&data, &site),
        LedgerCommand::Digest { data, shape, .. } => digest(&data, shape.as_deref()),
        LedgerCommand::Shape { data } => {
            print_json(&wiring::open_ledger(&data)?.shape())?;
            Ok(ExitCode::SUCCESS)
        }
        LedgerCommand::Stress { data, writers } => stress(&data, writers),
    }
}

fn verify(data: &DataArgs, json: bool) -> Ended {
    let ledger = wiring::open_ledger(data)?;
    let bar = progress("entries");
    let outcome = ledger.verify(|n| bar.set_position(n));
    bar.finish_and_clear();
    match outcome {
        Ok(proved) => {
            if json {
                print_json(&proved)?;
            } else {
                println!(
                    "ok: {} entries on {} records, head {}",
                    proved.entries, proved.records, proved.head
                );
                let files = proved.files + proved.files_awaited;
                if files > 0 {
                    println!("{} of {files} files are here and what their entries call them", proved.files);
                }
                if proved.checkpoints > 0 {
                    println!("{} checkpoints have the roots that were signed", proved.checkpoints);
                }
                if proved.lent > 0 {
                    println!("{} entries of other sites are in the logs that were signed", proved.lent);
                }
                if let Some(counted) = proved.manifest {
                    println!("all {counted} entries that headquarters counts are here");
                }
                if proved.forks > 0 {
                    println!("{} checkpoints contradict others: two logs under one name", proved.forks);
                }
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(broken) => found(&broken.to_string(), json),
    }
}

/// Proves an exported file by itself; the data is not opened.
fn verify_file(file: &Path, keys: &[String], json: bool) -> Ended {
    if is_part(file)? {
        return match bundle::part::check(&mut BufReader::new(File::open(file)?), keys) {
            Ok(proven) => tell_part(&proven, json).map(|()| ExitCode::SUCCESS),
            Err(bundle::Unproven::Read(why)) => Err(why.into()),
            Err(broken) => found(&broken.to_string(), json),
        };
    }
    match bundle::check(&mut BufReader::new(File::open(file)?), keys) {
        Ok(proven) => tell(&proven, json).map(|()| ExitCode::SUCCESS),
        Err(bundle::Unproven::Read(why)) => Err(why.into()),
        Err(broken) => found(&broken.to_string(), json),
    }
}

fn tell(proven: &Proven, json: bool) -> Result<(), Failure> {
    if json {
        return print_json(proven);
    }
    println!(
        "ok: {} entries of {}/{}, {} checkpoints, {} signatures of other sites, newest {}",
        proven.entries,
        proven.tenant,
        proven.site,
        proven.checkpoints,
        proven.cosignatures,
        proven.short_code
    );
    proven.keys.iter().for_each(|key| println!("signed by {key}"));
    Ok(())
}

/// Whether a file says in its first line that it holds what was lent to a site.
fn is_part(file: &Path) -> Result<bool, Failure> {
    let mut first = Vec::new();
    BufReader::new(File::open(file)?.take(4_096)).read_until(b'\n', &mut first)?;
    Ok(first.starts_with(b"{\"bundle\":{\"form\":\"ceiba-part/"))
}

fn tell_part(proven: &ProvenPart, json: bool) -> Result<(), Failure> {
    if json {
        return print_json(proven);
    }
    println!(
        "ok: {} entries lent to {}/{}, {} checkpoints, {} of them follow an earlier one, {} signatures of other sites",
        proven.entries, proven.tenant, proven.holder, proven.checkpoints, proven.links, proven.cosignatures
    );
    match proven.manifest {
        Some(counted) => println!("all {counted} entries that the manifest counts are in the file"),
        None => println!("no manifest says that these are all"),
    }
    proven.keys.iter().for_each(|key| println!("signed by {key}"));
    Ok(())
}

fn found(broken: &str, json: bool) -> Ended {
    if json {
        print_json(&serde_json::json!({ "broken": broken }))?;
    } else {
        println!("broken: {broken}");
    }
    Ok(ExitCode::from(FOUND))
}

/// Whose log the words or the code on a paper are of, and whether that log still is what it was.
fn find(data: &DataArgs, code: &str, json: bool) -> Ended {
    let Some(found) = wiring::open_ledger(data)?.checkpoint_of_code(code)? else {
        return found_nothing(json);
    };
    let (words, holds) = told_of(&found);
    if json {
        print_json(&found)?;
    } else {
        println!("{words}");
    }
    Ok(if holds { ExitCode::SUCCESS } else { ExitCode::from(FOUND) })
}

fn found_nothing(json: bool) -> Ended {
    if json {
        print_json(&serde_json::json!({ "found": false }))?;
    } else {
        println!("no checkpoint here has this code");
    }
    Ok(ExitCode::from(FOUND))
}

/// What is known of a checkpoint, in words, and whether all is well with it.
pub(super) fn told_of(found: &FoundCheckpoint) -> (String, bool) {
    let signed = match found.signed_by.as_slice() {
        [] => "signed by no other site".to_owned(),
        sites => format!("signed also by {}", sites.join(", ")),
    };
    let (verdict, holds) = match (found.fork, found.agrees) {
        (true, _) => ("CONTRADICTED by another checkpoint of that site", false),
        (_, Some(false)) => ("the log that is here is NOT the one of then", false),
        (_, Some(true)) => ("the log is still the one of then", true),
        (_, None) => ("that log is not whole here", true),
    };
    (format!("{} epoch {} over {} entries, {signed}: {verdict}", found.site, found.epoch, found.size), holds)
}

/// The note alone goes to standard output, so that it can be kept in a file as it is.
fn checkpoint(data: &DataArgs, json: bool) -> Ended {
    let made = match wiring::open_ledger(data)?.checkpoint_now() {
        Ok(made) => made,
        Err(why) => return unsigned(why, json),
    };
    let (code, words, key) = (made.short_code(), made.spoken(), made.key().text());
    if json {
        print_json(&serde_json::json!({
            "origin": made.origin.text(),
            "size": made.size,
            "root": made.root.hex(),
            "short_code": code,
            "words": words,
            "key": key,
            "note": made.note(),
        }))?;
    } else {
        print!("{}", made.note());
        eprintln!("code {code}\nwords {words}\nkey {key}");
    }
    Ok(ExitCode::SUCCESS)
}

type Export<P> = fn(&Ledger, &mut dyn Write) -> Result<P, bundle::ExportError>;

fn export<P>(
    data: &DataArgs,
    file: &Path,
    json: bool,
    write: Export<P>,
    tell: fn(&P, bool) -> Result<(), Failure>,
) -> Ended {
    let ledger = wiring::open_ledger(data)?;
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = BufWriter::new(options.open(file)?);
    let outcome = write(&ledger, &mut out).and_then(|proven| {
        out.get_ref().sync_all()?;
        Ok(proven)
    });
    if outcome.is_err() {
        // Half a file proves nothing.
        let _ = std::fs::remove_file(file);
    }
    match outcome {
        Ok(proven) => tell(&proven, json).map(|()| ExitCode::SUCCESS),
        Err(bundle::ExportError::Checkpoint(why)) => unsigned(why, json),
        Err(other) => Err(other.into()),
    }
}

/// A log that is not the one signed before is a finding; all else is a failure.
fn unsigned(why: CheckpointError, json: bool) -> Ended {
    match why {
        CheckpointError::Cut { .. } | CheckpointError::Rewritten(_) | CheckpointError::Fork { .. } => {
            found(&why.to_string(), json)
        }
        other => Err(other.into()),
    }
}

fn digest(data: &DataArgs, shape: Option<&Path>) -> Ended {
    let ledger = wiring::open_ledger(data)?;
    let digest = match shape {
        None => ledger.digest()?,
        Some(file) => ledger.digest_in(&serde_json::from_str(&std::fs::read_to_string(file)?)?)?,
    };
    println!("{digest}");
    Ok(ExitCode::SUCCESS)
}

/// Over what a site may hold, as headquarters has it; at the site itself, over what it holds.
fn digest_of_site(data: &DataArgs, site: &str) -> Ended {
    let house = wiring::open_house(data, false, false)?;
    if house.ledger.site() == site {
        println!("{}", house.ledger.digest_held()?);
        return Ok(ExitCode::SUCCESS);
    }
    let peer = house.ledger.peer(site)?.ok_or_else(|| failure(format!("there is no site `{site}`")))?;
    let country = Country::of(&house);
    let held = house.ledger.read(|door| country.of(door, &peer))?;
    println!("{}", house.ledger.digest_of(&held)?);
    Ok(ExitCode::SUCCESS)
}

fn rebuild(data: &DataArgs, json: bool) -> Ended {
    let ledger = wiring::open_ledger(data)?;
    let bar = progress("records");
    let rebuilt = ledger.rebuild(|n| bar.set_position(n))?;
    bar.finish_and_clear();
    if json {
        print_json(&rebuilt)?;
    } else {
        println!("rebuilt: {} rows of {} records, digest {}", rebuilt.rows, rebuilt.records, rebuilt.digest);
    }
    Ok(ExitCode::SUCCESS)
}

/// Each line printed was acknowledged: the id of an intent that must be there after any crash.
fn stress(data: &DataArgs, writers: u32) -> Ended {
    let ledger = wiring::open_ledger(data)?;
    let actor = Actor {
        account: uuid::Uuid::from_u128(1).into(),
        role: Role::BorderOfficer,
        office: Office::from("stress"),
    };
    let today = ledger.ports().clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let statement = Statement {
        stated_on: today,
        stated_at: jiff::civil::Time::midnight(),
        place: String::new(),
        language: "spa".into(),
        people: 1,
        child: Child::None,
        words: "x".repeat(200),
    };
    std::thread::scope(|scope| {
        for _ in 0..writers {
            scope.spawn(|| {
                while let Ok((id, _)) = ledger.write(|tx| {
                    asylum::express::run(tx, &Stamp::new(actor.clone()), statement.clone(), today)
                }) {
                    let mut out = std::io::stdout().lock();
                    if writeln!(out, "{id}").and_then(|()| out.flush()).is_err() {
                        return;
                    }
                }
            });
        }
    });
    Ok(ExitCode::SUCCESS)
}
