//! How the law changes: rules struck by a judgment, the way of open cases, commissions, and what a version changed.

use super::super::account::role_name;
use super::cite::cited;
use super::in_force;
use super::statement::Signs;
use super::step::Reading;
use super::term::length_words;
use kernel::Role;
use procedure::{
    Change, ChangeKind, Commission, Length, Majority, OpenCases, Procedure, Said, Struck, TermsOnMove,
    Transition, Unit,
};
use web::part::{self, Answer, TagKind};
use web::{Ask, Markup, html};

/// `Dejado sin efecto desde el 30 de agosto de 2023`, the judgment and where it is.
pub fn struck_line(ask: &Ask, signs: &Signs<'_>, struck: &Struck) -> Markup {
    let args = [
        ("day", ask.day_long(struck.from).into()),
        ("judgment", struck.names.in_lang(ask.lang).to_owned().into()),
    ];
    html! {
        div { (part::tag(TagKind::Restricted, &ask.t("app-law-struck"))) " " (ask.tw("app-law-struck-by", &args)) }
        div.c-note { (cited(ask, signs, &struck.cite)) }
    }
}

/// Every rule of the version that a judgment took out of force.
pub fn struck(reading: &Reading<'_>) -> Markup {
    html! {
        ul.govuk-list role="list" {
            @for struck in &reading.procedure.struck {
                @let (list, id) = struck.what.split_once('.').unwrap_or(("", &struck.what));
                li { b { @if list == "terms" { (reading.term(id)) } @else { (reading.step(id)) } } (struck_line(reading.ask, reading.signs, struck)) }
            }
        }
    }
}

/// How open cases of earlier versions come here, and where those of this one may go.
pub fn transitions(reading: &Reading<'_>) -> Markup {
    let Reading { ask, law, procedure, .. } = *reading;
    let others = law.versions(&procedure.id);
    let onward = others.iter().flat_map(|to| to.transitions.iter().map(move |t| (*to, t)));
    let onward: Vec<(&Procedure, &Transition)> =
        onward.filter(|(_, t)| t.from.contains(&procedure.version)).collect();
    html! {
        @for transition in &procedure.transitions {
            section.c-card {
                h3 { (ask.tw("app-law-way-from", &[("versions", transition.from.join(", ").into())])) }
                (way(reading, procedure, transition))
            }
        }
        @for (to, transition) in onward {
            section.c-card {
                h3 { (ask.tw("app-law-way-to", &[("version", to.version.as_str().into())])) }
                (way(reading, to, transition))
            }
        }
    }
}

/// Whether the page has anything to say about open cases and reforms.
pub fn has_transitions(reading: &Reading<'_>) -> bool {
    let Reading { law, procedure, .. } = *reading;
    let leads_on = |to: &&Procedure| to.transitions.iter().any(|t| t.from.contains(&procedure.version));
    !procedure.transitions.is_empty() || law.versions(&procedure.id).iter().any(leads_on)
}

fn way(reading: &Reading<'_>, to: &Procedure, transition: &Transition) -> Markup {
    let ask = reading.ask;
    let open_cases = match transition.open_cases {
        OpenCases::Move => "app-law-cases-move",
        OpenCases::Keep => "app-law-cases-keep",
        OpenCases::Ask => "app-law-cases-ask",
    };
    let terms = match transition.terms {
        TermsOnMove::Keep => "app-law-terms-keep",
        TermsOnMove::Recompute => "app-law-terms-recompute",
    };
    let named = |p: &Procedure, id: &str| {
        p.stage(id).map_or_else(|| id.to_owned(), |s| reading.said(&s.names).to_owned())
    };
    let old = |id: &str| {
        let version =
            reading.law.procedures.iter().find(|p| p.id == to.id && transition.from.contains(&p.version));
        version.map_or_else(|| id.to_owned(), |p| named(p, id))
    };
    let stages: Vec<String> =
        transition.stages.iter().map(|(from, here)| format!("{} → {}", old(from), named(to, here))).collect();
    let mut lines = vec![
        Answer::new(ask.t("app-law-open-cases"), ask.t(open_cases)),
        Answer::new(ask.t("app-law-running-terms"), ask.t(terms)),
    ];
    if !stages.is_empty() {
        lines.push(Answer::marked(
            ask.t("app-law-stages-renamed"),
            html! { ul.govuk-list role="list" { @for s in &stages { li { (s) } } } },
        ));
    }
    lines.push(Answer::marked(ask.t("app-law-written"), cited(ask, reading.signs, &transition.cite)));
    html! { p { (reading.said(&transition.hint)) } (part::summary_list(&lines)) }
}

/// The commissions whose session a step of this procedure waits for, or whose office takes one.
pub fn commissions_of<'a>(reading: &Reading<'a>) -> Vec<&'a Commission> {
    let procedure: &'a Procedure = reading.procedure;
    let is_used = |c: &&Commission| {
        procedure.steps.iter().any(|s| s.in_session.as_ref() == Some(&c.id) || s.offices.contains(&c.office))
    };
    reading.law.facts_file.commissions.iter().filter(is_used).collect()
}

pub fn commissions(reading: &Reading<'_>) -> Markup {
    let ask = reading.ask;
    html! { @for c in commissions_of(reading) { section.c-card { h3 { (reading.said(&c.names)) } (part::summary_list(&commission(ask, reading, c))) } } }
}

