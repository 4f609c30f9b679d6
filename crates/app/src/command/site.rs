//! `ceiba site`: enrolling posts with a one-time code, by line or by files, and taking that back.

use super::{Ended, Failure, failure, print_json};
use crate::cli::{AsArgs, DataArgs, SiteCommand};
use crate::exchange::enrol::{self, Admitted, Asked, LETTER_BYTES_MAX};
use crate::exchange::line;
use crate::exchange::site::Site;
use crate::ports::SystemRandom;
use crate::wiring;
use access::Permission;
use kernel::Office;
use ledger::{KeyFile, Place};
use std::path::Path;
use std::process::ExitCode;

/// What a post that waits for its answer by file asked.
const PENDING: &str = "join.json";

pub fn run(command: SiteCommand) -> Ended {
    match command {
        SiteCommand::Code { data, by_account, site, office } => code(&data, &by_account, &site, &office),
        SiteCommand::Join { data, hub, code } => {
            let asked = ask(&data, &code)?;
            let admitted = line::ask_to_join(&hub, &asked)?;
            settle(&data, &asked, &code, &admitted, Some(&hub))
        }
        SiteCommand::Ask { data, code, out } => {
            let asked = ask(&data, &code)?;
            let letter = serde_json::to_vec_pretty(&asked)?;
            std::fs::write(data.data.join(PENDING), &letter)?;
            write_new(&out, &letter)?;
            println!("{}", out.display());
            Ok(ExitCode::SUCCESS)
        }
        SiteCommand::Admit { data, by_account, letter, out } => {
            let house = wiring::open_house(&data, false, false)?;
            wiring::acting(&house, by_account.login.as_deref(), Permission::ManageOffices)?;
            let asked: Asked = read(&letter)?;
            let admitted = enrol::admit(&house.ledger, &asked)?;
            write_new(&out, &serde_json::to_vec_pretty(&admitted)?)?;
            println!("{}", out.display());
            Ok(ExitCode::SUCCESS)
        }
        SiteCommand::Accept { data, code, answer, hub } => {
            let asked: Asked = read(&data.data.join(PENDING))?;
            let admitted: Admitted = read(&answer)?;
            let ended = settle(&data, &asked, &code, &admitted, hub.as_deref())?;
            std::fs::remove_file(data.data.join(PENDING))?;
            Ok(ended)
        }
        SiteCommand::List { data, json } => list(&data, json),
        SiteCommand::Revoke { data, by_account, site, why } => revoke(&data, &by_account, &site, &why),
    }
}

fn code(data: &DataArgs, by: &AsArgs, site: &str, office: &str) -> Ended {
    let house = wiring::open_house(data, false, false)?;
    let who = wiring::acting(&house, by.login.as_deref(), Permission::ManageOffices)?;
    println!("{}", enrol::invite(&house.ledger, who.account, site, &Office::from(office))?);
    eprintln!(
        "Good for 72 hours and once. Tell it to the post by telephone or in person, not with its address."
    );
    Ok(ExitCode::SUCCESS)
}

/// Makes the keys of a new post and what it asks with them. A folder that holds another site's data stays as it is.
fn ask(data: &DataArgs, code: &str) -> Result<Asked, Failure> {
    let (site, _) = enrol::read_code(code)?;
    let here = Site::of(&data.data)?;
    let has_data = matches!(wiring::place(data), Place::Sqlite(path) if path.exists());
    if here.site != site && (here.is_post() || has_data) {
        return Err(failure(format!(
            "this folder holds the data of site `{}`; choose an empty one",
            here.site
        )));
    }
    std::fs::create_dir_all(&data.data)?;
    let keys = KeyFile::open_store(wiring::key_store(data)?, &SystemRandom)?;
    Ok(enrol::ask(&keys, &data.country, code, 1)?)
}

/// Becomes the site that headquarters admitted.
fn settle(data: &DataArgs, asked: &Asked, code: &str, admitted: &Admitted, hub: Option<&str>) -> Ended {
    let (site, peer) = enrol::accept(asked, code, admitted, hub)?;
    site.keep(&data.data)?;
    let ledger = wiring::open_ledger(data)?;
    ledger.set_ordinal(site.ordinal)?;
    ledger.put_peer(&peer)?;
    println!("{} ({}), numbers from {}", site.site, site.office, site.ordinal * 1_000_000);
    Ok(ExitCode::SUCCESS)
}

fn list(data: &DataArgs, json: bool) -> Ended {
    let house = wiring::open_house(data, false, false)?;
    let sites = enrol::invited(&house.ledger)?;
    if json {
        print_json(&sites)?;
        return Ok(ExitCode::SUCCESS);
    }
    for site in sites {
        let standing = match (site.revoked_at, site.joined_at) {
            (Some(at), _) => format!("revoked {at}: {}", site.why),
            (None, Some(at)) => format!("joined {at}"),
            (None, None) => format!("code good until {}", site.expires_at),
        };
        println!("{:>3} {:<24} {:<24} {standing}", site.ordinal, site.site, site.office);
    }
    Ok(ExitCode::SUCCESS)
}

fn revoke(data: &DataArgs, by: &AsArgs, site: &str, why: &str) -> Ended {
    if why.trim().is_empty() {
        return Err(failure("say why with --why"));
    }
    let house = wiring::open_house(data, false, false)?;
    let login = by.login.as_deref().ok_or_else(|| failure("say in whose name with --as LOGIN"))?;
    let who = wiring::acting(&house, Some(login), Permission::ManageOffices)?;
    enrol::revoke(&house.ledger, who.account, site, why.trim())?;
    println!("{site}");
    Ok(ExitCode::SUCCESS)
}

fn read<T: for<'a> serde::Deserialize<'a>>(path: &Path) -> Result<T, Failure> {
    let too_long = std::fs::metadata(path)?.len() > LETTER_BYTES_MAX as u64;
    if too_long {
        return Err(failure(format!("{} is no letter of enrolment", path.display())));
    }
    let read = serde_json::from_slice(&std::fs::read(path)?);
    read.map_err(|_| failure(format!("{} is no letter of enrolment", path.display())))
}

fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = file.map_err(|e| failure(format!("{}: {e}", path.display())))?;
    std::io::Write::write_all(&mut file, bytes)?;
    Ok(file.sync_all()?)
}
