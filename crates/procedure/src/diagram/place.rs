//! The lane and the row of each stage: the main path down the left, side stages beside it, remedies and ends outermost.

use super::bundle::Bundle;
use super::{EdgeKind, Lane};
use crate::model::{Procedure, Stage};
use std::collections::{BTreeSet, VecDeque};

/// Where a stage stands in the grid; no two share a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub lane: Lane,
    pub row: usize,
}

/// A place for each stage, in the order of the file.
pub fn places(procedure: &Procedure, bundles: &[Bundle<'_>]) -> Vec<Place> {
    let lanes = lanes(procedure, bundles);
    let first = procedure.stages.iter().position(|s| s.id == procedure.first_stage);
    let mut grid = Grid { rows: vec![None; lanes.len()], lanes };
    let on_path = (0..grid.lanes.len()).filter(|stage| grid.lanes[*stage] == Lane::Path);
    let path: Vec<usize> = first.into_iter().chain(on_path.filter(|stage| Some(*stage) != first)).collect();
    for (row, stage) in path.into_iter().enumerate() {
        grid.rows[stage] = Some(row);
    }
    grid.fill(bundles, first);
    grid.places()
}

/// The first stage and those of the line of stages; ends and what only remedies lead to; everything else.
fn lanes(procedure: &Procedure, bundles: &[Bundle<'_>]) -> Vec<Lane> {
    let remedied = after_remedies(procedure.stages.len(), bundles);
    let lane = |(place, stage): (usize, &Stage)| {
        let (on_path, beyond) =
            (stage.on_path || stage.id == procedure.first_stage, stage.ended || remedied[place]);
        match (on_path, beyond) {
            (true, _) => Lane::Path,
            (false, true) => Lane::Beyond,
            (false, false) => Lane::Side,
        }
    };
    procedure.stages.iter().enumerate().map(lane).collect()
}

/// Stages at which a remedy lies, and those that only such stages lead to.
fn after_remedies(stages: usize, bundles: &[Bundle<'_>]) -> Vec<bool> {
    let mut found = vec![false; stages];
    for to in bundles.iter().filter(|b| b.kind == EdgeKind::Remedy).filter_map(|b| b.to) {
        found[to] = true;
    }
    let leading = |to: usize| bundles.iter().filter(move |b| b.to == Some(to));
    // Each round finds at least one more, or it is the last.
    for _ in 0..stages {
        for stage in 0..stages {
            let mut sources = leading(stage).flat_map(|b| b.sources()).peekable();
            let opened = leading(stage).any(|b| b.kind == EdgeKind::Opens);
            let only = sources.peek().is_some() && sources.all(|from| found[from]);
            found[stage] |= only && !opened;
        }
    }
    found
}

struct Grid {
    lanes: Vec<Lane>,
    rows: Vec<Option<usize>>,
}

impl Grid {
    /// Walks from the first stage, nearest first, and gives each stage the first free row beside or under the one it
    /// was met from; stages that nothing leads to come last.
    fn fill(&mut self, bundles: &[Bundle<'_>], first: Option<usize>) {
        let mut met: BTreeSet<usize> = first.into_iter().collect();
        let mut ahead: VecDeque<usize> = first.into_iter().collect();
        while let Some(from) = ahead.pop_front() {
            for to in bundles.iter().filter(|b| b.sources().any(|s| s == from)).filter_map(|b| b.to) {
                if met.insert(to) {
                    self.put(to, from);
                    ahead.push_back(to);
                }
            }
        }
        for stage in 0..self.lanes.len() {
            if self.rows[stage].is_none() {
                self.rows[stage] = Some(self.free(self.lanes[stage], 0));
            }
        }
    }
    fn put(&mut self, stage: usize, from: usize) {
        if self.rows[stage].is_none() {
            let under = usize::from(self.lanes[stage] <= self.lanes[from]);
            self.rows[stage] = Some(self.free(self.lanes[stage], self.rows[from].unwrap_or(0) + under));
        }
    }
    fn free(&self, lane: Lane, least: usize) -> usize {
        let taken: BTreeSet<usize> =
            (0..self.lanes.len()).filter(|s| self.lanes[*s] == lane).filter_map(|s| self.rows[s]).collect();
        (least..).find(|row| !taken.contains(row)).unwrap_or(least)
    }
    /// Rows without a box are left out.
    fn places(&self) -> Vec<Place> {
        let used: BTreeSet<usize> = self.rows.iter().flatten().copied().collect();
        let dense = |row: usize| used.range(..row).count();
        let rows = self.rows.iter().map(|row| dense(row.unwrap_or(0)));
        self.lanes.iter().zip(rows).map(|(lane, row)| Place { lane: *lane, row }).collect()
    }
}
