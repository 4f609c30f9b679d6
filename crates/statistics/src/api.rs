//! Tables of the newest cut for other systems: the same published cells as on the page.

use crate::series::{Dimension, Series};
use crate::{newest_tables, table};
use access::Permission;
use web::House;
use web::api::{Call, Done, Field, Operation, Out, Refused, Shape, Why, Wrong};

/// What other systems may ask of this area.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("readTable", "/api/v1/statistics/{series}", Permission::ReadStatistics, show)
            .says("statistics-api-table")
            .with(|| {
                vec![Field::must("series", Shape::choice(Series::ALL.map(Series::code))).like("applications")]
            })
            .asks(|| {
                let codes = Dimension::ALL.map(Dimension::code);
                let by = |name| Field::may(name, Shape::choice(codes));
                vec![by("by"), by("and")]
            })
            .answers(shape),
    ]
}

fn shape() -> Shape {
    let code = |dimension: Dimension| Field::may(dimension.code(), Shape::Any);
    let cell = || {
        let own = [
            Field::must("value", Shape::maybe(Shape::Whole { from: 0, to: i64::MAX })),
            Field::must("withheld", Shape::YesNo),
        ];
        Shape::list(Shape::Object(Dimension::ALL.into_iter().map(code).chain(own).collect()), 1_000_000)
    };
    Shape::Object(vec![
        Field::must("series", Shape::word()),
        Field::must("cut", Shape::Day),
        Field::must("by", Shape::list(Shape::word(), 2)),
        Field::must("unit", Shape::word()),
        Field::must("definition", Shape::Any),
        Field::must("threshold", Shape::Whole { from: 0, to: 1_000 }),
        Field::must("rows", cell()),
        Field::must("totals", cell()),
        Field::must("withheld_count", Shape::Whole { from: 0, to: i64::MAX }),
    ])
}

fn show(house: &House, call: &Call) -> Done {
    let series = Series::from_code(call.ask.param("series")).ok_or(Refused::NotFound)?;
    let named = ["by", "and"].into_iter().filter_map(|name| Dimension::from_code(call.ask.query.text(name)));
    let mut by: Vec<Dimension> = named.collect();
    if by.is_empty() {
        by.push(Dimension::Month);
    }
    let cut = house.ledger.read(|reader| newest_tables(reader))?.ok_or(Refused::NotFound)?;
    let found = table(&cut, series, &by).map_err(|_| {
        let why = Why::Said(call.ask.t("statistics-api-not-published"));
        Refused::Query(vec![Wrong { pointer: "/by".to_owned(), why }])
    })?;
    Ok(Out::ok(found.to_json()))
}
