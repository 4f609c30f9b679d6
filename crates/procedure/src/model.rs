//! What a procedure is: stages, steps, terms, documents and remedies, each with where it is written.

use crate::facts::{FactRule, FactValue, Facts};
use crate::guard::{Clause, Guard};
use crate::reform::{Struck, Transition};
use crate::said::{Cite, Said};
use jiff::civil::Date;
use kernel::{Actor, Role};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One version of one procedure, in force between two days.
#[derive(Clone, Debug)]
pub struct Procedure {
    pub id: String,
    pub version: String,
    /// The file it is written in, inside the country's folder.
    pub file: String,
    /// SHA-256 of the file (and of the version it starts from), in hexadecimal: what a case is pinned to.
    pub hash: String,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
    pub names: Said,
    /// The statute or decree, as it is cited in letters; absent when no single one sets the procedure.
    pub instrument: Option<Said>,
    /// Whether it is only ever opened by a step of another case.
    pub linked: bool,
    pub first_stage: String,
    /// The step that opens a case: its form, who may, and what it starts. It leads to `first_stage`.
    pub opening: Step,
    pub stages: Vec<Stage>,
    pub steps: Vec<Step>,
    pub terms: Vec<Term>,
    pub facts: Vec<FactRule>,
    pub documents: Vec<Document>,
    pub remedies: Vec<Remedy>,
    /// Rules that a judgment took out of force.
    pub struck: Vec<Struck>,
    /// How open cases of earlier versions come here.
    pub transitions: Vec<Transition>,
    pub sources: BTreeMap<String, String>,
    /// Where it is written that nothing of a claim goes to the state of origin; `None`: nobody told us.
    pub confidential: Option<Cite>,
    /// Where it is written that asking costs nothing; `None`: nobody told us.
    pub free: Option<Cite>,
    /// Where the procedure as a whole is written.
    pub cite: Cite,
}

impl Procedure {
    pub fn stage(&self, id: &str) -> Option<&Stage> {
        self.stages.iter().find(|s| s.id == id)
    }
    /// A step by its id; the opening step answers to its own id too.
    pub fn step(&self, id: &str) -> Option<&Step> {
        std::iter::once(&self.opening).chain(&self.steps).find(|s| s.id == id)
    }
    pub fn term(&self, id: &str) -> Option<&Term> {
        self.terms.iter().find(|t| t.id == id)
    }
    pub fn fact(&self, id: &str) -> Option<&FactRule> {
        self.facts.iter().find(|f| f.id == id)
    }
    pub fn document(&self, id: &str) -> Option<&Document> {
        self.documents.iter().find(|d| d.id == id)
    }
    /// What people call the step, remedy, document or stage of this id, as a finding of the check is about one of them.
    pub fn name_of(&self, id: &str) -> Option<&Said> {
        let remedy = || self.remedies.iter().find(|r| r.id == id).map(|r| &r.names);
        let document = || self.document(id).map(|d| &d.names);
        let stage = || self.stage(id).map(|s| &s.names);
        self.step(id).map(|s| &s.names).or_else(remedy).or_else(document).or_else(stage)
    }
    /// The facts of a case on the day it opens, before the opening form is read.
    pub fn initial_facts(&self) -> Facts {
        Facts(self.facts.iter().map(|f| (f.id.clone(), f.initial.clone())).collect())
    }
    /// Whether the version is in force on a day.
    pub fn in_force_on(&self, on: Date) -> bool {
        self.valid_from <= on && self.valid_to.is_none_or(|to| on <= to)
    }
    /// The opening step and every other step.
    pub fn all_steps(&self) -> impl Iterator<Item = &Step> {
        std::iter::once(&self.opening).chain(&self.steps)
    }
}

/// A place where a case rests between two steps.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    pub id: String,
    pub names: Said,
    /// Shown in the line of stages at the top of a case.
    #[serde(default)]
    pub on_path: bool,
    /// Nothing more is due from the institution; a late remedy may still leave it.
    #[serde(default)]
    pub ended: bool,
    /// Somebody outside the office has to move first.
    #[serde(default)]
    pub waiting: bool,
    /// What the person may expect here.
    #[serde(default)]
    pub hint: Option<Said>,
}

