//! Who does the work: it is cut in ranges, and this crate starts no thread of its own.

use std::ops::Range;

/// Runs work on ranges, on whatever threads there are. Results do not depend on how many.
pub trait Hands {
    /// How many ranges are worth making, at least 1.
    fn count(&self) -> usize;
    /// What `work` says of each range, in the order of the ranges.
    fn each<T: Send>(&self, ranges: Vec<Range<usize>>, work: &(dyn Fn(Range<usize>) -> T + Sync)) -> Vec<T>;
}

/// One range after the other on the caller's thread, in as many cuts as asked.
#[derive(Clone, Copy, Debug)]
pub struct Alone {
    pub cuts: usize,
}

impl Hands for Alone {
    fn count(&self) -> usize {
        self.cuts.max(1)
    }
    fn each<T: Send>(&self, ranges: Vec<Range<usize>>, work: &(dyn Fn(Range<usize>) -> T + Sync)) -> Vec<T> {
        ranges.into_iter().map(work).collect()
    }
}

/// Cuts `0..length` in at most `count` ranges of about the same length.
pub(crate) fn cuts(length: usize, count: usize) -> Vec<Range<usize>> {
    let size = length.div_ceil(count.max(1)).max(1);
    (0..length).step_by(size).map(|start| start..(start + size).min(length)).collect()
}
