//! Does a procedure keep what every procedure must keep? A search over stages and facts, loops included.

mod children;
mod graph;
mod notices;
mod papers;
mod paths;
mod remedies;
mod space;
mod story;
mod table;

pub use story::StoryLine;
pub use table::told;

use crate::facts::FactValue;
use crate::guard::Clause;
use crate::load;
use crate::model::{Level, Outcome, Outside, Procedure, Remedy, Step};
use crate::said::{Cite, Said};
use crate::{Law, LawError};
use graph::{Edge, Graph};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

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
    /// Whose fault it is when the property does not hold.
    pub failure: Failure,
    pub cite: Cite,
}

/// Whose fault a way around a safeguard is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// The law itself says so, with where it is written: a question to its makers.
    LawFallsShort,
    /// Our data are wrong.
    Encoding,
}

/// What is searched for.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// Every stage can be reached and every step be taken.
    Reachable,
    /// From wherever a case can be, an end can be reached.
    NoDeadEnd,
    /// Whoever is refused can bring a remedy, within a term, before anything ends.
    RefusalHasRemedy,
    /// No such step is ever offered unless the expression holds.
    Requires { before: Which, holds: String },
    /// Who decides a remedy is not who decided first.
    OtherDecider,
    /// The law gives a remedy to another body than the one that decided first.
    OtherBody,
    /// Nothing stands before the filing of a remedy.
    OpenRemedy,
    /// The decision waits for the remedy.
    RemedySuspends,
    /// No step ends what lets the person stay, and none makes a refusal final without a look at the term.
    StayUntilFinal,
    /// The law lets a claimant's document be renewed for as long as the claim is pending.
    RightsLast,
    /// Wherever a claim is pending after a document was issued, a step renews the document.
    RenewalReaches,
    /// No term begins before its event; a remedy's term begins with the notice, and nobody is left without it.
    NoticeFirst,
    /// A gate that waits for `asks` has a clock, somebody who is told when it is overdue, and a `way` through that is
    /// open wherever the gate is shut. `who` and `is` say for whom it is shut, `empty` that nobody was named.
    GateHasClock { asks: String, empty: String, interim: String, who: String, is: String },
    /// Such steps ask one of these fields of a person of whom the fact `who` says `is`.
    FormAsks { on: Which, who: String, is: String, fields: Vec<String> },
    /// A linked case that ends leaves the fact at `empty` unless the last step itself set it.
    LetsGo { fact: String, empty: String },
    /// No step tells this outsider; `words` are parts of ids that would say so.
    NeverTells { whom: Outside, words: Vec<String> },
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
    /// The country's code; empty when a procedure is checked without its law.
    pub state: String,
    pub procedure: String,
    pub version: String,
    pub safeguard: String,
    pub names: Said,
    pub answer: Answer,
    /// What is short when it does not hold; absent when it does.
    pub kind: Option<Kind>,
    /// The stage, step, remedy or document it is about; empty when it is about all of them.
    pub about: String,
    /// What exactly is missing; empty when nothing is.
    pub why: Said,
    /// How to get there: steps and changes of linked facts, in order.
    pub witness: Vec<String>,
    /// The same way with days and people, both invented, and its last step.
    pub story: Vec<StoryLine>,
    pub cite: Cite,
}

/// The answer to one safeguard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    Holds,
    /// It rests on something nobody has told us.
    Unknown,
    #[serde(rename = "violated")]
    Fails,
    /// The procedure has no such steps.
    NotApplicable,
}

impl Answer {
    pub fn code(self) -> &'static str {
        match self {
            Answer::Holds => "holds",
            Answer::Unknown => "unknown",
            Answer::Fails => "violated",
            Answer::NotApplicable => "not_applicable",
        }
    }
}

/// The three kinds of findings, never mixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The law falls short of a standard of UNHCR.
    LawFallsShort,
    /// Nobody has told us.
    DataUnknown,
    /// Our encoding is wrong.
    Encoding,
}

impl Kind {
    pub fn code(self) -> &'static str {
        match self {
            Kind::LawFallsShort => "law_falls_short",
            Kind::DataUnknown => "data_unknown",
            Kind::Encoding => "encoding",
        }
    }
}