/// Something a named person does in a case.
#[derive(Clone, Debug)]
pub struct Step {
    pub id: String,
    pub names: Said,
    pub hint: Option<Said>,
    pub from: Vec<String>,
    /// The stage it leads to; `None` stays where it is.
    pub to: Option<String>,
    pub by: Vec<Role>,
    /// Codes of the offices whose people may take it; empty is any office.
    pub offices: Vec<String>,
    pub guard: Option<Guard>,
    pub fields: Vec<Field>,
    pub sets: BTreeMap<String, FactValue>,
    /// A fact that moves to the next of its values each time the step is taken.
    pub advances: Option<Advance>,
    /// The fact in which it keeps the stage it was taken from: an interruption that can be undone.
    pub keeps_place: Option<String>,
    /// The fact that says which stage it gives back; `to` when nobody kept one.
    pub gives_back: Option<String>,
    /// The event whose day the step records, which terms count from; the step's id unless the file says otherwise.
    pub event: String,
    /// Terms that begin with this step.
    pub starts: Vec<String>,
    /// Terms met by this step. They end before `starts` begin, so that a renewal may do both.
    pub ends: Vec<String>,
    /// Procedures of linked child cases opened with this step.
    pub opens: Vec<String>,
    /// Documents issued with this step.
    pub issues: Vec<String>,
    pub tasks: Vec<TaskRule>,
    /// Steps whose takers may not take this one: second officer, other rapporteur.
    pub not_same_as: Vec<String>,
    /// What is said to somebody stopped by `not_same_as`.
    pub not_same_says: Option<Said>,
    /// Filing of a remedy: nothing may stand in its way.
    pub remedy: bool,
    /// Takes something from the person; needs a named person's confirmation.
    pub prejudicial: bool,
    /// What is decided with this step, if it decides the claim.
    pub decides: Option<Decides>,
    /// The letter written with this step.
    pub letter: Option<String>,
    /// Whom outside the procedure it tells that there is a claim.
    pub tells: Vec<Outside>,
    /// The commission that has to carry this very step for the case in a session before it may be taken.
    pub in_session: Option<String>,
    pub cite: Cite,
}

/// Somebody outside the procedure who may come to know of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outside {
    MigrationAuthority,
    ChildProtection,
    Unhcr,
    /// The authorities the person fled from, their consulates and embassies too.
    StateOfOrigin,
}

/// A fact that counts: each taking of its step moves it to the next of its declared values; the last one stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advance {
    pub fact: String,
    pub initial: FactValue,
    pub values: Vec<FactValue>,
}

impl Advance {
    /// The value after one more taking. A case in which nobody stated the fact counts from its initial value.
    pub fn next(&self, facts: &Facts) -> FactValue {
        let now = match facts.get(&self.fact) {
            FactValue::Unknown => &self.initial,
            known => known,
        };
        let place = self.values.iter().position(|v| v == now);
        let next = place.and_then(|p| self.values.get(p + 1)).or(self.values.last());
        next.cloned().unwrap_or_default()
    }
}

/// What a deciding step decides, in the classes of published statistics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decides {
    pub outcome: Outcome,
    pub level: Level,
}

/// The outcome of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Recognised,
    Complementary,
    Refused,
    /// Not examined on the merits.
    Inadmissible,
    /// Examined on the merits after all: an inadmissibility undone.
    Admitted,
    /// Ended without a decision on the merits (withdrawn, abandoned).
    Closed,
}

impl Outcome {
    /// Whether the person loses by it and must have a remedy.
    pub fn is_negative(self) -> bool {
        matches!(self, Outcome::Refused | Outcome::Inadmissible)
    }
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Recognised => "recognised",
            Outcome::Complementary => "complementary",
            Outcome::Refused => "refused",
            Outcome::Inadmissible => "inadmissible",
            Outcome::Admitted => "admitted",
            Outcome::Closed => "closed",
        }
    }
}

/// Who decides: the first body, or one that reviews it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    FirstInstance,
    Review,
}

/// One question of a step's form.
#[derive(Clone, Debug)]
pub struct Field {
    pub id: String,
    pub names: Said,
    pub hint: Option<Said>,
    pub kind: FieldKind,
    pub required: bool,
    /// What is written here may identify somebody: it goes into the sealed body only.
    pub identifying: bool,
    /// Its value becomes the fact of the same name.
    pub sets_fact: bool,
    /// This is the day the step counts from.
    pub stated_date: bool,
    /// A day that is an event of its own (`entered`), which terms may count from.
    pub event: Option<String>,
    /// A yes/no question that only `yes` satisfies: a confirmation.
    pub must_be_yes: bool,
}

/// What can be answered to a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    Text,
    LongText,
    Choice(Vec<(String, Said)>),
    Day,
    Time,
    YesNo,
    Language,
    Number,
}

/// A task that a step leaves to somebody.
#[derive(Clone, Debug)]
pub struct TaskRule {
    pub id: String,
    pub names: Said,
    pub role: Role,
    /// Where it is done, when it is not the office of the case.
    pub office: Option<String>,
    /// How long it may take; `None` has no date.
    pub within: Option<Length>,
    /// Only when the facts after the step say so.
    pub when: Option<Clause>,
    /// Only when the step's day lies after the due date of this term.
    pub when_late: Option<String>,
    /// Who is told when it is overdue.
    pub escalates_to: Option<Role>,
    /// The step that does it, if one does.
    pub done_by: Vec<String>,
    pub cite: Cite,
}

