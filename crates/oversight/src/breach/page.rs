//! The pages of incidents: reporting one, the register, and what was done about each, under its clock.

use super::{
    Breach, BreachEvent, BreachKind, BreachRefusal, BreachRow, Line, REFERENCE_CHARS_MAX, TOLD_CHARS_MAX,
};
use crate::clock;
use crate::names::Staff;
use jiff::Timestamp;
use jiff::civil::Time;
use ledger::{Door, Loaded};
use uuid::Uuid;
use web::part::{self, Act, Cell, Choice, Column, Field, Moment, Table, TermState, Tone, Width};
use web::{Ask, FormErrors, House, Markup, Page, Permission, Reply, StaleRow, Trouble, html};

/// What may be written under an incident, as the form's choices name it.
const ACTS: [&str; 5] = ["assessed", "authority_told", "persons_told", "noted", "closed"];
const PERSONS_MAX: i64 = 10_000_000;

/// `GET /breaches/new`
pub fn form(house: &House, ask: &Ask) -> Reply {
    Ok(report_page(house, ask, &ask.errors()).into())
}

fn report_page(house: &House, ask: &Ask, errors: &FormErrors) -> Page {
    let title = ask.t("oversight-breach-report");
    let today = ask.today_typed();
    let field = |id: &str, key: &str, stored: &str| {
        Field::new(id, ask.t(key)).error(errors.of(id)).value(ask.value_or(id, stored))
    };
    let kinds = BreachKind::ALL.map(|kind| Choice::new(kind.code(), kind_name(ask, kind)));
    let rule = clock::rule(house.country.country);
    let within = ask.tw("oversight-breach-within", &[("hours", i64::from(rule.tell_within_hours).into())]);
    let body = part::prose(html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("oversight-breach-lead"))))
        @if let Some(number) = Some(ask.query.text("number")).filter(|n| !n.is_empty()) {
            (part::notice(Tone::Done, &ask.tw("oversight-breach-done", &[("number", number.into())]), html! {}))
        }
        (part::inset(html! { p { (within) } p.c-note { (rule.instrument.in_lang(ask.lang)) } }))
        form method="post" action="/breaches/new" novalidate {
            (ask.csrf_fields())
            (part::radios(&field("kind", "oversight-breach-kind", ""), &kinds))
            (part::row(html! {
                (part::text(&field("noticed_on", "oversight-breach-noticed-on", &today).width(Width::Short)))
                (part::text(&field("noticed_at", "oversight-breach-noticed-at", "").hint(ask.t("oversight-breach-time-hint")).width(Width::Short)))
            }))
            (part::textarea(&field("told", "oversight-breach-told", "").hint(ask.t("oversight-breach-told-hint")), 6))
            (part::button(&ask.t("oversight-breach-button")))
        }
    });
    Page::new(title, body).back(part::back_link(&Act::new("/", ask.t("web-back-home"))))
}

fn kind_name(ask: &Ask, kind: BreachKind) -> String {
    ask.t(&format!("oversight-breach-kind-{}", kind.code().replace('_', "-")))
}

/// The instant somebody states: a day, and an hour where it is known; else the end of that day, or now.
fn noticed(house: &House, ask: &Ask, errors: &mut FormErrors) -> Option<Timestamp> {
    let day = errors.required_day(ask, "noticed_on")?;
    let typed = ask.form.text("noticed_at").trim();
    let time = match typed {
        "" => Time::constant(23, 59, 0, 0),
        typed => match Time::strptime("%H:%M", typed) {
            Ok(time) => time,
            Err(_) => {
                errors.add("noticed_at", ask.t("oversight-breach-error-time"));
                return None;
            }
        },
    };
    let at = day.to_datetime(time).to_zoned(house.country.zone.clone()).ok()?.timestamp();
    // Without an hour, today means now at the latest: the clock must not begin tomorrow.
    Some(if typed.is_empty() && day == ask.today { at.min(ask.now) } else { at })
}

