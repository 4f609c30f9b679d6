//! Where to cut, from the model's own probabilities and without any truth.

/// A threshold and what is expected of the pairs from it on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    /// Pairs of this probability and more are taken.
    pub probability: f64,
    /// The expected share of one person's pairs among those taken.
    pub precision: f64,
    /// The expected share of all pairs of one person that is taken.
    pub recall: f64,
}

/// The threshold of the best expected F1 (the harmonic mean of precision and recall), `missed` pairs being expected
/// outside. Probabilities in any order. After Lipton, Elkan and Naryanaswamy, *Optimal thresholding of classifiers to
/// maximize F1 measure* (2014).
pub fn best_f1(probabilities: &[f64], missed: f64) -> Threshold {
    let f1 = |t: &Threshold| 2.0 * t.precision * t.recall / (t.precision + t.recall).max(f64::MIN_POSITIVE);
    let all = every(probabilities, missed);
    all.into_iter().max_by(|a, b| f1(a).total_cmp(&f1(b))).unwrap_or(NOTHING)
}

/// The lowest threshold from which the expected precision is at least `precision`.
pub fn at_precision(probabilities: &[f64], precision: f64, missed: f64) -> Threshold {
    every(probabilities, missed).into_iter().rev().find(|t| t.precision >= precision).unwrap_or(NOTHING)
}

/// What is expected of the pairs of this probability and more.
pub fn expected(probabilities: &[f64], probability: f64, missed: f64) -> Threshold {
    // The lowest of the distinct ones that reach it takes the same pairs.
    let reached = every(probabilities, missed).into_iter().rev().find(|t| t.probability >= probability);
    Threshold { probability, ..reached.unwrap_or(NOTHING) }
}

/// Takes nothing.
const NOTHING: Threshold = Threshold { probability: 1.0, precision: 1.0, recall: 0.0 };

/// A threshold at each distinct probability, the highest first.
fn every(probabilities: &[f64], missed: f64) -> Vec<Threshold> {
    let mut sorted = probabilities.to_vec();
    sorted.sort_unstable_by(|a, b| b.total_cmp(a));
    let all = (sorted.iter().sum::<f64>() + missed).max(f64::MIN_POSITIVE);
    let mut thresholds = Vec::new();
    let mut right = 0.0;
    let mut taken = 0.0;
    for (at, p) in sorted.iter().enumerate() {
        right += p;
        taken += 1.0;
        if sorted.get(at + 1).is_none_or(|next| next != p) {
            thresholds.push(Threshold { probability: *p, precision: right / taken, recall: right / all });
        }
    }
    thresholds
}
