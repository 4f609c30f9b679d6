//! `ceiba procedure`: a country's terms, a due date with its arithmetic, and the search for what a procedure must keep.

use super::procedure_diff::Asked;
use super::{Ended, FOUND, Failure, failure, print_json};
use crate::cli::ProcedureCommand;
use crate::country;
use jiff::civil::Date;
use kernel::Lang;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

pub fn run(command: ProcedureCommand) -> Ended {
    match command {
        ProcedureCommand::Terms { country, countries, only, json } => {
            let law = of_version(country::load(&country, countries.as_deref())?, only.as_deref())?;
            let lines = procedure::terms_listing(&law);
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
        ProcedureCommand::Confirmations { data, open, json } => super::confirmations::run(&data, open, json),
        ProcedureCommand::Dossiers { data, json } => super::dossiers::list(&data, json),
        ProcedureCommand::Adopted { data, out } => super::dossiers::write(&data, &out),
        ProcedureCommand::Check { country, countries, only, lang, json } => {
            let lang = language(&lang)?;
            let states = states(country.as_deref(), countries.as_deref())?;
            check(&states, countries.as_deref(), only.as_deref(), lang, json)
        }
        ProcedureCommand::Cases { files, country, countries, lang, json } => {
            super::worked_cases::run(&country, countries.as_deref(), &files, language(&lang)?, json)
        }
        ProcedureCommand::Diff { old, new, country, countries, lang, json } => {
            let lang = language(&lang)?;
            let (old, new, country) = (old.as_str(), new.as_str(), country.as_str());
            super::procedure_diff::run(&Asked {
                old,
                new,
                country,
                countries: countries.as_deref(),
                lang,
                json,
            })
        }
        ProcedureCommand::Replay(args) => super::replay::run(&args),
        ProcedureCommand::Simulate(args) => super::simulate::run(&args),
        ProcedureCommand::Schema { kind, into } => {
            super::procedure_schema::run(kind.as_deref(), into.as_deref())
        }
        ProcedureCommand::Versions { country, countries, procedure, json } => {
            versions(&country::load(&country, countries.as_deref())?, procedure.as_deref(), json)
        }
    }
}

fn language(tag: &str) -> Result<Lang, Failure> {
    Lang::from_tag(tag).ok_or_else(|| failure("a language is es or en"))
}

/// The law with one version of its procedures only; all of them when none is named.
fn of_version(mut law: procedure::Law, version: Option<&str>) -> Result<procedure::Law, Failure> {
    let Some(version) = version else { return Ok(law) };
    let known: Vec<String> = law.procedures.iter().map(|p| p.version.clone()).collect();
    law.procedures.retain(|p| p.version == version);
    if law.procedures.is_empty() {
        return Err(failure(format!("there is no version `{version}`; known: {}", known.join(", "))));
    }
    Ok(law)
}

/// One version as it is listed: when it is in force, where it came from, and what it changed.
#[derive(serde::Serialize)]
struct VersionLine<'a> {
    procedure: &'a str,
    version: &'a str,
    file: &'a str,
    hash: &'a str,
    valid_from: Date,
    valid_to: Option<Date>,
    struck: Vec<String>,
    transitions: Vec<String>,
    /// The version before it, by the day it began.
    after: Option<&'a str>,
    changes: Vec<procedure::Change>,
}

fn versions(law: &procedure::Law, only: Option<&str>, json: bool) -> Ended {
    let mut ids: Vec<&str> = law.procedures.iter().map(|p| p.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.retain(|id| only.is_none_or(|only| only == *id));
    if ids.is_empty() {
        return Err(failure(format!("there is no procedure `{}`", only.unwrap_or_default())));
    }
    let lines: Vec<VersionLine<'_>> = ids.iter().flat_map(|id| lines_of(&law.versions(id))).collect();
    if json {
        print_json(&lines)?;
    } else {
        lines.iter().for_each(print_version);
    }
    Ok(ExitCode::SUCCESS)
}

/// The newest first, each compared with the next older one.
fn lines_of<'a>(versions: &[&'a procedure::Procedure]) -> Vec<VersionLine<'a>> {
    let line = |(place, p): (usize, &&'a procedure::Procedure)| {
        let before = versions.get(place + 1).copied();
        let way = |t: &procedure::Transition| format!("{}: {}", t.from.join(", "), t.open_cases.code());
        VersionLine {
            procedure: &p.id,
            version: &p.version,
            file: &p.file,
            hash: &p.hash,
            valid_from: p.valid_from,
            valid_to: p.valid_to,
            struck: p.struck.iter().map(|s| format!("{} since {}", s.what, s.from)).collect(),
            transitions: p.transitions.iter().map(way).collect(),
            after: before.map(|b| b.version.as_str()),
            changes: before.map(|b| p.changes_from(b)).unwrap_or_default(),
        }
    };
    versions.iter().enumerate().map(line).collect()
}

