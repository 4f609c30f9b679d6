//! The officer's pages about decoys: which there are, making one, and ending one.

use super::{DecoyRefusal, STANDING_MAX, WHY_CHARS_MAX};
use crate::alarm;
use crate::names::{self, Staff};
use identity::decoy::Decoy;
use identity::person::PersonHead;
use kernel::Office;
use ledger::Fault;
use std::collections::HashMap;
use uuid::Uuid;
use web::part::{self, Act, Cell, Choice, Column, Field, TagKind, Width};
use web::{Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

/// What the page knows of a decoy.
struct Shown {
    decoy: Decoy,
    head: Option<PersonHead>,
}

fn shown(house: &House) -> Result<Vec<Shown>, Fault> {
    house.ledger.read(|door| {
        let mut all = Vec::new();
        for decoy in identity::decoy::all(door)? {
            let head = identity::person::find(door, decoy.person)?;
            all.push(Shown { decoy, head });
        }
        Ok(all)
    })
}

/// The number and the name of a decoy, for the page of an alarm.
pub(crate) fn number(house: &House, handle: Uuid) -> Result<String, Fault> {
    let all = shown(house)?;
    let head = all.into_iter().find(|one| one.decoy.handle == handle).and_then(|one| one.head);
    Ok(head.map_or_else(String::new, |head| format!("{} · {}", head.number, head.name)))
}

/// `GET /decoys`
pub fn list(house: &House, ask: &Ask) -> Reply {
    Ok(page(house, ask, &ask.errors())?.into())
}

fn page(house: &House, ask: &Ask, errors: &FormErrors) -> Result<Page, Trouble> {
    let all = shown(house)?;
    let staff = Staff::of(house)?;
    let title = ask.t("oversight-decoys");
    let standing = all.iter().filter(|one| one.decoy.retired.is_none()).count();
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.t("oversight-decoys-lead"))))
        @if all.is_empty() {
            (part::empty_state(&ask.t("oversight-decoys-none"), &ask.t("oversight-decoys-none-next"), None))
        } @else { (table(house, ask, &staff, &all)?) }
        @if !house.room::<casework::Laws>().has_authority() {
            (part::inset(html! { p { (ask.t("oversight-decoy-elsewhere")) } }))
        } @else if standing >= STANDING_MAX {
            (part::inset(html! { p { (ask.t("oversight-decoy-enough")) } }))
        } @else { (part::card(&ask.t("oversight-decoy-new"), form(house, ask, errors)?)) }
    };
    let back = part::back_link(&Act::new("/data-protection", ask.t("oversight-title")));
    Ok(Page::new(title, body).section("oversight").back(back))
}

fn table(house: &House, ask: &Ask, staff: &Staff, all: &[Shown]) -> Result<Markup, Fault> {
    let mut tripped: HashMap<Uuid, i64> = HashMap::new();
    for (_, alarm) in house.ledger.read(|door| alarm::all(door))? {
        if let Some(decoy) = alarm.tripped.and_then(|tripped| tripped.decoy) {
            *tripped.entry(decoy).or_default() += 1;
        }
    }
    let row = |one: &Shown| {
        let (decoy, head) = (&one.decoy, one.head.as_ref());
        let words = head.map_or_else(String::new, |head| format!("{} · {}", head.number, head.name));
        let office = head.map(|head| names::office(house, ask.lang, &head.office)).unwrap_or_default();
        vec![
            Cell::marked(
                html! { a.govuk-link href={ "/decoys/" (decoy.handle) } { (words) } div.c-note { (office) } },
            ),
            Cell::marked(
                html! { (ask.instant(decoy.made_at)) div.c-note { (staff.name(ask, decoy.made_by)) } },
            ),
            Cell::text(ask.number(tripped.get(&decoy.handle).copied().unwrap_or(0))),
            Cell::marked(state(ask, decoy)),
        ]
    };
    let heads = ["oversight-decoy", "oversight-decoy-made", "oversight-alarms", "oversight-state"];
    Ok(part::table(&part::Table {
        caption: ask.t("oversight-decoys"),
        caption_hidden: true,
        columns: heads.map(|key| Column::text(ask.t(key))).to_vec(),
        rows: all.iter().map(row).collect(),
        ..part::Table::default()
    }))
}

fn state(ask: &Ask, decoy: &Decoy) -> Markup {
    match decoy.retired {
        Some(_) => part::tag(TagKind::Restricted, &ask.t("oversight-decoy-retired")),
        None => part::tag(TagKind::Good, &ask.t("oversight-decoy-standing")),
    }
}

fn form(house: &House, ask: &Ask, errors: &FormErrors) -> Result<Markup, Fault> {
    let offices: Vec<Choice> = std::iter::once(Choice::new("", ask.t("oversight-decoy-choose")))
        .chain(
            house
                .access
                .offices()?
                .iter()
                .filter(|office| office.open)
                .map(|office| Choice::new(office.office.code(), office.name(ask.lang))),
        )
        .collect();
    let office = Field::new("office", ask.t("oversight-office")).error(errors.of("office"));
    Ok(html! {
        p { (ask.t("oversight-decoy-new-lead")) }
        form method="post" action="/decoys" novalidate {
            (ask.csrf_fields())
            (part::select(&office.value(ask.value_or("office", "")), &offices))
            (part::text(&why(ask, errors)))
            (part::button(&ask.t("oversight-decoy-new-button")))
        }
    })
}

