//! Compartments: what is sealed about a person and read by the few who were named for it, and the instructions that come
//! out of it without a reason.
//!
//! A compartment's secret stands in a file of its own at the sites that hold it. For each person it has one sealed record,
//! whose id nobody finds without the secret; nothing open points at it. Who is in a compartment, its *circle*, is such a
//! record too. See [`ledger::sealed`] for how they are kept, and `docs/adr/0015-compartments.md` for why.

mod circle;
mod day;
mod file;
pub mod held;
mod instruct;
mod model;
mod staff;
mod table;
#[cfg(test)]
mod tests;

pub use circle::{CircleRefusal, Member, dismiss, grant, is_in, members, mine, name, open};
pub use day::day_card;
pub use file::{FileRefusal, NOTE_CHARS_MAX, note, opened};
pub use instruct::card::{case_card, person_panel};
pub use instruct::{InstructRefusal, Instructions, Order, instruct, of_person};
pub use model::{Compartment, Instruction, Note, Sealed};
pub use table::{MIGRATIONS, records};

use access::Permission;
use kernel::Lang;
use web::{Area, Method, Route, Target};

/// What this area brings to the house.
pub fn area() -> Area {
    Area {
        name: "compartment",
        routes: routes(),
        migrations: MIGRATIONS.to_vec(),
        records: records(),
        locales: &[
            (Lang::Es, include_str!("../../../locales/es/compartment.ftl")),
            (Lang::En, include_str!("../../../locales/en/compartment.ftl")),
        ],
        nav: Vec::new(),
    }
}

fn routes() -> Vec<Route> {
    use Method::{Get, Post};
    use Permission as P;
    const PERSON: Target = Target::Person("person");
    let route = |method, path, permission, target, act| Route { method, path, permission, target, act };
    vec![
        route(Get, "/compartments", P::OpenCompartments, Target::None, circle::page::get),
        route(Post, "/compartments", P::OpenCompartments, Target::None, circle::page::post),
        route(Get, "/people/{person}/instructions", P::CorrectPerson, PERSON, instruct::page::get),
        route(Post, "/people/{person}/instructions", P::CorrectPerson, PERSON, instruct::page::post),
        route(Get, "/people/{person}/sealed/{compartment}", P::ReadSealed, PERSON, file::page::get),
        route(Post, "/people/{person}/sealed/{compartment}", P::WriteSealed, PERSON, file::page::post),
        route(
            Post,
            "/people/{person}/sealed/{compartment}/orders",
            P::WriteSealed,
            PERSON,
            file::page::post_orders,
        ),
    ]
}
