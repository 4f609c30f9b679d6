//! Everywhere a case can be, loops included: a stage and what is known, and every way from one place to the next.

use super::space::{Packed, Shape, Space, Table};
use crate::FactValue;
use crate::model::{Procedure, Step};
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap, VecDeque};

/// The places of a procedure. Place 0 is before the case is opened.
pub(super) struct Graph<'p> {
    pub p: &'p Procedure,
    pub space: Space<'p>,
    pub nodes: Vec<Node<'p>>,
    /// Ordered by where they leave.
    edges: Vec<Edge<'p>>,
    /// Where the edges of each place begin.
    begins: Vec<usize>,
    /// The edges of each step, the opening first.
    by_step: Vec<Vec<usize>>,
    shapes: Vec<Shape>,
    /// The steps that leave each stage, by their place in the file.
    leaving: HashMap<&'p str, Vec<usize>>,
}

/// A place: a stage and what is known there.
pub(super) struct Node<'p> {
    /// Empty before the case is opened.
    pub stage: &'p str,
    pub ended: bool,
    pub facts: Packed,
    /// The edge by which it was first reached: following these back is a shortest path.
    from: Option<usize>,
    /// How many edges it is away.
    depth: usize,
}

/// A way from one place to another.
#[derive(Clone, Copy)]
pub(super) struct Edge<'p> {
    pub from: usize,
    pub to: usize,
    /// The step taken; `None`: a linked case moved.
    pub step: Option<&'p Step>,
    /// The step's place, the opening's first; [`MOVED`] when a linked case moved.
    number: usize,
}

const MOVED: usize = usize::MAX;

/// A way on: the stage, what is known there, and the step's number.
type Next<'p> = (&'p str, Packed, usize);

impl<'p> Graph<'p> {
    /// What is known but never asked again from where a case stands is left out: it tells no two places apart.
    pub fn of(p: &'p Procedure, asked: &BTreeSet<String>) -> Graph<'p> {
        let space = Space::of(p);
        let shapes = p.steps.iter().map(|s| Shape::of(&space, s)).collect();
        let lives = lives(p, &space, asked);
        let steps: Vec<&Step> = p.all_steps().collect();
        let by_step = vec![Vec::new(); steps.len()];
        let (nodes, edges, begins) = (Vec::new(), Vec::new(), Vec::new());
        let leaving = leaving(p);
        let mut graph = Graph { p, space, nodes, edges, begins, by_step, shapes, leaving };
        let mut seen: HashMap<(&str, Packed), usize> = HashMap::new();
        let mut queue = VecDeque::new();
        let initial = graph.space.pack(&p.initial_facts());
        graph.nodes.push(Node { stage: "", ended: false, facts: initial, from: None, depth: 0 });
        queue.push_back(0);
        while let Some(here) = queue.pop_front() {
            graph.begins.push(graph.edges.len());
            for (stage, mut facts, number) in graph.next(here) {
                if let Some(live) = p.stages.iter().position(|s| s.id == stage).and_then(|n| lives.get(n)) {
                    facts.iter_mut().zip(live).filter(|(_, live)| !**live).for_each(|(fact, _)| *fact = 0);
                }
                let to = *seen.entry((stage, facts)).or_insert_with_key(|(stage, facts)| {
                    let ended = p.stage(stage).is_some_and(|s| s.ended);
                    let from = Some(graph.edges.len());
                    let depth = graph.nodes[here].depth + 1;
                    graph.nodes.push(Node { stage, ended, facts: facts.clone(), from, depth });
                    queue.push_back(graph.nodes.len() - 1);
                    graph.nodes.len() - 1
                });
                if number != MOVED {
                    graph.by_step[number].push(graph.edges.len());
                }
                let step = steps.get(number).copied();
                graph.edges.push(Edge { from: here, to, step, number });
            }
        }
        graph
    }

    /// Where a case can go: by every step whose guard holds, and by every move of a linked case.
    fn next(&self, here: usize) -> Vec<Next<'p>> {
        let (p, node) = (self.p, &self.nodes[here]);
        if here == 0 {
            let opening = Shape::of(&self.space, &p.opening).after(&self.space, &node.facts, "");
            return opening.into_iter().map(|f| (p.first_stage.as_str(), f, 0)).collect();
        }
        let mut next = Vec::new();
        for place in self.leaving.get(node.stage).into_iter().flatten() {
            let (step, shape, number) = (&p.steps[*place], &self.shapes[*place], place + 1);
            if shape.opens(&node.facts) {
                let stage = self.leads_to(step, shape, node);
                let after = shape.after(&self.space, &node.facts, node.stage);
                next.extend(after.into_iter().map(|f| (stage, f, number)));
            }
        }
        for fact in (0..self.space.rules.len()).filter(|n| self.space.rules[*n].linked.is_some()) {
            for value in self.space.known(fact).filter(|v| *v != node.facts[fact]) {
                let mut facts = node.facts.clone();
                facts[fact] = value;
                next.push((node.stage, facts, MOVED));
            }
        }
        next
    }

