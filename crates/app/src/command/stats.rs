//! `ceiba stats`: protected tables of the newest cut, a new cut, published figures of others.

use super::{Ended, Failure, failure, print_json};
use crate::cli::{AsArgs, ImportCommand, StatsCommand};
use crate::wiring;
use access::{Permission, Who};
use statistics::{Dimension, FactSources, Series};
use std::process::ExitCode;
use web::House;

pub fn run(command: StatsCommand) -> Ended {
    match command {
        StatsCommand::Table { data, by_account, series, by, json, csv } => {
            let house = wiring::open_kept_house(&data)?;
            wiring::acting(&house, by_account.login.as_deref(), Permission::ReadStatistics)?;
            table(&house, &series, &by, json, csv)?;
        }
        StatsCommand::Cut { data, by_account } => {
            let house = wiring::open_kept_house(&data)?;
            let who = wiring::acting(&house, Some(named(&by_account)?), Permission::CutStatistics)?;
            println!("{}", cut(&house, Some(&who))?);
        }
        StatsCommand::Import(ImportCommand::Unhcr { dir, data, by_account }) => {
            let house = wiring::open_kept_house(&data)?;
            wiring::acting(&house, Some(named(&by_account)?), Permission::ImportPublished)?;
            for (dataset, figures) in statistics::import_unhcr(&house.ledger, &dir)?.figures {
                println!("{dataset:<16} {figures} figures");
            }
            println!("{}", statistics::ATTRIBUTION);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What is written is written in the name of somebody who said so.
fn named(by_account: &AsArgs) -> Result<&str, Failure> {
    by_account.login.as_deref().ok_or_else(|| failure("say in whose name: --as LOGIN"))
}

/// Makes a cut up to today; without an account, as the first whose role may.
pub fn cut(house: &House, who: Option<&Who>) -> Result<String, Failure> {
    let who = match who {
        Some(who) => who.clone(),
        None => wiring::acting(house, None, Permission::CutStatistics)?,
    };
    let sources: &FactSources = house.room();
    let today = house.today();
    Ok(statistics::make_cut(&house.ledger, sources, &who.actor(), today, today, None)?.to_string())
}

fn table(house: &House, series: &str, by: &[String], json: bool, csv: bool) -> Result<(), Failure> {
    let known = Series::ALL.map(Series::code).join(", ");
    let series =
        Series::from_code(series).ok_or_else(|| failure(format!("no series `{series}`; known: {known}")))?;
    let known = Dimension::ALL.map(Dimension::code).join(", ");
    let dimension = |code: &String| {
        Dimension::from_code(code).ok_or_else(|| failure(format!("no dimension `{code}`; known: {known}")))
    };
    let by = by.iter().map(dimension).collect::<Result<Vec<_>, Failure>>()?;
    let cut = house.ledger.read(|r| statistics::newest_tables(r))?;
    let cut = cut.ok_or_else(|| failure("there is no data cut yet; make one with `ceiba stats cut`"))?;
    let table = statistics::table(&cut, series, &by)?;
    if json {
        print_json(&table.to_json())
    } else if csv {
        print!("{}", table.to_csv());
        Ok(())
    } else {
        for cell in table.rows.iter().chain(&table.totals) {
            let codes: Vec<String> =
                by.iter().map(|d| cell.key.code(*d).unwrap_or_else(|| "total".to_owned())).collect();
            let value = cell.value.map_or_else(|| "withheld".to_owned(), |v| v.to_string());
            println!("{:<40} {value:>10}", codes.join("  "));
        }
        Ok(())
    }
}
