//! Cases for other systems: lists, files, offered steps, steps and tasks, through the same commands as the pages.

use crate::access::may_see;
use crate::case::{CaseHead, Moment, TermRow, heads_of};
use crate::file::{CaseView, seen};
use crate::label::Labels;
use crate::laws::{Laws, takers};
use crate::model::{CaseEvent, FormMap};
use crate::step::{self, FieldError, StepRefusal, Take, is_office_of};
use crate::table;
use crate::task::{self, TaskRefusal};
use ::access::Permission;
use kernel::CaseId;
use ledger::{Door, Fault, Stamp, params};
use procedure::{Now, Offered, Step};
use serde_json::{Value, json};
use web::api::{Call, Done, Field, Operation, Out, Refused, Shape, Why, Wrong, day};
use web::{House, Target};

const CASE: Target = Target::Case("case");
/// A note on a task holds no more characters than this.
const NOTE_CHARS_MAX: usize = 2_000;

/// What other systems may ask of this area.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("listCases", "/api/v1/cases", Permission::ListCases, list)
            .says("casework-api-list")
            .asks(filters)
            .answers(|| Shape::page(Shape::Object(head_fields())))
            .list(),
        Operation::get("readCase", "/api/v1/cases/{case}", Permission::ReadCase, read)
            .about(CASE)
            .says("casework-api-read")
            .answers(case_shape)
            .shows_head(),
        Operation::get("offeredSteps", "/api/v1/cases/{case}/steps", Permission::TakeStep, offered)
            .about(CASE)
            .says("casework-api-offered")
            .answers(offered_shape)
            .shows_head(),
        Operation::post("takeStep", "/api/v1/cases/{case}/steps/{step}", Permission::TakeStep, taking, take)
            .about(CASE)
            .with(|| vec![Field::must("step", Shape::text(80)).like("admit")])
            .says("casework-api-take")
            .answers(|| {
                Shape::Object(vec![
                    Field::must("case", Shape::Id),
                    Field::must("step", Shape::word()),
                    Field::must("stage", Shape::word()),
                    Field::must("office", Shape::word()),
                    // Written down at a post, for headquarters to answer.
                    Field::must("waits", Shape::YesNo),
                ])
            })
            .command(200)
            .needs_head(),
        Operation::post(
            "finishTask",
            "/api/v1/cases/{case}/tasks/{task}/done",
            Permission::DoTask,
            || Shape::Object(vec![Field::may("note", Shape::Lines { most: NOTE_CHARS_MAX })]),
            finish,
        )
        .about(CASE)
        .with(|| vec![Field::must("task", Shape::text(120)).like("compare-dates-1")])
        .says("casework-api-task")
        .answers(|| Shape::Object(vec![Field::must("case", Shape::Id), Field::must("task", Shape::word())]))
        .command(200),
    ]
}

fn filters() -> Vec<Field> {
    let text = |name| Field::may(name, Shape::text(80));
    vec![
        text("procedure"),
        text("stage"),
        text("office"),
        Field::may("state", Shape::choice(["open", "ended", "all"])),
    ]
}

fn head_fields() -> Vec<Field> {
    vec![
        Field::must("id", Shape::Id),
        Field::must("number", Shape::word()),
        Field::must("procedure", Shape::word()),
        Field::must("stage", Shape::word()),
        Field::must("ended", Shape::YesNo),
        Field::must("waiting", Shape::YesNo),
        Field::must("office", Shape::word()),
        Field::must("assignee", Shape::maybe(Shape::Id)),
        Field::must("persons", Shape::Whole { from: 0, to: i64::MAX }),
        Field::must("child", Shape::YesNo),
        Field::must("legal_date", Shape::Day),
        Field::must("next_due", Shape::maybe(Shape::Day)),
    ]
}