fn print_version(line: &VersionLine<'_>) {
    let to = line.valid_to.map_or_else(|| "today".to_owned(), |day| day.to_string());
    println!("{:<14} {:<16} {} to {to}  {}", line.procedure, line.version, line.valid_from, line.file);
    for struck in &line.struck {
        println!("  struck   {struck}");
    }
    for way in &line.transitions {
        println!("  open cases of {way}");
    }
    for change in &line.changes {
        println!("  {:<8} {}.{}", change.kind.code(), change.list, change.id);
        for aspect in &change.lines {
            let words = |values: &[procedure::Said]| {
                values.iter().map(|v| v.en.as_str()).collect::<Vec<_>>().join("; ")
            };
            println!("           {}: {} -> {}", aspect.aspect, words(&aspect.old), words(&aspect.new));
        }
    }
}

fn print_terms(lines: &[procedure::TermLine]) {
    for line in lines {
        let length = line.length.map_or_else(|| "unknown".to_owned(), |n| n.to_string());
        println!(
            "{:<12} {:<14} {:<24} {:>8} {:<14} from {:<28} art. {:<8} {:<10} {}",
            line.procedure,
            line.version,
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

/// The folders of the states that a check covers: the one that is named, or all. An invented country begins with `_`.
fn states(country: Option<&str>, countries: Option<&Path>) -> Result<Vec<String>, Failure> {
    if let Some(one) = country.filter(|name| *name != "all") {
        return Ok(vec![one.to_owned()]);
    }
    let mut names: Vec<String> = country::known().into_iter().map(str::to_owned).collect();
    if let Some(folder) = countries {
        names.clear();
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            if entry.path().join("country.toml").exists() {
                names.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
    }
    names.retain(|name| !name.starts_with('_'));
    names.sort();
    Ok(names)
}

fn check(states: &[String], countries: Option<&Path>, only: Option<&str>, lang: Lang, json: bool) -> Ended {
    let in_lang = |e: country::CountryError| failure(e.in_lang(lang));
    let (mut findings, mut faults, mut lapsed) = (Vec::new(), Vec::new(), Vec::new());
    country::numbers(countries).map_err(in_lang)?;
    for state in states {
        let mut law = country::load(state, countries).map_err(in_lang)?;
        let letters = country::letters(state, countries).map_err(in_lang)?;
        faults.extend(asylum::letter::faults(&law, &letters));
        if states.len() == 1 {
            law = of_version(law, only)?;
        } else if let Some(only) = only {
            law.procedures.retain(|p| p.version == only);
        }
        lapsed.extend(law.lapsed().into_iter().map(|c| super::confirmations::lapsed(state, c, lang)));
        findings.extend(procedure::check_law(&law));
    }
    for fault in &faults {
        eprintln!("{fault}");
    }
    for line in &lapsed {
        eprintln!("{line}");
    }
    if json {
        print_json(&findings)?;
    } else {
        print!("{}", procedure::told(&findings, lang));
        let count = findings.len();
        match lang {
            Lang::Es => println!("{count} respuesta(s)"),
            Lang::En => println!("{count} answer(s)"),
        }
    }
    let ours = findings.iter().any(|f| f.kind == Some(procedure::Kind::Encoding)) || !faults.is_empty();
    Ok(if ours { ExitCode::from(FOUND) } else { ExitCode::SUCCESS })
}
