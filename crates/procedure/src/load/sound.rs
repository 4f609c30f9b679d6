//! Whether a procedure holds together: every name it uses is declared, and linked procedures agree.

use super::{Bodies, Declared, File, the};
use crate::calendar::Calendar;
use crate::facts::*;
use crate::guard::never;
use crate::law::LawError;
use crate::model::*;
use crate::reform::{OpenCases, Transition};
use crate::said::Said;
use crate::shape::asked;
use std::collections::BTreeMap;

/// What can be told from one file and the country's offices.
pub(super) fn alone(p: &Procedure, bodies: Bodies<'_>, file: &mut File<'_>) {
    file.said("names", &p.names);
    file.ids("stages", p.stages.iter().map(|s| s.id.as_str()));
    file.ids("steps", p.all_steps().map(|s| s.id.as_str()));
    file.ids("terms", p.terms.iter().map(|t| t.id.as_str()));
    file.ids("facts", p.facts.iter().map(|f| f.id.as_str()));
    file.ids("documents", p.documents.iter().map(|d| d.id.as_str()));
    file.ids("remedies", p.remedies.iter().map(|r| r.id.as_str()));
    if p.stage(&p.first_stage).is_none() {
        file.known("first_stage", Declared::Stage, [&p.first_stage], p.stages.iter().map(|s| s.id.as_str()));
    }
    if p.valid_to.is_some_and(|to| to < p.valid_from) {
        let why = Said::new(
            "es anterior a `valid_from`: la versión nunca estaría en vigor",
            "it lies before `valid_from`: the version would never be in force",
        );
        file.wrong("valid_to", why);
    }
    if !p.opening.from.is_empty() {
        let why = Said::new(
            "el paso que abre un caso no sale de ninguna etapa: quite `from`",
            "the opening step comes from nowhere: leave `from` out",
        );
        file.wrong(&format!("steps.{}", p.opening.id), why);
    }
    for stage in &p.stages {
        file.said(&format!("stages.{}", stage.id), &stage.names);
    }
    for step in p.all_steps() {
        steps(p, step, bodies, file);
    }
    for term in &p.terms {
        terms(p, term, file);
    }
    for fact in &p.facts {
        file.said(&format!("facts.{}", fact.id), &fact.names);
    }
    for document in &p.documents {
        file.said(&format!("documents.{}", document.id), &document.names);
    }
    for remedy in &p.remedies {
        remedies(p, remedy, file);
    }
    strikes(p, file);
}

/// Every name that a step uses is that of something declared.
fn declared(p: &Procedure, step: &Step, bodies: Bodies<'_>, path: &str, file: &mut File<'_>) {
    let at = |key: &str| format!("{path}.{key}");
    let stages = || p.stages.iter().map(|s| s.id.as_str());
    file.known(&at("from"), Declared::Stage, &step.from, stages());
    if step.id != p.opening.id {
        file.known(&at("to"), Declared::Stage, &step.to, stages());
    }
    file.known(&at("starts"), Declared::Term, &step.starts, terms_of(p));
    file.known(&at("ends"), Declared::Term, &step.ends, terms_of(p));
    file.known(&at("issues"), Declared::Document, &step.issues, p.documents.iter().map(|d| d.id.as_str()));
    file.known(&at("not_same_as"), Declared::Step, &step.not_same_as, steps_of(p));
    file.known(&at("sets"), Declared::Fact, step.sets.keys(), facts_of(p));
    if !bodies.offices.is_empty() {
        let offices = bodies.offices.iter().map(|o| o.id.as_str());
        file.known(&at("offices"), Declared::Office, &step.offices, offices);
        let commissions = bodies.commissions.iter().map(|c| c.id.as_str());
        file.known(&at("in_session"), Declared::Commission, &step.in_session, commissions);
    }
}

fn steps_of(p: &Procedure) -> impl Iterator<Item = &str> {
    p.all_steps().map(|s| s.id.as_str())
}

fn terms_of(p: &Procedure) -> impl Iterator<Item = &str> {
    p.terms.iter().map(|t| t.id.as_str())
}

fn facts_of(p: &Procedure) -> impl Iterator<Item = &str> {
    p.facts.iter().map(|f| f.id.as_str())
}

