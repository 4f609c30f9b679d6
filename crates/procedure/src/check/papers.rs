//! Rules about what lets a claimant stay: their documents do not lapse, and nothing is final before its time.

use super::Search;
use super::graph::Edge;
use crate::model::{Document, Step, Term, Whose};
use std::collections::BTreeSet;

impl<'a> Search<'a> {
    /// Documents that somebody holds while the claim is pending.
    fn pending_documents(&self) -> Vec<&'a Document> {
        let issued = |d: &&Document| self.issues(d).iter().any(|e| !self.graph.nodes[e.to].ended);
        self.p.documents.iter().filter(issued).collect()
    }

    fn issues(&self, document: &Document) -> Vec<&Edge<'a>> {
        self.graph.edges_by(|s| s.issues.contains(&document.id))
    }

    /// The terms within which a document must be renewed: of its own name, or of its own length.
    fn terms_of(&self, document: &Document) -> Vec<&'a Term> {
        let p = self.p;
        let issuing: Vec<&Step> = p.all_steps().filter(|s| s.issues.contains(&document.id)).collect();
        let lasts = |t: &Term| {
            document.validity.is_some_and(|v| t.length == Some(v.length) && t.unit == v.unit)
                && t.whose != Whose::Person
        };
        let own =
            |t: &&Term| issuing.iter().any(|s| s.starts.contains(&t.id)) && (t.id == document.id || lasts(t));
        p.terms.iter().filter(own).collect()
    }

    pub(super) fn rights_last(&mut self) -> bool {
        let documents = self.pending_documents();
        if documents.is_empty() && !self.p.linked {
            self.unknown(
                "",
                "No se conoce ningún documento de quien espera",
                "No document of those who wait is known",
            );
        }
        for document in &documents {
            let lapses = match (document.validity, document.renewable, document.renewed_at_most) {
                (_, _, Some(most)) => Some((
                    format!("Renovaciones que permite la ley: {most}; la espera puede ser más larga"),
                    format!("Renewals that the law allows: {most}; the wait may be longer"),
                )),
                (Some(_), Some(false), None) => Some((
                    "La ley no lo deja renovar".to_owned(),
                    "The law does not let it be renewed".to_owned(),
                )),
                _ => None,
            };
            if let Some((es, en)) = lapses {
                let way = self.issues(document).first().map(|e| self.graph.way_by(e)).unwrap_or_default();
                self.fails(&document.id, &way, es, en);
            } else if document.validity.is_none() {
                self.unknown(&document.id, "No se conoce su vigencia", "How long it lives is not known");
            } else if document.renewable.is_none() {
                self.unknown(
                    &document.id,
                    "No se sabe si se renueva",
                    "Whether it can be renewed is not known",
                );
            }
        }
        !self.p.linked || !documents.is_empty()
    }

    pub(super) fn renewal_reaches(&mut self) -> bool {
        let renewed = |d: &Document| d.validity.is_some() && d.renewable == Some(true);
        let lapses = |d: &&Document| renewed(d) || !self.terms_of(d).is_empty();
        let documents: Vec<&Document> = self.pending_documents().into_iter().filter(lapses).collect();
        for document in &documents {
            let terms = self.terms_of(document);
            let renews =
                |s: &&Step| s.issues.contains(&document.id) && terms.iter().any(|t| s.ends.contains(&t.id));
            let renewals: Vec<&Step> = self.p.steps.iter().filter(renews).collect();
            let issued = self.issues(document);
            if renewals.is_empty() {
                let way = issued.first().map(|e| self.graph.way_by(e)).unwrap_or_default();
                self.fails(
                    &document.id,
                    &way,
                    "Ningún paso lo renueva ni avisa cuándo vence",
                    "No step renews it or says when it runs out",
                );
                continue;
            }
            let graph = self.graph;
            let pending: Vec<&Edge<'_>> = issued.into_iter().filter(|e| !graph.nodes[e.to].ended).collect();
            let found = graph.reached(&pending, |e| graph.nodes[e.to].ended);
            let mut told = BTreeSet::new();
            for (n, reached) in found.iter().enumerate() {
                let stage = graph.nodes[reached.node].stage;
                let renewed = |stage: &str| renewals.iter().any(|s| s.from.iter().any(|f| f == stage));
                // Whoever comes to renew has come back: the case goes on where it was interrupted.
                let back =
                    |e: &&Edge<'_>| e.step.is_some_and(|s| s.gives_back.is_some() && s.guard.is_none());
                let given_back = graph.out(reached.node).iter().find(back);
                let open = renewed(stage) || given_back.is_some_and(|e| renewed(graph.nodes[e.to].stage));
                if !open && told.insert(stage) {
                    let way = graph.way(&found, n);
                    self.fails(
                        stage,
                        &way,
                        format!("Aquí no se puede renovar `{}`", document.id),
                        format!("`{}` cannot be renewed here", document.id),
                    );
                }
            }
        }
        !documents.is_empty()
    }

    pub(super) fn stay_until_final(&mut self) -> bool {
        let taken = self.documents_taken();
        let closed = self.closed_unlooked();
        taken || closed
    }

    /// A step that ends the term of a document without issuing it anew takes the document away.
    fn documents_taken(&mut self) -> bool {
        let documents = self.pending_documents();
        for document in &documents {
            let terms = self.terms_of(document);
            let takes = |s: &Step| {
                !s.issues.contains(&document.id) && s.ends.iter().any(|id| terms.iter().any(|t| t.id == *id))
            };
            let graph = self.graph;
            let pending =
                |e: &&Edge<'_>| e.from != 0 && !graph.nodes[e.from].ended && !graph.nodes[e.to].ended;
            let mut told = BTreeSet::new();
            for edge in graph.edges_by(takes).into_iter().filter(pending) {
                let Some(step) = edge.step else { continue };
                if told.insert(step.id.as_str()) {
                    let way = graph.way_by(edge);
                    self.fails(
                        &step.id,
                        &way,
                        format!("Quita `{}` a quien espera", document.id),
                        format!("It takes `{}` from somebody who waits", document.id),
                    );
                }
            }
        }
        !documents.is_empty()
    }

    /// A step that makes a refusal final for want of a remedy asks its taker to confirm that the term is over.
    fn closed_unlooked(&mut self) -> bool {
        let p = self.p;
        let filings: Vec<&Step> = p.steps.iter().filter(|s| s.remedy).collect();
        let notice =
            |s: &Step| p.remedies.iter().filter_map(|r| r.term.as_ref()).any(|t| s.starts.contains(t));
        // What gives back a place closes nothing that was not closed before.
        let closes = |s: &Step| {
            s.prejudicial && !s.remedy && s.decides.is_none() && s.gives_back.is_none() && !notice(s)
        };
        let graph = self.graph;
        let open = graph.where_offered(&filings);
        let mut told = BTreeSet::new();
        for edge in graph.edges_by(closes) {
            let Some(step) = edge.step else { continue };
            let ends = graph.nodes[edge.to].ended && !graph.nodes[edge.from].ended;
            let looked = step.fields.iter().any(|f| f.must_be_yes && f.required);
            if ends && !looked && open[edge.from] && told.insert(step.id.as_str()) {
                let way = graph.way_by(edge);
                self.fails(
                    &step.id,
                    &way,
                    "Cierra el camino sin confirmar que el plazo terminó",
                    "It closes the way without a confirmation that the term is over",
                );
            }
        }
        !filings.is_empty()
    }
}
