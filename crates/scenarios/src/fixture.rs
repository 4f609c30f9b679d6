//! Data that released versions made, kept under `fixtures/`, laid out as an installation would have it.

use crate::binary::root;
use std::io::Read;
use std::path::PathBuf;

/// One release's invented data.
pub struct Release {
    folder: PathBuf,
}

impl Release {
    pub fn of(version: &str) -> Release {
        Release { folder: root().join("crates/scenarios/fixtures").join(format!("release-{version}")) }
    }
    pub fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.join(name)).unwrap()
    }
    fn unzipped(&self, name: &str) -> Vec<u8> {
        let file = std::fs::File::open(self.folder.join(name)).unwrap();
        let mut plain = Vec::new();
        flate2::read::GzDecoder::new(file).read_to_end(&mut plain).unwrap();
        plain
    }
    /// A data folder with the embedded database of that release, for as long as it is held.
    pub fn data(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("ceiba.db"), self.unzipped("ceiba.db.gz")).unwrap();
        std::fs::copy(self.folder.join("demo.json"), folder.path().join("demo.json")).unwrap();
        self.put_key("site.key", &folder);
        folder
    }
    /// A data folder with the key of that release's PostgreSQL database, and the statements that fill one.
    pub fn postgres(&self) -> (tempfile::TempDir, String) {
        let folder = tempfile::tempdir().unwrap();
        self.put_key("postgres/site.key", &folder);
        (folder, String::from_utf8(self.unzipped("postgres/ceiba.sql.gz")).unwrap())
    }
    fn put_key(&self, name: &str, folder: &tempfile::TempDir) {
        let key = folder.path().join("site.key");
        std::fs::copy(self.folder.join(name), &key).unwrap();
        std::fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    }
}
