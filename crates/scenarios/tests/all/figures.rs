//! A published table is true and betrays nobody. Every cell that is shown is what counting the cases one by one gives;
//! every cell that would show fewer than ten people is withheld; and no withheld cell follows from the totals, from the
//! other tables of the same figures, or from knowing that nobody can be counted less than zero times.

use ledger::{Ledger, Load, Place};
use scenarios::binary::{Demo, json};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

/// The ways in which applications are divided, with the codes of the command line.
const DIVISIONS: &[&str] = &[
    "month",
    "year",
    "origin",
    "sex",
    "age",
    "month,origin",
    "month,sex",
    "month,age",
    "year,origin",
    "year,sex",
    "year,age",
    "origin,sex",
    "origin,age",
    "sex,age",
];

fn table(demo: &Demo, by: &str) -> Value {
    json(&["stats", "table", "--data", demo.data(), "--series", "applications", "--by", by, "--json"])
}

/// A cell by its coordinates; an empty map is the total.
type Cell = BTreeMap<String, String>;

fn cells(table: &Value) -> Vec<(Cell, Option<i64>)> {
    let by: Vec<&str> = table["by"].as_array().unwrap().iter().map(|d| d.as_str().unwrap()).collect();
    let all = table["rows"].as_array().unwrap().iter().chain(table["totals"].as_array().unwrap());
    all.map(|cell| {
        let at = by.iter().filter_map(|d| Some(((*d).to_owned(), cell[*d].as_str()?.to_owned()))).collect();
        assert_eq!(cell["withheld"].as_bool().unwrap(), cell["value"].is_null(), "{cell}");
        (at, cell["value"].as_i64())
    })
    .collect()
}

/// Counts by going through the cases one by one, without the statistics room: month and origin of each person.
fn counted(demo: &Demo) -> BTreeMap<(String, String), i64> {
    let random = app::ports::SystemRandom;
    let keys = ledger::KeyFile::open_or_create(&demo.folder.path().join("site.key"), &random).unwrap();
    let ports = ledger::Ports { clock: Arc::new(app::ports::SystemClock), random: Arc::new(random) };
    let place = Place::Sqlite(demo.database());
    let ledger = Ledger::open(place, keys, "pan", "hq", ports, app::wiring::schema()).unwrap();
    let connection = rusqlite::Connection::open(demo.database()).unwrap();
    let sql = "select substr(c.legal_date, 1, 7), p.person from case_row c \
               join case_person p on p.tenant = c.tenant and p.record = c.record where c.procedure = 'asylum'";
    let mut statement = connection.prepare(sql).unwrap();
    let id = |bytes: Vec<u8>| Uuid::from_slice(&bytes).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?))).unwrap();
    let mut counts = BTreeMap::new();
    for row in rows {
        let (month, person) = row.unwrap();
        let record = ledger.read(|r| r.load::<identity::Person>(id(person))).unwrap().unwrap();
        let told = record.state.nationality.nationalities.told().and_then(|n| n.first().copied());
        let origin = told.map_or("XXX".to_owned(), |country| country.code().to_owned());
        *counts.entry((month, origin)).or_insert(0) += 1;
    }
    counts
}

#[test]
fn every_shown_cell_is_what_counting_gives() {
    let demo = Demo::new(500);
    let counts = counted(&demo);
    assert!(counts.values().sum::<i64>() >= 350, "too few people to show anything");
    let of = |at: &Cell| -> i64 {
        let fits = |key: &str, value: &str| at.get(key).is_none_or(|wanted| wanted == value);
        counts.iter().filter(|((m, o), _)| fits("month", m) && fits("origin", o)).map(|(_, n)| n).sum()
    };
    let cells = cells(&table(&demo, "month,origin"));
    let mut shown = 0;
    for (at, value) in &cells {
        let true_count = of(at);
        match value {
            Some(value) => {
                assert_eq!(*value, true_count, "{at:?}");
                assert!(*value == 0 || *value >= 10, "{at:?} shows {value} people");
                shown += i64::from(*value > 0);
            }
            None => assert!(true_count > 0, "{at:?}: a zero tells nothing of anybody and is withheld"),
        }
    }
    assert!(shown > 5, "hardly anything is shown: {shown} of {}", cells.len());
    // Nothing that was counted is left out of the table.
    for (month, origin) in counts.keys() {
        let at: Cell = [("month".to_owned(), month.clone()), ("origin".to_owned(), origin.clone())].into();
        assert!(cells.iter().any(|(cell, _)| *cell == at), "{at:?} has no cell");
    }
}

#[test]
fn no_withheld_cell_follows_from_what_is_shown() {
    for people in [60, 250] {
        let demo = Demo::new(people);
        let mut published: BTreeMap<Cell, Option<i64>> = BTreeMap::new();
        for by in DIVISIONS {
            for (at, value) in cells(&table(&demo, by)) {
                let known = published.insert(at.clone(), value);
                assert!(known.is_none_or(|known| known == value), "two tables differ about {at:?}");
            }
        }
        let sums = sums_of(&published);
        assert!(sums.len() > 50, "{}", sums.len());
        let withheld = published.values().filter(|v| v.is_none()).count();
        assert!(withheld > 10, "nothing is withheld: nothing is proved");
        let solved = Attack::new(&published, &sums).solved();
        assert!(solved.is_empty(), "of {withheld} withheld cells these follow:\n{}", solved.join("\n"));
    }
}

