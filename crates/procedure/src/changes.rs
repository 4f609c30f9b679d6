//! What changed between two versions of a procedure, item by item and aspect by aspect.

use crate::facts::Domain;
use crate::model::{Document, FieldKind, Procedure, Remedy, Stage, Step, Term};
use crate::said::{Cite, Said};
use crate::{FactRule, Struck};
use serde::Serialize;

/// One item that is not the same in both versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    pub kind: ChangeKind,
    /// `steps`, `terms`, `stages`, `facts`, `documents`, `remedies` or `struck`.
    pub list: &'static str,
    pub id: String,
    /// Its name in the newer version, or in the older one if it was removed.
    pub names: Said,
    /// What is different; empty for an item added or removed.
    pub lines: Vec<ChangedLine>,
}

/// What happened to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    Added,
    Removed,
    Changed,
}

impl ChangeKind {
    pub fn code(self) -> &'static str {
        match self {
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
            ChangeKind::Changed => "changed",
        }
    }
}

/// One aspect, as it was and as it is: codes and ids, or words in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedLine {
    pub aspect: &'static str,
    pub old: Vec<Said>,
    pub new: Vec<Said>,
}

type Aspects = Vec<(&'static str, Vec<Said>)>;

impl Procedure {
    /// What this version changed in an earlier one: steps, terms, stages, facts, documents, remedies, struck rules.
    pub fn changes_from(&self, old: &Procedure) -> Vec<Change> {
        let mut changes = Vec::new();
        let steps = |p: &Procedure| p.all_steps().map(|s| item(&s.id, &s.names, step(p, s))).collect();
        compare("steps", steps(old), steps(self), &mut changes);
        let terms = |p: &Procedure| p.terms.iter().map(|t| item(&t.id, &t.names, term(t))).collect();
        compare("terms", terms(old), terms(self), &mut changes);
        let stages = |p: &Procedure| p.stages.iter().map(|s| item(&s.id, &s.names, stage(s))).collect();
        compare("stages", stages(old), stages(self), &mut changes);
        let facts = |p: &Procedure| p.facts.iter().map(|f| item(&f.id, &f.names, fact(f))).collect();
        compare("facts", facts(old), facts(self), &mut changes);
        let documents =
            |p: &Procedure| p.documents.iter().map(|d| item(&d.id, &d.names, document(d))).collect();
        compare("documents", documents(old), documents(self), &mut changes);
        let remedies =
            |p: &Procedure| p.remedies.iter().map(|r| item(&r.id, &r.names, remedy(p, r))).collect();
        compare("remedies", remedies(old), remedies(self), &mut changes);
        let struck = |p: &Procedure| p.struck.iter().map(|s| item(&s.what, &s.names, strike(s))).collect();
        compare("struck", struck(old), struck(self), &mut changes);
        changes
    }
}

struct Item {
    id: String,
    names: Said,
    aspects: Aspects,
}

fn item(id: &str, names: &Said, mut aspects: Aspects) -> Item {
    aspects.insert(0, ("name", vec![names.clone()]));
    Item { id: id.to_owned(), names: names.clone(), aspects }
}

fn compare(list: &'static str, old: Vec<Item>, new: Vec<Item>, changes: &mut Vec<Change>) {
    for now in &new {
        let before = old.iter().find(|o| o.id == now.id);
        let lines: Vec<ChangedLine> = before.iter().flat_map(|before| different(before, now)).collect();
        let kind = if before.is_none() { ChangeKind::Added } else { ChangeKind::Changed };
        if before.is_none() || !lines.is_empty() {
            changes.push(Change { kind, list, id: now.id.clone(), names: now.names.clone(), lines });
        }
    }
    for gone in old.into_iter().filter(|o| new.iter().all(|n| n.id != o.id)) {
        changes.push(Change {
            kind: ChangeKind::Removed,
            list,
            id: gone.id,
            names: gone.names,
            lines: Vec::new(),
        });
    }
}

fn different(old: &Item, new: &Item) -> Vec<ChangedLine> {
    let both = old.aspects.iter().zip(&new.aspects);
    let changed = both.filter(|((_, old), (_, new))| old != new);
    changed
        .map(|((aspect, old), (_, new))| ChangedLine { aspect, old: old.clone(), new: new.clone() })
        .collect()
}

fn code(code: impl Into<String>) -> Said {
    let code = code.into();
    Said { es: code.clone(), en: code }
}
fn codes<'a>(ids: impl IntoIterator<Item = &'a String>) -> Vec<Said> {
    ids.into_iter().map(|id| code(id.as_str())).collect()
}
fn yes(flag: bool) -> Vec<Said> {
    if flag { vec![code("yes")] } else { Vec::new() }
}
fn cited(cite: &Cite) -> Vec<Said> {
    vec![code(format!("{} {} {}", cite.source, cite.article_or_unknown(), cite.verification.code()))]
}

