//! Compares what the engine found with the truth, which the engine never sees.

use crate::input::Input;
use linkage::{Pair, Threshold};
use std::collections::HashMap;

/// Knows the truth.
pub struct Judge<'a> {
    input: &'a Input,
    true_pairs: f64,
}

fn pairs_of(counts: impl Iterator<Item = u64>) -> f64 {
    counts.map(|n| (n * (n - 1) / 2) as f64).sum()
}

fn f1(right: f64, taken: f64, all: f64) -> String {
    let (p, r) = (right / taken.max(1.0), right / all.max(1.0));
    format!("P {p:.4} R {r:.4} F1 {:.4}", 2.0 * p * r / (p + r).max(1e-9))
}

impl<'a> Judge<'a> {
    pub fn new(input: &'a Input) -> Self {
        let mut of: HashMap<u32, u64> = HashMap::new();
        input.persons.iter().for_each(|p| *of.entry(*p).or_default() += 1);
        Self { input, true_pairs: pairs_of(of.into_values()) }
    }
    fn is_true(&self, pair: &Pair) -> bool {
        self.input.persons[pair.left as usize] == self.input.persons[pair.right as usize]
    }
    fn at(&self, pairs: &[Pair], threshold: f64) -> String {
        let taken = pairs.iter().filter(|p| p.probability >= threshold);
        let (right, all) =
            taken.fold((0.0, 0.0), |(r, n), p| (r + f64::from(u8::from(self.is_true(p))), n + 1.0));
        f1(right, all, self.true_pairs)
    }
    pub fn tell(&self, pairs: &[Pair], best: &Threshold, sure: &Threshold, clustered: &[u32]) {
        let all = self.true_pairs;
        let found = pairs.iter().filter(|p| self.is_true(p));
        println!(
            "true pairs {all} kept {:.4} by rules {:.4}",
            found.clone().count() as f64 / all,
            found.filter(|p| p.rules > 0).count() as f64 / all
        );
        println!(
            "pairwise at unsupervised {:.3}: {} (expected P {:.4} R {:.4})",
            best.probability,
            self.at(pairs, best.probability),
            best.precision,
            best.recall
        );
        println!(
            "pairwise at expected precision .99, {:.3}: {} (expected R {:.4})",
            sure.probability,
            self.at(pairs, sure.probability),
            sure.recall
        );
        self.tell_with_truth(pairs);
        let mut sizes: HashMap<u32, u64> = HashMap::new();
        let mut both: HashMap<(u32, u32), u64> = HashMap::new();
        for (cluster, person) in clustered.iter().zip(&self.input.persons) {
            *sizes.entry(*cluster).or_default() += 1;
            *both.entry((*cluster, *person)).or_default() += 1;
        }
        println!("clusters: {}", f1(pairs_of(both.into_values()), pairs_of(sizes.into_values()), all));
        let wrong = pairs.iter().filter(|p| p.probability >= best.probability && !self.is_true(p));
        let home = |p: &&Pair| {
            self.input
                .households
                .get(p.left as usize)
                .is_some_and(|h| *h == self.input.households[p.right as usize])
        };
        println!(
            "false pairs {} of which one household {}",
            wrong.clone().count(),
            wrong.filter(home).count()
        );
        self.tell_calibration(pairs);
    }
    fn tell_with_truth(&self, pairs: &[Pair]) {
        let mut order: Vec<(f64, bool)> = pairs.iter().map(|p| (p.probability, self.is_true(p))).collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (mut right, mut best, mut at99) = (0.0, (0.0, 0.0), (0.0, 0.0));
        for (n, (p, is_true)) in order.iter().enumerate() {
            right += f64::from(u8::from(*is_true));
            if order.get(n + 1).is_some_and(|next| next.0 == *p) {
                continue;
            }
            let (precision, recall) = (right / (n + 1) as f64, right / self.true_pairs);
            let f = 2.0 * precision * recall / (precision + recall).max(1e-9);
            best = if f > best.0 { (f, *p) } else { best };
            at99 = if precision >= 0.99 { (recall, *p) } else { at99 };
        }
        println!(
            "with the truth: best F1 {:.4} at {:.3}; recall at precision .99 {:.4} at {:.4}",
            best.0, best.1, at99.0, at99.1
        );
    }
    fn tell_calibration(&self, pairs: &[Pair]) {
        let mut open: Vec<&Pair> =
            pairs.iter().filter(|p| p.probability > 0.05 && p.probability < 0.95).collect();
        open.sort_by(|a, b| a.probability.total_cmp(&b.probability));
        let size = open.len().div_ceil(10).max(1);
        let (mut error, mut bins) = (0.0, Vec::new());
        for bin in open.chunks(size) {
            let expected = bin.iter().map(|p| p.probability).sum::<f64>() / bin.len() as f64;
            let observed = bin.iter().filter(|p| self.is_true(p)).count() as f64 / bin.len() as f64;
            error += (expected - observed).abs() * bin.len() as f64 / open.len() as f64;
            bins.push(format!("{expected:.2}:{observed:.2}"));
        }
        println!("calibration error {error:.4} over {} pairs: {}", open.len(), bins.join(" "));
    }
}
