//! Why somebody is shown as perhaps the same person: what agrees and what does not, in words that translation files have.

use linkage::{DateLevel, Explanation, Level, Likeness, NamesLevel, Second};

/// What one field says, as the key of its words names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    DocumentSame,
    DocumentSlip,
    PhoneSame,
    NamesSame,
    GivenSame,
    GivenSound,
    GivenAlike,
    GivenOrder,
    GivenPart,
    SurnamesSame,
    SurnamesSound,
    SurnamesAlike,
    SurnamesExchanged,
    SurnamePart,
    BirthSame,
    BirthTransposed,
    BirthSlip,
    BirthMonth,
    BirthYear,
    BirthNear,
    OriginSame,
    GivenDiffer,
    SurnamesDiffer,
    BirthDiffer,
    DocumentDiffer,
    PhoneDiffer,
    SexDiffer,
    OriginDiffer,
}

impl Reason {
    pub const ALL: [Reason; 28] = [
        Reason::DocumentSame,
        Reason::DocumentSlip,
        Reason::PhoneSame,
        Reason::NamesSame,
        Reason::GivenSame,
        Reason::GivenSound,
        Reason::GivenAlike,
        Reason::GivenOrder,
        Reason::GivenPart,
        Reason::SurnamesSame,
        Reason::SurnamesSound,
        Reason::SurnamesAlike,
        Reason::SurnamesExchanged,
        Reason::SurnamePart,
        Reason::BirthSame,
        Reason::BirthTransposed,
        Reason::BirthSlip,
        Reason::BirthMonth,
        Reason::BirthYear,
        Reason::BirthNear,
        Reason::OriginSame,
        Reason::GivenDiffer,
        Reason::SurnamesDiffer,
        Reason::BirthDiffer,
        Reason::DocumentDiffer,
        Reason::PhoneDiffer,
        Reason::SexDiffer,
        Reason::OriginDiffer,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Reason::DocumentSame => "identity-alike-document",
            Reason::DocumentSlip => "identity-reason-document-slip",
            Reason::PhoneSame => "identity-reason-phone-same",
            Reason::NamesSame => "identity-alike-same-name",
            Reason::GivenSame => "identity-reason-given-same",
            Reason::GivenSound => "identity-reason-given-sound",
            Reason::GivenAlike => "identity-reason-given-alike",
            Reason::GivenOrder => "identity-reason-given-order",
            Reason::GivenPart => "identity-reason-given-part",
            Reason::SurnamesSame => "identity-reason-surnames-same",
            Reason::SurnamesSound => "identity-reason-surnames-sound",
            Reason::SurnamesAlike => "identity-reason-surnames-alike",
            Reason::SurnamesExchanged => "identity-reason-surnames-exchanged",
            Reason::SurnamePart => "identity-reason-surname-part",
            Reason::BirthSame => "identity-alike-birth-date",
            Reason::BirthTransposed => "identity-reason-birth-transposed",
            Reason::BirthSlip => "identity-reason-birth-slip",
            Reason::BirthMonth => "identity-reason-birth-month",
            Reason::BirthYear => "identity-alike-birth-year",
            Reason::BirthNear => "identity-reason-birth-near",
            Reason::OriginSame => "identity-alike-origin",
            Reason::GivenDiffer => "identity-reason-given-differ",
            Reason::SurnamesDiffer => "identity-reason-surnames-differ",
            Reason::BirthDiffer => "identity-reason-birth-differ",
            Reason::DocumentDiffer => "identity-reason-document-differ",
            Reason::PhoneDiffer => "identity-reason-phone-differ",
            Reason::SexDiffer => "identity-reason-sex-differ",
            Reason::OriginDiffer => "identity-reason-origin-differ",
        }
    }
    /// Whether it speaks for one person. What differs is said too: it is for people to judge.
    pub fn speaks_for(self) -> bool {
        self < Reason::GivenDiffer
    }
}

/// The reasons of a pair: those for one person by how much they say, then those against.
pub fn reasons(why: &Explanation) -> Vec<Reason> {
    let mut all: Vec<(Reason, f64)> = why
        .reasons
        .iter()
        .filter_map(|r| Some((reason(&r.field, r.level, &r.left, &r.right)?, (r.weight + r.rarity).abs())))
        .collect();
    let has = |all: &[(Reason, f64)], reason| all.iter().any(|(known, _)| *known == reason);
    if has(&all, Reason::GivenSame) && has(&all, Reason::SurnamesSame) {
        let parts = |r: Reason| matches!(r, Reason::GivenSame | Reason::SurnamesSame);
        let sum = all.iter().filter(|(r, _)| parts(*r)).map(|(_, weight)| weight).sum();
        all.retain(|(r, _)| !parts(*r));
        all.push((Reason::NamesSame, sum));
    }
    all.sort_by(|a, b| b.0.speaks_for().cmp(&a.0.speaks_for()).then(b.1.total_cmp(&a.1)).then(a.0.cmp(&b.0)));
    all.into_iter().map(|(reason, _)| reason).collect()
}

