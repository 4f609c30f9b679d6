//! What people do on files by their country's own law, at posts that do not decide and at headquarters that does; and
//! what the law demands of every site in the end.

use super::person::Said;
use super::{Site, World};
use casework::fold::Intent;
use casework::model::{FormMap, Opened};
use casework::{Case, Laws, Take};
use jiff::civil::Date;
use kernel::{AccountId, Actor, CaseId, Office, Role};
use ledger::{Door, Fault, Load, Stamp};
use procedure::{FieldKind, Procedure, Step};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A term of a case that somebody was shown: case, term, which run.
pub(crate) type Shown = (Uuid, String, i64);

impl World {
    /// A day's work on one file: steps that lead on, as far as the law lets this site go.
    pub(crate) fn work(&self, site: &Site, today: Date) -> Said {
        let Some(case) = self.some(site, "case")? else { return Ok(None) };
        let laws = self.laws_at(site);
        let mut taken = Err("nothing is offered".to_owned());
        for _ in 0..1 + self.chance.below(6) {
            match self.one_step(site, &laws, case, today) {
                Ok(()) => taken = Ok(Some(case)),
                Err(why) if taken.is_err() => taken = Err(why),
                Err(_) => {}
            }
        }
        taken
    }

    fn one_step(&self, site: &Site, laws: &Laws, case: Uuid, today: Date) -> Result<(), String> {
        let known = site.ledger().read(|door| door.load::<Case>(case)).map_err(|e: Fault| e.to_string())?;
        let state = known.ok_or("the case is gone")?.state;
        let procedure = state.opening.as_ref().and_then(|o| laws.of(o)).ok_or("no law")?;
        let from_here: Vec<&Step> =
            procedure.steps.iter().filter(|s| s.from.contains(&state.at.stage)).collect();
        let step = *self.chance.one(&from_here).ok_or("the case is at its end")?;
        let role = *self.chance.one(&step.by).ok_or("nobody takes it")?;
        let take = Take {
            case: CaseId(case),
            step: &step.id,
            form: self.answers(step, today),
            confirmed: Some("Nombre Inventado".into()),
            head: "",
        };
        let stamp = Stamp::new(officer(site, role, self.desk_of(site, &state, step)));
        let done = site.ledger().write(|tx| casework::step::take(tx, laws, &stamp, take));
        done.map(drop).map_err(|e| e.to_string())
    }

    /// At headquarters, other offices work by the line; a post is one office.
    fn desk_of(&self, site: &Site, case: &Case, step: &Step) -> Office {
        let named = step.offices.first().map(|office| Office::from(office.as_str()));
        let at_hub = || named.or_else(|| case.office.clone()).unwrap_or_else(|| Office::from(site.office));
        if site.number == 0 { at_hub() } else { Office::from(site.office) }
    }

    /// Plausible answers to what a step's form asks.
    fn answers(&self, step: &Step, today: Date) -> FormMap {
        let answer = |kind: &FieldKind, field: &procedure::Field| -> Option<String> {
            Some(match kind {
                FieldKind::Day if field.required || field.stated_date => today.to_string(),
                FieldKind::YesNo => if field.sets_fact { "no" } else { "yes" }.to_owned(),
                FieldKind::Language => "spa".to_owned(),
                FieldKind::Choice(choices) if field.required => self.chance.one(choices)?.0.clone(),
                FieldKind::Text | FieldKind::LongText if field.required => "Texto inventado.".to_owned(),
                FieldKind::Number if field.required => "1".to_owned(),
                _ => return None,
            })
        };
        step.fields.iter().filter_map(|f| Some((f.id.clone(), answer(&f.kind, f)?))).collect()
    }

