//! The page that finds people, and shows those whom the own office took up last.

use super::hits;
use crate::access as ties;
use crate::pairing::card::together;
use crate::person::{self, PersonHead};
use crate::view;
use crate::{codes, told::word};
use access::Permission;
use kernel::Sex;
use ledger::Fault;
use maud::{Markup, html};
use web::part::{self, Act, Cell, Column, Search, Table};
use web::{Ask, House, Page, Reply};

/// Results on one page; who is not among them is found by typing more.
const SHOWN: usize = 25;
const LATEST: i64 = 12;
/// Longer texts are no name.
const QUERY_CHARS: usize = 300;

/// Search and results. The search is posted and answered by the page itself: a typed name stands in no address.
pub fn show(house: &House, ask: &Ask) -> Reply {
    let typed = ask.values().text("q");
    let text: String = typed.chars().take(QUERY_CHARS).filter(|c| !c.is_control()).collect();
    let text = text.trim();
    let people = house.ledger.read(|door| {
        if text.is_empty() {
            let ids = person::latest_of_office(door, &ask.who.office, LATEST)?;
            let seen = ties::visible(house, ask, door, &ids)?;
            return person::heads(door, &seen);
        }
        hits(house, ask, door, text, SHOWN)
    })?;
    let lines = house.ledger.read(|door| together(house, ask, door, people.clone()))?;
    let title = ask.t("identity-search-title");
    let may_register = house.may(&ask.who, Permission::RegisterPerson, None);
    let body = html! {
        (part::heading(&title, None, None))
        (part::posted_search(&Search {
            action: "/people".to_owned(),
            id: "q".to_owned(),
            label: ask.t("identity-search-label"),
            hint: Some(ask.t("identity-search-hint")),
            value: text.to_owned(),
            button: ask.t("identity-search-button"),
            keep: Vec::new(),
        }, ask.csrf_fields()))
        @if text.is_empty() { (latest(house, ask, &lines)) } @else { (found(house, ask, &lines, people.len() == SHOWN)) }
        @if house.may(&ask.who, Permission::ReviewDuplicates, None) {
            p { (part::link(&Act::new("/duplicates", ask.t("identity-pairing-queue-open")))) }
        }
        @if may_register && (text.is_empty() || !people.is_empty()) {
            p { (part::second_go("/people/new", &ask.t(if text.is_empty() { "identity-search-register" } else { "identity-search-none-of-these" }))) }
        }
    };
    Ok(Page::new(title, body).section("people").into())
}

fn latest(house: &House, ask: &Ask, people: &[Vec<PersonHead>]) -> Markup {
    let table = lines_table(house, ask, people, &ask.t("identity-search-latest"));
    html! { @if !people.is_empty() { (part::table(&table)) } }
}

fn found(house: &House, ask: &Ask, people: &[Vec<PersonHead>], is_cut: bool) -> Markup {
    let may_register = house.may(&ask.who, Permission::RegisterPerson, None);
    let register = may_register.then(|| Act::new("/people/new", ask.t("identity-search-register")));
    let caption = if is_cut {
        ask.tw("identity-search-first", &[("count", SHOWN.into())])
    } else {
        ask.tw("identity-search-count", &[("count", people.len().into())])
    };
    let empty = part::empty_state(
        &ask.t("identity-search-nobody"),
        &ask.t("identity-search-nobody-hint"),
        register.as_ref(),
    );
    part::table(&Table { empty: Some(empty), ..lines_table(house, ask, people, &caption) })
}

/// People as a table: name, age, sex, origin, number, office.
pub fn people_table(house: &House, ask: &Ask, people: &[PersonHead], caption: &str) -> Table {
    let lines: Vec<Vec<PersonHead>> = people.iter().map(|head| vec![head.clone()]).collect();
    lines_table(house, ask, &lines, caption)
}

/// The same, one line a person: of somebody with several files the oldest leads, and the others stand below its name.
fn lines_table(house: &House, ask: &Ask, people: &[Vec<PersonHead>], caption: &str) -> Table {
    let heads = ["name", "age", "sex", "origin", "number", "office"];
    let sex = |head: &PersonHead| {
        if head.sex == Sex::NotStated { String::new() } else { word(ask, "sex", head.sex.code()) }
    };
    let row = |files: &Vec<PersonHead>| {
        let (head, others) = files.split_first()?;
        let name = match others {
            [] => Cell::link(&view::href(head), &head.name),
            others => Cell::marked(names(ask, head, others)),
        };
        Some(vec![
            name,
            Cell::text(view::age(ask, head)),
            Cell::text(sex(head)),
            Cell::text(codes::country_name(head.origin, ask.lang)),
            Cell::text(&head.number),
            Cell::text(house.country.office_name(ask.lang, &head.office)),
        ])
    };
    Table {
        caption: caption.to_owned(),
        columns: heads.iter().map(|h| Column::text(ask.t(&format!("identity-column-{h}")))).collect(),
        rows: people.iter().filter_map(row).collect(),
        ..Table::default()
    }
}

fn names(ask: &Ask, head: &PersonHead, others: &[PersonHead]) -> Markup {
    html! {
        a.govuk-link href=(view::href(head)) { (head.name) }
        @for other in others {
            div.c-note { (ask.t("identity-pairing-also")) " " a.govuk-link href=(view::href(other)) { (other.name) " · " (other.number) } }
        }
    }
}

/// A search line and its hits as answers to choose among, for pages that need one person. `name` is the posted field.
pub fn chooser(house: &House, ask: &Ask, errors: &web::FormErrors, name: &str) -> Result<Markup, Fault> {
    let text = ask.values().text("q").trim();
    if text.is_empty() {
        return Ok(html! {});
    }
    let people = house.ledger.read(|door| hits(house, ask, door, text, 10))?;
    if people.is_empty() {
        return Ok(part::empty_state(
            &ask.t("identity-search-nobody"),
            &ask.t("identity-search-nobody-hint"),
            None,
        ));
    }
    let choice = |head: &PersonHead| {
        let facts = format!("{} · {}", head.number, view::facts_line(house, ask, head));
        part::Choice::new(head.id.to_string(), head.name.clone()).hint(facts)
    };
    let choices: Vec<part::Choice> = people.iter().map(choice).collect();
    let field = part::Field::new(name, ask.t("identity-choose-person"))
        .value(ask.values().text(name))
        .error(errors.of(name));
    Ok(part::radios(&field, &choices))
}
