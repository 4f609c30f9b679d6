//! The first screen of the data protection officer: openings to review, incidents with their clock, and how much is read.

use crate::alarm;
use crate::breach::{self, BreachRow};
use crate::glass::{self, GlassRow};
use crate::names::{self, Staff};
use jiff::SignedDuration;
use kernel::AccountId;
use std::collections::BTreeMap;
use web::chart::{Bar, Bars, ChartWords, Origin, Reading, bars};
use web::part::{self, Act, Cell, Column, Tally, TermState, Tone};
use web::{Ask, House, Markup, Page, Reply, html};

/// How many members of staff the chart of readers shows.
const READERS_SHOWN: usize = 8;
const READS_MAX: u32 = 500;

/// `GET /data-protection`
pub fn get(house: &House, ask: &Ask) -> Reply {
    // What was read a moment ago is looked at before the page is drawn; when nothing can be written, at the next look.
    if let Err(fault) = alarm::watch::look(house, None) {
        tracing::warn!(%fault, "the watch over reading could not write an alarm down");
    }
    let (openings, breaches, alarms) = house.ledger.read(|door| -> Result<_, ledger::Fault> {
        Ok((glass::all(door)?, breach::all(door)?, alarm::all(door)?))
    })?;
    let (ringing, looked_at): (Vec<_>, Vec<_>) = alarms.iter().partition(|(_, alarm)| alarm.review.is_none());
    let staff = Staff::of(house)?;
    let (waiting, done): (Vec<&GlassRow>, Vec<&GlassRow>) =
        openings.iter().partition(|row| row.reviewed_at.is_none());
    let running: Vec<&BreachRow> = breaches.iter().filter(|row| !row.closed).collect();
    let title = ask.t("oversight-title");
    let body = html! {
        (part::heading(&title, None, Some(&ask.t("oversight-lead"))))
        @if !ringing.is_empty() {
            (part::notice(Tone::Caution,
                &ask.tw("oversight-alarm-ringing", &[("count", i64::try_from(ringing.len()).unwrap_or(0).into())]),
                html! { p { (ask.t("oversight-alarm-ringing-next")) } }))
        }
        (part::tallies(&tallies(ask, &waiting, &running)))
        (part::columns(
            html! {
                (part::card(&ask.t("oversight-alarms"), if ringing.is_empty() {
                    part::empty_state(&ask.t("oversight-alarms-none"), &ask.t("oversight-alarms-none-next"), None)
                } else { alarm::page::table(house, ask, &staff, &ringing)? }))
                (part::card(&ask.t("oversight-board-waiting"), if waiting.is_empty() {
                    part::empty_state(&ask.t("oversight-board-none"), &ask.t("oversight-board-none-next"), None)
                } else { openings_table(house, ask, &staff, &waiting) }))
                (part::card(&ask.t("oversight-board-breaches"), html! {
                    @if running.is_empty() {
                        (part::empty_state(&ask.t("oversight-breaches-none"), &ask.t("oversight-breaches-none-next"), None))
                    } @else { (breach::page::table(ask, &running)) }
                    p { (part::link(&Act::new("/breaches/new", ask.t("oversight-breach-report")))) " · "
                        (part::link(&Act::new("/breaches", ask.t("oversight-breaches-all")))) }
                }))
                @if !looked_at.is_empty() {
                    (part::details(&ask.t("oversight-alarms-done"), alarm::page::table(house, ask, &staff, &looked_at)?))
                }
                @if !done.is_empty() {
                    (part::details(&ask.t("oversight-board-done"), openings_table(house, ask, &staff, &done)))
                }
            },
            html! {
                (part::card(&ask.t("oversight-board-readers"), readers(house, ask)?))
                (part::card(&ask.t("oversight-board-ask"), html! {
                    p { (part::link(&Act::new("/breaches/opened-files", ask.t("oversight-opened-title")))) }
                    p { (part::link(&Act::new("/read-log", ask.t("oversight-board-log")))) }
                    p { (part::link(&Act::new("/decoys", ask.t("oversight-decoys")))) }
                    p { (part::link(&Act::new("/retention", ask.t("oversight-retention-title")))) }
                }))
            },
        ))
    };
    Ok(Page::new(title, body).section("oversight").into())
}

