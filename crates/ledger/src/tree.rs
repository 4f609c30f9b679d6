//! The Merkle tree over a site's entries (RFC 6962, RFC 9162): roots, and proofs that somebody without the log can check.

use crate::Hash;
use aws_lc_rs::digest;

#[cfg(test)]
mod tests;

/// The root of the tree without leaves: SHA-256 of nothing.
pub fn empty_root() -> Hash {
    sha256(&[])
}

/// The leaf of an entry.
pub fn leaf(entry: Hash) -> Hash {
    leaf_of(&entry.0)
}

fn leaf_of(data: &[u8]) -> Hash {
    sha256(&[&[0], data])
}

/// The node above two others.
pub fn node(left: Hash, right: Hash) -> Hash {
    sha256(&[&[1], &left.0, &right.0])
}

fn sha256(parts: &[&[u8]]) -> Hash {
    let mut context = digest::Context::new(&digest::SHA256);
    parts.iter().for_each(|part| context.update(part));
    let mut hash = [0u8; 32];
    hash.copy_from_slice(context.finish().as_ref());
    Hash(hash)
}

/// The tops of the complete subtrees of a growing tree, largest first: all that is needed to append and to know the root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    tops: Vec<Hash>,
}

impl Frontier {
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf. `completed` is told each complete subtree it finishes above the leaf: level, position, hash.
    pub fn append(&mut self, leaf: Hash, mut completed: impl FnMut(u32, u64, Hash)) {
        let (mut top, mut level) = (leaf, 0);
        // One subtree of the size before it stands to the left for each one-bit at the end of the size.
        while self.size >> level & 1 == 1 {
            let Some(left) = self.tops.pop() else { break };
            top = node(left, top);
            level += 1;
            completed(level, self.size >> level, top);
        }
        self.tops.push(top);
        self.size += 1;
    }

    /// The root of the tree as it stands.
    pub fn root(&self) -> Hash {
        self.tops.iter().rev().copied().reduce(|right, left| node(left, right)).unwrap_or_else(empty_root)
    }
}

/// Where complete subtrees come from: `level` 0 are leaves, `position` counts within a level.
pub trait Subtrees {
    type Error;
    fn subtree(&mut self, level: u32, position: u64) -> Result<Hash, Self::Error>;
}

/// The largest power of two below `n`, for `n` of at least two.
fn split(n: u64) -> u64 {
    1 << (n - 1).ilog2()
}

/// The root over the leaves from `from` to before `to`, where `from` stands as the tree's own splitting puts it.
fn over<S: Subtrees>(from: u64, to: u64, source: &mut S) -> Result<Hash, S::Error> {
    let n = to - from;
    match n {
        0 => Ok(empty_root()),
        _ if n.is_power_of_two() => source.subtree(n.ilog2(), from >> n.ilog2()),
        _ => {
            let middle = from + split(n);
            Ok(node(over(from, middle, source)?, over(middle, to, source)?))
        }
    }
}

/// The root of the first `size` leaves.
pub fn root<S: Subtrees>(size: u64, source: &mut S) -> Result<Hash, S::Error> {
    over(0, size, source)
}

/// Why a proof proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    #[error("the proof is not of its form")]
    Form,
    #[error("the proof does not lead to the root")]
    Root,
}

/// Proves that one leaf is in the tree (RFC 9162 §2.1.3.1): the siblings from the leaf upwards.
pub fn prove_inclusion<S: Subtrees>(size: u64, position: u64, source: &mut S) -> Result<Vec<Hash>, S::Error> {
    let mut path = Vec::new();
    let (mut from, mut to) = (0, size);
    let mut down = Vec::new();
    while position < size && to - from > 1 {
        let middle = from + split(to - from);
        if position < middle {
            down.push((middle, to));
            to = middle;
        } else {
            down.push((from, middle));
            from = middle;
        }
    }
    for (from, to) in down.into_iter().rev() {
        path.push(over(from, to, source)?);
    }
    Ok(path)
}