fn stages_of<'a>(p: &Procedure, ids: impl IntoIterator<Item = &'a String>) -> Vec<Said> {
    ids.into_iter().map(|id| p.stage(id).map_or_else(|| code(id.as_str()), |s| s.names.clone())).collect()
}
fn steps_of<'a>(p: &Procedure, ids: impl IntoIterator<Item = &'a String>) -> Vec<Said> {
    ids.into_iter().map(|id| p.step(id).map_or_else(|| code(id.as_str()), |s| s.names.clone())).collect()
}
fn terms_of<'a>(p: &Procedure, ids: impl IntoIterator<Item = &'a String>) -> Vec<Said> {
    ids.into_iter().map(|id| p.term(id).map_or_else(|| code(id.as_str()), |t| t.names.clone())).collect()
}
fn documents_of<'a>(p: &Procedure, ids: impl IntoIterator<Item = &'a String>) -> Vec<Said> {
    ids.into_iter().map(|id| p.document(id).map_or_else(|| code(id.as_str()), |d| d.names.clone())).collect()
}

fn step(p: &Procedure, s: &Step) -> Aspects {
    let clauses = s.guard.iter().flat_map(|g| &g.clauses).map(|c| c.says.clone()).collect();
    let options = |kind: &FieldKind| match kind {
        FieldKind::Choice(options) => options.len(),
        _ => 0,
    };
    let fields = s.fields.iter().map(|f| match options(&f.kind) {
        0 => f.names.clone(),
        n => Said { es: format!("{} ({n})", f.names.es), en: format!("{} ({n})", f.names.en) },
    });
    vec![
        ("who", s.by.iter().map(|role| code(role.code())).collect()),
        ("offices", codes(&s.offices)),
        ("from", stages_of(p, &s.from)),
        ("to", stages_of(p, &s.to)),
        ("only_if", clauses),
        ("not_same", steps_of(p, &s.not_same_as)),
        ("session", codes(&s.in_session)),
        ("form", fields.collect()),
        ("starts", terms_of(p, &s.starts)),
        ("ends", terms_of(p, &s.ends)),
        ("issues", documents_of(p, &s.issues)),
        ("opens", codes(&s.opens)),
        ("tasks", s.tasks.iter().map(|t| t.names.clone()).collect()),
        ("letter", codes(&s.letter)),
        ("prejudicial", yes(s.prejudicial)),
        ("written", cited(&s.cite)),
    ]
}

fn term(t: &Term) -> Aspects {
    let length = match t.length {
        Some(length) => code(format!("{length} {}", t.unit.code())),
        None => code("unknown"),
    };
    vec![
        ("length", vec![length]),
        ("from_event", vec![code(t.from.as_str())]),
        ("whose", vec![code(t.whose.code())]),
        ("moved_end", yes(t.moved_end.is_some())),
        ("written", cited(&t.cite)),
    ]
}

fn stage(s: &Stage) -> Aspects {
    vec![("ended", yes(s.ended)), ("waiting", yes(s.waiting))]
}

fn fact(f: &FactRule) -> Aspects {
    let values = match &f.domain {
        Domain::Codes(codes) if !f.of_stages => codes.iter().map(|(_, names)| names.clone()).collect(),
        _ => Vec::new(),
    };
    vec![("values", values), ("written", cited(&f.cite))]
}

fn document(d: &Document) -> Aspects {
    let validity = d.validity.map(|v| code(format!("{} {}", v.length, v.unit.code())));
    vec![
        ("issuer", vec![d.issuer.clone()]),
        ("validity", validity.into_iter().collect()),
        ("renewable", yes(d.renewable == Some(true))),
        ("grants", d.grants.clone()),
        ("written", cited(&d.cite)),
    ]
}

fn remedy(p: &Procedure, r: &Remedy) -> Aspects {
    vec![
        ("authority", vec![r.authority.clone()]),
        ("against", steps_of(p, &r.against)),
        ("length", terms_of(p, &r.term)),
        ("written", cited(&r.cite)),
    ]
}

fn strike(s: &Struck) -> Aspects {
    vec![("since", vec![code(s.from.to_string())]), ("written", cited(&s.cite))]
}
