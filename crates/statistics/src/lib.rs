//! Register statistics: counts of persons at a data cut, protected before anybody sees them, beside published figures.
//!
//! A *cut* counts every fact up to a day, lays out all tables that can be asked for, withholds small cells and their
//! complements over all of them together ([`disclosure`]), lets an independent attacker try, and freezes what may be
//! seen as a record. Pages, CSV, JSON and the command line read the newest cut and nothing else, so no answer can say
//! more than another. Facts come from other areas through [`FactSources`], wired by `app`; they carry ids and codes and
//! never a name.

pub mod api;
mod count;
mod cut;
mod fold;
mod import;
mod model;
mod publish;
mod series;
mod table;
mod tabulate;
mod view;

pub use cut::{CutError, FactSource, FactSources, make_cut, newest_cut, newest_tables};
pub use import::{ATTRIBUTION, ImportError, Imported, figures_kept, import_bundled, import_unhcr};
pub use model::{Cut, CutEvent};
pub use publish::{PublishError, Published};
pub use series::{Dimension, Key, Month, Outcome, Series};
pub use tabulate::{Cell, NotPublished, Table, table};

use kernel::Lang;
use ledger::RecordKind;
use web::{Area, Method, Nav, Permission, Route, Target};

/// What this area brings to the house.
pub fn area() -> Area {
    let read = |path, act| {
        let (method, permission, target) = (Method::Get, Permission::ReadStatistics, Target::None);
        Route { method, path, permission, target, act }
    };
    Area {
        name: "statistics",
        routes: vec![
            read("/statistics", view::page::show),
            read("/statistics/table.csv", view::page::csv),
            read("/statistics/table.json", view::page::json),
            Route {
                method: Method::Post,
                path: "/statistics/cut",
                permission: Permission::CutStatistics,
                target: Target::None,
                act: view::page::make,
            },
        ],
        migrations: table::MIGRATIONS.to_vec(),
        records: vec![RecordKind::of::<Cut>(&[&table::STAT_CUT])],
        locales: &[
            (Lang::Es, include_str!("../../../locales/es/statistics.ftl")),
            (Lang::En, include_str!("../../../locales/en/statistics.ftl")),
        ],
        nav: vec![Nav {
            section: "statistics",
            href: "/statistics",
            key: "statistics-nav",
            permission: Permission::ReadStatistics,
            order: 50,
        }],
    }
}

#[cfg(test)]
mod tests;
