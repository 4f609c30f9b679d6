//! Steps that leave the same stages for the same stage, brought together.

use super::EdgeKind;
use crate::model::{Procedure, Step};

/// Steps that run alike. Stages are told by their place in the file.
pub struct Bundle<'p> {
    pub kind: EdgeKind,
    pub from: Vec<usize>,
    pub to: Option<usize>,
    pub gives_back: bool,
    pub steps: Vec<(usize, &'p Step)>,
}

impl Bundle<'_> {
    /// Whether a case at this stage stays there: the step leads nowhere, or to where the case is.
    pub fn stays_at(&self, stage: usize) -> bool {
        self.kind != EdgeKind::Opens && self.from.contains(&stage) && self.to.is_none_or(|to| to == stage)
    }
    /// The stages it leads away from.
    pub fn sources(&self) -> impl Iterator<Item = usize> {
        self.from.iter().copied().filter(|from| self.to.is_some_and(|to| to != *from))
    }
    fn runs_like(&self, other: &Bundle<'_>) -> bool {
        (self.kind, self.gives_back, self.to, &self.from)
            == (other.kind, other.gives_back, other.to, &other.from)
    }
    pub fn numbers(&self) -> Vec<usize> {
        self.steps.iter().map(|(number, _)| *number).collect()
    }
}

/// The opening first, then the steps in the order of the file.
pub fn bundles(procedure: &Procedure) -> Vec<Bundle<'_>> {
    let place = |id: &String| procedure.stages.iter().position(|s| s.id == *id);
    let opening = Bundle {
        kind: EdgeKind::Opens,
        from: Vec::new(),
        to: place(&procedure.first_stage),
        gives_back: false,
        steps: vec![(1, &procedure.opening)],
    };
    let others = procedure.steps.iter().enumerate().map(|(n, step)| {
        let mut from: Vec<usize> = step.from.iter().filter_map(place).collect();
        from.sort_unstable();
        from.dedup();
        let to = step.to.as_ref().and_then(place);
        Bundle {
            kind: EdgeKind::Onward,
            gives_back: step.gives_back.is_some(),
            from,
            to,
            steps: vec![(n + 2, step)],
        }
    });
    let mut each: Vec<Bundle<'_>> = std::iter::once(opening).chain(others).collect();
    let reach = Reach::of(&each, procedure.stages.len());
    for bundle in each.iter_mut().skip(1) {
        bundle.kind = kind(bundle, &reach);
    }
    let mut together: Vec<Bundle<'_>> = Vec::new();
    for bundle in each {
        match together.iter_mut().find(|known| known.runs_like(&bundle)) {
            Some(known) => known.steps.extend(bundle.steps),
            None => together.push(bundle),
        }
    }
    together
}

fn kind(bundle: &Bundle<'_>, reach: &Reach) -> EdgeKind {
    let Some(to) = bundle.to.filter(|_| bundle.sources().next().is_some()) else { return EdgeKind::Stays };
    let back = |from: usize| reach.met[to] < reach.met[from] && reach.leads(to, from);
    match bundle.steps[0].1.remedy {
        true => EdgeKind::Remedy,
        false if bundle.gives_back || bundle.sources().all(back) => EdgeKind::Back,
        false => EdgeKind::Onward,
    }
}

/// Which stages lead to which, whatever guards say.
struct Reach {
    next: Vec<Vec<usize>>,
    /// When a walk from the first stage, nearest first, meets each.
    met: Vec<usize>,
}

impl Reach {
    fn of(bundles: &[Bundle<'_>], stages: usize) -> Reach {
        let mut next = vec![Vec::new(); stages];
        for bundle in bundles {
            for from in bundle.sources() {
                next[from].extend(bundle.to);
            }
        }
        let first = bundles.iter().find(|b| b.kind == EdgeKind::Opens).and_then(|b| b.to);
        let mut met = vec![usize::MAX; stages];
        for (turn, stage) in walk(&next, first).into_iter().enumerate() {
            met[stage] = turn;
        }
        Reach { next, met }
    }
    fn leads(&self, from: usize, to: usize) -> bool {
        walk(&self.next, Some(from)).contains(&to)
    }
}

/// Stages from one on, nearest first.
fn walk(next: &[Vec<usize>], from: Option<usize>) -> Vec<usize> {
    let mut seen: Vec<usize> = from.into_iter().collect();
    let mut at = 0;
    while let Some(stage) = seen.get(at).copied() {
        for to in &next[stage] {
            if !seen.contains(to) {
                seen.push(*to);
            }
        }
        at += 1;
    }
    seen
}
