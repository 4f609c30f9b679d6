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

/// Whether the tree with `new`'s root begins with the one with `old`'s (RFC 9162, section 2.1.4.2).
pub fn follows(
    (old, old_root): (u64, Digest32),
    (new, new_root): (u64, Digest32),
    path: &[Digest32],
) -> bool {
    if old == 0 || old >= new {
        return false;
    }
    let whole = old.is_power_of_two();
    let mut path = whole.then_some(&old_root).into_iter().chain(path);
    let (mut left, mut right) = (old - 1, new - 1);
    while left & 1 == 1 {
        (left, right) = (left >> 1, right >> 1);
    }
    let Some(first) = path.next() else { return false };
    let (mut before, mut now) = (*first, *first);
    for sibling in path {
        if right == 0 {
            return false;
        }
        if left & 1 == 1 || left == right {
            (before, now) = (pair(sibling, &before), pair(sibling, &now));
            while left & 1 == 0 && left != 0 {
                (left, right) = (left >> 1, right >> 1);
            }
        } else {
            now = pair(&now, sibling);
        }
        (left, right) = (left >> 1, right >> 1);
    }
    right == 0 && before == old_root && now == new_root
}

/// The root that some leaves give, with one sibling for each largest part of the tree that has none of them, from left to
/// right; nothing where the numbers do not fit.
pub fn over_some(
    size: u64,
    positions: &[u64],
    leaves: &[Digest32],
    siblings: &[Digest32],
) -> Option<Digest32> {
    let rises = positions.windows(2).all(|two| two[0] < two[1]);
    let inside = positions.last().is_some_and(|last| *last < size);
    if !rises || !inside || positions.len() != leaves.len() {
        return None;
    }
    let (mut siblings, mut known) = (siblings.iter(), positions.iter().zip(leaves).peekable());
    // Parts still to be looked at, the leftmost on top; `None` says: join the two hashes made last.
    let (mut parts, mut made) = (vec![Some((0, size))], Vec::new());
    while let Some(part) = parts.pop() {
        let Some((from, to)) = part else {
            let (right, left) = (made.pop()?, made.pop()?);
            made.push(pair(&left, &right));
            continue;
        };
        let has_leaf = known.peek().is_some_and(|(position, _)| **position < to);
        if !has_leaf {
            made.push(*siblings.next()?);
        } else if to - from == 1 {
            made.push(*known.next()?.1);
        } else {
            let middle = from + (1 << (63 - (to - from - 1).leading_zeros()));
            parts.extend([None, Some((middle, to)), Some((from, middle))]);
        }
    }
    if siblings.next().is_some() || known.next().is_some() { None } else { made.pop() }
}
