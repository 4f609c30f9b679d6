//! The pages of households: forming one, seeing who is in it, adding, relating and leaving.

use super::form::{self, Joining};
use super::{HouseholdHead, MemberRefusal, change};
use crate::access as ties;
use crate::model::{Kin, LeavingReason};
use crate::person::{self, PersonHead};
use crate::search::page::chooser;
use crate::told::{Sheet, word};
use crate::{household, view};
use access::{Kind, Permission};
use kernel::{HouseholdId, PersonId};
use ledger::{Fault, Stamp};
use maud::{Markup, html};
use web::part::{self, Act, Cell, Column, Identity, Search, Table, Tone};
use web::{Ask, FormErrors, House, Page, Reply, Trouble};

/// "child of Rosa", or the relation alone when the other may not be seen.
pub fn kin_words(ask: &Ask, kin: Kin, of: Option<String>) -> String {
    let relation = word(ask, "kin", kin.code());
    match of {
        Some(name) if kin != Kin::Focal => {
            ask.tw("identity-kin-of", &[("kin", relation.into()), ("name", name.into())])
        }
        _ => relation,
    }
}

/// Forming: with the person the link named, or with one searched for here.
pub fn new(house: &House, ask: &Ask) -> Reply {
    Ok(new_page(house, ask, &ask.errors())?.into())
}

fn new_page(house: &House, ask: &Ask, errors: &FormErrors) -> Result<Page, Trouble> {
    let named: Option<PersonId> = ask.query.text("person").parse().ok();
    let named = named.or_else(|| ask.form.text("person").parse().ok());
    let head = house.ledger.read(|door| match named {
        Some(id) if ties::may(house, ask, door, Permission::CorrectPerson, id)? => person::find(door, id),
        _ => Ok::<_, Fault>(None),
    })?;
    let title = ask.t("identity-household-new-title");
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("identity-household-new-lead"))))
        @if let Some(head) = &head {
            form method="post" action="/households/new" {
                (ask.csrf_fields())
                (part::hidden("person", &head.id.to_string()))
                p id="person" { b { (head.name) } " " span.c-note { (head.number) " · " (view::facts_line(house, ask, head)) } }
                @if let Some(words) = errors.of("person") { p.govuk-error-message { (words) } }
                (part::actions(part::button(&ask.t("identity-household-new-button")), &[Act::new(view::href(head), ask.t("identity-cancel"))]))
            }
        } @else {
            @if ask.values().text("q").trim().is_empty() {
                (search(ask, "/households/new"))
            } @else {
                form method="post" action="/households/new" {
                    (ask.csrf_fields())
                    (part::hidden("q", ask.values().text("q")))
                    (chooser(house, ask, errors, "person")?)
                    (part::actions(
                        part::button(&ask.t("identity-household-new-button")),
                        &[Act::new("/households/new", ask.t("identity-household-search-again"))],
                    ))
                }
            }
        }
    };
    Ok(Page::new(title, body).section("people"))
}

pub fn create(house: &House, ask: &Ask) -> Reply {
    if ask.form.is_on("search") {
        return Ok(new_page(house, ask, &ask.errors())?.into());
    }
    let mut errors = ask.errors();
    let Some(person) = chosen(house, ask, &mut errors)? else {
        return Err(Trouble::Invalid(new_page(house, ask, &errors)?));
    };
    let (stamp, country) = (Stamp::new(ask.who.actor()), house.country.country);
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        change::form(tx, &stamp, country, person).map(|id| id.to_string())
    });
    match done {
        Ok(id) => Ok(web::Answer::See(format!("/households/{id}?formed=1"))),
        Err(refusal) => {
            let (field, key) = refusal.told()?;
            errors.add(field, ask.t(key));
            Err(Trouble::Invalid(new_page(house, ask, &errors)?))
        }
    }
}

