//! Searching names that were told with a slip: the name index beside what one would take from a shelf instead.

use crate::figure::{median, quantile};
use crate::restart::resident_mb;
use crate::server::Server;
use crate::{Outcome, Plan};
use identity::name_index::generate::{self, Slip};
use identity::name_index::{self, Bearer, NameIndex, Only};
use kernel::{PersonId, SeededRandom};
use std::collections::{BTreeSet, HashMap};
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
    /// By the name alone, and with a year of birth that may be one off.
    pub asked: [Answered; 2],
    /// Filling it with all names, once.
    pub build_seconds: f64,
    /// What the process holds more than before, in millions of bytes; of servers it says nothing.
    pub mb: Option<f64>,
}

/// How one way answered one kind of question.
pub struct Answered {
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// The share of queries that show the meant name among the first ten, for each of [`SLIPS`] and in all.
    pub recall: [f64; 4],
}

/// All ways, and what can be found at all where a part is missing.
pub struct Measured {
    pub searched: Vec<Searched>,
    /// Of all who bear every part that was told, ten drawn by chance show the meant name so often: by name alone, and with
    /// the year.
    pub by_chance: [f64; 2],
}

/// What is asked and what should be found.
struct Query {
    slip: usize,
    told: String,
    meant: usize,
    born: i16,
}

/// Years of birth of invented people, and how far a told one may be off.
const BORN: std::ops::Range<i16> = 1_940..2_020;
const YEARS_OFF: i16 = 1;

/// Searches through one way: the places of up to ten names in the list.
type Search<'a> = Box<dyn FnMut(&str, Option<i16>) -> Outcome<Vec<usize>> + 'a>;

struct Method<'a> {
    name: &'static str,
    search: Search<'a>,
    build_seconds: f64,
    mb: Option<f64>,
    times: [Vec<Vec<f64>>; 2],
    found: [[usize; 3]; 2],
}

/// Fills all three with the same people and asks them the same queries.
pub fn measure(plan: &Plan, dir: &Path, server: &Server) -> Outcome<Measured> {
    let all = generate::names(plan.people, 20_240_603);
    let random = SeededRandom::new(11);
    let span = u64::from(BORN.end.abs_diff(BORN.start));
    let born: Vec<i16> = all.iter().map(|_| BORN.start + random.below(span) as i16).collect();
    let folded: Vec<String> = all.iter().map(|n| fold(n)).collect();
    let mut methods = vec![
        by_index(&all, &born)?,
        by_trigrams_of_postgres(&folded, &born, server)?,
        by_trigrams_of_sqlite(&folded, &born, dir)?,
    ];
    let bearers = Bearers::of(&all);
    let mut by_chance = [0.0; 2];
    for run in 0..plan.runs {
        let queries = queries(&all, &born, run as u64);
        for (kind, chance) in by_chance.iter_mut().enumerate() {
            let missing = queries.iter().filter(|query| query.slip == 2);
            *chance += missing.map(|query| bearers.chance(query, kind == 1, &all, &born)).sum::<f64>();
            for method in &mut methods {
                let times = method.ask(&queries, &folded, kind)?;
                method.times[kind].push(times);
            }
        }
    }
    let asked = plan.runs * QUERIES;
    Ok(Measured {
        searched: methods.iter().map(|m| m.searched(asked)).collect(),
        by_chance: by_chance.map(|sum| sum / asked as f64),
    })
}

impl<'a> Method<'a> {
    fn new(name: &'static str, begun: Instant, search: Search<'a>) -> Self {
        let build_seconds = begun.elapsed().as_secs_f64();
        Method { name, search, build_seconds, mb: None, times: Default::default(), found: [[0; 3]; 2] }
    }
    fn ask(&mut self, queries: &[Query], folded: &[String], kind: usize) -> Outcome<Vec<f64>> {
        let mut times = Vec::with_capacity(queries.len());
        for query in queries {
            let before = Instant::now();
            let answers = (self.search)(&query.told, (kind == 1).then_some(query.born))?;
            times.push(before.elapsed().as_secs_f64() * 1_000.0);
            // Whoever bears the very name is as good an answer as the one who was meant.
            let meant = &folded[query.meant];
            let is_found = answers.iter().any(|a| folded.get(*a) == Some(meant));
            self.found[kind][query.slip] += usize::from(is_found);
        }
        Ok(times)
    }
    fn searched(&self, asked: usize) -> Searched {
        let answered = [0, 1].map(|kind: usize| {
            let runs = &self.times[kind];
            let at = |share| median(&runs.iter().map(|run| quantile(run, share)).collect::<Vec<_>>());
            let share = |found: usize, asked: usize| found as f64 / asked as f64;
            let [typo, order, missing] = self.found[kind].map(|found| share(found, asked));
            let in_all = share(self.found[kind].iter().sum(), 3 * asked);
            Answered { p50_ms: at(0.5), p99_ms: at(0.99), recall: [typo, order, missing, in_all] }
        });
        Searched { name: self.name, asked: answered, build_seconds: self.build_seconds, mb: self.mb }
    }
}

