//! Durable commits a second: the ledger with one user and with sixteen, beside the bare engines.

use crate::figure::{median, quantile};
use crate::house::{Houses, officer};
use crate::server::Server;
use crate::{Outcome, Plan, raw, sheet};
use identity::register::{self, Registration};
use identity::{Answer, Birth, Contact, Document, DocumentKind, Names, Nationality, Seen};
use jiff::civil::date;
use kernel::{Country, PartialDate, PersonalName, Sex};
use ledger::{Door, Fault, Ledger, Stamp, Tx};
use std::path::Path;
use std::sync::Barrier;
use std::time::{Duration, Instant};

/// How many people write at once when there is more than one.
pub const USERS: usize = 16;

/// A run goes round all ways this many times, so that a disk that slows down slows all of them down alike.
const ROUNDS: usize = 6;

/// What one way of committing came to in one run: how long each commit took, in milliseconds.
#[derive(Clone, Default)]
struct Tally {
    times: Vec<f64>,
    seconds: f64,
}

impl Tally {
    fn per_second(&self) -> f64 {
        self.times.len() as f64 / self.seconds
    }
}

/// One way of committing, over all runs.
pub struct Way {
    pub name: &'static str,
    pub users: usize,
    /// What is asked of it: a share of the bare engine with one connection, when anything is.
    pub aim: Option<f64>,
    pub per_second: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// The median, least and greatest share of the bare engine in the same run.
    pub share: [f64; 3],
}

/// The ways of committing on one engine; the first is the bare engine with one connection.
pub struct Engine {
    pub name: &'static str,
    pub ways: Vec<Way>,
    /// Entries in the log at the end, all of which were acknowledged, and no more.
    pub entries: i64,
}

/// Somebody who commits again and again.
type User<'a> = Box<dyn FnMut() -> Outcome<()> + Send + 'a>;

/// A way of committing with its users, who keep their connections between runs.
struct Measured<'a> {
    name: &'static str,
    aim: Option<f64>,
    users: Vec<User<'a>>,
    tallies: Vec<Tally>,
}

impl<'a> Measured<'a> {
    fn new(name: &'static str, aim: Option<f64>, users: Vec<User<'a>>) -> Self {
        Measured { name, aim, users, tallies: Vec::new() }
    }
    /// Lets its users commit for a while, and adds that to the tally of the run.
    fn work(&mut self, run: usize, seconds: f64) -> Outcome<()> {
        let (times, seconds) = work(&mut self.users, seconds)?;
        self.tallies.resize_with(run + 1, Tally::default);
        if let Some(tally) = self.tallies.last_mut() {
            tally.times.extend(times);
            tally.seconds += seconds;
        }
        Ok(())
    }
    fn title(&self, engine: &str) -> String {
        format!("{engine}: {}, users={};", self.name, self.users.len())
    }
    fn commits(&self) -> usize {
        self.tallies.iter().map(|t| t.times.len()).sum()
    }
    fn way(&self, bare: &[Tally]) -> Way {
        let all = |of: fn(&Tally) -> f64| median(&self.tallies.iter().map(of).collect::<Vec<_>>());
        let shares: Vec<f64> =
            self.tallies.iter().zip(bare).map(|(own, bare)| own.per_second() / bare.per_second()).collect();
        Way {
            name: self.name,
            users: self.users.len(),
            aim: self.aim,
            per_second: all(Tally::per_second),
            p50_ms: all(|t| median(&t.times)),
            p99_ms: all(|t| quantile(&t.times, 0.99)),
            share: [median(&shares), quantile(&shares, 0.0), quantile(&shares, 1.0)],
        }
    }
}

const BARE: &str = "bare engine, one insert a transaction";
const SHEET: &str = "ledger, one statement (an entry and a row)";
const REGISTER: &str = "registering a person, idempotent (`Ledger::once`)";
const AIM_ALONE: Option<f64> = Some(0.5);
const AIM_TOGETHER: Option<f64> = Some(2.0);

