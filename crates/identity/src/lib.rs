//! People, households, documents and the search for them: the only room that joins two records of one person.
//!
//! Other rooms read people through [`person`] and households through [`household`], register through
//! [`register::run`], and hang their own cards into a person's file through [`Panels`].

pub mod access;
mod amend;
pub mod api;
pub mod codes;
mod contact;
pub mod correct;
pub mod decoy;
pub mod differ;
mod documents;
pub mod facts;
mod fold;
pub mod handover;
pub mod held;
pub mod hint;
pub mod household;
pub mod identifier;
pub mod likeness;
mod model;
pub mod name_index;
mod needs;
pub mod origin;
pub mod own_file;
pub mod pairing;
pub mod person;
pub mod register;
mod scan;
pub mod search;
mod table;
pub mod told;
pub mod tracing;
pub mod view;
mod zone;

pub use differ::page::day_card;
pub use likeness::PrintedLikeness;
pub use model::*;
pub use name_index::follow::PeopleIndex;
pub use view::page::{Panel, Panels};

use ::access::Permission;
use kernel::Lang;
use ledger::RecordKind;
use web::Method::{Get, Post};
use web::{Area, House, Method, Nav, Reply, Route, Target};

/// What this room brings to the house. `app` also puts a [`PeopleIndex`] into the house's rooms.
pub fn area() -> Area {
    Area {
        name: "identity",
        routes: routes(),
        migrations: table::MIGRATIONS.to_vec(),
        records: records(),
        locales: &[
            (Lang::Es, include_str!("../../../locales/es/identity.ftl")),
            (Lang::En, include_str!("../../../locales/en/identity.ftl")),
        ],
        nav: vec![
            Nav {
                section: "people",
                href: "/people",
                key: "identity-nav",
                permission: Permission::SearchPeople,
                order: 20,
            },
            Nav {
                section: "tracing",
                href: "/tracing",
                key: "identity-tracing-nav",
                permission: Permission::TraceFamilies,
                order: 26,
            },
        ],
    }
}

fn records() -> Vec<RecordKind> {
    vec![
        RecordKind::of::<Person>(&[&table::PERSON_ROW, &table::PERSON_DOCUMENT, &table::PERSON_HINT]),
        RecordKind::of::<Household>(&[&table::HOUSEHOLD_ROW, &table::HOUSEHOLD_MEMBER]),
        RecordKind::of::<pairing::Pairing>(&[&table::PAIRING_ROW]),
        RecordKind::of::<tracing::search::Search>(&[&table::TRACING_SEARCH]),
        RecordKind::of::<tracing::lead::Lead>(&[&table::TRACING_LEAD]),
        RecordKind::of::<tracing::wish::Wish>(&[&table::TRACING_WISH]),
    ]
}

type Act = fn(&House, &web::Ask) -> Reply;

