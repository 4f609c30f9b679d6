//! The page of an alarm: who read how much, and what the officer found; and the card of the first screen.

use super::{Alarm, Cause, Finding, review};
use crate::names::{self, Staff};
use jiff::Timestamp;
use ledger::Fault;
use review::{NOTE_CHARS_MAX, ReviewRefusal};
use uuid::Uuid;
use web::part::{self, Act, Cell, Choice, Column, Field, TagKind, Tone};
use web::{Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

/// Alarms as a table, for the first screen of the officer.
pub(crate) fn table(
    house: &House,
    ask: &Ask,
    staff: &Staff,
    alarms: &[&(Uuid, Alarm)],
) -> Result<Markup, Fault> {
    let mut rows = Vec::new();
    for (id, alarm) in alarms {
        let Some(tripped) = &alarm.tripped else { continue };
        let reviewer = tripped.reviewer.map(|who| staff.name(ask, who));
        let to = reviewer.unwrap_or_else(|| ask.t("oversight-alarm-nobody"));
        rows.push(vec![
            Cell::link(&format!("/alarms/{id}"), &ask.instant(tripped.until)),
            Cell::marked(html! {
                (reader(house, ask, tripped.reader)?)
                div.c-note { (names::office(house, ask.lang, &tripped.office)) }
            }),
            Cell::text(cause(ask, alarm)),
            Cell::marked(html! {
                (state(ask, alarm, ask.now))
                @if alarm.review.is_none() { div.c-note { (ask.tw("oversight-alarm-to", &[("name", to.into())])) } }
            }),
        ]);
    }
    Ok(part::table(&part::Table {
        caption: ask.t("oversight-alarms"),
        caption_hidden: true,
        columns: ["oversight-when", "oversight-who", "oversight-alarm-cause", "oversight-state"]
            .map(|key| Column::text(ask.t(key)))
            .to_vec(),
        rows,
        ..part::Table::default()
    }))
}

/// A member of staff or a system, by name.
fn reader(house: &House, ask: &Ask, account: kernel::AccountId) -> Result<String, Fault> {
    Ok(house.access.name_of(account)?.unwrap_or_else(|| ask.t("oversight-staff-gone")))
}

fn cause(ask: &Ask, alarm: &Alarm) -> String {
    match &alarm.tripped {
        Some(tripped) if tripped.cause == Cause::Many => ask.tw(
            "oversight-alarm-many",
            &[("opens", i64::from(tripped.opens).into()), ("minutes", i64::from(tripped.minutes).into())],
        ),
        _ => ask.t("oversight-alarm-decoy"),
    }
}

fn state(ask: &Ask, alarm: &Alarm, now: Timestamp) -> Markup {
    match alarm.review.as_ref().map(|review| review.finding) {
        Some(Finding::Explained) => part::tag(TagKind::Good, &ask.t("oversight-alarm-explained")),
        Some(Finding::Unexplained) => part::tag(TagKind::Bad, &ask.t("oversight-alarm-unexplained")),
        None if alarm.is_overdue(now) => part::tag(TagKind::Bad, &ask.t("oversight-glass-overdue")),
        None => part::tag(TagKind::Soon, &ask.t("oversight-glass-unreviewed")),
    }
}

fn found(house: &House, ask: &Ask) -> Result<(Uuid, Alarm), Trouble> {
    let id: Uuid = ask.id("alarm")?;
    let alarm = house.ledger.read(|door| super::load(door as &mut dyn ledger::Door, id))?;
    alarm.map(|alarm| (id, alarm.state)).ok_or(Trouble::NotFound)
}

/// `GET /alarms/{alarm}`
pub fn show(house: &House, ask: &Ask) -> Reply {
    let (id, alarm) = found(house, ask)?;
    Ok(page(house, ask, id, &alarm, &ask.errors())?.into())
}

fn page(house: &House, ask: &Ask, id: Uuid, alarm: &Alarm, errors: &FormErrors) -> Result<Page, Trouble> {
    let Some(tripped) = &alarm.tripped else { return Err(Trouble::NotFound) };
    let staff = Staff::of(house)?;
    let number = |n: u32| ask.number(i64::from(n));
    let reviewer = tripped.reviewer.map(|who| staff.name(ask, who));
    let mut facts = vec![
        (
            ask.t("oversight-who"),
            html! { (reader(house, ask, tripped.reader)?) " · " (names::role(ask, tripped.role))
            " · " (names::office(house, ask.lang, &tripped.office)) },
        ),
        (ask.t("oversight-alarm-from"), html! { (ask.instant(tripped.from)) }),
        (ask.t("oversight-alarm-until"), html! { (ask.instant(tripped.until)) }),
        (ask.t("oversight-alarm-opens"), html! { (number(tripped.opens)) }),
        (ask.t("oversight-alarm-files"), html! { (number(tripped.files)) }),
    ];
    if let Some(decoy) = tripped.decoy {
        let words = crate::decoy::page::number(house, decoy)?;
        facts.push((ask.t("oversight-alarm-which"), html! { a.govuk-link href="/decoys" { (words) } }));
    }
    facts.push((ask.t("oversight-review-due"), html! { (ask.instant(tripped.review_due)) }));
    facts.push((
        ask.t("oversight-alarm-reviewer"),
        html! { (reviewer.unwrap_or_else(|| ask.t("oversight-alarm-nobody"))) },
    ));
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&ask.t("oversight-alarm-title"), None, Some(&cause(ask, alarm))))
        (part::columns(
            html! {
                @if let Some(done) = &alarm.review {
                    (part::card(&ask.t("oversight-review-done"), html! {
                        p { (state(ask, alarm, ask.now)) " " (staff.name(ask, done.by)) " · " (ask.instant(done.at)) }
                        p { (done.note) }
                    }))
                } @else if tripped.reader == ask.who.account {
                    (part::notice(Tone::Caution, &ask.t("oversight-alarm-own"), html! {}))
                } @else { (part::card(&ask.t("oversight-review-say"), form(ask, id, errors))) }
            },
            html! {
                (part::card(&ask.t("oversight-review-facts"), part::facts(&facts)))
                (part::aside(&ask.t("oversight-alarm-note")))
                p { (part::link(&Act::new(files_of(ask, tripped), ask.t("oversight-opened-title")))) }
                p { (part::link(&Act::new("/breaches/new", ask.t("oversight-breach-report")))) }
            },
        ))
    };
    let back = part::back_link(&Act::new("/data-protection", ask.t("oversight-title")));
    Ok(Page::new(ask.t("oversight-alarm-title"), body).section("oversight").back(back))
}

