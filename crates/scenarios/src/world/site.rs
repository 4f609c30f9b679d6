//! One site of the world: its disk, its clock, its keys, and the ledger while the machine runs.

use super::SiteClock;
use app::exchange::scope::Country;
use jiff::{SignedDuration, Timestamp};
use kernel::{AccountId, Actor, FixedClock, Office, Role, SeededRandom};
use ledger::{Door, Fault, KeyFile, Ledger, OpenError, Peer, Place, Ports, Scopes, Tx};
use powercut::{Disk, Image};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use uuid::Uuid;

/// A rule that is broken on purpose, to see that it is missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutation {
    None,
    /// The disk says that what was written is durable, and it is not.
    SyncLies,
    /// Headquarters sends every record to every post.
    NoScope,
}

pub struct Site {
    pub name: String,
    pub office: &'static str,
    pub(crate) number: usize,
    pub(crate) disk: Option<Disk>,
    pub(crate) ledger: Option<Ledger>,
    pub(crate) clock: SiteClock,
    /// How wrong its clock is.
    pub(crate) skew: SignedDuration,
    /// The line to headquarters is cut.
    pub(crate) is_cut_off: bool,
    pub(crate) is_revoked: bool,
    /// A copy of the disk from earlier, and which entries stood on it.
    pub(crate) backup: Option<Image>,
    random: Arc<SeededRandom>,
}

/// Disks of one process have names of their own.
static DISKS: AtomicU64 = AtomicU64::new(0);

pub(crate) fn name_of(number: usize) -> String {
    if number == 0 { "hq".to_owned() } else { format!("puesto-{number}") }
}

/// The disk of a site that was opened once and closed in order: tables made, nothing written.
fn founded(number: usize) -> Image {
    static FOUNDED: OnceLock<Mutex<std::collections::BTreeMap<usize, Image>>> = OnceLock::new();
    let known = FOUNDED.get_or_init(Mutex::default);
    if let Some(image) = known.lock().expect("the lock").get(&number) {
        return image.clone();
    }
    let now = super::BEGINS.parse().expect("an instant");
    let mut site = Site::blank(number, super::OFFICES[number], 0, now, &Image::new());
    site.open().expect("a new disk opens");
    let ordinal = format!("update ledger_site set ordinal = {number}");
    ledger::testing::on_writer(site.ledger(), &ordinal).expect("the ordinal");
    site.ledger().checkpoint().expect("a checkpoint");
    site.ledger = None;
    let image = site.disk.as_ref().expect("its disk").image();
    known.lock().expect("the lock").insert(number, image.clone());
    image
}

impl Site {
    pub(crate) fn new(number: usize, office: &'static str, seed: u64, now: Timestamp) -> Site {
        Site::blank(number, office, seed, now, &founded(number))
    }

    fn blank(number: usize, office: &'static str, seed: u64, now: Timestamp, files: &Image) -> Site {
        Site {
            name: name_of(number),
            office,
            number,
            disk: Some(disk(files)),
            ledger: None,
            clock: Arc::new(FixedClock::at(now)),
            skew: SignedDuration::ZERO,
            is_cut_off: false,
            is_revoked: false,
            backup: None,
            random: Arc::new(SeededRandom::new(seed.wrapping_mul(31).wrapping_add(number as u64))),
        }
    }

    /// A second machine with the same name, keys and data.
    pub(crate) fn copy(&self, seed: u64) -> Site {
        let now = kernel::Clock::now(&*self.clock);
        let image = self.disk.as_ref().map(Disk::image).unwrap_or_default();
        Site { skew: self.skew, ..Site::blank(self.number, self.office, seed ^ 0xC0B1, now, &image) }
    }

    pub(crate) fn open(&mut self) -> Result<(), OpenError> {
        let disk = self.disk.as_ref().expect("a disk");
        let mut root = [7u8; 32];
        root[0] = self.number as u8;
        let ports = Ports { clock: self.clock.clone(), random: self.random.clone() };
        let place = Place::Sqlite(disk.database());
        let keys = KeyFile::from_root(&root)?;
        self.ledger = Some(Ledger::open(place, keys, "pan", &self.name, ports, app::wiring::schema())?);
        Ok(())
    }

    pub fn ledger(&self) -> &Ledger {
        self.ledger.as_ref().expect("the machine runs")
    }
    pub(crate) fn is_running(&self) -> bool {
        self.ledger.is_some() && self.disk.as_ref().is_some_and(|disk| !disk.is_dead())
    }

    pub(crate) fn tell_time(&self, now: Timestamp) {
        self.clock.set(now.checked_add(self.skew).unwrap_or(now));
    }

    /// The machine stops; what the operating system held is written.
    pub(crate) fn crash(&mut self) -> Result<(), String> {
        self.ledger = None;
        let image = self.disk.as_ref().map(Disk::image).unwrap_or_default();
        self.disk = Some(disk(&image));
        self.open().map_err(|why| format!("{} does not open after a crash: {why}", self.name))
    }

    /// The power comes back after it was cut.
    pub(crate) fn power_returns(&mut self, chance: &SeededRandom) -> Result<(), String> {
        self.ledger = None;
        let dead = self.disk.take().expect("a disk");
        dead.cut_now();
        let disk = dead.restart(chance).map_err(|code| format!("the disk does not start: {code}"))?;
        self.disk = Some(disk);
        self.open().map_err(|why| format!("{} does not open after a power cut: {why}", self.name))
    }

    /// An officer of the site's office.
    pub(crate) fn actor(&self, role: Role) -> Actor {
        let account =
            AccountId(Uuid::from_u128(0x018f_0000_0000_7000_8000_0000_0000_0000 + self.number as u128));
        Actor { account, role, office: Office::from(self.office) }
    }

    /// The records whose words are on this site's disk.
    pub(crate) fn records(&self) -> Result<BTreeSet<Uuid>, Fault> {
        self.ledger().read(|door| {
            let mut all = BTreeSet::new();
            for kind in ["person", "case", "intent", "household"] {
                all.extend(door.records_of(kind)?);
            }
            Ok(all)
        })
    }
}

fn disk(files: &Image) -> Disk {
    let name = format!("world-{}", DISKS.fetch_add(1, Ordering::SeqCst));
    Disk::new(&name, files).expect("a disk in memory")
}

/// The country's own scopes, or everything when the rule is broken on purpose.
pub(crate) struct Reach<'a> {
    pub country: &'a Country,
    pub mutation: Mutation,
}

impl Scopes for Reach<'_> {
    fn of(&self, door: &mut dyn Door, peer: &Peer) -> Result<BTreeSet<Uuid>, Fault> {
        if self.mutation != Mutation::NoScope {
            return self.country.of(door, peer);
        }
        let mut all = BTreeSet::new();
        for kind in ["person", "case", "intent", "household"] {
            all.extend(door.records_of(kind)?);
        }
        Ok(all)
    }
    fn is_urgent(&self, door: &mut dyn Door, record: Uuid) -> Result<bool, Fault> {
        self.country.is_urgent(door, record)
    }
    fn receive(&self, tx: &mut Tx<'_>, from: &Peer, channel: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.country.receive(tx, from, channel, bytes)
    }
}
