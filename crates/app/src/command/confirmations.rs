//! `ceiba procedure confirmations`: what a lawyer confirmed as a file to review, and what still waits for one.

use super::{Ended, print_json};
use crate::cli::DataArgs;
use crate::{country, wiring};
use casework::Laws;
use kernel::Lang;
use procedure::{Confirmation, Law, Statement, confirmations_file};
use serde::Serialize;
use std::process::ExitCode;

pub fn run(data: &DataArgs, open: bool, json: bool) -> Ended {
    if open {
        return waiting(&country::load(&data.country, data.countries.as_deref())?, json);
    }
    let house = wiring::open_kept_house(data)?;
    let law = house.room::<Laws>().law();
    let places = law.statements();
    // One whose statement is gone would be refused by the files; one that reads otherwise now is kept, and told below.
    let is_there = |c: &&Confirmation| {
        places.iter().any(|s| s.home == c.statement.file && s.cited.path == c.statement.path)
    };
    // Nor would the folder know what to do with those of a version that it does not have yet.
    let ahead: Vec<&str> = law.adopted().map(|p| p.file.as_str()).collect();
    let (later, all): (Vec<Confirmation>, Vec<Confirmation>) = law
        .confirmations()
        .iter()
        .filter(is_there)
        .cloned()
        .partition(|c| ahead.contains(&c.statement.file.as_str()));
    for file in ahead.iter().filter(|file| later.iter().any(|c| c.statement.file == **file)) {
        eprintln!(
            "{file}: what was confirmed of it is left out until the folder has it: `ceiba procedure adopted`"
        );
    }
    if json {
        print_json(&all)?;
    } else {
        print!("{}", confirmations_file(&all));
    }
    for confirmation in law.lapsed() {
        eprintln!("{}", lapsed(&data.country, confirmation, Lang::En));
    }
    Ok(ExitCode::SUCCESS)
}

/// A confirmation whose statement reads otherwise by now.
pub fn lapsed(state: &str, confirmation: &Confirmation, lang: Lang) -> String {
    let Confirmation { statement, by, on, .. } = confirmation;
    let place = format!("{state}/{}: {}", statement.file, statement.path);
    match lang {
        Lang::Es => format!(
            "{place}: lo confirmó {by} el {on} como se leía entonces; cambió después: hay que confirmarlo de nuevo"
        ),
        Lang::En => {
            format!("{place}: confirmed on {on} by {by} as it then read; it changed since: confirm it again")
        }
    }
}

/// A statement as a confirmation written by hand names it.
#[derive(Serialize)]
struct Waiting<'a> {
    file: &'a str,
    path: &'a str,
    says: &'a str,
    hangs: &'static str,
    verification: &'static str,
    name: &'a str,
}

fn waiting(law: &Law, json: bool) -> Ended {
    let all: Vec<Statement<'_>> = law.for_lawyers().into_iter().filter(|s| !s.is_verified()).collect();
    let lines: Vec<Waiting<'_>> = all.iter().map(line).collect();
    if json {
        print_json(&lines)?;
    } else {
        for Waiting { file, path, says, hangs, verification, name } in &lines {
            println!("{hangs:<7} {verification:<11} {file}: {path}  {says}  {name}");
        }
        println!("{} statement(s) wait for a lawyer", lines.len());
    }
    Ok(ExitCode::SUCCESS)
}

fn line<'a>(s: &'a Statement<'_>) -> Waiting<'a> {
    Waiting {
        file: s.home,
        path: &s.cited.path,
        says: s.says,
        hangs: s.hangs().code(),
        verification: s.cited.cite.verification.code(),
        name: &s.cited.names.en,
    }
}
