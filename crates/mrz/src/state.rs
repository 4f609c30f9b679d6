//! Codes of states and organisations in a zone: ISO 3166-1 and what Doc 9303-3, section 5, adds to it.

use kernel::Country;

/// Who issued a document, or whose national somebody is: one to three letters, without the fillers behind them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StateCode {
    letters: [u8; 3],
    len: u8,
}

/// The text is not one to three letters.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[error("a state is one to three letters, as in Doc 9303-3, section 5")]
pub struct StateCodeError;

/// What a code says. Everything but a state is as ordinary as a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A state or territory, under the code of ISO 3166-1 that Ceiba writes; whether there is such a one, a list must say.
    Country(Country),
    /// A British passport of somebody who is no British citizen (`GBD`, `GBN`, `GBO`, `GBP`, `GBS`).
    BritishOther,
    /// `XXA`: stateless, as the Convention of 1954 defines it.
    Stateless,
    /// `XXB`: a refugee under the Convention of 1951; it says nothing about a nationality.
    Refugee,
    /// `XXC`: a refugee for other reasons; it says nothing about a nationality.
    RefugeeOther,
    /// `XXX`: nationality not specified.
    Unspecified,
    /// An organisation that issues documents, such as `UNO` or `XOM`.
    Organisation,
    /// `UTO`, the invented state of specimens.
    Specimen,
    /// Nothing but fillers, or letters and fillers mixed up.
    Nothing,
}

/// Organisations of part C and D, and the European Union.
const ORGANISATIONS: [&str; 16] = [
    "UNO", "UNA", "UNK", "XOM", "XPO", "XBA", "XIM", "XCC", "XCE", "XCO", "XEC", "XES", "XMP", "XDC", "EUE",
    "IAO",
];
const BRITISH: [&str; 5] = ["GBD", "GBN", "GBO", "GBP", "GBS"];

impl StateCode {
    /// `D`, `MEX`, `XXA`; fillers behind the letters are allowed.
    pub fn new(text: &str) -> Result<StateCode, StateCodeError> {
        let text = text.trim_end_matches('<');
        if text.is_empty() || text.len() > 3 || !text.bytes().all(|b| b.is_ascii_uppercase()) {
            return Err(StateCodeError);
        }
        Ok(StateCode::read(text))
    }
    /// What stands in three positions, whatever it is.
    pub(crate) fn read(text: &str) -> StateCode {
        let text = text.trim_end_matches('<');
        let mut letters = [b'<'; 3];
        let len = text.len().min(3);
        for (place, byte) in letters.iter_mut().zip(text.bytes()) {
            *place = byte;
        }
        StateCode { letters, len: u8::try_from(len).unwrap_or(0) }
    }
    /// The letters without fillers; empty when nothing stands there.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.letters[..usize::from(self.len)]).unwrap_or("")
    }
    /// The code in three positions.
    pub(crate) fn padded(&self) -> &str {
        std::str::from_utf8(&self.letters).unwrap_or("<<<")
    }
    pub fn meaning(&self) -> Meaning {
        match self.code() {
            "XXA" => Meaning::Stateless,
            "XXB" => Meaning::Refugee,
            "XXC" => Meaning::RefugeeOther,
            "XXX" => Meaning::Unspecified,
            "UTO" => Meaning::Specimen,
            // Part A writes Germany in one letter; Kosovo has a code of part B that ISO 3166 leaves to its users.
            "D" => country("DEU"),
            "RKS" => country("XKX"),
            code if BRITISH.contains(&code) => Meaning::BritishOther,
            code if ORGANISATIONS.contains(&code) => Meaning::Organisation,
            code if code.len() == 3 => country(code),
            _ => Meaning::Nothing,
        }
    }
    /// The country that somebody who says nothing else may be proposed as a national of: `XXA` is one of Ceiba's codes,
    /// everything else that is no state is nobody's nationality.
    pub fn nationality(&self) -> Option<Country> {
        match self.meaning() {
            Meaning::Country(country) => Some(country),
            Meaning::Stateless => Some(Country::STATELESS),
            _ => None,
        }
    }
}

fn country(code: &str) -> Meaning {
    Country::new(code).map_or(Meaning::Nothing, Meaning::Country)
}

impl std::fmt::Display for StateCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}
impl std::fmt::Debug for StateCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}