impl std::fmt::Display for Finding {
    /// `asylum PAN-2018: violated no_refusal_unheard at refuse, after admit, write_assessment`.
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
        Safeguards::load(include_str!("../../../../region/safeguards.toml"))
    }
    /// Reads `region/safeguards.toml`.
    pub fn load(text: &str) -> Result<Safeguards, Vec<LawError>> {
        load::safeguards(text)
    }
}

/// Tries every safeguard on a procedure. One finding for each that holds; one for each place where it does not.
pub fn check(procedure: &Procedure, safeguards: &Safeguards) -> Vec<Finding> {
    searched(procedure, safeguards, None)
}

/// Tries the safeguards this program was built with on every procedure of a country. Our encoding is right when no
/// finding answers [`Answer::Fails`] with [`Kind::Encoding`]; [`Answer::Unknown`] is a question to a lawyer.
pub fn check_law(law: &Law) -> Vec<Finding> {
    match Safeguards::shipped() {
        Ok(safeguards) => law.procedures.iter().flat_map(|p| searched(p, &safeguards, Some(law))).collect(),
        // Never silently nothing: without safeguards no law passes.
        Err(errors) => errors.iter().map(|e| unreadable(law, e)).collect(),
    }
}

impl crate::Draft {
    /// What [`check_law`] would find in the draft, were it a version of its country.
    pub fn findings(&self) -> Vec<Finding> {
        match Safeguards::shipped() {
            Ok(safeguards) => searched(&self.version, &safeguards, Some(&self.law)),
            Err(errors) => errors.iter().map(|e| unreadable(&self.law, e)).collect(),
        }
    }
}