fn case_shape() -> Shape {
    let person = Shape::Object(vec![
        Field::must("id", Shape::Id),
        Field::must("principal", Shape::YesNo),
        Field::must("minor", Shape::YesNo),
        Field::must("name", Shape::maybe(Shape::Any)),
    ]);
    let term = Shape::Object(vec![
        Field::must("term", Shape::word()),
        Field::must("run", Shape::Whole { from: 1, to: 1_000 }),
        Field::must("start", Shape::Day),
        Field::must("due", Shape::maybe(Shape::Day)),
        Field::must("met", Shape::maybe(Shape::Day)),
        Field::must("whose", Shape::word()),
        Field::must("article", Shape::maybe(Shape::Any)),
        Field::must("source", Shape::Any),
        Field::must("verification", Shape::word()),
        Field::must("provisional", Shape::YesNo),
        Field::must("awaits", Shape::maybe(Shape::word())),
    ]);
    let task = Shape::Object(vec![
        Field::must("task", Shape::word()),
        Field::must("kind", Shape::word()),
        Field::must("due", Shape::maybe(Shape::Day)),
        Field::must("done", Shape::YesNo),
    ]);
    let moment = Shape::Object(vec![
        Field::must("at", Shape::Instant),
        Field::must("stated", Shape::maybe(Shape::Day)),
        Field::must("account", Shape::Id),
        Field::must("role", Shape::word()),
        Field::must("office", Shape::word()),
        Field::must("kind", Shape::word()),
        Field::must("step", Shape::maybe(Shape::word())),
        Field::must("answers", Shape::map(Shape::Any, 1_000)),
    ]);
    let more = [
        Field::must("law", Shape::word()),
        Field::must("facts", Shape::map(Shape::Any, 10_000)),
        Field::must("people", Shape::list(person, 1_000)),
        Field::must("terms", Shape::list(term, 10_000)),
        Field::must("tasks", Shape::list(task, 10_000)),
        Field::must("timeline", Shape::list(moment, 100_000)),
        Field::must("links", Shape::list(Shape::Id, 1_000)),
        Field::must("parent", Shape::maybe(Shape::Id)),
    ];
    Shape::Object(head_fields().into_iter().chain(more).collect())
}

fn offered_shape() -> Shape {
    let choice = Shape::Object(vec![Field::must("code", Shape::word()), Field::must("name", Shape::Any)]);
    let field = Shape::Object(vec![
        Field::must("id", Shape::word()),
        Field::must("name", Shape::Any),
        Field::must("kind", Shape::word()),
        Field::must("required", Shape::YesNo),
        Field::must("choices", Shape::list(choice, 1_000)),
    ]);
    let step = Shape::Object(vec![
        Field::must("step", Shape::word()),
        Field::must("name", Shape::Any),
        Field::must("offered", Shape::YesNo),
        Field::must("confirmation", Shape::YesNo),
        Field::must("remedy", Shape::YesNo),
        Field::must("reasons", Shape::list(Shape::Any, 1_000)),
        Field::must("fields", Shape::list(field, 1_000)),
    ]);
    Shape::Object(vec![Field::must("items", Shape::list(step, 1_000))])
}

fn taking() -> Shape {
    Shape::Object(vec![
        Field::may("stated", Shape::Day),
        Field::must("answers", Shape::map(Shape::Lines { most: step::TEXT_CHARS_MAX }, 200))
            .like(json!({ "admitted_on": "2026-11-20" })),
    ])
}

fn head_json(head: &CaseHead) -> Value {
    json!({
        "id": head.id.to_string(), "number": head.number, "procedure": head.procedure, "stage": head.stage,
        "ended": head.ended, "waiting": head.waiting, "office": head.office.code(),
        "assignee": head.assignee.map(|a| a.to_string()), "persons": head.persons, "child": head.child,
        "legal_date": head.legal_date, "next_due": head.next_due,
    })
}

/// Rows read at once; those the reader may not see are left out one by one.
const BATCH: i64 = 500;

/// In the order in which cases were opened, so that a walk meets each once while others work.
fn list(house: &House, call: &Call) -> Done {
    let paging = call.paging(house)?;
    let text = |name: &str| call.ask.query.text(name).to_owned();
    let (procedure, stage, office) = (text("procedure"), text("stage"), text("office"));
    let state = if text("state") == "all" {
        String::new()
    } else {
        call.ask.query.get("state").unwrap_or("open").to_owned()
    };
    let (items, next) = house.ledger.read(|door| -> Result<_, Fault> {
        let mut items: Vec<Value> = Vec::new();
        let (mut after, mut last) = (paging.after, paging.after);
        loop {
            let bound = params![door.tenant(), after, &procedure, &stage, &office, &state, BATCH];
            let heads = heads_of(door.query(&table::AFTER, &bound)?)?;
            for head in &heads {
                if !may_see(house, &call.ask, door, Permission::ReadCase, head)? {
                    continue;
                }
                if items.len() == paging.limit {
                    return Ok((items, Some(last)));
                }
                items.push(head_json(head));
                last = head.id.0;
            }
            match heads.last() {
                Some(head) if heads.len() as i64 == BATCH => after = head.id.0,
                _ => return Ok((items, None)),
            }
        }
    })?;
    Ok(call.page(house, items, next)?)
}

