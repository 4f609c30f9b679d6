//! The threads of this process, for an engine that starts none of its own.

use indicatif::ProgressBar;
use linkage::Hands;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

/// More ranges than threads, so that none waits long for the last.
const RANGES_PER_THREAD: usize = 4;

/// So many threads at a time.
pub struct Threads {
    count: usize,
    /// Moves on with every range that is done.
    bar: ProgressBar,
}

impl Threads {
    /// As many as asked for, or as the machine has.
    pub fn new(asked: Option<u16>, bar: ProgressBar) -> Threads {
        let of_machine = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Threads { count: asked.map_or_else(of_machine, usize::from).max(1), bar }
    }
    pub fn count(&self) -> usize {
        self.count
    }
}

impl Hands for Threads {
    fn count(&self) -> usize {
        self.count * RANGES_PER_THREAD
    }
    fn each<T: Send>(&self, ranges: Vec<Range<usize>>, work: &(dyn Fn(Range<usize>) -> T + Sync)) -> Vec<T> {
        let told = |range: Range<usize>| {
            let done = work(range);
            self.bar.inc(1);
            done
        };
        if self.count == 1 || ranges.len() < 2 {
            return ranges.into_iter().map(told).collect();
        }
        let next = AtomicUsize::new(0);
        let run = || {
            let mut done = Vec::new();
            while let Some(range) = take(&ranges, &next) {
                done.push((range.0, told(range.1)));
            }
            done
        };
        let mut done: Vec<(usize, T)> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..self.count.min(ranges.len())).map(|_| scope.spawn(run)).collect();
            // A thread that failed fails its caller: half a result is none.
            let join = |thread: std::thread::ScopedJoinHandle<'_, _>| {
                thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            };
            threads.into_iter().flat_map(join).collect()
        });
        done.sort_unstable_by_key(|(at, _)| *at);
        done.into_iter().map(|(_, what)| what).collect()
    }
}

/// The next range that nobody has taken, with its place.
fn take(ranges: &[Range<usize>], next: &AtomicUsize) -> Option<(usize, Range<usize>)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    ranges.get(at).map(|range| (at, range.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_ranges_comes_in_their_order() {
        for count in [1, 2, 5] {
            let threads = Threads::new(Some(count), ProgressBar::hidden());
            let ranges: Vec<Range<usize>> = (0..40).map(|n| n..n + 2).collect();
            let said = threads.each(ranges, &|range| range.start * 10);
            assert_eq!(said, (0..40).map(|n| n * 10).collect::<Vec<_>>());
        }
    }

    #[test]
    #[should_panic(expected = "this one fails")]
    fn a_range_that_fails_fails_the_whole() {
        let threads = Threads::new(Some(2), ProgressBar::hidden());
        threads.each(vec![0..1, 1..2], &|range| assert!(range.start == 0, "this one fails"));
    }
}