/// The chosen person, if there is one and the reader may put them into a household.
fn chosen(house: &House, ask: &Ask, errors: &mut FormErrors) -> Result<Option<PersonId>, Fault> {
    let id: Option<PersonId> = ask.form.text("person").parse().ok();
    let allowed = house.ledger.read(|door| match id {
        Some(id) if ties::may(house, ask, door, Permission::CorrectPerson, id)? => Ok(Some(id)),
        _ => Ok::<_, Fault>(None),
    })?;
    if allowed.is_none() {
        errors.add("person", ask.t("identity-error-member-unknown"));
    }
    Ok(allowed)
}

fn search(ask: &Ask, action: &str) -> Markup {
    let line = Search {
        action: action.to_owned(),
        id: "q".to_owned(),
        label: ask.t("identity-household-search"),
        hint: None,
        value: ask.values().text("q").to_owned(),
        button: ask.t("identity-search-button"),
        keep: vec![("search".to_owned(), "1".to_owned())],
        ..Search::default()
    };
    part::posted_search(&line, ask.csrf_fields())
}

/// The household and the people in it whom the reader may see.
struct Home {
    head: HouseholdHead,
    people: Vec<PersonHead>,
    may_correct: bool,
}

impl Home {
    fn name_of(&self, id: PersonId) -> Option<String> {
        self.people.iter().find(|p| p.id == id).map(|p| p.name.clone())
    }
}

fn opened(house: &House, ask: &Ask) -> Result<Home, Trouble> {
    let id: HouseholdId = ask.id("household")?;
    let home = house.ledger.read(|door| {
        let Some(head) = household::find(door, id)? else { return Ok(None) };
        let ids: Vec<PersonId> = head.members.iter().map(|m| m.person).collect();
        let seen = ties::visible(house, ask, door, &ids)?;
        let people = person::heads(door, &seen)?;
        let may_correct =
            house.may_with(door, &ask.who, Permission::CorrectHousehold, Kind::Household, id.0)?;
        Ok::<_, Fault>(Some(Home { head, people, may_correct }))
    })?;
    home.ok_or(Trouble::NotFound)
}

pub fn get(house: &House, ask: &Ask) -> Reply {
    Ok(page(house, ask, &ask.errors(), &[])?.into())
}

fn page(house: &House, ask: &Ask, errors: &FormErrors, doubts: &[String]) -> Result<Page, Trouble> {
    let home = opened(house, ask)?;
    let number = home.head.number.clone();
    let who = Identity { name: ask.t("identity-household"), number: number.clone(), ..Identity::default() };
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        @if ask.query.is_on("formed") { (part::notice(Tone::Done, &ask.t("identity-household-formed"), html! {})) }
        @if ask.query.is_on("saved") { (part::notice(Tone::Done, &ask.t("identity-saved"), html! {})) }
        (part::identity_bar(&who))
        (members(house, ask, &home))
        @if home.may_correct { (changing(house, ask, errors, doubts, &home)?) }
    };
    Ok(Page::new(number, body).section("people").back(crate::view::page::back(house, ask)))
}

fn members(house: &House, ask: &Ask, home: &Home) -> Markup {
    let heads = ["name", "relation", "age", "origin", "number"];
    let row = |m: &household::MemberHead| {
        let p = home.people.iter().find(|p| p.id == m.person)?;
        Some(vec![
            Cell::link(&view::href(p), &p.name),
            Cell::text(kin_words(ask, m.kin, home.name_of(m.to))),
            Cell::text(view::age(ask, p)),
            Cell::text(crate::codes::country_name(p.origin, ask.lang)),
            Cell::text(&p.number),
        ])
    };
    let _ = house;
    part::table(&Table {
        caption: ask.t("identity-household-members"),
        columns: heads.iter().map(|h| Column::text(ask.t(&format!("identity-column-{h}")))).collect(),
        rows: home.head.members.iter().filter_map(row).collect(),
        empty: Some(part::empty_state(&ask.t("identity-household-empty"), "", None)),
        ..Table::default()
    })
}

