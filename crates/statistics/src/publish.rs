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
    /// pending = pending before + applications − decisions: month by month, year by year and since the beginning, in
    /// total and by each characteristic. The longer spans follow from the months; saying them lets totals be settled
    /// among themselves. Where this does not hold (a decision whose application is unknown) no reader can use it either,
    /// and it is left out.
    fn join_stock_and_flows(&mut self, categories: &Categories) {
        let stocks: Vec<Key> = self.cells.keys().filter(|k| k.0 == Series::Pending).map(|k| k.1).collect();
        for stock in stocks {
            let Some(month) = stock.month else { continue };
            let rest = Key { month: None, ..stock };
            self.join(stock, Key { month: Some(month.minus(1)), ..stock }, stock);
            if categories.ends_a_year(month) {
                let before = Month { year: month.year - 1, month: 12 };
                self.join(
                    stock,
                    Key { month: Some(before), ..stock },
                    Key { year: Some(month.year), ..rest },
                );
            }
            if categories.months.last() == Some(&month) {
                self.join(stock, Key::default(), rest);
                if let Some(&cell) = self.cells.get(&(Series::Pending, stock)) {
                    self.tables.set_worth(cell, worth(&rest).min(100));
                }
            }
        }
    }
    /// States that a stock is an earlier one (none at the beginning) with what came and went according to `flow`.
    fn join(&mut self, stock: Key, before: Key, flow: Key) {
        let find = |series, key| self.cells.get(&(series, key)).copied();
        let now =
            [(Series::Pending, stock, -1), (Series::Applications, flow, 1), (Series::Decisions, flow, -1)];
        let now: Option<Vec<(usize, i64)>> =
            now.into_iter().map(|(s, k, f)| find(s, k).map(|c| (c, f))).collect();
        if let Some(terms) = now {
            let before = find(Series::Pending, before).map(|cell| (cell, 1));
            let _ = self.tables.add_relation(terms.into_iter().chain(before).collect());
        }
    }
}

impl Categories {
    /// Whether the tables say how many were waiting at the end of this month's year: in December, and at the cut.
    fn ends_a_year(&self, month: Month) -> bool {
        month.month == 12 || self.months.last() == Some(&month)
    }
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
