//! `ceiba compartment`: making the secret of a compartment, giving it to another site, and keeping it for a loss.

use super::{Ended, Failure, failure, print_json};
use crate::backup::{self, Locked};
use crate::cli::{AsArgs, CompartmentCommand, DataArgs};
use crate::compartment_file;
use crate::ports::SystemRandom;
use crate::wiring;
use access::{Permission, Who};
use compartment::Compartment;
use ledger::{KeyFile, Secret, Zeroizing};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::process::ExitCode;
use web::House;

/// A secret on its way to another site.
#[derive(Serialize, Deserialize)]
struct Given {
    compartment: String,
    from: String,
    to: String,
    sealed: Vec<u8>,
}

/// Such a file is small; more is none.
const FILE_BYTES_MAX: u64 = 16 * 1024;

pub fn run(command: CompartmentCommand) -> Ended {
    match command {
        CompartmentCommand::Open { name, keeper, data, by_account } => {
            open(&data, &by_account, &name, &keeper)
        }
        CompartmentCommand::List { data, json } => list(&data, json),
        CompartmentCommand::Grant { name, site, out, data, by_account } => {
            grant(&data, &by_account, &name, &site, &out)
        }
        CompartmentCommand::Take { file, data } => take(&data, &file),
        CompartmentCommand::Escrow { name, to, out, data, by_account } => {
            escrow(&data, &by_account, &name, &to, &out)
        }
        CompartmentCommand::Recover { name, from, identity, data } => recover(&data, &name, &from, &identity),
    }
}

fn named(name: &str) -> Result<Compartment, Failure> {
    let known = || Compartment::ALL.map(Compartment::code).join(", ");
    Compartment::from_code(name)
        .ok_or_else(|| failure(format!("`{name}` is no compartment; there are {}", known())))
}

fn open(data: &DataArgs, by: &AsArgs, name: &str, keeper: &str) -> Ended {
    let compartment = named(name)?;
    let house = wiring::open_house(data, false, false)?;
    let who = wiring::acting(&house, by.login.as_deref(), Permission::ManageAccounts)?;
    let account = house.access.account_of_login(keeper)?.filter(|account| account.active);
    let account = account.ok_or_else(|| failure(format!("there is no open account `{keeper}`")))?;
    if !house.may(&account.who(), Permission::OpenCompartments, None) {
        return Err(failure(format!("the role of `{keeper}` opens no file, so nothing sealed either")));
    }
    // A secret without a circle is left by an `open` that was stopped: it is gone on with.
    if house.ledger.keys().compartment(name).is_none() {
        let secret = KeyFile::fresh_compartment(&SystemRandom);
        compartment_file::keep(&data.data, &house.ledger, compartment, secret)?;
    }
    compartment::open(&house.ledger, &who.actor(), compartment, account.account)?;
    println!("{name} is open; {keeper} names who else is in it. `ceiba serve` holds it from its next start.");
    eprintln!("Its secret is in no backup. Make an escrow of it now: ceiba compartment escrow {name}");
    Ok(ExitCode::SUCCESS)
}

fn list(data: &DataArgs, json: bool) -> Ended {
    let ledger = wiring::open_ledger(data)?;
    let names = ledger.keys().compartment_names();
    if json {
        print_json(&names)?;
    } else {
        names.iter().for_each(|name| println!("{name}"));
    }
    Ok(ExitCode::SUCCESS)
}

/// The house, somebody who keeps the compartment, and its secret.
fn kept(data: &DataArgs, by: &AsArgs, compartment: Compartment) -> Result<(House, Who, Secret), Failure> {
    let house = wiring::open_house(data, false, false)?;
    let login = by.login.as_deref().ok_or_else(|| failure("say in whose name with --as LOGIN"))?;
    let who = wiring::acting(&house, Some(login), Permission::OpenCompartments)?;
    let mine = house.ledger.read(|door| compartment::mine(door, who.account))?;
    let secret = house.ledger.keys().compartment(compartment.code());
    match secret.filter(|_| mine.contains(&(compartment, true))) {
        Some(secret) => Ok((house, who, secret)),
        None => Err(failure(format!("`{login}` keeps no compartment of that name at this site"))),
    }
}

