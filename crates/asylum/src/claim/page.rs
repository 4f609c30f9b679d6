//! The page that opens a claim: the questions of the country's own procedure, drawn from its data.

use super::{Claim, ClaimRefusal};
use crate::fold::Intent;
use crate::{CLAIM, Child};
use casework::Laws;
use casework::label::Labels;
use casework::open::OpenRefusal;
use casework::step::page as steps;
use kernel::PersonId;
use ledger::{Fault, Load, Stamp};
use procedure::Step;
use uuid::Uuid;
use web::part::{self, Act, Choice, Field};
use web::{Answer, Ask, FormErrors, House, Page, Permission, Reply, Trouble, html};

/// Whom the claim is for, and what is known before anything is typed.
struct For {
    intent: Option<Uuid>,
    persons: Vec<PersonId>,
    names: Vec<String>,
    legal_date: jiff::civil::Date,
    child: Child,
    /// Answers that the sheet already holds, by field of the opening step.
    known: Vec<(&'static str, String)>,
    back: String,
}

/// `GET /intents/{intent}/claim`
pub fn form_of_intent(house: &House, ask: &Ask) -> Reply {
    let subject = of_intent(house, ask)?;
    form(house, ask, &subject)
}

/// `POST /intents/{intent}/claim`
pub fn submit_of_intent(house: &House, ask: &Ask) -> Reply {
    let subject = of_intent(house, ask)?;
    submit(house, ask, subject)
}

/// `GET /people/{person}/claim`
pub fn form_of_person(house: &House, ask: &Ask) -> Reply {
    let subject = of_person(house, ask)?;
    form(house, ask, &subject)
}

/// `POST /people/{person}/claim`
pub fn submit_of_person(house: &House, ask: &Ask) -> Reply {
    let subject = of_person(house, ask)?;
    submit(house, ask, subject)
}

fn of_intent(house: &House, ask: &Ask) -> Result<For, Trouble> {
    let id: Uuid = ask.id("intent")?;
    let found = house.ledger.read(|r| -> Result<_, Fault> {
        let Some(intent) = r.load::<Intent>(id)? else { return Ok(None) };
        // Whoever may open the claim of this sheet must know whose it is; the reading is logged on the sheet.
        let names = identity::person::heads(r, &intent.state.persons)?.into_iter().map(|p| p.name).collect();
        Ok(Some((intent.state, names)))
    })?;
    let (intent, names): (Intent, Vec<String>) = found.ok_or(Trouble::NotFound)?;
    let said = intent.expressed.ok_or(Trouble::NotFound)?;
    let day = said.stated_on;
    let known = vec![
        ("filed_on", typed_day(day)),
        ("first_expressed_on", typed_day(day)),
        ("child", said.child.code().to_owned()),
        ("language", said.language.clone()),
        ("reasons", said.words.clone()),
    ];
    Ok(For {
        intent: Some(id),
        persons: intent.persons,
        names,
        // An intent at a post counts on its own day.
        legal_date: said.stated_on,
        child: said.child,
        known,
        back: format!("/intents/{id}"),
    })
}

/// A day as people type it.
fn typed_day(day: jiff::civil::Date) -> String {
    format!("{} {} {}", day.day(), day.month(), day.year())
}

/// A person who comes to the office; their household comes along unless a box is unticked.
fn of_person(house: &House, ask: &Ask) -> Result<For, Trouble> {
    let id: PersonId = ask.id("person")?;
    let found = house.ledger.read(|r| -> Result<_, Fault> {
        let mut persons = vec![id];
        if let Some(household) = identity::household::household_of(r, id)? {
            persons.extend(household.members.iter().map(|m| m.person).filter(|p| *p != id));
        }
        let mut seen = Vec::new();
        for person in persons {
            if house.may_with(r, &ask.who, Permission::ReadPerson, access::Kind::Person, person.0)? {
                seen.push(person);
            }
        }
        identity::person::heads(r, &seen)
    })?;
    let alone = found.first().is_some_and(|p| p.is_unaccompanied_or_separated_on(ask.today));
    Ok(For {
        intent: None,
        persons: found.iter().map(|p| p.id).collect(),
        names: found.into_iter().map(|p| p.name).collect(),
        legal_date: ask.today,
        child: if alone { Child::UnaccompaniedOrSeparated } else { Child::None },
        known: if alone {
            vec![("child", Child::UnaccompaniedOrSeparated.code().to_owned())]
        } else {
            Vec::new()
        },
        back: format!("/people/{id}"),
    })
}

fn opening<'a>(house: &'a House, ask: &Ask) -> Result<&'a Step, Trouble> {
    let laws: &Laws = house.room();
    let procedure = laws.law().in_force(CLAIM, ask.today);
    procedure.map(|p| &p.opening).ok_or_else(|| Trouble::Refused(ask.t("asylum-claim-no-law")))
}

