//! What holds of any records: symmetry, no matter how work is cut, columns in any order, clusters left alone.

use super::village::{Row, records, rules, schema, trained, values, village};
use crate::*;
use proptest::prelude::*;

fn linked(rows: &[Row], model: &Model, cuts: usize) -> (Vec<Pair>, Vec<u32>) {
    let records = records(rows);
    let hands = Alone { cuts };
    let scorer = Scorer::new(model, &records).unwrap();
    let candidates = Candidates::new(&records, &rules(), 2000, &hands).unwrap();
    let mut pairs = weigh(&scorer, &candidates, &hands);
    resolve(&mut pairs, &scorer, &hands);
    let clusters = clusters(&records, &pairs, 0.5);
    (pairs, clusters)
}

fn any_row() -> impl Strategy<Value = Row> {
    let name = "(José|Jose|Pepe|María|Ana|Luis|Lius|de la|Ñ|Иван|[a-zñ]{1,9})( (José|Luis|de López|López|[a-z]{1,9})){0,3}";
    let date = "(19[0-9]{2}(-0[1-9]-[0-2][1-9])?)?";
    let patterns = [name, name, date, "[FM]?", "(M[0-9])?", "([0-9]{3})?", "([0-9]{5})?", "[ab]?"];
    patterns.map(|pattern| proptest::string::string_regex(pattern).unwrap())
}

/// Every record that kept pairs lead to.
fn related_to(record: u32, pairs: &[Pair]) -> std::collections::BTreeSet<u32> {
    let mut related = std::collections::BTreeSet::from([record]);
    loop {
        let before = related.len();
        for pair in pairs {
            if related.contains(&pair.left) || related.contains(&pair.right) {
                related.extend([pair.left, pair.right]);
            }
        }
        if related.len() == before {
            return related;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn evidence_is_symmetric_and_finite(rows in prop::collection::vec(any_row(), 12)) {
        let base = village(60, 2).rows;
        let model = trained(&records(&base), 1).unwrap();
        let records = records(&rows);
        let scorer = Scorer::new(&model, &records).unwrap();
        let mut memo = Memo::default();
        for a in 0..12 {
            for b in 0..12 {
                let one = scorer.evidence(a, b, &mut memo);
                prop_assert_eq!(one, scorer.evidence(b, a, &mut Memo::default()));
                prop_assert!(one.same.is_finite() && one.strangers.is_finite());
                prop_assert!((0.0..=1.0).contains(&one.probability()));
                // Laid out by hand the other way round too: no order of storage hides behind the sorted pair.
                for (field, _) in records.schema().fields().iter().enumerate() {
                    let (x, y) = (records.row(a), records.row(b));
                    prop_assert_eq!(
                        scorer.comparer.field(field, x, y, &mut memo),
                        scorer.comparer.field(field, y, x, &mut memo)
                    );
                }
            }
        }
    }

    #[test]
    fn how_work_is_cut_changes_nothing(seed in 0u64..1000, cuts in 2usize..9) {
        let rows = village(50, seed).rows;
        let whole = trained(&records(&rows), 1);
        prop_assert_eq!(&whole, &trained(&records(&rows), cuts));
        let model = whole.unwrap();
        prop_assert_eq!(linked(&rows, &model, 1), linked(&rows, &model, cuts));
    }

    #[test]
    fn one_more_record_splits_no_cluster_it_has_nothing_to_do_with(seed in 0u64..1000, more in any_row()) {
        let mut rows = village(50, seed).rows;
        let model = trained(&records(&rows), 1).unwrap();
        let (_, before) = linked(&rows, &model, 1);
        let added = rows.len() as u32;
        rows.push(more);
        let (pairs, after) = linked(&rows, &model, 1);
        let related = related_to(added, &pairs);
        for (record, cluster) in before.iter().enumerate() {
            if !related.contains(&(record as u32)) {
                prop_assert_eq!(after[record], *cluster);
            }
        }
    }

    #[test]
    fn the_order_of_columns_changes_nothing(seed in 0u64..1000, turn in 1usize..7) {
        let rows = village(40, seed).rows;
        let mut fields = schema().fields().to_vec();
        fields.rotate_left(turn);
        let turned = Schema::new(fields, Some("event")).unwrap();
        let mut other = Records::new(turned.clone());
        for row in &rows {
            other.push(&values(row, &turned)).unwrap();
        }
        let (one, two) = (trained(&records(&rows), 1).unwrap(), trained(&other, 1).unwrap());
        prop_assert_eq!(&one, &two);
        let hands = Alone { cuts: 1 };
        let candidates = Candidates::new(&other, &rules(), 2000, &hands).unwrap();
        let mut pairs = weigh(&Scorer::new(&two, &other).unwrap(), &candidates, &hands);
        resolve(&mut pairs, &Scorer::new(&two, &other).unwrap(), &hands);
        prop_assert_eq!(&linked(&rows, &one, 1).0, &pairs);
    }

    #[test]
    fn any_text_is_taken(text in "\\PC*") {
        for part in parts(&text) {
            prop_assert!(!part.spelling.is_empty());
            prop_assert!(!sound(&part.spelling).is_empty());
        }
        let _ = (plain(&text), identifier(&text), PackedDate::read(&text));
    }
}