fn steps(p: &Procedure, step: &Step, bodies: Bodies<'_>, file: &mut File<'_>) {
    let path = format!("steps.{}", step.id);
    file.said(&path, &step.names);
    declared(p, step, bodies, &path, file);
    for fact in step.keeps_place.iter().chain(&step.gives_back) {
        if p.fact(fact).is_none_or(|rule| !rule.of_stages) {
            let why = Said::new(
                format!("`{fact}` no es un hecho que diga `stages = true`"),
                format!("`{fact}` is not a fact that says `stages = true`"),
            );
            file.wrong(&path, why);
        }
    }
    if step.gives_back.is_some() && step.to.is_none() {
        let why = Said::new(
            "`gives_back` necesita `to`: adónde va un caso cuando no se guardó ningún lugar",
            "`gives_back` needs `to`: where a case goes when no place was kept",
        );
        file.wrong(&path, why);
    }
    if step.by.is_empty() {
        let why = Said::new(
            "nadie da este paso: enumere al menos una función en `by`",
            "nobody takes this step: list at least one role in `by`",
        );
        file.wrong(&path, why);
    }
    if step.from.is_empty() && step.id != p.opening.id {
        let why = Said::new(
            "el paso no sale de ninguna etapa: enumere al menos una en `from`",
            "the step leaves no stage: list at least one in `from`",
        );
        file.wrong(&path, why);
    }
    if !step.not_same_as.is_empty() && step.not_same_says.is_none() {
        let why = Said::new(
            "`not_same_as` necesita `not_same_says`: lo que se le dice a quien no puede darlo",
            "`not_same_as` needs `not_same_says`: what to tell whoever it stops",
        );
        file.wrong(&path, why);
    }
    for (fact, value) in &step.sets {
        let Some(rule) = p.fact(fact) else { continue };
        let at = format!("{path}.sets.{fact}");
        if rule.linked.is_some() {
            let why = Said::new(
                format!(
                    "el hecho `{fact}` se lee de un caso vinculado; este procedimiento no lo puede establecer"
                ),
                format!("fact `{fact}` is read from a linked case; this procedure cannot set it"),
            );
            file.wrong(&at, why);
        } else if !rule.domain.holds(value) {
            file.wrong(&at, never(fact, value, &rule.domain));
        }
    }
    file.ids(&format!("{path}.fields"), step.fields.iter().map(|f| f.id.as_str()));
    for field in &step.fields {
        fields(p, field, &path, file);
    }
    if step.fields.iter().filter(|f| f.stated_date).count() > 1 {
        let why = Said::new(
            "solo un campo es el día del que cuenta el paso",
            "only one field is the day the step counts from",
        );
        file.wrong(&path, why);
    }
    for task in &step.tasks {
        let path = format!("{path}.tasks.{}", task.id);
        file.known(&path, Declared::Term, &task.when_late, terms_of(p));
        file.known(&path, Declared::Step, &task.done_by, steps_of(p));
        if !bodies.offices.is_empty() {
            file.known(&path, Declared::Office, &task.office, bodies.offices.iter().map(|o| o.id.as_str()));
        }
    }
}

fn fields(p: &Procedure, field: &Field, step: &str, file: &mut File<'_>) {
    let path = format!("{step}.fields.{}", field.id);
    if (field.stated_date || field.event.is_some()) && field.kind != FieldKind::Day {
        let why = Said::new(
            "solo un campo de clase `day` puede decir cuándo pasó algo",
            "only a field of kind `day` can say when something happened",
        );
        file.wrong(&path, why);
    }
    if field.must_be_yes && field.kind != FieldKind::YesNo {
        let why = Said::new(
            "`must_be_yes` es de un campo de clase `yes_no`",
            "`must_be_yes` belongs to a field of kind `yes_no`",
        );
        file.wrong(&path, why);
    }
    if !field.sets_fact {
        return;
    }
    let Some(fact) = p.fact(&field.id) else {
        return file.known(&path, Declared::Fact, [&field.id], facts_of(p));
    };
    match (&fact.domain, &field.kind) {
        (Domain::Bool, FieldKind::YesNo) => {}
        (Domain::Codes(_), FieldKind::Choice(options)) => {
            let values: Vec<String> = fact.domain.values().iter().map(ToString::to_string).collect();
            let named = options.iter().map(|(c, _)| c).filter(|c| *c != "unknown");
            file.known(&path, Declared::Value, named, values.iter().map(String::as_str));
        }
        _ => file.wrong(
            &path,
            Said::new(
                "un hecho se establece con un `yes_no` o, si tiene valores, con un `choice`",
                "a fact is set by a `yes_no` or, if it has values, by a `choice`",
            ),
        ),
    }
}

/// The events that steps and the days of their forms record.
fn events_of(p: &Procedure) -> impl Iterator<Item = &str> {
    let dated = p.all_steps().flat_map(|s| &s.fields).filter_map(|f| f.event.as_deref());
    p.all_steps().map(|s| s.event.as_str()).chain(dated)
}

