//! Retention: which closed files are due by which rule, a hold that keeps one, and an erasure that two people want.

pub mod hold;
pub mod page;
pub mod rule;

pub use hold::Hold;

use jiff::{SignedDuration, Timestamp, civil::Date};
use kernel::{AccountId, Actor, CaseId, PersonId};
use ledger::{Door, EntryView, Erased, Fault, Ledger, Load, Loaded, PeerStanding, Record, Rows, Stamp};
use procedure::Verification;
use rule::{FileFacts, Rules, Stays, Verdict, judge};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What is stated about a planned erasure. It names files by their ids and nobody by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum RetentionEvent {
    Proposed {
        cases: Vec<CaseId>,
        classes: BTreeMap<String, u32>,
        why: String,
        /// What was known of the rules on that day.
        verification: Verification,
        waiting_days: u16,
    },
    /// A second person wants it too.
    Confirmed,
    Withdrawn {
        why: String,
    },
    Erased {
        records: u64,
        entries: u64,
        generation: i64,
        second: AccountId,
    },
}

/// The state of one planned erasure.
#[derive(Clone, Debug, Default)]
pub struct Retention {
    pub cases: Vec<CaseId>,
    pub classes: BTreeMap<String, u32>,
    pub why: String,
    pub waiting_days: u16,
    pub proposed: Option<(AccountId, Timestamp)>,
    pub confirmed: Option<(AccountId, Timestamp)>,
    pub withdrawn: bool,
    pub erased: Option<Timestamp>,
}

impl Retention {
    /// From when it may be carried out.
    pub fn carry_out_from(&self) -> Option<Timestamp> {
        let wait = SignedDuration::from_hours(24 * i64::from(self.waiting_days));
        self.confirmed.and_then(|(_, at)| at.checked_add(wait).ok())
    }
}

impl Record for Retention {
    const KIND: &'static str = "retention";
    type Event = RetentionEvent;

    fn apply(&mut self, event: &RetentionEvent, entry: &EntryView) {
        let who = (entry.actor.account, entry.at);
        match event {
            RetentionEvent::Proposed { cases, classes, why, waiting_days, .. } => {
                if self.proposed.is_none() {
                    self.cases.clone_from(cases);
                    self.classes.clone_from(classes);
                    self.why.clone_from(why);
                    self.waiting_days = *waiting_days;
                    self.proposed = Some(who);
                }
            }
            RetentionEvent::Confirmed => drop(self.confirmed.get_or_insert(who)),
            RetentionEvent::Withdrawn { .. } => self.withdrawn = true,
            RetentionEvent::Erased { .. } => drop(self.erased.get_or_insert(entry.at)),
        }
    }

    fn rows(&self, _: Uuid, _: &mut Rows) {}
}

/// Why nothing is planned, confirmed or erased.
#[derive(Debug, thiserror::Error)]
pub enum RetentionRefusal {
    #[error("there is no such planned erasure")]
    Nothing,
    #[error("no file is due under a rule that somebody confirmed")]
    NothingDue,
    #[error("say why")]
    NoReason,
    #[error("whoever proposed it cannot be the second person")]
    SamePerson,
    #[error("a second person has not confirmed it")]
    NotConfirmed,
    #[error("it waits until {0}")]
    Waits(Timestamp),
    #[error("it was withdrawn or carried out before")]
    Over,
    #[error("a file of it must stay now ({0}); withdraw it and plan anew")]
    MustStay(&'static str),
    #[error("headquarters erases; this post erases what headquarters erased, at their next contact")]
    NotHere,
    #[error("the file is not held, or is held already")]
    Hold,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// The files by class and what may be done with them; counts, never names.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Plan {
    pub classes: BTreeMap<String, Class>,
    #[serde(skip)]
    pub due: Vec<(CaseId, String)>,
}

/// The files of one class.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Class {
    /// Due under a rule that a named person confirmed.
    pub due: u32,
    /// Due under a rule that nobody confirmed: looked at, not erased.
    pub due_if_confirmed: u32,
    pub stay: BTreeMap<Stays, u32>,
}

/// Judges every file as it stands today.
pub fn plan(door: &mut dyn Door, rules: &Rules, today: Date) -> Result<Plan, Fault> {
    let mut plan = Plan::default();
    for (case, file) in files(door)? {
        let class = plan.classes.entry(file.class.clone()).or_default();
        match judge(rules, &file, today) {
            Verdict::Due { is_confirmed: true, .. } => {
                class.due += 1;
                plan.due.push((case, file.class));
            }
            Verdict::Due { .. } => class.due_if_confirmed += 1,
            Verdict::Stays(why) => *class.stay.entry(why).or_default() += 1,
        }
    }
    Ok(plan)
}

/// Since when each file that is due is due.
pub fn due_since(door: &mut dyn Door, rules: &Rules, today: Date) -> Result<BTreeMap<CaseId, Date>, Fault> {
    let judged = files(door)?.into_iter().map(|(case, file)| (case, judge(rules, &file, today)));
    let due = judged.filter_map(|(case, verdict)| match verdict {
        Verdict::Due { since, .. } => Some((case, since)),
        Verdict::Stays(_) => None,
    });
    Ok(due.collect())
}

