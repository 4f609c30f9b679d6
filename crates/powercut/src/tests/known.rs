//! What the ledger acknowledged, kept outside it, and the comparison with what it holds.

use super::command::{COUNTERS, Outcome};
use super::leaf::{Leaf, Line, Said};
use kernel::Role;
use ledger::{Door, Fault, Ledger, Record, testing};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
pub struct Known {
    /// Acknowledged, in order.
    log: Vec<Line>,
    answers: BTreeMap<String, String>,
    /// Transactions that failed since the last one that was acknowledged. One of them may be there after a power cut,
    /// as a whole: what a failed commit left in the file is void only when the next commit has overwritten it.
    open: Vec<Flight>,
    /// Keys whose commands were refused.
    refused: BTreeSet<String>,
    pub tally: Tally,
}

/// A transaction of which nobody was told that it is there.
#[derive(Default)]
struct Flight {
    lines: Vec<Line>,
    answers: BTreeMap<String, String>,
}

/// What became of what was asked, over a whole seed.
#[derive(Default, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    pub acknowledged: u64,
    pub refused: u64,
    /// Failed and after the cut wholly there, or wholly not.
    pub kept: u64,
    pub gone: u64,
}

impl Known {
    /// Takes in what became of the commands of one shared transaction, in their order. Says whether one failed.
    pub fn learn(&mut self, outcomes: Vec<Outcome>) -> Result<bool, String> {
        let mut flight = Flight::default();
        let mut has_failed = false;
        for outcome in outcomes {
            match outcome {
                Outcome::Done(lines, answer) => {
                    self.acknowledge(lines, answer)?;
                    flight = Flight::default();
                }
                Outcome::Refused(key) => {
                    self.refused.extend(key);
                    self.tally.refused += 1;
                }
                Outcome::Failed(
                    Fault::Database(_) | Fault::ReadOnly(_) | Fault::Commit(_),
                    lines,
                    answer,
                ) => {
                    flight.lines.extend(lines);
                    flight.answers.extend(answer);
                    has_failed = true;
                }
                Outcome::Failed(other, ..) => return Err(format!("a failing disk was told as: {other}")),
            }
        }
        if !flight.lines.is_empty() {
            self.open.push(flight);
        }
        Ok(has_failed)
    }

    fn acknowledge(&mut self, lines: Vec<Line>, answer: Option<(String, String)>) -> Result<(), String> {
        if !lines.is_empty() {
            self.open.clear();
        }
        if let Some((key, answer)) = answer {
            if let Some(first) = self.answers.get(&key)
                && (*first != answer || !lines.is_empty())
            {
                return Err(format!("{key} was answered {first} and then {answer}"));
            }
            self.answers.insert(key, answer);
        }
        self.log.extend(lines);
        self.tally.acknowledged += 1;
        Ok(())
    }

    /// Compares a ledger that went on after a failure: what was told to have failed is not there.
    pub fn compare_running(&self, ledger: &Ledger) -> Result<(), String> {
        self.same(ledger, &log_of(ledger)?)
    }

    /// Compares a ledger after a power cut: what failed is there as a whole or not at all.
    pub fn compare(&mut self, ledger: &Ledger) -> Result<(), String> {
        let found = log_of(ledger)?;
        let failed = std::mem::take(&mut self.open);
        let any = !failed.is_empty();
        let surplus = found.get(self.log.len()..).unwrap_or_default();
        match failed.into_iter().find(|flight| flight.lines == surplus) {
            Some(flight) => {
                self.log.extend(flight.lines);
                for (key, answer) in flight.answers {
                    self.answers.entry(key).or_insert(answer);
                }
                self.tally.kept += 1;
            }
            None => self.tally.gone += u64::from(any),
        }
        self.same(ledger, &found)
    }

    fn same(&self, ledger: &Ledger, found: &[Line]) -> Result<(), String> {
        if found != self.log {
            let at = found.iter().zip(&self.log).take_while(|(a, b)| a == b).count();
            return Err(format!(
                "the log holds {} entries and {} were expected; entry {} is the first that differs",
                found.len(),
                self.log.len(),
                at + 1
            ));
        }
        for counter in COUNTERS {
            let taken = found.iter().filter_map(|l| l.number.as_ref()).filter(|n| n.0 == counter);
            let numbers: Vec<i64> = taken.map(|n| n.1).collect();
            if !numbers.iter().copied().eq(1..=numbers.len() as i64) {
                return Err(format!("{counter} has a gap: {numbers:?}"));
            }
        }
        let account = testing::actor(Role::RegistrationOfficer, "hq").account;
        for key in self.answers.keys().chain(&self.refused) {
            let kept = ledger.answered(key, account).map_err(|e| e.to_string())?;
            if kept.as_ref() != self.answers.get(key) {
                return Err(format!("{key} is answered {kept:?}, not {:?}", self.answers.get(key)));
            }
        }
        Ok(())
    }
}

/// Every line of the log in the order of its numbers, which have no gap.
fn log_of(ledger: &Ledger) -> Result<Vec<Line>, String> {
    let read = |reader: &mut ledger::Reader<'_>| {
        let order = reader.log_since(&[], 0, 100_000)?;
        let records: BTreeSet<_> = order.iter().map(|(_, record)| *record).collect();
        let mut entries = BTreeMap::new();
        for record in records {
            for entry in reader.entries(record)? {
                entries.insert(entry.sequence, entry);
            }
        }
        Ok::<_, Fault>((order, entries))
    };
    let (order, entries) = ledger.read(read).map_err(|e| e.to_string())?;
    if !order.iter().map(|(sequence, _)| *sequence).eq(1..=order.len() as i64) {
        return Err("entries are not numbered without a gap".into());
    }
    let line = |entry: &ledger::EntryView| {
        let said = serde_json::json!({ "kind": entry.kind, "body": entry.body });
        serde_json::from_value::<<Leaf as Record>::Event>(said).map(|Said::Written { line }| line)
    };
    entries.values().map(line).collect::<Result<_, _>>().map_err(|e| e.to_string())
}

/// Everything else that must hold of a ledger that was just opened.
pub fn is_sound(ledger: &Ledger) -> Result<(), String> {
    ledger.quick_check().map_err(|e| e.to_string())?;
    ledger.verify(|_| ()).map_err(|e| e.to_string())?;
    let live = ledger.digest().map_err(|e| e.to_string())?;
    let rebuilt = ledger.rebuild(|_| ()).map_err(|e| e.to_string())?;
    if rebuilt.digest == live { Ok(()) } else { Err("the rows are not what the log says".into()) }
}
