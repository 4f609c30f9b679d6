//! The keys of a record under one rule: every way in which it can meet another.

use super::rule::{Part, Rule};
use crate::LinkageError;
use crate::date::PackedDate;
use crate::records::{Book, Records};
use crate::schema::Kind;
use crate::token::{Tokens, number};

/// What a part of a rule reads from a record.
enum Reader {
    Cell(usize),
    Jumbled(usize),
    AnySound(usize),
    FirstSound(usize),
    TwoSounds(usize),
    Year(usize),
    NearYear(usize),
    MonthAndDay(usize),
    /// How many first letters.
    Start(usize, usize),
}

/// A rule bound to records.
pub(super) struct Keys {
    readers: Vec<Reader>,
}

impl Keys {
    pub fn new(rule: &Rule, records: &Records) -> Result<Self, LinkageError> {
        if rule.parts.is_empty() {
            return Err(LinkageError::NoRule);
        }
        let readers = rule.parts.iter().map(|part| reader(part, records)).collect::<Result<_, _>>()?;
        Ok(Self { readers })
    }
    /// The keys of a record; none when it says nothing on some part. Keys are hashes: two that are equal by chance
    /// only let a pair be compared.
    pub fn of(&self, records: &Records, record: u32, keys: &mut Vec<u64>) {
        let row = records.row(record);
        let mut read = [0u32; ALTERNATIVES_MAX];
        keys.clear();
        keys.push(0);
        for reader in &self.readers {
            let alternatives = reader.read(records, row, &mut read);
            if alternatives == 0 {
                return keys.clear();
            }
            let before = keys.len();
            for at in before..(before * alternatives).min(KEYS_MAX) {
                keys.push(mixed(keys[at % before], read[at / before]));
            }
            keys.iter_mut().take(before).for_each(|key| *key = mixed(*key, read[0]));
        }
        keys.iter_mut().for_each(|key| *key >>= 32);
    }
}

impl Keys {
    /// Key and record of every record, in the order of the records.
    pub fn entries(&self, records: &Records) -> Vec<u64> {
        let (mut entries, mut keys) = (Vec::with_capacity(records.len()), Vec::new());
        for record in 0..records.len() as u32 {
            self.of(records, record, &mut keys);
            entries.extend(keys.iter().map(|key| key << 32 | u64::from(record)));
        }
        entries
    }
}

/// No record has more keys under one rule, and no part more alternatives.
const KEYS_MAX: usize = 48;
const ALTERNATIVES_MAX: usize = 5;
/// A guessed year is looked for among so many on either side.
const GUESS_OFF_MAX: u32 = 2;

fn mixed(key: u64, part: u32) -> u64 {
    let mut z = (key ^ u64::from(part)).wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

fn reader(part: &Part, records: &Records) -> Result<Reader, LinkageError> {
    let at = records.schema().place(part.field())?;
    let kind = records.schema().fields()[at].kind;
    let names = matches!(kind, Kind::GivenNames | Kind::Surnames);
    let date = kind == Kind::Date;
    let read = match part {
        Part::Value(_) if !names => Some(Reader::Cell(at)),
        Part::Jumbled(_) if kind == Kind::Identifier => Some(Reader::Jumbled(at)),
        Part::AnySound(_) if names => Some(Reader::AnySound(at)),
        Part::FirstSound(_) if names => Some(Reader::FirstSound(at)),
        Part::TwoSounds(_) if names => Some(Reader::TwoSounds(at)),
        Part::Year(_) if date => Some(Reader::Year(at)),
        Part::NearYear(_) if date => Some(Reader::NearYear(at)),
        Part::MonthAndDay(_) if date => Some(Reader::MonthAndDay(at)),
        Part::Start(_, letters) if !date => Some(Reader::Start(at, *letters)),
        _ => None,
    };
    read.ok_or_else(|| LinkageError::PartOfField { part: part.name(), field: part.field().to_owned() })
}

/// A number for the first letters of a word or value, the same for the same letters.
fn start(book: &Book, cell: u32, letters: usize) -> u32 {
    let text = match book {
        Book::Names(tokens) => tokens.spelling(number(cell)),
        Book::Values(values) => values.texts.get(cell - 1),
        Book::Dates => "",
    };
    text.chars().take(letters).fold(0, |key, c| mixed(key, c as u32)) as u32
}

impl Reader {
    /// The alternatives of one part, and how many.
    fn read(&self, records: &Records, row: &[u32], out: &mut [u32; ALTERNATIVES_MAX]) -> usize {
        let cells = |at: usize| records.of_field(row, at);
        let mut count = 0;
        let mut put = |value: u32| {
            if count < ALTERNATIVES_MAX {
                out[count] = value;
                count += 1;
            }
        };
        match self {
            Reader::Cell(at) => cells(*at).iter().take(1).filter(|c| **c != 0).for_each(|c| put(*c)),
            Reader::Jumbled(at) => {
                if let (Book::Values(values), cell @ 1..) = (records.book(*at), cells(*at)[0]) {
                    put(values.jumbled[cell as usize - 1]);
                }
            }
            Reader::AnySound(at) => sounds(records.book(*at), cells(*at)).for_each(put),
            Reader::FirstSound(at) => sounds(records.book(*at), cells(*at)).take(1).for_each(put),
            Reader::TwoSounds(at) => {
                let all = |skip| sounds(records.book(*at), cells(*at)).skip(skip);
                for (i, one) in all(0).enumerate() {
                    all(i + 1).for_each(|other| put(mixed(one.min(other).into(), one.max(other)) as u32));
                }
            }
            Reader::Year(at) => {
                PackedDate::from_cell(cells(*at)[0]).into_iter().for_each(|d| put(d.year()));
            }
            Reader::NearYear(at) => {
                if let Some(date) = PackedDate::from_cell(cells(*at)[0]) {
                    let off = if date.may_be_a_guess() { GUESS_OFF_MAX } else { 0 };
                    (date.year() - off..=date.year() + off).for_each(&mut put);
                }
            }
            Reader::MonthAndDay(at) => {
                if let Some(date) = PackedDate::from_cell(cells(*at)[0]).filter(|d| d.day() > 0) {
                    put(date.month().min(date.day()) << 8 | date.month().max(date.day()));
                }
            }
            Reader::Start(at, letters) => {
                let book = records.book(*at);
                let values = if let Book::Names(_) = book { cells(*at) } else { &cells(*at)[..1] };
                let values = values.iter().filter(|c| **c != 0);
                values.for_each(|c| put(start(book, *c, *letters)));
            }
        }
        count
    }
}

fn sounds<'a>(book: &'a Book, cells: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    let tokens: Option<&Tokens> = if let Book::Names(tokens) = book { Some(tokens) } else { None };
    let words = cells.iter().filter(|c| **c != 0);
    words.filter_map(move |cell| tokens.map(|t| t.sound(number(*cell))))
}
