//! `ceiba demo`: an invented country's data, in the published proportions, made by the same commands that people use.

mod deed;
mod form;
mod invent;
pub(crate) mod names;
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

/// The countries of `--all`, in the order of their ports.
const ALL: [&str; 3] = ["pan", "cri", "mex"];

pub fn run(args: &DemoArgs, config: &Config) -> Ended {
    let houses = if args.all { each_country(args)? } else { vec![args.clone()] };
    for house in &houses {
        prepare(house)?;
    }
    if args.no_serve {
        houses.iter().for_each(|house| println!("{}", house.data.data.display()));
        return Ok(ExitCode::SUCCESS);
    }
    let open = |args: &DemoArgs| {
        let house = serve::watched(wiring::open_house(&args.data, true, false)?, &args.data, config);
        let address = (std::net::Ipv4Addr::LOCALHOST, args.port).into();
        Ok(serve::Served { house, data: args.data.clone(), address, tls: None })
    };
    let open: Vec<_> = houses.iter().map(open).collect::<Result<_, Failure>>()?;
    let countries: Vec<_> = open.iter().map(|served| served.house.country.clone()).collect();
    serve::run(open, config, |addresses| {
        for (country, address) in countries.iter().zip(addresses) {
            print_accounts(country, *address);
        }
        if let [_, _, ..] = addresses {
            // A browser keeps one sign-in for each name of a host, whatever the port.
            serve::announce(format_args!("\nTo be signed in to several at once, open them as:"));
            for (house, address) in houses.iter().zip(addresses) {
                serve::announce(format_args!("  http://{}.localhost:{}", house.data.country, address.port()));
            }
        }
        serve::announce(format_args!("\nStop with Ctrl-C. The data stays for the next start."));
    })
}

/// One demonstration for each country, beside each other: ports that follow, folders side by side, fewer people in all
/// but the first.
fn each_country(args: &DemoArgs) -> Result<Vec<DemoArgs>, Failure> {
    if args.data.database.is_some() {
        return Err("--all makes one embedded database for each country; leave --database out".into());
    }
    let beside = args.data.data.parent().unwrap_or(std::path::Path::new("")).to_owned();
    let one = |(place, country): (u16, &str)| {
        let mut house = args.clone();
        house.data.country = country.to_owned();
        house.data.data = beside.join(country);
        house.port = args.port.saturating_add(place);
        if place > 0 {
            house.people = (args.people / 5).max(10);
        }
        house
    };
    Ok((0u16..).zip(ALL).map(one).collect())
}

/// Makes the invented data of a country, unless it is there from the last start.
fn prepare(args: &DemoArgs) -> Result<(), Failure> {
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
    Ok(())
}

fn marker_path(data: &DataArgs) -> PathBuf {
    data.data.join("demo.json")
}

