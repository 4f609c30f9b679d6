//! A number over many seeds: its median and the interval that holds eight of ten.

use serde::Serialize;

/// The 10th, 50th and 90th percentile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Spread {
    pub low: f64,
    pub median: f64,
    pub high: f64,
}

impl Spread {
    /// Of values in any order; zero when there are none. Between two values, on the line that joins them.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Spread {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let place = share * (values.len().saturating_sub(1)) as f64;
            let below = values.get(place.floor() as usize).copied().unwrap_or(0.0);
            let above = values.get(place.ceil() as usize).copied().unwrap_or(0.0);
            below + (above - below) * place.fract()
        };
        Spread { low: at(0.1), median: at(0.5), high: at(0.9) }
    }
    pub fn holds(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// The smallest number of days within which this share of counted claims falls; nothing when none was counted.
pub fn days_within(claims_by_days: &[u32], share: f64) -> Option<u32> {
    let all: u64 = claims_by_days.iter().map(|n| u64::from(*n)).sum();
    let wanted = (share * all as f64).ceil().max(1.0) as u64;
    let mut sum = 0;
    let reached = |n: &u32| {
        sum += u64::from(*n);
        sum >= wanted
    };
    claims_by_days.iter().position(reached).filter(|_| all > 0).and_then(|days| u32::try_from(days).ok())
}
