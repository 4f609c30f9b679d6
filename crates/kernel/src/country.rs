//! Countries as ISO 3166-1 alpha-3 codes.

use serde::{Deserialize, Serialize};

/// An ISO 3166-1 alpha-3 code in upper case, such as `PAN`. `XXA` (stateless) and `XXX` (unknown) follow ICAO 9303.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 3]);

/// The text is not three ASCII letters.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a country is three letters, as in ISO 3166-1 alpha-3")]
pub struct CountryError;

impl Country {
    /// Stateless person (ICAO 9303 part 3, section 5).
    pub const STATELESS: Country = Country(*b"XXA");
    /// Unspecified nationality (ICAO 9303 part 3, section 5).
    pub const UNKNOWN: Country = Country(*b"XXX");

    pub fn new(code: &str) -> Result<Country, CountryError> {
        let bytes: [u8; 3] =
            code.trim().to_ascii_uppercase().as_bytes().try_into().map_err(|_| CountryError)?;
        if bytes.iter().all(u8::is_ascii_uppercase) { Ok(Country(bytes)) } else { Err(CountryError) }
    }
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }
    /// The code in lower case, as folders under `countries/` are named.
    pub fn folder(&self) -> String {
        self.code().to_ascii_lowercase()
    }
}

impl std::fmt::Display for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}
impl std::fmt::Debug for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}
impl TryFrom<String> for Country {
    type Error = CountryError;
    fn try_from(code: String) -> Result<Self, CountryError> {
        Country::new(&code)
    }
}
impl From<Country> for String {
    fn from(country: Country) -> String {
        country.code().to_owned()
    }
}
