//! The way to one's compartments from My day, for those who are in one; to everybody else nothing is there.

use crate::circle::mine;
use web::part::{self, Act};
use web::{Ask, House, Markup, html};

/// What My day shows.
pub fn day_card(house: &House, ask: &Ask) -> Markup {
    let Ok(mine) = house.ledger.read(|door| mine(door, ask.who.account)) else { return html! {} };
    if mine.is_empty() {
        return html! {};
    }
    let body = html! { p { (part::link(&Act::new("/compartments", ask.t("compartment-day-open")))) } };
    part::card(&ask.t("compartment-day-title"), body)
}