/// Whether the data of a folder says of itself that it is invented.
pub fn is_invented(data: &DataArgs) -> bool {
    read_marker(data).is_some()
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

fn create(args: &DemoArgs) -> Result<Told, Failure> {
    let law = country::load(&args.data.country, args.data.countries.as_deref())?;
    let zone = jiff::tz::TimeZone::get(&law.facts_file.time_zone)?;
    let until = args.until.unwrap_or_else(|| SystemClock.now().to_zoned(zone.clone()).date());
    let first_year = volumes::first_year(&law);
    let volumes = volumes::Volumes::of(law.country, first_year, until)?;
    let begin: jiff::Timestamp = format!("{first_year}-01-01T12:00:00Z").parse()?;
    let clock = Arc::new(FixedClock::at(begin));
    let random: Arc<dyn Random> = Arc::new(SystemRandom);
    std::fs::create_dir_all(&args.data.data)?;
    std::fs::write(args.data.data.join("demo.begun"), "invented data is being made here\n")?;
    let ledger =
        wiring::open_ledger_with(&args.data, Ports { clock: clock.clone(), random: random.clone() })?;
    let house = wiring::house(ledger.clone(), law, clock.clone(), random, true, false)?;
    let laws: &Laws = house.room();
    let staff = Staff::hire(&house, laws.law())?;
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
    report(&args.data.country, &told, &volumes, first_year);
    Ok(told)
}

fn report(country: &str, told: &Told, volumes: &volumes::Volumes, first_year: i16) {
    eprintln!(
        "{country}: invented {} people in {} claims and {} intents ({} steps): a sample of {} published applications \
         ({first_year} and later; years not yet published repeat the last published one).",
        told.people,
        told.claims,
        told.intents,
        told.steps,
        volumes.published(),
    );
    if volumes.borrowed {
        eprintln!(
            "{country}: nothing was published about it; origins and outcomes are those of the whole region."
        );
    }
    if told.steps == 0 {
        eprintln!("{country}: the story knows none of its steps, so its claims stay where they were filed.");
    }
    if let Some(first) = &told.first_refusal {
        eprintln!("{country}: the law stopped {} steps of the story; the first was {first}.", told.refused);
    }
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

fn print_accounts(country: &web::CountryFacts, address: std::net::SocketAddr) {
    serve::announce(format_args!(
        "\nCeiba, demonstration of {}: http://{address}\nEverybody in it is invented. Password of every account: {PASSWORD}\n",
        country.name(kernel::Lang::En)
    ));
    for member in Staff::shown(country.country) {
        serve::announce(format_args!("  {:<14} {:<28} {}", member.login, member.role.code(), member.office));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small demonstration in a folder of its own.
    fn told(country: &str) -> Told {
        let folder = tempfile::tempdir().unwrap();
        let data = DataArgs {
            data: folder.path().to_owned(),
            database: None,
            country: country.to_owned(),
            countries: None,
            passphrase_file: None,
            clock: None,
        };
        let until = Some(jiff::civil::date(2026, 11, 20));
        create(&DemoArgs { data, all: false, port: 0, people: 30, seed: 1, no_serve: true, until }).unwrap()
    }

    #[test]
    fn panama_s_law_stops_no_story() {
        let told = told("pan");
        assert_eq!((told.refused, told.first_refusal), (0, None));
        assert!(told.steps > told.claims * 3, "{} steps", told.steps);
    }

    #[test]
    fn costa_rica_s_law_stops_no_story() {
        let told = told("cri");
        assert_eq!((told.refused, told.first_refusal), (0, None));
        assert!(told.steps > told.claims * 3, "{} steps", told.steps);
    }

    #[test]
    fn mexico_s_law_stops_no_story() {
        let told = told("mex");
        assert_eq!((told.refused, told.first_refusal), (0, None));
        assert!(told.steps > told.claims * 3, "{} steps", told.steps);
    }

    #[test]
    fn belize_s_law_stops_no_story() {
        let told = told("blz");
        assert_eq!((told.refused, told.first_refusal), (0, None));
        assert!(told.steps > told.claims * 3, "{} steps", told.steps);
    }

    #[test]
    fn guatemala_s_law_stops_no_story() {
        let told = told("gtm");
        assert_eq!((told.refused, told.first_refusal), (0, None));
        assert!(told.steps > told.claims * 3, "{} steps", told.steps);
    }

    #[test]
    fn honduras_s_law_stops_no_story() {
        let told = told("hnd");
        assert_eq!((told.refused, told.first_refusal), (0, None));
        assert!(told.steps > told.claims * 3, "{} steps", told.steps);
    }

    #[test]
    fn el_salvador_s_law_stops_no_story() {
        let told = told("slv");
        assert_eq!((told.refused, told.first_refusal), (0, None));
        assert!(told.steps > told.claims * 3, "{} steps", told.steps);
    }

    #[test]
    fn three_houses_stand_side_by_side() {
        let cli =
            <crate::cli::Cli as clap::Parser>::try_parse_from(["ceiba", "demo", "--all", "--data", "x/pan"]);
        let Ok(crate::cli::Cli { command: crate::cli::Command::Demo(args), .. }) = cli else {
            panic!("`demo --all` is not understood")
        };
        let houses = each_country(&args).unwrap();
        let seen: Vec<_> = houses.iter().map(|h| (h.data.data.to_str().unwrap(), h.port, h.people)).collect();
        assert_eq!(seen, [("x/pan", 8080, 2000), ("x/cri", 8081, 400), ("x/mex", 8082, 400)]);
    }
}
