//! Facts that a procedure asks about and stages in which it rests: new ones, those that went, and what they can be.

use super::Both;
use super::phrase::{Pair, came_and_went, quoted, renamed, told, was_and_is, without};
use crate::changes::ChangeKind;
use crate::facts::{Domain, FactRule};
use crate::model::Stage;
use crate::said::Said;
use crate::wording;

pub(super) fn said(both: &Both<'_>) -> Vec<Said> {
    let mut said = Vec::new();
    let added = both.of("facts", ChangeKind::Added).filter_map(|c| both.new.fact(&c.id));
    said.extend(added.map(|f| {
        let words =
            [("x", &quoted(&f.names)), ("values", &values_said(f)), ("cite", &wording::cite(&f.cite))];
        told("Hecho nuevo: {x}: {values} ({cite})", "New fact: {x}: {values} ({cite})", &words)
    }));
    let removed = both.of("facts", ChangeKind::Removed);
    said.extend(
        removed.map(|c| told("Ya no se pregunta: {x}", "No longer asked: {x}", &[("x", &quoted(&c.names))])),
    );
    for now in &both.new.facts {
        if let Some(before) = both.old.fact(&now.id) {
            said.extend(fact(before, now));
        }
    }
    said
}

/// The values by name. Those of a fact that keeps a stage are the stages, told of in their own group.
fn values(f: &FactRule) -> Vec<Said> {
    match &f.domain {
        Domain::Codes(codes) if !f.of_stages => codes.iter().map(|(_, names)| names.clone()).collect(),
        _ => Vec::new(),
    }
}

fn values_said(f: &FactRule) -> Said {
    let values = values(f);
    match (values.is_empty(), f.of_stages) {
        (false, _) => wording::several(&values),
        (true, true) => Said::new("una etapa", "a stage"),
        (true, false) => Said::new("sí o no", "yes or no"),
    }
}

const VALUES: Pair = [
    ("{x} puede ser ahora también: {l}", "{x} may now also be: {l}"),
    ("{x} ya no puede ser: {l}", "{x} may no longer be: {l}"),
];

fn fact(old: &FactRule, new: &FactRule) -> Vec<Said> {
    let (before, now) = (values(old), values(new));
    let mut said: Vec<Said> = renamed(&old.names, &new.names).into_iter().collect();
    said.extend(came_and_went(&new.names, &[without(&now, &before), without(&before, &now)], VALUES));
    said.extend(was_and_is(
        &new.names,
        "{x} empieza ahora como: {new}; antes como: {old}",
        "{x} now begins as: {new}; before as: {old}",
        &wording::value(old, &old.initial),
        &wording::value(new, &new.initial),
    ));
    said
}

pub(super) fn stages(both: &Both<'_>) -> Vec<Said> {
    let mut said = Vec::new();
    let added = both.of("stages", ChangeKind::Added);
    said.extend(added.map(|c| told("Etapa nueva: {x}", "New stage: {x}", &[("x", &quoted(&c.names))])));
    let removed = both.of("stages", ChangeKind::Removed);
    said.extend(
        removed.map(|c| {
            told("Etapa que ya no existe: {x}", "No longer a stage: {x}", &[("x", &quoted(&c.names))])
        }),
    );
    for now in &both.new.stages {
        if let Some(before) = both.old.stage(&now.id) {
            said.extend(stage(before, now));
        }
    }
    said
}

fn stage(old: &Stage, new: &Stage) -> Vec<Said> {
    let yes = |flag: bool| wording::yes_no(Some(flag));
    let ended = was_and_is(
        &new.names,
        "{x} termina el caso: {new}; antes: {old}",
        "{x} ends the case: {new}; before: {old}",
        &yes(old.ended),
        &yes(new.ended),
    );
    let waiting = was_and_is(
        &new.names,
        "{x} espera a alguien de fuera: {new}; antes: {old}",
        "{x} waits for somebody outside: {new}; before: {old}",
        &yes(old.waiting),
        &yes(new.waiting),
    );
    [renamed(&old.names, &new.names), ended, waiting].into_iter().flatten().collect()
}
