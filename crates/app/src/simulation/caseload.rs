//! How the caseload of a state goes on: fitted to published figures, with more interviewers or other arrivals, in batches
//! that can be stopped between two of them.

use caseload::{
    CaseloadError, Comparison, Figures, Fitted, Milestone, Results, Scenario, Term, TermUnit, WhatIf,
};
use jiff::civil::Date;
use procedure::{Procedure, Said, Unit, Whose};
use std::collections::BTreeMap;

const APPLICATIONS: &str = include_str!("../../../../region/unhcr-statistics/asylum_applications.csv");
const DECISIONS: &str = include_str!("../../../../region/unhcr-statistics/asylum_decisions.csv");
const POPULATION: &str = include_str!("../../../../region/unhcr-statistics/population.csv");

/// The last year whose decisions a comparison with reality may know.
pub const FITTED_UNTIL: i16 = 2022;
/// The first simulated year; two years of figures before it are needed.
const FIRST_YEAR: i16 = 2018;
/// So many years ahead of the last published one may be asked for.
pub const YEARS_AHEAD_MAX: i16 = 5;

/// What UNHCR published about a state.
pub fn published(country: &str) -> Result<Figures, CaseloadError> {
    Figures::read(country, APPLICATIONS, DECISIONS, POPULATION)
}

/// The last year of which the stock is published.
pub fn last_year(figures: &Figures) -> Option<i16> {
    figures.years.iter().rev().find(|(_, year)| year.pending.is_some()).map(|(year, _)| *year)
}

/// What somebody wants to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub until: i16,
    /// Claims a year after the last published one.
    pub arrivals: Option<u64>,
    pub more_interviewers: u32,
    pub seeds: u32,
    pub is_against_reality: bool,
}

/// A simulation before it runs.
pub struct Plan {
    figures: Figures,
    fitted: Fitted,
    more: Option<Scenario>,
    against: Option<Fitted>,
    seeds: Vec<u64>,
    asked: Asked,
    last_year: i16,
    from: Date,
    term_names: BTreeMap<String, Said>,
}

/// What came out.
pub struct Simulated {
    pub asked: Asked,
    pub last_year: i16,
    /// The day from which there are more interviewers.
    pub from: Date,
    pub results: Results,
    /// With more interviewers, and what they change.
    pub more: Option<(Results, WhatIf)>,
    pub comparison: Option<Comparison>,
    pub figures: Figures,
    pub term_names: BTreeMap<String, Said>,
}

impl Plan {
    /// A state's figures with what is asked of them, and the terms of its procedure that the law gives the institution.
    pub fn of(country: &str, procedure: Option<&Procedure>, asked: Asked) -> Result<Plan, CaseloadError> {
        let figures = published(country)?;
        let nothing = || CaseloadError::NotPublished {
            country: figures.country.clone(),
            year: FIRST_YEAR,
            what: "the number of open claims",
        };
        let last_year = last_year(&figures).ok_or_else(nothing)?;
        let mut arrivals = figures.arrivals();
        for year in last_year + 1..=asked.until {
            arrivals.extend(asked.arrivals.map(|claims| (year, claims)));
        }
        let unknown = (FIRST_YEAR..=asked.until).find(|year| !arrivals.contains_key(year));
        if let Some(year) = unknown {
            let (country, what) = (figures.country.clone(), "arrivals");
            return Err(CaseloadError::NotPublished { country, year, what });
        }
        let fit = |until: i16, last: i16| {
            let history = caseload::History::until(&figures, last);
            caseload::fit_with_arrivals(&history, &arrivals, FIRST_YEAR, until)
        };
        let mut fitted = fit(asked.until, last_year)?;
        let (terms, term_names) = procedure.map(terms).unwrap_or_default();
        fitted.scenario.terms.extend(terms);
        let from = Date::new((last_year + 1).min(asked.until), 1, 1)
            .map_err(|_| CaseloadError::Year(asked.until))?;
        let more =
            (asked.more_interviewers > 0).then(|| with_more(&fitted.scenario, asked.more_interviewers, from));
        let against = if asked.is_against_reality && last_year > FITTED_UNTIL {
            Some(fit(last_year, FITTED_UNTIL)?)
        } else {
            None
        };
        let seeds = (1..=u64::from(asked.seeds)).collect();
        Ok(Plan { figures, fitted, more, against, seeds, asked, last_year, from, term_names })
    }

    /// How many runs it takes.
    pub fn total(&self) -> usize {
        let scenarios = 1 + usize::from(self.more.is_some()) + usize::from(self.against.is_some());
        self.seeds.len() * scenarios
    }

