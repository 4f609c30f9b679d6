//! How many true pairs no rule finds: estimated from how many rules find those that are found.

/// An estimate of what blocking finds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recall {
    /// Expected number of pairs of one person among the candidates.
    pub found: f64,
    /// Estimated number of such pairs that no rule finds; a lower bound where rules depend on each other.
    pub missed: f64,
}

impl Recall {
    /// The share found, 0 to 1; 1 when there is nothing to find.
    pub fn share(&self) -> f64 {
        if self.found + self.missed > 0.0 { self.found / (self.found + self.missed) } else { 1.0 }
    }
}

/// Estimates the recall of the rules from pairs with their probability and the number of rules that found them.
///
/// Chao's estimate for capture and recapture, f₁²/(2·f₂), where f₁ and f₂ are the pairs found by exactly one and by
/// exactly two rules: Chao, *Estimating the population size for capture-recapture data with unequal catchability*,
/// Biometrics 43 (1987).
pub fn recall(pairs: impl Iterator<Item = (f64, u32)>) -> Recall {
    let (mut found, mut once, mut twice) = (0.0, 0.0, 0.0);
    for (probability, rules) in pairs {
        found += probability;
        match rules {
            1 => once += probability,
            2 => twice += probability,
            _ => {}
        }
    }
    let missed = if twice > 0.0 { once * once / (2.0 * twice) } else { 0.0 };
    Recall { found, missed }
}
