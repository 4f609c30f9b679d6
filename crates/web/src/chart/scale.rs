//! Where a value falls on an axis, which round numbers the axis names, and how wide words are.

/// An axis from zero to a round number above the highest value.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    pub top: i64,
    pub ticks: Vec<i64>,
}

impl Scale {
    /// About `steps` round steps (1, 2, 2.5 or 5 times a power of ten) from zero to at least `highest`.
    pub fn over(highest: i64, steps: i64) -> Scale {
        let highest = highest.max(1);
        let step = round_step(highest, steps.max(1));
        let count = highest.div_euclid(step) + i64::from(highest.rem_euclid(step) > 0);
        Scale { top: count * step, ticks: (0..=count).map(|n| n * step).collect() }
    }
    /// Share of the axis, between 0 and 1.
    pub fn share(&self, value: i64) -> f64 {
        (value as f64 / self.top as f64).clamp(0.0, 1.0)
    }
}

fn round_step(highest: i64, steps: i64) -> i64 {
    let mut power = 1_i64;
    loop {
        for (times, by) in [(1, 1), (2, 1), (5, 2), (5, 1)] {
            let step = power.saturating_mul(times) / by;
            if step > 0 && power.saturating_mul(times) % by == 0 && step.saturating_mul(steps) >= highest {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

/// Roughly how wide words are at 16 px in our font: enough to leave room, never to justify.
pub fn words_width(words: &str) -> f64 {
    words.chars().map(|c| if c.is_uppercase() || c.is_ascii_digit() { 8.6 } else { 7.5 }).sum()
}

/// Breaks words into lines no wider than `room` (at least one word each).
pub fn wrapped(words: &str, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if words_width(line) + words_width(word) + 4.0 <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_end_on_round_numbers() {
        assert_eq!(Scale::over(0, 4).ticks, [0, 1]);
        assert_eq!(Scale::over(7, 4).ticks, [0, 2, 4, 6, 8]);
        assert_eq!(Scale::over(93, 4).ticks, [0, 25, 50, 75, 100]);
        assert_eq!(Scale::over(1_640, 4).ticks, [0, 500, 1_000, 1_500, 2_000]);
        assert_eq!(Scale::over(16_400, 4).top, 20_000);
    }

    #[test]
    fn words_break_between_words() {
        assert_eq!(wrapped("Publicado por ACNUR", 110.0), ["Publicado por", "ACNUR"]);
        assert_eq!(wrapped("", 50.0), Vec::<String>::new());
    }
}
