//! A procedure as it is explained to the person it is about: what happens, until when, what to do against a no, and which
//! rights the state's own files hold. The words for it stand on the page; here is decided what may be said at all.
//!
//! A length is told to a person only when a named lawyer confirmed it ([`Time`]). Names and hints in which an unconfirmed
//! length stands in words are left out too ([`tells_a_length`]).

mod lengths;
mod rights;
mod setbacks;
mod way;

use crate::law::{Law, OfficeFact, OfficeKind};
use crate::model::{Counting, Document, FieldKind, Length, Procedure, Step, Term, Unit, Whose};
use crate::said::{Cite, Said, Verification};
use jiff::civil::Date;
use kernel::Role;

pub use lengths::tells_a_length;
pub use rights::{Basis, Right, RightKind};
pub use setbacks::{Against, Contest, Setback};
pub use way::{Happens, Place, Who};

/// Everything a person is told of one procedure, in the order in which it is told.
#[derive(Clone, Debug)]
pub struct Explained<'a> {
    pub procedure: &'a Procedure,
    /// Where it is asked for.
    pub offices: Vec<&'a OfficeFact>,
    /// Whom to ask about whatever is not confirmed.
    pub ask_at: Vec<&'a OfficeFact>,
    /// The day on which the files were last compared with their sources.
    pub checked: Date,
    /// Where it is written that asking costs nothing; `None`: nobody told us.
    pub free: Option<&'a Cite>,
    /// It may be asked for by word of mouth.
    pub is_oral: bool,
    /// It is received whenever it comes: nothing stands before the first step.
    pub is_received_late: bool,
    pub questions: Vec<Question>,
    /// How long the person has to ask; empty where no term is stated.
    pub to_ask: Vec<Time<'a>>,
    pub way: Vec<Place<'a>>,
    pub setbacks: Vec<Setback<'a>>,
    pub rights: Vec<Right<'a>>,
    pub papers: Vec<Paper<'a>>,
    /// Procedures that open from this one.
    pub opens: Vec<&'a Procedure>,
}

/// A term as a person is told it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Time<'a> {
    /// A named lawyer confirmed it.
    Confirmed { length: Length, since: Since<'a>, counting: Counting, cite: &'a Cite },
    /// Whatever the file says, nobody confirmed it: no number is told.
    Unconfirmed,
}

/// The day a confirmed term counts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since<'a> {
    Entry,
    /// The day the procedure was asked for.
    Asking,
    /// The day a decision was told.
    Told,
    /// The step or question that records the day.
    Other(&'a Said),
}

/// What the person is asked when the procedure begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    Reasons,
    Entry,
    FirstAsked,
    Language,
    Age,
    Contact,
    Family,
    TonightsBed,
}

/// A document the person gets.
#[derive(Clone, Debug)]
pub struct Paper<'a> {
    /// `None`: a length nobody confirmed stands in its name.
    pub names: Option<&'a Said>,
    pub issuer: &'a Said,
    pub grants: Vec<&'a Said>,
    /// How long it is valid, where a named lawyer confirmed it.
    pub validity: Option<Length>,
    pub is_renewable: bool,
    /// The file says that it ends.
    pub is_ending: bool,
    pub cite: &'a Cite,
}

impl Law {
    /// What a person is told of a procedure of this state on a day.
    pub fn explained<'a>(&'a self, procedure: &'a Procedure, on: Date) -> Explained<'a> {
        let telling = Telling { law: self, p: procedure, on };
        Explained {
            procedure,
            offices: telling.offices(),
            ask_at: telling.ask_at(),
            checked: self.facts_file.checked,
            free: procedure.free.as_ref().filter(|cite| cite.verification >= Verification::Secondary),
            is_oral: is_oral(&procedure.opening),
            is_received_late: procedure.opening.guard.is_none(),
            questions: questions(&procedure.opening),
            to_ask: telling.to_ask(),
            way: telling.way(),
            setbacks: setbacks::of(&telling),
            rights: rights::of(&telling),
            papers: procedure.documents.iter().map(paper).collect(),
            opens: telling.opens(),
        }
    }
    /// The procedure that a person asks for by themselves: the first that no other case opens.
    pub fn main_procedure(&self) -> Option<&str> {
        let own = self.procedures.iter().find(|p| !p.linked).or(self.procedures.first());
        own.map(|p| p.id.as_str())
    }
}

/// One procedure while it is put into what people are told.
struct Telling<'a> {
    law: &'a Law,
    p: &'a Procedure,
    on: Date,
}

