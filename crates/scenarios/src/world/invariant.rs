//! What must hold when the lines are mended and everybody has met: nothing acknowledged is lost, everybody says the same,
//! nobody holds more than they may.

use super::World;
use app::exchange::scope::Country;
use ledger::{Door, Fault, Hash, ManifestOutcome, PeerStanding, Scopes};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Rounds after which posts that work must have nothing left for each other.
const ROUNDS_MAX: u64 = 400;
/// What only a copied site may be told of.
const FALSE_ALARMS: &[&str] = &["fork", "clash", "split", "rewritten", "lacking", "unproved"];

impl World {
    /// Everything is mended, and each post meets headquarters until both fall silent.
    pub(crate) fn heal(&mut self) -> Result<(), String> {
        self.line.clear();
        for at in 0..self.sites.len() {
            self.sites[at].is_cut_off = false;
            self.sites[at].skew = jiff::SignedDuration::ZERO;
            if let Some(disk) = &self.sites[at].disk {
                disk.never_cut();
            }
            if !self.sites[at].is_running() {
                let chance = kernel::SeededRandom::new(1);
                self.sites[at].power_returns(&chance)?;
            }
        }
        for at in 0..self.sites.len() {
            self.upgrade(at)?;
        }
        self.settle_erasures()?;
        self.wait(60);
        // Twice: what one post brings, the next may be owed.
        for _ in 0..2 {
            for post in 1..self.sites.len() {
                if self.sites[post].is_revoked || self.copied.contains(&post) {
                    continue;
                }
                if !self.meet(post, ROUNDS_MAX)? {
                    return Err(format!("{} and headquarters never fall silent", self.sites[post].name));
                }
            }
        }
        Ok(())
    }

    /// I1 to I8 of the promises; the first that is broken is told. (I7 was looked at with every frame.)
    pub(crate) fn check(&mut self) -> Result<(), String> {
        self.everything_is_proved()?;
        self.nothing_acknowledged_is_lost()?;
        self.everybody_says_the_same()?;
        self.nobody_holds_more_than_they_may()?;
        self.what_was_lent_is_what_is_there()?;
        self.every_status_was_decided()?;
        self.numbers_name_one_file()?;
        self.what_was_erased_is_nowhere()?;
        self.nothing_new_was_dropped()?;
        self.copies_were_noticed()?;
        self.count()
    }

    fn everything_is_proved(&self) -> Result<(), String> {
        for site in &self.sites {
            site.ledger().verify(|_| ()).map_err(|why| format!("{}: verify: {why}", site.name))?;
            let live = site.ledger().digest().map_err(|e| e.to_string())?;
            let rebuilt =
                site.ledger().rebuild(|_| ()).map_err(|e| format!("{}: rebuild: {e}", site.name))?;
            // Which of two records has a number that a copied post gave out twice is the order of their coming.
            if rebuilt.digest != live && self.copied.is_empty() {
                return Err(format!("{}: rebuild does not equal live", site.name));
            }
        }
        Ok(())
    }

    /// Every entry that a site has, and whether its words are there.
    pub(crate) fn hashes(&self, at: usize) -> Result<BTreeMap<Hash, bool>, String> {
        self.sites[at].ledger().entry_hashes().map(|all| all.into_iter().collect()).map_err(|e| e.to_string())
    }

    /// What there was to prove.
    fn count(&mut self) -> Result<(), String> {
        let heads = self.sites[0].ledger().read(|door| casework::case::all_steps(door));
        let steps = heads.map_err(|e: Fault| e.to_string())?;
        let is_decided = |steps: &&Vec<casework::StepRow>| steps.iter().any(|step| step.decides.is_some());
        self.tally.decided = steps.values().filter(is_decided).count() as u64;
        for case in
            self.sites[0].ledger().read(|door| door.records_of("case")).map_err(|e: Fault| e.to_string())?
        {
            let entries = self.sites[0].ledger().read(|door| door.entries(case));
            let entries = entries.map_err(|e: Fault| e.to_string())?;
            self.tally.intended += entries.iter().filter(|e| e.kind == "step_intended").count() as u64;
        }
        Ok(())
    }

    pub(crate) fn is_quiet(&self, post: usize) -> bool {
        !self.sites[post].is_revoked && !self.copied.contains(&post)
    }

