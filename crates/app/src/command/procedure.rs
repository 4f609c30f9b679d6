//! `ceiba procedure`: a country's terms, a due date with its arithmetic, and the search for what a procedure must keep.

use super::{Ended, FOUND, Failure, failure, print_json};
use crate::cli::ProcedureCommand;
use crate::country;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::process::ExitCode;

pub fn run(command: ProcedureCommand) -> Ended {
    match command {
        ProcedureCommand::Terms { country, countries, json } => {
            let lines = procedure::terms_listing(&country::load(&country, countries.as_deref())?);
            if json {
                print_json(&lines)?
            } else {
                print_terms(&lines)
            }
            Ok(ExitCode::SUCCESS)
        }
        ProcedureCommand::Due { country, countries, procedure, events, term, json } => {
            let law = country::load(&country, countries.as_deref())?;
            due(&law, &procedure, &events, &term, json)
        }
        ProcedureCommand::ApplyReform { data, by_account, why, dry_run } => {
            super::reform::run(&data, &by_account, &why, dry_run)
        }
        ProcedureCommand::Check { country, countries, json } => {
            check(&country::load(&country, countries.as_deref())?, json)
        }
    }
}

fn print_terms(lines: &[procedure::TermLine]) {
    for line in lines {
        let length = line.length.map_or_else(|| "unknown".to_owned(), |n| n.to_string());
        println!(
            "{:<12} {:<24} {:>8} {:<14} from {:<28} art. {:<8} {:<10} {}",
            line.procedure,
            line.term,
            length,
            line.unit.code(),
            line.from,
            line.article,
            line.verification.code(),
            line.source
        );
    }
}

fn due(law: &procedure::Law, id: &str, events: &[String], term: &str, json: bool) -> Ended {
    let events = events.iter().map(|e| event(e)).collect::<Result<BTreeMap<String, Date>, Failure>>()?;
    let on = events.values().max().copied().ok_or_else(|| failure("no event was given"))?;
    let Some(procedure) = law.in_force(id, on) else {
        let known: Vec<&str> = law.procedures.iter().map(|p| p.id.as_str()).collect();
        return Err(failure(format!("no procedure `{id}` is in force on {on}; known: {}", known.join(", "))));
    };
    let due = law.due(procedure, term, &events, &[])?;
    if json {
        print_json(&due)?;
    } else {
        match due.due {
            Some(date) => println!("{date}"),
            None => println!("unknown"),
        }
        println!("{}", due.sums);
        for day in &due.skipped {
            println!("  {} {}", day.date, day.reason.en);
        }
        if due.provisional {
            println!("  provisional: no lawyer has confirmed this term; ask before relying on it");
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn event(text: &str) -> Result<(String, Date), Failure> {
    let (name, date) = text.split_once('=').ok_or_else(|| failure(format!("`{text}` is not EVENT=DATE")))?;
    let date = date.parse().map_err(|_| failure(format!("`{date}` is not a date like 2024-03-25")))?;
    Ok((name.to_owned(), date))
}

fn check(law: &procedure::Law, json: bool) -> Ended {
    let findings = procedure::check_law(law);
    if json {
        print_json(&findings)?;
    } else {
        for finding in &findings {
            println!("{finding}");
        }
        println!("{} finding(s)", findings.len());
    }
    let fails = findings.iter().any(|f| f.answer == procedure::Answer::Fails);
    Ok(if !fails { ExitCode::SUCCESS } else { ExitCode::from(FOUND) })
}
