//! `ceiba procedure replay`: cases under a draft of the law: what would differ, whom it harms, in counts and kinds.

use super::{Ended, FOUND, Failure, failure, print_json, progress};
use crate::cli::{DataArgs, ReplayArgs};
use crate::simulation::cases;
use crate::simulation::report::Told;
use crate::simulation::sight::Sight;
use crate::{country, wiring};
use access::Permission;
use casework::Laws;
use kernel::Lang;
use procedure::{Draft, ReplayTally, Replayed};
use std::path::Path;
use std::process::ExitCode;

/// What the command says, as JSON.
#[derive(serde::Serialize)]
struct Said<'a> {
    procedure: &'a str,
    draft: &'a str,
    /// `worked` or `recorded`.
    cases_are: &'static str,
    /// Counts below five are null and the others rounded.
    is_rounded: bool,
    tally: &'a ReplayTally,
}

pub fn run(args: &ReplayArgs) -> Ended {
    let lang = Lang::from_tag(&args.lang).ok_or_else(|| failure("a language is es or en"))?;
    let draft = read(args, lang)?;
    let only = under(&draft, args.under.as_deref())?;
    let (replayed, sight) = match &args.recorded {
        None => (of_worked(args, &draft, only, lang)?, Sight::Exact),
        Some(folder) => of_recorded(args, folder, &draft, only)?,
    };
    let tally = ReplayTally::of(&replayed);
    tell(args, lang, &draft, &tally, sight)?;
    Ok(if tally.harmed == 0 { ExitCode::SUCCESS } else { ExitCode::from(FOUND) })
}

fn read(args: &ReplayArgs, lang: Lang) -> Result<Draft, Failure> {
    let name = args.draft.display().to_string();
    let text = std::fs::read_to_string(&args.draft).map_err(|e| failure(format!("{name}: {e}")))?;
    country::draft(&args.country, args.countries.as_deref(), &name, &text)
        .map_err(|e| failure(e.in_lang(lang)))
}

/// The version that cases have to be of, said as `PROCEDURE@VERSION` or as the version alone.
fn under<'a>(draft: &Draft, asked: Option<&'a str>) -> Result<Option<&'a str>, Failure> {
    let Some(asked) = asked else { return Ok(None) };
    let (procedure, version) = asked.split_once('@').unwrap_or((&draft.version.id, asked));
    let id = draft.version.id.as_str();
    if procedure != id {
        return Err(failure(format!("the draft is of `{id}`, not of `{procedure}`")));
    }
    let known: Vec<&str> = draft.law.versions(id).iter().map(|p| p.version.as_str()).collect();
    if !known.contains(&version) {
        let known = known.join(", ");
        return Err(failure(format!("`{id}` has no version `{version}`; known: {known}")));
    }
    // The part of what was typed, so that it lives as long.
    Ok(Some(asked.rsplit('@').next().unwrap_or(asked)))
}

fn of_worked(
    args: &ReplayArgs,
    draft: &Draft,
    only: Option<&str>,
    lang: Lang,
) -> Result<Vec<Replayed>, Failure> {
    let files = country::worked_cases(&args.country, args.countries.as_deref())
        .map_err(|e| failure(e.in_lang(lang)))?;
    cases::worked(draft, &files, only).map_err(|mistakes| failure(cases::told(&mistakes, lang)))
}

/// Recorded cases are counted in the name of an account, as on the pages, and nothing is written.
fn of_recorded(
    args: &ReplayArgs,
    folder: &Path,
    draft: &Draft,
    only: Option<&str>,
) -> Result<(Vec<Replayed>, Sight), Failure> {
    let data = DataArgs {
        data: folder.to_owned(),
        database: args.recorded_database.clone(),
        country: args.country.clone(),
        countries: args.countries.clone(),
        passphrase_file: args.passphrase_file.clone(),
        clock: None,
    };
    let house = wiring::open_kept_house(&data)?;
    let who = wiring::acting(&house, args.by_account.login.as_deref(), Permission::Simulate)?;
    let (heads, sight) = cases::counted_for(&house, &who, &draft.version.id)?;
    let laws: &Laws = house.room();
    let bar = progress("cases");
    let told = |done: usize| {
        bar.set_position(done as u64);
        true
    };
    let replayed = cases::recorded(&house.ledger, laws, draft, &heads, only, &told)?;
    bar.finish_and_clear();
    Ok((replayed.unwrap_or_default(), sight))
}

fn tell(
    args: &ReplayArgs,
    lang: Lang,
    draft: &Draft,
    tally: &ReplayTally,
    sight: Sight,
) -> Result<(), Failure> {
    let words = wiring::words()?;
    let told = Told { words: &words, lang, sight };
    let parts = told.parts(tally);
    if let Some(file) = &args.csv {
        std::fs::write(file, told.csv(&parts)).map_err(|e| failure(format!("{}: {e}", file.display())))?;
    }
    if args.json {
        let said = Said {
            procedure: &draft.version.id,
            draft: &draft.version.version,
            cases_are: if args.recorded.is_some() { "recorded" } else { "worked" },
            is_rounded: sight == Sight::Rounded,
            tally,
        };
        let mut value = serde_json::to_value(&said)?;
        sight.of_value(&mut value);
        return print_json(&value);
    }
    println!("{}: {}\n", draft.version.names.in_lang(lang), draft.version.version);
    print!("{}", told.text(&parts));
    if sight == Sight::Rounded {
        println!("{}", told.t("simulation-rounded"));
    }
    println!("{}", told.t("simulation-honest"));
    Ok(())
}
