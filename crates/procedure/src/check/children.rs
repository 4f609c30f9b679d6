//! Rules about children: a gate that waits for a representative has a clock, and a form asks who is with the child.

use super::graph::Edge;
use super::{Answer, Search, Which};
use crate::model::{Step, TaskRule};
use crate::{FactValue, Facts, Said};
use std::collections::BTreeSet;

/// A gate that waits until somebody is named.
pub(super) struct Gate<'g> {
    pub asks: &'g str,
    pub empty: &'g str,
    pub interim: &'g str,
    pub who: &'g str,
    pub is: &'g str,
}

impl Gate<'_> {
    fn asked_by(&self, step: &Step) -> bool {
        step.guard.iter().flat_map(|g| &g.clauses).any(|c| c.asks.iter().any(|f| f == self.asks))
    }
    /// What is known when the gate is shut and nobody was named.
    fn shut(&self) -> Facts {
        let mut facts = Facts::default();
        facts.set(self.who, FactValue::from_code(self.is));
        facts.set(self.asks, FactValue::from_code(self.empty));
        facts
    }
}

impl<'a> Search<'a> {
    pub(super) fn gates_have_clocks(&mut self, gate: &Gate<'_>) -> bool {
        let Some(rule) = self.p.fact(gate.asks) else { return false };
        if rule.linked.is_none() && self.p.linked {
            return self.names_somebody_in_time(gate);
        }
        let opens = |s: &&Step| match &rule.linked {
            Some(linked) => s.opens.contains(linked),
            None => s.sets.get(gate.asks).is_some_and(|v| *v != FactValue::from_code(gate.empty)),
        };
        let keys: Vec<&Step> = self.p.steps.iter().filter(opens).collect();
        let is_key = |s: &Step| keys.iter().any(|k| k.id == s.id);
        let gates: Vec<&Step> = self.p.steps.iter().filter(|s| gate.asked_by(s) && !is_key(s)).collect();
        if !gates.is_empty() {
            self.clocks(gate, &keys);
            self.keys_wherever_shut(gate, &gates, &keys);
        }
        !gates.is_empty()
    }

    /// Whatever step says that the gate is shut leaves a task to open it, with a date and somebody who is told.
    fn clocks(&mut self, gate: &Gate<'_>, keys: &[&Step]) {
        let says = |s: &&Step| {
            s.fields.iter().any(|f| f.sets_fact && f.id == gate.who)
                || s.sets.get(gate.who) == Some(&FactValue::from_code(gate.is))
        };
        for step in self.p.all_steps().filter(says) {
            self.clock(step, &gate.shut(), keys);
        }
    }

    fn clock(&mut self, step: &'a Step, facts: &Facts, keys: &[&Step]) {
        let opens = |t: &&TaskRule| {
            t.done_by.iter().any(|id| keys.iter().any(|k| k.id == *id))
                && t.when_late.is_none()
                && t.when.as_ref().is_none_or(|w| w.holds(facts))
        };
        let tasks: Vec<&TaskRule> = step.tasks.iter().filter(opens).collect();
        let lacks = if tasks.is_empty() {
            Some((
                "No deja a nadie la tarea de pedir quien represente",
                "It leaves nobody the task of asking for a representative",
            ))
        } else if tasks.iter().all(|t| t.within.is_none()) {
            Some((
                "La tarea de pedir quien represente no tiene fecha",
                "The task of asking for a representative has no date",
            ))
        } else if !tasks.iter().any(|t| t.within.is_some() && t.escalates_to.is_some()) {
            Some(("Nadie se entera si la tarea se vence", "Nobody is told when the task is overdue"))
        } else {
            None
        };
        if let Some((es, en)) = lacks {
            let way = self.graph.way_to(step);
            self.fails(&step.id, &way, es, en);
        }
    }

    /// Wherever the gate is shut because nobody was named, somebody can ask for one.
    fn keys_wherever_shut(&mut self, gate: &Gate<'_>, gates: &[&Step], keys: &[&Step]) {
        let graph = self.graph;
        let (Some(who), Some(asks)) = (graph.space.place(gate.who), graph.space.place(gate.asks)) else {
            return;
        };
        let (is, empty) = (FactValue::from_code(gate.is), FactValue::from_code(gate.empty));
        let mut told = BTreeSet::new();
        for (n, node) in graph.nodes.iter().enumerate().filter(|(_, n)| !n.ended) {
            let shut = *graph.value(n, who) == is
                && *graph.value(n, asks) == empty
                && gates.iter().any(|s| s.from.iter().any(|f| f == node.stage) && !graph.opens(s, n));
            if shut && !keys.iter().any(|k| graph.offers(n, k)) && told.insert(node.stage) {
                let way = graph.path(n);
                self.fails(
                    node.stage,
                    &way,
                    "La espera no tiene salida: nadie puede pedir quien represente",
                    "The wait has no way out: nobody can ask for a representative",
                );
            }
        }
    }

    /// The linked case itself: an interim representative can be named at once, and somebody is told when nobody is.
    fn names_somebody_in_time(&mut self, gate: &Gate<'_>) -> bool {
        let names = |s: &&Step| s.sets.get(gate.asks) == Some(&FactValue::from_code(gate.interim));
        let interim: Vec<&Step> = self.p.steps.iter().filter(names).collect();
        let opening = &self.p.opening;
        self.clock(opening, &gate.shut(), &interim);
        if !opening.starts.iter().any(|t| self.p.term(t).is_some_and(|t| t.length.is_some())) {
            let way = self.graph.way_to(opening);
            self.fails(
                &opening.id,
                &way,
                "Al pedirlo no empieza ningún plazo",
                "No term begins when it is asked for",
            );
        }
        let asked: Vec<Edge<'_>> = self.graph.out(0).to_vec();
        if let Some(edge) = asked.iter().find(|e| !interim.iter().any(|s| self.graph.offers(e.to, s))) {
            let way = self.graph.way_by(edge);
            self.fails(
                &opening.id,
                &way,
                "No se puede nombrar representante interino",
                "No interim representative can be named",
            );
        }
        true
    }

    /// A form that is written but does not ask is a fault; no form, or an answer that may be left out, says nothing.
    pub(super) fn forms_ask(&mut self, on: &Which, (who, is): (&str, &str), fields: &[String]) -> bool {
        let known = self.p.fact(who).is_some_and(|f| f.domain.values().contains(&FactValue::from_code(is)));
        let steps: Vec<&Step> = self.p.steps.iter().filter(|s| on.speaks_of(s) && known).collect();
        let names = fields.join(", ");
        for step in &steps {
            let asked: Vec<bool> =
                step.fields.iter().filter(|f| fields.contains(&f.id)).map(|f| f.required).collect();
            let unknown = |es: &str, en: &str| Some((Answer::Unknown, Said::new(es, en)));
            let found = if step.fields.is_empty() {
                unknown("El paso no tiene formulario", "The step has no form")
            } else if asked.is_empty() {
                let why = Said::new(
                    format!("El formulario no pregunta `{names}`"),
                    format!("The form does not ask `{names}`"),
                );
                Some((Answer::Fails, why))
            } else if asked.iter().all(|required| !required) {
                unknown(
                    "El formulario lo pregunta, pero puede quedar sin respuesta",
                    "The form asks it, but it may be left unanswered",
                )
            } else {
                None
            };
            if let Some((answer, why)) = found {
                let way = if answer == Answer::Fails { self.graph.way_to(step) } else { Vec::new() };
                self.note(answer, &step.id, &way, why);
            }
        }
        !steps.is_empty()
    }
}
