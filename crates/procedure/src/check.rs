//! Does a procedure keep what every procedure must keep? A search over stages and facts, loops included.

use crate::facts::{FactValue, Facts};
use crate::guard::Clause;
use crate::load;
use crate::model::{Field, FieldKind, Level, Outcome, Procedure, Remedy, Step};
use crate::said::{Cite, Said};
use crate::{Domain, Law, LawError};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

/// What every procedure must keep (`region/safeguards.toml`).
#[derive(Clone, Debug)]
pub struct Safeguards(pub Vec<Safeguard>);

/// One property, with where it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Safeguard {
    pub id: String,
    pub names: Said,
    pub rule: Rule,
    pub cite: Cite,
}

/// What is searched for.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// Every stage can be reached and every step be taken.
    Reachable,
    /// From wherever a case can be, an end can be reached.
    NoDeadEnd,
    /// Whoever is refused can bring a remedy before anything ends.
    RefusalHasRemedy,
    /// No such step is ever offered unless the expression holds.
    Requires { before: Which, holds: String },
    /// Who decides a remedy is not who decided first.
    OtherDecider,
    /// Nothing stands before the filing of a remedy.
    OpenRemedy,
}

/// Steps a rule speaks of.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Which {
    /// Steps with one of these outcomes at this level (any level if absent).
    Deciding {
        outcomes: Vec<Outcome>,
        #[serde(default)]
        level: Option<Level>,
    },
    /// Steps that set this fact to yes.
    Setting(String),
}

/// What the search found about one safeguard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub procedure: String,
    pub version: String,
    pub safeguard: String,
    pub names: Said,
    pub answer: Answer,
    /// The stage, step or remedy it is about; empty when it is about all of them.
    pub about: String,
    /// How to get there: steps and changes of linked facts, in order.
    pub witness: Vec<String>,
    pub cite: Cite,
}

/// The answer to one safeguard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    Holds,
    /// It rests on something nobody has told us.
    Unknown,
    Fails,
    /// The procedure has no such steps.
    NotApplicable,
}

impl Answer {
    pub fn code(self) -> &'static str {
        match self {
            Answer::Holds => "holds",
            Answer::Unknown => "unknown",
            Answer::Fails => "fails",
            Answer::NotApplicable => "not_applicable",
        }
    }
}

impl std::fmt::Display for Finding {
    /// `asylum PAN-2018: fails no_refusal_unheard at refuse, after admit, write_assessment`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}: {} {}", self.procedure, self.version, self.answer.code(), self.safeguard)?;
        if !self.about.is_empty() {
            write!(f, " at {}", self.about)?;
        }
        if !self.witness.is_empty() {
            write!(f, ", after {}", self.witness.join(", "))?;
        }
        Ok(())
    }
}

impl Safeguards {
    /// The safeguards this program was built with.
    pub fn shipped() -> Result<Safeguards, Vec<LawError>> {
        Safeguards::load(include_str!("../../../region/safeguards.toml"))
    }
    /// Reads `region/safeguards.toml`.
    pub fn load(text: &str) -> Result<Safeguards, Vec<LawError>> {
        load::safeguards(text)
    }
}

/// Tries every safeguard on a procedure. One finding for each that holds; one for each place where it does not.
pub fn check(procedure: &Procedure, safeguards: &Safeguards) -> Vec<Finding> {
    // What a judgment struck was there until that day, and is absent from then on.
    let asked = asked_by(procedure, safeguards);
    let whole = Graph::of(procedure, &asked);
    let cut = without_struck(procedure);
    let without = cut.as_ref().map(|cut| (cut, Graph::of(cut, &asked)));
    let mut findings = Vec::new();
    for safeguard in &safeguards.0 {
        let (procedure, graph) = match &without {
            Some((cut, graph)) if !matches!(safeguard.rule, Rule::Reachable) => (*cut, graph),
            _ => (procedure, &whole),
        };
        let mut search = Search { procedure, graph, safeguard, found: Vec::new() };
        let applies = search.run();
        if search.found.is_empty() {
            search.note(if applies { Answer::Holds } else { Answer::NotApplicable }, "", Vec::new());
        }
        findings.append(&mut search.found);
    }
    findings
}