fn terms(p: &Procedure, term: &Term, file: &mut File<'_>) {
    let path = format!("terms.{}", term.id);
    file.said(&path, &term.names);
    if term.length == Some(0) {
        let why = Said::new(
            "una duración es al menos 1; omítala si no se sabe",
            "a length is at least 1; leave it out when it is not known",
        );
        file.wrong(&path, why);
    }
    if term.length.is_some() && term.unit == Unit::Unknown {
        let why = Said::new(
            "una duración sin unidad: escriba working_days, calendar_days o months",
            "a length without a unit: say working_days, calendar_days or months",
        );
        file.wrong(&path, why);
    }
    if !events_of(p).any(|event| event == term.from) {
        file.wrong(&format!("{path}.from"), unrecorded(p, &term.from));
    }
    if !p.all_steps().any(|s| s.starts.contains(&term.id)) {
        let id = &term.id;
        let why = Said::new(
            format!("ningún paso lo empieza: escriba `starts = [\"{id}\"]` en el paso que lo hace"),
            format!("no step starts it: write `starts = [\"{id}\"]` on the step that does"),
        );
        file.wrong(&path, why);
    }
}

/// That nothing records the event a term counts from, with the nearest that something records.
fn unrecorded(p: &Procedure, event: &str) -> Said {
    let near = asked(event, events_of(p));
    // A sentence of its own follows.
    let (es, en) = match near == Said::default() {
        true => (".", ";"),
        false => (near.es.as_str(), near.en.as_str()),
    };
    Said::new(
        format!(
            "ningún paso registra el hecho `{event}` del que cuenta{es} Escriba `event = \"{event}\"` en el paso que lo hace"
        ),
        format!(
            "no step records the event `{event}` it counts from{en} Write `event = \"{event}\"` on the step that does"
        ),
    )
}

fn remedies(p: &Procedure, remedy: &Remedy, file: &mut File<'_>) {
    let path = format!("remedies.{}", remedy.id);
    file.said(&path, &remedy.names);
    file.known(&format!("{path}.against"), Declared::Step, &remedy.against, steps_of(p));
    file.known(&format!("{path}.filed_by"), Declared::Step, &remedy.filed_by, steps_of(p));
    file.known(&format!("{path}.decided_by"), Declared::Step, &remedy.decided_by, steps_of(p));
    file.known(&format!("{path}.term"), Declared::Term, &remedy.term, terms_of(p));
    let filing = remedy.filed_by.as_ref().and_then(|s| p.step(s));
    if filing.is_some_and(|s| !s.remedy) {
        let why = Said::new(
            "el paso que lo interpone debe decir `remedy = true`",
            "the step that files it must say `remedy = true`",
        );
        file.wrong(&path, why);
    }
    if remedy.same_body.is_some() && remedy.other_body.is_some() {
        let why = Said::new(
            "o lo decide el mismo órgano (`same_body`) u otro (`other_body`), no los dos",
            "either the same body decides it (`same_body`) or another one (`other_body`)",
        );
        file.wrong(&path, why);
    }
    if !remedy.judicial && (filing.is_none() || remedy.decided_by.is_empty()) {
        let why = Said::new(
            "diga qué paso lo interpone (`filed_by`) y cuáles lo deciden (`decided_by`)",
            "say which step files it (`filed_by`) and which decide it (`decided_by`)",
        );
        file.wrong(&path, why);
    }
}

fn strikes(p: &Procedure, file: &mut File<'_>) {
    for struck in &p.struck {
        let path = format!("struck.{}", struck.what);
        match struck.what.split_once('.') {
            Some(("steps", id)) if p.steps.iter().any(|s| s.id == id) => {}
            Some(("terms", id)) if p.term(id).is_some() => {}
            Some(("steps", id)) if p.opening.id == id => {
                let why = Said::new(
                    "el paso que abre un caso no queda sin efecto: termine la versión con `valid_to`",
                    "the opening step is not struck: end the version with `valid_to`",
                );
                file.wrong(&path, why);
            }
            _ => file.wrong(
                &path,
                Said::new(
                    "escriba `steps.ID` o `terms.ID` de esta versión",
                    "say `steps.ID` or `terms.ID` of this version",
                ),
            ),
        }
    }
}

