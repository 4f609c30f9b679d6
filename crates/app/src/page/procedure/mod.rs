//! The law in force as pages that anybody on the staff can read: procedures, calendar, and who may do what.

pub mod calendar;
mod cite;
mod diagram;
pub mod dossier;
pub mod policy;
mod reform;
pub mod show;
pub mod statement;
mod step;
mod term;

use super::account::role_name;
use crate::simulation::page::HOME;
use casework::Laws;
use jiff::civil::Date;
use procedure::{Law, Procedure};
use web::part::{self, Act};
use web::{Ask, House, Markup, Page, Permission, Reply, html};

/// `GET /procedures`
pub fn list(house: &House, ask: &Ask) -> Reply {
    let law = house.room::<Laws>().law();
    let title = ask.t("app-law-title");
    let lead = ask.tw("app-law-lead", &[("country", house.country.name(ask.lang).into())]);
    let procedures = in_force_or_newest(law, ask.today);
    let body = html! {
        (part::heading(&title, None, Some(&lead)))
        @if procedures.is_empty() {
            (part::empty_state(&ask.t("app-law-none"), &ask.t("app-law-none-next"), None))
        }
        (part::columns(
            html! { @for procedure in procedures { (brief(ask, procedure)) } },
            html! {
                (part::card(&ask.t("app-calendar-title"), html! {
                    p { (ask.t("app-calendar-lead")) }
                    p { (part::link(&Act::new("/procedures/calendar", ask.t("app-calendar-open")))) }
                }))
                (part::card(&ask.t("app-dossiers-title"), html! {
                    p { (ask.t("app-dossiers-card")) }
                    p { (part::link(&Act::new(dossier::LIST, ask.t("app-dossiers-open")))) }
                }))
                @if house.may(&ask.who, Permission::Simulate, None) {
                    (part::card(&ask.t("simulation-title"), html! {
                        p { (ask.t("simulation-card")) }
                        p { (part::link(&Act::new(HOME, ask.t("simulation-open")))) }
                    }))
                }
                (part::card(&ask.t("app-policies-title"), html! {
                    p { (ask.t("app-policies-lead")) }
                    p { (part::link(&Act::new("/procedures/policies", ask.t("app-policies-open")))) }
                }))
            },
        ))
    };
    Ok(Page::new(title, body).section("procedures").into())
}

/// One version of each procedure: the one in force, else the newest, in the order of the files.
pub fn in_force_or_newest(law: &Law, on: Date) -> Vec<&Procedure> {
    let mut found: Vec<&Procedure> = Vec::new();
    for procedure in &law.procedures {
        if !found.iter().any(|known| known.id == procedure.id) {
            found.extend(current(law, &procedure.id, on));
        }
    }
    found.sort_by_key(|p| p.linked);
    found
}

/// The version in force on a day; when there is none, the newest.
fn current<'a>(law: &'a Law, id: &str, on: Date) -> Option<&'a Procedure> {
    let newest = || law.procedures.iter().filter(|p| p.id == id).max_by_key(|p| p.valid_from);
    law.in_force(id, on).or_else(newest)
}

/// The name, the post and the office of whoever is signed in, as a record keeps them.
fn signature(house: &House, ask: &Ask) -> String {
    let office = house.country.office_name(ask.lang, &ask.who.office);
    format!("{}, {}, {office}", ask.who.name, role_name(ask, ask.who.role))
}

fn brief(ask: &Ask, procedure: &Procedure) -> Markup {
    let marks = cite::Marks::of(procedure);
    html! {
        section.c-card {
            h2.c-heading { a.govuk-link href={ "/procedures/" (procedure.id) } { (procedure.names.in_lang(ask.lang)) } }
            p { (in_force(ask, procedure)) }
            @if procedure.linked { p { (ask.t("app-law-linked")) } }
            (marks.in_words(ask))
        }
    }
}

/// `Versión PAN-2018, en vigor desde el 18 de enero de 2018.`
fn in_force(ask: &Ask, procedure: &Procedure) -> String {
    let version = ("version", procedure.version.as_str().into());
    let from = ("from", ask.day_long(procedure.valid_from).into());
    match procedure.valid_to {
        None => ask.tw("app-law-since", &[version, from]),
        Some(to) => ask.tw("app-law-between", &[version, from, ("to", ask.day_long(to).into())]),
    }
}
