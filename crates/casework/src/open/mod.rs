//! Opening a case: pinned to the version of the procedure in force on its legal date, under a number of its own.

use crate::fold::Case;
use crate::laws::{Laws, standing};
use crate::model::*;
use crate::step::{Days, FieldError, Problem, Taking, check};
use jiff::civil::Date;
use kernel::{AccountId, CaseId, Office, PersonId};
use ledger::{Fault, Loaded, Stamp, Tx};
use procedure::{Facts, Procedure};
use uuid::Uuid;

#[cfg(test)]
mod tests;

/// Why no case is opened, as something a person can act on.
#[derive(Debug, thiserror::Error)]
pub enum OpenRefusal {
    #[error("there is no procedure `{0}`")]
    NoProcedure(String),
    /// No version of the procedure was in force on the legal date.
    #[error("the procedure `{procedure}` was not in force on {on}")]
    NotInForce { procedure: String, on: Date },
    #[error("a case is about at least one person")]
    Nobody,
    #[error("this role or office does not open such a case")]
    NotYours,
    #[error("an answer in the form is missing or wrong")]
    Form(Vec<FieldError>),
    #[error("a linked case could not be opened: {0}")]
    Linked(Box<OpenRefusal>),
    #[error(transparent)]
    Fault(Fault),
}

impl From<Fault> for OpenRefusal {
    fn from(fault: Fault) -> Self {
        OpenRefusal::Fault(fault)
    }
}

/// What a case is opened with.
#[derive(Clone, Debug)]
pub struct Opening {
    pub procedure: String,
    /// The day the law counts from, when the opening form states none: the day of the intent at a post.
    pub legal_date: Date,
    /// The office that will hold the case.
    pub office: Office,
    /// The people it is about; the first is the principal.
    pub persons: Vec<PersonId>,
    pub assignee: Option<AccountId>,
    pub parent: Option<CaseId>,
    pub origin_intent: Option<Uuid>,
    /// Answers to the fields of the procedure's opening step.
    pub form: FormMap,
    /// Opened by a step of another case: the opening step's roles and required fields are not asked.
    pub by_step: bool,
    /// Opened under a permission of its own, such as separating a claim: the opening step's roles are not asked.
    pub by_permission: bool,
    /// It is opened for a child, whatever is known of their age.
    pub child: bool,
}

impl Opening {
    /// The opening of a case that a person asks for.
    pub fn new(procedure: &str, legal_date: Date, office: Office, persons: Vec<PersonId>) -> Opening {
        Opening {
            procedure: procedure.to_owned(),
            legal_date,
            office,
            persons,
            assignee: None,
            parent: None,
            origin_intent: None,
            form: FormMap::new(),
            by_step: false,
            by_permission: false,
            child: false,
        }
    }
    /// The opening of a child case by a step of `parent`.
    pub(crate) fn linked(parent: &Loaded<Case>, procedure: &str, legal_date: Date, child: bool) -> Opening {
        let office = parent.state.office.clone().unwrap_or(Office(String::new()));
        let principal = parent.state.principal().into_iter().collect();
        let opening = Opening::new(procedure, legal_date, office, principal);
        Opening { parent: Some(CaseId(parent.id)), by_step: true, child, ..opening }
    }
}

/// Opens a case with its first terms, tasks and linked cases, or nothing of it.
pub fn run(tx: &mut Tx<'_>, laws: &Laws, stamp: &Stamp, opening: Opening) -> Result<CaseId, OpenRefusal> {
    let today = laws.day_of(tx.now());
    if opening.persons.is_empty() {
        return Err(OpenRefusal::Nobody);
    }
    let legal_date = legal_date(laws, &opening, today)?;
    let procedure = in_force(laws, &opening.procedure, legal_date)?;
    let form = answers(procedure, &opening, stamp, today)?;
    let id = CaseId(tx.fresh_uuid());
    let opened = opened(tx, laws, procedure, &opening, legal_date)?;
    let stamp = Stamp::on(stamp.actor.clone(), legal_date);
    let case = tx.create::<Case>(id.0, &stamp, &[CaseEvent::Opened(opened)])?;
    first_step(tx, laws, procedure, &stamp, &case, &opening, form)?;
    Ok(id)
}

