//! Rules about ways through a procedure: every place reached, every way ended, nothing before its condition.

use super::{Search, Which};
use crate::model::Step;
use std::collections::BTreeSet;

impl Search<'_> {
    pub(super) fn reachable(&mut self) -> bool {
        let stages: BTreeSet<&str> = self.graph.nodes.iter().map(|n| n.stage).collect();
        let taken = self.graph.edges().iter().filter_map(|e| e.step);
        let steps: BTreeSet<&str> = taken.map(|s| s.id.as_str()).collect();
        let p = self.p;
        for stage in p.stages.iter().filter(|s| !stages.contains(s.id.as_str())) {
            self.fails(&stage.id, &[], "Ningún camino llega a esta etapa", "No way leads to this stage");
        }
        for step in p.steps.iter().filter(|s| !steps.contains(s.id.as_str())) {
            self.fails(&step.id, &[], "Este paso nunca se puede dar", "This step can never be taken");
        }
        true
    }

    pub(super) fn dead_ends(&mut self) -> bool {
        let nodes = &self.graph.nodes;
        let mut into: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
        self.graph.edges().iter().for_each(|e| into[e.to].push(e.from));
        let mut alive: Vec<bool> = nodes.iter().map(|n| n.ended).collect();
        let mut queue: Vec<usize> = (0..nodes.len()).filter(|n| alive[*n]).collect();
        while let Some(here) = queue.pop() {
            for before in &into[here] {
                if !alive[*before] {
                    alive[*before] = true;
                    queue.push(*before);
                }
            }
        }
        let mut told = BTreeSet::new();
        for (n, node) in nodes.iter().enumerate().skip(1) {
            if !alive[n] && told.insert(node.stage) {
                let way = self.graph.path(n);
                self.fails(
                    node.stage,
                    &way,
                    "De aquí no se llega a ningún final",
                    "No end is reached from here",
                );
            }
        }
        true
    }

    pub(super) fn requires(&mut self, before: &Which, holds: &str) -> bool {
        let p = self.p;
        let steps: Vec<&Step> = p.steps.iter().filter(|s| before.speaks_of(s)).collect();
        let table = self.graph.space.read(holds);
        for step in &steps {
            let Some(table) = &table else {
                // The procedure has such steps but not even the facts to ask about.
                let way = self.graph.way_to(step);
                self.fails(
                    &step.id,
                    &way,
                    format!("Faltan los hechos de `{holds}`"),
                    format!("The facts of `{holds}` are missing"),
                );
                continue;
            };
            let takes = self.graph.edges_by(|s| s.id == step.id);
            let bad = takes.into_iter().find(|e| !self.graph.holds(table, e.from));
            if let Some(edge) = bad {
                let way = self.graph.way_by(edge);
                self.fails(
                    &step.id,
                    &way,
                    format!("Se puede dar sin `{holds}`"),
                    format!("It can be taken without `{holds}`"),
                );
            }
        }
        !steps.is_empty()
    }

    /// A linked case that ends says nobody, unless its last step named somebody.
    pub(super) fn lets_go(&mut self, fact: &str, empty: &str) -> bool {
        let own = self.p.linked && self.p.fact(fact).is_some_and(|f| f.linked.is_none());
        let Some(place) = self.graph.space.place(fact).filter(|_| own) else { return false };
        let mut told = BTreeSet::new();
        for edge in self.graph.edges_by(|s| !s.sets.contains_key(fact)) {
            let Some(step) = edge.step.filter(|_| edge.from != 0) else { continue };
            let nobody =
                matches!(self.graph.value(edge.from, place), crate::FactValue::Code(c) if c == empty);
            let ends = self.graph.nodes[edge.to].ended && !self.graph.nodes[edge.from].ended;
            if ends && !nobody && told.insert(step.id.as_str()) {
                let way = self.graph.way_by(edge);
                self.fails(
                    &step.id,
                    &way,
                    format!("El caso termina y `{fact}` sigue diciendo que hay alguien"),
                    format!("The case ends, and `{fact}` still says that there is somebody"),
                );
            }
        }
        true
    }
}
