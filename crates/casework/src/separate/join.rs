//! A member of the family comes to a claim that was opened without them.

use crate::assign::{self, AssignRefusal};
use crate::file::page::{href, identity};
use crate::file::{CaseView, seen};
use crate::fold::Case;
use crate::label::Labels;
use crate::laws::Laws;
use crate::model::CaseEvent;
use crate::{case, people};
use ::access::{Kind, Permission};
use identity::household;
use jiff::civil::Date;
use kernel::{CaseId, PersonId};
use ledger::{Door, Fault, Loaded, Stamp, Tx};
use web::part::{self, Act, Choice, Field, Tone};
use web::{Answer, Ask, FormErrors, House, Page, Reply, Trouble, html};

/// Why nobody joins a claim.
#[derive(Debug, thiserror::Error)]
pub enum JoinRefusal {
    #[error("there is no such case")]
    NoCase,
    /// Somebody else wrote to the case since the form was shown.
    #[error("the case moved on")]
    Stale,
    /// Not of the applicant's household, on the case already, or with a claim of their own.
    #[error("the person cannot be added to this case")]
    NotFamily,
    #[error("the day lies before the claim or in the future")]
    Day,
    #[error("the case has ended")]
    Ended,
    #[error(transparent)]
    Fault(Fault),
}

impl From<Fault> for JoinRefusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Stale => JoinRefusal::Stale,
            other => JoinRefusal::Fault(other),
        }
    }
}

impl From<AssignRefusal> for JoinRefusal {
    fn from(refusal: AssignRefusal) -> Self {
        match refusal {
            AssignRefusal::NoCase => JoinRefusal::NoCase,
            AssignRefusal::Stale => JoinRefusal::Stale,
            AssignRefusal::Fault(fault) => JoinRefusal::Fault(fault),
        }
    }
}

/// Adds a member of the applicant's household to the claim, on the day they asked for it.
pub fn run(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    case: CaseId,
    person: PersonId,
    on: Date,
    head: &str,
) -> Result<Loaded<Case>, JoinRefusal> {
    let seen = assign::seen(tx, case, head)?;
    if seen.state.at.ended {
        return Err(JoinRefusal::Ended);
    }
    if !candidates(tx, &seen.state)?.contains(&person) {
        return Err(JoinRefusal::NotFamily);
    }
    let opened = seen.state.opening.as_ref().map(|o| o.legal_date);
    if on > laws.day_of(tx.now()) || opened.is_some_and(|opened| on < opened) {
        return Err(JoinRefusal::Day);
    }
    if let Some(office) = &seen.state.office {
        identity::handover::take_up(tx, stamp, person, office)?;
    }
    let minor = people::is_minor(tx, person, on)?;
    Ok(tx.append(&seen, stamp, &[CaseEvent::PersonJoined { person, on, minor }])?)
}

/// The applicant's household without those who are on the case, who left it, or who have an open claim elsewhere.
fn candidates(door: &mut dyn Door, state: &Case) -> Result<Vec<PersonId>, Fault> {
    let Some(principal) = state.principal() else { return Ok(Vec::new()) };
    let Some(home) = household::household_of(door, principal)? else { return Ok(Vec::new()) };
    let here = state.persons();
    let procedure = state.opening.as_ref().map(|o| o.procedure.clone()).unwrap_or_default();
    let mut found = Vec::new();
    for member in home.members.iter().map(|m| m.person) {
        let known = here.contains(&member) || state.left.iter().any(|left| left.person == member);
        let elsewhere = |head: &case::CaseHead| head.procedure == procedure && !head.ended;
        if !known && !case::of_person(door, member)?.iter().any(elsewhere) {
            found.push(member);
        }
    }
    Ok(found)
}

/// GET `/cases/{case}/join`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let view = found(house, ask)?;
    let choices = choices(house, ask, &view)?;
    Ok(Answer::Page(page(&Labels::new(house, ask), &view, &choices, &ask.errors())))
}