/// `POST /breaches/new`
pub fn submit(house: &House, ask: &Ask) -> Reply {
    let mut errors = ask.errors();
    let kind =
        BreachKind::from_code(&errors.required_choice(ask, "kind", &BreachKind::ALL.map(BreachKind::code)));
    let at = noticed(house, ask, &mut errors);
    let told = errors.required_long(ask, "told", TOLD_CHARS_MAX);
    let (Some(kind), Some(at), true) = (kind, at, errors.is_empty()) else {
        return Err(Trouble::Invalid(report_page(house, ask, &errors)));
    };
    let rule = clock::rule(house.country.country);
    match super::report(&house.ledger, &ask.who.actor(), ask.key(), &rule, kind, at, told) {
        Ok(number) => Ok(web::Answer::See(format!("/breaches/new?number={number}"))),
        Err(BreachRefusal::Future) => {
            errors.add("noticed_on", ask.t("oversight-breach-error-future"));
            Err(Trouble::Invalid(report_page(house, ask, &errors)))
        }
        Err(refusal) => Err(trouble(ask, refusal)),
    }
}

fn trouble(ask: &Ask, refusal: BreachRefusal) -> Trouble {
    match refusal {
        BreachRefusal::Nothing => Trouble::NotFound,
        BreachRefusal::Future => Trouble::Refused(ask.t("oversight-breach-error-future")),
        BreachRefusal::Closed => Trouble::Refused(ask.t("oversight-breach-error-closed")),
        BreachRefusal::NotTold => Trouble::Refused(ask.t("oversight-breach-error-not-told")),
        BreachRefusal::Stale => {
            let row = StaleRow {
                label: ask.t("oversight-breach-note"),
                typed: ask.form.text("note").to_owned(),
                now: String::new(),
            };
            Trouble::Stale { rows: vec![row] }
        }
        BreachRefusal::Fault(fault) => Trouble::Internal(fault),
    }
}

/// `GET /breaches`
pub fn list(house: &House, ask: &Ask) -> Reply {
    let rows = house.ledger.read(|door| super::all(door))?;
    let title = ask.t("oversight-breaches-title");
    let report = Act::new("/breaches/new", ask.t("oversight-breach-report"));
    let all: Vec<&BreachRow> = rows.iter().collect();
    let body = html! {
        (part::heading(&title, None, Some(&ask.t("oversight-breaches-lead"))))
        p { (part::go(&report.href, &report.words)) }
        @if all.is_empty() { (part::empty_state(&ask.t("oversight-breaches-none"), &ask.t("oversight-breaches-none-next"), None)) }
        @else { (table(ask, &all)) }
    };
    Ok(Page::new(title, body).section("breaches").into())
}

/// Incidents in rows, each with its clock.
pub(crate) fn table(ask: &Ask, rows: &[&BreachRow]) -> Markup {
    let row = |row: &&BreachRow| {
        vec![
            Cell::link(&format!("/breaches/{}", row.id), &row.number),
            Cell::text(row.kind.map(|kind| kind_name(ask, kind)).unwrap_or_default()),
            Cell::text(ask.instant(row.noticed_at)),
            Cell::marked(badge(ask, row.authority_told, row.closed, row.tell_by)),
        ]
    };
    part::table(&Table {
        caption: ask.t("oversight-breaches-title"),
        caption_hidden: true,
        columns: [
            "oversight-breach-number",
            "oversight-breach-kind",
            "oversight-breach-noticed-on",
            "oversight-breach-clock",
        ]
        .map(|key| Column::text(ask.t(key)))
        .to_vec(),
        rows: rows.iter().map(row).collect(),
        ..Table::default()
    })
}

