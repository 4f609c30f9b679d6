//! Reading cases: heads, people, steps, terms and tasks as rows, and the timeline from entries.

use crate::access::Scope;
use crate::fold::Case;
use crate::laws::{Counted, Laws};
use crate::model::{Arithmetic, CaseEvent, FactMap};
use crate::table;
use jiff::{Timestamp, civil::Date};
use kernel::{AccountId, Actor, CaseId, Office, PersonId, Role};
use ledger::{Door, Fault, Load, Loaded, Row, params};
use procedure::{Decides, Level, Outcome, Procedure};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What is true of a case now, as lists show it. Names nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseHead {
    pub id: CaseId,
    pub number: String,
    pub procedure: String,
    /// The hash of the procedure's file.
    pub law: String,
    pub stage: String,
    pub ended: bool,
    pub waiting: bool,
    /// The office that holds the case.
    pub office: Office,
    pub assignee: Option<AccountId>,
    pub principal: Option<PersonId>,
    /// How many people it is about.
    pub persons: i64,
    pub child: bool,
    pub parent: Option<CaseId>,
    pub origin_intent: Option<Uuid>,
    pub legal_date: Date,
    pub opened_at: Timestamp,
    pub opened_by: AccountId,
    pub opened_office: Office,
    pub last_step: Option<String>,
    pub last_on: Option<Date>,
    pub next_due: Option<Date>,
    /// The offices that work on it now, the holder first.
    pub offices: Vec<Office>,
    pub offices_former: Vec<Office>,
    /// Who decided on it already.
    pub deciders: Vec<AccountId>,
    /// The office that was asked to take it over and has not answered.
    pub offices_asked: Vec<Office>,
}

impl CaseHead {
    /// Whether another office asks this one to take the case over.
    pub fn asks(&self, office: &Office) -> bool {
        self.offices_asked.contains(office) && !self.offices.contains(office)
    }
    fn of(row: &Row) -> Result<CaseHead, Fault> {
        Ok(CaseHead {
            id: CaseId(row.uuid("record")?),
            number: row.text("number")?,
            procedure: row.text("procedure")?,
            law: row.text("law")?,
            stage: row.text("stage")?,
            ended: row.bool("ended")?,
            waiting: row.bool("waiting")?,
            office: Office(row.text("office")?),
            assignee: row.opt_uuid("assignee")?.map(AccountId),
            principal: row.opt_uuid("principal")?.map(PersonId),
            persons: row.int("persons")?,
            child: row.bool("child")?,
            parent: row.opt_uuid("parent")?.map(CaseId),
            origin_intent: row.opt_uuid("origin_intent")?,
            legal_date: row.date("legal_date")?,
            opened_at: row.instant("opened_at")?,
            opened_by: AccountId(row.uuid("opened_by")?),
            opened_office: Office(row.text("opened_office")?),
            last_step: row.opt_text("last_step")?,
            last_on: row.opt_date("last_on")?,
            next_due: row.opt_date("next_due")?,
            offices: row.text("offices")?.split_whitespace().map(Office::from).collect(),
            offices_former: row.text("offices_former")?.split_whitespace().map(Office::from).collect(),
            offices_asked: row.text("offices_asked")?.split_whitespace().map(Office::from).collect(),
            deciders: row.text("deciders")?.split_whitespace().filter_map(|id| id.parse().ok()).collect(),
        })
    }
}

pub(crate) fn heads_of(rows: Vec<Row>) -> Result<Vec<CaseHead>, Fault> {
    rows.iter().map(CaseHead::of).collect()
}

/// One case.
pub fn find(door: &mut dyn Door, case: CaseId) -> Result<Option<CaseHead>, Fault> {
    let tenant = door.tenant();
    door.one(&table::HEAD, &params![tenant, case])?.as_ref().map(CaseHead::of).transpose()
}

/// The case of a number, such as `PAN-2024-00317`.
pub fn by_number(door: &mut dyn Door, number: &str) -> Result<Option<CaseHead>, Fault> {
    let tenant = door.tenant();
    door.one(&table::HEAD_BY_NUMBER, &params![tenant, number])?.as_ref().map(CaseHead::of).transpose()
}

