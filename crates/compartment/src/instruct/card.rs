//! The instructions on a person's file and on the pages of their cases, and the way into the compartments for those who
//! are in one.

use super::{Instructions, of_person};
use crate::circle;
use crate::model::Instruction;
use access::{Kind, Permission};
use casework::CaseView;
use kernel::PersonId;
use ledger::Fault;
use std::collections::BTreeSet;
use web::part::{self, Act, Tone};
use web::{Ask, House, Markup, Trouble, html};

/// What stands on a person's file: what is to be done otherwise, for everybody who may read it; and two ways further, for
/// those who may go them.
pub fn person_panel(house: &House, ask: &Ask, person: PersonId) -> Result<Markup, Trouble> {
    let (orders, may_change, compartments) = house.ledger.read(|door| -> Result<_, Fault> {
        let may_change = house.may_with(door, &ask.who, Permission::CorrectPerson, Kind::Person, person.0)?;
        let mine = circle::mine(door, ask.who.account)?;
        let is_in = !mine.is_empty()
            && house.may_with(door, &ask.who, Permission::ReadSealed, Kind::Person, person.0)?;
        Ok((of_person(door, person)?, may_change, if is_in { mine } else { Vec::new() }))
    })?;
    let way = |words: &str, page: &str| {
        html! { p { (part::link(&Act::new(format!("/people/{person}/{page}"), words))) } }
    };
    Ok(html! {
        @if may_change || !orders.given.is_empty() {
            (part::card(&ask.t("compartment-orders-title"), html! {
                (list(ask, &orders.in_force()))
                @if may_change { (way(&ask.t("compartment-orders-change"), "instructions")) }
            }))
        }
        @if !compartments.is_empty() {
            (part::card(&ask.t("compartment-panel-title"), html! {
                @for (compartment, _) in &compartments {
                    (way(&ask.t(&format!("compartment-name-{}", compartment.code())), &format!("sealed/{}", compartment.code())))
                }
            }))
        }
    })
}

/// The instructions as a list of sentences.
pub(crate) fn list(ask: &Ask, orders: &BTreeSet<Instruction>) -> Markup {
    html! {
        @if orders.is_empty() { p.c-note { (ask.t("compartment-orders-none")) } }
        @else { ul.govuk-list.govuk-list--bullet { @for order in orders { li { (ask.t(&order.key())) } } } }
    }
}

/// What stands on a case: the instructions about its people, before anything is done with them.
pub fn case_card(house: &House, ask: &Ask, view: &CaseView<'_>) -> Markup {
    let read = house.ledger.read(|door| -> Result<Vec<Instructions>, Fault> {
        view.case.persons().into_iter().map(|person| of_person(door, person)).collect()
    });
    let orders: BTreeSet<Instruction> =
        read.unwrap_or_default().iter().flat_map(Instructions::in_force).collect();
    if orders.is_empty() {
        return html! {};
    }
    part::notice(Tone::Caution, &ask.t("compartment-orders-case"), list(ask, &orders))
}