/// Every sum that holds between published cells: a cell is the sum of the cells that divide it further in one way.
fn sums_of(published: &BTreeMap<Cell, Option<i64>>) -> Vec<(Cell, Vec<Cell>)> {
    let mut sums: BTreeMap<(Cell, String), Vec<Cell>> = BTreeMap::new();
    for at in published.keys() {
        for dimension in at.keys() {
            let mut whole = at.clone();
            let value = whole.remove(dimension).unwrap();
            sums.entry((whole.clone(), dimension.clone())).or_default().push(at.clone());
            // A month is also part of its year.
            if dimension == "month" {
                whole.insert("year".to_owned(), value[..4].to_owned());
                sums.entry((whole, "month".to_owned())).or_default().push(at.clone());
            }
        }
    }
    let is_whole = |((whole, _), _): &((Cell, String), Vec<Cell>)| published.contains_key(whole);
    sums.into_iter().filter(is_whole).map(|((whole, _), parts)| (whole, parts)).collect()
}

/// Somebody with all tables and patience: solves the sums as equations, and narrows what is left between bounds.
struct Attack {
    names: Vec<String>,
    /// Of each equation, the unknown cells with their signs, and the constant: sum of parts - whole = constant.
    equations: Vec<(BTreeMap<usize, i64>, i64)>,
}

impl Attack {
    fn new(published: &BTreeMap<Cell, Option<i64>>, sums: &[(Cell, Vec<Cell>)]) -> Attack {
        let unknown: BTreeMap<&Cell, usize> = published
            .iter()
            .filter(|(_, v)| v.is_none())
            .map(|(at, _)| at)
            .enumerate()
            .map(|(i, at)| (at, i))
            .collect();
        let names = unknown.keys().map(|at| format!("{at:?}")).collect();
        let equation = |(whole, parts): &(Cell, Vec<Cell>)| {
            let mut terms = BTreeMap::new();
            let mut constant = 0;
            let signed = parts.iter().map(|part| (part, 1)).chain([(whole, -1)]);
            for (at, sign) in signed {
                match (published[at], unknown.get(at)) {
                    (Some(value), _) => constant -= sign * value,
                    (None, Some(i)) => *terms.entry(*i).or_insert(0) += sign,
                    (None, None) => unreachable!(),
                }
            }
            (terms, constant)
        };
        let equations: Vec<_> = sums.iter().map(equation).collect();
        for (terms, constant) in &equations {
            assert!(
                !terms.is_empty() || *constant == 0,
                "a total that is shown is not the sum of what is shown"
            );
        }
        Attack { names, equations: equations.into_iter().filter(|(terms, _)| !terms.is_empty()).collect() }
    }

    fn solved(&self) -> Vec<String> {
        let mut solved: BTreeSet<usize> = self.by_elimination();
        solved.extend(self.by_bounds());
        solved.into_iter().map(|i| self.names[i].clone()).collect()
    }

    /// Gauss-Jordan over a prime field: a cell is determined exactly when a reduced row holds it alone.
    fn by_elimination(&self) -> BTreeSet<usize> {
        const P: i64 = 2_147_483_647;
        let mut rows: Vec<BTreeMap<usize, i64>> = self
            .equations
            .iter()
            .map(|(t, _)| t.iter().map(|(i, c)| (*i, c.rem_euclid(P))).collect())
            .collect();
        let mut reduced: Vec<(usize, BTreeMap<usize, i64>)> = Vec::new();
        while let Some(mut row) = rows.pop() {
            for (pivot, known) in &reduced {
                subtract(&mut row, *pivot, known, P);
            }
            let Some((&pivot, &lead)) = row.iter().next() else { continue };
            let inverse = power(lead, P - 2, P);
            row.values_mut().for_each(|c| *c = *c * inverse % P);
            for (_, known) in &mut reduced {
                subtract(known, pivot, &row, P);
            }
            reduced.push((pivot, row));
        }
        reduced.iter().filter(|(_, row)| row.len() == 1).map(|(pivot, _)| *pivot).collect()
    }

    /// Nobody is counted less than zero times: in each sum, a part is at most what the others leave.
    fn by_bounds(&self) -> BTreeSet<usize> {
        let mut low = vec![0i64; self.names.len()];
        // More people than there are; the sums below stay far from the ends of the number.
        const EVERYBODY: i64 = 10_000_000_000;
        let mut high = vec![EVERYBODY; self.names.len()];
        for _ in 0..200 {
            let before = (low.clone(), high.clone());
            for (terms, constant) in &self.equations {
                for (at, sign) in terms {
                    // sign * x = constant - sum of the others, between its least and its greatest.
                    let (mut least, mut most) = (*constant, *constant);
                    for (other, s) in terms.iter().filter(|(other, _)| other != &at) {
                        let (l, h) =
                            if *s > 0 { (low[*other], high[*other]) } else { (-high[*other], -low[*other]) };
                        least -= h;
                        most -= l;
                    }
                    let (l, h) = if *sign > 0 { (least, most) } else { (-most, -least) };
                    low[*at] = low[*at].max(l);
                    high[*at] = high[*at].min(h);
                }
            }
            if before == (low.clone(), high.clone()) {
                break;
            }
        }
        (0..self.names.len()).filter(|i| low[*i] == high[*i]).collect()
    }
}

fn subtract(row: &mut BTreeMap<usize, i64>, pivot: usize, known: &BTreeMap<usize, i64>, p: i64) {
    let Some(factor) = row.get(&pivot).copied() else { return };
    for (i, c) in known {
        let value = (row.get(i).copied().unwrap_or(0) - factor * c % p).rem_euclid(p);
        if value == 0 {
            row.remove(i);
        } else {
            row.insert(*i, value);
        }
    }
}

fn power(mut base: i64, mut exponent: i64, p: i64) -> i64 {
    let mut out = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            out = out * base % p;
        }
        base = base * base % p;
        exponent >>= 1;
    }
    out
}
