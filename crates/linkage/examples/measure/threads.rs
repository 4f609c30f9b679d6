//! Threads of this process, for an engine that starts none of its own.

use linkage::Hands;
use std::ops::Range;

/// So many threads at a time.
pub struct Threads(pub usize);

impl Hands for Threads {
    fn count(&self) -> usize {
        // More ranges than threads, so that none waits long for the last.
        self.0 * 4
    }
    fn each<T: Send>(&self, ranges: Vec<Range<usize>>, work: &(dyn Fn(Range<usize>) -> T + Sync)) -> Vec<T> {
        if self.0 == 1 {
            return ranges.into_iter().map(work).collect();
        }
        let next = std::sync::atomic::AtomicUsize::new(0);
        let mut done: Vec<(usize, T)> = std::thread::scope(|scope| {
            let run = || {
                let mut done = Vec::new();
                loop {
                    let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    let Some(range) = ranges.get(at) else { return done };
                    done.push((at, work(range.clone())));
                }
            };
            let threads: Vec<_> = (0..self.0).map(|_| scope.spawn(run)).collect();
            threads.into_iter().flat_map(|t| t.join().unwrap_or_default()).collect()
        });
        done.sort_by_key(|d| d.0);
        done.into_iter().map(|d| d.1).collect()
    }
}