/// POST `/cases/{case}/join`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let view = found(house, ask)?;
    let labels = Labels::new(house, ask);
    let choices = choices(house, ask, &view)?;
    let mut errors = ask.errors();
    let chosen = ask.form.text("person");
    let person = choices.iter().map(|(person, _)| *person).find(|person| person.to_string() == chosen);
    if person.is_none() {
        errors.add("person", ask.t("web-error-choice"));
    }
    let on = errors.required_day(ask, "on");
    let (Some(person), Some(on), true) = (person, on, errors.is_empty()) else {
        return Err(Trouble::Invalid(page(&labels, &view, &choices, &errors)));
    };
    let stamp = Stamp::new(ask.who.actor());
    let (case, head, laws) = (view.id, ask.head(), house.room::<Laws>());
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        run(tx, laws, &stamp, case, person, on, head)
            .map(|_| format!("{}?done={}", href(case), "casework-join-done"))
    });
    match done {
        Ok(to) => Ok(Answer::See(to)),
        Err(JoinRefusal::NoCase) => Err(Trouble::NotFound),
        Err(JoinRefusal::Stale) => Err(Trouble::Stale { rows: Vec::new() }),
        Err(JoinRefusal::Fault(fault)) => Err(Trouble::from(fault)),
        Err(JoinRefusal::Day) => {
            errors.add("on", ask.t("casework-join-day"));
            Err(Trouble::Invalid(page(&labels, &view, &choices, &errors)))
        }
        Err(JoinRefusal::NotFamily) => Err(Trouble::Refused(ask.t("casework-join-not-family"))),
        Err(JoinRefusal::Ended) => Err(Trouble::Refused(ask.t("casework-separate-ended"))),
    }
}

fn found<'a>(house: &'a House, ask: &Ask) -> Result<CaseView<'a>, Trouble> {
    let id = ask.id::<CaseId>("case")?;
    seen(house, ask, house.room::<Laws>(), id)?.ok_or(Trouble::NotFound)
}

/// Members of the household whom the reader may open.
fn choices(house: &House, ask: &Ask, view: &CaseView<'_>) -> Result<Vec<(PersonId, String)>, Fault> {
    house.ledger.read(|door| {
        let mut may = Vec::new();
        for person in candidates(door, &view.case)? {
            if house.may_with(door, &ask.who, Permission::ReadPerson, Kind::Person, person.0)? {
                may.push(person);
            }
        }
        let heads = identity::person::heads(door, &may)?;
        Ok(heads.into_iter().map(|head| (head.id, head.name)).collect())
    })
}

fn page(
    labels: &Labels<'_>,
    view: &CaseView<'_>,
    people: &[(PersonId, String)],
    errors: &FormErrors,
) -> Page {
    let ask = labels.ask;
    let title = ask.t("casework-join-title");
    let choices: Vec<Choice> = people.iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
    let who = Field::new("person", ask.t("casework-join-who"))
        .value(ask.value_or("person", ""))
        .error(errors.of("person"));
    let on = Field::new("on", ask.t("casework-join-on"))
        .hint(ask.t("casework-day-hint"))
        .value(ask.value_or("on", &ask.today_typed()))
        .error(errors.of("on"));
    let form = html! {
        form method="post" action={ (href(view.id)) "/join" } novalidate {
            (ask.csrf_fields_at(&view.head_text))
            (part::radios(&who, &choices))
            (part::partial_date(&on))
            (part::actions(part::button(&ask.t("casework-join-save")), &[Act::new(href(view.id), ask.t("casework-step-cancel"))]))
        }
    };
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::identity_strip(&identity(labels, view)))
        (part::heading(&title, None, Some(&ask.t("casework-join-lead"))))
        (part::prose(html! {
            @if people.is_empty() { (part::notice(Tone::Info, &ask.t("casework-join-nobody"), html! {})) } @else { (form) }
        }))
    };
    let back = Act::new(href(view.id), ask.t("casework-step-back"));
    Page::new(format!("{title} · {}", view.head.number), body).section("cases").back(part::back_link(&back))
}
