//! The law that cases are opened under: the loaded country, and what a case asks of it.

use crate::fold::Case;
use crate::model::{Opened, Standing};
use crate::renewal::Mark;
use crate::table;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use kernel::{AccountId, CaseId, Office};
use ledger::{Door, Fault, params};
use procedure::{
    Adopted, Confirmation, FactValue, Facts, Laid, Law, LawError, Procedure, StatementId, Step, Verification,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

/// The loaded law, as a room of the house: `house.room::<Laws>()`.
#[derive(Clone)]
pub struct Laws {
    law: Arc<Law>,
    /// The law as its files say it, before what was adopted or confirmed here.
    written: Arc<Law>,
    /// The same with what was adopted here.
    laid: Arc<Law>,
    /// What became of each adopted version, by its dossier.
    outcomes: Arc<BTreeMap<Uuid, (Adopted, Laid)>>,
    pub(crate) mark: Mark,
    zone: TimeZone,
    pub(crate) sessions: Option<crate::session::Sessions>,
    pub(crate) authority: bool,
}

impl Laws {
    /// A time zone that the country's file names wrongly falls back to UTC; the loader of the law refuses it before.
    pub fn new(law: Law) -> Laws {
        let zone = TimeZone::get(&law.facts_file.time_zone).unwrap_or(TimeZone::UTC);
        let law = Arc::new(law);
        Laws {
            law: law.clone(),
            laid: law.clone(),
            written: law,
            outcomes: Arc::default(),
            mark: Mark::default(),
            zone,
            sessions: None,
            authority: true,
        }
    }
    /// The files read anew with the versions that were adopted; confirmations are laid over that.
    pub(crate) fn with_adopted(&self, adopted: &[(Uuid, Adopted)]) -> Laws {
        let texts: Vec<Adopted> = adopted.iter().map(|(_, adopted)| adopted.clone()).collect();
        let (law, outcomes) = self.written.with_adopted(&texts);
        let each = adopted.iter().cloned().zip(outcomes);
        let outcomes = each.map(|((dossier, adopted), laid)| (dossier, (adopted, laid))).collect();
        Laws { laid: Arc::new(law), outcomes: Arc::new(outcomes), ..self.clone() }
    }
    /// Whether the law could be read with one more adopted version; what stands in the way otherwise.
    pub(crate) fn would_adopt(&self, mut before: Vec<Adopted>, one: Adopted) -> Result<(), Vec<LawError>> {
        before.push(one);
        match self.written.with_adopted(&before).1.pop() {
            Some(Laid::Unreadable(errors)) => Err(errors),
            _ => Ok(()),
        }
    }
    /// The dossier that adopted a version, if one did here.
    pub fn dossier_of(&self, version: &Procedure) -> Option<Uuid> {
        let is = |(_, (adopted, laid)): &(&Uuid, &(Adopted, Laid))| {
            adopted.procedure == version.id
                && adopted.version == version.version
                && !matches!(laid, Laid::Unreadable(_))
        };
        self.outcomes.iter().find(is).map(|(dossier, _)| *dossier)
    }
    /// What became of the version that a dossier adopted, since the law was last put together.
    pub fn laid(&self, dossier: Uuid) -> Option<&Laid> {
        self.outcomes.get(&dossier).map(|(_, laid)| laid)
    }
    pub(crate) fn with_confirmations(
        &self,
        confirmed: &[Confirmation],
        withdrawn: &[StatementId],
        mark: Mark,
    ) -> Laws {
        let law = self.laid.with_confirmations(confirmed, withdrawn);
        Laws { law: Arc::new(law), mark, ..self.clone() }
    }
    pub fn law(&self) -> &Law {
        &self.law
    }
    /// The office that receives claims: the country's headquarters.
    pub fn main_office(&self) -> Option<Office> {
        let offices = &self.law.facts_file.offices;
        offices.iter().find(|o| o.kind == procedure::OfficeKind::Headquarters).map(|o| Office(o.id.clone()))
    }
    /// The civil day of an instant in the country's time zone.
    pub fn day_of(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }
    /// The version of the procedure that a case is pinned to. A file that was corrected without becoming a new version
    /// (a source added, a word mended) has another hash and is still that version: an editor's correction must never
    /// stand between a person and the next step or a remedy. Every entry names the hash it was written under.
    pub fn of(&self, opening: &Opened) -> Option<&Procedure> {
        let corrected = |p: &&Procedure| p.id == opening.procedure && p.version == opening.version;
        self.law
            .pinned(&opening.procedure, &opening.law)
            .or_else(|| self.law.procedures.iter().find(corrected))
    }
    /// The version a row names, or the newest of that name: enough for labels in a list.
    pub fn labels(&self, procedure: &str, law: &str) -> Option<&Procedure> {
        let newest = || self.law.procedures.iter().filter(|p| p.id == procedure).max_by_key(|p| p.valid_from);
        self.law.pinned(procedure, law).or_else(newest)
    }
    /// How sure a date is that was counted under a procedure: as sure as the law is today, if it still counts to that
    /// day. One that was moved by hand, or that today's files would count otherwise, is never surer than when it was written.
    pub fn sureness(&self, procedure: &Procedure, counted: &Counted<'_>) -> Sureness {
        let as_written = Sureness {
            verification: Verification::from_code(counted.verification).unwrap_or_default(),
            provisional: counted.provisional,
        };
        let Some(rule) = procedure.term(counted.term) else { return as_written };
        let events = BTreeMap::from([(rule.from.clone(), counted.start)]);
        match self.law.due(procedure, counted.term, &events, &[]) {
            Ok(now) if now.due == counted.due => {
                Sureness { verification: now.verification, provisional: now.provisional }
            }
            Ok(now) => Sureness {
                verification: now.verification.min(as_written.verification),
                provisional: now.provisional || as_written.provisional,
            },
            Err(_) => as_written,
        }
    }
    /// The facts of a case: its own, and those that linked cases say.
    pub fn facts_of(&self, door: &mut dyn Door, case: &Case) -> Result<Facts, Fault> {
        let Some(procedure) = case.opening.as_ref().and_then(|o| self.of(o)) else {
            return Ok(Facts(case.facts.clone()));
        };
        let mut facts = procedure.initial_facts().with(&case.facts);
        for rule in &procedure.facts {
            let Some(linked) = &rule.linked else { continue };
            let said = case.links.iter().rev().find(|l| l.procedure == *linked);
            let said = said.map(|link| fact_in_row(door, link.case, &rule.id)).transpose()?.flatten();
            facts.set(&rule.id, said.unwrap_or_else(|| rule.initial.clone()));
        }
        Ok(facts)
    }
}

/// A date as it was counted and written down.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'a> {
    pub term: &'a str,
    pub start: Date,
    pub due: Option<Date>,
    pub verification: &'a str,
    pub provisional: bool,
}

