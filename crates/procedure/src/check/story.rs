//! A path told as a story: on which day somebody takes which step, and where the case stands then.

use super::graph::{Edge, Graph};
use crate::model::{Procedure, Step, Whose};
use crate::said::Said;
use crate::{FactValue, Law};
use jiff::civil::{Date, Weekday, date};
use kernel::{Lang, Role};
use serde::Serialize;
use std::collections::BTreeMap;

/// Every story begins on this day, a Monday; its days are invented.
const FIRST_DAY: Date = date(2026, 1, 5);

/// One line of a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StoryLine {
    pub on: Date,
    /// An invented person; empty when another case moved.
    pub who: String,
    pub role: String,
    pub step: Said,
    /// Where the case stands after it.
    pub stage: Said,
}

impl StoryLine {
    /// `2026-01-05 Ana [registration_officer] File the claim -> Filed`.
    pub fn in_lang(&self, lang: Lang) -> String {
        let who = if self.who.is_empty() { String::new() } else { format!("{} [{}] ", self.who, self.role) };
        format!("{} {who}{} -> {}", self.on, self.step.in_lang(lang), self.stage.in_lang(lang))
    }
}

impl std::fmt::Display for StoryLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.in_lang(Lang::En))
    }
}

/// Two invented people for each role, so that a story shows who may not act twice.
fn cast(role: Role) -> [&'static str; 2] {
    match role {
        Role::BorderOfficer => ["Beto", "Bea"],
        Role::RegistrationOfficer => ["Ana", "Abel"],
        Role::EligibilityOfficer => ["Leo", "Lía"],
        Role::Reviewer => ["Mar", "Max"],
        Role::DecidingAuthority => ["Sol", "Saúl"],
        Role::ChildProtectionDelegate => ["Nora", "Noé"],
        _ => ["Rita", "Raúl"],
    }
}

/// Tells a path, one working day a step; whoever waits for a person's term waits until it is over.
pub(super) fn told(graph: &Graph<'_>, law: Option<&Law>, way: &[Edge<'_>]) -> Vec<StoryLine> {
    let mut teller = Teller::new(graph.p, law);
    let mut lines = Vec::with_capacity(way.len());
    for (n, edge) in way.iter().enumerate() {
        if n > 0 {
            teller.today = teller.next_working_day(teller.today);
        }
        let stage = teller.p.stage(graph.nodes[edge.to].stage).map(|s| s.names.clone()).unwrap_or_default();
        lines.push(match edge.step {
            Some(step) => teller.takes(step, graph.nodes[edge.from].stage, stage),
            None => StoryLine {
                on: teller.today,
                who: String::new(),
                role: String::new(),
                step: moved(graph, edge),
                stage,
            },
        });
    }
    lines
}

/// What a linked case says now, in words.
fn moved(graph: &Graph<'_>, edge: &Edge<'_>) -> Said {
    let changed = (0..graph.space.rules.len()).find(|f| {
        graph.space.rules[*f].linked.is_some() && graph.value(edge.from, *f) != graph.value(edge.to, *f)
    });
    let Some(fact) = changed else { return Said::new("Otro caso se mueve", "Another case moves") };
    let rule = &graph.space.rules[fact];
    let words = match (&rule.domain, graph.value(edge.to, fact)) {
        (crate::Domain::Codes(codes), FactValue::Code(code)) => {
            codes.iter().find(|(c, _)| c == code).map(|(_, names)| names.clone())
        }
        _ => None,
    };
    let words = words.unwrap_or_default();
    Said::new(
        format!("El otro caso dice: {}: {}", rule.names.es, words.es),
        format!("The other case says: {}: {}", rule.names.en, words.en),
    )
}

struct Teller<'a> {
    p: &'a Procedure,
    law: Option<&'a Law>,
    today: Date,
    events: BTreeMap<String, Date>,
    running: Vec<String>,
    taken: Vec<(String, &'static str)>,
}

impl<'a> Teller<'a> {
    fn new(p: &'a Procedure, law: Option<&'a Law>) -> Teller<'a> {
        let (running, taken) = (Vec::new(), Vec::new());
        Teller { p, law, today: FIRST_DAY, events: BTreeMap::new(), running, taken }
    }

    fn next_working_day(&self, day: Date) -> Date {
        let works = |d: &Date| match self.law {
            Some(law) => law.calendar.is_working_day(*d),
            None => !matches!(d.weekday(), Weekday::Saturday | Weekday::Sunday),
        };
        let mut days = std::iter::successors(day.tomorrow().ok(), |d| d.tomorrow().ok()).take(60);
        days.find(works).unwrap_or(day)
    }

    fn takes(&mut self, step: &Step, from: &str, stage: Said) -> StoryLine {
        let waits = self.p.stage(from).is_some_and(|s| s.waiting) && !step.remedy;
        let ends = step.to.as_deref().and_then(|to| self.p.stage(to)).is_some_and(|s| s.ended);
        if let Some(due) = self.last_due().filter(|due| waits && ends && *due >= self.today) {
            self.today = self.next_working_day(due);
        }
        self.events.insert(step.event.clone(), self.today);
        for event in step.fields.iter().filter_map(|f| f.event.as_ref()) {
            self.events.entry(event.clone()).or_insert(self.today);
        }
        self.running.retain(|t| !step.ends.contains(t));
        self.running.extend(step.starts.iter().cloned());
        let role = step.by.first().copied();
        let who = role.map(|role| self.somebody(role, step)).unwrap_or_default();
        self.taken.push((step.id.clone(), who));
        let role = role.map(Role::code).unwrap_or_default().to_owned();
        StoryLine { on: self.today, who: who.to_owned(), role, step: step.names.clone(), stage }
    }

    /// The last day on which the person may still act, as far as the law tells.
    fn last_due(&self) -> Option<Date> {
        let law = self.law?;
        let of_the_person = |t: &&String| self.p.term(t).is_some_and(|t| t.whose == Whose::Person);
        let due = |t: &String| law.due(self.p, t, &self.events, &[]).ok().and_then(|due| due.due);
        self.running.iter().filter(of_the_person).filter_map(due).max()
    }

    /// The first of the role's people whom no rule keeps out.
    fn somebody(&self, role: Role, step: &Step) -> &'static str {
        let out = |who: &str| self.taken.iter().any(|(s, w)| *w == who && step.not_same_as.contains(s));
        let [first, second] = cast(role);
        if out(first) { second } else { first }
    }
}
