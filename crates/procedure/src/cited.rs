//! Every statement of a country's law with where it is written and since when: what a lawyer goes through line by line.

use crate::Law;
use crate::model::{Procedure, Remedy, Step};
use crate::said::{Cite, Said};
use jiff::civil::Date;

/// One statement of the law files.
#[derive(Clone, Debug)]
pub struct Cited<'a> {
    /// The file, inside the country's folder.
    pub file: &'a str,
    /// Where in the file, such as `steps.refuse.guard`.
    pub path: String,
    /// What it is called, as people read it.
    pub names: &'a Said,
    pub cite: &'a Cite,
    /// The first day it is in force: its own, or that of the version or of the file it stands in.
    pub since: Option<Date>,
}

impl Law {
    /// Every statement: the country's file, the calendar, and each version of each procedure with all it takes over.
    pub fn cited(&self) -> Vec<Cited<'_>> {
        let mut all = self.country_cited();
        all.extend(self.calendar_cited());
        all.extend(self.procedures.iter().flat_map(Procedure::cited));
        all
    }

    /// What the country's file says is used by the versions of its procedures, so it speaks from the first of them on.
    fn country_cited(&self) -> Vec<Cited<'_>> {
        let facts = &self.facts_file;
        let since = self.procedures.iter().map(|p| p.valid_from).min();
        let at = |path: String, names, cite| Cited { file: "country.toml", path, names, cite, since };
        let mut all = vec![
            at("cite".to_owned(), &facts.names, &facts.cite),
            at("case_number".to_owned(), &facts.names, &facts.case_number.cite),
        ];
        all.extend(facts.offices.iter().map(|o| at(format!("offices.{}", o.id), &o.names, &o.cite)));
        all.extend(facts.commissions.iter().map(|c| at(format!("commissions.{}", c.id), &c.names, &c.cite)));
        all
    }

    /// A day of the week that rests states no first day: it rests for as long as the calendar speaks.
    fn calendar_cited(&self) -> Vec<Cited<'_>> {
        let calendar = &self.calendar;
        let rules = calendar.holidays.iter().map(|h| h.valid_from);
        let first = rules.chain(calendar.decreed.iter().map(|d| d.day)).min();
        let at = |path: String, names, cite, since| Cited { file: "calendar.toml", path, names, cite, since };
        let mut all = vec![at("cite".to_owned(), &calendar.names, &calendar.cite, first)];
        all.extend(calendar.rest_days.iter().map(|r| at("rest_days".to_owned(), &r.names, &r.cite, first)));
        let holidays = calendar.holidays.iter();
        all.extend(holidays.map(|h| at(format!("holidays.{}", h.id), &h.names, &h.cite, Some(h.valid_from))));
        let decreed = calendar.decreed.iter();
        all.extend(decreed.map(|d| at(format!("decreed.{}", d.day), &d.names, &d.cite, Some(d.day))));
        let acts = calendar.acts.iter();
        all.extend(acts.map(|a| at(format!("acts.{}", a.id), &a.question, &a.cite, Some(a.from))));
        all
    }
}

impl Law {
    /// Calls back with the file, the path and the cite of every statement, in the order of [`Law::cited`].
    pub(crate) fn each_cite(&mut self, f: &mut dyn FnMut(&str, &str, &mut Cite)) {
        const COUNTRY: &str = "country.toml";
        const CALENDAR: &str = "calendar.toml";
        let facts = &mut self.facts_file;
        f(COUNTRY, "cite", &mut facts.cite);
        f(COUNTRY, "case_number", &mut facts.case_number.cite);
        facts.offices.iter_mut().for_each(|o| f(COUNTRY, &format!("offices.{}", o.id), &mut o.cite));
        facts.commissions.iter_mut().for_each(|c| f(COUNTRY, &format!("commissions.{}", c.id), &mut c.cite));
        let calendar = &mut self.calendar;
        f(CALENDAR, "cite", &mut calendar.cite);
        calendar.rest_days.iter_mut().for_each(|r| f(CALENDAR, "rest_days", &mut r.cite));
        calendar.holidays.iter_mut().for_each(|h| f(CALENDAR, &format!("holidays.{}", h.id), &mut h.cite));
        calendar.decreed.iter_mut().for_each(|d| f(CALENDAR, &format!("decreed.{}", d.day), &mut d.cite));
        calendar.acts.iter_mut().for_each(|a| f(CALENDAR, &format!("acts.{}", a.id), &mut a.cite));
        for procedure in &mut self.procedures {
            let file = procedure.file.clone();
            procedure.each_cite(&mut |path, cite| f(&file, path, cite));
        }
    }
}