/// How sure a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sureness {
    pub verification: Verification,
    /// Until a named lawyer confirmed everything it rests on.
    pub provisional: bool,
}

fn fact_in_row(door: &mut dyn Door, case: CaseId, fact: &str) -> Result<Option<FactValue>, Fault> {
    let tenant = door.tenant();
    let row = door.one(&table::FACT, &params![tenant, case, fact])?;
    row.map(|row| Ok(table::fact_value(&row.text("value")?))).transpose()
}

/// Where a case that an office holds stands, with what the law says of that stage.
pub(crate) fn standing(procedure: &Procedure, stage: &str, holder: &Office) -> Standing {
    let found = procedure.stage(stage);
    Standing {
        stage: stage.to_owned(),
        ended: found.is_some_and(|s| s.ended),
        waiting: found.is_some_and(|s| s.waiting),
        offices: named(procedure, stage, holder),
    }
}

/// Offices that the law names for the next steps because the office that holds the case cannot lead it on: the
/// commission that decides, the ministry that hears the appeal. They work on the case while it stands there. A case that
/// its holder can lead on is open to nobody else; for an exceptional step it is sent.
pub(crate) fn named(procedure: &Procedure, stage: &str, holder: &Office) -> Vec<Office> {
    let is_holders = |s: &Step| s.offices.is_empty() || s.offices.iter().any(|o| o == holder.code());
    let next = || procedure.steps.iter().filter(|s| s.from.iter().any(|f| f == stage));
    let leads_on = |s: &Step| s.to.is_some() && !s.remedy && !s.prejudicial;
    if next().any(|s| leads_on(s) && is_holders(s)) {
        return Vec::new();
    }
    let elsewhere = next().filter(|s| !is_holders(s)).flat_map(|s| &s.offices);
    let offices: BTreeSet<Office> = elsewhere.map(|o| Office::from(o.as_str())).collect();
    offices.into_iter().collect()
}

/// Who took which step, as the engine judges `not_same_as`.
pub(crate) fn takers(case: &Case) -> Vec<procedure::Taken> {
    let taken = |step: &str, account: AccountId| procedure::Taken { step: step.to_owned(), account };
    case.steps.iter().map(|t| taken(&t.taken.step, t.actor.account)).collect()
}

/// The dates of events so far with those of a step laid over them.
pub(crate) fn dates_with(case: &Case, new: &BTreeMap<String, Date>) -> BTreeMap<String, Date> {
    let mut dates = case.dated_events();
    dates.extend(new.iter().map(|(event, day)| (event.clone(), *day)));
    dates
}

#[cfg(test)]
mod tests {
    use crate::model::Opened;

    /// A file corrected after a case was opened is still the version that the case is pinned to; a reform is not.
    #[test]
    fn a_corrected_file_keeps_its_cases_and_a_reform_does_not_take_them() {
        let laws = crate::testing::laws();
        let opened = |version: &str, law: &str| -> Opened {
            let body = serde_json::json!({
                "procedure": "asylum", "version": version, "law": law, "number": "PAN-2024-00001",
                "legal_date": "2024-06-03", "at": { "stage": "filed" }, "office": "onpar-panama", "persons": [],
            });
            serde_json::from_value(body).unwrap()
        };
        let now = laws.law().in_force("asylum", "2024-06-03".parse().unwrap()).unwrap();
        assert_eq!(laws.of(&opened(&now.version, &now.hash)).map(|p| &p.hash), Some(&now.hash));
        assert_eq!(laws.of(&opened(&now.version, "an earlier hash")).map(|p| &p.hash), Some(&now.hash));
        assert!(laws.of(&opened("PAN-1998", "an earlier hash")).is_none());
    }
}
