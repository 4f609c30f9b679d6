//! Sites of two versions side by side: what the newer one says and the older one does not know is kept and handed on.

use super::person::Said;
use super::{Site, World};
use kernel::Role;
use ledger::{EntryView, Fault, Lane, Load, Record, Rows, Stamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The version of the exchange that was before this one.
pub(crate) const BEFORE: u64 = ledger::testing::VERSION - 1;

/// The channel of a room that the version before does not have.
pub(crate) const CHANNEL: &str = "novelty";

/// A person as a version to come may know them: with a statement that no version of today knows.
#[derive(Clone, Default)]
struct Novel;

#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
enum NovelEvent {
    Novelty { words: String },
}

impl Record for Novel {
    const KIND: &'static str = "person";
    type Event = NovelEvent;
    fn apply(&mut self, _: &NovelEvent, _: &EntryView) {}
    fn rows(&self, _: Uuid, _: &mut Rows) {}
}

impl World {
    /// Somebody uses what only the newer version has: a statement, and a room's parcel.
    pub(crate) fn novelty(&mut self, at: usize) -> Said {
        let site = &self.sites[at];
        if site.speaks == BEFORE {
            return Ok(None);
        }
        if at > 0 {
            let words = format!("{}-{}", site.name, self.chance.below(u64::MAX));
            let sent = site.ledger().send_parcel("hq", Lane::Usual, CHANNEL, words.as_bytes());
            if sent.is_ok() {
                self.sites[at].sent.insert(words);
            }
        }
        let site = &self.sites[at];
        let Some(person) = self.some(site, "person")? else { return Ok(None) };
        let stamp = Stamp::new(site.actor(Role::RegistrationOfficer));
        let done = site.ledger().write(|tx| match tx.load::<Novel>(person)? {
            Some(known) => {
                let event = NovelEvent::Novelty { words: "Dato inventado de mañana".into() };
                tx.append(&known, &stamp, &[event]).map(|_| Some(person))
            }
            None => Ok(None),
        });
        done.map_err(|e: Fault| e.to_string())
    }

    /// The program of a site is replaced by the newer version.
    pub(crate) fn upgrade(&mut self, at: usize) -> Result<(), String> {
        if self.sites[at].speaks != BEFORE {
            return Ok(());
        }
        self.tally.upgraded += 1;
        self.sites[at].speaks = ledger::testing::VERSION;
        self.sites[at].crash()
    }

    /// What a post of the newer version sent, a headquarters that was upgraded has read.
    pub(crate) fn nothing_new_was_dropped(&self) -> Result<(), String> {
        let heard = self.heard.lock().map_err(|_| "the lock")?;
        let is_whole = |site: &&Site| site.number > 0 && self.is_quiet(site.number) && !site.was_restored;
        let lost =
            self.sites.iter().filter(is_whole).flat_map(|site| &site.sent).find(|w| !heard.contains(*w));
        lost.map_or(Ok(()), |words| Err(format!("{words} was sent by a newer version and never read")))
    }
}
