//! A house on a disk: the ledger opened as the product opens it, worked in, closed, and opened again.

use super::command::{Act, together};
use super::known::Known;
use super::leaf::schema;
use crate::{Disk, Image};
use kernel::{FixedClock, SeededRandom};
use ledger::{KeyFile, Ledger, OpenError, Place, Ports, testing};
use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicU64, Ordering},
};

pub struct House {
    pub disk: Disk,
    pub ledger: Option<Ledger>,
    /// SQL for the writing connection after each opening.
    pub pragma: Option<String>,
    ports: Ports,
}

impl House {
    pub fn new(name: &str, files: &Image, seed: u64) -> House {
        let clock = Arc::new(FixedClock::at("2026-11-22T15:00:00Z".parse().unwrap()));
        let ports = Ports { clock, random: Arc::new(SeededRandom::new(seed)) };
        // Several tests of one process may run the same seed at the same time.
        static HOUSES: AtomicU64 = AtomicU64::new(0);
        let name = format!("{name}-{}", HOUSES.fetch_add(1, Ordering::SeqCst));
        House { disk: Disk::new(&name, files).unwrap(), ledger: None, pragma: None, ports }
    }

    pub fn open(&mut self) -> Result<(), OpenError> {
        let keys = KeyFile::from_root(&testing::TEST_ROOT)?;
        let place = Place::Sqlite(self.disk.database());
        let ledger = Ledger::open(place, keys, "pan", "hq", self.ports.clone(), schema())?;
        // SQLite may stay in another mode without an error; its files tell.
        let names: Vec<String> = self.disk.image().into_keys().collect();
        assert!(names.iter().any(|n| n.ends_with("-wal")), "the database is in WAL mode: {names:?}");
        assert!(!names.iter().any(|n| n.ends_with("-journal")), "no journal is left: {names:?}");
        if let Some(pragma) = &self.pragma {
            testing::on_writer(&ledger, pragma)?;
        }
        self.ledger = Some(ledger);
        Ok(())
    }

    /// Opens on a disk of which one call may fail once, or whose power may fail: only the latter keeps it closed.
    pub fn open_again(&mut self) -> Result<(), String> {
        if self.open().is_err() && !self.disk.is_dead() {
            let again = self.open();
            if !self.disk.is_dead() {
                return again.map_err(|e| format!("it does not open after one failure: {e}"));
            }
        }
        Ok(())
    }

    /// Closes everything, as far as the disk still lets it.
    pub fn close(&mut self) {
        self.ledger = None;
        assert_eq!(self.disk.open_files(), 0, "SQLite closed its files");
    }

    /// What a power cut leaves, with everything closed.
    pub fn restarted(mut self, chance: &SeededRandom) -> House {
        self.disk.cut_now();
        self.close();
        House { disk: self.disk.restart(chance).unwrap(), ..self }
    }

    /// Does one thing and says whether a command failed. `Err` only if the outcome is wrong; what a failing disk prevents
    /// is no error.
    pub fn act(&mut self, act: &Act, known: &mut Known) -> Result<bool, String> {
        let Some(ledger) = &self.ledger else { return Err("the house is closed".into()) };
        match act {
            Act::One(command) => known.learn(vec![command.run(ledger, || ())]),
            Act::Together(commands) => known.learn(together(ledger, commands)),
            Act::Read => {
                let _ = ledger.quick_check();
                Ok(false)
            }
            Act::Checkpoint => {
                let _ = ledger.checkpoint();
                Ok(false)
            }
            Act::Reopen => {
                self.close();
                self.open_again().map(|()| false)
            }
        }
    }
}

/// The disk of a house that was opened once and closed in order.
pub fn founded() -> &'static Image {
    static FOUNDED: OnceLock<Image> = OnceLock::new();
    FOUNDED.get_or_init(|| {
        let mut house = House::new("founded", &Image::new(), 0);
        house.open().unwrap();
        house.close();
        let image = house.disk.image();
        assert_eq!(image.keys().collect::<Vec<_>>(), ["ceiba.db"], "closed in order, it is one file");
        image
    })
}
