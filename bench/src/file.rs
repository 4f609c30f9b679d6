//! Opening a case file of 200 entries: read, decrypt and fold it, beside the bare SQL that selects the same rows.

use crate::figure::{median, quantile};
use crate::house::{self, Houses, officer};
use crate::server::Server;
use crate::{Outcome, Plan};
use casework::CaseEvent;
use casework::fold::Case;
use casework::model::{
    Arithmetic, Involved, Opened, Owner, SkippedDay, Standing, StepTaken, TermStarted, Words,
};
use jiff::civil::{Date, date};
use kernel::{CaseId, Office, PersonId};
use ledger::{Fault, Ledger, Stamp};
use std::path::Path;
use std::time::Instant;
use uuid::Uuid;

/// Entries of each case, and how many such cases there are.
pub const ENTRIES: usize = 200;
pub const CASES: u128 = 20;
/// Files opened in each run, one after the other through all cases.
const OPENED: usize = 100;

/// The medians of the runs, in milliseconds.
pub struct Opening {
    pub engine: &'static str,
    pub bare: [f64; 2],
    pub loaded: [f64; 2],
    /// How much longer than the bare SQL, median of the runs.
    pub ratio: f64,
}

const SELECT: &str = "select tenant, site, epoch, sequence, hash, previous, record, record_kind, kind, version, \
     account, role, office, at, counter, stated, parents, key_id, commitment, sealed \
     from ledger_entry where tenant = $1 and record = $2";

/// Writes the cases on both engines and opens them again and again.
pub fn measure(plan: &Plan, dir: &Path, server: &Server, houses: &Houses) -> Outcome<Vec<Opening>> {
    for ledger in [&houses.sqlite, &houses.postgres] {
        (0..CASES).try_for_each(|n| ledger.write(|tx| fill(tx, n)))?;
    }
    let lite = rusqlite::Connection::open(house::sqlite_file(dir))?;
    let mut pg = server.client("ceiba")?;
    // Thousands of entries came in since the server looked last; a running house has its statistics.
    pg.batch_execute("analyze")?;
    let select = pg.prepare(SELECT)?;
    let by_lite = |id: Uuid| -> Outcome<usize> {
        let mut select = lite.prepare_cached(SELECT)?;
        let mut found = select.query(rusqlite::params!["pan", id.as_bytes()])?;
        let mut values: Vec<rusqlite::types::Value> = Vec::new();
        while let Some(row) = found.next()? {
            (0..20).try_for_each(|i| row.get(i).map(|v| values.push(v)))?;
        }
        Ok(values.len() / 20)
    };
    let by_pg = |id: Uuid| -> Outcome<usize> {
        let id: &[u8] = id.as_bytes();
        Ok(pg.query(&select, &[&"pan", &RawUuid(id)])?.iter().map(owned).count())
    };
    let sqlite = opening(plan, "SQLite", by_lite, &houses.sqlite)?;
    let postgres = opening(plan, "PostgreSQL", by_pg, &houses.postgres)?;
    Ok(vec![sqlite, postgres])
}

/// Every value of a row out of the driver's buffer.
fn owned(row: &postgres::Row) -> usize {
    let text = [0, 1, 7, 8, 11, 12, 17].map(|i| row.get::<_, String>(i).len());
    let ints = [2, 3, 9, 13, 14].map(|i| row.get::<_, i64>(i));
    let bytes = [4, 5, 16, 18, 19].map(|i| row.get::<_, Vec<u8>>(i).len());
    let stated = row.get::<_, Option<String>>(15).map_or(0, |s| s.len());
    let ids = [6, 10].map(|i| row.get::<_, RawId>(i).0.len());
    std::hint::black_box(text.len() + ints.len() + bytes.len() + stated + ids.len())
}

/// The 16 bytes of a `uuid` on the wire, without a driver's feature for it.
#[derive(Debug)]
struct RawUuid<'a>(&'a [u8]);
impl postgres::types::ToSql for RawUuid<'_> {
    fn to_sql(
        &self,
        _: &postgres::types::Type,
        out: &mut postgres::types::private::BytesMut,
    ) -> Result<postgres::types::IsNull, Box<dyn std::error::Error + Sync + Send>> {
        out.extend_from_slice(self.0);
        Ok(postgres::types::IsNull::No)
    }
    postgres::types::accepts!(UUID);
    postgres::types::to_sql_checked!();
}

struct RawId(Vec<u8>);
impl postgres::types::FromSql<'_> for RawId {
    fn from_sql(
        _: &postgres::types::Type,
        raw: &[u8],
    ) -> Result<RawId, Box<dyn std::error::Error + Sync + Send>> {
        Ok(RawId(raw.to_vec()))
    }
    postgres::types::accepts!(UUID);
}