fn tallies(ask: &Ask, waiting: &[&GlassRow], running: &[&BreachRow]) -> Vec<Tally> {
    let late = waiting.iter().filter(|row| row.is_overdue(ask.now)).count();
    let late_breaches = running.iter().filter(|row| row.is_overdue(ask.now)).count();
    let tally = |n: usize, key: &str, is_bad: bool| Tally {
        count: ask.number(i64::try_from(n).unwrap_or(0)),
        words: ask.t(key),
        href: None,
        state: match (n, is_bad) {
            (0, _) => TermState::Ok,
            (_, true) => TermState::Overdue { days: 0 },
            (_, false) => TermState::DueSoon { days: 0 },
        },
    };
    vec![
        tally(waiting.len(), "oversight-tally-waiting", false),
        tally(late, "oversight-tally-late", true),
        tally(running.len(), "oversight-tally-breaches", false),
        tally(late_breaches, "oversight-tally-untold", true),
    ]
}

fn openings_table(house: &House, ask: &Ask, staff: &Staff, rows: &[&GlassRow]) -> Markup {
    let row = |row: &&GlassRow| {
        vec![
            Cell::link(&format!("/openings/{}", row.id), &ask.instant(row.opened_at)),
            Cell::marked(
                html! { (staff.name(ask, row.account)) div.c-note { (names::office(house, ask.lang, &row.office)) } },
            ),
            Cell::text(names::kind(ask, &row.file_kind)),
            Cell::marked(html! { (glass::page::state(ask, row.verdict, row.is_overdue(ask.now)))
            @if row.reviewed_at.is_none() { div.c-note { (ask.tw("oversight-due-by", &[("at", ask.instant(row.review_due).into())])) } } }),
        ]
    };
    part::table(&part::Table {
        caption: ask.t("oversight-board-waiting"),
        caption_hidden: true,
        columns: ["oversight-when", "oversight-who", "oversight-file", "oversight-state"]
            .map(|key| Column::text(ask.t(key)))
            .to_vec(),
        rows: rows.iter().map(row).collect(),
        ..part::Table::default()
    })
}

/// Who read most in the last seven days, among the newest reads: a look worth taking, not an accusation.
fn readers(house: &House, ask: &Ask) -> Result<Markup, ledger::Fault> {
    let since = ask.now.checked_sub(SignedDuration::from_hours(7 * 24)).unwrap_or(ask.now);
    let mut counts: BTreeMap<AccountId, (String, i64)> = BTreeMap::new();
    for read in house.access.latest_reads(READS_MAX)?.into_iter().filter(|read| read.at >= since) {
        counts.entry(read.account).or_insert((read.name, 0)).1 += 1;
    }
    let mut counts: Vec<(String, i64)> = counts.into_values().collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    counts.truncate(READERS_SHOWN);
    if counts.is_empty() {
        return Ok(html! { p.c-note { (ask.t("oversight-board-readers-none")) } });
    }
    let row = |(name, n): &(String, i64)| Bar { label: name.clone(), readings: vec![Reading::Value(*n)] };
    let (most, n) = counts.first().cloned().unwrap_or_default();
    let words = ChartWords {
        id: "readers".to_owned(),
        title: ask.t("oversight-board-readers"),
        description: ask.tw("oversight-board-readers-most", &[("name", most.into()), ("count", n.into())]),
        withheld: String::new(),
        missing: ask.t("oversight-chart-missing"),
        table_open: ask.t("oversight-chart-table"),
        label_head: ask.t("oversight-who"),
        source: None,
        thousands: ',',
    };
    let chart = Bars {
        words,
        series: vec![(ask.t("oversight-board-reads"), Origin::Ours)],
        rows: counts.iter().map(row).collect(),
    };
    Ok(html! { (bars(&chart)) p.c-note { (ask.t("oversight-board-readers-note")) } })
}
