//! Weighs people found against the one being registered, as the engine of linkages weighs pairs: names, birth, papers,
//! telephone, sex and origin together, with how rare the names are in this house.
//!
//! The model was learned once, on invented people, and stands in `data/desk-model.toml` with its source. It knows three things
//! that two files can be: one person's, two relatives', two strangers'. So twins and members of a household, who share
//! surnames, a telephone and a day, are not taken for one person by those alone.

use super::reason::{Reason, reasons};
use crate::name_index;
use kernel::{Country, PartialDate, PersonalName, Precision, Sex};
use linkage::{
    Field, FieldModel, Frequencies, Kind, LinkageError, Memo, Model, Records, Schema, Scorer, Shares, Weights,
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

/// What is compared of a person or of a registration.
#[derive(Clone, Default)]
pub struct Traits {
    /// Names under which the person is known, in parts or as told.
    pub names: Vec<PersonalName>,
    pub birth: Option<PartialDate>,
    pub sex: Option<Sex>,
    pub origin: Option<Country>,
    pub papers: Vec<Paper>,
    pub phones: Vec<String>,
}

/// A paper: its number without separators, and of what kind and country it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Paper {
    pub kind: String,
    pub number: String,
}

/// What two files say of being one person's.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// Logarithm to base 2 of the odds.
    pub weight: f64,
    /// 0 to 1: an order for whoever looks, and how sure to be before somebody is stopped.
    pub probability: f64,
    /// The strongest first, those that speak for one person before those against.
    pub reasons: Vec<Reason>,
}

/// How rare words are in the names of this house, and how many people it knows.
pub struct HouseNames<'a> {
    pub people: usize,
    /// Of all names.
    pub words: u64,
    pub by_chance: f64,
    pub bearers: Box<dyn Fn(&str) -> u32 + 'a>,
}

/// Of ten who come, one has come before: our own guess, which only says where the line between showing and not lies.
const COME_AGAIN: f64 = 0.1;
/// Even a house that knows nearly nobody does not take everybody for known.
const PEOPLE_LEAST: usize = 20;
/// Names of one person that are laid beside those of another.
const NAMES_MOST: usize = 6;
/// Digits of a telephone that tell lines apart, however the country's number is written before them.
const PHONE_DIGITS: usize = 8;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    share_same: f64,
    share_relatives: f64,
    fields: Vec<WrittenField>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenField {
    name: String,
    same: Vec<f64>,
    relatives: Vec<f64>,
    strangers: Vec<f64>,
}

static MODEL: LazyLock<Option<Written>> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/desk-model.toml")).ok());

const FIELDS: [(&str, Kind); 7] = [
    ("birth", Kind::Date),
    ("document", Kind::Identifier),
    ("given", Kind::GivenNames),
    ("origin", Kind::Code),
    ("phone", Kind::Code),
    ("sex", Kind::Code),
    ("surname", Kind::Surnames),
];

/// Weighs every known person against the one who is told of, in their order. Reasons are told of those at least as likely as
/// `least`, and of those with the same paper; most of those who are looked at are neither.
///
/// # Errors
/// [`LinkageError`] only when the model's file is not whole, which a test reads.
pub fn weigh(
    told: &Traits,
    known: &[Traits],
    house: &HouseNames,
    least: f64,
) -> Result<Vec<Weighed>, LinkageError> {
    let fields = FIELDS.iter().map(|(name, kind)| Field::new(name, *kind, &[name]).without_frequency());
    let mut records = Records::new(Schema::new(fields.collect(), None)?);
    let mut all: Vec<Beside> = Vec::with_capacity(known.len());
    let mut words = Words::default();
    for other in known {
        let (one, two) = papers(&told.papers, &other.papers);
        let phones = phones(&told.phones, &other.phones);
        let births = births(told.birth.as_ref(), other.birth.as_ref());
        let ours = rows(&mut records, &mut words, told, [&births.0, one, &phones.0])?;
        let theirs = rows(&mut records, &mut words, other, [&births.1, two, &phones.1])?;
        let pairs = ours.iter().flat_map(|a| theirs.iter().map(|b| (*a, *b))).collect();
        all.push(Beside { pairs, same_paper: one == two && !one.is_empty() });
    }
    let model = model(house, &words)?;
    let weights = Weights::new(&model, &records)?;
    let scorer = weights.of(&records);
    let mut memo = Memo::default();
    Ok(all.iter().map(|beside| beside.weighed(&scorer, least, &mut memo)).collect())
}

/// The records of two people, every way of one name beside every way of the other.
struct Beside {
    pairs: Vec<(u32, u32)>,
    same_paper: bool,
}

impl Beside {
    /// What the pair says that says most.
    fn weighed(&self, scorer: &Scorer<'_>, least: f64, memo: &mut Memo) -> Weighed {
        let nothing = Weighed { weight: f64::NEG_INFINITY, probability: 0.0, reasons: Vec::new() };
        let weighed = self.pairs.iter().map(|pair| (scorer.evidence(pair.0, pair.1, memo), pair));
        let most = weighed.max_by(|a, b| a.0.weight().total_cmp(&b.0.weight()).then(b.1.cmp(a.1)));
        let Some((evidence, pair)) = most else { return nothing };
        let is_told = self.same_paper || evidence.probability() >= least;
        let reasons = if is_told { reasons(&scorer.explain(pair.0, pair.1)) } else { Vec::new() };
        Weighed { weight: evidence.weight(), probability: evidence.probability(), reasons }
    }
}