fn found<'a>(house: &'a House, call: &Call) -> Result<CaseView<'a>, Refused> {
    let id: CaseId = call.ask.id("case")?;
    seen(house, &call.ask, house.room::<Laws>(), id)?.ok_or(Refused::NotFound)
}

fn read(house: &House, call: &Call) -> Done {
    let view = found(house, call)?;
    let mut body = head_json(&view.head);
    let names = |face: &crate::people::Face| {
        json!({
            "id": face.id.to_string(), "principal": face.principal, "minor": face.minor,
            "name": Some(&face.name).filter(|name| !name.is_empty()),
        })
    };
    body["law"] = view.case.opening.as_ref().map_or("", |o| o.version.as_str()).into();
    body["facts"] = json!(view.facts.0);
    body["people"] = view.people.iter().map(names).collect();
    body["terms"] = view.terms.iter().map(term_json).collect();
    let task = |t: &crate::fold::Task| json!({ "task": t.task, "kind": t.kind, "due": t.due, "done": t.done.is_some() });
    body["tasks"] = view.case.tasks.values().map(task).collect();
    body["timeline"] = view.timeline.iter().map(moment_json).collect();
    body["links"] = view.links.iter().map(|head| head.id.to_string()).collect();
    body["parent"] = json!(view.parent.as_ref().map(|head| head.id.to_string()));
    Ok(Out::ok(body).at(view.head_text.clone()))
}

fn term_json(term: &TermRow) -> Value {
    json!({
        "term": term.term, "run": term.run, "start": term.start, "due": term.due, "met": term.met,
        "whose": term.whose, "article": term.article, "source": term.source,
        "verification": term.verification, "provisional": term.provisional, "awaits": term.awaits,
    })
}

/// The kind of entry; of a step also which and what was answered. Other bodies may name files that are not the reader's.
fn moment_json(moment: &Moment) -> Value {
    let kind = serde_json::to_value(&moment.event).ok();
    let kind = kind.as_ref().and_then(|event| event["kind"].as_str()).unwrap_or("").to_owned();
    let (step, answers) = match &moment.event {
        CaseEvent::StepTaken(taken) => (Some(taken.step.as_str()), taken.form.clone()),
        _ => (None, FormMap::new()),
    };
    json!({
        "at": moment.at, "stated": moment.stated, "account": moment.by.account.to_string(),
        "role": moment.by.role.code(), "office": moment.by.office.code(), "kind": kind, "step": step,
        "answers": answers,
    })
}

fn offered(house: &House, call: &Call) -> Done {
    let view = found(house, call)?;
    let labels = Labels::new(house, &call.ask);
    let me = call.ask.who.actor();
    let mut items = Vec::new();
    if let Some(procedure) = view.procedure {
        let takers = takers(&view.case);
        let now = Now::new(&view.facts, &takers, call.ask.today);
        for offer in procedure.offers(&view.case.at.stage, &me, &now) {
            let is_here = is_office_of(&view.case, offer.step, &me);
            match &offer.state {
                Offered::NotYours => {}
                _ if !is_here => {}
                Offered::Offered => items.push(step_json(&labels, offer.step, &[])),
                Offered::Refused(reasons) => items.push(step_json(&labels, offer.step, reasons)),
            }
        }
    }
    Ok(Out::ok(json!({ "items": items })).at(view.head_text.clone()))
}

fn step_json(labels: &Labels<'_>, step: &Step, reasons: &[procedure::Reason]) -> Value {
    use procedure::FieldKind;
    let kind = |kind: &FieldKind| match kind {
        FieldKind::Text => "text",
        FieldKind::LongText => "long_text",
        FieldKind::Choice(_) => "choice",
        FieldKind::Day => "day",
        FieldKind::Time => "time",
        FieldKind::YesNo => "yes_no",
        FieldKind::Language => "language",
        FieldKind::Number => "number",
    };
    let choices = |kind: &FieldKind| -> Vec<Value> {
        match kind {
            FieldKind::Choice(all) => {
                all.iter().map(|(code, said)| json!({ "code": code, "name": labels.said(said) })).collect()
            }
            _ => Vec::new(),
        }
    };
    let field = |f: &procedure::Field| {
        json!({
            "id": f.id, "name": labels.said(&f.names), "kind": kind(&f.kind),
            "required": f.required || f.must_be_yes, "choices": choices(&f.kind),
        })
    };
    json!({
        "step": step.id, "name": labels.said(&step.names), "offered": reasons.is_empty(),
        "confirmation": step.prejudicial, "remedy": step.remedy,
        "reasons": reasons.iter().map(|r| labels.said(&r.says)).collect::<Vec<_>>(),
        "fields": step.fields.iter().map(field).collect::<Vec<_>>(),
    })
}

