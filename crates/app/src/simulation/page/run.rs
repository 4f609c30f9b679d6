//! One run: how far it is, what came out of it, and the same to keep.

use super::super::report::{Head, Part, Told, Value};
use super::super::runs::{About, Busy, End, Run, Runs};
use super::super::sight::Sight;
use super::{HOME, back, caseload, title_of};
use procedure::ReplayTally;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;
use web::chart::{Bar, Bars, ChartWords, Origin, Reading, bars};
use web::part::{self, Act, Cell, Column, Narrow, Table, Tone};
use web::{Answer, Ask, House, Markup, Page, Permission, Reply, Trouble, html};

/// The browser asks again after so many seconds.
const AGAIN: u8 = 2;
/// A run that is over by then is shown at once.
const PATIENCE: Duration = Duration::from_millis(1500);
const THOUSANDS: char = ',';

/// A fresh id for a run: nobody guesses one, and the owner is asked for anyway.
pub fn fresh(house: &House) -> Uuid {
    let mut bytes = [0u8; 16];
    house.random.fill(&mut bytes);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

/// The page of a run that was just started.
pub fn begun(run: &Run) -> Answer {
    run.wait(PATIENCE);
    Answer::See(format!("/procedures/simulations/runs/{}", run.id))
}

/// What is said when no run can be started.
pub fn busy_key(busy: Busy) -> &'static str {
    match busy {
        Busy::Yours => "simulation-error-yours",
        Busy::House => "simulation-error-house",
    }
}

/// The run of the address, if it is the reader's own; one that is somebody else's and one that is gone are the same. Whoever may no longer list cases sees no exact counts of them.
fn asked(house: &House, ask: &Ask) -> Result<Arc<Run>, Trouble> {
    let gone = || Trouble::Refused(ask.t("simulation-gone"));
    let run = house.room::<Runs>().of(ask.who.account, ask.id("run")?).ok_or_else(gone)?;
    let is_exact = matches!(run.end().as_deref(), Some(End::Replayed(_, Sight::Exact)));
    let is_recorded = matches!(run.about, About::Replay { is_recorded: true, .. });
    if is_exact && is_recorded && !house.may(&ask.who, Permission::ListCases, None) {
        return Err(gone());
    }
    Ok(run)
}

/// `GET /procedures/simulations/runs/{run}`
pub fn show(house: &House, ask: &Ask) -> Reply {
    let run = asked(house, ask)?;
    let Some(end) = run.end() else { return Ok(progress(ask, &run).into()) };
    let title = title_of(ask, &run);
    let body = match end.as_ref() {
        End::Replayed(tally, sight) => replayed(ask, &run, tally, *sight),
        End::Simulated(simulated) => caseload::shown(ask, &run, simulated),
        End::Cancelled => html! {
            (part::heading(&title, None, Some(&ask.t("simulation-cancelled-words"))))
            p { (part::link(&Act::new(HOME, ask.t("simulation-other")))) }
        },
        End::Failed => html! {
            (part::heading(&title, None, None))
            (part::notice(Tone::Danger, &ask.t("simulation-failed"), html! { p { (ask.t("simulation-failed-words")) } }))
            p { (part::link(&Act::new(HOME, ask.t("simulation-other")))) }
        },
    };
    Ok(Page::new(title, body).section("procedures").back(back(ask)).into())
}

fn progress(ask: &Ask, run: &Run) -> Page {
    let title = title_of(ask, run);
    let here = format!("/procedures/simulations/runs/{}", run.id);
    let is_still = ask.query.is_on("still");
    let (done, total) = (run.done(), run.total.max(1));
    let args = [("done", done.into()), ("total", run.total.into())];
    let body = html! {
        (part::heading(&title, None, Some(&ask.t("simulation-running-lead"))))
        p id="simulation-progress" { (ask.tw("simulation-progress", &args)) }
        progress.c-progress max=(total) value=(done) aria-labelledby="simulation-progress" {}
        p.c-note {
            @if is_still { (part::link(&Act::new(&here, ask.t("simulation-look-again")))) }
            @else {
                (ask.t("simulation-refreshes")) " "
                (part::link(&Act::new(format!("{here}?still=1"), ask.t("simulation-hold-still"))))
            }
        }
        form method="post" action={ (here) "/cancel" } {
            (ask.csrf_fields())
            (part::quiet_button(&ask.t("simulation-cancel"), "cancel", "yes"))
        }
    };
    let page = Page::new(title, body).section("procedures").back(back(ask));
    if is_still { page } else { page.again(AGAIN) }
}

