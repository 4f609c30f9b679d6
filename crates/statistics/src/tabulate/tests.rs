//! Tables out of a small cut: rows, totals, JSON and CSV.

use super::*;
use crate::count::count;
use crate::publish::publish;
use crate::tests::invented_facts;
use jiff::civil::date;

fn cut() -> Published {
    publish(&count(&invented_facts(600, 8, 3), date(2022, 8, 31)), 10).unwrap()
}

#[test]
fn a_table_holds_every_row_and_the_totals_over_it() {
    let cut = cut();
    let table = table(&cut, Series::Applications, &[Dimension::Month, Dimension::Origin]).unwrap();
    let months = table.totals.iter().filter(|c| c.key.dimensions() == [Dimension::Month]).count();
    let origins = table.totals.iter().filter(|c| c.key.dimensions() == [Dimension::Origin]).count();
    assert_eq!(table.rows.len(), months * origins);
    assert_eq!(table.totals.len(), months + origins + 1);
    let json = table.to_json();
    assert_eq!(json["by"], serde_json::json!(["month", "origin"]));
    assert_eq!(json["rows"][0]["month"], "2022-01");
    assert_eq!(json["withheld_count"], table.withheld_count());
    for row in json["rows"].as_array().unwrap() {
        assert_eq!(row["value"].is_null(), row["withheld"].as_bool().unwrap());
    }
}

#[test]
fn the_order_asked_for_is_the_order_of_rows() {
    let cut = cut();
    let table = table(&cut, Series::Decisions, &[Dimension::Outcome, Dimension::Month]).unwrap();
    assert_eq!(table.to_json()["rows"][0]["outcome"], "recognised");
    assert!(table.to_csv().starts_with("outcome,month,value,withheld\r\nrecognised,2022-01,"));
    assert!(table.to_csv().contains("\r\ntotal,total,"));
}

#[test]
fn a_stock_without_months_is_that_of_the_last_month() {
    let cut = cut();
    let by_origin = table(&cut, Series::Pending, &[Dimension::Origin]).unwrap();
    let by_month = table(&cut, Series::Pending, &[Dimension::Month]).unwrap();
    assert_eq!(
        by_origin.totals,
        vec![Cell { key: Key::default(), value: by_month.rows.last().unwrap().value }]
    );
    assert!(by_month.totals.is_empty(), "stocks are not added up");
}

#[test]
fn what_is_not_published_says_what_is() {
    let by = [Dimension::Month, Dimension::Origin, Dimension::Sex];
    let error = table(&cut(), Series::Applications, &by).unwrap_err();
    assert!(error.to_string().contains("month,origin"), "{error}");
    assert!(table(&cut(), Series::Applications, &[Dimension::Outcome]).is_err());
}

#[test]
fn a_reader_of_the_json_alone_recovers_nothing() {
    // As an outsider would: cells and totals out of the text, and only the sums between them.
    let by = [Dimension::Month, Dimension::Origin];
    let json = table(&cut(), Series::Applications, &by).unwrap().to_json();
    let all: Vec<&Value> = ["rows", "totals"].iter().flat_map(|k| json[*k].as_array().unwrap()).collect();
    let published: Vec<Option<u64>> = all.iter().map(|cell| cell["value"].as_u64()).collect();
    assert!(published.iter().any(Option::is_none));
    let mut relations = Vec::new();
    for (at, total) in all.iter().enumerate() {
        for over in ["month", "origin"].into_iter().filter(|d| total.get(*d).is_none()) {
            let other = if over == "month" { "origin" } else { "month" };
            let is_part = |cell: &&Value| cell.get(over).is_some() && cell.get(other) == total.get(other);
            let parts = all.iter().enumerate().filter(|(_, cell)| is_part(cell)).map(|(part, _)| (part, 1));
            let terms: Vec<(usize, i64)> = parts.chain([(at, -1)]).collect();
            relations.push(disclosure::Relation { terms });
        }
    }
    assert_eq!(disclosure::attack(&published, &relations), vec![]);
}
