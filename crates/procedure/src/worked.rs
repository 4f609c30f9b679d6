//! Worked cases: dates and steps a lawyer can read, and what the engine must answer to each.

use crate::shape::asked;
use crate::{
    Due, DueError, Effects, FactValue, Facts, Happened, History, Law, LawError, Now, Offered, Procedure,
    ReasonKind, Said, Step, Suspension, Taken, TakenOn,
};
use jiff::civil::Date;
use kernel::{AccountId, Actor, Lang, Office, Role};
use serde::Deserialize;
use std::collections::BTreeMap;

/// One worked case of `countries/xxx/cases/*.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkedCase {
    pub title: Said,
    pub written: Written,
    pub procedure: String,
    /// The version the case is pinned to; the one in force on the day of the first move if it is left out.
    #[serde(default)]
    pub version: Option<String>,
    pub moves: Vec<Move>,
    /// The line of each move.
    #[serde(skip)]
    pub lines: Vec<Option<usize>>,
}

/// Whether the expected answers were written from the text before the engine was run on them, or after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Written {
    Before,
    After,
}

/// One step somebody takes, or only a question (no `step`), with what is expected of it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Move {
    pub step: Option<String>,
    pub by: String,
    pub role: Option<Role>,
    pub office: String,
    pub on: Option<Date>,
    pub answers: BTreeMap<String, String>,
    /// What the linked case says by now.
    pub linked: BTreeMap<String, FactValue>,
    /// A person moves the case to this version on the day of the move, before anything else happens.
    pub transition: Option<String>,
    /// Stated in the case: a held session of the commission carried this step.
    pub session_carried: bool,
    /// What was decreed, for the dates of this move.
    pub acts: Vec<Suspension>,
    /// The step must be refused for exactly these reasons: clauses, `same officer as STEP`, `struck` or
    /// `session of COMMISSION`.
    pub refused: Vec<String>,
    /// The step must not be this person's to take.
    pub not_yours: bool,
    pub stage: Option<String>,
    pub facts: BTreeMap<String, FactValue>,
    /// Due dates by term; `unknown`, or `no event` when there is nothing to count from.
    pub due: BTreeMap<String, String>,
    pub counted: BTreeMap<String, u32>,
    /// Days skipped, each with its reason in Spanish.
    pub skipped: BTreeMap<String, Vec<String>>,
    pub questions: BTreeMap<String, usize>,
    pub tasks: Option<Vec<String>>,
    pub opens: Option<Vec<String>>,
    pub issues: Option<Vec<String>>,
    /// Steps this person may take next, and may not.
    pub may: Vec<String>,
    pub may_not: Vec<String>,
    /// The version the case is pinned to after the move.
    pub version: Option<String>,
    /// Versions that the case could be moved to on the day of the move.
    pub successors: Option<Vec<String>>,
    /// Steps taken so far that rest on what was struck by the day of the move.
    pub under_struck: Option<Vec<String>>,
    /// Terms that the step must start, no more and no fewer; one struck by then is not started.
    pub starts: Option<Vec<String>>,
}