/// Checks what [`prove_inclusion`] made.
pub fn check_inclusion(
    size: u64,
    position: u64,
    leaf: Hash,
    path: &[Hash],
    root: Hash,
) -> Result<(), ProofError> {
    if position >= size {
        return Err(ProofError::Form);
    }
    let (mut from, mut to) = (0, size);
    let mut is_left = Vec::new();
    while to - from > 1 {
        let middle = from + split(to - from);
        is_left.push(position < middle);
        if position < middle { to = middle } else { from = middle }
    }
    if is_left.len() != path.len() {
        return Err(ProofError::Form);
    }
    let up = path.iter().zip(is_left.into_iter().rev());
    let top = up.fold(leaf, |at, (sibling, left)| if left { node(at, *sibling) } else { node(*sibling, at) });
    if top == root { Ok(()) } else { Err(ProofError::Root) }
}

/// Proves that the tree of `old` leaves is the beginning of the tree of `new` leaves (RFC 9162 §2.1.4.1).
pub fn prove_growth<S: Subtrees>(old: u64, new: u64, source: &mut S) -> Result<Vec<Hash>, S::Error> {
    let mut proof = Vec::new();
    if old > 0 && old < new {
        grown(old, 0, new, true, source, &mut proof)?;
    }
    Ok(proof)
}

fn grown<S: Subtrees>(
    old: u64,
    from: u64,
    to: u64,
    known: bool,
    source: &mut S,
    proof: &mut Vec<Hash>,
) -> Result<(), S::Error> {
    if old == to {
        if !known {
            proof.push(over(from, to, source)?);
        }
        return Ok(());
    }
    let middle = from + split(to - from);
    if old <= middle {
        grown(old, from, middle, known, source, proof)?;
        proof.push(over(middle, to, source)?);
    } else {
        grown(old, middle, to, false, source, proof)?;
        proof.push(over(from, middle, source)?);
    }
    Ok(())
}

/// Checks what [`prove_growth`] made: both roots follow from the same proof.
pub fn check_growth(
    (old, old_root): (u64, Hash),
    (new, new_root): (u64, Hash),
    proof: &[Hash],
) -> Result<(), ProofError> {
    if old > new || (old == 0 || old == new) && !proof.is_empty() {
        return Err(ProofError::Form);
    }
    let both = match old {
        0 => (empty_root(), new_root),
        _ => {
            let mut rest = proof.iter();
            let both = regrown(old, 0, new, Some(old_root), &mut rest).ok_or(ProofError::Form)?;
            if rest.next().is_some() {
                return Err(ProofError::Form);
            }
            both
        }
    };
    if both == (old_root, new_root) { Ok(()) } else { Err(ProofError::Root) }
}

/// The roots over a part of the tree, of the old leaves in it and of all of it.
fn regrown(
    old: u64,
    from: u64,
    to: u64,
    known: Option<Hash>,
    rest: &mut std::slice::Iter<'_, Hash>,
) -> Option<(Hash, Hash)> {
    if old == to {
        let same = match known {
            Some(root) => root,
            None => *rest.next()?,
        };
        return Some((same, same));
    }
    let middle = from + split(to - from);
    if old <= middle {
        let (before, now) = regrown(old, from, middle, known, rest)?;
        Some((before, node(now, *rest.next()?)))
    } else {
        let (before, now) = regrown(old, middle, to, None, rest)?;
        let left = *rest.next()?;
        Some((node(left, before), node(left, now)))
    }
}

/// Proves several leaves against one root. Each subtree without such a leaf stands in it once, from left to right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MultiProof {
    /// Leaves of the tree.
    pub size: u64,
    /// Which leaves are proved, rising.
    pub positions: Vec<u64>,
    pub siblings: Vec<Hash>,
}