fn why(ask: &Ask, errors: &FormErrors) -> Field {
    Field::new("why", ask.t("oversight-why"))
        .hint(ask.t("oversight-decoy-why-hint"))
        .error(errors.of("why"))
        .value(ask.value_or("why", ""))
        .width(Width::Medium)
}

/// `POST /decoys`
pub fn make(house: &House, ask: &Ask) -> Reply {
    let mut errors = ask.errors();
    let offices = house.access.offices()?;
    let codes: Vec<&str> = offices.iter().map(|office| office.office.code()).collect();
    let office = Office(errors.required_choice(ask, "office", &codes));
    let why = errors.required(ask, "why", WHY_CHARS_MAX);
    if errors.is_empty() {
        match super::make(house, &ask.who.actor(), ask.key(), &office, &why) {
            Ok(_) => return Ok(ask.done("/decoys", "oversight-decoy-done-made")),
            Err(refusal) => refused(ask, refusal, &mut errors)?,
        }
    }
    Err(Trouble::Invalid(page(house, ask, &errors)?))
}

/// Puts a refusal beside its field, or says what no field can mend.
fn refused(ask: &Ask, refusal: DecoyRefusal, errors: &mut FormErrors) -> Result<(), Trouble> {
    match refusal {
        DecoyRefusal::Why => errors.add("why", ask.t("oversight-decoy-why-hint")),
        DecoyRefusal::Office => errors.add("office", ask.t("web-error-choice")),
        DecoyRefusal::Enough => return Err(Trouble::Refused(ask.t("oversight-decoy-enough"))),
        DecoyRefusal::Elsewhere => return Err(Trouble::Refused(ask.t("oversight-decoy-elsewhere"))),
        DecoyRefusal::NoName => return Err(Trouble::Refused(ask.t("oversight-decoy-no-name"))),
        DecoyRefusal::Nothing => return Err(Trouble::NotFound),
        DecoyRefusal::Fault(fault) => return Err(fault.into()),
    }
    Ok(())
}

fn found(house: &House, ask: &Ask) -> Result<Shown, Trouble> {
    let handle: Uuid = ask.id("decoy")?;
    shown(house)?.into_iter().find(|one| one.decoy.handle == handle).ok_or(Trouble::NotFound)
}

/// `GET /decoys/{decoy}`
pub fn show(house: &House, ask: &Ask) -> Reply {
    let one = found(house, ask)?;
    Ok(one_page(house, ask, &one, &ask.errors())?.into())
}

fn one_page(house: &House, ask: &Ask, one: &Shown, errors: &FormErrors) -> Result<Page, Trouble> {
    let staff = Staff::of(house)?;
    let decoy = &one.decoy;
    let (number, name) =
        one.head.as_ref().map_or_else(Default::default, |head| (head.number.clone(), head.name.clone()));
    let alarms = house.ledger.read(|door| alarm::all(door))?;
    let own: Vec<&(Uuid, alarm::Alarm)> = alarms
        .iter()
        .filter(|(_, alarm)| alarm.tripped.as_ref().is_some_and(|t| t.decoy == Some(decoy.handle)))
        .collect();
    let mut facts = vec![
        (ask.t("oversight-state"), state(ask, decoy)),
        (
            ask.t("oversight-decoy-made"),
            html! { (ask.instant(decoy.made_at)) " · " (staff.name(ask, decoy.made_by)) },
        ),
        (ask.t("oversight-why"), html! { (decoy.why) }),
    ];
    if let Some(retired) = &decoy.retired {
        let words =
            html! { (ask.instant(retired.at)) " · " (staff.name(ask, retired.by)) " · " (retired.why) };
        facts.push((ask.t("oversight-decoy-retired"), words));
    }
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&number, Some(&ask.t("oversight-decoy")), Some(&name)))
        (part::columns(
            html! {
                (part::card(&ask.t("oversight-alarms"), if own.is_empty() {
                    html! { p.c-note { (ask.t("oversight-decoy-never")) } }
                } else { alarm::page::table(house, ask, &staff, &own)? }))
                @if decoy.retired.is_none() {
                    (part::card(&ask.t("oversight-decoy-retire"), html! {
                        p { (ask.t("oversight-decoy-retire-lead")) }
                        form method="post" action={ "/decoys/" (decoy.handle) } novalidate {
                            (ask.csrf_fields())
                            (part::text(&why(ask, errors)))
                            (part::button(&ask.t("oversight-decoy-retire-button")))
                        }
                    }))
                }
            },
            part::card(&ask.t("oversight-review-facts"), part::facts(&facts)),
        ))
    };
    let back = part::back_link(&Act::new("/decoys", ask.t("oversight-decoys")));
    Ok(Page::new(ask.t("oversight-decoy"), body).section("oversight").back(back))
}

/// `POST /decoys/{decoy}`
pub fn retire(house: &House, ask: &Ask) -> Reply {
    let one = found(house, ask)?;
    let mut errors = ask.errors();
    let why = errors.required(ask, "why", WHY_CHARS_MAX);
    if errors.is_empty() {
        match super::retire(house, &ask.who.actor(), ask.key(), one.decoy.handle, &why) {
            Ok(()) => return Ok(ask.done("/decoys", "oversight-decoy-done-retired")),
            Err(refusal) => refused(ask, refusal, &mut errors)?,
        }
    }
    Err(Trouble::Invalid(one_page(house, ask, &one, &errors)?))
}
