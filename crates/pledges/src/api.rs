//! Pledges for other systems: their texts unaltered, what a state declared, and beside it what is computed.

use crate::catalogue::{Analysis, catalogue, states};
use crate::declare::declared;
use crate::indicator::{Indicators, Shown};
use crate::list;
use crate::model::Status;
use access::Permission;
use ledger::Fault;
use serde_json::{Value, json};
use web::House;
use web::api::{Call, Done, Field, Operation, Out, Refused, Shape};

/// What other systems may ask of this area.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("listPledges", "/api/v1/pledges", Permission::ReadPledges, index)
            .says("pledges-api-list")
            .asks(|| vec![Field::may("state", Shape::choice(states().iter().map(|s| s.code())))])
            .answers(|| {
                Shape::Object(vec![Field::must("items", Shape::list(Shape::Object(fields()), 1_000))])
            }),
        Operation::get("readPledge", "/api/v1/pledges/{pledge}", Permission::ReadPledges, show)
            .says("pledges-api-read")
            .with(|| vec![Field::must("pledge", Shape::text(80)).like("GRF-07384")])
            .answers(|| {
                let computed = Field::must("computed", Shape::list(Shape::Object(computed()), 1_000));
                Shape::Object(fields().into_iter().chain([computed]).collect())
            }),
    ]
}

fn fields() -> Vec<Field> {
    vec![
        Field::must("kind", Shape::choice(["pledge", "regional_commitment"])),
        Field::must("id", Shape::word()),
        Field::must("state", Shape::word()),
        Field::must("area", Shape::word()),
        Field::must("working_group", Shape::maybe(Shape::Any)),
        Field::must("language", Shape::word()),
        Field::must("official_text", Shape::Any),
        Field::must("indicators", Shape::list(Shape::word(), 1_000)),
        Field::must("declared", Shape::maybe(Shape::choice(Status::ALL.map(Status::code)))),
        Field::must("declared_on", Shape::maybe(Shape::Day)),
    ]
}

fn computed() -> Vec<Field> {
    let count = || Shape::maybe(Shape::Whole { from: 0, to: i64::MAX });
    vec![
        Field::must("indicator", Shape::word()),
        Field::must("state", Shape::choice(["measured", "withheld", "nothing_yet"])),
        Field::must("numerator", count()),
        Field::must("denominator", count()),
        Field::must("as_of", Shape::Instant),
    ]
}

fn rows(house: &House, state: Option<&str>) -> Result<Vec<Value>, Refused> {
    let all = list(state).map_err(|_| Refused::NotFound)?;
    let said = house.ledger.read(|reader| declared(reader))?;
    let mut rows = Vec::with_capacity(all.len());
    for listed in all {
        let known = said.get(&listed.id);
        let mut row = serde_json::to_value(&listed).map_err(|e| Fault::Inconsistent(e.to_string()))?;
        row["declared"] = json!(known.map(|(status, _)| status.code()));
        row["declared_on"] = json!(known.map(|(_, on)| on));
        rows.push(row);
    }
    Ok(rows)
}

fn index(house: &House, call: &Call) -> Done {
    Ok(Out::ok(json!({ "items": rows(house, call.ask.query.get("state"))? })))
}

fn show(house: &House, call: &Call) -> Done {
    let id = call.ask.param("pledge");
    let mut row = rows(house, None)?.into_iter().find(|row| row["id"] == id).ok_or(Refused::NotFound)?;
    let all = catalogue().ok_or(Refused::NotFound)?;
    let analysis: Option<&Analysis> =
        all.pledge(id).map(|p| &p.analysis).or_else(|| all.commitment(id).map(|c| &c.analysis));
    let room = house.room::<Indicators>();
    let measured = house.ledger.read(|reader| -> Result<Vec<Value>, Fault> {
        let mut out = Vec::new();
        for wanted in analysis.into_iter().flat_map(|a| &a.indicators) {
            let shown = room.compute(reader, &wanted.id, call.ask.now)?;
            out.extend(shown.map(|shown| measure(&wanted.id, shown)));
        }
        Ok(out)
    })?;
    row["computed"] = json!(measured);
    Ok(Out::ok(row))
}

fn measure(indicator: &str, shown: Shown) -> Value {
    let (state, counts, as_of) = match shown {
        Shown::Measured(m) => ("measured", Some((m.numerator, m.denominator)), m.as_of),
        Shown::Withheld { as_of } => ("withheld", None, as_of),
        Shown::Nothing { as_of } => ("nothing_yet", None, as_of),
    };
    json!({
        "indicator": indicator, "state": state, "numerator": counts.map(|c| c.0),
        "denominator": counts.map(|c| c.1), "as_of": as_of,
    })
}
