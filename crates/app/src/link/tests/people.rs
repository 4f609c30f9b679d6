//! Invented people of a few towns: some of them were written down twice, otherwise.

use kernel::SeededRandom;
use std::path::{Path, PathBuf};

const GIVEN: &[&str] = &[
    "José",
    "María",
    "Francisco",
    "Ana",
    "Luis",
    "Rosa",
    "Carlos",
    "Marta",
    "Wilmer",
    "Daysi",
    "Elvin",
    "Iris",
];
const SURNAMES: &[&str] = &[
    "López",
    "Hernández",
    "Mejía",
    "Zelaya",
    "Xol",
    "Caal",
    "Peña",
    "Rivera",
    "Menjívar",
    "Batz",
    "Umaña",
    "Funez",
];

pub const COLUMNS: [&str; 9] =
    ["number", "given", "surname", "birth", "sex", "place", "phone", "document", "event"];

pub const CONFIG: &str = r#"
event = "event"
[training]
random_pairs = 20000
[[fields]]
name = "given"
kind = "given_names"
columns = ["given"]
[[fields]]
name = "surname"
kind = "surnames"
columns = ["surname"]
[[fields]]
name = "birth"
kind = "date"
columns = ["birth"]
[[fields]]
name = "sex"
kind = "code"
columns = ["sex"]
frequency = false
[[fields]]
name = "place"
kind = "code"
columns = ["place"]
[[fields]]
name = "phone"
kind = "code"
columns = ["phone"]
frequency = false
[[fields]]
name = "document"
kind = "identifier"
columns = ["document"]
[[rules]]
all = ["jumbled:document"]
[[rules]]
all = ["value:phone"]
[[rules]]
all = ["value:birth", "any_sound:given"]
[[rules]]
all = ["any_sound:surname", "any_sound:given", "near_year:birth"]
"#;

/// Rows in the order of [`COLUMNS`], and the person of each.
pub struct Town {
    pub rows: Vec<[String; 9]>,
    pub persons: Vec<usize>,
}

pub fn town(families: usize, seed: u64) -> Town {
    let random = SeededRandom::new(seed);
    let pick = |list: &[&str]| list[random.below(list.len() as u64) as usize].to_owned();
    let chance = |percent: u64| random.below(100) < percent;
    let mut town = Town { rows: Vec::new(), persons: Vec::new() };
    let mut person = 0;
    for family in 0..families {
        let (phone, place) = (20_000_000 + random.below(70_000_000), format!("M{}", random.below(12)));
        let surname = format!("{} {}", pick(SURNAMES), pick(SURNAMES));
        for _ in 0..1 + random.below(4) {
            let given = format!("{} {}", pick(GIVEN), pick(GIVEN));
            let (year, month, day) = (1950 + random.below(60), 1 + random.below(12), 1 + random.below(28));
            let birth = format!("{year}-{month:02}-{day:02}");
            let document = (1_000_000_000 + random.below(8_000_000_000)).to_string();
            let sex = if chance(50) { "F" } else { "M" }.to_owned();
            let first = [
                String::new(),
                given.clone(),
                surname.clone(),
                birth.clone(),
                sex,
                place.clone(),
                phone.to_string(),
                if chance(60) { document } else { String::new() },
                format!("A{family}"),
            ];
            let mut again = first.clone();
            let (one, rest) = given.split_once(' ').unwrap();
            again[1] = if chance(40) { one.to_owned() } else { format!("{one} {rest}") };
            again[2] = if chance(30) { surname.replace('z', "s").replace('v', "b") } else { surname.clone() };
            again[3] = if chance(20) { format!("{year}-01-01") } else { birth };
            again[7] = if chance(50) { String::new() } else { again[7].clone() };
            again[8] = String::new();
            town.rows.push(first);
            town.persons.push(person);
            if chance(35) {
                town.rows.push(again);
                town.persons.push(person);
            }
            person += 1;
        }
    }
    for (number, row) in town.rows.iter_mut().enumerate() {
        row[0] = format!("R{number}");
    }
    town
}

impl Town {
    /// Writes some rows as CSV, their columns turned by so many places.
    pub fn write(&self, path: &Path, rows: impl Iterator<Item = usize>, turn: usize) -> PathBuf {
        let mut csv = csv::Writer::from_path(path).unwrap();
        let turned = |cells: &[String]| {
            let mut cells = cells.to_vec();
            cells.rotate_left(turn);
            cells
        };
        csv.write_record(turned(&COLUMNS.map(str::to_owned))).unwrap();
        rows.for_each(|row| csv.write_record(turned(&self.rows[row])).unwrap());
        csv.flush().unwrap();
        path.to_owned()
    }
    pub fn write_truth(&self, path: &Path) -> PathBuf {
        let mut csv = csv::Writer::from_path(path).unwrap();
        csv.write_record(["id", "cluster"]).unwrap();
        for (row, person) in self.rows.iter().zip(&self.persons) {
            csv.write_record([&row[0], &person.to_string()]).unwrap();
        }
        csv.flush().unwrap();
        path.to_owned()
    }
}
