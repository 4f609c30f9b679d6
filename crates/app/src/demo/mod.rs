//! `ceiba demo`: an invented country's data, in the published proportions, made by the same commands that people use.

mod names;
mod sittings;
pub mod staff;
mod story;
mod volumes;

pub use story::{StoryError, Told};

use crate::cli::{DataArgs, DemoArgs};
use crate::command::{Ended, Failure};
use crate::config::Config;
use crate::ports::{SystemClock, SystemRandom};
use crate::{country, serve, wiring};
use casework::Laws;
use identity::Kin;
use jiff::civil::Date;
use kernel::{Clock, Country, FixedClock, Office, PersonId, Random, SeededRandom};
use ledger::{Ports, Stamp, Tx};
use serde::{Deserialize, Serialize};
pub use staff::PASSWORD;
use staff::Staff;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// What a folder of invented data was made from; a start with the same answers reuses it.
#[derive(Serialize, Deserialize, PartialEq, Debug)]
struct Marker {
    about: String,
    country: String,
    people: u32,
    seed: u64,
    until: Option<Date>,
}

pub fn run(args: &DemoArgs, config: &Config) -> Ended {
    let marker = Marker {
        about: "Invented data: no real person. Safe to delete.".into(),
        country: args.data.country.clone(),
        people: args.people,
        seed: args.seed,
        until: args.until,
    };
    if read_marker(&args.data).as_ref() != Some(&marker) {
        make_room(&args.data)?;
        create(args)?;
        std::fs::write(marker_path(&args.data), serde_json::to_string_pretty(&marker)?)?;
    }
    if args.no_serve {
        println!("{}", args.data.data.display());
        return Ok(ExitCode::SUCCESS);
    }
    let house = serve::watched(wiring::open_house(&args.data, true, false)?, config);
    serve::run(house, &args.data, (std::net::Ipv4Addr::LOCALHOST, args.port).into(), config, print_accounts)
}

fn marker_path(data: &DataArgs) -> PathBuf {
    data.data.join("demo.json")
}

fn read_marker(data: &DataArgs) -> Option<Marker> {
    serde_json::from_str(&std::fs::read_to_string(marker_path(data)).ok()?).ok()
}

/// Removes earlier invented data, and nothing else: a folder with data but no marker is left alone.
fn make_room(data: &DataArgs) -> Result<(), Failure> {
    let folder = &data.data;
    let database = folder.join("ceiba.db");
    if !database.exists() {
        return Ok(());
    }
    if !marker_path(data).exists() && !folder.join("demo.begun").exists() {
        return Err(format!(
            "{} holds data that this command did not make; choose another folder",
            folder.display()
        )
        .into());
    }
    for name in ["demo.json", "ceiba.db", "ceiba.db-wal", "ceiba.db-shm", "site.key"] {
        match std::fs::remove_file(folder.join(name)) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(e.into()),
            _ => {}
        }
    }
    Ok(())
}

fn create(args: &DemoArgs) -> Result<(), Failure> {
    let law = country::load(&args.data.country, args.data.countries.as_deref())?;
    let zone = jiff::tz::TimeZone::get(&law.facts_file.time_zone)?;
    let until = args.until.unwrap_or_else(|| SystemClock.now().to_zoned(zone.clone()).date());
    let volumes = volumes::Volumes::of(law.country, until)?;
    let begin: jiff::Timestamp = format!("{}-01-01T12:00:00Z", volumes::FIRST_YEAR).parse()?;
    let clock = Arc::new(FixedClock::at(begin));
    let random: Arc<dyn Random> = Arc::new(SystemRandom);
    std::fs::create_dir_all(&args.data.data)?;
    std::fs::write(args.data.data.join("demo.begun"), "invented data is being made here\n")?;
    let ledger =
        wiring::open_ledger_with(&args.data, Ports { clock: clock.clone(), random: random.clone() })?;
    let house = wiring::house(ledger.clone(), law, clock.clone(), random, true, false)?;
    let staff = Staff::hire(&house)?;
    let laws: &Laws = house.room();
    let teller = story::Teller {
        ledger: &ledger,
        laws,
        clock: &clock,
        staff: &staff,
        random: SeededRandom::new(args.seed),
        volumes: &volumes,
        until,
        zone,
        sittings: sittings::Sittings::new(laws, &staff),
    };
    let bar = crate::command::progress("invented people");
    let told = teller.tell(args.people, |n| bar.set_position(n))?;
    bar.finish_and_clear();
    clock.set(SystemClock.now());
    publish(&house)?;
    eprintln!(
        "Invented {} people in {} claims and {} intents ({} steps): a sample of {} published applications ({} and later; \
         years not yet published repeat the last published one).",
        told.people,
        told.claims,
        told.intents,
        told.steps,
        volumes.published(),
        volumes::FIRST_YEAR
    );
    Ok(())
}

/// The published figures and a first data cut, so that the tables have something to stand beside.
fn publish(house: &web::House) -> Result<(), Failure> {
    statistics::import_bundled(&house.ledger)?;
    crate::command::cut(house, None)?;
    Ok(())
}

/// Forms a household around the first member.
fn household(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    country: Country,
    members: &[(PersonId, Kin)],
) -> Result<(), String> {
    use identity::household::change::{form, join};
    let Some(((focal, _), others)) = members.split_first() else { return Ok(()) };
    let household = form(tx, stamp, country, *focal).map_err(|e| e.to_string())?;
    for (person, kin) in others {
        join(tx, stamp, household, *person, *kin, *focal).map_err(|e| e.to_string())?;
    }
    Ok(())
}

/// The office that receives claims.
fn main_office(laws: &Laws) -> Office {
    laws.main_office().unwrap_or_else(|| Office::from("headquarters"))
}

fn print_accounts(address: std::net::SocketAddr) {
    println!(
        "\nCeiba, demonstration: http://{address}\nEverybody in it is invented. Password of every account: {PASSWORD}\n"
    );
    for member in Staff::shown() {
        println!("  {:<14} {:<28} {}", member.login, member.role.code(), member.office);
    }
    println!("\nStop with Ctrl-C. The data stays for the next start.");
}
