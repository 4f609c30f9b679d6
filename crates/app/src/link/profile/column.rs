//! What one column looks like: how much of it is empty, how many values it has, and what kind of field it may be.

use linkage::{Kind, PackedDate, word_of};
use rustc_hash::{FxHashSet, FxHasher};
use serde::{Serialize, Serializer};
use std::hash::{Hash, Hasher};

/// From this share of the values on a column is what they look like.
const MOST: f64 = 0.9;
/// Numbers of documents have at least so many characters on average.
const NUMBER_LENGTH_MIN: f64 = 5.0;
/// Codes have at most so many words on average; longer texts may be misspelt.
const CODE_WORDS_MAX: f64 = 1.2;
/// Up to so many distinct values are a list that people choose from.
const CODES_MAX: usize = 60;

/// What a column is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    Field(Kind),
    /// Tells every record apart.
    Id,
    /// Who was taken together.
    Event,
    /// An answer that a linkage must not read: a person's, household's or cluster's number.
    Truth,
    Empty,
}

impl Looks {
    pub fn word(self) -> &'static str {
        match self {
            Looks::Field(kind) => word_of(kind),
            Looks::Id => "id",
            Looks::Event => "event",
            Looks::Truth => "truth",
            Looks::Empty => "empty",
        }
    }
}

