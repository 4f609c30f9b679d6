//! `ceiba procedure dossiers` and `ceiba procedure adopted`: reforms and where they stand, and the files of those that became
//! law, for the country's folder.

use super::{Ended, FOUND, Failure, failure, print_json};
use crate::cli::DataArgs;
use crate::wiring;
use casework::Laws;
use casework::dossier::{self, Dossier, Way};
use jiff::civil::Date;
use ledger::Loaded;
use procedure::{Laid, Law};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

/// A dossier as it is listed.
#[derive(Serialize)]
struct Line<'a> {
    id: String,
    title: &'a str,
    procedure: &'a str,
    version: &'a str,
    stage: &'a str,
    stage_name: &'a str,
    since: Option<Date>,
    days_in_stage: i64,
    is_ended: bool,
    draft: Option<&'a str>,
    adopted: Option<&'a str>,
    valid_from: Option<Date>,
    /// What became of the adopted version: `laid`, `in_folder`, `in_folder_differs`, `unreadable`.
    outcome: Option<&'static str>,
}

/// Lists the dossiers with their stages.
pub fn list(data: &DataArgs, json: bool) -> Ended {
    let house = wiring::open_kept_house(data)?;
    let (laws, way): (&Laws, &Way) = (house.room(), house.room());
    let all = house.ledger.read(|reader| dossier::all(reader))?;
    let today = laws.day_of(house.clock.now());
    let lines: Vec<Line<'_>> = all.iter().filter_map(|d| line(laws, way, d, today)).collect();
    if json {
        print_json(&lines)?;
    } else {
        for l in &lines {
            let adopted = l.adopted.map(|version| format!("  -> {version}")).unwrap_or_default();
            println!(
                "{}  {:<12} {:>4} days  {:<14} {:<16} {}{adopted}",
                l.id, l.stage, l.days_in_stage, l.procedure, l.version, l.title
            );
        }
        println!("{} dossier(s)", lines.len());
    }
    Ok(ExitCode::SUCCESS)
}

fn line<'a>(laws: &Laws, way: &'a Way, dossier: &'a Loaded<Dossier>, today: Date) -> Option<Line<'a>> {
    let state = &dossier.state;
    let opened = state.opened.as_ref()?;
    let adopted = state.adopted.as_ref().map(|(adoption, _)| adoption);
    let days = |since: Date| since.until(today).map_or(0, |span| i64::from(span.get_days()));
    Some(Line {
        id: dossier.id.to_string(),
        title: state.title(),
        procedure: &opened.procedure,
        version: &opened.version,
        stage: &state.stage,
        stage_name: way.0.stage(&state.stage).map_or(state.stage.as_str(), |stage| stage.names.en.as_str()),
        since: state.since,
        days_in_stage: state.since.map_or(0, days).max(0),
        is_ended: way.is_ended(state),
        draft: state.draft.as_ref().map(|written| written.version.as_str()),
        adopted: adopted.map(|adoption| adoption.version.as_str()),
        valid_from: adopted.map(|adoption| adoption.valid_from),
        outcome: adopted.and_then(|_| laws.laid(dossier.id)).map(outcome),
    })
}

fn outcome(laid: &Laid) -> &'static str {
    match laid {
        Laid::Here => "laid",
        Laid::InFolder { is_same: true, .. } => "in_folder",
        Laid::InFolder { is_same: false, .. } => "in_folder_differs",
        Laid::Unreadable(_) => "unreadable",
    }
}

/// Writes the adopted files into a folder, with the last day of the versions that they end.
pub fn write(data: &DataArgs, out: &Path) -> Ended {
    let house = wiring::open_kept_house(data)?;
    let laws: &Laws = house.room();
    let adopted = house.ledger.read(|reader| dossier::adopted(reader))?;
    if adopted.is_empty() {
        println!("no version was adopted here");
        return Ok(ExitCode::SUCCESS);
    }
    let mut unreadable = false;
    let mut files = BTreeMap::new();
    for (id, adopted) in &adopted {
        match laws.laid(*id) {
            Some(Laid::Here) => drop(files.insert(adopted.file(), adopted.text.clone())),
            Some(Laid::InFolder { file, is_same }) => {
                let says = if *is_same { "says the same" } else { "says otherwise and counts" };
                eprintln!("{} {}: {file} of the folder {says}", adopted.procedure, adopted.version);
            }
            Some(Laid::Unreadable(errors)) => {
                unreadable = true;
                errors.iter().for_each(|e| eprintln!("{e}"));
            }
            None => {}
        }
    }
    let law = laws.law();
    with_ends(law, &mut files);
    let mut whole = law.folder().clone();
    whole.extend(files.iter().map(|(file, text)| (file.clone(), text.clone())));
    Law::load(&whole).map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        failure(format!("the folder would not load with these files:\n  {}", lines.join("\n  ")))
    })?;
    for (file, text) in &files {
        put(&out.join(file), text, law.folder().get(file))?;
        println!("{}", out.join(file).display());
    }
    Ok(if unreadable { ExitCode::from(FOUND) } else { ExitCode::SUCCESS })
}

/// The files of versions that an adopted one ended say their last day too; the loader of the folder asks for it.
fn with_ends(law: &Law, files: &mut BTreeMap<String, String>) {
    for p in &law.procedures {
        let text = files.get(&p.file).or_else(|| law.folder().get(&p.file));
        let ended = p.valid_to.and_then(|last| procedure::ending(text?, last));
        if let Some(text) = ended {
            files.insert(p.file.clone(), text);
        }
    }
}

/// Writes a file, and nothing over what somebody else wrote there.
fn put(path: &Path, text: &str, read: Option<&String>) -> Result<(), Failure> {
    match std::fs::read_to_string(path) {
        Ok(there) if there != text && Some(&there) != read => {
            return Err(failure(format!(
                "{} is there already and says something else; nothing is written over it: choose an empty folder",
                path.display()
            )));
        }
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(failure(format!("{}: {error}", path.display()))),
    }
    let folder = path.parent().ok_or_else(|| failure("the file has no folder"))?;
    let cannot = |error: std::io::Error| failure(format!("{} cannot be written: {error}", path.display()));
    std::fs::create_dir_all(folder).map_err(cannot)?;
    std::fs::write(path, text).map_err(cannot)
}