/// The cases that grew out of an intent recorded at a post.
pub fn of_intent(door: &mut dyn Door, intent: Uuid) -> Result<Vec<CaseHead>, Fault> {
    let tenant = door.tenant();
    heads_of(door.query(&table::HEAD_BY_INTENT, &params![tenant, intent])?)
}

/// The cases a person is part of, oldest first. Ask the policy about each before showing it.
pub fn of_person(door: &mut dyn Door, person: PersonId) -> Result<Vec<CaseHead>, Fault> {
    let tenant = door.tenant();
    heads_of(door.query(&table::HEADS_OF_PERSON, &params![tenant, person])?)
}

/// Every case there is: for statistics and indicators, never for a page.
pub fn all_heads(door: &mut dyn Door) -> Result<Vec<CaseHead>, Fault> {
    let tenant = door.tenant();
    heads_of(door.query(&table::HEADS, &params![tenant])?)
}

/// The offices that work on the cases of a person now: they may need to read the person.
pub fn offices_of_person(door: &mut dyn Door, person: PersonId) -> Result<Vec<Office>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&table::OFFICES_OF_PERSON, &params![tenant, person])?;
    rows.iter().map(|row| Ok(Office(row.text("office")?))).collect()
}

/// A person's part in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CasePerson {
    pub case: CaseId,
    pub person: PersonId,
    pub principal: bool,
    pub minor: bool,
    /// The day they came, if the case was open already.
    pub joined: Option<Date>,
    /// The day from which they are on the case no more.
    pub left: Option<Date>,
}

/// The people of a case, the principal first.
pub fn persons(door: &mut dyn Door, case: CaseId) -> Result<Vec<CasePerson>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&table::PERSONS, &params![tenant, case])?;
    rows.iter().map(|row| person_of(row, case)).collect()
}

/// The people of every case, by case, with those who left: what was decided on them while they were there counts.
pub fn all_persons(door: &mut dyn Door) -> Result<BTreeMap<CaseId, Vec<CasePerson>>, Fault> {
    let tenant = door.tenant();
    by_case(door.query(&table::ALL_PERSONS, &params![tenant])?, person_of)
}

fn person_of(row: &Row, case: CaseId) -> Result<CasePerson, Fault> {
    let person = PersonId(row.uuid("person")?);
    Ok(CasePerson {
        case,
        person,
        principal: row.bool("principal")?,
        minor: row.bool("minor")?,
        joined: row.opt_date("joined_on")?,
        left: row.opt_date("left_on")?,
    })
}

/// A step as rows keep it: which, when, by whom; its answers stay sealed in the entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRow {
    pub case: CaseId,
    pub step: String,
    pub from: String,
    pub to: Option<String>,
    /// The legal date.
    pub on: Date,
    pub by: Actor,
    /// When it was written down.
    pub at: Timestamp,
    pub remedy: bool,
    pub prejudicial: bool,
    /// What it decided.
    pub decides: Option<Decides>,
}

/// The steps of a case in the order in which they were taken; the first is the opening step.
pub fn steps(door: &mut dyn Door, case: CaseId) -> Result<Vec<StepRow>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&table::STEPS, &params![tenant, case])?;
    rows.iter().map(|row| step_of(row, case)).collect()
}

/// The steps of every case, by case.
pub fn all_steps(door: &mut dyn Door) -> Result<BTreeMap<CaseId, Vec<StepRow>>, Fault> {
    let tenant = door.tenant();
    by_case(door.query(&table::ALL_STEPS, &params![tenant])?, step_of)
}

fn step_of(row: &Row, case: CaseId) -> Result<StepRow, Fault> {
    let role = row.text("role")?;
    let role =
        Role::from_code(&role).ok_or_else(|| Fault::Inconsistent("case_step.role is no role".into()))?;
    let outcome = row.opt_text("outcome")?.as_deref().and_then(outcome_of);
    let level = row.opt_text("level")?.as_deref().and_then(level_of);
    Ok(StepRow {
        case,
        step: row.text("step")?,
        from: row.text("from_stage")?,
        to: row.opt_text("to_stage")?,
        on: row.date("on_day")?,
        by: Actor { account: AccountId(row.uuid("account")?), role, office: Office(row.text("office")?) },
        at: row.instant("at")?,
        remedy: row.bool("remedy")?,
        prejudicial: row.bool("prejudicial")?,
        decides: outcome.zip(level).map(|(outcome, level)| Decides { outcome, level }),
    })
}

