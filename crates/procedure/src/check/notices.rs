//! Rules about who is told: the person before a term runs, and the state they fled from never.

use super::Search;
use super::graph::Edge;
use crate::model::{Outcome, Outside, Remedy, Step, Term};
use std::collections::BTreeSet;

impl<'a> Search<'a> {
    pub(super) fn notices_first(&mut self) -> bool {
        let p = self.p;
        for term in &p.terms {
            self.begins_after_its_event(term);
        }
        for remedy in &p.remedies {
            if let Some(term) = remedy.term.as_ref().and_then(|t| p.term(t)) {
                self.begins_with_the_notice(remedy, term);
                self.everybody_is_told(remedy, term);
            }
        }
        !p.terms.is_empty()
    }

    /// On every way the day a term counts from is known when the term begins.
    fn begins_after_its_event(&mut self, term: &Term) {
        let graph = self.graph;
        let recorded = graph.kind(|s| records(s, &term.from));
        let starts = graph.kind(|s| s.starts.contains(&term.id));
        let before: Vec<&Edge<'_>> = graph.out(0).iter().filter(|e| !recorded.has(e)).collect();
        let found = graph.reached(&before, |e| recorded.has(e));
        let early = |n: usize| graph.out(n).iter().find(|e| starts.has(e) && !recorded.has(e));
        let at_once = before.iter().find(|e| starts.has(e)).map(|e| graph.way_by(e));
        let later = || {
            let (n, edge) = found.iter().enumerate().find_map(|(n, r)| Some((n, early(r.node)?)))?;
            Some(graph.way(&found, n).into_iter().chain([*edge]).collect())
        };
        if let Some(way) = at_once.or_else(later) {
            self.fails(
                &term.id,
                &way,
                format!("El plazo empieza antes de `{}`", term.from),
                format!("The term begins before `{}`", term.from),
            );
        }
    }

    /// A remedy's term begins with the very step that tells the person, after which it is the person's turn.
    fn begins_with_the_notice(&mut self, remedy: &Remedy, term: &Term) {
        let graph = self.graph;
        let starts = graph.edges_by(|s| s.starts.contains(&term.id));
        let turn = |stage: &str| self.p.stage(stage).is_some_and(|s| s.waiting || s.ended);
        let tells =
            |e: &Edge<'_>| e.step.is_some_and(|s| records(s, &term.from)) && turn(graph.nodes[e.to].stage);
        if let Some(edge) = starts.into_iter().find(|e| !tells(e)) {
            let way = graph.way_by(edge);
            self.fails(
                &term.id,
                &way,
                format!("El plazo de `{}` empieza sin notificación", remedy.id),
                format!("The term of `{}` begins without a notice", remedy.id),
            );
        }
    }

    /// Nobody whose claim was refused comes to an end without having been told or having filed.
    fn everybody_is_told(&mut self, remedy: &Remedy, term: &Term) {
        let graph = self.graph;
        let after = graph.edges_by(|s| remedy.against.contains(&s.id) && !s.starts.contains(&term.id));
        let settled = graph.kind(|s| {
            s.starts.contains(&term.id) || s.remedy || s.decides.is_some_and(|d| undone(d.outcome))
        });
        // Where it can be decided it is under way: it was filed before, with another remedy.
        let decided = graph.where_offered(&self.steps(&remedy.decided_by));
        let found = graph.reached(&after, |e| settled.has(e) || decided[e.to]);
        if let Some(n) = found.iter().position(|r| graph.nodes[r.node].ended) {
            let way = graph.way(&found, n);
            self.fails(
                &remedy.id,
                &way,
                "El caso termina sin que se le notificara la decisión",
                "The case ends before the decision was told to the person",
            );
        }
    }

    pub(super) fn never_tells(&mut self, whom: Outside, words: &[String]) -> bool {
        let said = |id: &str| words.iter().any(|w| id.contains(w.as_str()));
        let tells = |s: &Step| {
            s.tells.contains(&whom)
                || said(&s.id)
                || said(&s.event)
                || s.letter.as_deref().is_some_and(said)
                || s.offices.iter().any(|o| said(o))
                || s.issues.iter().any(|d| said(d))
                || s.tasks.iter().any(|t| said(&t.id) || t.office.as_deref().is_some_and(said))
        };
        let mut told = BTreeSet::new();
        for edge in self.graph.edges_by(tells) {
            let Some(step) = edge.step else { continue };
            if told.insert(step.id.as_str()) {
                let way = self.graph.way_by(edge);
                self.fails(
                    &step.id,
                    &way,
                    "Cuenta a la autoridad de origen que hay una solicitud",
                    "It tells the state of origin that there is a claim",
                );
            }
        }
        if told.is_empty() && self.p.confidential.is_none() {
            self.unknown("", "No se conoce la norma que lo prohíbe", "The rule that forbids it is not known");
        }
        true
    }
}

fn records(step: &Step, event: &str) -> bool {
    step.event == event || step.fields.iter().any(|f| f.event.as_deref() == Some(event))
}

/// A decision that leaves nothing to contest.
fn undone(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Recognised | Outcome::Complementary | Outcome::Admitted)
}