/// Who bears each word: what nobody can do better than.
struct Bearers<'a>(HashMap<&'a str, Vec<u32>>);

impl<'a> Bearers<'a> {
    fn of(all: &'a [String]) -> Self {
        let mut bearers: HashMap<&str, Vec<u32>> = HashMap::new();
        for (at, name) in (0u32..).zip(all) {
            name.split(' ').for_each(|word| bearers.entry(word).or_default().push(at));
        }
        Bearers(bearers)
    }
    /// The chance that ten of those who bear every word told include one of the meant name.
    fn chance(&self, query: &Query, with_year: bool, all: &[String], born: &[i16]) -> f64 {
        let lists = query.told.split(' ').map(|word| self.0.get(word).map_or(&[][..], Vec::as_slice));
        let shortest = lists.min_by_key(|list| list.len()).unwrap_or(&[]);
        let bears = |name: &str| query.told.split(' ').all(|told| name.split(' ').any(|word| word == told));
        let is_near = |at: usize| !with_year || born[at].abs_diff(query.born) <= YEARS_OFF.unsigned_abs();
        let agree = shortest.iter().map(|at| *at as usize).filter(|at| is_near(*at) && bears(&all[*at]));
        let (mut people, mut meant) = (0, 0);
        for at in agree {
            people += 1;
            meant += usize::from(all[at] == all[query.meant]);
        }
        let missed = |drawn: usize| (people - meant).saturating_sub(drawn) as f64 / (people - drawn) as f64;
        1.0 - (0..SHOWN.min(people)).map(missed).product::<f64>()
    }
}

/// Names with two parts or more for another order, with three or more for a missing part: else nothing would change.
fn queries(all: &[String], born: &[i16], run: u64) -> Vec<Query> {
    let random = SeededRandom::new(97 + run);
    let mut queries = Vec::new();
    for (slip, (kind, _)) in SLIPS.into_iter().enumerate() {
        let parts_least = [1, 2, 3][slip];
        while queries.len() < (slip + 1) * QUERIES {
            let meant = random.below(all.len() as u64) as usize;
            if all[meant].split(' ').count() >= parts_least {
                let told = generate::slipped(&all[meant], kind, &random);
                // One in four tells a year that is one off.
                let off = [0, 0, 0, 0, 0, 0, -1, 1][random.below(8) as usize];
                queries.push(Query { slip, told, meant, born: born[meant] + off });
            }
        }
    }
    queries
}

/// Small letters without accents: what anybody would do before comparing names by trigrams.
fn fold(name: &str) -> String {
    name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

fn by_index(all: &[String], born: &[i16]) -> Outcome<Method<'static>> {
    let before = resident_mb(std::process::id())?;
    let begun = Instant::now();
    let mut index = NameIndex::default();
    for (id, (name, born)) in (0u128..).zip(all.iter().zip(born)) {
        let bearer = Bearer { names: vec![name.clone()], birth_year: Some(*born), ..Bearer::default() };
        index.put(PersonId(Uuid::from_u128(id)), &bearer);
    }
    // The first search makes the room that all searches share.
    index.find("Ana", SHOWN);
    let held = resident_mb(std::process::id())? - before;
    let search = move |told: &str, born: Option<i16>| {
        let birth_years = born.map(|year| year - YEARS_OFF..=year + YEARS_OFF);
        let only = Only { birth_years, ..Only::default() };
        let hits = index.search(&name_index::Query { only, ..name_index::Query::name(told) }, SHOWN);
        Ok(hits.into_iter().filter_map(|hit| usize::try_from(hit.person.0.as_u128()).ok()).collect())
    };
    Ok(Method { mb: Some(held), ..Method::new("Ceiba's name index (in memory)", begun, Box::new(search)) })
}

