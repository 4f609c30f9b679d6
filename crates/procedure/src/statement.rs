//! Every statement of the law as a lawyer confirms it: what it says, where, how sure that is, and what hangs on it.

mod reads;

pub use reads::{SaidLine, Word};

use crate::Law;
use crate::cited::Cited;
use crate::confirmation::{Confirmation, StatementId};
use crate::model::{Procedure, Step, Whose};
use crate::said::{Cite, Verification};
use std::collections::BTreeSet;

/// What hangs on a statement. The most harmful first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hangs {
    /// What a person can lose: their own terms and the days these are counted in, steps that may take something from
    /// them, remedies.
    Person,
    /// How the case moves: other steps, terms, documents, ways between versions.
    Case,
    /// What the rest is told with: facts, names, offices.
    Frame,
}

impl Hangs {
    pub const ALL: [Hangs; 3] = [Hangs::Person, Hangs::Case, Hangs::Frame];
    pub fn code(self) -> &'static str {
        match self {
            Hangs::Person => "person",
            Hangs::Case => "case",
            Hangs::Frame => "frame",
        }
    }
}

/// One statement, with what it said when the files were read.
#[derive(Clone, Debug)]
pub struct Statement<'a> {
    pub cited: Cited<'a>,
    /// The procedure it is of; `None` for the calendar and the country.
    pub procedure: Option<&'a Procedure>,
    /// The fingerprint of what it says.
    pub says: &'a str,
    /// The file it is written in: another than its own when this version took it over unchanged.
    pub home: &'a str,
    /// Of several at one path, which: 0 is the first.
    pub place: usize,
    /// Where its file says that it is written, confirmed or not.
    pub written: &'a Cite,
}

impl Statement<'_> {
    pub fn id(&self) -> StatementId {
        StatementId::new(self.home, &self.cited.path, self.says)
    }
    /// What names it in an address, whatever it says by now: the file it is written in, its path and its place there.
    pub fn number(&self) -> u128 {
        crate::load::number(&[self.home, &self.cited.path, &self.place.to_string()])
    }
    /// Whether a lawyer can confirm it: a choice of the platform is nobody's law.
    pub fn is_law(&self) -> bool {
        !self.written.is_platform()
    }
    pub fn is_verified(&self) -> bool {
        self.cited.cite.verification == Verification::Verified
    }
    /// What it says, line by line.
    pub fn reads(&self, law: &Law) -> Vec<SaidLine> {
        reads::of(law, self)
    }
    /// What hangs on it.
    pub fn hangs(&self) -> Hangs {
        let path: Vec<&str> = self.cited.path.split('.').collect();
        match (self.procedure, path.as_slice()) {
            (Some(p), ["terms", id, ..]) => p.term(id).map_or(Hangs::Case, |t| {
                let is_remedys = p.remedies.iter().any(|r| r.term.as_deref() == Some(*id));
                if t.whose == Whose::Person || is_remedys { Hangs::Person } else { Hangs::Case }
            }),
            (Some(p), ["steps", id, ..]) => match p.step(id) {
                Some(step) if takes(step) => Hangs::Person,
                _ => Hangs::Case,
            },
            (Some(_), ["remedies", ..] | ["struck", ..] | ["confidential"] | ["free"]) => Hangs::Person,
            (Some(_), ["documents", ..] | ["transitions", ..]) => Hangs::Case,
            (None, ["cite"]) if self.cited.file == "calendar.toml" => Hangs::Person,
            (None, ["rest_days" | "holidays" | "decreed" | "acts", ..]) => Hangs::Case,
            _ => Hangs::Frame,
        }
    }
}

/// Whether a step takes something from the person, or is their way to contest it.
fn takes(step: &Step) -> bool {
    step.prejudicial || step.remedy || step.decides.is_some_and(|d| d.outcome.is_negative())
}

impl Law {
    /// Every statement, in the order of [`Law::cited`].
    pub fn statements(&self) -> Vec<Statement<'_>> {
        let all = self.cited();
        let mut places = std::collections::BTreeMap::<(String, String), usize>::new();
        let statement = |cited| {
            let Cited { file, path, .. } = &cited;
            let at = ((*file).to_owned(), path.clone());
            let place = places.entry(at.clone()).or_default();
            let read = self.read.get(&at)?.get(*place)?;
            let place = std::mem::replace(place, *place + 1);
            let procedure = self.procedures.iter().find(|p| p.file == *file);
            let (says, home, written) = (read.says.as_str(), read.home.as_str(), &read.written);
            Some(Statement { procedure, says, home, place, written, cited })
        };
        all.into_iter().filter_map(statement).collect()
    }

    /// What is a lawyer's to confirm, each where it is written, once however many versions take it over: the most harmful
    /// first, and else in the order of the files.
    pub fn for_lawyers(&self) -> Vec<Statement<'_>> {
        let mut seen = BTreeSet::new();
        let mut all: Vec<Statement<'_>> = self.statements();
        // A statement stands where it is written before any version that takes it over.
        all.sort_by_key(|s| s.home != s.cited.file);
        all.retain(|s| s.is_law() && seen.insert(s.id()));
        all.sort_by_key(|s| (s.hangs(), s.home.to_owned()));
        all
    }

    /// The statement of a number, where it is written if it stands there.
    pub fn statement(&self, number: u128) -> Option<Statement<'_>> {
        let mut all: Vec<Statement<'_>> =
            self.statements().into_iter().filter(|s| s.number() == number).collect();
        all.sort_by_key(|s| s.home != s.cited.file);
        all.into_iter().next()
    }

    /// The statement that a confirmation is of, if it still reads as it did.
    pub fn statement_of(&self, id: &StatementId) -> Option<Statement<'_>> {
        self.statements().into_iter().find(|s| s.id() == *id)
    }

    /// What was confirmed at the place of a statement and reads otherwise now.
    pub fn lapsed_at<'a>(&'a self, statement: &Statement<'_>) -> Vec<&'a Confirmation> {
        let at = |c: &&Confirmation| {
            c.statement.file == statement.home && c.statement.path == statement.cited.path
        };
        self.lapsed().into_iter().filter(at).collect()
    }
}
