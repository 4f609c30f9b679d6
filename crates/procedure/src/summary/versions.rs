//! The versions of a state's procedures, what each changed, what judgments struck and what becomes of open cases.

use super::markdown::{both, part, table, written};
use crate::Law;
use crate::compared::named;
use crate::model::Procedure;
use crate::reform::{Struck, Transition};
use crate::wording;
use std::fmt::Write;

pub(super) fn section(law: &Law) -> String {
    let head = ["procedure", "version", "from", "to", "instrument", "written", "mark", "file"];
    let rows = in_order(law).into_iter().map(|p| version(law, p)).collect();
    let mut text = format!("\n### Versions\n\n{}", table(&head, rows));
    text.push_str(&struck(law));
    text.push_str(&transitions(law));
    for (old, new) in pairs(law) {
        text.push_str(&changes(old, new));
    }
    text
}

/// Procedure by procedure, the oldest version first.
fn in_order(law: &Law) -> Vec<&Procedure> {
    let mut all: Vec<&Procedure> = law.procedures.iter().collect();
    all.sort_by(|a, b| (&a.id, a.valid_from).cmp(&(&b.id, b.valid_from)));
    all
}

/// Each version with the one that came after it.
fn pairs(law: &Law) -> Vec<(&Procedure, &Procedure)> {
    let all = in_order(law);
    all.windows(2).filter(|w| w[0].id == w[1].id).map(|w| (w[0], w[1])).collect()
}

fn version(law: &Law, p: &Procedure) -> Vec<String> {
    let [place, mark] = written(&p.cite);
    vec![
        both(&p.names),
        p.version.clone(),
        p.valid_from.to_string(),
        p.valid_to.map_or_else(|| "open".to_owned(), |to| to.to_string()),
        p.instrument.as_ref().map_or_else(|| "not known".to_owned(), both),
        place,
        mark,
        super::file(law, &p.file),
    ]
}

fn struck(law: &Law) -> String {
    let row = |p: &Procedure, s: &Struck| {
        let [place, mark] = written(&s.cite);
        vec![both(&named(p, &s.what)), p.version.clone(), s.from.to_string(), both(&s.names), place, mark]
    };
    let all = in_order(law).into_iter();
    let rows = all.flat_map(|p| p.struck.iter().map(move |s| row(p, s))).collect();
    part("### Struck rules", &["rule", "version", "struck from", "judgment", "written", "mark"], rows)
}

fn transitions(law: &Law) -> String {
    let row = |p: &Procedure, t: &Transition| {
        let [place, mark] = written(&t.cite);
        vec![
            both(&p.names),
            t.from.join(", "),
            p.version.clone(),
            wording::open_cases(t.open_cases).en,
            wording::terms_on_move(t.terms).en,
            t.hint.en.clone(),
            place,
            mark,
        ]
    };
    let all = in_order(law).into_iter();
    let rows = all.flat_map(|p| p.transitions.iter().map(move |t| row(p, t))).collect();
    let head =
        ["procedure", "from", "into", "open cases", "running terms", "what is told", "written", "mark"];
    part("### Open cases when the law changes", &head, rows)
}

/// What a version changed, in sentences.
fn changes(old: &Procedure, new: &Procedure) -> String {
    let mut text = format!("\n### {}: what {} changed in {}\n", new.names.en, new.version, old.version);
    for group in new.said_changes_from(old) {
        let _ = write!(text, "\n{}:\n\n", group.group.names().en);
        for said in &group.said {
            let _ = writeln!(text, "- {}", said.en);
        }
    }
    text
}