/// The version as it is after its judgments, if it lives to see one.
fn without_struck(p: &Procedure) -> Option<Procedure> {
    let reaches = |day: jiff::civil::Date| p.valid_to.is_none_or(|to| day <= to);
    let gone: Vec<&str> = p.struck.iter().filter(|s| reaches(s.from)).map(|s| s.what.as_str()).collect();
    if gone.is_empty() {
        return None;
    }
    let mut cut = p.clone();
    cut.steps.retain(|s| !gone.iter().any(|what| what.strip_prefix("steps.") == Some(&s.id)));
    cut.terms.retain(|t| !gone.iter().any(|what| what.strip_prefix("terms.") == Some(&t.id)));
    // A remedy that nobody can file any more is none.
    let filed = |r: &Remedy| r.filed_by.as_ref().is_none_or(|step| cut.steps.iter().any(|s| s.id == *step));
    let remedies = cut.remedies.iter().filter(|r| filed(r)).cloned().collect();
    cut.remedies = remedies;
    Some(cut)
}

/// Tries the safeguards this program was built with on every procedure of a country. A law breaks none of them when
/// no finding answers [`Answer::Fails`]; [`Answer::Unknown`] is a question to a lawyer.
pub fn check_law(law: &Law) -> Vec<Finding> {
    match Safeguards::shipped() {
        Ok(safeguards) => law.procedures.iter().flat_map(|p| check(p, &safeguards)).collect(),
        // Never silently nothing: without safeguards no law passes.
        Err(errors) => errors.iter().map(unreadable).collect(),
    }
}

fn unreadable(error: &LawError) -> Finding {
    Finding {
        procedure: String::new(),
        version: String::new(),
        safeguard: error.to_string(),
        names: Said::default(),
        answer: Answer::Fails,
        about: String::new(),
        witness: Vec::new(),
        cite: Cite::default(),
    }
}

/// Everywhere a case can be: a stage and what is known.
struct Graph<'a> {
    nodes: Vec<Node>,
    /// From, to, and the step taken (`None`: a linked case moved).
    edges: Vec<(usize, usize, Option<&'a Step>)>,
    /// The facts that matter from each stage on.
    lives: BTreeMap<&'a str, BTreeSet<String>>,
}

struct Node {
    stage: String,
    facts: Facts,
    /// How it was first reached.
    from: Option<(usize, String)>,
}

