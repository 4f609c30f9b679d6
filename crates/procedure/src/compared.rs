//! Two versions of a procedure compared in words a lawyer reads, in both languages, grouped by what changed.

mod facts;
mod papers;
mod phrase;
mod reform;
mod steps;
mod terms;

pub(crate) use papers::term_of;
pub(crate) use reform::named;

use crate::Law;
use crate::changes::{Change, ChangeKind};
use crate::model::Procedure;
use crate::said::Said;
use jiff::civil::Date;
use serde::Serialize;

/// What a sentence of a comparison is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeGroup {
    Terms,
    Steps,
    Stages,
    Documents,
    Remedies,
    Facts,
    /// Rules that a judgment took out of force.
    Struck,
    /// What becomes of open cases.
    Transitions,
    /// The same rule, now read somewhere else.
    Sources,
}

impl ChangeGroup {
    /// In the order in which they are told.
    pub const ALL: [ChangeGroup; 9] = [
        ChangeGroup::Terms,
        ChangeGroup::Steps,
        ChangeGroup::Stages,
        ChangeGroup::Documents,
        ChangeGroup::Remedies,
        ChangeGroup::Facts,
        ChangeGroup::Struck,
        ChangeGroup::Transitions,
        ChangeGroup::Sources,
    ];
    /// The group's heading.
    pub fn names(self) -> Said {
        match self {
            ChangeGroup::Terms => Said::new("Plazos", "Terms"),
            ChangeGroup::Steps => Said::new("Pasos", "Steps"),
            ChangeGroup::Stages => Said::new("Etapas", "Stages"),
            ChangeGroup::Documents => Said::new("Documentos", "Documents"),
            ChangeGroup::Remedies => Said::new("Recursos", "Remedies"),
            ChangeGroup::Facts => Said::new("Hechos", "Facts"),
            ChangeGroup::Struck => Said::new("Reglas sin efecto", "Struck rules"),
            ChangeGroup::Transitions => Said::new("Casos abiertos", "Open cases"),
            ChangeGroup::Sources => Said::new("Dónde está escrito", "Where it is written"),
        }
    }
}

/// The sentences of one group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SaidChanges {
    pub group: ChangeGroup,
    pub said: Vec<Said>,
}

/// Two versions of one procedure, and what the second says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comparison {
    pub procedure: String,
    pub names: Said,
    pub old: String,
    pub old_from: Date,
    pub new: String,
    pub new_from: Date,
    pub groups: Vec<SaidChanges>,
}

impl Procedure {
    /// What this version says otherwise than an earlier one, sentence by sentence. A group without any is left out.
    pub fn said_changes_from(&self, old: &Procedure) -> Vec<SaidChanges> {
        let changes = self.changes_from(old);
        let both = Both { old, new: self, changes: &changes };
        let of = |group: ChangeGroup| match group {
            ChangeGroup::Terms => terms::said(&both),
            ChangeGroup::Steps => steps::said(&both),
            ChangeGroup::Stages => facts::stages(&both),
            ChangeGroup::Documents => papers::documents(&both),
            ChangeGroup::Remedies => papers::remedies(&both),
            ChangeGroup::Facts => facts::said(&both),
            ChangeGroup::Struck => reform::struck(&both),
            ChangeGroup::Transitions => reform::transitions(&both),
            ChangeGroup::Sources => reform::sources(&both),
        };
        let groups = ChangeGroup::ALL.into_iter().map(|group| SaidChanges { group, said: of(group) });
        groups.filter(|g| !g.said.is_empty()).collect()
    }
}

impl Law {
    /// Every procedure that has both versions, compared from the first to the second; none when no procedure has both.
    pub fn comparisons(&self, old: &str, new: &str) -> Vec<Comparison> {
        let version =
            |id: &str, version: &str| self.procedures.iter().find(|p| p.id == id && p.version == version);
        let olds = self.procedures.iter().filter(|p| p.version == old);
        let pairs = olds.filter_map(|old| version(&old.id, new).map(|new| (old, new)));
        let compared = |(old, new): (&Procedure, &Procedure)| Comparison {
            procedure: new.id.clone(),
            names: new.names.clone(),
            old: old.version.clone(),
            old_from: old.valid_from,
            new: new.version.clone(),
            new_from: new.valid_from,
            groups: new.said_changes_from(old),
        };
        pairs.map(compared).collect()
    }
}

/// The two versions and what differs, item by item.
struct Both<'a> {
    old: &'a Procedure,
    new: &'a Procedure,
    changes: &'a [Change],
}

impl<'a> Both<'a> {
    /// The items of a list to which this happened.
    fn of(&self, list: &'a str, kind: ChangeKind) -> impl Iterator<Item = &'a Change> {
        self.changes.iter().filter(move |c| c.list == list && c.kind == kind)
    }
    /// The aspects of an item that are not the same.
    fn lines(&self, list: &str, id: &str) -> impl Iterator<Item = &'a crate::ChangedLine> {
        let changed = self.changes.iter().filter(|c| c.kind == ChangeKind::Changed);
        let item = changed.filter(|c| c.list == list && c.id == id);
        item.flat_map(|c| &c.lines).collect::<Vec<_>>().into_iter()
    }
}
