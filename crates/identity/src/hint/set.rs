//! The set of hashes as it is kept and sent: cut as short as few false hints allow, in order, as the gaps between them.

use std::collections::BTreeSet;

/// One false hint in so many registrations is accepted.
const ONE_FALSE_IN: f64 = 200.0;
/// Marks that one registration asks about (four parts of a name, three years and none, sex told).
const ASKED: f64 = 80.0;
const BITS: std::ops::RangeInclusive<u32> = 16..=44;
/// No set is larger; a longer one is not believed.
const HASHES_MAX: usize = 8_000_000;

/// Hashes of marks, each of so many bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HintSet {
    bits: u32,
    hashes: BTreeSet<u64>,
}

/// Bytes that are no set, or no change of this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are no set of hints, or of another one")]
pub struct NotASet;

impl HintSet {
    /// The marks under a keyed hash, which gives 64 bits.
    pub fn of<'a>(marks: impl ExactSizeIterator<Item = &'a String>, hash: impl Fn(&str) -> u64) -> HintSet {
        let bits = bits_for(marks.len());
        HintSet { bits, hashes: marks.map(|mark| cut(hash(mark), bits)).collect() }
    }
    pub fn len(&self) -> usize {
        self.hashes.len()
    }
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }
    pub fn bits(&self) -> u32 {
        self.bits
    }
    /// Whether any of the marks is perhaps in the set.
    pub fn knows<'a>(&self, marks: impl IntoIterator<Item = &'a String>, hash: impl Fn(&str) -> u64) -> bool {
        marks.into_iter().any(|mark| self.hashes.contains(&cut(hash(mark), self.bits)))
    }

    /// The whole set as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![WHOLE, self.bits as u8];
        put(&mut out, &self.hashes);
        out
    }

    /// What makes this set of an earlier one; the whole where that is shorter or of other bits.
    pub fn change_from(&self, before: &HintSet) -> Vec<u8> {
        let whole = self.to_bytes();
        if before.bits != self.bits {
            return whole;
        }
        let mut out = vec![CHANGE, self.bits as u8];
        number(&mut out, before.hashes.len() as u64);
        put(&mut out, &before.hashes.difference(&self.hashes).copied().collect());
        put(&mut out, &self.hashes.difference(&before.hashes).copied().collect());
        if out.len() < whole.len() { out } else { whole }
    }

    /// The set that bytes make of what is here.
    pub fn read(before: Option<&HintSet>, bytes: &[u8]) -> Result<HintSet, NotASet> {
        let mut read = In(bytes);
        let kind = read.byte()?;
        let bits = u32::from(read.byte()?);
        if !BITS.contains(&bits) {
            return Err(NotASet);
        }
        let hashes = match kind {
            WHOLE => read.hashes(bits)?,
            CHANGE => {
                let before = before.filter(|before| before.bits == bits).ok_or(NotASet)?;
                if read.number()? != before.hashes.len() as u64 {
                    return Err(NotASet);
                }
                let (gone, new) = (read.hashes(bits)?, read.hashes(bits)?);
                let mut hashes = before.hashes.clone();
                if !gone.iter().all(|hash| hashes.remove(hash))
                    || !new.iter().all(|hash| hashes.insert(*hash))
                {
                    return Err(NotASet);
                }
                hashes
            }
            _ => return Err(NotASet),
        };
        if read.0.is_empty() { Ok(HintSet { bits, hashes }) } else { Err(NotASet) }
    }
}

const WHOLE: u8 = 1;
const CHANGE: u8 = 2;

/// As few bits as keep false hints rare: what is short tells little to whoever tries out names.
fn bits_for(marks: usize) -> u32 {
    // In steps of four, so that a set that grows is seldom sent anew.
    let needed = (marks.max(64) as f64 * ASKED * ONE_FALSE_IN).log2().ceil() as u32;
    needed.next_multiple_of(4).clamp(*BITS.start(), *BITS.end())
}

fn cut(hash: u64, bits: u32) -> u64 {
    hash >> (64 - bits)
}

fn put(out: &mut Vec<u8>, hashes: &BTreeSet<u64>) {
    number(out, hashes.len() as u64);
    let mut last = 0;
    for hash in hashes {
        number(out, hash - last);
        last = *hash;
    }
}

/// Seven bits a byte, the least first.
fn number(out: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        out.push((n as u8 & 0x7f) | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

struct In<'a>(&'a [u8]);

impl In<'_> {
    fn byte(&mut self) -> Result<u8, NotASet> {
        let (first, rest) = self.0.split_first().ok_or(NotASet)?;
        self.0 = rest;
        Ok(*first)
    }
    fn number(&mut self) -> Result<u64, NotASet> {
        let mut n: u64 = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            n |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(n);
            }
        }
        Err(NotASet)
    }
    fn hashes(&mut self, bits: u32) -> Result<BTreeSet<u64>, NotASet> {
        let count = usize::try_from(self.number()?).map_err(|_| NotASet)?;
        if count > HASHES_MAX || count > self.0.len() {
            return Err(NotASet);
        }
        let (mut hashes, mut last) = (BTreeSet::new(), 0u64);
        for at in 0..count {
            let gap = self.number()?;
            last = last.checked_add(gap).filter(|hash| hash >> bits == 0).ok_or(NotASet)?;
            if gap == 0 && at > 0 {
                return Err(NotASet);
            }
            hashes.insert(last);
        }
        Ok(hashes)
    }
}