impl Serialize for Looks {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

#[derive(Debug, Serialize)]
pub struct Column {
    pub column: String,
    /// 0 to 1.
    pub empty_share: f64,
    pub distinct_values: usize,
    pub looks_like: Looks,
}

/// A column while its values are counted.
#[derive(Default)]
pub struct Counting {
    filled: u64,
    /// Hashes of the values: two of them that are equal by chance are one value less.
    distinct: FxHashSet<u64>,
    /// Dates with a month at least; a year alone is a number like any other.
    dates: u64,
    /// Dates and years.
    years: u64,
    with_digits: u64,
    with_letters: u64,
    characters: u64,
    words: u64,
}

impl Counting {
    pub fn count(&mut self, value: &str) {
        if value.is_empty() {
            return;
        }
        let mut hasher = FxHasher::default();
        value.hash(&mut hasher);
        self.distinct.insert(hasher.finish());
        self.filled += 1;
        let is_date = PackedDate::read(value).is_some();
        self.dates += u64::from(is_date && value.len() > 4);
        self.years += u64::from(is_date);
        self.with_digits += u64::from(value.bytes().any(|byte| byte.is_ascii_digit()));
        self.with_letters += u64::from(value.chars().any(char::is_alphabetic));
        self.characters += value.chars().count() as u64;
        self.words += value.split_whitespace().count() as u64;
    }
    pub fn column(self, name: &str, rows: u64) -> Column {
        let empty = rows.saturating_sub(self.filled);
        Column {
            column: name.to_owned(),
            empty_share: if rows == 0 { 1.0 } else { empty as f64 / rows as f64 },
            distinct_values: self.distinct.len(),
            looks_like: self.looks(name, rows),
        }
    }
    fn looks(&self, name: &str, rows: u64) -> Looks {
        let share = |count: u64| count as f64 / self.filled.max(1) as f64;
        match called(name) {
            _ if self.filled == 0 => Looks::Empty,
            Some(Looks::Id) if self.distinct.len() as u64 != rows => self.by_values(rows),
            Some(Looks::Field(Kind::Date)) if share(self.years) < MOST => self.by_values(rows),
            Some(looks) => looks,
            None => self.by_values(rows),
        }
    }
    fn by_values(&self, rows: u64) -> Looks {
        let share = |count: u64| count as f64 / self.filled.max(1) as f64;
        let distinct = self.distinct.len();
        if share(self.dates) >= MOST {
            Looks::Field(Kind::Date)
        } else if distinct as u64 == rows && rows > 1 && share(self.words) <= 1.0 {
            Looks::Id
        } else if share(self.with_digits) >= MOST
            && share(self.characters) >= NUMBER_LENGTH_MIN
            && distinct > CODES_MAX
            && share(self.words) <= CODE_WORDS_MAX
        {
            Looks::Field(Kind::Identifier)
        } else if distinct > CODES_MAX && share(self.with_letters) >= MOST {
            Looks::Field(Kind::Text)
        } else {
            Looks::Field(Kind::Code)
        }
    }
}

/// Words in the names of columns, in Spanish and English, and what they say; the first that is found counts.
const CALLED: &[(&[&str], Looks)] = &[
    (&["cluster", "entity", "truth", "verdad", "household", "hogar"], Looks::Truth),
    (&["event", "evento"], Looks::Event),
    (
        &["surname", "surnames", "lastname", "last", "family", "apellido", "apellidos"],
        Looks::Field(Kind::Surnames),
    ),
    (&["dob", "birthdate", "nacimiento", "birthday"], Looks::Field(Kind::Date)),
    (
        &[
            "place",
            "lugar",
            "address",
            "direccion",
            "street",
            "calle",
            "suburb",
            "barrio",
            "occupation",
            "ocupacion",
            "employer",
            "empresa",
            "razon",
        ],
        Looks::Field(Kind::Text),
    ),
    (&["phone", "telefono", "tel", "celular", "movil"], Looks::Field(Kind::Code)),
    (
        &[
            "sex",
            "sexo",
            "gender",
            "genero",
            "nationality",
            "nacionalidad",
            "country",
            "pais",
            "municipality",
            "municipio",
            "department",
            "departamento",
            "state",
            "estado",
            "postcode",
            "postal",
        ],
        Looks::Field(Kind::Code),
    ),
    (
        &[
            "doc",
            "document",
            "documento",
            "dni",
            "dpi",
            "dui",
            "cedula",
            "curp",
            "passport",
            "pasaporte",
            "ssn",
            "soc",
            "nit",
            "ruc",
            "tax",
        ],
        Looks::Field(Kind::Identifier),
    ),
    (&["given", "firstname", "first", "forename", "nombre", "nombres"], Looks::Field(Kind::GivenNames)),
    (&["date", "fecha", "birth"], Looks::Field(Kind::Date)),
    (&["id", "uuid", "rec", "unique"], Looks::Id),
];

/// What a name says by itself.
fn called(name: &str) -> Option<Looks> {
    let plain = linkage::plain(name);
    // `given1` and `given_2` are `given`.
    let words: Vec<&str> =
        plain.split(' ').map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit())).collect();
    let has = |one_of: &[&str]| words.iter().any(|word| one_of.contains(word));
    if has(&["person", "persona"]) && has(&["id", "numero"]) {
        return Some(Looks::Truth);
    }
    let said = |(known, _): &&(&[&str], Looks)| has(known);
    CALLED.iter().find(said).map(|(_, looks)| *looks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks(name: &str, values: &[&str]) -> Looks {
        let mut counting = Counting::default();
        values.iter().for_each(|value| counting.count(value));
        counting.column(name, values.len() as u64).looks_like
    }

    #[test]
    fn a_column_is_known_by_its_name_or_by_its_values() {
        use Kind::*;
        for (name, values, expected) in [
            ("Primer_Nombre", &["Ana", "Luis"][..], Looks::Field(GivenNames)),
            ("given1", &["ANA", "LUIS"], Looks::Field(GivenNames)),
            ("segundo apellido", &["López", ""], Looks::Field(Surnames)),
            ("fecha_nacimiento", &["1990-01-02", "1980"], Looks::Field(Date)),
            ("fecha_nacimiento", &["ayer", "1980", "ayer"], Looks::Field(Code)),
            ("nacimiento", &["1990-01-02", "1980-02"], Looks::Field(Date)),
            ("x", &["1990-01-02", "19800203"], Looks::Field(Date)),
            ("birth_place", &["Copán", "Tela"], Looks::Field(Text)),
            ("soc_sec_id", &["1234567", "7654321"], Looks::Field(Identifier)),
            ("telefono", &["22334455", "22334455"], Looks::Field(Code)),
            ("person_id", &["7", "8"], Looks::Truth),
            ("cluster", &["Q1", "Q1"], Looks::Truth),
            ("event_group", &["5", "5"], Looks::Event),
            ("unique_id", &["7", "8"], Looks::Id),
            ("unique_id", &["7", "7"], Looks::Field(Code)),
            ("nota", &["", ""], Looks::Empty),
        ] {
            assert_eq!(looks(name, values), expected, "{name}");
        }
    }
}
