//! What can happen next: people work, frames travel, machines and lines fail.

use super::person::Command;
use super::site::Reach;
use super::{Flying, Mutation, World};
use app::exchange::scope::Country;
use jiff::SignedDuration;
use ledger::{Brought, ExchangeError};
use powercut::Failure;

/// One step of a schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Command {
        at: usize,
        command: Command,
    },
    /// A post and headquarters meet for so many rounds.
    Meet {
        post: usize,
        rounds: u64,
    },
    /// A frame is made and flies.
    Send {
        post: usize,
        is_up: bool,
    },
    /// A frame that flies arrives, perhaps not the oldest, perhaps again later, perhaps cut.
    Arrive {
        is_kept: bool,
        is_cut: bool,
    },
    Lose,
    Courier {
        post: usize,
        is_up: bool,
    },
    Cut {
        post: usize,
    },
    Mend {
        post: usize,
    },
    Crash {
        at: usize,
    },
    /// The power fails at one of the next calls, while people work, and comes back.
    PowerCut {
        at: usize,
        calls: u64,
    },
    /// A disk that is full for one call.
    FullDisk {
        at: usize,
        call: u64,
    },
    ClockJump {
        at: usize,
        hours: i64,
    },
    Wait {
        seconds: i64,
    },
    KeepBackup {
        at: usize,
    },
    /// The disk died; an old backup is put in and begins a new epoch.
    Restore {
        at: usize,
    },
    /// A copy of a post works beside it for a while.
    CopyWorks {
        at: usize,
    },
    Revoke {
        post: usize,
    },
    /// Headquarters erases a file.
    Erase,
    /// The program of a site is replaced by the newer version.
    Upgrade {
        at: usize,
    },
}

impl Step {
    pub(crate) fn any(world: &mut World) -> Step {
        let chance = &world.chance;
        let at = chance.below(world.sites.len() as u64) as usize;
        let post = 1 + chance.below(world.sites.len() as u64 - 1) as usize;
        match chance.below(100) {
            0..38 => Step::Command { at, command: any_command(world) },
            38..54 => Step::Meet { post, rounds: 1 + chance.below(4) },
            54..62 => Step::Send { post, is_up: chance.percent(50) },
            62..70 => Step::Arrive { is_kept: chance.percent(30), is_cut: chance.percent(15) },
            70..72 => Step::Lose,
            72..75 => Step::Courier { post, is_up: chance.percent(50) },
            75..78 => Step::Cut { post },
            78..80 => Step::Mend { post },
            80..83 => Step::Crash { at },
            83..89 => Step::PowerCut { at, calls: chance.below(40) },
            89..91 => Step::FullDisk { at, call: chance.below(30) },
            91..93 => Step::ClockJump {
                at: post,
                hours: chance.one(&[-30, -1, 1, 26, 92_000]).copied().unwrap_or(1),
            },
            93..95 => Step::Wait { seconds: chance.below(400_000) as i64 },
            95 => Step::Erase,
            96 => Step::KeepBackup { at: post },
            97 => Step::Restore { at: post },
            98 if chance.percent(50) => Step::CopyWorks { at: post },
            98 => Step::Revoke { post },
            _ => Step::Upgrade { at },
        }
    }
}

fn any_command(world: &World) -> Command {
    match world.chance.below(16) {
        0..4 => Command::Register { is_alone: world.chance.percent(20) },
        4..6 => Command::Intend,
        6 => Command::Claim,
        7..9 => Command::CorrectBirth,
        9 => Command::AddNeed,
        10..13 => Command::Work,
        13 => Command::Answer,
        14 => Command::Novelty,
        _ => Command::HandOver,
    }
}

impl World {
    pub(crate) fn take(&mut self, step: &Step) -> Result<(), String> {
        // Time passes with everything that happens.
        self.wait(60);
        let taken = self.took(step);
        self.sites.iter_mut().for_each(super::Site::keep_keys);
        taken
    }