/// The clock in words: hours left, hours over, told, or closed.
fn badge(ask: &Ask, is_told: bool, is_closed: bool, tell_by: Timestamp) -> Markup {
    let hours = tell_by.duration_since(ask.now).as_hours();
    match (is_told, is_closed) {
        (true, _) => part::term_badge(TermState::Ok, &ask.t("oversight-breach-told-authority")),
        (false, true) => part::term_badge(TermState::Ok, &ask.t("oversight-breach-closed")),
        _ if ask.now > tell_by => {
            let (hours, days) = (hours.abs(), hours.abs() / 24);
            // Beyond three days nobody counts in hours.
            let words = match days {
                ..3 => ask.tw("oversight-breach-over", &[("hours", hours.into())]),
                _ => ask.tw("oversight-breach-over-days", &[("days", days.into())]),
            };
            part::term_badge(TermState::Overdue { days }, &words)
        }
        _ => {
            let words = ask.tw("oversight-breach-left", &[("hours", hours.into())]);
            part::term_badge(TermState::DueSoon { days: hours / 24 }, &words)
        }
    }
}

fn found(house: &House, ask: &Ask) -> Result<Loaded<Breach>, Trouble> {
    let id: Uuid = ask.id("breach")?;
    house.ledger.read(|door| super::load(door as &mut dyn Door, id))?.ok_or(Trouble::NotFound)
}

/// `GET /breaches/{breach}`
pub fn show(house: &House, ask: &Ask) -> Reply {
    let breach = found(house, ask)?;
    Ok(page(house, ask, &breach, &ask.errors())?.into())
}

fn page(house: &House, ask: &Ask, breach: &Loaded<Breach>, errors: &FormErrors) -> Result<Page, Trouble> {
    let state = &breach.state;
    let staff = Staff::of(house)?;
    let kind = state.kind.map(|kind| kind_name(ask, kind)).unwrap_or_default();
    let clock =
        badge(ask, state.authority_told.is_some(), state.closed.is_some(), state.tell_by.unwrap_or(ask.now));
    let mut facts = vec![
        (ask.t("oversight-breach-clock"), clock),
        (
            ask.t("oversight-breach-tell-by"),
            html! { (state.tell_by.map(|at| ask.instant(at)).unwrap_or_default()) },
        ),
        (
            ask.t("oversight-breach-noticed-on"),
            html! { (state.noticed_at.map(|at| ask.instant(at)).unwrap_or_default()) },
        ),
    ];
    if let Some(persons) = state.persons {
        facts.push((ask.t("oversight-breach-persons"), html! { (ask.number(i64::from(persons))) }));
    }
    let may_log = house.may(&ask.who, Permission::ManageBreaches, None);
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&state.number, Some(&kind), None))
        (part::columns(
            html! {
                @if state.closed.is_none() { (part::card(&ask.t("oversight-breach-act"), act_form(ask, breach, errors))) }
                (part::card(&ask.t("oversight-breach-history"), history(ask, &staff, &state.lines)))
            },
            html! {
                (part::card(&ask.t("oversight-review-facts"), part::facts(&facts)))
                @if may_log { (part::card(&ask.t("oversight-breach-whose"), html! {
                    p { (ask.t("oversight-breach-whose-note")) }
                    p { (part::link(&Act::new("/breaches/opened-files", ask.t("oversight-opened-title")))) }
                })) }
            },
        ))
    };
    let back = part::back_link(&Act::new("/breaches", ask.t("oversight-breaches-title")));
    Ok(Page::new(state.number.clone(), body).section("breaches").back(back))
}

