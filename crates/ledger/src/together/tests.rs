//! Rows that are written together, on both engines.

use super::*;
use crate::params;
use crate::testing::both;

#[test]
fn as_many_rows_are_written_as_were_given_and_those_in_the_way_are_counted_out() {
    both(Default::default, |t| {
        let mut c = t.place.connect().unwrap();
        c.batch("create table pair (a bigint primary key, b text not null)").unwrap();
        let rows = |range: std::ops::Range<i64>| {
            let mut rows = Rows::default();
            range.for_each(|n| rows.push(params![n, format!("row {n}")]));
            rows
        };
        let one = "insert into pair (a, b) values ($1, $2)";
        for (range, written) in [(0..0, 0), (0..5, 5), (5..70, 65), (60..170, 100)] {
            let count = rows(range).insert(c.as_mut(), one, " on conflict do nothing").unwrap();
            assert_eq!(count, written);
        }
        let found = c.query("select a, b from pair order by a", &[]).unwrap();
        assert_eq!(found.len(), 170);
        assert!(found.iter().zip(0..).all(|(row, n)| row.text("b").unwrap() == format!("row {n}")));
        assert!(rows(100..200).insert(c.as_mut(), one, "").is_err());
    });
}
