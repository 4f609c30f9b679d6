//! Words in every language of staff, and where each fact of the law is written.

use jiff::civil::Date;
use kernel::Lang;
use serde::{Deserialize, Serialize};

/// Words in the languages of staff.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    pub es: String,
    pub en: String,
}

impl Said {
    pub fn new(es: impl Into<String>, en: impl Into<String>) -> Self {
        Self { es: es.into(), en: en.into() }
    }
    /// The words in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Es => &self.es,
            Lang::En => &self.en,
        }
    }
}

/// How sure we are that a fact is the law. Weakest first, so that `min` is the mark of a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verification {
    /// Memory, a conflict between sources, or a choice of the platform that no law states.
    #[default]
    Unverified,
    /// A public source said so.
    Secondary,
    /// A named lawyer confirmed it.
    Verified,
}

impl Verification {
    pub const ALL: [Verification; 3] =
        [Verification::Unverified, Verification::Secondary, Verification::Verified];
    pub fn code(self) -> &'static str {
        match self {
            Verification::Unverified => "unverified",
            Verification::Secondary => "secondary",
            Verification::Verified => "verified",
        }
    }
    pub fn from_code(code: &str) -> Option<Verification> {
        Verification::ALL.into_iter().find(|v| v.code() == code)
    }
}

/// Where a fact is written. `source` is a key of the file's `[sources]`, `platform` for a choice of ours, or
/// `unknown` when nobody could show us where it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cite {
    pub source: String,
    /// The address behind the key; filled when the law is loaded.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The article, or `None` when nobody has told us (`article = "unknown"`). A law file may leave neither it nor the
    /// verification out where a source is named.
    #[serde(default, with = "article")]
    pub article: Option<String>,
    #[serde(default)]
    pub verification: Verification,
    /// Who confirmed it; `verified` is refused without a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_by: Option<String>,
    /// The day on which it was confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_on: Option<Date>,
    /// The official text that it was compared with; filled by a confirmation.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub verified_in: Option<String>,
}

impl Cite {
    /// The source key of choices that no law states.
    pub const PLATFORM: &'static str = "platform";
    pub fn article_or_unknown(&self) -> &str {
        self.article.as_deref().unwrap_or("unknown")
    }
    /// The source key of what is believed but not shown.
    pub const UNKNOWN: &'static str = "unknown";
    /// Whether it is a choice of ours that no law states.
    pub fn is_platform(&self) -> bool {
        self.source == Self::PLATFORM
    }
    /// Whether no law or source stands behind it.
    pub fn is_unsourced(&self) -> bool {
        self.source == Self::PLATFORM || self.source == Self::UNKNOWN
    }
}

/// `article` is written `"unknown"` when it is not known, in files and in JSON.
pub(crate) mod article {
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(article: &Option<String>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(article.as_deref().unwrap_or("unknown"))
    }
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
        let text = String::deserialize(from)?;
        Ok((text != "unknown").then_some(text))
    }
}
