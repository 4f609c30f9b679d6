//! Taking a step: the one way in which a case moves.

mod effect;
mod form;
pub mod page;
#[cfg(test)]
mod tests;

pub(crate) use effect::{Taking, moved, start};
pub use form::{Days, FieldError, LINE_CHARS_MAX, Problem, TEXT_CHARS_MAX, check};

use crate::authority::{Intending, waits};
use crate::fold::{Case, Intent};
use crate::laws::{Laws, takers};
use crate::model::{CaseEvent, Confirmation, FormMap};
use crate::open;
use crate::session::CarriedSteps;
use jiff::civil::Date;
use kernel::{Actor, CaseId, Office, Role};
use ledger::{Fault, Load, Loaded, Stamp, Tx};
use procedure::{Now, Offered, Procedure, Reason, ReasonKind, Step};

/// Why a step is not taken, as something a person can act on.
#[derive(Debug, thiserror::Error)]
pub enum StepRefusal {
    #[error("there is no such case")]
    NoCase,
    /// Not offered from where the case stands, or not to this role.
    #[error("the step is not offered here")]
    NotOffered,
    #[error("something is missing first")]
    Gate(Vec<Reason>),
    #[error("an answer in the form is missing or wrong")]
    Form(Vec<FieldError>),
    /// Somebody else wrote to the case since the form was shown.
    #[error("the case moved on")]
    Stale,
    #[error("another office works on the case")]
    WrongOffice(Vec<Office>),
    /// The same person took the step this one checks.
    #[error("another officer has to take this step")]
    SameOfficer(Vec<Reason>),
    /// The step may take something from the person and nobody put their name to it.
    #[error("a named person has to confirm this step")]
    Unconfirmed,
    /// The same step was written down here and waits for headquarters.
    #[error("the step waits for headquarters already")]
    Waits,
    #[error("a linked case could not be opened: {0}")]
    Linked(Box<open::OpenRefusal>),
    #[error(transparent)]
    Fault(Fault),
}

impl From<Fault> for StepRefusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Stale => StepRefusal::Stale,
            other => StepRefusal::Fault(other),
        }
    }
}

/// One request to take a step.
#[derive(Clone, Debug)]
pub struct Take<'a> {
    pub case: CaseId,
    pub step: &'a str,
    /// Answers by field id, as typed.
    pub form: FormMap,
    /// The name of the person who confirms a step that may take something away.
    pub confirmed: Option<String>,
    /// `Loaded::head_text` of the case the form was made from; empty claims nothing.
    pub head: &'a str,
}

/// Takes a step with everything it brings about, or nothing of it. Where this site does not decide, a step that needs
/// authority is written down after the same checks, and waits for headquarters.
pub fn take(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    take: Take<'_>,
) -> Result<Loaded<Case>, StepRefusal> {
    take_for(tx, laws, stamp, take, None)
}

/// As [`take`], for a step that was written down at a post and is confirmed.
pub(crate) fn take_for(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    take: Take<'_>,
    intent: Option<&Intent>,
) -> Result<Loaded<Case>, StepRefusal> {
    let case = tx.load::<Case>(take.case.0)?.ok_or(StepRefusal::NoCase)?;
    if !case.is_at(take.head) {
        return Err(StepRefusal::Stale);
    }
    let procedure = case.state.opening.as_ref().and_then(|o| laws.of(o)).ok_or(StepRefusal::NotOffered)?;
    let step = procedure.steps.iter().find(|s| s.id == take.step).ok_or(StepRefusal::NotOffered)?;
    let facts = laws.facts_of(tx, &case.state)?;
    let today = laws.day_of(tx.now());
    let mut carried = laws.carried(tx, take.case, &case.state)?;
    may_take(&case.state, procedure, step, stamp, &Now::new(&facts, &takers(&case.state), today), &carried)?;
    let opened = case.state.opening.as_ref().map(|o| o.legal_date);
    let form = check(step, &take.form, Days { today, opened }).map_err(StepRefusal::Form)?;
    let on = stated(step, stamp, today, opened)?;
    let confirmed = confirmation(step, stamp, take.confirmed)?;
    let session = carried.remove(&step.id);
    let taking =
        Taking { laws, procedure, step, case: &case.state, facts: &facts, form, on, confirmed, session };
    if laws.only_intends(procedure, step, &case.state.at.stage) {
        return intend(tx, &case, stamp, taking);
    }
    finish(tx, &case, stamp, &taking, intent)
}

