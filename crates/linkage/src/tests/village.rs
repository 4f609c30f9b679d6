//! An invented village: families who came together, some of whom came again and were written down otherwise.

use crate::{Alone, Candidates, Field, Kind, Part, Records, Rule, Schema, Training, train};
use crate::{LinkageError, Model};
use kernel::SeededRandom;

const SURNAMES: &[&str] = &[
    "López",
    "Hernández",
    "García",
    "Mejía",
    "Castro",
    "Zelaya",
    "Xol",
    "Caal",
    "Peña",
    "Ordóñez",
    "Rivera",
    "Cruz",
    "Menjívar",
    "Argueta",
    "Calix",
    "Funez",
    "Banegas",
    "Recinos",
    "Lemus",
    "Quiej",
    "Batz",
    "Portillo",
    "Umaña",
    "Téllez",
];
const GIVEN: &[&str] = &[
    "José",
    "María",
    "Francisco",
    "Ana",
    "Luis",
    "Rosa",
    "Carlos",
    "Marta",
    "Juan",
    "Suyapa",
    "Wilmer",
    "Daysi",
    "Elvin",
    "Keyli",
    "Óscar",
    "Iris",
    "Nelson",
    "Reina",
    "Jairo",
    "Delmy",
    "Selvin",
    "Yadira",
    "Hugo",
    "Olga",
];

/// One row: given names, surnames, birth, sex, place, phone, document, event.
pub type Row = [String; 8];

pub struct Village {
    pub rows: Vec<Row>,
    /// Truth: which person each row is.
    pub persons: Vec<usize>,
}

pub fn schema() -> Schema {
    let fields = vec![
        Field::new("given", Kind::GivenNames, &["given"]),
        Field::new("surname", Kind::Surnames, &["surname"]),
        Field::new("birth", Kind::Date, &["birth"]),
        Field::new("sex", Kind::Code, &["sex"]).without_frequency(),
        Field::new("place", Kind::Code, &["place"]),
        Field::new("phone", Kind::Code, &["phone"]).without_frequency(),
        Field::new("document", Kind::Identifier, &["document"]).without_frequency(),
    ];
    Schema::new(fields, Some("event")).unwrap()
}

pub fn rules() -> Vec<Rule> {
    let part = |f: &dyn Fn(String) -> Part, name: &str| f(name.to_owned());
    vec![
        Rule::new(vec![part(&Part::Jumbled, "document")]),
        Rule::new(vec![part(&Part::Value, "phone")]),
        Rule::new(vec![part(&Part::Value, "birth"), part(&Part::AnySound, "given")]),
        Rule::new(vec![part(&Part::Value, "birth"), part(&Part::AnySound, "surname")]),
        Rule::new(vec![part(&Part::TwoSounds, "surname"), part(&Part::AnySound, "given")]),
        Rule::new(vec![
            part(&Part::AnySound, "surname"),
            part(&Part::AnySound, "given"),
            part(&Part::NearYear, "birth"),
        ]),
    ]
}

/// Values of a row in the order of the schema's columns.
pub fn values<'a>(row: &'a Row, schema: &Schema) -> Vec<&'a str> {
    let names = ["given", "surname", "birth", "sex", "place", "phone", "document", "event"];
    let at = |column: &String| names.iter().position(|n| n == column).unwrap();
    schema.columns().iter().map(|c| row[at(c)].as_str()).collect()
}

pub fn records(rows: &[Row]) -> Records {
    let schema = schema();
    let mut records = Records::new(schema.clone());
    rows.iter().for_each(|row| {
        records.push(&values(row, &schema)).unwrap();
    });
    records
}

pub fn trained(records: &Records, cuts: usize) -> Result<Model, LinkageError> {
    let hands = Alone { cuts };
    let candidates = Candidates::new(records, &rules(), 2000, &hands)?;
    let training = Training { random_pairs: 40_000, ..Training::default() };
    Ok(train(records, &candidates, &training, &hands)?.0)
}

fn pick<'a>(list: &[&'a str], random: &SeededRandom) -> &'a str {
    list[random.below(list.len() as u64) as usize]
}

fn chance(random: &SeededRandom, percent: u64) -> bool {
    random.below(100) < percent
}

/// Families of one to five; about every third person came again, alone or with whoever else of the family did.
pub fn village(families: usize, seed: u64) -> Village {
    let random = SeededRandom::new(seed);
    let mut village = Village { rows: Vec::new(), persons: Vec::new() };
    let mut person = 0;
    for family in 0..families {
        let (father, mother) = (pick(SURNAMES, &random), pick(SURNAMES, &random));
        let phone = (20_000_000 + random.below(70_000_000)).to_string();
        let place = format!("M{}", random.below(40));
        let parent = 1960 + random.below(40);
        for child in 0..1 + random.below(5) {
            let given = format!("{} {}", pick(GIVEN, &random), pick(GIVEN, &random));
            let year = if child == 0 { parent } else { parent + 18 + random.below(20) };
            let birth = format!("{year}-{:02}-{:02}", 1 + random.below(12), 1 + random.below(28));
            let known = chance(&random, 50);
            let document = if known {
                (10_000_000_000 + random.below(80_000_000_000)).to_string()
            } else {
                String::new()
            };
            let sex = if chance(&random, 50) { "F" } else { "M" };
            let surname = if child == 0 {
                format!("{father} {}", pick(SURNAMES, &random))
            } else {
                format!("{father} {mother}")
            };
            let row: Row = [
                given,
                surname,
                birth,
                sex.into(),
                place.clone(),
                phone.clone(),
                document,
                format!("A{family}"),
            ];
            let again = chance(&random, 35).then(|| written_again(&row, family, &random));
            village.rows.push(row);
            village.persons.push(person);
            if let Some(row) = again {
                village.rows.push(row);
                village.persons.push(person);
            }
            person += 1;
        }
    }
    village
}

fn written_again(row: &Row, family: usize, random: &SeededRandom) -> Row {
    let mut row = row.clone();
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (given, surname) = (words(&row[0]), words(&row[1]));
    match random.below(10) {
        0 | 1 => row[0] = given[0].clone(),
        2 => row[0] = given[1].clone(),
        3 => row[0] = format!("{} {}", given[1], given[0]),
        _ => {}
    }
    match random.below(10) {
        0 => row[1] = surname[0].clone(),
        1 => row[1] = format!("{} {}", surname[1], surname[0]),
        2 => row[1] = row[1].replace('z', "s").replace('v', "b"),
        _ => {}
    }
    match random.below(10) {
        0 => row[2] = format!("{}-01-01", &row[2][..4]),
        1 => row[2] = String::new(),
        _ => {}
    }
    if chance(random, 50) {
        row[4] = format!("M{}", random.below(40));
    }
    if chance(random, 50) {
        row[5] = (20_000_000 + random.below(70_000_000)).to_string();
    }
    if chance(random, 50) {
        row[6] = String::new();
    }
    row[7] = if chance(random, 60) { format!("B{family}") } else { String::new() };
    row
}
