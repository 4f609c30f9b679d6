//! A country in one process: headquarters and posts with the real ledger, exchange and commands, on disks that lose their
//! power, under clocks that are wrong, over lines that are cut. A whole month is one seed.

mod chance;
mod erasure;
mod invariant;
mod law;
mod person;
mod site;
mod step;
mod version;

pub use chance::Chance;
pub use site::{Mutation, Site};
pub use step::Step;

use casework::Laws;
use jiff::{SignedDuration, Timestamp};
use kernel::FixedClock;
use ledger::{Hash, Peer, PeerStanding};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock};
use uuid::Uuid;

/// What a schedule did, for whoever wonders whether it did anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub commands: u64,
    pub refused: u64,
    pub frames: u64,
    pub frames_refused: u64,
    pub crashes: u64,
    pub power_cuts: u64,
    pub restored: u64,
    pub copied: u64,
    pub revoked: u64,
    pub jumps: u64,
    pub full_disks: u64,
    pub erased: u64,
    pub upgraded: u64,
    /// Files that stand where only a decision brings them.
    pub decided: u64,
    /// Steps that a post wrote down for headquarters to take.
    pub intended: u64,
    pub entries: u64,
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, more: Tally) {
        self.commands += more.commands;
        self.refused += more.refused;
        self.frames += more.frames;
        self.frames_refused += more.frames_refused;
        self.crashes += more.crashes;
        self.power_cuts += more.power_cuts;
        self.restored += more.restored;
        self.copied += more.copied;
        self.revoked += more.revoked;
        self.jumps += more.jumps;
        self.full_disks += more.full_disks;
        self.erased += more.erased;
        self.upgraded += more.upgraded;
        self.decided += more.decided;
        self.intended += more.intended;
        self.entries += more.entries;
    }
}

/// A frame on its way.
pub(crate) struct Flying {
    pub from: usize,
    pub to: usize,
    pub bytes: Vec<u8>,
}

/// Headquarters and its posts, at one moment of one schedule.
pub struct World {
    pub(crate) chance: Chance,
    /// The right time; each site has its own idea of it.
    pub(crate) clock: FixedClock,
    /// Headquarters first.
    pub(crate) sites: Vec<Site>,
    pub(crate) line: Vec<Flying>,
    /// What was acknowledged to people, by the entry that says it, with the site that said so and the record.
    pub(crate) acknowledged: BTreeMap<Hash, (usize, Uuid)>,
    /// What headquarters erased, or tried to.
    pub(crate) erased: BTreeSet<Uuid>,
    /// What rooms of the newer version heard at headquarters.
    pub(crate) heard: Mutex<BTreeSet<String>>,
    /// Sites of which a copy was at work.
    pub(crate) copied: BTreeSet<usize>,
    pub(crate) mutation: Mutation,
    pub tally: Tally,
    pub(crate) laws: Laws,
}

/// Panama's headquarters and offices that have, or may one day have, a post.
const OFFICES: [&str; 9] = [
    "onpar-panama",
    "meteti",
    "chiriqui",
    "guabito",
    "colon",
    "paso-canoas",
    "bajo-chiquito",
    "rio-sereno",
    "tocumen",
];

/// Panama's law, read once.
pub(crate) fn laws() -> &'static Laws {
    static LAWS: OnceLock<Laws> = OnceLock::new();
    LAWS.get_or_init(|| Laws::new(app::country::load("pan", None).expect("Panama's law")))
}

/// When every schedule begins.
const BEGINS: &str = "2024-06-03T15:00:00Z";

impl World {
    pub fn new(seed: u64, mutation: Mutation) -> World {
        let chance = Chance::new(seed);
        let clock = FixedClock::at(BEGINS.parse().expect("an instant"));
        // Three to eight, more often few.
        let posts = 3 + chance.below(6).min(chance.below(6)) as usize;
        let now = kernel::Clock::now(&clock);
        let mut sites: Vec<Site> = (0..=posts).map(|n| Site::new(n, OFFICES[n], seed, now)).collect();
        for site in &mut sites {
            site.speaks = if chance.percent(25) { version::BEFORE } else { ledger::testing::VERSION };
            site.takes_twice = mutation == Mutation::TakesTwice;
            site.open().expect("a new site opens");
        }
        let world = World {
            chance,
            clock,
            sites,
            line: Vec::new(),
            acknowledged: BTreeMap::new(),
            erased: BTreeSet::new(),
            heard: Mutex::default(),
            copied: BTreeSet::new(),
            mutation,
            tally: Tally::default(),
            laws: laws().clone(),
        };
        for post in 1..world.sites.len() {
            world.enrol(post);
        }
        world
    }

    fn enrol(&self, post: usize) {
        let (hub, site) = (&self.sites[0], &self.sites[post]);
        hub.ledger().put_peer(&peer_of(site, PeerStanding::Post)).expect("headquarters knows the post");
        site.ledger().put_peer(&peer_of(hub, PeerStanding::Hub)).expect("the post knows headquarters");
    }

    /// Lets time pass everywhere.
    pub(crate) fn wait(&mut self, seconds: i64) {
        let now = kernel::Clock::now(&self.clock) + SignedDuration::from_secs(seconds);
        self.clock.set(now);
        self.sites.iter().for_each(|site| site.tell_time(now));
    }

    pub(crate) fn now(&self) -> Timestamp {
        kernel::Clock::now(&self.clock)
    }

    /// Runs a schedule from its seed to its end and proves what must hold then.
    pub fn run(seed: u64, mutation: Mutation) -> Result<Tally, String> {
        let mut world = World::new(seed, mutation);
        let steps = 20 + world.chance.below(40);
        let mut taken = Vec::new();
        let ended = (0..steps)
            .try_for_each(|_| {
                let step = Step::any(&mut world);
                taken.push(format!("{step:?}"));
                world.take(&step)
            })
            .and_then(|()| world.heal())
            .and_then(|()| world.check());
        ended.map_err(|why| format!("{why}\n  {}", taken.join("\n  ")))?;
        world.tally.entries = world.acknowledged.len() as u64;
        Ok(world.tally)
    }
}

/// What one site is to another.
pub(crate) fn peer_of(site: &Site, standing: PeerStanding) -> Peer {
    let keys = site.ledger().keys();
    let epoch = site.ledger().epoch().expect("an epoch");
    let (sign_key, agreement_key) = (keys.public_key(), keys.agreement_public());
    let mut peer = Peer::enrolled(&site.name, standing, site.office, sign_key, agreement_key);
    peer.epoch = epoch;
    peer
}

/// The clock that a site was given.
pub(crate) type SiteClock = Arc<FixedClock>;
