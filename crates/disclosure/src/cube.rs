//! Lays counts out as tables: every cell of the wanted margins and every coarser one, with the sums between them.

use crate::{DoesNotAdd, Tables};
use std::collections::{BTreeMap, BTreeSet};

/// One dimension: so many categories, perhaps gathered in groups (months in years).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    categories: usize,
    groups: Vec<usize>,
    adds_up: bool,
}

impl Axis {
    /// A dimension whose categories add up to the total.
    pub fn plain(categories: usize) -> Self {
        Self { categories, groups: Vec::new(), adds_up: true }
    }
    /// A dimension whose categories add up to groups and those to the total; `groups[c]` is the group of category `c`.
    pub fn grouped(groups: Vec<usize>) -> Self {
        Self { categories: groups.len(), groups, adds_up: true }
    }
    /// The months of a stock: each is a count of its own, and a sum over them would mean nothing.
    pub fn stock(categories: usize) -> Self {
        Self { categories, groups: Vec::new(), adds_up: false }
    }
    fn places(&self, level: Level) -> Vec<Place> {
        match level {
            Level::All => vec![Place::All],
            Level::Group => {
                self.groups.iter().collect::<BTreeSet<_>>().into_iter().map(|&g| Place::Group(g)).collect()
            }
            Level::One => (0..self.categories).map(Place::One).collect(),
        }
    }
    fn place(&self, level: Level, category: usize) -> Place {
        match level {
            Level::All => Place::All,
            Level::Group => Place::Group(self.groups.get(category).copied().unwrap_or_default()),
            Level::One => Place::One(category),
        }
    }
    /// The next coarser level, if sums along this dimension mean something.
    fn coarser(&self, level: Level) -> Option<Level> {
        match level {
            Level::One if self.adds_up && !self.groups.is_empty() => Some(Level::Group),
            Level::One | Level::Group if self.adds_up => Some(Level::All),
            _ => None,
        }
    }
    /// Where a place lies one level up.
    fn raised(&self, place: Place, level: Level) -> Place {
        match (place, level) {
            (Place::One(category), level) => self.place(level, category),
            _ => Place::All,
        }
    }
}

/// How finely a margin divides one dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    All,
    Group,
    One,
}

/// Where a cell lies on one dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    All,
    Group(usize),
    One(usize),
}

/// Dimensions and the counts of their finest combinations; what is missing is zero.
#[derive(Clone, Debug, Default)]
pub struct Cube {
    pub axes: Vec<Axis>,
    pub counts: BTreeMap<Vec<usize>, u64>,
}

impl Cube {
    pub fn new(axes: Vec<Axis>) -> Self {
        Self { axes, counts: BTreeMap::new() }
    }
    /// Counts `persons` more at the given category of each dimension.
    pub fn count(&mut self, categories: Vec<usize>, persons: u64) {
        *self.counts.entry(categories).or_default() += persons;
    }
    /// Adds the cells of `margins` and of every coarser margin, with their sums, to `tables`. The answer finds each
    /// cell by its places.
    pub fn add_to(
        &self,
        tables: &mut Tables,
        margins: &[Vec<Level>],
    ) -> Result<BTreeMap<Vec<Place>, usize>, DoesNotAdd> {
        let margins = self.with_coarser(margins);
        let mut cells = BTreeMap::new();
        for margin in &margins {
            let sums = self.sums(margin);
            for places in self.places(margin) {
                let value = sums.get(&places).copied().unwrap_or(0);
                cells.insert(places, tables.add_cell(value));
            }
        }
        for margin in &margins {
            for axis in 0..self.axes.len() {
                self.add_sums(tables, &cells, margin, axis)?;
            }
        }
        Ok(cells)
    }
    fn with_coarser(&self, margins: &[Vec<Level>]) -> BTreeSet<Vec<Level>> {
        let mut all = BTreeSet::new();
        let mut open: Vec<Vec<Level>> = margins.to_vec();
        while let Some(margin) = open.pop() {
            for (at, axis) in self.axes.iter().enumerate() {
                if let Some(level) = margin.get(at).and_then(|&level| axis.coarser(level)) {
                    let mut coarser = margin.clone();
                    coarser[at] = level;
                    if !all.contains(&coarser) {
                        open.push(coarser);
                    }
                }
            }
            all.insert(margin);
        }
        all
    }
    fn sums(&self, margin: &[Level]) -> BTreeMap<Vec<Place>, u64> {
        let mut sums = BTreeMap::new();
        for (categories, persons) in &self.counts {
            let places: Vec<Place> = (self.axes.iter().zip(margin).zip(categories))
                .map(|((axis, &level), &category)| axis.place(level, category))
                .collect();
            *sums.entry(places).or_insert(0) += persons;
        }
        sums
    }
    fn places(&self, margin: &[Level]) -> Vec<Vec<Place>> {
        self.axes.iter().zip(margin).fold(vec![Vec::new()], |stems, (axis, &level)| {
            let places = axis.places(level);
            let longer = |stem: &Vec<Place>| {
                let stem = stem.clone();
                places
                    .iter()
                    .map(move |&place| stem.iter().copied().chain([place]).collect())
                    .collect::<Vec<_>>()
            };
            stems.iter().flat_map(longer).collect()
        })
    }
    /// States the sums from `margin` to the margin one level coarser on `axis`.
    fn add_sums(
        &self,
        tables: &mut Tables,
        cells: &BTreeMap<Vec<Place>, usize>,
        margin: &[Level],
        axis: usize,
    ) -> Result<(), DoesNotAdd> {
        let Some(level) = self.axes[axis].coarser(margin[axis]) else { return Ok(()) };
        let mut parts: BTreeMap<Vec<Place>, Vec<usize>> = BTreeMap::new();
        for places in self.places(margin) {
            let mut above = places.clone();
            above[axis] = self.axes[axis].raised(places[axis], level);
            if let Some(&cell) = cells.get(&places) {
                parts.entry(above).or_default().push(cell);
            }
        }
        for (above, parts) in parts {
            if let Some(&total) = cells.get(&above) {
                tables.add_sum(total, &parts)?;
            }
        }
        Ok(())
    }
}
