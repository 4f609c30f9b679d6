//! Which site of the country this data folder is: `site.toml`. Without it, it is headquarters.

use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// What headquarters is called.
pub const HEADQUARTERS: &str = "hq";
/// The days after which a post that has not spoken to headquarters locks its old files.
pub const LEASE_DAYS: u16 = 30;
const FILE: &str = "site.toml";

/// A site of the country.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    pub site: String,
    /// The office that works here; empty at headquarters.
    #[serde(default)]
    pub office: String,
    /// Its numbers begin at a million times this.
    #[serde(default)]
    pub ordinal: i64,
    #[serde(default = "lease_days")]
    pub lease_days: u16,
    /// Whom it meets; headquarters meets whoever comes.
    #[serde(default)]
    pub hub: Option<Hub>,
}

/// Where headquarters is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hub {
    pub site: String,
    /// `http://…`; none where only files are carried.
    #[serde(default)]
    pub url: Option<String>,
}

fn lease_days() -> u16 {
    LEASE_DAYS
}

/// Why a data folder does not say which site it is.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    #[error("{0}: {1}")]
    Read(PathBuf, std::io::Error),
    #[error("{0} is not well: {1}")]
    Wrong(PathBuf, String),
}

impl Site {
    pub fn headquarters() -> Site {
        Site::named(HEADQUARTERS)
    }
    /// A site of which nothing more is known.
    pub fn named(site: &str) -> Site {
        Site { site: site.to_owned(), office: String::new(), ordinal: 0, lease_days: LEASE_DAYS, hub: None }
    }
    pub fn is_post(&self) -> bool {
        self.hub.is_some()
    }

    /// Takes its place in a house. Whoever registers people at a post also asks its hints, for it cannot look elsewhere.
    pub fn moves_into(self, rooms: &mut web::Rooms) {
        if self.is_post() {
            rooms.put(identity::hint::Elsewhere(Box::new(super::hints::seek)));
        }
        rooms.put(self);
    }

    /// The site of a data folder.
    pub fn of(folder: &Path) -> Result<Site, SiteError> {
        let path = folder.join(FILE);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Site::headquarters()),
            Err(error) => return Err(SiteError::Read(path, error)),
        };
        let site: Site = toml::from_str(&text).map_err(|e| SiteError::Wrong(path.clone(), e.to_string()))?;
        if is_name(&site.site) && site.hub.as_ref().is_none_or(|hub| is_name(&hub.site)) {
            Ok(site)
        } else {
            Err(SiteError::Wrong(path, "a site's name is 2 to 40 small letters, digits and hyphens".into()))
        }
    }

    /// Whether a data folder says which site it is.
    pub fn is_told_in(folder: &Path) -> bool {
        folder.join(FILE).exists()
    }

    /// Writes it into a data folder, whole or not at all.
    pub fn keep(&self, folder: &Path) -> Result<(), SiteError> {
        let path = folder.join(FILE);
        let text = toml::to_string(self).map_err(|e| SiteError::Wrong(path.clone(), e.to_string()))?;
        let note = "# Which site of the country this is. `ceiba site join` wrote it.\n";
        ledger::replace_file(&path, format!("{note}{text}").as_bytes()).map_err(|e| SiteError::Read(path, e))
    }
}

/// Whether a text can be a site's name.
pub fn is_name(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (2..=40).contains(&text.len()) && text.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_the_file_is_headquarters_and_with_it_what_it_says() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Site::of(folder.path()).unwrap(), Site::headquarters());
        let hub = Some(Hub { site: "hq".into(), url: Some("http://192.0.2.1".into()) });
        let post = Site { office: "chiriqui".into(), ordinal: 3, hub, ..Site::named("paso-canoas") };
        post.keep(folder.path()).unwrap();
        assert_eq!(Site::of(folder.path()).unwrap(), post);
        for wrong in ["site = 4", "site = 'Paso Canoas'", "site = 'paso'\nhup = 3", "site = ''"] {
            std::fs::write(folder.path().join("site.toml"), wrong).unwrap();
            assert!(matches!(Site::of(folder.path()), Err(SiteError::Wrong(..))), "{wrong}");
        }
    }
}
