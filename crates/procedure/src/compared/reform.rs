//! What a judgment struck, what becomes of open cases, and rules that are now read somewhere else.

use super::Both;
use super::phrase::{quoted, told};
use crate::changes::ChangeKind;
use crate::model::Procedure;
use crate::reform::Transition;
use crate::said::{Cite, Said};
use crate::wording;
use std::collections::BTreeMap;

/// The name of `steps.ID` or `terms.ID`.
pub(crate) fn named(p: &Procedure, what: &str) -> Said {
    let name = match what.split_once('.') {
        Some(("steps", id)) => p.step(id).map(|s| s.names.clone()),
        Some(("terms", id)) => p.term(id).map(|t| t.names.clone()),
        _ => None,
    };
    name.unwrap_or_else(|| Said::new(what, what))
}

pub(super) fn struck(both: &Both<'_>) -> Vec<Said> {
    let find = |p: &'_ Procedure, what: &str| p.struck.iter().find(|s| s.what == what).cloned();
    let mut said = Vec::new();
    for change in both.changes.iter().filter(|c| c.list == "struck") {
        let p = if change.kind == ChangeKind::Removed { both.old } else { both.new };
        let Some(struck) = find(p, &change.id) else { continue };
        let since = Said::new(struck.from.to_string(), struck.from.to_string());
        let words = [
            ("x", &quoted(&named(p, &struck.what))),
            ("judgment", &struck.names),
            ("since", &since),
            ("cite", &wording::cite(&struck.cite)),
        ];
        let (es, en) = match change.kind {
            ChangeKind::Removed => (
                "Esta versión no recoge la regla que quedó sin efecto: {x} ({judgment})",
                "This version does not take over the struck rule: {x} ({judgment})",
            ),
            _ => (
                "Sin efecto desde {since}: {x}, por: {judgment} ({cite})",
                "Struck from {since} on: {x}, by: {judgment} ({cite})",
            ),
        };
        said.push(told(es, en, &words));
    }
    said
}

pub(super) fn transitions(both: &Both<'_>) -> Vec<Said> {
    let ways = both.new.transitions.iter().filter(|t| t.from.contains(&both.old.version));
    let said: Vec<Said> = ways.flat_map(|t| way(both, t)).collect();
    if !said.is_empty() || both.old.version == both.new.version {
        return said;
    }
    let (old, new) = (&both.old.version, &both.new.version);
    vec![Said::new(
        format!("No hay camino declarado de {old} a {new}: los casos abiertos siguen en su versión"),
        format!("No way from {old} to {new} is declared: open cases stay in their version"),
    )]
}

fn way(both: &Both<'_>, transition: &Transition) -> Vec<Said> {
    let version = Said::new(&both.old.version, &both.old.version);
    let words = [
        ("version", &version),
        ("cases", &wording::open_cases(transition.open_cases)),
        ("terms", &wording::terms_on_move(transition.terms)),
        ("hint", &transition.hint),
        ("cite", &wording::cite(&transition.cite)),
    ];
    let mut said = vec![told(
        "Casos abiertos de {version}: {cases}; {terms}. {hint} ({cite})",
        "Open cases of {version}: {cases}; {terms}. {hint} ({cite})",
        &words,
    )];
    for (from, to) in &transition.stages {
        let (Some(from), Some(to)) = (both.old.stage(from), both.new.stage(to)) else { continue };
        let words = [("from", &quoted(&from.names)), ("to", &quoted(&to.names))];
        said.push(told("Un caso en {from} queda en {to}", "A case at {from} will stand at {to}", &words));
    }
    said
}

/// Statements of both versions whose cite is not the same, told once each.
pub(super) fn sources(both: &Both<'_>) -> Vec<Said> {
    let old = by_path(both.old);
    let mut said = Vec::new();
    for (path, (names, now)) in by_path(both.new) {
        let Some((_, before)) = old.get(&path) else { continue };
        let (was, is) = (wording::cite(before), wording::cite(now));
        if was == is {
            continue;
        }
        let words = [("kind", &kind(&path)), ("x", &quoted(names)), ("old", &was), ("new", &is)];
        said.push(told(
            "{kind} {x}: ahora {new}; antes {old}",
            "{kind} {x}: now {new}; before {old}",
            &words,
        ));
    }
    said.dedup();
    said
}

/// What sort of statement stands at a path.
fn kind(path: &str) -> Said {
    let (es, en) = match path.split('.').next().unwrap_or_default() {
        "terms" => ("Plazo", "Term"),
        "steps" if path.contains(".tasks.") => ("Tarea", "Task"),
        "steps" => ("Paso", "Step"),
        "documents" => ("Documento", "Document"),
        "remedies" => ("Recurso", "Remedy"),
        "facts" => ("Hecho", "Fact"),
        "struck" => ("Regla sin efecto", "Struck rule"),
        _ => ("Procedimiento", "Procedure"),
    };
    Said::new(es, en)
}

/// Conditions and transitions are left out: they are told whole in their own groups.
fn by_path(p: &Procedure) -> BTreeMap<String, (&Said, &Cite)> {
    let of = |path: &str| !path.ends_with(".guard") && !path.starts_with("transitions");
    let cited = p.cited().into_iter().filter(|c| of(&c.path));
    cited.map(|c| (c.path, (c.names, c.cite))).collect()
}