    /// Headquarters answers what a post wrote down: yes, or no with a reason.
    pub(crate) fn answer(&self, site: &Site) -> Said {
        if site.number > 0 {
            return Ok(None);
        }
        let waiting = self.waiting(site).map_err(|e| e.to_string())?;
        let Some((case, intent, office)) = self.chance.one(&waiting).cloned() else { return Ok(None) };
        let laws = self.laws_at(site);
        let role = self.role_of(&laws, site, case, &intent)?;
        let office = intent.asks.clone().or(office).unwrap_or_else(|| Office::from(site.office));
        let stamp = Stamp::new(officer(site, role, office));
        let is_yes = self.chance.percent(70);
        let answered = site.ledger().write(|tx| {
            let (case, name) = (CaseId(case), Some("Nombre Inventado".to_owned()));
            if is_yes {
                return casework::intent::confirm(tx, &laws, &stamp, case, intent.id, name, "");
            }
            casework::intent::reject(tx, &laws, &stamp, case, intent.id, "Falta un papel", "")
        });
        answered.map(|_| Some(case)).map_err(|e| e.to_string())
    }

    fn role_of(&self, laws: &Laws, site: &Site, case: Uuid, intent: &Intent) -> Result<Role, String> {
        let known = site.ledger().read(|door| door.load::<Case>(case)).map_err(|e: Fault| e.to_string())?;
        let opening = known.and_then(|known| known.state.opening).ok_or("the case is gone")?;
        let step = laws.of(&opening).and_then(|procedure| procedure.step(&intent.step));
        Ok(step.and_then(|step| step.by.first().copied()).unwrap_or(Role::Supervisor))
    }

    fn waiting(&self, site: &Site) -> Result<Vec<(Uuid, Intent, Option<Office>)>, Fault> {
        site.ledger().read(|door| {
            let mut all = Vec::new();
            for case in door.records_of("case")? {
                let Some(known) = door.load::<Case>(case)? else { continue };
                let office = known.state.office.clone();
                all.extend(known.state.waiting().into_iter().map(|i| (case, i.clone(), office.clone())));
            }
            Ok(all)
        })
    }

    /// The ends of terms that people at a site were shown on these files.
    fn ends_at(&self, at: usize, cases: &BTreeSet<Uuid>) -> Result<BTreeMap<Shown, Date>, Fault> {
        self.sites[at].ledger().read(|door| {
            let mut ends = BTreeMap::new();
            for case in cases {
                for term in casework::case::terms(door, CaseId(*case))? {
                    if let Some(due) = term.due {
                        ends.insert((*case, term.term, term.run), due);
                    }
                }
            }
            Ok(ends)
        })
    }

    /// Somebody at the site looks at what they did.
    pub(crate) fn look(&mut self, at: usize, case: Uuid) {
        if let Ok(ends) = self.ends_at(at, &[case].into()) {
            self.sites[at].shown.extend(ends);
        }
    }

    /// I7: what comes from elsewhere never shortens a term that people here were shown.
    pub(crate) fn no_term_is_shortened(&mut self, at: usize, touched: &BTreeSet<Uuid>) -> Result<(), String> {
        let ends = self.ends_at(at, touched).map_err(|e| e.to_string())?;
        for (shown, due) in ends {
            let before = self.sites[at].shown.insert(shown.clone(), due);
            if let Some(before) = before.filter(|before| due < *before) {
                let (case, term, run) = shown;
                let told = self.told(at, case)?;
                let name = &self.sites[at].name;
                return Err(format!(
                    "at {name} the exchange moved {term} {run} of {case} from {before} to {due}: {told}"
                ));
            }
        }
        Ok(())
    }

    /// I5: nobody has a status, good or bad, that no decision of headquarters gave them.
    pub(crate) fn every_status_was_decided(&self) -> Result<(), String> {
        (0..self.sites.len()).try_for_each(|at| self.statuses_at(at))
    }

