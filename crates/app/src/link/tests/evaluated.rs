//! Evaluations worked out by hand.

use crate::link::evaluate::{Evaluation, evaluate};
use std::path::PathBuf;

struct Files(tempfile::TempDir);

impl Files {
    fn new() -> Files {
        Files(tempfile::tempdir().unwrap())
    }
    fn put(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}

const PAIRS: &str = "left,right,weight,probability\n\
    a,b,6,0.98\n\
    c,d,2,0.8\n\
    a,e,1,0.7\n\
    b,c,-1,0.3\n";

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-12
}

/// a, b, c are one person, d and e another: four true pairs, of which (a,b) and (b,c) were written.
fn check(found: &Evaluation) {
    assert_eq!((found.true_pairs, found.written_pairs), (4, 4));
    let written = &found.at_threshold;
    assert_eq!(written.probability, Some(0.3));
    assert!(near(written.precision, 0.5) && near(written.recall, 0.5) && near(written.f1, 0.5));
    // At 0.98: one of one, of four. F1 = 2·1·¼/1¼ = 0.4; so the best is all of them.
    assert_eq!(found.best, found.at_threshold);
    let sure = found.at_precision_99.unwrap();
    assert!(sure.probability == Some(0.98) && near(sure.recall, 0.25));
    // Three open pairs, one in each bin: |0.3−1|, |0.7−0|, |0.8−0| over three.
    assert_eq!((found.calibration.pairs, found.calibration.bins.len()), (3, 3));
    assert!(near(found.calibration.expected_error, (0.7 + 0.7 + 0.8) / 3.0));
}

#[test]
fn an_evaluation_is_what_one_reckons_by_hand() {
    let files = Files::new();
    let pairs = files.put("pairs.csv", PAIRS);
    let persons = files.put("truth.csv", "id,cluster\na,P\nb,P\nc,P\nd,Q\ne,Q\n");
    // Clusters abc, d, e would be right for P; here ab, cd, e: one true pair of two taken.
    let clusters = files.put("clusters.csv", "id,cluster\na,0\nb,0\nc,2\nd,2\ne,4\n");
    let found = evaluate(&pairs, &persons, Some(&clusters), false).unwrap();
    check(&found);
    let of_clusters = found.clusters.unwrap();
    assert!(near(of_clusters.precision, 0.5) && near(of_clusters.recall, 0.25));
    assert!(near(of_clusters.f1, 1.0 / 3.0));
    let pairs_of_truth = files.put("pairs-of-truth.csv", "left,right\nb,a\nc,a\nb,c\ne,d\n");
    let again = evaluate(&pairs, &pairs_of_truth, Some(&clusters), false).unwrap();
    check(&again);
    assert_eq!(again.clusters, found.clusters);
}

#[test]
fn of_two_files_the_same_words_are_different_ids() {
    let files = Files::new();
    let pairs = files.put("pairs.csv", "left,right,weight,probability\n1,2,5,0.9\n2,1,5,0.8\n1,1,5,0.7\n");
    let truth = files.put("truth.csv", "left,right\n1,2\n1,1\n");
    let found = evaluate(&pairs, &truth, None, true).unwrap();
    assert!(near(found.at_threshold.precision, 2.0 / 3.0) && near(found.at_threshold.recall, 1.0));
    let persons = "id,cluster,side\n1,P,left\n2,Q,left\n1,P,right\n2,P,right\n";
    let persons = files.put("persons.csv", persons);
    let clusters = files.put("clusters.csv", "id,cluster,side\n1,0,left\n2,1,left\n1,0,right\n2,3,right\n");
    let found = evaluate(&pairs, &persons, Some(&clusters), true).unwrap();
    assert_eq!(found.true_pairs, 2, "pairs within a file are none");
    let of_clusters = found.clusters.unwrap();
    assert!(near(of_clusters.precision, 1.0) && near(of_clusters.recall, 0.5));
}

#[test]
fn nothing_found_is_nothing_wrong_and_unknown_ids_are_told() {
    let files = Files::new();
    let truth = files.put("truth.csv", "id,cluster\na,P\nb,P\n");
    let none = files.put("none.csv", "left,right,weight,probability\n");
    let found = evaluate(&none, &truth, None, false).unwrap();
    assert_eq!((found.at_threshold.precision, found.at_threshold.recall), (1.0, 0.0));
    assert_eq!(found.at_precision_99, None);
    let strange = files.put("strange.csv", "left,right,probability\na,x,0.9\n");
    let found = evaluate(&strange, &truth, None, false).unwrap();
    assert_eq!((found.unknown_ids, found.at_threshold.precision), (1, 0.0));
}

#[test]
fn files_that_are_no_pairs_or_no_truth_are_refused() {
    let files = Files::new();
    let truth = files.put("truth.csv", "id,cluster\na,P\nb,P\n");
    let pairs = files.put("pairs.csv", PAIRS);
    let told = |pairs: &str, truth: &str, two: bool| {
        let (pairs, truth) = (files.put("p.csv", pairs), files.put("t.csv", truth));
        evaluate(&pairs, &truth, None, two).unwrap_err().to_string()
    };
    let (well, known) = ("left,right,probability\na,b,0.5\n", "id,cluster\na,P\nb,P\n");
    assert!(told("left,right\na,b\n", known, false).contains("there is no column `probability`"));
    assert!(told("left,right,probability\na,b,high\n", known, false).contains("row 0"));
    assert!(told("left,right,probability\na,b,1\nb,a,1\n", known, false).contains("row 1"));
    assert!(told(well, "name,cluster\na,P\n", false).contains("the truth is id,cluster or left,right"));
    assert!(told(well, "id,cluster\na,P\na,Q\n", false).contains("stood there before"));
    assert!(told(well, known, true).contains("id,cluster,side"));
    let clusters = files.put("clusters.csv", "id,cluster\na,0\n");
    let sides = files.put("sides.csv", "left,right\na,b\n");
    assert!(evaluate(&pairs, &sides, Some(&clusters), true).unwrap_err().to_string().contains("side"));
    assert!(evaluate(&pairs, &truth, None, false).is_ok());
}