fn outcome_of(code: &str) -> Option<Outcome> {
    use Outcome::*;
    [Recognised, Complementary, Refused, Inadmissible, Admitted, Closed]
        .into_iter()
        .find(|o| o.code() == code)
}

fn level_of(code: &str) -> Option<Level> {
    [Level::FirstInstance, Level::Review].into_iter().find(|l| table::level_code(*l) == code)
}

/// A case's own facts, without those of linked cases.
pub fn facts(door: &mut dyn Door, case: CaseId) -> Result<FactMap, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&table::FACTS, &params![tenant, case])?;
    rows.iter().map(|row| Ok((row.text("fact")?, table::fact_value(&row.text("value")?)))).collect()
}

/// The own facts of every case, by case.
pub fn all_facts(door: &mut dyn Door) -> Result<BTreeMap<CaseId, FactMap>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&table::ALL_FACTS, &params![tenant])?;
    let pairs = by_case(rows, |row, _| Ok((row.text("fact")?, table::fact_value(&row.text("value")?))))?;
    Ok(pairs.into_iter().map(|(case, facts)| (case, facts.into_iter().collect())).collect())
}

/// A term as rows keep it. Whether it is overdue is asked with today's date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermRow {
    pub case: CaseId,
    pub term: String,
    pub run: i64,
    pub start: Date,
    pub due: Option<Date>,
    pub met: Option<Date>,
    pub whose: String,
    pub on_expiry: String,
    pub article: Option<String>,
    pub source: String,
    pub verification: String,
    pub provisional: bool,
    pub arithmetic: Arithmetic,
    pub moved: i64,
    /// The event whose day nobody has stated yet.
    pub awaits: Option<String>,
}

impl TermRow {
    /// The term with the sureness of the law as lawyers have confirmed it by now.
    pub(crate) fn sure_by(self, laws: &Laws, procedure: Option<&Procedure>) -> TermRow {
        let Some(procedure) = procedure.filter(|_| self.awaits.is_none()) else { return self };
        let now = laws.sureness(
            procedure,
            &Counted {
                term: &self.term,
                start: self.start,
                due: self.due,
                verification: &self.verification,
                provisional: self.provisional,
            },
        );
        TermRow { verification: now.verification.code().to_owned(), provisional: now.provisional, ..self }
    }
}

/// The terms of a case, those that run first.
pub fn terms(door: &mut dyn Door, case: CaseId) -> Result<Vec<TermRow>, Fault> {
    let tenant = door.tenant();
    let rows = door.query(&table::TERMS, &params![tenant, case])?;
    rows.iter().map(|row| term_of(row, case)).collect()
}

/// Running terms that end on or before a day, of the cases a reader may have business with.
pub(crate) fn terms_due(
    door: &mut dyn Door,
    scope: Scope,
    office: &Office,
    until: Date,
) -> Result<Vec<TermRow>, Fault> {
    let statement = match scope {
        Scope::OwnOffice => &table::TERMS_DUE_OF_OFFICE,
        Scope::Children => &table::TERMS_DUE_OF_CHILDREN,
        Scope::All => &table::TERMS_DUE_OF_ALL,
    };
    let tenant = door.tenant();
    let rows = door.query(statement, &params![tenant, office, until])?;
    rows.iter().map(|row| term_of(row, CaseId(row.uuid("record")?))).collect()
}

/// Cases that have not ended, among those a reader may have business with; the next to fall due first.
pub(crate) fn open_heads(door: &mut dyn Door, scope: Scope, office: &Office) -> Result<Vec<CaseHead>, Fault> {
    let statement = match scope {
        Scope::OwnOffice => &table::OPEN_OF_OFFICE,
        Scope::Children => &table::OPEN_OF_CHILDREN,
        Scope::All => &table::OPEN_OF_ALL,
    };
    let tenant = door.tenant();
    heads_of(door.query(statement, &params![tenant, office])?)
}

