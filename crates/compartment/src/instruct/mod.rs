//! Instructions: what is to be done otherwise for a person, in the open and without a reason. Whoever works on the person
//! may give one, and so may a compartment; on the page nothing tells the two apart.

pub mod card;
pub mod page;

use crate::circle;
use crate::model::{Compartment, Instruction};
use crate::table::{INSTRUCTION_ROW, INSTRUCTIONS_OF};
use kernel::{AccountId, Actor, PersonId};
use ledger::{Door, EntryView, Fault, Ledger, Load, Loaded, Record, Rows, Stamp, params};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What is stated about how a person is to be received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum InstructionEvent {
    Given {
        person: PersonId,
        instruction: Instruction,
    },
    /// Whoever gave it takes it back, or somebody for them.
    TakenBack {
        instruction: Instruction,
        of: AccountId,
    },
}

/// What is in force for one person, and who gave it.
#[derive(Clone, Debug, Default)]
pub struct Instructions {
    pub person: Option<PersonId>,
    pub given: BTreeMap<Instruction, BTreeSet<AccountId>>,
}

impl Instructions {
    /// What is in force, whoever gave it.
    pub fn in_force(&self) -> BTreeSet<Instruction> {
        self.given.keys().copied().collect()
    }
    /// Who gave an instruction.
    pub fn givers(&self, instruction: Instruction) -> BTreeSet<AccountId> {
        self.given.get(&instruction).cloned().unwrap_or_default()
    }
}

impl Record for Instructions {
    const KIND: &'static str = "instruction";
    type Event = InstructionEvent;

    fn apply(&mut self, event: &InstructionEvent, entry: &EntryView) {
        match event {
            InstructionEvent::Given { person, instruction } => {
                self.person.get_or_insert(*person);
                self.given.entry(*instruction).or_default().insert(entry.actor.account);
            }
            InstructionEvent::TakenBack { instruction, of } => {
                if let Some(givers) = self.given.get_mut(instruction) {
                    givers.remove(of);
                    if givers.is_empty() {
                        self.given.remove(instruction);
                    }
                }
            }
        }
    }

    fn rows(&self, _: Uuid, out: &mut Rows) {
        let Some(person) = self.person else { return };
        let codes: Vec<&str> = self.given.keys().map(|i| i.code()).collect();
        out.put(&INSTRUCTION_ROW, params![person, codes.join(" ")]);
    }
}

/// Why no instruction is given or taken back.
#[derive(Debug, thiserror::Error)]
pub enum InstructRefusal {
    /// The compartment in whose name it was to be given is not here, or whoever asks is not in it.
    #[error("there is no such compartment")]
    Nothing,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// The records of a person's instructions. It is one; more only where two sites gave some apart from each other.
fn load(door: &mut (impl Door + ?Sized), person: PersonId) -> Result<Vec<Loaded<Instructions>>, Fault> {
    let tenant = door.tenant();
    let mut all = Vec::new();
    for row in door.query(&INSTRUCTIONS_OF, &params![tenant, person])? {
        all.extend(door.load::<Instructions>(row.uuid("record")?)?);
    }
    Ok(all)
}

/// What is in force for a person.
pub fn of_person(door: &mut (impl Door + ?Sized), person: PersonId) -> Result<Instructions, Fault> {
    let mut all = Instructions { person: Some(person), ..Instructions::default() };
    for found in load(door, person)? {
        for (instruction, givers) in found.state.given {
            all.given.entry(instruction).or_default().extend(givers);
        }
    }
    Ok(all)
}

/// What somebody wants in force for a person from now on.
pub struct Order<'a> {
    pub person: PersonId,
    pub wanted: &'a BTreeSet<Instruction>,
    /// The compartment in whose name it is said: then what any of its people gave counts as given by it.
    pub of: Option<Compartment>,
}

/// Gives what is wanted, and takes back what was given on one's own account, or by the same compartment, and is wanted no
/// more. What others gave stays: whoever does not know why something is asked cannot say that it is over.
pub fn instruct(ledger: &Ledger, actor: &Actor, key: &str, order: &Order<'_>) -> Result<(), InstructRefusal> {
    let done = ledger.once(key, actor.account, |tx| -> Result<String, InstructRefusal> {
        let own = own_givers(tx, actor, order.of)?.ok_or(InstructRefusal::Nothing)?;
        let stamp = Stamp::new(actor.clone());
        let found = load(tx, order.person)?;
        let mut given: BTreeSet<Instruction> = BTreeSet::new();
        for record in &found {
            let mut back = Vec::new();
            for (instruction, givers) in &record.state.given {
                for giver in givers.intersection(&own) {
                    if order.wanted.contains(instruction) {
                        given.insert(*instruction);
                    } else {
                        back.push(InstructionEvent::TakenBack { instruction: *instruction, of: *giver });
                    }
                }
            }
            if !back.is_empty() {
                tx.append(record, &stamp, &back)?;
            }
        }
        let new = order.wanted.difference(&given);
        let new: Vec<InstructionEvent> =
            new.map(|i| InstructionEvent::Given { person: order.person, instruction: *i }).collect();
        if !new.is_empty() {
            match load(tx, order.person)?.first() {
                Some(record) => tx.append(record, &stamp, &new)?,
                None => {
                    let id = tx.fresh_uuid();
                    tx.create::<Instructions>(id, &stamp, &new)?
                }
            };
        }
        Ok(String::new())
    });
    done.map(drop)
}

/// In whose name somebody gives and takes back: their own, or all that are in the compartment; nobody's where they are
/// not in it.
pub(crate) fn own_givers(
    door: &mut (impl Door + ?Sized),
    actor: &Actor,
    of: Option<Compartment>,
) -> Result<Option<BTreeSet<AccountId>>, Fault> {
    let Some(compartment) = of else { return Ok(Some([actor.account].into())) };
    let circle: BTreeSet<AccountId> =
        circle::members(door, compartment)?.into_iter().map(|member| member.account).collect();
    Ok(circle.contains(&actor.account).then_some(circle))
}
