//! Whether a procedure holds together: every name it uses is declared, and linked procedures agree.

use super::{Bodies, File, the};
use crate::calendar::Calendar;
use crate::facts::*;
use crate::law::LawError;
use crate::model::*;
use crate::reform::{OpenCases, Transition};
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
        file.known("first_stage", "stage", [&p.first_stage], p.stages.iter().map(|s| s.id.as_str()));
    }
    if p.valid_to.is_some_and(|to| to < p.valid_from) {
        file.wrong("valid_to", "it lies before `valid_from`: the version would never be in force");
    }
    if !p.opening.from.is_empty() {
        file.wrong(
            &format!("steps.{}", p.opening.id),
            "the opening step comes from nowhere: leave `from` out",
        );
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
    file.known(&at("from"), "stage", &step.from, stages());
    if step.id != p.opening.id {
        file.known(&at("to"), "stage", &step.to, stages());
    }
    file.known(&at("starts"), "term", &step.starts, terms_of(p));
    file.known(&at("ends"), "term", &step.ends, terms_of(p));
    file.known(&at("issues"), "document", &step.issues, p.documents.iter().map(|d| d.id.as_str()));
    file.known(&at("not_same_as"), "step", &step.not_same_as, steps_of(p));
    file.known(&at("sets"), "fact", step.sets.keys(), facts_of(p));
    if !bodies.offices.is_empty() {
        file.known(&at("offices"), "office", &step.offices, bodies.offices.iter().map(|o| o.id.as_str()));
        let commissions = bodies.commissions.iter().map(|c| c.id.as_str());
        file.known(&at("in_session"), "commission", &step.in_session, commissions);
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
            file.wrong(&path, format!("`{fact}` is not a fact that says `stages = true`"));
        }
    }
    if step.gives_back.is_some() && step.to.is_none() {
        file.wrong(&path, "`gives_back` needs `to`: where a case goes when no place was kept");
    }
    if step.by.is_empty() {
        file.wrong(&path, "nobody takes this step: list at least one role in `by`");
    }
    if step.from.is_empty() && step.id != p.opening.id {
        file.wrong(&path, "the step leaves no stage: list at least one in `from`");
    }
    if !step.not_same_as.is_empty() && step.not_same_says.is_none() {
        file.wrong(&path, "`not_same_as` needs `not_same_says`: what to tell whoever it stops");
    }
    for (fact, value) in &step.sets {
        let Some(rule) = p.fact(fact) else { continue };
        let at = format!("{path}.sets.{fact}");
        if rule.linked.is_some() {
            let why = format!("fact `{fact}` is read from a linked case; this procedure cannot set it");
            file.wrong(&at, why);
        } else if !rule.domain.holds(value) {
            file.wrong(&at, format!("fact `{fact}` can never be `{value}`{}", rule.domain.told()));
        }
    }
    file.ids(&format!("{path}.fields"), step.fields.iter().map(|f| f.id.as_str()));
    for field in &step.fields {
        fields(p, field, &path, file);
    }
    if step.fields.iter().filter(|f| f.stated_date).count() > 1 {
        file.wrong(&path, "only one field is the day the step counts from");
    }
    for task in &step.tasks {
        let path = format!("{path}.tasks.{}", task.id);
        file.known(&path, "term", &task.when_late, terms_of(p));
        file.known(&path, "step", &task.done_by, steps_of(p));
        if !bodies.offices.is_empty() {
            file.known(&path, "office", &task.office, bodies.offices.iter().map(|o| o.id.as_str()));
        }
    }
}

fn fields(p: &Procedure, field: &Field, step: &str, file: &mut File<'_>) {
    let path = format!("{step}.fields.{}", field.id);
    if (field.stated_date || field.event.is_some()) && field.kind != FieldKind::Day {
        file.wrong(&path, "only a field of kind `day` can say when something happened");
    }
    if field.must_be_yes && field.kind != FieldKind::YesNo {
        file.wrong(&path, "`must_be_yes` belongs to a field of kind `yes_no`");
    }
    if !field.sets_fact {
        return;
    }
    let Some(fact) = p.fact(&field.id) else {
        return file.known(&path, "fact", [&field.id], facts_of(p));
    };
    match (&fact.domain, &field.kind) {
        (Domain::Bool, FieldKind::YesNo) => {}
        (Domain::Codes(_), FieldKind::Choice(options)) => {
            let values: Vec<String> = fact.domain.values().iter().map(ToString::to_string).collect();
            let named = options.iter().map(|(c, _)| c).filter(|c| *c != "unknown");
            file.known(&path, "value", named, values.iter().map(String::as_str));
        }
        _ => file.wrong(&path, "a fact is set by a `yes_no` or, if it has values, by a `choice`"),
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
        file.wrong(&path, "a length is at least 1; leave it out when it is not known");
    }
    if term.length.is_some() && term.unit == Unit::Unknown {
        file.wrong(&path, "a length without a unit: say working_days, calendar_days or months");
    }
    if !events_of(p).any(|event| event == term.from) {
        let recorded: Vec<&str> = events_of(p).collect();
        let near = crate::shape::meant(&term.from, recorded.iter().copied());
        let near = near.map(|near| format!(" did you mean `{near}`?")).unwrap_or_default();
        let why = format!(
            "no step records the event `{}` it counts from;{near} Write `event = \"{0}\"` on the step that does",
            term.from
        );
        file.wrong(&format!("{path}.from"), why);
    }
    if !p.all_steps().any(|s| s.starts.contains(&term.id)) {
        file.wrong(
            &path,
            format!("no step starts it: write `starts = [\"{}\"]` on the step that does", term.id),
        );
    }
}