fn reason(field: &str, level: Level, left: &str, right: &str) -> Option<Reason> {
    match (field, level) {
        ("given", Level::Names(_)) if left == right => Some(Reason::GivenSame),
        ("given", Level::Names(level)) => Some(given(level)),
        ("surname", Level::Names(_)) if left == right => Some(Reason::SurnamesSame),
        ("surname", Level::Names(level)) => Some(surnames(level)),
        (_, Level::Date(level)) => Some(birth(level, left, right)),
        (_, Level::Value(agreement)) => value(field, agreement),
        _ => None,
    }
}

fn given(level: NamesLevel) -> Reason {
    use Likeness::{Alike, Different, Exact, Sound};
    match level {
        NamesLevel::Straight(Exact, Second::Exact) => Reason::GivenSame,
        NamesLevel::Straight(Exact, Second::Different | Second::Married | Second::Missing) => {
            Reason::GivenPart
        }
        NamesLevel::Straight(Exact | Sound, Second::Sound | Second::Exact) => Reason::GivenSound,
        NamesLevel::Straight(Different, Second::Exact | Second::Sound | Second::Alike) => Reason::GivenPart,
        NamesLevel::Straight(Different, _) => Reason::GivenDiffer,
        NamesLevel::Straight(Sound, _) => Reason::GivenSound,
        NamesLevel::Straight(Alike | Exact, _) => Reason::GivenAlike,
        NamesLevel::Crossed(_, Second::Different | Second::Missing | Second::Married) => Reason::GivenPart,
        NamesLevel::Crossed(..) => Reason::GivenOrder,
    }
}

fn surnames(level: NamesLevel) -> Reason {
    use Likeness::{Alike, Different, Exact, Sound};
    match level {
        NamesLevel::Straight(Exact, Second::Exact) => Reason::SurnamesSame,
        NamesLevel::Straight(Exact, Second::Different | Second::Married | Second::Missing) => {
            Reason::SurnamePart
        }
        NamesLevel::Straight(Exact | Sound, Second::Sound | Second::Exact) => Reason::SurnamesSound,
        NamesLevel::Straight(Different, Second::Exact | Second::Sound | Second::Alike) => Reason::SurnamePart,
        NamesLevel::Straight(Different, _) => Reason::SurnamesDiffer,
        NamesLevel::Straight(Sound, _) => Reason::SurnamesSound,
        NamesLevel::Straight(Alike | Exact, _) => Reason::SurnamesAlike,
        NamesLevel::Crossed(_, Second::Different | Second::Missing | Second::Married) => Reason::SurnamePart,
        NamesLevel::Crossed(..) => Reason::SurnamesExchanged,
    }
}

fn birth(level: DateLevel, left: &str, right: &str) -> Reason {
    let is_one_year = left.get(..4) == right.get(..4);
    match level {
        DateLevel::Exact => Reason::BirthSame,
        DateLevel::Transposed => Reason::BirthTransposed,
        DateLevel::YearSlip => Reason::BirthSlip,
        DateLevel::OtherDay => Reason::BirthMonth,
        DateLevel::OtherMonth | DateLevel::SameYear => Reason::BirthYear,
        DateLevel::Approximate if is_one_year => Reason::BirthYear,
        DateLevel::Approximate | DateLevel::NearYear => Reason::BirthNear,
        DateLevel::Different => Reason::BirthDiffer,
    }
}

fn value(field: &str, agreement: linkage::Agreement) -> Option<Reason> {
    use linkage::Agreement::{Different, Exact, Slip};
    match (field, agreement) {
        ("document", Exact) => Some(Reason::DocumentSame),
        ("document", Slip) => Some(Reason::DocumentSlip),
        ("document", _) => Some(Reason::DocumentDiffer),
        ("phone", Exact) => Some(Reason::PhoneSame),
        ("phone", _) => Some(Reason::PhoneDiffer),
        ("origin", Exact) => Some(Reason::OriginSame),
        ("origin", _) => Some(Reason::OriginDiffer),
        ("sex", Different) => Some(Reason::SexDiffer),
        _ => None,
    }
}