impl WorkedCase {
    /// The version the case is pinned to: the one it names, else the one in force on the day of the first move.
    pub fn pinned<'l>(&self, law: &'l Law) -> Option<&'l Procedure> {
        let named = |p: &&Procedure| p.id == self.procedure && Some(&p.version) == self.version.as_ref();
        match &self.version {
            Some(_) => law.procedures.iter().find(named),
            None => law.in_force(&self.procedure, self.moves.iter().find_map(|m| m.on)?),
        }
    }

    /// The steps of the case for a replay, up to the day on which it is moved to another version.
    pub fn history(&self) -> History {
        let is_cut = self.moves.iter().any(|m| m.transition.is_some());
        let moves = self.moves.iter().take_while(|m| m.transition.is_none());
        let mut linked = BTreeMap::new();
        let mut steps = Vec::new();
        for m in moves {
            linked.extend(m.linked.clone());
            let (Some(step), Some(role), Some(on)) = (&m.step, m.role, m.on) else { continue };
            steps.push(Happened {
                step: step.clone(),
                by: Actor { account: account(&m.by), role, office: Office(m.office.clone()) },
                on,
                answers: m.answers.clone(),
                linked: std::mem::take(&mut linked),
                is_carried: m.session_carried,
                acts: m.acts.clone(),
                is_recorded: false,
            });
        }
        History { steps, is_cut }
    }

    /// Reads a worked case; `file` is the name that mistakes are told under.
    pub fn read(file: &str, text: &str) -> Result<WorkedCase, Vec<LawError>> {
        crate::load::worked_case(file, text)
    }

    /// Walks the case and returns every difference between what is written and what the engine says.
    pub fn differences(&self, law: &Law) -> Vec<Said> {
        let Some(procedure) = self.pinned(law) else {
            let id = &self.procedure;
            return vec![match &self.version {
                Some(version) => Said::new(
                    format!("`{id}` no tiene la versión `{version}`"),
                    format!("`{id}` has no version `{version}`"),
                ),
                None => Said::new(
                    format!("ninguna versión de `{id}` está en vigor el día del primer movimiento"),
                    format!("no version of `{id}` is in force on the day of the first move"),
                ),
            }];
        };
        let mut walk = Walk {
            law,
            procedure,
            stage: None,
            facts: procedure.initial_facts(),
            events: BTreeMap::new(),
            taken: Vec::new(),
            days: Vec::new(),
            differences: Vec::new(),
        };
        for (n, a_move) in self.moves.iter().enumerate() {
            walk.step(&self.place(n, a_move), a_move);
        }
        walk.differences
    }

    /// `line 12, move 2 (hear)`.
    fn place(&self, n: usize, a_move: &Move) -> Said {
        let line = self.lines.get(n).copied().flatten();
        let line = line.map(|line| Said::new(format!("línea {line}, "), format!("line {line}, ")));
        let Said { es, en } = line.unwrap_or_default();
        let step = a_move.step.as_ref().map(|step| Said::new(step, step));
        let step = step.unwrap_or_else(|| Said::new("una pregunta", "a question"));
        let number = n + 1;
        Said::new(
            format!("{es}movimiento {number} ({})", step.es),
            format!("{en}move {number} ({})", step.en),
        )
    }
}

/// A case while it is walked.
struct Walk<'a> {
    law: &'a Law,
    procedure: &'a Procedure,
    stage: Option<String>,
    facts: Facts,
    events: BTreeMap<String, Date>,
    taken: Vec<Taken>,
    days: Vec<TakenOn>,
    differences: Vec<Said>,
}

impl<'a> Walk<'a> {
    fn step(&mut self, at: &Said, m: &Move) {
        self.reform(at, m);
        self.facts = self.facts.with(&m.linked);
        if let Some(step) = &m.step {
            match (self.procedure.step(step).cloned(), m.role, m.on) {
                (Some(step), Some(role), Some(on)) => {
                    let me = Actor { account: account(&m.by), role, office: Office(m.office.clone()) };
                    self.try_step(at, m, &step, &me, on);
                }
                (None, ..) => {
                    let known = self.procedure.all_steps().map(|s| s.id.as_str());
                    let near = asked(step, known);
                    let why = Said::new(
                        format!("el procedimiento no tiene el paso `{step}`{}", near.es),
                        format!("the procedure has no step `{step}`{}", near.en),
                    );
                    self.note(at, why);
                }
                _ => {
                    let why = Said::new("un paso necesita `role` y `on`", "a step needs `role` and `on`");
                    self.note(at, why);
                }
            }
        }
        self.dates(at, m);
        if let (Some(wanted), Some(on)) = (&m.under_struck, m.on) {
            let found = self.law.taken_under_struck(&self.procedure.id, &self.days, on);
            let found: Vec<String> = found.iter().map(|f| f.taken.step.clone()).collect();
            let what = Said::new("pasos bajo normas sin efecto", "steps under struck rules");
            self.same(at, &what, wanted, &found);
        }
        if m.version.is_some() {
            self.same(at, &key("version"), &m.version, &Some(self.procedure.version.clone()));
        }
        let facts: Vec<_> = m.facts.iter().filter(|(f, v)| self.facts.get(f) != *v).collect();
        let facts: Vec<String> = facts.iter().map(|(f, _)| format!("{f} = {}", self.facts.get(f))).collect();
        let what = Said::new("hechos que difieren", "facts that differ");
        self.same(at, &what, &Vec::<String>::new(), &facts);
        if m.stage.is_some() {
            self.same(at, &key("stage"), &m.stage, &self.stage.clone());
        }
    }

