//! Steps that are new, no longer possible, or now need, ask or do something else. Hints are guidance, and are not told.

use super::Both;
use super::phrase::{Pair, came_and_went, moved, moved_ids, quoted, renamed, told, was_and_is, without};
use crate::changes::{ChangeKind, ChangedLine};
use crate::model::{Field, FieldKind, Procedure, Step, TaskRule};
use crate::said::Said;
use crate::wording;
use kernel::Role;

pub(super) fn said(both: &Both<'_>) -> Vec<Said> {
    let mut said = Vec::new();
    let added = both.of("steps", ChangeKind::Added).filter_map(|c| both.new.step(&c.id));
    said.extend(added.map(|step| new(both.new, step)));
    let removed = both.of("steps", ChangeKind::Removed).filter_map(|c| both.old.step(&c.id));
    said.extend(removed.map(|step| {
        let words = [("x", &quoted(&step.names)), ("who", &wording::roles(step))];
        told(
            "Ya no es posible: {x} (antes, por: {who})",
            "No longer possible: {x} (before, by: {who})",
            &words,
        )
    }));
    for now in both.new.all_steps() {
        if let Some(before) = both.old.step(&now.id) {
            said.extend(changed(both, before, now));
        }
    }
    said
}

fn new(p: &Procedure, step: &Step) -> Said {
    let stages = |ids: &mut dyn Iterator<Item = &String>| {
        wording::several(ids.filter_map(|id| p.stage(id)).map(|s| &s.names).collect::<Vec<_>>())
    };
    let needs = step.guard.iter().flat_map(|g| &g.clauses).map(|c| &c.says);
    let needs: Vec<Said> = needs.cloned().collect();
    let (from, to) = (stages(&mut step.from.iter()), stages(&mut step.to.iter()));
    let needs = if needs.is_empty() {
        Said::default()
    } else {
        let list = super::phrase::list(&needs);
        told("; exige: {l}", "; it needs: {l}", &[("l", &list)])
    };
    let to = if step.to.is_none() {
        Said::default()
    } else {
        told("; lleva a: {to}", "; it leads to: {to}", &[("to", &to)])
    };
    let words = [
        ("x", &quoted(&step.names)),
        ("who", &wording::roles(step)),
        ("from", &from),
        ("to", &to),
        ("needs", &needs),
        ("cite", &wording::cite(&step.cite)),
    ];
    told(
        "Paso nuevo: {x}, por: {who}; desde: {from}{to}{needs} ({cite})",
        "New step: {x}, by: {who}; from: {from}{to}{needs} ({cite})",
        &words,
    )
}

fn changed(both: &Both<'_>, old: &Step, new: &Step) -> Vec<Said> {
    let mut said: Vec<Said> = renamed(&old.names, &new.names).into_iter().collect();
    for line in both.lines("steps", &new.id) {
        said.extend(by_words(&new.names, line));
    }
    for (aspect, moved) in by_ids(both.new, old, new) {
        said.extend(pair(aspect).iter().flat_map(|pair| came_and_went(&new.names, &moved, *pair)));
    }
    said.extend(tasks(old, new));
    said.extend(guard_reworded(old, new));
    said.extend(form(old, new));
    said.extend(sets(both, old, new));
    let outcome = |s: &Step| s.decides.map_or_else(|| Said::new("nada", "nothing"), outcome);
    said.extend(was_and_is(
        &new.names,
        "{x} decide ahora: {new}; antes: {old}",
        "{x} now decides: {new}; before: {old}",
        &outcome(old),
        &outcome(new),
    ));
    said
}

/// Stages, terms, documents, steps and tasks that a step came to name or named before.
fn by_ids(p: &Procedure, old: &Step, new: &Step) -> Vec<(&'static str, [Vec<Said>; 2])> {
    let stage = |id: &str| p.stage(id).map(|s| s.names.clone());
    let term = |id: &str| p.term(id).map(|t| t.names.clone());
    let step = |id: &str| p.step(id).map(|s| s.names.clone());
    let document = |id: &str| p.document(id).map(|d| d.names.clone());
    let task = |id: &str| {
        let tasks = new.tasks.iter().chain(&old.tasks);
        tasks.filter(|t| t.id == id).map(|t| t.names.clone()).next()
    };
    let ids = |s: &'_ Step| s.tasks.iter().map(|t| t.id.clone()).collect::<Vec<_>>();
    let mut moved = vec![
        ("from", moved_ids(&old.from, &new.from, stage)),
        ("to", moved_ids(&old.to, &new.to, stage)),
        ("not_same", moved_ids(&old.not_same_as, &new.not_same_as, step)),
        ("starts", moved_ids(&old.starts, &new.starts, term)),
        ("ends", moved_ids(&old.ends, &new.ends, term)),
        ("issues", moved_ids(&old.issues, &new.issues, document)),
        ("tasks", moved_ids(&ids(old), &ids(new), task)),
    ];
    for now in &new.tasks {
        let before = old.tasks.iter().find(|t| t.id == now.id).filter(|before| before.names != now.names);
        moved.extend(before.map(|before| ("tasks", [vec![now.names.clone()], vec![before.names.clone()]])));
    }
    moved
}

