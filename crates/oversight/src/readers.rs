//! Who looked at a file, and which files a member of staff opened between two days: for the person, and for an incident.

use crate::names::{self, Staff};
use access::{Kind, Read};
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::AccountId;
use ledger::Fault;
use std::collections::BTreeMap;
use std::fmt::Write;
use uuid::Uuid;
use web::part::{self, Act, Cell, Choice, Column, Field, Table, Width};
use web::{Answer, Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

/// `GET /cases/{case}/readers`
pub fn of_case(house: &House, ask: &Ask) -> Reply {
    of_file(house, ask, Kind::Case, ask.id("case")?)
}

/// `GET /people/{person}/readers`
pub fn of_person(house: &House, ask: &Ask) -> Reply {
    of_file(house, ask, Kind::Person, ask.id("person")?)
}

fn of_file(house: &House, ask: &Ask, kind: Kind, id: Uuid) -> Reply {
    let reads = house.access.reads_of(kind, id)?;
    let staff = Staff::of(house)?;
    let title = ask.t("oversight-readers-title");
    let openings = house.ledger.read(|door| crate::glass::all(door))?;
    let broken = openings.iter().filter(|row| row.file == id && row.file_kind == kind.code()).count();
    let body = html! {
        (part::heading(&title, Some(&ask.t(&kind.key())), Some(&ask.t("oversight-readers-lead"))))
        @if broken > 0 {
            (part::inset(html! { p { (ask.tw("oversight-readers-broken", &[("count", i64::try_from(broken).unwrap_or(0).into())])) } }))
        }
        @if reads.is_empty() { (part::empty_state(&ask.t("oversight-readers-none"), "", None)) }
        @else { (table(house, ask, &staff, &reads)) }
        (part::aside(&ask.t("oversight-readers-note")))
    };
    Ok(Page::new(title, body).into())
}

fn table(house: &House, ask: &Ask, staff: &Staff, reads: &[Read]) -> Markup {
    let row = |read: &Read| {
        vec![
            Cell::text(ask.instant(read.at)),
            Cell::text(staff.name(ask, read.account)),
            Cell::text(names::role(ask, read.role)),
            Cell::text(names::office(house, ask.lang, &read.office)),
            Cell::text(names::purpose(ask, read)),
        ]
    };
    let heads =
        ["oversight-when", "oversight-who", "oversight-role", "oversight-office", "oversight-purpose"];
    part::table(&Table {
        caption: ask.t("oversight-readers-title"),
        caption_hidden: true,
        columns: heads.map(|key| Column::text(ask.t(key))).to_vec(),
        rows: reads.iter().map(row).collect(),
        ..Table::default()
    })
}

/// The question of an incident: whose files did this account open between these days?
struct Question {
    account: AccountId,
    from: Date,
    to: Date,
}

/// One file and how often it was opened.
type Opened = BTreeMap<(String, Uuid), u32>;

fn question(ask: &Ask, errors: &mut FormErrors) -> Option<Question> {
    let account = ask.query.text("account").parse::<AccountId>().ok();
    if account.is_none() {
        errors.add("account", ask.t("oversight-opened-error-account"));
    }
    let mut day = |field: &str| {
        let day = kernel::parse_day(ask.query.text(field), ask.today).ok();
        if day.is_none() {
            errors.add(field, ask.t("web-error-day-required"));
        }
        day
    };
    let (from, to) = (day("from"), day("to"));
    Some(Question { account: account?, from: from?, to: to? })
}

fn opened(house: &House, question: &Question) -> Result<Opened, Fault> {
    let start = |day: Date| day.to_zoned(house.country.zone.clone()).map(|at| at.timestamp());
    let after = question.to.checked_add(1.day()).unwrap_or(question.to);
    let (Ok(from), Ok(until)) = (start(question.from), start(after)) else { return Ok(Opened::new()) };
    let mut opened = Opened::new();
    for read in house.access.reads_between(question.account, from, until)? {
        *opened.entry((read.kind, read.record)).or_default() += 1;
    }
    Ok(opened)
}

/// `GET /breaches/opened-files`
pub fn by_account(house: &House, ask: &Ask) -> Reply {
    let staff = Staff::of(house)?;
    let mut errors = FormErrors::new();
    let asked = !ask.query.text("account").is_empty() || !ask.query.text("from").is_empty();
    let question = if asked { question(ask, &mut errors) } else { None };
    let opened = question.as_ref().map(|q| opened(house, q)).transpose()?;
    let title = ask.t("oversight-opened-title");
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("oversight-opened-lead"))))
        (question_form(ask, &staff, &errors))
        @if let Some(opened) = &opened {
            @if opened.is_empty() { (part::empty_state(&ask.t("oversight-opened-none"), &ask.t("oversight-opened-none-next"), None)) }
            @else {
                p { (ask.tw("oversight-opened-count", &[("count", i64::try_from(opened.len()).unwrap_or(0).into())])) }
                (files(ask, opened))
                p { (part::link(&Act::new(csv_address(ask), ask.t("oversight-opened-csv")))) }
            }
        }
    };
    Ok(Page::new(title, body).section("breaches").into())
}

fn csv_address(ask: &Ask) -> String {
    let part = |name: &str| format!("{name}={}", web::percent_encode(ask.query.text(name)));
    format!("/breaches/opened-files.csv?{}&{}&{}", part("account"), part("from"), part("to"))
}

fn question_form(ask: &Ask, staff: &Staff, errors: &FormErrors) -> Markup {
    let choices: Vec<Choice> = std::iter::once(Choice::new("", ask.t("oversight-opened-choose")))
        .chain(staff.all().map(|(id, name)| Choice::new(id.to_string(), name)))
        .collect();
    let field =
        |id: &str, key: &str| Field::new(id, ask.t(key)).error(errors.of(id)).value(ask.query.text(id));
    part::filters(
        "/breaches/opened-files",
        html! {
            (part::select(&field("account", "oversight-who"), &choices))
            (part::text(&field("from", "oversight-opened-from").width(Width::Short)))
            (part::text(&field("to", "oversight-opened-to").width(Width::Short)))
        },
        &ask.t("oversight-opened-button"),
    )
}

fn files(ask: &Ask, opened: &Opened) -> Markup {
    let row = |((kind, id), times): (&(String, Uuid), &u32)| {
        vec![
            Cell::text(names::kind(ask, kind)),
            Cell::marked(html! { code { (id) } }),
            Cell::text(ask.number(i64::from(*times))),
        ]
    };
    part::table(&Table {
        caption: ask.t("oversight-opened-title"),
        caption_hidden: true,
        columns: vec![
            Column::text(ask.t("oversight-file")),
            Column::text(ask.t("oversight-opened-id")),
            Column::number(ask.t("oversight-opened-times")),
        ],
        rows: opened.iter().map(row).collect(),
        ..Table::default()
    })
}

/// `GET /breaches/opened-files.csv`
pub fn by_account_csv(house: &House, ask: &Ask) -> Reply {
    let asked = question(ask, &mut FormErrors::new());
    let question = asked.ok_or_else(|| Trouble::Refused(ask.t("oversight-opened-error-account")))?;
    let mut body = String::from("kind,file,times\n");
    for ((kind, id), times) in opened(house, &question)? {
        let _ = writeln!(body, "{kind},{id},{times}");
    }
    Ok(Answer::Csv { name: format!("opened-files-{}-{}.csv", question.from, question.to), body })
}