/// `POST /procedures/simulations/runs/{run}/cancel`
pub fn cancel(house: &House, ask: &Ask) -> Reply {
    let run = asked(house, ask)?;
    run.cancel();
    run.wait(PATIENCE);
    Ok(Answer::See(format!("/procedures/simulations/runs/{}", run.id)))
}

pub(super) fn told(ask: &Ask, sight: Sight) -> Told<'_> {
    Told { words: ask.words(), lang: ask.lang, sight }
}

fn replayed(ask: &Ask, run: &Run, tally: &ReplayTally, sight: Sight) -> Markup {
    let told = told(ask, sight);
    let parts = told.parts(tally);
    let lead = lead(ask, run, tally, sight);
    html! {
        (part::heading(&title_of(ask, run), None, Some(&lead)))
        @if sight == Sight::Rounded { (part::inset(html! { p { (ask.t("simulation-rounded")) } })) }
        @if tally.differing == 0 { (part::notice(Tone::Info, &ask.t("simulation-nothing"), html! { p { (ask.t("simulation-nothing-words")) } })) }
        @if tally.harmed > 0 { (harms(ask, &told, tally)) }
        @if tally.groups.len() > 1 && tally.harmed > 0 { (kinds(ask, &told, tally)) }
        @for part in &parts { (drawn(ask, part)) }
        p.c-note { (ask.t("simulation-honest")) }
        (downloads(ask, run))
    }
}

/// `De 29 casos, 12 serían distintos y 9 saldrían perjudicados.`
fn lead(ask: &Ask, run: &Run, tally: &ReplayTally, sight: Sight) -> String {
    let shown = |n: u64| sight.of(n).map_or_else(|| ask.t("simulation-few"), |n| ask.number(n as i64));
    let args = [
        ("cases", shown(tally.cases).into()),
        ("differing", shown(tally.differing).into()),
        ("harmed", shown(tally.harmed).into()),
    ];
    let key = match run.about {
        About::Replay { is_recorded: true, .. } => "simulation-found-recorded",
        _ => "simulation-found-worked",
    };
    ask.tw(key, &args)
}

pub(super) fn reading(count: Option<u64>) -> Reading {
    count.map_or(Reading::Withheld, |n| Reading::Value(i64::try_from(n).unwrap_or(i64::MAX)))
}

pub(super) fn chart_words(ask: &Ask, id: &str, title: &str, description: String, head: &str) -> ChartWords {
    ChartWords {
        id: id.to_owned(),
        title: ask.t(title),
        description,
        withheld: ask.t("simulation-withheld"),
        missing: ask.t("simulation-not-known"),
        table_open: ask.t("simulation-open-table"),
        label_head: ask.t(head),
        source: None,
        thousands: THOUSANDS,
    }
}

/// Whom it harms, by reason.
fn harms(ask: &Ask, told: &Told<'_>, tally: &ReplayTally) -> Markup {
    let mut rows: Vec<(String, u64)> = Vec::new();
    for harm in &tally.harms {
        let label =
            told.reason(&format!("simulation-harm-{}", harm.reason.code()), harm.reason.gate(), &harm.names);
        rows.push((label, harm.cases));
    }
    rows.sort_by_key(|(_, cases)| std::cmp::Reverse(*cases));
    let described = ask.tw("simulation-harms-described", &[("n", rows.len().into())]);
    let words = chart_words(ask, "harms", "simulation-part-harms", described, "simulation-reason");
    let bar = |(label, cases): (String, u64)| Bar { label, readings: vec![reading(told.sight.of(cases))] };
    let rows = rows.into_iter().map(bar).collect();
    bars(&Bars { words, series: vec![(ask.t("simulation-cases"), Origin::Ours)], rows })
}

