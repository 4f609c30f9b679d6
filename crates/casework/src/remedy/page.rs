//! The page on which remedies are received at any office, with the office's own receipts; the main office also places
//! those that found no file by themselves.

use crate::case;
use crate::laws::Laws;
use crate::remedy::{
    Brought, Mode, Receipt, Received, RemedyRefusal, place as put, receipts, receive, received_by, to_place,
};
use ::access::{Kind, Permission};
use ledger::Stamp;
use uuid::Uuid;
use web::part::{self, Cell, Choice, Column, Field, Width};
use web::{Answer, Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

const LINE_CHARS_MAX: usize = 300;
const WORDS_CHARS_MAX: usize = 20_000;
const RECEIPTS_MAX: i64 = 50;
const MODES: [&str; 2] = ["oral", "written"];

/// GET `/remedies`
pub fn get(house: &House, ask: &Ask) -> Reply {
    page(house, ask, &ask.errors()).map(Answer::Page)
}

/// POST `/remedies`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let mut errors = ask.errors();
    let case_number = errors.required(ask, "case_number", LINE_CHARS_MAX);
    let name = errors.required(ask, "name", LINE_CHARS_MAX);
    let on = errors.required_day(ask, "on");
    let mode = match errors.required_choice(ask, "mode", &MODES).as_str() {
        "written" => Mode::Written,
        _ => Mode::Oral,
    };
    let words = errors.long(ask, "words", WORDS_CHARS_MAX);
    let (Some(on), true) = (on, errors.is_empty()) else {
        return Err(Trouble::Invalid(page(house, ask, &errors)?));
    };
    let stamp = Stamp::new(ask.who.actor());
    let laws = house.room::<Laws>();
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        let brought = Brought { case_number, name, on, mode, words };
        receive(tx, laws, &stamp, brought).map(|id| format!("/remedies?receipt={id}"))
    });
    match done {
        Ok(to) => Ok(Answer::See(to)),
        Err(RemedyRefusal::Fault(fault)) => Err(Trouble::from(fault)),
        Err(_) => {
            errors.add("on", ask.t("casework-error-future"));
            Err(Trouble::Invalid(page(house, ask, &errors)?))
        }
    }
}

/// POST `/remedies/{remedy}/place`
pub fn place(house: &House, ask: &Ask) -> Reply {
    if !is_main(house, ask) {
        return Err(Trouble::Refused(ask.t("casework-remedy-not-main")));
    }
    let number = ask.form.text("number").trim().to_uppercase();
    let found = house.ledger.read(|reader| -> Result<_, Trouble> {
        let Some(head) = case::by_number(reader, &number)? else { return Ok(None) };
        let may = house.may_with(reader, &ask.who, Permission::ReadCase, Kind::Case, head.id.0)?;
        Ok(may.then_some(head.id))
    })?;
    let remedy = ask.id::<Uuid>("remedy");
    let (Some(case), Ok(remedy)) = (found, remedy) else {
        let mut errors = ask.errors();
        errors.add(&format!("number-{}", ask.param("remedy")), ask.t("casework-remedy-no-case"));
        return Err(Trouble::Invalid(page(house, ask, &errors)?));
    };
    let stamp = Stamp::new(ask.who.actor());
    let laws = house.room::<Laws>();
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        put(tx, laws, &stamp, remedy, case)
            .map(|()| format!("/remedies?done={}", "casework-remedy-placed-done"))
    });
    match done {
        Ok(to) => Ok(Answer::See(to)),
        Err(RemedyRefusal::Fault(fault)) => Err(Trouble::from(fault)),
        Err(RemedyRefusal::Placed) => Err(Trouble::Refused(ask.t("casework-remedy-placed"))),
        Err(_) => Err(Trouble::NotFound),
    }
}

/// Whether the reader works where remedies without a file are placed.
fn is_main(house: &House, ask: &Ask) -> bool {
    house.room::<Laws>().main_office().as_ref() == Some(&ask.who.office)
}

// ---- the page ----