impl<'a> Telling<'a> {
    /// Every office of the institution; where no post is listed, the migration authority at the border.
    fn offices(&self) -> Vec<&'a OfficeFact> {
        let all = &self.law.facts_file.offices;
        let named = &self.p.opening.offices;
        let has_posts = all.iter().any(|o| o.kind == OfficeKind::Post);
        let receives = |o: &&OfficeFact| match o.kind {
            OfficeKind::Headquarters | OfficeKind::Branch | OfficeKind::FocalPoint | OfficeKind::Post => true,
            OfficeKind::Migration => !has_posts,
            OfficeKind::ChildProtection => self.is_for_children(),
            _ => false,
        };
        let takes = |o: &&OfficeFact| named.is_empty() || named.contains(&o.id);
        let mut offices: Vec<&OfficeFact> = all.iter().filter(receives).filter(takes).collect();
        offices.sort_by_key(|o| o.kind != OfficeKind::Headquarters);
        offices
    }
    fn ask_at(&self) -> Vec<&'a OfficeFact> {
        let kind = match self.is_for_children() {
            true => OfficeKind::ChildProtection,
            false => OfficeKind::Headquarters,
        };
        self.law.facts_file.offices.iter().filter(|o| o.kind == kind).collect()
    }
    /// Child protection takes every step of it.
    fn is_for_children(&self) -> bool {
        self.p.steps.iter().all(|s| s.by.contains(&Role::ChildProtectionDelegate))
    }
    /// The steps from a stage, but those that a judgment struck.
    fn steps_from(&self, stage: &str) -> impl Iterator<Item = &'a Step> {
        let from = stage.to_owned();
        self.p.steps.iter().filter(move |s| s.from.contains(&from)).filter(|s| self.is_in_force(s))
    }
    fn is_in_force(&self, step: &Step) -> bool {
        self.p.struck_step(&step.id, self.on).is_none()
    }
    fn time(&self, term: &'a Term) -> Time<'a> {
        let is_confirmed = term.cite.verification == Verification::Verified;
        match term.length.filter(|_| is_confirmed && term.unit != Unit::Unknown) {
            None => Time::Unconfirmed,
            Some(length) => Time::Confirmed {
                length: Length { length, unit: term.unit },
                since: self.since(term),
                counting: term.counting,
                cite: &term.cite,
            },
        }
    }
    fn since(&self, term: &'a Term) -> Since<'a> {
        if term.from == "entered" {
            return Since::Entry;
        }
        if term.from == self.p.opening.event {
            return Since::Asking;
        }
        if self.p.steps.iter().any(|s| s.event == term.from && s.letter.is_some()) {
            return Since::Told;
        }
        let by_step = self.p.steps.iter().find(|s| s.event == term.from).map(|s| &s.names);
        let mut fields = self.p.all_steps().flat_map(|s| &s.fields);
        let by_field = || fields.find(|f| f.event.as_deref() == Some(&term.from)).map(|f| &f.names);
        Since::Other(by_step.or_else(by_field).unwrap_or(&term.names))
    }
    fn terms<'b>(&'b self, ids: &'b [String]) -> impl Iterator<Item = &'a Term> + 'b {
        let running = ids.iter().filter(|id| self.p.struck_term(id, self.on).is_none());
        running.filter_map(|id| self.p.term(id))
    }
    fn to_ask(&self) -> Vec<Time<'a>> {
        let own = self.terms(&self.p.opening.ends).filter(|t| t.whose == Whose::Person);
        own.map(|t| self.time(t)).collect()
    }
    fn opens(&self) -> Vec<&'a Procedure> {
        let mut found: Vec<&Procedure> = Vec::new();
        for id in self.p.all_steps().flat_map(|s| &s.opens) {
            if !found.iter().any(|p| p.id == *id) {
                found.extend(self.law.in_force(id, self.on));
            }
        }
        found
    }
}

fn is_oral(opening: &Step) -> bool {
    opening.fields.iter().any(|f| match &f.kind {
        FieldKind::Choice(options) => f.id == "mode" && options.iter().any(|(code, _)| code == "oral"),
        _ => false,
    })
}

/// The questions of an opening form that concern what the person tells, by the ids that every state's files share.
fn questions(opening: &Step) -> Vec<Question> {
    let known = [
        ("reasons", Question::Reasons),
        ("entered_on", Question::Entry),
        ("first_expressed_on", Question::FirstAsked),
        ("language", Question::Language),
        ("child", Question::Age),
        ("contact", Question::Contact),
        ("family", Question::Family),
        ("safe_tonight", Question::TonightsBed),
    ];
    known.into_iter().filter(|(id, _)| opening.field(id).is_some()).map(|(_, question)| question).collect()
}

fn paper(document: &Document) -> Paper<'_> {
    let is_confirmed = document.cite.verification == Verification::Verified;
    let may_be_told = |said: &&Said| is_confirmed || !tells_a_length(said);
    Paper {
        names: Some(&document.names).filter(may_be_told),
        issuer: &document.issuer,
        grants: document.grants.iter().filter(may_be_told).collect(),
        validity: document.validity.filter(|v| is_confirmed && v.unit != Unit::Unknown),
        is_renewable: document.renewable == Some(true),
        is_ending: document.validity.is_some(),
        cite: &document.cite,
    }
}