/// Kinds of cases: how many there are, and how many are harmed.
fn kinds(ask: &Ask, told: &Told<'_>, tally: &ReplayTally) -> Markup {
    let described = ask.tw("simulation-kinds-described", &[("n", tally.groups.len().into())]);
    let words = chart_words(ask, "kinds", "simulation-kinds-harmed", described, "simulation-kind");
    let row = |g: &procedure::GroupTally| Bar {
        label: told.group(&g.group),
        readings: vec![reading(told.sight.of(g.harmed)), reading(told.sight.of(g.cases))],
    };
    let series =
        vec![(ask.t("simulation-harmed"), Origin::Ours), (ask.t("simulation-cases"), Origin::Published)];
    bars(&Bars { words, series, rows: tally.groups.iter().map(row).collect() })
}

/// One part as a table of the page.
pub(super) fn drawn(ask: &Ask, part: &Part) -> Markup {
    let column = |head: &Head| match head.is_number {
        true => Column::number(head.words.clone()),
        false => Column::text(head.words.clone()),
    };
    let cell = |value: &Value| match value {
        Value::Words(words) => Cell::text(words),
        Value::Figure(words) => Cell::text(words),
        Value::Count(Some(n)) => Cell::text(ask.number(i64::try_from(*n).unwrap_or(i64::MAX))),
        Value::Count(None) => Cell::withheld(&ask.t("simulation-few")),
    };
    let table = Table {
        caption: part.title.clone(),
        columns: part.heads.iter().map(column).collect(),
        rows: part.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
        narrow: if part.heads.len() > 5 { Narrow::Scroll } else { Narrow::Stack },
        ..Table::default()
    };
    html! { (part::table(&table)) }
}

pub(super) fn downloads(ask: &Ask, run: &Run) -> Markup {
    let here = format!("/procedures/simulations/runs/{}", run.id);
    part::screen_only(html! {
        p {
            (part::link(&Act::new(format!("{here}/report.html"), ask.t("simulation-download-html")))) " "
            (part::link(&Act::new(format!("{here}/report.csv"), ask.t("simulation-download-csv"))))
        }
    })
}

/// What is kept of a run that has ended.
struct Report<'a> {
    run: Arc<Run>,
    told: Told<'a>,
    /// What has to be said beside the parts.
    notes: Vec<String>,
    parts: Vec<Part>,
}

fn report<'a>(house: &House, ask: &'a Ask) -> Result<Report<'a>, Trouble> {
    let run = asked(house, ask)?;
    let none = || Trouble::Refused(ask.t("simulation-no-report"));
    let end = run.end().ok_or_else(none)?;
    match end.as_ref() {
        End::Replayed(tally, sight) => {
            let told = told(ask, *sight);
            let parts = told.parts(tally);
            let rounded = (*sight == Sight::Rounded).then(|| ask.t("simulation-rounded"));
            let lead = lead(ask, &run, tally, *sight);
            let notes = std::iter::once(lead).chain(rounded).chain([ask.t("simulation-honest")]).collect();
            Ok(Report { run, told, notes, parts })
        }
        End::Simulated(simulated) => {
            let told = told(ask, Sight::Exact);
            let mut notes = caseload::notes(ask, simulated);
            notes.push(statistics::ATTRIBUTION.to_owned());
            Ok(Report { run, told, notes, parts: caseload::parts(ask, simulated) })
        }
        End::Cancelled | End::Failed => Err(none()),
    }
}

/// `GET /procedures/simulations/runs/{run}/report.csv`
pub fn csv(house: &House, ask: &Ask) -> Reply {
    let report = report(house, ask)?;
    let name = format!("{}.csv", file_name(ask, &report.run));
    Ok(Answer::Csv { name, body: report.told.csv(&report.parts) })
}

/// `GET /procedures/simulations/runs/{run}/report.html`
pub fn html_file(house: &House, ask: &Ask) -> Reply {
    let report = report(house, ask)?;
    let (title, at) = (title_of(ask, &report.run), ask.instant(report.run.at));
    let name = format!("{}.html", file_name(ask, &report.run));
    Ok(Answer::Html { name, body: report.told.html(&title, &at, &report.notes, &report.parts) })
}

fn file_name(ask: &Ask, run: &Run) -> String {
    let kind = match run.about {
        About::Replay { .. } => "replay",
        About::Caseload => "caseload",
    };
    format!("{kind}-{}", ask.day_of(run.at))
}