fn changing(
    house: &House,
    ask: &Ask,
    errors: &FormErrors,
    doubts: &[String],
    home: &Home,
) -> Result<Markup, Trouble> {
    let id = home.head.id;
    let joining = Joining {
        household: id,
        number: home.head.number.clone(),
        focal: home.head.focal,
        members: home.people.clone(),
    };
    let register = format!("/people/new?household={id}");
    let is_asked = !doubts.is_empty();
    let is_choosing = !ask.values().text("q").trim().is_empty()
        || (ask.form.get("kin").is_some() && ask.form.get("do").is_none());
    let again = Act::new(format!("/households/{id}"), ask.t("identity-household-search-again"));
    Ok(html! {
        (part::card(&ask.t("identity-household-add"), html! {
            p { (part::second_go(&register, &ask.t("identity-household-add-new"))) }
            @if !is_choosing { (search(ask, &format!("/households/{id}"))) }
            @if is_choosing {
                form method="post" action={ "/households/" (id) "/members" } novalidate {
                    (ask.csrf_fields())
                    (part::hidden("q", ask.values().text("q")))
                    (picked(house, ask, errors)?)
                    (form::kin_fields(&Sheet::new(ask, errors), &joining, None))
                    @for doubt in doubts { (part::warning(doubt)) }
                    @if is_asked {
                        (part::actions(part::button_named(&ask.t("identity-household-anyway"), "anyway", "1"), &[again]))
                    } @else {
                        (part::actions(part::button(&ask.t("identity-household-add-button")), &[again]))
                    }
                }
            }
        }))
        @if home.people.len() > 1 {
            (part::details(&ask.t("identity-household-change"), html! {
                @for m in &home.head.members {
                    @if let Some(p) = home.people.iter().find(|p| p.id == m.person) {
                        (change_one(ask, home, &joining, p, m))
                    }
                }
            }))
        }
    })
}

/// The person chosen before, or the hits of the search.
fn picked(house: &House, ask: &Ask, errors: &FormErrors) -> Result<Markup, Trouble> {
    let before: Option<PersonId> = ask.form.text("person").parse().ok();
    let head = house.ledger.read(|door| match before {
        Some(id) if ties::may(house, ask, door, Permission::ReadPerson, id)? => person::find(door, id),
        _ => Ok::<_, Fault>(None),
    })?;
    match head {
        Some(head) => {
            let facts = format!("{} · {}", head.number, view::facts_line(house, ask, &head));
            let choice = part::Choice::new(head.id.to_string(), head.name.clone()).hint(facts);
            let field =
                part::Field::new("person", ask.t("identity-choose-person")).value(head.id.to_string());
            Ok(part::radios(&field.error(errors.of("person")), &[choice]))
        }
        None => Ok(chooser(house, ask, errors, "person")?),
    }
}

/// The forms about one member. Each has ids of its own, for all stand on one page.
fn change_one(
    ask: &Ask,
    home: &Home,
    joining: &Joining,
    p: &PersonHead,
    m: &household::MemberHead,
) -> Markup {
    let id = home.head.id;
    let none = FormErrors::new();
    let of = |name: &str, label: &str, value: String| {
        part::Field::new(format!("{name}-{}", p.id), ask.t(label)).name(name).value(value)
    };
    let sheet = Sheet::new(ask, &none);
    let reasons: Vec<&str> = LeavingReason::ALL.iter().map(|r| r.code()).collect();
    let kinds: Vec<&str> = Kin::ALL.iter().filter(|k| **k != Kin::Focal).map(|k| k.code()).collect();
    let others = joining.members.iter().filter(|o| o.id != p.id);
    let others: Vec<part::Choice> =
        others.map(|o| part::Choice::new(o.id.to_string(), o.name.clone())).collect();
    html! {
        section.c-section {
            h3 { (p.name) }
            @if home.head.focal != Some(p.id) {
                form method="post" action={ "/households/" (id) "/relation" } {
                    (ask.csrf_fields())
                    (part::hidden("person", &p.id.to_string()))
                    div.c-row {
                        (part::select(&of("kin", "identity-kin", m.kin.code().to_owned()), &sheet.choices("kin", &kinds)))
                        (part::select(&of("to", "identity-to", m.to.to_string()), &others))
                    }
                    (part::second_button(&ask.t("identity-household-relate-button"), "do", "relate"))
                }
            }
            form method="post" action={ "/households/" (id) "/leave" } {
                (ask.csrf_fields())
                (part::hidden("person", &p.id.to_string()))
                (part::select(&of("leaving", "identity-leaving", "not_stated".to_owned()), &sheet.choices("leaving", &reasons)))
                (part::second_button(&ask.t("identity-household-leave-button"), "do", "leave"))
            }
        }
    }
}

