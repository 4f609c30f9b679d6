//! The invented people: families in the published proportions of origin, day, age and outcome.

use super::names::Names;
use super::volumes::{Ending, Volumes};
use identity::Kin;
use jiff::Span;
use jiff::civil::Date;
use kernel::{AgeBand, CaseId, Country, Office, PartialDate, PersonId, PersonalName, SeededRandom, Sex};
use uuid::Uuid;

/// Somebody invented.
pub struct Invented {
    pub name: PersonalName,
    pub sex: Sex,
    pub birth: PartialDate,
    pub kin: Kin,
}

/// A family (or one person) and where their story stands.
pub struct Family {
    pub origin: Country,
    pub applied: Date,
    pub members: Vec<Invented>,
    pub ending: Ending,
    pub alone: bool,
    /// The post where they first spoke, if it was one.
    pub post: Option<Office>,
    pub intent: Option<Uuid>,
    pub persons: Vec<PersonId>,
    pub case: Option<CaseId>,
    pub guardianship: Option<CaseId>,
    pub officer: usize,
    pub fate: u64,
    /// Filed after the law's term.
    pub late: bool,
}

/// Invents families.
pub struct Inventor<'a> {
    pub random: &'a SeededRandom,
    pub volumes: &'a Volumes,
    pub posts: Vec<Office>,
    pub names: Names,
}

impl Inventor<'_> {
    pub fn family(&self, origin: Country, applied: Date, room: usize) -> Family {
        let random = self.random;
        let alone = random.below(40) == 0;
        let ending = self.volumes.ending(random);
        // A child alone does not withdraw without a guardian, so their stories run to a decision.
        let ending = if alone && ending == Ending::Closed { Ending::Refused } else { ending };
        Family {
            origin,
            applied,
            members: self.members(origin, applied, room, alone),
            ending,
            alone,
            post: self.post(alone),
            intent: None,
            persons: Vec::new(),
            case: None,
            guardianship: None,
            officer: random.below(3) as usize,
            fate: random.next(),
            late: random.below(9) == 0,
        }
    }

    fn members(&self, origin: Country, applied: Date, room: usize, alone: bool) -> Vec<Invented> {
        let random = self.random;
        let size = if alone { 1 } else { [1, 1, 1, 1, 1, 1, 2, 2, 3, 4][random.below(10) as usize] };
        let surnames = self.names.surnames(random, origin);
        let mut members = Vec::new();
        for place in 0..size.min(room).max(1) {
            let adult = if place == 0 { !alone } else { place == 1 && size > 2 };
            let (sex, band) = self.volumes.person(random, adult);
            let kin = match place {
                0 => Kin::Focal,
                _ if adult => Kin::Partner,
                _ => Kin::Child,
            };
            let name = self.names.person(random, origin, sex, &surnames);
            members.push(Invented { name, sex, birth: self.birth(band, applied, alone), kin });
        }
        members
    }

    /// Three in ten first speak at the first post, one in ten at the last; children alone always at one.
    fn post(&self, alone: bool) -> Option<Office> {
        let post = match self.random.below(10) {
            0..=2 => self.posts.first(),
            3 => self.posts.last(),
            _ => None,
        };
        post.or(if alone { self.posts.first() } else { None }).cloned()
    }

    /// A birth date inside a band; sometimes only the year, as many people know it.
    fn birth(&self, band: AgeBand, on: Date, alone: bool) -> PartialDate {
        let (from, to) = match band {
            _ if alone => (13, 17),
            AgeBand::From0To4 => (0, 4),
            AgeBand::From5To11 => (5, 11),
            AgeBand::From12To17 => (12, 17),
            AgeBand::From60 => (60, 78),
            _ => (18, 55),
        };
        let years = (from + self.random.below(to - from + 1)) as i64;
        let days = self.random.below(364) as i64;
        let day = on.saturating_sub(Span::new().years(years).days(days));
        match self.random.below(12) {
            0 => PartialDate::year(day.year()).map(|d| d.estimated(true)).unwrap_or(PartialDate::day(day)),
            1 => PartialDate::month(day.year(), day.month()).unwrap_or(PartialDate::day(day)),
            _ => PartialDate::day(day),
        }
    }
}
