//! Two events beside each other: each person of one is at most one person of the other.

use super::around::Events;
use crate::hands::Hands;
use crate::pair::Pair;
use crate::score::{Scorer, probability};

/// The smaller event has at most this many people found in the other; above, competitors are only summed.
const EXACT_MAX: usize = 10;
/// No odds count for more.
const ODDS_MAX: f64 = 1e15;

/// One edge between two events: who with whom, and the odds that they are one person.
#[derive(Clone, Copy)]
struct Edge {
    pair: usize,
    left: usize,
    right: usize,
    odds: f64,
}

/// Sets the probability of every pair to its share of all ways to match the two events.
pub(super) fn settle(pairs: &mut [Pair], events: &Events, scorer: &Scorer<'_>, hands: &impl Hands) {
    let mut order: Vec<(u64, u32)> =
        (0u32..).zip(pairs.iter()).filter_map(|(at, pair)| Some((of_events(pair, events)?, at))).collect();
    order.sort_unstable();
    let groups: Vec<&[(u64, u32)]> = order.chunk_by(|a, b| a.0 == b.0).filter(|g| g.len() > 1).collect();
    let read: &[Pair] = pairs;
    let settled = hands.each(crate::hands::cuts(groups.len(), hands.count()), &|range| {
        let mut settled = Vec::new();
        for group in &groups[range] {
            settle_two(read, group, events, scorer, &mut settled);
        }
        settled
    });
    for (at, probability) in settled.into_iter().flatten() {
        pairs[at].probability = probability;
    }
}

/// The two events of a pair, the smaller first; `None` unless somebody came in company.
fn of_events(pair: &Pair, events: &Events) -> Option<u64> {
    let (a, b) = (events.event(pair.left), events.event(pair.right));
    let company = events.members(a).len().max(events.members(b).len());
    let both = u64::from(a.min(b)) << 32 | u64::from(a.max(b));
    (a != 0 && b != 0 && company > 1).then_some(both)
}

fn settle_two(
    pairs: &[Pair],
    group: &[(u64, u32)],
    events: &Events,
    scorer: &Scorer<'_>,
    settled: &mut Vec<(usize, f64)>,
) {
    let (mut lefts, mut rights) = (Vec::new(), Vec::new());
    let mut place = |list: usize, record: u32| {
        let list: &mut Vec<u32> = if list == 0 { &mut lefts } else { &mut rights };
        list.iter().position(|r| *r == record).unwrap_or_else(|| {
            list.push(record);
            list.len() - 1
        })
    };
    let first_event = (group[0].0 >> 32) as u32;
    let mut edges: Vec<Edge> = Vec::with_capacity(group.len());
    for &(_, at) in group {
        let pair = &pairs[at as usize];
        let turned = events.event(pair.left) != first_event;
        let (a, b) = if turned { (pair.right, pair.left) } else { (pair.left, pair.right) };
        let odds = pair.evidence.odds().min(ODDS_MAX);
        edges.push(Edge { pair: at as usize, left: place(0, a), right: place(1, b), odds });
    }
    let sizes = [first_event, group[0].0 as u32].map(|e| events.members(e).len().max(1));
    let in_company = in_company(&edges, pairs, scorer, 1.0 / sizes[0].max(sizes[1]) as f64);
    for (edge, odds) in edges.iter_mut().zip(in_company) {
        edge.odds = odds;
    }
    let (mut of_left, mut of_right) = (lefts.len(), rights.len());
    if of_right > of_left {
        edges.iter_mut().for_each(|e| (e.left, e.right) = (e.right, e.left));
        (of_left, of_right) = (of_right, of_left);
    }
    let shares = if of_right <= EXACT_MAX { exact(&edges, of_left, of_right) } else { summed(&edges) };
    settled.extend(edges.iter().zip(shares).map(|(edge, share)| (edge.pair, share)));
}

