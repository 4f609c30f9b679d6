//! The origin wall: nothing about a person reaches whoever is affiliated with a state that person comes from.
//!
//! One rule, asked by every door through which data about a person leaves. What nobody knows counts against the asker.

use crate::{Country, CountryError};
use std::collections::BTreeSet;

/// The states that an account, a system, an office or a site belongs to, beside the one whose institution this is.
/// Empty for whoever works for the institution and for no other state.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Affiliation(BTreeSet<Country>);

impl Affiliation {
    /// Of these states; the institution's own country is no other state, and stateless is none.
    pub fn of(states: impl IntoIterator<Item = Country>, own: Option<Country>) -> Affiliation {
        let is_another = |state: &Country| Some(*state) != own && !is_no_state(state);
        Affiliation(states.into_iter().filter(is_another).collect())
    }
    /// The states of both: an account has those of its office too.
    pub fn with(mut self, other: &Affiliation) -> Affiliation {
        self.0.extend(other.0.iter().copied());
        self
    }
    /// Whether there is any state but the institution's own.
    pub fn is_elsewhere(&self) -> bool {
        !self.0.is_empty()
    }
    pub fn states(&self) -> impl Iterator<Item = Country> + '_ {
        self.0.iter().copied()
    }
    /// The codes, separated by spaces, as tables keep them.
    pub fn codes(&self) -> String {
        self.0.iter().map(Country::code).collect::<Vec<_>>().join(" ")
    }
    /// Reads what [`Affiliation::codes`] wrote.
    pub fn from_codes(codes: &str) -> Result<Affiliation, CountryError> {
        Ok(Affiliation(codes.split_whitespace().map(Country::new).collect::<Result<_, _>>()?))
    }
}

/// The states that the people of a file come from: nationalities and former residence, as far as anybody knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origins {
    /// Of at least one of them nobody knows, or nobody looked.
    #[default]
    Unknown,
    Known(BTreeSet<Country>),
}

impl Origins {
    /// Of these states; none at all is not known.
    pub fn of(states: impl IntoIterator<Item = Country>) -> Origins {
        let states: BTreeSet<Country> = states.into_iter().filter(|state| !is_no_state(state)).collect();
        if states.is_empty() { Origins::Unknown } else { Origins::Known(states) }
    }
    /// Those of several people. Of nobody, or of one of whom nothing is known, nothing is known.
    pub fn of_all(people: impl IntoIterator<Item = Origins>) -> Origins {
        let mut all = BTreeSet::new();
        for one in people {
            match one {
                Origins::Unknown => return Origins::Unknown,
                Origins::Known(states) => all.extend(states),
            }
        }
        Origins::of(all)
    }
}

fn is_no_state(country: &Country) -> bool {
    [Country::STATELESS, Country::UNKNOWN].contains(country)
}

/// Whether the wall stands between an asker and a file: the asker belongs to another state, and one of the people comes
/// from it or may come from it.
pub fn wall_stands(asker: &Affiliation, people: &Origins) -> bool {
    match people {
        Origins::Unknown => asker.is_elsewhere(),
        Origins::Known(states) => asker.0.iter().any(|state| states.contains(state)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn states(codes: &str) -> Vec<Country> {
        codes.split_whitespace().map(|code| Country::new(code).unwrap()).collect()
    }
    fn of(codes: &str) -> Affiliation {
        Affiliation::of(states(codes), Country::new("PAN").ok())
    }

    #[test]
    fn the_wall_stands_for_the_state_somebody_comes_from_and_for_no_other() {
        let nicaraguan = Origins::of(states("NIC"));
        assert!(wall_stands(&of("NIC"), &nicaraguan));
        assert!(wall_stands(&of("CRI NIC"), &nicaraguan), "one of two affiliations is enough");
        assert!(!wall_stands(&of("CRI"), &nicaraguan));
        assert!(
            wall_stands(&of("CRI"), &Origins::of(states("NIC CRI"))),
            "one of two nationalities is enough"
        );
    }

    #[test]
    fn what_nobody_knows_counts_against_other_states_and_not_against_the_institution() {
        for unknown in [Origins::Unknown, Origins::of(states("XXA")), Origins::of(states("XXX XXA"))] {
            assert!(wall_stands(&of("CRI"), &unknown), "{unknown:?}");
            assert!(!wall_stands(&of(""), &unknown), "{unknown:?}");
        }
        // Somebody whose country of asylum is also theirs is no stranger to their own officers.
        assert!(!wall_stands(&of("PAN"), &Origins::of(states("PAN NIC"))));
        assert!(!of("PAN XXA").is_elsewhere());
    }

    #[test]
    fn a_family_has_the_origins_of_all_and_one_unknown_makes_all_unknown() {
        let of_all = |all: &[&str]| Origins::of_all(all.iter().map(|codes| Origins::of(states(codes))));
        assert!(wall_stands(&of("CRI"), &of_all(&["NIC", "CRI"])));
        assert!(!wall_stands(&of("CRI"), &of_all(&["NIC", "HND"])));
        assert!(wall_stands(&of("CRI"), &of_all(&["NIC", "XXX"])));
        assert_eq!(of_all(&[]), Origins::Unknown);
    }

    #[test]
    fn codes_are_read_as_they_were_written() {
        for codes in ["", "CRI", "CRI NIC"] {
            assert_eq!(Affiliation::from_codes(codes).unwrap().codes(), codes);
        }
        assert!(Affiliation::from_codes("C1").is_err());
        assert!(of("CRI").with(&of("NIC")) == of("NIC CRI"));
    }
}