    /// The reform a person applies, and what the law says of moving and of struck rules on that day.
    fn reform(&mut self, at: &Said, m: &Move) {
        let Some(on) = m.on else {
            if m.transition.is_some() || m.successors.is_some() || m.under_struck.is_some() {
                let why = Said::new(
                    "una pregunta sobre una reforma necesita `on`",
                    "a question about a reform needs `on`",
                );
                self.note(at, why);
            }
            return;
        };
        let law: &'a Law = self.law;
        let successors = law.successors(self.procedure, on);
        let names: Vec<String> = successors.iter().map(|(p, _)| p.version.clone()).collect();
        if let Some(wanted) = &m.successors {
            self.same(at, &key("successors"), wanted, &names);
        }
        if let Some(version) = &m.transition {
            match successors.into_iter().find(|(p, _)| p.version == *version) {
                None => self.note(
                    at,
                    Said::new(
                        format!("no hay camino hacia `{version}`; lo hay hacia {names:?}"),
                        format!("there is no way to `{version}`; there is to {names:?}"),
                    ),
                ),
                Some((to, transition)) => {
                    self.stage = self.stage.take().map(|s| transition.stage(&s).to_owned());
                    self.facts = to.facts_from(&self.facts, transition);
                    self.procedure = to;
                }
            }
        }
    }

    fn try_step(&mut self, at: &Said, m: &Move, step: &Step, me: &Actor, on: Date) {
        for answer in m.answers.keys().filter(|a| step.field(a).is_none()) {
            let why = Said::new(
                format!("el paso no tiene el campo `{answer}`"),
                format!("the step has no field `{answer}`"),
            );
            self.note(at, why);
        }
        let from_here = match &self.stage {
            None => step.id == self.procedure.opening.id,
            Some(stage) => step.from.contains(stage),
        };
        let carried: Vec<String> = m.session_carried.then(|| step.id.clone()).into_iter().collect();
        let now = Now::new(&self.facts, &self.taken, on).carried(&carried);
        let state = self.procedure.offered(step, me, &now);
        let reasons = match &state {
            Offered::Refused(reasons) => reasons.iter().map(|r| named(&r.kind)).collect(),
            _ => Vec::new(),
        };
        let here = Said::new("sale de la etapa en que está el caso", "taken from the stage it is in");
        self.same(at, &here, &true, &from_here);
        self.same(at, &key("refused"), &m.refused, &reasons);
        let not_yours = Said::new("`not_yours`", "not yours");
        self.same(at, &not_yours, &m.not_yours, &(state == Offered::NotYours));
        if from_here && state == Offered::Offered {
            self.take(at, m, step, me, on);
        }
        let now = Now::new(&self.facts, &self.taken, on).carried(&carried);
        let (offered, _): (Vec<_>, Vec<_>) = match &self.stage {
            Some(stage) => self.procedure.offers(stage, me, &now),
            None => Vec::new(),
        }
        .into_iter()
        .partition(|o| o.state == Offered::Offered);
        let offered: Vec<String> = offered.iter().map(|o| o.step.id.clone()).collect();
        for expected in m.may.iter().filter(|s| !offered.contains(s)) {
            let why = Said::new(
                format!("`{expected}` debería ofrecerse luego; se ofrecen {offered:?}"),
                format!("`{expected}` should be offered next; offered are {offered:?}"),
            );
            self.note(at, why);
        }
        for unexpected in m.may_not.iter().filter(|s| offered.contains(s)) {
            let why = Said::new(
                format!("`{unexpected}` no debería ofrecerse luego"),
                format!("`{unexpected}` should not be offered next"),
            );
            self.note(at, why);
        }
    }

    fn take(&mut self, at: &Said, m: &Move, step: &Step, me: &Actor, on: Date) {
        let effects: Effects = self.procedure.effects(
            step,
            self.stage.as_deref().unwrap_or_default(),
            &m.answers,
            on,
            &self.facts,
        );
        self.facts = self.facts.with(&effects.facts);
        let legal = effects.events.get(&step.event).copied().unwrap_or(on);
        let version = self.procedure.version.clone();
        self.days.push(TakenOn { step: step.id.clone(), on: legal, version });
        self.events.extend(effects.events);
        self.taken.push(Taken { step: step.id.clone(), account: me.account });
        self.stage = effects.to.or(self.stage.take());
        let late = self.law.late(self.procedure, step, &self.events, &m.acts);
        let tasks: Vec<String> = step.tasks_for(&self.facts, &late).iter().map(|t| t.id.clone()).collect();
        for (what, wanted, got) in [
            ("tasks", &m.tasks, tasks),
            ("starts", &m.starts, self.procedure.started(&effects.starts, legal)),
            ("opens", &m.opens, effects.opens),
            ("issues", &m.issues, effects.issues),
        ] {
            if let Some(wanted) = wanted {
                self.same(at, &key(what), wanted, &got);
            }
        }
    }