fn opening(
    plan: &Plan,
    engine: &'static str,
    mut bare: impl FnMut(Uuid) -> Outcome<usize>,
    ledger: &Ledger,
) -> Outcome<Opening> {
    let mut loaded = |id: Uuid| -> Outcome<usize> {
        let case = ledger.read(|door| casework::case::load(door, CaseId(id)))?;
        Ok(case.map_or(0, |c| usize::try_from(c.entries).unwrap_or(0)))
    };
    let (mut bares, mut loads, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for run in 0..=plan.runs {
        let (a, b) = (timed(&mut bare)?, timed(&mut loaded)?);
        // The first round warms caches and connections and does not count.
        if run > 0 {
            ratios.push(median(&b) / median(&a));
            bares.push(a);
            loads.push(b);
        }
    }
    let of = |runs: &[Vec<f64>]| {
        let at = |share| median(&runs.iter().map(|r| quantile(r, share)).collect::<Vec<_>>());
        [at(0.5), at(0.99)]
    };
    Ok(Opening { engine, bare: of(&bares), loaded: of(&loads), ratio: median(&ratios) })
}

fn timed(open: &mut impl FnMut(Uuid) -> Outcome<usize>) -> Outcome<Vec<f64>> {
    let one = |n: usize| {
        let id = case_id(n as u128 % CASES);
        let before = Instant::now();
        let entries = open(id)?;
        let took = before.elapsed().as_secs_f64() * 1_000.0;
        if entries == ENTRIES { Ok(took) } else { Err(format!("a case has {entries} entries").into()) }
    };
    (0..OPENED).map(one).collect()
}

fn case_id(n: u128) -> Uuid {
    Uuid::from_u128(0xCA5E_0000 + n)
}

fn fill(tx: &mut ledger::Tx<'_>, n: u128) -> Result<(), Fault> {
    let stamp = Stamp::on(officer(0), day(0));
    let opened = tx.create::<Case>(case_id(n), &stamp, &[CaseEvent::Opened(opened(n))])?;
    let events: Vec<CaseEvent> = (1..ENTRIES).map(event).collect();
    tx.append(&opened, &stamp, &events).map(drop)
}

fn opened(n: u128) -> Opened {
    Opened {
        procedure: "asylum".into(),
        version: "2018-1".into(),
        law: "0".repeat(64),
        number: format!("PAN-2024-{n:05}"),
        legal_date: day(0),
        at: standing("admissibility"),
        office: Office::from("hq"),
        persons: vec![Involved { person: PersonId(Uuid::from_u128(n + 1)), principal: true, minor: false }],
        parent: None,
        origin_intent: None,
        facts: Default::default(),
        child: false,
    }
}

/// A file grows by steps, terms, tasks, letters and notes, about as often as each of them comes.
fn event(n: usize) -> CaseEvent {
    let round = n / 8;
    let task = format!("task-{round}");
    let run = u32::try_from(round).unwrap_or(0) + 1;
    match n % 8 {
        0 => step(n),
        1 => term(n, run),
        2 => CaseEvent::TaskOpened {
            task,
            kind: "review_evidence".into(),
            step: Some("assess".into()),
            owner: Owner { office: Some(Office::from("hq")), ..Owner::default() },
            due: Some(day(n)),
        },
        4 => CaseEvent::LetterMade {
            letter: "summons".into(),
            serial: format!("C-{n:06}"),
            id: Uuid::from_u128(n as u128),
        },
        5 => CaseEvent::TaskDone { task, note: "Revisado con la persona presente.".into() },
        6 => CaseEvent::TermMet { term: "answer".into(), run, on: day(n) },
        _ => CaseEvent::NoteWritten { text: crate::sheet::WORDS.into() },
    }
}

fn step(n: usize) -> CaseEvent {
    let (from, to) =
        if n.is_multiple_of(16) { ("assessment", "interview") } else { ("interview", "assessment") };
    let answers = [("place", "Sala 2"), ("language", "spa"), ("account", crate::sheet::WORDS)];
    CaseEvent::StepTaken(StepTaken {
        step: "hear".into(),
        from: if n == 8 { "admissibility".into() } else { from.into() },
        to: Some(standing(to)),
        on: day(n),
        form: answers.into_iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect(),
        sets: Default::default(),
        dates: [("heard".to_owned(), day(n))].into(),
        issues: Vec::new(),
        decides: None,
        remedy: false,
        prejudicial: false,
        confirmed: None,
        session: None,
        law: "0".repeat(64),
    })
}

fn term(n: usize, run: u32) -> CaseEvent {
    let reason = Words { es: "Sábado o domingo".into(), en: "Saturday or Sunday".into() };
    let skipped = (0..4).map(|i| SkippedDay { date: day(n + i), reason: reason.clone() }).collect();
    CaseEvent::TermStarted(TermStarted {
        term: "answer".into(),
        run,
        start: day(n),
        due: Some(day(n + 14)),
        awaits: None,
        arithmetic: Arithmetic {
            counted_days: 10,
            length: Some(10),
            unit: "working_days".into(),
            skipped,
            sums: format!("{} +10wd = {}", day(n), day(n + 14)),
            questions: Vec::new(),
        },
        article: Some("42".into()),
        source: "DE 5/2018".into(),
        verification: "secondary".into(),
        provisional: true,
        whose: "person".into(),
        on_expiry: "human_review".into(),
        law: "0".repeat(64),
    })
}

fn standing(stage: &str) -> Standing {
    Standing { stage: stage.into(), ..Standing::default() }
}

fn day(n: usize) -> Date {
    let first = date(2024, 1, 8);
    first.checked_add(jiff::Span::new().days(i64::try_from(n).unwrap_or(0))).unwrap_or(first)
}
