//! A person's cases for the person: what was done, when and by which office. Free text of a case that is about several
//! people may tell on another of them, so it is withheld until a member of staff has looked at it.

use crate::access;
use crate::case;
use crate::file::{CaseView, view};
use crate::fold::Taken;
use crate::label::Labels;
use ::access::Permission;
use jiff::civil::Date;
use kernel::PersonId;
use procedure::{Field, FieldKind};
use std::collections::BTreeSet;
use web::{Ask, House, Markup, Trouble, html, part};

/// A passage that is printed only if somebody decided so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What the form's tick carries: the case's number, the step's place and the field.
    pub id: String,
    pub case: String,
    pub on: Date,
    pub question: String,
}

/// The passages that are withheld unless they are included, oldest case first.
pub fn passages(house: &House, ask: &Ask, person: PersonId) -> Result<Vec<Passage>, Trouble> {
    let labels = Labels::new(house, ask);
    let mut found = Vec::new();
    for view in views(house, ask, &labels, person)? {
        for (place, taken) in view.case.steps.iter().enumerate() {
            let withheld = answered(&view, taken).filter(|(field, _)| is_withheld(&view, person, field));
            found.extend(withheld.map(|(field, _)| Passage {
                id: passage_id(&view, place, field),
                case: view.head.number.clone(),
                on: taken.taken.on,
                question: labels.said(&field.names).to_owned(),
            }));
        }
    }
    Ok(found)
}

/// The cases of a person in sections, each with its title.
pub fn sections(
    house: &House,
    ask: &Ask,
    person: PersonId,
    include: &BTreeSet<String>,
) -> Result<Vec<(String, Markup)>, Trouble> {
    let labels = Labels::new(house, ask);
    let views = views(house, ask, &labels, person)?;
    Ok(views.iter().map(|view| section(&labels, view, person, include)).collect())
}

fn views<'a>(
    house: &House,
    ask: &Ask,
    labels: &Labels<'a>,
    person: PersonId,
) -> Result<Vec<CaseView<'a>>, Trouble> {
    let laws = labels.laws;
    Ok(house.ledger.read(|door| -> Result<Vec<CaseView<'a>>, ledger::Fault> {
        let mut views = Vec::new();
        for head in case::of_person(door, person)? {
            // The person's own paper, printed by somebody of another state: a case behind the wall of origin is not there.
            let is_elsewhere = ask.who.affiliation.is_elsewhere();
            if is_elsewhere && !access::may_see(house, ask, door, Permission::ReadCase, &head)? {
                continue;
            }
            views.extend(view(door, laws, head.id, ask.today)?);
        }
        views.sort_by_key(|view| (view.head.legal_date, view.head.number.clone()));
        Ok(views)
    })?)
}

/// The answers of a step with the questions they answer.
fn answered<'v>(view: &'v CaseView<'_>, taken: &'v Taken) -> impl Iterator<Item = (&'v Field, &'v str)> {
    let step = view.procedure.and_then(|p| p.step(&taken.taken.step));
    let form = &taken.taken.form;
    step.into_iter()
        .flat_map(|step| &step.fields)
        .filter_map(|field| Some((field, form.get(&field.id).map(String::as_str).filter(|v| !v.is_empty())?)))
}

/// Free words in a file about several people, or about one of whom this person is not.
fn is_withheld(view: &CaseView<'_>, person: PersonId, field: &Field) -> bool {
    let alone = view.people.len() == 1 && view.people.iter().all(|face| face.id == person);
    field.identifying && !alone
}

fn passage_id(view: &CaseView<'_>, place: usize, field: &Field) -> String {
    format!("{}.{place}.{}", view.head.number, field.id)
}

fn section(
    labels: &Labels<'_>,
    view: &CaseView<'_>,
    person: PersonId,
    include: &BTreeSet<String>,
) -> (String, Markup) {
    let ask = labels.ask;
    let title = format!("{} · {}", labels.procedure(&view.head), view.head.number);
    let opened = ask.tw("casework-own-opened", &[("day", ask.day_long(view.head.legal_date).into())]);
    let body = html! {
        p { (opened) " " (labels.stage(&view.head)) "." }
        @for (place, taken) in view.case.steps.iter().enumerate() {
            (step(labels, view, person, include, place, taken))
        }
        @if !view.terms.is_empty() {
            h3.govuk-heading-s { (ask.t("casework-own-terms")) }
            ul.govuk-list { @for term in &view.terms { li {
                (labels.term(&view.head, &term.term)) ": "
                @if let Some(met) = term.met { (ask.tw("casework-own-met", &[("day", ask.day_long(met).into())])) }
                @else if let Some(due) = term.due { (ask.tw("casework-own-due", &[("day", ask.day_long(due).into())])) }
                @else { (ask.t("casework-own-no-day")) }
            } } }
        }
        @if !view.case.letters.is_empty() {
            h3.govuk-heading-s { (ask.t("casework-own-letters")) }
            ul.govuk-list { @for letter in &view.case.letters { li { (letter.serial) " · " (ask.day(ask.day_of(letter.at))) } } }
        }
    };
    (title, body)
}

fn step(
    labels: &Labels<'_>,
    view: &CaseView<'_>,
    person: PersonId,
    include: &BTreeSet<String>,
    place: usize,
    taken: &Taken,
) -> Markup {
    let ask = labels.ask;
    let name = view.procedure.and_then(|p| p.step(&taken.taken.step));
    let name = name.map_or(taken.taken.step.as_str(), |step| labels.said(&step.names));
    html! {
        p { b { (ask.day_long(taken.taken.on)) } " · " (name) br;
            span.c-note { (labels.office(&taken.actor.office)) } }
        @for (field, value) in answered(view, taken) {
            @let is_held = is_withheld(view, person, field) && !include.contains(&passage_id(view, place, field));
            (part::aside(&format!("{}: {}", labels.said(&field.names), if is_held { ask.t("casework-own-withheld") } else { said(labels, field, value) })))
        }
    }
}

/// An answer in words: codes by their names, days as days.
fn said(labels: &Labels<'_>, field: &Field, value: &str) -> String {
    let ask = labels.ask;
    match &field.kind {
        FieldKind::Choice(options) => options
            .iter()
            .find(|(code, _)| code == value)
            .map_or_else(|| value.to_owned(), |(_, said)| labels.said(said).to_owned()),
        FieldKind::YesNo => ask.t(if value == "yes" { "casework-own-yes" } else { "casework-own-no" }),
        FieldKind::Day => value.parse::<Date>().map_or_else(|_| value.to_owned(), |day| ask.day_long(day)),
        FieldKind::Language => identity::view::languages(ask, &[value.to_owned()]),
        _ => value.to_owned(),
    }
}