/// Somebody who is registered already joins.
pub fn add(house: &House, ask: &Ask) -> Reply {
    let joining = form::open(house, ask, ask.id("household")?)?;
    let mut errors = ask.errors();
    let chosen = chosen(house, ask, &mut errors)?;
    let (kin, to) = form::read_kin(ask, &mut errors, &joining);
    let Some(person) = chosen.filter(|_| errors.is_empty()) else {
        return Err(Trouble::Invalid(page(house, ask, &errors, &[])?));
    };
    if !ask.form.is_on("anyway") {
        let born = house.ledger.read(|door| person::find(door, person))?.and_then(|p| p.birth);
        let doubts = form::doubts(ask, &joining, kin, born, to);
        if !doubts.is_empty() {
            return Ok(page(house, ask, &errors, &doubts)?.into());
        }
    }
    let stamp = Stamp::new(ask.who.actor());
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        change::join(tx, &stamp, joining.household, person, kin, to).map(|()| String::new())
    });
    settled(house, ask, errors, joining.household, done)
}

/// Another relation is stated.
pub fn relate(house: &House, ask: &Ask) -> Reply {
    let joining = form::open(house, ask, ask.id("household")?)?;
    let mut errors = ask.errors();
    let (kin, to) = form::read_kin(ask, &mut errors, &joining);
    let person: PersonId = ask.form.text("person").parse().map_err(|_| Trouble::NotFound)?;
    if !joining.members.iter().any(|m| m.id == person) {
        errors.add("person", ask.t("identity-error-not-member"));
    }
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(house, ask, &errors, &[])?));
    }
    let stamp = Stamp::new(ask.who.actor());
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        change::relate(tx, &stamp, joining.household, person, kin, to).map(|()| String::new())
    });
    settled(house, ask, errors, joining.household, done)
}

/// Somebody is no longer in the household.
pub fn leave(house: &House, ask: &Ask) -> Reply {
    let id: HouseholdId = ask.id("household")?;
    let mut errors = ask.errors();
    let person: PersonId = ask.form.text("person").parse().map_err(|_| Trouble::NotFound)?;
    // Nobody is taken out of a household by somebody who may not see that they are in it.
    if opened(house, ask)?.name_of(person).is_none() {
        errors.add("person", ask.t("identity-error-not-member"));
    }
    let reasons: Vec<&str> = LeavingReason::ALL.iter().map(|r| r.code()).collect();
    let reason = LeavingReason::from_code(&errors.choice(ask, "leaving", &reasons))
        .unwrap_or(LeavingReason::NotStated);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(house, ask, &errors, &[])?));
    }
    let stamp = Stamp::new(ask.who.actor());
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        change::leave(tx, &stamp, id, person, reason).map(|()| String::new())
    });
    settled(house, ask, errors, id, done)
}

fn settled(
    house: &House,
    ask: &Ask,
    mut errors: FormErrors,
    id: HouseholdId,
    done: Result<String, MemberRefusal>,
) -> Reply {
    match done {
        Ok(_) => Ok(web::Answer::See(format!("/households/{id}?saved=1"))),
        Err(refusal) => {
            let (field, key) = refusal.told()?;
            errors.add(field, ask.t(key));
            Err(Trouble::Invalid(page(house, ask, &errors, &[])?))
        }
    }
}