/// Words that occur, by spelling, as the engine folds them.
#[derive(Default)]
struct Words(BTreeSet<String>);

impl Words {
    fn add(&mut self, text: &str) {
        self.0.extend(linkage::parts(text).into_iter().map(|part| part.spelling));
    }
}

/// One record for each name, with what was chosen of birth, papers and telephones. Their numbers.
fn rows(
    records: &mut Records,
    words: &mut Words,
    of: &Traits,
    [birth, paper, phone]: [&str; 3],
) -> Result<Vec<u32>, LinkageError> {
    let origin = of.origin.map(|origin| origin.code().to_owned()).unwrap_or_default();
    let sex = of.sex.map_or("", Sex::code);
    let mut numbers = Vec::new();
    for (given, surnames) in of.names.iter().map(parted).take(NAMES_MOST) {
        words.add(&given);
        words.add(&surnames);
        numbers.push(records.push(&[birth, paper, &given, &origin, phone, sex, &surnames])?);
    }
    Ok(numbers)
}

/// Given names and surnames. A name that was told in one is parted as most names of the region are: two given names of four
/// words, one of fewer. To try every way would make twins of «Ana Batz Caal» and «Eva Batz Caal» agree in «Batz».
fn parted(name: &PersonalName) -> (String, String) {
    if !name.given.is_empty() || !name.first_surname.is_empty() {
        let surnames = format!("{} {}", name.first_surname, name.second_surname);
        return (name.given.clone(), surnames.trim().to_owned());
    }
    let words = name_index::groups(&name.as_told);
    let given = if words.len() > 3 { 2 } else { words.len().min(1) };
    (words[..given].join(" "), words[given..].join(" "))
}

/// Both births as the engine reads them. Where one is not known to the day, the two are never the same day: two people
/// of one year agree in a year.
fn births(told: Option<&PartialDate>, known: Option<&PartialDate>) -> (String, String) {
    let written = |birth: &PartialDate, precision: Precision| {
        let first = birth.range().0;
        match precision {
            Precision::Day => first.to_string(),
            Precision::Month => format!("{:04}-{:02}", first.year(), first.month()),
            Precision::Year => format!("{:04}", first.year()),
        }
    };
    let own = |birth: &PartialDate| written(birth, birth.precision);
    let Some((told, known)) = told.zip(known) else {
        return (told.map(own).unwrap_or_default(), known.map(own).unwrap_or_default());
    };
    let is_told_alike = told.precision == known.precision && told.range() == known.range();
    if is_told_alike && told.precision != Precision::Day {
        return (own(told), written(known, Precision::Day));
    }
    (own(told), own(known))
}

/// The two papers that say most: the same number, or the same kind. Papers of different kinds say nothing of each other.
fn papers<'a>(ours: &'a [Paper], theirs: &'a [Paper]) -> (&'a str, &'a str) {
    let all = || {
        ours.iter()
            .flat_map(|a| theirs.iter().map(move |b| (a, b)))
            .filter(|(a, b)| !a.number.is_empty() && !b.number.is_empty())
    };
    let same = all().find(|(a, b)| a.number == b.number);
    let same = same.or_else(|| all().find(|(a, b)| a.kind == b.kind));
    same.map_or(("", ""), |(a, b)| (&a.number, &b.number))
}

/// The last digits of a telephone both have, else of the first of each.
fn phones(ours: &[String], theirs: &[String]) -> (String, String) {
    let lines = |all: &[String]| -> Vec<String> { all.iter().filter_map(|phone| line(phone)).collect() };
    let (ours, theirs) = (lines(ours), lines(theirs));
    if let Some(same) = ours.iter().find(|line| theirs.contains(line)) {
        return (same.clone(), same.clone());
    }
    let first = |all: Vec<String>| all.into_iter().next().unwrap_or_default();
    (first(ours), first(theirs))
}

fn line(phone: &str) -> Option<String> {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    let from = digits.len().checked_sub(PHONE_DIGITS)?;
    Some(digits[from..].iter().collect())
}

/// The model with the names of this house and as many people as it knows.
fn model(house: &HouseNames, words: &Words) -> Result<Model, LinkageError> {
    let written = MODEL.as_ref().ok_or(LinkageError::NoField)?;
    let counts: Vec<(String, u32)> =
        words.0.iter().map(|word| (word.clone(), (house.bearers)(word))).collect();
    let mut sounds: BTreeMap<String, u32> = BTreeMap::new();
    for (word, count) in &counts {
        let of_sound = sounds.entry(linkage::sound(word)).or_default();
        *of_sound = of_sound.saturating_add(*count);
    }
    let shares = |counts: Vec<(String, u32)>| Shares::of(house.words, house.by_chance, counts);
    let frequencies = Arc::new(Frequencies::of(shares(counts), shares(sounds.into_iter().collect())));
    let fields = written.fields.iter().zip(FIELDS).map(|(field, (name, kind))| {
        let is_name = matches!(kind, Kind::GivenNames | Kind::Surnames);
        let field = (field.name == name).then_some(field).ok_or(LinkageError::OtherSchema)?;
        Ok(FieldModel {
            name: name.to_owned(),
            kind,
            same: field.same.clone(),
            relatives: field.relatives.clone(),
            strangers: field.strangers.clone(),
            frequencies: is_name.then(|| Arc::clone(&frequencies)),
        })
    });
    let same = COME_AGAIN / house.people.max(PEOPLE_LEAST) as f64;
    let relatives = same * written.share_relatives / written.share_same;
    Model::of(fields.collect::<Result<_, _>>()?, same, relatives)
}