/// Tasks that stayed, and are now somebody else's or due at another time.
fn tasks(old: &Step, new: &Step) -> Vec<Said> {
    let mut said = Vec::new();
    for now in &new.tasks {
        let Some(before) = old.tasks.iter().find(|t| t.id == now.id) else { continue };
        let within = |t: &TaskRule| {
            let undated = || Said::new("sin fecha", "no date");
            t.within.map_or_else(undated, |w| wording::length(Some(w.length), w.unit))
        };
        said.extend(was_and_is(
            &now.names,
            "La tarea {x} se hace ahora en: {new}; antes en: {old}",
            "The task {x} is now done within: {new}; before within: {old}",
            &within(before),
            &within(now),
        ));
        said.extend(was_and_is(
            &now.names,
            "La tarea {x} es ahora de: {new}; antes de: {old}",
            "The task {x} is now for: {new}; before for: {old}",
            &wording::role(before.role),
            &wording::role(now.role),
        ));
    }
    said
}

fn outcome(decides: crate::Decides) -> Said {
    use crate::Outcome::*;
    let (es, en) = match decides.outcome {
        Recognised => ("reconocimiento", "recognition"),
        Complementary => ("protección complementaria", "complementary protection"),
        Refused => ("negativa", "refusal"),
        Inadmissible => ("inadmisión", "inadmissibility"),
        Admitted => ("admisión", "admission"),
        Closed => ("cierre sin decisión de fondo", "closing without a decision on the merits"),
    };
    let (in_es, in_en) = match decides.level {
        crate::Level::FirstInstance => ("en primera decisión", "at first instance"),
        crate::Level::Review => ("en recurso", "on review"),
    };
    Said::new(format!("{es} {in_es}"), format!("{en} {in_en}"))
}

/// How each aspect that is a list is told, when it grew and when it shrank.
fn pair(aspect: &str) -> Option<Pair> {
    Some(match aspect {
        "who" => [
            ("{x} lo puede dar ahora también: {l}", "{x} may now also be taken by: {l}"),
            ("{x} ya no lo da: {l}", "{x} is no longer taken by: {l}"),
        ],
        "offices" => [
            ("{x} se da ahora en: {l}", "{x} is now taken at: {l}"),
            ("{x} ya no se da en: {l}", "{x} is no longer taken at: {l}"),
        ],
        "from" => [
            ("{x} es posible ahora también desde: {l}", "{x} is now also possible from: {l}"),
            ("{x} ya no es posible desde: {l}", "{x} is no longer possible from: {l}"),
        ],
        "to" => [
            ("{x} lleva ahora a: {l}", "{x} now leads to: {l}"),
            ("{x} ya no lleva a: {l}", "{x} no longer leads to: {l}"),
        ],
        "only_if" => [
            ("{x} exige ahora: {l}", "{x} now needs: {l}"),
            ("{x} ya no exige: {l}", "{x} no longer needs: {l}"),
        ],
        "not_same" => [
            ("{x} no lo puede dar ahora quien dio: {l}", "{x} is now closed to whoever took: {l}"),
            ("{x} ya no se cierra a quien dio: {l}", "{x} is no longer closed to whoever took: {l}"),
        ],
        "session" => [
            ("{x} espera ahora una sesión de: {l}", "{x} now waits for a session of: {l}"),
            ("{x} ya no espera una sesión de: {l}", "{x} no longer waits for a session of: {l}"),
        ],
        "starts" => [
            ("{x} inicia ahora el plazo: {l}", "{x} now starts the term: {l}"),
            ("{x} ya no inicia el plazo: {l}", "{x} no longer starts the term: {l}"),
        ],
        "ends" => [
            ("{x} cumple ahora el plazo: {l}", "{x} now ends the term: {l}"),
            ("{x} ya no cumple el plazo: {l}", "{x} no longer ends the term: {l}"),
        ],
        "issues" => [
            ("Con {x} se expide ahora: {l}", "{x} now issues: {l}"),
            ("Con {x} ya no se expide: {l}", "{x} no longer issues: {l}"),
        ],
        "opens" => [
            ("{x} abre ahora el procedimiento: {l}", "{x} now opens the procedure: {l}"),
            ("{x} ya no abre el procedimiento: {l}", "{x} no longer opens the procedure: {l}"),
        ],
        "tasks" => [
            ("{x} deja ahora la tarea: {l}", "{x} now leaves the task: {l}"),
            ("{x} ya no deja la tarea: {l}", "{x} no longer leaves the task: {l}"),
        ],
        "letter" => [
            ("{x} lleva ahora la carta: {l}", "{x} now has the letter: {l}"),
            ("{x} ya no lleva la carta: {l}", "{x} no longer has the letter: {l}"),
        ],
        _ => return None,
    })
}

