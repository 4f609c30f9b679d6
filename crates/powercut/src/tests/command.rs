//! Commands by chance, carried out alone or in one shared transaction whose order is always the same.

use super::leaf::{Leaf, Line, Said};
use kernel::{Role, SeededRandom};
use ledger::{Fault, Ledger, Load, Loaded, Stamp, Tx, testing};
use std::cell::Cell;
use std::sync::mpsc;
use uuid::Uuid;

/// What is done in the house, one after the other.
#[derive(Clone, Debug)]
pub enum Act {
    One(Command),
    /// Several commands that share a transaction.
    Together(Vec<Command>),
    Read,
    Checkpoint,
    /// Everything is closed in order and opened again.
    Reopen,
}

#[derive(Clone, Debug)]
pub struct Command {
    tag: String,
    lines: Vec<(Uuid, String)>,
    counter: Option<&'static str>,
    key: Option<String>,
    end: End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Well,
    /// All is written and then the command says no.
    Refuses,
    /// The command hides that one of its writes failed.
    Hides,
}

/// What became of a command.
#[derive(Debug)]
pub enum Outcome {
    /// Acknowledged, with the lines it wrote and its answer under its key.
    Done(Vec<Line>, Option<(String, String)>),
    /// Refused by the command itself: nothing of it may ever be there.
    Refused(Option<String>),
    /// The ledger could not do it, or could not say whether it did.
    Failed(Fault, Vec<Line>, Option<(String, String)>),
}

pub const COUNTERS: [&str; 2] = ["case/2026", "proof/2026"];

pub fn acts(chance: &SeededRandom, round: u64, many: u64) -> Vec<Act> {
    let mut acts = Vec::new();
    for n in 0..many {
        acts.push(match chance.below(16) {
            0 => Act::Checkpoint,
            1 => Act::Read,
            2 => Act::Reopen,
            3..=5 => Act::Together(
                (0..2 + chance.below(3)).map(|part| any(chance, format!("{round}.{n}.{part}"))).collect(),
            ),
            _ => Act::One(any(chance, format!("{round}.{n}"))),
        });
    }
    acts
}

fn any(chance: &SeededRandom, tag: String) -> Command {
    let mut lines = Vec::new();
    for _ in 0..1 + chance.below(2) {
        let record = Uuid::from_u128(0x018f_0000_0000_7000_8000_0000_0000_0000 + u128::from(chance.below(6)));
        for part in 0..1 + chance.below(2) {
            // Now and then longer than a page, so that it goes on in others.
            let length = if chance.below(12) == 0 { 3_000 + chance.below(9_000) } else { chance.below(200) };
            lines.push((record, format!("{tag}/{part} {}", "x".repeat(length as usize))));
        }
    }
    Command {
        tag,
        lines,
        counter: COUNTERS.get(chance.below(4) as usize).copied(),
        key: (chance.below(4) == 0).then(|| format!("key {}", chance.below(12))),
        end: match chance.below(10) {
            0 => End::Refuses,
            1 => End::Hides,
            _ => End::Well,
        },
    }
}

enum Stop {
    Refused,
    Fault(Fault),
}
impl From<Fault> for Stop {
    fn from(fault: Fault) -> Stop {
        Stop::Fault(fault)
    }
}

impl Command {
    /// Carries the command out. `inside` is called in the command, when all of it is written.
    pub fn run(&self, ledger: &Ledger, inside: impl FnOnce()) -> Outcome {
        let (mut lines, whole) = (Vec::new(), Cell::new(false));
        let (written, is_whole) = (&mut lines, &whole);
        let account = stamp().actor.account;
        let work = move |tx: &mut Tx<'_>| {
            self.write(tx, written)?;
            is_whole.set(true);
            inside();
            match self.end {
                End::Refuses => Err(Stop::Refused),
                _ => Ok(self.tag.clone()),
            }
        };
        let answered = match &self.key {
            Some(key) => ledger.once(key, account, work),
            None => ledger.write(work),
        };
        let kept = |answer: String| self.key.clone().map(|key| (key, answer));
        match answered {
            Ok(answer) => Outcome::Done(lines, kept(answer)),
            Err(_) if self.end != End::Well => Outcome::Refused(self.key.clone()),
            Err(Stop::Refused) => Outcome::Refused(self.key.clone()),
            Err(Stop::Fault(fault)) if whole.get() => Outcome::Failed(fault, lines, kept(self.tag.clone())),
            // It never came to its end: whoever commits, nothing of it is there.
            Err(Stop::Fault(fault)) => Outcome::Failed(fault, Vec::new(), None),
        }
    }

    fn write(&self, tx: &mut Tx<'_>, written: &mut Vec<Line>) -> Result<(), Fault> {
        let mut number = match self.counter {
            Some(counter) => Some((counter.to_owned(), tx.next_number(counter)?)),
            None => None,
        };
        for part in self.lines.chunk_by(|a, b| a.0 == b.0) {
            let record = part[0].0;
            let lines =
                part.iter().map(|(_, text)| Line { record, text: text.clone(), number: number.take() });
            let lines: Vec<Line> = lines.collect();
            let events: Vec<Said> = lines.iter().map(|line| Said::Written { line: line.clone() }).collect();
            match tx.load::<Leaf>(record)? {
                Some(leaf) => tx.append(&leaf, &stamp(), &events)?,
                None => tx.create::<Leaf>(record, &stamp(), &events)?,
            };
            written.extend(lines);
        }
        if self.end == End::Hides {
            let _hidden: Result<Loaded<Leaf>, Fault> = tx.create(self.lines[0].0, &stamp(), &[]);
        }
        Ok(())
    }
}

/// Runs commands in one shared transaction, each on its own thread, always in their order: each lets the next one queue
/// up before it ends, so that nobody but the last commits.
pub fn together(ledger: &Ledger, commands: &[Command]) -> Vec<Outcome> {
    std::thread::scope(|scope| {
        let mut turn: Option<mpsc::Receiver<()>> = None;
        let mut running = Vec::new();
        for (i, command) in commands.iter().enumerate() {
            let (next, after) = mpsc::channel();
            let mine = turn.replace(after);
            let is_last = i + 1 == commands.len();
            running.push(scope.spawn(move || {
                // An error says that the command before this one ended early: then it is our turn too.
                let _ = mine.map(|mine| mine.recv());
                command.run(ledger, move || {
                    let _ = next.send(());
                    while !is_last && testing::queued(ledger) == 0 {
                        std::thread::yield_now();
                    }
                })
            }));
        }
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

fn stamp() -> Stamp {
    Stamp::new(testing::actor(Role::RegistrationOfficer, "hq"))
}
