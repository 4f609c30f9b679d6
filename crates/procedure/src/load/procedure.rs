//! `procedures/*.toml`: the shape of the file, and how it becomes a [`Procedure`].

use super::{Bodies, Declared, File};
use crate::facts::*;
use crate::guard::{Clause, Guard};
use crate::law::{LawError, OfficeFact, OfficeKind};
use crate::model::*;
use crate::reform::{OpenCases, Struck, TermsOnMove, Transition};
use crate::said::*;
use crate::shape::{FileKind, asked};
use kernel::Role;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    id: String,
    version: String,
    valid_from: String,
    #[serde(default)]
    valid_to: Option<String>,
    names: Said,
    #[serde(default)]
    instrument: Option<Said>,
    #[serde(default)]
    linked: bool,
    first_stage: String,
    /// Where it is written that nothing goes to the state of origin.
    #[serde(default)]
    confidential: Option<Cite>,
    /// Where it is written that asking costs nothing.
    #[serde(default)]
    free: Option<Cite>,
    cite: Cite,
    #[serde(default)]
    sources: BTreeMap<String, String>,
    /// Questions that several steps ask alike.
    #[serde(default)]
    forms: BTreeMap<String, Vec<RawField>>,
    stages: Vec<Stage>,
    #[serde(default)]
    facts: Vec<RawFactRule>,
    opening: RawStep,
    #[serde(default)]
    steps: Vec<RawStep>,
    #[serde(default)]
    terms: Vec<Term>,
    #[serde(default)]
    documents: Vec<Document>,
    #[serde(default)]
    remedies: Vec<Remedy>,
    #[serde(default)]
    struck: Vec<RawStruck>,
    #[serde(default)]
    transitions: Vec<RawTransition>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStruck {
    what: String,
    from: String,
    names: Said,
    cite: Cite,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTransition {
    from: Vec<String>,
    open_cases: OpenCases,
    #[serde(default)]
    stages: BTreeMap<String, String>,
    #[serde(default)]
    terms: TermsOnMove,
    hint: Said,
    cite: Cite,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFactRule {
    id: String,
    names: Said,
    /// Absent: yes or no.
    #[serde(default)]
    values: Option<Vec<RawOption>>,
    #[serde(default)]
    initial: FactValue,
    #[serde(default)]
    linked: Option<String>,
    /// Its values are the stages; `values` is left out.
    #[serde(default)]
    stages: bool,
    cite: Cite,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOption {
    id: String,
    es: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStep {
    id: String,
    names: Said,
    #[serde(default)]
    hint: Option<Said>,
    #[serde(default)]
    from: Vec<String>,
    #[serde(default)]
    to: Option<String>,
    by: Vec<Role>,
    #[serde(default)]
    offices: Vec<String>,
    #[serde(default)]
    office_kinds: Vec<OfficeKind>,
    #[serde(default)]
    guard: Vec<RawClause>,
    #[serde(default)]
    form: Option<String>,
    #[serde(default)]
    fields: Vec<RawField>,
    #[serde(default)]
    sets: BTreeMap<String, FactValue>,
    /// A fact that moves to the next of its values with each taking.
    #[serde(default)]
    advances: Option<String>,
    #[serde(default)]
    keeps_place: Option<String>,
    #[serde(default)]
    gives_back: Option<String>,
    #[serde(default)]
    event: Option<String>,
    #[serde(default)]
    starts: Vec<String>,
    #[serde(default)]
    ends: Vec<String>,
    #[serde(default)]
    opens: Vec<String>,
    #[serde(default)]
    issues: Vec<String>,
    #[serde(default)]
    tasks: Vec<RawTask>,
    #[serde(default)]
    not_same_as: Vec<String>,
    #[serde(default)]
    not_same_says: Option<Said>,
    #[serde(default)]
    remedy: bool,
    #[serde(default)]
    prejudicial: bool,
    #[serde(default)]
    decides: Option<Decides>,
    #[serde(default)]
    letter: Option<String>,
    #[serde(default)]
    tells: Vec<Outside>,
    /// The commission that has to carry it in a session.
    #[serde(default)]
    in_session: Option<String>,
    cite: Cite,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClause {
    when: String,
    es: String,
    en: String,
    cite: Cite,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawField {
    id: String,
    names: Said,
    #[serde(default)]
    hint: Option<Said>,
    #[serde(default)]
    kind: RawKind,
    /// Of a choice; one that sets a fact may leave them out and takes the fact's own.
    #[serde(default)]
    options: Vec<RawOption>,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    identifying: bool,
    #[serde(default)]
    sets_fact: bool,
    #[serde(default)]
    stated_date: bool,
    #[serde(default)]
    event: Option<String>,
    #[serde(default)]
    must_be_yes: bool,
}

#[derive(Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RawKind {
    #[default]
    Text,
    LongText,
    Choice,
    Day,
    Time,
    YesNo,
    Language,
    Number,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTask {
    id: String,
    names: Said,
    role: Role,
    #[serde(default)]
    office: Option<String>,
    #[serde(default)]
    within: Option<Length>,
    #[serde(default)]
    when: Option<String>,
    #[serde(default)]
    when_late: Option<String>,
    #[serde(default)]
    escalates_to: Option<Role>,
    #[serde(default)]
    done_by: Vec<String>,
    cite: Cite,
}

pub(super) fn read(file: &mut File<'_>, bodies: Bodies<'_>, errors: &mut Vec<LawError>) -> Option<Procedure> {
    let procedure = file.table::<Raw>(FileKind::Procedure.shape()).map(|raw| build(file, raw, bodies));
    if let Some(procedure) = &procedure {
        super::sound::alone(procedure, bodies, file);
    }
    errors.append(&mut file.errors);
    procedure
}

/// What steps are read against.
struct Ground<'a> {
    facts: &'a [FactRule],
    forms: &'a BTreeMap<String, Vec<RawField>>,
    offices: &'a [OfficeFact],
}

fn build(file: &mut File<'_>, raw: Raw, bodies: Bodies<'_>) -> Procedure {
    file.sources = raw.sources;
    let facts: Vec<FactRule> = raw.facts.into_iter().map(|f| fact(file, f, &raw.stages)).collect();
    let ground = Ground { facts: &facts, forms: &raw.forms, offices: bodies.offices };
    let opening = RawStep { to: Some(raw.first_stage.clone()), ..raw.opening };
    let opening = step(file, opening, &ground);
    let steps = raw.steps.into_iter().map(|s| step(file, s, &ground)).collect();
    let terms = raw.terms.into_iter().map(|t| {
        let path = format!("terms.{}", t.id);
        let moved_end =
            t.moved_end.clone().map(|m| MovedEnd { cite: file.cite(&format!("{path}.moved_end"), m.cite) });
        Term { cite: file.cite(&path, t.cite.clone()), moved_end, ..t }
    });
    let terms = terms.collect();
    let documents = raw
        .documents
        .into_iter()
        .map(|d| Document { cite: file.cite(&format!("documents.{}", d.id), d.cite.clone()), ..d });
    let documents = documents.collect();
    let remedies = raw.remedies.into_iter().map(|r| remedy(file, r)).collect();
    let struck = raw.struck.into_iter().map(|s| struck(file, s)).collect();
    let transitions = raw.transitions.into_iter().map(|t| transition(file, t)).collect();
    Procedure {
        file: file.path.to_owned(),
        hash: file.hash(),
        valid_from: file.day("valid_from", &raw.valid_from),
        valid_to: raw.valid_to.map(|d| file.day("valid_to", &d)),
        id: raw.id,
        version: raw.version,
        names: raw.names,
        instrument: raw.instrument,
        linked: raw.linked,
        first_stage: raw.first_stage,
        opening,
        stages: raw.stages,
        steps,
        terms,
        facts,
        documents,
        remedies,
        struck,
        transitions,
        confidential: raw.confidential.map(|c| file.cite("confidential", c)),
        free: raw.free.map(|c| file.cite("free", c)),
        cite: file.cite("cite", raw.cite),
        sources: file.sources.clone(),
    }
}

fn remedy(file: &mut File<'_>, raw: Remedy) -> Remedy {
    let path = format!("remedies.{}", raw.id);
    let mut body = |key: &str, body: Option<Body>| {
        body.map(|b| Body { cite: file.cite(&format!("{path}.{key}"), b.cite) })
    };
    let (same_body, other_body) = (body("same_body", raw.same_body), body("other_body", raw.other_body));
    Remedy { cite: file.cite(&path, raw.cite), same_body, other_body, ..raw }
}

fn struck(file: &mut File<'_>, raw: RawStruck) -> Struck {
    let path = format!("struck.{}", raw.what);
    file.said(&path, &raw.names);
    Struck {
        from: file.day(&path, &raw.from),
        cite: file.cite(&path, raw.cite),
        what: raw.what,
        names: raw.names,
    }
}

fn transition(file: &mut File<'_>, raw: RawTransition) -> Transition {
    file.said("transitions", &raw.hint);
    Transition {
        cite: file.cite("transitions", raw.cite),
        from: raw.from,
        open_cases: raw.open_cases,
        stages: raw.stages,
        terms: raw.terms,
        hint: raw.hint,
    }
}

/// The values a step moves a fact along, in the order of the file.
fn advance(file: &mut File<'_>, path: &str, fact: &str, facts: &[FactRule]) -> Option<Advance> {
    let Some(rule) = facts.iter().find(|f| f.id == fact) else {
        file.known(path, Declared::Fact, [&fact.to_owned()], facts.iter().map(|f| f.id.as_str()));
        return None;
    };
    if rule.initial == FactValue::Unknown || rule.linked.is_some() {
        let why = Said::new(
            format!(
                "el hecho `{fact}` no puede avanzar: necesita un valor en `initial` y no ser vinculado (`linked`)"
            ),
            format!("fact `{fact}` cannot advance: it needs an `initial` value and is not linked"),
        );
        file.wrong(path, why);
    }
    Some(Advance { fact: fact.to_owned(), initial: rule.initial.clone(), values: rule.domain.values() })
}

fn options(raw: Vec<RawOption>) -> Vec<(String, Said)> {
    raw.into_iter().map(|o| (o.id, Said { es: o.es, en: o.en })).collect()
}

fn fact(file: &mut File<'_>, raw: RawFactRule, stages: &[Stage]) -> FactRule {
    let path = format!("facts.{}", raw.id);
    let stages = || stages.iter().map(|s| (s.id.clone(), s.names.clone())).collect();
    let domain = match raw.values {
        _ if raw.stages => Domain::Codes(stages()),
        Some(values) => Domain::Codes(options(values)),
        None => Domain::Bool,
    };
    if !domain.holds(&raw.initial) {
        let (initial, can) = (&raw.initial, domain.told());
        let why = Said::new(
            format!("`initial` es `{initial}`, que no es ninguno de sus valores{}", can.es),
            format!("`initial` is `{initial}`, which is none of its values{}", can.en),
        );
        file.wrong(&path, why);
    }
    FactRule {
        domain,
        of_stages: raw.stages,
        initial: raw.initial,
        linked: raw.linked,
        cite: file.cite(&path, raw.cite),
        id: raw.id,
        names: raw.names,
    }
}

fn step(file: &mut File<'_>, raw: RawStep, ground: &Ground<'_>) -> Step {
    let path = format!("steps.{}", raw.id);
    let many = raw.guard.len() > 1;
    let clauses = raw.guard.into_iter().enumerate();
    let at = |n: usize| if many { format!("{path}.guard.{}", n + 1) } else { format!("{path}.guard") };
    let clauses: Vec<Clause> = clauses.filter_map(|(n, c)| clause(file, &at(n), c, ground.facts)).collect();
    let form = raw.form.iter().filter(|form| !ground.forms.contains_key(*form));
    form.for_each(|form| file.wrong(&format!("{path}.form"), unlisted(form, ground.forms)));
    let shared = raw.form.as_ref().and_then(|form| Some((form, ground.forms.get(form)?)));
    let mut fields: Vec<Field> = Vec::new();
    if let Some((form, shared)) = shared {
        let path = format!("forms.{form}");
        fields.extend(shared.iter().map(|f| field(file, &path, f.clone(), ground.facts)));
    }
    let path_of_fields = format!("{path}.fields");
    fields.extend(raw.fields.into_iter().map(|f| field(file, &path_of_fields, f, ground.facts)));
    let tasks = raw.tasks.into_iter().map(|t| task(file, &path, t, ground.facts)).collect();
    let offices = resolve(file, &path, raw.offices, &raw.office_kinds, ground.offices);
    let advances = raw.advances.as_ref().and_then(|fact| advance(file, &path, fact, ground.facts));
    Step {
        advances,
        keeps_place: raw.keeps_place,
        gives_back: raw.gives_back,
        in_session: raw.in_session,
        event: raw.event.unwrap_or_else(|| raw.id.clone()),
        guard: (!clauses.is_empty()).then_some(Guard { clauses }),
        fields,
        tasks,
        offices,
        cite: file.cite(&path, raw.cite),
        id: raw.id,
        names: raw.names,
        hint: raw.hint,
        from: raw.from,
        to: raw.to,
        by: raw.by,
        sets: raw.sets,
        starts: raw.starts,
        ends: raw.ends,
        opens: raw.opens,
        issues: raw.issues,
        not_same_as: raw.not_same_as,
        not_same_says: raw.not_same_says,
        remedy: raw.remedy,
        prejudicial: raw.prejudicial,
        decides: raw.decides,
        letter: raw.letter,
        tells: raw.tells,
    }
}

/// Office kinds become the offices of that kind, so that the engine compares codes only.
fn resolve(
    file: &mut File<'_>,
    path: &str,
    mut named: Vec<String>,
    kinds: &[OfficeKind],
    offices: &[OfficeFact],
) -> Vec<String> {
    for kind in kinds {
        let of_kind: Vec<String> = offices.iter().filter(|o| o.kind == *kind).map(|o| o.id.clone()).collect();
        if of_kind.is_empty() {
            let why = Said::new(
                format!("ninguna oficina de country.toml es de la clase `{}`", kind.code()),
                format!("no office of country.toml is of the kind {kind:?}"),
            );
            file.wrong(path, why);
        }
        named.extend(of_kind);
    }
    named
}

/// What to say of a form that is not there.
fn unlisted(form: &str, forms: &BTreeMap<String, Vec<RawField>>) -> Said {
    let near = asked(form, forms.keys().map(String::as_str));
    Said::new(
        format!("el formulario `{form}` no está en [forms]{}", near.es),
        format!("form `{form}` is not listed under [forms]{}", near.en),
    )
}

fn clause(file: &mut File<'_>, path: &str, raw: RawClause, facts: &[FactRule]) -> Option<Clause> {
    let says = Said { es: raw.es, en: raw.en };
    file.said(path, &says);
    let cite = file.cite(path, raw.cite);
    expression(file, path, &raw.when, says, cite, facts)
}

fn expression(
    file: &mut File<'_>,
    path: &str,
    when: &str,
    says: Said,
    cite: Cite,
    facts: &[FactRule],
) -> Option<Clause> {
    match Clause::parse(when, says, cite, facts) {
        Ok(clause) => Some(clause),
        Err(why) => {
            file.wrong(path, why);
            None
        }
    }
}

fn field(file: &mut File<'_>, path: &str, raw: RawField, facts: &[FactRule]) -> Field {
    let path = format!("{path}.{}", raw.id);
    file.said(&path, &raw.names);
    let fact = facts.iter().find(|f| f.id == raw.id).filter(|_| raw.sets_fact);
    let kind = match raw.kind {
        RawKind::Text => FieldKind::Text,
        RawKind::LongText => FieldKind::LongText,
        RawKind::Day => FieldKind::Day,
        RawKind::Time => FieldKind::Time,
        RawKind::YesNo => FieldKind::YesNo,
        RawKind::Language => FieldKind::Language,
        RawKind::Number => FieldKind::Number,
        RawKind::Choice => match (raw.options.is_empty(), fact.map(|f| &f.domain)) {
            (true, Some(Domain::Codes(codes))) => FieldKind::Choice(codes.clone()),
            _ => FieldKind::Choice(options(raw.options.clone())),
        },
    };
    if raw.kind != RawKind::Choice && !raw.options.is_empty() {
        file.wrong(&path, Said::new("solo un `choice` tiene opciones", "only a `choice` has options"));
    }
    if matches!(&kind, FieldKind::Choice(o) if o.is_empty()) {
        file.wrong(&path, Said::new("un `choice` necesita `options`", "a choice needs `options`"));
    }
    Field {
        kind,
        id: raw.id,
        names: raw.names,
        hint: raw.hint,
        required: raw.required,
        identifying: raw.identifying,
        sets_fact: raw.sets_fact,
        stated_date: raw.stated_date,
        event: raw.event,
        must_be_yes: raw.must_be_yes,
    }
}

fn task(file: &mut File<'_>, path: &str, raw: RawTask, facts: &[FactRule]) -> TaskRule {
    let path = format!("{path}.tasks.{}", raw.id);
    file.said(&path, &raw.names);
    let cite = file.cite(&path, raw.cite);
    let when = raw.when.and_then(|w| expression(file, &path, &w, raw.names.clone(), cite.clone(), facts));
    if raw.within.is_some_and(|w| w.length == 0) {
        file.wrong(&path, Said::new("una duración es al menos 1", "a length is at least 1"));
    }
    TaskRule {
        id: raw.id,
        names: raw.names,
        role: raw.role,
        office: raw.office,
        within: raw.within,
        when,
        when_late: raw.when_late,
        escalates_to: raw.escalates_to,
        done_by: raw.done_by,
        cite,
    }
}
