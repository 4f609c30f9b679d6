//! Cases: one token in one published procedure, with its steps, terms, tasks, letters and timeline.
//!
//! A procedure is data, so a new one needs nothing here: [`step::take`] asks the engine what may happen, checks the form
//! that the procedure declares, and writes the step with the terms it starts and meets, the tasks it leaves and the
//! linked cases it opens, all or nothing. Due dates are values in entries; whether one is overdue is asked when reading.

pub mod access;
pub mod api;
pub mod applicant_card;
pub mod assign;
mod authority;
pub mod case;
pub mod contest;
pub mod day;
pub mod dossier;
pub mod facts;
pub mod file;
pub mod fold;
pub mod held;
pub mod history;
pub mod intent;
pub mod label;
pub mod law_api;
mod laws;
pub mod list;
pub mod model;
pub mod open;
pub mod own_file;
pub mod paper;
pub mod people;
pub mod record;
pub mod reform;
pub mod remedy;
mod renewal;
pub mod request;
pub mod separate;
pub mod session;
pub mod sign_off;
pub mod step;
pub mod supervise;
pub mod table;
pub mod task;
#[cfg(test)]
mod testing;
pub mod transfer;

pub use access::relations;
pub use authority::{TAKE_OVER, needs_authority};
pub use case::{CaseHead, CasePerson, Moment, StepRow, TaskRow, TermRow};
pub use day::{DayCard, DayCards};
pub use facts::{ClaimEvent, ClaimFact, Level, Measure, Outcome};
pub use file::{CaseCard, CaseCards, CaseView};
pub use fold::Case;
pub use laws::{Counted, Laws, Sureness};
pub use model::{CaseEvent, FactMap, FormMap};
pub use open::{OpenRefusal, Opening};
pub use step::{StepRefusal, Take};

use ::access::Permission;
use kernel::Lang;
use web::{Area, Method, Nav, Route, Target};

/// What this area brings to the house.
pub fn area() -> Area {
    Area {
        name: "casework",
        routes: routes(),
        migrations: table::MIGRATIONS.to_vec(),
        records: vec![
            table::record_kind(),
            remedy::record_kind(),
            sign_off::record_kind(),
            dossier::record_kind(),
        ],
        locales: &[
            (Lang::Es, include_str!("../../../locales/es/casework.ftl")),
            (Lang::En, include_str!("../../../locales/en/casework.ftl")),
        ],
        nav: vec![
            Nav {
                section: "supervision",
                href: "/supervision",
                key: "casework-nav-supervision",
                permission: Permission::Supervise,
                order: 8,
            },
            Nav {
                section: "day",
                href: "/day",
                key: "casework-nav-day",
                permission: Permission::ReadDay,
                order: 10,
            },
            Nav {
                section: "cases",
                href: "/cases",
                key: "casework-nav-cases",
                permission: Permission::ListCases,
                order: 30,
            },
            Nav {
                section: "remedies",
                href: "/remedies",
                key: "casework-nav-remedies",
                permission: Permission::ReceiveRemedy,
                order: 35,
            },
        ],
    }
}

fn routes() -> Vec<Route> {
    use Method::{Get, Post};
    const CASE: Target = Target::Case("case");
    const PERSON: Target = Target::Person("person");
    let route = |method, path, permission, target, act| Route { method, path, permission, target, act };
    vec![
        route(Get, "/day", Permission::ReadDay, Target::None, day::page::get),
        route(Get, "/supervision", Permission::Supervise, Target::None, supervise::page::get),
        route(Get, "/cases", Permission::ListCases, Target::None, list::page::get),
        route(Get, "/cases/{case}", Permission::ReadCase, CASE, file::page::get),
        route(Get, "/cases/{case}/steps/{step}", Permission::TakeStep, CASE, step::page::get),
        route(Post, "/cases/{case}/steps/{step}", Permission::TakeStep, CASE, step::page::post),
        route(Get, "/cases/{case}/assign", Permission::AssignCase, CASE, assign::page::get),
        route(Post, "/cases/{case}/assign", Permission::AssignCase, CASE, assign::page::post),
        route(Get, "/cases/{case}/record", Permission::ReadCase, CASE, paper::get),
        route(Get, "/remedies", Permission::ReceiveRemedy, Target::None, remedy::page::get),
        route(Post, "/remedies", Permission::ReceiveRemedy, Target::None, remedy::page::post),
        route(Post, "/remedies/{remedy}/place", Permission::ReceiveRemedy, Target::None, remedy::page::place),
        route(Get, "/cases/{case}/reform", Permission::ApplyReform, CASE, reform::page::get),
        route(Post, "/cases/{case}/reform", Permission::ApplyReform, CASE, reform::page::post),
        route(Get, "/people/{person}/requests", Permission::OpenClaim, PERSON, request::page::get),
        route(Post, "/people/{person}/requests", Permission::OpenClaim, PERSON, request::page::post),
        route(Get, "/cases/{case}/separate", Permission::SeparateClaim, CASE, separate::page::get),
        route(Post, "/cases/{case}/separate", Permission::SeparateClaim, CASE, separate::page::post),
        route(Get, "/cases/{case}/join", Permission::SeparateClaim, CASE, separate::join::get),
        route(Post, "/cases/{case}/join", Permission::SeparateClaim, CASE, separate::join::post),
        route(Get, "/cases/{case}/transfer", Permission::TransferCase, CASE, transfer::page::get),
        route(Post, "/cases/{case}/transfer", Permission::TransferCase, CASE, transfer::page::post),
        route(Get, "/cases/{case}/waiting/{waiting}", Permission::TakeStep, CASE, intent::page::get),
        route(Post, "/cases/{case}/waiting/{waiting}", Permission::TakeStep, CASE, intent::page::post),
        route(Get, "/cases/{case}/contested/{entry}", Permission::TakeStep, CASE, contest::page::get),
        route(Post, "/cases/{case}/contested/{entry}", Permission::TakeStep, CASE, contest::page::post),
        route(Get, "/cases/{case}/tasks/{task}/done", Permission::DoTask, CASE, task::page::get),
        route(Post, "/cases/{case}/tasks/{task}/done", Permission::DoTask, CASE, task::page::post),
    ]
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_words_of_this_area_are_complete() {
        assert_eq!(web::check::check(&super::area().sources()), Vec::<String>::new());
    }
}
