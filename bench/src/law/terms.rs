//! Due days a second on one core, beside PyPI `holidays` and `numpy.busday_offset` on the same days with the same answers.

use crate::figure::{median, spread};
use crate::{Outcome, Plan};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use kernel::SeededRandom;
use procedure::{Counting, DayTable, Law, Procedure, Said, Suspension, SuspensionKind, Term, Unit};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Terms of each state and kind in each run.
pub const TERMS: usize = 100_000;
/// Of them, how many are also counted with their arithmetic, and one by one by Python.
pub const FEW: usize = 5_000;
/// Terms a second on one core that are asked for.
pub const AIM: f64 = 1_000_000.0;
/// The Python of the second opinions, which `cargo xtask bench` makes.
const PYTHON: &str = "target/oracle/venv/bin/python";
const SCRIPT: &str = include_str!("terms.py");
/// The days of the events, all in years of which both calendars know every day.
const FROM: Date = date(2011, 1, 1);
const DAYS: u64 = 365 * 24;
/// Days are handed to Python as numpy counts them.
const EPOCH: Date = date(1970, 1, 1);

/// One kind of terms, over all states and runs. Three numbers are the median, least and greatest of the runs.
pub struct Kind {
    pub name: &'static str,
    pub per_second: [f64; 3],
    /// With every day that was skipped and why, as pages show it.
    pub explained_per_second: f64,
}

/// What came out.
pub struct Counted {
    pub states: usize,
    pub kinds: Vec<Kind>,
    /// Making the tables of all states, once.
    pub tables_ms: f64,
    pub numpy: Numpy,
}

/// Working days by numpy, and how many times as many the engine counts a second.
pub struct Numpy {
    /// What it was, with its versions.
    pub name: String,
    /// All terms of a state in one call, and each term in a call of its own.
    pub at_once: f64,
    pub one_by_one: f64,
    pub times_at_once: [f64; 3],
    pub times_one_by_one: [f64; 3],
}

/// A state with its terms: the day of the event, and the length in each of the units.
struct State {
    code: String,
    law: Law,
    procedure: Procedure,
    starts: Vec<Date>,
    lengths: Vec<u32>,
}

/// What is counted.
struct Task {
    name: &'static str,
    unit: Unit,
    /// Lengths in days are divided by this.
    by: u32,
    acts: Vec<Suspension>,
}

pub fn measure(plan: &Plan, dir: &Path) -> Outcome<Counted> {
    let dir = dir.join("terms");
    std::fs::create_dir(&dir)?;
    let states: Vec<State> = super::states()?.into_iter().map(State::new).collect::<Outcome<_>>()?;
    states.iter().try_for_each(|state| state.hand_over(&dir))?;
    let begun = Instant::now();
    let tables: Vec<DayTable<'_>> = states.iter().map(|state| state.law.calendar.table()).collect();
    let tables_ms = begun.elapsed().as_secs_f64() * 1_000.0;
    let tasks = tasks();
    let mut rates = vec![(Vec::new(), Vec::new()); tasks.len()];
    let mut numpy = Vec::new();
    for _ in 0..plan.runs {
        for (task, (fast, explained)) in tasks.iter().zip(&mut rates) {
            let (mut seconds, mut explaining) = (0.0, 0.0);
            for (state, table) in states.iter().zip(&tables) {
                let (took, days) = state.days(table, task)?;
                seconds += took;
                explaining += state.explained(task, &days)?;
                if task.unit == Unit::WorkingDays {
                    state.keep(&dir, &days)?;
                }
            }
            fast.push((states.len() * TERMS) as f64 / seconds);
            explained.push((states.len() * FEW) as f64 / explaining);
        }
        numpy.push(asked(&dir, &states)?);
    }
    let kinds = tasks.iter().zip(&rates).map(|(task, (fast, explained))| Kind {
        name: task.name,
        per_second: spread(fast),
        explained_per_second: median(explained),
    });
    let working = rates.first().map(|(fast, _)| fast.clone()).unwrap_or_default();
    Ok(Counted { states: states.len(), kinds: kinds.collect(), tables_ms, numpy: together(&numpy, &working) })
}

/// The suspensions are made up: no state decreed them.
fn tasks() -> Vec<Task> {
    let act = |kind, from, to| Suspension {
        kind,
        from,
        to: Some(to),
        terms: Vec::new(),
        reason: Said::new("inventado", "made up"),
    };
    let acts = vec![
        act(SuspensionKind::Suspended, date(2014, 3, 20), date(2014, 6, 30)),
        act(SuspensionKind::Closed, date(2020, 12, 21), date(2021, 1, 6)),
        act(SuspensionKind::Suspended, date(2026, 8, 3), date(2026, 8, 7)),
    ];
    vec![
        Task { name: "working days", unit: Unit::WorkingDays, by: 1, acts: Vec::new() },
        Task { name: "calendar days", unit: Unit::CalendarDays, by: 1, acts: Vec::new() },
        Task { name: "months, three suspensions", unit: Unit::Months, by: 15, acts },
    ]
}

