//! Searching names that were told with a slip: the name index beside what one would take from a shelf instead.

use crate::figure::{median, quantile};
use crate::server::Server;
use crate::{Outcome, Plan};
use identity::name_index::generate::{self, Slip};
use identity::name_index::{Bearer, NameIndex};
use kernel::{PersonId, SeededRandom};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use uuid::Uuid;

/// How a name is told wrongly here, and the words for it.
pub const SLIPS: [(Slip, &str); 3] =
    [(Slip::Typo, "one typo"), (Slip::Order, "another order"), (Slip::Missing, "a part missing")];
/// Queries of each slip in each run.
pub const QUERIES: usize = 50;
/// How many answers a person looks at.
const SHOWN: usize = 10;

/// One way to search, over all runs.
pub struct Searched {
    pub name: &'static str,
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// The share of queries that show the meant name among the first ten, for each of [`SLIPS`] and in all.
    pub recall: [f64; 4],
    /// Filling it with all names, once.
    pub build_seconds: f64,
}

/// What is asked and what should be found.
struct Query {
    slip: usize,
    told: String,
    meant: usize,
}

/// Searches through one way: the places of up to ten names in the list.
type Search<'a> = Box<dyn FnMut(&str) -> Outcome<Vec<usize>> + 'a>;

struct Method<'a> {
    name: &'static str,
    search: Search<'a>,
    build_seconds: f64,
    times: Vec<Vec<f64>>,
    found: [usize; 3],
}

/// Fills all three with the same names and asks them the same queries.
pub fn measure(plan: &Plan, dir: &Path, server: &Server) -> Outcome<Vec<Searched>> {
    let all = generate::names(plan.people, 20_240_603);
    let folded: Vec<String> = all.iter().map(|n| fold(n)).collect();
    let mut methods =
        vec![by_index(&all), by_trigrams_of_postgres(&folded, server)?, by_trigrams_of_sqlite(&folded, dir)?];
    for run in 0..plan.runs {
        let queries = queries(&all, run as u64);
        for method in &mut methods {
            let times = method.ask(&queries, &folded)?;
            method.times.push(times);
        }
    }
    Ok(methods.iter().map(|m| m.searched(plan.runs * QUERIES)).collect())
}

impl<'a> Method<'a> {
    fn new(name: &'static str, begun: Instant, search: Search<'a>) -> Self {
        Method {
            name,
            search,
            build_seconds: begun.elapsed().as_secs_f64(),
            times: Vec::new(),
            found: [0; 3],
        }
    }
    fn ask(&mut self, queries: &[Query], folded: &[String]) -> Outcome<Vec<f64>> {
        let mut times = Vec::with_capacity(queries.len());
        for query in queries {
            let before = Instant::now();
            let answers = (self.search)(&query.told)?;
            times.push(before.elapsed().as_secs_f64() * 1_000.0);
            // Whoever bears the very name is as good an answer as the one who was meant.
            let meant = &folded[query.meant];
            self.found[query.slip] += usize::from(answers.iter().any(|a| folded.get(*a) == Some(meant)));
        }
        Ok(times)
    }
    fn searched(&self, asked: usize) -> Searched {
        let at = |share| median(&self.times.iter().map(|run| quantile(run, share)).collect::<Vec<_>>());
        let share = |found: usize, asked: usize| found as f64 / asked as f64;
        let [typo, order, missing] = self.found.map(|found| share(found, asked));
        let in_all = share(self.found.iter().sum(), 3 * asked);
        let recall = [typo, order, missing, in_all];
        let (p50_ms, p99_ms) = (at(0.5), at(0.99));
        Searched { name: self.name, p50_ms, p99_ms, recall, build_seconds: self.build_seconds }
    }
}

/// Names with two parts or more for another order, with three or more for a missing part: else nothing would change.
fn queries(all: &[String], run: u64) -> Vec<Query> {
    let random = SeededRandom::new(97 + run);
    let mut queries = Vec::new();
    for (slip, (kind, _)) in SLIPS.into_iter().enumerate() {
        let parts_least = [1, 2, 3][slip];
        while queries.len() < (slip + 1) * QUERIES {
            let meant = random.below(all.len() as u64) as usize;
            if all[meant].split(' ').count() >= parts_least {
                queries.push(Query { slip, told: generate::slipped(&all[meant], kind, &random), meant });
            }
        }
    }
    queries
}