/// Writes a step down for headquarters: nothing moves, no term begins or ends.
fn intend(
    tx: &mut Tx<'_>,
    case: &Loaded<Case>,
    stamp: &Stamp,
    taking: Taking<'_>,
) -> Result<Loaded<Case>, StepRefusal> {
    if waits(&case.state, &taking.step.id) {
        return Err(StepRefusal::Waits);
    }
    let on = taking.day();
    let named = taking.step.offices.first().map(|office| Office::from(office.as_str()));
    let intending = Intending {
        id: tx.fresh_uuid(),
        step: &taking.step.id,
        asks: named.or_else(|| taking.laws.main_office()),
        form: taking.form,
        on,
        confirmed: taking.confirmed,
    };
    Ok(tx.append(case, &Stamp::on(stamp.actor.clone(), on), &[intending.event()])?)
}

/// Files a remedy that was received somewhere, whoever received it: no role, office or gate stands before a remedy. What
/// the form of the step asks is still checked.
pub(crate) fn file_remedy(
    tx: &mut Tx<'_>,
    laws: &Laws,
    stamp: &Stamp,
    case: &Loaded<Case>,
    step: &str,
    form: &FormMap,
) -> Result<Loaded<Case>, StepRefusal> {
    let (procedure, step) = of(laws, &case.state, step).ok_or(StepRefusal::NotOffered)?;
    if !step.remedy || !step.from.contains(&case.state.at.stage) {
        return Err(StepRefusal::NotOffered);
    }
    let facts = laws.facts_of(tx, &case.state)?;
    let today = laws.day_of(tx.now());
    let opened = case.state.opening.as_ref().map(|o| o.legal_date);
    let form = check(step, form, Days { today, opened }).map_err(StepRefusal::Form)?;
    let on = stated(step, stamp, today, opened)?;
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
    finish(tx, case, stamp, &taking, None)
}

/// Whether this person may take the step now, from where the case stands.
fn may_take(
    case: &Case,
    procedure: &Procedure,
    step: &Step,
    stamp: &Stamp,
    now: &Now<'_>,
    carried: &CarriedSteps,
) -> Result<(), StepRefusal> {
    if !step.from.contains(&case.at.stage) {
        return Err(StepRefusal::NotOffered);
    }
    if !is_office_of(case, step, &stamp.actor) {
        return Err(StepRefusal::WrongOffice(case.offices()));
    }
    let carried: Vec<String> = carried.keys().cloned().collect();
    match procedure.offered(step, &stamp.actor, &now.carried(&carried)) {
        Offered::Offered => Ok(()),
        Offered::NotYours => Err(StepRefusal::NotOffered),
        Offered::Refused(reasons) => {
            let same = |r: &Reason| matches!(r.kind, ReasonKind::SameOfficer { .. });
            if reasons.iter().all(same) {
                Err(StepRefusal::SameOfficer(reasons))
            } else {
                Err(StepRefusal::Gate(reasons))
            }
        }
    }
}

/// A step is taken at an office that works on the case. A remedy is received anywhere: no gate ever blocks one; and the
/// delegate for children follows the child, not the office.
pub(crate) fn is_office_of(case: &Case, step: &Step, me: &Actor) -> bool {
    let follows_child = me.role == Role::ChildProtectionDelegate && case.concerns_child();
    let named = step.offices.iter().any(|office| office == me.office.code());
    step.remedy || named || follows_child || case.offices().contains(&me.office)
}

/// The day the stamp states for a step whose form asks for none.
fn stated(step: &Step, stamp: &Stamp, today: Date, opened: Option<Date>) -> Result<Date, StepRefusal> {
    let on = stamp.stated.unwrap_or(today);
    let field = step.fields.iter().find(|f| f.stated_date).map_or(STATED, |f| f.id.as_str());
    let wrong = |problem| Err(StepRefusal::Form(vec![FieldError { field: field.to_owned(), problem }]));
    match opened {
        _ if on > today => wrong(Problem::Future),
        Some(opened) if on < opened => wrong(Problem::BeforeOpening(opened)),
        _ => Ok(on),
    }
}

/// The field that stands for the day of a step whose own form has none.
pub const STATED: &str = "stated";

