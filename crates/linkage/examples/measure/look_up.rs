//! One registration against all records, many times: how long it takes, and that it weighs what the batch weighed.

use crate::BLOCK_MAX;
use crate::threads::Threads;
use linkage::{Lookup, Memo, Model, Pair, Records, Rule, Weights};
use std::error::Error;
use std::time::Instant;

const ASKED: usize = 5_000;

/// Looks up records spread over the file and weighs everybody they meet.
pub fn tell(records: &Records, rules: &[Rule], model: &Model, pairs: &[Pair]) -> Result<(), Box<dyn Error>> {
    let lookup = Lookup::new(records, rules, BLOCK_MAX, &Threads(1))?;
    let weights = Weights::new(model, records)?;
    let (mut took, mut met, mut compared, mut differ) = (Vec::new(), 0, 0, 0);
    for n in 0..ASKED {
        let asked = (n * (records.len() / ASKED).max(1)) as u32;
        let begun = Instant::now();
        let scorer = weights.of(records);
        let mut memo = Memo::default();
        let near = lookup.near(records, asked);
        let found: Vec<_> =
            near.iter().map(|other| (*other, scorer.evidence(asked, *other, &mut memo))).collect();
        took.push(begun.elapsed().as_secs_f64() * 1e3);
        met += found.len();
        for (other, evidence) in found {
            let place = (asked.min(other), asked.max(other));
            if let Ok(at) = pairs.binary_search_by_key(&place, |p| (p.left, p.right)) {
                let batch = pairs[at].evidence;
                let bits = |e: linkage::Evidence| [e.same, e.relatives, e.strangers].map(f64::to_bits);
                compared += 1;
                differ += usize::from(bits(batch) != bits(evidence));
            }
        }
    }
    took.sort_by(f64::total_cmp);
    let at = |share: f64| took[((took.len() - 1) as f64 * share) as usize];
    println!(
        "look-up of one among {}: p50 {:.3} ms p99 {:.3} ms, {:.0} met each; {compared} pairs of the batch, {differ} of them weighed otherwise",
        records.len(),
        at(0.5),
        at(0.99),
        met as f64 / ASKED as f64
    );
    Ok(())
}