    fn leads_to(&self, step: &'p Step, shape: &Shape, node: &Node<'p>) -> &'p str {
        let kept = shape.gives_back.map(|fact| self.space.value(fact, node.facts[fact]));
        let stage = match kept {
            Some(FactValue::Code(kept)) => self.p.stages.iter().find(|s| s.id == *kept),
            _ => None,
        };
        stage.map_or_else(|| step.to.as_deref().unwrap_or(node.stage), |s| s.id.as_str())
    }

    /// The ways out of a place.
    pub fn out(&self, node: usize) -> &[Edge<'p>] {
        let begin = self.begins.get(node).copied().unwrap_or(self.edges.len());
        let end = self.begins.get(node + 1).copied().unwrap_or(self.edges.len());
        &self.edges[begin..end]
    }
    pub fn edges(&self) -> &[Edge<'p>] {
        &self.edges
    }
    /// Whether a step can be taken from a place.
    pub fn offers(&self, node: usize, step: &Step) -> bool {
        self.out(node).iter().any(|e| e.step.is_some_and(|s| std::ptr::eq(s, step)))
    }
    /// The way to the first place from which a step can be taken, and the step.
    pub fn way_to(&self, step: &Step) -> Vec<Edge<'p>> {
        let number = self.p.all_steps().position(|s| s.id == step.id);
        let first = number.and_then(|n| self.by_step[n].first());
        first.map(|e| self.way_by(&self.edges[*e])).unwrap_or_default()
    }
    /// The edges of every step of a kind, the nearest first.
    pub fn edges_by(&self, is: impl Fn(&Step) -> bool) -> Vec<&Edge<'p>> {
        let steps = self.p.all_steps().zip(&self.by_step).filter(|(step, _)| is(step));
        let mut edges: Vec<usize> = steps.flat_map(|(_, edges)| edges.iter().copied()).collect();
        edges.sort_unstable();
        edges.into_iter().map(|e| &self.edges[e]).collect()
    }
    /// Which edges are of a kind of step, asked once a step.
    pub fn kind(&self, is: impl Fn(&Step) -> bool) -> Marks {
        Marks(self.p.all_steps().map(is).collect())
    }
    /// At which places one of these steps can be taken.
    pub fn where_offered(&self, steps: &[&Step]) -> Vec<bool> {
        let mut open = vec![false; self.nodes.len()];
        let edges = self.edges_by(|s| steps.iter().any(|o| o.id == s.id));
        edges.into_iter().for_each(|e| open[e.from] = true);
        open
    }
    /// The way to where an edge leaves, and the edge.
    pub fn way_by(&self, edge: &Edge<'p>) -> Vec<Edge<'p>> {
        let mut way = self.path(edge.from);
        way.push(*edge);
        way
    }
    /// A shortest way to a place.
    pub fn path(&self, mut node: usize) -> Vec<Edge<'p>> {
        let mut path = Vec::new();
        while let Some(edge) = self.nodes[node].from {
            path.push(self.edges[edge]);
            node = self.edges[edge].from;
        }
        path.reverse();
        path
    }
    /// The places that can be reached through some edges, without going through one that `stops` names; those
    /// nearest to the opening first.
    pub fn reached(&self, through: &[&Edge<'p>], stops: impl Fn(&Edge<'p>) -> bool) -> Vec<Reached<'p>> {
        let mut seen = vec![false; self.nodes.len()];
        let mut waits: Vec<Reached<'p>> = Vec::new();
        let mut queue = BinaryHeap::new();
        for edge in through {
            queue.push(Reverse((self.nodes[edge.from].depth + 1, waits.len())));
            waits.push(Reached { node: edge.to, by: **edge, before: None });
        }
        let mut found: Vec<Reached<'p>> = Vec::new();
        while let Some(Reverse((depth, next))) = queue.pop() {
            let here = waits[next];
            if std::mem::replace(&mut seen[here.node], true) {
                continue;
            }
            found.push(here);
            for edge in self.out(here.node).iter().filter(|e| !seen[e.to] && !stops(e)) {
                queue.push(Reverse((depth + 1, waits.len())));
                waits.push(Reached { node: edge.to, by: *edge, before: Some(found.len() - 1) });
            }
        }
        found
    }
    /// The whole way to something that was reached: to where the search began, and on from there.
    pub fn way(&self, found: &[Reached<'p>], mut place: usize) -> Vec<Edge<'p>> {
        let mut way = Vec::new();
        loop {
            let here = &found[place];
            way.push(here.by);
            match here.before {
                Some(before) => place = before,
                None => break,
            }
        }
        way.reverse();
        let mut whole = self.path(found[place].by.from);
        whole.extend(way);
        whole
    }
    /// The value of a fact at a place.
    pub fn value(&self, node: usize, fact: usize) -> &FactValue {
        self.space.value(fact, self.nodes[node].facts[fact])
    }
    pub fn holds(&self, table: &Table, node: usize) -> bool {
        table.holds(&self.nodes[node].facts)
    }
    /// Whether a step may be taken with these facts, not asking where the case stands.
    pub fn opens(&self, step: &Step, node: usize) -> bool {
        let shape = self.p.steps.iter().position(|s| s.id == step.id).and_then(|n| self.shapes.get(n));
        shape.is_none_or(|shape| shape.opens(&self.nodes[node].facts))
    }
}

/// The steps of a kind.
pub(super) struct Marks(Vec<bool>);

impl Marks {
    pub fn has(&self, edge: &Edge<'_>) -> bool {
        self.0.get(edge.number).copied().unwrap_or(false)
    }
}

/// A place that a search reached, by which edge, and from which of its finds.
#[derive(Clone, Copy)]
pub(super) struct Reached<'p> {
    pub node: usize,
    by: Edge<'p>,
    before: Option<usize>,
}

