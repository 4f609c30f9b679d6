//! The page "Tracing": what waits for somebody, and the searches that go on with their age.

use super::{desk, withheld};
use crate::person::{self, PersonHead};
use crate::told::word;
use crate::tracing::queue::{Known, ToDo, searches, waiting};
use crate::tracing::suggest::described;
use crate::tracing::{Search, SearchHead, Stage, open_search};
use ledger::Fault;
use maud::{Markup, html};
use web::part::{self, Act, Cell, Column, Table, TagKind};
use web::{Ask, House, Page, Reply};

/// Lines on the page; the rest come when these are done.
const SHOWN: usize = 50;

/// One lead to do something about: the person who is named, and where it is done.
struct Line {
    to_do: ToDo,
    name: String,
    number: String,
    href: String,
}

pub fn get(house: &House, ask: &Ask) -> Reply {
    let withheld = withheld(house);
    let desk = desk(house, ask, &withheld);
    let (lines, running) = house.ledger.read(|door| -> Result<_, Fault> {
        let mut lines = Vec::new();
        for (to_do, known) in waiting(house, ask, door, desk)?.into_iter().take(SHOWN) {
            let named = if to_do == ToDo::Ask { known.head.found } else { known.head.requester };
            let Some(head) = person::find(door, named)? else { continue };
            lines.push(line(to_do, &known, head));
        }
        let mut running = Vec::new();
        for head in searches(house, ask, door)?.into_iter().take(SHOWN) {
            let Some((person, loaded)) = open_search(door, head.id)? else { continue };
            running.extend(person::find(door, person)?.map(|whose| (head, whose, loaded.state)));
        }
        Ok((lines, running))
    })?;
    let title = ask.t("identity-tracing-title");
    let body = html! {
        (part::heading(&title, None, Some(&ask.t("identity-tracing-lead"))))
        @if !desk.is_headquarters { (part::inset(html! { p { (ask.t("identity-tracing-error-not-here")) } })) }
        h2.c-heading { (ask.t("identity-tracing-waiting")) }
        (part::table(&waits(ask, &lines)))
        h2.c-heading { (ask.t("identity-tracing-searches")) }
        (part::table(&going(ask, &running)))
    };
    Ok(Page::new(title, body).section("tracing").into())
}

fn line(to_do: ToDo, known: &Known, head: PersonHead) -> Line {
    let (search, found) = (known.head.search, known.head.found);
    let href = match to_do {
        ToDo::Ask => format!("/people/{found}/asked/{}", known.head.id),
        ToDo::Second | ToDo::Tell => format!("/tracing/{search}/with/{found}"),
    };
    Line { to_do, name: head.name, number: head.number, href }
}

fn waits(ask: &Ask, lines: &[Line]) -> Table {
    let row = |line: &Line| {
        vec![
            Cell::marked(html! {
                a.govuk-link href=(line.href) { (line.name) }
                div.c-note { (line.number) }
            }),
            Cell::text(word(ask, "tracing-to-do", line.to_do.code())),
        ]
    };
    Table {
        caption: ask.t("identity-tracing-waiting"),
        caption_hidden: true,
        columns: ["person", "to-do"]
            .map(|head| Column::text(ask.t(&format!("identity-tracing-column-{head}"))))
            .to_vec(),
        rows: lines.iter().map(row).collect(),
        empty: Some(part::empty_state(
            &ask.t("identity-tracing-waiting-empty"),
            &ask.t("identity-tracing-waiting-empty-words"),
            None,
        )),
        ..Table::default()
    }
}

fn going(ask: &Ask, running: &[(SearchHead, PersonHead, Search)]) -> Table {
    let row = |(head, whose, state): &(SearchHead, PersonHead, Search)| {
        let sought = state.sought.as_ref().map(|sought| described(ask, sought)).unwrap_or_default();
        let since = state.opened_at.map(|at| ask.day(ask.day_of(at))).unwrap_or_default();
        vec![
            Cell::marked(html! {
                a.govuk-link href={ "/tracing/" (head.id) } { (whose.name) }
                div.c-note { (whose.number) }
            }),
            Cell::text(sought),
            Cell::marked(standing(ask, state)),
            Cell::text(since),
        ]
    };
    Table {
        caption: ask.t("identity-tracing-searches"),
        caption_hidden: true,
        columns: ["person", "sought", "stage", "since"]
            .map(|head| Column::text(ask.t(&format!("identity-tracing-column-{head}"))))
            .to_vec(),
        rows: running.iter().map(row).collect(),
        empty: Some(part::empty_state(
            &ask.t("identity-tracing-searches-empty"),
            &ask.t("identity-tracing-searches-empty-words"),
            Some(&Act::new("/people", ask.t("identity-search-button"))),
        )),
        ..Table::default()
    }
}

/// How a search stands by its own record: of leads nothing.
pub(super) fn standing(ask: &Ask, state: &Search) -> Markup {
    let stage = state.stage();
    let kind = if stage == Stage::Running { TagKind::Good } else { TagKind::Unsure };
    html! {
        (part::tag(kind, &word(ask, "tracing-stage", stage.code())))
        @if state.is_about_child { " " (part::tag(TagKind::Unsure, &ask.t("identity-tracing-child"))) }
        @if state.is_guarded() { " " (part::tag(TagKind::Unsure, &ask.t("identity-tracing-guarded"))) }
    }
}
