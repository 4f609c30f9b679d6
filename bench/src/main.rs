//! Measures what Ceiba promises about speed beside the bare engines, in one run, and writes `bench/RESULTS.md`.
// Measuring is reading the machine's clock; nothing of the product depends on this crate.
#![allow(clippy::disallowed_methods)]

mod commits;
mod desk;
mod exchange;
mod figure;
mod file;
mod house;
mod law;
mod machine;
mod names;
mod raw;
mod report;
mod restart;
mod server;
mod sheet;

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

/// Whatever stops a measurement is told to the person who ran it.
type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const USAGE: &str = "cargo xtask bench [--runs 5] [--seconds 1.5] [--people 100000] [--out bench/RESULTS.md]
                  [--only TEXT]    only the commits whose name holds the text, `exchange`, `idle`,
                                   `law` or `names`, for a profiler;
                                   writes no file

Needs the PostgreSQL server programs (Debian: postgresql, postgresql-contrib), and Python with venv and pip. Everything is made in a temporary
directory (TMPDIR), which should lie on a real disk.";

/// How much is measured.
struct Plan {
    runs: usize,
    /// How long each way of committing is measured in each run.
    seconds: f64,
    people: usize,
    out: PathBuf,
    only: Option<String>,
}

impl Plan {
    fn from_args(mut args: impl Iterator<Item = String>) -> Outcome<Option<Plan>> {
        let mut plan =
            Plan { runs: 5, seconds: 1.5, people: 100_000, out: "bench/RESULTS.md".into(), only: None };
        while let Some(arg) = args.next() {
            if arg == "--help" {
                return Ok(None);
            }
            let value = args.next().ok_or_else(|| format!("{arg} needs a value\n\n{USAGE}"))?;
            match arg.as_str() {
                "--runs" => plan.runs = value.parse::<usize>()?.max(1),
                "--seconds" => plan.seconds = value.parse()?,
                "--people" => plan.people = value.parse()?,
                "--out" => plan.out = value.into(),
                "--only" => plan.only = Some(value),
                _ => return Err(format!("{arg} is not known\n\n{USAGE}").into()),
            }
        }
        Ok(Some(plan))
    }
}

fn main() {
    let done = Plan::from_args(std::env::args().skip(1)).and_then(|plan| match plan {
        Some(plan) => measure(&plan),
        None => {
            println!("{USAGE}");
            Ok(())
        }
    });
    if let Err(reason) = done {
        eprintln!("bench: {reason}");
        let mut cause = reason.source();
        while let Some(deeper) = cause {
            eprintln!("  because: {deeper}");
            cause = deeper.source();
        }
        std::process::exit(1);
    }
}

fn measure(plan: &Plan) -> Outcome<()> {
    if cfg!(debug_assertions) {
        eprintln!("bench: built without optimisation; the figures mean nothing");
    }
    let begun = Instant::now();
    let dir = tempfile::Builder::new().prefix("ceiba-bench-").tempdir()?;
    let load_before = machine::load();
    if plan.only.as_deref() == Some("idle") {
        println!("{:.1} MB", restart::idle(dir.path())?);
        return Ok(());
    }
    if plan.only.as_deref() == Some("law") {
        let measured = law::measure(plan, dir.path())?;
        print!("{}", report::law_only(&measured)?);
        return Ok(());
    }
    let server = server::Server::start()?;
    if plan.only.as_deref() == Some("exchange") {
        let (exchanged, wire) = exchange::measure(plan, dir.path(), &server)?;
        print!("{}", report::exchange_only(&exchanged, &wire)?);
        return Ok(());
    }
    if plan.only.as_deref() == Some("names") {
        let names = names::measure(plan, dir.path(), &server)?;
        let desk = desk::measure(plan, dir.path())?;
        print!("{}", report::names_only(plan, &names, &desk)?);
        return Ok(());
    }
    let houses = house::both(dir.path(), &server)?;
    eprintln!("durable commits: {} runs …", plan.runs);
    let commits = commits::measure(plan, dir.path(), &server, &houses)?;
    if plan.only.is_some() {
        print!("{}", report::commits_only(plan, &commits));
        return Ok(());
    }
    eprintln!("opening a case file …");
    let files = file::measure(plan, dir.path(), &server, &houses)?;
    eprintln!("searching {} names …", plan.people);
    let names = names::measure(plan, dir.path(), &server)?;
    let desk = desk::measure(plan, dir.path())?;
    eprintln!("exchanging {} entries …", exchange::ENTRIES);
    let (exchanged, wire) = exchange::measure(plan, dir.path(), &server)?;
    eprintln!("starting again after a kill …");
    let restarted = restart::measure(plan, dir.path())?;
    let law = law::measure(plan, dir.path())?;
    let machine = machine::describe(dir.path(), &server, load_before)?;
    let took = begun.elapsed().as_secs_f64();
    let measured = report::Measured { commits, files, names, desk, exchanged, wire, restarted, law };
    let text = report::write(plan, &machine, &measured, took);
    let text = text + &linkage_of(&plan.out);
    std::fs::write(&plan.out, &text)?;
    println!("{text}");
    Ok(())
}

/// The part on linkage, which `cargo xtask judge-linkage` writes at the end of the file: it stays.
fn linkage_of(file: &std::path::Path) -> String {
    let before = std::fs::read_to_string(file).unwrap_or_default();
    before.find("## Linking people").map_or_else(String::new, |at| format!("\n{}", &before[at..]))
}
