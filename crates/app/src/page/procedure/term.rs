//! The terms of a procedure as a table: how long, from when, whose, what their end does, and where it is written.

use super::super::account::role_name;
use super::cite::cited;
use super::reform::struck_line;
use super::statement::Signs;
use procedure::{Counting, Length, OnExpiry, Procedure, Term, Unit, Whose};
use web::part::{self, Cell, Column};
use web::{Ask, Markup, html};

pub fn table(ask: &Ask, signs: &Signs<'_>, procedure: &Procedure) -> Markup {
    let row = |term: &Term| {
        vec![
            Cell::marked(name(ask, signs, procedure, term)),
            Cell::marked(length_and_count(ask, signs, term)),
            Cell::text(event_name(ask, procedure, &term.from)),
            Cell::text(whose(ask, term.whose)),
            Cell::text(on_expiry(ask, term.on_expiry)),
            Cell::marked(cited(ask, signs, &term.cite)),
        ]
    };
    part::table(&part::Table {
        caption: ask.t("app-law-terms"),
        caption_hidden: true,
        columns: [
            "app-law-term",
            "app-law-length",
            "app-law-counts-from",
            "app-law-whose",
            "app-law-on-expiry",
            "app-law-written",
        ]
        .map(|key| Column::text(ask.t(key)))
        .to_vec(),
        rows: procedure.terms.iter().map(row).collect(),
        empty: Some(html! { p { (ask.t("app-law-no-terms")) } }),
        ..part::Table::default()
    })
}

fn name(ask: &Ask, signs: &Signs<'_>, procedure: &Procedure, term: &Term) -> Markup {
    let struck = procedure.struck.iter().find(|s| s.what.strip_prefix("terms.") == Some(&term.id));
    html! {
        span id={ "term-" (term.id) } { (term.names.in_lang(ask.lang)) }
        @if let Some(struck) = struck { (struck_line(ask, signs, struck)) }
        @if let Some(hint) = &term.hint { div.c-note { (hint.in_lang(ask.lang)) } }
    }
}

fn length_and_count(ask: &Ask, signs: &Signs<'_>, term: &Term) -> Markup {
    html! {
        @match term.length {
            Some(length) => (length_words(ask, Length { length, unit: term.unit })),
            None => (ask.t("app-law-length-unknown")),
        }
        @if term.length.is_some() && term.counting == Counting::FromNextWorkingDay {
            div.c-note { (ask.t("app-law-from-next-working-day")) }
        }
        @if let Some(moved) = &term.moved_end {
            div.c-note { (ask.t("app-law-moved-end")) (signs.beside(ask, &moved.cite)) }
        }
    }
}

/// `5 días hábiles`
pub fn length_words(ask: &Ask, length: Length) -> String {
    let args = [("n", i64::from(length.length).into())];
    match length.unit {
        Unit::WorkingDays => ask.tw("app-law-working-days", &args),
        Unit::CalendarDays => ask.tw("app-law-calendar-days", &args),
        Unit::Months => ask.tw("app-law-months", &args),
        Unit::Unknown => ask.t("app-law-length-unknown"),
    }
}

/// What an event is, in the words of the steps and questions that give it its day.
fn event_name(ask: &Ask, procedure: &Procedure, event: &str) -> String {
    let steps = procedure.all_steps().filter(|s| s.event == event).map(|s| &s.names);
    let fields = procedure.all_steps().flat_map(|s| &s.fields).filter(|f| f.event.as_deref() == Some(event));
    let mut names: Vec<&str> = Vec::new();
    for said in steps.chain(fields.map(|f| &f.names)) {
        let name = said.in_lang(ask.lang);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() { event.to_owned() } else { names.join("; ") }
}

pub fn whose(ask: &Ask, whose: Whose) -> String {
    match whose {
        Whose::Person => ask.t("app-law-the-person"),
        Whose::Role(role) => role_name(ask, role),
    }
}

fn on_expiry(ask: &Ask, on_expiry: OnExpiry) -> String {
    match on_expiry {
        OnExpiry::HumanReview => ask.t("app-law-human-review"),
        OnExpiry::Warn => ask.t("app-law-warn"),
    }
}
