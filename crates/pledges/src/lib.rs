//! The pledges of the seven states: official texts unaltered, what a state declares, and what live data computes.
//!
//! The texts are data (`region/pledges.json`). Declared and computed stand beside each other and never mix: a
//! declaration is an entry of the focal point with a day and a note; an indicator is computed on reading from
//! [`Indicators`], wired by `app`, and shown with definition, numerator, denominator and instant.

pub mod api;
mod browse;
mod catalogue;
mod declare;
mod fold;
mod indicator;
mod list;
mod model;
mod table;

pub use catalogue::{Catalogue, Commitment, Indicated, Pledge, catalogue};
pub use declare::{Declare, declare, declared, file_of};
pub use indicator::{Compute, DENOMINATOR_MIN, Indicator, Indicators, Shown};
pub use list::{ListError, Listed, list};
pub use model::{Declaration, PledgeEvent, PledgeFile, Status, record_of};

use kernel::Lang;
use ledger::RecordKind;
use web::{Area, Method, Nav, Permission, Route, Target};

/// What this area brings to the house.
pub fn area() -> Area {
    let route = |method, path, permission, act| Route { method, path, permission, target: Target::None, act };
    let read = |path, act| route(Method::Get, path, Permission::ReadPledges, act);
    Area {
        name: "pledges",
        routes: vec![
            read("/pledges", browse::page::index),
            read("/pledges/list.json", browse::page::json),
            read("/pledges/{pledge}", browse::page::one),
            route(Method::Post, "/pledges/{pledge}/declare", Permission::DeclarePledge, declare::page::post),
        ],
        migrations: table::MIGRATIONS.to_vec(),
        records: vec![RecordKind::of::<PledgeFile>(&[&table::PLEDGE_ROW])],
        locales: &[
            (Lang::Es, include_str!("../../../locales/es/pledges.ftl")),
            (Lang::En, include_str!("../../../locales/en/pledges.ftl")),
        ],
        nav: vec![Nav {
            section: "pledges",
            href: "/pledges",
            key: "pledges-nav",
            permission: Permission::ReadPledges,
            order: 60,
        }],
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_language_files_are_complete() {
        assert_eq!(web::check::check(&super::area().sources()), Vec::<String>::new());
    }
}