fn routes() -> Vec<Route> {
    let open = |method: Method, path: &'static str, permission, act: Act| Route {
        method,
        path,
        permission,
        target: Target::None,
        act,
    };
    let person = |method: Method, path: &'static str, permission, act: Act| Route {
        method,
        path,
        permission,
        target: Target::Person("person"),
        act,
    };
    let home = |method: Method, path: &'static str, permission, act: Act| Route {
        method,
        path,
        permission,
        target: Target::Household("household"),
        act,
    };
    use Permission::{
        CompareFiles, CorrectHousehold, CorrectPerson, ReadHousehold, ReadPerson, RegisterHousehold,
        RegisterPerson, ReviewDuplicates, SearchPeople, TraceFamilies,
    };
    vec![
        open(Get, "/people", SearchPeople, search::page::get),
        open(Post, "/people", SearchPeople, search::page::post),
        open(Get, "/people/new", RegisterPerson, register::page::get),
        open(Post, "/people/new", RegisterPerson, register::page::post),
        person(Get, "/people/{person}", ReadPerson, view::page::get),
        person(Get, "/people/{person}/correct", CorrectPerson, correct::page::get),
        person(Post, "/people/{person}/correct", CorrectPerson, correct::page::post),
        person(Get, "/people/{person}/differences", CorrectPerson, differ::page::get),
        person(Post, "/people/{person}/differences", CorrectPerson, differ::page::post),
        person(Get, "/people/{person}/perhaps", CompareFiles, hint::page::get),
        person(Post, "/people/{person}/perhaps", CompareFiles, hint::page::post),
        person(Get, "/people/{person}/documents", CorrectPerson, documents::page::get),
        person(Post, "/people/{person}/documents", CorrectPerson, documents::page::post),
        person(Post, "/people/{person}/documents/withdraw", CorrectPerson, documents::page::withdraw),
        person(Get, "/people/{person}/scans", ReadPerson, scan::page::get),
        person(Post, "/people/{person}/scans", CorrectPerson, scan::page::post),
        person(Get, "/people/{person}/scans/{scan}", ReadPerson, scan::page::show),
        person(Get, "/people/{person}/scans/{scan}/file", ReadPerson, scan::page::file),
        person(Get, "/people/{person}/portrait", ReadPerson, likeness::page::portrait),
        person(Post, "/people/{person}/portrait", CorrectPerson, likeness::page::take_portrait),
        person(Get, "/people/{person}/portrait/picture", ReadPerson, likeness::page::portrait_picture),
        person(Get, "/people/{person}/signature", ReadPerson, likeness::page::signature),
        person(Post, "/people/{person}/signature", CorrectPerson, likeness::page::take_signature),
        person(Get, "/people/{person}/signature/picture", ReadPerson, likeness::page::signature_picture),
        person(Get, "/people/{person}/contact", CorrectPerson, contact::page::get),
        person(Post, "/people/{person}/contact", CorrectPerson, contact::page::post),
        person(Get, "/people/{person}/needs", CorrectPerson, needs::page::get),
        person(Post, "/people/{person}/needs", CorrectPerson, needs::page::post),
        person(Get, "/people/{person}/twice", ReadPerson, pairing::page::twice::get),
        person(Post, "/people/{person}/twice", ReadPerson, pairing::page::twice::get),
        person(Post, "/people/{person}/twice/propose", ReadPerson, pairing::page::twice::post),
        open(Get, "/duplicates", ReviewDuplicates, pairing::page::queue::get),
        open(Get, "/duplicates/{pairing}", ReviewDuplicates, pairing::page::side::get),
        open(Post, "/duplicates/{pairing}", ReviewDuplicates, pairing::page::side::submit),
        open(Post, "/duplicates/{pairing}/second", ReviewDuplicates, pairing::page::side::second),
        open(Post, "/duplicates/{pairing}/undo", ReviewDuplicates, pairing::page::side::take_back),
        open(Post, "/duplicates/{pairing}/looked", ReviewDuplicates, pairing::page::side::looked_at),
        person(Get, "/people/{person}/tracing", TraceFamilies, tracing::page::person::get),
        person(Post, "/people/{person}/tracing", TraceFamilies, tracing::page::person::post),
        person(Get, "/people/{person}/tracing/new", TraceFamilies, tracing::page::new::get),
        person(Post, "/people/{person}/tracing/new", TraceFamilies, tracing::page::new::post),
        person(Get, "/people/{person}/tracing/{search}", TraceFamilies, tracing::page::search::get),
        person(Post, "/people/{person}/tracing/{search}", TraceFamilies, tracing::page::search::post),
        person(Get, "/people/{person}/asked/{lead}", TraceFamilies, tracing::page::asked::get),
        person(Post, "/people/{person}/asked/{lead}", TraceFamilies, tracing::page::asked::post),
        open(Get, "/tracing", TraceFamilies, tracing::page::queue::get),
        open(Get, "/tracing/{search}", TraceFamilies, tracing::page::leads::get),
        open(Get, "/tracing/{search}/with/{found}", TraceFamilies, tracing::page::side::get),
        open(Post, "/tracing/{search}/with/{found}", TraceFamilies, tracing::page::side::judge),
        open(Post, "/tracing/{search}/with/{found}/second", TraceFamilies, tracing::page::side::second),
        open(Post, "/tracing/{search}/with/{found}/told", TraceFamilies, tracing::page::side::told),
        open(Get, "/households/new", RegisterHousehold, household::page::new),
        open(Post, "/households/new", RegisterHousehold, household::page::create),
        home(Get, "/households/{household}", ReadHousehold, household::page::get),
        home(Post, "/households/{household}", CorrectHousehold, household::page::get),
        home(Post, "/households/{household}/members", CorrectHousehold, household::page::add),
        home(Post, "/households/{household}/relation", CorrectHousehold, household::page::relate),
        home(Post, "/households/{household}/leave", CorrectHousehold, household::page::leave),
    ]
}

#[cfg(test)]
mod tests;