fn in_force<'a>(laws: &'a Laws, procedure: &str, on: Date) -> Result<&'a Procedure, OpenRefusal> {
    if !laws.law().procedures.iter().any(|p| p.id == procedure) {
        return Err(OpenRefusal::NoProcedure(procedure.to_owned()));
    }
    let refusal = || OpenRefusal::NotInForce { procedure: procedure.to_owned(), on };
    laws.law().in_force(procedure, on).ok_or_else(refusal)
}

/// The day the opening form states, read with the version of the day that was given; else that day.
fn legal_date(laws: &Laws, opening: &Opening, today: Date) -> Result<Date, OpenRefusal> {
    let procedure = in_force(laws, &opening.procedure, opening.legal_date)?;
    let field = procedure.opening.fields.iter().find(|f| f.stated_date);
    let typed =
        field.and_then(|f| opening.form.get(&f.id)).and_then(|text| kernel::parse_day(text, today).ok());
    let on = typed.unwrap_or(opening.legal_date);
    if on > today {
        let field = field.map_or(crate::step::STATED, |f| f.id.as_str()).to_owned();
        return Err(OpenRefusal::Form(vec![FieldError { field, problem: Problem::Future }]));
    }
    Ok(on)
}

fn answers(
    procedure: &Procedure,
    opening: &Opening,
    stamp: &Stamp,
    today: Date,
) -> Result<FormMap, OpenRefusal> {
    let step = &procedure.opening;
    if !opening.by_step && !opening.by_permission && !step.is_for(&stamp.actor) {
        return Err(OpenRefusal::NotYours);
    }
    match check(step, &opening.form, Days { today, opened: None }) {
        Ok(form) => Ok(form),
        Err(wrong) if opening.by_step && wrong.iter().all(|w| w.problem == Problem::Required) => {
            Ok(opening.form.clone())
        }
        Err(wrong) => Err(OpenRefusal::Form(wrong)),
    }
}

fn opened(
    tx: &mut Tx<'_>,
    laws: &Laws,
    procedure: &Procedure,
    opening: &Opening,
    legal_date: Date,
) -> Result<Opened, Fault> {
    let mut persons = Vec::new();
    for (place, person) in opening.persons.iter().enumerate() {
        let minor = crate::people::is_minor(tx, *person, legal_date)?;
        if !persons.iter().any(|p: &Involved| p.person == *person) {
            persons.push(Involved { person: *person, principal: place == 0, minor });
        }
    }
    Ok(Opened {
        procedure: procedure.id.clone(),
        version: procedure.version.clone(),
        law: procedure.hash.clone(),
        number: number(tx, laws, legal_date)?,
        legal_date,
        at: standing(procedure, &procedure.first_stage, &opening.office),
        office: opening.office.clone(),
        persons,
        parent: opening.parent,
        origin_intent: opening.origin_intent,
        facts: procedure.initial_facts().0,
        child: opening.child,
    })
}

/// The next case number of the year: a reservation, given back only with the command that took it.
fn number(tx: &mut Tx<'_>, laws: &Laws, legal_date: Date) -> Result<String, Fault> {
    let format = &laws.law().facts_file.case_number;
    let serial = tx.next_number(&format!("case-number-{}-{}", format.prefix, legal_date.year()))?;
    Ok(format.write(legal_date.year(), u64::try_from(serial).unwrap_or(0)))
}

/// The opening step is a step like any other: it sets facts, starts terms, leaves tasks and opens linked cases.
fn first_step(
    tx: &mut Tx<'_>,
    laws: &Laws,
    procedure: &Procedure,
    stamp: &Stamp,
    case: &Loaded<Case>,
    opening: &Opening,
    form: FormMap,
) -> Result<(), OpenRefusal> {
    let facts = Facts(case.state.facts.clone());
    let on = case.state.opening.as_ref().map_or(opening.legal_date, |o| o.legal_date);
    let step = &procedure.opening;
    let taking = Taking {
        laws,
        procedure,
        step,
        case: &case.state,
        facts: &facts,
        form,
        on,
        confirmed: None,
        session: None,
    };
    let mut events = taking.events();
    if opening.assignee.is_some() {
        events.push(CaseEvent::Assigned { account: opening.assignee });
    }
    for linked in taking.effects().opens {
        let child = run(tx, laws, stamp, Opening::linked(case, &linked, on, taking.concerns_child()));
        let child = child.map_err(|refusal| OpenRefusal::Linked(Box::new(refusal)))?;
        events.push(CaseEvent::ChildCaseLinked { case: child, procedure: linked });
    }
    tx.append(case, stamp, &events)?;
    Ok(())
}