    fn nothing_acknowledged_is_lost(&self) -> Result<(), String> {
        let mut all = BTreeSet::new();
        for at in 0..self.sites.len() {
            let with_words = self.hashes(at)?.into_iter().filter(|(_, has_words)| *has_words);
            all.extend(with_words.map(|(hash, _)| hash));
        }
        // Of a post beside which its copy worked, the alarm keeps the second entry for one place.
        let said = self
            .acknowledged
            .iter()
            .filter(|(_, (at, record))| !self.copied.contains(at) && !self.erased.contains(record));
        let lost = said.filter(|(hash, _)| !all.contains(*hash)).count();
        if lost > 0 {
            return Err(format!("{lost} acknowledged entries are nowhere"));
        }
        // What a post that met headquarters wrote is there, too.
        let mut hub: BTreeMap<Hash, bool> =
            self.hashes(0)?.into_iter().filter(|(_, has_words)| *has_words).collect();
        // Of what was erased the hashes stay.
        for record in &self.erased {
            hub.extend(self.state(0, *record)?.into_iter().map(|(hash, _)| (hash, false)));
        }
        for post in (1..self.sites.len()).filter(|post| self.is_quiet(*post)) {
            let missing = self.hashes(post)?.into_keys().filter(|hash| !hub.contains_key(hash)).count();
            if missing > 0 {
                return Err(format!(
                    "headquarters lacks the words of {missing} entries of {}",
                    self.sites[post].name
                ));
            }
        }
        Ok(())
    }

    fn state(&self, at: usize, record: Uuid) -> Result<Vec<(Hash, serde_json::Value)>, String> {
        let entries = self.sites[at].ledger().read(|door| door.entries(record));
        let entries = entries.map_err(|e: Fault| e.to_string())?;
        Ok(entries.into_iter().map(|entry| (entry.hash, entry.body)).collect())
    }

    /// The statements that a site has of a record, for whoever looks for a fault.
    pub(crate) fn told(&self, at: usize, record: Uuid) -> Result<String, String> {
        let entries = self.sites[at].ledger().read(|door| door.entries(record));
        let entries = entries.map_err(|e: Fault| e.to_string())?;
        let one = |e: &ledger::EntryView| {
            format!("{}.{}@{}/{}/{}", e.record_kind, e.kind, e.site, e.epoch, e.sequence)
        };
        Ok(entries.iter().map(one).collect::<Vec<_>>().join(" "))
    }

    fn everybody_says_the_same(&self) -> Result<(), String> {
        for post in (1..self.sites.len()).filter(|post| self.is_quiet(*post)) {
            for record in self.scope(post)?.difference(&self.erased).copied() {
                if self.state(0, record)? != self.state(post, record)? {
                    return Err(format!(
                        "headquarters and {} say two things of {record}",
                        self.sites[post].name
                    ));
                }
            }
        }
        Ok(())
    }

    /// What headquarters says that a post may hold.
    fn scope(&self, post: usize) -> Result<BTreeSet<Uuid>, String> {
        let country = Country::new(self.laws.clone(), self.sites[0].clock.clone());
        let peer = super::peer_of(&self.sites[post], PeerStanding::Post);
        let held = self.sites[0].ledger().read(|door| country.of(door, &peer));
        held.map_err(|e: Fault| e.to_string())
    }

    fn nobody_holds_more_than_they_may(&self) -> Result<(), String> {
        for post in (1..self.sites.len()).filter(|post| self.is_quiet(*post)) {
            let may = self.scope(post)?;
            let held = self.sites[post].records().map_err(|e| e.to_string())?;
            if let Some(more) = held.difference(&may).next() {
                let (there, at_hub) = (self.told(post, *more)?, self.told(0, *more)?);
                let name = &self.sites[post].name;
                return Err(format!(
                    "{name} holds a record out of its scope: {there}; headquarters: {at_hub}"
                ));
            }
        }
        Ok(())
    }

    fn copies_were_noticed(&self) -> Result<(), String> {
        for at in (0..self.sites.len()).filter(|at| !self.copied.contains(at)) {
            let site = &self.sites[at];
            for alarm in site.ledger().alarms().map_err(|e| e.to_string())? {
                let is_of_copy = self.copied.iter().any(|at| self.sites[*at].name == alarm.site);
                if FALSE_ALARMS.contains(&alarm.kind.as_str()) && !is_of_copy {
                    let what = format!("{} at {}", alarm.kind, alarm.sequence);
                    return Err(format!("{} said of {} what is not so ({what})", site.name, alarm.site));
                }
            }
        }
        Ok(())
    }

    fn what_was_lent_is_what_is_there(&self) -> Result<(), String> {
        for post in (1..self.sites.len()).filter(|post| self.is_quiet(*post)) {
            let site = &self.sites[post];
            for witness in site.ledger().witnesses().map_err(|e| e.to_string())? {
                if ![ManifestOutcome::Same, ManifestOutcome::None].contains(&witness.manifest) {
                    return Err(format!("the manifest of {} is {:?}", site.name, witness.manifest));
                }
            }
        }
        Ok(())
    }
}