fn confirmation(
    step: &Step,
    stamp: &Stamp,
    name: Option<String>,
) -> Result<Option<Confirmation>, StepRefusal> {
    let name = name.map(|n| n.trim().to_owned()).filter(|n| !n.is_empty());
    match name {
        None if step.prejudicial => Err(StepRefusal::Unconfirmed),
        Some(name) if step.prejudicial => Ok(Some(Confirmation { account: stamp.actor.account, name })),
        _ => Ok(None),
    }
}

fn finish(
    tx: &mut Tx<'_>,
    case: &Loaded<Case>,
    stamp: &Stamp,
    taking: &Taking<'_>,
    intent: Option<&Intent>,
) -> Result<Loaded<Case>, StepRefusal> {
    let day = taking.day();
    let stamp = Stamp::on(stamp.actor.clone(), day);
    let mut events = taking.events();
    events.extend(minors(tx, &case.state, day)?);
    for procedure in taking.effects().opens {
        events.extend(open_linked(tx, case, &stamp, taking, &procedure)?);
    }
    events.extend(differing_dates(tx, taking, intent.is_some()));
    events.extend(intent.map(|intent| CaseEvent::StepIntentEnded {
        id: intent.id,
        confirmed: true,
        reason: String::new(),
    }));
    Ok(tx.append(case, &stamp, &events)?)
}

/// Opens a child case, unless one of that procedure still runs.
fn open_linked(
    tx: &mut Tx<'_>,
    case: &Loaded<Case>,
    stamp: &Stamp,
    taking: &Taking<'_>,
    procedure: &str,
) -> Result<Option<CaseEvent>, StepRefusal> {
    for link in case.state.links.iter().filter(|l| l.procedure == procedure) {
        if crate::case::find(tx, link.case)?.is_some_and(|head| !head.ended) {
            return Ok(None);
        }
    }
    let opening = open::Opening::linked(case, procedure, taking.day(), taking.concerns_child());
    let child = open::run(tx, taking.laws, stamp, opening).map_err(|r| StepRefusal::Linked(Box::new(r)))?;
    Ok(Some(CaseEvent::ChildCaseLinked { case: child, procedure: procedure.to_owned() }))
}

/// Looks at the ages of the people again on the day of the step: a birth date may have been corrected since.
fn minors(tx: &mut Tx<'_>, case: &Case, day: Date) -> Result<Option<CaseEvent>, Fault> {
    let mut minors = Vec::new();
    for person in case.persons() {
        if crate::people::is_minor(tx, person, day)? {
            minors.push(person);
        }
    }
    minors.sort();
    let same = minors.iter().eq(case.minors.iter());
    Ok((!same).then_some(CaseEvent::MinorsNoted { persons: minors }))
}

/// A term counts from the day somebody states, not from the day it was typed. When the two differ for an act that a
/// term of the person hangs on, or that a post wrote down, somebody compares the papers; the term is not touched.
fn differing_dates(tx: &Tx<'_>, taking: &Taking<'_>, was_intended: bool) -> Option<CaseEvent> {
    let touched =
        taking.step.starts.iter().chain(&taking.step.ends).filter_map(|id| taking.procedure.term(id));
    let hangs = touched.into_iter().any(|term| term.whose == procedure::Whose::Person);
    if taking.day() == taking.laws.day_of(tx.now()) || !(hangs || was_intended) {
        return None;
    }
    let earlier = taking.case.tasks.values().filter(|t| t.kind == COMPARE_DATES).count();
    Some(CaseEvent::TaskOpened {
        task: format!("{COMPARE_DATES}-{}", earlier + 1),
        kind: COMPARE_DATES.to_owned(),
        step: Some(taking.step.id.clone()),
        owner: crate::model::Owner { role: None, office: taking.case.office.clone(), account: None },
        due: None,
    })
}

/// The kind of task that asks somebody to compare a stated day with the paper it comes from.
pub const COMPARE_DATES: &str = "compare-dates";

/// A step of the case's own procedure, for its form.
pub(crate) fn of<'a>(laws: &'a Laws, case: &Case, step: &str) -> Option<(&'a Procedure, &'a Step)> {
    let procedure = case.opening.as_ref().and_then(|o| laws.of(o))?;
    procedure.steps.iter().find(|s| s.id == step).map(|step| (procedure, step))
}