fn searched(procedure: &Procedure, safeguards: &Safeguards, law: Option<&Law>) -> Vec<Finding> {
    // What a judgment struck was there until that day, and is absent from then on.
    let asked = asked_by(procedure, safeguards);
    let whole = Graph::of(procedure, &asked);
    let cut = without_struck(procedure);
    let without = cut.as_ref().map(|cut| Graph::of(cut, &asked));
    let mut findings = Vec::new();
    for safeguard in &safeguards.0 {
        let graph = match &without {
            Some(graph) if !matches!(safeguard.rule, Rule::Reachable) => graph,
            _ => &whole,
        };
        let mut search = Search { p: graph.p, graph, law, safeguard, found: Vec::new() };
        let applies = search.run();
        if search.found.is_empty() {
            let answer = if applies { Answer::Holds } else { Answer::NotApplicable };
            search.note(answer, "", &[], Said::default());
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

fn unreadable(law: &Law, error: &LawError) -> Finding {
    let line = error.line.map(|line| format!(":{line}")).unwrap_or_default();
    Finding {
        state: law.country.to_string(),
        procedure: String::new(),
        version: String::new(),
        safeguard: format!("{}{line}", error.file),
        names: Said::default(),
        answer: Answer::Fails,
        kind: Some(Kind::Encoding),
        about: error.path.clone(),
        why: error.message.clone(),
        witness: Vec::new(),
        story: Vec::new(),
        cite: Cite::default(),
    }
}

/// The facts that the safeguards ask about, whatever the procedure's own guards ask.
fn asked_by(p: &Procedure, safeguards: &Safeguards) -> BTreeSet<String> {
    let mut asked = BTreeSet::new();
    for safeguard in &safeguards.0 {
        match &safeguard.rule {
            Rule::Requires { holds, .. } => {
                let clause = Clause::parse(holds, Said::default(), Cite::default(), &p.facts);
                asked.extend(clause.into_iter().flat_map(|c| c.asks));
            }
            Rule::GateHasClock { asks, who, .. } => asked.extend([asks.clone(), who.clone()]),
            Rule::LetsGo { fact, .. } => asked.extend([fact.clone()]),
            _ => {}
        }
    }
    asked
}

/// One safeguard on one procedure.
struct Search<'a> {
    p: &'a Procedure,
    graph: &'a Graph<'a>,
    law: Option<&'a Law>,
    safeguard: &'a Safeguard,
    found: Vec<Finding>,
}

impl<'a> Search<'a> {
    fn note(&mut self, answer: Answer, about: &str, way: &[Edge<'_>], why: Said) {
        let Safeguard { id, names, cite, failure, .. } = self.safeguard;
        let kind = match (answer, failure) {
            (Answer::Fails, Failure::LawFallsShort) => Some(Kind::LawFallsShort),
            (Answer::Fails, Failure::Encoding) => Some(Kind::Encoding),
            (Answer::Unknown, _) => Some(Kind::DataUnknown),
            (Answer::Holds | Answer::NotApplicable, _) => None,
        };
        // The step it is about is what it comes to, not how one gets there.
        let last = way.last().filter(|e| e.step.is_some_and(|s| s.id == about));
        let before = &way[..way.len() - usize::from(last.is_some())];
        self.found.push(Finding {
            state: self.law.map(|law| law.country.to_string()).unwrap_or_default(),
            procedure: self.p.id.clone(),
            version: self.p.version.clone(),
            safeguard: id.clone(),
            names: names.clone(),
            answer,
            kind,
            about: about.to_owned(),
            why,
            witness: before.iter().filter(|e| e.from != 0).map(|e| self.label(e)).collect(),
            story: story::told(self.graph, self.law, way),
            cite: cite.clone(),
        });
    }
    fn fails(&mut self, about: &str, way: &[Edge<'_>], es: impl Into<String>, en: impl Into<String>) {
        self.note(Answer::Fails, about, way, Said::new(es, en));
    }
    fn unknown(&mut self, about: &str, es: impl Into<String>, en: impl Into<String>) {
        self.note(Answer::Unknown, about, &[], Said::new(es, en));
    }

    fn label(&self, edge: &Edge<'_>) -> String {
        if let Some(step) = edge.step {
            return step.id.clone();
        }
        let rules = self.graph.space.rules.iter().enumerate().filter(|(_, rule)| rule.linked.is_some());
        let moved =
            rules.map(|(n, rule)| (rule, self.graph.value(edge.from, n), self.graph.value(edge.to, n)));
        let mut moved = moved.filter(|(_, before, now)| before != now);
        moved.next().map(|(rule, _, now)| format!("{} = {now}", rule.id)).unwrap_or_default()
    }

    /// Notes what does not hold; false when the procedure has nothing the rule speaks of.
    fn run(&mut self) -> bool {
        let safeguard = self.safeguard;
        match &safeguard.rule {
            Rule::Reachable => self.reachable(),
            Rule::NoDeadEnd => self.dead_ends(),
            Rule::RefusalHasRemedy => self.remedies_of_refusals(),
            Rule::Requires { before, holds } => self.requires(before, holds),
            Rule::OtherDecider => self.other_deciders(),
            Rule::OtherBody => self.other_bodies(),
            Rule::OpenRemedy => self.open_remedies(),
            Rule::RemedySuspends => self.suspending_remedies(),
            Rule::StayUntilFinal => self.stay_until_final(),
            Rule::RightsLast => self.rights_last(),
            Rule::RenewalReaches => self.renewal_reaches(),
            Rule::NoticeFirst => self.notices_first(),
            Rule::GateHasClock { asks, empty, interim, who, is } => {
                self.gates_have_clocks(&children::Gate { asks, empty, interim, who, is })
            }
            Rule::FormAsks { on, who, is, fields } => self.forms_ask(on, (who, is), fields),
            Rule::LetsGo { fact, empty } => self.lets_go(fact, empty),
            Rule::NeverTells { whom, words } => self.never_tells(*whom, words),
        }
    }

    /// The remedies that are filed and decided within the procedure.
    fn own_remedies(&self) -> Vec<&'a Remedy> {
        self.p.remedies.iter().filter(|r| !r.judicial).collect()
    }
    /// The steps with these ids.
    fn steps(&self, ids: impl IntoIterator<Item = &'a String>) -> Vec<&'a Step> {
        ids.into_iter().filter_map(|id| self.p.step(id)).collect()
    }
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