    fn took(&mut self, step: &Step) -> Result<(), String> {
        match step {
            Step::Command { at, command } => self.command(*at, command),
            Step::Meet { post, rounds } => self.meet(*post, *rounds).map(drop),
            Step::Send { post, is_up } => self.send(*post, *is_up),
            Step::Arrive { is_kept, is_cut } => self.arrive(*is_kept, *is_cut),
            Step::Lose => {
                if !self.line.is_empty() {
                    self.line.swap_remove(self.chance.below(self.line.len() as u64) as usize);
                }
                Ok(())
            }
            Step::Courier { post, is_up } => self.courier(*post, *is_up),
            Step::Cut { post } => self.set_line(*post, true),
            Step::Mend { post } => self.set_line(*post, false),
            Step::Crash { at } => {
                self.tally.crashes += 1;
                self.sites[*at].crash()
            }
            Step::PowerCut { at, calls } => self.power_cut(*at, *calls),
            Step::FullDisk { at, call } => {
                self.tally.full_disks += 1;
                if let Some(disk) = &self.sites[*at].disk {
                    disk.fail_at(*call as usize, Failure::Full);
                }
                let command = any_command(self);
                self.command(*at, &command)?;
                self.sites[*at].crash()
            }
            Step::ClockJump { at, hours } => {
                self.tally.jumps += 1;
                self.sites[*at].skew = SignedDuration::from_hours(*hours);
                let now = self.now();
                self.sites[*at].tell_time(now);
                Ok(())
            }
            Step::Wait { seconds } => {
                self.wait(*seconds);
                Ok(())
            }
            Step::KeepBackup { at } => {
                let site = &mut self.sites[*at];
                // As `ceiba backup` does: a consistent copy of what is committed.
                site.ledger().checkpoint().map_err(|e| e.to_string())?;
                site.backup = site.disk.as_ref().map(powercut::Disk::image);
                Ok(())
            }
            Step::Restore { at } => self.restore(*at),
            Step::CopyWorks { at } => self.copy_works(*at),
            Step::Revoke { post } => self.revoke(*post),
            Step::Erase => self.erase(),
            Step::Upgrade { at } => self.upgrade(*at),
        }
    }

    fn set_line(&mut self, post: usize, is_cut_off: bool) -> Result<(), String> {
        self.sites[post].is_cut_off = is_cut_off;
        Ok(())
    }

