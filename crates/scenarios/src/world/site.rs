//! One site of the world: its disk, its clock, its keys, and the ledger while the machine runs.

use super::SiteClock;
use super::erasure::Drawer;
use super::law::Shown;
use super::version::{self, CHANNEL};
use app::exchange::scope::Country;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use kernel::{AccountId, Actor, FixedClock, Office, Role, SeededRandom};
use ledger::{Door, Fault, KeyCopy, KeyFile, Ledger, OpenError, Peer, Place, Ports, Scopes, Tx};
use powercut::{Disk, Image};
use std::collections::{BTreeMap, BTreeSet};
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
    /// Posts decide, close and serve as headquarters does.
    NoAuthority,
    /// Nobody looks whether an entry that comes is there already.
    TakesTwice,
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
    /// The newest backup of its keys, made after each erasure.
    pub(crate) key_copy: Option<KeyCopy>,
    /// An older disk was put in once.
    pub(crate) was_restored: bool,
    /// The version of the exchange that its program speaks.
    pub(crate) speaks: u64,
    pub(crate) takes_twice: bool,
    /// The ends of terms that people here were shown.
    pub(crate) shown: BTreeMap<Shown, Date>,
    /// What its newer rooms sent.
    pub(crate) sent: BTreeSet<String>,
    drawer: Arc<Drawer>,
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
            key_copy: None,
            was_restored: false,
            speaks: ledger::testing::VERSION,
            takes_twice: false,
            shown: BTreeMap::new(),
            sent: BTreeSet::new(),
            drawer: Drawer::new(&root_of(number)),
            random: Arc::new(SeededRandom::new(seed.wrapping_mul(31).wrapping_add(number as u64))),
        }
    }

    /// A second machine with the same name, keys and data.
    pub(crate) fn copy(&self, seed: u64) -> Site {
        let now = kernel::Clock::now(&*self.clock);
        let image = self.disk.as_ref().map(Disk::image).unwrap_or_default();
        let (skew, speaks, drawer) = (self.skew, self.speaks, self.drawer.copy());
        let blank = Site::blank(self.number, self.office, seed ^ 0xC0B1, now, &image);
        Site { skew, speaks, drawer, ..blank }
    }

    pub(crate) fn open(&mut self) -> Result<(), OpenError> {
        let disk = self.disk.as_ref().expect("a disk");
        let ports = Ports { clock: self.clock.clone(), random: self.random.clone() };
        let place = Place::Sqlite(disk.database());
        let keys = KeyFile::open_store(self.drawer.clone(), &*self.random)?;
        let ledger = Ledger::open(place, keys, "pan", &self.name, ports, app::wiring::schema())?;
        ledger::testing::speak(&ledger, self.speaks);
        if self.takes_twice {
            ledger::testing::take_twice(&ledger);
        }
        self.ledger = Some(ledger);
        Ok(())
    }

    /// Another disk, with these files.
    pub(crate) fn put_in(&mut self, files: &Image) {
        self.ledger = None;
        self.disk = Some(disk(files));
    }

    /// After each erasure a backup of the keys is made, as the guide says.
    pub(crate) fn keep_keys(&mut self) {
        if !self.is_running() {
            return;
        }
        let newest = self.ledger().keys().generations().last().copied().unwrap_or(1);
        let kept = self.key_copy.as_ref().map_or(1, |copy| copy.generation);
        if newest > kept
            && let Ok(copy) = self.ledger().copy_keys()
        {
            self.key_copy = Some(copy);
        }
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

fn root_of(number: usize) -> [u8; 32] {
    let mut root = [7u8; 32];
    root[0] = number as u8;
    root
}

fn disk(files: &Image) -> Disk {
    let name = format!("world-{}", DISKS.fetch_add(1, Ordering::SeqCst));
    Disk::new(&name, files).expect("a disk in memory")
}

/// The country's own scopes, or everything when the rule is broken on purpose.
pub(crate) struct Reach<'a> {
    pub country: &'a Country,
    pub mutation: Mutation,
    pub speaks: u64,
    pub heard: &'a Mutex<BTreeSet<String>>,
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
    fn receive(&self, tx: &mut Tx<'_>, from: &Peer, channel: &str, bytes: &[u8]) -> Result<bool, Fault> {
        if channel == CHANNEL && self.speaks > version::BEFORE {
            let words = String::from_utf8_lossy(bytes).into_owned();
            self.heard.lock().expect("the lock").insert(words);
            return Ok(true);
        }
        self.country.receive(tx, from, channel, bytes)
    }
}