impl MultiProof {
    /// Proves the leaves at `positions`, in whatever order they come and however often.
    pub fn make<S: Subtrees>(size: u64, positions: &[u64], source: &mut S) -> Result<MultiProof, S::Error> {
        let mut positions: Vec<u64> = positions.iter().copied().filter(|p| *p < size).collect();
        positions.sort_unstable();
        positions.dedup();
        let mut siblings = Vec::new();
        if !positions.is_empty() {
            around(&positions, 0, size, source, &mut siblings)?;
        }
        Ok(MultiProof { size, positions, siblings })
    }

    /// Whether `leaves`, one for each position, are in the tree with this root.
    pub fn check(&self, leaves: &[Hash], root: Hash) -> Result<(), ProofError> {
        let rises = self.positions.windows(2).all(|two| two[0] < two[1]);
        let inside = self.positions.last().is_some_and(|last| *last < self.size);
        if !rises || !inside || leaves.len() != self.positions.len() {
            return Err(ProofError::Form);
        }
        let mut rest = self.siblings.iter();
        let top = climbed(&self.positions, leaves, 0, self.size, &mut rest).ok_or(ProofError::Form)?;
        match rest.next() {
            Some(_) => Err(ProofError::Form),
            None if top == root => Ok(()),
            None => Err(ProofError::Root),
        }
    }

    /// As it travels: numbers in big-endian order, counts before lists.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(16 + 8 * self.positions.len() + 32 * self.siblings.len());
        out.extend(self.size.to_be_bytes());
        out.extend((self.positions.len() as u64).to_be_bytes());
        self.positions.iter().for_each(|p| out.extend(p.to_be_bytes()));
        self.siblings.iter().for_each(|h| out.extend(h.0));
        out
    }

    /// Reads what somebody else sent. Nothing is allocated that the bytes themselves do not fill.
    pub fn from_bytes(bytes: &[u8]) -> Result<MultiProof, ProofError> {
        let (size, rest) = number(bytes)?;
        let (count, rest) = number(rest)?;
        let width = usize::try_from(count).ok().and_then(|n| n.checked_mul(8)).ok_or(ProofError::Form)?;
        let (positions, siblings) = rest.split_at_checked(width).ok_or(ProofError::Form)?;
        if !siblings.len().is_multiple_of(32) {
            return Err(ProofError::Form);
        }
        let positions = positions.chunks_exact(8).map(|c| number(c).map(|(n, _)| n));
        Ok(MultiProof {
            size,
            positions: positions.collect::<Result<_, _>>()?,
            siblings: siblings.chunks_exact(32).filter_map(Hash::from_slice).collect(),
        })
    }
}

fn number(bytes: &[u8]) -> Result<(u64, &[u8]), ProofError> {
    let (first, rest) = bytes.split_first_chunk::<8>().ok_or(ProofError::Form)?;
    Ok((u64::from_be_bytes(*first), rest))
}

fn around<S: Subtrees>(
    positions: &[u64],
    from: u64,
    to: u64,
    source: &mut S,
    out: &mut Vec<Hash>,
) -> Result<(), S::Error> {
    if positions.is_empty() {
        out.push(over(from, to, source)?);
        return Ok(());
    }
    if to - from == 1 {
        return Ok(());
    }
    let middle = from + split(to - from);
    let (left, right) = positions.split_at(positions.partition_point(|p| *p < middle));
    around(left, from, middle, source, out)?;
    around(right, middle, to, source, out)
}

fn climbed(
    positions: &[u64],
    leaves: &[Hash],
    from: u64,
    to: u64,
    rest: &mut std::slice::Iter<'_, Hash>,
) -> Option<Hash> {
    if positions.is_empty() {
        return rest.next().copied();
    }
    if to - from == 1 {
        return leaves.first().copied();
    }
    let middle = from + split(to - from);
    let at = positions.partition_point(|p| *p < middle);
    let ((left, right), (left_leaves, right_leaves)) = (positions.split_at(at), leaves.split_at(at));
    let before = climbed(left, left_leaves, from, middle, rest)?;
    Some(node(before, climbed(right, right_leaves, middle, to, rest)?))
}