fn commission(ask: &Ask, reading: &Reading<'_>, c: &Commission) -> Vec<Answer> {
    let majority = match c.majority {
        Majority::Simple => "app-law-majority-simple",
        Majority::Absolute => "app-law-majority-absolute",
        Majority::Unanimity => "app-law-majority-unanimity",
        Majority::Unknown => "app-law-majority-unknown",
    };
    let quorum = c
        .quorum
        .map_or_else(|| ask.t("app-law-quorum-unknown"), |n| ask.tw("app-law-quorum-of", &[("n", n.into())]));
    let seats = html! {
        @if c.seats.is_empty() { (ask.t("app-unknown")) }
        @else { ul.govuk-list role="list" { @for seat in &c.seats { li { (reading.said(&seat.names)) } } } }
    };
    vec![
        Answer::marked(ask.t("app-law-seats"), seats),
        Answer::new(ask.t("app-law-quorum"), quorum),
        Answer::new(ask.t("app-law-majority"), ask.t(majority)),
        Answer::marked(ask.t("app-law-written"), cited(ask, reading.signs, &c.cite)),
    ]
}

/// The version before this one, by the day it began.
pub fn before<'a>(reading: &Reading<'a>) -> Option<&'a Procedure> {
    let versions = reading.law.versions(&reading.procedure.id);
    versions.into_iter().find(|p| p.valid_from < reading.procedure.valid_from)
}

/// What this version changed in the one before it: every item, with the old value beside the new one.
pub fn changes(reading: &Reading<'_>, old: &Procedure) -> Markup {
    let ask = reading.ask;
    let all = reading.procedure.changes_from(old);
    html! {
        p { (ask.t("app-law-changed-from")) " " (in_force(ask, old)) }
        @if all.is_empty() { p { (ask.t("app-law-nothing-changed")) } }
        @for (kind, key) in [(ChangeKind::Added, "app-law-added"), (ChangeKind::Removed, "app-law-removed")] {
            @let found: Vec<&Change> = all.iter().filter(|c| c.kind == kind).collect();
            @if !found.is_empty() {
                h3 { (ask.t(key)) }
                ul.govuk-list role="list" { @for c in found { li { (ask.t(sort(c.list))) ": " (reading.said(&c.names)) } } }
            }
        }
        @let changed: Vec<&Change> = all.iter().filter(|c| c.kind == ChangeKind::Changed).collect();
        @if !changed.is_empty() { h3 { (ask.t("app-law-changed")) } }
        @for c in changed {
            section.c-card {
                h4 { (ask.t(sort(c.list))) ": " (reading.said(&c.names)) }
                (part::summary_list(&c.lines.iter().map(|line| {
                    let side = |values: &[Said]| worded(reading, line.aspect, values);
                    Answer::marked(ask.t(aspect(line.aspect)), html! {
                        div { (ask.t("app-law-was")) " " del { (side(&line.old)) } }
                        div { (ask.t("app-law-is")) " " ins { (side(&line.new)) } }
                    })
                }).collect::<Vec<_>>()))
            }
        }
    }
}

fn sort(list: &str) -> &'static str {
    match list {
        "steps" => "app-law-sort-step",
        "terms" => "app-law-sort-term",
        "stages" => "app-law-sort-stage",
        "facts" => "app-law-sort-fact",
        "documents" => "app-law-sort-document",
        "remedies" => "app-law-sort-remedy",
        _ => "app-law-sort-struck",
    }
}

fn aspect(code: &str) -> &'static str {
    match code {
        "name" => "app-law-aspect-name",
        "who" => "app-law-who",
        "offices" => "app-law-aspect-offices",
        "from" | "to" => "app-law-way",
        "only_if" => "app-law-only-if",
        "not_same" => "app-law-aspect-not-same",
        "session" => "app-law-session",
        "form" => "app-law-aspect-form",
        "starts" => "app-law-starts",
        "ends" => "app-law-ends",
        "issues" => "app-law-issues",
        "opens" => "app-law-opens",
        "tasks" => "app-law-tasks",
        "letter" => "app-law-aspect-letter",
        "prejudicial" => "app-law-prejudicial",
        "length" => "app-law-length",
        "from_event" => "app-law-counts-from",
        "whose" => "app-law-whose",
        "moved_end" => "app-law-moved-end",
        "ended" => "app-law-stage-ended",
        "waiting" => "app-law-stage-waiting",
        "values" => "app-law-aspect-values",
        "issuer" => "app-law-aspect-issuer",
        "validity" => "app-law-validity",
        "renewable" => "app-law-renewable",
        "grants" => "app-law-grants",
        "authority" => "app-law-aspect-authority",
        "against" => "app-law-against",
        "since" => "app-law-aspect-since",
        _ => "app-law-written",
    }
}

fn worded(reading: &Reading<'_>, aspect: &str, values: &[Said]) -> String {
    let ask = reading.ask;
    if values.is_empty() {
        let is_flag = matches!(aspect, "prejudicial" | "moved_end" | "ended" | "waiting" | "renewable");
        return ask.t(if is_flag { "app-no" } else { "app-law-nothing" });
    }
    let one = |said: &Said| {
        let code = said.en.as_str();
        match aspect {
            "who" | "whose" => Role::from_code(code).map(|role| role_name(ask, role)),
            "offices" => Some(reading.office(code)),
            "length" | "validity" => length(ask, code),
            _ if code == "yes" => Some(ask.t("app-yes")),
            _ => None,
        }
        .unwrap_or_else(|| match code {
            "unknown" => ask.t("app-unknown"),
            "person" => ask.t("app-law-the-person"),
            _ => reading.said(said).to_owned(),
        })
    };
    values.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// `5 working_days`, in words.
fn length(ask: &Ask, text: &str) -> Option<String> {
    let (n, unit) = text.split_once(' ')?;
    let units = [Unit::WorkingDays, Unit::CalendarDays, Unit::Months];
    let unit = units.into_iter().find(|u| u.code() == unit)?;
    Some(length_words(ask, Length { length: n.parse().ok()?, unit }))
}