/// Who takes a step and where, what it needs, and what else the files say by words alone.
fn by_words(name: &Said, line: &ChangedLine) -> Vec<Said> {
    if line.aspect == "prejudicial" {
        let (es, en) = match line.new.is_empty() {
            true => (
                "{x} ya no pide la confirmación de una persona con nombre",
                "{x} no longer asks for a named person's confirmation",
            ),
            false => (
                "{x} pide ahora la confirmación de una persona con nombre",
                "{x} now asks for a named person's confirmation",
            ),
        };
        return vec![told(es, en, &[("x", &quoted(name))])];
    }
    let is_told = ["who", "offices", "only_if", "session", "opens", "letter"].contains(&line.aspect);
    let Some(pair) = pair(line.aspect).filter(|_| is_told) else { return Vec::new() };
    let mut moved = moved(line);
    if line.aspect == "who" {
        moved = moved.map(|side| side.iter().map(role).collect());
    }
    came_and_went(name, &moved, pair)
}

fn role(code: &Said) -> Said {
    Role::from_code(&code.en).map_or_else(|| code.clone(), wording::role)
}

/// A condition that is tested otherwise under the words it had.
fn guard_reworded(old: &Step, new: &Step) -> Vec<Said> {
    let clauses = |s: &Step| {
        let clauses = s.guard.iter().flat_map(|g| &g.clauses);
        clauses.map(|c| (c.says.clone(), c.expression.clone())).collect::<Vec<_>>()
    };
    let before = clauses(old);
    let changed = clauses(new).into_iter().filter_map(|(says, now)| {
        let tests: Vec<&String> = before.iter().filter(|(s, _)| *s == says).map(|(_, e)| e).collect();
        let old = tests.first().filter(|_| !tests.contains(&&now))?;
        let words = [("x", &quoted(&new.names)), ("says", &quoted(&says))];
        let said = told(
            "{x}, condición {says}: se comprueba ahora de otra manera",
            "{x}, condition {says}: it is now tested otherwise",
            &words,
        );
        let tests = format!(": `{old}` → `{now}`");
        Some(Said::new(said.es + &tests, said.en + &tests))
    });
    changed.collect()
}

const ASKS: Pair = [
    ("{x} pregunta ahora: {l}", "{x} now asks: {l}"),
    ("{x} ya no pregunta: {l}", "{x} no longer asks: {l}"),
];

/// Questions that came and went, and answers of those that stayed.
fn form(old: &Step, new: &Step) -> Vec<Said> {
    let missing = |here: &Step, there: &Step| -> Vec<Said> {
        let fields = here.fields.iter().filter(|f| there.field(&f.id).is_none());
        fields.map(|f| f.names.clone()).collect()
    };
    let mut said = came_and_went(&new.names, &[missing(new, old), missing(old, new)], ASKS);
    for field in &new.fields {
        if let Some(before) = old.field(&field.id) {
            said.extend(answers(&new.names, before, field));
        }
    }
    said
}

fn answers(step: &Said, old: &Field, new: &Field) -> Vec<Said> {
    let options = |f: &Field| match &f.kind {
        FieldKind::Choice(options) => options.iter().map(|(_, names)| names.clone()).collect(),
        _ => Vec::new(),
    };
    let (before, now): (Vec<Said>, Vec<Said>) = (options(old), options(new));
    let question =
        Said::new(format!("{}: {}", step.es, new.names.es), format!("{}: {}", step.en, new.names.en));
    let pair = [
        ("En {x} se puede responder ahora: {l}", "{x} may now be answered: {l}"),
        ("En {x} ya no se puede responder: {l}", "{x} may no longer be answered: {l}"),
    ];
    let mut said = came_and_went(&question, &[without(&now, &before), without(&before, &now)], pair);
    said.extend(renamed(&old.names, &new.names));
    if old.required != new.required {
        let (es, en) = match new.required {
            true => ("{x} es ahora obligatorio", "{x} must now be answered"),
            false => ("{x} ya no es obligatorio", "{x} need no longer be answered"),
        };
        said.push(told(es, en, &[("x", &quoted(&question))]));
    }
    said
}

/// What a step writes into the facts of the case.
fn sets(both: &Both<'_>, old: &Step, new: &Step) -> Vec<Said> {
    let written = |p: &Procedure, s: &Step| -> Vec<Said> {
        let of = s.sets.iter().filter_map(|(fact, value)| Some((p.fact(fact)?, value)));
        let said = of.map(|(rule, value)| {
            let value = wording::value(rule, value);
            Said::new(format!("{}: {}", rule.names.es, value.es), format!("{}: {}", rule.names.en, value.en))
        });
        said.collect()
    };
    let (before, now) = (written(both.old, old), written(both.new, new));
    let pair = [
        ("{x} anota ahora: {l}", "{x} now notes: {l}"),
        ("{x} ya no anota: {l}", "{x} no longer notes: {l}"),
    ];
    came_and_went(&new.names, &[without(&now, &before), without(&before, &now)], pair)
}
