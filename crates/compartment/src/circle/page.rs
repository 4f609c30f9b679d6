//! `/compartments`: for each compartment that one is in, the people it concerns and who else is in it. Whoever is in none
//! finds the same page, empty.

use super::{CircleRefusal, Member, dismiss, members, mine, name};
use crate::file::worklist;
use crate::model::Compartment;
use crate::staff::Staff;
use jiff::Timestamp;
use kernel::PersonId;
use ledger::Fault;
use web::part::{self, Act, Cell, Choice, Column, Field};
use web::{Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

/// Files shown of a compartment.
const SHOWN: usize = 200;
const LOGIN_CHARS_MAX: usize = 80;

/// One compartment as its page shows it.
struct Own {
    compartment: Compartment,
    keeper: bool,
    files: Vec<(PersonId, String, Timestamp)>,
    members: Vec<Member>,
}

/// `GET /compartments`
pub fn get(house: &House, ask: &Ask) -> Reply {
    Ok(page(house, ask, &ask.errors())?.into())
}

fn own(house: &House, ask: &Ask) -> Result<Vec<Own>, Fault> {
    house.ledger.read(|door| {
        let mut all = Vec::new();
        for (compartment, keeper) in mine(door, ask.who.account)? {
            let mut files = Vec::new();
            for (person, at) in worklist(door, compartment)?.into_iter().take(SHOWN) {
                // The number, not the name: who may read the person finds it one click further.
                let head = identity::person::find(door, person)?;
                files.push((person, head.map(|head| head.number).unwrap_or_default(), at));
            }
            all.push(Own { compartment, keeper, files, members: members(door, compartment)? });
        }
        Ok(all)
    })
}

fn page(house: &House, ask: &Ask, errors: &FormErrors) -> Result<Page, Trouble> {
    let (own, staff) = (own(house, ask)?, Staff::of(house)?);
    let title = ask.t("compartment-list-title");
    let keeps: Vec<&Own> = own.iter().filter(|own| own.keeper).collect();
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("compartment-list-lead"))))
        @if own.is_empty() { p { (ask.t("compartment-list-none")) } }
        @for own in &own {
            (part::section(&ask.t(&format!("compartment-name-{}", own.compartment.code())), html! {
                (files(ask, own))
                p { b { (ask.t("compartment-members")) } }
                ul.govuk-list {
                    @for member in &own.members {
                        li { (staff.name(ask, member.account)) @if member.keeper { " · " (ask.t("compartment-keeper")) } }
                    }
                }
            }))
        }
        @if !keeps.is_empty() { (part::section(&ask.t("compartment-change-title"), form(ask, &keeps, errors))) }
    };
    let back = part::back_link(&Act::new("/", ask.t("web-back-home")));
    Ok(Page::new(title, body).section("compartments").back(back))
}

fn files(ask: &Ask, own: &Own) -> Markup {
    if own.files.is_empty() {
        return html! { p.c-note { (ask.t("compartment-list-nothing")) } };
    }
    let rows = own.files.iter().map(|(person, number, at)| {
        let href = format!("/people/{person}/sealed/{}", own.compartment.code());
        let number = if number.is_empty() { ask.t("compartment-list-gone") } else { number.clone() };
        vec![Cell::link(&href, &number), Cell::text(ask.instant(*at))]
    });
    part::table(&part::Table {
        caption: ask.t("compartment-list-files"),
        caption_hidden: true,
        columns: vec![
            Column::text(ask.t("compartment-column-person")),
            Column::text(ask.t("compartment-column-note")),
        ],
        rows: rows.collect(),
        ..part::Table::default()
    })
}

const ACTS: [&str; 3] = ["member", "keeper", "dismiss"];

fn form(ask: &Ask, keeps: &[&Own], errors: &FormErrors) -> Markup {
    let field =
        |id: &str, key: &str| Field::new(id, ask.t(key)).error(errors.of(id)).value(ask.value_or(id, ""));
    let compartments: Vec<Choice> = keeps
        .iter()
        .map(|own| {
            Choice::new(
                own.compartment.code(),
                ask.t(&format!("compartment-name-{}", own.compartment.code())),
            )
        })
        .collect();
    let acts = ACTS.map(|act| Choice::new(act, ask.t(&format!("compartment-act-{act}"))));
    html! {
        form method="post" action="/compartments" novalidate {
            (ask.csrf_fields())
            (part::radios(&field("compartment", "compartment-which"), &compartments))
            (part::text(&field("login", "compartment-login").verbatim()))
            (part::radios(&field("act", "compartment-act"), &acts))
            (part::button(&ask.t("compartment-change-button")))
        }
    }
}

/// `POST /compartments`: a keeper names somebody, or takes that back.
pub fn post(house: &House, ask: &Ask) -> Reply {
    let mut errors = ask.errors();
    let codes = Compartment::ALL.map(Compartment::code);
    let compartment = Compartment::from_code(&errors.required_choice(ask, "compartment", &codes));
    let act = errors.required_choice(ask, "act", &ACTS);
    let login = errors.required(ask, "login", LOGIN_CHARS_MAX);
    // Whoever keeps nothing is not told who has an account.
    let own = house.ledger.read(|door| mine(door, ask.who.account))?;
    if !own.iter().any(|(kept, keeper)| *keeper && Some(*kept) == compartment) {
        errors.add("compartment", ask.t("compartment-error-not-keeper"));
        return Err(Trouble::Invalid(page(house, ask, &errors)?));
    }
    let account = house.access.account_of_login(login.trim())?;
    if errors.of("login").is_none() && account.as_ref().is_none_or(|found| !found.active) {
        errors.add("login", ask.t("compartment-error-login"));
    }
    let (Some(compartment), Some(account), true) = (compartment, account, errors.is_empty()) else {
        return Err(Trouble::Invalid(page(house, ask, &errors)?));
    };
    let (actor, account) = (ask.who.actor(), account.account);
    let done = match act.as_str() {
        "dismiss" => dismiss(&house.ledger, &actor, ask.key(), compartment, account),
        act => {
            let member = Member { account, keeper: act == "keeper" };
            name(&house.ledger, &actor, ask.key(), compartment, member)
        }
    };
    let (field, key) = match done {
        Ok(()) => return Ok(ask.done("/compartments", "compartment-change-done")),
        Err(CircleRefusal::Fault(fault)) => return Err(fault.into()),
        Err(CircleRefusal::Nothing | CircleRefusal::NotKeeper | CircleRefusal::Open) => {
            ("compartment", "compartment-error-not-keeper")
        }
        Err(CircleRefusal::LastKeeper) => ("login", "compartment-error-last-keeper"),
        Err(CircleRefusal::NotIn) => ("login", "compartment-error-not-in"),
    };
    errors.add(field, ask.t(key));
    Err(Trouble::Invalid(page(house, ask, &errors)?))
}
