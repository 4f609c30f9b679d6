//! How exactly somebody sees counts of recorded cases: who may not list cases sees no small number and no exact one.
//!
//! A draft can be written so that it asks about a few cases, and two drafts so that they differ by one. So small counts are
//! withheld and all others rounded: neither a count nor a difference of two says anything of one person.

/// Below it a count is withheld.
pub const SMALLEST: u64 = 5;

/// What is seen of counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Invented cases, or cases that the reader may open one by one.
    Exact,
    Rounded,
}

impl Sight {
    /// The count as it is shown; `None` is withheld. Zero says that nobody is there.
    pub fn of(self, count: u64) -> Option<u64> {
        match self {
            Sight::Exact => Some(count),
            Sight::Rounded if count == 0 => Some(0),
            Sight::Rounded if count < SMALLEST => None,
            Sight::Rounded => Some((count + SMALLEST / 2) / SMALLEST * SMALLEST),
        }
    }

    /// The same for everything counted in a value: a withheld count is null, and nothing is said of its days or kinds.
    pub fn of_value(self, value: &mut serde_json::Value) {
        use serde_json::Value;
        if self == Sight::Exact {
            return;
        }
        match value {
            Value::Object(fields) => {
                let few = fields.get("cases").and_then(Value::as_u64).is_some_and(|n| self.of(n).is_none());
                for (name, field) in fields.iter_mut() {
                    match (name.as_str(), few) {
                        ("days" | "groups", true) => *field = Value::Null,
                        ("days", false) => {}
                        _ => self.of_value(field),
                    }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.of_value(item)),
            Value::Number(n) => {
                if let Some(count) = n.as_u64() {
                    *value = self.of(count).map_or(Value::Null, Value::from);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn small_counts_are_withheld_and_others_rounded() {
        assert_eq!([0, 1, 4].map(|n| Sight::Rounded.of(n)), [Some(0), None, None]);
        assert_eq!([5, 7, 8, 12, 13].map(|n| Sight::Rounded.of(n)), [5, 5, 10, 10, 15].map(Some));
        assert_eq!([0, 1, 4, 13].map(|n| Sight::Exact.of(n)), [0, 1, 4, 13].map(Some));
    }

    #[test]
    fn two_drafts_that_differ_by_one_case_show_no_difference_of_one() {
        let steps = (0..200u64).filter_map(|n| Sight::Rounded.of(n).zip(Sight::Rounded.of(n + 1)));
        assert!(steps.into_iter().all(|(a, b)| b == a || b == a + SMALLEST));
    }

    #[test]
    fn nothing_small_is_left_in_a_value() {
        let mut told = json!({
            "cases": 12, "harms": [{ "cases": 3, "days": [2, 9], "groups": { "child=none": 3 } },
                                   { "cases": 8, "days": [7, 7], "groups": { "child=none": 6, "late=x": 2 } }]
        });
        Sight::Rounded.of_value(&mut told);
        assert_eq!(
            told,
            json!({
                "cases": 10, "harms": [{ "cases": null, "days": null, "groups": null },
                                       { "cases": 10, "days": [7, 7], "groups": { "child=none": 5, "late=x": null } }]
            })
        );
    }
}
