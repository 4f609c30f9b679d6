//! Reports: both languages, tables of equal width, CSV that can be read again.

use super::*;
use crate::table::{Table, grouped};
use kernel::Lang;

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn figures_have_their_thousands_set_apart() {
    let said = [0.0, 12.0, 999.6, 1_000.0, -39_500.0, 1_234_567.0, -0.2].map(grouped);
    assert_eq!(said, ["0", "12", "1,000", "1,000", "-39,500", "1,234,567", "0"]);
}

#[test]
fn a_table_is_drawn_in_three_ways() {
    let mut table = Table::new(&["año", "n"]);
    table.rows = vec![vec!["2024".to_owned(), "1,234".to_owned()], vec!["x\"y".to_owned(), "5".to_owned()]];
    assert_eq!(table.text(), "año       n\n2024  1,234\nx\"y       5\n");
    assert_eq!(table.markdown(), "| año | n |\n|---|---|\n| 2024 | 1,234 |\n| x\"y | 5 |\n");
    assert_eq!(table.csv(), "año,n\n2024,\"1,234\"\n\"x\"\"y\",5\n");
}

#[test]
fn a_run_is_told_in_both_languages_and_as_series() {
    let scenario = everything(800, 3);
    let results = simulate(&scenario, &[1, 2, 3], 2, &|_| {}).unwrap();
    let (es, en) = (report::results_text(&results, Lang::Es), report::results_text(&results, Lang::En));
    assert!(es.contains("pendientes al final") && es.contains("incumplidos") && !es.contains("pending"));
    assert!(en.contains("pending at the end") && en.contains("missed"));
    assert_eq!(report::results_markdown(&results, Lang::En).matches("\n|---|").count(), 3);
    let fan = rows(&report::fan_csv(&results));
    assert_eq!((fan.len(), fan[0].len(), fan[1][0].as_str()), (13, 4, "2024-01"));
    assert!(report::fan(&results).iter().all(|p| p.low <= p.median && p.median <= p.high));
    assert_eq!(rows(&report::months_csv(&results))[1].len(), 28);
    let bars = report::wait_bars(&results);
    assert!(bars.iter().map(|bar| bar.claims).sum::<u64>() > 0);
    assert_eq!(rows(&report::wait_bars_csv(&results)).len(), bars.len() + 1);
    let difference = what_if(&scenario, &scenario, &[1, 2], 2, &|_| {}).unwrap();
    assert_eq!(difference.pending_at_end_claims, Spread::default(), "the same twice differs in nothing");
    assert!(report::what_if_text(&difference, Lang::Es).contains("plazos incumplidos"));
}

#[test]
fn a_spread_is_of_the_values_between_which_it_lies() {
    let spread = Spread::of((0..=10).map(f64::from));
    assert_eq!((spread.low, spread.median, spread.high), (1.0, 5.0, 9.0));
    assert_eq!(Spread::of([7.0]), Spread { low: 7.0, median: 7.0, high: 7.0 });
    assert_eq!(Spread::of([]), Spread::default());
    assert_eq!(crate::spread::days_within(&[0, 5, 0, 5], 0.5), Some(1));
    assert_eq!(crate::spread::days_within(&[0, 5, 0, 5], 0.9), Some(3));
    assert_eq!(crate::spread::days_within(&[], 0.5), None);
}