/// A length of time in one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Length {
    pub length: u32,
    pub unit: Unit,
}

/// What a term is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    WorkingDays,
    CalendarDays,
    Months,
    /// Nobody told us; such a term has no length either.
    Unknown,
}

impl std::fmt::Display for Unit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.code())
    }
}

impl Unit {
    pub fn code(self) -> &'static str {
        match self {
            Unit::WorkingDays => "working_days",
            Unit::CalendarDays => "calendar_days",
            Unit::Months => "months",
            Unit::Unknown => "unknown",
        }
    }
}

/// Which day a term begins to run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// The day of the event is not counted; the next one is the first.
    #[default]
    EventDayNotCounted,
    /// The term runs from the first working day after the event.
    FromNextWorkingDay,
}

/// A legal deadline, or one of the platform's own where no law states one.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    pub id: String,
    pub names: Said,
    /// `None`: the length is not known.
    #[serde(default)]
    pub length: Option<u32>,
    pub unit: Unit,
    /// The event whose day it counts from.
    pub from: String,
    #[serde(default)]
    pub counting: Counting,
    /// What happens when the last day is not a working day; absent means the day stays.
    #[serde(default)]
    pub moved_end: Option<MovedEnd>,
    pub whose: Whose,
    pub on_expiry: OnExpiry,
    #[serde(default)]
    pub hint: Option<Said>,
    pub cite: Cite,
}

/// A last day that falls on a day of rest moves to the next working day, because this source says so.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MovedEnd {
    pub cite: Cite,
}

/// Who has to act within a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Whose {
    Person,
    Role(Role),
}

impl TryFrom<String> for Whose {
    type Error = String;
    fn try_from(code: String) -> Result<Self, String> {
        match code.as_str() {
            "person" => Ok(Whose::Person),
            code => Role::from_code(code)
                .map(Whose::Role)
                .ok_or_else(|| format!("`{code}` is neither a role nor `person`")),
        }
    }
}

impl Whose {
    pub fn code(self) -> &'static str {
        match self {
            Whose::Person => "person",
            Whose::Role(role) => role.code(),
        }
    }
}

/// What the end of a term does. It never decides anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnExpiry {
    /// A named person looks at the case and decides what follows.
    HumanReview,
    /// Those who work on the case are warned.
    Warn,
}

/// A document of a procedure: who issues it, how long it lives, what it grants.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    pub id: String,
    pub names: Said,
    pub issuer: Said,
    /// `None`: not known.
    #[serde(default)]
    pub validity: Option<Length>,
    /// `None`: not known.
    #[serde(default)]
    pub renewable: Option<bool>,
    /// How often the law lets it be renewed; absent when it says no number.
    #[serde(default)]
    pub renewed_at_most: Option<u32>,
    #[serde(default)]
    pub grants: Vec<Said>,
    pub cite: Cite,
}

/// A way to contest a decision.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remedy {
    pub id: String,
    pub names: Said,
    pub authority: Said,
    /// Steps it is brought against.
    pub against: Vec<String>,
    /// The step that files it; `None` when it is filed elsewhere (a court).
    #[serde(default)]
    pub filed_by: Option<String>,
    /// The steps that decide it.
    #[serde(default)]
    pub decided_by: Vec<String>,
    /// The term to file it; `None` when nobody told us.
    #[serde(default)]
    pub term: Option<String>,
    /// Whether the decision waits for it; `None`: not known.
    #[serde(default)]
    pub suspensive: Option<bool>,
    /// Brought before a court, outside this procedure.
    #[serde(default)]
    pub judicial: bool,
    /// The law gives it to the body whose decision is contested.
    #[serde(default)]
    pub same_body: Option<Body>,
    /// The law gives it to somebody above or beside the body whose decision is contested.
    #[serde(default)]
    pub other_body: Option<Body>,
    pub cite: Cite,
}

/// Where it is written which body decides a remedy.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    pub cite: Cite,
}

/// Who took which step of a case: what `not_same_as` is judged on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    pub step: String,
    pub account: kernel::AccountId,
}

/// A step from where the case stands, and whether this person may take it now.
#[derive(Clone, Debug)]
pub struct Offer<'a> {
    pub step: &'a Step,
    pub state: Offered,
}

/// Whether a step may be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offered {
    Offered,
    /// It is this person's to take, but something is missing: every reason, in the order of the file.
    Refused(Vec<Reason>),
    /// Another role or office takes it.
    NotYours,
}

/// Why a step may not be taken now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    pub kind: ReasonKind,
    /// What to tell the person at the desk.
    pub says: Said,
    pub cite: Cite,
}

