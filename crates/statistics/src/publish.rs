//! From counts to what is published of a cut: every table that can be asked for, protected together.

use crate::count::{Counted, Counts};
use crate::series::{Dimension, Key, Month, Series};
use disclosure::{Axis, Cube, Level, Place, Tables};
use jiff::civil::Date;
use kernel::{AgeBand, Country, Sex};
use std::collections::{BTreeMap, BTreeSet};

/// Everything published of one cut. What is withheld is not in it: nothing made from this can give it away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    pub up_to: Date,
    pub threshold: u64,
    /// Every cell of every table; `None` is withheld.
    pub cells: BTreeMap<(Series, Key), Option<u64>>,
}

/// Why a cut cannot be published.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PublishError {
    /// The counts contradict each other: a mistake in the counting, not of a person.
    #[error("the tables of the cut do not add up: {0}")]
    DoesNotAdd(#[from] disclosure::DoesNotAdd),
    /// The independent check could still work out withheld cells.
    #[error("{0} withheld cells could still be worked out; nothing was published")]
    NotProtected(usize),
}

/// Lays out all tables of a cut, withholds cells, lets the independent attacker try, and answers what may be seen.
pub fn publish(counts: &Counts, threshold: u64) -> Result<Published, PublishError> {
    let layout = Layout::of(counts)?;
    let withheld = disclosure::protect(&layout.tables, threshold);
    for (k, c) in &layout.cells {
        let v = layout.tables.value(*c);
        if k.1.dimensions().len() < 2 {
            eprintln!(
                "PRIM {}{} = {} {:?}",
                k.0.code(),
                k.1.dimensions().iter().map(|d| format!(" {}", k.1.code(*d).unwrap())).collect::<String>(),
                v,
                withheld.reason(*c)
            );
        }
    }
    let broken = disclosure::audit(&layout.tables, &withheld);
    if !broken.is_empty() {
        return Err(PublishError::NotProtected(broken.len()));
    }
    let seen = |cell: usize| (!withheld.is_withheld(cell)).then(|| layout.tables.value(cell));
    let cells = layout.cells.iter().map(|(&key, &cell)| (key, seen(cell))).collect();
    Ok(Published { up_to: counts.up_to, threshold, cells })
}

/// All cells of all series and how they hang together.
struct Layout {
    tables: Tables,
    cells: BTreeMap<(Series, Key), usize>,
}

/// The categories of the dimensions, the same for all series of a cut.
struct Categories {
    months: Vec<Month>,
    origins: Vec<Country>,
}

impl Layout {
    fn of(counts: &Counts) -> Result<Self, PublishError> {
        let categories = Categories::of(counts);
        let mut layout = Layout { tables: Tables::new(), cells: BTreeMap::new() };
        for series in Series::ALL {
            let flow = counts.flows.get(&series);
            layout.add_series(series, &categories, flow.into_iter().flatten())?;
        }
        layout.join_stock_and_flows(&categories);
        Ok(layout)
    }
    fn add_series<'c>(
        &mut self,
        series: Series,
        categories: &Categories,
        counted: impl Iterator<Item = (&'c Counted, &'c u64)>,
    ) -> Result<(), PublishError> {
        let mut cube = Cube::new(categories.axes(series));
        for (counted, &persons) in counted {
            if let Some(places) = categories.places(series, counted) {
                cube.count(places, persons);
            }
        }
        let margins: Vec<Vec<Level>> =
            series.divisions().iter().filter_map(|by| margin(series, by)).collect();
        for (places, cell) in cube.add_to(&mut self.tables, &margins)? {
            let key = categories.key(&places);
            self.tables.set_worth(cell, worth(&key));
            self.cells.insert((series, key), cell);
        }
        Ok(())
    }
    /// pending = pending of the month before + applications − decisions, in total and by each characteristic. Where
    /// this does not hold (a decision whose application is unknown) no reader can use it either, and it is left out.
    fn join_stock_and_flows(&mut self, categories: &Categories) {
        let stocks: Vec<Key> = self.cells.keys().filter(|k| k.0 == Series::Pending).map(|k| k.1).collect();
        for key in stocks {
            let Some(month) = key.month else { continue };
            let before = Key { month: Some(month.minus(1)), ..key };
            let find = |series, key| self.cells.get(&(series, key)).copied();
            let mut terms = vec![(find(Series::Pending, key), -1)];
            terms.push((find(Series::Applications, key), 1));
            terms.push((find(Series::Decisions, key), -1));
            if Some(&month) != categories.months.first() {
                terms.push((find(Series::Pending, before), 1));
            }
            let terms: Option<Vec<(usize, i64)>> =
                terms.into_iter().map(|(cell, f)| cell.map(|c| (c, f))).collect();
            if let Some(terms) = terms {
                let _ = self.tables.add_relation(terms);
            }
        }
    }
}

