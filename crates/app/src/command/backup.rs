//! `ceiba backup`: make an encrypted copy and prove it, look at those there are, lock the key file apart.

use super::{Ended, FOUND, Failure, failure, print_json};
use crate::backup::{self, BackupError, Locked, Manifest};
use crate::backup_note::{self, Note};
use crate::cli::{BackupArgs, BackupCommand, DataArgs, KeyArgs};
use crate::config::Config;
use crate::exchange::site::Site;
use crate::ports::SystemClock;
use crate::wiring;
use indicatif::{ProgressBar, ProgressStyle};
use kernel::Clock;
use ledger::KeyStore;
use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

pub fn run(args: BackupArgs, config: &Config) -> Ended {
    match args.command {
        None => make(&args, config),
        Some(BackupCommand::Verify { from, identity, data, json }) => verify(&from, &identity, &data, json),
        Some(BackupCommand::List { data, to, json }) => list(&data, &folder(to, config)?, json),
        Some(BackupCommand::Prune { data, to, keep }) => {
            let keep = keep.unwrap_or(config.backup.keep) as usize;
            let site = Site::of(&data.data)?.site;
            for path in backup::prune(&folder(to, config)?, &data.country, &site, keep)? {
                println!("{}", path.display());
            }
            Ok(ExitCode::SUCCESS)
        }
        Some(BackupCommand::Key(args)) => key(&args),
    }
}

fn folder(to: Option<PathBuf>, config: &Config) -> Result<PathBuf, Failure> {
    to.or_else(|| config.backup.to.clone())
        .ok_or_else(|| failure("say where: --to DIR, or `backup.to` in ceiba.toml"))
}

fn recipients(named: &[String], file: Option<&Path>) -> Result<Vec<age::x25519::Recipient>, Failure> {
    let listed = file.map(std::fs::read_to_string).transpose()?.unwrap_or_default();
    Ok(backup::recipients(named.iter().map(String::as_str).chain(listed.lines()))?)
}

fn make(args: &BackupArgs, config: &Config) -> Ended {
    let to = folder(args.to.clone(), config)?;
    let is_said = !args.recipient.is_empty() || args.recipient_file.is_some();
    let named = if is_said { &args.recipient } else { &config.backup.recipients };
    let recipients = recipients(named, args.recipient_file.as_deref())?;
    let ledger = wiring::open_ledger(&args.data)?;
    // For the proof the file is opened with a key that exists for the length of this command and is written nowhere.
    let witness = (!args.no_verify).then(age::x25519::Identity::generate);
    let bar = bytes_bar("backing up");
    let home = Some(Site::of(&args.data.data)?).filter(Site::is_post);
    let made = backup::make(
        (&ledger, home),
        &to,
        &recipients,
        witness.as_ref().map(age::x25519::Identity::to_public).as_ref(),
        SystemClock.now(),
        &bar,
    )?;
    bar.finish_and_clear();
    if let Some(witness) = &witness {
        let work = tempfile::Builder::new().prefix(".ceiba-").tempdir_in(&to)?;
        let bar = bytes_bar("restoring it to prove it");
        let (manifest, copy) = backup::unpack(&made.path, std::slice::from_ref(witness), work.path(), &bar)?;
        proved_aside(&ledger, &manifest, &copy, wiring::key_store(&args.data)?, &bar)?;
        bar.finish_and_clear();
    }
    // Apart from the data, and after it: every record of the backup has its key in this or in a later one.
    let keys = backup::make_keys(&ledger, &to, &recipients, SystemClock.now())?;
    let standing = &made.manifest.standing;
    let note = Note {
        at: made.manifest.made,
        file: made.path.display().to_string(),
        bytes: made.bytes,
        sequence: standing.sequence,
        head: standing.head.clone(),
        verified: witness.is_some(),
    };
    backup_note::write(&args.data.data, &note)?;
    if args.json {
        print_json(&note)?;
    } else {
        let proof = if note.verified { "restored and proved" } else { "not proved" };
        println!(
            "{}\n{} bytes, {} entries, head {}: {proof}",
            note.file, note.bytes, standing.entries, note.head
        );
        println!("{}\n{} wrapped keys of generation {}", keys.path.display(), keys.keys, keys.generation);
    }
    Ok(ExitCode::SUCCESS)
}

fn key_of(data: &DataArgs) -> Result<Arc<dyn KeyStore>, BackupError> {
    wiring::key_store(data).map_err(|e| BackupError::DoesNotProve(e.to_string()))
}