    /// Runs it. `told` hears how many runs are done and answers whether to go on; `None` when it did not.
    pub fn run(
        self,
        threads: usize,
        told: &dyn Fn(usize) -> bool,
    ) -> Result<Option<Simulated>, CaseloadError> {
        let mut done = 0;
        let mut runs_of = |scenario: &Scenario| -> Result<Option<Vec<caseload::Run>>, CaseloadError> {
            let mut runs = Vec::new();
            for batch in self.seeds.chunks(threads.max(1)) {
                if !told(done) {
                    return Ok(None);
                }
                runs.extend(caseload::all(scenario, batch, threads, &|_| {})?);
                done += batch.len();
            }
            Ok(Some(runs))
        };
        let Some(runs) = runs_of(&self.fitted.scenario)? else { return Ok(None) };
        let results = caseload::together(&self.fitted.scenario, &runs)?;
        let more = match &self.more {
            None => None,
            Some(scenario) => {
                let Some(others) = runs_of(scenario)? else { return Ok(None) };
                let difference = caseload::difference(&runs, &others);
                Some((caseload::together(scenario, &others)?, difference))
            }
        };
        let comparison = match &self.against {
            None => None,
            Some(fitted) => {
                let Some(runs) = runs_of(&fitted.scenario)? else { return Ok(None) };
                let results = caseload::together(&fitted.scenario, &runs)?;
                Some(caseload::compare(fitted, &self.figures, &results))
            }
        };
        told(done);
        Ok(Some(Simulated {
            asked: self.asked,
            last_year: self.last_year,
            from: self.from,
            results,
            more,
            comparison,
            figures: self.figures,
            term_names: self.term_names,
        }))
    }
}

fn with_more(scenario: &Scenario, more: u32, from: Date) -> Scenario {
    let offices: Vec<String> = scenario.offices.iter().take(1).map(|o| o.id.clone()).collect();
    offices
        .iter()
        .fold(scenario.clone(), |changed, office| changed.with_more_interviewers(office, more, from))
}

/// The institution's own terms that run from the filing of a claim to its hearing or its decision, as far as their length
/// is known.
fn terms(procedure: &Procedure) -> (Vec<Term>, BTreeMap<String, Said>) {
    let mut names = BTreeMap::new();
    let counted =
        procedure.terms.iter().filter(|t| t.whose != Whose::Person && t.from == procedure.opening.event);
    let term = |t: &procedure::Term| {
        let ends = || procedure.all_steps().filter(|s| s.ends.contains(&t.id));
        let until = if ends().any(|s| s.sets.contains_key("interview_heard")) {
            Milestone::Interviewed
        } else if ends().any(|s| s.decides.is_some()) {
            Milestone::Decided
        } else {
            return None;
        };
        let unit = match t.unit {
            Unit::WorkingDays => TermUnit::WorkingDays,
            Unit::CalendarDays => TermUnit::CalendarDays,
            Unit::Months => TermUnit::Months,
            Unit::Unknown => return None,
        };
        names.insert(t.id.clone(), t.names.clone());
        Some(Term { id: t.id.clone(), after: Milestone::Arrived, until, length: Some(t.length?), unit })
    };
    let terms = counted.filter_map(term).collect();
    (terms, names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    fn asked() -> Asked {
        Asked { until: 2025, arrivals: None, more_interviewers: 1, seeds: 2, is_against_reality: true }
    }

    fn asylum(country: &str) -> Procedure {
        let law = crate::country::load(country, None).unwrap();
        let newest = law.procedures.iter().filter(|p| p.id == "asylum").max_by_key(|p| p.valid_from);
        newest.unwrap().clone()
    }

    #[test]
    fn a_plan_runs_to_its_end_and_says_the_same_twice() {
        let run = || {
            let plan = Plan::of("pan", Some(&asylum("pan")), asked()).unwrap();
            assert_eq!(plan.total(), 6);
            let last = Cell::new(0);
            let done = plan.run(2, &|n| {
                assert!(n >= last.get());
                last.set(n);
                true
            });
            assert_eq!(last.get(), 6);
            done.unwrap().unwrap()
        };
        let (first, second) = (run(), run());
        assert_eq!(first.results, second.results);
        assert_eq!(first.more.as_ref().unwrap().1, second.more.as_ref().unwrap().1);
        assert!(first.comparison.unwrap().years.iter().any(|y| y.is_forecast));
        // The interview within six months of filing is a term of Panama's law; the decision has no known length.
        assert_eq!(first.results.terms.iter().map(|t| t.term.as_str()).collect::<Vec<_>>(), ["interview"]);
    }

    #[test]
    fn a_plan_stops_between_two_batches() {
        let plan = Plan::of("pan", None, asked()).unwrap();
        assert!(plan.run(1, &|done| done < 3).unwrap().is_none());
    }

    #[test]
    fn years_that_nobody_published_need_arrivals() {
        let ahead =
            |arrivals| Plan::of("pan", None, Asked { until: 2026, arrivals, ..asked() }).map(|p| p.total());
        assert!(ahead(None).is_err());
        assert!(ahead(Some(5_000)).is_ok());
        assert!(Plan::of("xex", None, asked()).is_err());
    }
}
