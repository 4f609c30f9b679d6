//! The pledges and regional commitments as their data file has them: texts unaltered, analysis marked as ours.

use kernel::Country;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

const FILE: &str = include_str!("../../../region/pledges.json");

/// Everything the file says that pages show.
#[derive(Debug, Deserialize)]
pub struct Catalogue {
    pub framework: Framework,
    pub regional_commitments: Vec<Commitment>,
    pub pledges: Vec<Pledge>,
}

#[derive(Debug, Deserialize)]
pub struct Framework {
    pub name: String,
    pub forum: String,
    pub working_groups: Vec<WorkingGroup>,
    pub caveat: String,
}

/// A working group of the framework.
#[derive(Debug, Deserialize)]
pub struct WorkingGroup {
    pub key: String,
    pub name: String,
    pub aliases: Vec<String>,
    pub lead: String,
}

/// A pledge of one state.
#[derive(Debug, Deserialize)]
pub struct Pledge {
    pub id: String,
    /// ISO 3166-1 alpha-2, as the file has it; see [`Pledge::state`].
    pub country: String,
    pub area: String,
    pub official_text: String,
    /// BCP 47 tag of the text.
    pub language: String,
    pub source: Source,
    pub analysis: Analysis,
    #[serde(default)]
    pub source_notes: Vec<String>,
}

/// Where the text was taken from.
#[derive(Debug, Deserialize)]
pub struct Source {
    pub document: String,
    pub text_sha256: String,
}

/// A commitment that all states of the framework made together.
#[derive(Debug, Deserialize)]
pub struct Commitment {
    pub key: String,
    pub area: String,
    pub title: String,
    pub supports_global_pledge: String,
    pub working_group: Option<String>,
    pub leadership: String,
    pub official_text: CommitmentText,
    pub analysis: Analysis,
}

/// The two published wordings of a commitment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CommitmentText {
    pub pledge_page: String,
    pub overview_document: String,
}

/// What we make of a text: not part of it.
#[derive(Debug, Deserialize)]
pub struct Analysis {
    pub software_must: Vec<String>,
    pub indicators: Vec<Indicated>,
}

/// An indicator that would show progress.
#[derive(Debug, Deserialize)]
pub struct Indicated {
    pub id: String,
    pub name: String,
    pub formula: String,
    pub live_source: String,
    #[serde(default)]
    pub disaggregate_by: Vec<String>,
    pub kind: String,
    #[serde(default)]
    pub caveat: Option<String>,
}

static CATALOGUE: LazyLock<Result<Catalogue, String>> =
    LazyLock::new(|| serde_json::from_str(FILE).map_err(|e| e.to_string()));

/// The data file, read once. A test reads it too, so a program that was built can read it.
pub fn catalogue() -> Option<&'static Catalogue> {
    CATALOGUE.as_ref().ok()
}

/// The states of the framework by their two letters.
const STATES: [(&str, &str); 7] =
    [("BZ", "BLZ"), ("CR", "CRI"), ("SV", "SLV"), ("GT", "GTM"), ("HN", "HND"), ("MX", "MEX"), ("PA", "PAN")];

/// The areas in the order of the framework's documents.
pub const AREAS: [&str; 4] = ["asylum", "integration", "local", "statistics"];

/// The states of the framework.
pub fn states() -> Vec<Country> {
    STATES.iter().filter_map(|(_, three)| Country::new(three).ok()).collect()
}

impl Pledge {
    pub fn state(&self) -> Country {
        let three = STATES.iter().find(|(two, _)| *two == self.country).map_or("XXX", |(_, three)| three);
        Country::new(three).unwrap_or(Country::UNKNOWN)
    }
}

impl Catalogue {
    pub fn pledge(&self, id: &str) -> Option<&Pledge> {
        self.pledges.iter().find(|p| p.id == id)
    }
    pub fn commitment(&self, key: &str) -> Option<&Commitment> {
        self.regional_commitments.iter().find(|c| c.key == key)
    }
    pub fn group(&self, key: &str) -> Option<&WorkingGroup> {
        self.framework.working_groups.iter().find(|g| g.key == key)
    }
    /// The working group that follows an area: the one its regional commitment names. Statistics has none.
    pub fn group_of_area(&self, area: &str) -> Option<&WorkingGroup> {
        let commitment = self.regional_commitments.iter().find(|c| c.area == area)?;
        let name = commitment.working_group.as_ref()?;
        self.framework.working_groups.iter().find(|g| g.name == *name || g.aliases.contains(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_whole() {
        let all = CATALOGUE.as_ref().unwrap();
        assert_eq!((all.pledges.len(), all.regional_commitments.len()), (31, 4));
        for area in AREAS {
            assert!(all.pledges.iter().any(|p| p.area == area), "{area}");
        }
        assert!(
            all.pledges.iter().all(|p| AREAS.contains(&p.area.as_str()) && states().contains(&p.state()))
        );
        assert_eq!(all.pledges.iter().filter(|p| p.state().code() == "PAN").count(), 4);
    }

    #[test]
    fn every_area_but_statistics_has_a_working_group() {
        let all = catalogue().unwrap();
        assert_eq!(all.group_of_area("asylum").unwrap().key, "wg-asylum");
        assert_eq!(all.group_of_area("integration").unwrap().key, "wg-jobs");
        assert_eq!(all.group_of_area("local").unwrap().key, "wg-local");
        assert!(all.group_of_area("statistics").is_none());
    }
}