fn by_trigrams_of_postgres(folded: &[String], born: &[i16], server: &Server) -> Outcome<Method<'static>> {
    let begun = Instant::now();
    let mut client = server.client("names")?;
    client.batch_execute(
        "create extension pg_trgm; \
         create table person_name (person bigint primary key, name text not null, born smallint not null)",
    )?;
    let ids: Vec<i64> = (0..).take(folded.len()).collect();
    for ((ids, names), born) in ids.chunks(CHUNK).zip(folded.chunks(CHUNK)).zip(born.chunks(CHUNK)) {
        client.execute(
            "insert into person_name select * from unnest($1::bigint[], $2::text[], $3::smallint[])",
            &[&ids, &names, &born],
        )?;
    }
    client.batch_execute("create index person_name_trgm on person_name using gin (name gin_trgm_ops)")?;
    client.batch_execute("create index person_name_born on person_name (born)")?;
    client.batch_execute("vacuum analyze person_name")?;
    let by_name = client.prepare(
        "select person from person_name where name % $1 order by similarity(name, $1) desc, person limit 10",
    )?;
    let with_year = client.prepare(
        "select person from person_name where name % $1 and born between $2 and $3 \
         order by similarity(name, $1) desc, person limit 10",
    )?;
    let search = move |told: &str, born: Option<i16>| {
        let rows = match born {
            None => client.query(&by_name, &[&fold(told)])?,
            Some(year) => {
                client.query(&with_year, &[&fold(told), &(year - YEARS_OFF), &(year + YEARS_OFF)])?
            }
        };
        Ok(rows.iter().filter_map(|row| usize::try_from(row.get::<_, i64>(0)).ok()).collect())
    };
    Ok(Method::new("PostgreSQL pg_trgm, GIN, `%` at 0.3, by similarity", begun, Box::new(search)))
}

/// Rows sent to the server at a time.
const CHUNK: usize = 100_000;

fn by_trigrams_of_sqlite(folded: &[String], born: &[i16], dir: &Path) -> Outcome<Method<'static>> {
    let begun = Instant::now();
    let connection = rusqlite::Connection::open(dir.join("names.db"))?;
    connection.execute_batch(
        "pragma journal_mode = wal; \
         create virtual table person_name using fts5(name, born unindexed, tokenize = 'trigram'); begin",
    )?;
    {
        let mut insert =
            connection.prepare("insert into person_name (rowid, name, born) values (?1, ?2, ?3)")?;
        for (id, (name, born)) in (0i64..).zip(folded.iter().zip(born)) {
            insert.execute(rusqlite::params![id, name, born])?;
        }
    }
    connection.execute_batch("commit; insert into person_name (person_name) values ('optimize')")?;
    let search = move |told: &str, born: Option<i16>| {
        let mut select = connection.prepare_cached(
            "select rowid from person_name where name match ?1 and born between ?2 and ?3 order by rank limit 10",
        )?;
        let (from, to) = born.map_or((i16::MIN, i16::MAX), |year| (year - YEARS_OFF, year + YEARS_OFF));
        let asked = any_trigram(&fold(told));
        let found = select.query_map(rusqlite::params![asked, from, to], |row| row.get::<_, i64>(0))?;
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
    fn ten_of_ten_who_agree_show_the_meant_name_and_ten_of_twenty_half_of_the_time() {
        let chance = |people: usize| {
            let all: Vec<String> = (0..people).map(|n| format!("Ana X{n} Caal")).collect();
            let born = vec![1_988; people];
            let query = Query { slip: 2, told: "Ana Caal".into(), meant: 0, born: 1_989 };
            Bearers::of(&all).chance(&query, true, &all, &born)
        };
        assert!((chance(10) - 1.0).abs() < 1e-9 && (chance(20) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn only_names_that_a_slip_can_change_are_asked() {
        let all = generate::names(500, 1);
        let born = vec![1_988; all.len()];
        let queries = queries(&all, &born, 0);
        assert_eq!(queries.len(), SLIPS.len() * QUERIES);
        for query in &queries {
            let parts = |name: &str| name.split(' ').count();
            let lost = usize::from(SLIPS[query.slip].0 == Slip::Missing);
            assert_eq!(parts(&query.told) + lost, parts(&all[query.meant]));
        }
    }
}
