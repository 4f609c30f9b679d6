//! What cannot be between relatives, and what is unusual enough to ask again. Pure.

use crate::model::{Household, Kin};
use jiff::civil::Date;
use kernel::{PartialDate, PersonId};

/// Something unusual about a relation. It is asked again and never blocks: dates may be wrong, families are various.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The parent is not older than the child.
    ParentNotOlder,
    /// The parent would have been under twelve.
    ParentVeryYoung,
    /// The grandparent would have been under twenty-four.
    GrandparentVeryYoung,
    /// One of a couple is under eighteen: somebody from child protection should know.
    CoupleWithChild,
}

impl Doubt {
    pub fn key(self) -> &'static str {
        match self {
            Doubt::ParentNotOlder => "identity-doubt-parent-not-older",
            Doubt::ParentVeryYoung => "identity-doubt-parent-very-young",
            Doubt::GrandparentVeryYoung => "identity-doubt-grandparent-very-young",
            Doubt::CoupleWithChild => "identity-doubt-couple-with-child",
        }
    }
}

/// The doubts about "`person` is `kin` of `to`", from what is known of their births. Partial dates get the benefit:
/// a doubt is raised only when no reading of them would do.
pub fn doubts(kin: Kin, person: Option<PartialDate>, to: Option<PartialDate>, today: Date) -> Vec<Doubt> {
    let under_18 = |birth: Option<PartialDate>| birth.is_some_and(|b| b.ages_on(today).1 < 18);
    match kin {
        Kin::Parent => older(person, to, 12, Doubt::ParentVeryYoung),
        Kin::Child => older(to, person, 12, Doubt::ParentVeryYoung),
        Kin::Grandparent => older(person, to, 24, Doubt::GrandparentVeryYoung),
        Kin::Grandchild => older(to, person, 24, Doubt::GrandparentVeryYoung),
        Kin::Spouse | Kin::Partner if under_18(person) || under_18(to) => vec![Doubt::CoupleWithChild],
        _ => Vec::new(),
    }
}

fn older(
    elder: Option<PartialDate>,
    younger: Option<PartialDate>,
    years: i16,
    too_young: Doubt,
) -> Vec<Doubt> {
    let (Some(elder), Some(younger)) = (elder, younger) else { return Vec::new() };
    let (elder_first, younger_last) = (elder.range().0, younger.range().1);
    if elder_first >= younger_last {
        vec![Doubt::ParentNotOlder]
    } else if PartialDate::day(elder_first).age_on(younger_last) < years {
        vec![too_young]
    } else {
        Vec::new()
    }
}

/// Whether "`person` is `kin` of `to`" would make somebody their own ancestor.
pub fn is_own_ancestor(home: &Household, person: PersonId, kin: Kin, to: PersonId) -> bool {
    let stated = home.present().filter(|m| m.person != person).map(|m| (m.person, m.kin, m.to));
    let all: Vec<(PersonId, PersonId)> =
        stated.chain([(person, kin, to)]).filter_map(elder_and_younger).collect();
    all.iter().any(|(elder, younger)| descends(&all, *elder, *younger, 0))
}

/// The elder and the younger of a relation that has them.
fn elder_and_younger((person, kin, to): (PersonId, Kin, PersonId)) -> Option<(PersonId, PersonId)> {
    match kin {
        Kin::Parent | Kin::Grandparent => Some((person, to)),
        Kin::Child | Kin::Grandchild => Some((to, person)),
        _ => None,
    }
}

/// Whether `person` descends from `from`.
fn descends(all: &[(PersonId, PersonId)], person: PersonId, from: PersonId, depth: usize) -> bool {
    // No household is deeper than its number of relations.
    depth <= all.len()
        && all
            .iter()
            .filter(|(elder, _)| *elder == from)
            .any(|(_, y)| *y == person || descends(all, person, *y, depth + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Member;
    use jiff::civil::date;
    use uuid::Uuid;

    const TODAY: Date = date(2024, 6, 3);

    fn year(y: i16) -> Option<PartialDate> {
        PartialDate::year(y).ok()
    }
    fn person(n: u128) -> PersonId {
        PersonId(Uuid::from_u128(n))
    }

    #[test]
    fn a_parent_is_older_and_not_by_a_little() {
        for (kin, one, other, doubt) in [
            (Kin::Parent, 1990, 2015, vec![]),
            (Kin::Child, 2015, 1990, vec![]),
            (Kin::Child, 1990, 2015, vec![Doubt::ParentNotOlder]),
            (Kin::Parent, 2005, 2015, vec![Doubt::ParentVeryYoung]),
            (Kin::Parent, 2003, 2015, vec![]),
            (Kin::Grandparent, 1990, 2010, vec![Doubt::GrandparentVeryYoung]),
            (Kin::Sibling, 1950, 2015, vec![]),
            (Kin::Spouse, 1990, 2008, vec![Doubt::CoupleWithChild]),
            (Kin::Partner, 1990, 2006, vec![]),
        ] {
            assert_eq!(doubts(kin, year(one), year(other), TODAY), doubt, "{kin:?} {one} {other}");
        }
        assert!(doubts(Kin::Parent, None, year(1990), TODAY).is_empty());
        let day = |d| Some(PartialDate::day(d));
        let (elder, younger) = (day(date(2010, 5, 1)), day(date(2010, 5, 1)));
        assert_eq!(doubts(Kin::Parent, elder, younger, TODAY), [Doubt::ParentNotOlder]);
    }

    #[test]
    fn nobody_becomes_their_own_ancestor() {
        let member = |n: u128, kin, to: u128| Member { person: person(n), kin, to: person(to), left: None };
        let home = Household {
            focal: Some(person(1)),
            members: vec![member(1, Kin::Focal, 1), member(2, Kin::Child, 1), member(3, Kin::Child, 2)],
            ..Household::default()
        };
        assert!(!is_own_ancestor(&home, person(4), Kin::Child, person(3)));
        assert!(is_own_ancestor(&home, person(1), Kin::Child, person(3)));
        assert!(is_own_ancestor(&home, person(1), Kin::Grandchild, person(2)));
        assert!(!is_own_ancestor(&home, person(2), Kin::Sibling, person(1)));
    }
}