    fn reach<T>(&self, at: usize, work: impl FnOnce(&Reach<'_>) -> T) -> T {
        let country = Country::new(self.laws.clone(), self.sites[at].clock.clone());
        let (speaks, heard) = (self.sites[at].speaks, &self.heard);
        work(&Reach { country: &country, mutation: self.mutation, speaks, heard })
    }

    /// A frame from one site for another.
    pub(crate) fn frame(&mut self, from: usize, to: usize) -> Result<Vec<u8>, ExchangeError> {
        let name = self.sites[to].name.clone();
        let bytes = self.reach(from, |reach| {
            let ledger = self.sites[from].ledger();
            ledger.fill_lanes(&name, reach)?;
            ledger.frame_for(&name)
        })?;
        assert!(bytes.len() <= ledger::FRAME_BYTES_MAX, "a frame is {} bytes", bytes.len());
        Ok(bytes)
    }

    pub(crate) fn deliver(&mut self, to: usize, bytes: &[u8]) -> Result<Brought, ExchangeError> {
        self.tally.frames += 1;
        let taken = self.reach(to, |reach| self.sites[to].ledger().take_frame(bytes, reach));
        self.tally.frames_refused += u64::from(taken.is_err());
        let brought = taken?;
        if self.sites[to].is_running() {
            self.no_term_is_shortened(to, &brought.touched).map_err(broken)?;
        }
        Ok(brought)
    }

    /// Rounds of a post with headquarters; true when neither has more for the other.
    pub(crate) fn meet(&mut self, post: usize, rounds: u64) -> Result<bool, String> {
        if self.sites[post].is_cut_off || !self.sites[post].is_running() || !self.sites[0].is_running() {
            return Ok(false);
        }
        for _ in 0..rounds {
            let went = self.round(post);
            match went {
                Ok(true) => return Ok(true),
                Ok(false) => {}
                Err(ExchangeError::Revoked(_)) if self.sites[post].is_revoked => return Ok(true),
                // A copy or an old epoch is refused at headquarters, and people look at it.
                Err(ExchangeError::OldEpoch { .. }) => return Ok(false),
                // Two machines count one lane: it stands until people enrol the post anew.
                Err(_) if self.copied.contains(&post) => return Ok(false),
                Err(why) => return Err(format!("{} and headquarters: {why}", self.sites[post].name)),
            }
        }
        Ok(false)
    }

    fn round(&mut self, post: usize) -> Result<bool, ExchangeError> {
        let up = self.frame(post, 0)?;
        let taken = self.deliver(0, &up)?;
        let down = self.frame(0, post)?;
        let brought = self.deliver(post, &down)?;
        let waits = |site: usize, of: &str| -> Result<bool, ExchangeError> {
            let links = self.sites[site].ledger().links()?;
            Ok(links.iter().filter(|l| l.site == of).flat_map(|l| &l.lanes).any(|lane| lane.waiting > 0))
        };
        let is_waiting = waits(post, "hq")? || waits(0, &self.sites[post].name)?;
        Ok(!taken.has_more && !brought.has_more && !is_waiting)
    }

    fn send(&mut self, post: usize, is_up: bool) -> Result<(), String> {
        let (from, to) = if is_up { (post, 0) } else { (0, post) };
        if !self.sites[from].is_running() {
            return Ok(());
        }
        match self.frame(from, to) {
            Ok(bytes) => self.line.push(Flying { from, to, bytes }),
            Err(ExchangeError::Revoked(_)) if self.sites[post].is_revoked => {}
            Err(why) => return Err(format!("{} makes a frame: {why}", self.sites[from].name)),
        }
        Ok(())
    }

    fn arrive(&mut self, is_kept: bool, is_cut: bool) -> Result<(), String> {
        if self.line.is_empty() {
            return Ok(());
        }
        let at = self.chance.below(self.line.len() as u64) as usize;
        let Flying { from, to, bytes } = &self.line[at];
        let (from, to, mut bytes) = (*from, *to, bytes.clone());
        if !is_kept {
            self.line.swap_remove(at);
        }
        if self.sites[from.max(to)].is_cut_off || !self.sites[to].is_running() {
            return Ok(());
        }
        if is_cut {
            bytes.truncate(self.chance.below(bytes.len() as u64) as usize);
            return match self.deliver(to, &bytes) {
                Ok(_) => Err("a cut frame was taken in".into()),
                Err(_) => Ok(()),
            };
        }
        match self.deliver(to, &bytes) {
            Ok(_) | Err(ExchangeError::OldEpoch { .. }) => Ok(()),
            Err(ExchangeError::Revoked(_)) if self.sites[from.max(to)].is_revoked => Ok(()),
            Err(_) if self.copied.contains(&from.max(to)) => Ok(()),
            Err(why) => {
                Err(format!("a frame from {} to {}: {why}", self.sites[from].name, self.sites[to].name))
            }
        }
    }

    fn courier(&mut self, post: usize, is_up: bool) -> Result<(), String> {
        let (from, to) = if is_up { (post, 0) } else { (0, post) };
        if !self.sites[from].is_running() || !self.sites[to].is_running() || self.sites[post].is_revoked {
            return Ok(());
        }
        let name = self.sites[to].name.clone();
        let file = self.reach(from, |reach| self.sites[from].ledger().courier_for(&name, reach));
        let file = ledger::Courier::from_bytes(&file.map_err(|e| e.to_string())?.to_bytes());
        let file = file.map_err(|e| e.to_string())?;
        let taken = self.reach(to, |reach| self.sites[to].ledger().take_courier(&file, reach));
        match taken {
            Ok(_) | Err(ExchangeError::OldEpoch { .. }) => Ok(()),
            Err(_) if self.copied.contains(&post) => Ok(()),
            Err(why) => Err(format!("a courier file for {name}: {why}")),
        }
    }

    fn power_cut(&mut self, at: usize, calls: u64) -> Result<(), String> {
        self.tally.power_cuts += 1;
        if let Some(disk) = &self.sites[at].disk {
            disk.cut_after(calls);
            if self.mutation == Mutation::SyncLies {
                disk.lie_about_sync();
            }
        }
        for _ in 0..4 {
            if at == 0 && self.chance.percent(10) {
                self.erase()?;
            }
            let command = any_command(self);
            self.command(at, &command)?;
            if at > 0 && !self.sites[at].is_cut_off {
                let _ = self.round(at);
            }
        }
        let chance = kernel::SeededRandom::new(self.chance.below(u64::MAX));
        self.sites[at].power_returns(&chance)
    }

    fn restore(&mut self, at: usize) -> Result<(), String> {
        let Some(image) = self.sites[at].backup.take() else { return Ok(()) };
        self.tally.restored += 1;
        // What only the dead disk knew is lost with it, and nobody promised otherwise: what headquarters has is not.
        let site = &mut self.sites[at];
        site.was_restored = true;
        site.shown.clear();
        site.put_in(&image);
        site.open().map_err(|e| e.to_string())?;
        let generation = site.ledger().keys().generations().last().copied();
        let newest = site.key_copy.clone().filter(|copy| Some(copy.generation) == generation);
        if let Some(keys) = newest {
            site.ledger().take_keys(&keys).map_err(|e| format!("{}: {e}", site.name))?;
        }
        let name = site.name.clone();
        let known =
            self.sites[0].ledger().peer(&name).map_err(|e| e.to_string())?.map_or(1, |peer| peer.epoch);
        let own = self.sites[at].ledger().epoch().map_err(|e| e.to_string())?;
        let next = known.max(own) + 1;
        self.sites[at].ledger().begin_epoch(next).map_err(|e| e.to_string())?;
        self.forget_what_died()
    }

    /// Entries that were acknowledged at a post, reached nobody, and were on no backup.
    fn forget_what_died(&mut self) -> Result<(), String> {
        let mut known = std::collections::BTreeSet::new();
        for site in 0..self.sites.len() {
            known.extend(
                self.hashes(site)?.into_iter().filter(|(_, has_words)| *has_words).map(|(hash, _)| hash),
            );
        }
        let erased = &self.erased;
        self.acknowledged.retain(|hash, (_, record)| known.contains(hash) || erased.contains(record));
        Ok(())
    }

    fn copy_works(&mut self, at: usize) -> Result<(), String> {
        if !self.sites[at].is_running() || self.sites[at].is_revoked {
            return Ok(());
        }
        self.tally.copied += 1;
        self.copied.insert(at);
        self.sites[at].ledger().checkpoint().map_err(|e| e.to_string())?;
        let mut copy = self.sites[at].copy(self.chance.below(u64::MAX));
        copy.open().map_err(|e| e.to_string())?;
        std::mem::swap(&mut self.sites[at], &mut copy);
        // The copy's own promises are not the post's: it is a machine that should not be.
        let acknowledged = self.acknowledged.clone();
        for _ in 0..3 {
            let command = any_command(self);
            self.command(at, &command)?;
        }
        if !self.sites[at].is_cut_off {
            let _ = self.round(at);
        }
        self.acknowledged = acknowledged;
        std::mem::swap(&mut self.sites[at], &mut copy);
        Ok(())
    }

    fn revoke(&mut self, post: usize) -> Result<(), String> {
        // Two posts stay, so that there is somebody to agree.
        let working = self.sites[1..].iter().filter(|site| !site.is_revoked).count();
        if working < 3 || self.sites[post].is_revoked {
            return Ok(());
        }
        self.tally.revoked += 1;
        self.sites[post].is_revoked = true;
        let name = self.sites[post].name.clone();
        self.sites[0].ledger().revoke_peer(&name).map(drop).map_err(|e| e.to_string())
    }
}

/// A promise that a frame broke.
fn broken(why: String) -> ExchangeError {
    ExchangeError::Fault(ledger::Fault::Inconsistent(why))
}
