//! `ceiba procedure check` over all states, and its search beside a walk over every path where both can go.

use super::files;
use crate::figure::{median, spread};
use crate::{Outcome, Plan, restart};
use procedure::{Law, Procedure, Safeguards, check};
use std::process::Command;
use std::time::Instant;

// The walk of the tests: the same code that says there that the search finds no more and no less.
#[path = "../../../crates/procedure/tests/ground/walk.rs"]
mod walk;

/// Seconds that the command may take for all states.
pub const SECONDS_AIM: f64 = 2.0;
/// The search is too quick to be timed once.
const AGAIN: u32 = 20;

/// What came out. Three numbers are the median, least and greatest of the runs.
pub struct Searched {
    pub states: usize,
    pub procedures: usize,
    pub answers: u64,
    /// The command, from the call to its end.
    pub seconds: [f64; 3],
    /// Laws of the invented country, each with one change, and what is wrong in all of them together.
    pub laws: usize,
    pub wrong: usize,
    pub walk_ms: f64,
    pub search_ms: f64,
    /// How many times as long the walk takes as the search.
    pub times: [f64; 3],
}

pub fn measure(plan: &Plan) -> Outcome<Searched> {
    let states = super::states()?;
    let mut procedures = 0;
    for state in &states {
        procedures += super::law(state)?.procedures.len();
    }
    let mut safeguards = Safeguards::shipped().map_err(|errors| format!("{errors:?}"))?;
    safeguards.0.retain(|safeguard| walk::WALKED.contains(&safeguard.id.as_str()));
    let example = files("_example")?;
    let laws: Vec<Law> =
        walk::CHANGES.into_iter().filter_map(|change| walk::changed(&example, change)).collect();
    let claims: Vec<&Procedure> = laws.iter().filter_map(|law| law.procedures.first()).collect();
    let (mut seconds, mut walks, mut searches) = (Vec::new(), Vec::new(), Vec::new());
    let (mut answers, mut wrong) = (0, 0);
    for _ in 0..plan.runs {
        let (took, told) = command()?;
        seconds.push(took);
        answers = told;
        let run = both(&claims, &safeguards)?;
        walks.push(run.walk_ms);
        searches.push(run.search_ms);
        wrong = run.wrong;
    }
    let times: Vec<f64> = walks.iter().zip(&searches).map(|(walk, search)| walk / search).collect();
    Ok(Searched {
        states: states.len(),
        procedures,
        answers,
        seconds: spread(&seconds),
        laws: claims.len(),
        wrong,
        walk_ms: median(&walks),
        search_ms: median(&searches),
        times: spread(&times),
    })
}

/// The command as people run it: reading all files is part of it. How long it took, and how many answers it told.
fn command() -> Outcome<(f64, u64)> {
    let begun = Instant::now();
    let said = Command::new(restart::program()?).args(["procedure", "check"]).output()?;
    let seconds = begun.elapsed().as_secs_f64();
    let text = String::from_utf8(said.stdout)?;
    let answers = text.lines().last().and_then(|line| line.strip_suffix(" answer(s)"));
    match answers {
        Some(answers) if said.status.success() => Ok((seconds, answers.parse()?)),
        _ => Err(format!("ceiba procedure check: {}", String::from_utf8_lossy(&said.stderr)).into()),
    }
}

/// One run.
struct Both {
    walk_ms: f64,
    search_ms: f64,
    wrong: usize,
}

/// Both over the same laws and the safeguards that a walk can find broken; what they find must be the same.
fn both(claims: &[&Procedure], safeguards: &Safeguards) -> Outcome<Both> {
    let begun = Instant::now();
    let walked: Vec<_> = claims.iter().map(|claim| walk::walked(claim)).collect();
    let walk_ms = begun.elapsed().as_secs_f64() * 1_000.0;
    let begun = Instant::now();
    let mut searched = Vec::new();
    for _ in 0..AGAIN {
        searched = claims.iter().map(|claim| walk::of_search(&check(claim, safeguards))).collect();
    }
    let search_ms = begun.elapsed().as_secs_f64() * 1_000.0 / f64::from(AGAIN);
    if walked != searched {
        return Err(format!("the walk found {walked:?}, the search {searched:?}").into());
    }
    Ok(Both { walk_ms, search_ms, wrong: walked.iter().map(|found| found.len()).sum() })
}
