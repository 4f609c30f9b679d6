//! Rules about remedies: each refusal has one, nothing stands before it, and somebody else decides it.

use super::Search;
use super::graph::Edge;
use crate::model::{Procedure, Remedy, Step};
use crate::wording;

impl<'a> Search<'a> {
    pub(super) fn remedies_of_refusals(&mut self) -> bool {
        let p = self.p;
        let negative = |s: &&Step| s.decides.is_some_and(|d| d.outcome.is_negative());
        let refusals: Vec<&Step> = p.all_steps().filter(negative).collect();
        for step in &refusals {
            let remedies: Vec<&Remedy> = p.remedies.iter().filter(|r| r.against.contains(&step.id)).collect();
            let way = self.graph.way_to(step);
            if remedies.is_empty() {
                self.fails(
                    &step.id,
                    &way,
                    "No hay recurso contra esta decisión",
                    "There is no remedy against this decision",
                );
                continue;
            }
            let filed: Vec<&Step> =
                remedies.iter().filter_map(|r| r.filed_by.as_ref()).filter_map(|s| p.step(s)).collect();
            if !filed.is_empty()
                && let Some(way) = self.ends_without(step, &filed)
            {
                self.fails(
                    &step.id,
                    &way,
                    "El caso sigue sin que se pueda presentar el recurso",
                    "The case goes on and the remedy cannot be filed",
                );
            } else if let Some(remedy) = remedies.iter().find(|r| !r.judicial && r.term.is_none()) {
                self.fails(
                    &step.id,
                    &way,
                    format!("El recurso `{}` no dice ningún plazo", remedy.id),
                    format!("The remedy `{}` says no term", remedy.id),
                );
            } else if remedies.iter().any(|r| r.has_unknown_term(p)) {
                self.unknown(
                    &step.id,
                    "No se conoce el plazo del recurso",
                    "The term of the remedy is not known",
                );
            }
        }
        !refusals.is_empty()
    }

    /// The way to an end after a refusal on which no remedy was ever offered, or to a refusal after which none ever is.
    fn ends_without(&self, refusal: &Step, filed: &[&Step]) -> Option<Vec<Edge<'a>>> {
        let graph = self.graph;
        let open = graph.where_offered(filed);
        let decided = graph.edges_by(|s| s.id == refusal.id);
        let found = graph.reached(&decided, |e| open[e.from]);
        let never = || (!found.is_empty() && found.iter().all(|r| !open[r.node])).then_some(0);
        let ended = found.iter().position(|r| graph.nodes[r.node].ended && !open[r.node]).or_else(never)?;
        Some(graph.way(&found, ended))
    }

    pub(super) fn other_deciders(&mut self) -> bool {
        let remedies = self.own_remedies();
        for remedy in &remedies {
            for decider in self.steps(&remedy.decided_by) {
                let firsts = self.steps(&remedy.against);
                if let Some(first) = firsts.into_iter().find(|first| !apart(decider, first)) {
                    let way = self.graph.way_to(decider);
                    self.fails(
                        &decider.id,
                        &way,
                        format!("Puede darlo quien dio `{}`", first.id),
                        format!("Whoever took `{}` may take it", first.id),
                    );
                }
            }
        }
        !remedies.is_empty()
    }

    /// Whether the law gives the remedy to another body, whatever rapporteur the data ask for.
    pub(super) fn other_bodies(&mut self) -> bool {
        let remedies = self.own_remedies();
        for remedy in &remedies {
            let deciders = self.steps(&remedy.decided_by);
            let firsts = self.steps(&remedy.against);
            let elsewhere =
                !deciders.is_empty() && deciders.iter().all(|d| firsts.iter().all(|f| offices_differ(d, f)));
            if let Some(body) = &remedy.same_body {
                let way =
                    deciders.iter().map(|d| self.graph.way_to(d)).min_by_key(Vec::len).unwrap_or_default();
                let cite = wording::cite(&body.cite);
                self.fails(
                    &remedy.id,
                    &way,
                    format!("La ley da el recurso al mismo órgano ({})", cite.es),
                    format!("The law gives the remedy to the same body ({})", cite.en),
                );
            } else if remedy.other_body.is_none() && !elsewhere {
                self.unknown(
                    &remedy.id,
                    "No se sabe si la ley da el recurso a otro órgano",
                    "It is not known whether the law gives the remedy to another body",
                );
            }
        }
        !remedies.is_empty()
    }

    pub(super) fn suspending_remedies(&mut self) -> bool {
        let remedies = self.own_remedies();
        for remedy in &remedies {
            match remedy.suspensive {
                Some(true) => {}
                Some(false) => {
                    let filing = remedy.filed_by.as_ref().and_then(|s| self.p.step(s));
                    let way = filing.map(|s| self.graph.way_to(s)).unwrap_or_default();
                    self.fails(
                        &remedy.id,
                        &way,
                        "La decisión se cumple mientras el recurso está pendiente",
                        "The decision is carried out while the remedy is pending",
                    );
                }
                None => self.unknown(
                    &remedy.id,
                    "No se sabe si el recurso suspende la decisión",
                    "It is not known whether the remedy suspends the decision",
                ),
            }
        }
        !remedies.is_empty()
    }

    pub(super) fn open_remedies(&mut self) -> bool {
        let filings: Vec<&Step> = self.p.steps.iter().filter(|s| s.remedy).collect();
        for step in &filings {
            let gated = step.guard.is_some()
                || !step.not_same_as.is_empty()
                || !step.offices.is_empty()
                || step.in_session.is_some()
                || step.prejudicial
                || step.fields.iter().any(|f| f.must_be_yes);
            if gated {
                let way = self.graph.way_to(step);
                self.fails(
                    &step.id,
                    &way,
                    "Algo se interpone antes de presentar el recurso",
                    "Something stands before the filing of the remedy",
                );
            }
        }
        !filings.is_empty()
    }
}

/// Two steps are never taken by the same account: by rule, or because their offices differ.
fn apart(decider: &Step, first: &Step) -> bool {
    decider.not_same_as.contains(&first.id) || offices_differ(decider, first)
}

fn offices_differ(decider: &Step, first: &Step) -> bool {
    !decider.offices.is_empty()
        && !first.offices.is_empty()
        && decider.offices.iter().all(|o| !first.offices.contains(o))
}

impl Remedy {
    fn has_unknown_term(&self, p: &Procedure) -> bool {
        self.term.as_ref().and_then(|t| p.term(t)).is_none_or(|t| t.length.is_none())
    }
}