/// The question about whose files, filled in with the days of the alarm.
fn files_of(ask: &Ask, tripped: &super::Tripped) -> String {
    let typed = |at: Timestamp| {
        let day = ask.day_of(at);
        web::percent_encode(&format!("{} {} {}", day.day(), day.month(), day.year()))
    };
    let (from, to) = (typed(tripped.from), typed(tripped.until));
    format!("/breaches/opened-files?account={}&from={from}&to={to}", tripped.reader)
}

fn form(ask: &Ask, id: Uuid, errors: &FormErrors) -> Markup {
    let choices = Finding::ALL.map(|finding| {
        let key = format!("oversight-alarm-{}", finding.code());
        Choice::new(finding.code(), ask.t(&key)).hint(ask.t(&format!("{key}-hint")))
    });
    let field =
        |id: &str, key: &str| Field::new(id, ask.t(key)).error(errors.of(id)).value(ask.value_or(id, ""));
    html! {
        form method="post" action={ "/alarms/" (id) } novalidate {
            (ask.csrf_fields())
            (part::radios(&field("finding", "oversight-alarm-finding"), &choices))
            (part::textarea(&field("note", "oversight-review-note").hint(ask.t("oversight-alarm-note-hint")), 4))
            (part::button(&ask.t("oversight-review-button")))
        }
    }
}

/// `POST /alarms/{alarm}`
pub fn submit(house: &House, ask: &Ask) -> Reply {
    let (id, alarm) = found(house, ask)?;
    let mut errors = ask.errors();
    let finding =
        Finding::from_code(&errors.required_choice(ask, "finding", &Finding::ALL.map(Finding::code)));
    let note = errors.required_long(ask, "note", NOTE_CHARS_MAX);
    let (Some(finding), true) = (finding, errors.is_empty()) else {
        return Err(Trouble::Invalid(page(house, ask, id, &alarm, &errors)?));
    };
    match review::run(&house.ledger, &ask.who.actor(), ask.key(), id, finding, &note) {
        Ok(()) => Ok(ask.done("/data-protection", "oversight-done-reviewed")),
        Err(ReviewRefusal::Nothing) => Err(Trouble::NotFound),
        Err(ReviewRefusal::Own) => Err(Trouble::Refused(ask.t("oversight-alarm-own"))),
        Err(ReviewRefusal::Already) => Err(Trouble::Refused(ask.t("oversight-review-already"))),
        Err(ReviewRefusal::Note) => {
            errors.add("note", ask.t("oversight-alarm-note-hint"));
            Err(Trouble::Invalid(page(house, ask, id, &alarm, &errors)?))
        }
        Err(ReviewRefusal::Fault(fault)) => Err(fault.into()),
    }
}