fn term_of(row: &Row, case: CaseId) -> Result<TermRow, Fault> {
    let unread = |_| Fault::Inconsistent("case_term.arithmetic cannot be read".into());
    Ok(TermRow {
        case,
        term: row.text("term")?,
        run: row.int("run")?,
        start: row.date("start_on")?,
        due: row.opt_date("due")?,
        met: row.opt_date("met")?,
        whose: row.text("whose")?,
        on_expiry: row.text("on_expiry")?,
        article: row.opt_text("article")?,
        source: row.text("source")?,
        verification: row.text("verification")?,
        provisional: row.bool("provisional")?,
        arithmetic: serde_json::from_str(&row.text("arithmetic")?).map_err(unread)?,
        moved: row.int("moved")?,
        awaits: row.opt_text("awaits")?,
    })
}

/// An open task as rows keep it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRow {
    pub case: CaseId,
    pub task: String,
    pub kind: String,
    pub step: Option<String>,
    pub role: Option<Role>,
    pub office: Option<Office>,
    pub account: Option<AccountId>,
    pub due: Option<Date>,
    pub opened_at: Timestamp,
}

/// Open tasks on the cases a reader may have business with, the next to fall due first.
pub(crate) fn tasks_open(door: &mut dyn Door, scope: Scope, office: &Office) -> Result<Vec<TaskRow>, Fault> {
    let statement = match scope {
        Scope::OwnOffice => &table::TASKS_OF_OFFICE,
        Scope::Children => &table::TASKS_OF_CHILDREN,
        Scope::All => &table::TASKS_OF_ALL,
    };
    let tenant = door.tenant();
    let rows = door.query(statement, &params![tenant, office])?;
    let task = |row: &Row| {
        Ok(TaskRow {
            case: CaseId(row.uuid("record")?),
            task: row.text("task")?,
            kind: row.text("kind")?,
            step: row.opt_text("step")?,
            role: row.opt_text("role")?.as_deref().and_then(Role::from_code),
            office: row.opt_text("office")?.map(Office),
            account: row.opt_uuid("account")?.map(AccountId),
            due: row.opt_date("due")?,
            opened_at: row.instant("opened_at")?,
        })
    };
    rows.iter().map(task).collect()
}

/// One statement of a case's file, as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    pub at: Timestamp,
    /// The legal date its author stated.
    pub stated: Option<Date>,
    pub by: Actor,
    pub site: String,
    pub event: CaseEvent,
}

/// Everything that was stated on a case, oldest first. Kinds of entry that this version does not know are passed over.
pub fn timeline(door: &mut dyn Door, case: CaseId) -> Result<Vec<Moment>, Fault> {
    let entries = door.entries(case.0)?;
    let known = entries.into_iter().filter_map(|entry| {
        let event = serde_json::json!({ "kind": entry.kind, "body": entry.body });
        let event = serde_json::from_value::<CaseEvent>(event).ok()?;
        Some(Moment { at: entry.at, stated: entry.stated, by: entry.actor, site: entry.site, event })
    });
    Ok(known.collect())
}

/// The whole state of a case, with the heads a form must carry.
pub fn load(door: &mut dyn Door, case: CaseId) -> Result<Option<Loaded<Case>>, Fault> {
    door.load::<Case>(case.0)
}

/// The facts of a case with those of its linked cases.
pub fn all_facts_of(door: &mut dyn Door, laws: &Laws, case: CaseId) -> Result<FactMap, Fault> {
    match load(door, case)? {
        Some(case) => Ok(laws.facts_of(door, &case.state)?.0),
        None => Ok(FactMap::new()),
    }
}

fn by_case<T>(
    rows: Vec<Row>,
    read: impl Fn(&Row, CaseId) -> Result<T, Fault>,
) -> Result<BTreeMap<CaseId, Vec<T>>, Fault> {
    let mut found: BTreeMap<CaseId, Vec<T>> = BTreeMap::new();
    for row in &rows {
        let case = CaseId(row.uuid("record")?);
        found.entry(case).or_default().push(read(row, case)?);
    }
    Ok(found)
}