/// The odds of each edge, with what the best other edge says: if two others are one person, these are events of one
/// household, and the choice is between one person and two relatives. `prior` are the odds of that choice.
fn in_company(edges: &[Edge], pairs: &[Pair], scorer: &Scorer<'_>, prior: f64) -> Vec<f64> {
    let odds = edges.iter().map(|edge| {
        let apart = edges.iter().filter(|e| e.left != edge.left && e.right != edge.right);
        let best = apart.map(|e| probability(e.odds)).fold(0.0, f64::max);
        let evidence = &pairs[edge.pair].evidence;
        if best == 0.0 || !evidence.relatives.is_finite() {
            return edge.odds;
        }
        let likelihoods = evidence.same - scorer.priors[0] - evidence.relatives + scorer.priors[1];
        let at_home = (prior * likelihoods.exp2()).min(ODDS_MAX);
        (1.0 - best) * edge.odds + best * at_home
    });
    odds.collect()
}

/// The share of each edge in the sum over all matchings, by dynamic programming over the sets of matched right people.
fn exact(edges: &[Edge], of_left: usize, of_right: usize) -> Vec<f64> {
    let sets = 1usize << of_right;
    let of = |left: usize| edges.iter().filter(move |e| e.left == left);
    // before[i][set]: ways in which the lefts below i take exactly `set`; after[i][set]: ways for those from i on when
    // `set` is taken.
    let mut before = vec![vec![0.0; sets]; of_left + 1];
    let mut after = vec![vec![1.0; sets]; of_left + 1];
    before[0][0] = 1.0;
    for left in 0..of_left {
        for set in 0..sets {
            let ways = before[left][set];
            if ways == 0.0 {
                continue;
            }
            before[left + 1][set] += ways;
            for edge in of(left).filter(|e| set >> e.right & 1 == 0) {
                before[left + 1][set | 1 << edge.right] += ways * edge.odds;
            }
        }
    }
    for left in (0..of_left).rev() {
        for set in 0..sets {
            let free = of(left).filter(|e| set >> e.right & 1 == 0);
            let taken: f64 = free.map(|e| e.odds * after[left + 1][set | 1 << e.right]).sum();
            after[left][set] = after[left + 1][set] + taken;
        }
    }
    let all = after[0][0];
    let share = |edge: &Edge| {
        let free = (0..sets).filter(|set| set >> edge.right & 1 == 0);
        let ways: f64 =
            free.map(|set| before[edge.left][set] * after[edge.left + 1][set | 1 << edge.right]).sum();
        (ways * edge.odds / all).clamp(0.0, 1.0)
    };
    edges.iter().map(share).collect()
}

/// For large events: the share of each edge among those that share a person with it.
fn summed(edges: &[Edge]) -> Vec<f64> {
    let share = |edge: &Edge| {
        let rivals = edges.iter().filter(|e| e.left == edge.left || e.right == edge.right);
        edge.odds / (1.0 + rivals.map(|e| e.odds).sum::<f64>())
    };
    edges.iter().map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(left: usize, right: usize, odds: f64) -> Edge {
        Edge { pair: 0, left, right, odds }
    }

    #[test]
    fn one_edge_alone_keeps_its_own_odds() {
        assert!((exact(&[edge(0, 0, 3.0)], 1, 1)[0] - 0.75).abs() < 1e-12);
    }

    #[test]
    fn brothers_compete_for_one_record() {
        let shares = exact(&[edge(0, 0, 1000.0), edge(1, 0, 100.0)], 2, 1);
        assert!((shares[0] - 1000.0 / 1101.0).abs() < 1e-12);
        assert!((shares[1] - 100.0 / 1101.0).abs() < 1e-12);
        assert_eq!(summed(&[edge(0, 0, 1000.0), edge(1, 0, 100.0)]), shares);
    }

    #[test]
    fn twins_who_both_came_again_each_find_themselves() {
        let edges = [edge(0, 0, 1000.0), edge(0, 1, 100.0), edge(1, 0, 100.0), edge(1, 1, 1000.0)];
        let shares = exact(&edges, 2, 2);
        let all = 1.0 + 2000.0 + 200.0 + 1e6 + 1e4;
        assert!((shares[0] - (1000.0 + 1e6) / all).abs() < 1e-9);
        assert!((shares[1] - (100.0 + 1e4) / all).abs() < 1e-9);
    }
}
