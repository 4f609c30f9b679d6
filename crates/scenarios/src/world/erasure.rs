//! Files that headquarters erases, and the proof that nothing of them is left anywhere.

use super::{Site, World};
use kernel::CaseId;
use ledger::Zeroizing;
use ledger::{Door, Fault, KeyFileError, KeyStore};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use uuid::Uuid;

/// A key file on a disk of its own, which does not lose what was written to it.
pub(crate) struct Drawer(Mutex<String>);

impl Drawer {
    pub(crate) fn new(root: &[u8; 32]) -> Arc<Drawer> {
        let hex: String = root.iter().map(|byte| format!("{byte:02x}")).collect();
        Arc::new(Drawer(Mutex::new(format!("ceiba-key-1 {hex}\n"))))
    }
    /// The drawer of a second machine with the same keys.
    pub(crate) fn copy(&self) -> Arc<Drawer> {
        Arc::new(Drawer(Mutex::new(self.0.lock().expect("the lock").clone())))
    }
}

impl KeyStore for Drawer {
    fn read(&self) -> Result<Zeroizing<String>, KeyFileError> {
        Ok(Zeroizing::new(self.0.lock().expect("the lock").clone()))
    }
    fn replace(&self, text: &str) -> Result<(), KeyFileError> {
        *self.0.lock().expect("the lock") = text.to_owned();
        Ok(())
    }
}

impl World {
    /// Headquarters erases a file with the people who stand in no other, or one record.
    pub(crate) fn erase(&mut self) -> Result<(), String> {
        if !self.sites[0].is_running() {
            return Ok(());
        }
        let hub = &self.sites[0];
        let kind = if self.chance.percent(60) { "case" } else { "person" };
        let Ok(Some(record)) = self.some(hub, kind) else { return Ok(()) };
        let records = hub.ledger().read(|door| match kind {
            "case" => oversight::retention::records_of(door, &[CaseId(record)], &app::wiring::goes_along),
            _ => Ok(vec![record]),
        });
        let Ok::<_, Fault>(records) = records else { return Ok(()) };
        self.tally.erased += 1;
        // Whatever the answer, headquarters' own register says in the end whether it was done.
        self.erased.extend(&records);
        let _ = self.sites[0].ledger().erase(&records, |_| Ok(()), |_, _| Ok(()));
        Ok(())
    }

    /// Which of the erasures that were tried were carried out.
    pub(crate) fn settle_erasures(&mut self) -> Result<(), String> {
        let mut done = BTreeSet::new();
        for record in &self.erased {
            if self.is_gone(0, *record)? {
                done.insert(*record);
            }
        }
        self.erased = done;
        Ok(())
    }

    /// The record has entries at the site, and none of their words.
    fn is_gone(&self, at: usize, record: Uuid) -> Result<bool, String> {
        let entries = self.sites[at].ledger().read(|door| door.entries(record));
        let entries = entries.map_err(|e: Fault| e.to_string())?;
        Ok(!entries.is_empty() && entries.iter().all(|entry| entry.kind == "body_gone"))
    }

    /// I8: of what was erased nothing is left at any site that can be told, nor in the backups it keeps.
    pub(crate) fn what_was_erased_is_nowhere(&self) -> Result<(), String> {
        for at in (0..self.sites.len()).filter(|at| *at == 0 || self.is_quiet(*at)) {
            let site = &self.sites[at];
            for record in &self.erased {
                self.is_erased_at(site, *record)?;
            }
            if let Some(backup) = self.backup_of(at)? {
                for record in &self.erased {
                    self.does_not_open(&backup, *record)?;
                }
            }
        }
        let late = self.sites[0].ledger().erasures().map_err(|e| e.to_string())?;
        let late = late.iter().find(|at| {
            at.owed > 0 && self.sites.iter().any(|s| s.name == at.site && self.is_quiet(s.number))
        });
        late.map_or(Ok(()), |at| Err(format!("{} has not said that it erased: {at:?}", at.site)))
    }

    fn is_erased_at(&self, site: &Site, record: Uuid) -> Result<(), String> {
        let (entries, keys) = site
            .ledger()
            .read(|door| Ok((door.entries(record)?, door.data_keys(record)?)))
            .map_err(|e: Fault| format!("{}: {e}", site.name))?;
        let words = entries.iter().find(|entry| entry.kind != "body_gone");
        match words {
            Some(entry) => {
                Err(format!("{} still has {} {} of what was erased", site.name, entry.kind, record))
            }
            None if !keys.is_empty() => Err(format!("{} still has a key of what was erased", site.name)),
            None => Ok(()),
        }
    }

    /// The machine that would stand there if its backup were put in with the key file of today.
    fn backup_of(&self, at: usize) -> Result<Option<Site>, String> {
        let site = &self.sites[at];
        let Some(image) = site.backup.as_ref().filter(|_| !self.erased.is_empty()) else { return Ok(None) };
        let mut old = site.copy(at as u64);
        old.put_in(image);
        old.open().map_err(|e| format!("a backup of {} does not open: {e}", site.name))?;
        Ok(Some(old))
    }

    fn does_not_open(&self, backup: &Site, record: Uuid) -> Result<(), String> {
        let read = backup.ledger().read(|door| door.entries(record));
        match read {
            Err(Fault::Sealed(_)) => Ok(()),
            Err(fault) => Err(fault.to_string()),
            Ok(entries) if entries.iter().all(|entry| entry.kind == "body_gone") => Ok(()),
            Ok(_) => Err(format!("a backup of {} opens {record}, which was erased", backup.name)),
        }
    }
}
