//! "My day": what is due, overdue, waiting on others and without an owner, for one member of staff.

pub mod page;

use crate::access::{self, Scope, scope};
use crate::case::{self, CaseHead, TaskRow, TermRow};
use crate::label::days_between;
use crate::laws::Laws;
use ::access::Permission;
use jiff::ToSpan;
use kernel::{CaseId, Role};
use ledger::{Door, Fault};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use web::{Ask, House, Markup};

/// How many days ahead a term is "due soon".
pub const SOON_DAYS: i64 = 7;

/// One member of staff's day. Every case in it may be read by that person.
#[derive(Default)]
pub struct Day {
    pub heads: BTreeMap<CaseId, CaseHead>,
    /// Terms whose day has passed, the oldest first.
    pub overdue: Vec<TermRow>,
    /// Terms that end within a week.
    pub soon: Vec<TermRow>,
    /// Open tasks for this person, role or office.
    pub tasks: Vec<TaskRow>,
    /// Cases on which this person can go on.
    pub turn: Vec<CaseId>,
    /// Cases in this person's hands that wait for somebody else.
    pub waiting: Vec<CaseId>,
    /// Cases of the own office that nobody has in hand.
    pub unassigned: Vec<CaseId>,
    /// Cases that another office asks the own office to take over.
    pub asked: Vec<CaseId>,
}

/// Reads the day of the reader.
pub fn read(house: &House, ask: &Ask, door: &mut dyn Door) -> Result<Day, Fault> {
    let scope = scope(house, ask);
    let heads = case::open_heads(door, scope, &ask.who.office)?;
    let heads = access::visible(house, ask, door, Permission::ReadCase, heads)?;
    let turns = Turns::new(house.room::<Laws>(), ask);
    let mut day = Day::default();
    for head in &heads {
        sort_in(&mut day, ask, head, turns.is_mine(head));
    }
    day.heads = heads.into_iter().map(|head| (head.id, head)).collect();
    let laws = house.room::<Laws>();
    dues(&mut day, laws, ask, door, scope)?;
    day.tasks = case::tasks_open(door, scope, &ask.who.office)?;
    let with_tasks: BTreeSet<CaseId> = day.tasks.iter().map(|task| task.case).collect();
    let with_tasks = with_tasks.iter().filter_map(|case| day.heads.get(case).cloned()).collect();
    let mine = access::visible(house, ask, door, Permission::DoTask, with_tasks)?;
    let mine: BTreeMap<CaseId, CaseHead> = mine.into_iter().map(|head| (head.id, head)).collect();
    day.tasks.retain(|task| {
        let Some(head) = mine.get(&task.case) else { return false };
        is_my_task(ask, task) || is_escalated(laws, ask, head, task)
    });
    Ok(day)
}

fn sort_in(day: &mut Day, ask: &Ask, head: &CaseHead, is_my_turn: bool) {
    if head.asks(&ask.who.office) {
        day.asked.push(head.id);
        return;
    }
    let mine = head.assignee == Some(ask.who.account);
    if is_my_turn && is_for_me(ask, head) {
        day.turn.push(head.id);
    } else if mine {
        day.waiting.push(head.id);
    }
    if head.assignee.is_none() && head.office == ask.who.office {
        day.unassigned.push(head.id);
    }
}

/// In this person's hands, in nobody's, or before this person's office because the law names it.
fn is_for_me(ask: &Ask, head: &CaseHead) -> bool {
    // What another office only asks us to take over is its work until we answer.
    if head.asks(&ask.who.office) {
        return false;
    }
    let elsewhere = head.office != ask.who.office;
    elsewhere || head.assignee.is_none_or(|account| account == ask.who.account)
}

fn dues(day: &mut Day, laws: &Laws, ask: &Ask, door: &mut dyn Door, scope: Scope) -> Result<(), Fault> {
    let until = ask.today.checked_add(SOON_DAYS.days()).unwrap_or(ask.today);
    for term in case::terms_due(door, scope, &ask.who.office, until)? {
        let Some(head) = day.heads.get(&term.case) else { continue };
        let mine = head.assignee == Some(ask.who.account);
        // The person's own term concerns the office that holds the file, not everybody who may read it.
        let persons = term.whose == "person" && head.office == ask.who.office;
        let my_role = term.whose == ask.who.role.code() || persons;
        if !is_for_me(ask, head) || !(mine || my_role) {
            continue;
        }
        let term = term.sure_by(laws, laws.labels(&head.procedure, &head.law));
        let late = term.due.is_some_and(|due| days_between(ask.today, due) < 0);
        if late { day.overdue.push(term) } else { day.soon.push(term) }
    }
    Ok(())
}

fn is_my_task(ask: &Ask, task: &TaskRow) -> bool {
    let who = &ask.who;
    match task.account {
        Some(account) => account == who.account,
        None => {
            let here = task.office.as_ref().is_none_or(|office| *office == who.office);
            // The delegate for children follows the child to whichever office has the file.
            let follows = who.role == Role::ChildProtectionDelegate && task.role == Some(who.role);
            (here || follows) && task.role.is_none_or(|role| role == who.role)
        }
    }
}

/// A late task is also shown to the role that the procedure names for that, at the office that holds the case.
fn is_escalated(laws: &Laws, ask: &Ask, head: &CaseHead, task: &TaskRow) -> bool {
    if head.office != ask.who.office || task.due.is_none_or(|due| due >= ask.today) {
        return false;
    }
    let left_by = task.step.as_deref().and_then(|id| laws.labels(&head.procedure, &head.law)?.step(id));
    let rule = left_by.and_then(|step| step.tasks.iter().find(|rule| rule.id == task.kind));
    rule.is_some_and(|rule| rule.escalates_to == Some(ask.who.role))
}

/// Whether the reader's role and office can go on from a stage; asked once per stage.
struct Turns<'a> {
    laws: &'a Laws,
    ask: &'a Ask,
    known: std::cell::RefCell<HashMap<(String, String, String), bool>>,
}

impl<'a> Turns<'a> {
    fn new(laws: &'a Laws, ask: &'a Ask) -> Turns<'a> {
        Turns { laws, ask, known: Default::default() }
    }
    fn is_mine(&self, head: &CaseHead) -> bool {
        let key = (head.procedure.clone(), head.law.clone(), head.stage.clone());
        *self.known.borrow_mut().entry(key).or_insert_with(|| self.look(head))
    }
    fn look(&self, head: &CaseHead) -> bool {
        let Some(procedure) = self.laws.labels(&head.procedure, &head.law) else { return false };
        let me = self.ask.who.actor();
        let leads_on = |s: &&procedure::Step| s.to.is_some() && !s.remedy && s.from.contains(&head.stage);
        // A withdrawal may come at any time; it is nobody's turn.
        let ordinary = |s: &procedure::Step| s.from.len() <= ORDINARY_STAGES_MAX && s.is_for(&me);
        procedure.steps.iter().filter(leads_on).any(ordinary)
    }
}

/// A step that is open from more stages than this is an exit, not the way.
const ORDINARY_STAGES_MAX: usize = 3;

/// A card that another area puts into the day of a member of staff, such as intents to hand over. Empty markup shows
/// nothing.
pub type DayCard = fn(&House, &Ask) -> Markup;

/// The cards of other areas, as a room of the house. A house without it shows none.
#[derive(Clone, Default)]
pub struct DayCards(pub Vec<DayCard>);