/// What is true of every case that may be erased, from what casework tells.
fn files(door: &mut dyn Door) -> Result<BTreeMap<CaseId, FileFacts>, Fault> {
    let heads = casework::case::all_heads(door)?;
    let steps = casework::case::all_steps(door)?;
    let persons = casework::case::all_persons(door)?;
    let may_have_remedy = !casework::remedy::to_place(door, 1)?.is_empty();
    let held = hold::held(door)?;
    let open: BTreeSet<CaseId> = heads.iter().filter(|head| !head.ended).map(|head| head.id).collect();
    let children_open: BTreeSet<CaseId> =
        heads.iter().filter(|head| !head.ended).filter_map(|head| head.parent).collect();
    // Files that people joined are one person's: whoever is on an open case with one of them keeps all.
    let joined = identity::facts::files_of_one_person(door)?;
    let person_of = |file: PersonId| joined.get(&file).copied().unwrap_or(file);
    let busy: BTreeSet<PersonId> = persons
        .iter()
        .filter(|(case, _)| open.contains(case))
        .flat_map(|(_, there)| there.iter().map(|one| person_of(one.person)))
        .collect();
    let facts = heads.into_iter().map(|head| {
        let there = persons.get(&head.id).map(Vec::as_slice).unwrap_or_default();
        let taken = steps.get(&head.id).map(Vec::as_slice).unwrap_or_default();
        let outcome = taken.iter().rev().find_map(|step| step.decides).map(|decided| decided.outcome);
        let is_open = !head.ended
            || children_open.contains(&head.id)
            || head.parent.is_some_and(|parent| open.contains(&parent));
        let file = FileFacts {
            class: head.procedure,
            outcome,
            closed_on: head.last_on.filter(|_| head.ended),
            is_open,
            is_person_elsewhere: there.iter().any(|one| busy.contains(&person_of(one.person))),
            may_have_remedy,
            is_held: held.contains(&head.id),
        };
        (head.id, file)
    });
    Ok(facts.collect())
}

/// Writes down that files that are due shall be erased. Answers the id under which the second person finds it.
pub fn propose(
    ledger: &Ledger,
    actor: &Actor,
    rules: &Rules,
    today: Date,
    why: &str,
) -> Result<Uuid, RetentionRefusal> {
    if why.trim().is_empty() {
        return Err(RetentionRefusal::NoReason);
    }
    ledger.write(|tx| {
        let due = plan(tx, rules, today)?.due;
        if due.is_empty() {
            return Err(RetentionRefusal::NothingDue);
        }
        let mut classes: BTreeMap<String, u32> = BTreeMap::new();
        due.iter().for_each(|(_, class)| *classes.entry(class.clone()).or_default() += 1);
        let event = RetentionEvent::Proposed {
            cases: due.into_iter().map(|(case, _)| case).collect(),
            classes,
            why: why.trim().to_owned(),
            verification: Verification::Verified,
            waiting_days: rules.waiting_days,
        };
        let id = tx.fresh_uuid();
        tx.create::<Retention>(id, &Stamp::new(actor.clone()), &[event])?;
        Ok(id)
    })
}

fn found(door: &mut dyn Door, id: Uuid) -> Result<Loaded<Retention>, RetentionRefusal> {
    let found = door.load::<Retention>(id)?.filter(|found| found.state.proposed.is_some());
    let found = found.ok_or(RetentionRefusal::Nothing)?;
    if found.state.withdrawn || found.state.erased.is_some() {
        return Err(RetentionRefusal::Over);
    }
    Ok(found)
}

/// The word of the second person.
pub fn confirm(ledger: &Ledger, actor: &Actor, id: Uuid) -> Result<Timestamp, RetentionRefusal> {
    ledger.write(|tx| {
        let planned = found(tx, id)?;
        if planned.state.confirmed.is_some() {
            return Err(RetentionRefusal::Over);
        }
        if planned.state.proposed.is_some_and(|(by, _)| by == actor.account) {
            return Err(RetentionRefusal::SamePerson);
        }
        let next = tx.append(&planned, &Stamp::new(actor.clone()), &[RetentionEvent::Confirmed])?;
        next.state.carry_out_from().ok_or(RetentionRefusal::NotConfirmed)
    })
}

/// Takes a planned erasure back.
pub fn withdraw(ledger: &Ledger, actor: &Actor, id: Uuid, why: &str) -> Result<(), RetentionRefusal> {
    if why.trim().is_empty() {
        return Err(RetentionRefusal::NoReason);
    }
    ledger.write(|tx| {
        let planned = found(tx, id)?;
        let event = RetentionEvent::Withdrawn { why: why.trim().to_owned() };
        tx.append(&planned, &Stamp::new(actor.clone()), &[event])?;
        Ok(())
    })
}

