//! `/people/{person}/instructions`: what is to be done otherwise for a person, as whoever works on the file gives it.

use super::{InstructRefusal, Order, instruct, of_person};
use crate::instruct::card::list;
use crate::model::Instruction;
use kernel::PersonId;
use std::collections::BTreeSet;
use web::part::{self, Act, Choice, Field};
use web::{Ask, House, Markup, Page, Reply, Trouble, html};

/// `GET /people/{person}/instructions`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let person: PersonId = ask.id("person")?;
    let orders = house.ledger.read(|door| of_person(door, person))?;
    let own: BTreeSet<Instruction> =
        Instruction::ALL.into_iter().filter(|i| orders.givers(*i).contains(&ask.who.account)).collect();
    let title = ask.t("compartment-orders-title");
    let body = part::prose(html! {
        (part::heading(&title, None, Some(&ask.t("compartment-orders-lead"))))
        (part::section(&ask.t("compartment-orders-in-force"), list(ask, &orders.in_force())))
        form method="post" action={ "/people/" (person) "/instructions" } novalidate {
            (ask.csrf_fields())
            (boxes(ask, &own, &ask.t("compartment-orders-own")))
            (part::button(&ask.t("compartment-orders-button")))
        }
    });
    let back = part::back_link(&Act::new(format!("/people/{person}"), ask.t("compartment-back")));
    Ok(Page::new(title, body).section("people").back(back).into())
}

/// The boxes of all instructions, those of `own` ticked.
pub(crate) fn boxes(ask: &Ask, own: &BTreeSet<Instruction>, legend: &str) -> Markup {
    let choices: Vec<Choice> =
        Instruction::ALL.into_iter().map(|i| Choice::new(i.code(), ask.t(&i.key()))).collect();
    let ticked: Vec<String> = if ask.has_values() {
        ask.values().all("order").into_iter().map(str::to_owned).collect()
    } else {
        own.iter().map(|i| i.code().to_owned()).collect()
    };
    part::checkboxes(&Field::new("order", legend).hint(ask.t("compartment-orders-hint")), &ticked, &choices)
}

/// The instructions that were ticked.
pub(crate) fn ticked(ask: &Ask) -> BTreeSet<Instruction> {
    ask.form.all("order").into_iter().filter_map(Instruction::from_code).collect()
}

/// `POST /people/{person}/instructions`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let person: PersonId = ask.id("person")?;
    let order = Order { person, wanted: &ticked(ask), of: None };
    match instruct(&house.ledger, &ask.who.actor(), ask.key(), &order) {
        Ok(()) => Ok(ask.done(&format!("/people/{person}"), "compartment-orders-done")),
        Err(InstructRefusal::Nothing) => Err(Trouble::NotFound),
        Err(InstructRefusal::Fault(fault)) => Err(fault.into()),
    }
}
