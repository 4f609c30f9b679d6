//! The page on which somebody of the family gets a claim of their own: who, whether the files are kept apart, and the
//! opening questions answered by this person alone.

use crate::file::page::{href, identity};
use crate::file::{CaseView, seen};
use crate::label::Labels;
use crate::laws::Laws;
use crate::model::FormMap;
use crate::open::OpenRefusal;
use crate::people::Face;
use crate::separate::{SeparateRefusal, Separation, procedure_of, run};
use crate::step::page as steps;
use ::access::{Kind, Permission};
use kernel::{CaseId, PersonId};
use ledger::Stamp;
use procedure::{Field as Asked, FieldKind, Step};
use web::part::{self, Act, Choice, Field, Tone};
use web::{Answer, Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

const APART: &str = "apart";
const JOINED: &str = "linked";

/// GET `/cases/{case}/separate`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let view = found(house, ask)?;
    Ok(Answer::Page(page(&Labels::new(house, ask), &view, &ask.errors())))
}

/// POST `/cases/{case}/separate`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let view = found(house, ask)?;
    let labels = Labels::new(house, ask);
    let mut errors = ask.errors();
    let chosen = ask.form.text("person");
    let person = others(&view).map(|face| face.id).find(|person| person.to_string() == chosen);
    if person.is_none() {
        errors.add("person", ask.t("web-error-choice"));
    }
    let how = errors.required_choice(ask, "how", &[APART, JOINED]);
    let (Some(person), true) = (person, errors.is_empty()) else {
        return Err(Trouble::Invalid(page(&labels, &view, &errors)));
    };
    let laws = house.room::<Laws>();
    let step = procedure_of(laws, &view.case, person).map(|procedure| &procedure.opening);
    let stamp = Stamp::new(ask.who.actor());
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        let form = step.map(|step| steps::typed(ask, step)).unwrap_or_default();
        let separation = Separation { case: view.id, person, form, apart: how == APART, head: ask.head() };
        run(tx, laws, &stamp, separation).map(href)
    });
    match done {
        Ok(to) => Ok(Answer::See(after(house, ask, &to, view.id)?)),
        Err(refusal) => Err(refused(&labels, &view, step, errors, refusal)),
    }
}

/// The new file, if whoever opened it may read it.
fn after(house: &House, ask: &Ask, to: &str, family: CaseId) -> Result<String, Trouble> {
    let own: Option<CaseId> = to.rsplit('/').next().and_then(|id| id.parse().ok());
    let may = match own {
        Some(own) => {
            house.ledger.read(|r| house.may_with(r, &ask.who, Permission::ReadCase, Kind::Case, own.0))?
        }
        None => false,
    };
    let to = if may { to.to_owned() } else { href(family) };
    Ok(format!("{to}?done={}", "casework-separate-done"))
}

fn refused(
    labels: &Labels<'_>,
    view: &CaseView<'_>,
    step: Option<&Step>,
    mut errors: FormErrors,
    refusal: SeparateRefusal,
) -> Trouble {
    let ask = labels.ask;
    match refusal {
        SeparateRefusal::NoCase => Trouble::NotFound,
        SeparateRefusal::Stale => Trouble::Stale { rows: Vec::new() },
        SeparateRefusal::Fault(fault) => Trouble::from(fault),
        SeparateRefusal::Open(OpenRefusal::Form(found)) => {
            if let Some(step) = step {
                steps::wrong(&mut errors, labels, step, &found);
            }
            Trouble::Invalid(page(labels, view, &errors))
        }
        SeparateRefusal::Ended => Trouble::Refused(ask.t("casework-separate-ended")),
        SeparateRefusal::NotHere | SeparateRefusal::Applicant | SeparateRefusal::Open(_) => {
            Trouble::Refused(ask.t("casework-separate-not-opened"))
        }
    }
}

fn found<'a>(house: &'a House, ask: &Ask) -> Result<CaseView<'a>, Trouble> {
    let id = ask.id::<CaseId>("case")?;
    seen(house, ask, house.room::<Laws>(), id)?.ok_or(Trouble::NotFound)
}

