//! A draft before it is adopted: what the check finds in it, the three kinds never mixed, and what it says otherwise than the
//! version it would change. None of it blocks: a person decides.

use super::version;
use crate::simulation;
use casework::Laws;
use casework::dossier::Dossier;
use procedure::{Draft, Finding, Kind, LawError, SaidChanges};
use uuid::Uuid;
use web::part::{self, Act};
use web::{Ask, House, Markup, Permission, html};

/// What a draft is called in what is told of it.
const NAME: &str = "borrador.toml";

/// A draft that was read beside the law of today.
pub struct Examined {
    pub draft: Draft,
    findings: Vec<Finding>,
    /// `None` when the version it would change is not there any more.
    changes: Option<Vec<SaidChanges>>,
}

/// Reads the newest draft of a dossier; what it reads wrongly by now is told.
pub fn examine(laws: &Laws, dossier: &Dossier) -> Option<Result<Examined, Vec<LawError>>> {
    let written = dossier.draft.as_ref()?;
    let opened = dossier.opened.as_ref()?;
    let old = version(laws, &opened.procedure, &opened.version);
    let read = laws.law().draft(NAME, &written.text);
    Some(read.map(|draft| Examined {
        findings: draft.findings().into_iter().filter(|f| f.kind.is_some()).collect(),
        changes: old.map(|old| draft.version.said_changes_from(old)),
        draft,
    }))
}

const KINDS: [(Kind, &str, &str); 3] = [
    (Kind::LawFallsShort, "app-dossier-finding-law", "app-dossier-finding-law-words"),
    (Kind::DataUnknown, "app-dossier-finding-unknown", "app-dossier-finding-unknown-words"),
    (Kind::Encoding, "app-dossier-finding-encoding", "app-dossier-finding-encoding-words"),
];

impl Examined {
    fn of(&self, kind: Kind) -> Vec<&Finding> {
        self.findings.iter().filter(|f| f.kind == Some(kind)).collect()
    }

    /// A line for each finding, for the record of who saw it.
    pub fn lines(&self, ask: &Ask) -> Vec<String> {
        let line = |f: &&Finding, kind: &str| format!("{kind}: {}", self.told(ask, f));
        let all = KINDS.iter().flat_map(|(kind, key, _)| {
            let kind_words = ask.t(key);
            self.of(*kind).iter().map(|f| line(f, &kind_words)).collect::<Vec<_>>()
        });
        all.collect()
    }

    /// The three kinds under their names, and what changes.
    pub fn shown(&self, house: &House, ask: &Ask, dossier: Uuid) -> Markup {
        html! {
            h3 { (ask.t("app-dossier-findings")) }
            @if self.findings.is_empty() { p { (ask.t("app-dossier-findings-none")) } }
            @for (kind, key, words) in KINDS {
                @let found = self.of(kind);
                @if !found.is_empty() {
                    h4 { (ask.t(key)) " (" (found.len()) ")" }
                    p.c-note { (ask.t(words)) }
                    ul.govuk-list.govuk-list--bullet { @for finding in found { li { (self.told(ask, finding)) } } }
                }
            }
            p.c-note { (ask.t("app-dossier-findings-block-nothing")) }
            h3 { (ask.t("app-dossier-changes")) }
            @match &self.changes {
                None => p { (ask.t("app-dossier-changes-gone")) },
                Some(groups) if groups.is_empty() => p { (ask.t("app-dossier-changes-none")) },
                Some(groups) => {
                    @for group in groups {
                        h4 { (group.group.names().in_lang(ask.lang)) }
                        ul.govuk-list.govuk-list--bullet { @for said in &group.said { li { (said.in_lang(ask.lang)) } } }
                    }
                },
            }
            @if house.may(&ask.who, Permission::Simulate, None) {
                (part::screen_only(html! {
                    p { (part::link(&Act::new(simulation::page::replay_of(dossier), ask.t("app-dossier-replay")))) }
                }))
            }
        }
    }

    /// `Toda negativa tiene recurso (Negar la condición): No se conoce el plazo del recurso`, by the names of the draft.
    fn told(&self, ask: &Ask, finding: &Finding) -> String {
        let (names, why) = (finding.names.in_lang(ask.lang), finding.why.in_lang(ask.lang));
        let about = finding.about.as_str();
        let called = self.draft.version.name_of(about).map_or(about, |names| names.in_lang(ask.lang));
        let about = if called.is_empty() { String::new() } else { format!(" ({called})") };
        if why.is_empty() { format!("{names}{about}") } else { format!("{names}{about}: {why}") }
    }
}