    fn statuses_at(&self, at: usize) -> Result<(), String> {
        let site = &self.sites[at];
        let heads = site.ledger().read(|door| casework::case::all_heads(door));
        for head in heads.map_err(|e: Fault| e.to_string())? {
            let entries = site.ledger().read(|door| door.entries(head.id.0));
            let entries = entries.map_err(|e: Fault| e.to_string())?;
            let opened = entries.iter().find(|entry| entry.kind == "opened");
            let opened = opened.and_then(|entry| serde_json::from_value::<Opened>(entry.body.clone()).ok());
            let opened = opened.ok_or_else(|| format!("{}: {} was never opened", site.name, head.number))?;
            let Some(procedure) = self.laws.of(&opened) else { continue };
            let mut is_decided = false;
            for entry in entries.iter().filter(|entry| entry.kind == "step_taken") {
                let field = |name: &str| entry.body.get(name).and_then(|v| v.as_str()).unwrap_or_default();
                let Some(step) = procedure.step(field("step")) else { continue };
                if casework::needs_authority(procedure, step, field("from")) && entry.site != "hq" {
                    return Err(format!(
                        "{} took {} on {}, which only headquarters does",
                        entry.site, step.id, head.number
                    ));
                }
                is_decided |= step.decides.is_some();
            }
            if !is_decided && !undecided(procedure, &opened.at.stage).contains(head.stage.as_str()) {
                return Err(format!(
                    "{}: {} stands at {} and nobody decided it",
                    site.name, head.number, head.stage
                ));
            }
        }
        Ok(())
    }

    /// I6: no number names two files, but where a copied machine gave it out again, and then an alarm stands.
    pub(crate) fn numbers_name_one_file(&self) -> Result<(), String> {
        let mut named: BTreeMap<String, (Uuid, bool)> = BTreeMap::new();
        for site in &self.sites {
            let heads = site.ledger().read(|door| casework::case::all_heads(door));
            for head in heads.map_err(|e: Fault| e.to_string())? {
                let is_copys = self.was_opened_at_a_copy(head.id.0)?;
                let known = named.insert(head.number.clone(), (head.id.0, is_copys));
                let clash = known.filter(|(id, was_copys)| *id != head.id.0 && !is_copys && !was_copys);
                if clash.is_some() {
                    return Err(format!("{} names two files", head.number));
                }
            }
        }
        Ok(())
    }

    fn was_opened_at_a_copy(&self, case: Uuid) -> Result<bool, String> {
        if self.copied.is_empty() {
            return Ok(false);
        }
        let mut is_copys = false;
        for site in &self.sites {
            let entries = site.ledger().read(|door| door.entries(case)).map_err(|e: Fault| e.to_string())?;
            is_copys |= entries.iter().any(|e| self.copied.iter().any(|at| self.sites[*at].name == e.site));
        }
        Ok(is_copys)
    }

    /// The law as a site holds it: posts do not decide, unless that rule is broken on purpose.
    pub(crate) fn laws_at(&self, site: &Site) -> Laws {
        let decides = site.number == 0 || self.mutation == super::Mutation::NoAuthority;
        self.laws.clone().with_authority(decides)
    }
}

/// The stages that a case can stand at without a decision.
fn undecided<'p>(procedure: &'p Procedure, first: &'p str) -> BTreeSet<&'p str> {
    let mut there: BTreeSet<&str> = [first].into();
    loop {
        let next = procedure.steps.iter().filter(|step| step.decides.is_none());
        let next = next.filter(|step| step.from.iter().any(|from| there.contains(from.as_str())));
        let new: Vec<&str> =
            next.filter_map(|step| step.to.as_deref()).filter(|to| !there.contains(to)).collect();
        if new.is_empty() {
            return there;
        }
        there.extend(new);
    }
}

/// One officer of each role sits at each office.
fn officer(site: &Site, role: Role, office: Office) -> Actor {
    let number = 0x100 + 0x100 * site.number as u128 + role as u128;
    let account = AccountId(Uuid::from_u128(0x018f_0000_0000_7000_8000_0000_0000_0000 + number));
    Actor { account, role, office }
}
