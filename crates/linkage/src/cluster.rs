//! Clusters of records of one person, so that families and twins do not collapse.

use crate::pair::Pair;
use crate::records::Records;
use rustc_hash::FxHashMap;

/// What a pair says that was not found worth keeping, in bits: somewhat against.
const UNKNOWN: f64 = -3.0;
/// No pair says more than this, for or against.
const BITS_MAX: f64 = 20.0;
/// Clusters whose pairs would be more than this are judged by the pair that joins them alone.
const PAIRS_MAX: usize = 4096;

/// The cluster of every record, named by its smallest record.
///
/// Pairs from `threshold` on join clusters, the most probable first, and only while
/// - no two records of the joined cluster are of one event (or of one file without doubles), and
/// - all pairs between the two clusters together speak for one person (sum of log2 odds above zero).
///
/// So a chain «father – son with one letter wrong – son» breaks at its weakest link. What happens in a cluster depends
/// on the pairs among its own records only. Pairs are by left and right record, as [`crate::weigh`] gives them.
pub fn clusters(records: &Records, pairs: &[Pair], threshold: f64) -> Vec<u32> {
    let mut joining: Vec<u32> =
        (0u32..).zip(pairs).filter(|(_, p)| p.probability >= threshold).map(|(at, _)| at).collect();
    let place = |at: &u32| &pairs[*at as usize];
    joining.sort_by(|a, b| {
        let by_probability = place(b).probability.total_cmp(&place(a).probability);
        by_probability.then_with(|| place(b).evidence.same.total_cmp(&place(a).evidence.same)).then(a.cmp(b))
    });
    let mut growing =
        Growing { records, pairs, of: (0..records.len() as u32).collect(), members: FxHashMap::default() };
    for at in &joining {
        let pair = place(at);
        growing.join(pair);
    }
    growing.of
}

/// Clusters while they grow.
struct Growing<'a> {
    records: &'a Records,
    pairs: &'a [Pair],
    of: Vec<u32>,
    /// The records of clusters of two and more.
    members: FxHashMap<u32, Vec<u32>>,
}

impl Growing<'_> {
    fn join(&mut self, pair: &Pair) {
        let (a, b) = (self.of[pair.left as usize], self.of[pair.right as usize]);
        if a == b {
            return;
        }
        let (one, other) = (self.of_cluster(a), self.of_cluster(b));
        if !self.may_join(&one, &other) {
            return;
        }
        let (name, gone) = (a.min(b), a.max(b));
        let mut all = one;
        all.extend(other);
        all.iter().for_each(|record| self.of[*record as usize] = name);
        self.members.remove(&gone);
        self.members.insert(name, all);
    }
    fn of_cluster(&self, name: u32) -> Vec<u32> {
        self.members.get(&name).cloned().unwrap_or_else(|| vec![name])
    }
    fn may_join(&self, one: &[u32], other: &[u32]) -> bool {
        if one.len() == 1 && other.len() == 1 {
            return true;
        }
        let judged = one.len() * other.len() <= PAIRS_MAX;
        let mut bits = 0.0;
        for &a in one {
            for &b in other {
                if self.records.are_two_people(a, b) {
                    return false;
                }
                if judged {
                    bits += self.bits(a.min(b), a.max(b));
                }
            }
        }
        !judged || bits > 0.0
    }
    /// What a pair says, in bits.
    fn bits(&self, left: u32, right: u32) -> f64 {
        let found = self.pairs.binary_search_by_key(&(left, right), |p| (p.left, p.right));
        found.map_or(UNKNOWN, |at| {
            let p = self.pairs[at].probability;
            (p / (1.0 - p)).log2().clamp(-BITS_MAX, BITS_MAX)
        })
    }
}