/// The ways into a version lead out of versions that exist, and every old stage has a place.
fn transitions(p: &Procedure, all: &[Procedure], file: &mut File<'_>) {
    for transition in &p.transitions {
        for version in &transition.from {
            match all.iter().find(|o| o.id == p.id && o.version == *version && o.version != p.version) {
                Some(old) => stages(p, transition, old, file),
                None => file.wrong(
                    "transitions",
                    Said::new(
                        format!("no hay otra versión `{version}` de este procedimiento"),
                        format!("there is no other version `{version}` of this procedure"),
                    ),
                ),
            }
        }
        for stage in transition.stages.keys() {
            let mut old = all.iter().filter(|o| o.id == p.id && transition.from.contains(&o.version));
            if !old.any(|o| o.stage(stage).is_some()) {
                let why = Said::new(
                    format!("ninguna versión de la que sale tiene la etapa `{stage}`"),
                    format!("no version it leads out of has the stage `{stage}`"),
                );
                file.wrong("transitions", why);
            }
        }
        file.known(
            "transitions",
            Declared::Stage,
            transition.stages.values(),
            p.stages.iter().map(|s| s.id.as_str()),
        );
    }
}

fn stages(p: &Procedure, transition: &Transition, old: &Procedure, file: &mut File<'_>) {
    if transition.open_cases == OpenCases::Keep {
        return;
    }
    for stage in &old.stages {
        if !transition.stages.contains_key(&stage.id) && p.stage(&stage.id).is_none() {
            let (id, version) = (&stage.id, &old.version);
            let why = Said::new(
                format!("la etapa `{id}` de `{version}` no tiene lugar aquí: nombre uno en `stages`"),
                format!("the stage `{id}` of `{version}` has no place here: name one in `stages`"),
            );
            file.wrong("transitions", why);
        }
    }
}

/// What can only be told from all procedures together. For a draft no version in force has to end.
pub(super) fn across(
    all: &[Procedure],
    files: &BTreeMap<String, String>,
    draft: Option<&str>,
    errors: &mut Vec<LawError>,
) {
    let is_draft = |p: &Procedure| draft == Some(p.file.as_str());
    for p in all {
        let Some(mut file) = the(files, &p.file, errors) else { continue };
        links(p, all, &mut file);
        transitions(p, all, &mut file);
        let twin = |o: &&Procedure| o.id == p.id && o.version == p.version && o.file > p.file;
        if let Some(twin) = all.iter().find(twin) {
            let (version, other) = (&p.version, &twin.file);
            let why = Said::new(
                format!("`{version}` es también la versión de {other}: dé otro nombre a una de las dos"),
                format!("`{version}` is the version of {other} too"),
            );
            file.wrong("version", why);
        }
        let overlap = |o: &&Procedure| {
            o.id == p.id
                && o.version != p.version
                && !is_draft(p)
                && !is_draft(o)
                && p.in_force_on(o.valid_from)
                && o.valid_from >= p.valid_from
        };
        if let Some(other) = all.iter().find(overlap) {
            let version = &other.version;
            let why = Said::new(
                format!("sigue en vigor cuando empieza la versión `{version}`: dele un `valid_to`"),
                format!("it is still in force when version `{version}` begins: give it `valid_to`"),
            );
            file.wrong("valid_to", why);
        }
        errors.append(&mut file.errors);
    }
}

/// The acts of the calendar speak of terms that some procedure has.
pub(super) fn acts(
    all: &[Procedure],
    calendar: &Calendar,
    files: &BTreeMap<String, String>,
    errors: &mut Vec<LawError>,
) {
    let Some(mut file) = the(files, "calendar.toml", errors) else { return };
    for act in &calendar.acts {
        let path = format!("acts.{}", act.id);
        file.known(&format!("{path}.terms"), Declared::Term, &act.terms, all.iter().flat_map(terms_of));
    }
    errors.append(&mut file.errors);
}

fn links(p: &Procedure, all: &[Procedure], file: &mut File<'_>) {
    for step in p.all_steps() {
        let path = format!("steps.{}.opens", step.id);
        file.known(&path, Declared::Procedure, &step.opens, all.iter().map(|q| q.id.as_str()));
    }
    for fact in p.facts.iter().filter(|f| f.linked.is_some()) {
        let path = format!("facts.{}", fact.id);
        let linked = all.iter().filter(|q| Some(&q.id) == fact.linked.as_ref());
        let mut theirs = linked.filter_map(|q| q.fact(&fact.id)).peekable();
        if theirs.peek().is_none() {
            let why = Said::new(
                "el procedimiento vinculado no declara este hecho",
                "the linked procedure does not declare this fact",
            );
            file.wrong(&path, why);
        } else if theirs.any(|theirs| !same_values(&theirs.domain, &fact.domain)) {
            let why = Said::new(
                "el procedimiento vinculado declara otros valores para este hecho",
                "the linked procedure declares other values for this fact",
            );
            file.wrong(&path, why);
        }
    }
}

fn same_values(a: &Domain, b: &Domain) -> bool {
    a.values() == b.values()
}
