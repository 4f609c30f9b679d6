//! A person's own file on paper: what is held about them, who looked at it, and nothing that tells on somebody else.

use crate::names;
use access::Kind;
use jiff::civil::Date;
use kernel::PersonId;
use std::collections::BTreeSet;
use web::part::{self, Act, Choice, Field};
use web::{Ask, House, Markup, Page, Reply, Trouble, html};

/// `GET /people/{person}/own-file`: what will be printed, and which passages a person has to look at first.
pub fn form(house: &House, ask: &Ask) -> Reply {
    let id: PersonId = ask.id("person")?;
    let withheld = casework::own_file::passages(house, ask, id)?;
    let title = ask.t("oversight-own-title");
    let choice = |p: &casework::own_file::Passage| {
        Choice::new(p.id.clone(), format!("{} · {} · {}", p.case, ask.day(p.on), p.question))
    };
    let choices: Vec<Choice> = withheld.iter().map(choice).collect();
    let chosen = ask.values().all("include");
    let body = part::prose(html! {
        (part::heading(&title, None, Some(&ask.t("oversight-own-lead"))))
        ul.govuk-list.govuk-list--bullet {
            li { (ask.t("oversight-own-rule-told")) } li { (ask.t("oversight-own-rule-others")) } li { (ask.t("oversight-own-rule-staff")) }
        }
        form method="post" action={ "/people/" (id) "/own-file" } novalidate {
            (ask.csrf_fields())
            @if choices.is_empty() { p.c-note { (ask.t("oversight-own-nothing-withheld")) } }
            @else {
                (part::checkboxes(&Field::new("include", ask.t("oversight-own-include")).hint(ask.t("oversight-own-include-hint")), &chosen, &choices))
            }
            (part::button(&ask.t("oversight-own-button")))
        }
    });
    Ok(Page::new(title, body).section("people").back(back(ask, id)).into())
}

fn back(ask: &Ask, id: PersonId) -> Markup {
    part::back_link(&Act::new(format!("/people/{id}"), ask.t("oversight-own-back")))
}

/// `POST /people/{person}/own-file`: the sheet. A post, because it says which passages somebody decided to include.
pub fn print(house: &House, ask: &Ask) -> Reply {
    let id: PersonId = ask.id("person")?;
    let include: BTreeSet<String> = ask.form.all("include").into_iter().map(str::to_owned).collect();
    let told = identity::own_file::sections(house, ask, id)?.ok_or(Trouble::NotFound)?;
    let cases = casework::own_file::sections(house, ask, id, &include)?;
    let title = ask.t("oversight-own-sheet-title");
    let body = html! {
        (part::screen_only(html! { p { (ask.t("oversight-own-print-hint")) } }))
        (part::sheet(html! {
            (part::heading(&title, Some(house.country.institution.get(&ask.lang).map_or("", String::as_str)),
                Some(&ask.tw("oversight-own-sheet-lead", &[("day", ask.day_long(ask.today).into())]))))
            @for (name, section) in told.into_iter().chain(cases) { (part::section(&name, section)) }
            (part::section(&ask.t("oversight-readers-title"), readers(house, ask, id)?))
            (part::section(&ask.t("oversight-own-rights"), html! { p { (ask.t("oversight-own-rights-words")) } }))
        }))
    };
    Ok(Page::new(title, body).section("people").back(back(ask, id)).into())
}

/// Who looked: the role and the office, by day. The person may ask the data protection officer for more.
fn readers(house: &House, ask: &Ask, id: PersonId) -> Result<Markup, Trouble> {
    let reads = house.access.reads_of(Kind::Person, id.0)?;
    let line = |read: &access::Read| -> (Date, String, String) {
        (ask.day_of(read.at), names::role(ask, read.role), names::office(house, ask.lang, &read.office))
    };
    let lines: BTreeSet<(Date, String, String)> = reads.iter().map(line).collect();
    Ok(html! {
        @if lines.is_empty() { p { (ask.t("oversight-readers-none")) } }
        @else { ul.govuk-list { @for (day, role, office) in lines.iter().rev() { li { (ask.day(*day)) " · " (role) " · " (office) } } } }
    })
}