fn remedies(p: &Procedure, remedy: &Remedy, file: &mut File<'_>) {
    let path = format!("remedies.{}", remedy.id);
    file.said(&path, &remedy.names);
    file.known(&format!("{path}.against"), "step", &remedy.against, steps_of(p));
    file.known(&format!("{path}.filed_by"), "step", &remedy.filed_by, steps_of(p));
    file.known(&format!("{path}.decided_by"), "step", &remedy.decided_by, steps_of(p));
    file.known(&format!("{path}.term"), "term", &remedy.term, terms_of(p));
    let filing = remedy.filed_by.as_ref().and_then(|s| p.step(s));
    if filing.is_some_and(|s| !s.remedy) {
        file.wrong(&path, "the step that files it must say `remedy = true`");
    }
    if remedy.same_body.is_some() && remedy.other_body.is_some() {
        file.wrong(&path, "either the same body decides it (`same_body`) or another one (`other_body`)");
    }
    if !remedy.judicial && (filing.is_none() || remedy.decided_by.is_empty()) {
        file.wrong(&path, "say which step files it (`filed_by`) and which decide it (`decided_by`)");
    }
}

fn strikes(p: &Procedure, file: &mut File<'_>) {
    for struck in &p.struck {
        let path = format!("struck.{}", struck.what);
        match struck.what.split_once('.') {
            Some(("steps", id)) if p.steps.iter().any(|s| s.id == id) => {}
            Some(("terms", id)) if p.term(id).is_some() => {}
            Some(("steps", id)) if p.opening.id == id => {
                file.wrong(&path, "the opening step is not struck: end the version with `valid_to`");
            }
            _ => file.wrong(&path, "say `steps.ID` or `terms.ID` of this version"),
        }
    }
}

/// The ways into a version lead out of versions that exist, and every old stage has a place.
fn transitions(p: &Procedure, all: &[Procedure], file: &mut File<'_>) {
    for transition in &p.transitions {
        for version in &transition.from {
            match all.iter().find(|o| o.id == p.id && o.version == *version && o.version != p.version) {
                Some(old) => stages(p, transition, old, file),
                None => file
                    .wrong("transitions", format!("there is no other version `{version}` of this procedure")),
            }
        }
        for stage in transition.stages.keys() {
            let mut old = all.iter().filter(|o| o.id == p.id && transition.from.contains(&o.version));
            if !old.any(|o| o.stage(stage).is_some()) {
                file.wrong("transitions", format!("no version it leads out of has the stage `{stage}`"));
            }
        }
        file.known(
            "transitions",
            "stage",
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
            let why = format!(
                "the stage `{}` of `{}` has no place here: name one in `stages`",
                stage.id, old.version
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
            file.wrong("version", format!("`{}` is the version of {} too", p.version, twin.file));
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
            let why =
                format!("it is still in force when version `{}` begins: give it `valid_to`", other.version);
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
        file.known(&format!("{path}.terms"), "term", &act.terms, all.iter().flat_map(terms_of));
    }
    errors.append(&mut file.errors);
}

fn links(p: &Procedure, all: &[Procedure], file: &mut File<'_>) {
    for step in p.all_steps() {
        let path = format!("steps.{}.opens", step.id);
        file.known(&path, "procedure", &step.opens, all.iter().map(|q| q.id.as_str()));
    }
    for fact in p.facts.iter().filter(|f| f.linked.is_some()) {
        let path = format!("facts.{}", fact.id);
        let linked = all.iter().filter(|q| Some(&q.id) == fact.linked.as_ref());
        let mut theirs = linked.filter_map(|q| q.fact(&fact.id)).peekable();
        if theirs.peek().is_none() {
            file.wrong(&path, "the linked procedure does not declare this fact");
        } else if theirs.any(|theirs| !same_values(&theirs.domain, &fact.domain)) {
            file.wrong(&path, "the linked procedure declares other values for this fact");
        }
    }
}

fn same_values(a: &Domain, b: &Domain) -> bool {
    a.values() == b.values()
}