impl<'a> Graph<'a> {
    /// What is known but never asked again from where a case stands is left out: it tells no two places apart.
    fn of(p: &'a Procedure, asked: &BTreeSet<String>) -> Graph<'a> {
        let mut graph = Graph { nodes: Vec::new(), edges: Vec::new(), lives: lives(p, asked) };
        let mut seen: HashMap<(String, Facts), usize> = HashMap::new();
        let mut queue = VecDeque::new();
        for facts in after(&p.opening, &p.initial_facts()) {
            graph.reach(&mut seen, &mut queue, (p.first_stage.clone(), facts), None);
        }
        while let Some(here) = queue.pop_front() {
            for (stage, facts, label, step) in graph.next(p, here) {
                let there = graph.reach(&mut seen, &mut queue, (stage, facts), Some((here, label)));
                graph.edges.push((here, there, step));
            }
        }
        graph
    }

    fn reach(
        &mut self,
        seen: &mut HashMap<(String, Facts), usize>,
        queue: &mut VecDeque<usize>,
        mut state: (String, Facts),
        from: Option<(usize, String)>,
    ) -> usize {
        if let Some(lives) = self.lives.get(state.0.as_str()) {
            state.1.0.retain(|fact, _| lives.contains(fact));
        }
        if let Some(node) = seen.get(&state) {
            return *node;
        }
        let node = self.nodes.len();
        seen.insert(state.clone(), node);
        queue.push_back(node);
        self.nodes.push(Node { stage: state.0, facts: state.1, from });
        node
    }

    /// Where a case can go from a node: by every step whose guard holds, and by every move of a linked case.
    fn next(&self, p: &'a Procedure, here: usize) -> Vec<(String, Facts, String, Option<&'a Step>)> {
        let node = &self.nodes[here];
        let mut next = Vec::new();
        for step in offered(p, node) {
            let stage = p.leads_to(step, &node.stage, &node.facts).unwrap_or(&node.stage).to_owned();
            let facts = after(step, &node.facts).into_iter().map(|f| f.with(&step.place(&node.stage)));
            next.extend(facts.map(|f| (stage.clone(), f, step.id.clone(), Some(step))));
        }
        for fact in p.facts.iter().filter(|f| f.linked.is_some()) {
            for value in fact.domain.values().into_iter().filter(|v| v != node.facts.get(&fact.id)) {
                let label = format!("{} = {value}", fact.id);
                let facts = node.facts.with(&BTreeMap::from([(fact.id.clone(), value)]));
                next.push((node.stage.clone(), facts, label, None));
            }
        }
        next
    }

    /// The steps that lead to a node from the opening.
    fn path(&self, mut node: usize) -> Vec<String> {
        let mut path = Vec::new();
        while let Some((before, label)) = &self.nodes[node].from {
            path.push(label.clone());
            node = *before;
        }
        path.reverse();
        path
    }
}

/// The facts that the safeguards ask about, whatever the procedure's own guards ask.
fn asked_by(p: &Procedure, safeguards: &Safeguards) -> BTreeSet<String> {
    let clause = |safeguard: &Safeguard| match &safeguard.rule {
        Rule::Requires { holds, .. } => Clause::parse(holds, Said::default(), Cite::default(), &p.facts).ok(),
        _ => None,
    };
    safeguards.0.iter().filter_map(clause).flat_map(|c| c.asks).collect()
}

/// For each stage the facts that some step asks about from there on. Where a kept place leads is not followed value
/// by value: it may be any stage that is ever kept.
fn lives<'p>(p: &'p Procedure, asked: &BTreeSet<String>) -> BTreeMap<&'p str, BTreeSet<String>> {
    let mut lives: BTreeMap<&str, BTreeSet<String>> =
        p.stages.iter().map(|s| (s.id.as_str(), asked.clone())).collect();
    loop {
        let before: usize = lives.values().map(BTreeSet::len).sum();
        for step in &p.steps {
            for from in &step.from {
                let after = targets(p, step, from).into_iter().filter_map(|to| lives.get(to)).flatten();
                let after = after.filter(|fact| !step.sets.contains_key(*fact)).cloned();
                let here: Vec<String> = after.chain(asks(step)).collect();
                if let Some(live) = lives.get_mut(from.as_str()) {
                    live.extend(here);
                }
            }
        }
        if lives.values().map(BTreeSet::len).sum::<usize>() == before {
            return lives;
        }
    }
}

fn asks(step: &Step) -> impl Iterator<Item = String> {
    let guard = step.guard.iter().flat_map(|g| &g.clauses).flat_map(|c| &c.asks);
    let place = step.gives_back.iter().chain(step.advances.iter().map(|a| &a.fact));
    guard.chain(place).cloned()
}

fn targets<'p>(p: &'p Procedure, step: &'p Step, from: &'p str) -> Vec<&'p str> {
    let keeps = |s: &&Step| step.gives_back.is_some() && s.keeps_place == step.gives_back;
    let kept = p.steps.iter().filter(keeps).flat_map(|s| s.from.iter().map(String::as_str));
    std::iter::once(step.to.as_deref().unwrap_or(from)).chain(kept).collect()
}

fn offered<'p>(p: &'p Procedure, node: &Node) -> impl Iterator<Item = &'p Step> {
    p.steps.iter().filter(|s| is_offered(s, node))
}

fn is_offered(step: &Step, node: &Node) -> bool {
    step.from.contains(&node.stage) && step.guard.as_ref().is_none_or(|g| g.holds(&node.facts))
}

