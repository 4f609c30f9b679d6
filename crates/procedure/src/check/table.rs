//! The findings as a text to read: a block a state, a line a version, and for each way around a safeguard its story.

use super::{Answer, Finding, Kind};
use kernel::Lang;
use std::fmt::Write;

/// Findings of one or several states, grouped, with a summary line a state. Codes are the same in every language.
pub fn told(findings: &[Finding], lang: Lang) -> String {
    let mut text = String::new();
    for state in findings.chunk_by(|a, b| a.state == b.state) {
        let _ = writeln!(text, "{}", state[0].state);
        for version in state.chunk_by(|a, b| (&a.procedure, &a.version) == (&b.procedure, &b.version)) {
            told_version(&mut text, version, lang);
        }
        let _ = writeln!(text, "{}\n", summary(state, lang));
    }
    text
}

fn told_version(text: &mut String, findings: &[Finding], lang: Lang) {
    let _ = writeln!(text, "  {} {}", findings[0].procedure, findings[0].version);
    let of = |answer: Answer| findings.iter().filter(move |f| f.answer == answer);
    for finding in of(Answer::Fails) {
        told_violation(text, finding, lang);
    }
    let unknown: Vec<&Finding> = of(Answer::Unknown).collect();
    for same in unknown.chunk_by(|a, b| a.safeguard == b.safeguard) {
        let about: Vec<&str> = same.iter().map(|f| f.about.as_str()).filter(|a| !a.is_empty()).collect();
        let at = at(&about.join(", "), lang);
        let why = same[0].why.in_lang(lang);
        let _ = writeln!(text, "    unknown         {}{at}: {why}", same[0].safeguard);
    }
    for answer in [Answer::Holds, Answer::NotApplicable] {
        let ids: Vec<&str> = of(answer).map(|f| f.safeguard.as_str()).collect();
        if !ids.is_empty() {
            let _ = writeln!(text, "    {:<15} {}", answer.code(), ids.join(", "));
        }
    }
}

/// ` at refuse`; nothing when it is about all of them.
fn at(about: &str, lang: Lang) -> String {
    match (about, lang) {
        ("", _) => String::new(),
        (_, Lang::Es) => format!(" en {about}"),
        (_, Lang::En) => format!(" at {about}"),
    }
}

fn told_violation(text: &mut String, finding: &Finding, lang: Lang) {
    let kind = finding.kind.map(Kind::code).unwrap_or_default();
    let (at, why) = (at(&finding.about, lang), finding.why.in_lang(lang));
    let _ = writeln!(text, "    violated        {}{at} ({kind}): {why}", finding.safeguard);
    let _ = writeln!(
        text,
        "                    {} ({} {}, {})",
        finding.names.in_lang(lang),
        finding.cite.source,
        finding.cite.article_or_unknown(),
        finding.cite.verification.code()
    );
    for (n, line) in finding.story.iter().enumerate() {
        let _ = writeln!(text, "      {:>2}. {}", n + 1, line.in_lang(lang));
    }
}

/// `PAN: 54 answers, 30 hold, 0 of our encoding, 1 where the law falls short, 9 unknown, 14 not applicable`.
fn summary(findings: &[Finding], lang: Lang) -> String {
    let answers = |answer: Answer| findings.iter().filter(|f| f.answer == answer).count();
    let kinds = |kind: Kind| findings.iter().filter(|f| f.kind == Some(kind)).count();
    let (state, all, hold) = (&findings[0].state, findings.len(), answers(Answer::Holds));
    let (ours, short) = (kinds(Kind::Encoding), kinds(Kind::LawFallsShort));
    let (unknown, other) = (kinds(Kind::DataUnknown), answers(Answer::NotApplicable));
    match lang {
        Lang::Es => format!(
            "{state}: {all} respuestas; se cumplen: {hold}; nuestra codificación: {ours}; la ley se queda corta: {short}; \
             no se sabe: {unknown}; no aplica: {other}"
        ),
        Lang::En => format!(
            "{state}: {all} answers, {hold} hold, {ours} of our encoding, {short} where the law falls short, {unknown} \
             unknown, {other} not applicable"
        ),
    }
}
