//! Oversight: files opened in an emergency and their review, who looked at a file, a person's own file on paper, and the
//! register of incidents with data.

mod board;
pub mod breach;
pub mod clock;
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