fn page(house: &House, ask: &Ask, errors: &FormErrors) -> Result<Page, Trouble> {
    let is_main = is_main(house, ask);
    let (own, waiting) = house.ledger.read(|reader| -> Result<_, ledger::Fault> {
        let own = receipts(reader, &ask.who.office, RECEIPTS_MAX)?;
        let mut waiting = Vec::new();
        for (id, received) in if is_main { to_place(reader, RECEIPTS_MAX)? } else { Vec::new() } {
            let office = received_by(reader, id)?.map(|(_, office)| office);
            waiting.push((id, received, office));
        }
        Ok((own, waiting))
    })?;
    let title = ask.t("casework-remedy-title");
    let fresh = own.iter().find(|receipt| receipt.id.to_string() == ask.query.text("receipt"));
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        @match fresh {
            Some(receipt) => {
                (part::done(
                    &ask.t("casework-remedy-received"),
                    Some((ask.t("casework-remedy-receipt").as_str(), receipt.number.as_str())),
                    html! { p { (ask.tw("casework-remedy-received-words", &[("day", ask.day_long(receipt.on).into())])) } },
                ))
            }
            None => (part::heading(&title, None, Some(&ask.t("casework-remedy-lead"))))
        }
        (part::columns(
            html! {
                @for (id, received, office) in &waiting {
                    (waits(house, ask, *id, received, office.as_ref(), errors.of(&format!("number-{id}"))))
                }
                @if fresh.is_none() { (form(ask, errors)) } @else {
                    p { (part::link(&part::Act::new("/remedies", ask.t("casework-remedy-another")))) }
                }
            },
            kept(ask, &own),
        ))
    };
    Ok(Page::new(title, body).section("remedies"))
}

fn form(ask: &Ask, errors: &FormErrors) -> Markup {
    let line = |name: &str, key: &str| {
        Field::new(name, ask.t(key)).value(ask.value_or(name, "")).error(errors.of(name)).verbatim()
    };
    let modes = [
        Choice::new("oral", ask.t("casework-remedy-oral")),
        Choice::new("written", ask.t("casework-remedy-written")),
    ];
    let number = line("case_number", "casework-remedy-number").hint(ask.t("casework-remedy-number-hint"));
    let on = line("on", "casework-remedy-on")
        .hint(ask.t("casework-day-hint"))
        .value(ask.value_or("on", &ask.today_typed()));
    let words = Field::new("words", ask.t("casework-remedy-words"))
        .hint(ask.t("casework-remedy-words-hint"))
        .optional(ask.t("casework-optional"))
        .value(ask.value_or("words", ""))
        .error(errors.of("words"));
    html! {
        form method="post" action="/remedies" novalidate {
            (ask.csrf_fields())
            (part::text(&number.width(Width::Medium)))
            (part::text(&line("name", "casework-remedy-name").hint(ask.t("casework-remedy-name-hint"))))
            (part::partial_date(&on))
            (part::radios(&line("mode", "casework-remedy-mode"), &modes))
            (part::textarea(&words, 8))
            (part::actions(part::button(&ask.t("casework-remedy-receive")), &[]))
        }
    }
}

/// The office's own receipts: when and under which number, and nothing of any file.
fn kept(ask: &Ask, own: &[Receipt]) -> Markup {
    let head = |key: &str| Column::text(ask.t(key));
    let mode = |code: &str| {
        ask.t(if code == "written" { "casework-remedy-written" } else { "casework-remedy-oral" })
    };
    let rows = own.iter().map(|receipt| {
        let (on, mode) = (Cell::text(ask.day(receipt.on)), Cell::text(mode(&receipt.mode)));
        vec![Cell::text(&receipt.number), on, mode]
    });
    let title = ask.t("casework-remedy-receipts");
    let table = part::Table {
        caption: title.clone(),
        caption_hidden: true,
        columns: vec![
            head("casework-remedy-receipt"),
            head("casework-remedy-on"),
            head("casework-remedy-mode"),
        ],
        rows: rows.collect(),
        ..part::Table::default()
    };
    let body = if own.is_empty() {
        part::aside(&ask.t("casework-remedy-receipts-none"))
    } else {
        part::table(&table)
    };
    part::card(&title, body)
}

/// One remedy that found no file by itself, with the way to put it into one.
fn waits(
    house: &House,
    ask: &Ask,
    id: Uuid,
    received: &Received,
    office: Option<&kernel::Office>,
    error: Option<String>,
) -> Markup {
    let office = office.map(|office| house.country.office_name(ask.lang, office).to_owned());
    let lines = [
        (ask.t("casework-remedy-number"), html! { (received.case_number) }),
        (ask.t("casework-remedy-name"), html! { (received.name) }),
        (ask.t("casework-remedy-on"), html! { (ask.day_long(received.on)) }),
        (ask.t("casework-column-office"), html! { (office.unwrap_or_default()) }),
        (ask.t("casework-remedy-words"), html! { span.c-long { (received.words) } }),
    ];
    let input = format!("number-{id}");
    let field = Field::new(&input, ask.t("casework-remedy-place-number"))
        .name("number")
        .error(error)
        .width(Width::Medium)
        .verbatim();
    let body = html! {
        (part::facts(&lines))
        form method="post" action={ "/remedies/" (id) "/place" } novalidate {
            (ask.csrf_fields())
            (part::text(&field))
            (part::second_button(&ask.t("casework-remedy-place"), "do", "place"))
        }
    };
    let number = received.number.clone();
    part::card(&ask.tw("casework-remedy-waits", &[("number", number.into())]), body)
}