/// Measures every way in every run, each round beginning elsewhere so that none is always first.
pub fn measure(plan: &Plan, dir: &Path, server: &Server, houses: &Houses) -> Outcome<Vec<Engine>> {
    let mut lite = raw::Lite::open(&dir.join("raw.db"))?;
    raw::Pg::prepare(server.client("raw")?)?;
    let mut alone = raw::Pg::open(server.client("raw")?, 0)?;
    let many = (1..=USERS as u64).map(|n| {
        let mut pg = raw::Pg::open(server.client("raw")?, n)?;
        Ok(Box::new(move || pg.commit()) as User)
    });
    let on_sqlite = [Measured::new(BARE, None, vec![Box::new(move || lite.commit())])];
    let on_postgres = [
        Measured::new(BARE, None, vec![Box::new(move || alone.commit())]),
        Measured::new("bare engine, one connection a user", None, many.collect::<Outcome<_>>()?),
    ];
    let sqlite: Vec<Measured> = on_sqlite.into_iter().chain(of_ledger(&houses.sqlite)).collect();
    let postgres: Vec<Measured> = on_postgres.into_iter().chain(of_ledger(&houses.postgres)).collect();
    let parted = sqlite.len();
    let mut all: Vec<Measured> = sqlite.into_iter().chain(postgres).collect();
    for run in 0..plan.runs {
        for round in 0..ROUNDS {
            for n in 0..all.len() {
                let at = (n + round + run) % all.len();
                let engine = if at < parted { "SQLite" } else { "PostgreSQL" };
                if plan.only.as_ref().is_none_or(|only| all[at].title(engine).contains(only)) {
                    all[at].work(run, plan.seconds / ROUNDS as f64)?;
                }
            }
        }
    }
    let (sqlite, postgres) = all.split_at(parted);
    Ok(vec![engine("SQLite", sqlite, &houses.sqlite)?, engine("PostgreSQL", postgres, &houses.postgres)?])
}

fn engine(name: &'static str, ways: &[Measured], ledger: &Ledger) -> Outcome<Engine> {
    let entries = ledger.read(|door| door.log_end())?;
    let acknowledged: usize =
        ways.iter().filter(|w| !w.name.starts_with("bare")).map(Measured::commits).sum();
    if entries != i64::try_from(acknowledged)? {
        return Err(format!(
            "{name}: {acknowledged} commands were acknowledged, the log has {entries} entries"
        )
        .into());
    }
    let bare = ways.first().map(|w| w.tallies.clone()).unwrap_or_default();
    let ways = ways.iter().filter(|w| !w.tallies.is_empty()).map(|w| w.way(&bare)).collect();
    Ok(Engine { name, ways, entries })
}

fn of_ledger(ledger: &Ledger) -> Vec<Measured<'_>> {
    let sheets = |users| (0..users).map(|user| sheets(ledger, user)).collect();
    let people = |first, users| (0..users).map(|user| registers(ledger, first + user)).collect();
    vec![
        Measured::new(SHEET, AIM_ALONE, sheets(1)),
        Measured::new(SHEET, AIM_TOGETHER, sheets(USERS)),
        Measured::new(REGISTER, AIM_ALONE, people(100, 1)),
        Measured::new(REGISTER, AIM_TOGETHER, people(200, USERS)),
    ]
}

fn sheets(ledger: &Ledger, user: usize) -> User<'_> {
    let stamp = Stamp::new(officer(user));
    let mut count = 0;
    Box::new(move || {
        count += 1;
        ledger.write(|tx| sheet::write(tx, &stamp, count)).map_err(Into::into)
    })
}

fn registers(ledger: &Ledger, user: usize) -> User<'_> {
    let stamp = Stamp::new(officer(user));
    let mut count = 0;
    Box::new(move || {
        count += 1;
        let who = somebody(user, count)?;
        let key = format!("form-{count}");
        let answer = ledger.once(&key, stamp.actor.account, |tx| {
            register::run(tx, &stamp, who).map(|id| id.to_string()).map_err(|refusal| match refusal {
                register::RegisterRefusal::Fault(fault) => fault,
                other => Fault::Inconsistent(other.to_string()),
            })
        });
        answer.map(drop).map_err(Into::into)
    })
}

