//! The findings as a text to read: a block a state, a line a version, and for each way around a safeguard its story.

use super::{Answer, Finding, Kind};
use std::fmt::Write;

/// Findings of one or several states, grouped, with a summary line a state.
pub fn told(findings: &[Finding]) -> String {
    let mut text = String::new();
    for state in findings.chunk_by(|a, b| a.state == b.state) {
        let _ = writeln!(text, "{}", state[0].state);
        for version in state.chunk_by(|a, b| (&a.procedure, &a.version) == (&b.procedure, &b.version)) {
            told_version(&mut text, version);
        }
        let _ = writeln!(text, "{}\n", summary(state));
    }
    text
}

fn told_version(text: &mut String, findings: &[Finding]) {
    let _ = writeln!(text, "  {} {}", findings[0].procedure, findings[0].version);
    let of = |answer: Answer| findings.iter().filter(move |f| f.answer == answer);
    for finding in of(Answer::Fails) {
        told_violation(text, finding);
    }
    let unknown: Vec<&Finding> = of(Answer::Unknown).collect();
    for same in unknown.chunk_by(|a, b| a.safeguard == b.safeguard) {
        let about: Vec<&str> = same.iter().map(|f| f.about.as_str()).filter(|a| !a.is_empty()).collect();
        let at = if about.is_empty() { String::new() } else { format!(" at {}", about.join(", ")) };
        let _ = writeln!(text, "    unknown         {}{at}: {}", same[0].safeguard, same[0].why.en);
    }
    for answer in [Answer::Holds, Answer::NotApplicable] {
        let ids: Vec<&str> = of(answer).map(|f| f.safeguard.as_str()).collect();
        if !ids.is_empty() {
            let _ = writeln!(text, "    {:<15} {}", answer.code(), ids.join(", "));
        }
    }
}

fn told_violation(text: &mut String, finding: &Finding) {
    let kind = finding.kind.map(Kind::code).unwrap_or_default();
    let at = if finding.about.is_empty() { String::new() } else { format!(" at {}", finding.about) };
    let _ = writeln!(text, "    violated        {}{at} ({kind}): {}", finding.safeguard, finding.why.en);
    let _ = writeln!(
        text,
        "                    {} ({} {}, {})",
        finding.names.en,
        finding.cite.source,
        finding.cite.article_or_unknown(),
        finding.cite.verification.code()
    );
    for (n, line) in finding.story.iter().enumerate() {
        let _ = writeln!(text, "      {:>2}. {line}", n + 1);
    }
}

/// `PAN: 54 answers, 30 hold, 0 of our encoding, 1 where the law falls short, 9 unknown, 14 not applicable`.
fn summary(findings: &[Finding]) -> String {
    let answers = |answer: Answer| findings.iter().filter(|f| f.answer == answer).count();
    let kinds = |kind: Kind| findings.iter().filter(|f| f.kind == Some(kind)).count();
    format!(
        "{}: {} answers, {} hold, {} of our encoding, {} where the law falls short, {} unknown, {} not applicable",
        findings[0].state,
        findings.len(),
        answers(Answer::Holds),
        kinds(Kind::Encoding),
        kinds(Kind::LawFallsShort),
        kinds(Kind::DataUnknown),
        answers(Answer::NotApplicable)
    )
}
