//! Finding a burst of reading: so many opens within so long. Pure; the times come from the read log.

use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;
use uuid::Uuid;

/// One open of one file.
pub type Open = (Timestamp, Uuid);

/// A stretch in which too much was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Burst {
    pub from: Timestamp,
    pub until: Timestamp,
    pub opens: u32,
    pub files: u32,
}

/// The first burst among opens in the order of their times: from its first open, everything within the span.
pub fn first(opens: &[Open], limit: u32, span: SignedDuration) -> Option<Burst> {
    let limit = usize::try_from(limit).ok().filter(|limit| *limit > 0)?;
    let (begin, (from, _)) = opens.iter().enumerate().find(|(at, (from, _))| {
        opens.get(at + limit - 1).is_some_and(|(last, _)| last.duration_since(*from) <= span)
    })?;
    let rest = opens.get(begin..).unwrap_or_default();
    let within = rest.iter().take_while(|(at, _)| at.duration_since(*from) <= span);
    let (mut until, mut count, mut files) = (*from, 0u32, BTreeSet::new());
    for (at, file) in within {
        (until, count) = (*at, count.saturating_add(1));
        files.insert(file);
    }
    Some(Burst { from: *from, until, opens: count, files: u32::try_from(files.len()).unwrap_or(u32::MAX) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + second).unwrap()
    }
    fn opens(seconds: &[i64]) -> Vec<Open> {
        seconds.iter().map(|s| (at(*s), Uuid::from_u128(*s as u128 / 12 % 3))).collect()
    }
    const HOUR: SignedDuration = SignedDuration::from_hours(1);

    #[test]
    fn the_last_open_within_the_hour_trips_it_and_one_fewer_does_not() {
        let spread = |n: i64| opens(&(0..n).map(|i| i * 12).collect::<Vec<_>>());
        assert_eq!(first(&spread(299), 300, HOUR), None);
        let burst = first(&spread(300), 300, HOUR).unwrap();
        assert_eq!((burst.from, burst.until, burst.opens, burst.files), (at(0), at(299 * 12), 300, 3));
        // Three hundred over an hour and a second are none.
        let slow: Vec<i64> = (0..300).map(|i| i * 3_601 / 299).collect();
        assert_eq!(first(&opens(&slow), 300, HOUR), None);
    }

    proptest! {
        /// Against the plain meaning: is there an open from which the span holds so many?
        #[test]
        fn a_burst_is_found_exactly_where_one_is(
            mut seconds in prop::collection::vec(0i64..400, 0..40), limit in 1u32..12, span in 1i64..120,
        ) {
            seconds.sort_unstable();
            let opens = opens(&seconds);
            let span = SignedDuration::from_secs(span);
            let count = |from: i64| seconds.iter().filter(|s| **s >= from && **s - from <= span.as_secs()).count();
            let begin = seconds.iter().copied().find(|from| count(*from) >= limit as usize);
            let found = first(&opens, limit, span);
            prop_assert_eq!(found.as_ref().map(|burst| burst.from), begin.map(at));
            if let (Some(burst), Some(begin)) = (found, begin) {
                prop_assert_eq!(burst.opens as usize, count(begin));
            }
        }
    }
}