/// What stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReasonKind {
    /// A clause of the guard does not hold; `unknown` names the facts nobody has stated that it hangs on.
    Clause { expression: String, unknown: Vec<String> },
    /// The same account took this step of the case.
    SameOfficer { step: String },
    /// A judgment took the step out of force on this day; `says` names the judgment.
    Struck { from: Date },
    /// No held session of this commission carried the step for this case; `says` names the commission's step.
    Session { commission: String },
}

/// What a step does to a case, as values to write into its entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effects {
    pub to: Option<String>,
    pub facts: BTreeMap<String, FactValue>,
    pub events: BTreeMap<String, Date>,
    pub starts: Vec<String>,
    pub ends: Vec<String>,
    pub opens: Vec<String>,
    pub issues: Vec<String>,
}

impl Procedure {
    /// What taking the step changes in a case that stands at `stage`, the place kept or given back included.
    pub fn effects(
        &self,
        step: &Step,
        stage: &str,
        values: &BTreeMap<String, String>,
        on: Date,
        before: &Facts,
    ) -> Effects {
        let mut effects = step.effects(values, on, before);
        effects.to = self.leads_to(step, stage, before).filter(|_| step.to.is_some()).map(str::to_owned);
        effects.facts.extend(step.place(stage));
        effects
    }
    /// The stage a case stands at after the step.
    pub(crate) fn leads_to<'a>(&self, step: &'a Step, stage: &'a str, before: &'a Facts) -> Option<&'a str> {
        let kept = step.gives_back.as_ref().map(|fact| before.get(fact));
        match kept {
            Some(FactValue::Code(kept)) if self.stage(kept).is_some() => Some(kept),
            _ => Some(step.to.as_deref().unwrap_or(stage)),
        }
    }
}

impl Step {
    /// What becomes of the place that is kept: written down, or given back and forgotten.
    pub(crate) fn place(&self, stage: &str) -> BTreeMap<String, FactValue> {
        let forgotten = self.gives_back.iter().map(|fact| (fact.clone(), FactValue::Unknown));
        let kept = self.keeps_place.iter().map(|fact| (fact.clone(), FactValue::Code(stage.to_owned())));
        forgotten.chain(kept).collect()
    }
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.id == id)
    }
    /// The tasks it leaves. `facts` are those after the step; `late` the terms whose due date its day has passed.
    pub fn tasks_for<'a>(&'a self, facts: &Facts, late: &[String]) -> Vec<&'a TaskRule> {
        let applies = |t: &&TaskRule| {
            t.when.as_ref().is_none_or(|w| w.holds(facts))
                && t.when_late.as_ref().is_none_or(|l| late.contains(l))
        };
        self.tasks.iter().filter(applies).collect()
    }
    /// Whether somebody of this role and office takes it.
    pub fn is_for(&self, me: &Actor) -> bool {
        self.by.contains(&me.role)
            && (self.offices.is_empty() || self.offices.iter().any(|o| o == me.office.code()))
    }
    /// What taking the step changes. `values` are the answers by field (`yes`/`no`, codes, ISO days);
    /// `on` is the day it is taken, used when no field states another; `before` are the facts until then.
    pub fn effects(&self, values: &BTreeMap<String, String>, on: Date, before: &Facts) -> Effects {
        let advanced = self.advances.iter().map(|a| (a.fact.clone(), a.next(before)));
        let mut effects = Effects {
            to: self.to.clone(),
            facts: self.sets.clone().into_iter().chain(advanced).collect(),
            starts: self.starts.clone(),
            ends: self.ends.clone(),
            opens: self.opens.clone(),
            issues: self.issues.clone(),
            ..Effects::default()
        };
        effects.events.insert(self.event.clone(), on);
        for field in &self.fields {
            let Some(value) = values.get(&field.id).filter(|v| !v.is_empty()) else { continue };
            if field.sets_fact {
                effects.facts.insert(field.id.clone(), fact_of(&field.kind, value));
            }
            let Ok(day) = value.parse::<Date>() else { continue };
            if field.stated_date {
                effects.events.insert(self.event.clone(), day);
            }
            if let Some(event) = &field.event {
                effects.events.insert(event.clone(), day);
            }
        }
        effects
    }
}

fn fact_of(kind: &FieldKind, value: &str) -> FactValue {
    match (kind, value) {
        (FieldKind::YesNo, "yes") => FactValue::Bool(true),
        (FieldKind::YesNo, "no") => FactValue::Bool(false),
        (FieldKind::Choice(options), code) if code != "unknown" && options.iter().any(|(c, _)| c == code) => {
            FactValue::Code(code.to_owned())
        }
        _ => FactValue::Unknown,
    }
}