fn leaving(p: &Procedure) -> HashMap<&str, Vec<usize>> {
    let mut leaving: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, step) in p.steps.iter().enumerate() {
        for stage in &step.from {
            let steps = leaving.entry(stage.as_str()).or_default();
            // A stage that a step names twice is left once.
            if steps.last() != Some(&place) {
                steps.push(place);
            }
        }
    }
    leaving
}

/// For each stage the facts that some step asks about from there on. Where a kept place leads is not followed value
/// by value: it may be any stage that is ever kept.
fn lives(p: &Procedure, space: &Space<'_>, asked: &BTreeSet<String>) -> Vec<Vec<bool>> {
    let always: Vec<bool> = space.rules.iter().map(|f| asked.contains(&f.id)).collect();
    let mut lives = vec![always; p.stages.len()];
    let stage = |id: &str| p.stages.iter().position(|s| s.id == id);
    loop {
        let mut grown = false;
        for step in &p.steps {
            for from in &step.from {
                let Some(here) = stage(from) else { continue };
                let mut live: Vec<bool> = vec![false; space.rules.len()];
                for to in targets(p, step, from).into_iter().filter_map(stage) {
                    for (fact, is) in lives[to].iter().enumerate() {
                        live[fact] |= *is && !step.sets.contains_key(&space.rules[fact].id);
                    }
                }
                asks(step).filter_map(|f| space.place(f)).for_each(|fact| live[fact] = true);
                for (known, new) in lives[here].iter_mut().zip(live) {
                    grown |= new && !*known;
                    *known |= new;
                }
            }
        }
        if !grown {
            return lives;
        }
    }
}

fn asks(step: &Step) -> impl Iterator<Item = &String> {
    let guard = step.guard.iter().flat_map(|g| &g.clauses).flat_map(|c| &c.asks);
    guard.chain(&step.gives_back).chain(step.advances.iter().map(|a| &a.fact))
}

fn targets<'p>(p: &'p Procedure, step: &'p Step, from: &'p str) -> Vec<&'p str> {
    let keeps = |s: &&Step| step.gives_back.is_some() && s.keeps_place == step.gives_back;
    let kept = p.steps.iter().filter(keeps).flat_map(|s| s.from.iter().map(String::as_str));
    std::iter::once(step.to.as_deref().unwrap_or(from)).chain(kept).collect()
}
