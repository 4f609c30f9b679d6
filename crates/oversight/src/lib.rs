//! Oversight: files opened in an emergency and their review, alarms about reading and decoys, who looked at a file, a
//! person's own file on paper, how long files are kept, and the register of incidents with data.

pub mod alarm;
mod board;
pub mod breach;
pub mod clock;
pub mod decoy;
pub mod glass;
mod names;
mod own_file;
mod readers;
pub mod retention;
mod table;

pub use glass::opened_to;
pub use table::MIGRATIONS;

use access::Permission;
use kernel::Lang;
use web::{Area, Method, Nav, Route, Target};

/// What this area brings to the house.
pub fn area() -> Area {
    Area {
        name: "oversight",
        routes: routes(),
        migrations: MIGRATIONS.to_vec(),
        records: table::records(),
        locales: &[
            (Lang::Es, include_str!("../../../locales/es/oversight.ftl")),
            (Lang::En, include_str!("../../../locales/en/oversight.ftl")),
        ],
        nav: vec![
            nav("oversight", "/data-protection", "oversight-nav", Permission::ReviewBreakGlass, 3),
            nav("breaches", "/breaches", "oversight-nav-breaches", Permission::ManageBreaches, 5),
            nav(
                "retention",
                "/retention",
                "oversight-retention-nav",
                Permission::ConfirmErasure,
                web::NAV_FOOT + 4,
            ),
            nav("glass", "/break-glass", "oversight-glass-title", Permission::BreakGlass, web::NAV_FOOT),
            nav(
                "report",
                "/breaches/new",
                "oversight-breach-report",
                Permission::ReportBreach,
                web::NAV_FOOT + 5,
            ),
        ],
    }
}

fn nav(
    section: &'static str,
    href: &'static str,
    key: &'static str,
    permission: Permission,
    order: u8,
) -> Nav {
    Nav { section, href, key, permission, order }
}

fn routes() -> Vec<Route> {
    use Method::{Get, Post};
    use Permission as P;
    use Target::None;
    const CASE: Target = Target::Case("case");
    const PERSON: Target = Target::Person("person");
    let route = |method, path, permission, target, act| Route { method, path, permission, target, act };
    vec![
        route(Get, "/data-protection", P::ReviewBreakGlass, None, board::get),
        route(Get, "/break-glass", P::BreakGlass, None, glass::page::form),
        route(Post, "/break-glass", P::BreakGlass, None, glass::page::submit),
        route(Get, "/openings/{opening}", P::ReviewBreakGlass, None, glass::page::show),
        route(Post, "/openings/{opening}", P::ReviewBreakGlass, None, glass::page::review),
        route(Get, "/alarms/{alarm}", P::ReviewAlarms, None, alarm::page::show),
        route(Post, "/alarms/{alarm}", P::ReviewAlarms, None, alarm::page::submit),
        route(Get, "/decoys", P::ManageDecoys, None, decoy::page::list),
        route(Post, "/decoys", P::ManageDecoys, None, decoy::page::make),
        route(Get, "/decoys/{decoy}", P::ManageDecoys, None, decoy::page::show),
        route(Post, "/decoys/{decoy}", P::ManageDecoys, None, decoy::page::retire),
        route(Get, "/retention", P::ConfirmErasure, None, retention::page::show),
        route(Post, "/retention/propose", P::PlanErasure, None, retention::page::propose),
        route(Post, "/retention/holds", P::PlanErasure, None, retention::page::hold),
        route(Post, "/retention/holds/lift", P::PlanErasure, None, retention::page::lift),
        route(Get, "/retention/{plan}", P::ConfirmErasure, None, retention::page::one),
        route(Post, "/retention/{plan}/confirm", P::ConfirmErasure, None, retention::page::confirm),
        route(Post, "/retention/{plan}/withdraw", P::ConfirmErasure, None, retention::page::withdraw),
        route(Post, "/retention/{plan}/carry-out", P::PlanErasure, None, retention::page::carry_out),
        route(Get, "/breaches", P::ManageBreaches, None, breach::page::list),
        route(Get, "/breaches/new", P::ReportBreach, None, breach::page::form),
        route(Post, "/breaches/new", P::ReportBreach, None, breach::page::submit),
        route(Get, "/breaches/opened-files", P::ManageBreaches, None, readers::by_account),
        route(Get, "/breaches/opened-files.csv", P::ManageBreaches, None, readers::by_account_csv),
        route(Get, "/breaches/{breach}", P::ManageBreaches, None, breach::page::show),
        route(Post, "/breaches/{breach}", P::ManageBreaches, None, breach::page::add),
        route(Get, "/cases/{case}/readers", P::ReadFileLog, CASE, readers::of_case),
        route(Get, "/people/{person}/readers", P::ReadFileLog, PERSON, readers::of_person),
        route(Get, "/people/{person}/own-file", P::PrintPersonFile, PERSON, own_file::form),
        route(Post, "/people/{person}/own-file", P::PrintPersonFile, PERSON, own_file::print),
    ]
}

#[cfg(test)]
mod tests;