impl Categories {
    fn of(counts: &Counts) -> Self {
        let all: Vec<&Counted> = counts.flows.values().flat_map(BTreeMap::keys).collect();
        let last = Month::of(counts.up_to);
        let first = all.iter().map(|c| c.month).min().unwrap_or(last);
        let origins: BTreeSet<Country> = all.iter().map(|c| c.origin).collect();
        Self { months: Month::range(first, last), origins: origins.into_iter().collect() }
    }
    fn axes(&self, series: Series) -> Vec<Axis> {
        let time = if series.is_flow() {
            Axis::grouped(self.months.iter().map(|m| usize::try_from(m.year).unwrap_or(0)).collect())
        } else {
            Axis::stock(self.months.len())
        };
        let outcomes = if series.has_outcome() { crate::series::Outcome::ALL.len() } else { 1 };
        let plain = [self.origins.len(), Sex::ALL.len(), AgeBand::ALL.len(), outcomes].map(Axis::plain);
        std::iter::once(time).chain(plain).collect()
    }
    fn places(&self, series: Series, counted: &Counted) -> Option<Vec<usize>> {
        let outcome = match counted.outcome.filter(|_| series.has_outcome()) {
            Some(outcome) => crate::series::Outcome::ALL.iter().position(|&o| o == outcome)?,
            None => 0,
        };
        Some(vec![
            self.months.binary_search(&counted.month).ok()?,
            self.origins.binary_search(&counted.origin).ok()?,
            Sex::ALL.iter().position(|&s| s == counted.sex)?,
            AgeBand::ALL.iter().position(|&a| a == counted.age)?,
            outcome,
        ])
    }
    fn key(&self, places: &[Place]) -> Key {
        let one = |at: usize| match places.get(at) {
            Some(Place::One(category)) => Some(*category),
            _ => None,
        };
        let year = match places.first() {
            Some(Place::Group(year)) => i16::try_from(*year).ok(),
            _ => None,
        };
        Key {
            month: one(0).and_then(|m| self.months.get(m).copied()),
            year,
            origin: one(1).and_then(|o| self.origins.get(o).copied()),
            sex: one(2).and_then(|s| Sex::ALL.get(s).copied()),
            age: one(3).and_then(|a| AgeBand::ALL.get(a).copied()),
            outcome: one(4).and_then(|o| crate::series::Outcome::ALL.get(o).copied()),
        }
    }
}

/// Totals are what most readers come for, and those of whole years most of all: they are withheld last.
fn worth(key: &Key) -> u64 {
    let dimensions = key.dimensions();
    match (dimensions.len(), dimensions.contains(&Dimension::Year)) {
        (0, _) => 10_000,
        (1, true) => 1_000,
        (1, false) => 100,
        (_, true) => 10,
        _ => 1,
    }
}

/// The margin of the cube that a division needs; a stock is laid out by month only.
fn margin(series: Series, by: &[Dimension]) -> Option<Vec<Level>> {
    let level = |dimension| if by.contains(&dimension) { Level::One } else { Level::All };
    let time = match (by.contains(&Dimension::Month), by.contains(&Dimension::Year)) {
        (true, _) => Level::One,
        (_, true) => Level::Group,
        _ if series.is_flow() => Level::All,
        _ => return None,
    };
    let outcome = if series.has_outcome() { level(Dimension::Outcome) } else { Level::All };
    Some(vec![time, level(Dimension::Origin), level(Dimension::Sex), level(Dimension::Age), outcome])
}