fn act_form(ask: &Ask, breach: &Loaded<Breach>, errors: &FormErrors) -> Markup {
    let field =
        |id: &str, key: &str| Field::new(id, ask.t(key)).error(errors.of(id)).value(ask.value_or(id, ""));
    let act = |code: &&str| Choice::new(*code, ask.t(&act_key(code)));
    html! {
        form method="post" action={ "/breaches/" (breach.id) } novalidate {
            (ask.csrf_fields_at(&breach.head_text()))
            (part::radios(&field("act", "oversight-breach-act-what"), &ACTS.iter().map(act).collect::<Vec<_>>()))
            (part::text(&field("persons", "oversight-breach-persons").hint(ask.t("oversight-breach-persons-hint")).width(Width::Short).inputmode("numeric")))
            (part::text(&field("reference", "oversight-breach-reference").hint(ask.t("oversight-breach-reference-hint")).width(Width::Medium)))
            (part::textarea(&field("note", "oversight-breach-note"), 4))
            (part::button(&ask.t("oversight-breach-write")))
        }
    }
}

fn act_key(code: &str) -> String {
    format!("oversight-breach-act-{}", code.replace('_', "-"))
}

fn history(ask: &Ask, staff: &Staff, lines: &[Line]) -> Markup {
    let moment = |line: &Line| {
        let (title, note) = told(ask, &line.event);
        let by = staff.name(ask, line.by);
        let words = if note.is_empty() { by } else { format!("{by}: {note}") };
        Moment::new(line.at.to_string(), ask.instant(line.at), title).note(words)
    };
    part::timeline(&lines.iter().rev().map(moment).collect::<Vec<_>>())
}

fn told(ask: &Ask, event: &BreachEvent) -> (String, String) {
    let act = |code: &str| ask.t(&act_key(code));
    match event {
        BreachEvent::Reported { told, .. } => (ask.t("oversight-breach-was-reported"), told.clone()),
        BreachEvent::Assessed { persons, note } => {
            let count =
                persons.map(|n| format!("{}: {n}. ", ask.t("oversight-breach-persons"))).unwrap_or_default();
            (act("assessed"), format!("{count}{note}"))
        }
        BreachEvent::AuthorityTold { reference, note } => {
            (act("authority_told"), format!("{reference} {note}").trim().to_owned())
        }
        BreachEvent::PersonsTold { note } => (act("persons_told"), note.clone()),
        BreachEvent::Noted { note } => (act("noted"), note.clone()),
        BreachEvent::Closed { note } => (act("closed"), note.clone()),
    }
}

/// `POST /breaches/{breach}`
pub fn add(house: &House, ask: &Ask) -> Reply {
    let breach = found(house, ask)?;
    let mut errors = ask.errors();
    let act = errors.required_choice(ask, "act", &ACTS);
    let persons = errors.whole_number(ask, "persons", 0, PERSONS_MAX).and_then(|n| u32::try_from(n).ok());
    let reference = errors.line(ask, "reference", REFERENCE_CHARS_MAX);
    let note = errors.long(ask, "note", TOLD_CHARS_MAX);
    if note.trim().is_empty() && matches!(act.as_str(), "noted" | "persons_told" | "assessed") {
        errors.add("note", ask.t("oversight-breach-error-note"));
    }
    if act == "authority_told" && reference.trim().is_empty() && note.trim().is_empty() {
        errors.add("reference", ask.t("oversight-breach-error-reference"));
    }
    let event = match act.as_str() {
        "assessed" => BreachEvent::Assessed { persons, note },
        "authority_told" => BreachEvent::AuthorityTold { reference, note },
        "persons_told" => BreachEvent::PersonsTold { note },
        "noted" => BreachEvent::Noted { note },
        _ => BreachEvent::Closed { note },
    };
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(house, ask, &breach, &errors)?));
    }
    match super::add(&house.ledger, &ask.who.actor(), ask.key(), breach.id, ask.head(), event) {
        Ok(()) => Ok(ask.done(&format!("/breaches/{}", breach.id), "oversight-done-written")),
        Err(BreachRefusal::NotTold) => {
            errors.add("note", ask.t("oversight-breach-error-not-told"));
            Err(Trouble::Invalid(page(house, ask, &breach, &errors)?))
        }
        Err(refusal) => Err(trouble(ask, refusal)),
    }
}