/// Small letters without accents: what anybody would do before comparing names by trigrams.
fn fold(name: &str) -> String {
    name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

fn by_index(all: &[String]) -> Method<'static> {
    let begun = Instant::now();
    let mut index = NameIndex::default();
    for (id, name) in (0u128..).zip(all) {
        let bearer = Bearer { names: vec![name.clone()], ..Bearer::default() };
        index.put(PersonId(Uuid::from_u128(id)), &bearer);
    }
    let search = move |told: &str| {
        let hits = index.find(told, SHOWN);
        Ok(hits.into_iter().filter_map(|hit| usize::try_from(hit.person.0.as_u128()).ok()).collect())
    };
    Method::new("Ceiba's name index (in memory)", begun, Box::new(search))
}

fn by_trigrams_of_postgres(folded: &[String], server: &Server) -> Outcome<Method<'static>> {
    let begun = Instant::now();
    let mut client = server.client("names")?;
    client.batch_execute(
        "create extension pg_trgm; create table person_name (person bigint primary key, name text not null)",
    )?;
    let ids: Vec<i64> = (0..).take(folded.len()).collect();
    client.execute(
        "insert into person_name select * from unnest($1::bigint[], $2::text[])",
        &[&ids, &folded],
    )?;
    client.batch_execute("create index person_name_trgm on person_name using gin (name gin_trgm_ops)")?;
    client.batch_execute("vacuum analyze person_name")?;
    let select = client.prepare(
        "select person from person_name where name % $1 order by similarity(name, $1) desc, person limit 10",
    )?;
    let search = move |told: &str| {
        let rows = client.query(&select, &[&fold(told)])?;
        Ok(rows.iter().filter_map(|row| usize::try_from(row.get::<_, i64>(0)).ok()).collect())
    };
    Ok(Method::new("PostgreSQL pg_trgm, GIN, `%` at 0.3, by similarity", begun, Box::new(search)))
}

fn by_trigrams_of_sqlite(folded: &[String], dir: &Path) -> Outcome<Method<'static>> {
    let begun = Instant::now();
    let connection = rusqlite::Connection::open(dir.join("names.db"))?;
    connection.execute_batch(
        "pragma journal_mode = wal; create virtual table person_name using fts5(name, tokenize = 'trigram'); begin",
    )?;
    {
        let mut insert = connection.prepare("insert into person_name (rowid, name) values (?1, ?2)")?;
        for (id, name) in (0i64..).zip(folded) {
            insert.execute(rusqlite::params![id, name])?;
        }
    }
    connection.execute_batch("commit; insert into person_name (person_name) values ('optimize')")?;
    let search = move |told: &str| {
        let mut select = connection
            .prepare_cached("select rowid from person_name where name match ?1 order by rank limit 10")?;
        let found = select.query_map([any_trigram(&fold(told))], |row| row.get::<_, i64>(0))?;
        found.map(|id| Ok(usize::try_from(id?)?)).collect()
    };
    Ok(Method::new("SQLite FTS5 trigram, any trigram, by bm25", begun, Box::new(search)))
}

/// `"mar" OR "ari" …`: the only question by which FTS5 forgives a typo.
fn any_trigram(name: &str) -> String {
    let mut trigrams = BTreeSet::new();
    for word in name.split(|c: char| !c.is_alphanumeric()) {
        let letters: Vec<char> = word.chars().collect();
        trigrams.extend(letters.windows(3).map(|three| format!("\"{}\"", three.iter().collect::<String>())));
    }
    if trigrams.is_empty() {
        return format!("\"{}\"", name.replace('"', ""));
    }
    trigrams.into_iter().collect::<Vec<_>>().join(" OR ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_for_fts5_holds_the_trigrams_of_each_word() {
        assert_eq!(any_trigram(&fold("María Xol")), "\"ari\" OR \"mar\" OR \"ria\" OR \"xol\"");
        assert_eq!(any_trigram("yo"), "\"yo\"");
    }

    #[test]
    fn only_names_that_a_slip_can_change_are_asked() {
        let all = generate::names(500, 1);
        let queries = queries(&all, 0);
        assert_eq!(queries.len(), SLIPS.len() * QUERIES);
        for query in &queries {
            let parts = |name: &str| name.split(' ').count();
            let lost = usize::from(SLIPS[query.slip].0 == Slip::Missing);
            assert_eq!(parts(&query.told) + lost, parts(&all[query.meant]));
        }
    }
}