/// Registers an invented person of this name, in a transaction that is open already.
pub fn person(tx: &mut Tx<'_>, stamp: &Stamp, name: &str, count: u64) -> Result<(), Fault> {
    let mut who = somebody(0, count).map_err(|e| Fault::Inconsistent(e.to_string()))?;
    who.names.name = PersonalName::told(name).map_err(|e| Fault::Inconsistent(e.to_string()))?;
    registered(tx, stamp, who)
}

/// What is told of a person of this name: of each another day of birth, by their number.
pub fn told(name: &str, count: u64) -> Result<Registration, Fault> {
    let wrong = |why: String| Fault::Inconsistent(why);
    let mut who = somebody(0, count).map_err(|e| wrong(e.to_string()))?;
    who.names.name = PersonalName::told(name).map_err(|e| wrong(e.to_string()))?;
    // Days spread by a step that shares no factor with their number, over eighty years.
    let day = i64::try_from(count.wrapping_mul(7_919) % 29_000).unwrap_or(0);
    let born =
        date(1_940, 1, 1).checked_add(jiff::Span::new().days(day)).map_err(|e| wrong(e.to_string()))?;
    who.birth.date = Answer::Told(PartialDate::day(born));
    Ok(who)
}

/// Registers what was told.
pub fn registered(tx: &mut Tx<'_>, stamp: &Stamp, who: Registration) -> Result<(), Fault> {
    register::run(tx, stamp, who).map(drop).map_err(|refusal| match refusal {
        register::RegisterRefusal::Fault(fault) => fault,
        other => Fault::Inconsistent(other.to_string()),
    })
}

/// An invented person with what a first interview at a desk usually brings.
fn somebody(user: usize, count: u64) -> Outcome<Registration> {
    let country = Country::new("PAN")?;
    let name = PersonalName::from_parts("", "Marisol Ixchel", "Quintero", "Zeledón")?;
    let mut who = Registration::new(country, date(2024, 6, 3), Names { name, others: Vec::new() });
    who.sex = Answer::Told(Sex::Female);
    who.birth = Birth { date: Answer::Told(PartialDate::day(date(1991, 4, 17))), place: "Bluefields".into() };
    who.nationality =
        Nationality { nationalities: Answer::Told(vec![Country::new("NIC")?]), former_residence: None };
    who.languages = Answer::Told(vec!["spa".into()]);
    who.documents.push(Document {
        kind: DocumentKind::Passport,
        number: format!("X{user:03}{count:09}"),
        issued_by: Some(Country::new("NIC")?),
        seen: Seen::Original,
        expires: None,
        check_failed: false,
    });
    who.contact = Contact {
        phone: "+507 6000 0000".into(),
        safe_rule: "Solo a su propio teléfono; nunca a su esposo.".into(),
        ..Contact::default()
    };
    Ok(who)
}

/// Lets all users commit for a while; each commit is timed from asking to being told that it is durable.
fn work(users: &mut [User], seconds: f64) -> Outcome<(Vec<f64>, f64)> {
    let start = Barrier::new(users.len());
    let lasting = Duration::from_secs_f64(seconds);
    let begun = Instant::now();
    let counted: Vec<Outcome<Vec<f64>>> = std::thread::scope(|scope| {
        let work = |user| {
            let start = &start;
            scope.spawn(move || {
                start.wait();
                again_and_again(user, lasting)
            })
        };
        let threads: Vec<_> = users.iter_mut().map(work).collect();
        threads.into_iter().map(|t| t.join().unwrap_or_else(|_| Err("a user panicked".into()))).collect()
    });
    let elapsed = begun.elapsed().as_secs_f64();
    Ok((counted.into_iter().collect::<Outcome<Vec<_>>>()?.concat(), elapsed))
}

fn again_and_again(user: &mut User, lasting: Duration) -> Outcome<Vec<f64>> {
    let begun = Instant::now();
    let mut times = Vec::new();
    while begun.elapsed() < lasting {
        let before = Instant::now();
        user()?;
        times.push(before.elapsed().as_secs_f64() * 1_000.0);
    }
    Ok(times)
}
