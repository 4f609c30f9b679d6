//! What nobody has told us yet, as questions: what is asked, of whom, and in which file the answer goes.

use super::markdown::both;
use crate::Law;
use crate::cited::Cited;
use crate::commission::Majority;
use crate::law::OfficeKind;
use crate::model::{Procedure, Term, Unit};
use crate::reform::OpenCases;
use crate::said::{Cite, Said, Verification};
use crate::wording;
use kernel::Role;
use std::fmt::Write;

/// Questions that go to the same people and whose answers go into the same file.
struct Questions {
    file: String,
    whom: String,
    asks: Vec<String>,
}

pub(super) fn section(law: &Law) -> String {
    let headquarters = whom(law, OfficeKind::Headquarters);
    let of = |path: &str, asks| Questions { file: super::file(law, path), whom: headquarters.clone(), asks };
    let mut all = vec![of("country.toml", commissions(law)), of("calendar.toml", calendar(law))];
    all.extend(super::newest(law).into_iter().map(|p| of_procedure(law, p)));
    let mut text = String::from("\n### Questions to a lawyer\n");
    let mut number = 0;
    for questions in all.iter().filter(|q| !q.asks.is_empty()) {
        let _ = write!(text, "\nFile {}. Ask: {}.\n\n", questions.file, questions.whom);
        for asks in &questions.asks {
            number += 1;
            let _ = writeln!(text, "{number}. {asks}");
        }
    }
    let _ = write!(text, "\nFurther questions, in prose: {}.\n", prose(law).join(", "));
    text
}

/// The pages beside the files, in which people write what they could not say in data.
fn prose(law: &Law) -> Vec<String> {
    let mut pages: Vec<String> = law.procedures.iter().map(|p| format!("procedures/{}.md", p.id)).collect();
    pages.dedup();
    pages.push("calendar.md".to_owned());
    pages.iter().map(|page| super::file(law, page)).collect()
}

/// A lawyer of the state, and the offices that apply the rule: those of a kind, or the headquarters.
fn whom(law: &Law, kind: OfficeKind) -> String {
    let named = |kind: OfficeKind| {
        let of = law.facts_file.offices.iter().filter(|o| o.kind == kind);
        of.map(|o| &o.names).collect::<Vec<_>>()
    };
    let found = Some(named(kind)).filter(|found| !found.is_empty());
    let offices = wording::several(found.unwrap_or_else(|| named(OfficeKind::Headquarters)));
    format!("a lawyer of {}; {}", law.facts_file.names.en, offices.en)
}

/// Child protection is asked of a procedure in which its delegates may take every step.
fn of_procedure(law: &Law, p: &Procedure) -> Questions {
    let is_theirs = p.steps.iter().all(|s| s.by.contains(&Role::ChildProtectionDelegate));
    let kind = if is_theirs { OfficeKind::ChildProtection } else { OfficeKind::Headquarters };
    let parts = [terms(p), documents(p), remedies(p), transitions(p), unwritten(p)];
    let asks = parts.concat().iter().map(|asks| format!("{}: {asks}", p.names.en)).collect();
    Questions { file: super::file(law, &p.file), whom: whom(law, kind), asks }
}

/// `Name: this; that?` of what is open; nothing when nothing is.
fn open_of(name: &Said, open: &[(bool, &str)]) -> Option<String> {
    let asks: Vec<&str> = open.iter().filter(|(is_open, _)| *is_open).map(|(_, asks)| *asks).collect();
    (!asks.is_empty()).then(|| format!("{} – {}?", both(name), asks.join("; ")))
}

fn commissions(law: &Law) -> Vec<String> {
    let asked = law.facts_file.commissions.iter().filter_map(|c| {
        let open = [
            (c.seats.is_empty(), "who sits in it"),
            (c.quorum.is_none(), "how many must be present"),
            (c.majority == Majority::Unknown, "which majority carries a vote"),
        ];
        open_of(&c.names, &open)
    });
    asked.collect()
}

fn calendar(law: &Law) -> Vec<String> {
    let mut all: Vec<String> = law.calendar.acts.iter().map(|a| a.question.en.clone()).collect();
    let rest = law.calendar.rest_days.iter().filter(|r| r.cite.article.is_none());
    let holidays = law.calendar.holidays.iter().filter(|h| h.cite.article.is_none());
    all.extend(list("Which text and article make these days of rest", rest.map(|r| &r.names)));
    all.extend(list("Which article sets these holidays", holidays.map(|h| &h.names)));
    all
}