impl Procedure {
    fn each_cite(&mut self, f: &mut dyn FnMut(&str, &mut Cite)) {
        f("cite", &mut self.cite);
        self.confidential.iter_mut().for_each(|cite| f("confidential", cite));
        self.free.iter_mut().for_each(|cite| f("free", cite));
        self.facts.iter_mut().for_each(|fact| f(&format!("facts.{}", fact.id), &mut fact.cite));
        for step in std::iter::once(&mut self.opening).chain(&mut self.steps) {
            let path = format!("steps.{}", step.id);
            f(&path, &mut step.cite);
            let clauses = step.guard.iter_mut().flat_map(|g| &mut g.clauses);
            clauses.for_each(|c| f(&format!("{path}.guard"), &mut c.cite));
            step.tasks.iter_mut().for_each(|t| f(&format!("{path}.tasks.{}", t.id), &mut t.cite));
        }
        for term in &mut self.terms {
            let path = format!("terms.{}", term.id);
            term.moved_end.iter_mut().for_each(|m| f(&format!("{path}.moved_end"), &mut m.cite));
            f(&path, &mut term.cite);
        }
        self.documents.iter_mut().for_each(|d| f(&format!("documents.{}", d.id), &mut d.cite));
        for remedy in &mut self.remedies {
            let path = format!("remedies.{}", remedy.id);
            remedy.same_body.iter_mut().for_each(|b| f(&format!("{path}.same_body"), &mut b.cite));
            remedy.other_body.iter_mut().for_each(|b| f(&format!("{path}.other_body"), &mut b.cite));
            f(&path, &mut remedy.cite);
        }
        self.struck.iter_mut().for_each(|s| f(&format!("struck.{}", s.what), &mut s.cite));
        self.transitions
            .iter_mut()
            .for_each(|t| f(&format!("transitions.{}", t.from.join("-")), &mut t.cite));
    }

    /// Every statement of one version.
    pub fn cited(&self) -> Vec<Cited<'_>> {
        let mut all = vec![self.at("cite".to_owned(), &self.names, &self.cite)];
        let kept = self.confidential.iter();
        all.extend(kept.map(|cite| self.at("confidential".to_owned(), &self.names, cite)));
        let free = self.free.iter();
        all.extend(free.map(|cite| self.at("free".to_owned(), &self.names, cite)));
        all.extend(self.facts.iter().map(|f| self.at(format!("facts.{}", f.id), &f.names, &f.cite)));
        all.extend(self.all_steps().flat_map(|s| self.step_cited(s)));
        for term in &self.terms {
            let path = format!("terms.{}", term.id);
            let moved = term.moved_end.as_ref();
            all.extend(moved.map(|m| self.at(format!("{path}.moved_end"), &term.names, &m.cite)));
            all.push(self.at(path, &term.names, &term.cite));
        }
        all.extend(self.documents.iter().map(|d| self.at(format!("documents.{}", d.id), &d.names, &d.cite)));
        all.extend(self.remedies.iter().flat_map(|r| self.remedy_cited(r)));
        let struck =
            self.struck.iter().map(|s| (s, self.at(format!("struck.{}", s.what), &s.names, &s.cite)));
        all.extend(struck.map(|(s, at)| Cited { since: Some(s.from), ..at }));
        let ways = self.transitions.iter();
        all.extend(ways.map(|t| self.at(format!("transitions.{}", t.from.join("-")), &t.hint, &t.cite)));
        all
    }

    fn remedy_cited<'a>(&'a self, remedy: &'a Remedy) -> Vec<Cited<'a>> {
        let path = format!("remedies.{}", remedy.id);
        let body = [("same_body", &remedy.same_body), ("other_body", &remedy.other_body)];
        let body = body.into_iter().filter_map(|(key, body)| Some((key, body.as_ref()?)));
        let mut all: Vec<Cited<'a>> =
            body.map(|(key, body)| self.at(format!("{path}.{key}"), &remedy.names, &body.cite)).collect();
        all.push(self.at(path, &remedy.names, &remedy.cite));
        all
    }

    fn step_cited<'a>(&'a self, step: &'a Step) -> Vec<Cited<'a>> {
        let path = format!("steps.{}", step.id);
        let mut all = vec![self.at(path.clone(), &step.names, &step.cite)];
        let clauses = step.guard.iter().flat_map(|g| &g.clauses);
        all.extend(clauses.map(|c| self.at(format!("{path}.guard"), &c.says, &c.cite)));
        all.extend(step.tasks.iter().map(|t| self.at(format!("{path}.tasks.{}", t.id), &t.names, &t.cite)));
        all
    }

    fn at<'a>(&'a self, path: String, names: &'a Said, cite: &'a Cite) -> Cited<'a> {
        Cited { file: &self.file, path, names, cite, since: Some(self.valid_from) }
    }
}
