//! Numbers that states print on papers, checked by the rules of the countries' files. A failed check warns and never blocks.

use crate::model::{Document, DocumentKind, Person};
use kernel::{Country, PartialDate, Sex};
use procedure::{NumberRule, Said, Verdict, Verification};
use std::sync::Arc;
use web::House;

/// What can be said about a document's number without asking anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberCheck {
    /// It has the shape and, where there is one, the check digit that its country publishes.
    Plausible,
    /// It has not: perhaps a typing error, perhaps an old or unusual paper.
    Doubtful,
    /// Nobody publishes a check for this kind of paper, or nobody could show where it is written.
    NotKnown,
}

/// What a number repeats of a person otherwise than they say it. A hint: nothing follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberHint {
    Birth,
    Sex(Sex),
}

/// The rules of every state, whose papers people carry everywhere. `app` puts them into the house's rooms; without them
/// every number is [`NumberCheck::NotKnown`].
#[derive(Clone, Default)]
pub struct Numbers(Arc<Vec<NumberRule>>);

/// Letters and digits only, in capitals: what two ways of writing one number have in common.
pub fn normalised(number: &str) -> String {
    number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

impl Numbers {
    pub fn new(rules: Vec<NumberRule>) -> Numbers {
        Numbers(Arc::new(rules))
    }
    /// The rules of the house.
    pub fn of(house: &House) -> Numbers {
        house.rooms.get::<Numbers>().cloned().unwrap_or_default()
    }

    fn rules(&self, kind: DocumentKind, country: Country) -> impl Iterator<Item = &NumberRule> {
        let is_of = move |rule: &&NumberRule| {
            rule.country == country && rule.papers.iter().any(|paper| paper.code() == kind.code())
        };
        self.0.iter().filter(is_of)
    }

    /// Checks a number by its kind and country: it is plausible when one of the rules fits, and doubtful when one that is
    /// written somewhere does not.
    pub fn check(&self, kind: DocumentKind, country: Option<Country>, number: &str) -> NumberCheck {
        let Some(country) = country else { return NumberCheck::NotKnown };
        let mut check = NumberCheck::NotKnown;
        for rule in self.rules(kind, country) {
            let written = match rule.check(number) {
                Verdict::Fits => return NumberCheck::Plausible,
                Verdict::Shape => Some(rule.cite.verification),
                Verdict::CheckDigit => rule.check.as_ref().map(|check| check.cite.verification),
            };
            if written.is_some_and(|mark| mark > Verification::Unverified) {
                check = NumberCheck::Doubtful;
            }
        }
        check
    }

    /// What the number of such a paper is called.
    pub fn name(&self, document: &Document) -> Option<&Said> {
        let rules = self.rules(document.kind, document.issued_by?);
        let fits = |rule: &&NumberRule| rule.check(&document.number) == Verdict::Fits;
        rules.filter(fits).map(|rule| &rule.names).next()
    }

    /// What a paper's number repeats otherwise than the person says it.
    pub fn hints(&self, document: &Document, person: &Person) -> Vec<NumberHint> {
        let birth = person.birth.date.told().copied();
        self.hints_of(document, birth, person.sex())
    }

    fn hints_of(&self, document: &Document, birth: Option<PartialDate>, sex: Sex) -> Vec<NumberHint> {
        let Some(country) = document.issued_by else { return Vec::new() };
        let mut hints = Vec::new();
        for told in self.rules(document.kind, country).map(|rule| rule.told(&document.number)) {
            if birth.is_some_and(|born| !born.estimated && !told.agrees_on_birth(&born)) {
                hints.push(NumberHint::Birth);
            }
            if let Some(written) = told.sex.filter(|_| !told.agrees_on_sex(sex)) {
                hints.push(NumberHint::Sex(written));
            }
        }
        hints
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::model::Seen;

    pub(crate) fn numbers() -> Numbers {
        let files = [
            include_str!("../../../countries/blz/numbers.toml"),
            include_str!("../../../countries/cri/numbers.toml"),
            include_str!("../../../countries/gtm/numbers.toml"),
            include_str!("../../../countries/hnd/numbers.toml"),
            include_str!("../../../countries/mex/numbers.toml"),
            include_str!("../../../countries/pan/numbers.toml"),
            include_str!("../../../countries/slv/numbers.toml"),
            include_str!("../../../region/numbers/ven.toml"),
        ];
        let rules = files.iter().flat_map(|text| procedure::read_numbers("numbers.toml", text).unwrap());
        Numbers::new(rules.collect())
    }

    fn national(country: &str, number: &str) -> NumberCheck {
        numbers().check(DocumentKind::NationalId, Country::new(country).ok(), number)
    }

    #[test]
    fn published_checks_are_followed() {
        // The check digits were worked out by hand from the published rules; the numbers are invented.
        assert_eq!(national("SLV", "00016297-5"), NumberCheck::Plausible);
        assert_eq!(national("SLV", "00016297-4"), NumberCheck::Doubtful);
        assert_eq!(national("PAN", "8-123-4567"), NumberCheck::Plausible);
        assert_eq!(national("PAN", "PE-12-345"), NumberCheck::Plausible);
        assert_eq!(national("PAN", "14-123-4567"), NumberCheck::Doubtful);
        assert_eq!(national("CRI", "1-0234-0567"), NumberCheck::Plausible);
        assert_eq!(national("CRI", "0234"), NumberCheck::Doubtful);
        assert_eq!(national("HND", "0801-1990-12345"), NumberCheck::Plausible);
        assert_eq!(national("GTM", "1000 00003 0101"), NumberCheck::Doubtful);
        assert_eq!(national("GTM", "2000 00004 0101"), NumberCheck::Plausible);
        assert_eq!(national("MEX", "no"), NumberCheck::Doubtful);
    }

    #[test]
    fn what_nobody_could_show_casts_no_doubt() {
        assert_eq!(national("BLZ", "000-12-3456"), NumberCheck::Plausible);
        assert_eq!(national("BLZ", "no"), NumberCheck::NotKnown);
        assert_eq!(national("VEN", "V-12.345.678"), NumberCheck::Plausible);
        assert_eq!(national("VEN", "no"), NumberCheck::NotKnown);
    }

    #[test]
    fn a_paper_of_any_other_country_is_never_doubted() {
        assert_eq!(national("HTI", "01-02-99"), NumberCheck::NotKnown);
        let passport = numbers().check(DocumentKind::Passport, Country::new("MEX").ok(), "G1");
        assert_eq!(passport, NumberCheck::NotKnown);
        assert_eq!(numbers().check(DocumentKind::NationalId, None, "1"), NumberCheck::NotKnown);
        let none = Numbers::default().check(DocumentKind::NationalId, Country::new("MEX").ok(), "no");
        assert_eq!(none, NumberCheck::NotKnown);
    }

    #[test]
    fn a_number_that_says_another_birth_or_sex_hints_and_says_no_more() {
        let curp = |number: &str| Document {
            kind: DocumentKind::NationalId,
            number: number.into(),
            issued_by: Country::new("MEX").ok(),
            seen: Seen::Original,
            expires: None,
            check_failed: false,
        };
        let born = |text: &str| PartialDate::parse(text, jiff::civil::date(2026, 11, 30)).ok();
        let hints = |number: &str, birth, sex| numbers().hints_of(&curp(number), birth, sex);
        let number = "GIRA880403MNENXNA0";
        assert_eq!(hints(number, born("1988-04-03"), Sex::Female), []);
        assert_eq!(hints(number, born("1988"), Sex::Other), [], "a year agrees with its days");
        assert_eq!(hints(number, born("1987"), Sex::Male), [NumberHint::Birth, NumberHint::Sex(Sex::Female)]);
        assert_eq!(hints(number, None, Sex::NotStated), []);
        assert_eq!(
            hints("GIRA880403MNENXNA1", born("1987"), Sex::Male),
            [],
            "one that does not fit says nothing"
        );
        let about = born("1987").map(|date| date.estimated(true));
        assert_eq!(hints(number, about, Sex::Female), [], "an estimate is no statement");
    }

    #[test]
    fn the_papers_of_the_files_are_the_papers_that_are_written_down() {
        for kind in DocumentKind::ALL {
            let file = include_str!("../../../countries/slv/numbers.toml")
                .replace("[\"national_id\"]", &format!("[\"{}\"]", kind.code()));
            let rules = procedure::read_numbers("numbers.toml", &file).unwrap();
            assert_eq!(rules[0].papers[0].code(), kind.code());
        }
    }

    #[test]
    fn one_number_written_two_ways_is_one_number() {
        assert_eq!(normalised(" v-12.345.678 "), normalised("V12345678"));
    }
}