/// Every state of the facts a step can leave, one for each answer that becomes a fact.
fn after(step: &Step, facts: &Facts) -> Vec<Facts> {
    let mut set = facts.with(&step.sets);
    if let Some(advance) = &step.advances {
        set.set(&advance.fact, advance.next(facts));
    }
    let mut all = vec![set];
    for field in step.fields.iter().filter(|f| f.sets_fact) {
        let values = answers(field);
        let each = |f: Facts| -> Vec<Facts> {
            let told = values.iter().map(|v| f.with(&BTreeMap::from([(field.id.clone(), v.clone())])));
            let untold = (!field.required).then(|| f.clone());
            told.chain(untold).collect()
        };
        all = all.into_iter().flat_map(each).collect();
    }
    all
}

fn answers(field: &Field) -> Vec<FactValue> {
    match &field.kind {
        FieldKind::Choice(options) => options.iter().map(|(c, _)| FactValue::from_code(c)).collect(),
        _ => Domain::Bool.values(),
    }
}

/// One safeguard on one procedure.
struct Search<'a> {
    procedure: &'a Procedure,
    graph: &'a Graph<'a>,
    safeguard: &'a Safeguard,
    found: Vec<Finding>,
}

impl Search<'_> {
    fn note(&mut self, answer: Answer, about: &str, witness: Vec<String>) {
        let Safeguard { id, names, cite, .. } = self.safeguard;
        self.found.push(Finding {
            procedure: self.procedure.id.clone(),
            version: self.procedure.version.clone(),
            safeguard: id.clone(),
            names: names.clone(),
            answer,
            about: about.to_owned(),
            witness,
            cite: cite.clone(),
        });
    }

    /// Notes what does not hold; false when the procedure has nothing the rule speaks of.
    fn run(&mut self) -> bool {
        match &self.safeguard.rule {
            Rule::Reachable => self.reachable(),
            Rule::NoDeadEnd => self.dead_ends(),
            Rule::RefusalHasRemedy => self.remedies_of_refusals(),
            Rule::Requires { before, holds } => self.requires(before, holds),
            Rule::OtherDecider => self.other_deciders(),
            Rule::OpenRemedy => self.open_remedies(),
        }
    }

    fn reachable(&mut self) -> bool {
        let stages: BTreeSet<&str> = self.graph.nodes.iter().map(|n| n.stage.as_str()).collect();
        let steps: BTreeSet<&str> =
            self.graph.edges.iter().filter_map(|e| e.2).map(|s| s.id.as_str()).collect();
        let p = self.procedure;
        for stage in p.stages.iter().filter(|s| !stages.contains(s.id.as_str())) {
            self.note(Answer::Fails, &stage.id, Vec::new());
        }
        for step in p.steps.iter().filter(|s| !steps.contains(s.id.as_str())) {
            self.note(Answer::Fails, &step.id, Vec::new());
        }
        true
    }

    fn dead_ends(&mut self) -> bool {
        let p = self.procedure;
        let ended = |n: &Node| p.stage(&n.stage).is_some_and(|s| s.ended);
        let mut alive: Vec<bool> = self.graph.nodes.iter().map(ended).collect();
        loop {
            let before = alive.iter().filter(|a| **a).count();
            for (from, to, _) in &self.graph.edges {
                alive[*from] |= alive[*to];
            }
            if alive.iter().filter(|a| **a).count() == before {
                break;
            }
        }
        let mut told = BTreeSet::new();
        for (n, node) in self.graph.nodes.iter().enumerate() {
            if !alive[n] && told.insert(node.stage.clone()) {
                self.note(Answer::Fails, &node.stage, self.graph.path(n));
            }
        }
        true
    }

    fn requires(&mut self, before: &Which, holds: &str) -> bool {
        let p = self.procedure;
        let steps: Vec<&Step> = p.steps.iter().filter(|s| before.speaks_of(s)).collect();
        if steps.is_empty() {
            return false;
        }
        let Ok(clause) = Clause::parse(holds, Said::default(), Cite::default(), &p.facts) else {
            // The procedure has such steps but not even the facts to ask about.
            for step in steps {
                self.note(Answer::Fails, &step.id, Vec::new());
            }
            return true;
        };
        for step in steps {
            let bad = self.graph.nodes.iter().position(|n| is_offered(step, n) && !clause.holds(&n.facts));
            if let Some(node) = bad {
                self.note(Answer::Fails, &step.id, self.graph.path(node));
            }
        }
        true
    }

    fn remedies_of_refusals(&mut self) -> bool {
        let p = self.procedure;
        let negative = |s: &&Step| s.decides.is_some_and(|d| d.outcome.is_negative());
        let refusals: Vec<&Step> = p.steps.iter().filter(negative).collect();
        for step in &refusals {
            let remedies: Vec<&Remedy> = p.remedies.iter().filter(|r| r.against.contains(&step.id)).collect();
            if remedies.is_empty() {
                self.note(Answer::Fails, &step.id, Vec::new());
                continue;
            }
            let filed: Vec<&Step> =
                remedies.iter().filter_map(|r| r.filed_by.as_ref()).filter_map(|s| p.step(s)).collect();
            if !filed.is_empty()
                && let Some(node) = self.ends_without(step, &filed)
            {
                self.note(Answer::Fails, &step.id, self.graph.path(node));
            } else if remedies.iter().any(|r| r.has_unknown_term(p)) {
                self.note(Answer::Unknown, &step.id, Vec::new());
            }
        }
        !refusals.is_empty()
    }

    /// An end that can be reached after a refusal without ever standing where a remedy is offered.
    fn ends_without(&self, refusal: &Step, filed: &[&Step]) -> Option<usize> {
        let after = self.graph.edges.iter().filter(|e| e.2.is_some_and(|s| s.id == refusal.id)).map(|e| e.1);
        let mut queue: VecDeque<usize> = after.collect();
        let mut seen: BTreeSet<usize> = queue.iter().copied().collect();
        while let Some(here) = queue.pop_front() {
            let node = &self.graph.nodes[here];
            if filed.iter().any(|s| is_offered(s, node)) {
                continue;
            }
            if self.procedure.stage(&node.stage).is_some_and(|s| s.ended) {
                return Some(here);
            }
            let next = self.graph.edges.iter().filter(|e| e.0 == here).map(|e| e.1);
            queue.extend(next.filter(|n| seen.insert(*n)));
        }
        None
    }

    fn other_deciders(&mut self) -> bool {
        let p = self.procedure;
        let remedies: Vec<&Remedy> = p.remedies.iter().filter(|r| !r.judicial).collect();
        for remedy in &remedies {
            for decider in remedy.decided_by.iter().filter_map(|s| p.step(s)) {
                let same =
                    remedy.against.iter().filter_map(|s| p.step(s)).find(|first| !apart(decider, first));
                if same.is_some() {
                    self.note(Answer::Fails, &decider.id, Vec::new());
                }
            }
        }
        !remedies.is_empty()
    }

    fn open_remedies(&mut self) -> bool {
        let filings: Vec<&Step> = self.procedure.steps.iter().filter(|s| s.remedy).collect();
        for step in &filings {
            let gated = step.guard.is_some()
                || !step.not_same_as.is_empty()
                || !step.offices.is_empty()
                || step.prejudicial
                || step.fields.iter().any(|f| f.must_be_yes);
            if gated {
                self.note(Answer::Fails, &step.id, Vec::new());
            }
        }
        !filings.is_empty()
    }
}

/// Two steps are never taken by the same account: by rule, or because their offices differ.
fn apart(decider: &Step, first: &Step) -> bool {
    let offices_differ = !decider.offices.is_empty()
        && !first.offices.is_empty()
        && decider.offices.iter().all(|o| !first.offices.contains(o));
    decider.not_same_as.contains(&first.id) || offices_differ
}

impl Which {
    fn speaks_of(&self, step: &Step) -> bool {
        match self {
            Which::Deciding { outcomes, level } => step
                .decides
                .is_some_and(|d| outcomes.contains(&d.outcome) && level.is_none_or(|l| l == d.level)),
            Which::Setting(fact) => step.sets.get(fact) == Some(&FactValue::Bool(true)),
        }
    }
}

impl Remedy {
    fn has_unknown_term(&self, p: &Procedure) -> bool {
        self.term.as_ref().and_then(|t| p.term(t)).is_none_or(|t| t.length.is_none())
    }
}
