//! One version of a procedure as tables: stages, terms, documents, remedies, and what protects children in it.

use super::markdown::{both, names, part, written};
use crate::compared::term_of;
use crate::guard::Clause;
use crate::model::{Document, Procedure, Remedy, Stage, Step, Term};
use crate::said::{Cite, Said};
use crate::wording;
use kernel::Role;

pub(super) fn section(p: &Procedure) -> String {
    let mut text = format!("\n### {}, version {}\n", both(&p.names), p.version);
    let stage_head = ["stage", "what it is", "reached by", "resting on", "what the person may expect"];
    text.push_str(&part("#### Stages", &stage_head, p.stages.iter().map(|s| stage(p, s)).collect()));
    let head = ["term", "length", "counted from", "how", "who acts", "when it runs out", "written", "mark"];
    text.push_str(&part("#### Terms", &head, p.terms.iter().map(|t| term(p, t)).collect()));
    let head = ["document", "issued by", "valid for", "renewable", "grants", "written", "mark"];
    text.push_str(&part("#### Documents", &head, p.documents.iter().map(document).collect()));
    let head = ["remedy", "against", "to whom", "term", "who decides", "suspends", "written", "mark"];
    text.push_str(&part("#### Remedies", &head, p.remedies.iter().map(|r| remedy(p, r)).collect()));
    let head = ["safeguard for children", "where", "written", "mark"];
    text.push_str(&part("#### Safeguards for children", &head, children(p)));
    text
}

/// A stage is a place between steps: what it means in law is what the steps that lead to it rest on.
fn stage(p: &Procedure, stage: &Stage) -> Vec<String> {
    let kind = match (stage.ended, stage.waiting) {
        (true, _) => "an end",
        (false, true) => "waits for somebody outside the office",
        (false, false) => "with the office",
    };
    let into: Vec<&Step> = p.all_steps().filter(|s| s.to.as_ref() == Some(&stage.id)).collect();
    let cites: Vec<Said> = into.iter().map(|s| wording::cite(&s.cite)).collect();
    let hint = stage.hint.as_ref().map(|h| h.en.clone()).unwrap_or_default();
    vec![both(&stage.names), kind.to_owned(), names(into.iter().map(|s| &s.names)), names(&cites), hint]
}

fn term(p: &Procedure, term: &Term) -> Vec<String> {
    let [place, mark] = written(&term.cite);
    let how = match (term.length, &term.moved_end) {
        // Nothing is counted, so nothing is said of how.
        (None, None) => String::new(),
        _ => format!("{}; {}", wording::counting(term.counting).en, wording::last_day(term).en),
    };
    let struck = p.struck.iter().find(|s| s.what.strip_prefix("terms.") == Some(&term.id));
    let struck = struck.map_or_else(String::new, |s| format!(" (struck from {} on)", s.from));
    vec![
        both(&term.names) + &struck,
        wording::term_length(term).en,
        wording::event(p, &term.from).en,
        how,
        wording::whose(term.whose).en,
        wording::on_expiry(term.on_expiry).en,
        place,
        mark,
    ]
}

fn document(d: &Document) -> Vec<String> {
    let [place, mark] = written(&d.cite);
    vec![
        both(&d.names),
        both(&d.issuer),
        wording::validity(d.validity).en,
        wording::yes_no(d.renewable).en,
        names(&d.grants),
        place,
        mark,
    ]
}

fn remedy(p: &Procedure, r: &Remedy) -> Vec<String> {
    let [place, mark] = written(&r.cite);
    let against = r.against.iter().filter_map(|id| p.step(id)).map(|s| &s.names);
    let decided: Vec<&Step> = r.decided_by.iter().filter_map(|id| p.step(id)).collect();
    let who = match (r.judicial, decided.as_slice()) {
        (true, _) => "a court, outside this procedure".to_owned(),
        (false, decided) => {
            let roles: Vec<Said> = decided.iter().map(|s| wording::roles(s)).collect();
            format!("{}, by: {}", wording::several(&roles).en, names(decided.iter().map(|s| &s.names)))
        }
    };
    vec![
        both(&r.names),
        names(against),
        both(&r.authority),
        term_of(p, r).en,
        who,
        wording::yes_no(r.suspensive).en,
        place,
        mark,
    ]
}

/// The facts by which every procedure speaks of a child and of who represents them (`region/safeguards.toml`).
const ABOUT_CHILDREN: [&str; 2] = ["child", "guardian"];

/// Conditions and tasks that ask about a child or who represents them, linked procedures that open for one, and steps
/// that only child protection takes.
fn children(p: &Procedure) -> Vec<Vec<String>> {
    let mut rows: Vec<(Said, Said, Cite)> = Vec::new();
    for step in p.all_steps() {
        let clauses = step.guard.iter().flat_map(|g| &g.clauses).filter(|c| is_about_children(c));
        rows.extend(clauses.map(|c| (c.says.clone(), before(&step.names), c.cite.clone())));
        let tasks = step.tasks.iter().filter(|t| t.when.as_ref().is_some_and(is_about_children));
        rows.extend(tasks.map(|t| (t.names.clone(), task_of(&step.names), t.cite.clone())));
        let is_theirs = step.by == [Role::ChildProtectionDelegate] || !step.opens.is_empty();
        let asks = step.guard.iter().flat_map(|g| &g.clauses).any(is_about_children);
        if is_theirs && (asks || step.opens.is_empty()) {
            let by = wording::roles(step);
            let place = Said::new(format!("paso de: {}", by.es), format!("step of: {}", by.en));
            rows.push((step.names.clone(), place, step.cite.clone()));
        }
    }
    grouped(rows)
}

fn is_about_children(clause: &Clause) -> bool {
    clause.asks.iter().any(|fact| ABOUT_CHILDREN.contains(&fact.as_str()))
}

fn before(step: &Said) -> Said {
    Said::new(format!("antes de: {}", step.es), format!("before: {}", step.en))
}

fn task_of(step: &Said) -> Said {
    Said::new(format!("tarea tras: {}", step.es), format!("task after: {}", step.en))
}

/// The same words of the same source once, with every place where they stand.
fn grouped(rows: Vec<(Said, Said, Cite)>) -> Vec<Vec<String>> {
    let mut groups: Vec<(Said, Vec<Said>, Cite)> = Vec::new();
    for (says, place, cite) in rows {
        match groups.iter_mut().find(|(s, _, c)| *s == says && *c == cite) {
            Some((_, places, _)) => places.push(place),
            None => groups.push((says, vec![place], cite)),
        }
    }
    let row = |(says, places, cite): &(Said, Vec<Said>, Cite)| {
        let [place, mark] = written(cite);
        vec![both(says), names(places), place, mark]
    };
    groups.iter().map(row).collect()
}