fn take(house: &House, call: &Call) -> Done {
    let laws = house.room::<Laws>();
    let view = found(house, call)?;
    let (_, step) = step::of(laws, &view.case, call.ask.param("step")).ok_or(Refused::NotFound)?;
    let form: FormMap = answers(step, &call.body)?;
    // A step that may take something from a person is confirmed by a named person, and a system is none.
    if step.prejudicial {
        return Err(Refused::Confirmation);
    }
    let case = view.id;
    let stamp = Stamp { actor: call.ask.who.actor(), stated: day(call.text("stated")) };
    let labels = Labels::new(house, &call.ask);
    call.once(house, |tx| {
        let take = Take { case, step: &step.id, form, confirmed: None, head: &call.head };
        let after = step::take(tx, laws, &stamp, take)?;
        let office = after.state.office.as_ref().map_or("", |o| o.code());
        let body = json!({
            "case": case.to_string(), "step": step.id, "stage": after.state.at.stage, "office": office,
            "waits": crate::authority::waits(&after.state, &step.id),
        });
        Ok(Out::ok(body).at(after.head_text()))
    })
    .map_err(|refusal| refused(&labels, refusal))
}

/// The answers, none of them to a question that the step does not ask.
fn answers(step: &Step, body: &Value) -> Result<FormMap, Refused> {
    let given = body["answers"].as_object().into_iter().flatten();
    let form: FormMap =
        given.map(|(id, text)| (id.clone(), text.as_str().unwrap_or("").to_owned())).collect();
    let unknown = form.keys().filter(|id| !step.fields.iter().any(|f| f.id == **id));
    let wrong: Vec<Wrong> =
        unknown.map(|id| Wrong { pointer: format!("/answers/{id}"), why: Why::Unknown }).collect();
    if wrong.is_empty() { Ok(form) } else { Err(Refused::Invalid(wrong)) }
}

fn refused(labels: &Labels<'_>, refusal: StepRefusal) -> Refused {
    let ask = labels.ask;
    match refusal {
        StepRefusal::NoCase => Refused::NotFound,
        StepRefusal::Stale => Refused::Stale,
        StepRefusal::Fault(fault) => fault.into(),
        StepRefusal::Unconfirmed => Refused::Confirmation,
        StepRefusal::Waits => Refused::Because(ask.t("casework-refused-waits")),
        StepRefusal::Form(wrong) => Refused::Invalid(wrong.iter().map(pointed).collect()),
        StepRefusal::Gate(reasons) | StepRefusal::SameOfficer(reasons) => {
            Refused::Because(reasons.iter().map(|r| labels.said(&r.says)).collect::<Vec<_>>().join(" "))
        }
        _ => Refused::Because(ask.t("casework-refused-not-offered")),
    }
}

fn pointed(error: &FieldError) -> Wrong {
    use step::Problem;
    let pointer =
        if error.field == step::STATED { "/stated".to_owned() } else { format!("/answers/{}", error.field) };
    let why = match &error.problem {
        Problem::Required => Why::Missing,
        Problem::TooLong(most) => Why::Long(*most),
        Problem::Unwritable => Why::Unwritable,
        Problem::Choice | Problem::MustBeYes => Why::Choice,
        Problem::Time => Why::Kind("hour"),
        Problem::Number => Why::Kind("integer"),
        Problem::Language => Why::Kind("language"),
        _ => Why::Kind("date"),
    };
    Wrong { pointer, why }
}

fn finish(house: &House, call: &Call) -> Done {
    let case: CaseId = call.ask.id("case")?;
    let task = call.ask.param("task");
    let note = web::check_long(call.text("note"), NOTE_CHARS_MAX)
        .map_err(|e| Refused::at("/note", web::name_error(&call.ask, e)))?;
    let stamp = Stamp::new(call.ask.who.actor());
    call.once(house, |tx| {
        let after = task::done(tx, &stamp, case, task, &note)?;
        Ok(Out::ok(json!({ "case": case.to_string(), "task": task })).at(after.head_text()))
    })
    .map_err(|refusal: TaskRefusal| match refusal {
        TaskRefusal::NoTask => Refused::NotFound,
        TaskRefusal::Elsewhere => Refused::Because(call.ask.t("casework-task-elsewhere")),
        TaskRefusal::Fault(fault) => fault.into(),
    })
}
