//! `/people/{person}/sealed/{compartment}`: the notes, the instructions that go out of them, and who read them.

use super::{FileRefusal, NOTE_CHARS_MAX, note, opened};
use crate::instruct::page::{boxes, ticked};
use crate::instruct::{InstructRefusal, Order, instruct, of_person, own_givers};
use crate::model::{Compartment, Instruction, Sealed};
use crate::staff::Staff;
use kernel::PersonId;
use ledger::Fault;
use std::collections::BTreeSet;
use web::part::{self, Act, Field};
use web::{Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

/// Reads shown at once.
const READS_SHOWN: usize = 50;

fn asked(ask: &Ask) -> Result<(PersonId, Compartment), Trouble> {
    let compartment = Compartment::from_code(ask.param("compartment")).ok_or(Trouble::NotFound)?;
    Ok((ask.id("person")?, compartment))
}

fn path(person: PersonId, compartment: Compartment) -> String {
    format!("/people/{person}/sealed/{}", compartment.code())
}

/// `GET /people/{person}/sealed/{compartment}`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let (person, compartment) = asked(ask)?;
    Ok(page(house, ask, person, compartment, &ask.errors())?.into())
}

fn page(
    house: &House,
    ask: &Ask,
    person: PersonId,
    compartment: Compartment,
    errors: &FormErrors,
) -> Result<Page, Trouble> {
    let file = opened(&house.ledger, &ask.who.actor(), compartment, person).map_err(refused)?;
    let given = house.ledger.read(|door| -> Result<BTreeSet<Instruction>, Fault> {
        let own = own_givers(door, &ask.who.actor(), Some(compartment))?.unwrap_or_default();
        let orders = of_person(door, person)?;
        Ok(Instruction::ALL.into_iter().filter(|i| !orders.givers(*i).is_disjoint(&own)).collect())
    })?;
    let staff = Staff::of(house)?;
    let title = ask.t(&format!("compartment-name-{}", compartment.code()));
    let field = Field::new("text", ask.t("compartment-note"))
        .hint(ask.t("compartment-note-hint"))
        .error(errors.of("text"))
        .value(ask.value_or("text", ""));
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("compartment-file-lead"))))
        (part::columns(
            html! {
                (part::card(&ask.t("compartment-notes"), notes(house, ask, &staff, &file)))
                (part::card(&ask.t("compartment-note-title"), html! {
                    form method="post" action=(path(person, compartment)) novalidate {
                        (ask.csrf_fields())
                        (part::textarea(&field, 8))
                        (part::button(&ask.t("compartment-note-button")))
                    }
                }))
            },
            html! {
                (part::card(&ask.t("compartment-orders-title"), html! {
                    p { (ask.t("compartment-orders-out")) }
                    form method="post" action={ (path(person, compartment)) "/orders" } novalidate {
                        (ask.csrf_fields())
                        (boxes(ask, &given, &ask.t("compartment-orders-own")))
                        (part::second_button(&ask.t("compartment-orders-button"), "orders", "1"))
                    }
                }))
                (part::card(&ask.t("compartment-reads"), reads(house, ask, &staff, &file)))
            },
        ))
    };
    // The window's title lands in the browser's history: it names neither the person nor the compartment.
    let back = part::back_link(&Act::new("/compartments", ask.t("compartment-back-list")));
    Ok(Page::new(ask.t("compartment-window"), body).section("people").back(back))
}

fn notes(house: &House, ask: &Ask, staff: &Staff, file: &Sealed) -> Markup {
    html! {
        @if file.notes.is_empty() { p.c-note { (ask.t("compartment-notes-none")) } }
        @for note in file.notes.iter().rev() {
            p.c-note { (ask.instant(note.at)) " · " (staff.told(house, ask, (note.by.account, note.by.role, &note.by.office))) }
            @for line in note.text.lines() { p { (line) } }
        }
    }
}

fn reads(house: &House, ask: &Ask, staff: &Staff, file: &Sealed) -> Markup {
    html! {
        @if file.reads.is_empty() { p.c-note { (ask.t("compartment-reads-none")) } }
        @else { ul.govuk-list {
            @for read in file.reads.iter().rev().take(READS_SHOWN) {
                li { (ask.instant(read.at)) " · " (staff.told(house, ask, (read.account, read.role, &read.office))) }
            }
        } }
    }
}

fn refused(refusal: FileRefusal) -> Trouble {
    match refusal {
        FileRefusal::Nothing => Trouble::NotFound,
        FileRefusal::Text => Trouble::NotFound,
        FileRefusal::Fault(fault) => fault.into(),
    }
}

/// `POST /people/{person}/sealed/{compartment}`: adds a note.
pub fn post(house: &House, ask: &Ask) -> Reply {
    let (person, compartment) = asked(ask)?;
    let mut errors = ask.errors();
    let text = errors.required_long(ask, "text", NOTE_CHARS_MAX);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(house, ask, person, compartment, &errors)?));
    }
    note(&house.ledger, &ask.who.actor(), ask.key(), compartment, person, &text).map_err(refused)?;
    Ok(ask.done(&path(person, compartment), "compartment-note-done"))
}

/// `POST /people/{person}/sealed/{compartment}/orders`: what goes out of it, without a reason.
pub fn post_orders(house: &House, ask: &Ask) -> Reply {
    let (person, compartment) = asked(ask)?;
    let order = Order { person, wanted: &ticked(ask), of: Some(compartment) };
    match instruct(&house.ledger, &ask.who.actor(), ask.key(), &order) {
        Ok(()) => Ok(ask.done(&path(person, compartment), "compartment-orders-done")),
        Err(InstructRefusal::Nothing) => Err(Trouble::NotFound),
        Err(InstructRefusal::Fault(fault)) => Err(fault.into()),
    }
}
