//! The law that Ceiba applies, for other systems: procedures, terms, and a due date with its arithmetic.

use crate::laws::Laws;
use ::access::Permission;
use jiff::civil::Date;
use procedure::{DueError, Procedure};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use web::House;
use web::api::{Call, Done, Field, Operation, Out, Refused, Shape, Why, Wrong, day};

/// What other systems may ask about the law.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("listProcedures", "/api/v1/procedures", Permission::ReadProcedures, procedures)
            .says("casework-api-procedures")
            .answers(|| listed(procedure_fields())),
        Operation::get("listTerms", "/api/v1/terms", Permission::ReadProcedures, terms)
            .says("casework-api-terms")
            .asks(|| vec![Field::may("procedure", Shape::text(80))])
            .answers(|| listed(term_fields())),
        Operation::post("computeDue", "/api/v1/due-dates", Permission::ReadProcedures, question, due)
            .says("casework-api-due")
            .answers(due_shape),
    ]
}

fn listed(fields: Vec<Field>) -> Shape {
    Shape::Object(vec![Field::must("items", Shape::list(Shape::Object(fields), 10_000))])
}

fn names() -> Field {
    let both = vec![Field::must("es", Shape::Any), Field::must("en", Shape::Any)];
    Field::must("names", Shape::Object(both))
}

fn procedure_fields() -> Vec<Field> {
    vec![
        Field::must("procedure", Shape::word()),
        Field::must("version", Shape::word()),
        names(),
        Field::must("valid_from", Shape::Day),
        Field::must("stages", Shape::list(Shape::word(), 1_000)),
        Field::must("steps", Shape::list(Shape::word(), 1_000)),
        Field::must("hash", Shape::word()),
    ]
}

fn term_fields() -> Vec<Field> {
    vec![
        Field::must("procedure", Shape::word()),
        Field::must("version", Shape::word()),
        Field::must("term", Shape::word()),
        names(),
        Field::must("length", Shape::maybe(Shape::Whole { from: 0, to: 100_000 })),
        Field::must("unit", Shape::word()),
        Field::must("from", Shape::word()),
        Field::must("whose", Shape::word()),
        Field::must("article", Shape::Any),
        Field::must("source", Shape::Any),
        Field::must("verification", Shape::word()),
        Field::must("provisional", Shape::YesNo),
    ]
}

fn question() -> Shape {
    Shape::Object(vec![
        Field::must("procedure", Shape::required_text(80)).like("asylum"),
        Field::must("term", Shape::required_text(80)).like("reconsideration"),
        Field::must("events", Shape::map(Shape::Day, 20)).like(json!({ "notified": "2024-03-25" })),
    ])
}

fn due_shape() -> Shape {
    let skipped = Shape::Object(vec![Field::must("date", Shape::Day), Field::must("reason", Shape::Any)]);
    Shape::Object(vec![
        Field::must("term", Shape::word()),
        Field::must("due", Shape::maybe(Shape::Day)),
        Field::must("start", Shape::Day),
        Field::must("counted_days", Shape::Whole { from: 0, to: i64::MAX }),
        Field::must("skipped", Shape::list(skipped, 100_000)),
        Field::must("article", Shape::maybe(Shape::Any)),
        Field::must("source", Shape::Any),
        Field::must("verification", Shape::word()),
        Field::must("provisional", Shape::YesNo),
        Field::must("questions", Shape::list(Shape::Any, 1_000)),
        Field::must("sums", Shape::Any),
    ])
}

fn procedures(house: &House, _: &Call) -> Done {
    let row = |p: &Procedure| {
        json!({
            "procedure": p.id, "version": p.version, "names": { "es": p.names.es, "en": p.names.en },
            "valid_from": p.valid_from, "stages": p.stages.iter().map(|s| &s.id).collect::<Vec<_>>(),
            "steps": p.steps.iter().map(|s| &s.id).collect::<Vec<_>>(), "hash": p.hash,
        })
    };
    let items: Vec<Value> = house.room::<Laws>().law().procedures.iter().map(row).collect();
    Ok(Out::ok(json!({ "items": items })))
}

fn terms(house: &House, call: &Call) -> Done {
    let wanted = call.ask.query.text("procedure");
    let lines = procedure::terms_listing(house.room::<Laws>().law());
    let row = |t: procedure::TermLine| {
        json!({
            "procedure": t.procedure, "version": t.version, "term": t.term,
            "names": { "es": t.names.es, "en": t.names.en }, "length": t.length, "unit": t.unit.code(),
            "from": t.from, "whose": t.whose, "article": t.article, "source": t.source,
            "verification": t.verification.code(), "provisional": t.provisional,
        })
    };
    let kept = lines.into_iter().filter(|t| wanted.is_empty() || t.procedure == wanted);
    Ok(Out::ok(json!({ "items": kept.map(row).collect::<Vec<_>>() })))
}

fn due(house: &House, call: &Call) -> Done {
    let law = house.room::<Laws>().law();
    let events: BTreeMap<String, Date> = call.body["events"]
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(name, on)| Some((name.clone(), day(on.as_str()?)?)))
        .collect();
    let wrong = |pointer: &str, key: &str| Refused::at(pointer, call.ask.t(key));
    let on =
        events.values().max().copied().ok_or_else(|| {
            Refused::Invalid(vec![Wrong { pointer: "/events".to_owned(), why: Why::Missing }])
        })?;
    let procedure = law
        .in_force(call.text("procedure"), on)
        .ok_or_else(|| wrong("/procedure", "casework-api-no-procedure"))?;
    let due = law.due(procedure, call.text("term"), &events, &[]).map_err(|error| match error {
        DueError::NoSuchTerm(_) => wrong("/term", "casework-api-no-term"),
        DueError::EventMissing(_) => wrong("/events", "casework-api-no-event"),
        DueError::OutOfCalendar => wrong("/events", "web-error-no-such-day"),
    })?;
    let lang = call.ask.lang;
    let skipped: Vec<Value> = due
        .skipped
        .iter()
        .map(|day| json!({ "date": day.date, "reason": day.reason.in_lang(lang) }))
        .collect();
    Ok(Out::ok(json!({
        "term": due.term, "due": due.due, "start": due.start, "counted_days": due.counted_days,
        "skipped": skipped, "article": due.article, "source": due.source,
        "verification": due.verification.code(), "provisional": due.provisional,
        "questions": due.questions.iter().map(|q| q.in_lang(lang)).collect::<Vec<_>>(), "sums": due.sums,
    })))
}