    fn dates(&mut self, at: &Said, m: &Move) {
        let due = |term: &str| self.law.due(self.procedure, term, &self.events, &m.acts);
        let mut found: Vec<(Said, String, Said)> = Vec::new();
        for (term, wanted) in &m.due {
            let rule = self.procedure.term(term);
            let article = rule.and_then(|t| t.cite.article.as_ref());
            let what = match article {
                Some(a) => {
                    Said::new(format!("due {term} (artículo {a})"), format!("due {term} (article {a})"))
                }
                None => key(&format!("due {term}")),
            };
            found.push((what, wanted.clone(), day(&due(term))));
        }
        for (term, wanted) in &m.counted {
            let counted = due(term).map(|d| d.counted_days).unwrap_or_default();
            found.push((key(&format!("counted {term}")), wanted.to_string(), key(&counted.to_string())));
        }
        for (term, wanted) in &m.skipped {
            let skipped = due(term).map(|d| d.skipped).unwrap_or_default();
            let skipped = skipped.iter().map(|s| format!("{} {}", s.date, s.reason.in_lang(Lang::Es)));
            found.push((
                key(&format!("skipped {term}")),
                wanted.join(", "),
                key(&skipped.collect::<Vec<_>>().join(", ")),
            ));
        }
        for (term, wanted) in &m.questions {
            let questions = due(term).map(|d| d.questions.len()).unwrap_or_default();
            found.push((key(&format!("questions {term}")), wanted.to_string(), key(&questions.to_string())));
        }
        for (what, wanted, got) in found.into_iter().filter(|(_, wanted, got)| *wanted != got.en) {
            self.differs(at, &what, &wanted, &got.es, &got.en);
        }
    }

    fn same<T: PartialEq + std::fmt::Debug>(&mut self, at: &Said, what: &Said, wanted: &T, got: &T) {
        if wanted != got {
            self.differs(at, what, wanted, got, got);
        }
    }

    fn differs<T: std::fmt::Debug>(&mut self, at: &Said, what: &Said, wanted: &T, es: &T, en: &T) {
        let why = Said::new(
            format!("{}: el caso dice {wanted:?}, el programa {es:?}", what.es),
            format!("{}: the case says {wanted:?}, the engine {en:?}", what.en),
        );
        self.note(at, why);
    }

    fn note(&mut self, at: &Said, why: Said) {
        self.differences.push(Said::new(format!("{}: {}", at.es, why.es), format!("{}: {}", at.en, why.en)));
    }
}

/// What a case writes the same whatever language one reads: a key, a code, a day.
fn key(name: &str) -> Said {
    Said::new(name, name)
}

fn named(kind: &ReasonKind) -> String {
    match kind {
        ReasonKind::Clause { expression, .. } => expression.clone(),
        ReasonKind::SameOfficer { step } => format!("same officer as {step}"),
        ReasonKind::Struck { .. } => "struck".to_owned(),
        ReasonKind::Session { commission } => format!("session of {commission}"),
    }
}

fn day(due: &Result<Due, DueError>) -> Said {
    match due {
        Ok(Due { due: Some(day), .. }) => key(&day.to_string()),
        Ok(_) => key("unknown"),
        Err(DueError::EventMissing(_)) => key("no event"),
        Err(e @ DueError::NoSuchTerm(term)) => {
            Said::new(format!("el procedimiento no tiene el plazo `{term}`"), e.to_string())
        }
        Err(e @ DueError::OutOfCalendar) => {
            Said::new("las fechas quedan fuera de todo calendario", e.to_string())
        }
    }
}

/// An invented account for a nickname; the same nickname is the same account.
fn account(nickname: &str) -> AccountId {
    let mut bytes = [0u8; 16];
    for (n, byte) in nickname.bytes().enumerate() {
        bytes[n % 16] = bytes[n % 16].wrapping_mul(31).wrapping_add(byte);
    }
    AccountId(uuid::Uuid::from_bytes(bytes))
}
