//! `ceiba retention`: what is due by which rule, a hold, and an erasure that two people want. It counts and never names.

use super::{Ended, Failure, failure, print_json};
use crate::cli::{DataArgs, RetentionCommand};
use crate::wiring;
use access::{Permission, Who};
use oversight::retention::{self, hold, rule::Rules};
use std::path::Path;
use std::process::ExitCode;
use web::House;

pub fn run(command: RetentionCommand) -> Ended {
    match command {
        RetentionCommand::Plan { data, by_account, rules, propose, why, json } => {
            let (house, who) = first(&data, by_account.login.as_deref())?;
            let rules = rules_of(&data, rules.as_deref())?;
            plan(&house, &who, &rules, propose.then_some(why.as_str()), json)
        }
        RetentionCommand::Confirm { data, by_account, id } => {
            let (house, who) = second(&data, by_account.login.as_deref())?;
            let from = retention::confirm(&house.ledger, &who.actor(), id)?;
            println!("Confirmed. It may be carried out from {from}.");
            Ok(ExitCode::SUCCESS)
        }
        RetentionCommand::Withdraw { data, by_account, id, why } => {
            let (house, who) = second(&data, by_account.login.as_deref())?;
            retention::withdraw(&house.ledger, &who.actor(), id, &why)?;
            println!("Withdrawn.");
            Ok(ExitCode::SUCCESS)
        }
        RetentionCommand::CarryOut { data, by_account, rules, id } => {
            let (house, who) = first(&data, by_account.login.as_deref())?;
            let rules = rules_of(&data, rules.as_deref())?;
            let today = house.today();
            let done =
                retention::carry_out(&house.ledger, &who.actor(), &rules, today, id, &wiring::goes_along)?;
            println!(
                "Erased: {} records with {} entries. The keys are in generation {} now.",
                done.records, done.entries, done.generation
            );
            for at in house.ledger.erasures()?.iter().filter(|at| at.owed > 0) {
                tell_site(at);
            }
            eprintln!(
                "Make a backup and an escrow now, and destroy every older backup of keys and every older escrow."
            );
            Ok(ExitCode::SUCCESS)
        }
        RetentionCommand::Sites { data, by_account, json } => {
            let (house, _) = first(&data, by_account.login.as_deref())?;
            let erasures = house.ledger.erasures()?;
            if json {
                print_json(&erasures)?;
            } else if erasures.is_empty() {
                println!("This site exchanges with no other.");
            } else {
                erasures.iter().for_each(tell_site);
            }
            Ok(ExitCode::SUCCESS)
        }
        RetentionCommand::Hold { data, by_account, case, why } => {
            let (house, who) = first(&data, by_account.login.as_deref())?;
            hold::hold(&house.ledger, &who.actor(), &case, &why)?;
            println!("Held.");
            Ok(ExitCode::SUCCESS)
        }
        RetentionCommand::Lift { data, by_account, case, why } => {
            let (house, who) = first(&data, by_account.login.as_deref())?;
            hold::lift(&house.ledger, &who.actor(), &case, &why)?;
            println!("The hold is lifted.");
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// How far the erasures of this site have come at another.
pub(super) fn tell_site(at: &ledger::ErasuresAt) {
    let since = at.owed_since.map_or(String::new(), |since| format!(" since {since}"));
    let why = match at.standing {
        ledger::PeerStanding::Revoked => "; it is revoked and is told nothing: destroy its disk",
        _ if at.is_too_old && at.owed > 0 => "; its version cannot erase: upgrade it",
        _ => "",
    };
    println!("{}: {} erased there, {} not yet{since}{why}", at.site, at.erased, at.owed);
}

/// The data protection officer, who plans and carries out.
fn first(data: &DataArgs, login: Option<&str>) -> Result<(House, Who), Failure> {
    let house = wiring::open_house(data, false, false)?;
    let login = login.ok_or_else(|| failure("say in whose name: --as LOGIN"))?;
    let who = wiring::acting(&house, Some(login), Permission::PlanErasure)?;
    Ok((house, who))
}

/// A second person: another data protection officer, or a head of an office.
fn second(data: &DataArgs, login: Option<&str>) -> Result<(House, Who), Failure> {
    let house = wiring::open_house(data, false, false)?;
    let login = login.ok_or_else(|| failure("say in whose name: --as LOGIN"))?;
    let who = wiring::acting(&house, Some(login), Permission::ConfirmErasure)?;
    Ok((house, who))
}

/// The region's rules, and before them those of the institution: from a file, or `retention.toml` in the data folder.
fn rules_of(data: &DataArgs, file: Option<&Path>) -> Result<Rules, Failure> {
    let own = data.data.join("retention.toml");
    let text = match file {
        Some(file) => Some(std::fs::read_to_string(file)?),
        None if own.exists() => Some(std::fs::read_to_string(own)?),
        None => None,
    };
    Ok(Rules::of(text.as_deref())?)
}

fn plan(house: &House, who: &Who, rules: &Rules, propose: Option<&str>, json: bool) -> Ended {
    let today = house.today();
    let found = house.ledger.read(|reader| retention::plan(reader, rules, today))?;
    let id =
        propose.map(|why| retention::propose(&house.ledger, &who.actor(), rules, today, why)).transpose()?;
    if json {
        print_json(&serde_json::json!({ "classes": found.classes, "proposed": id }))?;
        return Ok(ExitCode::SUCCESS);
    }
    for (class, count) in &found.classes {
        println!("{class}: {} due, {} due if somebody confirms the rule", count.due, count.due_if_confirmed);
        for (why, files) in &count.stay {
            println!("  {files} stay: {}", why.words());
        }
    }
    match id {
        Some(id) => {
            println!("proposed: {id}\nAnother person confirms it: ceiba retention confirm {id} --as LOGIN")
        }
        None => println!("Nothing was changed."),
    }
    Ok(ExitCode::SUCCESS)
}