fn form(house: &House, ask: &Ask, subject: &For) -> Reply {
    let step = opening(house, ask)?;
    Ok(page(house, ask, step, subject, &ask.errors()).into())
}

fn page(house: &House, ask: &Ask, step: &Step, subject: &For, errors: &FormErrors) -> Page {
    let labels = Labels::new(house, ask);
    let title = labels.said(&step.names).to_owned();
    let people = people(ask, subject, errors);
    let lead = step.hint.as_ref().map(|hint| labels.said(hint).to_owned());
    let body = part::prose(html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, lead.as_deref()))
        @if let Some(intent) = subject.intent {
            p.c-note { (ask.tw("asylum-claim-from-intent", &[("day", ask.day_long(subject.legal_date).into())])) " "
                a.govuk-link href={ "/intents/" (intent) } { (ask.t("asylum-claim-see-intent")) } }
        }
        @if subject.child == Child::UnaccompaniedOrSeparated { (part::warning(&ask.t("asylum-claim-child-alone"))) }
        form method="post" action=(ask.path()) novalidate {
            (ask.csrf_fields())
            (people)
            (steps::fields(&labels, step, &subject.known, errors))
            (part::button(&title))
        }
    });
    let back = Act::new(subject.back.clone(), ask.t("asylum-claim-back"));
    Page::new(title, body).section("cases").back(part::back_link(&back))
}

fn people(ask: &Ask, subject: &For, errors: &FormErrors) -> web::Markup {
    let choices: Vec<Choice> = subject
        .persons
        .iter()
        .zip(&subject.names)
        .map(|(id, name)| Choice::new(id.to_string(), name))
        .collect();
    let chosen: Vec<String> = if ask.has_values() {
        ask.values().all("person").into_iter().map(str::to_owned).collect()
    } else {
        subject.persons.iter().map(|p| p.to_string()).collect()
    };
    let field = Field::new("person", ask.t("asylum-claim-people"))
        .hint(ask.t("asylum-claim-people-hint"))
        .error(errors.of("person"));
    part::checkboxes(&field, &chosen, &choices)
}

fn submit(house: &House, ask: &Ask, subject: For) -> Reply {
    let step = opening(house, ask)?;
    let laws: &Laws = house.room();
    let mut errors = ask.errors();
    let persons: Vec<PersonId> =
        subject.persons.iter().copied().filter(|p| ask.form.has("person", &p.to_string())).collect();
    if persons.is_empty() {
        errors.add("person", ask.t("asylum-claim-error-nobody"));
    }
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(house, ask, step, &subject, &errors)));
    }
    let office = crate::main_office(house).unwrap_or_else(|| ask.who.office.clone());
    let (intent, legal_date) = (subject.intent, subject.legal_date);
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| -> Result<String, ClaimRefusal> {
        let claim = Claim {
            intent,
            persons,
            office: office.clone(),
            legal_date,
            form: steps::typed(ask, step),
            assignee: None,
        };
        let case = super::run(tx, laws, &Stamp::new(ask.who.actor()), claim)?;
        Ok(format!("/cases/{case}"))
    });
    match done {
        Ok(to) => Ok(ask.done(&after(house, ask, &to, &subject), "asylum-claim-done")),
        Err(ClaimRefusal::Already(case)) => Ok(Answer::See(format!("/cases/{case}"))),
        Err(ClaimRefusal::Fault(fault)) | Err(ClaimRefusal::Open(OpenRefusal::Fault(fault))) => {
            Err(fault.into())
        }
        Err(ClaimRefusal::Open(OpenRefusal::Form(found))) => {
            steps::wrong(&mut errors, &Labels::new(house, ask), step, &found);
            Err(Trouble::Invalid(page(house, ask, step, &subject, &errors)))
        }
        Err(ClaimRefusal::Open(OpenRefusal::NotYours)) => {
            Err(Trouble::Refused(ask.t("asylum-claim-not-yours")))
        }
        Err(_) => Err(Trouble::Refused(ask.t("asylum-claim-not-opened"))),
    }
}

/// The case if the officer may see it; a border officer goes back to the sheet, for the claim is at the main office.
fn after(house: &House, ask: &Ask, to: &str, subject: &For) -> String {
    let id: Option<Uuid> = to.rsplit('/').next().and_then(|id| id.parse().ok());
    let seen = id.is_some_and(|id| {
        let may =
            house.ledger.read(|r| house.may_with(r, &ask.who, Permission::ReadCase, access::Kind::Case, id));
        may.unwrap_or(false)
    });
    if seen { to.to_owned() } else { subject.back.clone() }
}
