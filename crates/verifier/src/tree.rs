//! The tree of RFC 9162 as a binary counter: slot `i` holds the hash over a full tree of 2^i leaves, or nothing.

use sha2::{Digest, Sha256};

pub type Digest32 = [u8; 32];

#[derive(Default)]
pub struct Counter {
    slots: Vec<Option<Digest32>>,
    pub leaves: u64,
}

fn pair(left: &Digest32, right: &Digest32) -> Digest32 {
    let mut hasher = Sha256::new_with_prefix([1u8]);
    hasher.update(left);
    hasher.update(right);
    hasher.finalize().into()
}

impl Counter {
    /// Counts one more leaf, carrying where a slot is taken.
    pub fn push(&mut self, data: &[u8]) {
        let mut carry: Digest32 = Sha256::new_with_prefix([0u8]).chain_update(data).finalize().into();
        self.leaves += 1;
        for slot in &mut self.slots {
            match slot.take() {
                Some(left) => carry = pair(&left, &carry),
                None => {
                    *slot = Some(carry);
                    return;
                }
            }
        }
        self.slots.push(Some(carry));
    }

    /// Smaller trees stand to the right of larger ones.
    pub fn root(&self) -> Digest32 {
        let mut right: Option<Digest32> = None;
        for left in self.slots.iter().flatten() {
            right = Some(match right {
                Some(right) => pair(left, &right),
                None => *left,
            });
        }
        right.unwrap_or_else(|| Sha256::digest([]).into())
    }
}
