//! `ceiba procedure simulate`: what waits, for how long, and what one more person changes, from published figures or a scenario.

use super::{Ended, Failure, failure, print_json, progress};
use crate::cli::SimulateArgs;
use crate::simulation::caseload::{FITTED_UNTIL, published};
use caseload::{Comparison, Figures, Fitted, Results, Scenario, WhatIf, report};
use jiff::civil::Date;
use kernel::Lang;
use std::path::Path;
use std::process::ExitCode;

/// What the command says, as JSON.
#[derive(serde::Serialize)]
struct Told<'a> {
    results: &'a Results,
    fan: Vec<report::FanPoint>,
    interview_waits: Vec<report::WaitBar>,
    comparison: Option<&'a Comparison>,
    one_more: Option<&'a WhatIf>,
    attribution: Option<&'static str>,
}

pub fn run(args: &SimulateArgs) -> Ended {
    let lang = Lang::from_tag(&args.lang)
        .ok_or_else(|| failure(format!("no language `{}`; known: es, en", args.lang)))?;
    let figures = published(&args.country)?;
    let fitted = if args.scenario.is_none() { Some(fitted(args, &figures)?) } else { None };
    let (mut scenario, more_from) = match (&fitted, &args.scenario) {
        (Some(fitted), _) => (fitted.scenario.clone(), changes_from(fitted)?),
        (None, Some(path)) => {
            let scenario = read(path)?;
            let from = scenario.from;
            (scenario, from)
        }
        (None, None) => return Err(failure("there is nothing to simulate")),
    };
    // What a scenario says of its offices before its first day holds on that day.
    let staff_from = if fitted.is_some() { more_from } else { Date::MIN };
    staff(args, &mut scenario, staff_from);
    if let Some(path) = &args.write_scenario {
        std::fs::write(
            path,
            format!("# A scenario of `ceiba procedure simulate`.\n{}", toml::to_string(&scenario)?),
        )?;
    }
    let seeds = seeds(args)?;
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get());
    let bar = progress("seeds");
    let told = |done: usize| bar.set_position(done as u64);
    let results = caseload::simulate(&scenario, &seeds, threads, &told)?;
    let one_more = match &args.one_more {
        Some(office) => Some(one_more(&scenario, office, more_from, &seeds, threads, &told)?),
        None => None,
    };
    bar.finish_and_clear();
    let comparison = fitted
        .as_ref()
        .filter(|_| args.against_reality)
        .map(|fitted| caseload::compare(fitted, &figures, &results));
    tell(args, lang, &results, comparison.as_ref(), one_more.as_ref())?;
    if let Some(folder) = &args.out {
        write(folder, lang, &results, comparison.as_ref(), one_more.as_ref())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The scenario of a country's published figures: up to 2022 when it is compared with what came after, else all of them.
fn fitted(args: &SimulateArgs, figures: &Figures) -> Result<Fitted, Failure> {
    let last = figures.years.iter().rev().find(|(_, year)| year.pending.is_some()).map(|(year, _)| *year);
    let last = last.ok_or_else(|| failure(format!("nothing is published for `{}`", args.country)))?;
    let fitted_until = if args.against_reality { FITTED_UNTIL } else { args.fit_until.unwrap_or(last) };
    let until = args.until.unwrap_or(last);
    let mut arrivals = figures.arrivals();
    for stated in &args.arrivals {
        let (year, claims) = arrival(stated)?;
        arrivals.insert(year, claims);
    }
    let unknown = (args.first_year..=until).find(|year| !arrivals.contains_key(year));
    if let Some(year) = unknown {
        return Err(failure(format!(
            "no arrivals are published for {year}; state them: --arrivals {year}=CLAIMS"
        )));
    }
    let history = caseload::History::until(figures, fitted_until);
    Ok(caseload::fit_with_arrivals(&history, &arrivals, args.first_year, until)?)
}

/// The first day after the fitted years; where all years are fitted, of the last one.
fn changes_from(fitted: &Fitted) -> Result<Date, Failure> {
    first_day((fitted.last_fitted_year + 1).min(fitted.until_year))
}

fn arrival(text: &str) -> Result<(i16, u64), Failure> {
    let wrong = || failure(format!("`{text}` is not YEAR=CLAIMS"));
    let (year, claims) = text.split_once('=').ok_or_else(wrong)?;
    Ok((year.parse().map_err(|_| wrong())?, claims.parse().map_err(|_| wrong())?))
}

fn first_day(year: i16) -> Result<Date, Failure> {
    Date::new(year, 1, 1).map_err(|_| failure(format!("{year} is not a year")))
}

fn read(path: &Path) -> Result<Scenario, Failure> {
    let text = std::fs::read_to_string(path).map_err(|e| failure(format!("{}: {e}", path.display())))?;
    toml::from_str(&text).map_err(|e| failure(format!("{}: {e}", path.display())))
}

/// Puts the numbers of staff that were given in place, in every office, from a day on.
fn staff(args: &SimulateArgs, scenario: &mut Scenario, from: Date) {
    for office in &mut scenario.offices {
        for staffing in office.staffing.iter_mut().filter(|staffing| staffing.from >= from) {
            let given = [
                (args.registration_officers, &mut staffing.registration_officers),
                (args.interviewers, &mut staffing.interviewers),
                // Who gives interviewers alone means that rooms and interpreters are not what is short.
                (args.interpreters.or(args.interviewers), &mut staffing.interpreters),
                (args.rooms.or(args.interviewers), &mut staffing.rooms),
                (args.eligibility_officers, &mut staffing.eligibility_officers),
                (args.reviewers, &mut staffing.reviewers),
            ];
            for (number, place) in given {
                *place = number.unwrap_or(*place);
            }
        }
    }
}

fn seeds(args: &SimulateArgs) -> Result<Vec<u64>, Failure> {
    let after = args
        .from_seed
        .checked_add(u64::from(args.seeds))
        .ok_or_else(|| failure("--from-seed is too large"))?;
    Ok((args.from_seed..after).collect())
}

fn one_more(
    scenario: &Scenario,
    office: &str,
    from: Date,
    seeds: &[u64],
    threads: usize,
    told: &(dyn Fn(usize) + Sync),
) -> Result<WhatIf, Failure> {
    if !scenario.offices.iter().any(|known| known.id == office) {
        let known: Vec<&str> = scenario.offices.iter().map(|known| known.id.as_str()).collect();
        return Err(failure(format!("there is no office `{office}`; known: {}", known.join(", "))));
    }
    let more = scenario.with_more_interviewers(office, 1, from);
    Ok(caseload::what_if(scenario, &more, seeds, threads, told)?)
}

fn tell(
    args: &SimulateArgs,
    lang: Lang,
    results: &Results,
    comparison: Option<&Comparison>,
    one_more: Option<&WhatIf>,
) -> Result<(), Failure> {
    let attribution = args.scenario.is_none().then_some(statistics::ATTRIBUTION);
    if args.json {
        let (fan, interview_waits) = (report::fan(results), report::wait_bars(results));
        return print_json(&Told { results, fan, interview_waits, comparison, one_more, attribution });
    }
    if let Some(comparison) = comparison {
        println!("{}", report::comparison_text(comparison, lang));
    }
    print!("{}", report::results_text(results, lang));
    if let Some(difference) = one_more {
        print!("\n{}", report::what_if_text(difference, lang));
    }
    if let Some(attribution) = attribution {
        println!("\n{attribution}");
    }
    Ok(())
}

/// The report and the series for charts, as files of a folder.
fn write(
    folder: &Path,
    lang: Lang,
    results: &Results,
    comparison: Option<&Comparison>,
    one_more: Option<&WhatIf>,
) -> Result<(), Failure> {
    std::fs::create_dir_all(folder)?;
    let mut files = vec![
        ("report.md", report::results_markdown(results, lang)),
        ("months.csv", report::months_csv(results)),
        ("fan.csv", report::fan_csv(results)),
        ("interview-waits.csv", report::wait_bars_csv(results)),
    ];
    if let Some(comparison) = comparison {
        files.push(("against-reality.md", report::comparison_markdown(comparison, lang)));
        files.push(("against-reality.csv", report::comparison_csv(comparison)));
    }
    if let Some(difference) = one_more {
        files.push(("one-more.txt", report::what_if_text(difference, lang)));
    }
    for (name, text) in files {
        let path = folder.join(name);
        std::fs::write(&path, text).map_err(|e| failure(format!("{}: {e}", path.display())))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrivals_are_a_year_and_a_number() {
        assert_eq!(arrival("2026=60000").unwrap(), (2026, 60_000));
        for bad in ["2026", "2026=", "x=1", "2026=-1"] {
            assert!(arrival(bad).unwrap_err().to_string().contains("YEAR=CLAIMS"), "{bad}");
        }
    }
}
