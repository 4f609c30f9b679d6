//! A few records that may be one person: every way to part them in people is weighed.

use crate::hands::{Hands, cuts};
use crate::pair::Pair;
use crate::score::{Scorer, probability};
use crate::token::Memo;

/// Pairs from this probability on hold a group together.
const HOLDS_MIN: f64 = 0.05;
/// There are 877 ways to part seven records; larger groups are left to [`super::through`].
pub(super) const GROUP_MAX: usize = 7;
/// Odds count for no more and no less, so that products stay numbers.
const ODDS_MAX: f64 = 1e9;

/// The group of every record: the smallest record that pairs lead to.
pub(super) struct Groups {
    of: Vec<u32>,
    sizes: Vec<u32>,
}

impl Groups {
    pub fn of(pairs: &[Pair], records: usize) -> Self {
        let mut of: Vec<u32> = (0..records as u32).collect();
        for pair in pairs.iter().filter(|p| p.probability >= HOLDS_MIN) {
            let (a, b) = (root(&mut of, pair.left), root(&mut of, pair.right));
            of[a.max(b) as usize] = a.min(b);
        }
        let mut sizes = vec![0; records];
        for record in 0..records as u32 {
            let group = root(&mut of, record);
            of[record as usize] = group;
            sizes[group as usize] += 1;
        }
        Self { of, sizes }
    }
    pub fn group(&self, record: u32) -> u32 {
        self.of[record as usize]
    }
    pub fn size(&self, record: u32) -> usize {
        self.sizes[self.group(record) as usize] as usize
    }
}

fn root(of: &mut [u32], mut record: u32) -> u32 {
    while of[record as usize] != record {
        of[record as usize] = of[of[record as usize] as usize];
        record = of[record as usize];
    }
    record
}

/// Sets the probability of each pair within a group of three to seven to its share in the sum over all ways to part the
/// group in people, and adds pairs of the group that were not there.
pub(super) fn settle(pairs: &mut Vec<Pair>, groups: &Groups, scorer: &Scorer<'_>, hands: &impl Hands) {
    let mut order: Vec<(u32, u32)> = (0..groups.of.len() as u32)
        .filter(|record| (3..=GROUP_MAX).contains(&groups.size(*record)))
        .map(|record| (groups.group(record), record))
        .collect();
    order.sort_unstable();
    let each: Vec<&[(u32, u32)]> = order.chunk_by(|a, b| a.0 == b.0).collect();
    let read: &[Pair] = pairs;
    let settled = hands.each(cuts(each.len(), hands.count()), &|range| {
        let mut memo = Memo::default();
        let mut settled = Vec::new();
        for group in &each[range] {
            let records: Vec<u32> = group.iter().map(|(_, record)| *record).collect();
            settle_one(read, &records, scorer, &mut memo, &mut settled);
        }
        settled
    });
    let mut more = Vec::new();
    for pair in settled.into_iter().flatten() {
        match pairs.binary_search_by_key(&(pair.left, pair.right), |p| (p.left, p.right)) {
            Ok(at) => pairs[at].probability = pair.probability,
            Err(_) => more.push(pair),
        }
    }
    pairs.extend(more.into_iter().filter(|p| p.probability >= crate::KEPT_MIN));
    pairs.sort_unstable_by_key(|p| (p.left, p.right));
}

fn settle_one(
    pairs: &[Pair],
    records: &[u32],
    scorer: &Scorer<'_>,
    memo: &mut Memo,
    settled: &mut Vec<Pair>,
) {
    let mut odds = [[0.0; GROUP_MAX]; GROUP_MAX];
    let first = settled.len();
    for (i, &left) in records.iter().enumerate() {
        for (j, &right) in records.iter().enumerate().skip(i + 1) {
            if scorer.records().are_two_people(left, right) {
                continue;
            }
            let known = pairs.binary_search_by_key(&(left, right), |p| (p.left, p.right));
            let pair = known.map(|at| pairs[at]).unwrap_or_else(|_| {
                let evidence = scorer.evidence(left, right, memo);
                Pair { left, right, rules: 0, evidence, probability: probability(evidence.odds()) }
            });
            let of_pair = pair.probability / (1.0 - pair.probability);
            odds[i][j] = of_pair.clamp(1.0 / ODDS_MAX, ODDS_MAX);
            odds[j][i] = odds[i][j];
            settled.push(pair);
        }
    }
    let mut ways = Ways { odds: &odds, count: records.len(), all: 0.0, together: Default::default() };
    ways.part(0, 0, 1.0, &mut [0; GROUP_MAX]);
    let place = |record: u32| records.iter().position(|r| *r == record).unwrap_or(0);
    for pair in &mut settled[first..] {
        pair.probability = ways.together[place(pair.left)][place(pair.right)] / ways.all;
    }
}

/// Sums over the ways to part records in people.
struct Ways<'a> {
    odds: &'a [[f64; GROUP_MAX]; GROUP_MAX],
    count: usize,
    all: f64,
    /// The ways in which two are one person.
    together: [[f64; GROUP_MAX]; GROUP_MAX],
}

impl Ways<'_> {
    /// Puts the record `at` with each person found so far, or makes it a new one.
    fn part(&mut self, at: usize, people: usize, weight: f64, person: &mut [usize; GROUP_MAX]) {
        if at == self.count {
            return self.add(weight, person);
        }
        for who in 0..=people {
            let with = (0..at).filter(|other| person[*other] == who);
            let weight = weight * with.map(|other| self.odds[other][at]).product::<f64>();
            if weight > 0.0 {
                person[at] = who;
                self.part(at + 1, people.max(who + 1), weight, person);
            }
        }
    }
    fn add(&mut self, weight: f64, person: &[usize; GROUP_MAX]) {
        self.all += weight;
        for one in 0..self.count {
            for other in one + 1..self.count {
                if person[one] == person[other] {
                    self.together[one][other] += weight;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn together(of: [f64; 3]) -> [f64; 3] {
        let mut odds = [[0.0; GROUP_MAX]; GROUP_MAX];
        for (n, (i, j)) in [(0, 1), (0, 2), (1, 2)].into_iter().enumerate() {
            odds[i][j] = of[n];
            odds[j][i] = of[n];
        }
        let mut ways = Ways { odds: &odds, count: 3, all: 0.0, together: Default::default() };
        ways.part(0, 0, 1.0, &mut [0; GROUP_MAX]);
        [ways.together[0][1], ways.together[0][2], ways.together[1][2]].map(|w| w / ways.all)
    }

    #[test]
    fn three_records_are_parted_in_five_ways() {
        let (x, y, z) = (3.0, 5.0, 7.0);
        let all = 1.0 + x + y + z + x * y * z;
        let found = together([x, y, z]);
        assert!((found[0] - (x + x * y * z) / all).abs() < 1e-12);
    }

    #[test]
    fn who_is_surely_one_is_hardly_another() {
        let [first, second, _] = together([1e6, 2.0, 0.0]);
        assert!(first > 0.999 && second < 1e-5, "{first} {second}");
    }

    #[test]
    fn a_third_record_vouches_for_two() {
        let [_, _, between] = together([1e6, 1e6, 0.1]);
        assert!(between > 0.99);
    }
}