fn grant(data: &DataArgs, by: &AsArgs, name: &str, site: &str, out: &Path) -> Ended {
    let compartment = named(name)?;
    let (house, who, secret) = kept(data, by, compartment)?;
    let ledger = &house.ledger;
    let peer = ledger.peer(site)?.filter(|peer| peer.standing != ledger::PeerStanding::Revoked);
    let peer = peer.ok_or_else(|| failure(format!("`{site}` is not enrolled here")))?;
    let sealed = ledger.keys().give_compartment(&SystemRandom, &peer.agreement_key, name, &secret)?;
    let given =
        Given { compartment: name.to_owned(), from: ledger.site().to_owned(), to: site.to_owned(), sealed };
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(out);
    let mut file = file.map_err(|e| failure(format!("{}: {e}", out.display())))?;
    std::io::Write::write_all(&mut file, &serde_json::to_vec_pretty(&given)?)?;
    file.sync_all()?;
    compartment::grant(ledger, &who.actor(), compartment, site)?;
    println!("{}", out.display());
    Ok(ExitCode::SUCCESS)
}

fn take(data: &DataArgs, file: &Path) -> Ended {
    let stranger = || failure(format!("{} holds no secret of a compartment", file.display()));
    if std::fs::metadata(file)?.len() > FILE_BYTES_MAX {
        return Err(stranger());
    }
    let given: Given = serde_json::from_slice(&std::fs::read(file)?).map_err(|_| stranger())?;
    let compartment = named(&given.compartment)?;
    let ledger = wiring::open_ledger(data)?;
    let peer = ledger.peer(&given.from)?.filter(|_| given.to == ledger.site());
    let peer =
        peer.ok_or_else(|| failure("it is not for this site, or from one that this site does not know"))?;
    let secret = ledger.keys().take_compartment(&peer.agreement_key, &given.compartment, &given.sealed)?;
    compartment_file::keep(&data.data, &ledger, compartment, secret)?;
    println!("{}", given.compartment);
    eprintln!("Destroy the file now. `ceiba serve` holds the compartment from its next start.");
    Ok(ExitCode::SUCCESS)
}

fn escrow(data: &DataArgs, by: &AsArgs, name: &str, to: &[String], out: &Path) -> Ended {
    let recipients = backup::recipients(to.iter().map(String::as_str))?;
    let (house, _, secret) = kept(data, by, named(name)?)?;
    let text = Zeroizing::new(format!("ceiba-compartment-1 {name} {}", ledger::Hash(*secret).hex()));
    let file = format!("ceiba-{}-compartment-{name}-escrow.age", house.ledger.tenant());
    println!("{}", backup::lock_text(text.as_bytes(), &out.join(file), Locked::For(recipients))?.display());
    Ok(ExitCode::SUCCESS)
}

fn recover(data: &DataArgs, name: &str, from: &Path, identity: &Path) -> Ended {
    let compartment = named(name)?;
    let plain = Zeroizing::new(backup::unlock_all(from, &backup::identities(identity)?)?);
    let text = std::str::from_utf8(&plain).unwrap_or_default();
    let hex = text.trim().strip_prefix("ceiba-compartment-1 ").and_then(|rest| rest.strip_prefix(name));
    let secret = hex.and_then(|hex| ledger::Hash::from_hex(hex.trim()));
    let secret = secret.ok_or_else(|| failure("the escrow holds no secret of that compartment"))?;
    let ledger = wiring::open_ledger(data)?;
    compartment_file::keep(&data.data, &ledger, compartment, Zeroizing::new(secret.0))?;
    println!("{name}");
    Ok(ExitCode::SUCCESS)
}
