//! Dates as they are guessed, exchanged and mistyped.

use crate::DateLevel::{self, *};
use crate::PackedDate;

fn level(one: &str, other: &str) -> DateLevel {
    let (a, b) = (PackedDate::read(one).unwrap(), PackedDate::read(other).unwrap());
    assert_eq!(DateLevel::of(a, b), DateLevel::of(b, a), "{one} {other}");
    DateLevel::of(a, b)
}

#[test]
fn dates_differ_in_the_ways_people_write_them() {
    for (one, other, expected) in [
        ("1990-05-07", "1990-05-07", Exact),
        ("1990", "1990", Exact),
        ("1990-05-07", "1990-07-05", Transposed),
        ("1990-05-07", "1991-05-07", YearSlip),
        ("1990-05-07", "1980-05-07", YearSlip),
        ("1987-05-07", "1978-05-07", YearSlip),
        ("1990-05-07", "1990-05-17", OtherDay),
        ("1990-05-07", "1990-05", OtherDay),
        ("1990-05-07", "1990-06-07", OtherMonth),
        ("1990-05-07", "1991-01-01", Approximate),
        ("1990-05-07", "1992", Approximate),
        ("1990-01-01", "1991-01-01", Approximate),
        ("1990-01-01", "2000-01-01", YearSlip),
        ("1990-05-07", "1990-08-21", SameYear),
        ("1990-05-07", "1992-08-21", NearYear),
        ("1990-05-07", "1960-08-21", Different),
        ("1990-05-07", "1995-01-01", Different),
    ] {
        assert_eq!(level(one, other), expected, "{one} {other}");
    }
}

#[test]
fn what_is_no_date_is_missing() {
    for text in [
        "",
        "ayer",
        "1990-13-01",
        "1990-00-05",
        "90-05-07",
        "1990-5x-07",
        "19900",
        "3990-01-01",
        "-1990-01-01",
    ] {
        assert_eq!(PackedDate::read(text), None, "{text}");
    }
    let date = PackedDate::read("19900507").unwrap();
    assert_eq!((date.year(), date.month(), date.day()), (1990, 5, 7));
    assert_eq!(PackedDate::from_cell(date.cell()), Some(date));
}