impl State {
    fn new(code: String) -> Outcome<State> {
        let law = super::law(&code)?;
        let mut procedure = law.procedures.first().ok_or("a state without a procedure")?.clone();
        procedure.terms.truncate(1);
        let random = SeededRandom::new(1_951);
        let mut starts = Vec::with_capacity(TERMS);
        let mut lengths = Vec::with_capacity(TERMS);
        for _ in 0..TERMS {
            starts.push(FROM.checked_add(i64::try_from(random.below(DAYS))?.days())?);
            lengths.push(u32::try_from(random.below(90))? + 1);
        }
        Ok(State { code, law, procedure, starts, lengths })
    }

    fn term(&self, task: &Task) -> Outcome<Term> {
        let term = self.procedure.terms.first().ok_or("a procedure without a term")?.clone();
        let counting = Counting::EventDayNotCounted;
        Ok(Term { unit: task.unit, counting, moved_end: None, ..term })
    }

    fn length(&self, at: usize, task: &Task) -> u32 {
        (self.lengths[at] / task.by).max(1)
    }

    /// All due days, and the seconds that took.
    fn days(&self, table: &DayTable<'_>, task: &Task) -> Outcome<(f64, Vec<Date>)> {
        let mut term = self.term(task)?;
        let mut days = Vec::with_capacity(TERMS);
        let begun = Instant::now();
        for (at, start) in self.starts.iter().enumerate() {
            term.length = Some(self.length(at, task));
            days.push(table.due_day(&term, *start, &task.acts)?.ok_or("a term without an end")?);
        }
        Ok((begun.elapsed().as_secs_f64(), days))
    }

    /// Some of them with their arithmetic, which must come to the same days.
    fn explained(&self, task: &Task, days: &[Date]) -> Outcome<f64> {
        let mut procedure = self.procedure.clone();
        let term = self.term(task)?;
        let (id, from) = (term.id.clone(), term.from.clone());
        procedure.terms = vec![term];
        let mut seconds = 0.0;
        for (at, (start, day)) in self.starts.iter().zip(days).enumerate().take(FEW) {
            procedure.terms[0].length = Some(self.length(at, task));
            let events = BTreeMap::from([(from.clone(), *start)]);
            let begun = Instant::now();
            let due = self.law.due(&procedure, &id, &events, &task.acts)?;
            seconds += begun.elapsed().as_secs_f64();
            if due.due != Some(*day) {
                return Err(format!("{}: {} or {day} after {start}", self.code, due.sums).into());
            }
        }
        Ok(seconds)
    }

    /// Writes what Python counts: days as numpy numbers them, eight bytes each.
    fn hand_over(&self, dir: &Path) -> Outcome<()> {
        std::fs::write(dir.join(format!("{}.starts", self.code)), numbers(&self.starts)?)?;
        let lengths: Vec<u8> = self.lengths.iter().flat_map(|n| i64::from(*n).to_le_bytes()).collect();
        std::fs::write(dir.join(format!("{}.lengths", self.code)), lengths)?;
        Ok(())
    }
    fn keep(&self, dir: &Path, days: &[Date]) -> Outcome<()> {
        std::fs::write(dir.join(format!("{}.ours", self.code)), numbers(days)?)?;
        Ok(())
    }

    /// PyPI's package knows each state by its three letters, and one by two.
    fn of_pypi(&self) -> String {
        match self.code.as_str() {
            "gtm" => "GT".to_owned(),
            other => other.to_uppercase(),
        }
    }
}

fn numbers(days: &[Date]) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::with_capacity(days.len() * 8);
    for day in days {
        bytes.extend(i64::from(EPOCH.until(*day)?.get_days()).to_le_bytes());
    }
    Ok(bytes)
}

/// One run of numpy: terms a second, and what it was.
struct Asked {
    name: String,
    at_once: f64,
    one_by_one: f64,
}

/// Lets Python count the same terms; it stops with an error where one of its days is another than ours.
fn asked(dir: &Path, states: &[State]) -> Outcome<Asked> {
    let mut python = Command::new(PYTHON);
    python.args(["-c", SCRIPT]).arg(dir).arg(FEW.to_string());
    python.args(states.iter().map(|state| format!("{}={}", state.code, state.of_pypi())));
    let said =
        python.output().map_err(|e| format!("{PYTHON}: {e}; `cargo xtask bench` makes it on first use"))?;
    if !said.status.success() {
        return Err(format!("{PYTHON}: {}", String::from_utf8_lossy(&said.stderr)).into());
    }
    let text = String::from_utf8(said.stdout)?;
    let mut lines = text.lines();
    let mut line = || lines.next().ok_or("python told nothing");
    let name = line()?.to_owned();
    let (at_once, one_by_one): (f64, f64) = (line()?.parse()?, line()?.parse()?);
    let all = states.len() as f64;
    Ok(Asked { name, at_once: all * TERMS as f64 / at_once, one_by_one: all * FEW as f64 / one_by_one })
}

fn together(runs: &[Asked], ours: &[f64]) -> Numpy {
    let of = |what: fn(&Asked) -> f64| median(&runs.iter().map(what).collect::<Vec<_>>());
    let times = |what: fn(&Asked) -> f64| {
        spread(&runs.iter().zip(ours).map(|(run, ours)| ours / what(run)).collect::<Vec<_>>())
    };
    Numpy {
        name: runs.first().map(|run| run.name.clone()).unwrap_or_default(),
        at_once: of(|run| run.at_once),
        one_by_one: of(|run| run.one_by_one),
        times_at_once: times(|run| run.at_once),
        times_one_by_one: times(|run| run.one_by_one),
    }
}
