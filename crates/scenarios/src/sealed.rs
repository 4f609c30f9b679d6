//! Compartments for scenarios: a house that holds one, and what is sealed in it.

use crate::house::TestHouse;
use compartment::{Compartment, Instruction, Member, Order};
use kernel::{Actor, PersonId};
use ledger::Zeroizing;

/// The secret that every test house holds of a compartment.
pub fn secret(compartment: Compartment) -> ledger::Secret {
    Zeroizing::new([compartment.code().len() as u8 + 100; 32])
}

impl TestHouse {
    /// Makes this house hold a compartment, with its first keeper.
    pub fn holds_compartment(&self, compartment: Compartment, keeper: &Actor) {
        self.test.ledger.keys().hold_compartment(compartment.code(), secret(compartment));
        compartment::open(&self.test.ledger, keeper, compartment, keeper.account).expect("a circle");
    }
    /// A keeper names somebody.
    pub fn names(&self, keeper: &Actor, compartment: Compartment, who: &Actor) {
        let member = Member { account: who.account, keeper: false };
        compartment::name(&self.test.ledger, keeper, &self.fresh_key(), compartment, member).expect("named");
    }
    /// Seals a note about somebody.
    pub fn seals(&self, actor: &Actor, compartment: Compartment, person: PersonId, text: &str) {
        let key = self.fresh_key();
        compartment::note(&self.test.ledger, actor, &key, compartment, person, text).expect("sealed");
    }
    /// Somebody gives instructions in their own name.
    pub fn asks_for(&self, actor: &Actor, person: PersonId, wanted: &[Instruction]) {
        let order = Order { person, wanted: &wanted.iter().copied().collect(), of: None };
        compartment::instruct(&self.test.ledger, actor, &self.fresh_key(), &order).expect("asked for");
    }
    fn fresh_key(&self) -> String {
        kernel::fresh_uuid(&*self.house.clock, &*self.house.random).to_string()
    }
    /// The ids of everything that is sealed here, as whoever has the disk reads them.
    pub fn sealed_ids(&self) -> Vec<uuid::Uuid> {
        let rows = ledger::testing::ask(
            &self.test.place,
            "select record from ledger_record where record_kind = 'sealed' order by record",
        );
        rows.iter().map(|row| row.uuid("record").unwrap()).collect()
    }
}
