//! What people are called beside the name in their papers, read from `data/nicknames.csv`.

use rustc_hash::FxHashMap;

const TABLE: &str = include_str!("../data/nicknames.csv");

/// Formal names by what their bearers are called.
///
/// Two tokens are related when both can stand for one formal name: `alex` and `alejandro`, `paco` and `pancho`.
/// A formal name is no nickname of another: `alejandro` and `alexander` are two names.
pub struct Nicknames {
    formal_of: FxHashMap<&'static str, Vec<u16>>,
}

impl Nicknames {
    /// Reads the table that is compiled in. Lines that are no pair are passed over; a test reads every line.
    pub fn read() -> Self {
        let mut number_of: FxHashMap<&str, u16> = FxHashMap::default();
        let mut formal_of: FxHashMap<&str, Vec<u16>> = FxHashMap::default();
        for (name, nickname) in pairs() {
            let next = u16::try_from(number_of.len()).unwrap_or(u16::MAX);
            let number = *number_of.entry(name).or_insert(next);
            for token in [name, nickname] {
                let numbers = formal_of.entry(token).or_default();
                if !numbers.contains(&number) {
                    numbers.push(number);
                }
            }
        }
        Self { formal_of }
    }
    /// The numbers of the formal names that a token can stand for; empty for most.
    pub fn formal(&self, token: &str) -> &[u16] {
        self.formal_of.get(token).map_or(&[], Vec::as_slice)
    }
}

/// The lines of the table: formal name, nickname.
pub(crate) fn pairs() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.filter_map(|line| line.split_once(','))
}