/// Restores a copy to a place for a moment and proves it there.
fn proved_aside(
    ledger: &ledger::Ledger,
    manifest: &Manifest,
    copy: &Path,
    key: Arc<dyn KeyStore>,
    bar: &ProgressBar,
) -> Result<ledger::Verified, BackupError> {
    let work = copy.parent().unwrap_or(Path::new("."));
    let aside = work.join("proof");
    std::fs::create_dir(&aside).map_err(|e| BackupError::File(aside.clone(), e))?;
    let scratch = ledger.scratch(&aside)?;
    ledger::restore(copy, &manifest.file, &scratch.place)?;
    backup::prove(scratch.place.clone(), key, manifest, None, bar)
}

fn verify(from: &Path, identity: &Path, data: &DataArgs, json: bool) -> Ended {
    let work = tempfile::tempdir()?;
    let bar = bytes_bar("restoring it to prove it");
    let outcome = (|| {
        let (manifest, copy) = backup::unpack(from, &backup::identities(identity)?, work.path(), &bar)?;
        let key = wiring::key_path(data);
        if !key.exists() {
            return Ok((manifest, None));
        }
        let is_sqlite = manifest.file == "ceiba.db";
        let proved = if is_sqlite {
            let aside = work.path().join("proof.db");
            let place = ledger::Place::Sqlite(aside);
            ledger::restore(&copy, &manifest.file, &place)?;
            backup::prove(place, key_of(data)?, &manifest, None, &bar)?
        } else {
            let ledger = wiring::open_ledger(data).map_err(|e| BackupError::DoesNotProve(e.to_string()))?;
            proved_aside(&ledger, &manifest, &copy, key_of(data)?, &bar)?
        };
        Ok::<_, BackupError>((manifest, Some(proved)))
    })();
    bar.finish_and_clear();
    match outcome {
        Ok((manifest, proved)) => {
            if json {
                print_json(&serde_json::json!({ "ok": true, "manifest": manifest, "proved": proved }))?;
            } else if let Some(proved) = proved {
                println!(
                    "ok: made {}, {} entries proved, head {}",
                    manifest.made, proved.entries, proved.head
                );
            } else {
                println!(
                    "whole: made {}, {} entries; without the key file {} the log was not proved",
                    manifest.made, manifest.standing.entries, manifest.key_id
                );
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(why) => {
            if json {
                print_json(&serde_json::json!({ "ok": false, "why": why.to_string() }))?;
            } else {
                println!("not good: {why}");
            }
            Ok(ExitCode::from(FOUND))
        }
    }
}

fn list(data: &DataArgs, folder: &Path, json: bool) -> Ended {
    let kept = backup::kept(folder, &data.country, &Site::of(&data.data)?.site, true)?;
    if json {
        print_json(&kept)?;
    } else {
        for one in &kept {
            let sum = match one.is_whole {
                Some(true) => "whole",
                Some(false) => "DAMAGED",
                None => "no checksum",
            };
            println!("{:>14} {sum:<12} {}", one.bytes, one.path.display());
        }
    }
    let is_well = kept.iter().all(|one| one.is_whole != Some(false));
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::from(FOUND) })
}

fn key(args: &KeyArgs) -> Ended {
    let path = wiring::key_path(&args.data);
    let locked = if args.passphrase {
        Locked::With(passphrase()?)
    } else {
        Locked::For(recipients(&args.recipient, args.recipient_file.as_deref())?)
    };
    let ledger = wiring::open_ledger(&args.data)?;
    let name = format!("ceiba-{}-key-{}.age", ledger.tenant(), ledger.keys().id());
    println!("{}", backup::lock_key(&path, &args.to.join(name), locked)?.display());
    eprintln!("Keep it at another place than the backups of the data: together they open everything.");
    Ok(ExitCode::SUCCESS)
}

fn passphrase() -> Result<age::secrecy::SecretString, Failure> {
    let input = std::io::stdin();
    if input.is_terminal() {
        eprint!("Passphrase (12 characters or more): ");
        std::io::stderr().flush()?;
    }
    let mut line = String::new();
    input.lock().read_line(&mut line)?;
    let line = line.trim_end_matches(['\n', '\r']);
    if line.chars().count() < 12 {
        return Err(BackupError::Passphrase.into());
    }
    Ok(line.to_owned().into())
}

/// A bar of bytes on a terminal, silent in a pipe.
pub fn bytes_bar(words: &'static str) -> ProgressBar {
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:32} {bytes}/{total_bytes} ({eta})") {
        bar.set_style(style);
    }
    bar.set_message(words);
    bar
}