/// What other areas keep about a person and what goes with them: asked for each person who goes.
pub type Beside<'a> = &'a dyn Fn(&mut dyn Door, PersonId) -> Result<Vec<Uuid>, Fault>;

/// The same as a room of the house, for the pages: `app` knows every area.
pub struct GoesAlong(pub fn(&mut dyn Door, PersonId) -> Result<Vec<Uuid>, Fault>);

/// Erases what two people wanted, once the waiting period is over and every file of it is still due.
pub fn carry_out(
    ledger: &Ledger,
    actor: &Actor,
    rules: &Rules,
    today: Date,
    id: Uuid,
    beside: Beside<'_>,
) -> Result<Erased, RetentionRefusal> {
    if ledger.peers()?.iter().any(|peer| peer.standing == PeerStanding::Hub) {
        return Err(RetentionRefusal::NotHere);
    }
    let (planned, records) = ledger.read(|door| -> Result<_, RetentionRefusal> {
        let planned = found(door, id)?;
        let records = records_of(door, &planned.state.cases, beside)?;
        Ok((planned, records))
    })?;
    let state = &planned.state;
    let (Some((second, _)), Some(from)) = (state.confirmed, state.carry_out_from()) else {
        return Err(RetentionRefusal::NotConfirmed);
    };
    let now = ledger.ports().clock.now();
    if now < from {
        return Err(RetentionRefusal::Waits(from));
    }
    // Inside the transaction that erases, so that nothing opens or is held in between.
    let mut must_stay = None;
    let erased = ledger.erase(
        &records,
        |tx| {
            let files = files(tx)?;
            must_stay =
                state.cases.iter().find_map(|case| match files.get(case).map(|f| judge(rules, f, today)) {
                    Some(Verdict::Due { is_confirmed: true, .. }) => None,
                    Some(Verdict::Due { .. }) => Some("its rule is not confirmed"),
                    Some(Verdict::Stays(why)) => Some(why.words()),
                    None => Some("it is not there"),
                });
            if must_stay.is_some() { Err(Fault::Stale) } else { Ok(()) }
        },
        |tx, erased| {
            let event = RetentionEvent::Erased {
                records: erased.records,
                entries: erased.entries,
                generation: erased.generation,
                second,
            };
            tx.append(&planned, &Stamp::new(actor.clone()), &[event]).map(drop)
        },
    );
    match (erased, must_stay) {
        (_, Some(why)) => Err(RetentionRefusal::MustStay(why)),
        (erased, None) => Ok(erased?),
    }
}

/// The records that go with the cases: the files themselves, the intents they grew out of, and the people who stand in no
/// other file.
pub fn records_of(door: &mut dyn Door, cases: &[CaseId], beside: Beside<'_>) -> Result<Vec<Uuid>, Fault> {
    let going: BTreeSet<CaseId> = cases.iter().copied().collect();
    let mut records: BTreeSet<Uuid> = cases.iter().map(|case| case.0).collect();
    let intents = |heads: Vec<casework::CaseHead>| -> BTreeSet<Uuid> {
        let others: BTreeSet<Uuid> =
            heads.iter().filter(|h| !going.contains(&h.id)).filter_map(|h| h.origin_intent).collect();
        let own = heads.iter().filter(|h| going.contains(&h.id)).filter_map(|h| h.origin_intent);
        own.filter(|intent| !others.contains(intent)).collect()
    };
    records.extend(intents(casework::case::all_heads(door)?));
    let persons = casework::case::all_persons(door)?;
    let staying: BTreeSet<_> = persons
        .iter()
        .filter(|(case, _)| !going.contains(case))
        .flat_map(|(_, there)| there.iter().map(|one| one.person))
        .collect();
    let leaving = persons.iter().filter(|(case, _)| going.contains(case)).flat_map(|(_, there)| there.iter());
    let leaving: BTreeSet<PersonId> =
        leaving.map(|one| one.person).filter(|p| !staying.contains(p)).collect();
    for person in leaving {
        records.insert(person.0);
        records.extend(beside(door, person)?);
    }
    Ok(records.into_iter().collect())
}

/// Every planned erasure, newest first.
pub fn all(door: &mut dyn Door) -> Result<Vec<(Uuid, Retention)>, Fault> {
    let mut all = Vec::new();
    for id in door.records_of(Retention::KIND)? {
        all.extend(door.load::<Retention>(id)?.map(|found| (id, found.state)));
    }
    all.reverse();
    Ok(all)
}

impl Stays {
    /// Why, in a few words.
    pub fn words(self) -> &'static str {
        match self {
            Stays::Open => "it is open, or a case linked to it is",
            Stays::PersonElsewhere => "somebody on it is on another open case",
            Stays::Remedy => "a remedy was received that stands in no file yet",
            Stays::Status => "the protection that was granted stands",
            Stays::Held => "it is held",
            Stays::NoRule => "no rule is about it",
            Stays::UnknownPeriod => "nobody has told us how long it is kept",
            Stays::NotYet => "its time is not over",
        }
    }
}
