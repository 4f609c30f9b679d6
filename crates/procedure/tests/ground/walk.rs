//! Walks every path of the invented country's procedure, one after another: what nobody would do who had a search.
//!
//! The test of the search compares what both find, and the measurements how long each takes.

use jiff::civil::{Date, date};
use procedure::{Answer, FactValue, Facts, FieldKind, Finding, Law, Level, Procedure, Step};
use std::collections::{BTreeMap, BTreeSet};

/// Longer than any way of the invented country that comes to something new.
const LONGEST: usize = 8;
const DAY: Date = date(2024, 3, 4);

/// What a path has come to.
#[derive(Clone)]
struct At<'p> {
    stage: String,
    facts: Facts,
    events: BTreeSet<String>,
    /// A refusal against which nothing could be filed so far.
    refused: Option<&'p Step>,
}

#[derive(Default)]
struct Seen {
    stages: BTreeSet<String>,
    steps: BTreeSet<String>,
    wrong: BTreeSet<(String, String)>,
}

impl Seen {
    fn wrong(&mut self, safeguard: &str, about: &str) {
        self.wrong.insert((safeguard.to_owned(), about.to_owned()));
    }
}

/// Every combination of answers that become facts.
fn answers(step: &Step) -> Vec<BTreeMap<String, String>> {
    let mut all = vec![BTreeMap::new()];
    for field in step.fields.iter().filter(|f| f.sets_fact) {
        let FieldKind::Choice(options) = &field.kind else { panic!("{}", field.id) };
        let each = |told: &BTreeMap<String, String>| {
            options
                .iter()
                .map(|(code, _)| {
                    let mut told = told.clone();
                    told.insert(field.id.clone(), code.clone());
                    told
                })
                .collect::<Vec<_>>()
        };
        all = all.iter().flat_map(each).collect();
    }
    all
}

fn taken<'p>(p: &'p Procedure, at: &At<'p>, step: &'p Step) -> Vec<At<'p>> {
    let next = |values: BTreeMap<String, String>| {
        let effects = p.effects(step, &at.stage, &values, DAY, &at.facts);
        let mut events = at.events.clone();
        events.extend(effects.events.keys().cloned());
        let negative = step.decides.is_some_and(|d| d.outcome.is_negative());
        At {
            stage: effects.to.clone().unwrap_or_else(|| at.stage.clone()),
            facts: at.facts.with(&effects.facts),
            events,
            refused: if negative { Some(step) } else { at.refused },
        }
    };
    answers(step).into_iter().map(next).collect()
}

fn offered<'p>(p: &'p Procedure, at: &At<'_>) -> Vec<&'p Step> {
    let open = |s: &&Step| s.from.contains(&at.stage) && s.guard.as_ref().is_none_or(|g| g.holds(&at.facts));
    p.steps.iter().filter(open).collect()
}

fn ended(p: &Procedure, at: &At<'_>) -> bool {
    p.stage(&at.stage).is_some_and(|s| s.ended)
}

fn files(p: &Procedure, refusal: &Step, step: &Step) -> bool {
    p.remedies.iter().any(|r| r.against.contains(&refusal.id) && r.filed_by.as_ref() == Some(&step.id))
}

/// Whether a remedy against a refusal can be filed here or anywhere later.
fn can_file<'p>(p: &'p Procedure, refusal: &Step, at: &At<'p>, left: usize) -> bool {
    let offers = offered(p, at);
    offers.iter().any(|s| files(p, refusal, s))
        || left > 0
            && offers.into_iter().flat_map(|s| taken(p, at, s)).any(|n| can_file(p, refusal, &n, left - 1))
}

fn comes_to_an_end<'p>(p: &'p Procedure, at: &At<'p>, left: usize) -> bool {
    ended(p, at)
        || left > 0
            && offered(p, at)
                .into_iter()
                .flat_map(|s| taken(p, at, s))
                .any(|n| comes_to_an_end(p, &n, left - 1))
}

fn walk<'p>(p: &'p Procedure, mut at: At<'p>, left: usize, seen: &mut Seen) {
    seen.stages.insert(at.stage.clone());
    let offers = offered(p, &at);
    if at.refused.is_some_and(|refusal| offers.iter().any(|s| files(p, refusal, s))) {
        at.refused = None;
    }
    if let Some(refusal) = at.refused {
        let mut remedies = p.remedies.iter().filter(|r| r.against.contains(&refusal.id));
        let elsewhere = remedies.any(|r| r.filed_by.is_none());
        if !elsewhere && (ended(p, &at) || !can_file(p, refusal, &at, LONGEST)) {
            seen.wrong("refusal_has_remedy", &refusal.id);
        }
    }
    if left >= LONGEST / 2 && !comes_to_an_end(p, &at, LONGEST) {
        seen.wrong("no_dead_end", &at.stage);
    }
    for step in offers {
        seen.steps.insert(step.id.clone());
        conditions(&at, step, seen);
        for next in taken(p, &at, step) {
            for term in step.starts.iter().filter_map(|t| p.term(t)) {
                if !next.events.contains(&term.from) {
                    seen.wrong("notice_first", &term.id);
                }
            }
            if left > 0 {
                walk(p, next, left - 1, seen);
            }
        }
    }
}