/// A choice of the platform is no lawyer's to confirm: its terms and documents are left out here and below.
fn terms(p: &Procedure) -> Vec<String> {
    let law: Vec<&Term> = p.terms.iter().filter(|t| !t.cite.is_platform()).collect();
    let long = |t: &&Term| t.length.is_none();
    let mut all: Vec<String> = Vec::new();
    all.extend(list(
        "how long are these terms, and in which days are they counted",
        law.iter().copied().filter(long).map(|t| &t.names),
    ));
    let unit = |t: &&Term| t.length.is_some() && t.unit == Unit::Unknown;
    all.extend(list(
        "in which days are these terms counted",
        law.iter().copied().filter(unit).map(|t| &t.names),
    ));
    let stays = |t: &&Term| t.length.is_some() && t.moved_end.is_none();
    all.extend(list(
        "does a last day of rest move to the next working day in these terms",
        law.iter().copied().filter(stays).map(|t| &t.names),
    ));
    all
}

fn documents(p: &Procedure) -> Vec<String> {
    let asked = p.documents.iter().filter(|d| !d.cite.is_platform()).filter_map(|d| {
        let open =
            [(d.validity.is_none(), "how long is it valid"), (d.renewable.is_none(), "may it be renewed")];
        open_of(&d.names, &open)
    });
    asked.collect()
}

fn remedies(p: &Procedure) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let term = p.remedies.iter().filter(|r| r.term.is_none());
    all.extend(list("within which term are these remedies brought", term.map(|r| &r.names)));
    let waits = p.remedies.iter().filter(|r| r.suspensive.is_none());
    all.extend(list("does the decision wait for these remedies", waits.map(|r| &r.names)));
    all
}

fn transitions(p: &Procedure) -> Vec<String> {
    let open = p.transitions.iter().filter(|t| t.open_cases == OpenCases::Ask);
    open.map(|t| format!("what does {} say of cases opened under {}?", p.version, t.from.join(", ")))
        .collect()
}

/// How the lists of a file are called in a question.
const KINDS: [(&str, &str); 5] = [
    ("terms", "terms"),
    ("documents", "documents"),
    ("remedies", "remedies"),
    ("steps", "steps and their conditions"),
    ("facts", "facts"),
];

/// Statements without an article, those that no source settles, and those that no source shows, list by list.
fn unwritten(p: &Procedure) -> Vec<String> {
    let cited = p.cited();
    let mut all = Vec::new();
    for (key, kind) in KINDS {
        let of = |wanted: fn(&Cite) -> bool| {
            let here = cited.iter().filter(|c| c.path.split('.').next() == Some(key) && wanted(c.cite));
            here.map(|c| name(p, c)).collect::<Vec<&Said>>()
        };
        let article = of(|c| !c.is_unsourced() && c.article.is_none());
        all.extend(list(&format!("which article sets these {kind}"), article));
        let unsettled = of(|c| !c.is_unsourced() && c.verification == Verification::Unverified);
        all.extend(list(&format!("no source that we read settles these {kind}; are they right"), unsettled));
        let unknown = of(|c| c.source == Cite::UNKNOWN);
        all.extend(list(&format!("where, if anywhere, are these {kind} written"), unknown));
    }
    all
}

/// What a statement is asked by: a condition or a task by its step.
fn name<'a>(p: &'a Procedure, cited: &Cited<'a>) -> &'a Said {
    let step = cited.path.strip_prefix("steps.").and_then(|rest| rest.split('.').next());
    step.and_then(|id| p.step(id)).map_or(cited.names, |s| &s.names)
}

/// `Which …: “a”, “b”?`, each once; nothing for nobody.
fn list<'a>(asks: &str, names: impl IntoIterator<Item = &'a Said>) -> Option<String> {
    let mut once: Vec<String> = Vec::new();
    for name in names {
        let quoted = format!("“{}”", name.en);
        if !once.contains(&quoted) {
            once.push(quoted);
        }
    }
    (!once.is_empty()).then(|| format!("{asks}: {}?", once.join(", ")))
}