/// Those of the family who may leave: everybody but the applicant.
fn others<'v>(view: &'v CaseView<'_>) -> impl Iterator<Item = &'v Face> {
    view.people.iter().filter(|face| !face.principal)
}

// ---- the page ----

fn page(labels: &Labels<'_>, view: &CaseView<'_>, errors: &FormErrors) -> Page {
    let ask = labels.ask;
    let title = ask.t("casework-separate-title");
    let people: Vec<PersonId> = others(view).map(|face| face.id).collect();
    let step = people.first().and_then(|person| procedure_of(labels.laws, &view.case, *person));
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::identity_strip(&identity(labels, view)))
        (part::heading(&title, None, Some(&ask.t("casework-separate-lead"))))
        (part::prose(html! {
            @match step {
                Some(procedure) if !view.case.at.ended => { (form(labels, view, &procedure.opening, errors)) }
                Some(_) => { (part::notice(Tone::Info, &ask.t("casework-separate-ended"), html! {})) }
                None => { (part::notice(Tone::Info, &ask.t("casework-separate-nobody"), html! {})) }
            }
        }))
    };
    let back = Act::new(href(view.id), ask.t("casework-step-back"));
    Page::new(format!("{title} · {}", view.head.number), body).section("cases").back(part::back_link(&back))
}

fn form(labels: &Labels<'_>, view: &CaseView<'_>, step: &Step, errors: &FormErrors) -> Markup {
    let ask = labels.ask;
    // The day is not asked: it is the family's own.
    let mut own = step.clone();
    own.fields.retain(|field| !field.stated_date);
    html! {
        form method="post" action={ (href(view.id)) "/separate" } novalidate {
            (ask.csrf_fields_at(&view.head_text))
            (who(labels, view, errors))
            (how(labels, errors))
            (part::aside(&ask.tw("casework-separate-day", &[("day", ask.day_long(view.head.legal_date).into())])))
            (steps::fields(labels, &own, &known(view, &own), errors))
            (part::actions(part::button(&ask.t("casework-separate-save")), &[Act::new(href(view.id), ask.t("casework-step-cancel"))]))
        }
    }
}

fn who(labels: &Labels<'_>, view: &CaseView<'_>, errors: &FormErrors) -> Markup {
    let ask = labels.ask;
    let name = |face: &Face| {
        if face.name.is_empty() { ask.t("casework-file-nobody") } else { face.name.clone() }
    };
    let choices: Vec<Choice> =
        others(view).map(|face| Choice::new(face.id.to_string(), name(face))).collect();
    let field = Field::new("person", ask.t("casework-separate-who"))
        .value(ask.value_or("person", ""))
        .error(errors.of("person"));
    part::radios(&field, &choices)
}

fn how(labels: &Labels<'_>, errors: &FormErrors) -> Markup {
    let ask = labels.ask;
    let choices = [
        Choice::new(APART, ask.t("casework-separate-apart")).hint(ask.t("casework-separate-apart-hint")),
        Choice::new(JOINED, ask.t("casework-separate-linked")).hint(ask.t("casework-separate-linked-hint")),
    ];
    let field = Field::new("how", ask.t("casework-separate-how"))
        .value(ask.value_or("how", APART))
        .error(errors.of("how"));
    part::radios(&field, &choices)
}

/// What the family's opening says of the journey. What they told, and what is a fact of each person, is asked anew.
fn known<'s>(view: &CaseView<'_>, step: &'s Step) -> Vec<(&'s str, String)> {
    let empty = FormMap::new();
    let opening = view.case.steps.first().map_or(&empty, |taken| &taken.taken.form);
    let is_of_journey = |field: &&Asked| match field.kind {
        FieldKind::Day => true,
        FieldKind::Choice(_) => !field.sets_fact,
        _ => false,
    };
    let typed = |value: &String| match value.parse::<jiff::civil::Date>() {
        Ok(day) => format!("{} {} {}", day.day(), day.month(), day.year()),
        Err(_) => value.clone(),
    };
    let fields = step.fields.iter().filter(is_of_journey);
    fields.filter_map(|field| Some((field.id.as_str(), typed(opening.get(&field.id)?)))).collect()
}