fn conditions(at: &At<'_>, step: &Step, seen: &mut Seen) {
    let is = |fact: &str, value: FactValue| *at.facts.get(fact) == value;
    let code = |code: &str| FactValue::Code(code.to_owned());
    let heard = is("interview_heard", FactValue::Bool(true));
    if step.decides.is_some_and(|d| d.outcome.is_negative()) && !heard {
        seen.wrong("no_refusal_unheard", &step.id);
    }
    let first = step.decides.is_some_and(|d| d.outcome.is_negative() && d.level == Level::FirstInstance);
    if first && !is("review", code("approved")) {
        seen.wrong("second_officer", &step.id);
    }
    let alone = is("child", code("unaccompanied_or_separated")) && is("guardian", code("none"));
    if step.sets.get("interview_heard") == Some(&FactValue::Bool(true)) && alone {
        seen.wrong("no_child_alone_heard", &step.id);
    }
}

/// What walking every path finds, of the safeguards that walking can find: each with what it is about.
pub fn walked(p: &Procedure) -> BTreeSet<(String, String)> {
    let mut seen = Seen::default();
    let before =
        At { stage: String::new(), facts: p.initial_facts(), events: BTreeSet::new(), refused: None };
    for at in taken(p, &before, &p.opening) {
        walk(p, at, LONGEST, &mut seen);
    }
    let unreached = p.stages.iter().map(|s| &s.id).filter(|s| !seen.stages.contains(*s));
    let untaken = p.steps.iter().map(|s| &s.id).filter(|s| !seen.steps.contains(*s));
    let missed: Vec<String> = unreached.chain(untaken).cloned().collect();
    missed.iter().for_each(|id| seen.wrong("reachable", id));
    seen.wrong
}

/// The safeguards that walking can find broken.
pub const WALKED: [&str; 7] = [
    "reachable",
    "no_dead_end",
    "refusal_has_remedy",
    "no_refusal_unheard",
    "second_officer",
    "notice_first",
    "no_child_alone_heard",
];

/// What the search found of these safeguards, in the same form.
pub fn of_search(findings: &[Finding]) -> BTreeSet<(String, String)> {
    let walked = |f: &&Finding| f.answer == Answer::Fails && WALKED.contains(&f.safeguard.as_str());
    findings.iter().filter(walked).map(|f| (f.safeguard.clone(), f.about.clone())).collect()
}

/// The invented country's law with one change; `None` where no file may say so at all.
pub fn changed(files: &BTreeMap<String, String>, (from, to): (&str, &str)) -> Option<Law> {
    let mut files = files.clone();
    let text = files.get_mut("procedures/claim.toml")?;
    assert!(text.contains(from), "{from}");
    if !from.is_empty() {
        *text = text.replace(from, to);
    }
    Law::load(&files).ok()
}

/// The text of the invented country's procedure as it is, and with one change each, most of them faults.
#[rustfmt::skip] // one change a line
pub const CHANGES: [(&str, &str); 11] = [
    ("", ""),
    ("when = \"interview_heard && review == 'approved'\"", "when = \"review == 'approved'\""),
    ("when = \"interview_heard && review == 'approved'\"", "when = \"interview_heard\""),
    ("when = \"child != 'unaccompanied_or_separated' || guardian != 'none'\"", "when = \"true\""),
    ("from = [\"heard\"]\nto = \"recognised\"", "from = [\"heard\", \"filed\"]\nto = \"notified\""),
    ("from = [\"notified\"]\nto = \"second_look\"", "from = [\"final\"]\nto = \"second_look\""),
    ("to = \"notified\"\nby", "to = \"final\"\nby"),
    ("from = [\"second_look\"]", "from = [\"final\"]"),
    ("event = \"notified\"\n", ""),
    ("from = [\"filed\"]\nto = \"heard\"", "from = [\"filed\"]\nto = \"notified\""),
    ("sets = { guardian = \"interim\" }", "sets = { review = \"approved\" }"),
];
